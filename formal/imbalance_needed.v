(* What the separation of two modes with an imbalance needs, over the reals.

   imbalance_needed (KH9B, part 4): if delta <= c s_j and the larger target is fitted before the
     smaller one begins, (s_j - E)/E > k ((1-c)/c)^(1/gamma), k = 8 sqrt(5) - 17. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar separation separation_bound two_rates imbalance_best scaled_rise.
Open Scope R_scope.

(* ln 4 < 3/2 *)
Lemma log_below_line x : 0 < x -> ln x <= x / 4 + 1 / 2.
Proof.
intro x0. assert (L : ln 4 <= 3 / 2).
{ rewrite <- (ln_exp (3 / 2)). apply ln_le; [lra |].
  assert (Z := exp_above_cube (3 / 2)). lra. }
replace x with (4 * (x / 4)) at 1 by field. rewrite ln_mult by lra.
assert (Z := exp_ineq1_le (ln (x / 4))). rewrite exp_ln in Z by lra. lra.
Qed.

(* delta <= c s: the level is at most r c with r = (2 + sqrt(5))/4 < 53/50 *)
Lemma level_share_bound e c : 0 <= e -> 16 * e <= c ^ 2 -> 0 < c -> let b := (2 + sqrt 5) / 4 in
  1 < b < 53 / 50 /\ mean_level e c <= b * c.
Proof.
intros e0 ec c0 b. assert (s5 : sqrt 5 * sqrt 5 = 5) by (apply sqrt_sqrt; lra).
assert (s0 := sqrt_pos 5). assert (B : 1 < b < 53 / 50) by (unfold b; split; nra).
split; [exact B |].
destruct (mean_level_facts e e0 c ltac:(lra) (or_introl c0)) as [_ [_ [_ [u0 [cu [uu _]]]]]].
set (u := mean_level e c) in *. destruct (Rle_lt_dec u (b * c)) as [l | l]; [exact l | exfalso].
assert (W : 16 * ((b * c) ^ 2 - c * (b * c)) = c ^ 2).
{ unfold b. replace (16 * (((2 + sqrt 5) / 4 * c) ^ 2 - c * ((2 + sqrt 5) / 4 * c))) with
    (c ^ 2 * (sqrt 5 * sqrt 5 - 4)) by field. rewrite s5. ring. }
assert (cb : 1 * c < b * c) by (apply Rmult_lt_compat_r; lra).
assert (0 < (u - b * c) * (u + b * c - c)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(* the loss is less than what the larger target gains: E (X + h) <= h *)
Lemma loss_below_log X h E : 0 < X -> 0 < h -> E * (X + h) <= h -> E <= ln (1 + h / X).
Proof.
intros X0 h0 H. assert (q0 : 0 < h / X) by (apply Rdiv_lt_0_compat; assumption).
apply Rle_trans with (2 := ln_below _ q0).
replace (h / X / (1 + h / X)) with (h / (X + h)) by (field; lra).
apply (Rle_div_r E); [lra | exact H].
Qed.

(* the rise from c s to (1-c) s takes 2 l - E at least, and E is small *)
Lemma loss_of_rise e c v : 0 <= e -> 16 * e <= c ^ 2 -> 0 < c < 1 / 2 -> 0 < v -> e <= v ^ 2 ->
  v < mean_level e c -> let u := mean_level e c in let l := ln ((1 - c) / c) in
  let X := ln (u / (1 - u)) - ln (v / (1 - v)) in
  0 < X /\ exists E, 0 <= 2 * l - E /\
    (forall f, 0 <= f <= e -> 2 * l - E <= scaled_rise f (1 - c) - scaled_rise f c) /\
    E <= ln (1 + c / gap_rate e c * (2 * l - E) / X).
Proof.
intros e0 ec C v0 ev vu u l X. assert (c2 : 0 < c ^ 2) by (apply pow_lt; lra).
destruct (level_share_bound e c e0 ec ltac:(lra)) as [B ub]. fold u in ub, vu.
set (b := (2 + sqrt 5) / 4) in *. assert (uc : u <= 53 / 50 * c).
{ apply Rle_trans with (1 := ub). apply Rmult_le_compat_r; lra. }
destruct (mean_level_facts e e0 c ltac:(lra) ltac:(left; lra)) as [S0 [_ [_ [u0 [cu [uu SE]]]]]].
fold u in u0, cu, uu, SE. set (g := c / gap_rate e c).
assert (G : 89 / 100 <= g <= 1).
{ unfold g. rewrite SE. split; [apply (Rle_div_r (89 / 100)) | apply (Rle_div_l c)]; lra. }
(* X > 0 *)
set (x := u / (1 - u) * ((1 - v) / v)).
assert (P1 : 0 < u / (1 - u)) by (apply Rdiv_lt_0_compat; lra).
assert (P2 : 0 < (1 - v) / v) by (apply Rdiv_lt_0_compat; lra).
assert (Xx : X = ln x).
{ unfold X, x. rewrite ln_mult by assumption.
  replace (v / (1 - v)) with (/ ((1 - v) / v)) by (field; lra).
  rewrite ln_Rinv by exact P2. ring. }
assert (x1 : 1 < x).
{ unfold x. replace (u / (1 - u) * ((1 - v) / v)) with (u * (1 - v) / ((1 - u) * v))
    by (field; lra).
  apply (Rlt_div_r 1); [apply Rmult_lt_0_compat |]; lra. }
assert (X0 : 0 < X) by (rewrite Xx, <- ln_1; apply ln_increasing; lra).
split; [exact X0 |]. assert (oc : 1 < (1 - c) / c) by (apply (Rlt_div_r 1); lra).
assert (l0 : 0 < l) by (unfold l; rewrite <- ln_1; apply ln_increasing; lra).
(* alpha = d/c *)
set (d := sqrt e). assert (d0 : 0 <= d) by apply sqrt_pos.
assert (dd : d * d = e) by (apply sqrt_sqrt; exact e0).
assert (dv : d <= v).
{ destruct (Rle_lt_dec d v) as [z | z]; [exact z | exfalso]. nra. }
set (a := d / c).
assert (a0 : 0 <= a) by (apply Rmult_le_pos; [| left; apply Rinv_0_lt_compat]; lra).
assert (a2 : a ^ 2 = e / c ^ 2) by (unfold a; rewrite <- dd; field; lra).
assert (a4 : a <= 1 / 4) by (apply (Rle_div_l d); nra).
assert (aX : a * X <= u / (c * (1 - u)) / 4 + a / 2).
{ assert (L := log_below_line x ltac:(lra)). rewrite <- Xx in L.
  assert (ax : a * x <= u / (c * (1 - u))).
  { unfold x, a. replace (d / c * (u / (1 - u) * ((1 - v) / v))) with
      (u / (c * (1 - u)) * (d / v * (1 - v))) by (field; lra).
    rewrite <- (Rmult_1_r (u / (c * (1 - u)))) at 2. apply Rmult_le_compat_l.
    - left. apply Rdiv_lt_0_compat; [lra | apply Rmult_lt_0_compat; lra].
    - assert (d / v <= 1) by (apply (Rle_div_l d); lra).
      assert (0 <= d / v) by (apply Rmult_le_pos; [| left; apply Rinv_0_lt_compat]; lra). nra. }
  assert (a * X <= a * (x / 4 + 1 / 2)) by (apply Rmult_le_compat_l; lra). lra. }
destruct (Rle_lt_dec c (1 / 4)) as [small | large].
- exists (2 * a ^ 2). assert (q : 0 <= 2 * a ^ 2 <= 1 / 8) by nra.
  assert (l1 : 1 <= l).
  { apply Rle_trans with (ln (exp 1)); [rewrite ln_exp; lra |]. apply ln_le; [apply exp_pos |].
    apply Rle_trans with (1 := exp_le_3). apply (Rle_div_r 3); lra. }
  assert (ll : 4 * c ^ 2 * l <= c + c ^ 2).
  { assert (Z := log_below_line ((1 - c) / c) ltac:(lra)). fold l in Z.
    assert (4 * c ^ 2 * l <= 4 * c ^ 2 * ((1 - c) / c / 4 + 1 / 2))
      by (apply Rmult_le_compat_l; lra).
    replace (4 * c ^ 2 * ((1 - c) / c / 4 + 1 / 2)) with (c + c ^ 2) in H by (field; lra).
    exact H. }
  split; [lra |]. split.
  + intros f F. assert (R := rise_far f ltac:(lra) c C). fold l in R.
    assert (fa : f / c ^ 2 <= a ^ 2).
    { rewrite a2. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat |]; lra. }
    assert (f0 : 0 <= f / c ^ 2).
    { apply Rmult_le_pos; [| left; apply Rinv_0_lt_compat]; lra. }
    assert (T : 1 + 2 * c + 4 * c ^ 2 * l <= 2) by nra.
    assert (f / c ^ 2 * (1 + 2 * c + 4 * c ^ 2 * l) <= f / c ^ 2 * 2)
      by (apply Rmult_le_compat_l; lra). lra.
  + fold g. set (h := g * (2 * l - 2 * a ^ 2)).
    assert (h1 : 1 <= h).
    { unfold h. assert (89 / 100 * (15 / 8) <= g * (2 * l - 2 * a ^ 2)); [| lra].
      apply Rmult_le_compat; lra. }
    apply loss_below_log; [exact X0 | lra |].
    assert (m : u / (c * (1 - u)) <= 3 / 2).
    { apply (Rle_div_l u); [apply Rmult_lt_0_compat; lra |]. nra. }
    assert (A : 2 * a ^ 2 * X <= 2 * a * (1 / 2)).
    { replace (2 * a ^ 2 * X) with (2 * a * (a * X)) by ring. apply Rmult_le_compat_l; lra. }
    assert (2 * a ^ 2 * h <= 1 / 8 * h) by (apply Rmult_le_compat_r; lra). lra.
- exists (2 * a ^ 2 * (2 * l)). assert (q : 0 <= a ^ 2 <= 1 / 16) by nra.
  assert (l1 : l <= 5 / 4).
  { unfold l. assert (o3 : (1 - c) / c <= 3) by (apply (Rle_div_l (1 - c)); lra).
    apply Rle_trans with (ln 3); [apply ln_le; lra |].
    assert (Z := log_below_line 3 ltac:(lra)). lra. }
  set (E := 2 * a ^ 2 * (2 * l)). assert (E1 : 0 <= E <= l / 4) by (unfold E; split; nra).
  split; [lra |]. split.
  + intros f F. assert (R := rise_near f ltac:(lra) c (2 * a ^ 2) C).
    fold l in R. replace (2 * l - E) with ((1 - 2 * a ^ 2) * (2 * l)) by (unfold E; ring).
    apply R. rewrite a2. replace (2 * (e / c ^ 2) * c ^ 2) with (2 * e) by (field; lra). lra.
  + fold g. set (h := g * (2 * l - E)).
    assert (h1 : 3 / 2 * l <= h).
    { unfold h. assert (89 / 100 * (7 / 4 * l) <= g * (2 * l - E)); [| lra].
      apply Rmult_le_compat; lra. }
    apply loss_below_log; [exact X0 | lra |].
    assert (m : u / (c * (1 - u)) <= 23 / 10).
    { apply (Rle_div_l u); [apply Rmult_lt_0_compat; lra |]. nra. }
    assert (A : E * X <= l * (3 / 4)).
    { unfold E. replace (2 * a ^ 2 * (2 * l) * X) with (l * (4 * a * (a * X))) by ring.
      apply Rmult_le_compat_l; [lra |].
      assert (4 * a * (a * X) <= 4 * a * (3 / 4)) by (apply Rmult_le_compat_l; lra). lra. }
    assert (E * h <= 5 / 16 * h) by (apply Rmult_le_compat_r; lra). lra.
Qed.

(* the odds at the level against those at c *)
Lemma odds_of_level c u b : 0 < c < 1 / 2 -> 1 < b < 53 / 50 -> 0 < u <= b * c ->
  (2 - b) / b * ((1 - c) / c) <= (1 - u) / u.
Proof.
intros C B U. assert (bc : 0 < b * c) by (apply Rmult_lt_0_compat; lra).
apply Rle_trans with ((1 - b * c) / (b * c)).
- apply Rmult_le_reg_r with (b * c); [exact bc |].
  replace ((2 - b) / b * ((1 - c) / c) * (b * c)) with ((2 - b) * (1 - c)) by (field; lra).
  replace ((1 - b * c) / (b * c) * (b * c)) with (1 - b * c) by (field; lra).
  assert (0 <= (b - 1) * (1 - 2 * c)) by (apply Rmult_le_pos; lra). lra.
- replace ((1 - b * c) / (b * c)) with (/ (b * c) - 1) by (field; lra).
  replace ((1 - u) / u) with (/ u - 1) by (field; lra).
  assert (/ (b * c) <= / u) by (apply Rinv_le_contravar; lra). lra.
Qed.

Theorem imbalance_needed si sj p q c xi yi xj yj ti tj :
  0 < sj < si -> 0 < p -> 0 <= q <= p -> 0 < c < 1 / 2 -> p * q < c * sj ->
  p ^ 2 - q ^ 2 <= c * sj ->
  is_pair si p q xi yi -> is_pair sj p q xj yj -> 0 <= ti -> 0 <= tj ->
  xi ti * yi ti = (1 - c) * si -> xj tj * yj tj = c * sj -> ti < tj ->
  (8 * sqrt 5 - 17) * Rpower ((1 - c) / c) (1 / relative_gap si sj) <
    (sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2.
Proof.
intros S p0 Q C st dl Pi Pj ti0 tj0 Ei Ej order.
set (E := ((p + q) / 2) ^ 2). assert (E0 : 0 < E) by (apply pow_lt; lra).
assert (sti : p * q < (1 - c) * si).
{ apply Rlt_trans with (1 := st). apply Rmult_le_0_lt_compat; lra. }
assert (stc : p * q < c * si) by nra. assert (pq : 0 <= p * q) by (apply Rmult_le_pos; lra).
(* the two times *)
apply (proj2 (level_time si p q xi yi ltac:(lra) p0 Q Pi (1 - c) ltac:(lra) sti) ti ti0) in Ei.
apply (proj2 (level_time sj p q xj yj ltac:(lra) p0 Q Pj c ltac:(lra) st) tj tj0) in Ej.
destruct (time_of_pair si p q (1 - c) ltac:(lra) p0 Q ltac:(lra) sti) as [Ti [Li _]].
destruct (time_of_pair sj p q c ltac:(lra) p0 Q ltac:(lra) st) as [Tj [Lj _]].
rewrite <- Ei in Ti. rewrite <- Ej in Tj. fold E in Li, Lj. clear Ei Ej Pi Pj.
(* the units of s_j *)
set (k := si / sj). assert (k1 : 1 < k) by (apply (Rlt_div_r 1); lra).
assert (sk : si = k * sj) by (unfold k; field; lra).
set (e := ((p ^ 2 - q ^ 2) / (4 * sj)) ^ 2) in *. set (z := p * q / sj) in *.
set (v := E / sj) in *. assert (k2 : 0 < k ^ 2) by (apply pow_lt; lra).
replace (((p ^ 2 - q ^ 2) / (4 * si)) ^ 2) with (e / k ^ 2) in Ti, Li
  by (unfold e; rewrite sk; field; lra).
replace (p * q / si) with (z / k) in Ti, Li by (unfold z; rewrite sk; field; lra).
replace (E / si) with (v / k) in Li by (unfold v; rewrite sk; field; lra).
assert (e0 : 0 <= e) by apply pow2_ge_0. assert (v0 : 0 < v) by (apply Rdiv_lt_0_compat; lra).
assert (dp : 0 <= p ^ 2 - q ^ 2) by nra.
assert (ec : 16 * e <= c ^ 2).
{ unfold e. replace (16 * ((p ^ 2 - q ^ 2) / (4 * sj)) ^ 2) with (((p ^ 2 - q ^ 2) / sj) ^ 2)
    by (field; lra). apply pow_incr. split; [| apply (Rle_div_l (p ^ 2 - q ^ 2)); lra].
  apply Rmult_le_pos; [exact dp |]. left. apply Rinv_0_lt_compat. lra. }
assert (ev : e <= v ^ 2).
{ apply pow_incr. split.
  - apply Rmult_le_pos; [exact dp |]. left. apply Rinv_0_lt_compat. lra.
  - unfold v. replace ((p ^ 2 - q ^ 2) / (4 * sj)) with ((p ^ 2 - q ^ 2) / 4 / sj) by (field; lra).
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra |]. unfold E. nra. }
assert (zc : 0 <= z < c).
{ split; [apply Rmult_le_pos; [exact pq |]; left; apply Rinv_0_lt_compat; lra |].
  apply (Rlt_div_l (p * q)); lra. }
assert (f0 : 0 <= e / k ^ 2 <= e).
{ split; [apply Rmult_le_pos; [| left; apply Rinv_0_lt_compat]; lra |].
  apply (Rle_div_l e); [exact k2 |]. rewrite <- (Rmult_1_r e) at 1.
  apply Rmult_le_compat_l; [exact e0 | nra]. }
assert (zk : 0 <= z / k <= z).
{ split; [apply Rmult_le_pos; [| left; apply Rinv_0_lt_compat]; lra |].
  apply (Rle_div_l z); nra. }
assert (pos : 0 < z / k \/ 0 < e / k ^ 2).
{ destruct Q as [[q0 | <-] _]; [left | right].
  - apply Rdiv_lt_0_compat; [| lra]. apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat |]; lra.
  - apply Rdiv_lt_0_compat; [| exact k2]. apply pow_lt, Rdiv_lt_0_compat; [| lra].
    assert (0 < p ^ 2) by (apply pow_lt; exact p0). lra. }
