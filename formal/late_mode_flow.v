(* Every depth: a singular value of a balanced chain is dominated by its mode up to the lag, over
   Coq's reals, for all widths.

   dominated_up_to_the_lag (CE4L, part 3): along the flow of 1/2 |X - M|^2 from a balanced start
     with sigma_1(X(0)) <= eps^L < omega, no singular value of X(t) behind the first k exceeds the
     mode with the target s at the time t + delta, and delta > 0. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import from_right compare chain descent flow end_to_end end_to_end_flow order_kept.
From dlf Require Import weyl ceiling largest_form moments outer_form mode_times mode_lag late_mode.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Starts.
Variables (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (M : 'M[R]_(d L, d 0)) (T : R) (W : R -> factors [comRingType of R] d).
Local Notation X t := (chain L (W t)).
Local Notation A t := (last_gram n (W t)).
Local Notation C t := (first_gram (W t)).
Hypotheses (n0 : (0 < n)%N) (moves : moves_by (fun t => residual M (X t)) T W).
Hypothesis bal : balanced L (W 0).
Variables (k : nat) (N : 'M[R]_(d L, k)) (N' : 'M[R]_(d 0, k)) (S S' : 'M[R]_k) (s eps : R).
Hypotheses (pairs : M *m N' = N *m S) (pairs' : M^T *m N = N' *m S') (s0 : (0 < s)%R).
Hypotheses (small_M : bounds N (M *m M^T) (s * s)%R) (small_M' : bounds N' (M^T *m M) (s * s)%R).
Hypotheses (T0 : (0 <= T)%R) (room : (k < d L)%N) (e0 : (0 < eps)%R).
Hypothesis start : forall z, (form ((X 0)^T *m X 0) z <= eps ^ L * eps ^ L * form 1%:M z)%R.
Hypothesis small : (eps ^ L < turning L s)%R.

Theorem dominated_up_to_the_lag mu : is_mode L s eps mu ->
  (0 < lag L s eps)%R /\ forall t, (0 <= t <= T)%R ->
  (forall F, largest_value N N' (A t) (C t) F ->
    (F <= Rpower (mu (t + lag L s eps)) (2 / INR L))%R) /\
  forall U sigma (i : 'I_(d L)), U^T *m U = 1%:M ->
    X t *m (X t)^T = with_spectrum U (fun j => sigma j ^+ 2) -> decreasing sigma ->
    (forall j, 0 <= sigma j) -> (k <= i)%N -> (sigma i <= mu (t + lag L s eps))%R.
Proof.
move=> mode; have L2 : (2 <= L)%coq_nat by exact/ssrnat.leP.
have l0 := lag_positive L s eps L2 s0 e0 small; split=> // t tT.
have s0' : (0 <= s)%R by lra. have room0 : (0 < d L)%N by exact: leq_ltn_trans room.
pose w := Rpower (turning L s) (2 / INR L).
have best : best_moment L s w by exact: (turning_is_best L s eps L2 s0 e0 small).
have b0 : (0 <= eps ^ 2)%R by apply: pow_le; lra.
have start' z : (form ((X 0)^T *m X 0) z <= (eps ^ 2) ^ L * form 1%:M z)%R.
  have -> : ((eps ^ 2) ^ L = eps ^ L * eps ^ L)%R.
    by rewrite -Rpow_mult_distr; congr (_ ^ _)%R; ring.
  exact: start.
have [stA stC] := start_below bal b0 start'.
pose F u := top_value N N' (A u) (C u).
have top u : largest_value N N' (A u) (C u) (F u) by apply: top_value_largest; rewrite room.
have [F' [E cF F0 rise]] := @outer_curve n d M T W n0 moves bal k N N' S S' s w pairs pairs' s0'
  small_M small_M' best F (@norm_value n d W) T0 room (fun u _ => top u)
  (fun u y _ => bounds_all (@norm_valueP n d W u room0).1 y)
  (fun u z _ => bounds_all (@norm_valueP n d W u room0).2.1 z).
have T00 : (0 <= 0 <= T)%R by lra.
have below : (F t <= Rpower (mu (t + lag L s eps)) (2 / INR L))%R.
  rewrite -E //.
  apply: (dominated_by_the_late_mode L s eps mu L2 s0 e0 small mode T (@norm_value n d W) F') => //.
  rewrite E //; have [_ [_ least]] := top 0%R.
  by apply: least => y _; [exact: stA | exact: stC].
split=> [f topf|U sigma i UU XX ds sg ki]; first by rewrite (largest_value_unique topf (top t)).
have le := singular_value_below_outer moves bal T0 tT (top t) UU XX ds sg ki.
have Ft := outer_nonneg room (top t).
have tl : (0 <= t + lag L s eps)%R.
  by case: tT => t0 _; apply: Rplus_le_le_0_compat => //; exact: Rlt_le.
have P : (0 < mu (t + lag L s eps))%R.
  have [mle _] := mode_inside L s eps mu L2 s0 e0 small mode _ tl.
  exact: Rlt_le_trans (start_pos L eps e0) mle.
have FL : (F t ^ L <= mu (t + lag L s eps) ^ 2)%R.
  apply: (Rle_trans _ (Rpower (mu (t + lag L s eps)) (2 / INR L) ^ L)); first exact: pow_incr.
  have r := root_square L (mu (t + lag L s eps)) L2 P.
  set q := Rpower _ _ in r *; have q0 : (0 <= q)%R by left; exact: exp_pos.
  rewrite -{1}(sqrt_sqrt q q0) Rpow_mult_distr r -Rsqr_pow2; exact: Rle_refl.
move: le => /RleP; rewrite -!RpowE => le.
apply: (Rsqr_incr_0_var _ _ _ (Rlt_le _ _ P)); rewrite !Rsqr_pow2; exact: Rle_trans le FL.
Qed.
End Starts.
