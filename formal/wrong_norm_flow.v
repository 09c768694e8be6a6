(* Wrong variants of the bound on the norm of a product along the flow, near the truth, refuted by
   chains of numbers that stand still: factors one, whose product is the target, and zeros. *)
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

Lemma square_below (a b : R) : (0 < a)%R -> (a < b)%R -> ((a / b) ^ 2 < 1)%R.
Proof.
move=> a0 ab; have i0 : (0 < / b)%R by apply: Rinv_0_lt_compat; lra.
have r0 : (0 < a / b)%R by exact: Rmult_lt_0_compat.
have r1 : (a / b < 1)%R.
  apply: (Rmult_lt_reg_r b); first lra.
  by rewrite /Rdiv Rmult_assoc Rinv_l; lra.
by have := Rmult_lt_compat_l _ _ _ r0 r1; rewrite /=; lra.
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
pose s : R := (10 / 11)%R; pose q t := (1 - / 11 * exp (- (2 * s * t)))%R.
have q0 t : (0 <= t)%R -> (s <= q t)%R.
  move=> t0; have sE : s = (10 / 11)%R by [].
  have [-> | z] := Req_dec t 0%R; first by rewrite /q Rmult_0_r Ropp_0 exp_0; lra.
  have neg : (- (2 * s * t) < 0)%R by rewrite sE; lra.
  by have := exp_increasing _ _ neg; rewrite exp_0 /q; move: (exp _) => x; lra.
have s0 : (0 < s)%R by rewrite /s; lra.
have pos t : (0 <= t)%R -> (0 <= s / q t)%R.
  by move=> t0; have := q0 t t0; move=> ?; apply: Rlt_le; apply: Rdiv_lt_0_compat; lra.
have D t : (0 <= t)%R -> is_derive (fun u => s / q u)%R t (root_velocity 2 s (s / q t)).
  move=> t0; have := q0 t t0; rewrite /root_velocity /= !Rmult_1_r sqrt_sqrt; last exact: pos.
  rewrite /q => qt; auto_derive; first by lra.
  rewrite /s; field; rewrite /s in qt; lra.
have := H 1%N one 1%:M 1%R W isT (stands (chain_ones 2) 1) (@ones_balanced 2) Rle_0_1 isT s
  (fun t => s / q t)%R (Rlt_le _ _ s0) _ _ _ _ 1%R e1 T1.
rewrite (unit_form X1) unit_vector => H'.
have q1 : (s < q 1)%R.
  have neg : (- (2 * s * 1) < 0)%R by lra.
  have sE : s = (10 / 11)%R by [].
  by have := exp_increasing _ _ neg; rewrite exp_0 /q; move: (exp _) => x; lra.
have r1 := square_below s0 q1.
have : (1 <= (s / q 1) ^ 2 * 1)%R; last by move: r1; rewrite /=; lra.
apply: H'.
- move=> z; apply: Rle_trans (one_norm z) _; apply: Rmult_le_compat_r; first exact: norm_ge0.
  by rewrite /s; lra.
- split=> t tT; first by apply: D; lra.
  by apply: (ex_derive_continuous (fun u => s / q u)%R); eexists; apply: D; lra.
- by move=> t tT; apply: pos; lra.
move=> z; rewrite start_form /q Rmult_0_r Ropp_0 exp_0 /s /=.
have -> : (10 / 11 / (1 - / 11 * 1) = 1)%R by field.
by rewrite !Rmult_1_r Rmult_1_l; exact: Rle_refl.
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
move=> H; have T0 : (0 <= 0 <= 0)%R by lra.
pose a := sqrt (10 / 11); have a0 : (0 <= a)%R by exact: sqrt_pos.
have aa : (a ^ 2 = 10 / 11)%R by rewrite /a /= Rmult_1_r sqrt_sqrt; lra.
have := H 1%N one 1%:M 0%R W isT (stands (chain_ones 2) 0) (@ones_balanced 2) (Rle_refl 0) isT 1%R
  (fun=> a) Rle_0_1 one_norm (at_once _ a) (fun _ _ => a0) _ 0%R e1 T0.
rewrite (unit_form X1) unit_vector aa => H'; suff : (1 <= 10 / 11 * 1)%R by lra.
by apply: H' => z; rewrite start_form; have := norm_ge0 z; lra.
Qed.

(* an error that is larger by a tenth *)
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
  (11 / 10 * ((s - m) * (s - m)) <= form (E^T *m E) z <= sumsq E)%R).
Proof.
move=> H; have T0 : (0 <= 0 <= 0)%R by lra.
pose V (t : R) : factors [comRingType of R] one := fun _ => 0.
have V0 : chain 2 (V 0%R) = 0 by rewrite /chain /V /= mul0mx.
have moves : moves_by (fun t => residual (1%:M : 'M[R]_1) (chain 2 (V t))) 0 V.
  by move=> l _; split=> t tT; [lra | exact: mcont_const].
have bal : balanced 2 (V 0%R) by move=> l _; rewrite /imbalance /V trmx0 mulmx0 subrr.
have zero : (0 <= 0 <= 1)%R by lra.
have := H 1%N one 1%:M 0%R V isT moves bal (Rle_refl 0) isT 1%R (fun=> 0%R) Rle_0_1 one_norm
  (at_once _ 0) (fun _ _ => Rle_refl 0) _ 0%R e1 0%R T0 unit_vector _ zero _.
have E1 : (chain 2 (V 0%R) - 1%:M)^T *m (chain 2 (V 0%R) - 1%:M) = 1%:M.
  by rewrite V0 sub0r [(- 1%:M)^T]linearN /= mulNmx mulmxN opprK trmx1 mulmx1.
lazy zeta; rewrite E1 unit_vector => -[||| bound _]; last by lra.
- by move=> z; rewrite V0 trmx0 mul0mx /form mulmx0 mul0mx mxE /= !Rmult_0_l; exact: Rle_refl.
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
  ((s - m) * (s - m) <= form (E^T *m E) z <= sumsq E)%R).
Proof.
move=> H; have T0 : (0 <= 0 <= 0)%R by lra.
have two : (0 <= 2)%R by lra.
have := H 1%N one 1%:M 0%R W isT (stands (chain_ones 2) 0) (@ones_balanced 2) (Rle_refl 0) isT 1%R
  (fun=> 2%R) Rle_0_1 one_norm (at_once _ 2) (fun _ _ => two) _ 0%R e1 2%R T0 unit_vector _ two _.
have E0 : (chain 2 (W 0%R) - 1%:M)^T *m (chain 2 (W 0%R) - 1%:M) = 0.
  by rewrite X1 subrr trmx0 mul0mx.
have F0 : form (0 : 'M[R]_1) e1 = 0%R by rewrite /form mulmx0 mul0mx mxE.
lazy zeta; rewrite E0 F0 => -[||| bound _]; last by lra.
- by move=> z; rewrite -/(W 0%R) start_form /=; have := norm_ge0 z; lra.
- by rewrite (unit_form (erefl _)) Rmult_1_r.
- by rewrite /=; lra.
Qed.
End Wrong.
