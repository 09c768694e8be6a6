(* Equal factors of the wrong sign between fixed frames, over Coq's reals, any sizes.

   The network is X = U W_L ... W_1 V^T with fixed frames V = (v_1, ..., v_k), U = -(u_1, ..., u_k)
   of singular vectors of M, and cores W_l that start at eps I.
   turned_cores (ZEA8): for L >= 2 there is exactly one flow of the cores, for all times; they stay
     diag(lambda), equal to each other, lambda_j a mode of the wrong sign (turned_mode.v).
   turned_core (ZEA8, part 1): for L = 1 the core is diag(eps e^-t - s (1 - e^-t)).
   turned_loss (ZEA8, part 3): the loss of such a network. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes aligned half_square lipschitz.
From dlf Require Import flow flow_core flow_modes aligned_flow compare ahead.
From dlf Require Import aligned_exists turned_mode.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Turned.
Variables (L m n k : nat) (M : 'M[R]_(m, n)) (U : 'M[R]_(m, k)) (V : 'M[R]_(n, k)).
Variables (s : 'I_k -> R) (eps : R).
Hypotheses (UU : U^T *m U = 1%:M) (VV : V^T *m V = 1%:M).
Hypotheses (MV : M *m V = - (U *m target s)) (MU : M^T *m U = - (V *m target s)).
Local Notation kk := (fun _ : nat => k).

(* the slope of the loss 1/2 |U C V^T - M|^2 as a function of C *)
Definition core_slope (C : 'M[R]_k) : 'M[R]_k := U^T *m (U *m C *m V^T - M) *m V.

Lemma core_slopeE C : core_slope C = C - target (fun j => - s j).
Proof.
have tN : target (fun j => - s j) = - target s.
  by rewrite /target -linearN /=; congr diag_mx; apply/rowP => j; rewrite !mxE.
rewrite /core_slope mulmxBr mulmxBl !mulmxA UU mul1mx -(mulmxA C) VV mulmx1 -(mulmxA _ M) MV.
by rewrite mulmxN mulmxA UU mul1mx tN.
Qed.

(* a flow of the cores on [0, T] from eps I *)
Definition core_run T (W : R -> factors [comRingType of R] kk) :=
  (forall l, (l < L)%N -> W 0 l = eps%:M) /\ flows (L := L) (d := kk) core_slope (fun=> 1) 0 T W.

Lemma same_flows T W : flows (L := L) (d := kk) core_slope (fun=> 1) 0 T W <->
  flows (L := L) (d := kk) (residual (L := L) (d := kk) (target (fun j => - s j))) (fun=> 1) 0 T W.
Proof.
have e X l : drift (L := L) (d := kk) core_slope (fun=> 1) 0 X l =
    drift (L := L) (d := kk) (residual (L := L) (d := kk) (target (fun j => - s j)))
      (fun=> 1) 0 X l.
  by rewrite /drift /pull core_slopeE.
by split=> H l lL; have [D C] := H l lL; split=> // t tT; have := D t tT; rewrite e.
Qed.

Hypotheses (s0 : forall j, (0 < s j)%R) (e0 : (0 < eps)%R).

Theorem turned_cores : (2 <= L)%N -> exists lam : 'I_k -> R -> R,
  [/\ forall j, turned_mode L (s j) eps (lam j),
      forall T, core_run T (fun t l => diag_mx (\row_j lam j t)),
      forall t, chain L (d := kk) (fun l => diag_mx (\row_j lam j t)) =
        diag_mx (\row_j (lam j t ^+ L)) &
      forall T W, (0 <= T)%R -> core_run T W -> forall t l, (0 <= t <= T)%R -> (l < L)%N ->
        W t l = diag_mx (\row_j lam j t)].
Proof.
move=> L2; have L2' : (2 <= L)%coq_nat by apply/ssrnat.leP.
have [lam H] := fin_all_exists (fun j => turned_mode_exists L (s j) eps L2' (s0 j) e0).
pose J (l : nat) : 'M[R]_k := 1%:M.
have JJ l : (l <= L)%N -> (J l)^T *m J l = 1%:M by rewrite /J trmx1 mulmx1.
have R1 : target (fun j => - s j) *m J 0%N = J L *m target (fun j => - s j).
  by rewrite mulmx1 mul1mx.
have R2 : (target (fun j => - s j))^T *m J L = J 0%N *m target (fun j => - s j).
  by rewrite mulmx1 mul1mx tr_diag_mx.
have frames (a : 'I_k -> nat -> R) l : in_frames (d := kk) J a l = diag_mx (\row_j a j l).
  by rewrite /in_frames trmx1 mulmx1 mul1mx.
have run T : core_run T (fun t l => diag_mx (\row_j lam j t)).
  split=> [l lL|].
    by apply/matrixP => i j; rewrite !mxE; have [-> _] := H i.
  apply/same_flows; have so j : solves T (mode_velocity L (- s j)) (lam j) by have [_] := H j.
  have := @framed_flow L kk k _ (fun j => - s j) J L2 JJ R1 R2 (fun=> 1) 0 T
    (fun j t => fun=> lam j t) (fun j => equal_numbers (so j)).
  have -> // : (fun t => in_frames (d := kk) J (fun j _ => lam j t)) =
      (fun t l => diag_mx (\row_j lam j t)) :> (R -> factors [comRingType of R] kk).
  by do 2 apply: FunctionalExtensionality.functional_extensionality_dep => ?; exact: frames.
exists lam; split=> // [t|T W T0 [start fW] t l tT lL].
  rewrite /chain; elim: L => [|l IH] /=.
    by apply/matrixP => i j; rewrite !mxE expr0.
  rewrite IH mulmx_diag; congr diag_mx; apply/rowP => j; rewrite !mxE exprS.
  by [].
have [begin fl] := run T.
apply: (flow_unique (@tame_residual _ L kk _) T0 (proj1 (same_flows T W) fW)
  (proj1 (same_flows T _) fl) _ tT lL) => i iL; by rewrite start // -(begin i iL).
Qed.

Theorem turned_loss (x : 'I_k -> R) :
  half_square M (U *m diag_mx (\row_j x j) *m V^T) =
  half_square M 0 + \sum_j (s j * x j + x j ^+ 2 / 2%:R).
Proof.
set D := diag_mx _; have DT : D^T = D by rewrite tr_diag_mx.
rewrite /half_square sub0r.
have e1 : \tr ((U *m D *m V^T)^T *m (U *m D *m V^T)) = \sum_j x j ^+ 2.
  have -> : (U *m D *m V^T)^T *m (U *m D *m V^T) = V *m (D *m D) *m V^T.
    by rewrite !trmx_mul trmxK DT !mulmxA -(mulmxA (V *m D) U^T U) UU mulmx1.
  rewrite mxtrace_mulC !mulmxA VV mul1mx mulmx_diag mxtrace_diag.
  by apply: eq_bigr => j _; rewrite !mxE expr2.
have e2 : \tr ((U *m D *m V^T)^T *m M) = - \sum_j s j * x j.
  have -> : (U *m D *m V^T)^T *m M = V *m (D *m U^T *m M) by rewrite !trmx_mul trmxK DT !mulmxA.
  rewrite mxtrace_mulC -!mulmxA MV !mulmxN (mulmxA U^T) UU mul1mx mulmx_diag linearN /=.
  by rewrite mxtrace_diag; congr (- _); apply: eq_bigr => j _; rewrite !mxE mulrC.
have e3 : \tr (M^T *m (U *m D *m V^T)) = - \sum_j s j * x j.
  by rewrite -e2 -mxtrace_tr trmx_mul trmxK.
move: e1 e2 e3; move: (U *m D *m V^T) => Y e1 e2 e3.
have eM : (- M)^T = - M^T by rewrite linearN.
have eY : (Y - M)^T = Y^T - M^T by rewrite linearB.
rewrite eM eY mulNmx mulmxN opprK mulmxBl !mulmxBr.
rewrite !raddfB /= e1 e2 e3 big_split /= -mulr_suml.
move: (\sum_j s j * x j) (\sum_j x j ^+ 2) (\tr (M^T *m M)) => a b c.
have two : 2%:R != 0 :> R by rewrite pnatr_eq0.
by field.
Qed.
End Turned.

Section Single.
Variables (m n k : nat) (M : 'M[R]_(m, n)) (U : 'M[R]_(m, k)) (V : 'M[R]_(n, k)).
Variables (s : 'I_k -> R) (eps : R).
Hypotheses (UU : U^T *m U = 1%:M) (VV : V^T *m V = 1%:M) (MV : M *m V = - (U *m target s)).
Local Notation kk := (fun _ : nat => k).
Local Notation run := (core_run 1 M U V eps).

Theorem turned_core :
  [/\ forall T, run T (fun t l => diag_mx (\row_j single_mode (s j) eps t)),
      forall T W, (0 <= T)%R -> run T W -> forall t, (0 <= t <= T)%R ->
        W t 0%N = diag_mx (\row_j single_mode (s j) eps t) &
      forall j, (0 < s j)%R -> (0 < eps)%R -> single_mode (s j) eps (ln (1 + eps / s j)) = 0 /\
        is_lim (single_mode (s j) eps) p_infty (- s j)].
Proof.
have dE (X : factors [comRingType of R] kk) : drift (L := 1) (d := kk)
    (residual (L := 1) (d := kk) (target (fun j => - s j))) (fun=> 1) 0 X 0%N =
    X 0%N + target s.
  rewrite /drift /pull /grad above_end trmx1 mul1mx mulmx1 scale0r scale1r addr0.
  rewrite /residual /chain /= mulmx1; congr (_ + _).
  by rewrite /target -linearN /=; congr diag_mx; apply/rowP => j; rewrite !mxE opprK.
have run T : run T (fun t l => diag_mx (\row_j single_mode (s j) eps t)).
  split=> [l _|]; first by apply/matrixP => i j; rewrite !mxE single_mode_starts.
  apply/(same_flows 1 UU VV MV) => -[|//] _; split=> t _ i j; last first.
    case: (i =P j) => [->|/eqP ij].
      apply: continuous_ext (single_mode_continuous (s j) eps t) => u.
      by rewrite !mxE eqxx mulr1n.
    by apply: continuous_ext (continuous_const (0 : R) t) => u; rewrite !mxE (negbTE ij).
  rewrite dE !mxE; case: (i =P j) => [->|/eqP ij].
    apply: is_derive_ext (single_mode_solves (s j) eps t) => u.
    by rewrite !mxE eqxx mulr1n.
  rewrite addr0 oppr0.
  by apply: is_derive_ext (dconst 0 t) => u; rewrite !mxE (negbTE ij).
split=> // [T W T0 [start fW] t tT|j sj e0].
  have [begin fl] := run T.
  apply: (flow_unique (@tame_residual _ 1 kk _) T0 (proj1 (same_flows 1 UU VV MV T W) fW)
    (proj1 (same_flows 1 UU VV MV T _) fl) _ tT (ltn0Sn 0)) => i iL.
  by rewrite start // -(begin i iL).
split; [exact: single_mode_zero | exact: single_mode_tends].
Qed.
End Single.
