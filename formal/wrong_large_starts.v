(* Wrong variants of domination from starts that are not tiny, near the truth, refuted by chains of
   numbers that stand still. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare ahead from_right chain descent flow end_to_end end_to_end_flow.
From dlf Require Import order_kept weyl ceiling largest_form outer_form large_starts.
From dlf Require Import large_starts_flow wrong_outer_form.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
(* no condition on the start *)
Theorem mode_past_its_moment_tiny_wrong : ~ (forall (L : nat) (a w T : R) (v : R -> R),
  (2 <= L)%coq_nat -> (0 <= a)%R -> best_moment L a w -> solves T (root_velocity L a) v ->
  (forall t, (0 <= t <= T)%R -> (0 <= v t)%R) -> forall t, (0 <= t <= T)%R -> (w <= v t)%R).
Proof.
move=> H; have L2 : (2 <= 3)%coq_nat by exact/ssrnat.leP.
have [w best] := best_moment_exists 3 1 L2 Rle_0_1.
have sv : solves 1 (root_velocity 3 1) (fun=> 0%R).
  by apply: constant_solves; rewrite /root_velocity sqrt_0 /=; ring.
have T1 : (0 <= 0 <= 1)%R by lra.
have w0 := H 3%N 1%R w 1%R (fun=> 0%R) L2 Rle_0_1 best sv (fun _ _ => Rle_refl 0) 0%R T1.
case: best => w1; have -> : w = 0%R by lra.
by rewrite sqrt_0 /=; lra.
Qed.

(* twice the best moment *)
Theorem mode_past_its_moment_twice_wrong : ~ (forall (L : nat) (a w T : R) (v : R -> R),
  (2 <= L)%coq_nat -> (0 <= a)%R -> best_moment L a w -> solves T (root_velocity L a) v ->
  (forall t, (0 <= t <= T)%R -> (0 <= v t)%R) ->
  (INR (L - 2) * a <= INR (2 * (L - 1)) * sqrt (v 0%R) ^ L)%R ->
  forall t, (0 <= t <= T)%R -> (2 * w <= v t)%R).
Proof.
move=> H; have L2 : (2 <= 4)%coq_nat by exact/ssrnat.leP.
have [w best] := best_moment_exists 4 1 L2 Rle_0_1.
have sv : solves 1 (root_velocity 4 1) (fun=> 1%R).
  by apply: constant_solves; rewrite /root_velocity sqrt_1 /=; ring.
have T1 : (0 <= 0 <= 1)%R by lra.
have := H 4%N 1%R w 1%R (fun=> 1%R) L2 Rle_0_1 best sv (fun _ _ => Rle_0_1) _ 0%R T1.
case: best => w0 e le; have {}le : (2 * w <= 1)%R by apply: le; rewrite sqrt_1 /=; lra.
have : (sqrt w ^ 4 = w * w)%R by rewrite -[w in RHS](sqrt_sqrt w w0) /=; ring.
move: e; rewrite -[INR (4 - 2)]/(1 + 1)%R -[INR (2 * (4 - 1))]/(1 + 1 + 1 + 1 + 1 + 1)%R => e ww.
by rewrite ww in e; nra.
Qed.

(* nine tenths of the mode *)
Theorem ceiling_is_the_mode_tenth_wrong : ~ (forall (L : nat) (a w T : R) (lead u v : R -> R),
  (2 <= L)%coq_nat -> (0 <= a)%R -> best_moment L a w -> solves T (root_velocity L a) u ->
  (forall t, (0 < t < T)%R -> is_derive v t (ceiling_velocity L a w (lead t) (v t))) ->
  (forall t, (0 <= t <= T)%R -> continuous v t) ->
  (forall t, (0 <= t <= T)%R -> (0 <= u t)%R /\ (0 <= v t)%R) -> u 0%R = v 0%R ->
  (INR (L - 2) * a <= INR (2 * (L - 1)) * sqrt (u 0%R) ^ L)%R ->
  forall t, (0 <= t <= T)%R -> v t = (9 / 10 * u t)%R).
Proof.
move=> H; have L2 : (2 <= 2)%coq_nat by exact/ssrnat.leP.
have best : best_moment 2 1 0 by split; [exact: Rle_refl | rewrite sqrt_0 /=; ring].
have z : ceiling_velocity 2 1 0 1 1 = 0%R.
  by rewrite /ceiling_velocity Rmin_left; [rewrite Rmax_left /kappa /=; lra | lra].
have T1 : (0 <= 0 <= 1)%R by lra.
have : (1 = 9 / 10 * 1)%R; last by lra.
apply: (H 2%N 1%R 0%R 1%R (fun=> 1%R) (fun=> 1%R) (fun=> 1%R) L2 Rle_0_1 best (unit_solves 1)
  _ _ _ (erefl _) _ 0%R T1).
- by move=> t _; rewrite z; exact: (@is_derive_const _ R_NormedModule 1%R t).
- by move=> t _; exact: continuous_const.
- by move=> t _; split; exact: Rle_0_1.
by rewrite sqrt_1 /=; lra.
Qed.

Let none : 'M[R]_(1, 0) := 0.
Let nil : 'M[R]_0 := 0.
Let pairs : (1%:M : 'M[R]_1) *m none = none *m nil.
Proof. by rewrite /none mulmx0 mul0mx. Qed.
Let pairs' : (1%:M : 'M[R]_1)^T *m none = none *m nil.
Proof. by rewrite /none mulmx0 mul0mx. Qed.

(* a bound smaller by a tenth *)
Theorem dominated_from_large_starts_tenth_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) ->
  forall k (N : 'M[R]_(d n.+1, k)) (N' : 'M[R]_(d 0%N, k)) (S S' : 'M[R]_k) (s b : R),
  M *m N' = N *m S -> M^T *m N = N' *m S' -> (0 <= s)%R ->
  bounds N (M *m M^T) (s * s)%R -> bounds N' (M^T *m M) (s * s)%R ->
  (0 <= T)%R -> (k < d n.+1)%N -> (0 <= b)%R ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    b ^ n.+1 * form 1%:M z)%R) ->
  (INR (n.+1 - 2) * s <= INR (2 * (n.+1 - 1)) * sqrt b ^ n.+1)%R ->
  forall v, solves T (root_velocity n.+1 s) v -> v 0 = b ->
  (forall t, (0 <= t <= T)%R -> (0 <= v t)%R) -> forall t, (0 <= t <= T)%R -> forall F,
  largest_value N N' (last_gram n (W t)) (first_gram (W t)) F -> (F <= 9 / 10 * v t)%R).
