(* Every depth: a singular value of a balanced chain stays below its mode, if the start is not tiny,
   over Coq's reals, for all widths.

   dominated_from_large_starts (LV3R, part 1): if s_i (L-2) <= eps^L (2L-2), no singular value
     behind the first i - 1 exceeds the mode with the target s_i. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import from_right compare chain descent flow end_to_end end_to_end_flow order_kept.
From dlf Require Import weyl ceiling largest_form moments outer_form large_starts.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Starts.
Variables (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (M : 'M[R]_(d L, d 0)) (T : R) (W : R -> factors [comRingType of R] d).
Local Notation X t := (chain L (W t)).
Local Notation A t := (last_gram n (W t)).
Local Notation C t := (first_gram (W t)).
Hypotheses (n0 : (0 < n)%N) (moves : moves_by (fun t => residual M (X t)) T W).
Hypothesis bal : balanced L (W 0).
Variables (k : nat) (N : 'M[R]_(d L, k)) (N' : 'M[R]_(d 0, k)) (S S' : 'M[R]_k) (s b : R).
Hypotheses (pairs : M *m N' = N *m S) (pairs' : M^T *m N = N' *m S') (s0 : (0 <= s)%R).
Hypotheses (small_M : bounds N (M *m M^T) (s * s)%R) (small_M' : bounds N' (M^T *m M) (s * s)%R).
Hypotheses (T0 : (0 <= T)%R) (room : (k < d L)%N) (b0 : (0 <= b)%R).
Hypothesis start : forall z, (form ((X 0)^T *m X 0) z <= b ^ L * form 1%:M z)%R.
Hypothesis not_tiny : (INR (L - 2) * s <= INR (2 * (L - 1)) * sqrt b ^ L)%R.

Theorem dominated_from_large_starts v : solves T (root_velocity L s) v -> v 0 = b ->
  (forall t, (0 <= t <= T)%R -> (0 <= v t)%R) -> forall t, (0 <= t <= T)%R ->
  (forall F, largest_value N N' (A t) (C t) F -> (F <= v t)%R) /\
  forall U sigma (i : 'I_(d L)), U^T *m U = 1%:M ->
    X t *m (X t)^T = with_spectrum U (fun j => sigma j ^+ 2) -> decreasing sigma ->
    (forall j, 0 <= sigma j) -> (k <= i)%N -> sigma i ^+ 2 <= v t ^+ L.
Proof.
move=> sv v_b pos t tT; have L2 : (2 <= L)%coq_nat by exact/ssrnat.leP.
have [w best] := best_moment_exists L s L2 s0.
have turn : forall u, (0 <= u <= T)%R -> (w <= v u)%R.
  by apply: (mode_past_its_moment L s w T v L2 s0 best sv pos); rewrite [v 0%R]v_b.
have below F : largest_value N N' (A t) (C t) F -> (F <= v t)%R.
  move=> top; apply: (never_ahead_past_the_turn n0 moves bal pairs pairs' s0 small_M small_M' best
    T0 room b0 start sv v_b turn tT top).
split=> // U sigma i UU XX ds sg ki; pose F := top_value N N' (A t) (C t).
have top : largest_value N N' (A t) (C t) F by apply: top_value_largest; rewrite room.
have F0 := outer_nonneg room top.
have le := singular_value_below_outer moves bal T0 tT top UU XX ds sg ki.
have /RleP F1 := F0; have /RleP Fv := below F top.
by apply: le_trans le _; rewrite ler_expn2r // nnegrE // (le_trans F1).
Qed.
End Starts.
