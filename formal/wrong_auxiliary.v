(* Wrong variants of the minimiser and of the two means, refuted by the variance 1 and one
   sample. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import penalty auxiliary.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

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
