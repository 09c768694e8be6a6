(* The numbers of the delay of descent cannot be lowered, over the reals.

   Notation as in descent_delay.v.
   one_is_best (HJ75, part 4): for every r < 1, L, s, eta and c there is a start from which
     eta N - t exceeds eta (r + q log(g_*/g(eps))) for every q from 0 to 1.
   half_is_best: for every L >= 3, s and r < 1/2 there is a run with c <= (L-2)/(4L-2) and
     eta N - t > eta (1 + r log(g(lambda_c)/g(eps))).
   two_thirds_is_best: the same for L >= 2, r < 2/3, and c <= (L-1)/(2L-1).
   three_quarters_is_best: for r < 3/4 with g_* for g(lambda_c). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead separation staircase fit_series descent_steps velocity_shape.
From dlf Require Import descent_time descent_late descent_delay descent_leading.
Open Scope R_scope.

(* a run as in the claim: the start eps is below the level c s, N is its step, t the flow's time *)
Definition fitted_run (L N : nat) (eta s eps c t : R) :=
  0 < eps /\ 0 < c < 1 /\ eps ^ L < c * s /\ is_first_step L eta s eps (c * s) N /\
  is_fit_time L eps c s t.

Lemma fit_time_exists L c s eps : (2 <= L)%nat -> 0 < c < 1 -> 0 < s -> 0 < eps ->
  eps ^ L < c * s -> exists t, is_fit_time L eps c s t.
Proof.
intros L2 C s0 e0 start. assert (E : L = 2%nat \/ (3 <= L)%nat) by lia. destruct E as [-> | L3].
- exists (fit_time eps c s). apply fit_time_of_two; auto.
- exists (series_time L eps c s). apply fit_time_of_more; auto.
Qed.

Lemma log_between x : 0 < x -> 1 - 1 / x <= ln x <= x - 1.
Proof.
intro x0. assert (A := exp_ineq1_le (ln x)). assert (B := exp_ineq1_le (- ln x)).
rewrite exp_Ropp in B. rewrite exp_ln in * by exact x0. unfold Rdiv. lra.
Qed.

Lemma power_grows L x y : (2 <= L)%nat -> 0 < x < y -> x ^ L < y ^ L.
Proof. intros L2 X. destruct L as [| n]; [lia |]. apply powers_grow; lra. Qed.

Section Instances.
Variables (L : nat) (s : R).
Hypotheses (L2 : (2 <= L)%nat) (s0 : 0 < s).
Local Notation g := (mode_velocity L s).
Local Notation root c := (root_of L (c * s)).

Lemma share_of_level e : 0 < e -> e ^ L < s -> 0 < e ^ L / s < 1 /\ e ^ L / s * s = e ^ L /\
  root (e ^ L / s) = e.
Proof.
intros e0 E. assert (P : 0 < e ^ L) by (apply pow_lt; exact e0).
assert (F : e ^ L / s * s = e ^ L) by (field; lra).
split; [split; [apply Rdiv_lt_0_compat; lra | apply Rlt_div_l; lra] |].
split; [exact F |]. rewrite F. apply root_of_power; assumption.
Qed.

(* two steps of which the second is hardly needed *)
Lemma second_step_instance H a e r l : 0 < a < e -> e ^ L < s ->
  (forall x, 0 < x -> x ^ L < s -> is_derive H x (/ g x)) ->
  (forall c t, 0 < c < 1 -> a ^ L < c * s -> is_fit_time L a c s t -> t = H (root c) - H a) ->
  H e - H a < (e - a) / g a * (1 - r * l) ->
  exists eta N t, 0 < eta /\ fitted_run L N eta s a (e ^ L / s) t /\
    eta * (1 + r * l) < eta * INR N - t.
Proof.
intros A E D T S. destruct (share_of_level e ltac:(lra) E) as [C [cs rc]].
set (c := e ^ L / s) in *.
assert (start : a ^ L < c * s).
{ rewrite cs. apply power_grows; [exact L2 | lra]. }
destruct (velocity_bounds L s a c L2 s0 (proj1 A) C start) as [k [B [B2 [M [k0 [_ [_ V]]]]]]].
rewrite rc in V. destruct (fit_time_exists L c s a L2 C s0 (proj1 A) start) as [t FT].
assert (tE := T c t C start FT). rewrite rc in tE. set (tau := H e - H a) in T, S, tE |- *.
assert (ga := proj1 (proj1 (V a ltac:(lra)))).
assert (tau0 : 0 < tau).
{ unfold tau. destruct (mean_value H (fun x => / g x) a e) as [y [Y Ey]]; [lra | |].
  - intros x X. apply D; [lra |]. assert (x ^ L <= e ^ L) by (apply pow_incr; lra). lra.
  - rewrite Ey. apply Rmult_lt_0_compat; [apply Rinv_0_lt_compat | lra].
    assert (Gy := proj1 (V y Y)). lra. }
set (h := (e - a) / g a) in *. assert (h0 : 0 < h) by (apply Rdiv_lt_0_compat; lra).
set (m := 1 - r * l) in *. assert (m0 : 0 < m) by nra.
set (d := Rmin (h / 2) (Rmin (h * k / (2 * g a)) ((h * m - tau) / (2 * m)))).
assert (d0 : 0 < d).
{ repeat apply Rmin_glb_lt; try lra; apply Rdiv_lt_0_compat; try lra. nra. }
assert (d1 := Rmin_l (h / 2) (Rmin (h * k / (2 * g a)) ((h * m - tau) / (2 * m)))).
assert (d2 := Rmin_r (h / 2) (Rmin (h * k / (2 * g a)) ((h * m - tau) / (2 * m)))).
assert (d3 := Rle_trans _ _ _ d2 (Rmin_l _ _)). assert (d4 := Rle_trans _ _ _ d2 (Rmin_r _ _)).
fold d in d1, d3, d4. apply (Rle_div_r d) in d3; [| lra]. apply (Rle_div_r d) in d4; [| lra].
exists (h - d), 2%nat, t. split; [lra |].
assert (S1 : descent L (h - d) s a 1 = e - d * g a).
{ change (a + (h - d) * g a = e - d * g a). unfold h. field. lra. }
assert (hk : h * g a = e - a) by (unfold h; field; lra).
assert (dg : 0 < d * g a) by nra.
assert (dg' : d * g a <= h / 2 * g a) by (apply Rmult_le_compat_r; lra).
split.
- split; [lra |]. split; [exact C |]. split; [exact start |]. split; [| exact FT]. rewrite cs.
  split.
  + change (e ^ L <= (descent L (h - d) s a 1 + (h - d) * g (descent L (h - d) s a 1)) ^ L).
    rewrite S1. apply pow_incr. split; [lra |].
    assert (G1 := proj1 (proj1 (V (e - d * g a) ltac:(lra)))).
    assert (h / 2 * k <= (h - d) * g (e - d * g a)) by (apply Rmult_le_compat; lra). lra.
  + intros j J. assert (Ej : j = 0%nat \/ j = 1%nat) by lia.
    destruct Ej as [-> | ->].
    * change (descent L (h - d) s a 0) with a. apply power_grows; [exact L2 | lra].
    * rewrite S1. apply power_grows; [exact L2 | lra].
- rewrite tE. simpl (INR 2). fold tau. unfold m in *. nra.
Qed.

Theorem half_is_best r : (3 <= L)%nat -> r < 1 / 2 -> exists eta N eps c t, 0 < eta /\
  fitted_run L N eta s eps c t /\ c <= (INR L - 2) / (4 * INR L - 2) /\
  eta * (1 + r * ln (g (root c) / g eps)) < eta * INR N - t.
Proof.
intros L3 R. assert (N3 := le_INR 3 L L3). simpl in N3.
set (c2 := (INR L - 2) / (4 * INR L - 2)). assert (c20 : 0 < c2) by (apply Rdiv_lt_0_compat; lra).
assert (c21 : c2 < 1) by (apply Rlt_div_l; lra).
assert (c2e : c2 * (4 * INR L - 2) = INR L - 2) by (unfold c2; field; lra).
destruct (power_of_root L (c2 / 2 * s) L2 ltac:(nra)) as [a0 aL].
destruct (power_of_root L (c2 * s) L2 ltac:(nra)) as [b0 bL].
set (a := root (c2 / 2)) in *. set (b := root c2) in *.
assert (ab : a < b) by (apply (power_order L); nra).
assert (start : a ^ L < c2 * s) by nra.
destruct (velocity_bounds L s a c2 L2 s0 a0 ltac:(lra) start) as [k [B [B2 [M [k0 [B0 [M0 V]]]]]]].
fold b in V. destruct (fit_clock L s a L2 s0 a0 ltac:(nra)) as [H [D T]].
assert (in_b : forall x, a <= x <= b -> 0 < x /\ x ^ L <= c2 * s).
{ intros x X. split; [lra |]. rewrite <- bL. apply pow_incr. lra. }
destruct (step_leading g (velocity_slope L s) (velocity_bend L s) H a b k B B2 k0) as [K [K0 SL]].
{ intros x X. apply V, X. } { intros x X. apply V, X. } { intros x X. apply V, X. }
{ intros x _. apply velocity_derive, L2. } { intros x _. apply slope_derive, L2. }
{ intros x X. destruct (in_b x X). apply D; nra. }
set (be := velocity_slope L s a). assert (be0 : 0 < be).
{ unfold be, velocity_slope. apply Rmult_lt_0_compat; [apply pow_lt; exact a0 |].
  rewrite aL. assert (c2 * s < s) by nra. nra. }
set (rr := 1 / 2 - r). set (w := Rmin (b - a) (rr * be / (2 * M ^ 2 * (K + 1)))).
assert (M2 : 0 < M ^ 2) by (apply pow_lt; exact M0).
assert (den : 0 < 2 * M ^ 2 * (K + 1)) by (apply Rmult_lt_0_compat; lra).
assert (w0 : 0 < w).
{ apply Rmin_glb_lt; [lra |]. apply Rdiv_lt_0_compat; [unfold rr; nra | exact den]. }
assert (w1 := Rmin_l (b - a) (rr * be / (2 * M ^ 2 * (K + 1)))). fold w in w1.
assert (w2 := Rmin_r (b - a) (rr * be / (2 * M ^ 2 * (K + 1)))). fold w in w2.
apply (Rle_div_r w) in w2; [| exact den].
set (e := a + w). destruct (in_b e ltac:(unfold e; lra)) as [_ eL].
assert (Ga := proj1 (V a ltac:(lra))). assert (Ge := proj1 (V e ltac:(unfold e; lra))).
set (l := ln (g e / g a)).
assert (l1 : be * w / M <= l).
{ apply Rle_trans with (1 - 1 / (g e / g a)).
  - replace (1 - 1 / (g e / g a)) with ((g e - g a) / g e) by (field; lra).
    destruct (mean_value g (velocity_slope L s) a e) as [y [Y Ey]];
      [unfold e; lra | intros; apply velocity_derive, L2 |].
    assert (up : be <= velocity_slope L s y).
    { apply (grows_by_slope (velocity_slope L s) (velocity_bend L s)); [lra | |].
      - intros z _. apply slope_derive, L2.
      - intros z Z. destruct (in_b z ltac:(unfold e in *; lra)).
        apply bends_up; try assumption; lra. }
    rewrite Ey. replace (e - a) with w by (unfold e; ring).
    apply Rmult_le_compat; [apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat; lra | |].
    { apply Rmult_le_compat_r; lra. }
    apply Rinv_le_contravar; lra.
  - apply log_between. apply Rdiv_lt_0_compat; lra. }
assert (X := SL a e ltac:(unfold e; lra) ltac:(unfold e; lra)). fold l in X.
replace (e - a) with w in X by (unfold e; ring).
assert (Y := Rle_abs (- (w / g a - (H e - H a) - 1 / 2 * (w / g a * l)))).
rewrite Rabs_Ropp in Y.
assert (l0 : 0 < be * w / M) by (apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat |]; lra).
assert (Z : K * w ^ 3 < rr * (w / g a * l)).
{ apply Rlt_le_trans with (rr * (w / M * (be * w / M))).
  - replace (rr * (w / M * (be * w / M))) with (rr * be / M ^ 2 * w ^ 2) by (field; lra).
    replace (K * w ^ 3) with (K * w * w ^ 2) by ring.
    apply Rmult_lt_compat_r; [apply pow_lt; exact w0 |].
    apply (Rlt_div_r (K * w)); [exact M2 |].
    assert (0 < w * M ^ 2) by (apply Rmult_lt_0_compat; lra).
    assert (0 <= K * (w * M ^ 2)) by (apply Rmult_le_pos; lra). lra.
  - apply Rmult_le_compat_l; [unfold rr; lra |].
    apply Rmult_le_compat; [| lra | | exact l1].
    + left. apply Rdiv_lt_0_compat; lra.
    + apply Rmult_le_compat_l; [lra |]. apply Rinv_le_contravar; lra. }
assert (cs2 : c2 * s < 1 * s) by (apply Rmult_lt_compat_r; assumption).
destruct (second_step_instance H a e r l) as [eta [N [t [eta0 [F Q]]]]]; try assumption.
{ unfold e; lra. } { lra. }
{ replace (e - a) with w by (unfold e; ring). unfold rr in Z. lra. }
destruct (share_of_level e ltac:(unfold e; lra) ltac:(lra)) as [_ [cs rc]].
exists eta, N, a, (e ^ L / s), t. split; [exact eta0 |]. split; [exact F |].
split; [apply (Rle_div_l (e ^ L)); [exact s0 | exact eL] |]. rewrite rc. exact Q.
Qed.

Theorem one_is_best r eta c : r < 1 -> 0 < eta -> 0 < c < 1 -> exists N eps t M,
  fitted_run L N eta s eps c t /\ is_largest_velocity L s eps (root c) M /\
  forall q, 0 <= q <= 1 -> eta * (r + q * ln (M / g eps)) < eta * INR N - t.
Proof.
intros R eta0 C. destruct (power_of_root L (c * s) L2 ltac:(nra)) as [r0 rL].
set (lc := root c) in *. set (x0 := lc / 2).
assert (start : x0 ^ L < c * s).
{ rewrite <- rL. apply power_grows; [exact L2 | unfold x0; lra]. }
destruct (velocity_bounds L s x0 c L2 s0 ltac:(unfold x0; lra) C start)
  as [k [B [B2 [M' [k0 [B0 [_ V]]]]]]].
fold lc in V. set (z := (1 + eta * B) / k).
assert (eB : 0 <= eta * B) by (apply Rmult_le_pos; lra).
assert (z0 : 0 < z) by (apply Rdiv_lt_0_compat; lra).
set (w := Rmin (lc / 2) (Rmin (eta * k) (eta * (1 - r) / (2 * z)))).
assert (w0 : 0 < w).
{ repeat apply Rmin_glb_lt; try lra; [nra |]. apply Rdiv_lt_0_compat; nra. }
assert (w1 := Rmin_l (lc / 2) (Rmin (eta * k) (eta * (1 - r) / (2 * z)))).
assert (w2 := Rmin_r (lc / 2) (Rmin (eta * k) (eta * (1 - r) / (2 * z)))).
assert (w3 := Rle_trans _ _ _ w2 (Rmin_l _ _)). assert (w4 := Rle_trans _ _ _ w2 (Rmin_r _ _)).
fold w in w1, w3, w4. apply (Rle_div_r w) in w4; [| lra].
set (eps := lc - w). assert (e0 : 0 < eps) by (unfold eps; lra).
assert (st : eps ^ L < c * s).
{ rewrite <- rL. apply power_grows; [exact L2 | unfold eps; lra]. }
destruct (fit_clock L s eps L2 s0 e0 ltac:(nra)) as [H [D T]].
destruct (fit_time_exists L c s eps L2 C s0 e0 st) as [t FT].
destruct (largest_velocity_exists L s eps lc L2 ltac:(unfold eps; lra)) as [M LM].
assert (Ge := proj1 (V eps ltac:(unfold eps, x0 in *; lra))).
exists 1%nat, eps, t, M. split; [| split; [exact LM |]].
- split; [exact e0 |]. split; [exact C |]. split; [exact st |]. split; [| exact FT]. split.
  + change (c * s <= (eps + eta * g eps) ^ L). rewrite <- rL. apply pow_incr.
    assert (eta * k <= eta * g eps) by (apply Rmult_le_compat_l; lra). unfold eps in *. lra.
  + intros j J. replace j with 0%nat by lia. exact st.
- assert (tE := T c t C st FT). fold lc in tE.
  assert (t1 : t <= w / k).
  { rewrite tE. replace w with (lc - eps) by (unfold eps; ring).
    apply (not_longer g H eps lc); try (unfold eps; lra).
    - intros x X. apply D; [lra |].
      assert (x ^ L <= lc ^ L) by (apply pow_incr; lra). nra.
    - intros x X. apply V. unfold eps, x0 in *. lra. }
  assert (Mb : g eps <= M <= g eps + B * w).
  { destruct LM as [[x [X ->]] LM]. split; [apply LM; unfold eps; lra |].
    assert (Z : Rabs (g x - g eps) <= B * (x - eps)).
    { apply (absolute_slope g (velocity_slope L s)); [lra | |].
      - intros y _. apply velocity_derive, L2.
      - intros y Y. apply V. unfold eps, x0 in *. lra. }
    assert (Z' := Rle_abs (g x - g eps)).
    assert (B * (x - eps) <= B * w) by (apply Rmult_le_compat_l; unfold eps in *; lra). lra. }
  assert (lb : 0 <= ln (M / g eps) <= B * w / k).
  { destruct (log_between (M / g eps) ltac:(apply Rdiv_lt_0_compat; lra)) as [Q1 Q2]. split.
    - eapply Rle_trans; [| exact Q1]. replace (1 - 1 / (M / g eps)) with ((M - g eps) / M)
        by (field; lra). apply Rmult_le_pos; [lra |]. left. apply Rinv_0_lt_compat. lra.
    - eapply Rle_trans; [exact Q2 |].
      replace (M / g eps - 1) with ((M - g eps) * / g eps) by (field; lra).
      apply Rmult_le_compat; [lra | left; apply Rinv_0_lt_compat; lra | lra |].
      apply Rinv_le_contravar; lra. }
  intros q Q. set (l := ln _) in *. assert (q * l <= 1 * l) by (apply Rmult_le_compat_r; lra).
  assert (wz : w * z = w / k + eta * (B * w / k)) by (unfold z; field; lra).
  assert (eta * (q * l) <= eta * (B * w / k)) by (apply Rmult_le_compat_l; lra).
  simpl (INR 1). assert (0 < eta * (1 - r)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.
End Instances.
