(* Wrong variants of the lag of a mode, near the truth, refuted for three factors, the target 4 and
   eps = 1/2, where omega is 1 and R is 9; without a condition on the start, the target 1 and
   eps = 1. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare ahead mode_times mode_exists mode_course mode_lag late_mode.
Open Scope R_scope.

Lemma deep3 : (2 <= 3)%nat. Proof. lia. Qed.

Lemma turning_here : turning 3 4 = 1.
Proof. unfold turning. simpl. field. Qed.

Lemma power_of_one p : Rpower 1 p = 1.
Proof. unfold Rpower. rewrite ln_1, Rmult_0_r. apply exp_0. Qed.

Lemma growth_here : largest_growth 3 4 = 9.
Proof. unfold largest_growth. rewrite turning_here, power_of_one. simpl. ring. Qed.

Lemma small_here : (1 / 2) ^ 3 < turning 3 4.
Proof. rewrite turning_here. lra. Qed.

Lemma half_above_zero : 0 < 1 / 2. Proof. lra. Qed.
Lemma four_positive : 0 < 4. Proof. lra. Qed.

Lemma mode_here : exists mu, is_mode 3 4 (1 / 2) mu.
Proof. apply mode_exists; [exact deep3 | lra | lra]. Qed.

Lemma early_here : early_time 3 4 (1 / 2) = ln 8 / 9.
Proof.
unfold early_time. rewrite growth_here, turning_here.
replace (1 / (1 / 2) ^ 3) with 8 by (simpl; field). reflexivity.
Qed.

Lemma early_positive : 0 < ln 8 / 9.
Proof.
apply Rdiv_lt_0_compat; [| lra]. rewrite <- ln_1. apply ln_increasing; lra.
Qed.

(* the mode is not at omega before its time *)
Lemma not_before mu t : is_mode 3 4 (1 / 2) mu ->
  0 <= t < ln 8 / 9 + lag 3 4 (1 / 2) -> mu t < 1.
Proof.
intros M T. destruct (lag_of_a_mode 3 4 (1 / 2) mu deep3 four_positive half_above_zero small_here M)
  as [_ [A _]]. rewrite turning_here, early_here in A. rewrite <- A.
destruct (mode_rises_to 3 4 (1 / 2) mu deep3 half_above_zero M) as [I _]; [lra |]. apply I. lra.
Qed.

(* the ceiling that is behind omega *)
Lemma ceiling_here : exists m, (forall T, (forall t, 0 < t < T ->
    is_derive m t (strength_ceiling 3 4 1 (m t))) /\ forall t, 0 <= t <= T -> continuous m t) /\
  (forall T t, 0 <= t <= T -> 0 < m t) /\ m 0 = (1 / 2) ^ 3.
Proof.
set (p := 1 - 2 / INR 3).
assert (E : forall x, strength_ceiling 3 4 1 x = 3 * x * Rpower (Rmax x 1) p * (4 - Rmax x 1)).
{ intros x. unfold strength_ceiling. rewrite turning_here, (Rmin_left 1 1) by lra. fold p.
  simpl. ring. }
assert (R1 : forall x, 1 <= Rmax x 1) by (intros; apply Rmax_r).
assert (R4 : forall x, x < 4 -> Rmax x 1 < 4) by (intros; apply Rmax_lub_lt; lra).
assert (P : forall y, 0 < Rpower y p) by (intros; apply exp_pos).
assert (Cmax : forall x, continuous (fun x => Rmax x 1) x).
{ intros x. apply continuity_pt_filterlim. intros e e0. exists e. split; [exact e0 |].
  intros u [_ U]. simpl in *. unfold R_dist in *. unfold Rmax.
  destruct (Rle_dec u 1); destruct (Rle_dec x 1); unfold Rabs in *; repeat destruct Rcase_abs;
    lra. }
set (V := strength_ceiling 3 4 1).
assert (st : 0 < (1 / 2) ^ 3 < 4) by lra.
assert (K0 : 0 < 12 * Rpower 4 p) by (assert (Q := P 4); lra).
assert (smooth : forall x, 0 < x < 4 -> continuous V x).
{ intros x X. apply (continuous_ext (fun x => 3 * x * Rpower (Rmax x 1) p * (4 - Rmax x 1)));
    [intros y; unfold V; rewrite E; reflexivity |].
  apply (continuous_comp_2 (fun x => x) (fun x => Rmax x 1)
    (fun x y => 3 * x * Rpower y p * (4 - y))); [apply continuous_id | apply Cmax |].
  assert (y0 : 0 < Rmax x 1) by (assert (A := R1 x); lra). set (y := Rmax x 1) in *.
  apply (continuous_mult (fun z : R * R => 3 * fst z * Rpower (snd z) p)
    (fun z : R * R => 4 - snd z)).
  + apply (continuous_mult (fun z : R * R => 3 * fst z) (fun z : R * R => Rpower (snd z) p)).
    * apply (continuous_mult (fun _ => 3) (fun z : R * R => fst z));
        [apply continuous_const | apply continuous_fst].
    * apply (continuous_comp (fun z : R * R => snd z) (fun y => Rpower y p));
        [apply continuous_snd |].
      apply (ex_derive_continuous (fun y => Rpower y p)). unfold Rpower. auto_derive. exact y0.
  + apply (continuous_minus (fun _ => 4) (fun z : R * R => snd z));
      [apply continuous_const | apply continuous_snd]. }
assert (pos : forall x, 0 < x < 4 -> 0 < V x).
{ intros x X. unfold V. rewrite E. assert (A := R4 x ltac:(lra)). assert (Q := P (Rmax x 1)).
  apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat |]; lra. }
