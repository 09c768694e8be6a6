(* Wrong variants of the facts on the outer factors, near the truth, refuted by numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block flow end_to_end end_to_end_flow order_kept weyl.
From dlf Require Import moments outer_factors wrong_rank_kept wrong_orientation.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

(* two numbers whose product is the target stand still *)
Lemma rest_moves T (a b : R) : b * a = 1 -> moves_by (n := 1) (d := one)
  (fun t => residual (L := 2) (d := one) 1%:M (chain 2 (number_pair (fun=> a) (fun=> b) t))) T
  (number_pair (fun=> a) (fun=> b)).
Proof.
move=> e l lL; have [|||D C] := @pair_moves (fun=> a) (fun=> b) (fun=> 0) T _ _ _ l lL.
- by move=> t _; rewrite mulr0 oppr0; exact: dconst.
- by move=> t _; rewrite mul0r oppr0; exact: dconst.
- by move=> t _; split; exact: continuous_const.
by split=> // t tT; rewrite /residual pair_product e subrr; have := D t tT; rewrite raddf0.
Qed.

Lemma mxpow_number (c : R) k : mxpow (c%:M : 'M[R]_1) k = (c ^+ k)%:M.
Proof. by elim: k => [|k IH] //; rewrite mxpowS IH -scalar_mxM exprS. Qed.

Lemma scalar_inj (x y : R) : (x%:M : 'M[R]_1) = y%:M -> x = y.
Proof. by move/matrixP/(_ 0 0); rewrite !mxE eqxx !mulr1n. Qed.

Lemma half_inside : (0 < / 2 < 1)%R. Proof. by lra. Qed.
Lemma half_inside' : (0 <= / 2 <= 1)%R. Proof. by lra. Qed.

(* without balance *)
Theorem outer_factors_flow_unbalanced_wrong : ~ (forall n (d : nat -> nat) T
    (W : R -> factors [comRingType of R] d) (M : 'M[R]_(d n.+1, d 0%N)),
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> forall t, (0 <= t <= T)%R ->
  mxpow (last_gram n (W t)) n.+1 = chain n.+1 (W t) *m (chain n.+1 (W t))^T).
Proof.
move=> H; have p : (/ 2 : R) * 2%R = 1 by rewrite -[LHS]/(/ 2 * 2)%R -[RHS]/1%R; lra.
have := H 1%N one 1%R _ _ (rest_moves 1 p) 0%R at_0.
rewrite pair_product p /last_gram /number_pair !tr_scalar_mx -!scalar_mxM mxpow_number.
move=> /scalar_inj; rewrite mulr1 expr2 -[LHS]/(/ 2 * / 2 * (/ 2 * / 2))%R -[RHS]/1%R.
by lra.
Qed.

(* half of the decay *)
Theorem outer_factors_flow_half_wrong : ~ (forall n (d : nat -> nat) T
    (W : R -> factors [comRingType of R] d) (M : 'M[R]_(d n.+1, d 0%N)),
  moves_by (fun t => residual M (chain n.+1 (W t))) T W ->
  forall s t, (0 <= s <= T)%R -> balanced n.+1 (W s) -> (0 < t < T)%R ->
  mderiv (fun u => last_gram n (W u)) t
    (M *m (chain n.+1 (W t))^T + chain n.+1 (W t) *m M^T - mxpow (last_gram n (W t)) n.+1)).
Proof.
move=> H; have p : (1 : R) * 1 = 1 by exact: mulr1.
have bal : balanced 2 (number_pair (fun=> 1) (fun=> 1) 0%R) by apply: pair_balanced.
have := H 1%N one 1%R _ _ (rest_moves 1 p) 0%R (/ 2)%R at_0 bal half_inside 0 0.
rewrite pair_product p /last_gram /number_pair !tr_scalar_mx -!scalar_mxM mxpow_number.
rewrite !mulr1 expr1n -raddfD -raddfB addrK !mxE eqxx mulr1n => D.
have := is_derive_unique _ _ _ D; rewrite (is_derive_unique _ _ 0%R); last exact: dconst.
by move=> e; have : 0%R = 1%R by []; lra.
Qed.

Lemma number_spectrum (x : R) : (x%:M : 'M[R]_1) = with_spectrum 1%:M (fun=> x).
Proof.
by rewrite /with_spectrum trmx1 mul1mx mulmx1; apply/matrixP => i j; rewrite !ord1 !mxE.
Qed.

Lemma number_form (x : R) : form (x%:M : 'M[R]_1) 1%:M = x.
Proof. by rewrite /form trmx1 mul1mx mulmx1 mxE eqxx mulr1n. Qed.

Lemma power_form (x r : R) : form (real_power (1%:M : 'M[R]_1) (fun=> x) r) 1%:M =
  nonneg_power x r.
Proof. by rewrite /real_power -number_spectrum number_form. Qed.

(* nine tenths of the product *)
Theorem outer_factors_pairing_tenth_wrong : ~ (forall n (d : nat -> nat)
    (W : factors [comRingType of R] d), balanced n.+1 W -> forall (U : 'M[R]_(d n.+1))
    (V : 'M[R]_(d 0%N)) (a : 'I_(d n.+1) -> R) (c : 'I_(d 0%N) -> R),
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> last_gram n W = with_spectrum U a ->
  first_gram W = with_spectrum V c -> forall j r (y : 'cV[R]_(d n.+1)) (z : 'cV[R]_(d 0%N)),
  (0 <= r <= INR (n.+1 + 2 * j))%R ->
  (pairing ((chain n.+1 W)^T *m mxpow (last_gram n W) j) z y ^ 2 <= 9 / 10 *
    (form (real_power V c r) z * form (real_power U a (INR (n.+1 + 2 * j) - r)) y))%R).
Proof.
move=> H; have bal : balanced 2 (number_pair (fun=> 1) (fun=> 1) 0%R) by apply: pair_balanced.
have g (x : R) : (x%:M : 'M[R]_1) *m x%:M^T = with_spectrum 1%:M (fun=> x * x).
  by rewrite tr_scalar_mx -scalar_mxM number_spectrum.
have g' (x : R) : (x%:M : 'M[R]_1)^T *m x%:M = with_spectrum 1%:M (fun=> x * x).
  by rewrite tr_scalar_mx -scalar_mxM number_spectrum.
have I1 : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have r1 : (0 <= 0 <= INR (2 + 2 * 0))%R by split; [lra | exact: pos_INR].
have := H 1%N one _ bal 1%:M 1%:M _ _ I1 I1 (g 1) (g' 1) 0%N 0%R 1%:M 1%:M r1.
rewrite !power_form nonneg_power_none pair_product /= mulmx1 tr_scalar_mx /pairing trmx1.
rewrite mul1mx mulmx1 mxE eqxx mulr1n !mulr1 nonneg_power_pos; last exact: Rlt_0_1.
rewrite /Rpower ln_1 Rmult_0_r exp_0 => le.
by have : (1 * (1 * 1) <= 9 / 10 * (1 * 1))%R by []; lra.
Qed.

(* chains without balance *)
Theorem outer_factors_pairing_unbalanced_wrong : ~ (forall n (d : nat -> nat)
    (W : factors [comRingType of R] d) (U : 'M[R]_(d n.+1))
    (V : 'M[R]_(d 0%N)) (a : 'I_(d n.+1) -> R) (c : 'I_(d 0%N) -> R),
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> last_gram n W = with_spectrum U a ->
  first_gram W = with_spectrum V c -> forall j r (y : 'cV[R]_(d n.+1)) (z : 'cV[R]_(d 0%N)),
  (0 <= r <= INR (n.+1 + 2 * j))%R ->
  (pairing ((chain n.+1 W)^T *m mxpow (last_gram n W) j) z y ^ 2 <=
    (form (real_power V c r) z * form (real_power U a (INR (n.+1 + 2 * j) - r)) y))%R).
Proof.
move=> H; pose W := number_pair (fun=> 2%R) (fun=> 1) 0%R.
have g (x : R) : (x%:M : 'M[R]_1) *m x%:M^T = with_spectrum 1%:M (fun=> x * x).
  by rewrite tr_scalar_mx -scalar_mxM number_spectrum.
have g' (x : R) : (x%:M : 'M[R]_1)^T *m x%:M = with_spectrum 1%:M (fun=> x * x).
  by rewrite tr_scalar_mx -scalar_mxM number_spectrum.
have I1 : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have r1 : (0 <= 0 <= INR (2 + 2 * 0))%R by split; [lra | exact: pos_INR].
have := H 1%N one W 1%:M 1%:M _ _ I1 I1 (g 1) (g' 2%R) 0%N 0%R 1%:M 1%:M r1.
rewrite !power_form nonneg_power_none pair_product /= mulmx1 tr_scalar_mx /pairing trmx1.
rewrite mul1mx mulmx1 mxE eqxx mulr1n mul1r mulr1 nonneg_power_pos; last exact: Rlt_0_1.
rewrite /Rpower ln_1 Rmult_0_r exp_0 => le.
by have : (2 * (2 * 1) <= 1 * 1)%R by []; lra.
Qed.

(* vectors that are longer than one *)
Theorem moments_in_order_long_wrong : ~ (forall n (A : 'M[R]_n) (y : 'cV[R]_n), psd A ->
  (1 <= form 1%:M y)%R -> forall L, (2 <= L)%N ->
  (form (mxpow A 1) y * form (mxpow A L.-1) y <= form (mxpow A L) y)%R).
Proof.
move=> H; have psd1 : psd (1%:M : 'M[R]_1) by exact: psd_one.
have two : form (1%:M : 'M[R]_1) 2%R%:M = (2 * 2)%R.
  by rewrite /form mulmx1 tr_scalar_mx -scalar_mxM mxE eqxx mulr1n.
have pow k : mxpow (1%:M : 'M[R]_1) k = 1%:M by rewrite mxpow_number expr1n.
have := H 1%N 1%:M 2%R%:M psd1 _ 2%N isT; rewrite !pow two => /(_ ltac:(lra)); lra.
Qed.

(* a power more of the last moment *)
Theorem moments_in_order_power_wrong : ~ (forall n (A : 'M[R]_n) (y : 'cV[R]_n), psd A ->
  form 1%:M y = 1 -> forall L, (2 <= L)%N -> (form (mxpow A L.-1) y ^ L.-1 <=
    form (mxpow A 1) y * form (mxpow A L) y ^ L.-1)%R).
Proof.
move=> H; pose A := (/ 2)%R%:M : 'M[R]_1.
have psdA : psd A.
  have -> : A = with_spectrum 1%:M (fun=> (/ 2)%R) by rewrite -number_spectrum.
  apply: courant.spectrum_psd => [|j]; first by rewrite trmx1 mulmx1.
  have /RltP h0 : (0 < / 2)%R by lra.
  exact: ltW.
have := H 1%N A 1%:M psdA (number_form 1) 3%N isT; rewrite !mxpow_number !number_form expr1.
rewrite -[X in (X ^ _ <= _)%R]/(/ 2 * / 2)%R -[X in (_ <= _ * X ^ _)%R]/(/ 2 * (/ 2 * / 2))%R.
by rewrite /=; lra.
Qed.
