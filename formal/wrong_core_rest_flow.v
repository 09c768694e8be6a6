(* A wrong variant of core and rest under the flow, refuted by a flow that stands still. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent core_rest lipschitz flow wrong wrong_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* the second block of the target need not be zero *)
Theorem core_and_rest_flow_target_wrong : ~ (forall L (d a b : nat -> nat)
    (U : forall l, 'M[R]_(d l, a l + b l)) (M : 'M[R]_(d L, d 0%N)) (m : 'M[R]_(a L, a 0%N))
    (rest : 'M[R]_(b L, b 0%N)) eta omega T (W : R -> factors [comRingType of R] d)
    (x : factors [comRingType of R] a) (y : factors [comRingType of R] b),
  (forall l, (l <= L)%N -> (U l)^T *m U l = 1%:M /\ U l *m (U l)^T = 1%:M) ->
  M = U L *m block_mx m 0 0 rest *m (U 0%N)^T -> (0 <= T)%R ->
  flows (residual M) eta omega T W ->
  (forall l, (l < L)%N -> W 0 l = U l.+1 *m block_mx (x l) 0 0 (y l) *m (U l)^T) ->
  exists (Wx : R -> factors [comRingType of R] a) (Wy : R -> factors [comRingType of R] b),
    flows (residual (0 : 'M[R]_(b L, b 0%N))) eta omega T Wy /\
    forall t l, (0 <= t <= T)%R -> (l < L)%N ->
      W t l = U l.+1 *m block_mx (Wx t l) 0 0 (Wy t l) *m (U l)^T).
Proof.
pose n := (0 + 1)%N; pose U (l : nat) : 'M[R]_(n, 0 + 1) := 1%:M.
have U1 l : (l <= 1)%N -> (U l)^T *m U l = 1%:M /\ U l *m (U l)^T = 1%:M.
  by rewrite /U trmx1 mulmx1.
pose M : 'M[R]_n := block_mx 0 0 0 1%:M.
have M1 : M = U 1%N *m block_mx (0 : 'M_0) 0 0 1%:M *m (U 0%N)^T.
  by rewrite /U trmx1 mulmx1 mul1mx.
pose W : factors [comRingType of R] (fun=> n) := fun=> M.
have WM : chain 1 W = M by rewrite /chain /= mulmx1.
have start l : (l < 1)%N ->
    W l = U l.+1 *m block_mx (0 : 'M_0) 0 0 (1%:M : 'M_1) *m (U l)^T.
  by rewrite /U trmx1 mulmx1 mul1mx.
move=> H; have [Wx [Wy [fy blocks]]] := H 1%N (fun=> n) (fun=> 0%N) (fun=> 1%N) U M 0 1%:M
  (fun=> 1) 0 1 (fun=> W) (fun=> 0) (fun=> 1%:M) U1 M1 Rle_0_1
  (@standing 1 (fun=> n) M _ _ W WM) start.
have inside t : (0 < t < 1)%R -> Wy t 0%N = 1%:M.
  case=> t0 t1; have tT : (0 <= t <= 1)%R by split; exact: Rlt_le.
  have := blocks t 0%N tT isT; rewrite /W /M /U trmx1 mulmx1 mul1mx.
  by case/eq_block_mx=> _ _ _ <-.
have entry t : (0 < t < 1)%R -> Wy t 0%N 0 0 = 1 by move=> /inside ->; rewrite mxE eqxx.
have d := (fy 0%N isT).1 _ half_inside 0 0; have := flat entry d.
rewrite /drift /pull grad_single /residual /chain /= mulmx1 (inside _ half_inside) subr0.
rewrite scale0r addr0 scale1r !mxE eqxx => /eqP.
by rewrite oppr_eq0 oner_eq0.
Qed.
