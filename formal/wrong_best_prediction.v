(* Wrong variants of the best linear prediction from correlated features, refuted over every
   ordered field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import pseudo_inverse best_prediction.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : realFieldType.
(* nine tenths *)
Local Notation share := (9%:R / 10%:R : F).
(* random numbers with two independent parts, and the mean of a product of two of them *)
Definition two_parts (x y : 'rV[F]_2) : F := x 0 0 * y 0 0 + x 0 1 * y 0 1.
(* the first part *)
Local Notation first := (delta_mx 0 0 : 'rV[F]_2).
(* the second part *)
Local Notation second := (delta_mx 0 1 : 'rV[F]_2).
Local Notation one := (1%:M : 'M[F]_1).

Lemma two_parts_mean : product_mean two_parts.
Proof.
split=> [c x y z|x y]; rewrite /two_parts; last by rewrite !(mulrC (x 0 _)).
by rewrite !mxE !mulrDl mulrDr !mulrA addrACA.
Qed.

Lemma two_parts_definite x : two_parts x x = 0 -> x = 0.
Proof.
move/eqP; rewrite /two_parts paddr_eq0 -?expr2 ?sqr_ge0 // !sqrf_eq0 => /andP[/eqP a /eqP b].
by apply/matrixP => i j; rewrite ord1 mxE; case: j => [[|[|//]] p];
  [rewrite -[RHS]a | rewrite -[RHS]b]; congr (x _ _); apply: val_inj.
Qed.

Lemma white : covariance two_parts (fun _ : 'I_1 => first) one.
Proof. by move=> i j; rewrite /two_parts !mxE !ord1 /= mulr1 mulr0 addr0. Qed.

Lemma white_with : covariance_with two_parts (fun _ : 'I_1 => first) (first + second) (one *m one).
Proof. by move=> i; rewrite /two_parts mulmx1 !mxE !ord1 /= mul0r !addr0 mulr1. Qed.

Lemma single c : combined (c%:M : 'M[F]_1) (fun _ : 'I_1 => first) = c *: first.
Proof. by rewrite /combined big_ord1 mxE. Qed.

Lemma share_one : (share == 1) = false.
Proof. by rewrite lt_eqF // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat. Qed.

(* nine tenths of the completed square *)
Theorem best_prediction_share_wrong : ~ (forall (V : lmodType F) m p (a : 'I_p -> V) y S t b,
  product_mean m -> covariance m a S -> covariance_with m a y (S *m t) ->
  m (y - combined b a) (y - combined b a) =
    m (y - combined t a) (y - combined t a) + share * ((b - t)^T *m S *m (b - t)) 0 0).
Proof.
move=> H; have := H _ _ _ _ _ _ _ 0%:M two_parts_mean white white_with.
have [_ ->] := best_prediction two_parts_mean white white_with.
move=> /addrI /eqP; set x := (_ *m _) 0 0.
have -> : x = 1.
  by rewrite /x raddf0 sub0r mulmxN [(- one)^T]raddfN /= !mulNmx opprK trmx1 !mulmx1 mxE.
by rewrite mulr1 eq_sym share_one.
Qed.

(* the answer's variance left in *)
Theorem best_prediction_total_wrong : ~ (forall (V : lmodType F) m p (a : 'I_p -> V) y S t b,
  product_mean m -> covariance m a S -> covariance_with m a y (S *m t) ->
  m (y - combined b a) (y - combined b a) = m y y + ((b - t)^T *m S *m (b - t)) 0 0).
Proof.
move=> H; have := H _ _ _ _ _ _ _ 1%:M two_parts_mean white white_with.
rewrite subrr trmx0 !mul0mx !single scale1r addrAC subrr add0r mxE addr0.
rewrite /two_parts !mxE /= !mulr0 !add0r !addr0 !mulr1 => /eqP.
by rewrite -{1}[1]addr0 (inj_eq (addrI 1)) eq_sym oner_eq0.
Qed.

(* eigenvectors that need not have the length one *)
Theorem features_turned_any_wrong : ~ (forall (V : lmodType F) m p k (a : 'I_p -> V) S
  (U : 'M[F]_(p, k)) (l : 'rV[F]_k), product_mean m -> (forall x, m x x = 0 -> x = 0) ->
  covariance m a S -> S = U *m diag_mx l *m U^T ->
  forall i, a i = combined (row i U)^T (fun j => combined (col j U) a)).
Proof.
move=> H; have e : one = 2%:R%:M *m diag_mx (const_mx 4%:R^-1) *m (2%:R%:M)^T.
  rewrite tr_scalar_mx diag_const_mx -!scalar_mxM mulrAC -natrM mulfV //.
  by rewrite pnatr_eq0.
have := H _ _ _ _ _ _ _ _ two_parts_mean two_parts_definite white e 0.
have -> : row 0 (2%:R%:M) = 2%:R%:M :> 'M[F]_1 by apply/matrixP => i j; rewrite !mxE !ord1.
rewrite tr_scalar_mx /combined !big_ord1 !mxE scalerA => /matrixP /(_ 0 0); rewrite !mxE /=.
by move/eqP; rewrite mulr1 eq_sym -natrM pnatr_eq1.
Qed.

(* coefficients that are not turned *)
Theorem features_turned_upright_wrong : ~ (forall (V : lmodType F) m p (a : 'I_p -> V) y S t
  (U : 'M[F]_p) (l : 'rV[F]_p), product_mean m -> (forall x, m x x = 0 -> x = 0) ->
  covariance m a S -> covariance_with m a y (S *m t) -> U^T *m U = 1%:M ->
  S = U *m diag_mx l *m U^T ->
  y = combined t (fun j => combined (col j U) a) + (y - combined t a)).
Proof.
move=> H; have e : (- one)^T *m (- one) = 1%:M.
  by rewrite [(- one)^T]raddfN /= trmx1 mulNmx mulmxN opprK mulmx1.
have e' : one = (- one) *m diag_mx (const_mx 1) *m (- one)^T.
  by rewrite diag_const_mx mulmx1 [(- one)^T]raddfN /= trmx1 mulNmx mulmxN opprK mulmx1.
have := H _ _ _ _ _ _ _ _ _ two_parts_mean two_parts_definite white white_with e e'.
rewrite single scale1r /combined !big_ord1 !mxE scale1r => /matrixP /(_ 0 0); rewrite !mxE /=.
rewrite !mulr1n mulr1 addr0 subrr addr0 => /eqP.
by rewrite -subr_eq0 opprK -mulr2n pnatr_eq0.
Qed.

Lemma white_second : covariance_with two_parts (fun _ : 'I_1 => first) second 0.
Proof. by move=> i; rewrite /two_parts !mxE /= mulr0 mul0r addr0. Qed.

Lemma second_one : two_parts second second = 1.
Proof. by rewrite /two_parts !mxE /= mulr0 mulr1 add0r. Qed.

Lemma one_penrose : penrose one^T one.
Proof. by rewrite trmx1; split; rewrite !mulmx1 ?trmx1. Qed.

(* all of b left over *)
Theorem random_linear_features_all_wrong : ~ (forall (V : lmodType F) m p d (R : 'M[F]_(p, d))
  (b : 'cV[F]_d) s (x : 'I_d -> V) z P, product_mean m -> covariance m x 1%:M ->
  covariance_with m x z 0 -> m z z = 1 -> penrose R^T P ->
  let e := combined b x + s *: z - combined (P *m b) (fun i => combined (row i R)^T x) in
  m e e = s ^+ 2 + (b^T *m b) 0 0).
Proof.
have [_ _ _ e] := random_linear_features two_parts_mean one 1 white white_second second_one
  one_penrose.
move=> H; have := H _ _ _ _ _ one 1 _ _ _ two_parts_mean white white_second second_one one_penrose.
move/(etrans (esym e)).
move/eqP; rewrite -[X in _ == X]addr0 (inj_eq (addrI _)) oppr_eq0 !mulmx1 !trmx1 !mulmx1 mxE.
by rewrite oner_eq0.
Qed.

(* nine tenths of what is explained *)
Theorem random_linear_features_share_wrong : ~ (forall (V : lmodType F) m p d (R : 'M[F]_(p, d))
  (b : 'cV[F]_d) s (x : 'I_d -> V) z P, product_mean m -> covariance m x 1%:M ->
  covariance_with m x z 0 -> m z z = 1 -> penrose R^T P ->
  let e := combined b x + s *: z - combined (P *m b) (fun i => combined (row i R)^T x) in
  m e e = s ^+ 2 + (b^T *m b) 0 0 - share * ((P *m b)^T *m (R *m R^T) *m (P *m b)) 0 0).
Proof.
have [_ _ _ e] := random_linear_features two_parts_mean one 1 white white_second second_one
  one_penrose.
move=> H; have := H _ _ _ _ _ one 1 _ _ _ two_parts_mean white white_second second_one one_penrose.
move/(etrans (esym e)).
move/addrI/oppr_inj/eqP; rewrite !mulmx1 !trmx1 !mulmx1 mxE mulr1.
by rewrite eq_sym share_one.
Qed.
End Wrong.
