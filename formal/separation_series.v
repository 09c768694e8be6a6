(* When one mode of three factors or more is fitted before the next one begins, over Coq's reals.

   A mode is any solution of mu' = L mu^(2-2/L) (s - mu), mu(0) = eps^L (mode_times.v).
   larger_first_by_series (E93H, parts 1 and 2): with t_(1-c)(s_i) and t_c(s_j) the times of two
     modes, D at most the difference of the constants plus eps^2/2 (1/s_j^2 - 1/s_i^2) puts the
     first one after the second; D at least that plus eps^(L+2)/((L+2) s_j^3 (1 - eps^L/s_j)) puts
     it before.
   remainder_falls: the remainder R falls in s, by more than its term j = 0 does.
   remainder_sum_tail, remainder_between: the terms j >= 1 of R(s) are at most that last term (at
     s), and at least eps^(L+2)/((L+2) s^3).
   bound_over_term: B(s) - eps^2/(2 s^2); last_below: the last term is less.
   small_start_separates (E93H, part 3): an explicit bound on eps^(L-2) that implies the condition
     of part 1 and eps^L < c s_j.
   log_series: the sum over k >= 1 of q^k/k is log(1/(1-q)). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare separation separation_bound.
From dlf Require Import power_sum mode_times mode_series fit_series.
Open Scope R_scope.

(* D *)
Definition lead_gap (L : nat) (eps si sj : R) := / eps ^ (L - 2) / (INR L - 2) * (1 / sj - 1 / si).

(* B(s) *)
Definition remainder_bound (L : nat) (eps s : R) := eps ^ 2 / (2 * s ^ 2 * (1 - eps ^ L / s)).

Lemma remainder_falls L eps si sj : (3 <= L)%nat -> 0 < eps -> 0 < sj < si -> eps ^ L < sj ->
  eps ^ 2 / (2 * sj ^ 2) - eps ^ 2 / (2 * si ^ 2) < fit_remainder L sj eps - fit_remainder L si eps.
Proof.
intros L3 e0 S H. assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
assert (L1 : 1 <= INR L) by (apply (le_INR 1); lia).
assert (Yi := quotient_inside (eps ^ L) si ltac:(lra)).
assert (Yj := quotient_inside (eps ^ L) sj ltac:(lra)).
assert (Y : eps ^ L / si <= eps ^ L / sj).
{ apply Rmult_le_compat_l; [lra |]. apply Rinv_le_contravar; lra. }
assert (B := remainder_sum_bounds (INR L) (eps ^ L / sj) L1 Yj).
assert (T : remainder_sum (INR L) (eps ^ L / si) <= remainder_sum (INR L) (eps ^ L / sj)).
{ apply Series_le; [| apply ex_remainder_sum; assumption]. intro j.
  assert (J := pos_INR j). assert (0 <= INR L * INR j) by (apply Rmult_le_pos; lra).
  assert (I : 0 < / (INR L * INR j + 2)) by (apply Rinv_0_lt_compat; lra).
  assert (P : 0 <= (eps ^ L / si) ^ j) by (apply pow_le; lra).
  assert (Q : (eps ^ L / si) ^ j <= (eps ^ L / sj) ^ j) by (apply pow_incr; lra).
  split; [apply Rmult_le_pos; lra | apply Rmult_le_compat_r; lra]. }
unfold fit_remainder. fold (remainder_sum (INR L) (eps ^ L / si)).
fold (remainder_sum (INR L) (eps ^ L / sj)).
set (x := remainder_sum _ _) in T. set (y := remainder_sum _ _) in *.
assert (e2 : 0 < eps ^ 2) by (apply pow_lt; lra).
assert (U : 0 < eps ^ 2 / si ^ 2) by (apply Rdiv_lt_0_compat; [exact e2 | apply pow_lt; lra]).
assert (V : eps ^ 2 / si ^ 2 < eps ^ 2 / sj ^ 2).
{ apply Rmult_lt_compat_l, Rinv_lt_contravar; [exact e2 | | nra].
  apply Rmult_lt_0_compat; apply pow_lt; lra. }
replace (eps ^ 2 / (2 * sj ^ 2)) with (eps ^ 2 / sj ^ 2 / 2) by (field; lra).
replace (eps ^ 2 / (2 * si ^ 2)) with (eps ^ 2 / si ^ 2 / 2) by (field; lra).
fold x. set (u := eps ^ 2 / si ^ 2) in *. set (v := eps ^ 2 / sj ^ 2) in *.
assert (0 <= u * (y - x)) by (apply Rmult_le_pos; lra).
assert (0 < (v - u) * (y - 1 / 2)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(* what B(s) has above the term j = 0 *)
Lemma bound_over_term L eps s : 0 < eps -> eps ^ L < s ->
  remainder_bound L eps s - eps ^ 2 / (2 * s ^ 2) =
    eps ^ (L + 2) / (2 * s ^ 3 * (1 - eps ^ L / s)).
Proof.
intros e0 H. assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
unfold remainder_bound. rewrite pow_add. field. lra.
Qed.

(* the sum over j >= 0 of z^j/(n j + 2) after its first term, between one term and a geometric
   series *)
Theorem remainder_sum_tail n z : 1 <= n -> 0 < z < 1 ->
  1 / 2 + z / (n + 2) < remainder_sum n z < 1 / 2 + z / ((n + 2) * (1 - z)).
Proof.
intros n1 Z. assert (X := ex_remainder_sum n z n1 Z).
assert (X1 := proj1 (ex_series_incr_1 _) X). assert (X2 := proj1 (ex_series_incr_1 _) X1).
unfold remainder_sum. rewrite (Series_incr_1 _ X), (Series_incr_1 _ X1).
replace (z ^ 0 / (n * INR 0 + 2)) with (1 / 2) by (simpl; field).
replace (z ^ 1 / (n * INR 1 + 2)) with (z / (n + 2)) by (simpl; field; lra).
set (a := fun j => z ^ S (S j) / (n * INR (S (S j)) + 2)). change (ex_series a) in X2.
change (Series (fun k => z ^ S (S k) / (n * INR (S (S k)) + 2))) with (Series a).
assert (T : forall j, 0 < a j <= z ^ 2 / (2 * n + 2) * z ^ j).
{ intro j. unfold a. assert (P : 0 < z ^ S (S j)) by (apply pow_lt; lra).
  assert (J := pos_INR j). assert (N : 2 * n + 2 <= n * INR (S (S j)) + 2).
  { rewrite !S_INR. nra. }
  split; [apply Rdiv_lt_0_compat; lra |].
  replace (z ^ 2 / (2 * n + 2) * z ^ j) with (z ^ S (S j) / (2 * n + 2)) by (simpl; field; lra).
  apply Rmult_le_compat_l; [lra |]. apply Rinv_le_contravar; lra. }
assert (low : 0 < Series a).
{ rewrite (Series_incr_1 _ X2). destruct (T 0%nat) as [t _].
  assert (0 <= Series (fun j => a (S j))); [| lra].
  apply series_nonneg; [intro j; left; apply T |]. exact (proj1 (ex_series_incr_1 _) X2). }
assert (up : Series a <= z ^ 2 / (2 * n + 2) * / (1 - z)).
{ rewrite <- (Series_geom z), <- Series_scal_l by (rewrite Rabs_pos_eq; lra).
  apply Series_le; [intro j; destruct (T j); lra |]. apply ex_multiple, ex_series_geom.
  rewrite Rabs_pos_eq; lra. }
assert (less : z ^ 2 / (2 * n + 2) * / (1 - z) < z ^ 2 / (n + 2) * / (1 - z)).
{ apply Rmult_lt_compat_r; [apply Rinv_0_lt_compat; lra |].
  apply Rmult_lt_compat_l; [apply pow_lt; lra |]. apply Rinv_lt_contravar; [nra | lra]. }
replace (z / ((n + 2) * (1 - z))) with (z / (n + 2) + z ^ 2 / (n + 2) * / (1 - z)) by (field; lra).
lra.
Qed.

Lemma remainder_between L eps s : (3 <= L)%nat -> 0 < eps -> eps ^ L < s ->
  eps ^ 2 / (2 * s ^ 2) + eps ^ (L + 2) / ((INR L + 2) * s ^ 3) < fit_remainder L s eps <
    eps ^ 2 / (2 * s ^ 2) + eps ^ (L + 2) / ((INR L + 2) * s ^ 3 * (1 - eps ^ L / s)).
Proof.
intros L3 e0 H. assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
assert (L1 : 1 <= INR L) by (apply (le_INR 1); lia).
assert (Y := quotient_inside (eps ^ L) s ltac:(lra)).
assert (B := remainder_sum_tail (INR L) (eps ^ L / s) L1 Y).
unfold fit_remainder. fold (remainder_sum (INR L) (eps ^ L / s)).
assert (Q : 0 < eps ^ 2 / s ^ 2) by (apply Rdiv_lt_0_compat; apply pow_lt; lra).
rewrite pow_add.
replace (eps ^ 2 / (2 * s ^ 2) + eps ^ L * eps ^ 2 / ((INR L + 2) * s ^ 3)) with
  (eps ^ 2 / s ^ 2 * (1 / 2 + eps ^ L / s / (INR L + 2))) by (field; lra).
replace (eps ^ 2 / (2 * s ^ 2) + eps ^ L * eps ^ 2 / ((INR L + 2) * s ^ 3 * (1 - eps ^ L / s)))
  with (eps ^ 2 / s ^ 2 * (1 / 2 + eps ^ L / s / ((INR L + 2) * (1 - eps ^ L / s))))
  by (field; lra).
split; apply Rmult_lt_compat_l; lra.
Qed.

Lemma last_below L eps s : (3 <= L)%nat -> 0 < eps -> eps ^ L < s ->
  eps ^ (L + 2) / ((INR L + 2) * s ^ 3 * (1 - eps ^ L / s)) <
    remainder_bound L eps s - eps ^ 2 / (2 * s ^ 2).
Proof.
intros L3 e0 H. rewrite bound_over_term by assumption.
assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra). assert (L0 := le_INR 3 L L3). simpl in L0.
assert (Y := quotient_inside (eps ^ L) s ltac:(lra)).
assert (Q : 0 < s ^ 3 * (1 - eps ^ L / s)) by (apply Rmult_lt_0_compat; [apply pow_lt |]; lra).
rewrite !Rmult_assoc. apply Rmult_lt_compat_l; [apply pow_lt; lra |].
apply Rinv_lt_contravar; [| apply Rmult_lt_compat_r; lra].
repeat apply Rmult_lt_0_compat; lra.
Qed.

Lemma squares_apart eps si sj : 0 < sj < si ->
  eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2) = eps ^ 2 / (2 * sj ^ 2) - eps ^ 2 / (2 * si ^ 2).
