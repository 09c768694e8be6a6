(* Two halves of a task, or one mean twice: the bias for white features, over any ordered field.

   white_floor (CSD9, part 3): for Sigma_F = I the mean of b b^T has the eigenvectors of
   Sigma_T and,
     up to the factor 1 + 1/m, is Sigma_T plus a floor. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section White.
Variables (F : realFieldType) (d m : nat).

(* the mean of b b^T of part 2 *)
Definition twice (SF ST : 'M[F]_d) (sigma : F) :=
  SF *m ST *m SF + m%:R^-1 *: (SF *m ST *m SF + (\tr (SF *m ST) + sigma ^+ 2) *: SF).

Theorem white_floor (ST : 'M[F]_d) sigma : (0 < m)%N ->
  let c := (\tr ST + sigma ^+ 2) / m.+1%:R in
  twice 1%:M ST sigma = (1 + m%:R^-1) *: (ST + c%:M) /\
  (forall (v : 'cV_d) s, ST *m v = s *: v <->
     twice 1%:M ST sigma *m v = ((1 + m%:R^-1) * (s + c)) *: v) /\
  forall Q (s : 'rV_d), Q^T *m Q = 1%:M -> ST *m Q = Q *m diag_mx s ->
    c = (\sum_i s 0 i + sigma ^+ 2) / m.+1%:R.
Proof.
move=> m0 c; have mF : m%:R != 0 :> F by rewrite pnatr_eq0 -lt0n.
have m1 : m.+1%:R != 0 :> F by rewrite pnatr_eq0.
have k0 : 1 + m%:R^-1 != 0 :> F.
  by rewrite gt_eqF // ltr_paddr ?ltr01 // invr_ge0 ler0n.
have eq : twice 1%:M ST sigma = (1 + m%:R^-1) *: (ST + c%:M).
  rewrite /twice !mul1mx mulmx1; apply/matrixP => i j; rewrite !mxE /c -[m.+1]addn1 natrD.
  rewrite -[m.+1]addn1 natrD in m1.
  move: (ST i j) (\tr ST + sigma ^+ 2) (m%:R) mF m1 => a t k kF k1.
  by case: (i == j); rewrite ?mulr1n ?mulr0n; field; rewrite ?kF ?k1.
split=> //; split=> [v s|Q s QQ SQ].
  rewrite eq -scalemxAl mulmxDl mul_scalar_mx; split=> [->|/eqP].
    by rewrite -scalerDl scalerA.
  rewrite -scalerA -subr_eq0 -scalerBr scaler_eq0 (negbTE k0) /= subr_eq0 scalerDl.
  by move=> /eqP /addIr.
rewrite /c; congr ((_ + _) / _); rewrite -mxtrace_diag.
by rewrite -[ST]mulmx1 -(mulmx1C QQ) mulmxA SQ mxtrace_mulC mulmxA QQ mul1mx.
Qed.
End White.
