(* Wrong variants of fitting under descent, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead separation separation_bound staircase power_sum.
From dlf Require Import descent_steps velocity_shape descent_time descent_late rate_share.
From dlf Require Import descent_delay descent_early.
Open Scope R_scope.

(* ln q <= r and r <= ln q by the cubic bound of exp *)
Lemma log_at_most q r (n : nat) : (0 < n)%nat -> 0 < q -> 0 <= r ->
  q <= (1 + r / INR n + (r / INR n) ^ 2 / 2 + (r / INR n) ^ 3 / 6) ^ n -> ln q <= r.
Proof.
intros n0 q0 r0 B. assert (N : 0 < INR n) by (apply lt_0_INR; exact n0).
assert (d : 0 <= r / INR n) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat, N]).
assert (P2 := pow_le _ 2 d). assert (P3 := pow_le _ 3 d).
assert (E := exp_above_power r n n0 ltac:(lra)).
rewrite <- (ln_exp r). apply ln_le; lra.
Qed.

Lemma log_at_least q r (n : nat) : (0 < n)%nat -> 0 < q ->
  0 <= 1 - r / INR n + (r / INR n) ^ 2 / 2 - (r / INR n) ^ 3 / 6 ->
  1 <= q * (1 - r / INR n + (r / INR n) ^ 2 / 2 - (r / INR n) ^ 3 / 6) ^ n -> r <= ln q.
Proof.
intros n0 q0 P B. set (y := 1 - r / INR n + (r / INR n) ^ 2 / 2 - (r / INR n) ^ 3 / 6) in *.
assert (N : 0 < INR n) by (apply lt_0_INR; exact n0).
assert (E : y ^ n <= exp (- r)).
{ assert (F : y = 1 + - r / INR n + (- r / INR n) ^ 2 / 2 + (- r / INR n) ^ 3 / 6)
    by (unfold y; field; lra).
  rewrite F. apply (exp_above_power (- r) n n0). rewrite <- F. exact P. }
assert (G : q * y ^ n <= q * exp (- r)) by (apply Rmult_le_compat_l; lra).
assert (K : exp r <= q).
{ rewrite exp_Ropp in G. assert (X := exp_pos r).
  apply Rmult_le_reg_r with (/ exp r); [apply Rinv_0_lt_compat, X |]. rewrite Rinv_r; lra. }
rewrite <- (ln_exp r). apply ln_le; [apply exp_pos | exact K].
Qed.

Lemma root_is x level : 0 < x -> x ^ 2 = level -> root_of 2 level = x.
Proof. intros x0 <-. apply root_of_power; [lia | exact x0]. Qed.

Lemma time_of_two_factors c s eps : 0 < c < 1 -> 0 < s -> 0 < eps -> eps ^ 2 < c * s ->
  is_fit_time 2 eps c s (fit_time eps c s).
Proof. intros. apply fit_time_of_two; auto. Qed.

Lemma share_of_two : (INR 2 - 1) / (2 * INR 2 - 1) = 1 / 3.
Proof. simpl. field. Qed.

(* two steps from 7/10 to the peak 1 of s = 3, the second one hardly needed *)
Lemma to_the_peak : is_first_step 2 (1707 / 10000) 3 (7 / 10) (1 / 3 * 3) 2.
Proof.
unfold is_first_step, descent, mode_velocity. split; [simpl; lra |].
intros k K. assert (E : k = 0%nat \/ k = 1%nat) by lia. destruct E as [-> | ->]; simpl; lra.
Qed.

Lemma to_the_peak_time : fit_time (7 / 10) (1 / 3) 3 <= 157 / 1000.
Proof.
unfold fit_time. apply (Rle_div_l (ln _)); [lra |].
apply (log_at_most _ _ 4); [lia | lra | lra |].
simpl. lra.
Qed.

(* three fifths for two thirds *)
Theorem late_while_rising_share_wrong : ~ (forall L N eta s eps c t, (2 <= L)%nat -> 0 < eta ->
  0 < s -> 0 < eps -> 0 < c < 1 -> eps ^ L < c * s -> is_first_step L eta s eps (c * s) N ->
  is_fit_time L eps c s t -> c <= (INR L - 1) / (2 * INR L - 1) ->
  eta * INR N - t <= eta * (1 + 3 / 5 *
    ln (mode_velocity L s (root_of L (c * s)) / mode_velocity L s eps))).
Proof.
intro H. assert (B := H 2%nat 2%nat (1707 / 10000) 3 (7 / 10) (1 / 3) _ ltac:(lia) ltac:(lra)
  ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) to_the_peak
  (time_of_two_factors (1 / 3) 3 (7 / 10) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra))
  ltac:(rewrite share_of_two; lra)).
