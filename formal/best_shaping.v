(* No shaping is better than the best one, and which are as good.

   Letters as in shaping.v, best_shares.v and noiseless_shaping.v: S = R Sigma_T R has the
   eigenbasis V and the eigenvalues s, the signals; g is gamma_*.
   shaping_gap (EEEY, part 3): for every shaping with the basis W and the shares theta, the risk
     less g is a sum over pairs of directions w_i, v_j of
     (w_i^T v_j)^2 (n s_j + g) (theta_i - t_j)^2, divided by n less the sum of the
     theta_i^2; t are the best shares.
   best_shaping (EEEY, part 3): so it is not negative, and zero exactly for
     Lambda Lambda^T = c (Sigma_T + sigma^2/(d - n) Sigma_F^-1), c > 0. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end weyl block real_spectral singular_values.
From dlf Require Import singular_facts pseudo_inverse penalty shaping best_shares.
From dlf Require Import noiseless_shaping.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Best.
Variables (F : rcfType) (d n : nat) (SF ST R V : 'M[F]_d) (s : 'rV[F]_d) (sigma g : F).
Hypotheses (root : psd_root 2 SF R) (SFu : SF \in unitmx) (STpos : psd ST).
Hypotheses (VV : V^T *m V = 1%:M) (SV : R *m ST *m R *m V = V *m diag_mx s).
Hypotheses (n0 : (0 < n)%N) (nd : (n < d)%N).
Local Notation mu := (floor_mu d n sigma).
Local Notation b j := (best_share n (s 0) sigma g j).
Hypotheses (mg : mu < g) (Sg : \sum_j b j = n%:R).
Local Notation S := (R *m ST *m R).

Lemma signals_ge0 i : 0 <= s 0 i.
Proof. exact: spectrum_ge0 (S_psd root STpos) VV SV i. Qed.

Variables (Lam W : 'M[F]_d) (k : 'rV[F]_d) (theta : 'I_d -> F).
Hypothesis sh : has_shares n R W Lam k theta.
Local Notation M := (W^T *m V).

Lemma basis_W : W^T *m W = 1%:M. Proof. by have [_ []] := sh. Qed.

Lemma overlap_rows i : \sum_j M i j ^+ 2 = 1.
Proof.
have MM : M *m M^T = 1%:M.
  by rewrite trmx_mul trmxK mulmxA -(mulmxA W^T) (mulmx1C VV) mulmx1 basis_W.
have := MM => /matrixP/(_ i i); rewrite mxE [RHS]mxE eqxx mulr1n => <-.
by apply: eq_bigr => j _; rewrite [M^T _ _]mxE expr2.
Qed.

Lemma overlap_cols j : \sum_i M i j ^+ 2 = 1.
Proof.
have MM : M^T *m M = 1%:M.
  by rewrite trmx_mul trmxK mulmxA -(mulmxA V^T) (mulmx1C basis_W) mulmx1 VV.
have := MM => /matrixP/(_ j j); rewrite mxE [RHS]mxE eqxx mulr1n => <-.
by apply: eq_bigr => i _; rewrite [M^T _ _]mxE expr2.
Qed.

Lemma seen_overlaps i : seen S W i = \sum_j M i j ^+ 2 * s 0 j.
Proof.
have -> : seen S W i = (M *m diag_mx s *m M^T) i i.
  rewrite /seen trmx_mul trmxK !mulmxA -(mulmxA _ V (diag_mx s)) -SV !mulmxA.
  by rewrite -(mulmxA _ V V^T) (mulmx1C VV) mulmx1.
rewrite mxE; apply: eq_bigr => j _; rewrite mul_mx_diag [M^T _ _]mxE mxE.
by rewrite expr2 mulrAC.
Qed.

Lemma shares_inside : (forall i, 0 < theta i < 1) /\ \sum_i theta i = n%:R.
Proof.
have [h _] := shares_of_shapings theta n0 (root_sym root) (root_unit root SFu) basis_W.
by apply/h; exists Lam, k.
Qed.

Lemma squares_below : \sum_i theta i ^+ 2 < n%:R.
Proof.
have [inside T1] := shares_inside; apply: squares_less; split=> // [i|].
  by have /andP[/ltW -> /ltW ->] := inside i.
by exists (Ordinal nd).
Qed.

Theorem shaping_gap : risk n (seen S W) sigma theta - g =
  (\sum_i \sum_j M i j ^+ 2 * ((n%:R * s 0 j + g) * (theta i - b j) ^+ 2)) /
  (n%:R - \sum_i theta i ^+ 2).
Proof.
have [_ T1] := shares_inside; have D0 : n%:R - \sum_i theta i ^+ 2 != 0.
  by rewrite subr_eq0 gt_eqF // squares_below.
have n1 : n%:R != 0 :> F by rewrite pnatr_eq0 -lt0n.
have key : \sum_i \sum_j M i j ^+ 2 * (n%:R * s 0 j * (1 - theta i) ^+ 2 + g * theta i ^+ 2 -
    (n%:R * s 0 j + g) * (theta i - b j) ^+ 2) = g * n%:R - n%:R * sigma ^+ 2.
  transitivity (\sum_i \sum_j (M i j ^+ 2 * (2%:R * mu * theta i - mu) +
      M i j ^+ 2 * ((g - mu) * b j))).
    apply: eq_bigr => i _; apply: eq_bigr => j _; rewrite -mulrDr; congr (_ * _).
    have e := best_eq nd signals_ge0 mg j; set x := b j in e *; set A := n%:R * s 0 j in e *.
    have eb : A * x = A + mu - g * x by rewrite e; ring.
    have -> : (A + g) * (theta i - x) ^+ 2 = (A + g) * theta i ^+ 2 -
      2%:R * theta i * (A * x + g * x) + (A * x + g * x) * x by ring.
    have -> : A * x + g * x = A + mu by rewrite eb subrK.
    by rewrite [(A + mu) * x]mulrDl eb; ring.
  under eq_bigr do rewrite big_split /= -mulr_suml overlap_rows mul1r.
  rewrite big_split /= exchange_big /=; under [X in _ + X]eq_bigr do
    rewrite -mulr_suml overlap_cols mul1r.
  rewrite -mulr_sumr Sg sumrB -mulr_sumr T1 sumr_const card_ord -(mulr_natl mu) /floor_mu.
  have dn0 : d%:R - n%:R != 0 :> F by rewrite subr_eq0 eqr_nat gtn_eqF.
  by field.
have split : \sum_i \sum_j M i j ^+ 2 * (n%:R * s 0 j * (1 - theta i) ^+ 2 + g * theta i ^+ 2 -
    (n%:R * s 0 j + g) * (theta i - b j) ^+ 2) =
    n%:R * (\sum_i seen S W i * (1 - theta i) ^+ 2) + g * (\sum_i theta i ^+ 2) -
    \sum_i \sum_j M i j ^+ 2 * ((n%:R * s 0 j + g) * (theta i - b j) ^+ 2).
  rewrite !mulr_sumr -big_split -sumrB; apply: eq_bigr => i _ /=.
  transitivity (\sum_j (n%:R * (1 - theta i) ^+ 2 * (M i j ^+ 2 * s 0 j) +
      M i j ^+ 2 * (g * theta i ^+ 2) -
      M i j ^+ 2 * ((n%:R * s 0 j + g) * (theta i - b j) ^+ 2))).
    by apply: eq_bigr => j _; move: (M i j ^+ 2) (b j) => u v; ring.
  rewrite sumrB big_split /= -mulr_sumr -seen_overlaps -mulr_suml overlap_rows mul1r.
  by congr (_ + _ - _); ring.
rewrite split in key; rewrite /risk.
move: (\sum_i seen S W i * _) (\sum_i theta i ^+ 2) (\sum_i \sum_j _) D0 key => u v w D0 key.
have -> : w = n%:R * u + g * v - (g * n%:R - n%:R * sigma ^+ 2) by rewrite -key; ring.
by field; rewrite n1 D0.
Qed.

Lemma variance_pos i : 0 < k 0 i.
Proof.
have [Lu [WW e] _] := sh; have RT := root_sym root; have Ru := root_unit root SFu.
apply: (@gram_diagonal_pos _ _ (Lam^T *m R *m W)).
  by rewrite !unitmx_mul unitmx_tr Lu Ru; have [_ ->] := mulmx1_unit WW.
by rewrite !trmx_mul trmxK RT !mulmxA -[RHS]mulmxA -[diag_mx k]mul1mx -WW -mulmxA -e !mulmxA.
Qed.

(* the odds of the best shares *)
Lemma best_odds x j : 0 <= x -> share x = b j -> x = (n%:R * s 0 j + mu) / (g - mu).
Proof.
move=> x0; have B0 := bottom nd signals_ge0 mg j; have x1 := one_more x0.
have gm : g - mu != 0 by rewrite subr_eq0 gt_eqF.
move=> /eqP; rewrite /share /best_share eqr_div ?(gt_eqF x1) ?(gt_eqF B0) // => /eqP e.
apply: (mulIf gm); rewrite divfK //; have -> : x * (g - mu) = x * (n%:R * s 0 j + g) -
  x * (n%:R * s 0 j + mu) by ring.
by rewrite e; ring.
Qed.

Lemma odds_best x j : x = (n%:R * s 0 j + mu) / (g - mu) -> share x = b j.
Proof.
have B0 := bottom nd signals_ge0 mg j; have gm : g - mu != 0 by rewrite subr_eq0 gt_eqF.
move=> ->; have B1 : n%:R * s 0 j + g != 0 by rewrite gt_eqF.
rewrite /share /best_share; have -> : 1 + (n%:R * s 0 j + mu) / (g - mu) =
  (n%:R * s 0 j + g) / (g - mu) by field.
by field; rewrite gm B1.
Qed.

Lemma around_root A : R *m A *m R = R *m Lam *m Lam^T *m R -> A = Lam *m Lam^T.
Proof.
have Ru := root_unit root SFu; move=> /(congr1 (fun B => invmx R *m B *m invmx R)).
by rewrite !mulmxA mulVmx // !mul1mx -!mulmxA mulmxV // !mulmx1.
Qed.

Lemma floored_root c : R *m (c *: (ST + (sigma ^+ 2 / (d%:R - n%:R)) *: invmx SF)) *m R =
  V *m diag_mx (\row_j (c * (s 0 j + mu / n%:R))) *m V^T.
Proof.
have n1 : n%:R != 0 :> F by rewrite pnatr_eq0 -lt0n.
have -> : sigma ^+ 2 / (d%:R - n%:R) = mu / n%:R.
  have dn0 : d%:R - n%:R != 0 :> F by rewrite subr_eq0 eqr_nat gtn_eqF.
  by rewrite /floor_mu; field; rewrite n1 dn0.
have -> : diag_mx (\row_j (c * (s 0 j + mu / n%:R))) = c *: (diag_mx s + (mu / n%:R)%:M).
  apply/matrixP=> i j; rewrite !mxE; case: eqP => [->|_]; last by rewrite !mulr0n addr0 mulr0.
  by rewrite !mulr1n.
rewrite -!scalemxAr -!scalemxAl; congr (_ *: _).
rewrite !mulmxDr !mulmxDl -SV -!scalemxAr -!scalemxAl (root_around root SFu) scalemx1.
rewrite -(mulmxA _ V) (mulmx1C VV) mulmx1 mul_mx_scalar -scalemxAl (mulmx1C VV) scalemx1.
by [].
Qed.

Theorem best_shaping : g <= risk n (seen S W) sigma theta /\
  (risk n (seen S W) sigma theta = g <->
   exists2 c, 0 < c & Lam *m Lam^T = c *: (ST + (sigma ^+ 2 / (d%:R - n%:R)) *: invmx SF)).
Proof.
have D0 : 0 < n%:R - \sum_i theta i ^+ 2 by rewrite subr_gt0 squares_below.
have B0 j : 0 < n%:R * s 0 j + g := bottom nd signals_ge0 mg j.
have pos i j : 0 <= M i j ^+ 2 * ((n%:R * s 0 j + g) * (theta i - b j) ^+ 2).
  by rewrite mulr_ge0 ?sqr_ge0 // mulr_ge0 ?sqr_ge0 // ltW.
have rows i : 0 <= \sum_j M i j ^+ 2 * ((n%:R * s 0 j + g) * (theta i - b j) ^+ 2).
  by apply: sumr_ge0 => j _.
have gap := shaping_gap.
have low : g <= risk n (seen S W) sigma theta.
  by rewrite -subr_ge0 gap divr_ge0 ?sumr_ge0 // ltW.
have n1 : 0 < n%:R :> F by rewrite ltr0n.
have gm : 0 < g - mu by rewrite subr_gt0.
have [Lu [WW kE] [x [x0 xk tE]]] := sh; have k0 := variance_pos.
have WW' := mulmx1C WW; have VV' := mulmx1C VV.
have kW : R *m Lam *m Lam^T *m R = W *m diag_mx k *m W^T.
  by rewrite -kE -(mulmxA _ W) WW' mulmx1.
have MV : M *m V^T = W^T by rewrite -(mulmxA _ V) VV' mulmx1.
split=> //; split=> [rg|[c c0 LL]].
  have zero i j : M i j != 0 -> theta i = b j.
    move=> m0; move: gap; rewrite rg subrr => /esym/eqP; rewrite mulf_eq0 invr_eq0.
    rewrite (gt_eqF D0) orbF psumr_eq0 // => /allP/(_ i (mem_index_enum i)) /=.
    rewrite psumr_eq0 // => /allP/(_ j (mem_index_enum j)) /=.
    rewrite mulf_eq0 sqrf_eq0 (negbTE m0) mulf_eq0 (gt_eqF (B0 j)) sqrf_eq0 subr_eq0 /=.
    by move/eqP.
  pose c := n%:R / ((g - mu) * x); have c0 : 0 < c by rewrite divr_gt0 // mulr_gt0.
  exists c => //; apply/esym/around_root; rewrite floored_root kW.
  suff e : diag_mx k *m M = M *m diag_mx (\row_j (c * (s 0 j + mu / n%:R))).
    have -> : W *m diag_mx k *m W^T = W *m (diag_mx k *m M) *m V^T.
      by rewrite -!(mulmxA W) -(mulmxA _ M) MV.
    by rewrite e !mulmxA WW' mul1mx.
  apply/matrixP=> i j; rewrite mul_diag_mx mul_mx_diag [LHS]mxE [RHS]mxE [X in _ = _ * X]mxE.
  have [-> | m0] := eqVneq (M i j) 0; first by rewrite mulr0 mul0r.
  have := best_odds (mulr_ge0 (ltW x0) (ltW (k0 i))) (etrans (esym (tE i)) (zero i j m0)).
  move=> e; rewrite mulrC; congr (_ * _); apply: (mulfI (lt0r_neq0 x0)); rewrite e /c.
  by field; rewrite !gt_eqF.
pose kap : 'rV[F]_d := \row_j (c * (s 0 j + mu / n%:R)).
have RL : R *m Lam *m Lam^T *m R = V *m diag_mx kap *m V^T.
  by rewrite -floored_root -LL !mulmxA.
have sym : (R *m Lam *m Lam^T *m R)^T = R *m Lam *m Lam^T *m R.
  by rewrite !trmx_mul trmxK (root_sym root) !mulmxA.
have SK : R *m Lam *m Lam^T *m R *m V = V *m diag_mx kap by rewrite RL -mulmxA VV mulmx1.
have same (f : F -> F) : \sum_i f (k 0 i) = \sum_j f (kap 0 j).
  exact: same_sums sym VV WW SK kE.
pose y := n%:R / (c * (g - mu)); have y0 : 0 < y by rewrite divr_gt0 // mulr_gt0.
have yb j : share (y * kap 0 j) = b j.
  by apply: odds_best; rewrite mxE /y; field; rewrite !gt_eqF.
have yk : total (k 0) y = n%:R.
  rewrite /total (same (fun u => share (y * u))) -Sg; apply: eq_bigr => j _.
  exact: yb.
have xy : x = y.
  by apply: (root_unique k0 (n := n)) => //; rewrite ?(ltn_trans n0 nd) ?ltW.
apply/eqP; rewrite -subr_eq0 gap big1 ?mul0r // => i _; apply: big1 => j _.
have [-> | m0] := eqVneq (M i j) 0; first by rewrite expr0n mul0r.
have kk : k 0 i = kap 0 j.
  have e : diag_mx k *m M = M *m diag_mx kap.
    have := kW; rewrite RL => /(congr1 (fun A => W^T *m A *m V)); rewrite !mulmxA WW mul1mx.
    by rewrite -(mulmxA _ V^T V) VV mulmx1 -(mulmxA _ W^T V).
  move: e => /matrixP/(_ i j); rewrite mul_diag_mx mul_mx_diag [LHS]mxE [RHS]mxE mulrC.
  by move/(mulfI m0).
by rewrite tE xy kk yb subrr expr0n !mulr0.
Qed.
End Best.
