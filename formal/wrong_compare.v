(* Wrong variants of the comparison of two curves, near the truth, refuted. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare.
Open Scope R_scope.

Lemma line_solves q : solves 1 (fun _ => q) (fun t => q * t).
Proof.
assert (D : forall t, is_derive (fun t => q * t) t q).
{ intros t. auto_derive; [exact I | ring]. }
split; intros t tT; [apply D |].
apply (ex_derive_continuous (fun t => q * t)). eexists. apply D.
Qed.

Lemma constants_lipschitz q (u v : R -> R) : forall t, 0 < t < 1 ->
  Rabs ((fun _ => q) (v t) - (fun _ => q) (u t)) <= 0 * Rabs (v t - u t).
Proof. intros t tT. rewrite Rminus_diag_eq by reflexivity. rewrite Rabs_R0. lra. Qed.

(* right sides in order but for a tenth *)
Theorem comparison_of_curves_tenth_wrong : ~ (forall (f g u v : R -> R) (K T : R), 0 <= K ->
  solves T f u -> solves T g v ->
  (forall t, 0 < t < T -> Rabs (f (v t) - f (u t)) <= K * Rabs (v t - u t)) -> u 0 <= v 0 ->
  (forall t, 0 < t < T -> f (v t) <= g (v t) + 1 / 10) ->
  forall t, 0 <= t <= T -> u t <= v t).
Proof.
intros H.
assert (B := H (fun _ => 1 / 10) (fun _ => 0) (fun t => 1 / 10 * t) (fun t => 0 * t) 0 1
  (Rle_refl 0) (line_solves _) (line_solves _) (constants_lipschitz _ _ _)).
simpl in B. assert (C : 1 / 10 * 1 <= 0 * 1); [| lra].
apply B; try intros; lra.
Qed.

(* right sides that may agree *)
Theorem faster_curve_is_ahead_equal_wrong : ~ (forall (f g u v : R -> R) (K T : R), 0 <= K ->
  solves T f u -> solves T g v ->
  (forall t, 0 < t < T -> Rabs (f (v t) - f (u t)) <= K * Rabs (v t - u t)) -> u 0 <= v 0 ->
  (forall t, 0 < t < T -> f (v t) <= g (v t)) ->
  forall t, 0 < t <= T -> u t < v t).
Proof.
intros H.
assert (B := H (fun _ => 0) (fun _ => 0) (fun t => 0 * t) (fun t => 0 * t) 0 1
  (Rle_refl 0) (line_solves _) (line_solves _) (constants_lipschitz _ _ _)).
simpl in B. assert (C : 0 * 1 < 0 * 1); [| lra].
apply B; try intros; lra.
Qed.
