(* Wrong variants of core and rest, near the truth, refuted: a target that reaches into the rest. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent intertwined core_rest wrong.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(* the second block of the target need not be zero *)
Theorem core_and_rest_target_wrong (R : comRingType) : ~ (forall L (d a b : nat -> nat)
    (U : forall l, 'M[R]_(d l, a l + b l)) (M : 'M[R]_(d L, d 0%N)) (m : 'M[R]_(a L, a 0%N))
    (rest : 'M[R]_(b L, b 0%N)) (W : factors R d) (x : factors R a) (y : factors R b) eta omega
    beta,
  (forall l, (l <= L)%N -> (U l)^T *m U l = 1%:M /\ U l *m (U l)^T = 1%:M) ->
  M = U L *m block_mx m 0 0 rest *m (U 0%N)^T ->
  (forall l, (l < L)%N -> W l = U l.+1 *m block_mx (x l) 0 0 (y l) *m (U l)^T) ->
  forall n l, (l < L)%N -> run (square_loss M) eta omega beta W n l =
    U l.+1 *m block_mx (run (square_loss m) eta omega beta x n l) 0 0
      (run (square_loss (0 : 'M[R]_(b L, b 0%N))) eta omega beta y n l) *m (U l)^T).
Proof.
pose n := (0 + 1)%N; pose U (l : nat) : 'M[R]_(n, 0 + 1) := 1%:M.
have U1 l : (l <= 1)%N -> (U l)^T *m U l = 1%:M /\ U l *m (U l)^T = 1%:M.
  by rewrite /U trmx1 mulmx1.
pose M : 'M[R]_n := block_mx 0 0 0 1%:M.
have M1 : M = U 1%N *m block_mx (0 : 'M_0) 0 0 1%:M *m (U 0%N)^T.
  by rewrite /U trmx1 mulmx1 mul1mx.
have W0 l : (l < 1)%N -> (0 : 'M[R]_n) = U l.+1 *m block_mx (0 : 'M_0) 0 0 (0 : 'M_1) *m (U l)^T.
  by rewrite block_mx0 mulmx0 mul0mx.
move=> /(_ 1%N (fun=> n) (fun=> 0%N) (fun=> 1%N) U M 0 1%:M (fun=> 0) (fun=> 0) (fun=> 0)).
move=> /(_ (fun=> 1) 0 0 U1 M1 W0 1%N 0%N isT); rewrite !first_step /U trmx1 mulmx1 mul1mx.
rewrite !scale1r !sub0r !opprK /M => /eq_block_mx[_ _ _] /matrixP/(_ 0 0)/eqP.
by rewrite !mxE eqxx oner_eq0.
Qed.
