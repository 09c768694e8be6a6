(* Wrong variants of how near the leading singular vectors of M + E are to the column space of M,
   refuted over every real closed field. *)
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
(* nine tenths *)
Local Notation share := (9%:R / 10%:R : F).

(* the singular values x, y and then zeros *)
Definition values (x y : F) (i : nat) := if i is j.+1 then if j is _.+1 then 0 else y else x.

Lemma values_diagonal x y : rectangular_diagonal 2 2 (values x y) = two_by_two x 0 0 y.
Proof. by apply: two_eq; rewrite !mxE. Qed.

Lemma values_fall x y : 0 <= y -> y <= x ->
  forall i j : nat, (i <= j)%N -> 0 <= values x y j <= values x y i.
Proof.
move=> y0 yx; have x0 := le_trans y0 yx.
by case=> [|[|i]] [|[|j]] //= _; rewrite ?lexx ?andbT ?y0 ?x0.
Qed.

(* an orthogonal matrix of columns (4, 3) / 5 and (-3, 4) / 5 *)
Definition turn : 'M[F]_2 :=
  two_by_two (4%:R / 5%:R) (- (3%:R / 5%:R)) (3%:R / 5%:R) (4%:R / 5%:R).

Lemma turn_orthogonal : turn^T *m turn = 1%:M.
Proof.
rewrite two_tr two_mul -two_scalar; apply: two_eq; rewrite !mxE /=; field;
  by rewrite ?pnatr_eq0.
Qed.

(* the matrix with these singular vectors and the singular values x and y *)
Definition turned x y := turn *m two_by_two x 0 0 y *m turn^T.

Lemma turned_decomposition x y : 0 <= y -> y <= x ->
  singular_decomposition (turned x y) turn turn (values x y).
Proof.
move=> y0 yx; split; try exact: turn_orthogonal; try exact: values_fall.
- by case=> [|[|j]] //=; rewrite ltnn.
- by rewrite values_diagonal !mulmxA turn_orthogonal mul1mx -mulmxA turn_orthogonal mulmx1.
Qed.

(* diag(1, 0) *)
Definition target : 'M[F]_2 := two_by_two 1 0 0 0.

Lemma target_decomposition : singular_decomposition target 1%:M 1%:M (values 1 0).
Proof.
split; rewrite ?trmx1 ?mulmx1 //; first exact: values_fall ler01.
- by case=> [|[|j]].
- by rewrite mul1mx values_diagonal.
Qed.

Lemma target_rank : \rank target = 1%N.
Proof.
have -> : target = delta_mx 0 0 by apply: two_eq; rewrite !mxE.
exact: mxrank_delta.
Qed.

(* E = S - diag(1, 0) lengthens every vector by exactly e *)
Lemma error_lengthens x y e : 0 <= e -> (turned x y - target)^T *m (turned x y - target) =
  (e ^+ 2)%:M -> lengthens (turned x y - target) e.
Proof.
move=> e0 EE; split=> // v; rewrite frob_le // sumsq_trace trmx_mul -mulmxA (mulmxA _ _ v) EE.
by rewrite mul_scalar_mx -scalemxAr linearZ /= -sumsq_trace.
Qed.

Lemma turnedE x y : turned x y - target = two_by_two
  ((16%:R * x + 9%:R * y) / 25%:R - 1) (12%:R * (x - y) / 25%:R)
  (12%:R * (x - y) / 25%:R) ((9%:R * x + 16%:R * y) / 25%:R).
Proof.
rewrite /turned two_tr !two_mul; apply: two_eq; rewrite !mxE /=; field;
  by rewrite ?pnatr_eq0.
Qed.

Lemma one_error : lengthens (turned 1 0 - target) (3%:R / 5%:R).
Proof.
apply: error_lengthens; first by rewrite divr_ge0 ?ler0n.
rewrite turnedE two_tr two_mul -two_scalar; apply: two_eq; rewrite !mxE /=; field;
  by rewrite ?pnatr_eq0.
Qed.

