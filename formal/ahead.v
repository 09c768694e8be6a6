(* The aligned mode with the larger target is ahead, over Coq's reals.

   stays_positive: a curve from above 0 does not get to 0 where its velocity vanishes there.
   positive_mode: a mode from a positive start is positive as long as it is followed.
   larger_target_is_ahead (CK3Q): lambda' = -lambda^(L-1) (lambda^L - s) from eps > 0 with two
     targets s < s': the strength lambda^L of the second is the larger one at every t > 0. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare.
Open Scope R_scope.

(* Lipschitz where |x| <= B *)
Definition tame_on (B : R) (f : R -> R) := exists K, 0 <= K /\ forall x y,
  Rabs x <= B -> Rabs y <= B -> Rabs (f x - f y) <= K * Rabs (x - y).

Section Tame.
Variable B : R.
Hypothesis B0 : 0 <= B.

Lemma tame_const c : tame_on B (fun _ => c).
Proof.
exists 0. split; [lra |]. intros x y _ _.
rewrite Rminus_eq_0, Rabs_R0. assert (H := Rabs_pos (x - y)). lra.
Qed.

Lemma tame_id : tame_on B (fun x => x).
Proof. exists 1. split; [lra |]. intros x y _ _. lra. Qed.

Lemma tame_plus f g : tame_on B f -> tame_on B g -> tame_on B (fun x => f x + g x).
Proof.
intros [K [K0 H]] [K' [K0' H']]. exists (K + K'). split; [lra |]. intros x y xB yB.
assert (A := H x y xB yB). assert (A' := H' x y xB yB).
replace (f x + g x - (f y + g y)) with (f x - f y + (g x - g y)) by ring.
eapply Rle_trans; [apply Rabs_triang | lra].
Qed.

Lemma tame_bound f : tame_on B f -> exists b, 0 <= b /\ forall x, Rabs x <= B -> Rabs (f x) <= b.
Proof.
intros [K [K0 H]]. exists (Rabs (f 0) + K * B). split.
- assert (P := Rabs_pos (f 0)). assert (0 <= K * B) by (apply Rmult_le_pos; lra). lra.
- intros x xB. assert (Z : Rabs 0 <= B) by (rewrite Rabs_R0; lra).
  assert (A := H x 0 xB Z). rewrite Rminus_0_r in A.
  replace (f x) with (f x - f 0 + f 0) by ring.
  eapply Rle_trans; [apply Rabs_triang |].
  assert (K * Rabs x <= K * B) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma tame_mult f g : tame_on B f -> tame_on B g -> tame_on B (fun x => f x * g x).
Proof.
intros F G. destruct (tame_bound f F) as [b [b0 fb]], (tame_bound g G) as [c [c0 gc]].
destruct F as [K [K0 H]], G as [K' [K0' H']]. exists (K * c + b * K'). split.
- apply Rplus_le_le_0_compat; apply Rmult_le_pos; lra.
- intros x y xB yB.
  replace (f x * g x - f y * g y) with ((f x - f y) * g x + f y * (g x - g y)) by ring.
  eapply Rle_trans; [apply Rabs_triang |]. rewrite !Rabs_mult, Rmult_plus_distr_r.
  apply Rplus_le_compat.
  + replace (K * c * Rabs (x - y)) with (K * Rabs (x - y) * c) by ring.
    apply Rmult_le_compat; auto using Rabs_pos.
  + rewrite Rmult_assoc. apply Rmult_le_compat; auto using Rabs_pos.
Qed.

Lemma tame_pow n : tame_on B (fun x => x ^ n).
Proof.
induction n as [| n IH]; [exact (tame_const 1) |].
exact (tame_mult (fun x => x) (fun x => x ^ n) tame_id IH).
Qed.
End Tame.

Lemma bounded_curve (x : R -> R) T : 0 <= T -> (forall t, 0 <= t <= T -> continuous x t) ->
  exists B, forall t, 0 <= t <= T -> Rabs (x t) <= B.
Proof.
intros T0 C.
assert (D : forall t, 0 <= t <= T -> continuity_pt x t).
{ intros t tT. apply continuity_pt_filterlim. exact (C t tT). }
destruct (continuity_ab_maj x 0 T T0 D) as [a [A _]].
destruct (continuity_ab_min x 0 T T0 D) as [b [B _]].
exists (Rmax (Rabs (x a)) (Rabs (x b))). intros t tT.
assert (A' := A t tT). assert (B' := B t tT).
assert (m := Rmax_l (Rabs (x a)) (Rabs (x b))). assert (m' := Rmax_r (Rabs (x a)) (Rabs (x b))).
assert (p := Rle_abs (x a)). assert (q := Rabs_def2 (x b)).
assert (r := Rle_abs (- x b)). rewrite Rabs_Ropp in r.
apply Rabs_le. lra.
Qed.

Lemma constant_solves h c T : h c = 0 -> solves T h (fun _ => c).
Proof.
intros z. split; intros t _; [| apply continuous_const].
rewrite z. exact (is_derive_const (V := R_NormedModule) c t).
Qed.

(* a curve from above 0, where the velocity is 0, does not get there *)
Lemma stays_positive f x T : (forall B, 0 <= B -> tame_on B f) -> f 0 = 0 -> 0 < x 0 ->
  solves T f x -> forall t, 0 <= t <= T -> 0 < x t.
Proof.
intros tame z x0 X t tT. assert (T0 : 0 <= T) by lra.
destruct (bounded_curve x T T0 (proj2 X)) as [B b].
assert (B0 : 0 <= B) by (eapply Rle_trans; [apply Rabs_pos | exact (b t tT)]).
destruct (tame B B0) as [K [K0 H]].
assert (Z : Rabs 0 <= B) by (rewrite Rabs_R0; exact B0).
(* not negative: 0 is a solution *)
assert (N : forall r, 0 <= r <= T -> 0 <= x r).
{ apply (comparison_of_curves f f (fun _ => 0) x K T); auto.
  - apply constant_solves. exact z.
  - intros r rT. apply H; auto. apply b. lra.
  - lra.
  - intros r _. lra. }
(* and the velocity is -K x at least *)
assert (E : x 0 * exp (- (K * t)) <= x t).
{ apply (comparison_of_curves (fun y => - (K * y)) f (fun r => x 0 * exp (- (K * r))) x K T); auto.
  - split; intros r _.
    + auto_derive; [exact I | ring].
    + apply (ex_derive_continuous (fun r => x 0 * exp (- (K * r)))). auto_derive. exact I.
  - intros r _. replace (- (K * x r) - - (K * (x 0 * exp (- (K * r)))))
      with (- (K * (x r - x 0 * exp (- (K * r))))) by ring.
    rewrite Rabs_Ropp, Rabs_mult, (Rabs_pos_eq K) by exact K0. apply Rle_refl.
  - rewrite Rmult_0_r, Ropp_0, exp_0. lra.
  - intros r rT. assert (rT' : 0 <= r <= T) by lra.
    assert (A := H (x r) 0 (b r rT') Z). rewrite z, !Rminus_0_r in A.
    rewrite (Rabs_pos_eq (x r)) in A by exact (N r rT').
    assert (Q := Rle_abs (- f (x r))). rewrite Rabs_Ropp in Q. lra. }
assert (P := Rmult_lt_0_compat _ _ x0 (exp_pos (- (K * t)))). lra.
Qed.

Section Modes.
Variable L : nat.
Hypothesis L2 : (2 <= L)%nat.

(* the velocity of an aligned mode with the target s *)
Definition mode_velocity (s x : R) := - (x ^ (L - 1) * (x ^ L - s)).

Lemma tame_velocity B s : 0 <= B -> tame_on B (mode_velocity s).
Proof.
intros B0.
assert (H : tame_on B (fun x => x ^ (L - 1) * (-1 * x ^ L + s))).
{ apply (tame_mult B B0); [exact (tame_pow B B0 (L - 1)) |].
  apply (tame_plus B (fun x => -1 * x ^ L) (fun _ => s)); [| exact (tame_const B s)].
  exact (tame_mult B B0 (fun _ => -1) (fun x => x ^ L) (tame_const B (-1)) (tame_pow B B0 L)). }
destruct H as [K [K0 H]]. exists K. split; [exact K0 |]. intros x y xB yB.
assert (E := H x y xB yB). unfold mode_velocity.
replace (- (x ^ (L - 1) * (x ^ L - s)) - - (y ^ (L - 1) * (y ^ L - s)))
  with (x ^ (L - 1) * (-1 * x ^ L + s) - y ^ (L - 1) * (-1 * y ^ L + s)) by ring.
exact E.
Qed.

Lemma velocity_at_zero s : mode_velocity s 0 = 0.
Proof. unfold mode_velocity. rewrite (pow_i (L - 1)) by lia. ring. Qed.

Theorem positive_mode s T x : 0 <= s -> 0 < x 0 -> solves T (mode_velocity s) x ->
  forall t, 0 <= t <= T -> 0 < x t.
Proof.
intros _ x0 X. apply (stays_positive (mode_velocity s)); auto.
- intros B B0. exact (tame_velocity B s B0).
- apply velocity_at_zero.
Qed.

Lemma powers_grow x y n : 0 < x -> x < y -> x ^ S n < y ^ S n.
Proof.
intros x0 xy. induction n as [| n IH]; [simpl; lra |].
change (x * x ^ S n < y * y ^ S n). assert (P := pow_lt x (S n) x0). nra.
Qed.

Theorem larger_target_is_ahead s s' eps T u v : 0 <= s -> s < s' -> 0 < eps ->
  solves T (mode_velocity s) u -> solves T (mode_velocity s') v -> u 0 = eps -> v 0 = eps ->
  forall t, 0 < t <= T -> 0 < u t ^ L < v t ^ L.
Proof.
intros s0 ss e0 U V u0 v0 t tT.
assert (T0 : 0 <= T) by lra. assert (tT' : 0 <= t <= T) by lra.
destruct (bounded_curve u T T0 (proj2 U)) as [B b].
destruct (bounded_curve v T T0 (proj2 V)) as [B' b'].
set (C := Rmax B B').
assert (bu : forall r, 0 <= r <= T -> Rabs (u r) <= C).
{ intros r rT. eapply Rle_trans; [exact (b r rT) | apply Rmax_l]. }
assert (bv : forall r, 0 <= r <= T -> Rabs (v r) <= C).
{ intros r rT. eapply Rle_trans; [exact (b' r rT) | apply Rmax_r]. }
assert (C0 : 0 <= C) by (eapply Rle_trans; [apply Rabs_pos | exact (bu t tT')]).
destruct (tame_velocity C s C0) as [K [K0 H]].
assert (pu : 0 < u t) by (apply (positive_mode s T u); auto; lra).
assert (pv : forall r, 0 <= r <= T -> 0 < v r) by (apply (positive_mode s' T v); auto; lra).
assert (A : u t < v t).
{ apply (faster_curve_is_ahead (mode_velocity s) (mode_velocity s') u v K T); auto.
  - intros r rT. apply H; [apply bv | apply bu]; lra.
  - lra.
  - intros r rT. assert (P : 0 < v r ^ (L - 1)) by (apply pow_lt, pv; lra).
    unfold mode_velocity. nra. }
destruct L as [| n]; [lia |]. split; [apply pow_lt; exact pu | apply powers_grow; assumption].
Qed.
End Modes.
