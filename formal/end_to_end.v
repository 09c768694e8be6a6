(* The product of a balanced chain: Gram matrices of partial products, roots, and its velocity.

   A chain is balanced if W_{l+1}^T W_{l+1} = W_l W_l^T at every inner layer.

   telescoping (ND5T): over any commutative ring, for every depth and all widths, with
     P = W_{L-1} W_{L-1}^T and Q = W_0^T W_0, the product A of the factors above layer l has
     A A^T = P^(L-1-l), the product B of those below has B^T B = Q^l, and for the whole product
     X X^T = P^L, X^T X = Q^L.
   balanced_velocity (ND5T): so the sum of A W_l' B with W_l' = -A^T G B^T is minus the sum of
     P^(L-1-l) G Q^l.
   psd_root_unique (ND5T): over any ordered field a positive semidefinite matrix has at most one
     positive semidefinite L-th root. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Powers.
Variables (R : comRingType) (n : nat).
Implicit Types A : 'M[R]_n.

(* A^k, for matrices of any size *)
Definition mxpow A k : 'M[R]_n := iter k (mulmx A) 1%:M.

Lemma mxpowS A k : mxpow A k.+1 = A *m mxpow A k. Proof. by []. Qed.

Lemma mxpowD A j k : mxpow A (j + k) = mxpow A j *m mxpow A k.
Proof. by elim: j => [|j IH]; rewrite ?mul1mx // addSn !mxpowS IH mulmxA. Qed.

Lemma mxpowSr A k : mxpow A k.+1 = mxpow A k *m A.
Proof. by rewrite -addn1 mxpowD /mxpow /= mulmx1. Qed.

Lemma mxpow_tr A k : (mxpow A k)^T = mxpow A^T k.
Proof.
by elim: k => [|k IH]; [exact: trmx1 | rewrite mxpowS trmx_mul IH -mxpowSr].
Qed.
End Powers.

Section Telescoping.
Variables (R : comRingType) (n : nat) (d : nat -> nat).
Implicit Types W : factors R d.
Local Notation L := n.+1.

(* the first m factors: W_{l+1}^T W_{l+1} = W_l W_l^T at every layer between two of them *)
Definition balanced m W := forall l, (l.+1 < m)%N -> imbalance W l = 0.

(* the Gram matrix of the last factor, of the size of its rows *)
Definition last_gram W := W n *m (W n)^T.
(* that of the first factor, of the size of its columns *)
Definition first_gram W := (W 0%N)^T *m W 0%N.
Local Notation P := last_gram.
Local Notation Q := first_gram.

Variable W : factors R d.
Hypothesis balance : balanced L W.

Lemma balancedE l : (l.+1 < L)%N -> (W l.+1)^T *m W l.+1 = W l *m (W l)^T.
Proof. by move=> /balance/eqP; rewrite subr_eq0 => /eqP. Qed.

Lemma above_shift l : (l < L)%N -> above L W l.+1 *m (W l *m (W l)^T) = P W *m above L W l.+1.
Proof.
rewrite ltnS => ln; rewrite -(subKn ln); elim: (n - l)%N (leq_subr l n) => [|k IH] kn.
  by rewrite subn0 above_end mul1mx mulmx1.
have kL : ((n - k.+1).+1 < L)%N by rewrite ltnS ltn_subrL; case: (n) kn.
have e : ((n - k.+1).+1 = n - k)%N by rewrite -subSn // subSS.
rewrite (above_step W kL) -(balancedE kL) mulmxA -[LHS]mulmxA.
by move: (IH (ltnW kn)); rewrite -e !mulmxA => ->.
Qed.

Lemma below_shift l : (l < L)%N -> (W l)^T *m W l *m below W l = below W l *m Q W.
Proof.
elim: l => [|l IH] lL; first by rewrite /= mulmx1 mul1mx.
by rewrite balancedE // below_step -(mulmxA (W l) (below W l)) -IH 1?ltnW // !mulmxA.
Qed.

Lemma above_power l : (l <= L)%N -> above L W l *m (above L W l)^T = mxpow (P W) (L - l).
Proof.
move=> lL; rewrite -(subKn lL); elim: (L - l)%N (leq_subr l L) => [|k IH] kL.
  by rewrite subn0 above_end subnn trmx1 mulmx1.
have kL' : (L - k.+1 < L)%N by rewrite ltn_subrL.
have e : ((L - k.+1).+1 = L - k)%N by rewrite -subSn // subSS.
rewrite (above_step W kL') trmx_mul mulmxA -(mulmxA (above L W _)) above_shift // -mulmxA.
by move: (IH (ltnW kL)); rewrite -e => ->; rewrite -mxpowS !subSS -subSn // subSS.
Qed.

Lemma below_power l : (l <= L)%N -> (below W l)^T *m below W l = mxpow (Q W) l.
Proof.
elim: l => [|l IH] lL; first by rewrite /= trmx1 mulmx1.
rewrite below_step trmx_mul -mulmxA (mulmxA (W l)^T) below_shift // mulmxA.
by rewrite IH 1?ltnW // -mxpowSr.
Qed.

Theorem telescoping :
  (forall l, (l < L)%N -> above L W l.+1 *m (above L W l.+1)^T = mxpow (P W) (n - l) /\
    (below W l)^T *m below W l = mxpow (Q W) l) /\
  chain L W *m (chain L W)^T = mxpow (P W) L /\ (chain L W)^T *m chain L W = mxpow (Q W) L.
Proof.
split=> [l lL|]; first by rewrite above_power // below_power // ltnW.
have e : above L W 0 = chain L W by rewrite -(above_below W (leq0n L)) mulmx1.
by split; rewrite -1?below_power // -e above_power // subn0.
Qed.

(* the velocity of the product by the product rule, factors moving along minus their gradients *)
Theorem balanced_velocity (G : 'M[R]_(d L, d 0)) :
  \sum_(l < L) above L W l.+1 *m - grad G W l *m below W l =
  - \sum_(l < L) mxpow (P W) (n - l) *m G *m mxpow (Q W) l.
Proof.
have [powers _] := telescoping; rewrite -sumrN; apply: eq_bigr => l _.
have [<- <-] := powers l (ltn_ord l).
by rewrite mulmxN mulNmx /grad !mulmxA.
Qed.
End Telescoping.

Section Roots.
Variables (R : realFieldType) (n : nat).
Implicit Types A B : 'M[R]_n.

(* symmetric, and v^T A v >= 0 for every v *)
Definition psd A := A^T = A /\ forall v : 'cV[R]_n, 0 <= (v^T *m A *m v) 0 0.

(* a psd P with P^m = A *)
Definition psd_root m A P := psd P /\ mxpow P m = A.

Lemma gram_psd m (X : 'M[R]_(m, n)) : psd (X^T *m X).
Proof.
split=> [|v]; first by rewrite trmx_mul trmxK.
rewrite mulmxA -mulmxA -trmx_mul mxE.
by apply: sumr_ge0 => i _; rewrite mxE -expr2 sqr_ge0.
Qed.

Lemma col_form m A (Y : 'M[R]_(n, m)) j :
  (Y^T *m A *m Y) j j = ((col j Y)^T *m A *m col j Y) 0 0.
Proof.
rewrite tr_col -row_mul [LHS]mxE [RHS]mxE; apply: eq_bigr => k _.
by rewrite [row _ _ _ _]mxE [col _ _ _ _]mxE.
Qed.

Lemma trace_ge0 m A (Y : 'M[R]_(n, m)) : psd A -> 0 <= \tr (Y^T *m A *m Y).
Proof. by case=> _ pos; apply: sumr_ge0 => j _; rewrite col_form; exact: pos. Qed.

(* what a psd matrix weighs with 0 it maps to 0 *)
Lemma psd_null A (v : 'cV[R]_n) : psd A -> (v^T *m A *m v) 0 0 = 0 -> A *m v = 0.
Proof.
move=> [sym pos] vAv; set w := A *m v.
have ww : (w^T *m w) 0 0 = \sum_i w i 0 ^+ 2.
  by rewrite mxE; apply: eq_bigr => i _; rewrite mxE expr2.
set p := (w^T *m w) 0 0 in ww; set q := (w^T *m A *m w) 0 0.
have quadratic c : 0 <= 2%:R * c * p + c ^+ 2 * q.
  have := pos (v + c *: w); congr (_ <= _).
  have -> : (v + c *: w)^T = v^T + c *: w^T by rewrite linearD linearZ.
  rewrite !mulmxDl !mulmxDr -!scalemxAl -!scalemxAr.
  have wv : w^T *m A *m v = w^T *m w by rewrite -mulmxA.
  have vw : v^T *m A *m w = w^T *m w by rewrite -{1}sym -trmx_mul.
  rewrite wv vw scalerA; move: vAv; rewrite /p /q; move: (w^T *m w) (w^T *m A *m w) => a b.
  by rewrite !mxE => ->; move: (a 0 0) (b 0 0) => x y; ring.
have q0 : 0 <= q := pos w.
have p0 : 0 <= p by rewrite ww; apply: sumr_ge0 => i _; exact: sqr_ge0.
have /eqP : p = 0.
  apply/eqP; rewrite eq_le p0 andbT leNgt; apply/negP => pp.
  have q1 : 0 < q + 1 by rewrite ltr_paddl ?ltr01.
  have := quadratic (- p / (q + 1)).
  have -> : 2%:R * (- p / (q + 1)) * p + (- p / (q + 1)) ^+ 2 * q =
      - ((p / (q + 1)) ^+ 2 * (q + 2%:R)).
    by field; rewrite gt_eqF.
  by rewrite oppr_ge0 leNgt mulr_gt0 ?exprn_gt0 ?divr_gt0 // ltr_paddl ?ltr0n.
rewrite ww psumr_eq0 => [/allP z|i _]; last exact: sqr_ge0.
apply/colP=> i; rewrite [RHS]mxE; apply/eqP.
by have := z i (mem_index_enum i); rewrite sqrf_eq0.
Qed.

Lemma trace_null m A (Y : 'M[R]_(n, m)) : psd A -> \tr (Y^T *m A *m Y) = 0 -> A *m Y = 0.
Proof.
move=> psdA tr0; have [_ pos] := psdA.
have p j : true -> 0 <= (Y^T *m A *m Y) j j by rewrite col_form.
apply/matrixP=> i j; have := psumr_eq0P p tr0 (i := j) isT; rewrite col_form => /(psd_null psdA).
by rewrite colE mulmxA -colE => /colP/(_ i); rewrite [col _ _ _ _]mxE => ->; rewrite !mxE.
Qed.

(* A^m - B^m in terms of A - B *)
Lemma power_difference A B m :
  mxpow A m - mxpow B m = \sum_(k < m) mxpow A (m - k.+1) *m (A - B) *m mxpow B k.
Proof.
elim: m => [|m IH]; first by rewrite big_ord0 subrr.
rewrite big_ord_recl subSS subn0 mulmx1; set S := \sum_(i < m) _.
have -> : S = (mxpow A m - mxpow B m) *m B.
  rewrite IH mulmx_suml; apply: eq_bigr => k _; rewrite lift0 subSS.
  by rewrite mxpowSr mulmxA.
by rewrite !mxpowSr mulmxBr mulmxBl addrA subrK.
Qed.

Lemma halved A k : exists2 X, mxpow A k = mxpow A k./2 *m X *m mxpow A k./2 &
  X = if odd k then A else 1%:M.
Proof.
exists (if odd k then A else 1%:M) => //; rewrite -{1}[k]odd_double_half -addnn.
case: (odd k); last by rewrite add0n mulmx1 mxpowD.
by rewrite add1n mxpowS mxpowD mulmxA -mxpowS mxpowSr.
Qed.

(* one of the exponents is even: the trace of a square, seen through A or B *)
Lemma trace_pair_ge0 A B D j k : psd A -> psd B -> D^T = D -> odd (j + k) ->
  0 <= \tr (D *m (mxpow A j *m D *m mxpow B k)).
Proof.
move=> psdA psdB symD; rewrite oddD; have [symA _] := psdA; have [symB _] := psdB.
have [X -> XE] := halved A j; have [Z -> ZE] := halved B k.
set a := mxpow A _; set b := mxpow B _; pose Y := a *m D *m b.
have YT : Y^T = b *m D *m a.
  by rewrite !trmx_mul symD (mxpow_tr A) (mxpow_tr B) symA symB mulmxA.
have -> : \tr (D *m (a *m X *m a *m D *m (b *m Z *m b))) = \tr (Y^T *m X *m Y *m Z).
  by rewrite YT /Y -!mulmxA [RHS]mxtrace_mulC !mulmxA.
rewrite XE ZE; case: (odd j) (odd k) => -[] //= _; first by rewrite mulmx1; exact: trace_ge0.
rewrite mulmx1 -mulmxA mxtrace_mulC.
by have := trace_ge0 Y^T psdB; rewrite trmxK.
Qed.

(* a power of a symmetric matrix has no larger kernel *)
Lemma power_kernel A m (Y : 'M[R]_(n, m)) k : A^T = A -> mxpow A k.+1 *m Y = 0 -> A *m Y = 0.
Proof.
move=> sym; elim: k => [|k IH]; first by rewrite /mxpow /= mulmx1.
move=> AY; apply: IH; set Z := _ *m Y.
have ZZ : Z^T *m Z = 0.
  have e : mxpow A k.+1 *m Z = mxpow A k *m (mxpow A k.+2 *m Y).
    by rewrite /Z {1}mxpowSr -(mulmxA _ A); congr (_ *m _); exact: mulmxA.
  by rewrite {1}/Z trmx_mul mxpow_tr sym -mulmxA e AY !mulmx0.
apply/matrixP=> i j; rewrite [RHS]mxE; have := f_equal (fun X : 'M[R]_m => X j j) ZZ.
rewrite [LHS]mxE [RHS]mxE => /eqP; rewrite psumr_eq0 => [/allP z|l _]; last first.
  by rewrite mxE -expr2 sqr_ge0.
by apply/eqP; have := z i (mem_index_enum i); rewrite mxE -expr2 sqrf_eq0.
Qed.

(* if one of two psd matrices and D have a trace zero between them *)
Lemma trace_pair_null A D m : psd A -> D^T = D ->
  \tr (D *m (mxpow A (m + m.+1) *m D)) = 0 -> A *m D = 0.
Proof.
move=> psdA symD; have [symA _] := psdA; rewrite mxpowD mxpowS !mulmxA.
have e : (mxpow A m *m D)^T = D *m mxpow A m by rewrite trmx_mul symD mxpow_tr symA.
rewrite -e -mulmxA => /(trace_null psdA); rewrite mulmxA -mxpowS.
exact: power_kernel.
Qed.

Theorem psd_root_unique C A B m : (0 < m)%N -> psd_root m C A -> psd_root m C B -> A = B.
Proof.
move=> m0 [psdA rA] [psdB rB]; have AB : mxpow A m = mxpow B m by rewrite rA rB.
have [symA _] := psdA; have [symB _] := psdB.
set D := A - B; have symD : D^T = D by rewrite linearB /= symA symB.
(* the same with an even exponent, 2 m *)
have zero : \sum_(k < m + m) \tr (D *m (mxpow A (m + m - k.+1) *m D *m mxpow B k)) = 0.
  transitivity (\tr (D *m (mxpow A (m + m) - mxpow B (m + m)))).
    by rewrite power_difference mulmx_sumr raddf_sum.
  by rewrite !mxpowD AB subrr mulmx0 mxtrace0.
have pos (k : 'I_(m + m)) : true ->
    0 <= \tr (D *m (mxpow A (m + m - k.+1) *m D *m mxpow B k)).
  move=> _; apply: trace_pair_ge0 => //; have := f_equal odd (subnK (ltn_ord k)).
  by rewrite addnS /= => h; apply/negbFE; rewrite h oddD addbb.
have i0 : (0 < m + m)%N by rewrite addn_gt0 m0.
have il : ((m + m).-1 < m + m)%N by rewrite prednK.
have e : ((m + m).-1 = m.-1 + m.-1.+1)%N by rewrite (prednK m0) -{1}(prednK m0).
have AD : A *m D = 0.
  apply: (trace_pair_null (m := m.-1) psdA symD); rewrite -e -subn1.
  by have := psumr_eq0P pos zero (i := Ordinal i0) isT; rewrite mulmx1.
have BD : B *m D = 0.
  apply: (trace_pair_null (m := m.-1) psdB symD); rewrite -e mxtrace_mulC -mulmxA.
  have := psumr_eq0P pos zero (i := Ordinal il) isT.
  have -> : (m + m - (Ordinal il).+1 = 0)%N by rewrite /= prednK // subnn.
  by rewrite mul1mx => h; rewrite mxtrace_mulC -mulmxA.
have DD : mxpow D 2 *m 1%:M = 0 by rewrite /mxpow /= !mulmx1 {1}/D mulmxBl AD BD subrr.
by apply/eqP; rewrite -subr_eq0; have := power_kernel symD DD; rewrite mulmx1 => /eqP.
Qed.

End Roots.
