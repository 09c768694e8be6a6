(* Comparison of two curves that solve scalar equations, over Coq's reals.

   stays_nonneg: a curve from 0 or above that falls at most in proportion while it is below 0 is
     never below 0.
   comparison_of_curves (CQBC, MTKQ): u' = f(u), v' = g(v), f <= g along v, f Lipschitz along the
     two, u(0) <= v(0): then u <= v on [0, T].
   faster_curve_is_ahead (CK3Q, CQBC): if moreover f < g along v inside, then u < v after the start,
     though they may start together. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar.
Open Scope R_scope.

(* the square of the negative part *)
Definition below0 (x : R) := Rmin x 0 ^ 2.

Lemma below0_derive x : is_derive below0 x (2 * Rmin x 0).
Proof.
apply is_derive_Reals. intros e e0. exists (mkposreal e e0). simpl. intros h hn hd.
assert (B : Rabs (below0 (x + h) - below0 x - 2 * Rmin x 0 * h) <= Rabs h * Rabs h).
{ rewrite <- Rabs_mult, (Rabs_pos_eq (h * h)) by nra. unfold below0.
  apply Rabs_le. unfold Rmin.
  destruct (Rle_dec (x + h) 0); destruct (Rle_dec x 0); split; nra. }
replace ((below0 (x + h) - below0 x) / h - 2 * Rmin x 0)
  with ((below0 (x + h) - below0 x - 2 * Rmin x 0 * h) / h) by (field; exact hn).
unfold Rdiv. rewrite Rabs_mult, Rabs_Rinv by exact hn.
assert (P := Rabs_pos_lt h hn).
apply Rle_lt_trans with (Rabs h); [| exact hd].
apply Rmult_le_reg_r with (Rabs h); [exact P |].
rewrite Rmult_assoc, Rinv_l by lra. rewrite Rmult_1_r. exact B.
Qed.

Theorem stays_nonneg (w dw : R -> R) (K T : R) :
  (forall t, 0 < t < T -> is_derive w t (dw t)) ->
  (forall t, 0 <= t <= T -> continuous w t) -> 0 <= w 0 ->
  (forall t, 0 < t < T -> w t < 0 -> K * w t <= dw t) ->
  forall t, 0 <= t <= T -> 0 <= w t.
Proof.
intros D Z w0 H t tT.
assert (E : below0 (w t) = 0).
{ apply (gronwall (fun u => below0 (w u)) (fun u => dw u * (2 * Rmin (w u) 0)) (2 * K) T); auto.
  - intros u uT. apply (is_derive_comp below0 w u). apply below0_derive. apply D; exact uT.
  - intros u uT. apply (continuous_comp w below0). apply Z; exact uT.
    apply (ex_derive_continuous below0). eexists. apply below0_derive.
  - intros u uT. unfold below0. nra.
  - intros u uT. unfold below0. destruct (Rlt_le_dec (w u) 0) as [n | p].
    + rewrite Rmin_left by lra. assert (E := H u uT n). nra.
    + rewrite Rmin_right by lra. lra.
  - unfold below0. rewrite Rmin_right by lra. ring. }
unfold below0 in E. destruct (Rlt_le_dec (w t) 0) as [n | p]; [| exact p].
rewrite Rmin_left in E by lra. nra.
Qed.

Section Curves.
Variables (f g u v : R -> R) (K T : R).

(* a curve that solves x' = h(x) on [0, T] *)
Definition solves (h x : R -> R) := (forall t, 0 < t < T -> is_derive x t (h (x t))) /\
  (forall t, 0 <= t <= T -> continuous x t).

Hypotheses (K0 : 0 <= K) (solves_u : solves f u) (solves_v : solves g v).
Hypothesis lipschitz : forall t, 0 < t < T -> Rabs (f (v t) - f (u t)) <= K * Rabs (v t - u t).
Hypothesis start : u 0 <= v 0.

Theorem comparison_of_curves : (forall t, 0 < t < T -> f (v t) <= g (v t)) ->
  forall t, 0 <= t <= T -> u t <= v t.
Proof.
destruct solves_u as [Du Cu], solves_v as [Dv Cv]. intros fg t tT.
assert (N : 0 <= v t - u t); [| lra].
apply (stays_nonneg (fun x => v x - u x) (fun x => g (v x) - f (u x)) K T); auto; try lra.
- intros x xT. apply (is_derive_minus v u x (g (v x)) (f (u x))); auto.
- intros x xT. apply (continuous_minus v u); auto.
- intros x xT n. assert (A := lipschitz x xT). assert (B := fg x xT).
  rewrite (Rabs_left (v x - u x)) in A by exact n.
  assert (C := Rle_abs (- (f (v x) - f (u x)))). rewrite Rabs_Ropp in C. nra.
Qed.

Theorem faster_curve_is_ahead : (forall t, 0 < t < T -> f (v t) < g (v t)) ->
  forall t, 0 < t <= T -> u t < v t.
Proof.
intros fg t [t0 t1].
assert (le : forall x, 0 <= x <= T -> u x <= v x).
{ apply comparison_of_curves. intros x xT. left. exact (fg x xT). }
destruct solves_u as [Du Cu], solves_v as [Dv Cv].
set (h := fun x => (v x - u x) * exp (K * x)).
(* the derivative of h inside; at the ends nothing is known of it *)
set (dh := fun x => if Rlt_dec 0 x then if Rlt_dec x T then
  (g (v x) - f (u x) + K * (v x - u x)) * exp (K * x) else 1 else 1).
assert (He : forall x, is_derive (fun y => exp (K * y)) x (K * exp (K * x))).
{ intros x. auto_derive; [exact I | ring]. }
assert (Dh : forall x, 0 < x < T -> is_derive h x (dh x)).
{ intros x xT. unfold dh. destruct (Rlt_dec 0 x); [| lra]. destruct (Rlt_dec x T); [| lra].
  assert (Dw := is_derive_minus v u x _ _ (Dv x xT) (Du x xT)).
  assert (H := is_derive_mult (fun y => v y - u y) (fun y => exp (K * y)) x _ _ Dw (He x)
    Rmult_comm).
  replace ((g (v x) - f (u x) + K * (v x - u x)) * exp (K * x))
    with (plus (mult (minus (g (v x)) (f (u x))) (exp (K * x)))
               (mult (v x - u x) (K * exp (K * x)))).
  - exact H.
  - unfold minus, plus, mult, opp; simpl; unfold mult; simpl. ring. }
assert (pos : forall x, 0 < dh x).
{ intros x. unfold dh. destruct (Rlt_dec 0 x); [| lra]. destruct (Rlt_dec x T); [| lra].
  assert (xT : 0 < x < T) by lra. assert (xT' : 0 <= x <= T) by lra.
  assert (A := lipschitz x xT). assert (B := fg x xT). assert (N := le x xT').
  rewrite (Rabs_pos_eq (v x - u x)) in A by lra.
  assert (C := Rle_abs (- (f (v x) - f (u x)))). rewrite Rabs_Ropp in C.
  apply Rmult_lt_0_compat; [nra | apply exp_pos]. }
destruct (MVT_gen h 0 t dh) as [c [_ e]].
- rewrite Rmin_left, Rmax_right by lra. intros x xb. apply Dh. lra.
- rewrite Rmin_left, Rmax_right by lra. intros x xb. apply continuity_pt_filterlim.
  apply (continuous_mult (fun y => v y - u y) (fun y => exp (K * y))).
  + apply (continuous_minus v u); [apply Cv | apply Cu]; lra.
  + apply (ex_derive_continuous (fun y => exp (K * y))). eexists. apply He.
- assert (pc := pos c). assert (h0 : 0 <= h 0).
  { unfold h. rewrite Rmult_0_r, exp_0. lra. }
  assert (ht : 0 < h t) by nra. unfold h in ht. assert (E := exp_pos (K * t)). nra.
Qed.
End Curves.
