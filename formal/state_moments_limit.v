(* The constants of the bound on late errors tend to zero.

   extrapolation_fades (M9QW, part 3): for 0 <= r < 1 the constant K_n tends to zero as n grows.
     Over any archimedean real closed field, as the reals are.
   every_horizon (M9QW, part 3): for 0 <= r < 1 there is a constant of the teacher's places and of
     r such that the error at every n is at most this constant times the norm of the errors up to
     2 D, for all masses of the teacher and all students, of whatever number of states.
   binomial_power: binom(n, l) r^(n - l) is at most 1 / (1 - r)^l. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end block removal frobenius.
From dlf Require Import state_space state_run reached_space krylov complete_sums hermite.
From dlf Require Import unit_step state_moments.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* f n tends to zero as n grows; below it is used through `tends f 0` *)
Definition fades (R : numDomainType) (f : nat -> R) :=
  forall eps, 0 < eps -> exists N, forall n, (N <= n)%N -> `|f n| <= eps.

Section Powers.
Variable R : realFieldType.
Implicit Types (r s x : R).

(* binom(n, l) r^(n - l) *)
Definition binomial_term r l n : R := 'C(n, l)%:R * r ^+ (n - l).

Lemma binomial_term_ge0 r l n : 0 <= r -> 0 <= binomial_term r l n.
Proof. by move=> r0; rewrite mulr_ge0 ?ler0n ?exprn_ge0. Qed.

Lemma binomial_power r l n : 0 <= r -> r < 1 -> binomial_term r l n <= (1 - r) ^- l.
Proof.
move=> r0 r1; have s0 : 0 < 1 - r by rewrite subr_gt0.
have [ln|nl] := leqP l n; last first.
  by rewrite /binomial_term bin_small // mul0r invr_ge0 exprn_ge0 // ltW.
rewrite -[leRHS]div1r ler_pdivl_mulr ?exprn_gt0 //.
have E : (r + (1 - r)) ^+ n = 1 by rewrite addrC subrK expr1n.
have ln' : (l < n.+1)%N by [].
rewrite -[leRHS]E [(r + _) ^+ n]exprDn (bigD1 (Ordinal ln')) //= /binomial_term.
rewrite -mulrA mulr_natl ler_addl.
by apply: sumr_ge0 => i _; rewrite mulrn_wge0 // mulr_ge0 ?exprn_ge0 // ltW.
Qed.

Lemma power_below r n : 0 <= r -> r < 1 -> n%:R * (1 - r) * r ^+ n <= 1.
Proof.
move=> r0 r1; have s0 : 0 <= 1 - r by rewrite subr_ge0 ltW.
suff : n%:R * (1 - r) * r ^+ n <= 1 - r ^+ n.
  by move/le_trans; apply; rewrite ler_subl_addr ler_addl exprn_ge0.
elim: n => [|n IH]; first by rewrite !mul0r expr0 subrr.
have p1 : r ^+ n * r <= 1 by rewrite -exprSr exprn_ile1 // ltW.
rewrite -subr_ge0 in p1; rewrite -subr_ge0 in IH; rewrite -subr_ge0.
have -> : 1 - r ^+ n.+1 - n.+1%:R * (1 - r) * r ^+ n.+1 =
    r * (1 - r ^+ n - n%:R * (1 - r) * r ^+ n) + (1 - r) * (1 - r ^+ n * r).
  by rewrite !exprSr -[n.+1]addn1 natrD; move: (r ^+ n) n%:R => x y; ring.
by rewrite addr_ge0 // mulr_ge0.
Qed.

Hypothesis archi : Num.archimedean_axiom R.

Lemma power_fades r c : 0 <= r -> r < 1 -> fades (fun n => c * r ^+ n).
Proof.
move=> r0 r1 eps e0; have s0 : 0 < 1 - r by rewrite subr_gt0.
have [N NE] := archi (`|c| / (eps * (1 - r))); exists N.+1 => n Nn.
rewrite normrM [`|r ^+ _|]ger0_norm ?exprn_ge0 //.
have n0 : 0 < n%:R :> R by rewrite ltr0n (leq_trans _ Nn).
rewrite -(ler_pmul2l (mulr_gt0 n0 s0)) mulrCA mulrC.
apply: (@le_trans _ _ (1 * `|c|)); first by rewrite ler_wpmul2r ?power_below.
have h : `|c| / (eps * (1 - r)) < n%:R.
  by apply: le_lt_trans (ler_norm _) (lt_trans NE _); rewrite ltr_nat.
rewrite ltr_pdivr_mulr ?mulr_gt0 // in h; rewrite mul1r; apply: ltW; apply: lt_le_trans h _.
by rewrite [eps * _]mulrC mulrA.
Qed.

Lemma binomial_term_fades r l c : 0 <= r -> r < 1 -> fades (fun n => c * binomial_term r l n).
Proof.
move=> r0 r1; pose s := (1 + r) / 2%:R; have t0 : 0 < 2%:R :> R by rewrite ltr0n.
have rs : r < s by rewrite ltr_pdivl_mulr // mulr_natr mulr2n ltr_add2r.
have s1 : s < 1 by rewrite ltr_pdivr_mulr // mul1r [ltRHS]mulr2n ltr_add2l.
have s0 : 0 < s by exact: le_lt_trans rs.
have q0 : 0 <= r / s by rewrite divr_ge0 // ltW.
have q1 : r / s < 1 by rewrite ltr_pdivr_mulr // mul1r.
move=> eps e0; have [N NE] := power_fades (c * (1 - s) ^- l) q0 q1 e0.
exists (N + l)%N => n Nn; have ln : (N <= n - l)%N.
  by rewrite leq_subRL ?(leq_trans (leq_addl _ _) Nn) // addnC.
have B : binomial_term r l n <= (1 - s) ^- l * (r / s) ^+ (n - l).
  have -> : binomial_term r l n = binomial_term s l n * (r / s) ^+ (n - l).
    by rewrite /binomial_term -mulrA -exprMn mulrCA divff ?mulr1 // gt_eqF.
  by apply: ler_wpmul2r; [exact: exprn_ge0 | apply: binomial_power; rewrite ?ltW].
apply: le_trans (NE _ ln); rewrite -mulrA normrM [leRHS]normrM; apply: ler_wpmul2l => //.
have b0 := binomial_term_ge0 l n r0; rewrite !ger0_norm //; exact: le_trans B.
Qed.

Lemma sum_fades (f : nat -> nat -> R) N : (forall l, fades (f l)) ->
  fades (fun n => \sum_(l < N) f l n).
Proof.
move=> ff; elim: N => [|N IH] eps e0.
  by exists 0%N => n _; rewrite big_ord0 normr0 ltW.
have h0 : 0 < eps / 2%:R by rewrite divr_gt0 // ltr0n.
have [M ME] := IH _ h0; have [M' ME'] := ff N _ h0; exists (maxn M M') => n.
rewrite geq_max => /andP[Mn Mn']; rewrite big_ord_recr /=; apply: le_trans (ler_norm_add _ _) _.
have -> : eps = eps / 2%:R + eps / 2%:R.
  by rewrite -mulrDl -mulr2n -mulr_natr mulfK // pnatr_eq0.
by apply: ler_add; [exact: ME | exact: ME'].
Qed.
End Powers.

Section Constants.
Variable R : rcfType.

(* the sum of the sizes of the first N coefficients *)
Let coef1 N (p : {poly R}) : R := \sum_(i < N) `|p`_i|.

Lemma coef_norm_le N (p : {poly R}) : (size p <= N)%N -> coef_norm p <= coef1 N p.
Proof.
move=> pN; have c0 : 0 <= coef1 N p by apply: sumr_ge0 => i _; exact: normr_ge0.
rewrite -(ger0_norm c0) -sqrtr_sqr ler_wsqrtr // expr2 {1}/coef1 mulr_suml.
rewrite (big_ord_widen N (fun i => p`_i ^+ 2)) // big_mkcond; apply: ler_sum => i _.
case: ifP => [_|_]; last by rewrite mulr_ge0.
rewrite -real_normK ?num_real // expr2; apply: ler_wpmul2l => //.
by rewrite /coef1 (bigD1 i) //= ler_addl sumr_ge0.
Qed.

