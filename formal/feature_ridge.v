(* What it costs a ridge regression to do without one feature, and the limit of no ridge, over any
   real closed field, all numbers of samples, features and outputs, all ranks (AQCX, part 4).

   ridge_minimiser: the one minimiser of |Y - A B|^2 + lambda |B|^2.
   feature_with_ridge: what the minimum rises by if row j has to be zero.
   ridge_limits: the rise as lambda tends to zero, and the rise over lambda. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end weyl block removal frobenius courant.
From dlf Require Import real_spectral singular_values pseudo_inverse feature_cost limit_down.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma shifted_share (F : fieldType) (a x : F) : a + x != 0 -> x / (a + x) = 1 - (a + x)^-1 * a.
Proof. by move=> ax; field. Qed.

Section Spectrum.
Variables (F : rcfType) (n : nat) (U : 'M[F]_n).
Hypothesis UU : U^T *m U = 1%:M.
Implicit Types p q : 'I_n -> F.

Lemma spectrum_mul p q :
  with_spectrum U p *m with_spectrum U q = with_spectrum U (fun k => p k * q k).
Proof.
rewrite /with_spectrum !mulmxA -(mulmxA (U *m _) U^T) UU mulmx1 -(mulmxA U); congr (_ *m _ *m _).
by apply/matrixP => i j; rewrite mul_diag_mx !mxE mulrnAr.
Qed.

Lemma spectrum_eq p q : (forall k, p k = q k) -> with_spectrum U p = with_spectrum U q.
Proof.
by move=> pq; congr (_ *m diag_mx _ *m _); apply/matrixP => i j; rewrite !mxE pq.
Qed.

Lemma spectrum_tr p : (with_spectrum U p)^T = with_spectrum U p.
Proof. by rewrite /with_spectrum !trmx_mul trmxK tr_diag_mx mulmxA. Qed.

Lemma spectrum_one : with_spectrum U (fun=> 1) = 1%:M.
Proof.
rewrite /with_spectrum; have -> : diag_mx (\row_j 1) = 1%:M :> 'M[F]_n.
  by apply/matrixP => i j; rewrite !mxE.
by rewrite mulmx1 mulmx1C.
Qed.

Lemma spectrum_shift p c : with_spectrum U p + c%:M = with_spectrum U (fun k => p k + c).
Proof.
rewrite -[c%:M]mulmx1 -spectrum_one mul_scalar_mx /with_spectrum scalemxAl scalemxAr -mulmxDl.
rewrite -mulmxDr; congr (_ *m _ *m _); apply/matrixP => i j; rewrite !mxE.
by rewrite mulrnDl mulrnAr mulr1.
Qed.

Lemma spectrum_penrose p : penrose (with_spectrum U p) (with_spectrum U (fun k => (p k)^-1)).
Proof.
split; rewrite !spectrum_mul ?spectrum_tr //; apply: spectrum_eq => k.
  by have [->|p0] := eqVneq (p k) 0; rewrite ?mulr0 // divff // mul1r.
by have [->|p0] := eqVneq (p k) 0; rewrite ?invr0 ?mulr0 // mulVf // mul1r.
Qed.

Lemma spectrum_entry p m (X : 'M[F]_(n, m)) i j :
  (with_spectrum U p *m X) i j = \sum_k p k * (U i k * (U^T *m X) k j).
Proof.
rewrite /with_spectrum -!mulmxA mxE; apply: eq_bigr => k _.
by rewrite mul_diag_mx !mxE mulrCA.
Qed.
End Spectrum.

Section Ridge.
Variables (F : rcfType) (n p o : nat) (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)).
Implicit Types (B C : 'M[F]_(p, o)) (j : 'I_p) (x : F).
Local Notation G := (A^T *m A).

(* the square with a ridge x *)
Definition ridge_misfit x B := misfit A Y B + x * sumsq B.
(* B is one of its minimisers *)
Definition ridge_least x B := forall C, ridge_misfit x B <= ridge_misfit x C.

(* the matrix with p more rows, and the answers zero there *)
Local Notation A' x := (col_mx A (Num.sqrt x)%:M).
Local Notation Y' := (col_mx Y (0 : 'M_(p, o))).

