(* Wrong variants of the signs of eigenvalues along a curve and of the eigenvalues of a product that
   stays symmetric, near the truth, refuted by numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare from_right mode_times mode_exists mode_unique mode_course chain.
From dlf Require Import descent lipschitz weyl flow order_kept end_to_end end_to_end_flow.
From dlf Require Import product_decides signs mirrored_modes.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Lemma number_spectrum (F : rcfType) (x : F) : x%:M = with_spectrum 1%:M (fun _ : 'I_1 => x).
Proof.
rewrite /with_spectrum mul1mx trmx1 mulmx1; apply/matrixP => i j.
by rewrite !ord1 !mxE eqxx.
Qed.

Lemma number_positives (F : rcfType) (x : F) : positives (fun _ : 'I_1 => x) = (0 < x : nat).
Proof.
rewrite /positives; case: (0 < x); last by rewrite eq_card0.
by rewrite (eq_card (B := 'I_1)) ?card_ord.
Qed.

Lemma one_one (F : rcfType) : (1%:M : 'M[F]_1)^T *m 1%:M = 1%:M.
Proof. by rewrite trmx1 mulmx1. Qed.

(* the positive ones alone *)
Theorem spectrum_rank_positive_wrong : ~ (forall (F : rcfType) n (Q : 'M[F]_n) p,
  Q^T *m Q = 1%:M -> \rank (with_spectrum Q p) = positives p).
Proof.
move=> H; have := H R_rcfType 1%N 1%:M (fun=> -1) (one_one _); rewrite -number_spectrum.
rewrite number_positives ltr0N1 -scalemx1 mxrank_scale_nz ?mxrank1 //.
by rewrite oppr_eq0 oner_eq0.
Qed.

(* all of them, zeros too *)
Theorem spectrum_rank_all_wrong : ~ (forall (F : rcfType) n (Q : 'M[F]_n) (p : 'I_n -> F),
  Q^T *m Q = 1%:M -> \rank (with_spectrum Q p) = n).
Proof.
move=> H; have := H R_rcfType 1%N 1%:M (fun=> 0) (one_one _); rewrite -number_spectrum.
by rewrite raddf0 mxrank0.
Qed.

(* the rank may change *)
Theorem signs_kept_rank_wrong : ~ (forall n (A : R -> 'M[R]_n) T,
  (forall t, (0 <= t <= T)%R -> mcont A t) -> (forall t, (0 <= t <= T)%R -> (A t)^T = A t) ->
  forall s t Q p Q' p', (0 <= s <= T)%R -> (0 <= t <= T)%R ->
  Q^T *m Q = 1%:M -> Q'^T *m Q' = 1%:M ->
  A s = with_spectrum Q p -> A t = with_spectrum Q' p' ->
  positives (F := R_realFieldType) p = positives p').
Proof.
move=> H; have c t : (0 <= t <= 1)%R -> mcont (fun u => (u - 1 / 2)%R%:M : 'M[R]_1) t.
  move=> _ i j; rewrite !ord1; apply: (continuous_ext (fun u => (u - 1 / 2)%R)) => [u|].
    by rewrite mxE eqxx.
  by apply: (ex_derive_continuous (fun u => (u - 1 / 2)%R)); auto_derive.
have sy t : (0 <= t <= 1)%R -> ((t - 1 / 2)%R%:M : 'M[R]_1)^T = (t - 1 / 2)%R%:M.
  by rewrite tr_scalar_mx.
have := H 1%N _ 1%R c sy 0%R 1%R _ _ _ _ ltac:(lra) ltac:(lra) (one_one _) (one_one _)
  (number_spectrum _) (number_spectrum _).
rewrite !(@number_positives R_rcfType).
have -> : (0 < (0 - 1 / 2)%R) = false by apply/negbTE/negP => /RltP; change (0 : R) with 0%R; lra.
by have -> : 0 < (1 - 1 / 2)%R by apply/RltP; change (0 : R) with 0%R; lra.
Qed.

(* the curve may jump *)
Theorem signs_kept_jump_wrong : ~ (forall n (A : R -> 'M[R]_n) T r,
  (forall t, (0 <= t <= T)%R -> (A t)^T = A t) -> (forall t, (0 <= t <= T)%R -> \rank (A t) = r) ->
  forall s t Q p Q' p', (0 <= s <= T)%R -> (0 <= t <= T)%R ->
  Q^T *m Q = 1%:M -> Q'^T *m Q' = 1%:M ->
  A s = with_spectrum Q p -> A t = with_spectrum Q' p' ->
  positives (F := R_realFieldType) p = positives p').
Proof.
move=> H; pose x (t : R) : R := if Rlt_dec t (1 / 2) then 1 else - 1.
have sy t : (0 <= t <= 1)%R -> ((x t)%:M : 'M[R]_1)^T = (x t)%:M by rewrite tr_scalar_mx.
have xE t : x t = 1 \/ x t = - 1 by rewrite /x; destruct (Rlt_dec t (1 / 2)); [left | right].
have rk t : (0 <= t <= 1)%R -> \rank ((x t)%:M : 'M[R]_1) = 1%N.
  move=> _; rewrite -scalemx1 mxrank_scale_nz ?mxrank1 //.
  by case: (xE t) => ->; rewrite ?oppr_eq0 oner_eq0.
have x0 : x 0%R = 1 by rewrite /x; destruct (Rlt_dec 0 (1 / 2)) => //; lra.
have x1 : x 1%R = - 1 by rewrite /x; destruct (Rlt_dec 1 (1 / 2)) => //; lra.
have := H 1%N _ 1%R 1%N sy rk 0%R 1%R _ _ _ _ ltac:(lra) ltac:(lra) (one_one _) (one_one _)
  (number_spectrum _) (number_spectrum _).
by rewrite !(@number_positives R_rcfType) x0 x1 ltr01 ltr0N1.
Qed.

(* one factor, a number x with x' = -(x - y) *)
Lemma lone_moves (x : R -> R) (y T : R) : (forall t, is_derive x t (- (x t - y))%R) ->
  @flows_along 0 1 1 one erefl erefl (fun Y => Y - y%:M) T (fun t _ => (x t)%:M).
Proof.
move=> D [|//] _; split=> t tT; last first.
  move=> i j; rewrite !ord1; apply: (continuous_ext x) => [u|]; first by rewrite mxE eqxx.
  by apply: (ex_derive_continuous x); eexists; exact: D.
have -> : - grad (L := 1) (d := one) (castmx (esym erefl, esym erefl)
    (@seen 0 1 1 one erefl erefl (fun t _ => (x t)%:M) t - y%:M)) (fun=> (x t)%:M) 0 =
    (- (x t - y))%R%:M.
  rewrite /grad above_end /= !trmx1 mul1mx mulmx1 castmx_id /seen castmx_id /chain /= mulmx1.
  by apply/matrixP => i j; rewrite !ord1 !mxE eqxx.
move=> i j; rewrite !ord1 mxE eqxx; apply: (is_derive_ext x) => [u|]; first by rewrite mxE eqxx.
exact: D.
Qed.

(* one factor *)
Theorem mirrored_signs_one_wrong : ~ (forall n m d (dm : d n.+1 = m) (dp : d 0%N = m)
    (M Q : 'M[R]_m) T (W : R -> factors [comRingType of R] d), Q^T *m Q = 1%:M ->
  (Q *m M)^T = Q *m M -> flows_along dm dp (fun Y => Y - M) T W -> balanced n.+1 (W 0%R) ->
  (Q *m seen dm dp W 0%R)^T = Q *m seen dm dp W 0%R -> (0 <= T)%R ->
  forall s t V p V' p', (0 <= s <= T)%R -> (0 <= t <= T)%R ->
  V^T *m V = 1%:M -> V'^T *m V' = 1%:M ->
  Q *m seen dm dp W s = with_spectrum V p -> Q *m seen dm dp W t = with_spectrum V' p' ->
  positives (F := R_realFieldType) p = positives p').
Proof.
move=> H; pose x t := (-1 + 2 * exp (- t))%R.
have D t : is_derive x t (- (x t - -1))%R by rewrite /x; auto_derive; [|ring].
have F := lone_moves 1 D; pose W t : factors [comRingType of R] one := fun=> (x t)%:M.
have S t : 1%:M *m @seen 0 1 1 one erefl erefl W t = with_spectrum 1%:M (fun _ : 'I_1 => x t).
  by rewrite -(@number_spectrum R_rcfType) mul1mx /seen castmx_id /chain /= mulmx1.
have sy (Y : 'M[R]_1) : (1%:M *m Y)^T = 1%:M *m Y.
  by rewrite mul1mx; apply/matrixP => i j; rewrite !ord1 mxE.
have := H 0%N 1%N one erefl erefl _ 1%:M 1%R W (one_one _) (sy _) F _ (sy _) Rle_0_1 0%R 1%R
  _ _ _ _ ltac:(lra) ltac:(lra) (one_one _) (one_one _) (S _) (S _).
have bal : balanced 1 (W 0%R) by [].
move=> /(_ bal); rewrite !(@number_positives R_rcfType).
have e2 : (exp (- (1)) < 1 / 2)%R.
  have := exp_ineq1 1 ltac:(lra) => e; rewrite exp_Ropp.
  apply: (Rmult_lt_reg_l (exp 1)); first by lra.
  by rewrite Rinv_r; lra.
have -> : 0 < x 0%R by apply/RltP; change (0 : R) with 0%R; rewrite /x Ropp_0 exp_0; lra.
have -> // : (0 < x 1%R) = false.
by apply/negbTE/negP => /RltP; change (0 : R) with 0%R; rewrite /x; lra.
Qed.

(* two factors that rest *)
Lemma pair_rests (c y T : R) : c * (c * c - y) = 0 ->
  @flows_along 1 1 1 one erefl erefl (fun Y => Y - y%:M) T (fun _ _ => c%:M).
Proof.
move=> e l lL; split=> t tT; last by move=> i j; exact: continuous_const.
set G := castmx _ _; have GE : G = (c * c - y)%:M.
  rewrite /G castmx_id /seen castmx_id /chain /= mulmx1 -scalar_mxM.
  by apply/matrixP => i j; rewrite !ord1 !mxE eqxx.
have -> : - grad (L := 2) (d := one) G (fun=> c%:M) l = 0.
  rewrite GE; case: l lL => [|[|//]] _; rewrite /grad.
    rewrite above_step // above_end mul1mx /= trmx1 mulmx1 tr_scalar_mx -scalar_mxM e.
    by rewrite raddf0 oppr0.
  by rewrite above_end trmx1 mul1mx /= mulmx1 tr_scalar_mx -scalar_mxM mulrC e raddf0 oppr0.
exact: mderiv_const.
Qed.

Lemma pair_seen (c : R) t :
  1%:M *m @seen 1 1 1 one erefl erefl (fun _ _ => c%:M) t =
  with_spectrum 1%:M (fun _ : 'I_1 => c * c).
Proof.
rewrite -(@number_spectrum R_rcfType) mul1mx /seen castmx_id /chain /= mulmx1.
by rewrite -scalar_mxM.
Qed.

Lemma number_symmetric (Y : 'M[R]_1) : (1%:M *m Y)^T = 1%:M *m Y.
Proof. by rewrite mul1mx; apply/matrixP => i j; rewrite !ord1 mxE. Qed.

Lemma pair_balanced (c : R) : balanced 2 ((fun _ _ => c%:M) 0%R : factors [comRingType of R] one).
Proof. by move=> l _; rewrite /imbalance tr_scalar_mx subrr. Qed.

(* as many as Q M has *)
Theorem mirrored_signs_target_wrong : ~ (forall n m d (dm : d n.+1 = m) (dp : d 0%N = m)
    (M Q : 'M[R]_m) T (W : R -> factors [comRingType of R] d), (0 < n)%N -> Q^T *m Q = 1%:M ->
  (Q *m M)^T = Q *m M -> flows_along dm dp (fun Y => Y - M) T W -> balanced n.+1 (W 0%R) ->
  (Q *m seen dm dp W 0%R)^T = Q *m seen dm dp W 0%R -> (0 <= T)%R ->
  forall t V p V' p', (0 <= t <= T)%R -> V^T *m V = 1%:M -> V'^T *m V' = 1%:M ->
  Q *m M = with_spectrum V p -> Q *m seen dm dp W t = with_spectrum V' p' ->
  positives (F := R_realFieldType) p = positives p').
Proof.
move=> H; have e : (0 : R) * (0 * 0 - 1) = 0 by rewrite !mul0r.
have ME : 1%:M *m (1 : R)%:M = with_spectrum 1%:M (fun _ : 'I_1 => 1).
  by rewrite -(@number_spectrum R_rcfType) mul1mx.
have := H 1%N 1%N one erefl erefl _ 1%:M 1%R _ isT (one_one _) (number_symmetric _)
  (pair_rests 1 e) (pair_balanced 0) (number_symmetric _) Rle_0_1 0%R _ _ _ _ ltac:(lra)
  (one_one _) (one_one _) ME (pair_seen 0 0%R).
by rewrite !(@number_positives R_rcfType) ltr01 mul0r ltxx.
Qed.

Lemma rest_start (z : 'cV[R]_1) : (form ((@seen 1 1 1 one erefl erefl (fun _ _ => 1%:M) 0%R)^T *m
  @seen 1 1 1 one erefl erefl (fun _ _ => 1%:M) 0%R) z <= 1 * 1 * form 1%:M z)%R.
Proof.
rewrite /seen castmx_id /chain /= !mulmx1 trmx1 !Rmult_1_l; exact: Rle_refl.
Qed.

(* nine tenths of the mode *)
Theorem mirrored_below_share_wrong : ~ (forall n m d (dm : d n.+1 = m) (dp : d 0%N = m)
    (M Q : 'M[R]_m) T (W : R -> factors [comRingType of R] d), (0 < n)%N -> Q^T *m Q = 1%:M ->
  (Q *m M)^T = Q *m M -> flows_along dm dp (fun Y => Y - M) T W -> balanced n.+1 (W 0%R) ->
  (Q *m seen dm dp W 0%R)^T = Q *m seen dm dp W 0%R -> (0 <= T)%R -> forall b mu,
  (forall z, (form (Q *m M) z <= b * form 1%:M z)%R) ->
  solves T (from_right.strength_velocity n.+1 b) mu ->
  (forall t, (0 <= t <= T)%R -> (0 < mu t)%R) ->
  (forall z, (form ((seen dm dp W 0%R)^T *m seen dm dp W 0%R) z <= mu 0 * mu 0 * form 1%:M z)%R) ->
  forall t z, (0 <= t <= T)%R ->
  (form (Q *m seen dm dp W t) z <= 9 / 10 * mu t * form 1%:M z)%R).
Proof.
move=> H; have e : (1 : R) * (1 * 1 - 1) = 0 by rewrite !mul1r subrr.
have le (z : 'cV[R]_1) : (form (1%:M *m 1%:M) z <= 1 * form 1%:M z)%R.
  by rewrite mulmx1 Rmult_1_l; exact: Rle_refl.
have mode : solves 1 (from_right.strength_velocity 2 1) (fun=> 1%R).
  split=> t tT; last exact: continuous_const.
  have -> : from_right.strength_velocity 2 1 1 = 0%R.
    by rewrite /from_right.strength_velocity; ring.
  exact: is_derive_const.
have := H 1%N 1%N one erefl erefl _ 1%:M 1%R _ isT (one_one _) (number_symmetric _)
  (pair_rests 1 e) (pair_balanced 1) (number_symmetric _) Rle_0_1 1%R (fun=> 1%R) le mode
  (fun _ _ => Rlt_0_1) rest_start 0%R 1%:M ltac:(lra).
rewrite pair_seen -(@number_spectrum R_rcfType) mulr1.
have -> : form (1%:M : 'M[R]_1) 1%:M = 1%R by rewrite /form trmx1 !mulmx1 mxE eqxx.
lra.
Qed.

(* a mode with any target *)
Theorem mirrored_below_target_wrong : ~ (forall n m d (dm : d n.+1 = m) (dp : d 0%N = m)
    (M Q : 'M[R]_m) T (W : R -> factors [comRingType of R] d), (0 < n)%N -> Q^T *m Q = 1%:M ->
  (Q *m M)^T = Q *m M -> flows_along dm dp (fun Y => Y - M) T W -> balanced n.+1 (W 0%R) ->
  (Q *m seen dm dp W 0%R)^T = Q *m seen dm dp W 0%R -> (0 <= T)%R -> forall b mu, (0 <= b)%R ->
  solves T (from_right.strength_velocity n.+1 b) mu ->
  (forall t, (0 <= t <= T)%R -> (0 < mu t)%R) ->
  (forall z, (form ((seen dm dp W 0%R)^T *m seen dm dp W 0%R) z <= mu 0 * mu 0 * form 1%:M z)%R) ->
  forall t z, (0 <= t <= T)%R -> (form (Q *m seen dm dp W t) z <= mu t * form 1%:M z)%R).
Proof.
move=> H; have e : (1 : R) * (1 * 1 - 1) = 0 by rewrite !mul1r subrr.
have two : (2 <= 2)%coq_nat by [].
have [mu mode] := mode_exists 2 0 1 two (Rle_refl 0) Rlt_0_1; have [m0 mS] := mode.
have m01 : mu 0%R = 1%R by rewrite m0 /=; ring.
have pos t : (0 <= t <= 1)%R -> (0 < mu t)%R.
  move=> [t0 _]; have := mode_falls 2 0 1 mu two (Rle_refl 0) Rlt_0_1 mode t.
  by move=> /(_ ltac:(simpl; lra) t0); lra.
have start z : (form ((@seen 1 1 1 one erefl erefl (fun _ _ => 1%:M) 0%R)^T *m
    @seen 1 1 1 one erefl erefl (fun _ _ => 1%:M) 0%R) z <= mu 0 * mu 0 * form 1%:M z)%R.
  by rewrite m01; exact: rest_start.
have := H 1%N 1%N one erefl erefl _ 1%:M 1%R _ isT (one_one _) (number_symmetric _)
  (pair_rests 1 e) (pair_balanced 1) (number_symmetric _) Rle_0_1 0%R mu (Rle_refl 0) (mS 1%R)
  pos start 1%R 1%:M ltac:(lra).
rewrite pair_seen -(@number_spectrum R_rcfType) mulr1.
have -> : form (1%:M : 'M[R]_1) 1%:M = 1%R by rewrite /form trmx1 !mulmx1 mxE eqxx.
have [falls _] := mode_falls_to 2 0 1 mu two (Rle_refl 0) Rlt_0_1 mode ltac:(simpl; lra).
have := falls 0%R 1%R ltac:(lra); rewrite m01; lra.
Qed.
