(* Why the order in the rate needs rates of at least one when a mode shrinks, over Coq's reals.

   L = 3, eps = 1, s = 0 (CQBC, part 3); the strength is x^2 y.
   half_rate_decays: for the rate 1/2 it is at most e^(-t/4) at every t >= 0.
   unit_rate_mode: for the rate 1 both factors are (1 + 4t)^(-1/4), the strength (1 + 4t)^(-3/4).
   half_rate_is_nearer: so from t = 12 on the strength for the rate 1/2 is the smaller one.
   That such modes exist is in half_rate_exists.v. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead decay compressed_bounds rate_speed rate_order.
Open Scope R_scope.

Theorem half_rate_decays T x y : rate_mode 3 (1 / 2) 0 1 T x y -> forall t, 0 <= t <= T ->
  x t ^ 2 * y t ^ (3 - 2) <= exp (- (t / 4)).
Proof.
intros m t tT. set (mu := fun u => x u ^ 2 * y u ^ (3 - 2)).
assert (A : 0 <= exp (- (t / 4)) - mu t); [| unfold mu in A; lra].
assert (de : forall u, is_derive (fun v => exp (- (v / 4))) u (- (exp (- (u / 4)) / 4))).
{ intros u. auto_derive; [exact I | unfold Rdiv; ring]. }
apply (stays_nonneg (fun u => exp (- (u / 4)) - mu u) (fun u => - (exp (- (u / 4)) / 4) -
  strength_rate 3 (1 / 2) (x u) (y u) * (0 - mu u)) 0 T); auto; try lra.
- intros u uT. apply (is_derive_minus (fun v => exp (- (v / 4))) mu); [apply de |].
  exact (strength_derivative 3 (1 / 2) 0 T x y ltac:(lia) (proj1 m) u uT).
- intros u uT. apply (continuous_minus (fun v => exp (- (v / 4))) mu).
  + apply (ex_derive_continuous (fun v => exp (- (v / 4)))). eexists. apply de.
  + exact (strength_continuous 3 (1 / 2) 0 T x y (proj1 m) u uT).
- unfold mu. destruct m as [_ [-> ->]]. replace (- (0 / 4)) with 0 by field.
  rewrite exp_0. simpl. lra.
- intros u uT neg.
  destruct (mode_on_line 3 (1 / 2) 0 1 T x y ltac:(lia) ltac:(lra) ltac:(lra) m u ltac:(lra))
    as [x0 [y0 l]].
  assert (P := exp_pos (- (u / 4))).
  assert (V : 1 / 4 <= strength_rate 3 (1 / 2) (x u) (y u)).
  { unfold strength_rate. simpl (2 * 3 - 4)%nat. simpl (2 * 3 - 6)%nat. simpl INR.
    set (a := x u ^ 2) in *. replace (x u ^ 4) with (a * a) by (unfold a; ring).
    assert (0 < y u ^ 2) by (apply pow_lt; exact y0). nra. }
  nra.
Qed.

Theorem unit_rate_mode T x y : rate_mode 3 1 0 1 T x y -> forall t, 0 <= t <= T ->
  x t = Rpower (1 + 4 * t) (- (1 / 4)) /\ y t = Rpower (1 + 4 * t) (- (1 / 4)) /\
  x t ^ 2 * y t ^ (3 - 2) = Rpower (1 + 4 * t) (- (3 / 4)).
Proof.
intros m t tT.
assert (on : forall u, 0 <= u <= T -> 0 < x u /\ y u = x u).
{ intros u uT.
  destruct (mode_on_line 3 1 0 1 T x y ltac:(lia) ltac:(lra) ltac:(lra) m u uT) as [x0 [y0 l]].
  split; [exact x0 | nra]. }
assert (m' := m). destruct m' as [[D C] [x00 _]].
assert (E : / x t ^ 4 - 4 * t = / x 0 ^ 4 - 4 * 0).
{ assert (dec := decays (fun u => / x u ^ 4 - 4 * u) 0 T).
  rewrite dec; [rewrite Rmult_0_l, Ropp_0, exp_0; ring | | | exact tT].
  - intros u uT. destruct (on u ltac:(lra)) as [x0 yx]. destruct (D u uT) as [Dx _].
    simpl in Dx. rewrite yx in Dx.
    assert (dp := is_derive_pow x 4 u _ Dx).
    assert (di := is_derive_inv _ u _ dp ltac:(apply pow_nonzero; lra)).
    assert (dl : is_derive (fun v => 4 * v) u 4) by (auto_derive; [exact I | ring]).
    assert (dm := is_derive_minus _ _ u _ _ di dl).
    match goal with |- is_derive _ _ ?a => match type of dm with is_derive _ _ ?b =>
      replace a with b; [exact dm |] end end.
    unfold minus, plus, opp; simpl. field. lra.
  - intros u uT. destruct (on u uT) as [x0 _]. destruct (C u uT) as [Cx _].
    apply (continuous_minus (fun v => / x v ^ 4) (fun v => 4 * v)).
    + apply (continuous_comp x (fun a => / a ^ 4)); [exact Cx |].
      apply (ex_derive_continuous (fun a => / a ^ 4)). auto_derive.
      assert (Q := pow_lt (x u) 4 x0). simpl in Q. lra.
    + apply (ex_derive_continuous (fun v => 4 * v)). auto_derive. exact I. }
rewrite x00 in E. destruct (on t tT) as [x0 ->].
assert (F : 1 + 4 * t = / x t ^ 4) by lra.
assert (X : x t = Rpower (1 + 4 * t) (- (1 / 4))).
{ rewrite F. unfold Rpower. rewrite <- (Rpower_pow 4 (x t) x0), <- Rpower_Ropp.
  unfold Rpower. rewrite ln_exp. simpl INR.
  replace (- (1 / 4) * (- (1 + 1 + 1 + 1) * ln (x t))) with (ln (x t)) by field.
  rewrite exp_ln; auto. }
split; [exact X | split; [exact X |]]. simpl (3 - 2)%nat.
replace (x t ^ 2 * x t ^ 1) with (x t ^ 3) by ring.
rewrite <- (Rpower_pow 3 (x t) x0), X, Rpower_mult. f_equal. simpl. field.
Qed.

Lemma later t : 12 <= t -> exp (- (t / 4)) < Rpower (1 + 4 * t) (- (3 / 4)).
Proof.
intros t12. unfold Rpower. apply exp_increasing.
assert (L : ln (1 + 4 * t) < t / 3); [| lra].
apply exp_lt_inv. rewrite exp_ln by lra.
assert (b : 49 < exp 4).
{ replace 4 with (INR 128 * (1 / 32)) by (simpl; field).
  assert (e := exp_ineq1_le (1 / 32)).
  assert (P : (33 / 32) ^ 128 <= exp (1 / 32) ^ 128) by (apply pow_incr; lra).
  replace (exp (INR 128 * (1 / 32))) with (exp (1 / 32) ^ 128).
  - apply Rlt_le_trans with (2 := P). simpl. lra.
  - rewrite <- Rpower_pow by apply exp_pos. unfold Rpower. rewrite ln_exp. reflexivity. }
replace (t / 3) with (4 + (t - 12) / 3) by field. rewrite exp_plus.
assert (g := exp_ineq1_le ((t - 12) / 3)). nra.
Qed.

Theorem half_rate_is_nearer T x y x' y' : rate_mode 3 (1 / 2) 0 1 T x y ->
  rate_mode 3 1 0 1 T x' y' -> forall t, 12 <= t <= T ->
  x t ^ 2 * y t ^ (3 - 2) < x' t ^ 2 * y' t ^ (3 - 2).
Proof.
intros half unit t tT.
destruct (unit_rate_mode T x' y' unit t ltac:(lra)) as [_ [_ ->]].
apply Rle_lt_trans with (exp (- (t / 4))); [| apply later; lra].
apply (half_rate_decays T x y half). lra.
Qed.
