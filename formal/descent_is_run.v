(* Descent of one mode over Coq's reals is the recursion that the aligned chain obeys.

   descent_is_run: `descent` (descent_steps.v) is `lambda_run`, which by aligned_chain (LKB2) every
     factor of the aligned chain follows under descent. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lia.
From dlf Require Import ahead aligned descent_steps.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma power_is_power (x : R) (n : nat) : x ^+ n = (x ^ n)%R.
Proof. by elim: n => [|n IH] //; rewrite exprS IH. Qed.

Theorem descent_is_run (L : nat) (eta s eps : R) (k : nat) :
  descent L eta s eps k = lambda_run L eta s eps k.
Proof.
elim: k => [|k IH] //.
change (descent L eta s eps k.+1) with
  (descent L eta s eps k + eta * mode_velocity L s (descent L eta s eps k)).
rewrite IH; set x := lambda_run _ _ _ _ _.
change (lambda_run L eta s eps k.+1) with (x - eta * (x ^+ L.-1 * (x ^+ L - s))).
rewrite /mode_velocity !power_is_power; have -> : (L - 1)%coq_nat = L.-1 by lia.
by rewrite -mulrN.
Qed.
