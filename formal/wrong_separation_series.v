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
  0 <= (1 / 10) ^ 2 / 2 * (/ 1 ^ 2 - / si ^ 2) <= 1 / 200 /\
  0 <= (1 / 10) ^ (3 + 2) / ((INR 3 + 2) * 1 ^ 3 * (1 - (1 / 10) ^ 3 / 1)) <= 1 / 100000.
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
assert (U : 1 <= si ^ 2) by nra. assert (0 < / si ^ 2 <= / 1).
{ split; [apply Rinv_0_lt_compat | apply Rinv_le_contravar]; lra. }
split; [| simpl]; lra.
Qed.

(* the condition of 1 without the constants *)
Theorem larger_first_by_series_constants_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  lead_gap L eps si sj >= eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2) +
    eps ^ (L + 2) / ((INR L + 2) * sj ^ 3 * (1 - eps ^ L / sj)) -> ti < tj).
Proof.
intro H. destruct (two_modes (6 / 10)) as
  [si [mui [muj [ti [tj [S [Mi [Mj [i0 [Ti [j0 [Tj [_ [G [Bj Bi]]]]]]]]]]]]]]]; [lra |].
assert (C := constants_of_three si ltac:(lra)).
assert (W := H 3%nat (1 / 4) si 1 (1 / 10) mui muj ti tj ltac:(lia) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) Mi Mj i0 Ti j0 Tj ltac:(lra)).
destruct (larger_first_by_series 3 (1 / 4) si 1 (1 / 10) mui muj ti tj) as [_ T];
  try lia; try lra; auto.
Qed.

(* two modes with c = 1/4, s_i = 100/99 and s_j = 1, and their times *)
Lemma two_modes_near eps : 0 < eps < 1 / 60 -> exists mui muj ti tj, eps ^ 3 < 1 / 4 * 1 /\
  is_mode 3 (100 / 99) eps mui /\ is_mode 3 1 eps muj /\
  0 <= ti /\ mui ti = (1 - 1 / 4) * (100 / 99) /\ 0 <= tj /\ muj tj = 1 / 4 * 1 /\
  lead_gap 3 eps (100 / 99) 1 = / eps / 100 /\ 0 < eps ^ 2 < 1 / 3600 /\
  0 < eps ^ (3 + 2) / ((INR 3 + 2) * 1 ^ 3 * (1 - eps ^ 3 / 1)) < 1 / 100000 * eps ^ 2 /\
  / eps / 100 - 199 / 20000 * eps ^ 2 - eps ^ (3 + 2) / ((INR 3 + 2) * 1 ^ 3 * (1 - eps ^ 3 / 1)) <
    tj - ti + (fit_constant 3 (100 / 99) (1 - 1 / 4) - fit_constant 3 1 (1 / 4)) <
    / eps / 100 - 199 / 20000 * eps ^ 2.
Proof.
intro e0. set (K := fit_constant 3 (100 / 99) (1 - 1 / 4) - fit_constant 3 1 (1 / 4)).
assert (e2 : 0 < eps ^ 2 < 1 / 3600) by nra.
assert (e3 : 0 < eps ^ 3 < 1 / 216000) by (replace (eps ^ 3) with (eps * eps ^ 2) by ring; nra).
destruct (mode_exists 3 (100 / 99) eps) as [mui Mi]; [lia | lra | lra |].
destruct (mode_exists 3 1 eps) as [muj Mj]; [lia | lra | lra |].
destruct (mode_fitted_once 3 (1 - 1 / 4) (100 / 99) eps mui) as [Pi [Ki Bi]];
  try lia; try lra; auto.
destruct (mode_fitted_once 3 (1 / 4) 1 eps muj) as [Pj [Kj Bj]]; try lia; try lra; auto.
exists mui, muj, (series_time 3 eps (1 - 1 / 4) (100 / 99)), (series_time 3 eps (1 / 4) 1).
split; [lra |]. split; [exact Mi |]. split; [exact Mj |]. split; [lra |].
split; [apply Ki; lra |]. split; [lra |]. split; [apply Kj; lra |].
assert (G : lead_gap 3 eps (100 / 99) 1 = / eps / 100).
{ unfold lead_gap. simpl. field. lra. }
split; [exact G |]. split; [exact e2 |].
split.
{ set (d := (INR 3 + 2) * 1 ^ 3 * (1 - eps ^ 3 / 1)).
  assert (Y : 199 / 100 < d) by (unfold d; simpl INR; lra).
  replace (eps ^ (3 + 2)) with (eps ^ 3 * eps ^ 2) by (simpl; ring).
  split; [apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; apply pow_lt |]; lra |].
  assert (d0 : d > 0) by lra. apply (Rlt_div_l _ _ _ d0). nra. }
