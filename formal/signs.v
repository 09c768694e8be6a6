(* The numbers of positive and of negative eigenvalues of a symmetric matrix along a curve, over
   Coq's reals, any size.

   spectrum_rank: the rank is the number of eigenvalues that are not zero. Over any real closed
     field.
   signs_kept (SY2P, BS6T): along a continuous curve of symmetric matrices of one rank the number of
     positive eigenvalues is constant, and that of negative ones. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import real_induction chain weyl orthonormal flow order_kept largest_form.
From dlf Require Import real_spectral.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* the number of positive ones among the p_j *)
Definition positives (F : realFieldType) n (p : 'I_n -> F) := #|[pred j | 0 < p j]|.
(* the number of negative ones *)
Definition negatives (F : realFieldType) n (p : 'I_n -> F) := #|[pred j | p j < 0]|.

Section Algebra.
Variables (F : rcfType) (n : nat).
Implicit Types (A Q : 'M[F]_n) (p : 'I_n -> F).

(* the columns of Q at the places of P *)
Definition columns_at (P : pred 'I_n) Q : 'M[F]_(n, #|P|) := \matrix_(i, j) Q i (enum_val j).

Lemma columns_gram P Q : Q^T *m Q = 1%:M -> (columns_at P Q)^T *m columns_at P Q = 1%:M.
Proof.
move=> QQ; apply/matrixP => i j; rewrite !mxE.
transitivity ((Q^T *m Q) (enum_val i) (enum_val j)).
  by rewrite mxE; apply: eq_bigr => k _; rewrite !mxE.
by rewrite QQ mxE (eqtype.inj_eq enum_val_inj).
Qed.

Lemma columns_seen P Q p : Q^T *m Q = 1%:M ->
  with_spectrum Q p *m columns_at P Q = columns_at P Q *m diag_mx (\row_j p (enum_val j)).
Proof.
move=> QQ; have e : with_spectrum Q p *m Q = Q *m diag_mx (\row_j p j).
  by rewrite /with_spectrum -mulmxA QQ mulmx1.
apply/matrixP => i j; rewrite mul_mx_diag !mxE.
have := congr1 (fun Y : 'M_n => Y i (enum_val j)) e; rewrite mul_mx_diag !mxE => <-.
by apply: eq_bigr => k _; rewrite !mxE.
Qed.

Lemma columns_form P Q p (x : 'cV[F]_#|P|) : Q^T *m Q = 1%:M ->
  ((columns_at P Q *m x)^T *m with_spectrum Q p *m (columns_at P Q *m x)) 0 0 =
  \sum_j p (enum_val j) * x j 0 ^+ 2.
Proof.
move=> QQ; rewrite -mulmxA (mulmxA _ _ x) columns_seen // -(mulmxA (columns_at P Q)).
rewrite trmx_mul -mulmxA (mulmxA _ (columns_at P Q)) columns_gram // mul1mx mxE.
by apply: eq_bigr => j _; rewrite mul_diag_mx !mxE expr2 mulrCA.
Qed.

Theorem spectrum_rank Q p : Q^T *m Q = 1%:M ->
  \rank (with_spectrum Q p) = (positives p + negatives p)%N.
Proof.
move=> QQ; pose P := [pred j | p j != 0]; set A := with_spectrum Q p.
have -> : (positives p + negatives p)%N = #|P|.
  rewrite -cardUI [X in (_ + X)%N]eq_card0 ?addn0 => [|j]; last first.
    by rewrite !inE; apply/negP => /andP[a b]; have := lt_trans a b; rewrite ltxx.
  by apply: eq_card => j; rewrite !inE neq_lt orbC.
set C := columns_at P Q; pose D := diag_mx (\row_(j < #|P|) p (enum_val j)).
have CAC : C^T *m A *m C = D by rewrite -mulmxA columns_seen // mulmxA columns_gram // mul1mx.
have ACC : A = C *m D *m C^T.
  apply/matrixP => i k; rewrite /A /with_spectrum /C !mxE.
  rewrite (bigID P) /= [X in _ + X]big1 => [|j]; last first.
    by rewrite negbK => /eqP pj; rewrite mul_mx_diag !mxE pj mulr0 mul0r.
  rewrite addr0 big_enum_val; apply: eq_bigr => j _.
  by rewrite !mul_mx_diag !mxE.
have uD : D \in unitmx.
  rewrite unitmxE det_diag unitfE; apply/prodf_neq0 => j _; rewrite mxE.
  by have := enum_valP j; rewrite inE.
apply/eqP; rewrite eqn_leq; apply/andP; split.
  rewrite ACC; apply: leq_trans (mxrankM_maxl _ _) _.
  exact: leq_trans (mxrankM_maxl _ _) (rank_leq_col _).
rewrite -(mxrank_unit uD) -CAC; apply: leq_trans (mxrankM_maxl _ _) _; exact: mxrankM_maxr.
Qed.

(* a space on which the form is positive is no larger than the number of positive eigenvalues *)
Lemma positive_space A Q p k (B : 'M[F]_(n, k)) : Q^T *m Q = 1%:M -> A = with_spectrum Q p ->
  (forall x : 'cV_k, x != 0 -> 0 < ((B *m x)^T *m A *m (B *m x)) 0 0) -> (k <= positives p)%N.
Proof.
move=> QQ AE pos; rewrite leqNgt; apply/negP => small; pose P := [pred j | 0 < p j].
pose S : 'M[F]_(#|P|, k) := \matrix_(i, j) (Q^T *m B) (enum_val i) j.
have : kermx S^T != 0.
  rewrite -mxrank_eq0 mxrank_ker -lt0n subn_gt0; exact: leq_ltn_trans (rank_leq_col _) small.
case/rowV0Pn => y /sub_kermxP yS y0; have := pos y^T; rewrite trmx_eq0 => /(_ y0).
have -> : B *m y^T = Q *m (Q^T *m B *m y^T) by rewrite !mulmxA (mulmx1C QQ) mul1mx.
rewrite AE spectral_form // ltNge => /negP; apply.
rewrite -oppr_ge0 -sumrN; apply: sumr_ge0 => j _; rewrite oppr_ge0.
have [pj|pj] := ltP 0 (p j); last by rewrite mulr_le0_ge0 ?sqr_ge0.
suff -> : (Q^T *m B *m y^T) j 0 = 0 by rewrite expr0n mulr0.
have jP : j \in P by rewrite inE.
have := congr1 (fun Y : 'rV_#|P| => Y 0 (enum_rank_in jP j)) yS; rewrite mxE [RHS]mxE => <-.
by rewrite !mxE; apply: eq_bigr => l _; rewrite !mxE enum_rankK_in // mulrC.
Qed.

(* on the positive columns the form is at least a multiple of the square *)
Lemma positive_columns Q p : Q^T *m Q = 1%:M -> let C := columns_at [pred j | 0 < p j] Q in
  exists c, 0 < c /\ forall x : 'cV_#|[pred j | 0 < p j]|, c * (x^T *m x) 0 0 <=
    ((C *m x)^T *m with_spectrum Q p *m (C *m x)) 0 0.
Proof.
move=> QQ C; have [c [c0 le]] : exists c, 0 < c /\ forall j, 0 < p j -> c <= p j.
  have : forall r : seq 'I_n, exists c, 0 < c /\ forall j, j \in r -> 0 < p j -> c <= p j.
    elim=> [|i r [c [c0 IH]]]; first by exists 1; rewrite ltr01.
    exists (if 0 < p i then Num.min c (p i) else c); split.
      by case: ifP => // pi; rewrite lt_minr c0.
    move=> j; rewrite inE => /orP[/eqP ->|jr] pj; first by rewrite pj le_minl lexx orbT.
    by case: ifP => _; [rewrite le_minl IH | exact: IH].
  by move=> /(_ (enum 'I_n)) [c [c0 H]]; exists c; split=> // j; apply: H; rewrite mem_enum.
exists c; split=> // x; rewrite columns_form // mxE mulr_sumr; apply: ler_sum => j _.
rewrite mxE -expr2 ler_wpmul2r ?sqr_ge0 // le //.
by have := enum_valP j; rewrite inE.
Qed.
End Algebra.

Section Curve.
Variables (n : nat) (A : R -> 'M[R]_n) (T : R).
Hypothesis cA : forall t, (0 <= t <= T)%R -> mcont A t.
Hypothesis sA : forall t, (0 <= t <= T)%R -> (A t)^T = A t.

(* near a time there are at least as many positive eigenvalues as there *)
Lemma positives_near t Q p : (0 <= t <= T)%R -> Q^T *m Q = 1%:M -> A t = with_spectrum Q p ->
  exists d, (0 < d)%R /\ forall u V q, (Rabs (u - t) < d)%R -> V^T *m V = 1%:M ->
    A u = with_spectrum V q -> (positives (F := R_realFieldType) p <= positives q)%N.
Proof.
move=> tT QQ AE; have [c [/RltP c0 le]] := @positive_columns R_rcfType n Q p QQ.
set C := columns_at _ _ in le; pose g u := abs_sum (A u - A t).
have cg : continuous g t.
  apply: (continuous_abs_sum (D := fun u => A u - A t)) => i j.
  have c1 := cA tT; have := cadd (c1 i j) (continuous_const (- A t i j) t).
  by apply: continuous_ext => u; rewrite !mxE.
have gt : (g t < c)%R.
  rewrite /g subrr; suff -> : abs_sum (0 : 'M[R]_n) = 0%R by [].
  by rewrite /abs_sum big1 // => j _; rewrite big1 // => i _; rewrite mxE Rabs_R0.
have [d [d0 near]] := near_below _ _ _ cg gt; exists d; split=> // u V q ud VV uE.
apply: (@positive_space R_rcfType n (A u) V q _ C) => // x x0.
have CC : C^T *m C = 1%:M := @columns_gram R_rcfType n _ Q QQ.
have NE : form 1%:M (C *m x) = (x^T *m x) 0 0.
  by rewrite /form mulmx1 trmx_mul -mulmxA (mulmxA C^T) CC mul1mx.
have N0 : 0 < (x^T *m x) 0 0.
  rewrite lt_neqAle -form1E form1_ge0 andbT eq_sym; apply: contraNneq x0 => z.
  apply/eqP/colP => i; rewrite [RHS]mxE; have := form1_ge x i; rewrite z.
  by rewrite -eq_le eq_sym sqrf_eq0 => /eqP.
rewrite -[X in _ < X]/(form (A u) (C *m x)).
have -> : A u = A t + (A u - A t) by rewrite addrC subrK.
rewrite formD {1}AE; have := le x; rewrite -[X in _ <= X]/(form (with_spectrum Q p) (C *m x)).
move=> h1; have := form_ge (A u - A t) (C *m x); rewrite -/(g u) NE => h2.
have small := near u ud; apply: (lt_le_trans _ (ler_add h1 h2)).
rewrite -mulrBl; apply: mulr_gt0 => //; rewrite subr_gt0; exact/RltP.
Qed.
End Curve.

Theorem signs_kept n (A : R -> 'M[R]_n) T r : (forall t, (0 <= t <= T)%R -> mcont A t) ->
  (forall t, (0 <= t <= T)%R -> (A t)^T = A t) -> (forall t, (0 <= t <= T)%R -> \rank (A t) = r) ->
  forall s t Q p Q' p', (0 <= s <= T)%R -> (0 <= t <= T)%R ->
  Q^T *m Q = 1%:M -> Q'^T *m Q' = 1%:M ->
  A s = with_spectrum Q p -> A t = with_spectrum Q' p' ->
  positives (F := R_realFieldType) p = positives p' /\
  negatives (F := R_realFieldType) p = negatives p'.
Proof.
move=> cA sA rA.
have cN t : (0 <= t <= T)%R -> mcont (fun u => - A u) t.
  move=> tT i j; have c1 := cA t tT.
  by apply: continuous_ext (copp (c1 i j)) => u; rewrite mxE.
have neg Q (p : 'I_n -> R) : - with_spectrum Q p = with_spectrum Q (fun j => - p j).
  rewrite /with_spectrum -mulNmx -mulmxN; congr (_ *m _ *m _).
  by apply/matrixP => i j; rewrite !mxE mulNrn.
have negE (p : 'I_n -> R) : negatives (F := R_realFieldType) p =
    positives (F := R_realFieldType) (fun j => - p j).
  by apply: eq_card => j; rewrite !inE oppr_gt0.
have near t Q p : (0 <= t <= T)%R -> Q^T *m Q = 1%:M -> A t = with_spectrum Q p ->
    exists d, (0 < d)%R /\ forall u V q, (0 <= u <= T)%R -> (Rabs (u - t) < d)%R ->
      V^T *m V = 1%:M -> A u = with_spectrum V q ->
      positives (F := R_realFieldType) p = positives q /\
      negatives (F := R_realFieldType) p = negatives q.
  move=> tT QQ AE; have [d1 [d10 H1]] := positives_near cA tT QQ AE.
  have [d2 [d20 H2]] := positives_near cN tT QQ (etrans (congr1 (fun Y => - Y) AE) (neg Q p)).
  exists (Rmin d1 d2); split=> [|u V q uT ud VV uE]; first exact: Rmin_pos.
  have h1 := H1 u V q (Rlt_le_trans _ _ _ ud (Rmin_l _ _)) VV uE.
  have := H2 u V _ (Rlt_le_trans _ _ _ ud (Rmin_r _ _)) VV
    (etrans (congr1 (fun Y => - Y) uE) (neg V q)).
  rewrite -!negE => h2.
  have rt := rA t tT; have ru := rA u uT.
  rewrite AE (@spectrum_rank R_rcfType) // in rt; rewrite uE (@spectrum_rank R_rcfType) // in ru.
  have sum : (positives (F := R_realFieldType) p + negatives (F := R_realFieldType) p =
    positives (F := R_realFieldType) q + negatives (F := R_realFieldType) q)%N.
    by rewrite [LHS]rt -ru.
  have e : positives (F := R_realFieldType) p = positives q.
    by apply/eqP; rewrite eqn_leq h1 /= -(leq_add2r (negatives q)) -sum leq_add2l.
  by split=> //; apply/eqP; rewrite -(eqn_add2l (positives p)) sum e.
have all Q p : (0 <= T)%R -> Q^T *m Q = 1%:M -> A 0%R = with_spectrum Q p ->
    forall t, (0 <= t <= T)%R -> forall Q' p', Q'^T *m Q' = 1%:M -> A t = with_spectrum Q' p' ->
    positives (F := R_realFieldType) p = positives p' /\
    negatives (F := R_realFieldType) p = negatives p'.
  move=> T0 QQ A0; apply: real_induction.
  - move=> Q' p' QQ' A0'; have T00 : (0 <= 0 <= T)%R by lra.
    have [d [d0 H]] := near 0%R Q p T00 QQ A0; apply: (H 0%R Q') => //.
    by rewrite Rminus_0_r Rabs_R0.
  - move=> t tT IH; have tT' : (0 <= t <= T)%R by lra.
    have [V [q [VV tE _]]] := @spectrum_exists R_rcfType n (A t) (sA t tT').
    have [d [d0 H]] := near t V q tT' VV tE; exists d; split=> // u tu uT Q' p' QQ' uE.
    have uT' : (0 <= u <= T)%R by lra.
    have ud : (Rabs (u - t) < d)%R by rewrite Rabs_pos_eq; lra.
    by have [-> ->] := IH V q VV tE; exact: (H u Q').
  move=> t tT IH Q' p' QQ' tE; have tT' : (0 <= t <= T)%R by lra.
  have [d [d0 H]] := near t Q' p' tT' QQ' tE.
  pose u := Rmax 0 (t - d / 2); have u0 : (0 <= u)%R by exact: Rmax_l.
  have ut : (u < t)%R by apply: Rmax_lub_lt; lra.
  have ud : (Rabs (u - t) < d)%R.
    by rewrite Rabs_left; [have := Rmax_r 0 (t - d / 2); rewrite -/u; lra | lra].
  have uT : (0 <= u <= T)%R by lra.
  have [V [q [VV uE _]]] := @spectrum_exists R_rcfType n (A u) (sA u uT).
  by have [-> ->] := IH u (conj u0 ut) V q VV uE; have [-> ->] := H u V q uT ud VV uE.
move=> s t Q p Q' p' sT tT QQ QQ' sE tE; have T0 : (0 <= T)%R by lra.
have T00 : (0 <= 0 <= T)%R by lra.
have [V [q [VV zE _]]] := @spectrum_exists R_rcfType n (A 0%R) (sA 0%R T00).
have [<- <-] := all V q T0 VV zE s sT Q p QQ sE.
exact: all V q T0 VV zE t tT Q' p' QQ' tE.
Qed.
