(* Descent on one mode with the target 1, for every depth L = n + 2: G is one step of size eta.

   Tools for largest_step.v. With kappa = eta L <= 2, a step from x < 1 does not pass 1, or two
   steps lead to a point between x and 1 (overshoot); so descent gets near 1 and stays there
   (unit_tends). *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp.zify Require Import zify.
From dlf Require Import aligned step_condition.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* u_k is as near to l as one wishes from some k on *)
Definition tends (R : realFieldType) (u : nat -> R) (l : R) :=
  forall e, 0 < e -> exists N, forall k, (N <= k)%N -> `|u k - l| < e.

Section Unit.
Variables (R : realFieldType) (n : nat) (eta : R).
Local Notation L := n.+2.
Local Notation N := n.+1.
Local Notation G := (lambda_step L eta 1).
Hypothesis eta0 : 0 < eta.

(* kappa q(x): by one less this factor the distance to 1 is multiplied, with the other sign *)
Definition pull_factor (x : R) := eta * (x ^+ N * \sum_(i < L) x ^+ i).
Local Notation rho := pull_factor.

Lemma unit_gap (x : R) : 1 - G x = (1 - x) * (1 - rho x).
Proof.
have := gap n eta 1 x; rewrite expr1n => ->; rewrite /rho /S mulrA.
by congr (_ * (1 - _ * _)); apply: eq_bigr => i _; rewrite expr1n mul1r.
Qed.

Lemma unit_gain (x : R) : G x - x = (1 - x) * rho x.
Proof. by rewrite -[G x](subKr 1) unit_gap; ring. Qed.

Lemma rho_mono (x y : R) : 0 <= x -> x <= y -> rho x <= rho y.
Proof.
move=> x0 xy; rewrite ler_pmul2l //; apply: ler_pmul.
- exact: exprn_ge0.
- by apply: sumr_ge0 => i _; exact: exprn_ge0.
- by apply: ler_expn2r; rewrite ?nnegrE // (le_trans x0).
- by apply: ler_sum => i _; apply: ler_expn2r; rewrite ?nnegrE // (le_trans x0).
Qed.

Lemma rho_low (x : R) : 0 < x -> eta * x ^+ N <= rho x.
Proof.
move=> x0; rewrite ler_pmul2l // ler_pmulr ?exprn_gt0 // big_ord_recl expr0 ler_addl.
by apply: sumr_ge0 => i _; rewrite exprn_ge0 // ltW.
Qed.

Lemma rho_gt0 (x : R) : 0 < x -> 0 < rho x.
Proof. by move=> x0; apply: lt_le_trans (rho_low x0); rewrite mulr_gt0 ?exprn_gt0. Qed.

(* Bernoulli with what is left over *)
Lemma bernoulli_gap (x : R) j : 0 <= x -> x ^+ j.+1 * (1 + j.+1%:R * (1 - x)) <= 1 - (1 - x) ^+ 2.
Proof.
move=> x0; elim: j => [|j IH].
  by rewrite le_eqVlt; apply/orP; left; apply/eqP; rewrite expr1; ring.
apply: le_trans IH; rewrite -subr_ge0 -(addn1 j.+1) natrD addn1 [x ^+ j.+2]exprS.
have -> : x ^+ j.+1 * (1 + j.+1%:R * (1 - x)) - x * x ^+ j.+1 * (1 + (j.+1%:R + 1) * (1 - x)) =
    x ^+ j.+1 * ((j.+1%:R + 1) * (1 - x) ^+ 2).
  by move: (x ^+ j.+1) (j.+1%:R) => p c; ring.
apply: mulr_ge0; first exact: exprn_ge0.
by apply: mulr_ge0; [rewrite addr_ge0 ?ler01 ?ler0n | exact: sqr_ge0].
Qed.

(* two powers symmetric about 3 N / 2 *)
Lemma pair_bound (x : R) i : 0 < x -> 0 < 1 + 3%:R * N%:R * (1 - x) -> (i <= N)%N ->
  (x ^+ (N + i) + x ^+ (N + (N - i))) * (1 + 3%:R * N%:R * (1 - x)) <=
  (1 - (1 - x) ^+ 2) * (2%:R + 3%:R * N%:R * (1 - x)).
Proof.
move=> x0 t0 iN; set u := 1 - x in t0 *.
have pos j : (j <= 3 * N)%N -> 0 < 1 + j%:R * u.
  move=> jN; case: (lerP 0 u) => u0.
    by apply: lt_le_trans (ltr01) _; rewrite ler_addl mulr_ge0 ?ler0n.
  by apply: lt_le_trans t0 _; rewrite ler_add2l -natrM ler_wnmul2r ?ler_nat // ltW.
have tE : 3%:R * N%:R = (N + i)%:R + (N + (N - i))%:R :> R.
  by rewrite -natrM -natrD; congr _%:R; lia.
set a := 1 + (N + i)%:R * u; set b := 1 + (N + (N - i))%:R * u.
have a0 : 0 < a by apply: pos; lia.
have b0 : 0 < b by apply: pos; lia.
have xa : x ^+ (N + i) * a <= 1 - u ^+ 2 by rewrite /a addSn; exact: bernoulli_gap (ltW x0).
have xb : x ^+ (N + (N - i)) * b <= 1 - u ^+ 2 by rewrite /b addSn; exact: bernoulli_gap (ltW x0).
have ab : a + b = 2%:R + 3%:R * N%:R * u.
  rewrite tE.
  by rewrite /a /b; generalize ((N + i)%:R : R) ((N + (N - i))%:R : R) => p q; ring.
have prod : 1 + 3%:R * N%:R * u <= a * b.
  have -> : a * b = 1 + 3%:R * N%:R * u + (N + i)%:R * (N + (N - i))%:R * u ^+ 2.
    rewrite tE.
    by rewrite /a /b; generalize ((N + i)%:R : R) ((N + (N - i))%:R : R) => p q; ring.
  by rewrite ler_addl; apply: mulr_ge0; [rewrite mulr_ge0 ?ler0n | exact: sqr_ge0].
have p0 j : 0 <= x ^+ j by rewrite exprn_ge0 // ltW.
apply: (@le_trans _ _ ((x ^+ (N + i) + x ^+ (N + (N - i))) * (a * b))).
  by apply: ler_wpmul2l prod; rewrite addr_ge0.
rewrite -ab; have -> : (x ^+ (N + i) + x ^+ (N + (N - i))) * (a * b) =
    (x ^+ (N + i) * a) * b + (x ^+ (N + (N - i)) * b) * a.
  by move: (x ^+ (N + i)) (x ^+ (N + _)) => p q; ring.
by rewrite mulrDr [X in _ <= X]addrC; apply: ler_add; rewrite ler_pmul2r.
Qed.

Lemma sum_bound (x : R) : 0 < x -> 0 < 1 + 3%:R * N%:R * (1 - x) ->
  2%:R * (x ^+ N * \sum_(i < L) x ^+ i) * (1 + 3%:R * N%:R * (1 - x)) <=
  L%:R * ((1 - (1 - x) ^+ 2) * (2%:R + 3%:R * N%:R * (1 - x))).
Proof.
move=> x0 t0.
have -> : 2%:R * (x ^+ N * \sum_(i < L) x ^+ i) =
    \sum_(i < L) (x ^+ (N + i) + x ^+ (N + (N - i))).
  rewrite big_split /= [X in _ + X](reindex_inj rev_ord_inj) /=.
  rewrite mulr_natl mulr2n mulr_sumr; congr (_ + _).
    by apply: eq_bigr => i _; rewrite exprD.
  apply: eq_bigr => i _; rewrite -exprD; congr (_ ^+ (_ + _)).
  by rewrite subSS subKn // -ltnS.
have spread c : L%:R * c = \sum_(i < L) c :> R by rewrite sumr_const card_ord mulr_natl.
rewrite mulr_suml spread.
by apply: ler_sum => i _; apply: pair_bound; rewrite // -ltnS.
Qed.

Hypothesis small : eta * L%:R <= 2%:R.

Lemma rho_bound (x : R) : 0 < x -> 0 < 1 + 3%:R * N%:R * (1 - x) ->
  (rho x - 1) * (1 + 3%:R * N%:R * (1 - x)) <= 1 - (1 - x) ^+ 2.
Proof.
move=> x0 t0; have := sum_bound x0 t0; rewrite /rho.
move: (x ^+ N * _) t0 => q; set u := 1 - x; set t := 3%:R * N%:R * u => t0 h.
have u1 : 0 <= 1 - u ^+ 2.
  have u1 : u < 1 by rewrite gtr_addl oppr_lt0.
  have um : - 1 < u.
    case: (lerP 0 u) => [u0|u0]; first by apply: lt_le_trans u0; rewrite oppr_lt0.
    have : 0 < 1 + u.
      by apply: lt_le_trans t0 _; rewrite ler_add2l /t -natrM ler_nemull ?ler1n // ltW.
    by rewrite -ltr_subl_addl sub0r.
  have -> : 1 - u ^+ 2 = (1 - u) * (1 + u) by ring.
  by rewrite mulr_ge0 // ltW // ?subr_gt0 // -ltr_subl_addl sub0r.
have t2 : 1 <= 2%:R + t.
  by have := ltW t0; rewrite -(ler_add2l 1) addr0 addrA -mulr2n.
have key : eta * q * (1 + t) <= (1 - u ^+ 2) * (2%:R + t).
  rewrite -(@ler_pmul2l _ 2%:R) ?ltr0n //.
  have -> : 2%:R * (eta * q * (1 + t)) = eta * (2%:R * q * (1 + t)) by ring.
  apply: le_trans (_ : eta * (L%:R * ((1 - u ^+ 2) * (2%:R + t))) <= _).
    by rewrite ler_pmul2l.
  rewrite mulrA ler_wpmul2r // mulr_ge0 //; exact: le_trans ler01 t2.
rewrite mulrBl mul1r ler_subl_addr; apply: le_trans key _.
have -> : 1 - u ^+ 2 + (1 + t) = 2%:R + t - u ^+ 2 by rewrite mulr2n; ring.
rewrite mulrBl mul1r ler_add2l ler_opp2 ler_pemulr ?sqr_ge0 //.
Qed.

(* one step, or two where one is too far *)
Definition inner_step (x : R) := if G x <= 1 then G x else G (G x).

(* the least gain of it below 1 - e and above low *)
Definition least_gain (low e : R) := Num.min (e * (eta * low ^+ N)) (e ^+ 3 / 2%:R).

Lemma step_up (x : R) : 0 < x -> x < 1 -> x < G x.
Proof. by move=> x0 x1; rewrite -subr_gt0 unit_gain mulr_gt0 ?subr_gt0 ?rho_gt0. Qed.

Lemma overshoot (x : R) : 0 < x -> x < 1 -> 1 < G x ->
  G x - 1 <= 1 - x /\ x + (1 - x) ^+ 3 / 2%:R <= G (G x) <= 1.
Proof.
move=> x0 x1 over; set y := G x in over *; set u := 1 - x; pose r := rho x - 1.
pose t := 3%:R * N%:R * u.
have u0 : 0 < u by rewrite subr_gt0.
have yE : y - 1 = u * r by rewrite -opprB unit_gap -/u /r; ring.
have r0 : 0 < r by rewrite -(pmulr_rgt0 r u0) -yE subr_gt0.
have t0 : 0 <= t by rewrite mulr_ge0 ?(ltW u0) // mulr_ge0 ?ler0n.
have t1 : 0 < 1 + t by apply: lt_le_trans ltr01 _; rewrite ler_addl.
have rt : r * (1 + t) <= 1 - u ^+ 2 by exact: rho_bound.
have uu : 0 < u ^+ 2 by rewrite exprn_gt0.
have cr : r + u ^+ 2 <= 1 - t * r.
  rewrite -subr_ge0; move: rt; rewrite -subr_ge0; congr (_ <= _); ring.
have r1 : r <= 1.
  apply: le_trans (_ : r + u ^+ 2 <= 1); first by rewrite ler_addl ltW.
  by apply: le_trans cr _; rewrite ger_addl oppr_le0 mulr_ge0 // ltW.
have c0 : 0 < 1 - t * r by apply: lt_le_trans cr; rewrite addr_gt0.
pose q := rho y - 1.
have y0 : 0 < y by apply: lt_trans over.
have rq : r <= q.
  by rewrite ler_add2r; apply: rho_mono (ltW x0) _; apply: ltW; apply: lt_trans over.
have q0 : 0 < q by apply: lt_le_trans rq.
have cE : 1 + 3%:R * N%:R * (1 - y) = 1 - t * r.
  by rewrite -(opprB y 1) yE mulrN /t !mulrA.
have qc : q * (1 - t * r) <= 1.
  have := rho_bound y0; rewrite cE => /(_ c0) h; apply: le_trans h _.
  by rewrite ger_addl oppr_le0 sqr_ge0.
have GyE : 1 - G y = u * (r * q) by rewrite unit_gap -(opprB y 1) yE /q; ring.
split; first by rewrite yE ler_pimulr // ltW.
apply/andP; split; last by rewrite -subr_ge0 GyE !mulr_ge0 // ltW.
have rqc : r * q <= 1 - u ^+ 2 * q.
  apply: le_trans (_ : (1 - t * r - u ^+ 2) * q <= _).
    by rewrite ler_pmul2r // ler_subr_addr.
  by rewrite mulrBl ler_add2r mulrC.
have u2 : u ^+ 2 <= 1.
  by rewrite expr_le1 ?(ltW u0) // ler_subl_addl ler_addr ltW.
have half : r * q <= 1 - u ^+ 2 / 2%:R.
  case: (lerP q (2%:R^-1)) => [qs|qb].
    apply: le_trans (_ : 2%:R^-1 <= _).
      by apply: le_trans qs; rewrite ler_pimull // ltW.
    rewrite ler_subr_addl -[X in _ + X]mul1r -mulrDl ler_pdivr_mulr ?ltr0n // mul1r.
    by rewrite -[2%:R]/(1 + 1) ler_add2r.
  apply: le_trans rqc _; rewrite ler_add2l ler_opp2 ler_pmul2l //; exact: ltW.
rewrite -[G y](subKr 1) GyE -[X in X + _](subKr 1) -/u.
have -> : 1 - u + u ^+ 3 / 2%:R = 1 - u * (1 - u ^+ 2 / 2%:R).
  by rewrite exprS; move: (u ^+ 2) (2%:R^-1) => a b; ring.
by rewrite ler_add2l ler_opp2 ler_pmul2l.
Qed.

Lemma inner_gain (low e x : R) : 0 < low -> low <= x -> x < 1 -> 0 < e -> e <= 1 - x ->
  x + least_gain low e <= inner_step x <= 1.
Proof.
move=> l0 lx x1 e0 ex; have x0 : 0 < x by apply: lt_le_trans lx.
rewrite /inner_step /least_gain; case: (lerP (G x) 1) => [low1|over].
  rewrite ?low1 andbT -ler_subr_addl unit_gain le_minl; apply/orP; left.
  apply: ler_pmul => //; first exact: ltW.
    by rewrite mulr_ge0 ?exprn_ge0 // ltW.
  apply: le_trans (rho_low x0); rewrite ler_pmul2l // ler_expn2r // nnegrE ltW //.
have [_ /andP[h ->]] := overshoot x0 x1 over; rewrite andbT.
apply: le_trans h; rewrite ler_add2l le_minl; apply/orP; right.
rewrite ler_pmul2r ?invr_gt0 ?ltr0n // ler_expn2r // ?nnegrE ltW //.
by rewrite subr_gt0.
Qed.

Lemma gain_gt0 (low e : R) : 0 < low -> 0 < e -> 0 < least_gain low e.
Proof.
move=> l0 e0; rewrite /least_gain lt_minr; apply/andP; split.
  by rewrite !mulr_gt0 // exprn_gt0.
by rewrite divr_gt0 ?exprn_gt0 // ltr0n.
Qed.

(* at most e below 1, or one step after such a point *)
Definition near_unit (e x : R) := 0 < x /\ (1 - e <= x <= 1 \/
  exists z, [/\ 0 < z, z < 1, 1 - e <= z & x = G z /\ 1 < x]).

Lemma near_step (e x : R) : near_unit e x -> near_unit e (G x).
Proof.
move=> [x0 [/andP[ex] | [z [z0 z1 ez [xE over]]]]].
  rewrite le_eqVlt => /orP[/eqP x1 | x1].
    split; have -> : G x = x by rewrite x1 /lambda_step /= !expr1n subrr !mulr0 subr0.
      exact: x0.
    by left; rewrite ex x1 lexx.
  have up := step_up x0 x1; split; first exact: lt_trans up.
  case: (lerP (G x) 1) => [_ | over]; last by right; exists x.
  by left; rewrite andbT (le_trans ex) // ltW.
rewrite xE in over *; have [_ /andP[h1 h2]] := overshoot z0 z1 over.
have zG : z <= G (G z).
  by apply: le_trans h1; rewrite ler_addl divr_ge0 ?ler0n // exprn_ge0 // subr_ge0 ltW.
split; first exact: lt_le_trans zG.
by left; rewrite h2 andbT (le_trans ez).
Qed.

Lemma near_dist (e x : R) : 0 <= e -> near_unit e x -> `|x - 1| <= e.
Proof.
move=> e0 [x0 [/andP[ex x1] | [z [z0 z1 ez [xE over]]]]].
  by rewrite ler_distl ex (le_trans x1) // ler_addl.
