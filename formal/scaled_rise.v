(* The scaled time of a mode of two factors as a function of its strength, over the reals.

   Units: b = mu/s, e = delta^2/(16 s^2); scaled_rise e b is an antiderivative of
     1/(sqrt(b^2 + 4 e) (1 - b)).
   time_of_pair (KH9B): twice s t_c(s) is scaled_rise e c - scaled_rise e (p q/s).
   rise_at_most, rise_of_start with level_gain, rise_near and rise_far (KH9B, part 4): what the
     later mode takes at most, what a larger target adds before c s, and what the rise from c s to
     (1-c) s takes at least. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar velocity_shape two_rates share_time.
Open Scope R_scope.

(* sqrt(b^2 + 4 e), the velocity of the strength per gap *)
Definition gap_rate (e b : R) : R := sqrt (b ^ 2 + 4 * e).
(* (b + sqrt(b^2 + 4 e))/2, the value of w/s at the strength b s *)
Definition mean_level (e b : R) : R := (b + gap_rate e b) / 2.
(* an antiderivative of 1/(sqrt(b^2 + 4 e) (1 - b)) *)
Definition scaled_rise (e b : R) : R := log_part (sqrt (1 + 4 * e)) (mean_level e b).

Section Rise.
Variable e : R.
Hypothesis e0 : 0 <= e.
Local Notation S := (gap_rate e).
Local Notation u := (mean_level e).

Lemma mean_level_facts b : 0 <= b -> 0 < b \/ 0 < e ->
  0 < S b /\ S b * S b = b ^ 2 + 4 * e /\ b <= S b /\ 0 < u b /\ b <= u b /\
  u b ^ 2 - b * u b = e /\ S b = 2 * u b - b.
Proof.
intros b0 pos. assert (b2 : 0 <= b ^ 2) by apply pow2_ge_0.
assert (P : 0 < b ^ 2 + 4 * e).
{ destruct pos as [h | h]; [assert (0 < b ^ 2) by (apply pow_lt; exact h) |]; lra. }
assert (S0 : 0 < S b) by (apply sqrt_lt_R0; exact P).
assert (SS : S b * S b = b ^ 2 + 4 * e) by (apply sqrt_sqrt; lra).
assert (U : u b = (b + S b) / 2) by reflexivity. set (h := S b) in *. set (v := u b) in *.
assert (bS : b <= h) by nra. repeat split; try lra. rewrite U. nra.
Qed.

Lemma gap_rate_derive b : 0 <= b -> 0 < b \/ 0 < e -> is_derive S b (b / S b).
Proof.
intros b0 pos. destruct (mean_level_facts b b0 pos) as [S0 [SS _]]. unfold gap_rate in *.
auto_derive; [simpl in *; nra |].
replace (b * (b * 1) + 4 * e) with (b ^ 2 + 4 * e) by ring. field. lra.
Qed.

Lemma mean_level_derive b : 0 <= b -> 0 < b \/ 0 < e -> is_derive u b (u b / S b).
Proof.
intros b0 pos. destruct (mean_level_facts b b0 pos) as [S0 _].
assert (D := gap_rate_derive b b0 pos). unfold mean_level.
set (f := S) in *. auto_derive; [eexists; exact D |].
replace (Derive (fun z : R => f z) b) with (b / f b) by (symmetry; apply is_derive_unique; exact D).
field. lra.
Qed.

Lemma mean_level_log_derive b : 0 <= b -> 0 < b \/ 0 < e ->
  is_derive (fun z => ln (u z)) b (/ S b).
Proof.
intros b0 pos. destruct (mean_level_facts b b0 pos) as [S0 [_ [_ [u0 _]]]].
assert (D := mean_level_derive b b0 pos). set (f := u) in *. set (h := S b) in *.
auto_derive; [split; [eexists; exact D | split; [exact u0 | exact I]] |].
replace (Derive (fun z : R => f z) b) with (f b / h) by (symmetry; apply is_derive_unique; exact D).
field. lra.
Qed.

Lemma rise_end : let r := sqrt (1 + 4 * e) in 1 <= r /\ r * r = 1 + 4 * e.
Proof.
intro r. assert (rr : r * r = 1 + 4 * e) by (apply sqrt_sqrt; lra).
assert (r0 : 0 <= r) by apply sqrt_pos. split; [nra | exact rr].
Qed.

Lemma level_below_end b : 0 <= b < 1 -> 0 < b \/ 0 < e -> u b < (sqrt (1 + 4 * e) + 1) / 2.
Proof.
intros b0 pos. destruct (mean_level_facts b ltac:(lra) pos) as [_ [_ [_ [u0 [bu [uu _]]]]]].
destruct rise_end as [r1 rr]. set (r := sqrt _) in *. set (v := u b) in *.
destruct (Rlt_le_dec v ((r + 1) / 2)) as [l | l]; [exact l | exfalso].
assert (Q : (r + 1) / 2 * ((r + 1) / 2) = (r + 1) / 2 + e) by nra.
assert (0 <= (v - (r + 1) / 2) * (v + (r + 1) / 2 - 1)) by (apply Rmult_le_pos; lra).
assert (b * v < 1 * v) by (apply Rmult_lt_compat_r; lra). nra.
Qed.

Lemma log_part_slope v : 0 < v < (sqrt (1 + 4 * e) + 1) / 2 ->
  is_derive (log_part (sqrt (1 + 4 * e))) v (/ (v - v ^ 2 + e)).
Proof.
intro V. destruct rise_end as [r1 rr]. set (r := sqrt _) in *.
assert (Q : (v + (r - 1) / 2) * ((r + 1) / 2 - v) = v - v ^ 2 + e) by nra.
assert (P : 0 < (v + (r - 1) / 2) / ((r + 1) / 2 - v)) by (apply Rdiv_lt_0_compat; lra).
unfold log_part. rewrite <- Q. clearbody r.
auto_derive; [split; [lra |]; split; [exact P | exact I] |]. field. repeat split; lra.
Qed.

Lemma scaled_rise_derive b : 0 <= b < 1 -> 0 < b \/ 0 < e ->
  is_derive (scaled_rise e) b (/ (S b * (1 - b))).
Proof.
intros b0 pos. assert (L := level_below_end b b0 pos).
destruct (mean_level_facts b ltac:(lra) pos) as [S0 [_ [_ [u0 [bu [uu _]]]]]].
assert (D := mean_level_derive b ltac:(lra) pos). assert (G := log_part_slope (u b) ltac:(lra)).
unfold scaled_rise. set (h := log_part _) in *.
replace (u b - u b ^ 2 + e) with (u b * (1 - b)) in G by lra.
replace (/ (S b * (1 - b))) with (scal (u b / S b) (/ (u b * (1 - b)))).
- apply (is_derive_comp h u); assumption.
- unfold scal; simpl; unfold mult; simpl. field. lra.
Qed.

(* the later mode: log(w/(s-w)) grows at the rate 2 s or more while w < s *)
Lemma rise_at_most b c : 0 <= b <= c -> 0 < b \/ 0 < e -> u c < 1 ->
  scaled_rise e c - scaled_rise e b <= ln (u c / (1 - u c)) - ln (u b / (1 - u b)).
Proof.
intros B pos U1.
assert (P : forall z, b <= z -> 0 < z \/ 0 < e) by (intros z Z; destruct pos; [left | right]; lra).
assert (K : u b <= u c).
{ apply (grows_by_slope u (fun z => u z / S z)); [lra | |].
  - intros z Z. apply mean_level_derive; [lra | apply P; lra].
  - intros z Z. destruct (mean_level_facts z ltac:(lra) (P z ltac:(lra))) as [S0 [_ [_ [u0 _]]]].
    left. apply Rdiv_lt_0_compat; assumption. }
destruct (mean_level_facts b ltac:(lra) pos) as [_ [_ [_ [ub _]]]].
destruct rise_end as [r1 rr].
assert (X : ln (u b / (1 - u b)) - log_part (sqrt (1 + 4 * e)) (u b) <=
  ln (u c / (1 - u c)) - log_part (sqrt (1 + 4 * e)) (u c)); [| unfold scaled_rise; lra].
apply (grows_by_slope (fun z => ln (z / (1 - z)) - log_part (sqrt (1 + 4 * e)) z)
  (fun z => / (z * (1 - z)) - / (z - z ^ 2 + e))); [exact K | |].
- intros z Z. assert (D := log_part_slope z ltac:(lra)). set (h := log_part _) in *.
  assert (0 < z / (1 - z)) by (apply Rdiv_lt_0_compat; lra).
  auto_derive; [repeat split; try lra; try assumption; eexists; exact D |].
  replace (Derive (fun z : R => h z) z) with (/ (z - z ^ 2 + e))
    by (symmetry; apply is_derive_unique; exact D). assert (0 < z * (1 - z)) by nra.
  field. repeat split; nra.
- intros z Z. assert (0 < z * (1 - z)) by (apply Rmult_lt_0_compat; lra).
  assert (/ (z - z ^ 2 + e) <= / (z * (1 - z))) by (apply Rinv_le_contravar; lra). lra.
Qed.

(* the rise from c to 1 - c: 1/sqrt(b^2 + 4 e) is at least 1/b - 2 e/b^3 *)
Lemma rate_inverse_low b : 0 < b -> 1 / b - 2 * e / b ^ 3 <= / S b.
Proof.
intro b0. destruct (mean_level_facts b ltac:(lra) (or_introl b0)) as [S0 [SS [bS _]]].
assert (b3 : 0 < b ^ 3) by (apply pow_lt; exact b0). set (h := S b) in *.
apply Rmult_le_reg_r with (b ^ 3 * h); [apply Rmult_lt_0_compat; assumption |].
replace ((1 / b - 2 * e / b ^ 3) * (b ^ 3 * h)) with ((b ^ 2 - 2 * e) * h) by (field; lra).
replace (/ h * (b ^ 3 * h)) with (b ^ 3) by (field; lra).
(* 4 e = h^2 - b^2 *)
assert (E : 2 * ((b ^ 2 - 2 * e) * h) = (3 * b ^ 2 - h * h) * h) by (rewrite SS; ring).
assert (F : 2 * b ^ 3 - (3 * b ^ 2 - h * h) * h = (h - b) ^ 2 * (h + 2 * b)) by ring.
assert (0 <= (h - b) ^ 2 * (h + 2 * b)) by (apply Rmult_le_pos; [apply pow2_ge_0 | lra]). lra.
Qed.

Lemma rise_near c f : 0 < c < 1 / 2 -> 2 * e <= f * c ^ 2 ->
  (1 - f) * (2 * ln ((1 - c) / c)) <= scaled_rise e (1 - c) - scaled_rise e c.
Proof.
intros C F. assert (c2 : 0 < c ^ 2) by (apply pow_lt; lra). assert (f0 : 0 <= f) by nra.
assert (X : scaled_rise e c - (1 - f) * ln (c / (1 - c)) <=
  scaled_rise e (1 - c) - (1 - f) * ln ((1 - c) / (1 - (1 - c)))).
{ apply (grows_by_slope (fun z => scaled_rise e z - (1 - f) * ln (z / (1 - z)))
    (fun z => / (S z * (1 - z)) - (1 - f) / (z * (1 - z)))); [lra | |].
  - intros z Z. assert (D := scaled_rise_derive z ltac:(lra) ltac:(left; lra)).
    set (h := scaled_rise e) in *. set (x := S z) in *.
    assert (x0 : 0 < x) by (apply (mean_level_facts z); [| left]; lra).
    assert (0 < z / (1 - z)) by (apply Rdiv_lt_0_compat; lra).
    auto_derive; [repeat split; try lra; try assumption; eexists; exact D |].
    replace (Derive (fun z : R => h z) z) with (/ (x * (1 - z)))
      by (symmetry; apply is_derive_unique; exact D). field. repeat split; lra.
  - intros z Z. assert (R := rate_inverse_low z ltac:(lra)).
    assert (z3 : 0 < z ^ 3) by (apply pow_lt; lra).
    assert (x0 : 0 < S z) by (apply (mean_level_facts z); [| left]; lra).
    assert (E : 2 * e / z ^ 3 <= f / z).
    { apply (Rle_div_l (2 * e)); [exact z3 |].
      replace (f / z * z ^ 3) with (f * z ^ 2) by (field; lra). apply Rle_trans with (1 := F).
      apply Rmult_le_compat_l; [exact f0 |]. apply pow_incr. lra. }
    replace (/ (S z * (1 - z)) - (1 - f) / (z * (1 - z))) with
      ((/ S z - (1 / z - f / z)) * / (1 - z)) by (field; lra).
    apply Rmult_le_pos; [lra |]. left. apply Rinv_0_lt_compat. lra. }
replace ((1 - c) / (1 - (1 - c))) with ((1 - c) / c) in X by (field; lra).
replace (c / (1 - c)) with (/ ((1 - c) / c)) in X by (field; lra).
rewrite ln_Rinv in X by (apply Rdiv_lt_0_compat; lra). lra.
Qed.

Lemma rise_far c : 0 < c < 1 / 2 ->
  2 * ln ((1 - c) / c) - e / c ^ 2 * (1 + 2 * c + 4 * c ^ 2 * ln ((1 - c) / c)) <=
    scaled_rise e (1 - c) - scaled_rise e c.
Proof.
intro C. set (l := ln ((1 - c) / c)).
assert (X : scaled_rise e c - (1 - 2 * e) * ln (c / (1 - c)) - e / c ^ 2 - 2 * e / c <=
  scaled_rise e (1 - c) - (1 - 2 * e) * ln ((1 - c) / (1 - (1 - c))) - e / (1 - c) ^ 2 -
    2 * e / (1 - c)).
{ apply (grows_by_slope (fun z => scaled_rise e z - (1 - 2 * e) * ln (z / (1 - z)) - e / z ^ 2 -
    2 * e / z) (fun z => / (S z * (1 - z)) - (1 - 2 * e) / (z * (1 - z)) + 2 * e / z ^ 3 +
    2 * e / z ^ 2)); [lra | |].
  - intros z Z. assert (D := scaled_rise_derive z ltac:(lra) ltac:(left; lra)).
    set (h := scaled_rise e) in *. set (x := S z) in *.
    assert (x0 : 0 < x) by (apply (mean_level_facts z); [| left]; lra).
    assert (0 < z / (1 - z)) by (apply Rdiv_lt_0_compat; lra).
    auto_derive; [repeat split; try lra; try assumption; try (eexists; exact D); nra |].
    replace (Derive (fun z : R => h z) z) with (/ (x * (1 - z)))
      by (symmetry; apply is_derive_unique; exact D). field. repeat split; lra.
  - intros z Z. assert (R := rate_inverse_low z ltac:(lra)).
    assert (x0 : 0 < S z) by (apply (mean_level_facts z); [| left]; lra).
    replace (/ (S z * (1 - z)) - (1 - 2 * e) / (z * (1 - z)) + 2 * e / z ^ 3 + 2 * e / z ^ 2) with
      ((/ S z - (1 / z - 2 * e / z ^ 3)) * / (1 - z)) by (field; lra).
    apply Rmult_le_pos; [lra |]. left. apply Rinv_0_lt_compat. lra. }
replace ((1 - c) / (1 - (1 - c))) with ((1 - c) / c) in X by (field; lra).
replace (c / (1 - c)) with (/ ((1 - c) / c)) in X by (field; lra).
rewrite ln_Rinv in X by (apply Rdiv_lt_0_compat; lra). fold l in X.
assert (0 <= e / (1 - c) ^ 2).
{ apply Rmult_le_pos; [exact e0 |]. left. apply Rinv_0_lt_compat, pow_lt. lra. }
assert (0 <= 2 * e / (1 - c)).
{ apply Rmult_le_pos; [lra |]. left. apply Rinv_0_lt_compat. lra. }
replace (e / c ^ 2 * (1 + 2 * c + 4 * c ^ 2 * l)) with (e / c ^ 2 + 2 * e / c + 4 * e * l)
  by (field; lra). lra.
Qed.
End Rise.

(* the part of the rise that is not log w *)
Lemma level_rest_derive e b : 0 <= e -> 0 <= b < 1 -> 0 < b \/ 0 < e ->
  is_derive (fun z => scaled_rise e z - ln (mean_level e z)) b
    (b / (gap_rate e b * (1 - b))).
Proof.
intros e0 b0 pos. assert (D := scaled_rise_derive e e0 b b0 pos).
assert (L := mean_level_log_derive e e0 b ltac:(lra) pos).
destruct (mean_level_facts e e0 b ltac:(lra) pos) as [S0 _].
replace (b / (gap_rate e b * (1 - b))) with
  (minus (/ (gap_rate e b * (1 - b))) (/ gap_rate e b)).
- apply (is_derive_minus (scaled_rise e) (fun z => ln (mean_level e z))); assumption.
- unfold minus, plus, opp; simpl. field. lra.
Qed.

(* the earlier mode: what a smaller start and a smaller imbalance add before the strength c s *)
Lemma rise_of_start e f b a c : 0 <= f <= e -> 0 <= a <= b -> b <= c < 1 -> 0 < a \/ 0 < f ->
  scaled_rise e c - scaled_rise e b - (ln (mean_level e c) - ln (mean_level e b)) <=
  scaled_rise f c - scaled_rise f a - (ln (mean_level f c) - ln (mean_level f a)).
Proof.
intros F A B pos.
assert (P : forall z, a <= z -> 0 < z \/ 0 < f) by (intros z Z; destruct pos; [left | right]; lra).
assert (Pe : forall z, a <= z -> 0 < z \/ 0 < e) by (intros z Z; destruct pos; [left | right]; lra).
assert (R : forall g z, 0 <= g -> 0 <= z < 1 -> 0 < z \/ 0 < g ->
  0 <= z / (gap_rate g z * (1 - z))).
{ intros g z g0 Z p. destruct (mean_level_facts g g0 z ltac:(lra) p) as [S0 _].
  apply Rmult_le_pos; [lra |]. left. apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra. }
set (Kf := fun z => scaled_rise f z - ln (mean_level f z)).
set (Ke := fun z => scaled_rise e z - ln (mean_level e z)).
assert (X1 : Kf a <= Kf b).
{ apply (grows_by_slope Kf (fun z => z / (gap_rate f z * (1 - z)))); [lra | |].
  - intros z Z. apply level_rest_derive; [lra | lra | apply P; lra].
  - intros z Z. apply R; [lra | lra | apply P; lra]. }
assert (X2 : Kf b - Ke b <= Kf c - Ke c).
{ apply (grows_by_slope (fun z => Kf z - Ke z) (fun z => z / (gap_rate f z * (1 - z)) -
    z / (gap_rate e z * (1 - z)))); [lra | |].
  - intros z Z. apply (is_derive_minus Kf Ke); apply level_rest_derive; lra.
  - intros z Z.
    destruct (mean_level_facts f ltac:(lra) z ltac:(lra) (P z ltac:(lra))) as [S0 _].
    assert (S1 : gap_rate f z <= gap_rate e z) by (apply sqrt_le_1_alt; lra).
    assert (I : / (gap_rate e z * (1 - z)) <= / (gap_rate f z * (1 - z))).
    { apply Rinv_le_contravar; [apply Rmult_lt_0_compat; lra |].
      apply Rmult_le_compat_r; lra. }
    assert (z * / (gap_rate e z * (1 - z)) <= z * / (gap_rate f z * (1 - z)))
      by (apply Rmult_le_compat_l; lra). unfold Rdiv. lra. }
unfold Kf, Ke in *. lra.
Qed.

(* log w at the strength c s: k mean_level(e/k^2) is mean_level(e) for c k in the place of c *)
Lemma level_gain e c k : 0 <= e -> 0 < c -> 1 < k ->
  1 + c / gap_rate e c * (k - 1) <= k * mean_level (e / k ^ 2) c / mean_level e c.
Proof.
intros e0 c0 k1. assert (k2 : 0 < k ^ 2) by (apply pow_lt; lra).
assert (f0 : 0 <= e / k ^ 2) by (apply Rmult_le_pos; [| left; apply Rinv_0_lt_compat]; lra).
destruct (mean_level_facts e e0 c ltac:(lra) (or_introl c0)) as [S0 [_ [_ [u0 [cu [uu SE]]]]]].
destruct (mean_level_facts (e / k ^ 2) f0 c ltac:(lra) (or_introl c0))
  as [_ [_ [_ [w0 [cw [ww _]]]]]].
rewrite SE in *. set (u := mean_level e c) in *. set (U := k * mean_level (e / k ^ 2) c).
assert (UU : U ^ 2 - c * k * U = e).
{ unfold U. set (w := mean_level (e / k ^ 2) c) in *.
  replace ((k * w) ^ 2 - c * k * (k * w)) with (k ^ 2 * (w ^ 2 - c * w)) by ring.
  rewrite ww. field. lra. }
assert (Uc : k * c <= U) by (apply Rmult_le_compat_l; lra).
assert (ck : c < k * c) by nra. assert (U0 : 0 < U) by lra.
(* (U - u) (U + u - c k) = c (k - 1) u and U - c k <= u - c *)
assert (M : (U - u) * (U + u - c * k) = c * (k - 1) * u) by (rewrite <- uu in UU; lra).
assert (G : 0 < c * (k - 1) * u) by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat |]; lra).
assert (uU : u < U).
{ destruct (Rlt_le_dec u U) as [l | l]; [exact l | exfalso].
  assert ((U - u) * (U + u - c * k) <= 0); [| lra].
  rewrite <- (Rmult_0_l (U + u - c * k)). apply Rmult_le_compat_r; lra. }
