(* The Frobenius norm, spectral norms, and maps between matrices that stretch no distance.

   entries_not_stretching (P9WL): a function of each entry that lengthens no distance of two
     numbers, ReLU or tanh, lengthens no Frobenius distance of two matrices.
   pooling_not_stretching (P9WL): nor does the maximum over windows that do not overlap.
   Over any real closed field, for matrices of all sizes. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Norms.
Variable R : rcfType.

(* the Frobenius norm *)
Definition frob m n (A : 'M[R]_(m, n)) := Num.sqrt (sumsq A).

(* a map between matrices that lengthens no distance *)
Definition not_stretching m n p q (f : 'M[R]_(m, n) -> 'M[R]_(p, q)) :=
  forall Y V, frob (f Y - f V) <= frob (Y - V).

(* W lengthens no vector by more than the factor c *)
Definition lengthens m n (W : 'M[R]_(m, n)) c :=
  0 <= c /\ forall v : 'cV_n, frob (W *m v) <= c * frob v.
(* c is the spectral norm of W, the least such factor *)
Definition spectral m n (W : 'M[R]_(m, n)) c :=
  lengthens W c /\ forall c', lengthens W c' -> c <= c'.

Lemma frob_ge0 m n (A : 'M_(m, n)) : 0 <= frob A. Proof. exact: sqrtr_ge0. Qed.

Lemma sqr_frob m n (A : 'M_(m, n)) : frob A ^+ 2 = sumsq A.
Proof. by rewrite sqr_sqrtr ?sumsq_ge0. Qed.

Lemma frob0 m n : frob (0 : 'M_(m, n)) = 0.
Proof. by rewrite /frob sumsq_rows mul0mx mxtrace0 sqrtr0. Qed.

Lemma frob_eq0 m n (A : 'M_(m, n)) : frob A = 0 -> A = 0.
Proof. by move=> A0; apply: sumsq_eq0; rewrite -sqr_frob A0 expr0n. Qed.

Lemma frobZ m n c (A : 'M_(m, n)) : frob (c *: A) = `|c| * frob A.
Proof. by rewrite /frob sumsqZ sqrtrM ?sqr_ge0 // sqrtr_sqr. Qed.

Lemma frob_le m n p q (A : 'M_(m, n)) (B : 'M_(p, q)) c : 0 <= c ->
  (frob A <= c * frob B) = (sumsq A <= c ^+ 2 * sumsq B).
Proof.
move=> c0; rewrite -!sqr_frob -exprMn ler_sqr // nnegrE ?frob_ge0 //.
by rewrite mulr_ge0 ?frob_ge0.
Qed.

Lemma cauchy m n (A B : 'M_(m, n)) : \tr (A *m B^T) <= frob A * frob B.
Proof.
set t := \tr _; have [t0|/ltW t0] := lerP t 0.
  by apply: le_trans t0 _; rewrite mulr_ge0 ?frob_ge0.
have tE : \tr (B *m A^T) = t by rewrite -mxtrace_tr trmx_mul trmxK.
have key : 0 <= sumsq B * (sumsq A * sumsq B - t ^+ 2).
  have -> : sumsq B * (sumsq A * sumsq B - t ^+ 2) = sumsq (sumsq B *: A - t *: B).
    rewrite [in RHS]sumsq_rows [(_ - _)^T]linearB /= [(_ *: A)^T]linearZ [(_ *: B)^T]linearZ /=.
    rewrite mulmxBl !mulmxBr -!scalemxAl -!scalemxAr !linearB /= !linearZ /= -!sumsq_rows tE -/t.
    by move: (sumsq A) (sumsq B) => a b; clear t0 tE; clearbody t; ring.
  exact: sumsq_ge0.
have [b0|b0] := eqVneq (sumsq B) 0.
  have B0 : B = 0 by apply: sumsq_eq0; rewrite b0.
  by rewrite /t B0 trmx0 mulmx0 mxtrace0 mulr_ge0 ?frob_ge0.
rewrite -(@ler_sqr _ t) ?nnegrE ?mulr_ge0 ?frob_ge0 // exprMn !sqr_frob -subr_ge0.
by move: key; rewrite pmulr_rge0 // lt_def b0 sumsq_ge0.
Qed.

Lemma triangle m n (A B : 'M_(m, n)) : frob (A + B) <= frob A + frob B.
Proof.
rewrite -ler_sqr ?nnegrE ?addr_ge0 ?frob_ge0 // sqrrD !sqr_frob.
rewrite !sumsq_rows linearD /= mulmxDl !mulmxDr !linearD /=.
have -> : \tr (B *m A^T) = \tr (A *m B^T) by rewrite -mxtrace_tr trmx_mul trmxK.
rewrite addrACA addrA ler_add2r -addrA ler_add2l addrC -mulr2n ler_muln2r /=.
exact: cauchy.
Qed.

Lemma sumsq_cols m n (A : 'M[R]_(m, n)) : sumsq A = \sum_j sumsq (col j A).
Proof.
rewrite /sumsq exchange_big; apply: eq_bigr => j _; apply: eq_bigr => i _.
by rewrite big_ord1 mxE.
Qed.

Lemma lengthens_all m n (W : 'M_(m, n)) c N (Y : 'M_(n, N)) :
  lengthens W c -> frob (W *m Y) <= c * frob Y.
Proof.
move=> [c0 le]; rewrite frob_le // !sumsq_cols mulr_sumr; apply: ler_sum => j _.
by rewrite -frob_le // colE -mulmxA -colE.
Qed.
End Norms.

(* rectified neurons: the larger of 0 and the entry *)
Definition relu (R : rcfType) m n (Z : 'M[R]_(m, n)) := map_mx (Num.max 0) Z.

Theorem entries_not_stretching (R : rcfType) (f : R -> R) m n :
  (forall x y, `|f x - f y| <= `|x - y|) -> not_stretching (fun Z : 'M[R]_(m, n) => map_mx f Z).
Proof.
move=> short Y V; rewrite -[frob (Y - V)]mul1r frob_le // expr1n mul1r.
apply: ler_sum => i _; apply: ler_sum => j _; rewrite !mxE.
rewrite -[X in X <= _]real_normK ?num_real // -[X in _ <= X]real_normK ?num_real //.
by rewrite ler_sqr ?nnegrE ?normr_ge0.
Qed.

Lemma relu_not_stretching (R : rcfType) m n : not_stretching (@relu R m n).
Proof.
apply: entries_not_stretching => x y.
rewrite !maxEle; case: ifP => x0; case: ifP => y0 //; rewrite ?subr0 ?sub0r ?subrr ?normr0 //.
- rewrite (ger0_norm x0); apply: le_trans _ (ler_norm (x - y)).
  by rewrite ler_subr_addr ger_addl ltW // ltNge y0.
- rewrite normrN (ger0_norm y0) distrC; apply: le_trans _ (ler_norm (y - x)).
  by rewrite ler_subr_addr ger_addl ltW // ltNge x0.
Qed.


Section Pooling.
Variables (R : rcfType) (m n p q : nat) (w : 'I_p * 'I_q -> {set 'I_m * 'I_n}).
Variable f : 'M[R]_(m, n) -> 'M[R]_(p, q).
Local Notation "A @ k" := (A k.1 k.2) (at level 10).

(* an entry of f Y is the largest of the entries of Y in its window *)
Definition pooling := forall Y a,
  (exists2 k, k \in w a & f Y @ a = Y @ k) /\ forall k, k \in w a -> Y @ k <= f Y @ a.

Lemma sumsq_pairs k l (A : 'M[R]_(k, l)) : sumsq A = \sum_a (A @ a) ^+ 2.
Proof. by rewrite /sumsq pair_bigA. Qed.

Theorem pooling_not_stretching : pooling -> (forall a b k, k \in w a -> k \in w b -> a = b) ->
  not_stretching f.
Proof.
move=> pool apart Y V; rewrite -[frob (Y - V)]mul1r frob_le // expr1n mul1r.
have near a : exists k, (k \in w a) && (`|(f Y - f V) @ a| <= `|(Y - V) @ k|).
  have one X X' : f X' @ a <= f X @ a -> exists k,
      (k \in w a) && (`|f X @ a - f X' @ a| <= `|X @ k - X' @ k|).
    move=> le; have [[k ka e] _] := pool X a; have [_ top] := pool X' a.
    exists k; rewrite ka ger0_norm ?subr_ge0 // e; apply: le_trans _ (ler_norm _).
    by rewrite ler_add2l ler_opp2; exact: top.
  have [le|/ltW le] := leP (f V @ a) (f Y @ a); have [k e] := one _ _ le; exists k.
    by rewrite !mxE.
  by rewrite !mxE distrC [X in _ <= X]distrC.
pose g a := xchoose (near a).
have gP a : (g a \in w a) && (`|(f Y - f V) @ a| <= `|(Y - V) @ (g a)|).
  exact: xchooseP (near a).
have gw a : g a \in w a by case/andP: (gP a).
have inj : {in setT &, injective g}.
  by move=> a b _ _ e; apply: (apart _ _ (g a)) => //; rewrite e.
rewrite !sumsq_pairs; apply: (@le_trans _ _ (\sum_(a in setT) ((Y - V) @ (g a)) ^+ 2)).
  rewrite [X in _ <= X](eq_bigl predT) => [|a]; last by rewrite inE.
  apply: ler_sum => a _; case/andP: (gP a) => _ le.
  rewrite -[X in X <= _]real_normK ?num_real // -[X in _ <= X]real_normK ?num_real //.
  by rewrite ler_sqr ?nnegrE ?normr_ge0.
rewrite -(big_imset (fun k => ((Y - V) @ k) ^+ 2) inj) /=.
rewrite [X in _ <= X](bigID [pred k | k \in [set g a | a in setT]]) /= ler_addl.
by apply: sumr_ge0 => *; exact: sqr_ge0.
Qed.
End Pooling.
