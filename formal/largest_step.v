(* The largest step with which descent on one mode converges, for every depth L = n + 2.

   The step is lambda -> lambda - eta lambda^(L-1) (lambda^L - m^L), and kappa = eta L m^(2L-2).
   largest_step (W4NP, part 1): over any archimedean ordered field; for kappa <= 2 descent from
     eps > 0 tends to m if the first step is positive, and so it does from every eps <= m.
   beyond_largest_step (W4NP, part 2): over any ordered field; for kappa > 2 a descent tends to m
     if and only if it is at m after a finite number of steps.
   exact_starts (W4NP, part 2): over any field; at most (2L-1)^k starts are at a given number
     after k steps. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp.zify Require Import zify.
From dlf Require Import aligned step_condition unit_step.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Scale.
Variables (R : realFieldType) (n : nat) (eta m : R).
Local Notation L := n.+2.
Local Notation eta1 := (eta * m ^+ (2 * L - 2)).
Hypothesis m0 : 0 < m.

Lemma step_scaled x : lambda_step L eta (m ^+ L) (m * x) = m * lambda_step L eta1 1 x.
Proof.
rewrite /lambda_step /= (exp_split n) !exprMn !exprD (exprS m n.+1).
by move: (m ^+ n.+1) (x ^+ n.+1) (x ^+ n.+2) => p q r; ring.
Qed.

Lemma run_scaled x k : lambda_run L eta (m ^+ L) (m * x) k = m * lambda_run L eta1 1 x k.
Proof. by elim: k => //= k ->; exact: step_scaled. Qed.

Lemma unscale eps : eps = m * (eps / m).
Proof. by rewrite mulrCA divff ?mulr1 // gt_eqF. Qed.

Lemma tends_scaled x :
  tends (lambda_run L eta (m ^+ L) (m * x)) m <-> tends (lambda_run L eta1 1 x) 1.
Proof.
have dist k : `|lambda_run L eta (m ^+ L) (m * x) k - m| = m * `|lambda_run L eta1 1 x k - 1|.
  rewrite run_scaled -[X in _ = X * _](gtr0_norm m0) -normrM; congr `|_|.
  by rewrite mulrBr mulr1.
split=> t e e0.
  have [N H] := t (m * e) (mulr_gt0 m0 e0); exists N => k /H.
  by rewrite dist ltr_pmul2l.
have [|N H] := t (e / m); first by rewrite divr_gt0.
by exists N => k /H; rewrite dist ltr_pdivl_mulr // mulrC.
Qed.
End Scale.

Theorem largest_step (R : archiFieldType) n (eta m : R) : 0 < eta -> 0 < m ->
  eta * n.+2%:R * m ^+ (2 * n.+2 - 2) <= 2%:R ->
  (forall eps, 0 < eps -> 0 < lambda_step n.+2 eta (m ^+ n.+2) eps ->
    tends (lambda_run n.+2 eta (m ^+ n.+2) eps) m) /\
  (forall eps, 0 < eps -> eps <= m -> 0 < lambda_step n.+2 eta (m ^+ n.+2) eps).
Proof.
move=> eta0 m0 small; have e0 : 0 < eta * m ^+ (2 * n.+2 - 2) by rewrite mulr_gt0 ?exprn_gt0.
split=> eps eps0; rewrite (unscale m0 eps) step_scaled // pmulr_rgt0 //.
  move=> first; apply/tends_scaled => //; apply: unit_tends => //; last by rewrite divr_gt0.
  by rewrite mulrAC.
move=> em; have x0 : 0 < eps / m by rewrite divr_gt0.
apply: lt_le_trans (x0) _; rewrite -subr_ge0 unit_gain.
rewrite mulr_ge0 //; last exact: ltW (rho_gt0 n e0 x0).
by move: em; rewrite subr_ge0 -[X in _ <= X](mulr1 m) ler_pmul2l.
Qed.

Section Beyond.
Variables (R : realFieldType) (n : nat).
Local Notation L := n.+2.
Local Notation N := n.+1.

Lemma rho_power (eta x : R) : 0 < eta -> 0 < x -> x <= 1 ->
  eta * L%:R * x ^+ (N + N) <= pull_factor n eta x.
Proof.
move=> eta0 x0 x1; rewrite exprD -mulrA ler_pmul2l // mulrCA ler_pmul2l ?exprn_gt0 //.
have spread c : L%:R * c = \sum_(i < L) c :> R by rewrite sumr_const card_ord mulr_natl.
rewrite spread; apply: ler_sum => i _; apply: ler_wiexpn2l; rewrite ?(ltW x0) //.
by rewrite -ltnS.
Qed.

(* near 1 the distance to 1 is multiplied by more than one in size *)
Lemma repelled (eta : R) : 2%:R < eta * L%:R -> exists2 d, 0 < d & forall x, `|x - 1| < d ->
  x != 1 -> `|x - 1| < `|lambda_step L eta 1 x - 1|.
Proof.
move=> big; have k0 : 0 < eta * L%:R by apply: lt_trans big; rewrite ltr0n.
have eta0 : 0 < eta by move: k0; rewrite pmulr_lgt0 // ltr0n.
pose c := eta * L%:R; pose d := (c - 2%:R) / (c * (N + N)%:R).
have cN0 : 0 < c * (N + N)%:R by rewrite mulr_gt0 // ltr0n.
have d0 : 0 < d by rewrite divr_gt0 // subr_gt0.
have d1 : d < 1.
  rewrite ltr_pdivr_mulr // mul1r; apply: (@lt_le_trans _ _ c).
    by rewrite gtr_addl oppr_lt0 ltr0n.
  by rewrite ler_pmulr // ler1n addSn.
exists d => // x xd x1.
have [xl xr] : 1 - d < x /\ x < 1 + d by apply/andP; rewrite -ltr_distl.
have x0 : 0 < x by apply: lt_trans xl; rewrite subr_gt0.
have far : 2%:R < pull_factor n eta x.
  case: (lerP 1 x) => [x1'|x1'].
    apply: lt_le_trans (rho_mono n eta0 ler01 x1').
    by apply: lt_le_trans (rho_power eta0 ltr01 (lexx 1)); rewrite expr1n mulr1.
  apply: lt_le_trans (rho_power eta0 x0 (ltW x1')); rewrite -/c.
  apply: lt_le_trans (_ : c * (1 - (N + N)%:R * (1 - x)) <= _); last first.
    by rewrite ler_pmul2l //; apply: bernoulli; exact: ltW.
  rewrite (mulrBr c) mulr1 mulrA ltr_subr_addr -ltr_subr_addl.
  by rewrite mulrC -ltr_pdivl_mulr // ltr_subl_addl -ltr_subl_addr.
have n0 : 0 < `|1 - x| by rewrite normr_gt0 subr_eq0 eq_sym.
rewrite -![`|_ - 1|]distrC unit_gap normrM ltr_pmulr //.
rewrite ltr_normr; apply/orP; right.
by rewrite opprB ltr_subr_addl -mulr2n.
Qed.

Theorem beyond_largest_step (eta m : R) : 0 < m -> 2%:R < eta * L%:R * m ^+ (2 * L - 2) ->
  forall eps, tends (lambda_run L eta (m ^+ L) eps) m <->
    exists k, lambda_run L eta (m ^+ L) eps k = m.
Proof.
move=> m0 big eps; split=> [|[k hit] e e0]; last first.
  exists k => j /subnK <-; suff -> : lambda_run L eta (m ^+ L) eps (j - k + k) = m.
    by rewrite subrr normr0.
  rewrite /lambda_run iterD -/(lambda_run L eta (m ^+ L) eps k) hit.
  by elim: (j - k)%N => //= i ->; exact: fixed_point.
rewrite (unscale m0 eps) => /(tends_scaled n eta m0); move: (eps / m) => x.
have [|d d0 away] := @repelled (eta * m ^+ (2 * L - 2)); first by rewrite mulrAC.
move=> t; have [K near] := t d d0; exists K; rewrite run_scaled.
set u := lambda_run _ _ _ _ in t near *.
case: (eqVneq (u K) 1) => [->|ne]; first by rewrite mulr1.
have [|J close] := t `|u K - 1|; first by rewrite normr_gt0 subr_eq0.
have up i : `|u K - 1| <= `|u (K + i)%N - 1| /\ u (K + i)%N != 1.
  elim: i => [|i [IH ne']]; first by rewrite addn0.
  have := away (u (K + i)%N) (near _ (leq_addr _ _)) ne'.
  rewrite addnS -[lambda_step _ _ _ _]/(u (K + i).+1) => far; split.
    exact: le_trans IH (ltW far).
  by rewrite -subr_eq0 -normr_gt0; apply: le_lt_trans far.
have [h _] := up J; have := close (K + J)%N (leq_addl _ _).
by rewrite ltNge h.
Qed.
End Beyond.

Section Count.
Variables (K : fieldType) (n : nat) (eta c : K).
Local Notation L := n.+2.

(* one step, and k steps, as polynomials in the start *)
Let g := 'X - eta *: ('X^n.+1 * ('X^L - c%:P)).
Let P k := iter k (fun p => g \Po p) 'X.

Lemma size_g : eta != 0 -> size g = (2 * L)%N.
Proof.
move=> eta0; have sX : size ('X^L - c%:P : {poly K}) = L.+1.
  by rewrite size_addl size_polyXn // size_opp (leq_ltn_trans (size_polyC_leq1 _)).
have sM : size ('X^n.+1 * ('X^L - c%:P) : {poly K}) = (2 * L)%N.
  rewrite size_monicM ?monicXn -?size_poly_eq0 ?sX // size_polyXn.
  by lia.
rewrite /g addrC size_addl size_opp size_scale // sM // size_polyX.
by rewrite mulnS.
Qed.

Theorem exact_starts target k (s : seq K) : uniq s ->
  (forall eps, eps \in s -> lambda_run L eta c eps k = target) -> (size s <= (2 * L - 1) ^ k)%N.
Proof.
move=> us hits; case: (eqVneq eta 0) => [z | eta0].
  have stay x : lambda_run L eta c x k = x.
    by elim: (k) => //= j ->; rewrite /lambda_step z mul0r subr0.
  apply: (@leq_trans 1); last by rewrite expn_gt0.
  apply: (@uniq_leq_size _ s [:: target] us) => x xs.
  by rewrite inE -(hits _ xs) stay.
have sizeP : size (P k) = ((2 * L - 1) ^ k).+1.
  have s0 j : (0 < size (P j))%N /\ (size (P j)).-1 = ((2 * L - 1) ^ j)%N.
    elim: j => [|j [IH0 IH]]; first by rewrite /P /= size_polyX.
    have e : (size (P j.+1)).-1 = ((2 * L - 1) ^ j.+1)%N.
      by rewrite /P /= size_comp_poly -/(P j) IH (size_g eta0) expnS subn1.
    split=> //; have : (0 < (size (P j.+1)).-1)%N by rewrite e expn_gt0.
    by case: (size _).
  by have [h0 <-] := s0 k; rewrite prednK.
have valueP x j : (P j).[x] = lambda_run L eta c x j.
  elim: j => [|j IH]; first by rewrite /P /= hornerX.
  rewrite /P /= horner_comp -/(P j) IH /lambda_step /g.
  by rewrite hornerD hornerN hornerX hornerZ hornerM hornerXn hornerD hornerN hornerXn hornerC.
have big : (1 < size (P k))%N by rewrite sizeP ltnS expn_gt0.
have sizeQ : size (P k - target%:P) = ((2 * L - 1) ^ k).+1.
  by rewrite size_addl // size_opp (leq_ltn_trans (size_polyC_leq1 _)).
rewrite -ltnS -sizeQ; apply: max_poly_roots => //.
  by rewrite -size_poly_eq0 sizeQ.
by apply/allP => x /hits h; rewrite /root hornerD hornerN hornerC valueP h subrr.
Qed.
End Count.
