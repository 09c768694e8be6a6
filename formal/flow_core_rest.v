(* Core and rest under gradient flow: in closed subspaces two chains run side by side.

   core_and_rest_flow (QN8C, part 1): the setting of core_rest.v over Coq's reals. For any flow of
     the large chain on [0, T], the blocks are flows of the two small chains, from the blocks of the
     start, at all times. Any depth, widths, rates, weight decay. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From dlf Require Import chain descent intertwined core_rest lipschitz flow flow_core.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section CoreAndRest.
Variables (L : nat) (d a b : nat -> nat) (U : forall l, 'M[R]_(d l, a l + b l)).
Hypothesis orthogonal : forall l, (l <= L)%N -> (U l)^T *m U l = 1%:M /\ U l *m (U l)^T = 1%:M.
Variables (M : 'M[R]_(d L, d 0)) (m : 'M[R]_(a L, a 0)).
Hypothesis target : M = U L *m block_mx m 0 0 0 *m (U 0)^T.
Variables (eta : nat -> R) (omega T : R) (W : R -> factors [comRingType of R] d).
Hypothesis T0 : (0 <= T)%R.
Hypothesis flow_W : flows (residual M) eta omega T W.
Variables (x : factors [comRingType of R] a) (y : factors [comRingType of R] b).
Hypothesis start : forall l, (l < L)%N ->
  W 0 l = U l.+1 *m block_mx (x l) 0 0 (y l) *m (U l)^T.

Lemma isometric_halves l : (l <= L)%N ->
  (lsubmx (U l))^T *m lsubmx (U l) = 1%:M /\ (rsubmx (U l))^T *m rsubmx (U l) = 1%:M.
Proof.
move=> lL; have [+ _] := orthogonal lL; rewrite -{1 2}[U l]hsubmxK tr_row_mx mul_col_row.
by rewrite scalar_mx_block => /eq_block_mx[].
Qed.

Theorem core_and_rest_flow :
  exists (Wx : R -> factors [comRingType of R] a) (Wy : R -> factors [comRingType of R] b),
  [/\ flows (residual m) eta omega T Wx /\ (forall l, (l < L)%N -> Wx 0 l = x l),
   flows (residual (0 : 'M[R]_(b L, b 0%N))) eta omega T Wy /\
     (forall l, (l < L)%N -> Wy 0 l = y l) &
   forall t l, (0 <= t <= T)%R -> (l < L)%N ->
     W t l = U l.+1 *m block_mx (Wx t l) 0 0 (Wy t l) *m (U l)^T].
Proof.
have oL := (orthogonal (leqnn L)).1; have o0 := (orthogonal (leq0n L)).1.
have [Mx My] := tied_of_blocks oL o0 target.
have both i (iL : (i < L)%N) :=
  tied_of_blocks (orthogonal iL).1 (orthogonal (ltnW iL)).1 (start iL).
pose A l := lsubmx (U l); pose B l := rsubmx (U l).
have A1 l : (l <= L)%N -> (A l)^T *m A l = 1%:M by move=> /isometric_halves[].
have B1 l : (l <= L)%N -> (B l)^T *m B l = 1%:M by move=> /isometric_halves[].
have sA : intertwined L A (W 0) x by move=> i iL; have [] := both i iL.
have sB : intertwined L B (W 0) y by move=> i iL; have [] := both i iL.
have tr := @tame_residual _ L d M.
have mA := mirrored_residual (J := A) A1 Mx; have mB := mirrored_residual (J := B) B1 My.
have fA := @core_flows L d a A A1 (residual M) _ eta omega T W T0 tr flow_W mA _ sA.
have fB := @core_flows L d b B B1 (residual M) _ eta omega T W T0 tr flow_W mB _ sB.
exists (core A W), (core B W); split.
- split; last by move=> l lL; rewrite (core_start A1 sA lL).
  by apply: (fA _ (alike_residual (J := A) Mx)).
- split; last by move=> l lL; rewrite (core_start B1 sB lL).
  by apply: (fB _ (alike_residual (J := B) My)).
move=> t l tT lL; apply: blocks_of_tied; first by have [] := orthogonal (ltnW lL).
  exact: (flow_core A1 T0 tr flow_W mA sA tT lL).
exact: (flow_core B1 T0 tr flow_W mB sB tT lL).
Qed.
End CoreAndRest.
