(* Wrong variants of exponential decay, near the truth, refuted by single curves. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead mode_times mode_series fit_series mode_exists.
From dlf Require Import mode_unique exponential_rate.
Open Scope R_scope.

(* a rate greater by a tenth *)
Theorem decays_at_least_tenth_wrong : ~ (forall (g P : R -> R) (w T : R),
  (forall t, 0 < t < T -> is_derive g t (- (P t * g t))) ->
  (forall t, 0 <= t <= T -> continuous g t) -> (forall t, 0 < t < T -> w <= P t) ->
  forall t, 0 <= t <= T -> Rabs (g t) <= Rabs (g 0) * exp (- (11 / 10 * w * t))).
Proof.
intro H. assert (K := H (fun t => exp (- t)) (fun _ => 1) 1 1).
assert (D : forall t, is_derive (fun u => exp (- u)) t (- (1 * exp (- t)))).
{ intro t. auto_derive; [exact I | ring]. }
assert (C : forall t, continuous (fun u => exp (- u)) t).
{ intro t. apply (ex_derive_continuous (fun u => exp (- u))). eexists. apply D. }
specialize (K (fun t _ => D t) (fun t _ => C t) (fun _ _ => Rle_refl 1) 1 ltac:(lra)).
cbv beta in K. rewrite Ropp_0, exp_0, Rabs_R1, Rabs_pos_eq in K by (left; apply exp_pos).
assert (E : exp (- (11 / 10 * 1 * 1)) < exp (- (1))) by (apply exp_increasing; lra). lra.
Qed.

(* a rate that is at most w *)
Theorem decays_at_least_reversed_wrong : ~ (forall (g P : R -> R) (w T : R),
  (forall t, 0 < t < T -> is_derive g t (- (P t * g t))) ->
  (forall t, 0 <= t <= T -> continuous g t) -> (forall t, 0 < t < T -> P t <= w) ->
  forall t, 0 <= t <= T -> Rabs (g t) <= Rabs (g 0) * exp (- (w * t))).
Proof.
intro H. assert (K := H (fun t => exp (- t)) (fun _ => 1) 2 1).
assert (D : forall t, is_derive (fun u => exp (- u)) t (- (1 * exp (- t)))).
{ intro t. auto_derive; [exact I | ring]. }
assert (C : forall t, continuous (fun u => exp (- u)) t).
{ intro t. apply (ex_derive_continuous (fun u => exp (- u))). eexists. apply D. }
specialize (K (fun t _ => D t) (fun t _ => C t) (fun _ _ => ltac:(lra)) 1 ltac:(lra)).
cbv beta in K. rewrite Ropp_0, exp_0, Rabs_R1, Rabs_pos_eq in K by (left; apply exp_pos).
assert (E : exp (- (2 * 1)) < exp (- (1))) by (apply exp_increasing; lra). lra.
Qed.

(* nine tenths of the error *)
Theorem mode_error_decays_tenth_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < s -> 0 < eps ->
  is_mode L s eps mu -> forall t, 0 <= t -> Rabs (s - mu t) <= 9 / 10 * (Rabs (s - eps ^ L) *
    exp (- (INR L * Rpower (Rmin s (eps ^ L)) (2 - 2 / INR L) * t)))).
Proof.
intro H. destruct (mode_exists 2 2 1 (le_n 2) ltac:(lra) Rlt_0_1) as [mu M].
assert (K := H 2%nat 2 1 mu (le_n 2) ltac:(lra) Rlt_0_1 M 0 (Rle_refl 0)).
rewrite (proj1 M), Rmult_0_r, Ropp_0, exp_0, pow1 in K.
rewrite Rabs_pos_eq in K by lra. lra.
Qed.

(* the larger one of target and start *)
Theorem mode_error_decays_larger_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < s -> 0 < eps ->
  is_mode L s eps mu -> forall t, 0 <= t -> Rabs (s - mu t) <= Rabs (s - eps ^ L) *
    exp (- (INR L * Rpower (Rmax s (eps ^ L)) (2 - 2 / INR L) * t))).
Proof.
intro H. destruct (mode_exists 2 4 1 (le_n 2) ltac:(lra) Rlt_0_1) as [mu M].
assert (K := H 2%nat 4 1 mu (le_n 2) ltac:(lra) Rlt_0_1 M 1 ltac:(lra)).
rewrite (mode_of_two_factors 4 1 mu ltac:(lra) Rlt_0_1 M 1 ltac:(lra)) in K.
unfold logistic in K. rewrite !pow1, Rmax_left in K by lra.
replace (2 - 2 / INR 2) with 1 in K by (simpl; field).
rewrite Rpower_1 in K by lra.
replace (- (INR 2 * 4 * 1)) with (- (2 * 4 * 1)) in K by (simpl; ring).
set (e := exp (- (2 * 4 * 1))) in *. assert (e0 : 0 < e) by apply exp_pos.
assert (e1 := exp_increasing (- (2 * 4 * 1)) 0 ltac:(lra)). rewrite exp_0 in e1. fold e in e1.
replace (4 - 4 / (1 + (4 / 1 - 1) * e)) with (12 * e / (1 + 3 * e)) in K by (field; lra).
rewrite (Rabs_pos_eq (4 - 1)) in K by lra. rewrite Rabs_pos_eq in K.
- apply Rmult_le_compat_r with (r := 1 + 3 * e) in K; [| lra].
  unfold Rdiv in K. rewrite Rmult_assoc, Rinv_l in K by lra. nra.
- left. apply Rdiv_lt_0_compat; lra.
Qed.

(* without decay *)
Theorem exponential_beats_power_still_wrong : ~ (forall q w, 0 <= w ->
  is_lim (fun t => Rpower t q * exp (- (w * t))) p_infty 0).
Proof.
intro H. assert (K := is_lim_unique _ _ _ (H 0 0 (Rle_refl 0))).
assert (C : Lim (fun t => Rpower t 0 * exp (- (0 * t))) p_infty = 1).
{ apply is_lim_unique. apply is_lim_ext_loc with (fun _ => 1); [| apply is_lim_const].
  exists 0. intros t t0. rewrite Rpower_O by exact t0. rewrite Rmult_0_l, Ropp_0, exp_0. ring. }
rewrite C in K. injection K. lra.
Qed.

(* a limit that is not zero *)
Theorem exponential_beats_power_limit_wrong : ~ (forall q w, 0 < w ->
  is_lim (fun t => Rpower t q * exp (- (w * t))) p_infty (/ 10)).
Proof.
intro H. assert (K := is_lim_unique _ _ _ (H 1 1 Rlt_0_1)).
rewrite (is_lim_unique _ _ _ (exponential_beats_power 1 1 Rlt_0_1)) in K. injection K. lra.
Qed.
