(* Wrong variants of the numbers that cannot be lowered, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead separation staircase descent_steps velocity_shape.
From dlf Require Import descent_time descent_late rate_share descent_delay descent_early.
From dlf Require Import descent_best descent_best_peak descent_best_early.
From dlf Require Import wrong_descent_count wrong_descent_delay.
Open Scope R_scope.

Section Runs.
Variables (L N : nat) (eta s eps c t : R).
Hypotheses (L2 : (2 <= L)%nat) (eta0 : 0 < eta) (s0 : 0 < s).
Hypothesis F : fitted_run L N eta s eps c t.
Local Notation g := (mode_velocity L s).
Local Notation lc := (root_of L (c * s)).

Lemma run_facts : eps < lc /\ 0 < g eps /\ 0 < g lc.
Proof.
destruct F as [e0 [C [st _]]].
assert (A := start_below_level L s eps c L2 s0 e0 C st). split; [exact A |].
split; apply (positive_inside L s eps c L2 s0 e0 C); lra.
Qed.

(* up to the peak the largest velocity is the last one *)
Lemma rising_facts : c <= (INR L - 1) / (2 * INR L - 1) ->
  0 <= ln (g lc / g eps) /\ forall x, eps <= x <= lc -> g x <= g lc.
Proof.
intro B. destruct F as [e0 [C [st _]]]. destruct run_facts as [A [ge gl]].
assert (K := depth_at_least_two L L2). destruct (root_of_level L s c L2 s0 C) as [r0 rL].
assert (up : forall x, eps <= x <= lc -> g x <= g lc).
{ intros x X. apply (grows_by_slope g (velocity_slope L s)); [lra | |].
  - intros y _. apply velocity_derive, L2.
  - intros y Y. apply velocity_rising; [lra |].
    assert (y ^ L <= lc ^ L) by (apply pow_incr; lra).
    apply (Rle_div_r c) in B; [| lra].
    assert ((2 * INR L - 1) * y ^ L <= (2 * INR L - 1) * (c * s))
      by (apply Rmult_le_compat_l; lra). nra. }
split; [| exact up]. rewrite log_quotient by assumption.
assert (ln (g eps) <= ln (g lc)) by (apply ln_le; [exact ge | apply up; lra]). lra.
Qed.

Lemma largest_at_least M : is_largest_velocity L s eps lc M -> 0 <= ln (M / g eps).
Proof.
intros [_ B]. destruct run_facts as [A [ge gl]]. assert (Z := B eps ltac:(lra)).
rewrite log_quotient by lra. assert (ln (g eps) <= ln M) by (apply ln_le; lra). lra.
Qed.
End Runs.

Lemma depth_shares L : (2 <= L)%nat ->
  (INR L - 2) / (4 * INR L - 2) <= (INR L - 1) / (2 * INR L - 1).
Proof.
intro L2. assert (K := depth_at_least_two L L2). apply (Rle_div_l (INR L - 2)); [lra |].
replace ((INR L - 1) / (2 * INR L - 1) * (4 * INR L - 2)) with (2 * (INR L - 1)) by (field; lra).
lra.
Qed.

(* eleven twentieths for one half *)
Theorem half_is_best_share_wrong : ~ (forall L s, (2 <= L)%nat -> 0 < s -> forall r, (3 <= L)%nat ->
  r < 11 / 20 -> exists eta N eps c t, 0 < eta /\ fitted_run L N eta s eps c t /\
  c <= (INR L - 2) / (4 * INR L - 2) /\
  eta * (1 + r * ln (mode_velocity L s (root_of L (c * s)) / mode_velocity L s eps)) <
    eta * INR N - t).
Proof.
intro H. destruct (H 3%nat 1 ltac:(lia) ltac:(lra) (21 / 40) ltac:(lia) ltac:(lra))
  as [eta [N [eps [c [t [eta0 [F [B Q]]]]]]]].
assert (S := depth_shares 3 ltac:(lia)).
destruct (rising_facts 3 N eta 1 eps c t ltac:(lia) ltac:(lra) F ltac:(lra)) as [l0 _].
destruct F as [e0 [C [st [FS FT]]]].
destruct (late_while_rising 3 N eta 1 eps c t) as [_ K]; try assumption; try lia; try lra.
specialize (K B). set (l := ln _) in *. nra.
Qed.

(* for two factors too *)
Theorem half_is_best_two_wrong : ~ (forall L s, (2 <= L)%nat -> 0 < s -> forall r,
  r < 1 / 2 -> exists eta N eps c t, 0 < eta /\ fitted_run L N eta s eps c t /\
  c <= (INR L - 2) / (4 * INR L - 2) /\
  eta * (1 + r * ln (mode_velocity L s (root_of L (c * s)) / mode_velocity L s eps)) <
    eta * INR N - t).
Proof.
intro H. destruct (H 2%nat 1 ltac:(lia) ltac:(lra) (1 / 4) ltac:(lra))
  as [eta [N [eps [c [t [eta0 [F [B Q]]]]]]]].
destruct F as [e0 [C _]]. replace ((INR 2 - 2) / (4 * INR 2 - 2)) with 0 in B by (simpl; field).
lra.
Qed.

(* eleven tenths of two thirds *)
Theorem two_thirds_is_best_tenth_wrong : ~ (forall L s r, (2 <= L)%nat -> 0 < s ->
  r < 11 / 10 * (2 / 3) -> exists eta N eps c t, 0 < eta /\ fitted_run L N eta s eps c t /\
  c <= (INR L - 1) / (2 * INR L - 1) /\
  eta * (1 + r * ln (mode_velocity L s (root_of L (c * s)) / mode_velocity L s eps)) <
    eta * INR N - t).
Proof.
intro H. destruct (H 2%nat 1 (7 / 10) ltac:(lia) ltac:(lra) ltac:(lra))
  as [eta [N [eps [c [t [eta0 [F [B Q]]]]]]]].
destruct (rising_facts 2 N eta 1 eps c t ltac:(lia) ltac:(lra) F B) as [l0 _].
destruct F as [e0 [C [st [FS FT]]]].
destruct (late_while_rising 2 N eta 1 eps c t) as [K _]; try assumption; try lia; try lra.
set (l := ln _) in *. nra.
Qed.

(* in the convex part *)
Theorem two_thirds_is_best_convex_wrong : ~ (forall L s r, (3 <= L)%nat -> 0 < s ->
  r < 2 / 3 -> exists eta N eps c t, 0 < eta /\ fitted_run L N eta s eps c t /\
  c <= (INR L - 2) / (4 * INR L - 2) /\
  eta * (1 + r * ln (mode_velocity L s (root_of L (c * s)) / mode_velocity L s eps)) <
    eta * INR N - t).
Proof.
intro H. destruct (H 3%nat 1 (6 / 10) ltac:(lia) ltac:(lra) ltac:(lra))
  as [eta [N [eps [c [t [eta0 [F [B Q]]]]]]]].
assert (S := depth_shares 3 ltac:(lia)).
destruct (rising_facts 3 N eta 1 eps c t ltac:(lia) ltac:(lra) F ltac:(lra)) as [l0 _].
destruct F as [e0 [C [st [FS FT]]]].
destruct (late_while_rising 3 N eta 1 eps c t) as [_ K]; try assumption; try lia; try lra.
specialize (K B). set (l := ln _) in *. nra.
Qed.

(* eleven tenths of three quarters *)
Theorem three_quarters_is_best_tenth_wrong : ~ (forall L s r, (2 <= L)%nat -> 0 < s ->
  r < 11 / 10 * (3 / 4) -> exists eta N eps c t M, 0 < eta /\ fitted_run L N eta s eps c t /\
  is_largest_velocity L s eps (root_of L (c * s)) M /\
  eta * (1 + r * ln (M / mode_velocity L s eps)) < eta * INR N - t).
Proof.
intro H. destruct (H 2%nat 1 (8 / 10) ltac:(lia) ltac:(lra) ltac:(lra))
  as [eta [N [eps [c [t [M [eta0 [F [B Q]]]]]]]]].
assert (l0 := largest_at_least 2 N eta 1 eps c t ltac:(lia) ltac:(lra) F M B).
destruct F as [e0 [C [st [FS FT]]]].
assert (K := late_for_every_share 2 N eta 1 eps c t ltac:(lia) eta0 ltac:(lra) e0 C st FS FT M B).
set (l := ln _) in *. nra.
Qed.

(* up to the peak *)
Theorem three_quarters_is_best_rising_wrong : ~ (forall L s r, (2 <= L)%nat -> 0 < s ->
  r < 3 / 4 -> exists eta N eps c t M, 0 < eta /\ fitted_run L N eta s eps c t /\
  is_largest_velocity L s eps (root_of L (c * s)) M /\ c <= (INR L - 1) / (2 * INR L - 1) /\
  eta * (1 + r * ln (M / mode_velocity L s eps)) < eta * INR N - t).
Proof.
intro H. destruct (H 2%nat 1 (7 / 10) ltac:(lia) ltac:(lra) ltac:(lra))
  as [eta [N [eps [c [t [M [eta0 [F [B [P Q]]]]]]]]]].
assert (l0 := largest_at_least 2 N eta 1 eps c t ltac:(lia) ltac:(lra) F M B).
destruct (rising_facts 2 N eta 1 eps c t ltac:(lia) ltac:(lra) F P) as [_ up].
assert (E : M = mode_velocity 2 1 (root_of 2 (c * 1))).
{ destruct (run_facts 2 N eta 1 eps c t ltac:(lia) ltac:(lra) F) as [A _].
  destruct B as [[x [X ->]] B]. apply Rle_antisym; [apply up, X | apply B; lra]. }
destruct F as [e0 [C [st [FS FT]]]].
destruct (late_while_rising 2 N eta 1 eps c t) as [K _]; try assumption; try lia; try lra.
rewrite <- E in K. set (l := ln _) in *. nra.
Qed.

(* eleven tenths for one *)
Theorem one_is_best_tenth_wrong : ~ (forall L s, (2 <= L)%nat -> 0 < s -> forall r eta c,
  r < 11 / 10 -> 0 < eta -> 0 < c < 1 -> exists N eps t M, fitted_run L N eta s eps c t /\
  is_largest_velocity L s eps (root_of L (c * s)) M /\ forall q, 0 <= q <= 1 ->
    eta * (r + q * ln (M / mode_velocity L s eps)) < eta * INR N - t).
Proof.
intro H. destruct (H 2%nat 1 ltac:(lia) ltac:(lra) 1 1 (1 / 2) ltac:(lra) ltac:(lra) ltac:(lra))
  as [N [eps [t [M [F [B Q]]]]]].
destruct F as [e0 [C [st [FS FT]]]].
assert (K := late_for_every_share 2 N 1 1 eps (1 / 2) t ltac:(lia) ltac:(lra) ltac:(lra) e0 C st
  FS FT M B).
specialize (Q (3 / 4) ltac:(lra)). lra.
Qed.

(* from every start *)
Theorem one_is_best_start_wrong : ~ (forall L s, (2 <= L)%nat -> 0 < s -> forall r eta c eps,
  r < 1 -> 0 < eta -> 0 < c < 1 -> 0 < eps -> eps ^ L < c * s ->
  exists N t M, fitted_run L N eta s eps c t /\
  is_largest_velocity L s eps (root_of L (c * s)) M /\ forall q, 0 <= q <= 1 ->
    eta * (r + q * ln (M / mode_velocity L s eps)) < eta * INR N - t).
Proof.
intro H. destruct (H 2%nat 1 ltac:(lia) ltac:(lra) (9 / 10) 1 (1 / 4) (1 / 4) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) ltac:(lra)) as [N [t [M [F [B Q]]]]].
destruct F as [e0 [C [st [FS FT]]]].
rewrite (first_step_unique _ _ _ _ _ _ _ FS two_steps) in Q.
apply (fit_time_of_two (1 / 4) 1 (1 / 4) t ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) in FT.
assert (t1 : 75 / 100 <= t).
{ rewrite FT. unfold fit_time. apply (Rle_div_r (75 / 100)); [lra |].
  apply (log_at_least _ _ 4); [lia | lra | simpl; lra |]. simpl. lra. }
