(* The error of a coefficient with a threshold, for a Gaussian estimate, over Coq's reals.

   Z = m + v h with h from N(0, 1), as in gaussian_mean.v; D(t) is the mean of
   (b - Z 1(|Z| > t))^2, phi and Phi are the density and the distribution function of N(0, 1),
   a_1 = (t - m)/v, a_0 = (-t - m)/v, P = 1 - Phi(a_1) + Phi(a_0).
   error_formula (D8VU, part 1): the formula of D(t), and that D(t) is an integral that exists.
   error_at_zero, error_far (D8VU, part 2): D(0) = (m - b)^2 + v^2, and D(t) tends to b^2.
   error_slope, error_falls (D8VU, part 3): D'(t), and that D falls strictly for t >= 2 |b|. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar mode_times gaussian_mean.
Open Scope R_scope.

(* the integral of bell over the whole line *)
Definition bell_mass : R := RInt_gen (V := R_CompleteNormedModule) bell
  (Rbar_locally m_infty) (Rbar_locally p_infty).

(* the density of N(0, 1) *)
Definition normal_density (x : R) : R := bell x / bell_mass.

(* the distribution function of N(0, 1): the mean of 1 up to x and 0 beyond *)
Definition normal_cdf (x : R) : R := gaussian_mean (fun h => if Rle_dec h x then 1 else 0).

(* z if |z| > t, else 0 *)
Definition kept (t z : R) : R := if Rlt_dec t (Rabs z) then z else 0.

(* D(t) *)
Definition truncated_error (b m v t : R) : R := gaussian_mean (fun h => (b - kept t (m + v * h)) ^
  2).

(* the chance to be kept *)
Definition chance_kept (m v t : R) : R :=
  1 - normal_cdf ((t - m) / v) + normal_cdf ((- t - m) / v).

Lemma mass_facts : 0 < bell_mass /\ over_line bell bell_mass /\
  filterlim bell_area (Rbar_locally p_infty) (locally (bell_mass / 2)) /\
  filterlim bell_area (Rbar_locally m_infty) (locally (- (bell_mass / 2))).
Proof.
destruct bell_half as [l l0 lim].
assert (low := mirrored (f := bell_area) (l := l) (e := -1)
  ltac:(intro x; rewrite bell_area_odd; ring) lim).
assert (tot := from_slope bell_area_derive bell_continuous low lim).
assert (E : bell_mass = 2 * l).
{ unfold bell_mass. rewrite (is_RInt_gen_unique _ _ tot). ring. }
rewrite E. split; [lra |]. split.
- replace (2 * l) with (l - -1 * l) by ring. exact tot.
- replace (2 * l / 2) with l by field. split; [exact lim |].
  replace (- l) with (-1 * l) by ring. exact low.
Qed.

Lemma zero_integral p q : is_RInt (fun _ : R => 0) p q 0.
Proof.
assert (E : scal (q - p) (0 : R_NormedModule) = 0).
{ unfold scal; simpl; unfold mult; simpl. ring. }
exact (eq_ind _ (fun l => is_RInt (V := R_NormedModule) (fun _ => 0) p q l)
  (is_RInt_const (V := R_NormedModule) p q 0) 0 E).
Qed.

(* on an interval, zero outside *)
Lemma over_interval (g G f : R -> R) u w : u <= w -> (forall x, is_derive G x (g x)) ->
  (forall x, continuous g x) -> (forall x, u < x < w -> f x = g x) ->
  (forall x, x < u \/ w < x -> f x = 0) -> over_line f (G w - G u).
Proof.
intros uw D C In Out P HP. exists (fun a => a < u) (fun c => w < c).
- exists u. auto.
- exists w. auto.
- intros a c A A'. simpl. exists (G w - G u). split; [| apply (locally_singleton _ _ HP)].
  replace (G w - G u) with (plus (plus 0 (G w - G u)) 0)
    by (unfold plus; simpl; ring).
  apply (is_RInt_Chasles f a w c); [apply (is_RInt_Chasles f a u w) |].
  + apply (is_RInt_ext (fun _ => 0)).
    * intros x X. rewrite Rmin_left, Rmax_right in X by lra. symmetry. apply Out. lra.
    * apply zero_integral.
  + apply (is_RInt_ext g).
    * intros x X. rewrite Rmin_left, Rmax_right in X by lra. symmetry. apply In. lra.
    * apply (is_RInt_derive G g); intros x _; [apply D | apply C].
  + apply (is_RInt_ext (fun _ => 0)).
    * intros x X. rewrite Rmin_left, Rmax_right in X by lra. symmetry. apply Out. lra.
    * apply zero_integral.
Qed.

Lemma cdf_area x : normal_cdf x = 1 / 2 + bell_area x / bell_mass.
Proof.
destruct mass_facts as [M [tot [up low]]].
set (f := fun h => (if Rle_dec h x then 1 else 0) * bell h).
assert (E : over_line f (bell_area x - - (bell_mass / 2))).
{ intros P HP.
  assert (L : filterlim (fun a => bell_area x - bell_area a) (Rbar_locally m_infty)
    (locally (bell_area x - - (bell_mass / 2)))).
  { apply (filterlim_comp _ _ _ bell_area (fun y => bell_area x - y) _ _ _ low).
    apply (continuous_minus (fun _ => bell_area x) (fun y => y));
      [apply continuous_const | apply continuous_id]. }
  destruct (L P HP) as [N HN].
  exists (fun a => a < Rmin N x) (fun c => x < c).
  - exists (Rmin N x). auto.
  - exists x. auto.
  - intros a c A A'. simpl. assert (A1 := Rmin_l N x). assert (A2 := Rmin_r N x).
    exists (bell_area x - bell_area a). split; [| apply HN; lra].
    replace (bell_area x - bell_area a) with (plus (bell_area x - bell_area a) 0)
      by (unfold plus; simpl; ring).
    apply (is_RInt_Chasles f a x c).
    + apply (is_RInt_ext bell).
      * intros z Z. rewrite Rmin_left, Rmax_right in Z by lra. unfold f.
        destruct (Rle_dec z x); [symmetry; apply Rmult_1_l | exfalso; lra].
      * apply (is_RInt_derive bell_area bell); intros z _;
          [apply bell_area_derive | apply bell_continuous].
    + apply (is_RInt_ext (fun _ => 0)).
      * intros z Z. rewrite Rmin_left, Rmax_right in Z by lra. unfold f.
        destruct (Rle_dec z x); [exfalso; lra | symmetry; apply Rmult_0_l].
      * apply zero_integral. }
unfold normal_cdf, gaussian_mean. fold bell_mass. fold f.
rewrite (is_RInt_gen_unique _ _ E). field. lra.
Qed.

(* an antiderivative of (c0 + c1 h + c2 h^2) bell *)
Definition bell_part (c0 c1 c2 x : R) : R := (c0 + c2) * bell_area x - c1 * bell x - c2 * (x * bell
  x).

Lemma bell_derive x : is_derive bell x (- x * bell x).
Proof. unfold bell. auto_derive; [exact I |]. unfold Rdiv. field. Qed.

Lemma bell_part_derive c0 c1 c2 x :
  is_derive (bell_part c0 c1 c2) x ((c0 + c1 * x + c2 * x ^ 2) * bell x).
Proof.
assert (A := bell_area_derive x). assert (B := bell_derive x). unfold bell_part. auto_derive.
- repeat split; eexists; eassumption.
- replace (Derive (fun z : R => bell_area z) x) with (bell x)
    by (symmetry; apply is_derive_unique; exact A).
  replace (Derive (fun z : R => bell z) x) with (- x * bell x)
    by (symmetry; apply is_derive_unique; exact B). ring.
Qed.

Section Threshold.
Variables (b m v : R).
Hypothesis v0 : 0 < v.
Local Notation up t := ((t - m) / v).
Local Notation low t := ((- t - m) / v).
Local Notation D := (truncated_error b m v).

Lemma kept_outside t h : 0 <= t -> h < low t \/ up t < h -> kept t (m + v * h) = m + v * h.
Proof.
intros t0 O. unfold kept. destruct (Rlt_dec t (Rabs (m + v * h))) as [l | l]; [reflexivity |].
exfalso. apply l. destruct O as [O | O].
- apply (Rlt_div_r h) in O; [| exact v0]. rewrite Rabs_left; lra.
- apply (Rlt_div_l (t - m)) in O; [| exact v0]. rewrite Rabs_pos_eq; lra.
Qed.

Lemma kept_inside t h : 0 <= t -> low t < h < up t -> kept t (m + v * h) = 0.
Proof.
intros t0 [O O']. unfold kept. destruct (Rlt_dec t (Rabs (m + v * h))) as [l | l]; [| reflexivity].
exfalso. apply (Rlt_div_l (- t - m)) in O; [| exact v0]. apply (Rlt_div_r h) in O'; [| exact v0].
assert (Rabs (m + v * h) <= t) by (apply Rabs_le; lra). lra.
Qed.

(* the integral *)
Lemma error_integral t : 0 <= t ->
  over_line (fun h => (b - kept t (m + v * h)) ^ 2 * bell h)
    (((m - b) ^ 2 + v ^ 2) * bell_mass +
     (bell_part (b ^ 2 - (m - b) ^ 2) (- (2 * (m - b) * v)) (- v ^ 2) (up t) -
      bell_part (b ^ 2 - (m - b) ^ 2) (- (2 * (m - b) * v)) (- v ^ 2) (low t))).
Proof.
intro t0. set (c0 := b ^ 2 - (m - b) ^ 2). set (c1 := - (2 * (m - b) * v)). set (c2 := - v ^ 2).
assert (lu : low t <= up t).
{ apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, v0 | lra]. }
destruct mass_facts as [M [tot [limu liml]]].
set (f := fun h => (b - kept t (m + v * h)) ^ 2 * bell h -
  ((m - b) ^ 2 + 2 * (m - b) * v * h + v ^ 2 * h ^ 2) * bell h).
assert (F : over_line f (bell_part c0 c1 c2 (up t) - bell_part c0 c1 c2 (low t))).
{ apply (over_interval (fun h => (c0 + c1 * h + c2 * h ^ 2) * bell h)).
  - exact lu.
  - intro x. apply bell_part_derive.
  - intro x. apply (continuous_mult (fun h => c0 + c1 * h + c2 * h ^ 2) bell);
      [| apply bell_continuous].
    apply (ex_derive_continuous (fun h => c0 + c1 * h + c2 * h ^ 2)). auto_derive. exact I.
  - intros x X. unfold f. rewrite kept_inside by assumption. unfold c0, c1, c2. ring.
  - intros x X. unfold f. rewrite kept_outside by assumption. ring. }
destruct gaussian_moments as [[Z [Z0 tot'] all] _].
assert (ZE : Z = bell_mass).
{ rewrite <- (is_RInt_gen_unique _ _ tot'). reflexivity. }
rewrite ZE in all.
assert (G := line_plus (all ((m - b) ^ 2) (2 * (m - b) * v) (v ^ 2)) F).
apply (line_ext G); [| reflexivity]. intro h. unfold f. ring.
Qed.

(* D(t) as a function of the two areas *)
Lemma error_parts t : 0 <= t -> D t = (m - b) ^ 2 + v ^ 2 +
  (bell_part (b ^ 2 - (m - b) ^ 2) (- (2 * (m - b) * v)) (- v ^ 2) (up t) -
   bell_part (b ^ 2 - (m - b) ^ 2) (- (2 * (m - b) * v)) (- v ^ 2) (low t)) / bell_mass.
Proof.
intro t0. destruct mass_facts as [M _]. unfold truncated_error, gaussian_mean. fold bell_mass.
rewrite (is_RInt_gen_unique _ _ (error_integral t t0)). field. lra.
Qed.

Theorem error_formula t : 0 <= t -> let a1 := up t in let a0 := low t in
  let p := chance_kept m v t in
  D t = b ^ 2 * (1 - p) + (m - b) ^ 2 * p +
    2 * (m - b) * v * (normal_density a1 - normal_density a0) +
    v ^ 2 * (p + a1 * normal_density a1 - a0 * normal_density a0).
Proof.
intro t0. cbv zeta. rewrite error_parts by exact t0. destruct mass_facts as [M _].
unfold chance_kept, normal_density, bell_part. rewrite !cdf_area.
set (x1 := up t). set (x0 := low t). field. lra.
Qed.

Theorem error_at_zero : D 0 = (m - b) ^ 2 + v ^ 2.
Proof.
rewrite error_parts by lra. destruct mass_facts as [M _].
replace (- 0 - m) with (0 - m) by ring. rewrite Rminus_eq_0. unfold Rdiv. ring.
Qed.

Lemma tends_to_infinity : filterlim (fun t => up t) (Rbar_locally p_infty) (Rbar_locally p_infty) /\
  filterlim (fun t => low t) (Rbar_locally p_infty) (Rbar_locally m_infty).
Proof.
split.
- intros P [N HN]. exists (N * v + m). intros x X. apply HN. apply (Rlt_div_r N); [exact v0 | lra].
- intros P [N HN]. exists (- (N * v) - m). intros x X. apply HN.
  apply (Rlt_div_l (- x - m)); [exact v0 | lra].
Qed.

Lemma bell_part_ends c0 c1 c2 :
  filterlim (bell_part c0 c1 c2) (Rbar_locally p_infty) (locally ((c0 + c2) * (bell_mass / 2))) /\
  filterlim (bell_part c0 c1 c2) (Rbar_locally m_infty) (locally (- ((c0 + c2) * (bell_mass / 2)))).
Proof.
destruct mass_facts as [M [_ [up_lim low_lim]]].
assert (B : filterlim bell (Rbar_locally p_infty) (locally 0)).
{ apply small_at_infinity. intros h h0. rewrite Rabs_pos_eq by (left; apply bell_pos).
  apply bell_small, h0. }
assert (X : filterlim (fun h => h * bell h) (Rbar_locally p_infty) (locally 0)).
{ apply small_at_infinity. intros h h0. rewrite Rabs_pos_eq; [apply bell_small, h0 |].
  apply Rmult_le_pos; [lra | left; apply bell_pos]. }
assert (B' := mirrored (f := bell) (l := 0) (e := 1)
  ltac:(intro h; unfold bell; rewrite Rmult_opp_opp; ring) B).
assert (X' := mirrored (f := fun h => h * bell h) (l := 0) (e := -1)
  ltac:(intro h; unfold bell; rewrite Rmult_opp_opp; ring) X).
assert (Q : forall y l b0 x0, is_lim bell_area y (Finite l) -> is_lim bell y (Finite b0) ->
  is_lim (fun h => h * bell h) y (Finite x0) ->
  is_lim (bell_part c0 c1 c2) y (Finite ((c0 + c2) * l - c1 * b0 - c2 * x0))).
{ intros y l b0 x0 H1 H2 H3. unfold bell_part.
  apply is_lim_minus'; [apply is_lim_minus' |].
  - exact (is_lim_scal_l bell_area (c0 + c2) y (Finite l) H1).
  - exact (is_lim_scal_l bell c1 y (Finite b0) H2).
  - exact (is_lim_scal_l (fun h => h * bell h) c2 y (Finite x0) H3). }
split.
- replace ((c0 + c2) * (bell_mass / 2)) with ((c0 + c2) * (bell_mass / 2) - c1 * 0 - c2 * 0) by
    ring.
  exact (Q p_infty _ _ _ up_lim B X).
- replace (- ((c0 + c2) * (bell_mass / 2))) with
    ((c0 + c2) * - (bell_mass / 2) - c1 * (1 * 0) - c2 * (-1 * 0)) by ring.
  exact (Q m_infty _ _ _ low_lim B' X').
Qed.

Theorem error_far : filterlim D (Rbar_locally p_infty) (locally (b ^ 2)).
Proof.
destruct mass_facts as [M _]. destruct tends_to_infinity as [U W].
set (c0 := b ^ 2 - (m - b) ^ 2). set (c1 := - (2 * (m - b) * v)). set (c2 := - v ^ 2).
destruct (bell_part_ends c0 c1 c2) as [A A'].
assert (G := filterlim_comp _ _ _ _ _ _ _ _ U A).
assert (G' := filterlim_comp _ _ _ _ _ _ _ _ W A').
set (l := (c0 + c2) * (bell_mass / 2)) in *.
assert (K : is_lim (fun t => (m - b) ^ 2 + v ^ 2 + / bell_mass *
  (bell_part c0 c1 c2 (up t) - bell_part c0 c1 c2 (low t))) p_infty
  (Finite ((m - b) ^ 2 + v ^ 2 + / bell_mass * (l - - l)))).
{ apply is_lim_plus'; [apply is_lim_const |].
  apply (is_lim_scal_l _ (/ bell_mass) p_infty (Finite (l - - l))).
  apply is_lim_minus'; [exact G | exact G']. }
replace (b ^ 2) with ((m - b) ^ 2 + v ^ 2 + / bell_mass * (l - - l)).
- apply (filterlim_ext_loc (fun t => (m - b) ^ 2 + v ^ 2 + / bell_mass *
    (bell_part c0 c1 c2 (up t) - bell_part c0 c1 c2 (low t)))); [| exact K].
  exists 0. intros t t0. rewrite error_parts by lra. fold c0 c1 c2.
  set (x := bell_part _ _ _ (up t)). set (y := bell_part _ _ _ (low t)). field. lra.
- unfold l, c0, c2. field. lra.
Qed.

(* the slope of the formula, at every t *)
Lemma parts_derive t : is_derive (fun t => (m - b) ^ 2 + v ^ 2 +
  (bell_part (b ^ 2 - (m - b) ^ 2) (- (2 * (m - b) * v)) (- v ^ 2) (up t) -
   bell_part (b ^ 2 - (m - b) ^ 2) (- (2 * (m - b) * v)) (- v ^ 2) (low t)) / bell_mass) t
  (t / v * ((2 * b - t) * normal_density (up t) - (2 * b + t) * normal_density (low t))).
Proof.
destruct mass_facts as [M _]. set (F := bell_part _ _ _).
assert (A := bell_part_derive (b ^ 2 - (m - b) ^ 2) (- (2 * (m - b) * v)) (- v ^ 2) (up t)).
assert (B := bell_part_derive (b ^ 2 - (m - b) ^ 2) (- (2 * (m - b) * v)) (- v ^ 2) (low t)).
fold F in A, B. clearbody F. unfold normal_density. auto_derive.
- repeat split; eexists; eassumption.
- change (Derive (fun z : R => F z) ((t + - m) * / v)) with (Derive F (up t)).
  change (Derive (fun z : R => F z) ((- t + - m) * / v)) with (Derive F (low t)).
  rewrite (is_derive_unique _ _ _ A), (is_derive_unique _ _ _ B).
  set (x := bell (up t)). set (y := bell (low t)). field. lra.
Qed.

Theorem error_slope t : 0 < t -> is_derive D t
  (t / v * ((2 * b - t) * normal_density (up t) - (2 * b + t) * normal_density (low t))).
Proof.
intro t0. apply (is_derive_ext_loc (fun t => (m - b) ^ 2 + v ^ 2 +
  (bell_part (b ^ 2 - (m - b) ^ 2) (- (2 * (m - b) * v)) (- v ^ 2) (up t) -
   bell_part (b ^ 2 - (m - b) ^ 2) (- (2 * (m - b) * v)) (- v ^ 2) (low t)) / bell_mass));
  [| apply parts_derive].
exists (mkposreal t t0). intros u U. change (Rabs (u - t) < t) in U.
apply Rabs_lt_between in U. symmetry. apply error_parts. lra.
Qed.

Theorem error_falls t u : 2 * Rabs b <= t -> t < u -> D u < D t.
Proof.
intros T U. assert (B := Rabs_pos b). assert (B1 := Rle_abs b). assert (B2 := Rle_abs (- b)).
rewrite Rabs_Ropp in B2. destruct mass_facts as [M _].
assert (den : forall x, 0 < normal_density x).
{ intro x. apply Rdiv_lt_0_compat; [apply bell_pos | exact M]. }
set (s := fun x => x / v * ((2 * b - x) * normal_density (up x) -
  (2 * b + x) * normal_density (low x))).
assert (S : forall x, t < x -> s x < 0).
{ intros x X. unfold s. assert (P := den (up x)). assert (Q := den (low x)).
  assert (0 < x / v) by (apply Rdiv_lt_0_compat; lra).
  set (p := normal_density (up x)) in *. set (q := normal_density (low x)) in *.
  assert ((2 * b - x) * p < 0) by nra. assert (0 < (2 * b + x) * q) by nra. nra. }
set (F := fun t => (m - b) ^ 2 + v ^ 2 +
  (bell_part (b ^ 2 - (m - b) ^ 2) (- (2 * (m - b) * v)) (- v ^ 2) (up t) -
   bell_part (b ^ 2 - (m - b) ^ 2) (- (2 * (m - b) * v)) (- v ^ 2) (low t)) / bell_mass).
assert (DF : forall x, is_derive F x (s x)) by (intro x; apply parts_derive).
rewrite !error_parts by lra. change (F u < F t). set (w := (t + u) / 2).
assert (w1 : - F w < - F u).
{ apply (increases_by_slope (fun x => - F x) (fun x => - s x)); [unfold w; lra | |].
  - intros x _. apply (is_derive_opp F). apply DF.
  - intros x X. assert (Z := S x ltac:(unfold w in X; lra)). lra. }
assert (w2 : F w <= F t).
{ destruct (MVT_gen F t w s) as [x [X E]].
  - intros x _. apply DF.
  - intros x _. apply continuity_pt_filterlim, (ex_derive_continuous F). eexists. apply DF.
  - rewrite Rmin_left, Rmax_right in X by (unfold w; lra).
    assert (sx : s x <= 0).
    { destruct (proj1 X) as [l | <-]; [left; apply S, l |]. unfold s.
      assert (P := den (up t)). assert (Q := den (low t)).
      assert (0 <= t / v) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat, v0]).
      set (p := normal_density (up t)) in *. set (q := normal_density (low t)) in *.
      assert ((2 * b - t) * p <= 0) by nra. assert (0 <= (2 * b + t) * q) by nra. nra. }
    assert (s x * (w - t) <= 0) by (unfold w in *; nra). lra. }
lra.
Qed.
End Threshold.
