(* Wrong variants of the separation of two modes of three factors or more, near the truth,
   refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare separation separation_bound.
From dlf Require Import power_sum mode_times mode_series mode_exists fit_series separation_series.
Open Scope R_scope.

(* L = 3: u^3 = 1/q with u = q^(-1/3), and the sum by its first terms *)
Lemma sum_of_three q : 0 < q < 1 -> exists u, 0 < u /\ u ^ 3 * q = 1 /\
  u * (- 3 + 3 / 2 * q + 3 / 5 * q ^ 2) <= power_sum (2 / INR 3 - 1) q <=
  u * (- 3 + 3 / 2 * q + 3 / 5 * q ^ 2 / (1 - q)).
Proof.
intro Q. exists (Rpower q (- (1 / 3))). assert (P := real_power_positive q (- (1 / 3))).
split; [exact P |]. split.
{ rewrite <- (Rpower_pow 3) by exact P. rewrite Rpower_mult.
  replace (- (1 / 3) * INR 3) with (- (1)) by (simpl; field).
  rewrite Rpower_Ropp, Rpower_1 by lra. field. lra. }
replace (2 / INR 3 - 1) with (- (1 / 3)) by (simpl; field).
rewrite power_sum_split by lra. replace (1 + - (1 / 3)) with (2 / 3) by field.
rewrite power_sum_split by lra. replace (1 + 2 / 3) with (5 / 3) by field.
assert (B := power_sum_bounds (5 / 3) q ltac:(lra) Q).
rewrite (Rpower_step (5 / 3)) in B by lra. replace (5 / 3 - 1) with (2 / 3) in B by field.
rewrite (Rpower_step (2 / 3)) in * by lra. replace (2 / 3 - 1) with (- (1 / 3)) in * by field.
set (u := Rpower q _) in *. set (v := power_sum _ q) in *.
replace (q * (q * u) / (5 / 3)) with (3 / 5 * q ^ 2 * u) in B by field.
replace (q * (q * u) / (5 / 3 * (1 - q))) with (3 / 5 * q ^ 2 / (1 - q) * u) in B by (field; lra).
replace (u / - (1 / 3)) with (- 3 * u) by field.
replace (q * u / (2 / 3)) with (3 / 2 * q * u) by field. lra.
Qed.

(* c = 1/4, s_j = 1: the difference of the constants *)
Lemma constants_of_three si : 1 <= si ->
  73 / 100 <= fit_constant 3 si (1 - 1 / 4) - fit_constant 3 1 (1 / 4) <= 138 / 100.
Proof.
intro S. destruct (sum_of_three (1 - 1 / 4)) as [u [u0 [u3 U]]]; [lra |].
destruct (sum_of_three (1 / 4)) as [v [v0 [v3 V]]]; [lra |].
assert (u1 : u < 12 / 10) by (apply Rnot_le_lt; intro N; assert (u ^ 3 >= (12 / 10) ^ 3);
  [apply Rle_ge, pow_incr; lra | lra]).
assert (v1 : v < 159 / 100) by (apply Rnot_le_lt; intro N; assert (v ^ 3 >= (159 / 100) ^ 3);
  [apply Rle_ge, pow_incr; lra | lra]).
assert (v2 : 158 / 100 < v) by (apply Rnot_le_lt; intro N; assert (v ^ 3 <= (158 / 100) ^ 3);
  [apply pow_incr; lra | lra]).
unfold fit_constant.
set (x := power_sum _ (1 - 1 / 4)) in *. set (y := power_sum _ (1 / 4)) in *.
assert (X : - 1845 / 1000 <= x <= 0) by lra.
assert (Y : - 4115 / 1000 <= y <= - 4068 / 1000) by lra.
assert (one : Rpower 1 (2 - 2 / INR 3) = 1).
{ unfold Rpower. rewrite ln_1, Rmult_0_r. apply exp_0. }
rewrite one. assert (E : 1 <= Rpower si (2 - 2 / INR 3)).
{ rewrite <- one at 1. apply Rle_Rpower_l; simpl; lra. }
set (w := Rpower si _) in *. replace (INR 3) with 3 by (simpl; ring).
replace (1 / (3 * w)) with (1 / 3 * / w) by (field; lra).
assert (W : 0 < / w <= 1).
{ split; [apply Rinv_0_lt_compat; lra |]. rewrite <- Rinv_1. apply Rinv_le_contravar; lra. }
assert (- 1845 / 1000 <= / w * x <= 0) by nra. lra.
Qed.

(* two modes with c = 1/4, s_j = 1, eps = 1/10 and D between 0 and 3/2 *)
Lemma two_modes D : 0 < D <= 3 / 2 -> exists si mui muj ti tj, 1 < si /\
  is_mode 3 si (1 / 10) mui /\ is_mode 3 1 (1 / 10) muj /\
  0 <= ti /\ mui ti = (1 - 1 / 4) * si /\ 0 <= tj /\ muj tj = 1 / 4 * 1 /\
  1 - 1 / si = D / 10 /\ lead_gap 3 (1 / 10) si 1 = D /\
  remainder_bound 3 (1 / 10) 1 <= 501 / 100000 /\ remainder_bound 3 (1 / 10) si <= 501 / 100000.
Proof.
intro H. set (si := / (1 - D / 10)).
assert (S : 1 < si). { unfold si. rewrite <- Rinv_1 at 1. apply Rinv_lt_contravar; lra. }
assert (E : 1 - 1 / si = D / 10) by (unfold si; field; lra).
destruct (mode_exists 3 si (1 / 10)) as [mui Mi]; [lia | lra | lra |].
destruct (mode_exists 3 1 (1 / 10)) as [muj Mj]; [lia | lra | lra |].
destruct (mode_fitted_once 3 (1 - 1 / 4) si (1 / 10) mui) as [Pi [Ki _]]; try lia; try lra; auto.
destruct (mode_fitted_once 3 (1 / 4) 1 (1 / 10) muj) as [Pj [Kj _]]; try lia; try lra; auto.
exists si, mui, muj, (series_time 3 (1 / 10) (1 - 1 / 4) si), (series_time 3 (1 / 10) (1 / 4) 1).
split; [exact S |]. split; [exact Mi |]. split; [exact Mj |]. split; [lra |].
split; [apply Ki; lra |]. split; [lra |]. split; [apply Kj; lra |]. split; [exact E |].
split; [unfold lead_gap; simpl; lra |].
split; [unfold remainder_bound; lra |].
assert (U : 1 <= si ^ 2) by nra. unfold remainder_bound.
assert (I : (1 / 10) ^ 3 / si <= 1 / 1000).
{ apply Rle_div_l; [lra |]. lra. }
apply Rle_div_l; nra.
Qed.

(* the condition of 1 without the constants *)
Theorem larger_first_by_series_constants_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  lead_gap L eps si sj >= remainder_bound L eps sj -> ti < tj).
Proof.
intro H. destruct (two_modes (6 / 10)) as
  [si [mui [muj [ti [tj [S [Mi [Mj [i0 [Ti [j0 [Tj [_ [G [Bj Bi]]]]]]]]]]]]]]]; [lra |].
