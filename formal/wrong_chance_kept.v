(* Wrong variants of the chance to be kept, near the truth, refuted with m = 0 and v = 1 or -1. *)
From Coq Require Import Reals Lra FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar gaussian_mean truncated_error chance_kept.
Open Scope R_scope.

Lemma half_at_zero : normal_cdf 0 = 1 / 2.
Proof.
rewrite cdf_area. replace (bell_area 0) with 0; [field; destruct mass_facts; lra |].
unfold bell_area. rewrite RInt_point. reflexivity.
Qed.

Lemma one_at_zero : gaussian_mean (fun h => exceeds 0 (0 + 1 * h)) = 1 /\ chance_kept 0 1 0 = 1.
Proof.
assert (K : chance_kept 0 1 0 = 1).
{ unfold chance_kept. replace ((0 - 0) / 1) with 0 by field.
  replace ((- 0 - 0) / 1) with 0 by field. ring. }
split; [| exact K].
destruct (chance_is_mean 0 1 0 ltac:(lra) ltac:(lra)) as [_ E]. rewrite E. exact K.
Qed.

Lemma area_to_one : 0 < bell_area 1 / bell_mass.
Proof.
destruct mass_facts as [M _]. apply Rdiv_lt_0_compat; [| exact M].
apply RInt_gt_0; [lra | |]; intros x _; [apply bell_pos | apply bell_continuous].
Qed.

Lemma tails_exchanged : 1 - normal_cdf (-1) + normal_cdf 1 = 1 + 2 * (bell_area 1 / bell_mass).
Proof.
rewrite !cdf_area. replace (-1) with (- (1)) by ring. rewrite bell_area_odd. field.
destruct mass_facts; lra.
Qed.

(* nine tenths of the chance *)
Theorem chance_is_mean_tenth_wrong : ~ (forall m v t, 0 < v -> 0 <= t ->
  gaussian_mean (fun h => exceeds t (m + v * h)) = 9 / 10 * chance_kept m v t).
Proof.
intro H. assert (A := H 0 1 0 ltac:(lra) ltac:(lra)). destruct one_at_zero as [B C]. lra.
Qed.

(* the upper tail alone *)
Theorem chance_is_mean_tail_wrong : ~ (forall m v t, 0 < v -> 0 <= t ->
  gaussian_mean (fun h => exceeds t (m + v * h)) = 1 - normal_cdf ((t - m) / v)).
Proof.
intro H. assert (A := H 0 1 0 ltac:(lra) ltac:(lra)). destruct one_at_zero as [B C].
replace ((0 - 0) / 1) with 0 in A by field. rewrite half_at_zero in A. lra.
Qed.

(* thresholds below zero too *)
Theorem chance_is_mean_below_wrong : ~ (forall m v t, 0 < v ->
  gaussian_mean (fun h => exceeds t (m + v * h)) = chance_kept m v t).
Proof.
intro H. assert (A := H 0 1 (-1) ltac:(lra)). destruct one_at_zero as [B _].
assert (E : gaussian_mean (fun h => exceeds (-1) (0 + 1 * h)) = 1).
{ destruct mass_facts as [M [tot _]].
  assert (F : over_line (fun h => exceeds (-1) (0 + 1 * h) * bell h) bell_mass).
  { apply (line_ext tot); [| reflexivity]. intro h. unfold exceeds.
    destruct (Rlt_dec (-1) (Rabs (0 + 1 * h))) as [_ | n]; [ring |].
    exfalso. assert (P := Rabs_pos (0 + 1 * h)). lra. }
  unfold gaussian_mean. fold bell_mass. rewrite (is_RInt_gen_unique _ _ F). field. lra. }
assert (Q := tails_exchanged). assert (P := area_to_one). unfold chance_kept in A.
replace ((-1 - 0) / 1) with (-1) in A by field. replace ((- -1 - 0) / 1) with 1 in A by field. lra.
Qed.

(* a scale below zero *)
Theorem chance_is_mean_scale_wrong : ~ (forall m v t, v <> 0 -> 0 <= t ->
  gaussian_mean (fun h => exceeds t (m + v * h)) = chance_kept m v t).
Proof.
intro H. assert (A := H 0 (-1) 1 ltac:(lra) ltac:(lra)).
destruct (chance_is_mean 0 1 1 ltac:(lra) ltac:(lra)) as [_ B].
assert (E : (fun h => exceeds 1 (0 + -1 * h)) = (fun h => exceeds 1 (0 + 1 * h))).
{ apply functional_extensionality. intro h. unfold exceeds.
  replace (0 + -1 * h) with (- (0 + 1 * h)) by ring. rewrite Rabs_Ropp. reflexivity. }
rewrite E, B in A. assert (Q := tails_exchanged). assert (P := area_to_one).
unfold chance_kept in A. replace ((1 - 0) / -1) with (-1) in A by field.
replace ((- (1) - 0) / -1) with 1 in A by field.
replace ((1 - 0) / 1) with 1 in A by field. replace ((- (1) - 0) / 1) with (-1) in A by field. lra.
Qed.
