(* Wrong variants of the recursion of descent, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From dlf Require Import ahead aligned descent_steps descent_is_run.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Open Scope R_scope.

(* one step from 1/2 of two factors *)
Lemma one_descent_step (eta s : R) : descent 2 eta s (1 / 2) 1 = 1 / 2 + eta * (s / 2 - 1 / 8).
Proof. rewrite /descent /mode_velocity /=. field. Qed.

(* the learning rate with the other sign *)
Theorem descent_is_run_sign_wrong : ~ (forall (L : nat) (eta s eps : R) (k : nat),
  descent L eta s eps k = lambda_run L (Ropp eta) s eps k).
Proof.
move=> H; have := H 2%nat 1 1 (1 / 2) 1%nat.
rewrite -descent_is_run !one_descent_step. lra.
Qed.

(* eleven tenths of the learning rate *)
Theorem descent_is_run_rate_wrong : ~ (forall (L : nat) (eta s eps : R) (k : nat),
  descent L eta s eps k = lambda_run L (11 / 10 * eta)%R s eps k).
Proof.
move=> H; have := H 2%nat 1 1 (1 / 2) 1%nat.
rewrite -descent_is_run !one_descent_step. lra.
Qed.

(* no target *)
Theorem descent_is_run_target_wrong : ~ (forall (L : nat) (eta s eps : R) (k : nat),
  descent L eta s eps k = lambda_run L eta 0%R eps k).
Proof.
move=> H; have := H 2%nat 1 1 (1 / 2) 1%nat.
rewrite -descent_is_run !one_descent_step. lra.
Qed.
