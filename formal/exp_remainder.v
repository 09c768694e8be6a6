(* The quotient (e^y - 1 - y)/y^2 increases, over the reals.

   exp_remainder_share (BN6Z): e^y - 1 - y is y^2 times the integral of (1 - t) e^(t y) over
     0 <= t <= 1, for every y, and this integral increases strictly with y.
   exp_below_parabola (BN6Z, part 2): for l > 0, S > 0 and Y <= S,
     e^(l Y) <= 1 + l Y + Y^2 (e^(l S) - 1 - l S)/S^2. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(* the integral of (1 - t) e^(t y) over 0 <= t <= 1 *)
Definition exp_share (y : R) : R := RInt (fun t => (1 - t) * exp (t * y)) 0 1.

Lemma share_continuous y t : continuous (fun t => (1 - t) * exp (t * y)) t.
Proof. apply (ex_derive_continuous (fun t => (1 - t) * exp (t * y))). auto_derive. exact I. Qed.

Lemma share_integrable y : ex_RInt (fun t => (1 - t) * exp (t * y)) 0 1.
Proof. apply (ex_RInt_continuous (V := R_CompleteNormedModule)). intros t _.
apply share_continuous. Qed.

Theorem exp_remainder_share : (forall y, exp y - 1 - y = y ^ 2 * exp_share y) /\
  forall y z, y < z -> exp_share y < exp_share z.
Proof.
split.
- intro y. set (g := fun t => ((1 - t) * y + 1) * exp (t * y)).
  assert (H : is_RInt (fun t => y ^ 2 * ((1 - t) * exp (t * y))) 0 1 (g 1 - g 0)).
  { apply (is_RInt_derive g).
    - intros t _. unfold g. auto_derive; [exact I | ring].
    - intros t _. apply (continuous_scal_r (y ^ 2) (fun t => (1 - t) * exp (t * y))).
      apply share_continuous. }
  assert (K := is_RInt_scal _ 0 1 (y ^ 2) _ (RInt_correct _ _ _ (share_integrable y))).
  assert (E := is_RInt_unique _ _ _ _ H). assert (F := is_RInt_unique _ _ _ _ K).
  assert (G : g 1 - g 0 = y ^ 2 * exp_share y) by (rewrite <- E; exact F).
  rewrite <- G. unfold g. rewrite Rmult_0_l, exp_0, Rmult_1_l. ring.
- intros y z yz. apply RInt_lt; [lra | | |].
  + intros t _. apply share_continuous.
  + intros t _. apply share_continuous.
  + intros t T. apply Rmult_lt_compat_l; [lra |]. apply exp_increasing. nra.
Qed.

Theorem exp_below_parabola l S Y : 0 < l -> 0 < S -> Y <= S ->
  exp (l * Y) <= 1 + l * Y + Y ^ 2 * ((exp (l * S) - 1 - l * S) / S ^ 2).
Proof.
intros l0 S0 YS. destruct exp_remainder_share as [E M].
assert (A := E (l * Y)). assert (B := E (l * S)).
assert (C : exp_share (l * Y) <= exp_share (l * S)).
{ destruct YS as [H | ->]; [left; apply M; nra | lra]. }
rewrite B. replace ((l * S) ^ 2 * exp_share (l * S) / S ^ 2) with (l ^ 2 * exp_share (l * S))
  by (field; lra).
assert (D : (l * Y) ^ 2 * exp_share (l * Y) <= (l * Y) ^ 2 * exp_share (l * S))
  by (apply Rmult_le_compat_l; [apply pow2_ge_0 | exact C]).
replace (Y ^ 2 * (l ^ 2 * exp_share (l * S))) with ((l * Y) ^ 2 * exp_share (l * S)) by ring. lra.
Qed.