rewrite (root_is 1) in B by lra. assert (T := to_the_peak_time).
replace (mode_velocity 2 3 1 / mode_velocity 2 3 (7 / 10)) with (2000 / 1757) in B
  by (unfold mode_velocity; simpl; field).
assert (G : ln (2000 / 1757) <= 13 / 100).
{ apply (log_at_most _ _ 1); [lia | lra | lra |]. simpl. lra. }
simpl (INR 2) in B. lra.
Qed.

(* one half up to the peak *)
Theorem late_while_rising_half_wrong : ~ (forall L N eta s eps c t, (2 <= L)%nat -> 0 < eta ->
  0 < s -> 0 < eps -> 0 < c < 1 -> eps ^ L < c * s -> is_first_step L eta s eps (c * s) N ->
  is_fit_time L eps c s t -> c <= (INR L - 1) / (2 * INR L - 1) ->
  eta * INR N - t <= eta * (1 + 1 / 2 *
    ln (mode_velocity L s (root_of L (c * s)) / mode_velocity L s eps))).
Proof.
intro H. apply late_while_rising_share_wrong. intros L N eta s eps c t L2 eta0 s0 e0 C start F T B.
assert (A := H L N eta s eps c t L2 eta0 s0 e0 C start F T B).
destruct (late_while_rising L N eta s eps c t L2 eta0 s0 e0 C start F T B) as [[P Q] _].
set (l := ln _) in *. destruct (Rle_lt_dec 0 l) as [l0 | l0]; [nra |].
exfalso. revert l0. apply Rle_not_lt. unfold l.
assert (K := depth_at_least_two L L2). assert (cs : 0 < c * s < s) by nra.
destruct (power_of_root L (c * s) L2 ltac:(lra)) as [r0 rL].
assert (el : eps < root_of L (c * s)) by (apply below_root; try assumption; lra).
assert (ge : 0 < mode_velocity L s eps) by (apply velocity_positive; lra).
assert (gl : 0 < mode_velocity L s (root_of L (c * s))) by (apply velocity_positive; lra).
rewrite log_quotient by assumption.
assert (ln (mode_velocity L s eps) <= ln (mode_velocity L s (root_of L (c * s)))); [| lra].
apply ln_le; [exact ge |].
apply (grows_by_slope (mode_velocity L s) (velocity_slope L s)); [lra | |].
- intros x X. apply velocity_derive, L2.
- intros x X. apply velocity_rising; [lra |].
  assert (x ^ L <= root_of L (c * s) ^ L) by (apply pow_incr; lra).
  apply Rle_div_r in B; [| lra].
  assert ((2 * INR L - 1) * x ^ L <= (2 * INR L - 1) * (c * s))
    by (apply Rmult_le_compat_l; lra). nra.
Qed.

(* one step from 9/10 to 37710/40000 of s = 1 *)
Lemma behind_the_peak : is_first_step 2 (1 / 4) 1 (9 / 10) ((3771 / 4000) ^ 2 * 1) 1.
Proof.
unfold is_first_step, descent, mode_velocity. split; [simpl; lra |].
intros k K. replace k with 0%nat by lia. simpl. lra.
Qed.

Lemma behind_the_peak_time : 313 / 1000 <= fit_time (9 / 10) ((3771 / 4000) ^ 2) 1.
Proof.
unfold fit_time. apply (Rle_div_r (313 / 1000)); [lra |].
apply (log_at_least _ _ 4); [lia | simpl; lra | simpl; lra |]. simpl. lra.
Qed.

(* never earlier than the flow, for every c *)
Theorem late_while_rising_every_share_wrong : ~ (forall L N eta s eps c t, (2 <= L)%nat ->
  0 < eta -> 0 < s -> 0 < eps -> 0 < c < 1 -> eps ^ L < c * s ->
  is_first_step L eta s eps (c * s) N -> is_fit_time L eps c s t -> 0 <= eta * INR N - t).
Proof.
intro H. assert (B := H 2%nat 1%nat (1 / 4) 1 (9 / 10) ((3771 / 4000) ^ 2) _ ltac:(lia)
  ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) behind_the_peak
  (time_of_two_factors ((3771 / 4000) ^ 2) 1 (9 / 10) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra))).
assert (T := behind_the_peak_time). simpl (INR 1) in B. lra.
Qed.

