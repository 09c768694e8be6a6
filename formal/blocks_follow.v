(* Every block of the product of a balanced chain follows its own flow (BS6T, part 3), over Coq's
   reals: every depth L = n + 2, any number of square blocks of any sizes.

   block_follows: one block, given by two frames with orthonormal columns. The columns of the
     frames at all layers span spaces that the flow does not leave (flow_core.v).
   blocks_follow (part 3): if U^T X(0) V and U^T M V are block diagonal with blocks of the same
     sizes, so is U^T X(t) V, and each block is the product of a balanced chain along the flow,
     with the blocks as start and target. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent intertwined lipschitz flow flow_core end_to_end.
From dlf Require Import balanced_blocks.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* the flow of L square factors of size m for 1/2 |X - M|^2 on [0, T] *)
Definition square_flow L m (M : 'M[R]_m) T (W : R -> factors [comRingType of R] (fun=> m)) :=
  flows (L := L) (d := fun=> m) (@residual _ L (fun=> m) M) (fun=> 1) 0 T W.

Section One.
Variables (n m k : nat) (M : 'M[R]_m) (P K : 'M[R]_(m, k)) (B C : 'M[R]_k) (T : R).
Variable W : R -> factors [comRingType of R] (fun=> m).
Local Notation L := n.+2.
Local Notation X t := (chain L (W t)).

Lemma block_follows : (0 <= T)%R -> square_flow L M T W -> balanced L (W 0) ->
  P^T *m P = 1%:M -> K^T *m K = 1%:M -> tied P K (X 0) C -> tied P K M B ->
  exists w : R -> factors [comRingType of R] (fun=> k),
  [/\ square_flow L B T w, balanced L (w 0), chain L (w 0) = C &
      forall t, (0 <= t <= T)%R -> tied P K (X t) (chain L (w t))].
Proof.
move=> T0 fW bal PP KK block target.
have [J [w [iso [J0 JL] tw bw cw]]] := block_of_balanced bal PP KK block.
pose c := core (e := fun=> k) J W; have iso' l : (l <= L)%N -> (J l)^T *m J l = 1%:M := iso l.
have target' : tied (J L) (J 0%N) M B by rewrite J0 JL.
have mir := @mirrored_residual L (fun=> m) (fun=> k) J iso' M B target'.
have tame := @tame_residual _ L (fun=> m) M.
have same l : (l < L)%N -> c 0 l = w l.
  by move=> lL; exact: (@core_start L (fun=> m) (fun=> k) J iso' W w tw l lL).
have below_same l : (l <= L)%N -> below (c 0) l = below w l.
  by move=> lL; apply: eq_below => i il; apply/same/(leq_trans il).
exists c; split.
- apply: (@core_flows L (fun=> m) (fun=> k) J iso' _ _ (fun=> 1) 0 T W T0 tame fW mir w tw).
  exact: (@alike_residual L (fun=> m) (fun=> k) J M B target').
- by move=> l lL; rewrite /imbalance !same ?(ltnW lL) //; exact: bw.
- by rewrite /chain below_same.
move=> t tT; rewrite -J0 -JL; apply: (@below_tied _ L (fun=> m) (fun=> k) J (W t) (c t)) => //.
exact: (@flow_core L (fun=> m) (fun=> k) J iso' _ (fun=> 1) 0 T W T0 tame fW mir w tw).
Qed.
End One.

Section All.
Variables (n b : nat) (sz : 'I_b -> nat) (T : R).
Local Notation L := n.+2.
Local Notation m := (\sum_i sz i)%N.
Variables (M U V : 'M[R]_m) (C B : forall i, 'M[R]_(sz i)).
Variable W : R -> factors [comRingType of R] (fun=> m).
Local Notation X t := (chain L (W t)).

(* the unit vectors of the block i *)
Definition block_axes i : 'M[R]_(m, sz i) := submxrow 1%:M i.

Lemma axes_all : \mxrow_i block_axes i = 1%:M. Proof. exact: submxrowK. Qed.

Lemma axes_block (D : forall i, 'M[R]_(sz i)) i :
  \mxdiag_i D i *m block_axes i = block_axes i *m D i.
Proof.
have e : \mxrow_i (\mxdiag_i D i *m block_axes i) = \mxrow_i (block_axes i *m D i).
  by rewrite -mul_mxrow -mul_mxrow_mxdiag axes_all mulmx1 mul1mx.
by have := f_equal (fun Z => submxrow Z i) e; rewrite !mxrowK.
Qed.

Lemma axes_orthonormal i : (block_axes i)^T *m block_axes i = 1%:M.
Proof.
have e : \mxblock_(i, j) ((block_axes i)^T *m block_axes j) = \mxdiag_i 1%:M.
  by rewrite -mul_mxcol_mxrow -tr_mxrow axes_all trmx1 mulmx1 -(mxdiagZ 1).
by have := f_equal (fun Z => submxblock Z i i) e; rewrite mxblockK submxblock_diag.
Qed.

Lemma tied_of_blocks (Y : 'M[R]_m) D : U^T *m U = 1%:M -> V^T *m V = 1%:M ->
  U^T *m Y *m V = \mxdiag_i D i -> forall i, tied (U *m block_axes i) (V *m block_axes i) Y (D i).
Proof.
move=> UU VV e i; have YE : Y = U *m \mxdiag_i D i *m V^T.
  by rewrite -e !mulmxA (mulmx1C UU) mul1mx -mulmxA (mulmx1C VV) mulmx1.
split; first by rewrite YE -!mulmxA (mulmxA V^T) VV mul1mx axes_block mulmxA.
rewrite YE !trmx_mul trmxK -!mulmxA (mulmxA U^T) UU mul1mx tr_mxdiag axes_block mulmxA.
by [].
Qed.

Lemma blocks_of_tied (Y : 'M[R]_m) D : U^T *m U = 1%:M ->
  (forall i, tied (U *m block_axes i) (V *m block_axes i) Y (D i)) ->
  U^T *m Y *m V = \mxdiag_i D i.
Proof.
move=> UU t; rewrite -[LHS]mulmx1 -[RHS]mul1mx -axes_all mul_mxrow mul_mxrow_mxdiag.
apply: eq_mxrow => i; have [e _] := t i.
by rewrite -mulmxA -mulmxA e !mulmxA UU mul1mx.
Qed.

Theorem blocks_follow : (0 <= T)%R -> square_flow L M T W -> balanced L (W 0) ->
  U^T *m U = 1%:M -> V^T *m V = 1%:M ->
  U^T *m X 0 *m V = \mxdiag_i C i -> U^T *m M *m V = \mxdiag_i B i ->
  exists w : forall i : 'I_b, R -> factors [comRingType of R] (fun=> sz i),
  (forall i, [/\ square_flow L (B i) T (w i), balanced L (w i 0) & chain L (w i 0) = C i]) /\
  forall t, (0 <= t <= T)%R -> U^T *m X t *m V = \mxdiag_i chain L (w i t).
Proof.
move=> T0 fW bal UU VV start target.
have frame (Z : 'M[R]_m) i : Z^T *m Z = 1%:M ->
    (Z *m block_axes i)^T *m (Z *m block_axes i) = 1%:M.
  by move=> ZZ; rewrite trmx_mul -mulmxA (mulmxA Z^T) ZZ mul1mx axes_orthonormal.
have one i := block_follows T0 fW bal (frame U i UU) (frame V i VV)
  (tied_of_blocks UU VV start i) (tied_of_blocks UU VV target i).
have [w H] := fin_all_exists one.
exists w; split=> [i|t tT]; first by have [] := H i.
by apply: blocks_of_tied UU _ => i; have [_ _ _] := H i; apply.
Qed.
End All.
