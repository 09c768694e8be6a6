(* Wrong variants of the two speeds between which a mode runs, near the truth, refuted: three
   factors, the rate 4, from 1 towards 2. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import mode_times mode_levels separation_series fit_series.
From dlf Require Import rate_order rate_limit rate_exists rate_means rate_between.
From dlf Require Import wrong_rate_means.
Open Scope R_scope.

Lemma slopes_order f h a b : right_slope f a -> right_slope h b -> f 0 = h 0 ->
  (forall t, 0 < t -> f t <= h t) -> a <= b.
Proof.
intros A B e le. apply Rnot_lt_le. intro n.
destruct (A ((a - b) / 2) ltac:(lra)) as [d [d0 D]].
destruct (B ((a - b) / 2) ltac:(lra)) as [d' [d0' D']].
set (t := Rmin d d' / 2). assert (m := Rmin_glb_lt d d' 0 d0 d0').
assert (m1 := Rmin_l d d'). assert (m2 := Rmin_r d d'). assert (t0 : 0 < t) by (unfold t; lra).
assert (P := D t ltac:(unfold t; lra)). assert (P' := D' t ltac:(unfold t; lra)).
apply Rabs_def2 in P, P'.
assert (Q : (f t - f 0) / t <= (h t - h 0) / t).
{ apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; exact t0 |].
  assert (R := le t t0). lra. }
lra.
Qed.

Lemma slope_scaled f l k : 0 < k -> right_slope f l -> right_slope (fun t => f (k * t)) (k * l).
Proof.
intros k0 A e e0. destruct (A (e / k)) as [d [d0 D]]; [apply Rdiv_lt_0_compat; lra |].
exists (d / k). split; [apply Rdiv_lt_0_compat; lra |]. intros t [t0 td].
assert (kt : 0 < k * t) by (apply Rmult_lt_0_compat; lra).
assert (kd : k * t < d).
{ replace d with (k * (d / k)) by (field; lra). apply Rmult_lt_compat_l; lra. }
assert (P := D (k * t) (conj kt kd)). rewrite Rmult_0_r.
replace ((f (k * t) - f 0) / t - k * l) with (k * ((f (k * t) - f 0) / (k * t) - l))
  by (field; lra).
rewrite Rabs_mult, (Rabs_pos_eq k) by lra. apply Rmult_lt_reg_r with (/ k).
- apply Rinv_0_lt_compat. lra.
- replace (k * Rabs ((f (k * t) - f 0) / (k * t) - l) * / k) with
    (Rabs ((f (k * t) - f 0) / (k * t) - l)) by (field; lra). exact P.
Qed.

Lemma slope_once f a b : right_slope f a -> right_slope f b -> a = b.
Proof.
intros A B. apply Rle_antisym; [apply (slopes_order f f a b) | apply (slopes_order f f b a)];
  auto; intros; lra.
Qed.

Lemma mean_is_three : arithmetic_mean 3 4 = 3.
Proof. unfold arithmetic_mean. simpl. field. Qed.

(* the two modes and their slopes at the start *)
Lemma two_runs : exists x y x1 y1 l, rate_run 3 4 2 1 x y /\ rate_run 3 1 2 1 x1 y1 /\ 0 < l /\
  (fun t => x t ^ 2 * y t ^ (3 - 2)) 0 = 1 /\ (fun t => x1 t ^ 2 * y1 t ^ (3 - 2)) 0 = 1 /\
  right_slope (fun t => x1 t ^ 2 * y1 t ^ (3 - 2)) l /\
  right_slope (fun t => x t ^ 2 * y t ^ (3 - 2)) (3 * l).
Proof.
destruct (rate_exists 3 4 2 1) as [x [y R]]; [lia | lra | lra | lra |].
destruct (rate_exists 3 1 2 1) as [x1 [y1 R1]]; [lia | lra | lra | lra |].
destruct (start_slopes 3 2 1 (le_n 3) ltac:(lra) Rlt_0_1 4 x y x1 y1 ltac:(lra) R R1)
  as [l [l0 [A B]]]. rewrite mean_is_three in B.
exists x, y, x1, y1, l. split; [exact R |]. split; [exact R1 |]. split; [exact l0 |].
assert (S := run_start 3 4 2 1 x y (le_n 3) R).
assert (S1 := run_start 3 1 2 1 x1 y1 (le_n 3) R1).
split; [rewrite <- (pow1 3); exact S |]. split; [rewrite <- (pow1 3); exact S1 |].
split; assumption.
Qed.

(* nothing grows faster at the start *)
Lemma no_faster k : (forall x y x1 y1, rate_run 3 4 2 1 x y -> rate_run 3 1 2 1 x1 y1 ->
  forall t, 0 < t -> x1 (k * t) ^ 2 * y1 (k * t) ^ (3 - 2) <= x t ^ 2 * y t ^ (3 - 2)) ->
  0 < k -> k <= 3.
Proof.
intros H k0. destruct two_runs as [x [y [x1 [y1 [l [R [R1 [l0 [S [S1 [A B]]]]]]]]]]].
assert (C := slopes_order _ _ _ _ (slope_scaled _ _ k k0 A) B).
cbv beta in C, S, S1. rewrite Rmult_0_r, S, S1 in C.
assert (D := C eq_refl (H x y x1 y1 R R1)). nra.
Qed.

Lemma no_slower k : (forall x y x1 y1, rate_run 3 4 2 1 x y -> rate_run 3 1 2 1 x1 y1 ->
  forall t, 0 < t -> x t ^ 2 * y t ^ (3 - 2) <= x1 (k * t) ^ 2 * y1 (k * t) ^ (3 - 2)) ->
  0 < k -> 3 <= k.
Proof.
intros H k0. destruct two_runs as [x [y [x1 [y1 [l [R [R1 [l0 [S [S1 [A B]]]]]]]]]]].
assert (C := slopes_order _ _ _ _ B (slope_scaled _ _ k k0 A)).
cbv beta in C, S, S1. rewrite Rmult_0_r, S, S1 in C.
assert (D := C eq_refl (H x y x1 y1 R R1)). nra.
Qed.

(* nine tenths of the upper speed *)
Theorem between_two_speeds_share_wrong : ~ (forall L s eps alpha x y x1 y1, (3 <= L)%nat ->
  0 <= s -> 0 < eps -> 0 < alpha -> eps ^ L < s -> rate_run L alpha s eps x y ->
  rate_run L 1 s eps x1 y1 -> forall t, 0 <= t -> let u := 9 / 10 * arithmetic_mean L alpha * t in
  x t ^ 2 * y t ^ (L - 2) <= x1 u ^ 2 * y1 u ^ (L - 2)).
Proof.
intro H. assert (A : 3 <= 9 / 10 * 3); [| lra]. apply no_slower; [| lra].
intros x y x1 y1 R R1 t t0.
assert (B := H 3%nat 2 1 4 x y x1 y1 (le_n 3) ltac:(lra) Rlt_0_1 ltac:(lra) ltac:(lra) R R1 t
  ltac:(lra)). rewrite mean_is_three in B. exact B.
Qed.

(* the whole rate as lower speed *)
Theorem between_two_speeds_rate_wrong : ~ (forall L s eps alpha x y x1 y1, (3 <= L)%nat ->
  0 <= s -> 0 < eps -> 0 < alpha -> eps ^ L < s -> rate_run L alpha s eps x y ->
  rate_run L 1 s eps x1 y1 -> forall t, 0 <= t ->
  x1 (alpha * t) ^ 2 * y1 (alpha * t) ^ (L - 2) <= x t ^ 2 * y t ^ (L - 2)).
Proof.
intro H. assert (A : 4 <= 3); [| lra]. apply no_faster; [| lra].
intros x y x1 y1 R R1 t t0.
exact (H 3%nat 2 1 4 x y x1 y1 (le_n 3) ltac:(lra) Rlt_0_1 ltac:(lra) ltac:(lra) R R1 t
  ltac:(lra)).
Qed.

(* the rate as quotient at the start *)
Theorem start_slopes_rate_wrong : ~ (forall L s eps alpha x y x1 y1, (3 <= L)%nat -> 0 <= s ->
  0 < eps -> 0 < alpha -> eps ^ L < s -> rate_run L alpha s eps x y -> rate_run L 1 s eps x1 y1 ->
  exists l, right_slope (fun t => x1 t ^ 2 * y1 t ^ (L - 2)) l /\
    right_slope (fun t => x t ^ 2 * y t ^ (L - 2)) (alpha * l)).
Proof.
intro H. destruct two_runs as [x [y [x1 [y1 [l [R [R1 [l0 [_ [_ [A B]]]]]]]]]]].
destruct (H 3%nat 2 1 4 x y x1 y1 (le_n 3) ltac:(lra) Rlt_0_1 ltac:(lra) ltac:(lra) R R1)
  as [k [A' B']].
assert (E := slope_once _ _ _ A A'). assert (F := slope_once _ _ _ B B'). lra.
Qed.

(* the geometric mean as quotient at the start *)
Theorem start_slopes_mean_wrong : ~ (forall L s eps alpha x y x1 y1, (3 <= L)%nat -> 0 <= s ->
  0 < eps -> 0 < alpha -> eps ^ L < s -> rate_run L alpha s eps x y -> rate_run L 1 s eps x1 y1 ->
  exists l, right_slope (fun t => x1 t ^ 2 * y1 t ^ (L - 2)) l /\
    right_slope (fun t => x t ^ 2 * y t ^ (L - 2)) (geometric_mean L alpha * l)).
Proof.
intro H. destruct two_runs as [x [y [x1 [y1 [l [R [R1 [l0 [_ [_ [A B]]]]]]]]]]].
destruct (H 3%nat 2 1 4 x y x1 y1 (le_n 3) ltac:(lra) Rlt_0_1 ltac:(lra) ltac:(lra) R R1)
  as [k [A' B']].
assert (E := slope_once _ _ _ A A'). assert (F := slope_once _ _ _ B B').
assert (T := three_above). rewrite <- E in F. nra.
Qed.

(* a bound on the fit time is a bound on the strength: t and u are the times of c s *)
Lemma at_one_strength x y t : rate_run 3 4 2 1 x y -> 0 < t -> exists c, 0 < c < 1 /\ 1 < c * 2 /\
  x t ^ 2 * y t ^ (3 - 2) = c * 2.
Proof.
intros R t0. destruct (rate_rises_to 3 4 2 1 x y (le_n 3) ltac:(lra) ltac:(lra) Rlt_0_1 R
  ltac:(lra)) as [S [U [B _]]]. assert (A := U 0 t ltac:(lra)). assert (A' := B t ltac:(lra)).
rewrite S in A. exists (x t ^ 2 * y t ^ (3 - 2) / 2). split; lra.
Qed.

Lemma time_to_strength x1 y1 c u k : rate_run 3 1 2 1 x1 y1 -> 0 <= u ->
  x1 u ^ 2 * y1 u ^ (3 - 2) = c -> (u <= k -> c <= x1 k ^ 2 * y1 k ^ (3 - 2)) /\
  (0 <= k <= u -> x1 k ^ 2 * y1 k ^ (3 - 2) <= c).
Proof.
intros R u0 <-. assert (M := unit_rate_is_mode 3 2 1 (le_n 3) ltac:(lra) Rlt_0_1 x1 y1 R).
split; intro uk; apply (mode_grows 3 2 1 _ _ _ ltac:(lia) Rlt_0_1 ltac:(lra) M); lra.
Qed.

(* nine tenths of the arithmetic mean *)
Theorem fit_time_between_share_wrong : ~ (forall L s eps alpha x y x1 y1 c t u, (3 <= L)%nat ->
  0 <= s -> 0 < eps -> 0 < alpha -> eps ^ L < s -> rate_run L alpha s eps x y ->
  rate_run L 1 s eps x1 y1 -> 0 < c < 1 -> eps ^ L < c * s -> 0 <= t -> 0 <= u ->
  x t ^ 2 * y t ^ (L - 2) = c * s -> x1 u ^ 2 * y1 u ^ (L - 2) = c * s ->
  u / (9 / 10 * arithmetic_mean L alpha) <= t).
Proof.
intro H. assert (A : 3 <= 9 / 10 * 3); [| lra]. apply no_slower; [| lra].
intros x y x1 y1 R R1 t t0. destruct (at_one_strength x y t R t0) as [c [C [C1 e]]].
destruct (fit_time_between 3 2 1 (le_n 3) ltac:(lra) Rlt_0_1 4 x y x1 y1 ltac:(lra) ltac:(lra) R R1
  c C ltac:(lra)) as [t' [K [K1 [p [q _]]]]].
apply K in e; [| lra]. subst t'. assert (e := proj2 (K t ltac:(lra)) eq_refl).
set (u := series_time 3 1 c 2) in *. assert (u0 : 0 <= u).
{ destruct (warped_time 3 2 1 (le_n 3) ltac:(lra) Rlt_0_1 4 x y x1 y1 ltac:(lra) ltac:(lra) R R1 t
    ltac:(lra)) as [v [v0 [_ ev]]]. rewrite e in ev. apply K1 in ev; lra. }
assert (e1 := proj2 (K1 u u0) eq_refl).
assert (B := H 3%nat 2 1 4 x y x1 y1 c t u (le_n 3) ltac:(lra) Rlt_0_1 ltac:(lra) ltac:(lra) R R1 C
  ltac:(lra) ltac:(lra) u0 e e1). rewrite mean_is_three in B. apply Rle_div_l in B; [| lra].
rewrite e. apply (time_to_strength x1 y1 (c * 2) u (9 / 10 * 3 * t) R1 u0 e1). lra.
Qed.

(* the whole rate in the upper bound *)
Theorem fit_time_between_rate_wrong : ~ (forall L s eps alpha x y x1 y1 c t u, (3 <= L)%nat ->
  0 <= s -> 0 < eps -> 0 < alpha -> eps ^ L < s -> rate_run L alpha s eps x y ->
  rate_run L 1 s eps x1 y1 -> 0 < c < 1 -> eps ^ L < c * s -> 0 <= t -> 0 <= u ->
  x t ^ 2 * y t ^ (L - 2) = c * s -> x1 u ^ 2 * y1 u ^ (L - 2) = c * s -> t <= u / alpha).
Proof.
intro H. assert (A : 4 <= 3); [| lra]. apply no_faster; [| lra].
intros x y x1 y1 R R1 t t0. destruct (at_one_strength x y t R t0) as [c [C [C1 e]]].
destruct (warped_time 3 2 1 (le_n 3) ltac:(lra) Rlt_0_1 4 x y x1 y1 ltac:(lra) ltac:(lra) R R1 t
  ltac:(lra)) as [u [u0 [_ e1]]]. cbv beta in e1. rewrite e in e1.
assert (B := H 3%nat 2 1 4 x y x1 y1 c t u (le_n 3) ltac:(lra) Rlt_0_1 ltac:(lra) ltac:(lra) R R1 C
  ltac:(lra) ltac:(lra) u0 e e1). apply Rle_div_r in B; [| lra].
rewrite e. apply (time_to_strength x1 y1 (c * 2) u (4 * t) R1 u0 e1). lra.
Qed.
