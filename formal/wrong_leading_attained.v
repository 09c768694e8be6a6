(* Wrong variants of how the bounds on the leading singular vectors are attained, refuted over every
   real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import block removal frobenius singular_values singular_facts singular_angle.
From dlf Require Import leading_vectors leading_attained.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : rcfType.
(* diag(1, 0) *)
Local Notation target := (delta_mx 0 0 : 'M[F]_2).
(* eleven tenths *)
Local Notation more := (11%:R / 10%:R : F).
(* the unit vector (4, 3) / 5 *)
Definition unit_vector : 'cV[F]_2 := \col_i (if i == 0 then 4%:R / 5%:R else 3%:R / 5%:R).

Lemma unit_vector_unit : frob unit_vector = 1.
Proof.
rewrite /frob sumsq_cV !big_ord_recl big_ord0 !mxE /=.
have -> : (4%:R / 5%:R) ^+ 2 + ((3%:R / 5%:R) ^+ 2 + 0) = 1 :> F by field.
exact: sqrtr1.
Qed.

Lemma unit_vector_first : unit_vector 0 0 != 0.
Proof. by rewrite mxE /= mulf_neq0 ?invr_neq0 ?pnatr_eq0. Qed.

Lemma unit_vector_second : `|unit_vector 1 0| = 3%:R / 5%:R.
Proof. by rewrite mxE /= ger0_norm // divr_ge0 ?ler0n. Qed.

Lemma distance_unique m k (W : 'M[F]_m) (y : 'cV[F]_m) d d' : distance_from k W y d ->
  distance_from k W y d' -> d = d'.
Proof.
move=> [[z <-] low] [[z' <-] low']; apply/le_anti/andP.
by split; [exact: low | exact: low'].
Qed.

Lemma unit_column : frob (target *m (delta_mx 0 0 : 'cV[F]_2)) = 1.
Proof.
by rewrite mul_delta_mx /frob sumsq_cV !big_ord_recl big_ord0 !mxE /= expr1n expr0n !addr0 sqrtr1.
Qed.

(* a decomposition exists, and there the distance is 3/5 *)
Lemma attained_there : let E := unit_vector *m unit_vector^T - target in
  exists U V s U' V' s', [/\ singular_decomposition target U V s,
    singular_decomposition (target + E) U' V' s', s 0%N = 1, s' 0%N = 1 &
    distance_from 1 U' (target *m (delta_mx 0 0 : 'cV_2)) (3%:R / 5%:R)].
Proof.
move=> E; have [U [V [s dec]]] := singular_value_decomposition target.
have [U' [V' [s' dec']]] := singular_value_decomposition (target + E).
have [_ /(_ _ _ _ _ _ _ dec dec')[_ _ s1' /(_ (delta_mx 0 0))]] :=
  leading_vectors_attained unit_vector_unit unit_vector_first.
rewrite unit_vector_second s1' divr1 unit_column mulr1 => dist.
by exists U, V, s, U', V', s'; split=> //; exact: target_value dec.
Qed.

(* eleven tenths of the first bound *)
Theorem leading_vectors_attained_more_wrong : ~ (forall u : 'cV[F]_2, frob u = 1 -> u 0 0 != 0 ->
  let E := u *m u^T - target in let e := `|u 1 0| in
  forall U V s U' V' s', singular_decomposition target U V s ->
  singular_decomposition (target + E) U' V' s' ->
  forall y, distance_from 1 U' (target *m y) (more * (e / s' 0%N) * frob (target *m y))).
