(* How near the leading singular vectors of M + E are to the column space of M, over any real
   closed field, all shapes and ranks (M8NR).

   leading_vectors_near (part 2): the distance of the column space of M from the leading left
     singular vectors of M + E.
   leading_vectors_half (part 3): the same if the norm of E is less than half of the smallest
     positive singular value of M; there half of an angle decides.
   leading_right_vectors (part 5): the same for the row space and the right singular vectors. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end weyl courant block removal frobenius.
From dlf Require Import real_spectral singular_values singular_facts singular_angle.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Leading.
Variable F : rcfType.

(* t and d are the sine and cosine of an angle below a quarter of pi, of whose double the sine is
   2 x *)
Definition half_angle (t d x : F) := [/\ 0 <= t, t < d, t ^+ 2 + d ^+ 2 = 1 & t * d = x].

Lemma half_angle_exists x : 0 <= x -> x + x < 1 -> exists t d, half_angle t d x.
Proof.
move=> x0 x1; have two0 : 0 < 2%:R :> F by rewrite ltr0n.
have pos : 0 < 1 - (x + x) ^+ 2 by rewrite subr_gt0 expr_lt1 // addr_ge0.
set w := Num.sqrt (1 - (x + x) ^+ 2); have w0 : 0 < w by rewrite sqrtr_gt0.
have ww : w ^+ 2 = 1 - (x + x) ^+ 2 by rewrite sqr_sqrtr // ltW.
have w1 : w <= 1.
  have : w ^+ 2 <= 1 by rewrite ww ger_addl oppr_le0 sqr_ge0.
  by rewrite expr_le1 // ltW.
have a0 : 0 <= (1 - w) / 2%:R by rewrite divr_ge0 ?subr_ge0 //; exact: ltW.
have b0 : 0 <= (1 + w) / 2%:R by rewrite ltW // divr_gt0 // addr_gt0 // ltr01.
exists (Num.sqrt ((1 - w) / 2%:R)), (Num.sqrt ((1 + w) / 2%:R)); split.
- exact: sqrtr_ge0.
- have wb : 1 - w < 1 + w by rewrite ltr_add2l gtr_opp.
  by rewrite ltr_sqrt ?ltr_pmul2r ?invr_gt0 // divr_gt0 // addr_gt0 ?ltr01.
- by rewrite !sqr_sqrtr // -mulrDl addrACA addNr addr0 divff // gt_eqF.
rewrite -sqrtrM //; have -> : (1 - w) / 2%:R * ((1 + w) / 2%:R) = x ^+ 2.
  have -> : (1 - w) / 2%:R * ((1 + w) / 2%:R) = (1 - w ^+ 2) / 4%:R.
    by field; rewrite ?pnatr_eq0.
  by rewrite ww; field; rewrite ?pnatr_eq0.
by rewrite sqrtr_sqr ger0_norm.
Qed.

Lemma half_angle_root t d x : half_angle t d x -> t <= Num.sqrt 2%:R * x.
Proof.
move=> [t0 td td1 <-]; have d0 : 0 <= d by apply: le_trans t0 (ltW td).
rewrite -ler_sqr ?nnegrE ?mulr_ge0 ?sqrtr_ge0 // !exprMn sqr_sqrtr ?ler0n //.
rewrite mulrCA ler_pemulr ?sqr_ge0 // -[X in X <= _]td1 mulr_natl mulr2n ler_add2r ler_sqr //.
exact: ltW.
Qed.

Lemma half_angle_least t d x q : half_angle t d x -> q < 1 - q -> q * (1 - q) <= x ^+ 2 ->
  q <= t ^+ 2.
Proof.
move=> [t0 td td1 <-] half; rewrite exprMn -[d ^+ 2](addKr (t ^+ 2)) td1 addrC => le.
have lt : t ^+ 2 < 1 - t ^+ 2.
  rewrite -{1}td1 addrAC subrr add0r ltr_sqr ?nnegrE //; exact: le_trans (ltW td).
have p : 0 < 1 - t ^+ 2 - q.
  have -> : 1 - t ^+ 2 - q = ((1 - t ^+ 2 - t ^+ 2) + (1 - q - q)) / 2%:R.
    by field; rewrite ?pnatr_eq0.
  by rewrite divr_gt0 ?ltr0n // addr_gt0 // subr_gt0.
rewrite -subr_ge0 -(pmulr_lge0 _ p); move: le; rewrite -subr_ge0; congr (0 <= _); ring.
Qed.

Section Near.
Variables (m n r : nat) (M E : 'M[F]_(m, n)) (U U' : 'M[F]_m) (V V' : 'M[F]_n) (s s' : nat -> F).
Variable e : F.
Hypotheses (dec : singular_decomposition M U V s) (rank : \rank M = r.+1).
Hypotheses (dec' : singular_decomposition (M + E) U' V' s') (small : lengthens E e).

(* every vector of the column space of M is near the span of the first columns of U' *)
Theorem leading_vectors_near : e < s r -> 0 < s' r /\ forall k (y : 'cV_n), (r < k)%N ->
  e / s' r <= e / (s r - e) /\ exists z : 'cV_m,
    frob (M *m y - U' *m pid_mx k *m z) <= e / s' r * frob (M *m y).
Proof.
move=> gap; have [e0 _] := small; have shift := singular_values_shift dec dec' small r.
have d0 : 0 < s r - e by rewrite subr_gt0.
have s0 : 0 < s' r := lt_le_trans d0 shift; split=> // k y rk; split.
  by rewrite ler_wpmul2l // lef_pinv ?posrE.
have [c [_ _ near bound _]] := largest_angle dec rank dec' small.
have [z zE] := near k y rk; exists z.
have b0 : 0 <= e / s' r by rewrite divr_ge0 // ltW.
rewrite frob_le //; apply: le_trans zE _; rewrite ler_wpmul2r ?sumsq_ge0 //.
by rewrite expr_div_n ler_pdivl_mulr // exprn_gt0.
Qed.

(* the same for a smaller E *)
Theorem leading_vectors_half : e + e < s r -> (exists t d, half_angle t d (e / s r)) /\
  forall t d, half_angle t d (e / s r) -> t <= Num.sqrt 2%:R * (e / s r) /\
  forall k (y : 'cV_n), (r < k)%N -> exists z : 'cV_m,
    frob (M *m y - U' *m pid_mx k *m z) <= t * frob (M *m y).
Proof.
move=> half; have [e0 _] := small.
have s0 : 0 < s r by apply: le_lt_trans half; rewrite addr_ge0.
have x0 : 0 <= e / s r by rewrite divr_ge0 // ltW.
split; first by apply: half_angle_exists => //; rewrite -mulrDl ltr_pdivr_mulr ?mul1r.
move=> t d half_t; split; first exact: half_angle_root half_t.
move=> k y rk; have [c [_ _ near _ /(_ half)[lt bound]]] := largest_angle dec rank dec' small.
have [z zE] := near k y rk; exists z; have [t0 _ _ _] := half_t.
rewrite frob_le //; apply: le_trans zE _; rewrite ler_wpmul2r ?sumsq_ge0 //.
apply: half_angle_least half_t _ _; first by rewrite subKr.
by rewrite subKr expr_div_n ler_pdivl_mulr ?exprn_gt0.
Qed.
End Near.

(* the same for the row space of M and the right singular vectors *)
Theorem leading_right_vectors m n r (M E : 'M[F]_(m, n)) U V s U' V' s' e :
  singular_decomposition M U V s -> \rank M = r.+1 -> singular_decomposition (M + E) U' V' s' ->
  lengthens E e -> e < s r -> forall k (y : 'cV_m), (r < k)%N ->
  (exists z : 'cV_n, frob (M^T *m y - V' *m pid_mx k *m z) <= e / s' r * frob (M^T *m y)) /\
  (e + e < s r -> forall t d, half_angle t d (e / s r) -> exists z : 'cV_n,
     frob (M^T *m y - V' *m pid_mx k *m z) <= t * frob (M^T *m y)).
Proof.
move=> dec rank dec' small gap k y rk.
have decT := decomposition_tr dec; have decT' := decomposition_tr dec'.
rewrite [(M + E)^T]linearD /= in decT'; have smallT := lengthens_tr small.
have rankT : \rank M^T = r.+1 by rewrite mxrank_tr.
have [_ near] := leading_vectors_near decT rankT decT' smallT gap.
split; first by have [_] := near k y rk.
move=> half t d td; have [_ /(_ t d td)[_]] := leading_vectors_half decT rankT decT' smallT half.
exact.
Qed.
End Leading.
