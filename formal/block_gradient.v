(* Gradients and balance in a linear block with biases, for any loss of its outputs.

   block_gradient, bias_gradient (ZH8O): over any ordered field, if the loss is differentiable at
     the outputs Z with the gradient Gamma, its gradients with respect to a factor and a bias of the
     block are (W_{L-1} ... W_{l+1})^T Gamma z_l^T and (W_{L-1} ... W_{l+1})^T Gamma (1, ..., 1)^T.
   block_balance_descent (ZH8O, part 2): over any field, for any Gamma, what one step of descent
     makes of W_{l+1}^T W_{l+1} / alpha_u - W_l W_l^T / alpha_l - b_l b_l^T / alpha_b. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* biases b_l of the layers *)
Definition biases (R : comRingType) (d : nat -> nat) := forall l, 'cV[R]_(d l.+1).

Section Slopes.
Variables (R : comRingType) (L : nat) (d : nat -> nat) (N : nat).
Implicit Types (W : factors R d) (b : biases R d) (H : 'M[R]_(d 0, N)) (Gamma : 'M[R]_(d L, N)).

(* the gradients with respect to W_l and b_l, where Gamma is that with respect to the outputs *)
Definition block_slope W b H Gamma l : 'M[R]_(d l.+1, d l) :=
  (above L W l.+1)^T *m Gamma *m (outputs W b H l)^T.
Definition bias_slope W Gamma l : 'cV[R]_(d l.+1) :=
  (above L W l.+1)^T *m Gamma *m const_mx 1.

