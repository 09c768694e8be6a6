(* Three noises and the ratio from which the large model wins, over Coq's reals.

   three_crossings (B3XQ, part 3): 0.8470 < c < 0.8471 for s2 = 1/20, 0.6049 < c < 0.6050 for
     s2 = 1/4, and 0.3062 < c < 0.3063 for s2 = 1. Just above the lower ends no th wins; at the
     upper ends th = 3/4, 10/17 and 1/2 do. *)
From Coq Require Import Reals Lra Psatz.
From dlf Require Import large_then_prune.
Open Scope R_scope.

(* what the large model lacks, times 1 - th *)
Definition lack_times (s2 r th : R) :=
  (s2 + (1 - th) ^ 2) * (1 - th) + r * th ^ 2 * (s2 + (1 - th) ^ 2) - s2 / (1 - r) * (1 - th).

Lemma loses s2 r : r < 1 -> (forall th, 0 < th < 1 -> 0 <= lack_times s2 r th) ->
  ~ large_wins s2 r.
Proof.
intros r1 lacks [th [t01 w]]. assert (A := lacks th t01).
assert (E : lack_times s2 r th = (large_error s2 r th - small_error s2 r) * (1 - th)).
{ unfold lack_times, large_error, small_error. field. lra. }
rewrite E in A. nra.
Qed.

Lemma between s2 lo near hi c : 0 < lo -> lo < near -> near < 1 -> 0 < hi < 1 -> crossing s2 c ->
  ~ large_wins s2 near -> large_wins s2 hi -> lo < c < hi.
Proof.
intros lo0 ln n1 hb [_ C] loss win. split; [| exact (proj1 (C hi hb) win)].
apply Rnot_le_lt. intros l. apply loss, C; lra.
Qed.

(* lack_times is (th - a)^2 (p - q th + r th^2) and what is linear in th *)
Lemma loses_near s2 r a : let q := 1 + 2 * r - 2 * a * r in
  let p := 3 + r * (s2 + 1) - 2 * a * q - a ^ 2 * r in
  0 < r < 1 -> q ^ 2 <= 4 * r * p -> a ^ 2 * p <= lack_times s2 r 0 ->
  (1 - a) ^ 2 * (p - q + r) <= lack_times s2 r 1 -> ~ large_wins s2 r.
Proof.
intros q p [r0 r1] D e0 e1. apply loses; [exact r1 |]. intros th t01.
assert (A : 0 <= p - q * th + r * th ^ 2).
{ apply Rmult_le_reg_l with (4 * r); [lra |]. assert (Z := pow2_ge_0 (2 * r * th - q)). lra. }
assert (S := Rmult_le_pos _ _ (pow2_ge_0 (th - a)) A).
assert (E : lack_times s2 r th - (th - a) ^ 2 * (p - q * th + r * th ^ 2) =
  (1 - th) * (lack_times s2 r 0 - a ^ 2 * p) +
  th * (lack_times s2 r 1 - (1 - a) ^ 2 * (p - q + r))).
{ unfold lack_times, p, q. ring. }
nra.
Qed.

Lemma little_noise_loses : ~ large_wins (1 / 20) (847001 / 1000000).
Proof. apply (loses_near _ _ (75437 / 100000)); unfold lack_times; lra. Qed.

Lemma middle_noise_loses : ~ large_wins (1 / 4) (604901 / 1000000).
Proof. apply (loses_near _ _ (5881 / 10000)); unfold lack_times; lra. Qed.

Lemma much_noise_loses : ~ large_wins 1 (306201 / 1000000).
Proof. apply (loses_near _ _ (25037 / 50000)); unfold lack_times; lra. Qed.

Theorem three_crossings c :
  (crossing (1 / 20) c -> 0.8470 < c < 0.8471) /\
  (crossing (1 / 4) c -> 0.6049 < c < 0.6050) /\
  (crossing 1 c -> 0.3062 < c < 0.3063).
Proof.
split; [| split]; intros H.
- apply (between _ _ _ _ c) with (5 := H) (6 := little_noise_loses); try lra.
  exists (3 / 4). split; [lra |]. unfold large_error, small_error. lra.
- apply (between _ _ _ _ c) with (5 := H) (6 := middle_noise_loses); try lra.
  exists (10 / 17). split; [lra |]. unfold large_error, small_error. lra.
- apply (between _ _ _ _ c) with (5 := H) (6 := much_noise_loses); try lra.
  exists (1 / 2). split; [lra |]. unfold large_error, small_error. lra.
Qed.
