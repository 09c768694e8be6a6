(* Wrong variants of the bound on the norm of a product along the flow, near the truth, refuted by
   two factors that stand still at the target 1, against modes that move, and by two halves. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare ahead from_right chain descent block flow end_to_end.
From dlf Require Import end_to_end_flow order_kept largest_form wrong_outer_form.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

(* the mode with the target s for two factors, from s / (1 + c) *)
Definition mode (s c t : R) := (s / (1 + c * exp (- (2 * s * t))))%R.

Lemma mode_start s c : mode s c 0 = (s / (1 + c))%R.
Proof. by rewrite /mode Rmult_0_r Ropp_0 exp_0 Rmult_1_r. Qed.

Lemma mode_below s c t : (0 < s)%R -> (- 1 < c)%R -> (0 <= t)%R ->
  (0 < 1 + c * exp (- (2 * s * t)))%R.
Proof.
move=> s0 c1 t0; have e0 := exp_pos (- (2 * s * t)).
have e1 : (exp (- (2 * s * t)) <= 1)%R.
  have [z | z] := Req_dec (2 * s * t) 0; first by rewrite z Ropp_0 exp_0; lra.
  have p : (0 <= 2 * s * t)%R by apply: Rmult_le_pos; lra.
  have neg : (- (2 * s * t) < 0)%R by lra.
  by have := exp_increasing _ _ neg; rewrite exp_0; lra.
by move: (exp _) e0 e1 => x x0 x1; nra.
Qed.

Lemma mode_nonneg s c t : (0 < s)%R -> (- 1 < c)%R -> (0 <= t)%R -> (0 <= mode s c t)%R.
Proof.
move=> s0 c1 t0; apply: Rlt_le; apply: Rdiv_lt_0_compat => //; exact: mode_below.
Qed.

Lemma mode_solves s c T : (0 < s)%R -> (- 1 < c)%R -> solves T (root_velocity 2 s) (mode s c).
Proof.
move=> s0 c1; have D t : (0 <= t)%R -> is_derive (mode s c) t (root_velocity 2 s (mode s c t)).
  move=> t0; have q := mode_below s0 c1 t0; have p := mode_nonneg s0 c1 t0.
  rewrite /root_velocity /= !Rmult_1_r sqrt_sqrt //.
  by rewrite /mode; auto_derive; [lra | field; lra].
split=> t tT; first by apply: D; lra.
by apply: (ex_derive_continuous (mode s c)); eexists; apply: D; lra.
Qed.

Section Wrong.
Let W (t : R) : factors [comRingType of R] one := fun l => (ones l)%:M.
Let e1 : 'cV[R]_1 := const_mx 1.
Let X1 : chain 2 (W 0%R) = 1%:M. Proof. exact: (chain_ones 2). Qed.

Let unit_form (X : 'M[R]_1) : X = 1%:M -> form (X^T *m X) e1 = 1%R.
Proof. by move=> ->; rewrite trmx1 mulmx1 form1E mxE big_ord1 !mxE mulr1. Qed.

Let start_form z : form ((chain 2 (W 0%R))^T *m chain 2 (W 0%R)) z = form 1%:M z.
Proof. by rewrite X1 trmx1 mulmx1. Qed.

Let unit_vector : form 1%:M e1 = 1%R.
Proof. by rewrite form1E mxE big_ord1 !mxE mulr1. Qed.

(* any curve, on the interval that is one time *)
Let at_once f (a : R) : solves 0 f (fun=> a).
Proof. by split=> t tT; [lra | exact: continuous_const]. Qed.

(* a bound smaller by a tenth *)
Theorem norm_below_the_mode_tenth_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) -> (0 <= T)%R ->
  (0 < d n.+1)%N -> forall (s : R) (alpha : R -> R), (0 <= s)%R ->
  (forall z, (form (M^T *m M) z <= s * s * form 1%:M z)%R) ->
  solves T (root_velocity n.+1 s) alpha -> (forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R) ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    alpha 0 ^ n.+1 * form 1%:M z)%R) ->
  forall t z, (0 <= t <= T)%R -> (form ((chain n.+1 (W t))^T *m chain n.+1 (W t)) z <=
    9 / 10 * alpha t ^ n.+1 * form 1%:M z)%R).
Proof.
move=> H; have T1 : (0 <= 0 <= 1)%R by lra.
have := H 1%N one 1%:M 1%R W isT (stands (chain_ones 2) 1) (@ones_balanced 2) Rle_0_1 isT 1%R
  (fun=> 1%R) Rle_0_1 one_norm (unit_solves 1) (fun _ _ => Rle_0_1) _ 0%R e1 T1.
rewrite (unit_form X1) unit_vector pow1 => H'; suff : (1 <= 9 / 10 * 1 * 1)%R by lra.
by apply: H' => z; rewrite start_form; lra.
Qed.

