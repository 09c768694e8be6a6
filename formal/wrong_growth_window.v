(* Wrong variants of domination in the window, near the truth, refuted by three numbers with the
   target 1: equal numbers that follow the flow, and unequal ones that stand still. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare ahead from_right chain descent lipschitz flow end_to_end modes.
From dlf Require Import end_to_end_flow order_kept weyl ceiling largest_form outer_form flow_modes.
From dlf Require Import mode_times mode_exists mode_course mode_lag late_mode window_finite.
From dlf Require Import growth_window_flow wrong_outer_form wrong_late_mode wrong_late_mode_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Let none : 'M[R]_(1, 0) := 0.
Let nil : 'M[R]_0 := 0.
Let none1 : none^T *m none = 1%:M. Proof. by apply/matrixP => -[]. Qed.
Let pairs : (1%:M : 'M[R]_1) *m none = none *m nil.
Proof. by rewrite /none mulmx0 mul0mx. Qed.
Let pairs' : (1%:M : 'M[R]_1)^T *m none = none *m nil.
Proof. by rewrite /none mulmx0 mul0mx. Qed.
Let numbers (c : nat -> R) : factors [comRingType of R] one := fun l => (c l)%:M.
Let L2 : (2 <= 3)%coq_nat. Proof. exact/ssrnat.leP. Qed.
Let e0 : (0 < 1 / 10)%R. Proof. by lra. Qed.

Let before : ((1 / 10) ^ 3 / 1 < (INR 3 - 2) / (2 * (INR 3 - 1)))%R.
Proof. by rewrite /=; lra. Qed.

Let condition : (window_exponent 3 * ((1 / 1) ^ 2 - 1) * window_integral 3 (1 / 1)
  ((1 / 10) ^ 3 / 1) ((INR 3 - 2) / (2 * (INR 3 - 1))) <
  / window_weight 3 (1 / 1) ((INR 3 - 2) / (2 * (INR 3 - 1))))%R.
Proof.
have -> : (window_exponent 3 * ((1 / 1) ^ 2 - 1) = 0)%R by rewrite /=; field.
rewrite Rmult_0_l; apply: Rinv_0_lt_compat.
by apply: Rmult_lt_0_compat; exact: exp_pos.
Qed.

Let small_start c x : (x * x <= (1 / 10) ^ 3 * (1 / 10) ^ 3)%R ->
  c 2%N * (c 1%N * c 0%N) = x -> forall z,
  (form ((chain 3 (numbers c))^T *m chain 3 (numbers c)) z <=
    (1 / 10) ^ 3 * (1 / 10) ^ 3 * form 1%:M z)%R.
Proof.
move=> xx cx z; have -> : chain 3 (numbers c) = x%:M.
  by rewrite /chain /= mulmx1 -!scalar_mxM cx.
rewrite tr_scalar_mx -scalar_mxM -scalemx1 formZ; apply: Rmult_le_compat_r => //; exact: norm_ge0.
Qed.

(* nine tenths of the bound *)
Theorem growth_window_tenth_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d),
  n = 2%N \/ n = 3%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) ->
  forall k (N : 'M[R]_(d n.+1, k)) (N' : 'M[R]_(d 0%N, k)) (S S' : 'M[R]_k) (s s1 eps : R),
  N^T *m N = 1%:M -> N'^T *m N' = 1%:M -> M *m N' = N *m S -> M^T *m N = N' *m S' ->
  (0 < s)%R -> (s <= s1)%R -> (forall z, (form (M^T *m M) z <= s1 * s1 * form 1%:M z)%R) ->
  bounds N (M *m M^T) (s * s)%R -> bounds N' (M^T *m M) (s * s)%R ->
  (0 <= T)%R -> (k < d n.+1)%N -> (0 < eps)%R ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    eps ^ n.+1 * eps ^ n.+1 * form 1%:M z)%R) ->
  (eps ^ n.+1 / s < (INR n.+1 - 2) / (2 * (INR n.+1 - 1)))%R ->
  (window_exponent n.+1 * ((s1 / s) ^ 2 - 1) * window_integral n.+1 (s1 / s) (eps ^ n.+1 / s)
    ((INR n.+1 - 2) / (2 * (INR n.+1 - 1))) <
    / window_weight n.+1 (s1 / s) ((INR n.+1 - 2) / (2 * (INR n.+1 - 1))))%R ->
  forall mu t, is_mode n.+1 s eps mu -> (0 <= t <= T)%R -> forall F,
  largest_value N N' (last_gram n (W t)) (first_gram (W t)) F ->
  (F <= 9 / 10 * Rpower (mu t) (2 / INR n.+1))%R).
Proof.
move=> H; have [lam [l0 mode pos moves]] := three_equal.
have [t [t0 [t1 t2]]] := near_target mode.
have tT : (0 <= t <= t)%R by split; [exact: Rlt_le | exact: Rle_refl].
pose W u := numbers (fun=> lam u).
have bal : balanced 3 (W 0%R) by move=> l _; rewrite /imbalance tr_scalar_mx subrr.
pose F := top_value none none (last_gram 2 (W t)) (first_gram (W t)).
have top : largest_value none none (last_gram 2 (W t)) (first_gram (W t)) F.
  exact: top_value_largest.
