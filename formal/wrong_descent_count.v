(* Wrong variants of the number of steps and of the plateau under descent, near the truth, refuted.
  *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead descent_steps velocity_shape descent_time descent_late.
From dlf Require Import descent_count descent_plateau.
Open Scope R_scope.

(* one step of two factors, eta = s = 1, from 1/4 to 31/64 *)
Lemma one_step : is_first_step 2 1 1 (1 / 4) ((31 / 64) ^ 2 * 1) 1.
Proof.
unfold is_first_step, descent, mode_velocity. split; [simpl; lra |].
intros k K. replace k with 0%nat by lia. simpl. lra.
Qed.

(* two steps to 1/2 *)
Lemma two_steps : is_first_step 2 1 1 (1 / 4) (1 / 4 * 1) 2.
Proof.
unfold is_first_step, descent, mode_velocity. split; [simpl; lra |].
intros k K. assert (E : k = 0%nat \/ k = 1%nat) by lia. destruct E as [-> | ->]; simpl; lra.
Qed.

(* two steps from 51/200, the first just short of 1/2 *)
Lemma two_steps_short : is_first_step 2 1 1 (51 / 200) (1 / 4 * 1) 2.
Proof.
unfold is_first_step, descent, mode_velocity. split; [simpl; lra |].
intros k K. assert (E : k = 0%nat \/ k = 1%nat) by lia. destruct E as [-> | ->]; simpl; lra.
Qed.

(* eta = 1/4, s = 1: from at most 1 never above 1 *)
Lemma below_target k : 0 < descent 2 (1 / 4) 1 (1 / 2) k <= 1.
Proof.
induction k as [| k IH]; [unfold descent; simpl; lra |].
change (descent 2 (1 / 4) 1 (1 / 2) (S k)) with (descent 2 (1 / 4) 1 (1 / 2) k +
  1 / 4 * mode_velocity 2 1 (descent 2 (1 / 4) 1 (1 / 2) k)).
set (x := descent _ _ _ _ k) in *. unfold mode_velocity. simpl.
assert (0 <= (1 - x) * (4 - x * (1 + x))) by (apply Rmult_le_pos; nra).
assert (0 <= x * (1 - x * x)) by (apply Rmult_le_pos; nra). lra.
Qed.

(* a level above the target *)
Theorem first_step_once_above_wrong : ~ (forall L eta s eps level, (2 <= L)%nat -> 0 < eta ->
  0 < eps -> 0 < s -> eps ^ L < level -> exists N, is_first_step L eta s eps level N /\
  forall N', is_first_step L eta s eps level N' -> N' = N).
Proof.
intro H. destruct (H 2%nat (1 / 4) 1 (1 / 2) (11 / 10)) as [N [[A _] _]]; try lia; try lra.
assert (B := below_target N). assert (descent 2 (1 / 4) 1 (1 / 2) N ^ 2 <= 1 ^ 2)
  by (apply pow_incr; lra). simpl in *. lra.
Qed.

(* not the first such step *)
Theorem first_step_once_number_wrong : ~ (forall L eta s eps level, (2 <= L)%nat -> 0 < eta ->
  0 < eps -> eps ^ L < level -> level < s -> exists N, level <= descent L eta s eps N ^ L /\
  forall N', level <= descent L eta s eps N' ^ L -> N' = N).
Proof.
intro H. destruct (H 2%nat 1 1 (1 / 4) (1 / 10)) as [N [_ U]]; try lia; try (simpl; lra).
assert (A : 1%nat = N) by (apply U; unfold descent, mode_velocity; simpl; lra).
assert (B : 2%nat = N) by (apply U; unfold descent, mode_velocity; simpl; lra). lia.
Qed.

Lemma root_of_square x y : 0 < x -> x ^ 2 = y -> sqrt y = x.
Proof.
intros x0 <-. simpl. rewrite Rmult_1_r. apply sqrt_square. lra.
Qed.

(* eleven tenths of the least number of steps *)
Theorem descent_count_least_wrong : ~ (forall eta s eps c, 0 < eta -> 0 < s -> 0 < eps ->
  0 < c < 1 -> eps ^ 2 < c * s -> forall N, is_first_step 2 eta s eps (c * s) N ->
  11 / 10 * (ln (sqrt (c * s) / eps) / ln (1 + eta * s)) <= INR N).
Proof.
intro H. assert (B := H 1 1 (1 / 4) ((31 / 64) ^ 2) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) 1%nat one_step).
rewrite (root_of_square (31 / 64)) in B by lra.
replace (31 / 64 / (1 / 4)) with (31 / 16) in B by field.
replace (1 + 1 * 1) with 2 in B by ring. simpl (INR 1) in B.
assert (l2 : 0 < ln 2) by (rewrite <- ln_1; apply ln_increasing; lra).
assert (P : ln (2 ^ 10) < ln ((31 / 16) ^ 11)) by (apply ln_increasing; simpl; lra).
rewrite !log_of_power in P by lra. simpl INR in P.
assert (Q : ln (31 / 16) / ln 2 <= 10 / 11) by lra. apply (Rle_div_l (ln (31 / 16))) in Q;
  [lra | exact l2].
Qed.

(* without the losses of the steps *)
Theorem descent_count_loss_wrong : ~ (forall eta s eps c, 0 < eta -> 0 < s -> 0 < eps ->
  0 < c < 1 -> eps ^ 2 < c * s -> forall N, is_first_step 2 eta s eps (c * s) N ->
  INR N <= 1 + 1 / ln (1 + eta * s) * ln (sqrt (c * s) / eps)).
Proof.
intro H. assert (B := H 1 1 (51 / 200) (1 / 4) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) 2%nat two_steps_short).
rewrite (root_of_square (1 / 2)) in B by lra.
replace (1 / 2 / (51 / 200)) with (100 / 51) in B by field.
replace (1 + 1 * 1) with 2 in B by ring. simpl (INR 2) in B.
assert (l2 : 0 < ln 2) by (rewrite <- ln_1; apply ln_increasing; lra).
assert (P : ln (100 / 51) < ln 2) by (apply ln_increasing; lra).
replace (1 / ln 2 * ln (100 / 51)) with (ln (100 / 51) / ln 2) in B by (field; lra).
assert (Q : ln (100 / 51) / ln 2 < 1) by (apply Rlt_div_l; lra). lra.
Qed.

(* the rate of the flow, eta s for log(1 + eta s) *)
Theorem descent_count_flow_wrong : ~ (forall eta s eps c, 0 < eta -> 0 < s -> 0 < eps ->
  0 < c < 1 -> eps ^ 2 < c * s -> forall N, is_first_step 2 eta s eps (c * s) N ->
  INR N < 1 + 1 / (eta * s) * (ln (sqrt (c * s) / eps) + c / (2 * (1 - c)))).
Proof.
intro H. assert (B := H 1 1 (1 / 4) (1 / 4) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) 2%nat two_steps).
rewrite (root_of_square (1 / 2)) in B by lra.
replace (1 / 2 / (1 / 4)) with 2 in B by field. simpl (INR 2) in B.
assert (P : ln (2 ^ 4) < ln (exp 1 ^ 3)).
{ apply ln_increasing; [lra |]. assert (E := exp_ineq1 1 ltac:(lra)).
  assert (Z : exp (1 / 2) * exp (1 / 2) = exp 1) by (rewrite <- exp_plus; f_equal; field).
  assert (Y := exp_ineq1 (1 / 4) ltac:(lra)).
  assert (X : exp (1 / 4) * exp (1 / 4) = exp (1 / 2)) by (rewrite <- exp_plus; f_equal; field).
  assert (25 / 16 < exp (1 / 2)).
  { rewrite <- X. apply Rlt_trans with (5 / 4 * exp (1 / 4)); [lra |].
    apply Rmult_lt_compat_r; lra. }
  assert (W : exp (1 / 3) ^ 3 = exp 1) by (simpl; rewrite Rmult_1_r, <- !exp_plus; f_equal; field).
  assert (V := exp_ineq1 (1 / 8) ltac:(lra)).
  assert (U : exp (1 / 8) * exp (1 / 8) = exp (1 / 4)) by (rewrite <- exp_plus; f_equal; field).
  assert (81 / 64 < exp (1 / 4)).
  { rewrite <- U. apply Rlt_trans with (9 / 8 * exp (1 / 8)); [lra |].
    apply Rmult_lt_compat_r; lra. }
  assert (8 / 5 < exp (1 / 2)).
  { rewrite <- X. apply Rlt_trans with (81 / 64 * exp (1 / 4)); [lra |].
    apply Rmult_lt_compat_r; lra. }
  assert (64 / 25 < exp 1).
  { rewrite <- Z. apply Rlt_trans with (8 / 5 * exp (1 / 2)); [lra |].
    apply Rmult_lt_compat_r; lra. }
  apply Rlt_le_trans with ((64 / 25) ^ 3); [lra |]. apply pow_incr. lra. }
