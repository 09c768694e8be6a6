(* The plateau between two modes of three factors or more under descent, over the reals.

   deep_count: eta N is eps^-(L-2)/((L-2) s) up to a constant times log(1/eps), for every fraction,
     if eta L s^(2-2/L) < 1.
   deep_plateau (V7QD, part 3): eta times the steps from the arrival of the larger target at 1 - c
     to that of the smaller one at c is eps^-(L-2)/(L-2) (1/s_j - 1/s_i), up to a constant times
     log(1/eps), if eta L s_i^(2-2/L) < 1. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead staircase fit_series mode_exists power_sum mode_series.
From dlf Require Import descent_steps velocity_shape descent_time descent_late rate_share.
From dlf Require Import descent_delay descent_early.
Open Scope R_scope.

Lemma log_at_least_one eps : 0 < eps <= 1 / 3 -> 1 <= ln (1 / eps).
Proof.
intros E. assert (H : ln (exp 1) <= ln (1 / eps)); [| rewrite ln_exp in H; exact H].
apply ln_le; [apply exp_pos |].
apply Rle_trans with 3; [apply exp_le_3 |]. apply (Rle_div_r 3 1 eps); lra.
Qed.

Lemma log_of_power x n : 0 < x -> ln (x ^ n) = INR n * ln x.
Proof. intro x0. rewrite <- Rpower_pow by exact x0. unfold Rpower. apply ln_exp. Qed.

Section Fraction.
Variables (L : nat) (eta s q : R).
Hypotheses (L3 : (3 <= L)%nat) (eta0 : 0 < eta) (s0 : 0 < s) (Q : 0 < q < 1).
Hypothesis small : eta * INR L * Rpower s (2 - 2 / INR L) < 1.
Local Notation g := (mode_velocity L s).
Local Notation lc := (root_of L (q * s)).

(* the time of the flow is the first term, up to a constant *)
Lemma time_near eps t : 0 < eps <= 1 -> eps ^ L < q * s -> is_fit_time L eps q s t ->
  Rabs (t - / eps ^ (L - 2) / ((INR L - 2) * s)) <=
    Rabs (fit_constant L s q) + 1 / (2 * s ^ 2 * (1 - q)).
Proof.
intros E start T. apply (fit_time_of_more L q s eps t L3 Q s0 (proj1 E) start) in T. rewrite T.
destruct (mode_exists L s eps) as [mu M]; [lia | lra | lra |].
destruct (mode_fitted_once L q s eps mu L3 Q s0 (proj1 E) start M) as [_ [_ B]].
unfold series_time. set (x := / eps ^ (L - 2) / _).
replace (x + fit_constant L s q - fit_remainder L s eps - x) with
  (fit_constant L s q - fit_remainder L s eps) by ring.
eapply Rle_trans; [apply Rabs_triang |]. apply Rplus_le_compat_l. rewrite Rabs_Ropp.
assert (e2 : 0 < eps ^ 2 <= 1) by (split; [apply pow_lt; lra | nra]).
assert (s2 : 0 < s ^ 2) by (apply pow_lt; lra).
assert (P : 0 < eps ^ 2 / (2 * s ^ 2)) by (apply Rdiv_lt_0_compat; lra).
rewrite Rabs_pos_eq by lra. apply Rle_trans with (1 := Rlt_le _ _ (proj2 B)).
assert (Y : eps ^ L / s < q) by (apply Rlt_div_l; lra).
assert (Z : 0 < 2 * s ^ 2 * (1 - q)) by (apply Rmult_lt_0_compat; lra).
assert (W : 2 * s ^ 2 * (1 - q) <= 2 * s ^ 2 * (1 - eps ^ L / s))
  by (apply Rmult_le_compat_l; lra).
unfold Rdiv at 1 3. apply Rmult_le_compat; [lra | | lra |].
- left. apply Rinv_0_lt_compat. lra.
- apply Rinv_le_contravar; lra.
Qed.

Theorem deep_count : exists K, forall eps N, 0 < eps <= 1 / 3 -> eps ^ L < q * s ->
  is_first_step L eta s eps (q * s) N ->
  Rabs (eta * INR N - / eps ^ (L - 2) / ((INR L - 2) * s)) <= K * ln (1 / eps).
Proof.
assert (L2 : (2 <= L)%nat) by lia. assert (N0 := le_INR 3 L L3). simpl in N0.
assert (qs : 0 < q * s < s) by nra.
destruct (power_of_root L (q * s) L2 ltac:(lra)) as [r0 rL].
assert (gl : 0 < g lc) by (apply velocity_positive; [exact r0 | lra]).
set (M0 := lc ^ (L - 1) * s).
assert (p0 : 0 < lc ^ (L - 1)) by (apply pow_lt; exact r0).
assert (M1 : 0 < M0) by (apply Rmult_lt_0_compat; assumption).
set (th := eta * INR L * Rpower s (2 - 2 / INR L)) in *.
assert (t0 : 0 < th).
{ apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra | apply exp_pos]. }
assert (R0 := rate_share_between th ltac:(lra)).
set (d := 1 - q). assert (d0 : 0 < d) by (unfold d; lra).
set (A := Rabs (ln (M0 / (d * s))) + (INR L - 1)).
set (B := rate_share th * (eta * Rabs (ln (M0 / g lc)))).
set (T := Rabs (fit_constant L s q) + 1 / (2 * s ^ 2 * (1 - q))).
assert (A0 : 0 <= A).
{ unfold A. assert (P := Rabs_pos (ln (M0 / (d * s)))). lra. }
assert (B0 : 0 <= B).
{ unfold B. apply Rmult_le_pos; [lra |]. apply Rmult_le_pos; [lra | apply Rabs_pos]. }
exists (eta * (1 + 3 / 4 * A) + B + T). intros eps N E start F.
assert (l1 := log_at_least_one eps E). set (l := ln (1 / eps)) in *.
assert (FT : is_fit_time L eps q s (series_time L eps q s)).
{ apply fit_time_of_more; try assumption; [lra | reflexivity]. }
set (t := series_time L eps q s) in *.
assert (TN := time_near eps t ltac:(lra) start FT). fold T in TN.
assert (el : eps < lc) by (apply below_root; [exact L2 | lra | lra | exact start]).
destruct (largest_velocity_exists L s eps lc L2 ltac:(lra)) as [M LM].
assert (U := late_for_every_share L N eta s eps q t L2 eta0 s0 (proj1 E) Q start F FT M LM).
assert (V := early_at_most L N eta s eps q t M L2 eta0 s0 (proj1 E) Q start F FT LM small).
fold th in V. assert (MM : g lc <= M <= M0).
{ destruct LM as [[x [X ->]] Y]. split; [apply Y; lra |]. unfold mode_velocity, M0.
  replace (- (x ^ (L - 1) * (x ^ L - s))) with (x ^ (L - 1) * (s - x ^ L)) by ring.
  assert (0 < x ^ L) by (apply pow_lt; lra). assert (x ^ L <= lc ^ L) by (apply pow_incr; lra).
  apply Rmult_le_compat; [apply pow_le; lra | lra | apply pow_incr; lra | lra]. }
