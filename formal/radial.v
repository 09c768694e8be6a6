(* A radial network computes the same function in fewer dimensions, over any real closed field.

   Layers are numbered from 0: W_l has the size n_(l+1) x (1 + n_l), a bias beside a matrix, and
   the book's W_l, A_l, b_l are those of l - 1 here; widths, signals, frames and the functions h_l
   have the numbers of the book.
   radial_commutes (NHXN, part 1): rho (Q v) = Q (rho v), if Q has orthonormal columns.
   radial_iff_commutes (NHXN, part 2): a map of R^n commutes with all orthogonal matrices if and
     only if it is radial.
   entrywise_radial (NHXN, part 3): for n >= 2 a function of each entry is radial if and only if it
     is t -> c t.
   radial_core (LCG0, part 1): for every core and all frames of it W_l diag(1, Q_l) =
     Q_(l+1) R_l, the signals are Q_l times those of the cut network, and the outputs are the
     same, for every input and all functions.
   core_with_bias, core_without_bias (LCG0, part 2): there is a core of the dimensions
     m_l = min(n_l, m_(l-1) + 1), and without biases of min(n_l, m_(l-1)).
   compressed_with_bias, compressed_without_bias (LCG0, part 2): so there is a network of these
     widths with the same outputs for every input and all functions. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import orthonormal.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Radial.
Variable R : rcfType.

(* the length of a column, and a radial function: it stretches v to the length h |v| *)
Definition len n (v : 'cV[R]_n) : R := Num.sqrt (\sum_i v i 0 ^+ 2).
Definition rho n (h : R -> R) (v : 'cV[R]_n) : 'cV[R]_n :=
  if v == 0 then 0 else (h (len v) / len v) *: v.

(* bias and matrix of a layer, and what it makes of z: A z + b *)
Definition bias p q (W : 'M[R]_(p, 1 + q)) : 'cV[R]_p := lsubmx W.
Definition weight p q (W : 'M[R]_(p, 1 + q)) : 'M[R]_(p, q) := rsubmx W.
Definition affine p q (W : 'M[R]_(p, 1 + q)) (z : 'cV[R]_q) := weight W *m z + bias W.

(* the layers of a network of the widths n_0, n_1, ... *)
Definition layers (n : nat -> nat) := forall l, 'M[R]_(n l.+1, 1 + n l).

(* the signals z_l, and a_l: the output of the network with l layers *)
Fixpoint signal n (h : nat -> R -> R) (W : layers n) x l : 'cV[R]_(n l) :=
  if l is l'.+1 then rho (h l) (affine (W l') (signal h W x l')) else x.
Definition output n h (W : layers n) x l : 'cV[R]_(n l) :=
  if l is l'.+1 then affine (W l') (signal h W x l') else x.

(* subspaces as row spaces: C_l has the vectors of the core of layer l as rows *)
Definition core n L (W : layers n) (C : forall l, 'M[R]_(n l)) :=
  [/\ row_full (C 0%N), row_full (C L) & forall l, (l < L)%N ->
    ((bias (W l))^T <= C l.+1)%MS /\ (C l *m (weight (W l))^T <= C l.+1)%MS].

(* orthonormal columns that span the core; pid_mx is the identity at both ends *)
Definition frames n m L (C : forall l, 'M[R]_(n l)) (Q : forall l, 'M[R]_(n l, m l)) :=
  [/\ forall l, (l <= L)%N -> (Q l)^T *m Q l = 1%:M,
      forall l, (l <= L)%N -> ((Q l)^T :=: C l)%MS,
      Q 0%N = pid_mx (n 0%N) & Q L = pid_mx (n L)].

(* diag(1, Q), and the network cut to the core *)
Definition hat n m (Q : 'M[R]_(n, m)) : 'M[R]_(1 + n, 1 + m) := block_mx 1%:M 0 0 Q.
Definition cut n m (W : layers n) (Q : forall l, 'M[R]_(n l, m l)) : layers m :=
  fun l => (Q l.+1)^T *m W l *m hat (Q l).

(* the same column, its number of entries written as another expression *)
Definition recast p q (e : p = q) (v : 'cV[R]_p) : 'cV[R]_q := castmx (e, erefl) v.

Lemma len_frame n m (Q : 'M[R]_(n, m)) v : Q^T *m Q = 1%:M -> len (Q *m v) = len v.
Proof.
move=> QQ; have sq k (u : 'cV[R]_k) : \sum_i u i 0 ^+ 2 = (u^T *m u) 0 0.
  by rewrite mxE; apply: eq_bigr => i _; rewrite mxE expr2.
by rewrite /len !sq trmx_mul -mulmxA (mulmxA Q^T) QQ mul1mx.
Qed.

Lemma len_sq n (v : 'cV[R]_n) : len v ^+ 2 = \sum_i v i 0 ^+ 2.
Proof. by rewrite sqr_sqrtr // sumr_ge0 // => i _; rewrite sqr_ge0. Qed.

Lemma len_eq0 n (v : 'cV[R]_n) : (len v == 0) = (v == 0).
Proof.
rewrite -sqrf_eq0 len_sq; apply/eqP/eqP => [v0|->]; last first.
  by rewrite big1 // => i _; rewrite mxE expr0n.
apply/colP => i; rewrite [RHS]mxE; apply/eqP; rewrite -sqrf_eq0; apply/eqP.
have pos j : true -> 0 <= v j 0 ^+ 2 by move=> _; rewrite sqr_ge0.
exact: (psumr_eq0P pos v0).
Qed.

Theorem radial_commutes n m (Q : 'M[R]_(n, m)) h v : Q^T *m Q = 1%:M ->
  rho h (Q *m v) = Q *m rho h v.
Proof.
move=> QQ; rewrite /rho len_frame //; have [->|v0] := eqVneq v 0; first by rewrite !mulmx0 eqxx.
have [Q0|_] := eqVneq (Q *m v) 0; last by rewrite scalemxAr.
by case/eqP: v0; rewrite -(mul1mx v) -QQ -mulmxA Q0 mulmx0.
Qed.

Lemma rhoN n h (v : 'cV[R]_n) : rho h (- v) = - rho h v.
Proof.
have vN : - v = (-1)%:M *m v by rewrite mul_scalar_mx scaleN1r.
rewrite vN radial_commutes ?mul_scalar_mx ?scaleN1r //.
by rewrite tr_scalar_mx -scalar_mxM mulrNN mulr1.
Qed.

Lemma len_ge0 n (v : 'cV[R]_n) : 0 <= len v. Proof. exact: sqrtr_ge0. Qed.

Lemma square n (v : 'cV[R]_n) : v^T *m v = (len v ^+ 2)%:M.
Proof.
rewrite [LHS]mx11_scalar len_sq mxE; congr (_%:M); apply: eq_bigr => i _.
by rewrite mxE expr2.
Qed.

(* two columns of one length are turned into each other by a reflection *)
Lemma turned n (a b : 'cV[R]_n) : len a = len b ->
  exists Q : 'M[R]_n, Q^T *m Q = 1%:M /\ Q *m a = b.
Proof.
move=> ab; have [->|neq] := eqVneq a b; first by exists 1%:M; rewrite trmx1 !mul1mx.
have [w wE] : exists w, w = b - a by exists (b - a).
have [k ww] : exists k, w^T *m w = k%:M by exists (len w ^+ 2); exact: square.
have k0 : k != 0.
  have /matrixP/(_ 0 0) := ww; rewrite square !mxE eqxx !mulr1n => <-.
  by rewrite sqrf_eq0 len_eq0 wE subr_eq0 eq_sym.
set x := (b^T *m a) 0 0; have bx : b^T *m a = x%:M by rewrite [LHS]mx11_scalar.
have ax : a^T *m b = x%:M by rewrite -[LHS]trmxK trmx_mul trmxK bx tr_scalar_mx.
have wa : w^T *m a = (x - len a ^+ 2)%:M.
  by rewrite wE [(b - a)^T]linearB /= mulmxBl bx square raddfB.
have kE : k = 2%:R * (len a ^+ 2 - x).
  have /matrixP/(_ 0 0) := ww; rewrite wE mulmxBr [(b - a)^T]linearB /= !mulmxBl.
  by rewrite !square bx ax -ab !mxE eqxx !mulr1n => <-; ring.
exists (1%:M - (2%:R / k) *: (w *m w^T)); split.
  rewrite [(_ - _)^T]linearB /= trmx1 linearZ /= trmx_mul trmxK.
  rewrite mulmxBl mul1mx mulmxBr mulmx1 -scalemxAl -scalemxAr -mulmxA (mulmxA w^T) ww.
  rewrite mul_scalar_mx -scalemxAr; move: (w *m w^T) => P.
  rewrite !scalerA -[RHS]subr0 -addrA; congr (_ + _); rewrite -opprD; congr (- _).
  by apply/matrixP=> i j; rewrite !mxE; move: (P i j) => p; field.
rewrite mulmxBl mul1mx -scalemxAl -mulmxA wa mul_mx_scalar scalerA.
have -> : 2%:R / k * (x - len a ^+ 2) = -1.
  by move: k0; rewrite kE mulf_eq0 negb_or => /andP[_ k0]; field.
by rewrite scaleN1r opprK wE addrC subrK.
Qed.

Theorem radial_iff_commutes n (s : 'cV[R]_n -> 'cV[R]_n) :
  (exists h, h 0 = 0 /\ forall v, s v = rho h v) <->
  (forall Q : 'M[R]_n, Q^T *m Q = 1%:M -> forall v, s (Q *m v) = Q *m s v).
Proof.
split=> [[h [_ sE]] Q QQ v|]; first by rewrite !sE radial_commutes.
case: n s => [|n] s turn.
  by exists (fun=> 0); split=> // v; rewrite [LHS]flatmx0 [RHS]flatmx0.
pose e : 'cV[R]_n.+1 := delta_mx 0 0; pose h r := s (r *: e) 0 0.
have ee : e^T *m e = 1%:M.
  by rewrite trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE.
have s0 : s 0 = 0.
  have := turn (- 1%:M) _ 0; rewrite [(- _)^T]linearN /= trmx1 mulNmx mul1mx opprK.
  move=> /(_ erefl); rewrite mulmx0 mulNmx mul1mx => /eqP; rewrite -addr_eq0 -mulr2n.
  by rewrite -scaler_nat scaler_eq0 pnatr_eq0 => /eqP.
have along r : s (r *: e) = h r *: e.
  pose S := 2%:R *: (e *m e^T) - 1%:M; have S1 : S^T *m S = 1%:M.
    have -> : S^T = S by rewrite [LHS]linearB /= linearZ /= trmx_mul trmxK trmx1.
    rewrite /S mulmxBl mul1mx mulmxBr mulmx1 -scalemxAl -scalemxAr -mulmxA (mulmxA e^T) ee.
    rewrite mul1mx; move: (e *m e^T) => P; apply/matrixP=> i j; rewrite !mxE.
    by move: (P i j) => p; ring.
  have := turn S S1 (r *: e); have -> : S *m (r *: e) = r *: e.
    rewrite -scalemxAr mulmxBl mul1mx -scalemxAl -mulmxA ee mulmx1; congr (_ *: _).
    by rewrite scaler_nat mulr2n addrK.
  rewrite mulmxBl mul1mx -scalemxAl -mulmxA => /eqP.
  rewrite eq_sym subr_eq -mulr2n -scaler_nat => /eqP/scalerI <-; last by rewrite pnatr_eq0.
  by rewrite /h trmx_delta -rowE [row _ _]mx11_scalar mxE mul_mx_scalar.
exists h; split=> [|v]; first by rewrite /h scale0r s0 mxE.
rewrite /rho; have [->|v0] := eqVneq v 0; first exact: s0.
have lv : len (len v *: e) = len v.
  apply/eqP; rewrite -(@eqr_expn2 _ 2) ?len_ge0 //.
  have := square (len v *: e); rewrite -scalemxAr [(_ *: _)^T]linearZ /= -scalemxAl ee.
  by move=> /matrixP/(_ 0 0); rewrite !mxE eqxx mulr1 mulr1n -expr2 => <-.
have [Q [QQ Qe]] := turned lv.
rewrite -{1}Qe turn // along -{4}Qe -!scalemxAr scalerA divfK //.
by rewrite len_eq0.
Qed.

Theorem entrywise_radial n (s : R -> R) : (1 < n)%N ->
  (exists h, h 0 = 0 /\ forall v : 'cV[R]_n, map_mx s v = rho h v) <->
  (exists c, forall t, s t = c * t).
Proof.
case: n => [|[|n]] // _; split=> [[h [_ sE]]|[c sE]]; last first.
  exists (fun r => c * r); split=> [|v]; first by rewrite mulr0.
  rewrite /rho; have [->|v0] := eqVneq v 0.
    by apply/matrixP=> i j; rewrite !mxE sE mulr0.
  by rewrite mulfK ?len_eq0 //; apply/matrixP=> i j; rewrite !mxE sE.
exists (s 1) => t; pose v : 'cV[R]_n.+2 := \col_i (if i == 0 then t else 1).
have /matrixP vE := sE v; have := vE 0 0; have := vE ord_max 0.
have v0 : v != 0.
  by apply/eqP=> /matrixP/(_ ord_max 0)/eqP; rewrite !mxE /= oner_eq0.
by rewrite /rho (negbTE v0) !mxE /= mulr1 => ->.
Qed.

Lemma affineE p q (W : 'M[R]_(p, 1 + q)) z : affine W z = W *m col_mx 1%:M z.
Proof. by rewrite -[in RHS](hsubmxK W) mul_row_col mulmx1 addrC. Qed.

Lemma identity_frame p q (e : p = q) (v : 'cV[R]_p) :
  (pid_mx p : 'M[R]_(p, q)) *m recast e v = v.
Proof. by case: _ / e; rewrite /recast castmx_id pid_mx_1 mul1mx. Qed.

Section Cut.
Variables (n m : nat -> nat) (L : nat) (W : layers n) (C : forall l, 'M[R]_(n l)).
Variable Q : forall l, 'M[R]_(n l, m l).
Hypotheses (coreC : core L W C) (framesQ : frames L C Q).

Lemma cut_layer l : (l < L)%N -> W l *m hat (Q l) = Q l.+1 *m cut W Q l.
Proof.
move=> lL; have [_ _ /(_ l lL)[bC AC]] := coreC; have [QQ QC _ _] := framesQ.
suff /submxP[D DE] : ((W l *m hat (Q l))^T <= (Q l.+1)^T)%MS.
  have {}DE : W l *m hat (Q l) = Q l.+1 *m D^T by rewrite -[LHS]trmxK DE trmx_mul trmxK.
  by rewrite /cut -mulmxA DE (mulmxA _^T) QQ // mul1mx.
have -> : W l *m hat (Q l) = row_mx (bias (W l)) (weight (W l) *m Q l).
  by rewrite -{1}(hsubmxK (W l)) /hat mul_row_block !mulmx0 mulmx1 addr0 add0r.
rewrite tr_row_mx col_mx_sub !QC // bC trmx_mul /=.
by apply: submx_trans AC; rewrite submxMr // QC // ltnW.
Qed.

Lemma cut_affine l y : (l < L)%N -> affine (W l) (Q l *m y) = Q l.+1 *m affine (cut W Q l) y.
Proof.
move=> lL; rewrite !affineE mulmxA -cut_layer // -mulmxA; congr (_ *m _).
by rewrite /hat mul_block_col mul1mx !mul0mx addr0 add0r.
Qed.

Lemma cut_signal h y l : (l <= L)%N ->
  signal h W (Q 0%N *m y) l = Q l *m signal h (cut W Q) y l.
Proof.
elim: l => //= l IH lL; rewrite IH ?(ltnW lL) // cut_affine // radial_commutes //.
by have [QQ _ _ _] := framesQ; exact: QQ.
Qed.
End Cut.

Theorem radial_core n m L (W : layers n) C (Q : forall l, 'M[R]_(n l, m l))
    (e0 : n 0%N = m 0%N) (eL : n L = m L) : core L W C -> frames L C Q ->
  (forall l, (l < L)%N -> W l *m hat (Q l) = Q l.+1 *m cut W Q l) /\
  forall h x, let y := recast e0 x in
    (forall l, (l < L)%N -> signal h W x l = Q l *m signal h (cut W Q) y l) /\
    recast eL (output h W x L) = output h (cut W Q) y L.
Proof.
move=> coreC framesQ; have [_ _ Q0 QL] := framesQ.
split=> [l lL|h x y]; first exact: cut_layer coreC framesQ _ lL.
have xE : x = Q 0%N *m y by rewrite Q0 identity_frame.
have zE l : (l <= L)%N -> signal h W x l = Q l *m signal h (cut W Q) y l.
  by rewrite {1}xE; exact: cut_signal coreC framesQ _ _ _.
split=> [l /ltnW/zE //|].
have aE : output h W x L = Q L *m output h (cut W Q) y L.
  case: (L) coreC framesQ zE => [_ _ /(_ 0%N isT) //|l cC fQ zE] /=.
  by rewrite zE // (cut_affine cC fQ).
rewrite aE QL; case: _ / eL (output _ _ _ _) => u.
by rewrite /recast castmx_id pid_mx_1 mul1mx.
Qed.

(* a subspace of dimension r that contains the rows of S *)
Definition enlarged p q r (S : 'M[R]_(q, p)) : 'M[R]_p :=
  (S + (pid_mx (r - \rank S) : 'M_(p, _)) *m row_base S^C)%MS.

Lemma enlargedP p q r (S : 'M[R]_(q, p)) : (\rank S <= r <= p)%N ->
  (S <= enlarged r S)%MS /\ \rank (enlarged r S) = r.
Proof.
move=> /andP[Sr rp]; rewrite /enlarged addsmxSl; split=> //.
set T := _ *m row_base _; have TS : (T <= S^C)%MS.
  by rewrite (submx_trans (submxMl _ _)) // eq_row_base.
have ST : (S :&: T = 0)%MS.
  by apply/eqP; rewrite -submx0 -(capmx_compl S) capmxS.
rewrite mxrank_disjoint_sum // /T mxrankMfree ?row_base_free // rank_pid_mx ?subnKC //.
  exact: leq_trans (leq_subr _ _) rp.
by rewrite mxrank_compl leq_sub2r.
Qed.

(* from the first layer on, of dimensions m_l *)
Fixpoint grown n (m : nat -> nat) (W : layers n) l : 'M[R]_(n l) :=
  if l is l'.+1 then
    enlarged (m l) (col_mx (bias (W l'))^T (grown m W l' *m (weight (W l'))^T))
  else 1%:M.

Lemma grown_core n m L (W : layers n) : m 0%N = n 0%N -> m L = n L ->
  (forall l, (l < L)%N -> (m l.+1 <= n l.+1)%N) ->
  (forall l, (l.+1 < L)%N -> forall X : 'M[R]_(n l, n l.+1), (\rank X <= m l)%N ->
    (\rank (col_mx (bias (W l))^T X) <= m l.+1)%N) ->
  core L W (grown m W) /\ forall l, (l <= L)%N -> \rank (grown m W l) = m l.
Proof.
move=> m0 mL mn fits.
have step l : (l < L)%N -> \rank (grown m W l) = m l ->
    let S := col_mx (bias (W l))^T (grown m W l *m (weight (W l))^T) in
    (S <= grown m W l.+1)%MS /\ \rank (grown m W l.+1) = m l.+1.
  move=> lL rl S; apply: enlargedP; rewrite mn // andbT.
  move: (lL); rewrite leq_eqVlt => /orP[/eqP lE|lL'].
    by apply: leq_trans (rank_leq_col _) _; rewrite lE mL.
  by apply: fits => //; rewrite -rl; exact: mxrankM_maxl.
have rank l : (l <= L)%N -> \rank (grown m W l) = m l.
  elim: l => [|l IH] lL; first by rewrite mxrank1.
  by have [] := step l lL (IH (ltnW lL)).
split=> //; split=> [||l lL]; first by rewrite /row_full mxrank1.
  by rewrite /row_full rank // mL.
by have [] := step l lL (rank l (ltnW lL)); rewrite col_mx_sub => /andP.
Qed.

Theorem core_with_bias n m L (W : layers n) : m 0%N = n 0%N -> m L = n L ->
  (forall l, (l.+1 < L)%N -> m l.+1 = minn (n l.+1) (m l + 1)) ->
  exists C, core L W C /\ forall l, (l <= L)%N -> \rank (C l) = m l.
Proof.
move=> m0 mL mE; exists (grown m W); apply: grown_core => // l lL.
  by move: (lL); rewrite leq_eqVlt => /orP[/eqP->|/mE->]; rewrite ?mL ?geq_minl.
move=> X Xm; rewrite mE // leq_min rank_leq_col /= -addsmxE addnC.
by rewrite (leq_trans (mxrank_adds_leqif _ _)) // leq_add // rank_leq_row.
Qed.

Theorem core_without_bias n m L (W : layers n) : m 0%N = n 0%N -> m L = n L ->
  (forall l, (l.+1 < L)%N -> bias (W l) = 0) ->
  (forall l, (l.+1 < L)%N -> m l.+1 = minn (n l.+1) (m l)) ->
  exists C, core L W C /\ forall l, (l <= L)%N -> \rank (C l) = m l.
Proof.
move=> m0 mL W0 mE; exists (grown m W); apply: grown_core => // l lL.
  by move: (lL); rewrite leq_eqVlt => /orP[/eqP->|/mE->]; rewrite ?mL ?geq_minl.
move=> X Xm; rewrite mE // leq_min rank_leq_col /= W0 // trmx0 -addsmxE adds0mx.
exact: Xm.
Qed.

(* frames of a core *)
Lemma framed n m L (W : layers n) C : core L W C ->
  (forall l, (l <= L)%N -> \rank (C l) = m l) ->
  exists Q : forall l, 'M[R]_(n l, m l), frames L C Q.
Proof.
move=> [C0 CL _] rank.
pose good l (Q : 'M[R]_(n l, m l)) := [&& Q^T *m Q == 1%:M, (Q^T == C l)%MS &
  (l == 0%N) || (l == L) ==> (Q == pid_mx (n l))].
have exist l : (l <= L)%N -> exists Q, good l Q.
  move=> lL; have rl := rank l lL; case end_ : ((l == 0%N) || (l == L)).
    have full : row_full (C l) by case/orP: end_ => /eqP->.
    have nm : n l = m l by rewrite -rl; apply/esym/eqP.
    exists (pid_mx (n l)); rewrite /good end_ eqxx /= andbT.
    move: (C l) full; case: _ / nm => D full.
    by rewrite pid_mx_1 trmx1 mulmx1 eqxx sub1mx full submx1.
  have [P [PP PC]] := @orthonormal_rows R _ _ (C l) (m l) (eq_leq (esym rl)).
  exists P^T; rewrite /good end_ !trmxK PP eqxx andbT /=.
  rewrite -mxrank_leqif_eq // rl; have := mxrank1 R (m l); rewrite -PP => rP.
  rewrite eqn_leq rank_leq_row -{1}rP; exact: mxrankM_maxl.
have some l : exists Q, (l <= L)%N ==> good l Q.
  by have [/exist|_] := boolP (l <= L)%N; last by exists 0.
pose Q l := xchoose (some l); have QP l : (l <= L)%N -> good l (Q l).
  exact: (implyP (xchooseP (some l))).
exists Q; split=> [l /QP/and3P[/eqP]//|l /QP/and3P[_ /eqmxP]//||].
  by have /and3P[_ _ /eqP] := QP 0%N (leq0n L).
by have /and3P[_ _] := QP L (leqnn L); rewrite eqxx orbT => /eqP.
Qed.

Theorem compressed_with_bias n m L (W : layers n) (e0 : n 0%N = m 0%N) (eL : n L = m L) :
  (forall l, (l.+1 < L)%N -> m l.+1 = minn (n l.+1) (m l + 1)) ->
  exists W' : layers m, forall h x,
    recast eL (output h W x L) = output h W' (recast e0 x) L.
Proof.
move=> mE; have [C [coreC rank]] := core_with_bias W (esym e0) (esym eL) mE.
have [Q framesQ] := framed coreC rank; exists (cut W Q) => h x.
by have [_ /(_ h x)[]] := radial_core e0 eL coreC framesQ.
Qed.

Theorem compressed_without_bias n m L (W : layers n) (e0 : n 0%N = m 0%N) (eL : n L = m L) :
  (forall l, (l < L)%N -> bias (W l) = 0) ->
  (forall l, (l.+1 < L)%N -> m l.+1 = minn (n l.+1) (m l)) ->
  exists W' : layers m, (forall l, (l < L)%N -> bias (W' l) = 0) /\ forall h x,
    recast eL (output h W x L) = output h W' (recast e0 x) L.
Proof.
move=> W0 mE; have W0' l lL := W0 l (ltnW lL).
have [C [coreC rank]] := core_without_bias (esym e0) (esym eL) W0' mE.
have [Q framesQ] := framed coreC rank; exists (cut W Q); split=> [l lL|h x].
  rewrite /bias /cut -mulmxA -[lsubmx _]/(lsubmx _).
  rewrite -(hsubmxK (W l)) -[lsubmx (W l)]/(bias (W l)) W0 // /hat mul_row_block !mul0mx.
  by rewrite !mulmx0 addr0 mul_mx_row mulmx0 row_mxKl.
by have [_ /(_ h x)[]] := radial_core e0 eL coreC framesQ.
Qed.
End Radial.
