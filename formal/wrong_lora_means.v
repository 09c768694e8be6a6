(* Wrong variants of the means of the first step of LoRA, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import block lora_moments lora_uniform lora_means.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* the gradient with the one entry 1 *)
Local Notation one := (1%:M : 'M[R]_1).

Lemma sumsq_unit : sumsq one = 1.
Proof. by rewrite /sumsq !big_ord1 mxE mulr1n expr1n. Qed.

(* the mean without the number of rows *)
Theorem lora_descent_means_rows_wrong : ~ (forall p r d (G : 'M[R]_(p, d)) (c eta : R),
  (0 < d)%N ->
  forall a j, lora_mean (fun x : 'I_r * 'I_d -> R => first_update G c eta x a j) =
    (- (eta * c ^+ 2 / (3%:R * d%:R)) *: G) a j).
Proof.
move=> H; have := H 1%N 2%N 1%N one 1 1 isT 0 0.
have [-> _] := lora_descent_means 2 one 1 1 (isT : 0 < 1)%N.
rewrite !mxE !mulr1n !mulr1 expr1n !mul1r => /oppr_inj/eqP.
have i0 : 3%:R^-1 != 0 :> R by rewrite invr_eq0 pnatr_eq0.
by rewrite -subr_eq0 -[X in _ - X]mul1r -mulrBl -(natrB _ (isT : 1 <= 2)%N) mul1r (negbTE i0).
Qed.

(* one power of the scaling *)
Theorem lora_descent_means_scale_wrong : ~ (forall p r d (G : 'M[R]_(p, d)) (c eta : R),
  (0 < d)%N ->
  forall a j, lora_mean (fun x : 'I_r * 'I_d -> R => first_update G c eta x a j) =
    (- (eta * c * (r%:R / (3%:R * d%:R))) *: G) a j).
Proof.
move=> H; have := H 1%N 1%N 1%N one 2%:R 1 isT 0 0.
have [-> _] := lora_descent_means 1 one 2%:R 1 (isT : 0 < 1)%N.
rewrite !mxE !mulr1n !mulr1 !mul1r => /oppr_inj/eqP.
have i0 : 3%:R^-1 != 0 :> R by rewrite invr_eq0 pnatr_eq0.
by rewrite -subr_eq0 -mulrBl -natrX -natrB // mulf_eq0 (negbTE i0) orbF pnatr_eq0.
Qed.

(* the mean square without the fifth *)
Theorem lora_descent_means_fifth_wrong : ~ (forall p r d (G : 'M[R]_(p, d)) (c eta : R),
  (0 < d)%N ->
  lora_mean (fun x : 'I_r * 'I_d -> R => sumsq (first_update G c eta x)) =
    eta ^+ 2 * c ^+ 4 * (r%:R * (r%:R + d%:R) / (9%:R * d%:R ^+ 2)) * sumsq G).
Proof.
move=> H; have := H 1%N 1%N 1%N one 1 1 isT.
have [_ ->] := lora_descent_means 1 one 1 1 (isT : 0 < 1)%N.
rewrite sumsq_unit !expr1n !mulr1 !mul1r => /eqP.
have i0 : 9%:R^-1 != 0 :> R by rewrite invr_eq0 pnatr_eq0.
rewrite -subr_eq0 -mulrBl mulf_eq0 (negbTE i0) orbF [_ - 5%:R^-1]addrC addrK oppr_eq0 invr_eq0.
by rewrite pnatr_eq0.
Qed.

(* nine tenths of the mean square *)
Theorem lora_descent_means_tenth_wrong : ~ (forall p r d (G : 'M[R]_(p, d)) (c eta : R),
  (0 < d)%N ->
  lora_mean (fun x : 'I_r * 'I_d -> R => sumsq (first_update G c eta x)) = 9%:R / 10%:R *
    (eta ^+ 2 * c ^+ 4 * (r%:R * (r%:R + d%:R - 5%:R^-1) / (9%:R * d%:R ^+ 2)) * sumsq G)).
Proof.
move=> H; have := H 1%N 1%N 1%N one 1 1 isT.
have [_ ->] := lora_descent_means 1 one 1 1 (isT : 0 < 1)%N.
rewrite sumsq_unit !expr1n !mulr1 !mul1r => /eqP.
set X := _ / 9%:R; have X0 : X != 0.
  rewrite mulf_neq0 ?invr_eq0 ?pnatr_eq0 // subr_eq0 -(natrD _ 1 1) gt_eqF //.
  by apply: (@lt_trans _ _ 1); rewrite ?invf_lt1 ?ltr1n ?ltr0n.
rewrite -subr_eq0 -[X in X - _]mul1r -mulrBl mulf_eq0 (negbTE X0) orbF subr_eq0 gt_eqF //.
by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.
