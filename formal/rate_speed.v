(* The speed of a mode in the rate of the first and the last layer, over Coq's reals, L >= 3.

   on_line: a point x, y > 0 with x^2 - eps^2 = alpha (y^2 - eps^2): there a mode from
     x = y = eps is.
   speed_grows_with_rate (CQBC, part 4): V = mu^2 (2 alpha / x^2 + (L-2) / y^2) at a fixed
     mu = x^2 y^(L-2) is strictly increasing in alpha > 0 for mu >= eps^L, and in alpha >= 1 below.
   one_point (CQBC, part 4): mu decides the point on the line; so V depends on alpha and mu only.
   each_strength (CQBC, part 4): each mu > 0 has a point on the line of each alpha > 0. *)
From Coq Require Import Reals Lra Lia Psatz.
From dlf Require Import ahead.
Open Scope R_scope.

(* the points of the line of the rate alpha *)
Definition on_line (alpha eps x y : R) :=
  0 < x /\ 0 < y /\ x ^ 2 - eps ^ 2 = alpha * (y ^ 2 - eps ^ 2).

(* V: the velocity of the strength is this factor times what it lacks *)
Definition rate_speed (L : nat) (alpha x y : R) :=
  (x ^ 2 * y ^ (L - 2)) ^ 2 * (2 * alpha / x ^ 2 + INR (L - 2) / y ^ 2).

Section Speed.
Variable m : nat.

Lemma powers_up a b n : 0 < a -> a <= b -> a ^ n <= b ^ n.
Proof. intros a0 ab. apply pow_incr. lra. Qed.

Lemma root_up a b : 0 < a -> 0 < b -> a ^ 2 <= b ^ 2 -> a <= b.
Proof. intros. nra. Qed.

Lemma root_up_strict a b : 0 < a -> 0 < b -> a ^ 2 < b ^ 2 -> a < b.
Proof. intros. nra. Qed.

(* the strength grows with both squares *)
Lemma strength_up x y x' y' : 0 < x -> 0 < y -> 0 < x' -> 0 < y' -> x ^ 2 <= x' ^ 2 ->
  y ^ 2 <= y' ^ 2 -> x ^ 2 * y ^ S m <= x' ^ 2 * y' ^ S m.
Proof.
intros x0 y0 x0' y0' xx yy. apply Rmult_le_compat; auto using pow2_ge_0.
- apply pow_le. lra.
- apply powers_up; [exact y0 | apply root_up; assumption].
Qed.

Lemma strength_up_left x y x' y' : 0 < x -> 0 < y -> 0 < x' -> 0 < y' -> x ^ 2 < x' ^ 2 ->
  y ^ 2 <= y' ^ 2 -> x ^ 2 * y ^ S m < x' ^ 2 * y' ^ S m.