have FE := three_numbers top.
have st : (1 / 10 * (1 / 10 * (1 / 10)) * (1 / 10 * (1 / 10 * (1 / 10))) <=
  (1 / 10) ^ 3 * (1 / 10) ^ 3)%R by right; ring.
have := H 2%N one 1%:M t W (or_introl erefl) (moves t) bal 0%N none none nil nil 1%R 1%R (1 / 10)%R
  none1 none1 pairs pairs' Rlt_0_1 (Rle_refl 1) one_norm (fun y _ => one_norm' y)
  (fun y _ => one_norm y) (Rlt_le _ _ t0) isT e0 (small_start st _) before condition _ t mode tT F
  top.
rewrite l0 => /(_ erefl); rewrite FE Rmax_left; last exact: Rle_refl.
have lt := pos t (Rlt_le _ _ t0); move: t1 t2 => /= t1 t2.
have b : (Rpower (lam t * (lam t * (lam t * 1))) (2 / (1 + 1 + 1)) <= 1)%R.
  rewrite -[X in (_ <= X)%R](power_of_one (2 / (1 + 1 + 1))); apply: Rle_Rpower_l; lra.
set y := Rpower _ _ in b * => h; have {}h : (lam t * lam t <= 9 / 10)%R by lra.
have : (lam t < 1)%R by apply: Rnot_le_lt => l1; nra.
by move=> l1; nra.
Qed.

(* a start without balance *)
Theorem growth_window_unbalanced_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d),
  n = 2%N \/ n = 3%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W ->
  forall k (N : 'M[R]_(d n.+1, k)) (N' : 'M[R]_(d 0%N, k)) (S S' : 'M[R]_k) (s s1 eps : R),
  N^T *m N = 1%:M -> N'^T *m N' = 1%:M -> M *m N' = N *m S -> M^T *m N = N' *m S' ->
  (0 < s)%R -> (s <= s1)%R -> (forall z, (form (M^T *m M) z <= s1 * s1 * form 1%:M z)%R) ->
  bounds N (M *m M^T) (s * s)%R -> bounds N' (M^T *m M) (s * s)%R ->
  (0 <= T)%R -> (k < d n.+1)%N -> (0 < eps)%R ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    eps ^ n.+1 * eps ^ n.+1 * form 1%:M z)%R) ->
  (eps ^ n.+1 / s < (INR n.+1 - 2) / (2 * (INR n.+1 - 1)))%R ->
  (window_exponent n.+1 * ((s1 / s) ^ 2 - 1) * window_integral n.+1 (s1 / s) (eps ^ n.+1 / s)
    ((INR n.+1 - 2) / (2 * (INR n.+1 - 1))) <
    / window_weight n.+1 (s1 / s) ((INR n.+1 - 2) / (2 * (INR n.+1 - 1))))%R ->
  forall mu t, is_mode n.+1 s eps mu -> (0 <= t <= T)%R -> forall F,
  largest_value N N' (last_gram n (W t)) (first_gram (W t)) F ->
  (F <= Rpower (mu t) (2 / INR n.+1))%R).
Proof.
move=> H; have [lam [l0 mode pos _]] := three_equal.
pose c (l : nat) : R := if l is 0%N then 4%R else 0%R; pose W (_ : R) := numbers c.
have stands : moves_by (n := 2) (fun t => residual (L := 3) (d := one) 1%:M (chain 3 (W t))) 1 W.
  apply: (@numbers_move 1%R (fun=> c)) => l lL; split=> t _; last exact: continuous_const.
  suff e : others 3 c l = 0.
    rewrite /mode_pull e !mul0r addr0 mulr0 oppr0; exact: is_derive_const.
  by case: l lL => [|[|[|//]]] _; rewrite /others unlock /= /c ?(mulr0, mul0r).
pose F := top_value none none (last_gram 2 (W 0%R)) (first_gram (W 0%R)).
have top : largest_value none none (last_gram 2 (W 0%R)) (first_gram (W 0%R)) F.
  exact: top_value_largest.
have FE := three_numbers top; have st : (0 * 0 <= (1 / 10) ^ 3 * (1 / 10) ^ 3)%R by simpl; lra.
have T1 : (0 <= 0 <= 1)%R by lra.
have := H 2%N one 1%:M 1%R W (or_introl erefl) stands 0%N none none nil nil 1%R 1%R (1 / 10)%R
  none1 none1 pairs pairs' Rlt_0_1 (Rle_refl 1) one_norm (fun y _ => one_norm' y)
  (fun y _ => one_norm y) Rle_0_1 isT e0 (small_start st _) before condition _ 0%R mode T1 F top.
rewrite mul0r => /(_ erefl); rewrite FE Rmax_right /c; last by lra.
have b : (Rpower (lam 0 ^ 3) (2 / INR 3) <= 1)%R.
  rewrite -[X in (_ <= X)%R](power_of_one (2 / INR 3)); apply: Rle_Rpower_l; rewrite ?l0 /=; lra.
lra.
Qed.
End Wrong.
