(* How early descent can be against the flow, over the reals, for every L >= 2.

   Notation as in descent_delay.v.
   early_step: a step, or a part of one, that ends at a velocity g(e) < g(a) takes at most
     C(theta) eta log(g(a)/g(e)) longer than eta, and it ends behind the peak of g.
   early_at_most (HJ75, part 3): for theta = eta L s^(2-2/L) < 1 and every c, eta N - t is at least
     -C(theta) eta log(g_*/g(lambda_c)), C(z) = 1/z + 1/log(1 - z).
   velocity_quotient (HJ75): g(lambda_c)/g(eps) is (c s/eps^L)^(1 - 1/L) (1-c) s/(s - eps^L). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead staircase descent_steps velocity_shape descent_time.
From dlf Require Import mode_series descent_late rate_share descent_delay.
Open Scope R_scope.

(* a concave g lies above its chord, so the time on it is at most that on the chord *)
Lemma time_on_chord (g g' g'' H : R -> R) u e : u < e -> 0 < g e < g u ->
  (forall x, u <= x <= e -> 0 < g x) -> (forall x, u <= x <= e -> is_derive H x (/ g x)) ->
  (forall x, u <= x <= e -> is_derive g x (g' x)) ->
  (forall x, u <= x <= e -> is_derive g' x (g'' x)) -> (forall x, u <= x <= e -> g'' x <= 0) ->
  H e - H u <= (e - u) / (g u - g e) * ln (g u / g e).
Proof.
intros ue G pos D D1 D2 B. set (k := (g u - g e) / (e - u)).
assert (k0 : 0 < k) by (apply Rdiv_lt_0_compat; lra).
assert (chord : forall x, u <= x <= e -> g u - k * (x - u) <= g x).
{ intros x X. destruct (mean_value g g' u x) as [y [Y Ey]]; [lra | intros; apply D1; lra |].
  destruct (mean_value g g' x e) as [w [W Ew]]; [lra | intros; apply D1; lra |].
  assert (M : g' w <= g' y).
  { apply (falls_by_slope g' g'' y w); [lra | |]; intros; [apply D2 | apply B]; lra. }
  assert (S : (g e - g x) * (x - u) <= (g x - g u) * (e - x)).
  { rewrite Ey, Ew. replace (g' w * (e - x) * (x - u)) with (g' w * ((x - u) * (e - x))) by ring.
    replace (g' y * (x - u) * (e - x)) with (g' y * ((x - u) * (e - x))) by ring.
    apply Rmult_le_compat_r; [apply Rmult_le_pos; lra | exact M]. }
  apply Rmult_le_reg_r with (e - u); [lra |].
  replace ((g u - k * (x - u)) * (e - u)) with (g u * (e - u) - (g u - g e) * (x - u))
    by (unfold k; field; lra). nra. }
assert (ke : k * (e - u) = g u - g e) by (unfold k; field; lra).
assert (line : forall x, u <= x <= e -> 0 < g u - k * (x - u)).
{ intros x X. assert (k * (x - u) <= k * (e - u)) by (apply Rmult_le_compat_l; lra). lra. }
replace ((e - u) / (g u - g e) * ln (g u / g e)) with
  (- ln (g u - k * (e - u)) / k - - ln (g u - k * (u - u)) / k).
- apply (time_at_most g H u e D u e (fun x => - ln (g u - k * (x - u)) / k)
    (fun x => / (g u - k * (x - u)))); try lra.
  + intros x X. specialize (line x X). auto_derive; [exact line |]. field. lra.
  + intros x X. apply Rinv_le_contravar; [apply line, X | apply chord, X].
- rewrite Rminus_eq_0, Rmult_0_r, Rminus_0_r, ke, log_quotient by lra.
  replace (g u - (g u - g e)) with (g e) by ring.
  replace ((e - u) / (g u - g e)) with (/ k) by (unfold k; field; lra). unfold Rdiv. ring.
Qed.

(* k = g(a), y = g(e), p = (e - u)/k, q = (u - a)/k *)
Lemma early_numbers eta theta k y p q : 0 < y < k -> 0 < p -> 0 <= q -> p + q <= eta ->
  1 - y / k <= theta < 1 ->
  q + p * k / (k - y) * ln (k / y) <= eta + rate_share theta * (eta * ln (k / y)).
Proof.
intros Y P Q S T. set (z := 1 - y / k) in *.
assert (y0 : 0 < y / k < 1).
{ split; [apply Rdiv_lt_0_compat; lra | apply Rlt_div_l; lra]. }
assert (z0 : 0 < z < 1) by (unfold z; lra). assert (Lz := log_left z z0).
assert (E : ln (k / y) = - ln (1 - z)).
{ unfold z. replace (1 - (1 - y / k)) with (y / k) by ring. rewrite !log_quotient by lra. ring. }
assert (Z : p * k / (k - y) * ln (k / y) = p + p * (rate_share z * ln (k / y))).
{ rewrite E. unfold rate_share. replace (p * k / (k - y)) with (p / z)
    by (unfold z; field; repeat split; lra). field. lra. }
rewrite Z. assert (B := rate_share_between z z0).
assert (M : rate_share z <= rate_share theta).
{ destruct (proj1 T) as [l | <-]; [left; apply rate_share_increases |]; lra. }
set (l := ln (k / y)) in *. assert (l0 : 0 < l) by lra.
assert (p * (rate_share z * l) <= eta * (rate_share theta * l)); [| lra].
apply Rmult_le_compat; [lra | | lra |].
- apply Rmult_le_pos; lra.
- apply Rmult_le_compat_r; lra.
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
Local Notation theta := (eta * INR L * Rpower s (2 - 2 / INR L)).
Hypothesis small : theta < 1.

Lemma inside_run x : eps <= x <= lc -> 0 < x /\ x ^ L < s /\ 0 < g x.
Proof.
intros X. destruct (inside_level L s eps c L2 s0 e0 C x X) as [A B]. split; [exact A |].
split; [exact B |]. apply velocity_positive; assumption.
Qed.

Lemma velocity_higher a e x : 0 < a -> a <= x <= e -> Rmin (g a) (g e) <= g x.
Proof.
intros A X. destruct (Rle_lt_dec x top) as [l | l].
- apply Rle_trans with (g a); [apply Rmin_l |].
  apply (grows_by_slope g (velocity_slope L s)); [lra | intros; apply velocity_derive, L2 |].
  intros z Z. apply rises_to_peak; try assumption. lra.
- apply Rle_trans with (g e); [apply Rmin_r |].
  apply (falls_by_slope g (velocity_slope L s)); [lra | intros; apply velocity_derive, L2 |].
  intros z Z. apply falls_from_peak; try assumption. lra.
Qed.

Lemma early_step a e : eps <= a < e -> e <= lc -> e - a <= eta * g a ->
  (g a <= g e -> H e - H a <= eta) /\
  (g e < g a -> top <= e /\ H e - H a <= eta + rate_share theta * (eta * ln (g a / g e))).
Proof.
intros A E S. destruct (inside_run a ltac:(lra)) as [a0 [aS ga]].
destruct (inside_run e ltac:(lra)) as [_ [_ ge]].
assert (De : forall x, a <= x <= e -> is_derive H x (/ g x)).
{ intros x X. destruct (inside_run x ltac:(lra)) as [P [Q _]]. apply D; assumption. }
split; intro G.
- apply Rle_trans with ((e - a) / g a); [| apply Rle_div_l; lra].
  apply (not_longer g H a e De); try lra. intros x X.
  assert (M := velocity_higher a e x a0 X). rewrite Rmin_left in M by lra. exact M.
- assert (te : top < e).
  { destruct (Rlt_le_dec top e) as [l | l]; [exact l | exfalso].
    assert (g a <= g e); [| lra].
    apply (grows_by_slope g (velocity_slope L s)); [lra | intros; apply velocity_derive, L2 |].
    intros z Z. apply rises_to_peak; try assumption. lra. }
  split; [lra |].
  assert (Ex : exists u, a <= u < e /\ top <= u /\ g u = g a).
  { destruct (Rle_lt_dec top a) as [l | l]; [exists a; lra |].
    assert (gt : g a <= g top).
    { apply (grows_by_slope g (velocity_slope L s)); [lra | intros; apply velocity_derive, L2 |].
      intros z Z. apply rises_to_peak; try assumption. lra. }
    destruct (IVT_gen g top e (g a)) as [u [U V]].
    - intro x. apply continuity_pt_filterlim. apply velocity_is_continuous, L2.
    - rewrite Rmin_right, Rmax_left by lra. lra.
    - rewrite Rmin_left, Rmax_right in U by lra. exists u.
      assert (u <> e) by (intros ->; lra). lra. }
  destruct Ex as [u [U [T V]]]. rewrite <- V in S |- *.
  assert (B1 : H u - H a <= (u - a) / g u).
  { destruct (Req_dec a u) as [<- | ne]; [unfold Rdiv; lra |].
    rewrite V. apply (not_longer g H a e De); try lra. intros x X.
    assert (M := velocity_higher a u x a0 X).
    rewrite Rmin_left in M by lra. lra. }
  assert (B2 : H e - H u <= (e - u) / (g u - g e) * ln (g u / g e)).
  { apply (time_on_chord g (velocity_slope L s) (velocity_bend L s) H u e); try lra.
    - intros x X. apply inside_run. lra.
    - intros x X. apply De. lra.
    - intros x X. apply velocity_derive, L2.
    - intros x X. apply slope_derive, L2.
    - intros x X. left. apply bends_down; try assumption; [lra |].
      apply falls_from_peak; try assumption. lra. }
  destruct (mean_value g (velocity_slope L s) u e) as [w [W Ew]];
    [lra | intros; apply velocity_derive, L2 |].
  destruct (inside_run w ltac:(lra)) as [w0 [wS _]].
  assert (F := fall_bounded L s L2 s0 w w0 wS).
  assert (Z : 1 - g e / g u <= theta < 1).
  { split; [| exact small]. apply Rmult_le_reg_r with (g u); [lra |].
    replace ((1 - g e / g u) * g u) with (- (g e - g u)) by (field; lra). rewrite Ew.
    set (K := INR L * Rpower s (2 - 2 / INR L)) in *.
    assert (- velocity_slope L s w * (e - u) <= K * (e - u)) by (apply Rmult_le_compat_r; lra).
    assert (0 < K).
    { apply Rmult_lt_0_compat; [apply (lt_INR 0); lia | apply exp_pos]. }
    assert (K * (e - u) <= K * (eta * g u)) by (apply Rmult_le_compat_l; lra).
    replace (theta * g u) with (K * (eta * g u)) by (unfold K; ring). lra. }
  assert (NU := early_numbers eta theta (g u) (g e) ((e - u) / g u) ((u - a) / g u)
    ltac:(lra) ltac:(apply Rdiv_lt_0_compat; lra)
    ltac:(apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra])
    ltac:(replace ((e - u) / g u + (u - a) / g u) with ((e - a) / g u) by (field; lra);
      apply Rle_div_l; lra) Z).
  replace ((e - u) / g u * g u / (g u - g e)) with ((e - u) / (g u - g e)) in NU by (field; lra).
  lra.
Qed.

Lemma every_step_early M : (forall x, eps <= x <= lc -> g x <= M) -> forall a e k,
  eps <= a < e -> e <= lc -> e - a <= eta * g a ->
  H a - H eps <= eta * k \/
    (top <= a /\ H a - H eps <= eta * k + rate_share theta * (eta * ln (M / g a))) ->
  H e - H eps <= eta * (k + 1) \/
    (top <= e /\ H e - H eps <= eta * (k + 1) + rate_share theta * (eta * ln (M / g e))).
Proof.
intros B a e k A E S I. destruct (early_step a e A E S) as [U V].
destruct (inside_run a ltac:(lra)) as [a0 [_ ga]].
destruct (inside_run e ltac:(lra)) as [_ [_ ge]].
assert (K := depth_at_least_two L L2).
assert (t0 : 0 < theta).
{ apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra | apply exp_pos]. }
assert (R0 := rate_share_between theta ltac:(lra)).
assert (X : forall x y, 0 < x -> x <= y -> rate_share theta * (eta * ln (M / y)) <=
  rate_share theta * (eta * ln (M / x)) \/ M <= 0).
{ intros x y x0 xy. destruct (Rlt_le_dec 0 M) as [m0 | m0]; [left | right; exact m0].
  rewrite !log_quotient by lra. assert (ln x <= ln y) by (apply ln_le; lra).
  apply Rmult_le_compat_l; [lra |]. apply Rmult_le_compat_l; lra. }
assert (Ma := B a ltac:(lra)).
destruct I as [I | [T I]]; destruct (Rlt_le_dec (g e) (g a)) as [l | l].
- right. destruct (V l) as [W1 W2]. split; [exact W1 |].
  assert (Y : rate_share theta * (eta * ln (g a / g e)) <= rate_share theta * (eta * ln (M / g e))).
  { apply Rmult_le_compat_l; [lra |]. apply Rmult_le_compat_l; [lra |].
    apply log_grows; lra. }
  lra.
- left. specialize (U l). lra.
- right. destruct (V l) as [W1 W2]. split; [exact W1 |].
  rewrite log_quotient in W2 by lra. rewrite log_quotient in * by lra. nra.
- right. split; [lra |]. specialize (U l).
  assert (g e = g a).
  { apply Rle_antisym; [| exact l].
    apply (falls_by_slope g (velocity_slope L s)); [lra | intros; apply velocity_derive, L2 |].
    intros z Z. apply falls_from_peak; try assumption. lra. }
  rewrite H0. lra.
Qed.

Lemma early_total M : (forall x, eps <= x <= lc -> g x <= M) ->
  H lc - H eps <= eta * INR N + rate_share theta * (eta * ln (M / g lc)).
Proof.
intro B. assert (SB := start_below_level L s eps c L2 s0 e0 C start).
destruct (last_step L N eta s eps c) as [n [E F]]; try assumption.
assert (I : forall k, (k <= n)%nat -> H (lam k) - H eps <= eta * INR k \/
  (top <= lam k /\ H (lam k) - H eps <=
    eta * INR k + rate_share theta * (eta * ln (M / g (lam k))))).
{ induction k as [| k IH]; intro kn; [left; change (lam 0) with eps; simpl INR; lra |].
  specialize (IH ltac:(lia)). rewrite S_INR.
  destruct (steps_inside L N eta s eps c) with (k := k) as [A1 A2]; try assumption; [lia |].
  destruct (steps_inside L N eta s eps c) with (k := S k) as [A3 A4]; try assumption; [lia |].
  destruct (inside_run (lam k) ltac:(lra)) as [_ [_ gk]].
  assert (Z : lam (S k) = lam k + eta * g (lam k)) by reflexivity.
  assert (0 < eta * g (lam k)) by nra.
  apply every_step_early with (a := lam k); try assumption; lra. }
specialize (I n (Nat.le_refl n)).
destruct (steps_inside L N eta s eps c) with (k := n) as [A1 A2]; try assumption; [lia |].
assert (K := depth_at_least_two L L2).
assert (t0 : 0 < theta).
{ apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra | apply exp_pos]. }
assert (R0 := rate_share_between theta ltac:(lra)).
destruct (inside_run lc ltac:(lra)) as [_ [_ gl]]. assert (Ml := B lc ltac:(lra)).
assert (J : H lc - H eps <= eta * (INR n + 1) \/ (top <= lc /\ H lc - H eps <=
  eta * (INR n + 1) + rate_share theta * (eta * ln (M / g lc)))).
{ apply every_step_early with (a := lam n); try assumption; lra. }
rewrite E, S_INR. destruct J as [J | [_ J]]; [| exact J].
assert (0 <= rate_share theta * (eta * ln (M / g lc))); [| lra].
apply Rmult_le_pos; [lra |]. apply Rmult_le_pos; [lra |].
rewrite log_quotient by lra. assert (ln (g lc) <= ln M) by (apply ln_le; lra). lra.
Qed.
End Run.

Theorem early_at_most L N eta s eps c t M : (2 <= L)%nat -> 0 < eta -> 0 < s -> 0 < eps ->
  0 < c < 1 -> eps ^ L < c * s -> is_first_step L eta s eps (c * s) N ->
  is_fit_time L eps c s t -> is_largest_velocity L s eps (root_of L (c * s)) M ->
  eta * INR L * Rpower s (2 - 2 / INR L) < 1 ->
  - (rate_share (eta * INR L * Rpower s (2 - 2 / INR L)) *
    (eta * ln (M / mode_velocity L s (root_of L (c * s))))) <= eta * INR N - t.
Proof.
intros L2 eta0 s0 e0 C start first time [_ B] small.
destruct (fit_time_clock L s eps c t L2 s0 e0 C start time) as [H [D ->]].
assert (T := early_total L N eta s eps c H L2 eta0 s0 e0 C start first D small M B). lra.
Qed.

Theorem velocity_quotient L s eps c : (2 <= L)%nat -> 0 < s -> 0 < eps -> 0 < c < 1 ->
  eps ^ L < c * s -> mode_velocity L s (root_of L (c * s)) / mode_velocity L s eps =
    Rpower (c * s / eps ^ L) (1 - 1 / INR L) * ((1 - c) * s / (s - eps ^ L)).
Proof.
intros L2 s0 e0 C start. assert (K := depth_at_least_two L L2). assert (cs : 0 < c * s < s) by nra.
destruct (power_of_root L (c * s) L2 ltac:(lra)) as [r0 rL].
assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
assert (q0 : 0 < eps ^ (L - 1)) by (apply pow_lt; lra).
rewrite Rpower_quotient by lra. unfold mode_velocity. rewrite rL.
assert (X : forall x, 0 < x -> x ^ (L - 1) = Rpower (x ^ L) (1 - 1 / INR L)).
{ intros x x0. rewrite <- !Rpower_pow, Rpower_mult by exact x0. f_equal.
  rewrite minus_INR by lia. simpl (INR 1). field. lra. }
rewrite (X _ r0), (X _ e0), rL. rewrite (X _ e0) in q0. field. lra.
Qed.
