(* A curve that rises from the right no faster than a mode stays below it, over Coq's reals.

   slower_stays_below: v' = f(t, v); u is continuous and at each time its slopes to the right are in
     the limit at most f(t, u), which asks for no derivative; f Lipschitz along the two,
     u(0) <= v(0): then u <= v.
   largest_stays_below (X2QR): the same for the velocity 2 s x^(L/2) - 2 x^L where u, v >= 0.
   mode_stays_above (BEUW): the same for the velocity L x^(2-2/L) (s - x) where u, v > 0. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead real_induction.
Open Scope R_scope.

(* from t on u rises, in the limit, with at most the slope l *)
Definition rises_at_most (u : R -> R) (t l : R) :=
  forall e, 0 < e -> exists d, 0 < d /\ forall h, 0 < h < d -> u (t + h) <= u t + h * (l + e).

Lemma derivative_rises (v : R -> R) t l : is_derive v t l ->
  forall e, 0 < e -> exists d, 0 < d /\ forall h, 0 < h < d -> v t + h * (l - e) <= v (t + h).
Proof.
intros D e e0. apply is_derive_Reals in D. destruct (D e e0) as [d H].
exists d. split; [apply cond_pos |]. intros h [h0 hd].
assert (hn : h <> 0) by lra.
assert (A := H h hn). rewrite (Rabs_pos_eq h) in A by lra. specialize (A hd).
apply Rabs_def2 in A. destruct A as [_ A].
assert (E : (v (t + h) - v t) / h * h = v (t + h) - v t) by (field; exact hn).
assert (- e * h <= ((v (t + h) - v t) / h - l) * h) by (apply Rmult_le_compat_r; lra).
lra.
Qed.

Theorem slower_stays_below (f : R -> R -> R) (u v : R -> R) (K T : R) : 0 <= K ->
  (forall t, 0 < t < T -> is_derive v t (f t (v t))) ->
  (forall t, 0 <= t <= T -> continuous v t) -> (forall t, 0 <= t <= T -> continuous u t) ->
  (forall t, 0 < t < T -> rises_at_most u t (f t (u t))) ->
  (forall t, 0 < t < T -> Rabs (f t (v t) - f t (u t)) <= K * Rabs (v t - u t)) -> u 0 <= v 0 ->
  forall t, 0 <= t <= T -> u t <= v t.
Proof.
intros K0 Dv Cv Cu slow lip start t tT.
set (w := fun x => u x - v x).
assert (Cw : forall x, 0 <= x <= T -> continuous w x).
{ intros x xT. apply (continuous_minus u v); auto. }
set (c := K + 1).
assert (key : forall e, 0 < e -> forall x, 0 <= x <= T -> w x <= e * exp (c * x)).
{ intros e e0.
  assert (Ce : forall x, continuous (fun y => e * exp (c * y)) x).
  { intros x. apply (ex_derive_continuous (fun y => e * exp (c * y))). auto_derive. exact I. }
  assert (Cz : forall x, 0 <= x <= T -> continuous (fun y => w y - e * exp (c * y)) x).
  { intros x xT. apply (continuous_minus w (fun y => e * exp (c * y))); auto. }
  apply real_induction.
  - unfold w. rewrite Rmult_0_r, exp_0. lra.
  - intros x [x0 xT] P. assert (xT' : 0 <= x <= T) by lra.
    destruct (Rle_lt_or_eq_dec _ _ P) as [less | same].
    + destruct (near_below (fun y => w y - e * exp (c * y)) x 0 (Cz x xT')) as [d [d0 H]]; [lra |].
      exists d. split; [exact d0 |]. intros y yd _.
      assert (A : w y - e * exp (c * y) < 0) by (apply H; rewrite Rabs_pos_eq; lra). lra.
    + set (b := e * exp (c * x)) in *.
      assert (b0 : 0 < b) by (apply Rmult_lt_0_compat; [lra | apply exp_pos]).
      assert (xp : 0 < x).
      { destruct (Rle_lt_or_eq_dec 0 x x0) as [p | <-]; [exact p |]. unfold w in same. lra. }
      assert (xx : 0 < x < T) by lra. assert (b2 : 0 < b / 2) by lra.
      destruct (slow x xx (b / 2) b2) as [d [d0 H]].
      destruct (derivative_rises v x _ (Dv x xx) (b / 2) b2) as [d' [d0' H']].
      exists (Rmin d d'). split; [apply Rmin_glb_lt; assumption |]. intros y yd _.
      set (h := y - x). replace y with (x + h) by (unfold h; ring).
      assert (m := Rmin_l d d'). assert (m' := Rmin_r d d').
      assert (h0 : 0 < h) by (unfold h; lra).
      assert (A : u (x + h) <= u x + h * (f x (u x) + b / 2)) by (apply H; unfold h in *; lra).
      assert (A' : v x + h * (f x (v x) - b / 2) <= v (x + h)) by (apply H'; unfold h in *; lra).
      assert (l := lip x xx). unfold w in same. rewrite (Rabs_left (v x - u x)) in l by lra.
      assert (q := Rle_abs (- (f x (v x) - f x (u x)))). rewrite Rabs_Ropp in q.
      assert (F : f x (u x) - f x (v x) <= K * b) by (rewrite <- same; lra).
      assert (G : h * (f x (u x) - f x (v x)) <= h * (K * b)) by (apply Rmult_le_compat_l; lra).
      assert (X := exp_ineq1_le (c * h)).
      assert (Y : b * (1 + c * h) <= b * exp (c * h)) by (apply Rmult_le_compat_l; lra).
      replace (e * exp (c * (x + h))) with (b * exp (c * h)).
      * unfold w, c in *. lra.
      * unfold b. rewrite Rmult_plus_distr_l, exp_plus. ring.
  - intros x xT P. apply Rnot_lt_le. intros n. assert (xT' : 0 <= x <= T) by lra.
    destruct (near_below (fun y => - (w y - e * exp (c * y))) x 0) as [d [d0 H]].
    + apply (continuous_opp (fun y => w y - e * exp (c * y))). apply Cz. exact xT'.
    + lra.
    + set (y := Rmax 0 (x - d / 2)).
      assert (y1 : 0 <= y) by apply Rmax_l. assert (y2 : x - d / 2 <= y) by apply Rmax_r.
      assert (y3 : y < x) by (apply Rmax_lub_lt; lra).
      assert (A : - (w y - e * exp (c * y)) < 0) by (apply H; rewrite Rabs_left; lra).
      assert (B := P y (conj y1 y3)). lra. }
assert (N : 0 <= - w t).
{ apply (nearly_nonneg _ (exp (c * t))); [left; apply exp_pos |].
  intros e e0. assert (A := key e e0 t tT). lra. }
unfold w in N. lra.
Qed.

(* the velocity of the square of the largest norm of a factor *)
Definition root_velocity (L : nat) (s x : R) := 2 * s * sqrt x ^ L - 2 * x ^ L.

Lemma powers_of_roots C n : 0 <= C -> exists K, 0 <= K /\ forall a b, 0 <= a <= C -> 0 <= b <= C ->
  Rabs (a ^ (n + 2) - b ^ (n + 2)) <= K * Rabs (a * a - b * b).
Proof.
intros C0. induction n as [| n [K [K0 H]]].
{ exists 1. split; [lra |]. intros a b _ _. simpl. rewrite !Rmult_1_r. lra. }
assert (P0 : 0 <= C ^ (n + 1)) by (apply pow_le; exact C0).
exists (C * K + C ^ (n + 1)). split; [nra |]. intros a b aC bC.
replace (a ^ (S n + 2) - b ^ (S n + 2))
  with (a * (a ^ (n + 2) - b ^ (n + 2)) + (a - b) * b * b ^ (n + 1)).
2: { replace (n + 2)%nat with (S (n + 1)) by lia. replace (S n + 2)%nat with (S (S (n + 1))) by lia.
     simpl. ring. }
eapply Rle_trans; [apply Rabs_triang |]. rewrite !Rabs_mult, Rmult_plus_distr_r.
apply Rplus_le_compat.
- rewrite Rmult_assoc. apply Rmult_le_compat; try apply Rabs_pos.
  + rewrite Rabs_pos_eq; lra.
  + apply H; assumption.
- rewrite (Rabs_pos_eq (b ^ (n + 1))) by (apply pow_le; lra).
  rewrite (Rmult_comm (C ^ (n + 1))). apply Rmult_le_compat.
  + apply Rmult_le_pos; apply Rabs_pos.
  + apply pow_le. lra.
  + rewrite <- Rabs_mult. replace (a * a - b * b) with ((a - b) * (a + b)) by ring.
    rewrite !Rabs_mult. apply Rmult_le_compat_l; [apply Rabs_pos |].
    rewrite !Rabs_pos_eq; lra.
  + apply pow_incr. lra.
Qed.

Lemma root_velocity_lipschitz L s B : (2 <= L)%nat -> 0 <= B -> exists K, 0 <= K /\
  forall x y, 0 <= x <= B -> 0 <= y <= B ->
  Rabs (root_velocity L s x - root_velocity L s y) <= K * Rabs (x - y).
Proof.
intros L2 B0. replace L with (L - 2 + 2)%nat by lia.
destruct (powers_of_roots (B + 1) (L - 2)) as [K [K0 H]]; [lra |].
destruct (tame_pow B B0 (L - 2 + 2)) as [K' [K0' H']].
exists (2 * Rabs s * K + 2 * K').
assert (S0 := Rabs_pos s). split; [nra |]. intros x y xB yB.
assert (root : forall z, 0 <= z <= B -> 0 <= sqrt z <= B + 1).
{ intros z zB. split; [apply sqrt_pos |]. assert (e := sqrt_sqrt z (proj1 zB)).
  apply Rnot_lt_le. intros n. nra. }
assert (A := H _ _ (root x xB) (root y yB)). rewrite !sqrt_sqrt in A by lra.
assert (A' : Rabs (x ^ (L - 2 + 2) - y ^ (L - 2 + 2)) <= K' * Rabs (x - y)).
{ apply H'; rewrite Rabs_pos_eq; lra. }
unfold root_velocity.
replace (2 * s * sqrt x ^ (L - 2 + 2) - 2 * x ^ (L - 2 + 2) -
    (2 * s * sqrt y ^ (L - 2 + 2) - 2 * y ^ (L - 2 + 2)))
  with (2 * s * (sqrt x ^ (L - 2 + 2) - sqrt y ^ (L - 2 + 2)) +
    - (2 * (x ^ (L - 2 + 2) - y ^ (L - 2 + 2)))) by ring.
eapply Rle_trans; [apply Rabs_triang |].
rewrite Rabs_Ropp, !Rabs_mult, (Rabs_pos_eq 2) by lra. rewrite Rmult_plus_distr_r.
apply Rplus_le_compat; [| lra].
rewrite (Rmult_assoc (2 * Rabs s)). apply Rmult_le_compat_l; [lra | exact A].
Qed.

Theorem largest_stays_below L s T u v : (2 <= L)%nat -> solves T (root_velocity L s) v ->
  (forall t, 0 <= t <= T -> continuous u t) ->
  (forall t, 0 < t < T -> rises_at_most u t (root_velocity L s (u t))) ->
  (forall t, 0 <= t <= T -> 0 <= u t /\ 0 <= v t) -> u 0 <= v 0 ->
  forall t, 0 <= t <= T -> u t <= v t.
Proof.
intros L2 V Cu slow pos start t tT. assert (T0 : 0 <= T) by lra.
destruct (bounded_curve u T T0 Cu) as [B b]. destruct (bounded_curve v T T0 (proj2 V)) as [B' b'].
set (C := Rmax B B'). assert (l : B <= C) by apply Rmax_l. assert (l' : B' <= C) by apply Rmax_r.
assert (C0 : 0 <= C).
{ assert (A := b t tT). assert (A' := Rabs_pos (u t)). lra. }
destruct (root_velocity_lipschitz L s C L2 C0) as [K [K0 H]].
destruct V as [Dv Cv]. apply (slower_stays_below (fun _ => root_velocity L s) u v K T); auto.
intros x xT. assert (xT' : 0 <= x <= T) by lra. destruct (pos x xT') as [p p'].
assert (A := b x xT'). assert (A' := b' x xT').
assert (q := Rle_abs (u x)). assert (q' := Rle_abs (v x)).
apply H; lra.
Qed.

(* the velocity of the strength of an aligned mode *)
Definition strength_velocity (L : nat) (s x : R) := INR L * Rpower x (2 - 2 / INR L) * (s - x).

Lemma lipschitz_of_derivative (f df : R -> R) a b : a <= b ->
  (forall x, a <= x <= b -> is_derive f x (df x)) -> (forall x, a <= x <= b -> continuous df x) ->
  exists K, 0 <= K /\
  forall x y, a <= x <= b -> a <= y <= b -> Rabs (f x - f y) <= K * Rabs (x - y).
Proof.
intros ab D C.
assert (C' : forall x, a <= x <= b -> continuity_pt (fun z => Rabs (df z)) x).
{ intros x xb. apply continuity_pt_filterlim.
  apply (continuous_comp df Rabs); [exact (C x xb) | apply continuous_Rabs]. }
destruct (continuity_ab_maj _ a b ab C') as [m [M _]].
exists (Rabs (df m)). split; [apply Rabs_pos |]. intros x y xb yb.
assert (lo : a <= Rmin y x) by (apply Rmin_glb; lra).
assert (hi : Rmax y x <= b) by (apply Rmax_lub; lra).
destruct (MVT_gen f y x df) as [z [zb e]].
- intros z zb. apply D. lra.
- intros z zb. apply continuity_pt_filterlim. apply (ex_derive_continuous f). eexists.
  apply D. lra.
- rewrite e, Rabs_mult. apply Rmult_le_compat_r; [apply Rabs_pos |]. apply M. lra.
Qed.

Lemma strength_velocity_lipschitz L s a b : 0 < a -> a <= b -> exists K, 0 <= K /\
  forall x y, a <= x <= b -> a <= y <= b ->
  Rabs (strength_velocity L s x - strength_velocity L s y) <= K * Rabs (x - y).
Proof.
intros a0 ab. set (p := 2 - 2 / INR L).
apply (lipschitz_of_derivative (strength_velocity L s)
  (fun x => INR L * (exp (p * ln x) * (p * / x) * (s - x) - exp (p * ln x))) a b ab).
- intros x xb. unfold strength_velocity, Rpower. fold p. auto_derive; [lra | ring].
- intros x xb. apply (ex_derive_continuous
    (fun x => INR L * (exp (p * ln x) * (p * / x) * (s - x) - exp (p * ln x)))).
  auto_derive. repeat split; lra.
Qed.

Lemma positive_bound (u : R -> R) T : 0 <= T -> (forall t, 0 <= t <= T -> continuous u t) ->
  (forall t, 0 <= t <= T -> 0 < u t) -> exists a, 0 < a /\ forall t, 0 <= t <= T -> a <= u t.
Proof.
intros T0 C pos.
assert (D : forall t, 0 <= t <= T -> continuity_pt u t).
{ intros t tT. apply continuity_pt_filterlim. exact (C t tT). }
destruct (continuity_ab_min u 0 T T0 D) as [m [M mT]].
exists (u m). split; [exact (pos m mT) | exact M].
Qed.

Theorem mode_stays_above L s T u v : solves T (strength_velocity L s) v ->
  (forall t, 0 <= t <= T -> continuous u t) ->
  (forall t, 0 < t < T -> rises_at_most u t (strength_velocity L s (u t))) ->
  (forall t, 0 <= t <= T -> 0 < u t /\ 0 < v t) -> u 0 <= v 0 ->
  forall t, 0 <= t <= T -> u t <= v t.
Proof.
intros V Cu slow pos start t tT. assert (T0 : 0 <= T) by lra.
destruct (bounded_curve u T T0 Cu) as [B b]. destruct (bounded_curve v T T0 (proj2 V)) as [B' b'].
destruct (positive_bound u T T0 Cu) as [a [a0 A]]; [intros x xT; apply (pos x xT) |].
destruct (positive_bound v T T0 (proj2 V)) as [a' [a0' A']]; [intros x xT; apply (pos x xT) |].
set (lo := Rmin a a'). set (hi := Rmax B B').
assert (lo0 : 0 < lo) by (apply Rmin_glb_lt; assumption).
assert (l : lo <= a) by apply Rmin_l. assert (l' : lo <= a') by apply Rmin_r.
assert (h : B <= hi) by apply Rmax_l. assert (h' : B' <= hi) by apply Rmax_r.
assert (in_u : forall x, 0 <= x <= T -> lo <= u x <= hi).
{ intros x xT. assert (q := Rle_abs (u x)). assert (r := b x xT). assert (r' := A x xT). lra. }
assert (in_v : forall x, 0 <= x <= T -> lo <= v x <= hi).
{ intros x xT. assert (q := Rle_abs (v x)). assert (r := b' x xT). assert (r' := A' x xT). lra. }
assert (lh : lo <= hi) by (assert (q := in_u t tT); lra).
destruct (strength_velocity_lipschitz L s lo hi lo0 lh) as [K [K0 H]].
destruct V as [Dv Cv]. apply (slower_stays_below (fun _ => strength_velocity L s) u v K T); auto.
intros x xT. apply H; [apply in_v | apply in_u]; lra.
Qed.
