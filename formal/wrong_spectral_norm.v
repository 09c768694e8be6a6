(* Wrong variants of the spectral norm against rows, columns and entries, refuted over every real
   closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent block removal frobenius singular_angle spectral_norm.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : rcfType.
(* nine tenths *)
Local Notation share := (9%:R / 10%:R : F).
Local Notation one := (1%:M : 'M[F]_2).
(* diag(1, 0) *)
Local Notation first := (delta_mx 0 0 : 'M[F]_2).

Lemma norm_one : spectral one 1.
Proof.
split=> [|c le]; first by split=> [|v]; rewrite ?ler01 // mul1mx mul1r.
have := column_below 0 le; rewrite (_ : col 0 one = delta_mx 0 0) ?unit_vector_length //.
by apply/matrixP => i j; rewrite !mxE ord1 eqxx andbT.
Qed.

Lemma norm_first : spectral first 1.
Proof.
split=> [|c le].
  split=> [|v]; rewrite ?ler01 // -(mul_delta_mx (0 : 'I_1) 0 0).
  apply: le_trans (outer_length _ _ _) _.
  by rewrite -[frob (delta_mx 0 0 : 'rV_2)]frob_tr trmx_delta !unit_vector_length mulr1.
have := column_below 0 le; rewrite (_ : col 0 first = delta_mx 0 0) ?unit_vector_length //.
by apply/matrixP => i j; rewrite !mxE ord1 andbT.
Qed.

Lemma row_one : frob (row 0 one) = 1.
Proof.
rewrite -frob_tr (_ : (row 0 one)^T = delta_mx 0 0) ?unit_vector_length //.
by apply/matrixP => i j; rewrite !mxE ord1 andbT eq_sym.
Qed.

Lemma share_lt1 : share < 1. Proof. by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat. Qed.

Lemma squares_one : sumsq one = 2%:R.
Proof.
rewrite sumsq_cols (eq_bigr (fun=> 1)) ?sumr_const ?card_ord // => j _.
rewrite -sqr_frob (_ : col j one = delta_mx j 0) ?unit_vector_length ?expr1n //.
by apply/matrixP => i k; rewrite !mxE ord1 eqxx andbT.
Qed.

(* nine tenths of the norm *)
Theorem longest_row_share_wrong : ~ (forall m n (A : 'M[F]_(m, n)) c, spectral A c ->
  forall i, frob (row i A) <= share * c).
Proof. by move=> H; have := H _ _ _ _ norm_one 0; rewrite row_one mulr1 leNgt share_lt1. Qed.

(* any row as long as the norm *)
Theorem longest_row_any_wrong : ~ (forall m n (A : 'M[F]_(m, n)) c, spectral A c ->
  forall i, frob (row i A) = c).
Proof.
move=> H; have := H _ _ _ _ norm_first 1; rewrite (_ : row 1 first = 0) ?frob0.
  by move/eqP; rewrite eq_sym oner_eq0.
by apply/matrixP => i j; rewrite !mxE.
Qed.

(* not divided by the smaller size *)
Theorem norm_and_squares_undivided_wrong : ~ (forall m n (A : 'M[F]_(m, n)) c, spectral A c ->
  sumsq A <= c ^+ 2).
Proof. by move=> H; have := H _ _ _ _ norm_one; rewrite squares_one expr1n lern1. Qed.

(* nine tenths of the sum of the squares *)
Theorem norm_and_squares_share_wrong : ~ (forall m n (A : 'M[F]_(m, n)) c, spectral A c ->
  c ^+ 2 <= share * sumsq A).
Proof.
move=> H; have := H _ _ _ _ norm_first; rewrite (_ : sumsq first = 1).
  by rewrite expr1n mulr1 leNgt share_lt1.
rewrite /sumsq !big_ord_recl !big_ord0 !mxE /= expr1n expr0n /= !addr0.
by [].
Qed.
End Wrong.
