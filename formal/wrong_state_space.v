(* Wrong variants of what descent of a state space changes and keeps, near the truth, refuted by one
   or two states. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent lipschitz end_to_end state_space state_gradient state_run.
From dlf Require Import wrong_removal.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Examples.
Variable R : comRingType.

(* one state *)
Definition one_state (a b c : R) : system R 1 := System a%:M b%:M c%:M.
(* the slope of c_0 *)
Definition slope_first k : 'cV[R]_k.+1 := delta_mx 0 0.
(* the slope of c_1 *)
Definition slope_second k : 'cV[R]_k.+2 := delta_mx 1 0.
(* two states in a row: the input goes to the first, the output comes from the second *)
Definition in_a_row (a b c : R) : system R 2 :=
  System (a *: delta_mx 1 0) (b *: delta_mx 0 0) (c *: delta_mx 0 1).

Lemma one_imbalance a b c : sys_imbalance (one_state a b c) = (b ^+ 2 - c ^+ 2)%:M.
Proof.
rewrite /sys_imbalance /= !tr_scalar_mx -!scalar_mxM subrr add0r !expr2.
by apply/matrixP=> i j; rewrite !mxE mulrnBl.
Qed.

Lemma one_grad a b c : sys_grad (slope_first 0) (one_state a b c) = one_state 0 c b.
Proof.
rewrite /sys_grad /grad_A /grad_B /grad_C /= !big_ord1 big_ord0 /= !mxE !eqxx !scale1r.
by rewrite !tr_scalar_mx mul1mx mulmx1 /one_state raddf0.
Qed.

Lemma one_move eta a b c a' b' c' : sys_add (one_state a b c) (sys_scale eta (one_state a' b' c')) =
  one_state (a + eta * a') (b + eta * b') (c + eta * c').
Proof. by rewrite /sys_add /sys_scale /one_state /= !scale_scalar_mx -!raddfD. Qed.

Lemma row_grad a b c :
  sys_grad (slope_second 0) (in_a_row a b c) = in_a_row (b * c) (a * c) (a * b).
Proof.
rewrite /sys_grad /grad_A /grad_B /grad_C !big_ord_recl !big_ord0 /in_a_row /=.
rewrite !mxE /= !scale0r !add0r !addr0 !scale1r !mul1mx !mulmx1.
rewrite !linearZ /= !trmx_delta -!(scalemxAl, scalemxAr) !scalerA !mul_delta_mx.
by rewrite [c * a]mulrC.
Qed.

Lemma row_move eta a b c a' b' c' : sys_add (in_a_row a b c) (sys_scale eta (in_a_row a' b' c')) =
  in_a_row (a + eta * a') (b + eta * b') (c + eta * c').
Proof. by rewrite /sys_add /sys_scale /in_a_row /= !scalerA -!scalerDl. Qed.

Lemma row_squares a b c : let S := in_a_row a b c in
  [/\ sys_A S *m (sys_A S)^T = (a * a) *: delta_mx 1 1,
      (sys_A S)^T *m sys_A S = (a * a) *: delta_mx 0 0,
      sys_B S *m (sys_B S)^T = (b * b) *: delta_mx 0 0 &
      (sys_C S)^T *m sys_C S = (c * c) *: delta_mx 1 1].
Proof.
rewrite /= !linearZ /= !trmx_delta -!(scalemxAl, scalemxAr) !scalerA.
by rewrite !mul_delta_mx.
Qed.

Lemma first_grad d (S : system R d) :
  sys_grad (slope_first 0) S = System 0 (sys_C S)^T (sys_B S)^T.
Proof.
rewrite /sys_grad /grad_A /grad_B /grad_C /= !big_ord1 big_ord0 /= !mxE !eqxx !scale1r.
by rewrite mul1mx mulmx1.
Qed.

(* the first step without decay *)
Lemma first_descent d k slope (eta beta : R) (S : system R d) :
  sys_run (k := k) slope eta 0 beta S 1 = sys_descend eta (slope 0%N (response k S)) S.
Proof.
rewrite /sys_run /= /sys_step /sys_pull /sys_descend /=; congr sys_add; congr sys_scale.
move: (sys_grad _ _) => -[A B C]; rewrite /sys_add /sys_scale /=.
by rewrite !scaler0 !scale0r !add0r !addr0.
Qed.
End Examples.

Section Wrong.
Variable R : realFieldType.

Let step1 (eta : R) : sys_descend eta (slope_first R 0) (one_state 1 1 0) = one_state 1 1 (- eta).
Proof.
by rewrite /sys_descend one_grad one_move mulr0 addr0 mulr1 add0r.
Qed.

Let entry (x y : R) : x%:M = y%:M :> 'M_1 -> x = y.
Proof. by move=> /matrixP/(_ 0 0); rewrite !mxE eqxx !mulr1n. Qed.

Let change (s : R) : sys_imbalance (sys_descend 2%:R (slope_first R 0) (one_state 1 1 0)) =
  sys_imbalance (one_state 1 1 0)
    + s *: sys_imbalance (sys_grad (slope_first R 0) (one_state 1 1 0))
  -> s = 4%:R.
Proof.
rewrite step1 one_grad !one_imbalance scale_scalar_mx -raddfD => /entry.
rewrite sqrrN !expr2 !mulr1 !mulr0 subr0 sub0r mulrN mulr1 => /addrI/oppr_inj <-.
by rewrite -natrM.
Qed.

(* first order in the learning rate *)
Theorem state_step_order_wrong : ~ (forall (d k : nat) (eta : R) (g : 'cV[R]_k) (S : system R d),
  sys_imbalance (sys_descend eta g S) =
  sys_imbalance S + eta *: sys_imbalance (sys_grad g S)).
Proof.
move=> H; have /eqP := change (H 1%N 1%N 2%:R (slope_first R 0) (one_state 1 1 0)).
by rewrite eqr_nat.
Qed.

(* nine tenths of the change *)
Theorem state_step_share_wrong : ~ (forall (d k : nat) (eta : R) (g : 'cV[R]_k) (S : system R d),
  sys_imbalance (sys_descend eta g S) =
  sys_imbalance S + (9%:R / 10%:R * eta ^+ 2) *: sys_imbalance (sys_grad g S)).
Proof.
move=> H; have := change (H 1%N 1%N 2%:R (slope_first R 0) (one_state 1 1 0)).
rewrite expr2 -natrM -[RHS]mul1r => /mulIf h; have /eqP := h (negbT (pnatr_eq0 R 4)).
by rewrite tenth.
Qed.

(* the matrix is kept by each step *)
Theorem state_step_kept_wrong : ~ (forall (d k : nat) (eta : R) (g : 'cV[R]_k) (S : system R d),
  sys_imbalance (sys_descend eta g S) = sys_imbalance S).
Proof.
move=> H; have := H 1%N 1%N 2%:R (slope_first R 0) (one_state 1 1 0).
rewrite -[RHS]addr0 -[X in _ = _ + X](scale0r (sys_imbalance (sys_grad (slope_first R 0)
  (one_state 1 1 0)))) => /change/eqP.
by rewrite eq_sym pnatr_eq0.
Qed.

(* the function c_1 has the gradient (0, 1) *)
Let second_gradient (c : 'cV[R]_2) : has_gradient (fun c : 'cV[R]_2 => c 1 0) c (slope_second R 0).
Proof.
move=> e e0; exists 1 => // c' _; have -> : \tr ((slope_second R 0)^T *m (c' - c)) = (c' - c) 1 0.
  rewrite /mxtrace big_ord1 mxE !big_ord_recl big_ord0 !mxE /= !mul0r mul1r add0r addr0.
  by congr (c' _ _ - c _ _); apply/eqP.
by rewrite !mxE subrr normr0 mulr_ge0 ?norm1_ge0 // ltW.
Qed.

Let one_second a b c : impulse (one_state a b c : system R 1) 1 = c * a * b.
Proof. by rewrite /impulse /mxpow /= mulmx1 -!scalar_mxM mxE eqxx mulr1n. Qed.

Let grads : sys_grad (slope_second R 0) (one_state 1 1 1) = one_state 1 1 1.
Proof.
rewrite /sys_grad /grad_A /grad_B /grad_C /mxpow /= !big_ord_recl !big_ord0 /= !mxE /=.
by rewrite !scale0r !add0r !addr0 !scale1r !tr_scalar_mx !mul1mx.
Qed.

Let norm_one (x : R) : norm1 (x%:M : 'M_1) = `|x|.
Proof. by rewrite /norm1 !big_ord1 mxE eqxx mulr1n. Qed.

Let trace_one (x : R) : \tr ((1%:M : 'M_1)^T *m x%:M) = x.
Proof. by rewrite trmx1 mul1mx mxtrace_scalar mulr1n. Qed.

Let moved (x : R) : (1 + x)%:M - 1%:M = x%:M :> 'M_1.
Proof. by rewrite -raddfB addrC addKr. Qed.

Let far (a x : R) : 0 < x -> `|1 - a| = 10%:R^-1 -> `|x - a * x| <= 20%:R^-1 * x -> False.
Proof.
move=> x0 a1; have -> : x - a * x = (1 - a) * x by rewrite mulrBl mul1r.
rewrite normrM a1 (gtr0_norm x0) ler_pmul2r // lef_pinv ?posrE ?ltr0n // ler_nat.
by [].
Qed.

(* nine tenths of the gradient by A *)
Theorem response_gradient_share_wrong : ~ (forall (d : nat) (S : system R d) (k : nat)
    (f : 'cV[R]_k -> R) (g : 'cV[R]_k), has_gradient f (response k S) g ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall S', sys_dist S' S <= delta ->
    `|f (response k S') - f (response k S)
      - (9%:R / 10%:R * \tr ((grad_A g S)^T *m (sys_A S' - sys_A S))
       + \tr ((grad_B g S)^T *m (sys_B S' - sys_B S))
       + \tr ((grad_C g S)^T *m (sys_C S' - sys_C S)))| <= e * sys_dist S' S).
Proof.
move=> H; have e0 : 0 < 20%:R^-1 :> R by rewrite invr_gt0 ltr0n.
have [x x0 h] := H 1%N (one_state 1 1 1) 2%N _ _ (@second_gradient _) _ e0.
have := h (one_state (1 + x) 1 1); case: grads => -> -> ->; rewrite /sys_dist /= !moved !subrr.
rewrite !mulmx0 !mxtrace0 trace_one norm_one !mxE !one_second !mul1r !mulr1.
rewrite -[0 : 'M_1](raddf0 (scalar_mx_additive R 1)) norm_one normr0 !addr0 gtr0_norm // => /(_ _).
rewrite [1 + x]addrC addrK lexx => /(_ isT); apply: far => //.
have -> : 1 - 9%:R / 10%:R = 10%:R^-1 :> R by field.
by rewrite gtr0_norm ?invr_gt0 ?ltr0n.
Qed.

(* eleven tenths of the gradient by B *)
Theorem response_gradient_input_wrong : ~ (forall (d : nat) (S : system R d) (k : nat)
    (f : 'cV[R]_k -> R) (g : 'cV[R]_k), has_gradient f (response k S) g ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall S', sys_dist S' S <= delta ->
    `|f (response k S') - f (response k S) - (\tr ((grad_A g S)^T *m (sys_A S' - sys_A S))
       + 11%:R / 10%:R * \tr ((grad_B g S)^T *m (sys_B S' - sys_B S))
       + \tr ((grad_C g S)^T *m (sys_C S' - sys_C S)))| <= e * sys_dist S' S).
Proof.
move=> H; have e0 : 0 < 20%:R^-1 :> R by rewrite invr_gt0 ltr0n.
have [x x0 h] := H 1%N (one_state 1 1 1) 2%N _ _ (@second_gradient _) _ e0.
have := h (one_state 1 (1 + x) 1); case: grads => -> -> ->; rewrite /sys_dist /= !moved !subrr.
rewrite !mulmx0 !mxtrace0 trace_one norm_one !mxE !one_second !mul1r.
rewrite -[0 : 'M_1](raddf0 (scalar_mx_additive R 1)) norm_one normr0 !(addr0, add0r) gtr0_norm //.
rewrite [1 + x]addrC addrK lexx => /(_ isT); apply: far => //.
have -> : 1 - 11%:R / 10%:R = - 10%:R^-1 :> R by field.
by rewrite normrN gtr0_norm ?invr_gt0 ?ltr0n.
Qed.

(* without B = C^T *)
Theorem symmetric_run_input_wrong : ~ (forall (d k : nat) slope (eta omega beta : R)
  (S : system R d) n, sys_A S = (sys_A S)^T ->
  sys_A (sys_run (k := k) slope eta omega beta S n) =
    (sys_A (sys_run (k := k) slope eta omega beta S n))^T).
Proof.
move=> H; have := H 2%N 2%N (fun _ _ => slope_second R 0) 1 0 0 (in_a_row 0 1 1) 1%N.
rewrite first_descent /sys_descend row_grad row_move /= !linearZ /= !trmx_delta !scale0r.
move=> /(_ erefl)/matrixP/(_ 1 0)/eqP; rewrite !mxE /= !mulr1 mulr0 add0r oppr_eq0.
by rewrite oner_eq0.
Qed.

(* an output that is nine tenths of the input *)
Theorem symmetric_run_share_wrong : ~ (forall (d k : nat) slope (eta omega beta : R)
  (S : system R d) n, sys_A S = (sys_A S)^T -> sys_C S = 9%:R / 10%:R *: (sys_B S)^T ->
  sys_C (sys_run (k := k) slope eta omega beta S n) =
    9%:R / 10%:R *: (sys_B (sys_run (k := k) slope eta omega beta S n))^T).
Proof.
move=> H; pose r : R := 9%:R / 10%:R.
have := H 1%N 1%N (fun _ _ => slope_first R 0) 1 0 0 (one_state 1 1 r) 1%N.
rewrite first_descent /sys_descend one_grad one_move /= !tr_scalar_mx !scale_scalar_mx !mulr1.
move=> /(_ erefl erefl)/entry/eqP; rewrite -subr_eq0.
have -> : r + -1 - 9%:R / 10%:R * (1 + -1 * r) = - (19%:R / 100%:R) by rewrite /r; field.
by rewrite oppr_eq0 mulf_eq0 invr_eq0 !pnatr_eq0.
Qed.
End Wrong.
