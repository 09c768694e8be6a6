(* Wrong variants of a chain of numbers, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent modes flow flow_modes compare mode_times mode_exists.
From dlf Require Import scalar_chain scalar_exists.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* two numbers *)
Definition two_numbers (x y : R) (l : nat) : R := if l is 0%N then x else y.

Lemma two_product w : scalar_product 2 w = (w 0%N * w 1%N)%R.
Proof. by rewrite /scalar_product !big_nat_recr //= big_geq // mul1r. Qed.

Lemma two_flow x y : (0 < x)%R -> (0 < y)%R -> (x * y < 1)%R -> exists a : R -> nat -> R,
  [/\ a 0%R 0%N = x, a 0%R 1%N = y & forall T, scalar_flow 2 1 T a].
Proof.
move=> x0 y0 xy; have pos l : (l < 2)%N -> (0 < two_numbers x y l)%R by case: l.
have below : (scalar_product 2 (two_numbers x y) < 1)%R by rewrite two_product.
have [a [start F]] := scalar_flow_exists (isT : (0 < 2)%N) pos below.
by exists a; split=> //; rewrite start.
Qed.

(* the differences of the factors themselves *)
Theorem scalars_course_first_wrong : ~ (forall L s T a, scalar_flow L s T a -> (0 <= T)%R ->
  (forall l, (l < L)%N -> (0 < a 0%R l)%R) -> (scalar_product L (a 0%R) < s)%R ->
  forall t u, (0 <= t < u)%R -> (u <= T)%R -> forall k l, (k < L)%N -> (l < L)%N ->
  a u k - a u l = a t k - a t l).
