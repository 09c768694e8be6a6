(* Wrong variants of the singular values of an update that remembers a Gram matrix, refuted over
   every real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent end_to_end singular_values gram_memory.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : rcfType.
(* nine tenths *)
Local Notation share := (9%:R / 10%:R : F).
(* the number a as a matrix *)
Local Notation number a := (a%:R%:M : 'M[F]_1).

(* the singular value a and then zeros *)
Definition first_value (a : F) (i : nat) := if i is _.+1 then 0 else a.

Lemma number_decomposition (a : nat) :
  singular_decomposition (number a) 1%:M 1%:M (first_value a%:R).
Proof.
split; rewrite ?trmx1 ?mulmx1 ?mul1mx //.
- by case=> [|i] [|j] //= _; rewrite ?lexx ?ler0n.
- by case.
- by apply/matrixP => i j; rewrite !ord1 !mxE.
Qed.

Lemma product_decomposition : singular_decomposition (1 *: (number 4 *m number 5)) 1%:M 1%:M
  (first_value 20%:R).
Proof. by rewrite scale1r -scalar_mxM -natrM; exact: number_decomposition. Qed.

Lemma memory : number 5 *m (number 5)^T =
  number 3 *m (number 3)^T + (number 4)^T *m number 4.
Proof. by rewrite !tr_scalar_mx -!scalar_mxM -!natrM -raddfD -natrD. Qed.

Lemma root_25 : Num.sqrt (1 ^+ 2 * 3%:R ^+ 2 + 1 ^+ 2 * 4%:R ^+ 2) = 5%:R :> F.
Proof.
have -> : 1 ^+ 2 * 3%:R ^+ 2 + 1 ^+ 2 * 4%:R ^+ 2 = 5%:R ^+ 2 :> F.
  by rewrite expr1n !mul1r -!natrX -natrD.
by rewrite sqrtr_sqr ger0_norm ?ler0n.
Qed.

(* nine tenths of the upper bound *)
Theorem remembered_gram_upper_wrong : ~ (forall d r p (A A0 : 'M[F]_(r, p)) (B : 'M[F]_(d, r)) c
  U0 V0 a U V b U' V' s, A *m A^T = A0 *m A0^T + B^T *m B ->
  singular_decomposition A0 U0 V0 a -> singular_decomposition B U V b ->
  singular_decomposition (c *: (B *m A)) U' V' s ->
  forall k, s k <= share * (b k * Num.sqrt (c ^+ 2 * a 0%N ^+ 2 + c ^+ 2 * b k ^+ 2))).
Proof.
move=> H; have := H _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ memory (number_decomposition 3)
  (number_decomposition 4) product_decomposition 0%N.
rewrite /= root_25 -natrM -[X in X <= _]mul1r ler_pmul2r ?ltr0n // leNgt ltr_pdivr_mulr ?ltr0n //.
by rewrite mul1r ltr_nat.
Qed.

(* eleven tenths of the lower bound *)
Theorem remembered_gram_lower_wrong : ~ (forall d r p (A A0 : 'M[F]_(r, p)) (B : 'M[F]_(d, r)) c
  U0 V0 a U V b U' V' s, A *m A^T = A0 *m A0^T + B^T *m B ->
  singular_decomposition A0 U0 V0 a -> singular_decomposition B U V b ->
  singular_decomposition (c *: (B *m A)) U' V' s ->
  forall k, 11%:R / 10%:R * (b k * Num.sqrt (c ^+ 2 * a r.-1 ^+ 2 + c ^+ 2 * b k ^+ 2)) <= s k).
Proof.
move=> H; have := H _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ memory (number_decomposition 3)
  (number_decomposition 4) product_decomposition 0%N.
rewrite /= root_25 -natrM -[X in _ <= X]mul1r ler_pmul2r ?ltr0n // ler_pdivr_mulr ?ltr0n //.
by rewrite mul1r ler_nat.
Qed.

(* nothing remembered *)
Theorem remembered_gram_none_wrong : ~ (forall d r p (A A0 : 'M[F]_(r, p)) (B : 'M[F]_(d, r)) c
  U0 V0 a U V b U' V' s, A *m A^T = A0 *m A0^T + B^T *m B ->
  singular_decomposition A0 U0 V0 a -> singular_decomposition B U V b ->
  singular_decomposition (c *: (B *m A)) U' V' s ->
  forall k, s k <= b k * Num.sqrt (c ^+ 2 * b k ^+ 2)).
Proof.
move=> H; have := H _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ memory (number_decomposition 3)
  (number_decomposition 4) product_decomposition 0%N.
by rewrite /= expr1n mul1r sqrtr_sqr ger0_norm ?ler0n // -natrM ler_nat.
Qed.

(* two factors of one number each *)
Definition pair_of_numbers (a b : nat) : factors F (fun=> 1%N) :=
  fun l => if l is 0%N then number a else number b.

Lemma two_product a b : chain 2 (pair_of_numbers a b) = number (b * a).
Proof. by rewrite /chain !below_step mulmx1 -scalar_mxM natrM. Qed.

Lemma two_balanced a : balanced 2 (pair_of_numbers a a).
Proof. by case=> [|[]] // _; rewrite /imbalance /= tr_scalar_mx -scalar_mxM subrr. Qed.

Lemma two_decomposition a b : singular_decomposition (1 *: chain 2 (pair_of_numbers a b)) 1%:M 1%:M
  (first_value (b * a)%:R).
Proof. by rewrite scale1r two_product; exact: number_decomposition. Qed.

(* nine tenths of the power *)
Theorem balanced_singular_values_share_wrong : ~ (forall n d (W : factors F d) U V s c U' V' s',
  balanced n.+1 W -> singular_decomposition (W n) U V s -> 0 <= c ->
  singular_decomposition (c *: chain n.+1 W) U' V' s' ->
  forall k, s' k = share * (c * s k ^+ n.+1)).
Proof.
move=> H; have := H 1%N _ _ _ _ _ _ _ _ _ (two_balanced 2) (number_decomposition 2) ler01
  (two_decomposition 2 2) 0%N.
have four : 4%:R != 0 :> F by rewrite pnatr_eq0.
rewrite /= mul1r -natrX -[X in X = _]mul1r => /(mulIf four)/eqP.
by rewrite gt_eqF // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

(* the power of one factor less *)
Theorem balanced_singular_values_less_wrong : ~ (forall n d (W : factors F d) U V s c U' V' s',
  balanced n.+1 W -> singular_decomposition (W n) U V s -> 0 <= c ->
  singular_decomposition (c *: chain n.+1 W) U' V' s' -> forall k, s' k = c * s k ^+ n).
Proof.
move=> H; have := H 1%N _ _ _ _ _ _ _ _ _ (two_balanced 2) (number_decomposition 2) ler01
  (two_decomposition 2 2) 0%N.
by rewrite /= mul1r expr1 => /eqP; rewrite eqr_nat.
Qed.

(* factors that are not balanced *)
Theorem balanced_singular_values_any_wrong : ~ (forall n d (W : factors F d) U V s c U' V' s',
  singular_decomposition (W n) U V s -> 0 <= c ->
  singular_decomposition (c *: chain n.+1 W) U' V' s' -> forall k, s' k = c * s k ^+ n.+1).
Proof.
move=> H; have := H 1%N _ _ _ _ _ _ _ _ _ (number_decomposition 3) ler01
  (two_decomposition 2 3) 0%N.
by rewrite /= mul1r -natrX => /eqP; rewrite eqr_nat.
Qed.
End Wrong.
