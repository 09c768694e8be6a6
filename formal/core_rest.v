(* Core and rest under descent: in closed subspaces two chains run side by side.

   core_and_rest (QN8C, part 1): let U_l be square orthogonal, its first a_l columns a basis of C_l.
     If at the start every factor is block diagonal in these frames, and of the target only the
     first block is not zero, every factor is block diagonal at every step; the first blocks are the
     descent with the first block of the target, the second ones that with the target 0. Any
     commutative ring, depth and widths, a rate for each layer, weight decay, momentum; the blocks
     need not be square. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent intertwined.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Blocks.
Variables (R : comRingType) (p a b q c e : nat).
Variables (A : 'M[R]_(p, a + b)) (B : 'M[R]_(q, c + e)) (X : 'M[R]_(p, q)).

Lemma tied_of_blocks x y : A^T *m A = 1%:M -> B^T *m B = 1%:M ->
  X = A *m block_mx x 0 0 y *m B^T ->
  tied (lsubmx A) (lsubmx B) X x /\ tied (rsubmx A) (rsubmx B) X y.
Proof.
move=> A1 B1 e1; have XB : X *m B = A *m block_mx x 0 0 y by rewrite e1 -mulmxA B1 mulmx1.
have XA : X^T *m A = B *m block_mx x^T 0 0 y^T.
  by rewrite e1 !trmx_mul trmxK tr_block_mx !trmx0 -!mulmxA A1 mulmx1.
move: XB XA; rewrite -{1 2}[B]hsubmxK -{1 2}[A]hsubmxK !mul_mx_row !mul_row_block !mulmx0.
by rewrite !addr0 !add0r => /eq_row_mx[h1 h2] /eq_row_mx[h3 h4]; split; split.
Qed.

Lemma blocks_of_tied x y : B *m B^T = 1%:M ->
  tied (lsubmx A) (lsubmx B) X x -> tied (rsubmx A) (rsubmx B) X y ->
  X = A *m block_mx x 0 0 y *m B^T.
Proof.
move=> B1 [Xl _] [Xr _]; have -> : X = X *m B *m B^T by rewrite -mulmxA B1 mulmx1.
congr (_ *m _); rewrite -{1}[B]hsubmxK -{1}[A]hsubmxK mul_mx_row mul_row_block Xl Xr.
by rewrite !mulmx0 addr0 add0r.
Qed.
End Blocks.

Section CoreAndRest.
Variables (R : comRingType) (L : nat) (d a b : nat -> nat).
Variable U : forall l, 'M[R]_(d l, a l + b l).
(* square, as d_l = a_l + b_l *)
Hypothesis orthogonal : forall l, (l <= L)%N -> (U l)^T *m U l = 1%:M /\ U l *m (U l)^T = 1%:M.
Variables (M : 'M[R]_(d L, d 0)) (m : 'M[R]_(a L, a 0)).
Hypothesis target : M = U L *m block_mx m 0 0 0 *m (U 0)^T.
Variables (W : factors R d) (x : factors R a) (y : factors R b).
Hypothesis start : forall l, (l < L)%N ->
  W l = U l.+1 *m block_mx (x l) 0 0 (y l) *m (U l)^T.
Variables (eta : nat -> R) (omega beta : R).

Theorem core_and_rest n l : (l < L)%N ->
  run (square_loss M) eta omega beta W n l =
  U l.+1 *m block_mx (run (square_loss m) eta omega beta x n l) 0 0
    (run (square_loss (0 : 'M[R]_(b L, b 0))) eta omega beta y n l) *m (U l)^T.
Proof.
have oL := (orthogonal (leqnn L)).1; have o0 := (orthogonal (leq0n L)).1.
have [Mx My] := tied_of_blocks oL o0 target.
have both i (iL : (i < L)%N) :=
  tied_of_blocks (orthogonal iL).1 (orthogonal (ltnW iL)).1 (start iL).
move=> lL; apply: blocks_of_tied; first by have [] := orthogonal (ltnW lL).
- apply: (@intertwined_run _ L d a (fun i => lsubmx (U i))) lL => [i iL|k X z Xz].
    by have [] := both i iL.
  by apply: tied_add Xz _; rewrite -!scaleN1r; exact: tied_scale.
apply: (@intertwined_run _ L d b (fun i => rsubmx (U i))) lL => [i iL|k X z Xz].
  by have [] := both i iL.
by apply: tied_add Xz _; rewrite -!scaleN1r; exact: tied_scale.
Qed.
End CoreAndRest.
