(* Wrong variants of the root of a penalty and of the minimiser with its two means, near the
   truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import penalty auxiliary.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* Wrong variants of what is said of the root, refuted by one, two or three features. *)

(* two features with the variances a and b *)
Definition pair (a b : rat) (i : 'I_2) : rat := if i == ord0 then a else b.

Lemma total_pair a b x : total (pair a b) x = share (x * a) + share (x * b).
Proof. by rewrite /total !big_ord_recl big_ord0 addr0. Qed.

Lemma pair_pos a b : 0 < a -> 0 < b -> forall i, 0 < pair a b i.
Proof. by move=> a0 b0 i; rewrite /pair; case: ifP. Qed.

Lemma total_one (a x : rat) : total (fun _ : 'I_1 => a) x = share (x * a).
Proof. by rewrite /total big_ord1. Qed.

(* all variances at least zero *)
Theorem total_increases_zero_wrong : ~ (forall (F : realFieldType) (p : nat) (lam : 'I_p -> F),
  (forall i, 0 <= lam i) -> forall x y, (0 < p)%N -> 0 <= x -> x < y -> total lam x < total lam y).
Proof.
move=> H; have := H _ _ (fun _ : 'I_1 => 0 : rat) (fun=> lexx _) 0 1 isT isT isT.
by rewrite !total_one; vm_compute.
Qed.

(* below zero, too *)
Theorem total_increases_everywhere_wrong : ~ (forall (F : realFieldType) (p : nat)
    (lam : 'I_p -> F), (forall i, 0 < lam i) ->
  forall x y, (0 < p)%N -> x < y -> total lam x < total lam y).
Proof.
move=> H; have := H _ _ (fun _ : 'I_1 => 1 : rat) (fun=> ltr01) (- 2%:R) 0 isT isT.
by rewrite !total_one; vm_compute.
Qed.

(* the total stays below nine tenths of p *)
Theorem total_towards_tenth_wrong : ~ (forall (F : realFieldType) (p : nat) (lam : 'I_p -> F),
  (forall i, 0 < lam i) -> forall x, (0 < p)%N -> 0 <= x -> total lam x < 9%:R / 10%:R * p%:R).
Proof.
move=> H; have := H _ _ (fun _ : 'I_1 => 1 : rat) (fun=> ltr01) 10%:R isT isT.
by rewrite total_one; vm_compute.
Qed.

(* the total reaches p *)
Theorem total_towards_reached_wrong : ~ (forall (F : realFieldType) (p : nat) (lam : 'I_p -> F),
  (0 < p)%N -> (forall i, 0 < lam i) -> exists2 x, 0 <= x & total lam x = p%:R).
Proof.
move=> H; have pos (i : 'I_1) : 0 < (1 : rat) by [].
have [x x0 T] := H _ _ (fun _ : 'I_1 => 1 : rat) isT pos.
by have [_ below _] := total_towards pos; have := below x isT x0; rewrite T ltxx.
Qed.

(* with as many samples as features *)
Theorem root_iff_equal_wrong (R : rcfType) : ~ (forall (p : nat) (lam : 'I_p -> R),
  (forall i, 0 < lam i) -> forall n, (0 < n)%N ->
  (exists2 x, 0 < x & total lam x = n%:R) <-> (n <= p)%N).
Proof.
move=> H; have pos (i : 'I_1) : 0 < (1 : R) by rewrite ltr01.
have [_ /(_ isT) root] := H _ _ pos 1%N isT.
by have [/(_ root)] := root_iff pos (isT : (0 < 1)%N).
Qed.

(* without samples *)
Theorem root_iff_none_wrong (R : rcfType) : ~ (forall (p : nat) (lam : 'I_p -> R),
  (forall i, 0 < lam i) -> forall n,
  (exists2 x, 0 < x & total lam x = n%:R) <-> (n < p)%N).
Proof.
move=> H; have pos (i : 'I_1) : 0 < (1 : R) by rewrite ltr01.
have [_ /(_ isT)[x x0]] := H _ _ pos 0%N; rewrite /total big_ord1 mulr1 => T.
by have := share_gt0 x0; rewrite T ltxx.
Qed.

(* roots below zero counted *)
Theorem root_unique_everywhere_wrong : ~ (forall (F : realFieldType) (p : nat) (lam : 'I_p -> F),
  (forall i, 0 < lam i) -> forall n x y, (0 < p)%N ->
  total lam x = n%:R -> total lam y = n%:R -> x = y).
Proof.
move=> H; have := H _ _ _ (@pair_pos 1 4%:R isT isT) 1%N (- 2%:R^-1) 2%:R^-1 isT.
have [e1 e2] : share (- 2%:R^-1 * 1) + share (- 2%:R^-1 * 4%:R) = 1%:R :> rat /\
  share (2%:R^-1 * 1) + share (2%:R^-1 * 4%:R) = 1%:R :> rat by split; apply/eqP; vm_compute.
by rewrite !total_pair => /(_ e1 e2)/eqP; vm_compute.
Qed.

(* two features alike and one sample: the root is 1 *)
Lemma alike_root : total (pair 1 1) 1 = 1%:R. Proof. by rewrite total_pair. Qed.

Lemma alike_squares : \sum_i share (1 * pair 1 1 i) ^+ 2 = 1 / 2%:R.
Proof.
rewrite (eq_bigr (fun=> (1 / 2%:R) ^+ 2)) => [|i _]; last by rewrite /pair if_same.
by rewrite sumr_const card_ord.
Qed.

(* the variances 1 and 4 and one sample: the root is one half *)
Lemma unlike_root : total (pair 1 4%:R) 2%:R^-1 = 1%:R. Proof. by rewrite total_pair. Qed.

(* eleven tenths of the lower bound *)
Theorem root_bounds_lower_wrong : ~ (forall (F : realFieldType) (p n : nat) (lam : 'I_p -> F) x,
  (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall lo hi, (forall i, lam lo <= lam i <= lam hi) ->
  11%:R / 10%:R * (n%:R / ((p%:R - n%:R) * lam hi)) <= x).
Proof.
move=> H; have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root ord0 ord0.
by rewrite {3}/pair /= => K; suff: false by []; apply: K => i; rewrite /pair if_same.
Qed.

(* nine tenths of the upper bound *)
Theorem root_bounds_upper_wrong : ~ (forall (F : realFieldType) (p n : nat) (lam : 'I_p -> F) x,
  (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall lo hi, (forall i, lam lo <= lam i <= lam hi) ->
  x <= 9%:R / 10%:R * (n%:R / ((p%:R - n%:R) * lam lo))).
Proof.
move=> H; have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root ord0 ord0.
by rewrite {3}/pair /= => K; suff: false by []; apply: K => i; rewrite /pair if_same.
Qed.

(* the lower bound met by variances that differ *)
Theorem root_bounds_met_wrong : ~ (forall (F : realFieldType) (p n : nat) (lam : 'I_p -> F) x,
  (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall lo hi, (forall i, lam lo <= lam i <= lam hi) ->
  n%:R / ((p%:R - n%:R) * lam hi) = x).
Proof.
move=> H; have := H _ _ 1%N _ 2%:R^-1 (@pair_pos 1 4%:R isT isT) isT isT unlike_root ord0 ord_max.
have between i : pair 1 4%:R ord0 <= pair 1 4%:R i <= pair 1 4%:R ord_max.
  by rewrite /pair; case: (i == ord0).
by move=> /(_ between)/eqP; vm_compute.
Qed.

(* if none of the variances falls *)
Theorem root_falls_same_wrong : ~ (forall (F : realFieldType) (p n : nat) (lam : 'I_p -> F) x,
  (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall (lam' : 'I_p -> F) y, (forall i, lam i <= lam' i) -> 0 < y ->
  total lam' y = n%:R -> y < x).
Proof.
move=> H; have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root (pair 1 1) 1.
by move=> /(_ (fun=> lexx _) isT alike_root); rewrite ltxx.
Qed.

(* as much as the one variance grows *)
Theorem root_falls_proportion_wrong : ~ (forall (F : realFieldType) (p n : nat)
    (lam : 'I_p -> F) x, (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall (lam' : 'I_p -> F) j y, (forall i, lam i <= lam' i) -> lam j < lam' j -> 0 < y ->
  total lam' y = n%:R -> y * lam' j <= x * lam j).
Proof.
move=> H; have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root (pair 1 4%:R) ord_max.
move=> /(_ 2%:R^-1) K; suff: false by []; have := K _ isT isT unlike_root; apply => i.
by rewrite /pair; case: (i == ord0).
Qed.

(* a feature that never varies *)
Theorem root_falls_added_zero_wrong : ~ (forall (F : realFieldType) (p n : nat)
    (lam : 'I_p -> F) x, (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall (lam' : 'I_p.+1 -> F) k y, (forall i, lam' (lift k i) = lam i) -> 0 <= lam' k ->
  0 < y -> total lam' y = n%:R -> y < x).
Proof.
move=> H; pose lam' (i : 'I_3) : rat := if i == ord0 then 0 else 1.
have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root lam' ord0 1.
move=> K; suff: false by []; have := K _ isT isT _; apply => [i|]; first by rewrite /pair if_same.
by rewrite /total !big_ord_recl big_ord0.
Qed.

(* three features alike *)
Lemma three_total (x : rat) : total (fun _ : 'I_3 => 1) x = share x + (share x + share x).
Proof. by rewrite /total !big_ord_recl big_ord0 mulr1 addr0. Qed.

(* with as many samples *)
Theorem root_grows_same_wrong : ~ (forall (F : realFieldType) (p n : nat) (lam : 'I_p -> F) x,
  (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall m y, (n <= m)%N -> 0 < y -> total lam y = m%:R -> x < y).
Proof.
move=> H; have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root 1%N 1.
by move=> /(_ isT isT alike_root); rewrite ltxx.
Qed.

(* in proportion to the samples *)
Theorem root_grows_proportion_wrong : ~ (forall (F : realFieldType) (p n : nat)
    (lam : 'I_p -> F) x, (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall m y, (n < m)%N -> 0 < y -> total lam y = m%:R -> y * n%:R <= x * m%:R).
Proof.
move=> H; have := H _ 3%N 1%N (fun=> 1 : rat) 2%:R^-1 (fun=> ltr01) isT isT _ 2%N 2%:R.
have [e1 e2] : share 2%:R^-1 + (share 2%:R^-1 + share 2%:R^-1) = 1%:R :> rat /\
  share 2%:R + (share 2%:R + share 2%:R) = 2%:R :> rat by split; apply/eqP; vm_compute.
by rewrite !three_total => /(_ e1 isT isT e2); vm_compute.
Qed.

(* the variances 1 and 324 and one sample: the root is 1/18, the shares 1/19 and 18/19 *)
Lemma far_shares : share (18%:R^-1 * 1) = 1 / 19%:R :> rat /\
  share (18%:R^-1 * 18%:R ^+ 2) = 18%:R / 19%:R :> rat.
Proof. by split; apply/eqP; vm_compute. Qed.

Lemma far_root : total (pair 1 (18%:R ^+ 2)) 18%:R^-1 = 1%:R.
Proof. by have [a b] := far_shares; rewrite total_pair a b; apply/eqP; vm_compute. Qed.

Lemma far_pos i : 0 < pair 1 (18%:R ^+ 2) i.
Proof. by rewrite /pair; case: ifP => // _; rewrite exprn_gt0. Qed.

Lemma far_squares : \sum_i share (18%:R^-1 * pair 1 (18%:R ^+ 2) i) ^+ 2 =
  (1 ^+ 2 + 18%:R ^+ 2) / 19%:R ^+ 2.
Proof.
by rewrite !big_ord_recl big_ord0 addr0; apply/eqP; vm_compute.
Qed.

(* eleven tenths of the lower bound *)
Theorem squares_bounds_lower_wrong : ~ (forall (F : realFieldType) (p n : nat)
    (lam : 'I_p -> F) x, (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  11%:R / 10%:R * (n%:R ^+ 2 / p%:R) <= \sum_i share (x * lam i) ^+ 2).
Proof.
move=> H; have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root.
by rewrite alike_squares; vm_compute.
Qed.

(* nine tenths of the upper bound *)
Theorem squares_bounds_upper_wrong : ~ (forall (F : realFieldType) (p n : nat)
    (lam : 'I_p -> F) x, (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  \sum_i share (x * lam i) ^+ 2 < 9%:R / 10%:R * n%:R).
Proof.
move=> H; have := H _ _ 1%N _ 18%:R^-1 far_pos isT isT far_root.
by rewrite far_squares; vm_compute.
Qed.

(* eleven tenths of the bound of gamma *)
Theorem error_defined_tenth_wrong : ~ (forall (F : realFieldType) (p n : nat)
    (lam : 'I_p -> F) x, (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall (beta : 'I_p -> F) (sigma : F),
  11%:R / 10%:R * (p%:R / (p%:R - n%:R) * sigma ^+ 2) <= gamma n lam beta sigma x).
Proof.
move=> H; have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root (fun=> 0) 1.
rewrite /gamma alike_squares big1 => [|i _]; last by rewrite expr0n mulr0 mul0r.
by vm_compute.
Qed.

(* a denominator of at least a tenth *)
Theorem error_defined_denominator_wrong : ~ (forall (F : realFieldType) (p n : nat)
    (lam : 'I_p -> F) x, (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  1 / 10%:R <= 1 - (\sum_i share (x * lam i) ^+ 2) / n%:R).
Proof.
move=> H; have := H _ _ 1%N _ 18%:R^-1 far_pos isT isT far_root.
by rewrite far_squares; vm_compute.
Qed.

(* Wrong variants of the minimiser and of the two means, refuted by the variance 1 and one
   sample. *)
Section Wrong.
Variable F : rcfType.

Let s1 : Num.sqrt 1%:R = 1 :> F. Proof. exact: sqrtr1. Qed.
Let n2 : 2%:R != 0 :> F. Proof. by rewrite pnatr_eq0. Qed.

Let share1 : share (1 * 1) = 1 / 2%:R :> F.
Proof. by rewrite /share mulr1 -[1 + 1]/(2%:R). Qed.

Let at1 (b h : F) : minimiser 1 b 1 (1 * 1 / Num.sqrt 1%:R) h = (h - b) / 2%:R.
Proof. by rewrite /minimiser ?s1 ?sqrtr1 invr1 !mulr1 mul1r -[1 + 1]/(2%:R). Qed.

Let share_less (x : F) : 0 < x -> x <> 9%:R / 10%:R * x.
Proof.
move=> x0 e; have := ltxx x; rewrite {1}e gtr_pmull // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
by [].
Qed.

Let half : 0 < 1 / 2%:R :> F. Proof. by rewrite divr_gt0 ?ltr01 ?ltr0n. Qed.
Let half_not (x : F) : x = 1 / 2%:R -> x != x ^+ 2.
Proof.
by move=> ->; rewrite eq_sym lt_eqF // expr2 gtr_pmulr // ltr_pdivr_mulr ?ltr0n // mul1r ltr1n.
Qed.

(* nine tenths of the noise *)
Theorem one_minimiser_noise_wrong : ~ (forall (lam beta xi tau : F) (n : nat) h,
  0 < lam -> 0 < xi -> 0 < tau -> (0 < n)%N ->
  beta + minimiser lam beta xi (xi * tau / Num.sqrt n%:R) h / Num.sqrt lam =
  share (xi * lam) * beta +
    9%:R / 10%:R * (tau / Num.sqrt n%:R * (Num.sqrt lam)^-1 * share (xi * lam) * h)).
Proof.
move=> H; have := H 1 0 1 1 1%N 1 ltr01 ltr01 ltr01 isT.
rewrite at1 share1 ?s1 ?sqrtr1 invr1 !mulr1 mulr0 !add0r subr0 !mul1r; apply: share_less.
by rewrite -(mul1r 2%:R^-1).
Qed.

(* the share of the coefficient squared *)
Theorem one_minimiser_square_wrong : ~ (forall (lam beta xi tau : F) (n : nat) h,
  0 < lam -> 0 < xi -> 0 < tau -> (0 < n)%N ->
  beta + minimiser lam beta xi (xi * tau / Num.sqrt n%:R) h / Num.sqrt lam =
  share (xi * lam) ^+ 2 * beta + tau / Num.sqrt n%:R * (Num.sqrt lam)^-1 * share (xi * lam) * h).
Proof.
move=> H; have := H 1 1 1 1 1%N 0 ltr01 ltr01 ltr01 isT.
rewrite at1 share1 ?s1 ?sqrtr1 invr1 !mulr1 mulr0 !addr0 sub0r => /eqP.
have -> : 1 + - 1 / 2%:R = 1 / 2%:R :> F by field.
by apply/negP/half_not.
Qed.

(* a penalty below zero *)
Theorem one_minimiser_negative_wrong : ~ (forall (lam beta xi tau : F) (n : nat) h,
  0 < lam -> 0 < tau -> (0 < n)%N ->
  let u := xi * tau / Num.sqrt n%:R in let w := minimiser lam beta xi u h in
  forall v, v != w -> objective lam beta xi u h w < objective lam beta xi u h v).
Proof.
move=> H; have := H 1 0 (- 2%:R) 1 1%N 0 ltr01 ltr01 isT 1.
rewrite /objective /minimiser !mulr0 !mul0r subrr mul0r sqrtr1 => /(_ (oner_neq0 F)).
rewrite !divr1 !add0r expr0n /= mulr0 mul0r !addr0 subrr expr1n !mulr1 !subr0.
rewrite mulNr divff // subr_gt0.
by rewrite ltNge ler_pdivr_mulr ?ltr0n // mul1r ler1n.
Qed.

(* a mean of two values *)
Definition two_values (f : F -> F) : F := (f 1 + f (- 1)) / 2%:R.

Lemma two_values_mean : standard_mean two_values.
Proof. by move=> f a b c fE; rewrite /two_values !fE; field. Qed.

(* nine tenths of the noise in E w^2 *)
Theorem two_means_noise_wrong : ~ (forall (E : (F -> F) -> F) (lam beta xi tau : F) (n : nat),
  standard_mean E -> 0 < lam -> 0 < xi -> 0 < tau -> (0 < n)%N ->
  let u := xi * tau / Num.sqrt n%:R in
  E (fun h => minimiser lam beta xi u h ^+ 2) =
  9%:R / 10%:R * (tau ^+ 2 / n%:R * share (xi * lam) ^+ 2) +
    lam * beta ^+ 2 * (1 - share (xi * lam)) ^+ 2).
Proof.
move=> H; have [true_ _] := two_means 0 two_values_mean ltr01 ltr01 ltr01 (isT : (0 < 1)%N).
have := H _ 1 0 1 1 1%N two_values_mean ltr01 ltr01 ltr01 isT.
rewrite /= true_ => /addIr; apply: share_less.
by rewrite share1 expr1n divr1 mul1r exprn_gt0.
Qed.

(* 1 - theta to the first power *)
Theorem two_means_power_wrong : ~ (forall (E : (F -> F) -> F) (lam beta xi tau : F) (n : nat),
  standard_mean E -> 0 < lam -> 0 < xi -> 0 < tau -> (0 < n)%N ->
  let u := xi * tau / Num.sqrt n%:R in
  E (fun h => minimiser lam beta xi u h ^+ 2) =
  tau ^+ 2 / n%:R * share (xi * lam) ^+ 2 + lam * beta ^+ 2 * (1 - share (xi * lam))).
Proof.
move=> H; have [true_ _] := two_means 1 two_values_mean ltr01 ltr01 ltr01 (isT : (0 < 1)%N).
have := H _ 1 1 1 1 1%N two_values_mean ltr01 ltr01 ltr01 isT.
rewrite /= true_ => /addrI; rewrite share1 expr1n !mul1r => /esym/eqP; apply/negP/half_not.
by field.
Qed.

(* nine tenths of the mean of h w *)
Theorem two_means_product_wrong : ~ (forall (E : (F -> F) -> F) (lam beta xi tau : F) (n : nat),
  standard_mean E -> 0 < lam -> 0 < xi -> 0 < tau -> (0 < n)%N ->
  let u := xi * tau / Num.sqrt n%:R in
  E (fun h => h * minimiser lam beta xi u h) =
  9%:R / 10%:R * (tau / Num.sqrt n%:R * share (xi * lam))).
Proof.
move=> H; have [_ true_] := two_means 0 two_values_mean ltr01 ltr01 ltr01 (isT : (0 < 1)%N).
have := H _ 1 0 1 1 1%N two_values_mean ltr01 ltr01 ltr01 isT.
by rewrite /= true_; apply: share_less; rewrite s1 share1 divr1 mul1r.
Qed.
End Wrong.
