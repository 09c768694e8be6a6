(* Wrong variants of the basis of eigenvectors, near the truth, refuted over every real closed
   field. *)
From mathcomp Require Import all_ssreflect all_algebra perm.
From dlf Require Import chain descent end_to_end weyl state_space state_run real_spectral.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : rcfType.

Lemma diagonal_is_symmetric n (A Q : 'M[F]_n) a : Q^T *m Q = 1%:M -> A *m Q = Q *m diag_mx a ->
  A^T = A.
Proof.
move=> QQ AQ; have -> : A = Q *m diag_mx a *m Q^T by rewrite -AQ -mulmxA (mulmx1C QQ) mulmx1.
by rewrite !trmx_mul trmxK tr_diag_mx mulmxA.
Qed.

Lemma diagonal_of_scalar n x (Q : 'M[F]_n) a j : Q^T *m Q = 1%:M ->
  x%:M *m Q = Q *m diag_mx a -> a 0 j = x.
Proof.
move=> QQ e; have : diag_mx a = x%:M.
  by rewrite -[LHS]mul1mx -QQ -mulmxA -e mul_scalar_mx -scalemxAr QQ scalemx1.
by move/matrixP/(_ j j); rewrite !mxE eqxx !mulr1n.
Qed.

Let nilpotent : 'M[F]_2 := delta_mx 0 1.

Lemma nilpotent_not_symmetric : nilpotent^T <> nilpotent.
Proof.
by move/matrixP/(_ 0 1); rewrite !mxE /= => /eqP; rewrite eq_sym oner_eq0.
Qed.
End Wrong.

(* any matrix instead of a symmetric one *)
Theorem real_spectral_any_wrong (F : rcfType) : ~ (forall n (A : 'M[F]_n),
  exists (Q : 'M[F]_n) (a : 'rV[F]_n),
  [/\ Q^T *m Q = 1%:M, A *m Q = Q *m diag_mx a & decreasing (a 0)]).
Proof.
move=> H; have [Q [a [QQ AQ _]]] := H 2%N (delta_mx 0 1).
exact: nilpotent_not_symmetric (diagonal_is_symmetric QQ AQ).
Qed.

(* all eigenvalues different *)
Theorem real_spectral_strict_wrong (F : rcfType) : ~ (forall n (A : 'M[F]_n), A^T = A ->
  exists (Q : 'M[F]_n) (a : 'rV[F]_n), [/\ Q^T *m Q = 1%:M, A *m Q = Q *m diag_mx a &
  forall i j : 'I_n, (i < j)%N -> a 0 j < a 0 i]).
Proof.
move=> H; have [Q [a [QQ AQ lt]]] := H 2%N 1%:M (trmx1 _ _).
by have := lt 0 1 isT; rewrite !(diagonal_of_scalar _ QQ AQ) ltxx.
Qed.

(* no negative eigenvalue *)
Theorem real_spectral_positive_wrong (F : rcfType) : ~ (forall n (A : 'M[F]_n), A^T = A ->
  exists (Q : 'M[F]_n) (a : 'rV[F]_n), [/\ Q^T *m Q = 1%:M, A *m Q = Q *m diag_mx a,
  decreasing (a 0) & forall j, 0 <= a 0 j]).
Proof.
move=> H; have [Q [a [QQ AQ _ pos]]] := H 2%N (-1)%:M (tr_scalar_mx _ _).
by have := pos 0; rewrite (diagonal_of_scalar _ QQ AQ) oppr_ge0 leNgt ltr01.
Qed.

(* a student of which only B and C agree *)
Theorem symmetric_student_half_wrong (F : rcfType) : ~ (forall d (S : system F d),
  sys_B S = (sys_C S)^T -> exists (Q : 'M[F]_d) (a : 'rV[F]_d),
  [/\ Q^T *m Q = 1%:M, sys_A S *m Q = Q *m diag_mx a & decreasing (a 0)]).
Proof.
move=> H; pose S := System (delta_mx 0 1 : 'M[F]_2) (delta_mx 0 0) (delta_mx 0 0).
have [|Q [a [QQ AQ _]]] := H 2%N S; first by rewrite /= trmx_delta.
exact: nilpotent_not_symmetric (diagonal_is_symmetric QQ AQ).
Qed.

(* all eigenvalues of every student different *)
Theorem symmetric_student_strict_wrong (F : rcfType) : ~ (forall d (S : system F d),
  symmetric_balanced S -> exists (Q : 'M[F]_d) (a : 'rV[F]_d), [/\ Q^T *m Q = 1%:M,
  sys_A S *m Q = Q *m diag_mx a & forall i j : 'I_d, (i < j)%N -> a 0 j < a 0 i]).
Proof.
move=> H; pose S := System (1%:M : 'M[F]_2) (delta_mx 0 0) (delta_mx 0 0).
have [|Q [a [QQ AQ lt]]] := H 2%N S; first by split; rewrite /= ?trmx1 ?trmx_delta.
by have := lt 0 1 isT; rewrite !(diagonal_of_scalar _ QQ AQ) ltxx.
Qed.