Proof.
have [U [V [s [U' [V' [s' [dec dec' s1 s1' dist]]]]]]] := attained_there.
move=> H; have := H _ unit_vector_unit unit_vector_first _ _ _ _ _ _ dec dec' (delta_mx 0 0).
rewrite unit_vector_second s1' unit_column => /(distance_unique dist) /eqP.
rewrite divr1 mulr1 -subr_eq0 -{1}[3%:R / 5%:R]mul1r -mulrBl mulf_eq0 subr_eq0 eq_sym.
rewrite gt_eqF ?ltr_pdivl_mulr ?ltr0n ?mul1r ?ltr_nat //= mulf_eq0 invr_eq0 !pnatr_eq0.
by [].
Qed.

(* the second bound as the distance *)
Theorem leading_vectors_attained_gap_wrong : ~ (forall u : 'cV[F]_2, frob u = 1 -> u 0 0 != 0 ->
  let E := u *m u^T - target in let e := `|u 1 0| in
  forall U V s U' V' s', singular_decomposition target U V s ->
  singular_decomposition (target + E) U' V' s' ->
  forall y, distance_from 1 U' (target *m y) (e / (s 0%N - e) * frob (target *m y))).
Proof.
have [U [V [s [U' [V' [s' [dec dec' s1 s1' dist]]]]]]] := attained_there.
move=> H; have := H _ unit_vector_unit unit_vector_first _ _ _ _ _ _ dec dec' (delta_mx 0 0).
rewrite unit_vector_second s1 unit_column => /(distance_unique dist) /eqP.
have -> : 3%:R / 5%:R / (1 - 3%:R / 5%:R) * 1 = 3%:R / 2%:R :> F.
  by field; rewrite ?pnatr_eq0.
rewrite (inj_eq (mulfI _)) ?pnatr_eq0 // (inj_eq invr_inj) eqr_nat.
by [].
Qed.

(* from above: the distance is at most the sine of half the angle *)
Lemma half_at_most x t d (E : 'M[F]_2) q : half_angle t d x -> spectral E x ->
  (forall U V s U' V' s', singular_decomposition target U V s ->
   singular_decomposition (target + E) U' V' s' ->
   s 0%N = 1 /\ forall y, distance_from 1 U' (target *m y) (q * frob (target *m y))) -> q <= t.
Proof.
move=> half [len _] H; have [U [V [s dec]]] := singular_value_decomposition target.
have [U' [V' [s' dec']]] := singular_value_decomposition (target + E).
have [s1 /(_ (delta_mx 0 0))] := H _ _ _ _ _ _ dec dec'; rewrite unit_column mulr1 => -[_ low].
have x1 : x + x < s 0%N.
  have [t0 td unit <-] := half; rewrite s1 -unit -subr_gt0.
  have -> : t ^+ 2 + d ^+ 2 - (t * d + t * d) = (d - t) ^+ 2 by ring.
  by rewrite exprn_gt0 // subr_gt0.
have [_ /(_ t d)] := leading_vectors_half dec (mxrank_delta _ 0 0) dec' len x1.
rewrite s1 divr1 => /(_ half)[_ /(_ 1%N (delta_mx 0 0) isT)[z]].
by rewrite unit_column mulr1; apply: le_trans.
Qed.

Lemma half_there : half_angle (3%:R / 5%:R) (4%:R / 5%:R) (12%:R / 25%:R : F).
Proof.
split; first by rewrite divr_ge0 ?ler0n.
- by rewrite ltr_pmul2r ?invr_gt0 ?ltr0n // ltr_nat.
- by field; rewrite ?pnatr_eq0.
- by field; rewrite ?pnatr_eq0.
Qed.

(* eleven tenths of the sine of half the angle *)
Theorem leading_vectors_half_attained_more_wrong : ~ (forall x t d : F, half_angle t d x ->
  exists2 E : 'M[F]_2, spectral E x & forall U V s U' V' s', singular_decomposition target U V s ->
  singular_decomposition (target + E) U' V' s' -> s 0%N = 1 /\
    forall y, distance_from 1 U' (target *m y) (more * t * frob (target *m y))).
Proof.
move=> /(_ _ _ _ half_there)[E len H]; have := half_at_most half_there len H.
rewrite -[X in _ <= X]mul1r ler_pmul2r ?divr_gt0 ?ltr0n //.
by rewrite ler_pdivr_mulr ?ltr0n // mul1r ler_nat.
Qed.

(* the quotient times the root of two as the distance *)
Theorem leading_vectors_half_attained_root_wrong : ~ (forall x t d : F, half_angle t d x ->
  exists2 E : 'M[F]_2, spectral E x & forall U V s U' V' s', singular_decomposition target U V s ->
  singular_decomposition (target + E) U' V' s' -> s 0%N = 1 /\
    forall y, distance_from 1 U' (target *m y) (Num.sqrt 2%:R * x * frob (target *m y))).
Proof.
move=> /(_ _ _ _ half_there)[E len H]; have := half_at_most half_there len H.
rewrite -ler_sqr ?nnegrE ?mulr_ge0 ?sqrtr_ge0 ?invr_ge0 ?ler0n // exprMn sqr_sqrtr ?ler0n //.
have -> : 2%:R * (12%:R / 25%:R) ^+ 2 = 288%:R / 625%:R :> F by field; rewrite ?pnatr_eq0.
have -> : (3%:R / 5%:R) ^+ 2 = 225%:R / 625%:R :> F by field; rewrite ?pnatr_eq0.
by rewrite ler_pmul2r ?invr_gt0 ?ltr0n // ler_nat.
Qed.
End Wrong.