(* two steps from 7/10 over the peak to 23/20 *)
Lemma over_the_peak : is_first_step 2 (2561 / 10000) 3 (7 / 10) (529 / 1200 * 3) 2.
Proof.
unfold is_first_step, descent, mode_velocity. split; [simpl; lra |].
intros k K. assert (E : k = 0%nat \/ k = 1%nat) by lia. destruct E as [-> | ->]; simpl; lra.
Qed.

Lemma over_the_peak_time : fit_time (7 / 10) (529 / 1200) 3 <= 2335 / 10000.
Proof.
unfold fit_time. apply (Rle_div_l (ln _)); [lra |].
apply (log_at_most _ _ 6); [lia | lra | lra |].
simpl. lra.
Qed.

Lemma largest_is_two : is_largest_velocity 2 3 (7 / 10) (root_of 2 (529 / 1200 * 3)) 2.
Proof.
rewrite (root_is (23 / 20)) by lra. split.
- exists 1. split; [lra |]. unfold mode_velocity. simpl. ring.
- intros x X. unfold mode_velocity. simpl.
  assert (0 <= (x - 1) ^ 2 * (x + 2)) by (apply Rmult_le_pos; [apply pow2_ge_0 | lra]). lra.
Qed.

(* two thirds for three quarters *)
Theorem late_for_every_share_wrong : ~ (forall L N eta s eps c t M, (2 <= L)%nat -> 0 < eta ->
  0 < s -> 0 < eps -> 0 < c < 1 -> eps ^ L < c * s -> is_first_step L eta s eps (c * s) N ->
  is_fit_time L eps c s t -> is_largest_velocity L s eps (root_of L (c * s)) M ->
  eta * INR N - t <= eta * (1 + 2 / 3 * ln (M / mode_velocity L s eps))).
Proof.
intro H. assert (B := H 2%nat 2%nat (2561 / 10000) 3 (7 / 10) (529 / 1200) _ _ ltac:(lia)
  ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) over_the_peak
  (time_of_two_factors (529 / 1200) 3 (7 / 10) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra))
  largest_is_two).
assert (T := over_the_peak_time).
replace (2 / mode_velocity 2 3 (7 / 10)) with (2000 / 1757) in B
  by (unfold mode_velocity; simpl; field).
assert (G : ln (2000 / 1757) <= 13 / 100).
{ apply (log_at_most _ _ 1); [lia | lra | lra |]. simpl. lra. }
simpl (INR 2) in B. lra.
Qed.

(* the velocity at the level for the largest one *)
Theorem late_for_every_share_level_wrong : ~ (forall L N eta s eps c t, (2 <= L)%nat ->
  0 < eta -> 0 < s -> 0 < eps -> 0 < c < 1 -> eps ^ L < c * s ->
  is_first_step L eta s eps (c * s) N -> is_fit_time L eps c s t ->
  eta * INR N - t <= eta * (1 + 3 / 4 *
    ln (mode_velocity L s (root_of L (c * s)) / mode_velocity L s eps))).
Proof.
intro H. assert (B := H 2%nat 2%nat (2561 / 10000) 3 (7 / 10) (529 / 1200) _ ltac:(lia)
  ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) over_the_peak
  (time_of_two_factors (529 / 1200) 3 (7 / 10) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra))).
rewrite (root_is (23 / 20)) in B by lra. assert (T := over_the_peak_time).
replace (mode_velocity 2 3 (23 / 20) / mode_velocity 2 3 (7 / 10)) with (15433 / 14056) in B
  by (unfold mode_velocity; simpl; field).
assert (G : ln (15433 / 14056) <= 1 / 10).
{ apply (log_at_most _ _ 1); [lia | lra | lra |]. simpl. lra. }
simpl (INR 2) in B. lra.
Qed.

Lemma largest_at_start : is_largest_velocity 2 1 (9 / 10) (root_of 2 ((3771 / 4000) ^ 2 * 1))
  (171 / 1000).
Proof.
rewrite (root_is (3771 / 4000)) by lra. split.
- exists (9 / 10). split; [lra |]. unfold mode_velocity. simpl. field.
- intros x X. unfold mode_velocity. simpl.
  assert (0 <= (x - 9 / 10) * (x ^ 2 + 9 / 10 * x - 19 / 100)) by (apply Rmult_le_pos; nra).
  simpl in *. lra.
Qed.