assert (F := remainder_falls 3 eps (100 / 99) 1 ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)).
assert (T : series_time 3 eps (1 / 4) 1 - series_time 3 eps (1 - 1 / 4) (100 / 99) + K =
  / eps / 100 - (fit_remainder 3 1 eps - fit_remainder 3 (100 / 99) eps)).
{ rewrite <- G. unfold series_time, lead_gap, K. simpl. field. lra. }
assert (A := remainder_between 3 eps 1 ltac:(lia) ltac:(lra) ltac:(lra)). rewrite T.
assert (eps ^ 2 / (2 * 1 ^ 2) = 1 / 2 * eps ^ 2) by field.
assert (eps ^ 2 / (2 * (100 / 99) ^ 2) = 9801 / 20000 * eps ^ 2) by field. lra.
Qed.

(* the start at which D is d + a eps^2 *)
Lemma start_at d a : 6 / 10 < d < 16 / 10 -> 0 <= a ->
  exists eps, 0 < eps < 1 / 60 /\ / eps / 100 = d + a * eps ^ 2.
Proof.
intros H A. destruct (IVT (fun x => d * x + a * x ^ 3 - 1 / 100) 0 (1 / 60)) as [x [X Z]].
- intro x. apply derivable_continuous_pt. reg.
- lra.
- lra.
- assert (0 <= a * (1 / 60) ^ 3) by (apply Rmult_le_pos; lra). lra.
- simpl in Z. assert (x0 : x <> 0) by (intro N; rewrite N in Z; lra).
  assert (x1 : x <> 1 / 60) by (intro N; rewrite N in Z; lra).
  exists x. split; [lra |]. apply (Rmult_eq_reg_r x); [| exact x0].
  replace (/ x / 100 * x) with (1 / 100) by (field; exact x0). simpl. lra.
Qed.

(* refutes at these two modes and the start at which D is k times the constants plus a eps^2 *)
Ltac refuted_near k a :=
  let H := fresh in intro H; assert (C := constants_of_three (100 / 99) ltac:(lra));
  set (K := fit_constant 3 (100 / 99) (1 - 1 / 4) - fit_constant 3 1 (1 / 4)) in *;
  destruct (start_at (k * K) a) as [eps [E DE]]; [lra | lra |];
  destruct (two_modes_near eps E) as
    [mui [muj [ti [tj [e3 [Mi [Mj [i0 [Ti [j0 [Tj [G [e2 [B T]]]]]]]]]]]]]];
  fold K in T; rewrite DE in G, T;
  assert (W := H 3%nat (1 / 4) (100 / 99) 1 eps mui muj ti tj ltac:(lia) ltac:(lra) ltac:(lra)
    ltac:(lra) e3 Mi Mj i0 Ti j0 Tj); fold K in W;
  replace (/ 1 ^ 2) with 1 in W by field;
  replace (/ (100 / 99) ^ 2) with (9801 / 10000) in W by field; lra.

(* part 1 with nine tenths of the constants *)
Theorem larger_first_by_series_tenth_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  lead_gap L eps si sj >= 9 / 10 * (fit_constant L si (1 - c) - fit_constant L sj c) +
    eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2) +
    eps ^ (L + 2) / ((INR L + 2) * sj ^ 3 * (1 - eps ^ L / sj)) -> ti < tj).
Proof. refuted_near (95 / 100) 0. Qed.

(* part 1 without both terms in eps *)
Theorem larger_first_by_series_remainder_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  lead_gap L eps si sj >= fit_constant L si (1 - c) - fit_constant L sj c -> ti < tj).
Proof. refuted_near 1 0. Qed.

(* part 1 without its last term *)
Theorem larger_first_by_series_last_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  lead_gap L eps si sj >= fit_constant L si (1 - c) - fit_constant L sj c +
    eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2) -> ti < tj).
Proof. refuted_near 1 (199 / 20000). Qed.

(* c = 1/1000, s_i = 10 and s_j = 1: the difference of the constants is large *)
Lemma constants_far_apart :
  96 / 10 <= fit_constant 3 10 (1 - 1 / 1000) - fit_constant 3 1 (1 / 1000).
Proof.
destruct (sum_of_three (1 - 1 / 1000)) as [u [u0 [u3 U]]]; [lra |].
destruct (sum_of_three (1 / 1000)) as [v [v0 [v3 V]]]; [lra |].
assert (u1 : u < 101 / 100) by (apply Rnot_le_lt; intro N; assert (u ^ 3 >= (101 / 100) ^ 3);
  [apply Rle_ge, pow_incr; lra | lra]).
assert (v2 : 999 / 100 < v) by (apply Rnot_le_lt; intro N; assert (v ^ 3 <= (999 / 100) ^ 3);
  [apply pow_incr; lra | lra]).
