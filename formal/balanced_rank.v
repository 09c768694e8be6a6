(* Ranks in a balanced chain, over every ordered field, for every depth and all widths.

   rank_by_kernel: a matrix that maps to zero whatever another one does has no larger rank.
   balanced_kernels: W_(l+1) v = 0 exactly if W_l^T v = 0.
   balanced_rank (GBVR, part 2): the product and all factors have one rank. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent block end_to_end rest.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma rank_by_kernel (F : fieldType) p q n (A : 'M[F]_(p, n)) (B : 'M[F]_(q, n)) :
  (forall v : 'cV_n, A *m v = 0 -> B *m v = 0) -> (\rank B <= \rank A)%N.
Proof.
move=> AB; have K : kermx A^T *m B^T = 0.
  apply: trmx_inj; rewrite trmx_mul trmxK trmx0; apply/matrixP => i j.
  have Ac : A *m col j (kermx A^T)^T = 0.
    by rewrite colE mulmxA -[A *m _]trmxK trmx_mul trmxK mulmx_ker trmx0 mul0mx.
  have := AB _ Ac; rewrite colE mulmxA -colE => /colP /(_ i).
  by rewrite !mxE.
have : (\rank (kermx A^T) <= \rank (kermx B^T))%N by apply/mxrankS/sub_kermxP.
rewrite !mxrank_ker !mxrank_tr; have := rank_leq_col A; have := rank_leq_col B.
by move: (\rank A) (\rank B) => a b bn an h; rewrite -(subKn bn) -(subKn an) leq_sub2l.
Qed.

Section Ranks.
Variables (F : realFieldType) (n : nat) (d : nat -> nat) (W : factors F d).
Local Notation L := n.+1.

Lemma gram_zero p q (A : 'M[F]_(p, q)) : A^T *m A = 0 -> A = 0.
Proof. by move=> e; apply: sumsq_eq0; rewrite sumsq_trace e mxtrace0. Qed.

Lemma same_gram_zero p q k (A : 'M[F]_(p, k)) (B : 'M[F]_(q, k)) (v : 'cV[F]_k) :
  A^T *m A = B^T *m B -> A *m v = 0 -> B *m v = 0.
Proof.
move=> e Av; apply: gram_zero; rewrite trmx_mul -mulmxA (mulmxA B^T) -e -(mulmxA A^T) Av.
by rewrite !mulmx0.
Qed.

Lemma balanced_kernels l (v : 'cV[F]_(d l.+1)) : (l.+1 < L)%N -> balanced L W ->
  W l.+1 *m v = 0 <-> (W l)^T *m v = 0.
Proof.
move=> lL bal; have e := balancedE bal lL; have e' : (W l.+1)^T *m W l.+1 = ((W l)^T)^T *m (W l)^T.
  by rewrite trmxK.
by split; apply: same_gram_zero.
Qed.

Theorem balanced_rank l : (l < L)%N -> balanced L W -> \rank (W l) = \rank (chain L W).
Proof.
rewrite ltnS => ln bal; rewrite -(subKn ln).
elim: (n - l)%N (leq_subr l n) => [|k IH] kn; last first.
  have kL : ((n - k.+1).+1 < L)%N by rewrite ltnS ltn_subrL; case: (n) kn.
  rewrite -(IH (ltnW kn)); have -> : (n - k = (n - k.+1).+1)%N by rewrite -subSn // subSS.
  rewrite -[LHS]mxrank_tr; have e := fun v => balanced_kernels v kL bal.
  by apply/eqP; rewrite eqn_leq; apply/andP; split; apply: rank_by_kernel => v /e.
rewrite subn0; have [_ [XX _]] := telescoping bal.
rewrite -[LHS]mxrank_tr -[RHS]mxrank_tr.
apply/eqP; rewrite eqn_leq; apply/andP; split; apply: rank_by_kernel => v Av; last first.
  by rewrite trmx_mul -mulmxA Av mulmx0.
have sym : (last_gram n W)^T = last_gram n W by rewrite trmx_mul trmxK.
have P0 : last_gram n W *m v = 0.
  by apply: (power_kernel (k := n) sym); rewrite -XX -mulmxA Av mulmx0.
by apply: gram_zero; rewrite trmx_mul trmxK -mulmxA (mulmxA (W n)) P0 mulmx0.
Qed.
End Ranks.
