(* The least share of the weights that can be kept, and the share that holds (A9QX).

   two_readings (A9QX): for a slack tau >= 0 the least K and the one that holds are what their names
     say, the first is at most the second, which is at most P.
   slack_lowers_readings (A9QX): neither grows with the slack.
   falling_loss_one_reading (A9QX): they are equal if the loss does not grow with K.
   readings_far_apart (A9QX): for P >= 3 weights other than zero, with decreasing moduli, there is a
     linear model with one sample that w fits, and for which the least is 1 and P holds, for every
     slack below 1/2. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Readings.
Variables (F : realFieldType) (P : nat) (loss : 'rV[F]_P -> F) (w score : 'rV[F]_P).

(* weight i goes before weight j: a larger score, or the same one at an earlier place *)
Definition before (i j : 'I_P) :=
  (score 0 j < score 0 i) || ((score 0 i == score 0 j) && (i < j)%N).

(* w with all entries set to zero but those of the K largest scores *)
Definition kept K : 'rV[F]_P := \row_j if (#|[pred i | before i j]| < K)%N then w 0 j else 0.

Definition within tau K := loss (kept K) <= loss w + tau.
Definition least tau := find (within tau) (iota 0 P.+1).
Definition holds tau K := all (within tau) (iota K (P.+1 - K)).
Definition holding tau := find (holds tau) (iota 0 P.+1).

Lemma all_kept : kept P = w.
Proof.
apply/rowP => j; rewrite mxE ifT // -[X in (_ < X)%N](card_ord P).
apply: proper_card; apply/properP; split; first exact/subsetP.
by exists j => //; rewrite inE /before ltxx eqxx ltnn.
Qed.

Lemma first_kept K : (forall i j : 'I_P, (i < j)%N -> score 0 j < score 0 i) ->
  kept K = \row_j if (j < K)%N then w 0 j else 0.
Proof.
move=> down; apply/rowP => j; rewrite !mxE; congr (if (_ < _)%N then _ else _).
rewrite -sum1_card (eq_bigl (fun i : 'I_P => (i < j)%N)); last first.
  move=> i; rewrite inE /before; case: (ltngtP i j) => [lt | gt | /val_inj ->].
  - by rewrite (down _ _ lt).
  - by rewrite ltNge (ltW (down _ _ gt)) andbF.
  - by rewrite ltxx andbF.
by rewrite -(big_ord_widen P (fun _ => 1%N)) ?sum1_card ?card_ord // ltnW.
Qed.

Variable tau : F.
Hypothesis slack : 0 <= tau.

Lemma all_within : within tau P.
Proof. by rewrite /within all_kept ler_addl. Qed.

Lemma last_holds : holds tau P.
Proof. by rewrite /holds subSnn /= all_within. Qed.

Lemma holds_is_within K : (K <= P)%N -> holds tau K -> within tau K.
Proof. by move=> KP; rewrite /holds subSn //= => /andP []. Qed.

Lemma find_iota (p : pred nat) n : p n ->
  [/\ p (find p (iota 0 n.+1)), (find p (iota 0 n.+1) <= n)%N &
      forall k, (k < find p (iota 0 n.+1))%N -> ~~ p k].
Proof.
move=> pn; have has_p : has p (iota 0 n.+1).
  by apply/hasP; exists n => //; rewrite mem_iota leq0n add0n ltnSn.
have small : (find p (iota 0 n.+1) < n.+1)%N by rewrite -[X in (_ < X)%N](size_iota 0) -has_find.
split; first by have := nth_find 0%N has_p; rewrite nth_iota.
- by [].
- move=> k below; have := before_find 0%N below.
  by rewrite nth_iota ?(ltn_trans below) // add0n => ->.
Qed.

Theorem two_readings :
  [/\ within tau (least tau), forall K, (K < least tau)%N -> ~~ within tau K,
      forall K, (holding tau <= K <= P)%N -> within tau K,
      forall K, (K < holding tau)%N -> exists2 J, (K <= J <= P)%N & ~~ within tau J &
      (least tau <= holding tau <= P)%N].
Proof.
have [least_in _ least_first] := find_iota all_within.
have [hold_in hold_small hold_first] := find_iota last_holds.
rewrite -/(least tau) -/(holding tau) in least_in least_first hold_in hold_small hold_first *.
split=> //.
- move=> K /andP [low high]; apply: (allP hold_in).
  by rewrite mem_iota low subnKC ?ltnS // leqW.
- move=> K /hold_first /allPn [J]; rewrite mem_iota => /andP [low].
  case: (leqP K P.+1) => [KP | PK]; first by rewrite subnKC // ltnS => high; exists J; rewrite ?low.
  by move: (ltnW PK); rewrite -subn_eq0 => /eqP ->; rewrite addn0 ltnNge low.
- rewrite hold_small andbT leqNgt; apply/negP => /least_first.
  by rewrite holds_is_within.
Qed.

Lemma falls K J : (forall k, (k < P)%N -> loss (kept k.+1) <= loss (kept k)) ->
  (K <= J <= P)%N -> loss (kept J) <= loss (kept K).
Proof.
move=> down /andP [/subnK <-]; elim: (J - K)%N => [//|m ind]; rewrite addSn => small.
by rewrite (le_trans (down _ small)) // ind // ltnW.
Qed.

Theorem falling_loss_one_reading :
  (forall k, (k < P)%N -> loss (kept k.+1) <= loss (kept k)) -> least tau = holding tau.
Proof.
move=> down; have [least_in _ _ hold_first /andP [order _]] := two_readings.
apply/eqP; rewrite eqn_leq order leqNgt; apply/negP => /hold_first [J between].
by rewrite /within (le_trans (falls down between)).
Qed.
End Readings.

Theorem slack_lowers_readings (F : realFieldType) P (loss : 'rV[F]_P -> F) w score tau1 tau2 :
  0 <= tau1 -> tau1 <= tau2 ->
  (least loss w score tau2 <= least loss w score tau1)%N /\
  (holding loss w score tau2 <= holding loss w score tau1)%N.
Proof.
move=> slack1 order; have slack2 := le_trans slack1 order.
have more K : within loss w score tau1 K -> within loss w score tau2 K.
  by move/le_trans; apply; rewrite ler_add2l.
have [in1 _ hold1 _ _] := two_readings loss w score slack1.
have [_ first2 _ hold2 _] := two_readings loss w score slack2.
split; rewrite leqNgt; apply/negP.
- by move/first2; rewrite more.
- by move/hold2 => [J between]; rewrite more // hold1.
Qed.

Section FarApart.
Variables (F : realFieldType) (n : nat).

(* the loss of a linear model with the input u on one sample with the answer 1 *)
Definition of_one_sample (u v : 'rV[F]_n.+3) := ((u *m v^T) 0 0 - 1) ^+ 2 / 2%:R.

Theorem readings_far_apart (w : 'rV[F]_n.+3) : (forall j, w 0 j != 0) ->
  (forall i j : 'I_n.+3, (i < j)%N -> `|w 0 j| < `|w 0 i|) ->
  exists u, of_one_sample u w = 0 /\ forall tau, 0 <= tau < 2%:R^-1 ->
    least (of_one_sample u) w (\row_j `|w 0 j|) tau = 1%N /\
    holding (of_one_sample u) w (\row_j `|w 0 j|) tau = n.+3.
Proof.
move=> nonzero down.
pose u : 'rV[F]_n.+3 := \row_j ((if (j < n.+2)%N then 1 else - n.+1%:R) / w 0 j).
pose score : 'rV[F]_n.+3 := \row_j `|w 0 j|.
have sorted (i j : 'I_n.+3) : (i < j)%N -> score 0 j < score 0 i by move=> ij; rewrite !mxE down.
have seen K : (K <= n.+2)%N -> (u *m (kept w score K)^T) 0 0 = K%:R.
  move=> small; rewrite first_kept // mxE.
  rewrite (eq_bigr (fun j : 'I_n.+3 => if (j < K)%N then 1 else 0)); last first.
    move=> j _; rewrite !mxE; case: (ltnP j K) => [jK | _]; last by rewrite mulr0.
    by rewrite (leq_trans jK small) divfK.
  rewrite -big_mkcond -(big_ord_widen n.+3 (fun _ => 1)) ?(leqW small) //.
  by rewrite sumr_const card_ord.
have whole : (u *m w^T) 0 0 = 1.
  rewrite mxE big_ord_recr /= !mxE /= ltnn divfK //.
  rewrite (eq_bigr (fun _ => 1)) => [|j _]; last first.
    by rewrite !mxE /= ltn_ord divfK.
  by rewrite sumr_const card_ord -[n.+2]addn1 natrD addrAC subrr add0r.
exists u; split=> [|tau /andP [tau0 half]].
  by rewrite /of_one_sample whole subrr expr0n mul0r.
have at_K K : (K <= n.+2)%N ->
    within (of_one_sample u) w score tau K = ((K%:R - 1) ^+ 2 / 2%:R <= tau).
  by move=> /seen eq; rewrite /within /of_one_sample eq whole subrr expr0n mul0r add0r.
have beyond K : (K <= n.+2)%N -> 1 <= (K%:R - 1) ^+ 2 :> F ->
    ~~ within (of_one_sample u) w score tau K.
  by move=> small far; rewrite at_K // -ltNge (lt_le_trans half) // ler_pemull // invr_ge0 ler0n.
have [least_in first hold _ /andP [_ small]] := two_readings (of_one_sample u) w score tau0.
split; apply/eqP; rewrite eqn_leq.
- rewrite leqNgt lt0n; apply/andP; split; apply/negP.
    by move/first; rewrite at_K // subrr expr0n mul0r tau0.
  move/eqP => none; move: least_in; rewrite none; apply/negP.
  by rewrite beyond // sub0r sqrrN expr1n.
- rewrite small ltnNge; apply/negP => early.
  have: within (of_one_sample u) w score tau n.+2 by rewrite hold // early leqnSn.
  apply/negP; apply: beyond => //.
  have ->: n.+2%:R - 1 = n.+1%:R :> F by rewrite -[n.+2]addn1 natrD addrK.
  by rewrite exprn_ege1 // ler1n.
Qed.
End FarApart.
