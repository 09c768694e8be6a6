(* The time at which a mode is fitted as an integral, over Coq's reals.

   integral_zero (XAPD, part 1): exactly one y in (0, c) solves a J(y) = y^(1-a)/(1-y), with J(y)
     the integral from y to c of du/(u^a (1-u)) and a = 2 - 2/L.
   integral_of_two, zero_of_two (XAPD, part 1): for L = 2 the integral is
     log(c/(1-c) (1-y)/y), and for c = 1/2 the solution is 1/(1+F), F log F = F + 1, F > 1.
   fitted_by_integral (XAPD, part 2): the time of a mode is s^-a/L J(eps^L/s). *)
From Coq Require Import Reals Ranalysis5 Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare separation separation_bound.
From dlf Require Import power_sum mode_times mode_series mode_exists fit_series staircase.
Open Scope R_scope.

(* J(y) *)
Definition fit_integral (L : nat) (c y : R) : R :=
  RInt (fun u => / (Rpower u (2 - 2 / INR L) * (1 - u))) y c.

(* a J(y) - y^(1-a)/(1-y) *)
Definition order_sign (L : nat) (c y : R) : R :=
  (2 - 2 / INR L) * fit_integral L c y - Rpower y (1 - (2 - 2 / INR L)) / (1 - y).

Lemma strict_mean (f df : R -> R) y z : y < z -> (forall x, y <= x <= z -> is_derive f x (df x)) ->
  exists x, y < x < z /\ f z - f y = df x * (z - y).
Proof.
intros yz D. destruct (MVT_cor2 f df y z yz) as [x [E X]].
- intros x X. apply is_derive_Reals, D. exact X.
- exists x. auto.
Qed.

Section Integral.
Variables (L : nat) (c : R).
Hypotheses (L2 : (2 <= L)%nat) (C : 0 < c < 1).
Let a := 2 - 2 / INR L.

Lemma a_bounds : 1 <= a < 2.
Proof. exact (exponent_bounds L L2). Qed.

Lemma integrand_continuous u : 0 < u < 1 -> continuous (fun u => / (Rpower u a * (1 - u))) u.
Proof.
intro U. apply (ex_derive_continuous (fun u => / (Rpower u a * (1 - u)))).
assert (P := real_power_positive u a). unfold Rpower in *. auto_derive.
repeat split; try lra. apply Rgt_not_eq, Rmult_lt_0_compat; lra.
Qed.

