(* Without noise the shapings with a small floor come as near to the least risk as one likes.

   Letters as in shaping.v and best_shares.v: R is the root of Sigma_F, S = R Sigma_T R.
   same_sums: the sum of a function over the eigenvalues does not depend on the eigenbasis.
   floor_to_zero (EEEY, part 3, sigma = 0): for every e > 0 and all small enough eps > 0 there are
     shapings with Lambda Lambda^T = Sigma_T + eps Sigma_F^-1, and gamma of each of them, in
     whatever basis, is at least gamma_* and less than gamma_* + e. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end weyl block real_spectral singular_values.
From dlf Require Import singular_facts pseudo_inverse penalty shaping best_shares.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Near.
Variables (F : realFieldType) (d n : nat) (s : 'I_d -> F) (g : F).
Hypotheses (n0 : (0 < n)%N) (nd : (n < d)%N) (s0 : forall i, 0 <= s i) (g0 : 0 < g).
Local Notation b i := (best_share n s 0 g i).
Hypothesis Sg : \sum_i b i = n%:R.
Local Notation y := (n%:R / g).

Lemma no_floor : floor_mu d n (0 : F) = 0.
Proof. by rewrite /floor_mu expr0n mulr0 mul0r. Qed.

Lemma n_pos : 0 < n%:R :> F. Proof. by rewrite ltr0n. Qed.
Lemma y_pos : 0 < y. Proof. by rewrite divr_gt0 ?n_pos. Qed.

Lemma y_s i : 0 <= y * s i. Proof. exact: mulr_ge0 (ltW y_pos) (s0 i). Qed.

Lemma best_is_share i : b i = share (y * s i).
Proof.
rewrite /best_share no_floor addr0 /share; have ns : 0 <= n%:R * s i by rewrite mulr_ge0 ?ler0n.
have g1 : g != 0 by rewrite gt_eqF.
have e : n%:R * s i + g != 0 by rewrite gt_eqF // ltr_paddl.
move: (n%:R) e => m e; have e1 : g + m * s i != 0 by rewrite addrC.
by field; rewrite g1.
Qed.

Lemma share_lipschitz (a h : F) : 0 <= a -> 0 <= h -> share (a + h) - share a <= h.
Proof.
move=> a0 h0; have a1 := one_more a0; have ah := one_more (addr_ge0 a0 h0).
rewrite !share_rest ?addr_ge0 //.
have -> : 1 - (1 + (a + h))^-1 - (1 - (1 + a)^-1) = h * ((1 + a) * (1 + (a + h)))^-1.
  by field; rewrite !gt_eqF.
by rewrite ler_pimulr // invf_le1 ?mulr_gt0 // mulr_ege1 ?ler_addl ?addr_ge0.
Qed.

Section Root.
Variables (x eps : F).
Hypotheses (x0 : 0 < x) (eps0 : 0 < eps) (root : total (fun i => s i + eps) x = n%:R).
Local Notation theta i := (share (x * (s i + eps))).
Local Notation h := (d%:R * (y * eps)).

Lemma lifted i : 0 < s i + eps. Proof. by rewrite ltr_paddl. Qed.

Lemma sums_same : \sum_i (theta i - b i) = 0.
Proof. by rewrite sumrB Sg -[X in X - _]/(total _ x) root subrr. Qed.

Lemma root_not_above : x <= y.
Proof.
rewrite leNgt; apply/negP => yx; have := sums_same => z.
have : \sum_(i < d) 0 < \sum_i (theta i - b i).
  apply: (@less_sum _ _ _ _ (Ordinal nd)) => [i|]; rewrite subr_cp0 best_is_share.
    apply: share_le (y_s i) _.
    by apply: ler_pmul; rewrite ?(ltW y_pos) ?(ltW yx) // ler_addl ltW.
  apply: share_lt (y_s _) _.
  apply: (@le_lt_trans _ _ (x * s (Ordinal nd))); first by rewrite ler_wpmul2r ?(ltW yx).
  by rewrite ltr_pmul2l // ltr_addl.
by rewrite z big1 // ltxx.
Qed.

Lemma share_above i : theta i - b i <= y * eps.
Proof.
have ye : 0 <= y * eps := mulr_ge0 (ltW y_pos) (ltW eps0).
rewrite best_is_share; apply: le_trans (share_lipschitz (y_s i) ye).
rewrite -mulrDr ler_add2r share_le ?mulr_ge0 ?(ltW x0) ?(ltW (lifted i)) //.
by rewrite ler_pmul2r ?lifted // root_not_above.
Qed.

Lemma h_pos : 0 < h.
Proof. by apply: mulr_gt0 (mulr_gt0 y_pos eps0); rewrite ltr0n (ltn_trans n0). Qed.

Lemma share_near i : `|theta i - b i| <= h.
Proof.
have ye : 0 <= y * eps := mulr_ge0 (ltW y_pos) (ltW eps0).
have few : \sum_(j | j != i) (theta j - b j) <= h.
  apply: le_trans (_ : \sum_(j < d) y * eps <= _); last first.
    by rewrite sumr_const card_ord -[leLHS]mulr_natl.
  rewrite [leRHS](bigID (fun j => j != i)) /=; apply: ler_paddr; first exact: sumr_ge0.
  by apply: ler_sum => j _; exact: share_above.
have := sums_same; rewrite (bigD1 i) //= => /eqP; rewrite addr_eq0 => /eqP e.
rewrite ler_norml {1}e ler_opp2 few /=; apply: le_trans (share_above i) _.
by rewrite -[leLHS]mul1r ler_wpmul2r // ler1n (ltn_trans n0).
Qed.

Lemma theta_admissible : admissible n (fun i => theta i).
Proof.
have t01 i : 0 < theta i < 1.
  have p : 0 < x * (s i + eps) by rewrite mulr_gt0 ?lifted.
  by rewrite share_gt0 // share_lt1 // ltW.
split=> // [i|]; first by have /andP[/ltW -> /ltW ->] := t01 i.
by exists (Ordinal nd).
Qed.

Lemma mu_g : floor_mu d n (0 : F) < g. Proof. by rewrite no_floor. Qed.

(* the risk at the shares of the floor eps *)
Lemma risk_near e : let c := n%:R - \sum_i b i ^+ 2 in let a := \sum_i (n%:R * s i + g) in
  0 < e -> h <= 1 -> 4%:R * (d%:R * h) <= c -> 2%:R * a * h < e * c ->
  g <= risk n s 0 (fun i => theta i) < g + e.
Proof.
move=> c a e0 h1 dh ah; have Ad := theta_admissible.
have [id le _ _] := best_risk n0 nd s0 mu_g Sg Ad.
have c0 : 0 < c by rewrite subr_gt0 (squares_less (best_admissible n0 nd s0 mu_g Sg)).
rewrite le /= -ltr_subl_addl id.
have b01 i : 0 <= b i <= 1.
  by have /andP[-> /ltW ->] := best_01 nd s0 mu_g i.
have [t01 _ _] := Ad.
have half : c / 2%:R <= n%:R - \sum_i theta i ^+ 2.
  have up : \sum_i theta i ^+ 2 - \sum_i b i ^+ 2 <= d%:R * (h * 2%:R).
    have -> : d%:R * (h * 2%:R) = \sum_(i < d) h * 2%:R.
      by rewrite sumr_const card_ord -[RHS]mulr_natl.
    rewrite -sumrB; apply: ler_sum => i _.
    rewrite subr_sqr; apply: le_trans (ler_norm _) _; rewrite normrM; apply: ler_pmul => //.
      exact: share_near.
    have /andP[bi0 bi1] := b01 i; have /andP[ti0 ti1] := t01 i.
    by rewrite ger0_norm ?addr_ge0 // (_ : 2%:R = 1 + 1) // ler_add.
  have -> : n%:R - \sum_i theta i ^+ 2 = c - (\sum_i theta i ^+ 2 - \sum_i b i ^+ 2).
    by rewrite /c opprB addrA subrK.
  rewrite ler_subr_addr -ler_subr_addl; apply: le_trans up _.
  have -> : c - c / 2%:R = c / 2%:R by field.
  rewrite ler_pdivl_mulr ?ltr0n //; apply: le_trans dh; rewrite le_eqVlt; apply/orP; left.
  by apply/eqP; move: h (d%:R) => h' d'; ring.
have top : \sum_i (n%:R * s i + g) * (theta i - b i) ^+ 2 <= a * h.
  rewrite mulr_suml; apply: ler_sum => i _; apply: ler_wpmul2l.
    by rewrite addr_ge0 ?mulr_ge0 ?ler0n // ltW.
  rewrite -real_normK ?num_real // expr2 -[leRHS]mulr1; apply: ler_pmul => //.
    exact: share_near.
  exact: le_trans (share_near i) h1.
have D0 : 0 < n%:R - \sum_i theta i ^+ 2 by apply: lt_le_trans half; rewrite divr_gt0 ?ltr0n.
rewrite ltr_pdivr_mulr //; apply: le_lt_trans top _.
apply: lt_le_trans (_ : e * (c / 2%:R) <= _); last by rewrite ler_pmul2l.
by rewrite [ltRHS]mulrA ltr_pdivl_mulr ?ltr0n // [ltLHS]mulrC [ltLHS]mulrA.
Qed.
End Root.
End Near.

Section Bases.
Variables (F : rcfType) (d : nat).
Implicit Types (S V W : 'M[F]_d) (s t : 'rV[F]_d).

Lemma same_sums S V W s t (f : F -> F) : S^T = S -> V^T *m V = 1%:M -> W^T *m W = 1%:M ->
  S *m V = V *m diag_mx s -> S *m W = W *m diag_mx t -> \sum_i f (t 0 i) = \sum_j f (s 0 j).
Proof.
move=> ST VV WW SV SW; pose M := W^T *m V.
have MM : M *m M^T = 1%:M.
  by rewrite /M trmx_mul trmxK mulmxA -(mulmxA W^T) (mulmx1C VV) mulmx1.
have MM' := mulmx1C MM.
have moved : M *m diag_mx s = diag_mx t *m M.
  rewrite /M -mulmxA -SV mulmxA -[S in LHS]ST -trmx_mul SW trmx_mul tr_diag_mx.
  by rewrite mulmxA.
clearbody M; have one i j : M i j * s 0 j = t 0 i * M i j.
  by have := moved => /matrixP/(_ i j); rewrite mul_mx_diag mul_diag_mx !mxE.
have alike i j : f (t 0 i) * M i j ^+ 2 = f (s 0 j) * M i j ^+ 2.
  have [-> | m0] := eqVneq (M i j) 0; first by rewrite expr0n !mulr0.
  by congr (f _ * _); apply: (mulIf m0); rewrite -one mulrC.
have rows i : \sum_j M i j ^+ 2 = 1.
  have := MM => /matrixP/(_ i i); rewrite !mxE eqxx mulr1n => <-; apply: eq_bigr => j _.
  by rewrite mxE expr2.
have cols j : \sum_i M i j ^+ 2 = 1.
  have := MM' => /matrixP/(_ j j); rewrite !mxE eqxx mulr1n => <-; apply: eq_bigr => i _.
  by rewrite mxE expr2.
transitivity (\sum_i \sum_j f (t 0 i) * M i j ^+ 2).
  by apply: eq_bigr => i _; rewrite -mulr_sumr rows mulr1.
rewrite exchange_big; apply: eq_bigr => j _; under eq_bigr do rewrite alike.
by rewrite -mulr_sumr cols mulr1.
Qed.

Lemma spectrum_ge0 S V s : psd S -> V^T *m V = 1%:M -> S *m V = V *m diag_mx s ->
  forall i, 0 <= s 0 i.
Proof.
move=> [_ pos] VV SV i; have := pos (col i V).
have -> : (col i V)^T *m S *m col i V = (s 0 i)%:M; last by rewrite mxE eqxx.
rewrite !colE trmx_mul -!mulmxA (mulmxA S) SV.
rewrite -!mulmxA (mulmxA V^T) VV mul1mx; apply/matrixP=> a b; rewrite !ord1.
rewrite !mxE (bigD1 i) //= !mxE (bigD1 i) //= !mxE !eqxx mulr1n mul1r mulr1.
rewrite !big1 ?addr0 // => j /negbTE ji; rewrite !mxE ?ji ?mulr0 ?mul0r ?eqxx //.
Qed.

Variables (n : nat) (SF ST R V : 'M[F]_d) (s : 'rV[F]_d) (g : F).
Hypotheses (root : psd_root 2 SF R) (SFu : SF \in unitmx) (STpos : psd ST).
Hypotheses (VV : V^T *m V = 1%:M) (SV : R *m ST *m R *m V = V *m diag_mx s).
Hypotheses (n0 : (0 < n)%N) (nd : (n < d)%N) (g0 : 0 < g).
Hypothesis Sg : \sum_i best_share n (s 0) 0 g i = n%:R.
Local Notation S := (R *m ST *m R).

Lemma S_psd : psd S.
Proof.
have RT := root_sym root; have [sym pos] := STpos; split=> [|x].
  by rewrite !trmx_mul RT sym mulmxA.
by have := pos (R *m x); rewrite trmx_mul RT !mulmxA.
Qed.

Lemma root_around : R *m invmx SF *m R = 1%:M.
Proof.
rewrite -mulmxA; apply: mulmx1C; rewrite -mulmxA (root_sq root).
exact: mulVmx.
Qed.

Lemma floored eps (Lam : 'M[F]_d) : Lam *m Lam^T = ST + eps *: invmx SF ->
  R *m Lam *m Lam^T *m R = S + eps%:M.
Proof.
move=> e; rewrite -(mulmxA R) e mulmxDr mulmxDl; congr (_ + _).
by rewrite -scalemxAr -scalemxAl root_around scalemx1.
Qed.

(* a shaping with the floor eps, and its shares *)
Lemma floored_exists eps : 0 < eps -> exists Lam W k theta,
  Lam *m Lam^T = ST + eps *: invmx SF /\ has_shares n R W Lam k theta.
Proof.
move=> e0; have Ru := root_unit root SFu; have RT := root_sym root.
have s0 := spectrum_ge0 S_psd VV SV.
pose k : 'rV[F]_d := \row_i (s 0 i + eps); have k0 i : 0 < k 0 i by rewrite mxE ltr_paddl.
pose h : 'M[F]_d := diag_mx (\row_i Num.sqrt (k 0 i)).
have hh : h *m h^T = diag_mx k.
  rewrite /h tr_diag_mx mulmx_diag; congr diag_mx; apply/rowP=> i.
  by have := ltW (k0 i); rewrite !mxE => k1; rewrite -expr2 sqr_sqrtr.
have hu : h \in unitmx.
  rewrite unitmxE det_diag unitfE; apply/prodf_neq0 => i _.
  by rewrite mxE gt_eqF // sqrtr_gt0.
have full : V *m diag_mx k *m V^T = S + eps%:M.
  have -> : diag_mx k = diag_mx s + eps%:M.
    apply/matrixP=> i j; rewrite !mxE; case: eqP => [->|_]; last by rewrite !mulr0n addr0.
    by rewrite !mulr1n.
  rewrite mulmxDr mulmxDl -SV -!mulmxA (mulmx1C VV) !mulmxA mulmx1; congr (_ + _).
  by rewrite mul_mx_scalar -scalemxAl (mulmx1C VV) scalemx1.
have LL : invmx R *m V *m h *m (invmx R *m V *m h)^T = ST + eps *: invmx SF.
  rewrite !trmx_mul trmx_inv RT !mulmxA -(mulmxA _ h) hh -(mulmxA _ V) -(mulmxA _ _ V^T) full.
  rewrite mulmxDr mulmxDl; congr (_ + _).
    by rewrite !mulmxA mulVmx // mul1mx -!mulmxA mulmxV // mulmx1.
  rewrite mul_mx_scalar -scalemxAl; congr (_ *: _).
  have := root_around => /(congr1 (fun A => invmx R *m A *m invmx R)).
  by rewrite !mulmxA mulVmx // mul1mx mulmx1 -!mulmxA mulmxV // mulmx1 => ->.
have [x x0 xk] := (root_iff (lam := k 0) k0 n0).2 nd.
exists (invmx R *m V *m h), V, k, (fun i => share (x * k 0 i)); split=> //; split.
- by rewrite !unitmx_mul unitmx_inv Ru hu; have [_ ->] := mulmx1_unit VV.
- split=> //; rewrite (floored LL) -full.
  by rewrite -!mulmxA VV mulmx1.
by exists x.
Qed.

Theorem floor_to_zero e : 0 < e -> exists2 delta, 0 < delta & forall eps, 0 < eps < delta ->
  (exists Lam W k theta,
    Lam *m Lam^T = ST + eps *: invmx SF /\ has_shares n R W Lam k theta) /\
  forall Lam W k theta, Lam *m Lam^T = ST + eps *: invmx SF -> has_shares n R W Lam k theta ->
    g <= risk n (seen S W) 0 theta < g + e.
Proof.
move=> e0; have s0 := spectrum_ge0 S_psd VV SV; have [Ssym _] := S_psd.
have mg : floor_mu d n (0 : F) < g by rewrite no_floor.
pose K := d%:R * (n%:R / g); pose c := n%:R - \sum_i best_share n (s 0) 0 g i ^+ 2.
pose a := \sum_i (n%:R * s 0 i + g).
have d0 : (0 < d)%N := ltn_trans n0 nd.
have K0 : 0 < K by rewrite !mulr_gt0 ?invr_gt0 ?ltr0n.
have c0 : 0 < c by rewrite subr_gt0 (squares_less (best_admissible n0 nd s0 mg Sg)).
have a0 : 0 < a.
  rewrite /a (bigD1 (Ordinal d0)) //=; apply: ltr_paddr; last first.
    by rewrite ltr_paddl // mulr_ge0 ?ler0n.
  by apply: sumr_ge0 => i _; rewrite addr_ge0 ?mulr_ge0 ?ler0n // ltW.
have q0 : 0 < c / (4%:R * d%:R) by rewrite divr_gt0 // mulr_gt0 ?ltr0n.
have r0 : 0 < e * c / (2%:R * a) by rewrite divr_gt0 ?mulr_gt0 ?ltr0n.
exists (Num.min 1 (Num.min (c / (4%:R * d%:R)) (e * c / (2%:R * a))) / K) => [|eps].
  by rewrite divr_gt0 // !lt_minr ltr01 q0 r0.
rewrite ltr_pdivl_mulr // !lt_minr => /andP[eps0 /andP[b1 /andP[b2 b3]]].
split=> [|Lam W k theta LL [_ [WW kE] [x [x0 xk tE]]]]; first exact: floored_exists.
pose t : 'rV[F]_d := \row_i (k 0 i - eps).
have SW : S *m W = W *m diag_mx t.
  have -> : diag_mx t = diag_mx k - eps%:M.
    apply/matrixP=> i j; rewrite !mxE; case: eqP => [->|_]; last by rewrite !mulr0n subr0.
    by rewrite !mulr1n.
  rewrite mulmxBr -kE (floored LL) mulmxDl mul_mx_scalar mul_scalar_mx addrK.
  by [].
have see i : seen S W i = t 0 i.
  by rewrite /seen -mulmxA SW mulmxA WW mul1mx mxE eqxx mulr1n.
have same (f : F -> F) : \sum_i f (t 0 i) = \sum_j f (s 0 j).
  exact: same_sums Ssym VV WW SV SW.
have t0 := spectrum_ge0 S_psd WW SW.
have Tg : \sum_i best_share n (t 0) 0 g i = n%:R.
  by rewrite -Sg; apply: (same (fun u => (n%:R * u + floor_mu d n 0) / (n%:R * u + g))).
have rt : total (fun i => t 0 i + eps) x = n%:R.
  by rewrite -xk; apply: eq_bigr => i _; rewrite [t 0 i]mxE subrK.
have := risk_near n0 nd t0 g0 Tg x0 eps0 rt e0.
have -> : \sum_i best_share n (t 0) 0 g i ^+ 2 = \sum_i best_share n (s 0) 0 g i ^+ 2.
  by apply: (same (fun u => ((n%:R * u + floor_mu d n 0) / (n%:R * u + g)) ^+ 2)).
have -> : \sum_i (n%:R * t 0 i + g) = a by apply: (same (fun u => n%:R * u + g)).
have hE : d%:R * (n%:R / g * eps) = eps * K by rewrite mulrA mulrC.
rewrite -/c hE => near.
have -> : risk n (seen S W) 0 theta = risk n (t 0) 0 (fun i => share (x * (t 0 i + eps))).
  rewrite /risk; congr ((_ + _) / (1 - _ / _)); apply: eq_bigr => i _.
    by rewrite see tE [t 0 i]mxE subrK.
  by rewrite tE [t 0 i]mxE subrK.
apply: near; first exact: ltW.
  move: b2; rewrite ltr_pdivl_mulr ?mulr_gt0 ?ltr0n // => /ltW; apply: le_trans.
  by rewrite [leLHS]mulrA [leLHS]mulrC.
by move: b3; rewrite ltr_pdivl_mulr ?mulr_gt0 ?ltr0n // [X in X < _]mulrC.
Qed.
End Bases.
