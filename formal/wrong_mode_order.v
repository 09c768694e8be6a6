(* Wrong variants of the order of two modes of the Riccati equation, near the truth, refuted by
   modes that stand still. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare ahead mode_order.
Open Scope R_scope.

Lemma standing_mode T : solves T (riccati_velocity 1) (fun _ => 1).
Proof. apply constant_solves. unfold riccati_velocity. ring. Qed.

(* a bound smaller by a tenth *)
Theorem riccati_mode_between_tenth_wrong : ~ (forall omega T u, 0 < u 0 ->
  solves T (riccati_velocity omega) u ->
  forall t, 0 <= t <= T -> 0 < u t <= 9 / 10 * Rmax (u 0) omega).
Proof.
intros H. destruct (H 1 1 (fun _ => 1)) with (t := 1) as [_ E]; [lra | apply standing_mode | lra |].
simpl in E. rewrite Rmax_left in E; lra.
Qed.

(* two eigenvalues that may be equal *)
Theorem larger_eigenvalue_is_ahead_equal_wrong : ~ (forall omega omega' T u v,
  omega <= omega' -> 0 < u 0 -> u 0 = v 0 ->
  solves T (riccati_velocity omega) u -> solves T (riccati_velocity omega') v ->
  forall t, 0 < t <= T -> 0 < u t < v t).
Proof.
intros H. destruct (H 1 1 1 (fun _ => 1) (fun _ => 1)) with (t := 1) as [_ E]; try lra;
  apply standing_mode.
Qed.
