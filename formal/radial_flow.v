(* Projected gradient flow of a radial network, over Coq's reals. Networks, cores and frames are
   those of radial.v, gradients those of radial_descent.v, layers from 0.

   radial_projected_flow (X6E0, part 3, first half): along every projected flow W_l' = -P nabla_l on
     [0, T] from a start with a core W_l(t) = Q_(l+1) R_l(t) diag(1, Q_l)^T
     + W_l(0) (1 - diag(1, Q_l Q_l^T)), R a gradient flow of the cut network, with the same outputs.
   radial_flow_lifted (X6E0, part 3, second half): every gradient flow R of the cut network makes a
     projected flow of the large one by this formula.
   Any depth, widths, functions and slope of the loss, which may depend on time. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent lipschitz flow decay radial radial_descent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Flow.
Local Notation RR := R_rcfType.

Section Definition_.
Variables (n : nat -> nat) (L N : nat) (h h' : nat -> R -> R) (x : 'I_N -> 'cV[R]_(n 0%N)).
Variables (slope : R -> 'M[R]_(n L, N) -> 'M[R]_(n L, N)) (T : R).

(* the gradient at time t by W_l; slope t Y is the slope of the loss at the outputs Y *)
Definition gradient_at t (W : layers RR n) l : 'M[R]_(n l.+1, 1 + n l) :=
  nabla h h' W x (slope t (all_outputs L h W x)) l.

(* a flow on [0, T] with gradients multiplied by P, continuous and W_l' = -P_(l+1) nabla_l inside *)
Definition radial_flow (P : forall l, 'M[R]_(n l)) (W : R -> layers RR n) :=
  (forall t, (0 < t < T)%R -> forall l, (l < L)%N ->
    mderiv (fun u => W u l) t (- (P l.+1 *m gradient_at t (W t) l))) /\
  forall t, (0 <= t <= T)%R -> forall l, (l < L)%N -> mcont (fun u => W u l) t.
End Definition_.

(* a derivative zero, and continuous at the ends *)
Lemma mconstant m n (Y : R -> 'M[R]_(m, n)) T : (forall t, (0 < t < T)%R -> mderiv Y t 0) ->
  (forall t, (0 <= t <= T)%R -> mcont Y t) -> forall t, (0 <= t <= T)%R -> Y t = Y 0.
Proof.
move=> DY cY t tT; apply/matrixP=> i j; have D := @decays (fun u => Y u i j) 0 T.
rewrite (D _ _ t tT) => [||u uT]; last exact: cY.
  by rewrite Rmult_0_l Ropp_0 exp_0 Rmult_1_r.
by move=> u uT; have := DY u uT i j; rewrite mxE Rmult_0_l Ropp_0.
Qed.

Section Projected.
Variables (n m : nat -> nat) (L N : nat) (C : forall l, 'M[RR]_(n l)).
Variables (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L).
Variables (h h' : nat -> RR -> RR) (x : 'I_N -> 'cV[RR]_(n 0%N)).
Variables (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) (T : R).
Variable W0 : layers RR n.
Let y j := recast e0 (x j).
Let g t := recast_slope eL (slope t).
Local Notation kept l := (W0 l *m (1%:M - hat (Q l) *m (hat (Q l))^T)).

(* the large flow, from the small one and the start *)
Definition lifted (V : R -> layers RR m) t : layers RR n := fun l =>
  Q l.+1 *m V t l *m (hat (Q l))^T + kept l.

Let inner t : (0 < t < T)%R -> (0 <= t <= T)%R.
Proof. by case=> t0 t1; split; exact: Rlt_le. Qed.

Section Down.
Hypotheses (coreC : core L W0 C) (framesQ : frames L C Q).
Variable W : R -> layers RR n.
Hypotheses (flow : radial_flow h h' x slope T (onto Q) W).
Hypothesis start : forall l, (l < L)%N -> W 0 l = W0 l.

Let QQ l : (l <= L)%N -> (Q l)^T *m Q l = 1%:M.
Proof. by have [h1 _ _ _] := framesQ; exact: h1. Qed.

Let HH l : (l < L)%N -> (hat (Q l))^T *m hat (Q l) = 1%:M.
Proof. by move=> lL; rewrite hat_isometry // QQ // ltnW. Qed.

Let V t : layers RR m := cut (W t) Q.

Lemma flow_link t : (0 <= t <= T)%R -> forall l, (l < L)%N ->
  W t l *m hat (Q l) = Q l.+1 *m V t l.
Proof.
move=> tT l lL; have [D c] := flow.
have Y : (1%:M - onto Q l.+1) *m W t l *m hat (Q l) = (1%:M - onto Q l.+1) *m W 0 l *m hat (Q l).
  apply: (mconstant (Y := fun u => (1%:M - onto Q l.+1) *m W u l *m hat (Q l)) _ _ tT) => u uT.
    have := mderiv_lr (1%:M - onto Q l.+1) (hat (Q l)) (D u uT l lL).
    rewrite mulmxN mulmxA mulmxBl mul1mx /onto -[Q l.+1 *m _ *m _]mulmxA (mulmxA (Q l.+1)^T) QQ //.
    by rewrite mul1mx subrr mul0mx oppr0 mul0mx.
  exact: mcont_lr (c u uT l lL).
move: Y; rewrite start // -mulmxA -(mulmxA _ (W0 l)) (cut_layer coreC framesQ lL).
rewrite mulmxBl mul1mx [RHS]mulmxBl mul1mx /onto !mulmxA -(mulmxA _ _ (Q l.+1)) QQ // mulmx1.
rewrite subrr => /eqP; rewrite subr_eq0 => /eqP ->.
by rewrite /V /cut -!mulmxA.
Qed.

Lemma flow_form t : (0 <= t <= T)%R -> forall l, (l < L)%N -> W t l = lifted V t l.
Proof.
move=> tT l lL; have [D c] := flow; pose I : 'M[RR]_(n l.+1) := 1%:M.
pose K := 1%:M - hat (Q l) *m (hat (Q l))^T.
have Y : I *m W t l *m K = I *m W 0 l *m K.
  apply: (mconstant (Y := fun u => I *m W u l *m K) _ _ tT) => u uT.
    have := mderiv_lr I K (D u uT l lL).
    have [_ DE] := ends_nabla e0 eL framesQ h h' (flow_link (inner uT)) x (slope u) lL.
    rewrite /I mul1mx mulNmx -mulmxA /gradient_at /K mulmxBr mulmx1 mulmxA DE subrr mulmx0 oppr0.
    by [].
  exact: mcont_lr (c u uT l lL).
rewrite /I !mul1mx start // in Y; rewrite /lifted -/K -Y /K -flow_link // -mulmxA -mulmxDr.
by rewrite addrCA subrr addr0 mulmx1.
Qed.

Lemma flow_small : radial_flow h h' y g T (fun l => 1%:M) V.
Proof.
have [D c] := flow; split=> t tT l lL; last exact: mcont_lr (c t tT l lL).
have := mderiv_lr (Q l.+1)^T (hat (Q l)) (D t tT l lL).
have [DE _] := ends_nabla e0 eL framesQ h h' (flow_link (inner tT)) x (slope t) lL.
rewrite /onto mulmxN mulNmx -(mulmxA (Q l.+1)) /gradient_at DE !mulmxA QQ // !mul1mx.
by rewrite -mulmxA HH // mulmx1.
Qed.

Lemma flow_outputs t x' : (0 <= t <= T)%R ->
  recast eL (output h (W t) x' L) = output h (V t) (recast e0 x') L.
Proof. by move=> tT; exact (ends_output e0 eL framesQ h (flow_link tT) x'). Qed.
End Down.

Theorem radial_projected_flow W : core L W0 C -> frames L C Q ->
  radial_flow h h' x slope T (onto Q) W -> (forall l, (l < L)%N -> W 0 l = W0 l) ->
  exists V : R -> layers RR m,
    [/\ radial_flow h h' y g T (fun l => 1%:M) V,
        forall l, (l < L)%N -> V 0 l = cut W0 Q l,
        forall t, (0 <= t <= T)%R -> forall l, (l < L)%N ->
          W t l = Q l.+1 *m V t l *m (hat (Q l))^T + kept l &
        forall t, (0 <= t <= T)%R -> forall x',
          recast eL (output h (W t) x' L) = output h (V t) (recast e0 x') L].
Proof.
move=> cC fQ flow start; exists (fun t => cut (W t) Q); split=> [|l lL|t tT l lL|t tT x'].
- exact (flow_small cC fQ flow start).
- by rewrite /cut start.
- exact (flow_form cC fQ flow start tT lL).
exact (flow_outputs cC fQ flow start x' tT).
Qed.

Theorem radial_flow_lifted V : core L W0 C -> frames L C Q ->
  radial_flow h h' y g T (fun l => 1%:M) V -> (forall l, (l < L)%N -> V 0 l = cut W0 Q l) ->
  radial_flow h h' x slope T (onto Q) (lifted V) /\
  forall l, (l < L)%N -> lifted V 0 l = W0 l.
Proof.
move=> cC fQ [D c] start; have [QQ _ _ _] := fQ.
have HH l : (l < L)%N -> (hat (Q l))^T *m hat (Q l) = 1%:M.
  by move=> lL; rewrite hat_isometry // QQ // ltnW.
have link t l : (l < L)%N -> lifted V t l *m hat (Q l) = Q l.+1 *m V t l.
  move=> lL; rewrite /lifted mulmxDl -!mulmxA mulmxBl mul1mx -(mulmxA (hat _)) HH // !mulmx1.
  by rewrite subrr mulmx0 addr0.
split=> [|l lL]; last first.
  rewrite /lifted start // -(cut_layer cC fQ lL) -mulmxA -mulmxDr addrCA subrr addr0.
  by rewrite mulmx1.
split=> t tT l lL.
  have := mderiv_add (mderiv_lr (Q l.+1) (hat (Q l))^T (D t tT l lL)) (mderiv_const (kept l) t).
  have [DE _] := ends_nabla e0 eL fQ h h' (link t) x (slope t) lL.
  by rewrite addr0 mul1mx mulmxN mulNmx /onto -(mulmxA (Q l.+1) (Q l.+1)^T) /gradient_at DE !mulmxA.
have lr : mcont (fun u => Q l.+1 *m V u l *m (hat (Q l))^T) t by exact: mcont_lr (c t tT l lL).
have rest : mcont (fun=> kept l) t by exact: mcont_const.
move=> i j; have := cadd (lr i j) (rest i j).
by apply: continuous_ext => u; rewrite [RHS]mxE.
Qed.
End Projected.
End Flow.
