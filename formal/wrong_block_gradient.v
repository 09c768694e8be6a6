(* Wrong variants of gradients and balance in a block with biases, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block block_gradient.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Variable R : realFieldType.

(* two layers, one sample: z = W_1 (W_0 x + b_0) + b_1 at W_1 = 1, W_0 = b_0 = b_1 = 0 and x = 1,
   and the loss z *)
Let W : factors R one := fun l => if l is 1%N then 1%:M else 0.
Let above1 : above 2 W 1 = 1%:M.
Proof. by rewrite (@above_step _ 2 one W 1) // (@above_end _ 2 one W) mulmx1. Qed.

Let slope0 : block_slope (L := 2) W (fun=> 0) 1%:M 1%:M 0 = 1%:M.
Proof. by rewrite /block_slope above1 /= !trmx1 !mulmx1. Qed.

Let bias0 : bias_slope (L := 2) W 1%:M 0 = 1%:M.
Proof.
rewrite /bias_slope above1 trmx1 !mul1mx.
by apply/matrixP=> i j; rewrite !ord1 !mxE.
Qed.

Let ell (Z : 'M[R]_1) : R := Z 0 0.
Let slope_of_ell Z : has_gradient ell Z 1%:M.
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

(* nine tenths of the gradient with respect to a factor *)
Theorem block_gradient_share_wrong : ~ (forall L (d : nat -> nat) N (ell : 'M[R]_(d L, N) -> R)
    (W : factors R d) (b : biases R d) (H : 'M[R]_(d 0%N, N)) (Gamma : 'M[R]_(d L, N)),
  has_gradient ell (outputs W b H L) Gamma -> forall l, (l < L)%N ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall W' : factors R d,
    (forall k : nat, k != l -> W' k = W k) -> norm1 (W' l - W l) <= delta ->
    `|ell (outputs W' b H L) - ell (outputs W b H L)
      - \tr (((9%:R / 10%:R) *: block_slope W b H Gamma l)^T *m (W' l - W l))|
    <= e * norm1 (W' l - W l)).
Proof.
move=> H; have [delta delta0 near] := H 2%N one 1%N ell W (fun=> 0) 1%:M 1%:M
  (slope_of_ell _) 0%N isT _ e0.
pose W' : factors R one := fun l => if l is 0%N then delta%:M else W l.
have same k : k != 0%N -> W' k = W k by case: k.
have := near W' same; rewrite /= subr0 n1 gtr0_norm // lexx => /(_ isT).
rewrite slope0 /W' /W /= !mul0mx !mulmx1 !mul1mx !addr0 scalemx1 tr_scalar_mx -scalar_mxM /ell.
by rewrite mxtrace_scalar !mxE !eqxx !mulr1n subr0; exact: less.
Qed.

(* nine tenths of the gradient with respect to a bias *)
Theorem bias_gradient_share_wrong : ~ (forall L (d : nat -> nat) N (ell : 'M[R]_(d L, N) -> R)
    (W : factors R d) (b : biases R d) (H : 'M[R]_(d 0%N, N)) (Gamma : 'M[R]_(d L, N)),
  has_gradient ell (outputs W b H L) Gamma -> forall l, (l < L)%N ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall b' : biases R d,
    (forall k : nat, k != l -> b' k = b k) -> norm1 (b' l - b l) <= delta ->
    `|ell (outputs W b' H L) - ell (outputs W b H L)
      - \tr (((9%:R / 10%:R) *: bias_slope W Gamma l)^T *m (b' l - b l))|
    <= e * norm1 (b' l - b l)).
Proof.
move=> H; have [delta delta0 near] := H 2%N one 1%N ell W (fun=> 0) 1%:M 1%:M
  (slope_of_ell _) 0%N isT _ e0.
pose b' : biases R one := fun l => if l is 0%N then delta%:M else 0.
have same k : k != 0%N -> b' k = 0 by case: k.
have := near b' same; rewrite /= subr0 n1 gtr0_norm // lexx => /(_ isT).
have c1 : const_mx 1 = 1%:M :> 'M[R]_1 by apply/matrixP=> i j; rewrite !ord1 !mxE.
rewrite bias0 c1 /W /= !mul0mx !mulmx1 !mul1mx !add0r !addr0 scalemx1 tr_scalar_mx -scalar_mxM.
by rewrite /ell mxtrace_scalar !mxE !eqxx !mulr1n subr0; exact: less.
Qed.

(* the decay counted once *)
Theorem block_balance_descent_decay_wrong : ~ (forall (up down shift : R) L (d : nat -> nat) N
    (W : factors R d) (b : biases R d) (H : 'M[R]_(d 0%N, N)) (Gamma : 'M[R]_(d L, N)),
  up != 0 -> down != 0 -> shift != 0 -> forall eta omega l n, (l.+1 < L)%N ->
  slope_of_bias W b Gamma n ->
  let above_slope := block_slope W b H Gamma l.+1 in
  let slope := block_slope W b H Gamma l in
  rated_imbalance up down shift (W l.+1 - eta *: (up *: above_slope + omega *: W l.+1))
    (W l - eta *: (down *: slope + omega *: W l)) (b l - eta *: (shift *: n + omega *: b l)) =
  (1 - eta * omega) *: rated_imbalance up down shift (W l.+1) (W l) (b l) +
  eta ^+ 2 *: (up *: (above_slope^T *m above_slope) - down *: (slope *m slope^T)
               - shift *: (n *m n^T))).
Proof.
have nb : slope_of_bias (L := 2) (N := 1) W (fun=> 0) 0 (l := 0) 0 by right.
move=> H; have {H} H := H 1 1 1 2%N one 1%N W (fun=> 0) 0 0 (oner_neq0 _) (oner_neq0 _)
  (oner_neq0 _) 1 2%:R 0%N 0 isT nb.
have T := @block_balance_descent R 1 1 1 2 one 1 W (fun=> 0) 0 0 (oner_neq0 _) (oner_neq0 _)
  (oner_neq0 _) 1 2%:R 0%N 0 isT nb.
move: (etrans (esym T) H) => {T H}.
move=> /addIr; rewrite /rated_imbalance /W mul0mx !scaler0 !subr0 invr1 scale1r trmx1 mulmx1.
move=> /matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx !mulr1 mul1r -subr_eq0.
have -> : (1 - 2%:R) ^+ 2 - (1 - 2%:R) = 2%:R :> R by ring.
by rewrite pnatr_eq0.
Qed.
End Wrong.
