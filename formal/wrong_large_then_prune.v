(* Wrong variants of the theorems on the ratio from which the large model wins, refuted. *)
From Coq Require Import Reals Lra Psatz.
From dlf Require Import large_then_prune three_crossings.
Open Scope R_scope.

(* without noise as well *)
Theorem one_crossing_noise_wrong : ~ (forall s2, 0 <= s2 -> exists! c, crossing s2 c).
Proof.
intros H. destruct (H 0 (Rle_refl 0)) as [c [[cb C] _]].
destruct (proj2 (C ((1 + c) / 2) ltac:(lra)) ltac:(lra)) as [th [t01 w]].
unfold large_error, small_error in w.
replace (0 / (1 - th)) with 0 in w by (field; lra).
replace (0 / (1 - (1 + c) / 2)) with 0 in w by (field; lra).
assert (A := pow2_ge_0 (1 - th)). assert (B := pow2_ge_0 th).
assert (D : 0 <= (1 + c) / 2 * th ^ 2 * (0 + (1 - th))); [| lra].
apply Rmult_le_pos; [apply Rmult_le_pos |]; lra.
Qed.

(* always below one half *)
Theorem one_crossing_half_wrong : ~ (forall s2, 0 < s2 ->
  exists! c, crossing s2 c /\ c < 1 / 2).
Proof.
intros H. destruct (H (1 / 20) ltac:(lra)) as [c [[C l] _]].
assert (A := proj1 (three_crossings c) C). lra.
Qed.

(* a noise that may be the same *)
Theorem crossing_falls_equal_wrong : ~ (forall s2 s2' c c', 0 < s2 -> s2 <= s2' ->
  crossing s2 c -> crossing s2' c' -> c' < c).
Proof.
intros H. destruct (one_crossing 1 ltac:(lra)) as [c [C _]].
assert (A := H 1 1 c c ltac:(lra) ltac:(lra) C C). lra.
Qed.

(* it rises with the noise *)
Theorem crossing_falls_sign_wrong : ~ (forall s2 s2' c c', 0 < s2 -> s2 < s2' ->
  crossing s2 c -> crossing s2' c' -> c < c').
Proof.
intros H. destruct (one_crossing 1 ltac:(lra)) as [c [C _]].
destruct (one_crossing 2 ltac:(lra)) as [c' [C' _]].
assert (A := H 1 2 c c' ltac:(lra) ltac:(lra) C C').
assert (B := crossing_falls 1 2 c c' ltac:(lra) ltac:(lra) C C'). lra.
Qed.

(* falls to less than a half *)
Theorem crossing_falls_half_wrong : ~ (forall s2 s2' c c', 0 < s2 -> s2 < s2' ->
  crossing s2 c -> crossing s2' c' -> c' < c / 2).
Proof.
intros H. destruct (one_crossing (1 / 20) ltac:(lra)) as [c [C _]].
destruct (one_crossing (1 / 4) ltac:(lra)) as [c' [C' _]].
assert (A := H (1 / 20) (1 / 4) c c' ltac:(lra) ltac:(lra) C C').
assert (B := proj1 (three_crossings c) C).
assert (B' := proj1 (proj2 (three_crossings c')) C'). lra.
Qed.

(* the first ends one place higher *)
Theorem three_crossings_above_wrong : ~ (forall c,
  (crossing (1 / 20) c -> 0.8471 < c < 0.8472) /\
  (crossing (1 / 4) c -> 0.6049 < c < 0.6050) /\
  (crossing 1 c -> 0.3062 < c < 0.3063)).
Proof.
intros H. destruct (one_crossing (1 / 20) ltac:(lra)) as [c [C _]].
assert (A := proj1 (H c) C). assert (B := proj1 (three_crossings c) C). lra.
Qed.

(* the last ends one place lower *)
Theorem three_crossings_below_wrong : ~ (forall c,
  (crossing (1 / 20) c -> 0.8470 < c < 0.8471) /\
  (crossing (1 / 4) c -> 0.6049 < c < 0.6050) /\
  (crossing 1 c -> 0.3061 < c < 0.3062)).
Proof.
intros H. destruct (one_crossing 1 ltac:(lra)) as [c [C _]].
assert (A := proj2 (proj2 (H c)) C). assert (B := proj2 (proj2 (three_crossings c)) C). lra.
Qed.
