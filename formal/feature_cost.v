(* What it costs a least squares fit to do without one feature, over any real closed field, all
   numbers of samples, features and outputs, all ranks (AQCX).

   The columns of A are the features, the rows of B the coefficients of each.
   feature_zeroed (part 1): row j of B put to zero.
   feature_refitted, feature_distance (part 2): the other rows fitted again.
   shortest_without (part 3): the shortest fit without a feature that the others span. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end block removal frobenius pseudo_inverse.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* m is the least value of f among the x with P x, and it is attained *)
Definition least_value (F : numDomainType) T (P : T -> Prop) (f : T -> F) m :=
  (exists2 x, P x & f x = m) /\ forall x, P x -> m <= f x.

Lemma least_value_unique (F : numDomainType) T (P : T -> Prop) (f : T -> F) m m' :
  least_value P f m -> least_value P f m' -> m = m'.
Proof.
case=> [[x Px <-] low] [[y Py <-] low']; apply/eqP.
by rewrite eq_le low ?low'.
Qed.

Section Features.
Variable F : rcfType.
Implicit Types n p o : nat.

(* the sum of the squares of Y - A B *)
Definition misfit n p o (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)) B := sumsq (Y - A *m B).
(* B is one of the minimisers of the misfit *)
Definition least_squares n p o (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)) B :=
  forall C, misfit A Y B <= misfit A Y C.
(* the feature j is not used: row j of C is zero *)
Definition unused p o (j : 'I_p) (C : 'M[F]_(p, o)) := row j C = 0.
(* B with zeros in row j *)
Definition zeroed p o (j : 'I_p) (B : 'M[F]_(p, o)) : 'M[F]_(p, o) :=
  \matrix_(i, k) if i == j then 0 else B i k.
(* d is the square of the distance of column j from the span of the other columns *)
Definition distance_square n p (A : 'M[F]_(n, p)) (j : 'I_p) :=
  least_value (@unused p 1 j) (fun c => sumsq (col j A - A *m c)).

Lemma zeroed_unused p o (j : 'I_p) (B : 'M[F]_(p, o)) : unused j (zeroed j B).
Proof. by apply/matrixP => i k; rewrite !mxE eqxx. Qed.

Lemma unit_unused p (j : 'I_p) (z : 'cV[F]_p) : z j 0 != 0 ->
  unused j (delta_mx j 0 - (z j 0)^-1 *: z).
Proof.
by move=> z0; apply/matrixP => i k; rewrite !mxE !ord1 !eqxx mulVf // subrr.
Qed.

Lemma zeroedE p o (j : 'I_p) (B : 'M[F]_(p, o)) : zeroed j B = B - delta_mx j 0 *m row j B.
Proof.
apply/matrixP => i k; rewrite !mxE big_ord1 !mxE eqxx andbT.
by case: (i =P j) => [->|_]; rewrite ?mul1r ?subrr ?mul0r ?subr0.
Qed.

