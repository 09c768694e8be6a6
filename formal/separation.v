(* When one mode of two factors is fitted before the next one begins, over Coq's reals.

   logistic_reaches (FYBV, part 1): the closed form of a mode of two factors is c s at exactly one
     time, log(c/(1-c) (s - eps^2)/eps^2)/(2s), and this time is positive.
   larger_first_iff (JANJ, part 1): mode i is fitted before mode j begins, t_(1-c)(s_i) < t_c(s_j),
     if and only if o > ((1-c)/c)^(1/delta) (1 + (kappa-1)(1 + 1/o))^(1/(kappa-1)).
   threshold_exists (JANJ, part 2): for given c and kappa there is one number rho such that this
     holds exactly for o > rho ((1-c)/c)^(1/delta); and 1 < rho < F. *)
From Coq Require Import Reals Ranalysis5 Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar separation_bound.
Open Scope R_scope.

(* the time at which a mode of two factors with the target s reaches c s *)
Definition fit_time (eps c s : R) := ln (c / (1 - c) * ((s - eps ^ 2) / eps ^ 2)) / (2 * s).

Definition odds (eps s : R) := (s - eps ^ 2) / eps ^ 2.

Definition relative_gap (si sj : R) := (si - sj) / (si + sj).

(* rho is the factor for c and these two targets *)
Definition is_threshold (c si sj rho : R) := forall eps, 0 < eps -> eps ^ 2 < c * sj ->
  (fit_time eps (1 - c) si < fit_time eps c sj <->
   rho * Rpower ((1 - c) / c) (1 / relative_gap si sj) < odds eps sj).

Lemma odds_positive c s eps : 0 < c < 1 -> 0 < s -> 0 < eps -> eps ^ 2 < c * s ->
  0 < eps ^ 2 /\ eps ^ 2 < s /\ (1 - c) / c < odds eps s /\ s = (1 + odds eps s) * eps ^ 2.
Proof.
intros C s0 e0 H. assert (E : 0 < eps ^ 2) by (apply pow_lt; lra).
assert (S : eps ^ 2 < s) by nra. unfold odds.
repeat split; [exact E | exact S | | field; lra].
apply Rminus_gt. replace (_ - _) with ((c * s - eps ^ 2) / (c * eps ^ 2)) by (field; lra).
apply Rdiv_lt_0_compat; nra.
Qed.

Theorem logistic_reaches c s eps : 0 < c < 1 -> 0 < s -> 0 < eps -> eps ^ 2 < c * s ->
  0 < fit_time eps c s /\
  forall t, 0 <= t -> (logistic s eps t = c * s <-> t = fit_time eps c s).
Proof.
intros C s0 e0 H. destruct (odds_positive c s eps C s0 e0 H) as [E [L [O _]]].
unfold fit_time. fold (odds eps s). set (Y := c / (1 - c) * odds eps s).
assert (Y1 : 1 < Y).
{ apply Rmult_lt_compat_l with (r := c / (1 - c)) in O; [| apply Rdiv_lt_0_compat; lra].
  replace (c / (1 - c) * ((1 - c) / c)) with 1 in O by (field; lra). exact O. }
split; [apply Rdiv_lt_0_compat; [rewrite <- ln_1; apply ln_increasing |]; lra |].
intros t t0. assert (D := logistic_denominator s eps t s0 e0 t0).
unfold logistic in *. set (X := exp _) in *.
assert (K : X = exp (- ln Y) <-> t = ln Y / (2 * s)).
{ split; intro K.
  - apply exp_inv in K. replace (ln Y) with (2 * s * t) by lra. field. lra.
  - unfold X. rewrite K. f_equal. field. lra. }
rewrite <- K, exp_Ropp, exp_ln by lra.
assert (Z : (s / eps ^ 2 - 1) = Y * ((1 - c) / c)) by (unfold Y, odds; field; lra).
rewrite Z in *. split; intro M.
- apply Rmult_eq_reg_l with Y; [| lra]. rewrite Rinv_r by lra.
  apply Rmult_eq_compat_r with (r := 1 + Y * ((1 - c) / c) * X) in M. unfold Rdiv in M at 1.
  rewrite Rmult_assoc, Rinv_l in M by lra.
  apply Rmult_eq_reg_l with (s * (1 - c)); [| nra]. rewrite Rmult_1_r in M.
  replace (c * s * (1 + Y * ((1 - c) / c) * X)) with (c * s + s * (1 - c) * (Y * X)) in M
    by (field; lra). lra.
