(* Wrong variants of what the gradient flow of a state space keeps and of the space that it
   does not leave, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent intertwined flow end_to_end state_space state_run state_flow.
From dlf Require Import wrong_state_space closed decay reached_space reached_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* Wrong variants of what the gradient flow of a state space keeps, near the truth, refuted by
   flows of one or two states in closed form. *)

Lemma constant_slope k (g : 'cV[R]_k) : slope_continuous (fun=> g).
Proof.
move=> X e e0; exists 1 => // Y _; rewrite subrr /norm1 big1 ?ltW // => i _.
by rewrite big1 // => j _; rewrite mxE normr0.
Qed.

Lemma mderiv_ray m n (X : 'M[R]_(m, n)) (x : R -> R) t x' : is_derive x t x' ->
  mderiv (fun u => x u *: X) t (x' *: X).
Proof.
move=> D i j; have := dmul D (dconst (X i j) t); rewrite mulr0 addr0 !mxE.
by apply: is_derive_ext => u; rewrite mxE.
Qed.

Lemma mcont_ray m n (X : 'M[R]_(m, n)) (x : R -> R) t : continuous x t ->
  mcont (fun u => x u *: X) t.
Proof.
move=> C i j; apply: continuous_ext (cmul C (continuous_const (X i j) t)) => u.
by rewrite mxE.
Qed.

(* three numbers that move against their pairwise products are a flow of two states in a row *)
Lemma row_flows T (a b c : R -> R) :
  (forall t, (0 <= t <= T)%R -> [/\ is_derive a t (- (b t * c t))%R,
     is_derive b t (- (a t * c t))%R & is_derive c t (- (a t * b t))%R]) ->
  sys_flows 0 T (fun=> slope_second [comRingType of R] 0)
    (fun t => in_a_row (a t) (b t) (c t) : system [comRingType of R] 2).
Proof.
move=> D; split=> t tT; last first.
  have [da db dc] := D t tT.
  by split; apply: mcont_ray; apply: ex_derive_continuous; eexists; eassumption.
have [|da db dc] := D t; first by case: tT => *; split; exact: Rlt_le.
have -> : sys_velocity 0 (slope_second [comRingType of R] 0) (in_a_row (a t) (b t) (c t)) =
    in_a_row (- (b t * c t)) (- (a t * c t)) (- (a t * b t)).
  rewrite /sys_velocity row_grad /sys_add /sys_scale /in_a_row /=.
  by rewrite !scale0r !addr0 !scaleN1r !scaleNr.
by split; exact: mderiv_ray.
Qed.

(* the flow of c_0: A decays, and B and C move against one another *)
Lemma first_flows d omega T (a b c : R -> R) (A0 : 'M[R]_d) (v : 'cV[R]_d) :
  (forall t, (0 <= t <= T)%R -> [/\ is_derive a t (- (omega * a t))%R,
     is_derive b t (- (c t + omega * b t))%R & is_derive c t (- (b t + omega * c t))%R]) ->
  sys_flows omega T (fun=> slope_first [comRingType of R] 0)
    (fun t => System (a t *: A0) (b t *: v) (c t *: v^T) : system [comRingType of R] d).
Proof.
move=> D; split=> t tT; last first.
  have [da db dc] := D t tT.
  by split; apply: mcont_ray; apply: ex_derive_continuous; eexists; eassumption.
have [|da db dc] := D t; first by case: tT => *; split; exact: Rlt_le.
have -> : sys_velocity omega (slope_first [comRingType of R] 0)
    (System (a t *: A0) (b t *: v) (c t *: v^T)) =
    System (- (omega * a t) *: A0) (- (c t + omega * b t) *: v) (- (b t + omega * c t) *: v^T).
  rewrite /sys_velocity first_grad /sys_add /sys_scale /= !linearZ /= trmxK add0r.
  by rewrite !scaleN1r !scalerA -!scalerDl !scaleNr ![omega * _]mulrC.
by split; exact: mderiv_ray.
Qed.

(* 1 / (1 + t), which moves against its square *)
Definition slow (t : R) := (/ (1 + t))%R.

Lemma slow_derive t : (0 <= t <= 1)%R -> is_derive slow t (- (slow t * slow t))%R.
Proof. by move=> tT; rewrite /slow; auto_derive; [lra | field; lra]. Qed.

Let slow_flows := @row_flows 1 slow slow slow (fun t tT =>
  And3 (slow_derive tT) (slow_derive tT) (slow_derive tT)).

Let squares t := row_squares (slow t : [comRingType of R]) (slow t) (slow t).
Let slow0 : slow 0 = 1%R. Proof. by rewrite /slow Rplus_0_r Rinv_1. Qed.
Let slow1 : slow 1 = (/ 2)%R. Proof. by []. Qed.
Let t1 : (0 <= 1 <= 1)%R. Proof. lra. Qed.

(* without the commutator of A *)
Theorem state_conserved_commutator_wrong : ~ (forall (d k : nat) T (f : 'cV[R]_k -> 'cV[R]_k)
    (S : R -> system [comRingType of R] d), sys_flows 0 T f S -> forall t, (0 <= t <= T)%R ->
  sys_B (S t) *m (sys_B (S t))^T - (sys_C (S t))^T *m sys_C (S t) =
    sys_B (S 0) *m (sys_B (S 0))^T - (sys_C (S 0))^T *m sys_C (S 0)).
Proof.
move=> H; have := H _ _ _ _ _ slow_flows 1%R t1.
have [e1 e2 e3 e4] := squares 1; have [f1 f2 f3 f4] := squares 0.
rewrite e3 e4 f3 f4 slow0 slow1 => /matrixP/(_ 0 0).
rewrite !mxE /= !mulr1n !mulr0n /GRing.mul /GRing.add /GRing.opp /GRing.one /GRing.zero /=; lra.
Qed.

(* nine tenths of the commutator *)
Theorem state_conserved_share_wrong : ~ (forall (d k : nat) T (f : 'cV[R]_k -> 'cV[R]_k)
    (S : R -> system [comRingType of R] d), sys_flows 0 T f S ->
  let Lam t := (9 / 10)%R *: (sys_A (S t) *m (sys_A (S t))^T - (sys_A (S t))^T *m sys_A (S t))
    + sys_B (S t) *m (sys_B (S t))^T - (sys_C (S t))^T *m sys_C (S t) in
  forall t, (0 <= t <= T)%R -> Lam t = Lam 0).
Proof.
move=> H; have := H _ _ _ _ _ slow_flows 1%R t1.
have [e1 e2 e3 e4] := squares 1; have [f1 f2 f3 f4] := squares 0.
rewrite /= e1 e2 e3 e4 f1 f2 f3 f4 slow0 slow1 => /matrixP/(_ 0 0).
rewrite !mxE /= !mulr1n !mulr0n /GRing.mul /GRing.add /GRing.opp /GRing.one /GRing.zero /=; lra.
Qed.

(* eleven tenths of the output *)
Theorem state_conserved_output_wrong : ~ (forall (d k : nat) T (f : 'cV[R]_k -> 'cV[R]_k)
    (S : R -> system [comRingType of R] d), sys_flows 0 T f S ->
  let gap t := \sum_i sys_B (S t) i 0 ^+ 2 - (11 / 10)%R * \sum_j sys_C (S t) 0 j ^+ 2 in
  forall t, (0 <= t <= T)%R -> gap t = gap 0).
Proof.
move=> H; have := H _ _ _ _ _ slow_flows 1%R t1; rewrite /= !big_ord_recl !big_ord0 !mxE /=.
rewrite slow0 slow1 !mulr1n !mulr0n !expr2.
rewrite /GRing.mul /GRing.add /GRing.opp /GRing.one /GRing.zero /=; lra.
Qed.

(* eleven tenths of the output in the trace *)
Theorem state_conserved_trace_wrong : ~ (forall (d k : nat) T (f : 'cV[R]_k -> 'cV[R]_k)
    (S : R -> system [comRingType of R] d), sys_flows 0 T f S -> forall t, (0 <= t <= T)%R ->
  \tr (sys_imbalance (S t)) =
    \sum_i sys_B (S t) i 0 ^+ 2 - (11 / 10)%R * \sum_j sys_C (S t) 0 j ^+ 2).
Proof.
move=> H; have := H _ _ _ _ _ slow_flows 1%R t1.
rewrite state_trace /= !big_ord_recl !big_ord0 !mxE /=.
rewrite slow1 !mulr1n !mulr0n !expr2.
rewrite /GRing.mul /GRing.add /GRing.opp /GRing.one /GRing.zero /=; lra.
Qed.

(* sinus over cosinus and the inverse of the cosinus *)
Let turning_flows : sys_flows 0 1 (fun=> slope_second [comRingType of R] 0)
  (fun t => in_a_row (- (sin t / cos t))%R (/ cos t)%R (/ cos t)%R : system [comRingType of R] 2).
Proof.
apply: row_flows => t tT; have c0 : (cos t <> 0)%R.
  by apply: Rgt_not_eq; apply: cos_gt_0; have := PI2_3_2; lra.
have e := sin2_cos2 t; rewrite /Rsqr in e.
split; auto_derive => //; try by field.
replace (/ cos t * / cos t)%R with ((sin t * sin t + cos t * cos t) / (cos t * cos t))%R.
  by field.
by rewrite e; field.
Qed.

(* without B = C^T *)
Theorem symmetric_flow_input_wrong : ~ (forall (d k : nat) omega T (f : 'cV[R]_k -> 'cV[R]_k)
    (S : R -> system [comRingType of R] d), (0 <= T)%R -> slope_continuous f ->
  sys_flows omega T f S -> sys_A (S 0) = (sys_A (S 0))^T ->
  forall t, (0 <= t <= T)%R -> sys_A (S t) = (sys_A (S t))^T).
Proof.
move=> H; have := H _ _ _ _ _ _ Rle_0_1 (constant_slope _) turning_flows.
have z : (- (sin 0 / cos 0))%R = 0 by rewrite sin_0 /Rdiv Rmult_0_l Ropp_0.
rewrite /= z !scale0r trmx0 => /(_ erefl 1%R t1)/matrixP/(_ 1 0).
have c0 : (cos 1 <> 0)%R by apply: Rgt_not_eq; apply: cos_gt_0; have := PI2_3_2; lra.
have s0 : (0 < sin 1)%R by apply: sin_gt_0; have := PI2_3_2; lra.
rewrite !mxE /= mulr1 mulr0 => e; have {}e : (sin 1 = 0)%R; last lra.
have -> : (sin 1 = - (- (sin 1 / cos 1)) * cos 1)%R by field.
by move: e; rewrite /GRing.zero /= => ->; rewrite Ropp_0 Rmult_0_l.
Qed.

(* an output that is nine tenths of the input *)
Theorem symmetric_flow_share_wrong : ~ (forall (d k : nat) omega T (f : 'cV[R]_k -> 'cV[R]_k)
    (S : R -> system [comRingType of R] d), (0 <= T)%R -> slope_continuous f ->
  sys_flows omega T f S ->
  sys_A (S 0) = (sys_A (S 0))^T -> sys_C (S 0) = (9 / 10)%R *: (sys_B (S 0))^T ->
  forall t, (0 <= t <= T)%R -> sys_C (S t) = (9 / 10)%R *: (sys_B (S t))^T).
Proof.
pose b t := (19 / 20 * exp (- t) + / 20 * exp t)%R.
pose c t := (19 / 20 * exp (- t) - / 20 * exp t)%R.
have D t : (0 <= t <= 1)%R -> [/\ is_derive (fun=> 1%R) t (- (0 * 1))%R,
    is_derive b t (- (c t + 0 * b t))%R & is_derive c t (- (b t + 0 * c t))%R].
  by split; rewrite /b /c; auto_derive => //; lra.
have flow := first_flows (1%:M : 'M[R]_1) 1%:M D.
move=> H; have := H _ _ _ _ _ _ Rle_0_1 (constant_slope _) flow.
have b0 : b 0 = 1%R by rewrite /b Ropp_0 exp_0; lra.
have c0 : c 0 = (9 / 10)%R by rewrite /c Ropp_0 exp_0; lra.
rewrite /= !linearZ /= !trmx1 b0 c0 !scale1r => /(_ erefl erefl 1%R t1)/matrixP/(_ 0 0).
rewrite !mxE eqxx !mulr1n !mulr1 => e; have {}e : c 1%R = (9 / 10 * b 1%R)%R by [].
have : (exp (Ropp 1) < exp 1)%R by apply: exp_increasing; lra.
by move: e; rewrite /b /c; move: (exp (Ropp 1)) (exp 1) => x y; lra.
Qed.

(* Wrong variants of the space that no gradient flow leaves, near the truth, refuted by flows
   of one or two states in closed form. *)

(* the flow of c_0 from a symmetric balanced start, with the decay omega *)
Definition fading d omega (A0 : 'M[R]_d) (v : 'cV[R]_d) t : system [comRingType of R] d :=
  System (exp (- (omega * t)) *: A0) (exp (- ((1 + omega) * t)) *: v)
    (exp (- ((1 + omega) * t)) *: v^T).

Lemma fading_flows d omega T (A0 : 'M[R]_d) v :
  sys_flows omega T (fun=> slope_first [comRingType of R] 0) (fading omega A0 v).
Proof.
apply: (first_flows (a := fun t => exp (- (omega * t))%R)
  (b := fun t => exp (- ((1 + omega) * t))%R) (c := fun t => exp (- ((1 + omega) * t))%R)) => t tT.
by split; auto_derive => //; ring.
Qed.

Lemma fading_start d omega (A0 : 'M[R]_d) v : fading omega A0 v 0 = System A0 v v^T.
Proof. by rewrite /fading !Rmult_0_r Ropp_0 exp_0 !scale1r. Qed.

Section Rest.
Local Notation e1 := (delta_mx 0 0).
Local Notation U := (1%:M : 'M[R]_(2, 1 + 1)).
Let S := fading 1 (1%:M : 'M[R]_2) e1.
Let t1 : (0 <= 1 <= 1)%R. Proof. lra. Qed.

Let reaches_S : reaches (e1 : 'M[R]_(1, 2)) (S 0).
Proof. by rewrite /S fading_start /reaches /= trmx1 mulmx1 trmx_delta !submx_refl. Qed.

Let rest (kappa : R -> R -> R) : (forall (d k p q m : nat) omega T (f : 'cV[R]_k -> 'cV[R]_k)
    (S : R -> system [comRingType of R] d) (V : 'M[R]_(m, d)) (U : 'M[R]_(d, p + q)),
  (0 <= T)%R -> slope_continuous f -> sys_flows omega T f S -> U^T *m U = 1%:M ->
  U *m U^T = 1%:M -> ((lsubmx U)^T :=: V)%MS -> reaches V (S 0) ->
  forall t, (0 <= t <= T)%R -> sys_A (S t) = U *m block_mx (sys_A (sys_seen U (S t))) 0 0
    (kappa omega t *: ((rsubmx U)^T *m sys_A (S 0) *m rsubmx U)) *m U^T) ->
  exp (Ropp 1) = kappa 1%R 1%R.
Proof.
move=> H; have [U1 U2] := frame_one [realFieldType of R].
have flow := @fading_flows 2 1 1 1%:M e1.
have := H _ _ 1%N 1%N _ _ _ _ _ _ U Rle_0_1 (constant_slope _) flow U1 U2
  (span_one [realFieldType of R]) reaches_S 1%R t1.
have [_ _ _ r] := frame_halves U1.
rewrite fading_start /= trmx1 mul1mx mulmx1 mulmx1 r => /(congr1 (@drsubmx _ 1 1 1 1)).
rewrite block_mxKdr => /matrixP/(_ 0 0); rewrite !mxE /= !mulr1 Rmult_1_r => ->.
by [].
Qed.

(* what lies outside is kept in spite of the decay *)
Theorem reached_flow_decay_wrong : ~ (forall (d k p q m : nat) omega T (f : 'cV[R]_k -> 'cV[R]_k)
    (S : R -> system [comRingType of R] d) (V : 'M[R]_(m, d)) (U : 'M[R]_(d, p + q)),
  (0 <= T)%R -> slope_continuous f -> sys_flows omega T f S -> U^T *m U = 1%:M ->
  U *m U^T = 1%:M -> ((lsubmx U)^T :=: V)%MS -> reaches V (S 0) ->
  forall t, (0 <= t <= T)%R -> sys_A (S t) = U *m block_mx (sys_A (sys_seen U (S t))) 0 0
    ((rsubmx U)^T *m sys_A (S 0) *m rsubmx U) *m U^T).
Proof.
move=> H; have e : exp (Ropp 1) = 1.
  apply: (rest (kappa := fun _ _ => 1)) => d k p q m o T f S' V U' h1 h2 h3 h4 h5 h6 h7 t tT.
  by rewrite scale1r; exact: (H _ _ _ _ _ _ _ _ _ _ _ h1 h2 h3 h4 h5 h6 h7 t tT).
have : (exp (Ropp 1) < exp 0)%R by apply: exp_increasing; lra.
by rewrite e exp_0; exact: Rlt_irrefl.
Qed.

(* nine tenths of the decay *)
Theorem reached_flow_rate_wrong : ~ (forall (d k p q m : nat) omega T (f : 'cV[R]_k -> 'cV[R]_k)
    (S : R -> system [comRingType of R] d) (V : 'M[R]_(m, d)) (U : 'M[R]_(d, p + q)),
  (0 <= T)%R -> slope_continuous f -> sys_flows omega T f S -> U^T *m U = 1%:M ->
  U *m U^T = 1%:M -> ((lsubmx U)^T :=: V)%MS -> reaches V (S 0) ->
  forall t, (0 <= t <= T)%R -> sys_A (S t) = U *m block_mx (sys_A (sys_seen U (S t))) 0 0
    (exp (- (9 / 10 * omega * t)) *: ((rsubmx U)^T *m sys_A (S 0) *m rsubmx U)) *m U^T).
Proof.
move=> /(rest (kappa := fun omega t => exp (- (9 / 10 * omega * t))%R)) e.
have : (exp (Ropp 1) < exp (- (9 / 10 * 1 * 1)))%R by apply: exp_increasing; lra.
by rewrite e; exact: Rlt_irrefl.
Qed.
End Rest.

Section Line.
Let t1 : (0 <= 1 <= 1)%R. Proof. lra. Qed.
Let x := exp (- ((1 + 0) * 1)).
Let x0 : (0 < x)%R. Proof. exact: exp_pos. Qed.

(* eleven tenths of the square *)
Theorem line_flow_share_wrong : ~ (forall (d k : nat) omega T (f : 'cV[R]_k -> 'cV[R]_k)
    (S : R -> system [comRingType of R] d), (0 <= T)%R -> slope_continuous f ->
  sys_flows omega T f S -> forall a t, symmetric_balanced (S 0) ->
  sys_A (S 0) *m sys_B (S 0) = a *: sys_B (S 0) -> (0 <= t <= T)%R ->
  let c := impulse (S t) in c 0%N * c 2%N = (11 / 10)%R * c 1%N ^+ 2).
Proof.
move=> H; have flow := @fading_flows 1 0 1 1%:M 1%:M.
have := H _ _ _ _ _ _ Rle_0_1 (constant_slope _) flow 1 1%R; rewrite fading_start /=.
rewrite /symmetric_balanced /= !trmx1 mulmx1 scale1r => /(_ (conj erefl erefl) erefl t1).
have -> : fading 0 (1%:M : 'M[R]_1) 1%:M 1 = one_state (1 : [comRingType of R]) x x.
  by rewrite /fading Rmult_0_l Ropp_0 exp_0 trmx1 !scalemx1.
rewrite !(one_impulse (F := [realFieldType of R])) !expr1n !mulr1 expr2 => e.
have {}e : (x * x * (x * x) = 11 / 10 * (x * x * (x * x)))%R by [].
by have := Rmult_lt_0_compat _ _ x0 x0; move: (x * x)%R e => y e y0; nra.
Qed.

(* A B is not a multiple of B *)
Theorem line_flow_places_wrong : ~ (forall (d k : nat) omega T (f : 'cV[R]_k -> 'cV[R]_k)
    (S : R -> system [comRingType of R] d), (0 <= T)%R -> slope_continuous f ->
  sys_flows omega T f S -> forall t, symmetric_balanced (S 0) -> (0 <= t <= T)%R ->
  let c := impulse (S t) in c 0%N * c 2%N = c 1%N ^+ 2).
Proof.
move=> H; have flow := @fading_flows 2 0 1 (delta_mx 1 1) (const_mx 1).
have := H _ _ _ _ _ _ Rle_0_1 (constant_slope _) flow 1%R; rewrite fading_start /=.
rewrite /symmetric_balanced /= trmx_delta trmxK => /(_ (conj erefl erefl) t1).
rewrite /fading Rmult_0_l Ropp_0 exp_0 scale1r /impulse /mxpow /= -/x trmx_const.
rewrite !mulmx1 mul_delta_mx !mxE !big_ord_recl !big_ord0 !mxE.
rewrite !big_ord_recl !big_ord0 !mxE /= !(mulr0, mulr1, mul0r, addr0, add0r) => e.
have {}e : ((x * x + x * x) * (x * x) = x * x * (x * x))%R by [].
by have := Rmult_lt_0_compat _ _ x0 x0; move: (x * x)%R e => y e y0; nra.
Qed.
End Line.