(* n is the gradient with respect to b_l; or the layer has no bias, b_l = 0 and n = 0 *)
Definition slope_of_bias W b Gamma l (n : 'cV[R]_(d l.+1)) :=
  n = bias_slope W Gamma l \/ (n = 0 /\ b l = 0).

Lemma shared_slope W b H Gamma l n : (l.+1 < L)%N -> slope_of_bias W b Gamma n ->
  (W l.+1)^T *m block_slope W b H Gamma l.+1 = block_slope W b H Gamma l *m (W l)^T + n *m (b l)^T.
Proof.
move=> lL nb; rewrite /block_slope (above_step W lL) /= !trmx_mul.
rewrite [(_ + _)^T]linearD /= !trmx_mul trmx_const !mulmxDr !mulmxA; congr (_ + _).
case: nb => [-> | [-> ->]]; last by rewrite trmx0 !mulmx0.
by rewrite /bias_slope (above_step W lL) !trmx_mul ?mulmxA.
Qed.

(* the outputs, from those of layer k on *)
Lemma outputs_from W b H k : (k <= L)%N -> outputs W b H L = above L W k *m outputs W b H k +
  (\sum_(k <= i < L) above L W i.+1 *m b i) *m const_mx 1.
Proof.
move=> kL; rewrite -(subKn kL); elim: (L - k)%N (leq_subr k L) => [|n IH] nL.
  by rewrite subn0 above_end mul1mx big_geq // mul0mx addr0.
have kL' : (L - n.+1 < L)%N by rewrite ltn_subrL; case: (L) nL.
have eq : ((L - n.+1).+1 = L - n)%N by rewrite -subSn // subSS.
move: (IH (ltnW nL)); rewrite -eq => ->.
rewrite [in RHS]big_ltn // (above_step W kL') /= mulmxDr mulmxDl -!addrA !mulmxA.
by [].
Qed.

Lemma tail_same W W' b b' k : (k <= L)%N -> (forall i, (k <= i)%N -> W' i = W i) ->
  (forall i, (k <= i)%N -> b' i = b i) ->
  \sum_(k <= i < L) above L W' i.+1 *m b' i = \sum_(k <= i < L) above L W i.+1 *m b i.
Proof.
move=> kL eW eb; apply: eq_big_nat => i /andP[ki iL]; rewrite eb //; congr (_ *m _).
by apply: eq_above => // j ij; apply: eW; apply: leq_trans (leqW ki) ij.
Qed.

Lemma outputs_same W W' b b' H k : (forall i, (i < k)%N -> W' i = W i) ->
  (forall i, (i < k)%N -> b' i = b i) -> outputs W' b' H k = outputs W b H k.
Proof.
elim: k => //= k IH eW eb; rewrite eW // eb // IH // => i ik.
- by rewrite eW // ltnW.
- by rewrite eb // ltnW.
Qed.

(* one factor and one bias moved *)
Lemma outputs_moved W W' b b' H l : (l < L)%N -> (forall k, k != l -> W' k = W k) ->
  (forall k, k != l -> b' k = b k) -> outputs W' b' H L = outputs W b H L +
    above L W l.+1 *m ((W' l - W l) *m outputs W b H l + (b' l - b l) *m const_mx 1).
Proof.
move=> lL eW eb; rewrite !(@outputs_from _ _ H l.+1) //.
rewrite (@tail_same W W' b b') //; last 2 first.
- by move=> i li; rewrite eW // gtn_eqF.
- by move=> i li; rewrite eb // gtn_eqF.
rewrite (@eq_above _ _ _ W W') //; last by move=> i li; rewrite eW // gtn_eqF.
rewrite /= (@outputs_same W W' b b' H l).
- rewrite !mulmxDr !mulmxBl !mulmxBr; move: (above _ _ _ *m _) => x.
  move: (_ *m _) (_ *m _) (_ *m _) (_ *m _) => y z u v; apply/matrixP=> i j; rewrite !mxE.
  move: (x i j) (y i j) (z i j) (u i j) (v i j) => *; ring.
- by move=> i il; rewrite eW // ltn_eqF.
- by move=> i il; rewrite eb // ltn_eqF.
Qed.
End Slopes.

Section Gradients.
Variables (R : realFieldType) (L : nat) (d : nat -> nat) (N : nat) (ell : 'M[R]_(d L, N) -> R).
Variables (W : factors R d) (b : biases R d) (H : 'M[R]_(d 0, N)) (Gamma : 'M[R]_(d L, N)).
Hypothesis slope_of_ell : has_gradient ell (outputs W b H L) Gamma.

(* a matrix between two others, and what is differentiable at the sum *)
Lemma inserted_gradient m n p q (f : 'M[R]_(m, n) -> R) Z G (A : 'M[R]_(m, p)) (B : 'M[R]_(q, n)) :
  has_gradient f Z G -> forall e, 0 < e -> exists2 delta, 0 < delta & forall D,
    norm1 D <= delta ->
    `|f (Z + A *m D *m B) - f Z - \tr ((A^T *m G *m B^T)^T *m D)| <= e * norm1 D.
Proof.
move=> fG e e0; set c := norm1 A * norm1 B + 1.
have c0 : 0 < c by rewrite /c ltr_spaddr ?ltr01 ?mulr_ge0 ?norm1_ge0.
have [delta delta0 near] := fG (e / c) (divr_gt0 e0 c0).
exists (delta / c) => [|D close]; first exact: divr_gt0.
have bound : norm1 (A *m D *m B) <= c * norm1 D.
  apply: le_trans (norm1_mul _ _) _; apply: (@le_trans _ _ (norm1 A * norm1 D * norm1 B)).
    by rewrite ler_wpmul2r ?norm1_ge0 // norm1_mul.
  by rewrite mulrAC ler_wpmul2r ?norm1_ge0 // /c ler_addl ler01.
have e1 : Z + A *m D *m B - Z = A *m D *m B by rewrite addrC addKr.
have := near (Z + A *m D *m B); rewrite e1 adjoint_action => near'.
apply: le_trans (near' _) _; last by rewrite -mulrA ler_pmul2l // ler_pdivr_mull.
by apply: le_trans bound _; rewrite mulrC -ler_pdivl_mulr.
Qed.

Theorem block_gradient l : (l < L)%N ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall W' : factors R d,
    (forall k : nat, k != l -> W' k = W k) -> norm1 (W' l - W l) <= delta ->
    `|ell (outputs W' b H L) - ell (outputs W b H L)
      - \tr ((block_slope W b H Gamma l)^T *m (W' l - W l))| <= e * norm1 (W' l - W l).
Proof.
move=> lL e e0.
have [delta delta0 near] :=
  inserted_gradient (above L W l.+1) (outputs W b H l) slope_of_ell e0.
exists delta => // W' eW close.
rewrite (outputs_moved H lL eW (fun k _ => erefl (b k))) subrr mul0mx addr0 mulmxA.
exact: near.
Qed.

Theorem bias_gradient l : (l < L)%N ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall b' : biases R d,
    (forall k : nat, k != l -> b' k = b k) -> norm1 (b' l - b l) <= delta ->
    `|ell (outputs W b' H L) - ell (outputs W b H L)
      - \tr ((bias_slope W Gamma l)^T *m (b' l - b l))| <= e * norm1 (b' l - b l).
Proof.
move=> lL e e0.
have [delta delta0 near] :=
  inserted_gradient (above L W l.+1) (const_mx 1 : 'M[R]_(1, N)) slope_of_ell e0.
exists delta => // b' eb close.
rewrite (outputs_moved H lL (fun k _ => erefl (W k)) eb) subrr mul0mx add0r mulmxA.
by have := near _ close; rewrite trmx_const.
Qed.
End Gradients.

Section Balance.
Variables (F : fieldType) (up down shift : F).

(* V^T V / alpha_u - W W^T / alpha_l - b b^T / alpha_b *)
Definition rated_imbalance m n p (V : 'M[F]_(m, n)) (W : 'M[F]_(n, p)) (b : 'cV[F]_n) : 'M[F]_n :=
  up^-1 *: (V^T *m V) - down^-1 *: (W *m W^T) - shift^-1 *: (b *m b^T).

Lemma moved_square m n (a eta omega : F) (X P : 'M[F]_(m, n)) : a != 0 ->
  let X' := X - eta *: (a *: P + omega *: X) in a^-1 *: (X'^T *m X') =
  (1 - eta * omega) ^+ 2 *: (a^-1 *: (X^T *m X))
  - (eta * (1 - eta * omega)) *: (X^T *m P + P^T *m X) + eta ^+ 2 *: (a *: (P^T *m P)).
Proof.
move=> a0 X'; have -> : X' = (1 - eta * omega) *: X - (eta * a) *: P.
  rewrite /X' scalerDr opprD addrCA scalerBl scale1r !scalerA addrC.
  by rewrite -!addrA; congr (_ + _); rewrite addrC.
have tr (A B : 'M[F]_(m, n)) x y : (x *: A - y *: B)^T = x *: A^T - y *: B^T.
  by rewrite linearB !linearZ.
rewrite tr !mulmxBl !mulmxBr -!scalemxAl -!scalemxAr !scalerA.
move: (X^T *m X) (X^T *m P) (P^T *m X) (P^T *m P) => A B C D; apply/matrixP=> i j; rewrite !mxE.
by move: (A i j) (B i j) (C i j) (D i j) => *; field.
Qed.

Lemma flowing_square m n (a omega : F) (X P : 'M[F]_(m, n)) : a != 0 ->
  let X' := - (a *: P + omega *: X) in a^-1 *: (X'^T *m X + X^T *m X') =
  - (P^T *m X + X^T *m P) - (2%:R * omega) *: (a^-1 *: (X^T *m X)).
Proof.
move=> a0 X'; have tr (A B : 'M[F]_(m, n)) x y : (- (x *: A + y *: B))^T = - (x *: A^T + y *: B^T).
  by apply/matrixP=> i j; rewrite !mxE.
rewrite tr mulNmx mulmxN mulmxDl mulmxDr -!scalemxAl -!scalemxAr.
move: (X^T *m X) (X^T *m P) (P^T *m X) => A B C; apply/matrixP=> i j; rewrite !mxE.
by move: (A i j) (B i j) (C i j) => *; field.
Qed.

Variables (L : nat) (d : nat -> nat) (N : nat).
Variables (W : factors F d) (b : biases F d) (H : 'M[F]_(d 0, N)) (Gamma : 'M[F]_(d L, N)).
Hypotheses (up0 : up != 0) (down0 : down != 0) (shift0 : shift != 0).

(* for any Gamma: any loss, any batch *)
Theorem block_balance_descent eta omega l n : (l.+1 < L)%N -> slope_of_bias W b Gamma n ->
  let above_slope := block_slope W b H Gamma l.+1 in
  let slope := block_slope W b H Gamma l in
  rated_imbalance (W l.+1 - eta *: (up *: above_slope + omega *: W l.+1))
    (W l - eta *: (down *: slope + omega *: W l)) (b l - eta *: (shift *: n + omega *: b l)) =
  (1 - eta * omega) ^+ 2 *: rated_imbalance (W l.+1) (W l) (b l) +
  eta ^+ 2 *: (up *: (above_slope^T *m above_slope) - down *: (slope *m slope^T)
               - shift *: (n *m n^T)).
Proof.
move=> lL nb above_slope slope.
have st := shared_slope H lL nb; rewrite -/above_slope -/slope in st.
clearbody above_slope slope; have st' := f_equal trmx st.
rewrite [in RHS]linearD /= !trmx_mul !trmxK in st'.
have square p q a (X P : 'M[F]_(p, q)) : a != 0 ->
    let X' := X - eta *: (a *: P + omega *: X) in a^-1 *: (X' *m X'^T) =
    (1 - eta * omega) ^+ 2 *: (a^-1 *: (X *m X^T))
    - (eta * (1 - eta * omega)) *: (X *m P^T + P *m X^T) + eta ^+ 2 *: (a *: (P *m P^T)).
  move=> a0 X'; have := moved_square eta omega X^T P^T a0; rewrite /= !trmxK.
  have -> : X^T - eta *: (a *: P^T + omega *: X^T) = X'^T by apply/matrixP=> i j; rewrite !mxE.
  by rewrite trmxK.
rewrite /rated_imbalance moved_square // !square // st st'.
move: (up^-1 *: _) (down^-1 *: _) (shift^-1 *: _) (up *: _) (down *: _) (shift *: _).
move: (slope *m _) (n *m _) (_ *m slope^T) (_ *m n^T) => A B C D E1 E2 E3 G1 G2 G3.
apply/matrixP=> i j; rewrite !mxE.
move: (A i j) (B i j) (C i j) (D i j) (E1 i j) (E2 i j) (E3 i j) (G1 i j) (G2 i j) (G3 i j).
by move=> *; ring.
Qed.

(* what the velocities of the flow make of it *)
Lemma block_balance_velocity omega l n : (l.+1 < L)%N -> slope_of_bias W b Gamma n ->
  let V' := - (up *: block_slope W b H Gamma l.+1 + omega *: W l.+1) in
  let W' := - (down *: block_slope W b H Gamma l + omega *: W l) in
  let b' := - (shift *: n + omega *: b l) in
  up^-1 *: (V'^T *m W l.+1 + (W l.+1)^T *m V') - down^-1 *: (W' *m (W l)^T + W l *m W'^T)
  - shift^-1 *: (b' *m (b l)^T + b l *m b'^T) =
  - (2%:R * omega) *: rated_imbalance (W l.+1) (W l) (b l).
Proof.
move=> lL nb V' W' b'; have st := shared_slope H lL nb.
have square p q a (X P : 'M[F]_(p, q)) : a != 0 -> let X' := - (a *: P + omega *: X) in
    a^-1 *: (X' *m X^T + X *m X'^T) =
    - (P *m X^T + X *m P^T) - (2%:R * omega) *: (a^-1 *: (X *m X^T)).
  move=> a0 X'; have := flowing_square omega X^T P^T a0; rewrite /= !trmxK.
  have -> : - (a *: P^T + omega *: X^T) = X'^T by apply/matrixP=> i j; rewrite !mxE.
  by rewrite trmxK.
move: st; rewrite /V' /W' /b' /rated_imbalance flowing_square // !square // => {V' W' b'}.
move: (block_slope _ _ _ _ l.+1) (block_slope _ _ _ _ l) => P Q st.
have st' := f_equal trmx st; rewrite [in RHS]linearD /= !trmx_mul !trmxK in st'.
rewrite st st'; move: (up^-1 *: _) (down^-1 *: _) (shift^-1 *: _) => G1 G2 G3.
move: (Q *m _) (n *m _) (_ *m Q^T) (_ *m n^T) => A B C D.
apply/matrixP=> i j; rewrite !mxE.
by move: (A i j) (B i j) (C i j) (D i j) (G1 i j) (G2 i j) (G3 i j) => *; ring.
Qed.
End Balance.
