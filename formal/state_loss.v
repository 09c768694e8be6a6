(* The loss of the setting of state spaces, sum w_i (c_i - m_i)^2, is one of the losses allowed.

   fit_gradient: its slope at c, the vector 2 w_i (c_i - m_i), is its gradient, in epsilon and
     delta.
   fit_lipschitz: the slope is Lipschitz. Any ordered field, weights and targets.
   fit_continuous: so over Coq's reals it is continuous, as the theorems on flows ask. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent lipschitz end_to_end.
From dlf Require Import state_space state_run reached_space state_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Loss.
Variables (R : realFieldType) (k : nat) (w : 'I_k -> R) (m : nat -> R).
Implicit Types c : 'cV[R]_k.

(* the derivatives of the loss by the c_i *)
Definition fit_slope c : 'cV[R]_k := \col_i (2%:R * w i * (c i 0 - m i)).

Let W := \sum_i `|w i|.

Lemma weight_le i : `|w i| <= W.
Proof. by rewrite /W (bigD1 i) //= ler_addl; apply: sumr_ge0. Qed.

Lemma norm1_col c : norm1 c = \sum_i `|c i 0|.
Proof. by rewrite /norm1; apply: eq_bigr => i _; rewrite big_ord1. Qed.

Lemma fit_lipschitz c c' : norm1 (fit_slope c' - fit_slope c) <= 2%:R * W * norm1 (c' - c).
Proof.
rewrite !norm1_col mulr_sumr; apply: ler_sum => i _; rewrite !mxE -mulrBr opprB addrA subrK.
rewrite !normrM (ger0_norm (ler0n _ 2)); apply: ler_wpmul2r => //.
by apply: ler_wpmul2l; rewrite ?ler0n // weight_le.
Qed.

Lemma fit_gradient c : has_gradient (fit_loss w m) c (fit_slope c).
Proof.
move=> e e0; have W0 : 0 < W + 1 by rewrite ltr_spaddr ?ltr01 ?sumr_ge0.
exists (e / (W + 1)) => [|c' near]; first exact: divr_gt0.
have -> : fit_loss w m c' - fit_loss w m c - \tr ((fit_slope c)^T *m (c' - c)) =
    \sum_i w i * (c' - c) i 0 ^+ 2.
  rewrite /mxtrace big_ord1 mxE -!sumrB; apply: eq_bigr => i _; rewrite !mxE.
  by move: (w i) (c i 0) (c' i 0) (m i) => *; ring.
apply: le_trans (ler_norm_sum _ _ _) _; have n0 := norm1_ge0 (c' - c).
apply: (@le_trans _ _ (\sum_i `|w i| * norm1 (c' - c) ^+ 2)).
  apply: ler_sum => i _; rewrite normrM; apply: ler_wpmul2l => //.
  rewrite normrX ler_sqr ?nnegrE ?normr_ge0 // norm1_col (bigD1 i) //= ler_addl.
  by apply: sumr_ge0.
rewrite -mulr_suml -/W expr2 mulrA; apply: ler_wpmul2r => //.
apply: le_trans (_ : (W + 1) * norm1 (c' - c) <= _); last by rewrite mulrC -ler_pdivl_mulr.
by apply: ler_wpmul2r; rewrite // ler_addl ler01.
Qed.
End Loss.

Lemma fit_continuous k (w : 'I_k -> R) m : slope_continuous (fit_slope w m).
Proof.
pose W := \sum_i `|w i|; have W0 : 0 < 2%:R * W + 1.
  by rewrite ltr_spaddr ?ltr01 // mulr_ge0 ?ler0n ?sumr_ge0.
move=> X e e0; exists (e / (2%:R * W + 1)) => [|Y near]; first exact: divr_gt0.
apply: le_trans (fit_lipschitz w m X Y) _.
apply: le_trans (_ : (2%:R * W + 1) * norm1 (Y - X) <= _); last by rewrite mulrC -ler_pdivl_mulr.
by apply: ler_wpmul2r; rewrite ?norm1_ge0 // ler_addl ler01.
Qed.
