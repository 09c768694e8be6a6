(* The eigenvalues of a product that stays symmetric (BS6T part 2, SY2P part 1), over Coq's reals:
   every depth L >= 2, any inner widths, any balanced start.

   mirrored_signs: if Q X(0) and Q M are symmetric for an orthogonal Q, Q X(t) has as many positive
     and as many negative eigenvalues at all times.
   mirrored_eigenvalues_below: none of the positive ones exceeds the mode with a target b that
     bounds the eigenvalues of Q M, if this is so at the start. With - Q in the place of Q the same
     is said of the negative ones. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare from_right mode_times chain descent lipschitz weyl flow order_kept.
From dlf Require Import end_to_end end_to_end_flow outer_form largest_form product_decides.
From dlf Require Import real_spectral singular_values singular_facts rank_flow loss_descends signs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* a unit vector at which a symmetric form has its largest value is an eigenvector *)
Lemma largest_is_eigenvector m (Y : 'M[R]_m) (f : R) e : Y^T = Y ->
  (forall z, (form Y z <= f * form 1%:M z)%R) -> form 1%:M e = 1 -> form Y e = f -> Y *m e = f *: e.
Proof.
move=> sym top e1 ef; have : (f *: 1%:M - Y) *m e = 0.
  apply: psd_null; first split.
  - by rewrite linearB linearZ /= trmx1 sym.
  - move=> z; rewrite -[X in 0 <= X]/(form (f *: 1%:M - Y) z) formD formN formZ subr_ge0.
    exact/RleP/top.
  by rewrite -[LHS]/(form (f *: 1%:M - Y) e) formD formN formZ e1 ef mulr1 subrr.
by rewrite mulmxBl -scalemxAl mul1mx => /eqP; rewrite subr_eq0 => /eqP.
Qed.

(* the velocity of Y = Q X in the direction of an eigenvector *)
Lemma eigenvector_velocity m n (Q X M A C : 'M[R_rcfType]_m) (e : 'cV_m) (rho r : R_rcfType) :
  Q^T *m Q = 1%:M -> (Q *m X)^T = Q *m X -> Q *m X *m e = rho *: e ->
  psd_root n.+1 (X *m X^T) A -> psd_root n.+1 (X^T *m X) C -> 0 <= r -> r ^+ n.+1 = rho ^+ 2 ->
  form (Q *m (- \sum_(l < n.+1) mxpow A (n - l) *m (X - M) *m mxpow C l)) e =
  n.+1%:R * r ^+ n * (form (Q *m M) e - rho * form 1%:M e).
Proof.
move=> QQ sym Ye rA rC r0 rE; have Q2 := mulmx1C QQ.
have XE : X = Q^T *m (Q *m X) by rewrite mulmxA QQ mul1mx.
have XTE : X^T = Q *m X *m Q by rewrite -[in RHS]sym trmx_mul -mulmxA QQ mulmx1.
have Ce : C *m e = r *: e.
  have XX : X^T *m X = Q *m X *m (Q *m X) by rewrite XTE !mulmxA.
  apply: (root_eigenvector _ rC r0) => //.
  by rewrite XX -mulmxA Ye -scalemxAr Ye scalerA rE expr2.
have AQ : A *m (Q^T *m e) = r *: (Q^T *m e).
  have XX : X *m X^T *m (Q^T *m e) = Q^T *m (Q *m X *m (Q *m X *m e)).
    by rewrite XTE !mulmxA QQ mul1mx -(mulmxA _ Q Q^T) Q2 mulmx1.
  apply: (root_eigenvector _ rA r0) => //.
  by rewrite XX Ye -!scalemxAr Ye -scalemxAr scalerA rE expr2.
have power (B : 'M[R_rcfType]_m) (w : 'cV_m) i : B *m w = r *: w -> mxpow B i *m w = r ^+ i *: w.
  move=> Bw; elim: i => [|i IH]; first by rewrite mul1mx scale1r.
  by rewrite mxpowS -mulmxA IH -scalemxAr Bw scalerA exprSr.
have [[sA _] _] := rA.
have left i : e^T *m (Q *m mxpow A i) = r ^+ i *: (e^T *m Q).
  have := power A _ i AQ => /(congr1 trmx); rewrite trmx_mul mxpow_tr sA linearZ /=.
  by rewrite trmx_mul trmxK mulmxA.
have term (l : 'I_n.+1) : form (Q *m (mxpow A (n - l) *m (X - M) *m mxpow C l)) e =
    r ^+ n * form (Q *m (X - M)) e.
  have ln : (l <= n)%N by rewrite -ltnS.
  have E : e^T *m (Q *m (mxpow A (n - l) *m (X - M) *m mxpow C l)) *m e =
      e^T *m (Q *m mxpow A (n - l)) *m (X - M) *m (mxpow C l *m e) by rewrite !mulmxA.
  rewrite /form E left (power C) // -scalemxAr -!scalemxAl scalerA -exprD addnC subnK // mxE.
  by rewrite mulmxA.
rewrite mulmxN formN mulmx_sumr.
have -> : form (\sum_(l < n.+1) Q *m (mxpow A (n - l) *m (X - M) *m mxpow C l)) e =
    \sum_(l < n.+1) r ^+ n * form (Q *m (X - M)) e.
  rewrite {1}/form mulmx_sumr mulmx_suml summxE; apply: eq_bigr => l _; exact: term.
rewrite sumr_const card_ord -mulr_natl mulrA -[LHS]mulrN -[- form _ e]formN; congr (_ * _).
have -> : - (Q *m (X - M)) = Q *m M - Q *m X by rewrite mulmxBr opprB.
rewrite formD formN; congr (_ - _).
by rewrite /form -mulmxA Ye -scalemxAr mulmx1 mxE.
Qed.

Lemma rank_castmx a b a' b' (ea : a = a') (eb : b = b') (Y : 'M[R]_(a, b)) :
  \rank (castmx (ea, eb) Y) = \rank Y.
Proof. by case: _ / ea; case: _ / eb; rewrite castmx_id. Qed.

Section Flow.
Variables (n m : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (dm : d L = m) (dp : d 0 = m) (M Q : 'M[R]_m) (T : R).
Variable W : R -> factors [comRingType of R] d.
Local Notation X := (seen dm dp W).
Hypotheses (two : (0 < n)%N) (QQ : Q^T *m Q = 1%:M) (symM : (Q *m M)^T = Q *m M).
Hypotheses (moves : flows_along dm dp (fun Y => Y - M) T W) (bal : balanced L (W 0%R)).
Hypotheses (sym0 : (Q *m X 0%R)^T = Q *m X 0%R) (T0 : (0 <= T)%R).

Lemma seen_continuous t : (0 <= t <= T)%R -> mcont (fun u => X u) t.
Proof.
move=> tT; have F := outer_follows moves T0 bal; have [_ c] := F 1%N isT.
exact: (c t tT).
Qed.

Lemma mirrored_continuous t : (0 <= t <= T)%R -> mcont (fun u => Q *m X u) t.
Proof. by move=> tT; apply: mcont_mul; [exact: mcont_const | exact: seen_continuous]. Qed.

Lemma mirrored_symmetric t : (0 <= t <= T)%R -> (Q *m X t)^T = Q *m X t.
Proof. exact: (mirrored_product QQ symM moves bal sym0). Qed.

Lemma mirrored_rank : exists r, forall t, (0 <= t <= T)%R -> \rank (Q *m X t) = r.
Proof.
have T00 : (0 <= 0 <= T)%R by lra.
have [|r H] := rank_kept two moves _ T00 bal.
  move=> t tT i j; have c := seen_continuous tT.
  have := cadd (c (cast_ord dm i) (cast_ord dp j))
    (continuous_const (- M (cast_ord dm i) (cast_ord dp j)) t).
  by apply: continuous_ext => u; rewrite castmxE !mxE /= !esymK.
exists r => t tT; have [<- _] := H t tT.
rewrite (eqmxMfull _ (_ : row_full Q)).
  by rewrite /seen rank_castmx.
by rewrite row_full_unit; case: (mulmx1_unit QQ).
Qed.

Theorem mirrored_signs s t V p V' p' : (0 <= s <= T)%R -> (0 <= t <= T)%R ->
  V^T *m V = 1%:M -> V'^T *m V' = 1%:M ->
  Q *m X s = with_spectrum V p -> Q *m X t = with_spectrum V' p' ->
  positives (F := R_realFieldType) p = positives p' /\
  negatives (F := R_realFieldType) p = negatives p'.
Proof.
have [r rank_r] := mirrored_rank; move=> sT tT.
exact: (signs_kept mirrored_continuous mirrored_symmetric rank_r sT tT).
Qed.

Variables (b : R) (mu : R -> R).
Hypotheses (b0 : (0 <= b)%R) (normM : forall z, (form (Q *m M) z <= b * form 1%:M z)%R).
Hypothesis mode : solves T (from_right.strength_velocity L b) mu.
Hypothesis mu_pos : forall t, (0 <= t <= T)%R -> (0 < mu t)%R.
Hypothesis start : forall z, (form ((X 0%R)^T *m X 0%R) z <= mu 0 * mu 0 * form 1%:M z)%R.
Local Notation none := (0 : 'M[R]_(m, 0)).
Local Notation Y := (fun t => Q *m X t).

(* the largest eigenvalue *)
Let top t := top_value none none (Y t) (Y t).

Lemma topP t : (0 < m)%N -> largest_value none none (Y t) (Y t) (top t).
Proof. by move=> m0; apply: top_value_largest; rewrite m0. Qed.

Lemma top_bounds t z : (0 < m)%N -> (form (Y t) z <= top t * form 1%:M z)%R.
Proof.
move=> m0; have [B _] := topP t m0; apply: B.
by rewrite trmx0 mul0mx; apply/matrixP => -[].
Qed.

Lemma top_least t f : (0 < m)%N -> (forall z, (form (Y t) z <= f * form 1%:M z)%R) ->
  (top t <= f)%R.
Proof. by move=> m0 H; have [_ [_ l]] := topP t m0; apply: l => z _; exact: H. Qed.

Lemma top_start : (0 < m)%N -> (top 0%R <= mu 0)%R.
Proof.
move=> m0; apply: top_least => // z; have T00 : (0 <= 0 <= T)%R by lra.
have [V [p [VV E _]]] := @spectrum_exists R_rcfType m _ (mirrored_symmetric T00).
have mu0 : 0 <= mu 0%R by apply/RleP/Rlt_le/mu_pos.
have low j : p j <= mu 0%R.
  have [pj|pj] := ltP 0 (p j); last exact: le_trans pj mu0.
  rewrite -(@ler_pexpn2r _ 2) ?nnegrE ?(ltW pj) //.
  have /RleP := start (V *m delta_mx j 0).
  have -> : (X 0%R)^T *m X 0%R = with_spectrum V (fun i => p i ^+ 2).
    have -> : (X 0%R)^T *m X 0%R = Q *m X 0%R *m (Q *m X 0%R).
      by rewrite -{1}(mirrored_symmetric T00) trmx_mul -mulmxA (mulmxA Q^T) QQ mul1mx.
    have := @courant.spectrum_power R_rcfType m V p 2 VV.
    by rewrite E => <-; rewrite !mxpowS mulmx1.
  have one : form 1%:M (V *m delta_mx j 0) = 1.
    rewrite /form mulmx1 trmx_mul -mulmxA (mulmxA V^T) VV mul1mx trmx_delta mul_delta_mx.
    by rewrite mxE !eqxx.
  rewrite one -[X in X <= _]/(((V *m delta_mx j 0)^T *m _ *m (V *m delta_mx j 0)) 0 0).
  rewrite spectral_form // (bigD1 j) //= big1 => [|i ij]; last first.
    by rewrite mxE (negbTE ij) expr0n mulr0.
  rewrite mxE !eqxx expr1n addr0 mulr1 => H.
  by apply: (le_trans H); rewrite Rmult_1_r expr2.
apply/RleP; rewrite E.
have zE : z = V *m (V^T *m z) by rewrite mulmxA (mulmx1C VV) mul1mx.
rewrite {1}zE -[X in X <= _]/(((V *m (V^T *m z))^T *m _ *m (V *m (V^T *m z))) 0 0) spectral_form //.
have -> : form 1%:M z = \sum_j (V^T *m z) j 0 ^+ 2.
  have -> : form 1%:M z = ((V^T *m z)^T *m (V^T *m z)) 0 0.
    by rewrite /form mulmx1 trmx_mul trmxK -mulmxA (mulmxA V) (mulmx1C VV) mul1mx.
  by rewrite mxE; apply: eq_bigr => j _; rewrite mxE expr2.
rewrite -[X in _ <= X]/(mu 0%R * _) mulr_sumr; apply: ler_sum => j _.
by rewrite ler_wpmul2r ?sqr_ge0.
Qed.

Lemma top_rises t : (0 < m)%N -> (0 < t < T)%R -> (0 < top t)%R ->
  rises_at_most top t (from_right.strength_velocity L b (top t)).
Proof.
move=> m0 tT F0; have tT' : (0 <= t <= T)%R by lra.
have F := outer_follows moves T0 bal; have [D _] := F 1%N isT; have {}D := D t tT.
have bal_t : balanced L (W t).
  by move=> l lL; rewrite (imbalance_kept moves tT' lL) bal.
have [rA rC] := outer_roots dm dp bal_t; move: D; rewrite /outer /outer_velocity /=.
set A := castmx _ _ in rA *; set C := castmx _ _ in rC * => D.
have DY := mderiv_mul (mderiv_const Q t) D; rewrite mul0mx add0r in DY.
have symY := mirrored_symmetric tT'.
have L0 : (0 < INR L)%R by apply: lt_0_INR; exact: PeanoNat.Nat.lt_0_succ.
pose r := Rpower (top t) (2 / INR L); have r0 : (0 < r)%R by exact: exp_pos.
have rL : r ^+ L = top t ^+ 2.
  rewrite -!RpowE -!Rpower_pow // Rpower_mult; congr (Rpower _ _).
  by rewrite -[INR 2]/(1 + 1)%R; field; lra.
have rn : r ^+ n = Rpower (top t) (2 - 2 / INR L).
  rewrite -RpowE -Rpower_pow // Rpower_mult; congr (Rpower _ _); rewrite S_INR in L0 *.
  by field; lra.
have slow e : none^T *m e = 0 -> form 1%:M e = 1 -> form (Y t) e = top t ->
    (form (Q *m (- \sum_(l < n.+1) mxpow A (n - l) *m (X t - M) *m mxpow C l)) e <=
      from_right.strength_velocity L b (top t))%R.
  move=> _ e1 ef; have Ye := largest_is_eigenvector symY (fun z => top_bounds t z m0) e1 ef.
  have -> := eigenvector_velocity M QQ symY Ye rA rC (introT (RleP _ _) (Rlt_le _ _ r0)) rL.
  rewrite e1 mulr1 rn -INRE /from_right.strength_velocity.
  rewrite -[X in (X <= _)%R]/(INR L * Rpower (top t) (2 - 2 / INR L) * (form (Q *m M) e - top t))%R.
  apply: Rmult_le_compat_l; first by apply: Rmult_le_pos; [lra | apply: Rlt_le; exact: exp_pos].
  have := normM e; rewrite e1 -[X in (_ <= X)%R -> _]/(b * 1)%R; lra.
by apply: (largest_value_rises (s := T) _ _ DY DY symY symY slow slow) => [|u _];
  [lra | exact: topP].
Qed.

Lemma top_positive t V p : (0 < m)%N -> V^T *m V = 1%:M -> Y t = with_spectrum V p ->
  (0 < top t)%R <-> (0 < positives (F := R_realFieldType) p)%N.
Proof.
move=> m0 VV E; split=> [F0|/card_gt0P[j]].
  rewrite lt0n; apply/negP => /eqP none_pos.
  suff : (top t <= 0)%R by lra.
  apply: top_least => // z; rewrite Rmult_0_l; apply/RleP.
  have zE : z = V *m (V^T *m z) by rewrite mulmxA (mulmx1C VV) mul1mx.
  rewrite E zE -[X in X <= _]/(((V *m (V^T *m z))^T *m _ *m (V *m (V^T *m z))) 0 0).
  rewrite spectral_form // -oppr_ge0 -sumrN; apply: sumr_ge0 => j _; rewrite oppr_ge0.
  apply: mulr_le0_ge0 (sqr_ge0 _); rewrite leNgt; apply/negP => pj.
  by have := card0_eq none_pos j; rewrite inE pj.
rewrite inE => /RltP pj; have := top_bounds t (V *m delta_mx j 0) m0.
have -> : form 1%:M (V *m delta_mx j 0) = 1.
  rewrite /form mulmx1 trmx_mul -mulmxA (mulmxA V^T) VV mul1mx trmx_delta mul_delta_mx.
  by rewrite mxE !eqxx.
have -> : form (Y t) (V *m delta_mx j 0) = p j.
  rewrite E -[LHS]/(((V *m delta_mx j 0)^T *m _ *m (V *m delta_mx j 0)) 0 0).
  rewrite spectral_form // (bigD1 j) //= big1 => [|i ij].
    by rewrite mxE !eqxx expr1n addr0 mulr1.
  by rewrite mxE (negbTE ij) expr0n mulr0.
have pj' : (0%R < p j)%R := pj.
by rewrite -[X in (_ <= X)%R -> _]/(top t * 1)%R; lra.
Qed.

Theorem mirrored_eigenvalues_below t z : (0 <= t <= T)%R ->
  (form (Q *m X t) z <= mu t * form 1%:M z)%R.
Proof.
move=> tT; have N0 := norm_ge0 z; have mut := mu_pos tT; have T00 : (0 <= 0 <= T)%R by lra.
have [m0|m0] := posnP m.
  have -> : z = 0 by apply/colP => i; have := ltn_ord i; rewrite {2}m0.
  rewrite /form !mulmx0 !mxE; apply/RleP.
  by rewrite -[X in _ <= X]/(mu t * 0) mulr0.
have spec u (uT : (0 <= u <= T)%R) := @spectrum_exists R_rcfType m _ (mirrored_symmetric uT).
have [V [p [VV E0 _]]] := spec 0%R T00.
apply: Rle_trans (top_bounds t z m0) _; apply: Rmult_le_compat_r => //.
have [start_pos|start_neg] := Rlt_or_le 0 (top 0%R); last first.
  suff : (top t <= 0)%R by lra.
  apply: Rnot_lt_le => F0; have [V' [p' [VV' Et _]]] := spec t tT.
  have [e _] := mirrored_signs T00 tT VV VV' E0 Et.
  move/(top_positive m0 VV' Et): F0; rewrite -e => /(top_positive m0 VV E0); lra.
have pos u : (0 <= u <= T)%R -> (0 < top u)%R.
  move=> uT; have [V' [p' [VV' Eu _]]] := spec u uT; apply/(top_positive m0 VV' Eu).
  have [<- _] := mirrored_signs T00 uT VV VV' E0 Eu; exact/(top_positive m0 VV E0).
have two' : (2 <= L)%coq_nat by apply/ssrnat.leP.
apply: (mode_stays_above L b T top mu mode _ _ _ (top_start m0)) => // u uT.
- apply: (largest_value_continuous (fun v => topP v m0)); exact: mirrored_continuous.
- by apply: top_rises => //; apply: pos; lra.
by split; [exact: pos | exact: mu_pos].
Qed.
End Flow.
