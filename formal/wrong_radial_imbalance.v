(* Wrong variants of what the flow of a radial network conserves, near the truth, refuted.

   The flow that refutes those about a time interval is that of a network of numbers with h(r) = r^2
   and the loss -F: the numbers W_0 = (w, w) and A_1 = w are 1 / (1 - 4 t). *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.

Lemma pole_derivative (t : R) : (t < 1 / 4)%R -> is_derive (fun u => / (1 - 4 * u))%R t
  ((/ (1 - 4 * t) + / (1 - 4 * t)) * (/ (1 - 4 * t) + / (1 - 4 * t)))%R.
Proof. intros t4. auto_derive; [lra | field; lra]. Qed.

From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz squares orthonormal radial radial_slope radial_by_layer.
From dlf Require Import radial_moment radial_witness real_slope flow radial_imbalance.
From dlf Require Import radial_conserved layer_derivative.
From dlf Require Import wrong_radial_moment.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Delimit Scope R_scope with R.
Local Open Scope ring_scope.
Local Notation reals := [rcfType of R].
Local Notation one := (fun _ : nat => 1%N).
Local Notation tenths k := (k%:R / 10%:R : R).

(* the square as activation *)
Definition squared (_ : nat) (s : R) : R := s ^+ 2.
(* and its slope *)
Definition twice (_ : nat) (s : R) : R := 2%:R * s.
(* one sample, which is 1 *)
Definition one_sample : 'M[R]_(1, 1) := 1%:M.
(* minus the output as loss *)
Definition minus_output (Z : 'M[R]_(1, 1)) : R := - Z 0 0.

Lemma minus_output_gradient Z : @has_gradient reals _ _ minus_output Z (-1)%:M.
Proof.
move=> e e0; exists 1 => [|Y _]; first exact: ltr01.
rewrite tr_scalar_mx mul_scalar_mx mxtraceZ /minus_output /mxtrace big_ord1 !mxE.
rewrite mulN1r !opprK [- _ + Z 0 0]addrC -[Z 0 0 - _]opprB addNr.
by rewrite normr0 mulr_ge0 ?norm1_ge0 // ltW.
Qed.

Lemma minus_output_smooth Z : exists Gamma, @has_gradient reals _ _ minus_output Z Gamma.
Proof. by exists (-1)%:M; exact: minus_output_gradient. Qed.

Lemma squared_slopes j : (0 < j < 2)%N ->
  forall r : R, 0 <= r -> @has_slope reals (squared j) r (twice j r).
Proof. by move=> _ r _; exact: slope_square. Qed.

Lemma squared_0 j : (0 < j < 2)%N -> squared j 0 = 0.
Proof. by rewrite /squared expr0n. Qed.

(* the numbers of the flow *)
Definition pole (t : R) : R := (/ (1 - 4 * t))%R.
(* the layers of the flow *)
Definition pole_curve (t : R) : layers reals one := fun k =>
  if k is 0%N then row_mx (pole t)%:M (pole t)%:M else row_mx t%:M (pole t)%:M.

Lemma pole_derives t : (t < 1 / 4)%R -> is_derive pole t ((pole t + pole t) ^+ 2).
Proof. by move=> t4; rewrite expr2; exact (pole_derivative t t4). Qed.

Lemma pole_pos t : (t < 1 / 4)%R -> 0 < pole t.
Proof. by move=> t4; apply/RltP; apply: Rinv_0_lt_compat; lra. Qed.

Lemma col_number (x : R) (s : 'I_1) : col s (x%:M : 'M[R]_1) = x%:M.
Proof. by apply/colP=> i; rewrite mxE (ord1 s). Qed.

Lemma curve_sums (V : layers reals one) v : V 0%N = row_mx v%:M v%:M ->
  sums squared one_sample V 1 = (v + v)%:M.
Proof.
move=> V0; apply: same_cols => s; rewrite col_sums.
rewrite -[LHS]/(affine (V 0%N) (col s one_sample)) affineE V0.
by rewrite col_number mul_row_col !mulmx1 -raddfD col_number.
Qed.

Lemma number_unit (x : R) : x%:M = x *: @first_unit reals 1.
Proof. by rewrite first_unit1 scalemx1. Qed.

Lemma doubled (F : rcfType) (y : F) : - y * (2%:R * (y + y)) = - (y + y) ^+ 2.
Proof. by ring. Qed.

Lemma curve_down t : (t < 1 / 4)%R ->
  moves_down (n := one) (L := 2) squared one_sample minus_output pole_curve t.
Proof.
move=> t4; have v0 := pole_pos t4; have d := pole_derives t4; set v := pole t in v0 d.
have r0 : 0 < v + v by rewrite addr_gt0.
have aE := @curve_sums (pole_curve t) v erefl.
have gD : @sums_gradient reals one 2 1 squared one_sample minus_output (pole_curve t) 2 (-1)%:M.
  move=> e e0; have [x x0 H] := minus_output_gradient (sums squared one_sample (pole_curve t) 2) e0.
  by exists x => // Y /H; rewrite !(@resumed_loss_self reals one 2 1 squared minus_output).
have z1 : signals squared one_sample (pole_curve t) 1 = ((v + v) ^+ 2)%:M.
  apply: same_cols => s; rewrite (signal_of_sum squared one_sample 0 (pole_curve t)) aE.
  rewrite col_number.
  by rewrite number_unit rho_unit // -number_unit col_number.
have g1 := layer_gradient_of (isT : (1 < 2)%N) gD.
have gB := sums_gradient_step (isT : (0 < 1)%N) (isT : (1 < 2)%N) (squared_0 (isT : (0 < 1 < 2)%N))
  (squared_slopes (isT : (0 < 1 < 2)%N)) gD.
have g0 := layer_gradient_of (isT : (0 < 2)%N) gB.
have B : pulled_down squared one_sample (pole_curve t) (i := 1) (twice 1) (-1)%:M =
    (- (v + v) ^+ 2)%:M.
  apply: same_cols => s; rewrite col_pulled_back aE.
  rewrite !col_number.
  have -> : weight (pole_curve t 1%N) = v%:M by rewrite /weight row_mxKr.
  rewrite number_unit len_unit ?ltW // tr_scalar_mx -scalar_mxM mulrN1.
  rewrite (number_unit (- v)) -scalemxAr jacobian_unit // scalerA -number_unit.
  by congr (_%:M); exact: (@doubled reals v).
have z0 : signals squared one_sample (pole_curve t) 0 = 1%:M.
  by apply/matrixP=> i j; rewrite !ord1 !mxE.
have ones : (const_mx 1 : 'M[R]_1) = 1%:M by apply/matrixP=> i j; rewrite !ord1 !mxE.
move: g0 g1; rewrite B /one_above z0 z1 ones !tr_col_mx !tr_scalar_mx !mul_mx_row !mulmx1.
rewrite mul_scalar_mx scaleN1r => g0 g1.
have n1 := mderiv_number d; have n2 := @mderiv_number id t 1 (@is_derive_id R_AbsRing t).
case=> [|[|//]] _; eexists; [exact: g0 | | exact: g1 | ].
  have := mderiv_row n1 n1; congr (mderiv _ _ _).
  by rewrite opp_row_mx -!raddfN /= !opprK.
have := mderiv_row n2 n1; congr (mderiv _ _ _).
by rewrite opp_row_mx opprK; congr row_mx; rewrite -raddfN /= opprK.
Qed.

(* its last time *)
Definition T8 : R := (/ 8)%R.

Lemma curve_flow : radial_flow (n := one) (L := 2) squared one_sample minus_output pole_curve T8.
Proof.
split=> [t tT|k t k2 tT]; first by apply: curve_down; rewrite /T8 in tT; lra.
have t4 : (t < 1 / 4)%R by rewrite /T8 in tT; lra.
have [G _ dG] := curve_down t4 k2 => i j.
by apply: (@ex_derive_continuous R_AbsRing R_NormedModule); exists (- G i j);
  have := dG i j; rewrite mxE.
Qed.

Lemma pole_start : pole 0 = 1 :> R.
Proof. by rewrite /pole (_ : (1 - 4 * 0 = 1)%R) ?Rinv_1 //; lra. Qed.

Lemma pole_end : pole T8 = 2%:R :> R.
Proof.
rewrite /pole /T8 (_ : (1 - 4 * / 8 = / 2)%R); last by lra.
by rewrite Rinv_inv.
Qed.

Lemma T8_pos : (0 <= T8 <= T8)%R.
Proof. by rewrite /T8; lra. Qed.

Lemma curve_imbalance t : radial_imbalance 0 (pole_curve t) = (- pole t ^+ 2)%:M.
Proof.
rewrite /radial_imbalance /weight row_mxKr tr_row_mx mul_row_col !tr_scalar_mx -!scalar_mxM.
by rewrite opprD addrA subrr add0r -raddfN.
Qed.

Lemma curve_moves : radial_imbalance 0 (pole_curve T8) <> radial_imbalance 0 (pole_curve 0).
Proof.
rewrite !curve_imbalance pole_start pole_end; apply: (@scalar1_neq reals).
by rewrite eqr_opp -natrX expr1n pnatr_eq1.
Qed.

(* any activation *)
Theorem radial_imbalance_conserved_any_wrong : ~ (forall n L N h (X : 'M[R]_(n 0%N, N)) phi dh,
  (forall j, (0 < j < L)%N -> h j 0 = 0) ->
  (forall j, (0 < j < L)%N -> forall r : R, 0 <= r -> @has_slope reals (h j) r (dh j r)) ->
  (forall Z, exists Gamma, @has_gradient reals _ _ phi Z Gamma) ->
  forall l W T, (l.+1 < L)%N -> @radial_flow n L N h X phi W T ->
  forall t, (0 <= t <= T)%R -> radial_imbalance l (W t) = radial_imbalance l (W 0)).
Proof.
move=> /(_ one 2%N 1%N squared one_sample minus_output twice squared_0 squared_slopes) H.
by apply: curve_moves; apply: (H minus_output_smooth) curve_flow _ T8_pos.
Qed.

(* twice h in the condition *)
Theorem radial_imbalance_conserved_twice_wrong : ~ (forall n L N h (X : 'M[R]_(n 0%N, N)) phi dh,
  (forall j, (0 < j < L)%N -> h j 0 = 0) ->
  (forall j, (0 < j < L)%N -> forall r : R, 0 <= r -> @has_slope reals (h j) r (dh j r)) ->
  (forall Z, exists Gamma, @has_gradient reals _ _ phi Z Gamma) ->
  forall l W T, (l.+1 < L)%N -> @radial_flow n L N h X phi W T ->
  (forall r : R, 0 < r -> r * dh l.+1 r = 2%:R * h l.+1 r) ->
  forall t, (0 <= t <= T)%R -> radial_imbalance l (W t) = radial_imbalance l (W 0)).
Proof.
move=> /(_ one 2%N 1%N squared one_sample minus_output twice squared_0 squared_slopes) H.
apply: curve_moves; apply: (H minus_output_smooth) curve_flow _ _ T8_pos => // r _.
by rewrite /twice /squared mulrCA expr2.
Qed.

Lemma fro_row (a b : R) : fro (row_mx a%:M b%:M : 'M[R]_(1, 1 + 1)) = a ^+ 2 + b ^+ 2.
Proof. by rewrite /fro big_ord1 big_split_ord /= !big_ord1 row_mxEl row_mxEr !mxE !mulr1n. Qed.

Lemma fro_number (a : R) : fro (a%:M : 'M[R]_1) = a ^+ 2.
Proof. by rewrite /fro !big_ord1 mxE mulr1n. Qed.

Lemma squared_power (r : R) : (0 < r)%R -> squared 1 r = (1 * Rpower r 2%:R)%R.
Proof.
by move=> r0; rewrite /squared Rmult_1_l (Rpower_plus 1 1 r) !Rpower_1 // expr2.
Qed.

Lemma only_two (F : rcfType) (q : F) :
  2%:R ^+ 2 + 2%:R ^+ 2 - q * 2%:R ^+ 2 = 1 ^+ 2 + 1 ^+ 2 - q * 1 ^+ 2 -> q = 2%:R.
Proof.
move=> /eqP; rewrite -subr_eq0 (_ : _ - _ = 3%:R * (2%:R - q)); last by ring.
by rewrite mulf_eq0 pnatr_eq0 subr_eq0 => /eqP.
Qed.

Lemma power_needs_two (f : R -> R) : (forall n L N h (X : 'M[R]_(n 0%N, N)) phi dh,
  (forall j, (0 < j < L)%N -> h j 0 = 0) ->
  (forall j, (0 < j < L)%N -> forall r : R, 0 <= r -> @has_slope reals (h j) r (dh j r)) ->
  (forall Z, exists Gamma, @has_gradient reals _ _ phi Z Gamma) ->
  forall l W T, (l.+1 < L)%N -> @radial_flow n L N h X phi W T ->
  forall c p, (forall r, (0 < r)%R -> h l.+1 r = (c * Rpower r p)%R) ->
  forall t, (0 <= t <= T)%R -> fro (W t l) - f p * fro (weight (W t l.+1)) =
    fro (W 0 l) - f p * fro (weight (W 0 l.+1))) -> f 2%:R = 2%:R.
Proof.
move=> /(_ one 2%N 1%N squared one_sample minus_output twice squared_0 squared_slopes) H.
have := H minus_output_smooth 0%N pole_curve T8 isT curve_flow 1 2%:R squared_power T8 T8_pos.
rewrite !fro_row /weight !row_mxKr !fro_number pole_start pole_end.
exact: (@only_two reals).
Qed.

(* the power less a tenth *)
Theorem radial_power_conserved_tenth_wrong : ~ (forall n L N h (X : 'M[R]_(n 0%N, N)) phi dh,
  (forall j, (0 < j < L)%N -> h j 0 = 0) ->
  (forall j, (0 < j < L)%N -> forall r : R, 0 <= r -> @has_slope reals (h j) r (dh j r)) ->
  (forall Z, exists Gamma, @has_gradient reals _ _ phi Z Gamma) ->
  forall l W T, (l.+1 < L)%N -> @radial_flow n L N h X phi W T ->
  forall c p, (forall r, (0 < r)%R -> h l.+1 r = (c * Rpower r p)%R) ->
  forall t, (0 <= t <= T)%R -> fro (W t l) - (p - tenths 1) * fro (weight (W t l.+1)) =
    fro (W 0 l) - (p - tenths 1) * fro (weight (W 0 l.+1))).
Proof.
move=> /(power_needs_two (f := fun p => p - tenths 1)) /eqP.
by rewrite subr_eq -subr_eq0 opprD addrA subrr add0r oppr_eq0 mulf_eq0 invr_eq0 !pnatr_eq0.
Qed.

(* no power *)
Theorem radial_power_conserved_plain_wrong : ~ (forall n L N h (X : 'M[R]_(n 0%N, N)) phi dh,
  (forall j, (0 < j < L)%N -> h j 0 = 0) ->
  (forall j, (0 < j < L)%N -> forall r : R, 0 <= r -> @has_slope reals (h j) r (dh j r)) ->
  (forall Z, exists Gamma, @has_gradient reals _ _ phi Z Gamma) ->
  forall l W T, (l.+1 < L)%N -> @radial_flow n L N h X phi W T ->
  forall c p : R, (forall r, (0 < r)%R -> h l.+1 r = (c * Rpower r p)%R) ->
  forall t, (0 <= t <= T)%R -> fro (W t l) - 1 * fro (weight (W t l.+1)) =
    fro (W 0 l) - 1 * fro (weight (W 0 l.+1))).
Proof.
by move=> /(power_needs_two (f := fun _ => 1)) /eqP; rewrite eq_sym pnatr_eq1.
Qed.

(* the bias above counted too *)
Theorem radial_power_conserved_bias_wrong : ~ (forall n L N h (X : 'M[R]_(n 0%N, N)) phi dh,
  (forall j, (0 < j < L)%N -> h j 0 = 0) ->
  (forall j, (0 < j < L)%N -> forall r : R, 0 <= r -> @has_slope reals (h j) r (dh j r)) ->
  (forall Z, exists Gamma, @has_gradient reals _ _ phi Z Gamma) ->
  forall l W T, (l.+1 < L)%N -> @radial_flow n L N h X phi W T ->
  forall c p, (forall r, (0 < r)%R -> h l.+1 r = (c * Rpower r p)%R) ->
  forall t, (0 <= t <= T)%R -> fro (W t l) - p * fro (W t l.+1) =
    fro (W 0 l) - p * fro (W 0 l.+1)).
Proof.
move=> /(_ one 2%N 1%N squared one_sample minus_output twice squared_0 squared_slopes) H.
have := H minus_output_smooth 0%N pole_curve T8 isT curve_flow 1 2%:R squared_power T8 T8_pos.
rewrite !fro_row; have E (F : rcfType) (a b : F) :
    a + a - 2%:R * (b + a) = - (2%:R * b) by ring.
rewrite !(E reals) expr0n mulr0 oppr0 => /eqP.
rewrite oppr_eq0 mulf_eq0 pnatr_eq0 sqrf_eq0 => /eqP; rewrite /T8 => e.
by have : (/ 8 <> 0)%R by [lra]; rewrite e.
Qed.
