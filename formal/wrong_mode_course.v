(* Wrong variants of the equation of a mode and of its course, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead power_sum real_slope mode_times mode_exists.
From dlf Require Import mode_levels mode_unique mode_course closed_forms wrong_curves.
Open Scope R_scope.

(* a solution of the equation of lambda: two factors, s = 0 *)
Lemma idle_lambda : unlearned_mode 2 1 0 = 1 /\
  forall T, solves T (mode_velocity 2 0) (unlearned_mode 2 1).
Proof.
split; [apply unlearned_starts; [lia | lra] |]. intro T. split.
- intros t tT. assert (D := unlearned_solves 2 1 t (le_n 2) ltac:(lra) ltac:(lra)).
  replace (mode_velocity 2 0 (unlearned_mode 2 1 t)) with (- unlearned_mode 2 1 t ^ (2 * 2 - 1));
    [exact D |]. unfold mode_velocity. simpl. ring.
- intros t tT. apply (ex_derive_continuous (unlearned_mode 2 1)). eexists.
  apply (unlearned_solves 2 1 t (le_n 2)); lra.
Qed.

(* what solves both equations has two velocities that agree inside *)
Lemma two_velocities V : solves 1 V (fun t => unlearned_mode 2 1 t ^ 2) ->
  exists m, 0 < m < 1 /\ strength_velocity 2 0 m = V m.
Proof.
intros [D _]. destruct idle_lambda as [st so].
assert (M := strength_is_mode 2 0 1 _ (le_n 2) (Rle_refl 0) ltac:(lra) st so).
assert (l : 0 < 1 ^ 2) by lra.
destruct (mode_falls_to 2 0 1 _ (le_n 2) (Rle_refl 0) ltac:(lra) M l) as [F [P _]].
exists (unlearned_mode 2 1 (1 / 2) ^ 2). split.
- split; [apply P; lra |]. assert (Q := F 0 (1 / 2) ltac:(lra)). rewrite (proj1 M) in Q. lra.
- apply (one_slope (fun t => unlearned_mode 2 1 t ^ 2) (1 / 2)); [| apply D; lra].
  apply (mode_derive 2 0 1 _ M). lra.
Qed.

(* nine tenths of the velocity *)
Theorem strength_on_share_wrong : ~ (forall L s eps T lam, (2 <= L)%nat -> 0 < eps ->
  lam 0 = eps -> solves T (mode_velocity L s) lam ->
  solves T (fun m => 9 / 10 * strength_velocity L s m) (fun t => lam t ^ L)).
Proof.
intro H. destruct idle_lambda as [st so].
destruct (two_velocities _ (H 2%nat 0 1 1 _ (le_n 2) ltac:(lra) st (so 1))) as [m [X E]].
assert (N := velocity_above 2 0 (le_n 2) m (proj1 X)). lra.
Qed.

(* the exponent 2 - 1/L *)
Theorem strength_on_power_wrong : ~ (forall L s eps T lam, (2 <= L)%nat -> 0 < eps ->
  lam 0 = eps -> solves T (mode_velocity L s) lam ->
  solves T (fun m => INR L * Rpower m (2 - 1 / INR L) * (s - m)) (fun t => lam t ^ L)).
Proof.
intro H. destruct idle_lambda as [st so].
destruct (two_velocities _ (H 2%nat 0 1 1 _ (le_n 2) ltac:(lra) st (so 1))) as [m [[m0 m1] E]].
unfold strength_velocity in E. simpl in E.
assert (P : Rpower m (2 - 1 / (1 + 1)) < Rpower m (2 - 2 / (1 + 1))).
{ unfold Rpower. apply exp_increasing. assert (N : ln m < ln 1) by (apply ln_increasing; lra).
  rewrite ln_1 in N. lra. }
nra.
Qed.

(* without the start above 0 *)
Theorem strength_on_sign_wrong : ~ (forall L s eps T lam, (2 <= L)%nat -> eps <> 0 ->
  lam 0 = eps -> solves T (mode_velocity L s) lam -> forall t, 0 <= t <= T -> 0 < lam t).
Proof.
intro H. assert (W := H 2%nat 1 (-1) 1 (fun _ => -1) ltac:(lia) ltac:(lra) eq_refl).
assert (S : solves 1 (mode_velocity 2 1) (fun _ => -1)).
{ apply constant_solves. unfold mode_velocity. simpl. ring. }
assert (Q := W S 0 ltac:(lra)). lra.
Qed.

(* the target reached at some time *)
Theorem mode_exists_reached_wrong : ~ (forall L s eps, (2 <= L)%nat -> 0 <= s -> 0 < eps ->
  exists mu, is_mode L s eps mu /\ exists t, 0 <= t /\ mu t = s).
Proof.
intro H. destruct (H 2%nat 1 (1 / 2)) as [mu [M [t [t0 e]]]]; [lia | lra | lra |].
assert (B := mode_rises 2 1 (1 / 2) mu (le_n 2) ltac:(lra) M t ltac:(lra) t0). lra.
Qed.

(* away from the target *)
Theorem mode_exists_sign_wrong : ~ (forall L s eps, (2 <= L)%nat -> 0 <= s -> 0 < eps ->
  exists mu, mu 0 = eps ^ L /\
  forall T, solves T (fun m => INR L * Rpower m (2 - 2 / INR L) * (m - s)) mu).
Proof.
intro H. destruct (H 2%nat 0 1) as [mu [st so]]; [lia | lra | lra |].
destruct (so 1) as [D C]. replace (1 ^ 2) with 1 in st by ring.
assert (up : forall t, 0 <= t <= 1 -> 0 <= mu t - 1).
{ apply (stays_nonneg (fun t => mu t - 1)
    (fun t => INR 2 * Rpower (mu t) (2 - 2 / INR 2) * (mu t - 0) - 0) 2); [| | lra |].
  - intros t tT. apply (is_derive_minus mu (fun _ => 1)); [apply D; lra |].
    exact (is_derive_const 1 t).
  - intros t tT. apply (continuous_minus mu (fun _ => 1)); [apply C; lra | apply continuous_const].
  - intros t tT n. replace (2 - 2 / INR 2) with 1 by (simpl; field). simpl.
    destruct (Rle_lt_dec (mu t) 0) as [neg | p]; [| rewrite Rpower_1 by exact p; nra].
    unfold Rpower, ln. destruct (Rlt_dec 0 (mu t)); [exfalso; lra |].
    rewrite Rmult_0_r, exp_0. lra. }
assert (E : / mu 1 + 2 * 1 = / mu 0 + 2 * 0).
{ apply (constant_inside (fun t => / mu t + 2 * t) 1); [| | lra].
  - intros t tT. assert (U := up t ltac:(lra)). assert (Dt := D t tT). simpl in Dt.
    replace (2 - 2 / (1 + 1)) with 1 in Dt by field. rewrite Rpower_1 in Dt by lra.
    assert (I := is_derive_inv mu t _ Dt ltac:(lra)).
    replace 0 with (plus (- ((1 + 1) * mu t * (mu t - 0)) / mu t ^ 2) 2).
    + apply (is_derive_plus (fun v => / mu v) (fun v => 2 * v)); [exact I |].
      auto_derive; [trivial | ring].
    + unfold plus; simpl. field. lra.
  - intros t tT. assert (U := up t ltac:(lra)).
    apply (continuous_plus (fun v => / mu v) (fun v => 2 * v)).
    + apply (continuous_comp mu Rinv); [apply C; lra |].
      apply continuity_pt_filterlim, continuity_pt_inv; [apply continuity_pt_id |].
      unfold id. lra.
    + apply (ex_derive_continuous (fun v => 2 * v)). auto_derive. trivial. }
assert (U := up 1 ltac:(lra)). assert (P : 0 < / mu 1) by (apply Rinv_0_lt_compat; lra).
rewrite st, Rinv_1 in E. lra.
Qed.

Lemma single_limit f a b : is_lim f p_infty (Finite a) -> is_lim f p_infty (Finite b) -> a = b.
Proof.
intros A B. apply is_lim_unique in A, B. rewrite A in B. injection B. trivial.
Qed.

(* nine tenths of the limit *)
Theorem mode_rises_to_share_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < eps ->
  is_mode L s eps mu -> eps ^ L < s -> is_lim mu p_infty (9 / 10 * s)).
