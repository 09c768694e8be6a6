(* Wrong variants of the theorems on the order in the rate, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compressed_bounds rate_order half_rate half_rate_exists.
From dlf Require Import wrong_compressed_bounds.
Open Scope R_scope.

(* from the target 1 every mode stays there *)
Lemma at_target alpha : rate_mode 3 alpha 1 1 1 (fun _ => 1) (fun _ => 1).
Proof. split; [apply still_mode; simpl; ring | split; reflexivity]. Qed.

(* and so it does from 0 *)
Lemma at_zero alpha : rate_mode 3 alpha 1 0 1 (fun _ => 0) (fun _ => 0).
Proof. split; [apply still_mode; simpl; ring | split; reflexivity]. Qed.

(* from the target too *)
Theorem larger_rate_is_ahead_target_wrong : ~ (forall L alpha alpha' s eps T x y x' y',
  (3 <= L)%nat -> 0 < eps -> 0 <= s -> eps ^ L <= s -> 0 < alpha -> alpha < alpha' ->
  rate_mode L alpha s eps T x y -> rate_mode L alpha' s eps T x' y' ->
  forall t, 0 < t <= T -> x t ^ 2 * y t ^ (L - 2) < x' t ^ 2 * y' t ^ (L - 2) < s).
Proof.
intros H. assert (A := H 3%nat 1 2 1 1 1 _ _ _ _ ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) (at_target 1) (at_target 2) 1 ltac:(lra)). lra.
Qed.

(* from 0 too *)
Theorem larger_rate_is_ahead_zero_wrong : ~ (forall L alpha alpha' s eps T x y x' y',
  (3 <= L)%nat -> 0 <= eps -> 0 <= s -> eps ^ L < s -> 0 < alpha -> alpha < alpha' ->
  rate_mode L alpha s eps T x y -> rate_mode L alpha' s eps T x' y' ->
  forall t, 0 < t <= T -> x t ^ 2 * y t ^ (L - 2) < x' t ^ 2 * y' t ^ (L - 2) < s).
Proof.
intros H. assert (A := H 3%nat 1 2 1 0 1 _ _ _ _ ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) (at_zero 1) (at_zero 2) 1 ltac:(lra)). lra.
Qed.

(* from the target as well *)
Theorem larger_rate_shrinks_faster_target_wrong : ~ (forall L alpha alpha' s eps T x y x' y',
  (3 <= L)%nat -> 0 < eps -> 0 <= s -> s <= eps ^ L -> 1 <= alpha -> alpha < alpha' ->
  rate_mode L alpha s eps T x y -> rate_mode L alpha' s eps T x' y' ->
  forall t, 0 < t <= T -> s < x' t ^ 2 * y' t ^ (L - 2) < x t ^ 2 * y t ^ (L - 2)).
Proof.
intros H. assert (A := H 3%nat 1 2 1 1 1 _ _ _ _ ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) (at_target 1) (at_target 2) 1 ltac:(lra)). lra.
Qed.

(* rates that may agree *)
Theorem larger_rate_shrinks_faster_equal_wrong : ~ (forall L alpha alpha' s eps T x y x' y',
  (3 <= L)%nat -> 0 < eps -> 0 <= s -> s < eps ^ L -> 1 <= alpha -> alpha <= alpha' ->
  rate_mode L alpha s eps T x y -> rate_mode L alpha' s eps T x' y' ->
  forall t, 0 < t <= T -> s < x' t ^ 2 * y' t ^ (L - 2) < x t ^ 2 * y t ^ (L - 2)).
Proof.
intros H. assert (A := H 3%nat 1 1 0 1 1 _ _ _ _ ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) (unit_rate_solves 1) (unit_rate_solves 1) 1 ltac:(lra)). lra.
Qed.

(* rates below one *)
Theorem larger_rate_shrinks_faster_below_one_wrong : ~ (forall L alpha alpha' s eps T x y x' y',
  (3 <= L)%nat -> 0 < eps -> 0 <= s -> s < eps ^ L -> 0 < alpha -> alpha < alpha' ->
  rate_mode L alpha s eps T x y -> rate_mode L alpha' s eps T x' y' ->
  forall t, 0 < t <= T -> s < x' t ^ 2 * y' t ^ (L - 2) < x t ^ 2 * y t ^ (L - 2)).
Proof.
intros H. destruct (half_rate_exists 12) as [[x [y [half _]]] [x' [y' unit]]].
assert (A := H 3%nat (1 / 2) 1 0 1 12 _ _ _ _ ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) half unit 12 ltac:(lra)).
assert (B := half_rate_is_nearer 12 x y x' y' half unit 12 ltac:(lra)). lra.
Qed.