specialize (Q 1 ltac:(lra)). rewrite (root_is (1 / 2)) in B by lra.
assert (M1 : 3 / 8 <= M).
{ destruct B as [_ B]. specialize (B (1 / 2) ltac:(lra)). unfold mode_velocity in B. simpl in B.
  lra. }
assert (G : 45 / 100 <= ln (M / mode_velocity 2 1 (1 / 4))).
{ assert (E : mode_velocity 2 1 (1 / 4) = 15 / 64) by (unfold mode_velocity; simpl; field).
  rewrite E. apply Rle_trans with (ln (8 / 5)).
  - apply (log_at_least _ _ 4); [lia | lra | simpl; lra |]. simpl. lra.
  - apply ln_le; [lra |]. apply (Rle_div_r (8 / 5)); lra. }
simpl (INR 2) in Q. lra.
Qed.

(* with a share r of at least C(theta) there is no such run *)
Lemma no_earlier theta r N eps c t M : 0 < theta < 1 -> rate_share theta <= r ->
  fitted_run 2 N (theta / (INR 2 * Rpower 1 (2 - 2 / INR 2))) 1 eps c t ->
  is_largest_velocity 2 1 eps (root_of 2 (c * 1)) M ->
  ~ theta / (INR 2 * Rpower 1 (2 - 2 / INR 2)) * INR N - t <
    - (r * (theta / (INR 2 * Rpower 1 (2 - 2 / INR 2)) *
      ln (M / mode_velocity 2 1 (root_of 2 (c * 1))))).
