(* How fast the cores of a layer lower the loss at the start, as the start of the cores tends to
   zero.

   The cores are L matrices eps I between orthonormal frames V and U of k columns, the layer is
   X0 + U W_{L-1} ... W_0 V^T, and G is the gradient of the loss with respect to the layer.
   start_rate_of_cores (R4B6, part 1): the squares of the gradients of the cores add up to
     L eps^(2L-2) |U^T G V|^2.
   start_rate_tends (R4B6, part 4): divided by L eps^(2L-2) this tends to |U^T S V|^2, S = - G(X0).
   leading_start_faster (R4B6, part 4): if s_k > s_(k+1) for the singular values of S, its leading
     singular vectors are faster than any given frames of other spaces, for all small eps. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp Require Import zify.
From dlf Require Import chain block lipschitz removal singular_values singular_facts leading_frames.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Norm.
Variable R : realFieldType.

(* G is continuous at X0, matrices measured by the sum of the absolute values of all entries *)
Definition continuous_near m n p q (G : 'M[R]_(m, n) -> 'M[R]_(p, q)) X0 :=
  forall e, 0 < e -> exists2 delta, 0 < delta & forall X,
    norm1 (X - X0) <= delta -> norm1 (G X - G X0) <= e.

Lemma entry_within_norm1 m n (A : 'M[R]_(m, n)) i j : `|A i j| <= norm1 A.
Proof.
rewrite /norm1 (bigD1 i) //= (bigD1 j) //= -addrA ler_addl addr_ge0 ?sumr_ge0 // => *.
by rewrite sumr_ge0.
Qed.

Lemma sumsq_near m n (A B : 'M[R]_(m, n)) :
  `|sumsq A - sumsq B| <= norm1 (A - B) * (norm1 (A - B) + 2%:R * norm1 B).
Proof.
rewrite /sumsq -sumrB [X in _ <= X * _]/norm1 mulr_suml.
apply: le_trans (ler_norm_sum _ _ _) _; apply: ler_sum => i _; rewrite -sumrB mulr_suml.
apply: le_trans (ler_norm_sum _ _ _) _; apply: ler_sum => j _.
rewrite subr_sqr normrM !mxE; apply: ler_wpmul2l => //.
have -> : A i j + B i j = (A i j - B i j) + 2%:R * B i j by ring.
apply: le_trans (ler_norm_add _ _) _; apply: ler_add.
  by have := entry_within_norm1 (A - B) i j; rewrite !mxE.
by rewrite normrM ger0_norm ?ler0n // ler_wpmul2l ?ler0n // entry_within_norm1.
Qed.
End Norm.

Section Cores.
Variables (R : realFieldType) (L m n k : nat).

(* the squares of the gradients of L cores eps I between U and V^T, added up; G is the layer's *)
Definition start_rate (U : 'M[R]_(m, k)) (V : 'M[R]_(n, k)) (G : 'M[R]_(m, n)) (eps : R) : R :=
  \sum_(l < L) sumsq (grad (L := L) (d := fun=> k) (U^T *m G *m V) (fun=> eps%:M) l).

Lemma cores_below eps l : below (d := fun=> k) (fun=> eps%:M : 'M[R]_k) l = (eps ^+ l)%:M.
Proof. by elim: l => [|l IH] //=; rewrite IH -scalar_mxM exprS. Qed.

Lemma cores_above eps l : (l <= L)%N ->
  above L (d := fun=> k) (fun=> eps%:M : 'M[R]_k) l = (eps ^+ (L - l))%:M.
Proof.
move=> lL; rewrite (aboveE _ (subnK lL)); move: (L - l)%N (subnK lL) => j e.
elim: j l {lL} e => [|j IH] l e /=; last by rewrite IH -scalar_mxM exprSr.
by have el : l = L by []; subst l; rewrite (eq_irrelevance e erefl) castmx_id.
Qed.

Lemma sumsq_scaled p q a (A : 'M[R]_(p, q)) : sumsq (a *: A) = a ^+ 2 * sumsq A.
Proof.
rewrite /sumsq mulr_sumr; apply: eq_bigr => i _; rewrite mulr_sumr; apply: eq_bigr => j _.
by rewrite mxE exprMn.
Qed.

Theorem start_rate_of_cores U V G eps :
  start_rate U V G eps = L%:R * eps ^+ (2 * L - 2) * sumsq (U^T *m G *m V).
Proof.
rewrite /start_rate; set A := _ *m V.
rewrite (eq_bigr (fun=> eps ^+ (2 * L - 2) * sumsq A)) => [|l _].
  by rewrite sumr_const card_ord -[LHS]mulr_natl mulrA.
rewrite /grad cores_above // cores_below !tr_scalar_mx mul_scalar_mx mul_mx_scalar scalerA.
rewrite sumsq_scaled -exprD -exprM; congr (_ ^+ _ * _).
by have := ltn_ord l; lia.
Qed.

Variables (U : 'M[R]_(m, k)) (V : 'M[R]_(n, k)).
Variables (G : 'M[R]_(m, n) -> 'M[R]_(m, n)) (X0 : 'M[R]_(m, n)).
Hypotheses (L0 : (0 < L)%N) (smooth : continuous_near G X0).

Lemma seen_near e : 0 < e -> exists2 delta, 0 < delta & forall eps, 0 < eps < delta ->
  `|sumsq (U^T *m G (X0 + eps ^+ L *: (U *m V^T)) *m V) - sumsq (U^T *m - G X0 *m V)| < e.
Proof.
move=> e0; pose B := U^T *m G X0 *m V; pose K := norm1 U^T * norm1 V + 1.
have K0 : 0 < K by rewrite ltr_spaddr ?ltr01 ?mulr_ge0 ?norm1_ge0.
pose N := norm1 (U *m V^T) + 1.
have N0 : 0 < N by rewrite ltr_spaddr ?ltr01 ?norm1_ge0.
pose M := 1 + 2%:R * norm1 B; have M0 : 0 < M.
  by rewrite ltr_spaddl ?ltr01 ?mulr_ge0 ?norm1_ge0 ?ler0n.
pose c := Num.min 1 (e / (2%:R * M)).
have c0 : 0 < c by rewrite lt_minr ltr01 divr_gt0 ?mulr_gt0 ?ltr0n.
have [delta delta0 near] := smooth (divr_gt0 c0 K0).
exists (Num.min 1 (delta / N)) => [|eps].
  by rewrite lt_minr ltr01 divr_gt0.
rewrite lt_minr => /andP[eps0 /andP[eps1 epsd]].
set X := X0 + _; have close : norm1 (X - X0) <= delta.
  have p0 : 0 <= eps ^+ L := exprn_ge0 L (ltW eps0).
  rewrite /X addrC addKr norm1Z ger0_norm //.
  apply: le_trans (_ : eps * N <= _); last by rewrite -ler_pdivl_mulr // ltW.
  apply: ler_pmul; rewrite ?norm1_ge0 ?ler_addl ?ler01 //.
  rewrite -(prednK L0) exprS ger_pmulr //; exact: exprn_ile1 (ltW eps0) (ltW eps1).
have := sumsq_near (U^T *m G X *m V) B; rewrite -/B.
have -> : sumsq (U^T *m - G X0 *m V) = sumsq B.
  by rewrite mulmxN mulNmx -scaleN1r sumsq_scaled sqrrN expr1n mul1r.
set D := norm1 _; have Dc : D <= c.
  rewrite /D /B -mulmxBl -mulmxBr.
  apply: le_trans (norm1_mul _ _) _; apply: (@le_trans _ _ (norm1 U^T * (c / K) * norm1 V)).
    rewrite ler_wpmul2r ?norm1_ge0 //; apply: le_trans (norm1_mul _ _) _.
    by rewrite ler_wpmul2l ?norm1_ge0 // near.
  rewrite mulrAC mulrCA -[leRHS]mulr1 ler_pmul2l // ler_pdivr_mulr // mul1r.
  by rewrite ler_addl ler01.
move=> h; apply: le_lt_trans h _; apply: (@le_lt_trans _ _ (c * M)).
  apply: ler_pmul => //; rewrite ?norm1_ge0 ?addr_ge0 ?mulr_ge0 ?norm1_ge0 ?ler0n //.
  by rewrite ler_add2r (le_trans Dc) // le_minl lexx.
apply: (@le_lt_trans _ _ (e / (2%:R * M) * M)); first by rewrite ler_pmul2r // le_minl lexx orbT.
rewrite -mulrA invfM -mulrA mulVf ?gt_eqF // mulr1 ltr_pdivr_mulr ?ltr0n //.
by rewrite mulr_natr mulr2n ltr_addl.
Qed.

Theorem start_rate_tends e : 0 < e -> exists2 delta, 0 < delta & forall eps, 0 < eps < delta ->
  `|start_rate U V (G (X0 + eps ^+ L *: (U *m V^T))) eps / (L%:R * eps ^+ (2 * L - 2)) -
    sumsq (U^T *m - G X0 *m V)| < e.
Proof.
move=> e0; have [delta delta0 near] := seen_near e0; exists delta => // eps small.
rewrite start_rate_of_cores mulrAC divff ?mul1r ?near //; have /andP[eps0 _] := small.
by rewrite lt0r_neq0 // mulr_gt0 ?exprn_gt0 ?ltr0n.
Qed.
End Cores.

Section Leading.
Variables (F : rcfType) (L m n k : nat) (G : 'M[F]_(m, n) -> 'M[F]_(m, n)) (X0 : 'M[F]_(m, n)).
Variables (P : 'M[F]_m) (Q : 'M[F]_n) (s : nat -> F).
Hypotheses (L0 : (0 < L)%N) (smooth : continuous_near G X0).
Hypothesis dec : singular_decomposition (- G X0) P Q s.
Variables (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k)).
Hypotheses (UU : U^T *m U = 1%:M) (VV : V^T *m V = 1%:M) (gap : s k < s k.-1).
Local Notation U1 := (first_columns k P).
Local Notation V1 := (first_columns k Q).

Theorem leading_start_faster :
  U *m U^T != U1 *m U1^T \/ V *m V^T != V1 *m V1^T ->
  exists2 delta, 0 < delta & forall eps, 0 < eps < delta ->
    start_rate L U V (G (X0 + eps ^+ L *: (U *m V^T))) eps <
    start_rate L U1 V1 (G (X0 + eps ^+ L *: (U1 *m V1^T))) eps.
Proof.
move=> other; have [km kn] := (columns_few UU, columns_few VV).
have full := leading_value dec km kn; have [most _ _ _] := frames_at_most dec UU VV.
have less : sumsq (U^T *m - G X0 *m V) < \sum_(i < k) s i ^+ 2.
  rewrite lt_neqAle most andbT; apply/negP => /eqP e; have [e1 e2] := frames_only dec UU VV gap e.
  by case: other => /eqP.
pose e := (\sum_(i < k) s i ^+ 2 - sumsq (U^T *m - G X0 *m V)) / 2%:R.
have e0 : 0 < e by rewrite divr_gt0 ?ltr0n // subr_gt0.
have [delta delta0 near] := seen_near U V L0 smooth e0.
have [delta1 delta10 near1] := seen_near U1 V1 L0 smooth e0.
exists (Num.min delta delta1) => [|eps]; first by rewrite lt_minr delta0.
rewrite lt_minr => /andP[eps0 /andP[b b1]].
rewrite !start_rate_of_cores ltr_pmul2l; last by rewrite mulr_gt0 ?exprn_gt0 ?ltr0n.
have := near eps; rewrite eps0 b ltr_norml => /(_ isT)/andP[_ up].
have := near1 eps; rewrite eps0 b1 ltr_norml full => /(_ isT)/andP[low _].
rewrite -(ltr_add2r (- sumsq (U^T *m - G X0 *m V))); apply: lt_trans up _.
have half (x y z : F) : x - y - (z - y) / 2%:R = x - z - - ((z - y) / 2%:R) by field.
by rewrite -subr_gt0 /e half subr_gt0.
Qed.
End Leading.
