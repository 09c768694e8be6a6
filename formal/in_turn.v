(* Two examples in conflict, one after the other and both at once, over any ordered field.

   The examples are rows x1, x2 of length 1 with labels y1, y2 = 1 or -1; the conflict is
   c = -y1 y2 x1 x2^T. The margin of an example is y x w^T.
   learned_together (T50U): descent on both gives both the margin 1 - (1 - eta (1 - c))^t; for
     0 <= eta and eta (1 - c) <= 1, c <= 1, it never falls.
   learned_in_turn (T50U): steps in turn give the example of step j + 1 the margin 1, the other one
     1 - c^j (1 + c); from the second step on this one was right before, and is wrong after it if
     and only if c^j (1 + c) >= 1.
   near_one_in_turn (T50U): after step j + 1 both margins are within c^j (1 + c) below 1.
   forgotten_in_turn (T50U): the events of t steps, of both examples, are as many as the j from 1
     to t - 1 with c^j (1 + c) >= 1. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import perceptron.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Pair.
Variables (F : realFieldType) (n : nat) (x : bool -> 'rV[F]_n) (y : bool -> F).
Implicit Types (w : 'rV[F]_n) (i : bool) (eta : F) (t j : nat).

(* the margin of an example; its residual *)
Definition margin_of w i : F := y i * dot w (x i).
Definition missing w i : F := y i - dot w (x i).

(* c *)
Definition conflict : F := - (y true * y false * dot (x true) (x false)).

(* t steps of descent on both; t steps in turn, the first one on the example `true` *)
Fixpoint together eta t : 'rV[F]_n :=
  if t is t'.+1 then
    let w := together eta t' in w + eta *: (missing w true *: x true + missing w false *: x false)
  else 0.
Fixpoint in_turn t : 'rV[F]_n :=
  if t is t'.+1 then in_turn t' + missing (in_turn t') (~~ odd t') *: x (~~ odd t') else 0.

Hypotheses (unit : forall i, dot (x i) (x i) = 1) (label : forall i, y i * y i = 1).

Lemma across i : y i * y (~~ i) * dot (x i) (x (~~ i)) = - conflict.
Proof. by rewrite /conflict opprK; case: i => //=; rewrite (dotC (x false)) (mulrC (y false)). Qed.

Lemma missingE w i : missing w i = y i * (1 - margin_of w i).
Proof. by rewrite /missing /margin_of mulrBr mulr1 mulrA label mul1r. Qed.

(* a step of size a times the residual of i moves both margins *)
Lemma stepped w a i : let w' := w + (a * missing w i) *: x i in
  margin_of w' i = margin_of w i + a * (1 - margin_of w i) /\
  margin_of w' (~~ i) = margin_of w (~~ i) - a * conflict * (1 - margin_of w i).
Proof.
have c := across i; have l := label i; have e := missingE w i.
split; rewrite {1}/margin_of dotDl dotZl e ?unit; set m := 1 - _.
  have -> : y i * (dot w (x i) + a * (y i * m) * 1) = y i * dot w (x i) + y i * y i * (a * m).
    by ring.
  by rewrite l mul1r.
have -> : y (~~ i) * (dot w (x (~~ i)) + a * (y i * m) * dot (x i) (x (~~ i))) =
  y (~~ i) * dot w (x (~~ i)) + y i * y (~~ i) * dot (x i) (x (~~ i)) * (a * m) by ring.
by rewrite c /margin_of; ring.
Qed.

(* two steps at once *)
Lemma margin_added w u v i :
  margin_of (w + u + v) i = margin_of (w + u) i + margin_of (w + v) i - margin_of w i.
Proof. by rewrite /margin_of !dotDl; ring. Qed.

Theorem learned_together eta :
  (forall t i, margin_of (together eta t) i = 1 - (1 - eta * (1 - conflict)) ^+ t) /\
  (0 <= eta -> conflict <= 1 -> eta * (1 - conflict) <= 1 ->
   forall t i, margin_of (together eta t) i <= margin_of (together eta t.+1) i /\
     (0 < margin_of (together eta t) i -> 0 < margin_of (together eta t.+1) i)).
Proof.
have closed t i : margin_of (together eta t) i = 1 - (1 - eta * (1 - conflict)) ^+ t.
  elim: t i => [|t IH] i; first by rewrite /= /margin_of dot0l mulr0 expr0 subrr.
  have step k : margin_of (together eta t.+1) k = margin_of (together eta t) k +
      eta * (1 - margin_of (together eta t) k) -
      eta * conflict * (1 - margin_of (together eta t) (~~ k)).
    have -> : together eta t.+1 = together eta t + (eta * missing (together eta t) k) *: x k +
        (eta * missing (together eta t) (~~ k)) *: x (~~ k).
      by rewrite /= scalerDr !scalerA addrA; case: k => //=; rewrite addrAC.
    rewrite margin_added; have [-> _] := stepped (together eta t) eta k.
    have [_] := stepped (together eta t) eta (~~ k); rewrite negbK => ->; ring.
  by rewrite step !IH exprS; ring.
split=> // e0 c1 ec t i.
have up : margin_of (together eta t) i <= margin_of (together eta t.+1) i.
  rewrite !closed ler_add2l ler_opp2 exprS.
  have q0 : 0 <= 1 - eta * (1 - conflict) by rewrite subr_ge0.
  by rewrite ler_pimull ?exprn_ge0 // ger_addl oppr_le0 mulr_ge0 // subr_ge0.
by split=> // right; exact: lt_le_trans up.
Qed.

Theorem learned_in_turn j :
  [/\ margin_of (in_turn j.+1) (~~ odd j) = 1,
      margin_of (in_turn j.+1) (odd j) = 1 - conflict ^+ j * (1 + conflict),
      (0 < j)%N -> margin_of (in_turn j) (odd j) = 1 &
      (margin_of (in_turn j.+1) (odd j) <= 0) = (1 <= conflict ^+ j * (1 + conflict))].
Proof.
have turn k : margin_of (in_turn k.+1) (~~ odd k) = 1 /\
    margin_of (in_turn k.+1) (odd k) = 1 - conflict ^+ k * (1 + conflict).
  elim: k => [|k [one other]].
    have z i : margin_of 0 i = 0 by rewrite /margin_of dot0l mulr0.
    have := stepped 0 1 true; rewrite mul1r !z /= => -[-> ->].
    by split; rewrite ?expr0; ring.
  have := stepped (in_turn k.+1) 1 (odd k); rewrite mul1r.
  rewrite (_ : in_turn k.+1 + _ = in_turn k.+2); last by rewrite /= negbK.
  case=> a b; rewrite (_ : odd k.+1 = ~~ odd k) // negbK.
  by rewrite a b one other; split; [ring | rewrite exprS; ring].
have [one other] := turn j; split=> //; last by rewrite other subr_le0.
by case: j {one other} => // k _; case: (turn k).
Qed.

(* both margins are as near to 1 *)
Theorem near_one_in_turn j i : 0 <= conflict ->
  0 <= 1 - margin_of (in_turn j.+1) i <= conflict ^+ j * (1 + conflict).
Proof.
move=> c0; have [one other _ _] := learned_in_turn j.
have e0 : 0 <= conflict ^+ j * (1 + conflict).
  by apply: mulr_ge0; [exact: exprn_ge0 | apply: addr_ge0; rewrite ?ler01].
have [-> | ->] : i = ~~ odd j \/ i = odd j.
- by case: i; case: (odd j); [right | left | left | right].
  by rewrite one subrr lexx.
by rewrite other opprB addrC subrK e0 lexx.
Qed.

(* both examples together are forgotten in t steps in turn as often as the inequality holds *)
Theorem forgotten_in_turn t :
  (\sum_(j < t) \sum_(i : bool)
     ((0 < margin_of (in_turn j) i)%R && ~~ (0 < margin_of (in_turn j.+1) i)%R) =
   \sum_(1 <= j < t) (1 <= conflict ^+ j * (1 + conflict))%R)%N.
Proof.
pose event j i : nat := (0 < margin_of (in_turn j) i) && ~~ (0 < margin_of (in_turn j.+1) i).
pose many j := ((0 < j)%N && (1 <= conflict ^+ j * (1 + conflict))) : nat.
have each j : (\sum_(i : bool) event j i = many j)%N.
  have [one _ before wrong] := learned_in_turn j.
  have split_sum : (\sum_(i : bool) event j i = event j (odd j) + event j (~~ odd j))%N.
    by rewrite big_bool; case: (odd j) => //=; rewrite addnC.
  rewrite split_sum {2}/event one ltr01 andbF addn0 /event -leNgt wrong.
  case: j {one wrong split_sum} before => [_ | j ->] //; last by rewrite ltr01.
  by rewrite /margin_of dot0l mulr0 ltxx.
rewrite (eq_bigr (fun j : 'I_t => many j)) => [|j _]; last exact: each.
rewrite -(big_mkord xpredT many).
case: t => [|t]; first by rewrite !big_geq.
by rewrite big_ltn // add0n; apply: eq_big_nat => j /andP[j0 _]; rewrite /many j0.
Qed.
End Pair.
