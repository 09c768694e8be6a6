(* Wrong variants of the rate of the cores at the start, refuted over every real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain block lipschitz removal singular_values singular_facts.
From dlf Require Import feature_cost leading_frames start_rate wrong_leading_frames.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : rcfType.
(* the unit vectors, as frames of one column *)
Local Notation unit i := (delta_mx i 0 : 'cV[F]_2).
Local Notation one := (1%:M : 'M[F]_2).

Lemma scalar_rate (eps : F) :
  start_rate 2 (1%:M : 'M_1) (1%:M : 'M_1) 1%:M eps = 2%:R * eps ^+ 2.
Proof. by rewrite start_rate_of_cores trmx1 !mulmx1 sumsq_one expr1n mulr1. Qed.

Lemma constant_is_continuous m n (A X0 : 'M[F]_(m, n)) : continuous_near (fun=> A) X0.
Proof.
move=> e e0; exists 1 => [|X _]; rewrite ?ltr01 //.
by rewrite subrr -(scale0r 0) norm1Z normr0 mul0r ltW.
Qed.

Lemma halved (delta : F) : 0 < delta -> 0 < delta / 2%:R < delta.
Proof.
by move=> d0; rewrite divr_gt0 ?ltr0n //= ltr_pdivr_mulr ?ltr0n // mulr_natr mulr2n ltr_addl.
Qed.

(* one core fewer *)
Theorem start_rate_of_cores_fewer_wrong : ~ (forall L m n k (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k))
  (G : 'M[F]_(m, n)) eps,
  start_rate L U V G eps = L.-1%:R * eps ^+ (2 * L - 2) * sumsq (U^T *m G *m V)).
Proof.
move=> /(_ 2%N 1%N 1%N 1%N 1%:M 1%:M 1%:M 1); rewrite scalar_rate trmx1 !mulmx1 sumsq_one.
rewrite !expr1n !mulr1.
by move/eqP; rewrite (eqr_nat _ 2 1).
Qed.

(* one power of eps more *)
Theorem start_rate_of_cores_power_wrong : ~ (forall L m n k (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k))
  (G : 'M[F]_(m, n)) eps,
  start_rate L U V G eps = L%:R * eps ^+ (2 * L - 1) * sumsq (U^T *m G *m V)).
Proof.
move=> /(_ 2%N 1%N 1%N 1%N 1%:M 1%:M 1%:M 2%:R); rewrite scalar_rate trmx1 !mulmx1 sumsq_one.
rewrite expr1n mulr1.
by rewrite -!natrX -!natrM => /eqP; rewrite eqr_nat.
Qed.

(* nine tenths of the limit *)
Theorem start_rate_tends_tenth_wrong : ~ (forall L m n k (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k))
  (G : 'M[F]_(m, n) -> 'M[F]_(m, n)) X0, (0 < L)%N -> continuous_near G X0 ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall eps, 0 < eps < delta ->
  `|start_rate L U V (G (X0 + eps ^+ L *: (U *m V^T))) eps / (L%:R * eps ^+ (2 * L - 2)) -
    9%:R / 10%:R * sumsq (U^T *m - G X0 *m V)| < e).
Proof.
move=> H; have e0 : 0 < 10%:R^-1 :> F by rewrite invr_gt0 ltr0n.
have [delta delta0 near] := H 2%N 1%N 1%N 1%N 1%:M 1%:M _ 0 isT
  (constant_is_continuous 1%:M 0) _ e0.
have := near _ (halved delta0); have /andP[] := halved delta0.
move: (delta / 2%:R) => eps eps0 _.
rewrite scalar_rate divff ?mulf_neq0 ?pnatr_eq0 ?expf_neq0 ?gt_eqF //.
rewrite trmx1 mulmx1 mul1mx sumsqN sumsq_one expr1n mulr1.
have -> : 1 - 9%:R / 10%:R = 10%:R^-1 :> F by field.
by rewrite gtr0_norm // ltxx.
Qed.

(* one of the two frames alone *)
Theorem start_rate_tends_side_wrong : ~ (forall L m n k (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k))
  (G : 'M[F]_(m, n) -> 'M[F]_(m, n)) X0, (0 < L)%N -> continuous_near G X0 ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall eps, 0 < eps < delta ->
  `|start_rate L U V (G (X0 + eps ^+ L *: (U *m V^T))) eps / (L%:R * eps ^+ (2 * L - 2)) -
    sumsq (U^T *m - G X0)| < e).
Proof.
pose g := const_mx 1 : 'rV[F]_2.
move=> H; have [delta delta0 near] :=
  H 2%N _ _ _ (1%:M : 'M_1) (unit 0) _ 0 isT (constant_is_continuous g 0) _ ltr01.
have := near _ (halved delta0); have /andP[] := halved delta0.
move: (delta / 2%:R) => eps eps0 _.
rewrite start_rate_of_cores mulrAC divff ?mul1r ?mulf_neq0 ?pnatr_eq0 ?expf_neq0 ?gt_eqF //.
rewrite trmx1 !mul1mx /sumsq !big_ord1 !big_ord_recl big_ord0 !mxE !big_ord_recl big_ord0 !mxE /=.
rewrite !mulr1 mulr0 !addr0 !expr1n sqrrN expr1n opprD addrA subrr sub0r normrN normr1.
by rewrite ltxx.
Qed.

(* a gradient that jumps *)
Theorem start_rate_tends_jump_wrong : ~ (forall L m n k (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k))
  (G : 'M[F]_(m, n) -> 'M[F]_(m, n)) X0, (0 < L)%N ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall eps, 0 < eps < delta ->
  `|start_rate L U V (G (X0 + eps ^+ L *: (U *m V^T))) eps / (L%:R * eps ^+ (2 * L - 2)) -
    sumsq (U^T *m - G X0 *m V)| < e).
Proof.
pose g := fun X : 'M[F]_1 => if X == 0 then 2%:R%:M else 1%:M : 'M[F]_1.
move=> H; have [delta delta0 near] := H 2%N 1%N 1%N 1%N 1%:M 1%:M g 0 isT _ ltr01.
have := near _ (halved delta0); have /andP[] := halved delta0.
move: (delta / 2%:R) => eps eps0 _.
set X := 0 + _; have X0 : X != 0.
  rewrite /X add0r trmx1 mulmx1 scalemx1 -scalemx1 scaler_eq0 expf_eq0 gt_eqF //=.
  by apply/eqP => /matrixP/(_ 0 0)/eqP; rewrite !mxE oner_eq0.
rewrite /g (negbTE X0) eqxx scalar_rate divff ?mulf_neq0 ?pnatr_eq0 ?expf_neq0 ?gt_eqF //.
rewrite trmx1 mulmx1 mul1mx sumsqN sumsq_one -normrN opprB ger0_norm.
  by rewrite ltr_subl_addl -(natrD _ 1 1) -natrX ltr_nat.
by rewrite subr_ge0 -natrX ler1n.
Qed.

(* singular values without a gap *)
Theorem leading_start_faster_gap_wrong : ~ (forall L m n k (G : 'M[F]_(m, n) -> 'M[F]_(m, n)) X0
  P Q s (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k)), (0 < L)%N -> continuous_near G X0 ->
  singular_decomposition (- G X0) P Q s -> U^T *m U = 1%:M -> V^T *m V = 1%:M ->
  U *m U^T != first_columns k P *m (first_columns k P)^T \/
  V *m V^T != first_columns k Q *m (first_columns k Q)^T ->
  exists2 delta, 0 < delta & forall eps, 0 < eps < delta ->
    start_rate L U V (G (X0 + eps ^+ L *: (U *m V^T))) eps <
    start_rate L (first_columns k P) (first_columns k Q)
      (G (X0 + eps ^+ L *: (first_columns k P *m (first_columns k Q)^T))) eps).
Proof.
have dec : singular_decomposition (- - one) 1%:M 1%:M (one_and 1).
  by rewrite opprK; exact: one_decomposition.
have other : unit 1 *m (unit 1)^T != first_columns 1 one *m (first_columns 1 one)^T.
  apply/eqP => /matrixP/(_ 1 1); rewrite /first_columns mul1mx !mxE !big_ord1 !mxE /= mulr0 mulr1.
  by move/eqP; rewrite oner_eq0.
move=> H; have [delta delta0 near] := H 2%N _ _ _ _ 0 _ _ _ _ _ isT
  (constant_is_continuous (- one) 0) dec (unit_frame _ 1) (unit_frame _ 1) (or_introl other).
have := near _ (halved delta0); rewrite !start_rate_of_cores.
have -> : first_columns 1 one = unit 0.
  apply/matrixP => i j; rewrite /first_columns mul1mx !mxE !ord1.
  by case: i => [[|[|//]] p].
by rewrite !mulmxN !mulNmx !mulmx1 !unit_frame ltxx.
Qed.

(* another frame of the same space *)
Theorem leading_start_faster_frame_wrong : ~ (forall L m n k (G : 'M[F]_(m, n) -> 'M[F]_(m, n)) X0
  P Q s (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k)), (0 < L)%N -> continuous_near G X0 ->
  singular_decomposition (- G X0) P Q s -> U^T *m U = 1%:M -> V^T *m V = 1%:M -> s k < s k.-1 ->
  U != first_columns k P \/ V != first_columns k Q ->
  exists2 delta, 0 < delta & forall eps, 0 < eps < delta ->
    start_rate L U V (G (X0 + eps ^+ L *: (U *m V^T))) eps <
    start_rate L (first_columns k P) (first_columns k Q)
      (G (X0 + eps ^+ L *: (first_columns k P *m (first_columns k Q)^T))) eps).
Proof.
have dec : singular_decomposition (- - (delta_mx 0 0 : 'M[F]_2)) 1%:M 1%:M (one_and 0).
  by rewrite opprK; exact: first_decomposition.
have E : first_columns 1 one = unit 0.
  apply/matrixP => i j; rewrite /first_columns mul1mx !mxE !ord1.
  by case: i => [[|[|//]] p].
have neg : (- unit 0)^T *m (- unit 0) = 1%:M.
  by rewrite [(- _)^T]linearN /= mulNmx mulmxN opprK unit_frame.
have gap : one_and (0 : F) 1 < one_and (0 : F) 0 by exact: ltr01.
have other : - unit 0 != first_columns 1 one.
  rewrite E; apply/eqP => /matrixP/(_ 0 0)/eqP; rewrite !mxE /= -subr_eq0 -opprD oppr_eq0.
  by rewrite -mulr2n pnatr_eq0.
move=> H; have [delta delta0 near] := H 2%N _ _ _ _ 0 _ _ _ _ _ isT
  (constant_is_continuous (- (delta_mx 0 0 : 'M[F]_2)) 0) dec neg (unit_frame _ 0) gap
  (or_introl other).
have := near _ (halved delta0); rewrite !start_rate_of_cores E.
by rewrite [(- _)^T]linearN /= !mulNmx sumsqN ltxx.
Qed.

(* twice as fast *)
Theorem leading_start_faster_twice_wrong : ~ (forall L m n k (G : 'M[F]_(m, n) -> 'M[F]_(m, n)) X0
  P Q s (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k)), (0 < L)%N -> continuous_near G X0 ->
  singular_decomposition (- G X0) P Q s -> U^T *m U = 1%:M -> V^T *m V = 1%:M -> s k < s k.-1 ->
  U *m U^T != first_columns k P *m (first_columns k P)^T \/
  V *m V^T != first_columns k Q *m (first_columns k Q)^T ->
  exists2 delta, 0 < delta & forall eps, 0 < eps < delta ->
    2%:R * start_rate L U V (G (X0 + eps ^+ L *: (U *m V^T))) eps <
    start_rate L (first_columns k P) (first_columns k Q)
      (G (X0 + eps ^+ L *: (first_columns k P *m (first_columns k Q)^T))) eps).
Proof.
(* diag(1, 4/5) *)
pose A : 'M[F]_2 := \matrix_(i, j) (if i == j then if i == 0 then 1 else 4%:R / 5%:R else 0).
have f0 : 0 <= 4%:R / 5%:R :> F by rewrite divr_ge0 ?ler0n.
have f1 : 4%:R / 5%:R < 1 :> F by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
have dec : singular_decomposition (- - A) 1%:M 1%:M (one_and (4%:R / 5%:R)).
  split; rewrite ?trmx1 ?mulmx1 ?opprK //; first exact: one_and_fall f0 (ltW f1).
  - by case=> [|[|j]].
  - rewrite mul1mx; apply/matrixP => i j; rewrite !mxE.
    by case: i => [[|[|//]] p]; case: j => [[|[|//]] q].
have E : first_columns 1 one = unit 0.
  apply/matrixP => i j; rewrite /first_columns mul1mx !mxE !ord1.
  by case: i => [[|[|//]] p].
have gap : one_and (4%:R / 5%:R : F) 1 < one_and (4%:R / 5%:R : F) 0 by exact: f1.
have other : unit 1 *m (unit 1)^T != first_columns 1 one *m (first_columns 1 one)^T.
  rewrite E; apply/eqP => /matrixP/(_ 1 1); rewrite !mxE !big_ord1 !mxE /= mulr0 mulr1.
  by move/eqP; rewrite oner_eq0.
move=> H; have [delta delta0 near] := H 2%N _ _ _ _ 0 _ _ _ _ _ isT
  (constant_is_continuous (- A) 0) dec (unit_frame _ 1) (unit_frame _ 1) gap (or_introl other).
have := near _ (halved delta0); have /andP[] := halved delta0.
move: (delta / 2%:R) => eps eps0 _; rewrite !start_rate_of_cores E.
have seen i : (unit i)^T *m - A *m unit i = (- A i i)%:M.
  apply/matrixP => a b; rewrite !ord1 -colE mxE trmx_delta -rowE !mxE eqxx.
  by rewrite mulr1n.
rewrite !seen !sumsq_one !sqrrN !mxE /= mulrCA ltr_pmul2l; last first.
  by rewrite mulr_gt0 ?exprn_gt0 ?ltr0n.
rewrite expr1n exprMn exprVn -!natrX mulrA -natrM ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
by [].
Qed.
End Wrong.