Lemma newton_coefs r (s : seq R) N : all (fun x => `|x| <= r) s -> exists c : nat -> R,
  (forall l, 0 <= c l) /\ forall n, (size s <= n)%N ->
    coef1 N (newton n s) <= \sum_(l < size s) c l * binomial_term r l n.
Proof.
elim: s => [|z s IH] /= sr.
  exists (fun=> 0); split=> // n _; rewrite big_ord0 /coef1 big1 // => i _.
  by rewrite coef0 normr0.
have /IH[c [c0 cn]] : all (fun x => `|x| <= r) s by case/andP: sr.
set P := \prod_(y <- s) ('X - y%:P).
exists (fun l => if l == size s then coef1 N P else c l); split=> [l|n sn].
  by case: ifP => // _; apply: sumr_ge0.
rewrite big_ord_recr /= eqxx; apply: (@le_trans _ _ (coef1 N (newton n s) +
    `|complete (n - size s) (z :: s)| * coef1 N P)).
  rewrite /coef1 mulr_sumr -big_split; apply: ler_sum => i _; rewrite coefD coefZ.
  by apply: le_trans (ler_norm_add _ _) _; rewrite normrM.
apply: ler_add.
  rewrite (eq_bigr (fun l : 'I_(size s) => c l * binomial_term r l n)) ?cn ?(ltnW sn) // => l _.
  by rewrite ltn_eqF.
rewrite mulrC; apply: ler_wpmul2l; first exact: sumr_ge0.
apply: le_trans (complete_bound _ sr) _.
by rewrite subnKC ?(ltnW sn) // /binomial_term mulr_natl.
Qed.

Lemma extrapolation_terms D (z : 'I_D -> R) r : injective z -> 0 <= r ->
  (forall j, `|z j| <= r) -> exists c : nat -> R, (forall l, 0 <= c l) /\
    forall n H, (2 * D <= n)%N -> agrees z n H ->
      extrapolation z r n H <= \sum_(l < (2 * D).+1) c l * binomial_term r l n.
Proof.
move=> inj r0 zr; have all_r : all (fun x => `|x| <= r) (twice z).
  by apply/allP => x; rewrite mem_cat orbb => /codomP[i ->].
have [c [c0 cn]] := newton_coefs (2 * D) all_r.
exists (fun l => if l == (2 * D)%N then coef_norm (vanishing z ^+ 2) else c l).
split=> [l|n H Dn aH]; first by case: ifP => // _; exact: sqrtr_ge0.
rewrite big_ord_recr /= eqxx addrC /extrapolation [_ * coef_norm _]mulrC; apply: ler_add => //.
apply: le_trans (coef_norm_le aH.1) _; rewrite (agrees_newton inj Dn aH).
apply: le_trans (cn _ _) _; first by rewrite size_twice.
rewrite size_twice; apply: ler_sum => l _; by rewrite ltn_eqF.
Qed.

Lemma extrapolation_ge0 D (z : 'I_D -> R) r n H : 0 <= r -> 0 <= extrapolation z r n H.
Proof. by move=> r0; rewrite addr_ge0 ?mulr_ge0 ?ler0n ?exprn_ge0 ?sqrtr_ge0. Qed.

Theorem extrapolation_fades D (z : 'I_D -> R) r (H : nat -> {poly R}) :
  Num.archimedean_axiom R -> injective z -> 0 <= r -> r < 1 -> (forall j, `|z j| <= r) ->
  (forall n, (2 * D <= n)%N -> agrees z n (H n)) -> tends (fun n => extrapolation z r n (H n)) 0.
Proof.
move=> archi inj r0 r1 zr aH; have [c [c0 cn]] := extrapolation_terms inj r0 zr.
have f := sum_fades (2 * D).+1 (fun l => @binomial_term_fades _ archi r l (c l) r0 r1).
move=> eps e0; have h0 : eps / 2%:R < eps by rewrite ltr_pdivr_mulr ?ltr0n // ltr_pmulr // ltr1n.
have [|N NE] := f (eps / 2%:R); first by rewrite divr_gt0 ?ltr0n.
exists (maxn N (2 * D)) => n; rewrite geq_max => /andP[Nn Dn].
rewrite subr0 ger0_norm ?extrapolation_ge0 //; apply: le_lt_trans h0.
by apply: le_trans (cn _ _ Dn (aH _ Dn)) _; apply: le_trans (ler_norm _) (NE _ Nn).
Qed.

Theorem every_horizon D (z : 'I_D -> R) r : injective z -> 0 <= r -> r < 1 ->
  (forall j, `|z j| <= r) -> exists K, forall (b : 'I_D -> R) d (S : system R d) (Q : 'M[R]_d)
    (a : 'rV[R]_d), symmetric_balanced S -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
    (forall j, `|a 0 j| <= r) -> forall n,
    `|moment_error z b S n| <= K * error_norm (moment_error z b S) (2 * D).+1.
Proof.
move=> inj r0 r1 zr; have [c [c0 cn]] := extrapolation_terms inj r0 zr.
pose K := 1 + \sum_(l < (2 * D).+1) c l * (1 - r) ^- l; exists K => b d S Q a sym Q1 eigen ar n.
set e := moment_error z b S; have d0 : 0 <= error_norm e (2 * D).+1 by exact: sqrtr_ge0.
have s0 : 0 <= \sum_(l < (2 * D).+1) c l * (1 - r) ^- l.
  by apply: sumr_ge0 => l _; rewrite mulr_ge0 ?invr_ge0 ?exprn_ge0 ?subr_ge0 // ltW.
have [nD|Dn] := ltnP n (2 * D).+1.
  apply: (@le_trans _ _ (1 * error_norm e (2 * D).+1)); last first.
    by apply: ler_wpmul2r => //; rewrite ler_addl.
  rewrite mul1r -sqrtr_sqr ler_wsqrtr // (bigD1 (Ordinal nD)) //= ler_addl.
  by apply: sumr_ge0 => i _; exact: sqr_ge0.
have [H [aH _]] := hermite_exists inj (ltnW Dn).
apply: le_trans (far_error_bound b inj (ltnW Dn) aH sym Q1 eigen r0 zr ar) _.
apply: ler_wpmul2r => //; apply: le_trans (cn _ _ (ltnW Dn) aH) _.
rewrite /K -[leLHS]add0r; apply: ler_add; first exact: ler01.
by apply: ler_sum => l _; apply: ler_wpmul2l => //; exact: binomial_power.
Qed.
End Constants.
