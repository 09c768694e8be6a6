(* Wrong variants of the order of matrices along a flow, near the truth, refuted by matrices of
   one entry. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import flow order_kept.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma number_form (x : R) : form (x%:M : 'M_1) (const_mx 1) = x.
Proof. by rewrite /form mxE big_ord1 !mxE big_ord1 !mxE eqxx mulr1n mul1r mulr1. Qed.

(* a velocity less by a tenth of the identity *)
Theorem semidefinite_is_kept_tenth_wrong : ~ (forall n (A D : R -> 'M[R]_n) T,
  (forall t, (0 <= t <= T)%R -> mcont A t) -> (forall t, (0 <= t <= T)%R -> mcont D t) ->
  (forall t, (0 < t < T)%R -> mderiv D t (A t *m D t + D t *m (A t)^T - (1 / 10)%R%:M)) ->
  semidefinite (D 0) -> forall t, (0 <= t <= T)%R -> semidefinite (D t)).
Proof.
pose D (t : R) : 'M[R]_1 := (- (t / 10))%R%:M.
have dD t : mderiv D t (- (1 / 10)%R%:M).
  move=> i j; rewrite mxE (ord1 i) (ord1 j) mxE eqxx mulr1n.
  have d : is_derive (fun u => - (u / 10))%R t (- (1 / 10))%R by auto_derive => //; field.
  by apply: is_derive_ext d => u; rewrite mxE eqxx mulr1n.
have cD t : mcont D t by move=> i j; apply: ex_derive_continuous; eexists; exact: (dD t i j).
move=> H; have E : (0 <= form (D 1) (const_mx 1))%R; last by move: E; rewrite number_form; lra.
apply: (H 1%N (fun=> 0) D 1%R) => [t _|t _|t _||].
- exact: mcont_const.
- exact: cD.
- by rewrite trmx0 mul0mx mulmx0 addr0 add0r; exact: dD.
- have -> : D 0 = 0 by rewrite /D /Rdiv Rmult_0_l Ropp_0; apply/matrixP => i j; rewrite !mxE mul0rn.
  by move=> v; rewrite /form mulmx0 mul0mx mxE; exact: Rle_refl.
- lra.
Qed.

(* starts that are in order but for a tenth *)
Theorem riccati_order_tenth_wrong : ~ (forall n (M : 'M[R]_n) T P Q, M^T = M ->
  solves_riccati M T P -> solves_riccati M T Q -> semidefinite (Q 0 - P 0 + (1 / 10)%R%:M) ->
  forall t, (0 <= t <= T)%R -> semidefinite (Q t - P t)).
Proof.
pose a : R := (1 / 20)%R; pose b : R := (1 / 10)%R; pose M : 'M[R]_1 := a%:M.
pose P : 'M[R]_1 := b%:M; have ab : a * b + b * a - b * b = 0.
  by have e : (1 / 20 * (1 / 10) + 1 / 10 * (1 / 20) - 1 / 10 * (1 / 10) = 0)%R by field; exact: e.
have rest (X : 'M[R]_1) : X^T = X -> M *m X + X *m M - X *m X = 0 -> solves_riccati M 1 (fun=> X).
  move=> sX X0; split=> t _; first by rewrite X0; exact: mderiv_const.
  by split=> //; exact: mcont_const.
have SP : solves_riccati M 1 (fun=> P).
  apply: rest; first exact: tr_scalar_mx.
  by rewrite /M /P -!scalar_mxM -raddfD -raddfB /= ab raddf0.
have SQ : solves_riccati M 1 (fun=> 0) by apply: rest; rewrite ?trmx0 // !mulmx0 mul0mx addr0 subr0.
move=> H; have E : (0 <= form (0 - P) (const_mx 1))%R.
  apply: (H 1%N M 1%R (fun=> P) (fun=> 0) _ SP SQ) 1%R _ _; [exact: tr_scalar_mx | | lra].
  rewrite sub0r addNr => v; rewrite /form mulmx0 mul0mx mxE; exact: Rle_refl.
move: E; rewrite sub0r formN number_form -[- _]/(- (1 / 10))%R; lra.
Qed.