- rewrite M. field. lra.
Qed.

(* part 1 *)
Lemma more_than_one c : 0 < c < 1 / 2 -> 1 < (1 - c) / c.
Proof.
intro C. apply Rminus_gt. replace (_ - _) with ((1 - 2 * c) / c) by (field; lra).
apply Rdiv_lt_0_compat; lra.
Qed.

Lemma order_in_logs c si sj eps : 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ 2 < c * sj ->
  (fit_time eps (1 - c) si < fit_time eps c sj <->
   (si / sj + 1) * ln ((1 - c) / c) + ln (1 + (si / sj - 1) * (1 + 1 / odds eps sj)) <
   (si / sj - 1) * ln (odds eps sj)).
Proof.
intros C S e0 H. assert (C1 := more_than_one c C).
destruct (odds_positive c sj eps ltac:(lra) ltac:(lra) e0 H) as [E [L [O _]]].
assert (V : 0 < 1 + (si / sj - 1) * (1 + 1 / odds eps sj)).
{ replace (_ + _) with ((si - eps ^ 2) / (sj - eps ^ 2)) by (unfold odds; field; lra).
  apply Rdiv_lt_0_compat; lra. }
assert (T : fit_time eps c sj = (ln (odds eps sj) - ln ((1 - c) / c)) / (2 * sj)).
{ unfold fit_time. f_equal. fold (odds eps sj).
  replace (c / (1 - c)) with (/ ((1 - c) / c)) by (field; lra).
  rewrite ln_mult, ln_Rinv; [ring | lra | apply Rinv_0_lt_compat; lra | lra]. }
assert (U : fit_time eps (1 - c) si = (ln ((1 - c) / c) + ln (odds eps sj) +
  ln (1 + (si / sj - 1) * (1 + 1 / odds eps sj))) / (2 * si)).
{ unfold fit_time. f_equal. assert (0 < (1 - c) / c * odds eps sj) by nra.
  rewrite <- ln_mult, <- ln_mult by lra. f_equal. unfold odds. field. lra. }
rewrite T, U. set (W := ln (1 + _)). set (A := ln (odds eps sj)). set (l := ln _).
replace ((l + A + W) / (2 * si)) with (/ (2 * si) * (l + A + W)) by (field; lra).
replace ((A - l) / (2 * sj)) with (/ (2 * si) * (si / sj * (A - l))) by (field; lra).
assert (P : 0 < / (2 * si)) by (apply Rinv_0_lt_compat; lra).
split; intro K; [apply Rmult_lt_reg_l in K; lra | apply Rmult_lt_compat_l; lra].
Qed.

Lemma ratio_more si sj : 0 < sj < si -> 1 < si / sj.
Proof.
intro S. apply Rminus_gt. replace (_ - _) with ((si - sj) / sj) by (field; lra).
apply Rdiv_lt_0_compat; lra.
Qed.

Lemma inverse_gap si sj : 0 < sj < si ->
  1 / relative_gap si sj = (si / sj + 1) / (si / sj - 1).
Proof. intro S. unfold relative_gap. field. lra. Qed.

Lemma Rpower_positive x y : 0 < Rpower x y.
Proof. apply exp_pos. Qed.

Lemma ln_Rpower x y : ln (Rpower x y) = y * ln x.
Proof. unfold Rpower. apply ln_exp. Qed.

Theorem larger_first_iff c si sj eps :
  0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ 2 < c * sj ->
  let kappa := si / sj in let o := (sj - eps ^ 2) / eps ^ 2 in
  let delta := (si - sj) / (si + sj) in
  (fit_time eps (1 - c) si < fit_time eps c sj <->
   Rpower ((1 - c) / c) (1 / delta) *
     Rpower (1 + (kappa - 1) * (1 + 1 / o)) (1 / (kappa - 1)) < o).
