(* Wrong variants of sampling by sensitivity for inputs that have nothing in common, near the truth,
   refuted over every ordered field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import sensitivity total_sensitivity apart_inputs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : realFieldType.

(* two inputs that share the first of three neurons *)
Definition two_inputs (u : bool) (j : 'I_3) : F :=
  if (j == 0) || (u && (j == 1)) || (~~ u && (j != 1)) then 1 else 0.
(* other probabilities *)
Definition others (j : 'I_3) : F := if j == 0 then 4%:R / 10%:R else 3%:R / 10%:R.

Lemma sum3 (f : 'I_3 -> F) : \sum_j f j = f 0 + (f 1 + f (Ordinal (isT : (2 < 3)%N))).
Proof. by rewrite !big_ord_recl big_ord0 addr0; congr (f _ + (f _ + f _)); apply: val_inj. Qed.

Lemma out2 u : output (fun=> 1) (two_inputs u) = 2%:R.
Proof. by rewrite /output sum3 /two_inputs; case: u; rewrite /= !mul1r ?addr0 ?add0r. Qed.

Lemma mag2 u : magnitude (fun=> 1) (two_inputs u) = 2%:R.
Proof. by rewrite /magnitude sum3 normr1 /two_inputs; case: u; rewrite /= !mul1r ?addr0 ?add0r. Qed.

Lemma share2 u j : share (fun=> 1) (two_inputs u) j = two_inputs u j / 2%:R.
Proof. by rewrite /share mag2 normr1 mul1r. Qed.

Lemma sens2 j : sensitivity (fun=> 1) two_inputs j = 1 / 2%:R.
Proof.
have le1 u : two_inputs u j <= 1 by rewrite /two_inputs; case: ifP; rewrite ?ler01.
apply/le_anti/andP; split.
  apply: max_le => [|u]; first by rewrite divr_ge0 ?ler01 ?ler0n.
  by rewrite share2 ler_wpmul2r ?invr_ge0 ?ler0n.
have e : two_inputs (j < 2)%N j = 1 by case: j {le1} => [[|[|[|//]]] ?].
by rewrite -{1}e -share2; exact: share_sens.
Qed.

Lemma total2 : total (fun=> 1) two_inputs = 3%:R / 2%:R.
Proof. by rewrite /total sum3 !sens2; field. Qed.

(* inputs that have something in common *)
Theorem apart_inputs_common_wrong : ~ (forall (J U : finType) m (x : J -> F) (h : U -> J -> F),
  (forall j, 0 <= x j) -> (forall u j, 0 <= h u j) -> (forall u, 0 < output x (h u)) ->
  (0 < #|U|)%N -> forall p, may_sample x h p -> exists u,
    (total x h - 1) / m%:R <= sampled_variance m x h p u / output x (h u) ^+ 2).
Proof.
move=> H.
have h0 u j : 0 <= two_inputs u j by rewrite /two_inputs; case: ifP; rewrite ?ler01.
have o0 u : 0 < output (fun=> 1) (two_inputs u) by rewrite out2 ltr0n.
have p0 j : 0 < others j by rewrite /others; case: ifP; rewrite divr_gt0 ?ltr0n.
have ms : may_sample (fun=> 1) two_inputs others.
  split=> [j||//]; first exact: ltW.
  by rewrite sum3 /others /=; field.
have U0 : (0 < #|[finType of bool]|)%N by rewrite card_bool.
have [u] := H _ _ 1%N (fun=> 1) two_inputs (fun=> ler01) h0 o0 U0 others ms.
rewrite total2 /sampled_variance out2 big_mkcond sum3 !p0.
have -> : ((1 * two_inputs u 0) ^+ 2 / others 0 + ((1 * two_inputs u 1) ^+ 2 / others 1 +
    (1 * two_inputs u (Ordinal (isT : (2 < 3)%N))) ^+ 2 / others (Ordinal (isT : (2 < 3)%N))) -
    2%:R ^+ 2) / 1%:R / 2%:R ^+ 2 = 11%:R / 24%:R :> F.
  by rewrite /two_inputs /others; case: u => /=; field.
have -> : (3%:R / 2%:R - 1) / 1%:R = 12%:R / 24%:R :> F by field.
by rewrite ler_pmul2r ?invr_gt0 ?ltr0n // ler_nat.
Qed.

(* the total not less one *)
Theorem apart_inputs_total_wrong : ~ (forall (J U : finType) m (x : J -> F) (h : U -> J -> F),
  (forall j, 0 <= x j) -> (forall u j, 0 <= h u j) -> (forall u, 0 < output x (h u)) ->
  (forall j u v, u != v -> share x (h u) j = 0 \/ share x (h v) j = 0) -> (0 < #|U|)%N ->
  forall u, sampled_variance m x h (fun j => sensitivity x h j / total x h) u /
    output x (h u) ^+ 2 = total x h / m%:R).
Proof.
move=> H; have e : output (fun _ : unit => 1 : F) (fun=> 1) = 1.
  by rewrite /output (bigD1 tt) //= big1 ?addr0 ?mulr1 // => -[].
have m1 : magnitude (fun _ : unit => 1 : F) (fun=> 1) = 1.
  by rewrite /magnitude (bigD1 tt) //= big1 ?addr0 ?mulr1 ?normr1 // => -[].
have sh u : share (fun _ : unit => 1 : F) ((fun _ : unit => fun=> 1) u) tt = 1.
  by rewrite /share m1 normr1 mulr1 divr1.
have se : sensitivity (fun _ : unit => 1 : F) (fun _ : unit => fun=> 1) tt = 1.
  apply/le_anti/andP; split; last by rewrite -{1}(sh tt); exact: share_sens.
  by apply: max_le => [|u]; rewrite ?ler01 ?sh.
have to : total (fun _ : unit => 1 : F) (fun _ : unit => fun=> 1) = 1.
  by rewrite /total (bigD1 tt) //= big1 ?addr0 // => -[].
have := H [finType of unit] [finType of unit] 1%N (fun=> 1) (fun _ => fun=> 1) (fun=> ler01)
  (fun _ _ => ler01) _ _ _ tt; rewrite /sampled_variance e to big_mkcond (bigD1 tt) //=.
rewrite big1 => [|[]//]; rewrite se => {}H.
have {H} : ((if 0 < 1 / 1 :> F then (1 * 1) ^+ 2 / (1 / 1) else 0) + 0 - 1 ^+ 2) / 1%:R / 1 ^+ 2 =
    1 / 1%:R :> F.
  apply: H => [u|j [] []|] //; first exact: ltr01.
  by rewrite card_unit.
rewrite divr1 ltr01 !divr1 mulr1 addr0 subrr !mul0r => /eqP.
by rewrite eq_sym oner_eq0.
Qed.
End Wrong.
