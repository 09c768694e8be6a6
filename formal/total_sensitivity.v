(* How large the total sensitivity of a row is, over any ordered field, for every finite number of
   neurons and of inputs. The definitions are those of sensitivity.v.

   total_bounds, total_one, total_inputs, total_neurons (TS5H, part 1): S is between 1 and the
     number of neurons, the number of inputs; when it is equal to each of the three.
   total_ratio (TS5H, part 2): S <= R if no activation at one input is more than R times that at
     another; ratio_example, ratio_sharp: n neurons at n inputs with S = nR/(n + R - 1), and no
     bound below R holds for all n.
   few_stay (TS5H, part 3): if S is the number of neurons, every row with fewer weights that are
     not zero has no output at all at an input where x has one: a relative error of 1. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import sensitivity.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Total.
Variables (F : realFieldType) (J U : finType).
Implicit Types (x y : J -> F) (h : U -> J -> F) (D : {set J}).

Theorem total_bounds x h : (forall u j, 0 <= h u j) -> (exists u, 0 < magnitude x (h u)) ->
  1 <= total x h /\ total x h <= (minn #|J| #|U|)%:R.
Proof.
move=> h0 [u0 z0]; split.
  have /share_sum1 <- // := z0; by apply: ler_sum => j _; exact: share_sens.
suff [n N] : total x h <= #|J|%:R /\ total x h <= #|U|%:R by rewrite /minn; case: ifP.
split.
  by rewrite -sum1_card natr_sum; apply: ler_sum => j _; apply: max_le => // u; exact: share_le1.
apply: (@le_trans _ _ (\sum_u \sum_j share x (h u) j)).
  by rewrite exchange_big; apply: ler_sum => j _; apply: max_sum => u; exact: share_ge0.
by rewrite -sum1_card natr_sum; apply: ler_sum => u _; exact: share_sum_le1.
Qed.

Theorem total_one x h : (forall u j, 0 <= h u j) -> (exists u, 0 < magnitude x (h u)) ->
  total x h = 1 <-> forall u v, 0 < magnitude x (h u) -> 0 < magnitude x (h v) ->
    forall j, share x (h u) j = share x (h v) j.
Proof.
move=> h0 [u0 z0]; split=> [S1|same].
  have all u : 0 < magnitude x (h u) -> forall j, share x (h u) j = sensitivity x h j.
    move=> zu j; have le k : true -> share x (h u) k <= sensitivity x h k.
      by move=> _; exact: share_sens.
    suff /(sum_eq le) e : \sum_k share x (h u) k = total x h by exact: e.
    by rewrite S1; apply/share_sum1.
  by move=> u v zu zv j; rewrite !all.
have /share_sum1 <- // := z0; apply: eq_bigr => j _.
apply/le_anti; rewrite share_sens andbT; apply: max_le => [|v]; first exact: share_ge0.
have [/(share_none j)->|] := eqVneq (magnitude x (h v)) 0; first exact: share_ge0.
by rewrite -magnitude_pos // => zv; rewrite (same v u0).
Qed.

Theorem total_inputs x h : (forall u j, 0 <= h u j) ->
  total x h = #|U|%:R <-> (forall u, 0 < magnitude x (h u)) /\
    forall j u v, u != v -> share x (h u) j = 0 \/ share x (h v) j = 0.
Proof.
move=> h0; set all := \sum_u \sum_j share x (h u) j.
have one u : true -> \sum_j share x (h u) j <= 1 by move=> _; exact: share_sum_le1.
have sens j : true -> sensitivity x h j <= \sum_u share x (h u) j.
  by move=> _; apply: max_sum => u; exact: share_ge0.
have N : #|U|%:R = \sum_(u : U) 1 :> F by rewrite sumr_const.
have Sa : total x h <= all by rewrite /all exchange_big ler_sum.
have aN : all <= #|U|%:R by rewrite N ler_sum.
have alone j : sensitivity x h j = \sum_u share x (h u) j <->
    forall u v, u != v -> share x (h u) j = 0 \/ share x (h v) j = 0.
  by apply: max_sum_eq => u; exact: share_ge0.
split=> [SN|[z0 none]].
  have a1 : all = #|U|%:R by apply/le_anti; rewrite aN -SN Sa.
  split=> [u|j].
    have /(sum_eq one) e : all = \sum_(u : U) 1 by rewrite a1.
    by apply/share_sum1; rewrite ?e.
  have /(sum_eq sens) e : total x h = \sum_j \sum_u share x (h u) j.
    by rewrite SN -a1 /all exchange_big.
  by apply/alone; rewrite e.
have -> : total x h = all.
  by rewrite /all exchange_big; apply: eq_bigr => j _; apply/alone/none.
by rewrite N; apply: eq_bigr => u _; apply/share_sum1.
Qed.

Lemma sens_one x h j : (forall u j, 0 <= h u j) ->
  sensitivity x h j = 1 <-> exists u, share x (h u) j = 1.
Proof.
move=> h0; split=> [|[u e]].
  have [m0|[u e]] := max_at (fun u => share x (h u) j); last by move=> e1; exists u; rewrite -e.
  by rewrite /sensitivity m0 => /eqP; rewrite eq_sym oner_eq0.
apply/le_anti; rewrite max_le //= => [|v]; last exact: share_le1.
by rewrite -e share_sens.
Qed.

Theorem total_neurons x h : (forall u j, 0 <= h u j) ->
  total x h = #|J|%:R <-> forall j, exists u,
    share x (h u) j != 0 /\ forall k, k != j -> share x (h u) k = 0.
Proof.
move=> h0; have sens j : true -> sensitivity x h j <= 1.
  by move=> _; apply: max_le => // u; exact: share_le1.
have -> : #|J|%:R = \sum_(j : J) 1 :> F by rewrite sumr_const.
split=> [/(sum_eq sens) e j|e].
  by have /sens_one [//|u /share_alone a] := e j isT; exists u; exact: a.
apply/(sum_eq sens) => j _; apply/sens_one => //; have [u a] := e j.
by exists u; apply/share_alone.
Qed.

Theorem total_ratio x h (R : F) : (forall u j, 0 <= h u j) ->
  (exists u, 0 < magnitude x (h u)) -> (forall j u v, h u j <= R * h v j) -> total x h <= R.
Proof.
move=> h0 [u0 z0] ratio; pose M j := \big[Num.max/0]_u h u j.
have R0 : 0 < R.
  rewrite ltNge; apply/negP => R0; move: z0; rewrite ltNge => /negP; apply.
  rewrite -oppr_ge0 -sumrN; apply: sumr_ge0 => j _; rewrite oppr_ge0.
  apply: mulr_ge0_le0 => //; apply: le_trans (ratio j u0 u0) _.
  exact: mulr_le0_ge0.
have MR j u : M j <= R * h u j by apply: max_le => [|v]; rewrite ?mulr_ge0 // ltW.
have hM j u : h u j <= M j by exact: (max_ge (fun u => h u j)).
pose Z := magnitude x M; have Zu u : Z <= R * magnitude x (h u).
  rewrite mulr_sumr; apply: ler_sum => j _; rewrite mulrCA; exact: ler_wpmul2l.
have Z0 : 0 < Z by apply: lt_le_trans z0 _; apply: ler_sum => j _; exact: ler_wpmul2l.
have s j : sensitivity x h j <= R * (`|x j| * M j / Z).
  have b0 : 0 <= `|x j| * M j by rewrite mulr_ge0 // (le_trans (h0 u0 j)).
  have [Rge Zge] := (ltW R0, ltW Z0).
  apply: max_le => [|u]; first by rewrite mulr_ge0 ?divr_ge0.
  have zu : 0 < magnitude x (h u) by rewrite -(pmulr_rgt0 _ R0) (lt_le_trans Z0).
  rewrite ler_pdivr_mulr // mulrA mulrAC ler_pdivl_mulr // (mulrC R) -(mulrA _ R).
  by apply: ler_pmul; rewrite ?(ltW Z0) ?term_ge0 ?ler_wpmul2l.
apply: le_trans (ler_sum _ (fun j _ => s j)) _.
by rewrite -mulr_sumr -mulr_suml mulfV ?mulr1 // gt_eqF.
Qed.

Theorem few_stay x h y : (forall u j, 0 <= h u j) -> total x h = #|J|%:R ->
  let stay := [set j | y j != 0] in (#|stay| < #|J|)%N ->
  (exists u, [/\ output y (h u) = 0, output x (h u) != 0 &
                `|output x (h u)| = magnitude x (h u)]) /\
  (forall eps, (forall u, output x (h u) != 0 ->
    `|output y (h u) - output x (h u)| <= eps * magnitude x (h u)) -> 1 <= eps).
Proof.
move=> h0 /total_neurons own stay few.
suff e : exists u, [/\ output y (h u) = 0, output x (h u) != 0 &
                      `|output x (h u)| = magnitude x (h u)].
  split=> // eps bound; have [u [y0 z0 whole]] := e; have := bound u z0.
  by rewrite y0 sub0r normrN -whole -{1}[`|_|]mul1r ler_pmul2r // normr_gt0.
have [j yj] : exists j, y j = 0.
  have /existsP[j /eqP yj] : [exists j, y j == 0]; last by exists j.
  apply: contraLR few => /existsPn none; rewrite -leqNgt -cardsT subset_leq_card //.
  by apply/subsetP => j _; rewrite inE.
have x0 k : x k != 0.
  have [u [s0 _]] := own h0 k; apply: contraNneq s0 => xk.
  by rewrite /share xk normr0 !mul0r.
have [u [sj none]] := own h0 j; exists u.
have m0 : magnitude x (h u) != 0 by apply: contraNneq sj => /(share_none j)->.
have hk k : k != j -> h u k = 0.
  move/none/eqP; rewrite mulf_eq0 invr_eq0 (negbTE m0) orbF mulf_eq0 normr_eq0.
  by rewrite (negbTE (x0 k)) => /eqP.
have alone z : output z (h u) = z j * h u j.
  by rewrite /output (sum_only (w := j)) // => k /hk->; rewrite mulr0.
have whole : magnitude x (h u) = `|x j| * h u j.
  by rewrite /magnitude (sum_only (w := j)) // => k /hk->; rewrite mulr0.
rewrite !alone yj mul0r normrM (ger0_norm (h0 _ _)) whole; split=> //.
by move: m0; rewrite whole !mulf_eq0 normr_eq0.
Qed.

End Total.

Section Ratio.
Variables (F : realFieldType) (n : nat) (R : F).

(* n neurons at n inputs, each with R at its own and with 1 elsewhere *)
Definition own_R (u j : 'I_n) : F := if j == u then R else 1.

Theorem ratio_example : 1 <= R -> (0 < n)%N ->
  [/\ forall u j, 0 <= own_R u j, forall u, 0 < magnitude (fun=> 1) (own_R u),
      forall j u v, own_R u j <= R * own_R v j &
      total (fun=> 1) own_R = n%:R * R / (n%:R + R - 1)].
Proof.
move=> R1 n0; have R0 : 0 <= R by apply: le_trans R1.
have h0 u j : 0 <= own_R u j by rewrite /own_R; case: eqP; rewrite ?ler01.
have m u : magnitude (fun=> 1) (own_R u) = n%:R + R - 1.
  rewrite /magnitude (bigD1 u) //= normr1 mul1r {1}/own_R eqxx.
  rewrite (eq_bigr (fun=> 1)) => [|j ju]; last by rewrite mul1r /own_R (negbTE ju).
  by rewrite sumr_const cardC1 card_ord -subn1 natrB //; ring.
have m0 : 0 < n%:R + R - 1 by rewrite -addrA ltr_paddr ?subr_ge0 // ltr0n.
split=> // [u|j u v|]; first by rewrite m.
  rewrite /own_R; case: eqP => _; case: eqP => _; rewrite ?mulr1 //.
    by rewrite -{1}[R]mulr1 ler_wpmul2l.
  exact: mulr_ege1.
rewrite /total (eq_bigr (fun=> R / (n%:R + R - 1))) => [|j _].
  by rewrite sumr_const card_ord -mulr_natl mulrA.
have sh u : share (fun=> 1) (own_R u) j = own_R u j / (n%:R + R - 1).
  by rewrite /share m normr1 mul1r.
apply/le_anti/andP; split.
  apply: max_le => [|u]; first by rewrite divr_ge0 // ltW.
  by rewrite sh ler_pmul2r ?invr_gt0 // /own_R; case: eqP.
by have := share_sens (fun=> 1) own_R j j; rewrite sh /own_R eqxx.
Qed.
End Ratio.

Theorem ratio_sharp (F : archiFieldType) (R c : F) : 1 <= R -> c < R ->
  exists n, (0 < n)%N /\ c < total (fun=> 1) (@own_R F n R).
Proof.
move=> R1 cR; have p : 0 < R - c by rewrite subr_gt0.
pose b := `|c * (R - 1) / (R - c)|; pose n := Num.bound b.
have bn : b < n%:R by rewrite archi_boundP ?normr_ge0.
have n0 : 0 < n%:R :> F by apply: le_lt_trans bn; exact: normr_ge0.
exists n; split; first by move: n0; rewrite ltr0n.
have [|_ _ _ ->] := @ratio_example F n R R1; first by move: n0; rewrite ltr0n.
rewrite ltr_pdivl_mulr -?addrA ?ltr_paddr ?subr_ge0 // mulrDr -ltr_subr_addl.
have -> : n%:R * R - c * n%:R = n%:R * (R - c) by ring.
by rewrite -ltr_pdivr_mulr //; apply: le_lt_trans bn; exact: ler_norm.
Qed.
