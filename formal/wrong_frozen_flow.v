(* A wrong variant of frozen directions under the flow, refuted: one layer of one neuron, a loss
   that is constant, and a net without decay that stands still. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From dlf Require Import chain descent block block_gradient closed net_core isometric_chain frozen.
From dlf Require Import flow decay net_flow net_core_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Local Notation w := (fun l => (fun _ : nat => 0) l + 1)%N.
Local Notation factors := (factors [comRingType of R]).

(* a head that sees the directions *)
Theorem frozen_flow_head_wrong : ~ (forall (L : nat) (a : nat -> nat) (m n : nat)
    (Q : factors (fun l => a l + m)%N) (V : forall l, 'M[R]_((a l + m)%N, m)),
  rows_then_cols (F := [fieldType of R]) L Q n ->
  (forall l, (l < n)%N -> V l = (Q l)^T *m V l.+1) ->
  (forall l, (n <= l < L)%N -> V l.+1 = Q l *m V l) -> (V n)^T *m V n = 1%:M ->
  forall (p q N : nat) (Th : Type) (data : 'M[R]_(p, N))
    (Gamma : R -> Th -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (rule : (R -> Th) -> (R -> 'M[R]_(q, N)) -> Prop)
    (eta eta_b eps : nat -> R) (eta_B eta_C omega T : R)
    (S : R -> block_net [comRingType of R] L (fun l => a l + m)%N p q Th),
  (0 <= T)%R -> block_flow data Gamma rule eta eta_b eta_B eta_C omega T S ->
  (forall l, (l < L)%N -> net_W (S 0) l = eps l *: Q l) ->
  (net_B (S 0) *m data)^T *m (below Q n)^T *m V n = 0 ->
  (forall l, (l < L)%N -> (V l.+1)^T *m net_b (S 0) l = 0) ->
  forall t, (0 <= t <= T)%R -> net_C (S t) *m V L = 0).
Proof.
pose Q : factors w := fun=> 1%:M; pose V (l : nat) : 'M[R]_(w l, 1) := 1%:M.
have s : rows_then_cols (F := [fieldType of R]) 1 Q 0 by split=> // l _; rewrite trmx1 mulmx1.
have up l : (0 <= l < 1)%N -> V l.+1 = Q l *m V l by rewrite /Q /V mulmx1.
have o : (V 0%N)^T *m V 0%N = 1%:M by rewrite /V trmx1 mulmx1.
pose S (_ : R) : block_net [comRingType of R] 1 w 1 1 unit := from_rest 0 Q (fun=> 0) 1%:M tt.
have stands : block_flow (1%:M : 'M[R]_1) (fun _ _ _ => 0) (fun _ _ => True) (fun=> 1) (fun=> 1)
    1 1 0 1 S.
  have zero k l c (X : 'M[R]_(k, l)) : - (c *: (0 + 0 *: X)) = 0.
    by rewrite scale0r addr0 scaler0 oppr0.
  exists (fun t => net_logits (S t) (net_B (S t) *m 1%:M)), (fun=> 0); split=> // t _.
  - by split=> //; exact: mcont_const.
  - rewrite /pull_B /pull_C /pull_W /pull_b /block_slope /bias_slope !mulmx0 !mul0mx !zero.
    split; [exact: mderiv_const | exact: mderiv_const | move=> l _].
    by rewrite !mulmx0 !mul0mx !zero; split; exact: mderiv_const.
  by split=> [||l _]; [| | split]; exact: mcont_const.
have down l : (l < 0)%N -> V l = (Q l)^T *m V l.+1 by [].
move=> /(_ 1%N (fun=> 0%N) 1%N 0%N Q V s down up o _ _ _ _ _ _ _ _ _ (fun=> 1) _ _ _ _ S) H.
have tT : (0 <= 0 <= 1)%R by split; [exact: Rle_refl | exact: Rle_0_1].
have := H _ _ _ _ _ _ _ _ _ _ Rle_0_1 stands _ _ _ 0 tT.
rewrite /S /= mul0mx trmx0 !mul0mx mul1mx => {}H.
have /matrixP/(_ 0 0)/eqP : (1%:M : 'M[R]_1) = 0.
  by apply: H => // l _; rewrite ?scale1r ?mulmx0.
by rewrite !mxE oner_eq0.
Qed.
