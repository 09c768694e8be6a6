(* The step condition eta L m^(2L-2) <= 1 of one mode under descent, for every depth L = n + 2.

   Over any ordered field, for the step lambda -> lambda - eta lambda^(L-1) (lambda^L - m^L):
   step_below_target (MZJX, part 1): under the step condition what starts below m increases and
     stays below m; m is a fixed point; the step is strictly increasing on [0, m].
   sharp (MZJX, part 2): beyond the condition some start below m is sent beyond m. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp.zify Require Import zify.
From dlf Require Import aligned.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma exp_split n : (2 * n.+2 - 2 = n.+1 + n.+1)%N.
Proof. by lia. Qed.

Section Step.
Variable R : realFieldType.
Variables (n : nat) (eta m : R).
Local Notation L := n.+2.
Hypotheses (eta0 : 0 < eta) (m0 : 0 < m).
(* the step condition *)
Definition step_condition := eta * L%:R * m ^+ (2 * L - 2) <= 1.
Local Notation g := (lambda_step L eta (m ^+ L)).

(* x^(k-1) + x^(k-2) y + ... + y^(k-1) *)
Definition S (x y : R) k := \sum_(i < k) x ^+ (k.-1 - i) * y ^+ i.

(* below m a step moves by (m - lam) eta lam^(L-1) S *)
Lemma gap lam : m - g lam = (m - lam) * (1 - eta * lam ^+ n.+1 * S m lam L).
Proof.
rewrite /lambda_step /=.
have := subrXX m lam L; rewrite -/(S m lam L) => e.
have -> : m ^+ L = lam ^+ L + (m - lam) * S m lam L by rewrite -e addrC subrK.
by move: (lam ^+ n.+1) (lam ^+ L) (S _ _ _) => a b c; ring.
Qed.

Lemma gain lam : g lam - lam = (m - lam) * (eta * lam ^+ n.+1 * S m lam L).
Proof. by rewrite -[g lam](subKr m) gap; ring. Qed.

Lemma S_bound lam : 0 < lam -> lam < m -> 0 < S m lam L < L%:R * m ^+ n.+1.
Proof.
move=> l0 lm; apply/andP; split.
  rewrite /S big_ord_recl /= expr0 mulr1 ltr_spaddl ?exprn_gt0 //.
  by apply: sumr_ge0 => i _; rewrite mulr_ge0 ?exprn_ge0 ?ltW.
rewrite mulr_natl -[X in _ *+ X]card_ord -sumr_const /S big_ord_recr [ltRHS]big_ord_recr /=.
apply: ler_lt_add.
  apply: ler_sum => i _.
  have -> : m ^+ n.+1 = m ^+ (n.+1 - i) * m ^+ i by rewrite -exprD subnK // ltnW.
  rewrite ler_pmul2l ?exprn_gt0 // ler_expn2r // ?nnegrE ltW //.
by rewrite subnn expr0 mul1r ltr_expn2r // ?nnegrE ltW.
Qed.

Lemma factor_bound lam : step_condition -> 0 < lam -> lam < m ->
  0 < eta * lam ^+ n.+1 * S m lam L < 1.
Proof.
rewrite /step_condition exp_split exprD => cond l0 lm.
have /andP[S0 S1] := S_bound l0 lm.
have l0' : 0 < lam ^+ n.+1 by rewrite exprn_gt0.
rewrite !mulr_gt0 //=; apply: lt_le_trans cond.
have -> : eta * L%:R * (m ^+ n.+1 * m ^+ n.+1) = eta * (m ^+ n.+1 * (L%:R * m ^+ n.+1)).
  by move: (m ^+ n.+1) (L%:R) => a b; ring.
rewrite -mulrA ltr_pmul2l // ltr_pmul ?ltW //.
by rewrite ltr_expn2r // ?nnegrE ltW.
Qed.

Theorem no_overshoot lam : step_condition -> 0 < lam -> lam < m ->
  lam < g lam < m.
Proof.
move=> cond l0 lm; have /andP[f0 f1] := factor_bound cond l0 lm.
rewrite -subr_gt0 gain mulr_gt0 ?subr_gt0 //=.
by rewrite -subr_gt0 gap mulr_gt0 // subr_gt0.
Qed.

Theorem fixed_point : g m = m.
Proof. by rewrite /lambda_step subrr !mulr0 subr0. Qed.

Lemma increment x y : g y - g x = (y - x) *
  (1 - eta * (S y x (n.+1 + L) - m ^+ L * S y x n.+1)).
Proof.
rewrite /lambda_step /=.
have e1 := subrXX y x (n.+1 + L); have e2 := subrXX y x n.+1.
rewrite -/(S _ _ _) in e1; rewrite -/(S _ _ _) in e2.
rewrite !exprD in e1.
transitivity (y - x - eta * ((y ^+ n.+1 * y ^+ L - x ^+ n.+1 * x ^+ L)
  - m ^+ L * (y ^+ n.+1 - x ^+ n.+1))).
  by move: (y ^+ n.+1) (y ^+ L) (x ^+ n.+1) (x ^+ L) (m ^+ L) => *; ring.
rewrite e1 e2; move: (S y x _) (S y x _) (m ^+ L) => *; ring.
Qed.

Lemma slope_bound x y : 0 <= x -> x < y -> y <= m ->
  S y x (n.+1 + L) - m ^+ L * S y x n.+1 < L%:R * m ^+ (2 * L - 2).
Proof.
move=> x0 xy ym; have y0 : 0 < y by apply: le_lt_trans xy.
have xm : x < m by apply: lt_le_trans ym.
rewrite ltr_subl_addl /S big_split_ord /= mulr_sumr exp_split.
have term j : y ^+ (n + L - (n.+1 + j)) * x ^+ (n.+1 + j) < m ^+ (n.+1 + n.+1) \/ (L <= j)%N.
  case: (leqP L j) => [|jL]; [by right | left].
  have -> : (n.+1 + n.+1 = n + L - (n.+1 + j) + (n.+1 + j))%N by clear - jL; lia.
  rewrite (exprD m); apply: (@le_lt_trans _ _ (m ^+ (n + L - (n.+1 + j)) * x ^+ (n.+1 + j))).
    by rewrite ler_wpmul2r ?exprn_ge0 // ler_expn2r // ?nnegrE ltW.
  by rewrite ltr_pmul2l ?exprn_gt0 // ltr_expn2r.
apply: ler_lt_add.
  apply: ler_sum => i _.
  have -> : (n + L - i = L + (n - i))%N by move: (ltn_ord i); clear; lia.
  rewrite exprD mulrA ler_wpmul2r ?exprn_ge0 // ler_wpmul2r ?exprn_ge0 ?(ltW y0) //.
  by rewrite ler_expn2r // ?nnegrE ltW.
rewrite mulr_natl -[X in _ *+ X]card_ord -sumr_const.
rewrite big_ord_recl [ltRHS]big_ord_recl /=; apply: ltr_le_add.
  by case: (term 0%N).
apply: ler_sum => i _; case: (term (bump 0 i)) => [/ltW //|].
by move=> Lb; exfalso; move: (nat_of_ord i) (ltn_ord i) Lb; clear; rewrite /bump => k kL /=; lia.
Qed.

Theorem strictly_increasing x y : step_condition -> 0 <= x -> x < y -> y <= m -> g x < g y.
Proof.
move=> cond x0 xy ym; rewrite -subr_gt0 increment mulr_gt0 ?subr_gt0 //.
apply: lt_le_trans cond; rewrite -mulrA ltr_pmul2l //.
exact: slope_bound.
Qed.

Lemma increasing x y : step_condition -> 0 <= x -> x <= y -> y <= m -> g x <= g y.
Proof.
move=> cond x0; rewrite le_eqVlt => /orP[/eqP <- //|xy] ym.
exact/ltW/strictly_increasing.
Qed.

Theorem step_below_target : step_condition ->
  [/\ forall lam, 0 < lam -> lam < m -> lam < g lam < m, g m = m &
      forall x y, 0 <= x -> x < y -> y <= m -> g x < g y].
Proof.
by move=> c; split=> [lam|| x y]; [exact: no_overshoot | exact: fixed_point |
  exact: strictly_increasing].
Qed.
End Step.

Section Sharp.
Variable R : realFieldType.

Lemma bernoulli (q : R) k : 0 <= q -> q <= 1 -> 1 - k%:R * (1 - q) <= q ^+ k.
Proof.
move=> q0 q1; elim: k => [|k IH]; first by rewrite mul0r subr0 expr0.
rewrite exprS; apply: le_trans (ler_wpmul2l q0 IH).
rewrite -subr_ge0 -(addn1 k) natrD.
have -> : q * (1 - k%:R * (1 - q)) - (1 - (k%:R + 1) * (1 - q)) = k%:R * (1 - q) ^+ 2.
  by move: (k%:R) => c; ring.
by rewrite mulr_ge0 ?ler0n // sqr_ge0.
Qed.

Theorem sharp n (eta m : R) : 0 < eta -> 0 < m ->
  1 < eta * (n.+2)%:R * m ^+ (2 * n.+2 - 2) ->
  exists lam, [/\ 0 < lam, lam < m & m < lambda_step n.+2 eta (m ^+ n.+2) lam].
Proof.
move=> eta0 m0; rewrite (exp_split n); set N := (n.+1 + n.+1)%N; set c := _ * _ => c1.
have c0 : 0 < c by apply: lt_trans c1.
have N0 : 0 < N%:R :> R by rewrite ltr0n.
set q := 1 - (1 - c^-1) / (2 * N%:R).
have p0 : 0 < (1 - c^-1) / (2 * N%:R).
  by rewrite divr_gt0 ?mulr_gt0 ?N0 ?ltr0n ?subr_gt0 ?invf_lt1.
have p1 : (1 - c^-1) / (2 * N%:R) < 1.
  rewrite ltr_pdivr_mulr ?mulr_gt0 ?N0 ?ltr0n // mul1r.
  apply: (@lt_le_trans _ _ 1); first by rewrite ltr_subl_addl ltr_addr invr_gt0.
  by rewrite -natrM ler1n muln_gt0.
have q0 : 0 < q by rewrite subr_gt0.
have q1 : q < 1 by rewrite ltr_subl_addl ltr_addr.
have big : 1 < c * q ^+ N.
  rewrite mulrC -ltr_pdivr_mulr //; apply: lt_le_trans (bernoulli _ (ltW q0) (ltW q1)).
  have -> : N%:R * (1 - q) = (1 - c^-1) / 2.
    have gen (u v : R) : 0 < u -> u * (1 - (1 - v / (2 * u))) = v / 2.
      by move=> u0; field; rewrite gt_eqF.
    exact: gen.
  rewrite div1r -subr_gt0.
  have -> : 1 - (1 - c^-1) / 2 - c^-1 = (1 - c^-1) / 2 by move: (c^-1) => v; field.
  by rewrite divr_gt0 ?ltr0n ?subr_gt0 ?invf_lt1.
exists (m * q).
have l0 : 0 < m * q by rewrite mulr_gt0.
have lm : m * q < m by rewrite gtr_pmulr.
split=> //; rewrite -subr_lt0 (gap n eta m) pmulr_rlt0 ?subr_gt0 // subr_lt0.
apply: lt_le_trans big _; rewrite /c -!mulrA ler_pmul2l //.
have -> : (n.+2)%:R * (m ^+ N * q ^+ N) = (m * q) ^+ n.+1 * ((n.+2)%:R * (m * q) ^+ n.+1).
  by rewrite -exprMn /N exprD mulrCA.
rewrite ler_pmul2l ?exprn_gt0 //.
rewrite mulr_natl -[X in _ *+ X]card_ord -sumr_const /S; apply: ler_sum => i _.
have -> : (m * q) ^+ n.+1 = (m * q) ^+ (n.+1 - i) * (m * q) ^+ i.
  by rewrite -exprD subnK // -ltnS.
rewrite ler_pmul2r ?exprn_gt0 //.
by rewrite ler_expn2r // ?nnegrE ltW.
Qed.
End Sharp.
