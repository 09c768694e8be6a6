(* The spectral norm, the lengths of rows and columns, and the Frobenius norm, over any real closed
   field, all shapes.

   longest_row (YTXA, part 2): no row and no column is longer than the norm; if only one row, or
     only one column, is not zero, the norm is its length.
   norm_and_squares (D7G7, part 3): the square of the norm is at most the sum of the squares of the
     entries, and at least that over the smaller size. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent end_to_end block removal frobenius pseudo_inverse.
From dlf Require Import spectral singular_angle.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Norm.
Variables (F : rcfType) (m n : nat) (A : 'M[F]_(m, n)) (c : F).

Lemma unit_vector_length k (j : 'I_k) : frob (delta_mx j 0 : 'cV[F]_k) = 1.
Proof.
rewrite /frob sumsq_cV (bigD1 j) //= big1 => [|i ij]; last by rewrite mxE (negbTE ij) expr0n.
by rewrite mxE !eqxx expr1n addr0 sqrtr1.
Qed.

Lemma column_below j : lengthens A c -> frob (col j A) <= c.
Proof. by case=> _ /(_ (delta_mx j 0)); rewrite unit_vector_length mulr1 colE. Qed.

Lemma frob_tr k l (B : 'M[F]_(k, l)) : frob B^T = frob B.
Proof. by rewrite /frob sumsq_tr. Qed.

(* a product is not longer than the product of the lengths *)
Lemma outer_length k (x : 'cV[F]_k) l (y : 'rV[F]_l) (v : 'cV[F]_l) :
  frob (x *m y *m v) <= frob x * frob y * frob v.
Proof.
have yv : y *m v = ((y *m v) 0 0)%:M by exact: mx11_scalar.
rewrite -mulmxA yv mul_mx_scalar frobZ mulrC -mulrA ler_wpmul2l ?frob_ge0 //.
have tr : \tr (y *m v^T^T) = (y *m v) 0 0 by rewrite trmxK /mxtrace big_ord1.
have le := cauchy y v^T; rewrite tr frob_tr in le.
have le' := cauchy (- y) v^T; rewrite mulNmx linearN /= tr frob_tr in le'.
rewrite -scaleN1r frobZ normrN1 mul1r in le'.
by rewrite ler_norml le andbT ler_oppl.
Qed.
End Norm.

Section Spectral.
Variables (F : rcfType) (m n : nat) (A : 'M[F]_(m, n)) (c : F).
Hypothesis norm : spectral A c.

Theorem longest_row :
  [/\ forall i, frob (row i A) <= c, forall j, frob (col j A) <= c,
      forall i, (forall i', i' != i -> row i' A = 0) -> frob (row i A) = c &
      forall j, (forall j', j' != j -> col j' A = 0) -> frob (col j A) = c].
Proof.
have [le least] := norm; have leT := lengthens_tr le.
have rows i : frob (row i A) <= c by rewrite -frob_tr tr_row; exact: column_below.
have cols j : frob (col j A) <= c by exact: column_below.
split=> // [i|j] one; apply/eqP; rewrite eq_le ?rows ?cols /=; apply: least.
  split=> [|v]; first exact: frob_ge0.
  have AE : A = delta_mx i 0 *m row i A.
    apply/row_matrixP => k; rewrite row_mul; have [->|ki] := eqVneq k i.
      by rewrite [row i (delta_mx _ _)]rowE mul_delta_mx; apply/matrixP => a b;
        rewrite !ord1 [in RHS]mxE big_ord1 [delta_mx _ _ _ _]mxE mul1r.
    by rewrite one // (_ : row k (delta_mx i 0) = 0) ?mul0mx //; apply/matrixP => a b;
      rewrite !mxE (negbTE ki).
  by rewrite {1}AE; apply: le_trans (outer_length _ _ _) _; rewrite unit_vector_length mul1r.
split=> [|v]; first exact: frob_ge0.
have AE : A = col j A *m delta_mx 0 j.
  apply/matrixP => a b; rewrite mxE big_ord1 !mxE /=; have [->|bj] := eqVneq b j.
    by rewrite mulr1.
  by rewrite mulr0; have /matrixP /(_ a 0) := one b bj; rewrite !mxE.
rewrite {1}AE; apply: le_trans (outer_length _ _ _) _.
by rewrite -(frob_tr (delta_mx 0 j)) trmx_delta unit_vector_length mulr1.
Qed.

Theorem norm_and_squares : c ^+ 2 <= sumsq A <= (minn m n)%:R * c ^+ 2.
Proof.
have [le least] := norm; have [c0 _] := le; have leT := lengthens_tr le.
have wide k l (B : 'M[F]_(k, l)) : lengthens B c -> sumsq B <= l%:R * c ^+ 2.
  move=> leB; rewrite sumsq_cols -[X in X%:R](card_ord l) -sumr_const mulr_suml.
  apply: ler_sum => j _; rewrite mul1r -sqr_frob ler_sqr ?nnegrE ?frob_ge0 //.
  exact: column_below.
apply/andP; split.
  by rewrite -sqr_frob ler_sqr ?nnegrE ?frob_ge0 //; apply: least; exact: frob_lengthens.
rewrite /minn; case: ltnP => _; first by rewrite -sumsq_tr; exact: wide.
exact: wide.
Qed.
End Spectral.
