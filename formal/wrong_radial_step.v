(* Wrong variants of the width that plain descent of a radial network uses, without the number c of
   biases, over every real closed field. They are refuted by single steps of descent of a network
   with h(r) = r: the outputs after them determine all products of the first bias, the first weights
   and the last weights, here three orthonormal vectors, which need three dimensions. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain block removal radial radial_widths radial_descent radial_closed.
From dlf Require Import wrong_radial_descent wrong_radial_closed wrong_radial_width.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Step.
Variable R : rcfType.

(* the output at x' after one step for the sample x and the slope G, where h(r) = r *)
Definition step_out p k q (P : 'M[R]_(k, 1 + p)) (Z : 'M[R]_(q, 1 + k)) (e e' omega : R)
    (G : 'M[R]_(q, 1)) (x x' : 'cV[R]_p) :=
  affine (Z - e' *: (G *m (col_mx 1%:M (affine P x))^T + omega *: Z))
    (affine (P - e *: ((weight Z)^T *m G *m (col_mx 1%:M x)^T + omega *: P)) x').

Lemma linear_step n (W : layers R n) x slope eta omega x' :
  output same (plain (L := 2) same ones (fun _ : 'I_1 => x) slope eta omega 0 W 1) x' 2 =
  step_out (W 0%N) (W 1%N) (eta 0%N) (eta 1%N) omega
    (col 0 (slope 0%N (all_outputs 2 same W (fun _ : 'I_1 => x)))) x x'.
Proof.
have [s0 s1] := plain_step W same ones x slope eta omega.
rewrite /output /signal s0 s1 /step_out rho_id jacobian_same mul1mx /= rho_id.
by [].
Qed.

(* the cross_products of the first bias, the first weights and the last weights *)
Definition cross_products k (P : 'M[R]_(k, 1 + 1)) (Z : 'M[R]_(1, 1 + k)) : 'M[R]_(1 + (1 + 1)) :=
  let M := row_mx (bias P) (row_mx (weight P) (weight Z)^T) in M^T *m M.

Lemma affine_sub p q (A B : 'M[R]_(p, 1 + q)) x : affine (A - B) x = affine A x - affine B x.
Proof. by rewrite /affine /weight /bias !linearB /= mulmxBl opprD addrACA. Qed.

Lemma affine_row p q (u : 'cV[R]_p) (v : 'M[R]_(p, q)) x : affine (row_mx u v) x = v *m x + u.
Proof. by rewrite /affine /weight /bias row_mxKl row_mxKr. Qed.

Section One.
Variables (k : nat) (P : 'M[R]_(k, 1 + 1)) (Z : 'M[R]_(1, 1 + k)).
Local Notation b := (bias P).
Local Notation A := (weight P).
Local Notation w := (weight Z).
Local Notation a := (affine P).

Lemma no_step x : step_out P Z 0 0 0 1%:M 0 x = w *m a x + bias Z.
Proof. by rewrite /step_out !scale0r !subr0. Qed.

Lemma decay_step : step_out P Z 1 0 1 0 0 0 = bias Z.
Proof.
rewrite /step_out scale0r subr0 !mulmx0 mul0mx add0r !scale1r subrr /affine.
by rewrite mulmx0 add0r /bias linear0 mulmx0 add0r.
Qed.

Lemma lower_step : step_out P Z 1 0 0 1%:M 0 0 = w *m (a 0 - w^T) + bias Z.
Proof.
rewrite /step_out !scale0r !addr0 subr0 scale1r affine_sub mulmx1 tr_col_mx trmx1 trmx0.
by rewrite mul_mx_row mulmx1 mulmx0 affine_row mul0mx add0r.
Qed.

Lemma upper_step x x' : step_out P Z 0 1 0 1%:M x x' =
  w *m a x' + bias Z - ((a x)^T *m a x' + 1%:M).
Proof.
rewrite /step_out !scale0r !addr0 subr0 scale1r mul1mx affine_sub tr_col_mx trmx1 affine_row.
by [].
Qed.
End One.

Lemma cross_products_same k k' P Z P' Z' :
  (forall e e' omega G x x', @step_out 1 k 1 P Z e e' omega G x x' =
    @step_out 1 k' 1 P' Z' e e' omega G x x') -> cross_products P Z = cross_products P' Z'.
Proof.
move=> same; have last_ : bias Z = bias Z'.
  by rewrite -(decay_step P Z) same decay_step.
have wa x : weight Z *m affine P x = weight Z' *m affine P' x.
  by apply: (addIr (bias Z)); rewrite -(no_step P Z) same no_step last_.
have aa x x' : (affine P x)^T *m affine P x' = (affine P' x)^T *m affine P' x'.
  apply: (addIr 1%:M); apply: oppr_inj; apply: (addrI (weight Z *m affine P x' + bias Z)).
  by rewrite -(upper_step P Z) same upper_step wa last_.
have ww : weight Z *m (weight Z)^T = weight Z' *m (weight Z')^T.
  apply: oppr_inj; apply: (addrI (weight Z *m affine P 0)); rewrite {2}wa -!mulmxBr.
  by apply: (addIr (bias Z)); rewrite -(lower_step P Z) same lower_step last_.
have bE m (Y : 'M[R]_(m, 1 + 1)) : bias Y = affine Y 0 by rewrite /affine mulmx0 add0r.
have AE m (Y : 'M[R]_(m, 1 + 1)) : weight Y = affine Y 1%:M - affine Y 0.
  by rewrite /affine mulmx1 mulmx0 add0r addrK.
have bb : (bias P)^T *m bias P = (bias P')^T *m bias P' by rewrite !bE.
have bA : (bias P)^T *m weight P = (bias P')^T *m weight P'.
  by rewrite !bE !AE !mulmxBr !aa.
have AA : (weight P)^T *m weight P = (weight P')^T *m weight P'.
  by rewrite !AE ![(_ - _)^T]linearB /= !mulmxBl !mulmxBr !aa.
have wb : weight Z *m bias P = weight Z' *m bias P' by rewrite !bE.
have wA : weight Z *m weight P = weight Z' *m weight P' by rewrite !AE !mulmxBr !wa.
have turn m q (X : 'M[R]_(m, 1)) (Y : 'M[R]_(m, q)) m' (X' : 'M[R]_(m', 1)) (Y' : 'M[R]_(m', q)) :
    X^T *m Y = X'^T *m Y' -> Y^T *m X = Y'^T *m X'.
  by move=> e; apply: trmx_inj; rewrite !trmx_mul !trmxK.
have turn' m q (X : 'M[R]_(q, m)) (Y : 'M[R]_(m, 1)) m' (X' : 'M[R]_(q, m')) (Y' : 'M[R]_(m', 1)) :
    X *m Y = X' *m Y' -> Y^T *m X^T = Y'^T *m X'^T.
  by move=> e; rewrite -!trmx_mul e.
rewrite /cross_products !tr_row_mx !mul_col_row !trmxK !mul_mx_row !mul_col_mx.
rewrite bb bA AA wb wA ww (turn _ _ _ _ _ _ _ bA) (turn' _ _ _ _ _ _ _ wb).
by rewrite (turn' _ _ _ _ _ _ _ wA).
Qed.

Lemma cross_products_rank k P Z : cross_products (k := k) P Z = 1%:M -> (3 <= k)%N.
Proof.
move=> I; have := mxrank1 R (1 + (1 + 1)); rewrite -I => r.
by rewrite -[3%N]r; apply: leq_trans (mxrankM_maxl _ _) _; exact: rank_leq_col.
Qed.

Lemma apart_products : cross_products (apart R 0%N) (apart R 1%N) = 1%:M.
Proof.
rewrite /cross_products; suff -> : row_mx (bias (apart R 0%N)) (row_mx (weight (apart R 0%N))
    (weight (apart R 1%N))^T) = 1%:M :> 'M[R]_(1 + (1 + 1)) by rewrite trmx1 mul1mx.
rewrite /apart /bias /weight /= !row_mxKl !row_mxKr !tr_row_mx trmx1 !trmx0.
rewrite [RHS](@scalar_mx_block _ 1 2) block_mxEh; congr (row_mx _ _).
by rewrite -block_mxEh block_mxEv row_mx0 (@scalar_mx_block _ 1 1) block_mxEh.
Qed.

(* the same outputs after one step take three hidden neurons *)
Lemma apart_three m (e0 : 1%N = m 0%N) (eL : 1%N = m 2%N) (V : layers R m) :
  (forall N h h' (x : 'I_N -> 'cV[R]_1) slope eta omega beta k x',
    recast eL (output h (plain (n := three 1 (1 + (1 + 1)) 1) (L := 2) h h' x slope eta omega beta
      (apart R) k) x' 2) =
    output h (plain (L := 2) h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
      eta omega beta V k) (recast e0 x') 2) -> (3 <= m 1%N)%N.
Proof.
move=> out; have {out} : forall e e' omega G x x',
    recast eL (step_out (apart R 0%N) (apart R 1%N) e e' omega G x x') =
    step_out (V 0%N) (V 1%N) e e' omega (recast eL G) (recast e0 x) (recast e0 x').
  move=> e e' omega G x x'.
  have := out 1%N same ones (fun=> x) (fun _ _ => G) (fun l => if l == 0%N then e else e') omega 0
    1%N x'.
  rewrite !linear_step /=; have colG p (X : 'M[R]_(p, 1)) : col 0 X = X.
    by apply/matrixP=> i j; rewrite mxE (ord1 j).
  by rewrite !colG.
move: (m 0%N) (m 2%N) (m 1%N) (V 0%N) (V 1%N) e0 eL => p q k P Z e0 eL.
case: _ / e0 P; case: _ / eL Z => Z P; rewrite /recast => out.
apply: (@cross_products_rank k P Z); rewrite -apart_products; symmetry.
apply: cross_products_same => e e' omega G x x'.
by have := out e e' omega G x x'; rewrite !castmx_id.
Qed.

(* the biases not counted *)
Theorem orthogonal_start_descent_without_biases_wrong : ~ (forall n L d (W : layers R n) eps O,
  (1 < L)%N -> orthogonal_between L d W eps O ->
  exists m (e0 : n 0%N = m 0%N) (eL : n L = m L) (V : layers R m),
    (forall l, (0 < l < L)%N -> (m l <= n 0%N + n L)%N) /\
    forall N h h' (x : 'I_N -> 'cV[R]_(n 0%N)) slope eta omega beta k x',
      recast eL (output h (plain h h' x slope eta omega beta W k) x' L) =
      output h (plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
        eta omega beta V k) (recast e0 x') L).
Proof.
move=> /(_ _ 2%N (1 + (1 + 1))%N (apart R) _ _ isT (nothing_between _)).
move=> [m [e0 [eL [V [/(_ 1%N isT) m1 out]]]]].
by have := leq_trans (apart_three out) m1.
Qed.

(* the bias not counted *)
Theorem one_hidden_layer_descent_without_biases_wrong : ~ (forall n (W : layers R n),
  exists m (e0 : n 0%N = m 0%N) (eL : n 2%N = m 2%N) (V : layers R m),
    (m 1%N <= n 0%N + n 2%N)%N /\
    forall N h h' (x : 'I_N -> 'cV[R]_(n 0%N)) slope eta omega beta k x',
      recast eL (output h (plain h h' x slope eta omega beta W k) x' 2) =
      output h (plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
        eta omega beta V k) (recast e0 x') 2).
Proof.
move=> /(_ _ (apart R))[m [e0 [eL [V [m1 out]]]]].
by have := leq_trans (apart_three out) m1.
Qed.
End Step.
