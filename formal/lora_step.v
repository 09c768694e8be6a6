(* The first step of LoRA by gradient descent and by Adam, for all sizes.

   The layer has the weight X0 + c B A with B = 0 at the start.
   lora_gradients (TW9K, HQ7B): the gradients by A and B are c B^T G and c G A^T, where G is that
     by the weight; over any ordered field.
   first_step_of_lora (TW9K, parts 1 and 2): at B = 0 the first is zero and A does not move; after
     one step the update is - eta c^2 G A^T A under descent and - eta c sign(G A^T) A under Adam;
     over any real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block block_gradient.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Gradients.
Variables (R : realFieldType) (p r d : nat) (ell : 'M[R]_(p, d) -> R) (X0 : 'M[R]_(p, d)).
Variables (A : 'M[R]_(r, d)) (B : 'M[R]_(p, r)) (c : R) (G : 'M[R]_(p, d)).

Theorem lora_gradients : has_gradient ell (X0 + c *: (B *m A)) G ->
  has_gradient (fun A' => ell (X0 + c *: (B *m A'))) A (c *: (B^T *m G)) /\
  has_gradient (fun B' => ell (X0 + c *: (B' *m A))) B (c *: (G *m A^T)).
Proof.
move=> eG; split=> e e0.
  have [delta delta0 near] := inserted_gradient (c *: B) 1%:M eG e0.
  exists delta => // A' close; have := near _ close; rewrite trmx1 !mulmx1 linearZ /= -!scalemxAl.
  have -> // : X0 + c *: (B *m A) + c *: (B *m (A' - A)) = X0 + c *: (B *m A').
  by rewrite -addrA -scalerDr -mulmxDr [A + _]addrC subrK.
have [delta delta0 near] := inserted_gradient 1%:M (c *: A) eG e0.
exists delta => // B' close; have := near _ close.
rewrite trmx1 !mul1mx [(c *: A)^T]linearZ /= -!scalemxAr.
have -> // : X0 + c *: (B *m A) + c *: ((B' - B) *m A) = X0 + c *: (B' *m A).
by rewrite -addrA -scalerDr -mulmxDl [B + _]addrC subrK.
Qed.
End Gradients.

Section Step.
Variables (F : rcfType) (p r d : nat) (G : 'M[F]_(p, d)) (A : 'M[F]_(r, d)) (c eta : F).

(* the first step of Adam, entry by entry: the corrected mean of g over the root of that of g^2 *)
Definition adam_direction m n (b1 b2 : F) (g : 'M[F]_(m, n)) := map_mx (fun x =>
  ((1 - b1) * x / (1 - b1)) / Num.sqrt ((1 - b2) * x ^+ 2 / (1 - b2))) g.

Lemma adam_signs m n b1 b2 (g : 'M[F]_(m, n)) : b1 != 1 -> b2 != 1 ->
  adam_direction b1 b2 g = map_mx Num.sg g.
Proof.
move=> n1 n2; apply/matrixP => i j; rewrite !mxE; move: (g i j) => x.
have u (b : F) : b != 1 -> 1 - b != 0 by rewrite subr_eq0 eq_sym.
rewrite ![(1 - _) * _]mulrC !mulfK ?u // sqrtr_sqr.
have [-> | x0] := eqVneq x 0; first by rewrite mul0r sgr0.
by rewrite {1}[x]numEsg mulfK // normr_eq0.
Qed.

Theorem first_step_of_lora : 0 < c ->
  let gA := c *: ((0 : 'M[F]_(p, r))^T *m G) in let gB := c *: (G *m A^T) in
  [/\ gA = 0,
      c *: ((0 - eta *: gB) *m (A - eta *: gA)) = - (eta * c ^+ 2) *: (G *m A^T *m A) &
      forall b1 b2, b1 != 1 -> b2 != 1 -> adam_direction b1 b2 gA = 0 /\
        c *: ((0 - eta *: adam_direction b1 b2 gB) *m (A - eta *: adam_direction b1 b2 gA)) =
        - (eta * c) *: (map_mx Num.sg (G *m A^T) *m A)].
Proof.
move=> c0 gA gB; have z : gA = 0 by rewrite /gA trmx0 mul0mx scaler0.
split=> // [|b1 b2 n1 n2]; rewrite z.
  rewrite scaler0 subr0 sub0r mulNmx scalerN /gB !scalerA -scalemxAl scalerA scaleNr.
  by congr (- (_ *: _)); ring.
have s0 : adam_direction b1 b2 (0 : 'M[F]_(r, d)) = 0.
  by rewrite adam_signs //; apply/matrixP => i j; rewrite !mxE sgr0.
have sB : adam_direction b1 b2 gB = map_mx Num.sg (G *m A^T).
  by rewrite adam_signs //; apply/matrixP => i j; rewrite !mxE sgrM gtr0_sg // mul1r.
rewrite s0 sB scaler0 subr0 sub0r mulNmx scalerN -scalemxAl scalerA scaleNr mulrC.
by [].
Qed.
End Step.
