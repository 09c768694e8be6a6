(* When the larger of two modes that start with an imbalance is fitted first, over the reals.

   half_time_of_pair: the time to half of the target is half_time T (E/s)/(2 s).
   balanced_is_slowest: from a positive strength on, no mode is slower than a balanced one.
   imbalance_separates (KH9B, part 3): the condition of part 3 implies that the larger target is
     fitted before the smaller one begins, if 2 P >= log((1-v)/v) - 1 - 1/F on the rectangle
     1/30 <= v <= 1/(1+F), 0 <= T <= 1, which is decided in balls; for v <= 1/30 it is
     small_share. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar separation separation_limits two_rates pair_exists.
From dlf Require Import share_time share_slope.
Open Scope R_scope.

(* T = delta^2/(16 E^2) *)
Definition imbalance_share (p q : R) : R := ((p ^ 2 - q ^ 2) / 4) ^ 2 / (((p + q) / 2) ^ 2) ^ 2.

Lemma imbalance_share_bounds p q : 0 < p -> 0 <= q <= p -> 0 <= imbalance_share p q <= 1.
Proof.
intros p0 Q. unfold imbalance_share. set (E := ((p + q) / 2) ^ 2). set (d := (p ^ 2 - q ^ 2) / 4).
assert (e0 : 0 < E) by (apply pow_lt; lra). assert (e2 : 0 < E ^ 2) by (apply pow_lt; exact e0).
assert (dE : 0 <= d <= E) by (unfold d, E; split; nra).
split; [apply Rmult_le_pos; [apply pow2_ge_0 | left; apply Rinv_0_lt_compat, e2] |].
apply (Rle_div_l (d ^ 2)); [exact e2 |]. rewrite Rmult_1_l. apply pow_incr. exact dE.
Qed.

Lemma half_time_of_pair s p q : 0 < s -> 0 < p -> 0 <= q <= p -> p * q < s / 2 ->
  2 * s * pair_time (1 / 2) s p q =
    half_time (imbalance_share p q) (((p + q) / 2) ^ 2 / s).
Proof.
intros s0 p0 Q st. set (T := imbalance_share p q). set (E := ((p + q) / 2) ^ 2).
assert (e0 : 0 < E) by (apply pow_lt; lra). set (v := E / s).
assert (T0 := imbalance_share_bounds p q p0 Q). fold T in T0.
assert (te : T * v ^ 2 = ((p ^ 2 - q ^ 2) / 4) ^ 2 / s ^ 2).
{ unfold T, imbalance_share, v. fold E. field. lra. }
assert (s2 : 0 < s ^ 2) by (apply pow_lt; exact s0).
assert (D0 : 0 <= ((p ^ 2 - q ^ 2) / 4) ^ 2 / s ^ 2).
{ apply Rmult_le_pos; [apply pow2_ge_0 | left; apply Rinv_0_lt_compat, s2]. }
assert (R : pair_rate s p q = s * share_rate T v).
{ unfold pair_rate, share_rate. rewrite te. rewrite <- (sqrt_pow2 s) at 2 by lra.
  rewrite <- sqrt_mult by lra. f_equal. field. lra. }
assert (W : pair_level (1 / 2) s p q = s * half_level T v).
{ unfold pair_level, half_level. rewrite te.
  assert (X : sqrt ((1 / 2) ^ 2 * s ^ 2 + (p ^ 2 - q ^ 2) ^ 2 / 4) =
    s / 2 * sqrt (1 + 16 * (((p ^ 2 - q ^ 2) / 4) ^ 2 / s ^ 2))).
  { rewrite <- (sqrt_pow2 (s / 2)) by lra. rewrite <- sqrt_mult by (try apply pow2_ge_0; lra).
    f_equal. field. lra. }
  rewrite X. field. }
destruct (level_facts s p q s0 p0 Q (1 / 2) ltac:(lra) ltac:(lra)) as [W0 [_ [_ [We Wa]]]].
destruct (rate_facts s p q s0 p0 Q) as [r0 [_ [b0 _]]].
unfold pair_time. cbv zeta. fold E in We |- *. unfold half_time, log_part.
rewrite W, R in *. set (k := share_rate T v) in *. set (u := half_level T v) in *.
assert (k0 : 0 < k) by nra. assert (Ev : E = s * v) by (unfold v; field; lra).
rewrite Ev in *. assert (v0 : 0 < v) by nra. assert (k1 : 1 <= k) by nra.
assert (uv : v < u) by nra. assert (uk : u < (k + 1) / 2) by nra.
rewrite <- Rmult_minus_distr_l.
assert (P1 : 0 < (u + (k - 1) / 2) / ((k + 1) / 2 - u)) by (apply Rdiv_lt_0_compat; lra).
assert (P2 : 0 < (v + (k - 1) / 2) / ((k + 1) / 2 - v)) by (apply Rdiv_lt_0_compat; lra).
assert (LN : ln ((u + (k - 1) / 2) / ((k + 1) / 2 - u)) - ln ((v + (k - 1) / 2) / ((k + 1) / 2 -
  v)) =
  ln ((2 * (s * u) + s * k - s) * (s * k + s - 2 * (s * v)) /
    ((s * k + s - 2 * (s * u)) * (2 * (s * v) + s * k - s)))).
{ assert (XX : (2 * (s * u) + s * k - s) * (s * k + s - 2 * (s * v)) /
    ((s * k + s - 2 * (s * u)) * (2 * (s * v) + s * k - s)) =
    (u + (k - 1) / 2) / ((k + 1) / 2 - u) * / ((v + (k - 1) / 2) / ((k + 1) / 2 - v))).
  { field. repeat split; nra. }
  rewrite XX, ln_mult, ln_Rinv; try assumption; [ring |]. apply Rinv_0_lt_compat, P2. }
rewrite LN. field. split; lra.
Qed.

Lemma log_odds_derive (f : R -> R) (df s u : R) : is_derive f u df -> 0 < f u -> f u < s ->
  is_derive (fun v => ln (f v / (s - f v))) u (df * s / (f u * (s - f u))).
Proof.
intros D P L. assert (0 < f u / (s - f u)) by (apply Rdiv_lt_0_compat; lra).
auto_derive; [repeat split; try (eexists; exact D); try lra; assumption |].
replace (Derive (fun z : R => f z) u) with df by (symmetry; apply is_derive_unique; exact D).
field. repeat split; lra.
Qed.

(* from a positive strength on, log(mu/(s - mu)) grows at the rate 2 s or more *)
Lemma balanced_is_slowest s p q x y t u : 0 < s -> 0 < p -> 0 <= q <= p -> is_pair s p q x y ->
  p * q < s -> 0 <= t <= u -> 0 < x t * y t -> x t * y t <= x u * y u /\
  2 * s * (u - t) <= ln (x u * y u / (s - x u * y u)) - ln (x t * y t / (s - x t * y t)).
Proof.
intros s0 p0 Q P ps tu m0. set (mu := fun z => x z * y z).
assert (D : forall z, 0 < z -> is_derive mu z
  (sqrt ((p ^ 2 - q ^ 2) ^ 2 + 4 * mu z ^ 2) * (s - mu z))).
{ intros z z0. exact (strength_of_two s p q x y P z z0). }
assert (L : forall z, 0 <= z -> mu z < s).
{ intros z z0. apply (below_end s p q x y s0 p0 Q P z ps z0). }
assert (K : forall z, 0 <= z -> continuous mu z).
{ intros z z0. destruct P as [_ [_ [_ K]]]. destruct (K z z0).
  apply (continuous_mult x y); assumption. }
assert (up : forall z, t <= z -> mu t <= mu z).
{ intros z Z. destruct (MVT_gen mu t z (fun v => sqrt ((p ^ 2 - q ^ 2) ^ 2 + 4 * mu v ^ 2) *
    (s - mu v))) as [v [V Ev]].
  - rewrite Rmin_left, Rmax_right by lra. intros v V. apply D. lra.
  - rewrite Rmin_left, Rmax_right by lra. intros v V. apply continuity_pt_filterlim, K. lra.
  - rewrite Rmin_left, Rmax_right in V by lra. specialize (L v ltac:(lra)).
    assert (S := sqrt_pos ((p ^ 2 - q ^ 2) ^ 2 + 4 * mu v ^ 2)). set (h := sqrt _) in *.
    assert (0 <= h * (s - mu v) * (z - t)) by (apply Rmult_le_pos; [apply Rmult_le_pos |]; lra).
    lra. }
split; [apply up; lra |].
destruct (MVT_gen (fun z => ln (mu z / (s - mu z))) t u
  (fun z => sqrt ((p ^ 2 - q ^ 2) ^ 2 + 4 * mu z ^ 2) * s / mu z)) as [z [Z Ez]].
- rewrite Rmin_left, Rmax_right by lra. intros z Z. assert (Lz := L z ltac:(lra)).
  assert (Uz := up z ltac:(lra)). fold (mu t) in m0. assert (Dz := D z ltac:(lra)).
  assert (G := log_odds_derive mu _ s z Dz ltac:(lra) Lz).
  replace (sqrt ((p ^ 2 - q ^ 2) ^ 2 + 4 * mu z ^ 2) * s / mu z) with
    (sqrt ((p ^ 2 - q ^ 2) ^ 2 + 4 * mu z ^ 2) * (s - mu z) * s / (mu z * (s - mu z)));
    [exact G |]. field. lra.
- rewrite Rmin_left, Rmax_right by lra. intros z Z. assert (Lz := L z ltac:(lra)).
  assert (Uz := up z ltac:(lra)). fold (mu t) in m0. apply continuity_pt_filterlim.
  apply (continuous_comp mu (fun w => ln (w / (s - w)))); [apply K; lra |].
  apply (ex_derive_continuous (fun w => ln (w / (s - w)))).
  assert (0 < mu z / (s - mu z)) by (apply Rdiv_lt_0_compat; lra). auto_derive.
  repeat split; try lra; assumption.
- rewrite Rmin_left, Rmax_right in Z by lra. assert (Uz := up z ltac:(lra)). fold (mu t) in m0.
  fold (mu t) (mu u). rewrite Ez. apply Rmult_le_compat_r; [lra |].
  apply (Rle_div_r (2 * s)); [lra |].
  assert (S : 2 * mu z <= sqrt ((p ^ 2 - q ^ 2) ^ 2 + 4 * mu z ^ 2)).
  { apply Rle_trans with (sqrt ((2 * mu z) ^ 2)); [rewrite sqrt_pow2; lra |].
    apply sqrt_le_1_alt. assert (B := pow2_ge_0 (p ^ 2 - q ^ 2)). lra. }
  nra.
Qed.

Lemma log_odds_of_share c s : 0 < c < 1 -> 0 < s ->
  ln (c * s / (s - c * s)) = - ln ((1 - c) / c).
Proof.
intros C s0. replace (c * s / (s - c * s)) with (/ ((1 - c) / c)) by (field; repeat split; nra).
apply ln_Rinv. apply Rdiv_lt_0_compat; lra.
Qed.

Theorem imbalance_separates F si sj p q c xi yi xj yj ti tj : 0 < F -> F * ln F = F + 1 ->
  (forall T v, 0 <= T <= 1 -> 1 / 30 <= v <= 1 / (1 + F) ->
    ln ((1 - v) / v) - 1 - 1 / F <= mean_share T v) ->
  0 < sj < si -> 0 < p -> 0 <= q <= p -> 0 < c < 1 / 2 -> p * q < c * sj ->
  is_pair si p q xi yi -> is_pair sj p q xj yj -> 0 <= ti -> 0 <= tj ->
  xi ti * yi ti = (1 - c) * si -> xj tj * yj tj = c * sj ->
  F * Rpower ((1 - c) / c) (1 / relative_gap si sj) <=
    (sj - ((p + q) / 2) ^ 2) / ((p + q) / 2) ^ 2 -> ti < tj.
Proof.
intros F0 FE boxes S p0 Q C st Pi Pj ti0 tj0 Ei Ej H.
set (E := ((p + q) / 2) ^ 2) in *. assert (e0 : 0 < E) by (apply pow_lt; lra).
set (T := imbalance_share p q). assert (T0 := imbalance_share_bounds p q p0 Q). fold T in T0.
set (y := E / sj). set (k := si / sj). assert (k1 : 1 < k) by (apply (Rlt_div_r 1); lra).
assert (y0 : 0 < y) by (apply Rdiv_lt_0_compat; lra).
set (l := ln ((1 - c) / c)). assert (oc : 1 < (1 - c) / c) by (apply (Rlt_div_r 1); lra).
assert (l0 : 0 < l) by (unfold l; rewrite <- ln_1; apply ln_increasing; lra).
(* the condition *)
assert (o : (sj - E) / E = (1 - y) / y) by (unfold y; field; lra). rewrite o in H.
assert (ga : 1 / relative_gap si sj = (k + 1) / (k - 1))
  by (unfold relative_gap, k; field; repeat split; lra).
rewrite ga in H. assert (rp : 0 < Rpower ((1 - c) / c) ((k + 1) / (k - 1))) by apply exp_pos.
assert (kk : 0 < (k + 1) / (k - 1)) by (apply Rdiv_lt_0_compat; lra).
assert (lH : ln F + (k + 1) / (k - 1) * l <= ln ((1 - y) / y)).
{ replace ((k + 1) / (k - 1) * l) with (ln (Rpower ((1 - c) / c) ((k + 1) / (k - 1))))
    by (unfold Rpower, l; apply ln_exp).
  rewrite <- ln_mult by assumption. apply ln_le; [apply Rmult_lt_0_compat; assumption | exact H]. }
assert (oF : F <= (1 - y) / y).
{ apply Rle_trans with (2 := H). rewrite <- (Rmult_1_r F) at 1.
  apply Rmult_le_compat_l; [lra |]. unfold Rpower.
  assert (Z : 0 < (k + 1) / (k - 1) * ln ((1 - c) / c)) by (apply Rmult_lt_0_compat; assumption).
  apply exp_increasing in Z. rewrite exp_0 in Z. lra. }
assert (F1 : 1 < F).
{ destruct (Rlt_le_dec 1 F) as [b | b]; [exact b | exfalso].
  assert (Z : ln F <= ln 1) by (apply ln_le; lra). rewrite ln_1 in Z.
  assert (F * ln F <= F * 0) by (apply Rmult_le_compat_l; lra). lra. }
assert (yF : y <= 1 / (1 + F)).
{ apply (Rle_div_r F) in oF; [| exact y0]. apply (Rle_div_r y); lra. }
assert (yh : y < 1 / 2).
{ assert (1 / (1 + F) < 1 / 2); [| lra]. unfold Rdiv. rewrite !Rmult_1_l.
  apply Rinv_lt_contravar; lra. }
(* the mean *)
destruct (half_time_mean T y k T0 ltac:(lra) k1) as [v [V M]].
assert (v0 : 0 < v).
{ assert (0 < y / k) by (apply Rdiv_lt_0_compat; lra). lra. }
assert (lF : ln F = 1 + 1 / F) by (apply Rmult_eq_reg_l with F; [rewrite FE; field |]; lra).
assert (PS : ln ((1 - v) / v) - 1 - 1 / F <= mean_share T v).
{ destruct (Rle_lt_dec v (1 / 30)) as [b | b]; [apply small_share; try assumption; lra |].
  apply boxes; lra. }
assert (lv : ln ((1 - y) / y) < ln ((1 - v) / v)).
{ apply ln_increasing; [apply Rdiv_lt_0_compat; lra |].
  replace ((1 - y) / y) with (/ y - 1) by (field; lra).
  replace ((1 - v) / v) with (/ v - 1) by (field; lra).
  assert (/ y < / v) by (apply Rinv_lt_contravar; [apply Rmult_lt_0_compat |]; lra). lra. }
assert (main : (k + 1) * l < k * half_time T y - half_time T (y / k)).
{ rewrite M. replace ((k + 1) * l) with ((k - 1) * ((k + 1) / (k - 1) * l)) by (field; lra).
  apply Rmult_lt_compat_l; lra. }
(* the times to one half *)
assert (cj : c * sj < 1 / 2 * sj) by (apply Rmult_lt_compat_r; lra).
assert (pqj : p * q < sj / 2) by lra. assert (pqi : p * q < si / 2) by lra.
destruct (level_time sj p q xj yj ltac:(lra) p0 Q Pj (1 / 2) ltac:(lra) ltac:(lra)) as [hj0 hj].
destruct (level_time si p q xi yi ltac:(lra) p0 Q Pi (1 / 2) ltac:(lra) ltac:(lra)) as [hi0 hi].
assert (Hj := half_time_of_pair sj p q ltac:(lra) p0 Q pqj).
assert (Hi := half_time_of_pair si p q ltac:(lra) p0 Q pqi). fold T E in Hi, Hj.
set (uj := pair_time (1 / 2) sj p q) in *. set (ui := pair_time (1 / 2) si p q) in *.
assert (Euj := proj2 (hj uj (Rlt_le _ _ hj0)) eq_refl).
assert (Eui := proj2 (hi ui (Rlt_le _ _ hi0)) eq_refl). fold y in Hj.
replace (E / si) with (y / k) in Hi by (unfold y, k; field; lra).
assert (Bj : 2 * sj * (uj - tj) <= l).
{ destruct (Rle_lt_dec tj uj) as [b | b].
  - assert (m0 : 0 < xj tj * yj tj) by (rewrite Ej; apply Rmult_lt_0_compat; lra).
    destruct (balanced_is_slowest sj p q xj yj tj uj) as [_ B]; try assumption; try lra.
    rewrite Euj, Ej in B.
    rewrite (log_odds_of_share (1 / 2) sj), (log_odds_of_share c sj) in B by lra.
    replace ((1 - 1 / 2) / (1 / 2)) with 1 in B by field. rewrite ln_1 in B. fold l in B. lra.
  - assert (0 <= 2 * sj * (tj - uj)) by (apply Rmult_le_pos; lra). lra. }
assert (Bi : 2 * si * (ti - ui) <= l).
{ destruct (Rle_lt_dec ui ti) as [b | b].
  - assert (m0 : 0 < xi ui * yi ui) by (rewrite Eui; lra).
    destruct (balanced_is_slowest si p q xi yi ui ti) as [_ B]; try assumption; try lra.
    rewrite Eui, Ei in B.
    rewrite (log_odds_of_share (1 / 2) si), (log_odds_of_share (1 - c) si) in B by lra.
    replace ((1 - 1 / 2) / (1 / 2)) with 1 in B by field. rewrite ln_1 in B.
    replace (ln ((1 - (1 - c)) / (1 - c))) with (- l) in B; [lra |].
    unfold l. replace ((1 - (1 - c)) / (1 - c)) with (/ ((1 - c) / c)) by (field; lra).
    symmetry. apply ln_Rinv. lra.
  - assert (0 <= 2 * si * (ui - ti)) by (apply Rmult_le_pos; lra). lra. }
assert (si_k : si = k * sj) by (unfold k; field; lra).
assert (Z : 2 * si * ti < 2 * si * tj).
{ replace (2 * si * tj) with (k * (2 * sj * tj)) by (rewrite si_k; ring).
  assert (k * (2 * sj * uj - l) <= k * (2 * sj * tj)) by (apply Rmult_le_compat_l; lra).
  rewrite Hj in H0. lra. }
apply Rmult_lt_reg_l with (2 * si); lra.
Qed.
