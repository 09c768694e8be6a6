(* Wrong variants of a mode of the wrong sign, near the truth, refuted over Coq's reals. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead mode_times mode_exists mode_course turned_mode.
Open Scope R_scope.

(* one factor as well *)
Theorem turned_mode_falls_one_wrong : ~ (forall L s eps lam, (1 <= L)%nat -> 0 < s -> 0 < eps ->
  turned_mode L s eps lam -> forall t, 0 <= t -> 0 < lam t).
Proof.
intro H. assert (t0 : 0 <= ln (1 + 1 / 1)).
{ replace (1 + 1 / 1) with 2 by field. rewrite <- ln_1. apply Rlt_le, ln_increasing; lra. }
assert (P := H 1%nat 1 1 (single_mode 1 1) (le_n 1) ltac:(lra) ltac:(lra)).
assert (Q : turned_mode 1 1 1 (single_mode 1 1)).
{ split; [exact (single_mode_starts 1 1) |]. intro T. split; intros t tT.
  - unfold mode_velocity.
    replace (- (single_mode 1 1 t ^ (1 - 1) * (single_mode 1 1 t ^ 1 - - (1)))) with
      (- (single_mode 1 1 t + 1)) by (simpl; ring). exact (single_mode_solves 1 1 t).
  - exact (single_mode_continuous 1 1 t). }
assert (R := P Q _ t0). rewrite single_mode_zero in R; lra.
Qed.

(* the target is learned *)
Theorem turned_mode_falls_limit_wrong : ~ (forall L s eps lam, (2 <= L)%nat -> 0 < s -> 0 < eps ->
  turned_mode L s eps lam -> is_lim (fun t => lam t ^ L) p_infty (- s)).
Proof.
intro H. destruct (turned_mode_exists 2 1 1 (le_n 2) ltac:(lra) ltac:(lra)) as [lam M].
assert (A := H 2%nat 1 1 lam (le_n 2) ltac:(lra) ltac:(lra) M).
assert (B := turned_mode_vanishes 2 1 1 (le_n 2) ltac:(lra) ltac:(lra) lam M).
apply is_lim_unique in A. apply is_lim_unique in B. rewrite A in B. injection B. lra.
Qed.

(* half the rate *)
Theorem turned_mode_of_two_rate_wrong : ~ (forall s eps lam, 0 < s -> 0 < eps ->
  turned_mode 2 s eps lam -> forall t, 0 <= t ->
  lam t ^ 2 / (s + lam t ^ 2) = exp (- (s * t)) * (eps ^ 2 / (s + eps ^ 2))).
Proof.
intro H. destruct (turned_mode_exists 2 1 1 (le_n 2) ltac:(lra) ltac:(lra)) as [lam M].
assert (A := H 1 1 lam ltac:(lra) ltac:(lra) M 1 ltac:(lra)).
rewrite (turned_mode_of_two 2 1 1 (le_n 2) ltac:(lra) ltac:(lra) lam M eq_refl 1) in A by lra.
assert (E : exp (- (2 * 1 * 1)) < exp (- (1 * 1))) by (apply exp_increasing; lra).
replace (1 ^ 2 / (1 + 1 ^ 2)) with (/ 2) in A by field. lra.
Qed.

(* the scale in place of its square *)
Theorem turned_mode_of_two_scale_wrong : ~ (forall s eps lam, 0 < s -> 0 < eps ->
  turned_mode 2 s eps lam -> forall t, 0 <= t ->
  lam t ^ 2 / (s + lam t ^ 2) = exp (- (2 * s * t)) * (eps / (s + eps))).
Proof.
intro H. destruct (turned_mode_exists 2 1 2 (le_n 2) ltac:(lra) ltac:(lra)) as [lam M].
assert (A := H 1 2 lam ltac:(lra) ltac:(lra) M 0 ltac:(lra)). destruct M as [st _].
rewrite st, Rmult_0_r, Ropp_0, exp_0 in A.
replace (2 ^ 2 / (1 + 2 ^ 2)) with (4 / 5) in A by field.
replace (1 * (2 / (1 + 2))) with (2 / 3) in A by field. lra.
Qed.

Lemma at_start : exists lam, turned_mode 3 1 1 lam.
Proof. apply turned_mode_exists; [lia | lra | lra]. Qed.

Lemma one_power e : Rpower (/ 1 ^ (3 - 2) + INR (3 - 2) * 1 * 0) (- e) = 1.
Proof.
replace (/ 1 ^ (3 - 2) + INR (3 - 2) * 1 * 0) with 1 by (simpl; field).
unfold Rpower. rewrite ln_1, Rmult_0_r, exp_0. reflexivity.
Qed.

Lemma one_power' e : Rpower (/ 1 ^ (3 - 2) + INR (3 - 2) * (1 + 1 ^ 3) * 0) (- e) = 1.
Proof.
replace (/ 1 ^ (3 - 2) + INR (3 - 2) * (1 + 1 ^ 3) * 0) with 1 by (simpl; field).
unfold Rpower. rewrite ln_1, Rmult_0_r, exp_0. reflexivity.
Qed.

(* nine tenths of the upper bound *)
Theorem turned_mode_bounds_high_wrong : ~ (forall L s eps lam, (3 <= L)%nat -> 0 < s -> 0 < eps ->
  turned_mode L s eps lam -> forall t, 0 <= t -> lam t ^ L <=
  9 / 10 * Rpower (/ eps ^ (L - 2) + INR (L - 2) * s * t) (- (INR L / INR (L - 2)))).
Proof.
intro H. destruct at_start as [lam M].
assert (A := H 3%nat 1 1 lam (le_n 3) ltac:(lra) ltac:(lra) M 0 ltac:(lra)).
rewrite one_power in A. destruct M as [st _]. rewrite st in A. lra.
Qed.

(* eleven tenths of the lower bound *)
Theorem turned_mode_bounds_low_wrong : ~ (forall L s eps lam, (3 <= L)%nat -> 0 < s -> 0 < eps ->
  turned_mode L s eps lam -> forall t, 0 <= t -> 11 / 10 *
  Rpower (/ eps ^ (L - 2) + INR (L - 2) * (s + eps ^ L) * t) (- (INR L / INR (L - 2)))
    <= lam t ^ L).
Proof.
intro H. destruct at_start as [lam M].
assert (A := H 3%nat 1 1 lam (le_n 3) ltac:(lra) ltac:(lra) M 0 ltac:(lra)).
rewrite one_power' in A. destruct M as [st _]. rewrite st in A. lra.
Qed.

(* the quotient turned over *)
Theorem turned_core_zero_wrong : ~ (forall s eps, 0 < s -> 0 < eps ->
  single_mode s eps (ln (1 + s / eps)) = 0).
Proof.
intro H. assert (A := H 1 2 ltac:(lra) ltac:(lra)). unfold single_mode in A.
rewrite exp_Ropp, exp_ln in A by lra. replace (1 + 1 / 2) with (3 / 2) in A by field.
replace (/ (3 / 2)) with (2 / 3) in A by field. lra.
Qed.

(* the other sign of the target *)
Theorem turned_core_limit_wrong : ~ (forall s eps, 0 < s -> 0 < eps ->
  is_lim (single_mode s eps) p_infty s).
Proof.
intro H. assert (A := H 1 1 ltac:(lra) ltac:(lra)). assert (B := single_mode_tends 1 1).
apply is_lim_unique in A. apply is_lim_unique in B. rewrite A in B. injection B. lra.
Qed.
