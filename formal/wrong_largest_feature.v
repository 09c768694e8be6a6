(* Wrong variants of the example of two features that are silent or not, near the truth, refuted
   over every real closed field, for one sample. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent end_to_end weyl block real_spectral pseudo_inverse.
From dlf Require Import largest_feature.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : rcfType.

(* the fits of one sample *)
Definition one_fit (w : F) : 'M[F]_1 := w^-1%:M.

Lemma one_fits w : penrose (w *: (1%:M : 'M[F]_1)) (one_fit w).
Proof.
rewrite scalemx1 /one_fit; split; rewrite -!scalar_mxM ?tr_scalar_mx //; congr scalar_mx.
  by have [->|w0] := eqVneq w 0; rewrite ?mul0r // divff ?mul1r.
by have [->|w0] := eqVneq w 0; rewrite ?invr0 ?mul0r // mulVf ?mul1r.
Qed.

Lemma one0 : (1%:M : 'cV[F]_1) != 0.
Proof. by apply/eqP => /matrixP/(_ 0 0)/eqP; rewrite !mxE oner_eq0. Qed.

(* the choice of a largest one *)
Definition choose (w : bool * bool) : bool := w.1.
Lemma choose_top w j : feature F w j <= feature F w (choose w).
Proof. by rewrite /feature /choose; case: w => -[] []; case: j; rewrite ?ler01. Qed.

(* a chance of two thirds *)
Theorem largest_feature_chance_wrong : ~ (forall N (x : 'cV[F]_N) x' (fit : F -> 'M[F]_(1, N)),
  x != 0 -> x' != 0 -> (forall w, penrose (w *: x) (fit w)) ->
  forall largest : bool * bool -> bool,
    (forall w j, feature F w j <= feature F w (largest w)) ->
    #|[pred w | error_of x x' fit (feature F w (largest w)) == 0]|%:R / 4%:R = 2%:R / 3%:R :> F).
Proof.
move=> /(_ 1%N 1%:M 1 one_fit one0 (oner_neq0 _) one_fits choose choose_top).
have [_ H] := largest_feature one0 (oner_neq0 _) one_fits.
have [-> _] := H choose choose_top => /eqP.
by rewrite eqr_div ?pnatr_eq0 // -!natrM eqr_nat.
Qed.

(* no sample *)
Theorem largest_feature_sample_wrong : ~ (forall N (x : 'cV[F]_N) x' (fit : F -> 'M[F]_(1, N)),
  x' != 0 -> (forall w, penrose (w *: x) (fit w)) -> error_of x x' fit 1 = 0).
Proof.
move=> /(_ 1%N 0 1 (fun=> 0) (oner_neq0 _)) H.
have /H : forall w : F, penrose (w *: (0 : 'M[F]_1)) 0.
  by move=> w; rewrite scaler0; split; rewrite ?mul0mx ?mulmx0 ?trmx0.
by rewrite /error_of mul0mx mxE mulr0 subr0 expr1n => /eqP; rewrite oner_eq0.
Qed.
End Wrong.
