(* Every matrix has a singular value decomposition, over any real closed field, all shapes, ranks.

   singular_value_decomposition: there are orthogonal U, V and s_0 >= s_1 >= ... >= 0 such that
     U^T M V has the s_j on its diagonal and zeros elsewhere. A pair of unit vectors that M
     stretches most comes from the largest eigenvalue of M^T M; both are completed to orthonormal
     bases, and what is left is a matrix with one row and one column less. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent end_to_end orthonormal weyl courant block removal.
From dlf Require Import real_spectral.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Singular.
Variable F : rcfType.

(* the eigenvalues of a positive semidefinite matrix are not negative *)
Lemma psd_spectrum n (Q : 'M[F]_n) p j : Q^T *m Q = 1%:M -> psd (with_spectrum Q p) -> 0 <= p j.
Proof.
move=> QQ [_ /(_ (Q *m delta_mx j 0))]; rewrite spectral_form // (bigD1 j) //= big1 => [|k kj].
  by rewrite mxE !eqxx expr1n mulr1 addr0.
by rewrite mxE (negbTE kj) expr0n mulr0.
Qed.

Lemma eigen_column n (A Q : 'M[F]_n) a j : A *m Q = Q *m diag_mx a ->
  A *m col j Q = a 0 j *: col j Q.
Proof.
move=> AQ; rewrite {1}colE mulmxA AQ -colE; apply/colP=> i.
by rewrite mxE mul_mx_diag !mxE mulrC.
Qed.

(* the rectangular matrix with the numbers s_0, s_1, ... on its diagonal and zeros elsewhere *)
Definition rectangular_diagonal m n (s : nat -> F) : 'M[F]_(m, n) :=
  \matrix_(i, j) if i == j :> nat then s i else 0.

(* U^T M V is diagonal with orthogonal U, V and numbers in decreasing order, none negative *)
Definition singular_decomposition m n (M : 'M[F]_(m, n)) (U : 'M[F]_m) (V : 'M[F]_n) s :=
  [/\ U^T *m U = 1%:M, V^T *m V = 1%:M, forall i j : nat, (i <= j)%N -> 0 <= s j <= s i,
      forall j, (minn m n <= j)%N -> s j = 0 & U^T *m M *m V = rectangular_diagonal m n s].

(* a pair of unit vectors that M stretches most *)
Lemma top_pair m n (M : 'M[F]_(1 + m, 1 + n)) :
  exists (u : 'cV[F]_(1 + m)) (v : 'cV[F]_(1 + n)) s,
  [/\ u^T *m u = 1%:M, v^T *m v = 1%:M, M *m v = s *: u, M^T *m u = s *: v & 0 <= s /\
  forall k (X : 'M[F]_(1 + n, k)) j, ((M *m X)^T *m (M *m X)) j j <= s ^+ 2 * (X^T *m X) j j].
Proof.
have sym : (M^T *m M)^T = M^T *m M by rewrite trmx_mul trmxK.
have [Q [a [QQ AQ da]]] := real_spectral sym; have QQ' := mulmx1C QQ.
have AE := with_spectrumE QQ AQ.
have a0 j : 0 <= a 0 j by apply: (psd_spectrum j QQ); rewrite -AE; exact: gram_psd.
pose v := col 0 Q; have vv : v^T *m v = 1%:M.
  apply/matrixP => i j; rewrite !ord1; transitivity ((Q^T *m Q) 0 0); last by rewrite QQ !mxE.
  by rewrite !mxE; apply: eq_bigr => k _; rewrite !mxE.
have Av : M^T *m M *m v = a 0 0 *: v by exact: eigen_column.
pose s := Num.sqrt (a 0 0); have ss : s ^+ 2 = a 0 0 by rewrite sqr_sqrtr.
have most k (X : 'M[F]_(1 + n, k)) j : ((M *m X)^T *m (M *m X)) j j <= s ^+ 2 * (X^T *m X) j j.
  have -> : (M *m X)^T *m (M *m X) = X^T *m (M^T *m M) *m X by rewrite trmx_mul !mulmxA.
  have -> : X^T *m X = X^T *m 1%:M *m X by rewrite mulmx1.
  rewrite col_form [X in _ <= _ * X]col_form; move: (col j X) => {X j} x.
  have -> : x = Q *m (Q^T *m x) by rewrite mulmxA QQ' mul1mx.
  rewrite {1}AE spectral_form // mulmx1 [(Q *m _)^T]trmx_mul -mulmxA (mulmxA Q^T Q) QQ mul1mx.
  move: (Q^T *m x) => y; rewrite mxE mulr_sumr; apply: ler_sum => i _.
  by rewrite mxE -expr2 ss ler_wpmul2r ?sqr_ge0 // da.
have [z|nz] := eqVneq (a 0 0) 0.
  have M0 : M = 0.
    apply: sumsq_eq0; rewrite sumsq_trace AE /with_spectrum.
    have -> : \row_j a 0 j = 0.
      by apply/rowP => j; rewrite !mxE; apply/eqP; rewrite eq_le a0 -z da.
    by rewrite linear0 mulmx0 mul0mx mxtrace0.
  exists (delta_mx 0 0), v, s; split=> //; last by rewrite sqrtr_ge0.
  - by rewrite trmx_delta mul_delta_mx; apply/matrixP => i j; rewrite !ord1 !mxE.
  - by rewrite /s z sqrtr0 scale0r M0 mul0mx.
  - by rewrite /s z sqrtr0 scale0r M0 trmx0 mul0mx.
have s0 : s != 0 by rewrite -sqrf_eq0 ss.
exists (s^-1 *: (M *m v)), v, s; split=> //; last by rewrite sqrtr_ge0.
- rewrite [(_ *: _)^T]linearZ /= -scalemxAl -scalemxAr scalerA trmx_mul -mulmxA (mulmxA M^T) Av.
  by rewrite -scalemxAr vv scalerA -ss -expr2 exprVn mulVf ?scale1r // sqrf_eq0.
- by rewrite scalerA divff // scale1r.
- by rewrite -scalemxAr mulmxA Av scalerA -ss expr2 mulrA mulVf ?mul1r.
Qed.

Theorem singular_value_decomposition m n (M : 'M[F]_(m, n)) :
  exists U V s, singular_decomposition M U V s.
Proof.
elim: m n M => [|m IH] n M.
  exists 1%:M, 1%:M, (fun=> 0); split=> [||i j _|//|]; rewrite ?trmx1 ?mulmx1 ?lexx //.
  by apply/matrixP => -[].
case: n M => [|n] M.
  exists 1%:M, 1%:M, (fun=> 0); split=> [||i j _|//|]; rewrite ?trmx1 ?mulmx1 ?lexx //.
  by apply/matrixP => i -[].
have [u [v [s0 [uu vv Mv Mu [s00 most]]]]] := @top_pair m n M.
have [U1 UU] := completed_column uu; have [V1 VV] := completed_column vv.
have [U1u U11] : U1^T *m u = 0 /\ U1^T *m U1 = 1%:M.
  by move: UU; rewrite tr_row_mx mul_col_row scalar_mx_block => /eq_block_mx[].
have [V1v V11] : V1^T *m v = 0 /\ V1^T *m V1 = 1%:M.
  by move: VV; rewrite tr_row_mx mul_col_row scalar_mx_block => /eq_block_mx[].
have [U' [V' [s [U2 V2 ds late dec]]]] := IH _ (U1^T *m M *m V1).
pose U := row_mx u (U1 *m U'); pose V := row_mx v (V1 *m V').
pose t j := if j is k.+1 then s k else s0.
have tall p q (w : 'cV[F]_(1 + p)) (W : 'M[F]_(1 + p, p)) (T : 'M_p) : w^T *m w = 1%:M ->
  W^T *m w = 0 -> W^T *m W = 1%:M -> T^T *m T = 1%:M ->
  (row_mx w (W *m T))^T *m row_mx w (W *m T) = 1%:M.
  move=> ww Ww WW TT; have wW : w^T *m W = 0 by rewrite -[LHS]trmxK trmx_mul trmxK Ww trmx0.
  rewrite tr_row_mx mul_col_row ww trmx_mul -mulmxA Ww mulmx0 !mulmxA wW mul0mx.
  by rewrite -(mulmxA T^T) WW mulmx1 TT -scalar_mx_block.
have U3 : U^T *m U = 1%:M by exact: tall.
have V3 : V^T *m V = 1%:M by exact: tall.
have rect : rectangular_diagonal (1 + m) (1 + n) t =
    block_mx s0%:M 0 0 (rectangular_diagonal m n s).
  apply/matrixP => i j; rewrite mxE.
  case: (split_ordP i) => k ->; case: (split_ordP j) => l ->.
  - by rewrite block_mxEul !ord1 !mxE eqxx mulr1n.
  - by rewrite block_mxEur !ord1 !mxE.
  - by rewrite block_mxEdl !ord1 !mxE.
  - by rewrite block_mxEdr mxE.
have whole : U^T *m M *m V = rectangular_diagonal (1 + m) (1 + n) t.
  rewrite rect tr_row_mx mul_col_mx mul_col_row; congr block_mx.
  - by rewrite -mulmxA Mv -scalemxAr uu scale_scalar_mx mulr1.
  - have -> : u^T *m M = s0 *: v^T by rewrite -{1}[M]trmxK -trmx_mul Mu linearZ.
    have vV : v^T *m V1 = 0 by rewrite -[LHS]trmxK trmx_mul trmxK V1v trmx0.
    by rewrite -scalemxAl mulmxA vV mul0mx scaler0.
  - by rewrite trmx_mul -!mulmxA Mv -!scalemxAr U1u mulmx0 scaler0.
  - by rewrite trmx_mul !mulmxA -dec !mulmxA.
have s_le j : 0 <= s j <= s0.
  have [jmn|mnj] := ltnP j (minn m n); last by rewrite (late _ mnj) lexx.
  have /andP[s_j _] := ds _ _ (leqnn j); rewrite s_j.
  move: jmn; rewrite leq_min => /andP[jm jn].
  pose i' : 'I_(1 + m) := rshift 1 (Ordinal jm); pose j' : 'I_(1 + n) := rshift 1 (Ordinal jn).
  have := most _ V j'; rewrite V3 [X in _ <= _ * X]mxE eqxx mulr1.
  have -> : (M *m V)^T *m (M *m V) = (U^T *m M *m V)^T *m (U^T *m M *m V).
    rewrite -[U^T *m M *m V]mulmxA [in RHS]trmx_mul trmxK -mulmxA (mulmxA U) (mulmx1C U3).
    by rewrite mul1mx.
  rewrite whole mxE (bigD1 i') //= 2!mxE eqxx -expr2 => le.
  rewrite -(@ler_pexpn2r _ 2) ?nnegrE //; apply: le_trans le; rewrite ler_addl.
  by apply: sumr_ge0 => k _; rewrite mxE -expr2 sqr_ge0.
exists U, V, t; split=> //.
- move=> [|i] [|j] ij //=; rewrite ?s00 ?lexx //.
  exact: ds.
- by case=> [|j]; rewrite (minnSS m n) // ltnS; exact: late.
Qed.
End Singular.
