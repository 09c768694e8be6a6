(* Many useless features are a ridge, over any archimedean ordered field.

   ridge_root (W7DN, part 4): the equation of the ridge has exactly one root, over any real closed
     field.
   useless_ridge_rate: with q useless features of variance tau/q the root differs from that of the
     ridge by at most C/q, and so does gamma, for all q from C on.
   useless_ridge (W7DN, part 4): so both tend to those of the ridge. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import penalty.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Ridge.
Variables (F : realFieldType) (p n : nat) (lam beta : 'I_p -> F) (sigma tau : F).

(* the variances with q features of variance tau/q more *)
Definition more_variances q (i : 'I_(p + q)) : F :=
  match split i with inl j => lam j | inr _ => tau / q%:R end.
(* the coefficients, zero for the useless features *)
Definition more_coefficients q (i : 'I_(p + q)) : F :=
  match split i with inl j => beta j | inr _ => 0 end.

(* the equation of the ridge *)
Definition ridge_total x : F := total lam x + tau * x.

Lemma more_sum q (f : F -> F -> F) :
  \sum_i f (more_variances (q := q) i) (more_coefficients (q := q) i) =
  \sum_i f (lam i) (beta i) + q%:R * f (tau / q%:R) 0.
Proof.
rewrite big_split_ord /=; congr (_ + _).
  apply: eq_bigr => i _; rewrite /more_variances /more_coefficients.
  by case: splitP => j /= e; [congr (f _ _); congr (_ _); apply: val_inj |
    have := ltn_ord i; rewrite e ltnNge leq_addr].
rewrite (eq_bigr (fun=> f (tau / q%:R) 0)) => [|i _]; last first.
  rewrite /more_variances /more_coefficients; case: splitP => // j /= e.
  by have := ltn_ord j; rewrite -e ltnNge leq_addr.
by rewrite sumr_const card_ord -[LHS]mulr_natl.
Qed.

Hypotheses (n0 : (0 < n)%N) (lam_pos : forall i, 0 < lam i) (tau0 : 0 < tau).

Lemma share_step (a b : F) : 0 <= a -> a <= b -> 0 <= share b - share a <= b - a.
Proof.
move=> a0 ab; have b0 := le_trans a0 ab; have [a1 b1] := (one_more a0, one_more b0).
rewrite subr_ge0 share_le //=; have -> : share b - share a = (b - a) / ((1 + a) * (1 + b)).
  by rewrite /share; field; rewrite !gt_eqF.
rewrite ler_pdivr_mulr ?mulr_gt0 // ler_pemulr ?subr_ge0 //.
by rewrite mulr_ege1 // ler_addl.
Qed.

Lemma ridge_step x y : 0 <= x -> x <= y -> tau * (y - x) <= ridge_total y - ridge_total x.
Proof.
move=> x0 xy; have h : total lam x <= total lam y.
  by apply: ler_sum => i _; rewrite share_le ?mulr_ge0 ?(ltW (lam_pos i)) // ler_pmul2r.
by rewrite /ridge_total opprD addrACA -mulrBr ler_addr subr_ge0.
Qed.

Variable xi : F.
Hypotheses (xi0 : 0 < xi) (xiE : ridge_total xi = n%:R).

(* numerator and denominator of gamma of the ridge *)
Let N0 := sigma ^+ 2 + \sum_i lam i * beta i ^+ 2 * (1 - share (xi * lam i)) ^+ 2.
Let D0 := 1 - (\sum_i share (xi * lam i) ^+ 2) / n%:R.

Let w := \sum_i lam i * beta i ^+ 2 * lam i.
Let v := \sum_i lam i.

Lemma nF : 0 < n%:R :> F. Proof. by rewrite ltr0n. Qed.

Lemma D0_gt0 : 0 < D0.
Proof.
rewrite subr_gt0 ltr_pdivr_mulr ?nF // mul1r -xiE /ridge_total.
apply: le_lt_trans (_ : total lam xi < _); last by rewrite ltr_addl mulr_gt0.
apply: ler_sum => i _; have s0 : 0 <= xi * lam i by rewrite mulr_ge0 // ltW.
by rewrite expr2 ler_pimulr ?share_ge0 // ltW // share_lt1.
Qed.

Section Root.
Variables (q : nat) (x : F).
Hypotheses (q0 : (0 < q)%N) (q2 : 2%:R * n%:R <= q%:R :> F) (x0 : 0 < x).
Hypothesis root : total (more_variances (q := q)) x = n%:R.

Lemma qF : 0 < q%:R :> F. Proof. by rewrite ltr0n. Qed.

(* the share of a useless feature *)
Let t := share (x * (tau / q%:R)).

Lemma tail_sum : total lam x + q%:R * t = n%:R.
Proof. by rewrite -root /total; have /= -> := more_sum q (fun v _ => share (x * v)). Qed.

Lemma tailE : q%:R * t = tau * x - (tau * x) ^+ 2 / (q%:R + tau * x).
Proof.
have q1 := qF; have z0 : 0 < tau * x by rewrite mulr_gt0.
have qz : q%:R + tau * x != 0 by rewrite gt_eqF // addr_gt0.
have q3 : q%:R != 0 :> F by rewrite gt_eqF.
rewrite /t /share; have -> : 1 + x * (tau / q%:R) = (q%:R + tau * x) / q%:R by field.
by field; rewrite q3 qz.
Qed.

Lemma root_bounded : tau * x <= 2%:R * n%:R.
Proof.
have q1 := qF; have z0 : 0 < tau * x by rewrite mulr_gt0.
have qz : 0 < q%:R + tau * x by rewrite addr_gt0.
have le : q%:R * t <= n%:R.
  rewrite -tail_sum ler_addr; apply: sumr_ge0 => i _.
  by rewrite share_ge0 // mulr_ge0 // ltW.
have e : q%:R * t = q%:R * (tau * x) / (q%:R + tau * x).
  by rewrite tailE; have h : q%:R + tau * x != 0 by [rewrite gt_eqF]; field.
move: le; rewrite e ler_pdivr_mulr // => le.
have : q%:R * (tau * x) <= q%:R * (2%:R * n%:R); last by rewrite ler_pmul2l.
apply: le_trans (_ : 2%:R * (q%:R * (tau * x) - n%:R * (tau * x)) <= _).
  rewrite mulrBr -subr_ge0.
  have -> : 2%:R * (q%:R * (tau * x)) - 2%:R * (n%:R * (tau * x)) - q%:R * (tau * x) =
    (q%:R - 2%:R * n%:R) * (tau * x) by ring.
  by rewrite mulr_ge0 ?subr_ge0 // ltW.
rewrite [X in _ <= X]mulrCA; apply: ler_wpmul2l; first exact: ler0n.
by rewrite ler_subl_addr (le_trans le) // mulrDr [q%:R * _]mulrC.
Qed.

Lemma ridge_near : 0 <= x - xi <= 4%:R * n%:R ^+ 2 / tau / q%:R.
Proof.
have q1 := qF; have z0 : 0 < tau * x by rewrite mulr_gt0.
have qz : 0 < q%:R + tau * x by rewrite addr_gt0.
have e : ridge_total x = n%:R + (tau * x) ^+ 2 / (q%:R + tau * x).
  by rewrite -tail_sum tailE /ridge_total; ring.
have small : (tau * x) ^+ 2 / (q%:R + tau * x) <= 4%:R * n%:R ^+ 2 / q%:R.
  apply: ler_pmul; rewrite ?sqr_ge0 ?invr_ge0 ?(ltW qz) //.
    have -> : 4%:R * n%:R ^+ 2 = (2%:R * n%:R) ^+ 2 :> F by ring.
    by rewrite ler_sqr ?nnegrE ?(ltW z0) ?mulr_ge0 ?ler0n // root_bounded.
  by rewrite lef_pinv ?posrE // ler_addl ltW.
have up : xi <= x.
  rewrite leNgt; apply/negP => lt; have := ridge_step (ltW x0) (ltW lt).
  rewrite xiE e opprD addrA subrr sub0r => h.
  have : 0 < tau * (xi - x) by rewrite mulr_gt0 // subr_gt0.
  by rewrite ltNge (le_trans h) // oppr_le0 divr_ge0 ?sqr_ge0 // ltW.
rewrite subr_ge0 up /=; have := ridge_step (ltW xi0) up; rewrite xiE e addrAC subrr add0r => h.
have := le_trans h small; rewrite mulrC -ler_pdivl_mulr // => /le_trans; apply.
by rewrite mulrAC.
Qed.

(* numerator and denominator of gamma with the useless features *)
Let N1 := sigma ^+ 2 + \sum_i lam i * beta i ^+ 2 * (1 - share (x * lam i)) ^+ 2.
Let D1 := 1 - (\sum_i share (x * lam i) ^+ 2 + q%:R * t ^+ 2) / n%:R.

Lemma more_gamma : gamma n (more_variances (q := q)) (more_coefficients (q := q)) sigma x = N1 / D1.
Proof.
rewrite /gamma /N1 /D1.
have /= -> := more_sum q (fun u b => u * b ^+ 2 * (1 - share (x * u)) ^+ 2).
have /= -> := more_sum q (fun u _ => share (x * u) ^+ 2).
by rewrite expr0n mulr0 mul0r mulr0 addr0.
Qed.

Lemma two_steps i : let a := share (xi * lam i) in let b := share (x * lam i) in
  [/\ 0 <= a <= 1, 0 <= b <= 1 & 0 <= b - a <= (x - xi) * lam i].
Proof.
have /andP[up _] := ridge_near; rewrite subr_ge0 in up.
have s0 y : 0 < y -> 0 <= y * lam i by move=> y0; rewrite mulr_ge0 // ltW.
have h y : 0 < y -> 0 <= share (y * lam i) <= 1.
  by move=> /s0 y0; rewrite share_ge0 //= ltW // share_lt1.
split; [exact: h | exact: h |].
by rewrite mulrBl; apply: share_step; [exact: s0 | rewrite ler_pmul2r].
Qed.

Lemma numerators : 0 <= N0 - N1 <= 2%:R * w * (x - xi).
Proof.
have -> : N0 - N1 = \sum_i lam i * beta i ^+ 2 *
    ((1 - share (xi * lam i)) ^+ 2 - (1 - share (x * lam i)) ^+ 2).
  rewrite /N0 /N1 opprD addrACA subrr add0r -sumrB; apply: eq_bigr => i _.
  by rewrite mulrBr.
rewrite /w mulr_sumr mulr_suml.
have each i : 0 <= (1 - share (xi * lam i)) ^+ 2 - (1 - share (x * lam i)) ^+ 2 <=
    2%:R * ((x - xi) * lam i).
  have [] := two_steps i.
  move: (share (xi * lam i)) (share (x * lam i)) ((x - xi) * lam i) => a b c.
  move=> /andP[a0 a1] /andP[b0 b1] /andP[ab bc].
  have -> : (1 - a) ^+ 2 - (1 - b) ^+ 2 = (2%:R - (a + b)) * (b - a) by ring.
  have ab2 : 0 <= 2%:R - (a + b) by rewrite subr_ge0 -[2%:R]/(1 + 1) ler_add.
  rewrite mulr_ge0 //=; apply: ler_pmul => //.
  by rewrite ler_subl_addr ler_addl addr_ge0.
have l0 i : 0 <= lam i * beta i ^+ 2 by rewrite mulr_ge0 ?sqr_ge0 // ltW.
apply/andP; split; first by apply: sumr_ge0 => i _; have /andP[e _] := each i; rewrite mulr_ge0.
apply: ler_sum => i _; have /andP[_ e] := each i.
have -> : 2%:R * (lam i * beta i ^+ 2 * lam i) * (x - xi) =
  lam i * beta i ^+ 2 * (2%:R * ((x - xi) * lam i)) by ring.
by rewrite ler_wpmul2l.
Qed.

Lemma denominators : 0 <= D0 - D1 <= (2%:R * v * (x - xi) + 4%:R * n%:R ^+ 2 / q%:R) / n%:R.
Proof.
have n1 := nF; have q1 := qF.
have -> : D0 - D1 = (\sum_i (share (x * lam i) ^+ 2 - share (xi * lam i) ^+ 2) +
    q%:R * t ^+ 2) / n%:R.
  rewrite /D0 /D1 sumrB; move: (\sum_i _) (\sum_i share (xi * lam i) ^+ 2) (q%:R * _) => a b c.
  by rewrite !mulrDl mulNr; ring.
have each i : 0 <= share (x * lam i) ^+ 2 - share (xi * lam i) ^+ 2 <=
    2%:R * ((x - xi) * lam i).
  have [] := two_steps i.
  move: (share (xi * lam i)) (share (x * lam i)) ((x - xi) * lam i) => a b c.
  move=> /andP[a0 a1] /andP[b0 b1] /andP[ab bc].
  have -> : b ^+ 2 - a ^+ 2 = (a + b) * (b - a) by ring.
  have ab0 : 0 <= a + b by rewrite addr_ge0.
  rewrite mulr_ge0 //=; apply: ler_pmul => //.
  by rewrite -[2%:R]/(1 + 1) ler_add.
have z0 : 0 <= x * (tau / q%:R) by rewrite mulr_ge0 ?divr_ge0 ?ler0n // ltW.
have t0 : 0 <= t by exact: share_ge0.
have tz : t <= x * (tau / q%:R).
  by have /andP[_] := share_step (lexx 0) z0; rewrite share0 !subr0.
have t2 : 0 <= q%:R * t ^+ 2 <= 4%:R * n%:R ^+ 2 / q%:R.
  rewrite mulr_ge0 ?sqr_ge0 ?ler0n //=.
  apply: le_trans (_ : q%:R * (x * (tau / q%:R)) ^+ 2 <= _).
    by rewrite ler_pmul2l // ler_sqr ?nnegrE.
  have -> : q%:R * (x * (tau / q%:R)) ^+ 2 = (tau * x) ^+ 2 / q%:R.
    by have q3 : q%:R != 0 :> F by [rewrite gt_eqF]; field.
  rewrite ler_pmul2r ?invr_gt0 //.
  have -> : 4%:R * n%:R ^+ 2 = (2%:R * n%:R) ^+ 2 :> F by ring.
  have h := root_bounded; have x1 : 0 <= tau * x by rewrite mulr_ge0 // ltW.
  have x2 : 0 <= 2%:R * n%:R :> F by rewrite mulr_ge0 ?ler0n.
  by rewrite ler_sqr ?nnegrE.
have /andP[t3 t4] := t2; apply/andP; split.
  apply: divr_ge0; last exact: ltW; apply: addr_ge0 => //; apply: sumr_ge0 => i _.
  by case/andP: (each i).
rewrite ler_pmul2r ?invr_gt0 //; apply: ler_add => //.
rewrite /v mulr_sumr mulr_suml; apply: ler_sum => i _; have /andP[_ e] := each i.
by rewrite -mulrA [lam i * _]mulrC.
Qed.
End Root.

Lemma useless_ridge_rate : exists C, 0 < C /\ forall q x, (0 < q)%N -> C <= q%:R -> 0 < x ->
  total (more_variances (q := q)) x = n%:R ->
  `|x - xi| <= C / q%:R /\
  `|gamma n (more_variances (q := q)) (more_coefficients (q := q)) sigma x -
    gamma n lam beta sigma xi| <= C / q%:R.
Proof.
have n1 := nF; have d0 := D0_gt0; have dz : D0 != 0 by rewrite gt_eqF.
have v0 : 0 <= v by apply: sumr_ge0 => i _; exact: ltW.
have w0 : 0 <= w.
  by apply: sumr_ge0 => i _; have l := ltW (lam_pos i); rewrite mulr_ge0 // mulr_ge0 // sqr_ge0.
have N0_ge0 : 0 <= N0.
  apply: addr_ge0; first exact: sqr_ge0.
  apply: sumr_ge0 => i _; have l := ltW (lam_pos i).
  by rewrite mulr_ge0 ?sqr_ge0 // mulr_ge0 // sqr_ge0.
pose c := 4%:R * n%:R ^+ 2 / tau.
have c0 : 0 <= c by rewrite divr_ge0 ?mulr_ge0 ?sqr_ge0 ?ler0n // ltW.
pose A := 2%:R * w * c; pose B := (2%:R * v * c + 4%:R * n%:R ^+ 2) / n%:R.
have two0 : 0 <= 2%:R :> F by exact: ler0n.
have A0 : 0 <= A by apply: mulr_ge0 => //; exact: mulr_ge0.
have four0 : 0 <= 4%:R * n%:R ^+ 2 :> F by rewrite mulr_ge0 ?sqr_ge0 ?ler0n.
have B0 : 0 <= B.
  apply: divr_ge0; last exact: ltW.
  by apply: addr_ge0 => //; apply: mulr_ge0 => //; exact: mulr_ge0.
pose E := 2%:R * (A * D0 + N0 * B) / D0 ^+ 2.
have E0 : 0 <= E.
  apply: divr_ge0; last exact: sqr_ge0.
  by apply: mulr_ge0 => //; apply: addr_ge0; apply: mulr_ge0 => //; exact: ltW.
have b0 : 0 <= 2%:R * B / D0 by apply: divr_ge0; [exact: mulr_ge0 | exact: ltW].
have nn0 : 0 <= 2%:R * n%:R :> F by rewrite mulr_ge0 ?ler0n.
exists (2%:R * n%:R + 2%:R * B / D0 + c + E); split.
  by do 3 (apply: ltr_paddr => //); rewrite mulr_gt0 ?ltr0n.
move=> q x q0 qC x0 root.
have q1 : 0 < q%:R :> F by rewrite ltr0n.
have q2 : 2%:R * n%:R <= q%:R :> F.
  rewrite (le_trans _ qC) // -!addrA ler_addl.
  by do 2 (apply: addr_ge0 => //).
have q3 : 2%:R * B / D0 <= q%:R.
  rewrite (le_trans _ qC) // -subr_ge0.
  have -> : 2%:R * n%:R + 2%:R * B / D0 + c + E - 2%:R * B / D0 = 2%:R * n%:R + c + E by ring.
  by do 2 (apply: addr_ge0 => //).
have cC : c <= 2%:R * n%:R + 2%:R * B / D0 + c + E.
  rewrite -subr_ge0.
  have -> : 2%:R * n%:R + 2%:R * B / D0 + c + E - c = 2%:R * n%:R + 2%:R * B / D0 + E by ring.
  by do 2 (apply: addr_ge0 => //).
have EC : E <= 2%:R * n%:R + 2%:R * B / D0 + c + E.
  by rewrite ler_addr; do 2 (apply: addr_ge0 => //).
have /andP[near0 near] := ridge_near q0 q2 x0 root.
have /andP[num0 num] := numerators q0 q2 x0 root.
have /andP[den0 den] := denominators q0 q2 x0 root.
rewrite -/c in near; have qi : 0 <= q%:R^-1 :> F by rewrite invr_ge0 ltW.
have near' : x - xi <= c / q%:R by [].
split; first by rewrite ger0_norm // (le_trans near') // ler_wpmul2r.
rewrite more_gamma // -[gamma n lam beta sigma xi]/(N0 / D0).
move: num0 num den0 den; set N1 := (X in N0 - X); set D1 := (X in D0 - X) => num0 num den0 den.
have numA : N0 - N1 <= A / q%:R.
  by rewrite (le_trans num) // /A -[X in _ <= X]mulrA ler_wpmul2l // mulr_ge0.
have denB : D0 - D1 <= B / q%:R.
  rewrite (le_trans den) // /B [X in _ <= X]mulrAC ler_wpmul2r ?invr_ge0 ?(ltW n1) //.
  rewrite [X in _ <= X]mulrDl ler_add2r.
  by rewrite -[X in _ <= X]mulrA ler_wpmul2l // mulr_ge0.
have half : D0 / 2%:R <= D1.
  have h : B / q%:R <= D0 / 2%:R.
    rewrite ler_pdivr_mulr // mulrAC ler_pdivl_mulr ?ltr0n // mulrC.
    by move: q3; rewrite ler_pdivr_mulr // [B * _]mulrC.
  have := le_trans denB h; rewrite ler_subl_addr -ler_subl_addl; apply: le_trans.
  have -> : D0 - D0 / 2%:R = D0 / 2%:R by field.
  by [].
have D1p : 0 < D1 by apply: lt_le_trans half; rewrite divr_gt0 ?ltr0n.
have D1z : D1 != 0 by rewrite gt_eqF.
have -> : N1 / D1 - N0 / D0 = (N0 * (D0 - D1) - (N0 - N1) * D0) / (D1 * D0).
  by field; rewrite D1z dz.
have top : `|N0 * (D0 - D1) - (N0 - N1) * D0| <= (A * D0 + N0 * B) / q%:R.
  apply: le_trans (ler_norm_sub _ _) _; rewrite !normrM (ger0_norm N0_ge0) (ger0_norm den0).
  rewrite (ger0_norm num0) (gtr0_norm d0) addrC mulrDl; apply: ler_add.
    by rewrite mulrAC ler_wpmul2r // ltW.
  by rewrite -[X in _ <= X]mulrA ler_wpmul2l.
rewrite normrM normfV (gtr0_norm (mulr_gt0 D1p d0)).
apply: le_trans (_ : E / q%:R <= _); last by rewrite ler_wpmul2r.
apply: le_trans (_ : (A * D0 + N0 * B) / q%:R / (D0 / 2%:R * D0) <= _).
  apply: ler_pmul => //; first by rewrite invr_ge0 ltW // mulr_gt0.
  have hp : 0 < D0 / 2%:R by rewrite divr_gt0 ?ltr0n.
  by rewrite lef_pinv ?posrE; [rewrite ler_pmul2r | exact: mulr_gt0 | exact: mulr_gt0].
rewrite le_eqVlt; apply/orP; left; apply/eqP; rewrite /E.
by move: (gt_eqF q1) => /negbT qz; move: (A * D0 + N0 * B) => K; field; rewrite qz dz.
Qed.
End Ridge.

Theorem useless_ridge (F : archiFieldType) p n (lam beta : 'I_p -> F) sigma tau xi :
  (0 < n)%N -> (forall i, 0 < lam i) -> 0 < tau -> 0 < xi -> ridge_total lam tau xi = n%:R ->
  forall e, 0 < e -> exists Q, forall q x, (Q <= q)%N -> 0 < x ->
    total (more_variances lam tau (q := q)) x = n%:R ->
    `|x - xi| < e /\
    `|gamma n (more_variances lam tau (q := q)) (more_coefficients beta (q := q)) sigma x -
      gamma n lam beta sigma xi| < e.
Proof.
move=> n0 l0 t0 x0 xE e e0.
have [C [C0 near]] := useless_ridge_rate beta sigma n0 l0 t0 x0 xE.
have ce : 0 <= C / e by rewrite divr_ge0 // ltW.
exists (Num.bound (C / e) + Num.bound C).+1 => q x Qq xp root.
have q0 : (0 < q)%N by apply: leq_trans Qq.
have big c : 0 <= c -> (Num.bound c <= q)%N -> c < q%:R.
  by move=> c0 le; apply: lt_le_trans (archi_boundP c0) _; rewrite ler_nat.
have qC : C < q%:R.
  by apply: big; [exact: ltW | apply: leq_trans (ltnW Qq); rewrite leq_addl].
have small : C / q%:R < e.
  rewrite ltr_pdivr_mulr ?ltr0n // mulrC -ltr_pdivr_mulr //; apply: big => //.
  by apply: leq_trans (ltnW Qq); rewrite leq_addr.
have [a b] := near q x q0 (ltW qC) xp root.
by split; [exact: le_lt_trans a small | exact: le_lt_trans b small].
Qed.

Section Root.
Variables (R : rcfType) (p n : nat) (lam : 'I_p -> R) (tau : R).
Hypotheses (n0 : (0 < n)%N) (lam_pos : forall i, 0 < lam i) (tau0 : 0 < tau).

Theorem ridge_root : exists x, [/\ 0 < x, ridge_total lam tau x = n%:R &
  forall y, 0 < y -> ridge_total lam tau y = n%:R -> y = x].
Proof.
have n1 : 0 < n%:R :> R by rewrite ltr0n.
pose P := \prod_j (1 + lam j *: 'X) : {poly R}.
pose pol := cleared lam n + tau *: 'X * P.
have polE x : 0 <= x -> pol.[x] = (ridge_total lam tau x - n%:R) * \prod_j (1 + x * lam j).
  move=> x0; have pE : P.[x] = \prod_j (1 + x * lam j).
    by rewrite horner_prod; apply: eq_bigr => j _; exact: horner_one_more.
  rewrite /pol hornerD clearedE // hornerM hornerZ hornerX pE /ridge_total.
  by move: (\prod_j (1 + x * lam j)) (total lam x) => a b; ring.
have pr x : 0 <= x -> 0 < \prod_j (1 + x * lam j).
  by move=> x0; apply: prodr_gt0 => j _; rewrite one_more // mulr_ge0 // ltW.
have b0 : 0 <= n%:R / tau by rewrite divr_ge0 ?ler0n // ltW.
have tot0 x : 0 <= x -> 0 <= total lam x.
  by move=> x0; apply: sumr_ge0 => i _; rewrite share_ge0 // mulr_ge0 // ltW.
have [|x /andP[x0 _]] := @poly_ivt R pol 0 (n%:R / tau) b0.
  rewrite !polE //; apply/andP; split.
    rewrite pmulr_lle0 ?pr // /ridge_total mulr0 addr0 total0 sub0r oppr_le0.
    exact: ler0n.
  rewrite pmulr_lge0 ?pr // /ridge_total [tau * _]mulrC divfK ?gt_eqF // addrK.
  exact: tot0.
rewrite /root polE // mulf_eq0 (gt_eqF (pr x x0)) orbF subr_eq0 => /eqP e.
have xp : 0 < x.
  rewrite lt_neqAle x0 andbT; apply/eqP => z; move: e; rewrite -z /ridge_total total0 mulr0 addr0.
  by move/eqP; rewrite eq_sym (gt_eqF n1).
exists x; split=> // y y0 ey; apply/eqP; case: (ltgtP y x) => // lt.
  have := ridge_step tau lam_pos (ltW y0) (ltW lt); rewrite e ey subrr.
  by rewrite leNgt mulr_gt0 ?subr_gt0.
have := ridge_step tau lam_pos x0 (ltW lt); rewrite e ey subrr.
by rewrite leNgt mulr_gt0 ?subr_gt0.
Qed.
End Root.
