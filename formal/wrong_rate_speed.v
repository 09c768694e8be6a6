(* Wrong variants of the theorems on the speed in the rate, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From dlf Require Import rate_speed.
Open Scope R_scope.

Lemma sqrt_square a : 0 <= a -> sqrt a ^ 2 = a.
Proof. intros a0. simpl. rewrite Rmult_1_r. exact (sqrt_sqrt a a0). Qed.

(* two shrunken points of the rates 1/2 and 7475/9600 with the same strength *)
Lemma slow_point : on_line (1 / 2) 1 (sqrt (505 / 1000)) (1 / 10).
Proof.
split; [apply sqrt_lt_R0; lra | split; [lra |]]. rewrite sqrt_square by lra. field.
Qed.

Lemma fast_point : on_line (7475 / 9600) 1 (sqrt (2525 / 10000)) (1 / 5).
Proof.
split; [apply sqrt_lt_R0; lra | split; [lra |]]. rewrite sqrt_square by lra. field.
Qed.

Lemma same_strength :
  sqrt (505 / 1000) ^ 2 * (1 / 10) ^ (3 - 2) = sqrt (2525 / 10000) ^ 2 * (1 / 5) ^ (3 - 2).
Proof. rewrite !sqrt_square by lra. simpl. field. Qed.

Lemma start_on_line alpha : on_line alpha 1 1 1.
Proof. split; [lra | split; [lra | ring]]. Qed.

(* shrunken modes of any rates *)
Theorem speed_grows_with_rate_shrunken_wrong : ~ (forall L eps alpha alpha' x y x' y',
  (3 <= L)%nat -> 0 < eps -> 0 < alpha -> alpha < alpha' ->
  on_line alpha eps x y -> on_line alpha' eps x' y' ->
  x ^ 2 * y ^ (L - 2) = x' ^ 2 * y' ^ (L - 2) ->
  rate_speed L alpha x y < rate_speed L alpha' x' y').
Proof.
intros H. assert (A := H 3%nat 1 (1 / 2) (7475 / 9600) _ _ _ _ ltac:(lia) ltac:(lra) ltac:(lra)
  ltac:(lra) slow_point fast_point same_strength).
unfold rate_speed in A. rewrite !sqrt_square in A by lra. simpl in A. lra.
Qed.

(* faster by a tenth *)
Theorem speed_grows_with_rate_tenth_wrong : ~ (forall L eps alpha alpha' x y x' y',
  (3 <= L)%nat -> 0 < eps -> 0 < alpha -> alpha < alpha' ->
  on_line alpha eps x y -> on_line alpha' eps x' y' ->
  x ^ 2 * y ^ (L - 2) = x' ^ 2 * y' ^ (L - 2) ->
  (eps ^ L <= x ^ 2 * y ^ (L - 2) \/ 1 <= alpha) ->
  11 / 10 * rate_speed L alpha x y < rate_speed L alpha' x' y').
Proof.
intros H. assert (A := H 3%nat 1 1 (101 / 100) 1 1 1 1 ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra)
  (start_on_line _) (start_on_line _) eq_refl ltac:(right; lra)).
unfold rate_speed in A. simpl in A. lra.
Qed.

(* points of two rates *)
Theorem one_point_rates_wrong : ~ (forall L eps alpha alpha' x y x' y', (3 <= L)%nat ->
  0 < alpha -> 0 < alpha' -> on_line alpha eps x y -> on_line alpha' eps x' y' ->
  x ^ 2 * y ^ (L - 2) = x' ^ 2 * y' ^ (L - 2) -> x = x' /\ y = y').
Proof.
intros H. destruct (H 3%nat 1 (1 / 2) (7475 / 9600) _ _ _ _ ltac:(lia) ltac:(lra) ltac:(lra)
  slow_point fast_point same_strength). lra.
Qed.

(* a rate below 0 *)
Theorem one_point_sign_wrong : ~ (forall L eps alpha x y x' y', (3 <= L)%nat -> alpha <> 0 ->
  on_line alpha eps x y -> on_line alpha eps x' y' ->
  x ^ 2 * y ^ (L - 2) = x' ^ 2 * y' ^ (L - 2) -> x = x' /\ y = y').
Proof.
intros H. assert (P : on_line (-1) 1 (7 / 5) (1 / 5)) by (split; [lra | split; [lra | field]]).
assert (Q : on_line (-1) 1 (1 / 5) (7 / 5)) by (split; [lra | split; [lra | field]]).
destruct (H 4%nat 1 (-1) _ _ _ _ ltac:(lia) ltac:(lra) P Q ltac:(simpl; field)). lra.
Qed.

(* any rate but 0 *)
Theorem each_strength_sign_wrong : ~ (forall L eps alpha mu, (3 <= L)%nat -> 0 < eps ->
  alpha <> 0 -> 0 < mu -> exists x y, on_line alpha eps x y /\ x ^ 2 * y ^ (L - 2) = mu).
Proof.
intros H. destruct (H 4%nat 1 (-1) 2 ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra))
  as [x [y [[x0 [y0 l]] e]]].
simpl (4 - 2)%nat in e. assert (S := pow2_ge_0 (x ^ 2 - y ^ 2)). nra.
Qed.

(* two layers too *)
Theorem each_strength_depth_wrong : ~ (forall L eps alpha mu, (2 <= L)%nat -> 0 < eps ->
  0 < alpha -> 0 < mu -> exists x y, on_line alpha eps x y /\ x ^ 2 * y ^ (L - 2) = mu).
Proof.
intros H. destruct (H 2%nat 1 (1 / 2) (1 / 4) ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra))
  as [x [y [[x0 [y0 l]] e]]].
simpl (2 - 2)%nat in e. rewrite pow_O in e. assert (S := pow2_ge_0 y). lra.
Qed.
