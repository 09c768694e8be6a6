(* Wrong variants of the shapings with a small floor, near the truth, refuted over every real closed
   field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end weyl block real_spectral singular_values.
From dlf Require Import singular_facts pseudo_inverse penalty shaping best_shares.
From dlf Require Import noiseless_shaping.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : rcfType.

Lemma identity_root d : psd_root 2 1%:M (1%:M : 'M[F]_d).
Proof.
split; last by rewrite /mxpow /= !mulmx1.
by have := gram_psd (1%:M : 'M[F]_d); rewrite trmx1 mulmx1.
Qed.

Lemma diagonal_psd d (w : 'rV[F]_d) : psd (diag_mx (\row_i w 0 i ^+ 2)).
Proof.
have := gram_psd (diag_mx w); rewrite tr_diag_mx mulmx_diag; congr (psd (diag_mx _)).
Qed.

(* the roots of the signals 1 and 4 *)
Definition uneven : 'rV[F]_2 := \row_i (if i == 0 then 1 else 2%:R).
(* the roots of the signals 1, 1 and 0 *)
Definition two_of_three : 'rV[F]_3 := \row_i (if (i < 2)%N then 1 else 0).
(* the signals for their roots *)
Definition signals d (w : 'rV[F]_d) : 'rV[F]_d := \row_i w 0 i ^+ 2.

Lemma uneven_share i : best_share 1 (signals uneven 0) 0 2%:R i =
  if i == 0 then 3%:R^-1 else 2%:R / 3%:R.
Proof.
rewrite /best_share no_floor addr0 !mxE; case: (i == 0).
  by rewrite expr1n mulr1 -(natrD _ 1 2) mul1r.
by rewrite mul1r -natrX -natrD -[(2 ^ 2)%N]/(2 * 2)%N -[(2 * 2 + 2)%N]/(3 * 2)%N !natrM -mulf_div
  divff ?mulr1 // pnatr_eq0.
Qed.

Lemma uneven_sum : \sum_i best_share 1 (signals uneven 0) 0 2%:R i = 1%:R.
Proof.
by rewrite !big_ord_recl big_ord0 !uneven_share /= addr0; field.
Qed.

Lemma thirds_sum : \sum_i best_share 1 (signals two_of_three 0) 0 1 i = 1%:R.
Proof.
rewrite !big_ord_recl big_ord0 /best_share no_floor !mxE /= !addr0 !expr1n expr0n mulr0 mul0r.
by rewrite !mulr1 addr0; field.
Qed.

Lemma around d (A : 'M[F]_d) : 1%:M *m A *m 1%:M = A. Proof. by rewrite mul1mx mulmx1. Qed.

Lemma frame d (w : 'rV[F]_d) :
  1%:M *m diag_mx (signals w) *m 1%:M *m 1%:M = 1%:M *m diag_mx (signals w).
Proof. by rewrite !mulmx1. Qed.

Lemma identity_frame d : (1%:M : 'M[F]_d)^T *m 1%:M = 1%:M. Proof. by rewrite trmx1 mulmx1. Qed.

(* nine tenths of the least risk *)
Theorem floor_to_zero_tenth_wrong : ~ (forall d n (SF ST R V : 'M[F]_d) (s : 'rV[F]_d) (g : F),
  psd_root 2 SF R -> SF \in unitmx -> psd ST -> V^T *m V = 1%:M ->
  R *m ST *m R *m V = V *m diag_mx s -> (0 < n)%N -> (n < d)%N -> 0 < g ->
  \sum_i best_share n (s 0) 0 g i = n%:R ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall eps, 0 < eps < delta ->
  (exists Lam W k theta,
    Lam *m Lam^T = ST + eps *: invmx SF /\ has_shares n R W Lam k theta) /\
  forall Lam W k theta, Lam *m Lam^T = ST + eps *: invmx SF -> has_shares n R W Lam k theta ->
    9%:R / 10%:R * g <= risk n (seen (R *m ST *m R) W) 0 theta < 9%:R / 10%:R * g + e).
Proof.
have g0 : 0 < 2%:R :> F by rewrite ltr0n.
move=> H; have {H}H := H _ 1%N _ _ _ _ _ _ (identity_root 2) (unitmx1 _ _) (diagonal_psd uneven)
  (identity_frame 2) (frame uneven) isT isT g0 uneven_sum.
have e0 : 0 < 5%:R^-1 :> F by rewrite invr_gt0 ltr0n.
have [delta delta0 near] := H _ e0.
have [delta' delta'0 near'] := floor_to_zero (n := 1) (identity_root 2)
  (unitmx1 _ _) (diagonal_psd uneven) (identity_frame 2) (frame uneven) isT isT g0 uneven_sum e0.
pose m := Num.min delta delta' / 2%:R.
have m0 : 0 < m by rewrite divr_gt0 ?ltr0n // lt_minr delta0.
have : m < Num.min delta delta'.
  by rewrite ltr_pdivr_mulr ?ltr0n // mulr_natr mulr2n ltr_addl lt_minr delta0.
rewrite lt_minr => /andP[m1 m2].
have [_ all] := near m (introT andP (conj m0 m1)).
have [[Lam [W [k [theta [LL sh]]]]] all'] := near' m (introT andP (conj m0 m2)).
have /andP[_ up] := all _ _ _ _ LL sh; have /andP[low _] := all' _ _ _ _ LL sh.
have := le_lt_trans low up.
have -> : 9%:R / 10%:R * 2%:R + 5%:R^-1 = 2%:R :> F by field.
by rewrite ltxx.
Qed.

(* the least risk itself at every small floor *)
Theorem floor_to_zero_reached_wrong : ~ (forall d n (SF ST R V : 'M[F]_d) (s : 'rV[F]_d) (g : F),
  psd_root 2 SF R -> SF \in unitmx -> psd ST -> V^T *m V = 1%:M ->
  R *m ST *m R *m V = V *m diag_mx s -> (0 < n)%N -> (n < d)%N -> 0 < g ->
  \sum_i best_share n (s 0) 0 g i = n%:R ->
  exists2 delta, 0 < delta & forall eps, 0 < eps < delta ->
  forall Lam W k theta, Lam *m Lam^T = ST + eps *: invmx SF -> has_shares n R W Lam k theta ->
    risk n (seen (R *m ST *m R) W) 0 theta = g).
Proof.
have g0 : 0 < 2%:R :> F by rewrite ltr0n.
move=> H; have [delta delta0 all] := H _ 1%N _ _ _ _ _ _ (identity_root 2) (unitmx1 _ _)
  (diagonal_psd uneven) (identity_frame 2) (frame uneven) isT isT g0 uneven_sum.
pose eps := delta / 2%:R; have eps0 : 0 < eps by rewrite divr_gt0 ?ltr0n.
have near : 0 < eps < delta.
  by rewrite eps0 ltr_pdivr_mulr ?ltr0n // mulr_natr mulr2n ltr_addl.
clearbody eps; pose k : 'rV[F]_2 := \row_i (uneven 0 i ^+ 2 + eps).
have k0 i : 0 < k 0 i by rewrite mxE ltr_paddl // sqr_ge0.
pose Lam : 'M[F]_2 := diag_mx (\row_i Num.sqrt (k 0 i)).
have LL : Lam *m Lam^T = diag_mx k.
  rewrite /Lam tr_diag_mx mulmx_diag; congr diag_mx; apply/rowP=> i.
  by have := ltW (k0 i); rewrite !mxE => k1; rewrite -expr2 sqr_sqrtr.
have LL' : Lam *m Lam^T = diag_mx (signals uneven) + eps *: invmx 1%:M.
  rewrite LL invmx1 scalemx1; apply/matrixP=> i j; rewrite !mxE.
  by case: (i =P j) => [->|_]; rewrite ?mulr1n // !mulr0n addr0.
have Lu : Lam \in unitmx.
  rewrite unitmxE det_diag unitfE; apply/prodf_neq0 => i _.
  by rewrite mxE gt_eqF // sqrtr_gt0.
have [x x0 xk] := (root_iff (lam := k 0) k0 (isT : 0 < 1)%N).2 isT.
pose theta i := share (x * k 0 i).
have sh : has_shares 1 1%:M 1%:M Lam k theta.
  split=> //; last by exists x.
  by split; rewrite ?identity_frame // !mul1mx !mulmx1 LL.
have := all _ near _ _ _ _ LL' sh.
have t01 i : 0 < theta i < 1.
  have p : 0 < x * k 0 i by rewrite mulr_gt0.
  by rewrite share_gt0 // share_lt1 // ltW.
have -> : risk 1 (seen (1%:M *m diag_mx (signals uneven) *m 1%:M) 1%:M) 0 theta =
    risk 1 (signals uneven 0) 0 theta.
  congr (_ / _); congr (_ + _); apply: eq_bigr => i _; congr (_ * _).
  by rewrite /seen trmx1 !around mxE eqxx mulr1n.
have ad : admissible 1 theta.
  by split=> // [i|]; [have /andP[/ltW -> /ltW ->] := t01 i | exists 0].
have mg : floor_mu 2 1 (0 : F) < 2%:R by rewrite no_floor.
have s0 i : 0 <= signals uneven 0 i by rewrite mxE sqr_ge0.
have [_ _ only _] := best_risk (isT : 0 < 1)%N (isT : 1 < 2)%N s0 mg uneven_sum ad.
move=> /only same; have := same 0; have := same 1; rewrite !uneven_share /= /theta /share !mxE /=.
rewrite expr1n -natrX; set p := x * _; set q := x * (1 + _) => e1 e2.
have p1 : 0 < 1 + p by rewrite ltr_paddl ?ler01 // mulr_gt0 // ltr_paddl ?ler0n.
have q1 : 0 < 1 + q by rewrite ltr_paddl ?ler01 // mulr_gt0 // ltr_paddl ?ler01.
have {e1}e1 : p * 3%:R = 2%:R * (1 + p).
  by apply/eqP; rewrite -eqr_div ?(gt_eqF p1) ?pnatr_eq0 // e1.
have {e2}e2 : q * 3%:R = 1 * (1 + q).
  by apply/eqP; rewrite -eqr_div ?(gt_eqF q1) ?pnatr_eq0 // e2 mul1r.
have : 6%:R * x * eps = 4%:R * (q * 3%:R - 1 * (1 + q)) - 2%:R * (p * 3%:R - 2%:R * (1 + p)).
  by rewrite /p /q; ring.
by move/eqP; rewrite e1 e2 !subrr !mulr0 subr0 gt_eqF // !mulr_gt0 ?ltr0n.
Qed.

(* no floor *)
Theorem floor_to_zero_none_wrong : ~ (forall d n (SF ST R V : 'M[F]_d) (s : 'rV[F]_d) (g : F),
  psd_root 2 SF R -> SF \in unitmx -> psd ST -> V^T *m V = 1%:M ->
  R *m ST *m R *m V = V *m diag_mx s -> (0 < n)%N -> (n < d)%N -> 0 < g ->
  \sum_i best_share n (s 0) 0 g i = n%:R ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall eps, 0 <= eps < delta ->
  (exists Lam W k theta,
    Lam *m Lam^T = ST + eps *: invmx SF /\ has_shares n R W Lam k theta) /\
  forall Lam W k theta, Lam *m Lam^T = ST + eps *: invmx SF -> has_shares n R W Lam k theta ->
    g <= risk n (seen (R *m ST *m R) W) 0 theta < g + e).
Proof.
move=> H; have [delta delta0 all] := H _ 1%N _ _ _ _ _ _ (identity_root 3) (unitmx1 _ _)
  (diagonal_psd two_of_three) (identity_frame 3) (frame two_of_three) isT isT ltr01 thirds_sum _
  ltr01.
have near : 0 <= (0 : F) < delta by rewrite lexx.
have [[Lam [W [k [theta [LL [Lu _ _]]]]]] _] := all 0 near.
have : Lam *m Lam^T \in unitmx by rewrite unitmx_mul unitmx_tr Lu.
rewrite LL scale0r addr0 unitmxE det_diag unitfE => /prodf_neq0/(_ (inord 2) isT).
by rewrite !mxE inordK // expr0n eqxx.
Qed.
End Wrong.