Proof. intro S. field. lra. Qed.

Theorem larger_first_by_series L c si sj eps mui muj ti tj :
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  (lead_gap L eps si sj >=
     fit_constant L si (1 - c) - fit_constant L sj c + eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2) +
       eps ^ (L + 2) / ((INR L + 2) * sj ^ 3 * (1 - eps ^ L / sj)) -> ti < tj) /\
  (lead_gap L eps si sj <=
     fit_constant L si (1 - c) - fit_constant L sj c + eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2) ->
   ti > tj).
Proof.
intros L3 C S e0 H Mi Mj ti0 Ti tj0 Tj.
assert (Hi : eps ^ L < (1 - c) * si) by nra.
destruct (mode_fitted_once L (1 - c) si eps mui) as [_ [Ki Bi]]; try lra; auto.
destruct (mode_fitted_once L c sj eps muj) as [_ [Kj Bj]]; try lra; auto.
apply Ki in Ti; [| exact ti0]. apply Kj in Tj; [| exact tj0]. rewrite Ti, Tj.
assert (L0 := le_INR 3 L L3). simpl in L0.
assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
assert (q0 : 0 < eps ^ (L - 2)) by (apply pow_lt; lra).
assert (F := remainder_falls L eps si sj L3 e0 S ltac:(nra)).
assert (A := remainder_between L eps sj L3 e0 ltac:(nra)).
rewrite squares_apart by exact S. unfold series_time.
replace (lead_gap L eps si sj) with
  (/ eps ^ (L - 2) / ((INR L - 2) * sj) - / eps ^ (L - 2) / ((INR L - 2) * si)).