assert (posz : 0 < z \/ 0 < e) by (destruct pos; [left | right]; lra).
(* the level *)
destruct (level_share_bound e c e0 ec ltac:(lra)) as [B ub].
destruct golden_facts as [_ kE]. set (b := (2 + sqrt 5) / 4) in *.
assert (vu : v < mean_level e c).
{ rewrite <- Lj. destruct (mean_level_facts e e0 z ltac:(lra) posz) as [S1 _].
  unfold mean_level. assert (gap_rate e z <= gap_rate e c); [| lra].
  apply sqrt_le_1_alt. assert (z ^ 2 <= c ^ 2) by (apply pow_incr; lra). lra. }
destruct (loss_of_rise e c v e0 ec C v0 ev vu) as [X0 [L [L0 [rise loss]]]].
assert (later := rise_at_most e e0 z c ltac:(lra) posz).
assert (start := rise_of_start e (e / k ^ 2) z (z / k) c f0 ltac:(lra) ltac:(lra) pos).
assert (gain := level_gain e c k e0 ltac:(lra) k1).
specialize (rise (e / k ^ 2) f0). rewrite Lj in later, start. rewrite Li in start.
destruct (mean_level_facts e e0 c ltac:(lra) ltac:(left; lra)) as [S0 [_ [_ [u0 [cu _]]]]].
destruct (mean_level_facts (e / k ^ 2) ltac:(lra) c ltac:(lra) ltac:(left; lra))
  as [_ [_ [_ [w0 _]]]].
