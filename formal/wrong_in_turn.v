(* Wrong variants of what is said of two examples in turn, refuted by the numbers 1 and -1. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import perceptron wrong_perceptron in_turn.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

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
by rewrite closed opposite_conflict !expr1 !mul1r ?opprK => /eqP.
Qed.

(* the first error without the conflict *)
Theorem learned_in_turn_first_wrong : ~ (forall (F : realFieldType) (n : nat)
    (x : bool -> 'rV[F]_n) (y : bool -> F), (forall i, dot (x i) (x i) = 1) ->
  (forall i, y i * y i = 1) -> forall j, margin_of x y (in_turn x y j.+1) (odd j) =
    1 - conflict x y ^+ j).
Proof.
move=> H; have [_ other _ _] := learned_in_turn opposite_unit same_label 1.
have := H _ _ _ _ opposite_unit same_label 1%N.
by rewrite other opposite_conflict expr1 mul1r => /eqP.
Qed.

(* without the first error *)
Theorem near_one_in_turn_first_wrong : ~ (forall (F : realFieldType) (n : nat)
    (x : bool -> 'rV[F]_n) (y : bool -> F), (forall i, dot (x i) (x i) = 1) ->
  (forall i, y i * y i = 1) -> forall j i, 0 <= conflict x y ->
  0 <= 1 - margin_of x y (in_turn x y j.+1) i <= conflict x y ^+ j).
Proof.
move=> H; have [_ other _ _] := learned_in_turn opposite_unit same_label 0.
have := H _ _ _ _ opposite_unit same_label 0%N false.
by rewrite other opposite_conflict => /(_ isT).
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
