(* Wrong variants of how often a perceptron learns and forgets, and of two examples in turn,
   near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import perceptron in_turn.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* Wrong variants of the bounds for the perceptron, refuted by numbers and by unit vectors. *)

(* a row of one number *)
Definition single (x : rat) : 'rV[rat]_1 := const_mx x.

Lemma dot_single x y : dot (single x) (single y) = x * y.
Proof. by rewrite /dot mxE big_ord1 !mxE. Qed.

Lemma single0 : 0 = single 0. Proof. by apply/matrixP => i j; rewrite !mxE. Qed.

Lemma single_add x y : single x + single y = single (x + y).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.

(* nine tenths of the bound *)
Theorem few_updates_tenth_wrong : ~ (forall (F : realFieldType) (n N : nat) (z : 'I_N -> 'rV[F]_n)
    (u : 'rV[F]_n) (g r : F), dot u u = 1 -> 0 < g -> (forall i, g <= dot u (z i)) ->
  (forall i, dot (z i) (z i) <= r ^+ 2) ->
  forall s, (updates z 0 s)%:R * g ^+ 2 <= 9%:R / 10%:R * r ^+ 2).
Proof.
move=> H; have K : ((updates (fun _ : 'I_1 => single 1) 0 [:: ord0])%:R * 1 ^+ 2 <=
    9%:R / 10%:R * 1 ^+ 2 :> rat).
  by apply: (H _ _ _ _ (single 1)) => // [|i|i]; rewrite dot_single.
move: K; rewrite /= /right single0 dot_single mul0r ltxx expr1n !mulr1.
by rewrite ler_pdivl_mulr // -natrM ler_nat.
Qed.

(* the margin in place of its square *)
Theorem few_updates_linear_wrong : ~ (forall (F : realFieldType) (n N : nat)
    (z : 'I_N -> 'rV[F]_n) (u : 'rV[F]_n) (g r : F), dot u u = 1 -> 0 < g ->
  (forall i, g <= dot u (z i)) -> (forall i, dot (z i) (z i) <= r ^+ 2) ->
  forall s, (updates z 0 s)%:R * g <= r).
Proof.
move=> H; suff K (F : realFieldType) : 4%:R / 2%:R <= 1 :> F.
  by have := K [realFieldType of rat]; vm_compute.
pose s := enum 'I_4; have all_s i : i \in s by rewrite mem_enum.
have g4 : 4%:R * 2%:R^-1 ^+ 2 = 1 :> F by rewrite exprVn -natrX divff ?pnatr_eq0.
have [u1 ug z1 N4] := @updates_attained F 4 2%:R^-1 s g4 all_s.
have g0 : 0 < 2%:R^-1 :> F by rewrite invr_gt0 ltr0n.
have := H _ _ _ (@axis _ 4) _ 2%:R^-1 1 u1 g0 _ _ s; rewrite N4.
by apply=> i; rewrite ?ug ?z1 ?expr1n.
Qed.

(* whatever was shown *)
Theorem updates_attained_unseen_wrong : ~ (forall (F : realFieldType) (N : nat) (g : F)
    (s : seq 'I_N), N%:R * g ^+ 2 = 1 -> updates (@axis F N) 0 s = N).
Proof. by move=> H; have := H [realFieldType of rat] 1%N 1 [::] erefl. Qed.

(* without the length of u *)
Theorem few_updates_unit_wrong : ~ (forall (F : realFieldType) (n N : nat) (z : 'I_N -> 'rV[F]_n)
    (u : 'rV[F]_n) (g r : F), 0 < g -> (forall i, g <= dot u (z i)) ->
  (forall i, dot (z i) (z i) <= r ^+ 2) -> forall s, (updates z 0 s)%:R * g ^+ 2 <= r ^+ 2).
Proof.
move=> H; have K : ((updates (fun _ : 'I_1 => single 1) 0 [:: ord0])%:R * 2%:R ^+ 2 <=
    1 ^+ 2 :> rat).
  by apply: (H _ _ _ _ (single 2%:R)) => // i; rewrite dot_single.
by move: K; rewrite /= /right single0 dot_single mul0r ltxx.
Qed.

(* nine tenths as often *)
Theorem forgotten_when_shown_tenth_wrong : ~ (forall (F : realFieldType) (n N : nat)
    (z : 'I_N -> 'rV[F]_n) s w last, (10 * forgotten z last w s <= 9 * updates z w s)%N).
Proof.
move=> H; have := H [realFieldType of rat] 1%N 1%N (fun=> single 1) [:: ord0] (single 0) xpredT.
by rewrite /= /right dot_single mul0r ltxx.
Qed.

(* three examples of which the first, when shown, makes both others wrong *)
Definition upset (i : 'I_3) := single (if i == ord0 then -1 else 1).

Lemma upset_updates : updates upset (single 1) [:: ord0] = 1%N.
Proof. by rewrite /= /right dot_single. Qed.

Lemma upset_lost i : lost upset (single 1) [:: ord0] i = (i != ord0).
Proof.
rewrite /= /show /right /upset !dot_single /= single_add !dot_single.
by case: eqP.
Qed.

(* for each, nine tenths as often *)
Theorem forgotten_in_between_each_wrong : ~ (forall (F : realFieldType) (n N : nat)
    (z : 'I_N -> 'rV[F]_n) s w i, (10 * lost z w s i <= 9 * updates z w s)%N).
Proof.
move=> H; have := H _ _ _ upset [:: ord0] (single 1) ord_max.
by rewrite upset_updates upset_lost.
Qed.

(* all together, nine tenths as often *)
Theorem forgotten_in_between_tenth_wrong : ~ (forall (F : realFieldType) (n N : nat)
    (z : 'I_N -> 'rV[F]_n) s w, (10 * (\sum_i lost z w s i) <= 9 * (N.-1 * updates z w s))%N).
Proof.
move=> H; have := H _ _ _ upset [:: ord0] (single 1).
by rewrite upset_updates !big_ord_recl big_ord0 !upset_lost.
Qed.

(* all together no more often than w is updated *)
Theorem forgotten_in_between_once_wrong : ~ (forall (F : realFieldType) (n N : nat)
    (z : 'I_N -> 'rV[F]_n) s w, (\sum_i lost z w s i <= updates z w s)%N).
Proof.
move=> H; have := H _ _ _ upset [:: ord0] (single 1).
by rewrite upset_updates !big_ord_recl big_ord0 !upset_lost.
Qed.

(* Wrong variants of what is said of two examples in turn, refuted by the numbers 1 and -1. *)

(* two opposite numbers with one label: the conflict is 1 *)
Definition opposite (i : bool) : 'rV[rat]_1 := single (if i then 1 else -1).
Definition same (i : bool) : rat := 1.

Lemma opposite_unit i : dot (opposite i) (opposite i) = 1.
Proof. by rewrite dot_single; case: i; rewrite ?mulr1 ?mulrNN ?mulr1. Qed.

Lemma same_label i : same i * same i = 1. Proof. by rewrite mulr1. Qed.

Lemma opposite_conflict : conflict opposite same = 1.
Proof. by rewrite /conflict dot_single /same !mul1r opprK. Qed.

(* the sum in place of the difference *)
Theorem learned_together_sum_wrong : ~ (forall (F : realFieldType) (n : nat) (x : bool -> 'rV[F]_n)
    (y : bool -> F), (forall i, dot (x i) (x i) = 1) -> (forall i, y i * y i = 1) ->
  forall eta t i, margin_of x y (together x y eta t) i =
    1 - (1 - eta * (1 + conflict x y)) ^+ t).
Proof.
move=> H; have [closed _] := learned_together opposite_unit same_label 1.
have := H _ _ _ _ opposite_unit same_label 1 1%N true.
by rewrite closed opposite_conflict => /eqP; vm_compute.
Qed.

(* the first error without the conflict *)
Theorem learned_in_turn_first_wrong : ~ (forall (F : realFieldType) (n : nat)
    (x : bool -> 'rV[F]_n) (y : bool -> F), (forall i, dot (x i) (x i) = 1) ->
  (forall i, y i * y i = 1) -> forall j, margin_of x y (in_turn x y j.+1) (odd j) =
    1 - conflict x y ^+ j).
Proof.
move=> H; have [_ other _ _] := learned_in_turn opposite_unit same_label 1.
have := H _ _ _ _ opposite_unit same_label 1%N.
by rewrite other opposite_conflict => /eqP; vm_compute.
Qed.

(* without the first error *)
Theorem near_one_in_turn_first_wrong : ~ (forall (F : realFieldType) (n : nat)
    (x : bool -> 'rV[F]_n) (y : bool -> F), (forall i, dot (x i) (x i) = 1) ->
  (forall i, y i * y i = 1) -> forall j i, 0 <= conflict x y ->
  0 <= 1 - margin_of x y (in_turn x y j.+1) i <= conflict x y ^+ j).
Proof.
move=> H; have [_ other _ _] := learned_in_turn opposite_unit same_label 0.
have := H _ _ _ _ opposite_unit same_label 0%N false.
by rewrite other opposite_conflict => /(_ ler01); vm_compute.
Qed.

(* nine tenths of the distance *)
Theorem near_one_in_turn_tenth_wrong : ~ (forall (F : realFieldType) (n : nat)
    (x : bool -> 'rV[F]_n) (y : bool -> F), (forall i, dot (x i) (x i) = 1) ->
  (forall i, y i * y i = 1) -> forall j i, 0 <= conflict x y ->
  0 <= 1 - margin_of x y (in_turn x y j.+1) i <=
    9%:R / 10%:R * (conflict x y ^+ j * (1 + conflict x y))).
Proof.
move=> H; have [_ other _ _] := learned_in_turn opposite_unit same_label 0.
have := H _ _ _ _ opposite_unit same_label 0%N false.
rewrite other opposite_conflict expr0 mul1r opprB addrC subrK => /(_ isT) /andP[_].
by rewrite ler_pmull ?addr_gt0 ?ltr01 ?ler_pdivl_mulr ?ltr0n ?mul1r ?ler_nat.
Qed.

(* the first step counted, too *)
Theorem forgotten_in_turn_first_wrong : ~ (forall (F : realFieldType) (n : nat)
    (x : bool -> 'rV[F]_n) (y : bool -> F), (forall i, dot (x i) (x i) = 1) ->
  (forall i, y i * y i = 1) -> forall t,
  (\sum_(j < t) \sum_(i : bool) ((0 < margin_of x y (in_turn x y j) i)%R &&
     ~~ (0 < margin_of x y (in_turn x y j.+1) i)%R) =
   \sum_(0 <= j < t) (1 <= conflict x y ^+ j * (1 + conflict x y))%R)%N).
Proof.
move=> H; have := H _ _ _ _ opposite_unit same_label 1%N.
rewrite (forgotten_in_turn opposite_unit same_label 1) big_geq // big_nat1 opposite_conflict.
by [].
Qed.
