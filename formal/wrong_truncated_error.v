(* Wrong variants of the error of a coefficient with a threshold, near the truth, refuted. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar mode_times gaussian_mean truncated_error.
Open Scope R_scope.

Lemma density_positive x : 0 < normal_density x.
Proof.
destruct mass_facts as [M _]. apply Rdiv_lt_0_compat; [apply bell_pos | exact M].
Qed.

(* phi(-2) < phi(0) *)
Lemma densities_apart : normal_density ((-1 - 1) / 1) < normal_density ((1 - 1) / 1).
Proof.
destruct mass_facts as [M _]. apply Rmult_lt_compat_r; [apply Rinv_0_lt_compat, M |].
apply exp_increasing. lra.
Qed.

(* the mixed term once *)
Theorem error_formula_mixed_wrong : ~ (forall b m v, 0 < v -> forall t, 0 <= t ->
  let a1 := (t - m) / v in let a0 := (- t - m) / v in let p := chance_kept m v t in
  truncated_error b m v t = b ^ 2 * (1 - p) + (m - b) ^ 2 * p +
    (m - b) * v * (normal_density a1 - normal_density a0) +
    v ^ 2 * (p + a1 * normal_density a1 - a0 * normal_density a0)).
Proof.
intro H. assert (A := H 0 1 1 ltac:(lra) 1 ltac:(lra)).
assert (B := error_formula 0 1 1 ltac:(lra) 1 ltac:(lra)). cbv zeta in A, B.
assert (C := densities_apart). replace (- (1)) with (-1) in * by ring.
set (x := normal_density ((1 - 1) / 1)) in *. set (y := normal_density ((-1 - 1) / 1)) in *.
rewrite A in B. lra.
Qed.

(* nine tenths of the variance *)
Theorem error_formula_spread_wrong : ~ (forall b m v, 0 < v -> forall t, 0 <= t ->
  let a1 := (t - m) / v in let a0 := (- t - m) / v in let p := chance_kept m v t in
  truncated_error b m v t = b ^ 2 * (1 - p) + (m - b) ^ 2 * p +
    2 * (m - b) * v * (normal_density a1 - normal_density a0) +
    9 / 10 * (v ^ 2 * (p + a1 * normal_density a1 - a0 * normal_density a0))).
Proof.
intro H. assert (A := H 0 1 1 ltac:(lra) 0 ltac:(lra)).
assert (B := error_formula 0 1 1 ltac:(lra) 0 ltac:(lra)). cbv zeta in A, B.
assert (p1 : chance_kept 1 1 0 = 1) by (unfold chance_kept; rewrite Ropp_0; ring).
rewrite p1, Ropp_0 in A, B. set (x := normal_density ((0 - 1) / 1)) in *. lra.
Qed.

(* one tail of the variance missing *)
Theorem error_formula_tail_wrong : ~ (forall b m v, 0 < v -> forall t, 0 <= t ->
  let a1 := (t - m) / v in let a0 := (- t - m) / v in let p := chance_kept m v t in
  truncated_error b m v t = b ^ 2 * (1 - p) + (m - b) ^ 2 * p +
    2 * (m - b) * v * (normal_density a1 - normal_density a0) +
    v ^ 2 * (p + a1 * normal_density a1)).
Proof.
intro H. assert (A := H 0 1 1 ltac:(lra) 1 ltac:(lra)).
assert (B := error_formula 0 1 1 ltac:(lra) 1 ltac:(lra)). cbv zeta in A, B.
assert (C := density_positive ((-1 - 1) / 1)). replace (- (1)) with (-1) in * by ring.
set (x := normal_density ((1 - 1) / 1)) in *. set (y := normal_density ((-1 - 1) / 1)) in *.
rewrite A in B. lra.
Qed.

(* the mean in place of the bias *)
Theorem error_at_zero_mean_wrong : ~ (forall b m v, 0 < v ->
  truncated_error b m v 0 = m ^ 2 + v ^ 2).
Proof.
intro H. assert (A := H 1 0 1 ltac:(lra)). rewrite error_at_zero in A by lra. lra.
Qed.

(* nine tenths of the variance *)
Theorem error_at_zero_spread_wrong : ~ (forall b m v, 0 < v ->
  truncated_error b m v 0 = (m - b) ^ 2 + 9 / 10 * v ^ 2).
Proof.
intro H. assert (A := H 1 0 1 ltac:(lra)). rewrite error_at_zero in A by lra. lra.
Qed.

Lemma limit_of_error b m v l : 0 < v ->
  filterlim (truncated_error b m v) (Rbar_locally p_infty) (locally l) -> l = b ^ 2.
Proof.
intros v0 H. exact (filterlim_locally_unique (F := Rbar_locally p_infty) _ _ _ H
  (error_far b m v v0)).
Qed.

(* nine tenths of the square *)
Theorem error_far_tenth_wrong : ~ (forall b m v, 0 < v ->
  filterlim (truncated_error b m v) (Rbar_locally p_infty) (locally (9 / 10 * b ^ 2))).
Proof.
intro H. assert (A := limit_of_error _ _ _ _ Rlt_0_1 (H 1 0 1 Rlt_0_1)). lra.
Qed.

(* the square of the bias *)
Theorem error_far_bias_wrong : ~ (forall b m v, 0 < v ->
  filterlim (truncated_error b m v) (Rbar_locally p_infty) (locally ((m - b) ^ 2))).
Proof.
intro H. assert (A := limit_of_error _ _ _ _ Rlt_0_1 (H 1 2 1 Rlt_0_1)).
assert (B := limit_of_error _ _ _ _ Rlt_0_1 (H 1 3 1 Rlt_0_1)). lra.
Qed.

(* both ends with one sign *)
Theorem error_slope_sign_wrong : ~ (forall b m v, 0 < v -> forall t, 0 < t ->
  is_derive (truncated_error b m v) t
    (t / v * ((2 * b - t) * normal_density ((t - m) / v) +
      (2 * b + t) * normal_density ((- t - m) / v)))).
Proof.
intro H. assert (A := is_derive_unique _ _ _ (H 1 0 1 Rlt_0_1 1 Rlt_0_1)).
assert (B := is_derive_unique _ _ _ (error_slope 1 0 1 Rlt_0_1 1 Rlt_0_1)).
assert (C := density_positive ((- (1) - 0) / 1)). rewrite A in B.
set (x := normal_density ((1 - 0) / 1)) in *. set (y := normal_density _) in *. lra.
Qed.

(* without the factor 2 of b *)
Theorem error_slope_half_wrong : ~ (forall b m v, 0 < v -> forall t, 0 < t ->
  is_derive (truncated_error b m v) t
    (t / v * ((b - t) * normal_density ((t - m) / v) -
      (b + t) * normal_density ((- t - m) / v)))).
Proof.
intro H. assert (A := is_derive_unique _ _ _ (H 1 1 1 Rlt_0_1 1 Rlt_0_1)).
assert (B := is_derive_unique _ _ _ (error_slope 1 1 1 Rlt_0_1 1 Rlt_0_1)).
assert (C := densities_apart). replace (- (1)) with (-1) in * by ring. rewrite A in B.
set (x := normal_density ((1 - 1) / 1)) in *. set (y := normal_density ((-1 - 1) / 1)) in *. lra.
Qed.

(* near its mean the error rises from 6/5 to 7/5: v = 1/2 *)
Lemma bell_far x : 4 <= x \/ x <= -4 -> bell x <= 1 / 9.
Proof.
intro X. unfold bell. rewrite exp_Ropp. assert (E := exp_ineq1_le (x * x / 2)).
assert (8 <= x * x / 2) by (destruct X; nra).
replace (1 / 9) with (/ 9) by field. apply Rinv_le_contravar; lra.
Qed.

Lemma bell_close x : - (4 / 5) <= x <= 4 / 5 -> 17 / 25 <= bell x.
Proof.
intro X. unfold bell. assert (E := exp_ineq1_le (- (x * x / 2))). nra.
Qed.

Lemma error_rises s : s = 1 \/ s = -1 ->
  truncated_error s s (1 / 2) (6 / 5) < truncated_error s s (1 / 2) (7 / 5).
Proof.
intro S. destruct mass_facts as [M _].
apply (increases_by_slope (truncated_error s s (1 / 2)) (fun t => t / (1 / 2) *
  ((2 * s - t) * normal_density ((t - s) / (1 / 2)) -
   (2 * s + t) * normal_density ((- t - s) / (1 / 2))))); [lra | |].
- intros t T. apply error_slope; lra.
- intros t T. apply Rmult_lt_0_compat; [lra |]. unfold normal_density.
  set (x := (t - s) / (1 / 2)). set (y := (- t - s) / (1 / 2)).
  replace ((2 * s - t) * (bell x / bell_mass) - (2 * s + t) * (bell y / bell_mass)) with
    (((2 * s - t) * bell x - (2 * s + t) * bell y) / bell_mass) by (field; lra).
  apply Rdiv_lt_0_compat; [| exact M]. destruct S as [-> | ->].
  + assert (A := bell_close x ltac:(unfold x; lra)).
    assert (B := bell_far y ltac:(right; unfold y; lra)). assert (C := bell_pos y). nra.
  + assert (A := bell_close y ltac:(unfold y; lra)).
    assert (B := bell_far x ltac:(left; unfold x; lra)). assert (C := bell_pos x). nra.
Qed.

(* beyond |b| in place of 2 |b| *)
Theorem error_falls_once_wrong : ~ (forall b m v, 0 < v -> forall t u, Rabs b <= t -> t < u ->
  truncated_error b m v u < truncated_error b m v t).
Proof.
intro H. assert (A := H 1 1 (1 / 2) ltac:(lra) (6 / 5) (7 / 5)
  ltac:(rewrite Rabs_pos_eq; lra) ltac:(lra)).
assert (B := error_rises 1 (or_introl eq_refl)). lra.
Qed.

(* one sign of b alone *)
Theorem error_falls_sign_wrong : ~ (forall b m v, 0 < v -> forall t u, 0 <= t -> 2 * b <= t ->
  t < u -> truncated_error b m v u < truncated_error b m v t).
Proof.
intro H. assert (A := H (-1) (-1) (1 / 2) ltac:(lra) (6 / 5) (7 / 5) ltac:(lra) ltac:(lra)
  ltac:(lra)).
assert (B := error_rises (-1) (or_intror eq_refl)). lra.
Qed.
