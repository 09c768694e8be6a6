(* Wrong variants of the limit of a mode in the rate, near the truth, refuted: three factors. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compressed_bounds rate_speed rate_order rate_course rate_limit.
From dlf Require Import rate_exists wrong_curves wrong_mode_course wrong_rate_course.
Open Scope R_scope.

(* a mode that stays at the target *)
Lemma resting alpha : rate_run 3 alpha 1 1 (fun _ => 1) (fun _ => 1).
Proof. intro T. split; [apply still_mode; simpl; ring | split; reflexivity]. Qed.

(* nine tenths of the limit *)
Theorem rate_rises_to_share_wrong : ~ (forall L alpha s eps x y, (3 <= L)%nat -> 0 < alpha ->
  0 <= s -> 0 < eps -> rate_run L alpha s eps x y -> eps ^ L < s ->
  is_lim (fun t => x t ^ 2 * y t ^ (L - 2)) p_infty (9 / 10 * s)).
Proof.
intro H. destruct (rate_exists 3 4 2 1) as [x [y R]]; [lia | lra | lra | lra |].
assert (l : 1 ^ 3 < 2) by lra.
assert (A := H 3%nat 4 2 1 x y ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) R l).
destruct (rate_rises_to 3 4 2 1 x y ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) R l)
  as [_ [_ [_ B]]].
assert (C := single_limit _ _ _ A B). lra.
Qed.

(* a start at the target *)
Theorem rate_rises_to_start_wrong : ~ (forall L alpha s eps x y, (3 <= L)%nat -> 0 < alpha ->
  0 <= s -> 0 < eps -> rate_run L alpha s eps x y -> eps ^ L <= s ->
  forall t u, 0 <= t < u -> x t ^ 2 * y t ^ (L - 2) < x u ^ 2 * y u ^ (L - 2)).
Proof.
intro H. assert (A := H 3%nat 4 1 1 _ _ ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) (resting 4)
  ltac:(lra) 0 1 ltac:(lra)). lra.
Qed.

(* eleven tenths of the limit *)
Theorem rate_falls_to_share_wrong : ~ (forall L alpha s eps x y, (3 <= L)%nat -> 0 < alpha ->
  0 <= s -> 0 < eps -> rate_run L alpha s eps x y -> s < eps ^ L ->
  is_lim (fun t => x t ^ 2 * y t ^ (L - 2)) p_infty (11 / 10 * s)).
Proof.
intro H. destruct (rate_exists 3 4 2 2) as [x [y R]]; [lia | lra | lra | lra |].
assert (l : 2 < 2 ^ 3) by lra.
assert (A := H 3%nat 4 2 2 x y ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) R l).
destruct (rate_falls_to 3 4 2 2 x y ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) R l)
  as [_ [_ [_ B]]].
assert (C := single_limit _ _ _ A B). lra.
Qed.

(* a start at the target *)
Theorem rate_falls_to_start_wrong : ~ (forall L alpha s eps x y, (3 <= L)%nat -> 0 < alpha ->
  0 <= s -> 0 < eps -> rate_run L alpha s eps x y -> s <= eps ^ L ->
  forall t u, 0 <= t < u -> x u ^ 2 * y u ^ (L - 2) < x t ^ 2 * y t ^ (L - 2)).
Proof.
intro H. assert (A := H 3%nat 4 1 1 _ _ ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) (resting 4)
  ltac:(lra) 0 1 ltac:(lra)). lra.
Qed.

(* the point x^2 = 6, y = 3/2 of the line of the rate 4 *)
Lemma speed_at_nine : is_speed 3 1 4 9 144.
Proof.
exists (sqrt 6), (3 / 2). assert (X := sqrt_lt_R0 6 ltac:(lra)). unfold on_line.
rewrite pow2_sqrt by lra. repeat split; simpl; lra.
Qed.

(* a mode towards it, with its rate *)
Lemma towards_nine : exists x y, rate_run 3 4 9 1 x y /\
  is_lim (fun t => ln (Rabs (9 - x t ^ 2 * y t ^ (3 - 2))) / t) p_infty (- 144).
