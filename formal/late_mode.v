(* A ceiling, in roots, and the mode that is ahead of it by the lag of mode_lag.v, over Coq's reals.

   dominated_by_the_late_mode: a curve that rises no faster than a ceiling with any leader stays
     below the mode that is ahead by the lag.
   ceiling_below_late_mode (CE4L, part 3): so does every ceiling.
   ceiling_behind_omega (CE4L, part 3): the ceiling that is behind omega alone is an exponential
     up to omega, and then the mode, ahead by the lag. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead real_slope real_induction from_right ceiling.
From dlf Require Import large_starts power_sum mode_times mode_exists mode_levels mode_lag.
Open Scope R_scope.

Lemma rises_no_faster (u : R -> R) t l l' : rises_at_most u t l -> l <= l' ->
  rises_at_most u t l'.
Proof.
intros H ll e e0. destruct (H e e0) as [d [d0 K]]. exists d. split; [exact d0 |]. intros h hd.
assert (A := K h hd). assert (h * l <= h * l') by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma rises_later (u : R -> R) c t l : rises_at_most u (t + c) l ->
  rises_at_most (fun x => u (x + c)) t l.
Proof.
intros H e e0. destruct (H e e0) as [d [d0 K]]. exists d. split; [exact d0 |]. intros h hd.
replace (t + h + c) with (t + c + h) by ring. apply K. exact hd.
Qed.

Lemma later_derive (u : R -> R) c t l : is_derive u (t + c) l ->
  is_derive (fun x => u (x + c)) t l.
Proof.
intros D. assert (S : is_derive (fun x => x + c) t 1) by (auto_derive; [exact I | ring]).
assert (C := is_derive_comp u (fun x => x + c) t _ _ D S).
replace l with (scal 1 l); [exact C |]. unfold scal; simpl; unfold mult; simpl. ring.
Qed.

Lemma later_continuous (u : R -> R) c t : continuous u (t + c) -> continuous (fun x => u (x + c)) t.
Proof.
intros C. apply (continuous_comp (fun x => x + c) u); [| exact C].
apply (ex_derive_continuous (fun x => x + c)). auto_derive. exact I.
Qed.

(* the velocity L m nu^(1-2/L) (s - nu) of the ceiling m, with nu = max(m, min(omega, lead)) *)
Definition strength_ceiling (L : nat) (s lead m : R) :=
  let nu := Rmax m (Rmin (turning L s) lead) in
  INR L * m * Rpower nu (1 - 2 / INR L) * (s - nu).

(* powers with the exponent 2/L *)
Lemma root_square L x : (2 <= L)%nat -> 0 < x -> sqrt (Rpower x (2 / INR L)) ^ L = x.
Proof.
intros L2 x0. assert (H := depth_two L L2). rewrite <- Rpower_sqrt by apply exp_pos.
rewrite <- Rpower_pow by apply exp_pos. rewrite !Rpower_mult.
replace (2 / INR L * (/ 2 * INR L)) with 1 by (field; lra). apply Rpower_1. exact x0.
Qed.

Lemma root_le L x y : (2 <= L)%nat -> 0 < x <= y -> Rpower x (2 / INR L) <= Rpower y (2 / INR L).
Proof.
intros L2 xy. assert (H := depth_two L L2). apply Rle_Rpower_l; [| exact xy].
left. apply Rdiv_lt_0_compat; lra.
Qed.

Lemma start_root L eps : (2 <= L)%nat -> 0 < eps -> Rpower (eps ^ L) (2 / INR L) = eps ^ 2.
Proof.
intros L2 e0. assert (H := depth_two L L2).
rewrite <- Rpower_pow, Rpower_mult by exact e0.
replace (INR L * (2 / INR L)) with (INR 2) by (simpl; field; lra). apply Rpower_pow. exact e0.
Qed.

Section Late.
Variables (L : nat) (s eps : R) (mu : R -> R).
Hypotheses (L2 : (2 <= L)%nat) (s0 : 0 < s) (e0 : 0 < eps) (small : eps ^ L < turning L s).
Hypothesis M : is_mode L s eps mu.

Let omega := turning L s.
Let rate := largest_growth L s.
Let deep : 3 <= INR L.
Proof. exact (deep L s eps L2 e0 small). Qed.
Let start_pos : 0 < eps ^ L.
Proof. exact (start_pos L eps e0). Qed.
Let turning_below : 0 < omega < s.
Proof. exact (turning_below L s eps L2 s0 e0 small). Qed.
Let turning_equation : 2 * (INR L - 1) * omega = (INR L - 2) * s.
Proof. exact (turning_equation L s eps L2 e0 small). Qed.
Let start_below_target : eps ^ L < s.
Proof. exact (start_below_target L s eps L2 s0 e0 small). Qed.
Let mode_inside t : 0 <= t -> eps ^ L <= mu t < s.
Proof. exact (mode_inside L s eps mu L2 s0 e0 small M t). Qed.

(* in roots *)
Lemma mode_in_roots : forall T, solves T (root_velocity L s) (fun t => Rpower (mu t) (2 / INR L)).
Proof.
assert (H := deep). intro T. split.
- intros t tT. assert (J := mode_inside t ltac:(lra)). assert (P := start_pos).
  assert (D := is_derive_comp (fun x => Rpower x (2 / INR L)) mu t _ _
    (Rpower_derive (2 / INR L) (mu t) ltac:(lra)) (mode_derive L s eps mu M t ltac:(lra))).
  replace (root_velocity L s (Rpower (mu t) (2 / INR L))) with
    (scal (strength_velocity L s (mu t)) (2 / INR L * Rpower (mu t) (2 / INR L - 1)));
    [exact D |].
  unfold scal; simpl; unfold mult; simpl. rewrite root_velocity_sqrt by (left; apply exp_pos).
  rewrite root_square by (assumption || lra). unfold strength_velocity.
  replace (INR L * Rpower (mu t) (2 - 2 / INR L) * (s - mu t) *
    (2 / INR L * Rpower (mu t) (2 / INR L - 1))) with
    (2 * (Rpower (mu t) (2 - 2 / INR L) * Rpower (mu t) (2 / INR L - 1)) * (s - mu t))
    by (field; lra).
  rewrite <- Rpower_plus. replace (2 - 2 / INR L + (2 / INR L - 1)) with 1 by ring.
  rewrite Rpower_1 by lra. reflexivity.
- intros t tT. assert (J := mode_inside t ltac:(lra)). assert (P := start_pos).
  apply (continuous_comp mu (fun x => Rpower x (2 / INR L))).
  + apply (mode_continuous L s eps mu M). lra.
  + apply (ex_derive_continuous (fun x => Rpower x (2 / INR L))). eexists.
    apply Rpower_derive. lra.
Qed.

Let w := Rpower omega (2 / INR L).

Lemma turning_is_best : best_moment L s w.
Proof.
assert (O := turning_below). split; [left; apply exp_pos |]. unfold w.
rewrite root_square by (assumption || lra). assert (E := turning_equation).
rewrite mult_INR, !minus_INR by lia. simpl. lra.
Qed.

Lemma kappa_root x : 0 < x ->
  kappa L s (Rpower x (2 / INR L)) = 2 * Rpower x (1 - 2 / INR L) * (s - x).
Proof.
intros x0. assert (H := deep). assert (y0 : 0 < Rpower x (2 / INR L)) by apply exp_pos.
apply Rmult_eq_reg_l with (Rpower x (2 / INR L)); [| lra].
rewrite <- root_velocity_kappa by (assumption || lra).
rewrite root_velocity_sqrt by lra. rewrite root_square by assumption.
replace (Rpower x (2 / INR L) * (2 * Rpower x (1 - 2 / INR L) * (s - x))) with
  (2 * (Rpower x (2 / INR L) * Rpower x (1 - 2 / INR L)) * (s - x)) by ring.
rewrite <- Rpower_plus. replace (2 / INR L + (1 - 2 / INR L)) with 1 by ring.
rewrite Rpower_1 by exact x0. reflexivity.
Qed.

Lemma kappa_turning : kappa L s w = 2 / INR L * rate.
Proof.
assert (O := turning_below). assert (H := deep). unfold w. rewrite kappa_root by lra.
unfold rate, largest_growth. fold omega. field. lra.
Qed.

Lemma ceiling_rate x lead : 0 <= x -> ceiling_velocity L s w lead x <= kappa L s w * x.
Proof.
intros x0. assert (B := turning_is_best). assert (w0 := proj1 B). unfold ceiling_velocity.
rewrite (Rmult_comm (kappa L s w)). apply Rmult_le_compat_l; [exact x0 |].
set (y := Rmax x (Rmin w lead)). assert (xy : x <= y) by apply Rmax_l.
assert (A := largest_rate L s w 0 y (Rmax y w) L2 B ltac:(lra) (Rmax_l y w)).
rewrite (Rmin_left w) in A by apply Rmax_r. rewrite Rmax_right in A by exact w0. exact A.
Qed.

(* the exponential in roots *)
Lemma exponential_root t : Rpower (eps ^ L * exp (rate * t)) (2 / INR L) =
  eps ^ 2 * exp (kappa L s w * t).
Proof.
rewrite <- Rpower_mult_distr, start_root by (assumption || apply start_pos || apply exp_pos).
f_equal. unfold Rpower. rewrite ln_exp, kappa_turning. f_equal. ring.
Qed.

(* from omega on *)
Lemma late_solves T c : 0 <= c -> solves T (root_velocity L s)
  (fun x => Rpower (mu (x + c)) (2 / INR L)).
Proof.
intros c0. assert (S := mode_in_roots (T + c)). split.
- intros x X. apply (later_derive (fun t => Rpower (mu t) (2 / INR L))), S. lra.
- intros x X. apply (later_continuous (fun t => Rpower (mu t) (2 / INR L))), S. lra.
Qed.

Lemma past_turning c t : 0 <= c -> mu c = omega -> 0 <= t -> omega <= mu (t + c).
Proof.
intros c0 <- t0. apply (mode_grows L s eps mu _ _ L2 e0 start_below_target M). lra.
Qed.

Section Below.
Variables (T : R) (lead u : R -> R).
Hypotheses (Cu : forall t, 0 <= t <= T -> continuous u t) (pos : forall t, 0 <= t <= T -> 0 <= u t).
Hypothesis slow : forall t, 0 < t < T -> rises_at_most u t (ceiling_velocity L s w (lead t) (u t)).
Hypothesis start : u 0 <= eps ^ 2.

Lemma below_exponential t : 0 <= t <= T -> u t <= eps ^ 2 * exp (kappa L s w * t).
Proof.
intros tT. set (k := kappa L s w).
assert (D : forall x, is_derive (fun y => eps ^ 2 * exp (k * y)) x
  (k * (eps ^ 2 * exp (k * x)))) by (intros x; auto_derive; [exact I | ring]).
apply (slower_stays_below (fun _ x => k * x) u (fun y => eps ^ 2 * exp (k * y)) (Rabs k) T);
  [apply Rabs_pos | intros x _; apply D | | exact Cu | | | | exact tT].
- intros x _. apply (ex_derive_continuous (fun y => eps ^ 2 * exp (k * y))). eexists. apply D.
- intros x X. apply (rises_no_faster u x _ _ (slow x X)), ceiling_rate, pos. lra.
- intros x X. rewrite <- Rabs_mult. right. f_equal. ring.
- rewrite Rmult_0_r, exp_0. lra.
Qed.

Lemma dominated_by_the_late_mode t : 0 <= t <= T ->
  u t <= Rpower (mu (t + lag L s eps)) (2 / INR L).
Proof.
intros tT. assert (P := start_pos). assert (O := turning_below).
destruct (lag_of_a_mode L s eps mu L2 s0 e0 small M) as [l0 [A ahead]].
assert (h0 := early_nonneg L s eps L2 s0 e0 small). set (th := early_time L s eps) in *.
destruct (Rle_lt_dec t th) as [le | lt].
- eapply Rle_trans; [apply below_exponential; exact tT |]. rewrite <- exponential_root.
  apply root_le; [exact L2 |]. split; [apply Rmult_lt_0_compat; [exact P | apply exp_pos] |].
  apply ahead. lra.
- set (ta := th + lag L s eps) in *. replace t with (t - th + th) at 1 by ring.
  replace (t + lag L s eps) with (t - th + ta) by (unfold ta; ring).
  apply (order_is_kept L s w (T - th) (fun x => lead (x + th)) (fun x => u (x + th))
    (fun x => Rpower (mu (x + ta)) (2 / INR L)) L2 (proj1 turning_is_best)); try lra.
  + apply late_solves. unfold ta. lra.
  + intros x X. apply root_le; [exact L2 |]. split; [exact (proj1 O) |].
    apply past_turning; [unfold ta; lra | exact A | lra].
  + intros x X. apply later_continuous, Cu. lra.
  + intros x X. apply (rises_later u), slow. lra.
  + intros x X. split; [apply pos; lra | left; apply exp_pos].
  + rewrite !Rplus_0_l, A. assert (Q := below_exponential th ltac:(lra)).
    rewrite <- exponential_root in Q. eapply Rle_trans; [exact Q |].
    assert (Z := ahead th ltac:(lra)). fold ta in Z. rewrite A in Z.
    apply root_le; [exact L2 |]. split; [apply Rmult_lt_0_compat; [exact P | apply exp_pos] |].
    exact Z.
Qed.
End Below.

(* the ceiling as a strength m, nu is max(m, min(omega, lead)) *)
Section Strength.
Variables (T : R) (lead m : R -> R).
Hypothesis Dm : forall t, 0 < t < T -> is_derive m t (strength_ceiling L s (lead t) (m t)).
Hypothesis Cm : forall t, 0 <= t <= T -> continuous m t.
Hypothesis positive : forall t, 0 <= t <= T -> 0 < m t /\ 0 < lead t.

Lemma ceiling_in_roots t : 0 < t < T -> is_derive (fun x => Rpower (m x) (2 / INR L)) t
  (ceiling_velocity L s w (Rpower (lead t) (2 / INR L)) (Rpower (m t) (2 / INR L))).
Proof.
intros tT. destruct (positive t ltac:(lra)) as [p q]. assert (O := turning_below).
assert (H := deep).
assert (D := is_derive_comp (fun x => Rpower x (2 / INR L)) m t _ _
  (Rpower_derive (2 / INR L) (m t) p) (Dm t tT)).
set (nu := Rmax (m t) (Rmin omega (lead t))).
assert (nu0 : 0 < nu) by (eapply Rlt_le_trans; [exact p | apply Rmax_l]).
assert (root_max : forall x y, 0 < x -> 0 < y ->
  Rmax (Rpower x (2 / INR L)) (Rpower y (2 / INR L)) = Rpower (Rmax x y) (2 / INR L)).
{ intros x y x0 y0. destruct (Rle_lt_dec x y).
  - rewrite !Rmax_right by (assumption || (apply root_le; [exact L2 | lra])). reflexivity.
  - rewrite !Rmax_left by (lra || (apply root_le; [exact L2 | lra])). reflexivity. }
assert (root_min : forall x y, 0 < x -> 0 < y ->
  Rmin (Rpower x (2 / INR L)) (Rpower y (2 / INR L)) = Rpower (Rmin x y) (2 / INR L)).
{ intros x y x0 y0. destruct (Rle_lt_dec x y).
  - rewrite !Rmin_left by (assumption || (apply root_le; [exact L2 | lra])). reflexivity.
  - rewrite !Rmin_right by (lra || (apply root_le; [exact L2 | lra])). reflexivity. }
assert (E : ceiling_velocity L s w (Rpower (lead t) (2 / INR L)) (Rpower (m t) (2 / INR L)) =
  scal (strength_ceiling L s (lead t) (m t)) (2 / INR L * Rpower (m t) (2 / INR L - 1)));
  [| rewrite E; exact D].
unfold ceiling_velocity, w. rewrite root_min by lra.
rewrite root_max by (exact p || (apply Rmin_glb_lt; lra)). fold nu.
rewrite kappa_root by exact nu0. unfold scal; simpl; unfold mult; simpl.
unfold strength_ceiling. fold omega. fold nu.
replace (Rpower (m t) (2 / INR L)) with (m t * Rpower (m t) (2 / INR L - 1)).
- field. lra.
- rewrite <- (Rpower_1 (m t)) at 1 by exact p. rewrite <- Rpower_plus. f_equal. ring.
Qed.

Lemma root_continuous t : 0 <= t <= T -> continuous (fun x => Rpower (m x) (2 / INR L)) t.
Proof.
intros tT. destruct (positive t tT) as [p _].
apply (continuous_comp m (fun x => Rpower x (2 / INR L))); [exact (Cm t tT) |].
apply (ex_derive_continuous (fun x => Rpower x (2 / INR L))). eexists.
apply Rpower_derive. exact p.
Qed.

Lemma root_inj x y : 0 < x -> 0 < y -> Rpower x (2 / INR L) <= Rpower y (2 / INR L) -> x <= y.
Proof.
intros x0 y0 le. apply Rnot_lt_le. intros n. assert (H := deep).
assert (Rpower y (2 / INR L) < Rpower x (2 / INR L)); [| lra].
apply Rlt_Rpower_l; [apply Rdiv_lt_0_compat |]; lra.
Qed.

Hypothesis start : m 0 = eps ^ L.

(* any ceiling is dominated up to the lag *)
Theorem ceiling_below_late_mode t : 0 <= t <= T -> m t <= mu (t + lag L s eps).
Proof.
intros tT. assert (l0 := lag_positive L s eps L2 s0 e0 small). assert (P := start_pos).
assert (J := mode_inside (t + lag L s eps) ltac:(lra)).
apply root_inj; [apply positive; exact tT | lra |].
apply (dominated_by_the_late_mode T (fun t => Rpower (lead t) (2 / INR L))
  (fun t => Rpower (m t) (2 / INR L))); [exact root_continuous | | | | exact tT].
- intros x X. left. apply exp_pos.
- intros x X. apply (derivative_rises_at_most _ x _ _ (ceiling_in_roots x X)). lra.
- rewrite start, start_root by assumption. lra.
Qed.
End Strength.

(* with omega in the place of the leader it is an exponential, and then the late mode *)
Theorem ceiling_behind_omega T m :
  (forall t, 0 < t < T -> is_derive m t (strength_ceiling L s omega (m t))) ->
  (forall t, 0 <= t <= T -> continuous m t) -> (forall t, 0 <= t <= T -> 0 < m t) ->
  m 0 = eps ^ L -> forall t, 0 <= t <= T ->
  (t <= early_time L s eps -> m t = eps ^ L * exp (rate * t)) /\
  (early_time L s eps <= t -> m t = mu (t + lag L s eps)).
Proof.
intros Dm Cm pm start. assert (P := start_pos). assert (O := turning_below).
destruct (lag_of_a_mode L s eps mu L2 s0 e0 small M) as [l0 [A ahead]].
assert (h0 := early_nonneg L s eps L2 s0 e0 small). assert (H := deep).
set (th := early_time L s eps) in *. set (ta := th + lag L s eps) in *.
assert (pm' : forall t, 0 <= t <= T -> 0 < m t /\ 0 < omega) by (intros; split; [auto | lra]).
set (v := fun x => Rpower (m x) (2 / INR L)). set (k := kappa L s w).
assert (Dv : forall x, 0 < x < T -> is_derive v x (ceiling_velocity L s w w (v x)))
  by exact (ceiling_in_roots T (fun _ => omega) m Dm pm').
assert (Cv : forall x, 0 <= x <= T -> continuous v x)
  by exact (root_continuous T (fun _ => omega) m Cm pm').
assert (v0 : v 0 = eps ^ 2) by (unfold v; rewrite start; apply start_root; assumption).
assert (vp : forall x, 0 < v x) by (intros x; apply exp_pos).
assert (up : forall x, 0 <= x <= T -> v x <= eps ^ 2 * exp (k * x)).
{ apply (below_exponential T (fun _ => w) v Cv); [intros; left; apply vp | |].
  - intros x X. apply (derivative_rises_at_most v x _ _ (Dv x X)). apply Rle_refl.
  - rewrite v0. apply Rle_refl. }
assert (r : 0 < rate) by exact (rate_pos L s eps L2 s0 e0 small).
assert (at_th : eps ^ 2 * exp (k * th) = w).
{ unfold k. rewrite <- exponential_root. unfold w. f_equal.
  unfold th, early_time. fold omega rate.
  replace (rate * (ln (omega / eps ^ L) / rate)) with (ln (omega / eps ^ L)) by (field; lra).
  rewrite exp_ln by (apply Rdiv_lt_0_compat; lra). field. lra. }
assert (k0 : 0 < k).
{ unfold k. rewrite kappa_turning.
  apply Rmult_lt_0_compat; [apply Rdiv_lt_0_compat |]; lra. }
assert (low : forall x, 0 <= x <= T -> x <= th -> v x <= w).
{ intros x X le. eapply Rle_trans; [apply up; exact X |]. rewrite <- at_th.
  apply Rmult_le_compat_l; [apply pow_le; lra |].
  destruct le as [le | ->]; [left; apply exp_increasing; nra | apply Rle_refl]. }
assert (early : forall t, 0 <= t <= T -> t <= th -> v t = eps ^ 2 * exp (k * t)).
{ intros t tT le.
  assert (E : v t * exp (- (k * t)) = v 0 * exp (- (k * 0))).
  { apply (constant_inside (fun x => v x * exp (- (k * x))) t); [| | lra].
    - intros x X.
      assert (Ve : ceiling_velocity L s w w (v x) = k * v x).
      { unfold ceiling_velocity. rewrite (Rmin_left w w) by lra.
        rewrite Rmax_right by (apply low; lra). fold k. ring. }
      assert (D := Dv x ltac:(lra)). rewrite Ve in D.
      assert (De : is_derive (fun x => exp (- (k * x))) x (- k * exp (- (k * x)))).
      { auto_derive; [exact I | ring]. }
      assert (Dp := is_derive_mult _ _ x _ _ D De Rmult_comm).
      replace 0 with (plus (mult (k * v x) (exp (- (k * x)))) (mult (v x) (- k * exp (- (k * x)))));
        [exact Dp |]. unfold plus, mult; simpl; unfold mult; simpl. ring.
    - intros x X. apply (continuous_mult v (fun x => exp (- (k * x)))); [apply Cv; lra |].
      apply (ex_derive_continuous (fun x => exp (- (k * x)))). auto_derive. exact I. }
  rewrite v0, Rmult_0_r, Ropp_0, exp_0, Rmult_1_r in E.
  rewrite <- E, Rmult_assoc, <- exp_plus. replace (- (k * t) + k * t) with 0 by ring.
  rewrite exp_0. ring. }
intros t tT. split; intros le.
- assert (E := early t tT le). unfold k in E. rewrite <- exponential_root in E. unfold v in E.
  assert (0 < eps ^ L * exp (rate * t)) by (apply Rmult_lt_0_compat; [exact P | apply exp_pos]).
  apply Rle_antisym; apply root_inj; auto; rewrite E; apply Rle_refl.
- assert (J := mode_inside (t + lag L s eps) ltac:(lra)).
  assert (E : v t = Rpower (mu (t + lag L s eps)) (2 / INR L)).
  { replace t with (t - th + th) at 1 by ring.
    replace (t + lag L s eps) with (t - th + ta) by (unfold ta; ring).
    assert (vth : v th = w) by (rewrite early by lra; exact at_th).
    apply (ceiling_is_the_mode L s w (T - th) (fun _ => w)
      (fun x => Rpower (mu (x + ta)) (2 / INR L)) (fun x => v (x + th)) L2 ltac:(lra)
      turning_is_best); try lra.
    - apply late_solves. unfold ta. lra.
    - intros x X. apply (later_derive v), Dv. lra.
    - intros x X. apply (later_continuous v), Cv. lra.
    - intros x X. split; left; [apply exp_pos | apply vp].
    - rewrite !Rplus_0_l, A, vth. reflexivity.
    - rewrite Rplus_0_l, A. right. symmetry. exact (proj2 turning_is_best). }
  apply Rle_antisym; apply root_inj; auto; try lra; unfold v in E; rewrite E; apply Rle_refl.
Qed.
End Late.
