(* Wrong variants of the theorems on the modes of the rates 1/2 and 1, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compressed_bounds rate_speed rate_order half_rate half_rate_exists.
Open Scope R_scope.

(* the rate one in the place of a half *)
Theorem half_rate_decays_unit_wrong : ~ (forall T x y, rate_mode 3 1 0 1 T x y ->
  forall t, 0 <= t <= T -> x t ^ 2 * y t ^ (3 - 2) <= exp (- (t / 4))).
Proof.
intros H. assert (A := H 12 _ _ (unit_rate_solves 12) 12 ltac:(lra)).
destruct (unit_rate_mode 12 _ _ (unit_rate_solves 12) 12 ltac:(lra)) as [_ [_ E]].
assert (B := later 12 ltac:(lra)). lra.
Qed.

(* eleven tenths of the exponent *)
Theorem half_rate_decays_exponent_wrong : ~ (forall T x y, rate_mode 3 (1 / 2) 0 1 T x y ->
  forall t, 0 <= t <= T -> x t ^ 2 * y t ^ (3 - 2) <= exp (- (11 / 10 * (t / 4)))).
Proof.
intros H. destruct (half_rate_exists 100) as [[x [y [m low]]] _].
destruct (low 100 ltac:(lra)) as [_ B]. assert (A := H 100 x y m 100 ltac:(lra)).
replace (- ((100 + 3) / 4)) with (- (11 / 10 * (100 / 4)) + 7 / 4) in B by field.
rewrite exp_plus in B. assert (e := exp_ineq1_le (7 / 4)).
assert (P := exp_pos (- (11 / 10 * (100 / 4)))). nra.
Qed.

(* 1 + 3t in the place of 1 + 4t *)
Theorem unit_rate_mode_factor_wrong : ~ (forall T x y, rate_mode 3 1 0 1 T x y ->
  forall t, 0 <= t <= T ->
  x t = Rpower (1 + 3 * t) (- (1 / 4)) /\ y t = Rpower (1 + 3 * t) (- (1 / 4)) /\
  x t ^ 2 * y t ^ (3 - 2) = Rpower (1 + 3 * t) (- (3 / 4))).
Proof.
intros H. destruct (H 1 _ _ (unit_rate_solves 1) 1 ltac:(lra)) as [A _].
destruct (unit_rate_mode 1 _ _ (unit_rate_solves 1) 1 ltac:(lra)) as [B _].
rewrite A in B. unfold Rpower in B. apply exp_inv in B.
assert (l : ln (1 + 3 * 1) < ln (1 + 4 * 1)) by (apply ln_increasing; lra). lra.
Qed.

(* the strength with the power -1/2 *)
Theorem unit_rate_mode_power_wrong : ~ (forall T x y, rate_mode 3 1 0 1 T x y ->
  forall t, 0 <= t <= T ->
  x t = Rpower (1 + 4 * t) (- (1 / 4)) /\ y t = Rpower (1 + 4 * t) (- (1 / 4)) /\
  x t ^ 2 * y t ^ (3 - 2) = Rpower (1 + 4 * t) (- (1 / 2))).
Proof.
intros H. destruct (H 1 _ _ (unit_rate_solves 1) 1 ltac:(lra)) as [_ [_ A]].
destruct (unit_rate_mode 1 _ _ (unit_rate_solves 1) 1 ltac:(lra)) as [_ [_ B]].
rewrite A in B. unfold Rpower in B. apply exp_inv in B.
assert (l : 0 < ln (1 + 4 * 1)) by (rewrite <- ln_1; apply ln_increasing; lra). lra.
Qed.

(* nine tenths of the mode *)
Theorem unit_rate_mode_tenth_wrong : ~ (forall T x y, rate_mode 3 1 0 1 T x y ->
  forall t, 0 <= t <= T ->
  x t = 9 / 10 * Rpower (1 + 4 * t) (- (1 / 4)) /\
  y t = 9 / 10 * Rpower (1 + 4 * t) (- (1 / 4)) /\
  x t ^ 2 * y t ^ (3 - 2) = 9 / 10 * Rpower (1 + 4 * t) (- (3 / 4))).
Proof.
intros H. destruct (H 1 _ _ (unit_rate_solves 1) 1 ltac:(lra)) as [A _].
destruct (unit_rate_mode 1 _ _ (unit_rate_solves 1) 1 ltac:(lra)) as [B _].
assert (P : 0 < Rpower (1 + 4 * 1) (- (1 / 4))) by apply exp_pos. lra.
Qed.

(* at the time 1/8 there is a mode of the rate 1/2 whose strength is the larger one *)
Lemma early : exists x y x' y', rate_mode 3 (1 / 2) 0 1 (1 / 8) x y /\
  rate_mode 3 1 0 1 (1 / 8) x' y' /\
  x' (1 / 8) ^ 2 * y' (1 / 8) ^ (3 - 2) <= x (1 / 8) ^ 2 * y (1 / 8) ^ (3 - 2).
Proof.
destruct (half_rate_exists (1 / 8)) as [[x [y [half low]]] [x' [y' unit]]].
exists x, y, x', y'. split; [exact half | split; [exact unit |]].
destruct (low (1 / 8) ltac:(lra)) as [B _]. apply Rle_trans with (2 := B).
destruct (unit_rate_mode _ _ _ unit (1 / 8) ltac:(lra)) as [_ [_ ->]].
left. apply exp_increasing.
assert (l : 1 / 3 < ln (1 + 4 * (1 / 8))); [| lra].
assert (b := exp_le_3). assert (p := exp_ineq1_le (1 / 3)).
assert (c : exp 1 = exp (1 / 3) * exp (1 / 3) * exp (1 / 3)).
{ rewrite <- !exp_plus. f_equal. field. }
rewrite <- (ln_exp (1 / 3)). apply ln_increasing; [apply exp_pos |].
apply Rnot_le_lt. intros big. set (z := exp (1 / 3)) in *.
assert (9 / 4 <= z * z) by nra. assert (27 / 8 <= z * z * z) by nra. lra.
Qed.

