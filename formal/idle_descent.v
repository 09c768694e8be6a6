(* A mode without target under descent is at most what it is under the flow, for every depth L.

   L >= 2 factors, the target 0: a step takes beta to beta - eta beta^(2L-1). The flow at the time t
   is beta(t) = eps (1 + (2L-2) eps^(2L-2) t)^(-1/(2L-2)), as in scalar.v.
   idle_step_bernoulli: (1 - q)^p (1 + p q) <= 1 for 0 <= q <= 1.
   idle_descent_below_flow (WHSH, part 5, last sentence): if eta eps^(2L-2) <= 1, then beta_k is at
     most beta(k eta) at every step k. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead descent_steps.
Open Scope R_scope.

Lemma idle_step_bernoulli p q : 0 <= q <= 1 -> (1 - q) ^ p * (1 + INR p * q) <= 1.
Proof.
intros [q0 q1].
induction p as [| p IH]; [simpl; lra |]. rewrite S_INR.
assert (P := pos_INR p). simpl pow.
assert (A : 0 <= (1 - q) ^ p) by (apply pow_le; lra).
set (x := (1 - q) ^ p) in *. set (n := INR p) in *.
assert ((1 - q) * x * (1 + (n + 1) * q) <= x * (1 + n * q)); [| lra].
assert (0 <= x * ((n + 1) * (q * q))) by (apply Rmult_le_pos; nra). nra.
Qed.

Section Idle.
Variables (L : nat) (eta eps : R).
Hypotheses (L2 : (2 <= L)%nat) (eta0 : 0 <= eta) (e0 : 0 < eps).
Hypothesis small : eta * eps ^ (2 * L - 2) <= 1.
Local Notation p := (2 * L - 2)%nat.
Local Notation beta k := (descent L eta 0 eps k).

Lemma idle_descent_step k : beta (S k) = beta k * (1 - eta * beta k ^ p).
Proof.
change (beta (S k)) with (beta k + eta * mode_velocity L 0 (beta k)). unfold mode_velocity.
assert (E : beta k ^ p = beta k ^ (L - 1) * beta k ^ (L - 1)).
{ rewrite <- pow_add. f_equal. lia. }
assert (E' : beta k ^ L = beta k * beta k ^ (L - 1)).
{ change (beta k ^ L = beta k ^ S (L - 1)). f_equal. lia. }
rewrite E, E'. ring.
Qed.

(* the power of beta_k, without a quotient *)
Lemma idle_powers k : 0 <= beta k <= eps /\
  beta k ^ p * (1 + INR p * eps ^ p * (INR k * eta)) <= eps ^ p.
Proof.
assert (E := pow_lt eps p e0). assert (P := pos_INR p).
induction k as [| k [[b0 b1] IH]].
- split; [simpl; lra |]. change (beta 0) with eps. simpl INR. rewrite Rmult_0_l, Rmult_0_r. lra.
- assert (B := pow_le _ p b0). assert (BE : beta k ^ p <= eps ^ p) by (apply pow_incr; lra).
  assert (q0 : 0 <= eta * beta k ^ p) by (apply Rmult_le_pos; assumption).
  assert (q1 : eta * beta k ^ p <= 1).
  { apply Rle_trans with (2 := small). apply Rmult_le_compat_l; assumption. }
  rewrite idle_descent_step, S_INR. split.
  + split; [apply Rmult_le_pos; lra |]. apply Rle_trans with (beta k * 1); [| lra].
    apply Rmult_le_compat_l; lra.
  + rewrite Rpow_mult_distr. assert (I := idle_step_bernoulli p _ (conj q0 q1)).
    assert (Z : 0 <= (1 - eta * beta k ^ p) ^ p) by (apply pow_le; lra).
    set (x := beta k ^ p) in *. set (z := (1 - eta * x) ^ p) in *. set (n := INR p) in *.
    set (e := eps ^ p) in *. set (K := INR k) in *.
    replace (x * z * (1 + n * e * ((K + 1) * eta)))
      with (z * (x * (1 + n * e * (K * eta))) + e * (z * (n * (eta * x)))) by ring.
    apply Rle_trans with (z * e + e * (z * (n * (eta * x)))).
    * apply Rplus_le_compat_r. apply Rmult_le_compat_l; assumption.
    * replace (z * e + e * (z * (n * (eta * x)))) with (e * (z * (1 + n * (eta * x)))) by ring.
      rewrite <- (Rmult_1_r e) at 2. apply Rmult_le_compat_l; lra.
Qed.

Lemma flow_power t : 0 <= t ->
  0 < unlearned_mode L eps t /\
  unlearned_mode L eps t ^ p * (1 + INR p * eps ^ p * t) = eps ^ p.
Proof.
intro t0. assert (P0 : 0 < INR p) by (apply lt_0_INR; lia).
assert (E := pow_lt eps p e0). unfold unlearned_mode.
assert (A0 : 0 < 1 + INR p * eps ^ p * t).
{ assert (0 <= INR p * eps ^ p * t); [| lra].
  apply Rmult_le_pos; [apply Rmult_le_pos |]; lra. }
set (A := 1 + INR p * eps ^ p * t) in *.
assert (Q : 0 < Rpower A (- / INR p)) by apply exp_pos.
split; [apply Rmult_lt_0_compat; assumption |].
rewrite Rpow_mult_distr, <- (Rpower_pow p _ Q), Rpower_mult.
replace (- / INR p * INR p) with (- (1)) by (field; lra).
rewrite Rpower_Ropp, Rpower_1 by exact A0. field. lra.
Qed.

Theorem idle_descent_below_flow k :
  0 <= beta k <= unlearned_mode L eps (INR k * eta).
Proof.
destruct (idle_powers k) as [[b0 _] B].
assert (t0 : 0 <= INR k * eta) by (apply Rmult_le_pos; [apply pos_INR | exact eta0]).
destruct (flow_power _ t0) as [u0 U]. split; [exact b0 |].
destruct (Rle_lt_dec (beta k) (unlearned_mode L eps (INR k * eta))) as [l | l]; [exact l |].
exfalso. assert (P0 : 0 < INR p) by (apply lt_0_INR; lia).
assert (E := pow_lt eps p e0).
assert (A0 : 0 < 1 + INR p * eps ^ p * (INR k * eta)).
{ assert (0 <= INR p * eps ^ p * (INR k * eta)); [| lra].
  apply Rmult_le_pos; [apply Rmult_le_pos |]; lra. }
assert (S : unlearned_mode L eps (INR k * eta) ^ p < beta k ^ p).
{ rewrite <- (Rpower_pow p _ u0), <- (Rpower_pow p (beta k)) by lra.
  unfold Rpower. apply exp_increasing. apply Rmult_lt_compat_l; [exact P0 |].
  apply ln_increasing; assumption. }
apply Rmult_lt_compat_r with (r := 1 + INR p * eps ^ p * (INR k * eta)) in S; [lra | exact A0].
Qed.
End Idle.
