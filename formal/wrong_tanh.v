(* A wrong variant of what tanh does to distances, near the truth, refuted: by two small numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From dlf Require Import frobenius wrong_frobenius tanh.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.

Lemma tanh_tenth : (9 / 10 * / 10 < tanh (/ 10))%R.
Proof.
have P := exp_ineq1 (/ 10) ltac:(lra); have Q := exp_pos (- / 10).
have PQ : (exp (/ 10) * exp (- / 10) = 1)%R by rewrite -exp_plus Rplus_opp_r exp_0.
rewrite /tanh /sinh /cosh; move: (exp (/ 10)) (exp (- / 10)) P Q PQ => p q P Q PQ.
have S : (0 < p + q)%R by lra.
apply: (Rmult_lt_reg_r ((p + q) / 2)); first by lra.
by rewrite /Rdiv [((p - q) * _ * _ * _)%R]Rmult_assoc Rinv_l ?Rmult_1_r; nra.
Qed.

Local Open Scope ring_scope.

(* nine tenths of the distance *)
Theorem tanh_not_stretching_share_wrong : ~ (forall m n (Y V : 'M[R]_(m, n)),
  frob (map_mx tanh Y - map_mx tanh V) <= 9%:R / 10%:R * frob (Y - V)).
Proof.
have e9 : 9%:R = IZR 9 by rewrite -INRE /=; lra.
have e10 : 10%:R = IZR 10 by rewrite -INRE /=; lra.
have i10 : 10%:R^-1 = (/ 10)%R :> R by rewrite e10 RinvE // -e10 pnatr_eq0.
pose x : R := 10%:R^-1; have x0 : 0 < x by rewrite invr_gt0 ltr0n.
have t0 : tanh 0 = 0 by rewrite /tanh sinh_0 /Rdiv Rmult_0_l.
move=> /(_ 1%N 1%N x%:M 0).
have -> : map_mx tanh x%:M - map_mx tanh 0 = tanh x *: (1%:M : 'M_1).
  by apply/matrixP=> i j; rewrite !ord1 !mxE t0 subr0 mulr1.
have -> : x%:M - 0 = x *: (1%:M : 'M_1) by rewrite subr0 scale_scalar_mx mulr1.
rewrite !frobZ frob_1 !mulr1 (gtr0_norm x0) => H.
have := le_trans (ler_norm _) H; rewrite leNgt => /negP[]; apply/RltP.
by rewrite /x e9 i10; exact: tanh_tenth.
Qed.
