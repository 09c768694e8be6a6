(* Wrong variants of the course of a mode in the rate, near the truth, refuted: three factors. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compressed_bounds rate_speed rate_order rate_course rate_limit.
From dlf Require Import rate_exists wrong_curves wrong_mode_course.
Open Scope R_scope.

(* a mode with the rate alpha from 1 towards 2 *)
Lemma rising_mode alpha : 0 < alpha -> exists x y, rate_run 3 alpha 2 1 x y /\
  forall t, 0 < t -> let mu := x t ^ 2 * y t ^ (3 - 2) in 1 < mu < 2.
Proof.
intro a0. destruct (rate_exists 3 alpha 2 1) as [x [y R]]; [lia | lra | lra | lra |].
exists x, y. split; [exact R |]. intros t t0. cbv zeta.
destruct (rate_rises_to 3 alpha 2 1 x y ltac:(lia) a0 ltac:(lra) ltac:(lra) R ltac:(lra))
  as [S [U [B _]]].
split; [| apply B; lra]. assert (A := U 0 t ltac:(lra)). rewrite S in A. lra.
Qed.

(* half of the velocity of u *)
Theorem one_parameter_half_wrong : ~ (forall L alpha s eps T x y, (3 <= L)%nat -> 0 < alpha ->
  0 <= s -> 0 < eps -> rate_mode L alpha s eps T x y -> exists u, u 0 = 0 /\
  (forall t, 0 <= t <= T -> x t ^ 2 = eps ^ 2 + alpha * u t /\ y t ^ 2 = eps ^ 2 + u t) /\
  forall t, 0 < t < T -> let mu := x t ^ 2 * y t ^ (L - 2) in is_derive u t (mu * (s - mu))).
Proof.
intro H. destruct (rising_mode 4) as [x [y [R B]]]; [lra |].
destruct (H 3%nat 4 2 1 1 x y) as [u [_ [P D]]]; [lia | lra | lra | lra | apply R |].
destruct (one_parameter 3 4 2 1 1 x y ltac:(lia) ltac:(lra) ltac:(lra) (R 1))
  as [u' [_ [P' D']]].
assert (Dh := D (1 / 2) ltac:(lra)). assert (Dh' := D' (1 / 2) ltac:(lra)).
assert (E : is_derive u' (1 / 2) (x (1 / 2) ^ 2 * y (1 / 2) ^ (3 - 2) *
  (2 - x (1 / 2) ^ 2 * y (1 / 2) ^ (3 - 2)))).
{ apply (is_derive_ext_loc u); [| exact Dh].
  apply (locally_interval _ (1 / 2) 0 1); simpl; try lra. intros v v0 v1.
  assert (Q := P v ltac:(lra)). assert (Q' := P' v ltac:(lra)).
  change (u v = u' v). lra. }
assert (C := one_slope _ _ _ _ Dh' E). assert (b := B (1 / 2) ltac:(lra)). cbv zeta in *.
set (m := x (1 / 2) ^ 2 * y (1 / 2) ^ (3 - 2)) in *. nra.
Qed.

(* the difference of the squares with the weight 1 *)
Theorem one_parameter_weight_wrong : ~ (forall L alpha s eps T x y, (3 <= L)%nat -> 0 < alpha ->
  0 <= s -> 0 < eps -> rate_mode L alpha s eps T x y ->
  forall t, 0 <= t <= T -> x t ^ 2 - y t ^ 2 = (1 - 1) * eps ^ 2).
Proof.
intro H. destruct (rising_mode 4) as [x [y [R B]]]; [lra |].
assert (C := H 3%nat 4 2 1 1 x y ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) (R 1) (1 / 2)
  ltac:(lra)).
assert (b := B (1 / 2) ltac:(lra)). cbv zeta in b.
destruct (run_on_line 3 4 2 1 x y ltac:(lia) ltac:(lra) ltac:(lra) R (1 / 2) ltac:(lra))
  as [x0 [y0 l]].
assert (X : x (1 / 2) ^ 2 = 1) by lra. assert (Y : y (1 / 2) = 1) by nra.
rewrite X, Y in b. simpl in b. lra.
Qed.

(* every strength on the way is passed *)
Lemma strength_passed alpha x y m : 0 < alpha -> rate_run 3 alpha 2 1 x y -> 1 < m < 2 ->
  exists t, 0 <= t /\ x t ^ 2 * y t ^ (3 - 2) = m.
Proof.
intros a0 R m12.
destruct (rate_rises_to 3 alpha 2 1 x y ltac:(lia) a0 ltac:(lra) ltac:(lra) R ltac:(lra))
  as [S [U [B l]]]. apply is_lim_spec in l.
assert (d0 : 0 < 2 - m) by lra. destruct (l (mkposreal _ d0)) as [N K0].
assert (K : forall t, N < t -> Rabs (x t ^ 2 * y t ^ (3 - 2) - 2) < 2 - m) by exact K0.
set (z := Rmax N 0 + 1). assert (z1 := Rmax_l N 0). assert (z2 := Rmax_r N 0).
assert (A := K z ltac:(unfold z; lra)). apply Rabs_def2 in A.
destruct (R z) as [[_ C] _].
destruct (Ranalysis5.IVT_interv (fun t => x t ^ 2 * y t ^ (3 - 2) - m) 0 z) as [t [T E]].
- intros t T. apply continuity_pt_filterlim.
  apply (continuous_minus (fun t => x t ^ 2 * y t ^ (3 - 2)) (fun _ => m));
    [| apply continuous_const].
  apply (strength_continuous 3 alpha 2 z x y (proj1 (R z)) t T).
- unfold z. lra.
- rewrite S. lra.
- lra.
- cbv beta in E. exists t. split; [lra |]. lra.
Qed.

(* two rates *)
Theorem strength_decides_rate_wrong : ~ (forall L eps alpha alpha' s T T' x y x' y' t t',
  (3 <= L)%nat -> 0 < eps -> 0 < alpha -> 0 < alpha' -> 0 <= s ->
  rate_mode L alpha s eps T x y -> rate_mode L alpha' s eps T' x' y' -> 0 <= t <= T ->
  0 <= t' <= T' -> x t ^ 2 * y t ^ (L - 2) = x' t' ^ 2 * y' t' ^ (L - 2) ->
  x t = x' t' /\ y t = y' t').
Proof.
intro H. destruct (rising_mode 4) as [x [y [R B]]]; [lra |].
destruct (rising_mode 1) as [x' [y' [R' B']]]; [lra |].
assert (b := B 1 ltac:(lra)). cbv zeta in b.
destruct (strength_passed 1 x' y' _ ltac:(lra) R' b) as [t [t0 e]].
destruct (H 3%nat 1 4 1 2 1 t x y x' y' 1 t ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)
  (R 1) (R' t) ltac:(lra) ltac:(lra) (eq_sym e)) as [ex ey].
destruct (run_on_line 3 4 2 1 x y ltac:(lia) ltac:(lra) ltac:(lra) R 1 ltac:(lra)) as [x0 [y0 l]].
destruct (run_on_line 3 1 2 1 x' y' ltac:(lia) ltac:(lra) ltac:(lra) R' t t0) as [_ [_ l']].
rewrite <- ex, <- ey in l'. assert (X : x 1 ^ 2 = 1) by lra. assert (Y : y 1 = 1) by nra.
rewrite X, Y in b. simpl in b. lra.
Qed.

(* two starts *)
Theorem strength_decides_start_wrong : ~ (forall L eps eps' alpha s s' T T' x y x' y' t t',
  (3 <= L)%nat -> 0 < eps -> 0 < eps' -> 0 < alpha -> 0 <= s -> 0 <= s' ->
  rate_mode L alpha s eps T x y -> rate_mode L alpha s' eps' T' x' y' -> 0 <= t <= T ->
  0 <= t' <= T' -> x t ^ 2 * y t ^ (L - 2) = x' t' ^ 2 * y' t' ^ (L - 2) ->
  x t = x' t' /\ y t = y' t').
Proof.
intro H. destruct (rising_mode 4) as [x [y [R B]]]; [lra |].
destruct (strength_passed 4 x y (1331 / 1000) ltac:(lra) R ltac:(lra)) as [t [t0 e]].
assert (S : rate_mode 3 4 (1331 / 1000) (11 / 10) 1 (fun _ => 11 / 10) (fun _ => 11 / 10)).
{ split; [apply still_mode; simpl; lra | split; reflexivity]. }
destruct (H 3%nat 1 (11 / 10) 4 2 (1331 / 1000) t 1 x y _ _ t 1 ltac:(lia) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) ltac:(lra) (R t) S ltac:(lra) ltac:(lra)) as [ex ey]; [simpl in *; lra |].
destruct (run_on_line 3 4 2 1 x y ltac:(lia) ltac:(lra) ltac:(lra) R t t0) as [_ [_ l]].
rewrite ex, ey in l. lra.
Qed.

(* the point x = y = 1 *)
Lemma unit_speed alpha : is_speed 3 1 alpha 1 (2 * alpha + 1).
Proof.
exists 1, 1. split; [repeat split; lra |]. simpl. split; [ring | field].
Qed.

(* two rates *)
Theorem speed_of_strength_rate_wrong : ~ (forall L eps alpha alpha' mu v v', (3 <= L)%nat ->
  0 < eps -> 0 < alpha -> 0 < alpha' -> 0 < mu -> is_speed L eps alpha mu v ->
  is_speed L eps alpha' mu v' -> v' = v).
Proof.
intro H. assert (A := H 3%nat 1 1 4 1 _ _ ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)
  (unit_speed 1) (unit_speed 4)). lra.
Qed.

(* two starts *)
Theorem speed_of_strength_start_wrong : ~ (forall L eps eps' alpha mu v v', (3 <= L)%nat ->
  0 < eps -> 0 < eps' -> 0 < alpha -> 0 < mu -> is_speed L eps alpha mu v ->
  is_speed L eps' alpha mu v' -> v' = v).
Proof.
intro H. assert (E := sqrt_lt_R0 (23 / 6) ltac:(lra)).
assert (A : is_speed 3 1 4 9 144).
{ exists (sqrt 6), (3 / 2). assert (X := sqrt_lt_R0 6 ltac:(lra)). unfold on_line.
  rewrite pow2_sqrt by lra. repeat split; simpl; lra. }
assert (B : is_speed 3 (sqrt (23 / 6)) 4 9 (657 / 4)).
{ exists (sqrt (9 / 2)), 2. assert (X := sqrt_lt_R0 (9 / 2) ltac:(lra)). unfold on_line.
  rewrite !pow2_sqrt by lra. repeat split; simpl; lra. }
assert (C := H 3%nat _ _ 4 9 _ _ ltac:(lia) Rlt_0_1 E ltac:(lra) ltac:(lra) A B). lra.
Qed.

(* a mode with the rate 4 at the time 1/2: positive numbers, and one slope *)
Lemma slope_at_half : exists x y, rate_mode 3 4 2 1 1 x y /\ 0 < x (1 / 2) /\ 0 < y (1 / 2) /\
  let mu := fun t => x t ^ 2 * y t ^ (3 - 2) in 1 < mu (1 / 2) < 2 /\
  forall v, is_derive mu (1 / 2) v -> v = mu (1 / 2) ^ 2 *
    (2 * 4 / x (1 / 2) ^ 2 + INR (3 - 2) / y (1 / 2) ^ 2) * (2 - mu (1 / 2)).
Proof.
destruct (rising_mode 4) as [x [y [R B]]]; [lra |]. exists x, y. split; [apply R |].
destruct (run_on_line 3 4 2 1 x y ltac:(lia) ltac:(lra) ltac:(lra) R (1 / 2) ltac:(lra))
  as [x0 [y0 _]].
split; [exact x0 |]. split; [exact y0 |]. split; [exact (B (1 / 2) ltac:(lra)) |].
destruct (rate_strength_equation 3 4 2 1 1 x y ltac:(lia) ltac:(lra) ltac:(lra) (R 1) (1 / 2)
  ltac:(lra)) as [v [_ [e D]]].
intros v' D'. rewrite (one_slope _ _ _ _ D' D), e. reflexivity.
Qed.

(* the outer factors counted once *)
Theorem rate_strength_equation_outer_wrong : ~ (forall L alpha s eps T x y, (3 <= L)%nat ->
  0 < alpha -> 0 <= s -> 0 < eps -> rate_mode L alpha s eps T x y -> forall t, 0 < t < T ->
  let mu := fun t => x t ^ 2 * y t ^ (L - 2) in
  is_derive mu t (mu t ^ 2 * (alpha / x t ^ 2 + INR (L - 2) / y t ^ 2) * (s - mu t))).
Proof.
intro H. destruct slope_at_half as [x [y [R [x0 [y0 [b C]]]]]].
assert (D := C _ (H 3%nat 4 2 1 1 x y ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) R (1 / 2)
  ltac:(lra))). cbv beta in *.
set (m := x (1 / 2) ^ 2 * y (1 / 2) ^ (3 - 2)) in *.
assert (X := Rinv_0_lt_compat _ (pow_lt _ 2 x0)).
assert (P : 0 < m ^ 2 * (4 / x (1 / 2) ^ 2) * (2 - m)).
{ repeat apply Rmult_lt_0_compat; nra. }
unfold Rdiv in *. lra.
Qed.

(* all but one of the factors counted as inner *)
Theorem rate_strength_equation_inner_wrong : ~ (forall L alpha s eps T x y, (3 <= L)%nat ->
  0 < alpha -> 0 <= s -> 0 < eps -> rate_mode L alpha s eps T x y -> forall t, 0 < t < T ->
  let mu := fun t => x t ^ 2 * y t ^ (L - 2) in
  is_derive mu t (mu t ^ 2 * (2 * alpha / x t ^ 2 + INR (L - 1) / y t ^ 2) * (s - mu t))).
Proof.
intro H. destruct slope_at_half as [x [y [R [x0 [y0 [b C]]]]]].
assert (D := C _ (H 3%nat 4 2 1 1 x y ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) R (1 / 2)
  ltac:(lra))). cbv beta in *.
set (m := x (1 / 2) ^ 2 * y (1 / 2) ^ (3 - 2)) in *.
assert (Y := Rinv_0_lt_compat _ (pow_lt _ 2 y0)).
assert (P : 0 < m ^ 2 * (1 / y (1 / 2) ^ 2) * (2 - m)).
{ repeat apply Rmult_lt_0_compat; nra. }
replace (INR (3 - 1)) with 2 in D by (simpl; ring). simpl (INR _) in D. unfold Rdiv in *. lra.
Qed.
