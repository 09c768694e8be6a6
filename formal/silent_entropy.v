(* The cross-entropy of any logits at the weight zero: one class less, over Coq's reals.

   softmax_balance (EZCK 2): whatever the logits kappa(y) are, if the cross-entropy of every class
     is differentiable at y, the sum of its gradients with the probabilities as weights is zero, and
     the probabilities are positive; for the logits themselves it is the sum of pi_c (pi - e_c).
   entropy_rank (EZCK 2): at the weight zero of a layer the surrogate of q classes under the
     cross-entropy has at most the rank q - 1. Any sizes, samples and logits. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent lipschitz flow silent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Line.
Variables (m n : nat) (f : 'M[R]_(m, n) -> R) (X G V : 'M[R]_(m, n)).

(* a function that has a gradient has a slope along every line *)
Lemma gradient_line : has_gradient f X G ->
  is_derive (fun t : R => f (X + t *: V)) 0 (\tr (G^T *m V)).
Proof.
move=> fG; apply/is_derive_Reals => e /RltP e0; pose c := norm1 V + 1.
have c0 : 0 < c by rewrite ltr_paddl ?ltr01 ?norm1_ge0.
have ec : 0 < e / (c + c) by rewrite divr_gt0 // addr_gt0.
have [dl dl0 near] := fG _ ec.
have dc : 0 < dl / c by rewrite divr_gt0.
exists (mkposreal _ (RltP _ _ dc)) => t t0 /RltP /= tc.
have t0' : t != 0 by apply/eqP.
rewrite RdivE // scale0r addr0 -[(0 + t)%R]/(0 + t) add0r; apply/RltP.
have nt : 0 < `|t| by rewrite normr_gt0.
rewrite -[Rabs _]/(`|(f (X + t *: V) - f X) / t - \tr (G^T *m V)|).
rewrite -(ltr_pmul2r nt) -normrM mulrBl divfK //.
have := near (X + t *: V); rewrite (addrC X) addrK norm1Z => H.
have -> : \tr (G^T *m V) * t = \tr (G^T *m (t *: V)) by rewrite -scalemxAr linearZ mulrC.
have tV : `|t| * norm1 V <= `|t| * c by rewrite ler_pmul2l // ler_addl ler01.
apply: le_lt_trans (H _) _.
  by apply: le_trans tV _; rewrite -ler_pdivl_mulr // ltW.
