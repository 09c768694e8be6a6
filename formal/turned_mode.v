(* A mode of the wrong sign, over Coq's reals: lambda' = -lambda^(L-1) (lambda^L + s) from eps > 0.

   turned_mode_exists: for every depth L >= 2 it has a solution for all times.
   turned_mode_falls (ZEA8): every solution is positive, falls strictly and tends to zero, and
     x = lambda^L solves x' = -L x^(2-2/L) (s + x).
   turned_mode_of_two (ZEA8, part 2): for L = 2, x / (s + x) in closed form.
   turned_mode_bounds (ZEA8, part 2): for L >= 3, x lies between two powers of the time. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead mode_times mode_exists mode_course.
Open Scope R_scope.

(* lambda solves the equation for all times and starts at eps *)
Definition turned_mode (L : nat) (s eps : R) (lam : R -> R) :=
  lam 0 = eps /\ forall T, solves T (mode_velocity L (- s)) lam.

Lemma pow_increases a b n : 0 < a < b -> (0 < n)%nat -> a ^ n < b ^ n.
Proof.
intros ab n0. destruct n as [| n]; [lia |]. clear n0. induction n as [| n IH].
- simpl. lra.
- change (a * a ^ S n < b * b ^ S n). assert (P := pow_lt a (S n) ltac:(lra)).
  apply Rmult_gt_0_lt_compat; lra.
Qed.

Lemma power_falls a b e : 0 < a <= b -> 0 < e -> Rpower b (- e) <= Rpower a (- e).
Proof.
intros ab e0. rewrite !Rpower_Ropp. apply Rinv_le_contravar; [apply exp_pos |].
apply Rle_Rpower_l; lra.
Qed.

Section Turned.
Variables (L : nat) (s eps : R).
Hypotheses (L2 : (2 <= L)%nat) (s0 : 0 < s) (e0 : 0 < eps).

Lemma turned_mode_exists : exists lam, turned_mode L s eps lam.
Proof.
set (V := fun w => - mode_velocity L (- s) (- w)).
assert (VE : forall w, V w = (- w) ^ (L - 1) * ((- w) ^ L + s)).
{ intro w. unfold V, mode_velocity. ring. }
destruct (solution_climbs V (- (eps + 1)) (- eps) 0 (eps ^ (L - 2) * (eps ^ L + s))) as [w [st so]].
- lra.
- assert (P := pow_lt eps (L - 2) e0). assert (Q := pow_lt eps L e0). apply Rmult_lt_0_compat; lra.
- intros x _. apply (ex_derive_continuous V). unfold V, mode_velocity. auto_derive. exact I.
- intros x X. rewrite VE. assert (x0 : 0 < - x) by lra.
  assert (P := pow_lt (- x) (L - 1) x0). assert (Q := pow_lt (- x) L x0).
  apply Rmult_lt_0_compat; lra.
- intros x X. rewrite VE. assert (x0 : 0 <= - x) by lra.
  replace (L - 1)%nat with (S (L - 2)) by lia. simpl pow.
  assert (P := pow_le (- x) (L - 2) x0). assert (Q := pow_le (- x) L x0).
  assert (p : (- x) ^ (L - 2) <= eps ^ (L - 2)) by (apply pow_incr; lra).
  assert (q : (- x) ^ L <= eps ^ L) by (apply pow_incr; lra).
  assert (H : (- x) ^ (L - 2) * ((- x) ^ L + s) <= eps ^ (L - 2) * (eps ^ L + s)).
  { apply Rmult_le_compat; lra. }
  assert (G := Rmult_le_compat_l (- x) _ _ x0 H). lra.
- exists (fun t => - w t). split; [lra |]. intro T. destruct (so T) as [D C]. split.
  + intros t tT. assert (Dt := is_derive_opp w t _ (D t tT)). simpl in Dt.
    replace (mode_velocity L (- s) (- w t)) with (opp (V (w t))); [exact Dt |].
    unfold opp, V; simpl. ring.
  + intros t tT. apply (continuous_opp w). exact (C t tT).
Qed.

Variable lam : R -> R.
Hypothesis M : turned_mode L s eps lam.

Lemma turned_pos t : 0 <= t -> 0 < lam t.
Proof.
intro t0. destruct M as [st so].
apply (lambda_stays_positive L (- s) eps t lam L2 e0 st (so t)). lra.
Qed.

Lemma turned_derive t : 0 < t -> is_derive lam t (- (lam t ^ (L - 1) * (lam t ^ L + s))).
Proof.
intro t0. destruct M as [_ so]. destruct (so (t + 1)) as [D _]. assert (Dt := D t ltac:(lra)).
unfold mode_velocity in Dt. replace (lam t ^ L - - s) with (lam t ^ L + s) in Dt by ring. exact Dt.
Qed.

Lemma turned_continuous t : 0 <= t -> continuous lam t.
Proof. intro t0. destruct M as [_ so]. destruct (so t) as [_ C]. apply C. lra. Qed.

(* the mean value theorem between two times *)
Lemma slope_of (f df : R -> R) t u : 0 <= t < u -> (forall z, 0 < z -> is_derive f z (df z)) ->
  (forall z, 0 <= z -> continuous f z) -> exists z, t <= z <= u /\ f u - f t = df z * (u - t).
Proof.
intros tu D C. destruct (MVT_gen f t u df) as [z [Z E]].
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply D. lra.
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply continuity_pt_filterlim. apply C. lra.
- rewrite Rmin_left, Rmax_right in Z by lra. exists z. split; assumption.
Qed.

Lemma turned_falls t u : 0 <= t < u -> lam u < lam t.
Proof.
intro tu. destruct (slope_of lam (fun z => - (lam z ^ (L - 1) * (lam z ^ L + s))) t u tu) as
  [z [Z E]]; [exact turned_derive | exact turned_continuous |].
assert (p := turned_pos z ltac:(lra)). assert (P := pow_lt (lam z) (L - 1) p).
assert (Q := pow_lt (lam z) L p).
assert (H := Rmult_lt_0_compat (lam z ^ (L - 1) * (lam z ^ L + s)) (u - t)
  ltac:(apply Rmult_lt_0_compat; lra) ltac:(lra)). lra.
Qed.

Lemma turned_mode_vanishes : is_lim (fun t => lam t ^ L) p_infty 0.
Proof.
apply is_lim_spec. intro e. simpl. assert (e1 := cond_pos e). set (d := pos e) in *.
set (c := d / eps * s). assert (c0 : 0 < c).
{ apply Rmult_lt_0_compat; [apply Rdiv_lt_0_compat; lra | lra]. }
exists (eps / c + 1). intros t tT.
assert (T0 : 0 < eps / c + 1) by (assert (H := Rdiv_lt_0_compat eps c e0 c0); lra).
assert (p := turned_pos t ltac:(lra)). assert (P := pow_lt (lam t) L p).
rewrite Rminus_0_r, Rabs_pos_eq by lra.
destruct (Rlt_le_dec (lam t ^ L) d) as [l | g]; [exact l |]. exfalso.
destruct (slope_of lam (fun z => - (lam z ^ (L - 1) * (lam z ^ L + s))) 0 t) as
  [z [Z E]]; [lra | exact turned_derive | exact turned_continuous |].
destruct M as [st _]. assert (pz := turned_pos z ltac:(lra)).
assert (zt : lam t <= lam z).
{ destruct (Rle_lt_or_eq_dec z t ltac:(lra)) as [l | ->]; [| lra].
  apply Rlt_le, turned_falls. lra. }
assert (ze : lam z <= eps).
{ destruct (Rle_lt_or_eq_dec 0 z ltac:(lra)) as [l | <-]; [| lra].
  rewrite <- st. apply Rlt_le, turned_falls. lra. }
assert (zd : d <= lam z ^ L).
{ apply Rle_trans with (lam t ^ L); [exact g |]. apply pow_incr. lra. }
assert (Q := pow_lt (lam z) (L - 1) pz).
assert (q : d / eps <= lam z ^ (L - 1)).
{ apply Rmult_le_reg_r with eps; [exact e0 |]. replace (d / eps * eps) with d by (field; lra).
  apply Rle_trans with (lam z ^ (L - 1) * lam z); [| apply Rmult_le_compat_l; lra].
  replace (lam z ^ (L - 1) * lam z) with (lam z ^ L); [exact zd |].
  replace L with (S (L - 1)) at 1 by lia. simpl. ring. }
assert (r : c <= lam z ^ (L - 1) * (lam z ^ L + s)).
{ assert (d0 : 0 < d / eps) by (apply Rdiv_lt_0_compat; lra).
  apply Rmult_le_compat; lra. }
assert (F := Rmult_le_compat_r (t - 0) _ _ ltac:(lra) r). rewrite st in E.
assert (G : c * (t - 0) > eps).
{ replace (t - 0) with t by ring. apply Rlt_le_trans with (c * (eps / c + 1)).
  - replace (c * (eps / c + 1)) with (eps + c) by (field; lra). lra.
  - apply Rmult_le_compat_l; lra. }
lra.
Qed.
Theorem turned_mode_falls : (forall t, 0 <= t -> 0 < lam t) /\
  (forall t u, 0 <= t < u -> lam u ^ L < lam t ^ L) /\
  lam 0 ^ L = eps ^ L /\ is_lim (fun t => lam t ^ L) p_infty 0 /\
  forall T, solves T (fun x => - (INR L * Rpower x (2 - 2 / INR L) * (s + x))) (fun t => lam t ^ L).
Proof.
split; [exact turned_pos |]. split; [| split; [| split; [exact turned_mode_vanishes |]]].
- intros t u tu. assert (F := turned_falls t u tu). assert (p := turned_pos u ltac:(lra)).
  apply pow_increases; [lra | lia].
- destruct M as [st _]. rewrite st. reflexivity.
- intro T. destruct M as [st so].
  destruct (strength_on L (- s) eps T lam L2 e0 st (so T)) as [_ [_ [D C]]].
  split; [| exact C]. intros t tT. assert (Dt := D t tT). unfold strength_velocity in Dt.
  replace (- (INR L * Rpower (lam t ^ L) (2 - 2 / INR L) * (s + lam t ^ L))) with
    (INR L * Rpower (lam t ^ L) (2 - 2 / INR L) * (- s - lam t ^ L)) by ring. exact Dt.
Qed.

Theorem turned_mode_of_two : L = 2%nat -> forall t, 0 <= t ->
  lam t ^ 2 / (s + lam t ^ 2) = exp (- (2 * s * t)) * (eps ^ 2 / (s + eps ^ 2)).
Proof.
intros two t t0. set (f := fun z => lam z ^ 2 / (s + lam z ^ 2) * exp (2 * s * z)).
assert (pos : forall z, 0 <= z -> 0 < s + lam z ^ 2).
{ intros z z0. assert (P := pow_lt (lam z) 2 (turned_pos z z0)). lra. }
assert (E : f t = f 0).
{ destruct (Rle_lt_or_eq_dec 0 t t0) as [l | <-]; [| reflexivity].
  destruct (slope_of f (fun _ => 0) 0 t) as [z [_ H]]; [lra | | | lra].
  - intros z z0. assert (D := turned_derive z z0). rewrite two in D. unfold f.
    assert (P := pos z ltac:(lra)).
    assert (X : ex_derive lam z) by (eexists; exact D).
    auto_derive; [repeat split; auto; simpl in P; lra |].
    replace (Derive (fun x => lam x) z) with (Derive lam z) by reflexivity.
    rewrite (is_derive_unique lam z _ D). simpl in P |- *. field. lra.
  - intros z z0. unfold f. apply (continuous_mult (fun z => lam z ^ 2 / (s + lam z ^ 2))).
    + apply (continuous_comp lam (fun x => x ^ 2 / (s + x ^ 2)));
        [exact (turned_continuous z z0) |].
      apply (ex_derive_continuous (fun x => x ^ 2 / (s + x ^ 2))). auto_derive.
      assert (P := pos z z0). simpl in P. lra.
    + apply (ex_derive_continuous (fun z => exp (2 * s * z))). auto_derive. exact I. }
unfold f in E. destruct M as [st _]. rewrite st, Rmult_0_r, exp_0, Rmult_1_r in E.
rewrite <- E, exp_Ropp. field.
split; [exact (Rgt_not_eq _ _ (pos t t0)) | apply Rgt_not_eq, exp_pos].
Qed.

(* one over lambda^(L-2) grows at the speed (L-2) (s + lambda^L) *)
Lemma turned_grows t : (3 <= L)%nat -> 0 < t ->
  is_derive (fun u => / lam u ^ (L - 2)) t (INR (L - 2) * (s + lam t ^ L)).
Proof.
intros L3 t0. assert (D := turned_derive t t0). assert (p := turned_pos t ltac:(lra)).
destruct (L - 3)%nat as [| m] eqn:E.
all: replace (L - 2)%nat with (S (L - 3)) by lia.
all: replace (L - 1)%nat with (S (S (L - 3))) in D by lia.
all: rewrite E in *; assert (X : ex_derive lam t) by (eexists; exact D).
- auto_derive; [simpl; repeat split; auto; lra |].
  replace (Derive (fun x => lam x) t) with (Derive lam t) by reflexivity.
  rewrite (is_derive_unique lam t _ D). simpl. field. lra.
- assert (P := pow_lt (lam t) m p).
  assert (H : is_derive (fun x => / x ^ S (S m)) (lam t)
    (- (INR (S (S m)) * lam t ^ S m) / (lam t ^ S (S m)) ^ 2)).
  { auto_derive; [apply Rgt_not_eq; repeat apply Rmult_lt_0_compat; lra |].
    change (- (1 * (INR (S (S m)) * (lam t * lam t ^ m))) *
      / (lam t * (lam t * lam t ^ m) * (lam t * (lam t * lam t ^ m))) =
      - (INR (S (S m)) * lam t ^ S m) / (lam t ^ S (S m)) ^ 2).
    generalize (INR (S (S m))). intro k. simpl pow. field. split; lra. }
  assert (C := is_derive_comp _ lam t _ _ H D).
  unfold scal in C; simpl in C; unfold mult in C; simpl in C.
  eapply is_derive_ext; [intro u; reflexivity |].
  replace (INR (S (S m)) * (s + lam t ^ L)) with
    (- (lam t * (lam t * (lam t * lam t ^ m)) * (lam t ^ L + s)) *
     (- (INR (S (S m)) * (lam t * lam t ^ m)) /
      (lam t * (lam t * lam t ^ m) * (lam t * (lam t * lam t ^ m) * 1)))).
  + exact C.
  + field. split; lra.
Qed.

Theorem turned_mode_bounds : (3 <= L)%nat -> forall t, 0 <= t ->
  let e := INR L / INR (L - 2) in
  Rpower (/ eps ^ (L - 2) + INR (L - 2) * (s + eps ^ L) * t) (- e) <= lam t ^ L <=
  Rpower (/ eps ^ (L - 2) + INR (L - 2) * s * t) (- e).
Proof.
intros L3 t t0 e. assert (n0 : 0 < INR (L - 2)) by (apply lt_0_INR; lia).
assert (L0 : 0 < INR L) by (apply lt_0_INR; lia).
assert (p := turned_pos t t0). assert (E0 := pow_lt eps (L - 2) e0). assert (EL := pow_lt eps L e0).
assert (i0 := Rinv_0_lt_compat _ E0). assert (ep : 0 < e) by (apply Rdiv_lt_0_compat; lra).
assert (B : / eps ^ (L - 2) + INR (L - 2) * s * t <= / lam t ^ (L - 2) <=
  / eps ^ (L - 2) + INR (L - 2) * (s + eps ^ L) * t).
{ destruct M as [st _]. destruct (Rle_lt_or_eq_dec 0 t t0) as [l | <-].
  2: { rewrite st. lra. }
  destruct (slope_of (fun u => / lam u ^ (L - 2)) (fun z => INR (L - 2) * (s + lam z ^ L)) 0 t)
    as [z [Z H]]; [lra | intros z z0; exact (turned_grows z L3 z0) | |].
  { intros z z0. apply (continuous_comp lam (fun x => / x ^ (L - 2))).
    - exact (turned_continuous z z0).
    - apply (ex_derive_continuous (fun x => / x ^ (L - 2))). auto_derive.
      apply Rgt_not_eq, pow_lt, turned_pos, z0. }
  rewrite st, Rminus_0_r in H. assert (pz := turned_pos z ltac:(lra)).
  assert (ZL := pow_lt (lam z) L pz). assert (ze : lam z ^ L <= eps ^ L).
  { apply pow_incr. split; [lra |].
    destruct (Rle_lt_or_eq_dec 0 z ltac:(lra)) as [lz | <-]; [| lra].
    rewrite <- st. apply Rlt_le, turned_falls. lra. }
  assert (h1 : INR (L - 2) * s * t <= INR (L - 2) * (s + lam z ^ L) * t).
  { apply Rmult_le_compat_r; [lra |]. apply Rmult_le_compat_l; lra. }
  assert (h2 : INR (L - 2) * (s + lam z ^ L) * t <= INR (L - 2) * (s + eps ^ L) * t).
  { apply Rmult_le_compat_r; [lra |]. apply Rmult_le_compat_l; lra. }
  lra. }
assert (X : lam t ^ L = Rpower (/ lam t ^ (L - 2)) (- e)).
{ rewrite <- !Rpower_pow by exact p. rewrite <- Rpower_Ropp, Rpower_mult. f_equal.
  unfold e. field. lra. }
assert (g0 : 0 < / eps ^ (L - 2) + INR (L - 2) * s * t).
{ apply Rplus_lt_le_0_compat; [lra |]. apply Rmult_le_pos; [| lra]. apply Rmult_le_pos; lra. }
rewrite X. split; apply power_falls; lra.
Qed.

End Turned.

(* the mode of a single factor *)
Definition single_mode (s eps t : R) := eps * exp (- t) - s * (1 - exp (- t)).

Lemma single_mode_solves s eps t : is_derive (single_mode s eps) t (- (single_mode s eps t + s)).
Proof. unfold single_mode. auto_derive; [exact I |]. ring. Qed.

Lemma single_mode_starts s eps : single_mode s eps 0 = eps.
Proof. unfold single_mode. rewrite Ropp_0, exp_0. ring. Qed.

Lemma single_mode_continuous s eps t : continuous (single_mode s eps) t.
Proof.
apply (ex_derive_continuous (single_mode s eps)). eexists. exact (single_mode_solves s eps t).
Qed.

Lemma single_mode_zero s eps : 0 < s -> 0 < eps -> single_mode s eps (ln (1 + eps / s)) = 0.
Proof.
intros s0 e0. assert (q : 0 < 1 + eps / s) by (assert (H := Rdiv_lt_0_compat eps s e0 s0); lra).
unfold single_mode. rewrite exp_Ropp, exp_ln by exact q. field. lra.
Qed.

Lemma single_mode_tends s eps : is_lim (single_mode s eps) p_infty (- s).
Proof.
unfold single_mode. replace (Finite (- s)) with (Finite (eps * 0 - s * (1 - 0))) by (f_equal; ring).
assert (E : is_lim (fun t => exp (- t)) p_infty 0).
{ apply (is_lim_comp exp Ropp p_infty 0 m_infty); [exact is_lim_exp_m | |].
  - apply (is_lim_opp (fun t => t) p_infty p_infty). apply is_lim_id.
  - exists 0. intros y _. discriminate. }
apply (is_lim_minus' (fun t => eps * exp (- t)) (fun t => s * (1 - exp (- t)))).
- apply (is_lim_scal_l (fun t => exp (- t)) eps p_infty 0). exact E.
- apply (is_lim_scal_l (fun t => 1 - exp (- t)) s p_infty (1 - 0)).
  apply (is_lim_minus' (fun _ => 1) (fun t => exp (- t))); [apply is_lim_const | exact E].
Qed.