assert (C := constants_of_three si ltac:(lra)).
assert (W := H 3%nat (1 / 4) si 1 (1 / 10) mui muj ti tj ltac:(lia) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) Mi Mj i0 Ti j0 Tj ltac:(lra)).
destruct (larger_first_by_series 3 (1 / 4) si 1 (1 / 10) mui muj ti tj) as [_ T];
  try lia; try lra; auto.
Qed.

(* the condition of 1 with half of the constants *)
Theorem larger_first_by_series_half_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  lead_gap L eps si sj >= (fit_constant L si (1 - c) - fit_constant L sj c) / 2 +
    remainder_bound L eps sj -> ti < tj).
Proof.
intro H. destruct (two_modes (71 / 100)) as
  [si [mui [muj [ti [tj [S [Mi [Mj [i0 [Ti [j0 [Tj [_ [G [Bj Bi]]]]]]]]]]]]]]]; [lra |].
assert (C := constants_of_three si ltac:(lra)).
assert (W := H 3%nat (1 / 4) si 1 (1 / 10) mui muj ti tj ltac:(lia) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) Mi Mj i0 Ti j0 Tj ltac:(lra)).
destruct (larger_first_by_series 3 (1 / 4) si 1 (1 / 10) mui muj ti tj) as [_ T];
  try lia; try lra; auto.
Qed.

(* the power L - 1 of the start in D *)
Theorem larger_first_by_series_power_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  / eps ^ (L - 1) / (INR L - 2) * (1 / sj - 1 / si) >=
    fit_constant L si (1 - c) - fit_constant L sj c + remainder_bound L eps sj -> ti < tj).
Proof.
intro H. destruct (two_modes (6 / 10)) as
  [si [mui [muj [ti [tj [S [Mi [Mj [i0 [Ti [j0 [Tj [E [G [Bj Bi]]]]]]]]]]]]]]]; [lra |].
assert (C := constants_of_three si ltac:(lra)).
assert (D : / (1 / 10) ^ (3 - 1) / (INR 3 - 2) * (1 / 1 - 1 / si) = 6).
{ replace (1 / 1 - 1 / si) with (1 - 1 / si) by lra. rewrite E. simpl. field. }
assert (W := H 3%nat (1 / 4) si 1 (1 / 10) mui muj ti tj ltac:(lia) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) Mi Mj i0 Ti j0 Tj ltac:(lra)).
destruct (larger_first_by_series 3 (1 / 4) si 1 (1 / 10) mui muj ti tj) as [_ T];
  try lia; try lra; auto.
Qed.

(* the condition of 2 with twice the constants *)
Theorem larger_first_by_series_twice_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  lead_gap L eps si sj <= 2 * (fit_constant L si (1 - c) - fit_constant L sj c) -
    remainder_bound L eps si -> ti > tj).