- split; intro G; lra.
- unfold lead_gap. field. repeat split; lra.
Qed.

Theorem log_series q : 0 < q < 1 -> power_sum 1 q = - ln (1 - q).
Proof.
intro Q. assert (near : forall x, 0 < x < 1 -> Rabs (power_sum 1 x + ln (1 - x)) <= x / (1 - x)).
{ intros x X. assert (B := power_sum_bounds 1 x ltac:(lra) X). rewrite Rpower_1 in B by lra.
  replace (x / (1 * (1 - x))) with (x / (1 - x)) in B by (field; lra).
  assert (P : 0 < x / (1 - x)) by (apply Rdiv_lt_0_compat; lra).
  assert (A := ln_above (x / (1 - x)) P). assert (A0 := ln_of_more (x / (1 - x)) P).
  replace (1 + x / (1 - x)) with (/ (1 - x)) in * by (field; lra).
  rewrite ln_Rinv in * by lra. apply Rabs_le. lra. }
assert (same : forall x, 0 < x < q -> power_sum 1 q + ln (1 - q) = power_sum 1 x + ln (1 - x)).
{ intros x X.
  assert (D : forall z, 0 < z < 1 -> is_derive (fun y => power_sum 1 y + ln (1 - y)) z 0).
  { intros z Z. assert (D1 := power_sum_derive 1 z ltac:(lra) ltac:(lra) Z).
    assert (D2 : is_derive (fun y => ln (1 - y)) z (- / (1 - z))).
    { auto_derive; [lra | field; lra]. }
    replace 0 with (plus (Rpower z (1 - 1) / (1 - z)) (- / (1 - z))).
    - exact (is_derive_plus _ _ z _ _ D1 D2).
    - unfold plus; simpl. replace (1 - 1) with 0 by ring.
      rewrite Rpower_O by lra. field. lra. }
  destruct (MVT_gen (fun y => power_sum 1 y + ln (1 - y)) x q (fun _ => 0)) as [z [_ E]].
  - rewrite Rmin_left, Rmax_right by lra. intros z Z. apply D. lra.
  - rewrite Rmin_left, Rmax_right by lra. intros z Z.
    apply continuity_pt_filterlim, (ex_derive_continuous (fun y => power_sum 1 y + ln (1 - y))).
    eexists. apply D. lra.
  - lra. }
