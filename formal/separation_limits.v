(* How small and how large the factor of the separation of two factors is, over Coq's reals.

   threshold_far, threshold_near, threshold_even (JANJ, part 3): rho tends to 1 as kappa tends to
     infinity, to e as kappa tends to 1 with c fixed, and to F as kappa tends to 1 and
     log((1-c)/c)/delta to 0.
   bounds_best (JANJ, part 3): no number greater than 1 and none less than F can replace them. *)
From Coq Require Import Reals Ranalysis5 Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import separation_bound separation.
Open Scope R_scope.

(* part 3: rho between two bounds, with x = kappa - 1 and o = o* *)
Lemma ln_factor c si sj rho : 0 < c < 1 / 2 -> 0 < sj < si -> is_threshold c si sj rho ->
  exists o, let x := si / sj - 1 in
  o = rho * Rpower ((1 - c) / c) (1 / relative_gap si sj) /\ 0 < x /\ 1 < rho < 3.592 /\ 1 < o /\
  ln rho = ln (1 + x * (1 + 1 / o)) / x /\ (1 + 1 / o) * (1 - 2 * x) <= ln rho /\
  ln rho < 1 + 1 / o.
Proof.
intros C S T. assert (K := ratio_more si sj S). assert (C1 := more_than_one c C).
assert (P := power_more c si sj C S).
destruct (threshold_equation c si sj rho C S T) as [r1 [r2 Q]].
destruct bound_exists as [F [[F0 FE] [F1 _]]].
assert (r3 := rho_below_bound rho F ltac:(lra) r2 F0 FE).
set (E := Rpower _ _) in *. set (x := si / sj - 1) in *. assert (x0 : 0 < x) by (unfold x; lra).
exists (rho * E). simpl. set (o := rho * E) in *.
assert (o1 : 1 < o) by (unfold o; nra).
assert (D : 0 < 1 / o < 1).
{ unfold Rdiv. rewrite Rmult_1_l. split; [apply Rinv_0_lt_compat; lra |].
  rewrite <- Rinv_1. apply Rinv_lt_contravar; lra. }
unfold excess in Q. unfold o in Q at 1. rewrite ln_mult in Q by lra.
assert (R0 : ln rho = ln (1 + x * (1 + 1 / o)) / x) by lra.
assert (y0 : 0 < x * (1 + 1 / o)) by nra.
assert (A := ln_above _ y0). assert (B := ln_below _ y0).
assert (X : x * ln rho = ln (1 + x * (1 + 1 / o))) by (rewrite R0; field; lra).
rewrite <- X in A, B.
repeat split; try lra.
- apply Rmult_le_reg_l with x; [exact x0 |]. apply Rle_trans with (2 := B).
  set (y := x * (1 + 1 / o)) in *. assert (y2 : y < 2 * x) by (unfold y; nra).
  replace (x * ((1 + 1 / o) * (1 - 2 * x))) with (y * (1 - 2 * x)) by (unfold y; ring).
  apply Rmult_le_compat_l; [lra |]. apply Rmult_le_reg_r with (1 + y); [lra |].
  rewrite Rinv_l by lra. nra.
- apply Rmult_lt_reg_l with x; [exact x0 |]. exact A.
Qed.

Lemma inverse_of_factor rho E : 1 < rho -> 0 < E -> 0 < 1 / (rho * E) < 1 / E.
Proof.
intros r1 E0. unfold Rdiv. rewrite !Rmult_1_l. split.
- apply Rinv_0_lt_compat. nra.
- apply Rinv_lt_contravar; [apply Rmult_lt_0_compat |]; nra.
Qed.

Theorem threshold_far e : 0 < e -> exists K, forall c si sj rho,
  0 < c < 1 / 2 -> 0 < sj < si -> K < si / sj -> is_threshold c si sj rho -> 1 < rho < 1 + e.
Proof.
intro e0. assert (f0 := ln_of_more e e0). set (f := ln (1 + e)) in *.
exists (1 + 4 / f ^ 2). intros c si sj rho C S K T.
destruct (ln_factor c si sj rho C S T) as [o [_ [x0 [r1 [o1 [L _]]]]]].
set (x := si / sj - 1) in *. assert (X : 4 / f ^ 2 < x) by (unfold x; lra).
split; [lra |]. apply ln_lt_inv; [lra | lra |]. fold f. rewrite L.
assert (I : 1 / o < 1).
{ unfold Rdiv. rewrite Rmult_1_l, <- Rinv_1. apply Rinv_lt_contravar; lra. }
apply Rmult_lt_reg_l with x; [exact x0 |].
replace (x * (_ / x)) with (ln (1 + x * (1 + 1 / o))) by (field; lra).
rewrite <- (ln_exp (x * f)). assert (J := inside_more x o x0 ltac:(lra)).
apply ln_increasing; [lra |]. apply Rlt_le_trans with (1 + 2 * x); [nra |].
apply Rle_trans with (2 := exp_above_square (x * f) ltac:(nra)).
assert (4 < x * f ^ 2); [| nra].
apply Rmult_lt_compat_r with (r := f ^ 2) in X; [| nra].
replace (4 / f ^ 2 * f ^ 2) with 4 in X by (field; lra). exact X.
Qed.

