(* Wrong variants of the best shares of a fit with a penalty, near the truth, refuted over every
   ordered field, or every real closed one, at one or two directions and one sample. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import penalty shaping best_shares best_penalty wrong_best_shares.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : realFieldType.
Local Notation s1 := (fun _ : 'I_1 => 1 : F).

Lemma three : penalty_equation 1 s1 (3%:R / 2%:R) (3%:R : F).
Proof. by rewrite /penalty_equation big_ord1; field. Qed.

Lemma sigma1 : (3%:R / 2%:R : F) != 0.
Proof. by rewrite mulf_neq0 ?invr_eq0 ?pnatr_eq0. Qed.

(* nine tenths of the difference *)
Theorem penalty_risk_share_wrong : ~ (forall d n (s : 'I_d -> F) sigma g, (0 < n)%N ->
  (forall i, 0 <= s i) -> sigma != 0 -> 0 < g -> penalty_equation n s sigma g ->
  forall theta, \sum_i theta i ^+ 2 < n%:R -> risk n s sigma theta - g =
    9%:R / 10%:R * (\sum_i (n%:R * s i + g) * (theta i - penalty_share n s g i) ^+ 2) /
      (n%:R - \sum_i theta i ^+ 2)).
Proof.
move=> H; have := H 1%N 1%N s1 (3%:R / 2%:R) 3%:R isT (fun=> ler01) sigma1 (ltr0Sn _ 2) three
  (fun=> 1 / 2%:R); rewrite /risk /penalty_share !big_ord1 => {}H.
have t : (1 / 2%:R) ^+ 2 < 1%:R :> F.
  have -> : (1 / 2%:R) ^+ 2 = 1 / 4%:R :> F by field.
  by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr1n.
have /eqP := H t; rewrite -subr_eq0 => /eqP.
set x := (X in X = 0); have -> : x = 30%:R^-1 by rewrite /x; field.
by move/eqP; rewrite invr_eq0 pnatr_eq0.
Qed.

(* shares that add up to n *)
Theorem penalty_risk_sum_wrong : ~ (forall d n (s : 'I_d -> F) sigma g, (0 < n)%N ->
  (forall i, 0 <= s i) -> sigma != 0 -> 0 < g -> penalty_equation n s sigma g ->
  \sum_i penalty_share n s g i = n%:R).
Proof.
move=> H; have := H 1%N 1%N s1 (3%:R / 2%:R) 3%:R isT (fun=> ler01) sigma1 (ltr0Sn _ 2) three.
rewrite big_ord1 /penalty_share => /eqP; rewrite -subr_eq0 => /eqP.
set x := (X in X = 0); have -> : x = - (3%:R / 4%:R) by rewrite /x; field.
by move/eqP; rewrite oppr_eq0 mulf_eq0 invr_eq0 !pnatr_eq0.
Qed.

Lemma useless : penalty_equation 1 (fun _ : 'I_2 => 0) 1 (1 : F).
Proof. by rewrite /penalty_equation big1 => [|i _]; rewrite ?mul0r // addr0 expr1n. Qed.

(* nine tenths of the price *)
Theorem price_of_interpolating_share_wrong : ~ (forall d n (s : 'I_d -> F) sigma g0 g,
  (0 < n)%N -> (n < d)%N -> (forall i, 0 <= s i) -> sigma != 0 -> 0 < g0 ->
  penalty_equation n s sigma g0 -> floor_mu d n sigma < g ->
  \sum_i best_share n s sigma g i = n%:R -> forall Z : {set 'I_d}, (n < #|Z|)%N ->
  (forall i, i \in Z -> s i = 0) ->
  g <= g0 + 9%:R / 10%:R * (n%:R * sigma ^+ 2 / (#|Z|%:R - n%:R * sigma ^+ 2 / g0))).
Proof.
move=> H; have := H 2%N 1%N (fun=> 0) 1 1 2%:R isT isT (fun=> lexx 0) (oner_neq0 _) ltr01 useless
  (half_floor _) (half_sum _) setT; rewrite cardsT card_ord => /(_ isT (fun _ _ => erefl)).
have -> : 1 + 9%:R / 10%:R * (1%:R * 1 ^+ 2 / (2%:R - 1%:R * 1 ^+ 2 / 1)) = 19%:R / 10%:R :> F.
  by field.
by rewrite ler_pdivl_mulr ?ltr0n // -natrM ler_nat.
Qed.

(* the number of directions alone *)
Theorem price_of_interpolating_number_wrong : ~ (forall d n (s : 'I_d -> F) sigma g0 g,
  (0 < n)%N -> (n < d)%N -> (forall i, 0 <= s i) -> sigma != 0 -> 0 < g0 ->
  penalty_equation n s sigma g0 -> floor_mu d n sigma < g ->
  \sum_i best_share n s sigma g i = n%:R -> forall Z : {set 'I_d}, (n < #|Z|)%N ->
  (forall i, i \in Z -> s i = 0) -> g <= g0 + n%:R * sigma ^+ 2 / #|Z|%:R).
Proof.
move=> H; have := H 2%N 1%N (fun=> 0) 1 1 2%:R isT isT (fun=> lexx 0) (oner_neq0 _) ltr01 useless
  (half_floor _) (half_sum _) setT; rewrite cardsT card_ord => /(_ isT (fun _ _ => erefl)).
have -> : 1 + 1%:R * 1 ^+ 2 / 2%:R = 3%:R / 2%:R :> F by field.
by rewrite ler_pdivl_mulr ?ltr0n // -natrM ler_nat.
Qed.
End Wrong.

Section Root.
Variable F : rcfType.

(* no noise *)
Theorem penalty_root_noise_wrong : ~ (forall d n (s : 'I_d -> F) sigma, (0 < n)%N ->
  (forall i, 0 <= s i) -> exists2 g, 0 < g & penalty_equation n s sigma g).
Proof.
move=> /(_ 1%N 1%N (fun=> 0) 0 isT (fun=> lexx 0)) [g g0].
by rewrite /penalty_equation big_ord1 !mul0r expr0n addr0 => z; rewrite z ltxx in g0.
Qed.

(* roots of either sign *)
Theorem penalty_root_sign_wrong : ~ (forall d n (s : 'I_d -> F) sigma, (0 < n)%N ->
  (forall i, 0 <= s i) -> sigma != 0 -> exists g, [/\ 0 < g, penalty_equation n s sigma g &
  forall h, h != 0 -> penalty_equation n s sigma h -> h = g]).
Proof.
move=> /(_ 1%N 1%N (fun=> 1) (3%:R / 2%:R) isT (fun=> ler01) (sigma1 _)) [g [g0 _ H]].
have m0 : 0 < 3%:R / 4%:R :> F by rewrite divr_gt0 ?ltr0n.
have := H (- (3%:R / 4%:R)); rewrite oppr_eq0 gt_eqF // => /(_ isT) {}H.
have e : - (3%:R / 4%:R) = g by apply: H; rewrite /penalty_equation big_ord1; field.
by move: g0; rewrite -e oppr_gt0 ltNge ltW.
Qed.
End Root.
