(* Wrong variants of the quotient of the remainder of exp, near the truth, refuted. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import exp_remainder.
Open Scope R_scope.

(* nine tenths of the integral *)
Theorem exp_remainder_share_tenth_wrong : ~ (forall y, exp y - 1 - y = 9 / 10 * (y ^ 2 * exp_share
  y)).
Proof.
intro H. assert (A := H 1). assert (B := proj1 exp_remainder_share 1).
assert (C := exp_ineq1 1 ltac:(lra)). lra.
Qed.

(* the first power *)
Theorem exp_remainder_share_power_wrong : ~ (forall y, exp y - 1 - y = y * exp_share y).
Proof.
intro H. assert (A := H 2). assert (B := proj1 exp_remainder_share 2).
assert (C := exp_ineq1 2 ltac:(lra)). lra.
Qed.

(* it decreases *)
Theorem exp_remainder_share_order_wrong : ~ ((forall y, exp y - 1 - y = y ^ 2 * exp_share y) /\
  forall y z, y < z -> exp_share z < exp_share y).
Proof.
intros [_ H]. assert (A := H 0 1 ltac:(lra)).
assert (B := proj2 exp_remainder_share 0 1 ltac:(lra)).
lra.
Qed.

(* nine tenths of the second term *)
Theorem exp_below_parabola_tenth_wrong : ~ (forall l S Y, 0 < l -> 0 < S -> Y <= S ->
  exp (l * Y) <= 1 + l * Y + 9 / 10 * (Y ^ 2 * ((exp (l * S) - 1 - l * S) / S ^ 2))).
Proof.
intro H. assert (A := H 1 1 1 ltac:(lra) ltac:(lra) ltac:(lra)).
replace (1 ^ 2 * ((exp (1 * 1) - 1 - 1 * 1) / 1 ^ 2)) with (exp (1 * 1) - 1 - 1) in A by field.
rewrite Rmult_1_l in A. assert (C := exp_ineq1 1 ltac:(lra)). lra.
Qed.

(* above S too *)
Theorem exp_below_parabola_above_wrong : ~ (forall l S Y, 0 < l -> 0 < S ->
  exp (l * Y) <= 1 + l * Y + Y ^ 2 * ((exp (l * S) - 1 - l * S) / S ^ 2)).
Proof.
intro H. assert (A := H 1 1 2 ltac:(lra) ltac:(lra)).
destruct exp_remainder_share as [E M]. assert (M12 := M 1 2 ltac:(lra)).
assert (E1 := E 1). assert (E2 := E 2). rewrite !Rmult_1_l in A.
replace ((exp 1 - 1 - 1) / 1 ^ 2) with (exp 1 - 1 - 1) in A by field. rewrite E1 in A. lra.
Qed.