rewrite !log_of_power, ln_exp in P by (lra || apply exp_pos). simpl INR in P. lra.
Qed.

(* eta = 1, c = 1/4, targets 2 and 1: no other slope than the bracket *)
Lemma plateau_slope_only k K : (forall eps Ni Nj, 0 < eps -> eps ^ 2 < 1 / 4 * 1 ->
    is_first_step 2 1 2 eps ((1 - 1 / 4) * 2) Ni -> is_first_step 2 1 1 eps (1 / 4 * 1) Nj ->
    Rabs (1 * (INR Nj - INR Ni) - k * ln (1 / eps)) <= K) -> k = growth_gap 1 2 1.
Proof.
intro H. destruct (descent_plateau 1 (1 / 4) 2 1) as [K' H']; try lra.
destruct (Req_dec k (growth_gap 1 2 1)) as [e | ne]; [exact e | exfalso].
set (d := Rabs (k - growth_gap 1 2 1)). assert (d0 : 0 < d) by (apply Rabs_pos_lt; lra).
set (y := Rmax ((K + K' + 1) / d) 1). assert (y1 := Rmax_r ((K + K' + 1) / d) 1).
assert (y2 := Rmax_l ((K + K' + 1) / d) 1). fold y in y1, y2.
assert (e1 : exp 1 <= exp y) by (destruct y1 as [l | <-]; [left; apply exp_increasing, l | lra]).
assert (e2 : 1 + 1 < exp 1) by (apply exp_ineq1; lra).
set (eps := exp (- y)). assert (E : eps = / exp y) by apply exp_Ropp.
assert (e0 : 0 < eps) by apply exp_pos.
assert (eh : eps < 1 / 2).
{ rewrite E. replace (1 / 2) with (/ 2) by field. apply Rinv_lt_contravar; lra. }
assert (es : eps ^ 2 < 1 / 4 * 1) by (simpl; nra).
destruct (first_step_exists 2 1 2 eps ((1 - 1 / 4) * 2)) as [Ni I]; try lra; [lia |].
destruct (first_step_exists 2 1 1 eps (1 / 4 * 1)) as [Nj J]; try lra; [lia |].
assert (A := H eps Ni Nj e0 es I J). assert (A' := H' eps Ni Nj e0 es I J).
assert (ly : ln (1 / eps) = y).
{ rewrite log_quotient, ln_1 by lra. unfold eps. rewrite ln_exp. ring. }
rewrite ly in A, A'. set (x := 1 * (INR Nj - INR Ni)) in *.
assert (B : Rabs ((k - growth_gap 1 2 1) * y) <= K + K').
{ replace ((k - growth_gap 1 2 1) * y) with ((x - growth_gap 1 2 1 * y) + - (x - k * y)) by ring.
  eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_Ropp. lra. }
rewrite Rabs_mult in B. fold d in B. rewrite (Rabs_pos_eq y) in B by lra.
apply Rle_div_l in y2; [lra | exact d0].
Qed.

Lemma gap_above_half : 1 / 2 < growth_gap 1 2 1.
Proof. assert (A := growth_gap_above 1 2 1 ltac:(lra) ltac:(lra)). lra. Qed.

(* the plateau of the flow *)
Theorem descent_plateau_flow_wrong : ~ (forall eta c si sj, 0 < eta -> 0 < c < 1 / 2 ->
  0 < sj < si -> exists K, forall eps Ni Nj, 0 < eps -> eps ^ 2 < c * sj ->
    is_first_step 2 eta si eps ((1 - c) * si) Ni -> is_first_step 2 eta sj eps (c * sj) Nj ->
    Rabs (eta * (INR Nj - INR Ni) - (1 / sj - 1 / si) * ln (1 / eps)) <= K).
Proof.
intro H. destruct (H 1 (1 / 4) 2 1) as [K B]; try lra.
apply plateau_slope_only in B. assert (A := gap_above_half). lra.
Qed.

(* nine tenths of the plateau *)
Theorem descent_plateau_tenth_wrong : ~ (forall eta c si sj, 0 < eta -> 0 < c < 1 / 2 ->
  0 < sj < si -> exists K, forall eps Ni Nj, 0 < eps -> eps ^ 2 < c * sj ->
    is_first_step 2 eta si eps ((1 - c) * si) Ni -> is_first_step 2 eta sj eps (c * sj) Nj ->
    Rabs (eta * (INR Nj - INR Ni) - 9 / 10 * growth_gap eta si sj * ln (1 / eps)) <= K).
Proof.
intro H. destruct (H 1 (1 / 4) 2 1) as [K B]; try lra.
apply plateau_slope_only in B. assert (A := gap_above_half). lra.
Qed.

(* without the plateau, a bounded time *)
Theorem descent_plateau_bounded_wrong : ~ (forall eta c si sj, 0 < eta -> 0 < c < 1 / 2 ->
  0 < sj < si -> exists K, forall eps Ni Nj, 0 < eps -> eps ^ 2 < c * sj ->
    is_first_step 2 eta si eps ((1 - c) * si) Ni -> is_first_step 2 eta sj eps (c * sj) Nj ->
    Rabs (eta * (INR Nj - INR Ni)) <= K).
Proof.
intro H. destruct (H 1 (1 / 4) 2 1) as [K B]; try lra. assert (A := gap_above_half).
assert (E : 0 = growth_gap 1 2 1); [| lra]. apply (plateau_slope_only 0 K).
intros eps Ni Nj e0 es I J. rewrite Rmult_0_l, Rminus_0_r. exact (B eps Ni Nj e0 es I J).
Qed.

(* the bracket falls with the learning rate *)
Theorem growth_gap_increases_order_wrong : ~ (forall eta eta' si sj, 0 < sj < si ->
  0 < eta < eta' -> growth_gap eta' si sj < growth_gap eta si sj).
Proof.
intro H. assert (A := H 1 2 2 1 ltac:(lra) ltac:(lra)).
assert (B := growth_gap_increases 1 2 2 1 ltac:(lra) ltac:(lra)). lra.
Qed.

(* the targets in any order *)
Theorem growth_gap_increases_targets_wrong : ~ (forall eta eta' si sj, 0 < sj -> 0 < si ->
  0 < eta < eta' -> growth_gap eta si sj < growth_gap eta' si sj).
Proof.
intro H. assert (A := H 1 2 1 2 ltac:(lra) ltac:(lra) ltac:(lra)).
assert (B := growth_gap_increases 1 2 2 1 ltac:(lra) ltac:(lra)). unfold growth_gap in *. lra.
Qed.

(* eleven tenths of the bracket of the flow *)
Theorem growth_gap_above_tenth_wrong : ~ (forall eta si sj, 0 < eta -> 0 < sj < si ->
  11 / 10 * (1 / sj - 1 / si) < growth_gap eta si sj).
Proof.
intro H. assert (A := H (1 / 20) 2 1 ltac:(lra) ltac:(lra)).
assert (B := growth_gap_near (1 / 20) 2 1 ltac:(lra) ltac:(lra)). apply Rabs_lt_between in B. lra.
Qed.

(* the bracket of the flow with the sum of the inverses *)
Theorem growth_gap_above_sum_wrong : ~ (forall eta si sj, 0 < eta -> 0 < sj < si ->
  1 / sj + 1 / si < growth_gap eta si sj).
Proof.
intro H. assert (A := H (1 / 20) 2 1 ltac:(lra) ltac:(lra)).
assert (B := growth_gap_near (1 / 20) 2 1 ltac:(lra) ltac:(lra)). apply Rabs_lt_between in B. lra.
Qed.

Lemma limit_only k : filterlim (fun eta => growth_gap eta 2 1) (at_right 0) (locally k) ->
  k = 1 / 2.
Proof.
intro H. assert (F := growth_gap_limit 2 1 ltac:(lra)).
assert (E := filterlim_locally_unique (F := at_right 0) _ _ _ H F). rewrite E. lra.
Qed.

(* nine tenths of the limit *)
Theorem growth_gap_limit_tenth_wrong : ~ (forall si sj, 0 < sj < si ->
  filterlim (fun eta => growth_gap eta si sj) (at_right 0) (locally (9 / 10 * (1 / sj - 1 / si)))).
Proof. intro H. assert (E := limit_only _ (H 2 1 ltac:(lra))). lra. Qed.

(* the sum of the inverses as the limit *)
Theorem growth_gap_limit_sum_wrong : ~ (forall si sj, 0 < sj < si ->
  filterlim (fun eta => growth_gap eta si sj) (at_right 0) (locally (1 / sj + 1 / si))).
Proof. intro H. assert (E := limit_only _ (H 2 1 ltac:(lra))). lra. Qed.
