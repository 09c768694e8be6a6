(* Wrong variants of the maps between layers that stretch no distance, near the truth, refuted: by
   one entry that is made longer, and by windows that overlap. The identity lengthens no vector, and
   its Frobenius norm is more than 1: that norm is not the spectral one. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal frobenius.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable R : rcfType.

Lemma frob_1 : frob (1%:M : 'M[R]_1) = 1.
Proof. by rewrite /frob /sumsq !big_ord1 mxE expr1n sqrtr1. Qed.

(* a function that lengthens distances by a tenth *)
Theorem entries_not_stretching_slope_wrong : ~ (forall (f : R -> R) m n,
  (forall x y, `|f x - f y| <= 11%:R / 10%:R * `|x - y|) ->
  not_stretching (fun Z : 'M[R]_(m, n) => map_mx f Z)).
Proof.
set a := 11%:R / 10%:R; have a1 : 1 < a by rewrite ltr_pdivl_mulr ?ltr0n // mul1r ltr_nat.
have a0 : 0 < a by apply: lt_trans a1; exact: ltr01.
have len x y : `|a * x - a * y| <= a * `|x - y| by rewrite -mulrBr normrM gtr0_norm.
move=> /(_ ( *%R a) 1%N 1%N len 1%:M 0).
have -> : map_mx ( *%R a) 1%:M - map_mx ( *%R a) 0 = a *: (1%:M : 'M_1).
  by apply/matrixP=> i j; rewrite !mxE mulr0 subr0.
by rewrite subr0 frobZ frob_1 mulr1 gtr0_norm // leNgt a1.
Qed.

(* windows that overlap *)
Theorem pooling_not_stretching_overlap_wrong : ~ (forall m n p q
    (w : 'I_p * 'I_q -> {set 'I_m * 'I_n}) (f : 'M[R]_(m, n) -> 'M[R]_(p, q)),
  pooling w f -> not_stretching f).
Proof.
pose f (Y : 'M[R]_1) : 'M[R]_(1, 2) := const_mx (Y 0 0).
have pool : pooling (fun=> setT) f.
  move=> Y [i j]; split=> [|[k l] _]; last by rewrite !mxE /= !ord1.
  by exists (0, 0); rewrite ?inE // mxE.
move=> /(_ _ _ _ _ _ _ pool 1%:M 0); rewrite subr0 -[X in _ <= X]mul1r frob_le ?ler01 //.
rewrite expr1n mul1r /sumsq !big_ord_recl !big_ord0 !mxE /= subr0 expr1n !addr0.
by rewrite ger_addl ler10.
Qed.

(* the Frobenius norm for the spectral norm *)
Theorem spectral_norm_frobenius_wrong :
  ~ (forall m n (W : 'M[R]_(m, n)), spectral W (frob W)).
Proof.
have len : lengthens (1%:M : 'M[R]_2) 1 by split=> // v; rewrite mul1mx mul1r.
move=> /(_ 2%N 2%N 1%:M)[_ /(_ 1 len)]; rewrite -[X in _ <= X]frob_1 -[X in _ <= X]mul1r.
by rewrite frob_le ?ler01 // expr1n mul1r !sumsq_rows !trmx1 !mulmx1 !mxtrace1 ler_nat.
Qed.
End Wrong.
