(* The numbers F and k of two modes with an imbalance are best possible, over the reals.

   imbalance_factor_best (KH9B, part 5): for every r < F there are two modes and scales with
     (s_j - E)/E >= r ((1-c)/c)^(1/gamma) of which the larger target is not fitted before the other
     begins: no smaller number can stand for F in part 3.
   imbalance_share_best (KH9B, part 5): for every r > k = 8 sqrt(5) - 17 there are two modes and
     scales with delta <= c s_j of which the larger is fitted before the other begins, though
     (s_j - E)/E <= r (1-c)/c <= r ((1-c)/c)^(1/gamma): no larger number can stand for k in part 4.
*)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar separation separation_bound separation_limits two_rates pair_exists.
From dlf Require Import imbalance_separation.
Open Scope R_scope.

(* balanced: the time is that of two factors *)
Lemma pair_time_balanced c s e : 0 < c < 1 -> 0 < s -> 0 < e -> e ^ 2 < s ->
  pair_time c s e e = fit_time e c s.
Proof.
intros C s0 e0 E. unfold pair_time, pair_rate, pair_level, fit_time. cbv zeta.
assert (cs : 0 < c * s) by nra. assert (p2 : 0 < e ^ 2) by (apply pow_lt; exact e0).
replace (s ^ 2 + (e ^ 2 - e ^ 2) ^ 2 / 4) with (s ^ 2) by field.
replace (c ^ 2 * s ^ 2 + (e ^ 2 - e ^ 2) ^ 2 / 4) with ((c * s) ^ 2) by field.
rewrite !sqrt_pow2 by lra.
replace ((2 * ((c * s + c * s) / 2) + s - s) * (s + s - 2 * ((e + e) / 2) ^ 2) /
  ((s + s - 2 * ((c * s + c * s) / 2)) * (2 * ((e + e) / 2) ^ 2 + s - s))) with
  (c / (1 - c) * ((s - e ^ 2) / e ^ 2)); [field; lra |].
field. repeat split; try lra; nra.
Qed.

(* two modes from the same scales, and their two times *)
Definition two_imbalanced (si sj p q c ti tj : R) :=
  0 < sj < si /\ 0 < p /\ 0 <= q <= p /\ 0 < c < 1 / 2 /\ p * q < c * sj /\ 0 <= ti /\ 0 <= tj /\
  (exists x y, is_pair si p q x y /\ x ti * y ti = (1 - c) * si) /\
  (exists x y, is_pair sj p q x y /\ x tj * y tj = c * sj).

Lemma two_imbalanced_exist si sj p q c : 0 < sj < si -> 0 < p -> 0 <= q <= p -> 0 < c < 1 / 2 ->
  p * q < c * sj -> two_imbalanced si sj p q c (pair_time (1 - c) si p q) (pair_time c sj p q).
Proof.
intros S p0 Q C st. destruct (pair_exists si p q) as [xi [yi Pi]]; try lra.
destruct (pair_exists sj p q) as [xj [yj Pj]]; try lra.
destruct (level_time si p q xi yi ltac:(lra) p0 Q Pi (1 - c) ltac:(lra) ltac:(nra)) as [Ti Ki].
destruct (level_time sj p q xj yj ltac:(lra) p0 Q Pj c ltac:(lra) st) as [Tj Kj].
repeat split; try lra.
- exists xi, yi. split; [exact Pi |]. apply Ki; [lra | reflexivity].
- exists xj, yj. split; [exact Pj |]. apply Kj; [lra | reflexivity].
Qed.

Lemma gap_power c si sj : 0 < c < 1 / 2 -> 0 < sj < si ->
  (1 - c) / c < Rpower ((1 - c) / c) (1 / relative_gap si sj).
Proof.
intros C S. assert (oc : 1 < (1 - c) / c) by (apply (Rlt_div_r 1); lra).
destruct (relative_gap_between si sj S) as [g0 g1].
assert (g : 1 < 1 / relative_gap si sj) by (apply (Rlt_div_r 1); lra).
rewrite <- (Rpower_1 ((1 - c) / c)) at 1 by lra. apply Rpower_lt; assumption.
Qed.