set (h := power_sum 1 q + ln (1 - q)) in *.
destruct (Req_dec h 0) as [E | N]; [unfold h in E; lra |]. exfalso.
assert (a0 := Rabs_pos_lt h N). set (x := Rmin (q / 2) (Rabs h / (2 * (1 + Rabs h)))).
assert (b0 : 0 < Rabs h / (2 * (1 + Rabs h))) by (apply Rdiv_lt_0_compat; lra).
assert (x0 : 0 < x) by (apply Rmin_glb_lt; lra).
assert (x1 : x <= q / 2) by apply Rmin_l.
assert (x2 : x <= Rabs h / (2 * (1 + Rabs h))) by apply Rmin_r.
assert (U := near x ltac:(lra)). rewrite <- (same x ltac:(lra)) in U.
apply Rle_div_r in x2; [| lra].
assert (V : Rabs h * (1 - x) <= x); [| nra].
apply Rmult_le_compat_r with (r := 1 - x) in U; [| lra].
replace (x / (1 - x) * (1 - x)) with x in U by (field; lra). exact U.
Qed.

(* g(1-c) <= log(1/c) and -g(c) <= c^-(1-2/L)/(L-2) - c^(2/L)/2 *)
Lemma late_constant L c : (3 <= L)%nat -> 0 < c < 1 / 2 ->
  power_sum (2 / INR L - 1) (1 - c) / INR L <= ln (1 / c).
Proof.
intros L3 C. destruct (exponent_below L L3) as [b1 b0].
assert (L0 := le_INR 3 L L3). simpl in L0. set (b := 2 / INR L - 1) in *.
assert (Lb : INR L * (1 + b) = 2) by (unfold b; field; lra).
rewrite power_sum_split by lra.
assert (first : Rpower (1 - c) b / b <= 0).
{ assert (P := real_power_positive (1 - c) b). assert (Q := Rinv_lt_0_compat b b0).
  unfold Rdiv. nra. }
