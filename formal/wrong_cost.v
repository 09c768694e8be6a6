(* Wrong variants of what a chain costs, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent cost wrong.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(* what is behind the layer itself in the place of what is behind the next one *)
Theorem step_is_gradient_shifted_wrong (R : comRingType) : ~ (forall L n
    (W : factors R (fun=> n)) (G : 'M[R]_n) l, (l < L)%N ->
  grad (L := L) G W l = behind (L := L) W G l *m (before W l)^T).
Proof.
pose W (l : nat) : 'M[R]_1 := if l is 0%N then 1%:M else 0.
move=> /(_ 2%N 1%N W 1%:M 1%N isT); rewrite /grad /behind /before (@above_step _ 2 _ W 1) //.
rewrite (@above_end _ 2 _ W) /= !mulmx1 mul1mx trmx0 mul0mx !trmx1 mul1mx.
by move/matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx oner_eq0.
Qed.

(* one inner factor more *)
Theorem saved_parameters_inner_wrong : ~ (forall L d r, (2 <= L)%N -> (1 <= r)%N -> (r < d)%N ->
  parameters L (narrow L d r) = (2 * d * r + (L - 1) * r ^ 2)%N).
Proof.
move=> /(_ 2%N 2%N 1%N isT isT isT).
by have [_ ->] := @saved_parameters 2 2 1 isT isT isT.
Qed.

(* the products of the first layer, too *)
Theorem saved_flops_first_wrong (R : comRingType) : ~ (forall L d r
    (w : factors R (narrow L d r)) (g : 'M[R]_(narrow L d r L, narrow L d r 0)),
  (2 <= L)%N -> (1 <= r)%N -> (r < d)%N ->
  step_flops w g = (6 * d * (2 * d * r + (L - 2) * r ^ 2))%N).
Proof.
move=> /(_ 2%N 2%N 1%N (fun=> 0) 0 isT isT isT).
by have [_ ->] := @saved_flops 2 2 1 isT isT isT R (fun=> 0) 0 (fun=> 0) 0.
Qed.
