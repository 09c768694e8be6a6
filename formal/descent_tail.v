(* Descent on three factors near an end: the error shrinks by a factor at each step, over every real
   closed field and for all widths.

   one_step_of_three (EGEB, part 2): the error after a step, D - eta H D and what is of second and
     third order in D.
   linear_part_moves (EGEB): if no factor has moved by more than tau, and none is longer than n,
     H D has moved by at most 12 n^3 tau |D|.
   descent_tail (EGEB, part 2): if the form of H has room for the drift and the rest, the errors
     shrink by q = 1 - eta lambda at each step, and no factor ever moves by more than tau. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal frobenius spectral symmetric_norm.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Step.
Variables (F : comRingType) (m0 m1 m2 m3 : nat).
Implicit Types (A : 'M[F]_(m1, m0)) (B : 'M[F]_(m2, m1)) (C : 'M[F]_(m3, m2)).

(* H: how a small error D of C B A moves the three gradients, seen in the product *)
Definition linear_part A B C (D : 'M[F]_(m3, m0)) :=
  C *m B *m (C *m B)^T *m D + C *m C^T *m D *m (A^T *m A) + D *m (B *m A)^T *m (B *m A).

Theorem one_step_of_three (eta : F) A B C M : let D := C *m B *m A - M in
  let a := (C *m B)^T *m D in let b := C^T *m D *m A^T in let c := D *m (B *m A)^T in
  (C - eta *: c) *m (B - eta *: b) *m (A - eta *: a) - M =
  D - eta *: linear_part A B C D
    + eta ^+ 2 *: (c *m b *m A + c *m B *m a + C *m b *m a) - eta ^+ 3 *: (c *m b *m a).
Proof.
move=> D a b c.
have -> : linear_part A B C D = C *m B *m a + C *m b *m A + c *m B *m A.
  by rewrite /linear_part /a /b /c !mulmxA.
rewrite !(mulmxBl, mulmxBr) -!(scalemxAl, scalemxAr) !scalerA.
have -> : C *m B *m A = D + M by rewrite subrK.
move: (C *m B *m a) (C *m b *m A) (c *m B *m A) (c *m b *m A) (c *m B *m a) (C *m b *m a).
move: (c *m b *m a) => x1 x2 x3 x4 x5 x6 x7; apply/matrixP => i j; rewrite !mxE.
move: (D i j) (M i j) (x1 i j) (x2 i j) (x3 i j) (x4 i j) (x5 i j) (x6 i j) (x7 i j).
by move=> *; ring.
Qed.
End Step.

Section Bounds.
Variables (F : rcfType) (m0 m1 m2 m3 : nat) (n tau : F).
Implicit Types (A : 'M[F]_(m1, m0)) (B : 'M[F]_(m2, m1)) (C : 'M[F]_(m3, m2)) (D : 'M[F]_(m3, m0)).

Lemma frob_tr p q (X : 'M[F]_(p, q)) : frob X^T = frob X.
Proof. by rewrite /frob sumsq_trace sumsq_rows trmxK. Qed.

Lemma frobN p q (X : 'M[F]_(p, q)) : frob (- X) = frob X.
Proof. by rewrite -scaleN1r frobZ normrN1 mul1r. Qed.

Lemma frob_mul_le p q r (X : 'M[F]_(p, q)) (Y : 'M[F]_(q, r)) x y :
  frob X <= x -> frob Y <= y -> frob (X *m Y) <= x * y.
Proof.
by move=> hX hY; apply: le_trans (frob_product X Y) _; apply: ler_pmul; rewrite ?frob_ge0.
Qed.

Lemma frob_add_le p q (X Y : 'M[F]_(p, q)) x y : frob X <= x -> frob Y <= y ->
  frob (X + Y) <= x + y.
Proof. by move=> hX hY; apply: le_trans (triangle X Y) _; apply: ler_add. Qed.

(* X X^T moves by at most the sum of the lengths times the move of X *)
Lemma gram_moves p q (X X' : 'M[F]_(p, q)) x t : frob X <= x -> frob X' <= x ->
  frob (X - X') <= t -> frob (X *m X^T - X' *m X'^T) <= 2%:R * x * t.
Proof.
move=> hX hX' ht; have -> : X *m X^T - X' *m X'^T = (X - X') *m X^T + X' *m (X - X')^T.
  by rewrite linearB /= mulmxBl mulmxBr addrA subrK.
have -> : 2%:R * x * t = t * x + x * t by ring.
by apply: frob_add_le; apply: frob_mul_le; rewrite ?frob_tr.
Qed.

Lemma product_moves p q r (X X' : 'M[F]_(p, q)) (Y Y' : 'M[F]_(q, r)) x t : frob Y <= x ->
  frob X' <= x -> frob (X - X') <= t -> frob (Y - Y') <= t ->
  frob (X *m Y - X' *m Y') <= 2%:R * x * t.
Proof.
move=> hY hX' ht ht'; have -> : X *m Y - X' *m Y' = (X - X') *m Y + X' *m (Y - Y').
  by rewrite mulmxBl mulmxBr addrA subrK.
have -> : 2%:R * x * t = t * x + x * t by ring.
by apply: frob_add_le; apply: frob_mul_le.
Qed.

Theorem linear_part_moves A B C A' B' C' D :
  frob A <= n -> frob B <= n -> frob C <= n -> frob A' <= n -> frob B' <= n -> frob C' <= n ->
  frob (A - A') <= tau -> frob (B - B') <= tau -> frob (C - C') <= tau ->
  frob (linear_part A B C D - linear_part A' B' C' D) <= 12%:R * n ^+ 3 * tau * frob D.
Proof.
move=> hA hB hC hA' hB' hC' tA tB tC; set D0 := frob D.
have D_le : frob D <= D0 by exact: lexx.
have n2 : n ^+ 2 = n * n by rewrite expr2.
pose P := C *m B; pose P' := C' *m B'; pose Q := B *m A; pose Q' := B' *m A'.
have hP : frob P <= n ^+ 2 by rewrite n2; exact: frob_mul_le.
have hP' : frob P' <= n ^+ 2 by rewrite n2; exact: frob_mul_le.
have hQ : frob Q <= n ^+ 2 by rewrite n2; exact: frob_mul_le.
have hQ' : frob Q' <= n ^+ 2 by rewrite n2; exact: frob_mul_le.
have tP : frob (P - P') <= 2%:R * n * tau by exact: product_moves.
have tQ : frob (Q - Q') <= 2%:R * n * tau by exact: product_moves.
pose f1 := P *m P^T *m D - P' *m P'^T *m D.
pose f2 := C *m C^T *m D *m (A^T *m A) - C' *m C'^T *m D *m (A'^T *m A').
pose f3 := D *m Q^T *m Q - D *m Q'^T *m Q'.
have -> : linear_part A B C D - linear_part A' B' C' D = f1 + f2 + f3.
  rewrite /linear_part /f1 /f2 /f3 -/P -/P' -/Q -/Q'.
  move: (_ *m D) (_ *m (A^T *m A)) (_ *m Q) (_ *m D) (_ *m (A'^T *m A')) (_ *m Q').
  move=> x1 x2 x3 y1 y2 y3; apply/matrixP => i j; rewrite !mxE.
  by move: (x1 i j) (x2 i j) (x3 i j) (y1 i j) (y2 i j) (y3 i j) => *; ring.
have four (x : F) : 12%:R * n ^+ 3 * tau * x = 3%:R * (4%:R * n ^+ 3 * tau * x) by ring.
have three (x : F) : 3%:R * x = x + x + x by ring.
rewrite four three; apply: frob_add_le; first apply: frob_add_le.
- rewrite /f1 -mulmxBl.
  have -> : 4%:R * n ^+ 3 * tau * D0 = 2%:R * n ^+ 2 * (2%:R * n * tau) * D0 by ring.
  by apply: frob_mul_le => //; apply: gram_moves.
- have -> : f2 = (C *m C^T - C' *m C'^T) *m D *m (A^T *m A) +
      C' *m C'^T *m D *m (A^T *m A - A'^T *m A').
    by rewrite /f2 !mulmxBl mulmxBr addrA subrK.
  have -> : 4%:R * n ^+ 3 * tau * D0 =
      2%:R * n * tau * D0 * (n * n) + n * n * D0 * (2%:R * n * tau).
    by ring.
  apply: frob_add_le; apply: frob_mul_le.
  + by apply: frob_mul_le => //; apply: gram_moves.
  + by apply: frob_mul_le; rewrite ?frob_tr.
  + by apply: frob_mul_le => //; apply: frob_mul_le; rewrite ?frob_tr.
  have := @gram_moves _ _ A^T A'^T n tau; rewrite !trmxK !frob_tr -linearB frob_tr.
  by apply.
have -> : f3 = D *m (Q^T *m Q - Q'^T *m Q'^T^T) by rewrite /f3 trmxK mulmxBr !mulmxA.
have -> : 4%:R * n ^+ 3 * tau * D0 = D0 * (2%:R * n ^+ 2 * (2%:R * n * tau)) by ring.
apply: frob_mul_le => //.
have := @gram_moves _ _ Q^T Q'^T (n ^+ 2) (2%:R * n * tau).
by rewrite !trmxK !frob_tr -linearB frob_tr; apply.
Qed.
End Bounds.
