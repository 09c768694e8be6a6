(* Wrong variants of what the sensitivities bound, near the truth, refuted by one or two neurons at
   one or two inputs. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import sensitivity total_sensitivity.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* weights and activations: all one, none, the second negative *)
Definition ones {n} (j : 'I_n) : rat := 1.
Definition none {n} (j : 'I_n) : rat := 0.
Definition signs (j : 'I_2) : rat := if j == 0 then 1 else - 2%:R^-1.
(* two neurons at two inputs, each with nine tenths at its own; each alone there *)
Definition nines (u j : 'I_2) : rat := if j == u then 9%:R else 1.
Definition alone (u j : 'I_2) : rat := (j == u)%:R.
(* two inputs of which the second is silent *)
Definition half_silent (u : 'I_2) (j : 'I_1) : rat := (u == 0)%:R.
Notation one_input a := (fun _ : 'I_1 => a).
Notation tenths k := (k%:R / 10%:R).

Ltac sums := rewrite /total /sensitivity /share /magnitude /output /kept
  ?big_ord_recl ?big_ord0 ?inE; vm_compute.

Lemma ones_ge0 n j : 0 <= @ones n j. Proof. by []. Qed.
Lemma none_ge0 n j : 0 <= @none n j. Proof. by []. Qed.
Lemma nines_ge0 u j : 0 <= nines u j. Proof. by rewrite /nines; case: eqP. Qed.
Lemma alone_ge0 u j : 0 <= alone u j. Proof. by rewrite /alone; case: eqP. Qed.
Lemma silent_ge0 u j : 0 <= half_silent u j. Proof. by rewrite /half_silent; case: eqP. Qed.

Lemma two (u : 'I_2) : u = 0 \/ u = 1.
Proof. by case: u => [[|[|k]] k2] //; [left | right]; apply: val_inj. Qed.

Lemma dropped_all (F : realFieldType) (J U : finType) (x : J -> F) (h : U -> J -> F) :
  dropped x h setT = total x h.
Proof. by apply: eq_bigl => j; rewrite inE. Qed.

Lemma output_all (F : realFieldType) (J : finType) (x a : J -> F) : output (kept x setT) a = 0.
Proof. by rewrite /output big1 // => j _; rewrite /kept inE mul0r. Qed.

(* nine tenths of the largest *)
Theorem sensitivity_is_largest_tenth_wrong : ~ (forall (F : realFieldType) (J U : finType)
    (x : J -> F) (h : U -> J -> F) j, (forall u j, 0 <= h u j) -> (0 < #|U|)%N ->
  is_largest predT (fun u => share x (h u) j) (tenths 9 * sensitivity x h j)).
Proof.
move=> H; have [||_ /(_ 0 isT)] := H _ _ _ ones (one_input ones) (0 : 'I_1).
- by [].
- by rewrite card_ord.
by sums.
Qed.

(* without inputs *)
Theorem sensitivity_is_largest_empty_wrong : ~ (forall (F : realFieldType) (J U : finType)
    (x : J -> F) (h : U -> J -> F) j, (forall u j, 0 <= h u j) ->
  is_largest predT (fun u => share x (h u) j) (sensitivity x h j)).
Proof.
move=> H; have [|[u _ _] _] := H _ _ [finType of 'I_0] ones (fun=> ones) (0 : 'I_1); first by [].
by case: u.
Qed.

(* nine tenths of the bound *)
Theorem dropped_error_tenth_wrong : ~ (forall (F : realFieldType) (J : finType) (x a : J -> F) D,
  (forall j, 0 <= a j) -> `|output (kept x D) a - output x a| <=
    tenths 9 * (magnitude x a * \sum_(j in D) share x a j)).
Proof.
move=> H; have := H _ _ ones ones [set: 'I_1] (@ones_ge0 _); rewrite output_all big_mkcond.
by sums.
Qed.

(* equal to it whatever the signs *)
Theorem dropped_error_sign_wrong : ~ (forall (F : realFieldType) (J : finType) (x a : J -> F) D,
  (forall j, 0 <= a j) ->
  `|output (kept x D) a - output x a| = magnitude x a * \sum_(j in D) share x a j).
Proof.
move=> H; have := H _ _ signs ones [set: 'I_2] (@ones_ge0 _); rewrite output_all big_mkcond.
by move/eqP; sums.
Qed.

(* nine tenths of Delta *)
Theorem dropped_error_inputs_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) (D : {set J}), (forall u j, 0 <= h u j) -> forall u,
  magnitude x (h u) * (\sum_(j in D) share x (h u) j) <=
    tenths 9 * dropped x h D * magnitude x (h u)).
Proof.
move=> H; have := H _ _ _ ones (one_input ones) [set: 'I_1] (fun=> @ones_ge0 _) 0.
by rewrite dropped_all big_mkcond; sums.
Qed.

(* nine tenths of Delta *)
Theorem dropped_worst_tenth_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) (D : {set J}), (forall j, 0 <= x j) -> (forall u j, 0 <= h u j) ->
  0 < dropped x h D ->
  is_largest (fun u => 0 < output x (h u)) (relative_error x h D) (tenths 9 * dropped x h D) <->
  exists u, forall j, j \in D -> share x (h u) j = sensitivity x h j).
Proof.
move=> H; have K := H _ _ _ ones (one_input ones) [set: 'I_1] (@ones_ge0 _) (fun=> @ones_ge0 _).
move: K; rewrite dropped_all => -[|_ K]; first by sums.
have [|_ /(_ 0)] := K; first by exists 0 => j _; rewrite ord1; apply/eqP; sums.
by rewrite /relative_error output_all; sums => /(_ isT).
Qed.

(* each neuron of D has its largest share at an input of its own *)
Theorem dropped_worst_each_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) (D : {set J}), (forall j, 0 <= x j) -> (forall u j, 0 <= h u j) ->
  0 < dropped x h D ->
  is_largest (fun u => 0 < output x (h u)) (relative_error x h D) (dropped x h D) <->
  forall j, j \in D -> exists u, share x (h u) j = sensitivity x h j).
Proof.
move=> H; have := H _ _ _ ones nines setT (@ones_ge0 _) nines_ge0.
have most u : relative_error ones nines setT u <= 1.
  by rewrite /relative_error output_all; have [->|->] := two u; sums.
rewrite dropped_all => -[|_ K]; first by sums.
have [|[u _ e] _] := K; first by move=> j _; exists j; have [->|->] := two j; apply/eqP; sums.
by have := most u; rewrite e; sums.
Qed.

(* although Delta = 0 *)
Theorem dropped_worst_positive_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) (D : {set J}), (forall j, 0 <= x j) -> (forall u j, 0 <= h u j) ->
  is_largest (fun u => 0 < output x (h u)) (relative_error x h D) (dropped x h D) <->
  exists u, forall j, j \in D -> share x (h u) j = sensitivity x h j).
Proof.
move=> H; have := H _ _ _ ones (one_input none) [set: 'I_1] (@ones_ge0 _) (fun=> @none_ge0 _).
move=> [_ K]; have [|[u + _ _]] := K; last by sums.
by exists 0 => j _; rewrite ord1; apply/eqP; sums.
Qed.

(* nine tenths of the sensitivity *)
Theorem dropped_one_tenth_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) j, (forall j, 0 <= x j) -> (forall u j, 0 <= h u j) ->
  0 < sensitivity x h j ->
  is_largest (fun u => 0 < output x (h u)) (relative_error x h [set j])
    (tenths 9 * sensitivity x h j)).
Proof.
move=> H; have := H _ _ _ ones (one_input ones) (0 : 'I_1) (@ones_ge0 _) (fun=> @ones_ge0 _).
move=> -[|_ /(_ 0)]; first by sums.
by rewrite /relative_error; sums => /(_ isT).
Qed.

(* whatever the sign *)
Theorem dropped_one_sign_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) j, (forall u j, 0 <= h u j) -> 0 < sensitivity x h j ->
  is_largest (fun u => 0 < output x (h u)) (relative_error x h [set j]) (sensitivity x h j)).
Proof.
move=> H; have := H _ _ _ signs (one_input ones) (1 : 'I_2) (fun=> @ones_ge0 _).
by move=> -[|[u _ /eqP +] _]; [sums | rewrite /relative_error; sums].
Qed.

(* nine tenths of the error *)
Theorem dropped_rescaled_tenth_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) (D : {set J}), (forall j, 0 <= x j) -> (forall u j, 0 <= h u j) ->
  let Delta := dropped x h D in Delta < 1 ->
  forall u, `|output (fun j => 2%:R / (2%:R - Delta) * kept x D j) (h u) - output x (h u)| <=
    tenths 9 * (Delta / (2%:R - Delta)) * output x (h u)).
Proof.
move=> H; have := H _ _ _ ones (one_input ones) [set 0 : 'I_2] (@ones_ge0 _) (fun=> @ones_ge0 _).
by rewrite /dropped big_set1 => K; have := K _ 0; sums => /(_ isT).
Qed.

(* not rescaled *)
Theorem dropped_rescaled_plain_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) (D : {set J}), (forall j, 0 <= x j) -> (forall u j, 0 <= h u j) ->
  let Delta := dropped x h D in Delta < 1 ->
  forall u, `|output (kept x D) (h u) - output x (h u)| <=
    Delta / (2%:R - Delta) * output x (h u)).
Proof.
move=> H; have := H _ _ _ ones (one_input ones) [set 0 : 'I_2] (@ones_ge0 _) (fun=> @ones_ge0 _).
by rewrite /dropped big_set1 => K; have := K _ 0; sums => /(_ isT).
Qed.

(* whatever the signs *)
Theorem dropped_rescaled_sign_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) (D : {set J}), (forall u j, 0 <= h u j) ->
  let Delta := dropped x h D in Delta < 1 ->
  forall u, `|output (fun j => 2%:R / (2%:R - Delta) * kept x D j) (h u) - output x (h u)| <=
    Delta / (2%:R - Delta) * output x (h u)).
Proof.
move=> H; have := H _ _ _ signs (one_input ones) [set 0 : 'I_2] (fun=> @ones_ge0 _).
by rewrite /dropped big_set1 => K; have := K _ 0; sums => /(_ isT).
Qed.

(* up to Delta = 3: between 2 and 3 the bound is negative *)
Definition nines_of_three (u j : 'I_3) : rat := if j == u then 9%:R else 1.
Theorem dropped_rescaled_three_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) (D : {set J}), (forall j, 0 <= x j) -> (forall u j, 0 <= h u j) ->
  let Delta := dropped x h D in Delta < 3%:R ->
  forall u, `|output (fun j => 2%:R / (2%:R - Delta) * kept x D j) (h u) - output x (h u)| <=
    Delta / (2%:R - Delta) * output x (h u)).
