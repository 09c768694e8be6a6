(* Wrong variants of the plateau of three factors or more under descent, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead descent_steps velocity_shape descent_time descent_late.
From dlf Require Import descent_plateau.
Open Scope R_scope.

(* 2^(2 - 2/3) <= 4 *)
Lemma rate_instance : 1 / 24 * INR 3 * Rpower 2 (2 - 2 / INR 3) < 1.
Proof.
assert (H : Rpower 2 (2 - 2 / INR 3) <= Rpower 2 (INR 2)).
{ apply Rle_Rpower; simpl; lra. }
rewrite Rpower_pow in H by lra. simpl in H |- *. lra.
Qed.

(* of steps of the order x a bound k x^2 <= K log(x^2) for all large x only for k <= 0 *)
Lemma square_beats_log k K : (forall x, 2 <= x -> k * x ^ 2 <= K * ln (x ^ 2)) -> k <= 0.
Proof.
intro H. destruct (Rle_lt_dec k 0) as [l | l]; [exact l | exfalso].
set (x := Rmax 2 (2 * Rabs K / k)). assert (x2 := Rmax_l 2 (2 * Rabs K / k)).
assert (xk := Rmax_r 2 (2 * Rabs K / k)). fold x in x2, xk. specialize (H x x2).
rewrite log_of_power in H by lra. simpl (INR 2) in H.
assert (L : ln x < x - 1).
{ assert (B := exp_ineq1 (ln x)). rewrite exp_ln in B by lra.
  assert (0 < ln x) by (rewrite <- ln_1; apply ln_increasing; lra). lra. }
assert (P : 0 < ln x) by (rewrite <- ln_1; apply ln_increasing; lra).
assert (K1 := Rle_abs K). assert (K0 := Rabs_pos K).
apply (Rle_div_l (2 * Rabs K)) in xk; [| exact l].
assert (K * ((1 + 1) * ln x) <= 2 * Rabs K * ln x).
{ replace (K * ((1 + 1) * ln x)) with (2 * ln x * K) by ring.
  replace (2 * Rabs K * ln x) with (2 * ln x * Rabs K) by ring. apply Rmult_le_compat_l; lra. }
assert (2 * Rabs K * ln x <= x * k * ln x) by (apply Rmult_le_compat_r; lra).
assert (x * k * ln x < x * k * x) by (apply Rmult_lt_compat_l; [nra | lra]). simpl in H. lra.
Qed.

(* L = 3, eta = 1/24, c = 1/4, targets 2 and 1, eps = 1/x^2: what a first term p(eps) must be *)
Lemma deep_slope_only (p : R -> R) K : (forall eps Ni Nj, 0 < eps <= 1 / 3 ->
    eps ^ 3 < 1 / 4 * 1 -> is_first_step 3 (1 / 24) 2 eps ((1 - 1 / 4) * 2) Ni ->
    is_first_step 3 (1 / 24) 1 eps (1 / 4 * 1) Nj ->
    Rabs (1 / 24 * (INR Nj - INR Ni) - p eps) <= K * ln (1 / eps)) ->
  exists K', forall x, 2 <= x -> Rabs (p (/ x ^ 2) - x ^ 2 / 2) <= K' * ln (x ^ 2).
Proof.
intro H. destruct (deep_plateau 3 (1 / 24) (1 / 4) 2 1) as [K' H']; try lra; try lia.
{ exact rate_instance. }
exists (K + K'). intros x X. assert (x4 : 4 <= x ^ 2) by (simpl; nra).
set (eps := / x ^ 2). assert (e0 : 0 < eps) by (apply Rinv_0_lt_compat; lra).
assert (e1 : eps <= 1 / 3).
{ replace (1 / 3) with (/ 3) by field. apply Rinv_le_contravar; lra. }
assert (e3 : eps ^ 3 < 1 / 4 * 1).
{ assert (eps ^ 3 <= (1 / 3) ^ 3) by (apply pow_incr; lra). simpl in *. lra. }
destruct (first_step_exists 3 (1 / 24) 2 eps ((1 - 1 / 4) * 2)) as [Ni I]; try lra; [lia |].
destruct (first_step_exists 3 (1 / 24) 1 eps (1 / 4 * 1)) as [Nj J]; try lra; [lia |].
assert (A := H eps Ni Nj ltac:(lra) e3 I J). assert (A' := H' eps Ni Nj ltac:(lra) e3 I J).
assert (E : 1 / eps = x ^ 2) by (unfold eps; field; lra). rewrite E in A, A'.
replace (/ eps ^ (3 - 2) / (INR 3 - 2) * (1 / 1 - 1 / 2)) with (x ^ 2 / 2) in A'
  by (unfold eps; simpl; field; nra).
set (n := 1 / 24 * (INR Nj - INR Ni)) in *.
replace (p eps - x ^ 2 / 2) with ((n - x ^ 2 / 2) + - (n - p eps)) by ring.
eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_Ropp. lra.
Qed.

(* nine tenths of the plateau *)
Theorem deep_plateau_tenth_wrong : ~ (forall L eta c si sj, (3 <= L)%nat -> 0 < eta ->
  0 < c < 1 / 2 -> 0 < sj < si -> eta * INR L * Rpower si (2 - 2 / INR L) < 1 ->
  exists K, forall eps Ni Nj, 0 < eps <= 1 / 3 -> eps ^ L < c * sj ->
    is_first_step L eta si eps ((1 - c) * si) Ni -> is_first_step L eta sj eps (c * sj) Nj ->
    Rabs (eta * (INR Nj - INR Ni) -
      9 / 10 * (/ eps ^ (L - 2) / (INR L - 2) * (1 / sj - 1 / si))) <= K * ln (1 / eps)).
Proof.
intro H. destruct (H 3%nat (1 / 24) (1 / 4) 2 1) as [K B]; try lra; try lia.
{ exact rate_instance. }
destruct (deep_slope_only (fun eps => 9 / 10 * (/ eps ^ (3 - 2) / (INR 3 - 2) *
  (1 / 1 - 1 / 2))) K B) as [K' B'].
assert (E : 1 / 20 <= 0); [| lra]. apply (square_beats_log (1 / 20) K'). intros x X.
eapply Rle_trans; [| exact (B' x X)]. assert (0 < x ^ 2) by (apply pow_lt; lra).
replace (9 / 10 * (/ (/ x ^ 2) ^ (3 - 2) / (INR 3 - 2) * (1 / 1 - 1 / 2)) - x ^ 2 / 2) with
  (- (1 / 20 * x ^ 2)) by (simpl; field; nra).
rewrite Rabs_Ropp. apply Rle_abs.
Qed.

(* the sum of the inverse targets *)
Theorem deep_plateau_sum_wrong : ~ (forall L eta c si sj, (3 <= L)%nat -> 0 < eta ->
  0 < c < 1 / 2 -> 0 < sj < si -> eta * INR L * Rpower si (2 - 2 / INR L) < 1 ->
  exists K, forall eps Ni Nj, 0 < eps <= 1 / 3 -> eps ^ L < c * sj ->
    is_first_step L eta si eps ((1 - c) * si) Ni -> is_first_step L eta sj eps (c * sj) Nj ->
    Rabs (eta * (INR Nj - INR Ni) - / eps ^ (L - 2) / (INR L - 2) * (1 / sj + 1 / si)) <=
      K * ln (1 / eps)).
Proof.
intro H. destruct (H 3%nat (1 / 24) (1 / 4) 2 1) as [K B]; try lra; try lia.
{ exact rate_instance. }
destruct (deep_slope_only (fun eps => / eps ^ (3 - 2) / (INR 3 - 2) * (1 / 1 + 1 / 2)) K B)
  as [K' B'].
assert (E : 1 <= 0); [| lra]. apply (square_beats_log 1 K'). intros x X.
eapply Rle_trans; [| exact (B' x X)]. assert (0 < x ^ 2) by (apply pow_lt; lra).
replace (/ (/ x ^ 2) ^ (3 - 2) / (INR 3 - 2) * (1 / 1 + 1 / 2) - x ^ 2 / 2) with
  (1 * x ^ 2) by (simpl; field; nra). apply Rle_abs.
Qed.

(* the plateau of two factors, log(1/eps), alone *)
Theorem deep_plateau_log_wrong : ~ (forall L eta c si sj, (3 <= L)%nat -> 0 < eta ->
  0 < c < 1 / 2 -> 0 < sj < si -> eta * INR L * Rpower si (2 - 2 / INR L) < 1 ->
  exists K, forall eps Ni Nj, 0 < eps <= 1 / 3 -> eps ^ L < c * sj ->
    is_first_step L eta si eps ((1 - c) * si) Ni -> is_first_step L eta sj eps (c * sj) Nj ->
    Rabs (eta * (INR Nj - INR Ni)) <= K * ln (1 / eps)).
Proof.
intro H. destruct (H 3%nat (1 / 24) (1 / 4) 2 1) as [K B]; try lra; try lia.
{ exact rate_instance. }
destruct (deep_slope_only (fun _ => 0) K) as [K' B'].
{ intros eps Ni Nj E e3 I J. rewrite Rminus_0_r. exact (B eps Ni Nj E e3 I J). }
assert (E : 1 / 2 <= 0); [| lra]. apply (square_beats_log (1 / 2) K'). intros x X.
eapply Rle_trans; [| exact (B' x X)].
replace (0 - x ^ 2 / 2) with (- (1 / 2 * x ^ 2)) by field. rewrite Rabs_Ropp. apply Rle_abs.
Qed.
