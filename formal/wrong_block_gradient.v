(* Wrong variants of the gradients in a block with biases, of those of head and features, and
   of low-rank updates, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block block_gradient ends_gradient adapter.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Entry.
Variable R : realFieldType.

(* the loss that is the only logit *)
Definition ell (Z : 'M[R]_1) : R := Z 0 0.
Lemma slope_of_ell Z : has_gradient ell Z 1%:M.
Proof.
move=> e e0; exists 1 => // X' _; rewrite trmx1 mul1mx /mxtrace big_ord1 !mxE subrr normr0.
by rewrite mulr_ge0 ?norm1_ge0 // ltW.
Qed.

Lemma norm_of_number (x : R) : norm1 (x%:M : 'M_1) = `|x|.
Proof. by rewrite /norm1 !big_ord1 mxE eqxx mulr1n. Qed.

Lemma tenth_is_more (delta : R) : 0 < delta ->
  ~ (`|delta - 9%:R / 10%:R * delta| <= 20%:R^-1 * delta).
Proof.
move=> delta0; have -> : delta - 9%:R / 10%:R * delta = 10%:R^-1 * delta by field.
rewrite gtr0_norm ?mulr_gt0 ?invr_gt0 ?ltr0n // ler_pmul2r // lef_pinv ?posrE ?ltr0n //.
by rewrite ler_nat.
Qed.

Lemma twentieth_gt0 : 0 < 20%:R^-1 :> R. Proof. by rewrite invr_gt0 ltr0n. Qed.
End Entry.
Arguments ell {R} Z.
Arguments twentieth_gt0 {R}.

(* Wrong variants of gradients and balance in a block with biases, near the truth, refuted. *)
Section BlockGradient.
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
  (slope_of_ell _) 0%N isT _ twentieth_gt0.
pose W' : factors R one := fun l => if l is 0%N then delta%:M else W l.
have same k : k != 0%N -> W' k = W k by case: k.
have := near W' same; rewrite /= subr0 norm_of_number gtr0_norm // lexx => /(_ isT).
rewrite slope0 /W' /W /= !mul0mx !mulmx1 !mul1mx !addr0 scalemx1 tr_scalar_mx -scalar_mxM /ell.
by rewrite mxtrace_scalar !mxE !eqxx !mulr1n subr0; exact: tenth_is_more.
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
  (slope_of_ell _) 0%N isT _ twentieth_gt0.
pose b' : biases R one := fun l => if l is 0%N then delta%:M else 0.
have same k : k != 0%N -> b' k = 0 by case: k.
have := near b' same; rewrite /= subr0 norm_of_number gtr0_norm // lexx => /(_ isT).
have c1 : const_mx 1 = 1%:M :> 'M[R]_1 by apply/matrixP=> i j; rewrite !ord1 !mxE.
rewrite bias0 c1 /W /= !mul0mx !mulmx1 !mul1mx !add0r !addr0 scalemx1 tr_scalar_mx -scalar_mxM.
by rewrite /ell mxtrace_scalar !mxE !eqxx !mulr1n subr0; exact: tenth_is_more.
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
End BlockGradient.

(* Wrong variants of the gradients of head and features, near the truth, refuted: one sample,
   one layer of one neuron, and the loss that is the logit. *)
Section EndsGradient.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Variable R : realFieldType.

(* of a function that is the entry itself nine tenths are no gradient *)
Let share (f : 'M[R]_1 -> R) : (forall X, f X = X 0 0) -> ~ has_gradient f 0 (9%:R / 10%:R)%:M.
Proof.
move=> fE H; have [delta delta0 near] := H _ twentieth_gt0.
have := near delta%:M; rewrite subr0 norm_of_number gtr0_norm // lexx => /(_ isT).
rewrite !fE tr_scalar_mx -scalar_mxM mxtrace_scalar !mxE !eqxx !mulr1n subr0.
exact: tenth_is_more.
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
move=> /(_ 1%N one 1%N 1%N 1%N ell 1%:M 1%:M W (fun=> 0) 0 1%:M (slope_of_ell _)).
rewrite /= /W !mul1mx mul0mx addr0 trmx1 scalemx1; apply: share => X.
by rewrite /ell mulmx1.
Qed.

(* nine tenths of the gradient with respect to B *)
Theorem ends_gradient_features_wrong : ~ (forall (L : nat) (d : nat -> nat) (p q N : nat)
    (phi : 'M[R]_(q, N) -> R) (data : 'M[R]_(p, N)) (B : 'M[R]_(d 0%N, p)) (W : factors R d)
    (b : biases R d) (C : 'M[R]_(q, d L)) (Gamma : 'M[R]_(q, N)),
  has_gradient phi (C *m outputs W b (B *m data) L) Gamma ->
  has_gradient (fun B' => phi (C *m outputs W b (B' *m data) L)) B
    ((9%:R / 10%:R) *: ((C *m above L W 0)^T *m Gamma *m data^T))).
Proof.
move=> /(_ 1%N one 1%N 1%N 1%N ell 1%:M 0 W (fun=> 0) 1%:M 1%:M (slope_of_ell _)).
have -> : above 1 W 0 = 1%:M by rewrite above_step // (@above_end _ 1 one W) mul1mx.
rewrite mul1mx !trmx1 !mulmx1 scalemx1; apply: share => X.
by rewrite /ell /= /W !mul1mx mulmx1 mul0mx addr0.
Qed.
End Wrong.
End EndsGradient.

(* Wrong variants of the theorems about low-rank updates, near the truth, refuted. *)
Section Adapter.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Variable R : realFieldType.

(* one rank more than the inner width: width one between ends of width two *)
Theorem expressible_updates_rank_wrong : ~ (forall n (d : nat -> nat) r (c : R),
  (forall l, (0 < l)%N -> (l < n.+2)%N -> d l = r) -> c != 0 ->
  forall D : 'M[R]_(d n.+2, d 0%N),
  (\rank D <= r.+1)%N <-> exists W : factors R d, update n.+2 c W = D).
Proof.
pose d l := if l == 1%N then 1%N else 2%N.
have inner l : (0 < l)%N -> (l < 2)%N -> d l = 1%N by case: l => [|[|l]].
move=> /(_ 0%N d 1%N 1 inner (oner_neq0 R) (1%:M : 'M_2))[to _].
have [|W e] := to; first by rewrite mxrank1.
by have := @inner_rank R 0 d 1 1 inner W; rewrite e mxrank1.
Qed.

(* a scaling of zero *)
Theorem expressible_updates_scaling_wrong : ~ (forall n (d : nat -> nat) r (c : R),
  (forall l, (0 < l)%N -> (l < n.+2)%N -> d l = r) -> forall D : 'M[R]_(d n.+2, d 0%N),
  (\rank D <= r)%N <-> exists W : factors R d, update n.+2 c W = D).
Proof.
move=> /(_ 0%N one 1%N 0 (fun _ _ _ => erefl) 1%:M)[+ _].
rewrite mxrank1 => /(_ isT)[W]; rewrite /update scale0r => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE eq_sym oner_eq0.
Qed.

(* nine tenths of the scaling in the exported pair *)
Theorem merged_and_exported_share_wrong : ~ (forall n (d : nat -> nat) r (c : R),
  (forall l, (0 < l)%N -> (l < n.+2)%N -> d l = r) ->
  forall (X0 : 'M[R]_(d n.+2, d 0%N)) (W : factors R d),
  X0 + update n.+2 c W - X0 = (9%:R / 10%:R * c) *: W n.+1 *m chain n.+1 W).
Proof.
move=> /(_ 0%N one 1%N 1 (fun _ _ _ => erefl) 0 (fun=> 1%:M)).
rewrite /update /chain /= !mulmx1 add0r subr0 mulr1 scale1r => /matrixP/(_ 0 0)/eqP.
rewrite !mxE eqxx mulr1 eq_sym -subr_eq0; have -> : 9%:R / 10%:R - 1 = - 10%:R^-1 :> R by field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* the scale of the last factor left out *)
Theorem update_at_start_scale_wrong : ~ (forall n (d : nat -> nat) r (c : R),
  (forall l, (0 < l)%N -> (l < n.+2)%N -> d l = r) ->
  forall (W Q : factors R d) (eps : nat -> R),
  0 < c -> (forall l, (l < n.+2)%N -> 0 < eps l /\ W l = eps l *: Q l) ->
  (forall l, (l < n.+1)%N -> Q l *m (Q l)^T = 1%:M) ->
  (forall l, (0 < l)%N -> (l < n.+2)%N -> (Q l)^T *m Q l = 1%:M) ->
  let D := update n.+2 c W in let s := c * \prod_(l < n.+1) eps l in
  \rank (eigenspace (D *m D^T) (s ^+ 2)) = r).
Proof.
pose eps l : R := if l == 1%N then 2%:R else 1.
move=> /(_ 0%N one 1%N 1 (fun _ _ _ => erefl) (fun l => (eps l)%:M) (fun=> 1%:M) eps ltr01).
have I1 : (1%:M : 'M[R]_1) *m 1%:M^T = 1%:M by rewrite trmx1 mulmx1.
have I2 : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
move=> H; have := H _ (fun _ _ => I1) (fun _ _ _ => I2); rewrite big_ord1 => {}H.
have /eqP : \rank (eigenspace ((2%:R ^+ 2)%:M : 'M[R]_1) 1) = 1%N.
  rewrite -[RHS]H /=.
    rewrite /update /chain /= /eps /= !scale1r mulmx1 !mulr1 expr1n.
    by rewrite mulmx1 tr_scalar_mx -scalar_mxM expr2.
  by move=> l _; rewrite scalemx1 /eps; case: ifP; rewrite ?ltr01 ?ltr0n.
rewrite /eigenspace -raddfB /= mxrank_ker; have -> : 2%:R ^+ 2 - 1 = 3%:R :> R by ring.
rewrite -scalemx1 eqmx_scale ?pnatr_eq0 // mxrank1.
by [].
Qed.
End Wrong.
End Adapter.
