(* Which orthonormal frames see most of a matrix, over any real closed field, all shapes, ranks and
   numbers of columns.

   frames_at_most (R4B6, part 2; CE6M, part 2): |U^T G|^2, |G V|^2 and |U^T G V|^2 are at most the
     sum of the squares of the first k singular values of G, with equality for its leading
     singular vectors.
   frames_only (R4B6, part 2): if the next singular value is smaller, only for their spaces.
   unchanged_by_rotations (R4B6, part 3; CE6M, part 3): a matrix that no rotation changes. *)
From mathcomp Require Import all_ssreflect all_algebra perm.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end weyl courant block removal frobenius.
From dlf Require Import real_spectral singular_values singular_facts pseudo_inverse singular_angle.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Frames.
Variable F : rcfType.

(* the first k columns of P *)
Definition first_columns m k (P : 'M[F]_m) : 'M[F]_(m, k) := P *m pid_mx k.

Lemma frame_projects m k n (U : 'M[F]_(m, k)) (Y : 'M[F]_(m, n)) :
  U^T *m U = 1%:M ->
  sumsq (U^T *m Y) <= sumsq Y.
Proof.
move=> UU; rewrite -(sumsq_turned (U^T *m Y) UU) -subr_ge0.
have -> : sumsq Y - sumsq (U *m (U^T *m Y)) = sumsq (Y - U *m (U^T *m Y)).
  apply/eqP; rewrite subr_eq; apply/eqP; rewrite -[in LHS](subrK (U *m (U^T *m Y)) Y).
  have e : (Y - U *m (U^T *m Y))^T *m (U *m (U^T *m Y)) = 0.
    rewrite mulmxA; set Z := _ *m U; suff -> : Z = 0 by rewrite mul0mx.
    by apply: trmx_inj; rewrite /Z trmx_mul trmxK trmx0 mulmxBr (mulmxA U^T U) UU mul1mx subrr.
  exact: orthogonal_columns.
exact: sumsq_ge0.
Qed.

Section Shares.
Variables (m n k : nat) (G : 'M[F]_(m, n)) (P : 'M[F]_m) (Q : 'M[F]_n) (s : nat -> F).
Variable U : 'M[F]_(m, k).
Hypotheses (dec : singular_decomposition G P Q s) (UU : U^T *m U = 1%:M).
Local Notation W := (P^T *m U).
Local Notation p i := ((W *m W^T) i i).

Lemma turned_frame : W^T *m W = 1%:M.
Proof.
have [PP _ _ _ _] := dec; rewrite trmx_mul trmxK -mulmxA (mulmxA P) (mulmx1C PP) mul1mx.
exact: UU.
Qed.

Lemma columns_few : (k <= m)%N.
Proof. by rewrite -(mxrank1 F k) -UU (leq_trans (mxrankM_maxr _ _)) ?rank_leq_row. Qed.

Lemma share_squares i : p i = \sum_j (W *m W^T) i j ^+ 2.
Proof.
have e : W *m W^T *m (W *m W^T)^T = W *m W^T.
  have := turned_frame; move: W => w ww.
  by rewrite trmx_mul trmxK -mulmxA (mulmxA w^T) ww mul1mx.
by rewrite -{1}e mxE; apply: eq_bigr => j _; rewrite [_^T _ _]mxE -expr2.
Qed.

Lemma share_le1 i : 0 <= p i <= 1.
Proof.
have p0 : 0 <= p i by rewrite share_squares sumr_ge0 // => j _; exact: sqr_ge0.
have pp : p i ^+ 2 <= p i.
  rewrite [leRHS]share_squares (bigD1 i) //= ler_addl sumr_ge0 // => j _; exact: sqr_ge0.
rewrite p0 /= leNgt; apply/negP => p1; move: pp; rewrite expr2 ger_pmull ?(lt_trans ltr01) //.
by rewrite leNgt p1.
Qed.

Lemma share_sum : \sum_i p i = k%:R.
Proof. by rewrite -[LHS]/(\tr _) mxtrace_mulC turned_frame mxtrace1. Qed.

Lemma seen_shares : sumsq (U^T *m G) = \sum_(i < m) p i * s i ^+ 2.
Proof.
have -> : sumsq (U^T *m G) = sumsq (G^T *m U).
  by rewrite sumsq_rows sumsq_trace !trmx_mul !trmxK mulmxA; congr (\tr _); rewrite !mulmxA.
rewrite sumsq_cols (eq_bigr (fun j => \sum_(i < m) s i ^+ 2 * W i j ^+ 2)) => [|j _].
  rewrite exchange_big; apply: eq_bigr => i _; rewrite -mulr_sumr mulrC; congr (_ * _).
  by rewrite mxE; apply: eq_bigr => j _; rewrite [_^T _ _]mxE -expr2.
rewrite colE -mulmxA -colE (decomposition_form _ (decomposition_tr dec)).
by apply: eq_bigr => i _; rewrite colE mulmxA -colE mxE.
Qed.

Lemma shares_gap : let c := s k.-1 ^+ 2 in
  \sum_(i < k) s i ^+ 2 - sumsq (U^T *m G) =
  \sum_(i < m) (if (i < k)%N then (1 - p i) * (s i ^+ 2 - c) else p i * (c - s i ^+ 2)).
Proof.
move=> c; rewrite seen_shares (big_ord_widen _ (fun i => s i ^+ 2) columns_few) big_mkcond /=.
have kE : (k%:R : F) = \sum_(i < m) (i < k)%N%:R.
  rewrite -[in LHS](card_ord k) -sumr_const (big_ord_widen _ (fun=> 1) columns_few) big_mkcond /=.
  by apply: eq_bigr => i _; case: (i < k)%N.
have zero : \sum_(i < m) c * ((i < k)%N%:R - p i) = 0.
  by rewrite -mulr_sumr sumrB share_sum -kE subrr mulr0.
rewrite -sumrB -[LHS]subr0 -[X in _ - X = _]zero -sumrB; apply: eq_bigr => i _ /=.
by move: (p i) (s i ^+ 2) => x y; case: (i < k)%N => /=; ring.
Qed.

Lemma gap_ge0 (i : 'I_m) : 0 <= if (i < k)%N then (1 - p i) * (s i ^+ 2 - s k.-1 ^+ 2)
  else p i * (s k.-1 ^+ 2 - s i ^+ 2).
Proof.
have [_ _ ds _ _] := dec; have pos j : 0 <= s j by have /andP[] := ds _ _ (leqnn j).
have /andP[p0 p1] := share_le1 i; have sq j l : (j <= l)%N -> 0 <= s j ^+ 2 - s l ^+ 2.
  by move=> jl; rewrite subr_ge0 ler_sqr ?nnegrE //; have /andP[] := ds _ _ jl.
case: ltnP => ik; rewrite mulr_ge0 ?subr_ge0 //; rewrite -subr_ge0 sq //.
  by rewrite -ltnS prednK // (leq_ltn_trans _ ik).
exact: leq_trans (leq_pred _) ik.
Qed.

Lemma one_frame : sumsq (U^T *m G) <= \sum_(i < k) s i ^+ 2.
Proof. by rewrite -subr_ge0 shares_gap sumr_ge0 // => i _; exact: gap_ge0. Qed.

Lemma one_frame_only : s k < s k.-1 -> \sum_(i < k) s i ^+ 2 <= sumsq (U^T *m G) ->
  U *m U^T = first_columns k P *m (first_columns k P)^T.
Proof.
move=> gap full; have [PP _ ds _ _] := dec.
have pos j : 0 <= s j by have /andP[] := ds _ _ (leqnn j).
have zero : \sum_(i < m) (if (i < k)%N then (1 - p i) * (s i ^+ 2 - s k.-1 ^+ 2)
    else p i * (s k.-1 ^+ 2 - s i ^+ 2)) = 0.
  by rewrite -shares_gap; apply/eqP; rewrite eq_le subr_le0 full subr_ge0 one_frame.
have out (i : 'I_m) : (k <= i)%N -> p i = 0.
  move=> ki; have := psumr_eq0P (fun i _ => gap_ge0 i) zero (i := i) isT.
  rewrite ltnNge ki /= => /eqP; rewrite mulf_eq0 => /orP[/eqP //|/eqP e].
  have : s i ^+ 2 < s k.-1 ^+ 2.
    rewrite ltr_sqr ?nnegrE //; apply: le_lt_trans gap.
    by have /andP[] := ds _ _ ki.
  by rewrite -subr_gt0 e ltxx.
have inn (i : 'I_m) : (i < k)%N -> p i = 1.
  have kE : \sum_(i < m | (i < k)%N) (1 - p i) = 0.
    rewrite sumrB; have -> : \sum_(i < m | (i < k)%N) p i = k%:R.
      rewrite -share_sum [RHS](bigID (fun i : 'I_m => (i < k)%N)) /= [X in _ = _ + X]big1 ?addr0 //.
      by move=> j; rewrite -leqNgt => /out.
    rewrite -(big_ord_widen _ (fun=> 1) columns_few) sumr_const card_ord subrr.
    by [].
  move=> ik; apply/esym/eqP; rewrite -subr_eq0; apply/eqP.
  by apply: (psumr_eq0P _ kE) => // j _; rewrite subr_ge0; have /andP[] := share_le1 j.
have off (i j : 'I_m) : i != j -> (W *m W^T) i j = 0.
  move=> ij; have := share_squares i; rewrite (bigD1 i) //= => /eqP; rewrite -subr_eq0 opprD addrA.
  have -> : p i - p i ^+ 2 = 0.
    by case: (ltnP i k) => [/inn|/out] ->; rewrite ?expr1n ?expr0n subrr.
  rewrite sub0r oppr_eq0 => /eqP e.
  have nonneg l : l != i -> 0 <= (W *m W^T) i l ^+ 2 by move=> _; exact: sqr_ge0.
  have := psumr_eq0P nonneg e (i := j); rewrite eq_sym => /(_ ij) /eqP.
  by rewrite sqrf_eq0 => /eqP.
have WW : W *m W^T = pid_mx k.
  apply/matrixP => i j; rewrite [RHS]mxE -[(i == j :> nat)]/(i == j).
  have [<-|ij] := eqVneq i j; last by rewrite off.
  by case: (ltnP i k) => [/inn|/out] ->.
have -> : U *m U^T = P *m (W *m W^T) *m P^T.
  rewrite [W^T]trmx_mul trmxK !mulmxA (mulmx1C PP) mul1mx -!mulmxA (mulmx1C PP) mulmx1.
  by [].
rewrite WW /first_columns trmx_mul tr_pid_mx !mulmxA -[in RHS](mulmxA P) mul_pid_mx !minnn.
by [].
Qed.
End Shares.

(* the leading singular vectors *)
Lemma leading_value m n k (G : 'M[F]_(m, n)) P Q s : singular_decomposition G P Q s ->
  (k <= m)%N -> (k <= n)%N ->
  sumsq ((first_columns k P)^T *m G *m first_columns k Q) = \sum_(i < k) s i ^+ 2.
Proof.
move=> [PP QQ _ _ e] km kn; rewrite /first_columns trmx_mul !mulmxA -(mulmxA _ P^T) -(mulmxA _ _ Q).
rewrite e tr_pid_mx; apply: eq_bigr => i _; have im := leq_trans (ltn_ord i) km.
have iN := leq_trans (ltn_ord i) kn.
have entry j : (pid_mx k *m rectangular_diagonal m n s *m pid_mx k : 'M_k) i j =
    if i == j then s i else 0.
  rewrite mxE (bigD1 (Ordinal (leq_trans (ltn_ord j) kn))) //= big1 ?addr0 => [|l lj]; last first.
    by rewrite [X in _ * X]mxE -[(_ == _ :> nat)]/(l == Ordinal (leq_trans (ltn_ord j) kn))
      (negbTE lj) mulr0.
  rewrite [X in _ * X]mxE /= eqxx ltn_ord mulr1 mxE (bigD1 (Ordinal im)) //= big1 ?addr0.
    by rewrite !mxE /= eqxx ltn_ord mul1r.
  move=> l li; rewrite mxE -[(_ == _ :> nat)]/(Ordinal im == l) eq_sym (negbTE li) mul0r.
  by [].
rewrite (bigD1 i) //= entry eqxx big1 ?addr0 // => j ji.
by rewrite entry eq_sym (negbTE ji) expr0n.
Qed.

Section Both.
Variables (m n k : nat) (G : 'M[F]_(m, n)) (P : 'M[F]_m) (Q : 'M[F]_n) (s : nat -> F).
Hypothesis dec : singular_decomposition G P Q s.
Variables (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k)).
Hypotheses (UU : U^T *m U = 1%:M) (VV : V^T *m V = 1%:M).

Lemma other_side : sumsq (V^T *m G^T *m U) = sumsq (U^T *m G *m V).
Proof. by rewrite -[RHS]sumsq_tr !trmx_mul trmxK mulmxA. Qed.

Lemma two_below_left : sumsq (U^T *m G *m V) <= sumsq (U^T *m G).
Proof.
by rewrite -sumsq_tr -[leRHS]sumsq_tr trmx_mul; exact: frame_projects.
Qed.

Theorem frames_at_most :
  [/\ sumsq (U^T *m G *m V) <= \sum_(i < k) s i ^+ 2, sumsq (U^T *m G) <= \sum_(i < k) s i ^+ 2,
      sumsq (G *m V) <= \sum_(i < k) s i ^+ 2 &
      U = first_columns k P -> V = first_columns k Q ->
      [/\ sumsq (U^T *m G *m V) = \sum_(i < k) s i ^+ 2,
          sumsq (U^T *m G) = \sum_(i < k) s i ^+ 2 & sumsq (G *m V) = \sum_(i < k) s i ^+ 2]].
Proof.
have left := one_frame dec UU; have right := one_frame (decomposition_tr dec) VV.
have turn : sumsq (V^T *m G^T) = sumsq (G *m V) by rewrite -[RHS]sumsq_tr trmx_mul.
rewrite turn in right; have below := two_below_left.
have below' : sumsq (U^T *m G *m V) <= sumsq (G *m V).
  by rewrite -mulmxA; exact: frame_projects.
split=> //; first exact: le_trans below left.
move=> UE VE; have full : sumsq (U^T *m G *m V) = \sum_(i < k) s i ^+ 2.
  by rewrite UE VE; apply: leading_value dec _ _; [exact: columns_few UU | exact: columns_few VV].
split=> //; apply/eqP; rewrite eq_le ?left ?right /= -full //.
Qed.

Theorem frames_only : s k < s k.-1 -> sumsq (U^T *m G *m V) = \sum_(i < k) s i ^+ 2 ->
  U *m U^T = first_columns k P *m (first_columns k P)^T /\
  V *m V^T = first_columns k Q *m (first_columns k Q)^T.
Proof.
move=> gap full; split.
  by apply: (one_frame_only dec UU gap); rewrite -full; exact: two_below_left.
apply: (one_frame_only (decomposition_tr dec) VV gap); rewrite -full -mulmxA.
have -> : sumsq (V^T *m G^T) = sumsq (G *m V) by rewrite -[RHS]sumsq_tr trmx_mul.
exact: frame_projects.
Qed.
End Both.
End Frames.

(* a matrix that no reflection of an axis and no exchange of two axes changes *)
Theorem unchanged_by_rotations (R : numFieldType) d (B : 'M[R]_d) :
  (forall O : 'M_d, O^T *m O = 1%:M -> O *m B *m O^T = B) -> (0 < d)%N ->
  B = (\tr B / d%:R)%:M.
Proof.
move=> kept d0; have dd : d%:R != 0 :> R by rewrite pnatr_eq0 -lt0n.
have exchange s : perm_mx s *m B *m (perm_mx s)^T = B.
  by apply: kept; rewrite tr_perm_mx -perm_mxM fingroup.mulVg perm_mx1.
have diag i j : B i i = B j j.
  have /matrixP /(_ i i) := exchange (tperm i j).
  by rewrite -row_permE tr_perm_mx -col_permE !mxE tpermL.
have flip i j : i != j -> B i j = 0.
  move=> ij; pose O : 'M[R]_d := diag_mx (\row_k (-1) ^+ (k == i)).
  have OO : O^T *m O = 1%:M.
    rewrite tr_diag_mx; apply/matrixP => a b; rewrite mul_diag_mx !mxE.
    by case: (a =P b) => [->|_]; rewrite ?mulr0n ?mulr0 // !mulr1n -signr_addb addbb.
  have /matrixP /(_ i j) := kept O OO; rewrite tr_diag_mx mul_mx_diag mul_diag_mx !mxE eqxx.
  rewrite eq_sym (negbTE ij) expr0 expr1 mulr1 mulN1r => /eqP.
  by rewrite -subr_eq0 -opprD oppr_eq0 -mulr2n -mulr_natr mulf_eq0 pnatr_eq0 orbF => /eqP.
apply/matrixP => i j; rewrite mxE; have [<-|ij] := eqVneq i j; last by rewrite flip.
rewrite mulr1n /mxtrace (eq_bigr (fun=> B i i)) => [|l _]; last exact: diag.
by rewrite sumr_const card_ord -(mulr_natr (B i i)) mulfK.
Qed.

