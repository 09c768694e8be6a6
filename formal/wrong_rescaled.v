(* Wrong variants of what the share of kept weights depends on, near the truth, refuted over every
   ordered field, at networks of one hidden neuron. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz radial_slope readings rescaled.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : realFieldType.

(* one hidden neuron with the incoming weights u and the outgoing weight v *)
Definition one_neuron n (u : 'rV[F]_n) (v : F) : 'rV[F]_(1 * n + 1 * 1) :=
  row_mx (mxvec (u : 'M_(1, n))) (mxvec (v%:M : 'M_1)).

Lemma in_one n (u : 'rV[F]_n) v : in_layer (one_neuron u v) = u.
Proof. by rewrite /in_layer row_mxKl mxvecK. Qed.
Lemma out_one n (u : 'rV[F]_n) v : out_layer (one_neuron u v) = v%:M.
Proof. by rewrite /out_layer row_mxKr mxvecK. Qed.

(* the loss is the answer to x *)
Definition answer_at n (x : 'cV[F]_n) (w : 'rV[F]_(1 * n + 1 * 1)) : F :=
  answers (h := 1) (o := 1) w x 0 0.

Lemma answer_reads n (x : 'cV[F]_n) : reads_answers (h := 1) (o := 1) (answer_at x).
Proof. by move=> v w vw; rewrite /answer_at (vw x). Qed.

Lemma answerE n (x : 'cV[F]_n) w :
  answer_at x w = out_layer (h := 1) (o := 1) w 0 0 *
    Num.max ((in_layer (h := 1) (o := 1) w *m x) 0 0) 0.
Proof. by rewrite /answer_at /answers mxE big_ord1 [map_mx _ _ _ _]mxE. Qed.

(* negative factors *)
Theorem rescaled_function_negative_wrong : ~ (forall h n o d (w : 'rV[F]_(h * n + o * h)) x,
  (forall j, d j != 0) -> answers (rescaled d w) x = answers w x).
Proof.
move=> H; have m1 : -1 != 0 :> F by rewrite oppr_eq0 oner_eq0.
have := H 1%N 1%N 1%N (fun=> -1) (one_neuron 1%:M 1) 1%:M (fun=> m1).
move=> /(congr1 (fun M : 'M_1 => M 0 0)); rewrite -!/(answer_at _ _) !answerE !mulmx1.
rewrite in_rescaled out_rescaled in_one out_one !mxE eqxx mulr1n !mulr1 (max_l ler01).
by rewrite max_r ?oppr_le0 ?ler01 // mulr0 mulr1 => /eqP; rewrite eq_sym oner_eq0.
Qed.

(* factors zero *)
Theorem rescaled_function_zero_wrong : ~ (forall h n o d (w : 'rV[F]_(h * n + o * h)) x,
  (forall j, 0 <= d j) -> answers (rescaled d w) x = answers w x).
Proof.
move=> H; have := H 1%N 1%N 1%N (fun=> 0) (one_neuron 1%:M 1) 1%:M (fun=> lexx 0).
move=> /(congr1 (fun M : 'M_1 => M 0 0)); rewrite -!/(answer_at _ _) !answerE !mulmx1.
rewrite in_rescaled out_rescaled in_one out_one !mxE eqxx mulr1n !mulr1 (max_l ler01).
by rewrite ?mul0r maxxx mulr0 mulr1 => /eqP; rewrite eq_sym oner_eq0.
Qed.

Lemma many_kept P (w score : 'rV[F]_P) (S : {set 'I_P}) K j :
  (forall i, before score i j -> i \in S) -> (#|S| < K)%N -> kept w score K 0 j = w 0 j.
Proof.
move=> first SK; rewrite mxE (leq_ltn_trans _ SK) //; apply: subset_leq_card.
by apply/subsetP=> i; rewrite inE => /first.
Qed.

(* the moduli as scores *)
Theorem rescaled_readings_moduli_wrong : ~ (forall h n o (loss : 'rV[F]_(h * n + o * h) -> F) d w K,
  reads_answers loss -> (forall j, 0 < d j) ->
  loss (kept (rescaled d w) (moduli (rescaled d w)) K) = loss (kept w (moduli w) K)).
Proof.
move=> H; pose u : 'rV[F]_2 := \row_i (if i == 0 then 2%:R else 1).
pose w := one_neuron u 3%:R; pose x : 'cV[F]_2 := \col_i (i == 0)%:R.
have := H 1%N 2%N 1%N (answer_at x) (fun=> 2%:R) w 2%N (@answer_reads _ x) (fun=> ltr0Sn _ 1).
set w' := rescaled _ w; rewrite !answerE => {H}.
have -> : out_layer (h := 1) (o := 1) (kept w' (moduli w') 2) 0 0 = 0.
  rewrite out_entry; apply: (@few_kept _ 1 2 1 _ _ [set lshift (1 * 1) p | p : 'I_(1 * 2)]).
    move=> _ /imsetP[p _ ->]; rewrite [X in X < _]mxE [X in _ < X]mxE; case/mxvec_indexP: p => k l.
    rewrite -in_entry -out_entry in_rescaled out_rescaled in_one out_one.
    rewrite !normrM !ord1 mxE eqxx mulr1n mxE normfV !ger0_norm ?ler0n //; last first.
      by case: ifP => _; rewrite ?ler0n ?ler01.
    rewrite mulrC ltr_pdivr_mulr ?ltr0n //; case: ifP => _; rewrite ?mulr1 -!natrM ltr_nat //.
  by rewrite card_imset ?card_ord //; exact: lshift_inj.
have mU l : moduli w 0 (lshift (1 * 1) (mxvec_index 0 l)) = (if l == 0 then 2%N else 1%N)%:R.
  by rewrite mxE -in_entry in_one mxE; case: ifP; rewrite ger0_norm ?ler0n ?ler01.
have mV : moduli w 0 (rshift (1 * 2) (mxvec_index 0 0)) = 3%:R.
  by rewrite mxE -out_entry out_one mxE eqxx mulr1n ger0_norm ?ler0n.
have places (i : 'I_(1 * 2 + 1 * 1)) : (exists l, i = lshift (1 * 1) (mxvec_index 0 l)) \/
    i = rshift (1 * 2) (mxvec_index 0 0).
  rewrite -[i]splitK; case: (split i) => k /=; case/mxvec_indexP: k => a b; rewrite !ord1.
    by left; exists b.
  by right.
have kV : kept w (moduli w) 2 0 (rshift (1 * 2) (mxvec_index 0 0)) = 3%:R.
  rewrite (@many_kept _ _ _ set0) ?cards0 // => [|i].
    by rewrite -out_entry out_one mxE eqxx mulr1n.
  case: (places i) => [[l ->]|->]; rewrite /before mV ?mU ?ltxx ?ltnn ?andbF //.
  by rewrite ltr_nat eqr_nat; case: ifP.
have kU : kept w (moduli w) 2 0 (lshift (1 * 1) (mxvec_index 0 0)) = 2%:R.
  rewrite (@many_kept _ _ _ [set rshift (1 * 2) (mxvec_index 0 0)]) ?cards1 // => [|i].
    by rewrite -in_entry in_one mxE.
  case: (places i) => [[l ->]|->]; rewrite ?in_set1 ?eqxx // /before !mU eqxx.
  have [->|l0] := eqVneq l 0; first by rewrite ltxx ltnn andbF.
  by rewrite ltr_nat eqr_nat.
rewrite mul0r out_entry kV mxE !big_ord_recl big_ord0 in_entry kU !mxE /= !mulr1 mulr0 !addr0.
rewrite max_l ?ler0n // => /eqP; rewrite eq_sym -natrM pnatr_eq0.
by [].
Qed.


(* a slack in which the zero function is *)
Theorem most_weights_needed_slack_wrong : ~ (forall h n o (loss : 'rV[F]_(h * n + o * h) -> F) c w
    tau, reads_answers loss -> 0 <= tau -> 0 < c -> loss w <= loss 0 ->
  let w' := rescaled (fun=> c) w in
  (forall i j k l, `|out_layer w i j| < c ^+ 2 * `|in_layer w k l|) ->
  n%:R / (n + o)%:R < (least loss w' (moduli w') tau)%:R / (h * n + o * h)%:R :> F).
Proof.
move=> /(_ 1%N 1%N 1%N (fun=> 0) 1 (one_neuron 2%:R%:M 1) 0) H.
have := H (fun v w _ => erefl) (lexx 0) ltr01 (lexx 0) => {}H.
have /H : forall i j k l, `|out_layer (h := 1) (o := 1) (one_neuron 2%:R%:M 1) i j| <
    1 ^+ 2 * `|in_layer (h := 1) (o := 1) (one_neuron (2%:R%:M : 'M[F]_1) 1) k l|.
  move=> i j k l; rewrite in_one out_one !mxE !ord1 eqxx !mulr1n expr1n mul1r.
  by rewrite normr1 ger0_norm ?ler0n // ltr1n.
by rewrite /least /= /within addr0 lexx mul0r ltNge divr_ge0 ?ler0n.
Qed.

(* a loss that reads the weights themselves *)
Theorem most_weights_needed_loss_wrong : ~ (forall h n o (loss : 'rV[F]_(h * n + o * h) -> F) c w
    tau, 0 <= tau -> 0 < c -> loss w + tau < loss 0 ->
  let w' := rescaled (fun=> c) w in
  (forall i j k l, `|out_layer w i j| < c ^+ 2 * `|in_layer w k l|) ->
  n%:R / (n + o)%:R < (least loss w' (moduli w') tau)%:R / (h * n + o * h)%:R :> F).
Proof.
pose loss (v : 'rV[F]_(1 * 1 + 1 * 1)) : F := (v == 0)%:R.
pose w := one_neuron (2%:R%:M : 'M[F]_1) 1.
pose a := lshift (1 * 1) (mxvec_index 0 0) : 'I_(1 * 1 + 1 * 1).
have wa : w 0 a = 2%:R by rewrite -in_entry in_one mxE eqxx.
have w0 : w != 0.
  by apply/eqP=> /rowP/(_ a)/eqP; rewrite wa mxE pnatr_eq0.
move=> /(_ 1%N 1%N 1%N loss 1 w 0 (lexx 0) ltr01); rewrite /loss (negbTE w0) eqxx add0r ltr01.
have -> : rescaled (fun=> 1) w = w.
  apply/rowP=> i; rewrite mxE /factor; rewrite -[i]splitK; case: (split i) => k /=.
    by rewrite row_mxEl; case/mxvec_indexP: k => x y; rewrite mxvecE mxE mul1r.
  by rewrite row_mxEr; case/mxvec_indexP: k => x y; rewrite mxvecE mxE invr1 mul1r.
move=> /(_ isT) H; have /H : forall i j k l, `|out_layer (h := 1) (o := 1) w i j| <
    1 ^+ 2 * `|in_layer (h := 1) (o := 1) w k l|.
  move=> i j k l; rewrite in_one out_one !mxE !ord1 eqxx !mulr1n expr1n mul1r.
  by rewrite normr1 ger0_norm ?ler0n // ltr1n.
have ma : moduli w 0 a = 2%:R by rewrite mxE wa ger0_norm ?ler0n.
have kept1 : kept w (moduli w) 1 0 a = 2%:R.
  rewrite (@many_kept _ _ _ set0) ?cards0 // => i; rewrite /before ma -[i]splitK.
  case: (split i) => k /=; case/mxvec_indexP: k => x y; rewrite (ord1 x) (ord1 y).
    by rewrite [X in _ < X]ma ltxx ltnn andbF.
  by rewrite mxE -out_entry out_one mxE eqxx mulr1n normr1 ltrn1 [1 == _]eq_sym pnatr_eq1.
have [_ first _ _ _] := two_readings loss w (moduli w) (lexx 0).
have in1 : within loss w (moduli w) 0 1.
  rewrite /within /loss (negbTE w0) addr0; case: eqP => // k0.
  by move: kept1; rewrite k0 mxE => /eqP; rewrite eq_sym pnatr_eq0.
have le1 : (least loss w (moduli w) 0 <= 1)%N.
  by rewrite leqNgt; apply/negP => /first; rewrite in1.
by rewrite ltr_pmul2r ?invr_gt0 ?ltr0n // ltr_nat ltnNge le1.
Qed.

(* factors zero *)
Theorem rescaled_readings_zero_wrong : ~ (forall h n o (loss : 'rV[F]_(h * n + o * h) -> F) score d
    w K, reads_answers loss -> (forall j, 0 <= d j) -> score (rescaled d w) = score w ->
  loss (kept (rescaled d w) (score (rescaled d w)) K) = loss (kept w (score w) K)).
Proof.
move=> H; have := H 1%N 1%N 1%N (answer_at 1%:M) (fun=> 0) (fun=> 0) (one_neuron 1%:M 1)
  (1 * 1 + 1 * 1)%N (@answer_reads _ _) (fun=> lexx 0) erefl.
rewrite !all_kept !answerE !mulmx1 in_rescaled out_rescaled in_one out_one !mxE eqxx mulr1n.
by rewrite !mulr1 (max_l ler01) ?mul0r maxxx mulr0 mulr1 => /eqP; rewrite eq_sym oner_eq0.
Qed.

Lemma unit_gradient : has_gradient (answer_at (1%:M : 'M[F]_1)) (one_neuron 1%:M 1) (const_mx 1).
Proof.
set w := one_neuron _ _.
pose U (D : 'rV[F]_(1 * 1 + 1 * 1)) := (in_layer (h := 1) (o := 1) D : 'M[F]_1) 0 0.
pose O (D : 'rV[F]_(1 * 1 + 1 * 1)) := (out_layer (h := 1) (o := 1) D : 'M[F]_1) 0 0.
have z : mxvec_index (0 : 'I_1) (0 : 'I_1) = (0 : 'I_1) 
  by apply: val_inj; case: (mxvec_index _ _) => -[|k].
have sumE (f : 'I_(1 * 1 + 1 * 1) -> F) : \sum_i f i =
    f (lshift (1 * 1) (mxvec_index 0 0)) + f (rshift (1 * 1) (mxvec_index 0 0)).
  by rewrite big_split_ord /= !big_ord1 z.
have trE D : \tr ((const_mx 1)^T *m D) = U D + O D.
  rewrite /U /O in_entry out_entry -(sumE (fun i => D 0 i)); apply: eq_bigr => i _.
  by rewrite mxE big_ord1 !mxE mul1r.
have nE D : norm1 D = `|U D| + `|O D|.
  by rewrite /U /O in_entry out_entry -(sumE (fun i => `|D 0 i|)) /norm1 big_ord1.
have UB D D' : U (D - D') = U D - U D' by rewrite /U !in_entry !mxE.
have OB D D' : O (D - D') = O D - O D' by rewrite /O !out_entry !mxE.
have Uw : U w = 1 by rewrite /U in_one mxE eqxx.
have Ow : O w = 1 by rewrite /O out_one mxE eqxx.
have aE D : answer_at (1%:M : 'M[F]_1) D = O D * Num.max (U D) 0 by rewrite answerE mulmx1.
move=> e e0; exists (Num.min e 1); first by rewrite lt_minr e0 ltr01.
move=> X; rewrite le_minr !aE trE nE !UB !OB Uw Ow => /andP[Xe X1].
have U0 : 0 <= U X.
  have : `|U X - 1| <= 1 by apply: le_trans X1; rewrite ler_addl.
  by rewrite ler_norml => /andP[]; rewrite ler_subr_addr addNr.
rewrite (max_l U0) (max_l ler01).
have -> : O X * U X - 1 * 1 - (U X - 1 + (O X - 1)) = (U X - 1) * (O X - 1) by ring.
rewrite normrM; apply: ler_pmul => //; last by rewrite ler_addr.
by apply: le_trans Xe; rewrite ler_addl.
Qed.

(* the squares of the weights times the slopes *)
Theorem rescaled_saliencies_square_wrong : ~ (forall h n o (loss : 'rV[F]_(h * n + o * h) -> F)
    d w G, reads_answers loss -> (forall j, 0 < d j) -> has_gradient loss w G ->
  exists G', has_gradient loss (rescaled d w) G' /\
    forall i, rescaled d w 0 i ^+ 2 * G' 0 i = w 0 i ^+ 2 * G 0 i).
Proof.
move=> /(_ 1%N 1%N 1%N _ (fun=> 2%:R) _ _ (@answer_reads _ _) (fun=> ltr0Sn _ 1) unit_gradient).
have [G [wG GE]] := rescaled_saliencies (@answer_reads _ _) (fun=> ltr0Sn _ 1) unit_gradient.
move=> [G' [wG' /(_ (lshift _ (mxvec_index 0 0)))]]; rewrite (gradient_unique wG' wG) expr2.
rewrite -mulrA GE -in_entry in_rescaled -in_entry in_one !mxE eqxx !mulr1 expr1n => /eqP.
by rewrite pnatr_eq1.
Qed.

(* the slopes before *)
Theorem rescaled_saliencies_before_wrong : ~ (forall h n o (loss : 'rV[F]_(h * n + o * h) -> F)
    d w G, reads_answers loss -> (forall j, 0 < d j) -> has_gradient loss w G ->
  exists G', has_gradient loss (rescaled d w) G' /\ forall i, G' 0 i = G 0 i).
Proof.
move=> /(_ 1%N 1%N 1%N _ (fun=> 2%:R) _ _ (@answer_reads _ _) (fun=> ltr0Sn _ 1) unit_gradient).
have [G [wG GE]] := rescaled_saliencies (@answer_reads _ _) (fun=> ltr0Sn _ 1) unit_gradient.
move=> [G' [wG' /(_ (lshift _ (mxvec_index 0 0)))]]; rewrite (gradient_unique wG' wG) => e.
have := GE (lshift _ (mxvec_index 0 0)); rewrite e -!in_entry in_rescaled in_one !mxE eqxx.
by rewrite !mulr1 => /eqP; rewrite pnatr_eq1.
Qed.
End Wrong.
