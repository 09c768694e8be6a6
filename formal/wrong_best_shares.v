(* Wrong variants of the best shares of a fit that interpolates, near the truth, refuted over every
   ordered field, or every real closed one, at two directions and one sample. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import penalty shaping best_shares.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Root.
Variable F : rcfType.

Lemma no_mu : floor_mu 2 1 0 = 0 :> F.
Proof. by rewrite /floor_mu expr0n mulr0 mul0r. Qed.

(* neither noise nor signals *)
Theorem best_root_nothing_wrong : ~ (forall d n (s : 'I_d -> F) sigma, (0 < n)%N -> (n < d)%N ->
  (forall i, 0 <= s i) -> exists2 g, floor_mu d n sigma < g &
  \sum_i best_share n s sigma g i = n%:R).
Proof.
move=> /(_ 2%N 1%N (fun=> 0) 0 isT isT (fun=> lexx 0)) [g _].
rewrite big1 => [/eqP|i _]; first by rewrite eq_sym oner_eq0.
by rewrite /best_share no_mu mulr0 addr0 mul0r.
Qed.

(* as many signals as samples *)
Theorem best_root_few_wrong : ~ (forall d n (s : 'I_d -> F) sigma, (0 < n)%N -> (n < d)%N ->
  (forall i, 0 <= s i) -> sigma != 0 \/ (n <= #|[pred i | (0 < s i)%R]|)%N ->
  exists2 g, floor_mu d n sigma < g & \sum_i best_share n s sigma g i = n%:R).
Proof.
pose s (i : 'I_2) : F := if i == 0 then 1 else 0.
have s0 i : 0 <= s i by rewrite /s; case: ifP; rewrite ?ler01.
move=> /(_ 2%N 1%N s 0 isT isT s0) [|g].
  by right; apply/card_gt0P; exists 0; rewrite inE /s eqxx ltr01.
rewrite no_mu => g0; rewrite !big_ord_recl big_ord0 /best_share no_mu /s /= !mulr1 !mulr0.
have g1 : 0 < 1 + g by rewrite ltr_paddl ?ler01.
by rewrite !addr0 mul0r addr0 => /eqP; rewrite lt_eqF // ltr_pdivr_mulr // mul1r ltr_addl.
Qed.
End Root.

Section Wrong.
Variable F : realFieldType.

Lemma half_sum : \sum_(i < 2) best_share 1 (fun=> 0) 1 2%:R i = 1%:R :> F.
Proof.
rewrite !big_ord_recl big_ord0 /best_share /floor_mu !mulr0 expr1n.
by field.
Qed.

Lemma half_floor : floor_mu 2 1 1 < 2%:R :> F.
Proof.
have -> : floor_mu 2 1 1 = 1 :> F by rewrite /floor_mu expr1n; field.
by rewrite ltr1n.
Qed.

(* shares of one and three quarters *)
Definition uneven (i : 'I_2) : F := if i == 0 then 1 / 4%:R else 3%:R / 4%:R.

Lemma uneven_admissible : admissible 1 uneven.
Proof.
have h i : 0 < uneven i < 1.
  rewrite /uneven; case: ifP => _; rewrite divr_gt0 ?ltr01 ?ltr0n //= ltr_pdivr_mulr ?ltr0n //.
    by rewrite mul1r ltr1n.
  by rewrite mul1r ltr_nat.
split=> [i||]; first by have /andP[h0 h1] := h i; rewrite !ltW.
  by rewrite !big_ord_recl big_ord0 /uneven /=; field.
by exists 0.
Qed.

(* nine tenths of the difference *)
Theorem best_risk_share_wrong : ~ (forall d n (s : 'I_d -> F) sigma g, (0 < n)%N -> (n < d)%N ->
  (forall i, 0 <= s i) -> floor_mu d n sigma < g -> \sum_i best_share n s sigma g i = n%:R ->
  forall theta, admissible n theta -> risk n s sigma theta - g =
  9%:R / 10%:R * (\sum_i (n%:R * s i + g) * (theta i - best_share n s sigma g i) ^+ 2) /
    (n%:R - \sum_i theta i ^+ 2)).
Proof.
move=> H; have := H 2%N 1%N (fun=> 0) 1 2%:R isT isT (fun=> lexx 0) half_floor half_sum uneven
  uneven_admissible; rewrite /risk !big_ord_recl !big_ord0 /best_share /floor_mu /uneven /=.
rewrite !mul0r !mulr0 !addr0 expr1n => /eqP; rewrite -subr_eq0 => /eqP.
set x := (X in X = 0); have -> : x = 15%:R^-1 by rewrite /x; field.
by move/eqP; rewrite invr_eq0 pnatr_eq0.
Qed.

(* shares of any sum *)
Theorem best_risk_sum_wrong : ~ (forall d n (s : 'I_d -> F) sigma g, (0 < n)%N -> (n < d)%N ->
  (forall i, 0 <= s i) -> floor_mu d n sigma < g -> \sum_i best_share n s sigma g i = n%:R ->
  forall theta, (forall i, 0 <= theta i <= 1) -> \sum_i theta i ^+ 2 < n%:R ->
  g <= risk n s sigma theta).
Proof.
move=> H; have := H 2%N 1%N (fun=> 0) 1 2%:R isT isT (fun=> lexx 0) half_floor half_sum
  (fun=> 4%:R^-1).
have -> : risk 1 (fun=> 0) 1 (fun _ : 'I_2 => 4%:R^-1) = 8%:R / 7%:R :> F.
  by rewrite /risk !big_ord_recl !big_ord0 expr1n; field.
have q : 0 <= (4%:R^-1 : F) <= 1 by rewrite invr_ge0 ler0n invf_le1 ?ltr0n // ler1n.
have sq : \sum_(i < 2) 4%:R^-1 ^+ 2 < 1%:R :> F.
  have -> : \sum_(i < 2) 4%:R^-1 ^+ 2 = 1 / 8%:R :> F by rewrite !big_ord_recl big_ord0; field.
  by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr1n.
move=> /(_ (fun=> q) sq); rewrite ler_pdivl_mulr ?ltr0n // -natrM ler_nat.
by [].
Qed.

(* eleven tenths of the lower bound *)
Theorem best_bounds_low_wrong : ~ (forall d n (s : 'I_d -> F) sigma g, (0 < n)%N -> (n < d)%N ->
  (forall i, 0 <= s i) -> floor_mu d n sigma < g -> \sum_i best_share n s sigma g i = n%:R ->
  11%:R / 10%:R * (d%:R / (d%:R - n%:R) * sigma ^+ 2) <= g).
Proof.
move=> H; have := H 2%N 1%N (fun=> 0) 1 2%:R isT isT (fun=> lexx 0) half_floor half_sum.
have -> : 11%:R / 10%:R * (2%:R / (2%:R - 1%:R) * 1 ^+ 2) = 11%:R / 5%:R :> F by field.
by rewrite ler_pdivr_mulr ?ltr0n // -natrM ler_nat.
Qed.

(* nine tenths of the mean signal *)
Theorem best_bounds_high_wrong : ~ (forall d n (s : 'I_d -> F) sigma g, (0 < n)%N -> (n < d)%N ->
  (forall i, 0 <= s i) -> floor_mu d n sigma < g -> \sum_i best_share n s sigma g i = n%:R ->
  g <= d%:R / (d%:R - n%:R) * sigma ^+ 2 + 9%:R / 10%:R * ((d%:R - n%:R) / d%:R * \sum_i s i)).
Proof.
move=> /(_ 2%N 1%N (fun=> 1) 0 1 isT isT (fun=> ler01)) H.
have m0 : floor_mu 2 1 0 = 0 :> F by rewrite /floor_mu expr0n mulr0 mul0r.
have := H; rewrite m0 ltr01 => /(_ isT).
rewrite !big_ord_recl !big_ord0 /best_share m0 expr0n mulr0 add0r.
have -> : (1%:R * 1 + 0) / (1%:R * 1 + 1) + ((1%:R * 1 + 0) / (1%:R * 1 + 1) + 0) = 1%:R :> F.
  by field.
have -> : 9%:R / 10%:R * ((2%:R - 1%:R) / 2%:R * (1 + (1 + 0))) = 9%:R / 10%:R :> F by field.
move=> /(_ erefl); rewrite ler_pdivl_mulr ?ltr0n // mul1r ler_nat.
by [].
Qed.
End Wrong.
