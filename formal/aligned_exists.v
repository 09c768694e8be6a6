(* The flow from the aligned start exists for all times, over Coq's reals: any depth L >= 2, any
   widths.

   aligned_flow_of_modes (DED8, LKB2): from eps J_{l+1} J_l^T there is one flow, for all times; its
     factors are J_{l+1} diag(lambda) J_l^T with lambda > 0, and each mu = lambda^L solves
     mu' = L mu^(2-2/L) (s - mu), mu(0) = eps^L. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent intertwined modes aligned lipschitz flow flow_core.
From dlf Require Import flow_modes aligned_flow compare ahead mode_times mode_exists.
From dlf Require Import mode_levels mode_unique mode_course.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* equal layers *)
Lemma equal_numbers L q T lam : solves T (mode_velocity L q) lam ->
  mode_flow L (fun=> 1) 0 T (fun p => p - q) (fun t => fun=> lam t).
Proof.
move=> [D C] l lL; split=> [t tT|]; last exact: C.
rewrite mul1r /mode_pull mul0r addr0 /others !prodr_const_nat -exprD !subn0.
have -> : (l + (L - l.+1) = L - 1)%N by rewrite addnBA // subnS addKn subn1.
by have := D t tT; rewrite /mode_velocity -!RpowE.
Qed.

(* a mode with its root: lambda > 0 and mu = lambda^L *)
Lemma root_of_mode L s eps : (1 < L)%N -> (0 <= s)%R -> (0 < eps)%R -> exists lam : R -> R,
  [/\ lam 0 = eps, forall T, solves T (mode_velocity L s) lam,
      forall t, (0 <= t)%R -> (0 < lam t)%R & is_mode L s eps (fun t => (lam t ^ L)%R)].
Proof.
move=> /ssrnat.leP L2 s0 e0; suff [lam [l0 so]] : exists lam : R -> R,
    lam 0 = eps /\ forall T, solves T (mode_velocity L s) lam.
  exists lam; split=> // [t t0|]; last exact: strength_is_mode.
  by apply: (lambda_stays_positive L s eps t lam) => //; split=> //; exact: Rle_refl.
have [e | ne] := Req_dec (eps ^ L) s.
  exists (fun=> eps); split=> // T; apply: constant_solves.
  by rewrite /mode_velocity e Rminus_diag_eq // Rmult_0_r Ropp_0.
have [mu M] := mode_exists L s eps L2 s0 e0.
have [l0 so] := mode_root L s eps mu L2 s0 e0 ne M.
by exists (fun t => Rpower (mu t) (/ INR L)).
Qed.

Section Aligned.
Variables (L : nat) (d : nat -> nat) (k : nat).
Variables (M : 'M[R]_(d L, d 0)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)).
Hypothesis two_layers : (1 < L)%N.
Hypothesis orthonormal : forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M.
Hypothesis right_pairs : M *m J 0 = J L *m target s.
Hypothesis left_pairs : M^T *m J L = J 0 *m target s.
Variable eps : R.
Hypotheses (s0 : forall j, (0 <= s j)%R) (e0 : (0 < eps)%R).

(* a flow on [0, T] from the aligned start *)
Definition aligned_run T (W : R -> factors [comRingType of R] d) :=
  (forall l, (l < L)%N -> W 0 l = aligned_start J eps l) /\
  flows (residual M) (fun=> 1) 0 T W.

Theorem aligned_flow_of_modes : exists lam : 'I_k -> R -> R,
  [/\ forall j t, (0 <= t)%R -> (0 < lam j t)%R,
      forall j, is_mode L (s j) eps (fun t => (lam j t ^ L)%R),
      forall T, aligned_run T (fun t l => J l.+1 *m diag_mx (\row_j lam j t) *m (J l)^T) &
      forall T W, (0 <= T)%R -> aligned_run T W -> forall t l, (0 <= t <= T)%R -> (l < L)%N ->
        W t l = J l.+1 *m diag_mx (\row_j lam j t) *m (J l)^T].
Proof.
have [lam H] := fin_all_exists (fun j => root_of_mode two_layers (s0 j) e0).
have run T : aligned_run T (fun t l => J l.+1 *m diag_mx (\row_j lam j t) *m (J l)^T).
  split=> [l lL|].
    rewrite aligned_diagonal //; congr (_ *m diag_mx _ *m _); apply/rowP => j.
    by rewrite !mxE; have [->] := H j.
  apply: (framed_flow two_layers orthonormal right_pairs left_pairs
    (a := fun j t => fun=> lam j t)).
  by move=> j; have [_ so _ _] := H j; exact: equal_numbers.
exists lam; split=> // [j t t0 | j | T W T0 [start flow_W] t l tT lL].
- by have [_ _ p _] := H j; exact: p.
- by have [_ _ _ m] := H j.
have [begin fl] := run T; apply: (flow_unique (@tame_residual _ L d M) T0 flow_W fl _ tT lL).
by move=> i iL; rewrite start // begin.
Qed.
End Aligned.
