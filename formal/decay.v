(* What decays in proportion to itself, over Coq's reals. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar.
Open Scope R_scope.

(* y' = -c y inside, y continuous: y(t) = y(0) e^(-ct) *)
Theorem decays (y : R -> R) (c T : R) :
  (forall t, 0 < t < T -> is_derive y t (- (c * y t))) ->
  (forall t, 0 <= t <= T -> continuous y t) ->
  forall t, 0 <= t <= T -> y t = y 0 * exp (- (c * t)).
Proof.
intros D Z t tT. set (z := fun u => y 0 * exp (- (c * u))).
assert (Dz : forall u, is_derive z u (- (c * z u))).
{ intros u. unfold z. auto_derive; [exact I | ring]. }
assert (Dw : forall u, 0 < u < T -> is_derive (fun v => y v - z v) u (- (c * y u) - - (c * z u))).
{ intros u uT. exact (is_derive_minus y z u _ _ (D u uT) (Dz u)). }
assert (E : (y t - z t) * (y t - z t) = 0).
{ apply (gronwall (fun u => (y u - z u) * (y u - z u))
    (fun u => - 2 * c * ((y u - z u) * (y u - z u))) (- 2 * c) T); auto.
  - intros u uT.
    assert (M := is_derive_mult _ _ u _ _ (Dw u uT) (Dw u uT) Rmult_comm).
    replace (- 2 * c * ((y u - z u) * (y u - z u)))
      with (plus (mult (- (c * y u) - - (c * z u)) (y u - z u))
                 (mult (y u - z u) (- (c * y u) - - (c * z u)))).
    + exact M.
    + unfold plus, mult; simpl; unfold mult; simpl. ring.
  - intros u uT. assert (C : continuous (fun v => y v - z v) u).
    { apply (continuous_minus y z); [exact (Z u uT) |].
      apply (ex_derive_continuous z). eexists. apply Dz. }
    exact (continuous_mult _ _ u C C).
  - intros u _. exact (Rle_0_sqr (y u - z u)).
  - intros u _. lra.
  - unfold z. rewrite Rmult_0_r, Ropp_0, exp_0. ring. }
assert (F : y t - z t = 0) by nra. unfold z in F. lra.
Qed.

(* the solution of kappa' = -h omega kappa from 1 *)
Definition decay_scale (h omega t : R) : R := exp (- (h * omega * t)).

Lemma decay_scale_derivative h omega t :
  is_derive (decay_scale h omega) t (- (h * omega * decay_scale h omega t)).
Proof. unfold decay_scale. auto_derive; [exact I | ring]. Qed.
