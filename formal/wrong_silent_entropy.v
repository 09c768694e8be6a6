(* Wrong variants of the rank under the cross-entropy, refuted by two units, samples and classes,
   where the logits are the units themselves and zero. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain lipschitz silent silent_entropy wrong_silent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* a function of one entry of A^T X has a gradient where it has a slope *)
Lemma line_gradient m n (phi : R -> R) (A X : 'M[R]_(m, n)) (a : R) :
  is_derive phi (\tr (A^T *m X)) a -> has_gradient (fun Y => phi (\tr (A^T *m Y))) X (a *: A).
Proof.
move=> /is_derive_Reals D e e0; pose c := norm1 A + 1.
have c0 : 0 < c by rewrite ltr_paddl ?ltr01 ?norm1_ge0.
have /RltP ec : 0 < e / c by rewrite divr_gt0.
have [dl near] := D _ ec; have /RltP dl0 := cond_pos dl.
exists (pos dl / (2%:R * c)); first by rewrite divr_gt0 // mulr_gt0 // ltr0n.
move=> Y close; set t := \tr (A^T *m (Y - X)).
have tE : \tr (A^T *m Y) = \tr (A^T *m X) + t by rewrite -linearD -mulmxDr addrCA subrr addr0.
have tA : `|t| <= norm1 (Y - X) * c.
  apply: le_trans (trace_norm1 _ _) _.
  by rewrite mulrC ler_wpmul2l ?norm1_ge0 // ler_addl ler01.
rewrite [X in `|_ - X|](_ : _ = a * t); last by rewrite linearZ /= -scalemxAl linearZ.
rewrite tE; have [->|t0] := eqVneq t 0.
  by rewrite addr0 subrr mulr0 subr0 normr0 mulr_ge0 ?norm1_ge0 // ltW.
have nt : 0 < `|t| by rewrite normr_gt0.
have small : (Rabs t < dl)%R.
  apply/RltP; apply: le_lt_trans tA _.
  apply: le_lt_trans (_ : pos dl / 2%:R < _); last first.
    by rewrite ltr_pdivr_mulr ?ltr0n // ltr_pmulr // (ltr_nat _ 1 2).
  by rewrite -ler_pdivl_mulr // -mulrA -invfM.
have {near} := near t _ small => /(_ _)/RltP near.
have {}near := near (elimN eqP t0); rewrite RdivE // in near.
have {}near : `|(phi (\tr (A^T *m X) + t) - phi (\tr (A^T *m X))) / t - a| < e / c := near.
rewrite -(ltr_pmul2r nt) -normrM mulrBl divfK // in near.
apply: le_trans (ltW near) _; rewrite -mulrA ler_pmul2l // mulrC ler_pdivr_mulr //.
Qed.

Lemma sum_gradient m n k (f : 'I_k -> 'M[R]_(m, n) -> R) X (G : 'I_k -> 'M[R]_(m, n)) :
  (forall i, has_gradient (f i) X (G i)) -> has_gradient (fun Y => \sum_i f i Y) X (\sum_i G i).
Proof.
move=> fG e e0; have k0 : 0 < (k%:R + 1 : R) by rewrite ltr_paddl ?ler0n ?ltr01.
have e1 : 0 < e / (k%:R + 1) by rewrite divr_gt0.
have [dl dl0 near] := fin_all_exists2 (fun i => fG i _ e1).
have [a a0 small] := below_all dl0; exists a => // Y close.
rewrite linear_sum mulmx_suml linear_sum -!sumrB; apply: le_trans (ler_norm_sum _ _ _) _.
apply: le_trans (_ : \sum_(i < k) e / (k%:R + 1) * norm1 (Y - X) <= _).
  by apply: ler_sum => i _; apply: near; apply: le_trans (small i).
rewrite sumr_const card_ord -mulr_natl mulrA ler_wpmul2r ?norm1_ge0 //.
by rewrite mulrCA ger_pmulr // ler_pdivr_mulr // mul1r ler_addl ler01.
Qed.

