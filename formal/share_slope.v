(* The derivative of the scaled time of a mode of two factors, and its mean, over the reals.

   half_time_derive (KH9B, part 3): v half_time T v has the derivative mean_share T v, twice P.
   half_time_mean (KH9B, part 3): for k > 1, k half_time(y) - half_time(y/k) is (k - 1) times a
     value
     of mean_share strictly between y/k and y. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar share_time.
Open Scope R_scope.

(* the part of the derivative without the logarithm, e = T v^2, S = 4 u - 1 *)
Lemma slope_identity u v : 0 < v -> 1 / 2 <= u -> 0 < 1 - v + (u ^ 2 - u / 2) / v ->
  let e := u ^ 2 - u / 2 in let t := e / v ^ 2 in
  v * (4 * t * v / (4 * u - 1) + 2 * t * v / (1 + 4 * e) * (1 - 2 * u)) * (2 / u) +
    (-1 + 2 * t * v / (1 + 4 * e) * (2 * v - 1)) / (1 - v + t * v) =
  1 / (1 + 4 * e) * (2 + 4 * e / u - (1 + 2 * (t * v)) / (1 - v + t * v)) - 2 / (4 * u - 1).
Proof.
intros v0 u0 D e t. assert (tv : t * v = e / v) by (unfold t; field; lra).
replace (4 * t * v) with (4 * (t * v)) by ring. replace (2 * t * v) with (2 * (t * v)) by ring.
rewrite tv. fold e in D. assert (E : 1 + 4 * e = 4 * u ^ 2 - 2 * u + 1) by (unfold e; field).
assert (P : 0 < 1 + 4 * e) by (rewrite E; nra).
assert (Dv : 0 < v - v ^ 2 + e).
{ replace (v - v ^ 2 + e) with (v * (1 - v + e / v)) by (field; lra).
  apply Rmult_lt_0_compat; assumption. }
unfold e in *. field. repeat split; nra.
Qed.

Lemma quarter_derive (f : R -> R) (df v : R) : is_derive f v df ->
  is_derive (fun z => (1 + f z) / 4) v (df / 4).
Proof.
intro D. auto_derive; [eexists; exact D |].
replace (Derive (fun z : R => f z) v) with df by (symmetry; apply is_derive_unique; exact D). field.
Qed.

Section Slope.
Variables (T v : R).
Hypotheses (T0 : 0 <= T <= 1) (v0 : 0 < v < 1 / 2).
Local Notation e := (T * v ^ 2).

Lemma share_root_derive c : 0 <= c -> is_derive (fun z => sqrt (1 + c * (T * z ^ 2))) v
  (c * T * v / sqrt (1 + c * (T * v ^ 2))).
Proof.
intro c0. assert (P : 0 < 1 + c * (T * v ^ 2)).
{ assert (0 <= c * (T * v ^ 2)); [| lra]. assert (0 <= v ^ 2) by apply pow2_ge_0.
  apply Rmult_le_pos; [exact c0 |]. apply Rmult_le_pos; lra. }
assert (Q := sqrt_lt_R0 _ P). auto_derive; [simpl in *; lra |].
replace (1 + c * (T * (v * (v * 1)))) with (1 + c * (T * v ^ 2)) by ring. field. lra.
Qed.

Lemma level_derive : is_derive (half_level T) v (4 * T * v / (4 * half_level T v - 1)).
Proof.
assert (D := quarter_derive _ _ v (share_root_derive 16 ltac:(lra))).
assert (Q : 0 < sqrt (1 + 16 * (T * v ^ 2))).
{ apply sqrt_lt_R0. assert (0 <= v ^ 2) by apply pow2_ge_0.
  assert (0 <= T * v ^ 2) by (apply Rmult_le_pos; lra). lra. }
replace (4 * T * v / (4 * half_level T v - 1)) with
  (16 * T * v / sqrt (1 + 16 * (T * v ^ 2)) / 4); [exact D |].
unfold half_level. set (f := sqrt _) in *. field. lra.
Qed.

Lemma rate_derive : is_derive (share_rate T) v (4 * T * v / share_rate T v).
Proof. exact (share_root_derive 4 ltac:(lra)). Qed.

(* the derivative with abstract functions: k for the rate, l for the level *)
Lemma product_derive (k l : R -> R) dk dl : is_derive k v dk -> is_derive l v dl ->
  0 < k v -> 0 < l v + (k v - 1) / 2 -> 0 < (k v + 1) / 2 - l v -> 0 < v + (k v - 1) / 2 ->
  0 < (k v + 1) / 2 - v ->
  is_derive (fun z => z * (log_part (k z) (l z) - log_part (k z) z)) v
    ((1 / k v - v * dk / k v ^ 2) * (ln ((l v + (k v - 1) / 2) / ((k v + 1) / 2 - l v)) -
       ln ((v + (k v - 1) / 2) / ((k v + 1) / 2 - v))) +
     v / k v * ((dl + dk / 2) / (l v + (k v - 1) / 2) - (dk / 2 - dl) / ((k v + 1) / 2 - l v) -
       (1 + dk / 2) / (v + (k v - 1) / 2) + (dk / 2 - 1) / ((k v + 1) / 2 - v))).
Proof.
intros Dk Dl k0 A C B E. unfold log_part. auto_derive.
- assert (Q1 : 0 < (l v + (k v - 1) / 2) / ((k v + 1) / 2 - l v)) by (apply Rdiv_lt_0_compat; lra).
  assert (Q2 : 0 < (v + (k v - 1) / 2) / ((k v + 1) / 2 - v)) by (apply Rdiv_lt_0_compat; lra).
  repeat split; try (eexists; eassumption); try lra; assumption.
- replace (Derive (fun z : R => k z) v) with dk by (symmetry; apply is_derive_unique; exact Dk).
  replace (Derive (fun z : R => l z) v) with dl by (symmetry; apply is_derive_unique; exact Dl).
  change ((l v + (k v + - (1)) * / 2) * / ((k v + 1) * / 2 + - l v)) with
    ((l v + (k v - 1) / 2) / ((k v + 1) / 2 - l v)).
  change ((v + (k v + - (1)) * / 2) * / ((k v + 1) * / 2 + - v)) with
    ((v + (k v - 1) / 2) / ((k v + 1) / 2 - v)).
  set (x := ln ((l v + _) / _)). set (y := ln ((v + _) / _)). field. repeat split; lra.
Qed.

Theorem half_time_derive : is_derive (fun z => z * half_time T z) v (mean_share T v).
Proof.
destruct (unit_facts T v T0 v0) as [e0 [rr [r1 [u0 [uu ur]]]]].
set (k := share_rate T v) in *. set (u := half_level T v) in *.
assert (F := product_derive (share_rate T) (half_level T) _ _ rate_derive level_derive).
fold k u in F. specialize (F ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)).
assert (AC : (u + (k - 1) / 2) * ((k + 1) / 2 - u) = u / 2) by nra.
assert (BD : (v + (k - 1) / 2) * ((k + 1) / 2 - v) = v * (1 - v + T * v)) by nra.
assert (Dv : 0 < 1 - v + T * v) by nra.
assert (eE : e = u ^ 2 - u / 2) by (simpl; lra).
assert (tE : (u ^ 2 - u / 2) / v ^ 2 = T) by (rewrite <- eE; field; lra).
assert (DD : 0 < 1 - v + (u ^ 2 - u / 2) / v).
{ replace ((u ^ 2 - u / 2) / v) with (T * v); [exact Dv |]. rewrite <- eE. field. lra. }
assert (I := slope_identity u v ltac:(lra) u0 DD). cbv zeta in I. rewrite tE, <- eE in I.
unfold mean_share. cbv zeta. fold u.
assert (HT : half_time T v = 1 / k * (ln ((u + (k - 1) / 2) / ((k + 1) / 2 - u)) -
  ln ((v + (k - 1) / 2) / ((k + 1) / 2 - v)))).
{ unfold half_time, log_part. fold k u. ring. }
set (lg := ln ((u + (k - 1) / 2) / ((k + 1) / 2 - u)) -
  ln ((v + (k - 1) / 2) / ((k + 1) / 2 - v))) in *.
