(* The best shares of a fit with a penalty, and the price of interpolating, in any dimension.

   penalty_root (HK50, part 2): exactly one number g > 0 satisfies its equation, over any real
     closed field.
   penalty_risk (HK50, part 2): how much larger gamma is at other shares, whatever their sum.
   price_of_interpolating (HK50, part 3): it is positive, and with q > n useless directions at most
     n sigma^2 / (q - n sigma^2 / g). *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import penalty shaping best_shares.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Penalty.
Variables (F : realFieldType) (d n : nat) (s : 'I_d -> F) (sigma g : F).

(* the equation of gamma_0 *)
Definition penalty_equation := g = sigma ^+ 2 + \sum_i s i * g / (n%:R * s i + g).
(* theta^0_i *)
Definition penalty_share i : F := n%:R * s i / (n%:R * s i + g).

Hypotheses (n0 : (0 < n)%N) (s0 : forall i, 0 <= s i) (sigma0 : sigma != 0).
Hypotheses (g0 : 0 < g) (eg : penalty_equation).
Local Notation a i := (n%:R * s i).
Local Notation best i := (penalty_share i).

Lemma n_gt0 : 0 < n%:R :> F. Proof. by rewrite ltr0n. Qed.
Lemma a_gt i : 0 < a i + g. Proof. by rewrite ltr_paddl // mulr_ge0 ?ler0n. Qed.

Lemma penalty_sum : \sum_i s i * g / (a i + g) = g - sigma ^+ 2.
Proof. by apply/eqP; rewrite eq_sym subr_eq addrC; apply/eqP. Qed.

Lemma penalty_total : \sum_i best i = n%:R - n%:R * sigma ^+ 2 / g.
Proof.
have gz : g != 0 by rewrite gt_eqF.
have e : \sum_i best i = n%:R / g * \sum_i s i * g / (a i + g).
  rewrite mulr_sumr; apply: eq_bigr => i _; rewrite /penalty_share.
  by have b0 : a i + g != 0 by [rewrite gt_eqF // a_gt]; field; rewrite gz b0.
by rewrite e penalty_sum; field.
Qed.

Theorem penalty_risk theta : \sum_i theta i ^+ 2 < n%:R ->
  risk n s sigma theta - g =
    (\sum_i (n%:R * s i + g) * (theta i - best i) ^+ 2) / (n%:R - \sum_i theta i ^+ 2) /\
  \sum_i best i = n%:R - n%:R * sigma ^+ 2 / g /\ n%:R - n%:R * sigma ^+ 2 / g < n%:R.
Proof.
move=> T2; split; last first.
  split; first exact: penalty_total.
  by rewrite gtr_addl oppr_lt0 divr_gt0 // mulr_gt0 ?n_gt0 // exprn_even_gt0.
have n1 : n%:R != 0 :> F by rewrite gt_eqF ?n_gt0.
have D0 : n%:R - \sum_i theta i ^+ 2 != 0 by rewrite subr_eq0 gt_eqF.
have key : \sum_i (a i * (1 - theta i) ^+ 2 + g * theta i ^+ 2 -
    (a i + g) * (theta i - best i) ^+ 2) = n%:R * (g - sigma ^+ 2).
  rewrite (eq_bigr (fun i => n%:R * (s i * g / (a i + g)))) => [|i _].
    by rewrite -mulr_sumr penalty_sum.
  have b0 : a i + g != 0 by rewrite gt_eqF // a_gt.
  rewrite /penalty_share; move: (theta i) (s i) b0 => t u b0; field.
  by [].
move: key; rewrite sumrB big_split /= -mulr_sumr => key.
have as_ : \sum_i a i * (1 - theta i) ^+ 2 = n%:R * \sum_i s i * (1 - theta i) ^+ 2.
  by rewrite mulr_sumr; apply: eq_bigr => i _; rewrite mulrA.
rewrite as_ in key; rewrite /risk.
move: (\sum_i s i * (1 - theta i) ^+ 2) (\sum_i theta i ^+ 2)
  (\sum_i (a i + g) * (theta i - best i) ^+ 2) D0 key => p q r D0 key.
have -> : r = n%:R * p + g * q - n%:R * (g - sigma ^+ 2) by rewrite -key; ring.
by field; rewrite n1 D0.
Qed.
End Penalty.

Section Root.
Variables (F : rcfType) (d n : nat) (s : 'I_d -> F) (sigma : F).
Hypotheses (n0 : (0 < n)%N) (s0 : forall i, 0 <= s i) (sigma0 : sigma != 0).
Local Notation a i := (n%:R * s i).

Lemma sigma2 : 0 < sigma ^+ 2. Proof. by rewrite exprn_even_gt0. Qed.
Lemma a_pos g i : 0 < g -> 0 < a i + g.
Proof. by move=> g0; rewrite ltr_paddl // mulr_ge0 ?ler0n. Qed.

(* the equation with its denominators cleared *)
Definition penalty_cleared : {poly F} :=
  ('X - (sigma ^+ 2)%:P) * \prod_j ('X + (a j)%:P) -
  \sum_i (s i *: ('X * \prod_(j | j != i) ('X + (a j)%:P))).

Lemma penalty_clearedE g : 0 < g -> penalty_cleared.[g] =
  (g - sigma ^+ 2 - \sum_i s i * g / (a i + g)) * \prod_j (a j + g).
Proof.
move=> g0; rewrite /penalty_cleared hornerD hornerN hornerM horner_sum horner_prod mulrBl.
have hX j : ('X + (a j)%:P).[g] = a j + g by rewrite hornerD hornerX hornerC addrC.
congr (_ * _ - _); first by rewrite hornerXsubC.
  by apply: eq_bigr => j _; exact: hX.
rewrite mulr_suml; apply: eq_bigr => i _; rewrite hornerZ hornerM hornerX horner_prod.
rewrite [in RHS](bigD1 i) //= !mulrA divfK ?gt_eqF ?a_pos //; congr (_ * _).
by apply: eq_bigr => j _; exact: hX.
Qed.

Theorem penalty_root : exists g, [/\ 0 < g, penalty_equation n s sigma g &
  forall h, 0 < h -> penalty_equation n s sigma h -> h = g].
Proof.
have v0 := sigma2; have S0 : 0 <= \sum_i s i by apply: sumr_ge0.
have D g : 0 < g -> 0 < \prod_j (a j + g).
  by move=> g0; apply: prodr_gt0 => j _; exact: a_pos.
have b0 : 0 < sigma ^+ 2 + \sum_i s i by rewrite ltr_paddr.
have [||g /andP[g0 _]] := @poly_ivt F penalty_cleared (sigma ^+ 2) (sigma ^+ 2 + \sum_i s i).
- by rewrite ler_addl.
- rewrite !penalty_clearedE //; apply/andP; split.
    rewrite pmulr_lle0 ?D // subrr sub0r oppr_le0; apply: sumr_ge0 => i _.
    by apply: divr_ge0; [apply: mulr_ge0 => //; exact: ltW | exact: ltW (a_pos i v0)].
  rewrite pmulr_lge0 ?D // {1}[sigma ^+ 2 + _]addrC addrK subr_ge0; apply: ler_sum => i _.
  by rewrite ler_pdivr_mulr ?a_pos // ler_wpmul2l // ler_addr mulr_ge0 ?ler0n.
have gp : 0 < g := lt_le_trans v0 g0.
rewrite /root penalty_clearedE // mulf_eq0 (gt_eqF (D g gp)) orbF => /eqP e.
have eg : penalty_equation n s sigma g.
  rewrite /penalty_equation; apply/eqP; rewrite -subr_eq0 opprD addrA e.
  by [].
exists g; split=> // h hp eh.
have same x : 0 < x -> penalty_equation n s sigma x ->
    sigma ^+ 2 / x + \sum_i s i / (a i + x) = 1.
  move=> xp ex; have x0 := lt0r_neq0 xp; apply: (mulIf x0); rewrite mul1r [RHS]ex mulrDl divfK //.
  by congr (_ + _); rewrite mulr_suml; apply: eq_bigr => i _; rewrite mulrAC.
have falls x y : 0 < x -> x < y -> sigma ^+ 2 / y + \sum_i s i / (a i + y) <
    sigma ^+ 2 / x + \sum_i s i / (a i + x).
  move=> xp xy; have yp := lt_trans xp xy; apply: ltr_le_add.
    by rewrite ltr_pmul2l // ltf_pinv.
  apply: ler_sum => i _; rewrite ler_wpmul2l // lef_pinv ?posrE ?a_pos //.
  by rewrite ler_add2l ltW.
apply/eqP; case: (ltgtP h g) => // lt.
  by have := falls _ _ hp lt; rewrite !same // ltxx.
by have := falls _ _ gp lt; rewrite !same // ltxx.
Qed.
End Root.

Section Price.
Variables (F : realFieldType) (d n : nat) (s : 'I_d -> F) (sigma g0 g : F).
Hypotheses (n0 : (0 < n)%N) (nd : (n < d)%N) (s0 : forall i, 0 <= s i) (sigma0 : sigma != 0).
Hypotheses (pos : 0 < g0) (e0 : penalty_equation n s sigma g0).
Hypotheses (mg : floor_mu d n sigma < g) (Sg : \sum_i best_share n s sigma g i = n%:R).
Local Notation a i := (n%:R * s i).
Local Notation th i := (penalty_share n s g0 i).

Theorem price_of_interpolating : g0 < g /\ forall Z : {set 'I_d}, (n < #|Z|)%N ->
  (forall i, i \in Z -> s i = 0) ->
  g <= g0 + n%:R * sigma ^+ 2 / (#|Z|%:R - n%:R * sigma ^+ 2 / g0) /\
  g0 + n%:R * sigma ^+ 2 / (#|Z|%:R - n%:R * sigma ^+ 2 / g0) <=
    g0 + n%:R * sigma ^+ 2 / (#|Z|%:R - n%:R).
Proof.
have nn : 0 < n%:R :> F by rewrite ltr0n.
have v0 : 0 < sigma ^+ 2 by rewrite exprn_even_gt0.
have ad := best_admissible n0 nd s0 mg Sg.
have low theta : admissible n theta -> g <= risk n s sigma theta.
  by move=> h; have [_ le _ _] := best_risk n0 nd s0 mg Sg h.
have [_ _ _ [_ rg]] := best_risk n0 nd s0 mg Sg ad.
have T2 := squares_less ad; have [rE [tot less]] := penalty_risk n0 s0 sigma0 pos e0 T2.
have ag i : 0 < a i + g0 := a_gt n s0 pos i.
split.
  rewrite -subr_gt0 -rg rE divr_gt0 ?subr_gt0 //.
  rewrite lt_neqAle eq_sym sumr_ge0 ?andbT => [|i _]; last by rewrite mulr_ge0 ?sqr_ge0 // ltW.
  rewrite psumr_eq0 => [|i _]; last by rewrite mulr_ge0 ?sqr_ge0 // ltW.
  apply/negP=> /allP z; move: less; rewrite -tot -[X in _ < X]Sg.
  rewrite (eq_bigr (fun i => best_share n s sigma g i)) ?ltxx // => i _.
  have := z i (mem_index_enum i); rewrite /= mulf_eq0 (gt_eqF (ag i)) sqrf_eq0 subr_eq0 /=.
  by move/eqP.
move=> Z nZ zero; set q : F := #|Z|%:R; set r := n%:R * sigma ^+ 2 / g0.
have r0 : 0 < r by rewrite divr_gt0 // mulr_gt0.
have q0 : 0 < q by rewrite ltr0n (leq_ltn_trans _ nZ).
have rn : r <= n%:R.
  rewrite ler_pdivr_mulr // ler_pmul2l // [X in _ <= X]e0 ler_addl sumr_ge0 // => i _.
  by apply: divr_ge0; [apply: mulr_ge0 => //; exact: ltW | exact: ltW].
have nq : n%:R < q by rewrite ltr_nat.
have rq : r < q := le_lt_trans rn nq.
split; last first.
  rewrite ler_add2l; apply: ler_wpmul2l; first by rewrite mulr_ge0 // ltW.
  rewrite lef_pinv ?posrE ?subr_gt0 //.
  by rewrite ler_add2l ler_opp2.
pose theta i := if i \in Z then r / q else th i.
have zth i : i \in Z -> th i = 0 by move=> /zero zi; rewrite /penalty_share zi mulr0 mul0r.
have rq01 : 0 < r / q < 1 by rewrite divr_gt0 //= ltr_pdivr_mulr // mul1r.
have th01 i : 0 <= th i <= 1.
  rewrite /penalty_share divr_ge0 ?mulr_ge0 ?(ltW (ag i)) ?(ltW nn) //=.
  by rewrite ler_pdivr_mulr // mul1r ler_addl ltW.
have adt : admissible n theta.
  split=> [i||].
  - by rewrite /theta; case: ifP => _ //; have /andP[h0 h1] := rq01; rewrite !ltW.
  - rewrite (bigID (mem Z)) /= (eq_bigr (fun=> r / q)) => [|i iZ]; last by rewrite /theta iZ.
    rewrite sumr_const -[_ *+ _]mulr_natr divfK ?gt_eqF //.
    rewrite (eq_bigr (fun i => th i)) => [|i iZ]; last by rewrite /theta (negbTE iZ).
    move: tot; rewrite (bigID (mem Z)) /= big1 ?add0r => [->|i iZ]; last exact: zth.
    by rewrite addrC subrK.
  have /card_gt0P[i iZ] : (0 < #|Z|)%N by rewrite (leq_ltn_trans _ nZ).
  by exists i; rewrite /theta iZ.
have [rT _] := penalty_risk n0 s0 sigma0 pos e0 (squares_less adt).
have gT := low _ adt; rewrite -ler_subl_addl; apply: le_trans (_ : risk n s sigma theta - g0 <= _).
  by rewrite ler_add2r.
have gr : n%:R * sigma ^+ 2 = g0 * r by rewrite /r [RHS]mulrC divfK ?gt_eqF.
rewrite gr.
rewrite rT ler_pdivr_mulr ?subr_gt0 ?squares_less //.
have -> : \sum_i (a i + g0) * (theta i - th i) ^+ 2 = g0 * (r ^+ 2 / q).
  rewrite (bigID (mem Z)) /= [X in _ + X]big1 ?addr0 => [|i iZ]; last first.
    by rewrite /theta (negbTE iZ) subrr expr0n mulr0.
  rewrite (eq_bigr (fun=> g0 * (r / q) ^+ 2)) => [|i iZ]; last first.
    by rewrite /theta iZ (zero _ iZ) (zth _ iZ) mulr0 add0r subr0.
  by rewrite sumr_const -[_ *+ _]mulr_natr -/q; move: (gt_eqF q0) => /negbT qz; field.
have qr : q - r != 0 by rewrite subr_eq0 gt_eqF.
have key : r * (1 - r / q) <= n%:R - \sum_i theta i ^+ 2.
  have [_ T1 _] := adt; rewrite -[X in _ <= X - _]T1 -sumrB (bigID (mem Z)) /= ler_paddr //.
    apply: sumr_ge0 => i iZ; rewrite /theta (negbTE iZ) subr_ge0 expr2.
    by have /andP[h0 h1] := th01 i; rewrite ler_pimulr.
  rewrite (eq_bigr (fun=> r / q - (r / q) ^+ 2)) => [|i iZ]; last by rewrite /theta iZ.
  rewrite sumr_const -[X in _ <= X]mulr_natr -/q le_eqVlt; apply/orP; left; apply/eqP.
  by move: (gt_eqF q0) => /negbT qz; field.
apply: le_trans (_ : g0 * r / (q - r) * (r * (1 - r / q)) <= _); last first.
  apply: ler_wpmul2l => //; apply: divr_ge0; last by rewrite subr_ge0 ltW.
  by rewrite mulr_ge0 // ltW.
rewrite le_eqVlt; apply/orP; left; apply/eqP.
by move: (gt_eqF q0) => /negbT qz; field; rewrite qz qr.
Qed.
End Price.
