(* Every real matrix has a spectral norm: a least factor by which it lengthens no vector more.

   spectral_norm_exists (P9WL): among the factors there is the Frobenius norm, and the least upper
     bound of what is minus a factor is minus a factor itself. Over Coq's reals, for all sizes. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From dlf Require Import block removal frobenius.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma frob_lengthens (F : rcfType) m n (W : 'M[F]_(m, n)) : lengthens W (frob W).
Proof.
split=> [|v]; first exact: frob_ge0.
rewrite frob_le ?frob_ge0 // sqr_frob {1 2}/sumsq mulr_suml; apply: ler_sum => i _.
have e : (W *m v) i 0 = \tr (row i W *m (v^T)^T).
  by rewrite trmxK /mxtrace big_ord1 -row_mul [RHS]mxE.
have sW : \sum_j W i j ^+ 2 = frob (row i W) ^+ 2.
  by rewrite sqr_frob /sumsq big_ord1; apply: eq_bigr => j _; rewrite mxE.
have sv : sumsq v = frob v^T ^+ 2 by rewrite sqr_frob sumsq_trace sumsq_rows trmxK.
rewrite big_ord1 sW sv -exprMn e -[X in X <= _]real_normK ?num_real //.
rewrite ler_sqr ?nnegrE ?mulr_ge0 ?frob_ge0 ?normr_ge0 // ler_norml cauchy andbT ler_oppl.
rewrite -linearN /= -mulNmx; apply: le_trans (cauchy _ _) _.
by rewrite -scaleN1r frobZ normrN1 mul1r.
Qed.

Theorem spectral_norm_exists m n (W : 'M[R]_(m, n)) : exists c, spectral W c.
Proof.
pose E x := lengthens W (- x).
have bound : bound E.
  by exists 0 => x [x0 _]; apply/RleP; rewrite -oppr_ge0.
have some : exists x, E x by exists (- frob W); rewrite /E opprK; exact: frob_lengthens.
have [s [up least]] := completeness E bound some.
have s0 : s <= 0 by apply/RleP; apply: least => x [x0 _]; apply/RleP; rewrite -oppr_ge0.
exists (- s); split=> [|c lc]; last first.
  by rewrite ler_oppl; apply/RleP; apply: up; rewrite /E opprK.
split=> [|v]; first by rewrite oppr_ge0.
have [v0|v0] := eqVneq (frob v) 0.
  by rewrite (frob_eq0 v0) mulmx0 !frob0 mulr0.
have vp : 0 < frob v by rewrite lt_def v0 frob_ge0.
rewrite -ler_pdivr_mulr // ler_oppr; apply/RleP; apply: least => x [_ len].
by apply/RleP; rewrite ler_oppr ler_pdivr_mulr.
Qed.
