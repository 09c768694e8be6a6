(* Wrong variants of how a mode depends on its target, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare mode_times mode_exists mode_unique mean_value target_mode.
Open Scope R_scope.

(* one factor *)
Theorem target_mode_exists_one_wrong : ~ (forall L b eps, (1 <= L)%nat -> 0 < eps ->
  exists m, target_mode L b eps m /\
  forall m', target_mode L b eps m' -> forall t, 0 <= t -> m' t = m t).
Proof.
intros H. destruct (H 1%nat (-1) 1 (le_n 1) Rlt_0_1) as [m [[[s S] P] _]].
destruct (mean_value m (fun y => strength_velocity 1 (-1) (m y)) 0 2) as [u [U e]].
- lra.
- intros y Y. apply (S 2). lra.
- intros y Y. apply (S 2). lra.
- assert (Pu := P u ltac:(lra)). assert (P2 := P 2 ltac:(lra)). unfold strength_velocity in e.
  replace (2 - 2 / INR 1) with 0 in e by (simpl; field).
  rewrite Rpower_O in e by exact Pu. rewrite s in e. simpl in e. lra.
Qed.

(* a mode that reaches its target *)
Theorem target_mode_exists_reached_wrong : ~ (forall L b eps, (2 <= L)%nat -> 0 < eps ->
  eps ^ L < b -> exists m, target_mode L b eps m /\ exists t, 0 <= t /\ m t = b).
Proof.
intros H. destruct (H 2%nat 2 1 (le_n 2) Rlt_0_1 ltac:(simpl; lra)) as [m [[M _] [t [t0 e]]]].
assert (B := mode_rises 2 2 1 m (le_n 2) Rlt_0_1 M t ltac:(simpl; lra) t0). lra.
Qed.

(* at the start too *)
Theorem mode_grows_with_target_start_wrong : ~ (forall L eps b b' m m', (2 <= L)%nat -> b < b' ->
  target_mode L b eps m -> target_mode L b' eps m' -> forall t, 0 <= t -> m t < m' t).
Proof.
intros H. destruct (target_mode_exists 2 0 1 (le_n 2) Rlt_0_1) as [m [M _]].
destruct (target_mode_exists 2 1 1 (le_n 2) Rlt_0_1) as [m' [M' _]].
assert (A := H 2%nat 1 0 1 m m' (le_n 2) Rlt_0_1 M M' 0 (Rle_refl 0)).
destruct M as [[s _] _]. destruct M' as [[s' _] _]. lra.
Qed.

(* ahead by all that the target is larger *)
Theorem mode_grows_with_target_whole_wrong : ~ (forall L eps b b' m m', (2 <= L)%nat -> b < b' ->
  target_mode L b eps m -> target_mode L b' eps m' -> forall t, 0 < t -> m t + (b' - b) <= m' t).
Proof.
intros H. destruct (target_mode_exists 2 1 1 (le_n 2) Rlt_0_1) as [m [M _]].
destruct (target_mode_exists 2 2 1 (le_n 2) Rlt_0_1) as [m' [M' _]].
assert (A := H 2%nat 1 1 2 m m' (le_n 2) ltac:(lra) M M' 1 Rlt_0_1).
rewrite (at_rest 2 1 1 m (le_n 2) ltac:(ring) (proj1 M) 1) in A by lra.
assert (B := mode_rises 2 2 1 m' (le_n 2) Rlt_0_1 (proj1 M') 1 ltac:(simpl; lra) ltac:(lra)). lra.
Qed.

(* a target that is not negative *)
Theorem target_of_value_nonneg_wrong : ~ (forall L eps t sigma, (2 <= L)%nat -> 0 < eps -> 0 < t ->
  0 < sigma -> exists b, 0 <= b /\ exists m, target_mode L b eps m /\ m t = sigma).
Proof.
intros H. destruct (target_mode_exists 2 0 1 (le_n 2) Rlt_0_1) as [m [M _]].
assert (P := proj2 M 1 ltac:(lra)).
destruct (H 2%nat 1 1 (m 1 / 2) (le_n 2) Rlt_0_1 Rlt_0_1 ltac:(lra)) as [b [b0 [m' [M' e]]]].
destruct (Rle_lt_or_eq_dec 0 b b0) as [l | <-].
- assert (A := mode_grows_with_target 2 1 0 b m m' (le_n 2) l M M' 1 Rlt_0_1). lra.
- destruct (target_mode_exists 2 0 1 (le_n 2) Rlt_0_1) as [n [_ U]].
  rewrite (U m' M' 1), <- (U m M 1) in e by lra. lra.
Qed.

(* at the start too *)
Theorem target_of_value_start_wrong : ~ (forall L eps t sigma, (2 <= L)%nat -> 0 < eps -> 0 <= t ->
  0 < sigma -> exists b m, target_mode L b eps m /\ m t = sigma).
Proof.
intros H.
destruct (H 2%nat 1 0 2 (le_n 2) Rlt_0_1 (Rle_refl 0) ltac:(lra)) as [b [m [[[s _] _] e]]].
simpl in s. lra.
Qed.
