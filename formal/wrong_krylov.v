(* Wrong variants of the space that a start reaches, near the truth, refuted by two states. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent end_to_end state_space state_run reached_space krylov.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Wrong.
Local Notation F := rat_fieldType.
Local Notation e1 := (delta_mx 0 0).

Let e1T : (e1 : 'cV[F]_2)^T = e1. Proof. by rewrite trmx_delta. Qed.
Let e1_span (P : 'cV[F]_2 -> Prop) : P e1 -> (forall v, P v -> v = e1 \/ v = 0) ->
  spans (e1 : 'rV[F]_2) P.
Proof.
move=> Pe all; split=> [v /all[->|->]|m' X h]; rewrite ?trmx0 ?sub0mx // ?e1T //.
by have := h _ Pe; rewrite e1T.
Qed.

(* the products of A alone, without A^T *)
Theorem reached_smallest_products_wrong : ~ (forall (F : fieldType) d (S : system F d) m
    (V : 'M[F]_(m, d)),
  spans V (fun v => exists i, v = mxpow (sys_A S) i *m sys_B S \/
    v = mxpow (sys_A S) i *m (sys_C S)^T) -> reaches V S).
Proof.
move=> H; pose S : system F 2 := System (delta_mx 0 1) e1 e1.
have [|_ + _ _] := H _ _ S _ (e1 : 'rV[F]_2).
  apply: e1_span => [|v [i h]]; first by exists 0%N; left; rewrite mul1mx.
  have {h} -> : v = mxpow (sys_A S) i *m e1 by case: h => -> //=; rewrite trmx_delta.
  case: i => [|i]; first by left; rewrite mul1mx.
  right; rewrite mxpowSr -mulmxA; have -> : sys_A S *m e1 = 0 :> 'cV_2.
    by rewrite mul_delta_mx_cond.
  by rewrite mulmx0.
rewrite /= mul_delta_mx => /submxP[D] /matrixP/(_ 0 1)/eqP.
by rewrite !mxE big_ord1 !mxE /= mulr0 oner_eq0.
Qed.

(* the largest such space *)
Theorem reached_smallest_largest_wrong : ~ (forall (F : fieldType) d (S : system F d) m
    (V : 'M[F]_(m, d)), spans V (products S) ->
  forall m' (V' : 'M[F]_(m', d)), reaches V' S -> (V' <= V)%MS).
Proof.
move=> H; pose S : system F 2 := System 1%:M e1 e1.
have e : spans (e1 : 'rV[F]_2) (products S).
  apply: e1_span => [|v [w h]]; first by exists [::]; left; rewrite mul1mx.
  have {h} -> : v = word_mx (sys_A S) w *m e1 by case: h => -> //=; rewrite trmx_delta.
  left; elim: w => [|t w IH]; first by rewrite mul1mx.
  by rewrite /= -mulmxA IH; case: t; rewrite ?trmx1 mul1mx.
have r : reaches (1%:M : 'M[F]_2) S by split; exact: submx1.
have := mxrankS (H _ _ _ _ _ e _ _ r); rewrite mxrank1 => /leq_trans/(_ (rank_leq_row _)).
by [].
Qed.

Let enum2 : enum 'I_2 = [:: 0; 1].
Proof. by apply: (inj_map val_inj); rewrite val_enum_ord. Qed.

Let diag2 (a : 'rV[F]_2) : (diag_mx a)^T = diag_mx a.
Proof. by apply/matrixP=> i j; rewrite !mxE; case: (eqVneq i j) => [->|]; rewrite // eq_sym. Qed.

(* every place counts, not only those of atoms *)
Theorem reached_dimension_places_wrong : ~ (forall (F : fieldType) d (S : system F d) m
    (V : 'M[F]_(m, d)), symmetric_balanced S -> spans V (products S) ->
  forall (Q : 'M[F]_d) (a : 'rV[F]_d), Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
    \rank V = size (undup [seq a 0 j | j <- enum 'I_d])).
Proof.
move=> H; pose a : 'rV[F]_2 := \row_j (j : nat)%:R.
pose S : system F 2 := System (diag_mx a) e1 e1.
have sym : symmetric_balanced S by split; rewrite /= ?diag2 ?trmx_delta.
have kry : spans (e1 : 'rV[F]_2) (krylov S).
  apply: e1_span => [|v [i ->]]; first by exists 0%N; rewrite mul1mx.
  case: i => [|i]; first by left; rewrite mul1mx.
  right; rewrite mxpowSr -mulmxA; have -> : sys_A S *m sys_B S = 0 :> 'cV_2.
    rewrite mul_diag_mx; apply/matrixP=> x y; rewrite !mxE.
    by case: x => -[|x] //= p; rewrite ?mul0r ?mulr0.
  by rewrite mulmx0.
have := H _ _ S _ e1 sym ((krylov_space _ sym).2 kry) 1%:M a.
rewrite trmx1 mulmx1 mul1mx mulmx1 => /(_ erefl erefl).
rewrite enum2 /= !mxE /= => e.
by have := rank_leq_row (e1 : 'rV[F]_2); rewrite e.
Qed.

(* eigenvalues that are the same count twice *)
Theorem reached_dimension_twice_wrong : ~ (forall (F : fieldType) d (S : system F d) m
    (V : 'M[F]_(m, d)), symmetric_balanced S -> spans V (products S) ->
  forall (Q : 'M[F]_d) (a : 'rV[F]_d), Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
    \rank V = size [seq a 0 j | j <- enum 'I_d & component S Q j != 0]).
Proof.
move=> H; pose B : 'cV[F]_2 := const_mx 1; pose S : system F 2 := System 1%:M B B^T.
have sym : symmetric_balanced S by split; rewrite /= ?trmx1 ?trmxK.
have kry : spans B^T (krylov S).
  have all v : krylov S v -> v = B.
    move=> [i ->]; elim: i => [|i IH]; first by rewrite mul1mx.
    by rewrite mxpowS -mulmxA IH mul1mx.
  split=> [v /all-> //|m' X h]; apply: h; exists 0%N; by rewrite mul1mx.
have := H _ _ S _ B^T sym ((krylov_space _ sym).2 kry) 1%:M (const_mx 1).
rewrite trmx1 mulmx1 => /(_ erefl).
have -> : diag_mx (const_mx 1) = 1%:M :> 'M[F]_2 by apply/matrixP=> i j; rewrite !mxE.
rewrite mulmx1 => /(_ erefl); have c j : component S 1%:M j != 0.
  by rewrite /component trmx1 mul1mx mxE oner_eq0.
rewrite enum2 /= !c /= => e; have := rank_leq_row B^T; rewrite e.
by [].
Qed.
End Wrong.
