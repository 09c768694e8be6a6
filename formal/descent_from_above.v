(* Descent of one mode from above its target, for every depth L = n + 2.

   Over any ordered field; the limit over an archimedean one (the reals are one):
   quotient_bounds: each of the L terms of (x^L - m^L)/(x - m) is at least m^(L-1) and at most
     x^(L-1), for 0 < m <= x.
   step_from_above (WHSH, part 5): if eta L eps^(2L-2) <= 1, a step from m < x <= eps leads down and
     not beyond m.
   from_above_tends (WHSH, part 5): so the run from eps > m stays above m and tends to m.
   crosses_from_above (WHSH, part 6): if eta L m^(2L-2) = 1 < eta L eps^(2L-2) <= L + 1, the first
     step from eps leads beyond m, and not below zero. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import aligned step_condition.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Above.
Variables (R : realFieldType) (n : nat) (eta m : R).
Local Notation L := n.+2.
Hypotheses (eta0 : 0 < eta) (m0 : 0 < m).
Local Notation g := (lambda_step L eta (m ^+ L)).

Theorem quotient_bounds x : m <= x -> L%:R * m ^+ n.+1 <= S m x L <= L%:R * x ^+ n.+1.
Proof.
move=> mx; have x0 := lt_le_trans m0 mx; have [m1 x1] := (ltW m0, ltW x0).
have all (y : R) : L%:R * y = \sum_(i < L) y by rewrite sumr_const card_ord mulr_natl.
rewrite !all /S; apply/andP; split; apply: ler_sum => i _.
  have -> : m ^+ n.+1 = m ^+ (n.+1 - i) * m ^+ i by rewrite -exprD subnK // -ltnS.
  by rewrite ler_wpmul2l ?exprn_ge0 // ler_expn2r // nnegrE.
have -> : x ^+ n.+1 = x ^+ (n.+1 - i) * x ^+ i by rewrite -exprD subnK // -ltnS.
by rewrite ler_wpmul2r ?exprn_ge0 // ler_expn2r // nnegrE.
Qed.

Lemma above_eq x : g x - m = (x - m) * (1 - eta * x ^+ n.+1 * S m x L).
Proof.
have -> : g x - m = - (m - g x) by rewrite opprB.
by rewrite gap -[LHS]mulNr opprB.
Qed.

Theorem step_from_above eps x : eta * L%:R * eps ^+ (2 * L - 2) <= 1 -> m < x -> x <= eps ->
  m <= g x < x.
Proof.
move=> cond mx xe; have x0 := lt_trans m0 mx; have [m1 x1] := (ltW m0, ltW x0).
have /andP[low up] := quotient_bounds (ltW mx).
have S0 : 0 < S m x L by apply: lt_le_trans low; rewrite mulr_gt0 ?ltr0n ?exprn_gt0.
have f0 : 0 < eta * x ^+ n.+1 * S m x L by rewrite !mulr_gt0 ?exprn_gt0.
have f1 : eta * x ^+ n.+1 * S m x L <= 1.
  apply: le_trans cond; rewrite exp_split exprD.
  apply: (@le_trans _ _ (eta * x ^+ n.+1 * (L%:R * x ^+ n.+1))).
    by rewrite ler_pmul2l // mulr_gt0 ?exprn_gt0.
  have -> : eta * x ^+ n.+1 * (L%:R * x ^+ n.+1) = eta * L%:R * (x ^+ n.+1 * x ^+ n.+1) by ring.
  rewrite ler_pmul2l ?mulr_gt0 ?ltr0n //; have e1 := le_trans x1 xe.
  by apply: ler_pmul; rewrite ?exprn_ge0 // ler_expn2r // nnegrE.
have d0 : 0 < x - m by rewrite subr_gt0.
apply/andP; split.
  by rewrite -subr_ge0 above_eq mulr_ge0 ?subr_ge0 // ltW.
by rewrite -(ltr_add2r (- m)) above_eq gtr_pmulr // ltr_subl_addr ltr_addl.
Qed.

Theorem crosses_from_above eps : eta * L%:R * m ^+ (2 * L - 2) = 1 -> m < eps ->
  eta * L%:R * eps ^+ (2 * L - 2) <= L%:R + 1 -> 0 <= g eps < m.
Proof.
move=> eq me cond; have e0 := lt_trans m0 me.
have L0 : 0 < L%:R :> R by rewrite ltr0n.
have mm : eta * L%:R * (m ^+ n.+1 * m ^+ n.+1) = 1 by rewrite -exprD -exp_split.
have em : m ^+ n.+1 < eps ^+ n.+1 by rewrite ltr_expn2r // ltW.
apply/andP; split; last first.
  rewrite -subr_lt0 above_eq pmulr_rlt0 ?subr_gt0 // subr_lt0.
  have /andP[low _] := quotient_bounds (ltW me).
  apply: (@lt_le_trans _ _ (eta * eps ^+ n.+1 * (L%:R * m ^+ n.+1))); last first.
    by rewrite ler_pmul2l // mulr_gt0 ?exprn_gt0.
  have -> : eta * eps ^+ n.+1 * (L%:R * m ^+ n.+1) = eta * L%:R * (eps ^+ n.+1 * m ^+ n.+1) by ring.
  by rewrite -[ltLHS]mm ltr_pmul2l ?mulr_gt0 // ltr_pmul2r ?exprn_gt0.
have -> : g eps = eps * (1 - eta * (eps ^+ n.+1 * eps ^+ n.+1) + eta * (eps ^+ n * m ^+ L)).
  rewrite /lambda_step -[L.-1]/n.+1 (exprS eps n.+1) (exprS eps n).
  by move: (eps ^+ n) (m ^+ L) => u v; ring.
apply: mulr_ge0; first exact: ltW.
have q : eta * (eps ^+ n.+1 * eps ^+ n.+1) <= 1 + L%:R^-1.
  rewrite -(ler_pmul2l L0) mulrDr mulr1 divff ?gt_eqF //; apply: le_trans cond.
  by rewrite exp_split exprD le_eqVlt; apply/orP; left; apply/eqP; ring.
have h : L%:R^-1 <= eta * (eps ^+ n * m ^+ L).
  rewrite -(ler_pmul2l L0) divff ?gt_eqF // -[leLHS]mm.
  have -> : L%:R * (eta * (eps ^+ n * m ^+ L)) = eta * L%:R * (eps ^+ n * m ^+ L) by ring.
  rewrite ler_pmul2l ?mulr_gt0 //; have -> : m ^+ n.+1 * m ^+ n.+1 = m ^+ n * m ^+ L.
    by rewrite -!exprD addSnnS.
  by rewrite ler_pmul2r ?exprn_gt0 // ler_expn2r ?nnegrE ?ltW.
by rewrite addrAC subr_ge0 (le_trans q) // ler_add2l.
Qed.
End Above.

Section Limit.
Variables (R : archiFieldType) (n : nat) (eta m eps : R).
Local Notation L := n.+2.
Hypotheses (eta0 : 0 < eta) (m0 : 0 < m) (me : m < eps).
Hypothesis cond : eta * L%:R * eps ^+ (2 * L - 2) <= 1.
Local Notation run k := (lambda_run L eta (m ^+ L) eps k).

Lemma run_above k : m <= run k <= eps.
Proof.
elim: k => [|k /andP[low up]]; first by rewrite /= ltW //= lexx.
rewrite -[run k.+1]/(lambda_step L eta (m ^+ L) (run k)).
move: low; rewrite le_eqVlt => /orP[/eqP <-|low]; first by rewrite fixed_point lexx ltW.
have /andP[-> down] := step_from_above eta0 m0 cond low up.
by rewrite ltW // (lt_le_trans down).
Qed.

Theorem from_above_tends e : 0 < e -> exists N, forall k, (N <= k)%N -> m <= run k < m + e.
Proof.
move=> e0; pose c := eta * L%:R * m ^+ (2 * L - 2).
have c0 : 0 < c by rewrite !mulr_gt0 ?ltr0n ?exprn_gt0.
have shrinks k : run k.+1 - m <= (1 - c) * (run k - m).
  have /andP[low up] := run_above k.
  rewrite -[run k.+1]/(lambda_step L eta (m ^+ L) (run k)) above_eq // mulrC.
  rewrite ler_wpmul2r ?subr_ge0 // ler_add2l ler_opp2 /c exp_split exprD.
  have /andP[S1 _] := quotient_bounds n m0 low; have m1 := ltW m0.
  have -> : eta * L%:R * (m ^+ n.+1 * m ^+ n.+1) = eta * m ^+ n.+1 * (L%:R * m ^+ n.+1) by ring.
  have mr : m ^+ n.+1 <= run k ^+ n.+1 by rewrite ler_expn2r // nnegrE // (le_trans m1).
  apply: ler_pmul => //; try by rewrite mulr_ge0 ?exprn_ge0 ?ler0n // ltW.
  by rewrite ler_pmul2l.
have down k : run k.+1 <= run k.
  have := shrinks k; rewrite mulrBl mul1r => h; rewrite -(ler_add2r (- m)).
  apply: le_trans h _; have /andP[low _] := run_above k.
  by rewrite ler_subl_addr ler_addl mulr_ge0 ?subr_ge0 // ltW.
have mono i j : (i <= j)%N -> run j <= run i.
  by move=> /subnK <-; elim: (j - i)%N => [|l IH] //; apply: le_trans IH; rewrite addSn.
have either k : run k < m + e \/ run k <= eps - k%:R * (c * e).
  elim: k => [|k IH]; first by right; rewrite mul0r subr0.
  case: (ltrP (run k) (m + e)) => [near|far].
    by left; apply: le_lt_trans near; exact: down.
  case: IH => [|IH]; first by rewrite ltNge far.
  right; have -> : k.+1%:R = k%:R + 1 :> R by rewrite -addn1 natrD.
  rewrite mulrDl mul1r opprD addrA -(ler_add2r (- m)); apply: le_trans (shrinks k) _.
  rewrite mulrBl mul1r [leRHS]addrAC; apply: ler_sub.
    by rewrite ler_add2r.
  by rewrite ler_pmul2l // ler_subr_addl.
have ce : 0 < c * e by rewrite mulr_gt0.
have [N HN] : exists N, eps - m < N%:R * (c * e).
  exists (Num.bound ((eps - m) / (c * e))); rewrite -ltr_pdivr_mulr //.
  by apply: archi_boundP; rewrite divr_ge0 ?subr_ge0 ?ltW.
exists N => k Nk; have /andP[-> _] := run_above k; apply: le_lt_trans (mono _ _ Nk) _.
case: (either N) => // bad; have /andP[low _] := run_above N.
have := lt_le_trans HN _; move/(_ (eps - m)); rewrite ltxx => h; suff : false by [].
by apply: h; rewrite ler_subr_addl -ler_subr_addr; apply: le_trans low _.
Qed.
End Limit.
