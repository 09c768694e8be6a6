(* Wrong variants of the flow of a radial network from a start with a closed core, near the truth,
   refuted with flows of the small network that are known in closed form: widths 1, 2, 1 cut to
   1, 1, 1. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent removal flow decay radial radial_widths radial_descent.
From dlf Require Import radial_closed radial_flow radial_closed_flow wrong_radial_descent.
From dlf Require Import wrong_radial_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Wrong.
Local Notation RR := R_rcfType.
Local Notation tenths k := (k%:R / 10%:R : RR).
Local Notation wide := (three 1 (1 + 1) 1).
Local Notation thin := (three 1 1 1).
Local Notation C := (first_core RR).
Local Notation Q := (first_frame RR).
Local Notation x := at_zero.
Local Notation slope := slope_one.
Local Notation V := fall.

(* the output of the large network at the input 0 *)
Lemma wide_output (W : layers RR wide) :
  output same W (0 : 'cV[RR]_1) 2 = weight (W 1%N) *m bias (W 0%N) + bias (W 1%N).
Proof.
by rewrite /= rho_id /affine mulmx0 add0r.
Qed.

Lemma mderiv_bias p q (W : R -> 'M[RR]_(p, 1 + q)) t D : mderiv W t D ->
  mderiv (fun u => bias (W u)) t (bias D).
Proof.
move=> h i j; rewrite mxE; apply: is_derive_ext (h i (lshift q j)) => u.
by rewrite mxE.
Qed.

Lemma mderiv_weight p q (W : R -> 'M[RR]_(p, 1 + q)) t D : mderiv W t D ->
  mderiv (fun u => weight (W u)) t (weight D).
Proof.
move=> h i j; rewrite mxE; apply: is_derive_ext (h i (rshift 1 j)) => u.
by rewrite mxE.
Qed.

(* a gradient flow whose output at 0 falls like that of the small network has no last weights *)
Lemma no_weights (W : R -> layers RR wide) t : (0 < t < 1)%R ->
  radial_flow (L := 2) same ones x slope 1 (fun l => 1%:M) W ->
  (forall u, (0 <= u <= 1)%R -> output same (W u) (0 : 'cV[RR]_1) 2 = (- u : RR)%:M) ->
  weight (W t 1%N) = 0.
Proof.
move=> tT [D _] out; have [g0 [g1 g2]] := wide_slopes (W t) t.
have d0 := mderiv_bias (D t tT 0%N isT); have d1 := mderiv_weight (D t tT 1%N isT).
have d2 := mderiv_bias (D t tT 1%N isT); move: d0 d1 d2.
have biasN p q (A : 'M[RR]_(p, 1 + q)) : bias (- A) = - bias A by rewrite /bias linearN.
have weightN p q (A : 'M[RR]_(p, 1 + q)) : weight (- A) = - weight A by rewrite /weight linearN.
rewrite !mul1mx !biasN weightN g0 g1 g2 => d0 d1 d2.
have := mderiv_add (mderiv_mul d1 d0) d2 => /(_ 0 0) /is_derive_unique; rewrite !mxE.
have -> : Derive (fun u => (weight (W u 1%N) *m bias (W u 0%N) + bias (W u 1%N)) 0 0) t = - 1.
  apply: is_derive_unique; have := dopp (@is_derive_id _ t); apply: is_derive_ext_loc.
  have pos : (0 < Rmin t (1 - t))%R by apply: Rmin_pos; lra.
  exists (mkposreal _ pos) => u; rewrite /ball /= /AbsRing_ball /abs /minus /plus /opp /=.
  move=> /Rabs_def2[]; have := Rmin_l t (1 - t); have := Rmin_r t (1 - t) => *.
  by rewrite -wide_output out; [rewrite mxE eqxx mulr1n | lra].
set b := bias (W t 0%N); set w := weight (W t 1%N).
have -> : \sum_j (- b^T) 0 j * b j 0 = - \sum_j b j 0 ^+ 2.
  by rewrite -sumrN; apply: eq_bigr => j _; rewrite !mxE mulNr expr2.
have -> : \sum_j w 0 j * (- w^T) j 0 = - \sum_j w 0 j ^+ 2.
  by rewrite -sumrN; apply: eq_bigr => j _; rewrite !mxE mulrN expr2.
have b0 : 0 <= \sum_j b j 0 ^+ 2 by apply: sumr_ge0 => j _; exact: sqr_ge0.
have w0 j : true -> 0 <= w 0 j ^+ 2 by move=> _; exact: sqr_ge0.
rewrite eqxx mulr1n => /eqP; rewrite eq_sym -subr_eq0 opprK subrK -opprD oppr_eq0.
rewrite paddr_eq0 ?(sumr_ge0 _ w0) // => /andP[_ /eqP z].
have {}z j : w 0 j = 0 by apply/eqP; rewrite -sqrf_eq0; apply/eqP; exact: (psumr_eq0P w0 z).
by apply/matrixP=> i j; rewrite (ord1 i) z mxE.
Qed.

Let V0 l : (l < 2)%N -> V 0 l = cut (reads_rest RR) Q l.
Proof. by move=> lL; rewrite /fall oppr0 biased_cut. Qed.

(* a core that the transposed layers leave *)
Theorem radial_closed_flow_lifted_open_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) (V : R -> layers RR m), core L W0 C -> frames L C Q ->
  radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
    (fun l => 1%:M) V ->
  (forall l, (l < L)%N -> V 0 l = cut W0 Q l) ->
  exists W : R -> layers RR n,
    [/\ radial_flow h h' x slope T (fun l => 1%:M) W,
        forall l, (l < L)%N -> W 0 l = W0 l &
        forall t, (0 <= t <= T)%R -> forall x',
          recast eL (output h (W t) x' L) = output h (V t) (recast e0 x') L]).
Proof.
have cC := reads_rest_core RR; have fQ := first_frames RR.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 (reads_rest RR) V cC fQ falling).
move=> /(_ V0)[W [flow W0 out]].
have {}out u : (0 <= u <= 1)%R -> output same (W u) (0 : 'cV[RR]_1) 2 = (- u : RR)%:M.
  move=> u1; have := out u u1 0; rewrite /recast !castmx_id => ->.
  by rewrite /= rho_id /affine /bias /weight !(row_mxKl, row_mxKr) mul0mx add0r.
have start : weight (W 0 1%N) 0 (rshift 1 0) = 1.
  by rewrite W0 // /weight /= row_mxKr row_mxEr mxE eqxx.
have [_ c] := flow; have t0 : (0 <= 0 <= 1)%R by lra.
have [d hd] := proj1 (filterlim_locally _ _) (c 0 t0 1%N isT 0 (rshift 1 (rshift 1 0)))
  (mkposreal 1 Rlt_0_1).
pose u := Rmin (d / 2) (/ 2).
have d0 := cond_pos d; have u0 : (0 < u)%R by apply: Rmin_pos; lra.
have ud : (u <= d / 2)%R := Rmin_l _ _; have u1 : (u <= / 2)%R := Rmin_r _ _.
have ut : (0 < u < 1)%R by lra.
have z := no_weights ut flow out.
have bu : ball (0 : R) d u.
  rewrite /ball /= /AbsRing_ball /abs /minus /plus /opp /= Ropp_0 Rplus_0_r Rabs_pos_eq; lra.
have := hd u bu; rewrite /ball /= /AbsRing_ball /abs /minus /plus /opp /=.
have -> : W u 1%N 0 (rshift 1 (rshift 1 0)) = 0%R.
  by have /matrixP/(_ 0 (rshift 1 0)) := z; rewrite !mxE.
have -> : W 0 1%N 0 (rshift 1 (rshift 1 0)) = 1%R by move: start; rewrite mxE.
by rewrite Rplus_0_l Rabs_Ropp Rabs_R1; exact: Rlt_irrefl.
Qed.

(* a core that the transposed layers leave, and the whole rest kept *)
Theorem radial_closed_flow_lifted_removed_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) (V : R -> layers RR m), core L W0 C -> frames L C Q ->
  radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
    (fun l => 1%:M) V ->
  (forall l, (l < L)%N -> V 0 l = cut W0 Q l) ->
  forall t, (0 < t < T)%R -> forall l, (l < L)%N ->
    (1%:M - onto Q l.+1) *m gradient_at h h' x slope t (lifted Q W0 V t) l = 0).
Proof.
have cC := reads_rest_core RR; have fQ := first_frames RR.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 (reads_rest RR) V cC fQ falling).
have tT : (0 < / 2 < 1)%R by split; lra.
move=> /(_ V0 _ tT 0%N isT); set t := (/ 2)%R; set G := gradient_at _ _ _ _ _ _ _.
have : G (rshift 1 0) (lshift 1 0) = 1.
  apply: (@wide_gradient RR (lifted Q (reads_rest RR) V t)).
  rewrite /lifted /= [X in X = _](lifted_last (- t : RR)) /bias (lifted_last (- t : RR)).
  by rewrite row_mxKl.
move: G => G G1; rewrite (off_first RR) => /matrixP/(_ (rshift 1 0) (lshift 1 0)).
rewrite -[G]vsubmxK mul_block_col !mul0mx !add0r mul1mx col_mxEd.
by rewrite mxE G1 [RHS]mxE => /eqP; rewrite oner_eq0.
Qed.

(* the layers that read and are read in the first of the two directions *)
Definition one_way : layers RR wide :=
  two (block_mx 0 1%:M 0 0 : 'M[RR]_(1 + 1)) (row_mx 0 (row_mx 1%:M 0)).

Lemma one_way_closed : closed_core 2 one_way C.
Proof.
split; last first.
  move=> [|[|l]] // _; first by rewrite submx1.
  by rewrite /weight /= row_mxKr mul1mx block_mxEv -addsmxE addsmxSl.
apply: first_is_core; first by rewrite /bias /= block_mxEh row_mxKl col_mx0.
by rewrite /weight /= block_mxEh row_mxKr.
Qed.

(* nine tenths of the gradient *)
Theorem radial_closed_flow_lifted_tenth_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) (V : R -> layers RR m), closed_core L W0 C -> frames L C Q ->
  radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
    (fun l => 1%:M) V ->
  (forall l, (l < L)%N -> V 0 l = cut W0 Q l) ->
  radial_flow h h' x slope T (fun l => (tenths 9)%:M) (closed_lifted Q W0 V)).
Proof.
have cC := one_way_closed; have fQ := first_frames RR.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 one_way swing cC fQ swinging).
have S0 l (lL : (l < 2)%N) : swing 0 l = cut one_way Q l by exact: (swing_cut (c := 0)).
have [[E _] _ _ _] := @radial_closed_flow_lifted wide thin 2 1 C Q erefl erefl same ones x slope 1
  one_way swing cC fQ swinging S0.
have tT : (0 < / 2 < 1)%R by lra.
move=> /(_ S0)[/(_ _ tT 1%N isT) D _]; move/(_ _ tT 1%N isT): E => E.
have := is_derive_unique _ _ _ (D 0 (lshift _ 0)).
rewrite (is_derive_unique _ _ _ (E 0 (lshift _ 0))) mul1mx mul_scalar_mx.
have [_ [_ /matrixP/(_ 0 0)]] := wide_slopes (closed_lifted Q one_way swing (/ 2)%R) (/ 2)%R.
move: (gradient_at _ _ _ _ _ _ _) => G; rewrite mxE [RHS]mxE eqxx => g1.
rewrite [LHS]mxE [RHS]mxE => /oppr_inj; rewrite [RHS]mxE g1 mulr1 => /eqP.
by rewrite -subr_eq0 tenth_left invr_eq0 pnatr_eq0.
Qed.
End Wrong.