Theorem threshold_near c e : 0 < c < 1 / 2 -> 0 < e -> exists d, 0 < d /\ forall si sj rho,
  0 < sj < si -> si / sj < 1 + d -> is_threshold c si sj rho -> Rabs (rho - exp 1) < e.
Proof.
intros C e0. assert (C1 := more_than_one c C).
assert (l0 : 0 < ln ((1 - c) / c)) by (rewrite <- ln_1; apply ln_increasing; lra).
set (l := ln ((1 - c) / c)) in *. exists (Rmin (e / 6) (e * l / 2)).
split; [apply Rmin_glb_lt; nra |]. intros si sj rho S K T.
assert (K1 := Rmin_l (e / 6) (e * l / 2)). assert (K2 := Rmin_r (e / 6) (e * l / 2)).
destruct (ln_factor c si sj rho C S T) as [o [O [x0 [r1 [o1 [_ [low high]]]]]]].
set (x := si / sj - 1) in *. assert (X1 : x < e / 6) by (unfold x; lra).
assert (X2 : x < e * l / 2) by (unfold x; lra).
assert (u : 1 / o < x / (2 * l)).
{ rewrite O. apply Rlt_trans with (1 := proj2 (inverse_of_factor _ _ (proj1 r1)
    (Rpower_positive _ _))).
  replace (x / (2 * l)) with (1 / (2 * l / x)) by (field; lra).
  assert (Q : 2 * l / x < Rpower ((1 - c) / c) (1 / relative_gap si sj)).
  { unfold Rpower. fold l. rewrite inverse_gap by exact S.
    replace ((si / sj + 1) / (si / sj - 1) * l) with (l + 2 * l / x) by (unfold x; field; lra).
    assert (B := exp_ineq1_le (l + 2 * l / x)). lra. }
  assert (0 < 2 * l / x) by (apply Rdiv_lt_0_compat; lra).
  set (y := 2 * l / x) in *. apply Rmult_lt_compat_l; [lra |].
  apply Rinv_lt_contravar; [nra | exact Q]. }
assert (o0 : 0 < 1 / o) by (apply Rdiv_lt_0_compat; lra).
assert (E3 := exp_le_3). assert (E0 := exp_pos 1).
assert (R : rho = exp (ln rho)) by (rewrite exp_ln; lra).
apply Rabs_def1.
- set (v := x / (2 * l)) in *. assert (V : 4 * v < e).
  { replace (4 * v) with (2 * x / l) by (unfold v; field; lra).
    apply Rmult_lt_reg_r with l; [exact l0 |]. replace (2 * x / l * l) with (2 * x); [lra |].
    field. lra. }
  assert (Q : rho * exp (- v) < exp 1).
  { rewrite R, <- exp_plus. apply exp_increasing. lra. }
  assert (B := exp_ineq1_le (- v)).
  assert (rho * (1 + - v) <= rho * exp (- v)) by (apply Rmult_le_compat_l; lra).
  assert (rho * v <= 4 * v) by (apply Rmult_le_compat_r; lra). lra.
- assert (Q : exp 1 * exp (- (2 * x)) <= rho).
  { rewrite R, <- exp_plus. assert (M : 1 + - (2 * x) <= ln rho).
    - destruct (Rle_lt_dec (2 * x) 1); [nra |].
      assert (0 < ln rho) by (rewrite <- ln_1; apply ln_increasing; lra). lra.
    - destruct M as [M | M]; [left; apply exp_increasing; exact M | rewrite M; lra]. }
  assert (B := exp_ineq1_le (- (2 * x))).
  assert (exp 1 * (1 + - (2 * x)) <= exp 1 * exp (- (2 * x))) by (apply Rmult_le_compat_l; lra).
  assert (exp 1 * x <= 3 * x) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Theorem threshold_even F e : 0 < F -> F * ln F = F + 1 -> 0 < e -> exists d, 0 < d /\
  forall c si sj rho, 0 < c < 1 / 2 -> 0 < sj < si -> si / sj < 1 + d ->
  ln ((1 - c) / c) / relative_gap si sj < d -> is_threshold c si sj rho -> F - e < rho < F.
Proof.
intros F0 FE e0. exists (e / (5 * F)). split; [apply Rdiv_lt_0_compat; lra |].
intros c si sj rho C S K G T. assert (C1 := more_than_one c C).
destruct (ln_factor c si sj rho C S T) as [o [O [x0 [r1 [o1 [_ [low _]]]]]]].
destruct (threshold_equation c si sj rho C S T) as [_ [r2 _]].
assert (r3 := rho_below_bound rho F ltac:(lra) r2 F0 FE). split; [| exact r3].
apply bound_equation in FE; [| exact F0].
set (d := e / (5 * F)) in *. assert (dF : 5 * d * F = e) by (unfold d; field; lra).
set (x := si / sj - 1) in *. assert (X : x < d) by (unfold x; lra).
set (g := ln ((1 - c) / c) / relative_gap si sj) in *.
assert (o0 : 0 < 1 / o < 1).
{ split; [apply Rdiv_lt_0_compat; lra |].
  unfold Rdiv. rewrite Rmult_1_l, <- Rinv_1. apply Rinv_lt_contravar; lra. }
