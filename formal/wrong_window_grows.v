(* Wrong variants of the growth of the window's condition, near the truth, refuted with L = 3 and
   u_1 = 1/4. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import window_finite window_grows.
Open Scope R_scope.

Lemma exponent_of_three : window_exponent 3 = 1 / 3.
Proof. unfold window_exponent. simpl. field. Qed.

Lemma square_root_of_two : 1 < sqrt 2 /\ sqrt 2 ^ 2 = 2.
Proof. split; [rewrite <- sqrt_1 at 1; apply sqrt_lt_1; lra | apply pow2_sqrt; lra]. Qed.

Lemma weight_at_two v : 0 < v <= 1 / 4 -> 3 / 4 <= window_weight 3 (sqrt 2) v <= 1.
Proof.
intros V. destruct square_root_of_two as [_ q2].
unfold window_weight. rewrite exponent_of_three, q2.
replace (1 / 3 * (2 - 2)) with 0 by field. rewrite Rpower_O, Rmult_1_l by lra.
assert (l : ln (1 - v) <= 0) by (rewrite <- ln_1; apply ln_le; lra).
unfold Rpower. split.
- apply Rle_trans with (exp (ln (1 - v))); [rewrite exp_ln; lra |].
  destruct (Rle_lt_or_eq_dec (ln (1 - v)) (1 / 3 * 2 * ln (1 - v)) ltac:(lra)) as [a | a].
  + left. apply exp_increasing. exact a.
  + rewrite <- a. apply Rle_refl.
- destruct (Rle_lt_or_eq_dec (1 / 3 * 2 * ln (1 - v)) 0 ltac:(lra)) as [a | a].
  + apply exp_increasing in a. rewrite exp_0 in a. left. exact a.
  + rewrite a, exp_0. apply Rle_refl.
Qed.

Lemma late_start_holds : window_integral 3 (sqrt 2) (1 / 8) (1 / 4) <= 2.
Proof.
assert (E : RInt (fun _ => 16) (1 / 8) (1 / 4) = 2).
{ rewrite RInt_const. unfold scal; simpl; unfold mult; simpl. field. }
apply Rle_trans with (2 := Req_le _ _ E).
apply RInt_le; [lra | apply window_integrable; lra | apply ex_RInt_const |].
intros v V. destruct (weight_at_two v ltac:(lra)) as [a b].
replace 16 with (/ (1 / 16)) by field. apply Rinv_le_contravar; [lra |].
assert (p : 0 <= (v - 1 / 8) * (1 / 4 - v)) by (apply Rmult_le_pos; lra).
assert (c : 3 / 32 <= v * (1 - v)) by lra.
apply Rle_trans with (3 / 32 * (3 / 4)); [lra | apply Rmult_le_compat; lra].
Qed.

Lemma early_start_fails : 5 <= window_integral 3 (sqrt 2) (exp (- 5) / 4) (1 / 4).
Proof.
assert (e0 := exp_pos (- 5)).
assert (e1 : exp (- 5) < 1) by (rewrite <- exp_0; apply exp_increasing; lra).
set (x := exp (- 5) / 4). assert (x0 : 0 < x < 1 / 4) by (unfold x; lra).
assert (I : is_RInt Rinv x (1 / 4) (minus (ln (1 / 4)) (ln x))).
{ apply (is_RInt_derive ln Rinv); intros v V; rewrite Rmin_left, Rmax_right in V by lra.
  - apply is_derive_ln. lra.
  - apply (ex_derive_continuous Rinv). auto_derive. lra. }
assert (E : minus (ln (1 / 4)) (ln x) = 5).
{ unfold x. replace (exp (- 5) / 4) with (exp (- 5) * (1 / 4)) by field.
  rewrite ln_mult, ln_exp by lra. unfold minus, plus, opp; simpl. ring. }
apply Rle_trans with (1 := Req_le _ _ (eq_sym E)). rewrite <- (is_RInt_unique _ _ _ _ I).
apply RInt_le; [lra | eexists; exact I | |].
- apply window_integrable; lra.
- intros v V. destruct (weight_at_two v ltac:(lra)) as [a b].
  apply Rinv_le_contravar; [apply Rmult_lt_0_compat; nra |]. nra.
Qed.

(* smaller starts in the place of larger ones *)
Theorem window_condition_grows_down_wrong : ~ (forall L q u0 u0' u1, (2 <= L)%nat -> 1 <= q ->
  0 < u0 -> u0 <= u0' -> u0' <= u1 -> u1 < 1 ->
  window_exponent L * (q ^ 2 - 1) * window_integral L q u0' u1 < / window_weight L q u1 ->
  window_exponent L * (q ^ 2 - 1) * window_integral L q u0 u1 < / window_weight L q u1).
Proof.
intro H. destruct square_root_of_two as [q1 q2].
assert (e1 : exp (- 5) < 1 / 2).
{ replace (- 5) with (- (5)) by ring. rewrite exp_Ropp.
  assert (6 <= exp 5) by (generalize (exp_ineq1 5 ltac:(lra)); lra).
  apply Rle_lt_trans with (/ 6); [apply Rinv_le_contravar; lra | lra]. }
assert (e0 := exp_pos (- 5)).
assert (A := H 3%nat (sqrt 2) (exp (- 5) / 4) (1 / 8) (1 / 4) ltac:(lia) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) ltac:(lra)).
rewrite exponent_of_three, q2 in A. destruct (weight_at_two (1 / 4) ltac:(lra)) as [a b].
assert (up : / window_weight 3 (sqrt 2) (1 / 4) <= / (3 / 4)) by (apply Rinv_le_contravar; lra).
assert (low : / 1 <= / window_weight 3 (sqrt 2) (1 / 4)) by (apply Rinv_le_contravar; lra).
assert (B := late_start_holds). assert (C := early_start_fails). rewrite Rinv_1 in low.
assert (D := A ltac:(lra)). lra.
Qed.