set (u := mean_level e c) in *. set (w := mean_level (e / k ^ 2) c) in *.
assert (ub2 : b * c < 53 / 50 * c) by (apply Rmult_lt_compat_r; lra).
specialize (later ltac:(lra)). set (l := ln ((1 - c) / c)) in *.
set (X := ln (u / (1 - u)) - ln (v / (1 - v))) in *. set (g := c / gap_rate e c) in *.
assert (g0 : 0 < g) by (apply Rdiv_lt_0_compat; lra).
assert (LR : ln w - ln (v / k) - (ln u - ln v) = ln (k * w / u)).
{ assert (kw : 0 < k * w) by (apply Rmult_lt_0_compat; lra).
  assert (ik : 0 < / k) by (apply Rinv_0_lt_compat; lra).
  assert (iu : 0 < / u) by (apply Rinv_0_lt_compat; exact u0). unfold Rdiv.
  rewrite !ln_mult, !ln_Rinv by (assumption || lra). ring. }
(* the claim in logarithms *)
assert (main : 2 * l < (k - 1) * X).
{ destruct (Rlt_le_dec (2 * l) ((k - 1) * X)) as [y | y]; [exact y | exfalso].
  assert (gk : 0 < g * (k - 1)) by (apply Rmult_lt_0_compat; lra).
  assert (R1 : ln (1 + g * (k - 1)) <= ln (k * w / u)) by (apply ln_le; lra).
  assert (R2 := ln_of_more _ gk).
  assert (far : (k - 1) * X <= ln (k * w / u) + (2 * l - L)).
  { destruct (Rle_lt_dec ((k - 1) * X) (2 * l - L)) as [n | n]; [lra |].
    assert (m : g * (2 * l - L) / X <= g * (k - 1)).
    { apply (Rle_div_l (g * (2 * l - L))); [exact X0 |]. rewrite Rmult_assoc.
      apply Rmult_le_compat_l; lra. }
    assert (ln (1 + g * (2 * l - L) / X) <= ln (1 + g * (k - 1))); [| lra].
    apply ln_le; [| lra].
    assert (0 <= g * (2 * l - L) / X); [| lra]. apply Rmult_le_pos; [apply Rmult_le_pos; lra |].
    left. apply Rinv_0_lt_compat, X0. }
  assert (J : (k - 1) * (2 * sj * tj) <= (k - 1) * X) by (apply Rmult_le_compat_l; lra).
  assert (K : 2 * si * ti < 2 * si * tj) by (apply Rmult_lt_compat_l; lra).
  rewrite sk in K at 2. lra. }
