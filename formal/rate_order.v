(* The order of two modes in the rate of the first and the last layer, over Coq's reals, L >= 3.

   rate_mode L alpha s eps T x y: a mode of the compressed network on [0, T] from x = y = eps.
   larger_rate_is_ahead (CQBC, part 1): eps^L < s, 0 < alpha < alpha': the strength x^2 y^(L-2) of
     the second mode is strictly the larger one at every t > 0, and still below s.
   larger_rate_shrinks_faster (CQBC, part 2): eps^L > s, 1 <= alpha < alpha': it is strictly the
     smaller one, and still above s. So in both the second mode is the nearer one to the target.
   No Lipschitz bound is needed: where two strengths agree their velocities do not. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead real_induction compressed_bounds rate_speed.
Open Scope R_scope.

(* a curve from 0 that rises wherever it is at 0 is above 0 after the start *)
Lemma rises_at_zeros (D E : R -> R) T : (forall t, 0 < t < T -> is_derive D t (E t)) ->
  (forall t, 0 <= t <= T -> continuous D t) -> (forall t, 0 <= t <= T -> continuous E t) ->
  D 0 = 0 -> (forall t, 0 <= t <= T -> D t = 0 -> 0 < E t) ->
  forall t, 0 <= t <= T -> 0 < t -> 0 < D t.
Proof.
intros dD cD cE D0 up.
assert (between : forall a b, 0 <= a -> a < b -> b <= T ->
  exists c, a <= c <= b /\ D b - D a = E c * (b - a)).
{ intros a b a0 ab bT. destruct (MVT_gen D a b E) as [c [cab e]].
  - rewrite Rmin_left, Rmax_right by lra. intros u ub. apply dD. lra.
  - rewrite Rmin_left, Rmax_right by lra. intros u ub. apply continuity_pt_filterlim, cD. lra.
  - exists c. rewrite Rmin_left, Rmax_right in cab by lra. split; assumption. }
assert (near : forall f t, continuous f t -> 0 < f t ->
  exists d, 0 < d /\ forall u, Rabs (u - t) < d -> 0 < f u).
{ intros f t c l. destruct (c (fun z => 0 < z) (open_gt 0 _ l)) as [d H].
  exists d. split; [apply cond_pos |]. intros u ud. exact (H u ud). }
apply (real_induction (fun t => 0 < t -> 0 < D t) T).
- intros n. lra.
- intros t tT P. destruct (Rle_lt_or_eq_dec 0 t (proj1 tT)) as [t0 | <-].
  + destruct (near D t (cD t ltac:(lra)) (P t0)) as [d [d0 H]]. exists d. split; [exact d0 |].
    intros u ud uT _. apply H. rewrite Rabs_pos_eq; lra.
  + destruct (near E 0 (cE 0 ltac:(lra)) (up 0 ltac:(lra) D0)) as [d [d0 H]].
    exists d. split; [exact d0 |]. intros u ud uT u0.
    destruct (between 0 u (Rle_refl 0) u0 uT) as [c [cu e]].
    assert (0 < E c) by (apply H; rewrite Rabs_pos_eq; lra). nra.
- intros t tT P _. destruct (Rlt_le_dec 0 (D t)) as [p | n]; [exact p |]. exfalso.
  destruct (Rle_lt_or_eq_dec _ _ n) as [neg | z].
  + destruct (near_below D t 0 (cD t ltac:(lra)) neg) as [d [d0 H]].
    set (h := Rmin d t / 2). assert (h1 := Rmin_l d t). assert (h2 := Rmin_r d t).
    assert (h0 : 0 < Rmin d t) by (apply Rmin_glb_lt; lra).
    assert (A : 0 < D (t - h)) by (apply P; unfold h; lra).
    assert (B : D (t - h) < 0); [| lra]. apply H. unfold h. rewrite Rabs_left; lra.
  + destruct (near E t (cE t ltac:(lra)) (up t ltac:(lra) z)) as [d [d0 H]].
    set (h := Rmin d t / 2). assert (h1 := Rmin_l d t). assert (h2 := Rmin_r d t).
    assert (h0 : 0 < Rmin d t) by (apply Rmin_glb_lt; lra).
    assert (A : 0 < D (t - h)) by (apply P; unfold h; lra).
    destruct (between (t - h) t) as [c [cu e]]; [unfold h; lra | unfold h; lra | lra |].
    assert (B : 0 < E c) by (apply H; rewrite Rabs_left1; unfold h in *; lra).
    assert (0 < h) by (unfold h; lra). nra.
Qed.

(* a curve from above 0 that falls, and comes back from below 0, at most in proportion *)
Lemma keeps_positive (w dw : R -> R) (K T : R) : 0 <= K ->
  (forall t, 0 < t < T -> is_derive w t (dw t)) ->
  (forall t, 0 <= t <= T -> continuous w t) -> 0 < w 0 ->
  (forall t, 0 < t < T -> w t < 0 -> K * w t <= dw t) ->
  (forall t, 0 < t < T -> 0 <= w t -> - (K * w t) <= dw t) ->
  forall t, 0 <= t <= T -> 0 < w t.
Proof.
intros K0 dW cW w0 below above.
assert (N : forall t, 0 <= t <= T -> 0 <= w t).
{ apply (stays_nonneg w dw K T); auto. lra. }
set (z := fun t => w 0 * exp (- (K * t))).
assert (dz : forall t, is_derive z t (- (K * z t))).
{ intros t. unfold z. auto_derive; [exact I | ring]. }
assert (Z : forall t, 0 <= t <= T -> 0 <= w t - z t).
{ apply (stays_nonneg (fun t => w t - z t) (fun t => dw t + K * z t) 0 T).
  - intros t tT. replace (dw t + K * z t) with (minus (dw t) (- (K * z t))).
    + exact (is_derive_minus w z t _ _ (dW t tT) (dz t)).
    + unfold minus, plus, opp; simpl. ring.
  - intros t tT. apply (continuous_minus w z); [apply cW; exact tT |].
    apply (ex_derive_continuous z). eexists. apply dz.
  - unfold z. rewrite Rmult_0_r, Ropp_0, exp_0. lra.
  - intros t tT neg. assert (A := above t tT (N t ltac:(lra))). nra. }
intros t tT. assert (A := Z t tT).
assert (B : 0 < z t) by (apply Rmult_lt_0_compat; [exact w0 | apply exp_pos]). lra.
Qed.

Lemma linear_positive (w c : R -> R) T :
  (forall t, 0 < t < T -> is_derive w t (c t * w t)) ->
  (forall t, 0 <= t <= T -> continuous w t) -> (forall t, 0 <= t <= T -> continuous c t) ->
  0 < w 0 -> forall t, 0 <= t <= T -> 0 < w t.
Proof.
intros dW cW cC w0 t tT. assert (T0 : 0 <= T) by lra.
destruct (bounded_curve c T T0 cC) as [K b].
assert (K0 : 0 <= K) by (eapply Rle_trans; [apply Rabs_pos | exact (b t tT)]).
apply (keeps_positive w (fun u => c u * w u) K T); auto; intros u uT s;
  assert (A := b u ltac:(lra)); apply Rabs_le_between in A; nra.
Qed.

(* a mode of the compressed network from eps, eps *)
Definition rate_mode (L : nat) (alpha s eps T : R) (x y : R -> R) :=
  compressed_mode L alpha s T x y /\ x 0 = eps /\ y 0 = eps.

Section Mode.
Variables (L : nat) (alpha s eps T : R) (x y : R -> R).
Hypotheses (L3 : (3 <= L)%nat) (alpha0 : 0 < alpha) (s0 : 0 <= s) (eps0 : 0 < eps).
Hypothesis mode : rate_mode L alpha s eps T x y.

Lemma power_continuous (z : R -> R) n t : continuous z t -> continuous (fun u => z u ^ n) t.
Proof.
intros c. apply (continuous_comp z (fun a => a ^ n)); [exact c |].
apply (ex_derive_continuous (fun a => a ^ n)). auto_derive. exact I.
Qed.

Lemma lack_continuous t : 0 <= t <= T -> continuous (fun u => s - x u ^ 2 * y u ^ (L - 2)) t.
Proof.
intros tT. apply (continuous_minus (fun _ => s)); [apply continuous_const |].
apply (strength_continuous L alpha s T x y (proj1 mode) t tT).
Qed.

Lemma rate_continuous t : 0 <= t <= T ->
  continuous (fun u => strength_rate L alpha (x u) (y u)) t.
Proof.
intros tT. destruct mode as [[_ C] _]. destruct (C t tT) as [Cx Cy]. unfold strength_rate.
apply (continuous_plus (fun u => 2 * alpha * x u ^ 2 * y u ^ (2 * L - 4))).
- apply (continuous_mult (fun u => 2 * alpha * x u ^ 2)); [| apply power_continuous; exact Cy].
  apply (continuous_mult (fun _ => 2 * alpha)); [apply continuous_const |].
  apply power_continuous; exact Cx.
- apply (continuous_mult (fun u => INR (L - 2) * x u ^ 4)); [| apply power_continuous; exact Cy].
  apply (continuous_mult (fun _ => INR (L - 2))); [apply continuous_const |].
  apply power_continuous; exact Cx.
Qed.

Lemma mode_on_line t : 0 <= t <= T -> on_line alpha eps (x t) (y t).
Proof.
intros tT. assert (T0 : 0 <= T) by lra. destruct mode as [m [x0 y0]]. assert (m' := m).
destruct m' as [D C].
assert (cx : forall u, 0 <= u <= T -> continuous x u) by (intros u uT; apply (C u uT)).
assert (cy : forall u, 0 <= u <= T -> continuous y u) by (intros u uT; apply (C u uT)).
assert (clack := lack_continuous).
split; [| split].
- apply (linear_positive x
    (fun u => alpha * y u ^ (L - 2) * (s - x u ^ 2 * y u ^ (L - 2))) T); auto; [| | lra].
  + intros u uT. destruct (D u uT) as [Dx _].
    match goal with |- is_derive _ _ ?a => match type of Dx with is_derive _ _ ?b =>
      replace a with b; [exact Dx | ring] end end.
  + intros u uT. apply (continuous_mult (fun u => alpha * y u ^ (L - 2))); [| auto].
    apply (continuous_mult (fun _ => alpha)); [apply continuous_const |].
    apply power_continuous, cy, uT.
- destruct (Nat.eq_dec L 3) as [e | ne].
  + destruct (bounded_curve (fun u => x u ^ 4) T T0) as [K b].
    { intros u uT. apply power_continuous, cx, uT. }
    assert (K0 : 0 <= K) by (eapply Rle_trans; [apply Rabs_pos | exact (b t tT)]).
    apply (keeps_positive y (fun u => x u ^ 2 * (s - x u ^ 2 * y u)) K T); auto; [| lra | |].
    * intros u uT. destruct (D u uT) as [_ Dy]. specialize (Dy ltac:(lia)). rewrite e in Dy.
      simpl in Dy.
      match goal with |- is_derive _ _ ?a => match type of Dy with is_derive _ _ ?b =>
        replace a with b; [exact Dy | ring] end end.
    * intros u uT neg. assert (A := b u ltac:(lra)). assert (P := pow2_ge_0 (x u)).
      replace (x u ^ 2 * (s - x u ^ 2 * y u)) with (x u ^ 2 * s - x u ^ 2 * x u ^ 2 * y u) by ring.
      assert (0 <= x u ^ 2 * s) by (apply Rmult_le_pos; lra).
      assert (0 <= x u ^ 2 * x u ^ 2) by (apply Rmult_le_pos; lra). nra.
    * intros u uT pos. assert (A := b u ltac:(lra)). assert (P := pow2_ge_0 (x u)).
      replace (x u ^ 2 * (s - x u ^ 2 * y u)) with (x u ^ 2 * s - x u ^ 4 * y u) by ring.
      assert (0 <= x u ^ 2 * s) by (apply Rmult_le_pos; lra).
      apply Rabs_le_between in A. nra.
  + apply (linear_positive y
      (fun u => x u ^ 2 * y u ^ (L - 4) * (s - x u ^ 2 * y u ^ (L - 2))) T); auto; [| | lra].
    * intros u uT. destruct (D u uT) as [_ Dy]. specialize (Dy ltac:(lia)).
      replace (L - 3)%nat with (S (L - 4)) in Dy by lia. cbv zeta in Dy. simpl (_ ^ S _) in Dy.
      match goal with |- is_derive _ _ ?a => match type of Dy with is_derive _ _ ?b =>
        replace a with b; [exact Dy | ring] end end.
    * intros u uT. apply (continuous_mult (fun u => x u ^ 2 * y u ^ (L - 4))); [| auto].
      apply (continuous_mult (fun u => x u ^ 2)); apply power_continuous; auto.
- assert (K := compressed_mode_conserves L alpha s T x y ltac:(lia) m ltac:(lia) t tT).
  rewrite x0, y0 in K. lra.
Qed.

Lemma rate_is_speed t : 0 <= t <= T ->
  strength_rate L alpha (x t) (y t) = rate_speed L alpha (x t) (y t).
Proof.
intros tT. destruct (mode_on_line t tT) as [x0 [y0 _]]. unfold strength_rate, rate_speed.
replace (2 * L - 4)%nat with ((L - 3) + (L - 3) + 2)%nat by lia.
replace (2 * L - 6)%nat with ((L - 3) + (L - 3))%nat by lia.
replace (y t ^ (L - 2)) with (y t * y t ^ (L - 3)) by (replace (L - 2)%nat with (S (L - 3)) by lia;
  reflexivity).
rewrite !pow_add. set (p := y t ^ (L - 3)). field. lra.
Qed.

(* what the mode lacks keeps its sign *)
Lemma target_not_reached sign : sign * sign = 1 -> 0 < sign * (s - eps ^ L) ->
  forall t, 0 <= t <= T -> 0 < sign * (s - x t ^ 2 * y t ^ (L - 2)).
Proof.
intros sq start t tT.
apply (linear_positive (fun u => sign * (s - x u ^ 2 * y u ^ (L - 2)))
  (fun u => - strength_rate L alpha (x u) (y u)) T); auto.
- intros u uT.
  assert (D := strength_derivative L alpha s T x y ltac:(lia) (proj1 mode) u uT).
  assert (P := is_derive_scal _ u sign _ (is_derive_minus _ _ u _ _ (is_derive_const s u) D)).
  match goal with |- is_derive _ _ ?a => match type of P with is_derive _ _ ?b =>
    replace a with b; [exact P |] end end.
  unfold minus, plus, opp, zero, mult; simpl. ring.
- intros u uT. apply (continuous_mult (fun _ => sign)); [apply continuous_const |].
  apply lack_continuous; exact uT.
- intros u uT. apply (continuous_opp (fun v => strength_rate L alpha (x v) (y v))).
  apply rate_continuous; exact uT.
- destruct mode as [_ [-> ->]]. rewrite <- pow_add. replace (2 + (L - 2))%nat with L by lia.
  exact start.
Qed.
End Mode.

Section Order.
Variables (L : nat) (alpha alpha' s eps T : R) (x y x' y' : R -> R).
Hypotheses (L3 : (3 <= L)%nat) (eps0 : 0 < eps) (s0 : 0 <= s).
Hypotheses (alpha0 : 0 < alpha) (more : alpha < alpha').
Hypotheses (slow : rate_mode L alpha s eps T x y) (fast : rate_mode L alpha' s eps T x' y').

Lemma order_in_rate sign : sign * sign = 1 -> 0 < sign * (s - eps ^ L) ->
  (sign = 1 \/ 1 <= alpha) -> forall t, 0 < t <= T ->
  0 < sign * (x' t ^ 2 * y' t ^ (L - 2) - x t ^ 2 * y t ^ (L - 2)).
Proof.
intros sq start grown t tT. assert (alpha0' : 0 < alpha') by lra.
assert (N := target_not_reached L alpha s eps T x y L3 slow sign sq start).
set (mu := fun t => x t ^ 2 * y t ^ (L - 2)). set (mu' := fun t => x' t ^ 2 * y' t ^ (L - 2)).
set (v := fun t => strength_rate L alpha (x t) (y t) * (s - mu t)).
set (v' := fun t => strength_rate L alpha' (x' t) (y' t) * (s - mu' t)).
apply (rises_at_zeros (fun t => sign * (mu' t - mu t)) (fun t => sign * (v' t - v t)) T);
  [| | | | | lra | lra].
- intros u uT.
  assert (D := strength_derivative L alpha s T x y ltac:(lia) (proj1 slow) u uT).
  assert (D' := strength_derivative L alpha' s T x' y' ltac:(lia) (proj1 fast) u uT).
  exact (is_derive_scal _ u sign _ (is_derive_minus mu' mu u _ _ D' D)).
- intros u uT. apply (continuous_mult (fun _ => sign)); [apply continuous_const |].
  apply (continuous_minus mu' mu).
  + exact (strength_continuous L alpha' s T x' y' (proj1 fast) u uT).
  + exact (strength_continuous L alpha s T x y (proj1 slow) u uT).
- intros u uT. apply (continuous_mult (fun _ => sign)); [apply continuous_const |].
  apply (continuous_minus v' v).
  + apply (continuous_mult (fun t => strength_rate L alpha' (x' t) (y' t))).
    * exact (rate_continuous L alpha' s eps T x' y' fast u uT).
    * exact (lack_continuous L alpha' s eps T x' y' fast u uT).
  + apply (continuous_mult (fun t => strength_rate L alpha (x t) (y t))).
    * exact (rate_continuous L alpha s eps T x y slow u uT).
    * exact (lack_continuous L alpha s eps T x y slow u uT).
- unfold mu, mu'. destruct slow as [_ [-> ->]], fast as [_ [-> ->]]. ring.
- intros u uT z.
  assert (same : mu u = mu' u).
  { assert (d : mu' u - mu u = sign * (sign * (mu' u - mu u))).
    { rewrite <- Rmult_assoc, sq. ring. }
    rewrite z in d. lra. }
  assert (lack := N u uT). fold (mu u) in lack.
  unfold v, v'. rewrite <- same.
  rewrite (rate_is_speed L alpha s eps T x y L3 s0 eps0 slow u uT).
  rewrite (rate_is_speed L alpha' s eps T x' y' L3 s0 eps0 fast u uT).
  assert (S := speed_grows_with_rate L eps alpha alpha' (x u) (y u) (x' u) (y' u)
    L3 eps0 alpha0 more
    (mode_on_line L alpha s eps T x y L3 s0 eps0 slow u uT)
    (mode_on_line L alpha' s eps T x' y' L3 s0 eps0 fast u uT) same).
  assert (G : eps ^ L <= x u ^ 2 * y u ^ (L - 2) \/ 1 <= alpha); [| specialize (S G); nra].
  destruct grown as [one | a1]; [left | right; exact a1].
  (* a mode that grows is not below its start *)
  assert (loss := compressed_loss_falls L alpha s T x y ltac:(lia) alpha0 (proj1 slow) 0 u).
  unfold mode_loss in loss. destruct slow as [_ [x0 y0]]. rewrite x0, y0 in loss.
  rewrite <- pow_add in loss. replace (2 + (L - 2))%nat with L in loss by lia.
  fold (mu u) in loss |- *. specialize (loss ltac:(lra) ltac:(lra) ltac:(lra)).
  rewrite one, Rmult_1_l in start, lack. nra.
Qed.
End Order.

Theorem larger_rate_is_ahead L alpha alpha' s eps T x y x' y' : (3 <= L)%nat -> 0 < eps ->
  0 <= s -> eps ^ L < s -> 0 < alpha -> alpha < alpha' ->
  rate_mode L alpha s eps T x y -> rate_mode L alpha' s eps T x' y' ->
  forall t, 0 < t <= T -> x t ^ 2 * y t ^ (L - 2) < x' t ^ 2 * y' t ^ (L - 2) < s.
Proof.
intros L3 eps0 s0 below alpha0 more slow fast t tT.
assert (A := order_in_rate L alpha alpha' s eps T x y x' y' L3 eps0 s0 alpha0 more slow fast 1
  ltac:(ring) ltac:(lra) (or_introl eq_refl) t tT).
assert (B := target_not_reached L alpha' s eps T x' y' L3 fast 1 ltac:(ring) ltac:(lra) t
  ltac:(lra)). lra.
Qed.

Theorem larger_rate_shrinks_faster L alpha alpha' s eps T x y x' y' : (3 <= L)%nat -> 0 < eps ->
  0 <= s -> s < eps ^ L -> 1 <= alpha -> alpha < alpha' ->
  rate_mode L alpha s eps T x y -> rate_mode L alpha' s eps T x' y' ->
  forall t, 0 < t <= T -> s < x' t ^ 2 * y' t ^ (L - 2) < x t ^ 2 * y t ^ (L - 2).
Proof.
intros L3 eps0 s0 above alpha1 more slow fast t tT.
assert (A := order_in_rate L alpha alpha' s eps T x y x' y' L3 eps0 s0 ltac:(lra) more slow fast
  (-1) ltac:(ring) ltac:(lra) (or_intror alpha1) t tT).
assert (B := target_not_reached L alpha' s eps T x' y' L3 fast (-1) ltac:(ring) ltac:(lra) t
  ltac:(lra)). lra.
Qed.
