(* Wrong variants of the theorem on the number of starts, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From dlf Require Import aligned step_condition unit_step largest_step largest_step_count.
From dlf Require Import wrong_largest_step.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* all such starts are one number *)
Theorem countably_many_starts_one_wrong : ~ (forall n (eta m : R), 0 < m ->
  2%:R < eta * n.+2%:R * m ^+ (2 * n.+2 - 2) ->
  exists a : R, forall eps, tends (lambda_run n.+2 eta (m ^+ n.+2) eps) m -> a = eps).
Proof.
move=> H; have [a aE] := H 0%N _ 1 ltr01 (above_two _).
have [e _] := sent_to_target [realFieldType of R].
have hit eps k : lambda_run 2 (4%:R / 3%:R) (1 ^+ 2) eps k = 1 -> a = eps :> R.
  by move=> h; apply: aE; apply/(beyond_largest_step ltr01 (above_two _)); exists k.
have a1 : a = 1 by exact: (hit _ 0%N).
have a2 : a = 1%:R / 2%:R by exact: (hit _ 1%N).
have : 1%:R / 2%:R < 1 :> R by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
by rewrite -a2 a1 ltxx.
Qed.

(* one start for each number of steps *)
Theorem countably_many_starts_each_wrong : ~ (forall n (eta m : R), 0 < m ->
  2%:R < eta * n.+2%:R * m ^+ (2 * n.+2 - 2) ->
  exists f : nat -> R, forall eps k, lambda_run n.+2 eta (m ^+ n.+2) eps k = m -> f k = eps).
Proof.
move=> H; have [f fE] := H 0%N _ 1 ltr01 (above_two _).
have [e1 e2] := sent_to_target [realFieldType of R].
have a1 : f 1%N = 1%:R / 2%:R by exact: (fE _ 1%N).
have : - (3%:R / 2%:R) < 1%:R / 2%:R :> R.
  by apply: (@lt_trans _ _ 0); rewrite ?oppr_lt0 divr_gt0 ?ltr0n.
by rewrite -a1 (fE (- (3%:R / 2%:R)) 1%N) // ltxx.
Qed.
