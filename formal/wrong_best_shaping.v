(* Wrong variants of the best shaping, near the truth, refuted over every real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end weyl block real_spectral singular_values.
From dlf Require Import singular_facts pseudo_inverse penalty shaping best_shares.
From dlf Require Import noiseless_shaping best_shaping wrong_noiseless_shaping.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : rcfType.

(* the roots of the signals 0 and 3; with sigma = 1 the least risk of one sample is 3 *)
Definition two_signals : 'rV[F]_2 := \row_i (if i == 0 then 0 else Num.sqrt 3%:R).
Local Notation sg := (signals two_signals).
(* the best shaping diag(1, 2) *)
Definition one_two : 'M[F]_2 := diag_mx (uneven F).

Lemma sgE i : sg 0 i = if i == 0 then 0 else 3%:R.
Proof. by rewrite !mxE; case: (i == 0); rewrite ?expr0n // sqr_sqrtr ?ler0n. Qed.

Lemma floor_one : floor_mu 2 1 (1 : F) = 1.
Proof. by rewrite /floor_mu expr1n mulr1 (_ : 2%:R = 1 + 1) // addrK divr1. Qed.

Lemma third_shares i : best_share 1 (sg 0) 1 3%:R i = if i == 0 then 3%:R^-1 else 2%:R / 3%:R.
Proof.
rewrite /best_share floor_one sgE; case: (i == 0); first by rewrite mulr0 !add0r mul1r.
by field.
Qed.

Lemma third_sum : \sum_i best_share 1 (sg 0) 1 3%:R i = 1%:R.
Proof. by rewrite !big_ord_recl big_ord0 !third_shares /= addr0; field. Qed.

Lemma below_three : floor_mu 2 1 (1 : F) < 3%:R.
Proof. by rewrite floor_one ltr1n. Qed.

Lemma one_sample : (0 < 1)%N /\ (1 < 2)%N. Proof. by []. Qed.

(* a diagonal shaping and its shares *)
Lemma diagonal_shares (w : 'rV[F]_2) : (forall i, 0 < w 0 i) -> exists theta,
  has_shares 1 1%:M 1%:M (diag_mx w) (signals w) theta /\
  exists x, forall i, theta i = share (x * w 0 i ^+ 2).
Proof.
move=> w0; have k0 i : 0 < signals w 0 i by rewrite mxE exprn_gt0.
have [x x0 xk] := (root_iff (lam := signals w 0) k0 one_sample.1).2 one_sample.2.
exists (fun i => share (x * signals w 0 i)); split; last by exists x => i; rewrite mxE.
split; last by exists x.
  rewrite unitmxE det_diag unitfE; apply/prodf_neq0 => i _; exact: lt0r_neq0.
split; rewrite ?trmx1 !mulmx1 // !mul1mx tr_diag_mx mulmx_diag; congr diag_mx.
Qed.

Lemma uneven_pos i : 0 < uneven F 0 i.
Proof. by rewrite mxE; case: (i == 0); rewrite ?ltr01 ?ltr0n. Qed.

Lemma best_is_one_two : one_two *m one_two^T =
  1 *: (diag_mx sg + (1 ^+ 2 / (2%:R - 1%:R)) *: invmx 1%:M).
Proof.
rewrite scale1r expr1n (_ : 2%:R - 1%:R = 1 :> F); last by rewrite (_ : 2%:R = 1 + 1) // addrK.
rewrite divr1 invmx1 scale1r /one_two tr_diag_mx mulmx_diag; apply/matrixP => i j.
rewrite [LHS]mxE [RHS]mxE [(diag_mx sg) i j]mxE [(1%:M : 'M[F]_2) i j]mxE.
case: (i =P j) => _; last by rewrite !mulr0n addr0.
rewrite !mulr1n sgE mxE !mxE; case: (i == 0); first by rewrite mulr1 add0r.
by rewrite -natrM -(natrD _ 3 1).
Qed.

(* a tenth more than the least risk *)
Theorem best_shaping_tenth_wrong : ~ (forall d n (SF ST R V : 'M[F]_d) (s : 'rV[F]_d) (sigma g : F),
  psd_root 2 SF R -> SF \in unitmx -> psd ST -> V^T *m V = 1%:M ->
  R *m ST *m R *m V = V *m diag_mx s -> (0 < n)%N -> (n < d)%N -> floor_mu d n sigma < g ->
  \sum_j best_share n (s 0) sigma g j = n%:R -> forall (Lam W : 'M[F]_d) k theta,
  has_shares n R W Lam k theta ->
  11%:R / 10%:R * g <= risk n (seen (R *m ST *m R) W) sigma theta).
Proof.
have [theta [sh _]] := diagonal_shares uneven_pos.
have [_ [_ back]] := best_shaping (identity_root F 2) (unitmx1 _ _) (diagonal_psd two_signals)
  (identity_frame F 2) (frame two_signals) one_sample.1 one_sample.2 below_three third_sum sh.
have e := back (ex_intro2 _ _ 1 ltr01 best_is_one_two).
move=> H; have := H _ _ _ _ _ _ _ _ _ (identity_root F 2) (unitmx1 _ _)
  (diagonal_psd two_signals) (identity_frame F 2) (frame two_signals) one_sample.1 one_sample.2
  below_three third_sum _ _ _ _ sh.
rewrite e -[leRHS]mul1r ler_pmul2r ?ltr0n // ler_pdivr_mulr ?ltr0n // mul1r.
by rewrite ler_nat.
Qed.

(* the floor sigma^2 / d *)
Theorem best_shaping_floor_wrong : ~ (forall d n (SF ST R V : 'M[F]_d) (s : 'rV[F]_d) (sigma g : F),
  psd_root 2 SF R -> SF \in unitmx -> psd ST -> V^T *m V = 1%:M ->
  R *m ST *m R *m V = V *m diag_mx s -> (0 < n)%N -> (n < d)%N -> floor_mu d n sigma < g ->
  \sum_j best_share n (s 0) sigma g j = n%:R -> forall (Lam W : 'M[F]_d) k theta,
  has_shares n R W Lam k theta ->
  (risk n (seen (R *m ST *m R) W) sigma theta = g <->
   exists2 c, 0 < c & Lam *m Lam^T = c *: (ST + (sigma ^+ 2 / d%:R) *: invmx SF))).
Proof.
have [theta [sh _]] := diagonal_shares uneven_pos.
have [_ [_ back]] := best_shaping (identity_root F 2) (unitmx1 _ _) (diagonal_psd two_signals)
  (identity_frame F 2) (frame two_signals) one_sample.1 one_sample.2 below_three third_sum sh.
have e := back (ex_intro2 _ _ 1 ltr01 best_is_one_two).
move=> H; have [to _] := H _ _ _ _ _ _ _ _ _ (identity_root F 2) (unitmx1 _ _)
  (diagonal_psd two_signals) (identity_frame F 2) (frame two_signals) one_sample.1 one_sample.2
  below_three third_sum _ _ _ _ sh.
have [c c0 LL] := to e; have := LL => /matrixP ent; have := ent 0 0; have := ent 1 1.
rewrite tr_diag_mx mulmx_diag invmx1 !mxE /= expr1n sqr_sqrtr ?ler0n // expr0n /=.
rewrite !mulr1n !mulr1 add0r mul1r -natrM => e1 e0.
have : c * 2%:R^-1 * 7%:R = 4%:R by rewrite [RHS]e1; field.
rewrite -e0 mul1r => /eqP.
by rewrite eqr_nat.
Qed.

(* nine tenths of the gap *)
Theorem shaping_gap_tenth_wrong : ~ (forall d n (SF ST R V : 'M[F]_d) (s : 'rV[F]_d) (sigma g : F),
  psd_root 2 SF R -> SF \in unitmx -> psd ST -> V^T *m V = 1%:M ->
  R *m ST *m R *m V = V *m diag_mx s -> (0 < n)%N -> (n < d)%N -> floor_mu d n sigma < g ->
  \sum_j best_share n (s 0) sigma g j = n%:R -> forall (Lam W : 'M[F]_d) k theta,
  has_shares n R W Lam k theta -> risk n (seen (R *m ST *m R) W) sigma theta - g =
  9%:R / 10%:R * ((\sum_i \sum_j (W^T *m V) i j ^+ 2 *
    ((n%:R * s 0 j + g) * (theta i - best_share n (s 0) sigma g j) ^+ 2)) /
  (n%:R - \sum_i theta i ^+ 2))).
Proof.
have ones i : 0 < (const_mx 1 : 'rV[F]_2) 0 i by rewrite mxE ltr01.
have [theta [sh _]] := diagonal_shares ones.
have gap := shaping_gap (identity_root F 2) (unitmx1 _ _) (diagonal_psd two_signals)
  (identity_frame F 2) (frame two_signals) one_sample.1 one_sample.2 below_three third_sum sh.
have [_ [to _]] := best_shaping (identity_root F 2) (unitmx1 _ _) (diagonal_psd two_signals)
  (identity_frame F 2) (frame two_signals) one_sample.1 one_sample.2 below_three third_sum sh.
move=> H; have := H _ _ _ _ _ _ _ _ _ (identity_root F 2) (unitmx1 _ _)
  (diagonal_psd two_signals) (identity_frame F 2) (frame two_signals) one_sample.1 one_sample.2
  below_three third_sum _ _ _ _ sh.
rewrite -gap => /eqP; rewrite -subr_eq0 -[X in X - _]mul1r -mulrBl mulf_eq0 subr_eq0 gt_eqF /=.
  rewrite subr_eq0 => /eqP/to[c c0 LL]; have := LL => /matrixP ent.
  have := ent 0 0; have := ent 1 1.
  rewrite tr_diag_mx mulmx_diag invmx1 !mxE /= expr1n sqr_sqrtr ?ler0n // expr0n /=.
  have -> : 2%:R - 1%:R = 1 :> F by rewrite (_ : 2%:R = 1 + 1) // addrK.
  rewrite !mulr1n !mulr1 divr1 add0r mulr1 -(natrD _ 3 1) => e1 e0.
  by move/eqP: e1; rewrite -e0 mul1r (eqr_nat _ 1).
by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

(* the weights n s_j alone *)
Theorem shaping_gap_weight_wrong : ~ (forall d n (SF ST R V : 'M[F]_d) (s : 'rV[F]_d) (sigma g : F),
  psd_root 2 SF R -> SF \in unitmx -> psd ST -> V^T *m V = 1%:M ->
  R *m ST *m R *m V = V *m diag_mx s -> (0 < n)%N -> (n < d)%N -> floor_mu d n sigma < g ->
  \sum_j best_share n (s 0) sigma g j = n%:R -> forall (Lam W : 'M[F]_d) k theta,
  has_shares n R W Lam k theta -> risk n (seen (R *m ST *m R) W) sigma theta - g =
  (\sum_i \sum_j (W^T *m V) i j ^+ 2 *
    (n%:R * s 0 j * (theta i - best_share n (s 0) sigma g j) ^+ 2)) /
  (n%:R - \sum_i theta i ^+ 2)).
Proof.
have ones i : 0 < (const_mx 1 : 'rV[F]_2) 0 i by rewrite mxE ltr01.
have [theta [sh [x tE]]] := diagonal_shares ones.
have gap := shaping_gap (identity_root F 2) (unitmx1 _ _) (diagonal_psd two_signals)
  (identity_frame F 2) (frame two_signals) one_sample.1 one_sample.2 below_three third_sum sh.
have D := squares_below (identity_root F 2) (unitmx1 _ _) one_sample.1 one_sample.2 sh.
move=> H; have := H _ _ _ _ _ _ _ _ _ (identity_root F 2) (unitmx1 _ _)
  (diagonal_psd two_signals) (identity_frame F 2) (frame two_signals) one_sample.1 one_sample.2
  below_three third_sum _ _ _ _ sh.
rewrite gap => /(mulIf _); rewrite invr_eq0 subr_eq0 gt_eqF // => /(_ isT).
rewrite trmx1 mulmx1 !big_ord_recl !big_ord0 !third_shares !sgE !mxE /= !tE !mxE.
set t := share _; rewrite !mulr1n !mulr0n !expr1n !expr0n /= !mul1r !mul0r !addr0 !add0r => /eqP.
rewrite -subr_eq0; have -> : 3%:R * (t - 3%:R^-1) ^+ 2 + (3%:R + 3%:R) * (t - 2%:R / 3%:R) ^+ 2 -
  3%:R * (t - 2%:R / 3%:R) ^+ 2 = 3%:R * ((t - 3%:R^-1) ^+ 2 + (t - 2%:R / 3%:R) ^+ 2) by ring.
rewrite mulf_eq0 pnatr_eq0 /= paddr_eq0 ?sqr_ge0 // !sqrf_eq0 !subr_eq0 => /andP[/eqP -> /eqP e].
have three : 3%:R != 0 :> F by rewrite pnatr_eq0.
have := congr1 (fun z => z * 3%:R) e; rewrite mulVf // divfK // => /eqP.
by rewrite (eqr_nat _ 1).
Qed.
End Wrong.
