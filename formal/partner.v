(* The larger target that is fitted at the same time as a smaller one, over Coq's reals.

   partner_scale (XAPD, part 4): in units of eps^L the partner of s' depends on s', L and c alone.
   partner_falls (XAPD, part 4): as s' grows from eps^L/c to eps^L/y its partner falls strictly,
     from infinity to eps^L/y. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare power_sum mode_times mode_series mode_exists staircase.
From dlf Require Import fit_integral larger_is_first.
Open Scope R_scope.

(* star is the partner of s': the target above eps^L/y that is fitted at the same time *)
Definition is_partner (L : nat) (eps c y s' star : R) :=
  eps ^ L / c < s' < eps ^ L / y /\ eps ^ L / y < star /\
  target_time L eps c star = target_time L eps c s'.

Lemma scale_back (E u : R) : 0 < E -> 0 < u -> E / (E * u) = 1 / u.
Proof. intros. field. lra. Qed.

Theorem partner_scale L c y eps u v : (2 <= L)%nat -> 0 < c < 1 -> is_turn L c y -> 0 < eps ->
  (is_partner L eps c y (eps ^ L * u) (eps ^ L * v) <-> is_partner L 1 c y u v).
Proof.
intros L2 C turn e0. assert (p := E_positive L eps e0). destruct turn as [Y Ey].
assert (turn : is_turn L c y) by (split; assumption).
assert (cmp : forall b w z, 0 < b -> (eps ^ L / b < eps ^ L * w <-> 1 / b < w) /\
  (eps ^ L * z < eps ^ L / b <-> z < 1 / b)).
{ intros b w z b0. replace (eps ^ L / b) with (eps ^ L * (1 / b)) by (field; lra).
  split; split; intro H; (apply Rmult_lt_reg_l in H || apply Rmult_lt_compat_l); auto. }
unfold is_partner. rewrite pow1.
destruct (cmp c u u ltac:(lra)) as [A1 _]. destruct (cmp y v u ltac:(lra)) as [A2 A3].
rewrite A1, A2, A3. assert (c0 : 0 < 1 / c) by (apply Rdiv_lt_0_compat; lra).
assert (y0 : 0 < 1 / y) by (apply Rdiv_lt_0_compat; lra).
assert (same : 0 < u -> 0 < v ->
  (target_time L eps c (eps ^ L * v) = target_time L eps c (eps ^ L * u) <->
   target_time L 1 c v = target_time L 1 c u)).
{ intros u0 v0. assert (U := Rmult_lt_0_compat _ _ p u0). assert (V := Rmult_lt_0_compat _ _ p v0).
  assert (T1 := time_scaled L c eps L2 C e0 _ U). assert (T2 := time_scaled L c eps L2 C e0 _ V).
  assert (T3 := time_scaled L c 1 L2 C Rlt_0_1 _ u0).
  assert (T4 := time_scaled L c 1 L2 C Rlt_0_1 _ v0).
  rewrite scale_back in T1, T2 by lra. rewrite pow1 in T3, T4.
  assert (I1 := time_same L c eps L2 _ _ _ _ T2 T1).
  assert (I2 := time_same L c 1 L2 (v) (u) (Rmin c (1 / v)) (Rmin c (1 / u))).
  rewrite pow1 in I2. rewrite I1, (I2 T4 T3). reflexivity. }
split; intros [[B1 B2] [B3 B4]]; (split; [split; assumption |]; split; [exact B3 |]);
  apply same; try assumption; lra.
Qed.

Section Falls.
Variables (L : nat) (c y eps : R).
Hypotheses (L2 : (2 <= L)%nat) (C : 0 < c < 1) (turn : is_turn L c y) (e0 : 0 < eps).
Let E := eps ^ L.

Lemma smaller_partner s' s'' star star' : is_partner L eps c y s' star ->
  is_partner L eps c y s'' star' -> s' < s'' -> star' < star.
Proof.
intros [A1 [A2 A3]] [B1 [B2 B3]] ss.
destruct (target_time_course L c y eps L2 C turn e0) as [_ [up [down _]]].
assert (Z := up s' s'' ltac:(lra) ss ltac:(lra)). rewrite <- A3, <- B3 in Z.
destruct (Rtotal_order star' star) as [l | [e | l]]; [exact l | subst; lra |].
assert (D := down star star' ltac:(lra) l). lra.
Qed.

(* every target above eps^L/y is a partner *)
Lemma partner_of star : E / y < star -> exists s', is_partner L eps c y s' star.
Proof.
intro H. assert (p := E_positive L eps e0). fold E in p. destruct (turn_target L c y eps C turn e0)
  as [cy back]. fold E in cy, back. destruct turn as [Y _].
assert (y0 : 0 < E / y) by (apply Rdiv_lt_0_compat; lra).
destruct (inside L c eps L2 C e0 star) as [s0 [X T]]; [fold E; lra |]. fold E in X, T.
assert (Z := coordinate L c eps C e0 (E / y) star y0 H). fold E in Z. rewrite back in Z.
destruct (other_branch L c y L2 C turn (scaled_time L c (E / star))) as [_ [x [Xx Vx]]].
- apply scaled_positive; assumption.
- apply (scaled_rises L c y C turn); lra.
- assert (st := coordinate L c eps C e0 x c ltac:(lra) ltac:(lra)).
  assert (st' := coordinate L c eps C e0 y x ltac:(lra) ltac:(lra)). fold E in st, st'.
  destruct (inside L c eps L2 C e0 (E / x)) as [_ [_ Q]]; [fold E; lra |].
  unfold E in Q at 2. rewrite (coordinate_back L eps e0 x) in Q by lra.
  exists (E / x). split; [fold E; lra |]. split; [exact H |].
  apply (time_same L c eps L2 _ _ _ _ T Q). symmetry. exact Vx.
Qed.

Theorem partner_falls :
  (forall s', E / c < s' < E / y -> exists star, is_partner L eps c y s' star /\
     forall u, is_partner L eps c y s' u -> u = star) /\
  (forall s' s'' star star', is_partner L eps c y s' star -> is_partner L eps c y s'' star' ->
     s' < s'' -> star' < star) /\
  (forall B, exists b, E / c < b < E / y /\
     forall s' star, s' < b -> is_partner L eps c y s' star -> B < star) /\
  (forall e, 0 < e -> exists b, E / c < b < E / y /\
     forall s' star, b < s' -> is_partner L eps c y s' star -> star < E / y + e).
Proof.
assert (p := E_positive L eps e0). fold E in p.
split; [| split; [exact smaller_partner | split]].
- intros s' H. destruct turn as [Y _].
  assert (c0 : 0 < E / c) by (apply Rdiv_lt_0_compat; lra).
  destruct (larger_is_first L c y eps L2 C turn e0 (s' + 1) s' ltac:(lra) ltac:(lra))
    as [_ [_ third]]. destruct (third H) as [star [[A1 A2] [U _]]].
  exists star. split; [split; [exact H | split; assumption] |].
  intros u [_ [u1 u2]]. apply U; assumption.
- intro B. set (B' := Rmax B (E / y) + 1). assert (m1 := Rmax_l B (E / y)).
  assert (m2 := Rmax_r B (E / y)). destruct (partner_of B') as [b P]; [unfold B'; lra |].
  exists b. split; [exact (proj1 P) |]. intros s' star H Q.
  assert (S := smaller_partner s' b star B' Q P H). unfold B' in S. lra.
- intros e ep. destruct (partner_of (E / y + e)) as [b P]; [lra |].
  exists b. split; [exact (proj1 P) |]. intros s' star H Q.
  exact (smaller_partner b s' (E / y + e) star P Q H).
Qed.
End Falls.
