(* The best shares of a fit that interpolates, any number d of directions and n < d of samples.

   best_root (EEEY, part 1): exactly one g > mu has shares that add up to n, over any real closed
     field.
   best_risk (EEEY, part 2): how much larger gamma is at other shares, the least value and its only
     place.
   best_bounds (EEEY, part 4): gamma at the best shares lies between its bounds, of which the upper
     one is that of whitening. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import penalty shaping.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Shares.
Variables (F : realFieldType) (d n : nat) (s : 'I_d -> F) (sigma : F).

(* mu = n sigma^2 / (d - n) *)
Definition floor_mu : F := n%:R * sigma ^+ 2 / (d%:R - n%:R).
(* theta_i = (n s_i + mu) / (n s_i + g) *)
Definition best_share g i : F := (n%:R * s i + floor_mu) / (n%:R * s i + g).

Hypotheses (n0 : (0 < n)%N) (nd : (n < d)%N) (s0 : forall i, 0 <= s i).
Hypothesis some : sigma != 0 \/ (n < #|[pred i | (0 < s i)%R]|)%N.
Local Notation mu := floor_mu.
Local Notation a i := (n%:R * s i).

Lemma nn : 0 < n%:R :> F. Proof. by rewrite ltr0n. Qed.
Lemma dn : 0 < d%:R - n%:R :> F. Proof. by rewrite subr_gt0 ltr_nat. Qed.
Lemma mu_ge0 : 0 <= mu.
Proof.
apply: divr_ge0; last exact: ltW dn.
by apply: mulr_ge0; [exact: ler0n | exact: sqr_ge0].
Qed.
Lemma a_ge0 i : 0 <= a i. Proof. by rewrite mulr_ge0 ?ler0n. Qed.
Lemma top_ge0 i : 0 <= a i + mu. Proof. by rewrite addr_ge0 ?a_ge0 ?mu_ge0. Qed.
Lemma bottom_gt0 g i : mu < g -> 0 < a i + g.
Proof. by move=> h; rewrite ltr_paddl ?a_ge0 // (le_lt_trans mu_ge0). Qed.

Lemma many_tops : (n < #|[pred i | (0 < a i + mu)%R]|)%N.
Proof.
have [sg|sg] := some; last first.
  apply: leq_trans sg _; apply: subset_leq_card; apply/subsetP=> i; rewrite !inE => si.
  by rewrite ltr_paddr ?mu_ge0 // mulr_gt0 ?nn.
rewrite (eq_card (B := predT)) ?card_ord // => i; rewrite !inE ltr_paddl ?a_ge0 //.
by rewrite divr_gt0 ?dn // mulr_gt0 ?nn // exprn_even_gt0.
Qed.

Lemma one_top : exists i, 0 < a i + mu.
Proof.
have /card_gt0P[i] : (0 < #|[pred i | (0 < n%:R * s i + mu)%R]|)%N by apply: leq_trans many_tops.
by rewrite inE => ti; exists i.
Qed.

Lemma best_falls g h : mu < g -> g < h -> \sum_i best_share h i < \sum_i best_share g i.
Proof.
move=> mg gh; have mh := lt_trans mg gh; have [j tj] := one_top.
apply: (@less_sum _ _ _ _ j) => [i|].
  rewrite /best_share ler_wpmul2l ?top_ge0 // lef_pinv ?posrE ?bottom_gt0 //.
  by rewrite ler_add2l ltW.
by rewrite /best_share ltr_pmul2l // ltf_pinv ?posrE ?bottom_gt0 // ltr_add2l.
Qed.
End Shares.

Section Root.
Variables (F : rcfType) (d n : nat) (s : 'I_d -> F) (sigma : F).
Hypotheses (n0 : (0 < n)%N) (nd : (n < d)%N) (s0 : forall i, 0 <= s i).
Hypothesis some : sigma != 0 \/ (n < #|[pred i | (0 < s i)%R]|)%N.
Local Notation mu := (floor_mu d n sigma).
Local Notation a i := (n%:R * s i).
Local Notation S g := (\sum_i best_share n s sigma g i).

Lemma pos g i : mu < g -> 0 < a i + g. Proof. exact: bottom_gt0 nd s0 g i. Qed.
Lemma top i : 0 <= a i + mu. Proof. exact: top_ge0 sigma nd s0 i. Qed.

Lemma near_mu : exists2 e, 0 < e & n%:R < S (mu + e).
Proof.
pose I := [pred i | 0 < a i + mu]; pose T := \sum_(i in I) (a i + mu)^-1.
have T0 : 0 <= T by apply: sumr_ge0 => i; rewrite inE => ti; rewrite invr_ge0 ltW.
have T1 : 0 < 1 + T by rewrite ltr_paddr ?ltr01.
exists (1 + T)^-1; rewrite ?invr_gt0 //.
have e0 : 0 < (1 + T)^-1 by rewrite invr_gt0.
have mg : mu < mu + (1 + T)^-1 by rewrite ltr_addl.
apply: lt_le_trans (_ : #|I|%:R - (1 + T)^-1 * T <= _).
  apply: (@lt_le_trans _ _ (n%:R + 1 - (1 + T)^-1 * T)).
    rewrite -addrA ltr_addl subr_gt0 mulrC ltr_pdivr_mulr // mul1r ltr_addr.
    exact: ltr01.
  by rewrite ler_add2r -(natrD _ n 1) ler_nat addn1 many_tops.
rewrite -sumr_const mulr_sumr -sumrB [X in _ <= X](bigID (mem I)) /= ler_paddr //.
  by apply: sumr_ge0 => i _; rewrite divr_ge0 ?top // ltW // pos.
apply: ler_sum => i; rewrite inE => ti; rewrite /best_share addrA.
have [te e1] : 0 < a i + mu + (1 + T)^-1 /\ 0 <= (1 + T)^-1.
  by split; [rewrite ltr_paddl // ltW | exact: ltW].
rewrite ler_pdivl_mulr // mulrBl mul1r -mulrA mulrDr mulVf ?gt_eqF //.
rewrite mulrDr mulr1 opprD addrA -[X in X - _]addrA subrr addr0 ler_subl_addl ler_addr.
by rewrite mulr_ge0 // mulr_ge0 // invr_ge0 ltW.
Qed.

Lemma far_from_mu e : 0 < e -> exists2 b, mu + e <= b & S b <= n%:R.
Proof.
move=> e0; pose T := \sum_i (a i + mu).
have T0 : 0 <= T by apply: sumr_ge0 => i _; exact: top.
have m0 := mu_ge0 sigma nd; have n1 : 0 < n%:R :> F by rewrite ltr0n.
have [b bE] : exists b, b = mu + e + T / n%:R by exists (mu + e + T / n%:R).
have be : e <= b by rewrite bE -addrA addrCA ler_addl addr_ge0 // divr_ge0 // ltW.
have b0 : 0 < b := lt_le_trans e0 be.
exists b; first by rewrite bE ler_addl divr_ge0 // ltW.
apply: le_trans (_ : T / b <= _).
  rewrite /T mulr_suml; apply: ler_sum => i _; rewrite /best_share.
  have ai : 0 <= a i := a_ge0 n s0 i.
  by rewrite ler_wpmul2l ?top // lef_pinv ?posrE ?ltr_paddl // ler_addr.
rewrite ler_pdivr_mulr // bE mulrDr [n%:R * (T / _)]mulrC divfK ?gt_eqF // ler_addr.
by rewrite mulr_ge0 ?ler0n // addr_ge0 // ltW.
Qed.

(* the sum less n with its denominators cleared *)
Definition best_cleared : {poly F} :=
  \sum_i ((a i + mu) *: \prod_(j | j != i) ('X + (a j)%:P)) - n%:R *: \prod_j ('X + (a j)%:P).

Lemma best_clearedE g : mu < g ->
  best_cleared.[g] = (S g - n%:R) * \prod_j (a j + g).
Proof.
move=> mg; rewrite /best_cleared hornerD hornerN hornerZ horner_sum horner_prod mulrBl.
have hX j : ('X + (a j)%:P).[g] = a j + g by rewrite hornerD hornerX hornerC addrC.
congr (_ - _ * _); last by apply: eq_bigr => j _; exact: hX.
rewrite mulr_suml; apply: eq_bigr => i _; rewrite hornerZ horner_prod.
rewrite [in RHS](bigD1 i) //= /best_share mulrA divfK ?gt_eqF ?pos //.
by congr (_ * _); apply: eq_bigr => j _; exact: hX.
Qed.

Theorem best_root : exists g, [/\ mu < g, S g = n%:R & forall h, mu < h -> S h = n%:R -> h = g].
Proof.
have [e e0 up] := near_mu; have [b eb dn] := far_from_mu e0.
have D g : mu < g -> 0 < \prod_j (a j + g).
  by move=> mg; apply: prodr_gt0 => j _; rewrite pos.
have me : mu < mu + e by rewrite ltr_addl.
have [|g /andP[g0 _]] := @poly_ivt F (- best_cleared) (mu + e) b eb.
  rewrite !hornerN !best_clearedE // ?(lt_le_trans me) // oppr_le0 oppr_ge0.
  by rewrite pmulr_lge0 ?pmulr_lle0 ?D ?(lt_le_trans me) // subr_ge0 subr_le0 (ltW up).
have mg := lt_le_trans me g0.
rewrite rootN /root best_clearedE // mulf_eq0 (gt_eqF (D g mg)) orbF subr_eq0 => /eqP Sg.
exists g; split=> // h mh Sh; apply/eqP; case: (ltgtP h g) => // lt.
  by have := best_falls n0 nd s0 some mh lt; rewrite Sg Sh ltxx.
by have := best_falls n0 nd s0 some mg lt; rewrite Sg Sh ltxx.
Qed.
End Root.

Section Best.
Variables (F : realFieldType) (d n : nat) (s : 'I_d -> F) (sigma g : F).
Hypotheses (n0 : (0 < n)%N) (nd : (n < d)%N) (s0 : forall i, 0 <= s i).
Local Notation mu := (floor_mu d n sigma).
Local Notation a i := (n%:R * s i).
Local Notation best i := (best_share n s sigma g i).
Hypotheses (mg : mu < g) (Sg : \sum_i best i = n%:R).

(* shares in [0, 1] that add up to n and are not all 0 or 1 *)
Definition admissible (theta : 'I_d -> F) :=
  [/\ forall i, 0 <= theta i <= 1, \sum_i theta i = n%:R & exists i, 0 < theta i < 1].

Lemma squares_less theta : admissible theta -> \sum_i theta i ^+ 2 < n%:R.
Proof.
move=> [t01 <- [j /andP[j0 j1]]]; apply: (@less_sum _ _ _ _ j) => [i|].
  by have /andP[t0 t1] := t01 i; rewrite expr2 ler_pimulr.
by rewrite expr2 gtr_pmulr.
Qed.

Lemma bottom i : 0 < a i + g. Proof. exact: bottom_gt0 nd s0 g i mg. Qed.

Lemma best_eq i : g * best i = a i * (1 - best i) + mu.
Proof.
have b0 := bottom i; have b1 : a i + g != 0 by rewrite gt_eqF.
by rewrite /best_share; field.
Qed.

Lemma best_01 i : 0 <= best i < 1.
Proof.
rewrite /best_share divr_ge0 ?(ltW (bottom i)) ?(top_ge0 sigma nd s0 i) //=.
by rewrite ltr_pdivr_mulr ?bottom // mul1r ltr_add2l.
Qed.

Lemma best_admissible : admissible (best_share n s sigma g).
Proof.
split=> // [i|]; first by have /andP[-> /ltW ->] := best_01 i.
have [/existsP[i bi]|/existsPn none] := boolP [exists i, 0 < best i].
  by exists i; rewrite bi; case/andP: (best_01 i).
have : \sum_i best i <= 0; last by rewrite Sg leNgt ltr0n n0.
by rewrite -oppr_ge0 -sumrN sumr_ge0 // => i _; rewrite oppr_ge0 leNgt.
Qed.

Lemma risk_less theta : \sum_i theta i = n%:R -> \sum_i theta i ^+ 2 < n%:R ->
  risk n s sigma theta - g =
  (\sum_i (n%:R * s i + g) * (theta i - best i) ^+ 2) / (n%:R - \sum_i theta i ^+ 2).
Proof.
move=> T1 T2; have n1 : n%:R != 0 :> F by rewrite pnatr_eq0 -lt0n.
have D0 : n%:R - \sum_i theta i ^+ 2 != 0 by rewrite subr_eq0 gt_eqF.
have key : \sum_i (a i * (1 - theta i) ^+ 2 + g * theta i ^+ 2 -
    (a i + g) * (theta i - best i) ^+ 2) = g * n%:R - n%:R * sigma ^+ 2.
  rewrite (eq_bigr (fun i => 2%:R * mu * theta i - mu + (g - mu) * best i)) => [|i _].
    rewrite !big_split /= -!mulr_sumr sumrN sumr_const card_ord T1 Sg -mulr_natl /floor_mu.
    have dn0 : d%:R - n%:R != 0 :> F by rewrite subr_eq0 eqr_nat gtn_eqF.
    by field.
  have e := best_eq i; set b := best i in e *; set A := a i in e *.
  have eb : A * b = A + mu - g * b by rewrite e; ring.
  have -> : (A + g) * (theta i - b) ^+ 2 = (A + g) * theta i ^+ 2 -
    2%:R * theta i * (A * b + g * b) + (A * b + g * b) * b by ring.
  have -> : A * b + g * b = A + mu by rewrite eb subrK.
  by rewrite [(A + mu) * b]mulrDl eb; ring.
move: key; rewrite sumrB big_split /= -mulr_sumr => key.
have as_ : \sum_i a i * (1 - theta i) ^+ 2 = n%:R * \sum_i s i * (1 - theta i) ^+ 2.
  by rewrite mulr_sumr; apply: eq_bigr => i _; rewrite mulrA.
rewrite as_ in key; rewrite /risk.
move: (\sum_i s i * (1 - theta i) ^+ 2) (\sum_i theta i ^+ 2)
  (\sum_i (a i + g) * (theta i - best i) ^+ 2) D0 key => p q r D0 key.
have -> : r = n%:R * p + g * q - (g * n%:R - n%:R * sigma ^+ 2) by rewrite -key; ring.
by field; rewrite n1 D0.
Qed.

Theorem best_risk theta : admissible theta ->
  [/\ risk n s sigma theta - g =
        (\sum_i (n%:R * s i + g) * (theta i - best i) ^+ 2) / (n%:R - \sum_i theta i ^+ 2),
      g <= risk n s sigma theta,
      risk n s sigma theta = g -> theta =1 best_share n s sigma g &
      admissible (best_share n s sigma g) /\ risk n s sigma (best_share n s sigma g) = g].
Proof.
move=> ad; have [_ T1 _] := ad; have T2 := squares_less ad; have e := risk_less T1 T2.
have D : 0 < n%:R - \sum_i theta i ^+ 2 by rewrite subr_gt0.
have pos i : 0 <= (n%:R * s i + g) * (theta i - best i) ^+ 2.
  by rewrite mulr_ge0 ?sqr_ge0 // ltW // bottom.
split=> //.
- by rewrite -subr_ge0 e divr_ge0 ?sumr_ge0 // ltW.
- move=> rg; move: e; rewrite rg subrr => /esym/eqP; rewrite mulf_eq0 invr_eq0 (gt_eqF D) orbF.
  rewrite psumr_eq0 // => /allP z i; have := z i (mem_index_enum i).
  by rewrite /= mulf_eq0 (gt_eqF (bottom i)) sqrf_eq0 subr_eq0 => /eqP.
split; first exact: best_admissible.
apply/eqP; rewrite -subr_eq0 risk_less ?(squares_less best_admissible) // big1 ?mul0r // => i _.
by rewrite subrr expr0n mulr0.
Qed.

Lemma d0 : d%:R != 0 :> F.
Proof. by rewrite pnatr_eq0 -lt0n (ltn_trans n0). Qed.

Lemma flat_admissible : admissible (fun=> n%:R / d%:R).
Proof.
have dp : 0 < d%:R :> F by rewrite lt_def d0 ler0n.
have h : 0 < (n%:R / d%:R : F) < 1.
  have np : 0 < n%:R :> F by rewrite ltr0n.
  by rewrite divr_gt0 //= ltr_pdivr_mulr // mul1r ltr_nat.
split=> [i||]; first by have /andP[h0 h1] := h; rewrite !ltW.
  by rewrite sumr_const card_ord -[LHS]mulr_natr divfK ?d0.
by exists (Ordinal nd).
Qed.

Lemma flat_risk : risk n s sigma (fun=> n%:R / d%:R) =
  d%:R / (d%:R - n%:R) * sigma ^+ 2 + (d%:R - n%:R) / d%:R * \sum_i s i.
Proof.
have n1 : n%:R != 0 :> F by rewrite pnatr_eq0 -lt0n.
have dn0 : d%:R - n%:R != 0 :> F by rewrite subr_eq0 eqr_nat gtn_eqF.
rewrite /risk -mulr_suml sumr_const card_ord -mulr_natl; move: (\sum_i s i) d0 => p d1.
by field; rewrite n1 d1 dn0.
Qed.

Theorem best_bounds :
  let white := d%:R / (d%:R - n%:R) * sigma ^+ 2 + (d%:R - n%:R) / d%:R * \sum_i s i in
  [/\ d%:R / (d%:R - n%:R) * sigma ^+ 2 <= g, g <= white,
      g = white <-> (forall i j, s i = s j) &
      forall x, 0 < x -> total (fun _ : 'I_d => 1) x = n%:R ->
        white = risk n s sigma (fun i : 'I_d => share (x * 1))].
Proof.
move=> white; have [e le only _] := best_risk flat_admissible.
have n1 : 0 < n%:R :> F by rewrite ltr0n.
have dp : 0 < d%:R - n%:R :> F by rewrite subr_gt0 ltr_nat.
have flat_only : (forall i, best i = n%:R / d%:R) -> risk n s sigma (fun=> n%:R / d%:R) = g.
  move=> all; apply/eqP; rewrite -subr_eq0 e big1 ?mul0r // => i _.
  by rewrite all subrr expr0n mulr0.
rewrite /white -flat_risk; split=> //.
- have gn : g * n%:R = \sum_i g * best i by rewrite -mulr_sumr Sg.
  rewrite -(ler_pmul2r n1) gn.
  have -> : d%:R / (d%:R - n%:R) * sigma ^+ 2 * n%:R = \sum_(i < d) mu.
    rewrite sumr_const card_ord -[RHS]mulr_natl /floor_mu.
    by move: (sigma ^+ 2) (gt_eqF dp) => v /negbT D; field.
  apply: ler_sum => i _; rewrite best_eq ler_addr mulr_ge0 ?(a_ge0 n s0) // subr_ge0 ltW //.
  by case/andP: (best_01 i).
- split=> [gw i j|same].
    have := only (esym gw) i; have := only (esym gw) j; rewrite /= => -> /eqP.
    have b0 k : a k + g != 0 by rewrite gt_eqF ?bottom.
    rewrite /best_share eqr_div // -subr_eq0.
    have -> : (a j + mu) * (a i + g) - (a i + mu) * (a j + g) = n%:R * (g - mu) * (s j - s i).
      by ring.
    rewrite !mulf_eq0 !subr_eq0 (gt_eqF n1) (gt_eqF mg) /= => /eqP.
    by [].
  apply/esym/flat_only => i; have := Sg; rewrite (eq_bigr (fun=> best i)) => [|j _].
    by rewrite sumr_const card_ord -[_ *+ d]mulr_natr => h; apply: (mulIf d0); rewrite h divfK ?d0.
  by rewrite /best_share (same j i).
move=> x x0; rewrite /total sumr_const card_ord -[_ *+ d]mulr_natr => h.
by have -> : share (x * 1) = n%:R / d%:R by rewrite -h mulfK ?d0.
Qed.
End Best.
