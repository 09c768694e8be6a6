(* Wrong variants of the times of the staircase, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare separation separation_bound.
From dlf Require Import power_sum mode_times mode_series mode_exists fit_series staircase.
From dlf Require Import separation_series wrong_separation_series.
Open Scope R_scope.

Lemma ln_three : 0 < ln ((1 - 1 / 4) / (1 / 4)).
Proof. rewrite <- ln_1. apply ln_increasing; lra. Qed.

(* the times of the book are the times of the modes *)
Lemma two_times : exists t t', is_fit_time 2 (1 / 10) (1 / 4) 1 t /\
  is_fit_time 2 (1 / 10) (1 - 1 / 4) 1 t' /\ t' - t = 1 / 1 * ln ((1 - 1 / 4) / (1 / 4)).
Proof.
exists (fit_time (1 / 10) (1 / 4) 1), (fit_time (1 / 10) (1 - 1 / 4) 1).
assert (A : is_fit_time 2 (1 / 10) (1 / 4) 1 (fit_time (1 / 10) (1 / 4) 1))
  by (apply fit_time_of_two; lra).
assert (B : is_fit_time 2 (1 / 10) (1 - 1 / 4) 1 (fit_time (1 / 10) (1 - 1 / 4) 1))
  by (apply fit_time_of_two; lra).
split; [exact A |]. split; [exact B |]. apply (rise_of_two (1 / 4) 1 (1 / 10)); auto; lra.
Qed.

(* half of the rise *)
Theorem rise_of_two_half_wrong : ~ (forall c s eps t t', 0 < c < 1 / 2 -> 0 < s -> 0 < eps ->
  eps ^ 2 < c * s -> is_fit_time 2 eps c s t -> is_fit_time 2 eps (1 - c) s t' ->
  t' - t = 1 / (2 * s) * ln ((1 - c) / c)).
Proof.
intro H. destruct two_times as [t [t' [A [B E]]]]. assert (P := ln_three).
assert (W := H (1 / 4) 1 (1 / 10) t t' ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) A B). lra.
Qed.

(* eleven tenths of the rise *)
Theorem rise_of_two_tenth_wrong : ~ (forall c s eps t t', 0 < c < 1 / 2 -> 0 < s -> 0 < eps ->
  eps ^ 2 < c * s -> is_fit_time 2 eps c s t -> is_fit_time 2 eps (1 - c) s t' ->
  t' - t = 11 / 10 * (1 / s * ln ((1 - c) / c))).
Proof.
intro H. destruct two_times as [t [t' [A [B E]]]]. assert (P := ln_three).
assert (W := H (1 / 4) 1 (1 / 10) t t' ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) A B). lra.
Qed.

Lemma three_times : exists t t', is_fit_time 3 (1 / 10) (1 / 4) 1 t /\
  is_fit_time 3 (1 / 10) (1 - 1 / 4) 1 t' /\ 73 / 100 <= t' - t /\
  t' - t = fit_constant 3 1 (1 - 1 / 4) - fit_constant 3 1 (1 / 4) /\
  fit_constant 3 1 (1 - 1 / 4) < 0.
Proof.
exists (series_time 3 (1 / 10) (1 / 4) 1), (series_time 3 (1 / 10) (1 - 1 / 4) 1).
assert (A : is_fit_time 3 (1 / 10) (1 / 4) 1 (series_time 3 (1 / 10) (1 / 4) 1))
  by (apply fit_time_of_more; try lia; lra).
assert (B : is_fit_time 3 (1 / 10) (1 - 1 / 4) 1 (series_time 3 (1 / 10) (1 - 1 / 4) 1))
  by (apply fit_time_of_more; try lia; lra).
assert (E := rise_of_more 3 (1 / 4) 1 (1 / 10) _ _ ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) A B).
assert (C := constants_of_three 1 ltac:(lra)).
split; [exact A |]. split; [exact B |]. split; [rewrite E; lra |]. split; [exact E |].
unfold fit_constant. destruct (sum_of_three (1 - 1 / 4)) as [u [u0 [_ U]]]; [lra |].
assert (Q : 0 < 1 / (INR 3 * Rpower 1 (2 - 2 / INR 3))).
{ apply Rdiv_lt_0_compat; [lra |]. apply (factor_positive 3 ltac:(lia)). }
assert (N : power_sum (2 / INR 3 - 1) (1 - 1 / 4) < 0) by lra.
set (v := power_sum _ _) in *. set (w := 1 / _) in *. nra.
Qed.

(* nine tenths of the rise *)
Theorem rise_of_more_share_wrong : ~ (forall L c s eps t t', (3 <= L)%nat -> 0 < c < 1 / 2 ->
  0 < s -> 0 < eps -> eps ^ L < c * s -> is_fit_time L eps c s t ->
  is_fit_time L eps (1 - c) s t' ->
  t' - t = 9 / 10 * (fit_constant L s (1 - c) - fit_constant L s c)).
Proof.
intro H. destruct three_times as [t [t' [A [B [P [E N]]]]]].
assert (W := H 3%nat (1 / 4) 1 (1 / 10) t t' ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) A B). lra.
Qed.

(* without the constant of 1 - c *)
Theorem rise_of_more_kept_wrong : ~ (forall L c s eps t t', (3 <= L)%nat -> 0 < c < 1 / 2 ->
  0 < s -> 0 < eps -> eps ^ L < c * s -> is_fit_time L eps c s t ->
  is_fit_time L eps (1 - c) s t' -> t' - t = - fit_constant L s c).
Proof.
intro H. destruct three_times as [t [t' [A [B [P [E N]]]]]].
assert (W := H 3%nat (1 / 4) 1 (1 / 10) t t' ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) A B). lra.
Qed.

(* two modes with the targets 2 and 1 *)
Definition targets (i : nat) : R := if Nat.eqb i 1 then 2 else 1.

Lemma targets_fall i l : (1 <= i <= l)%nat -> (l <= 2)%nat -> targets l <= targets i.
Proof.
intros il l2. unfold targets. destruct (Nat.eqb_spec i 1), (Nat.eqb_spec l 1); try lra. lia.
Qed.

Lemma two_plateau L : (2 <= L)%nat -> exists len, forall eps, 0 < eps ->
  eps ^ L < 1 / 4 * targets 2 ->
  plateau_length L (1 / 4) targets 1 2 eps (len eps).
Proof.
intro L2.
assert (T : exists t : R -> R -> R -> R, forall eps q s, 0 < eps -> 0 < q < 1 -> 0 < s ->
  eps ^ L < q * s -> is_fit_time L eps q s (t eps q s)).
{ destruct (Nat.eq_dec L 2) as [-> | n].
  - exists fit_time. intros. apply fit_time_of_two; auto.
  - exists (series_time L). intros. apply fit_time_of_more; auto. lia. }
destruct T as [t T].
exists (fun eps => t eps (1 / 4) (targets 2) - t eps (1 - 1 / 4) (targets 1)).
intros eps e0 H. unfold targets in H at 1. simpl in H.
exists (fun i => t eps (1 - 1 / 4) (targets i)), (fun i => t eps (1 / 4) (targets i)),
  (t eps (1 - 1 / 4) (targets 1)), (t eps (1 / 4) (targets 2)).
assert (B : forall i, 1 <= targets i) by (intro i; unfold targets; destruct (Nat.eqb i 1); lra).
split; [intros i _; assert (b := B i); apply T; lra |].
split; [intros i _; assert (b := B i); apply T; lra |].
split; [| split; [| reflexivity]].
- split; [exists 1%nat; split; [lia | reflexivity] |]. intros i I.
  replace i with 1%nat by lia. apply Rle_refl.
- split; [exists 2%nat; split; [lia | reflexivity] |]. intros i I.
  replace i with 2%nat by lia. apply Rle_refl.
Qed.

Lemma one_limit (f : R -> R) a b : filterlim f (at_right 0) (locally a) ->
  filterlim f (at_right 0) (locally b) -> a = b.
Proof. intros A B. exact (filterlim_locally_unique f a b A B). Qed.

(* the difference of the targets in the limit *)
Theorem plateau_of_more_inverse_wrong : ~ (forall L c s j r len, 0 < c < 1 / 2 ->
  (1 <= j < r)%nat -> 0 < s r ->
  (forall i l, (1 <= i <= l)%nat -> (l <= r)%nat -> s l <= s i) -> (3 <= L)%nat ->
  (forall eps, 0 < eps -> eps ^ L < c * s r -> plateau_length L c s j r eps (len eps)) ->
  filterlim (fun eps => eps ^ (L - 2) * len eps) (at_right 0)
    (locally (1 / (INR L - 2) * (s j - s (S j))))).
Proof.
intro H. destruct (two_plateau 3) as [len P]; [lia |].
assert (C : 0 < 1 / 4 < 1 / 2) by lra. assert (J : (1 <= 1 < 2)%nat) by lia.
assert (s2 : 0 < targets 2) by (unfold targets; simpl; lra).
assert (W := H 3%nat (1 / 4) targets 1%nat 2%nat len C J s2 targets_fall (le_n 3) P).
assert (T := plateau_of_more 3 (1 / 4) targets 1 2 C J s2 targets_fall len (le_n 3) P).
assert (E := one_limit _ _ _ W T). unfold targets in E. simpl in E. lra.
Qed.

(* eleven tenths of the limit *)
Theorem plateau_of_more_tenth_wrong : ~ (forall L c s j r len, 0 < c < 1 / 2 ->
  (1 <= j < r)%nat -> 0 < s r ->
  (forall i l, (1 <= i <= l)%nat -> (l <= r)%nat -> s l <= s i) -> (3 <= L)%nat ->
  (forall eps, 0 < eps -> eps ^ L < c * s r -> plateau_length L c s j r eps (len eps)) ->
  filterlim (fun eps => eps ^ (L - 2) * len eps) (at_right 0)
    (locally (11 / 10 * (1 / (INR L - 2) * (1 / s (S j) - 1 / s j))))).
Proof.
intro H. destruct (two_plateau 3) as [len P]; [lia |].
assert (C : 0 < 1 / 4 < 1 / 2) by lra. assert (J : (1 <= 1 < 2)%nat) by lia.
assert (s2 : 0 < targets 2) by (unfold targets; simpl; lra).
assert (W := H 3%nat (1 / 4) targets 1%nat 2%nat len C J s2 targets_fall (le_n 3) P).
assert (T := plateau_of_more 3 (1 / 4) targets 1 2 C J s2 targets_fall len (le_n 3) P).
assert (E := one_limit _ _ _ W T). unfold targets in E. simpl in E. lra.
Qed.

(* half of the limit *)
Theorem plateau_of_two_half_wrong : ~ (forall c s j r len, 0 < c < 1 / 2 ->
  (1 <= j < r)%nat -> 0 < s r ->
  (forall i l, (1 <= i <= l)%nat -> (l <= r)%nat -> s l <= s i) ->
  (forall eps, 0 < eps -> eps ^ 2 < c * s r -> plateau_length 2 c s j r eps (len eps)) ->
  filterlim (fun eps => len eps / ln (1 / eps)) (at_right 0)
    (locally (1 / 2 * (1 / s (S j) - 1 / s j)))).
Proof.
intro H. destruct (two_plateau 2) as [len P]; [lia |].
assert (C : 0 < 1 / 4 < 1 / 2) by lra. assert (J : (1 <= 1 < 2)%nat) by lia.
assert (s2 : 0 < targets 2) by (unfold targets; simpl; lra).
assert (W := H (1 / 4) targets 1%nat 2%nat len C J s2 targets_fall P).
assert (T := plateau_of_two (1 / 4) targets 1 2 len C J s2 targets_fall P).
assert (E := one_limit _ _ _ W T). unfold targets in E. simpl in E. lra.
Qed.

(* the difference of the targets in the limit *)
Theorem plateau_of_two_inverse_wrong : ~ (forall c s j r len, 0 < c < 1 / 2 ->
  (1 <= j < r)%nat -> 0 < s r ->
  (forall i l, (1 <= i <= l)%nat -> (l <= r)%nat -> s l <= s i) ->
  (forall eps, 0 < eps -> eps ^ 2 < c * s r -> plateau_length 2 c s j r eps (len eps)) ->
  filterlim (fun eps => len eps / ln (1 / eps)) (at_right 0)
    (locally (s j - s (S j)))).
Proof.
intro H. destruct (two_plateau 2) as [len P]; [lia |].
assert (C : 0 < 1 / 4 < 1 / 2) by lra. assert (J : (1 <= 1 < 2)%nat) by lia.
assert (s2 : 0 < targets 2) by (unfold targets; simpl; lra).
assert (W := H (1 / 4) targets 1%nat 2%nat len C J s2 targets_fall P).
assert (T := plateau_of_two (1 / 4) targets 1 2 len C J s2 targets_fall P).
assert (E := one_limit _ _ _ W T). unfold targets in E. simpl in E. lra.
Qed.
