(* Wrong variants of the time at which a mode has a given strength, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare power_sum mode_times mode_series mode_exists.
Open Scope R_scope.

(* three factors, from 1/8 up to 1/2, below the target 1 *)
Lemma rising_instance : exists mu t, is_mode 3 1 (1 / 2) mu /\ 0 < t /\ mu t = 1 / 2 /\
  t = time_below 3 1 (1 / 2) - time_below 3 1 ((1 / 2) ^ 3).
Proof.
destruct (mode_exists 3 1 (1 / 2)) as [mu M]; [lia | lra | lra |].
destruct (reached_from_below 3 1 (1 / 2) mu ltac:(lia) ltac:(lra) ltac:(lra) M (1 / 2))
  as [P K]; [lra |].
exists mu, (time_below 3 1 (1 / 2) - time_below 3 1 ((1 / 2) ^ 3)).
assert (T := proj2 (K _ P) eq_refl). split; [exact M |]. split; [| split; [exact T | reflexivity]].
destruct P as [P | P]; [exact P |]. rewrite <- P, (proj1 M) in T. lra.
Qed.

(* two factors, from 4 down to 2, above the target 1 *)
Lemma falling_instance : exists mu t, is_mode 2 1 2 mu /\ 0 < t /\ mu t = 2 /\
  t = time_above 2 1 2 - time_above 2 1 (2 ^ 2).
Proof.
destruct (mode_exists 2 1 2) as [mu M]; [lia | lra | lra |].
destruct (reached_from_above 2 1 2 mu ltac:(lia) ltac:(lra) ltac:(lra) M 2) as [P K]; [lra |].
exists mu, (time_above 2 1 2 - time_above 2 1 (2 ^ 2)).
assert (T := proj2 (K _ P) eq_refl). split; [exact M |]. split; [| split; [exact T | reflexivity]].
destruct P as [P | P]; [exact P |]. rewrite <- P, (proj1 M) in T. lra.
Qed.

(* without the factor 1/L *)
Theorem reached_from_below_factor_wrong : ~ (forall L s eps mu, (3 <= L)%nat -> 0 < eps ->
  eps ^ L < s -> is_mode L s eps mu -> forall x, eps ^ L <= x < s -> forall t, 0 <= t ->
  (mu t = x <-> t = INR L * (time_below L s x - time_below L s (eps ^ L)))).
Proof.
intro H. destruct rising_instance as [mu [t [M [P [T E]]]]].
assert (W := proj1 (H 3%nat 1 (1 / 2) mu ltac:(lia) ltac:(lra) ltac:(lra) M (1 / 2) ltac:(lra) t
  ltac:(lra)) T). rewrite <- E in W. simpl in W. lra.
Qed.

(* eleven tenths of the time *)
Theorem reached_from_below_tenth_wrong : ~ (forall L s eps mu, (3 <= L)%nat -> 0 < eps ->
  eps ^ L < s -> is_mode L s eps mu -> forall x, eps ^ L <= x < s -> forall t, 0 <= t ->
  (mu t = x <-> t = 11 / 10 * (time_below L s x - time_below L s (eps ^ L)))).
Proof.
intro H. destruct rising_instance as [mu [t [M [P [T E]]]]].
assert (W := proj1 (H 3%nat 1 (1 / 2) mu ltac:(lia) ltac:(lra) ltac:(lra) M (1 / 2) ltac:(lra) t
  ltac:(lra)) T). lra.
Qed.

(* the target itself reached *)
Theorem reached_from_below_target_wrong : ~ (forall L s eps mu, (3 <= L)%nat -> 0 < eps ->
  eps ^ L < s -> is_mode L s eps mu -> forall x, eps ^ L <= x <= s -> exists t, 0 <= t /\ mu t = x).
Proof.
intro H. destruct rising_instance as [mu [_ [M _]]].
destruct (H 3%nat 1 (1 / 2) mu ltac:(lia) ltac:(lra) ltac:(lra) M 1 ltac:(lra)) as [t [t0 T]].
assert (B := mode_rises 3 1 (1 / 2) mu ltac:(lia) ltac:(lra) M t ltac:(lra) t0). lra.
Qed.

(* the reversed sign *)
Theorem reached_from_above_sign_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < eps ->
  0 < s < eps ^ L -> is_mode L s eps mu -> forall x, s < x <= eps ^ L -> forall t, 0 <= t ->
  (mu t = x <-> t = time_above L s (eps ^ L) - time_above L s x)).
Proof.
intro H. destruct falling_instance as [mu [t [M [P [T E]]]]].
assert (W := proj1 (H 2%nat 1 2 mu ltac:(lia) ltac:(lra) ltac:(lra) M 2 ltac:(lra) t
  ltac:(lra)) T). lra.
Qed.

(* nine tenths of the time *)
Theorem reached_from_above_share_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < eps ->
  0 < s < eps ^ L -> is_mode L s eps mu -> forall x, s < x <= eps ^ L -> forall t, 0 <= t ->
  (mu t = x <-> t = 9 / 10 * (time_above L s x - time_above L s (eps ^ L)))).
Proof.
intro H. destruct falling_instance as [mu [t [M [P [T E]]]]].
assert (W := proj1 (H 2%nat 1 2 mu ltac:(lia) ltac:(lra) ltac:(lra) M 2 ltac:(lra) t
  ltac:(lra)) T). lra.
Qed.

(* the target itself reached *)
Theorem reached_from_above_target_wrong : ~ (forall L s eps mu, (2 <= L)%nat -> 0 < eps ->
  0 < s < eps ^ L -> is_mode L s eps mu -> forall x, s <= x <= eps ^ L ->
  exists t, 0 <= t /\ mu t = x).
Proof.
intro H. destruct falling_instance as [mu [_ [M _]]].
destruct (H 2%nat 1 2 mu ltac:(lia) ltac:(lra) ltac:(lra) M 1 ltac:(lra)) as [t [t0 T]].
assert (B := mode_falls 2 1 2 mu ltac:(lia) ltac:(lra) ltac:(lra) M t ltac:(lra) t0). lra.
Qed.
