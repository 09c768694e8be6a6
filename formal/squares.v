(* Sums of squares of entries against sums of their absolute values, for matrices and chains.

   Tools for the flow: any ordered field, depth and widths. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent lipschitz.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Squares.
Variable R : realFieldType.

Lemma sum_sq k (x : 'I_k -> R) : (\sum_i x i) ^+ 2 <= k%:R * \sum_i x i ^+ 2.
Proof.
set S := \sum_i x i ^+ 2.
have e : \sum_i \sum_j (x i ^+ 2 + x j ^+ 2) = 2 * (k%:R * S).
  transitivity (\sum_(i < k) (x i ^+ 2 *+ k + S)).
    by apply: eq_bigr => i _; rewrite big_split /= sumr_const card_ord.
  by rewrite big_split /= sumr_const card_ord sumrMnl -/S !mulr_natl mulr2n.
suff: 2 * (\sum_i x i) ^+ 2 <= 2 * (k%:R * S) by rewrite ler_pmul2l ?ltr0n.
rewrite -e expr2 big_distrlr /= mulr_sumr.
apply: ler_sum => i _; rewrite mulr_sumr; apply: ler_sum => j _.
rewrite -subr_ge0; have -> : x i ^+ 2 + x j ^+ 2 - 2 * (x i * x j) = (x i - x j) ^+ 2.
  by move: (x i) (x j) => a b; ring.
exact: sqr_ge0.
Qed.

(* the sum of the squares of all entries *)
Definition fro m n (A : 'M[R]_(m, n)) : R := \sum_i \sum_j A i j ^+ 2.

Lemma fro_ge0 m n (A : 'M[R]_(m, n)) : 0 <= fro A.
Proof. by apply: sumr_ge0 => i _; apply: sumr_ge0 => j _; exact: sqr_ge0. Qed.

Lemma fro0 m n (A : 'M[R]_(m, n)) : fro A = 0 -> A = 0.
Proof.
move=> A0; apply/matrixP=> i j; rewrite mxE.
have p i' : true -> 0 <= \sum_j' A i' j' ^+ 2 by move=> _; apply: sumr_ge0 => *; exact: sqr_ge0.
have q j' : true -> 0 <= A i j' ^+ 2 by move=> _; exact: sqr_ge0.
have := psumr_eq0P q (psumr_eq0P p A0 (i := i) isT) (i := j) isT.
by move/eqP; rewrite sqrf_eq0 => /eqP.
Qed.

Lemma norm1_sq m n (A : 'M[R]_(m, n)) : norm1 A ^+ 2 <= (m * n)%:R * fro A.
Proof.
apply: le_trans (sum_sq _) _; rewrite natrM -mulrA ler_wpmul2l ?ler0n // /fro mulr_sumr.
apply: ler_sum => i _; apply: le_trans (sum_sq _) _; rewrite ler_wpmul2l ?ler0n //.
by apply: ler_sum => j _; rewrite real_normK // num_real.
Qed.

Lemma norm1_fro m n (A : 'M[R]_(m, n)) : norm1 A <= (m * n)%:R + fro A.
Proof.
have -> : (m * n)%:R = \sum_(i < m) \sum_(j < n) 1 :> R.
  transitivity (\sum_(i < m) n%:R : R); first by rewrite sumr_const card_ord natrM mulr_natl.
  by apply: eq_bigr => i _; rewrite sumr_const card_ord.
rewrite /fro -big_split /=; apply: ler_sum => i _; rewrite -big_split /=.
apply: ler_sum => j _; have := sqr_ge0 (`|A i j| - 1); rewrite sqrrB1 real_normK ?num_real //.
have := normr_ge0 (A i j); move: (`|A i j|) (A i j ^+ 2) => a b a0 H.
rewrite -subr_ge0 (_ : 1 + b - a = (b - a *+ 2 + 1) + a); first exact: addr_ge0.
by rewrite mulr2n; ring.
Qed.

Lemma inner_le m n (A B : 'M[R]_(m, n)) : \sum_i \sum_j A i j * B i j <= norm1 A * norm1 B.
Proof.
rewrite /norm1 mulr_suml; apply: ler_sum => i _; rewrite mulr_suml; apply: ler_sum => j _.
apply: le_trans (ler_norm _) _; rewrite normrM ler_wpmul2l //.
rewrite (bigD1 i) //= (bigD1 j) //= -addrA ler_addl.
by rewrite addr_ge0 // sumr_ge0 // => k _; exact: sumr_ge0.
Qed.

Section Chain.
Variables (L : nat) (d : nat -> nat).
Implicit Types W V : factors R d.

(* the sum of the squares of all entries of all factors, and their number *)
Definition size2 W := \sum_(l < L) fro (W l).
Definition count := \sum_(l < L) (d l.+1 * d l)%:R : R.

Lemma count_ge0 : 0 <= count. Proof. by apply: sumr_ge0 => l _; exact: ler0n. Qed.
Lemma size2_ge0 W : 0 <= size2 W. Proof. by apply: sumr_ge0 => l _; exact: fro_ge0. Qed.

Lemma one_of (x : 'I_L -> R) l : (forall i, 0 <= x i) -> x l <= \sum_i x i.
Proof. by move=> x0; rewrite (bigD1 l) //= ler_addl; apply: sumr_ge0. Qed.

Lemma small_of W B : size2 W <= B -> small L (count + B) W.
Proof.
move=> WB l lL; apply: le_trans (norm1_fro _) _; apply: ler_add.
  by apply: (@one_of (fun i => (d i.+1 * d i)%:R) (Ordinal lL)) => i; exact: ler0n.
apply: le_trans WB; apply: (@one_of (fun i => fro (W i)) (Ordinal lL)) => i.
exact: fro_ge0.
Qed.

(* the squared distance of two chains *)
Definition gap2 W V := \sum_(l < L) fro (W l - V l).

Lemma dist_sq W V : dist L W V ^+ 2 <= L%:R * count * gap2 W V.
Proof.
apply: le_trans (sum_sq _) _; rewrite -mulrA ler_wpmul2l ?ler0n // /gap2 mulr_sumr.
apply: ler_sum => l _; apply: le_trans (norm1_sq _) _; rewrite ler_wpmul2r ?fro_ge0 //.
by apply: (@one_of (fun i => (d i.+1 * d i)%:R)) => i; exact: ler0n.
Qed.

(* the slope of gap2 when the difference of W and V moves by - (F - G) *)
Lemma slope_le W V (F G : factors R d) C : 0 <= C ->
  (forall l, (l < L)%N -> norm1 (F l - G l) <= C * dist L W V) ->
  \sum_(l < L) \sum_i \sum_j 2 * ((W l - V l) i j * (- F l - - G l) i j)
  <= 2 * C * L%:R * count * gap2 W V.
Proof.
move=> C0 H; apply: (@le_trans _ _ (\sum_(l < L) 2 * (norm1 (W l - V l) * (C * dist L W V)))).
  apply: ler_sum => l _.
  apply: (@le_trans _ _ (2 * (norm1 (W l - V l) * norm1 (- F l - - G l)))).
    apply: le_trans (ler_wpmul2l (ler0n _ 2) (inner_le _ _)).
    rewrite mulr_sumr; apply: ler_sum => i _; rewrite mulr_sumr; exact: ler_sum.
  rewrite ler_pmul2l ?ltr0n // ler_wpmul2l ?norm1_ge0 //.
  by rewrite -opprD norm1N; exact: H.
rewrite -mulr_sumr -mulr_suml -/(dist L W V).
have -> : 2 * (dist L W V * (C * dist L W V)) = 2 * C * dist L W V ^+ 2.
  by move: (dist L W V) => x; ring.
rewrite -!mulrA ler_pmul2l ?ltr0n // ler_wpmul2l // mulrA; exact: dist_sq.
Qed.
End Chain.
End Squares.
