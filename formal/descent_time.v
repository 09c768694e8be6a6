(* The time at which the flow of a mode is fitted, as an integral, over the reals, for every L >= 2.

   fit_clock, fit_time_clock: the time at which a mode is c s is H(lambda_c) - H(eps) for an
     antiderivative H
     of 1/g, where g(x) = x^(L-1) (s - x^L) is the velocity and lambda_c = (c s)^(1/L).
   root_of: lambda_c = (c s)^(1/L). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead compare power_sum mode_times mode_series mode_exists.
From dlf Require Import staircase fit_series descent_steps velocity_shape descent_count.
Open Scope R_scope.

(* lambda_c = level^(1/L) *)
Definition root_of (L : nat) (level : R) := Rpower level (/ INR L).

Lemma root_of_power L x : (2 <= L)%nat -> 0 < x -> root_of L (x ^ L) = x.
Proof.
intros L2 x0. assert (N := depth_at_least_two L L2). unfold root_of.
rewrite <- Rpower_pow, Rpower_mult by exact x0. rewrite Rinv_r by lra. apply Rpower_1, x0.
Qed.

Lemma power_of_root L y : (2 <= L)%nat -> 0 < y -> 0 < root_of L y /\ root_of L y ^ L = y.
Proof.
intros L2 y0. assert (N := depth_at_least_two L L2). unfold root_of.
split; [apply exp_pos |]. rewrite <- Rpower_pow, Rpower_mult by apply exp_pos.
rewrite Rinv_l by lra. apply Rpower_1, y0.
Qed.

Lemma velocity_positive L s x : 0 < x -> x ^ L < s -> 0 < mode_velocity L s x.
Proof.
intros x0 H. unfold mode_velocity.
replace (- (x ^ (L - 1) * (x ^ L - s))) with (x ^ (L - 1) * (s - x ^ L)) by ring.
apply Rmult_lt_0_compat; [apply pow_lt; exact x0 | lra].
Qed.

Lemma below_root L s x : (2 <= L)%nat -> 0 < s -> 0 < x -> (x < root_of L s <-> x ^ L < s).
Proof.
intros L2 s0 x0. destruct (power_of_root L s L2 s0) as [m0 mL]. split; intro H.
- rewrite <- mL. destruct L as [| n]; [lia |]. apply powers_grow; assumption.
- apply (power_order L); lra.
Qed.

Theorem fit_clock L s eps : (2 <= L)%nat -> 0 < s -> 0 < eps -> eps ^ L < s -> exists H,
  (forall x, 0 < x -> x ^ L < s -> is_derive H x (/ mode_velocity L s x)) /\
  forall c t, 0 < c < 1 -> eps ^ L < c * s -> is_fit_time L eps c s t ->
    t = H (root_of L (c * s)) - H eps.
Proof.
intros L2 s0 e0 below. assert (N := depth_at_least_two L L2).
destruct (power_of_root L s L2 s0) as [m0 mL].
assert (em : 0 < eps < root_of L s) by (split; [| apply (below_root L s eps L2 s0 e0)]; lra).
set (H := clock_integral (mode_velocity L s) eps). exists H.
assert (D : forall x, 0 < x -> x ^ L < s -> is_derive H x (/ mode_velocity L s x)).
{ intros x x0 xs. apply (clock_derive (mode_velocity L s) 0 eps (root_of L s)).
  - exact em.
  - intros y Y. apply velocity_is_continuous, L2.
  - intros y Y. apply velocity_positive; [lra |].
    apply (below_root L s y L2 s0 ltac:(lra)). lra.
  - split; [lra |]. apply (below_root L s x L2 s0 x0). exact xs. }
split; [exact D |].
intros c t C start [t0 T]. assert (cs : c * s < s) by nra.
destruct (mode_exists L s eps L2 ltac:(lra) e0) as [mu M].
destruct (time_rising L s eps mu L2 e0 M (fun x => H (root_of L x)) ltac:(lra)) with
  (x := c * s) as [_ K]; [| lra |].
- intros x X. destruct (power_of_root L x L2 ltac:(lra)) as [r0 rL].
  assert (D1 := D (root_of L x) r0 ltac:(rewrite rL; lra)).
  assert (D2 := Rpower_derive (/ INR L) x ltac:(lra)).
  assert (D3 := is_derive_comp H (fun x => Rpower x (/ INR L)) x _ _ D1 D2).
  replace (/ strength_velocity L s x) with (scal (/ INR L * Rpower x (/ INR L - 1))
    (/ mode_velocity L s (root_of L x))); [exact D3 |].
  unfold scal; simpl; unfold mult; simpl. unfold mode_velocity. rewrite rL.
  unfold strength_velocity. unfold root_of. rewrite <- Rpower_pow by apply exp_pos.
  rewrite Rpower_mult, minus_INR by lia. simpl (INR 1).
  replace (/ INR L * (INR L - 1)) with (1 - / INR L) by (field; lra).
  replace (2 - 2 / INR L) with ((1 - / INR L) + (1 - / INR L)) by (field; lra).
  rewrite Rpower_plus. replace (/ INR L - 1) with (- (1 - / INR L)) by ring.
  rewrite Rpower_Ropp. assert (P := exp_pos ((1 - / INR L) * ln x)).
  fold (Rpower x (1 - / INR L)) in P. field. lra.
- assert (E := proj1 (K t t0) (T mu M)). cbv beta in E.
  rewrite root_of_power in E by assumption. exact E.
Qed.

Theorem fit_time_clock L s eps c t : (2 <= L)%nat -> 0 < s -> 0 < eps -> 0 < c < 1 ->
  eps ^ L < c * s -> is_fit_time L eps c s t -> exists H,
  (forall x, 0 < x -> x ^ L < s -> is_derive H x (/ mode_velocity L s x)) /\
  t = H (root_of L (c * s)) - H eps.
Proof.
intros L2 s0 e0 C start T. destruct (fit_clock L s eps L2 s0 e0 ltac:(nra)) as [H [D K]].
exists H. split; [exact D | exact (K c t C start T)].
Qed.