(* a target that is longer by a tenth *)
Theorem norm_below_the_mode_target_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) -> (0 <= T)%R ->
  (0 < d n.+1)%N -> forall (s : R) (alpha : R -> R), (0 <= s)%R ->
  (forall z, (form (M^T *m M) z <= 11 / 10 * s * (11 / 10 * s) * form 1%:M z)%R) ->
  solves T (root_velocity n.+1 s) alpha -> (forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R) ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    alpha 0 ^ n.+1 * form 1%:M z)%R) ->
  forall t z, (0 <= t <= T)%R -> (form ((chain n.+1 (W t))^T *m chain n.+1 (W t)) z <=
    alpha t ^ n.+1 * form 1%:M z)%R).
Proof.
move=> H; have T1 : (0 <= 1 <= 1)%R by lra.
pose s : R := (10 / 11)%R; pose c : R := (- / 11)%R.
have s0 : (0 < s)%R by rewrite /s; lra.
have c1 : (- 1 < c)%R by rewrite /c; lra.
have := H 1%N one 1%:M 1%R W isT (stands (chain_ones 2) 1) (@ones_balanced 2) Rle_0_1 isT s
  (mode s c) (Rlt_le _ _ s0) _ (mode_solves 1 s0 c1) _ _ 1%R e1 T1.
rewrite (unit_form X1) unit_vector => H'.
have below1 : (mode s c 1 < 1)%R.
  have neg : (- (2 * s * 1) < 0)%R by lra.
  have := exp_increasing _ _ neg; have q := mode_below s0 c1 Rle_0_1; rewrite exp_0 => e.
  apply: (Rmult_lt_reg_r (1 + c * exp (- (2 * s * 1)))) => //.
  rewrite /mode /Rdiv Rmult_assoc Rinv_l; last lra.
  by move: (exp _) e => x; rewrite /s /c; lra.
have low := mode_nonneg s0 c1 Rle_0_1.
have : (1 <= mode s c 1 ^ 2 * 1)%R; last by rewrite /=; nra.
apply: H'.
- move=> z; apply: Rle_trans (one_norm z) _; apply: Rmult_le_compat_r; first exact: norm_ge0.
  by rewrite /s; lra.
- by move=> t tT; apply: mode_nonneg => //; lra.
move=> z; rewrite start_form mode_start /s /c.
have -> : (10 / 11 / (1 + - / 11) = 1)%R by field.
by rewrite pow1 Rmult_1_l; exact: Rle_refl.
Qed.

(* a start above the mode by a tenth *)
Theorem norm_below_the_mode_start_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) -> (0 <= T)%R ->
  (0 < d n.+1)%N -> forall (s : R) (alpha : R -> R), (0 <= s)%R ->
  (forall z, (form (M^T *m M) z <= s * s * form 1%:M z)%R) ->
  solves T (root_velocity n.+1 s) alpha -> (forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R) ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    11 / 10 * alpha 0 ^ n.+1 * form 1%:M z)%R) ->
  forall t z, (0 <= t <= T)%R -> (form ((chain n.+1 (W t))^T *m chain n.+1 (W t)) z <=
    alpha t ^ n.+1 * form 1%:M z)%R).
Proof.
move=> H; have T1 : (0 <= 0 <= 1)%R by lra.
pose c := (sqrt (11 / 10) - 1)%R; have r0 := sqrt_lt_R0 (11 / 10); have {}r0 : (0 < c + 1)%R.
  by rewrite /c; have : (0 < sqrt (11 / 10))%R by [apply: r0; lra]; lra.
have c1 : (- 1 < c)%R by lra.
have rr : ((1 + c) * (1 + c) = 11 / 10)%R by rewrite /c Rplus_minus sqrt_sqrt; lra.
have aa : (mode 1 c 0 ^ 2 = 10 / 11)%R.
  rewrite mode_start /= Rmult_1_r.
  have -> : (1 / (1 + c) * (1 / (1 + c)) = / ((1 + c) * (1 + c)))%R by field; lra.
  by rewrite rr; field.
have := H 1%N one 1%:M 1%R W isT (stands (chain_ones 2) 1) (@ones_balanced 2) Rle_0_1 isT 1%R
  (mode 1 c) Rle_0_1 one_norm (mode_solves 1 Rlt_0_1 c1) _ _ 0%R e1 T1.
rewrite (unit_form X1) unit_vector aa => H'; suff : (1 <= 10 / 11 * 1)%R by lra.
apply: H' => [t tT | z]; first by apply: mode_nonneg => //; lra.
by rewrite start_form; have := norm_ge0 z; lra.
Qed.

