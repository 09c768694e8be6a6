(* The speed of a mode between two means of the rate and 1 (MTKQ, part 1), over Coq's reals, L >= 3.

   mean_least_at_one: (2 r + L - 2)/(L r^(2/L)) is above 1 for r > 0, r <> 1.
   quotient_at_point: on the line of alpha, with r = alpha y^2/x^2, V(alpha, mu) is alpha^(2/L)
     mean_quotient(r) times V(1, mu) = L mu^(2-2/L).
   quotient_at_start, quotient_decreases, quotient_tends: the quotient is G = (2 alpha + L - 2)/L at
     mu = eps^L, falls strictly in mu for alpha <> 1, stays above g = alpha^(2/L) and tends to it as
     mu grows without bound. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead rate_speed rate_course.
Open Scope R_scope.

(* the weighted arithmetic mean of r and 1 over their geometric mean *)
Definition mean_quotient (L : nat) (r : R) :=
  (2 * r + INR (L - 2)) / (INR L * Rpower r (2 / INR L)).

(* the geometric mean of alpha and 1 with the weights 2/L and 1 - 2/L *)
Definition geometric_mean (L : nat) (alpha : R) := Rpower alpha (2 / INR L).
(* their arithmetic mean with the same weights *)
Definition arithmetic_mean (L : nat) (alpha : R) := (2 * alpha + INR (L - 2)) / INR L.

Section Means.
Variable L : nat.
Hypothesis L3 : (3 <= L)%nat.

Lemma depth_three : 3 <= INR L /\ INR (L - 2) = INR L - 2.
Proof.
assert (H := le_INR 3 L L3). simpl in H. split; [lra |]. rewrite minus_INR by lia. reflexivity.
Qed.

Lemma quotient_positive r : 0 < r -> 0 < mean_quotient L r.
Proof.
intro r0. destruct depth_three as [n e]. assert (P : 0 < Rpower r (2 / INR L)) by apply exp_pos.
apply Rdiv_lt_0_compat; [lra | apply Rmult_lt_0_compat; lra].
Qed.

Lemma quotient_at_one : mean_quotient L 1 = 1.
Proof.
destruct depth_three as [n e]. unfold mean_quotient, Rpower. rewrite ln_1, Rmult_0_r, exp_0, e.
field. lra.
Qed.

Lemma quotient_derive r : 0 < r -> is_derive (mean_quotient L) r
  (2 * INR (L - 2) * (r - 1) / (INR L * r * (INR L * Rpower r (2 / INR L)))).
Proof.
intro r0. destruct depth_three as [n e]. unfold mean_quotient, Rpower.
assert (P := exp_pos (2 / INR L * ln r)). auto_derive.
- repeat split; try lra. apply Rmult_integral_contrapositive_currified; lra.
- set (p := exp _) in *. rewrite e. set (N := INR L) in *. field. repeat split; lra.
Qed.

Lemma by_slope (f df : R -> R) a b : a < b -> (forall c, a <= c <= b -> is_derive f c (df c)) ->
  exists c, a < c < b /\ f b - f a = df c * (b - a).
Proof.
intros ab D. destruct (MVT_cor2 f df a b ab) as [c [E C]].
- intros c C. apply is_derive_Reals, D, C.
- exists c. split; assumption.
Qed.

Lemma slope_sign r : 0 < r -> 0 < 2 * INR (L - 2) / (INR L * r * (INR L * Rpower r (2 / INR L))).
Proof.
intro r0. destruct depth_three as [n e]. assert (P : 0 < Rpower r (2 / INR L)) by apply exp_pos.
apply Rdiv_lt_0_compat; [lra | repeat apply Rmult_lt_0_compat; lra].
Qed.

Theorem quotient_rises a b : 1 <= a -> a < b -> mean_quotient L a < mean_quotient L b.
Proof.
intros a1 ab. destruct (by_slope (mean_quotient L) _ a b ab
  (fun c C => quotient_derive c ltac:(lra))) as [c [C E]].
assert (S := slope_sign c ltac:(lra)).
assert (0 < 2 * INR (L - 2) * (c - 1) / (INR L * c * (INR L * Rpower c (2 / INR L))) * (b - a)).
{ apply Rmult_lt_0_compat; [| lra].
  replace (2 * INR (L - 2) * (c - 1) / (INR L * c * (INR L * Rpower c (2 / INR L)))) with
    (2 * INR (L - 2) / (INR L * c * (INR L * Rpower c (2 / INR L))) * (c - 1))
    by (unfold Rdiv; ring). apply Rmult_lt_0_compat; lra. }
lra.
Qed.

Theorem quotient_falls a b : 0 < a -> a < b -> b <= 1 -> mean_quotient L b < mean_quotient L a.
Proof.
intros a0 ab b1. destruct (by_slope (mean_quotient L) _ a b ab
  (fun c C => quotient_derive c ltac:(lra))) as [c [C E]].
assert (S := slope_sign c ltac:(lra)).
assert (0 < 2 * INR (L - 2) * (1 - c) / (INR L * c * (INR L * Rpower c (2 / INR L))) * (b - a)).
{ apply Rmult_lt_0_compat; [| lra].
  replace (2 * INR (L - 2) * (1 - c) / (INR L * c * (INR L * Rpower c (2 / INR L)))) with
    (2 * INR (L - 2) / (INR L * c * (INR L * Rpower c (2 / INR L))) * (1 - c))
    by (unfold Rdiv; ring). apply Rmult_lt_0_compat; lra. }
unfold Rdiv in *. lra.
Qed.

Theorem mean_least_at_one r : 0 < r -> r <> 1 -> mean_quotient L 1 < mean_quotient L r /\
  mean_quotient L 1 = 1.
Proof.
intros r0 ne. split; [| exact quotient_at_one].
destruct (Rtotal_order r 1) as [l | [e | l]]; [| contradiction |].
- apply quotient_falls; lra.
- apply quotient_rises; lra.
Qed.

Lemma quotient_continuous r : 0 < r -> continuous (mean_quotient L) r.
Proof.
intro r0. apply (ex_derive_continuous (mean_quotient L)). eexists. apply quotient_derive, r0.
Qed.
End Means.

(* V(alpha, mu) / V(1, mu) *)
Definition is_quotient (L : nat) (eps alpha mu q : R) := exists v v1,
  is_speed L eps alpha mu v /\ is_speed L eps 1 mu v1 /\ q = v / v1.

Section Line.
Variables (L : nat) (eps alpha : R).
Hypotheses (L3 : (3 <= L)%nat) (eps0 : 0 < eps) (alpha0 : 0 < alpha).

(* the speed in terms of r *)
Lemma speed_by_ratio a x y : 0 < a -> on_line a eps x y -> rate_speed L a x y =
  geometric_mean L a * mean_quotient L (a * y ^ 2 / x ^ 2) *
  (INR L * Rpower (x ^ 2 * y ^ (L - 2)) (2 - 2 / INR L)).
Proof.
intros a0 [x0 [y0 _]]. destruct (depth_three L L3) as [n e].
assert (X := pow_lt x 2 x0). assert (Y := pow_lt y 2 y0). assert (Q := pow_lt y (L - 2) y0).
set (mu := x ^ 2 * y ^ (L - 2)). assert (m0 : 0 < mu) by (apply Rmult_lt_0_compat; assumption).
set (r := a * y ^ 2 / x ^ 2).
assert (r0 : 0 < r) by (apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat |]; assumption).
assert (E : Rpower (mu * r) (2 / INR L) = Rpower (a * y ^ L) (2 / INR L)).
{ f_equal. unfold mu, r. replace (y ^ L) with (y ^ 2 * y ^ (L - 2)) by
    (rewrite <- pow_add; f_equal; lia). field. lra. }
