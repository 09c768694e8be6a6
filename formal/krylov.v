(* The space that the start of a state space reaches, and its dimension for a symmetric start.

   reached_smallest (KLSN, part 2): the products of A and A^T times B and C^T have a
     span; it is mapped into itself by A and A^T, contains B and C^T, and lies in every space that
     does. Over any field, for every number of states.
   reached_dimension (KLSN, part 2): if A = A^T and B = C^T, it is the span of B, A B, A^2 B, ...,
     and in an orthonormal basis of eigenvectors of A its dimension is the number of different
     eigenvalues at which B has a component other than zero: the number of atoms. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent end_to_end state_space state_run reached_space.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Span.
Variables (F : fieldType) (d : nat).
Implicit Types (S : system F d) (A : 'M[F]_d).

(* the rows of V span the same space as the vectors with the property P *)
Definition spans m (V : 'M[F]_(m, d)) (P : 'cV[F]_d -> Prop) :=
  (forall v, P v -> (v^T <= V)%MS) /\
  forall m' (X : 'M[F]_(m', d)), (forall v, P v -> (v^T <= X)%MS) -> (V <= X)%MS.

(* a product of A, for false, and A^T, for true *)
Fixpoint word_mx A (w : seq bool) : 'M[F]_d :=
  if w is t :: w' then (if t then A^T else A) *m word_mx A w' else 1%:M.

(* the products of A and A^T times B and C^T *)
Definition products S v := exists w,
  v = word_mx (sys_A S) w *m sys_B S \/ v = word_mx (sys_A S) w *m (sys_C S)^T.

(* the vectors B, A B, A^2 B, ... *)
Definition krylov S v := exists i, v = mxpow (sys_A S) i *m sys_B S.

(* the rows that X maps into the rows of V *)
Definition preimage m (V : 'M[F]_(m, d)) (X : 'M[F]_d) := kermx (X *m cokermx V).

Lemma sub_preimage m n (V : 'M[F]_(m, d)) X (Y : 'M[F]_(n, d)) :
  (Y <= preimage V X)%MS = (Y *m X <= V)%MS.
Proof. by rewrite sub_kermx submxE mulmxA. Qed.

Lemma products_next S v : products S v ->
  products S (sys_A S *m v) /\ products S ((sys_A S)^T *m v).
Proof.
by move=> [w h]; split; [exists (false :: w) | exists (true :: w)];
  case: h => ->; rewrite /= mulmxA; [left | right | left | right].
Qed.

Lemma products_inside S m (V : 'M[F]_(m, d)) v : reaches V S -> products S v -> (v^T <= V)%MS.
Proof.
move=> [kA kA' inB inC]; have inside (u : 'cV_d) w : (u^T <= V)%MS ->
    ((word_mx (sys_A S) w *m u)^T <= V)%MS.
  move=> uV; elim: w => [|t w IH]; first by rewrite mul1mx.
  rewrite /= -mulmxA trmx_mul; apply: submx_trans (submxMr _ IH) _.
  by case: t; rewrite ?trmxK.
by move=> [w [->|->]]; apply: inside; rewrite ?trmxK.
Qed.

Lemma spans_smallest S m (V : 'M[F]_(m, d)) : spans V (products S) ->
  reaches V S /\ forall m' (V' : 'M[F]_(m', d)), reaches V' S -> (V <= V')%MS.
Proof.
move=> [all least]; split=> [|m' V' rV]; last by apply: least => v; exact: products_inside.
split; rewrite -?sub_preimage; try apply: least => v /products_next [h h'].
- by rewrite sub_preimage -trmx_mul; exact: all.
- by rewrite sub_preimage -[sys_A S]trmxK -trmx_mul; exact: all.
- by apply: all; exists [::]; left; rewrite mul1mx.
by rewrite -[sys_C S]trmxK; apply: all; exists [::]; right; rewrite mul1mx.
Qed.

(* the span of the products with at most n letters *)
Fixpoint reached S n : 'M[F]_d := if n is n'.+1 then
    (reached S n' + (reached S n' *m (sys_A S)^T + reached S n' *m sys_A S))%MS
  else ((sys_B S)^T + sys_C S)%MS.

Lemma reached_small S n m (X : 'M[F]_(m, d)) :
  (forall v, products S v -> (v^T <= X)%MS) -> (reached S n <= X)%MS.
Proof.
elim: n m X => [|n IH] m X all /=; rewrite !addsmx_sub.
  apply/andP; split; first by apply: all; exists [::]; left; rewrite mul1mx.
  by rewrite -[sys_C S]trmxK; apply: all; exists [::]; right; rewrite mul1mx.
rewrite (IH _ X all) -!sub_preimage /=; apply/andP.
split; apply: IH => v /products_next [h h']; rewrite sub_preimage.
  by rewrite -trmx_mul; exact: all.
by rewrite -[sys_A S]trmxK -trmx_mul; exact: all.
Qed.

Lemma reached_stable S : exists n, (reached S n.+1 <= reached S n)%MS.
Proof.
have [//|h] : (exists n, (reached S n.+1 <= reached S n)%MS) \/
    (d.+1 <= \rank (reached S d.+1))%N; last first.
  by have := leq_trans h (rank_leq_col _); rewrite ltnn.
elim: d.+1 => [|n [IH|IH]]; [by right | by left |].
have inc : (reached S n <= reached S n.+1)%MS by rewrite addsmxSl.
have := mxrank_leqif_sup inc; case: (boolP (reached S n.+1 <= reached S n)%MS) => [h | _] /= r.
  by left; exists n.
by right; apply: leq_ltn_trans IH _; rewrite ltn_neqAle r.2 r.1.
Qed.

Lemma spans_exists S : exists V : 'M[F]_d, spans V (products S).
Proof.
have [n] := reached_stable S; rewrite /= !addsmx_sub => /and3P[_ kA kA'].
exists (reached S n); split=> [v|m X]; last exact: reached_small.
have start : (reached S 0 <= reached S n)%MS.
  by elim: n {kA kA'} => // n IH; rewrite (submx_trans IH) // addsmxSl.
by move: start; rewrite addsmx_sub => /andP[inB inC]; apply: products_inside; split.
Qed.

Theorem reached_smallest S : (exists V : 'M[F]_d, spans V (products S)) /\
  forall m (V : 'M[F]_(m, d)), spans V (products S) ->
    reaches V S /\ forall m' (V' : 'M[F]_(m', d)), reaches V' S -> (V <= V')%MS.
Proof. by split=> [|m V]; [exact: spans_exists | exact: spans_smallest]. Qed.

Lemma krylov_space S m (V : 'M[F]_(m, d)) : symmetric_balanced S ->
  spans V (products S) <-> spans V (krylov S).
Proof.
move=> [sA sB]; have e v : products S v <-> krylov S v.
  have words w : word_mx (sys_A S) w = mxpow (sys_A S) (size w).
    by elim: w => //= t w ->; rewrite -sA if_same.
  split=> [[w h]|[i ->]].
    by exists (size w); case: h => ->; rewrite words ?sB.
  by exists (nseq i false); left; rewrite words size_nseq.
by split=> -[h h']; split=> [v /e | m' X all]; try exact: h;
  apply: h' => v /e; exact: all.
Qed.
End Span.

Section Atoms.
Variable F : fieldType.

(* 1 at x, 0 at the other places of s *)
Lemma interpolated (s : seq F) x : exists p : {poly F}, p.[x] = 1 /\
  forall y, y \in s -> y != x -> p.[y] = 0.
Proof.
pose q := \prod_(z <- filter (predC1 x) s) ('X - z%:P); have q0 : q.[x] != 0.
  by rewrite -rootE root_prod_XsubC mem_filter /= eqxx.
exists (q.[x]^-1 *: q); split=> [|y ys yx]; first by rewrite hornerZ mulVf.
suff : root q y by rewrite rootE hornerZ => /eqP ->; rewrite mulr0.
by rewrite root_prod_XsubC mem_filter /= yx.
Qed.

Variables (d : nat) (S : system F d) (Q : 'M[F]_d) (a : 'rV[F]_d).
Hypotheses (Q1 : Q^T *m Q = 1%:M) (eigen : sys_A S *m Q = Q *m diag_mx a).

(* the components of B in the basis *)
Definition component j : F := (Q^T *m sys_B S) j 0.
Local Notation b := component.

(* the different eigenvalues at which B has a component *)
Definition atom_places : seq F := undup [seq a 0 j | j <- enum 'I_d & b j != 0].
Local Notation s := atom_places.
Local Notation n := (size s).

Lemma in_places j : b j != 0 -> a 0 j \in s.
Proof. by move=> bj; rewrite mem_undup; apply: map_f; rewrite mem_filter bj mem_enum. Qed.

(* the components of B at one atom, for each atom *)
Let E : 'M[F]_(n, d) := \matrix_(l, j) (b j *+ (a 0 j == s`_l)).

Lemma krylov_components i : (mxpow (sys_A S) i *m sys_B S)^T = (\row_j (b j * a 0 j ^+ i)) *m Q^T.
Proof.
have Q2 : Q *m Q^T = 1%:M by exact: mulmx1C.
have BE : sys_B S = Q *m (Q^T *m sys_B S) by rewrite mulmxA Q2 mul1mx.
have AE k m (y : 'M[F]_(d, m)) :
    mxpow (sys_A S) k *m (Q *m y) = Q *m (mxpow (diag_mx a) k *m y).
  elim: k y => [|k IH] y; first by rewrite !mul1mx.
  by rewrite !mxpowSr -!mulmxA (mulmxA (sys_A S)) eigen -(mulmxA Q) IH !mulmxA.
have D k : mxpow (diag_mx a) k = diag_mx (\row_j a 0 j ^+ k).
  elim: k => [|k IH]; first by apply/matrixP=> x y; rewrite !mxE.
  rewrite mxpowS IH mul_diag_mx; apply/matrixP=> x y; rewrite !mxE.
  by rewrite exprS mulrnAr.
rewrite {1}BE AE D trmx_mul; congr (_ *m _); apply/rowP=> j; rewrite mxE [RHS]mxE.
by rewrite mul_diag_mx mxE [(\row_j _) _ _]mxE mulrC.
Qed.

Lemma krylov_atoms m (V : 'M[F]_(m, d)) : spans V (krylov S) -> \rank V = size atom_places.
Proof.
move=> [all least]; have free : row_free E.
  have places (l : 'I_n) : exists j, a 0 j = s`_l /\ b j != 0.
    have : s`_l \in s by rewrite mem_nth.
    by rewrite mem_undup => /mapP[j]; rewrite mem_filter => /andP[bj _] ->; exists j.
  have [J hJ] := fin_all_exists places.
  apply/row_freeP; exists (\matrix_(j, l) ((b j)^-1 *+ (j == J l))).
  apply/matrixP=> l l'; rewrite !mxE (bigD1 (J l')) //= big1 => [|j jl]; last first.
    by rewrite !mxE (negbTE jl) mulr0n mulr0.
  rewrite !mxE eqxx mulr1n addr0 (hJ l').1 nth_uniq ?undup_uniq //.
  rewrite [RHS]mulrb -val_eqE eq_sym; case: eqP => [_|_]; last by rewrite mul0r.
  by rewrite mulr1n mulfV ?(hJ l').2.
have Qfree : row_free Q^T by apply/row_freeP; exists Q.
suff eq : (V :=: E *m Q^T)%MS.
  by rewrite eq mxrankMfree //; apply/eqP.
apply/eqmxP/andP; split.
  apply: least => _ [i ->]; rewrite krylov_components submxMr //.
  apply/submxP; exists (\row_l s`_l ^+ i); apply/rowP=> j; rewrite !mxE.
  have [b0|bj] := eqVneq (b j) 0.
    by rewrite b0 mul0r big1 // => l _; rewrite !mxE b0 mul0rn mulr0.
  have := in_places bj; rewrite -index_mem => il.
  rewrite (bigD1 (Ordinal il)) //= big1 => [|l ll].
    by rewrite !mxE /= nth_index ?in_places // eqxx mulr1n addr0 mulrC.
  rewrite !mxE; case: eqP => [e|]; last by rewrite mulr0.
  by case/eqP: ll; apply: val_inj; rewrite /= e index_uniq // undup_uniq.
apply/row_subP=> l; have [p [p1 p0]] := interpolated s s`_l.
have -> : row l (E *m Q^T) = \sum_(i < size p) p`_i *: (mxpow (sys_A S) i *m sys_B S)^T.
  rewrite row_mul; transitivity ((\sum_(i < size p) p`_i *: \row_j (b j * a 0 j ^+ i)) *m Q^T).
    congr (_ *m _); apply/rowP=> j; rewrite !mxE summxE.
    have -> : \sum_(i < size p) (p`_i *: \row_j (b j * a 0 j ^+ i)) 0 j = b j * p.[a 0 j].
      rewrite horner_coef mulr_sumr; apply: eq_bigr => i _; rewrite !mxE.
      by rewrite mulrCA.
    have [->|bj] := eqVneq (b j) 0; first by rewrite mul0rn mul0r.
    by case: eqP => [->|/eqP h]; [rewrite p1 mulr1 | rewrite (p0 _ (in_places bj) h) mulr0].
  by rewrite mulmx_suml; apply: eq_bigr => i _; rewrite -scalemxAl krylov_components.
by apply: summx_sub => i _; apply: scalemx_sub; apply: all; exists i.
Qed.
End Atoms.

Theorem reached_dimension (F : fieldType) d (S : system F d) m (V : 'M[F]_(m, d)) :
  symmetric_balanced S -> spans V (products S) -> spans V (krylov S) /\
  forall (Q : 'M[F]_d) (a : 'rV[F]_d), Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
    \rank V = size (atom_places S Q a).
Proof.
move=> sym /(krylov_space V sym) kry; split=> // Q a Q1 eigen; exact: (krylov_atoms Q1 eigen kry).
Qed.
