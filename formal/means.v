(* How fast the product of scalar factors moves, over any ordered field, any number of factors.

   means_of_scalars (BS6T): the sum of the squares of x / w_l, with x the product of the positive
     numbers w_l, is at least what it is for equal numbers with the same product, and equal to it
     only if they are equal: the inequality of the means for any number of factors. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Theorem means_of_scalars (R : realFieldType) L (w : 'I_L -> R) : (0 < L)%N ->
  (forall l, 0 < w l) -> let x := \prod_l w l in
  x ^+ (2 * L - 2) <= ((\sum_l (x / w l) ^+ 2) / L%:R) ^+ L
    ?= iff [forall i, forall j, w i == w j].
Proof.
move=> L0 w0 x; have x0 : 0 < x by apply: prodr_gt0 => l _; exact: w0.
have xn : x != 0 by rewrite gt_eqF.
have pos : {in 'I_L, forall l, 0 <= (x / w l) ^+ 2} by move=> l _; exact: sqr_ge0.
have := leif_AGM pos; rewrite card_ord.
have -> : \prod_(l in 'I_L) (x / w l) ^+ 2 = x ^+ (2 * L - 2).
  rewrite prodrXl big_split /= prodr_const card_ord prodfV -/x.
  case: L L0 w w0 x x0 xn pos => // L _ w w0 x x0 xn pos.
  rewrite (exprS x L) mulrAC mulfV // mul1r -exprM; congr (_ ^+ _).
  by rewrite (mulnS 2 L) addKn mulnC.
have -> : \sum_(l in 'I_L) (x / w l) ^+ 2 = \sum_l (x / w l) ^+ 2 by apply: eq_bigl.
have -> // : [forall i in 'I_L, forall j in 'I_L, (x / w i) ^+ 2 == (x / w j) ^+ 2] =
  [forall i, forall j, w i == w j].
apply: eq_forallb => i /=; apply: eq_forallb => j /=.
have ge l : 0 <= x / w l by rewrite divr_ge0 // ltW.
by rewrite eqr_expn2 // (inj_eq (mulfI xn)) (inj_eq invr_inj).
Qed.
