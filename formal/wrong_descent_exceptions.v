(* Wrong variants of the theorem on countably many exceptions, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra Lia.
From dlf Require Import aligned step_condition mode_descent descent_crosses descent_exceptions.
From dlf Require Import wrong_descent_from_above.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Uncountable.
Variables (f : nat -> R) (a b : R).
Hypothesis ab : (a < b)%R.

(* intervals that shrink, the n-th of which leaves out f 0, ..., f (n-1) *)
Fixpoint shrunk n : R * R := if n is n'.+1 then
    let: (l, r) := shrunk n' in let m := ((l + r) / 2)%R in
    if Rlt_dec (f n') m then (m, (m + r) / 2)%R else ((3 * l + m) / 4, (l + m) / 2)%R
  else (a, b).

Lemma shrunk_step n : ((shrunk n).1 < (shrunk n).2 /\ (shrunk n).1 < (shrunk n.+1).1 /\
  (shrunk n.+1).2 < (shrunk n).2 /\ (shrunk n.+1).1 < (shrunk n.+1).2 /\
  (f n < (shrunk n.+1).1 \/ (shrunk n.+1).2 < f n))%R.
Proof.
have lr : ((shrunk n).1 < (shrunk n).2)%R.
  elim: n => [|n] //=; case: (shrunk n) => l r /= lr; case: (Rlt_dec _ _) => ? /=; lra.
split=> //; move: lr => /=; case: (shrunk n) => l r /= lr.
case: (Rlt_dec _ _) => ? /=; lra.
Qed.

Lemma shrunk_inside n k : ((shrunk n).1 <= (shrunk (k + n)).1 /\
  (shrunk (k + n)).2 <= (shrunk n).2)%R.
Proof.
elim: k => [|k [l r]]; first by split; apply: Rle_refl.
have := shrunk_step (k + n); rewrite -addSn => ?; lra.
Qed.

(* no sequence has all numbers between a and b among its members *)
Lemma one_left_out : exists x, (a < x < b)%R /\ forall i, f i <> x.
Proof.
have all n k : ((shrunk n).1 <= (shrunk k).2)%R.
  have [A _] := shrunk_inside n k; have [_ B] := shrunk_inside k n.
  have := shrunk_step (k + n); rewrite addnC in B; lra.
pose E y := exists n, y = (shrunk n).1.
have bE : bound E by exists b => _ [n ->]; exact: (all n 0%N).
have [x [up low]] := completeness E bE (ex_intro _ a (ex_intro _ 0%N erefl)).
have lx n : ((shrunk n).1 <= x)%R by apply: up; exists n.
have xr n : (x <= (shrunk n).2)%R by apply: low => _ [k ->]; exact: all.
exists x; split=> [|i e]; first by have := shrunk_step 0; have := lx 1%N; have := xr 1%N => /=; lra.
by have := shrunk_step i; have := lx i.+1; have := xr i.+1; lra.
Qed.
End Uncountable.

(* no exceptions *)
Theorem crosses_but_countably_many_none_wrong : ~ (forall n (eta m : R), 0 < eta -> 0 < m ->
  1 < eta * n.+2%:R * m ^+ (2 * n.+2 - 2) -> forall eps, 0 < eps -> eps < m ->
  exists k, m < lambda_run n.+2 eta (m ^+ n.+2) eps k).
Proof.
by move=> H; apply: crosses_or_lands_all_wrong => n eta m eps eta0 m0 long; exact: H.
Qed.

(* nine tenths of the bound *)
Theorem crosses_but_countably_many_tenth_wrong : ~ (forall n (eta m : R), 0 < eta -> 0 < m ->
  (9 / 10)%R < eta * n.+2%:R * m ^+ (2 * n.+2 - 2) ->
  exists f : nat -> R, forall eps, 0 < eps -> eps < m -> (forall i, f i <> eps) ->
    exists k, m < lambda_run n.+2 eta (m ^+ n.+2) eps k).
Proof.
move=> H; have /RltP e0 : (0 < / 2)%R by lra.
have l : (9 / 10)%R < (/ 2)%R * 2%:R * (1 : R) ^+ (2 * 2 - 2).
  by rewrite rate2; apply/RltP; rewrite -[1]/1%R; lra.
have [f fE] := H 0%N (/ 2)%R 1 e0 ltr01 l.
have [x [[/RltP x0 /RltP x1] other]] := one_left_out f Rlt_0_1.
have c : step_condition 0 (/ 2)%R (1 : R) by rewrite /step_condition rate2.
have [k up] := fE x x0 x1 other.
have /andP[_ low] := run_inside e0 ltr01 c x0 x1 k.
by move: (lt_trans low up); rewrite ltxx.
Qed.

(* a crossing at the first step *)
Theorem crosses_but_countably_many_first_wrong : ~ (forall n (eta m : R), 0 < eta -> 0 < m ->
  1 < eta * n.+2%:R * m ^+ (2 * n.+2 - 2) ->
  exists f : nat -> R, forall eps, 0 < eps -> eps < m -> (forall i, f i <> eps) ->
    m < lambda_run n.+2 eta (m ^+ n.+2) eps 1).
Proof.
move=> H; have /RltP e0 : (0 < 4 / 3)%R by lra.
have l : 1 < (4 / 3)%R * 2%:R * (1 : R) ^+ (2 * 2 - 2).
  by rewrite cond2; apply/RltP; rewrite -[1]/1%R; lra.
have [f fE] := H 0%N (4 / 3)%R 1 e0 ltr01 l.
have h : (0 < / 4)%R by lra.
have [x [[x0 x1] other]] := one_left_out f h.
have /RltP y0 := x0; have /RltP y1 : (x < 1)%R by lra.
have := fE x y0 y1 other.
rewrite -[lambda_run _ _ _ _ 1]/(lambda_step 2 (4 / 3)%R (1 ^+ 2) x) at2 => /RltP.
rewrite -[1]/1%R; nra.
Qed.
