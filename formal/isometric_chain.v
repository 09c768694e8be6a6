(* Chains of isometries: widths that fall and then rise, orthonormal rows and then columns.

   isometric_rest (QN8C, part 3): let every Q_l have orthonormal rows or orthonormal columns and
     the widths fall to a layer n and rise from there. For every family of closed subspaces of the
     start eps_l Q_l the rest consists of eps_l P_l with contractions P_l, the product of which is
     a partial isometry.
   small_cores (QN8C, part 3): there are closed subspaces with the rows and columns of M in the
     first and the last one, of dimension (2 + c_l) rank M at most, where c_l counts the factors
     between the layers l and n that change the width. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent block closed rest.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Widths.
Variable F : fieldType.

(* orthonormal columns that are not fewer than the rows *)
Lemma square_rows m k (A : 'M[F]_(m, k)) : A^T *m A = 1%:M -> (m <= k)%N -> A *m A^T = 1%:M.
Proof.
move=> A1 mk; have km : (k <= m)%N.
  have : \rank (1%:M : 'M[F]_k) = k by rewrite mxrank1.
  by rewrite -A1 => <-; apply: leq_trans (mxrankM_maxr _ _) (rank_leq_row _).
have e : m = k by apply/eqP; rewrite eqn_leq mk km.
by subst m; exact: mulmx1C.
Qed.

Variables (L : nat) (d : nat -> nat) (Q : factors F d) (n : nat).

(* the widths fall to the layer n and rise from there *)
Definition valley := [/\ (n <= L)%N, forall l, (l < n)%N -> (d l.+1 <= d l)%N &
  forall l, (n <= l < L)%N -> (d l <= d l.+1)%N].
(* each factor has orthonormal rows or orthonormal columns *)
Definition isometric := forall l, (l < L)%N ->
  Q l *m (Q l)^T = 1%:M \/ (Q l)^T *m Q l = 1%:M.
(* how many factors between the layers l and n change the width *)
Definition changes l := (\sum_(minn l n <= i < maxn l n) (d i.+1 != d i))%N.

(* rows up to the layer n, columns from there *)
Definition rows_then_cols := [/\ (n <= L)%N, forall l, (l < n)%N -> Q l *m (Q l)^T = 1%:M &
  forall l, (n <= l < L)%N -> (Q l)^T *m Q l = 1%:M].

Lemma valley_split : valley -> isometric -> rows_then_cols.
Proof.
move=> [nL down up] iso; split=> // [l ln|l nl].
  have [//|cols] := iso l (leq_trans ln nL); exact: square_rows cols (down l ln).
have /andP[_ lL] := nl; have [rows|//] := iso l lL.
have := @square_rows _ _ (Q l)^T; rewrite trmxK; apply=> //; exact: up.
Qed.

Hypothesis split_at : rows_then_cols.

Lemma below_rows l : (l <= n)%N -> below Q l *m (below Q l)^T = 1%:M.
Proof.
elim: l => [|l IH] ln; first by rewrite /= trmx1 mulmx1.
rewrite /= trmx_mul mulmxA -(mulmxA (Q l)) IH ?(ltnW ln) // mulmx1.
by have [_ + _] := split_at; apply.
Qed.

Lemma above_cols l : (n <= l <= L)%N -> (above L Q l)^T *m above L Q l = 1%:M.
Proof.
move=> /andP[nl lL]; move: nl; rewrite -(subKn lL).
elim: (L - l)%N (leq_subr l L) => [|k IH] kL nk.
  by rewrite subn0 above_end trmx1 mulmx1.
have kL' : (L - k.+1 < L)%N by rewrite ltn_subrL; case: (L) kL.
have eq : ((L - k.+1).+1 = L - k)%N by rewrite -subSn // subSS.
have nk' : (n <= L - k)%N by rewrite -eq ltnW.
move: (IH (ltnW kL) nk'); rewrite -eq => IHk.
rewrite (above_step Q kL') trmx_mul -mulmxA (mulmxA _ (above L Q _)) IHk mul1mx.
by have [_ _] := split_at; apply; rewrite nk kL'.
Qed.

(* a product of rows behind columns *)
Lemma chain_isometry : chain L Q *m (chain L Q)^T *m chain L Q = chain L Q.
Proof.
have [nL _ _] := split_at; rewrite -(above_below Q nL) trmx_mul !mulmxA.
rewrite -(mulmxA (above L Q n)) below_rows // mulmx1 -(mulmxA (above L Q n)).
by rewrite above_cols ?nL ?leqnn // mulmx1.
Qed.

Section Cores.
Variable M : 'M[F]_(d L, d 0).
Local Notation B := (below Q).
Local Notation A := (above L Q).

(* what the rows of M are on their way, and its columns behind the chain; seen in layer 0 *)
Let row_at j : 'M[F]_(d 0) := <<M *m (B j)^T *m B j>>%MS.
Let rows l := (\sum_(l <= j < n.+1) row_at j + <<M^T *m chain L Q>>)%MS.
Definition low l : 'M[F]_(d 0, d l) := rows l *m (B l)^T.

Let col_at j : 'M[F]_(d L) := <<M^T *m A j *m (A j)^T>>%MS.
Let cols l := (\sum_(n <= j < l.+1) col_at j + <<M *m (chain L Q)^T>>)%MS.
Definition high l : 'M[F]_(d L, d l) := cols l *m A l.

Lemma below_sub l j : (l <= j)%N -> (B j <= B l)%MS.
Proof.
move=> lj; rewrite -(subnKC lj); elim: (j - l)%N => [|k IH]; first by rewrite addn0.
by rewrite addnS below_step; apply: submx_trans (submxMl _ _) IH.
Qed.

Lemma in_rows k (X : 'M[F]_(k, d 0)) l : (l <= n)%N -> (X <= B l)%MS ->
  X *m (B l)^T *m B l = X.
Proof.
by move=> ln /submxP[D ->]; rewrite -(mulmxA D) below_rows // mulmx1.
Qed.

Lemma rows_sub l : (l <= n)%N -> (rows l <= B l)%MS.
Proof.
have [nL _ _] := split_at; move=> ln; rewrite /rows addsmx_sub; apply/andP; split.
  rewrite big_seq; elim/big_rec: _ => [|j X]; first exact: sub0mx.
  rewrite mem_index_iota => /andP[lj _] XB; rewrite addsmx_sub XB andbT genmxE.
  by apply: submx_trans (submxMl _ _) (below_sub lj).
rewrite genmxE -(above_below Q nL) mulmxA; apply: submx_trans (submxMl _ _) _.
exact: below_sub.
Qed.

Lemma row_at_low l : (l <= n)%N -> (M *m (B l)^T <= low l)%MS.
Proof.
move=> ln; have -> : M *m (B l)^T = M *m (B l)^T *m B l *m (B l)^T.
  by rewrite -!mulmxA below_rows // mulmx1.
rewrite /low submxMr // /rows; apply: submx_trans _ (addsmxSl _ _).
rewrite big_ltn //; apply: submx_trans _ (addsmxSl _ _); by rewrite genmxE.
Qed.

Lemma low_step l : (l < n)%N -> (low l :=: M *m (B l)^T + low l.+1 *m Q l)%MS.
Proof.
move=> ln; have e : low l.+1 *m Q l = rows l.+1 *m (B l)^T.
  rewrite -[in RHS](in_rows ln (rows_sub ln)) /low -!mulmxA; congr (_ *m (_ *m _)).
  by rewrite below_rows ?(ltnW ln) // mulmx1.
have more : rows l = (row_at l + rows l.+1)%MS.
  by rewrite /rows big_ltn ?ltnS ?(ltnW ln) // addsmxA.
rewrite e /low more; apply: eqmx_trans (addsmxMr _ _ _) _.
apply: adds_eqmx (eqmx_refl _); apply: eqmx_trans (eqmxMr _ (genmxE _)) _.
by rewrite -(mulmxA _ (B l)) below_rows ?(ltnW ln) // mulmx1; exact: eqmx_refl.
Qed.

Lemma above_tr_sub l j : (j <= l <= L)%N -> ((A j)^T <= (A l)^T)%MS.
Proof.
move=> /andP[jl lL]; move: lL; rewrite -(subnKC jl); elim: (l - j)%N => [|k IH].
  by rewrite addn0.
rewrite addnS => kL; apply: submx_trans (IH (ltnW kL)) _.
by rewrite (above_step Q kL) trmx_mul submxMl.
Qed.

Lemma in_cols k (X : 'M[F]_(k, d L)) l : (n <= l <= L)%N -> (X <= (A l)^T)%MS ->
  X *m A l *m (A l)^T = X.
Proof.
by move=> nl /submxP[D ->]; rewrite -(mulmxA D) above_cols // mulmx1.
Qed.

Lemma cols_sub l : (n <= l <= L)%N -> (cols l <= (A l)^T)%MS.
Proof.
move=> /andP[nl lL]; rewrite /cols addsmx_sub; apply/andP; split.
  rewrite big_seq; elim/big_rec: _ => [|j X]; first exact: sub0mx.
  rewrite mem_index_iota ltnS => /andP[_ jl] XA; rewrite addsmx_sub XA andbT genmxE.
  by apply: submx_trans (submxMl _ _) (above_tr_sub _); rewrite jl.
have [nL _ _] := split_at; rewrite genmxE -(above_below Q nL) trmx_mul mulmxA.
by apply: submx_trans (submxMl _ _) (above_tr_sub _); rewrite nl.
Qed.

Lemma col_at_high l : (n <= l <= L)%N -> (M^T *m A l <= high l)%MS.
Proof.
move=> nl; have -> : M^T *m A l = M^T *m A l *m (A l)^T *m A l.
  by rewrite -!mulmxA above_cols // mulmx1.
rewrite /high submxMr // /cols; apply: submx_trans _ (addsmxSl _ _).
have /andP[nl' _] := nl; rewrite big_nat_recr //=; apply: submx_trans _ (addsmxSr _ _).
by rewrite genmxE.
Qed.

Lemma high_step l : (n <= l < L)%N -> (high l.+1 :=: M^T *m A l.+1 + high l *m (Q l)^T)%MS.
Proof.
move=> /andP[nl lL]; have nl' : (n <= l.+1 <= L)%N by rewrite leqW.
have nl'' : (n <= l <= L)%N by rewrite nl ltnW.
have e : high l *m (Q l)^T = cols l *m A l.+1.
  rewrite -[in RHS](in_cols nl'' (cols_sub nl'')) /high -!mulmxA; congr (_ *m (_ *m _)).
  by rewrite (above_step Q lL) trmx_mul -mulmxA above_cols // mulmx1.
have more : cols l.+1 = (col_at l.+1 + cols l)%MS.
  by rewrite /cols big_nat_recr ?leqW //= addsmxA [(col_at _ + _)%MS]addsmxC.
rewrite e /high more; apply: eqmx_trans (addsmxMr _ _ _) _.
apply: adds_eqmx (eqmx_refl _); apply: eqmx_trans (eqmxMr _ (genmxE _)) _.
by rewrite -(mulmxA _ (A l.+1)^T) above_cols // mulmx1; exact: eqmx_refl.
Qed.

Lemma low_last : (low n :=: M *m (B n)^T + M^T *m A n)%MS.
Proof.
have [nL _ _] := split_at; rewrite /low /rows big_nat1; apply: eqmx_trans (addsmxMr _ _ _) _.
apply: adds_eqmx; apply: eqmx_trans (eqmxMr _ (genmxE _)) _.
  by rewrite -(mulmxA _ (B n)) below_rows // mulmx1; exact: eqmx_refl.
by rewrite -(above_below Q nL) -!mulmxA below_rows // mulmx1; exact: eqmx_refl.
Qed.

Lemma high_first : (high n :=: M *m (B n)^T + M^T *m A n)%MS.
Proof.
have [nL _ _] := split_at; have nn : (n <= n <= L)%N by rewrite leqnn.
rewrite /high /cols big_nat1 addsmxC; apply: eqmx_trans (addsmxMr _ _ _) _.
apply: adds_eqmx; apply: eqmx_trans (eqmxMr _ (genmxE _)) _.
  by rewrite -(above_below Q nL) trmx_mul -!mulmxA above_cols // mulmx1; exact: eqmx_refl.
by rewrite -(mulmxA _ (A n)^T) above_cols // mulmx1; exact: eqmx_refl.
Qed.

Definition small_core l : 'M[F]_(d l) := if (l <= n)%N then <<low l>>%MS else <<high l>>%MS.

Lemma small_low l : (l <= n)%N -> (small_core l :=: low l)%MS.
Proof. by rewrite /small_core => ->; exact: genmxE. Qed.

Lemma small_high l : (n <= l)%N -> (small_core l :=: high l)%MS.
Proof.
rewrite leq_eqVlt => /predU1P[<-|nl]; first last.
  by rewrite /small_core leqNgt nl /=; exact: genmxE.
apply: eqmx_trans (small_low (leqnn n)) _.
exact: eqmx_trans low_last (eqmx_sym high_first).
Qed.

Lemma small_closed l : (l < L)%N ->
  (small_core l *m (Q l)^T <= small_core l.+1)%MS /\ (small_core l.+1 *m Q l <= small_core l)%MS.
Proof.
have [nL rowsQ colsQ] := split_at; move=> lL; case: (ltnP l n) => [ln|nl].
  have S0 := small_low (ltnW ln); have S1 := small_low ln; have up := low_step ln.
  rewrite (eqmxMr _ S0) (eqmxMr _ S1) S0 S1 (eqmxMr _ up) up addsmxMr addsmx_sub.
  rewrite -(mulmxA M) -trmx_mul -below_step row_at_low // -mulmxA rowsQ // mulmx1 submx_refl.
  by split=> //; exact: addsmxSr.
have nl' : (n <= l < L)%N by rewrite nl.
have S0 := small_high nl; have S1 := small_high (leqW nl); have up := high_step nl'.
rewrite (eqmxMr _ S0) (eqmxMr _ S1) S0 S1 (eqmxMr _ up) up addsmxMr addsmx_sub.
rewrite -(mulmxA M^T) -above_step // col_at_high ?nl ?(ltnW lL) // -mulmxA colsQ // mulmx1.
by rewrite submx_refl; split=> //; exact: addsmxSr.
Qed.

Lemma small_ends : (M <= small_core 0)%MS /\ (M^T <= small_core L)%MS.
Proof.
have [nL _ _] := split_at; rewrite (small_low (leq0n n)) (small_high nL); split.
  by have := row_at_low (leq0n n); rewrite /= trmx1 mulmx1.
by have := @col_at_high L; rewrite above_end mulmx1; apply; rewrite nL leqnn.
Qed.

(* one more factor: no new direction if it keeps the width *)
Lemma one_more_rank k m a (G : 'M[F]_(k, a)) (X : 'M[F]_(m, a)) r c : (\rank G <= r)%N ->
  (\rank X <= (2 + c) * r)%N -> forall change : bool, (~~ change -> (G <= X)%MS) ->
  (\rank (G + X)%MS <= (2 + (change + c)) * r)%N.
Proof.
move=> Gr Xr [_|GX]; last by rewrite add0n; have /addsmx_idPr -> := GX isT.
apply: leq_trans (mxrank_adds_leqif _ _) _.
by rewrite addnCA mulnDl mul1n leq_add.
Qed.

Lemma rank_low l : (l <= n)%N ->
  (\rank (low l) <= (2 + \sum_(l <= i < n) (d i.+1 != d i)) * \rank M)%N.
Proof.
have [nL rowsQ _] := split_at.
move=> ln; rewrite -(subKn ln); elim: (n - l)%N (leq_subr l n) => [|k IH] kn.
  rewrite subn0 big_geq // addn0 low_last; apply: leq_trans (mxrank_adds_leqif _ _) _.
  by rewrite mul2n -addnn leq_add ?mxrankM_maxl // -[X in (_ <= X)%N]mxrank_tr mxrankM_maxl.
have kn' : (n - k.+1 < n)%N by rewrite ltn_subrL; case: (n) kn.
have eq : ((n - k.+1).+1 = n - k)%N by rewrite -subSn // subSS.
move: (IH (ltnW kn)); rewrite -eq => IHk; set i := (n - k.+1)%N in kn' IHk *.
rewrite (low_step kn') big_ltn //; apply: one_more_rank; first exact: mxrankM_maxl.
  by apply: leq_trans IHk; exact: mxrankM_maxl.
rewrite negbK => /eqP e.
have back : (Q i)^T *m Q i = 1%:M.
  by have := @square_rows _ _ (Q i)^T; rewrite trmxK => -> //; [exact: rowsQ | rewrite e].
have -> : M *m (B i)^T = M *m (B i.+1)^T *m Q i.
  by rewrite /= trmx_mul -!mulmxA back mulmx1.
exact/submxMr/row_at_low.
Qed.

Lemma rank_high l : (n <= l <= L)%N ->
  (\rank (high l) <= (2 + \sum_(n <= i < l) (d i.+1 != d i)) * \rank M)%N.
Proof.
have [nL _ colsQ] := split_at; move=> /andP[nl]; rewrite -(subnKC nl).
elim: (l - n)%N => [|k IH] lL.
  rewrite addn0 big_geq // addn0 high_first; apply: leq_trans (mxrank_adds_leqif _ _) _.
  by rewrite mul2n -addnn leq_add ?mxrankM_maxl // -[X in (_ <= X)%N]mxrank_tr mxrankM_maxl.
rewrite addnS in lL *; have nl' : (n <= n + k < L)%N by rewrite leq_addr.
have IHk := IH (ltnW lL); rewrite (high_step nl') big_nat_recr ?leq_addr //= [X in (2 + X)%N]addnC.
apply: one_more_rank; first by rewrite -[X in (_ <= X)%N]mxrank_tr mxrankM_maxl.
  by apply: leq_trans IHk; exact: mxrankM_maxl.
rewrite negbK => /eqP e; have back : Q (n + k)%N *m (Q (n + k)%N)^T = 1%:M.
  by apply: square_rows; [exact: colsQ | rewrite e].
have -> : M^T *m A (n + k).+1 = M^T *m A (n + k)%N *m (Q (n + k)%N)^T.
  by rewrite (above_step Q lL) -!mulmxA back mulmx1.
by apply/submxMr/col_at_high; rewrite leq_addr ltnW.
Qed.

Lemma small_rank l : (l <= L)%N -> (\rank (small_core l) <= (2 + changes l) * \rank M)%N.
Proof.
move=> lL; rewrite /changes; case: (leqP l n) => ln.
  by rewrite (small_low ln); exact: rank_low.
by rewrite (small_high (ltnW ln)); apply: rank_high; rewrite ltnW.
Qed.
End Cores.
End Widths.

Section Theorems.
Variables (R : realFieldType) (L : nat) (d : nat -> nat) (Q : factors R d) (n : nat).
Variable eps : nat -> R.
Hypotheses (falls : valley L d n) (iso : isometric L Q).
Local Notation W := (fun l => eps l *: Q l).

Theorem small_cores (M : 'M[R]_(d L, d 0)) : exists S : forall l, 'M[R]_(d l),
  [/\ (M <= S 0%N)%MS /\ (M^T <= S L)%MS,
   forall l, (l < L)%N -> (S l *m (W l)^T <= S l.+1)%MS /\ (S l.+1 *m W l <= S l)%MS &
   forall l, (l <= L)%N -> (\rank (S l) <= (2 + changes d n l) * \rank M)%N].
Proof.
have s := valley_split falls iso; exists (small_core Q n M); split.
- exact: small_ends s M.
- move=> l lL; have [h1 h2] := small_closed s M lL; rewrite [(_ *: _)^T]linearZ /= -!scalemxAr.
  by split; exact: scalemx_sub.
exact: small_rank s M.
Qed.

Variables (a b : nat -> nat) (U : forall l, 'M[R]_(d l, a l + b l)).
Hypothesis orthogonal : orthogonal_frames L U.
Hypothesis eps0 : forall l, (l < L)%N -> eps l != 0.
Hypothesis closed : closed_under L U W.

Let P := rest_block U Q.

Lemma closed_factors : closed_under L U Q.
Proof.
have free m k c t (A : 'M[R]_(m, k)) (X : 'M[R]_(m, c)) : t != 0 -> inside A (t *: X) -> inside A X.
  move=> t0 [Y e]; exists (t^-1 *: Y); rewrite -scalemxAr -e scalerA mulVf // scale1r.
  by [].
move=> l lL; have [h1 h2] := closed lL; have t0 := eps0 lL; split; apply: free t0 _.
  by rewrite scalemxAl.
by rewrite scalemxAl -linearZ.
Qed.

Lemma rest_splits : rows_then_cols L P n.
Proof.
have [nL rowsQ colsQ] := valley_split falls iso.
have blocks l (lL : (l < L)%N) := closed_is_block orthogonal closed_factors lL.
split=> // l ln.
  have lL := leq_trans ln nL; have [A1 A2] := orthogonal lL; have [B1 B2] := orthogonal (ltnW lL).
  have [_ _ _ r1] := frame_halves A1.
  have back : (rsubmx (U l.+1))^T *m Q l = P l *m (rsubmx (U l))^T.
    rewrite [in LHS]blocks // !mulmxA rest_of_frame // mul_row_block !mul0mx !mul1mx !add0r.
    by rewrite -{1}[U l]hsubmxK tr_row_mx mul_row_col mul0mx add0r.
  rewrite {2}/P /rest_block !trmx_mul trmxK !mulmxA -back -(mulmxA _ (Q l)) rowsQ // mulmx1.
  exact: r1.
have /andP[_ lL] := ln; have [A1 A2] := orthogonal lL; have [B1 B2] := orthogonal (ltnW lL).
have [_ _ _ r1] := frame_halves B1.
have back : Q l *m rsubmx (U l) = rsubmx (U l.+1) *m P l.
  have off : (U l)^T *m rsubmx (U l) = col_mx 0 1%:M.
    by apply: trmx_inj; rewrite trmx_mul trmxK rest_of_frame // tr_col_mx trmx0 trmx1.
  rewrite [in LHS]blocks // -!mulmxA off mul_block_col !mulmx0 !mul0mx !mulmx1 !add0r.
  by rewrite -{1}[U l.+1]hsubmxK mul_row_col mulmx0 add0r.
rewrite {1}/P /rest_block !trmx_mul trmxK -!mulmxA -back (mulmxA _ (Q l)) colsQ // mul1mx.
exact: r1.
Qed.

Theorem isometric_rest : [/\ forall l, (l < L)%N -> rest_block U W l = eps l *: P l,
  forall l, (l < L)%N -> contraction (P l) &
  chain L P *m (chain L P)^T *m chain L P = chain L P].
Proof.
have s := rest_splits; have [nL rowsP colsP] := s; split.
- by move=> l _; rewrite /P /rest_block -scalemxAr -scalemxAl.
- move=> l lL x; case: (ltnP l n) => [ln|nl].
    set y := (P l)^T *m (P l *m x).
    have y2 : y^T *m y = (P l *m x)^T *m (P l *m x).
      by rewrite /y trmx_mul trmxK -mulmxA (mulmxA (P l)) rowsP // mul1mx.
    have y1 : sumsq y = sumsq (P l *m x) by rewrite !sumsq_trace y2.
    have cross : \tr (y^T *m (x - y)) = 0.
      by rewrite mulmxBr y2 {1}/y trmx_mul trmxK -mulmxA subrr mxtrace0.
    rewrite -y1 -[X in _ <= sumsq X](subrK y) addrC sumsq_add cross mul0rn addr0 ler_addl.
    exact: sumsq_ge0.
  by rewrite !sumsq_trace trmx_mul mulmxA -(mulmxA _ _ (P l)) colsP ?nl // mulmx1.
exact: chain_isometry s.
Qed.
End Theorems.