assert (two : Rpower (1 - c) b <= 2).
{ assert (l0 : ln (1 - c) < ln 1) by (apply ln_increasing; lra). rewrite ln_1 in l0.
  assert (l1 : b * ln (1 - c) < - ln (1 - c)) by nra.
  apply exp_increasing in l1. rewrite exp_Ropp, exp_ln in l1 by lra.
  assert (/ (1 - c) < / (1 / 2)) by (apply Rinv_lt_contravar; lra).
  unfold Rpower. lra. }
assert (T : power_sum (1 + b) (1 - c) <= INR L * Rpower (1 - c) b / 2 * power_sum 1 (1 - c)).
{ unfold power_sum. rewrite <- Series_scal_l. apply Series_le.
  - intro k. assert (J := pos_INR k).
    assert (E : Rpower (1 - c) (INR k + (1 + b)) =
      Rpower (1 - c) b * Rpower (1 - c) (INR k + 1)).
    { rewrite <- Rpower_plus. f_equal. ring. }
    rewrite E. assert (P := real_power_positive (1 - c) b).
    assert (Q := real_power_positive (1 - c) (INR k + 1)).
    assert (PQ := Rmult_lt_0_compat _ _ P Q).
    split; [left; apply Rdiv_lt_0_compat; lra |].
    replace (INR L * Rpower (1 - c) b / 2 * (Rpower (1 - c) (INR k + 1) / (INR k + 1))) with
      (Rpower (1 - c) b * Rpower (1 - c) (INR k + 1) * (INR L / (2 * (INR k + 1))))
      by (field; lra).
    unfold Rdiv at 1. apply Rmult_le_compat_l; [lra |].
    apply Rmult_le_reg_r with (INR k + (1 + b)); [lra |]. rewrite Rinv_l by lra.
    apply Rmult_le_reg_r with (2 * (INR k + 1)); [lra |].
    replace (INR L / (2 * (INR k + 1)) * (INR k + (1 + b)) * (2 * (INR k + 1))) with
      (INR L * INR k + INR L * (1 + b)) by (field; lra).
    nra.
  - apply ex_multiple, ex_power_sum; lra. }
rewrite log_series in T by lra. replace (1 - (1 - c)) with c in T by ring.
replace (1 / c) with (/ c) by (field; lra). rewrite ln_Rinv by lra.
assert (l0 : ln c < 0) by (rewrite <- ln_1; apply ln_increasing; lra).
apply Rle_div_l; [lra |].
assert (INR L * Rpower (1 - c) b / 2 * - ln c <= - ln c * INR L); [| lra].
replace (INR L * Rpower (1 - c) b / 2 * - ln c) with
  (- ln c * INR L * (Rpower (1 - c) b / 2)) by field.
rewrite <- (Rmult_1_r (- ln c * INR L)) at 2. apply Rmult_le_compat_l; [nra | lra].
Qed.

Lemma early_constant L c : (3 <= L)%nat -> 0 < c < 1 ->
  - (power_sum (2 / INR L - 1) c / INR L) <=
    Rpower c (2 / INR L - 1) / (INR L - 2) - Rpower c (2 / INR L) / 2.
Proof.
intros L3 C. destruct (exponent_below L L3) as [b1 b0].
assert (L0 := le_INR 3 L L3). simpl in L0.
rewrite power_sum_split by lra. replace (1 + (2 / INR L - 1)) with (2 / INR L) by ring.
assert (B := power_sum_bounds (2 / INR L) c ltac:(lra) C).
assert (E : Rpower c (2 / INR L - 1) / (2 / INR L - 1) / INR L =
  - (Rpower c (2 / INR L - 1) / (INR L - 2))) by (field; split; lra).
assert (F : Rpower c (2 / INR L) / (2 / INR L) / INR L = Rpower c (2 / INR L) / 2)
  by (field; lra).
unfold Rdiv at 1. rewrite Rmult_plus_distr_r. fold (Rdiv (Rpower c (2 / INR L - 1)
  / (2 / INR L - 1)) (INR L)). rewrite E.
assert (Rpower c (2 / INR L) / 2 <= power_sum (2 / INR L) c * / INR L); [| lra].
rewrite <- F. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat |]; lra.
Qed.

(* (eps^L/s)^-(1-2/L) and (eps^L/s)^(2/L) *)
Lemma start_powers L s eps : (3 <= L)%nat -> 0 < eps -> 0 < s ->
  Rpower (eps ^ L / s) (2 / INR L - 1) = Rpower s (1 - 2 / INR L) / eps ^ (L - 2) /\
  Rpower (eps ^ L / s) (2 / INR L) = eps ^ 2 / Rpower s (2 / INR L).
