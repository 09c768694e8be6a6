(* Two thirds and three quarters cannot be lowered, over the reals, for every L >= 2.

   Notation as in descent_delay.v and descent_best.v.
   near_peak: a step from b - w to b + v w, b the peak of g, takes less of the flow's time than
     eta (1 - r log(g(b)/g(b - w))) for small w, if r < 1 - (1 - v + v^2)/3.
   two_thirds_is_best (HJ75, part 4): v = 0; three_quarters_is_best: v = 1/2. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead staircase fit_series descent_steps velocity_shape.
From dlf Require Import descent_time descent_late descent_delay descent_leading descent_best.
Open Scope R_scope.

(* a continuous function is near its value *)
Lemma near_value (f : R -> R) b d : continuous f b -> 0 < d ->
  exists h, 0 < h /\ forall x, Rabs (x - b) < h -> Rabs (f x - f b) < d.
Proof.
intros F d0. destruct (proj1 (filterlim_locally f (f b)) F (mkposreal d d0)) as [h Hh].
exists h. split; [apply cond_pos |]. exact Hh.
Qed.

Section Peak.
Variables (L : nat) (s v r : R).
Hypotheses (L2 : (2 <= L)%nat) (s0 : 0 < s) (v0 : 0 <= v <= 1 / 2) (r0 : 0 <= r).
Hypothesis r1 : r < 1 - (1 - v + v ^ 2) / 3.
Local Notation g := (mode_velocity L s).
Local Notation b := (velocity_peak L s).

(* g a = u, g b = p, the bends A and A' of the ends, w the length up to the peak *)
Lemma peak_numbers u p A A' d w : 0 < u <= p -> 0 < A -> 0 < w -> d = (1 - (1 - v + v ^ 2) / 3 - r)
  / 4 ->
  A * (1 - d) * w ^ 2 <= p - u -> p <= (1 + d) * u -> 0 < p - u ->
  A' <= A * (1 + d) -> r * p * ((p - u) / u) < (p - u) - A' * w ^ 2 * ((1 - v + v ^ 2) / 3).
Proof.
intros U A0 w0 dE D P pu A'1. set (m := (1 - v + v ^ 2) / 3) in *.
assert (m0 : 0 <= m <= 1 / 3) by (unfold m; split; nra).
assert (d0 : 0 < d <= 1 / 4) by lra. set (x := p - u) in *.
assert (w2 : 0 < w ^ 2) by (apply pow_lt; exact w0). set (y := A * w ^ 2).
assert (y0 : 0 < y) by (apply Rmult_lt_0_compat; assumption).
assert (Y : y * (1 - d) <= x) by (unfold y; lra).
assert (Y1 : y * (1 + d) <= (1 + 4 * d) * x).
{ assert (y * (1 - d) * (1 + 4 * d) <= x * (1 + 4 * d)) by (apply Rmult_le_compat_r; lra).
  assert (0 <= y * (d * (2 - 4 * d))) by (apply Rmult_le_pos; nra). nra. }
assert (Y2 : A' * w ^ 2 * m <= m * ((1 + 4 * d) * x)).
{ assert (A' * w ^ 2 <= A * (1 + d) * w ^ 2) by (apply Rmult_le_compat_r; lra).
  assert (A' * w ^ 2 <= (1 + 4 * d) * x) by (unfold y in Y1; lra).
  rewrite Rmult_comm. apply Rmult_le_compat_l; lra. }
assert (Y3 : r * p * (x / u) <= r * (1 + d) * x).
{ replace (r * (1 + d) * x) with (r * ((1 + d) * u) * (x / u)) by (field; lra).
  apply Rmult_le_compat_r; [left; apply Rdiv_lt_0_compat; lra |].
  apply Rmult_le_compat_l; lra. }
assert (Y4 : r * (1 + d) + m * (1 + 4 * d) < 1) by nra. nra.
Qed.

Lemma near_peak H : (forall x, 0 < x -> x ^ L < s -> is_derive H x (/ g x)) ->
  exists a, 0 < a < b /\ (b + v * (b - a)) ^ L < s /\
  (forall x, a <= x <= b + v * (b - a) -> g x <= g b) /\ 0 < g a /\
  H (b + v * (b - a)) - H a < (b + v * (b - a) - a) / g a * (1 - r * ln (g b / g a)).
Proof.
intro DH. destruct (peak_power L s L2 s0) as [b0 bL]. assert (N := depth_at_least_two L L2).
assert (bs : b ^ L < s) by nra.
assert (gb : 0 < g b) by (apply velocity_positive; assumption).
assert (flat := flat_at_peak L s L2 s0). assert (bend := peak_bends L s L2 s0 b b0 flat).
set (A := - velocity_bend L s b / 2). assert (A0 : 0 < A) by (unfold A; lra).
set (d := (1 - (1 - v + v ^ 2) / 3 - r) / 4). assert (d0 : 0 < d <= 1 / 4) by (unfold d; nra).
destruct (near_value (velocity_bend L s) b (2 * A * d)) as [h1 [h10 N1]].
{ apply (ex_derive_continuous (velocity_bend L s)). unfold velocity_bend. auto_derive. exact I. }
{ apply Rmult_lt_0_compat; lra. }
destruct (near_value g b (g b * (d / 2))) as [h2 [h20 N2]].
{ apply velocity_is_continuous, L2. } { apply Rmult_lt_0_compat; lra. }
set (w := Rmin (b / 2) (Rmin (h1 / 2) (h2 / 2))).
assert (w0 : 0 < w) by (repeat apply Rmin_glb_lt; lra).
assert (w1 := Rmin_l (b / 2) (Rmin (h1 / 2) (h2 / 2))).
assert (w2 := Rmin_r (b / 2) (Rmin (h1 / 2) (h2 / 2))).
assert (w3 := Rle_trans _ _ _ w2 (Rmin_l _ _)). assert (w4 := Rle_trans _ _ _ w2 (Rmin_r _ _)).
fold w in w1, w3, w4. exists (b - w). set (a := b - w).
assert (ba : b - a = w) by (unfold a; ring). rewrite ba. set (e := b + v * w).
assert (vw : 0 <= v * w <= w / 2) by nra.
assert (Bd : forall x, a <= x <= e -> Rabs (x - b) < h1 /\ Rabs (x - b) < h2).
{ intros x X. unfold a, e in X. split; apply Rabs_lt_between; lra. }
assert (gx : forall x, a <= x <= e -> g b * (1 - d / 2) < g x).
{ intros x X. assert (Z := N2 x (proj2 (Bd x X))). apply Rabs_lt_between in Z. lra. }
assert (bx : forall x, a <= x <= e ->
  - (2 * A * (1 + d)) < velocity_bend L s x < - (2 * A * (1 - d))).
{ intros x X. assert (Z := N1 x (proj1 (Bd x X))). apply Rabs_lt_between in Z.
  unfold A in *. lra. }
assert (px : forall x, a <= x <= e -> 0 < g x).
{ intros x X. assert (Z := gx x X). assert (0 < g b * (1 - d / 2)) by nra. lra. }
assert (sx : forall x, a <= x <= e -> 0 < x /\ x ^ L < s).
{ intros x X. assert (x0 : 0 < x) by (unfold a in X; lra). split; [exact x0 |].
  assert (Z := px x X). unfold mode_velocity in Z.
  assert (0 < x ^ (L - 1)) by (apply pow_lt; exact x0). nra. }
assert (ae : a < e) by (unfold a, e; lra).
split; [unfold a; lra |]. split; [apply sx; lra |].
assert (rise : forall x y, a <= x <= y -> y <= b -> g x <= g y).
{ intros x y X Y. apply (grows_by_slope g (velocity_slope L s)); [lra | |].
  - intros z _. apply velocity_derive, L2.
  - intros z Z. apply rises_to_peak; try assumption. unfold a in *. lra. }
assert (fall : forall x y, b <= x <= y -> g y <= g x).
{ intros x y X. apply (falls_by_slope g (velocity_slope L s)); [lra | |].
  - intros z _. apply velocity_derive, L2.
  - intros z Z. apply falls_from_peak; try assumption. lra. }
split.
{ intros x X. destruct (Rle_lt_dec x b) as [l | l]; [apply rise; lra | apply fall; lra]. }
assert (ga := px a ltac:(lra)). split; [exact ga |].
(* the bends of the two ends *)
assert (low : A * (1 - d) * w ^ 2 <= g b - g a).
{ assert (Z : g a + A * (1 - d) * (b - a) ^ 2 <= g b + A * (1 - d) * (b - b) ^ 2).
  { apply (grows_by_slope (fun y => g y + A * (1 - d) * (b - y) ^ 2)
      (fun y => velocity_slope L s y - 2 * (A * (1 - d)) * (b - y))); [unfold a; lra | |].
    - intros y Y. assert (X1 := velocity_derive L s y L2). auto_derive; [eexists; exact X1 |].
      replace (Derive (fun z : R => g z) y) with (velocity_slope L s y)
        by (symmetry; apply is_derive_unique; exact X1). ring.
    - intros y Y. destruct (mean_value (velocity_slope L s) (velocity_bend L s) y b) as [z [Z Ez]];
        [lra | intros; apply slope_derive, L2 |].
      assert (Bz := bx z ltac:(unfold e; lra)). rewrite flat in Ez. nra. }
  rewrite ba in Z. lra. }
set (A' := A * (1 + d)).
assert (A'0 : 0 < A') by (unfold A'; nra).
assert (par : forall x, a <= x <= e -> g b - A' * (x - b) ^ 2 <= g x).
{ intros x X. destruct (Rle_lt_dec x b) as [l | l].
  - assert (Z : g b - g x <= A' * (b - x) ^ 2).
    { assert (Q : g b + A' * (b - b) ^ 2 - 2 * (A' * (b - b) ^ 2) <=
        g x + A' * (b - x) ^ 2).
      { replace (g b + A' * (b - b) ^ 2 - 2 * (A' * (b - b) ^ 2)) with (g b + A' * (b - b) ^ 2)
          by ring.
        apply (falls_by_slope (fun y => g y + A' * (b - y) ^ 2)
          (fun y => velocity_slope L s y - 2 * A' * (b - y))); [lra | |].
        - intros y Y. assert (X1 := velocity_derive L s y L2). auto_derive; [eexists; exact X1 |].
          replace (Derive (fun z : R => g z) y) with (velocity_slope L s y)
            by (symmetry; apply is_derive_unique; exact X1). ring.
        - intros y Y.
          destruct (mean_value (velocity_slope L s) (velocity_bend L s) y b) as [z [Z Ez]];
            [lra | intros; apply slope_derive, L2 |].
          assert (Bz := bx z ltac:(unfold e; lra)). rewrite flat in Ez.
          assert (- (2 * A * (1 + d)) * (b - y) <= velocity_bend L s z * (b - y))
            by (apply Rmult_le_compat_r; lra). unfold A'. lra. }
      rewrite Rminus_eq_0 in Q. simpl in *. lra. }
    replace ((x - b) ^ 2) with ((b - x) ^ 2) by ring. lra.
  - assert (Z : g b + A' * (b - b) ^ 2 <= g x + A' * (x - b) ^ 2).
    { apply (grows_by_slope (fun y => g y + A' * (y - b) ^ 2)
        (fun y => velocity_slope L s y + 2 * A' * (y - b))); [lra | |].
      - intros y Y. assert (X1 := velocity_derive L s y L2). auto_derive; [eexists; exact X1 |].
        replace (Derive (fun z : R => g z) y) with (velocity_slope L s y)
          by (symmetry; apply is_derive_unique; exact X1). ring.
      - intros y Y.
        destruct (mean_value (velocity_slope L s) (velocity_bend L s) b y) as [z [Z Ez]];
          [lra | intros; apply slope_derive, L2 |].
        assert (Bz := bx z ltac:(unfold a; lra)). rewrite flat in Ez.
        assert (- (2 * A * (1 + d)) * (y - b) <= velocity_bend L s z * (y - b))
          by (apply Rmult_le_compat_r; lra). unfold A'. lra. }
    rewrite Rminus_eq_0 in Z. simpl in *. lra. }
assert (w20 : 0 < w ^ 2) by (apply pow_lt; exact w0).
assert (pos : 0 < A * (1 - d) * w ^ 2) by (apply Rmult_lt_0_compat; [nra | exact w20]).
assert (ge : g a <= g e).
{ assert (Z := par e ltac:(lra)). replace (e - b) with (v * w) in Z by (unfold e; ring).
  assert ((v * w) ^ 2 <= w ^ 2 / 4) by (assert ((v * w) ^ 2 <= (w / 2) ^ 2)
    by (apply pow_incr; lra); lra).
  assert (A' * (v * w) ^ 2 <= A' * (w ^ 2 / 4)) by (apply Rmult_le_compat_l; lra).
  assert (A' * (w ^ 2 / 4) <= A * (1 - d) * w ^ 2); [| lra]. unfold A'.
  replace (A * (1 + d) * (w ^ 2 / 4)) with (A * w ^ 2 * ((1 + d) / 4)) by field.
  replace (A * (1 - d) * w ^ 2) with (A * w ^ 2 * (1 - d)) by ring.
  apply Rmult_le_compat_l; [| lra]. apply Rmult_le_pos; lra. }
assert (above : forall x, a <= x <= e -> g a <= g x).
{ intros x X. destruct (Rle_lt_dec x b) as [l | l]; [apply rise; lra |].
  apply Rle_trans with (1 := ge). apply fall. lra. }
assert (below : forall x, a <= x <= e -> g x <= g b).
{ intros x X. destruct (Rle_lt_dec x b) as [l | l]; [apply rise; lra | apply fall; lra]. }
(* the time by a parabola below *)
set (P := fun x => x / g a - ((g b - g a) * x - A' * (x - b) ^ 3 / 3) / (g a * g b)).
assert (T : H e - H a <= P e - P a).
{ apply (time_at_most g H a e) with (p := fun x => / g a - (g b - g a - A' * (x - b) ^ 2) /
    (g a * g b)); try lra.
  - intros x X. destruct (sx x X). apply DH; assumption.
  - intros x X. unfold P. auto_derive; [exact I |]. field. lra.
  - intros x X. assert (G := px x X). assert (G1 := above x X). assert (G2 := below x X).
    assert (G3 := par x X).
    assert (Z : (g b - g a - A' * (x - b) ^ 2) / (g a * g b) <= (g x - g a) / (g a * g x)).
    { apply Rle_trans with ((g x - g a) / (g a * g b)).
      - apply Rmult_le_compat_r; [| lra]. left. apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra.
      - apply Rmult_le_compat_l; [lra |]. apply Rinv_le_contravar.
        + apply Rmult_lt_0_compat; lra.
        + apply Rmult_le_compat_l; lra. }
    replace (/ g x) with (/ g a - (g x - g a) / (g a * g x)) by (field; lra). lra. }
assert (dpu : 0 < g b - g a) by lra.
assert (pa : g b <= (1 + d) * g a).
{ assert (Z := gx a ltac:(lra)).
  assert (X : (1 + d) * (g b * (1 - d / 2)) <= (1 + d) * g a) by (apply Rmult_le_compat_l; lra).
  assert (0 <= g b * (d / 2 * (1 - d))) by (repeat apply Rmult_le_pos; lra). lra. }
assert (K := peak_numbers (g a) (g b) A A' d w ltac:(lra) A0 w0 eq_refl low pa dpu
  (Rle_refl A')).
assert (lq : ln (g b / g a) <= (g b - g a) / g a).
{ assert (Z := proj2 (log_between (g b / g a) ltac:(apply Rdiv_lt_0_compat; lra))).
  replace ((g b - g a) / g a) with (g b / g a - 1) by (field; lra). exact Z. }
apply Rle_lt_trans with (1 := T).
assert (Pe : P e - P a = (1 + v) * w / g a * (1 - ((g b - g a) -
  A' * w ^ 2 * ((1 - v + v ^ 2) / 3)) / g b)).
{ assert (eb : e - b = v * w) by (unfold e; ring). assert (ab : a - b = - w) by (unfold a; ring).
  assert (ea : e = a + (1 + v) * w) by (unfold e, a; ring).
  unfold P. rewrite eb, ab, ea. clearbody a A'. clear - ga gb. field. lra. }
rewrite Pe. replace (e - a) with ((1 + v) * w) by (unfold e, a; ring).
apply Rmult_lt_compat_l; [apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat |]; lra |].
assert (r * ln (g b / g a) < ((g b - g a) - A' * w ^ 2 * ((1 - v + v ^ 2) / 3)) / g b); [| lra].
apply (Rlt_div_r (r * ln (g b / g a))); [exact gb |].
apply Rle_lt_trans with (2 := K).
replace (r * ln (g b / g a) * g b) with (r * g b * ln (g b / g a)) by ring.
apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | exact lq].
Qed.
End Peak.

Section Instances.
Variables (L : nat) (s r : R).
Hypotheses (L2 : (2 <= L)%nat) (s0 : 0 < s).
Local Notation g := (mode_velocity L s).
Local Notation root c := (root_of L (c * s)).

Lemma peak_instance v q : 0 <= v <= 1 / 2 -> 0 <= q -> q < 1 - (1 - v + v ^ 2) / 3 ->
  exists eta N a e t, 0 < eta /\ 0 < a < e /\ e ^ L < s /\ e = velocity_peak L s +
    v * (velocity_peak L s - a) /\ a < velocity_peak L s /\ 0 < g a /\
  (forall x, a <= x <= e -> g x <= g (velocity_peak L s)) /\
  fitted_run L N eta s a (e ^ L / s) t /\
  eta * (1 + q * ln (g (velocity_peak L s) / g a)) < eta * INR N - t.
Proof.
intros V Q1 Q2. set (b := velocity_peak L s). destruct (peak_power L s L2 s0) as [b0 bL].
fold b in b0, bL. assert (N := depth_at_least_two L L2).
assert (bs : b ^ L < s) by nra.
destruct (fit_clock L s b L2 s0 b0 bs) as [H0 [D0 _]].
destruct (near_peak L s v q L2 s0 V Q1 Q2 H0 D0) as [a [A [E [B [ga T]]]]]. fold b in A, E, B, T.
set (e := b + v * (b - a)) in *. assert (ae : a < e) by (unfold e; nra).
assert (aL : a ^ L < s).
{ assert (a ^ L <= b ^ L) by (apply pow_incr; lra). lra. }
destruct (fit_clock L s a L2 s0 (proj1 A) aL) as [H [D K]].
assert (same : H e - H a = H0 e - H0 a).
{ assert (Z : Rabs ((H e - H0 e) - (H a - H0 a)) <= 0 * (e - a)).
  { apply (absolute_slope (fun x => H x - H0 x) (fun x => / g x - / g x)); [lra | |].
    - intros x X. assert (x ^ L <= e ^ L) by (apply pow_incr; lra).
      apply (is_derive_minus H H0); [apply D | apply D0]; lra.
    - intros x _. rewrite Rminus_eq_0, Rabs_R0. lra. }
  rewrite Rmult_0_l in Z. assert (Y := Rabs_pos ((H e - H0 e) - (H a - H0 a))).
  assert (X := Rle_abs ((H e - H0 e) - (H a - H0 a))).
  assert (X' := Rle_abs (- ((H e - H0 e) - (H a - H0 a)))). rewrite Rabs_Ropp in X'. lra. }
rewrite <- same in T.
destruct (second_step_instance L s L2 s0 H a e q (ln (g b / g a))) as [eta [M [t [eta0 [F G]]]]];
  try assumption; [lra |].
exists eta, M, a, e, t. repeat split; try assumption; try lra; apply F.
Qed.

Theorem two_thirds_is_best : r < 2 / 3 -> exists eta N eps c t, 0 < eta /\
  fitted_run L N eta s eps c t /\ c <= (INR L - 1) / (2 * INR L - 1) /\
  eta * (1 + r * ln (g (root c) / g eps)) < eta * INR N - t.
Proof.
intro R. assert (N := depth_at_least_two L L2).
destruct (peak_instance 0 (Rmax r 0)) as [eta [M [a [e [t [eta0 [A [E [Ee [ab [ga [B [F
  G]]]]]]]]]]]]].
{ lra. } { apply Rmax_r. } { apply Rmax_lub_lt; lra. }
rewrite Rmult_0_l, Rplus_0_r in Ee. destruct (peak_power L s L2 s0) as [b0 bL].
exists eta, M, a, (e ^ L / s), t. split; [exact eta0 |]. split; [exact F |].
split.
{ apply (Rle_div_l (e ^ L)); [exact s0 |]. rewrite Ee.
  replace ((INR L - 1) / (2 * INR L - 1) * s) with ((2 * INR L - 1) * velocity_peak L s ^ L /
    (2 * INR L - 1)) by (rewrite bL; field; lra). right. field. lra. }
destruct (share_of_level L s L2 s0 e ltac:(lra) E) as [_ [_ ->]]. rewrite Ee in *.
eapply Rle_lt_trans; [| exact G]. apply Rmult_le_compat_l; [lra |].
assert (0 <= ln (g (velocity_peak L s) / g a)).
{ assert (Z := B a ltac:(lra)). rewrite <- ln_1. apply ln_le; [lra |].
  apply (Rle_div_r 1); lra. }
assert (r * ln (g (velocity_peak L s) / g a) <= Rmax r 0 * ln (g (velocity_peak L s) / g a));
  [| lra]. apply Rmult_le_compat_r; [assumption | apply Rmax_l].
Qed.

Theorem three_quarters_is_best : r < 3 / 4 -> exists eta N eps c t M, 0 < eta /\
  fitted_run L N eta s eps c t /\ is_largest_velocity L s eps (root c) M /\
  eta * (1 + r * ln (M / g eps)) < eta * INR N - t.
Proof.
intro R. assert (N := depth_at_least_two L L2).
destruct (peak_instance (1 / 2) (Rmax r 0))
  as [eta [M [a [e [t [eta0 [A [E [Ee [ab [ga [B [F G]]]]]]]]]]]]].
{ lra. } { apply Rmax_r. } { apply Rmax_lub_lt; lra. }
exists eta, M, a, (e ^ L / s), t, (g (velocity_peak L s)).
split; [exact eta0 |]. split; [exact F |].
destruct (share_of_level L s L2 s0 e ltac:(lra) E) as [_ [_ ->]]. split.
{ split; [exists (velocity_peak L s); split; [lra | reflexivity] | exact B]. }
eapply Rle_lt_trans; [| exact G]. apply Rmult_le_compat_l; [lra |].
assert (0 <= ln (g (velocity_peak L s) / g a)).
{ assert (Z := B a ltac:(lra)). rewrite <- ln_1. apply ln_le; [lra |].
  apply (Rle_div_r 1); lra. }
assert (r * ln (g (velocity_peak L s) / g a) <= Rmax r 0 * ln (g (velocity_peak L s) / g a));
  [| lra]. apply Rmult_le_compat_r; [assumption | apply Rmax_l].
Qed.
End Instances.
