(* The derivative of a step at the minima of a mode with two rates, and its sharpness (H2EF, parts 1
   and 2), over Coq's reals, every depth L >= 3.

   step_derivative: at x, y > 0 with mu = x^2 y^(L-2) = s the derivative of a step keeps exactly the
     vectors along the curve mu = s, and multiplies one other vector by 1 - eta S.
   sharpness_by_ratio: there S = L s^(2-2/L) alpha^(2/L) phi(r) with r = alpha y^2 / x^2.
   least_sharpness: so S >= L s^(2-2/L) alpha^(2/L), with equality exactly if x^2 = alpha y^2.
   stable_rate_below: if |1 - eta S| < 1, alpha < (2 / (eta L s^(2-2/L)))^(L/2). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare power_sum mode_times rate_speed rate_means.
Open Scope R_scope.

(* mu *)
Definition outer_strength (L : nat) (x y : R) := x ^ 2 * y ^ (L - 2).
(* one step of descent, in x and in y *)
Definition step_in_x (L : nat) (eta alpha s x y : R) :=
  x + eta * alpha * x * y ^ (L - 2) * (s - outer_strength L x y).
Definition step_in_y (L : nat) (eta alpha s x y : R) :=
  y + eta * x ^ 2 * y ^ (L - 3) * (s - outer_strength L x y).
(* S *)
Definition step_sharpness (L : nat) (alpha x y : R) :=
  2 * alpha * x ^ 2 * y ^ (2 * L - 4) + INR (L - 2) * x ^ 4 * y ^ (2 * L - 6).
(* the derivative of mu in the direction p, q *)
Definition strength_rise (L : nat) (x y p q : R) :=
  2 * x * y ^ (L - 2) * p + INR (L - 2) * x ^ 2 * y ^ (L - 3) * q.

Section Minimum.
Variables (L : nat) (eta alpha s x y : R).
Hypotheses (L3 : (3 <= L)%nat) (e0 : 0 < eta) (a0 : 0 < alpha) (x0 : 0 < x) (y0 : 0 < y).
Hypothesis at_minimum : outer_strength L x y = s.

Lemma strength_rises p q : is_derive (fun h => outer_strength L (x + h * p) (y + h * q)) 0
  (strength_rise L x y p q).
Proof.
unfold outer_strength, strength_rise. auto_derive; [exact I |].
replace (pred (L - 2)) with (L - 3)%nat by lia.
rewrite !Rmult_0_l, !Rplus_0_r. ring.
Qed.

(* at a minimum only the rise of mu counts *)
Lemma step_moves p q :
  is_derive (fun h => step_in_x L eta alpha s (x + h * p) (y + h * q)) 0
    (p - eta * (alpha * x * y ^ (L - 2)) * strength_rise L x y p q) /\
  is_derive (fun h => step_in_y L eta alpha s (x + h * p) (y + h * q)) 0
    (q - eta * (x ^ 2 * y ^ (L - 3)) * strength_rise L x y p q).
Proof.
assert (D := strength_rises p q). set (g := strength_rise L x y p q) in *.
set (m := fun h => outer_strength L (x + h * p) (y + h * q)) in *.
assert (m0 : m 0 = s) by (unfold m; rewrite !Rmult_0_l, !Rplus_0_r; exact at_minimum).
assert (dm : is_derive (fun h => s - m h) 0 (- g)).
{ assert (H := is_derive_minus (fun _ => s) m 0 _ _ (is_derive_const s 0) D).
  replace (- g) with (minus zero g) by (unfold minus, plus, opp, zero; simpl; ring). exact H. }
assert (line : forall (f : R -> R) df c, is_derive f 0 df ->
  is_derive (fun h => f h * (s - m h)) 0 (- (c * g)) \/ f 0 <> c).
{ intros f df c Df. destruct (Req_dec (f 0) c) as [e | n]; [left | right; exact n].
  assert (H := is_derive_mult f (fun h => s - m h) 0 _ _ Df dm Rmult_comm).
  replace (- (c * g)) with (plus (mult df (s - m 0)) (mult (f 0) (- g))); [exact H |].
  unfold plus, mult; simpl. unfold mult; simpl. rewrite m0, e. ring. }
split.
- destruct (line (fun h => eta * alpha * (x + h * p) * (y + h * q) ^ (L - 2))
    (eta * alpha * p * y ^ (L - 2) + eta * alpha * x * (INR (L - 2) * q * y ^ pred (L - 2)))
    (eta * (alpha * x * y ^ (L - 2)))) as [H | H].
  + auto_derive; [exact I |]. rewrite !Rmult_0_l, !Rplus_0_r. ring.
  + assert (H' := is_derive_plus (fun h => x + h * p) _ 0 p _
      ltac:(auto_derive; [exact I | ring]) H).
    replace (p - _) with (plus p (- (eta * (alpha * x * y ^ (L - 2)) * g)))
      by (unfold plus; simpl; ring).
    exact H'.
  + exfalso. apply H. rewrite !Rmult_0_l, !Rplus_0_r. ring.
- destruct (line (fun h => eta * (x + h * p) ^ 2 * (y + h * q) ^ (L - 3))
    (eta * (2 * p * x) * y ^ (L - 3) + eta * x ^ 2 * (INR (L - 3) * q * y ^ pred (L - 3)))
    (eta * (x ^ 2 * y ^ (L - 3)))) as [H | H].
  + auto_derive; [exact I |]. rewrite !Rmult_0_l, !Rplus_0_r. simpl. ring.
  + assert (H' := is_derive_plus (fun h => y + h * q) _ 0 q _
      ltac:(auto_derive; [exact I | ring]) H).
    replace (q - _) with (plus q (- (eta * (x ^ 2 * y ^ (L - 3)) * g)))
      by (unfold plus; simpl; ring).
    exact H'.
  + exfalso. apply H. rewrite !Rmult_0_l, !Rplus_0_r. ring.
Qed.

Lemma powers_of_y : y ^ (2 * L - 4) = y ^ (L - 2) * y ^ (L - 2) /\
  y ^ (2 * L - 6) = y ^ (L - 3) * y ^ (L - 3) /\ y ^ (L - 2) = y * y ^ (L - 3).
Proof.
rewrite <- !pow_add. replace (2 * L - 4)%nat with (L - 2 + (L - 2))%nat by lia.
replace (2 * L - 6)%nat with (L - 3 + (L - 3))%nat by lia.
repeat split. replace (L - 2)%nat with (S (L - 3)) by lia. reflexivity.
Qed.

(* 1: the derivative, its fixed vectors, and the other eigenvalue *)
Theorem step_derivative :
  let J p q := (p - eta * (alpha * x * y ^ (L - 2)) * strength_rise L x y p q,
                q - eta * (x ^ 2 * y ^ (L - 3)) * strength_rise L x y p q) in
  (forall p q,
    is_derive (fun h => step_in_x L eta alpha s (x + h * p) (y + h * q)) 0 (fst (J p q)) /\
    is_derive (fun h => step_in_y L eta alpha s (x + h * p) (y + h * q)) 0 (snd (J p q))) /\
  (forall p q, J p q = (p, q) <-> strength_rise L x y p q = 0) /\
  exists p q, 0 < p /\ 0 < q /\ J p q =
    ((1 - eta * step_sharpness L alpha x y) * p, (1 - eta * step_sharpness L alpha x y) * q).
Proof.
assert (X2 := pow_lt x 2 x0). assert (Y2 := pow_lt y (L - 2) y0).
assert (Y3 := pow_lt y (L - 3) y0).
destruct powers_of_y as [e1 [e2 e3]].
intro J. split; [exact step_moves |]. split.
- intros p q. unfold J. split.
  + intro E. injection E. intros Eq _.
    assert (Z : eta * (x ^ 2 * y ^ (L - 3)) * strength_rise L x y p q = 0) by lra.
    assert (P : 0 < eta * (x ^ 2 * y ^ (L - 3))).
    { apply Rmult_lt_0_compat; [exact e0 | apply Rmult_lt_0_compat; assumption]. }
    destruct (Rmult_integral _ _ Z); [lra | assumption].
  + intro E. rewrite E. f_equal; ring.
- exists (alpha * x * y ^ (L - 2)), (x ^ 2 * y ^ (L - 3)).
  split; [apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat |]; assumption |].
  split; [apply Rmult_lt_0_compat; assumption |].
  unfold J, strength_rise, step_sharpness. rewrite e1, e2. f_equal; ring.
