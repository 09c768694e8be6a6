(* Wrong variants of balance in a block under gradient flow, near the truth, refuted.

   Witness: one factor decays, W_1 = e^(-t), and all else is zero. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block block_gradient lipschitz flow block_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Let one0 : (1 : R) != 0. Proof. exact: oner_neq0. Qed.
Let W (t : R) : factors [comRingType of R] one := fun l => if l is 0%N then 0 else (exp (- t))%:M.
Let b (t : R) : biases [comRingType of R] one := fun=> 0.
Let H (t : R) : 'M[R]_1 := 0.

Let dexp t : is_derive (fun u => exp (- u)) t (- exp (- t)).
Proof. by auto_derive => //; rewrite Ropp_mult_distr_l_reverse Rmult_1_l. Qed.

Let moves t : @moves_along 2 one 1 1 1 1 1 W b H H 0%N t.
Proof.
have z m n : - (1 *: (0 : 'M[R]_(m, n)) + 1 *: 0) = 0 by rewrite !scaler0 addr0 oppr0.
have s l : block_slope (L := 2) (W t) (b t) (H t) (H t) l = 0.
  by rewrite /block_slope /H mulmx0 mul0mx.
exists (bias_slope (L := 2) (d := one) (W t) (H t) 0); first by left.
split.
- rewrite s scaler0 add0r scale1r => i j; rewrite !ord1 /= !mxE eqxx mulr1n.
  by apply: is_derive_ext (dexp t) => u; rewrite mxE eqxx mulr1n.
- rewrite s z; exact: mderiv_const.
by rewrite /bias_slope /H mulmx0 mul0mx z; exact: mderiv_const.
Qed.

Let balance t : balance_at 1 1 1 W b 0 t = (exp (- t) * exp (- t))%:M.
Proof.
rewrite /balance_at /rated_imbalance /= !mul0mx !scaler0 !subr0 invr1 scale1r tr_scalar_mx.
by rewrite -scalar_mxM.
Qed.

(* a decay of D at once the rate *)
Theorem block_balance_flow_rate_wrong : ~ (forall L (d : nat -> nat) N (up down shift omega : R)
    (W : R -> factors [comRingType of R] d) (b : R -> biases [comRingType of R] d)
    (H : R -> 'M[R]_(d 0%N, N)) (Gamma : R -> 'M[R]_(d L, N)) l t,
  up != 0 -> down != 0 -> shift != 0 -> (l.+1 < L)%N ->
  moves_along up down shift omega W b H Gamma l t ->
  mderiv (balance_at up down shift W b l) t (- omega *: balance_at up down shift W b l t)).
Proof.
move=> /(_ 2%N one 1%N 1 1 1 1 W b H H 0%N 0 one0 one0 one0 isT (moves 0)) D.
have E := @block_balance_flow 2 one 1 1 1 1 1 one0 one0 one0 W b H H 0 isT 0 (moves 0).
have := is_derive_unique _ _ _ (D 0 0); rewrite (is_derive_unique _ _ _ (E 0 0)) balance.
rewrite Ropp_0 exp_0 !mxE eqxx !mulr1n !mulr1 => /oppr_inj/eqP.
by rewrite (eqr_nat _ 2 1).
Qed.

(* likewise over time *)
Theorem block_balance_kept_rate_wrong : ~ (forall L (d : nat -> nat) N (up down shift omega : R)
    (W : R -> factors [comRingType of R] d) (b : R -> biases [comRingType of R] d)
    (H : R -> 'M[R]_(d 0%N, N)) (Gamma : R -> 'M[R]_(d L, N)) l T,
  up != 0 -> down != 0 -> shift != 0 -> (l.+1 < L)%N ->
  (forall t, (0 < t < T)%R -> moves_along up down shift omega W b H Gamma l t) ->
  (forall t, (0 <= t <= T)%R -> [/\ mcont (fun u => W u l.+1) t, mcont (fun u => W u l) t &
    mcont (fun u => b u l) t]) ->
  forall t, (0 <= t <= T)%R -> balance_at up down shift W b l t =
    exp (- (omega * t)) *: balance_at up down shift W b l 0).
Proof.
have tT : (0 <= 1 <= 1)%R by lra.
have cont t : (0 <= t <= 1)%R -> [/\ mcont (fun u => W u 1%N) t, mcont (fun u => W u 0%N) t &
    mcont (fun u => b u 0%N) t].
  move=> _; split; try exact: mcont_const.
  move=> i j; rewrite !ord1; apply: (continuous_ext (fun u => exp (- u))) => [u|].
    by rewrite mxE eqxx mulr1n.
  by apply: (ex_derive_continuous (fun u => exp (- u))); exists (- exp (- t)); exact: dexp.
move=> /(_ 2%N one 1%N 1 1 1 1 W b H H 0%N 1 one0 one0 one0 isT (fun t _ => moves t) cont 1 tT).
rewrite !balance Ropp_0 exp_0 => /matrixP/(_ 0 0); rewrite !mxE eqxx !mulr1n !mulr1 => e.
have p := exp_pos (Ropp R1); have lt : (exp (Ropp R1) < 1)%R.
  by rewrite -exp_0; apply: exp_increasing; lra.
have {}e : (exp (Ropp R1) * exp (Ropp R1) = exp (Ropp R1) * 1)%R.
  by rewrite Rmult_1_r [LHS]e Rmult_1_r.
by have := Rmult_eq_reg_l _ _ _ e (Rgt_not_eq _ _ p) => e1; lra.
Qed.
End Wrong.