assert (yL : 0 < y ^ L) by (apply pow_lt; exact y0).
rewrite <- !Rpower_mult_distr in E by assumption.
assert (YL : Rpower (y ^ L) (2 / INR L) = y ^ 2).
{ rewrite <- Rpower_pow by exact y0. rewrite Rpower_mult.
  replace (INR L * (2 / INR L)) with (INR 2) by (simpl; field; lra).
  apply Rpower_pow. exact y0. }
rewrite YL in E. unfold Rminus. rewrite Rpower_plus, Rpower_Ropp.
replace (Rpower mu 2) with (mu ^ 2) by (rewrite <- Rpower_pow by exact m0; reflexivity).
assert (P1 : 0 < Rpower mu (2 / INR L)) by apply exp_pos.
assert (P2 : 0 < Rpower r (2 / INR L)) by apply exp_pos.
unfold geometric_mean, mean_quotient, rate_speed. fold mu.
set (A := Rpower a (2 / INR L)) in *. set (B := Rpower mu (2 / INR L)) in *.
set (C := Rpower r (2 / INR L)) in *.
replace A with (B * C / y ^ 2) by (rewrite E; field; lra).
unfold r. field. repeat split; lra.
Qed.

Theorem quotient_at_point x y q : on_line alpha eps x y ->
  is_quotient L eps alpha (x ^ 2 * y ^ (L - 2)) q ->
  q = geometric_mean L alpha * mean_quotient L (alpha * y ^ 2 / x ^ 2).