assert (H : U - c * k <= u - c).
{ destruct (Rle_lt_dec (U - c * k) (u - c)) as [l | l]; [exact l | exfalso].
  assert (u * (u - c) <= u * (U - c * k)) by (apply Rmult_le_compat_l; lra).
  assert (0 < (U - u) * (U - c * k)) by (apply Rmult_lt_0_compat; lra). lra. }
assert (Q : c * (k - 1) * u <= (U - u) * (2 * u - c)).
{ rewrite <- M. apply Rmult_le_compat_l; lra. }
apply Rmult_le_reg_r with (u * (2 * u - c)); [apply Rmult_lt_0_compat; lra |].
replace ((1 + c / (2 * u - c) * (k - 1)) * (u * (2 * u - c))) with
  (u * (2 * u - c) + c * (k - 1) * u) by (field; lra).
replace (U / u * (u * (2 * u - c))) with (U * (2 * u - c)) by (field; lra). lra.
Qed.

(* in the units of the target the time is a rise *)
Lemma time_of_pair s p q c : 0 < s -> 0 < p -> 0 <= q <= p -> 0 < c < 1 -> p * q < c * s ->
  2 * s * pair_time c s p q = scaled_rise (((p ^ 2 - q ^ 2) / (4 * s)) ^ 2) c -
    scaled_rise (((p ^ 2 - q ^ 2) / (4 * s)) ^ 2) (p * q / s) /\
  mean_level (((p ^ 2 - q ^ 2) / (4 * s)) ^ 2) (p * q / s) = ((p + q) / 2) ^ 2 / s /\
  mean_level (((p ^ 2 - q ^ 2) / (4 * s)) ^ 2) c = pair_level c s p q / s.
