(* A mode stays beyond a level that it has passed, over Coq's reals.

   strength_is_mode (DED8): if lambda' = -lambda^(L-1) (lambda^L - s), lambda(0) = eps, then
     lambda^L is a mode: it solves mu' = L mu^(2-2/L) (s - mu), mu(0) = eps^L.
   mode_root: conversely, mu^(1/L) of a mode solves the equation of lambda.
   mode_grows: from below its target a mode does not fall.
   error_of_fitted, error_of_begun, error_of_idle (T1J7, part 1): bounds of (s - mu)^2 after the
     mode has reached (1-c) s, before it reaches c s, and for s = 0. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead power_sum mode_times mode_series staircase.
Open Scope R_scope.

Lemma strength_is_mode L s eps lam : (2 <= L)%nat -> 0 <= s -> 0 < eps -> lam 0 = eps ->
  (forall T, solves T (mode_velocity L s) lam) -> is_mode L s eps (fun t => lam t ^ L).
Proof.
intros L2 s0 e0 st so. split; [rewrite st; reflexivity |]. intro T.
assert (pos : forall t, 0 <= t <= T -> 0 < lam t).
{ apply (positive_mode L L2 s T lam s0); [lra | apply so]. }
destruct (so T) as [D C]. split.
- intros t tT. apply strength_equation; [lia | apply pos; lra |].
  assert (Dt := D t tT). unfold mode_velocity in Dt.
  replace (- lam t ^ (L - 1) * (lam t ^ L - s)) with (- (lam t ^ (L - 1) * (lam t ^ L - s)));
    [exact Dt | ring].
- intros t tT. apply (continuous_comp lam (fun x => x ^ L)); [exact (C t tT) |].
  apply (ex_derive_continuous (fun x => x ^ L)). auto_derive. exact I.
Qed.

Lemma mode_root L s eps mu : (2 <= L)%nat -> 0 <= s -> 0 < eps -> eps ^ L <> s ->
  is_mode L s eps mu -> Rpower (mu 0) (/ INR L) = eps /\
  forall T, solves T (mode_velocity L s) (fun t => Rpower (mu t) (/ INR L)).
Proof.
intros L2 s0 e0 ne M. assert (p0 : 0 < eps ^ L) by (apply pow_lt; exact e0).
assert (H := depth_two L L2).
assert (pos : forall t, 0 <= t -> 0 < mu t).
{ intros t t0. destruct (Rtotal_order (eps ^ L) s) as [l | [e | l]]; [| contradiction |].
  - assert (B := mode_rises L s eps mu L2 e0 M t l t0). lra.
  - assert (B := mode_falls L s eps mu L2 s0 e0 M t l t0). lra. }
split.
{ rewrite (proj1 M), <- Rpower_pow by exact e0. rewrite Rpower_mult.
  replace (INR L * / INR L) with 1 by (field; lra). apply Rpower_1. exact e0. }
intro T. split.
- intros t tT. assert (P := pos t ltac:(lra)).
  assert (D := is_derive_comp (fun x => Rpower x (/ INR L)) mu t _ _
    (Rpower_derive (/ INR L) (mu t) P) (mode_derive L s eps mu M t ltac:(lra))).
  replace (mode_velocity L s (Rpower (mu t) (/ INR L))) with
    (scal (strength_velocity L s (mu t)) (/ INR L * Rpower (mu t) (/ INR L - 1))); [exact D |].
  unfold scal; simpl; unfold mult; simpl. unfold strength_velocity, mode_velocity.
  rewrite <- !(Rpower_pow _ (Rpower (mu t) (/ INR L))) by apply exp_pos. rewrite !Rpower_mult.
  replace (/ INR L * INR L) with 1 by (field; lra). rewrite Rpower_1 by exact P.
  replace (Rpower (mu t) (/ INR L * INR (L - 1))) with
    (Rpower (mu t) (2 - 2 / INR L) * Rpower (mu t) (/ INR L - 1)).
  + field. lra.
  + rewrite <- Rpower_plus. f_equal. rewrite minus_INR by lia. simpl. field. lra.
- intros t tT. assert (P := pos t ltac:(lra)).
  apply (continuous_comp mu (fun x => Rpower x (/ INR L))).
  + apply (mode_continuous L s eps mu M). lra.
  + apply (ex_derive_continuous (fun x => Rpower x (/ INR L))). eexists.
    apply Rpower_derive. exact P.
Qed.

Lemma mode_grows L s eps mu t u : (2 <= L)%nat -> 0 < eps -> eps ^ L < s -> is_mode L s eps mu ->
  0 <= t <= u -> mu t <= mu u.
Proof.
intros L2 e0 less M [t0 tu]. destruct tu as [tu | <-]; [| lra].
destruct (MVT_gen mu t u (fun z => if Rlt_dec t z then strength_velocity L s (mu z) else 0))
  as [z [Z E]].
- rewrite Rmin_left, Rmax_right by lra. intros z Z. destruct (Rlt_dec t z); [| lra].
  apply (mode_derive L s eps mu M). lra.
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply continuity_pt_filterlim.
  apply (mode_continuous L s eps mu M). lra.
- rewrite Rmin_left, Rmax_right in Z by lra.
  assert (0 <= (if Rlt_dec t z then strength_velocity L s (mu z) else 0)).
  { destruct (Rlt_dec t z); [| lra]. left. apply (velocity_below L s L2).
    apply (mode_rises L s eps mu L2 e0 M z less). lra. }
  assert (0 <= (if Rlt_dec t z then strength_velocity L s (mu z) else 0) * (u - t))
    by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma error_of_fitted L s eps c mu u t : (2 <= L)%nat -> 0 < c < 1 / 2 -> 0 < s -> 0 < eps ->
  eps ^ L < c * s -> is_mode L s eps mu -> is_fit_time L eps (1 - c) s u -> u <= t ->
  0 <= (s - mu t) ^ 2 <= c ^ 2 * s ^ 2.
Proof.
intros L2 C s0 e0 H M [u0 U] ut. assert (less : eps ^ L < s) by nra.
assert (G := mode_grows L s eps mu u t L2 e0 less M (conj u0 ut)). rewrite (U mu M) in G.
assert (B := mode_rises L s eps mu L2 e0 M t less ltac:(lra)).
split; [apply pow2_ge_0 |]. rewrite <- Rpow_mult_distr. apply pow_incr. lra.
Qed.

Lemma error_of_begun L s eps c mu u t : (2 <= L)%nat -> 0 < c < 1 / 2 -> 0 < s -> 0 < eps ->
  eps ^ L < c * s -> is_mode L s eps mu -> 0 <= t -> is_fit_time L eps c s u -> t <= u ->
  (1 - c) ^ 2 * s ^ 2 <= (s - mu t) ^ 2 <= s ^ 2.
Proof.
intros L2 C s0 e0 H M t0 [_ U] tu. assert (less : eps ^ L < s) by nra.
assert (p0 : 0 < eps ^ L) by (apply pow_lt; exact e0).
assert (G := mode_grows L s eps mu t u L2 e0 less M (conj t0 tu)). rewrite (U mu M) in G.
assert (B := mode_rises L s eps mu L2 e0 M t less t0).
rewrite <- Rpow_mult_distr. split; apply pow_incr; [split; nra | lra].
Qed.

Lemma error_of_idle L eps mu t : (2 <= L)%nat -> 0 < eps -> is_mode L 0 eps mu -> 0 <= t ->
  0 <= (0 - mu t) ^ 2 <= eps ^ (2 * L).
Proof.
intros L2 e0 M t0. assert (p0 : 0 < eps ^ L) by (apply pow_lt; exact e0).
assert (B := mode_falls L 0 eps mu L2 (Rle_refl 0) e0 M t p0 t0).
rewrite Nat.mul_comm, pow_mult. split; [apply pow2_ge_0 |].
replace ((0 - mu t) ^ 2) with (mu t ^ 2) by ring. apply pow_incr. lra.
Qed.

(* a solution on every [0, T] from solutions on each *)
Lemma glued h (x : R -> R) : (forall T, 0 <= T -> exists y, solves T h y /\
  forall t, 0 <= t <= T -> y t = x t) -> forall T, solves T h (fun t => x (Rmax t 0)).
Proof.
intros A T. destruct (A (Rmax T 0 + 1)) as [y [[D C] E]].
{ assert (H := Rmax_r T 0). lra. }
assert (T1 := Rmax_l T 0). assert (T2 := Rmax_r T 0).
assert (e : forall u, u < Rmax T 0 + 1 -> y (Rmax u 0) = x (Rmax u 0)).
{ intros u U. apply E. split; [apply Rmax_r |]. apply Rmax_lub; lra. }
split.
- intros t tT. rewrite (Rmax_left t 0), <- (E t) by lra.
  apply (is_derive_ext_loc y); [| apply D; lra].
  apply (locally_interval _ t 0 (Rmax T 0 + 1)); simpl; try lra.
  intros u u0 u1. rewrite <- e by exact u1. rewrite Rmax_left by lra. reflexivity.
- intros t tT. apply (continuous_ext_loc _ (fun u => y (Rmax u 0))).
  + apply (locally_interval _ t (t - 1) (Rmax T 0 + 1)); simpl; try lra.
    intros u _ u1. apply e. exact u1.
  + apply (continuous_comp (fun u => Rmax u 0) y).
    * apply continuity_pt_filterlim. intros d d0. exists d. split; [exact d0 |].
      intros u [_ U]. simpl in *. unfold R_dist in *. unfold Rmax in *.
      destruct (Rle_dec u 0); destruct (Rle_dec t 0); unfold Rabs in *;
        repeat destruct Rcase_abs; lra.
    * rewrite Rmax_left by lra. apply C. lra.
Qed.
