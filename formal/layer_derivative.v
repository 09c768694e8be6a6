(* Derivatives in time of the weights and the bias of a layer, and of a layer put together from
   both, entry by entry, over Coq's reals. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import flow radial.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Layer.
Local Notation RR := R_rcfType.

Lemma mderiv_bias p q (W : R -> 'M[RR]_(p, 1 + q)) t D : mderiv W t D ->
  mderiv (fun u => bias (W u)) t (bias D).
Proof.
move=> h i j; rewrite mxE; apply: is_derive_ext (h i (lshift q j)) => u.
by rewrite mxE.
Qed.

Lemma mderiv_weight p q (W : R -> 'M[RR]_(p, 1 + q)) t D : mderiv W t D ->
  mderiv (fun u => weight (W u)) t (weight D).
Proof.
move=> h i j; rewrite mxE; apply: is_derive_ext (h i (rshift 1 j)) => u.
by rewrite mxE.
Qed.

Lemma mderiv_row m p q (A : R -> 'M[RR]_(m, p)) (B : R -> 'M[RR]_(m, q)) t D E :
  mderiv A t D -> mderiv B t E -> mderiv (fun u => row_mx (A u) (B u)) t (row_mx D E).
Proof.
move=> dA dB i j; case: (split_ordP j) => k ->.
  by rewrite row_mxEl; apply: is_derive_ext (dA i k) => u; rewrite row_mxEl.
by rewrite row_mxEr; apply: is_derive_ext (dB i k) => u; rewrite row_mxEr.
Qed.

Lemma mderiv_number (f : R -> RR) t d : is_derive f t d ->
  mderiv (fun u => (f u)%:M : 'M[RR]_1) t d%:M.
Proof.
move=> D i j; rewrite (ord1 i) (ord1 j) mxE eqxx; apply: is_derive_ext D => u.
by rewrite mxE eqxx.
Qed.
End Layer.
