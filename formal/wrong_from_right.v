(* Wrong variants of the comparison from the right, near the truth, refuted by straight lines. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare ahead mode_order from_right.
Open Scope R_scope.

(* a straight line *)
Definition line (a q t : R) := a + q * t.

Lemma line_continuous a q t : continuous (line a q) t.
Proof. apply (ex_derive_continuous (line a q)). unfold line. auto_derive. exact I. Qed.

Lemma line_rises a q t l : q <= l -> rises_at_most (line a q) t l.
Proof.
intros ql e e0. exists 1. split; [lra |]. intros h [h0 _]. unfold line.
assert (h * q <= h * (l + e)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(* slopes that exceed the velocity by a tenth *)
Theorem largest_stays_below_tenth_wrong : ~ (forall L s T u v, (2 <= L)%nat ->
  solves T (root_velocity L s) v -> (forall t, 0 <= t <= T -> continuous u t) ->
  (forall t, 0 < t < T -> rises_at_most u t (root_velocity L s (u t) + 1 / 10)) ->
  (forall t, 0 <= t <= T -> 0 <= u t /\ 0 <= v t) -> u 0 <= v 0 ->
  forall t, 0 <= t <= T -> u t <= v t).
Proof.
intros H.
assert (B : line 0 (1 / 20) 1 <= 0); [| unfold line in B; lra].
apply (H 2%nat 0 1 (line 0 (1 / 20)) (fun _ => 0)); try (unfold line; lra || lia).
- apply constant_solves. unfold root_velocity. simpl. ring.
- intros t _. apply line_continuous.
- intros t tT. apply line_rises. unfold root_velocity, line. simpl. nra.
- intros t tT. unfold line. lra.
Qed.

(* slopes that exceed the velocity by a tenth *)
Theorem mode_stays_above_tenth_wrong : ~ (forall L s T u v,
  solves T (strength_velocity L s) v -> (forall t, 0 <= t <= T -> continuous u t) ->
  (forall t, 0 < t < T -> rises_at_most u t (strength_velocity L s (u t) + 1 / 10)) ->
  (forall t, 0 <= t <= T -> 0 < u t /\ 0 < v t) -> u 0 <= v 0 ->
  forall t, 0 <= t <= T -> u t <= v t).
Proof.
intros H.
assert (V : forall x, 0 < x -> strength_velocity 2 1 x = 2 * x * (1 - x)).
{ intros x x0. unfold strength_velocity. replace (2 - 2 / INR 2) with 1 by (simpl; field).
  rewrite Rpower_1 by exact x0. simpl. ring. }
assert (B : line 1 (1 / 40) 1 <= 1); [| unfold line in B; lra].
apply (H 2%nat 1 1 (line 1 (1 / 40)) (fun _ => 1)); try (unfold line; lra).
- apply constant_solves. rewrite V; lra.
- intros t _. apply line_continuous.
- intros t tT. apply line_rises. rewrite V; unfold line; nra.
- intros t tT. unfold line. lra.
Qed.
