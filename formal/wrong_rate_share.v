(* Wrong variants of C(z) and of the quotient of the velocities, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead velocity_shape descent_time descent_late rate_share.
From dlf Require Import mode_series descent_early.
Open Scope R_scope.

(* it falls *)
Theorem rate_share_increases_order_wrong : ~ (forall y z, 0 < y < z -> z < 1 ->
  rate_share z < rate_share y).
Proof.
intro H. assert (A := H (1 / 4) (1 / 2) ltac:(lra) ltac:(lra)).
assert (B := rate_share_increases (1 / 4) (1 / 2) ltac:(lra) ltac:(lra)). lra.
Qed.

(* the other sign of the logarithm *)
Theorem rate_share_increases_sign_wrong : ~ (forall y z, 0 < y < z -> z < 1 ->
  1 / y - 1 / ln (1 - y) < 1 / z - 1 / ln (1 - z)).
Proof.
intro H. assert (A := H (1 / 4) (1 / 2) ltac:(lra) ltac:(lra)).
assert (B := rate_share_increases (1 / 4) (1 / 2) ltac:(lra) ltac:(lra)). unfold rate_share in B.
lra.
Qed.

Lemma start_only k : filterlim rate_share (at_right 0) (locally k) -> k = 1 / 2.
Proof.
intro H. exact (filterlim_locally_unique (F := at_right 0) _ _ _ H rate_share_start).
Qed.

Lemma end_only k : filterlim rate_share (at_left 1) (locally k) -> k = 1.
Proof.
intro H. exact (filterlim_locally_unique (F := at_left 1) _ _ _ H rate_share_end).
Qed.

(* nine tenths of the limit at 0 *)
Theorem rate_share_start_tenth_wrong : ~ (filterlim rate_share (at_right 0) (locally (9 / 20))).
Proof. intro H. apply start_only in H. lra. Qed.

(* the limit at 1 as the one at 0 *)
Theorem rate_share_start_one_wrong : ~ (filterlim rate_share (at_right 0) (locally 1)).
Proof. intro H. apply start_only in H. lra. Qed.

(* nine tenths of the limit at 1 *)
Theorem rate_share_end_tenth_wrong : ~ (filterlim rate_share (at_left 1) (locally (9 / 10))).
Proof. intro H. apply end_only in H. lra. Qed.

(* the limit at 0 as the one at 1 *)
Theorem rate_share_end_half_wrong : ~ (filterlim rate_share (at_left 1) (locally (1 / 2))).
Proof. intro H. apply end_only in H. lra. Qed.

Lemma quotient_instance : mode_velocity 2 1 (root_of 2 (1 / 2 * 1)) / mode_velocity 2 1 (1 / 2) =
  Rpower 2 (1 / 2) * (2 / 3).
Proof.
rewrite velocity_quotient by (lia || lra).
replace (1 / 2 * 1 / (1 / 2) ^ 2) with 2 by field.
replace (1 - 1 / INR 2) with (1 / 2) by (simpl; field). f_equal. field.
Qed.

(* the power 1 for 1 - 1/L *)
Theorem velocity_quotient_power_wrong : ~ (forall L s eps c, (2 <= L)%nat -> 0 < s -> 0 < eps ->
  0 < c < 1 -> eps ^ L < c * s -> mode_velocity L s (root_of L (c * s)) / mode_velocity L s eps =
    c * s / eps ^ L * ((1 - c) * s / (s - eps ^ L))).
Proof.
intro H. assert (B := H 2%nat 1 (1 / 2) (1 / 2) ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra)).
rewrite quotient_instance in B.
assert (P : Rpower 2 (1 / 2) < Rpower 2 1) by (apply Rpower_lt; lra).
rewrite Rpower_1 in P by lra.
replace (1 / 2 * 1 / (1 / 2) ^ 2 * ((1 - 1 / 2) * 1 / (1 - (1 / 2) ^ 2))) with (2 * (2 / 3)) in B
  by field. lra.
Qed.

(* without 1 - c *)
Theorem velocity_quotient_gap_wrong : ~ (forall L s eps c, (2 <= L)%nat -> 0 < s -> 0 < eps ->
  0 < c < 1 -> eps ^ L < c * s -> mode_velocity L s (root_of L (c * s)) / mode_velocity L s eps =
    Rpower (c * s / eps ^ L) (1 - 1 / INR L) * (s / (s - eps ^ L))).
Proof.
intro H. assert (B := H 2%nat 1 (1 / 2) (1 / 2) ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra)).
rewrite quotient_instance in B.
replace (1 / 2 * 1 / (1 / 2) ^ 2) with 2 in B by field.
replace (1 - 1 / INR 2) with (1 / 2) in B by (simpl; field).
assert (P := real_power_positive 2 (1 / 2)). set (u := Rpower _ _) in *.
replace (1 / (1 - (1 / 2) ^ 2)) with (4 / 3) in B by field. lra.
Qed.
