(* The bounds on the leading singular vectors of M + E are attained, over any real closed field
   (M8NR).

   leading_vectors_attained (part 2): by M = diag(1, 0) and M + E = u u^T.
   leading_vectors_half_attained (part 3): for every norm of E below half of the smallest positive
     singular value of M there is an E for which the distance is the sine of half the angle. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import block removal frobenius singular_values singular_facts singular_angle.
From dlf Require Import leading_vectors.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Plane.
Variable F : rcfType.

(* a matrix of two rows and two columns *)
Definition two_by_two (a b c d : F) : 'M[F]_2 :=
  \matrix_(i, j) if i == 0 then if j == 0 then a else b else if j == 0 then c else d.

Lemma two_eq (A B : 'M[F]_2) : A 0 0 = B 0 0 -> A 0 1 = B 0 1 -> A 1 0 = B 1 0 ->
  A 1 1 = B 1 1 -> A = B.
Proof.
move=> a b c d; apply/matrixP => i j.
have two (k : 'I_2) : k = 0 \/ k = 1 by case: k => [[|[|//]] p]; [left|right]; exact: val_inj.
by case: (two i) => ->; case: (two j) => ->.
Qed.

Lemma two_mul a b c d a' b' c' d' : two_by_two a b c d *m two_by_two a' b' c' d' =
  two_by_two (a * a' + b * c') (a * b' + b * d') (c * a' + d * c') (c * b' + d * d').
Proof. by apply: two_eq; rewrite !mxE !big_ord_recl big_ord0 !mxE addr0. Qed.

Lemma two_tr a b c d : (two_by_two a b c d)^T = two_by_two a c b d.
Proof. by apply: two_eq; rewrite !mxE. Qed.

Lemma two_scalar a : two_by_two a 0 0 a = a%:M.
Proof. by apply: two_eq; rewrite !mxE. Qed.

Lemma two_inj a b c d a' b' c' d' : two_by_two a b c d = two_by_two a' b' c' d' ->
  [/\ a = a', b = b', c = c' & d = d'].
Proof.
move=> /matrixP e; have := e 1 1; have := e 1 0; have := e 0 1; have := e 0 0.
by rewrite !mxE.
Qed.

Lemma two_entries (A : 'M[F]_2) : A = two_by_two (A 0 0) (A 0 1) (A 1 0) (A 1 1).
Proof. by apply: two_eq; rewrite !mxE. Qed.

(* the singular values x and y at the vectors (c, s) and (-s, c) *)
Definition turned_to c s x y : 'M[F]_2 :=
  two_by_two c (- s) s c *m two_by_two x 0 0 y *m (two_by_two c (- s) s c)^T.

Section Turned.
Variables c s x y : F.
Hypotheses (unit : c ^+ 2 + s ^+ 2 = 1) (y0 : 0 <= y) (yx : y < x).
Variables (U V : 'M[F]_2) (v : nat -> F).
Hypothesis dec : singular_decomposition (turned_to c s x y) U V v.

Lemma turn_unit : (two_by_two c (- s) s c)^T *m two_by_two c (- s) s c = 1%:M.
Proof.
rewrite two_tr two_mul -two_scalar -unit; congr two_by_two; ring.
Qed.

(* its first singular vector is (c, s) up to the sign *)
Lemma turned_leading : v 0%N = x /\ U 0 1 ^+ 2 = s ^+ 2.
Proof.
have [UU VV fall _ e] := dec; set T := two_by_two c (- s) s c.
have TT : T^T *m T = 1%:M := turn_unit; have x0 := le_lt_trans y0 yx.
have square : (U^T *m T) *m two_by_two (x ^+ 2) 0 0 (y ^+ 2) *m (U^T *m T)^T =
    two_by_two (v 0%N ^+ 2) 0 0 (v 1%N ^+ 2).
  have -> : two_by_two (v 0%N ^+ 2) 0 0 (v 1%N ^+ 2) =
      rectangular_diagonal 2 2 v *m (rectangular_diagonal 2 2 v)^T.
    have -> : rectangular_diagonal 2 2 v = two_by_two (v 0%N) 0 0 (v 1%N).
      by apply: two_eq; rewrite !mxE.
    by rewrite two_tr two_mul; congr two_by_two; ring.
  rewrite -e /turned_to -/T !trmx_mul !trmxK -!mulmxA (mulmxA V V^T) (mulmx1C VV) mul1mx.
  rewrite (mulmxA T^T) TT mul1mx; congr (_ *m (_ *m _)); rewrite (two_tr x) [RHS]mulmxA.
  by congr (_ *m _); rewrite two_mul; congr two_by_two; ring.
set A := U^T *m T in square; have AA : A^T *m A = 1%:M.
  by rewrite /A trmx_mul trmxK -!mulmxA (mulmxA U) (mulmx1C UU) mul1mx.
have UE : U = T *m A^T by rewrite /A trmx_mul trmxK mulmxA (mulmx1C TT) mul1mx.
have := mulmx1C AA; move: square AA UE.
rewrite [A]two_entries; move: (A 0 0) (A 0 1) (A 1 0) (A 1 1) => a0 a1 a2 a3.
rewrite /T two_tr !two_mul -!two_scalar => /two_inj[p q _ p'] /two_inj[r w _ r'] UE.
move=> /two_inj[r0 w0 _ r0'].
have -> : U 0 1 = c * a2 - s * a3 by rewrite UE mxE /= mulNr.
have v01 : 0 <= v 1%N <= v 0%N := fall 0%N 1%N isT.
have [v1 v10] := andP v01; have v0 := le_trans v1 v10.
have X : y ^+ 2 < x ^+ 2 by rewrite ltr_sqr ?nnegrE // ltW.
have a02 : a0 * a2 = 0.
  apply: (mulIf (x := x ^+ 2 - y ^+ 2)); first by rewrite gt_eqF // subr_gt0.
  rewrite mul0r -[RHS]q -[RHS]subr0 -(mulr0 (y ^+ 2)) -[in X in _ = _ - X]w0; ring.
have a20 : a2 = 0.
  apply/eqP; apply: contraT => a2n; have a00 : a0 = 0.
    by apply/eqP; move/eqP: a02; rewrite mulf_eq0 (negbTE a2n) orbF.
  have a30 : a3 = 0.
    apply/eqP; rewrite -sqrf_eq0; apply/eqP.
    by apply: (addrI (a2 * a2)); rewrite addr0 expr2 r0' -r a00 mul0r add0r.
  move: p p' r0 r0'; rewrite a00 a30 !(mul0r, mulr0, add0r, addr0) => p p' r0 r0'.
  have : v 1%N ^+ 2 <= v 0%N ^+ 2 by rewrite ler_sqr ?nnegrE.
  rewrite leNgt -p -p'.
  by rewrite mulrAC r0 mulrAC r0' !mul1r X.
move: p r r0' w; rewrite a20 !(mul0r, mulr0, add0r, addr0) => p r r0' w.
have a10 : a1 = 0.
  by apply: (mulfI (x := a0)); rewrite ?mulr0 // -sqrf_eq0 expr2 r oner_eq0.
split; last by rewrite sqrrN exprMn [a3 ^+ 2]expr2 r0' mulr1.
move: p; rewrite a10 !(mul0r, mulr0, addr0) mulrAC r mul1r => /eqP.
by rewrite eq_sym eqr_expn2 // ?ltW // => /eqP.
Qed.
End Turned.

(* diag(1, 0) *)
Local Notation target := (delta_mx 0 0 : 'M[F]_2).
(* the distance of y from the span of the first k columns of W is d *)
Definition distance_from m k (W : 'M[F]_m) (y : 'cV[F]_m) d :=
  (exists z : 'cV_m, frob (y - W *m pid_mx k *m z) = d) /\
  forall z : 'cV_m, d <= frob (y - W *m pid_mx k *m z).

Lemma distance_one (U : 'M[F]_2) (y : 'cV[F]_2) : U^T *m U = 1%:M ->
  distance_from 1 U y `|(U^T *m y) 1 0|.
Proof.
move=> UU; have e (z : 'cV[F]_2) : frob (y - U *m pid_mx 1 *m z) ^+ 2 =
    ((U^T *m y) 0 0 - z 0 0) ^+ 2 + (U^T *m y) 1 0 ^+ 2.
  rewrite sqr_frob -(sumsq_coordinates _ UU) mulmxBr !mulmxA UU mul1mx sumsq_cV.
  rewrite !big_ord_recl big_ord0 addr0 [in X in X ^+ 2 + _]mxE [in X in _ + X ^+ 2]mxE.
  have z0 : (- ((pid_mx 1 : 'M_2) *m z)) 0 0 = - z 0 0.
    by rewrite 2!mxE !big_ord_recl big_ord0 !mxE /= mul1r mul0r !addr0.
  have z1 : (- ((pid_mx 1 : 'M_2) *m z)) 1 0 = 0.
    by rewrite 2!mxE !big_ord_recl big_ord0 !mxE /= !mul0r !addr0 oppr0.
  have l1 : lift ord0 ord0 = 1 :> 'I_2 by exact: val_inj.
  by rewrite l1 z0 z1 addr0.
split=> [|z].
  exists (U^T *m y); apply/eqP; rewrite -(@eqr_expn2 _ 2) ?frob_ge0 // e subrr expr0n add0r.
  by rewrite real_normK ?num_real.
by rewrite -ler_sqr ?nnegrE ?frob_ge0 // e real_normK ?num_real // ler_paddl ?sqr_ge0.
Qed.

Lemma target_turned : target = turned_to 1 0 1 0.
Proof.
rewrite /turned_to two_tr !two_mul; apply: two_eq; rewrite !mxE /=; ring.
Qed.

Lemma target_value U V s : singular_decomposition target U V s -> s 0%N = 1.
Proof.
rewrite target_turned => dec.
by have [] := turned_leading (etrans (f_equal _ (expr0n _ 2)) _) (lexx 0) ltr01 dec;
  rewrite ?expr1n ?addr0.
Qed.

(* the distances from the leading singular vector *)
Lemma turned_distance c s x y U V v : c ^+ 2 + s ^+ 2 = 1 -> 0 <= y -> y < x ->
  singular_decomposition (turned_to c s x y) U V v ->
  forall w : 'cV_2, distance_from 1 U (target *m w) (`|s| * frob (target *m w)).
Proof.
move=> unit y0 yx dec w; have [UU _ _ _ _] := dec.
have [_ U1] := turned_leading unit y0 yx dec.
have wE : target *m w = w 0 0 *: delta_mx 0 0.
  apply/colP => i; rewrite !mxE (bigD1 0) //= big1 ?addr0 => [|j j0].
    by rewrite !mxE eqxx !andbT; case: (i == 0); rewrite ?mul1r ?mul0r ?mulr1 ?mulr0.
  by rewrite !mxE (negbTE j0) andbF mul0r.
have fw : frob (target *m w) = `|w 0 0|.
  rewrite wE frobZ /frob sumsq_cV !big_ord_recl big_ord0 !mxE /= expr1n expr0n !addr0 sqrtr1.
  by rewrite mulr1.
have := distance_one (target *m w) UU; have -> : `|(U^T *m (target *m w)) 1 0| =
    `|s| * frob (target *m w); last by [].
rewrite fw wE -scalemxAr mxE normrM mulrC -colE !mxE; congr (_ * _).
by apply/eqP; rewrite -(@eqr_expn2 _ 2) // !real_normK ?num_real // U1.
Qed.

(* a matrix whose square is that of e has the norm e *)
Lemma spectral_of_square (E : 'M[F]_2) e : 0 <= e -> E^T *m E = (e ^+ 2)%:M -> spectral E e.
Proof.
move=> e0 EE; have len (v : 'cV_2) : frob (E *m v) = e * frob v.
  apply/eqP; rewrite -(@eqr_expn2 _ 2) ?mulr_ge0 ?frob_ge0 // exprMn !sqr_frob.
  rewrite sumsq_trace trmx_mul -mulmxA (mulmxA _ _ v) EE.
  by rewrite mul_scalar_mx -scalemxAr linearZ /= -sumsq_trace.
split=> [|c [_ /(_ (delta_mx 0 0))]]; first by split=> // v; rewrite len.
rewrite len; have -> : frob (delta_mx 0 0 : 'cV[F]_2) = 1; last by rewrite !mulr1.
by rewrite /frob sumsq_cV !big_ord_recl big_ord0 !mxE /= expr1n expr0n !addr0 sqrtr1.
Qed.

Lemma target_rank1 : \rank target = 1%N. Proof. exact: mxrank_delta. Qed.

(* the bound of part 2 is the distance *)
Theorem leading_vectors_attained (u : 'cV[F]_2) : frob u = 1 -> u 0 0 != 0 ->
  let E := u *m u^T - target in let e := `|u 1 0| in
  spectral E e /\ forall U V s U' V' s', singular_decomposition target U V s ->
  singular_decomposition (target + E) U' V' s' ->
  [/\ \rank target = 1%N, e < s 0%N, s' 0%N = 1 &
    forall y, distance_from 1 U' (target *m y) (e / s' 0%N * frob (target *m y))].
Proof.
move=> u1 u0 E e; have unit : u 0 0 ^+ 2 + u 1 0 ^+ 2 = 1.
  have l1 : lift ord0 ord0 = 1 :> 'I_2 by exact: val_inj.
  by rewrite -[RHS](expr1n F 2) -[in RHS]u1 sqr_frob sumsq_cV !big_ord_recl big_ord0 addr0 l1.
have uu : u *m u^T = turned_to (u 0 0) (u 1 0) 1 0.
  rewrite /turned_to two_tr !two_mul; apply: two_eq; rewrite !mxE !big_ord1 !mxE /=; ring.
have less : e < 1.
  rewrite /e -(expr_lt1 (n := 2)) // real_normK ?num_real // -unit ltr_addr.
  by rewrite lt_neqAle sqr_ge0 eq_sym sqrf_eq0 u0.
split=> [|U V s U' V' s' dec]; last first.
  rewrite addrC subrK uu => dec'; split; [exact: target_rank1 | | |].
  - by rewrite (target_value dec).
  - by have [] := turned_leading unit (lexx 0) ltr01 dec'.
  have [-> _] := turned_leading unit (lexx 0) ltr01 dec'; rewrite divr1.
  exact: turned_distance unit (lexx 0) ltr01 dec'.
apply: spectral_of_square; first exact: normr_ge0.
rewrite /e real_normK ?num_real // /E; move: unit; clear.
have -> : u *m u^T - target = two_by_two (u 0 0 ^+ 2 - 1) (u 0 0 * u 1 0) (u 0 0 * u 1 0)
    (u 1 0 ^+ 2).
  by apply: two_eq; rewrite !mxE big_ord1 !mxE /= ?subr0 // mulrC.
move: (u 0 0) (u 1 0) => c s unit; rewrite two_tr two_mul -two_scalar.
congr two_by_two; rewrite -[RHS]mulr1 -?unit; ring.
Qed.

(* the bound of part 3 is the distance *)
Theorem leading_vectors_half_attained x t d : half_angle t d x ->
  exists2 E : 'M[F]_2, spectral E x & forall U V s U' V' s', singular_decomposition target U V s ->
  singular_decomposition (target + E) U' V' s' -> [/\ \rank target = 1%N, s 0%N = 1 &
    forall y, distance_from 1 U' (target *m y) (t * frob (target *m y))].
Proof.
move=> [t0 td unit xE]; have d0 : 0 <= d := le_trans t0 (ltW td).
exists (turned_to d t (d ^+ 2) (t ^+ 2) - target); last first.
  move=> U V s U' V' s' dec; rewrite addrC subrK => dec'.
  split; [exact: target_rank1 | exact: target_value dec | rewrite -(ger0_norm t0)].
  apply: turned_distance dec'; rewrite ?sqr_ge0 //; first by rewrite addrC.
  by rewrite ltr_sqr ?nnegrE.
apply: spectral_of_square; first by rewrite -xE mulr_ge0.
have -> : turned_to d t (d ^+ 2) (t ^+ 2) - target = two_by_two (d ^+ 4 + t ^+ 4 - 1)
    (t * d * (d ^+ 2 - t ^+ 2)) (t * d * (d ^+ 2 - t ^+ 2)) (2%:R * t ^+ 2 * d ^+ 2).
  rewrite /turned_to two_tr !two_mul; apply: two_eq; rewrite !mxE /=; ring.
have one : 1 = (t ^+ 2 + d ^+ 2) ^+ 2 by rewrite unit expr1n.
have -> : d ^+ 4 + t ^+ 4 - 1 = - (2%:R * t ^+ 2 * d ^+ 2).
  by rewrite [X in _ - X]one; ring.
rewrite two_tr two_mul -two_scalar -xE.
congr two_by_two; rewrite -[RHS]mulr1 [X in _ = _ * X]one; ring.
Qed.
End Plane.
