(* Wrong variants of the space that no gradient flow leaves, near the truth, refuted by flows of one
   or two states in closed form. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent intertwined closed flow decay end_to_end.
From dlf Require Import state_space state_run.
From dlf Require Import reached_space state_flow reached_flow.
From dlf Require Import wrong_state_space wrong_reached_space wrong_state_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

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