Proof.
have h0 u j : 0 <= nines_of_three u j by rewrite /nines_of_three; case: eqP.
have t : total ones nines_of_three = 27%:R / 11%:R by apply/eqP; sums.
have o : output ones (nines_of_three 0) = 11%:R by apply/eqP; sums.
have lt3 : 27%:R / 11%:R < 3%:R :> rat by vm_compute.
move=> H; have := H _ _ _ ones nines_of_three setT (@ones_ge0 _) h0.
by rewrite dropped_all t => /(_ lt3 0)/(le_trans (normr_ge0 _)); rewrite o; vm_compute.
Qed.

(* a tenth more than 1 *)
Theorem total_bounds_least_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F), (forall u j, 0 <= h u j) -> (exists u, 0 < magnitude x (h u)) ->
  tenths 11 <= total x h).
Proof.
move=> H; have := H _ _ _ ones (one_input (@ones 1)) (fun=> @ones_ge0 _).
by move=> K; have := K (ex_intro _ 0 _); sums => /(_ isT).
Qed.

(* nine tenths of the smaller number *)
Theorem total_bounds_most_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F), (forall u j, 0 <= h u j) -> (exists u, 0 < magnitude x (h u)) ->
  total x h <= tenths 9 * (minn #|J| #|U|)%:R).
Proof.
move=> H; have := H _ _ _ ones alone alone_ge0; rewrite !card_ord => K.
suff: total ones alone <= tenths 9 * 2%:R by sums.
by apply: K; exists 0; sums.
Qed.

(* at inputs that are all silent *)
Theorem total_bounds_silent_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F), (forall u j, 0 <= h u j) -> 1 <= total x h).
Proof.
move=> H; have := H _ _ _ ones (one_input (@none 1)) (fun=> @none_ge0 _).
by sums.
Qed.

