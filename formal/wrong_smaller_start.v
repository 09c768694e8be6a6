(* Wrong variants of the start with smaller strengths, near the truth, refuted by two factors of one
   entry. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block aligned lipschitz flow end_to_end order_kept compare.
From dlf Require Import ahead removal mode_times mode_exists mode_unique smaller_start.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

(* the number q as a target in frames of one entry *)
Lemma entry_target (q : R) :
  q%:M = 1%:M *m target (fun _ : 'I_1 => q) *m (1%:M : 'M[R]_1)^T :> 'M[R]_1.
Proof.
rewrite trmx1 mulmx1 mul1mx; apply/matrixP => i j; by rewrite !mxE !ord1 eqxx.
Qed.

Lemma entry_frames l : (l <= 2)%N -> (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M.
Proof. by rewrite trmx1 mulmx1. Qed.

Lemma mode_at_one : is_mode 2 1 1 (fun=> 1%R).
Proof.
split=> [|T]; first by rewrite /=; ring.
apply: constant_solves; rewrite /strength_velocity; ring.
Qed.

(* a start with no strength above its target *)
Theorem smaller_start_is_ahead_always_wrong : ~ (forall (L : nat) (d : nat -> nat) (k : nat)
    (M : 'M[R]_(d L, d 0%N)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (eps : R),
  (1 < L)%N -> (forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M) ->
  M = J L *m target s *m (J 0%N)^T -> (forall j, (0 <= s j)%R) -> (0 < eps)%R -> (0 < k)%N ->
  exists a : 'I_k -> R -> R, let W t : factors [comRingType of R] d :=
    fun l => J l.+1 *m diag_mx (\row_j a j t) *m (J l)^T in
  [/\ forall j, (0 <= a j 0)%R /\ (a j 0 ^ L = Rmin (eps ^ L) (s j))%R,
      forall T, flows (residual M) (fun=> 1) 0 T W &
      forall mu, (forall j, is_mode L (s j) eps (mu j)) -> forall t, (0 <= t)%R ->
      (sumsq (chain L (W t) - M) <
       sumsq (J L *m diag_mx (\row_j mu j t) *m (J 0%N)^T - M))%R]).
Proof.
move=> H; have [a [_ _ less]] := H 2%N one 1%N 1%:M (fun=> 1) (fun=> 1%:M) 1%R isT entry_frames
  (entry_target 1) (fun=> Rle_0_1) Rlt_0_1 isT.
have := less (fun _ _ => 1%R) (fun=> mode_at_one) 0%R (Rle_refl 0).
have -> : diag_mx (\row_(j < 1) 1%R) = target (fun _ : 'I_1 => 1) by [].
rewrite -entry_target subrr.
have -> : sumsq (0 : 'M[R]_1) = 0 by rewrite /sumsq !big_ord1 mxE expr0n.
have /RleP := sumsq_ge0 (chain 2 (fun l : nat =>
  (1%:M : 'M[R]_1) *m diag_mx (\row_j a j 0%R) *m (1%:M : 'M[R]_1)^T :
    'M[R]_(one l.+1, one l)) - 1%:M).
by move=> ge /(Rle_lt_trans _ _ _ ge) /Rlt_irrefl.
Qed.

(* the larger one of the start and the target *)
Theorem smaller_start_is_ahead_larger_wrong : ~ (forall (L : nat) (d : nat -> nat) (k : nat)
    (M : 'M[R]_(d L, d 0%N)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (eps : R),
  (1 < L)%N -> (forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M) ->
  M = J L *m target s *m (J 0%N)^T -> (forall j, (0 <= s j)%R) -> (0 < eps)%R ->
  exists a : 'I_k -> R -> R, let W t : factors [comRingType of R] d :=
    fun l => J l.+1 *m diag_mx (\row_j a j t) *m (J l)^T in
  [/\ forall j, (0 <= a j 0)%R /\ (a j 0 ^ L = Rmax (eps ^ L) (s j))%R,
      forall T, flows (residual M) (fun=> 1) 0 T W &
      (exists j, (s j < eps ^ L)%R) -> forall mu, (forall j, is_mode L (s j) eps (mu j)) ->
      forall t, (0 <= t)%R -> (sumsq (chain L (W t) - M) <
       sumsq (J L *m diag_mx (\row_j mu j t) *m (J 0%N)^T - M))%R]).
Proof.
move=> H; have s0 : (0 <= 1 / 4)%R by lra.
have L2 : (2 <= 2)%coq_nat by exact: le_n.
have [a [start _ less]] := H 2%N one 1%N (1 / 4)%R%:M (fun=> (1 / 4)%R) (fun=> 1%:M) 1%R isT
  entry_frames (entry_target _) (fun=> s0) Rlt_0_1.
have [mu mode] := mode_exists 2 (1 / 4) 1 L2 s0 Rlt_0_1.
have [a0] := start 0; rewrite Rmax_left; last by simpl; lra.
move=> a1; have small : exists j : 'I_1, (1 / 4 < 1 ^ 2)%R by exists 0; simpl; lra.
have := less small (fun=> mu) (fun=> mode) 0%R (Rle_refl 0).
have -> : chain 2 (d := one) (fun l => 1%:M *m diag_mx (\row_j a j 0%R) *m (1%:M : 'M[R]_1)^T) =
    1%:M *m diag_mx (\row_(j < 1) mu 0%R) *m (1%:M : 'M[R]_1)^T.
  rewrite /chain /= !trmx1 !mulmx1 !mul1mx mulmx_diag; congr diag_mx; apply/rowP => j.
  by rewrite !mxE (ord1 j) (proj1 mode) -a1 /= Rmult_1_r.
exact: Rlt_irrefl.
Qed.
