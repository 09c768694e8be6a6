(* Wrong variants of which frames see most of a matrix, refuted over every real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import block removal singular_values singular_facts feature_cost leading_frames.
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
(* the unit vectors, as frames of one column *)
Local Notation unit i := (delta_mx i 0 : 'cV[F]_2).
(* diag(1, 0) *)
Local Notation first := (delta_mx 0 0 : 'M[F]_2).

(* the singular values 1, x and then zeros *)
Definition one_and (x : F) (i : nat) := if i is j.+1 then if j is _.+1 then 0 else x else 1.

Lemma one_and_fall x : 0 <= x -> x <= 1 ->
  forall i j : nat, (i <= j)%N -> 0 <= one_and x j <= one_and x i.
Proof.
by move=> x0 x1; case=> [|[|i]] [|[|j]] //= _; rewrite ?lexx ?ler01 ?x0 ?x1.
Qed.

Lemma one_decomposition : singular_decomposition one 1%:M 1%:M (one_and 1).
Proof.
split; rewrite ?trmx1 ?mulmx1 //; first exact: one_and_fall ler01 (lexx 1).
- by case=> [|[|j]].
- by apply/matrixP => i j; rewrite !mxE; case: i => [[|[|//]] p]; case: j => [[|[|//]] q].
Qed.

Lemma first_decomposition : singular_decomposition first 1%:M 1%:M (one_and 0).
Proof.
split; rewrite ?trmx1 ?mulmx1 //; first exact: one_and_fall (lexx 0) ler01.
- by case=> [|[|j]].
- rewrite mul1mx; apply/matrixP => i j; rewrite !mxE.
  by case: i => [[|[|//]] p]; case: j => [[|[|//]] q].
Qed.

Lemma unit_frame i : (unit i)^T *m unit i = 1%:M.
Proof.
rewrite trmx_delta mul_delta_mx; apply/matrixP => k l; rewrite !ord1 !mxE eqxx.
by [].
Qed.

Lemma sumsq_one c : sumsq (c%:M : 'M[F]_1) = c ^+ 2.
Proof. by rewrite /sumsq !big_ord1 mxE mulr1n. Qed.

Lemma share_lt1 : share < 1. Proof. by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat. Qed.

(* nine tenths of the sum of squares *)
Theorem frames_at_most_share_wrong : ~ (forall m n k (G : 'M[F]_(m, n)) P Q s
  (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k)), singular_decomposition G P Q s -> U^T *m U = 1%:M ->
  V^T *m V = 1%:M -> sumsq (U^T *m G *m V) <= share * \sum_(i < k) s i ^+ 2).
Proof.
move=> H; have := H _ _ _ _ _ _ _ _ _ one_decomposition (unit_frame 0) (unit_frame 0).
rewrite mulmx1 unit_frame sumsq_one big_ord1 /= expr1n mulr1.
by rewrite leNgt share_lt1.
Qed.

(* columns that need not have the length one *)
Theorem frames_at_most_any_wrong : ~ (forall m n k (G : 'M[F]_(m, n)) P Q s
  (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k)), singular_decomposition G P Q s ->
  V^T *m V = 1%:M -> sumsq (U^T *m G *m V) <= \sum_(i < k) s i ^+ 2).
Proof.
move=> H; have := H _ _ _ _ _ _ _ (2%:R *: unit 0) _ one_decomposition (unit_frame 0).
rewrite mulmx1 linearZ /= -scalemxAl unit_frame scalemx1 sumsq_one big_ord1 /= expr1n.
by rewrite -natrX lern1.
Qed.

(* no gap between the singular values *)
Theorem frames_only_any_wrong : ~ (forall m n k (G : 'M[F]_(m, n)) P Q s
  (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k)), singular_decomposition G P Q s -> U^T *m U = 1%:M ->
  V^T *m V = 1%:M -> sumsq (U^T *m G *m V) = \sum_(i < k) s i ^+ 2 ->
  U *m U^T = first_columns k P *m (first_columns k P)^T).
Proof.
move=> H; have := H _ _ _ _ _ _ _ _ _ one_decomposition (unit_frame 1) (unit_frame 1).
rewrite mulmx1 unit_frame sumsq_one big_ord1 => /(_ erefl) /matrixP /(_ 1 1).
rewrite /first_columns mul1mx !mxE !big_ord1 !mxE /= mulr1 mulr0 => /eqP.
by rewrite oner_eq0.
Qed.

(* the same columns, not only the same space *)
Theorem frames_only_columns_wrong : ~ (forall m n k (G : 'M[F]_(m, n)) P Q s
  (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k)), singular_decomposition G P Q s -> U^T *m U = 1%:M ->
  V^T *m V = 1%:M -> s k < s k.-1 -> sumsq (U^T *m G *m V) = \sum_(i < k) s i ^+ 2 ->
  U = first_columns k P).
Proof.
have neg : (- unit 0)^T *m (- unit 0) = 1%:M.
  by rewrite [(- _)^T]linearN /= mulNmx mulmxN opprK unit_frame.
have gap : one_and 0 1 < one_and 0 0 by exact: ltr01.
move=> H; have := H _ _ _ _ _ _ _ _ _ first_decomposition neg (unit_frame 0) gap.
rewrite [(- _)^T]linearN /= !mulNmx -mulmxA mul_delta_mx unit_frame sumsqN sumsq_one big_ord1.
move=> /(_ erefl) /matrixP /(_ 0 0); rewrite /first_columns mul1mx !mxE /= => /eqP.
by rewrite -subr_eq0 -opprD oppr_eq0 -mulr2n pnatr_eq0.
Qed.

(* nine tenths of the mean of the diagonal *)
Theorem unchanged_by_rotations_share_wrong : ~ (forall d (B : 'M[F]_d),
  (forall O : 'M_d, O^T *m O = 1%:M -> O *m B *m O^T = B) -> (0 < d)%N ->
  B = (share * (\tr B / d%:R))%:M).
Proof.
have kept (O : 'M[F]_2) : O^T *m O = 1%:M -> O *m one *m O^T = one.
  by move=> OO; rewrite mulmx1; exact: mulmx1C.
move=> H; have /matrixP /(_ 0 0) := H 2%N one kept isT; rewrite mxtrace1 divff ?pnatr_eq0 //.
by rewrite !mxE !mulr1n mulr1 => /eqP; rewrite eq_sym lt_eqF ?share_lt1.
Qed.

(* the reflections of axes alone *)
Theorem unchanged_by_reflections_wrong : ~ (forall d (B : 'M[F]_d),
  (forall v : 'rV_d, (diag_mx v)^T *m diag_mx v = 1%:M -> diag_mx v *m B *m (diag_mx v)^T = B) ->
  (0 < d)%N -> B = (\tr B / d%:R)%:M).
Proof.
have kept v : (diag_mx v)^T *m diag_mx v = 1%:M -> diag_mx v *m first *m (diag_mx v)^T = first.
  rewrite tr_diag_mx => vv; have /matrixP /(_ 0 0) := vv.
  rewrite mul_diag_mx !mxE eqxx !mulr1n => e.
  apply/matrixP => i j; rewrite mul_mx_diag mul_diag_mx !mxE.
  by case: (i =P 0) => [->|_]; case: (j =P 0) => [->|_] /=; rewrite ?mulr0 ?mul0r // mulr1 e.
move=> H; have /matrixP e := H 2%N first kept isT; have := e 0 0; have := e 1 1.
by rewrite !mxE !mulr1n => <- /= /eqP; rewrite oner_eq0.
Qed.
End Wrong.
