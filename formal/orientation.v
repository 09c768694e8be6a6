(* Distance to the singular matrices, over every real closed field and for every size.

   smallest_singular_value: |M v|^2 >= s^2 |v|^2 with the smallest singular value s of a square M.
   nearest_singular (GBVR, part 4): no singular matrix is nearer to M than s.
   beyond_singular (GBVR, part 4): what lies behind a singular matrix, seen from M, is farther.
   start_near_singular (GBVR, part 4): for every depth, and widths that are not below the size of M,
     there is a balanced chain whose product has a determinant of the other sign and a square of
     the distance to M as near to s^2 as one likes. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block end_to_end removal orthonormal weyl courant.
From dlf Require Import frobenius spectral real_spectral singular_values.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Distance.
Variables (F : rcfType) (n : nat).
Implicit Types (M X U V : 'M[F]_n) (s : nat -> F).

Lemma sumsq_turn m k (Q : 'M[F]_m) (A : 'M_(m, k)) : Q^T *m Q = 1%:M -> sumsq (Q *m A) = sumsq A.
Proof. by move=> QQ; rewrite !sumsq_trace trmx_mul -mulmxA (mulmxA Q^T) QQ mul1mx. Qed.

Lemma sumsq_turn_right m k (Q : 'M[F]_m) (A : 'M_(k, m)) : Q^T *m Q = 1%:M ->
  sumsq (A *m Q) = sumsq A.
Proof. by move=> QQ; rewrite !sumsq_rows trmx_mul mulmxA -(mulmxA A) (mulmx1C QQ) mulmx1. Qed.

Lemma square_diagonal s : rectangular_diagonal n n s = diag_mx (\row_j s j).
Proof.
apply/matrixP => i j; rewrite !mxE -[(i : nat) == j]/(i == j).
by case: eqP => [->|]; rewrite ?mulr1n ?mulr0n.
Qed.

Lemma decomposedE M U V s : singular_decomposition M U V s ->
  M = U *m diag_mx (\row_j s j) *m V^T.
Proof.
case=> UU VV _ _; rewrite square_diagonal => <-.
by rewrite !mulmxA (mulmx1C UU) mul1mx -mulmxA (mulmx1C VV) mulmx1.
Qed.

Lemma smallest_singular_value M U V s (v : 'cV[F]_n) : singular_decomposition M U V s ->
  s n.-1 ^+ 2 * sumsq v <= sumsq (M *m v).
Proof.
move=> dec; have [UU VV ds _ _] := dec; have s0 j : 0 <= s j by case/andP: (ds _ _ (leqnn j)).
have VV' : (V^T)^T *m V^T = 1%:M by rewrite trmxK (mulmx1C VV).
rewrite (decomposedE dec) -!mulmxA sumsq_turn // -(sumsq_turn v VV').
move: (V^T *m v) => w; rewrite /sumsq mulr_sumr; apply: ler_sum => j _.
rewrite !big_ord1 mul_diag_mx !mxE exprMn ler_wpmul2r ?sqr_ge0 // ler_sqr ?nnegrE //.
have jn : (j <= n.-1)%N by rewrite -ltnS (ltn_predK (ltn_ord j)).
by case/andP: (ds _ _ jn).
Qed.

Lemma singular_vector M : \det M = 0 -> exists2 v : 'cV[F]_n, v != 0 & M *m v = 0.
Proof.
rewrite -det_tr => /eqP/det0P[v v0 vM]; exists v^T; first by rewrite trmx_eq0.
by apply: trmx_inj; rewrite trmx_mul trmxK vM trmx0.
Qed.

Lemma singular_between M U V s (c : F) E : singular_decomposition M U V s ->
  \det (M + c *: E) = 0 -> s n.-1 ^+ 2 <= c ^+ 2 * sumsq E.
Proof.
move=> dec /singular_vector[v v0]; rewrite mulmxDl -scalemxAl => /eqP.
rewrite addr_eq0 => /eqP Mv; have := smallest_singular_value v dec.
rewrite Mv -scaleN1r sumsqZ sqrrN expr1n mul1r sumsqZ => le.
have v1 : 0 < sumsq v.
  rewrite lt_def sumsq_ge0 andbT; apply: contra v0 => /eqP e.
  by apply/eqP/sumsq_eq0; rewrite e.
rewrite -(ler_pmul2r v1); apply: le_trans le _; rewrite -[leRHS]mulrA ler_wpmul2l ?sqr_ge0 //.
have [_ /(_ v)] := frob_lengthens E; rewrite frob_le ?frob_ge0 // sqr_frob.
by [].
Qed.

Theorem nearest_singular M U V s X : singular_decomposition M U V s -> \det X = 0 ->
  s n.-1 ^+ 2 <= sumsq (X - M).
Proof.
move=> dec; have -> : X = M + 1 *: (X - M) by rewrite scale1r addrC subrK.
move=> /(singular_between dec); rewrite expr1n mul1r scale1r [M + _]addrC subrK.
by [].
Qed.

Lemma beyond_singular M U V s X c : singular_decomposition M U V s -> \det M != 0 ->
  0 < c < 1 -> \det (M + c *: (X - M)) = 0 -> s n.-1 ^+ 2 < sumsq (X - M).
Proof.
move=> dec M0 /andP[c0 c1] zero; apply: le_lt_trans (singular_between dec zero) _.
have E0 : 0 < sumsq (X - M).
  rewrite lt_def sumsq_ge0 andbT; apply: contra M0 => /eqP e.
  by rewrite -zero (sumsq_eq0 (A := X - M)) ?e // scaler0 addr0.
by rewrite gtr_pmull // exprn_ilt1 // ltW.
Qed.
End Distance.

Section Start.
Variables (F : rcfType) (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Hypothesis closed : d L = d 0.

(* the product as a matrix of its rows and columns, of which there are as many *)
Definition square_product (X : 'M[F]_(d L, d 0)) : 'M[F]_(d 0) := castmx (closed, erefl) X.

(* a chain with the outer frames U and V and the same numbers in every factor *)
Lemma chain_of_numbers (U V : 'M[F]_(d 0)) (p : 'I_(d 0) -> F) : U^T *m U = 1%:M ->
  V^T *m V = 1%:M -> (forall l, (l <= L)%N -> (d 0 <= d l)%N) -> exists W : factors F d,
  balanced L W /\ square_product (chain L W) = U *m diag_mx (\row_j p j ^+ L) *m V^T.
Proof.
move=> UU VV wide.
pose J l : 'M[F]_(d l, d 0) := match l with 0 => V | k.+1 => if k == n :> nat
  then (if @eqP _ (d 0) (d k.+1) is ReflectT e then castmx (e, erefl) U else 0)
  else pid_mx (d 0) end.
have JJ l : (l <= L)%N -> (J l)^T *m J l = 1%:M.
  case: l => [//|k] kL; rewrite /J; case kn: (k == n); last first.
    by rewrite tr_pid_mx mul_pid_mx minnn (minn_idPr (wide _ kL)) pid_mx_1.
  case: eqP => [e|]; last by rewrite (eqP kn) closed.
  by case: _ / e.
pose P := diag_mx (\row_j p j); pose W l := J l.+1 *m P *m (J l)^T; exists W.
have PP k : mxpow P k = diag_mx (\row_j p j ^+ k).
  elim: k => [|k IH]; first by apply/matrixP => i j; rewrite !mxE expr0.
  by rewrite mxpowS IH mulmx_diag; congr diag_mx; apply/rowP => j; rewrite !mxE exprS.
split=> [l lL|].
  rewrite /imbalance /W !trmx_mul !trmxK !mulmxA -(mulmxA (J l.+1 *m P^T) (J l.+2)^T) JJ //.
  rewrite -(mulmxA (J l.+1 *m P) (J l)^T) JJ ?(ltnW (ltnW lL)) // !mulmx1 tr_diag_mx.
  by rewrite subrr.
have below_W l : (l <= L)%N -> below W l = J l *m mxpow P l *m V^T.
  elim: l => [|l IH] lL; first by rewrite /= mulmx1 (mulmx1C VV).
  rewrite below_step IH 1?ltnW // /W !mulmxA -(mulmxA (J l.+1 *m P) (J l)^T) JJ 1?ltnW //.
  by rewrite mulmx1 -(mulmxA (J l.+1) P).
rewrite /square_product /chain below_W // PP /J eqxx.
case: eqP => [e|ne]; last by case: ne; rewrite -closed.
have cast_mul k (E : d 0 = k) (E' : k = d 0) (A B C : 'M[F]_(d 0)) :
    castmx (E', erefl) (castmx (E, erefl) A *m B *m C) = A *m B *m C.
  by case: _ / E E' => E'; rewrite castmx_id castmx_id.
exact: cast_mul.
Qed.

(* a balanced start on the other side of the singular matrices, as near as one likes *)
Theorem start_near_singular (M U V : 'M[F]_(d 0)) s delta : singular_decomposition M U V s ->
  \det M != 0 -> (0 < d 0)%N -> (forall l, (l <= L)%N -> (d 0 <= d l)%N) -> 0 < delta ->
  exists W : factors F d, let X := square_product (chain L W) in
  [/\ balanced L W, \det X * \det M < 0 & sumsq (X - M) < s (d 0).-1 ^+ 2 + delta].
Proof.
move=> dec M0 D0 wide delta0; have [UU VV ds _ _] := dec; set m := s (d 0).-1.
have s0 j : 0 <= s j by case/andP: (ds _ _ (leqnn j)).
pose eps := Num.min 1 (delta / (2%:R * m + 2%:R)).
have m2 : 0 < 2%:R * m + 2%:R by rewrite ltr_spaddr ?ltr0n // mulr_ge0 ?ler0n ?s0.
have eps0 : 0 < eps by rewrite lt_minr ltr01 divr_gt0.
have eps1 : eps <= 1 by rewrite le_minl lexx.
have near : (m + eps) ^+ 2 < m ^+ 2 + delta.
  have e2 : eps * (2%:R * m + 2%:R) <= delta by rewrite -ler_pdivl_mulr // le_minl lexx orbT.
  have -> : (m + eps) ^+ 2 = m ^+ 2 + eps * (2%:R * m + eps) by ring.
  rewrite ltr_add2l; apply: lt_le_trans e2; rewrite ltr_pmul2l // ltr_add2l.
  by rewrite (le_lt_trans eps1) // ltr1n.
have jD : ((d 0).-1 < d 0)%N by rewrite prednK.
pose j0 := Ordinal jD.
pose q (j : 'I_(d 0)) := if j == j0 then eps else s j.
have q0 j : 0 <= q j by rewrite /q; case: eqP => // _; exact: ltW.
have roots j : exists r, (0 <= r) && (r ^+ L == q j).
  by have [r r0 e] := root_exists n (q0 j); exists r; rewrite r0 e eqxx.
pose p j := xchoose (roots j).
have pE j : p j ^+ L = q j by case/andP: (xchooseP (roots j)) => _ /eqP.
pose E : 'M[F]_(d 0) := diag_mx (\row_j if j == j0 then -1 else 1).
have EE : E^T *m E = 1%:M.
  rewrite tr_diag_mx mulmx_diag; apply/matrixP => i j; rewrite !mxE.
  by case: (i == j0); rewrite ?mulrNN mulr1.
have UE : (U *m E)^T *m (U *m E) = 1%:M by rewrite trmx_mul mulmxA -(mulmxA E^T) UU mulmx1.
have [W [bal XE]] := chain_of_numbers p UE VV wide; exists W; rewrite /= XE.
have ED : E *m diag_mx (\row_j p j ^+ L) = diag_mx (\row_j if j == j0 then - eps else s j).
  rewrite mulmx_diag; congr diag_mx; apply/rowP => j; rewrite !mxE pE /q.
  by case: eqP => _; rewrite ?mulN1r ?mul1r.
rewrite -(mulmxA U) ED; split=> //.
- have [dU dV] : \det U ^+ 2 = 1 /\ \det V ^+ 2 = 1.
    have := congr1 determinant UU; have := congr1 determinant VV.
    by rewrite !det_mulmx !det_tr det1 !expr2.
  have DM : \det M = \det U * (\prod_(j < d 0) s j) * \det V.
    rewrite (decomposedE dec) !det_mulmx det_diag det_tr; congr (_ * _ * _).
    by apply: eq_bigr => j _; rewrite mxE.
  have pos j : 0 < s j \/ (d 0 <= j)%N.
    have [jd|] := ltnP j (d 0); [left | by right].
    rewrite lt_def s0 andbT; apply: contra M0 => /eqP sj.
    by rewrite DM (bigD1 (Ordinal jd)) //= sj mul0r mulr0 mul0r.
  have prod0 : 0 < \prod_(j < d 0 | j != j0) s j.
    by apply: prodr_gt0 => j _; case: (pos j) => //; rewrite leqNgt ltn_ord.
  rewrite !det_mulmx det_diag det_tr DM (bigD1 j0) //= [\prod_(j < d 0) s j](bigD1 j0) //=.
  rewrite mxE eqxx; set a := \prod_(j < d 0 | j != j0) _.
  have -> : a = \prod_(j < d 0 | j != j0) s j.
    by apply: eq_bigr => j /negbTE jj; rewrite mxE jj.
  have sj0 : 0 < s j0 by case: (pos j0) => //; rewrite leqNgt ltn_ord.
  have ring4 (u v e z w : F) : u * (- e * z) * v * (u * (w * z) * v) =
      u ^+ 2 * v ^+ 2 * (- (e * w * z ^+ 2)) by ring.
  rewrite ring4 dU dV !mul1r oppr_lt0; apply: mulr_gt0; first exact: mulr_gt0.
  exact: exprn_gt0.
rewrite (decomposedE dec) -mulmxBl -mulmxBr sumsq_turn_right ?trmxK ?(mulmx1C VV) //.
rewrite sumsq_turn // -linearB /= /sumsq (bigD1 j0) //= [X in _ + X]big1 => [|i ij]; last first.
  rewrite big1 // => j _; rewrite !mxE (negbTE ij) subrr mul0rn expr0n.
  by [].
rewrite (bigD1 j0) //= !mxE eqxx mulr1n big1 => [|j ij]; last first.
  by rewrite !mxE eq_sym (negbTE ij) mulr0n expr0n.
by rewrite !addr0 -opprD sqrrN addrC.
Qed.
End Start.
