(* When the larger of two modes is fitted first, over Coq's reals.

   target_time L eps c s is t_c(s), the time of the mode with the target s (target_time_is_fit), and
   0 for s <= eps^L/c; y is the solution of a J(y) = y^(1-a)/(1-y) (integral_zero).
   target_time_course (XAPD, part 2): t_c is continuous, increases strictly on
     [eps^L/c, eps^L/y], decreases strictly from there on and tends to 0.
   larger_is_first (XAPD, part 3): the order of the times of two targets s > s'.
   Part 4 is in partner.v. *)
From Coq Require Import Reals Ranalysis5 Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare power_sum mode_times mode_series mode_exists staircase.
From dlf Require Import fit_integral.
Open Scope R_scope.

(* t_c(s) *)
Definition target_time (L : nat) (eps c s : R) : R :=
  if Rle_dec (c * s) (eps ^ L) then 0
  else / (INR L * Rpower s (2 - 2 / INR L)) * fit_integral L c (eps ^ L / s).

(* y in (0, c) solves the equation of part 1 *)
Definition is_turn (L : nat) (c y : R) := 0 < y < c /\
  (2 - 2 / INR L) * fit_integral L c y = Rpower y (1 - (2 - 2 / INR L)) / (1 - y).

(* the time up to a factor that does not depend on the target, y = eps^L/s *)
Definition scaled_time (L : nat) (c y : R) : R := Rpower y (2 - 2 / INR L) * fit_integral L c y.

Section Scaled.
Variables (L : nat) (c y : R).
Hypotheses (L2 : (2 <= L)%nat) (C : 0 < c < 1) (turn : is_turn L c y).
Let a := 2 - 2 / INR L.

Lemma scaled_derive x : 0 < x < 1 ->
  is_derive (scaled_time L c) x (Rpower x (a - 1) * order_sign L c x).
Proof.
intro X. assert (P := real_power_positive x a).
assert (D := is_derive_mult (fun z => Rpower z a) (fit_integral L c) x _ _
  (Rpower_derive a x ltac:(lra)) (integral_derive L c C x X) Rmult_comm).
replace (Rpower x (a - 1) * order_sign L c x) with
  (plus (mult (a * Rpower x (a - 1)) (fit_integral L c x))
        (mult (Rpower x a) (- / (Rpower x a * (1 - x))))); [exact D |].
unfold plus, mult; simpl; unfold mult; simpl. unfold order_sign. fold a.
replace (1 - a) with (- (a - 1)) by ring. rewrite Rpower_Ropp.
assert (Q := real_power_positive x (a - 1)). field. repeat split; lra.
Qed.

Lemma turn_sign : order_sign L c y = 0.
Proof. unfold order_sign. destruct turn as [_ E]. lra. Qed.

Lemma scaled_rises x z : 0 < x -> x < z -> z <= y -> scaled_time L c x < scaled_time L c z.
Proof.
intros x0 xz zy. destruct turn as [Y _].
destruct (strict_mean (scaled_time L c) (fun w => Rpower w (a - 1) * order_sign L c w) x z xz)
  as [w [W E]]; [intros w W; apply scaled_derive; lra |].
assert (S := sign_decreases L c C w y ltac:(lra) ltac:(lra) ltac:(lra)).
rewrite turn_sign in S. assert (P := real_power_positive w (a - 1)).
assert (0 < Rpower w (a - 1) * order_sign L c w * (z - x)); [| lra].
repeat apply Rmult_lt_0_compat; lra.
Qed.

Lemma scaled_falls x z : y <= x -> x < z -> z <= c -> scaled_time L c z < scaled_time L c x.
Proof.
intros yx xz zc. destruct turn as [Y _].
destruct (strict_mean (scaled_time L c) (fun w => Rpower w (a - 1) * order_sign L c w) x z xz)
  as [w [W E]]; [intros w W; apply scaled_derive; lra |].
assert (S := sign_decreases L c C y w ltac:(lra) ltac:(lra) ltac:(lra)).
rewrite turn_sign in S. assert (P := real_power_positive w (a - 1)).
assert (0 < Rpower w (a - 1) * - order_sign L c w * (z - x)); [| lra].
repeat apply Rmult_lt_0_compat; lra.
Qed.

Lemma scaled_end : scaled_time L c c = 0.
Proof. unfold scaled_time. rewrite integral_end. ring. Qed.