Proof.
intro H. destruct (mode_exists 2 1 (1 / 2)) as [mu M]; [lia | lra | lra |].
assert (l : (1 / 2) ^ 2 < 1) by lra.
assert (A := H 2%nat 1 (1 / 2) mu (le_n 2) ltac:(lra) M l).
destruct (mode_rises_to 2 1 (1 / 2) mu (le_n 2) ltac:(lra) M l) as [_ [_ B]].
assert (C := single_limit mu _ _ A B). lra.
Qed.

(* a start at the target *)
Theorem mode_rises_to_start_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < eps ->
  is_mode L s eps mu -> eps ^ L <= s -> forall t u, 0 <= t < u -> mu t < mu u).
Proof.
intro H. destruct (mode_exists 2 1 1) as [mu M]; [lia | lra | lra |].
assert (A := H 2%nat 1 1 mu (le_n 2) ltac:(lra) M ltac:(lra) 0 1 ltac:(lra)).
rewrite !(mode_rests 2 1 1 mu (le_n 2) M ltac:(lra)) in A by lra. lra.
Qed.

(* eps below the target *)
Theorem mode_rises_to_power_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < eps ->
  is_mode L s eps mu -> eps < s -> forall t, 0 <= t -> mu t < s).
Proof.
intro H. destruct (mode_exists 2 3 2) as [mu M]; [lia | lra | lra |].
assert (A := H 2%nat 3 2 mu (le_n 2) ltac:(lra) M ltac:(lra) 0 ltac:(lra)).
rewrite (proj1 M) in A. lra.
Qed.

