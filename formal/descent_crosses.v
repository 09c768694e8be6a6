(* Beyond the step condition a mode crosses its target, for all but countably many starts; any
   depth L = n + 2.

   few_starts_land (WHSH, part 6): over any ordered field, the starts from which step k lands on the
     target exactly are no more than the degree of a polynomial.
   crosses_or_lands (WHSH, part 6): over an archimedean field, if eta L m^(2L-2) > 1, the run from
     any start between 0 and m passes m, or lands on it exactly. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import aligned step_condition.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Landing.
Variables (R : realFieldType) (n : nat) (eta m : R).
Local Notation L := n.+2.
Local Notation run eps k := (lambda_run L eta (m ^+ L) eps k).

Lemma run_polynomial k : exists p : {poly R}, forall x, p.[x] = run x k.
Proof.
elim: k => [|k [p IH]]; first by exists 'X => x; rewrite hornerX.
exists (p - eta%:P * (p ^+ L.-1 * (p ^+ L - (m ^+ L)%:P))) => x.
by rewrite hornerD hornerN hornerM hornerC hornerM hornerD hornerN hornerC !horner_exp IH.
Qed.

Lemma run_from_zero k : run 0 k = 0.
Proof.
elim: k => [|k IH] //; rewrite -[run 0 k.+1]/(lambda_step L eta (m ^+ L) (run 0 k)) IH.
by rewrite /lambda_step -[L.-1]/n.+1 exprS mul0r mul0r mulr0 subr0.
Qed.

Theorem few_starts_land k : m != 0 -> exists N, forall starts : seq R, uniq starts ->
  (forall x, x \in starts -> run x k = m) -> (size starts < N)%N.
Proof.
move=> m0; have [p pE] := run_polynomial k; exists (size (p - m%:P)) => s us land.
apply: max_poly_roots us; last first.
  by apply/allP => x xs; rewrite /root !hornerE pE land // subrr.
apply/eqP => z; have : (p - m%:P).[0] = 0 by rewrite z horner0.
by rewrite !hornerE pE run_from_zero sub0r => /eqP; rewrite oppr_eq0 (negbTE m0).
Qed.
End Landing.

Section Crossing.
Variables (R : archiFieldType) (n : nat) (eta m eps : R).
Local Notation L := n.+2.
Hypotheses (eta0 : 0 < eta) (m0 : 0 < m) (long : 1 < eta * L%:R * m ^+ (2 * L - 2)).
Local Notation g := (lambda_step L eta (m ^+ L)).
Local Notation run k := (lambda_run L eta (m ^+ L) eps k).

Lemma sum_at_least x : 0 < x -> x < m -> L%:R * x ^+ n.+1 <= S m x L.
Proof.
move=> x0 xm; have [x1 m1] := (ltW x0, ltW m0).
have all (y : R) : L%:R * y = \sum_(i < L) y by rewrite sumr_const card_ord mulr_natl.
rewrite all /S; apply: ler_sum => i _.
have -> : x ^+ n.+1 = x ^+ (n.+1 - i) * x ^+ i by rewrite -exprD subnK // -ltnS.
by rewrite ler_wpmul2r ?exprn_ge0 // ler_expn2r // ?nnegrE // ltW.
Qed.

(* close below the target a step passes it *)
Lemma close_passes : exists2 b, 0 < b < m & forall x, b < x -> x < m -> m < g x.
Proof.
pose K := (2 * L - 2)%N; pose c := eta * L%:R * m ^+ K; have c1 : 1 < c by exact: long.
have c0 : 0 < c by apply: lt_trans c1.
have K0 : (0 < K)%N by rewrite /K exp_split.
pose th := (1 - c^-1) / (2%:R * K%:R).
have i1 : c^-1 < 1 by rewrite invf_lt1.
have i0 : 0 < c^-1 by rewrite invr_gt0.
have KK : 0 < 2%:R * K%:R :> R by rewrite mulr_gt0 ?ltr0n.
have th0 : 0 < th by rewrite divr_gt0 // subr_gt0.
have th1 : th < 1.
  rewrite ltr_pdivr_mulr // mul1r; apply: (@lt_le_trans _ _ 1).
    by rewrite ltr_subl_addl ltr_addr.
  by rewrite -natrM ler1n muln_gt0 K0.
have room : c^-1 < 1 - K%:R * th.
  have -> : K%:R * th = (1 - c^-1) / 2%:R.
    by rewrite /th (invfM 2%:R) mulrCA [K%:R * (_ * _)]mulrCA divff ?mulr1 // pnatr_eq0 -lt0n.
  rewrite ltr_subr_addl -ltr_subr_addr ltr_pdivr_mulr ?ltr0n // mulr_natr mulr2n ltr_addl subr_gt0.
  by [].
exists (m * (1 - th)); first by rewrite mulr_gt0 ?subr_gt0 //= gtr_pmulr // ltr_subl_addl ltr_addr.
move=> x bx xm; have x0 : 0 < x by apply: lt_trans bx; rewrite mulr_gt0 // subr_gt0.
rewrite -subr_lt0 gap pmulr_rlt0 ?subr_gt0 // subr_lt0.
apply: (@lt_le_trans _ _ (eta * L%:R * x ^+ K)); last first.
  have -> : eta * L%:R * x ^+ K = eta * x ^+ n.+1 * (L%:R * x ^+ n.+1).
    by rewrite /K exp_split exprD; ring.
  by rewrite ler_pmul2l ?sum_at_least // mulr_gt0 ?exprn_gt0.
have q : x = m * (x / m) by rewrite mulrC divfK // gt_eqF.
have low : 1 - th < x / m by rewrite ltr_pdivl_mulr // mulrC.
have q0 : 0 <= x / m by rewrite divr_ge0 // ltW.
have q1 : x / m <= 1 by rewrite ler_pdivr_mulr // mul1r ltW.
have ber := bernoulli K q0 q1; rewrite {1}q exprMn mulrA -/c -ltr_pdivr_mull // mulr1.
apply: lt_le_trans room (le_trans _ ber); rewrite ler_add2l ler_opp2 ler_pmul2l ?ltr0n //.
by rewrite ler_subl_addr -ler_subl_addl ltW.
Qed.

Theorem crosses_or_lands : 0 < eps -> eps < m -> exists k, m < run k \/ run k = m.
Proof.
move=> e0 em; have [b /andP[b0 bm] near] := close_passes.
pose c := (m - b) * (eta * eps ^+ n.+1 * (L%:R * eps ^+ n.+1)).
have c0 : 0 < c by rewrite mulr_gt0 ?subr_gt0 // !mulr_gt0 ?exprn_gt0 ?ltr0n.
have step k : run k.+1 = g (run k) by [].
have either k : (exists j, b < run j) \/ eps + k%:R * c <= run k <= b.
  elim: k => [|k IH].
    by rewrite mul0r addr0 /=; have [le|lt] := lerP eps b; [right; rewrite lexx | left; exists 0%N].
  case: IH => [|/andP[low up]]; first by left.
  have [le|lt] := lerP (run k.+1) b; last by left; exists k.+1.
  right; rewrite andbT -addn1 natrD mulrDl mul1r addrA addn1 step.
  have ex : eps <= run k by apply: le_trans low; rewrite ler_addl mulr_ge0 ?ler0n // ltW.
  have x0 := lt_le_trans e0 ex; have xm := le_lt_trans up bm.
  have e1 := ltW e0; have x1 := ltW x0.
  rewrite -[g _](subrK (run k)) addrC ler_add // gain; apply: ler_pmul.
  - by rewrite subr_ge0 ltW.
  - by rewrite !mulr_ge0 ?exprn_ge0 ?ler0n // ltW.
  - by rewrite ler_add2l ler_opp2.
  have pw : eps ^+ n.+1 <= run k ^+ n.+1 by rewrite ler_expn2r // nnegrE.
  apply: ler_pmul; last 1 first.
  - by apply: le_trans (sum_at_least x0 xm); rewrite ler_pmul2l ?ltr0n.
  - by rewrite mulr_ge0 ?exprn_ge0 // ltW.
  - by rewrite mulr_ge0 ?exprn_ge0 ?ler0n.
  by rewrite ler_pmul2l.
have [N HN] : exists N, b < N%:R * c.
  by exists (Num.bound (b / c)); rewrite -ltr_pdivr_mulr //; apply: archi_boundP;
     rewrite divr_ge0 ?ltW.
case: (either N) => [[k bk]|/andP[low up]]; last first.
  have := lt_le_trans HN (le_trans _ (le_trans low up)); rewrite ltxx => h; suff : false by [].
  by apply: h; rewrite ler_addr ltW.
have [mk|km|e] := ltrgtP m (run k); first by exists k; left.
  by exists k.+1; left; rewrite step; exact: near.
by exists k; right.
Qed.
End Crossing.
