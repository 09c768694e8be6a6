(* Wrong variants of the bounds on the modes of the compressed network, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compressed_bounds half_rate_exists.
Open Scope R_scope.

(* a mode that stays where it is *)
Lemma still_mode L alpha s T a b : a * (s - a ^ 2 * b ^ (L - 2)) = 0 ->
  compressed_mode L alpha s T (fun _ => a) (fun _ => b).
Proof.
assert (C : forall c t, is_derive (fun _ : R => c) t 0).
{ intros c t. exact (is_derive_const (V := R_NormedModule) c t). }
intros z. split; intros t tT; [| split; apply continuous_const]. split; [| intros _].
- replace (alpha * a * b ^ (L - 2) * (s - a ^ 2 * b ^ (L - 2))) with 0; [apply C |].
  transitivity (alpha * b ^ (L - 2) * (a * (s - a ^ 2 * b ^ (L - 2)))); [rewrite z |]; ring.
- replace (a ^ 2 * b ^ (L - 3) * (s - a ^ 2 * b ^ (L - 2))) with 0; [apply C |].
  transitivity (a * b ^ (L - 3) * (a * (s - a ^ 2 * b ^ (L - 2)))); [rewrite z |]; ring.
Qed.

(* a moving mode of three factors with the rate 4 and the target 0 *)
Lemma moving_mode : compressed_mode 3 4 0 1 (unlearned_mode 3 1)
  (fun t => unlearned_mode 3 1 t / 2).
Proof.
assert (D : forall t, 0 <= t -> is_derive (unlearned_mode 3 1) t (- unlearned_mode 3 1 t ^ 5)).
{ intros t t0. exact (unlearned_solves 3 1 t ltac:(lia) Rlt_0_1 t0). }
assert (D' : forall t, 0 <= t ->
  is_derive (fun u => unlearned_mode 3 1 u / 2) t (- unlearned_mode 3 1 t ^ 5 / 2)).
{ intros t t0. assert (P := is_derive_scal _ t (/ 2) _ (D t t0)).
  replace (- unlearned_mode 3 1 t ^ 5 / 2) with (/ 2 * - unlearned_mode 3 1 t ^ 5) by field.
  eapply is_derive_ext; [| exact P]. intros u. simpl. unfold Rdiv. apply Rmult_comm. }
split; intros t tT.
- cbv zeta. simpl (3 - 2)%nat. simpl (3 - 3)%nat. split; [| intros _].
  + match goal with |- is_derive _ _ ?a => replace a with (- unlearned_mode 3 1 t ^ 5) by field end.
    apply D; lra.
  + match goal with |- is_derive _ _ ?a =>
      replace a with (- unlearned_mode 3 1 t ^ 5 / 2) by field end.
    apply D'; lra.
- split.
  + apply (ex_derive_continuous (unlearned_mode 3 1)). eexists. apply D; lra.
  + apply (ex_derive_continuous (fun u => unlearned_mode 3 1 u / 2)). eexists. apply D'; lra.
Qed.

Lemma moving_mode_moves : 0 < unlearned_mode 3 1 1 < unlearned_mode 3 1 0.
Proof.
rewrite (unlearned_starts 3 1 ltac:(lia) Rlt_0_1). unfold unlearned_mode, Rpower.
replace (2 * 3 - 2)%nat with 4%nat by lia. simpl INR.
replace (1 + (1 + 1 + 1 + 1) * 1 ^ 4 * 1) with 5 by ring.
assert (l : 0 < ln 5) by (rewrite <- ln_1; apply ln_increasing; lra).
assert (E : exp (- / (1 + 1 + 1 + 1) * ln 5) < 1).
{ apply Rlt_le_trans with (exp 0); [apply exp_increasing; lra | rewrite exp_0; lra]. }
assert (P := exp_pos (- / (1 + 1 + 1 + 1) * ln 5)). lra.
Qed.

(* the loss falls strictly *)
Theorem compressed_loss_falls_strict_wrong : ~ (forall L alpha s T x y, (2 <= L)%nat -> 0 < alpha ->
  compressed_mode L alpha s T x y -> forall t t', 0 <= t -> t < t' -> t' <= T ->
  mode_loss L s (x t') (y t') < mode_loss L s (x t) (y t)).
Proof.
intros H. assert (A := H 3%nat 1 1 1 _ _ ltac:(lia) Rlt_0_1
  (still_mode 3 1 1 1 1 1 ltac:(simpl; ring)) 0 1 (Rle_refl 0) Rlt_0_1
  (Rle_refl 1)). lra.
Qed.

(* a tenth of the loss is lost *)
Theorem compressed_loss_falls_tenth_wrong : ~ (forall L alpha s T x y, (2 <= L)%nat -> 0 < alpha ->
  compressed_mode L alpha s T x y -> forall t t', 0 <= t -> t < t' -> t' <= T ->
  mode_loss L s (x t') (y t') <= 9 / 10 * mode_loss L s (x t) (y t)).
Proof.
intros H. assert (A := H 3%nat 1 0 1 _ _ ltac:(lia) Rlt_0_1 (proj1 (unit_rate_solves 1)) 0
  (1 / 100) ltac:(lra) ltac:(lra) ltac:(lra)).
rewrite (unlearned_starts 3 1 ltac:(lia) Rlt_0_1) in A.
assert (B : 99 / 100 <= unlearned_mode 3 1 (1 / 100)).
{ unfold unlearned_mode, Rpower. simpl INR.
  assert (l : ln (1 + (1 + 1 + 1 + 1) * 1 ^ 4 * (1 / 100)) <= 4 / 100).
  { apply Rle_trans with (ln (exp (4 / 100))); [| rewrite ln_exp; lra].
    apply ln_le; [simpl; lra |]. assert (e := exp_ineq1_le (4 / 100)). simpl. lra. }
  match goal with |- _ <= 1 * exp ?a => assert (e := exp_ineq1_le a) end. simpl in *. lra. }
unfold mode_loss in A. simpl in A. set (u := unlearned_mode 3 1 (1 / 100)) in *.
assert (98 / 100 <= u * u) by nra. assert (96 / 100 <= (u * u) * u) by nra. nra.
Qed.

(* the weight 1 in the place of alpha *)
Theorem compressed_mode_conserves_weight_wrong : ~ (forall L alpha s T x y, (2 <= L)%nat ->
  compressed_mode L alpha s T x y -> (2 < L)%nat -> forall t, 0 <= t <= T ->
  x t ^ 2 - y t ^ 2 = x 0 ^ 2 - y 0 ^ 2).
Proof.
intros H. assert (A := H 3%nat 4 0 1 _ _ ltac:(lia) moving_mode ltac:(lia) 1 ltac:(lra)).
assert (B := moving_mode_moves). cbv beta in A. nra.
Qed.

(* the sum in the place of the difference *)
Theorem compressed_mode_conserves_sign_wrong : ~ (forall L alpha s T x y, (2 <= L)%nat ->
  compressed_mode L alpha s T x y -> (2 < L)%nat -> forall t, 0 <= t <= T ->
  x t ^ 2 + alpha * y t ^ 2 = x 0 ^ 2 + alpha * y 0 ^ 2).
Proof.
intros H. assert (A := H 3%nat 4 0 1 _ _ ltac:(lia) moving_mode ltac:(lia) 1 ltac:(lra)).
assert (B := moving_mode_moves). cbv beta in A. nra.
Qed.

(* as near to 0 as it was to s *)
Theorem compressed_mode_bounded_target_wrong : ~ (forall L alpha s T x y, (2 <= L)%nat ->
  0 < alpha -> compressed_mode L alpha s T x y -> forall t, 0 <= t <= T ->
  Rabs (x t ^ 2 * y t ^ (L - 2)) <= Rabs (x 0 ^ 2 * y 0 ^ (L - 2) - s)).
Proof.
intros H. assert (A := H 3%nat 1 1 1 _ _ ltac:(lia) Rlt_0_1
  (still_mode 3 1 1 1 1 1 ltac:(simpl; ring)) 1 ltac:(lra)).
simpl in A. replace (1 * (1 * 1) * (1 * 1)) with 1 in A by ring.
replace (1 - 1) with 0 in A by ring. rewrite Rabs_R0, Rabs_R1 in A. lra.
Qed.

(* x^2 within the bound of the strength *)
Theorem compressed_mode_bounded_square_wrong : ~ (forall L alpha s T x y, (2 <= L)%nat ->
  0 < alpha -> compressed_mode L alpha s T x y -> forall t, 0 <= t <= T ->
  x t ^ 2 <= strength_bound L s (x 0) (y 0)).
Proof.
intros H. assert (A := H 3%nat 1 2 1 _ _ ltac:(lia) Rlt_0_1
  (still_mode 3 1 2 1 2 (1 / 2) ltac:(simpl; field)) 1 ltac:(lra)).
unfold strength_bound in A. simpl in A.
replace (2 * (2 * 1) * (1 / 2 * 1) - 2) with 0 in A by field.
rewrite Rabs_R0, Rabs_pos_eq in A; lra.
Qed.
