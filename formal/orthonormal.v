(* Orthonormal families over a real closed field, and how many directions two conditions leave.

   directions_left (JMRU): over any field, a vector of size d meets the conditions of two matrices
     of rank at most r in a space of dimension d - 2r at least.
   orthonormal_rows, completed: Gram-Schmidt, and completion to an orthogonal matrix. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Count.
Variable F : fieldType.

(* two matrices of rank at most r leave at least d - 2r of d directions *)
Theorem directions_left d r (A B : 'M[F]_d) : (\rank A <= r)%N -> (\rank B <= r)%N ->
  (d - 2 * r <= \rank (kermx (row_mx A B)))%N.
Proof.
move=> rA rB; rewrite mxrank_ker leq_sub2l // -mxrank_tr tr_row_mx -addsmxE.
apply: leq_trans (mxrank_adds_leqif _ _) _.
by rewrite !mxrank_tr mul2n -addnn leq_add.
Qed.
End Count.

Section Frames.
Variable R : rcfType.

Lemma sq_gt0 n (v : 'rV[R]_n) : v != 0 -> 0 < (v *m v^T) 0 0.
Proof.
move=> v0; rewrite mxE lt_neqAle; apply/andP; split; last first.
  by apply: sumr_ge0 => i _; rewrite mxE -expr2 sqr_ge0.
rewrite eq_sym; apply: contra v0 => /eqP s0; apply/eqP/rowP => i; rewrite [RHS]mxE.
have pos j : true -> 0 <= v 0 j * v^T j 0 by move=> _; rewrite mxE -expr2 sqr_ge0.
have := psumr_eq0P pos s0 (i := i) isT; rewrite mxE => /eqP.
by rewrite mulf_eq0 orbb => /eqP.
Qed.

(* a unit vector of the row space of S that is orthogonal to the rows of Q *)
Lemma one_more k m n (S : 'M[R]_(k, n)) (Q : 'M[R]_(m, n)) : (m < \rank S)%N ->
  exists v : 'rV[R]_n, [/\ (v <= S)%MS, v *m v^T = 1%:M & v *m Q^T = 0].
Proof.
move=> mS; set B := row_base S.
have K0 : kermx (B *m Q^T) != 0.
  rewrite -mxrank_eq0 mxrank_ker -lt0n subn_gt0.
  exact: leq_ltn_trans (rank_leq_col _) mS.
have [i wi] : exists i, row i (kermx (B *m Q^T)) != 0.
  apply/existsP; apply: contraR K0; rewrite negb_exists => /forallP z.
  by apply/eqP/row_matrixP=> i; rewrite row0; apply/eqP; have := z i; rewrite negbK.
set w := row i _ in wi; set u := w *m B.
have u0 : u != 0 by rewrite -(mul0mx _ B) (inj_eq (row_free_inj (row_base_free S))).
have uQ : u *m Q^T = 0.
  by rewrite /u -mulmxA /w -row_mul mulmx_ker row0.
have uS : (u <= S)%MS by rewrite (submx_trans (submxMl _ _)) // eq_row_base.
set c := (u *m u^T) 0 0; have c0 : 0 < c := sq_gt0 u0.
have uu : u *m u^T = c%:M by rewrite [LHS]mx11_scalar.
exists ((Num.sqrt c)^-1 *: u); split; first exact: scalemx_sub.
  rewrite linearZ /= -scalemxAl -scalemxAr uu scalerA -expr2 exprVn sqr_sqrtr ?ltW //.
  by rewrite scale_scalar_mx mulVf // gt_eqF.
by rewrite -scalemxAl uQ scaler0.
Qed.

Lemma orthonormal_rows k n (S : 'M[R]_(k, n)) m : (m <= \rank S)%N ->
  exists Q : 'M[R]_(m, n), Q *m Q^T = 1%:M /\ (Q <= S)%MS.
Proof.
elim: m => [|m IH] mS; first by exists 0; rewrite sub0mx; split=> //; apply/matrixP=> -[].
have [Q [QQ QS]] := IH (ltnW mS); have [v [vS vv vQ]] := one_more Q mS.
suff: col_mx v Q *m (col_mx v Q)^T = 1%:M /\ (col_mx v Q <= S)%MS by exists (col_mx v Q).
split; last by rewrite -addsmxE addsmx_sub vS.
rewrite tr_col_mx mul_col_row vv vQ QQ.
have -> : Q *m v^T = 0 by rewrite -[LHS]trmxK trmx_mul trmxK vQ trmx0.
by rewrite -scalar_mx_block.
Qed.

(* orthonormal rows, completed to an orthogonal matrix *)
Lemma completed p m (Q : 'M[R]_(m, p + m)) : Q *m Q^T = 1%:M ->
  exists P : 'M[R]_(p, p + m), col_mx P Q *m (col_mx P Q)^T = 1%:M.
Proof.
move=> QQ; have rQ : (p <= \rank (kermx Q^T))%N.
  rewrite mxrank_ker leq_subRL; last exact: leq_trans (rank_leq_col _) (leq_addl _ _).
  by rewrite addnC leq_add2l; exact: rank_leq_col.
have [P [PP PK]] := orthonormal_rows rQ; exists P.
have PQ : P *m Q^T = 0 by apply/sub_kermxP.
rewrite tr_col_mx mul_col_row PP PQ QQ.
have -> : Q *m P^T = 0 by rewrite -[LHS]trmxK trmx_mul trmxK PQ trmx0.
by rewrite -scalar_mx_block.
Qed.
End Frames.