Lemma ridge_rows x B : 0 <= x -> misfit (A' x) Y' B = ridge_misfit x B.
Proof.
move=> x0; rewrite /misfit /ridge_misfit mul_col_mx opp_col_mx add_col_mx.
rewrite sumsq_trace tr_col_mx mul_row_col linearD /= -!sumsq_trace sub0r sumsqN.
by rewrite mul_scalar_mx sumsqZ sqr_sqrtr.
Qed.

Lemma ridge_gram x : 0 <= x -> (A' x)^T *m A' x = G + x%:M.
Proof.
by move=> x0; rewrite tr_col_mx mul_row_col tr_scalar_mx -scalar_mxM -expr2 sqr_sqrtr.
Qed.

Lemma ridge_least_rows x B : 0 <= x -> ridge_least x B <-> least_squares (A' x) Y' B.
Proof. by move=> x0; split=> h C; have := h C; rewrite !ridge_rows. Qed.

Lemma gram_eigen : exists U g, [/\ U^T *m U = 1%:M, G = with_spectrum U g & forall k, 0 <= g k].
Proof.
have tG : G^T = G by rewrite trmx_mul trmxK.
have [U [g [UU e _]]] := real_spectral tG; have GE := with_spectrumE UU e.
exists U, (g 0); split=> // k; apply: psd_spectrum UU _; rewrite -GE; exact: gram_psd.
Qed.

Lemma ridge_inverse U g x : U^T *m U = 1%:M -> G = with_spectrum U g -> (forall k, 0 <= g k) ->
  0 < x -> G + x%:M \in unitmx /\ invmx (G + x%:M) = with_spectrum U (fun k => (g k + x)^-1).
Proof.
move=> UU GE g0 x0; set R := with_spectrum U _.
have e : R *m (G + x%:M) = 1%:M.
  rewrite GE spectrum_shift // spectrum_mul // -(spectrum_one UU); apply: spectrum_eq => k.
  by rewrite mulVf // gt_eqF // ltr_paddl.
have [_ u] := mulmx1_unit e; split=> //.
by rewrite -[LHS]mul1mx -e -mulmxA mulmxV // mulmx1.
Qed.

Theorem ridge_minimiser x B : 0 < x -> G + x%:M \in unitmx /\
  (ridge_least x B <-> B = invmx (G + x%:M) *m (A^T *m Y)).
Proof.
move=> x0; have [U [g [UU GE g0]]] := gram_eigen.
have [u _] := ridge_inverse UU GE g0 x0; split=> //.
have x0' := ltW x0; rewrite ridge_least_rows //.
have normal : (A' x)^T *m (Y' - A' x *m B) = A^T *m Y - (G + x%:M) *m B.
  by rewrite mulmxBr mulmxA ridge_gram // tr_col_mx mul_row_col mulmx0 addr0.
split=> [/normal_equations|->].
  by rewrite normal => /eqP; rewrite subr_eq0 => /eqP ->; rewrite mulKmx.
apply: normal_least; rewrite mulmxBr mulmxA ridge_gram // tr_col_mx mul_row_col mulmx0 addr0.
by rewrite mulKVmx // subrr.
Qed.

(* one feature less, the others fitted again *)
Theorem feature_with_ridge x B j : 0 < x -> ridge_least x B ->
  0 < invmx (G + x%:M) j j /\ least_value (unused j) (ridge_misfit x)
    (ridge_misfit x B + sumsq (row j B) / invmx (G + x%:M) j j).
Proof.
move=> x0 /(ridge_least_rows _ (ltW x0)) best; have x0' := ltW x0.
have [u _] := ridge_minimiser B x0; set R := invmx _.
have [P inv] := pseudo_inverse_exists (A' x).
have invG : penrose ((A' x)^T *m A' x) R.
  rewrite ridge_gram //; split; rewrite ?mulmxV ?mulVmx ?mul1mx ?trmx1 //.
have [_ _ PAE _] := gram_inverse inv invG.
have one : P *m A' x = 1%:M by rewrite PAE ridge_gram // mulVmx.
have [[_ R0 dist]|[]] := feature_distance inv invG j; last by rewrite one subrr mxE ltxx.
split=> //; have [[C C0 CE] low] := feature_refitted best dist.
split; first by exists C => //; rewrite -ridge_rows // CE ridge_rows // mulrC.
by move=> C' /low; rewrite !ridge_rows // mulrC.
Qed.

Section Limits.
Variable P : 'M[F]_(p, n).
Hypothesis inverse : penrose A P.
Local Notation Q := (1%:M - P *m A).

(* no ridge in the limit: the rise of least squares, and the growth of the shortest fit *)
Theorem ridge_limits j (Bx : F -> 'M[F]_(p, o)) : (forall x, 0 < x -> ridge_least x (Bx x)) ->
  let rise x := sumsq (row j (Bx x)) / invmx (G + x%:M) j j in
  (forall B d, least_squares A Y B -> distance_square A j d ->
   tends_down rise (d * sumsq (row j B))) /\
  (0 < Q j j -> tends_down (fun x => rise x / x) (sumsq (row j (P *m Y)) / Q j j)).
Proof.
move=> best rise; have [U [g [UU GE g0]]] := gram_eigen.
pose H := with_spectrum U (fun k => (g k)^-1).
have invG : penrose G H by rewrite GE; exact: spectrum_penrose.
have [tH GH PAE AHG] := gram_inverse inverse invG.
have [APA PAP tAP tPA] := inverse.
have RE x : 0 < x -> invmx (G + x%:M) = with_spectrum U (fun k => (g k + x)^-1).
  by move=> x0; have [] := ridge_inverse UU GE g0 x0.
have PAU : P *m A = with_spectrum U (fun k => (g k)^-1 * g k) by rewrite PAE GE spectrum_mul.
have part x k : 0 < x -> g k + x != 0 by move=> x0; rewrite gt_eqF // ltr_paddl.
have BxE x : 0 < x -> Bx x = with_spectrum U (fun k => (g k + x)^-1 * g k) *m (P *m Y).
  move=> x0; have [_ [h _]] := ridge_minimiser (Bx x) x0.
  rewrite h; last exact: best.
  have [normal _] := shortest_normal inverse Y; move/eqP: normal.
  rewrite mulmxBr subr_eq0 => /eqP ->; rewrite RE // (mulmxA A^T).
  by rewrite -(spectrum_mul UU (fun k => (g k + x)^-1)) -GE mulmxA.
have share k : tends_down (fun x => (g k + x)^-1 * g k) ((g k)^-1 * g k).
  have [gk|gk] := eqVneq (g k) 0.
    by rewrite gk mulr0; apply: down_ext (down_const _) => x x0; rewrite mulr0.
  apply: down_mul (down_const _); apply: down_inv => //.
  by rewrite -[X in tends_down _ X]addr0; exact: down_add (down_const _) (@down_same F).
have entry k : tends_down (fun x => Bx x j k) ((P *m Y) j k).
  have -> : P *m Y = with_spectrum U (fun k => (g k)^-1 * g k) *m (P *m Y).
    by rewrite -PAU mulmxA PAP.
  rewrite spectrum_entry.
  apply: (@down_ext _ (fun x => \sum_l (g l + x)^-1 * g l * (U j l * (U^T *m (P *m Y)) l k))).
    by move=> x x0; rewrite BxE // spectrum_entry.
  by apply: down_sum => l; exact: down_mul (share l) (down_const _).
have squares : tends_down (fun x => sumsq (row j (Bx x))) (sumsq (row j (P *m Y))).
  rewrite /sumsq; apply: down_sum => i; apply: down_sum => k; rewrite expr2 [row _ _ _ _]mxE.
  by apply: down_ext (down_mul (entry k) (entry k)) => x _; rewrite [row _ _ _ _]mxE expr2.
have diag q : (with_spectrum U q) j j = \sum_k q k * (U j k * U j k).
  by rewrite -[with_spectrum U q]mulmx1 spectrum_entry; apply: eq_bigr => k _; rewrite mulmx1 mxE.
have QE : Q j j = \sum_k (1 - (g k)^-1 * g k) * (U j k * U j k).
  rewrite mxE [X in _ + X]mxE PAU diag -(spectrum_one UU) diag -sumrB; apply: eq_bigr => k _.
  by rewrite mulrBl.
have Qlim : tends_down (fun x => x * invmx (G + x%:M) j j) (Q j j).
  rewrite QE; apply: (@down_ext _ (fun x => \sum_k (1 - (g k + x)^-1 * g k) * (U j k * U j k))).
    move=> x x0; rewrite RE // diag mulr_sumr; apply: eq_bigr => k _.
    by rewrite [RHS]mulrA (shifted_share (part x k x0)).
  apply: down_sum => k; apply: down_mul (down_const _); apply: down_add (down_const _) _.
  rewrite -mulN1r; apply: down_ext (down_mul (down_const (-1)) (share k)) => x _.
  exact: mulN1r.
have growth : 0 < Q j j -> tends_down (fun x => rise x / x) (sumsq (row j (P *m Y)) / Q j j).
  move=> Q0; apply: down_ext (down_mul squares (down_inv _ Qlim)); last by rewrite gt_eqF.
  by move=> x x0; rewrite invfM mulrA mulrAC.
split=> // B d least dist; have [[Qj Hj dist']|[Qj dist']] := feature_distance inverse invG j.
  have -> : row j B = row j (P *m Y).
    have [tQ QQ AQ] := kernel_projection inverse.
    have colQ : col j Q = 0 by apply: sumsq_eq0; rewrite -diagonal_square // Qj.
    have rowQ : row j Q = 0 by rewrite -tQ -tr_col colQ trmx0.
    have [normal _] := shortest_normal inverse Y.
    have := least (P *m Y); rewrite (misfit_split B normal) ger_addl => /sumsq_eq0 AB.
    have QB : Q *m (P *m Y - B) = P *m Y - B by rewrite mulmxBl mul1mx -mulmxA AB mulmx0 subr0.
    apply/esym/eqP; rewrite -subr_eq0 -linearB /= -QB row_mul rowQ mul0mx.
    by [].
  rewrite (least_value_unique dist dist') mulrC.
  apply: down_mul squares (down_inv _ _); first by rewrite gt_eqF.
  rewrite diag.
  apply: (@down_ext _ (fun x => \sum_k (g k + x)^-1 * (U j k * U j k))).
    by move=> x x0; rewrite RE // diag.
  apply: down_sum => k; have [gk|gk] := eqVneq (g k) 0.
    have -> : U j k * U j k = 0.
      have nonneg i : true -> 0 <= (1 - (g i)^-1 * g i) * (U j i * U j i).
        move=> _; rewrite mulr_ge0 // -?expr2 ?sqr_ge0 //.
        by have [->|gi] := eqVneq (g i) 0; rewrite ?mulr0 ?subr0 ?ler01 // mulVf // subrr.
      have := psumr_eq0P nonneg (etrans (esym QE) Qj) (i := k) isT.
      by rewrite gk mulr0 subr0 mul1r.
    by apply: down_ext (down_const _) => x _; rewrite !mulr0.
  apply: down_mul (down_const _); apply: down_inv => //.
  by rewrite -[X in tends_down _ X]addr0; exact: down_add (down_const _) (@down_same F).
rewrite (least_value_unique dist dist') mul0r -(mul0r (sumsq (row j (P *m Y)) / Q j j)).
apply: down_ext (down_mul (@down_same F) (growth Qj)) => x x0.
by rewrite mulrCA divff ?mulr1 // gt_eqF.
Qed.
End Limits.
End Ridge.
