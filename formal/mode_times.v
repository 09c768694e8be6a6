(* The strength of one mode under gradient flow, over Coq's reals: where it runs, and its time.

   A mode is any solution of mu' = L mu^(2-2/L) (s - mu), mu(0) = eps^L.
   mode_rises, mode_falls: from below s it stays in [eps^L, s), from above in (s, eps^L].
   time_rising, time_falling: where G has the derivative 1/mu' in mu, the time at mu is
     G(mu) - G(eps^L), and every value between eps^L and s is taken at exactly one time. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare real_slope power_sum.
Open Scope R_scope.

(* L x^(2-2/L) (s - x) *)
Definition strength_velocity (L : nat) (s x : R) := INR L * Rpower x (2 - 2 / INR L) * (s - x).

(* mu solves mu' = L mu^(2-2/L) (s - mu) for all times from 0 on, mu(0) = eps^L *)
Definition is_mode (L : nat) (s eps : R) (mu : R -> R) :=
  mu 0 = eps ^ L /\ forall T, solves T (strength_velocity L s) mu.

Section Mode.
Variables (L : nat) (s eps : R) (mu : R -> R).
Hypotheses (L2 : (2 <= L)%nat) (s0 : 0 <= s) (e0 : 0 < eps) (M : is_mode L s eps mu).

Lemma depth_two : 2 <= INR L.
Proof. apply (le_INR 2). exact L2. Qed.

Lemma exponent_bounds : 1 <= 2 - 2 / INR L < 2.
Proof.
assert (H := depth_two). assert (0 < 2 / INR L) by (apply Rdiv_lt_0_compat; lra).
assert (2 / INR L <= 1) by (apply Rle_div_l; lra). lra.
Qed.

Lemma factor_positive x : 0 < INR L * Rpower x (2 - 2 / INR L).
Proof. assert (H := depth_two). apply Rmult_lt_0_compat; [lra | apply exp_pos]. Qed.

Lemma mode_derive t : 0 < t -> is_derive mu t (strength_velocity L s (mu t)).
Proof. intro t0. apply (proj2 M (t + 1)). lra. Qed.

Lemma mode_continuous t : 0 <= t -> continuous mu t.
Proof. intro t0. apply (proj2 M t). lra. Qed.

(* with w = sign (s - mu): w is positive at every time, and mu is beyond its start *)
Lemma gap_nonneg sg t : sg = 1 \/ sg = -1 -> 0 < sg * (s - mu 0) -> 0 <= t ->
  0 <= sg * (s - mu t).
Proof.
intros S w0 t0.
apply (stays_nonneg (fun x => sg * (s - mu x))
  (fun x => sg * (0 - strength_velocity L s (mu x))) 0 t); try lra.
- intros x xt. apply (is_derive_scal (fun y => s - mu y) x sg).
  apply (is_derive_minus (fun _ => s) mu); [exact (is_derive_const s x) | apply mode_derive; lra].
- intros x xt. apply (continuous_scal_r sg (fun y => s - mu y)).
  apply (continuous_minus (fun _ => s) mu); [apply continuous_const | apply mode_continuous; lra].
- intros x xt n. unfold strength_velocity. assert (P := factor_positive (mu x)).
  set (A := INR L * _) in *.
  replace (sg * (0 - A * (s - mu x))) with (A * - (sg * (s - mu x))) by ring. nra.
Qed.

Lemma beyond_start sg t : sg = 1 \/ sg = -1 -> 0 < sg * (s - mu 0) -> 0 <= t ->
  0 <= sg * (mu t - mu 0).
Proof.
intros S w0 t0.
apply (stays_nonneg (fun x => sg * (mu x - mu 0))
  (fun x => sg * (strength_velocity L s (mu x) - 0)) 0 t); try lra.
- intros x xt. apply (is_derive_scal (fun y => mu y - mu 0) x sg).
  apply (is_derive_minus mu (fun _ => mu 0));
    [apply mode_derive; lra | exact (is_derive_const (mu 0) x)].
- intros x xt. apply (continuous_scal_r sg (fun y => mu y - mu 0)).
  apply (continuous_minus mu (fun _ => mu 0)); [apply mode_continuous; lra |].
  apply continuous_const.
- intros x xt n. unfold strength_velocity. assert (P := factor_positive (mu x)).
  assert (G := gap_nonneg sg x S w0 ltac:(lra)). set (A := INR L * _) in *.
  replace (sg * (A * (s - mu x) - 0)) with (A * (sg * (s - mu x))) by ring. nra.
Qed.

(* a bound of the factor of s - mu *)
Lemma factor_bounded x top : 0 <= x <= top ->
  INR L * Rpower x (2 - 2 / INR L) <= INR L * (Rpower top (2 - 2 / INR L) + 1).
Proof.
intros [[X | <-] Y]; assert (H := depth_two); assert (E := exponent_bounds);
  apply Rmult_le_compat_l; try lra.
- assert (Rpower x (2 - 2 / INR L) <= Rpower top (2 - 2 / INR L)).
  { apply Rle_Rpower_l; try split; lra. }
  lra.
- assert (P : 0 < Rpower top (2 - 2 / INR L)) by apply exp_pos.
  assert (Z : Rpower 0 (2 - 2 / INR L) = 1); [| lra].
  unfold Rpower, ln. destruct (Rlt_dec 0 0); [exfalso; lra |]. rewrite Rmult_0_r. apply exp_0.
Qed.

Lemma gap_positive sg top t : sg = 1 \/ sg = -1 -> 0 < sg * (s - mu 0) ->
  (forall x, 0 <= x -> 0 <= mu x <= top) -> 0 <= t -> 0 < sg * (s - mu t).
Proof.
intros S w0 B t0. destruct t0 as [t0 | <-]; [| exact w0].
set (C := INR L * (Rpower top (2 - 2 / INR L) + 1)).
set (h := fun x => sg * (s - mu x) * exp (C * x)).
set (dh := fun x => (sg * (0 - strength_velocity L s (mu x)) + C * (sg * (s - mu x))) *
  exp (C * x)).
assert (Dh : forall x, 0 < x -> is_derive h x (dh x)).
{ intros x x0.
  assert (D1 : is_derive (fun y => sg * (s - mu y)) x
    (sg * (0 - strength_velocity L s (mu x)))).
  { apply (is_derive_scal (fun y => s - mu y) x sg).
    apply (is_derive_minus (fun _ => s) mu); [exact (is_derive_const s x) |].
    apply mode_derive; lra. }
  assert (He : is_derive (fun y => exp (C * y)) x (C * exp (C * x))).
  { auto_derive; [exact I | ring]. }
  assert (H := is_derive_mult _ _ x _ _ D1 He Rmult_comm).
  replace (dh x) with (plus (mult (sg * (0 - strength_velocity L s (mu x))) (exp (C * x)))
    (mult (sg * (s - mu x)) (C * exp (C * x)))); [exact H |].
  unfold dh, plus, mult; simpl; unfold mult; simpl. ring. }
assert (up : forall x, 0 <= x -> 0 <= dh x).
{ intros x x0. apply Rmult_le_pos; [| left; apply exp_pos].
  assert (G := gap_nonneg sg x S w0 x0). assert (F := factor_bounded (mu x) top (B x x0)).
  fold C in F. unfold strength_velocity. set (A := INR L * _ (mu x) _) in *.
  replace (_ + _) with ((C - A) * (sg * (s - mu x))) by ring. apply Rmult_le_pos; lra. }
assert (N : h 0 <= h t).
{ destruct (MVT_gen h 0 t (fun x => if Rlt_dec 0 x then dh x else 0)) as [x [X E]].
  - rewrite Rmin_left, Rmax_right by lra. intros x X. destruct (Rlt_dec 0 x); [| lra].
    apply Dh. lra.
  - rewrite Rmin_left, Rmax_right by lra. intros x X. apply continuity_pt_filterlim.
    apply (continuous_mult (fun y => sg * (s - mu y)) (fun y => exp (C * y))).
    + apply (continuous_scal_r sg (fun y => s - mu y)).
      apply (continuous_minus (fun _ => s) mu); [apply continuous_const |].
      apply mode_continuous; lra.
    + apply (ex_derive_continuous (fun y => exp (C * y))). auto_derive. exact I.
  - rewrite Rmin_left, Rmax_right in X by lra.
    assert (0 <= (if Rlt_dec 0 x then dh x else 0)).
    { destruct (Rlt_dec 0 x); [apply up; lra | lra]. }
    assert (0 <= (if Rlt_dec 0 x then dh x else 0) * (t - 0)) by (apply Rmult_le_pos; lra).
    lra. }
unfold h in N. rewrite Rmult_0_r, exp_0, Rmult_1_r in N.
assert (P := exp_pos (C * t)). nra.
Qed.

Lemma start_positive : 0 < mu 0.
Proof. rewrite (proj1 M). apply pow_lt. exact e0. Qed.

Theorem mode_rises t : eps ^ L < s -> 0 <= t -> eps ^ L <= mu t < s.
Proof.
intros less t0. assert (m0 := start_positive). assert (E := proj1 M).
assert (w0 : 0 < 1 * (s - mu 0)) by lra.
assert (B : forall x, 0 <= x -> 0 <= mu x <= s).
{ intros x x0. assert (G := gap_nonneg 1 x (or_introl eq_refl) w0 x0).
  assert (H := beyond_start 1 x (or_introl eq_refl) w0 x0). lra. }
assert (G := gap_positive 1 s t (or_introl eq_refl) w0 B t0).
assert (H := beyond_start 1 t (or_introl eq_refl) w0 t0). lra.
Qed.

Theorem mode_falls t : s < eps ^ L -> 0 <= t -> s < mu t <= eps ^ L.
Proof.
intros more t0. assert (m0 := start_positive). assert (E := proj1 M).
assert (w0 : 0 < -1 * (s - mu 0)) by lra.
assert (B : forall x, 0 <= x -> 0 <= mu x <= mu 0).
{ intros x x0. assert (G := gap_nonneg (-1) x (or_intror eq_refl) w0 x0).
  assert (H := beyond_start (-1) x (or_intror eq_refl) w0 x0). lra. }
assert (G := gap_positive (-1) (mu 0) t (or_intror eq_refl) w0 B t0).
assert (H := beyond_start (-1) t (or_intror eq_refl) w0 t0). lra.
Qed.

(* G is an antiderivative of 1/mu' on an interval that the mode does not leave *)
Lemma clock (G : R -> R) (inside : R -> Prop) :
  (forall x, inside x -> is_derive G x (/ strength_velocity L s x)) ->
  (forall x, inside x -> strength_velocity L s x <> 0) ->
  (forall t, 0 <= t -> inside (mu t)) -> forall t, 0 <= t -> G (mu t) = G (mu 0) + t.
Proof.
intros D V I t t0.
assert (E : G (mu t) - t = G (mu 0) - 0); [| lra].
apply (constant_inside (fun x => G (mu x) - x) t); [| | lra].
- intros x xt. assert (x0 : 0 <= x) by lra. assert (Ix := I x x0).
  assert (C := is_derive_comp G mu x _ _ (D (mu x) Ix) (mode_derive x ltac:(lra))).
  replace 0 with (minus (scal (strength_velocity L s (mu x)) (/ strength_velocity L s (mu x))) 1).
  + apply (is_derive_minus (fun y => G (mu y)) (fun y => y)); [exact C | apply (is_derive_id x)].
  + unfold minus, plus, opp, scal; simpl; unfold mult; simpl. field. apply V. exact Ix.
- intros x xt. apply (continuous_minus (fun y => G (mu y)) (fun y => y)).
  + apply (continuous_comp mu G); [apply mode_continuous; lra |].
    apply (ex_derive_continuous G). eexists. apply D, I. lra.
  + apply continuous_id.
Qed.

Lemma velocity_below x : x < s -> 0 < strength_velocity L s x.
Proof.
intro X. apply Rmult_lt_0_compat; [apply factor_positive | lra].
Qed.

Lemma velocity_above x : s < x -> strength_velocity L s x < 0.
Proof.
intro X. assert (P := factor_positive x). unfold strength_velocity. nra.
Qed.

Lemma increases_by_slope (G g : R -> R) x y : x < y ->
  (forall z, x <= z <= y -> is_derive G z (g z)) -> (forall z, x <= z <= y -> 0 < g z) ->
  G x < G y.
Proof.
intros xy D P. destruct (MVT_gen G x y g) as [z [Z E]].
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply D; lra.
- rewrite Rmin_left, Rmax_right by lra. intros z Z.
  apply continuity_pt_filterlim, (ex_derive_continuous G). eexists. apply D. lra.
- rewrite Rmin_left, Rmax_right in Z by lra. assert (Q := P z Z). nra.
Qed.

(* every value between the start and s is taken at exactly one time, from below *)
Theorem time_rising (G : R -> R) : eps ^ L < s ->
  (forall x, 0 < x < s -> is_derive G x (/ strength_velocity L s x)) ->
  forall x, eps ^ L <= x < s -> 0 <= G x - G (eps ^ L) /\
    forall t, 0 <= t -> (mu t = x <-> t = G x - G (eps ^ L)).
Proof.
intros less D x X. assert (m0 := start_positive). assert (E := proj1 M). rewrite E in m0.
assert (up : forall y z, 0 < y -> y < z < s -> G y < G z).
{ intros y z y0 yz. apply (increases_by_slope G (fun w => / strength_velocity L s w)); [lra | |].
  - intros w W. apply D. lra.
  - intros w W. apply Rinv_0_lt_compat, velocity_below. lra. }
assert (K : forall t, 0 <= t -> G (mu t) = G (eps ^ L) + t).
{ intros t t0. rewrite <- E. apply (clock G (fun y => 0 < y < s)); auto.
  - intros y Y. assert (V := velocity_below y ltac:(lra)). lra.
  - intros u u0. assert (B := mode_rises u less u0). lra. }
split.
- destruct X as [[X | <-] X2]; [| lra]. assert (U := up (eps ^ L) x m0 ltac:(lra)). lra.
- intros t t0. assert (B := mode_rises t less t0). assert (T := K t t0).
  split; [intros <-; lra |]. intros tE.
  destruct (Rtotal_order (mu t) x) as [l | [e | l]]; [| exact e |].
  + assert (U := up (mu t) x ltac:(lra) ltac:(lra)). lra.
  + assert (U := up x (mu t) ltac:(lra) ltac:(lra)). lra.
Qed.

(* the same from above *)
Theorem time_falling (G : R -> R) : s < eps ^ L ->
  (forall x, s < x -> is_derive G x (/ strength_velocity L s x)) ->
  forall x, s < x <= eps ^ L -> 0 <= G x - G (eps ^ L) /\
    forall t, 0 <= t -> (mu t = x <-> t = G x - G (eps ^ L)).
Proof.
intros more D x X. assert (E := proj1 M).
assert (down : forall y z, s < y -> y < z -> G z < G y).
{ intros y z ys yz.
  assert (- G y < - G z); [| lra].
  apply (increases_by_slope (fun w => - G w) (fun w => - / strength_velocity L s w)); [lra | |].
  - intros w W. apply (is_derive_opp G). apply D. lra.
  - intros w W. assert (V := velocity_above w ltac:(lra)).
    assert (/ strength_velocity L s w < 0) by (apply Rinv_lt_0_compat; exact V). lra. }
assert (K : forall t, 0 <= t -> G (mu t) = G (eps ^ L) + t).
{ intros t t0. rewrite <- E. apply (clock G (fun y => s < y)); auto.
  - intros y Y. assert (V := velocity_above y ltac:(lra)). lra.
  - intros u u0. assert (B := mode_falls u more u0). lra. }
split.
- destruct X as [X1 [X | ->]]; [| lra]. assert (U := down x (eps ^ L) X1 X). lra.
- intros t t0. assert (B := mode_falls t more t0). assert (T := K t t0).
  split; [intros <-; lra |]. intros tE.
  destruct (Rtotal_order (mu t) x) as [l | [e | l]]; [| exact e |].
  + assert (U := down (mu t) x ltac:(lra) l). lra.
  + assert (U := down x (mu t) ltac:(lra) l). lra.
Qed.
End Mode.
