(* The modes of the Riccati equation of two factors are in order, over Coq's reals.

   riccati_mode_between: nu' = 2 nu (omega - nu) from nu(0) > 0: nu stays positive and at most the
     larger one of nu(0) and omega, whatever the sign of omega.
   larger_eigenvalue_is_ahead (BH0A): of two such curves from the same start the one with the larger
     omega is strictly ahead at every time after it. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead.
Open Scope R_scope.

(* the velocity of half an eigenvalue of the Riccati equation *)
Definition riccati_velocity (omega x : R) := 2 * x * (omega - x).

Lemma tame_riccati B omega : 0 <= B -> tame_on B (riccati_velocity omega).
Proof.
intros B0.
assert (H : tame_on B (fun x => 2 * x * (omega + -1 * x))).
{ apply (tame_mult B B0); [apply (tame_mult B B0) | apply tame_plus].
  - exact (tame_const B 2).
  - exact (tame_id B).
  - exact (tame_const B omega).
  - exact (tame_mult B B0 (fun _ => -1) (fun x => x) (tame_const B (-1)) (tame_id B)). }
destruct H as [K [K0 H]]. exists K. split; [exact K0 |]. intros x y xB yB.
assert (E := H x y xB yB). unfold riccati_velocity.
replace (2 * x * (omega - x) - 2 * y * (omega - y))
  with (2 * x * (omega + -1 * x) - 2 * y * (omega + -1 * y)) by ring.
exact E.
Qed.

Theorem riccati_mode_between omega T u : 0 < u 0 -> solves T (riccati_velocity omega) u ->
  forall t, 0 <= t <= T -> 0 < u t <= Rmax (u 0) omega.
Proof.
intros u0 U t tT. assert (T0 : 0 <= T) by lra.
destruct (bounded_curve u T T0 (proj2 U)) as [B b].
set (top := Rmax (u 0) omega). set (C := Rmax B top).
assert (l : u 0 <= top) by apply Rmax_l. assert (r : omega <= top) by apply Rmax_r.
assert (C1 : B <= C) by apply Rmax_l. assert (C2 : top <= C) by apply Rmax_r.
assert (bu : forall x, 0 <= x <= T -> Rabs (u x) <= C).
{ intros x xT. assert (A := b x xT). lra. }
assert (C0 : 0 <= C) by lra.
assert (bt : Rabs top <= C) by (rewrite Rabs_pos_eq; lra).
destruct (tame_riccati C omega C0) as [K [K0 H]].
split.
- apply (stays_positive (riccati_velocity omega) u T); auto.
  + intros D D0. exact (tame_riccati D omega D0).
  + unfold riccati_velocity. ring.
- (* at the top the velocity is not positive *)
  apply (comparison_of_curves (riccati_velocity omega) (fun _ => 0) u (fun _ => top) K T); auto.
  + apply constant_solves. reflexivity.
  + intros x xT. apply H; auto. apply bu. lra.
  + intros x _. unfold riccati_velocity. nra.
Qed.

Theorem larger_eigenvalue_is_ahead omega omega' T u v : omega < omega' -> 0 < u 0 -> u 0 = v 0 ->
  solves T (riccati_velocity omega) u -> solves T (riccati_velocity omega') v ->
  forall t, 0 < t <= T -> 0 < u t < v t.
Proof.
intros less u0 same U V t tT. assert (v0 : 0 < v 0) by lra.
assert (T0 : 0 <= T) by lra. assert (tT' : 0 <= t <= T) by lra.
assert (pu := riccati_mode_between omega T u u0 U).
assert (pv := riccati_mode_between omega' T v v0 V).
set (C := Rmax (Rmax (u 0) omega) (Rmax (v 0) omega')).
assert (bu : forall x, 0 <= x <= T -> Rabs (u x) <= C).
{ intros x xT. assert (A := pu x xT). rewrite Rabs_pos_eq by lra.
  eapply Rle_trans; [exact (proj2 A) | apply Rmax_l]. }
assert (bv : forall x, 0 <= x <= T -> Rabs (v x) <= C).
{ intros x xT. assert (A := pv x xT). rewrite Rabs_pos_eq by lra.
  eapply Rle_trans; [exact (proj2 A) | apply Rmax_r]. }
assert (C0 : 0 <= C) by (eapply Rle_trans; [apply Rabs_pos | exact (bu t tT')]).
destruct (tame_riccati C omega C0) as [K [K0 H]].
split; [apply (pu t tT') |].
apply (faster_curve_is_ahead (riccati_velocity omega) (riccati_velocity omega') u v K T); auto.
- intros x xT. apply H; [apply bv | apply bu]; lra.
- lra.
- intros x xT. assert (xT' : 0 <= x <= T) by lra. assert (A := pv x xT').
  unfold riccati_velocity. nra.
Qed.
