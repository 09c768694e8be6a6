(* Wrong variants of the flow with the rate alpha for the first and the last factor, near the truth,
   refuted: three factors of one entry. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent aligned lipschitz flow compare ahead rate_speed rate_order.
From dlf Require Import rate_limit rate_exists rate_flow wrong_aligned_exists wrong_rate_course.
From dlf Require Import wrong_rate_limit.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

(* all that the theorem asks for but positive alpha and eps *)
Definition rate_setting L (d : nat -> nat) k (M : 'M[R]_(d L, d 0%N)) (s : 'I_k -> R)
    (J : forall l, 'M[R]_(d l, k)) : Prop := (2 < L)%N /\ aligned_setting M s J.

(* factors with the strengths x outside and y inside *)
Definition outer_inner L (d : nat -> nat) k (J : forall l, 'M[R]_(d l, k)) (x y : 'I_k -> R) :
    factors [comRingType of R] d := fun l =>
  J l.+1 *m diag_mx (\row_j two L (x j) (y j) l) *m (J l)^T.

Lemma single_setting (q : R) : (0 <= q)%R ->
  rate_setting (L := 3) (d := one) (k := 1) q%:M (fun=> q) (fun=> 1%:M).
Proof. by split=> //; exact: entry_setting. Qed.

(* one entry *)
Local Notation one_factor := (outer_inner 3 (d := one) (k := 1) (fun=> 1%:M)).

Lemma single_strength (x y x' y' : 'I_1 -> R) l : one_factor x y l = one_factor x' y' l ->
  two 3 (x 0) (y 0) l = two 3 (x' 0) (y' 0) l.
Proof.
rewrite /outer_inner trmx1 !mulmx1 !mul1mx => /matrixP/(_ 0 0).
by rewrite !mxE eqxx.
Qed.

(* what is said of the strengths of every flow holds of the true ones *)
Lemma single_flow alpha q (x y : 'I_1 -> R -> R) : (0 < alpha)%R -> (0 <= q)%R ->
  (forall T W, (0 <= T)%R ->
    two_rate_run (L := 3) (d := one) (k := 1) q%:M (fun=> 1%:M) alpha 1%R T W ->
    forall t l, (0 <= t <= T)%R -> (l < 3)%N ->
    W t l = one_factor (fun j => x j t) (fun j => y j t) l) ->
  exists u v, rate_run 3 alpha q 1 u v /\
    forall t, (0 <= t)%R -> x 0 t = u t /\ y 0 t = v t.
Proof.
move=> a0 q0 same; have e0 : (0 < 1)%R by lra. have [L3 [_ o r l s0]] := single_setting q0.
have [u [v [N run _]]] := rate_flow_of_modes L3 o r l a0 s0 e0.
exists (u 0), (v 0); split=> // t t0; have tT : (0 <= t <= t)%R by split=> //; exact: Rle_refl.
have e l' : (l' < 3)%N -> two 3 (x 0 t) (y 0 t) l' = two 3 (u 0 t) (v 0 t) l'.
  move=> l3; apply: (@single_strength (fun j => x j t) (fun j => y j t) (fun j => u j t)
    (fun j => v j t)).
  by rewrite -(same t _ t0 (run t) t l' tT l3).
by split; [exact: (e 0%N isT) | exact: (e 1%N isT)].
Qed.

(* eleven tenths of the target *)
Theorem rate_flow_target_wrong : ~ (forall L (d : nat -> nat) k (M : 'M[R]_(d L, d 0%N))
    (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (alpha eps : R), rate_setting M s J ->
  (0 < alpha)%R -> (0 < eps)%R -> exists x y : 'I_k -> R -> R,
  (forall j, rate_run L alpha (11 / 10 * s j)%R eps (x j) (y j)) /\
  forall T W, (0 <= T)%R -> two_rate_run (L := L) M J alpha eps T W ->
    forall t l, (0 <= t <= T)%R -> (l < L)%N ->
    W t l = outer_inner L J (fun j => x j t) (fun j => y j t) l).
Proof.
move=> H; have a0 : (0 < 4)%R by lra.
have q0 := Rlt_le _ _ Rlt_0_2.
have [x [y [N same]]] := H 3%N one 1%N _ _ _ 4%R 1%R (single_setting q0) a0 Rlt_0_1.
have [u [v [r e]]] := single_flow a0 (Rlt_le _ _ Rlt_0_2) same.
have L3 : Peano.le 3 3 by exact: le_n.
have [_ [_ [_ lim1]]] := rate_rises_to 3 4 (11 / 10 * 2) 1 (x 0) (y 0) L3 a0 ltac:(lra) Rlt_0_1
  (N 0)  ltac:(simpl; lra).
have [_ [_ [_ lim2]]] := rate_rises_to 3 4 2 1 u v L3 a0 ltac:(lra) ltac:(lra) r
  ltac:(simpl; lra).
suff : (11 / 10 * 2 = 2)%R by lra.
apply: (wrong_mode_course.single_limit (fun t => (u t ^ 2 * v t ^ (3 - 2)%coq_nat)%R)) => //.
apply: is_lim_ext_loc lim1; exists 0%R => t t0.
by have [-> ->] := e t (Rlt_le _ _ t0).
Qed.

(* equal rates *)
Theorem rate_flow_equal_wrong : ~ (forall L (d : nat -> nat) k (M : 'M[R]_(d L, d 0%N))
    (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (alpha eps : R), rate_setting M s J ->
  (0 < alpha)%R -> (0 < eps)%R -> exists x y : 'I_k -> R -> R,
  (forall j, rate_run L 1 (s j) eps (x j) (y j)) /\
  forall T W, (0 <= T)%R -> two_rate_run (L := L) M J alpha eps T W ->
    forall t l, (0 <= t <= T)%R -> (l < L)%N ->
    W t l = outer_inner L J (fun j => x j t) (fun j => y j t) l).
Proof.
move=> H; have a0 : (0 < 4)%R by lra. have L3 : Peano.le 3 3 by exact: le_n.
have q0 := Rlt_le _ _ Rlt_0_2.
have [x [y [N same]]] := H 3%N one 1%N _ _ _ 4%R 1%R (single_setting q0) a0 Rlt_0_1.
have [u [v [r e]]] := single_flow a0 (Rlt_le _ _ Rlt_0_2) same.
have [x1 y1] := e 1%R Rle_0_1.
have [u0 [v0 l]] := run_on_line 3 4 2 1 u v L3 ltac:(lra) Rlt_0_1 r 1 Rle_0_1.
have [_ [_ l']] := run_on_line 3 1 2 1 (x 0) (y 0) L3 ltac:(lra) Rlt_0_1 (N 0) 1 Rle_0_1.
have [S [U _]] := rate_rises_to 3 4 2 1 u v L3 a0 ltac:(lra) ltac:(lra) r ltac:(simpl; lra).
have A := U 0%R 1%R ltac:(lra); rewrite S in A; rewrite x1 y1 in l'.
have X : (u 1 ^ 2 = 1)%R by lra. have Y : v 1%R = 1%R by nra.
by rewrite X Y in A; simpl in A; lra.
Qed.
