(* The lag of a mode that starts below its best moment, over Coq's reals, for every depth L >= 3.

   With omega = (L-2)/(2(L-1)) s and eps^L < omega the mode grows at most at the relative rate
   R = L omega^(1-2/L) (s - omega). The lag is the time that it needs from eps^L to omega, less the
   time of an exponential with this rate.

   lag_of_a_mode (CE4L, part 3): the lag is positive, the mode is at omega at the time
     log(omega/eps^L)/R + lag, and before that ahead of eps^L e^(R t) by the lag. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead real_slope real_induction from_right ceiling.
From dlf Require Import large_starts power_sum mode_times mode_exists mode_levels.
Open Scope R_scope.

(* omega, where the relative velocity of the mode is largest, as a strength *)
Definition turning (L : nat) (s : R) := (INR L - 2) / (2 * (INR L - 1)) * s.

(* R, the relative velocity of the mode at omega *)
Definition largest_growth (L : nat) (s : R) :=
  INR L * Rpower (turning L s) (1 - 2 / INR L) * (s - turning L s).

(* the time of e^(R t) from eps^L to omega *)
Definition early_time (L : nat) (s eps : R) := ln (turning L s / eps ^ L) / largest_growth L s.

(* delta *)
Definition lag (L : nat) (s eps : R) :=
  RInt (fun x => / (INR L * Rpower x (2 - 2 / INR L) * (s - x))) (eps ^ L) (turning L s) -
  early_time L s eps.

Section Lag.
Variables (L : nat) (s eps : R) (mu : R -> R).
Hypotheses (L2 : (2 <= L)%nat) (s0 : 0 < s) (e0 : 0 < eps) (small : eps ^ L < turning L s).

Let omega := turning L s.
Let rate := largest_growth L s.
Let V := strength_velocity L s.

Lemma start_pos : 0 < eps ^ L.
Proof. apply pow_lt. exact e0. Qed.

Lemma deep : 3 <= INR L.
Proof.
assert (P := start_pos). unfold turning in small. destruct (Nat.eq_dec L 2) as [e | n].
- assert (z : INR L = 2) by (rewrite e; simpl; ring). rewrite z in small. lra.
- assert (A := le_INR 3 L ltac:(lia)). simpl in A. lra.
Qed.

Lemma turning_below : 0 < omega < s.
Proof.
assert (P := start_pos). assert (H := deep). split; [unfold omega; lra |].
unfold omega, turning. apply Rmult_lt_reg_r with (2 * (INR L - 1)); [lra |].
replace ((INR L - 2) / (2 * (INR L - 1)) * s * (2 * (INR L - 1))) with ((INR L - 2) * s)
  by (field; lra). nra.
Qed.

Lemma turning_equation : 2 * (INR L - 1) * omega = (INR L - 2) * s.
Proof. assert (H := deep). unfold omega, turning. field. lra. Qed.

Lemma rate_pos : 0 < rate.
Proof.
assert (H := deep). assert (O := turning_below). unfold rate, largest_growth.
apply Rmult_lt_0_compat; [| fold omega; lra].
apply Rmult_lt_0_compat; [lra | apply exp_pos].
Qed.

Lemma ln_quotient x y : 0 < x -> 0 < y -> ln (x / y) = ln x - ln y.
Proof.
intros x0 y0. unfold Rdiv. rewrite ln_mult, ln_Rinv; try assumption; [ring |].
apply Rinv_0_lt_compat. exact y0.
Qed.

Lemma ln_le_line x y : 0 < x -> 0 < y ->
  ln x <= ln y + (x / y - 1) /\ (x <> y -> ln x < ln y + (x / y - 1)).
Proof.
intros x0 y0. assert (q : 0 < x / y) by (apply Rdiv_lt_0_compat; assumption).
assert (E := ln_quotient x y x0 y0). rewrite <- (ln_exp (x / y - 1)). split.
- assert (A := exp_ineq1_le (x / y - 1)).
  assert (B : ln (x / y) <= ln (exp (x / y - 1))) by (apply ln_le; [exact q | lra]). lra.
- intros ne. assert (n : x / y - 1 <> 0).
  { intros z. apply ne. apply Rmult_eq_reg_r with (/ y); [| apply Rinv_neq_0_compat; lra].
    rewrite Rinv_r by lra. unfold Rdiv in z. lra. }
  assert (A := exp_ineq1 (x / y - 1) n).
  assert (B : ln (x / y) < ln (exp (x / y - 1))) by (apply ln_increasing; [exact q | lra]). lra.
Qed.

Let p := 1 - 2 / INR L.

Lemma log_rate x : 0 < x < s ->
  p * ln x + ln (s - x) <= p * ln omega + ln (s - omega) /\
  (x <> omega -> p * ln x + ln (s - x) < p * ln omega + ln (s - omega)).
Proof.
intros X. assert (H := deep). assert (O := turning_below). assert (E := turning_equation).
assert (p0 : 0 < p).
{ unfold p. assert (2 / INR L < 1); [| lra]. apply Rmult_lt_reg_r with (INR L); [lra |].
  replace (2 / INR L * INR L) with 2 by (field; lra). lra. }
assert (Q : p * (s - omega) = omega).
{ unfold p. apply Rmult_eq_reg_l with (INR L); [| lra].
  replace (INR L * ((1 - 2 / INR L) * (s - omega))) with ((INR L - 2) * (s - omega))
    by (field; lra). lra. }
assert (Z : p * (x / omega - 1) + ((s - x) / (s - omega) - 1) = 0).
{ replace (p * (x / omega - 1) + ((s - x) / (s - omega) - 1)) with
    ((x - omega) * (p * (s - omega) - omega) / (omega * (s - omega))) by (field; lra).
  rewrite Q. unfold Rdiv. ring. }
destruct (ln_le_line x omega ltac:(lra) ltac:(lra)) as [A A'].
destruct (ln_le_line (s - x) (s - omega) ltac:(lra) ltac:(lra)) as [B _].
split.
- assert (C : p * ln x <= p * (ln omega + (x / omega - 1))) by (apply Rmult_le_compat_l; lra).
  lra.
- intros ne. assert (C : p * ln x < p * (ln omega + (x / omega - 1))).
  { apply Rmult_lt_compat_l; [exact p0 | exact (A' ne)]. }
  lra.
Qed.

Lemma velocity_exp x y : 0 < x -> 0 < y < s ->
  INR L * x * (Rpower y p * (s - y)) = INR L * x * exp (p * ln y + ln (s - y)).
Proof. intros x0 Y. rewrite exp_plus, exp_ln by lra. reflexivity. Qed.

(* no relative velocity exceeds that at omega *)
Lemma velocity_below_rate x : 0 < x < s ->
  V x <= rate * x /\ (x <> omega -> V x < rate * x).
Proof.
intros X. assert (H := deep). assert (O := turning_below).
assert (EV : V x = INR L * x * (Rpower x p * (s - x))).
{ unfold V, strength_velocity. replace (2 - 2 / INR L) with (p + 1) by (unfold p; ring).
  rewrite Rpower_plus, Rpower_1 by lra. ring. }
assert (ER : rate * x = INR L * x * (Rpower omega p * (s - omega))).
{ unfold rate, largest_growth. fold omega p. ring. }
rewrite EV, ER, !velocity_exp by lra. assert (P : 0 < INR L * x) by nra.
destruct (log_rate x X) as [A B]. split.
- apply Rmult_le_compat_l; [lra |]. destruct A as [A | ->]; [| apply Rle_refl].
  left. apply exp_increasing. exact A.
- intros ne. apply Rmult_lt_compat_l; [exact P |]. apply exp_increasing, B. exact ne.
Qed.

Hypothesis M : is_mode L s eps mu.

Lemma start_below_target : eps ^ L < s.
Proof. assert (O := turning_below). unfold omega in O. lra. Qed.

Lemma mode_inside t : 0 <= t -> eps ^ L <= mu t < s.
Proof. exact (mode_rises L s eps mu L2 e0 M t start_below_target). Qed.

(* the time to a strength *)
Let G := clock_integral V (eps ^ L).

Lemma time_to x : 0 < x < s -> is_derive G x (/ V x).
Proof.
intros X. assert (P := start_pos). assert (Q := start_below_target).
apply (clock_derive V 0 (eps ^ L) s (conj P Q)); [| | exact X].
- intros z Z. apply velocity_continuous. lra.
- intros z Z. apply (velocity_below L s L2). lra.
Qed.

Lemma time_at_turning : mu (G omega) = omega /\ 0 <= G omega.
Proof.
assert (O := turning_below). assert (z : G (eps ^ L) = 0) by apply clock_start.
destruct (time_rising L s eps mu L2 e0 M G start_below_target time_to omega) as [A B].
{ unfold omega in *. lra. }
rewrite z, Rminus_0_r in *. split; [apply B; auto | exact A].
Qed.

Lemma lag_is : G omega = early_time L s eps + lag L s eps.
Proof.
unfold lag. fold omega. change (RInt _ (eps ^ L) omega) with (G omega). ring.
Qed.

Lemma early_nonneg : 0 <= early_time L s eps.
Proof.
assert (P := start_pos). assert (r := rate_pos). unfold early_time.
apply Rmult_le_pos; [| left; apply Rinv_0_lt_compat; exact r].
rewrite <- ln_1. apply ln_le; [lra |]. apply Rmult_le_reg_r with (eps ^ L); [exact P |].
unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

(* the time of the exponential is shorter *)
Lemma exponential_first x y : 0 < x <= y -> y <= omega ->
  ln y / rate - ln x / rate <= G y - G x /\
  (x < y < omega -> ln y / rate - ln x / rate < G y - G x).
Proof.
intros X Y. assert (r := rate_pos). assert (O := turning_below).
destruct (MVT_gen (fun x => G x - ln x / rate) x y (fun x => / V x - / x / rate)) as [z [Z e]].
- rewrite Rmin_left, Rmax_right by lra. intros z Z.
  apply (is_derive_minus G (fun x => ln x / rate)); [apply time_to; lra |].
  auto_derive; [lra | field; lra].
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply continuity_pt_filterlim.
  apply (continuous_minus G (fun x => ln x / rate)).
  + apply (ex_derive_continuous G). eexists. apply time_to. lra.
  + apply (ex_derive_continuous (fun x => ln x / rate)). auto_derive. lra.
- rewrite Rmin_left, Rmax_right in Z by lra.
  destruct (velocity_below_rate z ltac:(lra)) as [W W'].
  assert (W0 : 0 < V z) by (apply (velocity_below L s L2); lra).
  assert (E : / (rate * z) = / z / rate) by (field; lra). split.
  + assert (W1 : / (rate * z) <= / V z) by (apply Rinv_le_contravar; assumption).
    assert (0 <= (/ V z - / z / rate) * (y - x)) by (apply Rmult_le_pos; lra). lra.
  + intros less. assert (W1 : / (rate * z) < / V z).
    { apply Rinv_lt_contravar; [| apply W'; lra].
      apply Rmult_lt_0_compat; [exact W0 |]. apply Rmult_lt_0_compat; lra. }
    assert (0 < (/ V z - / z / rate) * (y - x)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma lag_positive : 0 < lag L s eps.
Proof.
assert (P := start_pos). assert (r := rate_pos). assert (O := turning_below).
assert (z : G (eps ^ L) = 0) by apply clock_start. assert (E := lag_is).
set (y := (eps ^ L + omega) / 2).
assert (Y : eps ^ L < y < omega) by (unfold y, omega in *; lra).
destruct (exponential_first (eps ^ L) y ltac:(lra) ltac:(lra)) as [_ A].
destruct (exponential_first y omega ltac:(lra) ltac:(lra)) as [B _].
specialize (A Y). unfold early_time in E. fold omega rate in E.
rewrite ln_quotient in E by lra. unfold Rdiv in *. lra.
Qed.

(* before omega the mode is ahead of the exponential by the lag *)
Lemma ahead_of_exponential t : 0 <= t <= early_time L s eps ->
  eps ^ L * exp (rate * t) <= mu (t + lag L s eps).
Proof.
intros T. assert (P := start_pos). assert (r := rate_pos). assert (O := turning_below).
assert (E := lag_is). destruct time_at_turning as [A B]. assert (l0 := lag_positive).
set (u := t + lag L s eps). set (v := G omega).
assert (uv : u <= v) by (unfold u, v; lra). assert (u0 : 0 <= u) by (unfold u; lra).
set (h := fun x => ln (mu x) - rate * x).
assert (I : h v <= h u).
{ destruct (Rle_lt_or_eq_dec u v uv) as [l | ->]; [| lra].
  destruct (MVT_gen h u v (fun x => if Rlt_dec 0 x then V (mu x) / mu x - rate else 0))
    as [x [X e]].
  - rewrite Rmin_left, Rmax_right by lra. intros x X. destruct (Rlt_dec 0 x); [| lra].
    assert (J := mode_inside x ltac:(lra)).
    apply (is_derive_minus (fun x => ln (mu x)) (fun x => rate * x)).
    + assert (D := mode_derive L s eps mu M x ltac:(lra)).
      assert (D' := is_derive_comp ln mu x _ _ (is_derive_ln (mu x) ltac:(lra)) D).
      replace (V (mu x) / mu x) with (scal (strength_velocity L s (mu x)) (/ mu x)); [exact D' |].
      unfold scal; simpl; unfold mult; simpl. reflexivity.
    + auto_derive; [exact I | ring].
  - rewrite Rmin_left, Rmax_right by lra. intros x X. apply continuity_pt_filterlim.
    assert (J := mode_inside x ltac:(lra)).
    apply (continuous_minus (fun x => ln (mu x)) (fun x => rate * x)).
    + apply (continuous_comp mu ln); [apply (mode_continuous L s eps mu M); lra |].
      apply (ex_derive_continuous ln). eexists. apply is_derive_ln. lra.
    + apply (ex_derive_continuous (fun x => rate * x)). auto_derive. exact I.
  - rewrite Rmin_left, Rmax_right in X by lra.
    assert (0 <= - (if Rlt_dec 0 x then V (mu x) / mu x - rate else 0) * (v - u)); [| lra].
    apply Rmult_le_pos; [| lra]. destruct (Rlt_dec 0 x); [| lra].
    assert (J := mode_inside x ltac:(lra)).
    destruct (velocity_below_rate (mu x) ltac:(lra)) as [W _].
    assert (V (mu x) / mu x <= rate); [| lra].
    apply Rmult_le_reg_r with (mu x); [lra |].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
unfold h in I. unfold v in I at 1. rewrite A in I.
assert (J := mode_inside u u0).
rewrite <- (exp_ln (mu u)), <- (exp_ln (eps ^ L)) by lra. rewrite <- exp_plus.
apply Rnot_lt_le. intros n. apply exp_lt_inv in n.
assert (F : rate * early_time L s eps = ln omega - ln (eps ^ L)).
{ unfold early_time. fold omega rate. rewrite ln_quotient by lra. field. lra. }
unfold v, u in *. rewrite E in I. nra.
Qed.

Theorem lag_of_a_mode : 0 < lag L s eps /\ mu (early_time L s eps + lag L s eps) = turning L s /\
  forall t, 0 <= t <= early_time L s eps ->
  eps ^ L * exp (largest_growth L s * t) <= mu (t + lag L s eps).
Proof.
split; [exact lag_positive |]. split; [| exact ahead_of_exponential].
rewrite <- lag_is. exact (proj1 time_at_turning).
Qed.

End Lag.
