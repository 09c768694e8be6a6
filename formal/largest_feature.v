(* All that a refit gains is choice: the example of two features that are silent or not, over any
   ordered field.

   largest_feature (CZA9, part 3): of the four pairs of features three have the error zero with the
     larger one, and two with the first. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent end_to_end weyl block real_spectral pseudo_inverse.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Silent.
Variables (F : realFieldType) (N : nat) (x : 'cV[F]_N) (x' : F) (fit : F -> 'M[F]_(1, N)).
Hypotheses (x0 : x != 0) (x'0 : x' != 0) (fits : forall w, penrose (w *: x) (fit w)).

(* the squared error at x' of the fit of the answers x by the feature w x *)
Definition error_of w : F := (x' - w * x' * (fit w *m x) 0 0) ^+ 2.
(* w_j of a pair: 1 if it is true, 0 if not *)
Definition feature (w : bool * bool) (j : bool) : F := (if j then w.1 else w.2)%:R.

Lemma error_seen : error_of 1 = 0.
Proof.
have [XPX _ _ _] := fits 1; rewrite scale1r in XPX.
have fx : (fit 1 *m x) 0 0 = 1.
  have [i xi] : exists i, x i 0 != 0.
    apply/existsP; apply: contraNT x0; rewrite negb_exists => /forallP z.
    by apply/eqP/colP => i; have := z i; rewrite negbK mxE => /eqP.
  have := congr1 (fun A : 'cV_N => A i 0) XPX; rewrite -mulmxA mxE big_ord1 => e.
  by apply: (mulfI xi); rewrite e mulr1.
by rewrite /error_of fx !mul1r mulr1 subrr expr0n.
Qed.

Lemma error_silent : error_of 0 = x' ^+ 2.
Proof. by rewrite /error_of !mul0r subr0. Qed.

Theorem largest_feature :
  (error_of 1 = 0 /\ error_of 0 = x' ^+ 2) /\
  forall largest : bool * bool -> bool,
    (forall w j, feature w j <= feature w (largest w)) ->
    #|[pred w | error_of (feature w (largest w)) == 0]|%:R / 4%:R = 3%:R / 4%:R :> F /\
    forall j, #|[pred w | error_of (feature w j) == 0]|%:R / 4%:R = 1 / 2%:R :> F.
Proof.
split; first by rewrite error_seen error_silent.
have zero (b : bool) : (error_of b%:R == 0) = b.
  by case: b; rewrite ?error_seen ?eqxx // error_silent sqrf_eq0 (negbTE x'0).
move=> largest top; split=> [|j].
  have -> : #|[pred w | error_of (feature w (largest w)) == 0]| = 3%N; last by [].
  rewrite (eq_card (B := predC1 (false, false))) ?cardC1 ?card_prod ?card_bool // => w.
  rewrite !inE zero; have := top w true; have := top w false; rewrite /feature.
  by case: w => -[] []; case: (largest _); rewrite //= ler10.
have -> : #|[pred w | error_of (feature w j) == 0]| = 2%N.
  have H (A B : {pred bool}) : #|A| = 1%N -> #|B| = 2%N -> #|[predX A & B]| = 2%N.
    by move=> A1 B2; rewrite cardX A1 B2.
  case: j.
    rewrite (eq_card (B := [predX pred1 true & predT])) => [|[a b]]; last first.
      by rewrite !inE zero /= andbT; case: a.
    by apply: H; rewrite ?card1 ?card_bool.
  rewrite (eq_card (B := [predX predT & pred1 true])) => [|[a b]]; last first.
    by rewrite !inE zero /=; case: b.
  by rewrite cardX card1 card_bool.
by rewrite -[4%:R]/((2 * 2)%:R) natrM invfM mulrA divff ?pnatr_eq0.
Qed.
End Silent.
