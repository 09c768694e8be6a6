(* What linear measurements leave open among the matrices of low rank (MJL3).

   fits_left_open (part 1): over any field, with m measurements an affine space of dimension
     k max(p, q) - m at least of fits of rank at most k, through M.
   loss_bounds_error (part 3): over any ordered field, what a lower bound of the measurements for
     low rank says of the loss. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal sensing.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Open.
Variable F : fieldType.

(* the measurement of X by A, the sum of the products of their entries *)
Definition measured p q (A X : 'M[F]_(p, q)) := \tr (A^T *m X).

Lemma measured_tr p q (A X : 'M[F]_(p, q)) : measured A^T X^T = measured A X.
Proof. by rewrite /measured -mxtrace_tr trmx_mul !trmxK mxtrace_mulC. Qed.

(* the measurements of U N, linear in N *)
Lemma measurement_matrix p q k m (A : 'I_m -> 'M[F]_(p, q)) (U : 'M[F]_(p, k)) :
  exists Phi : 'M[F]_(k * q, m), forall x i, (x *m Phi) 0 i = measured (A i) (U *m vec_mx x).
Proof.
exists (\matrix_(l, i) measured (A i) (U *m vec_mx (delta_mx 0 l))) => x i.
rewrite mxE {2}[x]row_sum_delta linear_sum /= mulmx_sumr /measured mulmx_sumr linear_sum /=.
apply: eq_bigr => l _; rewrite mxE ![in RHS](linearZ, =^~ scalemxAr) /=.
by [].
Qed.

Lemma fits_wide p q k m (M : 'M[F]_(p, q)) (A : 'I_m -> 'M[F]_(p, q)) : (\rank M <= k <= p)%N ->
  exists d (f : {linear 'rV[F]_d -> 'M[F]_(p, q)}), [/\ (k * q - m <= d)%N, injective f &
    forall c, (\rank (M + f c)%R <= k)%N /\ forall i, measured (A i) (M + f c) = measured (A i) M].
Proof.
move=> /andP[rk kp]; pose L := col_ebase M; pose U : 'M[F]_(p, k) := L *m pid_mx k.
have ME : M = U *m (pid_mx (\rank M) *m row_ebase M).
  rewrite -{1}(mulmx_ebase M) /U -!mulmxA (mulmxA (pid_mx k)) mul_pid_mx.
  by rewrite !(minn_idPr rk).
pose W : 'M[F]_(k, p) := pid_mx k *m invmx L; have inv : W *m U = 1%:M.
  by rewrite /U /W mulmxA -(mulmxA _ _ L) mulVmx ?col_ebase_unit // mulmx1 pid_mx_id // pid_mx_1.
have [Phi PhiE] := measurement_matrix A U.
pose K := row_base (kermx Phi); exists (\rank (kermx Phi)).
exists [linear of mulmx U \o (vec_mx \o mulmxr K)]; split.
- by rewrite mxrank_ker leq_sub2l // rank_leq_col.
- move=> x y /= e; have e1 := congr1 (mulmx W) e.
  rewrite ![W *m (U *m _)]mulmxA inv !mul1mx in e1; have e2 := can_inj (@vec_mxK _ _ _) e1.
  exact: (row_free_inj (row_base_free _) e2).
move=> c; split.
  set B := pid_mx _ *m _ in ME; change (\rank (M + U *m vec_mx (c *m K))%R <= k)%N.
  have rank : (\rank (U *m (B + vec_mx (c *m K))) <= k)%N.
    by rewrite (leq_trans (mxrankM_maxl _ _)) // rank_leq_col.
  by rewrite mulmxDr -ME in rank.
move=> i; change (measured (A i) (M + U *m vec_mx (c *m K)) = measured (A i) M).
rewrite /measured mulmxDr linearD /=; set t := \tr _; set z := \tr _.
suff -> : z = 0 by rewrite addr0.
have := PhiE (c *m K) i; rewrite /measured /= -/z => <-.
have sub : (K <= kermx Phi)%MS by rewrite eq_row_base.
by rewrite -mulmxA (sub_kermxP sub) mulmx0 mxE.
Qed.

(* the fits of low rank that no measurement can tell from M *)
Theorem fits_left_open p q k m (M : 'M[F]_(p, q)) (A : 'I_m -> 'M[F]_(p, q)) :
  (\rank M <= k)%N -> (k <= minn p q)%N ->
  exists d (f : {linear 'rV[F]_d -> 'M[F]_(p, q)}), [/\ (k * maxn p q - m <= d)%N, injective f &
    forall c, (\rank (M + f c)%R <= k)%N /\ forall i, measured (A i) (M + f c) = measured (A i) M].
Proof.
rewrite leq_min => rk /andP[kp kq]; have [qp|pq] := leqP p q.
  by apply: fits_wide; rewrite rk.
have [|d [f [dim inj fits]]] := @fits_wide q p k m M^T (fun i => (A i)^T).
  by rewrite mxrank_tr rk.
exists d, [linear of trmx \o f]; split=> //.
  by move=> x y /= /trmx_inj/inj.
move=> c; have [rank fit] := fits c; split.
  by rewrite -mxrank_tr linearD /= trmxK.
by move=> i; rewrite -measured_tr linearD /= trmxK fit measured_tr.
Qed.
End Open.

(* a small loss is a small error, for low rank *)
Theorem loss_bounds_error (R : realFieldType) p q m (A : 'I_m -> 'M[R]_(p, q)) M w c r k :
  0 < w -> 0 < c -> \rank M = r ->
  (forall Z : 'M_(p, q), (\rank Z <= r + k)%N -> c * sumsq Z <= \sum_i inner (A i) Z ^+ 2) ->
  forall X, (\rank X <= k)%N ->
  sumsq (X - M) <= 2%:R / (w * c) * sensing_loss A (fun i => inner (A i) M) w X /\
  ((forall i, inner (A i) X = inner (A i) M) -> X = M).
Proof.
move=> w0 c0 Mr low X Xk; have two0 : 0 < 2%:R :> R by rewrite ltr0n.
have rank : (\rank (X - M)%R <= r + k)%N.
  by rewrite (leq_trans (mxrank_add _ _)) // mxrank_opp Mr addnC leq_add2l.
have lossE : 2%:R / (w * c) * sensing_loss A (fun i => inner (A i) M) w X =
    (\sum_i inner (A i) (X - M) ^+ 2) / c.
  rewrite /sensing_loss [in RHS](eq_bigr (fun i => (inner (A i) X - inner (A i) M) ^+ 2)).
    by move: (\sum_i _) => t; field; rewrite ?gt_eqF.
  by move=> i _; rewrite /inner mulmxBr linearB.
have le := low _ rank; split; first by rewrite lossE ler_pdivl_mulr // mulrC.
move=> fit; apply/eqP; rewrite -subr_eq0; apply/eqP; apply: sumsq_eq0.
rewrite -(ler_pmul2l c0) mulr0; apply: le_trans le _; rewrite big1 // => i _.
by rewrite /inner mulmxBr linearB /= -!/(inner _ _) fit subrr expr0n.
Qed.
