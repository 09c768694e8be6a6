(* A symmetric matrix has an orthonormal basis of eigenvectors, over any real closed field.

   real_spectral (EKJL): A^T = A has an orthogonal Q and numbers a, in decreasing order, with
     A Q = Q diag(a). No completeness and no complex number is used: a block of A is diagonal in an
     orthonormal basis by induction, and one more row and column give an eigenvector by a change
     of sign of a polynomial to the right of the largest eigenvalue of the block.
   symmetric_student_diagonal (EKJL, D2JW, M9QW): so has that of every symmetric state space. *)
From mathcomp Require Import all_ssreflect all_algebra perm.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end orthonormal weyl state_space state_run.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Bordered.
Variable F : rcfType.

(* the matrix with the entry c, the border b and the rest diag(d) has an eigenvector (w0, w) *)
Lemma bordered n (c : F) (b d : 'I_n -> F) : exists x w0 (w : 'I_n -> F),
  [/\ w0 != 0 \/ exists i, w i != 0, c * w0 + \sum_i b i * w i = x * w0 &
      forall i, b i * w0 + d i * w i = x * w i].
Proof.
case: n b d => [|n] b d.
  by exists c, 1, (fun=> 0); rewrite big_ord0 addr0 oner_eq0; split=> [||[]]; first left.
have [k top] : exists k, forall i, d i <= d k.
  case: (@Order.TotalTheory.arg_maxP _ _ _ ord0 xpredT d isT) => k _ top.
  by exists k => i; exact: top.
have [bk|bk] := eqVneq (b k) 0.
  exists (d k), 0, (fun i => (i == k)%:R); split; first by right; exists k; rewrite eqxx oner_eq0.
    rewrite !mulr0 add0r big1 // => i _.
    by case: eqP => [->|_]; rewrite ?bk ?mul0r ?mulr0.
  by move=> i; rewrite mulr0 add0r; case: eqP => [->|_]; rewrite ?mulr0.
have [/existsP[j /andP[jk /eqP dj]]|apart] := boolP [exists j, (j != k) && (d j == d k)].
  exists (d k), 0, (fun i => b j * (i == k)%:R - b k * (i == j)%:R); split.
  - by right; exists j; rewrite (negbTE jk) eqxx mulr0 sub0r oppr_eq0 mulr1.
  - rewrite !mulr0 add0r (bigD1 k) //= (bigD1 j) //= eqxx (negbTE jk) eqxx.
    rewrite [k == j]eq_sym (negbTE jk) big1 => [|i /andP[/negbTE-> /negbTE->]].
      by rewrite addr0; move: (b k) (b j) => u v /=; rewrite !(mulr0, mulr1); ring.
    by rewrite !mulr0 subr0 mulr0.
  move=> i; rewrite mulr0 add0r.
  have [->|ik] := eqVneq i k; first by [].
  by have [->|ij] := eqVneq i j; rewrite ?dj // !mulr0 subr0 !mulr0.
have less i : i != k -> d i < d k.
  move=> ik; rewrite lt_neqAle top andbT; move: apart; rewrite negb_exists => /forallP /(_ i).
  by rewrite ik.
