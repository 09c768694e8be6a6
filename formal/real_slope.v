(* Slopes of functions on the numbers from zero on, over Coq's reals.

   slope_is_derive: at r > 0 the slope is the derivative.
   slope_power: the slope of c r^p is p c r^(p-1).
   linear_iff_slope (SMGH, part 2): a function g with slopes everywhere and g(0) = 0 has
     r g'(r) = g(r) for all r > 0 if and only if g(r) = c r.
   slope_somewhere (SMGH, part 2): if it is not zero everywhere, its slope is not zero at some
     r > 0.
   constant_inside: what is continuous and has the derivative 0 inside is constant. *)
From Coq Require Import Reals Lra Psatz Classical.
From Coquelicot Require Import Coquelicot.
From dlf Require Import decay.
Open Scope R_scope.

(* d is the slope of g at r, among the numbers from zero on *)
Definition real_slope (g : R -> R) (r d : R) := forall e, 0 < e -> exists x, 0 < x /\
  forall s, 0 <= s -> Rabs (s - r) <= x ->
    Rabs (g s - g r - d * (s - r)) <= e * Rabs (s - r).

Lemma slope_is_derive g r d : 0 < r -> real_slope g r d -> is_derive g r d.
Proof.
intros r0 gd. apply is_derive_Reals. intros e e0.
destruct (gd (e / 2)) as [x [x0 H]]; [lra |].
assert (m0 : 0 < Rmin r x) by (apply Rmin_glb_lt; assumption).
exists (mkposreal _ m0). intros k k0 km. simpl in km.
assert (k1 := Rlt_le_trans _ _ _ km (Rmin_l r x)).
assert (k2 := Rlt_le_trans _ _ _ km (Rmin_r r x)).
assert (rk : 0 <= r + k) by (revert k1; unfold Rabs; case Rcase_abs; intros; lra).
specialize (H _ rk). replace (r + k - r) with k in H by ring.
specialize (H (Rlt_le _ _ k2)).
replace ((g (r + k) - g r) / k - d) with ((g (r + k) - g r - d * k) / k) by (field; assumption).
rewrite Rabs_div by assumption. assert (kp := Rabs_pos_lt _ k0).
apply Rle_lt_trans with (e / 2); [| lra]. apply Rle_div_l; assumption.
Qed.

Lemma slope_power g r d c p : 0 < r -> (forall s, 0 < s -> g s = c * Rpower s p) ->
  real_slope g r d -> r * d = p * g r.