Lemma scaled_positive x : 0 < x < c -> 0 < scaled_time L c x.
Proof.
intro X. apply Rmult_lt_0_compat; [apply real_power_positive |].
destruct (strict_mean (fit_integral L c) (fun u => - / (Rpower u a * (1 - u))) x c)
  as [w [W E]]; [lra | intros u U; apply integral_derive; [exact C | lra] |].
rewrite integral_end in E. assert (P := real_power_positive w a).
assert (0 < / (Rpower w a * (1 - w)) * (c - x)); [| lra].
apply Rmult_lt_0_compat; [apply Rinv_0_lt_compat, Rmult_lt_0_compat |]; lra.
Qed.

(* towards 0 it is at most 2 sqrt(x)/(1-c) *)
Lemma scaled_bound x : 0 < x < c -> scaled_time L c x * (1 - c) <= 2 * sqrt x.
Proof.
intro X. assert (A := a_bounds L L2). fold a in A.
assert (Px := real_power_positive x (a - 1)).
destruct (strict_mean (fun z => fit_integral L c z -
    / Rpower x (a - 1) / (1 - c) * (ln c - ln z))
  (fun z => - / (Rpower z a * (1 - z)) - / Rpower x (a - 1) / (1 - c) * - / z) x c)
  as [w [W E]]; [lra | |].
- intros z Z. apply (is_derive_minus (fit_integral L c)
    (fun z => / Rpower x (a - 1) / (1 - c) * (ln c - ln z)));
    [apply integral_derive; [exact C | lra] |].
  apply (is_derive_scal (fun z => ln c - ln z)).
  auto_derive; [lra | field; lra].
- rewrite integral_end in E.
  assert (Pw : Rpower x (a - 1) <= Rpower w (a - 1)) by (apply Rle_Rpower_l; lra).
  assert (I : / (Rpower w a * (1 - w)) <= / Rpower x (a - 1) / (1 - c) * / w).
  { replace (/ Rpower x (a - 1) / (1 - c) * / w) with (/ (w * Rpower x (a - 1) * (1 - c)))
      by (field; repeat split; lra).
    rewrite (Rpower_step a w) by lra. apply Rinv_le_contravar.
    - repeat apply Rmult_lt_0_compat; lra.
    - apply Rmult_le_compat; try lra; [apply Rmult_le_pos; lra |].
      apply Rmult_le_compat_l; lra. }
  assert (J : fit_integral L c x <= / Rpower x (a - 1) / (1 - c) * (ln c - ln x)) by nra.
  apply Rmult_le_compat_l with (r := Rpower x a * (1 - c)) in J;
    [| left; apply Rmult_lt_0_compat; [apply real_power_positive | lra]].
  unfold scaled_time. fold a. rewrite (Rpower_step a x) in * by lra.
  replace (x * Rpower x (a - 1) * (1 - c) * (/ Rpower x (a - 1) / (1 - c) * (ln c - ln x))) with
    (x * (ln c - ln x)) in J by (field; lra).
  assert (lc : ln c < ln 1) by (apply ln_increasing; lra). rewrite ln_1 in lc.
  assert (r0 : 0 < sqrt x) by (apply sqrt_lt_R0; lra).
  assert (rr : sqrt x * sqrt x = x) by (apply sqrt_sqrt; lra).
  assert (lx : - ln x <= 2 / sqrt x).
  { assert (B := exp_ineq1_le (ln (/ sqrt x))).
    rewrite exp_ln in B by (apply Rinv_0_lt_compat; exact r0).
    rewrite ln_Rinv in B by exact r0. rewrite <- rr at 1. rewrite ln_mult by exact r0.
    unfold Rdiv. lra. }
  assert (x * (ln c - ln x) <= x * (2 / sqrt x)) by (apply Rmult_le_compat_l; lra).
  replace (x * (2 / sqrt x)) with (2 * sqrt x) in *; [lra |].
  rewrite <- rr at 2. field. lra.
Qed.

Lemma scaled_small e : 0 < e -> exists d, 0 < d <= c /\
  forall x, 0 < x < d -> scaled_time L c x < e.
Proof.
intro e0. set (q := e * (1 - c) / 4). assert (q0 : 0 < q) by (unfold q; nra).
exists (Rmin c (q * q)). split.
- split; [apply Rmin_glb_lt; nra | apply Rmin_l].
- intros x [x0 xd]. assert (A := Rlt_le_trans _ _ _ xd (Rmin_l _ _)).
  assert (B := Rlt_le_trans _ _ _ xd (Rmin_r _ _)).
  assert (S := scaled_bound x ltac:(lra)).
  assert (r : sqrt x < q).
  { rewrite <- (sqrt_square q) by lra. apply sqrt_lt_1; nra. }
  assert (scaled_time L c x * (1 - c) < e * (1 - c)); [unfold q in r; nra |].
  apply Rmult_lt_reg_r with (1 - c); lra.
