(* Wrong variants of the bounds for the perceptron, refuted by numbers and by unit vectors. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import perceptron.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

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
move=> H; pose s := enum 'I_4.
have all_s i : i \in s by rewrite mem_enum.
have [u1 ug z1 N4] := @updates_attained [realFieldType of rat] 4 2%:R^-1 s erefl all_s.
have := H _ _ _ (@axis _ 4) _ 2%:R^-1 1 u1 isT _ _ s; rewrite N4.
move=> K; suff : (4%:R / 2%:R <= 1 :> rat) by [].
by apply: K => i; rewrite ?ug ?z1 ?expr1n.
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
