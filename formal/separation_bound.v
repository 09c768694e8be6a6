(* The number F of two factors, F log F = F + 1, over Coq's reals.

   bound_exists (JANJ, part 2): exactly one positive F solves F log F = F + 1, and
     3.591 < F < 3.592. *)
From Coq Require Import Reals Ranalysis5 Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Lemma ln_less x y : 0 < x -> 0 < y -> (ln x < ln y <-> x < y).
Proof. intros x0 y0. split; intro H; [apply ln_lt_inv | apply ln_increasing]; lra. Qed.

Lemma ln_of_more x : 0 < x -> 0 < ln (1 + x).
Proof. intro x0. rewrite <- ln_1. apply ln_increasing; lra. Qed.

Lemma ln_above x : 0 < x -> ln (1 + x) < x.
Proof.
intro x0. rewrite <- (ln_exp x) at 2. apply ln_increasing; [lra |]. apply exp_ineq1. lra.
Qed.

Lemma ln_below x : 0 < x -> x / (1 + x) <= ln (1 + x).
Proof.
intro x0. assert (E : 1 + - ln (1 + x) <= exp (- ln (1 + x))) by apply exp_ineq1_le.
rewrite exp_Ropp, exp_ln in E by lra.
replace (x / (1 + x)) with (1 - / (1 + x)) by (field; lra). lra.
Qed.

(* the exponential function lies above its Taylor polynomial of degree 3 *)
Lemma sign_by_slope (f g : R -> R) : f 0 = 0 -> (forall x, is_derive f x (g x)) ->
  forall x, x <> 0 -> exists y, f x = g y * x /\ (0 < x -> 0 <= y) /\ (x < 0 -> y <= 0).
Proof.
intros f0 D x x0.
destruct (MVT_gen f 0 x g) as [y [[y1 y2] E]].
- intros y _. apply D.
- intros y _. apply continuity_pt_filterlim, (ex_derive_continuous f y). eexists. apply D.
- exists y. rewrite f0 in E. split; [lra |].
  split; intro s; [rewrite Rmin_left in y1 by lra | rewrite Rmax_left in y2 by lra]; lra.
Qed.

Lemma exp_beside_square x : exists y, exp x - (1 + x + x ^ 2 / 2) = (exp y - (1 + y)) * x.
Proof.
destruct (Req_dec x 0) as [-> | n]; [exists 0; rewrite exp_0; lra |].
destruct (sign_by_slope (fun t => exp t - (1 + t + t ^ 2 / 2)) (fun t => exp t - (1 + t)))
  with (x := x) as [y [E _]]; [rewrite exp_0; lra | | exact n | exists y; lra].
intro t. auto_derive; [exact I |]. field.
Qed.

Lemma exp_above_square x : 0 <= x -> 1 + x + x ^ 2 / 2 <= exp x.
Proof.
intro x0. destruct (exp_beside_square x) as [y E].
assert (1 + y <= exp y) by apply exp_ineq1_le.
assert (0 <= (exp y - (1 + y)) * x) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma exp_below_square x : x <= 0 -> exp x <= 1 + x + x ^ 2 / 2.
Proof.
intro x0. destruct (exp_beside_square x) as [y E].
assert (1 + y <= exp y) by apply exp_ineq1_le.
assert (0 <= (exp y - (1 + y)) * - x) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma exp_above_cube x : 1 + x + x ^ 2 / 2 + x ^ 3 / 6 <= exp x.
Proof.
destruct (Req_dec x 0) as [-> | n]; [rewrite exp_0; lra |].
destruct (sign_by_slope (fun t => exp t - (1 + t + t ^ 2 / 2 + t ^ 3 / 6))
  (fun t => exp t - (1 + t + t ^ 2 / 2))) with (x := x) as [y [E [up down]]];
  [rewrite exp_0; lra | | exact n |].
