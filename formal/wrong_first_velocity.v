(* Wrong variants of the first velocity of a low-rank update, near the truth, refuted at three
   factors that are numbers and move on straight lines. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block flow end_to_end adapter singular_values update_flow.
From dlf Require Import leading_frames first_velocity wrong_update_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation d1 := (fun _ : nat => 1%N).
Local Notation ones := (numbers (fun=> 1 : R)).
Local Notation slope := (1%:M : 'M[R]_1).

Lemma below_ones l : below ones l = 1%:M.
Proof. by elim: l => //= l ->; rewrite /numbers mulmx1. Qed.

Lemma above_ones L l : (l <= L)%N -> above L ones l = 1%:M.
Proof.
by move=> lL; have := above_below ones lL; rewrite /chain !below_ones mulmx1.
Qed.

Lemma slope_of_ones L l : (l < L)%N -> grad (L := L) (d := d1) slope ones l = 1%:M.
Proof. by move=> lL; rewrite /grad above_ones // below_ones !trmx1 !mulmx1. Qed.

(* all factors from 1 on straight lines *)
Definition lines (u : R) : factors [comRingType of R] d1 := numbers (fun=> 1 + u * - 2%:R).

Lemma lines_at_0 : lines 0 = ones.
Proof. by rewrite /lines mul0r addr0. Qed.

Lemma lines_move l : (l < 3)%N ->
  mderiv (fun u => lines u l) 0 (- (2%:R *: grad (L := 3) (d := d1) slope (lines 0) l)).
Proof.
move=> lL; rewrite lines_at_0 slope_of_ones // scalemx1 => i j; rewrite !ord1 !mxE mulr1n.
have D := dadd (dconst 1 0%R) (dmul (is_derive_id (0%R : R_AbsRing)) (dconst (- 2%:R) 0%R)).
rewrite add0r mulr0 addr0 mul1r in D.
by apply: is_derive_ext D => u; rewrite mxE mulr1n.
Qed.

Lemma lines_start : starts_orthogonal 1 ones (lines 0) (fun=> 1).
Proof.
rewrite lines_at_0; split=> l _; rewrite ?scale1r //; first by rewrite /numbers trmx1 mulmx1.
by rewrite /numbers trmx1 mulmx1.
Qed.

Lemma ones_weight l : weight 1 (fun=> 1 : R) l = 1.
Proof. by rewrite /weight big1 // => k _; rewrite expr1n. Qed.

Lemma ones_slope : first_slope (n := 1) (d := d1) ones (fun=> 1) slope = 3%:R%:M.
Proof.
rewrite /first_slope /last_projection /first_projection /numbers big_nat1 !ones_weight.
apply/matrixP => i j; rewrite !trmx1 !mulmx1 !scale1r !ord1 !mxE !mulr1n -addrA.
by [].

Qed.

Lemma ones_rate : first_rate (n := 1) (d := d1) 2%:R ones (fun=> 1) slope = 12%:R.
Proof.
have one : sumsq slope = 1 by rewrite /sumsq !big_ord1 mxE expr1n.
rewrite /first_rate /last_projection /first_projection /numbers big_nat1 !ones_weight.
have three : 1 + 1 + 1 = 3%:R :> R by rewrite -addrA.
by rewrite !trmx1 !mulmx1 one !mul1r three -natrX -natrM.
Qed.

(* what is the velocity of the product of the three lines *)
Lemma only_velocity D : mderiv (fun u => update 3 2%:R (lines u)) 0 D -> D 0 0 = - 12%:R.
Proof.
move=> H; have := is_derive_unique _ _ _ (H 0 0).
rewrite (is_derive_unique _ _ _ (first_velocity lines_start lines_move 0 0)) => <-.
by rewrite ones_slope !mxE mulr1n -natrX -natrM.
Qed.

(* the scaling once *)
Theorem first_velocity_once_wrong : ~ (forall n (d : nat -> nat) c
  (Q : factors [comRingType of R] d)
  eps W t (G : 'M[R]_(d n.+2, d 0%N)), starts_orthogonal n Q (W t) eps ->
  (forall l, (l < n.+2)%N -> mderiv (fun u => W u l) t (- (c *: grad G (W t) l))) ->
  mderiv (fun u => update n.+2 c (W u)) t (- (c *: first_slope Q eps G))).
Proof.
move=> H; have := only_velocity (H _ _ _ _ _ _ _ _ lines_start lines_move).
by rewrite ones_slope !mxE mulr1n -natrM => /oppr_inj/eqP; rewrite eqr_nat.
Qed.

(* nine tenths of the velocity *)
Theorem first_velocity_share_wrong : ~ (forall n (d : nat -> nat) c
  (Q : factors [comRingType of R] d) eps W t (G : 'M[R]_(d n.+2, d 0%N)),
  starts_orthogonal n Q (W t) eps ->
  (forall l, (l < n.+2)%N -> mderiv (fun u => W u l) t (- (c *: grad G (W t) l))) ->
  mderiv (fun u => update n.+2 c (W u)) t
    (- (9%:R / 10%:R *: (c ^+ 2 *: first_slope Q eps G)))).
Proof.
move=> H; have := only_velocity (H _ _ _ _ _ _ _ _ lines_start lines_move).
have t12 : 12%:R != 0 :> R by rewrite pnatr_eq0.
rewrite ones_slope !mxE mulr1n -natrX -natrM -[12%:R in RHS]mul1r => /oppr_inj/(mulIf t12)/eqP.
by rewrite lt_eqF // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

(* without the inner factors *)
Theorem first_velocity_ends_wrong : ~ (forall n (d : nat -> nat) c
  (Q : factors [comRingType of R] d) eps W t (G : 'M[R]_(d n.+2, d 0%N)),
  starts_orthogonal n Q (W t) eps ->
  (forall l, (l < n.+2)%N -> mderiv (fun u => W u l) t (- (c *: grad G (W t) l))) ->
  mderiv (fun u => update n.+2 c (W u)) t (- (c ^+ 2 *:
    (weight n eps 0%N *: (last_projection n Q *m G) +
     weight n eps n.+1 *: (G *m first_projection Q))))).
Proof.
move=> H; have := only_velocity (H _ _ _ _ _ _ _ _ lines_start lines_move).
rewrite /last_projection /first_projection /numbers !ones_weight !trmx1 !mulmx1 !scale1r.
rewrite !mxE mulr1n -[1 + 1]/(2%:R) -natrX -natrM => /oppr_inj/eqP.
by rewrite eqr_nat.
Qed.

(* the derivative of the loss Y -> Y *)
Lemma only_fall (x : R) : is_derive (fun u => number_loss (0 + update 3 2%:R (lines u))) 0 x ->
  x = - 12%:R.
Proof.
move=> H; have fG := @number_gradient _ (0 + update 3 2%:R (lines 0)).
have D := first_fall lines_start lines_move fG; rewrite ones_rate in D.
by rewrite -(is_derive_unique _ _ _ H) (is_derive_unique _ _ _ D).
Qed.

(* nine tenths of the rate *)
Theorem first_fall_share_wrong : ~ (forall n (d : nat -> nat) c
  (Q : factors [comRingType of R] d) eps W t (G : 'M[R]_(d n.+2, d 0%N)) loss X0,
  starts_orthogonal n Q (W t) eps ->
  (forall l, (l < n.+2)%N -> mderiv (fun u => W u l) t (- (c *: grad G (W t) l))) ->
  has_gradient loss (X0 + update n.+2 c (W t)) G ->
  is_derive (fun u => loss (X0 + update n.+2 c (W u))) t
    (- (9%:R / 10%:R * first_rate c Q eps G))).
Proof.
move=> H; have := only_fall (H _ _ _ _ _ _ _ _ _ 0 lines_start lines_move (number_gradient _)).
have t12 : 12%:R != 0 :> R by rewrite pnatr_eq0.
rewrite ones_rate -[12%:R in RHS]mul1r => /oppr_inj/(mulIf t12)/eqP.
by rewrite lt_eqF // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

(* the loss rises at this rate *)
Theorem first_fall_sign_wrong : ~ (forall n (d : nat -> nat) c
  (Q : factors [comRingType of R] d) eps W t (G : 'M[R]_(d n.+2, d 0%N)) loss X0,
  starts_orthogonal n Q (W t) eps ->
  (forall l, (l < n.+2)%N -> mderiv (fun u => W u l) t (- (c *: grad G (W t) l))) ->
  has_gradient loss (X0 + update n.+2 c (W t)) G ->
  is_derive (fun u => loss (X0 + update n.+2 c (W u))) t (first_rate c Q eps G)).
Proof.
move=> H; have := only_fall (H _ _ _ _ _ _ _ _ _ 0 lines_start lines_move (number_gradient _)).
rewrite ones_rate => /eqP; rewrite gt_eqF // (@lt_trans _ _ 0) ?ltr0n // oppr_lt0 ltr0n.
by [].
Qed.

Lemma slope_decomposition : @singular_decomposition R_rcfType 1 1 slope 1%:M 1%:M (one_value 1).
Proof. exact: number_decomposition ler01. Qed.

Lemma ones_weights : \sum_(l < 3) weight 1 (fun=> 1 : R) l = 3%:R.
Proof.
by rewrite (eq_bigr (fun=> 1)) => [|l _]; rewrite ?ones_weight // sumr_const card_ord.
Qed.

(* nine tenths of the bound *)
Theorem first_fall_at_most_share_wrong : ~ (forall n (d : nat -> nat) c
  (Q : factors [comRingType of R] d) eps W (G : 'M[R]_(d n.+2, d 0%N)) r PP QQ s,
  starts_orthogonal n Q W eps -> d 1%N = r -> d n.+1 = r ->
  @singular_decomposition R_rcfType _ _ G PP QQ s ->
  first_rate c Q eps G <=
    9%:R / 10%:R * (c ^+ 2 * (\sum_(l < n.+2) weight n eps l) * \sum_(i < r) s i ^+ 2)).
Proof.
move=> H; have := H _ _ 2%:R _ _ _ _ _ _ _ _ lines_start erefl erefl slope_decomposition.
rewrite ones_rate ones_weights big_ord1 expr1n mulr1 -natrX -natrM -[X in X <= _]mul1r.
rewrite ler_pmul2r ?ltr0n // leNgt ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
by [].
Qed.

(* the first of the weights alone *)
Theorem first_fall_at_most_weight_wrong : ~ (forall n (d : nat -> nat) c
  (Q : factors [comRingType of R] d) eps W (G : 'M[R]_(d n.+2, d 0%N)) r PP QQ s,
  starts_orthogonal n Q W eps -> d 1%N = r -> d n.+1 = r ->
  @singular_decomposition R_rcfType _ _ G PP QQ s ->
  first_rate c Q eps G <= c ^+ 2 * weight n eps 0%N * \sum_(i < r) s i ^+ 2).
Proof.
move=> H; have := H _ _ 2%:R _ _ _ _ _ _ _ _ lines_start erefl erefl slope_decomposition.
by rewrite ones_rate ones_weight big_ord1 expr1n !mulr1 -natrX ler_nat.
Qed.
