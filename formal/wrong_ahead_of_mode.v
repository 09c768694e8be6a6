(* Wrong variants of the curve that is faster than a mode, near the truth, refuted by one that
   stands still and by an exponential. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare ahead from_right.
Open Scope R_scope.

(* a curve that may be as fast as the mode *)
Theorem faster_than_its_mode_equal_wrong : ~ (forall L s T (x dx v : R -> R),
  solves T (strength_velocity L s) v ->
  (forall t, 0 < t < T -> is_derive x t (dx t) /\ strength_velocity L s (x t) <= dx t) ->
  (forall t, 0 <= t <= T -> continuous x t) ->
  (forall t, 0 <= t <= T -> 0 < x t /\ 0 < v t) -> x 0 = v 0 ->
  forall t, 0 < t < T -> v t < x t).
Proof.
intros H. assert (A : 1 < 1); [| lra].
assert (Z : strength_velocity 2 1 1 = 0) by (unfold strength_velocity; ring).
apply (H 2%nat 1 2 (fun _ => 1) (fun _ => 0) (fun _ => 1)) with (t := 1); try lra.
- apply constant_solves. exact Z.
- intros t _. split; [exact (is_derive_const (V := R_NormedModule) 1 t) | lra].
- intros t _. apply continuous_const.
- intros t _. lra.
Qed.

(* a rate that is smaller by a tenth *)
Theorem rest_falls_tenth_wrong : ~ (forall s C T (x c : R -> R),
  (forall t, 0 < t < T -> is_derive x t (c t * (s - x t)) /\ 9 / 10 * C <= c t) ->
  (forall t, 0 <= t <= T -> continuous x t) -> (forall t, 0 <= t <= T -> x t <= s) -> 0 <= C ->
  forall t, 0 <= t <= T -> s - x t <= (s - x 0) * exp (- (C * t))).
Proof.
intros H.
assert (D : forall t, is_derive (fun t => - exp (- (9 / 10 * t))) t
  (9 / 10 * (0 - - exp (- (9 / 10 * t))))).
{ intros t. auto_derive; [exact I | ring]. }
assert (A : 0 - - exp (- (9 / 10 * 1)) <= (0 - - exp (- (9 / 10 * 0))) * exp (- (1 * 1))).
{ apply (H 0 1 1 (fun t => - exp (- (9 / 10 * t))) (fun _ => 9 / 10)); try lra.
  - intros t _. split; [apply D | lra].
  - intros t _. apply (ex_derive_continuous (fun t => - exp (- (9 / 10 * t)))).
    eexists. apply D.
  - intros t _. assert (p := exp_pos (- (9 / 10 * t))). lra. }
rewrite Rmult_0_r, Ropp_0, exp_0 in A.
assert (B := exp_increasing (- (1 * 1)) (- (9 / 10 * 1))). lra.
Qed.
