(* Wrong variants of how many vectors have K entries other than zero, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Coq Require Import Reals Lra.
From dlf Require Import sparse_count sparse_complexity.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.

(* a vector of one place *)
Definition at_place (a : int) : 'rV[int]_1 := const_mx a.
(* two numbers *)
Definition S2 : seq int := [:: Posz 1; Posz 2].

Lemma places_sparse w : w \in [:: at_place 1; at_place 2] -> sparse 1 S2 w.
Proof.
have H (a : int) : a != Posz 0 -> a \in S2 -> sparse 1 S2 (at_place a).
  move=> a0 aS; split=> [|i _]; last by rewrite mxE.
  rewrite -[RHS](card_ord 1); apply: eq_card => i; rewrite !inE mxE; exact: a0.
by rewrite !inE => /orP[] /eqP ->; apply: H.
Qed.

(* the places alone *)
Theorem sparse_vectors_places_wrong : ~ (forall (F : zmodType) P K (S : seq F) (l : seq 'rV[F]_P),
  uniq l -> (forall w, w \in l -> sparse K S w) -> (size l <= 'C(P, K))%N).
Proof.
move=> /(_ _ 1%N 1%N S2 [:: at_place 1; at_place 2]) H.
suff : (2 <= 'C(1, 1))%N by rewrite binn.
apply: H; last exact: places_sparse.
by rewrite /= inE andbT; apply/eqP => /rowP/(_ ord0); rewrite !mxE.
Qed.

(* a list that may name a vector more than once *)
Theorem sparse_vectors_uniq_wrong : ~ (forall (F : zmodType) P K (S : seq F) (l : seq 'rV[F]_P),
  (forall w, w \in l -> sparse K S w) -> (size l <= 'C(P, K) * expn (size S) K)%N).
Proof.
move=> /(_ _ 1%N 1%N S2 [:: at_place 1; at_place 1; at_place 1]) H.
suff : (3 <= 'C(1, 1) * 2)%N by rewrite binn.
apply: H => w; rewrite !inE orbb orbb => /eqP ->; apply: places_sparse.
by rewrite inE eqxx.
Qed.

Local Open Scope R_scope.

Lemma two_bits : INR 2 <= Rpower 2 1.
Proof. by rewrite Rpower_1 /=; lra. Qed.

(* half the bits *)
Theorem sparse_complexity_bits_wrong : ~ (forall (F : zmodType) P K (S : seq F) b
  (l : seq 'rV[F]_P), INR (size S) <= Rpower 2 b -> uniq l ->
  (forall w, w \in l -> sparse K S w) -> INR (size l) <=
  exp (ln (INR 'C(P, K)) + INR K * (b / 2) * ln 2)).
Proof.
move=> /(_ _ 1%N 1%N S2 1 [:: at_place 1; at_place 2] two_bits) H.
have /H : uniq [:: at_place 1; at_place 2].
  by rewrite /= inE andbT; apply/eqP => /rowP/(_ ord0); rewrite !mxE.
move=> /(_ places_sparse); rewrite binn /= ln_1 Rplus_0_l Rmult_1_l => h.
have : 1 / 2 * ln 2 < ln 2 by have := ln_lt_2; lra.
move=> /exp_increasing; rewrite exp_ln; lra.
Qed.

(* the places not counted *)
Theorem sparse_complexity_places_wrong : ~ (forall (F : zmodType) P K (S : seq F) b
  (l : seq 'rV[F]_P), INR (size S) <= Rpower 2 b -> uniq l -> (forall w, w \in l -> sparse K S w) ->
  INR (size l) <= exp (INR K * b * ln 2)).
Proof.
pose e (i : 'I_2) : 'rV[int]_2 := delta_mx ord0 i.
have one : INR (size [:: Posz 1]) <= Rpower 2 0 by rewrite /= Rpower_O; lra.
have sp w : w \in [:: e ord0; e ord_max] -> sparse 1 [:: Posz 1] w.
  have H i : sparse 1 [:: Posz 1] (e i).
    split=> [|j]; last by rewrite mxE eqxx /=; case: (j == i).
    rewrite -[RHS](card1 i); apply: eq_card => j; rewrite !inE mxE eqxx /=.
    by case: (j == i).
  by rewrite !inE => /orP[] /eqP ->.
have un : uniq [:: e ord0; e ord_max].
  by rewrite /= inE andbT; apply/eqP => /rowP/(_ ord0); rewrite !mxE.
move=> /(_ _ _ _ _ _ _ one un sp); rewrite Rmult_0_r Rmult_0_l exp_0 /=; lra.
Qed.

(* eleven tenths of the lower bound *)
Theorem complexity_between_low_wrong : ~ (forall P K b, (0 < K <= P)%N ->
  11 / 10 * (INR K * (ln (INR P / INR K) + b * ln 2)) <= complexity P K b).
Proof.
move=> /(_ 2%N 1%N 0 isT); rewrite /complexity bin1 /= Rmult_0_r Rmult_0_l Rplus_0_r Rplus_0_r.
have -> : (1 + 1) / 1 = 2 by field.
have := ln_lt_2; have -> : 1 + 1 = 2 by ring.
lra.
Qed.

(* the upper bound without the one *)
Theorem complexity_between_high_wrong : ~ (forall P K b, (0 < K <= P)%N ->
  complexity P K b <= INR K * (ln (INR P / INR K) + b * ln 2)).
Proof.
move=> /(_ 4%N 2%N 0 isT); rewrite /complexity.
have -> : INR 'C(4, 2) = 6 by rewrite (_ : 'C(4, 2) = 6%N) //= ; lra.
have -> : INR 4 / INR 2 = 2 by rewrite /=; field.
rewrite /= Rmult_0_r Rmult_0_l !Rplus_0_r => h.
have : ln 4 < ln 6 by apply: ln_increasing; lra.
have -> : 4 = 2 * 2 by ring.
rewrite ln_mult; lra.
Qed.

Lemma one_of_one b : complexity 1 1 b = b * ln 2.
Proof. by rewrite /complexity binn /= ln_1; lra. Qed.

Lemma lower_of_one b : INR 1 * (ln (INR 1 / INR 1) + b * ln 2) = b * ln 2.
Proof. by rewrite /= /Rdiv Rinv_1 Rmult_1_r ln_1; lra. Qed.

Lemma root_below x : x < 1 -> ~ 1 <= sqrt x.
Proof.
move=> x1 h; have s1 := sqrt_lt_1_alt x 1; rewrite sqrt_1 in s1.
case: (Rle_lt_dec 0 x) => [x0|x0]; first by have := s1 (conj x0 x1); lra.
by rewrite sqrt_neg_0 in h; lra.
Qed.

(* samples in place of twice the samples *)
Theorem count_says_nothing_samples_wrong : ~ (forall P K N b delta, (0 < K <= P)%N -> (0 < N)%N ->
  0 < delta <= 1 -> INR N <= INR K * (ln (INR P / INR K) + b * ln 2) ->
  1 <= sqrt ((complexity P K b + ln ((INR P + 1) / delta)) / (2 * INR N))).
Proof.
have l2 := ln_lt_2; have l2' : ln 2 < 1.
  rewrite -(ln_exp 1); apply: ln_increasing; first lra.
  by have := exp_ineq1 1; lra.
move=> /(_ 1%N 1%N 1%N (/ ln 2) 1 isT isT ltac:(lra)).
rewrite lower_of_one one_of_one Rinv_l /=; last lra.
have -> : (1 + 1) / 1 = 2 by field.
move=> /(_ (Rle_refl _)); apply: root_below; lra.
Qed.

(* a chance of any size *)
Theorem count_says_nothing_chance_wrong : ~ (forall P K N b delta, (0 < K <= P)%N -> (0 < N)%N ->
  0 < delta -> 2 * INR N <= INR K * (ln (INR P / INR K) + b * ln 2) ->
  1 <= sqrt ((complexity P K b + ln ((INR P + 1) / delta)) / (2 * INR N))).
Proof.
have l2 := ln_lt_2.
move=> /(_ 1%N 1%N 1%N (2 / ln 2) 4 isT isT ltac:(lra)).
have e : 2 / ln 2 * ln 2 = 2 by field; lra.
rewrite lower_of_one one_of_one e /=.
have -> : (1 + 1) / 4 = / 2 by field.
rewrite ln_Rinv; last lra.
move=> /(_ ltac:(lra)); apply: root_below; lra.
Qed.
