(* Wrong variants of what linear measurements leave open, refuted over every ordered field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent block removal sensing sensing_open.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : realFieldType.
(* nine tenths *)
Local Notation share := (9%:R / 10%:R : F).
Local Notation one := (1%:M : 'M[F]_1).

(* one measurement of one number leaves nothing open *)
Lemma nothing_open d (f : {linear 'rV[F]_d -> 'M[F]_1}) : injective f ->
  (forall c, measured one (one + f c)%R = measured one one) -> d = 0%N.
Proof.
move=> inj fit; have zero c : f c = 0.
  have := fit c; rewrite /measured trmx1 !mul1mx linearD /= => /eqP.
  rewrite -subr_eq0 addrAC subrr add0r => /eqP t; apply/matrixP => i j.
  by rewrite !ord1 mxE -[RHS]t /mxtrace big_ord1.
case: d f inj fit zero => // d f inj _ zero.
have /inj /matrixP /(_ 0 0) : f (const_mx 1) = f 0 by rewrite !zero.
by rewrite !mxE => /eqP; rewrite oner_eq0.
Qed.

(* one dimension more *)
Theorem fits_left_open_more_wrong : ~ (forall p q k m (M : 'M[F]_(p, q))
  (A : 'I_m -> 'M[F]_(p, q)), (\rank M <= k)%N -> (k <= minn p q)%N ->
  exists d (f : {linear 'rV[F]_d -> 'M[F]_(p, q)}), [/\ (k * maxn p q - m + 1 <= d)%N,
    injective f & forall c, (\rank (M + f c)%R <= k)%N /\
    forall i, measured (A i) (M + f c) = measured (A i) M]).
Proof.
have r1 : (\rank one <= 1)%N by rewrite mxrank1.
move=> H; have [d [f [dim inj fits]]] := H _ _ 1%N 1%N one (fun=> one) r1 isT.
move: dim; rewrite (nothing_open inj) // => c; have [_ fit] := fits c; exact: (fit 0).
Qed.

(* the sum of the sizes in place of the larger one *)
Theorem fits_left_open_sum_wrong : ~ (forall p q k m (M : 'M[F]_(p, q))
  (A : 'I_m -> 'M[F]_(p, q)), (\rank M <= k)%N -> (k <= minn p q)%N ->
  exists d (f : {linear 'rV[F]_d -> 'M[F]_(p, q)}), [/\ (k * (p + q) - m <= d)%N,
    injective f & forall c, (\rank (M + f c)%R <= k)%N /\
    forall i, measured (A i) (M + f c) = measured (A i) M]).
Proof.
have r1 : (\rank one <= 1)%N by rewrite mxrank1.
move=> H; have [d [f [dim inj fits]]] := H _ _ 1%N 1%N one (fun=> one) r1 isT.
move: dim; rewrite (nothing_open inj) // => c; have [_ fit] := fits c; exact: (fit 0).
Qed.

(* nine tenths of the bound *)
Theorem loss_bounds_error_share_wrong : ~ (forall p q m (A : 'I_m -> 'M[F]_(p, q)) M (w c : F) r k,
  0 < w -> 0 < c -> \rank M = r ->
  (forall Z : 'M_(p, q), (\rank Z <= r + k)%N -> c * sumsq Z <= \sum_i inner (A i) Z ^+ 2) ->
  forall X, (\rank X <= k)%N ->
  sumsq (X - M) <= share * (2%:R / (w * c) * sensing_loss A (fun i => inner (A i) M) w X)).
Proof.
have low (Z : 'M[F]_1) : (\rank Z <= 1 + 1)%N ->
    1 * sumsq Z <= \sum_(i < 1) inner one Z ^+ 2.
  by move=> _; rewrite mul1r big_ord1 /inner trmx1 mul1mx /mxtrace /sumsq !big_ord1.
have two0 : 0 < 2%:R :> F by rewrite ltr0n.
have r0 : (\rank (0%R : 'M[F]_1) <= 1)%N by rewrite mxrank0.
move=> H; have := H _ _ _ (fun=> one) one _ _ _ _ two0 ltr01 (mxrank1 F 1) low 0%R r0.
rewrite /sensing_loss /inner !big_ord1 trmx1 !mul1mx mxtrace0 mxtrace1 !sub0r sqrrN expr1n !mulr1.
rewrite divff ?gt_eqF // !mulr1 /sumsq !big_ord1 !mxE sqrrN expr1n.
by rewrite leNgt ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

(* a bound that may be zero *)
Theorem loss_bounds_error_zero_wrong : ~ (forall p q m (A : 'I_m -> 'M[F]_(p, q)) M (w c : F) r k,
  0 < w -> 0 <= c -> \rank M = r ->
  (forall Z : 'M_(p, q), (\rank Z <= r + k)%N -> c * sumsq Z <= \sum_i inner (A i) Z ^+ 2) ->
  forall X, (\rank X <= k)%N -> (forall i, inner (A i) X = inner (A i) M) -> X = M).
Proof.
have low (Z : 'M[F]_1) : (\rank Z <= 1 + 1)%N ->
    0 * sumsq Z <= \sum_(i < 1) inner (0 : 'M[F]_1) Z ^+ 2.
  by move=> _; rewrite mul0r big_ord1 sqr_ge0.
have r0 : (\rank (0%R : 'M[F]_1) <= 1)%N by rewrite mxrank0.
move=> H; have := H _ _ _ (fun=> 0) one _ _ _ _ ltr01 (lexx 0) (mxrank1 F 1) low 0%R r0.
rewrite /inner trmx0 !mul0mx => /(_ (fun=> erefl)) /matrixP /(_ 0 0); rewrite !mxE => /eqP.
by rewrite eq_sym oner_eq0.
Qed.
End Wrong.