Lemma half_error : lengthens (turned (16%:R / 25%:R) (9%:R / 25%:R) - target) (12%:R / 25%:R).
Proof.
apply: error_lengthens; first by rewrite divr_ge0 ?ler0n.
rewrite turnedE two_tr two_mul -two_scalar; apply: two_eq; rewrite !mxE /=; field;
  by rewrite ?pnatr_eq0.
Qed.

(* the first unit vector is 3/5 away from the first column of the turn *)
Lemma distance (z : 'cV[F]_2) : 3%:R / 5%:R <=
  frob (target *m delta_mx 0 0 - turn *m pid_mx 1 *m z).
Proof.
have h0 : 0 <= 3%:R / 5%:R :> F by rewrite divr_ge0 ?ler0n.
rewrite -ler_sqr ?nnegrE ?frob_ge0 // sqr_frob -(sumsq_coordinates _ turn_orthogonal).
rewrite sumsq_cV !big_ord_recl big_ord0 addr0; apply: ler_paddl; first exact: sqr_ge0.
rewrite mulmxBr !mulmxA turn_orthogonal mul1mx [X in _ <= X ^+ 2]mxE [X in _ + X]mxE.
have -> : ((pid_mx 1 : 'M_2) *m z) (lift ord0 ord0) 0 = 0.
  by rewrite mxE big1 // => k _; rewrite mxE andbF mul0r.
rewrite two_tr two_mul -colE !mxE /= subr0 !mulr1 !mulr0 addr0 sqrrN.
exact: lexx.
Qed.

Lemma unit_target : frob (target *m (delta_mx 0 0 : 'cV[F]_2)) = 1.
Proof.
rewrite -colE /frob sumsq_cV !big_ord_recl big_ord0 !mxE /= expr1n expr0n /= !addr0.
exact: sqrtr1.
Qed.

(* nine tenths of the norm *)
Theorem singular_values_shift_share_wrong : ~ (forall m n (M E : 'M[F]_(m, n)) U V s U' V' s' e,
  singular_decomposition M U V s -> singular_decomposition (M + E) U' V' s' -> lengthens E e ->
  forall k, s k - share * e <= s' k).
Proof.
have dec0 : singular_decomposition (two_by_two 1 0 0 1 + - 1%:M) 1%:M 1%:M (values 0 0).
  rewrite two_scalar subrr; split; rewrite ?trmx1 ?mulmx1 ?mulmx0 //.
  - exact: values_fall (lexx 0) (lexx 0).
  - by case=> [|[|j]].
  - by rewrite values_diagonal two_scalar; apply/matrixP => i j; rewrite !mxE mul0rn.
have dec1 : singular_decomposition (two_by_two 1 0 0 1) 1%:M 1%:M (values 1 1).
  split; rewrite ?trmx1 ?mulmx1 //.
  - exact: values_fall ler01 (lexx 1).
  - by case=> [|[|j]].
  - by rewrite values_diagonal mul1mx.
have le : lengthens (- 1%:M : 'M[F]_2) 1.
  by split=> [|v]; rewrite ?ler01 // mulNmx mul1mx -scaleN1r frobZ normrN1.
move=> H; have := H _ _ _ _ _ _ _ _ _ _ _ dec1 dec0 le 0%N.
by rewrite /= mulr1 subr_le0 ler_pdivl_mulr ?ltr0n // mul1r ler_nat.
Qed.

(* the next singular value *)
Theorem singular_values_shift_next_wrong : ~ (forall m n (M E : 'M[F]_(m, n)) U V s U' V' s' e,
  singular_decomposition M U V s -> singular_decomposition (M + E) U' V' s' -> lengthens E e ->
  forall k, s k - e <= s' k.+1).
Proof.
have dec' : singular_decomposition (target + (turned 1 0 - target)) turn turn (values 1 0).
  by rewrite addrC subrK; exact: turned_decomposition ler01.
move=> H; have := H _ _ _ _ _ _ _ _ _ _ _ target_decomposition dec' one_error 0%N.
by rewrite /= subr_le0 ler_pdivl_mulr ?ltr0n // mul1r ler_nat.
Qed.

(* nine tenths of the sine *)
Theorem leading_vectors_near_share_wrong : ~ (forall m n r (M E : 'M[F]_(m, n)) U U' V V' s s' e,
  singular_decomposition M U V s -> \rank M = r.+1 ->
  singular_decomposition (M + E) U' V' s' -> lengthens E e -> e < s r ->
  forall k (y : 'cV_n), (r < k)%N -> exists z : 'cV_m,
    frob (M *m y - U' *m pid_mx k *m z) <= share * (e / s' r) * frob (M *m y)).
Proof.
have dec' : singular_decomposition (target + (turned 1 0 - target)) turn turn (values 1 0).
  by rewrite addrC subrK; exact: turned_decomposition ler01.
have lt : 3%:R / 5%:R < values 1 0 0 by rewrite /= ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
move=> H; have [z] := H _ _ _ _ _ _ _ _ _ _ _ _ target_decomposition target_rank dec'
  one_error lt 1%N (delta_mx 0 0) isT.
rewrite unit_target mulr1 /= divr1; move/(le_trans (distance z)).
rewrite -[X in X <= _]mul1r ler_pmul2r ?divr_gt0 ?ltr0n //.
by rewrite ler_pdivl_mulr ?ltr0n // mul1r ler_nat.
Qed.

Lemma half_decomposition : singular_decomposition
  (target + (turned (16%:R / 25%:R) (9%:R / 25%:R) - target)) turn turn
  (values (16%:R / 25%:R) (9%:R / 25%:R)).
Proof.
rewrite addrC subrK; apply: turned_decomposition; first by rewrite divr_ge0 ?ler0n.
by rewrite ler_pmul2r ?invr_gt0 ?ltr0n // ler_nat.
Qed.

Lemma half_gap : 12%:R / 25%:R + 12%:R / 25%:R < values 1 0 0.
Proof. by rewrite /= -mulrDl -natrD ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat. Qed.

(* the singular value of M in place of that of M + E *)
Theorem leading_vectors_near_target_wrong : ~ (forall m n r (M E : 'M[F]_(m, n)) U U' V V' s s' e,
  singular_decomposition M U V s -> \rank M = r.+1 ->
  singular_decomposition (M + E) U' V' s' -> lengthens E e -> e < s r ->
  forall k (y : 'cV_n), (r < k)%N -> exists z : 'cV_m,
    frob (M *m y - U' *m pid_mx k *m z) <= e / s r * frob (M *m y)).
Proof.
have lt : 12%:R / 25%:R < values 1 0 0 by rewrite /= ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
move=> H; have [z] := H _ _ _ _ _ _ _ _ _ _ _ _ target_decomposition target_rank
  half_decomposition half_error lt 1%N (delta_mx 0 0) isT.
rewrite unit_target mulr1 /= divr1; move/(le_trans (distance z)).
by rewrite ler_pdivr_mulr ?ltr0n // mulrAC ler_pdivl_mulr ?ltr0n // -!natrM ler_nat.
Qed.

Lemma half_turn : half_angle (3%:R / 5%:R) (4%:R / 5%:R) (12%:R / 25%:R / values 1 0 0 : F).
Proof.
split; first by rewrite divr_ge0 ?ler0n.
- by rewrite ltr_pmul2r ?invr_gt0 ?ltr0n // ltr_nat.
- by field; rewrite ?pnatr_eq0.
- by rewrite /=; field; rewrite ?pnatr_eq0.
Qed.

(* nine tenths of the sine of half the angle *)
Theorem leading_vectors_half_share_wrong : ~ (forall m n r (M E : 'M[F]_(m, n)) U U' V V' s s' e,
  singular_decomposition M U V s -> \rank M = r.+1 ->
  singular_decomposition (M + E) U' V' s' -> lengthens E e -> e + e < s r ->
  forall t d, half_angle t d (e / s r) -> forall k (y : 'cV_n), (r < k)%N -> exists z : 'cV_m,
    frob (M *m y - U' *m pid_mx k *m z) <= share * t * frob (M *m y)).
Proof.
move=> H; have [z] := H _ _ _ _ _ _ _ _ _ _ _ _ target_decomposition target_rank
  half_decomposition half_error half_gap _ _ half_turn 1%N (delta_mx 0 0) isT.
rewrite unit_target mulr1; move/(le_trans (distance z)).
rewrite -[X in X <= _]mul1r ler_pmul2r ?divr_gt0 ?ltr0n //.
by rewrite ler_pdivl_mulr ?ltr0n // mul1r ler_nat.
Qed.

(* at most the quotient without the root of two *)
Theorem leading_vectors_half_root_wrong : ~ (forall m n r (M E : 'M[F]_(m, n)) U U' V V' s s' e,
  singular_decomposition M U V s -> \rank M = r.+1 ->
  singular_decomposition (M + E) U' V' s' -> lengthens E e -> e + e < s r ->
  forall t d, half_angle t d (e / s r) -> t <= e / s r).
Proof.
move=> H; have := H _ _ _ _ _ _ _ _ _ _ _ _ target_decomposition target_rank
  half_decomposition half_error half_gap _ _ half_turn.
rewrite /= divr1.
by rewrite ler_pdivr_mulr ?ltr0n // mulrAC ler_pdivl_mulr ?ltr0n // -!natrM ler_nat.
Qed.

Lemma target_tr : target^T = target. Proof. exact: two_tr. Qed.

(* nine tenths of the sine, for the row space *)
Theorem leading_right_vectors_share_wrong : ~ (forall m n r (M E : 'M[F]_(m, n)) U U' V V' s s' e,
  singular_decomposition M U V s -> \rank M = r.+1 ->
  singular_decomposition (M + E) U' V' s' -> lengthens E e -> e < s r ->
  forall k (y : 'cV_m), (r < k)%N -> exists z : 'cV_n,
    frob (M^T *m y - V' *m pid_mx k *m z) <= share * (e / s' r) * frob (M^T *m y)).
Proof.
have dec' : singular_decomposition (target + (turned 1 0 - target)) turn turn (values 1 0).
  by rewrite addrC subrK; exact: turned_decomposition ler01.
have lt : 3%:R / 5%:R < values 1 0 0 by rewrite /= ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
move=> H; have [z] := H _ _ _ _ _ _ _ _ _ _ _ _ target_decomposition target_rank dec'
  one_error lt 1%N (delta_mx 0 0) isT.
rewrite target_tr unit_target mulr1 /= divr1; move/(le_trans (distance z)).
rewrite -[X in X <= _]mul1r ler_pmul2r ?divr_gt0 ?ltr0n //.
by rewrite ler_pdivl_mulr ?ltr0n // mul1r ler_nat.
Qed.

(* nine tenths of the sine of half the angle, for the row space *)
Theorem leading_right_vectors_half_wrong : ~ (forall m n r (M E : 'M[F]_(m, n)) U U' V V' s s' e,
  singular_decomposition M U V s -> \rank M = r.+1 ->
  singular_decomposition (M + E) U' V' s' -> lengthens E e -> e < s r ->
  forall k (y : 'cV_m), (r < k)%N -> e + e < s r -> forall t d, half_angle t d (e / s r) ->
  exists z : 'cV_n, frob (M^T *m y - V' *m pid_mx k *m z) <= share * t * frob (M^T *m y)).
Proof.
have lt : 12%:R / 25%:R < values 1 0 0 by rewrite /= ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
move=> H; have [z] := H _ _ _ _ _ _ _ _ _ _ _ _ target_decomposition target_rank
  half_decomposition half_error lt 1%N (delta_mx 0 0) isT half_gap _ _ half_turn.
rewrite target_tr unit_target mulr1; move/(le_trans (distance z)).
rewrite -[X in X <= _]mul1r ler_pmul2r ?divr_gt0 ?ltr0n //.
by rewrite ler_pdivl_mulr ?ltr0n // mul1r ler_nat.
Qed.
End Wrong.
