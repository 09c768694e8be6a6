(* A wrong variant of the rest that only shrinks under the flow, refuted: two factors of size one,
   the second zero. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block modes closed rest flow flow_modes decay rest_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

(* nine tenths of the decay *)
Theorem rest_flow_decay_wrong : ~ (forall (L : nat) (d : nat -> nat)
    (P : factors [comRingType of R] d),
  (forall l, (l < L)%N -> contraction (R := R_realFieldType) (P l)) ->
  chain L P *m (chain L P)^T *m chain L P = chain L P ->
  forall (eta eps : nat -> R) (omega T : R) (W : R -> factors [comRingType of R] d), (0 <= T)%R ->
  flows (residual (L := L) 0) eta omega T W -> (forall l, (l < L)%N -> W 0 l = eps l *: P l) ->
  chain L P = 0 -> forall t l, (0 <= t <= T)%R -> (l < L)%N ->
    W t l = (eps l * decay_scale (eta l) (9 / 10 * omega)%R t) *: P l).
Proof.
pose P : factors [comRingType of R] one := fun l => if l is 0%N then 1%:M else 0.
have c0 : chain 2 P = 0 by rewrite /chain /= mul0mx.
have iso : chain 2 P *m (chain 2 P)^T *m chain 2 P = chain 2 P by rewrite c0 !mul0mx.
have cP l : (l < 2)%N -> contraction (R := R_realFieldType) (P l).
  move=> _ x; case: l => [|l]; rewrite /P ?mul1mx // mul0mx.
  by rewrite [X in X <= _](_ : _ = 0) ?sumsq_ge0 // /sumsq !big_ord1 mxE expr0n.
have still : mode_flow 2 (fun=> 1) 1 1 (fun p => p) (fun=> fun=> 0).
  move=> i iL; split=> u uT; last exact: continuous_const.
  rewrite /mode_pull (prod_others _ iL) mul0r !mulr0 addr0 mulr0 oppr0.
  exact: dconst.
have flow := form_flows cP iso (fun=> 1) still.
have start l : (l < 2)%N -> rest_form 2 P (fun=> 1) (fun=> 1) 1 (fun=> fun=> 0) 0 l = 1 *: P l.
  move=> lL; rewrite /rest_form /faded /path_part c0 mulmx0 mul0mx scaler0 add0r subr0.
  by rewrite /decay_scale Rmult_0_r Ropp_0 exp_0; congr (_ *: _); exact: mulr1.
move=> /(_ 2%N one P cP iso _ _ _ _ _ Rle_0_1 flow start c0 1 0%N).
move=> /(_ (conj Rle_0_1 (Rle_refl 1)) isT).
rewrite /rest_form /faded /path_part c0 mulmx0 mul0mx scaler0 add0r subr0 !mul1r.
move=> /matrixP/(_ 0 0); rewrite !mxE eqxx => /eqP; rewrite [X in X == _]mulr1 [X in _ == X]mulr1.
move=> /eqP; rewrite Rmult_1_l => /exp_inv.
rewrite -[X in (X -> _)]/((- (1 * 1 * 1) = - (1 * (9 / 10 * 1) * 1))%R).
lra.
Qed.
