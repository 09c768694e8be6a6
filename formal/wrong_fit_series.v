(* Wrong variants of the time at which a mode is fitted, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare separation power_sum mode_times mode_series mode_exists.
From dlf Require Import fit_series.
Open Scope R_scope.

(* two factors, c = 1/2, s = 1, eps = 1/3: log(8)/2 *)
Lemma two_factors_instance : exists mu, is_mode 2 1 (1 / 3) mu /\ 0 < fit_time (1 / 3) (1 / 2) 1 /\
  fit_time (1 / 3) (1 / 2) 1 = ln 8 / 2 /\ mu (ln 8 / 2) = 1 / 2 * 1.
Proof.
destruct (mode_exists 2 1 (1 / 3)) as [mu M]; [lia | lra | lra |]. exists mu.
destruct (two_factors_fitted_once (1 / 2) 1 (1 / 3) mu) as [P K]; try lra; auto.
assert (E : fit_time (1 / 3) (1 / 2) 1 = ln 8 / 2).
{ unfold fit_time. f_equal; [f_equal |]; field. }
rewrite E in *. split; [exact M |]. split; [exact P |]. split; [reflexivity |]. apply K; lra.
Qed.

(* eleven tenths of the time *)
Theorem two_factors_fitted_once_tenth_wrong : ~ (forall c s eps mu, 0 < c < 1 -> 0 < s ->
  0 < eps -> eps ^ 2 < c * s -> is_mode 2 s eps mu -> 0 < fit_time eps c s /\
  forall t, 0 <= t -> (mu t = c * s <-> t = 11 / 10 * fit_time eps c s)).
Proof.
intros H. destruct two_factors_instance as [mu [M [P [E K]]]].
destruct (H (1 / 2) 1 (1 / 3) mu) as [_ W]; try lra; auto.
apply W in K; lra.
Qed.

(* the start at eps instead of eps^2 *)
Theorem two_factors_fitted_once_start_wrong : ~ (forall c s eps mu, 0 < c < 1 -> 0 < s ->
  0 < eps -> eps ^ 2 < c * s -> is_mode 2 s eps mu ->
  forall t, 0 <= t -> (mu t = c * s <-> t = ln (c / (1 - c) * ((s - eps) / eps)) / (2 * s))).
Proof.
intros H. destruct two_factors_instance as [mu [M [P [E K]]]].
assert (W := H (1 / 2) 1 (1 / 3) mu). apply W in K; try lra; try lia; auto.
replace (1 / 2 / (1 - 1 / 2) * ((1 - 1 / 3) / (1 / 3))) with 2 in K by field.
assert (ln 2 < ln 8) by (apply ln_increasing; lra). lra.
Qed.

(* without the factor (s - eps^2)/s *)
Theorem two_factors_fitted_once_shift_wrong : ~ (forall c s eps mu, 0 < c < 1 -> 0 < s ->
  0 < eps -> eps ^ 2 < c * s -> is_mode 2 s eps mu ->
  forall t, 0 <= t -> (mu t = c * s <-> t = ln (c / (1 - c) * (s / eps ^ 2)) / (2 * s))).
Proof.
intros H. destruct two_factors_instance as [mu [M [P [E K]]]].
assert (W := H (1 / 2) 1 (1 / 3) mu). apply W in K; try lra; try lia; auto.
replace (1 / 2 / (1 - 1 / 2) * (1 / (1 / 3) ^ 2)) with 9 in K by field.
assert (ln 8 < ln 9) by (apply ln_increasing; lra). lra.
Qed.

(* three factors, c = 1/2, s = 1, eps = 1/10 *)
Lemma three_factors_instance : exists mu, is_mode 3 1 (1 / 10) mu /\
  0 < series_time 3 (1 / 10) (1 / 2) 1 /\
  mu (series_time 3 (1 / 10) (1 / 2) 1) = 1 / 2 * 1 /\
  1 / 200 < fit_remainder 3 1 (1 / 10) < 501 / 100000.
Proof.
destruct (mode_exists 3 1 (1 / 10)) as [mu M]; [lia | lra | lra |]. exists mu.
destruct (mode_fitted_once 3 (1 / 2) 1 (1 / 10) mu) as [P [K B]]; try lra; auto.
split; [exact M |]. split; [exact P |]. split; [apply K; lra |]. lra.
Qed.

Lemma constant_of_three : fit_constant 3 1 (1 / 2) < 0.
Proof.
unfold fit_constant. replace (2 / INR 3 - 1) with (- (1 / 3)) by (simpl; field).
rewrite power_sum_split by lra. replace (1 + - (1 / 3)) with (2 / 3) by field.
assert (B := power_sum_bounds (2 / 3) (1 / 2) ltac:(lra) ltac:(lra)).
assert (E : Rpower (1 / 2) (2 / 3) = 1 / 2 * Rpower (1 / 2) (- (1 / 3))).
{ rewrite (Rpower_step (2 / 3)) by lra. do 2 f_equal. field. }
rewrite E in B. assert (P := real_power_positive (1 / 2) (- (1 / 3))).
set (u := Rpower (1 / 2) _) in *.
replace (1 / 2 * u / (2 / 3 * (1 - 1 / 2))) with (3 / 2 * u) in B by field.
replace (u / - (1 / 3)) with (- 3 * u) by field.
assert (Q : 0 < 1 / (INR 3 * Rpower 1 (2 - 2 / INR 3))).
{ apply Rdiv_lt_0_compat; [lra |]. apply (factor_positive 3 ltac:(lia)). }
set (v := power_sum _ _) in *. nra.
Qed.

(* the factor 1/(L - 1) of the first term *)
Theorem mode_fitted_once_factor_wrong : ~ (forall L c s eps mu, (3 <= L)%nat -> 0 < c < 1 ->
  0 < s -> 0 < eps -> eps ^ L < c * s -> is_mode L s eps mu -> forall t, 0 <= t ->
  (mu t = c * s <->
   t = / eps ^ (L - 2) / ((INR L - 1) * s) + fit_constant L s c - fit_remainder L s eps)).
Proof.
intros H. destruct three_factors_instance as [mu [M [P [K _]]]].
assert (W := H 3%nat (1 / 2) 1 (1 / 10) mu). apply W in K; try lra; try lia; auto.
unfold series_time in K. simpl in K. lra.
Qed.

(* the power L - 1 of the start *)
Theorem mode_fitted_once_power_wrong : ~ (forall L c s eps mu, (3 <= L)%nat -> 0 < c < 1 ->
  0 < s -> 0 < eps -> eps ^ L < c * s -> is_mode L s eps mu -> forall t, 0 <= t ->
  (mu t = c * s <->
   t = / eps ^ (L - 1) / ((INR L - 2) * s) + fit_constant L s c - fit_remainder L s eps)).
Proof.
intros H. destruct three_factors_instance as [mu [M [P [K _]]]].
assert (W := H 3%nat (1 / 2) 1 (1 / 10) mu). apply W in K; try lra; try lia; auto.
unfold series_time in K. simpl in K. lra.
Qed.

(* nine tenths of the constant *)
Theorem mode_fitted_once_constant_wrong : ~ (forall L c s eps mu, (3 <= L)%nat -> 0 < c < 1 ->
  0 < s -> 0 < eps -> eps ^ L < c * s -> is_mode L s eps mu -> forall t, 0 <= t ->
  (mu t = c * s <-> t = / eps ^ (L - 2) / ((INR L - 2) * s) +
    9 / 10 * fit_constant L s c - fit_remainder L s eps)).
Proof.
intros H. destruct three_factors_instance as [mu [M [P [K _]]]].
assert (W := H 3%nat (1 / 2) 1 (1 / 10) mu). apply W in K; try lra; try lia; auto.
unfold series_time in K. assert (C := constant_of_three). lra.
Qed.

(* the remainder of the other sign *)
Theorem mode_fitted_once_sign_wrong : ~ (forall L c s eps mu, (3 <= L)%nat -> 0 < c < 1 ->
  0 < s -> 0 < eps -> eps ^ L < c * s -> is_mode L s eps mu -> forall t, 0 <= t ->
  (mu t = c * s <->
   t = / eps ^ (L - 2) / ((INR L - 2) * s) + fit_constant L s c + fit_remainder L s eps)).
Proof.
intros H. destruct three_factors_instance as [mu [M [P [K B]]]].
assert (W := H 3%nat (1 / 2) 1 (1 / 10) mu). apply W in K; try lra; try lia; auto.
unfold series_time in K. lra.
Qed.

(* a lower bound one per cent higher *)
Theorem mode_fitted_once_lower_wrong : ~ (forall L c s eps mu, (3 <= L)%nat -> 0 < c < 1 ->
  0 < s -> 0 < eps -> eps ^ L < c * s -> is_mode L s eps mu ->
  101 / 100 * (eps ^ 2 / (2 * s ^ 2)) < fit_remainder L s eps).
Proof.
intros H. destruct three_factors_instance as [mu [M [P [K B]]]].
assert (W := H 3%nat (1 / 2) 1 (1 / 10) mu ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) M). lra.
Qed.

