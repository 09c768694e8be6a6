(* Two modes with one rate alpha for the first and the last of L >= 3 factors, and the integral of
   their waiting time (PX3Z), over Coq's reals.

   larger_target_at_rate (part 3): from every start eps > 0 the mode with the larger target has the
     larger strength at every t > 0.
   waiting_integral_at_one, waiting_integral_four, waiting_integral_three_above,
   waiting_integral_three_below (part 2): the values of the integral of 2 v^(L-3) / (alpha +
     (1 - alpha) v^2) over [0, 1] for alpha = 1, for L = 4, and for L = 3 with alpha above and below
     one. *)
From Coq Require Import Reals Ratan Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare compressed_bounds rate_speed rate_order rate_limit.
Open Scope R_scope.

Theorem larger_target_at_rate L alpha eps s s' x y x' y' : (3 <= L)%nat -> 0 < eps -> 0 < alpha ->
  0 <= s -> s < s' -> rate_run L alpha s eps x y -> rate_run L alpha s' eps x' y' ->
  forall t, 0 < t -> x t ^ 2 * y t ^ (L - 2) < x' t ^ 2 * y' t ^ (L - 2).
Proof.
intros L3 eps0 alpha0 s0 ss' run run' t t0. set (T := t + 1).
assert (low := run T). assert (high := run' T). assert (s0' : 0 <= s') by lra.
set (mu := fun t => x t ^ 2 * y t ^ (L - 2)). set (mu' := fun t => x' t ^ 2 * y' t ^ (L - 2)).
set (v := fun t => strength_rate L alpha (x t) (y t) * (s - mu t)).
set (v' := fun t => strength_rate L alpha (x' t) (y' t) * (s' - mu' t)).
assert (P : 0 < mu' t - mu t); [| unfold mu, mu' in P; lra].
apply (rises_at_zeros (fun t => mu' t - mu t) (fun t => v' t - v t) T);
  [| | | | | unfold T; lra | lra].
- intros u uT. assert (D := strength_derivative L alpha s T x y ltac:(lia) (proj1 low) u uT).
  assert (D' := strength_derivative L alpha s' T x' y' ltac:(lia) (proj1 high) u uT).
  exact (is_derive_minus mu' mu u _ _ D' D).
- intros u uT. apply (continuous_minus mu' mu).
  + exact (strength_continuous L alpha s' T x' y' (proj1 high) u uT).
  + exact (strength_continuous L alpha s T x y (proj1 low) u uT).
- intros u uT. apply (continuous_minus v' v).
  + apply (continuous_mult (fun t => strength_rate L alpha (x' t) (y' t))).
    * exact (rate_continuous L alpha s' eps T x' y' high u uT).
    * exact (lack_continuous L alpha s' eps T x' y' high u uT).
  + apply (continuous_mult (fun t => strength_rate L alpha (x t) (y t))).
    * exact (rate_continuous L alpha s eps T x y low u uT).
    * exact (lack_continuous L alpha s eps T x y low u uT).
- unfold mu, mu'. destruct low as [_ [-> ->]], high as [_ [-> ->]]. ring.
- intros u uT z. assert (same : mu u = mu' u) by lra.
  assert (l := mode_on_line L alpha s eps T x y L3 s0 eps0 low u uT).
  assert (l' := mode_on_line L alpha s' eps T x' y' L3 s0' eps0 high u uT).
  destruct (one_point L eps alpha (x u) (y u) (x' u) (y' u) L3 alpha0 l l' same) as [ex ey].
  unfold v, v'. rewrite <- same, <- ex, <- ey.
  rewrite (rate_is_speed L alpha s eps T x y L3 s0 eps0 low u uT).
  assert (V := run_speed_positive L alpha s eps x y L3 alpha0 s0 eps0 run u ltac:(lra)).
  cbv beta in V.
  replace (rate_speed L alpha (x u) (y u) * (s' - mu u) - rate_speed L alpha (x u) (y u) *
    (s - mu u)) with (rate_speed L alpha (x u) (y u) * (s' - s)) by ring.
  apply Rmult_lt_0_compat; [exact V | lra].
Qed.

(* the function under the integral I(alpha) in its second form *)
Definition waiting_integrand (L : nat) (alpha v : R) :=
  2 * v ^ (L - 3) / (alpha + (1 - alpha) * v ^ 2).

Lemma denominator_positive alpha v : 0 < alpha -> 0 <= v <= 1 -> 0 < alpha + (1 - alpha) * v ^ 2.
Proof. intros a0 [v0 v1]. assert (v ^ 2 <= 1) by nra. assert (0 <= v ^ 2) by nra. nra. Qed.

Lemma by_antiderivative L alpha (F : R -> R) : 0 < alpha ->
  (forall v, 0 <= v <= 1 -> is_derive F v (waiting_integrand L alpha v)) ->
  is_RInt (waiting_integrand L alpha) 0 1 (F 1 - F 0).
Proof.
intros a0 D. apply (is_RInt_derive F (waiting_integrand L alpha)).
- rewrite Rmin_left, Rmax_right by lra. exact D.
- rewrite Rmin_left, Rmax_right by lra. intros v V.
  apply (ex_derive_continuous (waiting_integrand L alpha)). unfold waiting_integrand.
  assert (P := denominator_positive alpha v a0 V). auto_derive. simpl in P. lra.
Qed.

Theorem waiting_integral_at_one L : (3 <= L)%nat ->
  is_RInt (waiting_integrand L 1) 0 1 (2 / INR (L - 2)).
Proof.
intro L3. assert (P : 0 < INR (L - 2)) by (apply lt_0_INR; lia).
set (F := fun v => 2 / INR (L - 2) * v ^ (L - 2)). replace (2 / INR (L - 2)) with (F 1 - F 0).
- apply by_antiderivative; [lra |]. intros v V. unfold F, waiting_integrand.
  auto_derive; [exact I |].
  replace (pred (L - 2)) with (L - 3)%nat by lia. field. lra.
- unfold F. rewrite pow1, pow_i by lia. ring.
Qed.

Theorem waiting_integral_four alpha : 0 < alpha -> alpha <> 1 ->
  is_RInt (waiting_integrand 4 alpha) 0 1 (ln alpha / (alpha - 1)).
Proof.
intros a0 n. set (F := fun v => - (ln (alpha + (1 - alpha) * v ^ 2) / (alpha - 1))).
replace (ln alpha / (alpha - 1)) with (F 1 - F 0).
- apply by_antiderivative; [exact a0 |]. intros v V. unfold F, waiting_integrand.
  assert (P := denominator_positive alpha v a0 V). simpl in P |- *.
  auto_derive; [lra |]. field. split; lra.
- unfold F. replace (alpha + (1 - alpha) * 1 ^ 2) with 1 by ring.
  replace (alpha + (1 - alpha) * 0 ^ 2) with alpha by ring. rewrite ln_1. field. lra.
Qed.

Theorem waiting_integral_three_above alpha : 1 < alpha ->
  is_RInt (waiting_integrand 3 alpha) 0 1
    (2 / sqrt (alpha * (alpha - 1)) * ln (sqrt alpha + sqrt (alpha - 1))).
Proof.
intro a1. rewrite sqrt_mult by lra. set (h := sqrt alpha). set (q := sqrt (alpha - 1)).
assert (h0 : 0 < h) by (apply sqrt_lt_R0; lra). assert (q0 : 0 < q) by (apply sqrt_lt_R0; lra).
assert (hh : h * h = alpha) by (apply sqrt_sqrt; lra).
assert (qq : q * q = alpha - 1) by (apply sqrt_sqrt; lra).
assert (one : (h - q) * (h + q) = 1) by nra. assert (less : q < h) by nra.
set (F := fun v => / (h * q) * (ln (h + q * v) - ln (h - q * v))).
replace (2 / (h * q) * ln (h + q)) with (F 1 - F 0).
- apply by_antiderivative; [lra |]. intros v V. unfold F, waiting_integrand.
  assert (P : 0 < h - q * v) by nra. assert (P' : 0 < h + q * v) by nra.
  assert (E : alpha + (1 - alpha) * v ^ 2 = (h + q * v) * (h - q * v)).
  { replace ((h + q * v) * (h - q * v)) with (h * h - q * q * v ^ 2) by ring.
    rewrite hh, qq. ring. }
  rewrite E. auto_derive; [repeat split; lra |]. simpl. field. repeat split; lra.
- unfold F. rewrite !Rmult_1_r, !Rmult_0_r, Rplus_0_r, Rminus_0_r.
  assert (L1 : ln (h - q) = - ln (h + q)).
  { rewrite <- ln_Rinv by lra. f_equal. apply Rmult_eq_reg_r with (h + q); [| lra].
    rewrite one. field. lra. }
  rewrite L1. field. split; lra.
Qed.

Theorem waiting_integral_three_below alpha : 0 < alpha < 1 ->
  is_RInt (waiting_integrand 3 alpha) 0 1
    (2 / sqrt (alpha * (1 - alpha)) * acos (sqrt alpha)).
Proof.
intros [a0 a1]. rewrite sqrt_mult by lra. set (h := sqrt alpha). set (q := sqrt (1 - alpha)).
assert (h0 : 0 < h) by (apply sqrt_lt_R0; lra). assert (q0 : 0 < q) by (apply sqrt_lt_R0; lra).
assert (hh : h * h = alpha) by (apply sqrt_sqrt; lra).
assert (qq : q * q = 1 - alpha) by (apply sqrt_sqrt; lra).
set (F := fun v => 2 / (h * q) * atan (q * v / h)).
replace (2 / (h * q) * acos h) with (F 1 - F 0).
- apply by_antiderivative; [exact a0 |]. intros v V. unfold F, waiting_integrand.
  assert (P := denominator_positive alpha v a0 V).
  assert (E : alpha + (1 - alpha) * v ^ 2 = h * h + q * q * v ^ 2) by (rewrite hh, qq; ring).
  rewrite E in P |- *. auto_derive; [lra |]. simpl in P |- *. field.
  repeat split; try lra; unfold Rsqr in *; nra.
- unfold F. rewrite acos_atan by exact h0. replace (sqrt (1 - h²)) with q.
  + rewrite Rmult_1_r, Rmult_0_r. unfold Rdiv at 4. rewrite Rmult_0_l, atan_0. ring.
  + unfold q, Rsqr. rewrite hh. reflexivity.
Qed.
