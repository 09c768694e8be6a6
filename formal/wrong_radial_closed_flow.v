(* Wrong variants of the flow of a radial network from a start with a closed core, near the truth,
   refuted by a flow that is known in closed form: widths 1, 2, 1 cut to 1, 1, 1. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent removal flow decay radial radial_widths radial_descent.
From dlf Require Import radial_closed radial_flow radial_closed_flow wrong_radial_descent.
From dlf Require Import wrong_radial_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Wrong.
Local Notation RR := R_rcfType.
Local Notation wide := (three 1 (1 + 1) 1).
Local Notation thin := (three 1 1 1).
Local Notation C := (first_core RR).
Local Notation Q := (first_frame RR).
Local Notation x := at_zero.
Local Notation slope := slope_one.
Local Notation V := fall.

(* a core that the transposed layers leave *)
Theorem radial_closed_flow_lifted_open_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) (V : R -> layers RR m), core L W0 C -> frames L C Q ->
  radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
    (fun l => 1%:M) V ->
  (forall l, (l < L)%N -> V 0 l = cut W0 Q l) ->
  forall l, (l < L)%N -> closed_lifted Q W0 V 0 l = W0 l).
Proof.
have cC := reads_rest_core RR; have fQ := first_frames RR.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 (reads_rest RR) V cC fQ falling).
have V0 l : (l < 2)%N -> V 0 l = cut (reads_rest RR) Q l.
  by move=> lL; rewrite /fall oppr0 biased_cut.
move=> /(_ V0 1%N isT); rewrite /closed_lifted V0 // -(cut_layer cC fQ) //.
have -> : onto Q 2 = 1%:M by rewrite /onto trmx1 mulmx1.
rewrite subrr !mul0mx row_mx0 addr0 => H; case/eqP: (unmet_neq0 RR).
by rewrite /unmet mulmxBr mulmx1 mulmxA {1}H subrr.
Qed.

(* a flow of the small network from another start *)
Theorem radial_closed_flow_lifted_start_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) (V : R -> layers RR m), closed_core L W0 C -> frames L C Q ->
  radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
    (fun l => 1%:M) V ->
  forall l, (l < L)%N -> closed_lifted Q W0 V 0 l = W0 l).
Proof.
pose W := two (block_mx 0 1%:M 0 0 : 'M[RR]_(1 + 1)) (row_mx 0 (row_mx 1%:M 0)).
have cW : core 2 W C.
  apply: first_is_core; first by rewrite /bias /= block_mxEh row_mxKl col_mx0.
  by rewrite /weight /= block_mxEh row_mxKr.
have cC : closed_core 2 W C.
  split=> // [[|[|l]]] // _; first by rewrite submx1.
  by rewrite /weight /= row_mxKr mul1mx block_mxEv -addsmxE addsmxSl.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 W V cC (first_frames RR)).
move=> /(_ falling 1%N isT); rewrite /closed_lifted.
have -> : onto Q 2 = 1%:M by rewrite /onto trmx1 mulmx1.
rewrite subrr !mul0mx row_mx0 addr0 mul1mx /fall /= /hat tr_block_mx !trmx0 trmx1 mul_row_block.
rewrite !mul0mx mulmx0 mulmx1 !addr0 => /(congr1 (fun A => lsubmx (rsubmx A))).
rewrite !row_mxKr !row_mxKl linear0 => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE eqxx eq_sym oner_eq0.
Qed.
End Wrong.
