(* Wrong variants of the bound on late errors, near the truth. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end block removal frobenius unit_step.
From dlf Require Import state_space state_run reached_space krylov complete_sums hermite.
From dlf Require Import state_moments state_moments_limit.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Students.
Variable R : realFieldType.

(* the place 0 of a teacher with one atom *)
Definition place0 : 'I_1 -> R := fun=> 0.

Lemma inj_one (z : 'I_1 -> R) : injective z. Proof. by move=> i j _; rewrite !ord1. Qed.

Lemma agrees_zero n : (2 <= n)%N -> agrees place0 n 0.
Proof.
case: n => [|[|n]] // _; split=> [|j]; first by rewrite size_poly0.
by rewrite deriv0 !horner0 /place0 !expr0n /= mulr0.
Qed.

Lemma vanishing_zero : vanishing place0 = 'X.
Proof. by rewrite /vanishing big_ord1 subr0. Qed.

Lemma moment_zero (b : 'I_1 -> R) i : moment place0 b i = b 0 ^+ 2 *+ (i == 0%N).
Proof. by rewrite /moment big_ord1 /place0 expr0n mulr_natr. Qed.

(* two states at x and -x with the components one *)
Definition two_states (x : R) : system R 2 :=
  diagonal_system (fun j => if j == 0 then x else - x) (fun=> 1).

Lemma two_moments x i : impulse (two_states x) i = x ^+ i + (- x) ^+ i.
Proof.
have [_ _ _ ->] := diagonal_student (fun j : 'I_2 => if j == 0 then x else - x) (fun=> 1).
by rewrite /moment big_ord_recl big_ord1 /= !expr1n !mul1r.
Qed.
End Students.

Section Wrong.
Variable R : realFieldType.
Local Notation z0 := (place0 R).

Let one_state (x b : R) := diagonal_system (fun _ : 'I_1 => x) (fun=> b).
Let one_moments x b i : impulse (one_state x b) i = b ^+ 2 * x ^+ i.
Proof.
by have [_ _ _ ->] := diagonal_student (fun _ : 'I_1 => x) (fun=> b); rewrite /moment big_ord1.
Qed.

(* nine tenths of the integral *)
Theorem far_error_tenth_wrong : ~ (forall D (z b : 'I_D -> R) d (S : system R d) (Q : 'M[R]_d)
    (a : 'rV[R]_d) n H,
  injective z -> (2 * D <= n)%N -> agrees z n H -> symmetric_balanced S ->
  Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  moment_error z b S n = 9%:R / 10%:R * (\sum_j component S Q j ^+ 2 *
      ((vanishing z).[a 0 j] ^+ 2 * complete (n - 2 * D) (a 0 j :: twice z)))
    + \sum_(i < 2 * D) H`_i * moment_error z b S i).
Proof.
move=> H; have [sym one eigen _] := diagonal_student (fun _ : 'I_1 => 1) (fun=> 1 : R).
have := H _ z0 (fun=> 1) _ _ _ _ 2%N 0 (@inj_one _ _) isT (@agrees_zero R 2 isT) sym one eigen.
rewrite big_ord1 big1 => [|i _]; last by rewrite coef0 mul0r.
rewrite /moment_error one_moments moment_zero vanishing_zero hornerX !mxE complete0.
rewrite /component trmx1 mul1mx !mxE !expr1n !mulr1 mulr0n subr0 addr0.
move=> /(congr1 ( *%R^~ 10%:R)); rewrite mul1r divfK ?pnatr_eq0 // => /eqP.
by rewrite eqr_nat.
Qed.

(* weights of both signs: B is not the transposed C *)
Theorem far_error_signs_wrong : ~ (forall D (z b : 'I_D -> R) d (S : system R d) (Q : 'M[R]_d)
    (a : 'rV[R]_d) n H,
  injective z -> (2 * D <= n)%N -> agrees z n H -> sys_A S = (sys_A S)^T ->
  Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  moment_error z b S n = \sum_j component S Q j ^+ 2 *
      ((vanishing z).[a 0 j] ^+ 2 * complete (n - 2 * D) (a 0 j :: twice z))
    + \sum_(i < 2 * D) H`_i * moment_error z b S i).
Proof.
move=> H; pose S : system R 1 := System 1%:M 1%:M (- 1%:M).
have := H _ z0 (fun=> 1) _ S 1%:M (const_mx 1) 2%N 0 (@inj_one _ _) isT (@agrees_zero R 2 isT).
rewrite /S /= trmx1 !mulmx1 mul1mx => /(_ erefl erefl).
have -> : diag_mx (const_mx 1) = 1%:M :> 'M[R]_1 by apply/matrixP=> i j; rewrite !ord1 !mxE.
move=> /(_ erefl); rewrite big_ord1 big1 => [|i _]; last by rewrite coef0 mul0r.
rewrite /moment_error moment_zero vanishing_zero hornerX !mxE complete0 /impulse /= !mulmx1 !mxE.
rewrite /component trmx1 mul1mx !mxE !expr1n !mulr1 mulr0n subr0 addr0 => /eqP.
by rewrite -subr_eq0 -opprD oppr_eq0 -mulr2n pnatr_eq0.
Qed.

(* places of the teacher that coincide *)
Theorem far_error_places_wrong : ~ (forall D (z b : 'I_D -> R) d (S : system R d) (Q : 'M[R]_d)
    (a : 'rV[R]_d) n H, (2 * D <= n)%N -> agrees z n H -> symmetric_balanced S ->
  Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  moment_error z b S n = \sum_j component S Q j ^+ 2 *
      ((vanishing z).[a 0 j] ^+ 2 * complete (n - 2 * D) (a 0 j :: twice z))
    + \sum_(i < 2 * D) H`_i * moment_error z b S i).
Proof.
move=> H; have [sym one eigen _] := diagonal_student (fun _ : 'I_1 => 1) (fun=> 1 : R).
pose z : 'I_2 -> R := fun=> 0.
have A p : (p = 0 \/ p = 'X^2) -> agrees z 4 p.
  move=> [|] ->; split=> [|j]; rewrite ?size_poly0 ?size_polyXn // /z.
    by rewrite deriv0 !horner0 !expr0n mulr0.
  by rewrite derivXn hornerMn !hornerXn !expr0n mul0rn mulr0.
have := H _ z (fun=> 1) _ _ _ _ 4%N _ isT (A _ (or_introl erefl)) sym one eigen.
rewrite (H _ z (fun=> 1) _ _ _ _ 4%N _ isT (A _ (or_intror erefl)) sym one eigen).
move=> /addrI; rewrite [RHS]big1 => [|i _]; last by rewrite coef0 mul0r.
have i2 : (2 < 2 * 2)%N by [].
rewrite (bigD1 (Ordinal i2)) //= big1 => [|i ni]; last first.
  by rewrite coefXn (negbTE (ni : (i : nat) != 2%N)) mul0r.
rewrite coefXn eqxx mul1r addr0 /moment_error one_moments /moment big1 => [|j _].
  by rewrite !expr1n mulr1 subr0 => /eqP; rewrite oner_eq0.
by rewrite /z expr0n mulr0.
Qed.
End Wrong.

Section Bound.
Variable R : rcfType.
Local Notation z0 := (place0 R).
Let b2 : 'I_1 -> R := fun=> Num.sqrt 2%:R.

Let e2 (x : R) i : moment_error z0 b2 (two_states x) i =
  x ^+ i + (- x) ^+ i - 2%:R *+ (i == 0%N).
Proof. by rewrite /moment_error two_moments moment_zero /b2 sqr_sqrtr ?ler0n. Qed.

Let e20 x : moment_error z0 b2 (two_states x) 0 = 0.
Proof. by rewrite e2 !expr0 mulr1n -mulr2n subrr. Qed.
Let e21 x : moment_error z0 b2 (two_states x) 1 = 0.
Proof. by rewrite e2 !expr1 mulr0n subr0 subrr. Qed.
Let e22 x : moment_error z0 b2 (two_states x) 2 = 2%:R * x ^+ 2.
Proof. by rewrite e2 mulr0n subr0 sqrrN -mulr2n mulr_natl. Qed.
Let e24 x : moment_error z0 b2 (two_states x) 4 = 2%:R * x ^+ 4.
Proof. by rewrite e2 mulr0n subr0 exprNn -signr_odd expr0 mul1r -mulr2n mulr_natl. Qed.

Let norm2 x : error_norm (moment_error z0 b2 (two_states x)) 2 = 0.
Proof. by rewrite /error_norm big_ord_recl big_ord1 e20 e21 expr0n addr0 sqrtr0. Qed.

Let norm3 x : error_norm (moment_error z0 b2 (two_states x)) 3 = 2%:R * x ^+ 2.
Proof.
rewrite /error_norm 2!big_ord_recl big_ord1 e20 e21 e22 expr0n !add0r sqrtr_sqr ger0_norm //.
by rewrite mulr_ge0 ?ler0n ?sqr_ge0.
Qed.

Let norm_square : coef_norm ('X ^+ 2 : {poly R}) = 1.
Proof.
rewrite /coef_norm size_polyXn 2!big_ord_recl big_ord1 !coefXn /= expr0n !add0r expr1n.
exact: sqrtr1.
Qed.
Let norm_zero : coef_norm (0 : {poly R}) = 0.
Proof. by rewrite /coef_norm size_poly0 big_ord0 sqrtr0. Qed.

(* nine tenths of the constant *)
Theorem far_error_bound_tenth_wrong : ~ (forall D (z b : 'I_D -> R) d (S : system R d)
    (Q : 'M[R]_d) (a : 'rV[R]_d) n H r,
  injective z -> (2 * D <= n)%N -> agrees z n H -> symmetric_balanced S ->
  Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  0 <= r -> (forall j, `|z j| <= r) -> (forall j, `|a 0 j| <= r) ->
  `|moment_error z b S n| <=
    9%:R / 10%:R * extrapolation z r n H * error_norm (moment_error z b S) (2 * D).+1).
Proof.
move=> H.
have [sym one eigen _] := diagonal_student (fun j => if j == 0 :> 'I_2 then 1 else - 1 : R)
  (fun=> 1).
have := H _ z0 b2 _ _ _ _ 2%N 0 1 (@inj_one _ _) isT (@agrees_zero R 2 isT) sym one eigen ler01.
have z1 j : `|z0 j| <= 1 by rewrite normr0 ler01.
have a1 j : `|(\row_j0 (if j0 == 0 then 1 else - 1) : 'rV[R]_2) 0 j| <= 1.
  by rewrite mxE; case: ifP; rewrite ?normrN normr1.
move=> /(_ z1 a1); rewrite norm3 e22 /extrapolation vanishing_zero norm_square norm_zero.
rewrite binn !expr1n !mul1r addr0 !mulr1 ger0_norm ?ler0n // leNgt gtr_pmull ?ltr0n //.
by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

(* one term fewer *)
Theorem far_error_bound_fewer_wrong : ~ (forall D (z b : 'I_D -> R) d (S : system R d)
    (Q : 'M[R]_d) (a : 'rV[R]_d) n H r,
  injective z -> (2 * D <= n)%N -> agrees z n H -> symmetric_balanced S ->
  Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  0 <= r -> (forall j, `|z j| <= r) -> (forall j, `|a 0 j| <= r) ->
  `|moment_error z b S n| <= extrapolation z r n H * error_norm (moment_error z b S) (2 * D)).
Proof.
move=> H.
have [sym one eigen _] := diagonal_student (fun j => if j == 0 :> 'I_2 then 1 else - 1 : R)
  (fun=> 1).
have := H _ z0 b2 _ _ _ _ 4%N 0 1 (@inj_one _ _) isT (@agrees_zero R 4 isT) sym one eigen ler01.
have z1 j : `|z0 j| <= 1 by rewrite normr0 ler01.
have a1 j : `|(\row_j0 (if j0 == 0 then 1 else - 1) : 'rV[R]_2) 0 j| <= 1.
  by rewrite mxE; case: ifP; rewrite ?normrN normr1.
move=> /(_ z1 a1); rewrite norm2 mulr0 e24 expr1n mulr1.
by rewrite normr_le0 pnatr_eq0.
Qed.

(* eigenvalues of the student beyond the radius *)
Theorem far_error_bound_radius_wrong : ~ (forall D (z b : 'I_D -> R) d (S : system R d)
    (Q : 'M[R]_d) (a : 'rV[R]_d) n H r,
  injective z -> (2 * D <= n)%N -> agrees z n H -> symmetric_balanced S ->
  Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a -> 0 <= r -> (forall j, `|z j| <= r) ->
  `|moment_error z b S n| <= extrapolation z r n H * error_norm (moment_error z b S) (2 * D).+1).
Proof.
move=> H.
have [sym one eigen _] := diagonal_student (fun j => if j == 0 :> 'I_2 then 1 else - 1 : R)
  (fun=> 1).
have := H _ z0 b2 _ _ _ _ 4%N 0 0 (@inj_one _ _) isT (@agrees_zero R 4 isT) sym one eigen (lexx _).
have z1 j : `|z0 j| <= 0 by rewrite normr0.
move=> /(_ z1); rewrite norm3 /extrapolation norm_zero expr0n mulr0 mul0r addr0 mul0r e24.
by rewrite expr1n mulr1 normr_le0 pnatr_eq0.
Qed.

(* a radius of one *)
Theorem extrapolation_fades_one_wrong (archi : Num.archimedean_axiom R) : ~ (forall D
    (z : 'I_D -> R) r (H : nat -> {poly R}), injective z -> 0 <= r -> r <= 1 ->
  (forall j, `|z j| <= r) -> (forall n, (2 * D <= n)%N -> agrees z n (H n)) ->
  tends (fun n => extrapolation z r n (H n)) 0).
Proof.
move=> /(_ _ z0 1 (fun=> 0) (@inj_one _ _) ler01 (lexx _)) H.
have z1 j : `|z0 j| <= 1 by rewrite normr0 ler01.
have [N NE] := H z1 (@agrees_zero R) 1 ltr01; have := NE (maxn N 2) (leq_maxl _ _).
rewrite subr0 /extrapolation vanishing_zero norm_square norm_zero expr1n !mulr1 addr0.
rewrite ger0_norm ?ler0n //.
by rewrite ltNge ler1n bin_gt0 leq_maxr.
Qed.

(* a place of the teacher beyond the radius *)
Theorem extrapolation_fades_radius_wrong (archi : Num.archimedean_axiom R) : ~ (forall D
    (z : 'I_D -> R) r (H : nat -> {poly R}), injective z -> 0 <= r -> r < 1 ->
  (forall n, (2 * D <= n)%N -> agrees z n (H n)) -> tends (fun n => extrapolation z r n (H n)) 0).
Proof.
pose z1 : 'I_1 -> R := fun=> 1; pose G n : {poly R} := n%:R *: ('X - 1%:P) + 1.
have aG n : (2 * 1 <= n)%N -> agrees z1 n (G n).
  move=> _; split=> [|j].
    apply: leq_trans (size_add _ _) _; rewrite geq_max size_poly1 andbT.
    by apply: leq_trans (size_scale_leq _ _) _; rewrite size_XsubC.
  rewrite /G derivD derivZ derivXsubC derivC addr0 /z1 !expr1n !mulr1.
  by rewrite hornerD !hornerZ hornerXsubC hornerC subrr mulr0 add0r mulr1.
move=> /(_ _ z1 0 G (@inj_one _ _) (lexx _) ltr01 aG 1 ltr01)[N].
move=> /(_ (maxn N 2) (leq_maxl _ _)).
have m0 := leq_maxr N 2; set m := maxn N 2 in m0 *; rewrite subr0 ltNge => /negP; apply.
rewrite ger0_norm ?extrapolation_ge0 //; apply: (@le_trans _ _ (coef_norm (G m))); last first.
  by rewrite ler_addr mulr_ge0 ?sqrtr_ge0 // mulr_ge0 ?ler0n ?exprn_ge0.
have c1 : (G m)`_1 = m%:R by rewrite coefD coefZ coefB coefX !coefC subr0 mulr1 addr0.
have s1 : (1 < size (G m))%N.
  rewrite ltnNge; apply/negP => /leq_sizeP/(_ _ (leqnn _))/eqP; rewrite c1 pnatr_eq0.
  by rewrite -leqn0 leqNgt (leq_trans _ m0).
rewrite -[leLHS]sqrtr1 ler_wsqrtr // (bigD1 (Ordinal s1)) //= c1 -[leLHS]addr0; apply: ler_add.
  by rewrite -natrX ler1n expn_gt0 (leq_trans _ m0).
by apply: sumr_ge0 => i _; exact: sqr_ge0.
Qed.

(* eigenvalues of the student beyond the radius *)
Theorem every_horizon_radius_wrong : ~ (forall D (z : 'I_D -> R) r, injective z -> 0 <= r ->
  r < 1 -> (forall j, `|z j| <= r) -> exists K, forall (b : 'I_D -> R) d (S : system R d)
    (Q : 'M[R]_d) (a : 'rV[R]_d), symmetric_balanced S -> Q^T *m Q = 1%:M ->
    sys_A S *m Q = Q *m diag_mx a -> forall n,
    `|moment_error z b S n| <= K * error_norm (moment_error z b S) (2 * D).+1).
Proof.
have z1 j : `|z0 j| <= 0 by rewrite normr0.
move=> /(_ _ z0 0 (@inj_one _ _) (lexx _) ltr01 z1)[K H]; pose x := `|K| + 1.
have [sym one eigen _] := diagonal_student (fun j : 'I_2 => if j == 0 then x else - x) (fun=> 1).
have := H b2 _ _ _ _ sym one eigen 4%N; rewrite norm3 e24 => {H}; apply/negP; rewrite -ltNge.
have x1 : 1 <= x by rewrite ler_addr.
have x0 : 0 < x by exact: lt_le_trans ltr01 x1.
have Kx : K < x ^+ 2.
  apply: le_lt_trans (ler_norm K) _; apply: (@lt_le_trans _ _ x); first by rewrite ltr_addl.
  by rewrite expr2 ler_pmulr.
rewrite ger0_norm ?mulr_ge0 ?ler0n ?exprn_ge0 ?(ltW x0) // (exprD x 2 2) [ltRHS]mulrCA.
by rewrite ltr_pmul2r // mulr_gt0 ?ltr0n ?exprn_gt0.
Qed.

(* one term fewer *)
Theorem every_horizon_fewer_wrong : ~ (forall D (z : 'I_D -> R) r, injective z -> 0 <= r ->
  r < 1 -> (forall j, `|z j| <= r) -> exists K, forall (b : 'I_D -> R) d (S : system R d)
    (Q : 'M[R]_d) (a : 'rV[R]_d), symmetric_balanced S -> Q^T *m Q = 1%:M ->
    sys_A S *m Q = Q *m diag_mx a -> (forall j, `|a 0 j| <= r) -> forall n,
    `|moment_error z b S n| <= K * error_norm (moment_error z b S) (2 * D)).
Proof.
pose h : R := 2%:R^-1; have h0 : 0 < h by rewrite invr_gt0 ltr0n.
have h1 : h < 1 by rewrite invf_lt1 ?ltr0n // ltr1n.
have zh j : `|z0 j| <= h by rewrite normr0 ltW.
move=> /(_ _ z0 h (@inj_one _ _) (ltW h0) h1 zh)[K H].
have [sym one eigen _] := diagonal_student (fun j : 'I_2 => if j == 0 then h else - h) (fun=> 1).
have ah j : `|(\row_j0 (if j0 == 0 then h else - h) : 'rV[R]_2) 0 j| <= h.
  by rewrite mxE; case: ifP; rewrite ?normrN ger0_norm // ltW.
have := H b2 _ _ _ _ sym one eigen ah 4%N; rewrite norm2 e24 mulr0 normr_le0.
by rewrite mulf_eq0 pnatr_eq0 expf_eq0 (gt_eqF h0).
Qed.

(* a radius of one *)
Theorem every_horizon_one_wrong (archi : Num.archimedean_axiom R) : ~ (forall D
    (z : 'I_D -> R) r, injective z -> 0 <= r -> r <= 1 -> (forall j, `|z j| <= r) ->
  exists K, forall (b : 'I_D -> R) d (S : system R d) (Q : 'M[R]_d) (a : 'rV[R]_d),
    symmetric_balanced S -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
    (forall j, `|a 0 j| <= r) -> forall n,
    `|moment_error z b S n| <= K * error_norm (moment_error z b S) (2 * D).+1).
Proof.
pose z1 : 'I_1 -> R := fun=> 1; have z1r j : `|z1 j| <= 1 by rewrite normr1.
move=> /(_ _ z1 1 (@inj_one _ _) ler01 (lexx _) z1r)[K H].
pose k := `|K| + 1; have k1 : 1 <= k by rewrite ler_addr.
have k0 : 0 < k by exact: lt_le_trans ltr01 k1.
pose h := (6%:R * k)^-1; have h0 : 0 < h by rewrite invr_gt0 mulr_gt0 ?ltr0n.
have h1 : h <= 1.
  by rewrite invf_le1 ?mulr_gt0 ?ltr0n // -[leLHS]mulr1 ler_pmul ?ler01 // ler1n.
have x0 : 0 <= 1 - h by rewrite subr_ge0.
have x1 : 1 - h < 1 by rewrite ltr_subl_addl ltr_addr.
have [sym one eigen E] := diagonal_student (fun _ : 'I_1 => 1 - h) (fun=> 1).
have e i : moment_error z1 (fun=> 1) (diagonal_system (fun _ : 'I_1 => 1 - h) (fun=> 1)) i =
    (1 - h) ^+ i - 1.
  by rewrite /moment_error E /moment !big_ord1 !expr1n !mul1r.
have a1 j : `|(\row_(_ < 1) (1 - h)) 0 j| <= 1 by rewrite mxE ger0_norm // ltW.
have half : 0 < 2%:R^-1 :> R by rewrite invr_gt0 ltr0n.
have [N /(_ N (leqnn _))] := power_fades archi 1 x0 x1 half.
rewrite mul1r ger0_norm ?exprn_ge0 // => far.
have := H (fun=> 1) _ _ _ _ sym one eigen a1 N; rewrite e; apply/negP; rewrite -ltNge.
apply: (@lt_le_trans _ _ 2%:R^-1); last first.
  rewrite ler0_norm; last by rewrite subr_le0 exprn_ile1 // ltW.
  rewrite opprB ler_subr_addr -ler_subr_addl; apply: le_trans far _.
  by rewrite ler_subr_addl -mulr2n -[_ *+ 2]mulr_natr mulVf ?pnatr_eq0.
have small : error_norm (moment_error z1 (fun=> 1)
    (diagonal_system (fun _ : 'I_1 => 1 - h) (fun=> 1))) 3 <= 3%:R * h.
  have h3 : 0 <= 3%:R * h by rewrite mulr_ge0 ?ler0n // ltW.
  rewrite -(ger0_norm h3) -sqrtr_sqr ler_wsqrtr // 2!big_ord_recl big_ord1 !e expr0 subrr.
  rewrite expr0n add0r expr1 addrAC subrr add0r sqrrN.
  have -> : (1 - h) ^+ 2 - 1 = - (h * (2%:R - h)) by ring.
  rewrite sqrrN; apply: (@le_trans _ _ (h ^+ 2 + (h * 2%:R) ^+ 2)).
    have h2 : 0 <= 2%:R - h by rewrite subr_ge0 (le_trans h1) // ler1n.
    rewrite ler_add2l ler_sqr ?nnegrE ?mulr_ge0 ?ler0n ?(ltW h0) //.
    by rewrite ler_pmul2l // ler_subl_addr ler_addl ltW.
  rewrite -subr_ge0; have -> : (3%:R * h) ^+ 2 - (h ^+ 2 + (h * 2%:R) ^+ 2) = 4%:R * h ^+ 2.
    by ring.
  by rewrite mulr_ge0 ?ler0n ?sqr_ge0.
have n0 : 0 <= error_norm (moment_error z1 (fun=> 1)
    (diagonal_system (fun _ : 'I_1 => 1 - h) (fun=> 1))) 3 by exact: sqrtr_ge0.
apply: (@le_lt_trans _ _ (`|K| * (3%:R * h))).
  by apply: le_trans (ler_wpmul2r n0 (ler_norm K)) _; apply: ler_wpmul2l.
have third : 3%:R * 6%:R^-1 = 2%:R^-1 :> R.
  by rewrite -[6%:R]/((3 * 2)%:R) natrM invfM mulrA divff ?mul1r ?pnatr_eq0.
rewrite /h invfM (mulrA 3%:R) third mulrCA -[X in _ < X]mulr1.
by rewrite ltr_pmul2l // ltr_pdivr_mulr // mul1r ltr_addl.
Qed.
End Bound.