Proof.
intros s0 p0 Q C st. set (e := ((p ^ 2 - q ^ 2) / (4 * s)) ^ 2).
assert (e0 : 0 <= e) by apply pow2_ge_0.
set (E := ((p + q) / 2) ^ 2). assert (E0 : 0 < E) by (apply pow_lt; lra).
assert (W0 : mean_level e (p * q / s) = E / s).
{ unfold mean_level, gap_rate. replace ((p * q / s) ^ 2 + 4 * e) with
    (((p ^ 2 + q ^ 2) / (2 * s)) ^ 2) by (unfold e; field; lra).
  rewrite sqrt_pow2; [unfold E; field; lra |]. assert (0 <= q ^ 2) by apply pow2_ge_0.
  assert (0 <= p ^ 2) by apply pow2_ge_0. apply Rmult_le_pos; [lra |].
  left. apply Rinv_0_lt_compat. lra. }
assert (s2 : 0 <= s ^ 2) by apply pow2_ge_0. assert (c2 : 0 <= c ^ 2) by apply pow2_ge_0.
assert (RE : pair_rate s p q = s * sqrt (1 + 4 * e)).
{ unfold pair_rate. rewrite <- (sqrt_pow2 s) at 2 by lra. rewrite <- sqrt_mult by lra. f_equal.
  unfold e. field. lra. }
