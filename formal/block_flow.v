(* Balance in a linear block under gradient flow, for any loss, over Coq's reals.

   block_balance_flow (ZH8O, part 1): at every time at which W_{l+1}, W_l and b_l move along minus
     their gradients times their rates, less weight decay, the difference
     D = W_{l+1}^T W_{l+1} / alpha_u - W_l W_l^T / alpha_l - b_l b_l^T / alpha_b has the derivative
     -2 omega D. Features, slope, and all other factors and biases are any.
   block_balance_kept: so D(t) = e^(-2 omega t) D(0) on [0, T]; without decay it is conserved. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block block_gradient lipschitz flow scalar decay.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma mderiv_scale m n c (A : R -> 'M[R]_(m, n)) t D :
  mderiv A t D -> mderiv (fun u => c *: A u) t (c *: D).
Proof.
move=> AD i j; have := dmul (dconst c t) (AD i j); rewrite mul0r add0r mxE => H.
by apply: is_derive_ext H => u; rewrite mxE.
Qed.

Section BlockFlow.
Variables (L : nat) (d : nat -> nat) (N : nat) (up down shift omega : R).
Hypotheses (up0 : up != 0) (down0 : down != 0) (shift0 : shift != 0).
Variables (W : R -> factors [comRingType of R] d) (b : R -> biases [comRingType of R] d).
Variables (H : R -> 'M[R]_(d 0, N)) (Gamma : R -> 'M[R]_(d L, N)) (l : nat).
Hypothesis inside : (l.+1 < L)%N.

(* the two factors and the bias between them move along minus their gradients at the time t *)
Definition moves_along t :=
  exists2 n, slope_of_bias (W t) (b t) (Gamma t) n &
  [/\ mderiv (fun u => W u l.+1) t
        (- (up *: block_slope (W t) (b t) (H t) (Gamma t) l.+1 + omega *: W t l.+1)),
      mderiv (fun u => W u l) t
        (- (down *: block_slope (W t) (b t) (H t) (Gamma t) l + omega *: W t l)) &
      mderiv (fun u => b u l) t (- (shift *: n + omega *: b t l))].

Definition balance_at t := rated_imbalance up down shift (W t l.+1) (W t l) (b t l).

Theorem block_balance_flow t : moves_along t ->
  mderiv balance_at t (- (2%:R * omega) *: balance_at t).
Proof.
move=> [n nb [dV dW db]]; rewrite /balance_at.
rewrite -(block_balance_velocity (H t) up0 down0 shift0 omega inside nb) /=.
apply: mderiv_add; last apply: mderiv_opp; last apply: mderiv_scale.
  apply: mderiv_add; last apply: mderiv_opp; apply: mderiv_scale.
    by have := mderiv_mul (mderiv_tr dV) dV.
  by have := mderiv_mul dW (mderiv_tr dW).
by have := mderiv_mul db (mderiv_tr db).
Qed.

Theorem block_balance_kept T : (forall t, (0 < t < T)%R -> moves_along t) ->
  (forall t, (0 <= t <= T)%R -> [/\ mcont (fun u => W u l.+1) t, mcont (fun u => W u l) t &
    mcont (fun u => b u l) t]) ->
  forall t, (0 <= t <= T)%R -> balance_at t = exp (- (2%:R * omega * t)) *: balance_at 0.
Proof.
move=> moves cont t tT; apply/matrixP=> i j; rewrite [RHS]mxE [RHS]mulrC.
have D := @decays (fun u => balance_at u i j) (2%:R * omega) T.
apply: (D _ _ t tT) => u uT.
  have := block_balance_flow (moves u uT) i j; rewrite [X in is_derive _ _ X]mxE mulNr.
  by [].
have [cV cW cb] := cont u uT; rewrite /balance_at /rated_imbalance.
have mul p q r (A : R -> 'M[R]_(p, q)) (B : R -> 'M[R]_(q, r)) c : mcont A u -> mcont B u ->
    mcont (fun v => c *: (A v *m B v)) u.
  move=> cA cB k k'; have C := @csum _ (index_enum _) _ u (fun x => cmul (cA k x) (cB x k')).
  by apply: continuous_ext (cmul (continuous_const c u) C) => v; rewrite !mxE.
have tr p q (A : R -> 'M[R]_(p, q)) : mcont A u -> mcont (fun v => (A v)^T) u.
  by move=> cA k k'; apply: continuous_ext (cA k' k) => v; rewrite mxE.
have c1 := mul _ _ _ _ _ up^-1 (tr _ _ _ cV) cV.
have c2 := mul _ _ _ _ _ down^-1 cW (tr _ _ _ cW).
have c3 := mul _ _ _ _ _ shift^-1 cb (tr _ _ _ cb).
apply: continuous_ext (cadd (cadd (c1 i j) (copp (c2 i j))) (copp (c3 i j))) => v.
by rewrite !mxE.
Qed.
End BlockFlow.
