(* Wrong variants of the equations of modes, of the comparison of two curves and of the order
   and the bounds that follow, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar closed_forms compare ahead mode_order from_right ceiling.
From dlf Require Import compressed_bounds half_rate_exists.
Open Scope R_scope.

(* Wrong variants of the equations of one mode under gradient flow, near the truth, refuted.
   *)

Lemma one_slope (f : R -> R) (x a b : R) : is_derive f x a -> is_derive f x b -> a = b.
Proof. intros A B. rewrite <- (is_derive_unique f x a A). exact (is_derive_unique f x b B). Qed.

(* nine tenths of the velocity *)
Theorem logistic_mode_share_wrong : ~ (forall s eps, 0 < s -> 0 < eps ->
  logistic s eps 0 = eps ^ 2 /\ forall t, 0 <= t ->
    is_derive (logistic s eps) t (9 / 10 * (2 * logistic s eps t * (s - logistic s eps t)))).
Proof.
intros H. destruct (H 2 1) as [_ D]; try lra. assert (W := D 0 (Rle_refl 0)).
destruct (logistic_mode 2 1) as [S E]; try lra.
assert (C := one_slope _ _ _ _ W (E 0 (Rle_refl 0))). rewrite S in C. lra.
Qed.

(* the power 2L in the place of 2L - 1 *)
Theorem unlearned_mode_power_wrong : ~ (forall L eps, (2 <= L)%nat -> 0 < eps ->
  unlearned_mode L eps 0 = eps /\ forall t, 0 <= t ->
    is_derive (unlearned_mode L eps) t (- unlearned_mode L eps t ^ (2 * L))).
Proof.
intros H. destruct (H 2%nat 2) as [_ D]; [lia | lra |]. assert (W := D 0 (Rle_refl 0)).
destruct (unlearned_mode_decays 2 2) as [S E]; [lia | lra |].
assert (C := one_slope _ _ _ _ W (E 0 (Rle_refl 0))). rewrite S in C. simpl in C. lra.
Qed.

(* one factor fewer in front *)
Theorem strength_equation_factor_wrong : ~ (forall (L : nat) (s : R) (lam : R -> R) t,
  (1 <= L)%nat -> 0 < lam t -> is_derive lam t (- lam t ^ (L - 1) * (lam t ^ L - s)) ->
  is_derive (fun u => lam u ^ L) t
    (INR (L - 1) * Rpower (lam t ^ L) (2 - 2 / INR L) * (s - lam t ^ L))).
Proof.
intros H. set (lam := fun u : R => 1 - u).
assert (D : is_derive lam 0 (- lam 0 ^ (2 - 1) * (lam 0 ^ 2 - 0))).
{ unfold lam. auto_derive; [exact I | simpl; ring]. }
assert (P : 0 < lam 0) by (unfold lam; lra).
assert (two : (1 <= 2)%nat) by lia.
assert (C := one_slope _ _ _ _ (H 2%nat 0 lam 0 two P D) (strength_equation 2 0 lam 0 two P D)).
assert (O : lam 0 ^ 2 = 1) by (unfold lam; ring). rewrite O in C.
unfold Rpower in C. rewrite ln_1, Rmult_0_r, exp_0 in C. simpl in C. lra.
Qed.

(* Wrong variants of the comparison of two curves, near the truth, refuted. *)

Lemma line_solves q : solves 1 (fun _ => q) (fun t => q * t).
Proof.
assert (D : forall t, is_derive (fun t => q * t) t q).
{ intros t. auto_derive; [exact I | ring]. }
split; intros t tT; [apply D |].
apply (ex_derive_continuous (fun t => q * t)). eexists. apply D.
Qed.

Lemma constants_lipschitz q (u v : R -> R) : forall t, 0 < t < 1 ->
  Rabs ((fun _ => q) (v t) - (fun _ => q) (u t)) <= 0 * Rabs (v t - u t).
Proof. intros t tT. rewrite Rminus_diag_eq by reflexivity. rewrite Rabs_R0. lra. Qed.

(* right sides in order but for a tenth *)
Theorem comparison_of_curves_tenth_wrong : ~ (forall (f g u v : R -> R) (K T : R), 0 <= K ->
  solves T f u -> solves T g v ->
  (forall t, 0 < t < T -> Rabs (f (v t) - f (u t)) <= K * Rabs (v t - u t)) -> u 0 <= v 0 ->
  (forall t, 0 < t < T -> f (v t) <= g (v t) + 1 / 10) ->
  forall t, 0 <= t <= T -> u t <= v t).
Proof.
intros H.
assert (B := H (fun _ => 1 / 10) (fun _ => 0) (fun t => 1 / 10 * t) (fun t => 0 * t) 0 1
  (Rle_refl 0) (line_solves _) (line_solves _) (constants_lipschitz _ _ _)).
simpl in B. assert (C : 1 / 10 * 1 <= 0 * 1); [| lra].
apply B; try intros; lra.
Qed.

(* right sides that may agree *)
Theorem faster_curve_is_ahead_equal_wrong : ~ (forall (f g u v : R -> R) (K T : R), 0 <= K ->
  solves T f u -> solves T g v ->
  (forall t, 0 < t < T -> Rabs (f (v t) - f (u t)) <= K * Rabs (v t - u t)) -> u 0 <= v 0 ->
  (forall t, 0 < t < T -> f (v t) <= g (v t)) ->
  forall t, 0 < t <= T -> u t < v t).
Proof.
intros H.
assert (B := H (fun _ => 0) (fun _ => 0) (fun t => 0 * t) (fun t => 0 * t) 0 1
  (Rle_refl 0) (line_solves _) (line_solves _) (constants_lipschitz _ _ _)).
simpl in B. assert (C : 0 * 1 < 0 * 1); [| lra].
apply B; try intros; lra.
Qed.

(* Wrong variants of the order of two modes of the Riccati equation, near the truth, refuted
   by modes that stand still. *)

Lemma standing_mode T : solves T (riccati_velocity 1) (fun _ => 1).
Proof. apply constant_solves. unfold riccati_velocity. ring. Qed.

(* a bound smaller by a tenth *)
Theorem riccati_mode_between_tenth_wrong : ~ (forall omega T u, 0 < u 0 ->
  solves T (riccati_velocity omega) u ->
  forall t, 0 <= t <= T -> 0 < u t <= 9 / 10 * Rmax (u 0) omega).
Proof.
intros H. destruct (H 1 1 (fun _ => 1)) with (t := 1) as [_ E]; [lra | apply standing_mode | lra |].
simpl in E. rewrite Rmax_left in E; lra.
Qed.

(* two eigenvalues that may be equal *)
Theorem larger_eigenvalue_is_ahead_equal_wrong : ~ (forall omega omega' T u v,
  omega <= omega' -> 0 < u 0 -> u 0 = v 0 ->
  solves T (riccati_velocity omega) u -> solves T (riccati_velocity omega') v ->
  forall t, 0 < t <= T -> 0 < u t < v t).
Proof.
intros H. destruct (H 1 1 1 (fun _ => 1) (fun _ => 1)) with (t := 1) as [_ E]; try lra;
  apply standing_mode.
Qed.

(* A wrong variant of the order of two modes, near the truth, refuted by modes that stand
   still. *)

(* two targets that may be equal *)
Theorem larger_target_is_ahead_equal_wrong : ~ (forall L s s' eps T u v, (2 <= L)%nat ->
  0 <= s -> s <= s' -> 0 < eps ->
  solves T (mode_velocity L s) u -> solves T (mode_velocity L s') v -> u 0 = eps -> v 0 = eps ->
  forall t, 0 < t <= T -> 0 < u t ^ L < v t ^ L).
Proof.
intros H.
assert (S : solves 1 (mode_velocity 2 1) (fun _ => 1)).
{ split; intros t _.
  - replace (mode_velocity 2 1 1) with 0 by (unfold mode_velocity; simpl; ring).
    exact (is_derive_const (V := R_NormedModule) 1 t).
  - apply continuous_const. }
destruct (H 2%nat 1 1 1 1 (fun _ => 1) (fun _ => 1)) with (t := 1) as [_ E]; auto; try lra.
Qed.

(* Wrong variants of the curve that is faster than a mode, near the truth, refuted by one that
   stands still and by an exponential. *)

(* a curve that may be as fast as the mode *)
Theorem faster_than_its_mode_equal_wrong : ~ (forall L s T (x dx v : R -> R),
  solves T (strength_velocity L s) v ->
  (forall t, 0 < t < T -> is_derive x t (dx t) /\ strength_velocity L s (x t) <= dx t) ->
  (forall t, 0 <= t <= T -> continuous x t) ->
  (forall t, 0 <= t <= T -> 0 < x t /\ 0 < v t) -> x 0 = v 0 ->
  forall t, 0 < t < T -> v t < x t).
Proof.
intros H. assert (A : 1 < 1); [| lra].
assert (Z : strength_velocity 2 1 1 = 0) by (unfold strength_velocity; ring).
apply (H 2%nat 1 2 (fun _ => 1) (fun _ => 0) (fun _ => 1)) with (t := 1); try lra.
- apply constant_solves. exact Z.
- intros t _. split; [exact (is_derive_const (V := R_NormedModule) 1 t) | lra].
- intros t _. apply continuous_const.
- intros t _. lra.
Qed.

(* a rate that is smaller by a tenth *)
Theorem rest_falls_tenth_wrong : ~ (forall s C T (x c : R -> R),
  (forall t, 0 < t < T -> is_derive x t (c t * (s - x t)) /\ 9 / 10 * C <= c t) ->
  (forall t, 0 <= t <= T -> continuous x t) -> (forall t, 0 <= t <= T -> x t <= s) -> 0 <= C ->
  forall t, 0 <= t <= T -> s - x t <= (s - x 0) * exp (- (C * t))).
Proof.
intros H.
assert (D : forall t, is_derive (fun t => - exp (- (9 / 10 * t))) t
  (9 / 10 * (0 - - exp (- (9 / 10 * t))))).
{ intros t. auto_derive; [exact I | ring]. }
assert (A : 0 - - exp (- (9 / 10 * 1)) <= (0 - - exp (- (9 / 10 * 0))) * exp (- (1 * 1))).
{ apply (H 0 1 1 (fun t => - exp (- (9 / 10 * t))) (fun _ => 9 / 10)); try lra.
  - intros t _. split; [apply D | lra].
  - intros t _. apply (ex_derive_continuous (fun t => - exp (- (9 / 10 * t)))).
    eexists. apply D.
  - intros t _. assert (p := exp_pos (- (9 / 10 * t))). lra. }
rewrite Rmult_0_r, Ropp_0, exp_0 in A.
assert (B := exp_increasing (- (1 * 1)) (- (9 / 10 * 1))). lra.
Qed.

(* Wrong variants of the comparison from the right, near the truth, refuted by straight lines.
   *)

(* a straight line *)
Definition line (a q t : R) := a + q * t.

Lemma line_continuous a q t : continuous (line a q) t.
Proof. apply (ex_derive_continuous (line a q)). unfold line. auto_derive. exact I. Qed.

Lemma line_rises a q t l : q <= l -> rises_at_most (line a q) t l.
Proof.
intros ql e e0. exists 1. split; [lra |]. intros h [h0 _]. unfold line.
assert (h * q <= h * (l + e)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(* slopes that exceed the velocity by a tenth *)
Theorem largest_stays_below_tenth_wrong : ~ (forall L s T u v, (2 <= L)%nat ->
  solves T (root_velocity L s) v -> (forall t, 0 <= t <= T -> continuous u t) ->
  (forall t, 0 < t < T -> rises_at_most u t (root_velocity L s (u t) + 1 / 10)) ->
  (forall t, 0 <= t <= T -> 0 <= u t /\ 0 <= v t) -> u 0 <= v 0 ->
  forall t, 0 <= t <= T -> u t <= v t).
Proof.
intros H.
assert (B : line 0 (1 / 20) 1 <= 0); [| unfold line in B; lra].
apply (H 2%nat 0 1 (line 0 (1 / 20)) (fun _ => 0)); try (unfold line; lra || lia).
- apply constant_solves. unfold root_velocity. simpl. ring.
- intros t _. apply line_continuous.
- intros t tT. apply line_rises. unfold root_velocity, line. simpl. nra.
- intros t tT. unfold line. lra.
Qed.

(* slopes that exceed the velocity by a tenth *)
Theorem mode_stays_above_tenth_wrong : ~ (forall L s T u v,
  solves T (strength_velocity L s) v -> (forall t, 0 <= t <= T -> continuous u t) ->
  (forall t, 0 < t < T -> rises_at_most u t (strength_velocity L s (u t) + 1 / 10)) ->
  (forall t, 0 <= t <= T -> 0 < u t /\ 0 < v t) -> u 0 <= v 0 ->
  forall t, 0 <= t <= T -> u t <= v t).
Proof.
intros H.
assert (V : forall x, 0 < x -> strength_velocity 2 1 x = 2 * x * (1 - x)).
{ intros x x0. unfold strength_velocity. replace (2 - 2 / INR 2) with 1 by (simpl; field).
  rewrite Rpower_1 by exact x0. simpl. ring. }
assert (B : line 1 (1 / 40) 1 <= 1); [| unfold line in B; lra].
apply (H 2%nat 1 1 (line 1 (1 / 40)) (fun _ => 1)); try (unfold line; lra).
- apply constant_solves. rewrite V; lra.
- intros t _. apply line_continuous.
- intros t tT. apply line_rises. rewrite V; unfold line; nra.
- intros t tT. unfold line. lra.
Qed.

(* Wrong variants of what bounds the ceiling, near the truth, refuted by modes that stand
   still. *)

(* two factors, target 1, no leader *)
Lemma standing_velocity : ceiling_velocity 2 1 0 0 1 = 0.
Proof.
unfold ceiling_velocity, kappa. rewrite (Rmin_left 0 0), Rmax_left by lra. simpl. ring.
Qed.

Lemma standing_place : best_moment 2 1 0.
Proof. split; [lra |]. simpl. rewrite sqrt_0. ring. Qed.

Lemma standing t : is_derive (fun _ : R => 1) t (ceiling_velocity 2 1 0 0 1).
Proof. rewrite standing_velocity. exact (is_derive_const (V := R_NormedModule) 1 t). Qed.

(* a bound smaller by a tenth *)
Theorem leader_only_lowers_tenth_wrong : ~ (forall L a w T (lead u v : R -> R), (2 <= L)%nat ->
  best_moment L a w ->
  (forall t, 0 < t < T -> is_derive u t (ceiling_velocity L a w (lead t) (u t))) ->
  (forall t, 0 < t < T -> is_derive v t (ceiling_velocity L a w w (v t))) ->
  (forall t, 0 <= t <= T -> continuous u t /\ continuous v t) ->
  (forall t, 0 <= t <= T -> 0 <= u t /\ 0 <= v t) -> u 0 <= v 0 ->
  forall t, 0 <= t <= T -> u t <= 9 / 10 * v t).
Proof.
intros H. assert (A : 1 <= 9 / 10 * 1); [| lra].
apply (H 2%nat 1 0 1 (fun _ => 0) (fun _ => 1) (fun _ => 1)) with (t := 1); try lra.
- lia.
- exact standing_place.
- intros t _. apply standing.
- intros t _. apply standing.
- intros t _. split; apply continuous_const.
- intros t _. lra.
Qed.

(* a bound smaller by a tenth *)
Theorem ceiling_below_target_tenth_wrong : ~ (forall L a w c T (lead v : R -> R), (2 <= L)%nat ->
  best_moment L a w -> 0 <= c -> a <= sqrt c ^ L ->
  (forall t, 0 < t < T -> is_derive v t (ceiling_velocity L a w (lead t) (v t))) ->
  (forall t, 0 <= t <= T -> continuous v t) -> v 0 <= c ->
  forall t, 0 <= t <= T -> v t <= 9 / 10 * c).
Proof.
intros H. assert (A : 1 <= 9 / 10 * 1); [| lra].
apply (H 2%nat 1 0 1 1 (fun _ => 0) (fun _ => 1)) with (t := 1); try lra.
- lia.
- exact standing_place.
- rewrite sqrt_1. simpl. lra.
- intros t _. apply standing.
- intros t _. apply continuous_const.
Qed.

(* Wrong variants of the bounds on the modes of the compressed network, near the truth,
   refuted. *)

(* a mode that stays where it is *)
Lemma still_mode L alpha s T a b : a * (s - a ^ 2 * b ^ (L - 2)) = 0 ->
  compressed_mode L alpha s T (fun _ => a) (fun _ => b).
Proof.
assert (C : forall c t, is_derive (fun _ : R => c) t 0).
{ intros c t. exact (is_derive_const (V := R_NormedModule) c t). }
intros z. split; intros t tT; [| split; apply continuous_const]. split; [| intros _].
- replace (alpha * a * b ^ (L - 2) * (s - a ^ 2 * b ^ (L - 2))) with 0; [apply C |].
  transitivity (alpha * b ^ (L - 2) * (a * (s - a ^ 2 * b ^ (L - 2)))); [rewrite z |]; ring.
- replace (a ^ 2 * b ^ (L - 3) * (s - a ^ 2 * b ^ (L - 2))) with 0; [apply C |].
  transitivity (a * b ^ (L - 3) * (a * (s - a ^ 2 * b ^ (L - 2)))); [rewrite z |]; ring.
Qed.

(* a moving mode of three factors with the rate 4 and the target 0 *)
Lemma moving_mode : compressed_mode 3 4 0 1 (unlearned_mode 3 1)
  (fun t => unlearned_mode 3 1 t / 2).
Proof.
assert (D : forall t, 0 <= t -> is_derive (unlearned_mode 3 1) t (- unlearned_mode 3 1 t ^ 5)).
{ intros t t0. exact (unlearned_solves 3 1 t ltac:(lia) Rlt_0_1 t0). }
assert (D' : forall t, 0 <= t ->
  is_derive (fun u => unlearned_mode 3 1 u / 2) t (- unlearned_mode 3 1 t ^ 5 / 2)).
{ intros t t0. assert (P := is_derive_scal _ t (/ 2) _ (D t t0)).
  replace (- unlearned_mode 3 1 t ^ 5 / 2) with (/ 2 * - unlearned_mode 3 1 t ^ 5) by field.
  eapply is_derive_ext; [| exact P]. intros u. simpl. unfold Rdiv. apply Rmult_comm. }
split; intros t tT.
- cbv zeta. simpl (3 - 2)%nat. simpl (3 - 3)%nat. split; [| intros _].
  + match goal with |- is_derive _ _ ?a => replace a with (- unlearned_mode 3 1 t ^ 5) by field end.
    apply D; lra.
  + match goal with |- is_derive _ _ ?a =>
      replace a with (- unlearned_mode 3 1 t ^ 5 / 2) by field end.
    apply D'; lra.
- split.
  + apply (ex_derive_continuous (unlearned_mode 3 1)). eexists. apply D; lra.
  + apply (ex_derive_continuous (fun u => unlearned_mode 3 1 u / 2)). eexists. apply D'; lra.
Qed.

Lemma moving_mode_moves : 0 < unlearned_mode 3 1 1 < unlearned_mode 3 1 0.
Proof.
rewrite (unlearned_starts 3 1 ltac:(lia) Rlt_0_1). unfold unlearned_mode, Rpower.
replace (2 * 3 - 2)%nat with 4%nat by lia. simpl INR.
replace (1 + (1 + 1 + 1 + 1) * 1 ^ 4 * 1) with 5 by ring.
assert (l : 0 < ln 5) by (rewrite <- ln_1; apply ln_increasing; lra).
assert (E : exp (- / (1 + 1 + 1 + 1) * ln 5) < 1).
{ apply Rlt_le_trans with (exp 0); [apply exp_increasing; lra | rewrite exp_0; lra]. }
assert (P := exp_pos (- / (1 + 1 + 1 + 1) * ln 5)). lra.
Qed.

(* the loss falls strictly *)
Theorem compressed_loss_falls_strict_wrong : ~ (forall L alpha s T x y, (2 <= L)%nat -> 0 < alpha ->
  compressed_mode L alpha s T x y -> forall t t', 0 <= t -> t < t' -> t' <= T ->
  mode_loss L s (x t') (y t') < mode_loss L s (x t) (y t)).
Proof.
intros H. assert (A := H 3%nat 1 1 1 _ _ ltac:(lia) Rlt_0_1
  (still_mode 3 1 1 1 1 1 ltac:(simpl; ring)) 0 1 (Rle_refl 0) Rlt_0_1
  (Rle_refl 1)). lra.
Qed.

(* a tenth of the loss is lost *)
Theorem compressed_loss_falls_tenth_wrong : ~ (forall L alpha s T x y, (2 <= L)%nat -> 0 < alpha ->
  compressed_mode L alpha s T x y -> forall t t', 0 <= t -> t < t' -> t' <= T ->
  mode_loss L s (x t') (y t') <= 9 / 10 * mode_loss L s (x t) (y t)).
Proof.
intros H. assert (A := H 3%nat 1 0 1 _ _ ltac:(lia) Rlt_0_1 (proj1 (unit_rate_solves 1)) 0
  (1 / 100) ltac:(lra) ltac:(lra) ltac:(lra)).
rewrite (unlearned_starts 3 1 ltac:(lia) Rlt_0_1) in A.
assert (B : 99 / 100 <= unlearned_mode 3 1 (1 / 100)).
{ unfold unlearned_mode, Rpower. simpl INR.
  assert (l : ln (1 + (1 + 1 + 1 + 1) * 1 ^ 4 * (1 / 100)) <= 4 / 100).
  { apply Rle_trans with (ln (exp (4 / 100))); [| rewrite ln_exp; lra].
    apply ln_le; [simpl; lra |]. assert (e := exp_ineq1_le (4 / 100)). simpl. lra. }
  match goal with |- _ <= 1 * exp ?a => assert (e := exp_ineq1_le a) end. simpl in *. lra. }
unfold mode_loss in A. simpl in A. set (u := unlearned_mode 3 1 (1 / 100)) in *.
assert (98 / 100 <= u * u) by nra. assert (96 / 100 <= (u * u) * u) by nra. nra.
Qed.

(* the weight 1 in the place of alpha *)
Theorem compressed_mode_conserves_weight_wrong : ~ (forall L alpha s T x y, (2 <= L)%nat ->
  compressed_mode L alpha s T x y -> (2 < L)%nat -> forall t, 0 <= t <= T ->
  x t ^ 2 - y t ^ 2 = x 0 ^ 2 - y 0 ^ 2).
Proof.
intros H. assert (A := H 3%nat 4 0 1 _ _ ltac:(lia) moving_mode ltac:(lia) 1 ltac:(lra)).
assert (B := moving_mode_moves). cbv beta in A. nra.
Qed.

(* the sum in the place of the difference *)
Theorem compressed_mode_conserves_sign_wrong : ~ (forall L alpha s T x y, (2 <= L)%nat ->
  compressed_mode L alpha s T x y -> (2 < L)%nat -> forall t, 0 <= t <= T ->
  x t ^ 2 + alpha * y t ^ 2 = x 0 ^ 2 + alpha * y 0 ^ 2).
Proof.
intros H. assert (A := H 3%nat 4 0 1 _ _ ltac:(lia) moving_mode ltac:(lia) 1 ltac:(lra)).
assert (B := moving_mode_moves). cbv beta in A. nra.
Qed.

(* as near to 0 as it was to s *)
Theorem compressed_mode_bounded_target_wrong : ~ (forall L alpha s T x y, (2 <= L)%nat ->
  0 < alpha -> compressed_mode L alpha s T x y -> forall t, 0 <= t <= T ->
  Rabs (x t ^ 2 * y t ^ (L - 2)) <= Rabs (x 0 ^ 2 * y 0 ^ (L - 2) - s)).
Proof.
intros H. assert (A := H 3%nat 1 1 1 _ _ ltac:(lia) Rlt_0_1
  (still_mode 3 1 1 1 1 1 ltac:(simpl; ring)) 1 ltac:(lra)).
simpl in A. replace (1 * (1 * 1) * (1 * 1)) with 1 in A by ring.
replace (1 - 1) with 0 in A by ring. rewrite Rabs_R0, Rabs_R1 in A. lra.
Qed.

(* x^2 within the bound of the strength *)
Theorem compressed_mode_bounded_square_wrong : ~ (forall L alpha s T x y, (2 <= L)%nat ->
  0 < alpha -> compressed_mode L alpha s T x y -> forall t, 0 <= t <= T ->
  x t ^ 2 <= strength_bound L s (x 0) (y 0)).
Proof.
intros H. assert (A := H 3%nat 1 2 1 _ _ ltac:(lia) Rlt_0_1
  (still_mode 3 1 2 1 2 (1 / 2) ltac:(simpl; field)) 1 ltac:(lra)).
unfold strength_bound in A. simpl in A.
replace (2 * (2 * 1) * (1 / 2 * 1) - 2) with 0 in A by field.
rewrite Rabs_R0, Rabs_pos_eq in A; lra.
Qed.
