(* How the growth of the speed V(alpha, mu) depends on the rate alpha, and what it costs (K0KB, part
   1), over Coq's reals, every depth L >= 3.

   speed_quotient_moves: at every mu < s_1 the quotient V(alpha, s_1)/V(alpha, mu) is strictly
     increasing in alpha on (0, 1] and strictly decreasing on [1, oo).
   equal_rates_are_worst: so is the time t_c(s; alpha) times V(alpha, s_1). *)
From Coq Require Import Reals Ranalysis5 Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare compressed_bounds rate_speed rate_order rate_course.
From dlf Require Import rate_limit rate_exists rate_between mean_value speed_curve.
Open Scope R_scope.

(* Phi falls up to 1 and rises beyond *)
Lemma slope_loss_moves L r r' : (3 <= L)%nat -> 0 < r -> r < r' ->
  (1 <= r -> slope_loss L r < slope_loss L r') /\ (r' <= 1 -> slope_loss L r' < slope_loss L r).
Proof.
intros L3 r0 rr. unfold slope_loss. set (k := INR (L - 2) / 2).
assert (k0 : 0 < k) by (apply Rdiv_lt_0_compat; [apply lt_0_INR; lia | lra]).
set (g := 2 * r * r' - (r + r') + k * (r + r' - 2)).
assert (P : 0 < (r + k) ^ 2 * (r' + k) ^ 2)
  by (apply Rmult_lt_0_compat; apply pow_lt; lra).
assert (E : (r' ^ 2 + k) / (r' + k) ^ 2 - (r ^ 2 + k) / (r + k) ^ 2 =
  k * (r' - r) * g * / ((r + k) ^ 2 * (r' + k) ^ 2)).
{ unfold g. field. split; lra. }
assert (I := Rinv_0_lt_compat _ P). set (i := / _) in *.
assert (kr : 0 < k * (r' - r)) by (apply Rmult_lt_0_compat; lra).
split; intro h.
- assert (G : 0 < g).
  { assert (A : 0 < r * (r' - 1)) by (apply Rmult_lt_0_compat; lra).
    assert (B : 0 <= r' * (r - 1)) by (apply Rmult_le_pos; lra).
    assert (C : 0 < k * (r + r' - 2)) by (apply Rmult_lt_0_compat; lra). unfold g. nra. }
  assert (0 < k * (r' - r) * g * i).
  { apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; assumption | exact I]. } lra.
- assert (G : 0 < - g).
  { assert (A : 0 <= r * (1 - r')) by (apply Rmult_le_pos; lra).
    assert (B : 0 < r' * (1 - r)) by (apply Rmult_lt_0_compat; lra).
    assert (C : 0 < k * (2 - r - r')) by (apply Rmult_lt_0_compat; lra). unfold g. nra. }
  assert (0 < k * (r' - r) * - g * i).
  { apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; assumption | exact I]. } lra.
Qed.

Section Speeds.
Variables (L : nat) (eps : R).
Hypotheses (L3 : (3 <= L)%nat) (e0 : 0 < eps).

Lemma speed_value alpha (a0 : 0 < alpha) m v : eps ^ L <= m -> is_speed L eps alpha m v ->
  v = 2 * m ^ 2 * relative_slope L eps alpha (point_of L eps alpha L3 e0 a0 m).
Proof.
intros em [x [y [l [e ->]]]]. destruct (point_of_spec L eps alpha L3 e0 a0 m em) as [u0 fu].
set (u := point_of L eps alpha L3 e0 a0 m) in *.
destruct (strength_at L alpha eps x y l) as [ins fy]. rewrite e in fy.
assert (insu := inside_nonneg eps alpha e0 a0 u u0).
assert (uE : u = y ^ 2 - eps ^ 2).
{ destruct (Rtotal_order u (y ^ 2 - eps ^ 2)) as [c | [c | c]]; [| exact c |].
  - assert (A := strength_monotone L alpha eps a0 u _ insu c). lra.
  - assert (A := strength_monotone L alpha eps a0 _ u ins c). lra. }
destruct l as [x0 [y0 l]]. unfold relative_slope.
assert (X := pow_lt x 2 x0). assert (Y := pow_lt y 2 y0).
replace (eps ^ 2 + u) with (y ^ 2) by (rewrite uE; ring).
replace (eps ^ 2 + alpha * u) with (x ^ 2) by (rewrite uE; lra).
field. split; lra.
Qed.

Section Two.
Variables (alpha alpha' : R).
Hypotheses (a0 : 0 < alpha) (more : alpha < alpha').
Let a0' : 0 < alpha' := Rlt_trans _ _ _ a0 more.
Let u m := point_of L eps alpha L3 e0 a0 m.
Let u' m := point_of L eps alpha' L3 e0 a0' m.

(* the larger rate is at the smaller u, and its ratio is larger *)
Lemma ratios_in_order m : eps ^ L < m ->
  0 < line_ratio eps alpha (u m) < line_ratio eps alpha' (u' m) /\
  (1 <= alpha -> 1 <= line_ratio eps alpha (u m)) /\
  (alpha' <= 1 -> line_ratio eps alpha' (u' m) <= 1).
Proof.
intro em. assert (em' : eps ^ L <= m) by lra.
destruct (point_of_spec L eps alpha L3 e0 a0 m em') as [p f].
destruct (point_of_spec L eps alpha' L3 e0 a0' m em') as [p' f']. fold (u m) in p, f.
fold (u' m) in p', f'. set (v := u m) in *. set (v' := u' m) in *.
assert (E := pow_lt eps 2 e0). set (e := eps ^ 2) in *.
assert (v0 : 0 < v).
{ destruct (Rle_lt_or_eq_dec 0 v p) as [h | h]; [exact h |]. exfalso. rewrite <- h in f.
  rewrite (strength_at_start L alpha eps L3 e0) in f. lra. }
assert (v0' : 0 < v').
{ destruct (Rle_lt_or_eq_dec 0 v' p') as [h | h]; [exact h |]. exfalso. rewrite <- h in f'.
  rewrite (strength_at_start L alpha' eps L3 e0) in f'. lra. }
assert (A0 : 0 < alpha * v) by (apply Rmult_lt_0_compat; assumption).
assert (A0' : 0 < alpha' * v') by (apply Rmult_lt_0_compat; assumption).
assert (vv : v' < v).
{ apply Rnot_le_lt. intro le.
  assert (B : e + alpha * v < e + alpha' * v').
  { assert (alpha * v < alpha' * v) by (apply Rmult_lt_compat_r; assumption).
    assert (alpha' * v <= alpha' * v') by (apply Rmult_le_compat_l; lra). lra. }
  unfold line_strength in f, f'. fold e in f, f'.
  assert (C : sqrt (e + v) ^ (L - 2) <= sqrt (e + v') ^ (L - 2)).
  { apply pow_incr. split; [apply sqrt_pos | apply sqrt_le_1_alt; lra]. }
  assert (D : 0 < sqrt (e + v) ^ (L - 2)) by (apply pow_lt, sqrt_lt_R0; lra).
  assert (F : (e + alpha * v) * sqrt (e + v) ^ (L - 2) < (e + alpha' * v') * sqrt (e + v) ^ (L - 2))
    by (apply Rmult_lt_compat_r; assumption).
  assert (G : (e + alpha' * v') * sqrt (e + v) ^ (L - 2) <=
    (e + alpha' * v') * sqrt (e + v') ^ (L - 2))
    by (apply Rmult_le_compat_l; lra).
  lra. }
assert (AA : e + alpha * v < e + alpha' * v').
{ apply Rnot_le_lt. intro le. unfold line_strength in f, f'. fold e in f, f'.
  assert (C : sqrt (e + v') ^ (L - 2) < sqrt (e + v) ^ (L - 2)).
  { replace (L - 2)%nat with (S (L - 3)) by lia. apply ahead.powers_grow.
    - apply sqrt_lt_R0. lra.
    - apply sqrt_lt_1; lra. }
  assert (D : 0 < sqrt (e + v') ^ (L - 2)) by (apply pow_lt, sqrt_lt_R0; lra).
  assert (F : (e + alpha' * v') * sqrt (e + v') ^ (L - 2) <=
    (e + alpha * v) * sqrt (e + v') ^ (L - 2))
    by (apply Rmult_le_compat_r; lra).
  assert (G : (e + alpha * v) * sqrt (e + v') ^ (L - 2) < (e + alpha * v) * sqrt (e + v) ^ (L - 2))
    by (apply Rmult_lt_compat_l; lra).
  lra. }
unfold line_ratio. fold e.
(* r = (1 - e/a)(1 + e/u) *)
assert (R1 : alpha * (e + v) / (e + alpha * v) = (1 - e / (e + alpha * v)) * (1 + e / v))
  by (field; lra).
assert (R2 : alpha' * (e + v') / (e + alpha' * v') = (1 - e / (e + alpha' * v')) * (1 + e / v'))
  by (field; lra).
split; [split |split].
- apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra | lra].
- rewrite R1, R2. apply Rmult_gt_0_lt_compat.
  + assert (0 < e / v) by (apply Rdiv_lt_0_compat; lra). lra.
  + replace (1 - e / (e + alpha' * v')) with (alpha' * v' / (e + alpha' * v')) by (field; lra).
    apply Rdiv_lt_0_compat; lra.
  + assert (/ (e + alpha' * v') < / (e + alpha * v)).
    { apply Rinv_lt_contravar; [apply Rmult_lt_0_compat; lra | exact AA]. }
    unfold Rdiv. nra.
  + assert (/ v < / v') by (apply Rinv_lt_contravar; [apply Rmult_lt_0_compat; lra | exact vv]).
    unfold Rdiv. nra.
- intro one. apply Rle_div_r; [lra |]. nra.
- intro one. apply Rle_div_l; [lra |]. nra.
Qed.

Let w m := ln (relative_slope L eps alpha (u m)).
Let w' m := ln (relative_slope L eps alpha' (u' m)).

Lemma logs_move m n : eps ^ L <= m -> m < n ->
  (1 <= alpha -> w' n - w n < w' m - w m) /\ (alpha' <= 1 -> w' m - w m < w' n - w n).
Proof.
intros em mn. assert (p0 := pow_lt eps L e0).
assert (cw : forall a (h0 : 0 < a) z,
  continuous (fun y => ln (relative_slope L eps a (point_of L eps a L3 e0 h0 y))) z).
{ intros a h0 z.
  apply (continuous_comp (fun y => relative_slope L eps a (point_of L eps a L3 e0 h0 y)) ln).
  - apply relative_slope_continuous.
  - assert (P := relative_slope_pos L eps a L3 e0 h0 _ (point_of_nonneg L eps a L3 e0 h0 z)).
    apply (ex_derive_continuous ln). eexists. apply is_derive_ln. exact P. }
destruct (mean_value (fun z => w' z - w z)
  (fun z => - (slope_loss L (line_ratio eps alpha' (u' z)) / z) -
            - (slope_loss L (line_ratio eps alpha (u z)) / z)) m n mn) as [z [Z E]].
- intros z Z. apply (is_derive_minus w' w).
  + apply log_slope_derive. lra.
  + apply log_slope_derive. lra.
- intros z Z. apply (continuous_minus w' w); apply cw.
- assert (ez : eps ^ L < z) by lra. destruct (ratios_in_order z ez) as [[r0 rr] [r1 r2]].
  set (r := line_ratio eps alpha (u z)) in *. set (r' := line_ratio eps alpha' (u' z)) in *.
  destruct (slope_loss_moves L r r' L3 r0 rr) as [up down].
  assert (zi : 0 < / z) by (apply Rinv_0_lt_compat; lra).
  replace (- (slope_loss L r' / z) - - (slope_loss L r / z)) with
    ((slope_loss L r - slope_loss L r') * / z) in E by (unfold Rdiv; ring).
  split; intro h.
  + assert (P : 0 < (slope_loss L r' - slope_loss L r) * / z * (n - m)).
    { assert (A := up (r1 h)).
      apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat |]; [lra | exact zi | lra]. }
    lra.
  + assert (P : 0 < (slope_loss L r - slope_loss L r') * / z * (n - m)).
    { assert (A := down (r2 h)).
      apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat |]; [lra | exact zi | lra]. }
    lra.
Qed.
End Two.
End Speeds.

Theorem speed_quotient_moves L eps alpha alpha' s1 mu v1 v v1' v' : (3 <= L)%nat -> 0 < eps ->
  0 < alpha -> alpha < alpha' -> eps ^ L <= mu -> mu < s1 ->
  is_speed L eps alpha s1 v1 -> is_speed L eps alpha mu v ->
  is_speed L eps alpha' s1 v1' -> is_speed L eps alpha' mu v' ->
  (1 <= alpha -> v1' / v' < v1 / v) /\ (alpha' <= 1 -> v1 / v < v1' / v').
Proof.
intros L3 e0 a0 more em ms S1 S S1' S'. assert (a0' := Rlt_trans _ _ _ a0 more).
assert (p0 := pow_lt eps L e0).
assert (es : eps ^ L <= s1) by lra.
assert (E1 := speed_value L eps L3 e0 alpha a0 s1 v1 es S1).
assert (E2 := speed_value L eps L3 e0 alpha a0 mu v em S).
assert (E3 := speed_value L eps L3 e0 alpha' (Rlt_trans _ _ _ a0 more) s1 v1' es S1').
assert (E4 := speed_value L eps L3 e0 alpha' (Rlt_trans _ _ _ a0 more) mu v' em S').
rewrite E1, E2, E3, E4.
destruct (logs_move L eps L3 e0 alpha alpha' a0 more mu s1 em ms) as [up down].
assert (W : forall a (h : 0 < a) m, 0 < relative_slope L eps a (point_of L eps a L3 e0 h m)).
{ intros a h m. apply relative_slope_pos; try assumption. apply point_of_nonneg. }
assert (P1 := W alpha a0 s1). assert (P := W alpha a0 mu).
assert (P1' := W alpha' (Rlt_trans _ _ _ a0 more) s1).
assert (P' := W alpha' (Rlt_trans _ _ _ a0 more) mu).
set (x1 := relative_slope L eps alpha (point_of L eps alpha L3 e0 a0 s1)) in *.
set (x := relative_slope L eps alpha (point_of L eps alpha L3 e0 a0 mu)) in *.
set (y1 := relative_slope L eps alpha' (point_of L eps alpha' L3 e0 _ s1)) in *.
set (y := relative_slope L eps alpha' (point_of L eps alpha' L3 e0 _ mu)) in *.
assert (key : forall a b, 0 < a -> 0 < b -> ln a < ln b ->
  (2 * s1 ^ 2) / (2 * mu ^ 2) * a < (2 * s1 ^ 2) / (2 * mu ^ 2) * b).
{ intros a b A B l. apply Rmult_lt_compat_l; [| apply ln_lt_inv; assumption].
  apply Rdiv_lt_0_compat; apply Rmult_lt_0_compat; try lra; apply pow_lt; lra. }
replace (2 * s1 ^ 2 * y1 / (2 * mu ^ 2 * y)) with ((2 * s1 ^ 2) / (2 * mu ^ 2) * (y1 / y))
  by (field; lra).
replace (2 * s1 ^ 2 * x1 / (2 * mu ^ 2 * x)) with ((2 * s1 ^ 2) / (2 * mu ^ 2) * (x1 / x))
  by (field; lra).
split; intro h; apply key; try (apply Rdiv_lt_0_compat; assumption); rewrite !ln_div by assumption.
- assert (A := up h). lra.
- assert (A := down h). lra.
Qed.

Section Time.
Variables (L : nat) (eps s c : R).
Hypotheses (L3 : (3 <= L)%nat) (e0 : 0 < eps) (c01 : 0 < c < 1) (start : eps ^ L < c * s).

Lemma targets_order : 0 < eps ^ L /\ 0 < s /\ c * s < s /\ eps ^ L < s.
Proof.
assert (p := pow_lt eps L e0). assert (s0 : 0 < s).
{ apply Rnot_le_lt. intro n. assert (c * s <= 0) by nra. lra. }
assert (c * s < 1 * s) by (apply Rmult_lt_compat_r; lra). lra.
Qed.

Section One.
Variables (alpha : R) (a0 : 0 < alpha).

(* 1 / mu' at the strength m *)
Definition time_rate (m : R) :=
  / (2 * m ^ 2 * relative_slope L eps alpha (point_of L eps alpha L3 e0 a0 m) * (s - m)).

Lemma time_rate_pos m : 0 < m < s -> 0 < time_rate m.
Proof.
intro ms. apply Rinv_0_lt_compat.
assert (W := relative_slope_pos L eps alpha L3 e0 a0 _ (point_of_nonneg L eps alpha L3 e0 a0 m)).
assert (M := pow_lt m 2 (proj1 ms)).
apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat |]; lra.
Qed.

Lemma time_rate_continuous m : 0 < m < s -> continuous time_rate m.
Proof.
intro ms. set (h := fun m => 2 * m ^ 2 *
  relative_slope L eps alpha (point_of L eps alpha L3 e0 a0 m) * (s - m)).
assert (P := time_rate_pos m ms). fold (h m) in P.
apply (continuous_comp h Rinv).
- apply (continuous_mult (fun m => 2 * m ^ 2 *
    relative_slope L eps alpha (point_of L eps alpha L3 e0 a0 m)) (fun m => s - m)).
  + apply (continuous_mult (fun m => 2 * m ^ 2)); [| apply relative_slope_continuous].
    apply (ex_derive_continuous (fun m => 2 * m ^ 2)). auto_derive. exact I.
  + apply (ex_derive_continuous (fun m => s - m)). auto_derive. exact I.
- apply continuity_pt_filterlim, continuity_pt_inv; [apply continuity_pt_id |].
  unfold id. intro z. unfold time_rate in P. fold (h m) in P. rewrite z, Rinv_0 in P. lra.
Qed.

Lemma time_integral x y t : rate_run L alpha s eps x y -> 0 <= t ->
  x t ^ 2 * y t ^ (L - 2) = c * s -> t = RInt time_rate (eps ^ L) (c * s).
Proof.
intros run t0 at_t. destruct targets_order as [p0 [s0 [cs es]]].
destruct (rate_rises_to L alpha s eps x y L3 a0 ltac:(lra) e0 run es) as [m0 [rise [low _]]].
set (mu := fun t => x t ^ 2 * y t ^ (L - 2)) in *. fold (mu t) in at_t.
change (mu 0 = eps ^ L) in m0.
set (T := fun m => RInt time_rate (eps ^ L) m).
assert (DT : forall m, 0 < m < s -> is_derive T m (time_rate m)).
{ intros m ms.
  apply (is_derive_RInt time_rate T (eps ^ L)); [| apply time_rate_continuous; exact ms].
  apply (locally_interval _ m 0 s); simpl; try lra. intros z z1 z2.
  apply (@RInt_correct R_CompleteNormedModule), (@ex_RInt_continuous R_CompleteNormedModule).
  intros w [w1 w2]. apply time_rate_continuous.
  assert (A : 0 < Rmin (eps ^ L) z) by (apply Rmin_glb_lt; lra).
  assert (B : Rmax (eps ^ L) z < s) by (apply Rmax_lub_lt; lra). lra. }
assert (inside : forall u, 0 <= u -> eps ^ L <= mu u < s).
{ intros u u0. split; [| apply low; exact u0].
  destruct (Req_dec u 0) as [-> | n]; [lra |].
  assert (R := rise 0 u ltac:(lra)). cbv beta in R. fold (mu 0) (mu u) in R. lra. }
assert (tp : 0 < t).
{ destruct (Rle_lt_or_eq_dec 0 t t0) as [h | <-]; [exact h |]. lra. }
assert (rate : forall u, 0 < u -> is_derive (fun v => T (mu v) - v) u 0).
{ intros u u0. assert (I := inside u ltac:(lra)).
  assert (D := run_derive L s eps L3 ltac:(lra) e0 alpha x y run u u0).
  cbv beta in D. fold mu in D. fold (mu u) in D.
  assert (l := run_on_line L alpha s eps x y L3 ltac:(lra) e0 run u ltac:(lra)).
  assert (V : rate_speed L alpha (x u) (y u) = 2 * mu u ^ 2 *
    relative_slope L eps alpha (point_of L eps alpha L3 e0 a0 (mu u))).
  { apply (speed_value L eps L3 e0 alpha a0 (mu u)); [lra |].
    exists (x u), (y u). split; [exact l | split; reflexivity]. }
  assert (C := is_derive_comp T mu u _ _ (DT (mu u) ltac:(lra)) D).
  assert (E := is_derive_minus _ _ u _ _ C (is_derive_id u)).
  replace 0 with
    (minus (scal (rate_speed L alpha (x u) (y u) * (s - mu u)) (time_rate (mu u))) one);
    [exact E |].
  unfold minus, plus, opp, scal, one; simpl; unfold mult; simpl.
  unfold time_rate. rewrite V. assert (P := time_rate_pos (mu u) ltac:(lra)). unfold time_rate in P.
  rewrite Rinv_r; [ring |]. intro z. rewrite z, Rinv_0 in P. lra. }
destruct (mean_value (fun v => T (mu v) - v) (fun _ => 0) 0 t tp) as [z [Z E]].
- intros u ut. apply rate. lra.
- intros u ut. apply (continuous_minus (fun v => T (mu v)) (fun v => v)); [| apply continuous_id].
  apply (continuous_comp mu T).
  + apply (run_continuous L s eps alpha x y run u). lra.
  + apply (ex_derive_continuous T). eexists. apply DT. assert (I := inside u ltac:(lra)). lra.
- rewrite at_t, m0 in E. unfold T in E. rewrite RInt_point in E.
  change (RInt time_rate (eps ^ L) (c * s) - t - (0 - 0) = 0 * (t - 0)) in E.
  change (t = RInt time_rate (eps ^ L) (c * s)). lra.
Qed.

Lemma cost_integral v1 : ex_RInt time_rate (eps ^ L) (c * s) /\
  v1 * RInt time_rate (eps ^ L) (c * s) = RInt (fun m => v1 * time_rate m) (eps ^ L) (c * s).
Proof.
destruct targets_order as [p0 [s0 [cs es]]].
assert (X : ex_RInt time_rate (eps ^ L) (c * s)).
{ apply (@ex_RInt_continuous R_CompleteNormedModule). intros z Z.
  rewrite Rmin_left, Rmax_right in Z by lra. apply time_rate_continuous. lra. }
split; [exact X |]. symmetry. exact (RInt_scal time_rate (eps ^ L) (c * s) v1 X).
Qed.
End One.
End Time.

Theorem equal_rates_are_worst L eps s s1 c alpha alpha' x y x' y' t t' v v' : (3 <= L)%nat ->
  0 < eps -> 0 < c < 1 -> eps ^ L < c * s -> s <= s1 -> 0 < alpha -> alpha < alpha' ->
  rate_run L alpha s eps x y -> rate_run L alpha' s eps x' y' ->
  0 <= t -> x t ^ 2 * y t ^ (L - 2) = c * s -> 0 <= t' -> x' t' ^ 2 * y' t' ^ (L - 2) = c * s ->
  is_speed L eps alpha s1 v -> is_speed L eps alpha' s1 v' ->
  (1 <= alpha -> t' * v' < t * v) /\ (alpha' <= 1 -> t * v < t' * v').
Proof.
intros L3 e0 c01 start ss a0 more run run' t0 at_t t0' at_t' S S'.
assert (a0' := Rlt_trans _ _ _ a0 more).
destruct (targets_order L eps s c e0 c01 start) as [p0 [s0 [cs es]]].
rewrite (time_integral L eps s c L3 e0 c01 start alpha a0 x y t run t0 at_t).
rewrite (time_integral L eps s c L3 e0 c01 start alpha' a0' x' y' t' run' t0' at_t').
rewrite (Rmult_comm _ v), (Rmult_comm _ v').
rewrite (proj2 (cost_integral L eps s c L3 e0 c01 start alpha a0 v)).
rewrite (proj2 (cost_integral L eps s c L3 e0 c01 start alpha' a0' v')).
assert (cont : forall a (h : 0 < a) w m, eps ^ L <= m <= c * s ->
  continuous (fun m => w * time_rate L eps s L3 e0 a h m) m).
{ intros a h w m M. apply (continuous_mult (fun _ => w)); [apply continuous_const |].
  apply time_rate_continuous. lra. }
set (rate := time_rate L eps s L3 e0 alpha a0) in *.
set (rate' := time_rate L eps s L3 e0 alpha' a0') in *.
assert (less : forall m, eps ^ L < m < c * s ->
  (1 <= alpha -> v' * rate' m < v * rate m) /\ (alpha' <= 1 -> v * rate m < v' * rate' m)).
{ intros m M. assert (m0 : 0 < m) by lra.
  destruct (speed_of_strength L eps alpha m L3 e0 a0 m0) as [w [W _]].
  destruct (speed_of_strength L eps alpha' m L3 e0 a0' m0) as [w' [W' _]].
  destruct (speed_quotient_moves L eps alpha alpha' s1 m v w v' w' L3 e0 a0 more
    ltac:(lra) ltac:(lra) S W S' W') as [down up].
  assert (E := speed_value L eps L3 e0 alpha a0 m w ltac:(lra) W).
  assert (E' := speed_value L eps L3 e0 alpha' a0' m w' ltac:(lra) W').
  assert (R := time_rate_pos L eps s L3 e0 alpha a0 m ltac:(lra)).
  assert (R' := time_rate_pos L eps s L3 e0 alpha' a0' m ltac:(lra)).
  unfold rate, rate', time_rate in *. rewrite <- E in R |- *. rewrite <- E' in R' |- *.
  assert (w0 : w <> 0) by (intro z; rewrite z, Rmult_0_l, Rinv_0 in R; lra).
  assert (w0' : w' <> 0) by (intro z; rewrite z, Rmult_0_l, Rinv_0 in R'; lra).
  assert (sm : 0 < / (s - m)) by (apply Rinv_0_lt_compat; lra).
  replace (v' * / (w' * (s - m))) with (v' / w' * / (s - m)) by (field; split; lra).
  replace (v * / (w * (s - m))) with (v / w * / (s - m)) by (field; split; lra).
  split; intro h; apply Rmult_lt_compat_r; try exact sm; [exact (down h) | exact (up h)]. }
split; intro h; apply RInt_lt; try (intros m M; apply cont; exact M); try lra;
  intros m M; destruct (less m M) as [down up]; [exact (down h) | exact (up h)].
Qed.
