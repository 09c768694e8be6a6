(* Wrong variants of the dimension of rectified neurons as functions of all inputs, near the truth,
   refuted by a few neurons with one input. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import perceptron wrong_perceptron seen_elsewhere.
From dlf Require Import few_samples rectified wrong_rectified rectified_everywhere.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Notation zeros := (fun=> 0 : rat).

(* u_+ and (-u)_+ have one hyperplane *)
Lemma pair_act (j : 'I_2) (x : rat) :
  activation (inputs signs) zeros j (single x) = relu (item signs j * x).
Proof. by rewrite /activation /height dot_one mxE addr0. Qed.

Lemma pair_plane : hyperplanes (inputs (n := 2) signs) zeros (fun=> 0 : 'I_1).
Proof.
split=> [i|j k]; first by exists 0; rewrite ord1.
split=> // _ u; rewrite /height !dot_one !addr0 !mulf_eq0 /item.
by case: j => -[|[|//]] ?; case: k => -[|[|//]] ?.
Qed.

Lemma pair_nonzero (j : 'I_2) : inputs signs j != 0.
Proof. by apply/eqP; rewrite single0 => /single_inj/eqP; case: j => -[|[|//]]. Qed.

Lemma pair_alone (k : 'I_2) : exists (j : 'I_2) x,
  relu (item signs k * x) = 0 /\ relu (item signs j * x) = 1.
Proof.
case: k => -[|[|//]] ?; [exists 1, (-1) | exists 0, 1]; split; apply/eqP; by vm_compute.
Qed.

Lemma pair_own (k : 'I_2) : exists x, relu (item signs k * x) = 1 /\
  forall j : 'I_2, j != k -> relu (item signs j * x) = 0.
Proof.
case: k => -[|[|//]] ?; [exists 1 | exists (-1)]; split; try by apply/eqP; vm_compute.
  by case=> -[|[|//]] ? // _; apply/eqP; vm_compute.
by case=> -[|[|//]] ? // _; apply/eqP; vm_compute.
Qed.

(* kappa in place of kappa + q *)
Theorem span_of_rectified_kappa_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) kappa (plane : 'I_n -> 'I_kappa),
  (forall j, a j != 0) -> hyperplanes a beta plane -> exists S : {set 'I_n}, #|S| = kappa /\
  exists C : 'I_n -> 'I_n -> R, forall j u,
    activation a beta j u = \sum_(k in S) C j k * activation a beta k u).
Proof.
move=> H; have [S [/eqP/cards1P[k ->] [C CE]]] := H _ _ _ _ _ _ _ pair_nonzero pair_plane.
have [j [x [k0 j1]]] := pair_alone k; have := CE j (single x).
by rewrite big_set1 !pair_act k0 j1 mulr0 => /eqP; rewrite oner_eq0.
Qed.

(* n - kappa in place of n - kappa - q *)
Theorem go_everywhere_kappa_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) kappa (plane : 'I_n -> 'I_kappa),
  (forall j, a j != 0) -> hyperplanes a beta plane -> forall m, (m <= n - kappa)%N ->
  exists D : {set 'I_n}, #|D| = m /\
    forall o (X : 'M[R]_(o, n)), exists Y, replaces_everywhere a beta D X Y).
Proof.
move=> H; have [//|D [/eqP/cards1P[k ->] all]] := H _ _ _ _ _ _ _ pair_nonzero pair_plane 1%N.
have [Y rep] := all 2%N 1%:M; have Y0 i : Y i k = 0 by apply: (rep 0).1; rewrite set11.
have [x [k1 off]] := pair_own k.
have [_ /(congr1 (fun M : 'cV_2 => M k 0))] := rep (single x).
rewrite mul1mx [RHS]mxE pair_act k1 mxE big1 => [/esym/eqP|j _]; first by rewrite oner_eq0.
have [->|jk] := eqVneq j k; first by rewrite Y0 mul0r.
by rewrite mxE pair_act off ?mulr0.
Qed.

Lemma twice_plane : hyperplanes (inputs (n := 2) [:: 1; 2%:R]) zeros (fun=> 0 : 'I_1).
Proof.
split=> [i|j k]; first by exists 0; rewrite ord1.
split=> // _ u; rewrite /height !dot_one !addr0 !mulf_eq0 /item.
by case: j => -[|[|//]] ?; case: k => -[|[|//]] ?.
Qed.

Lemma whole (S : {set 'I_2}) r : #|S| = (1 + r)%N -> r != 0%N -> S = setT.
Proof.
move=> e r0; apply/eqP; rewrite eqEcard subsetT cardsT card_ord e.
by case: r r0 {e}.
Qed.

Lemma rank_some (a : 'I_2 -> 'rV[rat]_1) beta : lines a beta != 0 ->
  \rank (kept (lines a beta) (~: setT)) != 0%N.
Proof. by rewrite kept_none mxrank_eq0. Qed.

(* multiples of any sign *)
Theorem span_of_rectified_sign_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) kappa (plane : 'I_n -> 'I_kappa) (Q : {set 'I_n}),
  (forall j, a j != 0) -> hyperplanes a beta plane ->
  (forall j, j \in Q <->
    exists k s, [/\ k != j, s != 0, a k = - s *: a j & beta k = - s * beta j]) ->
  exists S : {set 'I_n}, #|S| = (kappa + q a beta Q)%N /\
  forall c, (forall u, \sum_(k in S) c k * activation a beta k u = 0) ->
    forall k, k \in S -> c k = 0).
Proof.
move=> H; have [|S [cS free]] := H _ _ _ _ _ _ _ setT twice_nonzero twice_plane.
  move=> j; rewrite inE; split=> // _; case: j => -[|[|//]] lt.
    by exists 1, (- 2%:R); rewrite opprK !mulr0 single_scale; split=> //; congr single;
      apply/eqP; vm_compute.
  by exists 0, (- 2%:R^-1); rewrite opprK !mulr0 single_scale; split=> //;
    try (by congr single; apply/eqP; vm_compute); vm_compute.
have ST : S = setT.
  apply: whole cS _; apply: rank_some; apply/eqP=> /matrixP/(_ 0 (lshift 1 0)).
  by rewrite row_mxEl !mxE => /eqP; vm_compute.
have := free (item [:: 1 * 2%:R; -1]) _ 0; rewrite ST inE => z.
have /eqP : item (n := 2) [:: 1 * 2%:R; -1 : rat] 0 = 0; last by vm_compute.
apply: z => // u; rewrite -[RHS](twice_total 1 u); apply: eq_bigl => k; by rewrite inE.
Qed.

Definition opposite := [:: 1; -1 : rat].
Lemma constant_act (j : 'I_2) u :
  activation (fun=> single 0) (item opposite) j u = relu (item opposite j).
Proof. by rewrite /activation /height dot_one mul0r add0r. Qed.

(* neurons without incoming weights *)
Theorem span_of_rectified_zero_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) kappa (plane : 'I_n -> 'I_kappa) (Q : {set 'I_n}),
  hyperplanes a beta plane -> opposed a beta Q ->
  exists S : {set 'I_n}, #|S| = (kappa + q a beta Q)%N /\
  forall c, (forall u, \sum_(k in S) c k * activation a beta k u = 0) ->
    forall k, k \in S -> c k = 0).
Proof.
move=> H; have [||S [cS free]] := H _ 1%N 2%N (fun=> single 0) (item opposite) 1%N (fun=> 0) setT.
- split=> [i|j k]; first by exists 0; rewrite ord1.
  split=> // _ u; rewrite /height !dot_one !mul0r !add0r /item.
  by case: j => -[|[|//]] ?; case: k => -[|[|//]] ?.
- move=> j; rewrite inE; split=> // _; case: j => -[|[|//]] lt; [exists 1 | exists 0]; exists 1;
    by rewrite single_scale mulr0 mulN1r ?opprK; split.
have ST : S = setT.
  apply: whole cS _; apply: rank_some; apply/eqP=> /matrixP/(_ 0 (rshift 1 0)).
  by rewrite row_mxEr !mxE => /eqP; vm_compute.
have := free (fun k => (k == 1)%:R) _ 1; rewrite ST inE => z.
have /eqP : ((1 : 'I_2) == 1)%:R = 0 :> rat; last by vm_compute.
apply: z => // u; rewrite big1 // => k _; rewrite constant_act.
by case: k => -[|[|//]] ?; apply/eqP; vm_compute.
Qed.

Lemma step_plane : hyperplanes (fun _ : 'I_2 => single 1) (item steps) id.
Proof.
split=> [i|j k]; first by exists i.
split=> [->//|same]; have := same (single (- item steps j)).
rewrite /height !dot_one !mul1r !mxE addNr eqxx => /esym.
by case: j {same} => -[|[|//]] ?; case: k => -[|[|//]] ?; rewrite /item //=;
  try (by move=> _; apply: val_inj); vm_compute.
Qed.

Lemma step_opposed n (t : 'I_n -> rat) : opposed (fun _ : 'I_n => single 1) t set0.
Proof.
move=> j; rewrite inE; split=> // -[k [s [s0]]].
rewrite single_scale mulr1 => /single_inj e.
by move: s0; rewrite -[s]opprK -e oppr_gt0.
Qed.

(* one more than n - kappa - q *)
Theorem go_everywhere_one_more_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) kappa (plane : 'I_n -> 'I_kappa) (Q : {set 'I_n}),
  (forall j, a j != 0) -> hyperplanes a beta plane -> opposed a beta Q ->
  forall m, (m <= (n - (kappa + q a beta Q)).+1)%N -> exists D : {set 'I_n}, #|D| = m /\
    forall o (X : 'M[R]_(o, n)), exists Y, replaces_everywhere a beta D X Y).
Proof.
move=> H; have nz (j : 'I_2) : single 1 != 0 :> 'rV[rat]_1.
  by apply/eqP; rewrite single0 => /single_inj/eqP.
have [//|D [cD all]] := H _ _ _ _ _ _ _ _ nz step_plane (step_opposed _) 1%N.
have [Y rep] := all 2%N 1%:M.
have := no_more_everywhere nz step_plane (step_opposed _) (mxrank1 _ _) rep.
by rewrite cD subnDA subnn.
Qed.

(* outgoing weights of rank n - 1 *)
Theorem no_more_everywhere_rank_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) kappa (plane : 'I_n -> 'I_kappa) (Q : {set 'I_n}),
  (forall j, a j != 0) -> hyperplanes a beta plane -> opposed a beta Q ->
  forall o (X Y : 'M[R]_(o, n)) (D : {set 'I_n}), (n.-1 <= \rank X)%N ->
  replaces_everywhere a beta D X Y -> (#|D| <= n - (kappa + q a beta Q))%N).
Proof.
move=> H; have nz (j : 'I_2) : single 1 != 0 :> 'rV[rat]_1.
  by apply/eqP; rewrite single0 => /single_inj/eqP.
pose X : 'M[rat]_(1, 2) := delta_mx 0 0.
have := H _ _ _ _ _ _ _ _ nz step_plane (step_opposed _) 1%N X X [set 1].
rewrite mxrank_delta cards1 subnDA subnn sub0n => /(_ isT) no; have // : (1 <= 0)%N.
apply: no => u; split=> // i j; rewrite inE => /eqP->.
by rewrite mxE andbF.
Qed.

Definition half (j : 'I_4) : 'I_2 := if (j < 2)%N then 0 else 1.
Lemma pairs_nonzero (j : 'I_4) : inputs signs j != 0.
Proof. by apply/eqP; rewrite single0 => /single_inj/eqP; case: j => -[|[|[|[|//]]]]. Qed.

Lemma pairs_plane : hyperplanes (inputs (n := 4) signs) (item places) half.
Proof.
split=> [i|j k].
  case: i => -[|[|//]] ?; [exists 0 | exists (inord 2)]; apply: val_inj; rewrite //= /half.
  by rewrite inordK.
split=> [|/(_ (single (if (j < 2)%N then 0 else 1)))]; last first.
  rewrite /height !dot_one !mxE /half.
  by case: j => -[|[|[|[|//]]]] ?; case: k => -[|[|[|[|//]]]] ? //=; vm_compute.
move=> same u; rewrite /height !dot_one; move: (u 0 0) same => x; rewrite /half /item.
case: j => -[|[|[|[|//]]]] ?; case: k => -[|[|[|[|//]]]] ? //= _;
  rewrite ?mul1r ?mulN1r ?addr0 ?oppr_eq0 // ?[- x + 1]addrC ?subr_eq0 // eq_sym //.
Qed.

Lemma pairs_opposed : opposed (inputs (n := 4) signs) (item places) setT.
Proof.
move=> j; rewrite inE; split=> // _.
case: j => -[|[|[|[|//]]]] lt; [exists 1 | exists 0 | exists (inord 3) | exists (inord 2)];
  exists 1; rewrite single_scale /inputs /item ?inordK //=; split=> //; try congr single;
  by apply/eqP; vm_compute.
Qed.

Lemma pairs_span : (2 <= q (inputs (n := 4) signs) (item places) setT)%N.
Proof.
rewrite /q kept_none; set L := lines _ _.
pose Z : 'M[rat]_(1 + 1, 4) := \matrix_(i, j) nth 0 (nth [::] [:: [:: 1]; [:: 1; 0; -1]] i) j.
have e : Z *m L = 1%:M.
  rewrite mul_mx_row [RHS]scalar_mx_block -[RHS]/(block_mx _ _ _ _) block_mxEh.
  congr row_mx; apply/matrixP=> i l; rewrite mxE !big_ord_recl big_ord0 ord1 !mxE.
    by case: splitP => k /= ik; rewrite !mxE ik ord1 /=; apply/eqP; vm_compute.
  by case: splitP => k /= ik; rewrite !mxE ik ord1 /=; apply/eqP; vm_compute.
by have := mxrankM_maxr Z L; rewrite e mxrank1.
Qed.

(* a bias that takes part *)
Theorem no_more_everywhere_bias_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) kappa (plane : 'I_n -> 'I_kappa) (Q : {set 'I_n}),
  (forall j, a j != 0) -> hyperplanes a beta plane -> opposed a beta Q ->
  forall o (X Y : 'M[R]_(o, n)) (b b' : 'cV_o) (D : {set 'I_n}), \rank X = n ->
  (forall i j, j \in D -> Y i j = 0) ->
  (forall u, b' + Y *m state a beta u = b + X *m state a beta u) ->
  (#|D| <= n - (kappa + q a beta Q))%N).
Proof.
move=> H; have {}H := H _ _ _ _ _ _ _ _ pairs_nonzero pairs_plane pairs_opposed.
pose C : 'M[rat]_4 := \matrix_(i, j) ((i == 0)%:R * item mixed j).
have Y0 (i j : 'I_4) : j \in [set 0] -> (1%:M - C) i j = 0.
  by rewrite inE => /eqP->; rewrite !mxE /item /= mulr1 subrr.
have := H 4%N 1%:M (1%:M - C) 0 (delta_mx 0 0) [set 0] (mxrank1 _ _) Y0.
rewrite cards1 => no; have : (1 <= 4 - (2 + q (inputs (n := 4) signs) (item places) setT))%N.
  apply: no => u; rewrite add0r mulmxBl (_ : C *m _ = delta_mx 0 0) 1?addrC ?subrK //.
  apply/colP=> i; rewrite mxE (eq_bigr (fun k => (i == 0)%:R * (item mixed k *
    activation (inputs (n := 4) signs) (item places) k u))) => [|k _]; last first.
    by rewrite [C _ _]mxE [state _ _ _ _ _]mxE mulrA.
  by rewrite -mulr_sumr pairs_total mulr1 mxE andbT.
rewrite subnDA => le; have := leq_trans le (leq_sub2l (4 - 2) pairs_span).
by [].
Qed.
