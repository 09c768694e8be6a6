(* The first and the last factor of a balanced chain, over Coq's reals, for every depth and width.

   outer_factors_flow (D1QF, part 1): A = W_L W_L^T and C = W_1^T W_1 have A^L = X X^T, C^L = X^T X,
     and along the flow of 1/2 |X - M|^2 the velocities of the book.
   outer_factors_pairing (D1QF, part 2): what X A^j does to a pair of vectors is bounded by real
     powers of C on the one side and of A on the other.
   moments_in_order (D1QF, part 3): m_L >= m_1 m_(L-1) >= m_1^L, m_(L-1)^(L-1) <= m_1 m_L^(L-2). *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block flow end_to_end end_to_end_flow order_kept weyl courant.
From dlf Require Import largest_form moments orthonormal real_spectral singular_values outer_form.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma gram_velocity (F : comRingType) p q (Y M : 'M[F]_(p, q)) :
  - ((Y - M) *m Y^T + Y *m (Y - M)^T) = M *m Y^T + Y *m M^T - 2%:R *: (Y *m Y^T).
Proof.
rewrite scaler_nat mulr2n linearB /= mulmxBl mulmxBr.
move: (Y *m Y^T) (M *m Y^T) (Y *m M^T) => P Q S; apply/matrixP => i j; rewrite !mxE.
by move: (P i j) (Q i j) (S i j) => a b c; ring.
Qed.

Section Flow.
Variables (n : nat) (d : nat -> nat) (T : R) (W : R -> factors [comRingType of R] d).
Local Notation L := n.+1.
Variables (M : 'M[R]_(d L, d 0)).
Local Notation X t := (chain L (W t)).
Local Notation A t := (last_gram n (W t)).
Local Notation C t := (first_gram (W t)).
Hypothesis moves : moves_by (fun t => residual M (X t)) T W.

Theorem outer_factors_flow s t : (0 <= s <= T)%R -> balanced L (W s) -> (0 <= t <= T)%R ->
  [/\ mxpow (A t) L = X t *m (X t)^T, mxpow (C t) L = (X t)^T *m X t,
    (0 < t < T)%R -> mderiv (fun u => A u) t (M *m (X t)^T + X t *m M^T - 2%:R *: mxpow (A t) L) &
    (0 < t < T)%R -> mderiv (fun u => C u) t (M^T *m X t + (X t)^T *m M - 2%:R *: mxpow (C t) L)].
Proof.
move=> sT bal tT; have [bal_t _] := end_to_end_flow moves sT bal tT.
have [_ [XX XX']] := telescoping bal_t; split=> // inside.
  have := last_moves moves inside; congr mderiv; rewrite -XX; exact: gram_velocity.
have := first_moves moves inside; congr mderiv; rewrite -XX'.
by have := gram_velocity (X t)^T M^T; rewrite /residual !trmxK -linearB trmxK.
Qed.
End Flow.

(* x^r for real x >= 0, r >= 0, with x^0 = 1, also for x = 0, and 0^r = 0 for r > 0 *)
Definition nonneg_power (x r : R) : R :=
  if Req_EM_T r 0%R then 1%R else if Rle_dec x 0 then 0%R else Rpower x r.

Lemma nonneg_power_pos x r : (0 < x)%R -> nonneg_power x r = Rpower x r.
Proof.
move=> x0; rewrite /nonneg_power; destruct (Req_EM_T r 0%R) as [->|r0].
  by rewrite Rpower_O.
by destruct (Rle_dec x 0%R); [lra |].
Qed.

Lemma nonneg_power_none x : nonneg_power x 0 = 1%R.
Proof. by rewrite /nonneg_power; destruct (Req_EM_T 0 0). Qed.

Lemma nonneg_power_0 x r : (x <= 0)%R -> r <> 0%R -> nonneg_power x r = 0%R.
Proof.
move=> x0 r0; rewrite /nonneg_power; destruct (Req_EM_T r 0%R) => //.
by destruct (Rle_dec x 0%R).
Qed.

Lemma nonneg_power_ge0 x r : (0 <= nonneg_power x r)%R.
Proof.
have [->|r0] := Req_EM_T r 0%R; first by rewrite nonneg_power_none; lra.
have [x0|x0] := Rle_lt_dec x 0; first by rewrite nonneg_power_0 //; lra.
by rewrite nonneg_power_pos //; exact/Rlt_le/exp_pos.
Qed.

Lemma nonneg_power_add x r s : (0 <= r)%R -> (0 <= s)%R ->
  (nonneg_power x r * nonneg_power x s = nonneg_power x (r + s))%R.
Proof.
move=> r0 s0; have [x0|x0] := Rle_lt_dec x 0; last first.
  by rewrite !nonneg_power_pos // Rpower_plus.
have [->|r1] := Req_EM_T r 0%R; first by rewrite nonneg_power_none Rmult_1_l Rplus_0_l.
by rewrite (nonneg_power_0 x0 r1) Rmult_0_l nonneg_power_0 //; lra.
Qed.

Lemma nonneg_power_nat x (m : nat) : (0 <= x)%R -> nonneg_power x (INR m) = x ^+ m.
Proof.
case: m => [|m] x0; first by rewrite nonneg_power_none expr0.
case: x0 => [x0|<-]; first by rewrite nonneg_power_pos // Rpower_pow // RpowE.
have r0 : INR m.+1 <> 0%R by apply: not_0_INR.
by rewrite nonneg_power_0 //; [rewrite expr0n | right].
Qed.

(* the real power r of the positive semidefinite matrix with the eigenvalues a and eigenvectors U *)
Definition real_power n (U : 'M[R]_n) (a : 'I_n -> R) (r : R) : 'M[R]_n :=
  with_spectrum U (fun k => nonneg_power (a k) r).

(* natural powers are products *)
Lemma real_power_nat n (U : 'M[R]_n) a m : U^T *m U = 1%:M -> psd (with_spectrum U a) ->
  real_power U a (INR m) = mxpow (with_spectrum U a) m.
Proof.
move=> UU psdA; rewrite spectrum_power // /real_power /with_spectrum.
congr (_ *m diag_mx _ *m _); apply/rowP => j; rewrite !mxE nonneg_power_nat //.
by apply/RleP; exact: psd_spectrum UU psdA.
Qed.

Lemma spectral_sum n (U : 'M[R]_n) p v : U^T *m U = 1%:M ->
  form (with_spectrum U p) v = \sum_k p k * (U^T *m v) k 0 ^+ 2.
Proof.
move=> UU; rewrite -(spectral_form p (U^T *m v) UU).
by have -> : U *m (U^T *m v) = v by rewrite mulmxA (mulmx1C UU) mul1mx.
Qed.

Lemma sum_squares n (v : 'cV[R]_n) : form 1%:M v = \sum_k v k 0 ^+ 2.
Proof. by rewrite form1E mxE; apply: eq_bigr => k _; rewrite mxE expr2. Qed.

Lemma right_entry p q (Z : 'M[R]_(q, p)) (w : 'I_q -> R) k i :
  (Z^T *m diag_mx (\row_i w i)) k i = Z i k * w i.
Proof. by rewrite mul_mx_diag !mxE. Qed.

Lemma both_entry p q (x : 'I_p -> R) (z : 'I_q -> 'I_p -> R) (w : 'I_q -> R) k i :
  (diag_mx (\row_k x k) *m (\matrix_(i, k) z i k)^T *m diag_mx (\row_i w i)) k i =
  x k * z i k * w i.
Proof. by rewrite mul_mx_diag mxE mul_diag_mx !mxE. Qed.

Lemma diagonal_form n (x : 'I_n -> R) w :
  form (diag_mx (\row_i x i)) w = \sum_i x i * w i 0 ^+ 2.
Proof.
rewrite /form -mulmxA mxE; apply: eq_bigr => i _; rewrite mul_diag_mx !mxE mulrCA expr2.
by [].
Qed.

Section Pairing.
Variables (n : nat) (d : nat -> nat) (W : factors [comRingType of R] d).
Local Notation L := n.+1.
Hypothesis bal : balanced L W.
Local Notation Y := (chain L W).
Variables (U : 'M[R]_(d L)) (V : 'M[R]_(d 0)) (a : 'I_(d L) -> R) (c : 'I_(d 0) -> R).
Hypotheses (UU : U^T *m U = 1%:M) (VV : V^T *m V = 1%:M).
Hypotheses (A_U : last_gram n W = with_spectrum U a) (C_V : first_gram W = with_spectrum V c).

Lemma product_shift : last_gram n W *m Y = Y *m first_gram W.
Proof.
have e : Y = chain.above L W 1 *m W 0%N by rewrite -(above_below W (ltn0Sn n)) /= mulmx1.
by rewrite {1}e mulmxA -(above_shift bal) // e /first_gram !mulmxA.
Qed.

Lemma power_shift j : mxpow (last_gram n W) j *m Y = Y *m mxpow (first_gram W) j.
Proof.
elim: j => [|j IH]; first by rewrite mul1mx mulmx1.
by rewrite mxpowSr -mulmxA product_shift mulmxA IH -mulmxA -mxpowSr.
Qed.

Let B := U^T *m Y *m V.

Lemma last_nonneg i : 0 <= a i.
Proof.
apply: (psd_spectrum i UU); rewrite -A_U.
by have := gram_psd (W n)^T; rewrite trmxK.
Qed.

Lemma entry_shift i k : a i * B i k = B i k * c k.
Proof.
have AU : U^T *m with_spectrum U a = diag_mx (\row_j a j) *m U^T.
  by rewrite /with_spectrum !mulmxA UU mul1mx.
have CV : with_spectrum V c *m V = V *m diag_mx (\row_j c j).
  by rewrite /with_spectrum -mulmxA VV mulmx1.
have : diag_mx (\row_j a j) *m B = B *m diag_mx (\row_j c j).
  rewrite /B 2!mulmxA -AU -A_U -(mulmxA U^T) product_shift C_V mulmxA -(mulmxA _ _ V) CV.
  by rewrite mulmxA.
by move/matrixP/(_ i k); rewrite mul_diag_mx mul_mx_diag !mxE.
Qed.

Lemma entry_gram : B *m B^T = diag_mx (\row_j a j ^+ L).
Proof.
have turned (Z : 'M[R]_(d L, d 0)) : (U^T *m Z *m V) *m (U^T *m Z *m V)^T = U^T *m (Z *m Z^T) *m U.
  by rewrite !trmx_mul trmxK !mulmxA -(mulmxA (U^T *m Z) V) (mulmx1C VV) mulmx1.
have [_ [XX _]] := telescoping bal; rewrite /B turned XX A_U spectrum_power //.
by rewrite /with_spectrum !mulmxA UU mul1mx -mulmxA UU mulmx1.
Qed.

Lemma entry_pos i k : B i k != 0 -> (0 < a i)%R /\ a i = c k.
Proof.
move=> b0; split; last by apply: (mulIf b0); rewrite entry_shift mulrC.
apply/RltP; rewrite lt_def last_nonneg andbT; apply: contra b0 => /eqP ai.
have zero (Z : 'M[R]_(d L, d 0)) : (Z *m Z^T) i i = 0 -> Z i k == 0.
  rewrite mxE => /eqP; rewrite psumr_eq0 => [/allP /(_ k)|l _]; last first.
    by rewrite mxE -expr2 sqr_ge0.
  by rewrite mem_index_enum mxE mulf_eq0 orbb => /(_ isT).
by apply: zero; rewrite entry_gram !mxE eqxx mulr1n ai expr0n.
Qed.

Lemma pairing_first j r (y : 'cV[R]_(d L)) (z : 'cV[R]_(d 0)) :
  (0 <= r <= INR (L + 2 * j))%R ->
  (pairing (Y^T *m mxpow (last_gram n W) j) z y ^ 2 <=
    form (real_power V c r) z * form (real_power U a (INR (L + 2 * j) - r)) y)%R.
Proof.
move=> [r0 r1]; set s := (INR (L + 2 * j) - r)%R.
have s0 : (0 <= s)%R by rewrite /s; lra.
pose h i := nonneg_power (a i) (INR L / 2).
pose P : 'M[R]_(d 0) := diag_mx (\row_k nonneg_power (c k) (r / 2)).
pose Q : 'M[R]_(d L) := diag_mx (\row_i nonneg_power (a i) (s / 2)).
pose O := \matrix_(i, k) (B i k / h i).
have half x t : (0 <= t)%R -> nonneg_power x (t / 2) * nonneg_power x (t / 2) = nonneg_power x t.
  move=> t0; rewrite -[LHS]/(_ * _)%R nonneg_power_add; [|lra|lra].
  by congr nonneg_power; lra.
have L0 : (0 < INR L)%R by have := pos_INR n; rewrite S_INR; lra.
have core : B^T *m diag_mx (\row_i a i ^+ j) = P *m O^T *m Q.
  apply/matrixP => k i; rewrite (right_entry B) both_entry.
  have [-> | b0] := eqVneq (B i k) 0; first by rewrite !mul0r mulr0 mul0r.
  have [a0 <-] := entry_pos b0; have hi : h i != 0.
    rewrite /h nonneg_power_pos //; apply/eqP/not_eq_sym; apply: Rlt_not_eq; exact: exp_pos.
  have key : nonneg_power (a i) (r / 2) * nonneg_power (a i) (s / 2) = h i * a i ^+ j.
    rewrite -nonneg_power_nat; last exact: Rlt_le.
    rewrite -[LHS]/(_ * _)%R -[RHS]/(_ * _)%R !nonneg_power_add; try lra; last exact: pos_INR.
    congr nonneg_power; rewrite /s plus_INR mult_INR -[INR 2]/(1 + 1)%R; lra.
  rewrite -mulrA [_ / _ * _]mulrAC mulrA [nonneg_power _ _ * _]mulrCA key.
  by rewrite [h i * _]mulrC !mulrA mulfK.
have e : pairing (Y^T *m mxpow (last_gram n W) j) z y =
    pairing 1%:M (P *m (V^T *m z)) (O^T *m (Q *m (U^T *m y))).
  rewrite /pairing mulmx1 [(P *m _)^T]trmx_mul [(V^T *m z)^T]trmx_mul trmxK tr_diag_mx -/P.
  have -> : Y^T = V *m B^T *m U^T.
    by rewrite /B !trmx_mul trmxK !mulmxA (mulmx1C VV) mul1mx -mulmxA (mulmx1C UU) mulmx1.
  rewrite A_U spectrum_power // /with_spectrum !mulmxA; congr ((_ *m _) 0 0).
  rewrite -(mulmxA _ U^T U) UU mulmx1 -!(mulmxA (z^T *m V)) core.
  by rewrite !mulmxA.
have PP : form 1%:M (P *m (V^T *m z)) = form (real_power V c r) z.
  rewrite /real_power spectral_sum // sum_squares; apply: eq_bigr => k _.
  by rewrite mul_diag_mx mxE [in LHS]mxE exprMn expr2 half.
have QQ : form 1%:M (Q *m (U^T *m y)) = form (real_power U a s) y.
  rewrite /real_power spectral_sum // sum_squares; apply: eq_bigr => k _.
  by rewrite mul_diag_mx mxE [in LHS]mxE exprMn expr2 half.
have short w : (form 1%:M (O^T *m w) <= form 1%:M w)%R.
  rewrite form_seen mulmx1.
  have -> : O *m O^T = diag_mx (\row_i (a i ^+ L / (h i * h i))).
    have := entry_gram; move/matrixP => BB; apply/matrixP => i l.
    transitivity ((B *m B^T) i l / (h i * h l)); last first.
      by rewrite BB !mxE; case: eqP => [->|_]; rewrite ?mul0r.
    rewrite !mxE mulr_suml; apply: eq_bigr => k _; rewrite !mxE.
    by rewrite mulrACA invfM.
  rewrite sum_squares; apply/RleP.
  rewrite diagonal_form.
  apply: ler_sum => i _; rewrite ler_pimull ?sqr_ge0 // /h half; last by lra.
  rewrite nonneg_power_nat; last by apply/RleP/last_nonneg.
  by have [->|x0] := eqVneq (a i ^+ L) 0; [rewrite mul0r ler01 | rewrite divff].
have := cauchy_psd (P *m (V^T *m z)) (O^T *m (Q *m (U^T *m y))) (psd_one _).
rewrite -e PP => le; apply: Rle_trans (_ : _ <= _ * form 1%:M (O^T *m (Q *m (U^T *m y))))%R _.
  by rewrite /= Rmult_1_r; exact: le.
rewrite -QQ; apply: Rmult_le_compat_l; last exact: short.
by rewrite -PP; exact: norm_ge0.
Qed.

Theorem outer_factors_pairing j r (y : 'cV[R]_(d L)) (z : 'cV[R]_(d 0)) :
  (0 <= r <= INR (L + 2 * j))%R ->
  (pairing (Y^T *m mxpow (last_gram n W) j) z y ^ 2 <=
    form (real_power V c r) z * form (real_power U a (INR (L + 2 * j) - r)) y)%R /\
  (pairing (Y *m mxpow (first_gram W) j) y z ^ 2 <=
    form (real_power U a r) y * form (real_power V c (INR (L + 2 * j) - r)) z)%R.
Proof.
move=> rr; split; first exact: pairing_first.
have -> : pairing (Y *m mxpow (first_gram W) j) y z = pairing (Y^T *m mxpow (last_gram n W) j) z y.
  rewrite /pairing -power_shift; have sym (E : 'M[R]_1) : E^T 0 0 = E 0 0 by rewrite mxE.
  rewrite -sym; congr (_ 0 0); move: Y (mxpow_tr (last_gram n W) j) => E.
  have -> : (last_gram n W)^T = last_gram n W by rewrite trmx_mul trmxK.
  by move=> pT; rewrite !trmx_mul trmxK pT !mulmxA.
rewrite [X in (_ <= X)%R]Rmult_comm.
have r2 : (0 <= INR (L + 2 * j) - r <= INR (L + 2 * j))%R by lra.
have := pairing_first y z r2; have -> : (INR (L + 2 * j) - (INR (L + 2 * j) - r) = r)%R by lra.
by [].
Qed.
End Pairing.

Section Moments.
Variables (n : nat) (A : 'M[R]_n) (y : 'cV[R]_n).
Hypotheses (psdA : psd A) (unit : form 1%:M y = 1).
Local Notation m q := (form (mxpow A q) y).

Lemma moments_grow q : (0 < m 1)%R -> (m 1 ^ q <= m q)%R /\ (m 1 * m q <= m q.+1)%R.
Proof.
move=> m1; elim: q => [|q [IH IH']].
  by rewrite unit Rmult_1_r; split; exact: Rle_refl.
have p := pow_lt _ q m1; have up : (m 1 ^ q.+1 <= m q.+1)%R.
  by apply: Rle_trans IH'; apply: Rmult_le_compat_l => //; lra.
split=> //; have := moments_convex y psdA q; move: IH IH' up.
have := pow_lt _ q.+1 m1; move: (m q) (m q.+1) (m q.+2) => a b c b0 a0 ab b1 bc.
have a1 : (0 < a)%R by lra.
apply: (Rmult_le_reg_l a) => //; apply: Rle_trans bc.
have := Rmult_le_compat_r b _ _ ltac:(lra) ab; lra.
Qed.

Lemma moments_chord q : (m q.+1 ^ q.+1 <= m 1 * m q.+2 ^ q)%R.
Proof.
elim: q => [|q IH]; first by rewrite /= !Rmult_1_r; exact: Rle_refl.
have c := moments_convex y psdA q.+1; have p1 := moment_ge0 y psdA 1.
have p2 := moment_ge0 y psdA q.+2; have p3 := moment_ge0 y psdA q.+3.
move: IH c p1 p2 p3 (moment_ge0 y psdA q.+1); move: (m 1) (m q.+1) (m q.+2) (m q.+3).
move=> a b e f IH c a0 [e0|<-] f0 b0; last first.
  rewrite [(0 ^ _)%R]/= Rmult_0_l; apply: Rmult_le_pos => //; exact: pow_le.
have step : ((e * e) ^ q.+1 <= a * e ^ q * f ^ q.+1)%R.
  apply: Rle_trans (_ : (b * f) ^ q.+1 <= _)%R; first by apply: pow_incr; split=> //; nra.
  by rewrite Rpow_mult_distr; apply: Rmult_le_compat_r IH; exact: pow_le.
apply: (Rmult_le_reg_l (e ^ q)); first exact: pow_lt.
move: step; rewrite Rpow_mult_distr /= => step.
by lra.
Qed.

Theorem moments_in_order L : (2 <= L)%N ->
  [/\ (m 1 * m L.-1 <= m L)%R, (m 1 ^ L <= m 1 * m L.-1)%R &
    (m L.-1 ^ L.-1 <= m 1 * m L ^ (L - 2))%R].
Proof.
case: L => [|[|q]] // _; rewrite /= !subSS subn0.
have p1 := moment_ge0 y psdA 1; have p2 := moment_ge0 y psdA q.+2.
have p3 := moment_ge0 y psdA q.+1; have := moments_chord q; rewrite /= => chord.
case: p1 => [m1|m1]; last first.
  by move: chord; rewrite -m1 !Rmult_0_l; split=> //; exact: Rle_refl.
have [up grow] := moments_grow q.+1 m1; split=> //.
by apply: Rmult_le_compat_l; [exact: Rlt_le | exact: up].
Qed.
End Moments.
