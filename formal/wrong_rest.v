(* Wrong variants of the rest of the product under gradient flow without decay, near the truth,
   refuted over Coq's reals, for one factor. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent intertwined modes lipschitz flow flow_core flow_modes.
From dlf Require Import rest_never_grows.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma exp_solves e t : is_derive (fun t => exp (- (e * t))) t (- (e * exp (- (e * t))))%R.
Proof. auto_derive; [exact I | ring]. Qed.

(* one factor with the rate e *)
Lemma one_flow e : mode_flow 1 (fun=> e) 0 1 (fun p => p) (fun t _ => exp (- (e * t))%R).
Proof.
move=> [|//] _; split=> t _; last by apply: ex_derive_continuous; eexists; exact: exp_solves.
have := exp_solves e t; congr (is_derive _ _ _).
by rewrite /mode_pull /others /index_iota /= !big_cons !big_nil !mul1r mulr1 mul0r addr0.
Qed.

Lemma start e l : (l < 1)%N -> exp (- (e * 0))%R = 1%R.
Proof. by move=> _; rewrite Rmult_0_r Ropp_0 exp_0. Qed.

(* rates of either sign *)
Theorem rest_never_grows_rates_wrong : ~ (forall L eta T rho,
  mode_flow L eta 0 T (fun p => p) rho -> forall d r eps, (0 < eps)%R ->
  (forall l, (l < L)%N -> rho 0%R l = eps) -> forall t, (0 <= t <= T)%R ->
  (sqrt (INR (d - 2 * r)) * Rabs (\prod_(0 <= l < L) rho t l) <=
   sqrt (INR (d - 2 * r)) * eps ^ L)%R).
Proof.
move=> /(_ 1%N (fun=> (-1)%R) 1%R _ (one_flow (-1)) 1%N 0%N 1%R Rlt_0_1 (@start (-1)) 1%R).
have b : (0 <= 1 <= 1)%R by lra.
move=> /(_ b); rewrite big_nat1 /= sqrt_1 !Rmult_1_l Rmult_1_r.
rewrite Rabs_pos_eq; last by apply: Rlt_le; exact: exp_pos.
have -> : (- (-1) = 1)%R by ring.
have := exp_ineq1_le 1; lra.
Qed.

(* nine tenths of the start *)
Theorem rest_never_grows_share_wrong : ~ (forall L eta T rho,
  (forall l, (l < L)%N -> (0 <= eta l)%R) ->
  mode_flow L eta 0 T (fun p => p) rho -> forall d r eps, (0 < eps)%R ->
  (forall l, (l < L)%N -> rho 0%R l = eps) -> forall t, (0 <= t <= T)%R ->
  (sqrt (INR (d - 2 * r)) * Rabs (\prod_(0 <= l < L) rho t l) <=
   9 / 10 * (sqrt (INR (d - 2 * r)) * eps ^ L))%R).
Proof.
move=> /(_ 1%N (fun=> 1%R) 1%R _ (fun _ _ => Rle_0_1) (one_flow 1) 1%N 0%N 1%R Rlt_0_1 (@start 1)).
have b : (0 <= 0 <= 1)%R by lra.
move=> /(_ 0%R b); rewrite big_nat1 /= sqrt_1 !Rmult_1_l Rmult_1_r Ropp_0 exp_0 Rabs_R1; lra.
Qed.
