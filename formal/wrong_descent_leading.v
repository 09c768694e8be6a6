(* Wrong variants of the leading term of the delay of descent, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead separation staircase descent_steps velocity_shape.
From dlf Require Import descent_time descent_late descent_leading descent_best.
From dlf Require Import wrong_descent_delay.
Open Scope R_scope.

(* two factors, s = 1, c = 1/4, from e^-30: a logarithm of at least 29 *)
Lemma long_logarithm : 29 <= ln (mode_velocity 2 1 (root_of 2 (1 / 4 * 1)) /
  mode_velocity 2 1 (exp (- 30))).
Proof.
assert (E : root_of 2 (1 / 4 * 1) = 1 / 2).
{ replace (1 / 4 * 1) with ((1 / 2) ^ 2) by field. apply root_of_power; [lia | lra]. }
rewrite E. assert (e0 := exp_pos (- 30)).
assert (e1 : exp (- 30) < exp 0) by (apply exp_increasing; lra). rewrite exp_0 in e1.
set (x := exp (- 30)) in *. assert (G : 0 < mode_velocity 2 1 x <= x).
{ unfold mode_velocity. simpl. split; nra. }
assert (V : mode_velocity 2 1 (1 / 2) = 3 / 8) by (unfold mode_velocity; simpl; field).
rewrite log_quotient, V by lra.
assert (ln (mode_velocity 2 1 x) <= ln x) by (apply ln_le; lra).
assert (lx : ln x = -30) by (unfold x; apply ln_exp).
assert (K : ln (8 / 3) <= 1).
{ apply (log_at_most _ _ 4); [lia | lra | lra |]. simpl. lra. }
replace (3 / 8) with (/ (8 / 3)) by field. rewrite ln_Rinv by lra. lra.
Qed.

Lemma start_is_below : exp (- 30) ^ 2 < 1 / 4 * 1.
Proof.
assert (P := exp_pos (- 30)). assert (E : exp (- 30) < exp (Ropp 1)) by (apply exp_increasing; lra).
assert (Z : exp (Ropp 1) < 1 / 2).
{ rewrite exp_Ropp. replace (1 / 2) with (/ 2) by field.
  assert (Y := exp_ineq1 1 ltac:(lra)). apply Rinv_lt_contravar; lra. }
simpl. nra.
Qed.

(* the share of the logarithm can be no other number than one half, up to 1/29 *)
Lemma share_only q K : (forall eta N t, 0 < eta ->
    is_first_step 2 eta 1 (exp (- 30)) (1 / 4 * 1) N -> is_fit_time 2 (exp (- 30)) (1 / 4) 1 t ->
    exists rho, 0 <= rho <= 1 /\ Rabs (eta * INR N - t - eta * (rho + q *
      ln (mode_velocity 2 1 (root_of 2 (1 / 4 * 1)) / mode_velocity 2 1 (exp (- 30))))) <=
      K * eta ^ 2) -> Rabs (1 / 2 - q) * 29 <= 1.
Proof.
intros H. assert (e0 := exp_pos (- 30)).
assert (st := start_is_below).
destruct (leading_delay 2 1 (exp (- 30)) (1 / 4) ltac:(lia) ltac:(lra) e0 ltac:(lra) st) as [K' H'].
assert (LL := long_logarithm). set (l := ln _) in *.
destruct (fit_time_exists 2 (1 / 4) 1 (exp (- 30)) ltac:(lia) ltac:(lra) ltac:(lra) e0 st) as [t T].
destruct (Rle_lt_dec (Rabs (1 / 2 - q) * 29) 1) as [le | gt]; [exact le | exfalso].
set (x := Rabs (1 / 2 - q) * 29 - 1). assert (k0 : 0 < Rabs K + Rabs K' + 1).
{ assert (A := Rabs_pos K). assert (B := Rabs_pos K'). lra. }
set (eta := x / (Rabs K + Rabs K' + 1)).
assert (eta0 : 0 < eta) by (apply Rdiv_lt_0_compat; unfold x; lra).
destruct (first_step_exists 2 eta 1 (exp (- 30)) (1 / 4 * 1)) as [N F]; try lra; [lia |].
destruct (H eta N t eta0 F T) as [rho [R A]]. destruct (H' eta N t eta0 F T) as [rho' [R' A']].
set (d := eta * INR N - t) in *.
assert (B : Rabs (eta * ((1 / 2 - q) * l - (rho - rho'))) <= (Rabs K + Rabs K') * eta ^ 2).
{ replace (eta * ((1 / 2 - q) * l - (rho - rho'))) with
    ((d - eta * (rho + q * l)) + - (d - eta * (rho' + 1 / 2 * l))) by field.
  eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_Ropp.
  assert (E2 := pow2_ge_0 eta). assert (K * eta ^ 2 <= Rabs K * eta ^ 2)
    by (apply Rmult_le_compat_r; [exact E2 | apply Rle_abs]).
  assert (K' * eta ^ 2 <= Rabs K' * eta ^ 2)
    by (apply Rmult_le_compat_r; [exact E2 | apply Rle_abs]). lra. }
rewrite Rabs_mult, (Rabs_pos_eq eta) in B by lra.
assert (B1 : Rabs ((1 / 2 - q) * l - (rho - rho')) <= (Rabs K + Rabs K') * eta).
{ apply Rmult_le_reg_l with eta; [exact eta0 |].
  replace (eta * ((Rabs K + Rabs K') * eta)) with ((Rabs K + Rabs K') * eta ^ 2) by ring. exact B. }
assert (B2 := Rabs_triang_inv ((1 / 2 - q) * l) (rho - rho')).
assert (B3 : Rabs (rho - rho') <= 1) by (apply Rabs_le; lra).
rewrite Rabs_mult, (Rabs_pos_eq l) in B2 by lra.
assert (B4 : Rabs (1 / 2 - q) * 29 <= Rabs (1 / 2 - q) * l)
  by (apply Rmult_le_compat_l; [apply Rabs_pos | exact LL]).
assert (B5 : (Rabs K + Rabs K' + 1) * eta = x) by (unfold eta; field; lra).
unfold x in B5. lra.
Qed.

(* nine tenths of one half *)
Theorem leading_delay_share_wrong : ~ (forall L s eps c, (2 <= L)%nat -> 0 < s -> 0 < eps ->
  0 < c < 1 -> eps ^ L < c * s -> exists K, forall eta N t, 0 < eta ->
  is_first_step L eta s eps (c * s) N -> is_fit_time L eps c s t -> exists rho, 0 <= rho <= 1 /\
  Rabs (eta * INR N - t - eta * (rho + 9 / 20 *
    ln (mode_velocity L s (root_of L (c * s)) / mode_velocity L s eps))) <= K * eta ^ 2).
Proof.
intro H. destruct (H 2%nat 1 (exp (- 30)) (1 / 4)) as [K B]; try lra; try lia; try apply exp_pos.
{ apply start_is_below. }
apply share_only in B. rewrite Rabs_pos_eq in B; lra.
Qed.

(* eleven tenths of one half *)
Theorem leading_delay_more_wrong : ~ (forall L s eps c, (2 <= L)%nat -> 0 < s -> 0 < eps ->
  0 < c < 1 -> eps ^ L < c * s -> exists K, forall eta N t, 0 < eta ->
  is_first_step L eta s eps (c * s) N -> is_fit_time L eps c s t -> exists rho, 0 <= rho <= 1 /\
  Rabs (eta * INR N - t - eta * (rho + 11 / 20 *
    ln (mode_velocity L s (root_of L (c * s)) / mode_velocity L s eps))) <= K * eta ^ 2).
Proof.
intro H. destruct (H 2%nat 1 (exp (- 30)) (1 / 4)) as [K B]; try lra; try lia; try apply exp_pos.
{ apply start_is_below. }
apply share_only in B. rewrite Rabs_left in B; lra.
Qed.

(* no logarithm *)
Theorem leading_delay_bounded_wrong : ~ (forall L s eps c, (2 <= L)%nat -> 0 < s -> 0 < eps ->
  0 < c < 1 -> eps ^ L < c * s -> exists K, forall eta N t, 0 < eta ->
  is_first_step L eta s eps (c * s) N -> is_fit_time L eps c s t -> exists rho, 0 <= rho <= 1 /\
  Rabs (eta * INR N - t - eta * rho) <= K * eta ^ 2).
Proof.
intro H. destruct (H 2%nat 1 (exp (- 30)) (1 / 4)) as [K B]; try lra; try lia; try apply exp_pos.
{ apply start_is_below. }
assert (E : Rabs (1 / 2 - 0) * 29 <= 1); [| rewrite Rabs_pos_eq in E; lra].
apply (share_only 0 K). intros eta N t eta0 F T. destruct (B eta N t eta0 F T) as [rho [R A]].
exists rho. split; [exact R |]. rewrite Rmult_0_l, Rplus_0_r. exact A.
Qed.
