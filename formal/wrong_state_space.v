(* Wrong variants of what descent of a state space keeps and of the space that it does not
   leave, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent lipschitz end_to_end state_space state_gradient state_run.
From dlf Require Import wrong_removal closed reached_space.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* Wrong variants of what descent of a state space changes and keeps, near the truth, refuted
   by one or two states. *)
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

(* Wrong variants of the space that no step leaves, near the truth, refuted by one or two
   states. *)
Section Wrong.
Variable F : realFieldType.
Local Notation e1 := (delta_mx 0 0).
Local Notation U := (1%:M : 'M[F]_(2, 1 + 1)).

Lemma frame_one : U^T *m U = 1%:M /\ U *m U^T = 1%:M.
Proof. by rewrite trmx1 mulmx1. Qed.

Lemma span_one : ((lsubmx U)^T :=: (e1 : 'M[F]_(1, 2)))%MS.
Proof.
suff -> : (lsubmx U)^T = e1 by [].
by apply/matrixP=> i j; rewrite !mxE ord1 -val_eqE.
Qed.

(* the rest of A is kept in spite of the decay *)
Theorem reached_run_decay_wrong : ~ (forall (d k : nat) slope (eta omega beta : F) (m : nat)
    (V : 'M[F]_(m, d)) (S : system F d) p q (U : 'M[F]_(d, p + q)) n,
  U^T *m U = 1%:M -> U *m U^T = 1%:M -> ((lsubmx U)^T :=: V)%MS -> reaches V S ->
  sys_A (sys_run (k := k) slope eta omega beta S n) = U *m block_mx
    (sys_A (sys_run (k := k) slope eta omega beta (sys_seen U S) n)) 0 0
    ((rsubmx U)^T *m sys_A S *m rsubmx U) *m U^T).
Proof.
move=> H; pose S : system F 2 := System 1%:M e1 e1; have [U1 U2] := frame_one.
have rS : reaches (e1 : 'M[F]_(1, 2)) S.
  by rewrite /reaches /= trmx1 mulmx1 trmx_delta !submx_refl.
have := H 2%N 1%N (fun _ _ => slope_first F 0) 1 1 0 1%N e1 S 1%N 1%N U 1%N U1 U2 span_one rS.
rewrite /S /= mulmx1; have [_ _ _ ->] := frame_halves U1.
rewrite trmx1 mul1mx mulmx1 /grad_A big_ord1 big_ord0 scaler0 !scaler0 !add0r scale1r scaleN1r.
rewrite addrN => /(congr1 (@drsubmx _ 1 1 1 1)); rewrite block_mxKdr => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE eqxx eq_sym oner_eq0.
Qed.

(* A^T may lead out of the space *)
Theorem reached_run_leading_wrong : ~ (forall (d k : nat) slope (eta omega beta : F) (m : nat)
    (V : 'M[F]_(m, d)) (S : system F d) p q (U : 'M[F]_(d, p + q)) n,
  U^T *m U = 1%:M -> U *m U^T = 1%:M -> ((lsubmx U)^T :=: V)%MS ->
  (V *m (sys_A S)^T <= V)%MS -> ((sys_B S)^T <= V)%MS -> (sys_C S <= V)%MS ->
  sys_B (sys_run (k := k) slope eta omega beta S n) =
    U *m col_mx (sys_B (sys_run (k := k) slope eta omega beta (sys_seen U S) n)) 0).
Proof.
move=> H; pose S : system F 2 := System (delta_mx 0 1) e1 e1; have [U1 U2] := frame_one.
have kA : ((e1 : 'M[F]_(1, 2)) *m (sys_A S)^T <= (e1 : 'M[F]_(1, 2)))%MS.
  by rewrite /= trmx_delta mul_delta_mx_cond mulr0n sub0mx.
have kB : ((sys_B S)^T <= (e1 : 'M[F]_(1, 2)))%MS by rewrite /= trmx_delta.
have := H 2%N 2%N (fun _ _ => slope_second F 0) 1 0 0 1%N e1 S 1%N 1%N U 1%N U1 U2 span_one kA kB
  (submx_refl _).
rewrite !first_descent mul1mx => /(congr1 (@dsubmx _ 1 1 1)).
rewrite col_mxKd /= /grad_B !big_ord_recl big_ord0 /mxpow /= !mxE /=.
rewrite scale0r add0r addr0 scale1r mulmx1 !trmx_delta mul_delta_mx => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE /= add0r mulr1 oppr_eq0 oner_eq0.
Qed.

Lemma one_impulse (a b c : F) i : impulse (one_state a b c) i = c * a ^+ i * b.
Proof.
have -> : impulse (one_state a b c) i = (c%:M *m (a ^+ i)%:M *m b%:M : 'M_1) 0 0.
  congr ((_ *m _ *m _) _ _); elim: i => [|i IH]; first by [].
  by rewrite mxpowS IH -scalar_mxM exprS.
by rewrite -!scalar_mxM mxE eqxx mulr1n.
Qed.

Lemma eleven : 11%:R / 10%:R == 1 :> F = false.
Proof.
rewrite -subr_eq0; have -> : 11%:R / 10%:R - 1 = 10%:R^-1 :> F by field.
by rewrite invr_eq0 pnatr_eq0.
Qed.

Lemma tr_diag n (v : 'rV[F]_n) : (diag_mx v)^T = diag_mx v.
Proof. by apply/matrixP=> i j; rewrite !mxE; case: eqVneq => // ->. Qed.

(* eleven tenths of the square *)
Theorem line_run_share_wrong : ~ (forall (d k : nat) slope (eta omega beta : F)
    (S : system F d) a n, symmetric_balanced S -> sys_A S *m sys_B S = a *: sys_B S ->
  let c i := impulse (sys_run (k := k) slope eta omega beta S n) i in
  c 0%N * c 2%N = 11%:R / 10%:R * c 1%N ^+ 2).
Proof.
move=> H; have := H 1%N 1%N (fun _ _ => slope_first F 0) 2%:R 0 0 (one_state 1 1 1) 1 1%N.
rewrite /symmetric_balanced /= trmx1 mulmx1 scale1r => /(_ (conj erefl erefl) erefl).
rewrite first_descent /sys_descend one_grad one_move !one_impulse mulr0 addr0 mulr1.
have -> : 1 + - 2%:R = -1 :> F by ring.
rewrite !expr1n !mulr1 mulrNN !mulr1 expr1n ?mulr1 => /esym/eqP.
by rewrite eleven.
Qed.

(* A B is not a multiple of B *)
Theorem line_run_places_wrong : ~ (forall (d k : nat) slope (eta omega beta : F)
    (S : system F d) n, symmetric_balanced S ->
  let c i := impulse (sys_run (k := k) slope eta omega beta S n) i in
  c 0%N * c 2%N = c 1%N ^+ 2).
Proof.
move=> H; pose S : system F 2 := System (delta_mx 1 1) (const_mx 1) (const_mx 1).
have := H 2%N 1%N (fun _ _ => slope_first F 0) 2%:R 0 0 S 1%N.
rewrite /symmetric_balanced /= trmx_delta trmx_const => /(_ (conj erefl erefl)).
rewrite first_descent /sys_descend first_grad /impulse /sys_add /sys_scale /mxpow /= !trmx_const.
rewrite scaler0 addr0 !mulmx1 mul_delta_mx !mxE !big_ord_recl !big_ord0 !mxE.
rewrite !big_ord_recl !big_ord0 !mxE /= !(mulr0, mulr1, mul0r, addr0, add0r).
have -> : 1 + - 2%:R = -1 :> F by ring.
rewrite mulrNN !mulr1 expr1n => /eqP; rewrite -subr_eq0 addrK.
by rewrite oner_eq0.
Qed.

(* a teacher with one atom *)
Theorem line_fits_one_wrong : ~ (forall D (a b : 'I_D -> F) k (w : 'I_k -> F), (1 <= D)%N ->
  atoms a b -> (3 <= k)%N -> (forall i, 0 < w i) -> exists2 e, 0 < e & forall d (S : system F d),
    impulse S 0 * impulse S 2 = impulse S 1 ^+ 2 -> e <= fit_loss w (moment a b) (response k S)).
Proof.
move=> H; have [] := H 1%N (fun=> 1) (fun=> 1) 3%N (fun=> 1) erefl _ erefl (fun=> ltr01).
  by split=> [i j _|j]; [rewrite !ord1 | exact: oner_neq0].
move=> e e0 /(_ 1%N (one_state 1 1 1)); rewrite !one_impulse !expr1n !mulr1 expr1n.
move=> /(_ erefl); rewrite /fit_loss big1 => [|i _]; first by rewrite leNgt e0.
by rewrite mxE one_impulse /moment big_ord1 !expr1n !mulr1 subrr mul1r expr0n.
Qed.

(* a target of two numbers *)
Theorem line_fits_two_wrong : ~ (forall D (a b : 'I_D -> F) k (w : 'I_k -> F), (2 <= D)%N ->
  atoms a b -> (2 <= k)%N -> (forall i, 0 < w i) -> exists2 e, 0 < e & forall d (S : system F d),
    impulse S 0 * impulse S 2 = impulse S 1 ^+ 2 -> e <= fit_loss w (moment a b) (response k S)).
Proof.
move=> H; pose a (i : 'I_2) : F := (i : nat)%:R.
have [] := H 2%N a (fun=> 1) 2%N (fun=> 1) erefl _ erefl (fun=> ltr01).
  by split=> [i j /eqP|j]; [rewrite eqr_nat => /eqP/val_inj | exact: oner_neq0].
move=> e e0 /(_ 1%N (one_state 2%:R^-1 2%:R 1)); rewrite !one_impulse.
have -> : 1 * 2%:R^-1 ^+ 0 * 2%:R * (1 * 2%:R^-1 ^+ 2 * 2%:R) = (1 * 2%:R^-1 ^+ 1 * 2%:R) ^+ 2 :> F.
  by rewrite expr0; field.
move=> /(_ erefl); rewrite /fit_loss !big_ord_recl big_ord0 !mxE !one_impulse /moment.
rewrite !big_ord_recl !big_ord0 /a /= !expr0 !expr1 !mulr1 !mul1r !expr1n !mulr0.
rewrite mulVf ?pnatr_eq0 // !(add0r, addr0) !subrr expr0n /= addr0 => le.
by move: e0; rewrite ltNge le.
Qed.
End Wrong.