- intro t. auto_derive; [exact I |]. field.
- assert (0 <= (exp y - (1 + y + y ^ 2 / 2)) * x); [| lra].
  destruct (Rtotal_order x 0) as [L | [L | L]]; [| lra |].
  + assert (B := exp_below_square y (down L)).
    assert (0 <= (1 + y + y ^ 2 / 2 - exp y) * - x) by (apply Rmult_le_pos; lra). lra.
  + assert (B := exp_above_square y (up L)). apply Rmult_le_pos; lra.
Qed.

Lemma exp_above_power x (n : nat) : (0 < n)%nat -> 0 <= 1 + x / INR n + (x / INR n) ^ 2 / 2 +
  (x / INR n) ^ 3 / 6 -> (1 + x / INR n + (x / INR n) ^ 2 / 2 + (x / INR n) ^ 3 / 6) ^ n <= exp x.
Proof.
intros n0 P. assert (N : 0 < INR n) by (apply lt_0_INR; lia).
replace (exp x) with (exp (x / INR n) ^ n).
- apply pow_incr. split; [exact P | apply exp_above_cube].
- rewrite <- Rpower_pow by apply exp_pos. unfold Rpower. rewrite ln_exp. f_equal. field. lra.
Qed.

(* the number F *)
Lemma bound_equation F : 0 < F -> (F * ln F = F + 1 <-> ln F = 1 + 1 / F).
Proof.
intro F0. split; intro H.
- apply Rmult_eq_reg_l with F; [| lra]. rewrite H. field. lra.
- rewrite H. field. lra.
Qed.

Lemma bound_side_increases F G : 0 < F < G -> ln F - 1 / F < ln G - 1 / G.
Proof.
intros [F0 FG]. assert (ln F < ln G) by (apply ln_increasing; lra).
assert (1 / G < 1 / F); [| lra]. unfold Rdiv. rewrite !Rmult_1_l. apply Rinv_lt_contravar; nra.
Qed.

Lemma below_bound : ln 3.591 < 1 + 1 / 3.591.
Proof.
rewrite <- (ln_exp (1 + 1 / 3.591)). apply ln_increasing; [lra |].
eapply Rlt_le_trans; [| apply (exp_above_power _ 32); [lia |]]; simpl INR; [| lra].
simpl. lra.
Qed.

Lemma above_bound : 1 + 1 / 3.592 < ln 3.592.
Proof.
assert (E : / 3.592 < exp (- (1 + 1 / 3.592))).
{ eapply Rlt_le_trans; [| apply (exp_above_power _ 16); [lia |]]; simpl INR; [| lra].
  simpl. lra. }
apply ln_increasing in E; [| lra]. rewrite ln_exp, ln_Rinv in E by lra. lra.
Qed.

Theorem bound_exists : exists F, (0 < F /\ F * ln F = F + 1) /\ 3.591 < F < 3.592 /\
  forall G, 0 < G -> G * ln G = G + 1 -> G = F.
Proof.
destruct (IVT_interv (fun G => ln G - 1 / G - 1) 3.591 3.592) as [F [[F1 F2] E]].
- intros a [a1 a2].
  apply continuity_pt_filterlim, (ex_derive_continuous (fun G => ln G - 1 / G - 1) a).
  auto_derive. lra.
- lra.
- assert (B := below_bound). lra.
- assert (B := above_bound). lra.
- simpl in E. exists F.
  assert (F1' : F <> 3.591). { intros ->. assert (B := below_bound). lra. }
  assert (F2' : F <> 3.592). { intros ->. assert (B := above_bound). lra. }
  split; [| split; [lra |]].
  + split; [lra |]. apply bound_equation; lra.
  + intros G G0 H. apply bound_equation in H; [| exact G0].
    destruct (Rtotal_order G F) as [L | [L | L]]; [| exact L |].
    * assert (B := bound_side_increases G F ltac:(lra)). lra.
    * assert (B := bound_side_increases F G ltac:(lra)). lra.
Qed.
