(* Wrong variants of what the removal of neurons costs, near the truth, refuted: by one neuron with
   one sample, by two neurons with one that stays. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable R : realFieldType.

Lemma sumsq11 x : sumsq (x%:M : 'M[R]_1) = x ^+ 2.
Proof. by rewrite /sumsq !big_ord1 mxE eqxx mulr1n. Qed.

Lemma tenth : 9%:R / 10%:R == 1 :> R = false.
Proof.
rewrite -subr_eq0; have -> : 9%:R / 10%:R - 1 = - 10%:R^-1 :> R by field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* nine tenths of the cost *)
Theorem cost_of_neuron_share_wrong : ~ (forall n N o (H : 'M[R]_(n, N)) (X : 'M[R]_(o, n))
    (P : 'M[R]_n) j, P *m (H *m H^T) = 1%:M ->
  let best := \matrix_(i, k) (X i k - P k j / P j j * X i j) in
  sumsq (best *m H - X *m H) = 9%:R / 10%:R * (sumsq (col j X) / P j j)).
Proof.
have I1 : (1%:M : 'M[R]_1) *m (1%:M *m 1%:M^T) = 1%:M by rewrite trmx1 !mulmx1.
move=> /(_ 1%N 1%N 1%N 1%:M 1%:M 1%:M 0 I1); cbv zeta; set B := \matrix_(i, k) _.
have -> : B = 0 by apply/matrixP=> i k; rewrite !ord1 !mxE eqxx !mulr1n divr1 mul1r subrr.
have -> : col 0 (1%:M : 'M[R]_1) = 1%:M by apply/matrixP=> i k; rewrite !ord1 !mxE.
have -> : (1%:M : 'M[R]_1) 0 0 = 1 by rewrite mxE eqxx.
have -> : 0 *m 1%:M - 1%:M *m 1%:M = (- 1)%:M :> 'M[R]_1.
  by rewrite mul0mx mulmx1 sub0r; apply/matrixP=> i k; rewrite !ord1 !mxE !eqxx !mulr1n.
by rewrite !sumsq11 sqrrN expr1n divr1 mulr1 => /eqP; rewrite eq_sym tenth.
Qed.

(* nine tenths of the cost of a set *)
Theorem cost_of_set_share_wrong : ~ (forall k m N o (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N))
    (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)) Pkk Pkd Pdk Pdd,
  block_mx Pkk Pkd Pdk Pdd *m (col_mx Hk Hd *m (col_mx Hk Hd)^T) = 1%:M ->
  let best := Xk - Xd *m invmx Pdd *m Pdk in
  sumsq (best *m Hk - row_mx Xk Xd *m col_mx Hk Hd) =
    9%:R / 10%:R * \tr (Xd *m invmx Pdd *m Xd^T)).
Proof.
move=> H; pose a : 'M[R]_(1, 2) := delta_mx 0 0; pose b : 'M[R]_(1, 2) := delta_mx 0 1.
have aa : a *m a^T = 1%:M.
  by rewrite trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE.
have bb : b *m b^T = 1%:M.
  by rewrite trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE.
have ab : a *m b^T = 0 by rewrite trmx_delta mul_delta_mx_0.
have ba : b *m a^T = 0 by rewrite trmx_delta mul_delta_mx_0.
have := H 1%N 1%N 2%N 1%N a b 0 1%:M 1%:M 0 0 1%:M.
rewrite tr_col_mx mul_col_row aa bb ab ba -scalar_mx_block mulmx1 => /(_ erefl) /=.
rewrite mulmx0 subr0 mul0mx sub0r mul_row_col mul0mx add0r mul1mx sumsq_rows.
have -> : - b *m (- b)^T = b *m b^T by rewrite [(- b)^T]linearN /= mulmxN mulNmx opprK.
rewrite bb invmx1 trmx1 !mulmx1 mxtrace1 mulr1 => /eqP.
by rewrite eq_sym tenth.
Qed.

(* nine tenths of the single costs *)
Theorem removed_one_by_one_share_wrong : ~ (forall n N o (H : 'M[R]_(n, N)) (X : 'M[R]_(o, n))
    (P : 'M[R]_n) s, P *m (H *m H^T) = 1%:M -> uniq s ->
  sumsq ((removals (X, P) s).1 *m H - X *m H) = 9%:R / 10%:R * prices (X, P) s).
Proof.
have I1 : (1%:M : 'M[R]_1) *m (1%:M *m 1%:M^T) = 1%:M by rewrite trmx1 !mulmx1.
move=> /(_ 1%N 1%N 1%N 1%:M 1%:M 1%:M [:: 0] I1 isT).
have [_ -> _ _ _] := removed_one_by_one 1%:M I1 (isT : uniq [:: 0 : 'I_1]).
rewrite /= /price addr0 /=; have -> : col 0 (1%:M : 'M[R]_1) = 1%:M.
  by apply/matrixP=> i k; rewrite !ord1 !mxE.
have -> : (1%:M : 'M[R]_1) 0 0 = 1 by rewrite mxE eqxx.
by rewrite sumsq11 expr1n divr1 mulr1 => /eqP; rewrite eq_sym tenth.
Qed.
End Wrong.
