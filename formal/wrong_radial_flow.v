(* Wrong variants of the projected flow of a radial network, near the truth, refuted by flows that
   are known in closed form: widths 1, 2, 1 cut to 1, 1, 1. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent removal flow decay radial radial_widths radial_descent.
From dlf Require Import radial_closed radial_flow layer_derivative wrong_radial_descent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Start.
Variable F : rcfType.
Local Notation wide := (three 1 (1 + 1) 1).
Local Notation thin := (three 1 1 1).
Local Notation Q := (first_frame F).

(* the start: the last layer reads what the core does not hold *)
Definition reads_rest : layers F wide :=
  two (block_mx 0 1%:M 0 0 : 'M_(1 + 1)) (row_mx 0 (row_mx 0 1%:M) : 'M_(1, 1 + (1 + 1))).

(* the small network with the last bias b *)
Definition biased b : layers F thin :=
  two (row_mx 0 1%:M : 'M_(1, 1 + 1)) (row_mx b%:M 0 : 'M_(1, 1 + 1)).

(* what no input meets of the last layer *)
Definition unmet : 'M[F]_(1, 1 + (1 + 1)) :=
  reads_rest 1%N *m (1%:M - hat (Q 1%N) *m (hat (Q 1%N))^T).

Lemma reads_rest_core : core 2 reads_rest (first_core F).
Proof. exact: first_is_core. Qed.

Lemma unmetE : unmet = row_mx 0 (row_mx 0 1%:M).
Proof. exact: last_rest. Qed.

Lemma unmet_neq0 : unmet != 0.
Proof. by rewrite unmetE last_neq0. Qed.

Lemma first_cut (W : layers F wide) b v c : W 0%N = block_mx 0 1%:M 0 0 ->
  W 1%N = row_mx b (row_mx v c) -> forall l, (l < 2)%N ->
  cut W Q l = two (row_mx 0 1%:M : 'M_(1, 1 + 1)) (row_mx b v : 'M_(1, 1 + 1)) l.
Proof.
move=> W0 W1 [|[|l]] // _; rewrite /cut ?W0 ?W1 /= /hat.
  rewrite -scalar_mx_block mulmx1 tr_col_mx trmx1 trmx0 mul_row_block !mul1mx !mul0mx.
  by rewrite !addr0.
rewrite trmx1 mul1mx mul_row_block !mulmx0 mulmx1 mul_row_col mulmx0 mulmx1.
by rewrite !addr0 add0r.
Qed.

Lemma biased_cut l : (l < 2)%N -> biased 0 l = cut reads_rest Q l.
Proof.
by move=> lL; rewrite (first_cut (b := 0) (v := 0) (c := 1%:M)) // /biased raddf0.
Qed.

(* the gradients at the input 0, for the loss that is the output *)
Lemma slopes_at_zero k (W : layers F (three 1 k 1)) :
  nabla (L := 2) same ones W (fun _ : 'I_1 => 0) 1%:M 0%N = row_mx (weight (W 1%N))^T 0 /\
  nabla (L := 2) same ones W (fun _ : 'I_1 => 0) 1%:M 1%N = row_mx 1%:M (bias (W 0%N))^T.
Proof.
have [-> ->] := nabla_both W (0 : 'cV[F]_1) 1%:M; split.
  by rewrite mulmx1 tr_col_mx trmx1 trmx0 mul_mx_row mulmx1 mulmx0.
by rewrite mul1mx tr_col_mx trmx1 /affine mulmx0 add0r.
Qed.

(* the gradient of the first layer of the large network *)
Lemma wide_gradient (W : layers F wide) : W 1%N = row_mx (bias (W 1%N)) (row_mx 0 1%:M) ->
  nabla (L := 2) same ones W (fun _ : 'I_1 => 0) 1%:M 0%N (rshift 1 0) (lshift 1 0) = 1.
Proof.
move=> W1; have [-> _] := slopes_at_zero W; rewrite W1 /weight row_mxKr tr_row_mx trmx1 row_mxEl.
by rewrite (col_mxEd _ _ 0 0) mxE eqxx.
Qed.

Lemma lifted_last b : first_frame F 2 *m biased b 1%N *m (hat (Q 1%N))^T + unmet =
  row_mx b%:M (row_mx 0 1%:M).
Proof.
rewrite mul1mx unmetE /hat tr_block_mx !trmx0 trmx1 tr_col_mx trmx1 trmx0 mul_row_block.
by rewrite !mulmx0 mulmx1 mul0mx !addr0 add_row_mx addr0 add0r.
Qed.
End Start.

Section Wrong.
Local Notation RR := R_rcfType.
Local Notation tenths k := (k%:R / 10%:R : RR).
Local Notation wide := (three 1 (1 + 1) 1).
Local Notation thin := (three 1 1 1).
Local Notation C := (first_core RR).
Local Notation Q := (first_frame RR).

(* one sample, x = 0 *)
Definition at_zero (_ : 'I_1) : 'cV[RR]_1 := 0.
(* the loss is the output at all times *)
Definition slope_one (_ : R) (_ : 'M[RR]_(1, 1)) : 'M[RR]_(1, 1) := 1%:M.
Local Notation x := at_zero.
Local Notation slope := slope_one.

(* the flow of the small network: the last bias falls *)
Definition fall (t : R) : layers RR thin := biased (- t : RR).
Local Notation V := fall.
Local Notation y := (fun j => recast (erefl : wide 0%N = thin 0%N) (x j)).
Local Notation g := (fun t => recast_slope (erefl : wide 2%N = thin 2%N) (slope t)).

Lemma fall_start l : (l < 2)%N -> V 0 l = cut (reads_rest RR) Q l.
Proof. by move=> lL; rewrite /fall oppr0 biased_cut. Qed.

(* a gradient along the lifted flow that the projection removes *)
Lemma fall_lifted_gradient t : gradient_at (n := wide) (L := 2) same ones x slope t
  (lifted Q (reads_rest RR) V t) 0%N (rshift 1 0) (lshift 1 0) = 1.
Proof.
apply: (@wide_gradient RR (lifted Q (reads_rest RR) V t)).
rewrite /lifted /= [X in X = _](lifted_last (- t : RR)) /bias (lifted_last (- t : RR)).
by rewrite row_mxKl.
Qed.

(* a small flow in which all but the first weight moves *)
Definition swing (t : R) : layers RR thin :=
  two (row_mx (- sinh t)%:M 1%:M : 'M[RR]_(1, 1 + 1)) (row_mx (- t)%:M (cosh t)%:M).

Lemma thin_gradients (W : layers RR thin) t :
  gradient_at (L := 2) same ones y g t W 0%N = row_mx (weight (W 1%N))^T 0 /\
  gradient_at (L := 2) same ones y g t W 1%N = row_mx 1%:M (bias (W 0%N))^T.
Proof. exact: (@slopes_at_zero RR 1 W). Qed.

Lemma flows (W : R -> layers RR thin) : (forall t l, (l < 2)%N ->
    mderiv (fun u => W u l) t (- (1%:M *m gradient_at (L := 2) same ones y g t (W t) l))) ->
  radial_flow (n := thin) (L := 2) same ones y g 1 (fun l => 1%:M) W.
Proof.
move=> D; split=> t _ l lL; first exact: D.
by move=> i j; apply: ex_derive_continuous; eexists; exact: D.
Qed.

Lemma falling : radial_flow (n := thin) (L := 2) same ones y g 1 (fun l => 1%:M) V.
Proof.
apply: flows => t l; have [g0 g1] := thin_gradients (V t) t.
case: l => [|[|l]] // _; rewrite mul1mx.
  rewrite g0 /weight row_mxKr trmx0 row_mx0 oppr0; exact: mderiv_const.
rewrite g1 /bias row_mxKl trmx0 opp_row_mx -raddfN oppr0.
by apply: mderiv_row (mderiv_const _ _); exact/mderiv_number/dopp/is_derive_id.
Qed.

Lemma swinging : radial_flow (n := thin) (L := 2) same ones y g 1 (fun l => 1%:M) swing.
Proof.
apply: flows => t l; have [g0 g1] := thin_gradients (swing t) t.
case: l => [|[|l]] // _; rewrite mul1mx ?g0 ?g1.
  rewrite opp_row_mx oppr0 /weight row_mxKr tr_scalar_mx -raddfN.
  apply: mderiv_row; last exact: mderiv_const.
  by apply/mderiv_number/dopp/is_derive_Reals; exact: derivable_pt_lim_sinh.
rewrite opp_row_mx /bias row_mxKl tr_scalar_mx -!raddfN /= opprK.
apply: mderiv_row; apply: mderiv_number; first exact: dopp (@is_derive_id _ t).
by apply/is_derive_Reals; exact: derivable_pt_lim_cosh.
Qed.

Lemma swing_cut (W : layers RR wide) c : W 0%N = block_mx 0 1%:M 0 0 ->
  W 1%N = row_mx 0 (row_mx 1%:M c) -> forall l, (l < 2)%N -> swing 0 l = cut W Q l.
Proof.
move=> W0 W1 l lL.
by rewrite (first_cut W0 W1 lL) /swing sinh_0 cosh_0 oppr0 raddf0.
Qed.

(* at the input 0 the first bias and the last weights move along one another *)
Lemma wide_slopes (W : layers RR wide) t :
  bias (gradient_at (L := 2) same ones x slope t W 0%N) = (weight (W 1%N))^T /\
  weight (gradient_at (L := 2) same ones x slope t W 1%N) = (bias (W 0%N))^T /\
  bias (gradient_at (L := 2) same ones x slope t W 1%N) = 1%:M.
Proof.
have [D0 D1] : gradient_at (L := 2) same ones x slope t W 0%N = row_mx (weight (W 1%N))^T 0 /\
  gradient_at (L := 2) same ones x slope t W 1%N = row_mx 1%:M (bias (W 0%N))^T.
  exact: (@slopes_at_zero RR (1 + 1) W).
by rewrite D0 D1 /bias /weight !row_mxKl row_mxKr.
Qed.

Let lift := lifted (n := wide) (m := thin) Q (adds RR) swing.

Lemma lift_flow : radial_flow (n := wide) (L := 2) same ones x slope 1 (onto Q) lift /\
  forall l, (l < 2)%N -> lift 0 l = adds RR l.
Proof.
have := @radial_flow_lifted wide thin 2 1 C Q erefl erefl same ones x slope 1 (adds RR) swing
  (adds_core RR) (first_frames RR) swinging.
by apply=> l lL; exact: (swing_cut (c := 1%:M)).
Qed.

(* in a flow by c times the gradient the last bias falls at the rate c *)
Lemma last_bias_rate k (c : RR) (W : R -> layers RR (three 1 k 1)) t :
  mderiv (fun u => W u 1%N) t
    (- (c%:M *m nabla (L := 2) same ones (W t) (fun _ : 'I_1 => 0) 1%:M 1%N)) ->
  is_derive (fun u => W u 1%N 0 (lshift k 0) : R) t (- c).
Proof.
have [_ ->] := slopes_at_zero (W t); rewrite mul_scalar_mx => /(_ 0 (lshift k 0)).
by rewrite mxE mxE row_mxEl mxE eqxx mulr1.
Qed.

Lemma one_rate (f : R -> R) t : is_derive f t (- 1) -> ~ is_derive f t (- tenths 9).
Proof.
move=> /is_derive_unique D /is_derive_unique; rewrite D => /oppr_inj/eqP.
by rewrite -subr_eq0 tenth_left invr_eq0 pnatr_eq0.
Qed.

Let half : (0 < / 2 < 1)%R. Proof. lra. Qed.
Let half_in : (0 <= / 2 <= 1)%R. Proof. lra. Qed.

(* the cut of what is left out of the last layer *)
Let kept_hat : adds RR 1%N *m (1%:M - hat (Q 1%N) *m (hat (Q 1%N))^T) *m hat (Q 1%N) = 0.
Proof.
have [QQ _ _ _] := first_frames RR.
by rewrite -mulmxA mulmxBl mul1mx -mulmxA hat_isometry ?QQ // mulmx1 subrr mulmx0.
Qed.

(* the rest left out after the start *)
Theorem radial_projected_flow_gone_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) W, core L W0 C -> frames L C Q ->
  radial_flow h h' x slope T (onto Q) W -> (forall l, (l < L)%N -> W 0 l = W0 l) ->
  exists V : R -> layers RR m,
    [/\ radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
          (fun l => 1%:M) V,
        forall l, (l < L)%N -> V 0 l = cut W0 Q l &
        forall t, (0 < t < T)%R -> forall l, (l < L)%N ->
          W t l = Q l.+1 *m V t l *m (hat (Q l))^T]).
Proof.
have [flow start] := lift_flow; have cC := adds_core RR; have fQ := first_frames RR.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 (adds RR) lift cC fQ flow
  start)[V' [_ _ /(_ _ half 1%N isT)]].
rewrite /lift /lifted; set K := _ *m (1%:M - _); set A := _ *m _ *m _; set A' := _ *m _ *m _ => H.
have KE : K *m (1%:M - hat (Q 1%N) *m (hat (Q 1%N))^T) = K.
  by rewrite mulmxBr mulmx1 mulmxA kept_hat mul0mx subr0.
have [QQ _ _ _] := fQ; have z X : X *m (hat (Q 1%N))^T
    *m (1%:M - hat (Q 1%N) *m (hat (Q 1%N))^T) = 0 :> 'M[RR]_(1, 1 + (1 + 1)).
  rewrite -mulmxA mulmxBr mulmx1 (mulmxA (hat (Q 1%N))^T) hat_isometry ?QQ // mul1mx subrr.
  by rewrite mulmx0.
have := congr1 (mulmx^~ (1%:M - hat (Q 1%N) *m (hat (Q 1%N))^T)) H.
by rewrite mulmxDl KE !z add0r; apply/eqP; exact: adds_rest.
Qed.

(* nine tenths of the gradient *)
Theorem radial_projected_flow_tenth_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) W, core L W0 C -> frames L C Q ->
  radial_flow h h' x slope T (onto Q) W -> (forall l, (l < L)%N -> W 0 l = W0 l) ->
  exists V : R -> layers RR m,
    [/\ radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
          (fun l => (tenths 9)%:M) V,
        forall l, (l < L)%N -> V 0 l = cut W0 Q l &
        forall t, (0 <= t <= T)%R -> forall l, (l < L)%N ->
          W t l = Q l.+1 *m V t l *m (hat (Q l))^T
            + W0 l *m (1%:M - hat (Q l) *m (hat (Q l))^T)]).
Proof.
have [flow start] := lift_flow; have cC := adds_core RR; have fQ := first_frames RR.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 (adds RR) lift cC fQ flow
  start)[V' [[D _] _ form]]; have [QQ _ _ _] := fQ.
have same_ u : (0 <= u <= 1)%R -> V' u 1%N = swing u 1%N.
  move=> u1; have /addIr/(congr1 (mulmx^~ (hat (Q 1%N)))) := form u u1 1%N isT.
  by rewrite -!(mulmxA _ (hat _)^T) hat_isometry ?QQ // !mulmx1 !mul1mx.
apply: (one_rate _ (last_bias_rate (D _ half 1%N isT))).
have := last_bias_rate (c := 1) (swinging.1 _ half 1%N isT); apply: is_derive_ext_loc.
have pos : (0 < / 2)%R by lra.
exists (mkposreal _ pos) => u; rewrite /ball /= /AbsRing_ball /abs /minus /plus /opp /=.
by move=> /Rabs_def2[] *; rewrite same_ //; lra.
Qed.

(* nine tenths of the projected gradient *)
Theorem radial_flow_lifted_tenth_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) (V : R -> layers RR m), core L W0 C -> frames L C Q ->
  radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
    (fun l => 1%:M) V ->
  (forall l, (l < L)%N -> V 0 l = cut W0 Q l) ->
  radial_flow h h' x slope T (fun l => tenths 9 *: onto Q l) (lifted Q W0 V)).
Proof.
have cC := adds_core RR; have fQ := first_frames RR.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 (adds RR) swing cC fQ swinging).
have V0 l (lL : (l < 2)%N) : swing 0 l = cut (adds RR) Q l by exact: (swing_cut (c := 1%:M)).
move=> /(_ V0)[/(_ _ half 1%N isT) D _]; have [[/(_ _ half 1%N isT) E _] _] := lift_flow.
move: D E; have -> : onto Q 2 = 1%:M by rewrite /onto trmx1 mulmx1.
rewrite scalemx1 => D E; exact: (one_rate (last_bias_rate E) (last_bias_rate D)).
Qed.

(* the lifted flow without the rest *)
Theorem radial_flow_lifted_gone_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) (V : R -> layers RR m), core L W0 C -> frames L C Q ->
  radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
    (fun l => 1%:M) V ->
  (forall l, (l < L)%N -> V 0 l = cut W0 Q l) ->
  forall l, (l < L)%N -> Q l.+1 *m V 0 l *m (hat (Q l))^T = W0 l).
Proof.
have cC := reads_rest_core RR; have fQ := first_frames RR.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 (reads_rest RR) V cC fQ falling).
move=> /(_ fall_start 1%N isT); rewrite fall_start // -(cut_layer cC fQ) // => H.
by case/eqP: (unmet_neq0 RR); rewrite /unmet mulmxBr mulmx1 mulmxA {1}H subrr.
Qed.

(* no projection *)
Theorem radial_flow_lifted_plain_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) (V : R -> layers RR m), core L W0 C -> frames L C Q ->
  radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
    (fun l => 1%:M) V ->
  (forall l, (l < L)%N -> V 0 l = cut W0 Q l) ->
  radial_flow h h' x slope T (fun l => 1%:M) (lifted Q W0 V)).
Proof.
have cC := reads_rest_core RR; have fQ := first_frames RR.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 (reads_rest RR) V cC fQ falling).
move=> /(_ fall_start)[D _]; have := D _ half 0%N isT (rshift 1 0) (lshift 1 0).
set t := (/ 2)%R; rewrite mul1mx mxE fall_lifted_gradient.
move=> /is_derive_unique H.
have Z : Derive (fun u => lifted Q (reads_rest RR) V u 0%N (rshift 1 0) (lshift 1 0)) t = 0 :=
  is_derive_unique _ _ _ (dconst (lifted Q (reads_rest RR) V 0 0%N (rshift 1 0) (lshift 1 0)) t).
have /eqP := etrans (esym Z) H; by rewrite eq_sym oppr_eq0 oner_eq0.
Qed.
End Wrong.
