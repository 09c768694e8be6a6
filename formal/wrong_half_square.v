(* A wrong variant of the gradient of half the squared distance, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain half_square.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* nine tenths of the gradient *)
Theorem half_square_gradient_share_wrong (R : realFieldType) : ~ (forall m n (M X : 'M[R]_(m, n)),
  has_gradient (half_square M) X ((9%:R / 10%:R) *: (X - M))).
Proof.
have e0 : 0 < 20%:R^-1 :> R by rewrite invr_gt0 ltr0n.
move=> /(_ 1%N 1%N 0 1%:M _ e0)[delta delta0 near].
have n1 : norm1 (delta%:M : 'M_1) = delta.
  by rewrite /norm1 !big_ord1 mxE eqxx mulr1n gtr0_norm.
have value (x : R) : half_square 0 (x%:M : 'M_1) = x ^+ 2 / 2%:R.
  by rewrite /half_square subr0 tr_scalar_mx -scalar_mxM mxtrace_scalar mulr1n expr2.
have := near (1 + delta)%:M; have -> : (1 + delta)%:M - 1%:M = delta%:M :> 'M[R]_1.
  by rewrite -[LHS](raddfB (scalar_mx_additive R 1)) addrC addKr.
rewrite n1 lexx !value subr0 => /(_ isT).
rewrite scale_scalar_mx tr_scalar_mx -scalar_mxM mxtrace_scalar mulr1n.
have -> : (1 + delta) ^+ 2 / 2%:R - 1 ^+ 2 / 2%:R - 9%:R / 10%:R * 1 * delta =
    (10%:R^-1 + delta / 2%:R) * delta by field.
have pos : 0 < 10%:R^-1 + delta / 2%:R by rewrite addr_gt0 ?divr_gt0 ?invr_gt0 ?ltr0n.
rewrite gtr0_norm ?mulr_gt0 // ler_pmul2r // leNgt; case/negP.
apply: (@lt_trans _ _ 10%:R^-1); first by rewrite ltf_pinv ?posrE ?ltr0n // ltr_nat.
by rewrite ltr_addl divr_gt0 ?ltr0n.
Qed.