(* the same shares at all inputs, silent ones as well *)
Theorem total_one_silent_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F), (forall u j, 0 <= h u j) -> (exists u, 0 < magnitude x (h u)) ->
  total x h = 1 <-> forall u v j, share x (h u) j = share x (h v) j).
Proof.
move=> H; have [|K _] := H _ _ _ ones half_silent silent_ge0; first by exists 0; sums.
suff /eqP: share ones (half_silent 0) 0 = share ones (half_silent 1) 0 by sums.
by apply: K; apply/eqP; sums.
Qed.

(* a tenth more than 1 *)
Theorem total_one_tenth_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F), (forall u j, 0 <= h u j) -> (exists u, 0 < magnitude x (h u)) ->
  total x h <= tenths 11 -> forall u v, 0 < magnitude x (h u) -> 0 < magnitude x (h v) ->
    forall j, share x (h u) j = share x (h v) j).
Proof.
pose h (u j : 'I_2) : rat := if u == 0 then 1 else if j == 0 then 11%:R else 9%:R.
move=> H; have h0 u j : 0 <= h u j by rewrite /h; case: eqP => // _; case: eqP.
have := H _ _ _ ones h h0 (ex_intro _ 0 _); suff z u : 0 < magnitude ones (h u).
  move=> /(_ (z 0)) K; suff /eqP: share ones (h 0) 0 = share ones (h 1) 0 by sums.
  by apply: K => //; sums.
by rewrite /h; case: eqP => _; sums.
Qed.

(* silent inputs counted *)
Theorem total_inputs_silent_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F), (forall u j, 0 <= h u j) -> total x h = #|U|%:R <->
  forall j u v, u != v -> share x (h u) j = 0 \/ share x (h v) j = 0).