Proof.
move=> H; have [||| a [a0 a1 F]] := @two_flow (1 / 2) (1 / 3); try lra.
have pos l : (l < 2)%N -> (0 < a 0%R l)%R by case: l => [|[|//]] _; rewrite ?a0 ?a1; lra.
have below : (scalar_product 2 (a 0%R) < 1)%R by rewrite two_product a0 a1; lra.
have tu : (0 <= 0 < 1)%R by lra.
have e := H 2%N 1%R 1%R a (F 1%R) Rle_0_1 pos below 0%R 1%R tu (Rle_refl 1) 0%N 1%N isT isT.
have [_ C] := scalars_course (F 1%R) Rle_0_1 pos below tu (Rle_refl 1).
have [[p q] /(_ 0%N isT)] := C 1%N isT; have [[p' q'] _] := C 0%N isT.
rewrite !expr2 a0 a1 in e p q p' q' *.
have e' : (a 1%R 0%N - a 1%R 1%N = 1 / 2 - 1 / 3)%R := e.
move=> sq; have {}sq : (a 1%R 0%N * a 1%R 0%N - a 1%R 1%N * a 1%R 1%N =
  1 / 2 * (1 / 2) - 1 / 3 * (1 / 3))%R := sq.
by nra.
Qed.

(* the product stays below nine tenths of the target *)
Theorem scalars_course_share_wrong : ~ (forall L s T a, scalar_flow L s T a -> (0 <= T)%R ->
  (forall l, (l < L)%N -> (0 < a 0%R l)%R) -> (scalar_product L (a 0%R) < s)%R ->
  forall t u, (0 <= t < u)%R -> (u <= T)%R -> (scalar_product L (a u) < 9 / 10 * s)%R).
Proof.
move=> H; have [||| a [a0 a1 F]] := @two_flow (19 / 20) 1; try lra.
have pos l : (l < 2)%N -> (0 < a 0%R l)%R by case: l => [|[|//]] _; rewrite ?a0 ?a1; lra.
have below : (scalar_product 2 (a 0%R) < 1)%R by rewrite two_product a0 a1; lra.
have tu : (0 <= 0 < 1)%R by lra.
have := H 2%N 1%R 1%R a (F 1%R) Rle_0_1 pos below 0%R 1%R tu (Rle_refl 1).
have [_ C] := scalars_course (F 1%R) Rle_0_1 pos below tu (Rle_refl 1).
have [[p q] _] := C 1%N isT; have [[p' q'] _] := C 0%N isT.
by rewrite two_product a0 a1 in p q p' q' *; nra.
Qed.

(* equal factors too *)
Theorem unequal_scalars_equal_wrong : ~ (forall L s eps T a mu, (0 < eps)%R -> (eps ^ L < s)%R ->
  scalar_flow L s T a -> (0 <= T)%R -> (forall l, (l < L)%N -> (0 < a 0%R l)%R) ->
  scalar_product L (a 0%R) = (eps ^ L)%R -> is_mode L s eps mu ->
  forall t, (0 < t < T)%R -> (mu t < scalar_product L (a t))%R).
Proof.
move=> H; have [||| a [a0 a1 F]] := @two_flow (1 / 2) (1 / 2); try lra.
have pos l : (l < 2)%N -> (0 < a 0%R l)%R by case: l => [|[|//]] _; rewrite ?a0 ?a1; lra.
have below : (scalar_product 2 (a 0%R) < 1)%R by rewrite two_product a0 a1; lra.
have start : scalar_product 2 (a 0%R) = ((1 / 2) ^ 2)%R by rewrite two_product a0 a1 /=; ring.
have mode : is_mode 2 1 (1 / 2) (fun t => scalar_product 2 (a t)).
  split=> // T; split=> t tT; last exact: (product_continuous (F T) tT).
  have := product_moves (F T) tT; congr (is_derive _ _ _).
  have tT' : (0 <= t <= T)%R by lra.
  have T0 : (0 <= T)%R by lra.
  have same : a t 0%N = a t 1%N.
    have := squares_kept (F T) tT' (isT : (0 < 2)%N) (isT : (1 < 2)%N).
    rewrite a0 a1 subrr => /eqP; rewrite subr_eq0 eqr_expn2 // => [/eqP //||].
      by apply/RleP/Rlt_le; exact: (stays_positive (F T) T0 pos below tT' (isT : (0 < 2)%N)).
    by apply/RleP/Rlt_le; exact: (stays_positive (F T) T0 pos below tT' (isT : (1 < 2)%N)).
  have p1 := stays_positive (F T) T0 pos below tT' (isT : (1 < 2)%N).
  rewrite /strength_velocity two_product same -[INR 2]/(1 + 1)%R.
  have -> : (2 - 2 / (1 + 1) = 1)%R by field.
  rewrite Rpower_1; last exact: Rmult_lt_0_compat.
  have o0 : others 2 (a t) 0 = a t 1%N by rewrite /others big_geq // mul1r big_nat1.
  have o1 : others 2 (a t) 1 = a t 0%N by rewrite /others big_nat1 big_geq // mulr1.
  rewrite !big_ord_recl big_ord0 /= addr0 o0 -[bump 0 0]/1%N o1.
  have e (y : R) : ((y * y + y * y) * (1 - y * y) = (1 + 1) * (y * y) * (1 - y * y))%R by ring.
  by rewrite same !expr2; exact: e.
have e0 : (0 < 1 / 2)%R by lra.
have es : ((1 / 2) ^ 2 < 1)%R by rewrite /=; lra.
have := H 2%N 1%R (1 / 2)%R 1%R a _ e0 es (F 1%R) Rle_0_1 pos start mode (1 / 2)%R ltac:(lra).
by lra.
Qed.

(* a start at the target too *)
Theorem unequal_scalars_rest_wrong : ~ (forall L s eps T a mu i j, (0 < eps)%R ->
  (eps ^ L <= s)%R -> scalar_flow L s T a -> (0 <= T)%R ->
  (forall l, (l < L)%N -> (0 < a 0%R l)%R) ->
  scalar_product L (a 0%R) = (eps ^ L)%R -> is_mode L s eps mu ->
  (i < L)%N -> (j < L)%N -> a 0%R i <> a 0%R j ->
  forall t, (0 < t < T)%R -> (mu t < scalar_product L (a t))%R).
Proof.
move=> H; pose a (t : R) := two_numbers 2 (/ 2); have prod1 : scalar_product 2 (a 0%R) = 1%R.
  by rewrite two_product /=; field.
have F : scalar_flow 2 1 1 a.
  move=> l lL; split=> t tT; last exact: continuous_const.
  rewrite /mode_pull mul1r mul0r addr0 -[\prod_(0 <= _ < 2) _]/(scalar_product 2 (a 0%R)) prod1.
  rewrite subrr mulr0 oppr0; exact: is_derive_const.
have mode : is_mode 2 1 1 (fun=> 1%R).
  split=> [|T]; first by rewrite /=; lra.
  split=> t tT; last exact: continuous_const.
  have -> : strength_velocity 2 1 1 = 0%R by rewrite /strength_velocity; ring.
  exact: is_derive_const.
have pos l : (l < 2)%N -> (0 < a 0%R l)%R by case: l => [|[|//]] _ /=; lra.
have := H 2%N 1%R 1%R 1%R a _ 0%N 1%N Rlt_0_1 _ F Rle_0_1 pos _ mode isT isT _ (1 / 2)%R.
rewrite -[a (1 / 2)%R]/(a 0%R) prod1 /= => less; suff : (1 < 1)%R by lra.
by apply: less; rewrite ?prod1 /a /=; lra.
Qed.

(* the product reaches the target *)
Theorem scalar_flow_reaches_wrong : ~ (forall L s w, (0 < L)%N ->
  (forall l, (l < L)%N -> (0 < w l)%R) -> (scalar_product L w < s)%R -> exists a T,
  [/\ forall l, (l < L)%N -> a 0%R l = w l, (0 <= T)%R, scalar_flow L s T a &
    scalar_product L (a T) = s]).
Proof.
move=> H; have pos l : (l < 2)%N -> (0 < two_numbers (1 / 2) 1 l)%R.
  by case: l => *; rewrite /=; lra.
have below : (scalar_product 2 (two_numbers (1 / 2) 1) < 1)%R by rewrite two_product /=; lra.
have [a [T [start T0 F e]]] := H 2%N 1%R _ isT pos below.
have below' : (scalar_product 2 (a 0%R) < 1)%R by rewrite two_product !start // -two_product.
have TT : (0 <= T <= T)%R by lra.
by have := stays_below F T0 below' TT; rewrite e; lra.
Qed.

(* all factors grow by the same amount *)
Theorem scalar_flow_parallel_wrong : ~ (forall L s w, (0 < L)%N ->
  (forall l, (l < L)%N -> (0 < w l)%R) -> (scalar_product L w < s)%R -> exists a,
  [/\ forall l, (l < L)%N -> a 0%R l = w l, forall T, scalar_flow L s T a &
    forall t k l, (0 <= t)%R -> (k < L)%N -> (l < L)%N -> a t k - w k = a t l - w l]).
Proof.
move=> H; have pos l : (l < 2)%N -> (0 < two_numbers (1 / 2) 1 l)%R.
  by case: l => *; rewrite /=; lra.
have below : (scalar_product 2 (two_numbers (1 / 2) 1) < 1)%R by rewrite two_product /=; lra.
have [a [start F par]] := H 2%N 1%R _ isT pos below.
have below' : (scalar_product 2 (a 0%R) < 1)%R by rewrite two_product !start // -two_product.
have pos' l : (l < 2)%N -> (0 < a 0%R l)%R by move=> lL; rewrite start //; exact: pos.
have tu : (0 <= 0 < 1)%R by lra.
have [_ C] := scalars_course (F 1%R) Rle_0_1 pos' below' tu (Rle_refl 1).
have [[p q] /(_ 0%N isT)] := C 1%N isT; have [[p' q'] _] := C 0%N isT.
have e := par 1%R 0%N 1%N Rle_0_1 isT isT; rewrite !expr2 !start //= in e p q p' q' *.
have e' : (a 1%R 0%N - 1 / 2 = a 1%R 1%N - 1)%R := e.
move=> sq; have {}sq : (a 1%R 0%N * a 1%R 0%N - a 1%R 1%N * a 1%R 1%N =
  1 / 2 * (1 / 2) - 1 * 1)%R := sq.
by nra.
Qed.

(* ahead at all times *)
Theorem no_lag_always_wrong : ~ (forall L s eps delta mu, (1 < L)%N -> (0 < eps)%R ->
  (eps ^ L < s)%R -> (0 <= delta)%R -> is_mode L s eps mu -> exists a : R -> nat -> R,
  [/\ forall T, scalar_flow L s T a, forall l, (l < L)%N -> (0 < a 0%R l)%R,
   scalar_product L (a 0%R) = (eps ^ L)%R, a 0%R 0%N <> a 0%R 1%N &
   forall t, (0 <= t)%R -> (mu (t + delta) < scalar_product L (a t))%R]).
Proof.
move=> H; have [mu mode] := mode_exists 2 1 (1 / 2) (le_n 2) Rle_0_1 ltac:(lra).
have es : ((1 / 2) ^ 2 < 1)%R by rewrite /=; lra.
have [a [_ _ start _ ahead]] := H 2%N 1%R (1 / 2)%R 1%R mu isT ltac:(lra) es Rle_0_1 mode.
have := ahead 0%R (Rle_refl 0); rewrite start.
have [lo _] := mode_rises 2 1 (1 / 2) mu (le_n 2) ltac:(lra) mode (0 + 1) es ltac:(lra).
by lra.
Qed.

(* the product reaches the target *)
Theorem no_lag_target_wrong : ~ (forall L s eps, (1 < L)%N -> (0 < eps)%R -> (eps ^ L < s)%R ->
  exists a : R -> nat -> R,
  [/\ forall T, scalar_flow L s T a, forall l, (l < L)%N -> (0 < a 0%R l)%R,
   scalar_product L (a 0%R) = (eps ^ L)%R, a 0%R 0%N <> a 0%R 1%N &
   exists t, (0 <= t)%R /\ (s <= scalar_product L (a t))%R]).
Proof.
move=> H; have es : ((1 / 2) ^ 2 < 1)%R by rewrite /=; lra.
have [a [F pos start _ [t [t0 reach]]]] := H 2%N 1%R (1 / 2)%R isT ltac:(lra) es.
have below : (scalar_product 2 (a 0%R) < 1)%R by rewrite start.
have tt : (0 <= t <= t)%R by lra.
by have := stays_below (F t) t0 below tt; lra.
Qed.
