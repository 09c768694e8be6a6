(* Wrong variants of two flows whose products agree at one time, near the truth, refuted by
   numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent lipschitz flow end_to_end end_to_end_flow product_decides.
From dlf Require Import wrong_outer_form wrong_end_to_end product_at_any_time.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

(* one of the two chains without balance *)
Theorem agree_at_one_time_unbalanced_wrong : ~ (forall (n m p : nat) (d e : nat -> nat)
    (dm : d n.+1 = m) (dp : d 0%N = p) (em : e n.+1 = m) (ep : e 0%N = p)
    (f : 'M[R]_(m, p) -> 'M[R]_(m, p)) (T : R) (W : R -> factors [comRingType of R] d)
    (V : R -> factors [comRingType of R] e) (c : R), locally_lipschitz f ->
  flows_along dm dp f T W -> flows_along em ep f T V -> balanced n.+1 (W 0%R) ->
  (0 <= c <= T)%R -> seen dm dp W c = seen em ep V c -> forall t, (0 <= t <= T)%R ->
  seen dm dp W t = seen em ep V t).
Proof.
move=> H; apply: product_decides_unbalanced_wrong => n m p d e dm dp em ep f T W V lip fW fV bal s.
move=> t tT; apply: (H n m p d e dm dp em ep f T W V 0%R lip fW fV bal _ s t tT); lra.
Qed.

(* the factors themselves agree *)
Theorem agree_at_one_time_factors_wrong : ~ (forall (n m p : nat) (d : nat -> nat)
    (dm : d n.+1 = m) (dp : d 0%N = p)
    (f : 'M[R]_(m, p) -> 'M[R]_(m, p)) (T : R) (W V : R -> factors [comRingType of R] d) (c : R),
  locally_lipschitz f -> flows_along dm dp f T W -> flows_along dm dp f T V ->
  balanced n.+1 (W 0%R) -> balanced n.+1 (V 0%R) ->
  (0 <= c <= T)%R -> seen dm dp W c = seen dm dp V c -> forall t l, (0 <= t <= T)%R ->
  (l < n.+1)%N -> W t l = V t l).
Proof.
move=> H; pose minus (l : nat) : R := (- 1)%R.
have prod : chain 2 (d := one) (fun l => (minus l)%:M) = 1%:M.
  rewrite /chain /= mulmx1 -scalar_mxM /minus; congr (_%:M).
  by rewrite -[LHS]/(- 1 * - 1)%R -[RHS]/1%R; lra.
have lip : locally_lipschitz (fun Y : 'M[R]_1 => Y - 1%:M).
  by move=> B; exists 1; split=> // Y Z _ _; rewrite mul1r opprB addrA subrK.
have at0 : (0 <= 0 <= 1)%R by lra.
have E := H 1%N 1%N 1%N one (erefl 1%N) (erefl 1%N) _ 1%R (fun _ l => (ones l)%:M)
  (fun _ l => (minus l)%:M) 0%R lip (stands (chain_ones 2) 1) (stands prod 1)
  (@ones_balanced 2) _ at0 _ 0%R 0%N at0 isT.
have /matrixP/(_ 0 0) : (ones 0%N)%:M = (minus 0%N)%:M :> 'M[R]_1.
  by apply: E; [move=> l _; rewrite /imbalance tr_scalar_mx subrr |
    rewrite /seen !castmx_id (chain_ones 2) prod].
by rewrite !mxE eqxx !mulr1n /ones /minus; lra.
Qed.