assert (kk : k ^ 2 = 1 + 4 * e) by (simpl; lra).
assert (L1 : (1 / k - v * (4 * T * v / k) / k ^ 2) * lg = 1 / (1 + 4 * e) * half_time T v).
{ rewrite HT, <- kk. replace (1 / k - v * (4 * T * v / k) / k ^ 2) with
    ((k ^ 2 - 4 * e) / k ^ 3) by (field; lra).
  rewrite kk at 1. replace (1 + 4 * e - 4 * e) with 1 by ring. field. lra. }
assert (dl := 4 * T * v / (4 * u - 1)).
assert (L2 : v / k * ((4 * T * v / (4 * u - 1) + 4 * T * v / k / 2) / (u + (k - 1) / 2) -
    (4 * T * v / k / 2 - 4 * T * v / (4 * u - 1)) / ((k + 1) / 2 - u) -
    (1 + 4 * T * v / k / 2) / (v + (k - 1) / 2) + (4 * T * v / k / 2 - 1) / ((k + 1) / 2 - v)) =
  v * (4 * T * v / (4 * u - 1) + 2 * T * v / (1 + 4 * e) * (1 - 2 * u)) * (2 / u) +
    (-1 + 2 * T * v / (1 + 4 * e) * (2 * v - 1)) / (1 - v + T * v)).
{ set (c := 4 * T * v / (4 * u - 1)).
  set (x1 := u + (k - 1) / 2) in *. set (x2 := (k + 1) / 2 - u) in *.
  set (x3 := v + (k - 1) / 2) in *. set (x4 := (k + 1) / 2 - v) in *.
  assert (P1 : 0 < x1) by (unfold x1; lra). assert (P2 : 0 < x2) by (unfold x2; lra).
  assert (P3 : 0 < x3) by (unfold x3; lra). assert (P4 : 0 < x4) by (unfold x4; lra).
  replace ((c + 4 * T * v / k / 2) / x1 - (4 * T * v / k / 2 - c) / x2 -
    (1 + 4 * T * v / k / 2) / x3 + (4 * T * v / k / 2 - 1) / x4) with
    ((c * (x1 + x2) + 2 * T * v / k * (x2 - x1)) / (x1 * x2) +
     (- (x3 + x4) + 2 * T * v / k * (x3 - x4)) / (x3 * x4)) by (field; repeat split; lra).
  rewrite AC, BD. replace (x1 + x2) with k by (unfold x1, x2; field).
  replace (x3 + x4) with k by (unfold x3, x4; field).
  replace (x2 - x1) with (1 - 2 * u) by (unfold x1, x2; field).
  replace (x3 - x4) with (2 * v - 1) by (unfold x3, x4; field).
  rewrite <- kk. clearbody c. field. repeat split; lra. }