Proof.
intros C S e0 H kappa o delta.
destruct (odds_positive c sj eps ltac:(lra) ltac:(lra) e0 H) as [E [L [O _]]].
assert (C1 := more_than_one c C). assert (K := ratio_more si sj S).
unfold o, delta. fold (odds eps sj) (relative_gap si sj). fold kappa in K.
rewrite (order_in_logs c si sj eps C S e0 H). fold kappa.
rewrite <- (ln_less (_ * _)), ln_mult, !ln_Rpower; try apply Rpower_positive; try lra.
- rewrite (inverse_gap si sj S). fold kappa. set (W := ln (1 + _)). set (l := ln (_ / c)).
  set (A := ln _).
  replace ((kappa + 1) * l + W) with
    ((kappa - 1) * ((kappa + 1) / (kappa - 1) * l + 1 / (kappa - 1) * W)) by (field; lra).
  split; intro Q; [apply Rmult_lt_reg_l in Q; lra | apply Rmult_lt_compat_l; lra].
- apply Rmult_lt_0_compat; apply Rpower_positive.
Qed.

(* part 2: both sides of part 1 in logarithms, x = kappa - 1 *)
Definition excess (x o : R) := ln o - ln (1 + x * (1 + 1 / o)) / x.

Lemma inside_more x o : 0 < x -> 0 < o -> x < x * (1 + 1 / o).
Proof.
intros x0 o0. assert (0 < 1 / o) by (apply Rdiv_lt_0_compat; lra). nra.
Qed.

Lemma excess_increases x o p : 0 < x -> 0 < o < p -> excess x o < excess x p.
Proof.
intros x0 [o0 op]. unfold excess.
assert (ln o < ln p) by (apply ln_increasing; lra).
assert (I : 1 / p < 1 / o). { unfold Rdiv. rewrite !Rmult_1_l. apply Rinv_lt_contravar; nra. }
assert (O := inside_more x o x0 o0). assert (P := inside_more x p x0 ltac:(lra)).
assert (W : ln (1 + x * (1 + 1 / p)) < ln (1 + x * (1 + 1 / o))).
{ apply ln_increasing; [lra |]. nra. }
assert (/ x * ln (1 + x * (1 + 1 / p)) < / x * ln (1 + x * (1 + 1 / o))); [| lra].
apply Rmult_lt_compat_l; [apply Rinv_0_lt_compat; lra | exact W].
Qed.

Lemma excess_less_iff x o p : 0 < x -> 0 < o -> 0 < p -> (excess x o < excess x p <-> o < p).
Proof.
intros x0 o0 p0. split; intro H; [| apply excess_increases; lra].
destruct (Rtotal_order o p) as [L | [L | L]]; [exact L | subst; lra |].
assert (B := excess_increases x p o x0 ltac:(lra)). lra.
Qed.

Lemma excess_equation x E : 0 < x -> 1 < E ->
  exists rho, 1 < rho /\ ln rho < 1 + 1 / rho /\ excess x (rho * E) = ln E.
Proof.
intros x0 E1. destruct bound_exists as [F [[F0 FE] [[F1 _] _]]].
apply bound_equation in FE; [| exact F0].
assert (low : excess x (1 * E) < ln E).
{ unfold excess. rewrite Rmult_1_l. assert (I := inside_more x E x0 ltac:(lra)).
  assert (0 < ln (1 + x * (1 + 1 / E)) / x); [| lra].
  apply Rdiv_lt_0_compat; [apply ln_of_more; lra | exact x0]. }
assert (high : ln E < excess x (F * E)).
{ unfold excess. rewrite ln_mult by lra. assert (FE1 : F < F * E) by nra.
  assert (I := inside_more x (F * E) x0 ltac:(lra)).
  assert (L : ln (1 + x * (1 + 1 / (F * E))) < x * (1 + 1 / (F * E))) by (apply ln_above; lra).
  assert (J : 1 / (F * E) < 1 / F).
  { unfold Rdiv. rewrite !Rmult_1_l. apply Rinv_lt_contravar; nra. }
  assert (ln (1 + x * (1 + 1 / (F * E))) / x < 1 + 1 / F); [| lra].
  apply Rmult_lt_reg_l with x; [exact x0 |]. replace (x * (_ / x)) with
    (ln (1 + x * (1 + 1 / (F * E)))) by (field; lra). nra. }
destruct (IVT_interv (fun r => excess x (r * E) - ln E) 1 F) as [rho [[r1 r2] R0]];
  [| lra | lra | lra |].
