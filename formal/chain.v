(* Chains of matrices of any depth L and any widths d_0, ..., d_L: products and gradients.

   The factors are W_0, ..., W_{L-1}, W_l a matrix of size d_{l+1} x d_l. Throughout this folder
   layers are numbered from 0; the book's W_l, l = 1..L, is W_{l-1} here, its width d_l is d_l.

   product_gradient (HU2P): over any ordered field, for every differentiable f, the function
     f(W_{L-1} ... W_0) of one factor has the gradient A^T G B^T, where A and B are the products of
     the factors above and below, and G is the gradient of f. Differentiability is the definition
     with epsilon and delta, in the norm that adds the absolute values of all entries.
   balancedness_descent (P2FQ): over any commutative ring, one step of descent changes
     W_{l+1}^T W_{l+1} - W_l W_l^T by exactly eta^2 (G_{l+1}^T G_{l+1} - G_l G_l^T). *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Chain.
Variables (R : comRingType) (L : nat) (d : nat -> nat).
Implicit Types W D : forall l, 'M[R]_(d l.+1, d l).

(* the product below layer l: W_{l-1} ... W_0 *)
Fixpoint below W l : 'M[R]_(d l, d 0) :=
  if l is l'.+1 then W l' *m below W l' else 1%:M.

(* the product of n factors from W_l on, which ends at the last layer *)
Fixpoint upper W n l : (n + l)%N = L -> 'M[R]_(d L, d l) :=
  match n with
  | 0 => fun e => castmx (f_equal d e, erefl (d l)) 1%:M
  | n'.+1 => fun e => upper W (etrans (addnS n' l) e) *m W l
  end.

(* the product from layer l on: W_{L-1} ... W_l; read only for l <= L, where above_end and
   above_step determine it *)
Definition above W l : 'M[R]_(d L, d l) :=
  match @eqP _ (L - l + l)%N L with
  | ReflectT e => upper W e
  | ReflectF _ => 0
  end.

(* the whole product W_{L-1} ... W_0 *)
Definition chain W := below W L.