Proof.
intros T R F B Q. set (eta := theta / _) in *.
assert (P := exp_pos ((2 - 2 / INR 2) * ln 1)). fold (Rpower 1 (2 - 2 / INR 2)) in P.
assert (eta0 : 0 < eta) by (apply Rdiv_lt_0_compat; simpl INR in *; lra).
assert (th : eta * INR 2 * Rpower 1 (2 - 2 / INR 2) = theta).
{ unfold eta. simpl INR in *. field. lra. }
destruct (run_facts 2 N eta 1 eps c t ltac:(lia) ltac:(lra) F) as [A [ge gl]].
destruct F as [e0 [C [st [FS FT]]]].
assert (K := early_at_most 2 N eta 1 eps c t M ltac:(lia) eta0 ltac:(lra) e0 C st FS FT B).
rewrite th in K. specialize (K ltac:(lra)). destruct B as [_ B].
assert (Z := B (root_of 2 (c * 1)) ltac:(lra)).
assert (l0 : 0 <= ln (M / mode_velocity 2 1 (root_of 2 (c * 1)))).
{ rewrite log_quotient by lra.
  assert (ln (mode_velocity 2 1 (root_of 2 (c * 1))) <= ln M) by (apply ln_le; lra). lra. }
set (l := ln _) in *. assert (0 <= eta * l) by (apply Rmult_le_pos; lra).
assert (rate_share theta * (eta * l) <= r * (eta * l)) by (apply Rmult_le_compat_r; lra). lra.
Qed.