(* already from the time 1/8 on *)
Theorem half_rate_is_nearer_early_wrong : ~ (forall T x y x' y',
  rate_mode 3 (1 / 2) 0 1 T x y -> rate_mode 3 1 0 1 T x' y' -> forall t, 1 / 8 <= t <= T ->
  x t ^ 2 * y t ^ (3 - 2) < x' t ^ 2 * y' t ^ (3 - 2)).
Proof.
intros H. destruct early as [x [y [x' [y' [half [unit B]]]]]].
assert (A := H _ _ _ _ _ half unit (1 / 8) ltac:(lra)). lra.
Qed.

(* a mode from 1 gives one from eps, slower by eps^4 *)
Lemma scaled_mode alpha eps T x y : 0 < eps -> rate_mode 3 alpha 0 1 (eps ^ 4 * T) x y ->
  rate_mode 3 alpha 0 eps T (fun t => eps * x (eps ^ 4 * t)) (fun t => eps * y (eps ^ 4 * t)).
Proof.
intros e0 [[D C] [x0 y0]]. assert (k0 := pow_lt eps 4 e0). set (k := eps ^ 4) in *.
assert (scaled : forall z t l, is_derive z (k * t) l ->
  is_derive (fun u => eps * z (k * u)) t (eps * (k * l))).
{ intros z t l d. apply is_derive_scal.
  assert (dk : is_derive (fun u => k * u) t k) by (auto_derive; [exact I | ring]).
  exact (is_derive_comp z (fun u => k * u) t _ _ d dk). }
assert (cont : forall z t, continuous z (k * t) -> continuous (fun u => eps * z (k * u)) t).
{ intros z t c. apply (continuous_mult (fun _ => eps)); [apply continuous_const |].
  apply (continuous_comp (fun u => k * u) z); [| exact c].
  apply (ex_derive_continuous (fun u => k * u)). auto_derive. exact I. }