Lemma upper_irr W n m l (e : (n + l)%N = L) (e' : (m + l)%N = L) : upper W e = upper W e'.
Proof.
have nm : n = m by apply/eqP; rewrite -(eqn_add2r l) e e'.
by subst m; rewrite (eq_irrelevance e e').
Qed.

Lemma aboveE W n l (e : (n + l)%N = L) : above W l = upper W e.
Proof.
rewrite /above; case: eqP => [e'|]; first exact: upper_irr.
by case; rewrite -e addnK.
Qed.

Lemma above_end W : above W L = 1%:M.
Proof. by rewrite (@aboveE W 0 L erefl) /= castmx_id. Qed.

Lemma above_step W l : (l < L)%N -> above W l = above W l.+1 *m W l.
Proof.
move=> lL; have e : ((L - l.+1).+1 + l)%N = L by rewrite addSn -addnS subnK.
by rewrite (aboveE W e) /= -aboveE.
Qed.

Lemma below_step W l : below W l.+1 = W l *m below W l. Proof. by []. Qed.

Lemma upper_below W n l (e : (n + l)%N = L) : upper W e *m below W l = chain W.
Proof.
elim: n l e => [|n IH] l e /=; last by rewrite -mulmxA -below_step IH.
have el : l = L by []; subst l.
by rewrite (eq_irrelevance e erefl) castmx_id mul1mx.
Qed.

Lemma above_below W l : (l <= L)%N -> above W l *m below W l = chain W.
Proof. by move=> lL; rewrite (aboveE W (subnK lL)) upper_below. Qed.

(* the gradient with respect to W_l, where G is the gradient with respect to the product *)
Definition grad (G : 'M[R]_(d L, d 0)) W l : 'M[R]_(d l.+1, d l) :=
  (above W l.+1)^T *m G *m (below W l)^T.

(* both differentiate at a matrix inserted between the two *)
Lemma shared_term G W l : (l.+1 < L)%N ->
  (W l.+1)^T *m grad G W l.+1 = grad G W l *m (W l)^T.
Proof.
move=> lL; by rewrite /grad (above_step W lL) /= !trmx_mul !mulmxA.
Qed.

(* one step of descent with the learning rate eta *)
Definition descend (eta : R) G W : forall l, 'M[R]_(d l.+1, d l) :=
  fun l => W l - eta *: grad G W l.

(* the difference that balanced factors make zero *)
Definition imbalance W l := (W l.+1)^T *m W l.+1 - W l *m (W l)^T.

Lemma step_gap m n p (eta : R) (A GA : 'M[R]_(p, n)) (B GB : 'M[R]_(n, m)) :
  A^T *m GA = GB *m B^T ->
  (A - eta *: GA)^T *m (A - eta *: GA) - (B - eta *: GB) *m (B - eta *: GB)^T
  - (A^T *m A - B *m B^T) = eta ^+ 2 *: (GA^T *m GA - GB *m GB^T).
Proof.
move=> st; have st' := f_equal trmx st; rewrite !trmx_mul !trmxK in st'.
have trB k l (X Y : 'M[R]_(k, l)) : (X - eta *: Y)^T = X^T - eta *: Y^T.
  by rewrite linearB linearZ.
rewrite !trB !mulmxBl !mulmxBr -!scalemxAl -!scalemxAr st st'.
move: (A^T *m A) (B *m B^T) (GA^T *m GA) (GB *m GB^T) (GB *m B^T) (B *m GB^T).
move=> a b q u v w; apply/matrixP=> i j; rewrite !mxE.
by move: (a i j) (b i j) (q i j) (u i j) (v i j) (w i j) => *; ring.
Qed.

Theorem balancedness_descent eta G W l : (l.+1 < L)%N ->
  imbalance (descend eta G W) l - imbalance W l =
  eta ^+ 2 *: ((grad G W l.+1)^T *m grad G W l.+1 - grad G W l *m (grad G W l)^T).
Proof. by move=> lL; exact/step_gap/shared_term. Qed.

(* moving one factor moves the product by A D B *)
Lemma eq_upper W W' n l (e : (n + l)%N = L) :
  (forall k, (l <= k)%N -> W' k = W k) -> upper W' e = upper W e.
Proof.
elim: n l e => [|n IH] l e eqW //=.
by rewrite eqW // IH // => k lk; rewrite eqW // ltnW.
Qed.

Lemma eq_above W W' l : (l <= L)%N -> (forall k, (l <= k)%N -> W' k = W k) ->
  above W' l = above W l.
Proof. by move=> lL eqW; rewrite !(aboveE _ (subnK lL)); exact: eq_upper. Qed.

Lemma eq_below W W' l : (forall k, (k < l)%N -> W' k = W k) -> below W' l = below W l.
Proof. by elim: l => //= l IH eqW; rewrite eqW // IH // => k kl; rewrite eqW // ltnW. Qed.

Lemma chain_one W W' l : (l < L)%N -> (forall k, k != l -> W' k = W k) ->
  chain W' = above W l.+1 *m W' l *m below W l.
Proof.
move=> lL eqW; rewrite -(above_below W' (ltnW lL)) (above_step W' lL).
rewrite (@eq_above W W') //; last by move=> k lk; rewrite eqW // gtn_eqF.
by rewrite (@eq_below W W') // => k kl; rewrite eqW // ltn_eqF.
Qed.

(* the trace is cyclic *)
Lemma adjoint_action m n p q (A : 'M[R]_(m, n)) (D : 'M_(n, p)) (B : 'M_(p, q)) G :
  \tr (G^T *m (A *m D *m B)) = \tr ((A^T *m G *m B^T)^T *m D).
Proof.
by rewrite !trmx_mul !trmxK mulmxA mxtrace_mulC !mulmxA.
Qed.
End Chain.

Section Gradient.
Variable R : realFieldType.

(* the sum of the absolute values of all entries *)
Definition norm1 m n (A : 'M[R]_(m, n)) : R := \sum_i \sum_j `|A i j|.

Lemma norm1_ge0 m n (A : 'M[R]_(m, n)) : 0 <= norm1 A.
Proof. by apply: sumr_ge0 => i _; apply: sumr_ge0. Qed.

Lemma norm1_mul m n p (A : 'M[R]_(m, n)) (B : 'M_(n, p)) :
  norm1 (A *m B) <= norm1 A * norm1 B.
Proof.
rewrite mulr_suml; apply: ler_sum => i _.
apply: (@le_trans _ _ (\sum_j \sum_k `|A i k| * `|B k j|)).
  apply: ler_sum => j _; rewrite mxE; apply: le_trans (ler_norm_sum _ _ _) _.
  by apply: ler_sum => k _; rewrite normrM.
rewrite exchange_big /= mulr_suml; apply: ler_sum => k _.
rewrite -mulr_sumr ler_wpmul2l // /norm1.
rewrite [leRHS](bigD1 k) //= ler_addl; apply: sumr_ge0 => l _.
exact: sumr_ge0.
Qed.

(* G is the gradient of f at X *)
Definition has_gradient m n (f : 'M[R]_(m, n) -> R) X G :=
  forall e, 0 < e -> exists2 delta, 0 < delta & forall X',
    norm1 (X' - X) <= delta ->
    `|f X' - f X - \tr (G^T *m (X' - X))| <= e * norm1 (X' - X).

Theorem product_gradient (L : nat) (d : nat -> nat) (f : 'M[R]_(d L, d 0%N) -> R) G
    (W : forall l : nat, 'M[R]_(d l.+1, d l)) (l : nat) :
  (l < L)%N -> has_gradient f (chain L W) G ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall W',
    (forall k : nat, k != l -> W' k = W k) -> norm1 (W' l - W l) <= delta ->
    `|f (chain L W') - f (chain L W) - \tr ((grad G W l)^T *m (W' l - W l))|
      <= e * norm1 (W' l - W l).
Proof.
move=> lL fG e e0.
set c := norm1 (above L W l.+1) * norm1 (below W l) + 1.
have c0 : 0 < c by rewrite /c ltr_spaddr ?ltr01 ?mulr_ge0 ?norm1_ge0.
have [delta delta0 near] := fG (e / c) (divr_gt0 e0 c0).
exists (delta / c); first exact: divr_gt0.
move=> W' eqW close; set D := W' l - W l.
have moved : chain L W' - chain L W = above L W l.+1 *m D *m below W l.
  by rewrite !(@chain_one _ L d W _ l) // -mulmxBl -mulmxBr.
have bound : norm1 (chain L W' - chain L W) <= c * norm1 D.
  rewrite moved; apply: le_trans (norm1_mul _ _) _.
  apply: (@le_trans _ _ (norm1 (above L W l.+1) * norm1 D * norm1 (below W l))).
    by rewrite ler_wpmul2r ?norm1_ge0 // norm1_mul.
  rewrite mulrAC ler_wpmul2r ?norm1_ge0 //.
  by rewrite /c ler_addl ler01.
have := near (chain L W'); rewrite {2}moved adjoint_action -/(grad G W l) => near'.
apply: le_trans (near' _) _; last first.
  by rewrite -mulrA ler_pmul2l // ler_pdivr_mull.
by apply: le_trans bound _; rewrite mulrC -ler_pdivl_mulr.
Qed.
End Gradient.