Qed.

Theorem sharpness_by_ratio : step_sharpness L alpha x y =
  INR L * Rpower s (2 - 2 / INR L) * Rpower alpha (2 / INR L) *
  mean_quotient L (alpha * y ^ 2 / x ^ 2).
Proof.
destruct (depth_three L L3) as [n e]. destruct powers_of_y as [e1 [e2 e3]].
assert (X := pow_lt x 2 x0). assert (Y := pow_lt y 2 y0). assert (Q := pow_lt y (L - 2) y0).
assert (Y3 := pow_lt y (L - 3) y0).
assert (m0 : 0 < s) by (rewrite <- at_minimum; apply Rmult_lt_0_compat; assumption).
set (r := alpha * y ^ 2 / x ^ 2).
assert (r0 : 0 < r) by (apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat |]; assumption).
assert (E : Rpower (s * r) (2 / INR L) = Rpower (alpha * y ^ L) (2 / INR L)).
{ f_equal. rewrite <- at_minimum. unfold outer_strength, r.
  replace (y ^ L) with (y ^ 2 * y ^ (L - 2)) by (rewrite <- pow_add; f_equal; lia). field. lra. }
assert (yL : 0 < y ^ L) by (apply pow_lt; exact y0).
rewrite <- !Rpower_mult_distr in E by assumption.
assert (YL : Rpower (y ^ L) (2 / INR L) = y ^ 2).
{ rewrite <- Rpower_pow by exact y0. rewrite Rpower_mult.
  replace (INR L * (2 / INR L)) with (INR 2) by (simpl; field; lra).
  apply Rpower_pow. exact y0. }
