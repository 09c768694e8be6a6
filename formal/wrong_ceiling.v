(* Wrong variants of what bounds the ceiling, near the truth, refuted by modes that stand still. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare ahead ceiling.
Open Scope R_scope.

(* two factors, target 1, no leader *)
Lemma standing_velocity : ceiling_velocity 2 1 0 0 1 = 0.
Proof.
unfold ceiling_velocity, kappa. rewrite (Rmin_left 0 0), Rmax_left by lra. simpl. ring.
Qed.

Lemma standing_place : best_moment 2 1 0.
Proof. split; [lra |]. simpl. rewrite sqrt_0. ring. Qed.

Lemma standing t : is_derive (fun _ : R => 1) t (ceiling_velocity 2 1 0 0 1).
Proof. rewrite standing_velocity. exact (is_derive_const (V := R_NormedModule) 1 t). Qed.

(* a bound smaller by a tenth *)
Theorem leader_only_lowers_tenth_wrong : ~ (forall L a w T (lead u v : R -> R), (2 <= L)%nat ->
  best_moment L a w ->
  (forall t, 0 < t < T -> is_derive u t (ceiling_velocity L a w (lead t) (u t))) ->
  (forall t, 0 < t < T -> is_derive v t (ceiling_velocity L a w w (v t))) ->
  (forall t, 0 <= t <= T -> continuous u t /\ continuous v t) ->
  (forall t, 0 <= t <= T -> 0 <= u t /\ 0 <= v t) -> u 0 <= v 0 ->
  forall t, 0 <= t <= T -> u t <= 9 / 10 * v t).
Proof.
intros H. assert (A : 1 <= 9 / 10 * 1); [| lra].
apply (H 2%nat 1 0 1 (fun _ => 0) (fun _ => 1) (fun _ => 1)) with (t := 1); try lra.
- lia.
- exact standing_place.
- intros t _. apply standing.
- intros t _. apply standing.
- intros t _. split; apply continuous_const.
- intros t _. lra.
Qed.

(* a bound smaller by a tenth *)
Theorem ceiling_below_target_tenth_wrong : ~ (forall L a w c T (lead v : R -> R), (2 <= L)%nat ->
  best_moment L a w -> 0 <= c -> a <= sqrt c ^ L ->
  (forall t, 0 < t < T -> is_derive v t (ceiling_velocity L a w (lead t) (v t))) ->
  (forall t, 0 <= t <= T -> continuous v t) -> v 0 <= c ->
  forall t, 0 <= t <= T -> v t <= 9 / 10 * c).
Proof.
intros H. assert (A : 1 <= 9 / 10 * 1); [| lra].
apply (H 2%nat 1 0 1 1 (fun _ => 0) (fun _ => 1)) with (t := 1); try lra.
- lia.
- exact standing_place.
- rewrite sqrt_1. simpl. lra.
- intros t _. apply standing.
- intros t _. apply continuous_const.
Qed.