assert (ge : d * s * eps ^ (L - 1) <= g eps).
{ unfold mode_velocity, d. assert (0 < eps ^ (L - 1)) by (apply pow_lt; lra).
  replace (- (eps ^ (L - 1) * (eps ^ L - s))) with ((s - eps ^ L) * eps ^ (L - 1)) by ring.
  apply Rmult_le_compat_r; lra. }
assert (z0 : 0 < eps ^ (L - 1)) by (apply pow_lt; lra).
assert (ds : 0 < d * s) by (apply Rmult_lt_0_compat; lra).
assert (g0 : 0 < d * s * eps ^ (L - 1)) by (apply Rmult_lt_0_compat; lra).
assert (lE : ln (M / g eps) <= A * l).
{ rewrite log_quotient by lra. assert (ln M <= ln M0) by (apply ln_le; lra).
  assert (G : ln (d * s * eps ^ (L - 1)) <= ln (g eps)) by (apply ln_le; lra).
  rewrite ln_mult, log_of_power in G by lra.
  assert (X : l = - ln eps) by (unfold l; rewrite log_quotient, ln_1 by lra; ring).
  rewrite minus_INR in G by lia. simpl (INR 1) in G.
  assert (Y := Rle_abs (ln (M0 / (d * s)))). rewrite (log_quotient M0) in Y by lra.
  unfold A. rewrite (log_quotient M0) by lra. set (a := Rabs (ln M0 - ln (d * s))) in *.
  assert (a0 : 0 <= a) by apply Rabs_pos.
  assert (a * 1 <= a * l) by (apply Rmult_le_compat_l; lra).
  replace (ln eps) with (- l) in G by lra. lra. }