Proof.
intro H. destruct (two_modes (142 / 100)) as
  [si [mui [muj [ti [tj [S [Mi [Mj [i0 [Ti [j0 [Tj [_ [G [Bj Bi]]]]]]]]]]]]]]]; [lra |].
assert (C := constants_of_three si ltac:(lra)).
assert (W := H 3%nat (1 / 4) si 1 (1 / 10) mui muj ti tj ltac:(lia) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) Mi Mj i0 Ti j0 Tj ltac:(lra)).
destruct (larger_first_by_series 3 (1 / 4) si 1 (1 / 10) mui muj ti tj) as [T _];
  try lia; try lra; auto.
Qed.

(* the denominator of part 3 at c = 1/4 *)
Lemma denominator_of_three : 0 < Rpower (1 / 4) (- (1 - 2 / INR 3)) +
  (INR 3 - 2) * (ln (1 / (1 / 4)) + 1 / 2) <= 51 / 10.
Proof.
replace (1 / (1 / 4)) with (1 + 3) by field.
replace (- (1 - 2 / INR 3)) with (- (1 / 3)) by (simpl; field). simpl INR.
assert (A := ln_above 3 ltac:(lra)). assert (B := ln_of_more 3 ltac:(lra)).
assert (P := real_power_positive (1 / 4) (- (1 / 3))).
assert (u3 : Rpower (1 / 4) (- (1 / 3)) ^ 3 = 4).
{ rewrite <- (Rpower_pow 3) by exact P. rewrite Rpower_mult.
  replace (- (1 / 3) * INR 3) with (- (1)) by (simpl; field).
  rewrite Rpower_Ropp, Rpower_1 by lra. field. }
set (u := Rpower _ _) in *. assert (u1 : u < 16 / 10).
{ apply Rnot_le_lt; intro N. assert (u ^ 3 >= (16 / 10) ^ 3); [| lra].
  apply Rle_ge, pow_incr; lra. }
lra.
Qed.

(* the gap 1 - s_j/s_i left out *)
Theorem small_start_separates_gap_wrong : ~ (forall L c si sj eps, (3 <= L)%nat ->
  0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps ->
  eps ^ (L - 2) <= Rpower sj (1 - 2 / INR L) /
    (Rpower c (- (1 - 2 / INR L)) + (INR L - 2) * (ln (1 / c) + 1 / 2)) ->
  eps ^ L < c * sj /\ lead_gap L eps si sj >=
    fit_constant L si (1 - c) - fit_constant L sj c + remainder_bound L eps sj).
Proof.
intro H. destruct (two_modes (6 / 10)) as
  [si [mui [muj [ti [tj [S [Mi [Mj [i0 [Ti [j0 [Tj [E [G [Bj Bi]]]]]]]]]]]]]]]; [lra |].
assert (C := constants_of_three si ltac:(lra)). assert (d := denominator_of_three).
assert (R0 : 0 <= remainder_bound 3 (1 / 10) 1) by (unfold remainder_bound; lra).
assert (one : Rpower 1 (1 - 2 / INR 3) = 1).
{ unfold Rpower. rewrite ln_1, Rmult_0_r. apply exp_0. }
destruct (H 3%nat (1 / 4) si 1 (1 / 10)) as [_ W]; try lia; try lra. rewrite one.
apply (proj1 (Rle_div_r _ _ _ (proj1 d))).
replace ((1 / 10) ^ (3 - 2)) with (1 / 10) by (simpl; field). lra.
Qed.

(* the power L - 1 of the start *)
Theorem small_start_separates_power_wrong : ~ (forall L c si sj eps, (3 <= L)%nat ->
  0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps ->
  eps ^ (L - 1) <= Rpower sj (1 - 2 / INR L) * (1 - sj / si) /
    (Rpower c (- (1 - 2 / INR L)) + (INR L - 2) * (ln (1 / c) + 1 / 2)) ->
  eps ^ L < c * sj /\ lead_gap L eps si sj >=
    fit_constant L si (1 - c) - fit_constant L sj c + remainder_bound L eps sj).
Proof.
intro H. destruct (two_modes (6 / 10)) as
  [si [mui [muj [ti [tj [S [Mi [Mj [i0 [Ti [j0 [Tj [E [G [Bj Bi]]]]]]]]]]]]]]]; [lra |].
assert (C := constants_of_three si ltac:(lra)). assert (d := denominator_of_three).
assert (R0 : 0 <= remainder_bound 3 (1 / 10) 1) by (unfold remainder_bound; lra).
assert (one : Rpower 1 (1 - 2 / INR 3) = 1).
{ unfold Rpower. rewrite ln_1, Rmult_0_r. apply exp_0. }
destruct (H 3%nat (1 / 4) si 1 (1 / 10)) as [_ W]; try lia; try lra. rewrite one.
rewrite E, Rmult_1_l. apply (proj1 (Rle_div_r _ _ _ (proj1 d))).
replace ((1 / 10) ^ (3 - 1)) with (1 / 100) by (simpl; field). lra.
Qed.