Proof.
destruct (rate_exists 3 4 9 1) as [x [y R]]; [lia | lra | lra | lra |].
exists x, y. split; [exact R |].
exact (rate_approach 3 4 9 1 x y ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) R 144 ltac:(lra)
  ltac:(lra) speed_at_nine).
Qed.

(* half of the rate *)
Theorem rate_approach_half_wrong : ~ (forall L alpha s eps x y v, (3 <= L)%nat -> 0 < alpha ->
  0 < eps -> rate_run L alpha s eps x y -> 0 < s -> eps ^ L <> s -> is_speed L eps alpha s v ->
  is_lim (fun t => ln (Rabs (s - x t ^ 2 * y t ^ (L - 2))) / t) p_infty (- (v / 2))).
Proof.
intro H. destruct towards_nine as [x [y [R A]]].
assert (B := H 3%nat 4 9 1 x y 144 ltac:(lia) ltac:(lra) ltac:(lra) R ltac:(lra) ltac:(lra)
  speed_at_nine).
assert (C := single_limit _ _ _ A B). lra.
Qed.

(* the speed of the rate 1 *)
Theorem rate_approach_rate_wrong : ~ (forall L alpha s eps x y v, (3 <= L)%nat -> 0 < alpha ->
  0 < eps -> rate_run L alpha s eps x y -> 0 < s -> eps ^ L <> s -> is_speed L eps 1 s v ->
  is_lim (fun t => ln (Rabs (s - x t ^ 2 * y t ^ (L - 2))) / t) p_infty (- v)).
Proof.
intro H. destruct towards_nine as [x [y [R A]]].
destruct (speed_of_strength 3 1 1 9) as [v [S _]]; [lia | lra | lra | lra |].
assert (B := H 3%nat 4 9 1 x y v ltac:(lia) ltac:(lra) ltac:(lra) R ltac:(lra) ltac:(lra) S).
assert (C := single_limit _ _ _ A B). destruct S as [a [b [[a0 [b0 l]] [e E]]]].
assert (q : a = b) by nra. subst b. simpl in e, E.
assert (e' : a * a * a = 9) by lra. assert (a2 : a * a <> 0) by nra.
assert (G : v * (a * a) = 243) by (rewrite E; field; apply Rgt_not_eq; exact a0).
assert (V : v = 144) by lra. rewrite V in G. assert (A2 : a * a = 27 / 16) by lra.
rewrite A2 in e'. assert (a = 16 / 3) by lra. nra.
Qed.

(* the target reached at some time *)
Theorem rate_exists_reached_wrong : ~ (forall L alpha s eps, (3 <= L)%nat -> 0 < alpha ->
  0 <= s -> 0 < eps -> exists x y, rate_run L alpha s eps x y /\
  exists t, 0 <= t /\ x t ^ 2 * y t ^ (L - 2) = s).
Proof.
intro H. destruct (H 3%nat 4 2 1) as [x [y [R [t [t0 e]]]]]; [lia | lra | lra | lra |].
destruct (rate_rises_to 3 4 2 1 x y ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) R ltac:(lra))
  as [_ [_ [B _]]]. assert (A := B t t0). lra.
Qed.

(* equal strengths outside and inside *)
Theorem rate_exists_equal_wrong : ~ (forall L alpha s eps, (3 <= L)%nat -> 0 < alpha ->
  0 <= s -> 0 < eps -> exists x y, rate_run L alpha s eps x y /\
  forall t, 0 <= t -> x t = y t).
Proof.
intro H. destruct (H 3%nat 4 2 1) as [x [y [R e]]]; [lia | lra | lra | lra |].
destruct (rate_rises_to 3 4 2 1 x y ltac:(lia) ltac:(lra) ltac:(lra) ltac:(lra) R ltac:(lra))
  as [S [U _]]. assert (A := U 0 1 ltac:(lra)). rewrite S in A.
destruct (run_on_line 3 4 2 1 x y ltac:(lia) ltac:(lra) ltac:(lra) R 1 ltac:(lra)) as [x0 [y0 l]].
rewrite (e 1) in l, A by lra. assert (Y : y 1 = 1) by nra. rewrite Y in A. simpl in A. lra.
Qed.