assert (L : 1 / rho * (1 - g) <= 1 / o).
{ rewrite O. unfold Rpower.
  replace (1 / relative_gap si sj * ln ((1 - c) / c)) with g
    by (unfold g, relative_gap; field; lra).
  replace (1 / (rho * exp g)) with (1 / rho * exp (- g)).
  - assert (B := exp_ineq1_le (- g)). apply Rmult_le_compat_l; [| lra].
    left. apply Rdiv_lt_0_compat; lra.
  - rewrite exp_Ropp. assert (P := exp_pos g). field. lra. }
assert (i0 : 1 / F < 1 / rho < 1).
{ unfold Rdiv. rewrite !Rmult_1_l. split; [apply Rinv_lt_contravar; nra |].
  rewrite <- Rinv_1. apply Rinv_lt_contravar; lra. }
assert (g0 : 0 < g).
{ unfold g. apply Rdiv_lt_0_compat; [rewrite <- ln_1; apply ln_increasing; lra |].
  unfold relative_gap. apply Rdiv_lt_0_compat; lra. }
assert (near : ln F - ln rho < 5 * d).
{ assert (1 / o * x <= 1 * x) by (apply Rmult_le_compat_r; lra).
  assert (1 / rho * g <= 1 * g) by (apply Rmult_le_compat_r; lra). rewrite FE. lra. }
assert (B := exp_ineq1_le (ln rho - ln F)).
assert (Q : exp (ln rho - ln F) = rho / F).
{ unfold Rminus. rewrite exp_plus, exp_Ropp, !exp_ln by lra. reflexivity. }
rewrite Q in B. apply Rmult_le_compat_r with (r := F) in B; [| lra].
replace (rho / F * F) with rho in B by (field; lra).
apply Rmult_lt_compat_r with (r := F) in near; [| exact F0]. lra.
Qed.

Lemma relative_gap_between si sj : 0 < sj < si -> 0 < relative_gap si sj < 1.
Proof.
intro S. unfold relative_gap. split; [apply Rdiv_lt_0_compat; lra |].
apply Rmult_lt_reg_r with (si + sj); [lra |]. unfold Rdiv.
rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma fraction_for g : 0 < g -> exists c, 0 < c < 1 / 2 /\ ln ((1 - c) / c) = g.
Proof.
intro g0. assert (e1 := exp_ineq1 g ltac:(lra)). exists (/ (1 + exp g)). split.
- split; [apply Rinv_0_lt_compat; lra |].
  replace (1 / 2) with (/ 2) by field. apply Rinv_lt_contravar; lra.
- replace (_ / _) with (exp g) by (field; lra). apply ln_exp.
Qed.

Theorem bounds_best F r : 0 < F -> F * ln F = F + 1 ->
  (1 < r -> forall c, 0 < c < 1 / 2 -> exists si sj rho,
    0 < sj < si /\ is_threshold c si sj rho /\ rho < r) /\
  (r < F -> exists c si sj rho,
    0 < c < 1 / 2 /\ 0 < sj < si /\ is_threshold c si sj rho /\ r < rho).
Proof.
intros F0 FE. split; intro H.
- intros c C. destruct (threshold_far (r - 1) ltac:(lra)) as [K far].
  set (k := Rmax K 1 + 1). assert (k1 := Rmax_l K 1). assert (k2 := Rmax_r K 1).
  destruct (threshold_exists c k F C) as [rho [_ T]]; [unfold k; lra | exact F0 | exact FE |].
  destruct (T k 1) as [U _]; [lra | ring |]. exists k, 1, rho.
  assert (S : 0 < 1 < k) by (unfold k; lra). split; [exact S |]. split; [exact U |].
  assert (Q := far c k 1 rho C S). replace (k / 1) with k in Q by field.
  assert (1 < rho < 1 + (r - 1)); [| lra]. apply Q; [unfold k; lra | exact U].
- destruct (threshold_even F (F - r) F0 FE ltac:(lra)) as [d [d0 even]].
  set (k := 1 + d / 2). assert (S : 0 < 1 < k) by (unfold k; lra).
  assert (G := relative_gap_between k 1 S). set (g := relative_gap k 1 * (d / 2)).
  destruct (fraction_for g ltac:(unfold g; nra)) as [c [C L]].
  destruct (threshold_exists c k F C) as [rho [_ T]]; [lra | exact F0 | exact FE |].
  destruct (T k 1) as [U _]; [lra | ring |]. exists c, k, 1, rho.
  split; [exact C |]. split; [exact S |]. split; [exact U |].
  assert (F - (F - r) < rho < F); [| lra]. apply (even c k 1 rho C S); [| | exact U].
  + unfold k. lra.
  + rewrite L. unfold g. replace (_ / _) with (d / 2); [lra |]. field. lra.
Qed.
