(* Wrong variants of the gradients of head and features, near the truth, refuted: one sample, one
   layer of one neuron, and the loss that is the logit. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block block_gradient ends_gradient.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Variable R : realFieldType.

Let phi (Z : 'M[R]_1) : R := Z 0 0.
Let slope_of_phi Z : has_gradient phi Z 1%:M.
Proof.
move=> e e0; exists 1 => // X' _; rewrite trmx1 mul1mx /mxtrace big_ord1 !mxE subrr normr0.
by rewrite mulr_ge0 ?norm1_ge0 // ltW.
Qed.

Let n1 (x : R) : norm1 (x%:M : 'M_1) = `|x|.
Proof. by rewrite /norm1 !big_ord1 mxE eqxx mulr1n. Qed.

Let less (delta : R) : 0 < delta ->
  ~ (`|delta - 9%:R / 10%:R * delta| <= 20%:R^-1 * delta).
Proof.
move=> delta0; have -> : delta - 9%:R / 10%:R * delta = 10%:R^-1 * delta by field.
rewrite gtr0_norm ?mulr_gt0 ?invr_gt0 ?ltr0n // ler_pmul2r // lef_pinv ?posrE ?ltr0n //.
by rewrite ler_nat.
Qed.

Let e0 : 0 < 20%:R^-1 :> R. Proof. by rewrite invr_gt0 ltr0n. Qed.

(* of a function that is the entry itself nine tenths are no gradient *)
Let share (f : 'M[R]_1 -> R) : (forall X, f X = X 0 0) -> ~ has_gradient f 0 (9%:R / 10%:R)%:M.
Proof.
move=> fE H; have [delta delta0 near] := H _ e0.
have := near delta%:M; rewrite subr0 n1 gtr0_norm // lexx => /(_ isT).
rewrite !fE tr_scalar_mx -scalar_mxM mxtrace_scalar !mxE !eqxx !mulr1n subr0.
exact: less.
Qed.

Let W : factors R one := fun=> 1%:M.

(* nine tenths of the gradient with respect to the head *)
Theorem ends_gradient_head_wrong : ~ (forall (L : nat) (d : nat -> nat) (p q N : nat)
    (phi : 'M[R]_(q, N) -> R) (data : 'M[R]_(p, N)) (B : 'M[R]_(d 0%N, p)) (W : factors R d)
    (b : biases R d) (C : 'M[R]_(q, d L)) (Gamma : 'M[R]_(q, N)),
  has_gradient phi (C *m outputs W b (B *m data) L) Gamma ->
  has_gradient (fun C' => phi (C' *m outputs W b (B *m data) L)) C
    ((9%:R / 10%:R) *: (Gamma *m (outputs W b (B *m data) L)^T))).
Proof.
move=> /(_ 1%N one 1%N 1%N 1%N phi 1%:M 1%:M W (fun=> 0) 0 1%:M (slope_of_phi _)).
rewrite /= /W !mul1mx mul0mx addr0 trmx1 scalemx1; apply: share => X.
by rewrite /phi mulmx1.
Qed.

(* nine tenths of the gradient with respect to B *)
Theorem ends_gradient_features_wrong : ~ (forall (L : nat) (d : nat -> nat) (p q N : nat)
    (phi : 'M[R]_(q, N) -> R) (data : 'M[R]_(p, N)) (B : 'M[R]_(d 0%N, p)) (W : factors R d)
    (b : biases R d) (C : 'M[R]_(q, d L)) (Gamma : 'M[R]_(q, N)),
  has_gradient phi (C *m outputs W b (B *m data) L) Gamma ->
  has_gradient (fun B' => phi (C *m outputs W b (B' *m data) L)) B
    ((9%:R / 10%:R) *: ((C *m above L W 0)^T *m Gamma *m data^T))).
Proof.
move=> /(_ 1%N one 1%N 1%N 1%N phi 1%:M 0 W (fun=> 0) 1%:M 1%:M (slope_of_phi _)).
have -> : above 1 W 0 = 1%:M by rewrite above_step // (@above_end _ 1 one W) mul1mx.
rewrite mul1mx !trmx1 !mulmx1 scalemx1; apply: share => X.
by rewrite /phi /= /W !mul1mx mulmx1 mul0mx addr0.
Qed.
End Wrong.
