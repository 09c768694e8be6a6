(* Wrong variants of the fall of the loss at the start, refuted at two cores that are numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block block_flow flow loss_descends start_rate start_fall.
From dlf Require Import radial_slope lipschitz.
From dlf Require Import update_flow wrong_update_flow first_velocity wrong_first_velocity.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Local Notation d1 := (fun _ : nat => 1%N).
Local Notation ones := (numbers (fun=> 1 : R)).
(* two cores that start at 1 and fall at the rate 1 *)
Definition falling (u : R) : factors [comRingType of R] d1 := numbers (fun=> 1 + u * - 1).
Local Notation one := (1%:M : 'M[R]_1).
Local Notation layer := (core_layer 2 0 one one).

Lemma falling_0 : falling 0 = ones.
Proof. by rewrite /falling mul0r addr0. Qed.

Lemma falling_moves l : (l < 2)%N -> mderiv (fun u => falling u l) 0 (- one).
Proof.
move=> _ i j; rewrite !ord1 !mxE mulr1n.
have D := dadd (dconst 1 0%R) (dmul (is_derive_id (0%R : R_AbsRing)) (dconst (- 1) 0%R)).
rewrite add0r mulr0 addr0 mul1r in D.
by apply: is_derive_ext D => u; rewrite mxE mulr1n.
Qed.

Lemma falling_slopes l : (l < 2)%N ->
  has_gradient (fun Y => number_loss (layer (with_core (falling 0) l Y))) (falling 0 l) one.
Proof.
move=> lL; rewrite falling_0; have e := slope_of_ones lL.
have := core_gradient lL (number_gradient (layer ones)).
by rewrite !trmx1 !mulmx1 e.
Qed.

Lemma falling_fall : is_derive (fun u => number_loss (layer (falling u))) 0 (- 2%:R).
Proof.
have start l : (l < 2)%N -> falling 0 l = 1%:M by rewrite falling_0.
have := loss_falls_at_start_rate start (number_gradient _) falling_slopes falling_moves.
rewrite (start_rate_of_cores (R := R_realFieldType)) trmx1 !mulmx1 expr1n mulr1.
by rewrite /sumsq !big_ord1 mxE expr1n mulr1.
Qed.

Lemma falling_rate : start_rate (R := R_realFieldType) 2 one one one 1 = 2%:R.
Proof.
rewrite (start_rate_of_cores (R := R_realFieldType)) trmx1 !mulmx1 expr1n mulr1.
by rewrite /sumsq !big_ord1 mxE expr1n mulr1.
Qed.

(* nine tenths of the rate *)
Theorem loss_falls_at_start_rate_tenth_wrong : ~ (forall L m n k (Xbar : 'M[R]_(m, n))
  (U : 'M[R]_(m, k)) (V : 'M[R]_(n, k)) (loss : 'M[R]_(m, n) -> R)
  (C : R -> factors [comRingType of R] (fun=> k)) eps t G (pull : nat -> 'M[R]_k),
  (forall l, (l < L)%N -> C t l = eps%:M) ->
  has_gradient loss (core_layer L Xbar U V (C t)) G ->
  (forall l, (l < L)%N ->
    has_gradient (fun Y => loss (core_layer L Xbar U V (with_core (C t) l Y))) (C t l) (pull l)) ->
  (forall l, (l < L)%N -> mderiv (fun u => C u l) t (- pull l)) ->
  is_derive (fun u => loss (core_layer L Xbar U V (C u))) t
    (- (9%:R / 10%:R * start_rate L U V G eps))).
Proof.
have start l : (l < 2)%N -> falling 0 l = 1%:M by rewrite falling_0.
move=> H.
have := H _ _ _ _ _ _ _ _ _ _ _ _ _ start (number_gradient _) falling_slopes falling_moves.
move/is_derive_unique; rewrite (is_derive_unique _ _ _ falling_fall).
move/oppr_inj; rewrite falling_rate mulrAC -natrM => e.
have /eqP := congr1 (fun x => x * 10%:R) e.
by rewrite divfK ?pnatr_eq0 // -natrM eqr_nat.
Qed.

(* the rate of one core *)
Theorem loss_falls_at_start_rate_one_wrong : ~ (forall L m n k (Xbar : 'M[R]_(m, n))
  (U : 'M[R]_(m, k)) (V : 'M[R]_(n, k)) (loss : 'M[R]_(m, n) -> R)
  (C : R -> factors [comRingType of R] (fun=> k)) eps t G (pull : nat -> 'M[R]_k),
  (forall l, (l < L)%N -> C t l = eps%:M) ->
  has_gradient loss (core_layer L Xbar U V (C t)) G ->
  (forall l, (l < L)%N ->
    has_gradient (fun Y => loss (core_layer L Xbar U V (with_core (C t) l Y))) (C t l) (pull l)) ->
  (forall l, (l < L)%N -> mderiv (fun u => C u l) t (- pull l)) ->
  is_derive (fun u => loss (core_layer L Xbar U V (C u))) t
    (- (eps ^+ (2 * L - 2) * sumsq (U^T *m G *m V)))).
Proof.
have start l : (l < 2)%N -> falling 0 l = 1%:M by rewrite falling_0.
move=> H.
have := H _ _ _ _ _ _ _ _ _ _ _ _ _ start (number_gradient _) falling_slopes falling_moves.
move/is_derive_unique; rewrite (is_derive_unique _ _ _ falling_fall).
move/oppr_inj/eqP; rewrite expr1n trmx1 !mulmx1 /sumsq !big_ord1 mxE expr1n mulr1.
by rewrite (eqr_nat _ 2 1).
Qed.

Section Layer.
Variable F : realFieldType.

Lemma constant_near (A X0 : 'M[F]_1) : continuous_near (fun=> A) X0.
Proof.
by move=> e e0; exists 1 => [|X _]; rewrite ?ltr01 // subrr /norm1 !big_ord1 mxE normr0 ltW.
Qed.

Lemma doubled (G : 'M[F]_1) : has_gradient (fun X => number_loss (X *m 2%:R%:M)) 0 G -> G = 2%:R%:M.
Proof.
move=> fG; have [H _] := continuous_layer_gradient (H := 2%:R%:M) (X0 := 0) (@number_gradient F)
  (constant_near _ _).
by rewrite (gradient_unique fG (H 0)) mul1mx tr_scalar_mx.
Qed.

(* nine tenths of the gradient *)
Theorem continuous_layer_gradient_tenth_wrong : ~ (forall m n p (H : 'M[F]_(n, p)) X0
  (phi : 'M[F]_(m, p) -> F) Gamma, (forall Z, has_gradient phi Z (Gamma Z)) ->
  continuous_near Gamma (X0 *m H) ->
  (forall X, has_gradient (fun X' => phi (X' *m H)) X (9%:R / 10%:R *: (Gamma (X *m H) *m H^T))) /\
  continuous_near (fun X => 9%:R / 10%:R *: (Gamma (X *m H) *m H^T)) X0).
Proof.
move=> W; have [H _] := W _ _ _ 2%:R%:M 0 _ _ (@number_gradient F) (constant_near _ _).
have /matrixP/(_ 0 0) := doubled (H 0); rewrite mul1mx tr_scalar_mx.
rewrite !mxE !mulr1n mulrAC -natrM => e; have /eqP := congr1 (fun x => x * 10%:R) e.
by rewrite divfK ?pnatr_eq0 // -natrM eqr_nat.
Qed.

(* twice the gradient *)
Theorem continuous_layer_gradient_twice_wrong : ~ (forall m n p (H : 'M[F]_(n, p)) X0
  (phi : 'M[F]_(m, p) -> F) Gamma, (forall Z, has_gradient phi Z (Gamma Z)) ->
  continuous_near Gamma (X0 *m H) ->
  (forall X, has_gradient (fun X' => phi (X' *m H)) X (2%:R *: (Gamma (X *m H) *m H^T))) /\
  continuous_near (fun X => 2%:R *: (Gamma (X *m H) *m H^T)) X0).
Proof.
move=> W; have [H _] := W _ _ _ 2%:R%:M 0 _ _ (@number_gradient F) (constant_near _ _).
have /matrixP/(_ 0 0) := doubled (H 0); rewrite mul1mx tr_scalar_mx.
by rewrite !mxE !mulr1n -natrM => /eqP; rewrite eqr_nat.
Qed.
End Layer.
