(* The scaled time of a mode of two factors with different starts, over the reals.

   Units: v = E/s, T = delta^2/(16 E^2) in [0, 1]; half_time T v is twice s t_(1/2).
   small_share (KH9B, part 3): for 0 < v <= 1/30, 2 P >= log((1-v)/v) - 1 - 1/F. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar velocity_shape separation_bound.
Open Scope R_scope.

(* sqrt(1 + 4 T v^2), R/s *)
Definition share_rate (T v : R) : R := sqrt (1 + 4 * (T * v ^ 2)).
(* (1 + sqrt(1 + 16 T v^2))/4, the value of w/s at half of the target *)
Definition half_level (T v : R) : R := (1 + sqrt (1 + 16 * (T * v ^ 2))) / 4.

(* an antiderivative of 1/(u - u^2 + e), r = sqrt(1 + 4 e) *)
Definition log_part (r u : R) : R := 1 / r * ln ((u + (r - 1) / 2) / ((r + 1) / 2 - u)).

(* 2 tau_(1/2)(v) *)
Definition half_time (T v : R) : R :=
  log_part (share_rate T v) (half_level T v) - log_part (share_rate T v) v.

(* 2 P(v) *)
Definition mean_share (T v : R) : R := let e := T * v ^ 2 in let u := half_level T v in
  1 / (1 + 4 * e) * (2 + 4 * e / u - (1 + 2 * (T * v)) / (1 - v + T * v) + half_time T v) -
  2 / (4 * u - 1).

Section Unit.
Variables (T v : R).
Hypotheses (T0 : 0 <= T <= 1) (v0 : 0 < v < 1 / 2).
Local Notation e := (T * v ^ 2).
Local Notation r := (share_rate T v).
Local Notation u1 := (half_level T v).

Lemma unit_facts : 0 <= e <= v ^ 2 /\ r * r = 1 + 4 * e /\ 1 <= r /\ 1 / 2 <= u1 /\
  u1 * u1 = u1 / 2 + e /\ u1 < (r + 1) / 2.
Proof.
assert (v2 : 0 < v ^ 2) by (apply pow_lt; lra).
assert (e0 : 0 <= e <= v ^ 2) by (split; [apply Rmult_le_pos; lra | nra]).
assert (rr : r * r = 1 + 4 * e) by (apply sqrt_sqrt; lra).
assert (r0 : 0 <= r) by apply sqrt_pos.
set (S := sqrt (1 + 16 * e)). assert (SS : S * S = 1 + 16 * e) by (apply sqrt_sqrt; lra).
assert (S0 : 0 <= S) by apply sqrt_pos. assert (S1 : 1 <= S) by nra. assert (r1 : 1 <= r) by nra.
assert (U : u1 = (1 + S) / 4) by reflexivity.
assert (UU : u1 * u1 = u1 / 2 + e) by (rewrite U; nra).
repeat split; try lra.
destruct (Rlt_le_dec u1 ((r + 1) / 2)) as [l | l]; [exact l | exfalso].
(* at (r + 1)/2 the value u - u^2 + e vanishes *)
assert (Q : (r + 1) / 2 * ((r + 1) / 2) = (r + 1) / 2 + e) by nra. nra.
Qed.

Lemma log_part_derive u : 0 < u < (r + 1) / 2 ->
  is_derive (log_part r) u (/ (u - u ^ 2 + e)).
Proof.
intro U. destruct unit_facts as [e0 [rr [r1 _]]].
assert (Q : (u + (r - 1) / 2) * ((r + 1) / 2 - u) = u - u ^ 2 + e) by nra.
assert (P : 0 < (u + (r - 1) / 2) / ((r + 1) / 2 - u)) by (apply Rdiv_lt_0_compat; lra).
unfold log_part. rewrite <- Q. set (k := r) in *. clearbody k.
auto_derive; [split; [lra |]; split; [exact P | exact I] |]. field. repeat split; lra.
Qed.

(* the antiderivative of u/(u - u^2 + e)^2 *)
Definition square_part (u : R) : R := ((u + 2 * e) / (u - u ^ 2 + e) + log_part r u) / (1 + 4 * e).

Lemma square_part_derive u : 0 < u < (r + 1) / 2 ->
  is_derive square_part u (u / (u - u ^ 2 + e) ^ 2).
Proof.
intro U. destruct unit_facts as [e0 [rr [r1 _]]]. assert (D := log_part_derive u U).
assert (Q : 0 < u - u ^ 2 + e).
{ replace (u - u ^ 2 + e) with ((u + (r - 1) / 2) * ((r + 1) / 2 - u)) by nra.
  apply Rmult_lt_0_compat; lra. }
unfold square_part. set (h := log_part r) in *. set (x := e) in *. clearbody h x.
auto_derive.
- split; [lra |]. split; [eexists; exact D | exact I].
- replace (Derive (fun z : R => h z) u) with (/ (u - u ^ 2 + x))
    by (symmetry; apply is_derive_unique; exact D). field. lra.
Qed.

Lemma mean_share_parts : mean_share T v = square_part u1 - square_part v - 2 / (4 * u1 - 1).
Proof.
destruct unit_facts as [e0 [rr [r1 [u0 [uu ur]]]]].
assert (Q1 : u1 - u1 ^ 2 + e = u1 / 2) by nra.
assert (Q0 : v - v ^ 2 + e = v * (1 - v + T * v)) by ring.
assert (D : 0 < 1 - v + T * v) by nra.
unfold mean_share, square_part, half_time. cbv zeta. rewrite Q1, Q0.
set (a := log_part r u1). set (b := log_part r v). set (u := u1) in *. field.
repeat split; try lra; nra.
Qed.

(* the bound by hand, with e at most v^2 *)
Lemma square_part_low u : v <= u <= 1 / 2 ->
  1 / (u * (1 - u) ^ 2) - 2 * v ^ 2 * (1 + 14 * u) / u ^ 2 <= u / (u - u ^ 2 + e) ^ 2.
Proof.
intro U. destruct unit_facts as [e0 _]. set (z := 1 - u). set (h := e / u).
assert (h0 : 0 <= h) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra]).
assert (hv : h <= v ^ 2 / u).
{ apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | lra]. }
assert (z0 : 1 / 2 <= z < 1) by (unfold z; lra).
replace (u / (u - u ^ 2 + e) ^ 2) with (1 / (u * (z + h) ^ 2))
  by (unfold z, h; field; repeat split; nra).