rewrite YL in E. unfold Rminus. rewrite Rpower_plus, Rpower_Ropp.
replace (Rpower s 2) with (s ^ 2) by (rewrite <- Rpower_pow by exact m0; reflexivity).
assert (P1 : 0 < Rpower s (2 / INR L)) by apply exp_pos.
assert (P2 : 0 < Rpower r (2 / INR L)) by apply exp_pos.
unfold mean_quotient, step_sharpness. fold r.
set (A := Rpower alpha (2 / INR L)) in *. set (B := Rpower s (2 / INR L)) in *.
set (C := Rpower r (2 / INR L)) in *.
replace A with (B * C / y ^ 2) by (rewrite E; field; lra).
rewrite e1, e2. rewrite <- at_minimum. unfold outer_strength, r. rewrite e3.
field. repeat split; lra.
Qed.

Theorem least_sharpness :
  INR L * Rpower s (2 - 2 / INR L) * Rpower alpha (2 / INR L) <= step_sharpness L alpha x y /\
  (step_sharpness L alpha x y = INR L * Rpower s (2 - 2 / INR L) * Rpower alpha (2 / INR L) <->
    x ^ 2 = alpha * y ^ 2).
Proof.
destruct (depth_three L L3) as [n e]. rewrite sharpness_by_ratio.
assert (X := pow_lt x 2 x0). assert (Y := pow_lt y 2 y0).
set (c := INR L * Rpower s (2 - 2 / INR L) * Rpower alpha (2 / INR L)).
assert (c0 : 0 < c) by (repeat apply Rmult_lt_0_compat; try apply exp_pos; lra).
set (r := alpha * y ^ 2 / x ^ 2).
assert (r0 : 0 < r) by (apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat |]; assumption).
assert (r1 : r = 1 <-> x ^ 2 = alpha * y ^ 2).
{ split; intro E.
  - replace (alpha * y ^ 2) with (r * x ^ 2) by (unfold r; field; lra). rewrite E. ring.
  - unfold r. rewrite <- E. field. lra. }
destruct (Req_dec r 1) as [E | ne].
- rewrite E, (quotient_at_one L L3), Rmult_1_r. split; [lra |]. split; [intros _ | reflexivity].
  apply r1. exact E.
- destruct (mean_least_at_one L L3 r r0 ne) as [less one]. rewrite one in less.
  assert (lt : c * 1 < c * mean_quotient L r) by (apply Rmult_lt_compat_l; assumption).
  split; [lra |]. split; intro E; [lra |]. exfalso. apply ne. apply r1. exact E.
Qed.

Theorem stable_rate_below : Rabs (1 - eta * step_sharpness L alpha x y) < 1 ->
  alpha < Rpower (2 / (eta * INR L * Rpower s (2 - 2 / INR L))) (INR L / 2).
Proof.
intro st. destruct (depth_three L L3) as [n _]. destruct least_sharpness as [le _].
apply Rabs_def2 in st. set (P := Rpower s (2 - 2 / INR L)) in *.
assert (P0 : 0 < P) by apply exp_pos. set (A := Rpower alpha (2 / INR L)) in *.
assert (eL : 0 < eta * INR L * P) by (repeat apply Rmult_lt_0_compat; lra).
assert (less : A < 2 / (eta * INR L * P)).
{ apply Rmult_lt_reg_l with (eta * INR L * P); [exact eL |].
  replace (eta * INR L * P * (2 / (eta * INR L * P))) with 2 by (field; repeat split; lra).
  assert (H : eta * (INR L * P * A) <= eta * step_sharpness L alpha x y)
    by (apply Rmult_le_compat_l; lra). lra. }
replace alpha with (Rpower A (INR L / 2)).
- apply Rlt_Rpower_l; [lra |]. split; [apply exp_pos | exact less].
- unfold A. rewrite Rpower_mult. replace (2 / INR L * (INR L / 2)) with 1 by (field; lra).
  apply Rpower_1. exact a0.
Qed.
End Minimum.
