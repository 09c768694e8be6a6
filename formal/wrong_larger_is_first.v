(* Wrong variants of the order of the times of two modes, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare separation separation_bound power_sum.
From dlf Require Import mode_times mode_series mode_exists fit_series staircase.
From dlf Require Import fit_integral larger_is_first partner.
Open Scope R_scope.

(* two factors, c = 1/2, eps = 1: 1/y = 1 + F *)
Lemma turn_of_two : exists y, is_turn 2 (1 / 2) y /\ 4591 / 1000 < 1 / y < 4592 / 1000.
Proof.
destruct bound_exists as [F [[F0 FE] [B _]]]. exists (1 / (1 + F)).
assert (y0 : 0 < 1 / (1 + F)) by (apply Rdiv_lt_0_compat; lra).
assert (y1 : 1 / (1 + F) < 1 / 2).
{ unfold Rdiv. rewrite !Rmult_1_l. apply Rinv_lt_contravar; lra. }
split; [| replace (1 / (1 / (1 + F))) with (1 + F) by (field; lra); lra].
split; [lra |]. replace (2 - 2 / INR 2) with 1 by (simpl; field).
rewrite Rmult_1_l, Rminus_eq_0, Rpower_O by exact y0.
apply (zero_of_two F (1 / (1 + F)) ltac:(lra) FE ltac:(lra)). reflexivity.
Qed.

Lemma time_of_two s : 2 < s -> target_time 2 1 (1 / 2) s = ln (s - 1) / (2 * s).
Proof.
intro S. unfold target_time. rewrite pow1. destruct (Rle_dec (1 / 2 * s) 1); [lra |].
replace (2 - 2 / INR 2) with 1 by (simpl; field). rewrite Rpower_1 by lra.
assert (X : 0 < 1 / s < 1 / 2).
{ split; [apply Rdiv_lt_0_compat; lra |]. unfold Rdiv. rewrite !Rmult_1_l.
  apply Rinv_lt_contravar; lra. }
rewrite integral_of_two by lra.
replace (1 / 2 / (1 - 1 / 2) * ((1 - 1 / s) / (1 / s))) with (s - 1) by (field; lra).
simpl. field. lra.
Qed.

(* the other sign of the right side *)
Theorem integral_zero_sign_wrong : ~ (forall L c, (2 <= L)%nat -> 0 < c < 1 ->
  exists y, 0 < y < c /\ (2 - 2 / INR L) * fit_integral L c y =
    - (Rpower y (1 - (2 - 2 / INR L)) / (1 - y))).
Proof.
intro H. destruct (H 2%nat (1 / 2) (le_n 2) ltac:(lra)) as [y [Y E]].
replace (2 - 2 / INR 2) with 1 in E by (simpl; field).
rewrite Rmult_1_l, Rminus_eq_0, Rpower_O, integral_of_two in E by lra.
replace (1 / 2 / (1 - 1 / 2) * ((1 - y) / y)) with ((1 - y) / y) in E by (field; lra).
assert (1 < (1 - y) / y).
{ apply Rmult_lt_reg_r with y; [lra |].
  replace ((1 - y) / y * y) with (1 - y) by (field; lra). lra. }
assert (ln 1 < ln ((1 - y) / y)) by (apply ln_increasing; lra). rewrite ln_1 in *.
assert (0 < 1 / (1 - y)) by (apply Rdiv_lt_0_compat; lra). lra.
Qed.

(* the solution in the upper half of (0, c) *)
Theorem integral_zero_half_wrong : ~ (forall L c, (2 <= L)%nat -> 0 < c < 1 ->
  exists y, c / 2 < y < c /\ (2 - 2 / INR L) * fit_integral L c y =
    Rpower y (1 - (2 - 2 / INR L)) / (1 - y)).
Proof.
intro H. destruct (H 2%nat (1 / 2) (le_n 2) ltac:(lra)) as [y [Y E]].
destruct turn_of_two as [z [[Z Ez] B]].
destruct (integral_zero 2 (1 / 2) (le_n 2) ltac:(lra)) as [w [_ U]].
assert (e : y = z) by (rewrite (U y ltac:(lra) E), (U z Z Ez); reflexivity). subst y.
assert (1 / z * z = 1) by (field; lra). nra.
Qed.

(* without the factor c/(1-c) *)
Theorem integral_of_two_factor_wrong : ~ (forall c y, 0 < c < 1 -> 0 < y < c ->
  fit_integral 2 c y = ln ((1 - y) / y)).
Proof.
intro H. assert (W := H (1 / 3) (1 / 4) ltac:(lra) ltac:(lra)).
rewrite integral_of_two in W by lra.
replace (1 / 3 / (1 - 1 / 3) * ((1 - 1 / 4) / (1 / 4))) with (3 / 2) in W by field.
replace ((1 - 1 / 4) / (1 / 4)) with 3 in W by field.
assert (ln (3 / 2) < ln 3) by (apply ln_increasing; lra). lra.
Qed.

(* the factor c instead of c/(1-c) *)
Theorem integral_of_two_fraction_wrong : ~ (forall c y, 0 < c < 1 -> 0 < y < c ->
  fit_integral 2 c y = ln (c * ((1 - y) / y))).
Proof.
intro H. assert (W := H (1 / 3) (1 / 4) ltac:(lra) ltac:(lra)).
rewrite integral_of_two in W by lra.
replace (1 / 3 / (1 - 1 / 3) * ((1 - 1 / 4) / (1 / 4))) with (3 / 2) in W by field.
replace (1 / 3 * ((1 - 1 / 4) / (1 / 4))) with 1 in W by field.
assert (ln 1 < ln (3 / 2)) by (apply ln_increasing; lra). lra.
Qed.

Lemma bound_instance : exists F, 1 < F /\ F * ln F = F + 1 /\
  0 < 1 / (1 + F) < 1 / 2 /\ fit_integral 2 (1 / 2) (1 / (1 + F)) = 1 / (1 - 1 / (1 + F)).
Proof.
destruct bound_exists as [F [[F0 FE] [B _]]]. exists F.
assert (y0 : 0 < 1 / (1 + F)) by (apply Rdiv_lt_0_compat; lra).
assert (y1 : 1 / (1 + F) < 1 / 2).
{ unfold Rdiv. rewrite !Rmult_1_l. apply Rinv_lt_contravar; lra. }
split; [lra |]. split; [exact FE |]. split; [lra |].
apply (zero_of_two F (1 / (1 + F)) ltac:(lra) FE ltac:(lra)). reflexivity.
Qed.

(* 1/F in the place of 1/(1 + F) *)
Theorem zero_of_two_shift_wrong : ~ (forall F y, 1 < F -> F * ln F = F + 1 -> 0 < y < 1 / 2 ->
  (fit_integral 2 (1 / 2) y = 1 / (1 - y) <-> y = 1 / F)).
Proof.
intro H. destruct bound_instance as [F [F1 [FE [Y E]]]].
assert (W := proj1 (H F _ F1 FE Y) E). apply Rmult_eq_compat_r with (r := F * (1 + F)) in W.
replace (1 / (1 + F) * (F * (1 + F))) with F in W by (field; lra).
replace (1 / F * (F * (1 + F))) with (1 + F) in W by (field; lra). lra.
Qed.

(* 1/(2 + F) in the place of 1/(1 + F) *)
Theorem zero_of_two_more_wrong : ~ (forall F y, 1 < F -> F * ln F = F + 1 -> 0 < y < 1 / 2 ->
  (fit_integral 2 (1 / 2) y = 1 / (1 - y) <-> y = 1 / (2 + F))).
Proof.
intro H. destruct bound_instance as [F [F1 [FE [Y E]]]].
assert (W := proj1 (H F _ F1 FE Y) E).
apply Rmult_eq_compat_r with (r := (2 + F) * (1 + F)) in W.
replace (1 / (1 + F) * ((2 + F) * (1 + F))) with (2 + F) in W by (field; lra).
replace (1 / (2 + F) * ((2 + F) * (1 + F))) with (1 + F) in W by (field; lra). lra.
Qed.

(* nine tenths of the time *)
Theorem target_time_is_fit_share_wrong : ~ (forall L c eps, (2 <= L)%nat -> 0 < c < 1 ->
  0 < eps -> forall s, 0 < s -> eps ^ L < c * s ->
  is_fit_time L eps c s (9 / 10 * target_time L eps c s)).
Proof.
intro H. assert (W := H 2%nat (1 / 2) 1 (le_n 2) ltac:(lra) Rlt_0_1 4 ltac:(lra) ltac:(lra)).
assert (T := target_time_is_fit 2 (1 / 2) 1 (le_n 2) ltac:(lra) Rlt_0_1 4 ltac:(lra) ltac:(lra)).
apply fit_time_of_two in W; try lra. apply fit_time_of_two in T; try lra.
assert (P := time_of_two 4 ltac:(lra)).
assert (ln 1 < ln (4 - 1)) by (apply ln_increasing; lra). rewrite ln_1 in *. lra.
Qed.

(* also for targets below eps^L/c *)
Theorem target_time_is_fit_below_wrong : ~ (forall L c eps, (2 <= L)%nat -> 0 < c < 1 ->
  0 < eps -> forall s, 0 < s -> is_fit_time L eps c s (target_time L eps c s)).
Proof.
intro H. destruct (H 2%nat (1 / 2) 1 (le_n 2) ltac:(lra) Rlt_0_1 1 Rlt_0_1) as [_ A].
destruct (mode_exists 2 1 1 (le_n 2) ltac:(lra) Rlt_0_1) as [mu M].
assert (W := A mu M). unfold target_time in W. rewrite pow1 in W.
destruct (Rle_dec (1 / 2 * 1) 1); [| lra]. rewrite (proj1 M), pow1 in W. lra.
Qed.

(* increasing up to eleven tenths of the turn *)
Theorem target_time_course_up_wrong : ~ (forall L c y eps, (2 <= L)%nat -> 0 < c < 1 ->
  is_turn L c y -> 0 < eps -> forall s s', eps ^ L / c <= s -> s < s' ->
  s' <= 11 / 10 * (eps ^ L / y) -> target_time L eps c s < target_time L eps c s').
Proof.
intro H. destruct turn_of_two as [y [T B]].
destruct (target_time_course 2 (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1) as [_ [_ [down _]]].
assert (W := H 2%nat (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1). rewrite pow1 in W, down.
assert (W' := W (1 / y) (11 / 10 * (1 / y)) ltac:(lra) ltac:(lra) ltac:(lra)).
assert (D := down (1 / y) (11 / 10 * (1 / y)) ltac:(lra) ltac:(lra)). lra.
Qed.

(* decreasing from nine tenths of the turn on *)
Theorem target_time_course_down_wrong : ~ (forall L c y eps, (2 <= L)%nat -> 0 < c < 1 ->
  is_turn L c y -> 0 < eps -> forall s s', 9 / 10 * (eps ^ L / y) <= s -> s < s' ->
  target_time L eps c s' < target_time L eps c s).
Proof.
intro H. destruct turn_of_two as [y [T B]].
destruct (target_time_course 2 (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1) as [_ [up _]].
assert (W := H 2%nat (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1). rewrite pow1 in W, up.
assert (W' := W (9 / 10 * (1 / y)) (1 / y) ltac:(lra) ltac:(lra)).
assert (D := up (9 / 10 * (1 / y)) (1 / y) ltac:(lra) ltac:(lra) ltac:(lra)). lra.
Qed.

(* a positive limit for large targets *)
Theorem target_time_course_limit_wrong : ~ (forall L c y eps, (2 <= L)%nat -> 0 < c < 1 ->
  is_turn L c y -> 0 < eps ->
  exists l, 0 < l /\ is_lim (target_time L eps c) p_infty (Finite l)).
Proof.
intro H. destruct turn_of_two as [y [T B]].
destruct (target_time_course 2 (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1) as [_ [_ [_ Z]]].
destruct (H 2%nat (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1) as [l [l0 W]].
apply is_lim_unique in Z. apply is_lim_unique in W. rewrite Z in W. injection W. lra.
Qed.

(* the larger target first from eps^L/c on *)
Theorem larger_is_first_always_wrong : ~ (forall L c y eps, (2 <= L)%nat -> 0 < c < 1 ->
  is_turn L c y -> 0 < eps -> forall s s', 0 < s' -> s' < s ->
  eps ^ L / c <= s' -> target_time L eps c s < target_time L eps c s').
Proof.
intro H. destruct turn_of_two as [y [T B]].
destruct (target_time_course 2 (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1) as [_ [up _]].
assert (W := H 2%nat (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1 4 3 ltac:(lra) ltac:(lra)
  ltac:(lra)).
rewrite pow1 in up. assert (D := up 3 4 ltac:(lra) ltac:(lra) ltac:(lra)). lra.
Qed.

(* strictly later than a target below eps^L/c *)
Theorem larger_is_first_zero_wrong : ~ (forall L c y eps, (2 <= L)%nat -> 0 < c < 1 ->
  is_turn L c y -> 0 < eps -> forall s s', 0 < s' -> s' < s ->
  s' <= eps ^ L / c -> target_time L eps c s' < target_time L eps c s).
Proof.
intro H. destruct turn_of_two as [y [T B]].
assert (W := H 2%nat (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1 2 1 ltac:(lra) ltac:(lra)
  ltac:(lra)).
unfold target_time in W. rewrite pow1 in W.
destruct (Rle_dec (1 / 2 * 2) 1); [| lra]. destruct (Rle_dec (1 / 2 * 1) 1); lra.
Qed.

(* 9 is the partner of 3 *)
Lemma partner_nine y : is_turn 2 (1 / 2) y -> 4591 / 1000 < 1 / y < 4592 / 1000 ->
  is_partner 2 1 (1 / 2) y 3 9.
Proof.
intros T B. unfold is_partner. rewrite pow1. split; [lra |]. split; [lra |].
rewrite !time_of_two by lra. replace (9 - 1) with (2 * (2 * 2)) by ring.
rewrite !ln_mult by lra. replace (3 - 1) with 2 by ring. field.
Qed.

(* later above the partner too *)
Theorem larger_is_first_partner_wrong : ~ (forall L c y eps, (2 <= L)%nat -> 0 < c < 1 ->
  is_turn L c y -> 0 < eps -> forall s s', 0 < s' -> s' < s ->
  eps ^ L / c < s' < eps ^ L / y -> target_time L eps c s' < target_time L eps c s).
Proof.
intro H. destruct turn_of_two as [y [T B]]. destruct (partner_nine y T B) as [_ [_ E]].
assert (W := H 2%nat (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1 10 3 ltac:(lra) ltac:(lra)).
destruct (target_time_course 2 (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1) as [_ [_ [down _]]].
rewrite pow1 in W, down. assert (D := down 9 10 ltac:(lra) ltac:(lra)).
assert (W' := W ltac:(lra)). lra.
Qed.

(* a partner below eleven tenths of the turn *)
Theorem larger_is_first_near_wrong : ~ (forall L c y eps, (2 <= L)%nat -> 0 < c < 1 ->
  is_turn L c y -> 0 < eps -> forall s s', 0 < s' -> s' < s ->
  eps ^ L / c < s' < eps ^ L / y -> exists star,
    (eps ^ L / y < star < 11 / 10 * (eps ^ L / y) /\
     target_time L eps c star = target_time L eps c s') /\
    (s < star -> target_time L eps c s' < target_time L eps c s) /\
    (star < s -> target_time L eps c s < target_time L eps c s')).
Proof.
intro H. destruct turn_of_two as [y [T B]]. destruct (partner_nine y T B) as [_ [_ E]].
destruct (H 2%nat (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1 9 3 ltac:(lra) ltac:(lra))
  as [star [[S _] [_ G]]]; rewrite pow1 in *; [lra |].
assert (W := G ltac:(lra)). lra.
Qed.

(* in units of eps in the place of eps^L *)
Theorem partner_scale_power_wrong : ~ (forall L c y eps u v, (2 <= L)%nat -> 0 < c < 1 ->
  is_turn L c y -> 0 < eps ->
  (is_partner L eps c y (eps * u) (eps * v) <-> is_partner L 1 c y u v)).
Proof.
intro H. destruct turn_of_two as [y [T B]].
destruct (proj2 (H 2%nat (1 / 2) y (1 / 2) 3 9 (le_n 2) ltac:(lra) T ltac:(lra))
  (partner_nine y T B)) as [[_ A] _]. unfold Rdiv in A, B. lra.
Qed.

(* without a unit *)
Theorem partner_scale_unit_wrong : ~ (forall L c y eps u v, (2 <= L)%nat -> 0 < c < 1 ->
  is_turn L c y -> 0 < eps -> (is_partner L eps c y u v <-> is_partner L 1 c y u v)).
Proof.
intro H. destruct turn_of_two as [y [T B]].
destruct (proj2 (H 2%nat (1 / 2) y (1 / 2) 3 9 (le_n 2) ltac:(lra) T ltac:(lra))
  (partner_nine y T B)) as [[_ A] _]. unfold Rdiv in A, B. lra.
Qed.

(* all partners below twice eps^L/y *)
Theorem partner_falls_bounded_wrong : ~ (forall L c y eps, (2 <= L)%nat -> 0 < c < 1 ->
  is_turn L c y -> 0 < eps -> forall s' star, is_partner L eps c y s' star ->
  star < 2 * (eps ^ L / y)).
Proof.
intro H. destruct turn_of_two as [y [T B]].
destruct (partner_of 2 (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1 10) as [s' P];
  [rewrite pow1; lra |].
assert (W := H 2%nat (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1 s' 10 P). rewrite pow1 in W. lra.
Qed.

(* partners that rise *)
Theorem partner_falls_order_wrong : ~ (forall L c y eps, (2 <= L)%nat -> 0 < c < 1 ->
  is_turn L c y -> 0 < eps -> forall s' s'' star star', is_partner L eps c y s' star ->
  is_partner L eps c y s'' star' -> s' < s'' -> star < star').
Proof.
intro H. destruct turn_of_two as [y [T B]]. assert (P := partner_nine y T B).
destruct (partner_falls 2 (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1) as [ex [down _]].
destruct (ex 4) as [star [Q _]]; [rewrite pow1; lra |].
assert (W := H 2%nat (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1 3 4 9 star P Q ltac:(lra)).
assert (D := down 3 4 9 star P Q ltac:(lra)). lra.
Qed.

(* all partners above eleven tenths of eps^L/y *)
Theorem partner_falls_above_wrong : ~ (forall L c y eps, (2 <= L)%nat -> 0 < c < 1 ->
  is_turn L c y -> 0 < eps -> forall s' star, is_partner L eps c y s' star ->
  11 / 10 * (eps ^ L / y) < star).
Proof.
intro H. destruct turn_of_two as [y [T B]].
destruct (partner_of 2 (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1 5) as [s' P];
  [rewrite pow1; lra |].
assert (W := H 2%nat (1 / 2) y 1 (le_n 2) ltac:(lra) T Rlt_0_1 s' 5 P). rewrite pow1 in W. lra.
Qed.
