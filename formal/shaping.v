(* What a shaping does: a shaping is a fit of pruned least squares, and its shares.

   shaping_is_a_fit (YZ6E 1): in the coordinates W of Lambda^T Sigma_F Lambda a shaping is a fit of
     independent features of the variances k_i, whose coefficients have the signals that the
     shaping sees.
   shaping_bases (YZ6E 1): such coordinates exist.
   risk_of_shares (YZ6E 2): gamma of the fit is linear in the signals, and its two forms.
   shares_of_shapings (YZ6E 3): for given directions the shapings have all shares in (0,1)^d that
     add up to n, and no others. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end weyl block real_spectral singular_values.
From dlf Require Import singular_facts pseudo_inverse penalty.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* V is a basis of eigenvectors of R Lambda Lambda^T R with the eigenvalues k, R the root of
   Sigma_F *)
Definition shaping_basis (F : rcfType) d (R Lam V : 'M[F]_d) (k : 'rV[F]_d) :=
  V^T *m V = 1%:M /\ R *m Lam *m Lam^T *m R *m V = V *m diag_mx k.

(* the signal seen in the direction i, where S = R Sigma_T R *)
Definition seen (F : rcfType) d (S V : 'M[F]_d) i : F := (V^T *m S *m V) i i.

(* gamma of shares and signals *)
Definition risk (F : realFieldType) d n (s : 'I_d -> F) (sigma : F) (theta : 'I_d -> F) : F :=
  (sigma ^+ 2 + \sum_i s i * (1 - theta i) ^+ 2) / (1 - (\sum_i theta i ^+ 2) / n%:R).

Lemma gram_diagonal_pos (F : rcfType) d (a : 'M[F]_d) (k : 'rV[F]_d) i : a \in unitmx ->
  diag_mx k = a^T *m a -> 0 < k 0 i.
Proof.
move=> au ka; have -> : k 0 i = \sum_j a j i ^+ 2.
  move: ka => /matrixP/(_ i i); rewrite !mxE eqxx mulr1n => ->; apply: eq_bigr => j _.
  by rewrite mxE expr2.
rewrite lt_neqAle sumr_ge0 ?andbT => [|j _]; last exact: sqr_ge0.
apply/eqP=> /esym/eqP; rewrite psumr_eq0 => [/allP z|j _]; last exact: sqr_ge0.
have c0 : col i a = 0.
  apply/colP=> j; have := z j (mem_index_enum j); rewrite sqrf_eq0 !mxE => /eqP.
  exact.
have : invmx a *m col i a = 0 by rewrite c0 mulmx0.
rewrite colE mulmxA mulVmx // mul1mx => /colP/(_ i); rewrite !mxE !eqxx => /eqP.
by rewrite oner_eq0.
Qed.

Section Shaping.
Variables (F : rcfType) (d : nat) (SF R Lam : 'M[F]_d).
Hypotheses (root : psd_root 2 SF R) (SFu : SF \in unitmx) (Lu : Lam \in unitmx).

Lemma root_sym : R^T = R. Proof. by case: root => -[]. Qed.
Lemma root_sq : R *m R = SF. Proof. by case: root => _ <-; rewrite /mxpow /= mulmx1. Qed.
Lemma root_unit : R \in unitmx.
Proof. by move: SFu; rewrite -root_sq unitmx_mul andbb. Qed.

Theorem shaping_bases : exists (W : 'M[F]_d) (k : 'rV[F]_d),
  W^T *m W = 1%:M /\ Lam^T *m SF *m Lam = W *m diag_mx k *m W^T.
Proof.
have sym : (Lam^T *m SF *m Lam)^T = Lam^T *m SF *m Lam.
  by rewrite -root_sq !trmx_mul trmxK root_sym !mulmxA.
have [Q [a [QQ AQ _]]] := real_spectral sym; exists Q, a; split=> //.
by rewrite -AQ -(mulmxA _ Q) (mulmx1C QQ) mulmx1.
Qed.

Variables (W : 'M[F]_d) (k : 'rV[F]_d).
Hypotheses (WW : W^T *m W = 1%:M) (LW : Lam^T *m SF *m Lam = W *m diag_mx k *m W^T).

Lemma covariance : (Lam *m W)^T *m SF *m (Lam *m W) = diag_mx k.
Proof.
have -> : (Lam *m W)^T *m SF *m (Lam *m W) = W^T *m (Lam^T *m SF *m Lam) *m W.
  by rewrite trmx_mul !mulmxA.
by rewrite LW !mulmxA WW mul1mx -mulmxA WW mulmx1.
Qed.

Lemma variances_pos i : 0 < k 0 i.
Proof.
have [a [au ka]] : exists a, a \in unitmx /\ diag_mx k = a^T *m a.
  exists (R *m (Lam *m W)); split; last by rewrite -covariance -root_sq !trmx_mul root_sym !mulmxA.
  by rewrite !unitmx_mul root_unit Lu; have := mulmx1_unit WW; rewrite unitmx_tr => -[_ ->].
exact: gram_diagonal_pos au ka.
Qed.

Theorem shaping_is_a_fit :
  [/\ (Lam *m W)^T *m SF *m (Lam *m W) = diag_mx k /\ forall i, 0 < k 0 i,
      forall n (X : 'M[F]_(n, d)) P P' (y : 'cV[F]_n), penrose (X *m Lam) P ->
        penrose (X *m Lam *m W) P' -> Lam *m (P *m y) = Lam *m W *m (P' *m y),
      forall b b' : 'cV[F]_d, let c := W^T *m invmx Lam *m b in let c' := W^T *m invmx Lam *m b' in
        (forall n (X : 'M[F]_(n, d)), X *m b = (X *m (Lam *m W)) *m c) /\
        ((b' - b)^T *m SF *m (b' - b)) 0 0 = \sum_i k 0 i * (c' i 0 - c i 0) ^+ 2 &
      exists V, shaping_basis R Lam V k /\ forall (ST : 'M[F]_d) i,
        k 0 i * (W^T *m invmx Lam *m ST *m (W^T *m invmx Lam)^T) i i = seen (R *m ST *m R) V i].
Proof.
have WW' := mulmx1C WW.
have back (b : 'cV[F]_d) : Lam *m W *m (W^T *m invmx Lam *m b) = b.
  by rewrite !mulmxA -(mulmxA Lam) WW' mulmx1 mulmxV // mul1mx.
split.
- by split; [exact: covariance | exact: variances_pos].
- move=> n X P P' y XP XP'; have -> : P' = W^T *m P.
    apply: pseudo_inverse_unique XP' _; have := pseudo_inverse_turned (U := W^T) _ XP.
    by rewrite trmxK; apply.
  by rewrite -!mulmxA (mulmxA W) WW' mul1mx.
- move=> b b' c c'; split=> [n X|].
    by rewrite -mulmxA back.
  have -> : b' - b = Lam *m W *m (c' - c) by rewrite mulmxBr !back.
  transitivity (\sum_i k 0 i * (c' - c) i 0 ^+ 2); last first.
    by apply: eq_bigr => i _; rewrite [(c' - c) i 0]mxE [(- c) i 0]mxE.
  move: (c' - c) => e; have -> : (Lam *m W *m e)^T *m SF *m (Lam *m W *m e) =
      e^T *m ((Lam *m W)^T *m SF *m (Lam *m W)) *m e by rewrite !trmx_mul !mulmxA.
  rewrite covariance mxE; apply: eq_bigr => i _.
  by rewrite mul_mx_diag !mxE expr2 mulrA (mulrC (k 0 i)).
pose h := diag_mx (\row_i (Num.sqrt (k 0 i))^-1) : 'M[F]_d.
have s0 i : 0 < Num.sqrt (k 0 i) by rewrite sqrtr_gt0 variances_pos.
have hk : h *m diag_mx k *m h = 1%:M.
  rewrite /h !mulmx_diag; apply/matrixP=> i j; rewrite !mxE; case: eqP => // _.
  rewrite !mulr1n -{2}(sqr_sqrtr (ltW (variances_pos i))) expr2 mulrA mulVf ?gt_eqF //.
  by rewrite mul1r divff ?gt_eqF.
pose V := R *m Lam *m W *m h; have hT : h^T = h by rewrite /h tr_diag_mx.
have VT : V^T = h *m W^T *m Lam^T *m R by rewrite /V !trmx_mul hT root_sym !mulmxA.
have RR (A : 'M[F]_d) : A *m R *m R = A *m SF by rewrite -mulmxA root_sq.
have LW' (A : 'M[F]_d) : A *m Lam^T *m SF *m Lam = A *m (W *m diag_mx k *m W^T).
  by rewrite -LW !mulmxA.
have W1 (A : 'M[F]_d) : A *m W^T *m W = A by rewrite -mulmxA WW mulmx1.
have W2 (A : 'M[F]_d) : A *m W *m W^T = A by rewrite -mulmxA WW' mulmx1.
have hD : diag_mx k *m h = h *m diag_mx k by rewrite /h !mulmx_diag; congr diag_mx; apply/rowP=> i;
  rewrite !mxE mulrC.
exists V; split; first split.
- by rewrite VT /V !mulmxA RR LW' !mulmxA W1 -(mulmxA _ W^T) WW mulmx1 hk.
- rewrite /V !mulmxA RR LW' !mulmxA W1 -(mulmxA _ _ h) hD.
  by rewrite -!mulmxA.
move=> ST i; pose A := W^T *m invmx Lam.
have SLW : SF *m Lam *m W = (invmx Lam)^T *m W *m diag_mx k.
  have -> : SF *m Lam *m W = (invmx Lam)^T *m (Lam^T *m SF *m Lam) *m W.
    by rewrite trmx_inv !mulmxA mulVmx ?unitmx_tr // mul1mx.
  by rewrite LW !mulmxA W1.
have RV : R *m V = A^T *m diag_mx k *m h.
  by rewrite /V !mulmxA root_sq SLW /A trmx_mul trmxK.
have VR : V^T *m R = h *m diag_mx k *m A.
  by rewrite -[R in LHS]root_sym -trmx_mul RV !trmx_mul !trmxK hT tr_diag_mx mulmxA.
clearbody V; have -> : seen (R *m ST *m R) V i =
   (h *m (diag_mx k *m (A *m ST *m A^T) *m diag_mx k) *m h) i i.
  by rewrite /seen !mulmxA VR -(mulmxA _ R V) RV !mulmxA.
rewrite -/A; move: (A *m ST *m A^T) => B.
have both (D E : 'rV[F]_d) C : (diag_mx D *m C *m diag_mx E) i i = D 0 i * C i i * E 0 i.
  by rewrite mul_mx_diag mxE mul_diag_mx mxE.
rewrite /h !both !mxE.
have := s0 i; have := sqr_sqrtr (ltW (variances_pos i)).
move: (B i i) (k 0 i) (Num.sqrt (k 0 i)) => b x q <- /gt_eqF/negbT q0; rewrite expr2.
by field.
Qed.
End Shaping.

Section Shares.
Variables (F : rcfType) (d n : nat).

(* the fit with the variances k and coefficients c has gamma of the signals k_i c_i^2, and a mean of
   such gammas is gamma of the mean signals *)
Theorem risk_of_shares (sigma x : F) (k : 'I_d -> F) : (0 < n)%N -> (forall i, 0 < k i) -> 0 < x ->
  total k x = n%:R -> let theta i := share (x * k i) in
  (forall (tasks : finType) (p : tasks -> F) (c : tasks -> 'I_d -> F), \sum_t p t = 1 ->
    \sum_t p t * gamma n k (c t) sigma x =
      risk n (fun i => k i * \sum_t p t * c t i ^+ 2) sigma theta)
  /\ forall s : 'I_d -> F, risk n s sigma theta - sigma ^+ 2 =
    (n%:R * (\sum_i s i * (1 - theta i) ^+ 2) + sigma ^+ 2 * \sum_i theta i ^+ 2) /
    (n%:R - \sum_i theta i ^+ 2).
Proof.
move=> n0 k0 x0 T theta; have /andP[_ lt] := squares_bounds k0 n0 x0 T; split=> [tasks p c p1|s].
  rewrite /risk /gamma -/theta; under eq_bigr do rewrite mulrA; rewrite -mulr_suml.
  congr (_ / _); under eq_bigr do rewrite mulrDr; rewrite big_split /= -mulr_suml p1 mul1r.
  congr (_ + _); under eq_bigr do rewrite mulr_sumr; rewrite exchange_big /=.
  apply: eq_bigr => i _; rewrite mulr_sumr mulr_suml; apply: eq_bigr => t _.
  by rewrite !mulrA [p t * k i]mulrC.
have n1 : n%:R != 0 :> F by rewrite pnatr_eq0 -lt0n.
have tn : n%:R - \sum_i theta i ^+ 2 != 0 by rewrite subr_eq0 gt_eqF.
rewrite /risk; move: (\sum_i s i * _) (\sum_i theta i ^+ 2) tn => a t tn.
by field; rewrite n1 tn.
Qed.

(* the shares of the shaping Lambda: of the eigenvalues k of R Lambda Lambda^T R at the root *)
Definition has_shares (R V Lam : 'M[F]_d) (k : 'rV[F]_d) (theta : 'I_d -> F) :=
  [/\ Lam \in unitmx, shaping_basis R Lam V k &
      exists x, [/\ 0 < x, total (k 0) x = n%:R & forall i, theta i = share (x * k 0 i)]].

Theorem shares_of_shapings (R V : 'M[F]_d) (theta : 'I_d -> F) : (0 < n)%N -> R^T = R ->
  R \in unitmx -> V^T *m V = 1%:M ->
  ((exists Lam k, has_shares R V Lam k theta) <->
    (forall i, 0 < theta i < 1) /\ \sum_i theta i = n%:R) /\
  forall Lam k, Lam \in unitmx -> shaping_basis R Lam V k ->
    (forall i, 0 < theta i < 1) -> \sum_i theta i = n%:R ->
    (has_shares R V Lam k theta <->
     exists2 c, 0 < c & forall i, k 0 i = c * (theta i / (1 - theta i))).
Proof.
move=> n0 RT Ru VV.
have kpos Lam k i : Lam \in unitmx -> shaping_basis R Lam V k -> 0 < k 0 i.
  move=> Lu [_ e]; apply: (@gram_diagonal_pos _ _ (Lam^T *m R *m V)).
    by rewrite !unitmx_mul unitmx_tr Lu Ru; have [_ ->] := mulmx1_unit VV.
  by rewrite !trmx_mul trmxK RT !mulmxA -[RHS]mulmxA -[diag_mx k]mul1mx -VV -mulmxA -e !mulmxA.
have odds (x t : F) : 0 < x -> t != 1 -> t = share x <-> x = t / (1 - t).
  move=> x0 t1; have x1 : 1 + x != 0 by rewrite gt_eqF // ltr_paddr ?ltr01 // ltW.
  have t1' : 1 - t != 0 by rewrite subr_eq0 eq_sym.
  split=> ->; rewrite /share.
    have -> : 1 - x / (1 + x) = (1 + x)^-1 by field.
    by field.
  have -> : 1 + t / (1 - t) = (1 - t)^-1 by field.
  by field.
have below Lam k x : Lam \in unitmx -> shaping_basis R Lam V k -> 0 < x ->
    (forall i, theta i = share (x * k 0 i)) -> forall i, 0 < theta i < 1.
  move=> Lu B x0 e i; have xk : 0 < x * k 0 i by rewrite mulr_gt0 // (kpos Lam).
  by rewrite e share_gt0 // share_lt1 // ltW.
have inv Lam k : Lam \in unitmx -> shaping_basis R Lam V k -> (forall i, 0 < theta i < 1) ->
    \sum_i theta i = n%:R -> (has_shares R V Lam k theta <->
      exists2 c, 0 < c & forall i, k 0 i = c * (theta i / (1 - theta i))).
  move=> Lu B t01 tn; split=> [[_ _ [x [x0 T e]]]|[c c0 e]].
    exists x^-1; rewrite ?invr_gt0 // => i.
    have xk : 0 < x * k 0 i by rewrite mulr_gt0 // (kpos Lam).
    have /andP[_ /lt_eqF/negbT t1] := t01 i.
    by have /(odds _ _ xk t1) <- := e i; rewrite mulKf // gt_eqF.
  have te i : theta i = share (c^-1 * k 0 i).
    have /andP[_ /lt_eqF/negbT t1] := t01 i.
    apply/odds; rewrite ?t1 //; first by rewrite mulr_gt0 ?invr_gt0 // (kpos Lam).
    by rewrite e mulKf // gt_eqF.
  split=> //; exists c^-1; split; rewrite ?invr_gt0 //.
  by rewrite -tn; apply: eq_bigr => i _; rewrite te.
split=> //; split=> [[Lam [k [Lu B [x [x0 T e]]]]]|[t01 tn]].
  split; first exact: below Lu B x0 e.
  by rewrite -T; apply: eq_bigr => i _; rewrite e.
pose k : 'rV[F]_d := \row_i (theta i / (1 - theta i)).
have k0 i : 0 < k 0 i by rewrite mxE; have /andP[t0 t1] := t01 i; rewrite divr_gt0 // subr_gt0.
pose h : 'M[F]_d := diag_mx (\row_i Num.sqrt (k 0 i)).
have hh : h *m h = diag_mx k.
  rewrite /h mulmx_diag; congr diag_mx; apply/rowP=> i; have := ltW (k0 i); rewrite !mxE => k1.
  by rewrite -expr2 sqr_sqrtr.
have hu : h \in unitmx.
  rewrite unitmxE det_diag unitfE; apply/prodf_neq0 => i _.
  by rewrite mxE gt_eqF // sqrtr_gt0.
have Lu : invmx R *m V *m h \in unitmx.
  by rewrite !unitmx_mul unitmx_inv Ru hu; have [_ ->] := mulmx1_unit VV.
have B : shaping_basis R (invmx R *m V *m h) V k.
  split=> //; have RT' : (invmx R)^T = invmx R by rewrite trmx_inv RT.
  rewrite !trmx_mul RT' [h^T]tr_diag_mx -/h !mulmxA mulmxV // mul1mx.
  by rewrite -(mulmxA _ (invmx R)) mulVmx // mulmx1 -(mulmxA _ V^T) VV mulmx1 -mulmxA hh.
exists (invmx R *m V *m h), k; apply/(inv _ _ Lu B t01 tn); exists 1; rewrite ?ltr01 // => i.
by rewrite mul1r mxE.
Qed.
End Shares.
