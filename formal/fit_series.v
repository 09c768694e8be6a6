(* The time at which a mode is fitted, over Coq's reals.

   A mode is any solution of mu' = L mu^(2-2/L) (s - mu), mu(0) = eps^L (mode_times.v).
   two_factors_fitted_once (FYBV, part 1): two factors: it is c s at exactly one time, which is
     log(c/(1-c) (s - eps^2)/eps^2)/(2s).
   mode_fitted_once (FYBV, part 2): three factors or more: it is c s at exactly one time, which is
     eps^-(L-2)/((L-2) s) + C_L(s, c) - R, with eps^2/(2 s^2) < R < eps^2/(2 s^2 (1 - eps^L/s)). *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare separation power_sum mode_times mode_series.
Open Scope R_scope.

(* C_L(s, c) *)
Definition fit_constant (L : nat) (s c : R) :=
  1 / (INR L * Rpower s (2 - 2 / INR L)) * power_sum (2 / INR L - 1) c.

(* R, the sum over j >= 0 of (eps^L/s)^j/(L j + 2), times eps^2/s^2 *)
Definition fit_remainder (L : nat) (s eps : R) :=
  eps ^ 2 / s ^ 2 * Series (fun j => (eps ^ L / s) ^ j / (INR L * INR j + 2)).

(* t_c(s) for three factors or more *)
Definition series_time (L : nat) (eps c s : R) :=
  / eps ^ (L - 2) / ((INR L - 2) * s) + fit_constant L s c - fit_remainder L s eps.

(* two factors: an antiderivative of 1/mu' *)
Definition log_clock (s x : R) := ln (x / (s - x)) / (2 * s).

Lemma log_clock_derive s x : 0 < x < s ->
  is_derive (log_clock s) x (/ strength_velocity 2 s x).
Proof.
intros X. unfold strength_velocity. replace (2 - 2 / INR 2) with 1 by (simpl; field).
rewrite Rpower_1 by lra. simpl INR. unfold log_clock. auto_derive.
- repeat split; try lra. apply Rdiv_lt_0_compat; lra.
- field. lra.
Qed.

Theorem two_factors_fitted_once c s eps mu : 0 < c < 1 -> 0 < s -> 0 < eps -> eps ^ 2 < c * s ->
  is_mode 2 s eps mu -> 0 < fit_time eps c s /\
  forall t, 0 <= t -> (mu t = c * s <-> t = fit_time eps c s).
Proof.
intros C s0 e0 H M. assert (p0 : 0 < eps ^ 2) by (apply pow_lt; lra).
assert (less : eps ^ 2 < s) by nra. assert (cs : c * s < s) by nra.
destruct (time_rising 2 s eps mu ltac:(lia) e0 M (log_clock s) less
  (log_clock_derive s) (c * s) ltac:(lra)) as [_ K].
assert (E : log_clock s (c * s) - log_clock s (eps ^ 2) = fit_time eps c s).
{ unfold log_clock, fit_time.
  replace (c / (1 - c) * ((s - eps ^ 2) / eps ^ 2)) with
    (c * s / (s - c * s) * / (eps ^ 2 / (s - eps ^ 2))) by (field; lra).
  assert (0 < eps ^ 2 / (s - eps ^ 2)) by (apply Rdiv_lt_0_compat; lra).
  rewrite ln_mult, ln_Rinv; [field; lra | lra | |].
  - apply Rdiv_lt_0_compat; lra.
  - apply Rinv_0_lt_compat. lra. }
rewrite E in K. split; [| exact K]. exact (proj1 (logistic_reaches c s eps C s0 e0 H)).
Qed.

(* L (j + 1 + b) = L j + 2 and y^(j+1+b) = y^j eps^2 s^(-2/L), y = eps^L/s *)
Lemma root_power L eps p : (1 <= L)%nat -> 0 < eps -> Rpower (eps ^ L) (p / INR L) = Rpower eps p.
Proof.
intros L1 e0. assert (H := le_INR 1 L L1). simpl in H.
rewrite <- Rpower_pow by exact e0. rewrite Rpower_mult. f_equal. field. lra.
Qed.

Lemma start_time L s eps : (3 <= L)%nat -> 0 < eps -> eps ^ L < s ->
  - time_below L s (eps ^ L) =
    / eps ^ (L - 2) / ((INR L - 2) * s) - fit_remainder L s eps.
Proof.
intros L3 e0 less. assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
destruct (exponent_below L L3) as [b1 b0]. assert (H := le_INR 3 L L3). simpl in H.
assert (Y := quotient_inside (eps ^ L) s ltac:(lra)).
unfold time_below. rewrite power_sum_split by lra.
unfold power_sum.
assert (S2 : Rpower s (2 - 2 / INR L) * Rpower s (2 / INR L) = s ^ 2).
{ rewrite <- Rpower_plus, <- Rpower_pow by lra. f_equal. simpl. ring. }
assert (P := real_power_positive s (2 - 2 / INR L)).
assert (Q := real_power_positive s (2 / INR L)).
assert (Z : Rpower (eps ^ L / s) (2 / INR L) = eps ^ 2 / Rpower s (2 / INR L)).
{ rewrite Rpower_quotient, root_power by (lia || lra).
  rewrite <- (Rpower_pow 2 eps) by exact e0. reflexivity. }
assert (T : Series (fun j => Rpower (eps ^ L / s) (INR j + (1 + (2 / INR L - 1))) /
  (INR j + (1 + (2 / INR L - 1)))) = eps ^ 2 / Rpower s (2 / INR L) * INR L *
  Series (fun j => (eps ^ L / s) ^ j / (INR L * INR j + 2))).
{ rewrite <- Series_scal_l. apply Series_ext. intro j.
  replace (1 + (2 / INR L - 1)) with (2 / INR L) by ring.
  rewrite Rpower_plus, Rpower_pow, Z by lra. assert (J := pos_INR j).
  assert (0 <= INR L * INR j) by (apply Rmult_le_pos; lra).
  field. repeat split; lra. }
rewrite T. unfold fit_remainder. set (R := Series _).
assert (B : Rpower (eps ^ L / s) (2 / INR L - 1) =
  eps ^ 2 / Rpower s (2 / INR L) * (s / eps ^ L)).
{ unfold Rminus. rewrite Rpower_plus, Z, Rpower_Ropp, Rpower_1 by lra. field. lra. }
rewrite B, <- S2.
assert (E : eps ^ L = eps ^ 2 * eps ^ (L - 2)).
{ rewrite <- pow_add. f_equal. lia. }
assert (0 < eps ^ (L - 2)) by (apply pow_lt; lra).
assert (Es : s = s ^ 2 / s) by (field; lra).
assert (W : / eps ^ (L - 2) / ((INR L - 2) * s) =
  s / (eps ^ (L - 2) * (INR L - 2)) / (Rpower s (2 - 2 / INR L) * Rpower s (2 / INR L))).
{ rewrite S2. field. repeat split; lra. }
rewrite W, E. set (u := Rpower s (2 / INR L)) in *. set (v := Rpower s (2 - 2 / INR L)) in *.
assert (N : 2 - INR L <> 0) by lra. field. repeat split; lra.
Qed.

Theorem mode_fitted_once L c s eps mu :
  (3 <= L)%nat -> 0 < c < 1 -> 0 < s -> 0 < eps -> eps ^ L < c * s -> is_mode L s eps mu ->
  0 < series_time L eps c s /\
  (forall t, 0 <= t -> (mu t = c * s <-> t = series_time L eps c s)) /\
  eps ^ 2 / (2 * s ^ 2) < fit_remainder L s eps < eps ^ 2 / (2 * s ^ 2 * (1 - eps ^ L / s)).
Proof.
intros L3 C s0 e0 H M. assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
assert (less : eps ^ L < s) by nra. assert (cs : c * s < s) by nra.
destruct (reached_from_below L s eps mu L3 e0 less M (c * s) ltac:(lra)) as [N K].
assert (E : time_below L s (c * s) - time_below L s (eps ^ L) = series_time L eps c s).
{ unfold Rminus. rewrite start_time by assumption. unfold series_time, time_below, fit_constant.
  replace (c * s / s) with c by (field; lra). ring. }
rewrite E in N, K. split; [| split; [exact K |]].
- destruct N as [N | N]; [exact N |]. exfalso.
  assert (Z : mu 0 = c * s) by (apply K; lra). rewrite (proj1 M) in Z. lra.
- assert (Y := quotient_inside (eps ^ L) s ltac:(lra)).
  assert (L1 : 1 <= INR L) by (apply (le_INR 1); lia).
  assert (B := remainder_sum_bounds (INR L) (eps ^ L / s) L1 Y).
  unfold fit_remainder. fold (remainder_sum (INR L) (eps ^ L / s)).
  assert (Q : 0 < eps ^ 2 / s ^ 2) by (apply Rdiv_lt_0_compat; apply pow_lt; lra).
  set (z := eps ^ L / s) in *.
  replace (eps ^ 2 / (2 * s ^ 2)) with (eps ^ 2 / s ^ 2 * (1 / 2)) by (field; lra).
  replace (eps ^ 2 / (2 * s ^ 2 * (1 - z))) with (eps ^ 2 / s ^ 2 * (1 / (2 * (1 - z))))
    by (field; lra).
  split; apply Rmult_lt_compat_l; lra.
Qed.