Qed.

Lemma scaled_continuous x : 0 < x < 1 -> continuous (scaled_time L c) x.
Proof.
intro X. apply (ex_derive_continuous (scaled_time L c)). eexists. apply scaled_derive. exact X.
Qed.

(* on the other branch the same value is taken *)
Lemma other_branch v : 0 < v -> v < scaled_time L c y ->
  (exists x, 0 < x < y /\ scaled_time L c x = v) /\
  (exists x, y < x < c /\ scaled_time L c x = v).
Proof.
intros v0 v1. destruct turn as [Y _]. split.
- destruct (scaled_small v v0) as [d [d0 D]]. set (x1 := Rmin (d / 2) (y / 2)).
  assert (x0 : 0 < x1) by (apply Rmin_glb_lt; lra).
  assert (xd : x1 <= d / 2) by apply Rmin_l. assert (xy : x1 <= y / 2) by apply Rmin_r.
  assert (V := D x1 ltac:(lra)).
  destruct (IVT_interv (fun x => scaled_time L c x - v) x1 y) as [x [X E]]; try lra.
  + intros z Z. apply continuity_pt_minus; [| apply continuity_pt_const; intros p q; reflexivity].
    apply continuity_pt_filterlim, scaled_continuous. lra.
  + exists x. assert (x <> y) by (intros ->; lra). split; lra.
- destruct (IVT_interv (fun x => v - scaled_time L c x) y c) as [x [X E]]; try lra.
  + intros z Z. apply continuity_pt_minus; [apply continuity_pt_const; intros p q; reflexivity |].
    apply continuity_pt_filterlim, scaled_continuous. lra.
  + rewrite scaled_end. lra.
  + assert (Z := scaled_end). exists x. assert (x <> y) by (intros ->; lra).
    assert (x <> c) by (intros ->; lra). split; lra.
Qed.
End Scaled.

Section Targets.
Variables (L : nat) (c y eps : R).
Hypotheses (L2 : (2 <= L)%nat) (C : 0 < c < 1) (turn : is_turn L c y) (e0 : 0 < eps).
Let a := 2 - 2 / INR L.
Let E := eps ^ L.
Let K := INR L * Rpower E a.
Let time := target_time L eps c.
Let scaled := scaled_time L c.

Lemma E_positive : 0 < E.
Proof. apply pow_lt. exact e0. Qed.

Lemma K_positive : 0 < K.
Proof. exact (factor_positive L L2 E). Qed.

Lemma coordinate s s' : 0 < s -> s < s' -> 0 < E / s' < E / s.
Proof.
intros s0 ss. assert (p := E_positive). split; [apply Rdiv_lt_0_compat; lra |].
apply Rmult_lt_compat_l; [exact p |]. apply Rinv_lt_contravar; [nra | exact ss].
Qed.

Lemma coordinate_back x : 0 < x -> E / (E / x) = x.
Proof. intro x0. assert (p := E_positive). field. lra. Qed.

Lemma time_zero s : c * s <= E -> time s = 0.
Proof.
intro H. unfold time, target_time. fold E. destruct (Rle_dec (c * s) E); [reflexivity | lra].
Qed.

Lemma time_scaled s : 0 < s -> time s = / K * scaled (Rmin c (E / s)).
Proof.
intro s0. assert (p := E_positive). assert (k := K_positive). unfold time, target_time. fold E.
destruct (Rle_dec (c * s) E) as [H | H].
- rewrite Rmin_left by (apply (proj1 (Rle_div_r c E s s0)); exact H).
  unfold scaled. rewrite scaled_end. ring.
- assert (l : E / s < c).
  { apply Rmult_lt_reg_r with s; [exact s0 |].
    replace (E / s * s) with E by (field; lra). lra. }
  rewrite Rmin_right by lra. unfold scaled, scaled_time, K. fold a.
  rewrite Rpower_quotient by lra. assert (P := real_power_positive s a).
  assert (Q := real_power_positive E a). assert (L0 := depth_two L L2).
  field. repeat split; lra.
Qed.