Lemma quarter_integrals q : 0 < window_integral 3 q (1 / 8) (1 / 4) /\
  window_integral 3 q (1 / 8) (1 / 4) < window_integral 3 q (1 / 16) (1 / 4).
Proof.
assert (P := window_integral_pos 3 q (1 / 16) (1 / 8) ltac:(lra) ltac:(lra) ltac:(lra)).
rewrite (window_integral_parts 3 q (1 / 16) (1 / 8) (1 / 4)) by lra.
split; [apply window_integral_pos; lra | lra].
Qed.

(* a first target below s_i *)
Theorem window_condition_grows_below_wrong : ~ (forall L q u0 u0' u1, (2 <= L)%nat -> 0 < q ->
  0 < u0 -> u0 <= u0' -> u0' <= u1 -> u1 < 1 ->
  window_exponent L * (q ^ 2 - 1) * window_integral L q u0' u1 <=
    window_exponent L * (q ^ 2 - 1) * window_integral L q u0 u1).
Proof.
intro H. assert (A := H 3%nat (1 / 2) (1 / 16) (1 / 8) (1 / 4) ltac:(lia) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) ltac:(lra)).
rewrite exponent_of_three in A. destruct (quarter_integrals (1 / 2)) as [P Q].
replace (1 / 3 * ((1 / 2) ^ 2 - 1)) with (- (1 / 4)) in A by field. lra.
Qed.

(* strict growth at equal targets too *)
Theorem window_condition_grows_equal_wrong : ~ (forall L q u0 u0' u1, (3 <= L)%nat -> 1 <= q ->
  0 < u0 -> u0 < u0' -> u0' <= u1 -> u1 < 1 ->
  window_exponent L * (q ^ 2 - 1) * window_integral L q u0' u1 <
    window_exponent L * (q ^ 2 - 1) * window_integral L q u0 u1).
Proof.
intro H. assert (A := H 3%nat 1 (1 / 16) (1 / 8) (1 / 4) ltac:(lia) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) ltac:(lra)).
replace (1 ^ 2 - 1) with 0 in A by ring. rewrite Rmult_0_r, !Rmult_0_l in A. lra.
Qed.

(* nine tenths of the left side *)
Theorem window_condition_grows_tenth_wrong : ~ (forall L q u0 u0' u1, (2 <= L)%nat -> 1 <= q ->
  0 < u0 -> u0 <= u0' -> u0' <= u1 -> u1 < 1 ->
  window_exponent L * (q ^ 2 - 1) * window_integral L q u0' u1 <=
    9 / 10 * (window_exponent L * (q ^ 2 - 1) * window_integral L q u0 u1)).
Proof.
intro H. assert (A := H 3%nat 2 (1 / 8) (1 / 8) (1 / 4) ltac:(lia) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) ltac:(lra)).
rewrite exponent_of_three in A. destruct (quarter_integrals 2) as [P Q].
replace (1 / 3 * (2 ^ 2 - 1)) with 1 in A by field. lra.
Qed.
