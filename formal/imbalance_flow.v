(* The flow of two factors that start with different strengths, over Coq's reals, any widths.

   imbalance_flow_of_modes (KH9B): from W_0 = p J_1 J_0^T and W_1 = q J_2 J_1^T there is one flow,
     for all times; its factors are J_1 diag(x) J_0^T and J_2 diag(y) J_1^T, and each pair x, y
     solves x' = y (s - x y), y' = x (s - x y), x(0) = p, y(0) = q. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes aligned lipschitz flow flow_core.
From dlf Require Import flow_modes aligned_flow compare two_rates pair_exists.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* the number of the first factor is x, that of the second is y *)
Definition first_or_second (x y : R) (l : nat) : R := if l == 0%N then x else y.

Lemma pair_numbers s p q T x y : is_pair s p q x y ->
  mode_flow 2 (fun=> 1) 0 T (fun m => m - s) (fun t => first_or_second (x t) (y t)).
Proof.
move=> [_ [_ [D C]]] l l2; split=> [t [t0 _]|t [t0 _]]; last first.
  by have [cx cy] := C t t0; rewrite /first_or_second; case: eqP.
have [Dx Dy] := D t t0; rewrite mul1r /mode_pull mul0r addr0 /others.
have prod : \prod_(0 <= i < 2) first_or_second (x t) (y t) i = x t * y t.
  by rewrite big_nat_recr // big_nat1.
have {}Dx : is_derive x t (y t * (s - x t * y t)) by exact: Dx.
have {}Dy : is_derive y t (x t * (s - x t * y t)) by exact: Dy.
case: l l2 => [_|[_|//]].
  rewrite big_geq // big_nat1 mul1r prod /first_or_second /=.
  by move: Dx; congr (is_derive _ _ _); ring.
rewrite big_nat1 big_geq // mulr1 prod /first_or_second /=.
by move: Dy; congr (is_derive _ _ _); ring.
Qed.

Section Pair.
Variables (d : nat -> nat) (k : nat).
Variables (M : 'M[R]_(d 2, d 0)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)).
Hypothesis orthonormal : forall l, (l <= 2)%N -> (J l)^T *m J l = 1%:M.
Hypothesis right_pairs : M *m J 0 = J 2 *m target s.
Hypothesis left_pairs : M^T *m J 2 = J 0 *m target s.
Variables p q : R.
Hypotheses (s0 : forall j, (0 <= s j)%R) (p0 : (0 < p)%R) (q0 : (0 <= q <= p)%R).

(* a flow of 1/2 |X - M|^2 on [0, T] from p J_1 J_0^T and q J_2 J_1^T *)
Definition imbalance_run T (W : R -> factors [comRingType of R] d) :=
  (W 0 0%N = p *: (J 1 *m (J 0)^T) /\ W 0 1%N = q *: (J 2 *m (J 1)^T)) /\
  flows (L := 2) (residual M) (fun=> 1) 0 T W.

Theorem imbalance_flow_of_modes : exists x y : 'I_k -> R -> R,
  [/\ forall j, is_pair (s j) p q (x j) (y j),
      forall T, imbalance_run T (fun t l =>
        J l.+1 *m diag_mx (\row_j first_or_second (x j t) (y j t) l) *m (J l)^T) &
      forall T W, (0 <= T)%R -> imbalance_run T W -> forall t, (0 <= t <= T)%R ->
        W t 0%N = J 1 *m diag_mx (\row_j x j t) *m (J 0)^T /\
        W t 1%N = J 2 *m diag_mx (\row_j y j t) *m (J 1)^T].
Proof.
have pair j : exists f : (R -> R) * (R -> R), is_pair (s j) p q f.1 f.2.
  by have [x [y r]] := pair_exists (s j) p q (s0 j) p0 q0; exists (x, y).
have [f H] := fin_all_exists pair.
pose x j := (f j).1; pose y j := (f j).2; exists x, y.
have scaled (c : R) l : c *: (J l.+1 *m (J l)^T) = J l.+1 *m diag_mx (\row_(j < k) c) *m (J l)^T.
  have -> : diag_mx (\row_(j < k) c) = c%:M.
    by apply/matrixP=> i j; rewrite !mxE; case: eqP => // ->.
  by rewrite mul_mx_scalar -scalemxAl.
have run T : imbalance_run T (fun t l =>
    J l.+1 *m diag_mx (\row_j first_or_second (x j t) (y j t) l) *m (J l)^T).
  split.
    rewrite !scaled; split; congr (_ *m diag_mx _ *m _); apply/rowP => j; rewrite !mxE.
      by have [] := H j.
    by have [_ []] := H j.
  apply: (framed_flow (L := 2) isT orthonormal right_pairs left_pairs
    (a := fun j t => first_or_second (x j t) (y j t))) => j.
  by apply: pair_numbers; exact: H.
split=> // T W T0 [[w0 w1] flow_W] t tT.
have [[b0 b1] fl] := run T.
have same l : (l < 2)%N -> W t l = J l.+1 *m diag_mx (\row_j first_or_second (x j t) (y j t) l) *m
  (J l)^T.
  move=> l2; apply: (flow_unique (@tame_residual _ 2 d M) T0 flow_W fl _ tT l2).
  by case=> [|[|//]] _; rewrite ?w0 ?w1 ?b0 ?b1.
by split; rewrite same //; congr (_ *m diag_mx _ *m _); apply/rowP => j; rewrite !mxE.
Qed.
End Pair.
