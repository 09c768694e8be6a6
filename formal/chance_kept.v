(* The chance that a Gaussian estimate is kept, over Coq's reals.

   Letters as in truncated_error.v: Z = m + v h with h from N(0, 1), v > 0, t >= 0.
   chance_is_mean (D8VU, header): P = 1 - Phi(a_1) + Phi(a_0) is the chance that |Z| > t: the
     indicator of t < |m + v h| has an integral against the density, and its mean is P. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar gaussian_mean truncated_error.
Open Scope R_scope.

(* 1 if |z| > t, else 0 *)
Definition exceeds (t z : R) : R := if Rlt_dec t (Rabs z) then 1 else 0.

Lemma exceeds_outside m v t h : 0 < v -> 0 <= t -> h < (- t - m) / v \/ (t - m) / v < h ->
  exceeds t (m + v * h) = 1.
Proof.
intros v0 t0 O. unfold exceeds. destruct (Rlt_dec t (Rabs (m + v * h))) as [l | l]; [reflexivity |].
exfalso. apply l. destruct O as [O | O].
- apply (Rlt_div_r h) in O; [| exact v0]. rewrite Rabs_left; lra.
- apply (Rlt_div_l (t - m)) in O; [| exact v0]. rewrite Rabs_pos_eq; lra.
Qed.

Lemma exceeds_inside m v t h : 0 < v -> (- t - m) / v < h < (t - m) / v ->
  exceeds t (m + v * h) = 0.
Proof.
intros v0 [O O']. unfold exceeds.
destruct (Rlt_dec t (Rabs (m + v * h))) as [l | l]; [| reflexivity].
exfalso. apply (Rlt_div_l (- t - m)) in O; [| exact v0]. apply (Rlt_div_r h) in O'; [| exact v0].
assert (Rabs (m + v * h) <= t) by (apply Rabs_le; lra). lra.
Qed.

Theorem chance_is_mean m v t : 0 < v -> 0 <= t ->
  over_line (fun h => exceeds t (m + v * h) * bell h) (chance_kept m v t * bell_mass) /\
  gaussian_mean (fun h => exceeds t (m + v * h)) = chance_kept m v t.
Proof.
intros v0 t0. set (lo := (- t - m) / v). set (up := (t - m) / v).
assert (lu : lo <= up).
{ apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, v0 | lra]. }
destruct mass_facts as [M [tot _]].
assert (F : over_line (fun h => exceeds t (m + v * h) * bell h - bell h)
  (- bell_area up - - bell_area lo)).
{ apply (over_interval (fun h => - bell h) (fun h => - bell_area h)).
  - exact lu.
  - intro x. exact (is_derive_opp bell_area x _ (bell_area_derive x)).
  - intro x. apply (continuous_opp bell). apply bell_continuous.
  - intros x X. rewrite exceeds_inside by assumption. ring.
  - intros x X. rewrite exceeds_outside by assumption. ring. }
assert (E : over_line (fun h => exceeds t (m + v * h) * bell h) (chance_kept m v t * bell_mass)).
{ apply (line_ext (line_plus tot F)); [intro h; ring |].
  unfold chance_kept. rewrite !cdf_area. fold lo up. field. lra. }
split; [exact E |]. unfold gaussian_mean. fold bell_mass. rewrite (is_RInt_gen_unique _ _ E).
field. lra.
Qed.