assert (slow : forall x, (1 / 2) ^ 3 <= x < 4 -> V x <= 12 * Rpower 4 p * (4 - x)).
{ intros x X. unfold V. rewrite E. assert (A := R4 x ltac:(lra)). assert (B := R1 x).
  assert (Q := P (Rmax x 1)). assert (Rmax_x : x <= Rmax x 1) by apply Rmax_l.
  apply Rle_trans with (12 * Rpower 4 p * (4 - Rmax x 1)).
  + apply Rmult_le_compat_r; [lra |]. apply Rmult_le_compat; try lra.
    apply Rle_Rpower_l; [unfold p; simpl; lra | lra].
  + assert (Q4 := P 4). apply Rmult_le_compat_l; lra. }
exists (place V 0 ((1 / 2) ^ 3) 4 (12 * Rpower 4 p) st K0 smooth pos slow).
destruct (place_solves V 0 ((1 / 2) ^ 3) 4 (12 * Rpower 4 p) st K0 smooth pos slow) as [m0 S].
split; [exact S |]. split; [| exact m0]. intros T t tT.
destruct (place_spec V 0 ((1 / 2) ^ 3) 4 (12 * Rpower 4 p) st K0 smooth pos slow t) as [B _].
lra.
Qed.

(* eleven tenths of the growth *)
Theorem lag_of_a_mode_growth_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < s -> 0 < eps ->
  eps ^ L < turning L s -> is_mode L s eps mu ->
  0 < lag L s eps /\ mu (early_time L s eps + lag L s eps) = turning L s /\
  forall t, 0 <= t <= early_time L s eps ->
  eps ^ L * exp (11 / 10 * largest_growth L s * t) <= mu (t + lag L s eps)).
Proof.
intros H. destruct mode_here as [mu M].
destruct (H 3%nat 4 (1 / 2) mu deep3 four_positive half_above_zero small_here M) as [_ [A B]].
assert (e := early_positive). rewrite early_here, turning_here, growth_here in *.
assert (K := B (ln 8 / 9) ltac:(lra)). rewrite A in K.
replace (11 / 10 * 9 * (ln 8 / 9)) with (ln 8 + / 10 * ln 8) in K by field.
rewrite exp_plus, exp_ln in K by lra.
assert (1 < exp (/ 10 * ln 8)); [| lra].
rewrite <- exp_0. apply exp_increasing. lra.
Qed.

(* no condition on the start *)
Theorem lag_of_a_mode_start_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < s -> 0 < eps ->
  is_mode L s eps mu ->
  0 < lag L s eps /\ mu (early_time L s eps + lag L s eps) = turning L s /\
  forall t, 0 <= t <= early_time L s eps ->
  eps ^ L * exp (largest_growth L s * t) <= mu (t + lag L s eps)).
Proof.
intros H. assert (M : is_mode 3 1 1 (fun _ => 1)).
{ split; [ring |]. intros T. split; [| intros; apply continuous_const]. intros t _.
  replace (strength_velocity 3 1 1) with 0 by (unfold strength_velocity; ring).
  exact (is_derive_const 1 t). }
destruct (H 3%nat 1 1 (fun _ => 1) deep3 Rlt_0_1 Rlt_0_1 M) as [_ [A _]].
unfold turning in A. simpl in A. lra.
Qed.

(* nine tenths of the lag *)
Theorem ceiling_below_late_mode_share_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < s ->
  0 < eps -> eps ^ L < turning L s -> is_mode L s eps mu -> forall T lead m,
  (forall t, 0 < t < T -> is_derive m t (strength_ceiling L s (lead t) (m t))) ->
  (forall t, 0 <= t <= T -> continuous m t) -> (forall t, 0 <= t <= T -> 0 < m t /\ 0 < lead t) ->
  m 0 = eps ^ L -> forall t, 0 <= t <= T -> m t <= mu (t + 9 / 10 * lag L s eps)).
Proof.
intros H. destruct mode_here as [mu M]. destruct ceiling_here as [m [S [P m0]]].
assert (e := early_positive).
destruct (lag_of_a_mode 3 4 (1 / 2) mu deep3 four_positive half_above_zero small_here M)
  as [l0 [A _]]. rewrite early_here, turning_here in A.
destruct (S (ln 8 / 9)) as [D C].
assert (E := ceiling_behind_omega 3 4 (1 / 2) mu deep3 four_positive half_above_zero small_here M
  (ln 8 / 9) m). rewrite turning_here, early_here in E.