Proof.
intros L3 e0 s0. assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
assert (L0 := le_INR 3 L L3). simpl in L0. split.
- replace (2 / INR L - 1) with (- (1 - 2 / INR L)) by ring.
  rewrite Rpower_Ropp, Rpower_quotient by lra.
  replace (Rpower (eps ^ L) (1 - 2 / INR L)) with (eps ^ (L - 2)).
  + assert (0 < eps ^ (L - 2)) by (apply pow_lt; lra).
    assert (P := real_power_positive s (1 - 2 / INR L)). field. lra.
  + replace (1 - 2 / INR L) with (INR (L - 2) / INR L).
    * rewrite root_power by (lia || lra). rewrite Rpower_pow by exact e0. reflexivity.
    * rewrite minus_INR by lia. simpl (INR 2). field. lra.
- rewrite Rpower_quotient, root_power by (lia || lra).
  rewrite <- (Rpower_pow 2 eps) by exact e0. reflexivity.
Qed.

Theorem small_start_separates L c si sj eps : (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si ->
  0 < eps ->
  eps ^ (L - 2) <= Rpower sj (1 - 2 / INR L) * (1 - sj / si) /
    (Rpower c (- (1 - 2 / INR L)) + (INR L - 2) * (ln (1 / c) + 1 / 2)) ->
  eps ^ L < c * sj /\ lead_gap L eps si sj >=
    fit_constant L si (1 - c) - fit_constant L sj c + eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2) +
      eps ^ (L + 2) / ((INR L + 2) * sj ^ 3 * (1 - eps ^ L / sj)).
Proof.
intros L3 C S e0 H. destruct (start_powers L sj eps L3 e0 ltac:(lra)) as [Z1 Z2].
destruct (exponent_below L L3) as [b1 b0]. assert (L0 := le_INR 3 L L3). simpl in L0.
assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
assert (q0 : 0 < eps ^ (L - 2)) by (apply pow_lt; lra).
replace (- (1 - 2 / INR L)) with (2 / INR L - 1) in H by ring.
assert (l0 : 0 < ln (1 / c)).
{ rewrite <- ln_1. apply ln_increasing; [lra |]. apply Rmult_lt_reg_r with c; [lra |].
  replace (1 / c * c) with 1 by (field; lra). lra. }