- intros a [a1 a2]. assert (A : 0 < a * E) by nra.
  assert (I := inside_more x (a * E) x0 A).
  apply continuity_pt_filterlim, (ex_derive_continuous (fun r => excess x (r * E) - ln E) a).
  unfold excess. auto_derive. repeat split; lra.
- simpl in R0. exists rho.
  assert (r1' : rho <> 1) by (intros ->; lra). assert (r2' : rho <> F) by (intros ->; lra).
  repeat split; [lra | | lra].
  assert (B := bound_side_increases rho F ltac:(lra)). lra.
Qed.

Lemma rho_below_bound rho F : 0 < rho -> ln rho < 1 + 1 / rho -> 0 < F -> F * ln F = F + 1 ->
  rho < F.
Proof.
intros r0 H F0 FE. apply bound_equation in FE; [| exact F0].
destruct (Rtotal_order rho F) as [L | [L | L]]; [exact L | subst; lra |].
assert (B := bound_side_increases F rho ltac:(lra)). lra.
Qed.

(* the power of (1-c)/c, and its logarithm *)
Lemma power_more c si sj : 0 < c < 1 / 2 -> 0 < sj < si ->
  (1 - c) / c < Rpower ((1 - c) / c) (1 / relative_gap si sj).
Proof.
intros C S. assert (C1 := more_than_one c C). rewrite <- (Rpower_1 ((1 - c) / c)) at 1 by lra.
apply Rpower_lt; [exact C1 |]. rewrite inverse_gap by exact S. assert (K := ratio_more si sj S).
apply Rminus_gt. replace (_ - _) with (2 / (si / sj - 1)) by (field; lra).
apply Rdiv_lt_0_compat; lra.
Qed.

Lemma order_by_excess c si sj eps : 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps ->
  eps ^ 2 < c * sj -> (fit_time eps (1 - c) si < fit_time eps c sj <->
  ln (Rpower ((1 - c) / c) (1 / relative_gap si sj)) < excess (si / sj - 1) (odds eps sj)).
Proof.
intros C S e0 H. rewrite (order_in_logs c si sj eps C S e0 H), ln_Rpower.
rewrite inverse_gap by exact S. assert (K := ratio_more si sj S). set (kappa := si / sj) in *.
unfold excess. set (W := ln (1 + _)). set (A := ln (odds _ _)). set (l := ln _).
replace ((kappa + 1) * l + W) with
  ((kappa - 1) * ((kappa + 1) / (kappa - 1) * l + W / (kappa - 1))) by (field; lra).
split; intro Q; [apply Rmult_lt_reg_l in Q; lra | apply Rmult_lt_compat_l; lra].
Qed.

Lemma threshold_from_equation c si sj rho : 0 < c < 1 / 2 -> 0 < sj < si -> 0 < rho ->
  excess (si / sj - 1) (rho * Rpower ((1 - c) / c) (1 / relative_gap si sj)) =
    ln (Rpower ((1 - c) / c) (1 / relative_gap si sj)) -> is_threshold c si sj rho.
Proof.
intros C S r0 H eps e0 small. rewrite (order_by_excess c si sj eps C S e0 small), <- H.
assert (K := ratio_more si sj S). assert (C1 := more_than_one c C).
destruct (odds_positive c sj eps ltac:(lra) ltac:(lra) e0 small) as [_ [_ [O _]]].
apply excess_less_iff; [lra | | lra].
apply Rmult_lt_0_compat; [exact r0 | apply Rpower_positive].
Qed.

(* every o above (1-c)/c belongs to a start *)
Lemma start_for c s o : 0 < c < 1 -> 0 < s -> (1 - c) / c < o ->
  exists eps, 0 < eps /\ eps ^ 2 < c * s /\ odds eps s = o.
Proof.
intros C s0 H. assert (P : 0 < (1 - c) / c) by (apply Rdiv_lt_0_compat; lra).
assert (Q : 0 < s / (1 + o)) by (apply Rdiv_lt_0_compat; lra).
assert (E : sqrt (s / (1 + o)) ^ 2 = s / (1 + o)).
{ simpl. rewrite Rmult_1_r. apply sqrt_sqrt. lra. }
exists (sqrt (s / (1 + o))). unfold odds. rewrite E.
split; [apply sqrt_lt_R0; exact Q |]. split; [| field; lra].
assert (D : 1 < c * (1 + o)).
{ apply Rmult_lt_compat_l with (r := c) in H; [| lra].
  replace (c * ((1 - c) / c)) with (1 - c) in H by (field; lra). lra. }
