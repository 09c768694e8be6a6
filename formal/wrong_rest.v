(* Wrong variants of the rest that only shrinks, near the truth, refuted by factors of size one. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block modes closed rest.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable R : rcfType.
Local Notation one := (fun _ : nat => 1%N).

Let two_above (P : factors R one) : above 2 P 1 = P 1%N.
Proof. by rewrite above_step // (@above_end _ 2 one P) mul1mx. Qed.

(* factors that lengthen: twice and half *)
Theorem rest_run_contraction_wrong : ~ (forall (L : nat) (d : nat -> nat) (P : factors R d),
  chain L P *m (chain L P)^T *m chain L P = chain L P -> forall l, (l < L)%N ->
  path_part L P l *m (path_part L P l)^T *m path_part L P l = path_part L P l).
Proof.
pose P : factors R one := fun l => if l is 0%N then 2%:R%:M else 2%:R^-1%:M.
have two : (2%:R : R) != 0 by rewrite pnatr_eq0.
have c1 : chain 2 P = 1%:M by rewrite /chain /= mulmx1 -scalar_mxM mulVf.
move=> /(_ 2%N one P); rewrite c1 trmx1 !mulmx1 => /(_ erefl 0%N isT).
rewrite /path_part c1 two_above /= trmx1 !mulmx1 tr_scalar_mx tr_scalar_mx -!scalar_mxM.
move=> /matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx !mulr1n -subr_eq0.
have -> : 2%:R^-1 * 2%:R^-1 / 2%:R - 2%:R^-1 = - (3%:R / 8%:R) :> R by field.
by rewrite oppr_eq0 mulf_eq0 invr_eq0 !pnatr_eq0.
Qed.

(* a product that is no partial isometry: one half *)
Theorem rest_run_isometry_wrong : ~ (forall (L : nat) (d : nat -> nat) (P : factors R d),
  (forall l, (l < L)%N -> contraction (P l)) -> forall eta omega beta eps n,
  Num.sqrt (sumsq (chain L
    (run (square_loss (L := L) 0) eta omega beta (fun l => eps l *: P l) n))) =
  Num.sqrt (\rank (chain L P))%:R *
    \prod_(0 <= i < L) `|mode_run L (fun _ p => p) eta omega beta eps n i|).
Proof.
pose P : factors R one := fun=> 2%:R^-1%:M.
have h0 : 0 <= 2%:R^-1 :> R by rewrite invr_ge0 ler0n.
have h1 : 2%:R^-1 <= 1 :> R by rewrite invf_le1 ?ltr0n // ler1n.
have cP l : (l < 1)%N -> contraction (P l).
  move=> _ x; rewrite /P mul_scalar_mx /sumsq; apply: ler_sum => i _; apply: ler_sum => j _.
  by rewrite mxE exprMn ler_pimull ?sqr_ge0 // expr_le1.
move=> /(_ 1%N one P cP (fun=> 0) 0 0 (fun=> 1) 0%N); rewrite /run /mode_run /= big_nat1.
rewrite /chain /= mulmx1 scale1r normr1 mulr1.
have -> : \rank ((P 0%N *m 1%:M)) = 1%N.
  by rewrite mulmx1 /P -scalemx1 mxrank_scale_nz ?mxrank1 // invr_eq0 pnatr_eq0.
rewrite sqrtr1 /sumsq !big_ord1 mxE eqxx mulr1n sqrtr_sqr ger0_norm // => /eqP.
by rewrite invr_eq1 (eqr_nat _ 2 1).
Qed.

(* nine tenths of the decay: one factor that lives and one that is zero *)
Theorem rest_run_decay_wrong : ~ (forall (L : nat) (d : nat -> nat) (P : factors R d),
  (forall l, (l < L)%N -> contraction (P l)) ->
  chain L P *m (chain L P)^T *m chain L P = chain L P ->
  forall eta omega beta eps n l, (l < L)%N ->
  run (square_loss (L := L) 0) eta omega beta (fun l => eps l *: P l) n l =
    mode_run L (fun _ p => p) eta omega beta eps n l *: path_part L P l +
    rest_scale (eta l) (9%:R / 10%:R * omega) beta (eps l) n *: (P l - path_part L P l)).
Proof.
pose P : factors R one := fun l => if l is 0%N then 1%:M else 0.
have c0 : chain 2 P = 0 by rewrite /chain /= mul0mx.
have cP l : (l < 2)%N -> contraction (P l).
  move=> _ x; case: l => [|l]; rewrite /P ?mul1mx // mul0mx.
  by rewrite [X in X <= _](_ : _ = 0) ?sumsq_ge0 // /sumsq !big_ord1 mxE expr0n.
move=> /(_ 2%N one P cP); rewrite c0 !mul0mx => /(_ erefl (fun=> 1) 1 0 (fun=> 1) 1%N 0%N isT).
rewrite /path_part c0 mulmx0 mul0mx scaler0 add0r subr0 /rest_scale /run /= /pull.
have -> : chain 2 (fun l : nat => 1 *: P l) = 0 by rewrite /chain /= scaler0 mul0mx.
rewrite /square_loss /residual subr0 /grad mulmx0 mul0mx add0r scaler0 add0r !scale1r subrr.
move=> /matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx !(mulr1, mulr0, add0r, mul1r).
have -> : 1 - 9%:R / 10%:R = 10%:R^-1 :> R by field.
by rewrite eq_sym invr_eq0 pnatr_eq0.
Qed.
End Wrong.
