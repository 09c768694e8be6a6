(* Wrong variants of what a separation with an imbalance needs, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar separation separation_bound separation_limits two_rates pair_exists.
From dlf Require Import imbalance_separation imbalance_best.
Open Scope R_scope.

Lemma k_bounds : 111 / 125 < 8 * sqrt 5 - 17 < 1.
Proof.
assert (s5 : sqrt 5 * sqrt 5 = 5) by (apply sqrt_sqrt; lra). assert (s0 := sqrt_pos 5). split; nra.
Qed.

(* eleven tenths of k *)
Theorem imbalance_needed_tenth_wrong : ~ (forall si sj p q c ti tj,
  two_imbalanced si sj p q c ti tj -> p ^ 2 - q ^ 2 <= c * sj -> ti < tj ->
  11 / 10 * (8 * sqrt 5 - 17) * Rpower ((1 - c) / c) (1 / relative_gap si sj) <
    (sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2).
Proof.
intro H. assert (K := k_bounds).
destruct (imbalance_share_best (11 / 10 * (8 * sqrt 5 - 17)) ltac:(lra))
  as [si [sj [p [q [c [ti [tj [TM [D [L [A B]]]]]]]]]]].
specialize (H _ _ _ _ _ _ _ TM D L). lra.
Qed.

(* a target s_i so large that its mode is fitted first *)
Lemma large_target_first p q c : 0 < p -> 0 < q <= p -> 0 < c < 1 / 2 -> p * q < c * 1 ->
  exists si, 4 <= si /\ pair_time (1 - c) si p q < pair_time c 1 p q.
Proof.
intros p0 Q C st. assert (pq0 : 0 < p * q) by (apply Rmult_lt_0_compat; lra).
set (tj := pair_time c 1 p q). assert (tj0 : 0 < tj).
{ destruct (pair_exists 1 p q) as [x [y P]]; try lra.
  apply (level_time 1 p q x y ltac:(lra) p0 ltac:(lra) P c ltac:(lra) st). }
set (l := ln ((1 - c) / c)). assert (oc : 1 < (1 - c) / c) by (apply (Rlt_div_r 1); lra).
assert (l0 : 0 < l) by (unfold l; rewrite <- ln_1; apply ln_increasing; lra).
set (g := 2 / sqrt (p * q)). assert (sp := sqrt_lt_R0 _ pq0).
assert (g0 : 0 < g) by (apply Rdiv_lt_0_compat; lra).
set (z := Rmax 2 ((l + g + 1) / (2 * tj))). assert (z1 := Rmax_l 2 ((l + g + 1) / (2 * tj))).
assert (z2 := Rmax_r 2 ((l + g + 1) / (2 * tj))). fold z in z1, z2.
apply (Rle_div_l (l + g + 1)) in z2; [| lra].
set (si := z ^ 2). assert (si1 : 4 <= si) by (replace 4 with (2 ^ 2) by ring; apply pow_incr; lra).
exists si. split; [exact si1 |].
destruct (two_imbalanced_exist si 1 p q c ltac:(lra) p0 ltac:(lra) ltac:(lra) st)
  as [_ [_ [_ [_ [_ [ti0 [_ [[x [y [P Ex]]] _]]]]]]]].
set (ti := pair_time (1 - c) si p q) in *.
assert (m0 : x 0 * y 0 = p * q) by (destruct P as [-> [-> _]]; reflexivity).
destruct (balanced_is_slowest si p q x y 0 ti ltac:(lra) p0 ltac:(lra) P ltac:(lra) ltac:(lra)
  ltac:(lra)) as [_ B].
rewrite Ex, m0, (log_odds_of_share (1 - c) si) in B by lra.
replace (ln ((1 - (1 - c)) / (1 - c))) with (- l) in B.
2: { unfold l. replace ((1 - (1 - c)) / (1 - c)) with (/ ((1 - c) / c)) by (field; lra).
  symmetry. apply ln_Rinv. lra. }
assert (lm : - ln (p * q / (si - p * q)) <= g * z).
{ rewrite <- ln_Rinv by (apply Rdiv_lt_0_compat; lra).
  replace (/ (p * q / (si - p * q))) with ((si - p * q) / (p * q)) by (field; lra).
  set (v := z / sqrt (p * q)). assert (v0 : 0 < v) by (apply Rdiv_lt_0_compat; lra).
  assert (vv : v * v = si / (p * q)).
  { unfold v, si. replace (z / sqrt (p * q) * (z / sqrt (p * q))) with
      (z ^ 2 / (sqrt (p * q) * sqrt (p * q))) by (field; lra). rewrite sqrt_sqrt; lra. }
  apply Rle_trans with (ln (v * v)).
  - apply ln_le; [apply Rdiv_lt_0_compat; lra |]. rewrite vv.
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, pq0 | lra].
  - rewrite ln_mult by exact v0. assert (X := exp_ineq1_le (ln v)).
    rewrite exp_ln in X by exact v0.
    replace (g * z) with (2 * v) by (unfold g, v; field; lra). lra. }
apply Rmult_lt_reg_l with (2 * si); [lra |]. apply Rle_lt_trans with (l + g * z); [lra |].
unfold si. replace (2 * z ^ 2 * tj) with (z * (z * (2 * tj))) by ring.
assert (z * (l + g + 1) <= z * (z * (2 * tj))) by (apply Rmult_le_compat_l; lra).
assert (l * 1 <= l * z) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(* eleven tenths of the bound on the imbalance *)
Theorem imbalance_needed_bound_wrong : ~ (forall si sj p q c ti tj,
  two_imbalanced si sj p q c ti tj -> p ^ 2 - q ^ 2 <= 11 / 10 * (c * sj) -> ti < tj ->
  (8 * sqrt 5 - 17) * Rpower ((1 - c) / c) (1 / relative_gap si sj) <
    (sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2).
Proof.
intro H. assert (K := k_bounds). set (c := 49 / 100). set (d := 539 / 4000).
destruct (scales_of (522 / 1000) d) as [p0 [Q [dl [mE pq]]]]; try (unfold d; lra).
set (p := sqrt (522 / 1000) + d / sqrt (522 / 1000)) in *.
set (q := sqrt (522 / 1000) - d / sqrt (522 / 1000)) in *.
assert (st : p * q < c * 1) by (rewrite pq; unfold c, d; lra).
assert (C : 0 < c < 1 / 2) by (unfold c; lra).
destruct (large_target_first p q c p0 Q C st) as [si [S L]].
assert (Z := H si 1 p q c _ _ (two_imbalanced_exist si 1 p q c ltac:(lra) p0 ltac:(lra) C st)
  ltac:(rewrite dl; unfold c, d; lra) L).
rewrite mE in Z. assert (G := gap_power c si 1 C ltac:(lra)).
replace ((1 - c) / c) with (51 / 49) in * by (unfold c; field).
set (x := Rpower _ _) in *.
assert (111 / 125 * (51 / 49) < (8 * sqrt 5 - 17) * x) by (apply Rmult_gt_0_lt_compat; lra).
replace ((1 - 522 / 1000) / (522 / 1000)) with (478 / 522) in Z by field. lra.
Qed.

(* without the bound on the imbalance *)
Theorem imbalance_needed_unbounded_wrong : ~ (forall si sj p q c ti tj,
  two_imbalanced si sj p q c ti tj -> ti < tj ->
  (8 * sqrt 5 - 17) * Rpower ((1 - c) / c) (1 / relative_gap si sj) <
    (sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2).
Proof.
intro H. apply imbalance_needed_bound_wrong. intros si sj p q c ti tj T _ L.
exact (H si sj p q c ti tj T L).
Qed.

(* a balanced start with the odds o *)
Lemma balanced_odds o : 0 < o -> let e := sqrt (1 / (1 + o)) in 0 < e /\ e ^ 2 = 1 / (1 + o) /\
  odds e 1 = o.
Proof.
intros o0 e. assert (E0 : 0 < 1 / (1 + o)) by (apply Rdiv_lt_0_compat; lra).
assert (ep : 0 < e) by (apply sqrt_lt_R0; exact E0).
assert (e2 : e ^ 2 = 1 / (1 + o)) by (simpl; rewrite Rmult_1_r; apply sqrt_sqrt; lra).
split; [exact ep |]. split; [exact e2 |]. unfold odds. rewrite e2. field. lra.
Qed.

(* without the order of the two times *)
Theorem imbalance_needed_order_wrong : ~ (forall si sj p q c ti tj,
  two_imbalanced si sj p q c ti tj -> p ^ 2 - q ^ 2 <= c * sj ->
  (8 * sqrt 5 - 17) * Rpower ((1 - c) / c) (1 / relative_gap si sj) <
    (sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2).
Proof.
intro H. assert (K := k_bounds). destruct (balanced_odds 4 ltac:(lra)) as [ep [e2 od]].
set (e := sqrt (1 / (1 + 4))) in *.
assert (Z := H 2 1 e e (1 / 4) _ _ (two_imbalanced_exist 2 1 e e (1 / 4) ltac:(lra) ep ltac:(lra)
  ltac:(lra) ltac:(simpl in e2; lra)) ltac:(lra)).
replace ((e + e) / 2) with e in Z by field. fold (odds e 1) in Z. rewrite od in Z.
replace ((1 - 1 / 4) / (1 / 4)) with 3 in Z by field.
replace (1 / relative_gap 2 1) with (INR 3) in Z by (unfold relative_gap; simpl; field).
rewrite Rpower_pow in Z by lra. simpl in Z. lra.
Qed.

(* eleven tenths of the power *)
Theorem imbalance_needed_power_wrong : ~ (forall si sj p q c ti tj,
  two_imbalanced si sj p q c ti tj -> p ^ 2 - q ^ 2 <= c * sj -> ti < tj ->
  (8 * sqrt 5 - 17) * Rpower ((1 - c) / c) (11 / 10 * (1 / relative_gap si sj)) <
    (sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2).
Proof.
intro H. assert (K := k_bounds). destruct bound_exists as [F [[F0 FE] _]].
destruct (threshold_far (1 / 4) ltac:(lra)) as [M far].
set (c := 1 / 1025). assert (C : 0 < c < 1 / 2) by (unfold c; lra).
set (k := Rmax (M + 1) 2). assert (kM := Rmax_l (M + 1) 2).
assert (k2 := Rmax_r (M + 1) 2). fold k in kM, k2.
destruct (threshold_exists c k F C) as [rho [_ T]]; [lra | exact F0 | exact FE |].
destruct (T k 1) as [U _]; [lra | ring |].
assert (R := far c k 1 rho C ltac:(lra)). replace (k / 1) with k in R by field.
specialize (R ltac:(lra) U). set (G := 1 / relative_gap k 1).
assert (oc : (1 - c) / c = 1024) by (unfold c; field).
assert (G1 : 1 < G).
{ destruct (relative_gap_between k 1 ltac:(lra)) as [g0 g1]. apply (Rlt_div_r 1); lra. }
set (x := Rpower 1024 G). assert (x1 : 1024 < x).
{ unfold x. rewrite <- (Rpower_1 1024) at 1 by lra. apply Rpower_lt; lra. }
destruct (balanced_odds (3 / 2 * x) ltac:(lra)) as [ep [e2 od]].
set (e := sqrt (1 / (1 + 3 / 2 * x))) in *.
assert (ec : e ^ 2 < c * 1).
{ rewrite e2. apply (Rlt_div_l 1); [lra |]. unfold c. lra. }
assert (st : e * e < c * 1) by (simpl in ec; lra).
assert (L : pair_time (1 - c) k e e < pair_time c 1 e e).
{ rewrite !pair_time_balanced by (try lra; nra). apply (U e ep ec). rewrite od, oc.
  fold G x. apply Rmult_lt_compat_r; lra. }
assert (Z := H k 1 e e c _ _ (two_imbalanced_exist k 1 e e c ltac:(lra) ep ltac:(lra) C st)
  ltac:(lra) L).
replace ((e + e) / 2) with e in Z by field. fold (odds e 1) in Z. rewrite od, oc in Z.
fold G in Z. replace (11 / 10 * G) with (G + / 10 * G) in Z by field. rewrite Rpower_plus in Z.
fold x in Z. assert (P : 2 < Rpower 1024 (/ 10 * G)).
{ apply Rle_lt_trans with (Rpower 1024 (/ 10 * 1)); [| apply Rpower_lt; lra].
  rewrite <- (Rpower_mult 1024 (/ 10) 1), Rpower_1 by apply exp_pos. right.
  replace 1024 with (Rpower 2 (INR 10)) by (rewrite Rpower_pow by lra; simpl; lra).
  rewrite Rpower_mult. replace (INR 10 * / 10) with 1 by (simpl; field).
  symmetry. apply Rpower_1. lra. }
set (y := Rpower 1024 (/ 10 * G)) in *.
assert (A : 111 / 125 * (x * 2) < (8 * sqrt 5 - 17) * (x * y)).
{ apply Rmult_gt_0_lt_compat; [nra | lra | lra | apply Rmult_lt_compat_l; lra]. }
lra.
Qed.
