(* Sylvester's criterion, over every ordered field and for every size.

   sylvester (EGEB, part 2): a symmetric matrix with positive leading principal minors has a
     positive form on all vectors but 0. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Sylvester.
Variable F : realFieldType.

(* the first k rows and columns of a table of numbers *)
Definition leading (a : nat -> nat -> F) k : 'M[F]_k := \matrix_(i, j) a i j.

Variable a : nat -> nat -> F.

Lemma leading_block k : leading a (k + 1) = block_mx (leading a k) (\col_i a i k)
  (\row_j a k j) (a k k)%:M.
Proof.
apply/matrixP => i j; rewrite mxE.
case: (split_ordP i) => i' ->; case: (split_ordP j) => j' ->.
- by rewrite block_mxEul mxE.
- by rewrite block_mxEur !ord1 mxE /= addn0.
- by rewrite block_mxEdl !ord1 mxE /= addn0.
by rewrite block_mxEdr !ord1 mxE eqxx mulr1n /= addn0.
Qed.

Theorem sylvester n : (forall i j, a i j = a j i) ->
  (forall k, (k <= n)%N -> 0 < \det (leading a k)) ->
  forall v : 'cV[F]_n, v != 0 -> 0 < (v^T *m leading a n *m v) 0 0.
Proof.
move=> sym; elim: n => [|n IH] minors v v0.
  by case/negP: v0; apply/eqP/matrixP => -[].
move: v v0; rewrite -[n.+1]addn1 => v v0; rewrite leading_block.
set A := leading a n; set b : 'cV_n := \col_i a i n; set c := a n n.
have -> : \row_j a n j = b^T by apply/rowP => j; rewrite !mxE sym.
have AT : A^T = A by apply/matrixP => i j; rewrite !mxE sym.
have Ap : 0 < \det A by apply: minors.
have Au : A \in unitmx by rewrite unitmxE unitfE gt_eqF.
pose w := invmx A *m b; have Aw : A *m w = b by rewrite mulKVmx.
pose s := c - (b^T *m w) 0 0.
have s0 : 0 < s.
  have := minors n.+1 (leqnn _); rewrite -[n.+1]addn1 leading_block -/A -/b -/c.
  have -> : \row_j a n j = b^T by apply/rowP => j; rewrite !mxE sym.
  have := det_mulmx (block_mx A b b^T c%:M) (block_mx 1%:M (- w) 0 1%:M).
  rewrite det_ublock !det1 !mulr1 mulmx_block !mulmx1 !mulmx0 !addr0 mulmxN Aw addNr mulmxN.
  rewrite det_lblock; have -> : - (b^T *m w) + c%:M = s%:M.
    by rewrite [b^T *m w]mx11_scalar addrC -raddfB.
  by rewrite det_scalar1 => <-; rewrite pmulr_rgt0.
pose x := usubmx v; pose t := dsubmx v 0 0.
have vE : v = col_mx x t%:M by rewrite -[LHS]vsubmxK [dsubmx v]mx11_scalar.
have wA : w^T *m A = b^T by rewrite -[A in LHS]AT -trmx_mul Aw.
have form : v^T *m block_mx A b b^T c%:M *m v =
    (x + t *: w)^T *m A *m (x + t *: w) + (s * t ^+ 2)%:M.
  have bx : b^T *m x = x^T *m b.
    by rewrite [LHS]mx11_scalar [RHS]mx11_scalar -[b^T *m x]trmxK trmx_mul trmxK mxE.
  rewrite vE tr_col_mx mul_row_block mul_row_col tr_scalar_mx !mul_scalar_mx !mul_mx_scalar.
  rewrite [(x + t *: w)^T]linearD /= [(t *: w)^T]linearZ /= !mulmxDl !mulmxDr.
  rewrite -!(scalemxAl, scalemxAr) wA.
  rewrite -(mulmxA x^T A w) Aw bx !scalerDr !scalerA.
  have -> : b^T *m w = (c - s)%:M by rewrite /s opprB addrCA subrr addr0 -mx11_scalar.
  rewrite !scale_scalar_mx.
  move: (x^T *m A *m x) (x^T *m b) => p q; apply/matrixP => i j; rewrite !ord1 !mxE !eqxx !mulr1n.
  by move: (p 0 0) (q 0 0) => *; ring.
rewrite form mxE [X in _ + X]mxE eqxx mulr1n; set y := x + t *: w.
have [y0|y0] := eqVneq y 0.
  have t0 : t != 0.
    apply: contra v0 => /eqP t0; rewrite vE t0; move: y0; rewrite /y t0 scale0r addr0 => ->.
    by rewrite raddf0 col_mx0.
  by rewrite y0 mulmx0 mxE add0r mulr_gt0 // exprn_even_gt0.
apply: ltr_paddr; first by rewrite mulr_ge0 ?sqr_ge0 // ltW.
by apply: IH => // k kn; apply: minors; exact: leqW.
Qed.
End Sylvester.
