(* Wrong variants of what the share of kept weights depends on, ranks and copies, near the truth,
   refuted over every ordered field, or every real closed one, at networks of one or two neurons. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import readings rescaled copied copied_readings wrong_rescaled.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Ranks.
Variable F : realFieldType.

Lemma rank_top p (v : 'rV[F]_p) i : (forall j, j != i -> `|v 0 j| < `|v 0 i|) ->
  ranks v 0 i = 1.
Proof.
move=> top; have p0 : p%:R != 0 :> F.
  by rewrite pnatr_eq0 -lt0n (leq_ltn_trans _ (ltn_ord i)).
rewrite mxE (@eq_card _ _ predT) ?cardT ?size_enum_ord ?divff // => j.
rewrite !inE /before !mxE; have [->|ji] := eqVneq j i; first by rewrite ltxx ltnn andbF.
by rewrite ltNge (ltW (top j ji)) lt_eqF ?top.
Qed.

Lemma rank_below p (v : 'rV[F]_p) i j : `|v 0 i| < `|v 0 j| -> ranks v 0 i != 1.
Proof.
move=> ij; have p0 : p%:R != 0 :> F.
  by rewrite pnatr_eq0 -lt0n (leq_ltn_trans _ (ltn_ord i)).
rewrite mxE; apply/eqP=> /(congr1 (fun x => x * p%:R)) /eqP; rewrite divfK // mul1r.
rewrite eqr_nat; apply/negP; rewrite neq_ltn; apply/orP; left.
rewrite -[X in (_ < X)%N](card_ord p); apply: proper_card; apply/properP; split.
  exact/subsetP.
by exists j; rewrite ?inE // negbK /before !mxE ij.
Qed.

Lemma in_one_layer n (u : 'rV[F]_n) v : lsubmx (one_neuron u v) = mxvec (u : 'M_(1, n)).
Proof. by rewrite row_mxKl. Qed.

(* two neurons with the weights 1 and 2 at first and 1 behind *)
Definition one_two : 'rV[F]_(2 * 1 + 1 * 2) :=
  row_mx (mxvec (\col_j (if j == 0 then 1 else 2%:R))) (const_mx 1).

Lemma one_twoE j i : lsubmx one_two 0 (@mxvec_index 2 1 j i) = if j == 0 then 1 else 2%:R.
Proof. by rewrite row_mxKl mxvecE mxE. Qed.

(* factors that differ *)
Theorem layer_ranks_unequal_wrong : ~ (forall h n o d (w : 'rV[F]_(h * n + o * h)),
  (forall j, 0 < d j) -> layer_ranks (rescaled d w) = layer_ranks w).
Proof.
pose d (j : 'I_2) : F := if j == 0 then 3%:R else 1.
have d0 j : 0 < d j by rewrite /d; case: ifP => _; rewrite ?ltr01 ?ltr0n.
have dE j i : lsubmx (rescaled d one_two) 0 (@mxvec_index 2 1 j i) =
    if j == 0 then 3%:R else 2%:R.
  have e := in_rescaled d one_two j i; rewrite !in_entry in e; rewrite [LHS]mxE {}e.
  have := one_twoE j i; rewrite [LHS]mxE /d => ->.
  by case: ifP => _; rewrite ?mulr1 ?mul1r.
move=> /(_ 2%N 1%N 1%N d one_two d0).
move=> /eq_row_mx [/rowP/(_ (@mxvec_index 2 1 0 0))/eqP + _].
rewrite rank_top; last first.
  move=> k; case/(@mxvec_indexP 2 1): k => i j; rewrite (ord1 j) !dE => i0.
  have -> : (i == 0) = false by apply: contraNF i0 => /eqP ->.
  by rewrite eqxx !ger0_norm ?ler0n // ltr_nat.
rewrite eq_sym; apply/negP; apply: (@rank_below _ _ _ (@mxvec_index 2 1 1 0)).
by rewrite !one_twoE /= normr1 ger0_norm ?ler0n // ltr1n.
Qed.

(* ranks among all weights *)
Theorem layer_ranks_all_wrong : ~ (forall h n o c (w : 'rV[F]_(h * n + o * h)), 0 < c ->
  ranks (rescaled (fun=> c) w) = ranks w).
Proof.
move=> H; pose w := one_neuron (2%:R%:M : 'M[F]_1) 3%:R.
have := H 1%N 1%N 1%N 2%:R w (ltr0Sn _ 1) => /rowP/(_ (lshift (1 * 1) (@mxvec_index 1 1 0 0)))/eqP.
rewrite rank_top; last first.
  apply: (@index_case 1 1 1) => x y; rewrite (ord1 x) (ord1 y) ?eqxx // => _.
  rewrite -in_entry -out_entry in_rescaled out_rescaled in_one out_one !mxE eqxx !mulr1n.
  rewrite !normrM normfV !ger0_norm ?ler0n // mulrC ltr_pdivr_mulr ?ltr0n // -!natrM.
  by rewrite ltr_nat.
rewrite eq_sym; apply/negP; apply: (@rank_below _ _ _ (rshift (1 * 1) (@mxvec_index 1 1 0 0))).
rewrite -in_entry -out_entry in_one out_one !mxE eqxx !mulr1n !ger0_norm ?ler0n //.
by rewrite ltr_nat.
Qed.
End Ranks.

Section Copies.
Variable F : rcfType.
(* one neuron with the weights 1 and 2 *)
Definition w12 : 'rV[F]_(1 * 1 + 1 * 1) := one_neuron (1%:M : 'M[F]_1) 2%:R.

Lemma a1 (x y : 'I_1) : w12 0 (lshift (1 * 1) (mxvec_index x y)) = 1.
Proof. by rewrite -in_entry in_one mxE !ord1 eqxx. Qed.
Lemma a2 (x y : 'I_1) : w12 0 (rshift (1 * 1) (mxvec_index x y)) = 2%:R.
Proof. by rewrite -out_entry out_one mxE !ord1 eqxx. Qed.

Lemma w12_distinct i j : i != j -> `|w12 0 i| != `|w12 0 j|.
Proof.
have e : (`|1| != `|2%:R| :> F) by rewrite normr1 ger0_norm ?ler0n // eq_sym pnatr_eq1.
elim/(index_case (a := 1) (b := 1)): i => x y; elim/(index_case (a := 1) (b := 1)): j => x' y'.
- by rewrite (ord1 x) (ord1 y) (ord1 x') (ord1 y') eqxx.
- by rewrite a1 a2.
- by rewrite a1 a2 [X in _ -> ~~ X]eq_sym.
- by rewrite (ord1 x) (ord1 y) (ord1 x') (ord1 y') eqxx.
Qed.

(* the answer to 1 *)
Definition at_one h (v : 'rV[F]_(h * 1 + 1 * h)) : F := answers v 1%:M 0 0.

Lemma at_all : at_one (h := 1) (kept w12 (moduli w12) 2) = 2%:R.
Proof.
rewrite all_kept /at_one -/(answer_at _ _) answerE mulmx1 in_one out_one !mxE eqxx !mulr1n.
by rewrite max_l ?ler01 ?mulr1.
Qed.

Lemma at_few K : (K <= 1)%N -> at_one (h := 1) (kept w12 (moduli w12) K) = 0.
Proof.
move=> K1; rewrite /at_one no_answers; first by rewrite /answers mxE big1 // => i _;
  rewrite out_entry !mxE mul0r.
left; apply/matrixP=> i j; rewrite in_entry [RHS]mxE (ord1 i) (ord1 j).
apply: (@few_kept _ 1 1 1 _ _ [set rshift (1 * 1) (mxvec_index 0 0)]); last by rewrite cards1.
move=> _ /set1P ->; rewrite [X in X < _]mxE [X in _ < X]mxE a1 a2.
by rewrite normr1 ger0_norm ?ler0n // ltr1n.
Qed.

(* the answer to 1 of the K largest moduli of two copies: 0, 0, 0, 1, 2 *)
Lemma at_copies J r : (0 < J <= 2)%N -> (r <= 2)%N ->
  at_one (h := 1 * 2) (kept (copied 2 w12) (moduli (copied 2 w12)) (2 * J - r)) =
  (1 - r%:R / 2%:R) * at_one (h := 1) (kept w12 (moduli w12) J) +
  (r%:R / 2%:R) * at_one (h := 1) (kept w12 (moduli w12) J.-1).
Proof.
move=> JP r2; rewrite /at_one (copied_kept (h := 1) (o := 1) (m := 2) isT w12_distinct) //.
by rewrite !mxE.
Qed.

Lemma at_three : at_one (h := 1 * 2) (kept (copied 2 w12) (moduli (copied 2 w12)) 3) = 1.
Proof.
rewrite (@at_copies 2 1) // at_all at_few // mulr0 addr0 mulrBl divfK ?pnatr_eq0 // mul1r.
by rewrite -natrB.
Qed.

Lemma at_w : at_one (h := 1) w12 = 2%:R.
Proof. by rewrite -at_all all_kept. Qed.

(* the answers are multiplied *)
Theorem copied_function_times_wrong : ~ (forall h n o m (w : 'rV[F]_(h * n + o * h)), (0 < m)%N ->
  forall x, answers (copied m w) x = m%:R *: answers w x).
Proof.
move=> /(_ 1%N 1%N 1%N 2%N w12 isT 1%:M).
have [-> _ _] := copied_function (n := 1) (o := 1) (m := 2) isT w12.
move=> /matrixP/(_ 0 0)/eqP; rewrite [X in _ == X]mxE -/(at_one _) at_w -natrM eqr_nat.
by [].
Qed.

(* the squares are multiplied *)
Theorem copied_function_squares_wrong : ~ (forall h n o m (w : 'rV[F]_(h * n + o * h)),
  (0 < m)%N -> \sum_i copied m w 0 i ^+ 2 = m%:R * \sum_i w 0 i ^+ 2).
Proof.
move=> /(_ 1%N 1%N 1%N 2%N w12 isT).
have [_ _ ->] := copied_function (n := 1) (o := 1) (m := 2) isT w12.
rewrite mulr_natl mulr2n -[LHS]addr0 => /addrI /eqP; rewrite eq_sym psumr_eq0.
  move=> /allP/(_ (rshift (1 * 1) (@mxvec_index 1 1 0 0))); rewrite mem_index_enum => /(_ isT).
  by rewrite -out_entry out_one mxE eqxx sqrf_eq0 pnatr_eq0.
by move=> i _; exact: sqr_ge0.
Qed.

(* cut copies counted whole *)
Theorem copied_kept_whole_wrong : ~ (forall h n o m (w : 'rV[F]_(h * n + o * h)), (0 < m)%N ->
  (forall i j, i != j -> `|w 0 i| != `|w 0 j|) -> forall J r x, (0 < J <= h * n + o * h)%N ->
  (r < m)%N -> answers (kept (copied m w) (moduli (copied m w)) (m * J - r)) x =
  answers (kept w (moduli w) J) x).
Proof.
move=> /(_ 1%N 1%N 1%N 2%N w12 isT w12_distinct 2%N 1%N 1%:M isT isT) /matrixP/(_ 0 0).
rewrite -/(at_one _) -/(at_one _) at_three at_all => /eqP.
by rewrite eq_sym pnatr_eq1.
Qed.

(* nine tenths of the part that is gone *)
Theorem copied_kept_share_wrong : ~ (forall h n o m (w : 'rV[F]_(h * n + o * h)), (0 < m)%N ->
  (forall i j, i != j -> `|w 0 i| != `|w 0 j|) -> forall J r x, (0 < J <= h * n + o * h)%N ->
  (r <= m)%N -> answers (kept (copied m w) (moduli (copied m w)) (m * J - r)) x =
  (1 - 9%:R / 10%:R * (r%:R / m%:R)) *: answers (kept w (moduli w) J) x +
  (9%:R / 10%:R * (r%:R / m%:R)) *: answers (kept w (moduli w) J.-1) x).
Proof.
move=> /(_ 1%N 1%N 1%N 2%N w12 isT w12_distinct 2%N 1%N 1%:M isT isT) /matrixP/(_ 0 0).
rewrite [X in _ = X]mxE [X in _ = X + _]mxE [X in _ = _ + X]mxE -!/(at_one _).
rewrite at_three at_all at_few //.
rewrite mulr0 addr0 => /(congr1 (fun z => z * 10%:R)).
have -> : (1 - 9%:R / 10%:R * (1 / 2%:R)) * 2%:R * 10%:R = 11%:R :> F.
  by field.
by move=> /eqP; rewrite mul1r eqr_nat.
Qed.

Lemma net_lossE risk k (v : 'rV[F]_(k * 1 + 1 * k)) :
  @net_loss F 1 1 (fun f => risk (f 1%:M 0 0)) k v = risk (at_one v).
Proof. by []. Qed.

(* the least share does not fall *)
Theorem copied_readings_least_wrong : ~ (forall h n o m (risk : ('cV[F]_n -> 'cV[F]_o) -> F)
    (w : 'rV[F]_(h * n + o * h)) tau, (0 < m)%N -> 0 <= tau -> of_functions risk ->
  (forall i j, i != j -> `|w 0 i| != `|w 0 j|) ->
  let share k v : F :=
    (least (@net_loss F n o risk k) v (moduli v) tau)%:R / (k * n + o * k)%:R in
  share h w <= share (h * m)%N (copied m w)).
Proof.
pose risk a : F := `|4%:R * a - 5%:R|; pose Risk (f : 'cV[F]_1 -> 'cV[F]_1) := risk (f 1%:M 0 0).
have ext : of_functions Risk by move=> f g fg; rewrite /Risk fg.
have [r0 r1 r2] : [/\ risk 0 = 5%:R, risk 1 = 1 & risk 2%:R = 3%:R].
  have -> : risk 1 = `|-1| by rewrite /risk; congr (`|_|); ring.
  have -> : risk 2%:R = `|3%:R| by rewrite /risk; congr (`|_|); ring.
  by rewrite /risk mulr0 sub0r !normrN normr1 !ger0_norm ?ler0n.
move=> /(_ 1%N 1%N 1%N 2%N Risk w12 0 isT (lexx 0) ext w12_distinct) /=.
have [l1 _ _ _ _] := two_readings (@net_loss F 1 1 Risk 1) w12 (moduli w12) (lexx 0).
have [_ l2 _ _ _] := two_readings (@net_loss F 1 1 Risk (1 * 2)) (copied 2 w12)
  (moduli (copied 2 w12)) (lexx 0).
set K := least _ w12 _ _ in l1 *; set K' := least _ (copied _ _) _ _ in l2 *.
have K2 : (1 < K)%N.
  rewrite ltnNge; apply/negP=> K1; move: l1; rewrite /within !net_lossE at_few // at_w addr0.
  by rewrite r0 r2 ler_nat.
have K3 : (K' <= 3)%N.
  rewrite leqNgt; apply/negP=> /l2 /negP; apply; rewrite /within !net_lossE at_three addr0.
  have -> : at_one (copied 2 w12) = 2%:R.
    by rewrite /at_one; have [-> _ _] := copied_function (n := 1) (o := 1) (m := 2) isT w12;
      exact: at_w.
  by rewrite r1 r2 ler1n.
rewrite ler_pdivr_mulr ?ltr0n // mulrAC ler_pdivl_mulr ?ltr0n // -!natrM ler_nat leqNgt.
apply/negP; rewrite negbK; apply: leq_ltn_trans (_ : 3 * 2 < _)%N; first by rewrite leq_mul2r.
by rewrite -[X in (_ < X)%N]/(K * 4)%N (leq_trans (_ : _ <= 2 * 4)%N) // leq_mul2r.
Qed.

(* nine tenths of what a copy can be short of *)
Theorem copied_readings_short_wrong : ~ (forall h n o m (risk : ('cV[F]_n -> 'cV[F]_o) -> F)
    (w : 'rV[F]_(h * n + o * h)) tau, (0 < m)%N -> 0 <= tau -> of_functions risk ->
  (forall i j, i != j -> `|w 0 i| != `|w 0 j|) ->
  let share k v : F :=
    (holding (@net_loss F n o risk k) v (moduli v) tau)%:R / (k * n + o * k)%:R in
  share h w - 9%:R / 10%:R * ((1 - m%:R^-1) / (h * n + o * h)%:R) <=
    share (h * m)%N (copied m w)).
Proof.
pose risk a : F := `|a - 2%:R|; pose Risk (f : 'cV[F]_1 -> 'cV[F]_1) := risk (f 1%:M 0 0).
have ext : of_functions Risk by move=> f g fg; rewrite /Risk fg.
have [r0 r1 r2] : [/\ risk 0 = 2%:R, risk 1 = 1 & risk 2%:R = 0].
  have -> : risk 1 = `|-1| by rewrite /risk; congr (`|_|); ring.
  by rewrite /risk subrr normr0 sub0r !normrN normr1 ger0_norm ?ler0n.
move=> /(_ 1%N 1%N 1%N 2%N Risk w12 1 isT ler01 ext w12_distinct) /=.
have [_ _ h1 _ _] := two_readings (@net_loss F 1 1 Risk 1) w12 (moduli w12) ler01.
have [_ _ _ h2 _] := two_readings (@net_loss F 1 1 Risk (1 * 2)) (copied 2 w12)
  (moduli (copied 2 w12)) ler01.
set K := holding _ w12 _ _ in h1 *; set K' := holding _ (copied _ _) _ _ in h2 *.
have K2 : (1 < K)%N.
  rewrite ltnNge; apply/negP=> K1; have := h1 1%N; rewrite K1 /within !net_lossE at_few // at_w.
  by move/(_ isT); rewrite r0 r2 add0r lern1.
have K3 : (K' <= 3)%N.
  rewrite leqNgt; apply/negP=> /h2 [J /andP[J3 J4]] /negP; apply; rewrite /within !net_lossE.
  have -> : at_one (copied 2 w12) = 2%:R.
    by rewrite /at_one; have [-> _ _] := copied_function (n := 1) (o := 1) (m := 2) isT w12;
      exact: at_w.
  rewrite r2 add0r; move: J3; rewrite leq_eqVlt => /orP[/eqP <-|J5]; first by rewrite at_three r1.
  have -> : J = (2 * 2 - 0)%N by apply/eqP; rewrite eqn_leq J4 J5.
  by rewrite at_copies // mul0r subr0 mul1r mul0r addr0 at_all r2 ler01.
rewrite leNgt => /negP; apply; rewrite ltr_subr_addl.
apply: lt_le_trans (_ : 1 <= K%:R / 2%:R); last first.
  by rewrite ler_pdivl_mulr ?ltr0n // mul1r ler_nat.
apply: le_lt_trans (_ : 9%:R / 10%:R * (1 / 4%:R) + 3%:R / 4%:R < 1); last first.
  have -> : 9%:R / 10%:R * (1 / 4%:R) + 3%:R / 4%:R = 39%:R / 40%:R :> F by field.
  by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
apply: ler_add; last by rewrite ler_pmul2r ?invr_gt0 ?ltr0n // ler_nat.
by rewrite le_eqVlt; apply/orP; left; apply/eqP; field.
Qed.

(* the loss not convex *)
Theorem copied_readings_convex_wrong : ~ (forall h n o m (risk : ('cV[F]_n -> 'cV[F]_o) -> F)
    (w : 'rV[F]_(h * n + o * h)) tau, (0 < m)%N -> 0 <= tau -> of_functions risk ->
  (forall i j, i != j -> `|w 0 i| != `|w 0 j|) ->
  let share k v : F :=
    (holding (@net_loss F n o risk k) v (moduli v) tau)%:R / (k * n + o * k)%:R in
  share (h * m)%N (copied m w) <= share h w).
Proof.
pose risk (a : F) : F := (a == 1)%:R; pose Risk (f : 'cV[F]_1 -> 'cV[F]_1) := risk (f 1%:M 0 0).
have ext : of_functions Risk by move=> f g fg; rewrite /Risk fg.
have [r0 r1 r2] : [/\ risk 0 = 0, risk 1 = 1 & risk 2%:R = 0].
  by rewrite /risk eqxx eq_sym oner_eq0 pnatr_eq1.
move=> /(_ 1%N 1%N 1%N 2%N Risk w12 0 isT (lexx 0) ext w12_distinct) /=.
have [_ _ _ h1 _] := two_readings (@net_loss F 1 1 Risk 1) w12 (moduli w12) (lexx 0).
have [_ _ h2 _ _] := two_readings (@net_loss F 1 1 Risk (1 * 2)) (copied 2 w12)
  (moduli (copied 2 w12)) (lexx 0).
set K := holding _ w12 _ _ in h1 *; set K' := holding _ (copied _ _) _ _ in h2 *.
have K1 : (K <= 1)%N.
  rewrite leqNgt; apply/negP=> /h1 [J /andP[J1 J2]] /negP; apply; rewrite /within !net_lossE at_w.
  rewrite r2 addr0; move: J1; rewrite leq_eqVlt => /orP[/eqP <-|J3]; first by rewrite at_few ?r0.
  have -> : J = 2%N by apply/eqP; rewrite eqn_leq J2 J3.
  by rewrite at_all r2.
have K4 : (3 < K')%N.
  rewrite ltnNge; apply/negP=> K3; have := h2 3%N; rewrite K3 /within !net_lossE at_three r1.
  have -> : at_one (copied 2 w12) = 2%:R.
    by rewrite /at_one; have [-> _ _] := copied_function (n := 1) (o := 1) (m := 2) isT w12;
      exact: at_w.
  by rewrite r2 addr0 ler10 => /(_ isT).
rewrite ler_pdivr_mulr ?ltr0n // mulrAC ler_pdivl_mulr ?ltr0n // -!natrM ler_nat leqNgt.
apply/negP; rewrite negbK; apply: leq_ltn_trans (_ : 1 * 4 < _)%N; first by rewrite leq_mul2r.
by rewrite -[X in (_ < X)%N]/(K' * 2)%N (leq_trans (_ : _ < 4 * 2)%N) // leq_mul2r.
Qed.
End Copies.
