(* Wrong variants of the slope to the right, near the truth, refuted. *)
From Coq Require Import Reals Lra FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar gaussian_mean truncated_error truncated_start.
Open Scope R_scope.

Lemma limit_of_quotient b m v t l : 0 < v -> 0 <= t ->
  filterlim (fun h => (truncated_error b m v (t + h) - truncated_error b m v t) / h) (at_right 0)
    (locally l) ->
  l = t / v * ((2 * b - t) * normal_density ((t - m) / v) -
               (2 * b + t) * normal_density ((- t - m) / v)).
Proof.
intros v0 t0 H. exact (filterlim_locally_unique (F := at_right 0) _ _ _ H
  (error_slope_right b m v t v0 t0)).
Qed.

Lemma dense x : 0 < normal_density x.
Proof.
destruct mass_facts as [M _]. apply Rdiv_lt_0_compat; [apply bell_pos | exact M].
Qed.

(* nine tenths of the slope *)
Theorem error_slope_right_tenth_wrong : ~ (forall b m v t, 0 < v -> 0 <= t ->
  filterlim (fun h => (truncated_error b m v (t + h) - truncated_error b m v t) / h) (at_right 0)
    (locally (9 / 10 * (t / v * ((2 * b - t) * normal_density ((t - m) / v) -
                                 (2 * b + t) * normal_density ((- t - m) / v)))))).
Proof.
intro H. assert (E := limit_of_quotient _ _ _ _ _ Rlt_0_1 Rle_0_1 (H 0 0 1 1 Rlt_0_1 Rle_0_1)).
assert (A := dense ((1 - 0) / 1)). assert (B := dense ((- (1) - 0) / 1)).
set (x := normal_density ((1 - 0) / 1)) in *. set (y := normal_density _) in B, E. lra.
Qed.

(* the sign of the threshold exchanged *)
Theorem error_slope_right_sign_wrong : ~ (forall b m v t, 0 < v -> 0 <= t ->
  filterlim (fun h => (truncated_error b m v (t + h) - truncated_error b m v t) / h) (at_right 0)
    (locally (t / v * ((2 * b + t) * normal_density ((t - m) / v) -
                       (2 * b - t) * normal_density ((- t - m) / v))))).
Proof.
intro H. assert (E := limit_of_quotient _ _ _ _ _ Rlt_0_1 Rle_0_1 (H 0 0 1 1 Rlt_0_1 Rle_0_1)).
assert (A := dense ((1 - 0) / 1)). assert (B := dense ((- (1) - 0) / 1)).
set (x := normal_density ((1 - 0) / 1)) in *. set (y := normal_density _) in B, E. lra.
Qed.

(* the factor t at one density alone *)
Theorem error_slope_right_start_wrong : ~ (forall b m v t, 0 < v -> 0 <= t ->
  filterlim (fun h => (truncated_error b m v (t + h) - truncated_error b m v t) / h) (at_right 0)
    (locally (/ v * ((2 * b - t) * t * normal_density ((t - m) / v) -
                     (2 * b + t) * normal_density ((- t - m) / v))))).
Proof.
intro H. assert (E := limit_of_quotient _ _ _ _ _ Rlt_0_1 (Rle_refl 0)
  (H 1 0 1 0 Rlt_0_1 (Rle_refl 0))).
assert (B := dense ((- 0 - 0) / 1)). set (x := normal_density _) in B, E. lra.
Qed.

(* thresholds below zero, where nothing is cut *)
Theorem error_slope_right_below_wrong : ~ (forall b m v t, 0 < v ->
  filterlim (fun h => (truncated_error b m v (t + h) - truncated_error b m v t) / h) (at_right 0)
    (locally (t / v * ((2 * b - t) * normal_density ((t - m) / v) -
                       (2 * b + t) * normal_density ((- t - m) / v))))).
Proof.
intro H. assert (L := H 0 0 1 (-1) Rlt_0_1).
assert (same : forall t, t < 0 -> truncated_error 0 0 1 t = truncated_error 0 0 1 (-1)).
{ assert (K : forall t, t < 0 -> kept t = fun z => z).
  { intros t t0. apply functional_extensionality. intro z. unfold kept.
    destruct (Rlt_dec t (Rabs z)) as [_ | n]; [reflexivity |]. assert (P := Rabs_pos z). lra. }
  intros t t0. unfold truncated_error. rewrite (K t t0), (K (-1)) by lra. reflexivity. }
assert (Z : filterlim (fun h => (truncated_error 0 0 1 (-1 + h) - truncated_error 0 0 1 (-1)) / h)
  (at_right 0) (locally 0)).
{ apply filterlim_ext_loc with (f := fun _ => 0); [| apply filterlim_const].
  exists (mkposreal 1 Rlt_0_1). intros h B h0. change (Rabs (h - 0) < 1) in B.
  rewrite Rminus_0_r in B. apply Rabs_def2 in B. rewrite same by lra. unfold Rdiv. ring. }
assert (E := filterlim_locally_unique (F := at_right 0) _ _ _ L Z).
assert (A := dense ((-1 - 0) / 1)). assert (B := dense ((- -1 - 0) / 1)).
set (x := normal_density ((-1 - 0) / 1)) in *. set (y := normal_density _) in B, E. lra.
Qed.