unfold fit_constant.
set (x := power_sum _ (1 - 1 / 1000)) in *. set (y := power_sum _ (1 / 1000)) in *.
assert (X : - 92 / 100 <= x) by lra. assert (Y : y <= - 299 / 100 * v) by lra.
assert (one : Rpower 1 (2 - 2 / INR 3) = 1).
{ unfold Rpower. rewrite ln_1, Rmult_0_r. apply exp_0. }
rewrite one. assert (E : 1 <= Rpower 10 (2 - 2 / INR 3)).
{ rewrite <- one at 1. apply Rle_Rpower_l; simpl; lra. }
set (w := Rpower 10 _) in *. replace (INR 3) with 3 by (simpl; ring).
replace (1 / (3 * w)) with (1 / 3 * / w) by (field; lra).
assert (W : 0 < / w <= 1).
{ split; [apply Rinv_0_lt_compat; lra |]. rewrite <- Rinv_1. apply Rinv_le_contravar; lra. }
assert (- 92 / 100 <= / w * x) by nra. lra.
Qed.

(* part 1, nine tenths of its last term *)
Theorem larger_first_by_series_last_tenth_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  lead_gap L eps si sj >= fit_constant L si (1 - c) - fit_constant L sj c +
    eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2) +
    9 / 10 * (eps ^ (L + 2) / ((INR L + 2) * sj ^ 3 * (1 - eps ^ L / sj))) -> ti < tj).
Proof.
intro H. assert (C := constants_far_apart).
set (K := fit_constant 3 10 (1 - 1 / 1000) - fit_constant 3 1 (1 / 1000)) in *.
destruct (IVT (fun x => K * x + 99 / 200 * x ^ 3 + 19 / 100 * x ^ 6 - 9 / 10) 0 (95 / 1000))
  as [e [E Z]]; [intro x; apply derivable_continuous_pt; reg | lra | lra | lra |].
simpl in Z. assert (e0 : e <> 0) by (intro N; rewrite N in Z; lra).
assert (e3 : 0 < e ^ 3 < 1 / 1000).
{ split; [apply pow_lt; lra |]. apply Rle_lt_trans with ((95 / 1000) ^ 3); [| lra].
  apply pow_incr. lra. }
assert (G : lead_gap 3 e 10 1 = K + 99 / 200 * e ^ 2 + 19 / 100 * e ^ 5).
{ unfold lead_gap. apply (Rmult_eq_reg_r e); [| exact e0].
  replace (/ e ^ (3 - 2) / (INR 3 - 2) * (1 / 1 - 1 / 10) * e) with (9 / 10)
    by (simpl; field; exact e0). simpl. lra. }
destruct (mode_exists 3 10 e) as [mui Mi]; [lia | lra | lra |].
destruct (mode_exists 3 1 e) as [muj Mj]; [lia | lra | lra |].
destruct (mode_fitted_once 3 (1 - 1 / 1000) 10 e mui) as [Pi [Ki _]]; try lia; try lra; auto.
destruct (mode_fitted_once 3 (1 / 1000) 1 e muj) as [Pj [Kj _]]; try lia; try lra; auto.
assert (e5 : 0 < e ^ 5) by (apply pow_lt; lra).
assert (A := remainder_between 3 e 10 ltac:(lia) ltac:(lra) ltac:(lra)).
assert (B := remainder_between 3 e 1 ltac:(lia) ltac:(lra) ltac:(lra)).
replace (INR 3 + 2) with 5 in A, B by (simpl; ring). simpl (3 + 2)%nat in A, B.
replace (e ^ 5 / (5 * 1 ^ 3)) with (1 / 5 * e ^ 5) in B by field.
assert (small : e ^ 5 / (5 * 10 ^ 3 * (1 - e ^ 3 / 10)) <= 1 / 1000 * e ^ 5).
{ apply Rle_div_l; [lra |]. nra. }
assert (last : 9 / 10 * (e ^ (3 + 2) / ((INR 3 + 2) * 1 ^ 3 * (1 - e ^ 3 / 1))) <=
  19 / 100 * e ^ 5).
{ replace (INR 3 + 2) with 5 by (simpl; ring). simpl (3 + 2)%nat.
  assert (e ^ 5 / (5 * 1 ^ 3 * (1 - e ^ 3 / 1)) <= 21 / 100 * e ^ 5); [| lra].
  apply Rle_div_l; [lra |]. nra. }
assert (T : series_time 3 e (1 / 1000) 1 - series_time 3 e (1 - 1 / 1000) 10 + K =
  lead_gap 3 e 10 1 - (fit_remainder 3 1 e - fit_remainder 3 10 e)).
{ unfold series_time, lead_gap, K. simpl. field. lra. }
replace (e ^ 2 / (2 * 10 ^ 2)) with (1 / 200 * e ^ 2) in A by field.
replace (e ^ 2 / (2 * 1 ^ 2)) with (1 / 2 * e ^ 2) in B by field.
assert (W := H 3%nat (1 / 1000) 10 1 e mui muj (series_time 3 e (1 - 1 / 1000) 10)
  (series_time 3 e (1 / 1000) 1) ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) Mi Mj
  ltac:(lra) ltac:(apply Ki; lra) ltac:(lra) ltac:(apply Kj; lra)). fold K in W.
