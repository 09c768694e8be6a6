(* Linear state spaces: impulse response, gradients, and what a step of descent changes.

   A system (A, B, C) with d states has the impulse response c_i = C A^i B. A loss is a function of
   c_0, ..., c_{k-1}; it enters by its slope g, the derivatives g_i by the c_i.
   The gradients are written as sums here; state_gradient.v proves that they are the gradients.
   first_order (Z4EQ): G_A A^T - A^T G_A = C^T G_C - G_B B^T, over any commutative ring.
   state_step (Z4EQ, part 2): over any commutative ring, a step of descent turns
     A A^T - A^T A + B B^T - C^T C into itself plus eta^2 times the same of the gradients.
   state_trace: the trace of this matrix is |B|^2 - |C|^2.
   All for every d, every k and every slope. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent lipschitz end_to_end.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* a state space with d states, the gradient of one, or a velocity of one: three matrices *)
Record system (R : Type) (d : nat) := System
  { sys_A : 'M[R]_d; sys_B : 'cV[R]_d; sys_C : 'rV[R]_d }.

Section System.
Variables (R : comRingType) (d k : nat).
Implicit Types (S Z : system R d) (g : 'cV[R]_k).

(* c_i = C A^i B *)
Definition impulse S i : R := (sys_C S *m mxpow (sys_A S) i *m sys_B S) 0 0.
(* c_0, ..., c_{k-1} *)
Definition response S : 'cV[R]_k := \col_i impulse S i.

(* G_A = sum g_i sum_(s < i) (A^T)^s C^T B^T (A^T)^(i-1-s) *)
Definition grad_A g S : 'M[R]_d := \sum_(i < k) g i 0 *: \sum_(s < i)
  mxpow (sys_A S)^T s *m (sys_C S)^T *m (sys_B S)^T *m mxpow (sys_A S)^T (i - 1 - s).
(* G_B = sum g_i (A^T)^i C^T *)
Definition grad_B g S : 'cV[R]_d :=
  \sum_(i < k) g i 0 *: (mxpow (sys_A S)^T i *m (sys_C S)^T).
(* G_C = sum g_i B^T (A^T)^i *)
Definition grad_C g S : 'rV[R]_d :=
  \sum_(i < k) g i 0 *: ((sys_B S)^T *m mxpow (sys_A S)^T i).
(* the three gradients, where g is the slope of the loss at the impulse response *)
Definition sys_grad g S := System (grad_A g S) (grad_B g S) (grad_C g S).

(* the sum of two systems, matrix by matrix *)
Definition sys_add S Z :=
  System (sys_A S + sys_A Z) (sys_B S + sys_B Z) (sys_C S + sys_C Z).
(* a multiple of a system, matrix by matrix *)
Definition sys_scale a S := System (a *: sys_A S) (a *: sys_B S) (a *: sys_C S).
(* the system with all entries zero *)
Definition sys_zero : system R d := System 0 0 0.

(* one step of descent with the learning rate eta *)
Definition sys_descend eta g S := sys_add S (sys_scale (- eta) (sys_grad g S)).

(* A A^T - A^T A + B B^T - C^T C *)
Definition sys_imbalance S : 'M[R]_d := sys_A S *m (sys_A S)^T - (sys_A S)^T *m sys_A S
  + sys_B S *m (sys_B S)^T - (sys_C S)^T *m sys_C S.

(* the sum over the places telescopes *)
Lemma first_order g S :
  grad_A g S *m (sys_A S)^T - (sys_A S)^T *m grad_A g S
  = (sys_C S)^T *m grad_C g S - grad_B g S *m (sys_B S)^T.
Proof.
rewrite /grad_A /grad_B /grad_C !mulmx_suml !mulmx_sumr -!sumrB; apply: eq_bigr => i _.
set a := (sys_A S)^T; rewrite -!scalemxAl -!scalemxAr -!scalerBr; congr (_ *: _).
rewrite mulmx_suml mulmx_sumr -sumrB.
pose t s := mxpow a s *m ((sys_C S)^T *m (sys_B S)^T) *m mxpow a (i - s).
have -> : (sys_C S)^T *m ((sys_B S)^T *m mxpow a i) - mxpow a i *m (sys_C S)^T *m (sys_B S)^T
    = - (t i - t 0%N).
  by rewrite opprB /t subnn subn0 /= mul1mx mulmx1 !mulmxA.
rewrite -(telescope_sumr _ (leq0n i)) big_mkord -sumrN; apply: eq_bigr => s _.
have e : (i - s = (i - 1 - s).+1)%N by rewrite subnAC subn1 prednK // subn_gt0.
have e' : (i - s.+1 = i - 1 - s)%N by rewrite -subnDA.
by rewrite /t e e' opprB mxpowSr mxpowS !mulmxA.
Qed.

(* the terms of first order, one half of them *)
Definition first_half S Z := sys_A Z *m (sys_A S)^T - (sys_A S)^T *m sys_A Z
  + sys_B Z *m (sys_B S)^T - (sys_C S)^T *m sys_C Z.

Lemma first_half0 g S : first_half S (sys_grad g S) = 0.
Proof. by rewrite /first_half first_order subrK subrr. Qed.

Lemma imbalance_moved eta S Z : sys_imbalance (sys_add S (sys_scale (- eta) Z)) =
  sys_imbalance S - eta *: (first_half S Z + (first_half S Z)^T) + eta ^+ 2 *: sys_imbalance Z.
Proof.
have tr m n (X Y : 'M[R]_(m, n)) : (X + - eta *: Y)^T = X^T + - eta *: Y^T.
  by rewrite linearD linearZ.
case: S Z => A B C [GA GB GC]; rewrite /sys_imbalance /first_half /= !tr.
have -> : (GA *m A^T - A^T *m GA + GB *m B^T - C^T *m GC)^T =
    A *m GA^T - GA^T *m A + B *m GB^T - GC^T *m C.
  by rewrite !(linearB, linearD) /= !trmx_mul !trmxK.
rewrite !mulmxDl !mulmxDr -!scalemxAl -!scalemxAr.
move: (A *m A^T) (A^T *m A) (B *m B^T) (C^T *m C) (GA *m GA^T) (GA^T *m GA) (GB *m GB^T).
move: (GC^T *m GC) (GA *m A^T) (A *m GA^T) (A^T *m GA) (GA^T *m A) (GB *m B^T) (B *m GB^T).
move: (C^T *m GC) (GC^T *m C) => x1 x2 x3 x4 x5 x6 x7 x8 x9 y1 y2 y3 y4 y5 y6 y7.
apply/matrixP=> i j; rewrite !mxE; move: (x1 i j) (x2 i j) (x3 i j) (x4 i j) (x5 i j) (x6 i j).
move: (x7 i j) (x8 i j) (x9 i j) (y1 i j) (y2 i j) (y3 i j) (y4 i j) (y5 i j) (y6 i j) (y7 i j).
by move=> *; ring.
Qed.

Theorem state_step eta g S : sys_imbalance (sys_descend eta g S) =
  sys_imbalance S + eta ^+ 2 *: sys_imbalance (sys_grad g S).
Proof. by rewrite imbalance_moved first_half0 trmx0 addr0 scaler0 subr0. Qed.

Lemma state_trace S : \tr (sys_imbalance S) =
  \sum_i sys_B S i 0 ^+ 2 - \sum_j sys_C S 0 j ^+ 2.
Proof.
rewrite /sys_imbalance !(linearB, linearD) /= (mxtrace_mulC (sys_A S)) subrr add0r.
rewrite (mxtrace_mulC (sys_C S)^T) /mxtrace big_ord1 [in X in _ - X]mxE; congr (_ - _).
  by apply: eq_bigr => i _; rewrite mxE big_ord1 !mxE expr2.
by apply: eq_bigr => j _; rewrite mxE expr2.
Qed.
End System.
