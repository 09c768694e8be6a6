(* Wrong variants of the order of eigenvalues, near the truth, refuted over the rational numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import weyl.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* eigenvalues that are smaller by a tenth *)
Theorem weyl_monotone_tenth_wrong : ~ (forall (R : realFieldType) n (U V : 'M[R]_n) p q,
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> decreasing p -> decreasing q ->
  below_in_order (with_spectrum U p) (with_spectrum V q) -> forall i, p i <= 9%:R / 10%:R * q i).
Proof.
move=> H; have one : (1%:M : 'M[rat]_1)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have sorted : decreasing (n := 1) (fun=> 1 : rat) by move=> i j _; exact: lexx.
have PP (P : 'M[rat]_1) : below_in_order P P by move=> v; exact: lexx.
have := H [realFieldType of rat] 1%N 1%:M 1%:M _ _ one one sorted sorted (PP _) ord0.
by rewrite mulr1 ler_pdivl_mulr ?ltr0n // mul1r ler_nat.
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