(* an error that is larger by a tenth: two halves, at the one time 0 *)
Theorem error_above_the_mode_tenth_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) -> (0 <= T)%R ->
  (0 < d n.+1)%N -> forall (s : R) (alpha : R -> R), (0 <= s)%R ->
  (forall z, (form (M^T *m M) z <= s * s * form 1%:M z)%R) ->
  solves T (root_velocity n.+1 s) alpha -> (forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R) ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    alpha 0 ^ n.+1 * form 1%:M z)%R) ->
  forall t z m, (0 <= t <= T)%R -> form 1%:M z = 1%R -> form (M^T *m M) z = (s * s)%R ->
  (0 <= m <= s)%R -> (m * m = alpha t ^ n.+1)%R -> let E := chain n.+1 (W t) - M in
  (11 / 10 * ((s - m) * (s - m)) <= form (E^T *m E) z)%R /\
  forall y, (form (E^T *m E) y <= sumsq E * form 1%:M y)%R).
Proof.
move=> H; have T0 : (0 <= 0 <= 0)%R by lra.
pose V (t : R) : factors [comRingType of R] one := fun _ => (1 / 2)%R%:M.
have V0 : chain 2 (V 0%R) = (1 / 4)%R%:M.
  rewrite /chain /V /= mulmx1 -scalar_mxM; congr (_%:M).
  have quarter : (1 / 2 * (1 / 2) = 1 / 4)%R by field.
  exact: quarter.
have moves : moves_by (fun t => residual (1%:M : 'M[R]_1) (chain 2 (V t))) 0 V.
  by move=> l _; split=> t tT; [lra | exact: mcont_const].
have bal : balanced 2 (V 0%R) by move=> l _; rewrite /imbalance /V tr_scalar_mx subrr.
have [some a0] : (0 <= 1 / 4 <= 1)%R /\ (0 <= 1 / 4)%R by lra.
have := H 1%N one 1%:M 0%R V isT moves bal (Rle_refl 0) isT 1%R (fun=> (1 / 4)%R) Rle_0_1 one_norm
  (at_once _ (1 / 4)) (fun _ _ => a0) _ 0%R e1 (1 / 4)%R T0 unit_vector _ some _.
have number (x : R) z : form ((x%:M : 'M[R]_1)^T *m x%:M) z = (x * x * form 1%:M z)%R.
  by rewrite tr_scalar_mx -scalar_mxM -scalemx1 formZ.
have E1 : chain 2 (V 0%R) - 1%:M = (1 / 4 - 1)%R%:M.
  by rewrite V0; apply/matrixP => i j; rewrite !ord1 !mxE !mulr1n.
lazy zeta; rewrite E1 => -[||| bound _]; last by move: bound; rewrite number unit_vector; lra.
- by move=> z; rewrite V0 number /=; have := norm_ge0 z; lra.
- by rewrite (unit_form (erefl _)) Rmult_1_r.
- by rewrite /=; lra.
Qed.

(* the bound on the error for a mode beyond its target, too *)
Theorem error_above_the_mode_beyond_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) -> (0 <= T)%R ->
  (0 < d n.+1)%N -> forall (s : R) (alpha : R -> R), (0 <= s)%R ->
  (forall z, (form (M^T *m M) z <= s * s * form 1%:M z)%R) ->
  solves T (root_velocity n.+1 s) alpha -> (forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R) ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    alpha 0 ^ n.+1 * form 1%:M z)%R) ->
  forall t z m, (0 <= t <= T)%R -> form 1%:M z = 1%R -> form (M^T *m M) z = (s * s)%R ->
  (0 <= m)%R -> (m * m = alpha t ^ n.+1)%R -> let E := chain n.+1 (W t) - M in
  ((s - m) * (s - m) <= form (E^T *m E) z)%R /\
  forall y, (form (E^T *m E) y <= sumsq E * form 1%:M y)%R).
Proof.
move=> H; have T1 : (0 <= 0 <= 1)%R by lra.
have [two c1] : (0 <= 2)%R /\ (- 1 < - (1 / 2))%R by lra.
have m2 : mode 1 (- (1 / 2)) 0 = 2%R by rewrite mode_start; field.
have := H 1%N one 1%:M 1%R W isT (stands (chain_ones 2) 1) (@ones_balanced 2) Rle_0_1 isT 1%R
  (mode 1 (- (1 / 2))) Rle_0_1 one_norm (mode_solves 1 Rlt_0_1 c1) _ _ 0%R e1 2%R T1 unit_vector _
  two _.
have E0 : (chain 2 (W 0%R) - 1%:M)^T *m (chain 2 (W 0%R) - 1%:M) = 0.
  by rewrite X1 subrr trmx0 mul0mx.
have F0 : form (0 : 'M[R]_1) e1 = 0%R by rewrite /form mulmx0 mul0mx mxE.
lazy zeta; rewrite E0 F0 m2 => -[|||| bound _]; last by lra.
- by move=> t tT; apply: mode_nonneg; lra.
- by move=> z; rewrite -/(W 0%R) start_form /=; have := norm_ge0 z; lra.
- by rewrite (unit_form (erefl _)) Rmult_1_r.
- by rewrite /=; lra.
Qed.
End Wrong.
