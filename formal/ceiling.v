(* The ceiling of a mode, over Coq's reals: what rises from the right no faster stays below it.

   ceiling_stays_above: v' = v kappa(max(v, min(w, lead))) with any curve lead,
     kappa(x) = 2 a x^(L/2-1) - 2 x^(L-1); u rises from the right at most with this velocity at u;
     u, v >= 0 and u(0) <= v(0): then u <= v.
   order_is_kept: so it stays below a curve with the velocity v kappa(v), the mode with the
     target a, where v >= w.
   largest_rate: kappa on an interval from F to top is at most its value at
     max(F, min(w, top)), if 2 (L-1) w^(L/2) = (L-2) a.
   leader_only_lowers (CE4L): a ceiling with any leader stays below that with the leader w.
   ceiling_below_target (CE4L): it stays below c if it starts there and a <= c^(L/2). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead real_induction from_right.
Open Scope R_scope.

(* the relative velocity of the mode with the target a, in terms of x = mu^(2/L) *)
Definition kappa (L : nat) (a x : R) := 2 * a * sqrt x ^ (L - 2) - 2 * x ^ (L - 1).

(* the velocity of the ceiling: that of its best moment w, as long as the leader lets it *)
Definition ceiling_velocity (L : nat) (a w lead x : R) := x * kappa L a (Rmax x (Rmin w lead)).

(* x g(max(x, c)) is Lipschitz where x g(x) is *)
Lemma held_lipschitz (g : R -> R) C G K : 0 <= C -> (forall x, 0 <= x <= C -> Rabs (g x) <= G) ->
  (forall x y, 0 <= x <= C -> 0 <= y <= C -> Rabs (x * g x - y * g y) <= K * Rabs (x - y)) ->
  forall c x y, c <= C -> 0 <= x <= C -> 0 <= y <= C ->
  Rabs (x * g (Rmax x c) - y * g (Rmax y c)) <= (K + G) * Rabs (x - y).
Proof.
intros C0 bound lip.
assert (G0 : 0 <= G).
{ assert (A := bound 0 (conj (Rle_refl 0) C0)). assert (P := Rabs_pos (g 0)). lra. }
assert (K0 : forall x y, 0 <= x <= C -> 0 <= y <= C -> 0 <= K * Rabs (x - y)).
{ intros x y xC yC. eapply Rle_trans; [apply Rabs_pos | apply (lip x y xC yC)]. }
assert (half : forall c x y, c <= C -> 0 <= x <= C -> 0 <= y <= C -> x <= y ->
  Rabs (x * g (Rmax x c) - y * g (Rmax y c)) <= (K + G) * Rabs (x - y)).
{ intros c x y cC xC yC xy. rewrite Rmult_plus_distr_r.
  assert (P := K0 x y xC yC). assert (Q := Rabs_pos (x - y)).
  assert (Q' : 0 <= G * Rabs (x - y)) by (apply Rmult_le_pos; lra).
  destruct (Rle_lt_dec c x) as [cx | xc].
  - rewrite !Rmax_left by lra. assert (A := lip x y xC yC). lra.
  - rewrite (Rmax_right x) by lra. assert (cC' : 0 <= c <= C) by lra. assert (B := bound c cC').
    destruct (Rle_lt_dec y c) as [yc | cy].
    + rewrite Rmax_right by lra. replace (x * g c - y * g c) with (g c * (x - y)) by ring.
      rewrite Rabs_mult. assert (A : Rabs (g c) * Rabs (x - y) <= G * Rabs (x - y)).
      { apply Rmult_le_compat_r; assumption. }
      lra.
    + rewrite Rmax_left by lra.
      replace (x * g c - y * g y) with (g c * (x - c) + (c * g c - y * g y)) by ring.
      eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_mult.
      assert (A := lip c y cC' yC).
      rewrite (Rabs_left (x - y)) in * by lra. rewrite (Rabs_left (c - y)) in A by lra.
      rewrite (Rabs_left (x - c)) by lra.
      assert (E : Rabs (g c) * - (x - c) <= G * - (x - c)) by (apply Rmult_le_compat_r; lra).
      assert (E' : G * - (x - c) <= G * - (x - y)) by (apply Rmult_le_compat_l; lra).
      assert (N : 0 <= K).
      { assert (0 < - (x - y)) by lra. apply Rmult_le_reg_r with (- (x - y)); lra. }
      assert (E2 : K * - (c - y) <= K * - (x - y)) by (apply Rmult_le_compat_l; lra).
      lra. }
intros c x y cC xC yC. destruct (Rle_lt_dec x y) as [xy | yx]; [apply half; assumption |].
rewrite (Rabs_minus_sym _ (y * _)), (Rabs_minus_sym x). apply half; lra.
Qed.

Lemma kappa_bounded L a C : 0 <= C -> exists G, forall x, 0 <= x <= C -> Rabs (kappa L a x) <= G.
Proof.
intros C0. exists (2 * Rabs a * sqrt C ^ (L - 2) + 2 * C ^ (L - 1)). intros x xC. unfold kappa.
assert (A : 0 <= sqrt x ^ (L - 2) <= sqrt C ^ (L - 2)).
{ split; [apply pow_le, sqrt_pos |]. apply pow_incr. split; [apply sqrt_pos |].
  apply sqrt_le_1_alt. lra. }
assert (B : 0 <= x ^ (L - 1) <= C ^ (L - 1)).
{ split; [apply pow_le; lra | apply pow_incr; lra]. }
eapply Rle_trans; [apply Rabs_triang |].
rewrite Rabs_Ropp, !Rabs_mult, (Rabs_pos_eq 2) by lra.
rewrite (Rabs_pos_eq (sqrt x ^ _)), (Rabs_pos_eq (x ^ _)) by lra.
assert (P := Rabs_pos a).
apply Rplus_le_compat; [apply Rmult_le_compat_l; lra | lra].
Qed.

Lemma root_velocity_kappa L a x : (2 <= L)%nat -> 0 <= x -> root_velocity L a x = x * kappa L a x.
Proof.
intros L2 x0. unfold root_velocity, kappa.
set (m := (L - 2)%nat). replace (L - 1)%nat with (S m) by lia. replace L with (S (S m)) by lia.
assert (e : sqrt x ^ S (S m) = x * sqrt x ^ m).
{ rewrite <- (sqrt_sqrt x x0) at 2. simpl. ring. }
rewrite e. simpl. ring.
Qed.

Lemma ceiling_stays_above L a w T (lead u v : R -> R) : (2 <= L)%nat -> 0 <= w ->
  (forall t, 0 < t < T -> is_derive v t (ceiling_velocity L a w (lead t) (v t))) ->
  (forall t, 0 <= t <= T -> continuous v t) -> (forall t, 0 <= t <= T -> continuous u t) ->
  (forall t, 0 < t < T -> rises_at_most u t (ceiling_velocity L a w (lead t) (u t))) ->
  (forall t, 0 <= t <= T -> 0 <= u t /\ 0 <= v t) -> u 0 <= v 0 ->
  forall t, 0 <= t <= T -> u t <= v t.
Proof.
intros L2 w0 Dv Cv Cu slow pos start t tT. assert (T0 : 0 <= T) by lra.
destruct (bounded_curve u T T0 Cu) as [B b]. destruct (bounded_curve v T T0 Cv) as [B' b'].
set (C := Rmax w (Rmax B B')). assert (lw : w <= C) by apply Rmax_l.
assert (l : B <= C) by (eapply Rle_trans; [apply Rmax_l | apply Rmax_r]).
assert (l' : B' <= C) by (eapply Rle_trans; [apply Rmax_r | apply Rmax_r]).
assert (C0 : 0 <= C) by lra.
destruct (root_velocity_lipschitz L a C L2 C0) as [K [K0 H]].
destruct (kappa_bounded L a C C0) as [G bound].
assert (G0 : 0 <= G).
{ assert (A := bound 0 (conj (Rle_refl 0) C0)). assert (P := Rabs_pos (kappa L a 0)). lra. }
apply (slower_stays_below (fun t x => ceiling_velocity L a w (lead t) x) u v (K + G) T); auto;
  [lra |].
intros x xT. assert (xT' : 0 <= x <= T) by lra. destruct (pos x xT') as [p p'].
assert (A := b x xT'). assert (A' := b' x xT').
assert (q := Rle_abs (u x)). assert (q' := Rle_abs (v x)).
apply (held_lipschitz (kappa L a) C G K); try lra; [exact bound | |].
- intros y z yC zC. rewrite <- !root_velocity_kappa by (assumption || lra). apply H; assumption.
- eapply Rle_trans; [apply Rmin_l | exact lw].
Qed.

Lemma order_is_kept L a w T (lead u v : R -> R) : (2 <= L)%nat -> 0 <= w ->
  solves T (root_velocity L a) v -> (forall t, 0 < t < T -> w <= v t) ->
  (forall t, 0 <= t <= T -> continuous u t) ->
  (forall t, 0 < t < T -> rises_at_most u t (ceiling_velocity L a w (lead t) (u t))) ->
  (forall t, 0 <= t <= T -> 0 <= u t /\ 0 <= v t) -> u 0 <= v 0 ->
  forall t, 0 <= t <= T -> u t <= v t.
Proof.
intros L2 w0 [Dv Cv] turn Cu slow pos start.
apply (ceiling_stays_above L a w T lead u v); auto.
intros t tT. assert (tT' : 0 <= t <= T) by lra. assert (A := turn t tT).
unfold ceiling_velocity. assert (m := Rmin_l w (lead t)). rewrite Rmax_left by lra.
rewrite <- root_velocity_kappa by (assumption || apply pos; assumption). apply Dv. exact tT.
Qed.

(* in terms of r = sqrt x: 2 a r^n - 2 r^(2n+2) with n = L - 2 *)
Lemma kappa_slope n a r : is_derive (fun r => 2 * a * r ^ n - 2 * r ^ (2 * n + 2)) r
  (2 * INR n * a * r ^ (n - 1) - 2 * INR (2 * n + 2) * r ^ (2 * n + 1)).
Proof.
auto_derive; [exact I |]. replace (pred n) with (n - 1)%nat by lia.
change (n + (n + 0) + 2)%nat with (2 * n + 2)%nat.
replace (pred (2 * n + 2)) with (2 * n + 1)%nat by lia. ring.
Qed.

(* kappa has its largest value where 2 (L-1) r^L = (L-2) a *)
Lemma kappa_moves n a s t : 0 <= s <= t ->
  let k := fun r => 2 * a * r ^ n - 2 * r ^ (2 * n + 2) in
  (INR (2 * n + 2) * t ^ (n + 2) <= INR n * a -> k s <= k t) /\
  (INR n * a <= INR (2 * n + 2) * s ^ (n + 2) -> k t <= k s).
Proof.
intros [s0 st] k.
destruct (MVT_gen k s t
  (fun r => 2 * INR n * a * r ^ (n - 1) - 2 * INR (2 * n + 2) * r ^ (2 * n + 1))) as [c [cb e]].
- intros x _. apply kappa_slope.
- intros x _. apply continuity_pt_filterlim. apply (ex_derive_continuous k).
  eexists. apply kappa_slope.
- rewrite Rmin_left, Rmax_right in cb by exact st.
  assert (c0 : 0 <= c) by lra.
  assert (P : 0 <= c ^ (n - 1)) by (apply pow_le; exact c0).
  assert (N : 0 <= INR (2 * n + 2)) by apply pos_INR.
  assert (slope : 2 * INR n * a * c ^ (n - 1) - 2 * INR (2 * n + 2) * c ^ (2 * n + 1) =
    2 * c ^ (n - 1) * (INR n * a - INR (2 * n + 2) * c ^ (n + 2)) \/
    (n = 0%nat /\ 2 * INR n * a * c ^ (n - 1) - 2 * INR (2 * n + 2) * c ^ (2 * n + 1) = - 4 * c)).
  { destruct n as [| n]; [right; split; [reflexivity | simpl; ring] | left].
    replace (S n - 1)%nat with n by lia.
    replace (2 * S n + 1)%nat with (n + (S n + 2))%nat by lia. rewrite pow_add. ring. }
  split; intros H.
  + assert (Q : c ^ (n + 2) <= t ^ (n + 2)) by (apply pow_incr; lra).
    assert (Q' : INR (2 * n + 2) * c ^ (n + 2) <= INR (2 * n + 2) * t ^ (n + 2)).
    { apply Rmult_le_compat_l; assumption. }
    destruct slope as [E | [z E]].
    * rewrite E in e.
      assert (F : 0 <= 2 * c ^ (n - 1) * (INR n * a - INR (2 * n + 2) * c ^ (n + 2))).
      { apply Rmult_le_pos; lra. }
      assert (0 <= k t - k s); [rewrite e; apply Rmult_le_pos; lra | lra].
    * subst n. simpl in H. assert (t = 0) by nra. unfold k. assert (s = 0) by lra.
      subst s t. lra.
  + assert (Q : s ^ (n + 2) <= c ^ (n + 2)) by (apply pow_incr; lra).
    assert (Q' : INR (2 * n + 2) * s ^ (n + 2) <= INR (2 * n + 2) * c ^ (n + 2)).
    { apply Rmult_le_compat_l; assumption. }
    destruct slope as [E | [z E]].
    * rewrite E in e.
      assert (F : 0 <= 2 * c ^ (n - 1) * (INR (2 * n + 2) * c ^ (n + 2) - INR n * a)).
      { apply Rmult_le_pos; lra. }
      assert (0 <= k s - k t); [| lra].
      replace (k s - k t)
        with (2 * c ^ (n - 1) * (INR (2 * n + 2) * c ^ (n + 2) - INR n * a) * (t - s)) by lra.
      apply Rmult_le_pos; lra.
    * rewrite E in e. assert (0 <= 4 * c * (t - s)) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma kappa_in_roots L a x : (2 <= L)%nat -> 0 <= x ->
  kappa L a x = 2 * a * sqrt x ^ (L - 2) - 2 * sqrt x ^ (2 * (L - 2) + 2).
Proof.
intros L2 x0. unfold kappa. replace (2 * (L - 2) + 2)%nat with (2 * (L - 1))%nat by lia.
rewrite (pow_mult _ 2), <- Rsqr_pow2, Rsqr_sqrt by exact x0. reflexivity.
Qed.

(* the place of the largest relative velocity *)
Definition best_moment (L : nat) (a w : R) :=
  0 <= w /\ INR (2 * (L - 1)) * sqrt w ^ L = INR (L - 2) * a.

Lemma largest_rate L a w f x top : (2 <= L)%nat -> best_moment L a w -> 0 <= f <= x -> x <= top ->
  kappa L a x <= kappa L a (Rmax f (Rmin w top)).
Proof.
intros L2 [w0 best] [f0 fx] xt.
assert (up : forall s t, 0 <= s <= t -> t <= w -> kappa L a s <= kappa L a t).
{ intros s t st tw. rewrite !kappa_in_roots by (assumption || lra).
  apply (proj1 (kappa_moves (L - 2) a (sqrt s) (sqrt t)
    (conj (sqrt_pos s) (sqrt_le_1_alt s t (proj2 st))))).
  replace (2 * (L - 2) + 2)%nat with (2 * (L - 1))%nat by lia.
  replace (L - 2 + 2)%nat with L by lia. rewrite <- best.
  apply Rmult_le_compat_l; [apply pos_INR |].
  apply pow_incr. split; [apply sqrt_pos | apply sqrt_le_1_alt; exact tw]. }
assert (down : forall s t, w <= s -> s <= t -> kappa L a t <= kappa L a s).
{ intros s t ws st. rewrite !kappa_in_roots by (assumption || lra).
  apply (proj2 (kappa_moves (L - 2) a (sqrt s) (sqrt t)
    (conj (sqrt_pos s) (sqrt_le_1_alt s t st)))).
  replace (2 * (L - 2) + 2)%nat with (2 * (L - 1))%nat by lia.
  replace (L - 2 + 2)%nat with L by lia. rewrite <- best.
  apply Rmult_le_compat_l; [apply pos_INR |].
  apply pow_incr. split; [apply sqrt_pos | apply sqrt_le_1_alt; exact ws]. }
destruct (Rle_lt_dec w f) as [wf | fw].
- rewrite Rmax_left; [apply down; lra |]. assert (m := Rmin_l w top). lra.
- destruct (Rle_lt_dec w top) as [wt | tw].
  + rewrite (Rmin_left w) by exact wt. rewrite Rmax_right by lra.
    destruct (Rle_lt_dec x w); [apply up | apply down]; lra.
  + rewrite (Rmin_right w) by lra. rewrite Rmax_right by lra. apply up; lra.
Qed.

Theorem ceiling_below_target L a w c T (lead v : R -> R) : (2 <= L)%nat -> best_moment L a w ->
  0 <= c -> a <= sqrt c ^ L ->
  (forall t, 0 < t < T -> is_derive v t (ceiling_velocity L a w (lead t) (v t))) ->
  (forall t, 0 <= t <= T -> continuous v t) -> v 0 <= c ->
  forall t, 0 <= t <= T -> v t <= c.
Proof.
intros L2 [w0 best] c0 ac Dv Cv start t tT.
assert (wc : w <= c).
{ apply Rnot_lt_le. intros cw.
  assert (p : 0 <= sqrt c) by apply sqrt_pos.
  assert (q : sqrt c < sqrt w) by (apply sqrt_lt_1_alt; lra).
  assert (r : 0 < sqrt w ^ L) by (apply pow_lt; lra).
  assert (P : 0 < INR (2 * (L - 1))) by (apply lt_0_INR; lia).
  assert (P' : INR (L - 2) <= INR (2 * (L - 1))) by (apply le_INR; lia).
  assert (Q := pos_INR (L - 2)).
  assert (up : sqrt c ^ L <= sqrt w ^ L) by (apply pow_incr; lra).
  assert (low : sqrt w ^ L <= a).
  { apply Rmult_le_reg_l with (INR (2 * (L - 1))); [exact P |]. rewrite best.
    assert (a0 : 0 <= a).
    { apply Rnot_lt_le. intros neg.
      assert (0 < INR (2 * (L - 1)) * sqrt w ^ L) by (apply Rmult_lt_0_compat; lra).
      assert (INR (L - 2) * a <= 0) by nra. lra. }
    apply Rmult_le_compat_r; lra. }
  destruct (Rle_lt_or_eq_dec _ _ p) as [pp | z].
  - assert (less : sqrt c ^ L < sqrt w ^ L).
    { replace L with (S (L - 1)) by lia. apply powers_grow; lra. }
    lra.
  - rewrite <- z, pow_i in ac by lia. lra. }
assert (N : 0 <= c - v t); [| lra].
apply (stays_nonneg (fun x => c - v x)
  (fun x => 0 - ceiling_velocity L a w (lead x) (v x)) 0 T); auto.
- intros x xT. apply (is_derive_minus (fun _ => c) v x 0); [| apply Dv; exact xT].
  exact (is_derive_const (V := R_NormedModule) c x).
- intros x xT.
  apply (continuous_minus (fun _ => c) v); [apply continuous_const | apply Cv; exact xT].
- lra.
- intros x xT n. assert (m := Rmin_l w (lead x)). unfold ceiling_velocity.
  rewrite Rmax_left by lra.
  assert (K : kappa L a (v x) <= 0).
  { rewrite kappa_in_roots by (assumption || lra).
    replace (2 * (L - 2) + 2)%nat with (L - 2 + L)%nat by lia. rewrite pow_add.
    assert (A : 0 <= sqrt (v x) ^ (L - 2)) by apply pow_le, sqrt_pos.
    assert (B : sqrt c ^ L <= sqrt (v x) ^ L).
    { apply pow_incr. split; [apply sqrt_pos | apply sqrt_le_1_alt; lra]. }
    nra. }
  assert (v x * kappa L a (v x) <= 0) by nra. lra.
Qed.

Lemma derivative_rises_at_most (v : R -> R) t l l' : is_derive v t l -> l <= l' ->
  rises_at_most v t l'.
Proof.
intros D ll e e0.
assert (D' : is_derive (fun x => - v x) t (- l)) by (apply (is_derive_opp v); exact D).
destruct (derivative_rises _ t _ D' e e0) as [d [d0 H]].
exists d. split; [exact d0 |]. intros h hd. assert (A := H h hd).
assert (B : h * l <= h * l') by (apply Rmult_le_compat_l; lra). lra.
Qed.

Theorem leader_only_lowers L a w T (lead u v : R -> R) : (2 <= L)%nat -> best_moment L a w ->
  (forall t, 0 < t < T -> is_derive u t (ceiling_velocity L a w (lead t) (u t))) ->
  (forall t, 0 < t < T -> is_derive v t (ceiling_velocity L a w w (v t))) ->
  (forall t, 0 <= t <= T -> continuous u t /\ continuous v t) ->
  (forall t, 0 <= t <= T -> 0 <= u t /\ 0 <= v t) -> u 0 <= v 0 ->
  forall t, 0 <= t <= T -> u t <= v t.
Proof.
intros L2 best Du Dv C pos.
apply (ceiling_stays_above L a w T (fun _ => w) u v); auto;
  [exact (proj1 best) | intros t tT; apply (C t tT) | intros t tT; apply (C t tT) |].
intros t tT. apply (derivative_rises_at_most u t _ _ (Du t tT)).
assert (tT' : 0 <= t <= T) by lra. destruct (pos t tT') as [u0 _].
apply Rmult_le_compat_l; [exact u0 |].
set (x := Rmax (u t) (Rmin w (lead t))).
assert (l : u t <= x) by apply Rmax_l. assert (q : x <= Rmax x w) by apply Rmax_l.
assert (A := largest_rate L a w (u t) x (Rmax x w) L2 best (conj u0 l) q).
rewrite (Rmin_left w (Rmax x w)) in A by apply Rmax_r.
rewrite (Rmin_left w w) by lra. exact A.
Qed.