apply: le_lt_trans (_ : e / (c + c) * (`|t| * c) < _).
  by rewrite ler_pmul2l.
rewrite mulrCA mulrC ltr_pmul2r // -ltr_pdivl_mulr // ltr_pmul2l //.
rewrite ltf_pinv ?posrE ?(addr_gt0 c0) //.
by rewrite ltr_addl.
Qed.
End Line.

Section Softmax.
Variables (m q : nat) (kappa : 'cV[R]_m -> 'cV[R]_q) (y : 'cV[R]_m).

(* the cross-entropy of the class c, the logits being kappa(y) *)
Definition cross_entropy c (y : 'cV[R]_m) := ln (\sum_j exp (kappa y j 0)) - kappa y c 0.

(* the probability of the class c *)
Definition softmax (z : 'cV[R]_q) c := exp (z c 0) / \sum_j exp (z j 0).

Lemma exp_sum_pos (z : 'cV[R]_q) (c : 'I_q) : 0 < \sum_j exp (z j 0).
Proof.
have p j : 0 < exp (z j 0) by apply/RltP; exact: exp_pos.
by rewrite (bigD1 c) //= ltr_paddr // sumr_ge0 // => j _; exact: ltW.
Qed.

Lemma softmax_pos z c : 0 < softmax z c.
Proof. by rewrite /softmax divr_gt0 ?exp_sum_pos //; apply/RltP; exact: exp_pos. Qed.

Lemma softmax_one z (c : 'I_q) : \sum_k softmax z k = 1.
Proof. by rewrite -mulr_suml divff // gt_eqF // exp_sum_pos. Qed.

Lemma exp_cross_entropy c v : exp (- cross_entropy c v) = softmax (kappa v) c.
Proof.
have := exp_sum_pos (kappa v) c; rewrite /cross_entropy /softmax.
move: (kappa v c 0) (\sum_j _) => a b b0.
have -> : exp (- (ln b - a)) = exp (a + - ln b)%R by congr exp; exact: opprB.
rewrite exp_plus exp_Ropp exp_ln; last exact/RltP.
by rewrite RinvE // gt_eqF.
Qed.

Theorem softmax_balance :
  (forall c, 0 < softmax (kappa y) c) /\
  (forall g : 'I_q -> 'cV[R]_m, (forall c, has_gradient (cross_entropy c) y (g c)) ->
    \sum_c softmax (kappa y) c *: g c = 0) /\
  (forall z, \sum_c softmax z c *: (\col_j softmax z j - delta_mx c 0) = 0).
Proof.
split; [exact: softmax_pos | split=> [g gG|z]]; last first.
  apply/colP=> j; rewrite summxE mxE (eq_bigr (fun c => softmax z j * softmax z c -
    softmax z c * (j == c)%:R)) => [|c _]; last by rewrite !mxE andbT mulrBr mulrC.
  rewrite sumrB -mulr_sumr (softmax_one z j) mulr1 (bigD1 j) //= eqxx mulr1 big1 ?addr0 ?subrr //.
  by move=> c cj; rewrite eq_sym (negbTE cj) mulr0.
case: (posnP q) => [q0|q0].
  by rewrite big1 // => c; move: (ltn_ord c); rewrite [X in (_ < X)%N]q0.
pose c0 := Ordinal q0.
suff zero (V : 'cV[R]_m) : \tr ((\sum_c softmax (kappa y) c *: g c)^T *m V) = 0.
  apply/colP=> i; have := zero (delta_mx i 0); move: (\sum_c _) => Z.
  rewrite trace_entries (bigD1 i) //= big_ord1 [delta_mx _ _ _ _]mxE !eqxx mulr1.
  rewrite big1 ?addr0 => [->|k ki]; first by rewrite mxE.
  by rewrite big_ord1 [delta_mx _ _ _ _]mxE (negbTE ki) mulr0.
pose F c t := exp (- cross_entropy c (y + t *: V)).
have dF c : is_derive (F c) 0 (- \tr ((g c)^T *m V) * softmax (kappa y) c).
  have E : exp (- cross_entropy c (y + 0 *: V)) = softmax (kappa y) c.
    by rewrite scale0r addr0 exp_cross_entropy.
  rewrite -E; apply: (@is_derive_comp _ _ exp) => //; first exact: is_derive_exp.
  by apply: dopp; exact: gradient_line.
have dS := @dsum _ (index_enum _) F _ 0 dF.
have cS t : \sum_c F c t = 1.
  rewrite -(softmax_one (kappa (y + t *: V)) c0).
  by apply: eq_bigr => c _; exact: exp_cross_entropy.
have d1 : is_derive (fun t => \sum_c F c t) 0 0.
  by apply: is_derive_ext (dconst 1 0) => t; rewrite cS.
have := is_derive_unique _ _ _ dS; rewrite (is_derive_unique _ _ _ d1) => /esym H.
rewrite linear_sum mulmx_suml linear_sum /=; apply/eqP; rewrite -oppr_eq0 -sumrN -[X in _ == X]H.
by apply/eqP/eq_bigr => c _; rewrite linearZ /= -scalemxAl linearZ /= mulNr mulrC.
Qed.
End Softmax.

Section Rank.
Variables (m d N q : nat) (c : 'I_N -> 'I_q) (H : 'M[R]_(d, N)) (s : 'I_m -> R).
Variables (kappa : 'cV[R]_m -> 'cV[R]_q) (y : 'cV[R]_m) (Psi : 'M[R]_(m, N)).

Theorem entropy_rank :
  has_gradient (class_loss c (cross_entropy kappa)) (y *m (const_mx 1 : 'rV_N)) Psi ->
  (\rank (surrogate s Psi H) <= q.-1)%N.
Proof.
move=> psiP; case: (posnP q) => [q0|q0].
  by have [_] := silent_classes H s psiP; rewrite q0.
apply: (one_class_less H s psiP).
case: (pickP (fun k => [forall n, c n != k])) => [k /forallP ck|all]; first by left; exists k.
have [g _ gG] := class_columns psiP; have [pos [balance _]] := softmax_balance kappa y.
have {}gG k : has_gradient (cross_entropy kappa k) y (g k).
  apply: gG; have /negbT := all k; rewrite negb_forall => /existsP[n].
  by rewrite negbK => /eqP; exists n.
right; exists g, (softmax (kappa y)); split=> //; last exact: balance.
by exists (Ordinal q0); rewrite gt_eqF.
Qed.
End Rank.
