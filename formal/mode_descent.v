(* Descent of one mode, for every depth L = n + 2: to its target, in order, and to zero.

   Over any ordered field; the two limits over an archimedean one (the reals are one):
   run_increases, run_tends (MZJX, part 1): under the step condition the run from eps < m increases
     strictly, stays below m and tends to m.
   comparison (MZJX, part 3): the mode with the smaller target, from no larger a start, stays
     positive and never ahead, at every step; the target may be 0, the start beyond it.
   unlearned, unlearned_tends (MZJX, part 4): with the target 0 and eta eps^(2L-2) < 1 the run
     decreases strictly, stays positive and tends to 0. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import aligned step_condition.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Follow.
Variables (R : realFieldType) (n : nat) (eta : R).
Hypothesis eta0 : 0 < eta.
Local Notation L := n.+2.
Local Notation cond := (step_condition n eta).
Local Notation run := (lambda_run L eta).

Lemma stays m lam : 0 < m -> cond m -> 0 < lam -> lam <= m ->
  lam <= lambda_step L eta (m ^+ L) lam <= m.
Proof.
move=> m0 c l0; rewrite le_eqVlt => /orP[/eqP -> |lm].
  by rewrite fixed_point lexx.
have /andP[a b] := no_overshoot eta0 m0 c l0 lm.
by rewrite !ltW.
Qed.

Lemma run_inside m eps : 0 < m -> cond m -> 0 < eps -> eps < m ->
  forall k, 0 < run (m ^+ L) eps k < m.
Proof.
move=> m0 c e0 em; elim=> [|k /andP[IH1 IH2]] /=; first by rewrite e0.
have /andP[a b] := no_overshoot eta0 m0 c IH1 IH2.
by rewrite b andbT (lt_trans IH1).
Qed.

Theorem run_increases m eps : 0 < m -> cond m -> 0 < eps -> eps < m ->
  forall k, run (m ^+ L) eps k < run (m ^+ L) eps k.+1 < m.
Proof.
move=> m0 c e0 em k; have /andP[a b] := run_inside m0 c e0 em k.
exact: no_overshoot.
Qed.

Lemma step_target lam t t' : 0 <= lam -> t <= t' ->
  lambda_step L eta t lam <= lambda_step L eta t' lam.
Proof.
move=> l0 tt; rewrite /lambda_step ler_add2l ler_opp2 ler_pmul2l //.
by rewrite ler_wpmul2l ?exprn_ge0 // ler_add2l ler_opp2.
Qed.

Lemma step_zero lam : lambda_step L eta 0 lam = lam * (1 - eta * lam ^+ (2 * L - 2)).
Proof.
rewrite /lambda_step exp_split exprD /= (exprS lam n.+1) subr0.
by move: (lam ^+ n.+1) => v; ring.
Qed.

Lemma step_positive m t lam : 0 < m -> cond m -> 0 <= t -> 0 < lam -> lam <= m ->
  0 < lambda_step L eta t lam.
Proof.
move=> m0 c t0 l0 lm; apply: lt_le_trans (step_target (ltW l0) t0).
rewrite step_zero mulr_gt0 // subr_gt0; apply: lt_le_trans c.
apply: (@le_lt_trans _ _ (eta * m ^+ (2 * L - 2))).
  by rewrite ler_pmul2l // ler_expn2r // ?nnegrE ltW.
by rewrite ltr_pmul2r ?exprn_gt0 // ltr_pmulr // ltr1n.
Qed.

Theorem comparison m sh lam lamh : 0 < m -> cond m -> 0 <= sh -> sh <= m ^+ L ->
  0 < lamh -> lamh <= lam -> lam <= m ->
  forall k, 0 < run sh lamh k <= run (m ^+ L) lam k.
Proof.
move=> m0 c sh0 tt l0 ll lm.
suff H k : [/\ 0 < run sh lamh k, run sh lamh k <= run (m ^+ L) lam k & run (m ^+ L) lam k <= m].
  by move=> k; have [-> ->] := H k.
elim: k => [|k [IH1 IH2 IH3]] //=.
have pos : 0 < run (m ^+ L) lam k := lt_le_trans IH1 IH2.
have /andP[_ below] := stays m0 c pos IH3.
split=> //; first exact: step_positive (le_trans IH2 IH3).
apply: le_trans (step_target (ltW IH1) tt) _.
by apply: increasing => //; exact: ltW.
Qed.

Theorem unlearned eps : 0 < eps -> eta * eps ^+ (2 * L - 2) < 1 ->
  forall k, 0 < run 0 eps k.+1 < run 0 eps k.
Proof.
move=> e0 small.
have one lam : 0 < lam -> lam <= eps -> 0 < lambda_step L eta 0 lam < lam.
  move=> l0 le; have l1 : eta * lam ^+ (2 * L - 2) < 1.
    apply: le_lt_trans small; rewrite ler_pmul2l // ler_expn2r // ?nnegrE ?ltW //.
  rewrite step_zero mulr_gt0 ?subr_gt0 //= gtr_pmulr // ltr_subl_addl ltr_addr.
  by rewrite mulr_gt0 ?exprn_gt0.
have inside k : 0 < run 0 eps k <= eps.
  elim: k => [|k /andP[IH1 IH2]] /=; first by rewrite e0 lexx.
  have /andP[a b] := one _ IH1 IH2.
  by rewrite a (le_trans (ltW b)).
by move=> k; have /andP[a b] := inside k; exact: one.
Qed.
End Follow.

Section Limits.
Variables (R : archiFieldType) (n : nat) (eta : R).
Hypothesis eta0 : 0 < eta.
Local Notation L := n.+2.
Local Notation run := (lambda_run L eta).

Theorem run_tends m eps : 0 < m -> step_condition n eta m -> 0 < eps -> eps < m ->
  forall e, 0 < e -> exists N, forall k, (N <= k)%N -> m - e < run (m ^+ L) eps k < m.
Proof.
move=> m0 c e0 em e ep.
have inside := run_inside eta0 m0 c e0 em; have up := run_increases eta0 m0 c e0 em.
have below k : eps <= run (m ^+ L) eps k.
  elim: k => [|k IH] //; apply: le_trans IH _.
  by have /andP[/ltW] := up k.
have mono i j : (i <= j)%N -> run (m ^+ L) eps i <= run (m ^+ L) eps j.
  move=> /subnK <-; elim: (j - i)%N => [|l IH] //; apply: le_trans IH _.
  by rewrite addSn; have /andP[/ltW] := up (l + i)%N.
case: (lerP m e) => [me|em'].
  exists 0%N => k _; have /andP[a b] := inside k; rewrite b andbT.
  by apply: le_lt_trans a; rewrite subr_le0.
have me0 : 0 < m - e by rewrite subr_gt0.
set c0 := eta * (eps ^+ n.+1 * (m ^+ L - (m - e) ^+ L)).
have c0p : 0 < c0.
  rewrite !mulr_gt0 ?exprn_gt0 // subr_gt0 ltr_expn2r ?ltW //.
  by rewrite ltr_subl_addl ltr_addr.
have either k : m - e < run (m ^+ L) eps k \/ k%:R * c0 <= run (m ^+ L) eps k.
  elim: k => [|k IH]; first by right; rewrite mul0r ltW.
  case: (ltrP (m - e) (run (m ^+ L) eps k)) => [far|near].
    by left; apply: lt_trans far _; have /andP[] := up k.
  case: IH => [|IH]; first by rewrite ltNge near.
  right; have -> : k.+1%:R = k%:R + 1 :> R by rewrite -addn1 natrD.
  rewrite mulrDl mul1r /=.
  rewrite /lambda_step -mulrN -mulrN opprB; apply: ler_add => //.
  rewrite ler_pmul2l //; have /andP[a b] := inside k.
  apply: ler_pmul.
  - by rewrite exprn_ge0 // ltW.
  - by rewrite subr_ge0 ler_expn2r // ?nnegrE ?ltW // ltr_subl_addl ltr_addr.
  - by rewrite ler_expn2r // nnegrE ltW.
  - by rewrite ler_add2l ler_opp2 ler_expn2r // nnegrE ltW.
have [N HN] : exists N, m < N%:R * c0.
  exists (Num.bound (m / c0)); rewrite -ltr_pdivr_mulr //.
  by apply: archi_boundP; rewrite divr_ge0 ?ltW.
exists N => k Nk; have /andP[_ ->] := inside k; rewrite andbT.
apply: lt_le_trans (mono _ _ Nk); case: (either N) => // bad.
by have /andP[_ /ltW b] := inside N; have := lt_le_trans HN (le_trans bad b); rewrite ltxx.
Qed.

Theorem unlearned_tends eps : 0 < eps -> eta * eps ^+ (2 * L - 2) < 1 ->
  forall e, 0 < e -> exists N, forall k, (N <= k)%N -> 0 < run 0 eps k < e.
Proof.
move=> e0 small e ep; have down := unlearned eta0 e0 small.
have pos k : 0 < run 0 eps k by case: k => [|k] //; have /andP[] := down k.
have mono i j : (i <= j)%N -> run 0 eps j <= run 0 eps i.
  move=> /subnK <-; elim: (j - i)%N => [|l IH] //; apply: le_trans IH.
  by rewrite addSn; have /andP[_ /ltW] := down (l + i)%N.
set c := eta * (e ^+ n.+1 * e ^+ L).
have c0 : 0 < c by rewrite /c mulr_gt0 // mulr_gt0 // exprn_gt0.
have either k : run 0 eps k < e \/ run 0 eps k <= eps - k%:R * c.
  elim: k => [|k IH]; first by right; rewrite mul0r subr0.
  case: (ltrP (run 0 eps k) e) => [small'|big].
    by left; apply: lt_trans small'; have /andP[] := down k.
  case: IH => [|IH]; first by rewrite ltNge big.
  right; have -> : k.+1%:R = k%:R + 1 :> R by rewrite -addn1 natrD.
  rewrite mulrDl mul1r opprD addrA /=.
  rewrite /lambda_step subr0; apply: ler_sub => //.
  rewrite ler_pmul2l //; apply: ler_pmul; rewrite ?exprn_ge0 ?(ltW ep) //.
    by rewrite ler_expn2r // nnegrE ltW.
  by rewrite ler_expn2r // nnegrE ltW.
have [N HN] : exists N, eps < N%:R * c.
  exists (Num.bound (eps / c)); rewrite -ltr_pdivr_mulr //.
  by apply: archi_boundP; rewrite divr_ge0 ?ltW.
exists N => k Nk; rewrite pos /=; apply: le_lt_trans (mono _ _ Nk) _.
case: (either N) => // bad; move: (pos N); rewrite ltNge; case/negP.
by apply: le_trans bad _; rewrite subr_le0 ltW.
Qed.
End Limits.