(* eps at the target *)
Theorem mode_rests_power_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < eps ->
  is_mode L s eps mu -> eps = s -> forall t, 0 <= t -> mu t = s).
Proof.
intro H. destruct (mode_exists 2 2 2) as [mu M]; [lia | lra | lra |].
assert (A := H 2%nat 2 2 mu (le_n 2) ltac:(lra) M eq_refl 0 (Rle_refl 0)).
rewrite (proj1 M) in A. lra.
Qed.

(* a start at nine tenths of the target *)
Theorem mode_rests_share_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < eps ->
  is_mode L s eps mu -> eps ^ L = 9 / 10 * s -> forall t u, 0 <= t < u -> mu t = mu u).
Proof.
intro H. destruct (mode_exists 2 (10 / 9) 1) as [mu M]; [lia | lra | lra |].
assert (A := H 2%nat (10 / 9) 1 mu (le_n 2) ltac:(lra) M ltac:(lra) 0 1 ltac:(lra)).
assert (l : 1 ^ 2 < 10 / 9) by lra.
destruct (mode_rises_to 2 (10 / 9) 1 mu (le_n 2) ltac:(lra) M l) as [B _].
assert (C := B 0 1 ltac:(lra)). lra.
Qed.

(* eleven tenths of the limit *)
Theorem mode_falls_to_share_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 <= s -> 0 < eps ->
  is_mode L s eps mu -> s < eps ^ L -> is_lim mu p_infty (11 / 10 * s)).
Proof.
intro H. destruct (mode_exists 2 1 2) as [mu M]; [lia | lra | lra |].
assert (l : 1 < 2 ^ 2) by lra.
assert (A := H 2%nat 1 2 mu (le_n 2) ltac:(lra) ltac:(lra) M l).
destruct (mode_falls_to 2 1 2 mu (le_n 2) ltac:(lra) ltac:(lra) M l) as [_ [_ B]].
assert (C := single_limit mu _ _ A B). lra.
Qed.

(* a start at the target *)
Theorem mode_falls_to_start_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 <= s -> 0 < eps ->
  is_mode L s eps mu -> s <= eps ^ L -> forall t u, 0 <= t < u -> mu u < mu t).
Proof.
intro H. destruct (mode_exists 2 1 1) as [mu M]; [lia | lra | lra |].
assert (A := H 2%nat 1 1 mu (le_n 2) ltac:(lra) ltac:(lra) M ltac:(lra) 0 1 ltac:(lra)).
rewrite !(mode_rests 2 1 1 mu (le_n 2) M ltac:(lra)) in A by lra. lra.
Qed.

(* eps above the target *)
Theorem mode_falls_to_power_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 <= s -> 0 < eps ->
  is_mode L s eps mu -> s < eps -> forall t, 0 <= t -> s < mu t).
Proof.
intro H. destruct (mode_exists 2 (1 / 3) (1 / 2)) as [mu M]; [lia | lra | lra |].
assert (A := H 2%nat (1 / 3) (1 / 2) mu (le_n 2) ltac:(lra) ltac:(lra) M ltac:(lra) 0
  ltac:(lra)).
rewrite (proj1 M) in A. lra.
Qed.
