(* What a smaller chain tells of a larger one under gradient flow: by symmetry and uniqueness.

   Let the frames J_l of size d_l x e_l have orthonormal columns, and let the reflections
   1 - 2 J_l J_l^T be symmetries of the loss. If the factors are intertwined by the frames at the
   start, so they are at all times of the flow (flow_core), and the cores J_{l+1}^T W_l J_l are the
   flow of the smaller chain (core_flows). Any depth, widths, rates, weight decay; any loss the
   slope of which is Lipschitz on bounded sets. The solution of the smaller chain is the core
   itself, so that nothing need be known of existence.
   flow_symmetric: a symmetry of the loss that fixes the start fixes the flow. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined lipschitz flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Symmetry.
Variables (L : nat) (d : nat -> nat) (f : 'M[R]_(d L, d 0) -> 'M[R]_(d L, d 0)).
Variables (eta : nat -> R) (omega T : R) (W : R -> factors [comRingType of R] d).
Hypotheses (T0 : (0 <= T)%R) (tame_f : tame f) (flow_W : flows f eta omega T W).
Variable O : forall l, 'M[R]_(d l, d l).
Hypothesis orthogonal : forall l, (l <= L)%N -> (O l)^T *m O l = 1%:M.
Hypothesis symmetry : forall X, f (O L *m X *m (O 0)^T) = O L *m f X *m (O 0)^T.
Hypothesis fixes_start : forall l, (l < L)%N -> O l.+1 *m W 0 l *m (O l)^T = W 0 l.

Lemma tied_turned m n (A : 'M[R]_m) (B : 'M[R]_n) X x : A^T *m A = 1%:M -> B^T *m B = 1%:M ->
  tied A B X x <-> X = A *m x *m B^T.
Proof.
move=> A1 B1; split=> [[h _]|->]; first by rewrite -h -mulmxA (mulmx1C B1) mulmx1.
by split; rewrite ?trmx_mul ?trmxK -!mulmxA ?A1 ?B1 ?mulmx1.
Qed.

Theorem flow_symmetric t l : (0 <= t <= T)%R -> (l < L)%N -> O l.+1 *m W t l *m (O l)^T = W t l.
Proof.
pose V u : factors [comRingType of R] d := fun l => O l.+1 *m W u l *m (O l)^T.
have VW u : intertwined L O (V u) (W u).
  by move=> k kL; apply/tied_turned => //; rewrite orthogonal // ltnW.
have oL := orthogonal (leqnn L); have o0 := orthogonal (leq0n L).
have flow_V : flows f eta omega T V.
  move=> k kL; have [dW cW] := flow_W kL; split=> u uT; last first.
    exact: (mcont_lr (A := O k.+1) (B := (O k)^T) (cW u uT)).
  have := mderiv_lr (O k.+1) (O k)^T (dW u uT); congr (mderiv _ _ _).
  have /(tied_turned _ _ oL o0) cVW := below_tied (VW u) (leqnn L).
  have fVW : tied (O L) (O 0%N) (f (chain L (V u))) (f (chain L (W u))).
    by apply/tied_turned => //; rewrite /chain cVW symmetry.
  have /(tied_turned _ _ (orthogonal kL) (orthogonal (ltnW kL))) pVW :=
    pull_tied omega (VW u) fVW kL.
  by rewrite /drift pVW mulmxN mulNmx -scalemxAr -scalemxAl.
move=> tT lL; exact: (flow_unique tame_f T0 flow_V flow_W fixes_start tT lL).
Qed.
End Symmetry.

Section Core.
Variables (L : nat) (d e : nat -> nat) (J : forall l, 'M[R]_(d l, e l)).
Hypothesis isometry : forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M.

(* the reflection that turns the columns of J_l round *)
Definition reflection l : 'M[R]_(d l, d l) := 1%:M - 2%:R *: (J l *m (J l)^T).

Lemma reflection_tr l : (reflection l)^T = reflection l.
Proof. by rewrite /reflection linearB linearZ /= trmx1 trmx_mul trmxK. Qed.

Lemma reflection_twice l : (l <= L)%N -> reflection l *m reflection l = 1%:M.
Proof.
move=> lL; rewrite /reflection; set P := J l *m (J l)^T.
have PP : P *m P = P by rewrite /P mulmxA -(mulmxA (J l)) isometry // mulmx1.
rewrite mulmxBl mul1mx mulmxBr mulmx1 -!scalemxAl -!scalemxAr PP scalerA.
apply/matrixP=> i j; rewrite !mxE; move: (_ *+ _) (P i j) => x y.
by ring.
Qed.

Lemma reflection_orthogonal l : (l <= L)%N -> (reflection l)^T *m reflection l = 1%:M.
Proof. by move=> lL; rewrite reflection_tr reflection_twice. Qed.

Lemma tied_reflected k l (X : 'M[R]_(d k, d l)) x : (l <= L)%N -> tied (J k) (J l) X x ->
  reflection k *m X *m reflection l = X.
Proof.
move=> lL [h1 h2]; have h3 : (J k)^T *m X = x *m (J l)^T.
  by apply: trmx_inj; rewrite !trmx_mul !trmxK.
have -> : reflection k *m X = X *m reflection l.
  rewrite /reflection mulmxBl mul1mx mulmxBr mulmx1 -scalemxAl -scalemxAr.
  by rewrite -mulmxA h3 (mulmxA X) h1 !mulmxA.
by rewrite -mulmxA reflection_twice // mulmx1.
Qed.

Lemma reflected_tied k l (X : 'M[R]_(d k, d l)) : (k <= L)%N -> (l <= L)%N ->
  reflection k *m X *m reflection l = X -> tied (J k) (J l) X ((J k)^T *m X *m J l).
Proof.
move=> kL lL sym; have comm : reflection k *m X = X *m reflection l.
  by rewrite -[in RHS]sym -mulmxA reflection_twice // mulmx1.
have proj : J k *m (J k)^T *m X = X *m (J l *m (J l)^T).
  have two : (2%:R : R) != 0 by rewrite pnatr_eq0.
  apply: (scalerI two); apply: oppr_inj; apply: (addrI X).
  by move: comm; rewrite /reflection mulmxBl mul1mx mulmxBr mulmx1 -scalemxAl -scalemxAr.
split.
  have := f_equal (mulmx^~ (J l)) proj; rewrite -!mulmxA isometry // mulmx1 => e1.
  by rewrite -[LHS]e1 !mulmxA.
apply: trmx_inj; rewrite !trmx_mul !trmxK.
by have := f_equal (mulmx (J k)^T) proj; rewrite !mulmxA isometry // mul1mx.
Qed.

Variables (f : 'M[R]_(d L, d 0) -> 'M[R]_(d L, d 0)) (g : 'M[R]_(e L, e 0) -> 'M[R]_(e L, e 0)).
Variables (eta : nat -> R) (omega T : R) (W : R -> factors [comRingType of R] d).
Hypotheses (T0 : (0 <= T)%R) (tame_f : tame f) (flow_W : flows f eta omega T W).

(* the reflections are symmetries of the loss *)
Definition mirrored := forall X,
  f (reflection L *m X *m reflection 0) = reflection L *m f X *m reflection 0.
Hypothesis mirror : mirrored.

(* the factors as the frames see them *)
Definition core t : factors [comRingType of R] e := fun l => (J l.+1)^T *m W t l *m J l.

Variable w0 : factors [comRingType of R] e.
Hypothesis start : intertwined L J (W 0) w0.

Theorem flow_core t : (0 <= t <= T)%R -> intertwined L J (W t) (core t).
Proof.
move=> tT l lL; apply: reflected_tied => //; first exact: ltnW.
have mirror' X : f (reflection L *m X *m (reflection 0)^T) =
    reflection L *m f X *m (reflection 0)^T by rewrite reflection_tr; exact: mirror.
have := flow_symmetric T0 tame_f flow_W reflection_orthogonal mirror' _ tT lL.
rewrite reflection_tr; apply=> k kL; rewrite reflection_tr.
by apply: tied_reflected (start kL); exact: ltnW.
Qed.

Lemma core_start l : (l < L)%N -> core 0 l = w0 l.
Proof. by move=> lL; rewrite /core -mulmxA (start lL).1 mulmxA isometry // mul1mx. Qed.

Theorem core_flows : (forall X x, tied (J L) (J 0) X x -> tied (J L) (J 0) (f X) (g x)) ->
  flows g eta omega T core.
Proof.
move=> alike l lL; have [dW cW] := flow_W lL; split=> t tT; last first.
  exact: (mcont_lr (A := (J l.+1)^T) (B := J l) (cW t tT)).
have tT' : (0 <= t <= T)%R by case: tT => a b; split; exact: Rlt_le.
have := mderiv_lr (J l.+1)^T (J l) (dW t tT); congr (mderiv _ _ _).
have Ww := flow_core tT'; have [p _] := pull_tied omega Ww (alike _ _ (below_tied Ww (leqnn L))) lL.
rewrite /drift mulmxN mulNmx -scalemxAr -scalemxAl -mulmxA p mulmxA isometry // mul1mx.
by [].
Qed.
End Core.

Section Square.
Variables (L : nat) (d e : nat -> nat) (J : forall l, 'M[R]_(d l, e l)).
Hypothesis isometry : forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M.
Variables (M : 'M[R]_(d L, d 0)) (m : 'M[R]_(e L, e 0)).
Hypothesis target : tied (J L) (J 0) M m.

Lemma mirrored_residual : mirrored J (residual M).
Proof.
move=> X; have fixed := tied_reflected isometry (leq0n L) target.
by rewrite /residual (mulmxBr (reflection J L) X) (mulmxBl (_ *m X)) fixed.
Qed.

Lemma alike_residual X x : tied (J L) (J 0) X x ->
  tied (J L) (J 0) (residual M X) (residual m x).
Proof. by move=> Xx; apply: tied_add Xx _; rewrite -!scaleN1r; exact: tied_scale. Qed.
End Square.
