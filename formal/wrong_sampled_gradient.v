(* Wrong variants of a step on the observed entries, near the truth, refuted over every ordered
   field, at chains of unit matrices of which one entry is observed. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent lipschitz cost radial_slope sampled_gradient.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Gradients.
Variable R : realFieldType.

(* layers 1, all of size 2 *)
Definition two (l : nat) : nat := 2%N.
Definition units : factors R two := fun=> 1%:M.
(* the entry at the top left is observed, and is zero in the target *)
Definition corner : {set 'I_2 * 'I_2} := [set (0, 0)].
Local Notation E := (errors (k := 0) (d := two) corner 0 units).

Lemma unit_entry i j : (row i (1%:M : 'M[R]_2) *m col j 1%:M) 0 0 = (i == j)%:R.
Proof. by rewrite -row_mul mul1mx !mxE. Qed.

Lemma corner_errors : E = delta_mx 0 0.
Proof.
apply/matrixP=> i j; rewrite mxE in_set1 xpair_eqE /but_last /= mulmx1 unit_entry !mxE subr0.
have [->|i0] := eqVneq i 0; last by [].
by rewrite /= [j == 0]eq_sym; case: eqVneq.
Qed.

Lemma corner_gradient : last_gradient (k := 0) (d := two) corner 0 units = delta_mx 0 0.
Proof. by rewrite /last_gradient corner_errors /but_last /= mulmx1 trmx1 mulmx1. Qed.

Lemma partial_unique (F : factors R two -> R) l (G G' : 'M[R]_2) :
  partial_gradient (d := two) units F (l := l) G ->
  partial_gradient (d := two) units F (l := l) G' -> G = G'.
Proof.
pose f (M : 'M[R]_2) := F (fun i => if i == l then M else 1%:M).
suff f1 H : partial_gradient (d := two) units F (l := l) H -> has_gradient f 1%:M H.
  by move=> /f1 g /f1; exact: gradient_unique g.
move=> FH; pose W Y i : 'M[R]_2 := if i == l then Y else 1%:M.
have off Y i : i != l -> W Y i = units i by rewrite /W => /negbTE->.
have at_ Y : W Y l = Y by rewrite /W eqxx.
have f1 : f 1%:M = F units.
  have [b b0 near] := FH 1 ltr01; have := near (W 1%:M) (@off 1%:M).
  rewrite at_ subrr mulmx0 linear0 subr0 (_ : norm1 _ = 0); last first.
    by rewrite /norm1 big1 // => i _; rewrite big1 // => j _; rewrite mxE normr0.
  by rewrite mulr0 normr_le0 subr_eq0 => /(_ (ltW b0))/eqP.
move=> e e0; have [b b0 near] := FH e e0; exists b => // Y Yb.
by rewrite f1; have := near (W Y) (@off Y); rewrite at_; apply.
Qed.

Local Notation loss := (fun W => observed_loss (k := 0) (d := two) corner 0 (chain 2 W)).

(* errors at all entries *)
Theorem sampled_gradient_unobserved_wrong : ~ (forall k d seen M (W : factors R d),
  partial_gradient W (fun W' => observed_loss (k := k) seen M (chain k.+2 W'))
    ((chain k.+2 W - M) *m (but_last k W)^T)).
Proof.
move=> /(_ 0%N two corner 0 units) H.
have [T _] := sampled_gradient (k := 0) (d := two) corner 0 units.
have := partial_unique H T; rewrite corner_gradient /chain /but_last /= !mulmx1 trmx1 mulmx1 subr0.
by move/matrixP/(_ 1 1)/eqP; rewrite !mxE eqxx oner_eq0.
Qed.

(* nine tenths of the gradient *)
Theorem sampled_gradient_tenth_wrong : ~ (forall k d seen M (W : factors R d) l, (l <= k)%N ->
  partial_gradient W (fun W' => observed_loss (k := k) seen M (chain k.+2 W'))
    ((9%:R / 10%:R) *: ((above k.+1 W l.+1)^T *m pulled seen M W *m (below W l)^T))).
Proof.
move=> /(_ 0%N two corner 0 units 0%N isT) H.
have [_ /(_ 0%N isT) T] := sampled_gradient (k := 0) (d := two) corner 0 units.
have := partial_unique H T; rewrite /pulled corner_errors above_end !trmx1 !mul1mx mulmx1.
move/matrixP/(_ 0 0)/eqP; rewrite !mxE !eqxx /= mulr1 -subr_eq0.
rewrite [X in X == 0](_ : _ = - 10%:R^-1); last by field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* rows summed over all entries *)
Theorem sampled_products_unobserved_wrong : ~ (forall k d seen M (W : factors R d) i,
  row i (last_gradient (k := k) seen M W) =
  \sum_j ((row i (W k.+1) *m col j (but_last k W)) 0 0 - M i j) *: (col j (but_last k W))^T).
Proof.
move=> /(_ 0%N two corner 0 units 1) /rowP/(_ 1)/eqP; rewrite corner_gradient summxE.
rewrite !big_ord_recl big_ord0 /but_last /= mulmx1 !unit_entry !mxE /=.
by rewrite !subr0 mul0r mul1r add0r addr0 eq_sym oner_eq0.
Qed.

(* the target left out of the errors *)
Theorem sampled_products_target_wrong : ~ (forall k d seen M (W : factors R d) j,
  col j (pulled (k := k) seen M W) = \sum_(i | (i, j) \in seen)
    (row i (W k.+1) *m col j (but_last k W)) 0 0 *: (row i (W k.+1))^T).
Proof.
move=> /(_ 0%N two corner 1%:M units 0) /colP/(_ 0)/eqP.
rewrite /pulled trmx1 mul1mx mxE mxE in_set1 eqxx /but_last /= mulmx1 unit_entry mxE subrr.
rewrite summxE (big_pred1 0) => [|i]; last by rewrite /= in_set1 xpair_eqE eqxx andbT.
by rewrite unit_entry !mxE mulr1 eq_sym oner_eq0.
Qed.
End Gradients.

Section Counts.
Variable R : comRingType.

(* layers 1 of all sizes *)
Definition ones d : factors R d := fun l => const_mx 1.
(* a layer of size 2, and otherwise 1 *)
Definition wide_at (i l : nat) : nat := if l == i then 2%N else 1%N.

(* five operations for each observed entry in place of six *)
Theorem sampled_step_flops_five_wrong : ~ (forall k d seen M (W : factors R d) r,
  (forall l, (0 < l < k.+2)%N -> d l = r) -> sampled_flops (k := k) seen M W =
    (5 * #|seen| * r + (if (0 < k)%N then 6 * d 0 * r ^ 2 else 0)
    + (if (1 < k)%N then (8 * k.+2 - 26) * r ^ 3 else 0))%N).
Proof.
move=> /(_ 2%N (fun=> 1%N) [set (0, 0)] 0 (@ones _) 1%N) H.
have := H (fun l _ => erefl); rewrite (@sampled_step_flops _ _ _ _ _ _ 1%N) // cards1.
by [].
Qed.

(* two operations more for each square product *)
Theorem sampled_step_flops_square_wrong : ~ (forall k d seen M (W : factors R d) r,
  (forall l, (0 < l < k.+2)%N -> d l = r) -> sampled_flops (k := k) seen M W =
    (6 * #|seen| * r + (if (0 < k)%N then 6 * d 0 * r ^ 2 else 0)
    + (if (1 < k)%N then (8 * k.+2 - 24) * r ^ 3 else 0))%N).
Proof.
move=> /(_ 2%N (fun=> 1%N) [set (0, 0)] 0 (@ones _) 1%N) H.
have := H (fun l _ => erefl); rewrite (@sampled_step_flops _ _ _ _ _ _ 1%N) // cards1.
by [].
Qed.

(* no room for P and B *)
Theorem sampled_step_arrays_below_wrong : ~ (forall k d seen M (W : factors R d) r,
  (forall l, (0 < l < k.+2)%N -> d l = r) ->
  (numbers (pulled (k := k) seen M W) <= maxn #|seen| (maxn (d k.+2 * r) (r ^ 2)))%N).
Proof.
move=> /(_ 0%N (wide_at 0%N) [set (0, 0)] 0 (@ones _) 1%N) H.
have /H : forall l, (0 < l < 2)%N -> wide_at 0%N l = 1%N by case=> [|[|l]].
by rewrite cards1.
Qed.

(* no room for the gradient by the last layer *)
Theorem sampled_step_arrays_last_wrong : ~ (forall k d seen M (W : factors R d) r,
  (forall l, (0 < l < k.+2)%N -> d l = r) ->
  (numbers (last_gradient (k := k) seen M W) <= maxn #|seen| (maxn (d 0 * r) (r ^ 2)))%N).
Proof.
move=> /(_ 0%N (wide_at 2%N) [set (0, 0)] 0 (@ones _) 1%N) H.
have /H : forall l, (0 < l < 2)%N -> wide_at 2%N l = 1%N by case=> [|[|l]].
by rewrite cards1.
Qed.
End Counts.
