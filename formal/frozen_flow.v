(* Frozen directions of a block inside a net under gradient flow, for any loss.

   frozen_flow (B85K): the setting of frozen.v over Coq's reals. Any flow of the net on [0, T] from
     W_l = eps_l Q_l keeps W_l V_l = rho_l V_{l+1}, W_l^T V_{l+1} = rho_l V_l and C V_L = 0 at all
     times, with rho_l = eps_l exp(-eta_l omega t). *)
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

Section Frozen.
Variables (L : nat) (a : nat -> nat) (m n : nat).
Local Notation d := (fun l => a l + m)%N.
Variables (Q : factors [comRingType of R] d) (V : forall l, 'M[R]_(d l, m)).
Hypothesis split_at : rows_then_cols (F := [fieldType of R]) L Q n.
Hypothesis down : forall l, (l < n)%N -> V l = (Q l)^T *m V l.+1.
Hypothesis up : forall l, (n <= l < L)%N -> V l.+1 = Q l *m V l.
Hypothesis orthonormal : (V n)^T *m V n = 1%:M.
Variables (p q N : nat) (Th : Type) (data : 'M[R]_(p, N)).
Variables (Gamma : R -> Th -> 'M[R]_(q, N) -> 'M[R]_(q, N)).
Variable rule : (R -> Th) -> (R -> 'M[R]_(q, N)) -> Prop.
Variables (eta eta_b eps : nat -> R) (eta_B eta_C omega T : R).
Variable S : R -> block_net [comRingType of R] L d p q Th.

Theorem frozen_flow : (0 <= T)%R ->
  block_flow data Gamma rule eta eta_b eta_B eta_C omega T S ->
  (forall l, (l < L)%N -> net_W (S 0) l = eps l *: Q l) ->
  @unseen [rcfType of R] L a m n Q V p q N data (net_B (S 0)) (net_b (S 0)) (net_C (S 0)) ->
  let rho l t := eps l * decay_scale (eta l) omega t in
  [/\ forall l, (l <= L)%N -> (V l)^T *m V l = 1%:M,
   forall t, (0 <= t <= T)%R -> (forall l, (l < L)%N ->
     net_W (S t) l *m V l = rho l t *: V l.+1 /\ (net_W (S t) l)^T *m V l.+1 = rho l t *: V l) /\
     net_C (S t) *m V L = 0 &
   omega = 0 -> forall l t, rho l t = eps l].
Proof.
move=> T0 run start u rho; pose U := @frozen_frame [rcfType of R] a m V.
have frames : orthogonal_frames (R := [comRingType of R]) L U.
  exact: (@frozen_frames [rcfType of R] L a m n Q V split_at down up orthonormal).
have closed : closed_at (a := a) (b := fun=> m) U data S 0.
  have [f c b w] := @unseen_closed [rcfType of R] L a m n Q V split_at down up orthonormal eps
    p q N data _ _ _ u.
  by split=> // l lL; rewrite start //; exact: w.
have [_ still [z [_ _ form]]] := net_core_and_rest_flow frames T0 run closed.
split; first exact: (@all_orthonormal [rcfType of R] L a m n Q V split_at down up orthonormal).
- move=> t tT; have [[_ blocks CE _] _] := form t tT.
  have rest l (lL : (l < L)%N) : rest_block U (net_W (S 0)) l = (eps l)%:M.
    have := @frozen_rest [rcfType of R] L a m n Q V split_at down up orthonormal eps l lL.
    by rewrite /rest_block start.
  split=> [l lL|].
    have [WE _] := blocks l lL; rewrite rest // in WE.
    exact: (@frozen_block [rcfType of R] L a m n Q V split_at down up orthonormal l _ _ _ _ lL WE).
  exact: (@frozen_head [rcfType of R] L a m n Q V split_at down up orthonormal q _ _ CE).
by move=> o0 l t; rewrite /rho still // mulr1.
Qed.
End Frozen.
