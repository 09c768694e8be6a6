(* A state space at rest on a target that it does not fit.

   residual w m c is the polynomial p with the coefficients w_i (c_i - m_i).
   at_rest (EKJL, part 1): all derivatives of the loss by A, B and C are zero if and only if p and
     p' are zero at every atom.
   rest_few_atoms (EKJL, part 2): then there are at most (k - 1) / 2 atoms, unless the loss is zero.
   nonnegative_rest_is_best (EKJL, part 3): if p >= 0 everywhere, no symmetric balanced state space
     has a smaller loss, and each with the same loss has the same measure, unless the loss is zero.
   spare_state, spare_state_lowers (EKJL, part 4): what a further state changes.
   Over any ordered field, for every k and every number of states. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined end_to_end state_space state_run reached_space.
From dlf Require Import krylov state_gradient state_loss.
From dlf Require Import complete_sums hermite state_moments state_measure.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Diagonal.
Variables (R : realFieldType) (k : nat).
Implicit Types (w : 'I_k -> R) (m : nat -> R) (c : 'cV[R]_k).

(* the polynomial with the coefficients w_i (c_i - m_i) *)
Definition residual w m c : {poly R} := \sum_(i < k) (w i * (c i 0 - m i)) *: 'X^i.

Lemma size_residual w m c : (size (residual w m c) <= k)%N.
Proof.
apply: leq_trans (size_sum _ _ _) _; apply/bigmax_leqP => i _.
by apply: leq_trans (size_scale_leq _ _) _; rewrite size_polyXn.
Qed.

Lemma residual_coef w m c (i : 'I_k) : (residual w m c)`_i = w i * (c i 0 - m i).
Proof.
rewrite coef_sum (bigD1 i) //= coefZ coefXn eqxx mulr1 big1 ?addr0 // => j ji.
by rewrite coefZ coefXn eq_sym (negbTE (ji : (j : nat) != i)) mulr0.
Qed.

Lemma residual_at w m c x : (residual w m c).[x] = \sum_(i < k) w i * (c i 0 - m i) * x ^+ i.
Proof. by rewrite horner_sum; apply: eq_bigr => i _; rewrite hornerZ hornerXn. Qed.

Lemma residual_slope w m c x :
  (residual w m c)^`().[x] = \sum_(i < k) w i * (c i 0 - m i) * (i%:R * x ^+ i.-1).
Proof.
rewrite linear_sum horner_sum; apply: eq_bigr => i _ /=.
by rewrite derivZ derivXn hornerZ hornerMn hornerXn mulr_natl.
Qed.

(* p carries the derivatives of the loss: these are sys_grad at the slope 2 w_i (c_i - m_i) *)
Lemma loss_gradient w m d (S : system R d) e : 0 < e -> exists2 delta, 0 < delta &
  forall S', sys_dist S' S <= delta -> let g := fit_slope w m (response k S) in
    `|fit_loss w m (response k S') - fit_loss w m (response k S)
      - (\tr ((grad_A g S)^T *m (sys_A S' - sys_A S))
         + \tr ((grad_B g S)^T *m (sys_B S' - sys_B S))
         + \tr ((grad_C g S)^T *m (sys_C S' - sys_C S)))| <= e * sys_dist S' S.
Proof. exact: response_gradient (fit_gradient w m (response k S)) e. Qed.

(* the divided difference of the residual at x and y *)
Definition between w m c x y := \sum_(i < k) w i * (c i 0 - m i) *
  \sum_(s < i) x ^+ s * y ^+ (i - 1 - s).

Lemma between_same w m c x : between w m c x x = (residual w m c)^`().[x].
Proof.
rewrite residual_slope; apply: eq_bigr => i _; congr (_ * _).
rewrite (eq_bigr (fun=> x ^+ i.-1)) => [|s _]; first by rewrite sumr_const card_ord mulr_natl.
by rewrite -exprD subn1 subnKC // -ltnS prednK ?ltn_ord // (leq_ltn_trans (leq0n s)).
Qed.

Lemma between_differs w m c x y :
  (x - y) * between w m c x y = (residual w m c).[x] - (residual w m c).[y].
Proof.
rewrite !residual_at -sumrB mulr_sumr; apply: eq_bigr => i _; rewrite -mulrBr mulrCA.
congr (_ * _); rewrite -opprB mulNr -[RHS]opprB; congr (- _); rewrite [RHS]subrXX; congr (_ * _).
by apply: eq_bigr => s _; rewrite mulrC subn1.
Qed.

Variables (d : nat) (a : 'rV[R]_d) (b : 'cV[R]_d).
Let s := System (diag_mx a) b b^T.

Lemma diag_power i : mxpow (diag_mx a) i = diag_mx (\row_j a 0 j ^+ i).
Proof.
elim: i => [|i IH]; first by apply/matrixP=> x y; rewrite !mxE.
by rewrite mxpowS IH mul_diag_mx; apply/matrixP=> x y; rewrite !mxE exprS mulrnAr.
Qed.

Lemma diag_tr (v : 'rV[R]_d) : (diag_mx v)^T = diag_mx v.
Proof. by apply/matrixP=> i j; rewrite !mxE; case: (eqVneq i j) => [->|]; rewrite // eq_sym. Qed.

Lemma diagonal_grad_A w m c j l :
  grad_A (fit_slope w m c) s j l = 2%:R * (b j 0 * b l 0 * between w m c (a 0 j) (a 0 l)).
Proof.
rewrite /grad_A /= diag_tr trmxK summxE !mulr_sumr; apply: eq_bigr => i _.
rewrite [LHS]mxE [X in X * _]mxE summxE !mulr_sumr; apply: eq_bigr => t _.
rewrite !diag_power -!mulmxA mul_diag_mx mul_mx_diag !mxE big_ord1 !mxE.
by move: (w i) (c i 0 - m i) (b j 0) (b l 0) (a 0 j ^+ _) (a 0 l ^+ _) => *; ring.
Qed.

Lemma diagonal_grad_B w m c j :
  grad_B (fit_slope w m c) s j 0 = 2%:R * (b j 0 * (residual w m c).[a 0 j]).
Proof.
rewrite /grad_B /= diag_tr trmxK summxE residual_at !mulr_sumr; apply: eq_bigr => i _.
rewrite [LHS]mxE diag_power mul_diag_mx !mxE.
by move: (w i) (c i 0 - m i) (b j 0) (a 0 j ^+ _) => *; ring.
Qed.

Lemma diagonal_grad_C w m c : grad_C (fit_slope w m c) s = (grad_B (fit_slope w m c) s)^T.
Proof.
rewrite /grad_C /grad_B linear_sum; apply: eq_bigr => i _; rewrite linearZ /= trmx_mul.
by rewrite mxpow_tr diag_tr trmxK !diag_tr.
Qed.

Lemma diagonal_rest w m c : sys_grad (fit_slope w m c) s = sys_zero R d <->
  forall j, b j 0 != 0 -> (residual w m c).[a 0 j] = 0 /\ (residual w m c)^`().[a 0 j] = 0.
Proof.
set p := residual w m c; have two : 2%:R != 0 :> R by rewrite pnatr_eq0.
split=> [[gA gB gC] j bj|rest].
  have := diagonal_grad_A w m c j j; have := diagonal_grad_B w m c j; rewrite gA gB !mxE.
  rewrite between_same -/p => /esym/eqP; rewrite !mulf_eq0 (negbTE two) (negbTE bj) /= => /eqP ->.
  by move=> /esym/eqP; rewrite !mulf_eq0 (negbTE two) (negbTE bj) /= => /eqP ->.
have gB : grad_B (fit_slope w m c) s = 0.
  apply/colP=> j; rewrite diagonal_grad_B mxE; have [->|/rest[-> _]] := eqVneq (b j 0) 0.
    by rewrite mul0r mulr0.
  by rewrite !mulr0.
congr System; [| exact: gB | by rewrite diagonal_grad_C gB trmx0].
apply/matrixP=> j l; rewrite diagonal_grad_A mxE.
have [->|bj] := eqVneq (b j 0) 0; first by rewrite !mul0r mulr0.
have [->|bl] := eqVneq (b l 0) 0; first by rewrite mulr0 mul0r mulr0.
suff -> : between w m c (a 0 j) (a 0 l) = 0 by rewrite !mulr0.
have [e|ne] := eqVneq (a 0 j) (a 0 l); first by rewrite -e between_same (rest j bj).2.
have := between_differs w m c (a 0 j) (a 0 l); rewrite (rest j bj).1 (rest l bl).1 subrr => /eqP.
by rewrite mulf_eq0 subr_eq0 (negbTE ne) => /eqP.
Qed.
End Diagonal.

Section Rest.
Variables (R : realFieldType) (k : nat) (w : 'I_k -> R) (m : nat -> R) (d : nat).
Variables (S : system R d) (Q : 'M[R]_d) (a : 'rV[R]_d).
Hypotheses (sym : symmetric_balanced S) (Q1 : Q^T *m Q = 1%:M).
Hypothesis eigen : sys_A S *m Q = Q *m diag_mx a.
Local Notation c := (response k S).
Local Notation p := (residual w m c).
Local Notation still := (sys_grad (fit_slope w m c) S = sys_zero R d).

Theorem at_rest : still <->
  forall j, component S Q j != 0 -> p.[a 0 j] = 0 /\ p^`().[a 0 j] = 0.
Proof.
have [sA sB] := sym; have Q2 : Q *m Q^T = 1%:M by exact: mulmx1C.
pose b := Q^T *m sys_B S; pose s := System (diag_mx a) b b^T.
have emb : embeds Q S s.
  split; first by split; rewrite /= -?sA ?diag_tr.
    by rewrite /= mulmxA Q2 mul1mx.
  by rewrite /= trmx_mul trmxK -mulmxA Q2 mulmx1 sB trmxK.
rewrite -(diagonal_rest a b w m c) (embeds_grad _ emb) -/s; case: (sys_grad _ s) => A B C.
split=> [[/= gA gB gC]|[-> -> ->]]; last by rewrite /sys_turn /= !(mulmx0, mul0mx).
have back n (X : 'M[R]_(d, n)) : Q *m X = 0 -> X = 0.
  by move=> X0; rewrite -[X]mul1mx -Q1 -mulmxA X0 mulmx0.
have back' n (X : 'M[R]_(n, d)) : X *m Q^T = 0 -> X = 0.
  by move=> X0; rewrite -[X]mulmx1 -Q1 mulmxA X0 mul0mx.
by rewrite (back _ _ (back' _ _ gA)) (back _ _ gB) (back' _ _ gC).
Qed.

Hypothesis w0 : forall i, 0 < w i.

Lemma residual_neq0 : fit_loss w m c != 0 -> p != 0.
Proof.
apply: contraNneq => p0; apply/eqP/big1 => i _; have := residual_coef w m c i.
rewrite p0 coef0 => /esym/eqP; rewrite mulf_eq0 gt_eqF // => /eqP ->.
by rewrite expr0n mulr0.
Qed.

Lemma atom_zero x : (forall j, component S Q j != 0 -> p.[a 0 j] = 0 /\ p^`().[a 0 j] = 0) ->
  x \in atom_places S Q a -> p.[x] = 0 /\ p^`().[x] = 0.
Proof.
by move=> rest; rewrite mem_undup => /mapP[j]; rewrite mem_filter => /andP[bj _] ->; exact: rest.
Qed.

Theorem rest_few_atoms : still -> fit_loss w m c != 0 ->
  (size (atom_places S Q a) <= k.-1./2)%N.
Proof.
move=> /at_rest rest /residual_neq0; set s := atom_places S Q a => p0.
rewrite leqNgt; apply: contraNN p0; rewrite -divn2 ltn_divLR // => many; apply/eqP.
have inj : injective (fun j : 'I_(size s) => s`_j).
  by move=> i j /eqP; rewrite nth_uniq ?undup_uniq // => /eqP/val_inj.
apply: (double_zeros inj) => [j|]; first by apply: atom_zero => //; rewrite mem_nth.
by apply: leq_trans (size_residual _ _ _) _; rewrite mulnC; case: k many.
Qed.

Lemma loss_rise (c' : 'cV[R]_k) : fit_loss w m c' - fit_loss w m c =
  2%:R * (\sum_(i < k) p`_i * (c' i 0 - c i 0)) + \sum_i w i * (c' i 0 - c i 0) ^+ 2.
Proof.
rewrite /fit_loss -sumrB mulr_sumr -big_split; apply: eq_bigr => i _ /=; rewrite residual_coef.
by move: (w i) (c' i 0) (c i 0) (m i) => *; ring.
Qed.

Theorem nonnegative_rest_is_best : still -> (forall x, 0 <= p.[x]) ->
  forall d' (S' : system R d') (Q' : 'M[R]_d') (a' : 'rV[R]_d'), symmetric_balanced S' ->
    Q'^T *m Q' = 1%:M -> sys_A S' *m Q' = Q' *m diag_mx a' ->
    fit_loss w m c <= fit_loss w m (response k S') /\
    (fit_loss w m c != 0 -> fit_loss w m (response k S') = fit_loss w m c ->
      forall x, mass (a' 0) (component S' Q') x = mass (a 0) (component S Q) x).
Proof.
move=> /at_rest rest pos d' S' Q' a' sym' Q1' eigen'; set c' := response k S'.
have ce (i : 'I_k) : c i 0 = moment (a 0) (component S Q) i by rewrite mxE; exact: impulse_moment.
have ce' (i : 'I_k) : c' i 0 = moment (a' 0) (component S' Q') i.
  by rewrite mxE; exact: impulse_moment.
have rise := loss_rise c'.
have first : \sum_(i < k) p`_i * (c' i 0 - c i 0) = \sum_j component S' Q' j ^+ 2 * p.[a' 0 j].
  rewrite (eq_bigr (fun i : 'I_k => p`_i * moment (a' 0) (component S' Q') i -
    p`_i * moment (a 0) (component S Q) i)) => [|i _]; last by rewrite mulrBr ce ce'.
  rewrite sumrB -!(moment_horner _ _ (size_residual w m c)) [X in _ - X]big1 ?subr0 // => j _.
  have [->|/rest[-> _]] := eqVneq (component S Q j) 0; last by rewrite mulr0.
  by rewrite expr0n mul0r.
have term j : 0 <= component S' Q' j ^+ 2 * p.[a' 0 j] by rewrite mulr_ge0 ?sqr_ge0.
have f0 : 0 <= 2%:R * \sum_(i < k) p`_i * (c' i 0 - c i 0).
  by rewrite first mulr_ge0 ?ler0n ?sumr_ge0.
have sq i : 0 <= w i * (c' i 0 - c i 0) ^+ 2 by rewrite mulr_ge0 ?sqr_ge0 // ltW.
have s0 : 0 <= \sum_i w i * (c' i 0 - c i 0) ^+ 2 by exact: sumr_ge0.
split=> [|/residual_neq0 p0 same]; first by rewrite -subr_ge0 rise addr_ge0.
move: rise; rewrite same subrr => /esym/eqP; rewrite paddr_eq0 // mulf_eq0 pnatr_eq0 /=.
move=> /andP[/eqP f /eqP z].
have equal (i : 'I_k) : c' i 0 = c i 0.
  have /eqP := @psumr_eq0P _ _ xpredT _ (fun i _ => sq i) z i isT.
  by rewrite mulf_eq0 gt_eqF // sqrf_eq0 subr_eq0 => /eqP.
have zero' j : component S' Q' j != 0 -> p.[a' 0 j] = 0.
  have tj := @psumr_eq0P _ _ xpredT _ (fun j _ => term j) (etrans (esym first) f) j isT.
  move=> bj; move/eqP: tj.
  by rewrite mulf_eq0 sqrf_eq0 (negbTE bj) => /eqP.
pose s := undup (codom (a 0) ++ codom (a' 0)); pose t := filter (root p) s.
have small : (size t < k)%N.
  apply: leq_trans (size_residual w m c); apply: max_poly_roots => //.
    by apply/allP => x; rewrite mem_filter => /andP[].
  by rewrite filter_uniq ?undup_uniq.
apply: (same_masses (s := t)) => [j bj|j bj|i it].
- by rewrite mem_filter rootE zero' // eqxx mem_undup mem_cat codom_f orbT.
- by rewrite mem_filter rootE (rest j bj).1 eqxx mem_undup mem_cat codom_f.
by have := equal (Ordinal (ltn_trans it small)); rewrite ce ce'.
Qed.
End Rest.

Section Spare.
Variables (R : realFieldType) (k d : nat) (w : 'I_k -> R) (m : nat -> R).
Implicit Type S : system R d.

(* S and one more state with the eigenvalue x and the component h of B = C^T *)
Definition with_spare S x h : system R (d + 1) := System (block_mx (sys_A S) 0 0 x%:M)
  (col_mx (sys_B S) (const_mx h)) (row_mx (sys_C S) (const_mx h)).

Lemma spare_symmetric S x h : symmetric_balanced S -> symmetric_balanced (with_spare S x h).
Proof.
move=> [sA sB]; split; rewrite /= ?tr_block_mx ?tr_row_mx ?trmx_const ?trmx0 ?tr_scalar_mx.
  by rewrite -sA.
by rewrite -sB.
Qed.

Lemma spare_impulse S x h i : impulse (with_spare S x h) i = impulse S i + h ^+ 2 * x ^+ i.
Proof.
have E : mxpow (sys_A (with_spare S x h)) i = block_mx (mxpow (sys_A S) i) 0 0 (x ^+ i)%:M.
  elim: i => [|i IH]; first by rewrite expr0 -scalar_mx_block.
  by rewrite mxpowS IH mulmx_block !(mulmx0, mul0mx, addr0, add0r) -scalar_mxM exprS.
rewrite /impulse E mul_row_block mul_row_col !(mulmx0, addr0, add0r) mxE; congr (_ + _).
by rewrite mul_mx_scalar !mxE big_ord1 !mxE expr2 mulrC mulrAC mulrA.
Qed.

Theorem spare_state S x h : fit_loss w m (response k (with_spare S x h)) =
  fit_loss w m (response k S) + 2%:R * h ^+ 2 * (residual w m (response k S)).[x]
    + h ^+ 4 * \sum_(i < k) w i * x ^+ (2 * i).
Proof.
rewrite residual_at !mulr_sumr -!big_split; apply: eq_bigr => i _; rewrite !mxE spare_impulse.
rewrite mulnC exprM (exprD h 2 2); move: (w i) (impulse S i) (m i) (x ^+ i) (h ^+ 2) => *.
by rewrite /=; ring.
Qed.

Theorem spare_state_lowers S x : (residual w m (response k S)).[x] < 0 ->
  exists2 delta, 0 < delta & forall h, h != 0 -> `|h| < delta ->
    fit_loss w m (response k (with_spare S x h)) < fit_loss w m (response k S).
Proof.
set q := _.[x] => q0; pose W := \sum_(i < k) w i * x ^+ (2 * i).
have W0 : 0 < `|W| + 1 by rewrite ltr_spaddr ?ltr01.
exists (Num.min 1 (- q / (`|W| + 1))) => [|h h0].
  by rewrite lt_minr ltr01 divr_gt0 // oppr_gt0.
rewrite lt_minr => /andP[h1]; rewrite ltr_pdivl_mulr // => hq.
rewrite spare_state -/q -/W -addrA gtr_addl.
have -> : 2%:R * h ^+ 2 * q + h ^+ 4 * W = h ^+ 2 * (2%:R * q + h ^+ 2 * W).
  by rewrite mulrDr [h ^+ 2 * (h ^+ 2 * _)]mulrA -exprD [h ^+ 2 * (_ * q)]mulrCA mulrA.
have hp : 0 < h ^+ 2 by rewrite lt_def sqrf_eq0 h0 sqr_ge0.
rewrite pmulr_rlt0 //; apply: (@lt_trans _ _ q).
  rewrite mulr_natl mulr2n -addrA gtr_addl addrC -ltr_subr_addr sub0r.
  apply: le_lt_trans hq; apply: le_trans (ler_norm _) _; rewrite normrM.
  apply: ler_pmul => //; last by rewrite ler_addl ler01.
  by rewrite normrX expr2 -[leRHS]mulr1; apply: ler_wpmul2l (ltW h1).
by [].
Qed.
End Spare.
