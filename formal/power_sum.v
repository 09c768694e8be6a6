(* A power series with a real exponent, over Coq's reals: its derivative.

   power_sum_derive (KAHV, parts 2 and 3): for b > -1, b not 0 and 0 < y < 1 the sum over k >= 0 of
     y^(k+b)/(k+b) converges and has the derivative y^(b-1)/(1-y) in y.
   power_sum_split, power_sum_bounds: its first term taken out; bounds for b > 0.
   remainder_sum_bounds (FYBV, part 2): the sum over j >= 0 of z^j/(n j + 2) is between 1/2 and
     1/(2 (1 - z)), for 0 < z < 1 and n >= 1. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(* the sum over k >= 0 of y^(k+b)/(k+b) *)
Definition power_sum (b y : R) := Series (fun k => Rpower y (INR k + b) / (INR k + b)).

(* the coefficients of the series after y^b is taken out *)
Definition inverse_shift (b : R) (k : nat) := / (INR k + b).

Lemma shift_nonzero b k : -1 < b -> b <> 0 -> INR k + b <> 0.
Proof.
intros b1 b0. destruct k; [simpl; lra |]. rewrite S_INR. assert (H := pos_INR k). lra.
Qed.

Lemma inverse_shift_bound b k : -1 < b -> b <> 0 ->
  Rabs (inverse_shift b k) <= / Rabs b + / (1 + b).
Proof.
intros b1 b0. unfold inverse_shift.
assert (P : 0 < / Rabs b) by (apply Rinv_0_lt_compat, Rabs_pos_lt; exact b0).
assert (Q : 0 < / (1 + b)) by (apply Rinv_0_lt_compat; lra).
destruct k; [simpl; rewrite Rplus_0_l, Rabs_Rinv by exact b0; lra |].
assert (H := pos_INR k). rewrite S_INR.
rewrite Rabs_pos_eq by (left; apply Rinv_0_lt_compat; lra).
assert (/ (INR k + 1 + b) <= / (1 + b)) by (apply Rinv_le_contravar; lra). lra.
Qed.

Lemma radius_at_least_one b : -1 < b -> b <> 0 -> Rbar_le 1 (CV_radius (inverse_shift b)).
Proof.
intros b1 b0. apply (proj1 (CV_radius_bounded (inverse_shift b)) 1).
exists (/ Rabs b + / (1 + b)). intro n. rewrite pow1, Rmult_1_r.
apply inverse_shift_bound; assumption.
Qed.

Lemma inside_radius b y : -1 < b -> b <> 0 -> 0 < y < 1 ->
  Rbar_lt (Rabs y) (CV_radius (inverse_shift b)).
Proof.
intros b1 b0 Y. apply Rbar_lt_le_trans with 1; [| apply radius_at_least_one; assumption].
simpl. rewrite Rabs_pos_eq; lra.
Qed.

Lemma power_term b y k : 0 < y ->
  Rpower y (INR k + b) / (INR k + b) = Rpower y b * (inverse_shift b k * y ^ k).
Proof.
intros y0. rewrite Rpower_plus, Rpower_pow by exact y0. unfold inverse_shift, Rdiv. ring.
Qed.

Lemma power_sum_pseries b y : 0 < y ->
  power_sum b y = Rpower y b * PSeries (inverse_shift b) y.
Proof.
intros y0. unfold power_sum, PSeries. rewrite <- Series_scal_l. apply Series_ext.
intro k. apply power_term. exact y0.
Qed.

Lemma ex_multiple (c : R) (a : nat -> R) : ex_series a -> ex_series (fun k => c * a k).
Proof. exact (@ex_series_scal R_AbsRing R_NormedModule c a). Qed.

Lemma ex_power_sum b y : -1 < b -> b <> 0 -> 0 < y < 1 ->
  ex_series (fun k => Rpower y (INR k + b) / (INR k + b)).
Proof.
intros b1 b0 Y. apply (ex_series_ext (fun k => Rpower y b * (inverse_shift b k * y ^ k))).
- intro k. symmetry. apply power_term. lra.
- apply (ex_multiple (Rpower y b)). apply (proj1 (ex_pseries_R (inverse_shift b) y)).
  apply CV_radius_inside, inside_radius; assumption.
Qed.

Theorem power_sum_split b y : -1 < b -> b <> 0 -> 0 < y < 1 ->
  power_sum b y = Rpower y b / b + power_sum (1 + b) y.
Proof.
intros b1 b0 Y. unfold power_sum.
rewrite (Series_incr_1 (fun k => Rpower y (INR k + b) / (INR k + b)))
  by (apply ex_power_sum; assumption).
simpl (INR 0). rewrite Rplus_0_l. f_equal. apply Series_ext. intro j.
rewrite S_INR, Rplus_assoc. reflexivity.
Qed.

Lemma series_nonneg (a : nat -> R) : (forall k, 0 <= a k) -> ex_series a -> 0 <= Series a.
Proof.
intros P X. replace 0 with (Series (fun k => 0 * a k)) by (rewrite Series_scal_l; ring).
apply Series_le; [| exact X]. intro k. assert (Q := P k). lra.
Qed.

(* b > 0: the sum lies between its first term and a geometric series *)
Theorem power_sum_bounds b y : 0 < b -> 0 < y < 1 ->
  Rpower y b / b <= power_sum b y <= Rpower y b / (b * (1 - y)).
Proof.
intros b0 Y. assert (X := ex_power_sum b y ltac:(lra) ltac:(lra) Y).
assert (T : forall k, 0 <= Rpower y (INR k + b) / (INR k + b) /\
  Rpower y (INR k + b) / (INR k + b) <= Rpower y b / b * y ^ k).
{ intro k. rewrite power_term by lra. unfold inverse_shift.
  assert (J := pos_INR k). assert (P : 0 < Rpower y b) by apply exp_pos.
  assert (Q : 0 < y ^ k) by (apply pow_lt; lra).
  assert (I : / (INR k + b) <= / b) by (apply Rinv_le_contravar; lra).
  assert (I0 : 0 < / (INR k + b)) by (apply Rinv_0_lt_compat; lra).
  split; [repeat apply Rmult_le_pos; lra |]. unfold Rdiv. rewrite Rmult_assoc.
  apply Rmult_le_compat_l; [lra |]. apply Rmult_le_compat_r; lra. }
split.
- unfold power_sum. rewrite (Series_incr_1 _ X). simpl (INR 0). rewrite Rplus_0_l.
  assert (0 <= Series (fun k => Rpower y (INR (S k) + b) / (INR (S k) + b))); [| lra].
  apply series_nonneg; [intro k; apply (T (S k)) |]. exact (proj1 (ex_series_incr_1 _) X).
- replace (Rpower y b / (b * (1 - y))) with (Rpower y b / b * / (1 - y)) by (field; lra).
  rewrite <- (Series_geom y), <- Series_scal_l by (rewrite Rabs_pos_eq; lra).
  apply Series_le; [intro k; exact (T k) |]. apply ex_multiple, ex_series_geom.
  rewrite Rabs_pos_eq; lra.
Qed.

(* b P(y) + y P'(y) is the geometric series *)
Lemma shift_equation b y : -1 < b -> b <> 0 -> 0 < y < 1 ->
  b * PSeries (inverse_shift b) y + y * PSeries (PS_derive (inverse_shift b)) y = / (1 - y).
Proof.
intros b1 b0 Y. assert (I := inside_radius b y b1 b0 Y).
assert (X : ex_series (fun k => inverse_shift b k * y ^ k)).
{ exact (proj1 (ex_pseries_R _ y) (CV_radius_inside _ y I)). }
assert (X' : ex_series (fun k => PS_derive (inverse_shift b) k * y ^ k)).
{ apply (proj1 (ex_pseries_R (PS_derive (inverse_shift b)) y)), CV_radius_inside.
  rewrite CV_radius_derive. exact I. }
assert (X1 : ex_series (fun k => inverse_shift b (S k) * y ^ (S k))).
{ exact (proj1 (ex_series_incr_1 _) X). }
assert (G : ex_series (fun k => y ^ k)) by (apply ex_series_geom; rewrite Rabs_pos_eq; lra).
rewrite <- (Series_geom y) by (rewrite Rabs_pos_eq; lra).
rewrite (Series_incr_1 (fun k => y ^ k) G).
unfold PSeries. rewrite (Series_incr_1 _ X), Rmult_plus_distr_l.
rewrite <- (Series_scal_l y), <- (Series_scal_l b), Rplus_assoc.
rewrite <- Series_plus.
- f_equal; [unfold inverse_shift; simpl; field; lra |].
  apply Series_ext. intro k. unfold PS_derive, inverse_shift.
  assert (N := shift_nonzero b (S k) b1 b0). simpl pow. field. exact N.
- apply (ex_multiple b). exact X1.
- apply (ex_multiple y). exact X'.
Qed.

Lemma Rpower_derive p y : 0 < y -> is_derive (fun x => Rpower x p) y (p * Rpower y (p - 1)).
Proof. intros y0. apply is_derive_Reals, derivable_pt_lim_power. exact y0. Qed.

Lemma Rpower_step p y : 0 < y -> Rpower y p = y * Rpower y (p - 1).
Proof.
intros y0. rewrite <- (Rpower_1 y) at 2 by exact y0. rewrite <- Rpower_plus. f_equal. ring.
Qed.

Theorem power_sum_derive b y : -1 < b -> b <> 0 -> 0 < y < 1 ->
  is_derive (power_sum b) y (Rpower y (b - 1) / (1 - y)).
Proof.
intros b1 b0 Y. assert (I := inside_radius b y b1 b0 Y).
apply (is_derive_ext_loc (fun x => Rpower x b * PSeries (inverse_shift b) x)).
- apply (locally_interval _ y 0 p_infty); simpl; try lra; auto.
  intros x x0 _. symmetry. apply power_sum_pseries. exact x0.
- assert (M := is_derive_mult (fun x => Rpower x b) (PSeries (inverse_shift b)) y _ _
    (Rpower_derive b y ltac:(lra)) (is_derive_PSeries _ y I) Rmult_comm).
  replace (Rpower y (b - 1) / (1 - y)) with
    (plus (mult (b * Rpower y (b - 1)) (PSeries (inverse_shift b) y))
          (mult (Rpower y b) (PSeries (PS_derive (inverse_shift b)) y))); [exact M |].
  unfold plus, mult; simpl; unfold mult; simpl.
  unfold Rdiv. rewrite <- (shift_equation b y b1 b0 Y), (Rpower_step b y) by lra. ring.
Qed.

(* bounds of the sum over j >= 0 of z^j/(n j + 2), 0 < z < 1, n >= 1 *)
Definition remainder_sum (n z : R) := Series (fun j => z ^ j / (n * INR j + 2)).

Lemma ex_remainder_sum n z : 1 <= n -> 0 < z < 1 ->
  ex_series (fun j => z ^ j / (n * INR j + 2)).
Proof.
intros n1 Z. apply (ex_series_le (K := R_AbsRing) (V := R_CompleteNormedModule)
  (fun j => z ^ j / (n * INR j + 2)) (fun j => z ^ j)).
- intro j. change (Rabs (z ^ j / (n * INR j + 2)) <= z ^ j).
  assert (P : 0 <= z ^ j) by (apply pow_le; lra). assert (J := pos_INR j).
  assert (N : 0 <= n * INR j) by (apply Rmult_le_pos; lra).
  rewrite Rabs_pos_eq by (apply Rdiv_le_0_compat; lra).
  apply Rle_div_l; [lra |]. nra.
- apply ex_series_geom. rewrite Rabs_pos_eq; lra.
Qed.

Theorem remainder_sum_bounds n z : 1 <= n -> 0 < z < 1 ->
  1 / 2 < remainder_sum n z < 1 / (2 * (1 - z)).
Proof.
intros n1 Z. assert (X := ex_remainder_sum n z n1 Z).
unfold remainder_sum. rewrite (Series_incr_1 _ X).
assert (X1 := proj1 (ex_series_incr_1 _) X).
assert (G : ex_series (fun j => z ^ j)) by (apply ex_series_geom; rewrite Rabs_pos_eq; lra).
assert (E : / (1 - z) = 1 + Series (fun j => z ^ S j)).
{ rewrite <- (Series_geom z), (Series_incr_1 _ G) by (rewrite Rabs_pos_eq; lra).
  reflexivity. }
assert (G1 := proj1 (ex_series_incr_1 _) G).
assert (T : forall j, 0 < z ^ S j / (n * INR (S j) + 2) /\
  z ^ S j / (n * INR (S j) + 2) <= 1 / 3 * z ^ S j).
{ intro j. assert (P : 0 < z ^ S j) by (apply pow_lt; lra).
  assert (J := pos_INR j). assert (3 <= n * INR (S j) + 2) by (rewrite S_INR; nra).
  split; [apply Rdiv_lt_0_compat; lra |]. apply Rle_div_l; [lra |]. nra. }
assert (up : Series (fun j => z ^ S j / (n * INR (S j) + 2)) <=
  Series (fun j => 1 / 3 * z ^ S j)).
{ apply Series_le; [intro j; destruct (T j); lra |]. apply (ex_multiple (1 / 3)). exact G1. }
rewrite Series_scal_l in up.
assert (low : 0 < Series (fun j => z ^ S j / (n * INR (S j) + 2))).
{ rewrite (Series_incr_1 _ X1).
  assert (0 <= Series (fun j => z ^ S (S j) / (n * INR (S (S j)) + 2))).
  { apply series_nonneg; [| exact (proj1 (ex_series_incr_1 _) X1)].
    intro j. destruct (T (S j)). lra. }
  destruct (T 0%nat). lra. }
replace (z ^ 0 / (n * INR 0 + 2)) with (1 / 2) by (simpl; field).
replace (1 / (2 * (1 - z))) with (/ (1 - z) / 2) by (field; lra).
assert (0 < Series (fun j => z ^ S j)) by lra.
rewrite E. lra.
Qed.
