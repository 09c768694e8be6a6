(* Wrong variants of the projected flow of a radial network, near the truth, refuted by a flow that
   is known in closed form: widths 1, 2, 1 cut to 1, 1, 1. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent removal flow decay radial radial_widths radial_descent.
From dlf Require Import radial_closed radial_flow wrong_radial_descent.
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
Proof.
apply: first_is_core; first by rewrite /bias /= block_mxEh row_mxKl col_mx0.
by rewrite /weight /= block_mxEh row_mxKr.
Qed.

Lemma unmetE : unmet = row_mx 0 (row_mx 0 1%:M).
Proof.
rewrite /unmet kept_row -/(onto Q 1%N) off_first /weight /= row_mxKr mul_row_block.
by rewrite !mulmx0 mulmx1 !add0r.
Qed.

Lemma unmet_neq0 : unmet != 0.
Proof.
rewrite unmetE; apply/eqP=> /(congr1 (fun A => rsubmx (rsubmx A))).
by rewrite !row_mxKr !linear0; apply/eqP; exact: one_neq0.
Qed.

Lemma biased_cut l : (l < 2)%N -> biased 0 l = cut reads_rest Q l.
Proof.
case: l => [|[|l]] // _; rewrite /cut /biased /=.
  rewrite /hat -scalar_mx_block mulmx1 tr_col_mx trmx1 trmx0 mul_row_block !mul1mx !mul0mx.
  by rewrite !addr0.
rewrite trmx1 mul1mx /hat mul_row_block !mulmx0 mul0mx !add0r mul_row_col mulmx0 mul0mx addr0.
by rewrite raddf0.
Qed.

(* at the input 0, for the loss that is the output *)
Lemma biased_gradients b :
  let D := nabla (L := 2) same ones (biased b) (fun _ : 'I_1 => 0) 1%:M in
  D 0%N = 0 /\ D 1%N = row_mx 1%:M 0.
Proof.
have [D0 D1] := nabla_two (row_mx 0 1%:M : 'M[F]_(1, 1 + 1)) (row_mx b%:M 0 : 'M_(1, 1 + 1)) 0 1%:M.
split; rewrite ?D0 ?D1 /weight ?row_mxKr ?trmx0 ?mul0mx // mul1mx /affine /weight /bias row_mxKl.
by rewrite row_mxKr mulmx0 addr0 tr_col_mx trmx1 trmx0.
Qed.

(* the gradient of the first layer of the large network *)
Lemma wide_gradient (W : layers F wide) : W 1%N = row_mx (bias (W 1%N)) (row_mx 0 1%:M) ->
  nabla (L := 2) same ones W (fun _ : 'I_1 => 0) 1%:M 0%N (rshift 1 0) (lshift 1 0) = 1.
Proof.
move=> W1; have -> : nabla (L := 2) same ones W (fun _ : 'I_1 => 0) 1%:M 0%N =
    nabla (L := 2) same ones (two (W 0%N) (W 1%N)) (fun _ : 'I_1 => 0) 1%:M 0%N by [].
have [-> _] := nabla_two (W 0%N) (W 1%N) 0 1%:M; rewrite W1 /weight row_mxKr mulmx1.
rewrite !tr_row_mx tr_col_mx !trmx1 trmx0 mul_col_row.
by rewrite block_mxEdl mul1mx mxE eqxx.
Qed.

Lemma lifted_last b : first_frame F 2 *m biased b 1%N *m (hat (Q 1%N))^T + unmet =
  row_mx b%:M (row_mx 0 1%:M).
Proof.
rewrite mul1mx unmetE /hat tr_block_mx !trmx0 trmx1 tr_col_mx trmx1 trmx0 mul_row_block.
by rewrite !mulmx0 mulmx1 mul0mx !addr0 add_row_mx addr0 add0r.
Qed.

Lemma tenth_left : 1 - 9%:R / 10%:R = 10%:R^-1 :> F.
Proof.
have t0 : (10%:R : F) != 0 by rewrite pnatr_eq0.
by rewrite -{1}(divff t0) -mulrBl -natrB // div1r.
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

Lemma falling : radial_flow (n := thin) (L := 2) same ones y g 1 (fun l => 1%:M) V.
Proof.
have mD t : mderiv (fun u : R => row_mx (- u)%:M 0 : 'M[R]_(1, 1 + 1)) t (- row_mx 1%:M 0).
  move=> i j; rewrite (ord1 i) mxE; case: (splitP j) => k jk.
    have -> : j = lshift 1 0 by apply: val_inj; rewrite /= jk (ord1 k).
    rewrite row_mxEl mxE eqxx; apply: is_derive_ext (dopp (@is_derive_id _ t)) => u.
    by rewrite row_mxEl mxE eqxx.
  have -> : j = rshift 1 0 by apply: val_inj; rewrite /= jk (ord1 k).
  rewrite row_mxEr mxE oppr0; apply: is_derive_ext (dconst 0 t) => u.
  by rewrite row_mxEr mxE.
have mC t : mcont (fun u : R => row_mx (- u)%:M 0 : 'M[R]_(1, 1 + 1)) t.
  by move=> i j; apply: ex_derive_continuous; exists ((- row_mx 1%:M 0) i j); exact: mD.
have G0 t : gradient_at same ones y g t (V t) 0%N = 0 := (biased_gradients (- t : RR)).1.
have G1 t : gradient_at same ones y g t (V t) 1%N = row_mx 1%:M 0 :=
  (biased_gradients (- t : RR)).2.
split=> t _ [|[|l]] // _; first by rewrite G0 mulmx0 oppr0; exact: mderiv_const.
  by rewrite G1 mul1mx; exact: mD.
exact: mcont_const.
Qed.

Let lift := lifted (n := wide) (m := thin) Q (reads_rest RR) V.

Lemma lift_flow : radial_flow (n := wide) (L := 2) same ones x slope 1 (onto Q) lift /\
  forall l, (l < 2)%N -> lift 0 l = reads_rest RR l.
Proof.
have := @radial_flow_lifted wide thin 2 1 C Q erefl erefl same ones x slope 1 (reads_rest RR) V
  (reads_rest_core RR) (first_frames RR) falling.
by apply=> l lL; rewrite /fall oppr0 biased_cut.
Qed.

(* the rest left out *)
Theorem radial_projected_flow_gone_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) W, core L W0 C -> frames L C Q ->
  radial_flow h h' x slope T (onto Q) W -> (forall l, (l < L)%N -> W 0 l = W0 l) ->
  exists V : R -> layers RR m,
    [/\ radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
          (fun l => 1%:M) V,
        forall l, (l < L)%N -> V 0 l = cut W0 Q l &
        forall t, (0 <= t <= T)%R -> forall l, (l < L)%N ->
          W t l = Q l.+1 *m V t l *m (hat (Q l))^T]).
Proof.
have [flow start] := lift_flow; have cC := reads_rest_core RR; have fQ := first_frames RR.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 (reads_rest RR) lift cC fQ flow
  start)[V' [_ V0 /(_ 0 _ 1%N isT)]].
rewrite start // V0 // -(cut_layer cC fQ) // => H.
have {}H := H (conj (Rle_refl _) Rle_0_1); case/eqP: (unmet_neq0 RR).
by rewrite /unmet mulmxBr mulmx1 mulmxA {1}H subrr.
Qed.

(* nine tenths of the rest *)
Theorem radial_projected_flow_tenth_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) W, core L W0 C -> frames L C Q ->
  radial_flow h h' x slope T (onto Q) W -> (forall l, (l < L)%N -> W 0 l = W0 l) ->
  exists V : R -> layers RR m,
    [/\ radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
          (fun l => 1%:M) V,
        forall l, (l < L)%N -> V 0 l = cut W0 Q l &
        forall t, (0 <= t <= T)%R -> forall l, (l < L)%N ->
          W t l = Q l.+1 *m V t l *m (hat (Q l))^T
            + tenths 9 *: (W0 l *m (1%:M - hat (Q l) *m (hat (Q l))^T))]).
Proof.
have [flow start] := lift_flow; have cC := reads_rest_core RR; have fQ := first_frames RR.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 (reads_rest RR) lift cC fQ flow
  start)[V' [_ V0 /(_ 0 _ 1%N isT)]].
rewrite start // V0 // -(cut_layer cC fQ) // -/(unmet RR) => H.
have {}H := H (conj (Rle_refl _) Rle_0_1).
have : unmet RR = tenths 9 *: unmet RR.
  by rewrite {1}/unmet mulmxBr mulmx1 mulmxA {1}H addrC addrA addNr add0r.
move/eqP; rewrite -subr_eq0 -[X in X - _]scale1r -scalerBl scaler_eq0 (negbTE (unmet_neq0 RR)) orbF.
by rewrite tenth_left invr_eq0 pnatr_eq0.
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
have V0 l : (l < 2)%N -> V 0 l = cut (reads_rest RR) Q l.
  by move=> lL; rewrite /fall oppr0 biased_cut.
move=> /(_ V0 1%N isT); rewrite V0 // -(cut_layer cC fQ) // => H; case/eqP: (unmet_neq0 RR).
by rewrite /unmet mulmxBr mulmx1 mulmxA {1}H subrr.
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
have V0 l : (l < 2)%N -> V 0 l = cut (reads_rest RR) Q l.
  by move=> lL; rewrite /fall oppr0 biased_cut.
move=> /(_ V0)[D _].
have tT : (0 < / 2 < 1)%R by split; lra.
have := D _ tT 0%N isT (rshift 1 0) (lshift 1 0); set t := (/ 2)%R; rewrite mul1mx mxE.
have -> : gradient_at (n := wide) (L := 2) same ones x slope t (lifted Q (reads_rest RR) V t) 0%N
    (rshift 1 0) (lshift 1 0) = 1.
  apply: (@wide_gradient RR (lifted Q (reads_rest RR) V t)).
  rewrite /lifted /= [X in X = _](lifted_last (- t : RR)) /bias (lifted_last (- t : RR)).
  by rewrite row_mxKl.
move=> /is_derive_unique H.
have Z : Derive (fun u => lifted Q (reads_rest RR) V u 0%N (rshift 1 0) (lshift 1 0)) t = 0 :=
  is_derive_unique _ _ _ (dconst (lifted Q (reads_rest RR) V 0 0%N (rshift 1 0) (lshift 1 0)) t).
have /eqP := etrans (esym Z) H; by rewrite eq_sym oppr_eq0 oner_eq0.
Qed.
End Wrong.