Lemma sumsqN m n (R : 'M[F]_(m, n)) : sumsq (- R) = sumsq R.
Proof. by rewrite -scaleN1r sumsqZ sqrrN expr1n mul1r. Qed.

Lemma sumsq_sub m n (R S : 'M[F]_(m, n)) :
  sumsq (R + S) = sumsq R + sumsq S + 2%:R * \tr (S^T *m R).
Proof.
rewrite !sumsq_trace [(R + S)^T]linearD /= mulmxDl !mulmxDr !linearD /=.
have -> : \tr (R^T *m S) = \tr (S^T *m R) by rewrite -mxtrace_tr trmx_mul trmxK.
by move: (\tr _) (\tr _) (\tr _) => x y z; ring.
Qed.

Lemma sumsq_outer m n (a : 'cV[F]_m) (b : 'rV[F]_n) : sumsq (a *m b) = sumsq a * sumsq b.
Proof.
rewrite /sumsq mulr_suml; apply: eq_bigr => i _; rewrite !big_ord1 mulr_sumr.
by apply: eq_bigr => k _; rewrite mxE big_ord1 exprMn.
Qed.

Section Fits.
Variables (n p o : nat) (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)).
Implicit Types (B C : 'M[F]_(p, o)) (j : 'I_p).

Lemma misfit_split B C : A^T *m (Y - A *m B) = 0 ->
  misfit A Y C = misfit A Y B + sumsq (A *m (B - C)).
Proof.
move=> normal; rewrite /misfit -orthogonal_columns; first by rewrite mulmxBr addrA subrK.
by rewrite mulmxA -[_ *m A]trmxK trmx_mul trmxK normal trmx0 mul0mx.
Qed.

Lemma normal_equations B : least_squares A Y B -> A^T *m (Y - A *m B) = 0.
Proof.
move=> best; have [P inv] := pseudo_inverse_exists A.
have [normal _] := shortest_normal inv Y.
have := best (P *m Y); rewrite (misfit_split B normal) ger_addl => /sumsq_eq0/eqP.
by rewrite mulmxBr subr_eq0 => /eqP <-.
Qed.

Lemma normal_least B : A^T *m (Y - A *m B) = 0 -> least_squares A Y B.
Proof. by move=> normal C; rewrite (misfit_split C normal) ler_addl sumsq_ge0. Qed.

(* row j of B put to zero, the other rows as they are *)
Theorem feature_zeroed B j :
  misfit A Y (zeroed j B) = misfit A Y B + sumsq (col j A) * sumsq (row j B) +
    2%:R * \tr ((col j A *m row j B)^T *m (Y - A *m B)) /\
  (least_squares A Y B ->
   misfit A Y (zeroed j B) = misfit A Y B + sumsq (col j A) * sumsq (row j B)).
Proof.
have E : misfit A Y (zeroed j B) = misfit A Y B + sumsq (col j A) * sumsq (row j B) +
    2%:R * \tr ((col j A *m row j B)^T *m (Y - A *m B)).
  rewrite /misfit zeroedE mulmxBr opprB addrCA addrC mulmxA -colE sumsq_sub sumsq_outer.
  by [].
split=> // best; rewrite E trmx_mul -mulmxA colE trmx_mul -(mulmxA _ A^T).
by rewrite normal_equations // !mulmx0 mxtrace0 mulr0 addr0.
Qed.

Lemma least_form j d (D : 'M[F]_(p, o)) : distance_square A j d ->
  d * sumsq (row j D) <= sumsq (A *m D).
Proof.
case=> [[c0 _ c0d] low]; have d0 : 0 <= d by rewrite -c0d sumsq_ge0.
rewrite sumsq_cols [sumsq (A *m D)]sumsq_cols mulr_sumr; apply: ler_sum => k _.
have -> : sumsq (col k (row j D)) = D j k ^+ 2 by rewrite /sumsq !big_ord1 !mxE.
rewrite colE -mulmxA -colE; set z := col k D; have zj : z j 0 = D j k by rewrite mxE.
rewrite -zj; have [->|x0] := eqVneq (z j 0) 0; first by rewrite expr0n mulr0 sumsq_ge0.
have := low _ (unit_unused x0); rewrite mulmxBr -colE subKr -scalemxAr sumsqZ => h.
rewrite mulrC; apply: le_trans (ler_wpmul2l (sqr_ge0 _) h) _.
by rewrite mulrA -exprMn divff // expr1n mul1r.
Qed.

(* the other rows fitted again *)
Theorem feature_refitted B j d : least_squares A Y B -> distance_square A j d ->
  least_value (unused j) (misfit A Y) (misfit A Y B + d * sumsq (row j B)).
Proof.
move=> /normal_equations normal dist; split; last first.
  move=> C C0; rewrite (misfit_split C normal) ler_add2l; apply: le_trans (least_form _ dist).
  by rewrite linearB /= C0 subr0.
have [[c c0 <-] _] := dist; exists (B - (delta_mx j 0 - c) *m row j B).
  rewrite /unused linearB /= row_mul linearB /= c0 subr0.
  have -> : row j (delta_mx j 0 : 'cV[F]_p) = 1%:M.
    by apply/matrixP => i k; rewrite !mxE !ord1 !eqxx.
  by rewrite mul1mx subrr.
by rewrite (misfit_split _ normal) subKr mulmxA mulmxBr -colE sumsq_outer.
Qed.
End Fits.

Section Projection.
Variables (n p : nat) (A : 'M[F]_(n, p)) (P : 'M[F]_(p, n)) (H : 'M[F]_p).
Hypotheses (inverse : penrose A P) (inverseG : penrose (A^T *m A) H).
Local Notation G := (A^T *m A).
Local Notation Q := (1%:M - P *m A).

Lemma penrose_tr m k (X : 'M[F]_(m, k)) Z : penrose X Z -> penrose X^T Z^T.
Proof.
case=> XZX ZXZ tXZ tZX.
by split; rewrite -!trmx_mul ?mulmxA ?XZX ?ZXZ // ?tXZ ?tZX.
Qed.

Lemma gram_inverse : [/\ H^T = H, G *m H = H *m G, P *m A = H *m G & A *m (H *m G) = A].
Proof.
have [GHG HGH tGH tHG] := inverseG; have [APA PAP tAP tPA] := inverse.
have tG : G^T = G by rewrite trmx_mul trmxK.
have tH : H^T = H.
  by apply: pseudo_inverse_unique inverseG; rewrite -tG; exact: penrose_tr.
have com : G *m H = H *m G by rewrite -tHG trmx_mul tH tG.
have AHG : A *m (H *m G) = A.
  suff : A *m (1%:M - H *m G) = 0.
    by rewrite mulmxBr mulmx1 => /eqP; rewrite subr_eq0 => /eqP <-.
  apply: sumsq_eq0; rewrite sumsq_trace trmx_mul -mulmxA (mulmxA A^T) mulmxBr mulmx1.
  by rewrite (mulmxA G) GHG subrr mulmx0 mxtrace0.
split=> //; have HGA : H *m G *m A^T = A^T.
  by apply: trmx_inj; rewrite trmx_mul trmxK tHG.
have -> : P *m A = H *m G *m (P *m A) by rewrite -tPA trmx_mul (mulmxA (H *m G)) HGA.
by rewrite -(mulmxA H) -(mulmxA A^T) (mulmxA A P A) APA.
Qed.

Lemma kernel_projection : [/\ Q^T = Q, Q *m Q = Q & A *m Q = 0].
Proof.
have [APA PAP _ tPA] := inverse.
have AQ : A *m Q = 0 by rewrite mulmxBr mulmx1 mulmxA APA subrr.
split=> //; first by rewrite linearB /= trmx1 tPA.
by rewrite mulmxBl mul1mx -mulmxA AQ mulmx0 subr0.
Qed.

Lemma diagonal_square j : Q j j = sumsq (col j Q).
Proof.
have [tQ QQ _] := kernel_projection; rewrite -{1}QQ mxE /sumsq; apply: eq_bigr => k _.
by rewrite big_ord1 [col _ _ _ _]mxE expr2 -{1}tQ [_^T _ _]mxE.
Qed.

(* either no other columns reach column j, or they reach it exactly *)
Theorem feature_distance j :
  [/\ Q j j = 0, 0 < H j j & distance_square A j (H j j)^-1] \/
  (0 < Q j j /\ distance_square A j 0).
Proof.
have [tQ QQ AQ] := kernel_projection; have [tH GH PAE AHG] := gram_inverse.
have colj (X : 'M[F]_p) : col j X j 0 = X j j by rewrite mxE.
have [Qj|Qj] := eqVneq (Q j j) 0; last first.
  have Q0 : 0 < Q j j by rewrite lt_def Qj diagonal_square sumsq_ge0.
  right; split=> //; split; last by move=> c _; exact: sumsq_ge0.
  exists (delta_mx j 0 - (Q j j)^-1 *: col j Q).
    by rewrite -{1}(colj Q); apply: unit_unused; rewrite colj.
  rewrite mulmxBr -colE subKr -scalemxAr colE mulmxA AQ mul0mx scaler0.
  by rewrite /sumsq big1 // => i _; rewrite big1 // => k _; rewrite mxE expr0n.
have colQ : col j Q = 0 by apply: sumsq_eq0; rewrite -diagonal_square Qj.
set w := col j H; have Gw : G *m w = delta_mx j 0.
  apply/esym/eqP; rewrite /w colE mulmxA GH -PAE -subr_eq0 -{1}[delta_mx j 0]mul1mx.
  by rewrite -mulmxBl -colE colQ.
have ww : sumsq (A *m w) = H j j.
  rewrite sumsq_trace trmx_mul -mulmxA (mulmxA A^T) Gw -colE.
  by rewrite /mxtrace big_ord1 !mxE.
have w0 : 0 < H j j.
  rewrite lt_def -{2}ww sumsq_ge0 andbT; apply/negP => /eqP z; rewrite z in ww.
  have Aw : A *m w = 0 by apply: sumsq_eq0; rewrite ww.
  have /matrixP /(_ j 0) := Gw; rewrite -mulmxA Aw mulmx0 !mxE !eqxx => /eqP.
  by rewrite eq_sym oner_eq0.
have wN : H j j != 0 by rewrite gt_eqF.
left; split=> //; split.
  exists (delta_mx j 0 - (H j j)^-1 *: w).
    by rewrite -{1}(colj H); apply: unit_unused; rewrite colj.
  by rewrite mulmxBr -colE subKr -scalemxAr sumsqZ ww expr2 -mulrA mulVf // mulr1.
move=> c c0; have -> : col j A - A *m c = (H j j)^-1 *: (A *m w) +
    A *m (delta_mx j 0 - c - (H j j)^-1 *: w).
  by rewrite mulmxBr -scalemxAr [RHS]addrC subrK mulmxBr -colE.
rewrite orthogonal_columns; last first.
  rewrite linearZ /= trmx_mul -scalemxAl -mulmxA (mulmxA A^T) (mulmxA w^T).
  have -> : w^T *m G = delta_mx 0 j.
    by apply: trmx_inj; rewrite trmx_mul trmxK [G^T]trmx_mul trmxK Gw trmx_delta.
  have u : unused j (delta_mx j 0 - (H j j)^-1 *: w).
    by rewrite -{1}(colj H); apply: unit_unused; rewrite colj.
  by rewrite -rowE addrAC linearB /= u c0 subr0 scaler0.
by rewrite sumsqZ ww expr2 -mulrA mulVf // mulr1 ler_addl sumsq_ge0.
Qed.

(* the shortest fit without a feature that the others span *)
Theorem shortest_without o (Y : 'M[F]_(n, o)) j : 0 < Q j j -> let B := P *m Y in
  let C := B - (Q j j)^-1 *: (col j Q *m row j B) in
  [/\ unused j C, A *m C = A *m B, sumsq C = sumsq B + sumsq (row j B) / Q j j,
      forall C', unused j C' -> misfit A Y C <= misfit A Y C' &
      forall C', unused j C' -> misfit A Y C' = misfit A Y C ->
        sumsq C <= sumsq C' /\ (sumsq C' = sumsq C -> C' = C)].
Proof.
move=> Q0 B C; have [tQ QQ AQ] := kernel_projection; have [APA PAP tAP tPA] := inverse.
have q0 : Q j j != 0 by rewrite gt_eqF.
have [normal [a Pa]] := shortest_normal inverse Y.
have QB : Q *m B = 0 by rewrite mulmxBl mul1mx /B mulmxA PAP subrr.
have AM : A *m (col j Q *m row j B) = 0.
  by rewrite (mulmxA A) colE (mulmxA A Q) AQ !mul0mx.
have AC : A *m C = A *m B by rewrite mulmxBr -scalemxAr AM scaler0 subr0.
have C0 : unused j C.
  rewrite /unused linearB linearZ /= (row_mul j (col j Q)).
  have -> : row j (col j Q) = (Q j j)%:M.
    by apply/matrixP => i k; rewrite !mxE !ord1 eqxx mulr1n.
  by rewrite mul_scalar_mx scalerA mulVf // scale1r subrr.
have least C' : misfit A Y C <= misfit A Y C'.
  by rewrite /misfit AC; have [] := shortest_solution inverse Y C'.
have perp (N : 'M[F]_(p, o)) : A *m N = 0 -> B^T *m N = 0.
  by move=> AN; rewrite /B Pa trmx_mul trmxK -mulmxA AN mulmx0.
have CE : sumsq C = sumsq B + sumsq (row j B) / Q j j.
  rewrite /C -scaleNr orthogonal_columns; last first.
    by rewrite perp // -scalemxAr AM scaler0.
  rewrite sumsqZ sumsq_outer -diagonal_square sqrrN exprVn expr2 invfM -mulrA.
  by rewrite (mulrA (Q j j)^-1 (Q j j)) mulVf // mul1r mulrC.
split=> // C' C'0; rewrite (misfit_split (B := C) C') ?AC // => /eqP.
rewrite -subr_eq0 addrAC subrr add0r => /eqP z.
have {z} AN : A *m (C' - C) = 0.
  by apply: sumsq_eq0; rewrite -[leLHS]sumsqN -mulmxN opprB z.
set N := C' - C in AN.
have CN : C^T *m N = 0.
  have -> : C^T = B^T - (Q j j)^-1 *: ((row j B)^T *m (col j Q)^T).
    by rewrite /C linearB linearZ /= (trmx_mul (col j Q)).
  have QN : Q *m N = N by rewrite mulmxBl mul1mx -mulmxA AN mulmx0 subr0.
  have qN : (col j Q)^T *m N = 0.
    by rewrite colE trmx_mul tQ -mulmxA QN trmx_delta -rowE linearB /= C'0 C0 subrr.
  by rewrite mulmxBl perp // sub0r -scalemxAl -mulmxA qN mulmx0 scaler0 oppr0.
have -> : sumsq C' = sumsq C + sumsq N.
  by rewrite -orthogonal_columns // /N addrC subrK.
rewrite ler_addl sumsq_ge0; split=> // /eqP; rewrite -subr_eq0 addrAC subrr add0r => /eqP z.
by apply/eqP; rewrite -subr_eq0; apply/eqP; apply: sumsq_eq0; rewrite -/N z.
Qed.
End Projection.
End Features.
