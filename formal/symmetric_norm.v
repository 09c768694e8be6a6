(* Norms of products and of symmetric maps of matrices, over every real closed field.

   frob_product (EGEB): the Frobenius norm of a product is at most the product of the norms.
   symmetric_map_norm (EGEB): a linear map of matrices that is symmetric for the inner product
     tr(D^T E), and whose form is at most c |D|^2 in modulus, lengthens no matrix by more than c. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal frobenius spectral.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Norms.
Variable F : rcfType.

Theorem frob_product m n p (A : 'M[F]_(m, n)) (B : 'M[F]_(n, p)) :
  frob (A *m B) <= frob A * frob B.
Proof.
by apply: lengthens_all; exact: frob_lengthens.
Qed.

(* the inner product of two matrices of one size *)
Definition inner m n (D E : 'M[F]_(m, n)) : F := \tr (D^T *m E).

Lemma innerC m n (D E : 'M[F]_(m, n)) : inner D E = inner E D.
Proof. by rewrite /inner -mxtrace_tr trmx_mul trmxK. Qed.

Lemma innerDl m n (D D' E : 'M[F]_(m, n)) : inner (D + D') E = inner D E + inner D' E.
Proof. by rewrite /inner linearD /= mulmxDl linearD. Qed.

Lemma innerZl m n c (D E : 'M[F]_(m, n)) : inner (c *: D) E = c * inner D E.
Proof. by rewrite /inner linearZ /= -scalemxAl linearZ. Qed.

Lemma innerDr m n (D E E' : 'M[F]_(m, n)) : inner D (E + E') = inner D E + inner D E'.
Proof. by rewrite innerC innerDl !(innerC D). Qed.

Lemma innerZr m n c (D E : 'M[F]_(m, n)) : inner D (c *: E) = c * inner D E.
Proof. by rewrite innerC innerZl innerC. Qed.

Lemma inner_frob m n (D : 'M[F]_(m, n)) : inner D D = frob D ^+ 2.
Proof. by rewrite sqr_frob sumsq_trace. Qed.

Lemma inner_le m n (D E : 'M[F]_(m, n)) : inner D E <= frob D * frob E.
Proof.
rewrite /inner mxtrace_mulC -[D^T]trmxK.
by have := cauchy E D; rewrite trmxK mulrC.
Qed.

Section Map.
Variables (m n : nat) (H : 'M[F]_(m, n) -> 'M[F]_(m, n)) (c : F).
Hypothesis linear_H : forall a D E, H (a *: D + E) = a *: H D + H E.
Hypothesis symmetric : forall D E, inner D (H E) = inner (H D) E.
Hypothesis form_below : forall D, `|inner D (H D)| <= c * frob D ^+ 2.

Lemma both_forms x y : 2%:R * inner (H x) y <= c * (frob x ^+ 2 + frob y ^+ 2).
Proof.
have lin D E : H (D + E) = H D + H E by have := linear_H 1 D E; rewrite !scale1r.
have H0 : H 0 = 0 by have := linear_H (-1) 0 0; rewrite !scaleN1r oppr0 addr0 addNr.
have linZ a D : H (a *: D) = a *: H D by have := linear_H a D 0; rewrite H0 !addr0.
have shift D E : D - E = D + (-1) *: E :> 'M[F]_(m, n) by rewrite scaleN1r.
have e : inner (x + y) (H (x + y)) - inner (x - y) (H (x - y)) = 4%:R * inner (H x) y.
  rewrite shift !lin linZ !innerDl !innerDr !innerZl !innerZr [inner y (H x)]innerC.
  rewrite (symmetric x y).
  by move: (inner x (H x)) (inner y (H y)) (inner (H x) y) => p q r; ring.
have p : frob (x + y) ^+ 2 + frob (x - y) ^+ 2 = 2%:R * (frob x ^+ 2 + frob y ^+ 2).
  rewrite shift -!inner_frob !innerDl !innerDr !innerZl !innerZr [inner y x]innerC.
  by move: (inner x x) (inner y y) (inner x y) => q r t; ring.
have := form_below (x + y); have := form_below (x - y); rewrite !ler_norml.
move=> /andP[low _] /andP[_ high]; have := ler_sub high low.
rewrite e opprK -mulrDr p mulrCA.
have -> : 4%:R * inner (H x) y = 2%:R * (2%:R * inner (H x) y) by rewrite mulrA -natrM.
by rewrite ler_pmul2l ?ltr0n.
Qed.

Theorem symmetric_map_norm D : frob (H D) <= c * frob D.
Proof.
have H0 : H 0 = 0 by have := linear_H (-1) 0 0; rewrite !scaleN1r oppr0 addr0 addNr.
have [D0|D0] := eqVneq (frob D) 0; first by rewrite (frob_eq0 D0) H0 !frob0 mulr0.
have Dp : 0 < frob D by rewrite lt_def D0 frob_ge0.
have c0 : 0 <= c.
  by have := le_trans (normr_ge0 _) (form_below D); rewrite pmulr_lge0 // exprn_gt0.
have [z|z] := eqVneq (frob (H D)) 0; first by rewrite z mulr_ge0 ?frob_ge0.
have hp : 0 < frob (H D) by rewrite lt_def z frob_ge0.
have := both_forms D ((frob D / frob (H D)) *: H D).
rewrite innerZr inner_frob frobZ ger0_norm ?divr_ge0 ?frob_ge0 // divfK //.
have -> : frob D / frob (H D) * frob (H D) ^+ 2 = frob D * frob (H D).
  by rewrite expr2 mulrA divfK.
have -> : c * (frob D ^+ 2 + frob D ^+ 2) = 2%:R * (frob D * (c * frob D)) by ring.
by rewrite ler_pmul2l ?ltr0n // ler_pmul2l.
Qed.
End Map.
End Norms.