assert (G : (1 / k - v * (4 * T * v / k) / k ^ 2) * lg +
  v / k * ((4 * T * v / (4 * u - 1) + 4 * T * v / k / 2) / (u + (k - 1) / 2) -
    (4 * T * v / k / 2 - 4 * T * v / (4 * u - 1)) / ((k + 1) / 2 - u) -
    (1 + 4 * T * v / k / 2) / (v + (k - 1) / 2) + (4 * T * v / k / 2 - 1) / ((k + 1) / 2 - v)) =
  1 / (1 + 4 * e) * (2 + 4 * e / u - (1 + 2 * (T * v)) / (1 - v + T * v) + half_time T v) -
    2 / (4 * u - 1)).
{ rewrite L1, L2, I. ring. }
rewrite <- G. exact F.
Qed.
End Slope.

Theorem half_time_mean T y k : 0 <= T <= 1 -> 0 < y < 1 / 2 -> 1 < k -> exists v,
  y / k < v < y /\ k * half_time T y - half_time T (y / k) = (k - 1) * mean_share T v.
Proof.
intros T0 Y K. assert (yk : 0 < y / k < y).
{ split; [apply Rdiv_lt_0_compat; lra | apply (Rlt_div_l y); nra]. }
assert (D : forall z, y / k <= z <= y -> is_derive (fun z => z * half_time T z) z (mean_share T z)).
{ intros z Z. apply half_time_derive; lra. }
destruct (MVT_cor2 (fun z => z * half_time T z) (mean_share T) (y / k) y) as [v [E V]]; [lra | |].
- intros z Z. apply is_derive_Reals, D, Z.
- exists v. split; [exact V |]. cbv beta in E.
  apply Rmult_eq_reg_l with (y / k); [| lra].
  replace (y / k * (k * half_time T y - half_time T (y / k))) with
    (y * half_time T y - y / k * half_time T (y / k)) by (field; lra).
  rewrite E. field. lra.
Qed.
