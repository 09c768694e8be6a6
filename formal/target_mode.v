(* A mode with any real target, and how it depends on the target (LB7F), over Coq's reals, every
   depth L >= 2.

   target_mode_exists: for every real b and eps > 0 the equation m' = L m^(2-2/L) (b - m) has just
     one positive solution from eps^L for all t >= 0.
   mode_grows_with_target: at every t > 0 the solution with the larger target is the larger one.
   target_of_value: at every t > 0 each sigma > 0 is the value for exactly one target b. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead from_right power_sum mode_times.
From dlf Require Import mode_exists mode_unique mean_value.
Open Scope R_scope.

(* m > 0 solves m' = L m^(2-2/L) (b - m) for all times from 0 on, m(0) = eps^L *)
Definition target_mode (L : nat) (b eps : R) (m : R -> R) :=
  is_mode L b eps m /\ forall t, 0 <= t -> 0 < m t.

(* a common interval of two positive curves, and a Lipschitz constant there *)
Lemma common_range L b T u v : 0 <= T -> (forall t, 0 <= t <= T -> continuous u t) ->
  (forall t, 0 <= t <= T -> continuous v t) ->
  (forall t, 0 <= t <= T -> 0 < u t) -> (forall t, 0 <= t <= T -> 0 < v t) ->
  exists K hi, 0 <= K /\ 0 < hi /\ (forall t, 0 <= t <= T -> u t <= hi /\ v t <= hi) /\
  exists lo, 0 < lo /\ (forall t, 0 <= t <= T -> lo <= u t /\ lo <= v t) /\
  forall x y, lo <= x <= hi -> lo <= y <= hi ->
    Rabs (mode_times.strength_velocity L b x - mode_times.strength_velocity L b y)
      <= K * Rabs (x - y).
Proof.
intros T0 Cu Cv pu pv.
destruct (bounded_curve u T T0 Cu) as [B bu]. destruct (bounded_curve v T T0 Cv) as [B' bv].
destruct (positive_bound u T T0 Cu pu) as [a [a0 A]].
destruct (positive_bound v T T0 Cv pv) as [a' [a0' A']].
set (lo := Rmin a a'). set (hi := Rmax B B').
assert (lo0 : 0 < lo) by (apply Rmin_glb_lt; assumption).
assert (l : lo <= a) by apply Rmin_l. assert (l' : lo <= a') by apply Rmin_r.
assert (h : B <= hi) by apply Rmax_l. assert (h' : B' <= hi) by apply Rmax_r.
assert (U : forall t, 0 <= t <= T -> lo <= u t <= hi).
{ intros t tT. assert (q := Rle_abs (u t)). assert (r := bu t tT). assert (r' := A t tT). lra. }
assert (V : forall t, 0 <= t <= T -> lo <= v t <= hi).
{ intros t tT. assert (q := Rle_abs (v t)). assert (r := bv t tT). assert (r' := A' t tT). lra. }
assert (lh : lo <= hi) by (assert (q := U 0 ltac:(lra)); lra).
destruct (from_right.strength_velocity_lipschitz L b lo hi lo0 lh) as [K [K0 H]].
exists K, hi. split; [exact K0 |]. split; [lra |]. split.
- intros t tT. assert (q := U t tT). assert (q' := V t tT). lra.
- exists lo. split; [exact lo0 |]. split; [| exact H].
  intros t tT. assert (q := U t tT). assert (q' := V t tT). lra.
Qed.

Section Compare.
Variables (L : nat) (eps b b' : R) (m m' : R -> R).
Hypotheses (L2 : (2 <= L)%nat) (M : target_mode L b eps m) (M' : target_mode L b' eps m').

Lemma target_order : b <= b' -> forall t, 0 <= t -> m t <= m' t.
Proof.
intros bb t t0. destruct M as [[s1 S1] P1]. destruct M' as [[s2 S2] P2].
destruct (common_range L b t m m' t0) as [K [hi [K0 [hi0 [up [lo [lo0 [down H]]]]]]]].
- exact (proj2 (S1 t)).
- exact (proj2 (S2 t)).
- intros x xt. apply P1. lra.
- intros x xt. apply P2. lra.
- apply (comparison_of_curves (strength_velocity L b) (strength_velocity L b') m m' K t
    (S1 t) (S2 t)); [| lra | | lra].
  + intros x xt. apply H; split; try apply down; try apply up; lra.
  + intros x xt. unfold strength_velocity. apply Rmult_le_compat_l; [| lra].
    left. apply factor_positive. exact L2.
Qed.

Lemma target_order_strict : b < b' -> forall t, 0 < t -> m t < m' t.
Proof.
intros bb t t0. destruct M as [[s1 S1] P1]. destruct M' as [[s2 S2] P2].
destruct (common_range L b t m m') as [K [hi [K0 [hi0 [up [lo [lo0 [down H]]]]]]]].
- lra.
- exact (proj2 (S1 t)).
- exact (proj2 (S2 t)).
- intros x xt. apply P1. lra.
- intros x xt. apply P2. lra.
- apply (faster_curve_is_ahead (strength_velocity L b) (strength_velocity L b') m m' K t
    (S1 t) (S2 t)); [| lra | | lra].
  + intros x xt. apply H; split; try apply down; try apply up; lra.
  + intros x xt. unfold strength_velocity. apply Rmult_lt_compat_l; [| lra].
    apply factor_positive. exact L2.
Qed.
End Compare.

Theorem mode_grows_with_target L eps b b' m m' : (2 <= L)%nat -> b < b' ->
  target_mode L b eps m -> target_mode L b' eps m' -> forall t, 0 < t -> m t < m' t.
Proof. intros L2 bb M M'. exact (target_order_strict L eps b b' m m' L2 M M' bb). Qed.

(* the case of a negative target *)
Lemma negative_target L b eps : (2 <= L)%nat -> b < 0 -> 0 < eps -> exists m, target_mode L b eps m.
Proof.
intros L2 b0 e0. assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
assert (H := depth_two L L2). set (x0 := eps ^ L) in *.
assert (EB := exponent_bounds L L2). set (p := 2 - 2 / INR L) in *.
set (K := INR L * Rpower x0 (p - 1) * (x0 - b)).
assert (K0 : 0 < K).
{ unfold K. repeat apply Rmult_lt_0_compat; try lra. apply exp_pos. }
set (V := fun x => - strength_velocity L b (- x)).
assert (A : - (x0 + 1) < - x0 < 0) by lra.
assert (smooth : forall x, - (x0 + 1) < x < 0 -> continuous V x).
{ intros x X. apply (continuous_opp (fun y => strength_velocity L b (- y))).
  apply (continuous_comp Ropp (strength_velocity L b)).
  - apply (ex_derive_continuous Ropp). auto_derive. exact I.
  - apply velocity_continuous. lra. }
assert (pos : forall x, - (x0 + 1) < x < 0 -> 0 < V x).
{ intros x X. unfold V, strength_velocity. assert (P := factor_positive L L2 (- x)).
  replace (- (INR L * Rpower (- x) (2 - 2 / INR L) * (b - - x))) with
    (INR L * Rpower (- x) (2 - 2 / INR L) * (- x - b)) by ring.
  apply Rmult_lt_0_compat; lra. }
assert (slow : forall x, - x0 <= x < 0 -> V x <= K * (0 - x)).
{ intros x X. unfold V, strength_velocity. fold p.
  replace (- (INR L * Rpower (- x) p * (b - - x))) with
    (INR L * (Rpower (- x) p * (- x - b))) by ring.
  replace (K * (0 - x)) with (INR L * ((Rpower x0 (p - 1) * - x) * (x0 - b))) by (unfold K; ring).
  apply Rmult_le_compat_l; [lra |]. apply Rmult_le_compat; try lra; [left; apply exp_pos |].
  replace p with ((p - 1) + 1) at 1 by ring. rewrite Rpower_plus, Rpower_1 by lra.
  apply Rmult_le_compat_r; [lra |]. apply Rle_Rpower_l; lra. }
destruct (place_solves V _ _ _ K A K0 smooth pos slow) as [st so].
set (w := place V _ _ _ K A K0 smooth pos slow) in *.
exists (fun t => - w t). split.
- split; [change (- w 0 = x0); lra |]. intro T. destruct (so T) as [D C]. split.
  + intros t tT. assert (Dt := is_derive_opp w t _ (D t tT)). simpl in Dt.
    replace (strength_velocity L b (- w t)) with (opp (V (w t))); [exact Dt |].
    unfold opp, V; simpl. ring.
  + intros t tT. apply (continuous_opp w). exact (C t tT).
- intros t _. destruct (place_spec V _ _ _ K A K0 smooth pos slow t) as [B _]. fold w in B. lra.
Qed.

Theorem target_mode_exists L b eps : (2 <= L)%nat -> 0 < eps -> exists m, target_mode L b eps m /\
  forall m', target_mode L b eps m' -> forall t, 0 <= t -> m' t = m t.
Proof.
intros L2 e0. assert (H : exists m, target_mode L b eps m).
{ destruct (Rlt_or_le b 0) as [b0 | b0]; [exact (negative_target L b eps L2 b0 e0) |].
  destruct (mode_exists L b eps L2 b0 e0) as [m M]. exists m. split; [exact M |].
  intros t t0. assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
  destruct (Rtotal_order (eps ^ L) b) as [l | [e | l]].
  - assert (A := mode_rises L b eps m L2 e0 M t l t0). lra.
  - rewrite (at_rest L b eps m L2 e M t t0). lra.
  - assert (A := mode_falls L b eps m L2 b0 e0 M t l t0). lra. }
destruct H as [m M]. exists m. split; [exact M |]. intros m' M' t t0. apply Rle_antisym.
- exact (target_order L eps b b m' m L2 M' M (Rle_refl b) t t0).
- exact (target_order L eps b b m m' L2 M M' (Rle_refl b) t t0).
Qed.

(* the value at t does not jump with the target *)
Lemma target_close L eps b0 b1 t : (2 <= L)%nat -> 0 < eps -> b0 < b1 -> 0 <= t ->
  exists Q, 0 < Q /\ forall b b' m m', b0 <= b -> b <= b' -> b' <= b1 ->
    target_mode L b eps m -> target_mode L b' eps m' -> m' t <= m t + Q * (b' - b).
Proof.
intros L2 e0 bb t0.
destruct (target_mode_exists L b0 eps L2 e0) as [m0 [M0 _]].
destruct (target_mode_exists L b1 eps L2 e0) as [m1 [M1 _]].
assert (c0 : forall x, 0 <= x <= t -> continuous m0 x) by (intros x; apply M0).
assert (c1 : forall x, 0 <= x <= t -> continuous m1 x) by (intros x; apply M1).
assert (p0 : forall x, 0 <= x <= t -> 0 < m0 x) by (intros x X; apply M0; lra).
assert (p1 : forall x, 0 <= x <= t -> 0 < m1 x) by (intros x X; apply M1; lra).
destruct (bounded_curve m1 t t0 c1) as [hi up].
destruct (positive_bound m0 t t0 c0 p0) as [lo [lo0 down]].
assert (lh : lo <= hi).
{ assert (A := down 0 ltac:(lra)). assert (B := up 0 ltac:(lra)).
  assert (C := Rle_abs (m1 0)). destruct M0 as [[s0 _] _]. destruct M1 as [[s1 _] _]. lra. }
destruct (from_right.strength_velocity_lipschitz L b0 lo hi lo0 lh) as [K0 [K00 H0]].
destruct (from_right.strength_velocity_lipschitz L b1 lo hi lo0 lh) as [K1 [K10 H1]].
set (K := K0 + K1). set (p := 2 - 2 / INR L). set (C := INR L * Rpower hi p).
assert (EB := exponent_bounds L L2). fold p in EB. assert (DL := depth_two L L2).
assert (C0 : 0 < C) by (apply Rmult_lt_0_compat; [lra | apply exp_pos]).
exists (C * exp ((K + 1) * t)). split; [apply Rmult_lt_0_compat; [exact C0 | apply exp_pos] |].
intros b b' m m' b0b bb' b'b1 M M'.
assert (in_m : forall x, 0 <= x <= t -> lo <= m x <= hi).
{ intros x X. assert (A := target_order L eps b0 b m0 m L2 M0 M b0b x ltac:(lra)).
  assert (B := target_order L eps b b1 m m1 L2 M M1 ltac:(lra) x ltac:(lra)).
  assert (D := down x X). assert (U := up x X). assert (E := Rle_abs (m1 x)). lra. }
assert (in_m' : forall x, 0 <= x <= t -> lo <= m' x <= hi).
{ intros x X. assert (A := target_order L eps b0 b' m0 m' L2 M0 M' ltac:(lra) x ltac:(lra)).
  assert (B := target_order L eps b' b1 m' m1 L2 M' M1 ltac:(lra) x ltac:(lra)).
  assert (D := down x X). assert (U := up x X). assert (E := Rle_abs (m1 x)). lra. }
assert (lip : forall x y, lo <= x <= hi -> lo <= y <= hi -> y <= x ->
  strength_velocity L b x - strength_velocity L b y <= K * (x - y)).
{ intros x y X Y yx. assert (A0 := H0 x y X Y). assert (A1 := H1 x y X Y).
  change (Rabs (strength_velocity L b0 x - strength_velocity L b0 y) <= K0 * Rabs (x - y)) in A0.
  change (Rabs (strength_velocity L b1 x - strength_velocity L b1 y) <= K1 * Rabs (x - y)) in A1.
  rewrite (Rabs_pos_eq (x - y)) in A0, A1 by lra.
  assert (B0 := Rle_abs (strength_velocity L b0 x - strength_velocity L b0 y)).
  assert (B1 := Rle_abs (strength_velocity L b1 x - strength_velocity L b1 y)).
  set (th := (b - b0) / (b1 - b0)).
  assert (th0 : 0 <= th) by (apply Rdiv_le_0_compat; lra).
  assert (th1 : th <= 1) by (apply Rle_div_l; lra).
  assert (e : forall z, strength_velocity L b z =
    (1 - th) * strength_velocity L b0 z + th * strength_velocity L b1 z).
  { intros z. unfold strength_velocity, th. field. lra. }
  rewrite !e. unfold K. assert (D : 0 <= x - y) by lra.
  assert (E0 : 0 <= K0 * (x - y)) by (apply Rmult_le_pos; lra).
  assert (E1 : 0 <= K1 * (x - y)) by (apply Rmult_le_pos; lra).
  set (u0 := strength_velocity L b0 x - _) in *. set (u1 := strength_velocity L b1 x - _) in *.
  replace ((1 - th) * strength_velocity L b0 x + th * strength_velocity L b1 x -
    ((1 - th) * strength_velocity L b0 y + th * strength_velocity L b1 y))
    with ((1 - th) * u0 + th * u1) by (unfold u0, u1; ring).
  assert (F0 : (1 - th) * u0 <= (1 - th) * (K0 * (x - y))) by (apply Rmult_le_compat_l; lra).
  assert (F1 : th * u1 <= th * (K1 * (x - y))) by (apply Rmult_le_compat_l; lra).
  assert (F2 : (1 - th) * (K0 * (x - y)) <= 1 * (K0 * (x - y))) by (apply Rmult_le_compat_r; lra).
  assert (F3 : th * (K1 * (x - y)) <= 1 * (K1 * (x - y))) by (apply Rmult_le_compat_r; lra).
  lra. }
set (r := b' - b). assert (r0 : 0 <= r) by (unfold r; lra).
set (g := fun x => r * C * exp ((K + 1) * x)).
assert (Dg : forall x, is_derive g x ((K + 1) * g x)).
{ intros x. unfold g. auto_derive; [exact I | ring]. }
destruct M as [[s S] P]. destruct M' as [[s' S'] P'].
assert (N : 0 <= m t + g t - m' t); [| unfold g in N; fold r; lra].
apply (stays_nonneg (fun x => m x + g x - m' x)
  (fun x => strength_velocity L b (m x) + (K + 1) * g x - strength_velocity L b' (m' x)) K t);
  try lra.
- intros x X. apply (is_derive_minus (fun y => m y + g y) m').
  + apply (is_derive_plus m g); [apply (S t); lra | apply Dg].
  + apply (S' t). lra.
- intros x X. apply (continuous_minus (fun y => m y + g y) m').
  + apply (continuous_plus m g); [apply (S t); lra |].
    apply (ex_derive_continuous g). eexists. apply Dg.
  + apply (S' t). lra.
- assert (rC : 0 <= r * C) by (apply Rmult_le_pos; lra). unfold g. cbv beta.
  rewrite Rmult_0_r, exp_0, s, s'. lra.
- intros x X n. assert (I := in_m x ltac:(lra)). assert (I' := in_m' x ltac:(lra)).
  assert (g1 : r * C <= g x).
  { unfold g. rewrite <- (Rmult_1_r (r * C)) at 1. apply Rmult_le_compat_l.
    - apply Rmult_le_pos; lra.
    - assert (A : exp 0 < exp ((K + 1) * x)).
      { apply exp_increasing. apply Rmult_lt_0_compat; unfold K; lra. }
      rewrite exp_0 in A. lra. }
  assert (rC : 0 <= r * C) by (apply Rmult_le_pos; lra).
  assert (l := lip (m' x) (m x) I' I ltac:(lra)).
  assert (e : strength_velocity L b' (m' x) =
    strength_velocity L b (m' x) + r * (INR L * Rpower (m' x) p)).
  { unfold strength_velocity, r. fold p. ring. }
  assert (f : r * (INR L * Rpower (m' x) p) <= r * C).
  { apply Rmult_le_compat_l; [exact r0 |]. apply Rmult_le_compat_l; [lra |].
    apply Rle_Rpower_l; lra. }
  assert (KK : 0 <= K) by (unfold K; lra). nra.
Qed.

(* targets far below and far above *)
Lemma low_target L eps t sigma : (2 <= L)%nat -> 0 < eps -> 0 < t -> 0 < sigma ->
  exists b, forall m, target_mode L b eps m -> m t <= sigma.
Proof.
intros L2 e0 t0 s0. set (p := 2 - 2 / INR L). set (c := INR L * Rpower sigma p).
assert (DL := depth_two L L2). assert (EB := exponent_bounds L L2). fold p in EB.
assert (c0 : 0 < c) by (apply Rmult_lt_0_compat; [lra | apply exp_pos]).
assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
set (b := - (eps ^ L / (c * t))). assert (ct : 0 < c * t) by (apply Rmult_lt_0_compat; lra).
assert (d0 : 0 < eps ^ L / (c * t)) by (apply Rdiv_lt_0_compat; lra).
assert (b0 : b < 0) by (unfold b; lra).
exists b. intros m [[st S] P]. apply Rnot_lt_le. intro n.
assert (falls : forall x, 0 <= x <= t -> sigma < m x).
{ intros x X. destruct (Rle_lt_or_eq_dec x t (proj2 X)) as [l | ->]; [| exact n].
  destruct (mean_value m (fun y => strength_velocity L b (m y)) x t l) as [u [U e]].
  - intros y Y. apply (S t). lra.
  - intros y Y. apply (S t). lra.
  - assert (V := factor_positive L L2 (m u)). assert (Pu := P u ltac:(lra)).
    unfold strength_velocity in e. fold p in V, e.
    set (q := INR L * Rpower (m u) p) in *.
    assert (A : 0 < q * (m u - b) * (t - x)).
    { apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [exact V | lra] | lra]. } lra. }
destruct (mean_value m (fun y => strength_velocity L b (m y)) 0 t t0) as [u [U e]].
- intros y Y. apply (S t). lra.
- intros y Y. apply (S t). lra.
- unfold strength_velocity in e. fold p in e. assert (F := falls u ltac:(lra)).
  set (q := INR L * Rpower (m u) p) in *.
  assert (cq : c <= q).
  { apply Rmult_le_compat_l; [lra |]. apply Rle_Rpower_l; lra. }
  assert (A : c * (- b) * t <= q * (m u - b) * t).
  { apply Rmult_le_compat_r; [lra |]. apply Rmult_le_compat; lra. }
  assert (B : c * (- b) * t = eps ^ L) by (unfold b; field; lra). lra.
Qed.

Lemma high_target L eps t sigma : (2 <= L)%nat -> 0 < eps -> 0 < t -> 0 < sigma ->
  exists b, forall m, target_mode L b eps m -> sigma <= m t.
Proof.
intros L2 e0 t0 s0. set (p := 2 - 2 / INR L). set (c := INR L * Rpower (eps ^ L) p).
assert (DL := depth_two L L2). assert (EB := exponent_bounds L L2). fold p in EB.
assert (c0 : 0 < c) by (apply Rmult_lt_0_compat; [lra | apply exp_pos]).
assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
assert (ct : 0 < c * t) by (apply Rmult_lt_0_compat; lra).
set (b := sigma + eps ^ L + sigma / (c * t)).
assert (d0 : 0 < sigma / (c * t)) by (apply Rdiv_lt_0_compat; lra).
exists b. intros m [M P]. apply Rnot_lt_le. intro n. assert (St := M). destruct St as [st S].
assert (below : eps ^ L < b) by (unfold b; lra).
assert (R0 : forall x, 0 <= x -> eps ^ L <= m x < b).
{ intros x X. exact (mode_rises L b eps m L2 e0 M x below X). }
assert (rises : forall x, 0 <= x <= t -> m x < sigma).
{ intros x X. destruct (Rle_lt_or_eq_dec x t (proj2 X)) as [l | ->]; [| exact n].
  destruct (mean_value m (fun y => strength_velocity L b (m y)) x t l) as [u [U e]].
  - intros y Y. apply (S t). lra.
  - intros y Y. apply (S t). lra.
  - assert (V := factor_positive L L2 (m u)). assert (Ru := R0 u ltac:(lra)).
    unfold strength_velocity in e. set (q := INR L * Rpower (m u) (2 - 2 / INR L)) in *.
    assert (A : 0 < q * (b - m u) * (t - x)).
    { apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [exact V | lra] | lra]. } lra. }
destruct (mean_value m (fun y => strength_velocity L b (m y)) 0 t t0) as [u [U e]].
- intros y Y. apply (S t). lra.
- intros y Y. apply (S t). lra.
- unfold strength_velocity in e. fold p in e. assert (F := rises u ltac:(lra)).
  assert (Ru := R0 u ltac:(lra)). set (q := INR L * Rpower (m u) p) in *.
  assert (cq : c <= q).
  { apply Rmult_le_compat_l; [lra |]. apply Rle_Rpower_l; lra. }
  assert (A : c * (sigma / (c * t)) * t <= q * (b - m u) * t).
  { apply Rmult_le_compat_r; [lra |]. apply Rmult_le_compat; unfold b; lra. }
  assert (B : c * (sigma / (c * t)) * t = sigma) by (field; lra). lra.
Qed.

Theorem target_of_value L eps t sigma : (2 <= L)%nat -> 0 < eps -> 0 < t -> 0 < sigma ->
  exists b, (exists m, target_mode L b eps m /\ m t = sigma) /\
    forall b' m', target_mode L b' eps m' -> m' t = sigma -> b' = b.
Proof.
intros L2 e0 t0 s0.
assert (H : exists b m, target_mode L b eps m /\ m t = sigma).
{ destruct (low_target L eps t sigma L2 e0 t0 s0) as [b0 low].
  destruct (high_target L eps t sigma L2 e0 t0 s0) as [b1' high'].
  set (b1 := Rmax (b0 + 1) b1'). assert (b01 : b0 < b1).
  { unfold b1. assert (A := Rmax_l (b0 + 1) b1'). lra. }
  assert (high : forall m, target_mode L b1 eps m -> sigma <= m t).
  { intros m M. destruct (target_mode_exists L b1' eps L2 e0) as [m1 [M1 _]].
    assert (A := target_order L eps b1' b1 m1 m L2 M1 M (Rmax_r _ _) t ltac:(lra)).
    assert (B := high' m1 M1). lra. }
  destruct (target_close L eps b0 b1 t L2 e0 b01 ltac:(lra)) as [Q [Q0 close]].
  set (E := fun b => b0 <= b <= b1 /\ exists m, target_mode L b eps m /\ m t <= sigma).
  assert (E0 : E b0).
  { split; [lra |]. destruct (target_mode_exists L b0 eps L2 e0) as [m [M _]].
    exists m. split; [exact M | exact (low m M)]. }
  destruct (completeness E) as [c [ub least]].
  - exists b1. intros b [B _]. lra.
  - exists b0. exact E0.
  - assert (cb : b0 <= c <= b1).
    { split; [exact (ub b0 E0) |]. apply least. intros b [B _]. lra. }
    destruct (target_mode_exists L c eps L2 e0) as [m [M _]]. exists c, m. split; [exact M |].
    destruct (Rtotal_order (m t) sigma) as [l | [e | g]]; [exfalso | exact e | exfalso].
    + assert (cb1 : c < b1).
      { destruct (Rle_lt_or_eq_dec c b1 (proj2 cb)) as [h | h]; [exact h |]. subst c.
        assert (A := high m M). lra. }
      set (b := Rmin b1 (c + (sigma - m t) / Q)).
      assert (d0 : 0 < (sigma - m t) / Q) by (apply Rdiv_lt_0_compat; lra).
      assert (B1 : b <= b1) by apply Rmin_l.
      assert (B2 : b <= c + (sigma - m t) / Q) by apply Rmin_r.
      assert (B3 : c < b) by (apply Rmin_glb_lt; lra).
      destruct (target_mode_exists L b eps L2 e0) as [m' [M' _]].
      assert (A := close c b m m' ltac:(lra) ltac:(lra) B1 M M').
      assert (F : Q * (b - c) <= sigma - m t).
      { apply Rle_trans with (Q * ((sigma - m t) / Q)); [apply Rmult_le_compat_l; lra |].
        right. field. lra. }
      assert (Eb : E b) by (split; [lra |]; exists m'; split; [exact M' | lra]).
      assert (G := ub b Eb). lra.
    + assert (d0 : 0 < (m t - sigma) / Q) by (apply Rdiv_lt_0_compat; lra).
      assert (G : c <= c - (m t - sigma) / Q); [| lra]. apply least.
      intros b [B [m' [M' le]]]. assert (bc : b <= c).
      { apply ub. split; [exact B |]. exists m'. split; assumption. }
      assert (A := close b c m' m ltac:(lra) bc ltac:(lra) M' M).
      assert (F : (m t - sigma) / Q <= c - b); [| lra].
      apply Rle_div_l; [exact Q0 |]. lra. }
destruct H as [b [m [M e]]]. exists b. split; [exists m; split; assumption |].
intros b' m' M' e'. destruct (Rtotal_order b' b) as [l | [h | g]]; [| exact h |].
- assert (A := mode_grows_with_target L eps b' b m' m L2 l M' M t t0). lra.
- assert (A := mode_grows_with_target L eps b b' m m' L2 g M M' t t0). lra.
Qed.
