(* Wrong variants of the order of partners and of equal singular values, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra fingroup perm.
From dlf Require Import chain descent end_to_end weyl singular_values partners.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Order.
Variable R : realFieldType.
(* one and zero *)
Definition falling (i : 'I_2) : R := (i == 0)%:R.
Lemma two_fall : decreasing (falling \o (1%g : 'S_2)).
Proof. by case=> [[|[|//]] p] [[|[|//]] q] //= _; rewrite !perm1 ?lexx ?ler01. Qed.
(* zero and one *)
Definition rising (i : 'I_2) : R := (i == 1)%:R.
Lemma two_turned : decreasing (rising \o tperm 0 1).
Proof. by case=> [[|[|//]] p] [[|[|//]] q] //= _; rewrite !permE /= ?lexx ?ler01. Qed.

(* the smaller numbers in any order *)
Theorem partners_any_order_wrong : ~ (forall n (a b : 'I_n -> R) (p q : 'S_n),
  (forall i, a i <= b i) -> decreasing (b \o q) -> forall i, a (p i) <= b (q i)).
Proof.
move=> /(_ 2%N rising rising 1%g (tperm 0 1) (fun i => lexx _) two_turned 1).
by rewrite perm1 tpermR /rising /= ler10.
Qed.

(* the larger numbers in any order *)
Theorem partners_larger_any_order_wrong : ~ (forall n (a b : 'I_n -> R) (p q : 'S_n),
  (forall i, a i <= b i) -> decreasing (a \o p) -> forall i, a (p i) <= b (q i)).
Proof.
move=> /(_ 2%N rising rising (tperm 0 1) 1%g (fun i => lexx _) two_turned 0).
by rewrite perm1 tpermL /rising /= ler10.
Qed.

(* one number that exceeds its partner *)
Theorem partners_all_but_one_wrong : ~ (forall n (a b : 'I_n -> R) (p q : 'S_n) j,
  (forall i, i != j -> a i <= b i) -> decreasing (a \o p) -> decreasing (b \o q) ->
  forall i, a (p i) <= b (q i)).
Proof.
have zero : decreasing ((fun=> 0 : R) \o (1%g : 'S_2)) by move=> i j _ /=.
move=> /(_ 2%N falling (fun=> 0) 1%g 1%g 0) H.
have := H _ two_fall zero 0; rewrite perm1 /falling /= ler10 => h; apply: (notF (h _)).
by case=> [[|[|//]] p].
Qed.
End Order.

Section Values.
Variable F : rcfType.
(* 2 and 1 on the diagonal *)
Definition two_values (i : nat) : F := if i is 0%N then 2%:R else if i is 1%N then 1 else 0.
(* the matrix of these *)
Definition two_one : 'M[F]_2 := rectangular_diagonal 2 2 two_values.

Lemma two_one_decomposition : singular_decomposition two_one 1%:M 1%:M two_values.
Proof.
split; rewrite ?trmx1 ?mulmx1 ?mul1mx //.
- by case=> [|[|i]] [|[|j]] //= _; rewrite ?lexx ?ler0n ?ler01 ?ler1n.
- by case=> [|[|j]].
Qed.

(* the exchange of two axes *)
Definition swap : 'M[F]_2 := tperm_mx 0 1.
Lemma swap_twice : swap^T *m swap = 1%:M.
Proof. by rewrite /swap tr_tperm_mx -perm_mxM tperm2 perm_mx1. Qed.

(* singular values that differ *)
Theorem equal_values_any_wrong : ~ (forall d (M Q U V : 'M[F]_d) s,
  singular_decomposition M U V s -> Q^T *m Q = 1%:M ->
  let N := Q^T *m M in N^T *m N = N *m N^T).
Proof.
have NE i j : (swap^T *m two_one) i j = two_one (tperm 0 1 i) j.
  by rewrite /swap tr_tperm_mx -xrowE mxE.
move=> /(_ 2%N _ _ _ _ _ two_one_decomposition swap_twice) /=.
move: (swap^T *m two_one) NE => N NE /matrixP/(_ 0 0).
rewrite !mxE !big_ord_recl !big_ord0 !mxE !NE !permE /= !mxE /= !mulr0 !mulr1 !addr0 ?add0r.
by rewrite -natrM => /eqP; rewrite (eqr_nat _ _ 1).
Qed.

(* the first power of the singular value *)
Theorem equal_values_first_power_wrong : ~ (forall d (M Q U V : 'M[F]_d) s,
  singular_decomposition M U V s -> s d.-1 = s 0%N -> Q^T *m Q = 1%:M ->
  let N := Q^T *m M in N^T *m N = (s 0%N)%:M).
Proof.
pose s i : F := if i is 0%N then 2%:R else 0.
have dec : singular_decomposition (2%:R%:M : 'M[F]_1) 1%:M 1%:M s.
  split; rewrite ?trmx1 ?mulmx1 ?mul1mx //.
  - by case=> [|i] [|j] //= _; rewrite ?lexx ?ler0n.
  - by case.
  - by apply/matrixP => i j; rewrite !ord1 !mxE.
have one : (1%:M : 'M[F]_1)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
move=> /(_ 1%N _ _ _ _ _ dec erefl one) /= /matrixP/(_ 0 0).
by rewrite trmx1 mul1mx tr_scalar_mx -scalar_mxM !mxE !mulr1n -natrM => /eqP; rewrite eqr_nat.
Qed.
End Values.