assert (WE : pair_level c s p q = s * mean_level e c).
{ unfold pair_level, mean_level, gap_rate.
  replace (sqrt (c ^ 2 * s ^ 2 + (p ^ 2 - q ^ 2) ^ 2 / 4)) with (s * sqrt (c ^ 2 + 4 * e));
    [field |]. rewrite <- (sqrt_pow2 s) at 1 by lra. rewrite <- sqrt_mult by lra. f_equal.
  unfold e. field. lra. }
split; [| split; [exact W0 | rewrite WE; field; lra]].
destruct (level_facts s p q s0 p0 Q c C st) as [_ [_ [_ [We Wa]]]].
destruct (rate_facts s p q s0 p0 Q) as [r0 [_ [b0 _]]].
unfold pair_time. cbv zeta. fold E in We |- *. unfold scaled_rise, log_part. rewrite W0.
rewrite WE, RE in *. set (k := sqrt (1 + 4 * e)) in *. set (u := mean_level e c) in *.
assert (k0 : 0 < k) by nra. set (v := E / s). assert (Ev : E = s * v) by (unfold v; field; lra).
rewrite Ev in *. assert (v0 : 0 < v) by nra. assert (k1 : 1 <= k) by nra.
assert (uv : v < u) by nra. assert (uk : u < (k + 1) / 2) by nra.
rewrite <- Rmult_minus_distr_l.
assert (P1 : 0 < (u + (k - 1) / 2) / ((k + 1) / 2 - u)) by (apply Rdiv_lt_0_compat; lra).
assert (P2 : 0 < (v + (k - 1) / 2) / ((k + 1) / 2 - v)) by (apply Rdiv_lt_0_compat; lra).
assert (XX : (2 * (s * u) + s * k - s) * (s * k + s - 2 * (s * v)) /
  ((s * k + s - 2 * (s * u)) * (2 * (s * v) + s * k - s)) =
  (u + (k - 1) / 2) / ((k + 1) / 2 - u) * / ((v + (k - 1) / 2) / ((k + 1) / 2 - v))).
{ field. repeat split; nra. }
rewrite XX, ln_mult, ln_Rinv; try assumption; [field; split; lra |].
apply Rinv_0_lt_compat, P2.
Qed.
