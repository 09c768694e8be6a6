(* Wrong variants of the closed forms of a mode, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare power_sum mode_times mode_series mode_exists mode_unique.
Open Scope R_scope.

(* two starts *)
Theorem strength_unique_start_wrong : ~ (forall L s eps eps' mu nu, (2 <= L)%nat -> 0 <= s ->
  0 < eps -> 0 < eps' -> is_mode L s eps mu -> is_mode L s eps' nu ->
  forall t, 0 <= t -> mu t = nu t).
Proof.
intro H. destruct (mode_exists 2 1 (1 / 2)) as [mu M]; [lia | lra | lra |].
destruct (mode_exists 2 1 (1 / 3)) as [nu N]; [lia | lra | lra |].
assert (W := H 2%nat 1 (1 / 2) (1 / 3) mu nu (le_n 2) ltac:(lra) ltac:(lra) ltac:(lra) M N 0
  ltac:(lra)). rewrite (proj1 M), (proj1 N) in W. lra.
Qed.

Lemma decays_below x y : x < y -> exp (- y) < exp (- x).
Proof. intro H. apply exp_increasing. lra. Qed.

(* two targets *)
Theorem strength_unique_target_wrong : ~ (forall L s s' eps mu nu, (2 <= L)%nat ->
  0 <= s -> 0 <= s' -> 0 < eps -> is_mode L s eps mu -> is_mode L s' eps nu ->
  forall t, 0 <= t -> mu t = nu t).
Proof.
intro H. destruct (mode_exists 2 1 1) as [mu M]; [lia | lra | lra |].
destruct (mode_exists 2 2 1) as [nu N]; [lia | lra | lra |].
assert (W := H 2%nat 1 2 1 mu nu (le_n 2) ltac:(lra) ltac:(lra) ltac:(lra) M N 1 ltac:(lra)).
rewrite (at_rest 2 1 1 mu (le_n 2) ltac:(lra) M 1 ltac:(lra)) in W.
rewrite (mode_of_two_factors 2 1 nu ltac:(lra) ltac:(lra) N 1 ltac:(lra)) in W.
unfold logistic in W.
assert (P := exp_pos (- (2 * 2 * 1))). assert (Q := decays_below 0 (2 * 2 * 1) ltac:(lra)).
rewrite Ropp_0, exp_0 in Q. replace (2 / 1 ^ 2 - 1) with 1 in W by field.
set (q := exp _) in *. apply Rmult_eq_compat_r with (r := 1 + 1 * q) in W.
replace (2 / (1 + 1 * q) * (1 + 1 * q)) with 2 in W by (field; lra). lra.
Qed.

(* half of the rate in the exponential *)
Theorem mode_of_two_factors_rate_wrong : ~ (forall s eps mu, 0 < s -> 0 < eps ->
  is_mode 2 s eps mu -> forall t, 0 <= t ->
  mu t = s / (1 + (s / eps ^ 2 - 1) * exp (- (s * t)))).
Proof.
intro H. destruct (mode_exists 2 2 1) as [nu N]; [lia | lra | lra |].
assert (W := H 2 1 nu ltac:(lra) ltac:(lra) N 1 ltac:(lra)).
rewrite (mode_of_two_factors 2 1 nu ltac:(lra) ltac:(lra) N 1 ltac:(lra)) in W.
unfold logistic in W.
assert (P := exp_pos (- (2 * 2 * 1))). assert (Q := decays_below (2 * 1) (2 * 2 * 1) ltac:(lra)).
replace (2 / 1 ^ 2 - 1) with 1 in W by field.
assert (P' := exp_pos (- (2 * 1))).
set (q := exp (- (2 * 2 * 1))) in *. set (r := exp (- (2 * 1))) in *.
apply Rmult_eq_compat_r with (r := (1 + 1 * q) * (1 + 1 * r)) in W.
replace (2 / (1 + 1 * q) * ((1 + 1 * q) * (1 + 1 * r))) with (2 * (1 + r)) in W
  by (field; repeat split; lra).
replace (2 / (1 + 1 * r) * ((1 + 1 * q) * (1 + 1 * r))) with (2 * (1 + q)) in W
  by (field; repeat split; lra).
lra.
Qed.

(* the start at eps *)
Theorem mode_of_two_factors_start_wrong : ~ (forall s eps mu, 0 < s -> 0 < eps ->
  is_mode 2 s eps mu -> forall t, 0 <= t ->
  mu t = s / (1 + (s / eps - 1) * exp (- (2 * s * t)))).
Proof.
intro H. destruct (mode_exists 2 1 2) as [nu N]; [lia | lra | lra |].
assert (W := H 1 2 nu ltac:(lra) ltac:(lra) N 0 ltac:(lra)). rewrite (proj1 N) in W.
rewrite Rmult_0_r, Ropp_0, exp_0 in W.
replace (1 / (1 + (1 / 2 - 1) * 1)) with 2 in W by field. lra.
Qed.

(* beta in the place of its power *)
Theorem mode_without_target_power_wrong : ~ (forall L eps mu, (2 <= L)%nat -> 0 < eps ->
  is_mode L 0 eps mu -> forall t, 0 <= t -> mu t = unlearned_mode L eps t).
Proof.
intro H. destruct (mode_exists 2 0 2) as [nu N]; [lia | lra | lra |].
assert (W := H 2%nat 2 nu (le_n 2) ltac:(lra) N 0 ltac:(lra)).
rewrite (proj1 N), unlearned_starts in W by (lia || lra). lra.
Qed.

Lemma inverse_root x : 0 < x -> (1 * Rpower x (- / INR (2 * 2 - 2))) ^ 2 = / x.
Proof.
intro x0. rewrite Rmult_1_l, <- (Rpower_pow 2) by apply exp_pos. rewrite Rpower_mult.
replace (- / INR (2 * 2 - 2) * INR 2) with (- (1)) by (simpl; field).
rewrite Rpower_Ropp, Rpower_1 by exact x0. reflexivity.
Qed.

(* the factor 2L - 1 of the time *)
Theorem mode_without_target_factor_wrong : ~ (forall L eps mu, (2 <= L)%nat -> 0 < eps ->
  is_mode L 0 eps mu -> forall t, 0 <= t ->
  mu t = (eps * Rpower (1 + INR (2 * L - 1) * eps ^ (2 * L - 2) * t) (- / INR (2 * L - 2))) ^ L).
Proof.
intro H. destruct (mode_exists 2 0 1) as [nu N]; [lia | lra | lra |].
assert (W := H 2%nat 1 nu (le_n 2) ltac:(lra) N 1 ltac:(lra)).
rewrite (mode_without_target 2 1 nu (le_n 2) ltac:(lra) N 1 ltac:(lra)) in W.
unfold unlearned_mode in W. rewrite pow1, !inverse_root in W by (simpl; lra). simpl in W. lra.
Qed.
