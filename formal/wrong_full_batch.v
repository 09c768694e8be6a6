(* Wrong variants of how often descent on least squares forgets, near the truth, refuted over every
   real closed field, at one or two examples of one feature. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain end_to_end weyl block events sign_changes full_batch.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Sums.
Variable F : realFieldType.

(* one time more *)
Theorem sums_alternate_more_wrong : ~ (forall (a : F * F) c s t ts,
  (forall p, p \in a :: c -> p.1 != 0 /\ 0 < p.2) -> falling (a :: c) ->
  path ltn t ts -> in_turns (powers (a :: c)) s (t :: ts) ->
  ((size ts).+1 <= turns (map fst (a :: c)))%N).
Proof.
pose a : F * F := (1, 2%:R); pose c : seq (F * F) := [:: (-1, 1)].
have nz p : p \in a :: c -> p.1 != 0 /\ 0 < p.2.
  by rewrite !inE => /orP[] /eqP -> /=; rewrite ?oppr_eq0 oner_eq0 ?ltr0n ?ltr01.
have f : falling (a :: c) by rewrite /= ltr1n.
have tu : in_turns (powers (a :: c)) false [:: 0%N; 1%N].
  rewrite /= /powers !big_cons !big_nil /= !expr0 !expr1 !mulr1 !mul1r !addr0 subrr lexx /=.
  by rewrite subr_ge0 ler1n.
move=> /(_ a c false 0%N [:: 1%N] nz f isT tu).
by rewrite /= mul1r ltrN10.
Qed.

(* rates in any order *)
Theorem sums_alternate_order_wrong : ~ (forall (a : F * F) c s t ts,
  (forall p, p \in a :: c -> p.1 != 0 /\ 0 < p.2) ->
  path ltn t ts -> in_turns (powers (a :: c)) s (t :: ts) ->
  (size ts <= turns (map fst (a :: c)))%N).
Proof.
pose a : F * F := (1, 1); pose c : seq (F * F) := [:: (1, 3%:R); (- 2%:R, 2%:R)].
have nz p : p \in a :: c -> p.1 != 0 /\ 0 < p.2.
  by rewrite !inE => /or3P[] /eqP -> /=; rewrite ?oppr_eq0 ?pnatr_eq0 ?oner_eq0 ?ltr0n ?ltr01.
suff tu : in_turns (powers (a :: c)) true [:: 0%N; 1%N; 2%N].
  move=> /(_ a c true 0%N [:: 1%N; 2%N] nz isT tu).
  by rewrite /= !mul1r ltr10 oppr_lt0 ltr0n.
rewrite /= /powers !big_cons !big_nil /= !addr0 !expr1n !mul1r !expr0 !expr1 !mulr1 !mulNr.
rewrite addrA -(natrD _ 1 1) subrr lexx /= addrA -natrM -(natrD _ 1 3) subrr lexx /=.
by rewrite addrA -!natrX -natrM -(natrD _ 1) -natrB // ler0n.
Qed.

(* negative rates *)
Theorem sums_alternate_positive_wrong : ~ (forall (a : F * F) c s t ts,
  (forall p, p \in a :: c -> p.1 != 0 /\ p.2 != 0) -> falling (a :: c) ->
  path ltn t ts -> in_turns (powers (a :: c)) s (t :: ts) ->
  (size ts <= turns (map fst (a :: c)))%N).
Proof.
pose a : F * F := (1, -1); have nz p : p \in [:: a] -> p.1 != 0 /\ p.2 != 0.
  by rewrite inE => /eqP -> /=; rewrite oppr_eq0 oner_eq0.
have tu : in_turns (powers [:: a]) true [:: 0%N; 1%N].
  by rewrite /= /powers !big_cons !big_nil /= !addr0 expr0 expr1 !mul1r ler01 lerN10.
by move=> /(_ a [::] true 0%N [:: 1%N] nz isT isT tu).
Qed.

Lemma one_power (C c rho : F) t : C - \sum_(k < 1) c * rho ^+ t = C - c * rho ^+ t.
Proof. by rewrite big_ord1. Qed.

Lemma one_change (C c : F) : C != 0 -> c != 0 ->
  changes (coefficients C (fun _ : 'I_1 => c)) = (C * - c < 0 : nat).
Proof.
move=> C0 c0; rewrite /changes /coefficients enum_ordS enum_ord0 /= /rev /= C0 oppr_eq0 c0 /=.
by rewrite !addn0.
Qed.

(* a margin that is not zero at first *)
Theorem forgotten_by_changes_start_wrong : ~ (forall r (C : F) (c rho : 'I_r -> F),
  (forall k, 0 < rho k < 1) -> (forall i j : 'I_r, (i < j)%N -> rho i < rho j) ->
  forall m, (forall t, m t = C - \sum_k c k * rho k ^+ t) -> forall T,
  ((forgotten (fun t => 0 < m t)%R T).*2 <= changes (coefficients C c))%N).
Proof.
move=> /(_ 1%N (-1) (fun=> - 2%:R) (fun=> 2%:R^-1)) H.
have h : 0 < (2%:R^-1 : F) < 1 by rewrite invr_gt0 ltr0n invf_lt1 ?ltr0n // ltr1n.
have ord (i j : 'I_1) : (i < j)%N -> (2%:R^-1 : F) < 2%:R^-1 by rewrite !ord1.
have := H (fun=> h) ord _ (fun t => erefl) 1%N; rewrite /forgotten big_ord1 /forgets.
rewrite !one_power expr0 expr1 mulr1 mulNr divff ?pnatr_eq0 // !opprK addNr ltxx andbT.
rewrite addrC subr_gt0 ltr1n one_change ?oppr_eq0 ?oner_eq0 ?pnatr_eq0 //.
by rewrite opprK mulN1r oppr_lt0 ltr0n.
Qed.

(* two changes and a margin that is right at the time 1 only *)
Definition part2 (k : 'I_2) : F := if k == 0 then 4%:R else - 5%:R.
(* its rates *)
Definition rate2 (k : 'I_2) : F := if k == 0 then 4%:R^-1 else 2%:R^-1.

(* the constant may be negative *)
Theorem forgotten_by_changes_negative_wrong : ~ (forall r (C : F) (c rho : 'I_r -> F), C != 0 ->
  (forall k, 0 < rho k < 1) -> (forall i j : 'I_r, (i < j)%N -> rho i < rho j) ->
  forall m, (forall t, m t = C - \sum_k c k * rho k ^+ t) -> m 0%N = 0 -> forall T,
  ((forgotten (fun t => 0 < m t)%R T).*2.+1 <= changes (coefficients C c))%N).
Proof.
move=> /(_ 2%N (-1) part2 rate2) H.
have h k : 0 < rate2 k < 1.
  by rewrite /rate2; case: ifP => _; rewrite invr_gt0 ltr0n invf_lt1 ?ltr0n // ltr1n.
have ord (i j : 'I_2) : (i < j)%N -> rate2 i < rate2 j.
  case: i j => [[|[|//]] p] [[|[|//]] q] //= _.
  by rewrite /rate2 /= ltf_pinv ?posrE ?ltr0n // ltr_nat.
have mE t : -1 - \sum_k part2 k * rate2 k ^+ t =
    5%:R * 2%:R^-1 ^+ t - 4%:R * 4%:R^-1 ^+ t - 1.
  rewrite !big_ord_recl big_ord0 /part2 /rate2 /=.
  by move: (4%:R^-1 ^+ t) (2%:R^-1 ^+ t) => a b; ring.
have C0 : -1 != 0 :> F by rewrite oppr_eq0 oner_eq0.
have m0 : -1 - \sum_k part2 k * rate2 k ^+ 0 = 0 by rewrite mE !expr0; ring.
have [_ _ le] := forgotten_by_changes h ord (fun t => erefl) m0 0.
have := leq_trans (H C0 h ord _ (fun t => erefl) m0 2%N) le.
rewrite leqNgt => /negP; apply; rewrite ltnS /forgotten big_ord_recl big_ord1 /forgets !mE.
have -> : 5%:R * 2%:R^-1 ^+ 1 - 4%:R * 4%:R^-1 ^+ 1 - 1 = 2%:R^-1 :> F by field.
have -> : 5%:R * 2%:R^-1 ^+ 2 - 4%:R * 4%:R^-1 ^+ 2 - 1 = 0 :> F by field.
by rewrite invr_gt0 ltr0n ltxx /= doubleD leq_addl.
Qed.

(* fewer changes than rates *)
Theorem forgotten_by_changes_fewer_wrong : ~ (forall r (C : F) (c rho : 'I_r -> F),
  (forall k, 0 < rho k < 1) -> (forall i j : 'I_r, (i < j)%N -> rho i < rho j) ->
  forall m, (forall t, m t = C - \sum_k c k * rho k ^+ t) -> m 0%N = 0 ->
  (changes (coefficients C c) < r)%N).
Proof.
move=> /(_ 1%N 1 (fun=> 1) (fun=> 2%:R^-1)) H.
have h : 0 < (2%:R^-1 : F) < 1 by rewrite invr_gt0 ltr0n invf_lt1 ?ltr0n // ltr1n.
have ord (i j : 'I_1) : (i < j)%N -> (2%:R^-1 : F) < 2%:R^-1 by rewrite !ord1.
have := H (fun=> h) ord _ (fun t => erefl); rewrite one_power expr0 mulr1 subrr => /(_ erefl).
by rewrite one_change ?oner_eq0 // mul1r oppr_lt0 ltr01.
Qed.
End Sums.

Section One.
Variable F : rcfType.
Local Notation one := (1%:M : 'M[F]_1).

Lemma one_weights eta t : one *m weights one one eta t = (1 - (1 - eta) ^+ t)%:M.
Proof.
rewrite mul1mx; elim: t => [|t IH]; first by rewrite expr0 subrr raddf0.
rewrite /= trmx1 !mul1mx IH -raddfB /= scale_scalar_mx -raddfD /= exprS; congr scalar_mx.
by move: ((1 - eta) ^+ t) => a; ring.
Qed.

Lemma one_margin eta t : margin one one eta 0 t = 1 - (1 - eta) ^+ t.
Proof. by rewrite /margin one_weights !mxE eqxx !mulr1n mul1r. Qed.

Lemma one_spectrum : spectrum_of (one *m one^T) (fun _ : 'I_1 => 1).
Proof.
rewrite trmx1 mulmx1; split=> [_|i j|x x0]; first exact: ltr01; first by rewrite !ord1.
split=> [[v v0]|[_ ->]]; last by exists one; rewrite ?oner_eq0 // scale1r mul1mx.
rewrite mul1mx => e; exists 0; apply/eqP; rewrite -subr_eq0.
have : (x - 1) *: v = 0 by rewrite scalerBl scale1r -e subrr.
by move/eqP; rewrite scaler_eq0 (negbTE v0) orbF.
Qed.

Lemma one_projection (k : 'I_1) : eigenprojection (one *m one^T) 1 one.
Proof. by split=> [||v _]; rewrite ?trmx1 ?mulmx1 ?mul1mx ?scale1r. Qed.

Lemma one_signs i : one i 0 ^+ 2 = 1.
Proof. by rewrite ord1 mxE eqxx expr1n. Qed.

Lemma one_part k : part one (fun _ : 'I_1 => one) 0 k = 1.
Proof. by rewrite /part mul1mx !mxE eqxx mulr1. Qed.

Lemma one_whole : whole one (fun _ : 'I_1 => one) 0 = 1.
Proof. by rewrite /whole big_ord1 one_part. Qed.

(* twice the rate *)
Theorem margins_of_descent_rate_wrong : ~ (forall N d r (X : 'M[F]_(N, d)) (y : 'cV[F]_N) eta
  (kappa : 'I_r -> F) P, (forall i, y i 0 ^+ 2 = 1) -> spectrum_of (X *m X^T) kappa ->
  (forall k, eigenprojection (X *m X^T) (kappa k) (P k)) -> forall i t,
  margin X y eta i t = whole y P i - \sum_k part y P i k * (1 - 2%:R * eta * kappa k) ^+ t).
Proof.
move=> /(_ 1%N 1%N 1%N one one 1 (fun=> 1) (fun=> one) one_signs one_spectrum one_projection 0 1%N).
rewrite one_margin one_whole big_ord1 one_part !expr1 subrr subr0 !mul1r !mulr1.
by rewrite opprB addrC subrK => /eqP; rewrite eq_sym pnatr_eq1.
Qed.

(* a matrix that is not invertible *)
Theorem margins_of_descent_unit_wrong : ~ (forall N d r (X : 'M[F]_(N, d)) (y : 'cV[F]_N)
  (kappa : 'I_r -> F) P, (forall i, y i 0 ^+ 2 = 1) -> spectrum_of (X *m X^T) kappa ->
  (forall k, eigenprojection (X *m X^T) (kappa k) (P k)) -> forall i, whole y P i = 1).
Proof.
pose X : 'cV[F]_2 := delta_mx 0 0; pose K : 'M[F]_2 := delta_mx 0 0.
have XX : X *m X^T = K by rewrite /X trmx_delta mul_delta_mx.
have Kv (v : 'cV[F]_2) : K *m v = \col_i (if i == 0 then v 0 0 else 0).
  apply/colP=> i; rewrite !mxE (bigD1 0) //= big1 => [|j j0].
    by rewrite mxE eqxx andbT addr0; case: eqP => _; rewrite ?mul1r ?mul0r.
  by rewrite mxE (negbTE j0) andbF mul0r.
have spec : spectrum_of (X *m X^T) (fun _ : 'I_1 => 1).
  rewrite XX; split=> [_|i j|x x0]; first exact: ltr01; first by rewrite !ord1.
  split=> [[v v0]|[_ ->]]; last first.
    exists X; first by apply/eqP=> /colP/(_ 0)/eqP; rewrite !mxE !eqxx oner_eq0.
    by rewrite /K /X mul_delta_mx scale1r.
  rewrite Kv => e; exists 0; have [z|nz] := eqVneq (v 0 0) 0.
    case/negP: v0; apply/eqP/colP => i; have /colP/(_ i) := e; rewrite !mxE z if_same => /esym/eqP.
    by rewrite mulf_eq0 (negbTE x0) /= => /eqP.
  have /colP/(_ 0)/eqP := e; rewrite !mxE eqxx -subr_eq0 -{1}[v 0 0]mul1r -mulrBl mulf_eq0.
  by rewrite (negbTE nz) orbF subr_eq0 eq_sym => /eqP.
have pr (k : 'I_1) : eigenprojection (X *m X^T) 1 K.
  rewrite XX; split=> [||v]; rewrite ?trmx_delta ?mul_delta_mx ?scale1r //.
move=> /(_ 2%N 1%N 1%N X (const_mx 1) _ (fun=> K) _ spec pr 1) H.
have /eqP : whole (const_mx 1) (fun _ : 'I_1 => K) 1 = 1 :> F.
  by apply: H => i; rewrite mxE expr1n.
by rewrite /whole big_ord1 /part Kv !mxE /= mulr0 eq_sym oner_eq0.
Qed.

(* steps of any length *)
Theorem forgotten_in_full_batch_step_wrong : ~ (forall N d r (X : 'M[F]_(N, d)) (y : 'cV[F]_N) eta
  (kappa : 'I_r -> F) P, (forall i, y i 0 ^+ 2 = 1) -> spectrum_of (X *m X^T) kappa ->
  (forall k, eigenprojection (X *m X^T) (kappa k) (P k)) -> forall i T, 0 < eta ->
  ((forgotten (right X y eta i) T).*2 <= changes (coefficients (whole y P i) (part y P i)))%N).
Proof.
move=> /(_ 1%N 1%N 1%N one one 3%:R (fun=> 1) (fun=> one) one_signs one_spectrum one_projection).
move=> /(_ 0 2%N (ltr0Sn _ 2)); rewrite one_whole.
have -> : coefficients 1 (part one (fun _ : 'I_1 => one) 0) = coefficients 1 (fun _ : 'I_1 => 1).
  by rewrite /coefficients; congr (_ :: rev _); apply: eq_map => k; rewrite one_part.
rewrite one_change ?oner_eq0 // mul1r oppr_lt0 ltr01 /forgotten big_ord_recl big_ord1 /forgets.
rewrite /right !one_margin /= /bump /= addn0 !expr0 subrr ltxx /= expr1 opprB addrC subrK.
have -> : 1 - (1 - 3%:R) ^+ 2 = - 3%:R :> F by ring.
by rewrite oppr_gt0 ltrn0 ltr0n.
Qed.

(* fewer changes than eigenvalues *)
Theorem forgotten_in_full_batch_fewer_wrong : ~ (forall N d r (X : 'M[F]_(N, d)) (y : 'cV[F]_N) eta
  (kappa : 'I_r -> F) P, (forall i, y i 0 ^+ 2 = 1) -> spectrum_of (X *m X^T) kappa ->
  (forall k, eigenprojection (X *m X^T) (kappa k) (P k)) -> forall i, 0 < eta ->
  (forall k, eta * kappa k < 1) ->
  (changes (coefficients (whole y P i) (part y P i)) < r)%N).
Proof.
move=> /(_ 1%N 1%N 1%N one one 2%:R^-1 (fun=> 1) (fun=> one) one_signs one_spectrum).
have h0 : 0 < (2%:R^-1 : F) by rewrite invr_gt0 ltr0n.
have h1 : 2%:R^-1 * 1 < 1 :> F by rewrite mulr1 invf_lt1 ?ltr0n // ltr1n.
move=> /(_ one_projection 0 h0 (fun=> h1)); rewrite one_whole.
have -> : coefficients 1 (part one (fun _ : 'I_1 => one) 0) = coefficients 1 (fun _ : 'I_1 => 1).
  by rewrite /coefficients; congr (_ :: rev _); apply: eq_map => k; rewrite one_part.
by rewrite one_change ?oner_eq0 // mul1r oppr_lt0 ltr01.
Qed.

(* two examples of one feature with the answers 1 and y2 *)
Definition examples (x1 x2 : F) : 'cV[F]_2 := \col_i (if i == 0 then x1 else x2).

Lemma examples_gram x1 x2 i j : (examples x1 x2 *m (examples x1 x2)^T) i j =
  (if i == 0 then x1 else x2) * (if j == 0 then x1 else x2).
Proof. by rewrite mxE big_ord1 !mxE. Qed.

Lemma examples_step x1 x2 y1 y2 eta w t :
  weights (examples x1 x2) (examples y1 y2) eta t = w%:M ->
  weights (examples x1 x2) (examples y1 y2) eta t.+1 =
    (w + eta * (x1 * (y1 - x1 * w) + x2 * (y2 - x2 * w)))%:M.
Proof.
move=> e; rewrite /= e; apply/matrixP => i j; rewrite !ord1 !mxE eqxx !mulr1n.
rewrite big_ord_recl big_ord1 /= !mxE /= !big_ord1 !mxE /= ?eqxx ?mulr1n.
by [].
Qed.

Lemma examples_margin x1 x2 y1 y2 eta w t i :
  weights (examples x1 x2) (examples y1 y2) eta t = w%:M ->
  margin (examples x1 x2) (examples y1 y2) eta i t =
    (if i == 0 then y1 else y2) * ((if i == 0 then x1 else x2) * w).
Proof. by move=> e; rewrite /margin e mxE mxE big_ord1 !mxE eqxx mulr1n. Qed.

Lemma examples_start x1 x2 y1 y2 eta :
  weights (examples x1 x2) (examples y1 y2) eta 0 = 0%:M.
Proof. by rewrite /= raddf0. Qed.

(* an example outweighed by the others *)
Theorem conflicts_forget_nothing_sums_wrong : ~ (forall N d (X : 'M[F]_(N, d)) (y : 'cV[F]_N) eta,
  (forall i, y i 0 ^+ 2 = 1) -> 0 < eta ->
  (forall i j, i != j -> y i 0 * y j 0 * (X *m X^T) i j <= 0) ->
  (forall i, eta * (X *m X^T) i i <= 1) ->
  forall i t, margin X y eta i t <= margin X y eta i t.+1).
Proof.
move=> H; have e0 : 0 < (4%:R^-1 : F) by rewrite invr_gt0 ltr0n.
have := H 2%N 1%N (examples 2%:R 1) (examples 1 (-1)) 4%:R^-1 _ e0 _ _ 1 0%N.
rewrite (examples_margin _ (examples_start _ _ _ _ _)).
rewrite (examples_margin _ (examples_step (examples_start _ _ _ _ _))) /=.
have -> : -1 * (1 * (0 + 4%:R^-1 * (2%:R * (1 - 2%:R * 0) + 1 * (-1 - 1 * 0)))) = - 4%:R^-1 :> F.
  by field.
rewrite !mulr0 => {}H; have : 0 <= - 4%:R^-1 :> F; last by rewrite oppr_ge0 leNgt e0.
apply: H => [i|i j|i]; rewrite ?examples_gram ?mxE.
- by case: ifP => _; rewrite ?sqrrN expr1n.
- move: i j => [[|[|//]] ?] [[|[|//]] ?] //= _.
    by rewrite !mul1r mulr1 mulN1r oppr_le0 ler0n.
  by rewrite mulr1 mul1r mulN1r oppr_le0 ler0n.
by case: ifP => _; rewrite ?mulr1 -?natrM ?mulVf ?pnatr_eq0 // invf_le1 ?ler1n ?ltr0n.
Qed.

(* examples that help each other *)
Theorem conflicts_forget_nothing_accord_wrong : ~ (forall N d (X : 'M[F]_(N, d)) (y : 'cV[F]_N) eta,
  (forall i, y i 0 ^+ 2 = 1) -> 0 < eta ->
  (forall i, 0 <= \sum_j y i 0 * y j 0 * (X *m X^T) i j) ->
  (forall i, eta * (X *m X^T) i i <= 1) ->
  forall i t, margin X y eta i t <= margin X y eta i t.+1).
Proof.
move=> H; have := H 2%N 1%N (examples 1 1) (examples 1 1) 1 _ ltr01 _ _ 0 1%N.
have s1 := examples_step (examples_start 1 1 1 1 1); rewrite (examples_margin _ s1).
rewrite (examples_margin _ (examples_step s1)) /=.
have -> : 0 + 1 * (1 * (1 - 1 * 0) + 1 * (1 - 1 * 0)) = 2%:R :> F by ring.
have -> : 2%:R + 1 * (1 * (1 - 1 * 2%:R) + 1 * (1 - 1 * 2%:R)) = 0 :> F by ring.
rewrite !mulr0 !mul1r => {}H; have : 2%:R <= 0 :> F; last by rewrite lern0.
apply: H => [i|i|i]; rewrite ?examples_gram ?mxE.
- by rewrite if_same expr1n.
- by rewrite sumr_ge0 // => j _; rewrite examples_gram !mxE !if_same !mulr1 ler01.
by rewrite if_same !mulr1.
Qed.

(* steps of any length *)
Theorem conflicts_forget_nothing_step_wrong : ~ (forall N d (X : 'M[F]_(N, d)) (y : 'cV[F]_N) eta,
  (forall i, y i 0 ^+ 2 = 1) -> 0 < eta ->
  (forall i j, i != j -> y i 0 * y j 0 * (X *m X^T) i j <= 0) ->
  (forall i, 0 <= \sum_j y i 0 * y j 0 * (X *m X^T) i j) ->
  forall i t, margin X y eta i t <= margin X y eta i t.+1).
Proof.
move=> /(_ 1%N 1%N one one 3%:R one_signs (ltr0Sn _ 2)) H.
have := H _ _ 0 1%N; rewrite !one_margin expr1.
have -> : 1 - (1 - 3%:R) ^+ 2 = - 3%:R :> F by ring.
have -> : 1 - (1 - 3%:R) = 3%:R :> F by ring.
move=> {}H; have : 3%:R <= - 3%:R :> F; last first.
  by rewrite -subr_ge0 -opprD oppr_ge0 -natrD lern0.
apply: H => [i j|i]; first by rewrite !ord1.
by rewrite ord1 big_ord1 trmx1 mulmx1 !mxE eqxx !mulr1 ler01.
Qed.
End One.
