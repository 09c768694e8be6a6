(* Wrong variants of the error of a network of rank one, near the truth, refuted by numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block removal frobenius modes lipschitz flow flow_core.
From dlf Require Import compare ahead mode_times mode_exists mode_unique end_to_end rank_one_error.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Section Field.
Variable F : rcfType.
Let unit1 : (1%:M : 'M[F]_1)^T *m 1%:M = 1%:M. Proof. by rewrite trmx1 mulmx1. Qed.

Lemma frob_number (c : F) : frob (c%:M : 'M[F]_1) = `|c|.
Proof. by rewrite /frob /sumsq !big_ord1 mxE eqxx mulr1n sqrtr_sqr. Qed.

(* nine tenths of the length *)
Theorem rank_one_norms_tenth_wrong : ~ (forall m n (u : 'cV[F]_m) (v : 'cV[F]_n) c,
  u^T *m u = 1%:M -> v^T *m v = 1%:M -> spectral (c *: (u *m v^T)) (9%:R / 10%:R * `|c|)).
Proof.
move=> H; have [[_ /(_ 1%:M) len] _] := H 1%N 1%N 1%:M 1%:M 1 unit1 unit1; move: len.
rewrite scale1r trmx1 !mulmx1 frob_number normr1 !mulr1 ler_pdivl_mulr ?ltr0n // mul1r ler_nat.
by [].
Qed.

(* a vector that is not of unit length *)
Theorem rank_one_norms_long_wrong : ~ (forall m n (u : 'cV[F]_m) (v : 'cV[F]_n) c,
  v^T *m v = 1%:M -> frob (c *: (u *m v^T)) = `|c|).
Proof.
move=> H; have := H 1%N 1%N 2%:R%:M 1%:M 1 unit1.
rewrite scale1r trmx1 mulmx1 frob_number !normr1 ger0_norm ?ler0n // => /eqP.
by rewrite (eqr_nat F 2 1).
Qed.
End Field.

(* factors that are numbers and whose product is the target stand still *)
Lemma numbers_rest (a m : R) T : a * a = m ->
  flows (L := 2) (d := one) (residual (L := 2) (d := one) m%:M) (fun=> 1) 0 T
    (fun _ _ => a%:M).
Proof.
move=> e l lL; split=> t _; last exact: mcont_const.
have X : chain 2 (fun _ => a%:M : 'M[R]_1) = m%:M by rewrite /chain /= mulmx1 -scalar_mxM e.
rewrite /drift /pull /residual X subrr /grad mulmx0 mul0mx scale0r addr0 scaler0.
rewrite oppr0; exact: mderiv_const.
Qed.

Lemma unit_mode : is_mode 2 1 1 (fun=> 1%R).
Proof.
split; first by rewrite pow1.
move=> T; apply: constant_solves; rewrite /strength_velocity; lra.
Qed.

(* nine tenths of the mode *)
Theorem rank_one_compressed_tenth_wrong : ~ (forall L (d : nat -> nat)
    (J : forall l, 'M[R]_(d l, 1)) (s eps : R), (1 < L)%N ->
  (forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M) -> (0 <= s)%R -> (0 < eps)%R ->
  forall T (W : R -> factors [comRingType of R] d) mu, (0 <= T)%R ->
  (forall l, (l < L)%N -> W 0 l = eps *: (J l.+1 *m (J l)^T)) ->
  flows (residual (s *: (J L *m (J 0%N)^T))) (fun=> 1) 0 T W -> is_mode L s eps mu ->
  forall t, (0 <= t <= T)%R -> chain L (W t) = (9 / 10 * mu t)%R *: (J L *m (J 0%N)^T)).
Proof.
move=> H; have I1 (l : nat) : (l <= 2)%N -> (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M.
  by move=> _; rewrite trmx1 mulmx1.
have st l : (l < 2)%N -> (1%:M : 'M[R]_1) = 1 *: (1%:M *m 1%:M^T).
  by move=> _; rewrite trmx1 mulmx1 scale1r.
have fl : flows (L := 2) (d := one) (residual (L := 2) (d := one) (1%R *: (1%:M *m 1%:M^T)))
    (fun=> 1) 0 1 (fun _ _ => 1%:M).
  by rewrite trmx1 mulmx1 scalemx1; apply: numbers_rest; rewrite mulr1.
have t01 : (0 <= 0 <= 1)%R by lra.
have := H 2%N one (fun=> 1%:M) 1%R 1%R isT I1 Rle_0_1 Rlt_0_1 1%R (fun _ _ => 1%:M) (fun=> 1%R)
  Rle_0_1 st fl unit_mode 0%R t01.
rewrite /chain /= !mulmx1 trmx1 mulmx1 scalemx1 Rmult_1_r => /matrixP /(_ 0 0).
by rewrite !mxE eqxx !mulr1n => e; have : 1%R = (9 / 10)%R by []; lra.
Qed.

(* frames of length two *)
Theorem rank_one_compressed_long_wrong : ~ (forall L (d : nat -> nat)
    (J : forall l, 'M[R]_(d l, 1)) (s eps : R), (1 < L)%N ->
  (forall l, (l <= L)%N -> (J l)^T *m J l = 4%R%:M) -> (0 <= s)%R -> (0 < eps)%R ->
  forall T (W : R -> factors [comRingType of R] d) mu, (0 <= T)%R ->
  (forall l, (l < L)%N -> W 0 l = eps *: (J l.+1 *m (J l)^T)) ->
  flows (residual (s *: (J L *m (J 0%N)^T))) (fun=> 1) 0 T W -> is_mode L s eps mu ->
  forall t, (0 <= t <= T)%R -> chain L (W t) = mu t *: (J L *m (J 0%N)^T)).
Proof.
move=> H; have [mu mode] := mode_exists 2 4 1 (le_n 2) ltac:(lra) Rlt_0_1.
have JJ : (2%R%:M : 'M[R]_1) *m 2%R%:M^T = 4%R%:M.
  by rewrite tr_scalar_mx -scalar_mxM; congr (_%:M); rewrite -[LHS]/(2 * 2)%R; lra.
have I1 (l : nat) : (l <= 2)%N -> (2%R%:M : 'M[R]_1)^T *m 2%R%:M = 4%R%:M.
  by move=> _; move: JJ; rewrite tr_scalar_mx.
have st l : (l < 2)%N -> (4%R%:M : 'M[R]_1) = 1 *: (2%R%:M *m 2%R%:M^T).
  by move=> _; rewrite JJ scale1r.
have fl : flows (L := 2) (d := one) (residual (L := 2) (d := one) (4%R *: (2%R%:M *m 2%R%:M^T)))
    (fun=> 1) 0 1 (fun _ _ => 4%R%:M).
  rewrite JJ -mul_scalar_mx -scalar_mxM; exact: numbers_rest.
have t01 : (0 <= 0 <= 1)%R by lra.
have := H 2%N one (fun=> 2%R%:M) 4%R 1%R isT I1 ltac:(lra) Rlt_0_1 1%R (fun _ _ => 4%R%:M) mu
  Rle_0_1 st fl mode 0%R t01.
have -> : mu 0%R = 1%R by have [-> _] := mode; rewrite pow1.
rewrite /chain /= !mulmx1 JJ scale1r -scalar_mxM => /matrixP /(_ 0 0).
by rewrite !mxE eqxx !mulr1n => e; have : (4 * 4)%R = 4%R by []; lra.
Qed.
