(* A wrong variant of the order of two modes, near the truth, refuted by modes that stand still. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare ahead.
Open Scope R_scope.

(* two targets that may be equal *)
Theorem larger_target_is_ahead_equal_wrong : ~ (forall L s s' eps T u v, (2 <= L)%nat ->
  0 <= s -> s <= s' -> 0 < eps ->
  solves T (mode_velocity L s) u -> solves T (mode_velocity L s') v -> u 0 = eps -> v 0 = eps ->
  forall t, 0 < t <= T -> 0 < u t ^ L < v t ^ L).
Proof.
intros H.
assert (S : solves 1 (mode_velocity 2 1) (fun _ => 1)).
{ split; intros t _.
  - replace (mode_velocity 2 1 1) with 0 by (unfold mode_velocity; simpl; ring).
    exact (is_derive_const (V := R_NormedModule) 1 t).
  - apply continuous_const. }
destruct (H 2%nat 1 1 1 1 (fun _ => 1) (fun _ => 1)) with (t := 1) as [_ E]; auto; try lra.
Qed.
