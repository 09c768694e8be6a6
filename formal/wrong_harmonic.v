(* Wrong variants of the order of eigenvalues, of harmonic means and of the speed of scalar
   factors, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import weyl harmonic means.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* Wrong variants of the order of eigenvalues, near the truth, refuted over the rational
   numbers. *)

(* eigenvalues that are smaller by a tenth *)
Theorem weyl_monotone_tenth_wrong : ~ (forall (R : realFieldType) n (U V : 'M[R]_n) p q,
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> decreasing p -> decreasing q ->
  below_in_order (with_spectrum U p) (with_spectrum V q) -> forall i, p i <= 9%:R / 10%:R * q i).
Proof.
move=> H; have one : (1%:M : 'M[rat]_1)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have sorted : decreasing (n := 1) (fun=> 1 : rat) by move=> i j _; exact: lexx.
have PP (P : 'M[rat]_1) : below_in_order P P by move=> v; exact: lexx.
have := H [realFieldType of rat] 1%N 1%:M 1%:M _ _ one one sorted sorted (PP _) ord0.
by rewrite mulr1; vm_compute.
Qed.

(* the eigenvalues of the larger matrix in any order *)
Theorem weyl_monotone_unsorted_wrong : ~ (forall (R : realFieldType) n (U V : 'M[R]_n) p q,
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> decreasing p ->
  below_in_order (with_spectrum U p) (with_spectrum V q) -> forall i, p i <= q i).
Proof.
pose V : 'M[rat]_2 := \matrix_(i, j) (i != j)%:R.
pose p (i : 'I_2) : rat := (i == 0)%:R; pose q (i : 'I_2) : rat := (i == 1)%:R.
have one : (1%:M : 'M[rat]_2)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have V1 : V^T *m V = 1%:M.
  apply/matrixP => i j; rewrite !mxE !big_ord_recl big_ord0 !mxE.
  by case: i => [[|[|]]] // ?; case: j => [[|[|]]] // ?.
have same : with_spectrum 1%:M p = with_spectrum V q.
  apply/matrixP => i j; rewrite /with_spectrum trmx1 mulmx1 mul1mx mul_mx_diag.
  rewrite !mxE !big_ord_recl big_ord0 !mxE.
  by case: i => [[|[|]]] // ?; case: j => [[|[|]]] // ?.
move=> H; have := H [realFieldType of rat] 2%N 1%:M V p q one V1 _ _ 0.
have dp : decreasing p by move=> i j; case: i => [[|[|]]] // ?; case: j => [[|[|]]] // ?.
have PQ : below_in_order (with_spectrum 1%:M p) (with_spectrum V q).
  by rewrite same => v; exact: lexx.
by move=> /(_ dp PQ).
Qed.

(* Wrong variants of the step from harmonic means to singular values, near the truth, refuted.
   *)
Section Wrong.
Variable R : rcfType.

(* as meets_conditions, with a condition for l = i too *)
Definition meets_one_more d (F G U V : 'M[R]_d) (i : 'I_d) (c : 'cV[R]_d) :=
  (c^T *m c) 0 0 = 1 /\
  forall l : 'I_d, (l <= i)%N -> \sum_j c j 0 * overlap F G U V l j = 0.

Lemma unit_pairs (s : 'I_2 -> R) : decreasing s ->
  singular_pairs (diag_mx (\row_j s j)) 1%:M 1%:M s.
Proof. by move=> ds; split; rewrite ?tr_diag_mx ?trmx1 ?mulmx1 ?mul1mx. Qed.

(* nine tenths of mu *)
Theorem harmonic_means_imply_domination_tenth_wrong : ~ (forall d (X F G U V : 'M[R]_d) s
    (mu : 'I_d -> R), singular_pairs X U V s -> (forall j, 0 < s j) ->
  (forall i c, meets_conditions F G U V i c -> harmonic_mean s c <= mu i) ->
  forall i, s i <= 9%:R / 10%:R * mu i).
Proof.
move=> H; have ds : decreasing (fun _ : 'I_2 => 1 : R) by move=> i j _; exact: lexx.
have := H _ _ 1%:M 1%:M _ _ _ (fun=> 1) (unit_pairs ds) (fun=> ltr01) _ 0.
rewrite mulr1 => h; have : 1 <= 9%:R / 10%:R :> R.
  apply: h => i c [c1 _]; suff -> : harmonic_mean (fun=> 1) c = 1 by [].
  rewrite /harmonic_mean -[RHS]invr1 -[in RHS]c1 mxE; congr _^-1.
  by apply: eq_bigr => j _; rewrite mxE divr1 expr2.
by rewrite ler_pdivl_mulr ?ltr0n // mul1r ler_nat.
Qed.

(* a condition more on c *)
Theorem harmonic_means_imply_domination_condition_wrong : ~ (forall d (X F G U V : 'M[R]_d) s
    (mu : 'I_d -> R), singular_pairs X U V s -> (forall j, 0 < s j) ->
  (forall i c, meets_one_more F G U V i c -> harmonic_mean s c <= mu i) ->
  forall i, s i <= mu i).
Proof.
move=> H; pose s (j : 'I_2) : R := if j == 0 then 2%:R else 1.
have s0 j : 0 < s j by rewrite /s; case: ifP; rewrite ?ltr0n ?ltr01.
have ds : decreasing s.
  move=> i j ij; rewrite /s; case: (i =P 0) => [_ | ni]; first by case: ifP; rewrite ?ler1n.
  case: (j =P 0) => // j0; case: ni; apply: val_inj.
  by move: ij; rewrite j0 leqn0 => /eqP.
have := H _ _ 1%:M 1%:M _ _ _ (fun=> 1) (unit_pairs ds) s0 _ 0.
rewrite /s eqxx => h; have : 2%:R <= 1 :> R.
  apply: h => i c [c1 orth]; have := orth 0 (leq0n i).
  rewrite !big_ord_recl big_ord0 addr0 /overlap trmx1 !mul1mx !mxE /= !addr0 mulr0 addr0.
  rewrite -mulr2n => /eqP; rewrite mulf_eq0 pnatr_eq0 orbF => /eqP c0.
  rewrite /harmonic_mean -[leRHS]invr1 -[X in _ <= X^-1]c1 mxE.
  rewrite !big_ord_recl !big_ord0 !addr0 !mxE c0.
  by rewrite expr0n !mul0r !add0r divr1 expr2.
by rewrite -[X in _ <= X]/(1%:R) ler_nat.
Qed.
End Wrong.

(* Wrong variants of the speed of scalar factors, near the truth, refuted by equal numbers. *)

(* of two equal factors *)
Lemma one_mean : ((\sum_(l < 2) (\prod_(k < 2) 1 / 1) ^+ 2) / 2%:R) ^+ 2 = 1 :> rat.
Proof. by rewrite big1_eq divr1 expr1n sumr_const card_ord divff ?expr1n ?pnatr_eq0. Qed.

(* a speed that is larger by a tenth *)
Theorem means_of_scalars_tenth_wrong : ~ (forall (R : realFieldType) L (w : 'I_L -> R),
  (0 < L)%N -> (forall l, 0 < w l) -> let x := \prod_l w l in
  11%:R / 10%:R * x ^+ (2 * L - 2) <= ((\sum_l (x / w l) ^+ 2) / L%:R) ^+ L).
Proof.
move=> /(_ [realFieldType of rat] 2%N (fun=> 1) isT (fun=> ltr01)); cbv zeta; rewrite one_mean.
by rewrite big1_eq expr1n mulr1; vm_compute.
Qed.

(* a speed above that of equal numbers for equal numbers, too *)
Theorem means_of_scalars_equal_wrong : ~ (forall (R : realFieldType) L (w : 'I_L -> R),
  (0 < L)%N -> (forall l, 0 < w l) -> let x := \prod_l w l in
  x ^+ (2 * L - 2) < ((\sum_l (x / w l) ^+ 2) / L%:R) ^+ L).
Proof.
move=> /(_ [realFieldType of rat] 2%N (fun=> 1) isT (fun=> ltr01)); cbv zeta; rewrite one_mean.
by rewrite big1_eq expr1n ltxx.
Qed.