destruct (E D C (P _) m0 (ln 8 / 9) ltac:(lra)) as [_ F].
assert (K := H 3%nat 4 (1 / 2) mu deep3 four_positive half_above_zero small_here M (ln 8 / 9)
  (fun _ => 1) m D C (fun t T => conj (P _ t T) Rlt_0_1) m0 (ln 8 / 9) ltac:(lra)).
rewrite F, A in K by lra.
assert (N := not_before mu (ln 8 / 9 + 9 / 10 * lag 3 4 (1 / 2)) M ltac:(lra)). lra.
Qed.

(* without the lag *)
Theorem ceiling_below_late_mode_without_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < s ->
  0 < eps -> eps ^ L < turning L s -> is_mode L s eps mu -> forall T lead m,
  (forall t, 0 < t < T -> is_derive m t (strength_ceiling L s (lead t) (m t))) ->
  (forall t, 0 <= t <= T -> continuous m t) -> (forall t, 0 <= t <= T -> 0 < m t /\ 0 < lead t) ->
  m 0 = eps ^ L -> forall t, 0 <= t <= T -> m t <= mu t).
Proof.
intros H. apply ceiling_below_late_mode_share_wrong.
intros L s eps mu L2 s0 e0 small M T lead m D C P m0 t tT.
assert (K := H L s eps mu L2 s0 e0 small M T lead m D C P m0 t tT).
destruct (lag_of_a_mode L s eps mu L2 s0 e0 small M) as [l0 _].
assert (B := start_below_target L s eps L2 s0 e0 small).
destruct (mode_rises_to L s eps mu L2 e0 M B) as [I _].
assert (J := I t (t + 9 / 10 * lag L s eps) ltac:(lra)). lra.
Qed.

(* nine tenths of the growth *)
Theorem ceiling_behind_omega_growth_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < s ->
  0 < eps -> eps ^ L < turning L s -> is_mode L s eps mu -> forall T m,
  (forall t, 0 < t < T -> is_derive m t (strength_ceiling L s (turning L s) (m t))) ->
  (forall t, 0 <= t <= T -> continuous m t) -> (forall t, 0 <= t <= T -> 0 < m t) ->
  m 0 = eps ^ L -> forall t, 0 <= t <= T ->
  (t <= early_time L s eps -> m t = eps ^ L * exp (9 / 10 * largest_growth L s * t)) /\
  (early_time L s eps <= t -> m t = mu (t + lag L s eps))).
Proof.
intros H. destruct mode_here as [mu M]. destruct ceiling_here as [m [S [P m0]]].
assert (e := early_positive).
destruct (lag_of_a_mode 3 4 (1 / 2) mu deep3 four_positive half_above_zero small_here M)
  as [l0 [A _]]. rewrite early_here, turning_here in A.
destruct (S (ln 8 / 9)) as [D C].
assert (E := H 3%nat 4 (1 / 2) mu deep3 four_positive half_above_zero small_here M (ln 8 / 9) m).
rewrite turning_here, early_here, growth_here in E.
destruct (E D C (P _) m0 (ln 8 / 9) ltac:(lra)) as [F F'].
rewrite F, A in F' by lra. specialize (F' (Rle_refl _)).
replace (9 / 10 * 9 * (ln 8 / 9)) with (ln 8 + - (/ 10 * ln 8)) in F' by field.
rewrite exp_plus, exp_ln in F' by lra.
assert (exp (- (/ 10 * ln 8)) < 1); [| lra].
rewrite <- exp_0 at 1. apply exp_increasing. lra.
Qed.

(* the mode itself after omega *)
Theorem ceiling_behind_omega_without_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < s ->
  0 < eps -> eps ^ L < turning L s -> is_mode L s eps mu -> forall T m,
  (forall t, 0 < t < T -> is_derive m t (strength_ceiling L s (turning L s) (m t))) ->
  (forall t, 0 <= t <= T -> continuous m t) -> (forall t, 0 <= t <= T -> 0 < m t) ->
  m 0 = eps ^ L -> forall t, 0 <= t <= T ->
  (t <= early_time L s eps -> m t = eps ^ L * exp (largest_growth L s * t)) /\
  (early_time L s eps <= t -> m t = mu t)).
Proof.
intros H. destruct mode_here as [mu M]. destruct ceiling_here as [m [S [P m0]]].
assert (e := early_positive).
destruct (lag_of_a_mode 3 4 (1 / 2) mu deep3 four_positive half_above_zero small_here M)
  as [l0 _]. destruct (S (ln 8 / 9)) as [D C].
assert (E := H 3%nat 4 (1 / 2) mu deep3 four_positive half_above_zero small_here M (ln 8 / 9) m).
rewrite turning_here, early_here, growth_here in E.
destruct (E D C (P _) m0 (ln 8 / 9) ltac:(lra)) as [F F'].
rewrite F in F' by lra. specialize (F' (Rle_refl _)).
replace (9 * (ln 8 / 9)) with (ln 8) in F' by field. rewrite exp_ln in F' by lra.
assert (N := not_before mu (ln 8 / 9) M ltac:(lra)). lra.
Qed.
