(* The flow of a chain with the rate alpha for the first and the last factor (UWHK), over Coq's
   reals: any depth L >= 3, any widths.

   rate_flow_of_modes: from eps J_{l+1} J_l^T there is one flow, for all times; its outer factors
     are J_{l+1} diag(x) J_l^T, its inner ones J_{l+1} diag(y) J_l^T, and x, y solve the scalar
     equations of each mode from x = y = eps. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes aligned lipschitz flow flow_core.
From dlf Require Import flow_modes aligned_flow aligned_exists compressed_bounds rate_order.
From dlf Require Import rate_limit rate_exists.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma two_numbers L alpha q eps T x y : (2 < L)%N -> rate_mode L alpha q eps T x y ->
  mode_flow L (rates L 1 alpha) 0 T (fun p => p - q) (fun t => two L (x t) (y t)).
Proof.
move=> L3 [[D C] _] l lL; split=> [t tT|t tT]; last first.
  by have [cx cy] := C t tT; rewrite /two; case: (outer L l).
have /ssrnat.ltP L3' := L3; have [] := D t tT; cbv zeta; rewrite !RpowE => Dx /(_ L3') Dy.
have {}Dx : is_derive x t
  (alpha * x t * y t ^+ (L - 2) * (q - x t ^+ 2 * y t ^+ (L - 2))) by exact: Dx.
have {}Dy : is_derive y t
  (x t ^+ 2 * y t ^+ (L - 3) * (q - x t ^+ 2 * y t ^+ (L - 2))) by exact: Dy.
rewrite /mode_pull mul0r addr0 two_others ?two_all ?(ltnW L3) // /rates /two.
case: (outer L l); rewrite mul1r.
  move: Dx; congr (is_derive _ _ _).
  by move: (_ ^+ (L - 2)) => u; ring.
move: Dy; congr (is_derive _ _ _).
by move: (_ ^+ (L - 2)) (_ ^+ (L - 3)) => u v; ring.
Qed.

Section Rate.
Variables (L : nat) (d : nat -> nat) (k : nat).
Variables (M : 'M[R]_(d L, d 0)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)).
Hypothesis three_layers : (2 < L)%N.
Hypothesis orthonormal : forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M.
Hypothesis right_pairs : M *m J 0 = J L *m target s.
Hypothesis left_pairs : M^T *m J L = J 0 *m target s.
Variables alpha eps : R.
Hypotheses (a0 : (0 < alpha)%R) (s0 : forall j, (0 <= s j)%R) (e0 : (0 < eps)%R).

(* a flow on [0, T] from the aligned start, the first and the last factor with the rate alpha *)
Definition two_rate_run T (W : R -> factors [comRingType of R] d) :=
  (forall l, (l < L)%N -> W 0 l = aligned_start J eps l) /\
  flows (residual M) (rates L 1 alpha) 0 T W.

Theorem rate_flow_of_modes : exists x y : 'I_k -> R -> R,
  [/\ forall j, rate_run L alpha (s j) eps (x j) (y j),
      forall T, two_rate_run T
        (fun t l => J l.+1 *m diag_mx (\row_j two L (x j t) (y j t) l) *m (J l)^T) &
      forall T W, (0 <= T)%R -> two_rate_run T W ->
        forall t l, (0 <= t <= T)%R -> (l < L)%N ->
        W t l = J l.+1 *m diag_mx (\row_j two L (x j t) (y j t) l) *m (J l)^T].
Proof.
have /ssrnat.leP L3 := three_layers.
have pair j : exists p : (R -> R) * (R -> R), rate_run L alpha (s j) eps p.1 p.2.
  by have [x [y r]] := rate_exists L alpha (s j) eps L3 a0 (s0 j) e0; exists (x, y).
have [p H] := fin_all_exists pair.
pose x j := (p j).1; pose y j := (p j).2; exists x, y.
have run T : two_rate_run T
    (fun t l => J l.+1 *m diag_mx (\row_j two L (x j t) (y j t) l) *m (J l)^T).
  split=> [l lL|].
    rewrite aligned_diagonal //; congr (_ *m diag_mx _ *m _); apply/rowP => j.
    rewrite !mxE /two; have [_ [x0 y0]] := H j 0%R.
    by case: (outer L l); [exact: x0 | exact: y0].
  apply: (framed_flow (ltnW three_layers) orthonormal right_pairs left_pairs
    (a := fun j t => two L (x j t) (y j t))) => j.
  by apply: two_numbers => //; exact: H.
split=> // T W T0 [start flow_W] t l tT lL.
have [begin fl] := run T; apply: (flow_unique (@tame_residual _ L d M) T0 flow_W fl _ tT lL).
by move=> i iL; rewrite start // begin.
Qed.
End Rate.
