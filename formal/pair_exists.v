(* A mode of two factors with different starts exists for all times, over the reals, in closed form.

   pair_exists (KH9B): for s >= 0, p > 0 and 0 <= q <= p there are x, y with x' = y (s - x y),
     y' = x (s - x y), x(0) = p, y(0) = q for all t >= 0.
   never_overtaken (KH9B, part 6): a condition under which the mode of the larger target is fitted
     after the other one has begun. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead velocity_shape two_rates.
Open Scope R_scope.

(* x and y from w = ((x + y)/2)^2 *)
Lemma pair_of_mean s p q (w : R -> R) : 0 < p -> 0 <= q <= p -> w 0 = ((p + q) / 2) ^ 2 ->
  (forall t, 0 <= t -> 0 < w t) ->
  (forall t, 0 <= t -> is_derive w t (2 * (s * w t - w t ^ 2 + ((p ^ 2 - q ^ 2) / 4) ^ 2))) ->
  is_pair s p q (fun t => sqrt (w t) + (p ^ 2 - q ^ 2) / (4 * sqrt (w t)))
    (fun t => sqrt (w t) - (p ^ 2 - q ^ 2) / (4 * sqrt (w t))).
Proof.
intros p0 Q st P D. set (e := p ^ 2 - q ^ 2) in *.
assert (z0 : sqrt (w 0) = (p + q) / 2) by (rewrite st; apply sqrt_pow2; lra).
assert (F : forall t, 0 <= t ->
  is_derive (fun t => sqrt (w t) + e / (4 * sqrt (w t))) t
    ((sqrt (w t) - e / (4 * sqrt (w t))) * (s - (sqrt (w t) + e / (4 * sqrt (w t))) *
      (sqrt (w t) - e / (4 * sqrt (w t))))) /\
  is_derive (fun t => sqrt (w t) - e / (4 * sqrt (w t))) t
    ((sqrt (w t) + e / (4 * sqrt (w t))) * (s - (sqrt (w t) + e / (4 * sqrt (w t))) *
      (sqrt (w t) - e / (4 * sqrt (w t)))))).
{ intros t t0. assert (W := P t t0). assert (Dt := D t t0).
  assert (S0 := sqrt_lt_R0 (w t) W). assert (S2 : w t = sqrt (w t) ^ 2).
  { simpl. rewrite Rmult_1_r. symmetry. apply sqrt_sqrt. lra. }
  assert (E : Derive (fun z : R => w z) t = 2 * (s * w t - w t ^ 2 + (e / 4) ^ 2))
    by (apply is_derive_unique; exact Dt).
  split; auto_derive; try (repeat split; try lra; eexists; exact Dt); rewrite E, S2;
    rewrite sqrt_pow2 by lra; field; lra. }
split; [| split; [| split]].
- rewrite z0. unfold e. field. lra.
- rewrite z0. unfold e. field. lra.
- intros t t0. destruct (F t ltac:(lra)) as [A B]. split; assumption.
- intros t t0. destruct (F t t0) as [A B].
  split; [exact (ex_derive_continuous _ _ (ex_intro _ _ A)) |].
  exact (ex_derive_continuous _ _ (ex_intro _ _ B)).
Qed.

Theorem pair_exists s p q : 0 <= s -> 0 < p -> 0 <= q <= p -> exists x y, is_pair s p q x y.
Proof.
intros s0 p0 Q. set (d := (p ^ 2 - q ^ 2) / 4). set (e := ((p + q) / 2) ^ 2).
assert (e0 : 0 < e) by (apply pow_lt; lra).
assert (suff : exists w, w 0 = e /\ (forall t, 0 <= t -> 0 < w t) /\
  forall t, 0 <= t -> is_derive w t (2 * (s * w t - w t ^ 2 + d ^ 2))).
2: { destruct suff as [w [A [B D]]]. do 2 eexists. apply (pair_of_mean s p q w); assumption. }
assert (q2 : 0 <= s ^ 2 + 4 * d ^ 2).
{ assert (A := pow2_ge_0 s). assert (B := pow2_ge_0 d). lra. }
set (r := sqrt (s ^ 2 + 4 * d ^ 2)). assert (r2 : r * r = s ^ 2 + 4 * d ^ 2)
  by (apply sqrt_sqrt; exact q2). assert (r0 : 0 <= r) by apply sqrt_pos.
destruct r0 as [r0 | r0].
- set (a := (r + s) / 2). set (b := (r - s) / 2).
  assert (sr : s <= r) by (assert (B := pow2_ge_0 d); nra).
  assert (ab : a * b = d ^ 2).
  { unfold a, b. replace ((r + s) / 2 * ((r - s) / 2)) with ((r * r - s ^ 2) / 4) by field.
    rewrite r2. field. }
  assert (b0 : 0 <= b) by (unfold b; lra). assert (a0 : 0 < a) by (unfold a; lra).
  assert (abr : a + b = r) by (unfold a, b; field).
  assert (den : forall t, 0 <= t -> 0 < (a - e) + (e + b) * exp (2 * r * t)).
  { intros t t0. assert (X : 1 <= exp (2 * r * t)).
    { assert (Y := exp_ineq1_le (2 * r * t)). assert (0 <= 2 * r * t) by nra. lra. }
    assert ((e + b) * 1 <= (e + b) * exp (2 * r * t)) by (apply Rmult_le_compat_l; lra). lra. }
  exists (fun t => (a * (e + b) * exp (2 * r * t) - b * (a - e)) /
    ((a - e) + (e + b) * exp (2 * r * t))). split; [| split].
  + rewrite Rmult_0_r, exp_0. field. lra.
  + intros t t0. apply Rdiv_lt_0_compat; [| apply den, t0].
    assert (X : 1 <= exp (2 * r * t)).
    { assert (Y := exp_ineq1_le (2 * r * t)). assert (0 <= 2 * r * t) by nra. lra. }
    assert (a * (e + b) * 1 <= a * (e + b) * exp (2 * r * t)).
    { apply Rmult_le_compat_l; [apply Rmult_le_pos |]; lra. }
    assert (0 < e * r) by nra. nra.
  + intros t t0. assert (N := den t t0). auto_derive; [lra |].
    rewrite <- ab. replace s with (a - b) by (unfold a, b; field). rewrite <- abr in *.
    field. lra.
- assert (sd : s = 0 /\ d = 0).
  { rewrite <- r0, Rmult_0_l in r2. assert (A := pow2_ge_0 s). assert (B := pow2_ge_0 d).
    split; nra. }
  destruct sd as [-> ->]. exists (fun t => e / (1 + 2 * e * t)).
  assert (den : forall t, 0 <= t -> 0 < 1 + 2 * e * t) by (intros; nra). split; [| split].
  + field.
  + intros t t0. apply Rdiv_lt_0_compat; [exact e0 | apply den, t0].
  + intros t t0. assert (N := den t t0). auto_derive; [lra |]. field. lra.
Qed.

Lemma log_gap_derive (f : R -> R) (df s u : R) : is_derive f u df -> f u < s ->
  is_derive (fun v => - ln (s - f v)) u (df / (s - f u)).
Proof.
intros D L. auto_derive; [split; [eexists; exact D | lra] |].
replace (Derive (fun z : R => f z) u) with df by (symmetry; apply is_derive_unique; exact D).
field. lra.
Qed.

(* -log(s - mu) has the slope sqrt(delta^2 + 4 mu^2), and 0 <= mu < s *)
Lemma log_gap_mean s p q x y t : 0 < s -> 0 < p -> 0 <= q <= p -> is_pair s p q x y ->
  p * q < s -> 0 <= t -> exists m, 0 <= m < s /\
  ln (s - p * q) - ln (s - x t * y t) = sqrt ((p ^ 2 - q ^ 2) ^ 2 + 4 * m ^ 2) * t.
Proof.
intros s0 p0 Q R ps t0. set (mu := fun u => x u * y u).
assert (D : forall u, 0 < u -> is_derive mu u
  (sqrt ((p ^ 2 - q ^ 2) ^ 2 + 4 * mu u ^ 2) * (s - mu u))).
{ intros u u0. exact (strength_of_two s p q x y R u u0). }
assert (L : forall u, 0 <= u -> mu u < s).
{ intros u u0. apply (below_end s p q x y s0 p0 Q R u ps u0). }
assert (K : forall u, 0 <= u -> continuous mu u).
{ intros u u0. destruct R as [_ [_ [_ K]]]. destruct (K u u0).
  apply (continuous_mult x y); assumption. }
assert (m0 : mu 0 = p * q) by (unfold mu; destruct R as [-> [-> _]]; reflexivity).
assert (pq : 0 <= p * q) by (apply Rmult_le_pos; lra).
assert (P : forall u, 0 <= u -> 0 <= mu u).
{ intros u u0. destruct (MVT_gen mu 0 u (fun v => sqrt ((p ^ 2 - q ^ 2) ^ 2 + 4 * mu v ^ 2) *
    (s - mu v))) as [v [V Ev]].
  - rewrite Rmin_left, Rmax_right by lra. intros v V. apply D. lra.
  - rewrite Rmin_left, Rmax_right by lra. intros v V. apply continuity_pt_filterlim, K. lra.
  - rewrite Rmin_left, Rmax_right in V by lra. rewrite m0 in Ev. specialize (L v ltac:(lra)).
    assert (S := sqrt_pos ((p ^ 2 - q ^ 2) ^ 2 + 4 * mu v ^ 2)). set (h := sqrt _) in *.
    assert (0 <= h * (s - mu v) * (u - 0)) by (apply Rmult_le_pos; [apply Rmult_le_pos |]; lra).
    lra. }
destruct (MVT_gen (fun u => - ln (s - mu u)) 0 t
  (fun u => sqrt ((p ^ 2 - q ^ 2) ^ 2 + 4 * mu u ^ 2))) as [u [U Eu]].
- rewrite Rmin_left, Rmax_right by lra. intros u U. specialize (L u ltac:(lra)).
  assert (F := log_gap_derive mu _ s u (D u ltac:(lra)) L).
  replace (sqrt ((p ^ 2 - q ^ 2) ^ 2 + 4 * mu u ^ 2)) with
    (sqrt ((p ^ 2 - q ^ 2) ^ 2 + 4 * mu u ^ 2) * (s - mu u) / (s - mu u)); [exact F |].
  field. lra.
- rewrite Rmin_left, Rmax_right by lra. intros u U. specialize (L u ltac:(lra)).
  apply continuity_pt_filterlim. apply (continuous_comp mu (fun z => - ln (s - z))).
  + apply K. lra.
  + apply (ex_derive_continuous (fun z => - ln (s - z))). auto_derive. lra.
- rewrite Rmin_left, Rmax_right in U by lra. exists (mu u).
  split; [split; [apply P | apply L]; lra |].
  rewrite m0 in Eu. fold (mu t). rewrite Rminus_0_r in Eu. lra.
Qed.

Theorem never_overtaken si sj p q c xi yi xj yj ti tj : 0 < si -> 0 < sj -> 0 < p -> 0 <= q <= p ->
  0 < c < 1 -> p * q < c * sj -> p * q < (1 - c) * si ->
  is_pair si p q xi yi -> is_pair sj p q xj yj -> 0 <= ti -> 0 <= tj ->
  xi ti * yi ti = (1 - c) * si -> xj tj * yj tj = c * sj ->
  sqrt ((p ^ 2 - q ^ 2) ^ 2 + 4 * si ^ 2) * ln (1 / (1 - c)) <=
    (p ^ 2 - q ^ 2) * ln ((1 - p * q / si) / c) ->
  tj < ti.
Proof.
intros si0 sj0 p0 Q C Sj Si Ri Rj ti0 tj0 Ei Ej H.
assert (pq : 0 <= p * q) by (apply Rmult_le_pos; lra). set (e := p ^ 2 - q ^ 2) in *.
assert (e0 : 0 <= e) by (unfold e; nra).
set (g := sqrt (e ^ 2 + 4 * si ^ 2)) in *.
assert (si2 : 0 < si ^ 2) by (apply pow_lt; exact si0).
assert (e2 : 0 <= e ^ 2) by apply pow2_ge_0.
assert (g0 : 0 < g) by (apply sqrt_lt_R0; lra).
destruct (log_gap_mean si p q xi yi ti si0 p0 Q Ri ltac:(nra) ti0) as [mi [Mi Ti]].
destruct (log_gap_mean sj p q xj yj tj sj0 p0 Q Rj ltac:(nra) tj0) as [mj [Mj Tj]].
fold e in Ti, Tj. rewrite Ei in Ti. rewrite Ej in Tj.
replace (si - (1 - c) * si) with (c * si) in Ti by ring.
replace (sj - c * sj) with ((1 - c) * sj) in Tj by ring.
assert (li : ln ((1 - p * q / si) / c) = ln (si - p * q) - ln (c * si)).
{ replace ((1 - p * q / si) / c) with ((si - p * q) * / (c * si)) by (field; lra).
  rewrite ln_mult, ln_Rinv; [ring | nra | nra |]. apply Rinv_0_lt_compat. nra. }
assert (lj : ln (sj - p * q) - ln ((1 - c) * sj) <= ln (1 / (1 - c))).
{ replace (ln (1 / (1 - c))) with (- ln (1 - c)).
  - rewrite ln_mult by lra. assert (ln (sj - p * q) <= ln sj) by (apply ln_le; nra). lra.
  - unfold Rdiv. rewrite Rmult_1_l. symmetry. apply ln_Rinv. lra. }
rewrite <- li in Ti. set (A := ln ((1 - p * q / si) / c)) in *.
set (B := ln (1 / (1 - c))) in *.
assert (B0 : 0 < B).
{ unfold B. rewrite <- ln_1. apply ln_increasing; [lra |]. apply (Rlt_div_r 1); lra. }
assert (gi : sqrt (e ^ 2 + 4 * mi ^ 2) < g).
{ apply sqrt_lt_1_alt. assert (mi ^ 2 < si ^ 2) by (simpl; nra). assert (0 <= mi ^ 2)
  by apply pow2_ge_0. lra. }
assert (gj : e <= sqrt (e ^ 2 + 4 * mj ^ 2)).
{ apply Rle_trans with (sqrt (e ^ 2)); [rewrite sqrt_pow2; lra |]. apply sqrt_le_1_alt.
  assert (0 <= mj ^ 2) by apply pow2_ge_0. lra. }
assert (gB : 0 < g * B) by (apply Rmult_lt_0_compat; assumption).
assert (ep : 0 < e).
{ destruct e0 as [l | <-]; [exact l | exfalso]. lra. }
assert (A0 : 0 < A).
{ destruct (Rlt_le_dec 0 A) as [l | l]; [exact l | exfalso]. nra. }
assert (tip : 0 < ti).
{ destruct ti0 as [l | <-]; [exact l | exfalso]. rewrite Rmult_0_r in Ti. lra. }
(* A < g ti and e tj <= B *)
assert (X : A < g * ti) by (rewrite Ti; apply Rmult_lt_compat_r; assumption).
assert (Y : e * tj <= B).
{ apply Rle_trans with (2 := lj). rewrite Tj. apply Rmult_le_compat_r; assumption. }
assert (Z : g * (e * tj) <= g * B) by (apply Rmult_le_compat_l; lra).
assert (W : e * A < e * (g * ti)) by (apply Rmult_lt_compat_l; assumption).
assert (e * g * tj < e * g * ti) by lra. apply Rmult_lt_reg_l with (e * g); [nra | assumption].
Qed.