split; [split; intros t tT | rewrite Rmult_0_r, x0, y0, Rmult_1_r; split; reflexivity].
- destruct (D (k * t) ltac:(nra)) as [Dx Dy]. specialize (Dy ltac:(lia)).
  assert (E := scaled _ _ _ Dx). assert (E' := scaled _ _ _ Dy).
  cbv zeta in *. simpl (3 - 2)%nat in *. simpl (3 - 3)%nat in *. split; [| intros _].
  + match goal with |- is_derive _ _ ?a => match type of E with is_derive _ _ ?b =>
      replace a with b; [exact E | unfold k; ring] end end.
  + match goal with |- is_derive _ _ ?a => match type of E' with is_derive _ _ ?b =>
      replace a with b; [exact E' | unfold k; ring] end end.
- destruct (C (k * t) ltac:(nra)) as [Cx Cy]. split; apply cont; assumption.
Qed.

(* from any start *)
Theorem half_rate_is_nearer_start_wrong : ~ (forall eps T x y x' y', 0 < eps ->
  rate_mode 3 (1 / 2) 0 eps T x y -> rate_mode 3 1 0 eps T x' y' -> forall t, 12 <= t <= T ->
  x t ^ 2 * y t ^ (3 - 2) < x' t ^ 2 * y' t ^ (3 - 2)).
Proof.
intros H. destruct early as [x [y [x' [y' [half [unit B]]]]]].
assert (e : (1 / 4) ^ 4 * 32 = 1 / 8) by field. rewrite <- e in half, unit.
assert (A := H (1 / 4) 32 _ _ _ _ ltac:(lra)
  (scaled_mode (1 / 2) (1 / 4) 32 x y ltac:(lra) half)
  (scaled_mode 1 (1 / 4) 32 x' y' ltac:(lra) unit) 32 ltac:(lra)).
cbv beta in A. rewrite e in A. simpl (3 - 2)%nat in *.
set (a := x (1 / 8)) in *. set (b := y (1 / 8)) in *.
set (a' := x' (1 / 8)) in *. set (b' := y' (1 / 8)) in *.
replace ((1 / 4 * a) ^ 2 * (1 / 4 * b) ^ 1) with (a ^ 2 * b ^ 1 / 64) in A by field.
replace ((1 / 4 * a') ^ 2 * (1 / 4 * b') ^ 1) with (a' ^ 2 * b' ^ 1 / 64) in A by field.
lra.
Qed.

(* both factors equal for the rate 1/2 *)
Theorem half_rate_exists_equal_wrong : ~ (forall T, (exists x, rate_mode 3 (1 / 2) 0 1 T x x /\
    forall t, 0 <= t <= T -> exp (- (2 * t)) <= x t ^ 2 * x t ^ (3 - 2) /\
      exp (- ((t + 3) / 4)) / 2 <= x t ^ 2 * x t ^ (3 - 2)) /\
  exists x y, rate_mode 3 1 0 1 T x y).
Proof.
intros H. destruct (H 1) as [[x [m _]] _].
assert (A := half_rate_decays 1 x x m 1 ltac:(lra)).
destruct (mode_on_line 3 (1 / 2) 0 1 1 x x ltac:(lia) ltac:(lra) ltac:(lra) m 1 ltac:(lra))
  as [x0 [_ l]].
assert (x1 : x 1 = 1) by nra. rewrite x1 in A.
assert (e : exp (- (1 / 4)) < exp 0) by (apply exp_increasing; lra).
rewrite exp_0 in e. simpl in A. lra.
Qed.

(* the exponent t/5 below *)
Theorem half_rate_exists_exponent_wrong : ~ (forall T,
  (exists x y, rate_mode 3 (1 / 2) 0 1 T x y /\
    forall t, 0 <= t <= T -> exp (- (2 * t)) <= x t ^ 2 * y t ^ (3 - 2) /\
      exp (- ((t + 3) / 5)) / 2 <= x t ^ 2 * y t ^ (3 - 2)) /\
  exists x y, rate_mode 3 1 0 1 T x y).
Proof.
intros H. destruct (H 100) as [[x [y [m low]]] _].
destruct (low 100 ltac:(lra)) as [_ B].
assert (A := half_rate_decays 100 x y m 100 ltac:(lra)).
replace (- ((100 + 3) / 5)) with (- (100 / 4) + 22 / 5) in B by field.
rewrite exp_plus in B. assert (e := exp_ineq1_le (22 / 5)).
assert (P := exp_pos (- (100 / 4))). nra.
Qed.
