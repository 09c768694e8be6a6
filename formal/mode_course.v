(* The equation of a mode and its course (DED8), over Coq's reals, every depth L >= 2.

   strength_on (DED8): a solution of lambda' = -lambda^(L-1) (lambda^L - s) from eps > 0 is
     positive on [0, T], and mu = lambda^L solves mu' = L mu^(2-2/L) (s - mu) from eps^L there.
   mode_rises_to: from eps^L < s a mode rises strictly, is below s at all times and tends to s.
   mode_rests: from eps^L = s it stays.
   mode_falls_to: from eps^L > s it falls strictly, is above s at all times and tends to s; s = 0
     included.
   That a mode exists for all times is mode_exists, that there is only one strength_unique. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead power_sum mode_times mode_series fit_series.
From dlf Require Import staircase mode_levels mode_unique.
Open Scope R_scope.

Lemma lambda_stays_positive L s eps T lam : (2 <= L)%nat -> 0 < eps -> lam 0 = eps ->
  solves T (mode_velocity L s) lam -> forall t, 0 <= t <= T -> 0 < lam t.
Proof.
intros L2 e0 st so. apply (stays_positive (mode_velocity L s)); [| | lra | exact so].
- intros B B0. exact (tame_velocity L B s B0).
- exact (velocity_at_zero L L2 s).
Qed.

Theorem strength_on L s eps T lam : (2 <= L)%nat -> 0 < eps -> lam 0 = eps ->
  solves T (mode_velocity L s) lam -> (forall t, 0 <= t <= T -> 0 < lam t) /\
  lam 0 ^ L = eps ^ L /\ solves T (strength_velocity L s) (fun t => lam t ^ L).
Proof.
intros L2 e0 st so. assert (pos := lambda_stays_positive L s eps T lam L2 e0 st so).
split; [exact pos |]. split; [rewrite st; reflexivity |]. destruct so as [D C]. split.
- intros t tT. apply strength_equation; [lia | apply pos; lra |].
  assert (Dt := D t tT). unfold mode_velocity in Dt.
  replace (- lam t ^ (L - 1) * (lam t ^ L - s)) with (- (lam t ^ (L - 1) * (lam t ^ L - s)));
    [exact Dt | ring].
- intros t tT. apply (continuous_comp lam (fun x => x ^ L)); [exact (C t tT) |].
  apply (ex_derive_continuous (fun x => x ^ L)). auto_derive. exact I.
Qed.

Section Course.
Variables (L : nat) (s eps : R) (mu : R -> R).
Hypotheses (L2 : (2 <= L)%nat) (s0 : 0 <= s) (e0 : 0 < eps) (M : is_mode L s eps mu).

Lemma mode_between t u : 0 <= t < u ->
  exists z, t <= z <= u /\ mu u - mu t = strength_velocity L s (mu z) * (u - t).
Proof.
intro tu. destruct (MVT_gen mu t u (fun z => strength_velocity L s (mu z))) as [z [Z E]].
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply (mode_derive L s eps mu M). lra.
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply continuity_pt_filterlim.
  apply (mode_continuous L s eps mu M). lra.
- rewrite Rmin_left, Rmax_right in Z by lra. exists z. split; assumption.
Qed.

Theorem mode_rises_to : eps ^ L < s -> (forall t u, 0 <= t < u -> mu t < mu u) /\
  (forall t, 0 <= t -> mu t < s) /\ is_lim mu p_infty s.
Proof.
intro l. assert (B := fun t t0 => mode_rises L s eps mu L2 e0 M t l t0).
assert (up : forall t u, 0 <= t < u -> mu t < mu u).
{ intros t u tu. destruct (mode_between t u tu) as [z [Z E]].
  assert (P := velocity_below L s L2 (mu z) ltac:(apply B; lra)).
  assert (Q := Rmult_lt_0_compat _ (u - t) P ltac:(lra)). lra. }
split; [exact up |]. split; [intros t t0; apply B; exact t0 |].
assert (G : exists G, forall x, 0 < x < s -> is_derive G x (/ strength_velocity L s x)).
{ destruct (Nat.eq_dec L 2) as [-> | n].
  - exists (log_clock s). apply log_clock_derive.
  - exists (time_below L s). intros x X. apply time_below_derive; [lia | exact X]. }
destruct G as [G D]. apply is_lim_spec. intro d. assert (d0 := cond_pos d).
set (x := Rmax (eps ^ L) (s - d / 2)).
assert (x1 : eps ^ L <= x) by apply Rmax_l. assert (x2 : s - d / 2 <= x) by apply Rmax_r.
assert (x3 : x < s) by (apply Rmax_lub_lt; lra).
destruct (time_rising L s eps mu L2 e0 M G l D x (conj x1 x3)) as [t0 K].
set (t := G x - G (eps ^ L)) in *. exists t. intros u U.
assert (mu t = x) by (apply K; [exact t0 | reflexivity]).
assert (A := up t u (conj t0 U)). assert (A' := B u ltac:(lra)).
rewrite Rabs_left by lra. lra.
Qed.

Theorem mode_rests : eps ^ L = s -> forall t, 0 <= t -> mu t = s.
Proof. intros e t t0. exact (at_rest L s eps mu L2 e M t t0). Qed.

Theorem mode_falls_to : s < eps ^ L -> (forall t u, 0 <= t < u -> mu u < mu t) /\
  (forall t, 0 <= t -> s < mu t) /\ is_lim mu p_infty s.
Proof.
intro l. assert (B := fun t t0 => mode_falls L s eps mu L2 s0 e0 M t l t0).
assert (down : forall t u, 0 <= t < u -> mu u < mu t).
{ intros t u tu. destruct (mode_between t u tu) as [z [Z E]].
  assert (P := velocity_above L s L2 (mu z) ltac:(apply B; lra)).
  assert (Q : 0 < - strength_velocity L s (mu z) * (u - t)) by (apply Rmult_lt_0_compat; lra).
  lra. }
split; [exact down |]. split; [intros t t0; apply B; exact t0 |].
assert (G : exists G, forall x, s < x -> is_derive G x (/ strength_velocity L s x)).
{ destruct s0 as [s1 | <-].
  - exists (time_above L s). intros x X. apply time_above_derive; [exact L2 | lra].
  - exists (idle_clock L). intros x X. apply idle_clock_derive; assumption. }
destruct G as [G D]. apply is_lim_spec. intro d. assert (d0 := cond_pos d).
set (x := Rmin (eps ^ L) (s + d / 2)).
assert (x1 : x <= eps ^ L) by apply Rmin_l. assert (x2 : x <= s + d / 2) by apply Rmin_r.
assert (x3 : s < x) by (apply Rmin_glb_lt; lra).
destruct (time_falling L s eps mu L2 s0 e0 M G l D x (conj x3 x1)) as [t0 K].
set (t := G x - G (eps ^ L)) in *. exists t. intros u U.
assert (mu t = x) by (apply K; [exact t0 | reflexivity]).
assert (A := down t u (conj t0 U)). assert (A' := B u ltac:(lra)).
rewrite Rabs_pos_eq by lra. lra.
Qed.
End Course.