Lemma integral_derive y : 0 < y < 1 -> is_derive (fit_integral L c) y (- / (Rpower y a * (1 - y))).
Proof.
intro Y. apply (is_derive_RInt' (fun u => / (Rpower u a * (1 - u))) (fit_integral L c) y c).
- apply (locally_interval _ y 0 1); simpl; try lra. intros z z0 z1.
  apply (@RInt_correct R_CompleteNormedModule), (@ex_RInt_continuous R_CompleteNormedModule).
  intros u [u0 u1]. apply integrand_continuous.
  assert (A : 0 < Rmin z c) by (apply Rmin_glb_lt; lra).
  assert (B : Rmax z c < 1) by (apply Rmax_lub_lt; lra). lra.
- apply integrand_continuous. exact Y.
Qed.

Lemma integral_end : fit_integral L c c = 0.
Proof. exact (@RInt_point R_CompleteNormedModule c _). Qed.

Lemma sign_derive y : 0 < y < 1 -> is_derive (order_sign L c) y (- / (Rpower y a * (1 - y) ^ 2)).
Proof.
intro Y. assert (P := real_power_positive y a). unfold order_sign. fold a.
assert (D1 := is_derive_scal (fit_integral L c) y a _ (integral_derive y Y)).
assert (N : is_derive (fun z => 1 - z) y (- (1))) by (auto_derive; [exact I | ring]).
assert (D2 := is_derive_div (fun z => Rpower z (1 - a)) (fun z => 1 - z) y _ _
  (Rpower_derive (1 - a) y ltac:(lra)) N ltac:(lra)).
assert (D := is_derive_minus _ _ y _ _ D1 D2).
replace (- / (Rpower y a * (1 - y) ^ 2)) with (minus (a * (- / (Rpower y a * (1 - y))))
  (((1 - a) * Rpower y (1 - a - 1) * (1 - y) - Rpower y (1 - a) * - (1)) / (1 - y) ^ 2));
  [exact D |].
unfold minus, plus, opp; simpl. rewrite (Rpower_step (1 - a)) by lra.
replace (1 - a - 1) with (- a) by ring. rewrite Rpower_Ropp. field. lra.
Qed.

Lemma sign_decreases y z : 0 < y -> y < z -> z <= c -> order_sign L c z < order_sign L c y.
Proof.
intros y0 yz zc. destruct (strict_mean (order_sign L c) (fun x => - / (Rpower x a * (1 - x) ^ 2))
  y z yz) as [x [X E]]; [intros x X; apply sign_derive; lra |].
assert (0 < / (Rpower x a * (1 - x) ^ 2)); [| nra].
apply Rinv_0_lt_compat, Rmult_lt_0_compat; [apply real_power_positive | apply pow_lt; lra].
Qed.

Lemma sign_at_end : order_sign L c c < 0.
Proof.
unfold order_sign. rewrite integral_end, Rmult_0_r.
assert (0 < Rpower c (1 - (2 - 2 / INR L)) / (1 - c)); [| lra].
apply Rdiv_lt_0_compat; [apply real_power_positive | lra].
Qed.

(* the sign grows at least like log(c/y) towards 0 *)
Lemma sign_grows y : 0 < y < c -> order_sign L c c + ln c - ln y <= order_sign L c y.
Proof.
intro Y. destruct (strict_mean (fun x => order_sign L c x + ln x)
  (fun x => - / (Rpower x a * (1 - x) ^ 2) + / x) y c) as [x [X E]]; [lra | |].
- intros x X. apply (is_derive_plus (order_sign L c) ln); [apply sign_derive; lra |].
  apply is_derive_Reals, derivable_pt_lim_ln. lra.
- assert (H := a_bounds). assert (P := real_power_positive x a).
  assert (Px : Rpower x a <= x).
  { rewrite <- (Rpower_1 x) at 2 by lra. unfold Rpower.
    assert (l0 : ln x < ln 1) by (apply ln_increasing; lra). rewrite ln_1 in l0.
    destruct (Rle_lt_or_eq_dec (a * ln x) (1 * ln x)) as [l | e]; [nra | |].
    - left. apply exp_increasing. exact l.
    - rewrite e. lra. }
  assert (Q : 0 < (1 - x) ^ 2 < 1) by nra.
  assert (/ x <= / (Rpower x a * (1 - x) ^ 2)); [apply Rinv_le_contravar; nra |]. nra.
Qed.

Theorem integral_zero : exists y, (0 < y < c /\
    a * fit_integral L c y = Rpower y (1 - a) / (1 - y)) /\
  forall z, 0 < z < c -> a * fit_integral L c z = Rpower z (1 - a) / (1 - z) -> z = y.
Proof.
set (p := order_sign L c c). assert (p0 : p < 0) by exact sign_at_end.
set (y0 := c * exp (p - 1)). assert (q0 := exp_pos (p - 1)).
assert (q1 : exp (p - 1) < exp 0) by (apply exp_increasing; lra). rewrite exp_0 in q1.
assert (Y0 : 0 < y0 < c) by (unfold y0; split; nra).
assert (pos : 1 <= order_sign L c y0).
{ assert (G := sign_grows y0 Y0). fold p in G. unfold y0 in G at 1.
  rewrite ln_mult, ln_exp in G by lra. lra. }
destruct (IVT_interv (fun y => - order_sign L c y) y0 c) as [y [Y E]].
- intros x X. apply continuity_pt_opp, continuity_pt_filterlim.
  apply (ex_derive_continuous (order_sign L c)). eexists. apply sign_derive. lra.
- lra.
- lra.
- fold p. lra.
- assert (yc : y <> c) by (intros ->; fold p in E; lra).
  exists y. split.
  + split; [lra |]. unfold order_sign in E. fold a in E. lra.
  + intros z Z Ez. assert (Sz : order_sign L c z = 0) by (unfold order_sign; fold a; lra).
    destruct (Rtotal_order z y) as [l | [e | l]]; [| exact e |].
    * assert (D := sign_decreases z y ltac:(lra) l ltac:(lra)). lra.
    * assert (D := sign_decreases y z ltac:(lra) l ltac:(lra)). lra.
Qed.

(* separation of variables *)
Theorem fitted_by_integral s eps mu : 0 < s -> 0 < eps -> eps ^ L < c * s -> is_mode L s eps mu ->
  forall t, 0 <= t ->
    (mu t = c * s <-> t = / (INR L * Rpower s a) * fit_integral L c (eps ^ L / s)).
Proof.
intros s0 e0 H M. assert (p0 : 0 < eps ^ L) by (apply pow_lt; exact e0).
assert (less : eps ^ L < s) by nra. assert (cs : c * s < s) by nra.
assert (L0 := depth_two L L2). assert (Ps := real_power_positive s a).
destruct (time_rising L s eps mu L2 e0 M
  (fun x => - / (INR L * Rpower s a) * fit_integral L c (x / s)) less) with (x := c * s)
  as [_ K].
- intros x X. assert (Y := quotient_inside x s X).
  assert (Q : is_derive (fun z => z / s) x (/ s)) by (auto_derive; [exact I | field; lra]).
  assert (D := is_derive_comp (fit_integral L c) (fun z => z / s) x _ _
    (integral_derive (x / s) Y) Q).
  assert (D' := is_derive_scal _ x (- / (INR L * Rpower s a)) _ D).
  unfold strength_velocity. fold a. assert (Px := real_power_positive x a).
  replace (/ (INR L * Rpower x a * (s - x))) with (- / (INR L * Rpower s a) *
    scal (/ s) (- / (Rpower (x / s) a * (1 - x / s)))); [exact D' |].
  unfold scal; simpl; unfold mult; simpl. rewrite Rpower_quotient by lra.
  field. repeat split; lra.
- lra.
- intros t t0. rewrite (K t t0). replace (c * s / s) with c by (field; lra).
  rewrite integral_end. split; intros ->; ring.
Qed.
End Integral.

Theorem integral_of_two c y : 0 < c < 1 -> 0 < y < c ->
  fit_integral 2 c y = ln (c / (1 - c) * ((1 - y) / y)).
Proof.
intros C Y. assert (pos : forall x, 0 < x < 1 -> 0 < c / (1 - c) * ((1 - x) / x)).
{ intros x X. apply Rmult_lt_0_compat; apply Rdiv_lt_0_compat; lra. }
destruct (strict_mean (fun x => fit_integral 2 c x - ln (c / (1 - c) * ((1 - x) / x)))
  (fun _ => 0) y c) as [x [_ E]]; [lra | |].
- intros x X. assert (D := integral_derive 2 c C x ltac:(lra)).
  replace (2 - 2 / INR 2) with 1 in D by (simpl; field). rewrite Rpower_1 in D by lra.
  assert (D2 : is_derive (fun x => ln (c / (1 - c) * ((1 - x) / x))) x (- / (x * (1 - x)))).
  { assert (P := pos x ltac:(lra)). auto_derive; [repeat split; lra | field; lra]. }
  replace 0 with (minus (- / (x * (1 - x))) (- / (x * (1 - x)))).
  + exact (is_derive_minus _ _ x _ _ D D2).
  + unfold minus, plus, opp; simpl. ring.
- rewrite integral_end in E. replace (c / (1 - c) * ((1 - c) / c)) with 1 in E by (field; lra).
  rewrite ln_1 in E. lra.
Qed.

Theorem zero_of_two F y : 1 < F -> F * ln F = F + 1 -> 0 < y < 1 / 2 ->
  (fit_integral 2 (1 / 2) y = 1 / (1 - y) <-> y = 1 / (1 + F)).
Proof.
intros F1 FE Y. rewrite integral_of_two by lra.
replace (1 / 2 / (1 - 1 / 2) * ((1 - y) / y)) with ((1 - y) / y) by (field; lra).
set (G := (1 - y) / y). assert (G1 : 1 < G).
{ apply Rmult_lt_reg_r with y; [lra |]. unfold G. replace ((1 - y) / y * y) with (1 - y)
    by (field; lra). lra. }
assert (yG : y = 1 / (1 + G)) by (unfold G; field; lra).
assert (EG : 1 / (1 - y) = 1 + 1 / G) by (unfold G; field; lra).
assert (EF : ln F = 1 + 1 / F) by (apply bound_equation; lra).
rewrite EG. split; intro E.
- destruct (Rtotal_order G F) as [l | [e | l]].
  + assert (B := bound_side_increases G F ltac:(lra)). lra.
  + rewrite <- e. exact yG.
  + assert (B := bound_side_increases F G ltac:(lra)). lra.
- assert (e : G = F) by (unfold G; rewrite E; field; lra). rewrite e. exact EF.
Qed.
