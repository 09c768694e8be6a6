(* Wrong variants of how modes depend on the rate: of their speed, of the rates 1/2 and 1 and
   of their order, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import rate_speed scalar compressed_bounds rate_order half_rate half_rate_exists.
From dlf Require Import wrong_curves.
Open Scope R_scope.

(* Wrong variants of the theorems on the speed in the rate, near the truth, refuted. *)

Lemma sqrt_square a : 0 <= a -> sqrt a ^ 2 = a.
Proof. intros a0. simpl. rewrite Rmult_1_r. exact (sqrt_sqrt a a0). Qed.

(* two shrunken points of the rates 1/2 and 7475/9600 with the same strength *)
Lemma slow_point : on_line (1 / 2) 1 (sqrt (505 / 1000)) (1 / 10).
Proof.
split; [apply sqrt_lt_R0; lra | split; [lra |]]. rewrite sqrt_square by lra. field.
Qed.

Lemma fast_point : on_line (7475 / 9600) 1 (sqrt (2525 / 10000)) (1 / 5).
Proof.
split; [apply sqrt_lt_R0; lra | split; [lra |]]. rewrite sqrt_square by lra. field.
Qed.

Lemma same_strength :
  sqrt (505 / 1000) ^ 2 * (1 / 10) ^ (3 - 2) = sqrt (2525 / 10000) ^ 2 * (1 / 5) ^ (3 - 2).
Proof. rewrite !sqrt_square by lra. simpl. field. Qed.

Lemma start_on_line alpha : on_line alpha 1 1 1.
Proof. split; [lra | split; [lra | ring]]. Qed.

(* shrunken modes of any rates *)
Theorem speed_grows_with_rate_shrunken_wrong : ~ (forall L eps alpha alpha' x y x' y',
  (3 <= L)%nat -> 0 < eps -> 0 < alpha -> alpha < alpha' ->
  on_line alpha eps x y -> on_line alpha' eps x' y' ->
  x ^ 2 * y ^ (L - 2) = x' ^ 2 * y' ^ (L - 2) ->
  rate_speed L alpha x y < rate_speed L alpha' x' y').
Proof.
intros H. assert (A := H 3%nat 1 (1 / 2) (7475 / 9600) _ _ _ _ ltac:(lia) ltac:(lra) ltac:(lra)
  ltac:(lra) slow_point fast_point same_strength).
unfold rate_speed in A. rewrite !sqrt_square in A by lra. simpl in A. lra.
Qed.

(* faster by a tenth *)
Theorem speed_grows_with_rate_tenth_wrong : ~ (forall L eps alpha alpha' x y x' y',
  (3 <= L)%nat -> 0 < eps -> 0 < alpha -> alpha < alpha' ->
  on_line alpha eps x y -> on_line alpha' eps x' y' ->
  x ^ 2 * y ^ (L - 2) = x' ^ 2 * y' ^ (L - 2) ->
  (eps ^ L <= x ^ 2 * y ^ (L - 2) \/ 1 <= alpha) ->
  11 / 10 * rate_speed L alpha x y < rate_speed L alpha' x' y').
Proof.
intros H. assert (A := H 3%nat 1 1 (101 / 100) 1 1 1 1 ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  (start_on_line _) (start_on_line _) eq_refl ltac:(right; lra)).
unfold rate_speed in A. simpl in A. lra.
Qed.

(* points of two rates *)
Theorem one_point_rates_wrong : ~ (forall L eps alpha alpha' x y x' y', (3 <= L)%nat ->
  0 < alpha -> 0 < alpha' -> on_line alpha eps x y -> on_line alpha' eps x' y' ->
  x ^ 2 * y ^ (L - 2) = x' ^ 2 * y' ^ (L - 2) -> x = x' /\ y = y').
Proof.
intros H. destruct (H 3%nat 1 (1 / 2) (7475 / 9600) _ _ _ _ ltac:(lia) ltac:(lra) ltac:(lra)
  slow_point fast_point same_strength). lra.
Qed.

(* a rate below 0 *)
Theorem one_point_sign_wrong : ~ (forall L eps alpha x y x' y', (3 <= L)%nat -> alpha <> 0 ->
  on_line alpha eps x y -> on_line alpha eps x' y' ->
  x ^ 2 * y ^ (L - 2) = x' ^ 2 * y' ^ (L - 2) -> x = x' /\ y = y').
Proof.
intros H. assert (P : on_line (-1) 1 (7 / 5) (1 / 5)) by (split; [lra | split; [lra | field]]).
assert (Q : on_line (-1) 1 (1 / 5) (7 / 5)) by (split; [lra | split; [lra | field]]).
destruct (H 4%nat 1 (-1) _ _ _ _ ltac:(lia) ltac:(lra) P Q ltac:(simpl; field)). lra.
Qed.

(* any rate but 0 *)
Theorem each_strength_sign_wrong : ~ (forall L eps alpha mu, (3 <= L)%nat -> 0 < eps ->
  alpha <> 0 -> 0 < mu -> exists x y, on_line alpha eps x y /\ x ^ 2 * y ^ (L - 2) = mu).
Proof.
intros H. destruct (H 4%nat 1 (-1) 2 ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra))
  as [x [y [[x0 [y0 l]] e]]].
simpl (4 - 2)%nat in e. assert (S := pow2_ge_0 (x ^ 2 - y ^ 2)). nra.
Qed.

(* two layers too *)
Theorem each_strength_depth_wrong : ~ (forall L eps alpha mu, (2 <= L)%nat -> 0 < eps ->
  0 < alpha -> 0 < mu -> exists x y, on_line alpha eps x y /\ x ^ 2 * y ^ (L - 2) = mu).
Proof.
intros H. destruct (H 2%nat 1 (1 / 2) (1 / 4) ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra))
  as [x [y [[x0 [y0 l]] e]]].
simpl (2 - 2)%nat in e. rewrite pow_O in e. assert (S := pow2_ge_0 y). lra.
Qed.

(* Wrong variants of the theorems on the modes of the rates 1/2 and 1, near the truth,
   refuted. *)

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

(* Wrong variants of the theorems on the order in the rate, near the truth, refuted. *)

(* from the target 1 every mode stays there *)
Lemma at_target alpha : rate_mode 3 alpha 1 1 1 (fun _ => 1) (fun _ => 1).
Proof. split; [apply still_mode; simpl; ring | split; reflexivity]. Qed.

(* and so it does from 0 *)
Lemma at_zero alpha : rate_mode 3 alpha 1 0 1 (fun _ => 0) (fun _ => 0).
Proof. split; [apply still_mode; simpl; ring | split; reflexivity]. Qed.

(* from the target too *)
Theorem larger_rate_is_ahead_target_wrong : ~ (forall L alpha alpha' s eps T x y x' y',
  (3 <= L)%nat -> 0 < eps -> 0 <= s -> eps ^ L <= s -> 0 < alpha -> alpha < alpha' ->
  rate_mode L alpha s eps T x y -> rate_mode L alpha' s eps T x' y' ->
  forall t, 0 < t <= T -> x t ^ 2 * y t ^ (L - 2) < x' t ^ 2 * y' t ^ (L - 2) < s).
Proof.
intros H. assert (A := H 3%nat 1 2 1 1 1 _ _ _ _ ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) (at_target 1) (at_target 2) 1 ltac:(lra)). lra.
Qed.