Proof.
intros l [v [v1 [[a [b [l1 [e1 E1]]]] [[c [d [l2 [e2 E2]]]] ->]]]].
destruct (one_point L eps alpha a b x y L3 alpha0 l1 l e1) as [-> ->].
change (v = rate_speed L alpha x y) in E1. rewrite <- e2 in E2.
change (v1 = rate_speed L 1 c d) in E2.
rewrite E1, E2, (speed_by_ratio alpha x y alpha0 l), (speed_by_ratio 1 c d Rlt_0_1 l2), e2.
destruct l2 as [c0 [d0 l2]]. assert (c = d) by nra. subst d.
replace (1 * c ^ 2 / c ^ 2) with 1 by (field; lra). rewrite (quotient_at_one L L3).
unfold geometric_mean. replace (Rpower 1 (2 / INR L)) with 1
  by (unfold Rpower; rewrite ln_1, Rmult_0_r, exp_0; reflexivity).
assert (P : 0 < Rpower (x ^ 2 * y ^ (L - 2)) (2 - 2 / INR L)) by apply exp_pos.
destruct (depth_three L L3) as [n _]. field. lra.
Qed.

Theorem quotient_at_start q : is_quotient L eps alpha (eps ^ L) q ->
  q = arithmetic_mean L alpha.
Proof.
intro H. assert (l : on_line alpha eps eps eps) by (repeat split; lra).
replace (eps ^ L) with (eps ^ 2 * eps ^ (L - 2)) in H by (rewrite <- pow_add; f_equal; lia).
rewrite (quotient_at_point eps eps q l H).
replace (alpha * eps ^ 2 / eps ^ 2) with alpha by (field; lra).
unfold geometric_mean, arithmetic_mean, mean_quotient.
assert (P : 0 < Rpower alpha (2 / INR L)) by apply exp_pos.
destruct (depth_three L L3) as [n _]. field. lra.
Qed.

(* the distance of r to 1 *)
Lemma ratio_distance x y : on_line alpha eps x y ->
  alpha * y ^ 2 / x ^ 2 - 1 = (alpha - 1) * (eps ^ 2 / x ^ 2).
Proof.
intros [x0 [y0 l]]. assert (X := pow_lt x 2 x0). apply Rmult_eq_reg_r with (x ^ 2); [| lra].
replace ((alpha * y ^ 2 / x ^ 2 - 1) * x ^ 2) with (alpha * y ^ 2 - x ^ 2) by (field; lra).
replace ((alpha - 1) * (eps ^ 2 / x ^ 2) * x ^ 2) with ((alpha - 1) * eps ^ 2) by (field; lra).
lra.
Qed.

Lemma geometric_positive : 0 < geometric_mean L alpha.
Proof. apply exp_pos. Qed.

Theorem quotient_decreases mu mu' q q' : alpha <> 1 -> 0 < mu -> mu < mu' ->
  is_quotient L eps alpha mu q -> is_quotient L eps alpha mu' q' ->
  geometric_mean L alpha < q' < q.