Lemma inside s : E / c < s -> 0 < s /\ 0 < E / s < c /\ time s = / K * scaled (E / s).
Proof.
intro H. assert (p := E_positive).
assert (b0 : 0 < E / c) by (apply Rdiv_lt_0_compat; lra).
assert (Co := coordinate (E / c) s b0 H). rewrite coordinate_back in Co by lra.
split; [lra |]. split; [lra |]. rewrite time_scaled, Rmin_right by lra. reflexivity.
Qed.

Lemma time_less s s' x x' : time s = / K * scaled x -> time s' = / K * scaled x' ->
  scaled x < scaled x' -> time s < time s'.
Proof.
intros -> -> H. apply Rmult_lt_compat_l; [apply Rinv_0_lt_compat, K_positive | exact H].
Qed.

Lemma time_same s s' x x' : time s = / K * scaled x -> time s' = / K * scaled x' ->
  (time s = time s' <-> scaled x = scaled x').
Proof.
intros -> ->. assert (k := Rinv_0_lt_compat _ K_positive). split; [| intros ->; reflexivity].
intro H. apply Rmult_eq_reg_l with (/ K); lra.
Qed.

Lemma turn_target : E / c < E / y /\ E / (E / y) = y.
Proof.
destruct turn as [Y _]. split; [| apply coordinate_back; lra].
apply (coordinate y c); lra.
Qed.

(* t_c is the time of the mode *)
Theorem target_time_is_fit s : 0 < s -> E < c * s -> is_fit_time L eps c s (time s).
Proof.
intros s0 H. assert (p := E_positive).
assert (l : E / c < s).
{ apply Rmult_lt_reg_r with c; [lra |]. replace (E / c * c) with E by (field; lra). lra. }
destruct (inside s l) as [_ [X T]].
assert (P := scaled_positive L c C (E / s) X). assert (k := Rinv_0_lt_compat _ K_positive).
assert (t0 : 0 < time s) by (rewrite T; apply Rmult_lt_0_compat; assumption).
split; [lra |]. intros mu M.
apply (fitted_by_integral L c L2 C s eps mu s0 e0 H M (time s)); [lra |].
unfold time, target_time. fold E. destruct (Rle_dec (c * s) E); [lra | reflexivity].
Qed.