Proof.
intros r0 gE gd. assert (D := slope_is_derive _ _ _ r0 gd).
assert (D' : is_derive g r (c * (p / r * Rpower r p))).
{ apply (is_derive_ext_loc (fun s => c * Rpower s p)).
  - apply (locally_interval _ r 0 p_infty); simpl; auto.
    intros y y0 _. symmetry. apply gE. exact y0.
  - unfold Rpower. auto_derive; [exact r0 | field; lra]. }
rewrite <- (is_derive_unique _ _ _ D), (is_derive_unique _ _ _ D'), gE by assumption. field. lra.
Qed.

Lemma constant_inside (y : R -> R) (T : R) :
  (forall t, 0 < t < T -> is_derive y t 0) -> (forall t, 0 <= t <= T -> continuous y t) ->
  forall t, 0 <= t <= T -> y t = y 0.
Proof.
intros D C t tT. rewrite (decays y 0 T) with (t := t); auto.
- rewrite Rmult_0_l, Ropp_0, exp_0. ring.
- intros u uT. rewrite Rmult_0_l, Ropp_0. exact (D u uT).
Qed.

(* derivative zero at all r > 0: the same at all r > 0 *)
Lemma constant_right (g : R -> R) : (forall r, 0 < r -> is_derive g r 0) ->
  forall r s, 0 < r -> 0 < s -> g r = g s.
Proof.
intros D r s r0 s0. destruct (MVT_gen g r s (fun _ => 0)) as [x [_ E]].
- intros x [x0 _]. apply D. apply Rlt_trans with (2 := x0). apply Rmin_glb_lt; assumption.
- intros x [x0 _]. apply continuity_pt_filterlim, (ex_derive_continuous g).
  exists 0. apply D. apply Rlt_le_trans with (2 := x0). apply Rmin_glb_lt; assumption.
- lra.
Qed.

Theorem linear_iff_slope (g dg : R -> R) : g 0 = 0 ->
  (forall r, 0 <= r -> real_slope g r (dg r)) ->
  ((forall r, 0 < r -> r * dg r = g r) <-> exists c, forall r, 0 <= r -> g r = c * r).
Proof.
intros g0 gd. split.
- intros E. exists (g 1). intros r [r0 | <-]; [| rewrite g0; ring].
  assert (H : g r / r = g 1 / 1).
  { apply (constant_right (fun s => g s / s)); try lra. intros s s0.
    assert (D := slope_is_derive _ _ _ s0 (gd s (Rlt_le _ _ s0))).
    replace 0 with ((dg s * s - g s * 1) / s ^ 2).
    - apply is_derive_div; [exact D | apply (is_derive_id s) | lra].
    - rewrite <- (E s s0). field. lra. }
  apply (Rmult_eq_compat_r r) in H. unfold Rdiv in H.
  rewrite Rmult_assoc, Rinv_l, Rinv_1, !Rmult_1_r in H by lra. exact H.
- intros [c E] r r0. assert (D := slope_is_derive _ _ _ r0 (gd r (Rlt_le _ _ r0))).
  assert (D' : is_derive g r c).
  { apply (is_derive_ext_loc (fun s => c * s)).
    - apply (locally_interval _ r 0 p_infty); simpl; auto.
      intros y y0 _. symmetry. apply E. lra.
    - auto_derive; [exact I | ring]. }
  rewrite <- (is_derive_unique _ _ _ D), (is_derive_unique _ _ _ D'), (E r) by lra. ring.
Qed.

Theorem slope_somewhere (g dg : R -> R) : g 0 = 0 ->
  (forall r, 0 <= r -> real_slope g r (dg r)) ->
  (exists r, 0 <= r /\ g r <> 0) -> exists r, 0 < r /\ dg r <> 0.
Proof.
intros g0 gd [r [r0 gr]]. apply NNPP. intros none.
assert (D : forall s, 0 < s -> is_derive g s 0).
{ intros s s0. assert (E := slope_is_derive _ _ _ s0 (gd s (Rlt_le _ _ s0))).
  replace 0 with (dg s); [exact E |]. apply NNPP. intros H. apply none. exists s. auto. }
assert (rp : 0 < r) by (destruct r0 as [r0 | <-]; [exact r0 | contradiction]).
destruct (gd 0 (Rle_refl 0) 1) as [x [x0 H]]; [lra |].
assert (a0 : 0 < Rabs (g r)) by (apply Rabs_pos_lt; exact gr).
set (m := Rabs (dg 0) + 1). assert (m0 : 0 < m) by (assert (P := Rabs_pos (dg 0)); unfold m; lra).
set (s := Rmin x (Rabs (g r) / (2 * m))).
assert (s0 : 0 < s) by (apply Rmin_glb_lt; [lra | apply Rdiv_lt_0_compat; lra]).
assert (sx : s <= x) by apply Rmin_l.
assert (sm : s * (2 * m) <= Rabs (g r)).
{ apply Rle_div_r; [lra | apply Rmin_r]. }
specialize (H s (Rlt_le _ _ s0)). rewrite Rminus_0_r, g0, (constant_right g D s r s0 rp) in H.
rewrite (Rabs_pos_eq s), Rminus_0_r in H by lra. specialize (H sx).
assert (T := Rabs_triang (g r - dg 0 * s) (dg 0 * s)).
replace (g r - dg 0 * s + dg 0 * s) with (g r) in T by ring.
rewrite Rabs_mult, (Rabs_pos_eq s) in T by lra. unfold m in sm. nra.
Qed.
