(* Modes and the law of parsimony under gradient flow, over Coq's reals.

   mode_unique: one scalar for each layer; a start decides the mode.
   carried_flow: a singular pair of M that every factor carries at the start is carried at all
     times, and its strengths are the flow of a chain of L numbers.
   law_of_parsimony_flow (JMRU, HEW8): M of rank at most r, d = 2r + m + 1, W_l(0) = eps_l Q_l with
     orthogonal Q_l. There are orthogonal V_l with W_l = V_{l+1} diag(Wt_l, rho_l I) V_l^T at all
     times of [0, T], where Wt is the flow from eps_l I_{2r} with the target V_{L,1}^T M V_{0,1} and
     the same rates and decay, and rho_l the flow of L numbers from eps_l. Any depth.
   one_family_of_frames (JMRU, HEW8): one family V_l serves descent with all settings and every flow
     with all settings, on every [0, T]: it comes from M and the Q_l alone. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent intertwined modes orthonormal parsimony.
From dlf Require Import lipschitz flow flow_core.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Scalars.
Variables (L : nat) (eta : nat -> R) (omega T : R).
Local Notation one := (fun _ : nat => 1%N).

(* the flow of L numbers; k is the slope of the loss at their product *)
Definition mode_flow (k : R -> R) (a : R -> nat -> R) := forall l, (l < L)%N ->
  (forall t, (0 < t < T)%R ->
     is_derive (fun u => a u l) t (- (eta l * mode_pull L omega k (a t) l))) /\
  (forall t, (0 <= t <= T)%R -> continuous (fun u => a u l) t).

Lemma mode_flow_ext k k' a : k =1 k' -> mode_flow k a -> mode_flow k' a.
Proof.
move=> e H l lL; have [dA cA] := H l lL; split=> // t tT.
by have := dA t tT; rewrite /mode_pull e.
Qed.

Lemma mode_of_flows k (X : R -> factors [comRingType of R] one) :
  flows (L := L) (d := one) (scalar_slope k) eta omega T X ->
  mode_flow k (fun t l => X t l 0 0).
Proof.
move=> H l lL; have [dX cX] := H l lL; split=> t tT; last exact: cX.
have e i : (i < L)%N -> X t i = (X t i 0 0)%:M by move=> _; rewrite [LHS]mx11_scalar.
have := dX t tT 0 0; rewrite /drift (pull_scalars omega e k lL).
by rewrite !mxE eqxx mulr1n.
Qed.

Lemma flows_of_mode k a : mode_flow k a ->
  flows (L := L) (d := one) (scalar_slope k) eta omega T (fun u => scalars (a u)).
Proof.
move=> H l lL; have [dA cA] := H l lL; split=> t tT i j; rewrite !ord1 /=.
  rewrite /drift (pull_scalars (w := a t) omega _ k lL) // !mxE eqxx mulr1n.
  by apply: is_derive_ext (dA t tT) => u; rewrite mxE eqxx mulr1n.
by apply: continuous_ext (cA t tT) => u; rewrite mxE eqxx mulr1n.
Qed.

Lemma tame_scalar s : tame (L := L) (d := one) (scalar_slope (fun p : R => p - s)).
Proof.
move=> B; exists 1; split=> // X Y _ _; rewrite mul1r /scalar_slope -raddfB /= opprB addrA subrK.
by rewrite /norm1 !big_ord1 !mxE eqxx mulr1n.
Qed.

Theorem mode_unique k a b : (0 <= T)%R -> tame (L := L) (d := one) (scalar_slope k) ->
  mode_flow k a -> mode_flow k b -> (forall l, (l < L)%N -> a 0 l = b 0 l) ->
  forall t l, (0 <= t <= T)%R -> (l < L)%N -> a t l = b t l.
Proof.
move=> T0 tk fa fb ab t l tT lL.
have same i : (i < L)%N -> scalars (a 0) i = scalars (b 0) i by move=> iL; rewrite /scalars ab.
have := flow_unique tk T0 (flows_of_mode fa) (flows_of_mode fb) same tT lL.
by move/matrixP/(_ 0 0); rewrite !mxE eqxx !mulr1n.
Qed.
End Scalars.

Section Carried.
Variables (L : nat) (d : nat -> nat) (M : 'M[R]_(d L, d 0)) (eta : nat -> R) (omega T : R).
Variable W : R -> factors [comRingType of R] d.
Hypothesis T0 : (0 <= T)%R.
Hypothesis flow_W : flows (residual M) eta omega T W.
Variables (v : forall l, 'cV[R]_(d l)) (rho0 : nat -> R) (s : R).
Hypothesis unit : forall l, (l <= L)%N -> (v l)^T *m v l = 1%:M.
(* a singular pair of M; s = 0 is a direction that M ignores *)
Hypotheses (Mv : M *m v 0 = s *: v L) (Mu : M^T *m v L = s *: v 0).
Hypothesis start : carries L v (W 0) rho0.

(* the strength of layer l at the time t *)
Definition strength t l : R := ((v l.+1)^T *m W t l *m v l) 0 0.

Theorem carried_flow : [/\ mode_flow L eta omega T (fun p => p - s) strength,
  forall l, (l < L)%N -> strength 0 l = rho0 l &
  forall t, (0 <= t <= T)%R -> carries L v (W t) (strength t)].
Proof.
have st : intertwined L v (W 0) (scalars rho0) by apply/carries_tied.
have Ms : tied (v L) (v 0%N) M s%:M by apply/tied_scalar.
have tr := @tame_residual _ L d M; have mir := mirrored_residual unit Ms.
have alike X x : tied (v L) (v 0%N) X x ->
    tied (v L) (v 0%N) (residual M X) (scalar_slope (fun p => p - s) x).
  move=> Xx; have := alike_residual (e := fun=> 1%N) Ms Xx; congr tied.
  by rewrite /residual /scalar_slope {1}[x]mx11_scalar -raddfB.
split.
- exact: mode_of_flows (core_flows unit T0 tr flow_W mir st alike).
- move=> l lL; have := core_start unit st lL; rewrite /core /strength => ->.
  by rewrite mxE eqxx mulr1n.
move=> t tT; apply/carries_tied => l lL; have := flow_core unit T0 tr flow_W mir st tT lL.
by rewrite [core _ _ _ _]mx11_scalar.
Qed.
End Carried.

Section Shared.
Variables (L : nat) (d : nat -> nat) (M : 'M[R]_(d L, d 0)) (eta : nat -> R) (omega T : R).
Variable W : R -> factors [comRingType of R] d.
Hypothesis T0 : (0 <= T)%R.
Hypothesis flow_W : flows (residual M) eta omega T W.
Variables (k : nat) (V : forall l, 'M[R]_(d l, k.+1)) (rho0 : nat -> R) (s : R).
Hypothesis orthonormal : forall l, (l <= L)%N -> (V l)^T *m V l = 1%:M.
Hypotheses (MV : M *m V 0 = s *: V L) (MU : M^T *m V L = s *: V 0).
Hypothesis start : forall l, (l < L)%N -> tied (V l.+1) (V l) (W 0 l) (rho0 l)%:M.

(* columns that share the strengths of their start share them at all times *)
Theorem shared_strengths : exists rho : R -> nat -> R,
  [/\ mode_flow L eta omega T (fun p => p - s) rho, forall l, (l < L)%N -> rho 0 l = rho0 l &
  forall t, (0 <= t <= T)%R ->
    forall l, (l < L)%N -> tied (V l.+1) (V l) (W t l) (rho t l)%:M].
Proof.
pose v i l := col i (V l).
have unit i l : (l <= L)%N -> (v i l)^T *m v i l = 1%:M.
  move=> lL; rewrite /v tr_col; apply/matrixP=> a b; rewrite !ord1.
  have := f_equal (fun A : 'M_k.+1 => A i i) (orthonormal lL).
  by rewrite !mxE !eqxx => <-; apply: eq_bigr => j _; rewrite !mxE.
have colZ c m n (A : 'M[R]_(m, n)) (B : 'M_(n, k.+1)) (C : 'M_(m, k.+1)) i :
    A *m B = c *: C -> A *m col i B = c *: col i C.
  by move=> H; rewrite !colE mulmxA H scalemxAl.
have c0 i : carries L (v i) (W 0) rho0.
  by move=> l /start/tied_scalar[a b]; split; exact: colZ.
have F i := carried_flow T0 flow_W (unit i) (colZ _ _ _ _ _ _ i MV) (colZ _ _ _ _ _ _ i MU) (c0 i).
exists (strength W (v ord0)); have [f0 s0 _] := F ord0; split=> // t tT l lL.
apply: tied_columns => i; have [fi si ci] := F i; apply/tied_scalar.
have same : strength W (v i) t l = strength W (v ord0) t l.
  apply: (mode_unique T0 (@tame_scalar L s) fi f0 _ tT lL) => j jL.
  by rewrite si // s0.
by have := ci t tT l lL; rewrite same.
Qed.
End Shared.

Section Parsimony.
Variables (L r m : nat).
Local Notation p := (r + r)%N.
Local Notation d := (p + m.+1)%N.   (* d - 2r = m + 1 > 0 *)
Local Notation dd := (fun _ : nat => d).
Local Notation pp := (fun _ : nat => p).
Variables (M : 'M[R]_d) (Q : nat -> 'M[R]_d) (eps : nat -> R).
Hypothesis orthogonal : forall l, (Q l)^T *m Q l = 1%:M.

Section Frames.
Variables (V0 : 'M[R]_d) (eta : nat -> R) (omega T : R) (W : R -> factors [comRingType of R] dd).
Hypothesis idle : ends_idle L M Q V0.
Hypothesis T0 : (0 <= T)%R.
Hypothesis flow_W : flows (residual (L := L) (d := dd) M) eta omega T W.
Hypothesis start_W : forall l, (l < L)%N -> W 0 l = eps l *: Q l.

Lemma flow_in_frames : let V := frame Q V0 in
  exists (Wt : R -> factors [comRingType of R] pp) (rho : R -> nat -> R),
  let Mt := (lsubmx (V L))^T *m M *m lsubmx (V 0%N) in
  [/\ flows (residual (L := L) (d := pp) Mt) eta omega T Wt /\
   (forall l, (l < L)%N -> Wt 0 l = (eps l)%:M),
   mode_flow L eta omega T (fun p => p) rho /\ (forall l, (l < L)%N -> rho 0 l = eps l) &
   forall t l, (0 <= t <= T)%R -> (l < L)%N ->
     W t l = V l.+1 *m block_mx (Wt t l) 0 0 (rho t l)%:M *m (V l)^T].
Proof.
move=> V; have [V1 MV MU] := idle.
have orth l : (frame Q V0 l)^T *m frame Q V0 l = 1%:M by exact: frame_orthogonal.
pose A l : 'M[R]_(d, p) := lsubmx (frame Q V0 l).
pose B l : 'M[R]_(d, m.+1) := rsubmx (frame Q V0 l).
have MU' : M^T *m B L = 0 by rewrite /B frame_below -mulmx_rsub.
have A1 l : (l <= L)%N -> (A l)^T *m A l = 1%:M.
  by move=> _; have [] := halves_of_orthogonal (orth l).
have B1 l : (l <= L)%N -> (B l)^T *m B l = 1%:M.
  by move=> _; have [] := halves_of_orthogonal (orth l).
have startA : intertwined L (d := dd) (e := pp) A (W 0) (fun l => (eps l)%:M).
  move=> l lL; rewrite start_W //; apply: (start_tied eps orthogonal (S := A)).
  by rewrite /A mulmx_lsub.
have startB l : (l < L)%N -> tied (B l.+1) (B l) (W 0 l) (eps l)%:M.
  move=> lL; rewrite start_W //; apply: (start_tied eps orthogonal (S := B)).
  by rewrite /B mulmx_rsub.
have MV' : M *m B 0%N = 0 *: B L by rewrite scale0r.
have MU'' : M^T *m B L = 0 *: B 0%N by rewrite scale0r.
have [rho [frho rho0 cB]] :=
  shared_strengths (d := dd) T0 flow_W (V := B) B1 MV' MU'' startB.
have target := tied_left_halves (orth L) (orth 0%N) MV MU'.
have tr := @tame_residual _ L dd M; have mir := mirrored_residual (d := dd) A1 target.
have alike := alike_residual (d := dd) (e := pp) (J := A) target.
exists (core (d := dd) A W), rho; split=> //.
- split; last by move=> l lL; rewrite (core_start A1 startA lL).
  have flow_core := @core_flows L dd pp A A1 (residual (L := L) (d := dd) M) _ eta omega T W
    T0 tr flow_W mir _ startA.
  by apply: (flow_core _ alike).
- by split=> //; apply: mode_flow_ext frho => x; rewrite subr0.
move=> t l tT lL; apply: block_of_tied (orth _) (orth _) _ (cB t tT l lL).
exact: (flow_core A1 T0 tr flow_W mir startA tT lL).
Qed.
End Frames.

Hypothesis rank_M : (\rank M <= r)%N.

Theorem law_of_parsimony_flow (eta : nat -> R) (omega T : R) W : (0 <= T)%R ->
  flows (residual (L := L) (d := dd) M) eta omega T W ->
  (forall l, (l < L)%N -> W 0 l = eps l *: Q l) ->
  exists (V : nat -> 'M[R]_d) (Wt : R -> factors [comRingType of R] pp) (rho : R -> nat -> R),
  let Mt := (lsubmx (V L))^T *m M *m lsubmx (V 0%N) in
  [/\ forall l, (V l)^T *m V l = 1%:M,
   flows (residual (L := L) (d := pp) Mt) eta omega T Wt /\
   (forall l, (l < L)%N -> Wt 0 l = (eps l)%:M),
   mode_flow L eta omega T (fun p => p) rho /\ (forall l, (l < L)%N -> rho 0 l = eps l) &
   forall t l, (0 <= t <= T)%R -> (l < L)%N ->
     W t l = V l.+1 *m block_mx (Wt t l) 0 0 (rho t l)%:M *m (V l)^T].
Proof.
move=> T0 flow_W start_W; have [V0 idle] := frames_exist L Q rank_M.
have [Wt [rho [core_W mode_rho blocks]]] := flow_in_frames idle T0 flow_W start_W.
exists (frame Q V0), Wt, rho; split=> // l.
by apply: frame_orthogonal; have [] := idle.
Qed.

(* the same frames serve descent with all settings and every flow *)
Theorem one_family_of_frames : exists V : nat -> 'M[R]_d,
  let Mt := (lsubmx (V L))^T *m M *m lsubmx (V 0%N) in
  [/\ forall l, (V l)^T *m V l = 1%:M,
   forall (eta : nat -> R) (omega beta : R) n l, (l < L)%N ->
     run (square_loss (L := L) (d := dd) M) eta omega beta (start Q eps) n l =
     V l.+1 *m block_mx (run (square_loss (L := L) (d := pp) Mt) eta omega beta
         (fun l => (eps l)%:M) n l) 0 0
       (mode_run L (fun _ p => p) eta omega beta eps n l)%:M *m (V l)^T &
   forall (eta : nat -> R) (omega T : R) (W : R -> factors [comRingType of R] dd), (0 <= T)%R ->
     flows (residual (L := L) (d := dd) M) eta omega T W ->
     (forall l, (l < L)%N -> W 0 l = eps l *: Q l) ->
     exists (Wt : R -> factors [comRingType of R] pp) (rho : R -> nat -> R),
     [/\ flows (residual (L := L) (d := pp) Mt) eta omega T Wt /\
      (forall l, (l < L)%N -> Wt 0 l = (eps l)%:M),
      mode_flow L eta omega T (fun p => p) rho /\ (forall l, (l < L)%N -> rho 0 l = eps l) &
      forall t l, (0 <= t <= T)%R -> (l < L)%N ->
        W t l = V l.+1 *m block_mx (Wt t l) 0 0 (rho t l)%:M *m (V l)^T]].
Proof.
have [V0 idle] := frames_exist L Q rank_M; exists (frame Q V0) => Mt.
split=> [l | eta omega beta n l lL | eta omega T W T0 flow_W start_W].
- by apply: frame_orthogonal; have [] := idle.
- exact: (law_in_frames eps orthogonal eta omega beta n idle lL).
exact: flow_in_frames.
Qed.
End Parsimony.
