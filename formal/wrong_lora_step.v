(* Wrong variants of the first step of LoRA, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block block_gradient radial_slope lora_step.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Gradients.
Variable R : realFieldType.
(* one entry *)
Local Notation one x := (x%:M : 'M[R]_1).
(* the loss that is the one entry *)
Definition entry (X : 'M[R]_1) := X 0 0.

Lemma entry_gradient X : has_gradient entry X (one 1).
Proof.
move=> e e0; exists 1 => [|X' _]; rewrite ?ltr01 //.
rewrite trmx1 mul1mx /mxtrace big_ord1 /entry mxE [(- X) _ _]mxE subrr normr0.
by rewrite mulr_ge0 ?norm1_ge0 // ltW.
Qed.

(* the gradient by A without the scaling *)
Theorem lora_gradients_scale_wrong : ~ (forall p r d (ell : 'M[R]_(p, d) -> R) X0
  (A : 'M[R]_(r, d)) (B : 'M[R]_(p, r)) c G, has_gradient ell (X0 + c *: (B *m A)) G ->
  has_gradient (fun A' => ell (X0 + c *: (B *m A'))) A (B^T *m G)).
Proof.
move=> H; have g := entry_gradient (0 + 2%:R *: (one 3%:R *m one 1)).
have [right _] := lora_gradients g; have := gradient_unique (H _ _ _ _ _ _ _ _ _ g) right.
rewrite tr_scalar_mx mulmx1 scale_scalar_mx => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE -natrM eqr_nat.
Qed.

(* nine tenths of the gradient by B *)
Theorem lora_gradients_tenth_wrong : ~ (forall p r d (ell : 'M[R]_(p, d) -> R) X0
  (A : 'M[R]_(r, d)) (B : 'M[R]_(p, r)) c G, has_gradient ell (X0 + c *: (B *m A)) G ->
  has_gradient (fun B' => ell (X0 + c *: (B' *m A))) B (9%:R / 10%:R * c *: (G *m A^T))).
Proof.
move=> H; have g := entry_gradient (0 + 1 *: (one 1 *m one 1)).
have [_ right] := lora_gradients g; have := gradient_unique (H _ _ _ _ _ _ _ _ _ g) right.
rewrite trmx1 mulmx1 mulr1 !scale_scalar_mx !mulr1 => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE lt_eqF // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.
End Gradients.

Section Step.
Variable F : rcfType.
(* one entry *)
Local Notation one x := (x%:M : 'M[F]_1).

Lemma one_entry (A B : 'M[F]_1) : A = B -> A 0 0 = B 0 0. Proof. by move=> ->. Qed.

Lemma sign_one x : map_mx Num.sg (one x) = one (Num.sg x).
Proof. by apply/matrixP => i j; rewrite !mxE !ord1 !mulr1n. Qed.

(* one power of the scaling under descent *)
Theorem first_step_of_lora_power_wrong : ~ (forall p r d (G : 'M[F]_(p, d)) (A : 'M[F]_(r, d)) c
  eta, 0 < c -> let gA := c *: ((0 : 'M[F]_(p, r))^T *m G) in let gB := c *: (G *m A^T) in
  c *: ((0 - eta *: gB) *m (A - eta *: gA)) = - (eta * c) *: (G *m A^T *m A)).
Proof.
have c0 : 0 < 2%:R :> F by rewrite ltr0n.
move=> H; have := H _ _ _ (one 1) (one 1) 2%:R 1 c0; cbv zeta.
have [_ -> _] := first_step_of_lora (one 1) (one 1) 1 c0.
rewrite trmx1 !mulmx1 !mul1r => /one_entry; rewrite !mxE !mulr1 => /eqP.
by rewrite eqr_opp -natrX eqr_nat.
Qed.

(* the square of the scaling under Adam *)
Theorem first_step_of_lora_adam_wrong : ~ (forall p r d (G : 'M[F]_(p, d)) (A : 'M[F]_(r, d)) c
  eta b1 b2, 0 < c -> b1 != 1 -> b2 != 1 ->
  let gA := c *: ((0 : 'M[F]_(p, r))^T *m G) in let gB := c *: (G *m A^T) in
  c *: ((0 - eta *: adam_direction b1 b2 gB) *m (A - eta *: adam_direction b1 b2 gA)) =
  - (eta * c ^+ 2) *: (map_mx Num.sg (G *m A^T) *m A)).
Proof.
have c0 : 0 < 2%:R :> F by rewrite ltr0n.
have b0 : (0 : F) != 1 by rewrite eq_sym oner_eq0.
move=> H; have := H _ _ _ (one 1) (one 1) 2%:R 1 0 0 c0 b0 b0; cbv zeta.
have [_ _ /(_ 0 0 b0 b0)[_ ->]] := first_step_of_lora (one 1) (one 1) 1 c0.
rewrite trmx1 !mulmx1 sign_one sgr1 !mul1r => /one_entry; rewrite !mxE !mulr1 => /eqP.
by rewrite eqr_opp -natrX eqr_nat.
Qed.

(* the sign of the gradient by the weight *)
Theorem first_step_of_lora_inside_wrong : ~ (forall p r d (G : 'M[F]_(p, d)) (A : 'M[F]_(r, d)) c
  eta b1 b2, 0 < c -> b1 != 1 -> b2 != 1 ->
  let gA := c *: ((0 : 'M[F]_(p, r))^T *m G) in let gB := c *: (G *m A^T) in
  c *: ((0 - eta *: adam_direction b1 b2 gB) *m (A - eta *: adam_direction b1 b2 gA)) =
  - (eta * c) *: (map_mx Num.sg G *m A^T *m A)).
Proof.
have b0 : (0 : F) != 1 by rewrite eq_sym oner_eq0.
move=> H; have := H _ _ _ (one 1) (one 2%:R) 1 1 0 0 ltr01 b0 b0; cbv zeta.
have [_ _ /(_ 0 0 b0 b0)[_ ->]] := first_step_of_lora (one 1) (one 2%:R) 1 ltr01.
rewrite tr_scalar_mx mul1mx !sign_one sgr1 gtr0_sg ?ltr0n // !mul1mx -scalar_mxM !mulr1 !scaleN1r.
move=> /oppr_inj/one_entry; rewrite !mxE !mulr1n -natrM => /eqP.
by rewrite eqr_nat.
Qed.

(* a negative scaling *)
Theorem first_step_of_lora_negative_wrong : ~ (forall p r d (G : 'M[F]_(p, d)) (A : 'M[F]_(r, d)) c
  eta b1 b2, b1 != 1 -> b2 != 1 ->
  let gA := c *: ((0 : 'M[F]_(p, r))^T *m G) in let gB := c *: (G *m A^T) in
  c *: ((0 - eta *: adam_direction b1 b2 gB) *m (A - eta *: adam_direction b1 b2 gA)) =
  - (eta * c) *: (map_mx Num.sg (G *m A^T) *m A)).
Proof.
have b0 : (0 : F) != 1 by rewrite eq_sym oner_eq0.
move=> H; have := H _ _ _ (one 1) (one 1) (-1) 1 0 0 b0 b0; cbv zeta.
have z : map_mx Num.sg (0 : 'M[F]_1) = 0 by apply/matrixP => i j; rewrite !mxE sgr0.
rewrite !adam_signs // trmx1 !mulmx1 trmx0 scaler0 z scaler0 subr0 !scaleN1r scale1r mulmx1.
have -> : - one 1 = one (-1) by rewrite -scaleN1r scale_scalar_mx mulr1.
rewrite !sign_one sgrN1 sgr1 sub0r opprK mul1r opprK scale1r => /one_entry/eqP.
by rewrite !mxE eq_sym -subr_eq0 opprK -mulr2n pnatr_eq0.
Qed.
End Step.
