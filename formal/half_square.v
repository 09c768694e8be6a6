(* The gradient of half the squared distance to a target.

   half_square_gradient (LKB2, JMRU, HEW8): over any ordered field the function 1/2 |X - M|^2 has
     the gradient X - M at every X, by the definition with epsilon and delta. So descent and flow
     with the slope X - M (residual, square_loss) are those of 1/2 |X - M|^2. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent lipschitz squares.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section HalfSquare.
Variables (R : realFieldType) (m n : nat).
Implicit Types M X V : 'M[R]_(m, n).

(* half the sum of the squares of the entries of X - M *)
Definition half_square M X : R := \tr ((X - M)^T *m (X - M)) / 2%:R.

Lemma trace_square V : \tr (V^T *m V) = fro V.
Proof.
rewrite /fro /mxtrace exchange_big /=; apply: eq_bigr => j _; rewrite mxE.
by apply: eq_bigr => i _; rewrite mxE expr2.
Qed.

Lemma half_square_moved M X V :
  half_square M (X + V) - half_square M X - \tr ((X - M)^T *m V) = fro V / 2%:R.
Proof.
have e : X + V - M = X - M + V by rewrite addrAC.
rewrite /half_square e; move: (X - M) => Y.
have cross : \tr (V^T *m Y) = \tr (Y^T *m V) by rewrite -mxtrace_tr trmx_mul trmxK.
have trD k (A B : 'M[R]_k) : \tr (A + B) = \tr A + \tr B by rewrite linearD.
rewrite [(Y + V)^T]linearD /= mulmxDl !mulmxDr !trD cross !trace_square.
by move: (\tr _) (fro Y) (fro V) => a b c; field.
Qed.

Lemma fro_le V : fro V <= norm1 V ^+ 2.
Proof.
rewrite expr2; apply: le_trans (inner_le V V); apply: ler_sum => i _; apply: ler_sum => j _.
by rewrite expr2.
Qed.

Theorem half_square_gradient M X : has_gradient (half_square M) X (X - M).
Proof.
move=> e e0; exists e => // X'; set V := X' - X => close.
have -> : half_square M X' = half_square M (X + V) by rewrite /V addrC subrK.
rewrite half_square_moved ger0_norm; last by rewrite divr_ge0 ?fro_ge0 ?ler0n.
apply: (@le_trans _ _ (norm1 V ^+ 2)); last by rewrite expr2 ler_wpmul2r ?norm1_ge0.
apply: le_trans (fro_le V); rewrite ler_pdivr_mulr ?ltr0n //.
by rewrite ler_pemulr ?fro_ge0 // ler1n.
Qed.
End HalfSquare.