(* from 0 too *)
Theorem larger_rate_is_ahead_zero_wrong : ~ (forall L alpha alpha' s eps T x y x' y',
  (3 <= L)%nat -> 0 <= eps -> 0 <= s -> eps ^ L < s -> 0 < alpha -> alpha < alpha' ->
  rate_mode L alpha s eps T x y -> rate_mode L alpha' s eps T x' y' ->
  forall t, 0 < t <= T -> x t ^ 2 * y t ^ (L - 2) < x' t ^ 2 * y' t ^ (L - 2) < s).
Proof.
intros H. assert (A := H 3%nat 1 2 1 0 1 _ _ _ _ ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) (at_zero 1) (at_zero 2) 1 ltac:(lra)). lra.
Qed.

(* from the target as well *)
Theorem larger_rate_shrinks_faster_target_wrong : ~ (forall L alpha alpha' s eps T x y x' y',
  (3 <= L)%nat -> 0 < eps -> 0 <= s -> s <= eps ^ L -> 1 <= alpha -> alpha < alpha' ->
  rate_mode L alpha s eps T x y -> rate_mode L alpha' s eps T x' y' ->
  forall t, 0 < t <= T -> s < x' t ^ 2 * y' t ^ (L - 2) < x t ^ 2 * y t ^ (L - 2)).
Proof.
intros H. assert (A := H 3%nat 1 2 1 1 1 _ _ _ _ ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) (at_target 1) (at_target 2) 1 ltac:(lra)). lra.
Qed.

(* rates that may agree *)
Theorem larger_rate_shrinks_faster_equal_wrong : ~ (forall L alpha alpha' s eps T x y x' y',
  (3 <= L)%nat -> 0 < eps -> 0 <= s -> s < eps ^ L -> 1 <= alpha -> alpha <= alpha' ->
  rate_mode L alpha s eps T x y -> rate_mode L alpha' s eps T x' y' ->
  forall t, 0 < t <= T -> s < x' t ^ 2 * y' t ^ (L - 2) < x t ^ 2 * y t ^ (L - 2)).
Proof.
intros H. assert (A := H 3%nat 1 1 0 1 1 _ _ _ _ ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) (unit_rate_solves 1) (unit_rate_solves 1) 1 ltac:(lra)). lra.
Qed.

(* rates below one *)
Theorem larger_rate_shrinks_faster_below_one_wrong : ~ (forall L alpha alpha' s eps T x y x' y',
  (3 <= L)%nat -> 0 < eps -> 0 <= s -> s < eps ^ L -> 0 < alpha -> alpha < alpha' ->
  rate_mode L alpha s eps T x y -> rate_mode L alpha' s eps T x' y' ->
  forall t, 0 < t <= T -> s < x' t ^ 2 * y' t ^ (L - 2) < x t ^ 2 * y t ^ (L - 2)).
Proof.
intros H. destruct (half_rate_exists 12) as [[x [y [half _]]] [x' [y' unit]]].
assert (A := H 3%nat (1 / 2) 1 0 1 12 _ _ _ _ ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) half unit 12 ltac:(lra)).
assert (B := half_rate_is_nearer 12 x y x' y' half unit 12 ltac:(lra)). lra.
Qed.
