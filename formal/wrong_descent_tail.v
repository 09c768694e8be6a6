(* Wrong variants of the tools for the end of a run of descent, near the truth, refuted by numbers
   and by small matrices. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block removal frobenius symmetric_norm descent_tail.
From dlf Require Import descent_tail_run descent_tail_limit sylvester.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Section Field.
Variable F : rcfType.

Lemma frob_one (c : F) : frob (c%:M : 'M[F]_1) = `|c|.
Proof. by rewrite /frob /sumsq !big_ord1 mxE eqxx mulr1n sqrtr_sqr. Qed.

Lemma tenth_false (x : F) : 0 < x -> (x <= 9%:R / 10%:R * x) = false.
Proof.
move=> x0; rewrite -{1}[x]mul1r ler_pmul2r // ler_pdivl_mulr ?ltr0n // mul1r ler_nat.
by [].
Qed.

(* nine tenths of the product of the norms *)
Theorem frob_product_tenth_wrong : ~ (forall m n p (A : 'M[F]_(m, n)) (B : 'M[F]_(n, p)),
  frob (A *m B) <= 9%:R / 10%:R * (frob A * frob B)).
Proof.
move=> H; have := H 1%N 1%N 1%N 1%:M 1%:M.
by rewrite mulmx1 frob_one normr1 mulr1 tenth_false ?ltr01.
Qed.

(* the inequality the other way round *)
Theorem frob_product_reversed_wrong : ~ (forall m n p (A : 'M[F]_(m, n)) (B : 'M[F]_(n, p)),
  frob A * frob B <= frob (A *m B)).
Proof.
move=> H; have := H 1%N 2%N 1%N (delta_mx 0 0) (delta_mx (lift 0 0) 0).
rewrite mul_delta_mx_cond /= mulr0n frob0 => le.
have f : frob (delta_mx 0 0 : 'M[F]_(1, 2)) = 1.
  by rewrite /frob sumsq_rows trmx_delta mul_delta_mx /mxtrace big_ord1 mxE sqrtr1.
have g : frob (delta_mx (lift 0 0) 0 : 'M[F]_(2, 1)) = 1.
  by rewrite /frob sumsq_trace trmx_delta mul_delta_mx /mxtrace big_ord1 mxE sqrtr1.
by move: le; rewrite f g mulr1 ler10.
Qed.

(* a map that is not symmetric *)
Theorem symmetric_map_norm_turn_wrong : ~ (forall m n (H : 'M[F]_(m, n) -> 'M[F]_(m, n)) c,
  (forall a D E, H (a *: D + E) = a *: H D + H E) ->
  (forall D, `|inner D (H D)| <= c * frob D ^+ 2) -> forall D, frob (H D) <= c * frob D).
Proof.
move=> H; pose J : 'M[F]_2 := delta_mx 0 (lift 0 0) - delta_mx (lift 0 0) 0.
have JT : J^T = - J by rewrite /J linearB /= !trmx_delta opprB.
have form (D : 'M[F]_(2, 1)) : inner D (J *m D) = 0.
  have : inner D (J *m D) = - inner D (J *m D).
    rewrite {1}innerC /inner trmx_mul JT mulmxN mulNmx linearN /= mulmxA.
    by [].
  by move/eqP; rewrite -subr_eq0 opprK -mulr2n mulrn_eq0 => /eqP.
have : frob (J *m delta_mx 0 0 : 'M[F]_(2, 1)) <= 0 * frob (delta_mx 0 0 : 'M[F]_(2, 1)).
  apply: (H _ _ (fun D => J *m D)) => [a D E|D]; first by rewrite mulmxDr -scalemxAr.
  by rewrite form normr0 mul0r.
rewrite mul0r le_eqVlt ltNge frob_ge0 orbF => /eqP /frob_eq0 /matrixP /(_ (lift 0 0) 0) /eqP.
rewrite -colE !mxE !eqxx /= sub0r oppr_eq0 oner_eq0.
by [].
Qed.

(* nine tenths of the bound *)
Theorem symmetric_map_norm_tenth_wrong : ~ (forall m n (H : 'M[F]_(m, n) -> 'M[F]_(m, n)) c,
  (forall a D E, H (a *: D + E) = a *: H D + H E) ->
  (forall D E, inner D (H E) = inner (H D) E) ->
  (forall D, `|inner D (H D)| <= c * frob D ^+ 2) ->
  forall D, frob (H D) <= 9%:R / 10%:R * (c * frob D)).
Proof.
move=> H; have : frob (1%:M : 'M[F]_1) <= 9%:R / 10%:R * (1 * frob (1%:M : 'M[F]_1)).
  by apply: (H 1%N 1%N (fun D => D) 1) => // D; rewrite mul1r inner_frob ger0_norm ?sqr_ge0.
by rewrite mul1r frob_one normr1 tenth_false ?ltr01.
Qed.

(* without the cubic term *)
Theorem one_step_of_three_cubic_wrong : ~ (forall m0 m1 m2 m3 (eta : F) (A : 'M[F]_(m1, m0))
    (B : 'M[F]_(m2, m1)) (C : 'M[F]_(m3, m2)) M, let D := C *m B *m A - M in
  let a := (C *m B)^T *m D in let b := C^T *m D *m A^T in let c := D *m (B *m A)^T in
  (C - eta *: c) *m (B - eta *: b) *m (A - eta *: a) - M =
  D - eta *: linear_part A B C D
    + eta ^+ 2 *: (c *m b *m A + c *m B *m a + C *m b *m a)).
Proof.
move=> H; have := H 1%N 1%N 1%N 1%N 1 1%:M 1%:M 1%:M 0.
have := one_step_of_three (1 : F) (1%:M : 'M_1) (1%:M : 'M_1) (1%:M : 'M_1) 0.
cbv zeta => ->; rewrite -[X in _ = X -> _]addr0 => /addrI /eqP.
rewrite oppr_eq0 scaler_eq0 expf_eq0 oner_eq0.
rewrite !mulmx1 subr0 !trmx1 !mulmx1 andbF /= => /eqP /matrixP /(_ 0 0) /eqP.
by rewrite !mxE oner_eq0.
Qed.

(* half of the square *)
Theorem one_step_of_three_square_wrong : ~ (forall m0 m1 m2 m3 (eta : F) (A : 'M[F]_(m1, m0))
    (B : 'M[F]_(m2, m1)) (C : 'M[F]_(m3, m2)) M, let D := C *m B *m A - M in
  let a := (C *m B)^T *m D in let b := C^T *m D *m A^T in let c := D *m (B *m A)^T in
  (C - eta *: c) *m (B - eta *: b) *m (A - eta *: a) - M =
  D - eta *: linear_part A B C D + (eta ^+ 2 / 2%:R) *:
    (c *m b *m A + c *m B *m a + C *m b *m a) - eta ^+ 3 *: (c *m b *m a)).
Proof.
move=> H; have := H 1%N 1%N 1%N 1%N 1 1%:M 1%:M 1%:M 0.
have := one_step_of_three (1 : F) (1%:M : 'M_1) (1%:M : 'M_1) (1%:M : 'M_1) 0.
cbv zeta => -> /addIr /addrI; rewrite !mulmx1 subr0 !trmx1 !mulmx1 !expr1n scale1r mul1r.
move=> /matrixP /(_ 0 0); rewrite !mxE !mulr1n => /eqP.
have three : 1 + 1 + 1 = 3%:R :> F by rewrite !mulrS mulr0n addr0 addrA.
rewrite three eq_sym -subr_eq0 -{2}[3%:R]mul1r -mulrBl mulf_eq0 pnatr_eq0 orbF subr_eq0.
by rewrite invr_eq1 (eqr_nat F 2 1).
Qed.

(* the last minor alone *)
Theorem sylvester_last_wrong : ~ (forall (a : nat -> nat -> F) n, (forall i j, a i j = a j i) ->
  0 < \det (leading a n) ->
  forall v : 'cV[F]_n, v != 0 -> 0 < (v^T *m leading a n *m v) 0 0).
Proof.
pose a (i j : nat) : F := - (i == j)%:R.
have E n : leading a n = - 1%:M by apply/matrixP => i j; rewrite !mxE.
move=> /(_ a 2%N) H; have v0 : (delta_mx 0 0 : 'cV[F]_2) != 0.
  by apply/eqP => /matrixP /(_ 0 0) /eqP; rewrite !mxE !eqxx oner_eq0.
have := H _ _ _ v0; rewrite E mulmxN mulmx1 mulNmx trmx_delta mul_delta_mx !mxE !eqxx.
rewrite oppr_gt0 ltr10 => h; suff : false by []; apply: h => [i j|]; first by rewrite /a eq_sym.
by rewrite -scaleN1r detZ det1 mulr1 -signr_odd expr0 ltr01.
Qed.

(* minors that are not negative *)
Theorem sylvester_zero_wrong : ~ (forall (a : nat -> nat -> F) n, (forall i j, a i j = a j i) ->
  (forall k, (k <= n)%N -> 0 <= \det (leading a k)) ->
  forall v : 'cV[F]_n, 0 <= (v^T *m leading a n *m v) 0 0).
Proof.
pose a (i j : nat) : F := - ((i == 1%N) && (j == 1%N))%:R.
move=> /(_ a 2%N) H; have := H _ _ (delta_mx (lift 0 0) 0).
rewrite trmx_delta -rowE -colE !mxE /a /= oppr_ge0 ler10 => h; suff : false by [].
apply: h => [i j|[|[|[|k]]] // _]; first by rewrite /a andbC.
- by rewrite det_mx00 ler01.
- by rewrite det_mx11 mxE /a /= oppr0.
have -> : leading a 2 = diag_mx (\row_j - (j == lift 0 0)%:R).
  apply/matrixP => -[[|[|i]] // ip] -[[|[|j]] // jp];
    by rewrite !mxE /a -!val_eqE /= ?mulr1n ?mulr0n ?oppr0.
by rewrite det_diag (bigD1 0) //= mxE /= oppr0 mul0r.
Qed.
End Field.
