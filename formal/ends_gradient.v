(* Gradients of a net with a block: the head behind it and the linear layer before it.

   ends_gradient (KFZ2): over any ordered field, if the loss is differentiable at the logits
     C z_L with the gradient Gamma, then as a function of the head C it has the gradient
     Gamma z_L^T, as a function of B, where z_0 = B F, (C W_{L-1} ... W_0)^T Gamma F^T, and as a
     function of the outputs z_L of the block C^T Gamma: with this slope block_gradient and
     bias_gradient (block_gradient.v) give those of the factors and biases. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent block block_gradient.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Ends.
Variable R : realFieldType.

Lemma affine_gradient m n p q (f : 'M[R]_(m, n) -> R) (g : 'M[R]_(p, q) -> R) Z X G A B :
  has_gradient f Z G -> (forall X', g X' = f (Z + A *m (X' - X) *m B)) ->
  has_gradient g X (A^T *m G *m B^T).
Proof.
move=> fG gf e e0; have [delta delta0 near] := inserted_gradient A B fG e0.
exists delta => // X' close; rewrite !gf subrr mulmx0 mul0mx addr0; exact: near.
Qed.

Variables (L : nat) (d : nat -> nat) (p q N : nat) (phi : 'M[R]_(q, N) -> R).
Variables (data : 'M[R]_(p, N)) (B : 'M[R]_(d 0, p)) (W : factors R d) (b : biases R d).
Variables (C : 'M[R]_(q, d L)) (Gamma : 'M[R]_(q, N)).
Local Notation z B := (outputs W b (B *m data) L).

Theorem ends_gradient : has_gradient phi (C *m z B) Gamma ->
  [/\ has_gradient (fun C' => phi (C' *m z B)) C (Gamma *m (z B)^T),
   has_gradient (fun B' => phi (C *m z B')) B ((C *m above L W 0)^T *m Gamma *m data^T) &
   has_gradient (fun Z => phi (C *m Z)) (z B) (C^T *m Gamma)].
Proof.
move=> slope; split.
- have -> : Gamma *m (z B)^T = 1%:M^T *m Gamma *m (z B)^T by rewrite trmx1 mul1mx.
  apply: affine_gradient slope _ => C'; congr phi.
  by rewrite mul1mx mulmxBl addrC subrK.
- apply: affine_gradient slope _ => B'; congr phi; have from := @outputs_from R L d N W b.
  rewrite (from (B' *m data) 0%N isT) (from (B *m data) 0%N isT) /=.
  move: (\sum_(_ <= _ < _) _ *m _) => s; rewrite (mulmxBr (C *m _)) mulmxBl -!mulmxA.
  rewrite !mulmxDr; move: (C *m (above L W 0 *m (B *m data))) => X.
  by rewrite [X + _ + _]addrC addrA subrK.
have -> : C^T *m Gamma = C^T *m Gamma *m 1%:M^T by rewrite trmx1 mulmx1.
apply: affine_gradient slope _ => Z; congr phi.
by rewrite mulmx1 mulmxBr addrC subrK.
Qed.
End Ends.
