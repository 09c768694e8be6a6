(* Starts that are not tiny: a mode past its best moment is its own ceiling, over Coq's reals, for
   every depth L >= 2.

   best_moment_exists: the number w with 2 (L-1) w^(L/2) = (L-2) a.
   mode_past_its_moment (LV3R, part 1): if (L-2) a <= (2L-2) eps^L, the mode with the target a is
     at no time before its best moment.
   ceiling_is_the_mode (LV3R, part 1): then a ceiling with any leader is the mode. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead real_induction from_right ceiling.
Open Scope R_scope.

Lemma best_moment_exists L a : (2 <= L)%nat -> 0 <= a -> exists w, best_moment L a w.
Proof.
intros L2 a0. assert (P : 0 < INR (2 * (L - 1))) by (apply lt_0_INR; lia).
assert (Q := pos_INR (L - 2)). set (o := INR (L - 2) * a / INR (2 * (L - 1))).
assert (o0 : 0 <= o) by (apply Rmult_le_pos; [nra | left; apply Rinv_0_lt_compat; exact P]).
assert (e : INR (2 * (L - 1)) * o = INR (L - 2) * a) by (unfold o; field; lra).
assert (L0 : 0 < INR L) by (apply lt_0_INR; lia).
destruct (Rle_lt_or_eq_dec _ _ o0) as [p | z].
- set (r := Rpower o (/ INR L)). assert (r0 : 0 < r) by apply exp_pos.
  exists (r * r). split; [nra |]. rewrite sqrt_square by lra.
  rewrite <- Rpower_pow by exact r0. unfold r. rewrite Rpower_mult.
  replace (/ INR L * INR L) with 1 by (field; lra). rewrite Rpower_1 by exact p. exact e.
- exists 0. split; [lra |]. rewrite sqrt_0, pow_i by lia. rewrite <- e, <- z. ring.
Qed.

(* the size of the start, in roots: b is eps^2 *)
Lemma moment_below_start L a w b : (2 <= L)%nat -> best_moment L a w -> 0 <= b ->
  INR (L - 2) * a <= INR (2 * (L - 1)) * sqrt b ^ L -> w <= b.
Proof.
intros L2 [w0 best] b0 le. apply Rnot_lt_le. intro bw.
assert (P : 0 < INR (2 * (L - 1))) by (apply lt_0_INR; lia). rewrite <- best in le.
apply Rmult_le_reg_l in le; [| exact P].
assert (q : sqrt b < sqrt w) by (apply sqrt_lt_1_alt; lra). assert (p := sqrt_pos b).
destruct (Rle_lt_or_eq_dec _ _ p) as [pp | z].
- assert (less : sqrt b ^ L < sqrt w ^ L) by (replace L with (S (L - 1)) by lia;
    apply powers_grow; lra). lra.
- rewrite <- z, pow_i in le by lia. assert (0 < sqrt w ^ L) by (apply pow_lt; lra). lra.
Qed.

Lemma moment_below_target L a w : (2 <= L)%nat -> 0 <= a -> best_moment L a w -> sqrt w ^ L <= a.
Proof.
intros L2 a0 [w0 best]. assert (P : 0 < INR (2 * (L - 1))) by (apply lt_0_INR; lia).
apply Rmult_le_reg_l with (INR (2 * (L - 1))); [exact P |]. rewrite best.
apply Rmult_le_compat_r; [exact a0 | apply le_INR; lia].
Qed.

Lemma root_velocity_sqrt L a x : 0 <= x -> root_velocity L a x = 2 * sqrt x ^ L * (a - sqrt x ^ L).
Proof.
intro x0. unfold root_velocity. rewrite <- (sqrt_sqrt x x0) at 2. rewrite Rpow_mult_distr. ring.
Qed.

Theorem mode_past_its_moment L a w T v : (2 <= L)%nat -> 0 <= a -> best_moment L a w ->
  solves T (root_velocity L a) v -> (forall t, 0 <= t <= T -> 0 <= v t) ->
  INR (L - 2) * a <= INR (2 * (L - 1)) * sqrt (v 0) ^ L ->
  forall t, 0 <= t <= T -> w <= v t.
Proof.
intros L2 a0 best [D C] pos size t tT. assert (T0 : 0 <= T) by lra.
assert (start := moment_below_start L a w (v 0) L2 best (pos 0 ltac:(lra)) size).
assert (low := moment_below_target L a w L2 a0 best).
assert (N : 0 <= v t - w); [| lra].
apply (stays_nonneg (fun x => v x - w) (fun x => root_velocity L a (v x) - 0) 0 T); auto.
- intros x xT. apply (is_derive_minus v (fun _ => w) x _ 0); [apply D; exact xT |].
  exact (is_derive_const (V := R_NormedModule) w x).
- intros x xT. apply (continuous_minus v (fun _ => w)); [apply C; exact xT |].
  apply continuous_const.
- lra.
- intros x xT n. assert (p := pos x ltac:(lra)). rewrite root_velocity_sqrt by exact p.
  assert (A : 0 <= sqrt (v x) ^ L) by apply pow_le, sqrt_pos.
  assert (B : sqrt (v x) ^ L <= sqrt w ^ L).
  { apply pow_incr. split; [apply sqrt_pos | apply sqrt_le_1_alt; lra]. }
  nra.
Qed.

Theorem ceiling_is_the_mode L a w T (lead u v : R -> R) : (2 <= L)%nat -> 0 <= a ->
  best_moment L a w -> solves T (root_velocity L a) u ->
  (forall t, 0 < t < T -> is_derive v t (ceiling_velocity L a w (lead t) (v t))) ->
  (forall t, 0 <= t <= T -> continuous v t) ->
  (forall t, 0 <= t <= T -> 0 <= u t /\ 0 <= v t) -> u 0 = v 0 ->
  INR (L - 2) * a <= INR (2 * (L - 1)) * sqrt (u 0) ^ L ->
  forall t, 0 <= t <= T -> v t = u t.
Proof.
intros L2 a0 best su Dv Cv pos start size t tT. assert (w0 := proj1 best).
assert (turn := mode_past_its_moment L a w T u L2 a0 best su (fun x X => proj1 (pos x X)) size).
apply Rle_antisym.
- apply (order_is_kept L a w T lead v u); auto; try lra.
  + intros x X. apply turn. lra.
  + intros x X. apply (derivative_rises_at_most v x _ _ (Dv x X)). lra.
  + intros x X. destruct (pos x X). split; assumption.
- destruct su as [Du Cu]. apply (ceiling_stays_above L a w T lead u v); auto; try lra.
  intros x X. apply (derivative_rises_at_most u x _ _ (Du x X)).
  assert (A := turn x ltac:(lra)). unfold ceiling_velocity. assert (m := Rmin_l w (lead x)).
  rewrite Rmax_left by lra. rewrite root_velocity_kappa; [lra | exact L2 | apply pos; lra].
Qed.