Proof.
move=> H; have [_] := H _ _ _ ones half_silent silent_ge0; rewrite card_ord => K.
suff /eqP: total ones half_silent = 2%:R by sums.
apply: K => j u v; have [->|u0] := eqVneq u 0; last first.
  by left; rewrite share_none // /magnitude big_ord1 /half_silent (negbTE u0) mulr0.
rewrite eq_sym => v0; right.
by rewrite share_none // /magnitude big_ord1 /half_silent (negbTE v0) mulr0.
Qed.

(* with shares in two inputs *)
Theorem total_inputs_twice_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F), (forall u j, 0 <= h u j) ->
  total x h = #|U|%:R <-> forall u, 0 < magnitude x (h u)).
Proof.
move=> H; have [_] := H _ _ [finType of 'I_2] ones (fun=> @ones 1) (fun=> @ones_ge0 _).
rewrite card_ord => K; suff /eqP: total ones (fun _ : 'I_2 => @ones 1) = 2%:R by sums.
by apply: K => u; sums.
Qed.

(* each neuron has a share at some input, beside others *)
Theorem total_neurons_beside_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F), (forall u j, 0 <= h u j) ->
  total x h = #|J|%:R <-> forall j, exists u, share x (h u) j != 0).
Proof.
move=> H; have [_] := H _ _ _ ones (one_input (@ones 2)) (fun=> @ones_ge0 _).
rewrite card_ord => K; suff /eqP: total ones (one_input (@ones 2)) = 2%:R by sums.
by apply: K => j; exists 0; sums.
Qed.

(* nine tenths of n *)
Theorem total_neurons_tenth_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F), (forall u j, 0 <= h u j) -> tenths 9 * #|J|%:R <= total x h ->
  forall j, exists u, share x (h u) j != 0 /\ forall k, k != j -> share x (h u) k = 0).
Proof.
move=> H; have := H _ _ _ ones nines nines_ge0; rewrite card_ord => K.
have [|u [_]] := K _ 0; first by sums.
by move=> /(_ 1 isT)/eqP; have [->|->] := two u; sums.
Qed.

(* nine tenths of the ratio *)
Theorem total_ratio_tenth_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) (R : F), (forall u j, 0 <= h u j) -> (exists u, 0 < magnitude x (h u)) ->
  (forall j u v, h u j <= R * h v j) -> total x h <= tenths 9 * R).
Proof.
move=> H; have K := H _ _ _ ones (one_input (@ones 1)) 1 (fun=> @ones_ge0 _).
suff: total ones (one_input (@ones 1)) <= tenths 9 * 1 by sums.
by apply: K => [|j u v]; [exists 0; sums | rewrite mul1r].
Qed.

(* the ratio of the magnitudes *)
Theorem total_ratio_magnitude_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) (R : F), (forall u j, 0 <= h u j) -> (exists u, 0 < magnitude x (h u)) ->
  (forall u v, magnitude x (h u) <= R * magnitude x (h v)) -> total x h <= R).
Proof.
move=> H; have K := H _ _ _ ones alone 1 alone_ge0.
suff: total ones alone <= 1 by sums.
apply: K => [|u v]; first by exists 0; sums.
by have [->|->] := two u; have [->|->] := two v; sums.
Qed.

