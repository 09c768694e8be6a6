(* Wrong variants of the separation of two modes with an imbalance, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar separation separation_bound separation_limits two_rates pair_exists.
From dlf Require Import velocity_shape share_time share_slope imbalance_separation imbalance_best.
Open Scope R_scope.

(* what is decided in balls *)
Definition boxes_hold (F : R) := forall T v, 0 <= T <= 1 -> 1 / 30 <= v <= 1 / (1 + F) ->
  ln ((1 - v) / v) - 1 - 1 / F <= mean_share T v.

(* the statement of part 3 with the number f for F and the power h(gamma) *)
Definition separated_from (f : R) (h : R -> R) := forall si sj p q c xi yi xj yj ti tj,
  0 < sj < si -> 0 < p -> 0 <= q <= p -> 0 < c < 1 / 2 -> p * q < c * sj ->
  is_pair si p q xi yi -> is_pair sj p q xj yj -> 0 <= ti -> 0 <= tj ->
  xi ti * yi ti = (1 - c) * si -> xj tj * yj tj = c * sj ->
  f * Rpower ((1 - c) / c) (h (relative_gap si sj)) <=
    (sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2 -> ti < tj.

Lemma separated F : 0 < F -> F * ln F = F + 1 -> boxes_hold F ->
  separated_from F (fun g => 1 / g).
Proof.
intros F0 FE B si sj p q c xi yi xj yj ti tj S p0 Q C st Pi Pj ti0 tj0 Ei Ej H.
exact (imbalance_separates F si sj p q c xi yi xj yj ti tj F0 FE B S p0 Q C st Pi Pj ti0 tj0
  Ei Ej H).
Qed.

(* nine tenths of F *)
Theorem imbalance_separates_tenth_wrong (F f : R) (F0 : 0 < F) (FE : F * ln F = F + 1)
  (B : boxes_hold F) (fE : f = 9 / 10 * F) : ~ (separated_from f (fun g => 1 / g)).
Proof.
intro H. destruct (imbalance_factor_best F f F0 FE ltac:(lra))
  as [si [sj [p [q [c [ti [tj [TM [K L]]]]]]]]].
destruct TM as [S [p0 [Q [C [st [ti0 [tj0 [[xi [yi [Pi Ei]]] [xj [yj [Pj Ej]]]]]]]]]]].
assert (Z := H si sj p q c xi yi xj yj ti tj S p0 Q C st Pi Pj ti0 tj0 Ei Ej K). lra.
Qed.

(* 2 < F *)
Lemma bound_above_two F : 0 < F -> F * ln F = F + 1 -> 2 < F.
Proof.
intros F0 FE. apply (bound_equation F F0) in FE. destruct (Rlt_le_dec 2 F) as [l | l]; [exact l |].
exfalso. assert (ln F <= ln 2) by (apply ln_le; lra).
assert (l2 : ln 2 < 1).
{ rewrite <- (ln_exp 1). apply ln_increasing; [lra |]. assert (Z := exp_ineq1 1 ltac:(lra)). lra. }
assert (0 < 1 / F) by (apply Rdiv_lt_0_compat; lra). lra.
Qed.

(* the power 1 for 1/gamma *)
Theorem imbalance_separates_power_wrong (F : R) (F0 : 0 < F) (FE : F * ln F = F + 1)
  (B : boxes_hold F) : ~ (separated_from F (fun _ => 1)).
Proof.
intro H. destruct (threshold_exists (1 / 4) 2 F) as [rho [r1 T]]; try lra.
destruct (T 2 1) as [U _]; try lra. assert (F4 := bound_below_four F F0 FE).
assert (F2 := bound_above_two F F0 FE).
set (E := 1 / (1 + 3 * F)). assert (e0 : 0 < E) by (apply Rdiv_lt_0_compat; lra).
assert (E1 : E < 1 / 4).
{ unfold E, Rdiv. rewrite !Rmult_1_l. apply Rinv_lt_contravar; lra. }
set (e := sqrt E). assert (ep : 0 < e) by (apply sqrt_lt_R0; exact e0).
assert (e2 : e ^ 2 = E) by (simpl; rewrite Rmult_1_r; apply sqrt_sqrt; lra).
assert (od : odds e 1 = 3 * F).
{ unfold odds. rewrite e2. unfold E. field. lra. }
assert (TM := two_imbalanced_exist 2 1 e e (1 / 4) ltac:(lra) ep ltac:(lra) ltac:(lra)
  ltac:(simpl in e2; lra)).
destruct TM as [S [p0 [Q [C [st [ti0 [tj0 [[xi [yi [Pi Ei]]] [xj [yj [Pj Ej]]]]]]]]]]].
assert (Z := H 2 1 e e (1 / 4) xi yi xj yj _ _ S p0 Q C st Pi Pj ti0 tj0 Ei Ej).
replace ((1 - 1 / 4) / (1 / 4)) with 3 in Z by field. rewrite Rpower_1 in Z by lra.
replace ((e + e) / 2) with e in Z by field. fold (odds e 1) in Z. rewrite od in Z.
specialize (Z ltac:(lra)). rewrite !pair_time_balanced in Z by (try lra; nra).
apply (U e ep ltac:(lra)) in Z. rewrite od in Z.
replace ((1 - 1 / 4) / (1 / 4)) with 3 in Z by field.
replace (1 / relative_gap 2 1) with (INR 3) in Z by (unfold relative_gap; simpl; field).
rewrite Rpower_pow in Z by lra. simpl in Z. nra.
Qed.

(* eleven tenths of F in the place of F *)
Theorem imbalance_factor_best_tenth_wrong (F : R) (F0 : 0 < F) (FE : F * ln F = F + 1)
  (B : boxes_hold F) : ~ (forall r, r < 11 / 10 * F -> exists si sj p q c ti tj,
    two_imbalanced si sj p q c ti tj /\ r * Rpower ((1 - c) / c) (1 / relative_gap si sj) <=
      (sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2 /\ tj <= ti).
Proof.
intro H. destruct (H F ltac:(lra)) as [si [sj [p [q [c [ti [tj [TM [K L]]]]]]]]].
destruct TM as [S [p0 [Q [C [st [ti0 [tj0 [[xi [yi [Pi Ei]]] [xj [yj [Pj Ej]]]]]]]]]]].
assert (Z := separated F F0 FE B si sj p q c xi yi xj yj ti tj S p0 Q C st Pi Pj ti0 tj0 Ei Ej K).
lra.
Qed.

(* nine tenths of (s_j - E)/E *)
Theorem imbalance_factor_best_odds_wrong (F : R) (F0 : 0 < F) (FE : F * ln F = F + 1)
  (B : boxes_hold F) : ~ (forall r, r < F -> exists si sj p q c ti tj,
    two_imbalanced si sj p q c ti tj /\ r * Rpower ((1 - c) / c) (1 / relative_gap si sj) <=
      9 / 10 * ((sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2) /\ tj <= ti).
Proof.
intro H. destruct (H (19 / 20 * F) ltac:(lra)) as [si [sj [p [q [c [ti [tj [TM [K L]]]]]]]]].
destruct TM as [S [p0 [Q [C [st [ti0 [tj0 [[xi [yi [Pi Ei]]] [xj [yj [Pj Ej]]]]]]]]]]].
assert (X : 0 < Rpower ((1 - c) / c) (1 / relative_gap si sj)) by apply exp_pos.
set (x := Rpower _ _) in *. set (o := (sj - _) / _) in *.
assert (K' : F * x <= o).
{ assert (0 < F * x) by (apply Rmult_lt_0_compat; assumption). lra. }
assert (Z := separated F F0 FE B si sj p q c xi yi xj yj ti tj S p0 Q C st Pi Pj ti0 tj0 Ei Ej K').
lra.
Qed.

(* delta <= c s_j: E stays below the level, (s_j - E)/E above k (1-c)/c *)
Lemma odds_above_share sj p q c : 0 < sj -> 0 < p -> 0 <= q <= p -> 0 < c < 1 / 2 ->
  p * q < c * sj -> p ^ 2 - q ^ 2 <= c * sj ->
  (8 * sqrt 5 - 17) * ((1 - c) / c) < (sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2.
Proof.
intros s0 p0 Q C st D. destruct golden_facts as [b1 kE]. set (b := (2 + sqrt 5) / 4) in *.
rewrite <- kE. set (E := ((p + q) / 2) ^ 2). assert (e0 : 0 < E) by (apply pow_lt; lra).
assert (dl : 0 <= p ^ 2 - q ^ 2) by nra.
assert (PE : p * q * E = E ^ 2 - ((p ^ 2 - q ^ 2) / 4) ^ 2) by (unfold E; field).
assert (d2 : ((p ^ 2 - q ^ 2) / 4) ^ 2 <= (c * sj / 4) ^ 2) by (apply pow_incr; lra).
assert (cs : 0 < c * sj) by (apply Rmult_lt_0_compat; lra).
(* E < b c s_j *)
assert (Eb : E < b * (c * sj)).
{ destruct (Rlt_le_dec E (b * (c * sj))) as [l | l]; [exact l | exfalso].
  assert (s5 : sqrt 5 * sqrt 5 = 5) by (apply sqrt_sqrt; lra).
  assert (W : (b * (c * sj)) ^ 2 - c * sj * (b * (c * sj)) = (c * sj / 4) ^ 2).
  { unfold b. replace (((2 + sqrt 5) / 4 * (c * sj)) ^ 2 - c * sj * ((2 + sqrt 5) / 4 * (c * sj)))
      with ((c * sj) ^ 2 * (sqrt 5 * sqrt 5 - 4) / 16) by field. rewrite s5. field. }
  assert (cb : c * sj <= b * (c * sj)).
  { rewrite <- (Rmult_1_l (c * sj)) at 1. apply Rmult_le_compat_r; lra. }
  assert (X : 0 <= (E - b * (c * sj)) * (E + b * (c * sj) - c * sj))
    by (apply Rmult_le_pos; lra).
  assert (Y : p * q * E < c * sj * E) by (apply Rmult_lt_compat_r; lra). lra. }
apply Rlt_trans with ((sj - b * (c * sj)) / (b * (c * sj))).
- replace ((sj - b * (c * sj)) / (b * (c * sj))) with ((1 - b * c) / (b * c))
    by (field; repeat split; lra).
  apply Rmult_lt_reg_r with (b * c); [apply Rmult_lt_0_compat; lra |].
  replace ((2 - b) / b * ((1 - c) / c) * (b * c)) with ((2 - b) * (1 - c)) by (field; lra).
  replace ((1 - b * c) / (b * c) * (b * c)) with (1 - b * c) by (field; lra).
  assert (0 < (b - 1) * (1 - 2 * c)) by (apply Rmult_lt_0_compat; lra). lra.
- assert (bc : 0 < b * (c * sj)) by (apply Rmult_lt_0_compat; lra).
  replace ((sj - b * (c * sj)) / (b * (c * sj))) with (sj * / (b * (c * sj)) - 1) by (field; lra).
  replace ((sj - E) / E) with (sj * / E - 1) by (field; lra).
  assert (/ (b * (c * sj)) < / E) by (apply Rinv_lt_contravar; [apply Rmult_lt_0_compat |]; lra).
  assert (sj * / (b * (c * sj)) < sj * / E) by (apply Rmult_lt_compat_l; lra). lra.
Qed.

(* nine tenths of k *)
Theorem imbalance_share_best_tenth_wrong : ~ (forall r, 9 / 10 * (8 * sqrt 5 - 17) < r ->
  exists si sj p q c ti tj, two_imbalanced si sj p q c ti tj /\
    p ^ 2 - q ^ 2 <= c * sj /\ ti < tj /\
    (sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2 <= r * ((1 - c) / c) /\
    r * ((1 - c) / c) <= r * Rpower ((1 - c) / c) (1 / relative_gap si sj)).
Proof.
intro H. destruct golden_facts as [b1 kE]. assert (k0 : 0 < 8 * sqrt 5 - 17).
{ rewrite <- kE. apply Rdiv_lt_0_compat; lra. }
destruct (H (8 * sqrt 5 - 17) ltac:(lra)) as [si [sj [p [q [c [ti [tj [TM [D [_ [K _]]]]]]]]]]].
destruct TM as [S [p0 [Q [C [st _]]]]].
assert (Z := odds_above_share sj p q c ltac:(lra) p0 Q C st D). lra.
Qed.

(* for balanced starts *)
Theorem imbalance_share_best_balanced_wrong : ~ (forall r, 8 * sqrt 5 - 17 < r ->
  exists si sj p q c ti tj, two_imbalanced si sj p q c ti tj /\ p ^ 2 - q ^ 2 = 0 /\ ti < tj /\
    (sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2 <= r * ((1 - c) / c) /\
    r * ((1 - c) / c) <= r * Rpower ((1 - c) / c) (1 / relative_gap si sj)).
Proof.
intro H. assert (s5 : sqrt 5 * sqrt 5 = 5) by (apply sqrt_sqrt; lra).
assert (sp := sqrt_pos 5). assert (k1 : 8 * sqrt 5 - 17 < 19 / 20) by nra.
destruct (H (19 / 20) k1) as [si [sj [p [q [c [ti [tj [TM [D [_ [K _]]]]]]]]]]].
destruct TM as [S [p0 [Q [C [st _]]]]]. assert (pq : q = p) by nra. subst q.
replace ((p + p) / 2) with p in K by field.
assert (oc : 0 < (1 - c) / c) by (apply Rdiv_lt_0_compat; lra).
assert (X : (1 - c) / c < (sj - p ^ 2) / p ^ 2).
{ replace ((1 - c) / c) with (/ c - 1) by (field; lra).
  assert (p2 : 0 < p ^ 2) by (apply pow_lt; exact p0).
  replace ((sj - p ^ 2) / p ^ 2) with (sj / p ^ 2 - 1) by (field; lra).
  assert (Y : / c < sj / p ^ 2); [| lra].
  apply (Rlt_div_r (/ c)); [exact p2 |]. apply Rmult_lt_reg_l with c; [lra |].
  replace (c * (/ c * p ^ 2)) with (p ^ 2) by (field; lra). simpl. lra. }
lra.
Qed.

(* balanced: T = 0 *)
Lemma balanced_share v : 0 < v < 1 / 2 -> half_time 0 v = ln ((1 - v) / v) /\
  mean_share 0 v = ln ((1 - v) / v) - 1 / (1 - v).
Proof.
intro V. assert (r1 : share_rate 0 v = 1).
{ unfold share_rate. replace (1 + 4 * (0 * v ^ 2)) with 1 by ring. apply sqrt_1. }
assert (u1 : half_level 0 v = 1 / 2).
{ unfold half_level. replace (1 + 16 * (0 * v ^ 2)) with 1 by ring. rewrite sqrt_1. field. }
assert (h : half_time 0 v = ln ((1 - v) / v)).
{ unfold half_time, log_part. rewrite r1, u1.
  replace ((1 / 2 + (1 - 1) / 2) / ((1 + 1) / 2 - 1 / 2)) with 1 by field. rewrite ln_1.
  replace ((v + (1 - 1) / 2) / ((1 + 1) / 2 - v)) with (/ ((1 - v) / v)) by (field; lra).
  rewrite ln_Rinv by (apply Rdiv_lt_0_compat; lra). field. }
split; [exact h |]. unfold mean_share. cbv zeta. rewrite h, u1. field. lra.
Qed.

(* without 1/F *)
Theorem small_share_bound_wrong : ~ (forall F T v, 0 < F -> F * ln F = F + 1 -> 0 <= T <= 1 ->
  0 < v <= 1 / 30 -> ln ((1 - v) / v) - 1 <= mean_share T v).
Proof.
intro H. destruct bound_exists as [F [[F0 FE] _]].
assert (A := H F 0 (1 / 30) F0 FE ltac:(lra) ltac:(lra)).
destruct (balanced_share (1 / 30) ltac:(lra)) as [_ B]. rewrite B in A.
replace (1 / (1 - 1 / 30)) with (30 / 29) in A by field. lra.
Qed.

(* up to one third *)
Theorem small_share_range_wrong : ~ (forall F T v, 0 < F -> F * ln F = F + 1 -> 0 <= T <= 1 ->
  0 < v <= 1 / 3 -> ln ((1 - v) / v) - 1 - 1 / F <= mean_share T v).
Proof.
intro H. destruct bound_exists as [F [[F0 FE] _]].
assert (A := H F 0 (1 / 3) F0 FE ltac:(lra) ltac:(lra)).
destruct (balanced_share (1 / 3) ltac:(lra)) as [_ B]. rewrite B in A.
replace (1 / (1 - 1 / 3)) with (3 / 2) in A by field. assert (F2 := bound_above_two F F0 FE).
assert (1 / F < 1 / 2); [| lra]. unfold Rdiv. rewrite !Rmult_1_l. apply Rinv_lt_contravar; lra.
Qed.

Lemma positive_share : 0 < mean_share 0 (1 / 30).
Proof.
destruct (balanced_share (1 / 30) ltac:(lra)) as [_ B]. rewrite B.
replace ((1 - 1 / 30) / (1 / 30)) with 29 by field.
replace (1 / (1 - 1 / 30)) with (30 / 29) by field.
assert (L : ln (exp 1 * exp 1) < ln 29); [| rewrite ln_mult, ln_exp in L by apply exp_pos; lra].
apply ln_increasing; [apply Rmult_lt_0_compat; apply exp_pos |].
assert (Z := exp_le_3). assert (Y := exp_pos 1). nra.
Qed.

(* nine tenths of the derivative *)
Theorem half_time_derive_tenth_wrong : ~ (forall T v, 0 <= T <= 1 -> 0 < v < 1 / 2 ->
  is_derive (fun z => z * half_time T z) v (9 / 10 * mean_share T v)).
Proof.
intro H. assert (A := is_derive_unique _ _ _ (H 0 (1 / 30) ltac:(lra) ltac:(lra))).
assert (B := is_derive_unique _ _ _ (half_time_derive 0 (1 / 30) ltac:(lra) ltac:(lra))).
assert (P := positive_share). rewrite A in B. lra.
Qed.

(* of the time without the factor v *)
Theorem half_time_derive_factor_wrong : ~ (forall T v, 0 <= T <= 1 -> 0 < v < 1 / 2 ->
  is_derive (fun z => half_time T z) v (mean_share T v)).
Proof.
intro H. assert (A := H 0 (1 / 30) ltac:(lra) ltac:(lra)).
assert (B := is_derive_unique _ _ _ (half_time_derive 0 (1 / 30) ltac:(lra) ltac:(lra))).
assert (C := is_derive_mult (fun z => z) (half_time 0) (1 / 30) _ _ (is_derive_id (1 / 30)) A
  Rmult_comm).
apply is_derive_unique in C. assert (D := eq_trans (eq_sym B) C). clear C.
unfold plus, mult, one in D; simpl in D. unfold mult in D; simpl in D.
destruct (balanced_share (1 / 30) ltac:(lra)) as [h m].
assert (P := positive_share). rewrite h in D. rewrite m in *. lra.
Qed.
