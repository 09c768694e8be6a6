(* Wrong variants of the pseudo-inverse and of what a refit adds, near the truth, refuted over
   every real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import block removal pseudo_inverse.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : rcfType.
Local Notation one k := (1%:M : 'M[F]_k).
(* a row (1, 1, ..., 1) *)
Local Notation ones k := (const_mx 1 : 'rV[F]_k).
(* a row (1, 0) *)
Local Notation first := (delta_mx 0 0 : 'rV[F]_2).

Lemma ones_inverse k : (0 < k)%N -> penrose (ones k) (k%:R^-1 *: (ones k)^T).
Proof.
move=> k0; have kk : (k%:R : F) != 0 by rewrite pnatr_eq0 -lt0n.
have e : ones k *m (ones k)^T = k%:R%:M.
  apply/matrixP => i j; rewrite !ord1 !mxE (eq_bigr (fun=> 1)) => [|l _]; last first.
    by rewrite !mxE mulr1.
  by rewrite sumr_const card_ord mulr1n.
have e1 : ones k *m (k%:R^-1 *: (ones k)^T) = 1%:M.
  by rewrite -scalemxAr e scale_scalar_mx mulVf.
split; rewrite ?e1 ?mul1mx ?trmx1 //; first by rewrite -mulmxA e1 mulmx1.
by rewrite -scalemxAl linearZ /= trmx_mul trmxK.
Qed.

(* P A need not be symmetric *)
Theorem pseudo_inverse_unique_three_wrong : ~ (forall m n (A : 'M[F]_(m, n)) P P',
  A *m P *m A = A -> P *m A *m P = P -> (A *m P)^T = A *m P ->
  A *m P' *m A = A -> P' *m A *m P' = P' -> (A *m P')^T = A *m P' -> P = P').
Proof.
pose P := col_mx (one 1) (0 : 'M_1); pose P' := col_mx (one 1) (one 1).
pose A := row_mx (one 1) (0 : 'M_1).
have e : A *m P = 1%:M by rewrite mul_row_col mul0mx mulmx1 addr0.
have e' : A *m P' = 1%:M by rewrite mul_row_col mul0mx mulmx1 addr0.
move=> H; have := H _ _ A P P'; rewrite e e' !mul1mx trmx1 -!mulmxA e e' !mulmx1.
move=> /(_ erefl erefl erefl erefl erefl erefl) /eq_col_mx[_] /matrixP /(_ 0 0).
by rewrite !mxE /= => /eqP; rewrite eq_sym oner_eq0.
Qed.

(* P A P need not be P *)
Theorem pseudo_inverse_unique_second_wrong : ~ (forall m n (A : 'M[F]_(m, n)) P P',
  A *m P *m A = A -> (A *m P)^T = A *m P -> (P *m A)^T = P *m A ->
  A *m P' *m A = A -> (A *m P')^T = A *m P' -> (P' *m A)^T = P' *m A -> P = P').
Proof.
pose A : 'M[F]_2 := pid_mx 1; have AA : A *m A = A by rewrite pid_mx_id.
have tA : A^T = A by rewrite tr_pid_mx.
move=> H; have := H _ _ A A 1%:M; rewrite !mulmx1 mul1mx AA tA.
move=> /(_ AA erefl erefl erefl erefl erefl) /matrixP /(_ 1 1); rewrite !mxE /= => /eqP.
by rewrite eq_sym oner_eq0.
Qed.

(* an inverse from the left *)
Theorem pseudo_inverse_left_wrong : ~ (forall m n (A : 'M[F]_(m, n)), exists P,
  penrose A P /\ P *m A = 1%:M).
Proof.
move=> H; have [P [_ e]] := H 1%N 2%N (ones 2); have := mxrank1 F 2; rewrite -e => r.
have := leq_trans (mxrankM_maxr P (ones 2)) (rank_leq_row _).
by rewrite r.
Qed.

(* an inverse from the right *)
Theorem pseudo_inverse_right_wrong : ~ (forall m n (A : 'M[F]_(m, n)), exists P,
  penrose A P /\ A *m P = 1%:M).
Proof.
move=> H; have [P [_ e]] := H 2%N 1%N (ones 2)^T; have := mxrank1 F 2; rewrite -e => r.
have := leq_trans (mxrankM_maxl (ones 2)^T P) (rank_leq_col _).
by rewrite r.
Qed.

Lemma unit_inverse : penrose first^T first.
Proof.
have e : first *m first^T = 1%:M.
  by rewrite trmx_delta mul_delta_mx; apply/matrixP => i j; rewrite !ord1 !mxE.
by split; rewrite ?e ?mul1mx ?trmx1 //; [rewrite -mulmxA e mulmx1 | rewrite trmx_mul trmxK].
Qed.

(* any product has the product of the pseudo-inverses *)
Theorem pseudo_inverse_of_product_wrong : ~ (forall m n k (A : 'M[F]_(m, n)) P
  (B : 'M[F]_(n, k)) Q, penrose A P -> penrose B Q -> penrose (A *m B) (Q *m P)).
Proof.
move=> H; have [e _ _ _] := H _ _ _ _ _ _ _ (@ones_inverse 2 isT) unit_inverse.
have a : ones 2 *m first^T = 1%:M.
  by rewrite trmx_delta -colE; apply/matrixP => i j; rewrite !ord1 !mxE.
have b : first *m (ones 2)^T = 1%:M by rewrite -[LHS]trmxK trmx_mul trmxK a trmx1.
move: e; rewrite a -scalemxAr b mul1mx mulmx1 => /matrixP /(_ 0 0); rewrite !mxE /= mulr1.
by move/eqP; rewrite invr_eq1 pnatr_eq1.
Qed.

(* turned without keeping lengths *)
Theorem pseudo_inverse_turned_any_wrong : ~ (forall m n k (B : 'M[F]_(m, n)) P
  (U : 'M[F]_(k, n)), penrose B P -> penrose (B *m U^T) (U *m P)).
Proof.
have p1 : penrose (one 1) (one 1) by split; rewrite ?mulmx1 ?trmx1.
move=> H; have [e _ _ _] := H _ _ _ _ _ (2%:R%:M : 'M_1) p1.
move: e; rewrite tr_scalar_mx mulmx1 mul1mx -!scalar_mxM -!natrM => /matrixP /(_ 0 0).
by rewrite !mxE /= !mulr1n => /eqP; rewrite eqr_nat.
Qed.

(* without the square of l *)
Theorem rank_one_inverse_left_wrong : ~ (forall m n (g : 'cV[F]_m) (l : 'cV[F]_n) a b,
  g^T *m g = a%:M -> l^T *m l = b%:M -> a != 0 -> b != 0 ->
  penrose (g *m l^T) (a^-1 *: (l *m g^T))).
Proof.
move=> H; have [||||e _ _ _] := H 1%N 1%N 1%:M 2%:R%:M 1 4%:R.
- by rewrite trmx1 mulmx1.
- by rewrite tr_scalar_mx -scalar_mxM -natrM.
- exact: oner_neq0.
- by rewrite pnatr_eq0.
move: e; rewrite !tr_scalar_mx ?mulmx1 ?mul1mx invr1 scale1r -!scalar_mxM -!natrM.
by move=> /matrixP /(_ 0 0); rewrite !mxE /= !mulr1n => /eqP; rewrite eqr_nat.
Qed.

(* without the square of g *)
Theorem rank_one_inverse_right_wrong : ~ (forall m n (g : 'cV[F]_m) (l : 'cV[F]_n) a b,
  g^T *m g = a%:M -> l^T *m l = b%:M -> a != 0 -> b != 0 ->
  penrose (g *m l^T) (b^-1 *: (l *m g^T))).
Proof.
move=> H; have [||||e _ _ _] := H 1%N 1%N 2%:R%:M 1%:M 4%:R 1.
- by rewrite tr_scalar_mx -scalar_mxM -natrM.
- by rewrite trmx1 mulmx1.
- by rewrite pnatr_eq0.
- exact: oner_neq0.
move: e; rewrite !tr_scalar_mx ?mulmx1 ?mul1mx invr1 scale1r -!scalar_mxM -!natrM.
by move=> /matrixP /(_ 0 0); rewrite !mxE /= !mulr1n => /eqP; rewrite eqr_nat.
Qed.

(* least squares have one solution *)
Theorem shortest_solution_only_wrong : ~ (forall n p o (X : 'M[F]_(n, p)) P (y : 'M[F]_(n, o)) c,
  penrose X P -> sumsq (y - X *m c) = sumsq (y - X *m (P *m y)) -> c = P *m y).
Proof.
move=> H; have inv := @ones_inverse 2 isT; have [e _ _ _] := inv.
have a : ones 2 *m first^T = 1%:M.
  by rewrite trmx_delta -colE; apply/matrixP => i j; rewrite !ord1 !mxE.
have := H _ _ _ _ _ (one 1) first^T inv; rewrite a mulmx1.
have -> : ones 2 *m (2%:R^-1 *: (ones 2)^T) = 1%:M.
  rewrite -scalemxAr; apply/matrixP => i j; rewrite !ord1 !mxE !big_ord_recl big_ord0 !mxE.
  by rewrite !mulr1 addr0 mulVf // pnatr_eq0.
move=> /(_ erefl) /matrixP /(_ 0 0); rewrite !mxE /= mulr1 => /esym/eqP.
by rewrite invr_eq1 pnatr_eq1.
Qed.

(* every solution is longer by a tenth *)
Theorem shortest_solution_share_wrong : ~ (forall n p o (X : 'M[F]_(n, p)) P (y : 'M[F]_(n, o)) c,
  penrose X P -> sumsq (y - X *m c) = sumsq (y - X *m (P *m y)) ->
  sumsq (P *m y) <= 9%:R / 10%:R * sumsq c).
Proof.
have p1 : penrose (one 1) (one 1) by split; rewrite ?mulmx1 ?trmx1.
move=> H; have := H _ _ _ _ _ (one 1) (one 1) p1; rewrite !mulmx1 => /(_ erefl).
rewrite /sumsq !big_ord1 mxE eqxx expr1n mulr1 ler_pdivl_mulr ?ltr0n //.
by rewrite mul1r ler_nat.
Qed.

(* the first of two features *)
Let S : {set 'I_2} := [set 0].

Lemma S_positive : (0 < #|S|)%N. Proof. by rewrite cards1. Qed.

Lemma columns_ones p (T : {set 'I_p}) : columns_in (ones p) T = ones #|T|.
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.

Lemma kept_of_two : let P := 2%:R^-1 *: (ones 2)^T in let PS := #|S|%:R^-1 *: (ones #|S|)^T in
  PS *m one 1 <> rows_in S (P *m one 1).
Proof.
move=> P PS /matrixP /(_ (Ordinal S_positive) 0); rewrite !mulmx1 !mxE cards1 invr1 !mulr1.
by move/esym/eqP; rewrite invr_eq1 pnatr_eq1.
Qed.

(* the kept coefficients alone *)
Theorem refit_nothing_wrong : ~ (forall n p o (X : 'M[F]_(n, p)) (S : {set 'I_p}) P PS
  (y : 'M[F]_(n, o)), penrose X P -> penrose (columns_in X S) PS -> PS *m y = rows_in S (P *m y)).
Proof.
move=> H; apply: kept_of_two; apply: H (@ones_inverse 2 isT) _.
by rewrite columns_ones; exact: ones_inverse S_positive.
Qed.

(* nine tenths of the addition *)
Theorem refit_share_wrong : ~ (forall n p o (X : 'M[F]_(n, p)) (S : {set 'I_p}) P PS
  (y : 'M[F]_(n, o)), penrose X P -> penrose (columns_in X S) PS -> PS *m y = rows_in S (P *m y) +
  9%:R / 10%:R *: (PS *m (columns_in X (~: S) *m rows_in (~: S) (P *m y)))).
Proof.
have inv := @ones_inverse 2 isT; have invS := ones_inverse S_positive.
rewrite -columns_ones in invS.
move=> H; have := H _ _ _ _ _ _ _ (one 1) inv invS; have true_one := refit_adds (one 1) inv invS.
rewrite {1}true_one => /addrI /eqP; rewrite -subr_eq0 -{1}[_ *m (_ *m rows_in _ _)]scale1r.
rewrite -scalerBl scaler_eq0 subr_eq0 => /orP[/eqP e|/eqP z].
  have : 9%:R / 10%:R < 1 :> F by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
  by rewrite -e ltxx.
by apply: kept_of_two; rewrite -[in LHS]columns_ones -[RHS]addr0 -z -true_one columns_ones.
Qed.

(* any coefficients instead of a solution *)
Theorem refit_any_wrong : ~ (forall n p o (X : 'M[F]_(n, p)) (S : {set 'I_p}) PS
  (y : 'M[F]_(n, o)) b, \rank (columns_in X S) = #|S| -> penrose (columns_in X S) PS ->
  PS *m y = rows_in S b + PS *m (columns_in X (~: S) *m rows_in (~: S) b)).
Proof.
have invS := ones_inverse S_positive; rewrite -{1}columns_ones in invS.
have r : \rank (columns_in (ones 2) S) = #|S|.
  have nz : columns_in (ones 2) S != 0.
    apply/eqP => /matrixP /(_ 0 (Ordinal S_positive)); rewrite !mxE => /eqP.
    by rewrite oner_eq0.
  by rewrite rank_rV nz cards1.
move=> H; have := H _ _ _ _ _ _ (one 1) 0 r invS.
have z T : rows_in T (0 : 'cV[F]_2) = 0 by apply/matrixP => i j; rewrite !mxE.
rewrite !z !mulmx0 addr0 mulmx1 => /matrixP /(_ (Ordinal S_positive) 0).
by rewrite !mxE cards1 invr1 mulr1 => /eqP; rewrite oner_eq0.
Qed.

(* dependent columns *)
Theorem refit_dependent_wrong : ~ (forall n p o (X : 'M[F]_(n, p)) (S : {set 'I_p}) PS
  (y : 'M[F]_(n, o)) b, penrose (columns_in X S) PS ->
  (forall c, sumsq (y - X *m b) <= sumsq (y - X *m c)) ->
  PS *m y = rows_in S b + PS *m (columns_in X (~: S) *m rows_in (~: S) b)).
Proof.
pose T : {set 'I_3} := [set 0; 1]; have T2 : #|T| = 2%N by rewrite cards2.
have T0 : (0 < #|T|)%N by rewrite T2.
have invT := ones_inverse T0; rewrite -{1}columns_ones in invT.
pose b : 'cV[F]_3 := delta_mx 0 0; have Xb : ones 3 *m b = 1%:M.
  by rewrite -colE; apply/matrixP => i j; rewrite !ord1 !mxE.
have z : rows_in (~: T) b = 0.
  apply/matrixP => i j; rewrite !mxE; have := enum_valP i; rewrite !inE.
  by case: eqP => [->|_] //=; rewrite ?eqxx.
have s0 : sumsq (0 : 'M[F]_1) = 0 by rewrite /sumsq !big_ord1 mxE expr0n.
move=> H; have := H _ _ _ _ _ _ (one 1) b invT; rewrite Xb subrr s0 z !mulmx0 addr0 mulmx1.
move=> /(_ (fun c => sumsq_ge0 _)) /matrixP.
have in0 : 0 \in T by rewrite !inE eqxx.
move=> /(_ (enum_rank_in in0 0) 0); rewrite !mxE enum_rankK_in // T2 mulr1.
by move/eqP; rewrite !eqxx invr_eq1 pnatr_eq1.
Qed.
End Wrong.
