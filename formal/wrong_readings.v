(* Wrong variants of the two readings of prunability, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import readings.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* with a slack below zero nothing need be within it, not even all weights *)
Theorem two_readings_negative_wrong : ~ (forall P (loss : 'rV[rat]_P -> rat) w score tau,
  (least loss w score tau <= holding loss w score tau <= P)%N).
Proof.
move=> H; have /andP [order] := H 1%N (fun _ => 0) 0 0 (-1).
by rewrite /holding /= /holds /= /within.
Qed.

(* the two are one, whatever the loss *)
Theorem falling_loss_one_reading_any_wrong : ~ (forall P (loss : 'rV[rat]_P -> rat) w score tau,
  0 <= tau -> least loss w score tau = holding loss w score tau).
Proof.
move=> H; pose w : 'rV[rat]_3 := \row_j (3%:R - j%:R).
have size (j : 'I_3) : `|w 0 j| = 3%:R - j%:R.
  by rewrite mxE ger0_norm // subr_ge0 ler_nat ltnW.
have [|i j ij|u [_ /(_ 0)]] := @readings_far_apart _ 0 w.
- by move=> j; rewrite -normr_eq0 size subr_eq0 eqr_nat gtn_eqF.
- by rewrite !size ltr_add2l ltr_opp2 ltr_nat.
by rewrite lexx /= => /(_ isT) []; rewrite H // => ->.
Qed.

(* a larger slack makes the least smaller *)
Theorem slack_lowers_readings_strictly_wrong : ~ (forall P (loss : 'rV[rat]_P -> rat) w score
  tau1 tau2, 0 <= tau1 -> tau1 < tau2 ->
  (least loss w score tau2 < least loss w score tau1)%N).
Proof. by move=> H; have := H 1%N (fun _ => 0) 0 0 0 1 isT isT. Qed.

(* the slack 1/2, too: there nothing need be kept *)
Theorem readings_far_apart_half_wrong : ~ (forall n (w : 'rV[rat]_n.+3), (forall j, w 0 j != 0) ->
  (forall i j : 'I_n.+3, (i < j)%N -> `|w 0 j| < `|w 0 i|) ->
  exists u, of_one_sample u w = 0 /\ forall tau, 0 <= tau <= 2%:R^-1 ->
    least (of_one_sample u) w (\row_j `|w 0 j|) tau = 1%N /\
    holding (of_one_sample u) w (\row_j `|w 0 j|) tau = n.+3).
Proof.
move=> H; pose w : 'rV[rat]_3 := \row_j (3%:R - j%:R).
have size (j : 'I_3) : `|w 0 j| = 3%:R - j%:R.
  by rewrite mxE ger0_norm // subr_ge0 ler_nat ltnW.
have [|i j ij|u [fits /(_ 2%:R^-1 isT) [one _]]] := H 0%N w.
- by move=> j; rewrite -normr_eq0 size subr_eq0 eqr_nat gtn_eqF.
- by rewrite !size ltr_add2l ltr_opp2 ltr_nat.
move: one; rewrite /least /= {1}/within fits /of_one_sample.
by rewrite (_ : kept _ _ 0 = 0) ?trmx0 ?mulmx0 ?mxE //; apply/rowP => j; rewrite !mxE.
Qed.

(* two weights are enough *)
Theorem readings_far_apart_two_wrong : ~ (forall w : 'rV[rat]_2, (forall j, w 0 j != 0) ->
  (forall i j : 'I_2, (i < j)%N -> `|w 0 j| < `|w 0 i|) ->
  exists loss : 'rV[rat]_2 -> rat,
    least loss w (\row_j `|w 0 j|) 0 = 1%N /\ holding loss w (\row_j `|w 0 j|) 0 = 2%N).
Proof.
move=> H; pose w : 'rV[rat]_2 := \row_j (2%:R - j%:R).
have size (j : 'I_2) : `|w 0 j| = 2%:R - j%:R.
  by rewrite mxE ger0_norm // subr_ge0 ler_nat ltnW.
have [|i j ij|loss [one two]] := H w.
- by move=> j; rewrite -normr_eq0 size subr_eq0 eqr_nat gtn_eqF.
- by rewrite !size ltr_add2l ltr_opp2 ltr_nat.
have [in1 _ hold fails _] := two_readings loss w (\row_j `|w 0 j|) (lexx 0).
have [|J /andP [low high] out] := fails 1%N; first by rewrite two.
have: (J == 1%N) || (J == 2%N) by case: J low high {out} => [|[|[|]]].
rewrite one in in1; rewrite two in hold.
by case/orP => /eqP eq; move: out; rewrite eq ?in1 ?hold.
Qed.
