(* C(theta) cannot be lowered, for any theta in (0, 1), over the reals, for every L >= 2.

   Notation as in descent_delay.v and descent_best.v.
   rate_share_is_best (HJ75, part 4): for every L, s, theta in (0, 1) and r < C(theta) there is a
     run
     with the learning rate theta/(L s^(2-2/L)) for which eta N - t is less than
     -r eta log(g_*/g(lambda_c)). One step from a start near the target. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead staircase descent_steps velocity_shape descent_time.
From dlf Require Import descent_late rate_share descent_delay descent_best descent_best_peak.
Open Scope R_scope.

(* k = g(a)/(m - a) close to D: a number z0 < theta below which the bound fails *)
Lemma share_room theta r : 0 < theta < 1 -> 0 <= r < rate_share theta -> exists z0, 0 < z0 < theta
  /\
  forall z, z0 < z < 1 -> 1 + r * - ln (1 - z) < - ln (1 - z) / theta.
Proof.
intros T [r0 R]. assert (B := rate_share_between theta T). assert (P := log_left theta T).
set (q := 1 / theta - r). assert (q0 : 0 < q).
{ unfold q, rate_share in *. assert (1 / ln (1 - theta) < 0); [| lra].
  unfold Rdiv. rewrite Rmult_1_l. apply Rinv_lt_0_compat, P. }
exists (1 - exp (- (1 / q))). assert (i0 : 0 < 1 / q) by (apply Rdiv_lt_0_compat; [lra | exact q0]).
assert (e1 : exp (- (1 / q)) < exp 0) by (apply exp_increasing; lra). rewrite exp_0 in e1.
assert (e0 := exp_pos (- (1 / q))). split; [split; [lra |] |].
- (* log(1 - theta) < -1/q *)
  assert (K : ln (1 - theta) < - (1 / q)).
  { unfold rate_share in R. fold q. set (l := - ln (1 - theta)).
    replace (ln (1 - theta)) with (- l) in * by (unfold l; ring).
    assert (l0 : 0 < l) by lra. replace (1 / - l) with (- / l) in R by (field; lra).
    assert (/ l < q) by (unfold q; lra).
    assert (1 / q < l); [| lra]. apply (Rlt_div_l 1); [exact q0 |].
    apply Rmult_lt_compat_l with (r := l) in H; [| exact l0]. rewrite Rinv_r in H; lra. }
  apply exp_increasing in K. rewrite exp_ln in K by lra. lra.
- intros z Z. assert (K : ln (1 - z) < - (1 / q)).
  { rewrite <- (ln_exp (- (1 / q))). apply ln_increasing; lra. }
  set (l := - ln (1 - z)). assert (l0 : 1 / q < l) by (unfold l; lra).
  apply (Rlt_div_l 1) in l0; [| exact q0]. unfold q in l0. unfold Rdiv in *. lra.
Qed.

Section Early.
Variables (L : nat) (s : R).
Hypotheses (L2 : (2 <= L)%nat) (s0 : 0 < s).
Local Notation g := (mode_velocity L s).
Local Notation root c := (root_of L (c * s)).
Local Notation D := (INR L * Rpower s (2 - 2 / INR L)).

Lemma fall_positive : 0 < D.
Proof. apply Rmult_lt_0_compat; [apply (lt_INR 0); lia | apply exp_pos]. Qed.

(* at the target the velocity is 0 and falls at the rate D *)
Lemma slope_at_target : velocity_slope L s (root_of L s) = - D /\ g (root_of L s) = 0.
Proof.
destruct (power_of_root L s L2 s0) as [m0 mL]. assert (N := depth_at_least_two L L2).
unfold velocity_slope, mode_velocity. rewrite mL. split; [| ring].
assert (E : root_of L s ^ (L - 2) * s = Rpower s (2 - 2 / INR L)).
{ rewrite <- Rpower_pow by exact m0. unfold root_of at 1. rewrite Rpower_mult.
  rewrite minus_INR by lia. simpl (INR 2).
  replace (2 - 2 / INR L) with (/ INR L * (INR L - 2) + 1) by (field; lra).
  rewrite Rpower_plus, Rpower_1 by exact s0. reflexivity. }
rewrite <- E. ring.
Qed.

Theorem rate_share_is_best theta r : 0 < theta < 1 -> r < rate_share theta ->
  exists N eps c t M, fitted_run L N (theta / D) s eps c t /\
  is_largest_velocity L s eps (root c) M /\
  theta / D * INR N - t < - (r * (theta / D * ln (M / g (root c)))).
Proof.
intros T R0. assert (Dp := fall_positive).
assert (rp : 0 < Rpower s (2 - 2 / INR L)) by apply exp_pos.
assert (N := depth_at_least_two L L2). set (eta := theta / D).
assert (eta0 : 0 < eta) by (apply Rdiv_lt_0_compat; lra).
assert (Bt := rate_share_between theta T).
destruct (share_room theta (Rmax r 0) T) as [z0 [Z0 Z]].
{ split; [apply Rmax_r | apply Rmax_lub_lt; lra]. }
destruct slope_at_target as [SD gm]. destruct (power_of_root L s L2 s0) as [m0 mL].
set (m := root_of L s) in *. destruct (peak_power L s L2 s0) as [b0 bL].
set (b := velocity_peak L s) in *.
assert (bm : b < m) by (apply (power_order L); nra).
destruct (near_value (velocity_slope L s) m (D * (1 - z0 / theta))) as [h [h0 Hh]].
{ apply (ex_derive_continuous (velocity_slope L s)). eexists. apply slope_derive, L2. }
{ apply Rmult_lt_0_compat; [exact Dp |]. assert (z0 / theta < 1); [apply Rlt_div_l |]; lra. }
set (w := Rmin (h / 2) ((m - b) / 2)). assert (w0 : 0 < w) by (apply Rmin_glb_lt; lra).
assert (w1 := Rmin_l (h / 2) ((m - b) / 2)). assert (w2 := Rmin_r (h / 2) ((m - b) / 2)).
fold w in w1, w2. set (a := m - w). assert (a0 : 0 < a) by (unfold a; lra).
assert (below : forall x, 0 < x < m -> x ^ L < s).
{ intros x X. rewrite <- mL. apply power_grows; [exact L2 | lra]. }
assert (pos : forall x, 0 < x < m -> 0 < g x).
{ intros x X. apply velocity_positive; [lra | apply below, X]. }
assert (ga := pos a ltac:(unfold a; lra)).
(* the mean slope k from a to m *)
set (k := g a / w). assert (k0 : 0 < k) by (apply Rdiv_lt_0_compat; assumption).
assert (kw : k * w = g a) by (unfold k; field; lra).
destruct (mean_value g (velocity_slope L s) a m) as [y [Y Ey]];
  [unfold a; lra | intros; apply velocity_derive, L2 |].
rewrite gm in Ey. replace (m - a) with w in Ey by (unfold a; ring).
assert (ky : k = - velocity_slope L s y).
{ apply Rmult_eq_reg_r with w; lra. }
assert (kD : D * (z0 / theta) < k).
{ assert (Q : Rabs (velocity_slope L s y - velocity_slope L s m) < D * (1 - z0 / theta)).
  { apply Hh. apply Rabs_lt_between. unfold a in Y. lra. }
  apply Rabs_lt_between in Q. rewrite SD in Q. lra. }
assert (kD' : k <= D).
{ rewrite ky. destruct (Rle_lt_dec m y) as [l | l].
  - replace y with m by lra. rewrite SD. lra.
  - assert (F := fall_bounded L s L2 s0 y ltac:(unfold a in Y; lra)
      (below y ltac:(unfold a in Y; lra))). lra. }
set (z := eta * k). assert (zz : z0 < z <= theta).
{ unfold z, eta. split.
  - apply Rmult_lt_reg_r with (D / theta); [apply Rdiv_lt_0_compat; lra |].
    replace (theta / D * k * (D / theta)) with k by (field; repeat split; lra).
    replace (z0 * (D / theta)) with (D * (z0 / theta)) by (field; repeat split; lra). exact kD.
  - replace (theta / D * k) with (theta * (k / D)) by (field; repeat split; lra).
    assert (k / D <= 1) by (apply Rle_div_l; lra). nra. }
set (e := a + eta * g a). assert (me : m - e = w * (1 - z)).
{ unfold e, z. rewrite <- kw. unfold a. ring. }
assert (em : a < e < m).
{ split; [unfold e; nra |]. assert (0 < w * (1 - z)) by (apply Rmult_lt_0_compat; lra). lra. }
assert (ge := pos e ltac:(lra)).
destruct (share_of_level L s L2 s0 e ltac:(lra) (below e ltac:(lra))) as [C [cs rc]].
assert (start : a ^ L < e ^ L / s * s).
{ rewrite cs. apply power_grows; [exact L2 | lra]. }
destruct (fit_time_exists L (e ^ L / s) s a L2 C s0 a0 start) as [t FT].
destruct (fit_time_clock L s a (e ^ L / s) t L2 s0 a0 C start FT) as [H [DH tE]].
rewrite rc in tE.
assert (fall : forall x v, a <= x <= v -> g v <= g x).
{ intros x v X. apply (falls_by_slope g (velocity_slope L s)); [lra | |].
  - intros u _. apply velocity_derive, L2.
  - intros u U. apply falls_from_peak; try assumption. fold b. unfold a in X. lra. }
exists 1%nat, a, (e ^ L / s), t, (g a). rewrite rc. split; [| split].
- split; [exact a0 |]. split; [exact C |]. split; [exact start |]. split; [| exact FT].
  rewrite cs. split; [apply Rle_refl |]. intros j J. replace j with 0%nat by lia.
  rewrite cs in start. exact start.
- split; [exists a; split; [lra | reflexivity] |]. intros x X. apply fall. lra.
- assert (z1 : 0 < 1 - z) by lra. set (l := - ln (1 - z)).
  (* the time is at least that of the line D (m - x) *)
  assert (TT : l / D <= t).
  { rewrite tE. replace (l / D) with (- ln (m - e) / D - - ln (m - a) / D).
    - apply (time_at_least g H a e) with (P := fun x => - ln (m - x) / D)
        (p := fun x => / (D * (m - x))); try lra.
      + intros x X. apply DH; [lra | apply below; lra].
      + intros x X. auto_derive; [lra |]. field. repeat split; lra.
      + intros x X. apply Rinv_le_contravar; [apply pos; lra |].
        destruct (mean_value g (velocity_slope L s) x m) as [u [U Eu]];
          [lra | intros; apply velocity_derive, L2 |].
        rewrite gm in Eu. assert (- velocity_slope L s u <= D).
        { destruct (Rle_lt_dec m u) as [q | q]; [replace u with m by lra; rewrite SD; lra |].
          assert (F := fall_bounded L s L2 s0 u ltac:(lra) (below u ltac:(lra))). lra. }
        assert (- velocity_slope L s u * (m - x) <= D * (m - x))
          by (apply Rmult_le_compat_r; lra). lra.
    - rewrite me. replace (m - a) with w by (unfold a; ring). rewrite ln_mult by lra.
      unfold l. field. repeat split; lra. }
  (* g(e) is at least what the chord from a to m says *)
  assert (lg : ln (g a / g e) <= l).
  { assert (Q : g a * (1 - z) <= g e).
    { destruct (mean_value g (velocity_slope L s) a e) as [u [U Eu]];
        [lra | intros; apply velocity_derive, L2 |].
      destruct (mean_value g (velocity_slope L s) e m) as [v [V Ev]];
        [lra | intros; apply velocity_derive, L2 |].
      assert (M : velocity_slope L s v <= velocity_slope L s u).
      { apply (falls_by_slope (velocity_slope L s) (velocity_bend L s)); [lra | |].
        - intros x _. apply slope_derive, L2.
        - intros x X. left. apply bends_down; try assumption; [lra |].
          apply falls_from_peak; try assumption. fold b. unfold a in *. lra. }
      rewrite gm in Ev. assert (P : (g a - g e) * (m - e) <= g e * (e - a)).
      { replace (g a - g e) with (- velocity_slope L s u * (e - a)) by lra.
        replace (g e) with (- velocity_slope L s v * (m - e)) by lra.
        replace (- velocity_slope L s u * (e - a) * (m - e)) with
          (- velocity_slope L s u * ((e - a) * (m - e))) by ring.
        replace (- velocity_slope L s v * (m - e) * (e - a)) with
          (- velocity_slope L s v * ((e - a) * (m - e))) by ring.
        apply Rmult_le_compat_r; [apply Rmult_le_pos |]; lra. }
      apply Rmult_le_reg_r with w; [exact w0 |].
      replace (g a * (1 - z) * w) with (g a * (m - e)) by (rewrite me; ring).
      replace w with ((m - e) + (e - a)) by (unfold a; ring). lra. }
    unfold l. rewrite log_quotient by assumption.
    assert (ln (g a * (1 - z)) <= ln (g e)) by (apply ln_le; [apply Rmult_lt_0_compat |]; lra).
    rewrite ln_mult in H0 by lra. lra. }
  assert (lg0 : 0 <= ln (g a / g e)).
  { rewrite log_quotient by assumption. assert (ln (g e) <= ln (g a)); [| lra].
    apply ln_le; [exact ge | apply fall; lra]. }
  assert (K := Z z ltac:(lra)). fold l in K.
  assert (K2 : r * ln (g a / g e) <= Rmax r 0 * l).
  { apply Rle_trans with (Rmax r 0 * ln (g a / g e)).
    - apply Rmult_le_compat_r; [exact lg0 | apply Rmax_l].
    - apply Rmult_le_compat_l; [apply Rmax_r | exact lg]. }
  assert (K3 : eta * (1 + Rmax r 0 * l) < l / D).
  { replace (l / D) with (eta * (l / theta)) by (unfold eta; field; lra).
    apply Rmult_lt_compat_l; assumption. }
  assert (eta * (r * ln (g a / g e)) <= eta * (Rmax r 0 * l)) by (apply Rmult_le_compat_l; lra).
  simpl (INR 1). lra.
Qed.
End Early.
