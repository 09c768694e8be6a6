(* What the share of kept weights depends on: ranks within a layer, and copies of every neuron.
   Networks, losses, scores and the two readings are those of rescaled.v and readings.v.

   layer_ranks_kept (H6NT, part 2): all incoming weights times c and all outgoing ones over c leave
     the rank of each modulus in its layer as it is.
   copied_function (H6NT, part 3): m copies of each neuron with all weights over the root of m give
     the same function with m times as many weights and the same sum of squares.
   copied_kept (H6NT, part 3): for distinct moduli the m J - r largest moduli of the copied network
     give the mean of what the J and J - 1 largest of the network give, of weights 1 - r/m and r/m.
   copied_readings (H6NT, part 3): what follows for the two readings. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import readings rescaled.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Before.
Variables (F : realFieldType) (P : nat) (score : 'rV[F]_P).

(* how many weights go before j: place 0 for the largest score *)
Definition place (j : 'I_P) := #|[pred i | before score i j]|.

Lemma before_irr i : before score i i = false.
Proof. by rewrite /before ltxx eqxx ltnn. Qed.

Lemma before_trans : transitive (before score).
Proof.
move=> j i k; rewrite /before => /orP[ij | /andP[/eqP ij lij]] /orP[jk | /andP[/eqP jk ljk]].
- by rewrite (lt_trans jk ij).
- by rewrite -jk ij.
- by rewrite ij jk.
by rewrite ij jk eqxx (ltn_trans lij ljk) orbT.
Qed.

Lemma before_total i j : i != j -> before score i j || before score j i.
Proof.
rewrite /before; case: (ltgtP (score 0 i) (score 0 j)) => //= _.
by rewrite -val_eqE neq_ltn.
Qed.

Lemma place_lt i j : before score i j -> (place i < place j)%N.
Proof.
move=> ij; apply: proper_card; apply/properP; split.
  by apply/subsetP=> k; rewrite !inE => ki; apply: before_trans ij.
by exists i; rewrite !inE ?before_irr.
Qed.

Lemma place_inj : injective place.
Proof.
move=> i j e; apply/eqP; apply: contraT => /before_total /orP[] /place_lt; by rewrite e ltnn.
Qed.

Lemma place_small j : (place j < P)%N.
Proof.
rewrite -[X in (_ < X)%N](card_ord P); apply: proper_card; apply/properP; split.
  exact/subsetP.
by exists j; rewrite ?inE ?before_irr.
Qed.

(* for K <= P exactly K weights have a place below K *)
Lemma places_below K : (K <= P)%N -> #|[set j | (place j < K)%N]| = K.
Proof.
move=> KP; pose f j := Ordinal (place_small j).
have fI : injective f by move=> i j /(congr1 val) /place_inj.
have -> : [set j | (place j < K)%N] = f @^-1: [set k : 'I_P | (k < K)%N].
  by apply/setP=> j; rewrite !inE.
rewrite on_card_preimset; last first.
  have [g fg gf] := injF_bij fI; exact: onW_bij (Bijective fg gf).
rewrite -sum1_card (eq_bigl (fun i : 'I_P => (i < K)%N)); last by move=> i; rewrite inE.
by rewrite -(big_ord_widen P (fun _ => 1%N)) // sum1_card card_ord.
Qed.

Lemma keptE w K j : kept w score K 0 j = if (place j < K)%N then w 0 j else 0.
Proof. by rewrite mxE. Qed.
End Before.

Section Ranks.
Variables (F : realFieldType) (h n o : nat).
Local Notation weights := 'rV[F]_(h * n + o * h).

(* the ranks of the moduli of one layer, from 1 for the smallest, over the size of the layer *)
Definition ranks p (v : 'rV[F]_p) : 'rV[F]_p :=
  \row_i (#|[pred j | ~~ before (\row_j `|v 0 j|) j i]|%:R / p%:R).
(* each weight's rank in its layer over the size of the layer *)
Definition layer_ranks (w : weights) : weights := row_mx (ranks (lsubmx w)) (ranks (rsubmx w)).

Lemma ranks_scale p c (v v' : 'rV[F]_p) : 0 < c -> (forall i, v' 0 i = c * v 0 i) ->
  ranks v' = ranks v.
Proof.
move=> c0 e; apply/rowP=> i; rewrite !mxE; congr (_%:R / _); apply: eq_card => j.
rewrite !inE /before !mxE !e !normrM (gtr0_norm c0) ltr_pmul2l //.
by rewrite (inj_eq (mulfI _)) // gt_eqF.
Qed.

Theorem layer_ranks_kept c (w : weights) : 0 < c ->
  layer_ranks (rescaled (fun=> c) w) = layer_ranks w.
Proof.
move=> c0; rewrite /layer_ranks; congr row_mx.
  apply: (ranks_scale c0) => p; case/mxvec_indexP: p => i j.
  by have := in_rescaled (fun=> c) w i j; rewrite !in_entry !mxE.
apply: (ranks_scale (c := c^-1)); rewrite ?invr_gt0 // => p; case/mxvec_indexP: p => i j.
by have := out_rescaled (fun=> c) w i j; rewrite !out_entry !mxE.
Qed.
End Ranks.

Section Copies.
Variables (F : rcfType) (h n o m : nat).
Local Notation weights := 'rV[F]_(h * n + o * h).
Local Notation more_weights := 'rV[F]_(h * m * n + o * (h * m)).

(* of h neurons with m copies each, the neuron that p is a copy of *)
Definition neuron_of (p : 'I_(h * m)) : 'I_h := (enum_val (cast_ord (esym (mxvec_cast h m)) p)).1.

(* m copies of each neuron, all weights over the root of m *)
Definition copied (w : weights) : more_weights :=
  row_mx (mxvec (\matrix_(p, i) (in_layer w (neuron_of p) i / Num.sqrt m%:R)))
         (mxvec (\matrix_(i, p) (out_layer w i (neuron_of p) / Num.sqrt m%:R))).

Lemma neuron_ofE j k : neuron_of (mxvec_index j k) = j.
Proof. by rewrite /neuron_of /mxvec_index cast_ordK enum_rankK. Qed.

(* the place in the copied network of the weight i of the copies k *)
Definition copy (i : 'I_(h * n + o * h)) (k : 'I_m) : 'I_(h * m * n + o * (h * m)) :=
  match split i with
  | inl p => let jl := enum_val (cast_ord (esym (mxvec_cast h n)) p) in
      lshift _ (mxvec_index (mxvec_index jl.1 k) jl.2)
  | inr p => let lj := enum_val (cast_ord (esym (mxvec_cast o h)) p) in
      rshift _ (mxvec_index lj.1 (mxvec_index lj.2 k))
  end.

Lemma copy_in j l k :
  copy (lshift (o * h) (mxvec_index j l)) k = lshift _ (mxvec_index (mxvec_index j k) l).
Proof.
rewrite /copy; case: splitP => p /=.
  move=> e; have {e} <- : mxvec_index j l = p by apply: val_inj.
  by rewrite /mxvec_index cast_ordK enum_rankK.
by move=> e; have := ltn_ord (mxvec_index j l); rewrite [X in (X < _)%N]e ltnNge leq_addr.
Qed.

Lemma copy_out l j k :
  copy (rshift (h * n) (mxvec_index l j)) k = rshift _ (mxvec_index l (mxvec_index j k)).
Proof.
rewrite /copy; case: splitP => p /=.
  by move=> e; have := ltn_ord p; rewrite -e ltnNge leq_addr.
move=> /addnI e; have {e} <- : mxvec_index l j = p by apply: val_inj.
by rewrite /mxvec_index cast_ordK enum_rankK.
Qed.

Lemma index_case a b c (Q : 'I_(a * b + c * a) -> Prop) :
  (forall j l, Q (lshift _ (mxvec_index j l))) -> (forall l j, Q (rshift _ (mxvec_index l j))) ->
  forall i, Q i.
Proof.
move=> Ql Qr i; rewrite -[i]splitK; case: (split i) => p /=; case/mxvec_indexP: p => x y.
  exact: Ql.
exact: Qr.
Qed.

Lemma copy_inj : injective (fun ik => copy ik.1 ik.2).
Proof.
have mI a b (x x' : 'I_a) (y y' : 'I_b) : mxvec_index x y = mxvec_index x' y' -> x = x' /\ y = y'.
  by move/cast_ord_inj/enum_rank_inj => [-> ->].
move=> [i k] [i' k'] /=; elim/index_case: i => x y; elim/index_case: i' => x' y'.
- by rewrite !copy_in => /lshift_inj /mI [] /mI [-> ->] ->.
- by rewrite copy_in copy_out => /eqP; rewrite eq_lrshift.
- by rewrite copy_in copy_out => /eqP; rewrite eq_rlshift.
by rewrite !copy_out => /rshift_inj /mI [->] /mI [-> ->].
Qed.

Lemma card_copies (S : {set 'I_(h * n + o * h)}) :
  #|[set copy ik.1 ik.2 | ik in setX S setT]| = (m * #|S|)%N.
Proof. by rewrite card_imset ?cardsX ?cardsT ?card_ord 1?mulnC //; exact: copy_inj. Qed.

Lemma copy_onto a : exists i k, a = copy i k.
Proof.
elim/index_case: a => [p l | l p]; case/mxvec_indexP: p => j k.
  by exists (lshift _ (mxvec_index j l)), k; rewrite copy_in.
by exists (rshift _ (mxvec_index l j)), k; rewrite copy_out.
Qed.

Lemma copied_entry w i k : copied w 0 (copy i k) = w 0 i / Num.sqrt m%:R.
Proof.
elim/index_case: i => x y; rewrite /copied ?copy_in ?copy_out.
  by rewrite row_mxEl mxvecE mxE neuron_ofE in_entry.
by rewrite row_mxEr mxvecE mxE neuron_ofE out_entry.
Qed.

(* the network of the copies k, with its weights times the root of m *)
Definition slice (v : more_weights) k : weights := \row_i (Num.sqrt m%:R * v 0 (copy i k)).

Hypothesis some : (0 < m)%N.
Let s : F := Num.sqrt m%:R.
Lemma s_gt0 : 0 < s. Proof. by rewrite sqrtr_gt0 ltr0n. Qed.
Lemma s_sqr : s * s = m%:R. Proof. by rewrite -expr2 sqr_sqrtr ?ler0n. Qed.
Lemma m_neq0 : m%:R != 0 :> F. Proof. by rewrite pnatr_eq0 -lt0n. Qed.

Lemma sum_copies (f : 'I_(h * m) -> F) : \sum_p f p = \sum_k \sum_j f (mxvec_index j k).
Proof.
rewrite exchange_big (pair_big xpredT xpredT (fun j k => f (mxvec_index j k))) /=.
by rewrite (reindex _ (curry_mxvec_bij _ _)); apply: eq_bigr => -[].
Qed.

Lemma slice_answers v x : answers v x = m%:R^-1 *: \sum_k answers (slice v k) x.
Proof.
apply/colP=> l; rewrite [RHS]mxE summxE !mxE sum_copies mulr_sumr; apply: eq_bigr => k _.
rewrite !mxE mulr_sumr; apply: eq_bigr => j _; rewrite !out_entry !mxE copy_out.
have -> : \sum_l0 in_layer (slice v k) j l0 * x l0 0 =
    s * \sum_l0 in_layer v (mxvec_index j k) l0 * x l0 0.
  by rewrite mulr_sumr; apply: eq_bigr => i _; rewrite !in_entry mxE copy_in mulrA.
set t := \sum_ _ _; rewrite -/s.
have -> : Num.max (s * t) 0 = s * Num.max t 0.
  by rewrite -{1}(mulr0 s) -maxr_pmulr // ltW // s_gt0.
by rewrite mulrACA s_sqr mulKf // m_neq0.
Qed.

Lemma slice_copied w k : slice (copied w) k = w.
Proof. by apply/rowP=> i; rewrite mxE copied_entry mulrC divfK // gt_eqF // s_gt0. Qed.

Lemma mean_slices (v1 v2 : weights) (g : pred 'I_m) v x :
  (forall k, slice v k = if g k then v1 else v2) ->
  answers v x = (#|g|%:R / m%:R) *: answers v1 x + (1 - #|g|%:R / m%:R) *: answers v2 x.
Proof.
move=> e; rewrite slice_answers (bigID g) /=.
rewrite (eq_bigr (fun _ => answers v1 x)); last by move=> k gk; rewrite e gk.
rewrite [X in _ + X](eq_bigr (fun _ => answers v2 x)); last by move=> k /negbTE gk; rewrite e gk.
rewrite !sumr_const scalerDr -!scaler_nat !scalerA mulrC; congr (_ + _ *: _).
have gm : (#|g| + #|[pred k | ~~ g k]|)%N = m.
  by rewrite -[RHS]card_ord -(cardC g); congr (_ + _)%N; exact: eq_card.
have -> : #|[pred k | ~~ g k]|%:R = m%:R - #|g|%:R :> F.
  by rewrite -[X in X%:R - _]gm natrD addrC addKr.
by rewrite mulrBr mulVf ?m_neq0 // [X in _ - X]mulrC.
Qed.

Lemma sum_weights (f : 'I_(h * m * n + o * (h * m)) -> F) :
  \sum_a f a = \sum_i \sum_k f (copy i k).
Proof.
have [g fg gf] : bijective (fun ik => copy ik.1 ik.2).
  apply: inj_card_bij copy_inj _; rewrite card_prod !card_ord mulnDl.
  by rewrite -(mulnAC h) mulnA.
rewrite (reindex (fun ik => copy ik.1 ik.2)); last exact: onW_bij (Bijective fg gf).
by rewrite (pair_big xpredT xpredT (fun i k => f (copy i k))).
Qed.

Theorem copied_function w :
  [/\ forall x, answers (copied w) x = answers w x,
      (h * m * n + o * (h * m) = m * (h * n + o * h))%N &
      \sum_i copied w 0 i ^+ 2 = \sum_i w 0 i ^+ 2].
Proof.
split; [move=> x | |].
- rewrite slice_answers (eq_bigr (fun _ => answers w x)) => [|k _]; last by rewrite slice_copied.
  by rewrite sumr_const card_ord -scaler_nat scalerA mulVf ?m_neq0 // scale1r.
- by rewrite mulnDr -mulnA mulnCA (mulnA o) (mulnC _ m).
rewrite sum_weights; apply: eq_bigr => i _.
rewrite (eq_bigr (fun _ => w 0 i ^+ 2 / m%:R)) => [|k _]; last first.
  by rewrite copied_entry expr_div_n [X in _ / X]expr2 s_sqr.
by rewrite sumr_const card_ord -mulr_natr mulfVK // m_neq0.
Qed.

Section Distinct.
Variable w : weights.
Hypothesis distinct : forall i j, i != j -> `|w 0 i| != `|w 0 j|.
Let w' := copied w.
Local Notation "i <_ j" := (before (moduli w) i j) (at level 70).
Local Notation "a <' b" := (before (moduli w') a b) (at level 70).

Lemma modulusE i k : moduli w' 0 (copy i k) = moduli w 0 i / s.
Proof.
rewrite mxE /w' copied_entry normrM (gtr0_norm (x := (Num.sqrt m%:R)^-1)) ?invr_gt0 ?s_gt0 //.
by rewrite /moduli mxE.
Qed.

Lemma copies_before i j k l : (i <_ j) -> copy i k <' copy j l.
Proof.
rewrite /before !modulusE ltr_pmul2r ?invr_gt0 ?s_gt0 // !mxE => /orP[-> // | /andP[e lt]].
by move: (distinct (i := i) (j := j)); rewrite e -val_eqE neq_ltn lt => /(_ isT).
Qed.

Lemma copies_before_or i j k l : (copy i k <' copy j l) -> i = j \/ (i <_ j).
Proof.
rewrite {1}/before !modulusE ltr_pmul2r ?invr_gt0 ?s_gt0 // => /orP[lt | /andP[e _]].
  by right; rewrite /before lt.
left; apply/eqP; apply: contraLR e => /distinct.
have s0 : s^-1 != 0 by rewrite invr_eq0 gt_eqF ?s_gt0.
by rewrite (inj_eq (mulIf s0)) /moduli !mxE.
Qed.

Lemma place_copy j l : (m * place (moduli w) j <= place (moduli w') (copy j l) <
  m * (place (moduli w) j).+1)%N.
Proof.
set R := [set i | i <_ j]; have RE : place (moduli w) j = #|R| by rewrite cardsE.
have jR : j \notin R by rewrite inE before_irr.
have -> : (place (moduli w) j).+1 = #|j |: R| by rewrite cardsU1 jR RE.
rewrite RE -!card_copies; apply/andP; split.
  by apply: subset_leq_card; apply/subsetP=> _ /imsetP[[i k] /setXP[+ _] ->];
    rewrite !inE; exact: copies_before.
apply: proper_card; apply/properP; split.
  apply/subsetP=> a; rewrite inE; have [i [k ->]] := copy_onto a => lt.
  apply/imsetP; exists (i, k) => //; rewrite !inE /= andbT.
  by case: (copies_before_or lt) => [-> | ->]; rewrite ?eqxx ?orbT.
exists (copy j l); last by rewrite inE before_irr.
by apply/imsetP; exists (j, l); rewrite // !inE eqxx.
Qed.

(* for r < m the m J - r largest moduli *)
Theorem copied_kept J r x : (0 < J <= h * n + o * h)%N -> (r <= m)%N ->
  answers (kept (copied w) (moduli (copied w)) (m * J - r)) x =
  (1 - r%:R / m%:R) *: answers (kept w (moduli w) J) x +
  (r%:R / m%:R) *: answers (kept w (moduli w) J.-1) x.
Proof.
case: J => // J; rewrite -/w' /= => JP rm.
pose S := [set j | (place (moduli w) j < J)%N].
have SJ : #|S| = J by rewrite places_below // ltnW.
have [j0 j0E] : exists j, place (moduli w) j = J.
  have : S \proper [set j | (place (moduli w) j < J.+1)%N].
    rewrite properEcard places_below // SJ ltnSn andbT.
    by apply/subsetP=> j; rewrite !inE; exact: leqW.
  case/properP=> _ [j]; rewrite !inE ltnS -leqNgt => le ge.
  by exists j; apply/eqP; rewrite eqn_leq le ge.
pose g := [pred k | (place (moduli w') (copy j0 k) < m * J.+1 - r)%N].
have s0 : s != 0 by rewrite gt_eqF // s_gt0.
have lo : (m * J <= m * J.+1 - r)%N.
  by rewrite leq_subRL ?mulnS ?leq_add2r // (leq_trans rm) ?leq_addr.
have inK i k : (place (moduli w') (copy i k) < m * J.+1 - r)%N =
    (i \in S) || (i == j0) && g k.
  have /andP[lw up] := place_copy i k; rewrite inE.
  case: (ltngtP (place (moduli w) i) J) => [lt | gt | e] /=.
  - by rewrite (leq_trans up) // (leq_trans _ lo) // leq_pmul2l.
  - have -> : (i == j0) = false by apply/eqP=> ij; rewrite ij j0E ltnn in gt.
    by rewrite ltnNge (leq_trans _ lw) // leq_subLR (leq_trans _ (leq_addl _ _)) // leq_pmul2l.
  by have -> : i = j0; [apply: (@place_inj _ _ (moduli w)); rewrite e j0E | rewrite eqxx].
have sl k : slice (kept w' (moduli w') (m * J.+1 - r)) k =
    if g k then kept w (moduli w) J.+1 else kept w (moduli w) J.
  apply/rowP=> i; rewrite mxE keptE (fun_if (fun v : weights => v 0 i)) !keptE inK inE.
  have -> : w' 0 (copy i k) = w 0 i / s by exact: copied_entry.
  rewrite (fun_if (GRing.mul _)) mulr0 mulrC (divfK s0).
  rewrite ltnS [(place (moduli w) i <= J)%N]leq_eqVlt.
  have -> : (place (moduli w) i == J) = (i == j0) by rewrite -j0E (inj_eq (@place_inj _ _ _)).
  by move: (i == j0) (place (moduli w) i < J)%N (g k) => [] [] [].
rewrite (mean_slices x sl).
have gE : #|g| = (m - r)%N.
  have K'P : (m * J.+1 - r <= h * m * n + o * (h * m))%N.
    rewrite (leq_trans (leq_subr _ _)) // (leq_trans (leq_mul (leqnn m) JP)) // mulnDr.
    by rewrite -mulnA mulnCA (mulnA o) (mulnC _ m).
  have := places_below (moduli w') K'P.
  have -> : [set a | (place (moduli w') a < m * J.+1 - r)%N] =
      [set copy ik.1 ik.2 | ik in setX S setT :|: setX [set j0] [set k | g k]].
    apply/setP=> a; have [i [k ->]] := copy_onto a.
    rewrite inE inK -[copy i k]/(copy (i, k).1 (i, k).2) (mem_imset _ _ copy_inj).
    by rewrite !inE andbT.
  rewrite card_imset ?cardsU ?cardsX ?cards1 ?cardsT ?card_ord ?mul1n; last exact: copy_inj.
  have -> : setX S setT :&: setX [set j0] [set k | g k] = set0.
    apply/setP=> -[i k]; rewrite !inE andbT; case: eqP => [-> | _]; rewrite ?andbF //.
    by rewrite j0E ltnn.
  rewrite cards0 subn0 SJ mulnC cardsE => e; apply/eqP.
  by rewrite -(eqn_add2l (m * J)) e mulnSr addnBA.
by rewrite gE natrB // mulrBl divff ?m_neq0 // subKr.
Qed.
End Distinct.
End Copies.
