(* Wrong variants of what is said of the root, refuted by one, two or three features. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import penalty.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* two features with the variances a and b *)
Definition pair (a b : rat) (i : 'I_2) : rat := if i == ord0 then a else b.

Lemma total_pair a b x : total (pair a b) x = share (x * a) + share (x * b).
Proof. by rewrite /total !big_ord_recl big_ord0 addr0. Qed.

Lemma pair_pos a b : 0 < a -> 0 < b -> forall i, 0 < pair a b i.
Proof. by move=> a0 b0 i; rewrite /pair; case: ifP. Qed.

Lemma total_one (a x : rat) : total (fun _ : 'I_1 => a) x = share (x * a).
Proof. by rewrite /total big_ord1. Qed.

(* all variances at least zero *)
Theorem total_increases_zero_wrong : ~ (forall (F : realFieldType) (p : nat) (lam : 'I_p -> F),
  (forall i, 0 <= lam i) -> forall x y, (0 < p)%N -> 0 <= x -> x < y -> total lam x < total lam y).
Proof.
move=> H; have := H _ _ (fun _ : 'I_1 => 0 : rat) (fun=> lexx _) 0 1 isT isT isT.
by rewrite !total_one; vm_compute.
Qed.

(* below zero, too *)
Theorem total_increases_everywhere_wrong : ~ (forall (F : realFieldType) (p : nat)
    (lam : 'I_p -> F), (forall i, 0 < lam i) ->
  forall x y, (0 < p)%N -> x < y -> total lam x < total lam y).
Proof.
move=> H; have := H _ _ (fun _ : 'I_1 => 1 : rat) (fun=> ltr01) (- 2%:R) 0 isT isT.
by rewrite !total_one; vm_compute.
Qed.

(* the total stays below nine tenths of p *)
Theorem total_towards_tenth_wrong : ~ (forall (F : realFieldType) (p : nat) (lam : 'I_p -> F),
  (forall i, 0 < lam i) -> forall x, (0 < p)%N -> 0 <= x -> total lam x < 9%:R / 10%:R * p%:R).
Proof.
move=> H; have := H _ _ (fun _ : 'I_1 => 1 : rat) (fun=> ltr01) 10%:R isT isT.
by rewrite total_one; vm_compute.
Qed.

(* the total reaches p *)
Theorem total_towards_reached_wrong : ~ (forall (F : realFieldType) (p : nat) (lam : 'I_p -> F),
  (0 < p)%N -> (forall i, 0 < lam i) -> exists2 x, 0 <= x & total lam x = p%:R).
Proof.
move=> H; have pos (i : 'I_1) : 0 < (1 : rat) by [].
have [x x0 T] := H _ _ (fun _ : 'I_1 => 1 : rat) isT pos.
by have [_ below _] := total_towards pos; have := below x isT x0; rewrite T ltxx.
Qed.

(* with as many samples as features *)
Theorem root_iff_equal_wrong (R : rcfType) : ~ (forall (p : nat) (lam : 'I_p -> R),
  (forall i, 0 < lam i) -> forall n, (0 < n)%N ->
  (exists2 x, 0 < x & total lam x = n%:R) <-> (n <= p)%N).
Proof.
move=> H; have pos (i : 'I_1) : 0 < (1 : R) by rewrite ltr01.
have [_ /(_ isT) root] := H _ _ pos 1%N isT.
by have [/(_ root)] := root_iff pos (isT : (0 < 1)%N).
Qed.

(* without samples *)
Theorem root_iff_none_wrong (R : rcfType) : ~ (forall (p : nat) (lam : 'I_p -> R),
  (forall i, 0 < lam i) -> forall n,
  (exists2 x, 0 < x & total lam x = n%:R) <-> (n < p)%N).
Proof.
move=> H; have pos (i : 'I_1) : 0 < (1 : R) by rewrite ltr01.
have [_ /(_ isT)[x x0]] := H _ _ pos 0%N; rewrite /total big_ord1 mulr1 => T.
by have := share_gt0 x0; rewrite T ltxx.
Qed.

(* roots below zero counted *)
Theorem root_unique_everywhere_wrong : ~ (forall (F : realFieldType) (p : nat) (lam : 'I_p -> F),
  (forall i, 0 < lam i) -> forall n x y, (0 < p)%N ->
  total lam x = n%:R -> total lam y = n%:R -> x = y).
Proof.
move=> H; have := H _ _ _ (@pair_pos 1 4%:R isT isT) 1%N (- 2%:R^-1) 2%:R^-1 isT.
by rewrite !total_pair => /(_ erefl erefl).
Qed.

(* two features alike and one sample: the root is 1 *)
Lemma alike_root : total (pair 1 1) 1 = 1%:R. Proof. by rewrite total_pair. Qed.

Lemma alike_squares : \sum_i share (1 * pair 1 1 i) ^+ 2 = 1 / 2%:R.
Proof.
rewrite (eq_bigr (fun=> (1 / 2%:R) ^+ 2)) => [|i _]; last by rewrite /pair if_same.
by rewrite sumr_const card_ord.
Qed.

(* the variances 1 and 4 and one sample: the root is one half *)
Lemma unlike_root : total (pair 1 4%:R) 2%:R^-1 = 1%:R. Proof. by rewrite total_pair. Qed.

(* eleven tenths of the lower bound *)
Theorem root_bounds_lower_wrong : ~ (forall (F : realFieldType) (p n : nat) (lam : 'I_p -> F) x,
  (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall lo hi, (forall i, lam lo <= lam i <= lam hi) ->
  11%:R / 10%:R * (n%:R / ((p%:R - n%:R) * lam hi)) <= x).
Proof.
move=> H; have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root ord0 ord0.
by rewrite {3}/pair /= => K; suff: false by []; apply: K => i; rewrite /pair if_same.
Qed.

(* nine tenths of the upper bound *)
Theorem root_bounds_upper_wrong : ~ (forall (F : realFieldType) (p n : nat) (lam : 'I_p -> F) x,
  (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall lo hi, (forall i, lam lo <= lam i <= lam hi) ->
  x <= 9%:R / 10%:R * (n%:R / ((p%:R - n%:R) * lam lo))).
Proof.
move=> H; have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root ord0 ord0.
by rewrite {3}/pair /= => K; suff: false by []; apply: K => i; rewrite /pair if_same.
Qed.

(* the lower bound met by variances that differ *)
Theorem root_bounds_met_wrong : ~ (forall (F : realFieldType) (p n : nat) (lam : 'I_p -> F) x,
  (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall lo hi, (forall i, lam lo <= lam i <= lam hi) ->
  n%:R / ((p%:R - n%:R) * lam hi) = x).
Proof.
move=> H; have := H _ _ 1%N _ 2%:R^-1 (@pair_pos 1 4%:R isT isT) isT isT unlike_root ord0 ord_max.
have between i : pair 1 4%:R ord0 <= pair 1 4%:R i <= pair 1 4%:R ord_max.
  by rewrite /pair; case: (i == ord0).
by move=> /(_ between)/eqP.
Qed.

(* if none of the variances falls *)
Theorem root_falls_same_wrong : ~ (forall (F : realFieldType) (p n : nat) (lam : 'I_p -> F) x,
  (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall (lam' : 'I_p -> F) y, (forall i, lam i <= lam' i) -> 0 < y ->
  total lam' y = n%:R -> y < x).
Proof.
move=> H; have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root (pair 1 1) 1.
by move=> /(_ (fun=> lexx _) isT alike_root); rewrite ltxx.
Qed.

(* as much as the one variance grows *)
Theorem root_falls_proportion_wrong : ~ (forall (F : realFieldType) (p n : nat)
    (lam : 'I_p -> F) x, (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall (lam' : 'I_p -> F) j y, (forall i, lam i <= lam' i) -> lam j < lam' j -> 0 < y ->
  total lam' y = n%:R -> y * lam' j <= x * lam j).
Proof.
move=> H; have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root (pair 1 4%:R) ord_max.
move=> /(_ 2%:R^-1) K; suff: false by []; have := K _ isT isT unlike_root; apply => i.
by rewrite /pair; case: (i == ord0).
Qed.

(* a feature that never varies *)
Theorem root_falls_added_zero_wrong : ~ (forall (F : realFieldType) (p n : nat)
    (lam : 'I_p -> F) x, (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall (lam' : 'I_p.+1 -> F) k y, (forall i, lam' (lift k i) = lam i) -> 0 <= lam' k ->
  0 < y -> total lam' y = n%:R -> y < x).
Proof.
move=> H; pose lam' (i : 'I_3) : rat := if i == ord0 then 0 else 1.
have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root lam' ord0 1.
move=> K; suff: false by []; have := K _ isT isT _; apply => [i|]; first by rewrite /pair if_same.
by rewrite /total !big_ord_recl big_ord0.
Qed.

(* three features alike *)
Lemma three_total (x : rat) : total (fun _ : 'I_3 => 1) x = share x + (share x + share x).
Proof. by rewrite /total !big_ord_recl big_ord0 mulr1 addr0. Qed.

(* with as many samples *)
Theorem root_grows_same_wrong : ~ (forall (F : realFieldType) (p n : nat) (lam : 'I_p -> F) x,
  (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall m y, (n <= m)%N -> 0 < y -> total lam y = m%:R -> x < y).
Proof.
move=> H; have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root 1%N 1.
by move=> /(_ isT isT alike_root); rewrite ltxx.
Qed.

(* in proportion to the samples *)
Theorem root_grows_proportion_wrong : ~ (forall (F : realFieldType) (p n : nat)
    (lam : 'I_p -> F) x, (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall m y, (n < m)%N -> 0 < y -> total lam y = m%:R -> y * n%:R <= x * m%:R).
Proof.
move=> H; have := H _ 3%N 1%N (fun=> 1 : rat) 2%:R^-1 (fun=> ltr01) isT isT _ 2%N 2%:R.
by rewrite !three_total => /(_ erefl isT isT erefl).
Qed.

(* the variances 1 and 324 and one sample: the root is 1/18, the shares 1/19 and 18/19 *)
Lemma far_shares : share (18%:R^-1 * 1) = 1 / 19%:R :> rat /\
  share (18%:R^-1 * 18%:R ^+ 2) = 18%:R / 19%:R :> rat.
Proof. by split; apply/eqP; vm_compute. Qed.

Lemma far_root : total (pair 1 (18%:R ^+ 2)) 18%:R^-1 = 1%:R.
Proof. by have [a b] := far_shares; rewrite total_pair a b; apply/eqP; vm_compute. Qed.

Lemma far_pos i : 0 < pair 1 (18%:R ^+ 2) i.
Proof. by rewrite /pair; case: ifP => // _; rewrite exprn_gt0. Qed.

Lemma far_squares : \sum_i share (18%:R^-1 * pair 1 (18%:R ^+ 2) i) ^+ 2 =
  (1 ^+ 2 + 18%:R ^+ 2) / 19%:R ^+ 2.
Proof.
have [a b] := far_shares; rewrite !big_ord_recl big_ord0 addr0.
by rewrite [pair _ _ _]/= [pair _ _ (lift _ _)]/= a b !expr_div_n -mulrDl.
Qed.

(* eleven tenths of the lower bound *)
Theorem squares_bounds_lower_wrong : ~ (forall (F : realFieldType) (p n : nat)
    (lam : 'I_p -> F) x, (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  11%:R / 10%:R * (n%:R ^+ 2 / p%:R) <= \sum_i share (x * lam i) ^+ 2).
Proof.
move=> H; have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root.
by rewrite alike_squares; vm_compute.
Qed.

(* nine tenths of the upper bound *)
Theorem squares_bounds_upper_wrong : ~ (forall (F : realFieldType) (p n : nat)
    (lam : 'I_p -> F) x, (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  \sum_i share (x * lam i) ^+ 2 < 9%:R / 10%:R * n%:R).
Proof.
move=> H; have := H _ _ 1%N _ 18%:R^-1 far_pos isT isT far_root.
by rewrite far_squares; vm_compute.
Qed.

(* eleven tenths of the bound of gamma *)
Theorem error_defined_tenth_wrong : ~ (forall (F : realFieldType) (p n : nat)
    (lam : 'I_p -> F) x, (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  forall (beta : 'I_p -> F) (sigma : F),
  11%:R / 10%:R * (p%:R / (p%:R - n%:R) * sigma ^+ 2) <= gamma n lam beta sigma x).
Proof.
move=> H; have := H _ _ 1%N _ 1 (@pair_pos 1 1 isT isT) isT isT alike_root (fun=> 0) 1.
rewrite /gamma alike_squares big1 => [|i _]; last by rewrite expr0n mulr0 mul0r.
by vm_compute.
Qed.

(* a denominator of at least a tenth *)
Theorem error_defined_denominator_wrong : ~ (forall (F : realFieldType) (p n : nat)
    (lam : 'I_p -> F) x, (forall i, 0 < lam i) -> (0 < n)%N -> 0 < x -> total lam x = n%:R ->
  1 / 10%:R <= 1 - (\sum_i share (x * lam i) ^+ 2) / n%:R).
Proof.
move=> H; have := H _ _ 1%N _ 18%:R^-1 far_pos isT isT far_root.
by rewrite far_squares; vm_compute.
Qed.
