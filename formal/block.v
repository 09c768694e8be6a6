(* A linear block inside a network, and held outer factors: identities over commutative rings.

   merged_block: a block of L linear layers with biases is one layer, of the weight W_{L-1} ... W_0
     and the bias sum_l W_{L-1} ... W_{l+1} b_l, for every depth, widths and number of samples.
   held_outer_factors (J79E): |U R V^T - M|^2 = |R - U^T M V|^2 + |M - U U^T M V V^T|^2 for
     orthonormal columns of U and V and any R and M.
   held_outer_bound (J79E): over an ordered field a network with the outer factors a U and b V^T
     has an error of at least |M - U U^T M V V^T|^2, whatever its inner factors are. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Merged.
Variables (R : comRingType) (d : nat -> nat) (N : nat) (W : factors R d).
Variables (b : forall l, 'cV[R]_(d l.+1)) (H : 'M[R]_(d 0, N)).

(* the outputs of layer l for N samples: W_{l-1} z_{l-1} + b_{l-1} (1, ..., 1) from z_0 = H *)
Fixpoint outputs l : 'M[R]_(d l, N) :=
  if l is k.+1 then W k *m outputs k + b k *m const_mx 1 else H.

Lemma above_top L l : (l <= L)%N -> above L.+1 W l = W L *m above L W l.
Proof.
move=> lL; rewrite -(subKn lL); elim: (L - l)%N (leq_subr l L) => [|n IH] nL.
  by rewrite subn0 above_step // !above_end mul1mx mulmx1.
have lL' : (L - n.+1 < L)%N by rewrite ltn_subrL; case: (L) nL.
have eq : ((L - n.+1).+1 = L - n)%N by rewrite -subSn // subSS.
move: (IH (ltnW nL)); rewrite -eq => IHn.
by rewrite (above_step W lL') (above_step W (leqW lL')) IHn mulmxA.
Qed.

Theorem merged_block L :
  outputs L = chain L W *m H + (\sum_(l < L) above L W l.+1 *m b l) *m const_mx 1.
Proof.
elim: L => [|L IH] /=; first by rewrite big_ord0 mul0mx addr0 /chain /= mul1mx.
rewrite IH /chain /= mulmxDr -addrA -!mulmxA; congr (_ + _).
rewrite big_ord_recr /= above_end mul1mx mulmxDl mulmxA; congr (_ *m _ + _).
by rewrite mulmx_sumr; apply: eq_bigr => l _; rewrite above_top // mulmxA.
Qed.
End Merged.

Section Scaled.
Variables (R : comRingType) (d : nat -> nat).

Lemma scaled_below (W Q : factors R d) (eps : nat -> R) l :
  (forall k, (k < l)%N -> W k = eps k *: Q k) ->
  below W l = (\prod_(k < l) eps k) *: below Q l.
Proof.
elim: l => [|l IH] e /=; first by rewrite big_ord0 scale1r.
rewrite big_ord_recr /= IH => [|k kl]; last by rewrite e // ltnW.
by rewrite e // -scalemxAl -scalemxAr scalerA mulrC.
Qed.
End Scaled.

Section Held.
Variable R : comRingType.

(* the sum of the squares of all entries *)
Definition sumsq m n (A : 'M[R]_(m, n)) : R := \sum_i \sum_j A i j ^+ 2.

Lemma sumsq_trace m n (A : 'M[R]_(m, n)) : sumsq A = \tr (A^T *m A).
Proof.
rewrite /sumsq exchange_big /mxtrace; apply: eq_bigr => j _; rewrite mxE.
by apply: eq_bigr => i _; rewrite mxE expr2.
Qed.

Theorem held_outer_factors m n p q (U : 'M[R]_(m, p)) (V : 'M_(n, q)) (M : 'M_(m, n)) S :
  U^T *m U = 1%:M -> V^T *m V = 1%:M ->
  sumsq (U *m S *m V^T - M) =
    sumsq (S - U^T *m M *m V) + sumsq (M - U *m U^T *m M *m V *m V^T).
Proof.
move=> U1 V1; set D := S - _; set E := M - _.
have -> : U *m S *m V^T - M = U *m D *m V^T - E.
  by rewrite /D /E mulmxBr mulmxBl !mulmxA opprB addrA subrK.
have orth : U^T *m E *m V = 0.
  rewrite /E mulmxBr mulmxBl !mulmxA U1 mul1mx -[X in _ - X]mulmxA V1 mulmx1 subrr.
  by [].
have cross : \tr ((U *m D *m V^T)^T *m E) = 0.
  by rewrite !trmx_mul trmxK -!mulmxA mxtrace_mulC -!mulmxA (mulmxA U^T) orth mulmx0 mxtrace0.
have cross' : \tr (E^T *m (U *m D *m V^T)) = 0.
  by rewrite -mxtrace_tr trmx_mul trmxK.
clearbody D E; move: cross cross'; rewrite !sumsq_trace; set A := U *m D *m V^T => cross cross'.
have -> : (A - E)^T *m (A - E) = A^T *m A - A^T *m E - (E^T *m A - E^T *m E).
  by rewrite [(_ - _)^T]raddfB mulmxBl !mulmxBr.
have trB k (X Y : 'M[R]_k) : \tr (X - Y) = \tr X - \tr Y by rewrite linearB.
rewrite !trB cross cross' subr0 sub0r opprK /A.
congr (_ + _); rewrite !trmx_mul trmxK -!mulmxA (mulmxA U^T) U1 mul1mx mxtrace_mulC.
by rewrite -!mulmxA V1 mulmx1.
Qed.
End Held.

Section Bound.
Variables (R : realFieldType) (n : nat) (d : nat -> nat) (W : factors R d) (a b : R).
Variables (U : 'M[R]_(d n.+2, d n.+1)) (V : 'M[R]_(d 0, d 1)) (M : 'M[R]_(d n.+2, d 0)).

Lemma below_first l : exists S, below W l.+1 = S *m W 0%N.
Proof.
elim: l => [|l [S e]]; first by exists 1%:M; rewrite /= mulmx1 mul1mx.
by exists (W l.+1 *m S); rewrite below_step e mulmxA.
Qed.

Theorem held_outer_bound : U^T *m U = 1%:M -> V^T *m V = 1%:M ->
  W n.+1 = a *: U -> W 0%N = b *: V^T ->
  sumsq (M - U *m U^T *m M *m V *m V^T) <= sumsq (chain n.+2 W - M).
Proof.
move=> U1 V1 Wn W0; have [S e] := below_first n.
have -> : chain n.+2 W = U *m ((a * b) *: S) *m V^T.
  rewrite /chain below_step e Wn W0 -!scalemxAl -!scalemxAr -scalemxAl scalerA.
  by rewrite mulmxA.
rewrite held_outer_factors // ler_addr; apply: sumr_ge0 => i _; apply: sumr_ge0 => j _.
exact: sqr_ge0.
Qed.
End Bound.
