(* Norms by singular values, and how a balanced product moves a pair of singular vectors, over any
   real closed field.

   largest_singular_value (P9WL): the spectral norm is s_0.
   squares_of_singular_values: the square of the Frobenius norm is the sum of the s_j^2.
   balanced_pair_velocity (QPW4): in a balanced chain of L factors, at a pair X v = sigma u,
     X^T u = sigma v, with r^L = sigma^2, the velocity X' = sum_l A_l W_l' B_l has
     u^T X' v = -L r^(L-1) u^T G v. All widths, every depth. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent end_to_end orthonormal weyl courant block removal frobenius.
From dlf Require Import real_spectral singular_values singular_facts.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Norms.
Variables (F : rcfType) (m n : nat) (M : 'M[F]_(m, n)).

Lemma unit_column k (U : 'M[F]_k) j : U^T *m U = 1%:M -> (col j U)^T *m col j U = 1%:M.
Proof.
move=> UU; apply/matrixP => a b; rewrite !ord1; transitivity ((U^T *m U) j j).
  by rewrite !mxE; apply: eq_bigr => k' _; rewrite !mxE.
by rewrite UU !mxE !eqxx.
Qed.

Lemma frob_unit k (u : 'cV[F]_k) : u^T *m u = 1%:M -> frob u = 1.
Proof. by move=> uu; rewrite /frob sumsq_trace uu mxtrace1 sqrtr1. Qed.

(* the spectral norm is the largest singular value *)
Theorem largest_singular_value U V s : singular_decomposition M U V s -> spectral M (s 0%N).
Proof.
move=> dec; have [UU VV ds late _] := dec.
have s0 : 0 <= s 0%N by case/andP: (ds _ _ (leqnn 0%N)).
split=> [|c [c0 len]]; last first.
  have [zero|] := leqP (minn m n) 0; first by rewrite late.
  rewrite leq_min => /andP[m0 n0]; have [pairs _ _] := singular_value_pairs dec.
  have [Mv _] := pairs (Ordinal m0) (Ordinal n0) erefl; have := len (col (Ordinal n0) V).
  by rewrite Mv frobZ !frob_unit ?unit_column // !mulr1 ger0_norm.
split=> // x; rewrite frob_le //.
have -> : x = V *m (V^T *m x) by rewrite mulmxA (mulmx1C VV) mul1mx.
move: (V^T *m x) => y; have -> : sumsq (V *m y) = \sum_j y j 0 ^+ 2.
  rewrite sumsq_trace trmx_mul -mulmxA (mulmxA V^T) VV mul1mx -sumsq_trace /sumsq.
  by apply: eq_bigr => j _; rewrite big_ord1.
rewrite sumsq_trace trmx_mul -mulmxA (mulmxA M^T) (gram_spectrum dec) (mulmxA (V *m y)^T).
rewrite /mxtrace big_ord1 spectral_form // mulr_sumr; apply: ler_sum => j _.
have /andP[sj0 sj] := ds _ _ (leq0n j).
by rewrite ler_wpmul2r ?sqr_ge0 // ler_sqr ?nnegrE.
Qed.

(* the square of the Frobenius norm is the sum of the squares of the singular values *)
Theorem squares_of_singular_values U V s : singular_decomposition M U V s ->
  sumsq M = \sum_(j < minn m n) s j ^+ 2.
Proof.
move=> dec; have [_ VV _ late _] := dec; rewrite sumsq_trace (gram_spectrum dec).
rewrite /with_spectrum mxtrace_mulC mulmxA VV mul1mx mxtrace_diag.
rewrite (big_ord_widen n (fun j => s j ^+ 2)) ?geq_minr // [RHS]big_mkcond /=.
by apply: eq_bigr => j _; rewrite mxE; case: ltnP => // mj; rewrite late // expr0n.
Qed.
End Norms.

Section Pair.
Variables (F : rcfType) (n : nat) (d : nat -> nat) (W : factors F d).
Local Notation L := n.+1.

(* the velocity of a balanced product along a pair of singular vectors *)
Theorem balanced_pair_velocity (G : 'M[F]_(d L, d 0)) (u : 'cV_(d L))
  (v : 'cV_(d 0)) sigma r : balanced L W ->
  chain L W *m v = sigma *: u -> (chain L W)^T *m u = sigma *: v -> 0 <= r ->
  r ^+ L = sigma ^+ 2 ->
  u^T *m (\sum_(l < L) above L W l.+1 *m - grad G W l *m below W l) *m v =
  - (L%:R * r ^+ n) *: (u^T *m G *m v).
Proof.
move=> bal Xv Xu r0 rL; have [_ [PX QX]] := telescoping bal.
rewrite balanced_velocity //; set P := last_gram n W in PX *; set Q := first_gram W in QX *.
have psdP : psd P by have := gram_psd (W n)^T; rewrite trmxK.
have Pu : P *m u = r *: u.
  apply: (@root_eigenvector _ _ (chain L W *m (chain L W)^T) _ L) => //.
  by rewrite -mulmxA Xu -scalemxAr Xv scalerA rL expr2.
have Qv : Q *m v = r *: v.
  apply: (@root_eigenvector _ _ ((chain L W)^T *m chain L W) _ L) => //.
    by split=> //; exact: gram_psd.
  by rewrite -mulmxA Xv -scalemxAr Xu scalerA rL expr2.
have power k (A : 'M[F]_k) w i : A *m w = r *: w -> mxpow A i *m w = r ^+ i *: w.
  move=> Aw; elim: i => [|i IH]; first by rewrite mul1mx scale1r.
  by rewrite mxpowS -mulmxA IH -scalemxAr Aw scalerA exprSr.
have [symP _] := psdP.
have uP i : u^T *m mxpow P i = r ^+ i *: u^T.
  by rewrite -[LHS]trmxK trmx_mul trmxK mxpow_tr symP power // linearZ.
rewrite mulmxN mulNmx mulmx_sumr mulmx_suml -sumrN.
rewrite (eq_bigr (fun=> - (r ^+ n) *: (u^T *m G *m v))) => [|l _]; last first.
  rewrite !mulmxA uP -mulmxA power // -scalemxAr -!scalemxAl scalerA scaleNr -exprD.
  by rewrite subnKC // -ltnS.
by rewrite sumr_const card_ord -scaler_nat scalerA mulrN.
Qed.
End Pair.