(* an upper bound one per cent lower *)
Theorem mode_fitted_once_upper_wrong : ~ (forall L c s eps mu, (3 <= L)%nat -> 0 < c < 1 ->
  0 < s -> 0 < eps -> eps ^ L < c * s -> is_mode L s eps mu ->
  fit_remainder L s eps < 99 / 100 * (eps ^ 2 / (2 * s ^ 2 * (1 - eps ^ L / s)))).
Proof.
intros H. destruct three_factors_instance as [mu [M [P [K B]]]].
assert (W := H 3%nat (1 / 2) 1 (1 / 10) mu ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) M). lra.
Qed.

(* a start that is not below c s *)
Theorem mode_fitted_once_start_wrong : ~ (forall L c s eps mu, (3 <= L)%nat -> 0 < c < 1 ->
  0 < s -> 0 < eps -> is_mode L s eps mu -> exists t, 0 <= t /\ mu t = c * s).
Proof.
intros H. destruct (mode_exists 3 1 (1 / 2)) as [mu M]; [lia | lra | lra |].
destruct (H 3%nat (1 / 16) 1 (1 / 2) mu) as [t [t0 K]]; try lia; try lra; auto.
assert (B := mode_rises 3 1 (1 / 2) mu ltac:(lia) ltac:(lra) M t ltac:(lra) t0). lra.
Qed.
