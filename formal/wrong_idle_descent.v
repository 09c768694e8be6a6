(* Wrong variants of descent of a mode without target below the flow, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead descent_steps idle_descent.
Open Scope R_scope.

Lemma two_factors_step eta : descent 2 eta 0 1 1 = 1 - eta.
Proof. unfold descent, mode_velocity. simpl. ring. Qed.

(* the flow of two factors from 1 *)
Lemma two_factors_flow t : 0 <= t ->
  0 < unlearned_mode 2 1 t /\ unlearned_mode 2 1 t ^ 2 * (1 + 2 * t) = 1.
Proof.
intro t0. destruct (flow_power 2 1 ltac:(lia) Rlt_0_1 t t0) as [P E]. split; [exact P |].
simpl (2 * 2 - 2)%nat in E. simpl INR in E. rewrite !pow1 in E. lra.
Qed.

(* descent above the flow *)
Theorem idle_descent_below_flow_reversed_wrong : ~ (forall L eta eps, (2 <= L)%nat -> 0 <= eta ->
  0 < eps -> eta * eps ^ (2 * L - 2) <= 1 -> forall k,
  unlearned_mode L eps (INR k * eta) <= descent L eta 0 eps k).
Proof.
intro H. assert (A := H 2%nat (1 / 2) 1 ltac:(lia) ltac:(lra) Rlt_0_1 ltac:(simpl; lra) 1%nat).
rewrite two_factors_step in A. destruct (two_factors_flow (INR 1 * (1 / 2))) as [P E];
  simpl INR in *; [lra |]. set (u := unlearned_mode 2 1 (1 * (1 / 2))) in *. nra.
Qed.

(* the flow at eleven tenths of the time *)
Theorem idle_descent_below_flow_time_wrong : ~ (forall L eta eps, (2 <= L)%nat -> 0 <= eta ->
  0 < eps -> eta * eps ^ (2 * L - 2) <= 1 -> forall k,
  0 <= descent L eta 0 eps k <= unlearned_mode L eps (11 / 10 * (INR k * eta))).
Proof.
intro H. assert (A := H 2%nat (1 / 20) 1 ltac:(lia) ltac:(lra) Rlt_0_1 ltac:(simpl; lra) 1%nat).
rewrite two_factors_step in A. destruct (two_factors_flow (11 / 10 * (INR 1 * (1 / 20)))) as [P E];
  simpl INR in *; [lra |]. set (u := unlearned_mode 2 1 _) in *. nra.
Qed.

(* nine tenths of the mode under the flow *)
Theorem idle_descent_below_flow_tenth_wrong : ~ (forall L eta eps, (2 <= L)%nat -> 0 <= eta ->
  0 < eps -> eta * eps ^ (2 * L - 2) <= 1 -> forall k,
  0 <= descent L eta 0 eps k <= 9 / 10 * unlearned_mode L eps (INR k * eta)).
Proof.
intro H. assert (A := H 2%nat (1 / 20) 1 ltac:(lia) ltac:(lra) Rlt_0_1 ltac:(simpl; lra) 1%nat).
rewrite two_factors_step in A. destruct (two_factors_flow (INR 1 * (1 / 20))) as [P E];
  simpl INR in *; [lra |]. set (u := unlearned_mode 2 1 _) in *. nra.
Qed.

(* a tenth beyond the bound on the step *)
Theorem idle_descent_below_flow_long_wrong : ~ (forall L eta eps, (2 <= L)%nat -> 0 <= eta ->
  0 < eps -> eta * eps ^ (2 * L - 2) <= 11 / 10 -> forall k,
  0 <= descent L eta 0 eps k <= unlearned_mode L eps (INR k * eta)).
Proof.
intro H. assert (A := H 2%nat (11 / 10) 1 ltac:(lia) ltac:(lra) Rlt_0_1 ltac:(simpl; lra) 1%nat).
rewrite two_factors_step in A. lra.
Qed.
