(* Inputs that have nothing in common, over any ordered field: sampling by sensitivity.

   apart_inputs (MX8Q, part 4): if no neuron has a share in two of the inputs, the sensitivities add
     up to their number N, sampling by them has the variance (N - 1) / m times the square of the
     output at every input, and no probabilities have less at all inputs. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import sensitivity total_sensitivity.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Apart.
Variables (F : realFieldType) (J U : finType) (m : nat) (x : J -> F) (h : U -> J -> F).

(* the variance of the output of a sampled row, by part 1 *)
Definition sampled_variance (p : J -> F) u : F :=
  (\sum_(j | 0 < p j) (x j * h u j) ^+ 2 / p j - output x (h u) ^+ 2) / m%:R.

(* probabilities that are positive wherever an input sees a neuron *)
Definition may_sample (p : J -> F) :=
  [/\ forall j, 0 <= p j, \sum_j p j = 1 & forall u j, x j * h u j != 0 -> 0 < p j].

Hypotheses (x0 : forall j, 0 <= x j) (h0 : forall u j, 0 <= h u j).
Hypothesis seen : forall u, 0 < output x (h u).
Hypothesis apart : forall j u v, u != v -> share x (h u) j = 0 \/ share x (h v) j = 0.
Local Notation g u j := (share x (h u) j).
Local Notation s j := (sensitivity x h j).
Local Notation S := (total x h).

Lemma magnitude_output u : magnitude x (h u) = output x (h u).
Proof. by apply: eq_bigr => j _; rewrite ger0_norm. Qed.

Lemma term_share u j : x j * h u j = g u j * output x (h u).
Proof.
by rewrite /share magnitude_output ger0_norm // divfK // gt_eqF.
Qed.

Lemma g_ge0 u j : 0 <= g u j.
Proof. by rewrite /share magnitude_output divr_ge0 ?mulr_ge0 // ltW. Qed.

Lemma g_sum u : \sum_j g u j = 1.
Proof. by rewrite share_sum // magnitude_output gt_eqF. Qed.

Lemma sensitivity_seen u j : g u j != 0 -> s j = g u j.
Proof.
move=> uj; apply/eqP; rewrite eq_le share_sens andbT; apply: max_le => [|v]; first exact: g_ge0.
have [->|vu] := eqVneq v u; first exact: lexx.
by case: (apart j vu) => [->|z]; [exact: g_ge0 | rewrite z eqxx in uj].
Qed.

Lemma relative p u : may_sample p -> sampled_variance p u / output x (h u) ^+ 2 =
  (\sum_(j | g u j != 0) g u j ^+ 2 / p j - 1) / m%:R.
Proof.
move=> [p0 p1 pp]; have z0 : output x (h u) ^+ 2 != 0 by rewrite expf_neq0 // gt_eqF.
rewrite /sampled_variance; have -> : \sum_(j | 0 < p j) (x j * h u j) ^+ 2 / p j =
    \sum_(j | g u j != 0) g u j ^+ 2 / p j * output x (h u) ^+ 2.
  rewrite big_mkcond [RHS]big_mkcond; apply: eq_bigr => j _; rewrite term_share exprMn mulrAC.
  have [z|nz] := eqVneq (g u j) 0; first by rewrite z expr0n !mul0r if_same.
  by rewrite (pp u) // term_share mulf_neq0 // gt_eqF.
by rewrite -mulr_suml -{2}[output x (h u) ^+ 2]mul1r -mulrBl mulrAC mulfK.
Qed.

Theorem apart_inputs : (0 < #|U|)%N -> let by_sensitivity j := s j / S in
  [/\ S = #|U|%:R, may_sample by_sensitivity,
      forall u, sampled_variance by_sensitivity u / output x (h u) ^+ 2 = (S - 1) / m%:R &
      forall p, may_sample p -> exists u,
        (S - 1) / m%:R <= sampled_variance p u / output x (h u) ^+ 2].
Proof.
move=> U0 q; have SN : S = #|U|%:R.
  by apply/(total_inputs _ h0); split=> // u; rewrite magnitude_output.
have S0 : 0 < S by rewrite SN ltr0n.
have s0 j : 0 <= s j by exact: max_ge0.
have ms : may_sample q.
  split=> [j||u j xh]; first by rewrite divr_ge0 // ltW.
    by rewrite -mulr_suml -/(total x h) divff // gt_eqF.
  have gj : g u j != 0 by apply: contraNneq xh => gj; rewrite term_share gj mul0r.
  by rewrite divr_gt0 // (sensitivity_seen gj) lt_def gj g_ge0.
split=> // [u|p mp].
  rewrite relative //; congr ((_ - 1) / _); rewrite -[RHS]mulr1 -(g_sum u) mulr_sumr.
  rewrite [RHS](bigID (fun j => g u j != 0)) /= [X in _ + X]big1 ?addr0 => [|j]; last first.
    by rewrite negbK => /eqP ->; rewrite mulr0.
  apply: eq_bigr => j gj; rewrite /q (sensitivity_seen gj) invf_div mulrA expr2.
  by rewrite mulrAC mulfK // mulrC.
have [p0 p1 pp] := mp; pose P u := \sum_(j | g u j != 0) p j.
have PS : \sum_u P u <= 1.
  rewrite -p1 /P (exchange_big_dep xpredT) //=; apply: ler_sum => j _.
  have [/existsP[u uj]|/existsPn z] := boolP [exists u, g u j != 0]; last first.
    by rewrite big_pred0 // => u; apply/negbTE/z.
  rewrite (bigD1 u) //= big1 ?addr0 // => v /andP[vj vu].
  by case: (apart j vu) => e; [rewrite e eqxx in vj | rewrite e eqxx in uj].
have [u Pu] : exists u, P u <= #|U|%:R^-1.
  have [/existsP[u hu]|/existsPn big] := boolP [exists u, P u <= #|U|%:R^-1]; first by exists u.
  have : 1 < \sum_u P u; last by rewrite ltNge PS.
  have -> : 1 = \sum_(u : U) #|U|%:R^-1 :> F.
    by rewrite sumr_const -[RHS]mulr_natl divff // pnatr_eq0 -lt0n.
  have /card_gt0P[u0 _] := U0; rewrite (bigD1 u0) //= [X in _ < X](bigD1 u0) //= ltr_le_add //.
    by rewrite ltNge.
  by apply: ler_sum => u _; rewrite ltW // ltNge.
have pg j : g u j != 0 -> 0 < p j.
  by move=> gj; apply: (pp u); rewrite term_share mulf_neq0 // gt_eqF.
have P0 : 0 < P u.
  have [j gj] : exists j, g u j != 0.
    apply/existsP; apply: contraT => /existsPn z; have := g_sum u; rewrite big1 => [/eqP|j _].
      by rewrite eq_sym oner_eq0.
    by apply/eqP; have := z j; rewrite negbK.
  rewrite /P (bigD1 j) //= ltr_paddr ?pg //; apply: sumr_ge0 => k _; exact: p0.
exists u; rewrite relative // ler_wpmul2r ?invr_ge0 ?ler0n // ler_add2r SN.
apply: le_trans (_ : (P u)^-1 <= _).
  by rewrite -[X in X <= _]invrK lef_pinv ?posrE // invr_gt0 ltr0n.
have e : (P u)^-1 = \sum_(j | g u j != 0) (2%:R * g u j / P u - p j / P u ^+ 2).
  rewrite sumrB -!mulr_suml -mulr_sumr -/(P u).
  have -> : \sum_(j | g u j != 0) g u j = 1.
    rewrite -(g_sum u) [RHS](bigID (fun j => g u j != 0)) /= [X in _ = _ + X]big1 ?addr0 // => j.
    by rewrite negbK => /eqP.
  by move: P0 => /gt_eqF/negbT; move: (P u) => a a0; field.
rewrite e; apply: ler_sum => j gj; have pj := pg j gj; rewrite -subr_ge0.
have -> : g u j ^+ 2 / p j - (2%:R * g u j / P u - p j / P u ^+ 2) =
    (g u j - p j / P u) ^+ 2 / p j.
  move: (P u) (p j) (g u j) P0 pj => a b c /gt_eqF/negbT a0 /gt_eqF/negbT b0; field.
  by rewrite a0 b0.
by rewrite divr_ge0 ?sqr_ge0 // ltW.
Qed.
End Apart.
