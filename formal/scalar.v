(* One mode under gradient flow, over Coq's reals.

   logistic_solves, logistic_starts (KAHV, part 1): the closed form of two factors solves the
     equation of the strength, mu' = 2 mu (s - mu), and starts at eps^2.
   unlearned_solves, unlearned_starts (KAHV, part 4): the closed form of a mode without target
     solves lambda' = -lambda^(2L-1) and starts at eps, for every L >= 2.
   strength_equation (DED8): if lambda' = -lambda^(L-1) (lambda^L - s), then mu = lambda^L solves
     mu' = L mu^(2-2/L) (s - mu).
   gronwall: a tool. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(* the strength of a mode of two factors *)
Definition logistic (s eps t : R) := s / (1 + (s / eps ^ 2 - 1) * exp (- (2 * s * t))).

Lemma logistic_denominator s eps t : 0 < s -> 0 < eps -> 0 <= t ->
  0 < 1 + (s / eps ^ 2 - 1) * exp (- (2 * s * t)).
Proof.
intros s0 e0 t0.
assert (E0 := exp_pos (- (2 * s * t))).
assert (E1 : exp (- (2 * s * t)) <= 1).
{ rewrite <- exp_0. destruct (Req_dec t 0) as [->|tn].
  - rewrite Rmult_0_r, Ropp_0. lra.
  - left; apply exp_increasing. assert (0 < s * t) by (apply Rmult_lt_0_compat; lra). lra. }
assert (Q : 0 < s / eps ^ 2) by (apply Rdiv_lt_0_compat; [lra | apply pow_lt; lra]).
assert (P := Rmult_lt_0_compat _ _ Q E0). lra.
Qed.

Theorem logistic_solves s eps t : 0 < s -> 0 < eps -> 0 <= t ->
  is_derive (logistic s eps) t (2 * logistic s eps t * (s - logistic s eps t)).
Proof.
intros s0 e0 t0. assert (D := logistic_denominator s eps t s0 e0 t0).
unfold logistic. set (a := s / eps ^ 2) in *.
auto_derive; [lra |]. set (E := exp _) in *. field. lra.
Qed.

Theorem logistic_starts s eps : 0 < s -> 0 < eps -> logistic s eps 0 = eps ^ 2.
Proof.
intros s0 e0. unfold logistic. rewrite Rmult_0_r, Ropp_0, exp_0. field. lra.
Qed.

(* a mode without target, L factors *)
Definition unlearned_mode (L : nat) (eps t : R) :=
  eps * Rpower (1 + INR (2 * L - 2) * eps ^ (2 * L - 2) * t) (- / INR (2 * L - 2)).

Theorem unlearned_solves L eps t : (2 <= L)%nat -> 0 < eps -> 0 <= t ->
  is_derive (unlearned_mode L eps) t (- unlearned_mode L eps t ^ (2 * L - 1)).
Proof.
intros L2 e0 t0. unfold unlearned_mode.
assert (P0 : 0 < INR (2 * L - 2)) by (apply lt_0_INR; lia).
replace (2 * L - 1)%nat with (S (2 * L - 2)) by lia.
set (p := (2 * L - 2)%nat) in *.
assert (Q0 : 0 < eps ^ p) by (apply pow_lt; lra).
assert (A0 : 0 < 1 + INR p * eps ^ p * t).
{ assert (0 <= INR p * eps ^ p * t); [| lra].
  repeat apply Rmult_le_pos; lra. }
unfold Rpower. auto_derive; [exact A0 |].
set (a := 1 + INR p * eps ^ p * t) in *.
set (u := exp _).
assert (U : u ^ p = / a).
{ rewrite <- Rpower_pow by apply exp_pos. unfold Rpower, u. rewrite ln_exp.
  replace (INR p * (- / INR p * ln a)) with (- ln a) by (field; lra).
  rewrite exp_Ropp, exp_ln by exact A0. reflexivity. }
rewrite Rpow_mult_distr. simpl. rewrite U. field. lra.
Qed.

Theorem unlearned_starts L eps : (2 <= L)%nat -> 0 < eps -> unlearned_mode L eps 0 = eps.
Proof.
intros L2 e0. unfold unlearned_mode. rewrite Rmult_0_r, Rplus_0_r. unfold Rpower.
rewrite ln_1, Rmult_0_r, exp_0. ring.
Qed.

Theorem strength_equation (L : nat) (s : R) (lam : R -> R) t : (1 <= L)%nat -> 0 < lam t ->
  is_derive lam t (- lam t ^ (L - 1) * (lam t ^ L - s)) ->
  is_derive (fun u => lam u ^ L) t
    (INR L * Rpower (lam t ^ L) (2 - 2 / INR L) * (s - lam t ^ L)).
Proof.
intros L1 l0 dl.
assert (P0 : 0 < INR L) by (apply lt_0_INR; lia).
apply is_derive_ext with (f := fun u => lam u ^ L); [reflexivity |].
replace (INR L * Rpower (lam t ^ L) (2 - 2 / INR L) * (s - lam t ^ L))
  with (INR L * (- lam t ^ (L - 1) * (lam t ^ L - s)) * lam t ^ (pred L)).
- apply is_derive_pow. exact dl.
- assert (E : Rpower (lam t ^ L) (2 - 2 / INR L) = lam t ^ (L - 1) * lam t ^ (L - 1)).
  { rewrite <- !Rpower_pow by lra. rewrite Rpower_mult, <- Rpower_plus. f_equal.
    rewrite minus_INR by lia. simpl. field. lra. }
  rewrite E. replace (pred L) with (L - 1)%nat by lia. ring.
Qed.

(* Gronwall: what starts at 0, is never negative, and grows at most in proportion stays 0 *)
Theorem gronwall (g dg : R -> R) (C T : R) :
  (forall t, 0 < t < T -> is_derive g t (dg t)) ->
  (forall t, 0 <= t <= T -> continuous g t) ->
  (forall t, 0 <= t <= T -> 0 <= g t) -> (forall t, 0 < t < T -> dg t <= C * g t) -> g 0 = 0 ->
  forall t, 0 <= t <= T -> g t = 0.
Proof.
intros D Z pos slow g0 t tT.
destruct (Req_dec t 0) as [->|tn]; [exact g0|].
set (h := fun u => g u * exp (- (C * u))).
(* the derivative of h inside; at the ends nothing is known of it *)
set (dh := fun u => if Rlt_dec 0 u then
  if Rlt_dec u T then (dg u - C * g u) * exp (- (C * u)) else 0 else 0).
assert (He : forall u, is_derive (fun v => exp (- (C * v))) u (- C * exp (- (C * u)))).
{ intros u. auto_derive; [exact I | ring]. }
assert (Dh : forall u, 0 < u < T -> is_derive h u (dh u)).
{ intros u uT. unfold dh. destruct (Rlt_dec 0 u); [| lra]. destruct (Rlt_dec u T); [| lra].
  assert (H := is_derive_mult g (fun v => exp (- (C * v))) u _ _ (D u uT) (He u) Rmult_comm).
  replace ((dg u - C * g u) * exp (- (C * u)))
    with (plus (mult (dg u) (exp (- (C * u)))) (mult (g u) (- C * exp (- (C * u))))).
  - exact H.
  - unfold plus, mult; simpl; unfold mult; simpl. ring. }
assert (neg : forall u, dh u <= 0).
{ intros u. unfold dh. destruct (Rlt_dec 0 u); [| lra]. destruct (Rlt_dec u T); [| lra].
  assert (s := slow u (conj r r0)). assert (E1 := exp_pos (- (C * u))). nra. }
destruct (MVT_gen h 0 t dh) as [c [_ e]].
- rewrite Rmin_left, Rmax_right by lra. intros x xb. apply Dh. lra.
- rewrite Rmin_left, Rmax_right by lra. intros x xb.
  apply continuity_pt_filterlim. apply (continuous_mult g (fun v => exp (- (C * v)))).
  + apply Z. lra.
  + apply (ex_derive_continuous (fun v => exp (- (C * v)))). eexists. apply He.
- assert (h0 : h 0 = 0) by (unfold h; rewrite g0; ring).
  rewrite h0, !Rminus_0_r in e. assert (nc := neg c). assert (N : h t <= 0) by nra.
  assert (gt := pos t tT). assert (E2 := exp_pos (- (C * t))).
  unfold h in N. nra.
Qed.