Proof.
intros x0 y0 x0' y0' xx yy.
assert (A : y ^ S m <= y' ^ S m) by (apply powers_up; [exact y0 | apply root_up; assumption]).
assert (B := pow_lt y (S m) y0). assert (C := pow_lt x 2 x0). nra.
Qed.

Lemma strength_up_right x y x' y' : 0 < x -> 0 < y -> 0 < x' -> 0 < y' -> x ^ 2 <= x' ^ 2 ->
  y ^ 2 < y' ^ 2 -> x ^ 2 * y ^ S m < x' ^ 2 * y' ^ S m.
Proof.
intros x0 y0 x0' y0' xx yy.
assert (A : y ^ S m < y' ^ S m).
{ apply powers_grow; [exact y0 | apply root_up_strict; assumption]. }
assert (B := pow_lt y (S m) y0). assert (C := pow_lt x 2 x0). nra.
Qed.

Lemma power_bernoulli z n : 1 <= z -> INR n * (z - 1) <= z ^ n - 1.
Proof.
intros z1. induction n as [| n IH]; [simpl; lra |]. rewrite S_INR. simpl.
assert (P := pow_R1_Rle z n z1). nra.
Qed.

Variables (eps alpha alpha' x y x' y' : R).
Hypotheses (eps0 : 0 < eps) (alpha0 : 0 < alpha) (more : alpha < alpha').
Hypotheses (here : on_line alpha eps x y) (there : on_line alpha' eps x' y').
Hypothesis same : x ^ 2 * y ^ S m = x' ^ 2 * y' ^ S m.

Lemma speed_when_grown : eps ^ 2 <= y ^ 2 ->
  2 * alpha / x ^ 2 + INR (S m) / y ^ 2 < 2 * alpha' / x' ^ 2 + INR (S m) / y' ^ 2.
Proof.
destruct here as [x0 [y0 l]], there as [x0' [y0' l']]. intros by_.
assert (a0 := pow_lt x 2 x0). assert (b0 := pow_lt y 2 y0).
assert (a0' := pow_lt x' 2 x0'). assert (b0' := pow_lt y' 2 y0').
assert (e0 := pow_lt eps 2 eps0).
assert (k0 : 0 < INR (S m)) by (apply lt_0_INR; lia).
assert (low : eps ^ 2 <= y' ^ 2).
{ apply Rnot_lt_le. intros b. assert (x' ^ 2 < x ^ 2) by nra.
  assert (A := strength_up_left x' y' x y x0' y0' x0 y0). lra. }
assert (yy : y' ^ 2 <= y ^ 2).
{ apply Rnot_lt_le. intros b. assert (x ^ 2 <= x' ^ 2) by nra.
  assert (A := strength_up_right x y x' y' x0 y0 x0' y0'). lra. }
assert (xx : eps ^ 2 < y' ^ 2 -> x ^ 2 < x' ^ 2).
{ intros lt. apply Rnot_le_lt. intros b. assert (y' ^ 2 < y ^ 2) by nra.
  assert (A := strength_up_right x' y' x y x0' y0' x0 y0). lra. }
assert (xe : x ^ 2 <= x' ^ 2).
{ apply Rnot_lt_le. intros b. assert (A := strength_up_left x' y' x y x0' y0' x0 y0). lra. }
assert (I : INR (S m) / y ^ 2 <= INR (S m) / y' ^ 2).
{ apply Rmult_le_compat_l; [lra |]. apply Rinv_le_contravar; lra. }
assert (J : 2 * alpha / x ^ 2 < 2 * alpha' / x' ^ 2); [| lra].
set (a := x ^ 2) in *. set (b := y ^ 2) in *. set (a' := x' ^ 2) in *. set (b' := y' ^ 2) in *.
set (e := eps ^ 2) in *.
assert (K : alpha * a' < alpha' * a).
{ destruct (Rle_lt_or_eq_dec _ _ low) as [lt | eq].
  - (* times (b - e) (b' - e) *)
    assert (bb : 0 < b - e) by lra. assert (bb' : 0 < b' - e) by lra.
    apply Rmult_lt_reg_r with ((b - e) * (b' - e)); [apply Rmult_lt_0_compat; assumption |].
    replace (alpha * a' * ((b - e) * (b' - e))) with ((a - e) * a' * (b' - e)) by (rewrite l; ring).
    replace (alpha' * a * ((b - e) * (b' - e))) with ((a' - e) * a * (b - e)) by (rewrite l'; ring).
    assert (ae : 0 < a - e) by (rewrite l; apply Rmult_lt_0_compat; assumption).
    assert (xl := xx lt).
    assert (U : (a - e) * a' < (a' - e) * a) by (clear - xl e0; nra).
    assert (U0 : 0 < (a - e) * a') by (apply Rmult_lt_0_compat; lra).
    apply Rlt_le_trans with ((a' - e) * a * (b' - e)).
    + apply Rmult_lt_compat_r; lra.
    + apply Rmult_le_compat_l; lra.
  - assert (ae : a' = e).
    { replace (b' - e) with 0 in l' by lra. lra. }
    assert (ae' : a = e).
    { apply Rle_antisym; [lra |].
      assert (P : 0 <= alpha * (b - e)) by (apply Rmult_le_pos; lra). lra. }
    rewrite ae, ae'. apply Rmult_lt_compat_r; lra. }
apply Rmult_lt_reg_r with (a * a'); [apply Rmult_lt_0_compat; assumption |].
replace (2 * alpha / a * (a * a')) with (2 * (alpha * a')) by (field; lra).
replace (2 * alpha' / a' * (a * a')) with (2 * (alpha' * a)) by (field; lra). lra.
Qed.

Lemma speed_when_shrunk : y ^ 2 < eps ^ 2 -> 1 <= alpha ->
  2 * alpha / x ^ 2 + INR (S m) / y ^ 2 < 2 * alpha' / x' ^ 2 + INR (S m) / y' ^ 2.
Proof.
destruct here as [x0 [y0 l]], there as [x0' [y0' l']]. intros by_ alpha1.
assert (a0 := pow_lt x 2 x0). assert (b0 := pow_lt y 2 y0).
assert (a0' := pow_lt x' 2 x0'). assert (b0' := pow_lt y' 2 y0').
assert (e0 := pow_lt eps 2 eps0).
assert (k0 : 0 < INR (S m)) by (apply lt_0_INR; lia).
assert (low : y' ^ 2 < eps ^ 2).
{ apply Rnot_le_lt. intros b. assert (x ^ 2 < x' ^ 2) by nra.
  assert (A := strength_up_left x y x' y' x0 y0 x0' y0'). lra. }
assert (yy : y ^ 2 < y' ^ 2).
{ apply Rnot_le_lt. intros b. assert (x' ^ 2 < x ^ 2) by nra.
  assert (A := strength_up_left x' y' x y x0' y0' x0 y0). lra. }
assert (xx : x' ^ 2 < x ^ 2).
{ apply Rnot_le_lt. intros b. assert (A := strength_up_right x y x' y' x0 y0 x0' y0'). lra. }
assert (ab : x ^ 2 <= y ^ 2) by nra.
(* z = y'/y > 1 *)
set (z := y' / y). assert (zy : y' = z * y) by (unfold z; field; lra).
assert (z1 : 1 < z).
{ apply Rmult_lt_reg_r with y; [exact y0 |]. rewrite <- zy, Rmult_1_l.
  apply root_up_strict; assumption. }
assert (zz : x ^ 2 = x' ^ 2 * z ^ S m).
{ rewrite zy, Rpow_mult_distr in same. apply Rmult_eq_reg_r with (y ^ S m).
  - rewrite same. ring.
  - assert (P := pow_lt y (S m) y0). lra. }
assert (zb : y' ^ 2 = z ^ 2 * y ^ 2) by (rewrite zy; ring).
assert (B := power_bernoulli z (S m) (Rlt_le _ _ z1)).
set (k := INR (S m)) in *. set (p := z ^ S m) in *.
set (a := x ^ 2) in *. set (b := y ^ 2) in *. set (a' := x' ^ 2) in *. set (b' := y' ^ 2) in *.
set (e := eps ^ 2) in *.
(* alpha'/a' - alpha/a exceeds 1/a' - 1/a *)
assert (one : alpha / a + (/ a' - / a) < alpha' / a').
{ assert (E : alpha = (e - a) / (e - b)) by (field_simplify_eq; lra).
  assert (E' : alpha' = (e - a') / (e - b')) by (field_simplify_eq; lra).
  assert (F : (e - a') / a' / (e - b) < (e - a') / a' / (e - b')).
  { apply Rmult_lt_compat_l; [apply Rdiv_lt_0_compat; lra |]. apply Rinv_lt_contravar; [| lra].
    apply Rmult_lt_0_compat; lra. }
  assert (G : / a' - / a <= ((e - a') / a' - (e - a) / a) / (e - b)).
  { replace ((e - a') / a' - (e - a) / a) with (e * (/ a' - / a)) by (field; lra).
    assert (H : / a < / a') by (apply Rinv_lt_contravar; [apply Rmult_lt_0_compat |]; assumption).
    apply Rmult_le_reg_r with (e - b); [lra |].
    replace (e * (/ a' - / a) / (e - b) * (e - b)) with (e * (/ a' - / a)) by (field; lra). nra. }
  replace (alpha / a) with ((e - a) / a / (e - b)) by (rewrite E; field; lra).
  replace (alpha' / a') with ((e - a') / a' / (e - b')) by (rewrite E'; field; lra).
  unfold Rdiv in *. lra. }
(* and twice this is at least k (1/b - 1/b') *)
assert (two : k / b - k / b' <= 2 * (/ a' - / a)).
{ assert (p0 : 0 < p) by (apply pow_lt; lra).
  assert (p1 : 0 <= p - 1).
  { assert (P : 0 <= k * (z - 1)) by (apply Rmult_le_pos; lra). lra. }
  replace (/ a' - / a) with ((p - 1) / a) by (rewrite zz; field; lra).
  apply Rle_trans with (2 * ((p - 1) / b)); [| apply Rmult_le_compat_l; [lra |];
    apply Rmult_le_compat_l; [exact p1 | apply Rinv_le_contravar; lra]].
  replace (k / b - k / b') with (k * (1 - / z ^ 2) / b) by (rewrite zb; field; lra).
  replace (2 * ((p - 1) / b)) with (2 * (p - 1) / b) by (field; lra).
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra |].
  assert (Z : 1 - / z ^ 2 <= 2 * (z - 1));
    [| assert (K := Rmult_le_compat_l k _ _ (Rlt_le _ _ k0) Z); lra].
  apply Rmult_le_reg_r with (z ^ 2); [apply pow_lt; lra |].
  replace ((1 - / z ^ 2) * z ^ 2) with (z ^ 2 - 1) by (field; lra).
  assert (Q : 0 <= (z - 1) * (z - 1) * (2 * z + 1)) by
    (apply Rmult_le_pos; [exact (Rle_0_sqr (z - 1)) | lra]).
  lra. }
unfold Rdiv in *. lra.
Qed.
End Speed.

Theorem speed_grows_with_rate L eps alpha alpha' x y x' y' : (3 <= L)%nat -> 0 < eps ->
  0 < alpha -> alpha < alpha' -> on_line alpha eps x y -> on_line alpha' eps x' y' ->
  x ^ 2 * y ^ (L - 2) = x' ^ 2 * y' ^ (L - 2) ->
  (eps ^ L <= x ^ 2 * y ^ (L - 2) \/ 1 <= alpha) ->
  rate_speed L alpha x y < rate_speed L alpha' x' y'.
Proof.
intros L3 eps0 alpha0 more here there same grown. unfold rate_speed. rewrite <- same.
assert (pos : 0 < (x ^ 2 * y ^ (L - 2)) ^ 2).
{ destruct here as [x0 [y0 _]]. apply pow_lt, Rmult_lt_0_compat; apply pow_lt; assumption. }
apply Rmult_lt_compat_l; [exact pos |]. clear pos.
replace (L - 2)%nat with (S (L - 3)) in * by lia.
destruct (Rle_lt_dec (eps ^ 2) (y ^ 2)) as [up | down].
- exact (speed_when_grown _ eps alpha alpha' x y x' y' eps0 alpha0 more here there same up).
- assert (one : 1 <= alpha).
  { destruct grown as [g | one]; [| exact one]. exfalso.
    destruct here as [x0 [y0 l]]. assert (x ^ 2 <= eps ^ 2) by nra.
    assert (A := strength_up_right (L - 3) x y eps eps x0 y0 eps0 eps0).
    replace (eps ^ 2 * eps ^ S (L - 3)) with (eps ^ L) in A; [lra |].
    rewrite <- pow_add. f_equal. lia. }
  exact (speed_when_shrunk _ eps alpha alpha' x y x' y' eps0 alpha0 more here there same down one).
Qed.

Theorem one_point L eps alpha x y x' y' : (3 <= L)%nat -> 0 < alpha ->
  on_line alpha eps x y -> on_line alpha eps x' y' ->
  x ^ 2 * y ^ (L - 2) = x' ^ 2 * y' ^ (L - 2) -> x = x' /\ y = y'.
Proof.
intros L3 alpha0 [x0 [y0 l]] [x0' [y0' l']] same.
replace (L - 2)%nat with (S (L - 3)) in * by lia.
destruct (Rtotal_order (y ^ 2) (y' ^ 2)) as [lt | [eq | gt]].
- assert (x ^ 2 < x' ^ 2) by nra.
  assert (A := strength_up_right (L - 3) x y x' y' x0 y0 x0' y0'). lra.
- assert (x ^ 2 = x' ^ 2) by nra. split; nra.
- assert (x' ^ 2 < x ^ 2) by nra.
  assert (A := strength_up_right (L - 3) x' y' x y x0' y0' x0 y0). lra.
Qed.

Theorem each_strength L eps alpha mu : (3 <= L)%nat -> 0 < eps -> 0 < alpha -> 0 < mu ->
  exists x y, on_line alpha eps x y /\ x ^ 2 * y ^ (L - 2) = mu.
Proof.
intros L3 eps0 alpha0 mu0.
set (f := fun y => eps ^ 2 + alpha * (y ^ 2 - eps ^ 2)).
(* from the end of the line, where the strength is 0, to a point where it exceeds mu *)
assert (low : exists a, 0 <= a /\ f a * a ^ (L - 2) <= 0).
{ destruct (Rle_lt_dec 0 (eps ^ 2 - eps ^ 2 / alpha)) as [p | n].
  - exists (sqrt (eps ^ 2 - eps ^ 2 / alpha)). split; [apply sqrt_pos |].
    right. unfold f. rewrite pow2_sqrt by exact p.
    replace (eps ^ 2 + alpha * (eps ^ 2 - eps ^ 2 / alpha - eps ^ 2)) with 0 by (field; lra). ring.
  - exists 0. split; [lra |]. rewrite pow_i by lia. lra. }
destruct low as [a [a0 fa]].
set (b := a + eps + 1 + mu / alpha).
assert (q0 : 0 < mu / alpha) by (apply Rdiv_lt_0_compat; assumption).
assert (fb : mu <= f b).
{ unfold f. assert (e : alpha * (mu / alpha) = mu) by (field; lra).
  assert (c : mu / alpha <= b ^ 2 - eps ^ 2).
  { replace (b ^ 2 - eps ^ 2) with ((b - eps) * (b + eps)) by ring. unfold b. nra. }
  assert (d := Rmult_le_compat_l alpha _ _ (Rlt_le _ _ alpha0) c).
  assert (E := pow2_ge_0 eps). lra. }
assert (b1 : 1 <= b ^ (L - 2)) by (apply pow_R1_Rle; unfold b; lra).
destruct (IVT_cor (fun y => f y * y ^ (L - 2) - mu) a b) as [y [yb e]].
- apply (continuity_minus (fun y => f y * y ^ (L - 2)) (fct_cte mu)).
  + apply (continuity_mult f (fun y => y ^ (L - 2))); [unfold f; reg |].
    exact (derivable_continuous _ (derivable_pow (L - 2))).
  + apply continuity_const. intros u v. reflexivity.
- unfold b. lra.
- assert (B : mu <= f b * b ^ (L - 2)) by nra.
  set (u := f a * a ^ (L - 2)) in *. set (v := f b * b ^ (L - 2)) in *. nra.
- assert (y0 : 0 <= y) by lra. assert (P := pow_le y (L - 2) y0).
  assert (fy : 0 < f y) by (apply Rnot_le_lt; intros n; nra).
  assert (y1 : 0 < y).
  { destruct y0 as [p | z]; [exact p |]. rewrite <- z, pow_i in e by lia. lra. }
  exists (sqrt (f y)), y. rewrite pow2_sqrt by lra.
  split; [split; [apply sqrt_lt_R0; exact fy | split; [exact y1 |]] | lra].
  rewrite pow2_sqrt by lra. unfold f. ring.
Qed.