assert (cb := real_power_positive c (2 / INR L - 1)).
assert (w0 := real_power_positive c (2 / INR L)).
assert (Ll : 0 < (INR L - 2) * (ln (1 / c) + 1 / 2)) by (apply Rmult_lt_0_compat; lra).
set (den := Rpower c (2 / INR L - 1) + _) in *. assert (d0 : 0 < den) by (unfold den; lra).
set (zb := Rpower sj (1 - 2 / INR L) / eps ^ (L - 2)) in *.
assert (zb0 : 0 < zb) by (apply Rdiv_lt_0_compat; [apply real_power_positive | exact q0]).
assert (k0 : 0 < sj / si < 1) by (apply quotient_inside; lra).
assert (H' : den <= zb * (1 - sj / si)).
{ apply Rmult_le_compat_r with (r := den / eps ^ (L - 2)) in H;
    [| left; apply Rdiv_lt_0_compat; lra].
  replace (eps ^ (L - 2) * (den / eps ^ (L - 2))) with den in H by (field; lra).
  eapply Rle_trans; [exact H |]. right. unfold zb. field. repeat split; lra. }
set (z := eps ^ L / sj) in *. assert (z0 : 0 < z) by (apply Rdiv_lt_0_compat; lra).
assert (zc : z < c).
{ destruct (Rlt_le_dec z c) as [l | l]; [exact l |]. exfalso.
  assert (zb <= Rpower c (2 / INR L - 1)).
  { rewrite <- Z1. replace (2 / INR L - 1) with (- (1 - 2 / INR L)) by ring.
    rewrite !Rpower_Ropp. apply Rinv_le_contravar; [apply real_power_positive |].
    apply Rle_Rpower_l; lra. }
  assert (zb * (1 - sj / si) <= zb * 1) by (apply Rmult_le_compat_l; lra).
  unfold den in H'. lra. }
assert (small : eps ^ L < c * sj).
{ apply Rmult_lt_compat_r with (r := sj) in zc; [| lra]. unfold z in zc.
  replace (eps ^ L / sj * sj) with (eps ^ L) in zc by (field; lra). exact zc. }
split; [exact small |].
(* everything times s_j^(2-2/L) *)
set (P := Rpower sj (2 - 2 / INR L)). assert (P0 : 0 < P) by apply real_power_positive.
set (Q := Rpower si (2 - 2 / INR L)).
assert (PQ : P <= Q) by (apply Rle_Rpower_l; lra).
assert (EP : P = sj * Rpower sj (1 - 2 / INR L)).
{ unfold P. rewrite Rpower_step by lra. do 2 f_equal. ring. }
assert (lead : lead_gap L eps si sj = zb * (1 - sj / si) / (INR L - 2) * / P).
{ rewrite EP. unfold lead_gap, zb. assert (R := real_power_positive sj (1 - 2 / INR L)).
  field. repeat split; lra. }
assert (late : fit_constant L si (1 - c) <= ln (1 / c) * / P).
{ unfold fit_constant. fold Q. assert (G := late_constant L c L3 C).
  replace (1 / (INR L * Q) * power_sum (2 / INR L - 1) (1 - c)) with
    (power_sum (2 / INR L - 1) (1 - c) / INR L * / Q) by (field; lra).
  apply Rle_trans with (ln (1 / c) * / Q).
  - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | exact G].
  - apply Rmult_le_compat_l; [lra |]. apply Rinv_le_contravar; lra. }
assert (early : - fit_constant L sj c <=
  (Rpower c (2 / INR L - 1) / (INR L - 2) - Rpower c (2 / INR L) / 2) * / P).
{ unfold fit_constant. fold P. assert (G := early_constant L c L3 ltac:(lra)).
  replace (- (1 / (INR L * P) * power_sum (2 / INR L - 1) c)) with
    (- (power_sum (2 / INR L - 1) c / INR L) * / P) by (field; lra).
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | exact G]. }
assert (rest : remainder_bound L eps sj <= Rpower c (2 / INR L) * / P).
{ unfold remainder_bound. fold z. assert (E2 : P * Rpower sj (2 / INR L) = sj ^ 2).
  { unfold P. rewrite <- Rpower_plus, <- Rpower_pow by lra. f_equal. simpl. ring. }
  assert (R := real_power_positive sj (2 / INR L)).
  replace (eps ^ 2 / (2 * sj ^ 2 * (1 - z))) with (Rpower z (2 / INR L) / (2 * (1 - z)) * / P).
  - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra |].
    apply Rle_trans with (Rpower z (2 / INR L)); [| apply Rle_Rpower_l; lra].
    assert (zz := real_power_positive z (2 / INR L)). apply Rle_div_l; [lra |]. nra.
  - rewrite Z2, <- E2. field. repeat split; lra. }
assert (w1 : Rpower c (2 / INR L) < 1).
{ unfold Rpower. assert (lc : ln c < ln 1) by (apply ln_increasing; lra). rewrite ln_1 in lc.
  assert (X : 2 / INR L * ln c < 0) by nra. apply exp_increasing in X. rewrite exp_0 in X.
  exact X. }
assert (square : 0 < eps ^ 2 / (2 * si ^ 2)).
{ assert (0 < si ^ 2) by (apply pow_lt; lra). apply Rdiv_lt_0_compat; [apply pow_lt |]; lra. }
assert (below := last_below L eps sj L3 e0 ltac:(nra)). fold z in below.
rewrite squares_apart by exact S. rewrite lead. apply Rle_ge.
apply Rle_trans with (den / (INR L - 2) * / P).
- assert (E : den / (INR L - 2) * / P =
    (Rpower c (2 / INR L - 1) / (INR L - 2) + ln (1 / c) + 1 / 2) * / P).
  { unfold den. field. lra. }
  rewrite E. assert (I : 0 < / P) by (apply Rinv_0_lt_compat; exact P0).
  assert (F : Rpower c (2 / INR L) * / P <= 1 * / P) by (apply Rmult_le_compat_r; lra). lra.
- apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; exact P0 |].
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | exact H'].
Qed.
