(* Fitting under descent against fitting under the flow, over the reals, for every L >= 2.

   N is the first step at which the descent of a mode has lambda^L >= c s, t the time at which its
   flow has the strength c s; g(x) = x^(L-1) (s - x^L), lambda_c = (c s)^(1/L), and g_* is the
   largest value of g on [eps, lambda_c].
   late_while_rising (HJ75, part 1): for c <= (L-1)/(2L-1), 0 <= eta N - t, and eta N - t is at most
     eta (1 + 2/3 log(g(lambda_c)/g(eps))); with 1/2 for 2/3 if c <= (L-2)/(4L-2). Every eta.
   late_for_every_share (HJ75, part 2): eta N - t <= eta (1 + 3/4 log(g_*/g(eps))) for every c, eta.
   early_at_most (HJ75, part 3): for theta = eta L s^(2-2/L) < 1, eta N - t is at least
     -C(theta) eta log(g_*/g(lambda_c)), C(z) = 1/z + 1/log(1 - z).
   velocity_quotient: g(lambda_c)/g(eps). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead staircase descent_steps velocity_shape descent_time.
From dlf Require Import descent_late rate_share.
Open Scope R_scope.

(* M is the largest velocity on [a, b] *)
Definition is_largest_velocity (L : nat) (s a b M : R) :=
  (exists x, a <= x <= b /\ M = mode_velocity L s x) /\
  forall x, a <= x <= b -> mode_velocity L s x <= M.

Lemma largest_velocity_exists L s a b : (2 <= L)%nat -> a <= b ->
  exists M, is_largest_velocity L s a b M.
Proof.
intros L2 ab. destruct (continuity_ab_maj (mode_velocity L s) a b ab) as [x [B X]].
- intros y _. apply continuity_pt_filterlim. apply velocity_is_continuous, L2.
- exists (mode_velocity L s x). split; [exists x; split; [exact X | reflexivity] | exact B].
Qed.

Section Run.
Variables (L N : nat) (eta s eps c : R) (H : R -> R).
Hypotheses (L2 : (2 <= L)%nat) (eta0 : 0 < eta) (s0 : 0 < s) (e0 : 0 < eps) (C : 0 < c < 1).
Hypotheses (start : eps ^ L < c * s) (first : is_first_step L eta s eps (c * s) N).
Hypothesis D : forall x, 0 < x -> x ^ L < s -> is_derive H x (/ mode_velocity L s x).
Local Notation lam := (descent L eta s eps).
Local Notation g := (mode_velocity L s).
Local Notation lc := (root_of L (c * s)).
Local Notation top := (velocity_peak L s).

Lemma level_below : 0 < c * s < s.
Proof. nra. Qed.

Lemma root_of_level : 0 < lc /\ lc ^ L = c * s.
Proof. assert (A := level_below). apply power_of_root; [exact L2 | lra]. Qed.

Lemma inside_level x : eps <= x <= lc -> 0 < x /\ x ^ L < s.
Proof.
intros X. split; [lra |]. destruct root_of_level as [P E]. assert (A := level_below).
assert (x ^ L <= lc ^ L) by (apply pow_incr; lra). lra.
Qed.

Lemma start_below_level : eps < lc.
Proof. assert (A := level_below). apply below_root; [exact L2 | lra | exact e0 | exact start]. Qed.

Lemma positive_inside x : eps <= x <= lc -> 0 < g x.
Proof. intros X. destruct (inside_level x X). apply velocity_positive; assumption. Qed.

Lemma next_strength k : lam (S k) = lam k + eta * g (lam k).
Proof. reflexivity. Qed.

Lemma steps_inside k : (k < N)%nat -> eps <= lam k < lc.
Proof.
intro kN. pose proof first as [_ F]. assert (A := level_below).
assert (B := before_first_step L eta s eps (c * s) L2 eta0 e0 (proj2 A) N F k ltac:(lia)).
assert (P : 0 < eps ^ (L - 1) * (s - c * s)).
{ apply Rmult_lt_0_compat; [apply pow_lt; lra | lra]. }
assert (0 <= INR k * (eta * (eps ^ (L - 1) * (s - c * s)))).
{ apply Rmult_le_pos; [apply pos_INR |]. apply Rmult_le_pos; lra. }
split; [lra |]. apply below_root; [exact L2 | lra | lra | exact (F k kN)].
Qed.

Lemma last_step : exists n, N = S n /\ lc <= lam n + eta * g (lam n).
Proof.
pose proof first as [F G].
assert (N0 : N <> 0%nat) by (intro Z; rewrite Z in F; change (lam 0) with eps in F; lra).
exists (pred N). assert (E' : N = S (pred N)) by lia. set (n := pred N) in *.
split; [exact E' |]. rewrite E' in F. rewrite <- next_strength.
destruct (Rlt_le_dec (lam (S n)) lc) as [l | l]; [exfalso | exact l].
assert (A := level_below). destruct root_of_level as [P E].
destruct (steps_inside n) as [B1 B2]. { lia. }
assert (Q := positive_inside (lam n) ltac:(lra)). rewrite next_strength in l.
assert (0 < eta * g (lam n)) by nra.
assert (K : (lam n + eta * g (lam n)) ^ L < c * s); [| rewrite next_strength in F; lra].
apply below_root; [exact L2 | lra | lra | exact l].
Qed.

(* a step from a of the length eta g(a), or a part of it, up to e *)
Lemma derive_inside a e : eps <= a -> e <= lc -> forall x, a <= x <= e -> is_derive H x (/ g x).
Proof. intros A E x X. destruct (inside_level x ltac:(lra)). apply D; assumption. Qed.

Lemma velocity_grows x y : eps <= x <= y -> y <= top -> g x <= g y.
Proof.
intros X Y. apply (grows_by_slope g (velocity_slope L s)); [lra | |].
- intros z Z. apply velocity_derive, L2.
- intros z Z. apply rises_to_peak; try assumption. lra.
Qed.

Lemma velocity_drops x y : top <= x <= y -> g y <= g x.
Proof.
intros X. apply (falls_by_slope g (velocity_slope L s)); [lra | |].
- intros z Z. apply velocity_derive, L2.
- intros z Z. apply falls_from_peak; try assumption. lra.
Qed.

(* a step, or a part of it, on the rising side takes at most eta *)
Lemma rising_not_longer a e : eps <= a <= e -> e <= lc -> e - a <= eta * g a -> e <= top ->
  H e - H a <= eta.
Proof.
intros A E B T. assert (P := positive_inside a ltac:(lra)).
apply Rle_trans with ((e - a) / g a).
- apply (not_longer g H a e (derive_inside a e ltac:(lra) E)); try lra.
  intros x X. apply velocity_grows; lra.
- apply Rle_div_l; lra.
Qed.

Lemma parabola_step a b e : eps <= a < b -> b <= e -> e <= lc -> e - a = eta * g a ->
  (e = b /\ b <= top) \/ b = top ->
  eta - (H e - H a) <= 3 / 4 * (eta * ln (g b / g a)) /\
  (b = e -> eta - (H e - H a) <= 2 / 3 * (eta * ln (g b / g a))).
Proof.
intros A B E S T. assert (bt : b <= top) by (destruct T as [[_ T] | T]; lra).
assert (up : forall x, a <= x <= b -> 0 <= velocity_slope L s x).
{ intros x X. apply rises_to_peak; try assumption. lra. }
apply (late_by_parabola g H a e eta); try lra.
- intros x X. apply positive_inside. lra.
- apply derive_inside; lra.
- apply velocity_grows; lra.
- intros x X. destruct (Rle_lt_dec x b) as [l | l].
  + apply below_parabola; [exact L2 | lra | exact up | lra].
  + destruct T as [[T _] | T]; [lra |].
    apply below_parabola_beyond; [exact L2 | exact s0 | lra | | lra].
    rewrite T. apply flat_at_peak; assumption.
Qed.

Lemma convex_step a e : eps <= a < e -> e <= lc -> e - a = eta * g a -> e <= top ->
  c <= (INR L - 2) / (4 * INR L - 2) -> eta - (H e - H a) <= 1 / 2 * (eta * ln (g e / g a)).
Proof.
intros A E S T B.
apply (late_convex g H a e eta) with (g' := velocity_slope L s) (g'' := velocity_bend L s);
  try lra.
- intros x X. apply positive_inside. lra.
- apply derive_inside; lra.
- intros x X. apply velocity_derive, L2.
- intros x X. apply slope_derive, L2.
- intros x X. apply bends_up; try assumption; [lra |].
  apply Rle_trans with (c * s); [| apply Rmult_le_compat_r; lra].
  destruct root_of_level as [P <-]. apply pow_incr. lra.
- apply velocity_grows; lra.
Qed.

Lemma log_chain x y z : 0 < x -> 0 < y -> 0 < z -> ln (y / x) + ln (z / y) = ln (z / x).
Proof. intros. rewrite !log_quotient by assumption. ring. Qed.

(* the full steps of the rising side, with the share q of the logarithm *)
Lemma rising_sum q : lc <= top ->
  (forall a e, eps <= a < e -> e <= lc -> e - a = eta * g a ->
    eta - (H e - H a) <= q * (eta * ln (g e / g a))) ->
  forall k, (k < N)%nat -> 0 <= eta * INR k - (H (lam k) - H eps) <=
    q * (eta * ln (g (lam k) / g eps)).
Proof.
intros T Q. induction k as [| k IH]; intro kN.
{ change (lam 0) with eps.
  assert (P := positive_inside eps ltac:(assert (S := start_below_level); lra)).
  unfold Rdiv. rewrite Rinv_r, ln_1 by lra. simpl INR. lra. }
specialize (IH ltac:(lia)).
assert (A := steps_inside k ltac:(lia)). assert (B := steps_inside (S k) kN).
assert (E : lam (S k) - lam k = eta * g (lam k)) by (rewrite next_strength; ring).
assert (ga := positive_inside (lam k) ltac:(lra)).
assert (gb := positive_inside (lam (S k)) ltac:(lra)).
assert (g0 := positive_inside eps ltac:(lra)).
assert (0 < eta * g (lam k)) by nra.
assert (U := Q (lam k) (lam (S k)) ltac:(lra) ltac:(lra) E).
assert (V := rising_not_longer (lam k) (lam (S k)) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)).
rewrite <- (log_chain (g eps) (g (lam k)) (g (lam (S k)))) by assumption. rewrite S_INR. lra.
Qed.

Lemma log_grows x y z : 0 < x -> 0 < y <= z -> ln (y / x) <= ln (z / x).
Proof.
intros X Y. rewrite !log_quotient by lra. assert (ln y <= ln z) by (apply ln_le; lra). lra.
Qed.

Lemma rising_total q : 0 <= q -> lc <= top ->
  (forall a e, eps <= a < e -> e <= lc -> e - a = eta * g a ->
    eta - (H e - H a) <= q * (eta * ln (g e / g a))) ->
  0 <= eta * INR N - (H lc - H eps) <= eta * (1 + q * ln (g lc / g eps)).
Proof.
intros q0 T Q. destruct last_step as [n [E F]]. assert (A := steps_inside n ltac:(lia)).
assert (S := rising_sum q T Q n ltac:(lia)).
assert (V := rising_not_longer (lam n) lc ltac:(lra) ltac:(lra) ltac:(lra) T).
assert (W : H (lam n) <= H lc).
{ apply (grows_by_slope H (fun x => / g x)); [lra | apply derive_inside; lra |].
  intros x X. left. apply Rinv_0_lt_compat, positive_inside. lra. }
assert (G : g (lam n) <= g lc) by (apply velocity_grows; lra).
assert (ga := positive_inside (lam n) ltac:(lra)). assert (g0 := positive_inside eps ltac:(lra)).
assert (K := log_grows (g eps) (g (lam n)) (g lc) g0 ltac:(lra)).
assert (q * (eta * ln (g (lam n) / g eps)) <= q * (eta * ln (g lc / g eps))).
{ apply Rmult_le_compat_l; [exact q0 |]. apply Rmult_le_compat_l; lra. }
rewrite E, S_INR. lra.
Qed.

(* every step, to a bound M of the velocity *)
Lemma every_step_late M : (forall x, eps <= x <= lc -> g x <= M) -> forall k, (k < N)%nat ->
  eta * INR k - (H (lam k) - H eps) <= 3 / 4 * (eta * ln (M / g eps)) /\
  (lam k <= top -> eta * INR k - (H (lam k) - H eps) <=
    3 / 4 * (eta * ln (g (lam k) / g eps))).
Proof.
intros B. assert (g0 := positive_inside eps ltac:(assert (S := start_below_level); lra)).
assert (up : forall x y, 0 < x <= y -> 3 / 4 * (eta * ln (x / g eps)) <=
  3 / 4 * (eta * ln (y / g eps))).
{ intros x y X. assert (K := log_grows (g eps) x y g0 X). nra. }
induction k as [| k IH]; intro kN.
{ change (lam 0) with eps. assert (K : eta * INR 0 - (H eps - H eps) <=
    3 / 4 * (eta * ln (g eps / g eps))).
  { unfold Rdiv. rewrite Rinv_r, ln_1 by lra. simpl INR. lra. }
  split; [| intros _; exact K]. eapply Rle_trans; [exact K |]. apply up. split; [exact g0 |].
  apply B. assert (S := start_below_level). lra. }
destruct (IH ltac:(lia)) as [I1 I2].
assert (A := steps_inside k ltac:(lia)). assert (A' := steps_inside (S k) kN).
assert (E : lam (S k) - lam k = eta * g (lam k)) by (rewrite next_strength; ring).
assert (ga := positive_inside (lam k) ltac:(lra)).
assert (gb := positive_inside (lam (S k)) ltac:(lra)).
assert (0 < eta * g (lam k)) by nra. rewrite S_INR.
destruct (Rle_lt_dec top (lam k)) as [l | l].
- assert (V := not_shorter g H (lam k) (lam (S k)) (fun x X => positive_inside x ltac:(lra))
    (derive_inside (lam k) (lam (S k)) ltac:(lra) ltac:(lra)) (lam k) (lam (S k)) (g (lam k))
    ltac:(lra) ltac:(lra) ga (fun x X => velocity_drops (lam k) x ltac:(lra))).
  rewrite E in V. replace (eta * g (lam k) / g (lam k)) with eta in V by (field; lra).
  split; [lra | intro Z; exfalso; lra].
- specialize (I2 ltac:(lra)).
  destruct (Rle_lt_dec (lam (S k)) top) as [l' | l'].
  + destruct (parabola_step (lam k) (lam (S k)) (lam (S k))) as [_ U]; try lra.
    specialize (U eq_refl).
    assert (K : 0 <= ln (g (lam (S k)) / g (lam k))).
    { rewrite log_quotient by lra. assert (ln (g (lam k)) <= ln (g (lam (S k)))); [| lra].
      apply ln_le; [exact ga |]. apply velocity_grows; lra. }
    assert (J := log_chain (g eps) (g (lam k)) (g (lam (S k))) g0 ga gb).
    assert (0 <= eta * ln (g (lam (S k)) / g (lam k))) by (apply Rmult_le_pos; lra).
    assert (F : eta * (INR k + 1) - (H (lam (S k)) - H eps) <=
      3 / 4 * (eta * ln (g (lam (S k)) / g eps))) by (rewrite <- J; lra).
    split; [| intros _; exact F]. eapply Rle_trans; [exact F |]. apply up. split; [lra |].
    apply B. lra.
  + destruct (parabola_step (lam k) top (lam (S k))) as [U _]; try lra.
    assert (gt := positive_inside top ltac:(lra)).
    assert (J := log_chain (g eps) (g (lam k)) (g top) g0 ga gt).
    split; [| intro Z; exfalso; lra].
    apply Rle_trans with (3 / 4 * (eta * ln (g top / g eps))); [rewrite <- J; lra |].
    apply up. split; [exact gt |]. apply B. lra.
Qed.

Lemma late_total M : (forall x, eps <= x <= lc -> g x <= M) ->
  eta * INR N - (H lc - H eps) <= eta * (1 + 3 / 4 * ln (M / g eps)).
Proof.
intro B. destruct last_step as [n [E F]]. assert (A := steps_inside n ltac:(lia)).
destruct (every_step_late M B n ltac:(lia)) as [U _].
assert (W : H (lam n) <= H lc).
{ apply (grows_by_slope H (fun x => / g x)); [lra | apply derive_inside; lra |].
  intros x X. left. apply Rinv_0_lt_compat, positive_inside. lra. }
rewrite E, S_INR. lra.
Qed.
End Run.

Section Claims.
Variables (L N : nat) (eta s eps c t : R).
Hypotheses (L2 : (2 <= L)%nat) (eta0 : 0 < eta) (s0 : 0 < s) (e0 : 0 < eps) (C : 0 < c < 1).
Hypotheses (start : eps ^ L < c * s) (first : is_first_step L eta s eps (c * s) N).
Hypothesis time : is_fit_time L eps c s t.
Local Notation g := (mode_velocity L s).
Local Notation lc := (root_of L (c * s)).

Theorem late_while_rising : c <= (INR L - 1) / (2 * INR L - 1) ->
  0 <= eta * INR N - t <= eta * (1 + 2 / 3 * ln (g lc / g eps)) /\
  (c <= (INR L - 2) / (4 * INR L - 2) ->
    eta * INR N - t <= eta * (1 + 1 / 2 * ln (g lc / g eps))).
Proof.
intro B. destruct (fit_time_clock L s eps c t L2 s0 e0 C start time) as [H [D ->]].
assert (T : lc <= velocity_peak L s).
{ unfold root_of, velocity_peak. assert (K := depth_at_least_two L L2).
  apply Rle_Rpower_l; [left; apply Rinv_0_lt_compat; lra |].
  split; [nra | apply Rmult_le_compat_r; lra]. }
split.
- apply rising_total; try assumption; [lra |]. intros a e A E S.
  apply (parabola_step L eta s eps c H L2 eta0 s0 e0 C D a e e); lra.
- intro B'. apply rising_total; try assumption; [lra |]. intros a e A E S.
  apply convex_step with (eps := eps) (c := c); try assumption. lra.
Qed.

Theorem late_for_every_share M : is_largest_velocity L s eps lc M ->
  eta * INR N - t <= eta * (1 + 3 / 4 * ln (M / g eps)).
Proof.
intros [_ B]. destruct (fit_time_clock L s eps c t L2 s0 e0 C start time) as [H [D ->]].
apply late_total with (c := c); assumption.
Qed.
End Claims.