(* n in place of n - 1 *)
Theorem ratio_example_count_wrong : ~ (forall (F : realFieldType) n (R : F), 1 <= R ->
  (0 < n)%N -> total (fun=> 1) (@own_R F n R) = n%:R * R / (n%:R + R)).
Proof.
move=> H; have /eqP := H _ 1%N (1 : rat) isT isT.
suff -> : total (fun=> 1) (@own_R _ 1 (1 : rat)) = 1 by vm_compute.
by apply/eqP; rewrite /own_R; sums.
Qed.

(* with a tenth less than 1 at its own *)
Theorem ratio_example_below_wrong : ~ (forall (F : realFieldType) n (R : F), tenths 9 <= R ->
  (0 < n)%N -> total (fun=> 1) (@own_R F n R) = n%:R * R / (n%:R + R - 1)).
Proof.
move=> H; have /eqP := H _ 2%N (tenths 9 : rat) isT isT.
have -> : total (fun=> 1) (@own_R _ 2 (tenths 9 : rat)) = 20%:R / 19%:R; last by vm_compute.
by apply/eqP; rewrite /own_R; sums.
Qed.

(* a tenth more than R *)
Theorem ratio_sharp_tenth_wrong : ~ (forall (F : archiFieldType) (R c : F), 1 <= R ->
  c < tenths 11 * R -> exists n, (0 < n)%N /\ c < total (fun=> 1) (@own_R F n R)).
Proof.
move=> H; suff K (F : archiFieldType) : False by exact: (K [archiFieldType of rat]).
have [|n [n0]] := H F 1 1 (lexx 1).
  by rewrite mulr1 ltr_pdivl_mulr ?ltr0n // mul1r ltr_nat.
have [h0 z ratio _] := @ratio_example F n 1 (lexx 1) n0.
rewrite ltNge => /negP; apply; apply: total_ratio => //.
by exists (Ordinal n0); exact: z.
Qed.

(* with all neurons *)
Theorem few_stay_all_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) y, (forall u j, 0 <= h u j) -> total x h = #|J|%:R ->
  let stay := [set j | y j != 0] in (#|stay| <= #|J|)%N ->
  exists u, output y (h u) = 0 /\ output x (h u) != 0).
Proof.
move=> H; have := H _ _ _ ones (one_input (@ones 1)) ones (fun=> @ones_ge0 _).
rewrite card_ord => K; suff [u []] : exists u : 'I_1, output (@ones 1) ones = 0 /\
    output (@ones 1) ones != 0 by move=> ->; rewrite eqxx.
by apply: K; [apply/eqP; sums | rewrite -[X in (_ <= X)%N](card_ord 1) max_card].
Qed.

(* with nine tenths of the largest total *)
Theorem few_stay_tenth_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) y, (forall u j, 0 <= h u j) -> tenths 9 * #|J|%:R <= total x h ->
  let stay := [set j | y j != 0] in (#|stay| < #|J|)%N ->
  exists u, output y (h u) = 0 /\ output x (h u) != 0).
Proof.
move=> H; have := H _ _ _ ones nines (kept ones [set 1]) nines_ge0; rewrite !card_ord.
move=> K; have [||u [/eqP + _]] := K.
- by sums.
- rewrite -[X in (_ < X)%N](card_ord 2) -cardsT; apply/proper_card/properP; split.
    exact: subsetT.
  by exists 1; rewrite ?inE // /kept !inE.
by rewrite /nines; case: u => [[|[|k]] k2] //; sums.
Qed.

(* an error of more than 1 *)
Theorem few_stay_error_wrong : ~ (forall (F : realFieldType) (J U : finType) (x : J -> F)
    (h : U -> J -> F) y, (forall u j, 0 <= h u j) -> total x h = #|J|%:R ->
  let stay := [set j | y j != 0] in (#|stay| < #|J|)%N ->
  forall eps, (forall u, output x (h u) != 0 ->
    `|output y (h u) - output x (h u)| <= eps * magnitude x (h u)) -> tenths 11 <= eps).
Proof.
move=> H; have := H _ _ _ ones (one_input (@ones 1)) none (fun=> @ones_ge0 _).
rewrite card_ord => K; suff: tenths 11 <= 1 :> rat by vm_compute.
apply: K => [||u _]; [by apply/eqP; sums | | by sums].
by rewrite (_ : [set j | _] = set0) ?cards0 //; apply/setP => j; rewrite !inE.
Qed.
