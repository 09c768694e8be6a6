(* A step on the observed entries of a matrix, for every depth L = k + 2, all widths and every set
   of observed entries.

   The layers are W_0, ..., W_(k+1) here, the book's W_1, ..., W_L. P = W_k ... W_0 is the product
   without the last layer, E the matrix of the errors on the observed entries, B = W_(k+1)^T E.
   sampled_gradient (S524): over any ordered field the gradient of the loss on the observed entries
     is E P^T by the last layer, and (W_k ... W_(l+1))^T B (W_(l-1) ... W_0)^T by W_l below.
   sampled_products (S524): over any commutative ring, the products that a step forms, one after
     another, and that they give P, B and the gradients. Rows of E P^T and columns of B are sums
     over the observed entries alone.
   sampled_step_flops (S524): what these products take, if all inner widths are r.
   sampled_step_arrays (S524): no array that is formed has more than max(n, d_0 r, d_L r, r^2)
     numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp.zify Require Import zify.
From dlf Require Import chain descent lipschitz block cost.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Arrays.
Variables (R : comRingType) (k : nat) (d : nat -> nat).
Variables (seen : {set 'I_(d k.+2) * 'I_(d 0)}) (M : 'M[R]_(d k.+2, d 0)) (W : factors R d).

(* P = W_k ... W_0, the product without the last layer *)
Definition but_last : 'M[R]_(d k.+1, d 0) := below W k.+1.

(* E: row i of the last layer times column j of P, less M_ij, at observed entries, else 0 *)
Definition errors : 'M[R]_(d k.+2, d 0) :=
  \matrix_(i, j) if (i, j) \in seen then (row i (W k.+1) *m col j but_last) 0 0 - M i j else 0.

(* B = W_(k+1)^T E *)
Definition pulled : 'M[R]_(d k.+1, d 0) := (W k.+1)^T *m errors.

(* W_l ... W_1, a product of inner layers *)
Fixpoint inner l : 'M[R]_(d l.+1, d 1) := 
  if l is l'.+1 then W l'.+1 *m inner l' else 1%:M.
(* W_k ... W_l *)
Definition outer l : 'M[R]_(d k.+1, d l) := above k.+1 W l.

(* B W_0^T *)
Definition pulled_in : 'M[R]_(d k.+1, d 1) := pulled *m (W 0%N)^T.
(* B W_0^T (W_l ... W_1)^T *)
Definition right_part l : 'M[R]_(d k.+1, d l.+1) := pulled_in *m (inner l)^T.

(* the gradient by the last layer, E P^T *)
Definition last_gradient : 'M[R]_(d k.+2, d k.+1) := errors *m but_last^T.
(* the gradient by W_l below, (W_k ... W_(l+1))^T B (W_(l-1) ... W_0)^T *)
Definition gradient l : 'M[R]_(d l.+1, d l) := (outer l.+1)^T *m pulled *m (below W l)^T.

Lemma below_inner l : below W l.+1 = inner l *m W 0%N.
Proof.
elim: l => [|l IH]; first by rewrite /= mulmx1 mul1mx.
by rewrite below_step IH mulmxA.
Qed.

Lemma outer_inner l : (l <= k)%N -> outer l.+1 *m inner l = inner k.
Proof.
move=> lk; rewrite -(subKn lk); elim: (k - l)%N (leq_subr l k) => [|i IH] ik.
  by rewrite subn0 /outer above_end mul1mx.
have e : ((k - i.+1).+1 = k - i)%N by rewrite -subSn.
move: (IH (ltnW ik)); rewrite -e => <-; rewrite /outer above_step ?mulmxA //.
by rewrite ltnS e leq_subr.
Qed.

Theorem sampled_products :
  [/\ but_last = inner k *m W 0%N /\ gradient 0 = (inner k)^T *m pulled,
      [/\ forall l, inner l.+1 = W l.+1 *m inner l, inner 0 = 1%:M,
          forall l, (l <= k)%N -> outer l = outer l.+1 *m W l & outer k.+1 = 1%:M],
      forall l, (l < k)%N -> gradient l.+1 = (outer l.+2)^T *m right_part l /\
        right_part 0 = pulled_in &
      (forall i, row i last_gradient =
        \sum_(j | (i, j) \in seen) errors i j *: (col j but_last)^T) /\
      forall j, col j pulled = \sum_(i | (i, j) \in seen) errors i j *: (row i (W k.+1))^T].
Proof.
have off i j : (i, j) \notin seen -> errors i j = 0 by move=> /negbTE no; rewrite mxE no.
have g0 : gradient 0 = (inner k)^T *m pulled.
  by rewrite /gradient trmx1 mulmx1 -(outer_inner (leq0n k)) mulmx1.
split.
- by rewrite /but_last below_inner.
- split=> // [l lk|]; first by rewrite /outer above_step.
  by rewrite /outer above_end.
- move=> l lk; split; last by rewrite /right_part trmx1 mulmx1.
  by rewrite /gradient /right_part /pulled_in below_inner trmx_mul !mulmxA.
split=> [i|j]; rewrite big_mkcond.
  apply/rowP=> c; rewrite !mxE summxE; apply: eq_bigr => j _.
  by have [s|s] := boolP (_ \in _); [rewrite !mxE | rewrite off // mul0r mxE].
apply/colP=> c; rewrite mxE mxE summxE; apply: eq_bigr => i _.
have [s|s] := boolP (_ \in _); last by rewrite off // mulr0 mxE.
by rewrite [LHS]mulrC [RHS]mxE; congr (_ * _); rewrite !mxE.
Qed.

(* the operations at observed entries: 2 d_(k+1) for each, for E, for E P^T and for W_(k+1)^T E *)
Definition observed_flops : nat := (3 * \sum_(ij in seen) 2 * d k.+1)%N.
(* the products with a side d_0: W_k ... W_1 times W_0, its transpose times B, and B W_0^T *)
Definition wide_flops : nat := if k is 0 then 0%N else
  (flops (inner k) (W 0%N) + flops (inner k)^T pulled + flops pulled (W 0%N)^T)%N.
(* the products of inner layers; those with an identity are left out *)
Definition square_flops : nat :=
  (\sum_(1 <= l < k) flops (W l.+1) (inner l) + \sum_(2 <= l < k) flops (outer l.+1) (W l)
   + \sum_(1 <= l < k) flops pulled_in (inner l)^T
   + \sum_(0 <= l < k.-1) flops (outer l.+2)^T (right_part l))%N.
(* all operations of a step *)
Definition sampled_flops : nat := (observed_flops + wide_flops + square_flops)%N.

Theorem sampled_step_flops r : (forall l, (0 < l < k.+2)%N -> d l = r) ->
  sampled_flops = (6 * #|seen| * r + (if (0 < k)%N then 6 * d 0 * r ^ 2 else 0)
    + (if (1 < k)%N then (8 * k.+2 - 26) * r ^ 3 else 0))%N.
Proof.
move=> dr; have w l : (l <= k)%N -> d l.+1 = r by move=> lk; apply: dr; rewrite ltnS.
have cube a b (F : nat -> nat) : (b <= k)%N -> (forall l, (a <= l < b)%N -> F l = 2 * r ^ 3)%N ->
    (\sum_(a <= l < b) F l = (b - a) * (2 * r ^ 3))%N.
  by move=> bk FE; rewrite (eq_big_nat _ _ FE) sum_nat_const_nat.
have cubed a b c : a = r -> b = r -> c = r -> (2 * a * b * c = 2 * r ^ 3)%N.
  by move=> -> -> ->; rewrite !expnS expn0 muln1 !mulnA.
rewrite /sampled_flops /observed_flops sum_nat_const /wide_flops /square_flops !cube //.
- move: #|seen| => N; rewrite /flops !w //; case: (k) => [|[|j]].
  + by rewrite /=; lia.
  + by rewrite /= !expnS expn0; lia.
  have -> : (8 * j.+4 - 26 = 8 * j + 6)%N by lia.
  rewrite /= !subSS !subn0; move: (r ^ 3)%N => r3; rewrite !expnS expn0.
  by lia.
- exact: leq_pred.
- by move=> l /andP[_ lk]; apply: cubed; apply: w; lia.
- by move=> l /andP[_ lk]; apply: cubed; apply: w; lia.
- by move=> [|l] // /andP[_ lk]; apply: cubed; apply: w; lia.
by move=> l /andP[_ lk]; apply: cubed; apply: w; lia.
Qed.

(* the numbers of a matrix *)
Definition numbers m n (A : 'M[R]_(m, n)) : nat := (m * n)%N.

Theorem sampled_step_arrays r : (forall l, (0 < l < k.+2)%N -> d l = r) ->
  let most := maxn #|seen| (maxn (d 0 * r) (maxn (d k.+2 * r) (r ^ 2))) in
  [/\ (#|seen| <= most)%N, (numbers but_last <= most)%N /\ (numbers pulled <= most)%N,
      forall l, (l <= k)%N -> (numbers (inner l) <= most)%N /\ (numbers (outer l.+1) <= most)%N,
      (numbers pulled_in <= most)%N /\
        forall l, (l < k)%N -> (numbers (right_part l) <= most)%N &
      (numbers last_gradient <= most)%N /\
        forall l, (l <= k)%N -> (numbers (gradient l) <= most)%N].
Proof.
move=> dr most; have w l : (l <= k)%N -> d l.+1 = r by move=> lk; apply: dr; rewrite ltnS.
have bound a : a \in [:: #|seen|; d 0 * r; r * d 0; d k.+2 * r; r * r]%N -> (a <= most)%N.
  rewrite !inE /most -(mulnn r) (mulnC r (d 0)) !leq_max.
  by case/orP=> [|/orP[|/orP[|/orP[]]]] /eqP->; rewrite leqnn ?orbT.
have wk : d k.+1 = r by exact: w.
have w1 : d 1 = r by exact: (w 0%N).
rewrite /numbers wk w1; split=> [||l lk||]; first by apply: bound; rewrite inE eqxx.
- by split; apply: bound; rewrite !inE eqxx ?orbT.
- by rewrite (w l) //; split; apply: bound; rewrite !inE eqxx ?orbT.
- by split=> [|l lk]; rewrite ?(w l (ltnW lk)); apply: bound; rewrite !inE eqxx ?orbT.
split=> [|[|l] lk]; first by apply: bound; rewrite !inE eqxx ?orbT.
  by rewrite w1; apply: bound; rewrite !inE eqxx ?orbT.
by rewrite (w l.+1) // (w l) ?(ltnW lk) //; apply: bound; rewrite !inE eqxx ?orbT.
Qed.
End Arrays.

Section Loss.
Variables (R : realFieldType) (k : nat) (d : nat -> nat).
Variables (seen : {set 'I_(d k.+2) * 'I_(d 0)}) (M : 'M[R]_(d k.+2, d 0)) (W : factors R d).

(* half the sum of the squares of the errors at the observed entries *)
Definition observed_loss (X : 'M[R]_(d k.+2, d 0)) : R :=
  2%:R^-1 * \sum_(ij in seen) (X ij.1 ij.2 - M ij.1 ij.2) ^+ 2.

(* G is the gradient at W of the function F of the factors by W_l alone *)
Definition partial_gradient (F : factors R d -> R) l (G : 'M[R]_(d l.+1, d l)) :=
  forall e, 0 < e -> exists2 delta, 0 < delta & forall W' : factors R d,
    (forall i, i != l -> W' i = W i) -> norm1 (W' l - W l) <= delta ->
    `|F W' - F W - \tr (G^T *m (W' l - W l))| <= e * norm1 (W' l - W l).

Lemma observed_gradient : has_gradient observed_loss (chain k.+2 W) (errors seen M W).
Proof.
move=> e e0; exists e => // Y; set X := chain k.+2 W; set D := Y - X => De.
have XE i j : (row i (W k.+1) *m col j (but_last k W)) 0 0 = X i j.
  by rewrite /X /chain below_step -/(but_last k W) !mxE; apply: eq_bigr => c _; rewrite !mxE.
have errE i j : errors seen M W i j = if (i, j) \in seen then X i j - M i j else 0.
  by rewrite mxE XE.
have trE : \tr ((errors seen M W)^T *m D) =
    \sum_(ij in seen) (X ij.1 ij.2 - M ij.1 ij.2) * D ij.1 ij.2.
  have -> : \sum_(ij in seen) (X ij.1 ij.2 - M ij.1 ij.2) * D ij.1 ij.2 =
      \sum_i \sum_j if (i, j) \in seen then (X i j - M i j) * D i j else 0.
    by rewrite big_mkcond pair_bigA; apply: eq_bigr => -[i j] _.
  rewrite exchange_big; apply: eq_bigr => j _; rewrite mxE; apply: eq_bigr => i _.
  by rewrite [_^T j i]mxE errE; case: ifP => _; rewrite ?mul0r.
have -> : observed_loss Y - observed_loss X - \tr ((errors seen M W)^T *m D) =
    2%:R^-1 * \sum_(ij in seen) D ij.1 ij.2 ^+ 2.
  rewrite trE /observed_loss !mulr_sumr -!sumrB; apply: eq_bigr => ij _.
  have -> : D ij.1 ij.2 = Y ij.1 ij.2 - X ij.1 ij.2 by rewrite mxE mxE.
  by move: (Y _ _) (X _ _) (M _ _) => a b c; field.
have sq0 : 0 <= \sum_(ij in seen) D ij.1 ij.2 ^+ 2 by apply: sumr_ge0 => *; exact: sqr_ge0.
rewrite ger0_norm ?mulr_ge0 ?invr_ge0 ?ler0n //.
have half : 2%:R^-1 * (\sum_(ij in seen) D ij.1 ij.2 ^+ 2) <= \sum_(ij in seen) D ij.1 ij.2 ^+ 2.
  by rewrite ler_pimull // invf_le1 ?ltr0n // ler1n.
apply: le_trans half _; apply: (@le_trans _ _ (norm1 D * norm1 D)); last first.
  by rewrite ler_wpmul2r ?norm1_ge0.
have entry i j : `|D i j| <= norm1 D.
  rewrite /norm1 (bigD1 i) //= (bigD1 j) //= -addrA ler_addl addr_ge0 ?sumr_ge0 // => i' _.
  by apply: sumr_ge0 => j' _.
have normE : norm1 D = \sum_ij `|D ij.1 ij.2| by rewrite /norm1 pair_bigA.
rewrite {1}normE mulr_suml [leRHS](bigID (mem seen)) /=; apply: ler_paddr.
  by apply: sumr_ge0 => ij _; rewrite mulr_ge0 ?norm1_ge0.
apply: ler_sum => ij _; rewrite -real_normK ?num_real // expr2.
by rewrite ler_wpmul2l.
Qed.

Theorem sampled_gradient : let F W' := observed_loss (chain k.+2 W') in
  partial_gradient F (last_gradient seen M W) /\
  forall l, (l <= k)%N -> partial_gradient F
    ((above k.+1 W l.+1)^T *m pulled seen M W *m (below W l)^T).
Proof.
move=> F; have gradE l : (l < k.+2)%N -> partial_gradient F (grad (errors seen M W) W l).
  move=> lk e e0.
  have [b b0 near] := product_gradient (d := d) lk observed_gradient e0.
  by exists b => // W' WE close; exact: near.
split=> [|l lk]; last have := gradE l (leqW lk).
  have := gradE k.+1 (ltnSn _).
  by rewrite /grad above_end trmx1 mul1mx.
by rewrite /grad above_top ?ltnS // trmx_mul -!mulmxA /pulled !mulmxA.
Qed.
End Loss.
