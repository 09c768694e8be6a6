(* Wrong variants of the modes in any frames, refuted over every ordered field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import any_frames.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : realFieldType.
Local Notation one := (1%:M : 'M[F]_1).

Lemma numbers_from_frames a b (s : F) : from_frames (a%:M : 'M_1) (fun=> s) (b%:M : 'M_1) =
  (a * s * b)%:M.
Proof.
rewrite /from_frames; set D := diag_mx _; have -> : D = s%:M.
  by apply/matrixP => i j; rewrite /D !mxE !ord1.
by rewrite tr_scalar_mx -!scalar_mxM.
Qed.

(* numbers of any sign *)
Theorem modes_in_any_frames_sign_wrong : ~ (forall m n r r' (U : 'M[F]_(m, r)) (V : 'M[F]_(n, r)) s
  (U' : 'M[F]_(m, r')) (V' : 'M[F]_(n, r')) s', U^T *m U = 1%:M -> V^T *m V = 1%:M ->
  U'^T *m U' = 1%:M -> V'^T *m V' = 1%:M -> (forall i, 0 < s i) -> forall phi : F -> F,
  from_frames U s V = from_frames U' s' V' ->
  from_frames U (phi \o s) V = from_frames U' (phi \o s') V').
Proof.
have o (a : F) : a * a = 1 -> (a%:M : 'M_1)^T *m a%:M = 1%:M.
  by move=> e; rewrite tr_scalar_mx -scalar_mxM e.
move=> H; have := H _ _ _ _ 1%:M 1%:M (fun=> 1) (- 1)%:M 1%:M (fun=> - 1) (o _ (mulr1 1))
  (o _ (mulr1 1))
  (o _ (etrans (mulrNN 1 1) (mulr1 1))) (o _ (mulr1 1)) (fun=> ltr01) (fun=> 1).
rewrite !numbers_from_frames mulrNN !mulr1 => /(_ erefl).
move=> /matrixP/(_ 0 0)/eqP; rewrite !mxE !mulr1n -subr_eq0 opprK -(natrD _ 1 1).
by rewrite pnatr_eq0.
Qed.

(* columns of any length *)
Theorem modes_in_any_frames_length_wrong : ~ (forall m n r r' (U : 'M[F]_(m, r))
  (V : 'M[F]_(n, r)) s (U' : 'M[F]_(m, r')) (V' : 'M[F]_(n, r')) s', U^T *m U = 1%:M ->
  V^T *m V = 1%:M -> V'^T *m V' = 1%:M -> (forall i, 0 < s i) -> (forall i, 0 < s' i) ->
  forall phi : F -> F, from_frames U s V = from_frames U' s' V' ->
  from_frames U (phi \o s) V = from_frames U' (phi \o s') V').
Proof.
have o : one^T *m one = 1%:M by rewrite trmx1 mulmx1.
have two : 0 < 2%:R :> F by rewrite ltr0n.
move=> H; have := H _ _ _ _ one one (fun=> 2%:R) 2%:R%:M one (fun=> 1) o o o (fun=> two)
  (fun=> ltr01) (fun=> 1).
rewrite !numbers_from_frames !mulr1 mul1r => /(_ erefl).
by move=> /matrixP/(_ 0 0)/eqP; rewrite !mxE !mulr1n (eqr_nat _ 1 2).
Qed.
End Wrong.