replace (/ 1 ^ 2) with 1 in W by field. replace (/ 10 ^ 2) with (1 / 100) in W by field.
lra.
Qed.

(* part 1, nine tenths of the eps^2 term *)
Theorem larger_first_by_series_term_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  lead_gap L eps si sj >= fit_constant L si (1 - c) - fit_constant L sj c +
    9 / 10 * (eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2)) +
    eps ^ (L + 2) / ((INR L + 2) * sj ^ 3 * (1 - eps ^ L / sj)) -> ti < tj).
Proof. refuted_near 1 (199 / 20000). Qed.

(* part 1, eleven tenths of the 1/s_i^2 term *)
Theorem larger_first_by_series_square_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  lead_gap L eps si sj >= fit_constant L si (1 - c) - fit_constant L sj c +
    eps ^ 2 / 2 * (/ sj ^ 2 - 11 / 10 * / si ^ 2) +
    eps ^ (L + 2) / ((INR L + 2) * sj ^ 3 * (1 - eps ^ L / sj)) -> ti < tj).
Proof. refuted_near 1 (199 / 20000). Qed.

(* the power L - 1 in D *)
Theorem larger_first_by_series_power_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  / eps ^ (L - 1) / (INR L - 2) * (1 / sj - 1 / si) >=
    fit_constant L si (1 - c) - fit_constant L sj c + eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2) +
      eps ^ (L + 2) / ((INR L + 2) * sj ^ 3 * (1 - eps ^ L / sj)) -> ti < tj).
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

(* part 2 with eleven tenths of the constants *)
Theorem larger_first_by_series_more_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  lead_gap L eps si sj <= 11 / 10 * (fit_constant L si (1 - c) - fit_constant L sj c) +
    eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2) -> ti > tj).
Proof. refuted_near (105 / 100) 0. Qed.

(* part 2, a tenth of eps^2/(2s_j^2) added *)
Theorem larger_first_by_series_slack_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  lead_gap L eps si sj <= fit_constant L si (1 - c) - fit_constant L sj c +
    eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2) + 1 / 10 * (eps ^ 2 / (2 * sj ^ 2)) -> ti > tj).
Proof. refuted_near 1 (3 / 100). Qed.

(* part 2, eleven tenths of the eps^2 term *)
Theorem larger_first_by_series_square_more_wrong : ~ (forall L c si sj eps mui muj ti tj,
  (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ L < c * sj ->
  is_mode L si eps mui -> is_mode L sj eps muj ->
  0 <= ti -> mui ti = (1 - c) * si -> 0 <= tj -> muj tj = c * sj ->
  lead_gap L eps si sj <= fit_constant L si (1 - c) - fit_constant L sj c +
    11 / 10 * (eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2)) -> ti > tj).
Proof. refuted_near 1 (109 / 10000). Qed.

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
    fit_constant L si (1 - c) - fit_constant L sj c + eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2) +
      eps ^ (L + 2) / ((INR L + 2) * sj ^ 3 * (1 - eps ^ L / sj))).
Proof.
intro H. destruct (two_modes (6 / 10)) as
  [si [mui [muj [ti [tj [S [Mi [Mj [i0 [Ti [j0 [Tj [E [G [Bj Bi]]]]]]]]]]]]]]]; [lra |].
assert (C := constants_of_three si ltac:(lra)). assert (d := denominator_of_three).
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
    fit_constant L si (1 - c) - fit_constant L sj c + eps ^ 2 / 2 * (/ sj ^ 2 - / si ^ 2) +
      eps ^ (L + 2) / ((INR L + 2) * sj ^ 3 * (1 - eps ^ L / sj))).
Proof.
intro H. destruct (two_modes (6 / 10)) as
  [si [mui [muj [ti [tj [S [Mi [Mj [i0 [Ti [j0 [Tj [E [G [Bj Bi]]]]]]]]]]]]]]]; [lra |].
assert (C := constants_of_three si ltac:(lra)). assert (d := denominator_of_three).
assert (one : Rpower 1 (1 - 2 / INR 3) = 1).
{ unfold Rpower. rewrite ln_1, Rmult_0_r. apply exp_0. }
destruct (H 3%nat (1 / 4) si 1 (1 / 10)) as [_ W]; try lia; try lra. rewrite one.
rewrite E, Rmult_1_l. apply (proj1 (Rle_div_r _ _ _ (proj1 d))).
replace ((1 / 10) ^ (3 - 1)) with (1 / 100) by (simpl; field). lra.
Qed.