Lemma share_at_half : rate_share (1 / 2) <= 5581 / 10000.
Proof.
unfold rate_share. replace (1 - 1 / 2) with (/ 2) by field. rewrite ln_Rinv by lra.
assert (B : ln 2 <= 6935 / 10000).
{ apply (log_at_most _ _ 8); [lia | lra | lra |]. simpl. lra. }
assert (P : 0 < ln 2) by (rewrite <- ln_1; apply ln_increasing; lra).
assert (/ (6935 / 10000) <= / ln 2) by (apply Rinv_le_contravar; lra).
replace (1 / - ln 2) with (- / ln 2) by (field; lra). lra.
Qed.

Lemma early_instance k : k <= 9 / 10 * rate_share (1 / 2) -> 0 <= k -> ~ (
  - (k * (1 / 4 * ln (171 / 1000 / mode_velocity 2 1 (root_of 2 ((3771 / 4000) ^ 2 * 1))))) <=
  1 / 4 * INR 1 - fit_time (9 / 10) ((3771 / 4000) ^ 2) 1).
Proof.
intros K K0 B. rewrite (root_is (3771 / 4000)) in B by lra.
assert (T := behind_the_peak_time). assert (S := share_at_half).
assert (V : mode_velocity 2 1 (3771 / 4000) = 3771 / 4000 * (1 - (3771 / 4000) ^ 2))
  by (unfold mode_velocity; simpl; ring).
assert (G : ln (171 / 1000 / mode_velocity 2 1 (3771 / 4000)) <= 49 / 100).
{ rewrite V. apply (log_at_most _ _ 4); [lia | | lra |].
  - apply Rdiv_lt_0_compat; simpl; lra.
  - simpl. lra. }
set (l := ln _) in *. simpl (INR 1) in B.
assert (k * l <= k * (49 / 100)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma rate_of_two : 1 / 4 * INR 2 * Rpower 1 (2 - 2 / INR 2) = 1 / 2.
Proof. replace (2 - 2 / INR 2) with 1 by (simpl; field). rewrite Rpower_1 by lra. simpl. field. Qed.

(* nine tenths of C(theta) *)
Theorem early_at_most_tenth_wrong : ~ (forall L N eta s eps c t M, (2 <= L)%nat -> 0 < eta ->
  0 < s -> 0 < eps -> 0 < c < 1 -> eps ^ L < c * s -> is_first_step L eta s eps (c * s) N ->
  is_fit_time L eps c s t -> is_largest_velocity L s eps (root_of L (c * s)) M ->
  eta * INR L * Rpower s (2 - 2 / INR L) < 1 ->
  - (9 / 10 * rate_share (eta * INR L * Rpower s (2 - 2 / INR L)) *
    (eta * ln (M / mode_velocity L s (root_of L (c * s))))) <= eta * INR N - t).
Proof.
intro H. assert (B := H 2%nat 1%nat (1 / 4) 1 (9 / 10) ((3771 / 4000) ^ 2) _ _ ltac:(lia)
  ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) behind_the_peak
  (time_of_two_factors ((3771 / 4000) ^ 2) 1 (9 / 10) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra))
  largest_at_start ltac:(rewrite rate_of_two; lra)).
rewrite rate_of_two in B. revert B. apply early_instance; [lra |].
assert (R := rate_share_between (1 / 2) ltac:(lra)). lra.
Qed.

(* one half at every rate *)
Theorem early_at_most_half_wrong : ~ (forall L N eta s eps c t M, (2 <= L)%nat -> 0 < eta ->
  0 < s -> 0 < eps -> 0 < c < 1 -> eps ^ L < c * s -> is_first_step L eta s eps (c * s) N ->
  is_fit_time L eps c s t -> is_largest_velocity L s eps (root_of L (c * s)) M ->
  eta * INR L * Rpower s (2 - 2 / INR L) < 1 ->
  - (1 / 2 * (eta * ln (M / mode_velocity L s (root_of L (c * s))))) <= eta * INR N - t).
Proof.
intro H. assert (B := H 2%nat 1%nat (1 / 4) 1 (9 / 10) ((3771 / 4000) ^ 2) _ _ ltac:(lia)
  ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) behind_the_peak
  (time_of_two_factors ((3771 / 4000) ^ 2) 1 (9 / 10) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra))
  largest_at_start ltac:(rewrite rate_of_two; lra)).
revert B. apply early_instance; [| lra]. unfold rate_share.
replace (1 - 1 / 2) with (/ 2) by field. rewrite ln_Rinv by lra.
assert (G : 9 / 13 <= ln 2).
{ apply (log_at_least _ _ 4); [lia | lra | simpl; lra |]. simpl. lra. }
assert (/ ln 2 <= / (9 / 13)) by (apply Rinv_le_contravar; lra).
replace (1 / - ln 2) with (- / ln 2) by (field; lra). lra.
Qed.