(* eleven tenths of C(theta) *)
Theorem rate_share_is_best_tenth_wrong : ~ (forall L s, (2 <= L)%nat -> 0 < s -> forall theta r,
  0 < theta < 1 -> r < 11 / 10 * rate_share theta -> exists N eps c t M,
  fitted_run L N (theta / (INR L * Rpower s (2 - 2 / INR L))) s eps c t /\
  is_largest_velocity L s eps (root_of L (c * s)) M /\
  theta / (INR L * Rpower s (2 - 2 / INR L)) * INR N - t <
    - (r * (theta / (INR L * Rpower s (2 - 2 / INR L)) *
      ln (M / mode_velocity L s (root_of L (c * s)))))).
Proof.
intro H. assert (R := rate_share_between (1 / 2) ltac:(lra)).
destruct (H 2%nat 1 ltac:(lia) ltac:(lra) (1 / 2) (rate_share (1 / 2)) ltac:(lra) ltac:(lra))
  as [N [eps [c [t [M [F [B Q]]]]]]].
exact (no_earlier (1 / 2) (rate_share (1 / 2)) N eps c t M ltac:(lra) ltac:(lra) F B Q).
Qed.

(* one for C(theta) *)
Theorem rate_share_is_best_one_wrong : ~ (forall L s, (2 <= L)%nat -> 0 < s -> forall theta r,
  0 < theta < 1 -> r < 1 -> exists N eps c t M,
  fitted_run L N (theta / (INR L * Rpower s (2 - 2 / INR L))) s eps c t /\
  is_largest_velocity L s eps (root_of L (c * s)) M /\
  theta / (INR L * Rpower s (2 - 2 / INR L)) * INR N - t <
    - (r * (theta / (INR L * Rpower s (2 - 2 / INR L)) *
      ln (M / mode_velocity L s (root_of L (c * s)))))).
Proof.
intro H. assert (R := rate_share_between (1 / 2) ltac:(lra)).
destruct (H 2%nat 1 ltac:(lia) ltac:(lra) (1 / 2) (3 / 4) ltac:(lra) ltac:(lra))
  as [N [eps [c [t [M [F [B Q]]]]]]].
exact (no_earlier (1 / 2) (3 / 4) N eps c t M ltac:(lra) ltac:(lra) F B Q).
Qed.