(* back to the claim *)
assert (vh : 0 < (1 - v) / v) by (apply Rdiv_lt_0_compat; lra).
assert (o : (sj - E) / E = (1 - v) / v) by (unfold v; field; lra). rewrite o.
assert (ga : 1 / relative_gap si sj = 1 + 2 / (k - 1))
  by (unfold relative_gap, k; field; repeat split; lra).
assert (oc : 0 < (1 - c) / c) by (apply Rdiv_lt_0_compat; lra).
rewrite ga, Rpower_plus, Rpower_1, <- Rmult_assoc by exact oc.
assert (H := odds_of_level c u b C B ltac:(lra)). rewrite kE in H.
apply Rle_lt_trans with ((1 - u) / u * Rpower ((1 - c) / c) (2 / (k - 1))).
{ apply Rmult_le_compat_r; [left; apply exp_pos | exact H]. }
assert (uh : 0 < (1 - u) / u) by (apply Rdiv_lt_0_compat; lra).
apply ln_lt_inv; [apply Rmult_lt_0_compat; [exact uh | apply exp_pos] | exact vh |].
rewrite ln_mult by (exact uh || apply exp_pos). unfold Rpower. rewrite ln_exp. fold l.
assert (XE : X = ln ((1 - v) / v) - ln ((1 - u) / u)).
{ unfold X. replace (u / (1 - u)) with (/ ((1 - u) / u)) by (field; lra).
  replace (v / (1 - v)) with (/ ((1 - v) / v)) by (field; lra).
  rewrite !ln_Rinv by assumption. ring. }
assert (2 / (k - 1) * l < X); [| lra].
replace (2 / (k - 1) * l) with (2 * l / (k - 1)) by (field; lra).
apply (Rlt_div_l (2 * l)); lra.
Qed.
