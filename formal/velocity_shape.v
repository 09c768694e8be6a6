(* The shape of the velocity of a mode, g(x) = x^(L-1) (s - x^L), over the reals, for every L >= 2.

   velocity_derive, slope_derive: its first and second derivative, velocity_slope, velocity_bend.
   below_parabola, below_parabola_beyond (HJ75): where g rises up to b, the parabola with its vertex
     at (b, g(b)) through (a, g(a)) lies above g on [a, b]; if b is the peak, beyond b too.
   velocity_peak: where g is largest, (s (L-1)/(2L-1))^(1/L).
   fall_bounded: g' is at least -L s^(2-2/L) below s^(1/L).
   bends_down, bends_up: g is concave from the peak on, and convex up to x^L = s (L-2)/(4L-2). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead.
Open Scope R_scope.

(* g' *)
Definition velocity_slope (L : nat) (s x : R) :=
  x ^ (L - 2) * ((INR L - 1) * s - (2 * INR L - 1) * x ^ L).

(* g'' *)
Definition velocity_bend (L : nat) (s x : R) :=
  (INR L - 1) * (INR L - 2) * s * x ^ (L - 3) -
  (2 * INR L - 1) * (2 * INR L - 2) * x ^ (2 * L - 3).

Lemma depth_at_least_two L : (2 <= L)%nat -> 2 <= INR L.
Proof. exact (le_INR 2 L). Qed.

Lemma velocity_derive L s x : (2 <= L)%nat ->
  is_derive (mode_velocity L s) x (velocity_slope L s x).
Proof.
intro L2. destruct L as [| [| n]]; try lia. unfold mode_velocity, velocity_slope.
replace (S (S n) - 1)%nat with (S n) by lia. replace (S (S n) - 2)%nat with n by lia.
auto_derive; [exact I |]. change (match n with 0%nat => 1 | S _ => INR n + 1 end) with (INR (S n)).
rewrite !S_INR. simpl. ring.
Qed.

Lemma slope_derive L s x : (2 <= L)%nat ->
  is_derive (velocity_slope L s) x (velocity_bend L s x).
Proof.
intro L2. destruct L as [| [| n]]; try lia. unfold velocity_slope, velocity_bend.
replace (S (S n) - 2)%nat with n by lia.
replace (2 * S (S n) - 3)%nat with (S (n + n)) by lia.
auto_derive; [exact I |]. change (match n with 0%nat => 1 | S _ => INR n + 1 end) with (INR (S n)).
destruct n as [| n]; [simpl; ring |].
replace (S (S (S n)) - 3)%nat with n by lia. change (pred (S n)) with n.
replace (S (S n + S n)) with (n + (S (S (S n))))%nat by lia. rewrite pow_add.
change (match n with 0%nat => 1 | S _ => INR n + 1 end) with (INR (S n)).
rewrite !S_INR. simpl. ring.
Qed.

Lemma velocity_is_continuous L s x : (2 <= L)%nat -> continuous (mode_velocity L s) x.
Proof. intro L2. apply (ex_derive_continuous (mode_velocity L s)). eexists.
  apply velocity_derive. exact L2. Qed.

Section Between.
Variables (f df : R -> R) (a b : R).
Hypotheses (ab : a <= b) (D : forall x, a <= x <= b -> is_derive f x (df x)).

Lemma mean_value : exists x, a <= x <= b /\ f b - f a = df x * (b - a).
Proof.
destruct (MVT_gen f a b df) as [x [X E]].
- rewrite Rmin_left, Rmax_right by lra. intros x X. apply D. lra.
- rewrite Rmin_left, Rmax_right by lra. intros x X. apply continuity_pt_filterlim.
  apply (ex_derive_continuous f). eexists. apply D. exact X.
- rewrite Rmin_left, Rmax_right in X by lra. exists x. split; assumption.
Qed.

Lemma grows_by_slope : (forall x, a <= x <= b -> 0 <= df x) -> f a <= f b.
Proof. intro P. destruct mean_value as [x [X E]]. assert (Q := P x X). nra. Qed.

Lemma falls_by_slope : (forall x, a <= x <= b -> df x <= 0) -> f b <= f a.
Proof. intro P. destruct mean_value as [x [X E]]. assert (Q := P x X). nra. Qed.
End Between.

Section Shape.
Variables (L : nat) (s : R).
Hypotheses (L2 : (2 <= L)%nat) (s0 : 0 < s).
Local Notation g := (mode_velocity L s).
Local Notation g' := (velocity_slope L s).
Local Notation g'' := (velocity_bend L s).

Lemma velocity_rising x : 0 <= x -> (2 * INR L - 1) * x ^ L <= (INR L - 1) * s -> 0 <= g' x.
Proof. intros x0 H. apply Rmult_le_pos; [apply pow_le; exact x0 | lra]. Qed.

Lemma velocity_falling x : 0 <= x -> (INR L - 1) * s <= (2 * INR L - 1) * x ^ L -> g' x <= 0.
Proof.
intros x0 H. assert (P : 0 <= x ^ (L - 2)) by (apply pow_le; exact x0).
unfold velocity_slope. set (u := x ^ (L - 2)) in *. nra.
Qed.

(* where g bends down, it goes on bending down, more and more *)
Lemma bends_more x y : 0 <= x <= y -> g'' x < 0 -> g'' y <= g'' x.
Proof.
intros X. assert (N := depth_at_least_two L L2). unfold velocity_bend.
assert (E : L = 2%nat \/ (3 <= L)%nat) by lia. destruct E as [E | L3].
- rewrite E. simpl. lra.
- replace (2 * L - 3)%nat with (L - 3 + L)%nat by lia. rewrite !pow_add.
  assert (P : 0 <= x ^ (L - 3)) by (apply pow_le; lra).
  assert (Q : x ^ (L - 3) <= y ^ (L - 3)) by (apply pow_incr; lra).
  assert (U : x ^ L <= y ^ L) by (apply pow_incr; lra).
  set (p := x ^ (L - 3)) in *. set (q := y ^ (L - 3)) in *.
  set (u := x ^ L) in *. set (v := y ^ L) in *.
  assert (K : 0 < (2 * INR L - 1) * (2 * INR L - 2)) by (apply Rmult_lt_0_compat; lra).
  set (k := (2 * INR L - 1) * (2 * INR L - 2)) in *.
  set (j := (INR L - 1) * (INR L - 2) * s).
  replace (j * p - k * (p * u)) with (p * (j - k * u)) by ring.
  replace (j * q - k * (q * v)) with (q * (j - k * v)) by ring. intro H.
  assert (B : j - k * u < 0) by nra.
  assert (V : k * u <= k * v) by (apply Rmult_le_compat_l; lra). nra.
Qed.

(* the line from (x, g'(x)) ends above 0 at b *)
Lemma line_above x b : 0 <= x <= b -> 0 <= g' x -> 0 <= g' b -> 0 <= g' x + (b - x) * g'' x.
Proof.
intros X P Q. destruct (Rle_lt_dec 0 (g'' x)) as [l | l].
- assert (0 <= (b - x) * g'' x) by (apply Rmult_le_pos; lra). lra.
- destruct (mean_value g' g'' x b) as [z [Z E]]; [lra | intros z _; apply slope_derive, L2 |].
  assert (B := bends_more x z ltac:(lra) l).
  assert (g'' z * (b - x) <= g'' x * (b - x)) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Lemma peak_bends b : 0 < b -> g' b = 0 -> g'' b < 0.
Proof.
intros pos peak. destruct (Rlt_le_dec (g'' b) 0) as [l | l]; [exact l | exfalso].
assert (N := depth_at_least_two L L2). unfold velocity_slope in peak.
assert (b0 : 0 < b ^ (L - 2)) by (apply pow_lt; lra).
assert (pk : (2 * INR L - 1) * b ^ L = (INR L - 1) * s) by nra.
unfold velocity_bend in l. assert (E3 : L = 2%nat \/ (3 <= L)%nat) by lia.
destruct E3 as [E3 | L3].
+ rewrite E3 in l. simpl in l. nra.
+ replace (2 * L - 3)%nat with (L - 3 + L)%nat in l by lia. rewrite pow_add in l.
  assert (c0 : 0 < b ^ (L - 3)) by (apply pow_lt; lra). set (p := b ^ (L - 3)) in *.
  replace ((2 * INR L - 1) * (2 * INR L - 2) * (p * b ^ L)) with
    ((2 * INR L - 2) * p * ((2 * INR L - 1) * b ^ L)) in l by ring.
  rewrite pk in l. assert (0 < (INR L - 1) * s) by nra.
  set (w := (INR L - 1) * s) in *. replace ((INR L - 1) * (INR L - 2) * s * p) with
    (w * p * (INR L - 2)) in l by (unfold w; ring).
  assert (0 < w * p) by nra. nra.
Qed.
Section Vertex.
Variables (a b : R).
Hypotheses (A : 0 <= a < b) (up : forall x, a <= x <= b -> 0 <= g' x).

Lemma twice_the_gap x : a <= x <= b -> (b - x) * g' x <= 2 * (g b - g x).
Proof.
intros X.
assert (H : 2 * (g b - g b) - (b - b) * g' b <= 2 * (g b - g x) - (b - x) * g' x); [| lra].
apply (falls_by_slope (fun y => 2 * (g b - g y) - (b - y) * g' y)
  (fun y => - (g' y + (b - y) * g'' y))); [lra | |].
- intros y Y. assert (D1 := velocity_derive L s y L2). assert (D2 := slope_derive L s y L2).
  auto_derive.
  + repeat split; eexists; eassumption.
  + replace (Derive (fun z : R => g z) y) with (g' y)
      by (symmetry; apply is_derive_unique; exact D1).
    replace (Derive (fun z : R => g' z) y) with (g'' y)
      by (symmetry; apply is_derive_unique; exact D2). ring.
- intros y Y. assert (P := line_above y b ltac:(lra) (up y ltac:(lra)) (up b ltac:(lra))). lra.
Qed.

Theorem below_parabola x : a <= x <= b ->
  (g b - g a) * (b - x) ^ 2 <= (g b - g x) * (b - a) ^ 2.
Proof.
intros [ax [xb | ->]]; [| right; ring].
assert (H : (g b - g a) / (b - a) ^ 2 <= (g b - g x) / (b - x) ^ 2).
{ apply (grows_by_slope (fun y => (g b - g y) / (b - y) ^ 2)
    (fun y => (2 * (g b - g y) - (b - y) * g' y) / (b - y) ^ 3)); [lra | |].
  - intros y Y. assert (D1 := velocity_derive L s y L2). auto_derive.
    + repeat split; [eexists; exact D1 | nra].
    + replace (Derive (fun z : R => g z) y) with (g' y)
        by (symmetry; apply is_derive_unique; exact D1). field. lra.
  - intros y Y. assert (T := twice_the_gap y ltac:(lra)).
    apply Rmult_le_pos; [lra |]. left. apply Rinv_0_lt_compat, pow_lt. lra. }
assert (P : 0 < (b - a) ^ 2) by (apply pow_lt; lra).
assert (Q : 0 < (b - x) ^ 2) by (apply pow_lt; lra).
apply Rmult_le_compat_r with (r := (b - a) ^ 2 * (b - x) ^ 2) in H; [| nra].
replace ((g b - g a) / (b - a) ^ 2 * ((b - a) ^ 2 * (b - x) ^ 2)) with
  ((g b - g a) * (b - x) ^ 2) in H by (field; lra).
replace ((g b - g x) / (b - x) ^ 2 * ((b - a) ^ 2 * (b - x) ^ 2)) with
  ((g b - g x) * (b - a) ^ 2) in H by (field; lra). exact H.
Qed.

Hypothesis peak : g' b = 0.

Lemma gap_to_peak : g b - g a <= - (g'' b / 2) * (b - a) ^ 2.
Proof.
assert (H : g b - g a + g'' b / 2 * (b - a) ^ 2 <= g b - g b + g'' b / 2 * (b - b) ^ 2); [| lra].
apply (grows_by_slope (fun y => g b - g y + g'' b / 2 * (b - y) ^ 2)
  (fun y => - g' y - g'' b * (b - y))); [lra | |].
- intros y Y. assert (D1 := velocity_derive L s y L2). auto_derive.
  + eexists; exact D1.
  + replace (Derive (fun z : R => g z) y) with (g' y)
      by (symmetry; apply is_derive_unique; exact D1). field.
- intros y Y.
  destruct (mean_value g' g'' y b) as [z [Z E]]; [lra | intros z _; apply slope_derive, L2 |].
  assert (g'' b <= g'' z).
  { destruct (Rlt_le_dec (g'' z) 0) as [l | l]; [apply bends_more; lra |].
    assert (K := peak_bends b ltac:(lra) peak). lra. }
  assert (g'' b * (b - y) <= g'' z * (b - y)) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Lemma gap_beyond x : b <= x -> - (g'' b / 2) * (x - b) ^ 2 <= g b - g x.
Proof.
intro bx.
assert (H : g b - g b + g'' b / 2 * (b - b) ^ 2 <= g b - g x + g'' b / 2 * (x - b) ^ 2); [| lra].
apply (grows_by_slope (fun y => g b - g y + g'' b / 2 * (y - b) ^ 2)
  (fun y => - g' y + g'' b * (y - b))); [lra | |].
- intros y Y. assert (D1 := velocity_derive L s y L2). auto_derive.
  + eexists; exact D1.
  + replace (Derive (fun z : R => g z) y) with (g' y)
      by (symmetry; apply is_derive_unique; exact D1). field.
- intros y Y.
  destruct (mean_value g' g'' b y) as [z [Z E]]; [lra | intros z _; apply slope_derive, L2 |].
  assert (K := peak_bends b ltac:(lra) peak).
  assert (B := bends_more b z ltac:(lra) K).
  assert (g'' z * (y - b) <= g'' b * (y - b)) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Theorem below_parabola_beyond x : b <= x ->
  (g b - g a) * (b - x) ^ 2 <= (g b - g x) * (b - a) ^ 2.
Proof.
intro bx. assert (U := gap_to_peak). assert (V := gap_beyond x bx).
assert (P : 0 < (b - a) ^ 2) by (apply pow_lt; lra).
assert (Q := pow2_ge_0 (x - b)). replace ((b - x) ^ 2) with ((x - b) ^ 2) by ring.
apply Rle_trans with (- (g'' b / 2) * (b - a) ^ 2 * (x - b) ^ 2);
  [apply Rmult_le_compat_r; lra |].
apply Rle_trans with (- (g'' b / 2) * (x - b) ^ 2 * (b - a) ^ 2); [right; ring |].
apply Rmult_le_compat_r; lra.
Qed.
End Vertex.

(* where the slope is not positive, g bends down *)
Lemma bends_down x : 0 < x -> g' x <= 0 -> g'' x < 0.
Proof.
intros x0 H. assert (N := depth_at_least_two L L2). unfold velocity_slope in H.
assert (P : 0 < x ^ (L - 2)) by (apply pow_lt; lra).
assert (F : (INR L - 1) * s <= (2 * INR L - 1) * x ^ L) by nra.
unfold velocity_bend. assert (E : L = 2%nat \/ (3 <= L)%nat) by lia. destruct E as [E | L3].
- rewrite E. simpl. nra.
- replace (2 * L - 3)%nat with (L - 3 + L)%nat by lia. rewrite pow_add.
  assert (c0 : 0 < x ^ (L - 3)) by (apply pow_lt; lra). set (p := x ^ (L - 3)) in *.
  assert (0 < (INR L - 1) * s) by nra. set (w := (INR L - 1) * s) in *.
  set (v := (2 * INR L - 1) * x ^ L) in *.
  replace ((INR L - 1) * (INR L - 2) * s * p - (2 * INR L - 1) * (2 * INR L - 2) * (p * x ^ L))
    with (p * ((INR L - 2) * w - (2 * INR L - 2) * v)) by (unfold w, v; ring).
  assert ((2 * INR L - 2) * w <= (2 * INR L - 2) * v) by (apply Rmult_le_compat_l; lra).
  assert (p * ((INR L - 2) * w - (2 * INR L - 2) * v) < p * 0); [| lra].
  assert (0 < INR L * w) by (apply Rmult_lt_0_compat; lra).
  apply Rmult_lt_compat_l; lra.
Qed.

Lemma bends_up x : 0 <= x -> x ^ L <= (INR L - 2) / (4 * INR L - 2) * s -> 0 <= g'' x.
Proof.
intros x0 H. assert (N := depth_at_least_two L L2). unfold velocity_bend.
assert (E : L = 2%nat \/ (3 <= L)%nat) by lia. destruct E as [E | L3].
- rewrite E in *. simpl in *. replace ((1 + 1 - 2) / (4 * (1 + 1) - 2) * s) with 0 in H by field.
  assert (x = 0) by nra. subst x. lra.
- replace (2 * L - 3)%nat with (L - 3 + L)%nat by lia. rewrite pow_add.
  assert (c0 : 0 <= x ^ (L - 3)) by (apply pow_le; lra). set (p := x ^ (L - 3)) in *.
  apply Rmult_le_compat_r with (r := 4 * INR L - 2) in H; [| lra].
  replace ((INR L - 2) / (4 * INR L - 2) * s * (4 * INR L - 2)) with ((INR L - 2) * s) in H
    by (field; lra).
  replace ((INR L - 1) * (INR L - 2) * s * p - (2 * INR L - 1) * (2 * INR L - 2) * (p * x ^ L))
    with ((INR L - 1) * (p * ((INR L - 2) * s - x ^ L * (4 * INR L - 2)))) by ring.
  apply Rmult_le_pos; [lra |]. apply Rmult_le_pos; lra.
Qed.

(* the peak *)
Definition velocity_peak := Rpower ((INR L - 1) / (2 * INR L - 1) * s) (/ INR L).

Lemma peak_power : 0 < velocity_peak /\ (2 * INR L - 1) * velocity_peak ^ L = (INR L - 1) * s.
Proof.
assert (N := depth_at_least_two L L2).
assert (0 < (INR L - 1) / (2 * INR L - 1)) by (apply Rdiv_lt_0_compat; lra).
assert (P : 0 < (INR L - 1) / (2 * INR L - 1) * s) by nra. unfold velocity_peak.
split; [apply exp_pos |].
rewrite <- Rpower_pow, Rpower_mult by apply exp_pos. rewrite Rinv_l, Rpower_1 by lra. field. lra.
Qed.

Lemma rises_to_peak x : 0 <= x <= velocity_peak -> 0 <= g' x.
Proof.
intros X. destruct peak_power as [P E]. assert (N := depth_at_least_two L L2).
apply velocity_rising; [lra |]. rewrite <- E. apply Rmult_le_compat_l; [lra |].
apply pow_incr. exact X.
Qed.

Lemma falls_from_peak x : velocity_peak <= x -> g' x <= 0.
Proof.
intros X. destruct peak_power as [P E]. assert (N := depth_at_least_two L L2).
apply velocity_falling; [lra |]. rewrite <- E. apply Rmult_le_compat_l; [lra |].
apply pow_incr. lra.
Qed.

Lemma flat_at_peak : g' velocity_peak = 0.
Proof.
destruct peak_power as [P _]. assert (A := rises_to_peak velocity_peak ltac:(lra)).
assert (B := falls_from_peak velocity_peak ltac:(lra)). lra.
Qed.

(* the velocity falls by no more than L m^(2L-2) for each unit of length, m = s^(1/L) *)
Lemma fall_bounded x : 0 < x -> x ^ L < s -> - (INR L * Rpower s (2 - 2 / INR L)) <= g' x.
Proof.
intros x0 H. assert (N := depth_at_least_two L L2). unfold velocity_slope.
assert (P : 0 < x ^ (L - 2)) by (apply pow_lt; lra).
assert (E : x ^ (L - 2) <= Rpower s (1 - 2 / INR L)).
{ replace (x ^ (L - 2)) with (Rpower (x ^ L) (1 - 2 / INR L)).
  - apply Rle_Rpower_l; [| split; [apply pow_lt; exact x0 | lra]].
    assert (2 / INR L <= 1); [apply Rle_div_l |]; lra.
  - rewrite <- !Rpower_pow, Rpower_mult by exact x0. f_equal. rewrite minus_INR by lia.
    simpl (INR 2). field. lra. }
assert (F : Rpower s (2 - 2 / INR L) = s * Rpower s (1 - 2 / INR L)).
{ replace (2 - 2 / INR L) with (1 + (1 - 2 / INR L)) by ring.
  rewrite Rpower_plus, Rpower_1 by exact s0. reflexivity. }
rewrite F. set (p := x ^ (L - 2)) in *. set (q := Rpower s (1 - 2 / INR L)) in *.
set (y := x ^ L) in *.
assert (A : - (INR L * s) <= (INR L - 1) * s - (2 * INR L - 1) * y).
{ assert ((2 * INR L - 1) * y <= (2 * INR L - 1) * s) by (apply Rmult_le_compat_l; lra). lra. }
assert (B : p * - (INR L * s) <= p * ((INR L - 1) * s - (2 * INR L - 1) * y))
  by (apply Rmult_le_compat_l; lra).
assert (p * (INR L * s) <= q * (INR L * s)) by (apply Rmult_le_compat_r; [nra | lra]). lra.
Qed.
End Shape.
