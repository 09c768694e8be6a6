(* Signs of a sampled row, over any ordered field, every number m of draws.

   odd_never_zero (SG4W, part 1): the weights 1 and -1 at one input have the output zero, and for
     odd m every sample is off by 2/m at least.
   fifths_never_zero (SG4W, part 3): with both signs sampled apart, by their own sensitivities, the
     weights 1, 1 and -1 have samples that are off by 1/(6m) at least if 5 does not divide m. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp Require Import zify.
From dlf Require Import sensitivity total_sensitivity.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Sample.
Variables (F : realFieldType) (J : finType) (m : nat).

(* how often the neuron j is drawn *)
Definition drawn (draws : 'I_m -> J) j := #|[pred t | draws t == j]|.
(* the sampled row *)
Definition sampled (p x : J -> F) draws j : F := (drawn draws j)%:R / (m%:R * p j) * x j.

Lemma all_drawn draws : (\sum_j drawn draws j = m)%N.
Proof.
rewrite -[RHS](card_ord m) -sum1_card (partition_big draws xpredT) //=.
by apply: eq_bigr => j _; rewrite sum1_card; apply: eq_card => t; rewrite !inE.
Qed.
End Sample.

Lemma whole_apart (F : realFieldType) (a b : nat) : a <> b -> 1 <= `|a%:R - b%:R| :> F.
Proof.
have H (c e : nat) : (c < e)%N -> 1 <= e%:R - c%:R :> F.
  by move=> ce; rewrite -natrB ?ler1n ?subn_gt0 // ltnW.
move=> ab; case: (ltngtP a b) => // lt; last by rewrite (le_trans (H _ _ lt)) // ler_norm.
by rewrite distrC (le_trans (H _ _ lt)) // ler_norm.
Qed.

Section Sensitivities.
Variables (F : realFieldType) (J U : finType) (x : J -> F) (h : U -> J -> F).

(* sampling by sensitivity *)
Definition by_sensitivity j : F := sensitivity x h j / total x h.

Lemma sensitivity_at j u s : 0 <= s -> (forall v, share x (h v) j <= s) -> share x (h u) j = s ->
  sensitivity x h j = s.
Proof. by move=> s0 le e; apply/le_anti; rewrite max_le // -e; exact: share_sens. Qed.
End Sensitivities.

Section Examples.
Variable F : realFieldType.

(* the weights 1 and -1 *)
Definition plus_minus (j : bool) : F := if j then 1 else -1.
(* one input that activates both *)
Definition both_active (_ : unit) (_ : bool) : F := 1.

Lemma both_by j : by_sensitivity plus_minus both_active j = 1 / 2%:R.
Proof.
have m2 : magnitude plus_minus (both_active tt) = 2%:R.
  by rewrite /magnitude big_bool /= normrN normr1 mulr1.
have s2 k : share plus_minus (both_active tt) k = 1 / 2%:R.
  by rewrite /share m2 /plus_minus; case: k; rewrite ?normrN normr1 mulr1.
have se k : sensitivity plus_minus both_active k = 1 / 2%:R.
  apply: (@sensitivity_at _ _ _ _ _ _ tt); rewrite ?s2 ?divr_ge0 ?ler01 ?ler0n //.
  by move=> []; rewrite s2.
by rewrite /by_sensitivity /total big_bool /= !se; field.
Qed.

Lemma odd_output m (draws : 'I_m -> bool) : (0 < m)%N ->
  output (sampled (by_sensitivity plus_minus both_active) plus_minus draws) (both_active tt) =
  2%:R / m%:R * ((drawn draws true)%:R - (drawn draws false)%:R).
Proof.
move=> m0; have m1 : m%:R != 0 :> F by rewrite pnatr_eq0 -lt0n.
rewrite /output big_bool /= /sampled !both_by /both_active /=.
by move: m1; move: (m%:R) ((drawn _ _)%:R) ((drawn _ false)%:R) => k u v k0; field.
Qed.

Theorem odd_never_zero m (draws : 'I_m -> bool) : odd m ->
  let row := sampled (by_sensitivity plus_minus both_active) plus_minus draws in
  [/\ output plus_minus (both_active tt) = 0, magnitude plus_minus (both_active tt) = 2%:R &
      2%:R / m%:R <= `|output row (both_active tt)|].
Proof.
move=> mo row; have m0 : 0 < m%:R :> F by rewrite ltr0n; case: (m) mo.
split.
- by rewrite /output big_bool /= mulr1 mulr1 subrr.
- by rewrite /magnitude big_bool /= normrN normr1 mulr1.
have := all_drawn draws; rewrite big_bool /=; set a := drawn _ true; set b := drawn _ false => ab.
rewrite odd_output -/a -/b; last by case: (m) mo.
have ne : a <> b by move=> e; move: mo; rewrite -ab e addnn odd_double.
rewrite normrM ger0_norm; last by rewrite divr_ge0 ?ler0n.
by rewrite ler_pemulr ?whole_apart // divr_ge0 ?ler0n.
Qed.

(* the positive weights at the two inputs: (1, 1) and (1, 3) *)
Definition positive_part (u : bool) (j : bool) : F := if u then 1 else if j then 1 else 3%:R.
(* the negative weight at the two inputs: 2 and 4 *)
Definition negative_part (u : bool) (_ : unit) : F := if u then 2%:R else 4%:R.

Lemma positive_sensitivities :
  sensitivity (fun=> 1) positive_part true = 1 / 2%:R /\
  sensitivity (fun=> 1) positive_part false = 3%:R / 4%:R.
Proof.
have mu u : magnitude (fun=> 1) (positive_part u) = if u then 2%:R else 4%:R.
  by rewrite /magnitude big_bool normr1 !mul1r /positive_part; case: u => /=.
have sh u j : share (fun=> 1) (positive_part u) j = positive_part u j / if u then 2%:R else 4%:R.
  by rewrite /share mu normr1 mul1r.
have le (a b c e : nat) : (0 < b)%N -> (0 < e)%N -> (a * e <= c * b)%N ->
    a%:R / b%:R <= c%:R / e%:R :> F.
  move=> b0 e0 h; rewrite ler_pdivr_mulr ?ltr0n // mulrAC ler_pdivl_mulr ?ltr0n //.
  by rewrite -!natrM ler_nat.
split.
  apply: (@sensitivity_at _ _ _ _ _ _ true); rewrite ?sh ?divr_ge0 ?ler01 ?ler0n //.
  by move=> [] /=; rewrite sh /= ?lexx //; exact: (le 1%N 4%N 1%N 2%N).
apply: (@sensitivity_at _ _ _ _ _ _ false); rewrite ?sh ?divr_ge0 ?ler01 ?ler0n //.
by move=> [] /=; rewrite sh /= ?lexx //; exact: (le 1%N 2%N 3%N 4%N).
Qed.

Lemma negative_by : by_sensitivity (fun=> 1) negative_part tt = 1.
Proof.
have mu u : magnitude (fun=> 1) (negative_part u) = negative_part u tt.
  by rewrite /magnitude (bigD1 tt) //= big1 ?addr0 ?normr1 ?mul1r // => -[].
have n0 u : negative_part u tt != 0 by case: u; rewrite /= pnatr_eq0.
have sh u : share (fun=> 1) (negative_part u) tt = 1.
  by rewrite /share mu normr1 mul1r divff.
have se : sensitivity (fun=> 1) negative_part tt = 1.
  by apply: (@sensitivity_at _ _ _ _ _ _ true); rewrite ?sh ?ler01 // => v; rewrite sh.
by rewrite /by_sensitivity /total (bigD1 tt) //= big1 ?addr0 ?se ?divr1 // => -[].
Qed.

Lemma positive_total : total (fun=> 1) positive_part = 5%:R / 4%:R.
Proof. by have [s1 s2] := positive_sensitivities; rewrite /total big_bool /= s1 s2; field. Qed.

Lemma fifths_output m (positive : 'I_m -> bool) (negative : 'I_m -> unit) : (0 < m)%N ->
  output (sampled (by_sensitivity (fun=> 1) positive_part) (fun=> 1) positive)
    (positive_part true) -
  output (sampled (by_sensitivity (fun=> 1) negative_part) (fun=> 1) negative)
    (negative_part true) =
  (6%:R * m%:R)^-1 * ((5 * drawn positive true)%:R - (2 * m)%:R).
Proof.
move=> m0; have m1 : m%:R != 0 :> F by rewrite pnatr_eq0 -lt0n.
have [s1 s2] := positive_sensitivities.
have := all_drawn positive; rewrite big_bool /=.
set a := drawn _ true; set b := drawn _ false => ab.
have all' : drawn negative tt = m.
  by have := all_drawn negative; rewrite (bigD1 tt) //= big1 ?addn0 // => -[].
have bF : b%:R = m%:R - a%:R :> F by rewrite -ab natrD addrC addKr.
rewrite /output big_bool /= (bigD1 tt) //= big1 ?addr0 => [|[]//].
rewrite /sampled negative_by all' /by_sensitivity positive_total s1 s2 -/a -/b bF !natrM.
rewrite /positive_part /negative_part.
by move: m1; move: (m%:R) (a%:R) => k u k0; field.
Qed.

Theorem fifths_never_zero m (positive : 'I_m -> bool) (negative : 'I_m -> unit) :
  ~~ (5 %| m)%N ->
  let row := sampled (by_sensitivity (fun=> 1) positive_part) (fun=> 1) positive in
  let row' := sampled (by_sensitivity (fun=> 1) negative_part) (fun=> 1) negative in
  [/\ forall u, output (fun=> 1) (positive_part u) - output (fun=> 1) (negative_part u) = 0 :> F,
      sensitivity (fun=> 1) positive_part true = 1 / 2%:R :> F /\
      sensitivity (fun=> 1) positive_part false = 3%:R / 4%:R :> F &
      1 / (6%:R * m%:R) <=
        `|output row (positive_part true) - output row' (negative_part true)|].
Proof.
move=> m5 row row'; have m0 : 0 < m%:R :> F by rewrite ltr0n; case: (m) m5.
have [s1 s2] := positive_sensitivities.
split; [| by [] |].
- move=> u; rewrite /output big_bool (bigD1 tt) //= big1 ?addr0 => [|[]//].
  rewrite /positive_part /negative_part !mul1r.
  by case: u => /=; rewrite -?(natrD _ 1 1) -?(natrD _ 1 3) subrr.
rewrite fifths_output; last by case: (m) m5.
set a := drawn _ true.
have ne : (5 * a)%N <> (2 * m)%N.
  move=> e; move: m5; have := dvdn_mulr a (dvdnn 5); rewrite e Gauss_dvdr // => ->.
  by [].
rewrite mul1r normrM ger0_norm; last by rewrite invr_ge0 mulr_ge0 ?ler0n // ltW.
by rewrite ler_pemulr ?whole_apart // invr_ge0 mulr_ge0 ?ler0n // ltW.
Qed.
End Examples.
