(* Wrong variants of signs of a sampled row, near the truth, refuted over every ordered field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import sensitivity total_sensitivity signs_of_sample.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : realFieldType.

(* true is drawn c times of m *)
Definition first_draws m c (t : 'I_m) : bool := (t < c)%N.

Lemma first_drawn m c : (c <= m)%N -> drawn (@first_draws m c) true = c.
Proof.
move=> cm; rewrite /drawn -sum1_card (eq_bigl (fun t : 'I_m => (t < c)%N)) => [|t]; last first.
  by rewrite !inE eqb_id.
by rewrite -(big_ord_widen m (fun _ => 1%N)) // sum1_card card_ord.
Qed.

Lemma first_not m c : (c <= m)%N -> drawn (@first_draws m c) false = (m - c)%N.
Proof.
move=> cm; have := all_drawn (@first_draws m c); rewrite big_bool /= first_drawn // => e.
by apply/eqP; rewrite -(eqn_add2l c) e subnKC.
Qed.

(* even numbers of draws as well *)
Theorem odd_never_zero_even_wrong : ~ (forall m (draws : 'I_m -> bool), (0 < m)%N ->
  2%:R / m%:R <= `|output (sampled (by_sensitivity (@plus_minus F) (@both_active F))
    (@plus_minus F) draws) (@both_active F tt)|).
Proof.
move=> /(_ 2%N (@first_draws 2 1) isT); rewrite odd_output // first_drawn // first_not //.
by rewrite subrr mulr0 normr0 divff ?pnatr_eq0 // ler10.
Qed.

(* three in place of two *)
Theorem odd_never_zero_three_wrong : ~ (forall m (draws : 'I_m -> bool), odd m ->
  3%:R / m%:R <= `|output (sampled (by_sensitivity (@plus_minus F) (@both_active F))
    (@plus_minus F) draws) (@both_active F tt)|).
Proof.
move=> /(_ 1%N (@first_draws 1 1) isT); rewrite odd_output // first_drawn // first_not //.
by rewrite !divr1 subr0 mulr1 ger0_norm ?ler0n // ler_nat.
Qed.

(* multiples of five as well *)
Theorem fifths_never_zero_five_wrong : ~ (forall m (positive : 'I_m -> bool)
  (negative : 'I_m -> unit), (0 < m)%N -> 1 / (6%:R * m%:R) <= `|
  output (sampled (by_sensitivity (fun=> 1) (@positive_part F)) (fun=> 1) positive)
    (positive_part F true) -
  output (sampled (by_sensitivity (fun=> 1) (@negative_part F)) (fun=> 1) negative)
    (negative_part F true)|).
Proof.
move=> /(_ 5%N (@first_draws 5 2) (fun=> tt) isT); rewrite fifths_output // first_drawn //.
by rewrite subrr mulr0 normr0 leNgt divr_gt0 ?ltr01 // mulr_gt0 ?ltr0n.
Qed.

(* a fifth in place of a sixth *)
Theorem fifths_never_zero_sixth_wrong : ~ (forall m (positive : 'I_m -> bool)
  (negative : 'I_m -> unit), ~~ (5 %| m)%N -> 1 / (5%:R * m%:R) <= `|
  output (sampled (by_sensitivity (fun=> 1) (@positive_part F)) (fun=> 1) positive)
    (positive_part F true) -
  output (sampled (by_sensitivity (fun=> 1) (@negative_part F)) (fun=> 1) negative)
    (negative_part F true)|).
Proof.
move=> /(_ 2%N (@first_draws 2 1) (fun=> tt) isT); rewrite fifths_output // first_drawn //.
have -> : (6%:R * 2%:R)^-1 * ((5 * 1)%:R - (2 * 2)%:R) = 12%:R^-1 :> F.
  by rewrite -natrB //= mulr1 -natrM.
rewrite ger0_norm ?invr_ge0 ?ler0n // mul1r -natrM lef_pinv ?posrE ?ltr0n // ler_nat.
by [].
Qed.
End Wrong.
