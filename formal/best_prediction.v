(* The best linear prediction from correlated features, over any field, all numbers of features
   (Q5ZC).

   Random numbers of mean zero are members of a vector space; m x y is the mean of their product.
   best_prediction (part 1): the mean square of a prediction, as a square completed.
   features_turned (part 2): the features along the eigenvectors of the covariance.
   random_linear_features (part 3): features and answers that are linear in white noise. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import pseudo_inverse.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Mean.
Variables (F : fieldType) (V : lmodType F) (m : V -> V -> F).

(* the mean of a product: linear in the first, symmetric *)
Definition product_mean :=
  (forall c x y z, m (c *: x + y) z = c * m x z + m y z) /\ forall x y, m x y = m y x.
(* the sum of the b_i a_i *)
Definition combined p (b : 'cV[F]_p) (a : 'I_p -> V) := \sum_i b i 0 *: a i.
(* S is the covariance of the a_i *)
Definition covariance p (a : 'I_p -> V) (S : 'M[F]_p) := forall i j, m (a i) (a j) = S i j.
(* r is the covariance of the a_i with y *)
Definition covariance_with p (a : 'I_p -> V) y (r : 'cV[F]_p) := forall i, m (a i) y = r i 0.

Hypothesis mean : product_mean.

Lemma mean_add x y z : m (x + y) z = m x z + m y z.
Proof. by have [lin _] := mean; rewrite -[x]scale1r lin mul1r scale1r. Qed.

Lemma mean_zero z : m 0 z = 0.
Proof. by apply: (addrI (m 0 z)); rewrite -mean_add !addr0. Qed.

Lemma mean_scale c x z : m (c *: x) z = c * m x z.
Proof. by have [lin _] := mean; rewrite -[c *: x]addr0 lin mean_zero addr0. Qed.

Lemma mean_sum p (b : 'cV[F]_p) a z : m (combined b a) z = \sum_i b i 0 * m (a i) z.
Proof.
rewrite (big_morph (fun x => m x z) (fun x y => mean_add x y z) (mean_zero z)).
by apply: eq_bigr => i _; exact: mean_scale.
Qed.

Lemma mean_combined p q (b : 'cV[F]_p) a (c : 'cV[F]_q) a' :
  m (combined b a) (combined c a') = \sum_i b i 0 * \sum_k c k 0 * m (a i) (a' k).
Proof.
rewrite mean_sum; apply: eq_bigr => i _; congr (_ * _); have [_ sym] := mean.
by rewrite sym mean_sum; apply: eq_bigr => k _; rewrite sym.
Qed.

Lemma mean_form p (b c : 'cV[F]_p) a S : covariance a S ->
  m (combined b a) (combined c a) = (b^T *m S *m c) 0 0.
Proof.
move=> cov; rewrite mean_combined -mulmxA mxE; apply: eq_bigr => i _; rewrite !mxE.
by congr (_ * _); apply: eq_bigr => k _; rewrite cov mulrC.
Qed.

Lemma mean_pair p (b : 'cV[F]_p) a y r : covariance_with a y r ->
  m (combined b a) y = (b^T *m r) 0 0.
Proof. by move=> cov; rewrite mean_sum mxE; apply: eq_bigr => i _; rewrite mxE cov. Qed.

Lemma mean_sub_sub x y : m (x - y) (x - y) = m x x - 2%:R * m x y + m y y.
Proof.
have [_ sym] := mean; have neg u z : m (- u) z = - m u z by rewrite -scaleN1r mean_scale mulN1r.
rewrite mean_add neg ![m _ (x - y)]sym !mean_add !neg (sym y x).
by move: (m x x) (m x y) (m y y) => u v w; ring.
Qed.

(* what is left of y is uncorrelated with the features, and any other prediction is worse *)
Theorem best_prediction p (a : 'I_p -> V) y S t : covariance a S ->
  covariance_with a y (S *m t) -> let e := y - combined t a in
  covariance_with a e 0 /\ forall b, let f := y - combined b a in
  m f f = m e e + ((b - t)^T *m S *m (b - t)) 0 0.
Proof.
move=> cov covy e; have [_ sym] := mean; have tS : S^T = S.
  by apply/matrixP => i j; rewrite mxE -!cov sym.
split=> [i|b f].
  rewrite sym /e mean_add -scaleN1r mean_scale (sym y) covy mean_sum !mxE mulN1r.
  apply/eqP; rewrite subr_eq0; apply/eqP; apply: eq_bigr => k _.
  by rewrite cov mulrC -{1}tS mxE.
have sq c : m (y - combined c a) (y - combined c a) =
    m y y - 2%:R * (c^T *m (S *m t)) 0 0 + (c^T *m S *m c) 0 0.
  by rewrite mean_sub_sub (sym y) (mean_pair _ covy) (mean_form _ _ cov).
have swap : (t^T *m S *m b) 0 0 = (b^T *m S *m t) 0 0.
  have -> : t^T *m S *m b = (b^T *m S *m t)^T by rewrite !trmx_mul tS trmxK mulmxA.
  by rewrite mxE.
have -> : (b - t)^T *m S *m (b - t) =
    b^T *m S *m b - b^T *m S *m t - (t^T *m S *m b - t^T *m S *m t).
  by rewrite [(b - t)^T]raddfB /= !mulmxBl !mulmxBr.
have entry (X Y Z W : 'M[F]_1) : (X - Y - (Z - W)) 0 0 = X 0 0 - Y 0 0 - (Z 0 0 - W 0 0).
  by rewrite !mxE.
rewrite entry swap !sq !mulmxA.
move: (m y y) ((b^T *m S *m t) 0 0) ((t^T *m S *m t) 0 0) ((b^T *m S *m b) 0 0) => u v w x.
ring.
Qed.

(* along the eigenvectors: uncorrelated features, of which the given ones are combinations *)
Theorem features_turned p k (a : 'I_p -> V) y S t (U : 'M[F]_(p, k)) (l : 'rV[F]_k) :
  (forall x, m x x = 0 -> x = 0) -> covariance a S -> covariance_with a y (S *m t) ->
  U^T *m U = 1%:M -> S = U *m diag_mx l *m U^T ->
  let a' j := combined (col j U) a in let e := y - combined t a in
  [/\ forall i, a i = combined (row i U)^T a', covariance a' (diag_mx l),
      y = combined (U^T *m t) a' + e & covariance_with a' e 0].
Proof.
move=> definite cov covy UU SE a' e; have [_ sym] := mean.
have turn (c : 'cV[F]_k) : combined c a' = combined (U *m c) a.
  rewrite /combined (eq_bigr (fun j => \sum_i (c j 0 * U i j) *: a i)) => [|j _]; last first.
    by rewrite scaler_sumr; apply: eq_bigr => i _; rewrite scalerA mxE.
  rewrite exchange_big /=; apply: eq_bigr => i _; rewrite -scaler_suml mxE.
  by congr (_ *: _); apply: eq_bigr => j _; rewrite mulrC.
have kept c : combined (U *m U^T *m c) a = combined c a.
  apply/eqP; rewrite -subr_eq0 -scaleN1r; apply/eqP; apply: definite.
  have -> : combined (U *m U^T *m c) a + -1 *: combined c a = combined ((U *m U^T - 1%:M) *m c) a.
    rewrite /combined scaler_sumr -big_split; apply: eq_bigr => i _ /=.
    rewrite scalerA -scalerDl mulmxBl mul1mx mulN1r; congr (_ *: _).
    by rewrite [RHS]mxE [X in _ = _ + X]mxE.
  rewrite (mean_form _ _ cov) SE; set K := U *m _ - _.
  have KU : K *m U = 0 by rewrite mulmxBl mul1mx -mulmxA UU mulmx1 subrr.
  have KT : K^T = K by rewrite linearB /= trmx_mul trmxK trmx1.
  by rewrite trmx_mul KT !mulmxA -(mulmxA _ K U) KU mulmx0 !mul0mx mxE.
have two (i : 'I_p) : a i = combined (delta_mx i 0) a.
  rewrite /combined (bigD1 i) //= big1 ?addr0 => [|j ji].
    by rewrite mxE !eqxx scale1r.
  by rewrite mxE (negbTE ji) scale0r.
split.
- move=> i; rewrite {1}two -kept turn; congr (combined _ _); rewrite -mulmxA; congr (_ *m _).
  by rewrite -colE tr_row.
- move=> i j; rewrite (mean_form _ _ cov) SE !mulmxA tr_col -row_mul UU.
  rewrite -(mulmxA _ U^T) [col j U]colE (mulmxA U^T) UU mul1mx row1 -rowE -colE.
  by rewrite !mxE.
- by rewrite turn mulmxA kept /e addrC subrK.
- move=> j; rewrite (mean_pair _ (r := 0)) ?mulmx0 ?mxE //.
  by have [] := best_prediction cov covy.
Qed.

(* features and answers that are linear in white noise *)
Theorem random_linear_features p d (R : 'M[F]_(p, d)) (b : 'cV[F]_d) s (x : 'I_d -> V) z P :
  covariance x 1%:M -> covariance_with x z 0 -> m z z = 1 -> penrose R^T P ->
  let a i := combined (row i R)^T x in let y := combined b x + s *: z in let S := R *m R^T in
  let t := P *m b in let e := y - combined t a in
  [/\ covariance a S, covariance_with a y (R *m b), S *m t = R *m b &
      m e e = s ^+ 2 + (b^T *m b) 0 0 - (t^T *m S *m t) 0 0].
Proof.
move=> cov covz zz [RPR PRP tRP tPR] a y S t e; have [_ sym] := mean.
have covA : covariance a S.
  move=> i j; rewrite (mean_form _ _ cov) mulmx1 trmxK !mxE.
  by apply: eq_bigr => k _; rewrite !mxE.
have covY : covariance_with a y (R *m b).
  move=> i; rewrite sym /y mean_add mean_scale (mean_form _ _ cov) (sym z) (mean_pair _ covz).
  by rewrite mulmx1 mulmx0 [X in _ * X]mxE mulr0 addr0 -trmx_mul -row_mul !mxE.
have St : S *m t = R *m b.
  have RRP : R *m (R^T *m P) = R.
    by apply: trmx_inj; rewrite trmx_mul tRP RPR.
  by rewrite /S /t -mulmxA (mulmxA R^T) mulmxA RRP.
split=> //; have covy : covariance_with a y (S *m t) by rewrite St.
have [_ /(_ 0)] := best_prediction covA covy; rewrite -/e.
have -> : combined 0 a = 0 by rewrite /combined big1 // => i _; rewrite mxE scale0r.
rewrite subr0 sub0r [(- t)^T]linearN /= mulNmx mulmxN mulNmx opprK => yy.
have <- : m y y = s ^+ 2 + (b^T *m b) 0 0; last by rewrite yy addrK.
have zu : m z (combined b x) = 0 by rewrite sym (mean_pair _ covz) mulmx0 mxE.
have uu := mean_form b b cov; rewrite mulmx1 in uu; rewrite -uu.
rewrite /y; move: (combined b x) zu => u zu.
rewrite mean_add (sym u) (sym (s *: z)) !mean_add (sym u (s *: z)) !mean_scale zu (sym z).
by rewrite mean_scale zz; move: (m u u) => v; ring.
Qed.
End Mean.