Proof.
intros ne p0 mm Q Q'.
destruct (each_strength L eps alpha mu L3 eps0 alpha0 ltac:(lra)) as [x [y [l e]]].
destruct (each_strength L eps alpha mu' L3 eps0 alpha0 ltac:(lra)) as [x' [y' [l' e']]].
rewrite <- e in Q. rewrite <- e' in Q'.
rewrite (quotient_at_point x y q l Q), (quotient_at_point x' y' q' l' Q').
assert (D := ratio_distance x y l). assert (D' := ratio_distance x' y' l').
destruct l as [x0 [y0 l]], l' as [x0' [y0' l']].
assert (E2 := pow_lt eps 2 eps0). assert (X0' := pow_lt x' 2 x0').
assert (XX : x ^ 2 < x' ^ 2).
{ apply Rnot_le_lt. intro n. assert (y' ^ 2 <= y ^ 2) by nra.
  replace (L - 2)%nat with (S (L - 3)) in e, e' by lia.
  assert (A := strength_up (L - 3) x' y' x y x0' y0' x0 y0 n). lra. }
set (k := eps ^ 2 / x ^ 2) in *. set (k' := eps ^ 2 / x' ^ 2) in *.
assert (X0 := pow_lt x 2 x0). assert (Y0 := pow_lt y 2 y0). assert (Y0' := pow_lt y' 2 y0').
assert (k0 : 0 < k') by (apply Rdiv_lt_0_compat; lra).
assert (kk : k' < k).
{ apply Rmult_lt_compat_l; [lra |]. apply Rinv_lt_contravar; [apply Rmult_lt_0_compat |]; lra. }
assert (gm := geometric_positive).
set (r := alpha * y ^ 2 / x ^ 2) in *. set (r' := alpha * y' ^ 2 / x' ^ 2) in *.
assert (mq : 1 < mean_quotient L r' < mean_quotient L r).
{ rewrite <- (quotient_at_one L L3). destruct (Rlt_le_dec alpha 1) as [a | a].
  - assert (0 < r).
    { unfold r. apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat |]; lra. }
    assert (r < r') by nra. assert (r' < 1) by nra.
    split; apply quotient_falls; auto; lra.
  - assert (1 < r') by nra. assert (r' < r) by nra.
    split; apply quotient_rises; auto; lra. }
split; [rewrite <- (Rmult_1_r (geometric_mean L alpha)) at 1 |]; apply Rmult_lt_compat_l; lra.
Qed.

Theorem quotient_tends : forall e, 0 < e -> exists N, forall mu q, N < mu ->
  is_quotient L eps alpha mu q -> Rabs (q - geometric_mean L alpha) < e.
Proof.
intros e e0. assert (gm := geometric_positive). assert (E2 := pow_lt eps 2 eps0).
assert (C := quotient_continuous L L3 1 Rlt_0_1).
assert (f0 : 0 < e / geometric_mean L alpha) by (apply Rdiv_lt_0_compat; lra).
destruct (C (fun z => Rabs (z - mean_quotient L 1) < e / geometric_mean L alpha)) as [d H].
{ exists (mkposreal _ f0). intros z Z. exact Z. }
assert (d0 := cond_pos d). rewrite (quotient_at_one L L3) in H.
(* x^2 beyond B is near enough *)
set (B := eps ^ 2 + eps ^ 2 * (Rabs (alpha - 1) + 1) / d).
assert (b0 : 0 < eps ^ 2 * (Rabs (alpha - 1) + 1) / d).
{ assert (P := Rabs_pos (alpha - 1)). apply Rdiv_lt_0_compat; [nra | lra]. }
set (Y := sqrt (eps ^ 2 + B / alpha)).
exists (Rmax (eps ^ L) (B * Y ^ (L - 2))). intros mu q big Q.
assert (N1 := Rmax_l (eps ^ L) (B * Y ^ (L - 2))).
assert (N2 := Rmax_r (eps ^ L) (B * Y ^ (L - 2))).
assert (p0 := pow_lt eps L eps0).
destruct (each_strength L eps alpha mu L3 eps0 alpha0 ltac:(lra)) as [x [y [l em]]].
rewrite <- em in Q. rewrite (quotient_at_point x y q l Q).
assert (D := ratio_distance x y l). destruct l as [x0 [y0 l]].
assert (X0 := pow_lt x 2 x0). assert (Y0 := pow_lt y 2 y0).
assert (XB : B < x ^ 2).
{ apply Rnot_le_lt. intro n. assert (yb : y <= Y).
  { unfold Y. rewrite <- (sqrt_pow2 y) by lra. apply sqrt_le_1_alt.
    apply Rmult_le_reg_l with alpha; [exact alpha0 |].
    replace (alpha * (eps ^ 2 + B / alpha)) with (alpha * eps ^ 2 + B) by (field; lra). lra. }
  assert (P := powers_up y Y (L - 2) y0 yb). assert (Q0 := pow_lt y (L - 2) y0).
  assert (x ^ 2 * y ^ (L - 2) <= B * Y ^ (L - 2)) by (apply Rmult_le_compat; lra). lra. }
set (r := alpha * y ^ 2 / x ^ 2) in *.
assert (near : Rabs (mean_quotient L r - 1) < e / geometric_mean L alpha).
{ apply H. change (Rabs (r - 1) < d). rewrite D, Rabs_mult.
  rewrite (Rabs_pos_eq (eps ^ 2 / x ^ 2)) by (left; apply Rdiv_lt_0_compat; lra).
  apply Rmult_lt_reg_r with (x ^ 2); [exact X0 |].
  replace (Rabs (alpha - 1) * (eps ^ 2 / x ^ 2) * x ^ 2) with (Rabs (alpha - 1) * eps ^ 2)
    by (field; lra).
  assert (dB : d * (eps ^ 2 * (Rabs (alpha - 1) + 1) / d) = eps ^ 2 * (Rabs (alpha - 1) + 1))
    by (field; lra).
  assert (d * B < d * x ^ 2) by (apply Rmult_lt_compat_l; lra). unfold B in *. nra. }
replace (geometric_mean L alpha * mean_quotient L r - geometric_mean L alpha) with
  (geometric_mean L alpha * (mean_quotient L r - 1)) by ring.
rewrite Rabs_mult, (Rabs_pos_eq (geometric_mean L alpha)) by lra.
apply Rmult_lt_reg_r with (/ geometric_mean L alpha); [apply Rinv_0_lt_compat; lra |].
replace (geometric_mean L alpha * Rabs (mean_quotient L r - 1) * / geometric_mean L alpha) with
  (Rabs (mean_quotient L r - 1)) by (field; lra). exact near.
Qed.
End Line.
