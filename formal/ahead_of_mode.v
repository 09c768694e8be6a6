(* A positive curve that is faster than a mode is ahead of it, over Coq's reals.

   faster_than_its_mode (BS6T): x' exceeds the velocity L x^(2-2/L) (s - x) of a mode at x, and x
     starts with the mode: then x is above the mode at every time after the start.
   rest_falls (BS6T): if x' = c(t) (s - x) with c >= C and x <= s, the rest s - x(t) is at most
     (s - x(0)) e^(-C t). *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare ahead from_right.
Open Scope R_scope.

(* a curve that rises comes from below *)
Lemma rising_from_below (w : R -> R) t l : is_derive w t l -> 0 < l ->
  exists d, 0 < d /\ forall h, 0 < h < d -> w (t - h) < w t.
Proof.
intros D l0. apply is_derive_Reals in D. destruct (D l l0) as [d H].
exists d. split; [apply cond_pos |]. intros h [h0 hd].
assert (hn : - h <> 0) by lra.
assert (A := H (- h) hn). rewrite Rabs_Ropp, Rabs_pos_eq in A by lra. specialize (A hd).
apply Rabs_def2 in A. destruct A as [_ A].
assert (E : (w (t + - h) - w t) / - h * h = - (w (t - h) - w t)).
{ replace (t + - h) with (t - h) by ring. field. lra. }
assert (P : 0 < (w (t + - h) - w t) / - h * h) by (apply Rmult_lt_0_compat; lra).
lra.
Qed.

Theorem faster_than_its_mode L s T x dx v : solves T (strength_velocity L s) v ->
  (forall t, 0 < t < T -> is_derive x t (dx t) /\ strength_velocity L s (x t) < dx t) ->
  (forall t, 0 <= t <= T -> continuous x t) ->
  (forall t, 0 <= t <= T -> 0 < x t /\ 0 < v t) -> x 0 = v 0 ->
  forall t, 0 < t < T -> v t < x t.
Proof.
intros [Dv Cv] Dx Cx pos start t tT. assert (T0 : 0 <= T) by lra.
destruct (bounded_curve x T T0 Cx) as [B b]. destruct (bounded_curve v T T0 Cv) as [B' b'].
destruct (positive_bound x T T0 Cx) as [a [a0 A]]; [intros y yT; apply (pos y yT) |].
destruct (positive_bound v T T0 Cv) as [a' [a0' A']]; [intros y yT; apply (pos y yT) |].
set (lo := Rmin a a'). set (hi := Rmax B B').
assert (lo0 : 0 < lo) by (apply Rmin_glb_lt; assumption).
assert (l : lo <= a) by apply Rmin_l. assert (l' : lo <= a') by apply Rmin_r.
assert (h : B <= hi) by apply Rmax_l. assert (h' : B' <= hi) by apply Rmax_r.
assert (in_x : forall y, 0 <= y <= T -> lo <= x y <= hi).
{ intros y yT. assert (q := Rle_abs (x y)). assert (r := b y yT). assert (r' := A y yT). lra. }
assert (in_v : forall y, 0 <= y <= T -> lo <= v y <= hi).
{ intros y yT. assert (q := Rle_abs (v y)). assert (r := b' y yT). assert (r' := A' y yT). lra. }
assert (tT' : 0 <= t <= T) by lra.
assert (lh : lo <= hi) by (assert (q := in_x t tT'); lra).
destruct (strength_velocity_lipschitz L s lo hi lo0 lh) as [K [K0 H]].
set (w := fun y => x y - v y).
assert (Dw : forall y, 0 < y < T -> is_derive w y (dx y - strength_velocity L s (v y))).
{ intros y yT. apply (is_derive_minus x v y); [apply (Dx y yT) | apply (Dv y yT)]. }
assert (N : forall y, 0 <= y <= T -> 0 <= w y).
{ apply (stays_nonneg w (fun y => dx y - strength_velocity L s (v y)) K T); auto.
  - intros y yT. apply (continuous_minus x v); auto.
  - unfold w. lra.
  - intros y yT n. assert (yT' : 0 <= y <= T) by lra. destruct (Dx y yT) as [_ less].
    assert (q := H (x y) (v y) (in_x y yT') (in_v y yT')).
    unfold w in *. rewrite (Rabs_left (x y - v y)) in q by exact n.
    assert (r := Rle_abs (- (strength_velocity L s (x y) - strength_velocity L s (v y)))).
    rewrite Rabs_Ropp in r. lra. }
assert (P := N t tT'). destruct (Rle_lt_or_eq_dec _ _ P) as [p | z]; [unfold w in p; lra |].
(* where the two meet x rises faster, and came from below *)
exfalso. destruct (Dx t tT) as [_ less].
assert (same : x t = v t) by (unfold w in z; lra).
destruct (rising_from_below w t _ (Dw t tT)) as [d [d0 below]]; [rewrite <- same; lra |].
set (g := Rmin d t / 2).
assert (m := Rmin_l d t). assert (m' := Rmin_r d t).
assert (m0 : 0 < Rmin d t) by (apply Rmin_glb_lt; lra).
assert (g0 : 0 < g < d) by (unfold g; lra).
assert (q := below g g0). assert (gT : 0 <= t - g <= T) by (unfold g; lra).
assert (r := N (t - g) gT). lra.
Qed.

Theorem rest_falls s C T (x c : R -> R) :
  (forall t, 0 < t < T -> is_derive x t (c t * (s - x t)) /\ C <= c t) ->
  (forall t, 0 <= t <= T -> continuous x t) -> (forall t, 0 <= t <= T -> x t <= s) -> 0 <= C ->
  forall t, 0 <= t <= T -> s - x t <= (s - x 0) * exp (- (C * t)).
Proof.
intros Dx Cx below C0 t tT.
set (e := fun y => (s - x 0) * exp (- (C * y)) - s).
assert (De : forall y, is_derive e y (- C * ((s - x 0) * exp (- (C * y))))).
{ intros y. unfold e. auto_derive; [exact I | ring]. }
assert (N : 0 <= e t + x t); [| unfold e in N; lra].
apply (stays_nonneg (fun y => e y + x y)
  (fun y => - C * ((s - x 0) * exp (- (C * y))) + c y * (s - x y)) 0 T); auto.
- intros y yT. apply (is_derive_plus e x y); [apply De | apply (Dx y yT)].
- intros y yT. apply (continuous_plus e x); [| apply Cx; exact yT].
  apply (ex_derive_continuous e). eexists. apply De.
- unfold e. rewrite Rmult_0_r, Ropp_0, exp_0. lra.
- intros y yT n. destruct (Dx y yT) as [_ Cc]. assert (yT' : 0 <= y <= T) by lra.
  assert (b := below y yT'). unfold e in n.
  assert (A : C * (s - x y) <= c y * (s - x y)) by (apply Rmult_le_compat_r; lra).
  assert (D : C * ((s - x 0) * exp (- (C * y))) <= C * (s - x y)).
  { apply Rmult_le_compat_l; lra. }
  lra.
Qed.
