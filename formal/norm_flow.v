(* The norm of the product of a balanced chain stays below the mode of the largest target, over
   Coq's reals, for every depth L >= 2, all widths, and any target.

   norm_below_the_mode (X2QR): along the flow of 1/2 |X - M|^2 no vector is lengthened by X by more
     than the mode whose target is the norm of M.
   error_above_the_mode (X2QR): so X - M lengthens what M lengthens most by what the mode lacks, at
     least, and no vector by more than its Frobenius norm. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare from_right chain descent block flow end_to_end end_to_end_flow.
From dlf Require Import order_kept largest_form moments outer_form.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* a bound on a form bounds its powers *)
Lemma power_below m (E : 'M[R]_m) b : psd E -> (0 <= b)%R ->
  (forall y, (form E y <= b * form 1%:M y)%R) ->
  forall l y, (form (mxpow E l) y <= b ^ l * form 1%:M y)%R.
Proof.
move=> psdE' b0 H l y; elim: l => [|l IH].
  by rewrite /= Rmult_1_l; exact: Rle_refl.
apply: Rle_trans (moments_below y psdE' l H) _.
by rewrite -[(b ^ l.+1)%R]/(b * b ^ l)%R Rmult_assoc; exact: Rmult_le_compat_l.
Qed.

(* no vector is lengthened by more than the Frobenius norm *)
Lemma form_below_sumsq m p (Y : 'M[R]_(m, p)) z :
  (form (Y^T *m Y) z <= sumsq Y * form 1%:M z)%R.
Proof.
have -> : form (Y^T *m Y) z = \sum_i (Y *m z) i 0 * (Y *m z) i 0.
  rewrite /form mulmxA -trmx_mul -mulmxA mxE; apply: eq_bigr => i _.
  by rewrite [_^T 0 i]mxE.
apply/RleP; rewrite -[X in _ <= X]/(sumsq Y * form 1%:M z : R) /sumsq mulr_suml.
apply: ler_sum => i _.
have /RleP := cauchy_psd (row i Y)^T z (psd_one _).
have -> : pairing 1%:M (row i Y)^T z = (Y *m z) i 0.
  rewrite /pairing mulmx1 trmxK !mxE; apply: eq_bigr => j _.
  by rewrite mxE.
congr (_ <= _ * _); rewrite form1E trmxK mxE; apply: eq_bigr => j _.
by rewrite !mxE expr2.
Qed.

Section Norm.
Variables (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (M : 'M[R]_(d L, d 0)) (T : R) (W : R -> factors [comRingType of R] d).
Local Notation X t := (chain L (W t)).
Hypotheses (n0 : (0 < n)%N) (moves : moves_by (fun t => residual M (X t)) T W).
Hypotheses (bal : balanced L (W 0)) (T0 : (0 <= T)%R) (room : (0 < d L)%N).
Variables (s : R) (alpha : R -> R).
Hypotheses (s0 : (0 <= s)%R) (norm_M : forall z, (form (M^T *m M) z <= s * s * form 1%:M z)%R).
Hypotheses (mode : solves T (root_velocity L s) alpha).
Hypothesis nonneg : forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R.
Hypothesis start : forall z, (form ((X 0)^T *m X 0) z <= alpha 0 ^ L * form 1%:M z)%R.

Theorem norm_below_the_mode t z : (0 <= t <= T)%R ->
  (form ((X t)^T *m X t) z <= alpha t ^ L * form 1%:M z)%R.
Proof.
move=> tT; have T00 : (0 <= 0 <= T)%R by lra.
have bal_t : balanced L (W t) by move=> l lL; rewrite (imbalance_kept moves tT lL) bal.
have [_ [_ ->]] := telescoping bal_t.
apply: power_below; [exact: first_psd | exact: nonneg |] => y.
have lead : (norm_value n W 0 <= alpha 0)%R.
  have [_ [_ least]] := norm_valueP W 0 room.
  have [stA stC] := start_below bal (nonneg T00) start.
  by apply: least => v _; [exact: stA | exact: stC].
have [_ [bC _]] := norm_valueP W t room.
apply: Rle_trans (bounds_all bC y) _; apply: Rmult_le_compat_r; first exact: norm_ge0.
exact: (norm_value_below n0 moves bal T0 room s0 norm_M mode nonneg lead).
Qed.

Theorem error_above_the_mode t z m : (0 <= t <= T)%R -> form 1%:M z = 1%R ->
  form (M^T *m M) z = (s * s)%R -> (0 <= m <= s)%R -> (m * m = alpha t ^ L)%R ->
  ((s - m) * (s - m) <= form ((X t - M)^T *m (X t - M)) z)%R /\
  forall y, (form ((X t - M)^T *m (X t - M)) y <= sumsq (X t - M) * form 1%:M y)%R.
Proof.
move=> tT z1 Mz ms mm; split=> [|y]; last exact: form_below_sumsq.
have := norm_below_the_mode z tT; rewrite -mm z1 Rmult_1_r => Xz.
have := cauchy_psd (X t *m z) (M *m z) (psd_one _); have X0 := norm_ge0 (X t *m z).
have seen p (Y : 'M[R]_(d L, d 0)) : form 1%:M (Y *m p) = form (Y^T *m Y) p.
  by rewrite -{1}[Y]trmxK form_seen mulmx1 trmxK.
have cross (Y : 'M[R]_(d L, d 0)) : form ((Y - M)^T *m (Y - M)) z =
    (form (Y^T *m Y) z - 2 * pairing 1%:M (Y *m z) (M *m z) + form (M^T *m M) z)%R.
  have e : form (M^T *m Y) z = form (Y^T *m M) z by rewrite /form -turn_round trmx_mul trmxK.
  have -> : pairing 1%:M (Y *m z) (M *m z) = form (Y^T *m M) z.
    by rewrite /pairing /form trmx_mul mulmx1 !mulmxA.
  rewrite [(Y - M)^T]linearB /= mulmxBl !mulmxBr !formD !formN !formD !formN e.
  rewrite -![_ + _]/(_ + _)%R -![- _]/(- _)%R; ring.
rewrite cross !seen Mz; rewrite seen in X0.
move: (form _ z) Xz X0 (pairing _ _ _) => x Xz X0 p pp.
have [y0 yy] := (sqrt_pos x, sqrt_sqrt x X0); move: (sqrt x) y0 yy => y y0 yy.
have ym : (y <= m)%R by nra.
have ps : (p <= y * s)%R.
  by apply: Rsqr_incr_0_var; rewrite /Rsqr; [rewrite -yy in pp; lra | exact: Rmult_le_pos].
have : (0 <= (m - y) * (2 * s - m - y))%R by apply: Rmult_le_pos; lra.
lra.
Qed.
End Norm.