pose P i := \prod_(j | j != i) ('X - (d j)%:P); pose PP := \prod_j ('X - (d j)%:P).
pose q := ('X - c%:P) * PP - \sum_i (b i ^+ 2)%:P * P i.
have PE x i : (P i).[x] = \prod_(j | j != i) (x - d j).
  by rewrite horner_prod; apply: eq_bigr => j _; rewrite !hornerE.
have PPE x : PP.[x] = \prod_j (x - d j).
  by rewrite horner_prod; apply: eq_bigr => j _; rewrite !hornerE.
have split_P x i : PP.[x] = (x - d i) * (P i).[x] by rewrite PPE PE (bigD1 i).
have qE x : q.[x] = (x - c) * PP.[x] - \sum_i b i ^+ 2 * (P i).[x].
  rewrite /q hornerD hornerN hornerM hornerXsubC horner_sum; congr (_ - _).
  by apply: eq_bigr => i _; rewrite hornerM hornerC.
have low : q.[d k] < 0.
  rewrite qE (split_P _ k) subrr mul0r mulr0 sub0r oppr_lt0 (bigD1 k) //= big1 => [|i ik].
    rewrite addr0 mulr_gt0 ?exprn_even_gt0 // PE; apply: prodr_gt0 => j jk.
    by rewrite subr_gt0 less.
  by rewrite PE (bigD1 k) 1?eq_sym //= subrr mul0r mulr0.
pose s := \sum_i b i ^+ 2; pose t := Num.max (d k + 1) (c + s).
have kt : d k + 1 <= t by rewrite le_maxr lexx.
have one i : 1 <= t - d i.
  by rewrite ler_subr_addl; apply: le_trans kt; rewrite ler_add2r top.
have high : 0 <= q.[t].
  have P0 i : 0 <= (P i).[t].
    by rewrite PE; apply: prodr_ge0 => j _; apply: le_trans (one j); exact: ler01.
  rewrite qE subr_ge0; apply: (@le_trans _ _ (s * PP.[t])).
    rewrite /s mulr_suml; apply: ler_sum => i _; apply: (ler_wpmul2l (sqr_ge0 _)).
    by rewrite (split_P t i) ler_pemull.
  apply: ler_wpmul2r; first by rewrite (split_P t k) mulr_ge0 // (le_trans ler01).
  by rewrite ler_subr_addl le_maxr lexx orbT.
have dt : d k <= t by apply: le_trans kt; rewrite ler_addl ler01.
have [|x /andP[kx _] /rootP qx] := @poly_ivt _ q _ _ dt; first by rewrite ltW.
have kx' : d k < x.
  by rewrite lt_neqAle kx andbT; apply: contraTneq low => ->; rewrite qx ltxx.
have xd i : x - d i != 0 by rewrite gt_eqF // subr_gt0 (le_lt_trans (top i)).
exists x, 1, (fun i => b i / (x - d i)); split; first by left; exact: oner_neq0.
  have PP0 : PP.[x] != 0 by rewrite PPE; apply/prodf_neq0.
  have := qx; rewrite qE => /eqP; rewrite subr_eq0 => /eqP eqx.
  rewrite !mulr1 addrC; apply/eqP; rewrite eq_sym -subr_eq; apply/eqP.
  apply: (mulIf PP0); rewrite eqx mulr_suml; apply: eq_bigr => i _.
  rewrite (split_P x i) mulrA [in RHS]mulrA -(mulrA (b i * b i)) mulVf // mulr1 -expr2.
  by [].
move=> i; rewrite mulr1; apply: (mulIf (xd i)); rewrite mulrDl -!mulrA mulVf // mulr1.
by move: (b i) (d i) => u v; ring.
Qed.
End Bordered.

Section Spectral.
Variable F : rcfType.

(* a unit vector is the first column of an orthogonal matrix *)
Lemma completed_column n (v : 'cV[F]_(1 + n)) : v^T *m v = 1%:M ->
  exists V : 'M[F]_(1 + n, n), (row_mx v V)^T *m row_mx v V = 1%:M.
Proof.
move=> vv; have rv : (n <= \rank (kermx v))%N.
  by rewrite mxrank_ker leq_subRL ?rank_leq_row // leq_add2r rank_leq_col.
have [P [PP /sub_kermxP Pv]] := orthonormal_rows rv; exists P^T.
rewrite tr_row_mx mul_col_row trmxK vv PP Pv.
have -> : v^T *m P^T = 0 by rewrite -trmx_mul Pv trmx0.
by rewrite -scalar_mx_block.
Qed.

(* an eigenvector of length one, given one that is not zero *)
Lemma unit_length n (A : 'M[F]_n) x (w : 'cV[F]_n) : w != 0 -> A *m w = x *: w ->
  exists v : 'cV[F]_n, v^T *m v = 1%:M /\ A *m v = x *: v.
Proof.
move=> w0 Aw; have w0' : w^T != 0 by rewrite trmx_eq0.
have := sq_gt0 w0'; rewrite trmxK; set c := (w^T *m w) 0 0 => c0.
exists ((Num.sqrt c)^-1 *: w); split; last first.
  by rewrite -scalemxAr Aw scalerA mulrC -scalerA.
rewrite [(_ *: w)^T]linearZ /= -scalemxAl -scalemxAr scalerA.
rewrite [w^T *m w]mx11_scalar -/c scale_scalar_mx.
by rewrite -expr2 exprVn sqr_sqrtr ?ltW // mulVf // gt_eqF.
Qed.

(* an orthonormal basis of eigenvectors, in any order *)
Lemma eigenbasis n (A : 'M[F]_n) : A^T = A -> exists (Q : 'M[F]_n) (a : 'rV[F]_n),
  Q^T *m Q = 1%:M /\ A *m Q = Q *m diag_mx a.
Proof.
elim: n A => [|n IH]; first by exists 1%:M, 0; split; apply/matrixP => -[].
change (forall A : 'M[F]_(1 + n), A^T = A -> exists (Q : 'M_(1 + n)) (a : 'rV_(1 + n)),
  Q^T *m Q = 1%:M /\ A *m Q = Q *m diag_mx a) => A.
rewrite -[A]submxK; set c := ulsubmx A; set g := ursubmx A; set b := dlsubmx A.
set D := drsubmx A; rewrite tr_block_mx => /eq_block_mx[cc bg _ DD].
rewrite -{}bg {g}.
have [R [d [RR DR]]] := IH _ DD.
have [x [w0 [w [some first rest]]]] := bordered (c 0 0) (fun i => (R^T *m b) i 0) (d 0).
pose u : 'cV[F]_(1 + n) := col_mx w0%:M (R *m \col_i w i).
have u0 : u != 0.
  apply: contraPneq some => /eqP; rewrite col_mx_eq0 => /andP[/eqP z /eqP z'].
  have w00 : w0 = 0 by have := congr1 (fun Y : 'M_1 => Y 0 0) z; rewrite !mxE eqxx mulr1n.
  have wi : \col_i w i = 0.
    by rewrite -[LHS]mul1mx -RR -mulmxA z' mulmx0.
  case=> [|[i]]; first by rewrite w00 eqxx.
  by have /colP /(_ i) := wi; rewrite !mxE => ->; rewrite eqxx.
have Au : block_mx c b^T b D *m u = x *: u.
  rewrite mul_block_col scale_col_mx; congr col_mx.
    rewrite mulmxA -[R]trmxK -trmx_mul; apply/matrixP => i j; rewrite !ord1.
    have -> : (x *: w0%:M : 'M[F]_1) 0 0 = x * w0 by rewrite !mxE eqxx mulr1n.
    rewrite -first mxE; congr (_ + _); first by rewrite mxE big_ord1 [w0%:M _ _]mxE eqxx mulr1n.
    by rewrite mxE; apply: eq_bigr => k _; rewrite mxE [X in _ * X]mxE.
  rewrite mulmxA DR -mulmxA mul_mx_scalar -{1}[b]mul1mx -(mulmx1C RR) -mulmxA scalemxAr.
  rewrite [RHS]scalemxAr.
  rewrite -mulmxDr; congr (_ *m _); move: rest; move: (R^T *m b) => e rest.
  by apply/colP => i; rewrite mul_diag_mx !mxE mulrC rest.
have [v [vv Av]] := unit_length u0 Au; have [V VV] := completed_column vv.
set A' := block_mx c b^T b D in Au Av *; have sym : A'^T = A' by rewrite tr_block_mx trmxK cc DD.
have QQ := mulmx1C VV; set Q := row_mx v V in VV QQ.
have [vV V1] : V^T *m v = 0 /\ V^T *m V = 1%:M.
  by move: VV; rewrite /Q tr_row_mx mul_col_row scalar_mx_block => /eq_block_mx[].
pose E := V^T *m A' *m V.
have [T [a [TT ET]]] : exists (T : 'M[F]_n) (a : 'rV[F]_n), T^T *m T = 1%:M /\
    E *m T = T *m diag_mx a.
  by apply: IH; rewrite /E !trmx_mul trmxK sym mulmxA.
have Vv : v^T *m V = 0 by rewrite -[LHS]trmxK trmx_mul trmxK vV trmx0.
have vA : v^T *m A' = x *: v^T by rewrite -{1}sym -trmx_mul Av linearZ.
have VE : A' *m V = V *m E.
  have -> : V *m E = (1%:M - v *m v^T) *m A' *m V.
    by rewrite -QQ /Q tr_row_mx mul_row_col addrAC subrr add0r /E !mulmxA.
  rewrite !mulmxBl mul1mx -(mulmxA v) vA -scalemxAr -scalemxAl -mulmxA Vv.
  by rewrite mulmx0 scaler0 subr0.
exists (row_mx v (V *m T)), (row_mx x%:M a); split.
  rewrite tr_row_mx mul_col_row vv trmx_mul -mulmxA vV mulmx0 !mulmxA Vv mul0mx.
  by rewrite -(mulmxA T^T) V1 mulmx1 TT -scalar_mx_block.
rewrite mul_mx_row Av mulmxA VE -mulmxA ET; apply/esym.
have -> : diag_mx (row_mx x%:M a) = block_mx x%:M 0 0 (diag_mx a) :> 'M[F]_(1 + n).
  by rewrite diag_mx_row; congr block_mx; apply/matrixP => i j; rewrite !ord1 !mxE.
by rewrite mul_row_block !mulmx0 addr0 add0r mul_mx_scalar mulmxA.
Qed.
(* numbers are put in order of size by a permutation *)
Lemma order_of_size n (p : 'I_n -> F) : exists s : 'S_n, decreasing (fun i => p (s i)).
Proof.
pose r i j := p j <= p i; pose t := sort r (enum 'I_n).
have total_r : total r by move=> i j; exact: le_total.
have trans_r : transitive r by move=> j i k ij jk; exact: le_trans jk ij.
have st : size t = n by rewrite size_sort size_enum_ord.
have ut : uniq t by rewrite sort_uniq enum_uniq.
have inj : injective (fun i : 'I_n => nth i t i).
  move=> i j; rewrite (set_nth_default j) ?st // => /eqP.
  by rewrite nth_uniq ?st // => /eqP/val_inj.
exists (perm inj) => i j ij; rewrite !permE (set_nth_default i) ?st //.
have refl_r : reflexive r by move=> k; exact: lexx.
have := sorted_leq_nth trans_r refl_r i (sort_sorted total_r (enum 'I_n)).
by apply; rewrite ?inE // ?st.
Qed.

Theorem real_spectral n (A : 'M[F]_n) : A^T = A -> exists (Q : 'M[F]_n) (a : 'rV[F]_n),
  [/\ Q^T *m Q = 1%:M, A *m Q = Q *m diag_mx a & decreasing (a 0)].
Proof.
move=> /eigenbasis[Q [a [QQ AQ]]]; have [s ds] := order_of_size (a 0).
pose T := \matrix_(i, j) Q i (s j); exists T, (\row_j a 0 (s j)); split.
- apply/matrixP => i j; rewrite [RHS]mxE -(inj_eq (@perm_inj _ s)).
  have := congr1 (fun Y : 'M_n => Y (s i) (s j)) QQ; rewrite [RHS]mxE => <-.
  by rewrite !mxE; apply: eq_bigr => k _; rewrite !mxE.
- apply/matrixP => i j; rewrite mul_mx_diag [RHS]mxE [T i j]mxE [X in _ * X]mxE.
  have := congr1 (fun Y : 'M_n => Y i (s j)) AQ; rewrite mul_mx_diag [RHS]mxE => <-.
  by rewrite !mxE; apply: eq_bigr => k _; rewrite !mxE.
by move=> i j ij; rewrite !mxE; exact: ds.
Qed.

Lemma with_spectrumE n (A Q : 'M[F]_n) (a : 'rV[F]_n) : Q^T *m Q = 1%:M ->
  A *m Q = Q *m diag_mx a -> A = with_spectrum Q (a 0).
Proof.
move=> QQ AQ; have -> : with_spectrum Q (a 0) = Q *m diag_mx a *m Q^T.
  by rewrite /with_spectrum; congr (_ *m diag_mx _ *m _); apply/rowP => j; rewrite mxE.
by rewrite -AQ -mulmxA (mulmx1C QQ) mulmx1.
Qed.

(* the matrix as a sum over its eigenvectors *)
Corollary spectrum_exists n (A : 'M[F]_n) : A^T = A -> exists (Q : 'M[F]_n) (p : 'I_n -> F),
  [/\ Q^T *m Q = 1%:M, A = with_spectrum Q p & decreasing p].
Proof.
move=> /real_spectral[Q [a [QQ AQ da]]]; exists Q, (a 0); split=> //.
exact: with_spectrumE.
Qed.

(* a symmetric state space is diagonal in an orthonormal basis *)
Theorem symmetric_student_diagonal d (S : system F d) : symmetric_balanced S ->
  exists (Q : 'M[F]_d) (a : 'rV[F]_d),
  [/\ Q^T *m Q = 1%:M, sys_A S *m Q = Q *m diag_mx a & decreasing (a 0)].
Proof. by case=> sym _; exact: real_spectral (esym sym). Qed.
End Spectral.
