(* The signals that a shaping sees do not depend on the basis of eigenvectors (YZ6E, part 2).

   signals_of_one_eigenvalue: over any real closed field, two orthonormal bases of eigenvectors of
     one matrix, with their eigenvalues in any order. The signals of the directions with one
     eigenvalue have the same sum in both, and there are as many of them.
   risk_of_any_basis: so the formula of part 2 has the same value in every basis. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent penalty shaping.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma turned_function (F : fieldType) d (O : 'M[F]_d) k k' (f : F -> F) :
  diag_mx k *m O = O *m diag_mx k' -> diag_mx (map_mx f k) *m O = O *m diag_mx (map_mx f k').
Proof.
move=> /matrixP turn; apply/matrixP => i j; have := turn i j.
rewrite !mul_diag_mx !mul_mx_diag !mxE mulrC.
have [->|Oij] := eqVneq (O i j) 0; first by rewrite !mulr0 !mul0r.
by move=> /(mulfI Oij) ->; rewrite mulrC.
Qed.

Section Bases.
Variables (F : rcfType) (d : nat) (N V V' : 'M[F]_d) (k k' : 'rV[F]_d).
Hypotheses (VV : V^T *m V = 1%:M) (NV : N *m V = V *m diag_mx k).
Hypotheses (VV' : V'^T *m V' = 1%:M) (NV' : N *m V' = V' *m diag_mx k').

Lemma same_function (f : F -> F) : V *m diag_mx (map_mx f k) *m V^T =
  V' *m diag_mx (map_mx f k') *m V'^T.
Proof.
set O := V^T *m V'; have sym : V^T *m N = diag_mx k *m V^T.
  rewrite -[V^T *m N]mulmx1 -(mulmx1C VV) mulmxA -(mulmxA _ N) NV !mulmxA VV mul1mx.
  by [].
have turn : diag_mx k *m O = O *m diag_mx k'.
  by rewrite /O mulmxA -sym -!mulmxA NV'.
have turnf := turned_function f turn.
have OV : O *m V'^T = V^T by rewrite /O -mulmxA (mulmx1C VV') mulmx1.
have VO : V *m O = V' by rewrite /O mulmxA (mulmx1C VV) mul1mx.
by rewrite -[X in _ *m X = _]OV mulmxA -(mulmxA V) turnf mulmxA VO.
Qed.

Lemma weighed_signals (f : F -> F) (S : 'M[F]_d) :
  \sum_i f (k 0 i) * seen S V i = \sum_i f (k' 0 i) * seen S V' i.
Proof.
have e (U : 'M[F]_d) (l : 'rV[F]_d) :
    \sum_i f (l 0 i) * seen S U i = \tr (S *m (U *m diag_mx (map_mx f l) *m U^T)).
  rewrite !mulmxA mxtrace_mulC !mulmxA /mxtrace; apply: eq_bigr => i _.
  by rewrite mul_mx_diag [RHS]mxE [map_mx _ _ _ _]mxE mulrC.
by rewrite !e same_function.
Qed.

Theorem signals_of_one_eigenvalue x :
  (forall S, \sum_(i | k 0 i == x) seen S V i = \sum_(i | k' 0 i == x) seen S V' i) /\
  #|[pred i | k 0 i == x]| = #|[pred i | k' 0 i == x]|.
Proof.
have sums S : \sum_(i | k 0 i == x) seen S V i = \sum_(i | k' 0 i == x) seen S V' i.
  have := weighed_signals (fun y => (y == x)%:R) S; congr (_ = _); rewrite [RHS]big_mkcond;
  by apply: eq_bigr => i _; case: eqP; rewrite ?mul1r ?mul0r.
split=> //; have := sums 1%:M; rewrite (eq_bigr (fun=> 1)) => [|i _].
  rewrite [X in _ = X -> _](eq_bigr (fun=> 1)) => [|i _]; last first.
    by rewrite /seen mulmx1 VV' mxE eqxx.
  by rewrite !sumr_const => /eqP; rewrite eqr_nat => /eqP.
by rewrite /seen mulmx1 VV mxE eqxx.
Qed.

Lemma sum_of_function (f : F -> F) : \sum_i f (k 0 i) = \sum_i f (k' 0 i).
Proof.
have one (U : 'M[F]_d) (l : 'rV[F]_d) : U^T *m U = 1%:M ->
    \sum_i f (l 0 i) * seen 1%:M U i = \sum_i f (l 0 i).
  by move=> UU; apply: eq_bigr => i _; rewrite /seen mulmx1 UU mxE eqxx mulr1.
by have := weighed_signals f 1%:M; rewrite !one.
Qed.
End Bases.

Theorem risk_of_any_basis (F : rcfType) d (R Lam V V' : 'M[F]_d) k k' n S sigma xi :
  shaping_basis R Lam V k -> shaping_basis R Lam V' k' ->
  total (fun i => k 0 i) xi = total (fun i => k' 0 i) xi /\
  risk n (seen S V) sigma (fun i => share (xi * k 0 i)) =
  risk n (seen S V') sigma (fun i => share (xi * k' 0 i)).
Proof.
move=> [VV NV] [VV' NV']; have sums f := sum_of_function VV NV VV' NV' f.
split; first exact: (sums (fun y => share (xi * y))).
rewrite /risk (sums (fun y => share (xi * y) ^+ 2)); congr ((_ + _) / _).
have := weighed_signals VV NV VV' NV' (fun y => (1 - share (xi * y)) ^+ 2) S.
rewrite (eq_bigr _ (fun i _ => mulrC _ _)) => ->; apply: eq_bigr => i _.
exact: mulrC.
Qed.
