(* How many steps two factors need under descent, and the plateau between two modes, over the reals.

   descent_count (V7QD, part 1): with rho = 1 + eta s and lambda_c = sqrt(c s) the first step N at
     which lambda^2 >= c s has log(lambda_c/eps)/log(rho) <= N and
     N < 1 + (log(lambda_c/eps) + c/(2(1-c)))/log(rho), for every eta.
   descent_plateau (V7QD, part 2): eta times the steps from the arrival of the larger target at
     1 - c to that of the smaller one at c is growth_gap log(1/eps), up to a constant that holds
       for every
     eps.
   growth_gap_increases, growth_gap_above, growth_gap_limit (V7QD, part 2): the bracket increases
     with eta, exceeds 1/s_j - 1/s_i, and tends to it as eta tends to 0. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead mode_times descent_steps.
Open Scope R_scope.

(* eta/log(1 + eta s_j) - eta/log(1 + eta s_i) *)
Definition growth_gap (eta si sj : R) := eta / ln (1 + eta * sj) - eta / ln (1 + eta * si).

(* log(1 + y) < y, 2x/(2 + x) < log(1 + x) *)
Lemma log_below y : 0 < y -> ln (1 + y) < y.
Proof.
intro y0. apply exp_lt_inv. rewrite exp_ln by lra. apply exp_ineq1. lra.
Qed.

Lemma log_above x : 0 < x -> 2 * x / (2 + x) < ln (1 + x).
Proof.
intro x0. set (f := fun y => ln (1 + y) - 2 * y / (2 + y)).
assert (D : forall y, 0 <= y -> is_derive f y (y ^ 2 / ((1 + y) * (2 + y) ^ 2))).
{ intros y y0. unfold f. auto_derive; [lra |]. field. lra. }
assert (A : f 0 <= f (x / 2)).
{ destruct (MVT_gen f 0 (x / 2) (fun y => y ^ 2 / ((1 + y) * (2 + y) ^ 2))) as [z [Z E]].
  - rewrite Rmin_left, Rmax_right by lra. intros z Z. apply D. lra.
  - rewrite Rmin_left, Rmax_right by lra. intros z Z. apply continuity_pt_filterlim.
    apply (ex_derive_continuous f). eexists. apply D. lra.
  - rewrite Rmin_left, Rmax_right in Z by lra.
    assert (0 <= z ^ 2 / ((1 + z) * (2 + z) ^ 2)).
    { apply Rmult_le_pos; [nra |]. left. apply Rinv_0_lt_compat. nra. }
    nra. }
assert (B : f (x / 2) < f x).
{ apply (increases_by_slope f (fun y => y ^ 2 / ((1 + y) * (2 + y) ^ 2))); [lra | |].
  - intros z Z. apply D. lra.
  - intros z Z. apply Rdiv_lt_0_compat; nra. }
unfold f in *. rewrite Rplus_0_r, ln_1 in A. lra.
Qed.

Lemma weight_split a x q : 1 < q ->
  a / (q * (q ^ 2 - 1)) * x ^ 2 + a * x ^ 2 / q = a / (q * (q ^ 2 - 1)) * (x ^ 2 * q ^ 2).
Proof. intro q1. field. assert (1 < q * q) by nra. split; lra. Qed.

Section Count.
Variables (eta s eps c : R).
Hypotheses (eta0 : 0 < eta) (s0 : 0 < s) (e0 : 0 < eps) (C : 0 < c < 1) (start : eps ^ 2 < c * s).
Local Notation lam := (descent 2 eta s eps).
Local Notation rho := (1 + eta * s).
Local Notation r := (1 + eta * (1 - c) * s).

Lemma two_factor_step k : lam (S k) = lam k * (rho - eta * lam k ^ 2).
Proof.
change (lam (S k)) with (lam k + eta * mode_velocity 2 s (lam k)).
unfold mode_velocity. simpl. ring.
Qed.

Lemma ratio_above_one : 1 < r /\ 1 < rho.
Proof. assert (0 < eta * (1 - c) * s) by (repeat apply Rmult_lt_0_compat; lra). nra. Qed.

Lemma weight_positive : 0 < eta / (r * (r ^ 2 - 1)).
Proof.
destruct ratio_above_one as [r1 _]. generalize dependent (1 + eta * (1 - c) * s). intros x x1.
apply Rdiv_lt_0_compat; [exact eta0 |]. apply Rmult_lt_0_compat; [lra |]. nra.
Qed.

Lemma level_root : 0 < sqrt (c * s) /\ sqrt (c * s) ^ 2 = c * s.
Proof.
assert (0 < c * s) by nra. split; [apply sqrt_lt_R0; lra |].
simpl. rewrite Rmult_1_r. apply sqrt_sqrt. lra.
Qed.

(* -log(1 - x) <= x/(1 - x) *)
Lemma log_of_quotient u v : 0 < v <= u -> ln u - ln v <= (u - v) / v.
Proof.
intros H. assert (E : ln u = ln v + ln (u / v)).
{ rewrite <- ln_mult; [f_equal; field; lra | lra | apply Rdiv_lt_0_compat; lra]. }
replace ((u - v) / v) with (u / v - 1) by (field; lra).
assert (P : 0 < u / v) by (apply Rdiv_lt_0_compat; lra).
assert (Q := exp_ineq1_le (ln (u / v))). rewrite exp_ln in Q by exact P. lra.
Qed.

(* below the level: never slower than by the rate r, never faster than by rho *)
Lemma log_below_level N : (forall k, (k < N)%nat -> lam k ^ 2 < c * s) ->
  forall k, (k <= N)%nat -> 0 < lam k /\ ln (lam k) <= ln eps + INR k * ln rho /\
    ln eps + INR k * ln rho - eta / (r * (r ^ 2 - 1)) * lam k ^ 2 <= ln (lam k).
Proof.
intros H. destruct ratio_above_one as [r1 p1].
assert (w0 := weight_positive).
induction k as [| k IH]; intro kN.
{ simpl INR. rewrite Rmult_0_l, Rplus_0_r. change (lam 0) with eps.
  assert (0 < eps ^ 2) by (apply pow_lt; exact e0). split; [exact e0 | split; [lra | nra]]. }
destruct (IH ltac:(lia)) as [P [U V]]. specialize (H k ltac:(lia)).
assert (q0 : 0 < lam k ^ 2) by (apply pow_lt; exact P).
assert (m1 : r < rho - eta * lam k ^ 2) by nra.
assert (m2 : rho - eta * lam k ^ 2 < rho) by nra.
rewrite two_factor_step, S_INR. set (x := lam k) in *. set (m := rho - eta * x ^ 2) in *.
rewrite ln_mult by lra. split; [nra |].
assert (ln m < ln rho) by (apply ln_increasing; lra).
split; [lra |].
assert (Q := log_of_quotient rho m ltac:(lra)).
replace (rho - m) with (eta * x ^ 2) in Q by (unfold m; ring).
assert (Q2 : eta * x ^ 2 / m <= eta * x ^ 2 / r).
{ apply Rmult_le_compat_l; [nra |]. apply Rinv_le_contravar; lra. }
assert (T : eta / (r * (r ^ 2 - 1)) * x ^ 2 + eta * x ^ 2 / r <=
  eta / (r * (r ^ 2 - 1)) * (x * m) ^ 2); [| lra].
rewrite (weight_split eta x r r1).
apply Rmult_le_compat_l; [lra |]. rewrite Rpow_mult_distr.
apply Rmult_le_compat_l; [lra |]. apply pow_incr. lra.
Qed.

Theorem descent_count N : is_first_step 2 eta s eps (c * s) N ->
  ln (sqrt (c * s) / eps) / ln rho <= INR N /\
  INR N < 1 + 1 / ln rho * (ln (sqrt (c * s) / eps) + c / (2 * (1 - c))).
Proof.
intros [F G]. destruct ratio_above_one as [r1 p1]. destruct level_root as [R0 R2].
assert (l0 : 0 < ln rho) by (rewrite <- ln_1; apply ln_increasing; lra).
assert (lq : ln (sqrt (c * s) / eps) = ln (sqrt (c * s)) - ln eps).
{ unfold Rdiv. rewrite ln_mult, ln_Rinv; [ring | | |]; try lra. apply Rinv_0_lt_compat, e0. }
rewrite lq. assert (less : eps < sqrt (c * s)) by (apply (power_order 2); lra).
destruct (log_below_level N G N (Nat.le_refl N)) as [P [U _]]. split.
- apply Rle_div_l; [exact l0 |]. assert (sqrt (c * s) <= lam N).
  { destruct (Rlt_le_dec (lam N) (sqrt (c * s))) as [b | b]; [| exact b].
    assert (lam N ^ 2 < sqrt (c * s) ^ 2); [| lra]. simpl. nra. }
  assert (ln (sqrt (c * s)) <= ln (lam N)) by (apply ln_le; lra). lra.
- destruct N as [| n].
  { change (descent 2 eta s eps 0) with eps in F. lra. }
  destruct (log_below_level (S n) G n ltac:(lia)) as [Q [_ V]].
  assert (B := G n ltac:(lia)).
  assert (X : lam n < sqrt (c * s)) by (apply (power_order 2); lra).
  apply ln_increasing in X; [| exact Q].
  assert (W : eta / (r * (r ^ 2 - 1)) * lam n ^ 2 < c / (2 * (1 - c))).
  { apply Rle_lt_trans with (eta / (r * (r ^ 2 - 1)) * (c * s)).
    - apply Rmult_le_compat_l; [left; apply weight_positive | lra].
    - assert (E : c * s = (r - 1) * (c / (eta * (1 - c)))) by (field; split; lra).
      rewrite E. clear - r1 C eta0. generalize dependent (1 + eta * (1 - c) * s). intros q q1.
      replace (eta / (q * (q ^ 2 - 1)) * ((q - 1) * (c / (eta * (1 - c))))) with
        (c / ((1 - c) * (q * (q + 1)))).
      + apply Rmult_lt_compat_l; [lra |]. assert (2 < q * (q + 1)) by nra.
        apply Rinv_lt_contravar; [| rewrite (Rmult_comm 2); apply Rmult_lt_compat_l; lra].
        apply Rmult_lt_0_compat; [lra |]. apply Rmult_lt_0_compat; lra.
      + field. assert (1 < q * q) by nra. repeat split; lra. }
  rewrite S_INR. assert (INR n < 1 / ln rho * (ln (sqrt (c * s)) - ln eps + c / (2 * (1 - c)))).
  { unfold Rdiv at 1. rewrite Rmult_1_l, Rmult_comm. apply Rlt_div_r; [exact l0 | lra]. }
  lra.
Qed.

(* up to a constant the steps are log(1/eps)/log(rho) *)
Lemma count_near N : is_first_step 2 eta s eps (c * s) N ->
  Rabs (INR N - ln (1 / eps) / ln rho) <=
    1 + 1 / ln rho * (Rabs (ln (sqrt (c * s))) + c / (2 * (1 - c))).
Proof.
intros H. destruct (descent_count N H) as [A B]. destruct ratio_above_one as [r1 p1].
destruct level_root as [R0 _].
assert (l0 : 0 < ln rho) by (rewrite <- ln_1; apply ln_increasing; lra).
assert (lq : ln (sqrt (c * s) / eps) = ln (sqrt (c * s)) + ln (1 / eps)).
{ rewrite <- ln_mult; [f_equal; field; lra | lra | apply Rdiv_lt_0_compat; lra]. }
rewrite lq in A, B. set (D := c / (2 * (1 - c))) in *. set (a := ln (sqrt _)) in *.
set (y := ln (1 / eps)) in *. assert (I : 0 < / ln rho) by (apply Rinv_0_lt_compat; exact l0).
set (i := / ln rho) in *. change ((a + y) * i <= INR N) in A. change (y / ln rho) with (y * i).
replace (1 / ln rho) with i in * by (unfold i; field; lra).
assert (0 < D) by (unfold D; apply Rdiv_lt_0_compat; lra).
assert (X := Rle_abs a). assert (Y := Rle_abs (- a)). rewrite Rabs_Ropp in Y.
assert (i * a <= i * Rabs a) by (apply Rmult_le_compat_l; lra).
assert (i * - Rabs a <= i * a) by (apply Rmult_le_compat_l; lra).
assert (0 < i * D) by (apply Rmult_lt_0_compat; lra).
apply Rabs_le. split; lra.
Qed.
End Count.

Theorem descent_plateau eta c si sj : 0 < eta -> 0 < c < 1 / 2 -> 0 < sj < si ->
  exists K, forall eps Ni Nj, 0 < eps -> eps ^ 2 < c * sj ->
    is_first_step 2 eta si eps ((1 - c) * si) Ni -> is_first_step 2 eta sj eps (c * sj) Nj ->
    Rabs (eta * (INR Nj - INR Ni) - growth_gap eta si sj * ln (1 / eps)) <= K.
Proof.
intros eta0 C S.
set (B := fun q s => 1 + 1 / ln (1 + eta * s) * (Rabs (ln (sqrt (q * s))) + q / (2 * (1 - q)))).
exists (eta * (B c sj + B (1 - c) si)). intros eps Ni Nj e0 H I J.
assert (P := count_near eta sj eps c eta0 ltac:(lra) e0 ltac:(lra) H Nj J).
assert (Q := count_near eta si eps (1 - c) eta0 ltac:(lra) e0 ltac:(lra) ltac:(nra) Ni I).
fold (B c sj) in P. fold (B (1 - c) si) in Q. unfold growth_gap.
replace (eta * (INR Nj - INR Ni) - (eta / ln (1 + eta * sj) - eta / ln (1 + eta * si)) *
  ln (1 / eps)) with (eta * ((INR Nj - ln (1 / eps) / ln (1 + eta * sj)) -
  (INR Ni - ln (1 / eps) / ln (1 + eta * si)))) by (unfold Rdiv; ring).
rewrite Rabs_mult, (Rabs_pos_eq eta) by lra. apply Rmult_le_compat_l; [lra |].
eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_Ropp. lra.
Qed.

(* d/deta of eta/log(1 + eta s), as a function of x = eta s *)
Definition growth_slope (x : R) := / ln (1 + x) - x / ((1 + x) * ln (1 + x) ^ 2).

Lemma log_positive x : 0 < x -> 0 < ln (1 + x).
Proof. intro x0. rewrite <- ln_1 at 1. apply ln_increasing; lra. Qed.

Lemma growth_slope_falls x y : 0 < x < y -> growth_slope y < growth_slope x.
Proof.
intros H. assert (- growth_slope x < - growth_slope y); [| lra].
apply (increases_by_slope (fun z => - growth_slope z)
  (fun z => ((2 + z) * ln (1 + z) - 2 * z) / ((1 + z) ^ 2 * ln (1 + z) ^ 3))); [lra | |].
- intros z Z. assert (P := log_positive z ltac:(lra)). unfold growth_slope.
  auto_derive; [repeat split; try lra; nra |]. field. lra.
- intros z Z. assert (P := log_positive z ltac:(lra)).
  assert (A := log_above z ltac:(lra)). apply Rlt_div_l in A; [| lra].
  apply Rdiv_lt_0_compat; [lra |]. apply Rmult_lt_0_compat; apply pow_lt; lra.
Qed.

Theorem growth_gap_increases eta eta' si sj : 0 < sj < si -> 0 < eta < eta' ->
  growth_gap eta si sj < growth_gap eta' si sj.
Proof.
intros S H. apply (increases_by_slope (fun e => growth_gap e si sj)
  (fun e => growth_slope (e * sj) - growth_slope (e * si))); [lra | |].
- intros e E. assert (0 < e * sj) by nra. assert (0 < e * si) by nra.
  assert (P := log_positive (e * sj) ltac:(lra)). assert (Q := log_positive (e * si) ltac:(lra)).
  unfold growth_gap, growth_slope. auto_derive; [repeat split; lra |]. field. lra.
- intros e E. assert (growth_slope (e * si) < growth_slope (e * sj)); [| lra].
  apply growth_slope_falls. nra.
Qed.

(* eta/log(1 + eta s) lies between 1/s and 1/s + eta/2 *)
Lemma growth_time_between eta s : 0 < eta -> 0 < s ->
  1 / s < eta / ln (1 + eta * s) < 1 / s + eta / 2.
Proof.
intros eta0 s0. assert (X : 0 < eta * s) by nra. assert (P := log_positive _ X).
assert (A := log_below _ X). assert (B := log_above _ X). split.
- apply Rmult_lt_reg_r with (s * ln (1 + eta * s)); [nra |].
  replace (1 / s * (s * ln (1 + eta * s))) with (ln (1 + eta * s)) by (field; lra).
  replace (eta / ln (1 + eta * s) * (s * ln (1 + eta * s))) with (eta * s) by (field; lra). lra.
- apply Rlt_div_l in B; [| lra]. apply Rlt_div_l; [exact P |].
  apply Rmult_lt_reg_r with (2 * s); [lra |].
  replace ((1 / s + eta / 2) * ln (1 + eta * s) * (2 * s)) with
    (ln (1 + eta * s) * (2 + eta * s)) by (field; lra). lra.
Qed.

Lemma growth_gap_near eta si sj : 0 < eta -> 0 < sj < si ->
  Rabs (growth_gap eta si sj - (1 / sj - 1 / si)) < eta / 2.
Proof.
intros eta0 S. unfold growth_gap.
assert (A := growth_time_between eta sj eta0 ltac:(lra)).
assert (B := growth_time_between eta si eta0 ltac:(lra)). apply Rabs_lt_between. lra.
Qed.

Theorem growth_gap_above eta si sj : 0 < eta -> 0 < sj < si ->
  1 / sj - 1 / si < growth_gap eta si sj.
Proof.
intros eta0 S. set (d := 1 / sj - 1 / si).
assert (M := growth_gap_increases (eta / 2) eta si sj S ltac:(lra)).
destruct (Rlt_le_dec (growth_gap (eta / 2) si sj) d) as [l | l]; [exfalso | lra].
set (h := Rmin (eta / 4) (d - growth_gap (eta / 2) si sj)).
assert (h0 : 0 < h) by (apply Rmin_glb_lt; lra).
assert (h1 := Rmin_l (eta / 4) (d - growth_gap (eta / 2) si sj)). fold h in h1.
assert (h2 := Rmin_r (eta / 4) (d - growth_gap (eta / 2) si sj)). fold h in h2.
assert (N := growth_gap_near h si sj h0 S). fold d in N. apply Rabs_lt_between in N.
assert (M' := growth_gap_increases h (eta / 2) si sj S ltac:(lra)). lra.
Qed.

Theorem growth_gap_limit si sj : 0 < sj < si ->
  filterlim (fun eta => growth_gap eta si sj) (at_right 0) (locally (1 / sj - 1 / si)).
Proof.
intros S P [e He]. exists e. intros eta B eta0. apply He.
assert (N := growth_gap_near eta si sj eta0 S).
change (Rabs (eta - 0) < e) in B. rewrite Rminus_0_r, Rabs_pos_eq in B by lra.
change (Rabs (growth_gap eta si sj - (1 / sj - 1 / si)) < e). lra.
Qed.
