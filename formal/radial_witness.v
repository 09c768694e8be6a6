(* A radial network whose imbalance moves, over any real closed field.

   straight: from the layer l on, every signal is a multiple of the first unit vector, for all
     inputs: the weights of W_l are zero, its bias is r_(l+1) e, and from there on each weight is
     e e^T and each bias makes the next sum r_(k+1) e.
   straight_moment (SMGH, part 2): for the loss that adds up the first outputs of the samples the
     moment S of straight is not zero, if r h'(r) is not h(r) at r = r_(l+1), and h_j'(r_j) is not
     zero at the layers above. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz orthonormal radial radial_slope radial_by_layer.
From dlf Require Import radial_moment.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Unit.
Variable R : rcfType.

(* the first unit vector *)
Definition first_unit k : 'cV[R]_k := \col_i (val i == 0%N)%:R.
Local Notation e := first_unit.

Lemma col_dot_unit k : (0 < k)%N -> col_dot (e k) (e k) = 1.
Proof.
case: k => // k _; rewrite /col_dot /mxtrace big_ord1 mxE.
rewrite big_ord_recl !mxE mulr1 big1 ?addr0 // => i _.
by rewrite !mxE mul0r.
Qed.

Lemma len_unit k r : (0 < k)%N -> 0 <= r -> len (r *: e k) = r.
Proof.
move=> k0 r0; apply/eqP; rewrite -(@eqr_expn2 _ 2) ?len_ge0 //; apply/eqP.
by rewrite -col_dot_self col_dotZ col_dotZr col_dot_unit // mulr1 expr2.
Qed.

Lemma unit_neq0 k r : (0 < k)%N -> 0 < r -> r *: e k != 0.
Proof. by move=> k0 r0; rewrite -len_eq0 len_unit ?ltW // gt_eqF. Qed.

Lemma rho_unit k g r : (0 < k)%N -> 0 < r -> rho g (r *: e k) = g r *: e k.
Proof.
move=> k0 r0; rewrite /rho (negbTE (unit_neq0 k0 r0)) len_unit ?ltW // scalerA divfK //.
by rewrite gt_eqF.
Qed.

Lemma jacobian_unit k g d r : (0 < k)%N -> 0 < r ->
  radial_jacobian g d (r *: e k) *m e k = d *: e k.
Proof.
move=> k0 r0; rewrite /radial_jacobian (negbTE (unit_neq0 k0 r0)) len_unit ?ltW // mulmxDl.
rewrite mul_scalar_mx [(r *: e k)^T]linearZ /= -!scalemxAl -!scalemxAr -scalemxAl -mulmxA col_dotE.
rewrite col_dot_unit // mulmx1 !scalerA -scalerDl; congr (_ *: _).
by move: (gt_eqF r0) (g r) => /negbT r1 y; field.
Qed.
End Unit.

Section Straight.
Variables (R : rcfType) (n : nat -> nat) (L N : nat) (h dh : nat -> R -> R).
Variables (X : 'M[R]_(n 0%N, N)) (l : nat) (r : nat -> R).
Local Notation e k := (@first_unit R (n k)).

(* the network *)
Definition straight : layers R n := fun k =>
  if k == l then row_mx (r k.+1 *: e k.+1) 0 else
  row_mx ((r k.+1 - h k (r k)) *: e k.+1) (e k.+1 *m (e k)^T).

(* the sum of the first outputs, and its gradient *)
Definition first_outputs (Z : 'M[R]_(n L, N)) : R := \tr ((e L *m const_mx 1)^T *m Z).

Lemma first_outputs_gradient Z : has_gradient first_outputs Z (e L *m const_mx 1).
Proof.
move=> c c0; exists 1 => [|Y _]; first exact: ltr01.
rewrite /first_outputs mulmxBr [\tr (_ - _)]linearB /= subrr normr0.
by rewrite mulr_ge0 ?norm1_ge0 ?ltW.
Qed.

Hypothesis lL : (l.+1 < L)%N.
Hypothesis wide : forall k, (l < k <= L)%N -> (0 < n k)%N.
Hypothesis positive : forall k, (l < k < L)%N -> 0 < r k.

Lemma straight_output x k : (l < k <= L)%N -> output h straight x k = r k *: e k.
Proof.
elim: k => // k IH /andP[]; rewrite ltnS leq_eqVlt => /orP[/eqP lk|lk] kL.
  rewrite [LHS]/= /straight -lk eqxx affineE /affine.
  by rewrite mul_row_col mulmx1 mul0mx addr0.
have k0 : (0 < k)%N by apply: leq_trans lk.
rewrite output_step // IH ?lk ?(ltnW kL) // rho_unit ?wide ?positive ?lk ?(ltnW kL) //.
rewrite affineE /straight gtn_eqF // mul_row_col mulmx1 -mulmxA linearZ /= col_dotE.
rewrite col_dot_unit ?wide ?lk ?(ltnW kL) // scale_scalar_mx mulr1 mul_mx_scalar -scalerDl.
by rewrite subrK.
Qed.

Lemma straight_weight k : (l < k)%N -> weight (straight k) = e k.+1 *m (e k)^T.
Proof. by move=> lk; rewrite /straight gtn_eqF // /weight row_mxKr. Qed.

Lemma straight_sums k s : (l < k <= L)%N -> col s (sums h X straight k) = r k *: e k.
Proof. by move=> kL; rewrite col_sums straight_output. Qed.

Hypothesis h0 : forall j, (0 < j < L)%N -> h j 0 = 0.
Hypothesis slopes : forall j, (0 < j < L)%N -> forall s, 0 <= s -> has_slope (h j) s (dh j s).
Hypothesis moves : forall j, (l.+1 < j < L)%N -> dh j (r j) != 0.

Lemma col_same k (c : R) (u : 'cV[R]_k) (s : 'I_N) : col s (c *: (u *m const_mx 1)) = c *: u.
Proof. by apply/colP=> i; rewrite !mxE big_ord1 mxE mulr1. Qed.

Lemma col_pulled_back W i g (D : 'M[R]_(n i.+1, N)) s : col s (pulled_down h X W (i := i) g D) =
  radial_jacobian (h i) (g (len (col s (sums h X W i)))) (col s (sums h X W i)) *m
    ((weight (W i))^T *m col s D).
Proof. by apply/colP=> k; rewrite [LHS]mxE mxE. Qed.

Lemma same_cols k (P Q : 'M[R]_(k, N)) : (forall s, col s P = col s Q) -> P = Q.
Proof. by move=> E; apply/matrixP=> a s; have /colP/(_ a) := E s; rewrite !mxE. Qed.

Lemma straight_gradient k i : (l.+1 < i)%N -> (i + k)%N = L -> exists2 c, c != 0 &
  sums_gradient h X first_outputs straight (l := i) (c *: (e i *m const_mx 1)).
Proof.
elim: k i => [|k IH] i li; last first.
  move=> E; have iL : (i < L)%N by rewrite -E addnS ltnS leq_addr.
  have [c c0 gc] := IH i.+1 (ltnW li) (etrans (addSnnS _ _) E).
  have i0 : (0 < i)%N by apply: leq_trans li.
  have iS : (0 < i < L)%N by rewrite i0.
  have li' := ltnW li; have iT : (l < i < L)%N by rewrite li'.
  have iU : (l < i <= L)%N by rewrite li' (ltnW iL).
  have iV : (l < i.+1 <= L)%N by rewrite iL andbT; exact: (ltnW li').
  have [w w'] := (wide iU, wide iV); have p := positive iT.
  exists (dh i (r i) * c); first by rewrite mulf_neq0 ?moves // li.
  have := sums_gradient_step i0 iL (h0 iS) (slopes iS) gc; congr (sums_gradient _ _ _ _ _).
  apply: same_cols => s; rewrite col_same col_pulled_back straight_sums //.
  rewrite straight_weight // col_same trmx_mul trmxK -!mulmxA -scalemxAr col_dotE col_dot_unit //.
  rewrite (len_unit w (ltW p)) scale_scalar_mx mulr1 mul_mx_scalar -scalemxAr.
  by rewrite jacobian_unit // scalerA mulrC.
rewrite addn0 => E; exists 1; first exact: oner_neq0.
rewrite scale1r E => c c0; have [x x0 H] := first_outputs_gradient (sums h X straight L) c0.
by exists x => // Y /H; rewrite !resumed_loss_self.
Qed.

Lemma straight_moment_value g dg c :
  radial_moment g dg (weight (straight l.+1)) (sums h X straight l.+1)
    (c *: (e l.+2 *m const_mx 1)) =
  (N%:R * ((r l.+1 * dg (r l.+1) - g (r l.+1)) * c)) *: (e l.+1 *m (e l.+1)^T).
Proof.
have li : (l < l.+1 <= L)%N by rewrite ltnSn (ltnW lL).
have r0 : 0 < r l.+1 by apply: positive; rewrite ltnSn.
have w := wide li; have w' : (0 < n l.+2)%N by apply: wide; rewrite lL andbT; exact: leqnSn.
rewrite /radial_moment (eq_bigl xpredT) => [|s]; last by rewrite straight_sums // unit_neq0.
rewrite (eq_bigr (fun=> ((r l.+1 * dg (r l.+1) - g (r l.+1)) * c) *:
  (e l.+1 *m (e l.+1)^T))) => [|s _].
  by rewrite sumr_const card_ord -scaler_nat scalerA.
rewrite straight_sums // len_unit ?ltW //= scalerA mulVf ?gt_eqF // scale1r col_same col_dotZr.
rewrite straight_weight // col_dot_above trmx_mul trmxK -mulmxA col_dotE col_dot_unit // mulmx1.
by rewrite col_dot_unit // mulr1.
Qed.

Theorem straight_moment : (0 < N)%N -> r l.+1 * dh l.+1 (r l.+1) != h l.+1 (r l.+1) ->
  exists2 D, sums_gradient h X first_outputs straight (l := l.+2) D &
    radial_moment (h l.+1) (dh l.+1) (weight (straight l.+1)) (sums h X straight l.+1) D != 0.
Proof.
move=> N0 bent; have [c c0 gc] := straight_gradient (ltnSn l.+1) (subnKC lL).
have w : (0 < n l.+1)%N by apply: wide; rewrite ltnSn (ltnW lL).
eexists; first exact: gc.
rewrite straight_moment_value; apply/eqP=> /(congr1 mxtrace).
rewrite mxtraceZ mxtrace_mulC -[X in _ * X]/(col_dot _ _) col_dot_unit // mxtrace0 mulr1 => /eqP.
by rewrite !mulf_eq0 (negbTE c0) orbF subr_eq0 (negbTE bent) orbF pnatr_eq0 -leqn0 leqNgt N0.
Qed.
End Straight.