apply Rminus_gt. replace (_ - _) with (s * (c * (1 + o) - 1) / (1 + o)) by (field; lra).
apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat |]; lra.
Qed.

Lemma threshold_not_less c si sj rho sigma : 0 < c < 1 / 2 -> 0 < sj < si ->
  1 < sigma -> is_threshold c si sj rho -> is_threshold c si sj sigma -> ~ rho < sigma.
Proof.
intros C S s1 R Q L. assert (P := power_more c si sj C S). assert (C1 := more_than_one c C).
set (E := Rpower _ _) in *.
assert (o1 : (1 - c) / c < sigma * E) by nra.
assert (o2 : rho * E < sigma * E) by nra.
assert (Z : exists o, (1 - c) / c < o /\ rho * E < o /\ o < sigma * E).
{ destruct (Rle_lt_dec (rho * E) ((1 - c) / c)) as [D | D].
  - exists (((1 - c) / c + sigma * E) / 2). lra.
  - exists ((rho * E + sigma * E) / 2). lra. }
destruct Z as [o [z1 [z2 z3]]].
destruct (start_for c sj o ltac:(lra) ltac:(lra) z1) as [eps [e0 [small O]]].
assert (A := R eps e0 small). assert (B := Q eps e0 small). fold E in A, B. rewrite O in A, B.
apply A in z2. apply B in z2. lra.
Qed.

Lemma threshold_unique c si sj rho sigma : 0 < c < 1 / 2 -> 0 < sj < si ->
  1 < sigma -> is_threshold c si sj rho -> is_threshold c si sj sigma -> rho = sigma.
Proof.
intros C S s1 R Q. destruct (Rtotal_order rho sigma) as [L | [L | L]]; [| exact L |].
- exfalso. exact (threshold_not_less c si sj rho sigma C S s1 R Q L).
- exfalso. exact (threshold_not_less c si sj sigma rho C S ltac:(lra) Q R L).
Qed.

Lemma threshold_equation c si sj rho : 0 < c < 1 / 2 -> 0 < sj < si -> is_threshold c si sj rho ->
  1 < rho /\ ln rho < 1 + 1 / rho /\
  excess (si / sj - 1) (rho * Rpower ((1 - c) / c) (1 / relative_gap si sj)) =
    ln (Rpower ((1 - c) / c) (1 / relative_gap si sj)).
Proof.
intros C S R. assert (P := power_more c si sj C S). assert (C1 := more_than_one c C).
assert (K := ratio_more si sj S).
destruct (excess_equation (si / sj - 1) (Rpower ((1 - c) / c) (1 / relative_gap si sj)))
  as [sigma [s1 [s2 Q]]]; [lra | lra |].
rewrite (threshold_unique c si sj rho sigma C S s1 R); [auto |].
apply threshold_from_equation; auto. lra.
Qed.

Theorem threshold_exists c kappa F :
  0 < c < 1 / 2 -> 1 < kappa -> 0 < F -> F * ln F = F + 1 ->
  exists rho, 1 < rho < F /\ forall si sj, 0 < sj -> si = kappa * sj ->
    is_threshold c si sj rho /\ forall sigma, is_threshold c si sj sigma -> sigma = rho.
Proof.
intros C K F0 FE. assert (C1 := more_than_one c C).
assert (P := power_more c kappa 1 C ltac:(lra)).
destruct (excess_equation (kappa - 1) (Rpower ((1 - c) / c) (1 / relative_gap kappa 1)))
  as [rho [r1 [r2 Q]]]; [lra | lra |].
exists rho. split; [split; [exact r1 | apply rho_below_bound; auto; lra] |].
intros si sj s0 ->. assert (S : 0 < sj < kappa * sj) by nra.
assert (T : is_threshold c (kappa * sj) sj rho).
{ apply threshold_from_equation; [exact C | exact S | lra |].
  replace (kappa * sj / sj) with kappa by (field; lra).
  replace (relative_gap (kappa * sj) sj) with (relative_gap kappa 1); [exact Q |].
  unfold relative_gap. field. nra. }
split; [exact T |]. intros sigma U. apply (threshold_unique c (kappa * sj) sj); auto.
Qed.