rewrite ger0_norm; last by rewrite subr_ge0 ltW.
rewrite xE in over *; have [h _] := overshoot z0 z1 over; apply: le_trans h _.
by rewrite ler_subl_addl -ler_subl_addr.
Qed.
End Unit.

Section UnitLimits.
Variables (R : archiFieldType) (n : nat) (eta : R).
Local Notation L := n.+2.
Local Notation N := n.+1.
Local Notation G := (lambda_step L eta 1).
Local Notation run := (lambda_run L eta 1).
Hypothesis eta0 : 0 < eta.
Hypothesis small : eta * L%:R <= 2%:R.

Lemma multiple (c b : R) : 0 < c -> exists i : nat, b < i%:R * c.
Proof.
move=> c0; exists (Num.bound (`|b| / c)); rewrite -ltr_pdivr_mulr //.
apply: le_lt_trans (_ : `|b| / c < _); first by rewrite ler_pmul2r ?invr_gt0 // ler_norm.
by apply: archi_boundP; rewrite divr_ge0 // ltW.
Qed.

Lemma near_below_unit (x e : R) : 0 < x -> x <= 1 -> 0 < e -> exists k, near_unit n eta e (run x k).
Proof.
move=> x0 x1 e0; set c := least_gain n eta x e; have c0 : 0 < c by exact: gain_gt0.
have climb i : exists k, [/\ x <= run x k, run x k <= 1 &
    1 - e < run x k \/ x + i%:R * c <= run x k].
  elim: i => [|i [k [xk k1 far]]].
    by exists 0%N; split=> //; right; rewrite mul0r addr0.
  case: (ltrP (1 - e) (run x k)) => [near|low]; first by exists k; split=> //; left.
  case: far => [|far]; first by rewrite ltNge low.
  have k1' : run x k < 1 by apply: le_lt_trans low _; rewrite gtr_addl oppr_lt0.
  have ek : e <= 1 - run x k by rewrite ler_subr_addl -ler_subr_addr.
  have /andP[up top] := inner_gain eta0 small x0 xk k1' e0 ek.
  have [k' k'E] : exists k', run x k' = inner_step n eta (run x k).
    by rewrite /inner_step; case: ifP => _; [exists k.+1 | exists k.+2].
  exists k'; rewrite k'E; split=> //.
    apply: le_trans xk _; apply: le_trans up; by rewrite ler_addl ltW.
  right; apply: le_trans up; rewrite -addn1 natrD mulrDl mul1r addrA ler_add2r //.
have [i ic] := multiple 1 c0; have [k [xk k1 far]] := climb i; exists k.
split; first exact: lt_le_trans xk.
left; rewrite k1 andbT; case: far => [/ltW // | far].
have : i%:R * c <= 1 by apply: le_trans k1; apply: le_trans far; rewrite ler_addr ltW.
by rewrite leNgt ic.
Qed.

Lemma run_add x j k : run x (j + k) = run (run x k) j.
Proof. by rewrite /lambda_run iterD. Qed.

(* below x0 and so near above 1 that a step falls to 1 - e at least *)
Lemma near_above_unit (x e : R) : 1 < x -> eta * (x ^+ n * (x ^+ L - 1)) < 1 -> 0 < e ->
  exists k (Q : R -> Prop),
  [/\ Q (run x k), forall y, Q y -> Q (G y) & forall y, Q y -> `|y - 1| <= e].
Proof.
move=> x1 pos e0; pose B := pull_factor n eta x.
have x0 : 0 < x by apply: lt_trans x1.
have B0 : 0 < B by exact: rho_gt0.
pose d := e / (B + 1).
have B1 : 0 < B + 1 by rewrite addr_gt0 ?ltr01.
have d0 : 0 < d by rewrite divr_gt0.
have dB : d * B <= e by rewrite mulrAC ler_pdivr_mulr // ler_pmul2l // ler_addl ler01.
have de : d <= e by rewrite ler_pdivr_mulr // ler_pmulr // ler_addr ltW.
have GE y : G y = y * (1 - eta * (y ^+ n * (y ^+ L - 1))).
  by rewrite /lambda_step /= (exprS y n); move: (y ^+ n) (y ^+ n.+2) => a b; ring.
have stepped y : 1 < y -> y <= x ->
    [/\ 0 < G y, eta * (y - 1) <= y - G y & 1 - G y <= (y - 1) * B].
  move=> y1 yx; have y0 : 0 < y by apply: lt_trans y1.
  split.
  - rewrite GE mulr_gt0 // subr_gt0; apply: le_lt_trans pos; rewrite ler_pmul2l //.
    apply: ler_pmul; rewrite ?exprn_ge0 ?(ltW y0) ?subr_ge0 ?exprn_ege1 ?(ltW y1) //.
      by rewrite ler_expn2r // ?nnegrE ltW.
    by rewrite ler_add2r ler_expn2r // ?nnegrE ltW.
  - rewrite -(opprB (G y) y) unit_gain -mulNr opprB [leLHS]mulrC ler_pmul2l ?subr_gt0 //.
    apply: le_trans (rho_low n eta0 y0); rewrite ler_pmulr // exprn_ege1 //; exact: ltW.
  rewrite unit_gap -(opprB y 1) -[1 - pull_factor _ _ _]opprB mulrNN ler_pmul2l ?subr_gt0 //.
  by rewrite ler_subl_addr; apply: le_trans (rho_mono n eta0 (ltW y0) yx) _; rewrite ler_addl ler01.
have fall i : exists k, 0 < run x k /\ (run x k <= 1 \/
    [/\ 1 < run x k, run x k <= x & run x k < 1 + d \/ run x k <= x - i%:R * (eta * d)]).
  elim: i => [|i [k [k0 [low | [k1 kx far]]]]].
  - exists 0%N; split=> //; right; split=> //; right; by rewrite mul0r subr0.
  - by exists k; split=> //; left.
  case: far => [near | far]; first by exists k; split=> //; right; split=> //; left.
  case: (ltrP (run x k) (1 + d)) => [near|high].
    by exists k; split=> //; right; split=> //; left.
  have [G0 down _] := stepped _ k1 kx; exists k.+1; split=> //=.
  case: (lerP (G (run x k)) 1) => [|up]; [by left | right].
  have mv : G (run x k) <= run x k - eta * d.
    rewrite ler_subr_addl -ler_subr_addr; apply: le_trans down.
    by rewrite ler_pmul2l // ler_subr_addl.
  have lessx : run x k - eta * d <= run x k by rewrite ger_addl oppr_le0 mulr_ge0 // ltW.
  split=> //; first exact: le_trans mv (le_trans lessx kx).
  right; apply: le_trans mv _.
  by rewrite -(addn1 i) natrD mulrDl mul1r opprD addrA ler_add2r.
have [i ic] := multiple x (mulr_gt0 eta0 d0).
have [k [k0 side]] := fall i.
have nearQ y : near_unit n eta e y -> near_unit n eta e (G y) /\ `|y - 1| <= e.
  by move=> h; split; [exact: near_step | exact: near_dist (ltW e0) h].
case: side => [low | [k1 kx near]].
  have [j nj] := near_below_unit k0 low e0.
  exists (j + k)%N, (near_unit n eta e); rewrite run_add.
  by split=> // y /nearQ [].
have kd : run x k < 1 + d.
  case: near => // bad; have : run x k < 0 by apply: le_lt_trans bad _; rewrite subr_lt0.
  by rewrite ltNge ltW.
exists k, (fun y => near_unit n eta e y \/ [/\ 1 < y, y <= x & y < 1 + d]).
split; first by right.
- move=> y [/nearQ[h _] | [y1 yx yd]]; first by left.
  have [G0 down most] := stepped _ y1 yx.
  have Gy : G y <= y.
    by rewrite -subr_ge0; apply: le_trans down; rewrite mulr_ge0 ?(ltW eta0) // subr_ge0 ltW.
  case: (ltrP 1 (G y)) => [up|low].
    by right; split=> //; [exact: le_trans yx | exact: le_lt_trans yd].
  left; split=> //; left; rewrite low andbT ler_subl_addl -ler_subl_addr.
  apply: le_trans most _; apply: le_trans dB; rewrite ler_pmul2r // ler_subl_addl; exact: ltW.
- move=> y [/nearQ[] // | [y1 yx yd]].
  rewrite ger0_norm ?subr_ge0 ?(ltW y1) // ler_subl_addl.
  by apply: le_trans (ltW yd) _; rewrite ler_add2l.
Qed.

Lemma unit_tends (x : R) : 0 < x -> 0 < G x -> tends (run x) 1.
Proof.
move=> x0 Gx e e0; have h0 : 0 < e / 2%:R by rewrite divr_gt0 // ltr0n.
have half : e / 2%:R < e by rewrite ltr_pdivr_mulr ?ltr0n // ltr_pmulr // ltr1n.
suff [k [Q [Qk Qstep Qe]]] : exists k (Q : R -> Prop),
    [/\ Q (run x k), forall y, Q y -> Q (G y) & forall y, Q y -> `|y - 1| <= e / 2%:R].
  exists k => j kj; apply: le_lt_trans half; apply: Qe.
  rewrite -(subnK kj) run_add; elim: (j - k)%N => [|i IH] //=; exact: Qstep.
case: (lerP x 1) => [x1|x1].
  have [k nk] := near_below_unit x0 x1 h0; exists k, (near_unit n eta (e / 2%:R)); split=> //.
    by move=> y; exact: near_step.
  by move=> y; apply: near_dist => //; exact: ltW.
apply: near_above_unit => //.
have GE : G x = x * (1 - eta * (x ^+ n * (x ^+ L - 1))).
  by rewrite /lambda_step /= (exprS x n); move: (x ^+ n) (x ^+ n.+2) => a b; ring.
by move: Gx; rewrite GE pmulr_rgt0 // subr_gt0.
Qed.
End UnitLimits.
