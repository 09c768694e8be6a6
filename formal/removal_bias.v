(* The removal of neurons beside a bias, which is the weight of a neuron that is always one.

   The rows of H are the activations of the other neurons on N samples; the constant comes last.

   cost_with_bias (B4QC, part 5): the entries of the inverse of all others are those of the inverse
     for the activations less their means. With them the cost of a set and the weights of the
     others are as without a bias, and the bias takes over what the means have lost.
   Over any ordered field, for all numbers of neurons, samples and outputs. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Bias.
Variables (R : realFieldType) (N o : nat).
Local Notation one := (const_mx 1 : 'rV[R]_N).

(* the means of the rows over the samples *)
Definition means k (H : 'M[R]_(k, N)) : 'cV[R]_k := N%:R^-1 *: (H *m one^T).
(* the rows less their means *)
Definition centred k (H : 'M[R]_(k, N)) := H - means H *m one.

Lemma one_one : one *m one^T = N%:R%:M.
Proof.
rewrite [LHS]mx11_scalar mxE; congr _%:M.
by under eq_bigr do rewrite !mxE mulr1; rewrite sumr_const card_ord.
Qed.

Lemma centred_one k (H : 'M[R]_(k, N)) : N%:R != 0 :> R -> centred H *m one^T = 0.
Proof.
move=> N0; rewrite mulmxBl -mulmxA one_one mul_mx_scalar scalerA mulfV // scale1r.
by rewrite subrr.
Qed.

Lemma centred_col k m (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N)) :
  centred (col_mx Hk Hd) = col_mx (centred Hk) (centred Hd).
Proof.
by rewrite /centred /means mul_col_mx scale_col_mx mul_col_mx opp_col_mx add_col_mx.
Qed.

Lemma means_col k m (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N)) :
  means (col_mx Hk Hd) = col_mx (means Hk) (means Hd).
Proof. by rewrite /means mul_col_mx scale_col_mx. Qed.

Lemma split_mean k (H : 'M[R]_(k, N)) : H = centred H + means H *m one.
Proof. by rewrite subrK. Qed.

Section Inverse.
Variables (n : nat) (H : 'M[R]_(n, N)).
Variables (P : 'M[R]_n) (p : 'cV[R]_n) (q : 'rV[R]_n) (r : 'M[R]_1).
Local Notation H1 := (col_mx H one).
Hypothesis PG : block_mx P p q r *m (H1 *m H1^T) = 1%:M.

Lemma some_samples : N%:R != 0 :> R.
Proof.
apply/eqP=> N0; have := mulmx1C PG; rewrite tr_col_mx mul_col_row one_one N0.
have N00 : N = 0%N by apply/eqP; rewrite -(pnatr_eq0 R) N0.
have -> : one *m H^T = 0.
  by apply/matrixP=> i j; rewrite !mxE; apply: big1 => l; have := ltn_ord l; rewrite {2}N00.
rewrite raddf0 block_mxEv mul_col_mx row_mx0 mul0mx scalar_mx_block block_mxEv => /eq_col_mx[_].
by rewrite -row_mx0 => /eq_row_mx[_ /matrixP/(_ 0 0)/eqP]; rewrite !mxE eq_sym oner_eq0.
Qed.

Lemma centred_inverse : P *m (centred H *m (centred H)^T) = 1%:M /\ p = - (P *m means H).
Proof.
have N0 := some_samples.
have := PG; rewrite tr_col_mx mul_col_row mulmx_block scalar_mx_block => /eq_block_mx[e1 e2 _ _].
have pE : p = - (P *m means H).
  rewrite one_one mul_mx_scalar in e2; apply: (scalerI N0); rewrite scalerN scalemxAr.
  rewrite scalerA mulfV // scale1r; apply/eqP; rewrite -addr_eq0 addrC.
  by apply/eqP.
split=> //; rewrite -e1 pE.
have -> : centred H *m (centred H)^T = H *m H^T - means H *m (one *m H^T).
  have -> : (centred H)^T = H^T - one^T *m (means H)^T by rewrite linearB /= trmx_mul.
  by rewrite mulmxBr mulmxA centred_one // mul0mx subr0 mulmxBl mulmxA.
by rewrite mulmxBr mulNmx (mulmxA P (means H)).
Qed.
End Inverse.

Variables (k m : nat) (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N)).
Variables (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)) (b : 'cV[R]_o).
Variables (Pkk : 'M[R]_k) (Pkd : 'M[R]_(k, m)) (Pdk : 'M[R]_(m, k)) (Pdd : 'M[R]_m).
Variables (p : 'cV[R]_(k + m)) (q : 'rV[R]_(k + m)) (r : 'M[R]_1).
Local Notation H := (col_mx Hk Hd).
Local Notation H1 := (col_mx H one).
Local Notation X := (row_mx Xk Xd).
Local Notation P := (block_mx Pkk Pkd Pdk Pdd).

Theorem cost_with_bias : block_mx P p q r *m (H1 *m H1^T) = 1%:M ->
  let change Y c := sumsq (Y *m Hk + c *m one - (X *m H + b *m one)) in
  let new Y := b + X *m means H - Y *m means Hk in
  let best := Xk - Xd *m invmx Pdd *m Pdk in let cost := \tr (Xd *m invmx Pdd *m Xd^T) in
  [/\ P *m (centred H *m (centred H)^T) = 1%:M,
      new best = b - Xd *m invmx Pdd *m dsubmx p,
      change best (new best) = cost,
      forall Y c, cost <= change Y c /\ change Y (new Y) <= change Y c &
      forall Y c, change Y c <= cost -> Y = best /\ c = new best].
Proof.
move=> PG change new best cost; have N0 := some_samples PG.
have [PC pE] := centred_inverse PG.
have := PC; rewrite centred_col => PK; have [unit e0 le only _] := cost_of_set Xk Xd PK.
have split Y c : change Y c =
    sumsq (Y *m centred Hk - X *m centred H) + N%:R * sumsq (c - new Y).
  have -> : N%:R * sumsq (c - new Y) = sumsq ((c - new Y) *m one).
    rewrite !sumsq_rows trmx_mul mulmxA -(mulmxA _ one) one_one mul_mx_scalar -scalemxAl.
    by rewrite linearZ.
  rewrite /change -pythagoras; last first.
    by rewrite trmx_mul mulmxA mulmxBl -!mulmxA !centred_one // !mulmx0 subrr mul0mx.
  congr sumsq; rewrite {1}(split_mean Hk) {1}(split_mean H) /new !mulmxBl !mulmxDl !mulmxDr !mulmxA.
  move: (Y *m centred Hk) (Y *m means Hk *m one) (c *m one) => y1 y2 c1.
  move: (X *m centred H) (X *m means H *m one) (b *m one) => x1 x2 b1.
  apply/matrixP=> i j; rewrite !mxE.
  by move: (y1 i j) (y2 i j) (c1 i j) (x1 i j) (x2 i j) (b1 i j) => *; ring.
have pos : 0 < N%:R :> R by rewrite lt_def N0 ler0n.
have part Y c : 0 <= N%:R * sumsq (c - new Y) by rewrite mulr_ge0 ?sumsq_ge0 // ltW.
have zero Y : change Y (new Y) = sumsq (Y *m centred Hk - X *m centred H).
  by rewrite split subrr [sumsq 0]sumsq_rows mul0mx mxtrace0 mulr0 addr0.
split=> //.
- rewrite /new /best pE means_col mul_block_col opp_col_mx col_mxKd mul_row_col mulmxN.
  rewrite opprK mulmxBl mulmxDr !mulmxA -(mulmxA Xd _ Pdd) mulVmx // mulmx1.
  move: (Xk *m _) (Xd *m means Hd) (_ *m Pdk *m _) => x d e.
  by apply/matrixP=> i j; rewrite !mxE; move: (b i j) (x i j) (d i j) (e i j) => *; ring.
- by rewrite zero centred_col.
- move=> Y c; split; last by rewrite zero split ler_addl.
  by rewrite split centred_col; apply: le_trans (le Y) _; rewrite ler_addl.
move=> Y c le_c; have Yb : Y = best.
  by apply: only; rewrite -centred_col; apply: le_trans le_c; rewrite split ler_addl.
split=> //; move: le_c; rewrite Yb split centred_col e0 ger_addl pmulr_rle0 // => /sumsq_eq0/eqP.
by rewrite subr_eq0 => /eqP.
Qed.
End Bias.
