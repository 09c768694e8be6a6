(* What the flow of a radial network conserves, and what it does not: the moment S of a layer.

   Over any real closed field, any depth and widths, any number of samples, any loss of the outputs.
   Layers are numbered from 0: the book's W_l, A_l, b_l are those of l - 1 here, while the sums a_l
   and the functions h_l have its numbers. So W_l and A_(l+1) are on both sides of h_(l+1) here.
   radial_moment_identity (SMGH, part 1): at every W the gradient by W_l times the transpose of W_l,
     less the transpose of A_(l+1) times the gradient by A_(l+1), is S, a symmetric matrix.
   radial_imbalance_step (SMGH, part 1): what a step of gradient descent makes of
     D = A_(l+1)^T A_(l+1) - W_l W_l^T.
   radial_moment_trace (SMGH, part 3): if r h' = p h, the gradient by W_l has with W_l p times the
     inner product that the gradient by A_(l+1) has with A_(l+1). *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz orthonormal radial radial_slope radial_by_layer.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Moment.
Variables (R : rcfType) (n : nat -> nat) (L N : nat) (h : nat -> R -> R) (X : 'M[R]_(n 0%N, N)).
Variables (phi : 'M[R]_(n L, N) -> R) (l : nat) (dh : R -> R).
Implicit Types W : layers R n.

(* the sum S over the columns a_s of a and delta_s of D, A the matrix above, without a_s = 0 *)
Definition radial_moment p q (g dg : R -> R) (A : 'M[R]_(q, p)) (a : 'M[R]_(p, N))
    (D : 'M[R]_(q, N)) : 'M[R]_p :=
  \sum_(s | col s a != 0) let r := len (col s a) in let u := r^-1 *: col s a in
    ((r * dg r - g r) * col_dot (A *m u) (col s D)) *: (u *m u^T).

(* A_(l+1)^T A_(l+1) - W_l W_l^T *)
Definition radial_imbalance W : 'M[R]_(n l.+1) :=
  (weight (W l.+1))^T *m weight (W l.+1) - W l *m (W l)^T.

Lemma radial_moment_tr p q g dg (A : 'M[R]_(q, p)) a D :
  (radial_moment g dg A a D)^T = radial_moment g dg A a D.
Proof.
rewrite /radial_moment linear_sum /=; apply: eq_bigr => s _.
by rewrite linearZ /= trmx_mul trmxK.
Qed.

Hypothesis (lL : (l.+1 < L)%N) (h0 : h l.+1 0 = 0).
Hypothesis slopes : forall r, 0 <= r -> has_slope (h l.+1) r (dh r).

Section AtW.
Variables (W : layers R n) (D : 'M[R]_(n l.+2, N)).
Variables (G : 'M[R]_(n l.+1, 1 + n l)) (G' : 'M[R]_(n l.+2, 1 + n l.+1)).
Hypothesis gD : sums_gradient h X phi W (l := l.+2) D.
Hypothesis gG : layer_gradient h X phi W (l := l) G.
Hypothesis gG' : layer_gradient h X phi W (l := l.+1) G'.
Local Notation a := (sums h X W l.+1).
Local Notation A := (weight (W l.+1)).
Local Notation S := (radial_moment (h l.+1) dh A a D).

Lemma weight_gradient : weight G' = D *m (signals h X W l.+1)^T.
Proof.
have -> : G' = _ := gradient_unique gG' (layer_gradient_of lL gD).
by rewrite /one_above tr_col_mx mul_mx_row /weight row_mxKr.
Qed.

Lemma signal_of_sum s : col s (signals h X W l.+1) = rho (h l.+1) (col s a).
Proof. by rewrite col_signals col_sums. Qed.

Lemma col_pulled s : col s (A^T *m D) = A^T *m col s D.
Proof. by apply/colP=> i; rewrite !mxE; apply: eq_bigr => j _; rewrite !mxE. Qed.

Theorem radial_moment_identity :
  G *m (W l)^T - A^T *m weight G' = S /\ S^T = S.
Proof.
split; last exact: radial_moment_tr.
have gB := sums_gradient_step (ltn0Sn l) lL h0 slopes gD.
have -> : G = _ := gradient_unique gG (layer_gradient_of (ltnW lL) gB).
have aE : W l *m one_above (signals h X W l) = a.
  by apply/matrixP=> k s; rewrite [RHS]mxE /= -col_signals affine_cols [RHS]mxE.
rewrite weight_gradient -mulmxA -trmx_mul aE mulmxA !mul_cols -sumrB [RHS]big_mkcond /=.
apply: eq_bigr => s _; rewrite signal_of_sum col_pulled; set v := col s a.
rewrite -[X in X *m v^T]/(col s (each_col (fun s d => radial_jacobian (h l.+1)
  (dh (len (col s a))) (col s a) *m (A^T *m d)) D)) col_each -/v col_dot_above col_dotZ.
move: (A^T *m col s D) => q; rewrite /radial_jacobian /rho; have [->|v0] := eqVneq v 0.
  by rewrite trmx0 !mulmx0 subrr.
have r0 : len v != 0 by rewrite len_eq0.
rewrite /= mulmxDl mul_scalar_mx -scalemxAl -mulmxA col_dotE mulmxDl !linearZ /= -!scalemxAl.
rewrite mul_mx_scalar -!scalemxAl !scalerN addrAC subrr add0r !scalerA; congr (_ *: _).
by move: (col_dot v q) (len v) r0 (h _ _) (dh _) => x r r0 y z; field.
Qed.

Theorem radial_imbalance_step eta W' : W' l = W l - eta *: G -> W' l.+1 = W l.+1 - eta *: G' ->
  radial_imbalance W' = radial_imbalance W + (2%:R * eta) *: S +
    eta ^+ 2 *: ((weight G')^T *m weight G' - G *m G^T).
Proof.
have [SE tr] := radial_moment_identity; rewrite /radial_imbalance => -> ->.
have -> : (2%:R * eta) *: S = eta *: (S + S^T).
  by rewrite tr scalerDr -scalerDl mulr_natl mulr2n.
have wE : weight (W l.+1 - eta *: G') = A - eta *: weight G'.
  by apply/matrixP=> i j; rewrite !mxE.
rewrite wE -SE; move: (weight G') (A) (W l) (G) => M B V U {wE}.
have trB m p (P Q : 'M[R]_(m, p)) : (P - Q)^T = P^T - Q^T by rewrite linearB.
have trZ m p (P : 'M[R]_(m, p)) : (eta *: P)^T = eta *: P^T by rewrite linearZ.
rewrite !trB !trZ !trmx_mul !trmxK !mulmxBl !mulmxBr -!scalemxAl -!scalemxAr.
move: (_ *m _) (_ *m _) (_ *m _) (_ *m _) => a1 a2 a3 a4.
move: (_ *m _) (_ *m _) (_ *m _) (_ *m _) => a5 a6 a7 a8.
by apply/matrixP=> i j; rewrite !mxE; move: (a1 i j) (a2 i j) (a3 i j) (a4 i j) (a5 i j)
  (a6 i j) (a7 i j) (a8 i j) => *; ring.
Qed.

Theorem radial_moment_trace p : (forall r, 0 < r -> r * dh r = p * h l.+1 r) ->
  \tr (G^T *m W l) = p * \tr ((weight G')^T *m A).
Proof.
move=> power; have [/(congr1 mxtrace) E _] := radial_moment_identity.
have sw m q (P Q : 'M[R]_(m, q)) : \tr (P^T *m Q) = \tr (Q^T *m P).
  by rewrite -mxtrace_tr trmx_mul trmxK.
move: E; rewrite [\tr (_ - _)]linearB /= mxtrace_mulC -(sw _ _ G) (sw _ _ A) => /eqP.
rewrite subr_eq => /eqP ->; suff -> : \tr S = (p - 1) * \tr ((weight G')^T *m A).
  by move: (\tr _) => x; rewrite -{2}[x]mul1r -[LHS]mulrDl subrK.
rewrite [\tr S]raddf_sum /= big_mkcond /= sw weight_gradient mulmxA mul_cols.
rewrite [\tr (\sum_s _)]raddf_sum mulr_sumr; apply: eq_bigr => s _ /=.
rewrite signal_of_sum col_pulled col_dot_above col_dotZ; move: (A^T *m col s D) (col s a) => q v.
have tr_dot (u w : 'cV[R]_(n l.+1)) : \tr (u *m w^T) = col_dot w u by rewrite mxtrace_mulC.
rewrite tr_dot mxtraceZ tr_dot /rho; have [->|v0] := eqVneq v 0.
  by rewrite /= /col_dot trmx0 mul0mx mxtrace0 mulr0.
have r0 := len_gt0 v0; rewrite /= !col_dotZ [col_dot v (_ *: _)]col_dotC col_dotZ.
rewrite col_dot_self power //.
by move: (col_dot v q) (len v) (gt_eqF r0) (h _ _) => x r /negbT r1 y; field.
Qed.
End AtW.
End Moment.
