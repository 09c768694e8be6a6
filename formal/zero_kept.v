(* A singular value that is zero at one time is zero at all times (QPW4, part 2), over Coq's reals.

   zero_singular_value_kept: along the flow of any loss with a continuous gradient, for a balanced
     chain of at least two factors of any widths. The zero singular values are those at the places
     from the rank on, and the rank is kept (rank_kept). *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent flow end_to_end end_to_end_flow.
From dlf Require Import singular_values singular_facts rank_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Zero.
Variables (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (G : R -> 'M[R]_(d L, d 0)) (T : R) (W : R -> factors [comRingType of R] d).
Local Notation X t := (chain L (W t) : 'M[R_rcfType]_(d L, d 0)).
Hypotheses (two : (0 < n)%N) (moves : moves_by G T W).
Hypothesis cont_G : forall t, (0 <= t <= T)%R -> mcont G t.

Theorem zero_singular_value_kept a t U V s U' V' s' : (0 <= a <= T)%R -> (0 <= t <= T)%R ->
  balanced L (W a) -> singular_decomposition (X a) U V s -> singular_decomposition (X t) U' V' s' ->
  forall j, s j = 0 -> s' j = 0.
Proof.
move=> aT tT bal dec dec' j s0.
have [r rank_r] := rank_kept two moves cont_G aT bal.
have := positive_up_to_rank dec j; rewrite s0 ltxx (rank_r a aT).1 => /esym rj.
have := positive_up_to_rank dec' j; rewrite (rank_r t tT).1 rj => /negbT.
rewrite -leNgt => s'0; apply/eqP; rewrite eq_le s'0 /=.
by have [_ _ ds _ _] := dec'; case/andP: (ds j j (leqnn j)).
Qed.
End Zero.
