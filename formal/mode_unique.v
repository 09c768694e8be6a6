(* The start decides a mode, over Coq's reals; closed forms of two modes.

   strength_unique (DED8): two solutions of mu' = L mu^(2-2/L) (s - mu) from eps^L are the same.
   mode_of_two_factors (KAHV, part 1): for L = 2 it is s/(1 + (s/eps^2 - 1) e^(-2st)).
   mode_without_target (KAHV, part 4): for s = 0 it is beta^L, beta = eps (1 + (2L-2) eps^(2L-2)
     t)^(-1/(2L-2)). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead power_sum mode_times mode_series fit_series.
From dlf Require Import staircase mode_levels.
Open Scope R_scope.

Lemma at_rest L s eps mu : (2 <= L)%nat -> eps ^ L = s -> is_mode L s eps mu ->
  forall t, 0 <= t -> mu t = s.
Proof.
intros L2 e M t t0. assert (Z : (s - mu t) * (s - mu t) = 0); [| nra].
apply (gronwall (fun u => (s - mu u) * (s - mu u))
  (fun u => - 2 * (INR L * Rpower (mu u) (2 - 2 / INR L)) * ((s - mu u) * (s - mu u))) 0 t);
  try lra.
- intros u U. assert (D : is_derive (fun v => s - mu v) u (0 - strength_velocity L s (mu u))).
  { apply (is_derive_minus (fun _ => s) mu); [exact (is_derive_const s u) |].
    apply (mode_derive L s eps mu M). lra. }
  assert (P := is_derive_mult _ _ u _ _ D D Rmult_comm).
  replace (- 2 * (INR L * Rpower (mu u) (2 - 2 / INR L)) * ((s - mu u) * (s - mu u))) with
    (plus (mult (0 - strength_velocity L s (mu u)) (s - mu u))
          (mult (s - mu u) (0 - strength_velocity L s (mu u)))); [exact P |].
  unfold plus, mult, strength_velocity; simpl; unfold mult; simpl. ring.
- intros u U. assert (Cu : continuous (fun v => s - mu v) u).
  { apply (continuous_minus (fun _ => s) mu); [apply continuous_const |].
    apply (mode_continuous L s eps mu M). lra. }
  exact (continuous_mult _ _ u Cu Cu).
- intros u U. exact (Rle_0_sqr (s - mu u)).
- intros u U. assert (F := factor_positive L L2 (mu u)). assert (Q := Rle_0_sqr (s - mu u)).
  unfold Rsqr in Q. nra.
- rewrite (proj1 M), e. ring.
Qed.

(* s = 0: an antiderivative of 1/mu' *)
Definition idle_clock (L : nat) (x : R) :=
  / (2 * INR L - 2) * Rpower x (- (2 - 2 / INR L)).

Lemma idle_clock_derive L x : (2 <= L)%nat -> 0 < x ->
  is_derive (idle_clock L) x (/ strength_velocity L 0 x).
Proof.
intros L2 x0. assert (L0 := depth_two L L2).
assert (D := is_derive_scal _ x (/ (2 * INR L - 2)) _
  (Rpower_derive (- (2 - 2 / INR L)) x x0)).
unfold strength_velocity. assert (P := real_power_positive x (2 - 2 / INR L)).
replace (/ (INR L * Rpower x (2 - 2 / INR L) * (0 - x))) with
  (/ (2 * INR L - 2) * (- (2 - 2 / INR L) * Rpower x (- (2 - 2 / INR L) - 1))); [exact D |].
replace (- (2 - 2 / INR L) - 1) with (- (2 - 2 / INR L + 1)) by ring.
rewrite Rpower_Ropp, Rpower_plus, Rpower_1 by exact x0. field. repeat split; lra.
Qed.

Theorem strength_unique L s eps mu nu : (2 <= L)%nat -> 0 <= s -> 0 < eps ->
  is_mode L s eps mu -> is_mode L s eps nu -> forall t, 0 <= t -> mu t = nu t.
Proof.
intros L2 s0 e0 M N t t0. symmetry. assert (p0 : 0 < eps ^ L) by (apply pow_lt; exact e0).
destruct (Rtotal_order (eps ^ L) s) as [l | [e | l]].
- assert (G : exists G, forall x, 0 < x < s -> is_derive G x (/ strength_velocity L s x)).
  { destruct (Nat.eq_dec L 2) as [-> | n].
    - exists (log_clock s). apply log_clock_derive.
    - exists (time_below L s). intros x X. apply time_below_derive; [lia | exact X]. }
  destruct G as [G D]. assert (B := mode_rises L s eps mu L2 e0 M t l t0).
  destruct (time_rising L s eps mu L2 e0 M G l D (mu t) B) as [_ K].
  destruct (time_rising L s eps nu L2 e0 N G l D (mu t) B) as [_ K'].
  apply K'; [exact t0 |]. apply K; [exact t0 | reflexivity].
- rewrite (at_rest L s eps mu L2 e M t t0). exact (at_rest L s eps nu L2 e N t t0).
- assert (G : exists G, forall x, s < x -> is_derive G x (/ strength_velocity L s x)).
  { destruct s0 as [s0 | <-].
    - exists (time_above L s). intros x X. apply time_above_derive; [exact L2 | lra].
    - exists (idle_clock L). intros x X. apply idle_clock_derive; assumption. }
  destruct G as [G D]. assert (B := mode_falls L s eps mu L2 s0 e0 M t l t0).
  destruct (time_falling L s eps mu L2 s0 e0 M G l D (mu t) B) as [_ K].
  destruct (time_falling L s eps nu L2 s0 e0 N G l D (mu t) B) as [_ K'].
  apply K'; [exact t0 |]. apply K; [exact t0 | reflexivity].
Qed.

Theorem mode_of_two_factors s eps mu : 0 < s -> 0 < eps -> is_mode 2 s eps mu ->
  forall t, 0 <= t -> mu t = logistic s eps t.
Proof.
intros s0 e0 M. apply (strength_unique 2 s eps mu (logistic s eps)); auto; try lra.
assert (pos : forall t, 0 <= t -> 0 < logistic s eps t).
{ intros t t0. apply Rdiv_lt_0_compat; [exact s0 |].
  apply logistic_denominator; assumption. }
split; [apply logistic_starts; assumption |]. intro T. split.
- intros t tT. unfold strength_velocity. replace (2 - 2 / INR 2) with 1 by (simpl; field).
  rewrite Rpower_1 by (apply pos; lra). apply (logistic_solves s eps t s0 e0). lra.
- intros t tT. apply (ex_derive_continuous (logistic s eps)). eexists.
  apply (logistic_solves s eps t s0 e0). lra.
Qed.

Theorem mode_without_target L eps mu : (2 <= L)%nat -> 0 < eps -> is_mode L 0 eps mu ->
  forall t, 0 <= t -> mu t = unlearned_mode L eps t ^ L.
Proof.
intros L2 e0 M.
apply (strength_unique L 0 eps mu (fun t => unlearned_mode L eps t ^ L)); auto; try lra.
apply strength_is_mode; auto; try lra; [apply unlearned_starts; assumption |]. intro T. split.
- intros t tT. assert (D := unlearned_solves L eps t L2 e0 ltac:(lra)).
  replace (mode_velocity L 0 (unlearned_mode L eps t))
    with (- unlearned_mode L eps t ^ (2 * L - 1));
    [exact D |].
  unfold mode_velocity. replace (2 * L - 1)%nat with (L - 1 + L)%nat by lia. rewrite pow_add. ring.
- intros t tT. apply (ex_derive_continuous (unlearned_mode L eps)). eexists.
  apply (unlearned_solves L eps t L2 e0). lra.
Qed.
