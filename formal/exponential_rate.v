(* Exponential decay of the error of a mode, over Coq's reals.

   decays_at_least (WHSH, part 3): g' = -P g with P >= w gives |g(t)| <= |g(0)| e^(-wt).
   mode_error_decays (WHSH, part 3): the error of a mode of depth L >= 2 with a target s > 0 decays
     with the rate L w^(2-2/L), w the smaller one of target and start.
   exponential_beats_power (WHSH, part 4): t^q e^(-wt) tends to 0 for every real q and w > 0. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead mode_times mode_series mode_levels mode_unique.
Open Scope R_scope.

Theorem decays_at_least (g P : R -> R) (w T : R) :
  (forall t, 0 < t < T -> is_derive g t (- (P t * g t))) ->
  (forall t, 0 <= t <= T -> continuous g t) -> (forall t, 0 < t < T -> w <= P t) ->
  forall t, 0 <= t <= T -> Rabs (g t) <= Rabs (g 0) * exp (- (w * t)).
Proof.
intros D C low t tT. set (z := fun u => g 0 * g 0 * exp (- (2 * w * u)) - g u * g u).
assert (N : 0 <= z t).
{ apply (stays_nonneg z (fun u => g 0 * g 0 * (- (2 * w) * exp (- (2 * w * u))) -
    (- (P u * g u) * g u + g u * - (P u * g u))) (- (2 * w)) T); auto.
  - intros u U. unfold z. apply (is_derive_minus (fun v => g 0 * g 0 * exp (- (2 * w * v)))
      (fun v => g v * g v)).
    + auto_derive; [exact I | ring].
    + exact (is_derive_mult g g u _ _ (D u U) (D u U) Rmult_comm).
  - intros u U. unfold z. apply (continuous_minus (fun v => g 0 * g 0 * exp (- (2 * w * v)))
      (fun v => g v * g v)).
    + apply (ex_derive_continuous (fun v => g 0 * g 0 * exp (- (2 * w * v)))). auto_derive. exact I.
    + exact (continuous_mult g g u (C u U) (C u U)).
  - unfold z. rewrite Rmult_0_r, Ropp_0, exp_0. lra.
  - intros u U _. unfold z. assert (A := low u U). assert (B := Rle_0_sqr (g u)). unfold Rsqr in B.
    nra. }
apply Rsqr_incr_0_var; [| apply Rmult_le_pos; [apply Rabs_pos | left; apply exp_pos]].
unfold Rsqr. rewrite <- Rabs_mult, Rabs_pos_eq by apply Rle_0_sqr.
replace (Rabs (g 0) * exp (- (w * t)) * (Rabs (g 0) * exp (- (w * t)))) with
  (Rabs (g 0 * g 0) * (exp (- (w * t)) * exp (- (w * t)))) by (rewrite Rabs_mult; ring).
rewrite Rabs_pos_eq by apply Rle_0_sqr. rewrite <- exp_plus.
replace (- (w * t) + - (w * t)) with (- (2 * w * t)) by ring. unfold z in N. lra.
Qed.

Theorem mode_error_decays L s eps mu : (2 <= L)%nat -> 0 < s -> 0 < eps -> is_mode L s eps mu ->
  forall t, 0 <= t -> Rabs (s - mu t) <= Rabs (s - eps ^ L) *
    exp (- (INR L * Rpower (Rmin s (eps ^ L)) (2 - 2 / INR L) * t)).
Proof.
intros L2 s0 e0 M t t0. assert (p0 : 0 < eps ^ L) by (apply pow_lt; exact e0).
assert (H := depth_two L L2). assert (s1 : 0 <= s) by lra.
assert (between : forall u, 0 <= u -> Rmin s (eps ^ L) <= mu u).
{ intros u u0. destruct (Rtotal_order (eps ^ L) s) as [l | [e | l]].
  - eapply Rle_trans; [apply Rmin_r |]. apply (mode_rises L s eps mu L2 e0 M u l u0).
  - rewrite (at_rest L s eps mu L2 e M u u0). apply Rmin_l.
  - eapply Rle_trans; [apply Rmin_l |]. left.
    apply (mode_falls L s eps mu L2 s1 e0 M u l u0). }
replace (eps ^ L) with (mu 0) at 1 by apply (proj1 M).
assert (m0 : 0 < Rmin s (eps ^ L)) by (apply Rmin_glb_lt; assumption).
apply (decays_at_least (fun u => s - mu u) (fun u => INR L * Rpower (mu u) (2 - 2 / INR L)) _ t).
- intros u U. assert (D : is_derive (fun v => s - mu v) u (0 - strength_velocity L s (mu u))).
  { apply (is_derive_minus (fun _ => s) mu); [exact (is_derive_const s u) |].
    apply (mode_derive L s eps mu M). lra. }
  replace (- (INR L * Rpower (mu u) (2 - 2 / INR L) * (s - mu u))) with
    (0 - strength_velocity L s (mu u)) by (unfold strength_velocity; ring). exact D.
- intros u U. apply (continuous_minus (fun _ => s) mu); [apply continuous_const |].
  apply (mode_continuous L s eps mu M). lra.
- intros u U. apply Rmult_le_compat_l; [lra |]. apply Rle_Rpower_l.
  + assert (2 / INR L <= 1); [| lra]. apply Rmult_le_reg_r with (INR L); [lra |].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
  + split; [exact m0 | apply between; lra].
- lra.
Qed.

Theorem exponential_beats_power q w : 0 < w ->
  is_lim (fun t => Rpower t q * exp (- (w * t))) p_infty 0.
Proof.
intro w0. apply is_lim_ext_loc with (fun t => exp ((q * (ln t / t) - w) * t)).
{ exists 0. intros t t0. unfold Rpower. rewrite <- exp_plus. f_equal. field. lra. }
apply is_lim_comp with m_infty.
- exact is_lim_exp_m.
- replace m_infty with (Rbar_mult (q * 0 - w) p_infty).
  + apply is_lim_mult; [| apply is_lim_id |].
    * apply (is_lim_minus _ _ _ (q * 0) w); [| apply is_lim_const | reflexivity].
      apply (is_lim_scal_l _ q p_infty 0). exact is_lim_div_ln_p.
    * simpl. lra.
  + simpl. destruct (Rle_dec 0 (q * 0 - w)) as [n | n]; [exfalso; lra | reflexivity].
- exists 0. intros t _ e. discriminate e.
Qed.