Theorem imbalance_factor_best F r : 0 < F -> F * ln F = F + 1 -> r < F ->
  exists si sj p q c ti tj, two_imbalanced si sj p q c ti tj /\
    r * Rpower ((1 - c) / c) (1 / relative_gap si sj) <=
      (sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2 /\ tj <= ti.
Proof.
intros F0 FE R. assert (F1 : 1 < F).
{ destruct (Rlt_le_dec 1 F) as [b | b]; [exact b | exfalso].
  assert (ln F <= 0) by (rewrite <- ln_1; apply ln_le; lra). nra. }
destruct (proj2 (bounds_best F (Rmax r 1) F0 FE) (Rmax_lub_lt _ _ _ R F1))
  as [c [si [sj [rho [C [S [T L]]]]]]].
assert (L1 := Rmax_l r 1). assert (L2 := Rmax_r r 1). assert (G := gap_power c si sj C S).
set (X := Rpower ((1 - c) / c) (1 / relative_gap si sj)) in *.
assert (oc : 1 < (1 - c) / c) by (apply (Rlt_div_r 1); lra).
assert (X0 : 0 < X) by lra. assert (rX : (1 - c) / c < rho * X) by nra.
set (E := sj / (1 + rho * X)). assert (e0 : 0 < E) by (apply Rdiv_lt_0_compat; lra).
assert (Ec : E < c * sj).
{ apply (Rlt_div_l sj); [lra |]. replace sj with (c * sj * (1 + (1 - c) / c)) at 1 by (field; lra).
  apply Rmult_lt_compat_l; [nra | lra]. }
set (e := sqrt E). assert (ep : 0 < e) by (apply sqrt_lt_R0; exact e0).
assert (e2 : e ^ 2 = E) by (simpl; rewrite Rmult_1_r; apply sqrt_sqrt; lra).
assert (od : odds e sj = rho * X).
{ unfold odds. rewrite e2. unfold E. field. split; lra. }
exists si, sj, e, e, c, (pair_time (1 - c) si e e), (pair_time c sj e e).
split; [apply two_imbalanced_exist; try lra; simpl in e2; lra |].
replace ((e + e) / 2) with e by field. fold (odds e sj). rewrite od.
split; [apply Rmult_le_compat_r; lra |].
rewrite !pair_time_balanced by (try lra; nra).
assert (Te := T e ep ltac:(lra)). fold X in Te. rewrite od in Te.
destruct (Rle_lt_dec (fit_time e c sj) (fit_time e (1 - c) si)) as [l | l]; [exact l | exfalso].
apply Te in l. lra.
Qed.

(* k = 8 sqrt(5) - 17 = (2 - r)/r for r = (2 + sqrt(5))/4 *)
Lemma golden_facts : let b := (2 + sqrt 5) / 4 in 1 < b < 11 / 10 /\
  (2 - b) / b = 8 * sqrt 5 - 17.
Proof.
intro b. assert (s5 : sqrt 5 * sqrt 5 = 5) by (apply sqrt_sqrt; lra).
assert (s0 := sqrt_pos 5). set (h := sqrt 5) in *. assert (h2 : 2 < h < 12 / 5) by (split; nra).
split; [unfold b; split; lra |]. apply Rmult_eq_reg_r with b; [| unfold b; lra].
replace ((2 - b) / b * b) with (2 - b) by (field; unfold b; lra). unfold b. nra.
Qed.

Lemma scales_of E d : 0 < d -> d < E -> let p := sqrt E + d / sqrt E in
  let q := sqrt E - d / sqrt E in 0 < p /\ 0 < q <= p /\ p ^ 2 - q ^ 2 = 4 * d /\
  ((p + q) / 2) ^ 2 = E /\ p * q = E - d ^ 2 / E.
Proof.
intros d0 dE p q. assert (E0 : 0 < E) by lra. assert (s0 := sqrt_lt_R0 E E0).
assert (ss : sqrt E ^ 2 = E) by (simpl; rewrite Rmult_1_r; apply sqrt_sqrt; lra).
set (h := sqrt E) in *. assert (dh : 0 < d / h) by (apply Rdiv_lt_0_compat; lra).
assert (hd : d / h < h) by (apply (Rlt_div_l d); [exact s0 | simpl in ss; lra]).
repeat split; try (unfold p, q; lra).
- unfold p, q. field. lra.
- unfold p, q. replace ((h + d / h) * (h - d / h)) with (h ^ 2 - d ^ 2 / h ^ 2) by (field; lra).
  rewrite ss. reflexivity.
Qed.

Theorem imbalance_share_best r : 8 * sqrt 5 - 17 < r ->
  exists si sj p q c ti tj, two_imbalanced si sj p q c ti tj /\
    p ^ 2 - q ^ 2 <= c * sj /\ ti < tj /\
    (sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2 <= r * ((1 - c) / c) /\
    r * ((1 - c) / c) <= r * Rpower ((1 - c) / c) (1 / relative_gap si sj).
Proof.
intro R. destruct golden_facts as [b1 kE]. set (b := (2 + sqrt 5) / 4) in *.
rewrite <- kE in R. set (k := (2 - b) / b) in *.
assert (k0 : 0 < k) by (apply Rdiv_lt_0_compat; lra).
(* c near 1/2 *)
set (h := Rmin (1 / 2) ((r - k) / 2)). assert (h0 : 0 < h) by (apply Rmin_glb_lt; lra).
assert (h1 := Rmin_l (1 / 2) ((r - k) / 2)). assert (h2 := Rmin_r (1 / 2) ((r - k) / 2)).
fold h in h1, h2. set (c := (1 - h) / 2). assert (C : 1 / 4 <= c < 1 / 2) by (unfold c; lra).
set (w := b * c). assert (w0 : 1 / 4 <= w < 1) by (unfold w; split; nra).
assert (wq : (1 - w) / w < r * ((1 - c) / c)).
{ apply (Rlt_div_l (1 - w)); [lra |]. unfold w.
  replace (r * ((1 - c) / c) * (b * c)) with (r * b * (1 - c)) by (field; lra).
  assert (kb : k * b = 2 - b) by (unfold k; field; lra).
  assert (K : (k + h) * b * (1 - c) < r * b * (1 - c)).
  { apply Rmult_lt_compat_r; [lra |]. apply Rmult_lt_compat_r; lra. }
  assert (Z : 1 - b * c <= (k + h) * b * (1 - c)); [| lra].
  replace ((k + h) * b * (1 - c)) with ((2 - b) * (1 - c) + h * b * (1 - c)) by (rewrite <- kb;
    ring).
  replace h with (1 - 2 * c) by (unfold c; field). nra. }
assert (r0 : 0 < r * ((1 - c) / c)).
{ assert (0 < (1 - w) / w) by (apply Rdiv_lt_0_compat; lra). lra. }
set (E0 := 1 / (1 + r * ((1 - c) / c))).
assert (E00 : 0 < E0) by (apply Rdiv_lt_0_compat; lra).
assert (E0w : E0 < w).
{ apply (Rlt_div_l 1); [lra |]. apply (Rlt_div_l (1 - w)) in wq; [lra | lra]. }
set (M := Rmax E0 (c / 4)). assert (M1 := Rmax_l E0 (c / 4)). assert (M2 := Rmax_r E0 (c / 4)).
fold M in M1, M2. assert (Mw : M < w) by (apply Rmax_lub_lt; [exact E0w | unfold w; nra]).
set (E := (M + w) / 2). assert (EE : M < E < w) by (unfold E; lra).
destruct (scales_of E (c / 4) ltac:(lra) ltac:(lra)) as [p0 [Q [dl [mE pq]]]].
set (p := sqrt E + c / 4 / sqrt E) in *. set (q := sqrt E - c / 4 / sqrt E) in *.
assert (st : p * q < c * 1).
{ rewrite pq. apply Rmult_lt_reg_r with E; [lra |].
  replace ((E - (c / 4) ^ 2 / E) * E) with (E ^ 2 - (c / 4) ^ 2) by (field; lra).
  (* w^2 - c w = (c/4)^2 *)
  assert (W : w ^ 2 - c * w = (c / 4) ^ 2).
  { assert (s5 : sqrt 5 * sqrt 5 = 5) by (apply sqrt_sqrt; lra). unfold w, b.
    replace (((2 + sqrt 5) / 4 * c) ^ 2 - c * ((2 + sqrt 5) / 4 * c)) with
      (c * c * (sqrt 5 * sqrt 5 - 4) / 16) by field. rewrite s5. field. }
  assert (cw : 1 * c < w) by (unfold w; apply Rmult_lt_compat_r; lra).
  assert (0 < (w - E) * (w + E - c)) by (apply Rmult_lt_0_compat; lra). lra. }
assert (pq0 : 0 < p * q) by nra.
set (tj := pair_time c 1 p q).
assert (tj0 : 0 < tj).
{ destruct (pair_exists 1 p q) as [x [y P]]; try lra.
  apply (level_time 1 p q x y ltac:(lra) p0 ltac:(lra) P c ltac:(lra) st). }
(* a target s_i so large that its time is shorter *)
set (l := ln ((1 - c) / c)). assert (oc : 1 < (1 - c) / c) by (apply (Rlt_div_r 1); lra).
assert (l0 : 0 < l) by (unfold l; rewrite <- ln_1; apply ln_increasing; lra).
set (g := 2 / sqrt (p * q)). assert (sp := sqrt_lt_R0 _ pq0).
assert (g0 : 0 < g) by (apply Rdiv_lt_0_compat; lra).
set (z := Rmax 2 ((l + g + 1) / (2 * tj))). assert (z1 := Rmax_l 2 ((l + g + 1) / (2 * tj))).
assert (z2 := Rmax_r 2 ((l + g + 1) / (2 * tj))). fold z in z1, z2.
apply (Rle_div_l (l + g + 1)) in z2; [| lra].
set (si := z ^ 2). assert (si1 : 4 <= si) by (replace 4 with (2 ^ 2) by ring; apply pow_incr; lra).
exists si, 1, p, q, c, (pair_time (1 - c) si p q), tj.
assert (TM := two_imbalanced_exist si 1 p q c ltac:(lra) p0 ltac:(lra) ltac:(lra) st).
fold tj in TM.
split; [exact TM |]. split; [lra |]. rewrite mE. split.
- destruct TM as [_ [_ [_ [_ [_ [ti0 [_ [[x [y [P Ex]]] _]]]]]]]].
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
  apply Rmult_lt_reg_l with (2 * si); [lra |].
  apply Rle_lt_trans with (l + g * z); [lra |].
  unfold si. replace (2 * z ^ 2 * tj) with (z * (z * (2 * tj))) by ring.
  assert (z * (l + g + 1) <= z * (z * (2 * tj))) by (apply Rmult_le_compat_l; lra).
  assert (l * 1 <= l * z) by (apply Rmult_le_compat_l; lra). lra.
- split.
  + apply (Rle_div_l (1 - E)); [lra |].
    assert (X : 1 < E * (1 + r * ((1 - c) / c))); [| lra].
    apply Rle_lt_trans with (E0 * (1 + r * ((1 - c) / c))).
    * unfold E0. right. field. repeat split; try lra.
      replace (c + r * (1 - c)) with (c * (1 + r * ((1 - c) / c))) by (field; lra).
      apply Rmult_integral_contrapositive_currified; lra.
    * apply Rmult_lt_compat_r; lra.
  + apply Rmult_le_compat_l; [lra |]. left. apply gap_power; lra.
Qed.