assert (lC : ln (M / g lc) <= Rabs (ln (M0 / g lc))).
{ eapply Rle_trans; [| apply Rle_abs]. apply log_grows; lra. }
assert (BV : rate_share th * (eta * ln (M / g lc)) <= B).
{ apply Rmult_le_compat_l; [lra |]. apply Rmult_le_compat_l; lra. }
assert (BU : eta * (1 + 3 / 4 * ln (M / g eps)) <= eta * (1 + 3 / 4 * A) * l).
{ rewrite Rmult_assoc. apply Rmult_le_compat_l; lra. }
assert (B * 1 <= B * l) by (apply Rmult_le_compat_l; lra).
assert (T0 : 0 <= T) by (eapply Rle_trans; [apply Rabs_pos | exact TN]).
assert (T * 1 <= T * l) by (apply Rmult_le_compat_l; lra).
assert (0 <= eta * (1 + 3 / 4 * A) * l) by (apply Rmult_le_pos; [apply Rmult_le_pos |]; lra).
assert (0 <= B * l) by (apply Rmult_le_pos; lra).
assert (Rabs (eta * INR N - t) <= eta * (1 + 3 / 4 * A) * l + B * l) by (apply Rabs_le; lra).
replace (eta * INR N - / eps ^ (L - 2) / ((INR L - 2) * s)) with
  ((eta * INR N - t) + (t - / eps ^ (L - 2) / ((INR L - 2) * s))) by ring.
eapply Rle_trans; [apply Rabs_triang |]. lra.
Qed.
End Fraction.

Theorem deep_plateau L eta c si sj : (3 <= L)%nat -> 0 < eta -> 0 < c < 1 / 2 -> 0 < sj < si ->
  eta * INR L * Rpower si (2 - 2 / INR L) < 1 ->
  exists K, forall eps Ni Nj, 0 < eps <= 1 / 3 -> eps ^ L < c * sj ->
    is_first_step L eta si eps ((1 - c) * si) Ni -> is_first_step L eta sj eps (c * sj) Nj ->
    Rabs (eta * (INR Nj - INR Ni) - / eps ^ (L - 2) / (INR L - 2) * (1 / sj - 1 / si)) <=
      K * ln (1 / eps).
Proof.
intros L3 eta0 C S small. assert (N0 := le_INR 3 L L3). simpl in N0.
assert (small' : eta * INR L * Rpower sj (2 - 2 / INR L) < 1).
{ eapply Rle_lt_trans; [| exact small]. apply Rmult_le_compat_l; [nra |].
  apply Rle_Rpower_l; [| lra]. assert (2 / INR L <= 1); [apply Rle_div_l |]; lra. }
destruct (deep_count L eta si (1 - c) L3 eta0 ltac:(lra) ltac:(lra) small) as [Ki Hi].
destruct (deep_count L eta sj c L3 eta0 ltac:(lra) ltac:(lra) small') as [Kj Hj].
exists (Ki + Kj). intros eps Ni Nj E start I J.
assert (A := Hi eps Ni E ltac:(nra) I). assert (B := Hj eps Nj E start J).
assert (p0 : 0 < eps ^ (L - 2)) by (apply pow_lt; lra).
replace (eta * (INR Nj - INR Ni) - / eps ^ (L - 2) / (INR L - 2) * (1 / sj - 1 / si)) with
  ((eta * INR Nj - / eps ^ (L - 2) / ((INR L - 2) * sj)) +
   - (eta * INR Ni - / eps ^ (L - 2) / ((INR L - 2) * si))) by (field; repeat split; lra).
eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_Ropp. lra.
Qed.
