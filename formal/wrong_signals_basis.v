(* Wrong variants of the signals that do not depend on the basis, near the truth, refuted at one or
   two directions over every real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra perm.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent penalty shaping signals_basis.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : rcfType.
Local Notation one := (1%:M : 'M[F]_1).
(* the exchange of two axes *)
Definition exchange : 'M[F]_2 := tperm_mx 0 1.
(* the signal of the first axis alone *)
Definition first_axis : 'M[F]_2 := delta_mx 0 0.
(* 1 and a *)
Definition pair_row (a : F) : 'rV[F]_2 := \row_i (if i == 0 then 1 else a).
(* a and 1 *)
Definition turned_row (a : F) : 'rV[F]_2 := \row_i (if i == 0 then a else 1).

Lemma exchange_twice : exchange^T *m exchange = 1%:M.
Proof. by rewrite /exchange tr_tperm_mx -perm_mxM tperm2 perm_mx1. Qed.

Lemma exchange_pair a : diag_mx (pair_row a) *m exchange = exchange *m diag_mx (turned_row a).
Proof.
rewrite /exchange -xcolE -xrowE; apply/matrixP => i j; rewrite !mxE.
by case: i j => [[|[|//]] p] [[|[|//]] q]; rewrite !permE.
Qed.

Lemma seen_exchanged i : seen first_axis exchange i = (i == 1)%:R.
Proof.
rewrite /seen /exchange tr_tperm_mx -xrowE -xcolE !mxE.
by case: i => [[|[|//]] p]; rewrite !permE.
Qed.

Lemma seen_first i : seen first_axis 1%:M i = (i == 0)%:R.
Proof. by rewrite /seen trmx1 mul1mx mulmx1 mxE andbb. Qed.

(* a basis of any lengths *)
Theorem signals_of_one_eigenvalue_lengths_wrong : ~ (forall d (N V V' : 'M[F]_d) k k' x S,
  V^T *m V = 1%:M -> N *m V = V *m diag_mx k -> N *m V' = V' *m diag_mx k' -> V' \in unitmx ->
  \sum_(i | k 0 i == x) seen S V i = \sum_(i | k' 0 i == x) seen S V' i).
Proof.
have scalar : one = diag_mx (const_mx 1) by rewrite diag_const_mx.
move=> /(_ 1%N one one 2%:R%:M (const_mx 1) (const_mx 1) 1 one); rewrite -scalar.
rewrite trmx1 !mulmx1 mul1mx unitmxE det_scalar expr1 unitfE pnatr_eq0.
move=> /(_ erefl erefl erefl isT); rewrite [LHS]big_mkcond [RHS]big_mkcond /= !big_ord1.
rewrite !mxE !eqxx /seen.
rewrite trmx1 !mulmx1 tr_scalar_mx -scalar_mxM !mxE !mulr1n -natrM => /eqP.
by rewrite (eqr_nat _ 1).
Qed.

(* the same signal of each direction *)
Theorem signals_of_one_eigenvalue_each_wrong : ~ (forall d (N V V' : 'M[F]_d) k S,
  V^T *m V = 1%:M -> N *m V = V *m diag_mx k -> V'^T *m V' = 1%:M -> N *m V' = V' *m diag_mx k ->
  forall i, seen S V i = seen S V' i).
Proof.
have scalar : 1%:M = diag_mx (const_mx 1) :> 'M[F]_2 by rewrite diag_const_mx.
move=> /(_ 2%N 1%:M 1%:M exchange (const_mx 1) first_axis); rewrite -scalar trmx1 !mulmx1 mul1mx.
move=> /(_ erefl erefl exchange_twice erefl 0); rewrite seen_first seen_exchanged /= => /eqP.
by rewrite oner_eq0.
Qed.

(* the shares in the other basis's order *)
Theorem risk_of_any_basis_order_wrong : ~ (forall d (R Lam V V' : 'M[F]_d) k k' n S sigma xi,
  shaping_basis R Lam V k -> shaping_basis R Lam V' k' ->
  risk n (seen S V) sigma (fun i => share (xi * k 0 i)) =
  risk n (seen S V') sigma (fun i => share (xi * k 0 i))).
Proof.
pose Lam := diag_mx (pair_row 2%:R); have LamE : 1%:M *m Lam *m Lam^T *m 1%:M =
    diag_mx (pair_row 4%:R).
  rewrite mul1mx mulmx1 tr_diag_mx mulmx_diag; congr diag_mx; apply/rowP => i; rewrite !mxE.
  by case: (i == 0); rewrite ?mulr1 // -natrM.
have b : shaping_basis 1%:M Lam 1%:M (pair_row 4%:R).
  by split; [rewrite trmx1 mulmx1 | rewrite LamE mulmx1 mul1mx].
have b' : shaping_basis 1%:M Lam exchange (turned_row 4%:R).
  by split; [exact: exchange_twice | rewrite LamE exchange_pair].
move=> /(_ _ _ _ _ _ _ _ 2%N first_axis 0 1 b b'); rewrite /risk /share.
rewrite !big_ord_recl !big_ord0 !seen_first !seen_exchanged !mxE /= !addr0 !mul1r !mul0r.
rewrite !addr0 ?add0r ?expr0n /= ?add0r -(natrD _ 1 1) -(natrD _ 1 4).
rewrite -[(1 + 1)%N]/2%N -[(1 + 4)%N]/5%N; set D := 1 - _ => e; have D0 : D != 0.
  have -> : D = 111%:R / 200%:R by rewrite /D; field.
  by rewrite mulf_neq0 ?invr_eq0 ?pnatr_eq0.
have := mulIf (invr_neq0 D0) e; have -> : 1 - 2%:R^-1 = 2%:R^-1 :> F by field.
have -> : 1 - 4%:R / 5%:R = 5%:R^-1 :> F by field.
by rewrite !exprVn => /invr_inj/eqP; rewrite -!natrX eqr_nat.
Qed.

(* nine tenths of the risk *)
Theorem risk_of_any_basis_share_wrong : ~ (forall d (R Lam V V' : 'M[F]_d) k k' n S sigma xi,
  shaping_basis R Lam V k -> shaping_basis R Lam V' k' ->
  risk n (seen S V) sigma (fun i => share (xi * k 0 i)) =
  9%:R / 10%:R * risk n (seen S V') sigma (fun i => share (xi * k' 0 i))).
Proof.
have b : shaping_basis one one one (const_mx 1).
  by split; rewrite ?trmx1 ?mulmx1 // diag_const_mx mul1mx.
move=> /(_ _ _ _ _ _ _ _ 1%N one 1 1 b b); set x := risk _ _ _ _ => e.
have x0 : x != 0.
  rewrite /x /risk !big_ord1 /share mxE mul1r -(natrD _ 1 1) /seen trmx1 !mulmx1 mxE eqxx.
  have -> : (1 ^+ 2 + 1%:R * (1 - 1 / 2%:R) ^+ 2) / (1 - (1 / 2%:R) ^+ 2 / 1%:R) = 5%:R / 3%:R :> F.
    by field.
  by rewrite mulf_neq0 ?invr_eq0 ?pnatr_eq0.
move: e; rewrite -[X in X = _]mul1r => /(mulIf x0)/eqP.
by rewrite gt_eqF // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.
End Wrong.