Proof.
move=> H; pose W (t : R) : factors [comRingType of R] one := fun l => (ones l)%:M.
have [F top] := value_exists 1 ones; have FE := numbers_value top.
suff : (F <= 9 / 10 * 1)%R by rewrite FE /Rmax /ones; case: Rle_dec => ?; lra.
have T1 : (0 <= 0 <= 1)%R by lra.
apply: (H 1%N one 1%:M 1%R W isT (stands (chain_ones 2) 1) (@ones_balanced 2) 0%N none none nil nil
  1%R 1%R pairs pairs' Rle_0_1 _ _ Rle_0_1 isT Rle_0_1 _ _ (fun=> 1%R) (unit_solves 1)
  (erefl _) _ 0%R T1 F top).
- by move=> y _; exact: one_norm'.
- by move=> y _; exact: one_norm.
- by move=> z; rewrite (chain_ones 2) trmx1 mulmx1 pow1 Rmult_1_l; exact: Rle_refl.
- by rewrite sqrt_1 /=; lra.
by move=> t _; exact: Rle_0_1.
Qed.

(* without balance the largest values of the outer factors exceed the mode *)
Theorem dominated_from_large_starts_unbalanced_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W ->
  forall k (N : 'M[R]_(d n.+1, k)) (N' : 'M[R]_(d 0%N, k)) (S S' : 'M[R]_k) (s b : R),
  M *m N' = N *m S -> M^T *m N = N' *m S' -> (0 <= s)%R ->
  bounds N (M *m M^T) (s * s)%R -> bounds N' (M^T *m M) (s * s)%R ->
  (0 <= T)%R -> (k < d n.+1)%N -> (0 <= b)%R ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    b ^ n.+1 * form 1%:M z)%R) ->
  (INR (n.+1 - 2) * s <= INR (2 * (n.+1 - 1)) * sqrt b ^ n.+1)%R ->
  forall v, solves T (root_velocity n.+1 s) v -> v 0 = b ->
  (forall t, (0 <= t <= T)%R -> (0 <= v t)%R) -> forall t, (0 <= t <= T)%R -> forall F,
  largest_value N N' (last_gram n (W t)) (first_gram (W t)) F -> (F <= v t)%R).
Proof.
move=> H; pose apart (l : nat) : R := if l is 0%N then 4%R else (/ 4)%R.
pose W (t : R) : factors [comRingType of R] one := fun l => (apart l)%:M.
have prod : chain 2 (W 0%R) = 1%:M.
  rewrite /chain /= mulmx1 -scalar_mxM /apart; congr (_%:M).
  by rewrite -[LHS]/(/ 4 * 4)%R -[RHS]/1%R; lra.
have [F top] := value_exists 1 apart; have FE := numbers_value top.
suff : (F <= 1)%R by rewrite FE /Rmax /apart; case: Rle_dec => ?; lra.
have T1 : (0 <= 0 <= 1)%R by lra.
apply: (H 1%N one 1%:M 1%R W isT (stands prod 1) 0%N none none nil nil
  1%R 1%R pairs pairs' Rle_0_1 _ _ Rle_0_1 isT Rle_0_1 _ _ (fun=> 1%R) (unit_solves 1)
  (erefl _) _ 0%R T1 F top).
- by move=> y _; exact: one_norm'.
- by move=> y _; exact: one_norm.
- by move=> z; rewrite prod trmx1 mulmx1 pow1 Rmult_1_l; exact: Rle_refl.
- by rewrite sqrt_1 /=; lra.
by move=> t _; exact: Rle_0_1.
Qed.
End Wrong.
