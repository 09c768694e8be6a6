(* Wrong variants of the gradient of half the squared distance and of the theorems about
   sensing, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain half_square sensing.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* A wrong variant of the gradient of half the squared distance, near the truth, refuted. *)

(* nine tenths of the gradient *)
Theorem half_square_gradient_share_wrong (R : realFieldType) : ~ (forall m n (M X : 'M[R]_(m, n)),
  has_gradient (half_square M) X ((9%:R / 10%:R) *: (X - M))).
Proof.
have e0 : 0 < 20%:R^-1 :> R by rewrite invr_gt0 ltr0n.
move=> /(_ 1%N 1%N 0 1%:M _ e0)[delta delta0 near].
have n1 : norm1 (delta%:M : 'M_1) = delta.
  by rewrite /norm1 !big_ord1 mxE eqxx mulr1n gtr0_norm.
have value (x : R) : half_square 0 (x%:M : 'M_1) = x ^+ 2 / 2%:R.
  by rewrite /half_square subr0 tr_scalar_mx -scalar_mxM mxtrace_scalar mulr1n expr2.
have := near (1 + delta)%:M; have -> : (1 + delta)%:M - 1%:M = delta%:M :> 'M[R]_1.
  by rewrite -[LHS](raddfB (scalar_mx_additive R 1)) addrC addKr.
rewrite n1 lexx !value subr0 => /(_ isT).
rewrite scale_scalar_mx tr_scalar_mx -scalar_mxM mxtrace_scalar mulr1n.
have -> : (1 + delta) ^+ 2 / 2%:R - 1 ^+ 2 / 2%:R - 9%:R / 10%:R * 1 * delta =
    (10%:R^-1 + delta / 2%:R) * delta by field.
have pos : 0 < 10%:R^-1 + delta / 2%:R by rewrite addr_gt0 ?divr_gt0 ?invr_gt0 ?ltr0n.
rewrite gtr0_norm ?mulr_gt0 // ler_pmul2r // leNgt; case/negP.
apply: (@lt_trans _ _ 10%:R^-1); first by rewrite ltf_pinv ?posrE ?ltr0n // ltr_nat.
by rewrite ltr_addl divr_gt0 ?ltr0n.
Qed.

(* Wrong variants of the theorems about sensing, near the truth, refuted. *)
Section Wrong.
Variable R : realFieldType.

(* one measurement of one entry, 1 x = y *)
Let A (i : 'I_1) : 'M[R]_1 := 1%:M.
Let loss y w x : sensing_loss A (fun=> y) w x%:M = w / 2%:R * (x - y) ^+ 2.
Proof. by rewrite /sensing_loss big_ord1 /inner /A trmx1 mul1mx /mxtrace big_ord1 mxE eqxx. Qed.
Let slope y w x : sensing_slope A (fun=> y) w x%:M = (w * (x - y))%:M.
Proof.
rewrite /sensing_slope big_ord1 /inner /A trmx1 mul1mx /mxtrace big_ord1 mxE eqxx mulr1n.
by rewrite !scale_scalar_mx mulr1.
Qed.

(* the whole of the square in the place of its half *)
Theorem sensing_expansion_half_wrong : ~ (forall m p q (A : 'I_m -> 'M[R]_(p, q)) (y : 'I_m -> R)
    w X V, sensing_loss A y w (X + V) =
  sensing_loss A y w X + inner (sensing_slope A y w X) V + w * (\sum_i inner (A i) V ^+ 2)).
Proof.
move=> /(_ 1%N 1%N 1%N A (fun=> 0) 1 0%:M 1%:M).
rewrite -[_ + 1%:M](raddfD (scalar_mx_additive R 1)) !loss slope big_ord1 /inner /A.
rewrite tr_scalar_mx trmx1 !mul1mx mulmx1 /mxtrace !big_ord1 !mxE eqxx !mulr1n.
rewrite add0r !subr0 expr1n expr0n !mulr0 add0r !mulr1 mul1r => /eqP.
by rewrite add0r invr_eq1 (eqr_nat _ 2 1).
Qed.

(* nine tenths of the gradient *)
Theorem sensing_gradient_share_wrong : ~ (forall m p q (A : 'I_m -> 'M[R]_(p, q)) (y : 'I_m -> R)
    w X, has_gradient (sensing_loss A y w) X ((9%:R / 10%:R) *: sensing_slope A y w X)).
Proof.
move=> /(_ 1%N 1%N 1%N A (fun=> 0) 1 1%:M).
have e0 : 0 < 20%:R^-1 :> R by rewrite invr_gt0 ltr0n.
move=> /(_ _ e0)[delta delta0 near].
have n1 : norm1 (delta%:M : 'M_1) = delta.
  by rewrite /norm1 !big_ord1 mxE eqxx mulr1n gtr0_norm.
have := near (1 + delta)%:M; have -> : (1 + delta)%:M - 1%:M = delta%:M :> 'M[R]_1.
  by rewrite -[LHS](raddfB (scalar_mx_additive R 1)) addrC addKr.
rewrite n1 lexx !loss slope => /(_ isT); rewrite !subr0 scale_scalar_mx tr_scalar_mx -scalar_mxM.
rewrite /mxtrace big_ord1 mxE eqxx mulr1n.
have -> : 1 / 2%:R * (1 + delta) ^+ 2 - 1 / 2%:R * 1 ^+ 2 - 9%:R / 10%:R * (1 * 1) * delta =
    (10%:R^-1 + delta / 2%:R) * delta by field.
have pos : 0 < 10%:R^-1 + delta / 2%:R by rewrite addr_gt0 ?divr_gt0 ?invr_gt0 ?ltr0n.
rewrite gtr0_norm ?mulr_gt0 // ler_pmul2r // leNgt; case/negP.
apply: (@lt_trans _ _ 10%:R^-1); first by rewrite ltf_pinv ?posrE ?ltr0n // ltr_nat.
by rewrite ltr_addl divr_gt0 ?ltr0n.
Qed.

(* the other sign *)
Theorem sensing_gradient_at_zero_sign_wrong : ~ (forall m p q (A : 'I_m -> 'M[R]_(p, q))
    (y : 'I_m -> R) w, sensing_slope A y w 0 = w *: (\sum_i y i *: A i)).
Proof.
move=> /(_ 1%N 1%N 1%N A (fun=> 1) 1); rewrite sensing_gradient_at_zero big_ord1 !scale1r /A.
move=> /matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx mulr1n -subr_eq0 -opprD oppr_eq0.
by rewrite (_ : 1 + 1 = 2%:R) // pnatr_eq0.
Qed.

(* without the number of measurements *)
Theorem mean_gradient_count_wrong : ~ (forall (V : comAlgType R) (E : {linear V -> R^o}) m p q
    (A : 'I_m -> 'I_p -> 'I_q -> V) (sigma2 w : R),
  (forall i j k j' k', E (A i j k * A i j' k') = sigma2 *+ ((j == j') && (k == k'))) ->
  forall (X M : 'M[R]_(p, q)) j k, E (random_slope A w (X - M) j k) = w * sigma2 * (X - M) j k).
Proof.
move=> H; pose E : {linear R^o -> R^o} := [linear of idfun].
pose B (i : 'I_2) (j k : 'I_1) : [comAlgType R of R^o] := 1.
have moments i j k j' k' : E (B i j k * B i j' k') = 1 *+ ((j == j') && (k == k')).
  by rewrite !ord1 eqxx /B /E /= mulr1.
have := H [comAlgType R of R^o] E 2%N 1%N 1%N B 1 1 moments 1%:M 0 0 0.
rewrite (mean_gradient 1 moments) subr0 mxE eqxx !mulr1 !mul1r => /eqP.
by rewrite (eqr_nat _ 2 1).
Qed.
End Wrong.
