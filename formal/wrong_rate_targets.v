(* Wrong variants of the order of two targets at one rate and of the waiting integral, near the
   truth, refuted. *)
From Coq Require Import Reals Ratan Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare compressed_bounds rate_order rate_limit rate_exists.
From dlf Require Import rate_targets.
Open Scope R_scope.

(* at the start too *)
Theorem larger_target_start_wrong : ~ (forall L alpha eps s s' x y x' y', (3 <= L)%nat ->
  0 < eps -> 0 < alpha -> 0 <= s -> s < s' -> rate_run L alpha s eps x y ->
  rate_run L alpha s' eps x' y' ->
  forall t, 0 <= t -> x t ^ 2 * y t ^ (L - 2) < x' t ^ 2 * y' t ^ (L - 2)).
Proof.
intro H. assert (three : (3 <= 3)%nat) by exact (le_n 3).
destruct (rate_exists 3 2 1 1 three ltac:(lra) ltac:(lra) ltac:(lra)) as [x [y run]].
destruct (rate_exists 3 2 2 1 three ltac:(lra) ltac:(lra) ltac:(lra)) as [x' [y' run']].
assert (A := H 3%nat 2 1 1 2 x y x' y' three ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) run run'
  0 (Rle_refl 0)).
destruct (run 0) as [_ [e1 e2]]. destruct (run' 0) as [_ [e3 e4]].
rewrite e1, e2, e3, e4 in A. lra.
Qed.

(* ahead by all that the target is larger *)
Theorem larger_target_whole_wrong : ~ (forall L alpha eps s s' x y x' y', (3 <= L)%nat ->
  0 < eps -> 0 < alpha -> 0 <= s -> s < s' -> rate_run L alpha s eps x y ->
  rate_run L alpha s' eps x' y' -> forall t, 0 < t ->
  x t ^ 2 * y t ^ (L - 2) + (s' - s) <= x' t ^ 2 * y' t ^ (L - 2)).
Proof.
intro H. assert (three : (3 <= 3)%nat) by exact (le_n 3).
assert (rest : rate_run 3 2 1 1 (fun _ => 1) (fun _ => 1)).
{ intro T. split; [split | split; reflexivity].
  - intros t tT r. assert (r0 : r = 0) by (unfold r; simpl; ring). rewrite r0. split.
    + replace (2 * 1 * 1 ^ (3 - 2) * 0) with 0 by ring. exact (is_derive_const 1 t).
    + intros _. replace (1 ^ 2 * 1 ^ (3 - 3) * 0) with 0 by ring. exact (is_derive_const 1 t).
  - intros t tT. split; apply continuous_const. }
destruct (rate_exists 3 2 2 1 three ltac:(lra) ltac:(lra) ltac:(lra)) as [x' [y' run']].
assert (A := H 3%nat 2 1 1 2 _ _ x' y' three ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) rest run'
  1 Rlt_0_1).
destruct (rate_rises_to 3 2 2 1 x' y' three ltac:(lra) ltac:(lra) ltac:(lra) run'
  ltac:(simpl; lra)) as [_ [_ [B _]]].
assert (C := B 1 ltac:(lra)). simpl in A, C. lra.
Qed.

(* half of the value at equal rates *)
Theorem waiting_at_one_half_wrong : ~ (forall L, (3 <= L)%nat ->
  is_RInt (waiting_integrand L 1) 0 1 (1 / INR (L - 2))).
Proof.
intro H. assert (A := is_RInt_unique _ _ _ _ (H 3%nat (le_n 3))).
rewrite (is_RInt_unique _ _ _ _ (waiting_integral_at_one 3 (le_n 3))) in A. simpl in A. lra.
Qed.

(* L - 1 in the place of L - 2 *)
Theorem waiting_at_one_shift_wrong : ~ (forall L, (3 <= L)%nat ->
  is_RInt (waiting_integrand L 1) 0 1 (2 / INR (L - 1))).
Proof.
intro H. assert (A := is_RInt_unique _ _ _ _ (H 3%nat (le_n 3))).
rewrite (is_RInt_unique _ _ _ _ (waiting_integral_at_one 3 (le_n 3))) in A. simpl in A. lra.
Qed.

(* half of it *)
Theorem waiting_four_half_wrong : ~ (forall alpha, 0 < alpha -> alpha <> 1 ->
  is_RInt (waiting_integrand 4 alpha) 0 1 (ln alpha / (2 * (alpha - 1)))).
Proof.
intro H. assert (A := is_RInt_unique _ _ _ _ (H 2 ltac:(lra) ltac:(lra))).
rewrite (is_RInt_unique _ _ _ _ (waiting_integral_four 2 ltac:(lra) ltac:(lra))) in A.
assert (B := ln_lt_2). replace (2 - 1) with 1 in A by ring. lra.
Qed.

(* the other sign *)
Theorem waiting_four_sign_wrong : ~ (forall alpha, 0 < alpha -> alpha <> 1 ->
  is_RInt (waiting_integrand 4 alpha) 0 1 (ln alpha / (1 - alpha))).
Proof.
intro H. assert (A := is_RInt_unique _ _ _ _ (H 2 ltac:(lra) ltac:(lra))).
rewrite (is_RInt_unique _ _ _ _ (waiting_integral_four 2 ltac:(lra) ltac:(lra))) in A.
assert (B := ln_lt_2). replace (2 - 1) with 1 in A by ring.
replace (1 - 2) with (- (1)) in A by ring.
unfold Rdiv in A. rewrite <- Ropp_inv_permute in A by lra. lra.
Qed.

Lemma roots_of_four : 0 < 2 / sqrt (4 * (4 - 1)) /\ 1 < sqrt (4 - 1) /\ sqrt 4 = 2.
Proof.
assert (A : 0 < sqrt (4 * (4 - 1))) by (apply sqrt_lt_R0; lra).
split; [apply Rdiv_lt_0_compat; lra |]. split.
- assert (B : sqrt 1 < sqrt (4 - 1)) by (apply sqrt_lt_1; lra). rewrite sqrt_1 in B. exact B.
- replace 4 with (2 * 2) by ring. apply sqrt_square. lra.
Qed.

(* half of it *)
Theorem waiting_above_half_wrong : ~ (forall alpha, 1 < alpha ->
  is_RInt (waiting_integrand 3 alpha) 0 1
    (1 / sqrt (alpha * (alpha - 1)) * ln (sqrt alpha + sqrt (alpha - 1)))).
Proof.
intro H. assert (A := is_RInt_unique _ _ _ _ (H 4 ltac:(lra))).
rewrite (is_RInt_unique _ _ _ _ (waiting_integral_three_above 4 ltac:(lra))) in A.
destruct roots_of_four as [P [Q E]]. rewrite E in A.
assert (B : ln 1 < ln (2 + sqrt (4 - 1))) by (apply ln_increasing; lra). rewrite ln_1 in B.
set (w := sqrt (4 * (4 - 1))) in *. set (l := ln _) in *.
assert (C : 0 < 2 / w * l) by (apply Rmult_lt_0_compat; assumption).
assert (w0 : w <> 0) by (apply Rgt_not_eq, sqrt_lt_R0; lra).
replace (1 / w * l) with (2 / w * l / 2) in A by (field; exact w0).
lra.
Qed.

(* the logarithm of the root of the rate alone *)
Theorem waiting_above_root_wrong : ~ (forall alpha, 1 < alpha ->
  is_RInt (waiting_integrand 3 alpha) 0 1 (2 / sqrt (alpha * (alpha - 1)) * ln (sqrt alpha))).
Proof.
intro H. assert (A := is_RInt_unique _ _ _ _ (H 4 ltac:(lra))).
rewrite (is_RInt_unique _ _ _ _ (waiting_integral_three_above 4 ltac:(lra))) in A.
destruct roots_of_four as [P [Q E]]. rewrite E in A.
assert (B : ln 2 < ln (2 + sqrt (4 - 1))) by (apply ln_increasing; lra).
apply Rmult_eq_reg_l in A; lra.
Qed.

Lemma roots_of_quarter : 0 < 2 / sqrt (1 / 4 * (1 - 1 / 4)) /\ sqrt (1 / 4) = 1 / 2 /\
  0 < acos (1 / 2).
Proof.
assert (A : 0 < sqrt (1 / 4 * (1 - 1 / 4))) by (apply sqrt_lt_R0; lra).
split; [apply Rdiv_lt_0_compat; lra |]. split.
- replace (1 / 4) with (1 / 2 * (1 / 2)) by field. apply sqrt_square. lra.
- rewrite acos_atan by lra. rewrite <- atan_0. apply atan_increasing.
  apply Rdiv_lt_0_compat; [| lra]. apply sqrt_lt_R0. unfold Rsqr. lra.
Qed.

(* nine tenths of it *)
Theorem waiting_below_share_wrong : ~ (forall alpha, 0 < alpha < 1 ->
  is_RInt (waiting_integrand 3 alpha) 0 1
    (9 / 10 * (2 / sqrt (alpha * (1 - alpha)) * acos (sqrt alpha)))).
Proof.
intro H. assert (A := is_RInt_unique _ _ _ _ (H (1 / 4) ltac:(lra))).
rewrite (is_RInt_unique _ _ _ _ (waiting_integral_three_below (1 / 4) ltac:(lra))) in A.
destruct roots_of_quarter as [P [E B]]. rewrite E in A.
assert (C := Rmult_lt_0_compat _ _ P B). lra.
Qed.

(* the angle of the rate itself *)
Theorem waiting_below_angle_wrong : ~ (forall alpha, 0 < alpha < 1 ->
  is_RInt (waiting_integrand 3 alpha) 0 1 (2 / sqrt (alpha * (1 - alpha)) * acos alpha)).
Proof.
intro H. assert (A := is_RInt_unique _ _ _ _ (H (1 / 4) ltac:(lra))).
rewrite (is_RInt_unique _ _ _ _ (waiting_integral_three_below (1 / 4) ltac:(lra))) in A.
destruct roots_of_quarter as [P [E B]]. rewrite E in A.
apply Rmult_eq_reg_l in A; [| lra].
assert (C : cos (acos (1 / 2)) = cos (acos (1 / 4))) by (rewrite A; reflexivity).
rewrite !cos_acos in C by lra. lra.
Qed.
