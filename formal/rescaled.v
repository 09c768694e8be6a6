(* What the share of kept weights depends on: rescaled networks of one hidden layer, over any
   ordered field. Scores, kept weights and the two readings are those of readings.v.

   The weights are one row w: the h n entries of U, row by row, and then the o h entries of V.
   rescaled_function (H6NT, parts 1 and 2): neurons rescaled by positive factors compute the same.
   most_weights_needed (H6NT, part 1): after rescaling by c, by which every weight of one layer is
     larger than all of the other, more weights are needed than the first layer has, or the second.
   rescaled_readings (H6NT, part 2): if the scores stay, so does the loss for every number of kept
     weights, and so do both readings.
   rescaled_saliencies (H6NT, part 2): the products of weights and slopes stay. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain lipschitz radial_slope readings.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Rescaled.
Variables (F : realFieldType) (h n o : nat).
Local Notation weights := 'rV[F]_(h * n + o * h).

(* U *)
Definition in_layer (w : weights) : 'M[F]_(h, n) := vec_mx (lsubmx w).
(* V *)
Definition out_layer (w : weights) : 'M[F]_(o, h) := vec_mx (rsubmx w).
(* f(x) = V (U x)_+ *)
Definition answers (w : weights) (x : 'cV[F]_n) : 'cV[F]_o :=
  out_layer w *m map_mx (fun t => Num.max t 0) (in_layer w *m x).

(* the loss depends on the answers alone *)
Definition reads_answers (loss : weights -> F) :=
  forall v w, (forall x, answers v x = answers w x) -> loss v = loss w.

(* the factor of each weight: d_j for those into the neuron j, 1 / d_j for those out of it *)
Definition factor (d : 'I_h -> F) : weights :=
  row_mx (mxvec (\matrix_(j, i) d j)) (mxvec (\matrix_(i, j) (d j)^-1)).
(* each weight times its factor *)
Definition rescaled d (w : weights) : weights := \row_i (factor d 0 i * w 0 i).

Lemma in_entry w j i : in_layer w j i = w 0 (lshift (o * h) (mxvec_index j i)).
Proof. by rewrite !mxE. Qed.
Lemma out_entry w i j : out_layer w i j = w 0 (rshift (h * n) (mxvec_index i j)).
Proof. by rewrite !mxE. Qed.

Lemma in_rescaled d w j i : in_layer (rescaled d w) j i = d j * in_layer w j i.
Proof. by rewrite !in_entry mxE /factor row_mxEl mxvecE mxE. Qed.

Lemma out_rescaled d w i j : out_layer (rescaled d w) i j = (d j)^-1 * out_layer w i j.
Proof. by rewrite !out_entry mxE /factor row_mxEr mxvecE mxE. Qed.

Theorem rescaled_function d w x : (forall j, 0 < d j) ->
  answers (rescaled d w) x = answers w x.
Proof.
move=> d0; apply/colP=> i; rewrite !mxE; apply: eq_bigr => j _; rewrite out_rescaled !mxE.
have -> : \sum_k in_layer (rescaled d w) j k * x k 0 = d j * (\sum_k in_layer w j k * x k 0).
  by rewrite mulr_sumr; apply: eq_bigr => k _; rewrite in_rescaled mulrA.
set t := \sum_k _; have -> : Num.max (d j * t) 0 = d j * Num.max t 0.
  by rewrite -{1}(mulr0 (d j)) -maxr_pmulr // ltW.
by rewrite mulrACA mulVf ?mul1r // gt_eqF.
Qed.

Lemma factor_neq0 d i : (forall j, 0 < d j) -> factor d 0 i != 0.
Proof.
move=> d0; rewrite /factor -[i]splitK; case: (split i) => k /=.
  by rewrite row_mxEl; case/mxvec_indexP: k => a b; rewrite mxvecE mxE gt_eqF.
by rewrite row_mxEr; case/mxvec_indexP: k => a b; rewrite mxvecE mxE invr_eq0 gt_eqF.
Qed.

Theorem rescaled_readings (loss : weights -> F) score d w : reads_answers loss ->
  (forall j, 0 < d j) -> score (rescaled d w) = score w ->
  (forall K, loss (kept (rescaled d w) (score (rescaled d w)) K) = loss (kept w (score w) K)) /\
  forall tau, least loss (rescaled d w) (score (rescaled d w)) tau = least loss w (score w) tau /\
    holding loss (rescaled d w) (score (rescaled d w)) tau = holding loss w (score w) tau.
Proof.
move=> reads d0 ->; have lossE v : loss (rescaled d v) = loss v.
  by apply: reads => x; exact: rescaled_function.
have keptE K : kept (rescaled d w) (score w) K = rescaled d (kept w (score w) K).
  by apply/rowP=> i; rewrite !mxE; case: ifP; rewrite ?mulr0.
have curve K : loss (kept (rescaled d w) (score w) K) = loss (kept w (score w) K).
  by rewrite keptE lossE.
split=> // tau; have same : within loss (rescaled d w) (score w) tau =1 within loss w (score w) tau.
  by move=> K; rewrite /within curve lossE.
split; first exact: eq_find.
by apply: eq_find => K; apply: eq_all.
Qed.

Theorem rescaled_saliencies (loss : weights -> F) d w G : reads_answers loss ->
  (forall j, 0 < d j) -> has_gradient loss w G -> exists G', has_gradient loss (rescaled d w) G' /\
    forall i, rescaled d w 0 i * G' 0 i = w 0 i * G 0 i.
Proof.
move=> reads d0 wG; have c0 i : factor d 0 i != 0 := factor_neq0 i d0.
have rE v i : rescaled d v 0 i = factor d 0 i * v 0 i by rewrite mxE.
move: (factor d) c0 rE => c c0 rE.
pose B : weights -> weights := fun v => \row_i ((c 0 i)^-1 * v 0 i).
have BK v : rescaled d (B v) = v by apply/rowP=> i; rewrite rE mxE mulrA divff ?mul1r.
have KB v : B (rescaled d v) = v by apply/rowP=> i; rewrite mxE rE mulrA mulVf ?mul1r.
have BD v w' : B v - B w' = B (v - w') by apply/rowP=> i; rewrite !mxE mulrBr.
have lossE v : loss (rescaled d v) = loss v.
  by apply: reads => x; exact: rescaled_function.
exists (B G); split; last by move=> i; rewrite rE mxE mulrACA divff ?mul1r.
have BH : has_derivative B (rescaled d w) B.
  move=> e e0; exists 1; rewrite ?ltr01 // => v _.
  by rewrite BD subrr radial_slope.norm1_0 mulr_ge0 ?norm1_ge0 // ltW.
have bound : exists C, forall v, norm1 (B v) <= C * norm1 v.
  exists (\sum_i `|(c 0 i)^-1|) => v; rewrite /norm1 !big_ord1 mulr_sumr; apply: ler_sum => i _.
  rewrite mxE normrM ler_wpmul2r // (bigD1 i) //= ler_addl; exact: sumr_ge0.
have [C BC] := bound; rewrite -(KB w) in wG.
have sumE (u v : weights) : \tr (u^T *m v) = \sum_i u 0 i * v 0 i.
  rewrite mxtrace_mulC /mxtrace big_ord1 mxE; apply: eq_bigr => i _.
  by rewrite mxE mulrC.
suff H : has_gradient (fun v => loss (B v)) (rescaled d w) (B G).
  by move=> e /H[b b0 near]; exists b => // v /near; rewrite -(lossE (B v)) BK -(lossE (B _)) BK.
apply: pulled_gradient BH BC wG _ => v; rewrite !sumE; apply: eq_bigr => i _.
by rewrite !mxE mulrCA mulrA.
Qed.

(* the moduli of the weights as scores: global magnitude pruning *)
Definition moduli (w : weights) : weights := \row_i `|w 0 i|.

Lemma few_kept (w score : weights) (S : {set 'I_(h * n + o * h)}) K j :
  (forall i, i \in S -> score 0 j < score 0 i) -> (K <= #|S|)%N -> kept w score K 0 j = 0.
Proof.
move=> first KS; rewrite mxE ltnNge (leq_trans KS) //; apply: subset_leq_card.
by apply/subsetP=> i iS; rewrite inE /before first.
Qed.

Lemma no_answers w : in_layer w = 0 \/ out_layer w = 0 -> forall x, answers w x = answers 0 x.
Proof.
have z : out_layer 0 = 0 by apply/matrixP=> i j; rewrite out_entry !mxE.
move=> w0 x; rewrite /answers z mul0mx; case: w0 => ->; last by rewrite mul0mx.
by rewrite mul0mx; apply/colP=> i; rewrite !mxE big1 // => j _; rewrite !mxE maxxx mulr0.
Qed.

Theorem most_weights_needed (loss : weights -> F) c w tau : reads_answers loss ->
  0 <= tau -> 0 < c -> loss w + tau < loss 0 ->
  let w' := rescaled (fun=> c) w in
  let share : F := (least loss w' (moduli w') tau)%:R / (h * n + o * h)%:R in
  ((forall i j k l, `|out_layer w i j| < c ^+ 2 * `|in_layer w k l|) ->
    n%:R / (n + o)%:R < share) /\
  ((forall i j k l, c ^+ 2 * `|in_layer w k l| < `|out_layer w i j|) ->
    o%:R / (n + o)%:R < share).
Proof.
move=> reads tau0 c0 far w' share; have lossE : loss w' = loss w.
  by apply: reads => x; exact: rescaled_function.
have [lw _ _ _ _] := two_readings loss w' (moduli w') tau0.
have needed v : (in_layer v = 0 \/ out_layer v = 0) -> loss v = loss 0.
  by move=> v0; apply: reads; exact: no_answers.
have live : [/\ (0 < h)%N, (0 < n)%N & (0 < o)%N].
  rewrite !lt0n; split; apply/eqP=> e; move: far; rewrite needed ?ltNge ?ler_addl ?tau0 //.
  - by left; apply/matrixP=> i; have := ltn_ord i; rewrite {2}e.
  - by left; apply/matrixP=> i j; have := ltn_ord j; rewrite {2}e.
  by right; apply/matrixP=> i; have := ltn_ord i; rewrite {2}e.
have [h0 n0 o0] := live.
rewrite {}/share; set K := least _ _ _ _ in lw *.
have more : in_layer (kept w' (moduli w') K) = 0 \/ out_layer (kept w' (moduli w') K) = 0 -> False.
  by move=> k0; move: lw; rewrite /within needed // lossE leNgt far.
have share_lt a : (h * a < K)%N -> a%:R / (n + o)%:R < K%:R / (h * n + o * h)%:R :> F.
  move=> al; rewrite ltr_pdivr_mulr ?ltr0n ?addn_gt0 ?n0 // mulrAC.
  rewrite ltr_pdivl_mulr ?ltr0n ?addn_gt0 ?muln_gt0 ?h0 ?n0 // -!natrM ltr_nat.
  by rewrite (mulnC o) -mulnDr mulnA (mulnC a) ltn_pmul2r // addn_gt0 n0.
have sizes : (forall k l, `|in_layer w' k l| = c * `|in_layer w k l|) /\
    forall i j, `|out_layer w' i j| = c^-1 * `|out_layer w i j|.
  by split=> i j; rewrite ?in_rescaled ?out_rescaled normrM gtr0_norm ?invr_gt0.
have [inE' outE'] := sizes.
have modE i : moduli w' 0 i = `|w' 0 i| by rewrite mxE.
split=> order; apply: share_lt; rewrite ltnNge; apply/negP=> few; apply: more.
  right; apply/matrixP=> i j; rewrite out_entry [RHS]mxE.
  apply: (@few_kept _ _ [set lshift (o * h) p | p : 'I_(h * n)]); last first.
    by rewrite card_imset ?card_ord //; exact: lshift_inj.
  move=> _ /imsetP[p _ ->]; rewrite !modE; case/mxvec_indexP: p => k l.
  rewrite -in_entry -out_entry inE' outE' mulrC ltr_pdivr_mulr // mulrAC -expr2.
  exact: order.
left; apply/matrixP=> i j; rewrite in_entry [RHS]mxE.
apply: (@few_kept _ _ [set rshift (h * n) p | p : 'I_(o * h)]); last first.
  by rewrite card_imset ?card_ord 1?mulnC //; exact: rshift_inj.
move=> _ /imsetP[p _ ->]; rewrite !modE; case/mxvec_indexP: p => k l.
rewrite -in_entry -out_entry inE' outE' [X in _ < X]mulrC ltr_pdivl_mulr // mulrAC -expr2.
exact: order.
Qed.
End Rescaled.
