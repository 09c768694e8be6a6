(* Eigenvalues are monotone in the order of symmetric matrices, over any ordered field, any size.

   weyl_monotone (BH0A): P = U diag(p) U^T and Q = V diag(q) V^T with orthogonal U, V and p, q in
     decreasing order; if v^T P v <= v^T Q v for all v then p_i <= q_i for all i. The first i
     eigenvectors of P and the last n - i + 1 of Q span spaces that have a vector in common. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Weyl.
Variables (R : realFieldType) (n : nat).

(* the matrix with the eigenvalues p and the columns of U as eigenvectors *)
Definition with_spectrum (U : 'M[R]_n) (p : 'I_n -> R) := U *m diag_mx (\row_j p j) *m U^T.

(* v^T P v <= v^T Q v for all v *)
Definition below_in_order (P Q : 'M[R]_n) :=
  forall v : 'cV[R]_n, (v^T *m P *m v) 0 0 <= (v^T *m Q *m v) 0 0.

(* in order of size, the largest first *)
Definition decreasing (p : 'I_n -> R) := forall i j : 'I_n, (i <= j)%N -> p j <= p i.

Lemma spectral_form U p (a : 'cV[R]_n) : U^T *m U = 1%:M ->
  ((U *m a)^T *m with_spectrum U p *m (U *m a)) 0 0 = \sum_j p j * a j 0 ^+ 2.
Proof.
move=> U1; have -> : (U *m a)^T *m with_spectrum U p *m (U *m a) = a^T *m diag_mx (\row_j p j) *m a.
  by rewrite /with_spectrum trmx_mul !mulmxA -!(mulmxA _ U^T U) U1 !mulmx1.
rewrite mxE; apply: eq_bigr => j _; rewrite mul_mx_diag !mxE expr2 mulrCA mulrA.
by rewrite -mulrA mulrCA mulrA.
Qed.

(* a vector that the first i + 1 columns of O span and the first i rows of O do not see *)
Lemma common (O : 'M[R]_n) (i : 'I_n) : exists a : 'cV[R]_n, [/\ a != 0,
  forall j : 'I_n, (i < j)%N -> a j 0 = 0 & forall k : 'I_n, (k < i)%N -> (O *m a) k 0 = 0].
Proof.
pose E : 'M[R]_(n, i.+1) := pid_mx i.+1; pose S : 'M[R]_(i, n) := pid_mx i.
pose C : 'M[R]_(i.+1, i) := (S *m O *m E)^T.
have K : kermx C != 0.
  by rewrite -mxrank_eq0 mxrank_ker subn_eq0 -ltnNge ltnS rank_leq_col.
pose u := nz_row (kermx C); have u0 : u != 0 by rewrite nz_row_eq0.
have uC : u *m C = 0 by apply/sub_kermxP; exact: nz_row_sub.
exists (E *m u^T); split.
- apply: contra u0 => /eqP a0; have : E^T *m (E *m u^T) = 0 by rewrite a0 mulmx0.
  rewrite mulmxA tr_pid_mx pid_mx_id // pid_mx_1 mul1mx => /eqP.
  by rewrite trmx_eq0.
- move=> j ij; rewrite mxE big1 // => l _; rewrite mxE.
  by rewrite [_ && _]andbC ltnS leqNgt ij mul0r.
- move=> k ki; have := f_equal trmx uC; rewrite trmx_mul trmxK trmx0 -!mulmxA => /matrixP.
  move=> /(_ (Ordinal ki) 0); rewrite mxE (bigD1 k) //= big1 => [|l lk]; last first.
    rewrite mxE; case: eqP => [e|_]; last by rewrite mul0r.
    by case/eqP: lk; apply: val_inj; exact: esym e.
  by rewrite !mxE eqxx ki mul1r addr0.
Qed.

Theorem weyl_monotone U V p q : U^T *m U = 1%:M -> V^T *m V = 1%:M ->
  decreasing p -> decreasing q -> below_in_order (with_spectrum U p) (with_spectrum V q) ->
  forall i, p i <= q i.
Proof.
move=> U1 V1 dp dq PQ i; have [a [a0 late early]] := common (V^T *m U) i.
pose b := V^T *m U *m a.
have Ub : U *m a = V *m b by rewrite /b !mulmxA (mulmx1C V1) mul1mx.
have ab : \sum_j a j 0 ^+ 2 = \sum_j b j 0 ^+ 2.
  have sq (c : 'cV[R]_n) : \sum_j c j 0 ^+ 2 = (c^T *m c) 0 0.
    by rewrite mxE; apply: eq_bigr => j _; rewrite mxE expr2.
  have iso (O : 'M[R]_n) (c : 'cV[R]_n) : O^T *m O = 1%:M -> (O *m c)^T *m (O *m c) = c^T *m c.
    by move=> O1; rewrite trmx_mul mulmxA -(mulmxA c^T) O1 mulmx1.
  by rewrite !sq -(iso U a U1) Ub iso.
have N0 : 0 < \sum_j a j 0 ^+ 2.
  have ge0 : 0 <= \sum_j a j 0 ^+ 2 by apply: sumr_ge0 => j _; exact: sqr_ge0.
  rewrite lt_def ge0 andbT.
  apply: contra a0 => /eqP /(psumr_eq0P (fun j _ => sqr_ge0 (a j 0))) z.
  by apply/eqP/colP => j; rewrite mxE; apply/eqP; rewrite -sqrf_eq0 z.
have := PQ (U *m a); rewrite spectral_form // Ub spectral_form // => h.
rewrite -(ler_pmul2r N0) {2}ab !mulr_sumr; apply: le_trans (le_trans h _).
  apply: ler_sum => j _; case: (leqP j i) => ji; last by rewrite late // expr0n !mulr0.
  by apply: ler_wpmul2r (dp _ _ ji); exact: sqr_ge0.
apply: ler_sum => j _; case: (leqP i j) => ij; last by rewrite early // expr0n !mulr0.
by apply: ler_wpmul2r (dq _ _ ij); exact: sqr_ge0.
Qed.
End Weyl.