assert (A : 1 / z ^ 2 - 1 / (z + h) ^ 2 <= 2 * h / z ^ 3).
{ assert (z3 : 0 < z ^ 3) by (apply pow_lt; lra).
  assert (zh : 0 < (z + h) ^ 2) by (apply pow_lt; lra).
  apply Rmult_le_reg_r with (z ^ 3 * (z + h) ^ 2); [apply Rmult_lt_0_compat; assumption |].
  replace ((1 / z ^ 2 - 1 / (z + h) ^ 2) * (z ^ 3 * (z + h) ^ 2)) with
    (z * (z + h) ^ 2 - z ^ 3) by (field; lra).
  replace (2 * h / z ^ 3 * (z ^ 3 * (z + h) ^ 2)) with (2 * h * (z + h) ^ 2) by (field; lra).
  replace (z * (z + h) ^ 2 - z ^ 3) with (h * (2 * z ^ 2 + z * h)) by ring.
  replace (2 * h * (z + h) ^ 2) with (h * (2 * (z + h) ^ 2)) by ring.
  apply Rmult_le_compat_l; [exact h0 |]. nra. }
assert (B : 1 / z ^ 3 <= 1 + 14 * u).
{ apply (Rle_div_l 1); [apply pow_lt; lra |].
  assert (E : (1 + 14 * u) * z ^ 3 = 1 + u * ((1 - 2 * u) * (11 - 17 * u + 7 * u ^ 2)))
    by (unfold z; ring).
  rewrite E. assert (0 <= u * ((1 - 2 * u) * (11 - 17 * u + 7 * u ^ 2))); [| lra].
  apply Rmult_le_pos; [lra |]. apply Rmult_le_pos; nra. }
assert (C : 2 * h / z ^ 3 <= 2 * (v ^ 2 / u) * (1 + 14 * u)).
{ replace (2 * h / z ^ 3) with (2 * h * (1 / z ^ 3)) by (field; lra).
  apply Rmult_le_compat; [lra | | lra | exact B].
  left. apply Rdiv_lt_0_compat; [lra | apply pow_lt; lra]. }
apply Rmult_le_reg_l with u; [lra |].
replace (u * (1 / (u * z ^ 2) - 2 * v ^ 2 * (1 + 14 * u) / u ^ 2)) with
  (1 / z ^ 2 - 2 * (v ^ 2 / u) * (1 + 14 * u)) by (field; lra).
replace (u * (1 / (u * (z + h) ^ 2))) with (1 / (z + h) ^ 2) by (field; lra). lra.
Qed.

Lemma square_part_gain : let g := fun u => ln (u / (1 - u)) + 1 / (1 - u) + 2 * v ^ 2 / u -
  28 * v ^ 2 * ln u in g (1 / 2) - g v <= square_part u1 - square_part v.
Proof.
intro g. destruct unit_facts as [e0 [rr [r1 [u0 [uu ur]]]]].
assert (A : square_part (1 / 2) <= square_part u1).
{ apply (grows_by_slope square_part (fun u => u / (u - u ^ 2 + e) ^ 2)); [exact u0 | |].
  - intros u U. apply square_part_derive. lra.
  - intros u U. apply Rmult_le_pos; [lra |]. left. apply Rinv_0_lt_compat, pow_lt.
    replace (u - u ^ 2 + e) with ((u + (r - 1) / 2) * ((r + 1) / 2 - u)) by nra.
    apply Rmult_lt_0_compat; lra. }
