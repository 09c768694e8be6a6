(* A matrix with given singular vectors does not depend on their choice (BH0A, part 2).

   modes_in_any_frames: over any ordered field, let M = U diag(s) V^T = U' diag(s') V'^T with
     orthonormal columns and positive numbers s, s'. For every function phi the matrices
     U diag(phi s) V^T and U' diag(phi s') V'^T are the same. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Frames.
Variable F : realFieldType.

(* U diag(s) V^T *)
Definition from_frames m n r (U : 'M[F]_(m, r)) (s : 'I_r -> F) (V : 'M[F]_(n, r)) :=
  U *m diag_mx (\row_i s i) *m V^T.

Lemma frame_within m n r r' (U : 'M[F]_(m, r)) (V : 'M[F]_(n, r)) s (U' : 'M[F]_(m, r')) V' s' :
  U^T *m U = 1%:M -> V'^T *m V' = 1%:M -> (forall i, 0 < s' i) ->
  from_frames U s V = from_frames U' s' V' -> U *m (U^T *m U') = U'.
Proof.
move=> UU VV s0 e; pose D := diag_mx (\row_i (s' i)^-1).
have DD : diag_mx (\row_i s' i) *m D = 1%:M.
  apply/matrixP => i j; rewrite mul_diag_mx !mxE; case: (i =P j) => [->|_].
    by rewrite !mulr1n divff ?gt_eqF.
  by rewrite !mulr0n mulr0.
have -> : U' = from_frames U s V *m V' *m D.
  by rewrite e /from_frames -(mulmxA _ V'^T) VV mulmx1 -mulmxA DD mulmx1.
by rewrite /from_frames !mulmxA -(mulmxA U) UU mulmx1.
Qed.

Lemma from_frames_tr m n r (U : 'M[F]_(m, r)) s (V : 'M[F]_(n, r)) :
  (from_frames U s V)^T = from_frames V s U.
Proof. by rewrite /from_frames !trmx_mul trmxK tr_diag_mx mulmxA. Qed.

Lemma crossing m n r r' (U : 'M[F]_(m, r)) (V : 'M[F]_(n, r)) s (U' : 'M[F]_(m, r')) V' s' i j :
  U^T *m U = 1%:M -> V'^T *m V' = 1%:M -> from_frames U s V = from_frames U' s' V' ->
  s i * (V^T *m V') i j = (U^T *m U') i j * s' j.
Proof.
move=> UU VV e; have := congr1 (fun X => (U^T *m X *m V') i j) e.
rewrite /from_frames !mulmxA UU mul1mx -(mulmxA _ V'^T) VV mulmx1 -mulmxA.
by rewrite mul_diag_mx mul_mx_diag !mxE.
Qed.

Variables (m n r r' : nat) (U : 'M[F]_(m, r)) (V : 'M[F]_(n, r)) (s : 'I_r -> F).
Variables (U' : 'M[F]_(m, r')) (V' : 'M[F]_(n, r')) (s' : 'I_r' -> F).
Hypotheses (UU : U^T *m U = 1%:M) (VV : V^T *m V = 1%:M).
Hypotheses (UU' : U'^T *m U' = 1%:M) (VV' : V'^T *m V' = 1%:M).
Hypotheses (s0 : forall i, 0 < s i) (s0' : forall i, 0 < s' i).

Theorem modes_in_any_frames (phi : F -> F) : from_frames U s V = from_frames U' s' V' ->
  from_frames U (phi \o s) V = from_frames U' (phi \o s') V'.
Proof.
move=> e; have et : from_frames V s U = from_frames V' s' U'.
  by rewrite -(from_frames_tr U) -(from_frames_tr U') e.
have a i j := crossing i j UU VV' e; have b i j := crossing i j VV UU' et.
have same i j : (V^T *m V') i j != 0 -> s i = s' j.
  move=> t0; apply/eqP; rewrite -(eqr_expn2 (n := 2)) ?ltW // -(inj_eq (mulIf t0)) expr2.
  by rewrite -mulrA a mulrA b -mulrA mulrC -expr2.
have T : U^T *m U' = V^T *m V'.
  apply/matrixP => i j; apply: (mulIf (lt0r_neq0 (s0' j))); rewrite -a.
  by have [->|/same ->] := eqVneq ((V^T *m V') i j) 0; rewrite ?mulr0 ?mul0r // mulrC.
have eU := frame_within UU VV' s0' e; have eV := frame_within VV UU' s0' et.
have back := frame_within UU' VV s0 (esym e).
have TT : (U^T *m U') *m (V^T *m V')^T = 1%:M.
  by rewrite -T trmx_mul trmxK -mulmxA back UU.
have C : (U^T *m U') *m diag_mx (\row_i (phi \o s') i) =
    diag_mx (\row_i (phi \o s) i) *m (U^T *m U').
  rewrite T; move: (V^T *m V') same => t same.
  apply/matrixP => i j; rewrite mul_diag_mx mul_mx_diag !mxE /=.
  by have [->|/same ->] := eqVneq (t i j) 0; rewrite ?mulr0 ?mul0r // mulrC.
have -> : from_frames U' (phi \o s') V' = U *m (U^T *m U') *m diag_mx (\row_i (phi \o s') i) *m
    (V *m (V^T *m V'))^T by rewrite eU eV.
rewrite -(mulmxA U) C trmx_mul; move: (U^T *m U') (V^T *m V')^T TT => t w tw.
by rewrite !mulmxA -(mulmxA _ t) tw mulmx1.
Qed.
End Frames.
