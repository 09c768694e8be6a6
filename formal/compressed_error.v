(* The error of the compressed network, over every real closed field, for all shapes and widths.

   compressed_error (WHSH, part 1): the sum of the squares of the lacking strengths and of the
     singular values that are not learned. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent block removal orthonormal real_spectral singular_values.
From dlf Require Import orientation.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Error.
Variables (F : rcfType) (m n : nat).

Lemma diagonal_sumsq (e : nat -> F) :
  sumsq (rectangular_diagonal m n e) = \sum_(j < minn m n) e j ^+ 2.
Proof.
rewrite /sumsq exchange_big (big_ord_widen n (fun j => e j ^+ 2)) ?geq_minr //= [RHS]big_mkcond /=.
apply: eq_bigr => j _; have [jm|mj] := ltnP j m; last first.
  rewrite leq_min ltnNge mj /= big1 // => i _; rewrite mxE.
  by rewrite ltn_eqF ?expr0n // (leq_trans (ltn_ord i)).
rewrite leq_min jm ltn_ord /= (bigD1 (Ordinal jm)) //= mxE eqxx big1 ?addr0 // => i ij.
by rewrite mxE -[(i : nat) == j]/(i == Ordinal jm) (negbTE ij) expr0n.
Qed.

Theorem compressed_error (M : 'M[F]_(m, n)) U V s (mu : nat -> F) p : (p <= minn m n)%N ->
  singular_decomposition M U V s ->
  sumsq (U *m rectangular_diagonal m n (fun j => if (j < p)%N then mu j else 0) *m V^T - M) =
  \sum_(j < p) (s j - mu j) ^+ 2 + \sum_(p <= j < minn m n) s j ^+ 2.
Proof.
move=> pm [UU VV _ _ dec].
have -> : M = U *m rectangular_diagonal m n s *m V^T.
  by rewrite -dec !mulmxA (mulmx1C UU) mul1mx -mulmxA (mulmx1C VV) mulmx1.
rewrite -mulmxBl -mulmxBr sumsq_turn_right ?trmxK ?(mulmx1C VV) // sumsq_turn //.
have -> : rectangular_diagonal m n (fun j => if (j < p)%N then mu j else 0) -
    rectangular_diagonal m n s =
    rectangular_diagonal m n (fun j => (if (j < p)%N then mu j else 0) - s j).
  by apply/matrixP => i j; rewrite !mxE; case: eqP => _; rewrite ?subr0.
rewrite diagonal_sumsq -(big_mkord xpredT (fun j => ((if (j < p)%N then mu j else 0) - s j) ^+ 2)).
rewrite (big_cat_nat _ (n := p)) //= big_mkord; congr (_ + _).
  by apply: eq_bigr => j _; rewrite ltn_ord -sqrrN opprB.
by apply: eq_big_nat => j /andP[pj _]; rewrite ltnNge pj /= sub0r sqrrN.
Qed.
End Error.
