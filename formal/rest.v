(* The rest of a run that only shrinks: contractions with a partial isometry for a product.

   kept: a contraction P that keeps the length of the columns of X keeps their angles, P^T P X = X.
   rest_run (QN8C, part 2): for |P_l| <= 1 with a partial isometry P = P_{L-1} ... P_0 of rank m,
     descent on 1/2 |R_{L-1} ... R_0|^2 from eps_l P_l has at every step the form
     R_l = rho_l Z_l + kappa_l (P_l - Z_l), Z_l the gradient of <P, R_{L-1} ... R_0> at the P_l;
     rho_l is the descent of L numbers and kappa_l decays. Each Z_l is a partial isometry of rank m,
     and the product has the norm sqrt m prod |rho_l|. Any depth, widths, rates, decay, momentum. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block modes closed.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Kept.
Variable R : realFieldType.

(* no vector grows: the largest singular value is at most 1 *)
Definition contraction m n (A : 'M[R]_(m, n)) := forall x : 'cV[R]_n, sumsq (A *m x) <= sumsq x.

Lemma sumsq_ge0 m n (A : 'M[R]_(m, n)) : 0 <= sumsq A.
Proof. by apply: sumr_ge0 => i _; apply: sumr_ge0 => j _; exact: sqr_ge0. Qed.

Lemma sumsq_eq0 m n (A : 'M[R]_(m, n)) : sumsq A = 0 -> A = 0.
Proof.
move=> A0; apply/matrixP=> i j; rewrite mxE; apply/eqP; rewrite -sqrf_eq0; apply/eqP.
have p k : true -> 0 <= \sum_l A k l ^+ 2 by move=> _; apply: sumr_ge0 => l _; exact: sqr_ge0.
by apply: (psumr_eq0P _ (psumr_eq0P p A0 (i := i) isT)) => // l _; exact: sqr_ge0.
Qed.

Lemma sumsq_cols m n (A : 'M[R]_(m, n)) : sumsq A = \sum_j sumsq (col j A).
Proof.
rewrite /sumsq exchange_big; apply: eq_bigr => j _; apply: eq_bigr => i _.
by rewrite big_ord1 mxE.
Qed.

Lemma contracted m n k (A : 'M[R]_(m, n)) (X : 'M_(n, k)) : contraction A ->
  sumsq (A *m X) <= sumsq X.
Proof.
by move=> cA; rewrite !sumsq_cols; apply: ler_sum => j _; rewrite colE -mulmxA -colE.
Qed.

Lemma sumsq_add m n (X Y : 'M[R]_(m, n)) :
  sumsq (X + Y) = sumsq X + \tr (X^T *m Y) *+ 2 + sumsq Y.
Proof.
have cross : \tr (Y^T *m X) = \tr (X^T *m Y) by rewrite -mxtrace_tr trmx_mul trmxK.
rewrite !sumsq_trace [(X + Y)^T]linearD /= mulmxDl !mulmxDr !mxtraceD cross.
by move: (\tr _) (\tr _) (\tr _) => x y z; ring.
Qed.

(* a vector of which nothing is lost comes back *)
Lemma kept m n k (A : 'M[R]_(m, n)) (X : 'M_(n, k)) : contraction A ->
  sumsq X <= sumsq (A *m X) -> A^T *m (A *m X) = X.
Proof.
move=> cA keeps; set Y := A^T *m (A *m X) - X.
suff Y0 : sumsq Y = 0 by apply/eqP; rewrite -subr_eq0 -/Y (sumsq_eq0 Y0).
have inner : \tr ((A *m X)^T *m (A *m Y)) = \tr (X^T *m Y) + sumsq Y.
  have -> : (A *m X)^T *m (A *m Y) = (X + Y)^T *m Y.
    have -> : X + Y = A^T *m (A *m X) by rewrite /Y addrC subrK.
    by rewrite !trmx_mul trmxK !mulmxA.
  by rewrite [(X + Y)^T]linearD /= mulmxDl mxtraceD -sumsq_trace.
clearbody Y; have := contracted (X + Y) cA; rewrite mulmxDr !sumsq_add inner mulrnDl.
move=> grown; apply/eqP; rewrite eq_le; apply/andP; split; last exact: sumsq_ge0.
have : sumsq X + \tr (X^T *m Y) *+ 2 + sumsq Y *+ 2 <= sumsq X + \tr (X^T *m Y) *+ 2 + sumsq Y.
  apply: le_trans grown; rewrite -!addrA; apply: ler_add keeps _.
  by rewrite !ler_add2l ler_addl sumsq_ge0.
by rewrite ler_add2l mulr2n ger_addl.
Qed.
End Kept.

Section Idempotent.
Variable F : fieldType.

(* the trace of a projection is its rank *)
Lemma trace_projection n (E : 'M[F]_n) : E *m E = E -> \tr E = (\rank E)%:R.
Proof.
move=> EE; have e1 := mulmx_base E.
have /row_fullP[c' c'c] := col_base_full E; have /row_freeP[r' rr'] := row_base_free E.
move: (col_base E) (row_base E) e1 c'c rr' => c r e1 c'c rr'.
have rc : r *m c = 1%:M.
  have : c' *m (c *m r *m (c *m r)) *m r' = c' *m (c *m r) *m r' by rewrite e1 EE.
  by rewrite !mulmxA c'c !mul1mx -!mulmxA rr' !mulmx1 => ->.
by rewrite -{1}e1 mxtrace_mulC rc mxtrace1.
Qed.
End Idempotent.

(* contractions with a partial isometry for a product *)
Section Path.
Variables (R : rcfType) (L : nat) (d : nat -> nat) (P : factors R d).
Hypothesis contractions : forall l, (l < L)%N -> contraction (P l).
Hypothesis isometry : chain L P *m (chain L P)^T *m chain L P = chain L P.

(* Z_l = (P_{L-1} ... P_{l+1})^T P (P_{l-1} ... P_0)^T *)
Definition path_part l : 'M[R]_(d l.+1, d l) :=
  (above L P l.+1)^T *m chain L P *m (below P l)^T.
Local Notation Z := path_part.

(* the projection on what P sees, and its way through the layers *)
Definition seen : 'M[R]_(d 0) := (chain L P)^T *m chain L P.
Definition along l : 'M[R]_(d l, d 0) := below P l *m seen.
Local Notation E := seen.
Local Notation J := along.

Lemma E_tr : E^T = E. Proof. by rewrite /seen trmx_mul trmxK. Qed.
Lemma EE : E *m E = E.
Proof. by rewrite /seen -mulmxA (mulmxA (chain L P)) isometry. Qed.

Lemma chainE : chain L P *m E = chain L P. Proof. by rewrite /seen mulmxA. Qed.

Lemma J_step l : P l *m J l = J l.+1. Proof. by rewrite /along mulmxA. Qed.

Lemma J_last : J L = chain L P. Proof. exact: chainE. Qed.

Lemma lengths l : (l <= L)%N -> sumsq (J L) <= sumsq (J l).
Proof.
move=> lL; rewrite -(subKn lL); elim: (L - l)%N (leq_subr l L) => [|n IH] nL.
  by rewrite subn0.
have lL' : (L - n.+1 < L)%N by rewrite ltn_subrL; case: (L) nL.
have eq : ((L - n.+1).+1 = L - n)%N by rewrite -subSn // subSS.
move: (IH (ltnW nL)); rewrite -eq -J_step => h; apply: le_trans h _.
exact/contracted/contractions.
Qed.

Lemma J_back l : (l < L)%N -> (P l)^T *m J l.+1 = J l.
Proof.
move=> lL; rewrite -J_step; apply: kept (contractions lL) _; rewrite J_step.
apply: le_trans (lengths lL); rewrite J_last.
have -> : sumsq (chain L P) = sumsq (J 0).
  by rewrite /along mul1mx !sumsq_trace -/seen E_tr EE.
elim: l lL => // l IH lL; apply: le_trans (IH (ltnW lL)).
by rewrite -J_step; exact/contracted/contractions/ltnW.
Qed.

Lemma JJ l : (l <= L)%N -> (J l)^T *m J l = E.
Proof.
elim: l => [|l IH] lL; first by rewrite /along mul1mx E_tr EE.
by rewrite -{1}J_step trmx_mul -mulmxA J_back // IH // ltnW.
Qed.

Lemma JE l : J l *m E = J l. Proof. by rewrite /along -mulmxA EE. Qed.

Lemma below_back l : (l <= L)%N -> (below P l)^T *m J l = E.
Proof.
elim: l => [|l IH] lL; first by rewrite trmx1 mul1mx /along mul1mx.
by rewrite /= trmx_mul -mulmxA J_back // IH // ltnW.
Qed.

(* factors of this form act on the path by rho alone *)
Section Form.
Variables (W : factors R d) (rho kappa : nat -> R).
Hypothesis form : forall l, (l < L)%N -> W l = rho l *: Z l + kappa l *: (P l - Z l).

Lemma above_J V r : (forall l, (l < L)%N -> (V l)^T *m J l.+1 = r l *: J l) ->
  forall l, (l <= L)%N -> (above L V l)^T *m J L = (\prod_(l <= i < L) r i) *: J l.
Proof.
move=> back l lL; rewrite -(subKn lL); elim: (L - l)%N (leq_subr l L) => [|n IH] nL.
  by rewrite subn0 above_end trmx1 mul1mx big_geq // scale1r.
have lL' : (L - n.+1 < L)%N by rewrite ltn_subrL; case: (L) nL.
have eq : ((L - n.+1).+1 = L - n)%N by rewrite -subSn // subSS.
move: (IH (ltnW nL)); rewrite -eq => IHn.
rewrite (above_step V lL') trmx_mul -mulmxA IHn -scalemxAr back // scalerA.
by rewrite [in RHS]big_ltn // mulrC.
Qed.

Lemma pathE l : (l < L)%N -> Z l = J l.+1 *m (J l)^T.
Proof.
have back i (iL : (i < L)%N) : (P i)^T *m J i.+1 = 1 *: J i by rewrite scale1r J_back.
move=> lL; have := above_J back lL; rewrite big1 // scale1r => up.
by rewrite /path_part -J_last -JE mulmxA up -mulmxA /along trmx_mul E_tr.
Qed.

Lemma path_J l : (l < L)%N -> Z l *m J l = J l.+1.
Proof. by move=> lL; rewrite pathE // -mulmxA JJ ?(ltnW lL) // JE. Qed.

Lemma path_back l : (l < L)%N -> (Z l)^T *m J l.+1 = J l.
Proof. by move=> lL; rewrite pathE // trmx_mul trmxK -mulmxA JJ // JE. Qed.

Lemma W_back l : (l < L)%N -> (W l)^T *m J l.+1 = rho l *: J l.
Proof.
move=> lL; have tr : (W l)^T = rho l *: (Z l)^T + kappa l *: ((P l)^T - (Z l)^T).
  by rewrite form //; apply/matrixP=> i j; rewrite !mxE.
by rewrite tr mulmxDl -!scalemxAl mulmxBl path_back // J_back // subrr scaler0 addr0.
Qed.

Lemma below_form l : (l <= L)%N -> below W l =
  (\prod_(0 <= i < l) rho i) *: J l + (\prod_(0 <= i < l) kappa i) *: (below P l *m (1%:M - E)).
Proof.
elim: l => [|l IH] lL; first by rewrite !big_geq //= !scale1r /along /= !mul1mx addrC subrK.
have idle : Z l *m (below P l *m (1%:M - E)) = 0.
  rewrite pathE // -mulmxA (mulmxA (J l)^T) -[below P l]trmxK -trmx_mul below_back ?(ltnW lL) //.
  by rewrite E_tr mulmxBr mulmx1 EE subrr mulmx0.
have next : below P l.+1 *m (1%:M - E) = P l *m (below P l *m (1%:M - E)) by rewrite mulmxA.
rewrite below_step IH ?(ltnW lL) // form // next; move: (below P l *m _) idle => D idle.
rewrite mulmxDl !mulmxDr -!scalemxAl -!scalemxAr !mulmxBl path_J // J_step idle subrr subr0.
by rewrite !scaler0 addr0 add0r !scalerA !big_nat_recr //= [rho l * _]mulrC [kappa l * _]mulrC.
Qed.

Lemma chain_form : chain L W = (\prod_(0 <= i < L) rho i) *: chain L P.
Proof.
by rewrite /chain below_form // mulmxBr mulmx1 -/(along L) J_last subrr scaler0 addr0.
Qed.

Lemma pull_form omega l : (l < L)%N -> pull (L := L) omega (residual 0) W l =
  mode_pull L omega (fun p => p) rho l *: Z l + (omega * kappa l) *: (P l - Z l).
Proof.
move=> lL; have up := above_J W_back lL.
have low : J 0 *m (below W l)^T = (\prod_(0 <= i < l) rho i) *: (J l)^T.
  have -> : J 0 = E by rewrite /along mul1mx.
  rewrite -E_tr -trmx_mul below_form ?(ltnW lL) // mulmxDl -!scalemxAl JE -mulmxA mulmxBl mul1mx.
  by rewrite EE subrr mulmx0 scaler0 addr0 linearZ.
have ends : chain L P = J L *m J 0 by rewrite J_last /along mul1mx chainE.
have slope : grad (chain L W) W l = (others L rho l * \prod_(0 <= i < L) rho i) *: Z l.
  rewrite /grad chain_form ends -scalemxAr -scalemxAl mulmxA up -mulmxA low -scalemxAl -scalemxAr.
  rewrite -pathE // !scalerA /others; congr (_ *: _).
  by move: (\prod_(0 <= i < L) _) (\prod_(l.+1 <= i < L) _) => x y; rewrite mulrC mulrA mulrAC.
rewrite /pull /residual subr0 slope {1}form // scalerDr !scalerA addrA -scalerDl.
by rewrite /mode_pull.
Qed.
End Form.

(* the part of a factor that the product sees *)
Lemma path_isometry l : (l < L)%N -> Z l *m (Z l)^T *m Z l = Z l.
Proof.
move=> lL; move: (pathE lL) (path_J lL) (path_back lL).
move: (J l.+1) (J l) (Z l) => A B X e1 e2 e3.
have e4 : A^T *m X = B^T by rewrite -e3 trmx_mul trmxK.
by rewrite {2}e1 trmx_mul trmxK (mulmxA X) e2 -mulmxA e4.
Qed.

Lemma path_rank l : (l < L)%N -> \rank (Z l) = \rank (chain L P).
Proof.
move=> lL; apply/eqP; rewrite eqn_leq; apply/andP; split.
  rewrite /path_part; apply: leq_trans (mxrankM_maxl _ _) _; exact: mxrankM_maxr.
have -> : chain L P = above L P l.+1 *m Z l *m J l.
  by rewrite -mulmxA path_J // /along mulmxA above_below // chainE.
apply: leq_trans (mxrankM_maxl _ _) _; exact: mxrankM_maxr.
Qed.

Lemma norm_form W rho kappa :
  (forall l, (l < L)%N -> W l = rho l *: Z l + kappa l *: (P l - Z l)) ->
  Num.sqrt (sumsq (chain L W)) =
  Num.sqrt (\rank (chain L P))%:R * \prod_(0 <= i < L) `|rho i|.
Proof.
move=> form; rewrite (chain_form form) sumsq_trace [(_ *: _)^T]linearZ /= -scalemxAl -scalemxAr.
rewrite !mxtraceZ -/seen (trace_projection EE).
have -> : \rank E = \rank (chain L P).
  apply/eqP; rewrite eqn_leq mxrankM_maxr /= -{1}chainE; exact: mxrankM_maxr.
rewrite mulrA -expr2 sqrtrM ?sqr_ge0 // sqrtr_sqr mulrC.
by rewrite normr_prod.
Qed.

Variables (eta : nat -> R) (omega beta : R) (eps : nat -> R).
Local Notation rho := (mode_run L (fun _ p => p) eta omega beta eps).
Local Notation kappa n := (fun l => rest_scale (eta l) omega beta (eps l) n).
Local Notation rest := (run (square_loss (L := L) 0) eta omega beta (fun l => eps l *: P l)).

Lemma form_run2 n l : (l < L)%N ->
  (run2 (square_loss (L := L) 0) eta omega beta (fun l => eps l *: P l) n).1 l =
    rho n l *: Z l + kappa n l *: (P l - Z l) /\
  (run2 (square_loss (L := L) 0) eta omega beta (fun l => eps l *: P l) n).2 l =
    (mode_run2 L (fun _ p => p) eta omega beta eps n).2 l *: Z l +
    (rest_pair (eta l) omega beta (eps l) n).2 *: (P l - Z l).
Proof.
elim: n l => [|n IH] l lL.
  by rewrite /= /mode_run /rest_scale /= -scalerDr addrC subrK !scale0r addr0.
have form i (iL : (i < L)%N) := (IH i iL).1; have [e1 e2] := IH l lL.
have pulled := pull_form form omega lL.
rewrite /= /square_loss pulled e1 e2 /rest_scale /mode_run /=.
case: (rest_pair _ _ _ _ n) => k u /=; move: (mode_pull _ _ _ _ _) => a.
move: ((mode_run2 _ _ _ _ _ _ n).1 l) ((mode_run2 _ _ _ _ _ _ n).2 l) => r v.
have push c : beta *: (v *: Z l + u *: (P l - Z l)) + (a *: Z l + c *: (P l - Z l)) =
    (beta * v + a) *: Z l + (beta * u + c) *: (P l - Z l).
  by rewrite scalerDr !scalerA addrACA -!scalerDl.
by split; rewrite push // [eta l *: _]scalerDr !scalerA opprD addrACA -!scalerBl.
Qed.

Theorem rest_run n : [/\ forall l, (l < L)%N ->
    rest n l = rho n l *: Z l + rest_scale (eta l) omega beta (eps l) n *: (P l - Z l),
  Num.sqrt (sumsq (chain L (rest n))) =
    Num.sqrt (\rank (chain L P))%:R * \prod_(0 <= i < L) `|rho n i| &
  forall l, (l < L)%N -> Z l *m (Z l)^T *m Z l = Z l /\
    \rank (Z l) = \rank (chain L P)].
Proof.
have form l (lL : (l < L)%N) := (form_run2 n lL).1; split=> // [|l lL].
  exact: norm_form form.
by rewrite path_isometry // path_rank.
Qed.
End Path.
