(* The strength Lambda of the cone is finite until the mode has passed its best moment if the
   integral of the window is small enough, over Coq's reals, for every depth L >= 3.

   window_is_finite : with q = s_1/s_i, u_0 = eps^L/s_i, u_1 = (L-2)/(2(L-1)),
     beta = (L-2)/L, h(v) = v^(beta (2-q^2)) (1-v)^(beta q^2) and
     beta (q^2-1) int_{u_0}^{u_1} dv/(v (1-v) h(v)) < 1/h(u_1), a solution Lambda of its equation
     with Lambda(0) = eps^2 exists until mu = u_1 s_i: it is gamma psi^(-1/(L-2)). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead from_right large_starts power_sum mode_times.
From dlf Require Import mode_series mode_exists mode_levels mode_lag late_mode.
Open Scope R_scope.

(* (L-2)/L *)
Definition window_exponent (L : nat) := (INR L - 2) / INR L.

(* h, q is s_1/s_i *)
Definition window_weight (L : nat) (q v : R) :=
  Rpower v (window_exponent L * (2 - q ^ 2)) * Rpower (1 - v) (window_exponent L * q ^ 2).

(* int_{x}^{y} dv/(v (1-v) h(v)) *)
Definition window_integral (L : nat) (q x y : R) :=
  RInt (fun v => / (v * (1 - v) * window_weight L q v)) x y.

Section Finite.
Variables (L : nat) (s s1 eps : R) (mu : R -> R) (t1 : R).
Hypotheses (L2 : (2 <= L)%nat) (s0 : 0 < s) (e0 : 0 < eps) (small : eps ^ L < turning L s).
Hypotheses (M : is_mode L s eps mu) (t10 : 0 <= t1) (at_turn : mu t1 = turning L s).
Let q := s1 / s.
Let beta := window_exponent L.
Let h := window_weight L q.
Let u0 := eps ^ L / s.
Let u1 := turning L s / s.
Hypothesis ss1 : s <= s1.
Hypothesis condition : beta * (q ^ 2 - 1) * window_integral L q u0 u1 < / h u1.

Let I := clock_integral (fun v => v * (1 - v) * h v) u0.
(* psi / h *)
Let phi x := / h x - beta * (q ^ 2 - 1) * I x.
Let psi x := h x * phi x.

Lemma deep_window : 3 <= INR L.
Proof. exact (deep L s eps L2 e0 small). Qed.

Lemma window_range : 0 < u0 < u1 /\ u1 < 1 / 2.
Proof.
assert (D := deep_window). assert (P := start_pos L eps e0).
assert (E := turning_equation L s eps L2 e0 small).
assert (K : forall x, x / s * s = x) by (intros; field; lra).
repeat split.
- apply Rdiv_lt_0_compat; assumption.
- apply Rmult_lt_reg_r with s; [exact s0 |]. unfold u0, u1. rewrite !K. exact small.
- apply Rmult_lt_reg_r with s; [exact s0 |]. unfold u1. rewrite K. nra.
Qed.

Lemma weight_pos x : 0 < h x.
Proof. apply Rmult_lt_0_compat; apply exp_pos. Qed.

Lemma weight_derive x : 0 < x < 1 ->
  is_derive h x (h x * (beta * (2 - q ^ 2 - 2 * x) / (x * (1 - x)))).
Proof.
intros X. assert (less : forall y p, 0 < y -> Rpower y (p - 1) = Rpower y p / y).
{ intros y p y0. unfold Rminus. rewrite Rpower_plus, Rpower_Ropp, Rpower_1 by exact y0.
  reflexivity. }
assert (D1 := Rpower_derive (beta * (2 - q ^ 2)) x ltac:(lra)).
assert (Dl : is_derive (fun y => 1 - y) x (- 1)) by (auto_derive; [exact Logic.I | ring]).
assert (D2 := is_derive_comp (fun y => Rpower y (beta * q ^ 2)) (fun y => 1 - y) x _ _
  (Rpower_derive (beta * q ^ 2) (1 - x) ltac:(lra)) Dl).
assert (D := is_derive_mult _ _ x _ _ D1 D2 Rmult_comm). rewrite !less in D by lra.
unfold h at 2, window_weight. fold beta.
replace (Rpower x (beta * (2 - q ^ 2)) * Rpower (1 - x) (beta * q ^ 2) *
    (beta * (2 - q ^ 2 - 2 * x) / (x * (1 - x)))) with
  (plus (mult (beta * (2 - q ^ 2) * (Rpower x (beta * (2 - q ^ 2)) / x))
      (Rpower (1 - x) (beta * q ^ 2)))
    (mult (Rpower x (beta * (2 - q ^ 2)))
      (scal (- 1) (beta * q ^ 2 * (Rpower (1 - x) (beta * q ^ 2) / (1 - x)))))); [exact D |].
unfold plus, mult, scal; simpl; unfold mult; simpl. field. repeat split; lra.
Qed.

Lemma window_integral_derive x : 0 < x < 1 -> is_derive I x (/ (x * (1 - x) * h x)).
Proof.
intros X. destruct window_range as [A B].
apply (clock_derive (fun v => v * (1 - v) * h v) 0 u0 1); [lra | | | exact X].
- intros z Z. apply (continuous_mult (fun v => v * (1 - v)) h).
  + apply (ex_derive_continuous (fun v => v * (1 - v))). auto_derive. exact Logic.I.
  + apply (ex_derive_continuous h). eexists. apply weight_derive. exact Z.
- intros z Z. assert (P := weight_pos z). apply Rmult_lt_0_compat; [nra | exact P].
Qed.

Lemma phi_derive x : 0 < x < 1 ->
  is_derive phi x (- (beta * (1 - 2 * x) / (x * (1 - x) * h x))).
Proof.
intros X. assert (P := weight_pos x).
assert (D := is_derive_inv h x _ (weight_derive x X) ltac:(lra)).
assert (D' := is_derive_scal I x (beta * (q ^ 2 - 1)) _ (window_integral_derive x X)).
assert (D2 := is_derive_minus _ _ x _ _ D D').
replace (- (beta * (1 - 2 * x) / (x * (1 - x) * h x))) with
  (minus (- (h x * (beta * (2 - q ^ 2 - 2 * x) / (x * (1 - x)))) / h x ^ 2)
    (beta * (q ^ 2 - 1) * / (x * (1 - x) * h x))); [exact D2 |].
unfold minus, plus, opp; simpl. field. repeat split; lra.
Qed.

Lemma phi_pos x : u0 <= x <= u1 -> 0 < phi x.
Proof.
intros X. destruct window_range as [A B]. assert (D := deep_window).
assert (E : 0 < phi u1).
{ unfold phi. change (I u1) with (window_integral L q u0 u1). lra. }
assert (b0 : 0 < beta) by (apply Rdiv_lt_0_compat; lra).
destruct (MVT_gen phi x u1 (fun x => - (beta * (1 - 2 * x) / (x * (1 - x) * h x))))
  as [z [Z e]].
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply phi_derive. lra.
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply continuity_pt_filterlim.
  apply (ex_derive_continuous phi). eexists. apply phi_derive. lra.
- rewrite Rmin_left, Rmax_right in Z by lra. assert (P := weight_pos z).
  assert (N : 0 <= beta * (1 - 2 * z) / (z * (1 - z) * h z)).
  { apply Rmult_le_pos; [nra | left; apply Rinv_0_lt_compat].
    apply Rmult_lt_0_compat; [nra | exact P]. }
  nra.
Qed.

Lemma psi_derive x : 0 < x < 1 ->
  is_derive psi x (beta * (psi x * (2 - q ^ 2 - 2 * x) - (1 - 2 * x)) / (x * (1 - x))).
Proof.
intros X. assert (P := weight_pos x).
assert (D := is_derive_mult h phi x _ _ (weight_derive x X) (phi_derive x X) Rmult_comm).
replace (beta * (psi x * (2 - q ^ 2 - 2 * x) - (1 - 2 * x)) / (x * (1 - x))) with
  (plus (mult (h x * (beta * (2 - q ^ 2 - 2 * x) / (x * (1 - x)))) (phi x))
    (mult (h x) (- (beta * (1 - 2 * x) / (x * (1 - x) * h x))))); [exact D |].
unfold plus, mult; simpl; unfold mult; simpl. unfold psi. field. repeat split; lra.
Qed.

Lemma psi_pos x : u0 <= x <= u1 -> 0 < psi x.
Proof.
intros X. apply Rmult_lt_0_compat; [apply weight_pos | apply phi_pos; exact X].
Qed.

Lemma psi_start : psi u0 = 1.
Proof.
unfold psi, phi. replace (I u0) with 0 by (symmetry; apply clock_start).
assert (P := weight_pos u0). field. lra.
Qed.
(* gamma *)
Let gamma t := Rpower (mu t) (2 / INR L).

Lemma window_is_finite : exists Lambda, Lambda 0 = eps ^ 2 /\
  (forall t, 0 < t < t1 -> is_derive Lambda t
    ((/ (sqrt (gamma t) ^ (L - 2) / s) - 2 * gamma t) * Lambda t ^ (L - 1) +
      sqrt (gamma t) ^ (L - 2) / s * (s1 * s1) * Lambda t)) /\
  forall t, 0 <= t <= t1 -> continuous Lambda t.
Proof.
assert (D := deep_window). destruct window_range as [[A1 A2] A3].
assert (l3 : (3 <= L)%nat) by (apply INR_le; simpl; lra).
set (e := - / (INR L - 2)).
set (Lambda := fun t => gamma t * Rpower (psi (mu t / s)) e).
assert (inside : forall t, 0 <= t <= t1 -> u0 <= mu t / s <= u1 /\ 0 < mu t).
{ intros t T. assert (J := mode_inside L s eps mu L2 s0 e0 small M t ltac:(lra)).
  assert (G := mode_grows L s eps mu t t1 L2 e0 (start_below_target L s eps L2 s0 e0 small) M T).
  assert (P := start_pos L eps e0). rewrite at_turn in G.
  assert (i : 0 < / s) by (apply Rinv_0_lt_compat; exact s0).
  split; [| lra]. unfold u0, u1, Rdiv. split; apply Rmult_le_compat_r; lra. }
assert (at_0 : mu 0 = eps ^ L) by exact (proj1 M).
assert (Dm : forall t, 0 < t -> is_derive (fun t => mu t / s) t (strength_velocity L s (mu t) / s)).
{ intros t T. assert (Dt := is_derive_scal mu t (/ s) _ (mode_derive L s eps mu M t T)).
  replace (strength_velocity L s (mu t) / s) with (/ s * strength_velocity L s (mu t))
    by (unfold Rdiv; ring).
  apply (is_derive_ext (fun t => / s * mu t)); [intros; apply Rmult_comm | exact Dt]. }
exists Lambda. split; [| split].
- unfold Lambda, gamma. rewrite at_0. fold u0. rewrite psi_start, start_root by assumption.
  unfold Rpower at 1. rewrite ln_1, Rmult_0_r, exp_0. ring.
- intros t T. destruct (inside t ltac:(lra)) as [X m0].
  set (m := mu t) in *. set (x := m / s) in *.
  assert (X1 : 0 < x < 1) by lra. assert (Pp := psi_pos x X).
  assert (Dg : is_derive gamma t (2 * m * (s - m))).
  { destruct (mode_in_roots L s eps mu L2 s0 e0 small M t1) as [Dr _].
    assert (R := Dr t ltac:(lra)). rewrite root_velocity_sqrt in R by (left; apply exp_pos).
    rewrite root_square in R by assumption. exact R. }
  assert (Dp := is_derive_comp psi (fun t => mu t / s) t _ _ (psi_derive x X1) (Dm t ltac:(lra))).
  assert (De := is_derive_comp (fun y => Rpower y e) (fun t => psi (mu t / s)) t _ _
    (Rpower_derive e (psi x) Pp) Dp).
  assert (DL := is_derive_mult gamma _ t _ _ Dg De Rmult_comm).
  set (g := gamma t) in *. set (p := sqrt g ^ (L - 2)).
  assert (g0 : 0 < g) by apply exp_pos.
  assert (sg : 0 < sqrt g) by (apply sqrt_lt_R0; exact g0).
  assert (p0 : 0 < p) by (apply pow_lt; exact sg).
  assert (gp : g * p = m).
  { assert (r := root_square L m L2 m0). change (Rpower m (2 / INR L)) with g in r.
    rewrite <- r. unfold p. rewrite <- (sqrt_sqrt g) at 1 by lra.
    replace L with (S (S (L - 2))) at 2 by lia. rewrite <- !tech_pow_Rmult. ring. }
  assert (mp : Rpower m (2 - 2 / INR L) = m * p).
  { assert (gm : g * Rpower m (2 - 2 / INR L) = m * m).
    { change (Rpower m (2 / INR L) * Rpower m (2 - 2 / INR L) = m * m). rewrite <- Rpower_plus.
      replace (2 / INR L + (2 - 2 / INR L)) with (1 + 1) by ring.
      rewrite Rpower_plus, Rpower_1 by exact m0. reflexivity. }
    apply Rmult_eq_reg_l with g; [| lra]. rewrite gm, <- gp at 1. rewrite <- gp. ring. }
  assert (Rl : Rpower (psi x) (e - 1) = Rpower (psi x) e / psi x).
  { unfold Rminus. rewrite Rpower_plus, Rpower_Ropp, Rpower_1 by exact Pp. reflexivity. }
  assert (Rn : Rpower (psi x) e ^ (L - 2) = / psi x).
  { rewrite <- Rpower_pow by apply exp_pos. rewrite Rpower_mult, minus_INR by lia.
    replace (e * (INR L - INR 2)) with (Ropp 1) by (unfold e; simpl; field; lra).
    rewrite Rpower_Ropp, Rpower_1 by exact Pp. reflexivity. }
  assert (gn : g ^ (L - 2) = p * p).
  { unfold p. rewrite <- Rpow_mult_distr, sqrt_sqrt by lra. reflexivity. }
  assert (Ll : Lambda t ^ (L - 1) = g * Rpower (psi x) e * (p * p * / psi x)).
  { replace (L - 1)%nat with (S (L - 2)) by lia. unfold Lambda. fold m x. fold g.
    simpl. rewrite Rpow_mult_distr, Rn, gn. reflexivity. }
  rewrite Ll. unfold Lambda at 2. fold m x. fold g.
  assert (xs : x * s = m) by (unfold x; field; lra).
  assert (qs : q * s = s1) by (unfold q; field; lra).
  unfold strength_velocity in DL. fold m in DL. fold x in DL. rewrite Rl, mp in DL.
  match goal with |- is_derive _ _ ?r => match type of DL with is_derive _ _ ?l =>
    replace r with l; [exact DL |] end end.
  set (y := Rpower (psi x) e). set (z := psi x) in *.
  unfold plus, mult, scal; simpl; unfold mult; simpl. fold y.
  rewrite <- qs. unfold e, beta, window_exponent. rewrite <- gp in xs |- *.
  assert (ge : g = x * s / p) by (rewrite xs; field; lra). rewrite ge.
  assert (z0 : z <> 0) by (apply Rgt_not_eq; exact Pp). field. repeat split; lra.
- intros t T. destruct (inside t T) as [X m0].
  assert (X1 : 0 < mu t / s < 1) by lra. assert (Pp := psi_pos _ X).
  assert (Cm := mode_continuous L s eps mu M t ltac:(lra)).
  assert (Cx : continuous (fun t => mu t / s) t).
  { apply (continuous_mult mu (fun _ => / s)); [exact Cm | apply continuous_const]. }
  apply (continuous_mult gamma (fun t => Rpower (psi (mu t / s)) e)).
  + apply (continuous_comp mu (fun x => Rpower x (2 / INR L))); [exact Cm |].
    apply (ex_derive_continuous (fun x => Rpower x (2 / INR L))). eexists.
    apply Rpower_derive. exact m0.
  + apply (continuous_comp (fun t => mu t / s) (fun x => Rpower (psi x) e)); [exact Cx |].
    apply (continuous_comp psi (fun y => Rpower y e)).
    * apply (ex_derive_continuous psi). eexists. apply psi_derive. exact X1.
    * apply (ex_derive_continuous (fun y => Rpower y e)). eexists. apply Rpower_derive. exact Pp.
Qed.
End Finite.