Theorem target_time_course :
  (forall s, 0 < s -> continuous time s) /\
  (forall s s', E / c <= s -> s < s' -> s' <= E / y -> time s < time s') /\
  (forall s s', E / y <= s -> s < s' -> time s' < time s) /\
  is_lim time p_infty 0.
Proof.
assert (p := E_positive). assert (k := Rinv_0_lt_compat _ K_positive).
destruct turn as [Y _]. destruct turn_target as [cy back].
assert (b0 : 0 < E / c) by (apply Rdiv_lt_0_compat; lra).
assert (y0 : 0 < E / y) by (apply Rdiv_lt_0_compat; lra).
assert (cE : E / (E / c) = c) by (apply coordinate_back; lra).
split; [| split; [| split]].
- intros s s0. apply (continuous_ext_loc _ (fun u => / K * scaled (Rmin c (E / u)))).
  + apply (locally_interval _ s 0 p_infty); simpl; auto. intros u u0 _. symmetry.
    apply time_scaled. exact u0.
  + apply (continuous_scal_r (/ K) (fun u => scaled (Rmin c (E / u)))).
    apply (continuous_comp (fun u => Rmin c (E / u)) scaled).
    * apply (continuous_comp (fun u => E / u) (Rmin c)).
      -- apply (ex_derive_continuous (fun u => E / u)). auto_derive. lra.
      -- apply continuity_pt_filterlim. intros d d0. exists d. split; [exact d0 |].
         intros u [_ U]. simpl in *. unfold R_dist in *. set (w := E / s) in *.
         unfold Rmin. destruct (Rle_dec c u); destruct (Rle_dec c w); unfold Rabs in *;
           repeat destruct Rcase_abs; lra.
    * apply (scaled_continuous L c C). assert (0 < E / s) by (apply Rdiv_lt_0_compat; lra).
      split; [apply Rmin_glb_lt; lra |]. apply Rle_lt_trans with c; [apply Rmin_l | lra].
- intros s s' cs ss sy. assert (s0 : 0 < s) by lra.
  assert (X := coordinate s s' s0 ss).
  assert (l1 : E / s <= c).
  { rewrite <- cE. apply Rmult_le_compat_l; [lra |]. apply Rinv_le_contravar; lra. }
  assert (l2 : y <= E / s').
  { rewrite <- back. apply Rmult_le_compat_l; [lra |]. apply Rinv_le_contravar; lra. }
  apply (time_less s s' (E / s) (E / s')).
  + rewrite time_scaled, Rmin_right by lra. reflexivity.
  + rewrite time_scaled, Rmin_right by lra. reflexivity.
  + apply (scaled_falls L c y C turn); lra.
- intros s s' ys ss. destruct (inside s ltac:(lra)) as [s0 [X T]].
  destruct (inside s' ltac:(lra)) as [_ [X' T']]. assert (Z := coordinate s s' s0 ss).
  assert (l2 : E / s <= y).
  { rewrite <- back. apply Rmult_le_compat_l; [lra |]. apply Rinv_le_contravar; lra. }
  apply (time_less s' s _ _ T' T). apply (scaled_rises L c y C turn); lra.
- apply is_lim_spec. intro e. assert (kp := K_positive).
  destruct (scaled_small L c L2 C (e * K)) as [d [[d0 d1] D]].
  { apply Rmult_lt_0_compat; [apply cond_pos | exact kp]. }
  exists (E / d). intros s H. assert (dd : 0 < E / d) by (apply Rdiv_lt_0_compat; lra).
  assert (X := coordinate (E / d) s dd H). rewrite coordinate_back in X by lra.
  destruct (inside s) as [s0 [Xs T]].
  { apply Rle_lt_trans with (E / d); [| exact H].
    apply Rmult_le_compat_l; [lra |]. apply Rinv_le_contravar; lra. }
  assert (V := D (E / s) X). assert (P := scaled_positive L c C (E / s) Xs).
  rewrite T, Rminus_0_r, Rabs_pos_eq by (left; apply Rmult_lt_0_compat; assumption).
  apply Rmult_lt_reg_l with K; [exact kp |]. unfold scaled.
  rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra. lra.
Qed.

Theorem larger_is_first s s' : 0 < s' -> s' < s ->
  (E / y <= s' -> time s < time s') /\
  (s' <= E / c -> time s' = 0 /\ 0 <= time s) /\
  (E / c < s' < E / y -> exists star,
     (E / y < star /\ time star = time s') /\
     (forall u, E / y < u -> time u = time s' -> u = star) /\
     (s < star -> time s' < time s) /\ (star < s -> time s < time s')).
Proof.
intros s0 ss. assert (p := E_positive). assert (k := Rinv_0_lt_compat _ K_positive).
destruct target_time_course as [_ [up [down _]]]. destruct turn as [Y _].
destruct turn_target as [cy back].
assert (y0 : 0 < E / y) by (apply Rdiv_lt_0_compat; lra).
split; [| split].
- intro H. apply down; lra.
- intro H. split.
  + apply time_zero. apply Rmult_le_compat_r with (r := c) in H; [| lra].
    replace (E / c * c) with E in H by (field; lra). lra.
  + destruct (Rle_lt_dec (c * s) E) as [l | l]; [rewrite time_zero by exact l; lra |].
    destruct (target_time_is_fit s ltac:(lra) l) as [t0 _]. exact t0.
- intros [H1 H2]. destruct (inside s' H1) as [_ [X T]].
  assert (Z := coordinate s' (E / y) s0 H2). rewrite back in Z.
  destruct (other_branch L c y L2 C turn (scaled (E / s'))) as [[x [Xx Vx]] _].
  + apply scaled_positive; assumption.
  + apply (scaled_falls L c y C turn); lra.
  + assert (st : E / y < E / x) by (apply (coordinate x y); lra).
    assert (Ts : time (E / x) = time s').
    { destruct (inside (E / x) ltac:(lra)) as [_ [_ Q]].
      rewrite coordinate_back in Q by lra. apply (time_same _ _ _ _ Q T). exact Vx. }
    exists (E / x). split; [split; [exact st | exact Ts] |]. split; [| split].
    * intros u uy Tu. destruct (Rtotal_order u (E / x)) as [l | [e | l]]; [| exact e |].
      -- assert (D := down u (E / x) ltac:(lra) l). lra.
      -- assert (D := down (E / x) u ltac:(lra) l). lra.
    * intro l. destruct (Rle_lt_dec s (E / y)) as [b | b]; [apply up; lra |].
      rewrite <- Ts. apply down; lra.
    * intro l. rewrite <- Ts. apply down; lra.
Qed.
End Targets.
