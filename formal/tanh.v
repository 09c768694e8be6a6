(* tanh lengthens no distance of two numbers, over Coq's reals, nor of two matrices, entry by entry.

   tanh_not_stretching (P9WL): its slope is 1 over the square of cosh, and that is at least 1. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import frobenius.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope R_scope.

Lemma tanh_slope c : is_derive tanh c (/ (cosh c) ^ 2).
Proof.
have P := exp_pos c; have Q := exp_pos (- c).
have PQ : exp c * exp (- c) = 1 by rewrite -exp_plus Rplus_opp_r exp_0.
rewrite /tanh /sinh /cosh; auto_derive; first by lra.
move: (exp c) (exp (- c)) P Q PQ => p q P Q PQ.
apply: (@Rmult_eq_reg_r ((p + q) ^ 2)); last by nra.
by field_simplify; lra.
Qed.

Lemma cosh_ge1 c : 1 <= cosh c.
Proof.
have P := exp_pos c; have Q := exp_pos (- c).
have PQ : exp c * exp (- c) = 1 by rewrite -exp_plus Rplus_opp_r exp_0.
rewrite /cosh; move: (exp c) (exp (- c)) P Q PQ => p q P Q PQ.
by have := pow2_ge_0 (p - q); nra.
Qed.

Lemma tanh_short x y : Rabs (tanh x - tanh y) <= Rabs (x - y).
Proof.
have [c _|c _|c [_ ->]] := MVT_gen tanh y x (fun c => / (cosh c) ^ 2).
- exact: tanh_slope.
- apply/continuity_pt_filterlim; apply: ex_derive_continuous.
  by exists (/ (cosh c) ^ 2); exact: tanh_slope.
have C := cosh_ge1 c; have C2 : 1 <= cosh c ^ 2 by nra.
have S : 0 < / cosh c ^ 2 <= 1.
  split; first by apply: Rinv_0_lt_compat; lra.
  by rewrite -[X in _ <= X]Rinv_1; apply: Rinv_le_contravar; lra.
rewrite Rabs_mult (Rabs_pos_eq (/ _)); last by lra.
by have := Rabs_pos (x - y); nra.
Qed.

Theorem tanh_not_stretching m n :
  not_stretching (fun Z : 'M[R]_(m, n) => map_mx tanh Z).
Proof.
apply: entries_not_stretching => x y; apply/RleP.
exact: tanh_short.
Qed.