assert (B : square_part v - g v <= square_part (1 / 2) - g (1 / 2)); [| lra].
apply (grows_by_slope (fun u => square_part u - g u) (fun u => u / (u - u ^ 2 + e) ^ 2 -
  (1 / (u * (1 - u) ^ 2) - 2 * v ^ 2 * (1 + 14 * u) / u ^ 2))); [lra | |].
- intros u U. apply (is_derive_minus square_part g).
  + apply square_part_derive. lra.
  + unfold g. assert (0 < u / (1 - u)) by (apply Rdiv_lt_0_compat; lra).
    auto_derive; [repeat split; try lra; exact H | field; repeat split; lra].
- intros u U. assert (Z := square_part_low u U). lra.
Qed.
End Unit.

(* F < 4 *)
Lemma bound_below_four F : 0 < F -> F * ln F = F + 1 -> F < 4.
Proof.
intros F0 FE. destruct (Rlt_le_dec F 4) as [l | l]; [exact l | exfalso].
apply (bound_equation F F0) in FE.
assert (L4 : 5 / 4 < ln 4).
{ assert (E : / 4 < exp (- (5 / 4))).
  { eapply Rlt_le_trans; [| apply (exp_above_power _ 4); [auto with arith |]]; simpl INR; [| lra].
    simpl. lra. }
  apply ln_increasing in E; [| lra]. rewrite ln_exp, ln_Rinv in E by lra. lra. }
destruct l as [l | <-].
- assert (B := bound_side_increases 4 F ltac:(lra)). lra.
- lra.
Qed.

Theorem small_share F T v : 0 < F -> F * ln F = F + 1 -> 0 <= T <= 1 -> 0 < v <= 1 / 30 ->
  ln ((1 - v) / v) - 1 - 1 / F <= mean_share T v.
Proof.
intros F0 FE T0 V. assert (v0 : 0 < v < 1 / 2) by lra.
rewrite (mean_share_parts T v T0 v0). assert (G := square_part_gain T v T0 v0). cbv beta zeta in G.
destruct (unit_facts T v T0 v0) as [_ [_ [_ [u0 _]]]].
assert (S : 2 / (4 * half_level T v - 1) <= 2) by (apply Rle_div_l; lra).
replace (1 / 2 / (1 - 1 / 2)) with 1 in G by field. rewrite ln_1 in G.
assert (F4 : 1 / 4 < 1 / F).
{ assert (Z := bound_below_four F F0 FE). unfold Rdiv. rewrite !Rmult_1_l.
  apply Rinv_lt_contravar; lra. }
assert (l1 : ln ((1 - v) / v) = - ln (v / (1 - v))).
{ replace ((1 - v) / v) with (/ (v / (1 - v))) by (field; lra). apply ln_Rinv.
  apply Rdiv_lt_0_compat; lra. }
(* v^2 log(1/(2 v)), x = 1/(2 v) >= 15 *)
set (x := 1 / (2 * v)). assert (x15 : 15 <= x) by (apply (Rle_div_r 15); lra).
assert (vx : v = 1 / (2 * x)) by (unfold x; field; lra).
assert (lx : ln (1 / 2) - ln v = ln x).
{ rewrite vx. replace (1 / (2 * x)) with (1 / 2 * / x) by (field; lra).
  rewrite ln_mult, ln_Rinv; [ring | lra | lra |]. apply Rinv_0_lt_compat. lra. }
assert (l15 : ln 15 <= 14 / 5).
{ rewrite <- (ln_exp (14 / 5)). apply ln_le; [lra |].
  eapply Rle_trans; [| apply (exp_above_power _ 4); [auto with arith |]]; simpl INR; [| lra].
  simpl. lra. }
assert (lb : ln x <= 14 / 5 + x / 15 - 1).
{ replace x with (15 * (x / 15)) at 1 by field. rewrite ln_mult by lra.
  assert (Z := exp_ineq1_le (ln (x / 15))). rewrite exp_ln in Z by lra. lra. }
assert (K : 28 * v ^ 2 * ln x <= 7 * (14 / 5) / 225).
{ rewrite vx. replace (28 * (1 / (2 * x)) ^ 2 * ln x) with (7 * ln x / x ^ 2) by (field; lra).
  assert (x2 : 0 < x ^ 2) by (apply pow_lt; lra). apply (Rle_div_l (7 * ln x)); [exact x2 |].
  assert (225 <= x ^ 2) by (simpl; nra). nra. }
assert (M : 1 / (1 - v) <= 30 / 29) by (apply (Rle_div_l 1); lra).
assert (Q : 2 * v ^ 2 / v = 2 * v) by (field; lra). rewrite Q in G.
replace (1 / (1 - 1 / 2)) with 2 in G by field.
assert (W : 0 <= 2 * v ^ 2 / (1 / 2)).
{ apply Rmult_le_pos; [assert (0 <= v ^ 2) by apply pow2_ge_0; lra |].
  left. apply Rinv_0_lt_compat. lra. }
replace (28 * v ^ 2 * ln x) with (28 * v ^ 2 * ln (1 / 2) - 28 * v ^ 2 * ln v) in K
  by (rewrite <- lx; ring). lra.
Qed.
