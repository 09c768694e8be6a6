(* The time at which a mode has a given strength, as a series, over Coq's reals.

   A mode is any solution of mu' = L mu^(2-2/L) (s - mu), mu(0) = eps^L (mode_times.v).
   reached_from_below (KAHV, part 2): L >= 3, eps^L < s: every x in [eps^L, s) is reached at exactly
     one time, G(x) - G(eps^L), with G the series in x/s with the exponents k + 2/L - 1.
   reached_from_above (KAHV, part 3): L >= 2, 0 < s < eps^L: every x in (s, eps^L] likewise, with
     the series in s/x with the exponents k + 2 - 2/L. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare power_sum mode_times.
Open Scope R_scope.

(* G of part 2 *)
Definition time_below (L : nat) (s x : R) :=
  1 / (INR L * Rpower s (2 - 2 / INR L)) * power_sum (2 / INR L - 1) (x / s).

(* G of part 3 *)
Definition time_above (L : nat) (s x : R) :=
  1 / (INR L * Rpower s (2 - 2 / INR L)) * power_sum (2 - 2 / INR L) (s / x).

Lemma real_power_positive x p : 0 < Rpower x p.
Proof. apply exp_pos. Qed.

Lemma Rpower_quotient x s p : 0 < x -> 0 < s -> Rpower (x / s) p = Rpower x p / Rpower s p.
Proof.
intros x0 s0. assert (P := real_power_positive s p).
apply Rmult_eq_reg_r with (Rpower s p); [| lra].
rewrite Rpower_mult_distr by (try apply Rdiv_lt_0_compat; lra).
replace (x / s * s) with x by (field; lra). field. lra.
Qed.

Lemma quotient_inside x s : 0 < x < s -> 0 < x / s < 1.
Proof.
intro X. split; [apply Rdiv_lt_0_compat; lra |].
apply Rmult_lt_reg_r with s; [lra |]. replace (x / s * s) with x by (field; lra). lra.
Qed.

Lemma exponent_below L : (3 <= L)%nat -> -1 < 2 / INR L - 1 /\ 2 / INR L - 1 < 0.
Proof.
intro L3. assert (H := le_INR 3 L L3). simpl in H.
assert (0 < 2 / INR L) by (apply Rdiv_lt_0_compat; lra).
assert (2 / INR L < 1); [| lra].
apply Rmult_lt_reg_r with (INR L); [lra |].
replace (2 / INR L * INR L) with 2 by (field; lra). lra.
Qed.

Lemma time_below_derive L s x : (3 <= L)%nat -> 0 < x < s ->
  is_derive (time_below L s) x (/ strength_velocity L s x).
Proof.
intros L3 X. destruct (exponent_below L L3) as [b1 b0].
assert (H := le_INR 3 L L3). simpl in H.
assert (Y := quotient_inside x s X). set (b := 2 / INR L - 1) in *.
assert (D := power_sum_derive b (x / s) b1 ltac:(lra) Y).
assert (Q : is_derive (fun z => z / s) x (/ s)) by (auto_derive; [exact I | field; lra]).
assert (C := is_derive_comp (power_sum b) (fun z => z / s) x _ _ D Q).
assert (C' := is_derive_scal _ x (1 / (INR L * Rpower s (2 - 2 / INR L))) _ C).
unfold strength_velocity.
replace (/ (INR L * Rpower x (2 - 2 / INR L) * (s - x))) with
  (1 / (INR L * Rpower s (2 - 2 / INR L)) * scal (/ s) (Rpower (x / s) (b - 1) / (1 - x / s)));
  [exact C' |].
unfold scal; simpl; unfold mult; simpl. rewrite Rpower_quotient by lra.
replace (b - 1) with (- (2 - 2 / INR L)) by (unfold b; ring). rewrite !Rpower_Ropp.
assert (P := real_power_positive s (2 - 2 / INR L)).
assert (R := real_power_positive x (2 - 2 / INR L)).
field. repeat split; lra.
Qed.

Lemma time_above_derive L s x : (2 <= L)%nat -> 0 < s < x ->
  is_derive (time_above L s) x (/ strength_velocity L s x).
Proof.
intros L2 X. assert (H := depth_two L L2). assert (E := exponent_bounds L L2).
assert (Y := quotient_inside s x X). set (a := 2 - 2 / INR L) in *.
assert (D := power_sum_derive a (s / x) ltac:(lra) ltac:(lra) Y).
assert (Q : is_derive (fun z => s / z) x (- s / x ^ 2)).
{ auto_derive; [lra | field; lra]. }
assert (C := is_derive_comp (power_sum a) (fun z => s / z) x _ _ D Q).
assert (C' := is_derive_scal _ x (1 / (INR L * Rpower s a)) _ C).
unfold strength_velocity. fold a.
replace (/ (INR L * Rpower x a * (s - x))) with
  (1 / (INR L * Rpower s a) * scal (- s / x ^ 2) (Rpower (s / x) (a - 1) / (1 - s / x)));
  [exact C' |].
unfold scal; simpl; unfold mult; simpl. rewrite Rpower_quotient by lra.
rewrite (Rpower_step a s), (Rpower_step a x) by lra.
assert (P := real_power_positive s (a - 1)). assert (R := real_power_positive x (a - 1)).
field. repeat split; lra.
Qed.

Theorem reached_from_below L s eps mu : (3 <= L)%nat -> 0 < eps -> eps ^ L < s ->
  is_mode L s eps mu -> forall x, eps ^ L <= x < s ->
  0 <= time_below L s x - time_below L s (eps ^ L) /\
  forall t, 0 <= t -> (mu t = x <-> t = time_below L s x - time_below L s (eps ^ L)).
Proof.
intros L3 e0 less M. assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
apply (time_rising L s eps mu ltac:(lia) e0 M (time_below L s) less).
intros x X. apply time_below_derive; assumption.
Qed.

Theorem reached_from_above L s eps mu : (2 <= L)%nat -> 0 < eps -> 0 < s < eps ^ L ->
  is_mode L s eps mu -> forall x, s < x <= eps ^ L ->
  0 <= time_above L s x - time_above L s (eps ^ L) /\
  forall t, 0 <= t -> (mu t = x <-> t = time_above L s x - time_above L s (eps ^ L)).
Proof.
intros L2 e0 [s0 more] M.
apply (time_falling L s eps mu L2 ltac:(lra) e0 M (time_above L s) more).
intros x X. apply time_above_derive; [exact L2 | lra].
Qed.