Lemma add_gradient m n (f g : 'M[R]_(m, n) -> R) X G G' :
  has_gradient f X G -> has_gradient g X G' -> has_gradient (fun Y => f Y + g Y) X (G + G').
Proof.
move=> fG gG e e0; have e2 : 0 < e / 2%:R by rewrite divr_gt0 // ltr0n.
have [a a0 na] := fG _ e2; have [b b0 nb] := gG _ e2.
exists (Num.min a b) => [|Y]; first by rewrite lt_minr a0.
rewrite le_minr => /andP[/na {}na /nb {}nb].
have {nb}H := ler_add na nb; rewrite -mulrDl -splitr in H.
apply: le_trans H; apply: le_trans (ler_norm_add _ _).
rewrite [(G + G')^T]linearD mulmxDl [\tr (_ + _)]linearD /=.
by rewrite [X in _ <= `|X|]addrACA -opprD [X in _ <= `|X + _|]addrACA -opprD.
Qed.

(* the class of sample n is n *)
Definition own_class (n : 'I_2) : 'I_2 := n.

Lemma ln_pair (a b : R) : (ln (exp a + exp b) = b + ln (exp (a - b) + 1))%R.
Proof.
have -> : (exp a + exp b = exp b * (exp (a - b) + 1))%R.
  by rewrite Rmult_plus_distr_l -exp_plus Rmult_1_r; congr (exp _ + exp _)%R; lra.
rewrite ln_mult ?ln_exp //; first exact: exp_pos.
by have := exp_pos (a - b); lra.
Qed.

(* at zero every column has the gradient one half, and the label less *)
Definition pair_slopes (s : R) : 'M[R]_2 := \matrix_(i, n) (1 / 2%:R - s * (i == n)%:R).

Lemma pair_gradient (s : R) (f : 'I_2 -> 'cV[R]_2 -> R) :
  (forall k y, f k y = ln (\sum_j exp (y j 0)) - s * y k 0) ->
  has_gradient (class_loss own_class f) (0 *m (const_mx 1 : 'rV_2)) (pair_slopes s).
Proof.
move=> fE; rewrite mul0mx.
pose A n : 'M[R]_2 := delta_mx 0 n - delta_mx 1 n.
pose B n : 'M[R]_2 := delta_mx 1 n - s *: delta_mx n n.
have tr_delta i n (Y : 'M[R]_2) : \tr ((delta_mx i n)^T *m Y) = Y i n.
  rewrite trmx_delta /mxtrace (bigD1 n) //= big1 => [|k kn].
    rewrite addr0 mxE (bigD1 i) //= mxE !eqxx mul1r big1 ?addr0 // => j ji.
    by rewrite mxE (negbTE ji) andbF mul0r.
  by rewrite mxE big1 // => j _; rewrite mxE (negbTE kn) mul0r.
have trA n Y : \tr ((A n)^T *m Y) = Y 0 n - Y 1 n.
  by rewrite linearB mulmxBl linearB /= !tr_delta.
have trB n Y : \tr ((B n)^T *m Y) = Y 1 n - s * Y n n.
  by rewrite linearB mulmxBl linearB /= linearZ -scalemxAl linearZ /= !tr_delta.
pose phi (t : R) : R := ln (exp t + 1).
have d1 n : is_derive phi (\tr ((A n)^T *m 0)) (1 / 2%:R).
  rewrite mulmx0 linear0 /phi; have two : 2%:R = 2%R :> R by rewrite -INRE.
  have -> : 1 / 2%:R = (1 / 2)%R :> R by rewrite -two -RdivE ?pnatr_eq0.
  by auto_derive; rewrite exp_0; [lra | field].
have d2 n : is_derive (fun t : R => t) (\tr ((B n)^T *m 0)) 1 by exact: is_derive_id.
have g1 := sum_gradient (fun n => line_gradient (d1 n)).
have g2 := sum_gradient (fun n => line_gradient (d2 n)).
have GE : \sum_n (1 / 2%:R) *: A n + \sum_n 1 *: B n = pair_slopes s.
  apply/matrixP=> i j; rewrite !mxE !summxE !big_ord_recl !big_ord0 !mxE.
  have h : 1 - 2%:R^-1 = 2%:R^-1 :> R by rewrite [X in X - _](splitr 1) mul1r addrK.
  case: i => [[|[|//]] ?]; case: j => [[|[|//]] ?]; rewrite !eqE /=;
    rewrite !(subr0, mulr0, mulr1, mul1r, addr0, add0r, sub0r, oppr0, mulrN) //.
    by rewrite addrC h.
  by rewrite addrA [- _ + 1]addrC h.
rewrite -GE; have := add_gradient g1 g2; move=> G e /G[dl dl0 near]; exists dl => // Y /near.
suff E Z : class_loss own_class f Z =
    \sum_i phi (\tr ((A i)^T *m Z)) + \sum_i \tr ((B i)^T *m Z) by rewrite !E.
rewrite -big_split /=; apply: eq_bigr => n _; rewrite fE trA trB /phi addrA /own_class mxE.
congr (_ - _); rewrite !big_ord_recl big_ord0 !mxE addr0 [RHS]addrC.
have -> : lift ord0 ord0 = 1 :> 'I_2 by exact/val_inj.
exact: ln_pair.
Qed.

(* the surrogate of the two samples, where their features are the unit vectors *)
Lemma at_slopes s : surrogate (fun=> 1) (pair_slopes s) 1%:M = - pair_slopes s.
Proof.
rewrite /surrogate trmx1 mulmx1; congr (- _).
by apply/matrixP=> i j; rewrite mxE mul1r.
Qed.

Lemma slopes_unit (s : R) : 0 < s -> s < 1 -> pair_slopes s \in unitmx.
Proof.
move=> s0 s1; pose t := 1 - s; have st : s + t = 1 by rewrite addrC subrK.
have st0 : s * t != 0 by rewrite gt_eqF // mulr_gt0 // subr_gt0.
suff P : pair_slopes s *m ((s * t)^-1 *: pair_slopes t) = 1%:M by case/mulmx1_unit: P.
rewrite -scalemxAr; suff -> : pair_slopes s *m pair_slopes t = (s * t) *: 1%:M.
  by rewrite scalerA mulVf // scale1r.
apply/matrixP=> i j; rewrite !mxE !big_ord_recl big_ord0 !mxE addr0.
have : 1 / 2%:R + 1 / 2%:R = 1 :> R by rewrite -splitr.
move: (1 / 2%:R) t st {s0 s1 st0} => h t st hh.
have even : (h - s) * (h - t) + h * h = s * t by rewrite even_product hh st subrr add0r.
have odd : (h - s) * h + h * (h - t) = 0 by rewrite odd_product hh st subrr.
case: i => [[|[|//]] ?]; case: j => [[|[|//]] ?]; rewrite !eqE /= !(subr0, mulr0, mulr1) //.
  by rewrite addrC.
by rewrite addrC.
Qed.

(* a rank of q - 2 *)
Theorem entropy_rank_two_wrong : ~ (forall (m d N q : nat) (c : 'I_N -> 'I_q) (H : 'M[R]_(d, N))
    (s : 'I_m -> R) (kappa : 'cV[R]_m -> 'cV[R]_q) (y : 'cV[R]_m) (Psi : 'M[R]_(m, N)),
  has_gradient (class_loss c (cross_entropy kappa)) (y *m (const_mx 1 : 'rV_N)) Psi ->
  (\rank (surrogate s Psi H) <= q - 2)%N).
Proof.
move=> H; have G := @pair_gradient 1 (cross_entropy (fun y : 'cV[R]_2 => y)).
have g : has_gradient (class_loss own_class (cross_entropy (fun y : 'cV[R]_2 => y)))
    (0 *m (const_mx 1 : 'rV_2)) (pair_slopes 1) by apply: G => k y; rewrite mul1r.
have := H 2%N 2%N 2%N 2%N own_class 1%:M (fun=> 1) (fun y => y) 0 _ g.
rewrite at_slopes mxrank_opp leqn0 mxrank_eq0 => /eqP/matrixP/(_ 0 1)/eqP.
by rewrite !mxE mulr0 subr0 mul1r invr_eq0 pnatr_eq0.
Qed.

(* nine tenths of the logit of the class *)
Theorem entropy_rank_label_wrong : ~ (forall (m d N q : nat) (c : 'I_N -> 'I_q)
    (H : 'M[R]_(d, N)) (s : 'I_m -> R) (kappa : 'cV[R]_m -> 'cV[R]_q) (y : 'cV[R]_m)
    (Psi : 'M[R]_(m, N)),
  let lambda k y := ln (\sum_j exp (kappa y j 0)) - 9%:R / 10%:R * kappa y k 0 in
  has_gradient (class_loss c lambda) (y *m (const_mx 1 : 'rV_N)) Psi ->
  (\rank (surrogate s Psi H) <= q.-1)%N).
Proof.
move=> H; pose lambda (s : R) k (y : 'cV[R]_2) := ln (\sum_j exp (y j 0)) - s * y k 0.
have G s := @pair_gradient s (lambda s) (fun k y => erefl).
have := H 2%N 2%N 2%N 2%N own_class 1%:M (fun=> 1) (fun y => y) 0 _ (G _).
rewrite at_slopes mxrank_opp leqNgt => /negP; apply.
by rewrite mxrank_unit // slopes_unit // ?divr_gt0 ?ltr_pdivr_mulr ?ltr0n ?mul1r ?ltr_nat.
Qed.

(* equal weights in place of the probabilities *)
Theorem softmax_balance_equal_wrong : ~ (forall (q : nat) (z : 'cV[R]_q),
  \sum_c 1 *: (\col_j softmax z j - delta_mx c 0) = 0).
Proof.
pose z : 'cV[R]_2 := \col_j (if j == 0 then 1 else 0).
move=> /(_ _ z)/matrixP/(_ 0 0); rewrite summxE !big_ord_recl big_ord0 !mxE /= !mul1r addr0.
rewrite subr0 addrAC => /eqP; rewrite subr_eq add0r => /eqP e.
have p := softmax_one z 0; rewrite !big_ord_recl big_ord0 addr0 in p.
have {}p := esym (@addrI _ _ _ _ (etrans p (esym e))).
have b0 := lt0r_neq0 (exp_sum_pos z 0).
move: p => /(mulIf (invr_neq0 b0)); rewrite !mxE /= => p.
by have := exp_inv _ _ p; apply/eqP; rewrite oner_eq0.
Qed.

(* nine tenths of the share of the label *)
Theorem softmax_balance_share_wrong : ~ (forall (q : nat) (z : 'cV[R]_q),
  \sum_c softmax z c *: (\col_j softmax z j - (9%:R / 10%:R) *: delta_mx c 0) = 0).
Proof.
have key (a b : R) : a + b = 1 -> a != 0 ->
    a * (a - 9%:R / 10%:R * 1) + b * (a - 9%:R / 10%:R * 0) <> 0.
  move=> ab a0; rewrite mulr1 mulr0 subr0 (mulrC b) mulrBr addrAC -mulrDr ab => /eqP.
  rewrite subr_eq0 => /eqP e; have /eqP := mulfI a0 e.
  by rewrite gt_eqF // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
have p := softmax_one 0 (0 : 'I_2); rewrite !big_ord_recl big_ord0 addr0 in p.
move=> /(_ 2%N 0)/matrixP/(_ 0 0); rewrite summxE !big_ord_recl big_ord0 !mxE /= addr0.
exact: key p (lt0r_neq0 (softmax_pos 0 (0 : 'I_2))).
Qed.

