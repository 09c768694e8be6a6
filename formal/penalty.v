(* One number for all features: the penalty of the shortest fit, over any ordered field.

   A feature of variance a has the share x a / (1 + x a) at the number x; `total` adds the shares
   of all p features. A number x > 0 whose total is the number n of samples is a root.
   total_increases, total_towards (F2XN 1): the total increases strictly from 0 towards p.
   root_iff, root_unique (F2XN 1): there is a root if and only if p > n, over any real closed
     field, and there is only one.
   root_bounds (F2XN 2): it lies between n / ((p - n) max) and n / ((p - n) min), and meets a
     bound if and only if all variances are the same.
   root_falls, root_falls_added, root_grows (F2XN 3): it falls strictly with a variance that grows
     and with a feature that is added, and grows strictly with n.
   squares_bounds (F2XN 4): the squares of the shares add up to at least n^2 / p, and less than n.
   error_defined (F2XN 4): the denominator of gamma is positive, and gamma at least
     p / (p - n) sigma^2. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Total.
Variable F : realFieldType.
Implicit Types (x y a b e : F) (n m p : nat).

(* the share of a feature of variance a is share (x * a) *)
Definition share x : F := x / (1 + x).

(* F of the claim *)
Definition total p (lam : 'I_p -> F) x : F := \sum_i share (x * lam i).

(* gamma of the claim *)
Definition gamma n p (lam beta : 'I_p -> F) (sigma x : F) : F :=
  (sigma ^+ 2 + \sum_i lam i * beta i ^+ 2 * (1 - share (x * lam i)) ^+ 2) /
  (1 - (\sum_i share (x * lam i) ^+ 2) / n%:R).

Lemma one_more x : 0 <= x -> 0 < 1 + x.
Proof. by move=> x0; rewrite ltr_paddr ?ltr01. Qed.

Lemma share_rest x : 0 <= x -> share x = 1 - (1 + x)^-1.
Proof.
move=> /one_more x1.
by rewrite /share -[X in X / _](addrK 1 x) (addrC x) mulrBl divff ?gt_eqF // mul1r.
Qed.

Lemma share_lt x y : 0 <= x -> x < y -> share x < share y.
Proof.
move=> x0 xy; have y0 : 0 <= y by apply: le_trans x0 (ltW xy).
by rewrite !share_rest // ltr_add2l ltr_opp2 ltf_pinv ?posrE ?one_more // ltr_add2l.
Qed.

Lemma share_le x y : 0 <= x -> x <= y -> share x <= share y.
Proof. by move=> x0; rewrite le_eqVlt => /orP[/eqP-> //|/(share_lt x0)/ltW]. Qed.

Lemma share0 : share 0 = 0. Proof. by rewrite /share mul0r. Qed.

Lemma share_ge0 x : 0 <= x -> 0 <= share x.
Proof. by move=> x0; rewrite -share0 share_le. Qed.

Lemma share_gt0 x : 0 < x -> 0 < share x.
Proof. by move=> x0; rewrite -[X in X < _]share0 share_lt. Qed.

Lemma share_lt1 x : 0 <= x -> share x < 1.
Proof. by move=> x0; rewrite share_rest // gtr_addl oppr_lt0 invr_gt0 one_more. Qed.

(* the sum of p numbers, each at most and one less than its bound *)
Lemma less_sum p (f g : 'I_p -> F) j :
  (forall i, f i <= g i) -> f j < g j -> \sum_i f i < \sum_i g i.
Proof.
by move=> fg fgj; rewrite (bigD1 j) //= [ltRHS](bigD1 j) //= ltr_le_add // ler_sum.
Qed.

Section Variances.
Variables (p : nat) (lam : 'I_p -> F).
Hypothesis lam_pos : forall i, 0 < lam i.

Lemma scaled x i : 0 <= x -> 0 <= x * lam i.
Proof. by move=> x0; rewrite mulr_ge0 // ltW. Qed.

Theorem total_increases x y : (0 < p)%N -> 0 <= x -> x < y -> total lam x < total lam y.
Proof.
move=> p0 x0 xy; apply: (@less_sum _ _ _ (Ordinal p0)) => [i|].
  by apply: share_le; rewrite ?scaled // ler_pmul2r // ltW.
by apply: share_lt; rewrite ?scaled // ltr_pmul2r.
Qed.

Lemma total0 : total lam 0 = 0.
Proof. by rewrite /total big1 // => i _; rewrite mul0r share0. Qed.

Lemma total_below x : (0 < p)%N -> 0 <= x -> total lam x < p%:R.
Proof.
move=> p0 x0; have -> : p%:R = \sum_(i < p) 1 :> F by rewrite sumr_const card_ord.
apply: (@less_sum _ _ _ (Ordinal p0)) => [i|]; last by rewrite share_lt1 ?scaled.
by rewrite ltW // share_lt1 ?scaled.
Qed.

Lemma total_far e : 0 < e ->
  exists2 b, 0 < b & forall x, b <= x -> p%:R - e < total lam x.
Proof.
move=> e0; pose S := \sum_i (lam i)^-1.
have S0 : 0 <= S by apply: sumr_ge0 => i _; rewrite invr_ge0 ltW.
have b0 : 0 < S / e + 1 by rewrite ltr_paddl ?ltr01 ?divr_ge0 // ltW.
exists (S / e + 1) => // x bx; have x0 : 0 < x := lt_le_trans b0 bx.
have H : p%:R - S / x <= total lam x.
  have -> : p%:R = \sum_(i < p) 1 :> F by rewrite sumr_const card_ord.
  rewrite mulr_suml -sumrB; apply: ler_sum => i _.
  rewrite share_rest ?scaled ?(ltW x0) // ler_add2l ler_opp2 -invfM (mulrC (lam i)).
  have xl : 0 < x * lam i by rewrite mulr_gt0.
  by rewrite lef_pinv ?posrE ?one_more ?(ltW xl) // ler_addr ler01.
apply: lt_le_trans H; rewrite ltr_add2l ltr_opp2 ltr_pdivr_mulr //.
by apply: lt_le_trans (_ : e * (S / e + 1) <= _); rewrite ?ler_pmul2l // mulrDr mulr1 mulrCA
  divff ?gt_eqF // mulr1 ltr_addl.
Qed.

Theorem total_towards :
  [/\ total lam 0 = 0, forall x, (0 < p)%N -> 0 <= x -> total lam x < p%:R &
      forall e, 0 < e -> exists2 b, 0 < b & forall x, b <= x -> p%:R - e < total lam x].
Proof. by split; [exact: total0 | exact: total_below | exact: total_far]. Qed.

Lemma total_lt x y : (0 < p)%N -> 0 <= x -> 0 <= y -> (total lam x < total lam y) = (x < y).
Proof.
move=> p0 x0 y0; case: (ltgtP x y) => [|yx|->]; last by rewrite ltxx.
  exact: total_increases.
by apply/negbTE; rewrite -leNgt ltW // total_increases.
Qed.

Theorem root_unique n x y : (0 < p)%N -> 0 <= x -> 0 <= y ->
  total lam x = n%:R -> total lam y = n%:R -> x = y.
Proof.
move=> p0 x0 y0 Tx Ty; apply/eqP.
by rewrite eq_le !leNgt -(total_lt p0 x0 y0) -(total_lt p0 y0 x0) Tx Ty ltxx.
Qed.

Lemma root_size n x : (0 < n)%N -> 0 <= x -> total lam x = n%:R -> (0 < p)%N && (n < p)%N.
Proof.
move=> n0 x0 T; have p0 : (0 < p)%N.
  case: p lam T => // lam0; rewrite /total big_ord0 => /esym/eqP.
  by rewrite pnatr_eq0 eqn0Ngt n0.
by rewrite p0 -(ltr_nat F) -T total_below.
Qed.
End Variances.
End Total.

Section Exists.
Variables (R : rcfType) (p : nat) (lam : 'I_p -> R).
Hypothesis lam_pos : forall i, 0 < lam i.

(* total = n with its denominators cleared *)
Definition cleared (n : nat) : {poly R} :=
  \sum_i (lam i *: 'X * \prod_(j | j != i) (1 + lam j *: 'X)) -
  n%:R *: \prod_j (1 + lam j *: 'X).

Lemma horner_one_more j (x : R) : (1 + lam j *: 'X).[x] = 1 + x * lam j.
Proof. by rewrite hornerD hornerC hornerZ hornerX mulrC. Qed.

Lemma clearedE n (x : R) : 0 <= x ->
  (cleared n).[x] = (total lam x - n%:R) * \prod_j (1 + x * lam j).
Proof.
move=> x0; rewrite /cleared hornerD hornerN hornerZ horner_sum horner_prod mulrBl.
congr (_ - _ * _); last by apply: eq_bigr => j _; rewrite horner_one_more.
rewrite mulr_suml; apply: eq_bigr => i _; rewrite hornerM horner_prod hornerZ hornerX.
rewrite [in RHS](bigD1 i) //= mulrA divfK ?gt_eqF ?one_more ?scaled // (mulrC x).
by congr (_ * _); apply: eq_bigr => j _; rewrite horner_one_more.
Qed.

Theorem root_iff n : (0 < n)%N -> (exists2 x, 0 < x & total lam x = n%:R) <-> (n < p)%N.
Proof.
move=> n0; split=> [[x x0 T]|np].
  by have /andP[] := root_size lam_pos n0 (ltW x0) T.
have e0 : 0 < (p%:R - n%:R : R) by rewrite subr_gt0 ltr_nat.
have [b b0 far] := total_far lam_pos e0.
have D x : 0 <= x -> 0 < \prod_j (1 + x * lam j).
  by move=> x0; apply: prodr_gt0 => j _; rewrite one_more ?scaled.
have [|x /andP[x0 _]] := @poly_ivt R (cleared n) 0 b (ltW b0).
  rewrite !clearedE // ?(ltW b0) // total0 sub0r pmulr_lle0 ?D // oppr_le0 ler0n /=.
  by rewrite pmulr_lge0 ?D ?(ltW b0) // subr_ge0 ltW //; have := far b (lexx _); rewrite subKr.
rewrite /root clearedE // mulf_eq0 (gt_eqF (D x x0)) orbF subr_eq0 => /eqP T.
exists x => //; rewrite lt_neqAle x0 andbT; apply/eqP => x1; move: T; rewrite -x1 total0.
by move/esym/eqP; rewrite pnatr_eq0 eqn0Ngt n0.
Qed.
End Exists.

Section Root.
Variables (F : realFieldType) (p n : nat) (lam : 'I_p -> F) (x : F).
Hypotheses (lam_pos : forall i, 0 < lam i) (n0 : (0 < n)%N) (x0 : 0 < x).
Hypothesis root : total lam x = n%:R.

Lemma sizes : [/\ (0 < p)%N, 0 < p%:R :> F, 0 < n%:R :> F & 0 < p%:R - n%:R :> F].
Proof.
have /andP[p0 np] := root_size lam_pos n0 (ltW x0) root.
by split; rewrite ?subr_gt0 ?ltr_nat ?ltr0n.
Qed.

(* if all shares are those of the variance m at c, they add up to n *)
Lemma flat_total (c m : F) : c * m = n%:R / (p%:R - n%:R) -> \sum_(i < p) share (c * m) = n%:R.
Proof.
have [_ pp nn pn] := sizes => ->; rewrite sumr_const card_ord -[LHS]mulr_natl /share.
have -> : 1 + n%:R / (p%:R - n%:R) = p%:R / (p%:R - n%:R) :> F.
  by rewrite -[X in X + _](@divff _ (p%:R - n%:R)) ?gt_eqF // -mulrDl subrK.
by rewrite invf_div (mulrA (_ / _)) divfK ?gt_eqF // mulrC divfK ?gt_eqF.
Qed.

Theorem root_bounds lo hi : (forall i, lam lo <= lam i <= lam hi) ->
  n%:R / ((p%:R - n%:R) * lam hi) <= x ?= iff [forall i, lam i == lam hi] /\
  x <= n%:R / ((p%:R - n%:R) * lam lo) ?= iff [forall i, lam i == lam lo].
Proof.
move=> between; have [p0 pp nn pn] := sizes.
have at_ k : let c := n%:R / ((p%:R - n%:R) * lam k) in
    0 <= c /\ \sum_(i < p) share (c * lam k) = n%:R.
  have l0 := lam_pos k; split; first by rewrite divr_ge0 ?ltW ?mulr_gt0.
  by apply: flat_total; rewrite invfM mulrA divfK ?gt_eqF.
have same k c : \sum_(i < p) share (c * lam k) = n%:R -> 0 <= c ->
    [forall i, lam i == lam k] -> c = x.
  move=> T c0 /forallP E; apply: (root_unique lam_pos p0 c0 (ltW x0) _ root).
  by rewrite -T; apply: eq_bigr => i _; rewrite (eqP (E i)).
split; apply/leifP; case: ifP => E.
- by have [c0 T] := at_ hi; rewrite (same hi _ T).
- have [c0 T] := at_ hi; rewrite -(total_lt lam_pos p0 c0 (ltW x0)) root -[ltRHS]T.
  move/negbT: E; rewrite negb_forall => /existsP[j jE]; apply: (@less_sum _ _ _ _ j) => [i|].
    by apply: share_le; rewrite ?(scaled lam_pos) ?ler_wpmul2l //; have /andP[] := between i.
  apply: share_lt; first by rewrite (scaled lam_pos).
  rewrite ltr_pmul2l; last by rewrite divr_gt0 ?mulr_gt0.
  by rewrite lt_neqAle jE; have /andP[] := between j.
- by have [c0 T] := at_ lo; rewrite (same lo _ T).
have [c0 T] := at_ lo; rewrite -(total_lt lam_pos p0 (ltW x0) c0) root -[ltLHS]T.
move/negbT: E; rewrite negb_forall => /existsP[j jE]; apply: (@less_sum _ _ _ _ j) => [i|].
  by apply: share_le; rewrite ?(scaled lam_pos) ?ler_wpmul2l //; have /andP[] := between i.
apply: share_lt; first by rewrite (scaled lam_pos).
rewrite ltr_pmul2l; last by rewrite divr_gt0 ?mulr_gt0.
by rewrite lt_neqAle eq_sym jE; have /andP[] := between j.
Qed.

Theorem root_falls (lam' : 'I_p -> F) j y : (forall i, lam i <= lam' i) -> lam j < lam' j ->
  0 < y -> total lam' y = n%:R -> y < x.
Proof.
move=> up upj y0 Ty; have [p0 _ _ _] := sizes.
have pos i : 0 < lam' i by apply: lt_le_trans (up i).
rewrite -(total_lt pos p0) ?ltW // Ty -root; apply: (@less_sum _ _ _ _ j) => [i|].
  by apply: share_le; [rewrite (scaled lam_pos) ?ltW | rewrite ler_pmul2l].
by apply: share_lt; [rewrite (scaled lam_pos) ?ltW | rewrite ltr_pmul2l].
Qed.

Theorem root_falls_added (lam' : 'I_p.+1 -> F) k y : (forall i, lam' (lift k i) = lam i) ->
  0 < lam' k -> 0 < y -> total lam' y = n%:R -> y < x.
Proof.
move=> old new y0 Ty.
have pos i : 0 < lam' i by case: (unliftP k i) => [j|] ->; rewrite ?old.
rewrite -(total_lt pos (ltn0Sn p)) ?ltW // Ty -root /total [ltRHS](bigD1_ord k) //=.
rewrite (eq_bigr (fun i => share (x * lam' (lift k i)))) => [|i _]; last by rewrite old.
by rewrite ltr_addr share_gt0 ?mulr_gt0.
Qed.

Theorem root_grows m y : (n < m)%N -> 0 < y -> total lam y = m%:R -> x < y.
Proof.
move=> nm y0 Ty; have [p0 _ _ _] := sizes.
by rewrite -(total_lt lam_pos p0) ?ltW // root Ty ltr_nat.
Qed.

Theorem squares_bounds :
  n%:R ^+ 2 / p%:R <= \sum_i share (x * lam i) ^+ 2 < n%:R.
Proof.
have [p0 pp nn pn] := sizes; apply/andP; split.
  have : 0 <= \sum_i (share (x * lam i) - n%:R / p%:R) ^+ 2.
    by apply: sumr_ge0 => i _; apply: sqr_ge0.
  rewrite (eq_bigr (fun i => share (x * lam i) ^+ 2 - 2%:R * (n%:R / p%:R) * share (x * lam i) +
      (n%:R / p%:R) ^+ 2)) => [|i _]; last by move: (share _) (_ / _) => s q; ring.
  rewrite big_split sumrB -mulr_sumr /= -/(total lam x) root sumr_const card_ord.
  rewrite -[_ ^+ 2 *+ p]mulr_natl => H.
  rewrite -subr_ge0; congr (0 <= _): H; rewrite -addrA; congr (_ + _).
  have -> : p%:R * (n%:R / p%:R) ^+ 2 = n%:R / p%:R * n%:R :> F.
    by rewrite expr2 mulrA (mulrC p%:R) divfK ?gt_eqF // mulrC.
  by rewrite expr2; move: n%:R p%:R^-1 => a b; ring.
rewrite -root; apply: (@less_sum _ _ _ _ (Ordinal p0)) => [i|]; last first.
  by rewrite expr2 gtr_pmulr ?share_lt1 ?share_gt0 ?mulr_gt0 // ltW ?mulr_gt0.
have s0 := scaled lam_pos i (ltW x0).
by rewrite expr2 ler_pimulr ?share_ge0 // ltW // share_lt1.
Qed.

Theorem error_defined (beta : 'I_p -> F) (sigma : F) :
  0 < 1 - (\sum_i share (x * lam i) ^+ 2) / n%:R /\
  p%:R / (p%:R - n%:R) * sigma ^+ 2 <= gamma n lam beta sigma x.
Proof.
have [p0 pp nn pn] := sizes; have /andP[low high] := squares_bounds.
have D : 0 < 1 - (\sum_i share (x * lam i) ^+ 2) / n%:R.
  by rewrite subr_gt0 ltr_pdivr_mulr // mul1r.
split=> //; rewrite /gamma ler_pdivl_mulr //.
apply: le_trans (_ : sigma ^+ 2 <= _); last first.
  rewrite ler_addl; apply: sumr_ge0 => i _.
  by rewrite mulr_ge0 ?sqr_ge0 // mulr_ge0 ?sqr_ge0 ?(ltW (lam_pos i)).
rewrite mulrAC ler_pimull ?sqr_ge0 // mulrAC ler_pdivr_mulr // mul1r mulrBr mulr1 ler_add2l.
rewrite ler_opp2 mulrA ler_pdivl_mulr // -expr2 mulrC.
by rewrite -ler_pdivr_mulr.
Qed.
End Root.
