(* A mode with the rate alpha runs between two speeds (MTKQ, parts 2 and 3), over Coq's reals,
   L >= 3, eps^L < s. g = alpha^(2/L) and G = (2 alpha + L - 2)/L.

   unit_rate_is_mode: with alpha = 1, x^2 y^(L-2) is a mode of mode_times.v.
   between_two_speeds (part 2): mu(g t; 1) <= mu(t; alpha) <= mu(G t; 1).
   start_slopes (part 2): mu'(0; alpha) = G mu'(0; 1), slopes from the right.
   fit_time_between (part 3): t_c(s; 1)/G <= t_c(s; alpha) <= t_c(s; 1)/g, and t_c(s; 1) is the
     time of FYBV. The clock of the mode of alpha = 1 is read at mu(t; alpha): it runs at the rate
     V(alpha, mu)/V(1, mu), which lies between g and G. So no Lipschitz bound is needed. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead power_sum mode_times mode_series fit_series.
From dlf Require Import compressed_bounds rate_speed rate_order rate_course rate_limit rate_means.
From dlf Require Import separation separation_bound separation_series staircase mode_levels.
Open Scope R_scope.

(* the slope of f at 0, from the right *)
Definition right_slope (f : R -> R) (l : R) := forall e, 0 < e -> exists d, 0 < d /\
  forall t, 0 < t < d -> Rabs ((f t - f 0) / t - l) < e.

Section Between.
Variables (L : nat) (s eps : R).
Hypotheses (L3 : (3 <= L)%nat) (s0 : 0 <= s) (eps0 : 0 < eps).

Section Run.
Variables (alpha : R) (x y : R -> R).
Hypotheses (alpha0 : 0 < alpha) (run : rate_run L alpha s eps x y).
Let mu t := x t ^ 2 * y t ^ (L - 2).

Lemma run_derive t : 0 < t -> is_derive mu t (rate_speed L alpha (x t) (y t) * (s - mu t)).
Proof.
intro t0. rewrite <- (rate_is_speed L alpha s eps (t + 1) x y L3 s0 eps0 (run (t + 1)) t) by lra.
apply (strength_derivative L alpha s (t + 1) x y ltac:(lia) (proj1 (run (t + 1))) t). lra.
Qed.

Lemma run_continuous t : 0 <= t -> continuous mu t.
Proof.
intro t0. apply (strength_continuous L alpha s t x y (proj1 (run t)) t). lra.
Qed.

(* the quotient of the speeds at the time t *)
Definition pace (t : R) :=
  geometric_mean L alpha * mean_quotient L (alpha * y t ^ 2 / x t ^ 2).

Lemma run_pace t : 0 < t -> is_derive mu t (pace t * strength_velocity L s (mu t)).
Proof.
intro t0. assert (D := run_derive t t0).
rewrite (speed_by_ratio L eps L3 alpha (x t) (y t) alpha0
  (run_on_line L alpha s eps x y L3 s0 eps0 run t ltac:(lra))) in D.
unfold strength_velocity. fold (mu t) in D. fold (pace t) in D.
replace (pace t * (INR L * Rpower (mu t) (2 - 2 / INR L) * (s - mu t))) with
  (pace t * (INR L * Rpower (mu t) (2 - 2 / INR L)) * (s - mu t)) by ring. exact D.
Qed.

Lemma pace_bounds t : eps ^ L < s -> 0 <= t ->
  geometric_mean L alpha <= pace t <= arithmetic_mean L alpha.
Proof.
intros less t0. assert (l := run_on_line L alpha s eps x y L3 s0 eps0 run t t0).
assert (gm := geometric_positive L alpha).
destruct (rate_rises_to L alpha s eps x y L3 alpha0 s0 eps0 run less) as [S [U _]].
assert (g : eps ^ L <= mu t).
{ destruct t0 as [t0 | <-]; [| unfold mu; lra].
  assert (A := U 0 t ltac:(lra)). fold (mu t) in A. cbv beta in S. lra. }
assert (p0 := pow_lt eps L eps0). assert (m0 : 0 < mu t) by lra.
assert (quot : forall m, 0 < m -> exists q, is_quotient L eps alpha m q).
{ intros m m1. destruct (speed_of_strength L eps alpha m L3 eps0 alpha0 m1) as [v [V _]].
  destruct (speed_of_strength L eps 1 m L3 eps0 Rlt_0_1 m1) as [v1 [V1 _]].
  exists (v / v1), v, v1. auto. }
destruct (quot (mu t) m0) as [q Q].
assert (E := quotient_at_point L eps alpha L3 alpha0 (x t) (y t) q l Q). fold (pace t) in E.
destruct (Req_dec alpha 1) as [one | ne].
- assert (P : pace t = 1).
  { unfold pace. assert (D := ratio_distance eps alpha (x t) (y t) l). rewrite one in D |- *.
    replace (1 * y t ^ 2 / x t ^ 2) with 1 by lra. rewrite (quotient_at_one L L3).
    unfold geometric_mean, Rpower. rewrite ln_1, Rmult_0_r, exp_0. ring. }
  rewrite P, one. unfold geometric_mean, arithmetic_mean, Rpower. rewrite ln_1, Rmult_0_r, exp_0.
  destruct (depth_three L L3) as [n ->]. split; [lra |]. right. field. lra.
- destruct (quot (eps ^ L) p0) as [q0 Q0].
  assert (E0 := quotient_at_start L eps alpha L3 eps0 alpha0 q0 Q0).
  destruct (Rle_lt_or_eq_dec _ _ g) as [lt | eq].
  + assert (B := quotient_decreases L eps alpha L3 eps0 alpha0 _ _ q0 q ne p0 lt Q0 Q).
    lra.
  + rewrite <- eq in Q.
    assert (E1 := quotient_at_start L eps alpha L3 eps0 alpha0 q Q).
    assert (m1 : mu t < mu t + 1) by lra. destruct (quot (mu t + 1) ltac:(lra)) as [q1 Q1].
    rewrite eq in Q.
    assert (B := quotient_decreases L eps alpha L3 eps0 alpha0 _ _ q q1 ne m0 m1 Q Q1). lra.
Qed.

Theorem right_slope_at_start :
  right_slope mu (rate_speed L alpha eps eps * (s - eps ^ L)).
Proof.
intros e e0. set (v := fun t => rate_speed L alpha (x t) (y t) * (s - mu t)).
assert (start : v 0 = rate_speed L alpha eps eps * (s - eps ^ L)).
{ unfold v. replace (mu 0) with (eps ^ L)
    by (symmetry; exact (run_start L alpha s eps x y L3 run)).
  destruct (run 0) as [_ [-> ->]]. reflexivity. }
assert (C : continuous (fun t => strength_rate L alpha (x t) (y t) * (s - mu t)) 0).
{ apply (continuous_mult (fun t => strength_rate L alpha (x t) (y t))).
  - apply (rate_continuous L alpha s eps 0 x y (run 0)). lra.
  - apply (lack_continuous L alpha s eps 0 x y (run 0)). lra. }
destruct (C (fun z => Rabs (z - v 0) < e)) as [d H].
{ exists (mkposreal e e0). intros z Z. unfold v.
  rewrite <- (rate_is_speed L alpha s eps 0 x y L3 s0 eps0 (run 0) 0) by lra. exact Z. }
exists d. split; [apply cond_pos |]. intros t [t0 td].
destruct (MVT_gen mu 0 t v) as [z [Z E]].
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply run_derive. lra.
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply continuity_pt_filterlim.
  apply run_continuous. lra.
- rewrite Rmin_left, Rmax_right in Z by lra. rewrite E, <- start.
  replace (v z * (t - 0) / t) with (v z) by (field; lra).
  assert (K := H z). unfold v at 1.
  rewrite <- (rate_is_speed L alpha s eps z x y L3 s0 eps0 (run z) z) by lra. apply K.
  change (Rabs (z - 0) < d). rewrite Rminus_0_r, Rabs_pos_eq; lra.
Qed.
End Run.

Theorem unit_rate_is_mode x y : rate_run L 1 s eps x y ->
  is_mode L s eps (fun t => x t ^ 2 * y t ^ (L - 2)).
Proof.
intro run. split; [exact (run_start L 1 s eps x y L3 run) |]. intro T. split.
- intros t tT. assert (D := run_pace 1 x y Rlt_0_1 run t ltac:(lra)).
  assert (P : pace 1 x y t = 1).
  { unfold pace. assert (l := run_on_line L 1 s eps x y L3 s0 eps0 run t ltac:(lra)).
    assert (E := ratio_distance eps 1 (x t) (y t) l).
    replace (1 * y t ^ 2 / x t ^ 2) with 1 by lra. rewrite (quotient_at_one L L3).
    unfold geometric_mean, Rpower. rewrite ln_1, Rmult_0_r, exp_0. ring. }
  rewrite P, Rmult_1_l in D. exact D.
- intros t tT. apply (run_continuous 1 x y run). lra.
Qed.

Section Compare.
Variables (alpha : R) (x y x1 y1 : R -> R).
Hypotheses (alpha0 : 0 < alpha) (less : eps ^ L < s).
Hypotheses (run : rate_run L alpha s eps x y) (unit : rate_run L 1 s eps x1 y1).
Let mu t := x t ^ 2 * y t ^ (L - 2).
Let nu t := x1 t ^ 2 * y1 t ^ (L - 2).

(* the time of the mode of alpha = 1 at which it is where the other is at the time t *)
Lemma warped_time t : 0 <= t -> exists u, 0 <= u /\
  geometric_mean L alpha * t <= u <= arithmetic_mean L alpha * t /\ nu u = mu t.
Proof.
intro t0. assert (N := unit_rate_is_mode x1 y1 unit). fold nu in N.
destruct (rate_rises_to L alpha s eps x y L3 alpha0 s0 eps0 run less) as [S [U [B _]]].
change (mu 0 = eps ^ L) in S. change (forall t u, 0 <= t < u -> mu t < mu u) in U.
change (forall t, 0 <= t -> mu t < s) in B.
assert (low : forall z, 0 <= z -> eps ^ L <= mu z < s).
{ intros z z0. split; [| apply B; exact z0]. destruct z0 as [z0 | <-]; [| lra].
  assert (A := U 0 z ltac:(lra)). lra. }
assert (p0 := pow_lt eps L eps0).
set (F := time_below L s). assert (D : forall z, 0 < z < s ->
  is_derive F z (/ strength_velocity L s z)) by (intros z Z; apply time_below_derive; auto).
destruct (time_rising L s eps nu ltac:(lia) eps0 N F less D (mu t) (low t t0)) as [pos K].
exists (F (mu t) - F (eps ^ L)). split; [exact pos |].
split; [| apply K; [exact pos | reflexivity]].
destruct t0 as [t0 | <-]; [| rewrite S; lra].
assert (V : forall z, 0 <= z -> strength_velocity L s (mu z) <> 0).
{ intros z z0. assert (W := velocity_below L s ltac:(lia) (mu z) (proj2 (low z z0))). lra. }
destruct (MVT_gen (fun z => F (mu z)) 0 t (pace alpha x y)) as [z [Z E]].
- rewrite Rmin_left, Rmax_right by lra. intros z Z.
  assert (Dz := D (mu z) ltac:(assert (A := low z ltac:(lra)); lra)).
  assert (C := is_derive_comp F mu z _ _ Dz (run_pace alpha x y alpha0 run z ltac:(lra))).
  replace (pace alpha x y z) with (scal (pace alpha x y z * strength_velocity L s (mu z))
    (/ strength_velocity L s (mu z))); [exact C |].
  unfold scal; simpl; unfold mult; simpl. field. apply V. lra.
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply continuity_pt_filterlim.
  apply (continuous_comp mu F); [apply (run_continuous alpha x y run); lra |].
  apply (ex_derive_continuous F). eexists. apply D.
  assert (A := low z ltac:(lra)). lra.
- rewrite Rmin_left, Rmax_right in Z by lra. rewrite S, Rminus_0_r in E. rewrite E.
  assert (P := pace_bounds alpha x y alpha0 run z less ltac:(lra)).
  split; apply Rmult_le_compat_r; lra.
Qed.

Theorem between_two_speeds t : 0 <= t ->
  nu (geometric_mean L alpha * t) <= mu t <= nu (arithmetic_mean L alpha * t).
Proof.
intro t0. destruct (warped_time t t0) as [u [u0 [B <-]]].
assert (N := unit_rate_is_mode x1 y1 unit). fold nu in N.
assert (gm := geometric_positive L alpha).
assert (0 <= geometric_mean L alpha * t) by (apply Rmult_le_pos; lra).
split; apply (mode_grows L s eps nu _ _ ltac:(lia) eps0 less N); lra.
Qed.

Theorem start_slopes : exists l, 0 < l /\ right_slope nu l /\
  right_slope mu (arithmetic_mean L alpha * l).
Proof.
exists (rate_speed L 1 eps eps * (s - eps ^ L)). split; [| split].
- apply Rmult_lt_0_compat; [| lra].
  eapply Rlt_trans; [| apply (rate_speed_bounds L 1 eps eps L3); lra].
  repeat apply Rmult_lt_0_compat; try apply pow_lt; lra.
- exact (right_slope_at_start 1 x1 y1 unit).
- assert (R := right_slope_at_start alpha x y run). fold mu in R.
  replace (arithmetic_mean L alpha * (rate_speed L 1 eps eps * (s - eps ^ L))) with
    (rate_speed L alpha eps eps * (s - eps ^ L)); [exact R |].
  rewrite <- Rmult_assoc. f_equal. unfold rate_speed, arithmetic_mean.
  destruct (depth_three L L3) as [n ->]. field. lra.
Qed.

Theorem fit_time_between c : 0 < c < 1 -> eps ^ L < c * s -> exists t,
  (forall u, 0 <= u -> (mu u = c * s <-> u = t)) /\
  (forall u, 0 <= u -> (nu u = c * s <-> u = series_time L eps c s)) /\
  0 <= t /\ series_time L eps c s / arithmetic_mean L alpha <= t /\
  t <= series_time L eps c s / geometric_mean L alpha.
Proof.
intros C early. assert (N := unit_rate_is_mode x1 y1 unit). fold nu in N.
assert (sp : 0 < s) by (assert (p := pow_lt eps L eps0); lra).
destruct (mode_fitted_once L c s eps nu L3 C sp eps0 early N) as [q0 [K _]].
destruct (rate_rises_to L alpha s eps x y L3 alpha0 s0 eps0 run less) as [S [U [_ l]]].
change (mu 0 = eps ^ L) in S. change (forall t u, 0 <= t < u -> mu t < mu u) in U.
change (is_lim mu p_infty s) in l. apply is_lim_spec in l. assert (d0 : 0 < s - c * s) by nra.
destruct (l (mkposreal _ d0)) as [M H0].
assert (H : forall t, M < t -> Rabs (mu t - s) < s - c * s) by exact H0.
set (z := Rmax M 0 + 1). assert (z1 := Rmax_l M 0). assert (z2 := Rmax_r M 0).
assert (A := H z ltac:(unfold z; lra)). apply Rabs_def2 in A.
destruct (Ranalysis5.IVT_interv (fun t => mu t - c * s) 0 z) as [t [T E]].
- intros t T. apply continuity_pt_filterlim.
  apply (continuous_minus mu (fun _ => c * s)); [| apply continuous_const].
  apply (run_continuous alpha x y run). lra.
- unfold z. lra.
- lra.
- lra.
- assert (e : mu t = c * s) by lra. exists t. split; [| split; [exact K |]].
  + intros u u0. split; [| intros ->; exact e]. intro eu.
    destruct (Rtotal_order u t) as [m | [m | m]]; [| exact m |].
    * assert (Q := U u t ltac:(lra)). lra.
    * assert (Q := U t u ltac:(lra)). lra.
  + destruct (warped_time t (proj1 T)) as [u [u0 [B ex]]]. rewrite e in ex.
    apply K in ex; [| exact u0]. rewrite <- ex. assert (gm := geometric_positive L alpha).
    assert (G : 0 < arithmetic_mean L alpha).
    { destruct (depth_three L L3) as [n f]. unfold arithmetic_mean. rewrite f.
      apply Rdiv_lt_0_compat; lra. }
    split; [lra |]. split; [apply Rle_div_l | apply Rle_div_r]; lra.
Qed.
End Compare.
End Between.
