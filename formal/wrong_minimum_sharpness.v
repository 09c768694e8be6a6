(* Wrong variants of the sharpness at the minima of a mode with two rates, near the truth,
   refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar rate_means minimum_sharpness.
Open Scope R_scope.

Lemma three : (3 <= 3)%nat. Proof. exact (le_n 3). Qed.

Lemma ones_minimum : outer_strength 3 1 1 = 1. Proof. unfold outer_strength. simpl. ring. Qed.

Lemma power_one p : Rpower 1 p = 1.
Proof. unfold Rpower. rewrite ln_1, Rmult_0_r. exact exp_0. Qed.

(* beside the minima too *)
Theorem step_derivative_beside_wrong : ~ (forall L eta alpha s x y, (3 <= L)%nat -> 0 < eta ->
  0 < alpha -> 0 < x -> 0 < y -> forall p q,
  is_derive (fun h => step_in_x L eta alpha s (x + h * p) (y + h * q)) 0
    (p - eta * (alpha * x * y ^ (L - 2)) * strength_rise L x y p q)).
Proof.
intro H. assert (A := H 3%nat 1 1 2 1 1 three Rlt_0_1 Rlt_0_1 Rlt_0_1 Rlt_0_1 1 0).
assert (B : is_derive (fun h => step_in_x 3 1 1 2 (1 + h * 1) (1 + h * 0)) 0 0).
{ unfold step_in_x, outer_strength. simpl. auto_derive; [exact I | ring]. }
assert (E := is_derive_unique _ _ _ A). rewrite (is_derive_unique _ _ _ B) in E.
unfold strength_rise in E. simpl in E. lra.
Qed.

(* half of the sharpness *)
Theorem step_derivative_half_wrong : ~ (forall L eta alpha s x y, (3 <= L)%nat -> 0 < eta ->
  0 < alpha -> 0 < x -> 0 < y -> outer_strength L x y = s ->
  let J p q := (p - eta * (alpha * x * y ^ (L - 2)) * strength_rise L x y p q,
                q - eta * (x ^ 2 * y ^ (L - 3)) * strength_rise L x y p q) in
  exists p q, 0 < p /\ 0 < q /\ J p q =
    ((1 - eta * (step_sharpness L alpha x y / 2)) * p,
     (1 - eta * (step_sharpness L alpha x y / 2)) * q)).
Proof.
intro H. destruct (H 3%nat 1 1 1 1 1 three Rlt_0_1 Rlt_0_1 Rlt_0_1 Rlt_0_1 ones_minimum)
  as [p [q [p0 [q0 E]]]].
unfold strength_rise, step_sharpness in E. simpl in E. injection E. intros E1 E2. lra.
Qed.

(* the power 1/L of the rate *)
Theorem sharpness_by_ratio_root_wrong : ~ (forall L alpha s x y, (3 <= L)%nat -> 0 < alpha ->
  0 < x -> 0 < y -> outer_strength L x y = s -> step_sharpness L alpha x y =
  INR L * Rpower s (2 - 2 / INR L) * Rpower alpha (1 / INR L) *
  mean_quotient L (alpha * y ^ 2 / x ^ 2)).
Proof.
intro H. assert (A := H 3%nat 8 1 1 1 three ltac:(lra) Rlt_0_1 Rlt_0_1 ones_minimum).
assert (B := sharpness_by_ratio 3 8 1 1 1 three ltac:(lra) Rlt_0_1 Rlt_0_1 ones_minimum).
rewrite A in B. rewrite power_one in B.
assert (M : 0 < mean_quotient 3 (8 * 1 ^ 2 / 1 ^ 2)).
{ unfold mean_quotient. apply Rdiv_lt_0_compat; [simpl; lra |].
  apply Rmult_lt_0_compat; [simpl; lra | apply exp_pos]. }
assert (C : Rpower 8 (1 / INR 3) < Rpower 8 (2 / INR 3)).
{ apply Rpower_lt; simpl; lra. }
set (m := mean_quotient 3 _) in *. set (u := Rpower 8 (1 / INR 3)) in *.
set (v := Rpower 8 (2 / INR 3)) in *.
assert (D : INR 3 * 1 * u * m < INR 3 * 1 * v * m).
{ apply Rmult_lt_compat_r; [exact M |]. simpl. lra. }
lra.
Qed.

(* beside the minima too *)
Theorem sharpness_by_ratio_beside_wrong : ~ (forall L alpha s x y, (3 <= L)%nat -> 0 < alpha ->
  0 < s -> 0 < x -> 0 < y -> step_sharpness L alpha x y =
  INR L * Rpower s (2 - 2 / INR L) * Rpower alpha (2 / INR L) *
  mean_quotient L (alpha * y ^ 2 / x ^ 2)).
Proof.
intro H. assert (A := H 3%nat 1 1 1 1 three Rlt_0_1 Rlt_0_1 Rlt_0_1 Rlt_0_1).
assert (B := H 3%nat 1 2 1 1 three Rlt_0_1 ltac:(lra) Rlt_0_1 Rlt_0_1). rewrite A in B.
rewrite !power_one in B.
assert (C : 1 < Rpower 2 (2 - 2 / INR 3)).
{ rewrite <- (Rpower_O 2) by lra. apply Rpower_lt; simpl; lra. }
replace (1 * 1 ^ 2 / 1 ^ 2) with 1 in B by field.
rewrite (quotient_at_one 3 three) in B. simpl in B, C. nra.
Qed.

(* eleven tenths of the least sharpness *)
Theorem least_sharpness_share_wrong : ~ (forall L alpha s x y, (3 <= L)%nat -> 0 < alpha ->
  0 < x -> 0 < y -> outer_strength L x y = s ->
  11 / 10 * (INR L * Rpower s (2 - 2 / INR L) * Rpower alpha (2 / INR L))
    <= step_sharpness L alpha x y).
Proof.
intro H. assert (A := H 3%nat 1 1 1 1 three Rlt_0_1 Rlt_0_1 Rlt_0_1 ones_minimum).
rewrite !power_one in A. unfold step_sharpness in A. simpl in A. lra.
Qed.

(* equality where the strengths are equal *)
Theorem least_sharpness_equal_wrong : ~ (forall L alpha s x y, (3 <= L)%nat -> 0 < alpha ->
  0 < x -> 0 < y -> outer_strength L x y = s ->
  (step_sharpness L alpha x y = INR L * Rpower s (2 - 2 / INR L) * Rpower alpha (2 / INR L) <->
    x ^ 2 = y ^ 2)).
Proof.
intro H. destruct (H 3%nat 8 1 1 1 three ltac:(lra) Rlt_0_1 Rlt_0_1 ones_minimum) as [_ A].
assert (B := A eq_refl).
destruct (least_sharpness 3 8 1 1 1 three ltac:(lra) Rlt_0_1 Rlt_0_1 ones_minimum) as [_ [C _]].
assert (D := C B). simpl in D. lra.
Qed.

(* nine tenths of the largest rate *)
Theorem stable_rate_share_wrong : ~ (forall L eta alpha s x y, (3 <= L)%nat -> 0 < eta ->
  0 < alpha -> 0 < x -> 0 < y -> outer_strength L x y = s ->
  Rabs (1 - eta * step_sharpness L alpha x y) < 1 ->
  alpha < 9 / 10 * Rpower (2 / (eta * INR L * Rpower s (2 - 2 / INR L))) (INR L / 2)).
Proof.
intro H. assert (A := H 3%nat (33 / 50) 1 1 1 1 three ltac:(lra) Rlt_0_1 Rlt_0_1 Rlt_0_1
  ones_minimum). rewrite power_one in A. unfold step_sharpness in A. simpl in A.
assert (S : Rabs (1 - 33 / 50 * (2 * 1 * (1 * (1 * 1)) * (1 * (1 * 1)) +
  1 * (1 * (1 * (1 * (1 * 1)))) * 1)) < 1).
{ rewrite Rabs_left by lra. lra. }
assert (B : 1 < 9 / 10 * Rpower (2 / (33 / 50 * (1 + 1 + 1) * 1)) ((1 + 1 + 1) / 2)).
{ apply A. exact S. }
assert (C : Rpower (2 / (33 / 50 * (1 + 1 + 1) * 1)) ((1 + 1 + 1) / 2) <=
  Rpower (2 / (33 / 50 * (1 + 1 + 1) * 1)) (INR 2)).
{ apply Rle_Rpower; [lra | simpl; lra]. }
rewrite Rpower_pow in C by lra. simpl in C. lra.
Qed.

(* such a rate is enough at every minimum *)
Theorem stable_rate_enough_wrong : ~ (forall L eta alpha s x y, (3 <= L)%nat -> 0 < eta ->
  0 < alpha -> 0 < x -> 0 < y -> outer_strength L x y = s ->
  alpha < Rpower (2 / (eta * INR L * Rpower s (2 - 2 / INR L))) (INR L / 2) ->
  Rabs (1 - eta * step_sharpness L alpha x y) < 1).
Proof.
intro H. assert (M : outer_strength 3 2 (1 / 4) = 1) by (unfold outer_strength; simpl; field).
assert (A := H 3%nat (1 / 2) 1 1 2 (1 / 4) three ltac:(lra) Rlt_0_1 ltac:(lra) ltac:(lra) M).
rewrite power_one in A.
assert (B : 1 < Rpower (2 / (1 / 2 * INR 3 * 1)) (INR 3 / 2)).
{ assert (E := Rpower_lt (2 / (1 / 2 * INR 3 * 1)) 0 (INR 3 / 2) ltac:(simpl; lra)
    ltac:(simpl; lra)). rewrite Rpower_O in E by (simpl; lra). exact E. }
assert (C := A B). unfold step_sharpness in C. simpl in C. rewrite Rabs_left in C by lra. lra.
Qed.
