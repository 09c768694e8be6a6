(* Wrong variants of the blocks of a balanced chain, near the truth, refuted at two blocks of one
   number each. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent lipschitz flow end_to_end end_to_end_flow real_spectral.
From dlf Require Import singular_values singular_facts gram_memory blocks_follow block_values.
From dlf Require Import compare ahead mode_times mode_exists.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* two blocks of one number each *)
Definition ones (i : 'I_2) : nat := 1%N.
Local Notation m := (\sum_i ones i)%N.
Local Notation unit_m := (1%:M : 'M[R]_m).
Local Notation unit_1 := (fun i : 'I_2 => 1%:M : 'M[R]_(ones i)).

Lemma size_two : m = 2%N. Proof. by rewrite sum1_card card_ord. Qed.

Lemma unit_blocks : unit_m^T *m unit_m *m unit_m = \mxdiag_i unit_1 i.
Proof. by rewrite trmx1 !mulmx1 mxdiagZ. Qed.

Lemma unit_orthogonal : unit_m^T *m unit_m = 1%:M. Proof. by rewrite trmx1 mulmx1. Qed.

(* factors that rest at the target 1 *)
Definition resting (t : R) : factors [comRingType of R] (fun=> m) := fun=> 1%:M.

Lemma resting_chain t : chain 2 (resting t) = 1%:M.
Proof. by rewrite /chain !below_step !mulmx1. Qed.

Lemma resting_flow : square_flow 2 unit_m 1 resting.
Proof.
move=> l lL; split=> t _; last exact: mcont_const.
rewrite /drift /pull /residual resting_chain subrr /grad mulmx0 mul0mx scale0r addr0 scaler0 oppr0.
exact: mderiv_const.
Qed.

Lemma resting_balanced : balanced 2 (resting 0).
Proof. by move=> l _; rewrite /imbalance /resting trmx1 mulmx1 subrr. Qed.

Lemma resting_blocks : unit_m^T *m chain 2 (resting 0) *m unit_m = \mxdiag_i unit_1 i.
Proof. by rewrite resting_chain unit_blocks. Qed.

Lemma times : (0 <= 1)%R /\ (0 <= 0 <= 1)%R. Proof. by lra. Qed.

Lemma first_block (C D : forall i : 'I_2, 'M[R]_(ones i)) : \mxdiag_i C i = \mxdiag_i D i ->
  C 0 = D 0.
Proof. by move/eq_mxdiagP. Qed.

(* nine tenths of the products *)
Theorem blocks_follow_share_wrong : ~ (forall n b (sz : 'I_b -> nat) T
  (M U V : 'M[R]_(\sum_i sz i)) (C B : forall i, 'M[R]_(sz i)) W, (0 <= T)%R ->
  square_flow n.+2 M T W -> balanced n.+2 (W 0) -> U^T *m U = 1%:M -> V^T *m V = 1%:M ->
  U^T *m chain n.+2 (W 0) *m V = \mxdiag_i C i -> U^T *m M *m V = \mxdiag_i B i ->
  exists w : forall i : 'I_b, R -> factors [comRingType of R] (fun=> sz i),
  (forall i, [/\ square_flow n.+2 (B i) T (w i), balanced n.+2 (w i 0) &
     chain n.+2 (w i 0) = C i]) /\
  forall t, (0 <= t <= T)%R ->
    U^T *m chain n.+2 (W t) *m V = \mxdiag_i (9%:R / 10%:R *: chain n.+2 (w i t))).
Proof.
have [T0 t0] := times.
move=> /(_ 0%N 2%N ones _ _ _ _ _ _ _ T0 resting_flow resting_balanced unit_orthogonal
  unit_orthogonal resting_blocks unit_blocks) [w [H /(_ 0 t0)]].
rewrite resting_blocks => /first_block; have [_ _ ->] := H 0; rewrite scalemx1 => /matrixP/(_ 0 0).
rewrite !mxE eqxx !mulr1n => /eqP; rewrite gt_eqF // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
by [].
Qed.

(* the velocity of two numbers with the product 1 towards 2 *)
Lemma velocity_of_two (v : factors [comRingType of R] (fun=> 1%N)) : chain 2 v = 1%:M ->
  (\sum_(l < 2) above 2 v l.+1 *m - drift (L := 2) (d := fun=> 1%N)
    (@residual _ 2 (fun=> 1%N) (2%:R *: 1%:M)) (fun=> 1) 0 v l *m below v l) 0 0 =
  v 1%N 0 0 ^+ 2 + v 0%N 0 0 ^+ 2.
Proof.
move=> c; rewrite !big_ord_recl big_ord0 addr0 /drift /pull /residual c.
have -> : 1%:M - 2%:R *: 1%:M = - 1%:M :> 'M[R]_1.
  by rewrite -{1}[1%:M]scale1r -scalerBl -opprB -[2%:R]/(1 + 1) addrK scaleN1r.
rewrite /grad /= !scale0r !addr0 !scale1r (above_step (L := 2)) // !above_end.
rewrite !trmx1 !mulmx1 !mul1mx.
rewrite !mulmxN !mulNmx !mulmx1 !opprK mxE !mxE !big_ord1 !mxE !big_ord1 !mxE.
by rewrite eqxx mul1r -!expr2.
Qed.

(* blocks that aim at twice their target *)
Theorem blocks_follow_target_wrong : ~ (forall n b (sz : 'I_b -> nat) T
  (M U V : 'M[R]_(\sum_i sz i)) (C B : forall i, 'M[R]_(sz i)) W, (0 <= T)%R ->
  square_flow n.+2 M T W -> balanced n.+2 (W 0) -> U^T *m U = 1%:M -> V^T *m V = 1%:M ->
  U^T *m chain n.+2 (W 0) *m V = \mxdiag_i C i -> U^T *m M *m V = \mxdiag_i B i ->
  exists w : forall i : 'I_b, R -> factors [comRingType of R] (fun=> sz i),
  (forall i, [/\ square_flow n.+2 (2%:R *: B i) T (w i), balanced n.+2 (w i 0) &
     chain n.+2 (w i 0) = C i]) /\
  forall t, (0 <= t <= T)%R -> U^T *m chain n.+2 (W t) *m V = \mxdiag_i chain n.+2 (w i t)).
Proof.
have [T0 t0] := times.
move=> /(_ 0%N 2%N ones _ _ _ _ _ _ _ T0 resting_flow resting_balanced unit_orthogonal
  unit_orthogonal resting_blocks unit_blocks) [w [H same]].
have still t : (0 <= t <= 1)%R -> chain 2 (w 0 t) = 1%:M.
  move=> tT; have := same t tT; rewrite resting_chain unit_blocks.
  by move=> /first_block <-.
have [fw _ _] := H 0; have tT : (0 < 1 / 2 < 1)%R by lra.
have tT' : (0 <= 1 / 2 <= 1)%R by lra.
have D := @product_rule (fun=> 1%N) (w 0) 2 _ (1 / 2)%R (fun l lL => (fw l lL).1 _ tT).
have near' : locally (1 / 2)%R (fun t => 1 = chain 2 (w 0 t) 0 0).
  have h : (0 < 1 / 2)%R by lra.
  exists (mkposreal _ h) => t tb; have -> := still t; first by rewrite mxE.
  by move: (Rabs_def2 _ _ tb); rewrite /minus /plus /opp /=; lra.
have D00 := D 0 0.
have := is_derive_unique _ _ _ D00.
have := is_derive_unique _ _ _ (is_derive_ext_loc _ _ _ _ near' (dconst 1 _)) => -> zero.
have c := still _ tT'; move: zero; rewrite velocity_of_two //; move: c => /matrixP/(_ 0 0).
rewrite /chain !below_step mulmx1 !mxE big_ord1; set a := w _ _ _ _ _; set e := w _ _ _ _ _.
rewrite eqxx mulr1n => ea /esym/eqP; rewrite paddr_eq0 ?sqr_ge0 // !sqrf_eq0 => /andP[/eqP a0 _].
by move: ea; rewrite a0 mul0r => /eqP; rewrite eq_sym oner_eq0.
Qed.
