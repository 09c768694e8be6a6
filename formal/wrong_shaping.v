(* Wrong variants of what a shaping does, near the truth, refuted over every real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end weyl block real_spectral singular_values.
From dlf Require Import singular_facts pseudo_inverse penalty shaping.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : rcfType.

Lemma one_root d : psd_root 2 1%:M (1%:M : 'M[F]_d).
Proof.
split; last by rewrite /mxpow /= !mulmx1.
by have := gram_psd (1%:M : 'M[F]_d); rewrite trmx1 mulmx1.
Qed.

Lemma entry (A B : 'M[F]_1) : A = B -> A 0 0 = B 0 0. Proof. by move=> ->. Qed.

Lemma scalar1 (a : F) : a%:M = diag_mx (const_mx a) :> 'M[F]_1.
Proof. by apply/matrixP => i j; rewrite !mxE !ord1. Qed.

(* signals without the variances *)
Theorem shaping_is_a_fit_variances_wrong : ~ (forall d (SF R Lam W : 'M[F]_d) (k : 'rV[F]_d),
  psd_root 2 SF R -> SF \in unitmx -> Lam \in unitmx -> W^T *m W = 1%:M ->
  Lam^T *m SF *m Lam = W *m diag_mx k *m W^T ->
  exists V, shaping_basis R Lam V k /\ forall (ST : 'M[F]_d) i,
    (W^T *m invmx Lam *m ST *m (W^T *m invmx Lam)^T) i i = seen (R *m ST *m R) V i).
Proof.
have u2 : (2%:R%:M : 'M[F]_1) \in unitmx by rewrite unitmxE det_scalar expr1 unitfE pnatr_eq0.
move=> /(_ 1%N 1%:M 1%:M 2%:R%:M 1%:M (const_mx 4%:R) (one_root 1) (unitmx1 _ _) u2).
rewrite trmx1 mulmx1 => /(_ erefl) H; case: H => [|V [[VV _] /(_ 1%:M 0)]].
  by rewrite tr_scalar_mx !mulmx1 ?mul1mx -scalar1 -scalar_mxM -natrM.
rewrite ?mul1mx !mulmx1 /seen !mulmx1 VV invmx_scalar tr_scalar_mx -scalar_mxM.
rewrite [LHS]mxE [RHS]mxE eqxx !mulr1n -invfM -natrM => /eqP.
by rewrite invr_eq1 pnatr_eq1.
Qed.

(* the fit of the turned features not turned back *)
Theorem shaping_is_a_fit_turn_wrong : ~ (forall d (SF R Lam W : 'M[F]_d) (k : 'rV[F]_d),
  psd_root 2 SF R -> SF \in unitmx -> Lam \in unitmx -> W^T *m W = 1%:M ->
  Lam^T *m SF *m Lam = W *m diag_mx k *m W^T ->
  forall n (X : 'M[F]_(n, d)) P P' (y : 'cV[F]_n), penrose (X *m Lam) P ->
    penrose (X *m Lam *m W) P' -> Lam *m (P *m y) = Lam *m (P' *m y)).
Proof.
have NN : (-1)%:M *m (-1)%:M = 1%:M :> 'M[F]_1 by rewrite -scalar_mxM mulrNN mulr1.
move=> /(_ 1%N 1%:M 1%:M 1%:M (-1)%:M (const_mx 1) (one_root 1) (unitmx1 _ _) (unitmx1 _ _)).
rewrite tr_scalar_mx NN trmx1 !mulmx1 -scalar1 mulmx1 NN => /(_ erefl erefl).
move=> /(_ 1%N 1%:M 1%:M (-1)%:M 1%:M); rewrite /penrose !mul1mx !mulmx1 NN !mul1mx.
rewrite !tr_scalar_mx => H; have /entry/eqP : 1%:M = (-1)%:M :> 'M[F]_1 by apply: H.
by rewrite !mxE eqxx !mulr1n -subr_eq0 opprK -mulr2n pnatr_eq0.
Qed.

(* a matrix of two rows that is not symmetric *)
Definition skewed : 'M[F]_2 := \matrix_(i, j) (if (i == 0) || (j == 1) then 1 else 0).

Lemma skewed_not (W : 'M[F]_2) k : skewed = W *m diag_mx k *m W^T -> False.
Proof.
move=> e; have : skewed^T = skewed by rewrite e !trmx_mul trmxK tr_diag_mx mulmxA.
by move=> /matrixP/(_ 0 1)/eqP; rewrite !mxE /= eq_sym oner_eq0.
Qed.

Lemma skewed_unit : skewed \in unitmx.
Proof.
rewrite unitmxE (expand_det_row _ 1) !big_ord_recl big_ord0 /cofactor !det_mx11 !mxE /=.
by rewrite mul0r add0r addr0 mul1r mulr1 unitrX // unitrN unitr1.
Qed.

(* any invertible matrix of features *)
Theorem shaping_bases_symmetric_wrong : ~ (forall d (SF Lam : 'M[F]_d), SF \in unitmx ->
  Lam \in unitmx -> exists (W : 'M[F]_d) (k : 'rV[F]_d),
  W^T *m W = 1%:M /\ Lam^T *m SF *m Lam = W *m diag_mx k *m W^T).
Proof.
move=> /(_ 2%N skewed 1%:M skewed_unit (unitmx1 _ _)) [W [k [_]]].
by rewrite trmx1 mul1mx mulmx1; exact: skewed_not.
Qed.

(* the shaping from one side *)
Theorem shaping_bases_side_wrong : ~ (forall d (SF R Lam : 'M[F]_d), psd_root 2 SF R ->
  SF \in unitmx -> Lam \in unitmx -> exists (W : 'M[F]_d) (k : 'rV[F]_d),
  W^T *m W = 1%:M /\ SF *m Lam = W *m diag_mx k *m W^T).
Proof.
move=> /(_ 2%N 1%:M 1%:M skewed (one_root _) (unitmx1 _ _) skewed_unit) [W [k [_]]].
by rewrite mul1mx; exact: skewed_not.
Qed.

Lemma half_share : share (1 * 1) = 2%:R^-1 :> F.
Proof. by rewrite mulr1 /share mul1r -mulr2n. Qed.

Lemma half_total : total (fun _ : 'I_2 => 1) 1 = 1%:R :> F.
Proof.
by rewrite /total sumr_const card_ord half_share -[LHS]mulr_natl divff // pnatr_eq0.
Qed.

Lemma half_squares : \sum_(i < 2) share (1 * 1) ^+ 2 = 2%:R^-1 :> F.
Proof.
by rewrite sumr_const card_ord half_share -[LHS]mulr_natl expr2 mulrA divff ?mul1r // pnatr_eq0.
Qed.

(* nine tenths of the noise *)
Theorem risk_of_shares_noise_wrong : ~ (forall d n (sigma x : F) (k s : 'I_d -> F), (0 < n)%N ->
  (forall i, 0 < k i) -> 0 < x -> total k x = n%:R -> let theta i := share (x * k i) in
  risk n s sigma theta - sigma ^+ 2 = (n%:R * (\sum_i s i * (1 - theta i) ^+ 2) +
    9%:R / 10%:R * sigma ^+ 2 * \sum_i theta i ^+ 2) / (n%:R - \sum_i theta i ^+ 2)).
Proof.
move=> /(_ 2%N 1%N 1 1 (fun=> 1) (fun=> 0) isT (fun=> ltr01) ltr01 half_total) /=.
rewrite /risk half_squares big1 => [|i _]; last by rewrite mul0r.
move=> /eqP; rewrite -subr_eq0 => /eqP.
have -> : (1 ^+ 2 + 0) / (1 - 2%:R^-1 / 1%:R) - 1 ^+ 2 -
  (1%:R * 0 + 9%:R / 10%:R * 1 ^+ 2 / 2%:R) / (1%:R - 2%:R^-1) = 10%:R^-1 :> F by field.
by move/eqP; rewrite invr_eq0 pnatr_eq0.
Qed.

(* squares of the mean coefficients *)
Theorem risk_of_shares_mean_wrong : ~ (forall d n (sigma x : F) (k : 'I_d -> F), (0 < n)%N ->
  (forall i, 0 < k i) -> 0 < x -> total k x = n%:R -> let theta i := share (x * k i) in
  forall (tasks : finType) (p : tasks -> F) (c : tasks -> 'I_d -> F), \sum_t p t = 1 ->
    \sum_t p t * gamma n k (c t) sigma x =
    risk n (fun i => k i * (\sum_t p t * c t i) ^+ 2) sigma theta).
Proof.
move=> /(_ 2%N 1%N 0 1 (fun=> 1) isT (fun=> ltr01) ltr01 half_total) /=.
pose p (t : bool) : F := 2%:R^-1; pose c (t : bool) (i : 'I_2) : F := if t then 1 else -1.
have p1 : \sum_t p t = 1 by rewrite big_bool /p /= -mulr2n -[LHS]mulr_natl divff ?pnatr_eq0.
move=> /(_ _ p c p1); rewrite big_bool /= -mulrDr.
have gE t : gamma 1 (fun=> 1) (c t) 0 1 = 1.
  rewrite /gamma half_squares (eq_bigr (fun=> 4%:R^-1)) => [|i _]; last first.
    by rewrite half_share /c; case: t; rewrite ?sqrrN expr1n; field.
  by rewrite sumr_const card_ord -[4%:R^-1 *+ 2]mulr_natl; field.
rewrite !gE /risk big1 => [|i _]; last first.
  by rewrite big_bool /p /c /= mulrN subrr expr0n !(mulr0, mul0r).
rewrite expr0n /= addr0 mul0r /p => /eqP; rewrite -mulr2n mulVf ?pnatr_eq0 //.
by rewrite oner_eq0.
Qed.

(* shares 0 and 1 as well *)
Theorem shares_of_shapings_closed_wrong : ~ (forall d n (R V : 'M[F]_d) (theta : 'I_d -> F),
  (0 < n)%N -> R^T = R -> R \in unitmx -> V^T *m V = 1%:M -> (forall i, 0 <= theta i <= 1) ->
  \sum_i theta i = n%:R -> exists Lam k, has_shares n R V Lam k theta).
Proof.
move=> H; pose th (i : 'I_2) : F := if i == 0 then 1 else 0.
have := H 2%N 1%N 1%:M 1%:M th isT (trmx1 _ _) (unitmx1 _ _).
rewrite trmx1 mulmx1 => /(_ erefl) H0; case: H0 => [i||Lam [k hs]].
- by rewrite /th; case: ifP; rewrite ?lexx ler01.
- by rewrite !big_ord_recl big_ord0 /th /= !addr0.
have [H1 _] := @shares_of_shapings F 2 1 1%:M 1%:M th isT (trmx1 _ _) (unitmx1 _ _)
  (etrans (congr1 (mulmx^~ _) (trmx1 _ _)) (mulmx1 _)).
have [t01 _] := proj1 H1 (ex_intro _ Lam (ex_intro _ k hs)).
by have := t01 0; rewrite /th eqxx ltxx andbF.
Qed.

(* any sum of the shares *)
Theorem shares_of_shapings_sum_wrong : ~ (forall d n (R V : 'M[F]_d) (theta : 'I_d -> F),
  (0 < n)%N -> R^T = R -> R \in unitmx -> V^T *m V = 1%:M -> (forall i, 0 < theta i < 1) ->
  exists Lam k, has_shares n R V Lam k theta).
Proof.
move=> H; have q : 0 < (4%:R^-1 : F) < 1 by rewrite invr_gt0 ltr0n invf_lt1 ?ltr0n // ltr1n.
have := H 2%N 1%N 1%:M 1%:M (fun=> 4%:R^-1) isT (trmx1 _ _) (unitmx1 _ _).
rewrite trmx1 mulmx1 => /(_ erefl (fun=> q)) [Lam [k hs]].
have [H1 _] := @shares_of_shapings F 2 1 1%:M 1%:M (fun=> 4%:R^-1) isT (trmx1 _ _) (unitmx1 _ _)
  (etrans (congr1 (mulmx^~ _) (trmx1 _ _)) (mulmx1 _)).
have [_] := proj1 H1 (ex_intro _ Lam (ex_intro _ k hs)).
rewrite sumr_const card_ord -[4%:R^-1 *+ 2]mulr_natl => /(congr1 (fun z => z * 4%:R)) /eqP.
by rewrite divfK ?pnatr_eq0 // -natrM eqr_nat.
Qed.

(* eigenvalues proportional to the shares *)
Theorem shares_of_shapings_odds_wrong : ~ (forall d n (R V : 'M[F]_d) (theta : 'I_d -> F),
  (0 < n)%N -> R^T = R -> R \in unitmx -> V^T *m V = 1%:M ->
  forall Lam k, Lam \in unitmx -> shaping_basis R Lam V k ->
    (forall i, 0 < theta i < 1) -> \sum_i theta i = n%:R ->
    (has_shares n R V Lam k theta <-> exists2 c, 0 < c & forall i, k 0 i = c * theta i)).
Proof.
move=> H; pose th (i : 'I_2) : F := if i == 0 then 1 / 3%:R else 2%:R / 3%:R.
have VV : (1%:M : 'M[F]_2)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have t01 i : 0 < th i < 1.
  rewrite /th; case: ifP => _; rewrite divr_gt0 ?ltr01 ?ltr0n //= ltr_pdivr_mulr ?ltr0n // mul1r.
    by rewrite ltr1n.
  by rewrite ltr_nat.
have tn : \sum_i th i = 1%:R.
  by rewrite !big_ord_recl big_ord0 /th /= addr0 -mulrDl -(natrD _ 1 2) divff ?pnatr_eq0.
have [[_ H1] H2] := @shares_of_shapings F 2 1 1%:M 1%:M th isT (trmx1 _ _) (unitmx1 _ _) VV.
have [Lam [k hs]] := H1 (conj t01 tn); have [Lu B _] := hs.
have [c c0 e] := proj1 (H2 Lam k Lu B t01 tn) hs.
have [c' c0' e'] :=
  proj1 (H 2%N 1%N _ _ th isT (trmx1 _ _) (unitmx1 _ _) VV Lam k Lu B t01 tn) hs.
have : k 0 1 = 4%:R * k 0 0.
  by rewrite !e /th /=; field.
rewrite !e' /th /= => /eqP; rewrite -subr_eq0.
have -> : c' * (2%:R / 3%:R) - 4%:R * (c' * (1 / 3%:R)) = - (c' * (2%:R / 3%:R)) by field.
by rewrite oppr_eq0 gt_eqF // mulr_gt0 // divr_gt0 ?ltr0n.
Qed.
End Wrong.
