(* The end-to-end flow: what the product of a balanced chain does under gradient flow.

   product_rule (ND5T): along factors that are differentiable at t, the product has there the
     derivative sum_l A W_l' B, with the products A above and B below layer l. Any depth and widths.
   end_to_end_flow (ND5T, WD7Z): factors that move along -A^T G B^T, with any matrix G(t), and are
     balanced at one time of [0, T], are so at all of them, and X' = - sum_l P^(L-1-l) G Q^l. Here P
     and Q are the only positive semidefinite L-th roots of X X^T and X^T X. Under gradient flow
     G is the gradient of the loss at X. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block flow decay end_to_end.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Product.
Variables (d : nat -> nat) (W : R -> factors [comRingType of R] d).

Theorem product_rule L (D : factors [comRingType of R] d) t :
  (forall l, (l < L)%N -> mderiv (fun u => W u l) t (D l)) ->
  mderiv (fun u => chain L (W u)) t
    (\sum_(l < L) above L (W t) l.+1 *m D l *m below (W t) l).
Proof.
elim: L => [|L IH] DW; first by rewrite big_ord0; exact: mderiv_const.
have := mderiv_mul (DW L (ltnSn L)) (IH (fun l lL => DW l (ltnW lL))).
congr (mderiv _ _ _); rewrite big_ord_recr /= above_end mul1mx addrC mulmx_sumr.
by congr (_ + _); apply: eq_bigr => l _; rewrite (above_top (W t) (ltn_ord l)) !mulmxA.
Qed.
End Product.

Section Flow.
Variables (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (G : R -> 'M[R]_(d L, d 0)) (T : R) (W : R -> factors [comRingType of R] d).

(* all factors move along minus the gradients that belong to the slope G(t) at the product *)
Definition moves_by := forall l, (l < L)%N ->
  (forall t, (0 < t < T)%R -> mderiv (fun u => W u l) t (- grad (G t) (W t) l)) /\
  (forall t, (0 <= t <= T)%R -> mcont (fun u => W u l) t).

Hypothesis moves : moves_by.
Local Notation X t := (chain L (W t)).

Lemma imbalance_kept t l : (0 <= t <= T)%R -> (l.+1 < L)%N ->
  imbalance (W t) l = imbalance (W 0) l.
Proof.
move=> tT lL; have [dA cA] := moves lL; have [dB cB] := moves (ltnW lL).
apply/matrixP=> i j; have D := @decays (fun u => imbalance (W u) l i j) 0 T.
rewrite (D _ _ t tT) => [||u uT]; first by rewrite Rmult_0_l Ropp_0 exp_0 Rmult_1_r.
  move=> u uT; rewrite Rmult_0_l Ropp_0.
  have := balancedness_flow lL (dB u uT) (dA u uT) i j.
  by rewrite [Y in is_derive _ _ Y]mxE.
have tr m p (A : R -> 'M[R]_(m, p)) : mcont A u -> mcont (fun v => (A v)^T) u.
  by move=> c k k'; apply: continuous_ext (c k' k) => v; rewrite mxE.
have c1 := mcont_mul (tr _ _ _ (cA u uT)) (cA u uT).
have c2 := mcont_mul (cB u uT) (tr _ _ _ (cB u uT)).
by apply: continuous_ext (cadd (c1 i j) (copp (c2 i j))) => v; rewrite !mxE.
Qed.

Theorem end_to_end_flow s : (0 <= s <= T)%R -> balanced L (W s) ->
  forall t, (0 <= t <= T)%R -> balanced L (W t) /\ exists P Q,
  [/\ unique (psd_root L (X t *m (X t)^T)) P, unique (psd_root L ((X t)^T *m X t)) Q &
   (0 < t < T)%R -> mderiv (fun u => X u) t
     (- \sum_(l < L) mxpow P (n - l) *m G t *m mxpow Q l)].
Proof.
move=> sT bal t tT; have bal_t : balanced L (W t).
  by move=> l lL; rewrite imbalance_kept // -(imbalance_kept sT lL) bal.
split=> //; exists (last_gram n (W t)), (first_gram (W t)).
have [_ [ePL eQL]] := telescoping bal_t.
have rP : psd_root L (X t *m (X t)^T) (last_gram n (W t)).
  by split=> //; have := gram_psd (W t n)^T; rewrite trmxK.
have rQ : psd_root L ((X t)^T *m X t) (first_gram (W t)).
  by split=> //; exact: gram_psd.
split; [split=> // A | split=> // A |]; try exact: psd_root_unique.
move=> inside; rewrite -(balanced_velocity bal_t).
have rule := @product_rule d W L (fun l => - grad (G t) (W t) l) t.
by apply: rule => l lL; exact: (moves lL).1.
Qed.
End Flow.
