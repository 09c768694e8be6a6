(* Wrong variants of the ceiling along a flow, near the truth, refuted by chains of numbers whose
   product is the target and which stand still. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare ahead from_right chain descent flow end_to_end end_to_end_flow.
From dlf Require Import order_kept weyl ceiling largest_form outer_form.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Let none : 'M[R]_(1, 0) := 0.
Let nil : 'M[R]_0 := 0.

(* factors c l with the product 1, for the target 1 *)
Section Chain.
Variables (n : nat) (c : nat -> R).
Let W (t : R) : factors [comRingType of R] one := fun l => (c l)%:M.
Hypothesis product : chain n.+1 (W 0) = 1%:M.

Lemma stands T : moves_by (fun t => residual (L := n.+1) (d := one) 1%:M (chain n.+1 (W t))) T W.
Proof.
move=> l lL; split=> t _; last exact: mcont_const.
have -> : chain n.+1 (W t) = 1%:M by exact: product.
by rewrite /residual subrr /grad mulmx0 mul0mx oppr0; exact: mderiv_const.
Qed.

Lemma numbers_value f : largest_value none none (last_gram n (W 0)) (first_gram (W 0)) f ->
  f = Rmax (c n * c n)%R (c 0%N * c 0%N)%R.
Proof.
move=> [bA [bC least]].
have E : none^T *m (const_mx 1 : 'cV[R]_1) = 0 by rewrite /none trmx0 mul0mx.
have one_form : form 1%:M (const_mx 1 : 'cV[R]_1) = 1%R.
  by rewrite form1E mxE big_ord1 !mxE mulr1.
have number x y : form (x%:M : 'M[R]_1) y = (x * form 1%:M y)%R by rewrite -scalemx1 formZ.
have gA : last_gram n (W 0) = (c n * c n)%R%:M by rewrite /last_gram tr_scalar_mx -scalar_mxM.
have gC : first_gram (W 0) = (c 0%N * c 0%N)%R%:M.
  by rewrite /first_gram tr_scalar_mx -scalar_mxM.
rewrite gA gC in bA bC least; apply: Rle_antisym.
  apply: least => y _; rewrite number; apply: Rmult_le_compat_r; try exact: norm_ge0.
    exact: Rmax_l.
  exact: Rmax_r.
have hA := bA _ E; rewrite number one_form in hA.
have hC := bC _ E; rewrite number one_form in hC.
by apply: Rmax_lub; lra.
Qed.

Lemma value_exists : exists f,
  largest_value none none (last_gram n (W 0)) (first_gram (W 0)) f.
Proof.
exists (top_value none none (last_gram n (W 0)) (first_gram (W 0))).
exact: top_value_largest.
Qed.
End Chain.

Definition ones : nat -> R := fun=> 1%R.
(* 4 and 1/4, without balance *)
Let apart (l : nat) : R := if l is 0%N then 4%R else (/ 4)%R.
(* 1/2, 4 and 1/2, without balance *)
Let bulge (l : nat) : R := if l is 1%N then 4%R else (/ 2)%R.

Lemma chain_ones n : chain n (d := one) (fun l => (ones l)%:M) = 1%:M.
Proof. by elim: n => [|n IH] //; rewrite /chain /= -/(chain n _) IH mulmx1. Qed.

Let chain_apart : chain 2 (d := one) (fun l => (apart l)%:M) = 1%:M.
Proof.
rewrite /chain /= mulmx1 -scalar_mxM /apart; congr (_%:M).
by rewrite -[LHS]/(/ 4 * 4)%R -[RHS]/1%R; lra.
Qed.

Let chain_bulge : chain 3 (d := one) (fun l => (bulge l)%:M) = 1%:M.
Proof.
rewrite /chain /= mulmx1 -!scalar_mxM /bulge; congr (_%:M).
by rewrite -[LHS]/(/ 2 * (4 * / 2))%R -[RHS]/1%R; lra.
Qed.

Lemma ones_balanced n : balanced n (d := one) (fun l => (ones l)%:M).
Proof. by move=> l _; rewrite /imbalance tr_scalar_mx subrr. Qed.

Lemma one_norm (z : 'cV[R]_1) : (form ((1%:M : 'M[R]_1)^T *m 1%:M) z <= 1 * 1 * form 1%:M z)%R.
Proof. by rewrite trmx1 mulmx1; lra. Qed.

Lemma one_norm' (z : 'cV[R]_1) : (form (1%:M *m (1%:M : 'M[R]_1)^T) z <= 1 * 1 * form 1%:M z)%R.
Proof. by rewrite trmx1 mulmx1; lra. Qed.

Let pairs : (1%:M : 'M[R]_1) *m none = none *m nil.
Proof. by rewrite /none mulmx0 mul0mx. Qed.

Let pairs' : (1%:M : 'M[R]_1)^T *m none = none *m nil.
Proof. by rewrite /none mulmx0 mul0mx. Qed.

Let place : best_moment 2 1 0.
Proof. by split; [exact: Rle_refl | rewrite sqrt_0 /=; ring]. Qed.

Let unit_velocity x : ceiling_velocity 2 1 0 1 x = (x * kappa 2 1 (Rmax x 0))%R.
Proof. by rewrite /ceiling_velocity Rmin_left; lra. Qed.

Let unit_moves t : is_derive (fun _ : R => 1%R) t (ceiling_velocity 2 1 0 1 1).
Proof.
have -> : ceiling_velocity 2 1 0 1 1 = 0%R.
  by rewrite unit_velocity Rmax_left /kappa /=; lra.
exact: (@is_derive_const _ R_NormedModule 1%R t).
Qed.

Lemma unit_solves T : solves T (root_velocity 2 1) (fun=> 1%R).
Proof. by apply: constant_solves; rewrite /root_velocity sqrt_1 /=; ring. Qed.

(* a bound smaller by a tenth *)
Theorem ceiling_of_every_mode_tenth_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) ->
  forall k (N : 'M[R]_(d n.+1, k)) (N' : 'M[R]_(d 0%N, k)) (S S' : 'M[R]_k) (s w : R),
  M *m N' = N *m S -> M^T *m N = N' *m S' -> (0 <= s)%R ->
  bounds N (M *m M^T) (s * s)%R -> bounds N' (M^T *m M) (s * s)%R -> best_moment n.+1 s w ->
  (0 <= T)%R -> (k < d n.+1)%N -> forall (s1 b : R) (alpha v : R -> R),
  (0 <= s1)%R -> (forall z, (form (M^T *m M) z <= s1 * s1 * form 1%:M z)%R) -> (0 <= b)%R ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    b ^ n.+1 * form 1%:M z)%R) ->
  solves T (root_velocity n.+1 s1) alpha -> alpha 0%R = b ->
  (forall t, (0 < t < T)%R -> is_derive v t (ceiling_velocity n.+1 s w (alpha t) (v t))) ->
  (forall t, (0 <= t <= T)%R -> continuous v t) -> v 0%R = b ->
  (forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R /\ (0 <= v t)%R) ->
  forall t F, (0 <= t <= T)%R -> largest_value N N' (last_gram n (W t)) (first_gram (W t)) F ->
  (F <= 9 / 10 * v t)%R).
Proof.
move=> H; pose W (t : R) : factors [comRingType of R] one := fun l => (ones l)%:M.
have [F top] := value_exists 1 ones; have FE := numbers_value top.
suff : (F <= 9 / 10 * 1)%R by rewrite FE /Rmax /ones; case: Rle_dec => ?; lra.
have T1 : (0 <= 0 <= 1)%R by lra.
apply: (H 1%N one 1%:M 1%R W isT (stands (chain_ones 2) 1) (@ones_balanced 2) 0%N none none nil
  nil 1%R 0%R pairs pairs' Rle_0_1 _ _ place Rle_0_1 isT 1%R 1%R (fun=> 1%R) (fun=> 1%R)
  Rle_0_1 one_norm Rle_0_1 _
  (unit_solves 1) (erefl _) _ _ (erefl _) _ 0%R F T1 top).
- by move=> y _; exact: one_norm'.
- by move=> y _; exact: one_norm.
- have -> : chain 2 (W 0%R) = 1%:M by exact: (chain_ones 2).
  by move=> z; rewrite trmx1 mulmx1 pow1 Rmult_1_l; exact: Rle_refl.
- by move=> t _; exact: unit_moves.
- by move=> t _; exact: continuous_const.
- by move=> t _; split; exact: Rle_0_1.
Qed.

(* a start without balance *)
Theorem ceiling_of_every_mode_unbalanced_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W ->
  forall k (N : 'M[R]_(d n.+1, k)) (N' : 'M[R]_(d 0%N, k)) (S S' : 'M[R]_k) (s w : R),
  M *m N' = N *m S -> M^T *m N = N' *m S' -> (0 <= s)%R ->
  bounds N (M *m M^T) (s * s)%R -> bounds N' (M^T *m M) (s * s)%R -> best_moment n.+1 s w ->
  (0 <= T)%R -> (k < d n.+1)%N -> forall (s1 b : R) (alpha v : R -> R),
  (0 <= s1)%R -> (forall z, (form (M^T *m M) z <= s1 * s1 * form 1%:M z)%R) -> (0 <= b)%R ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    b ^ n.+1 * form 1%:M z)%R) ->
  solves T (root_velocity n.+1 s1) alpha -> alpha 0%R = b ->
  (forall t, (0 < t < T)%R -> is_derive v t (ceiling_velocity n.+1 s w (alpha t) (v t))) ->
  (forall t, (0 <= t <= T)%R -> continuous v t) -> v 0%R = b ->
  (forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R /\ (0 <= v t)%R) ->
  forall t F, (0 <= t <= T)%R -> largest_value N N' (last_gram n (W t)) (first_gram (W t)) F ->
  (F <= v t)%R).
Proof.
move=> H; pose W (t : R) : factors [comRingType of R] one := fun l => (apart l)%:M.
have [F top] := value_exists 1 apart; have FE := numbers_value top.
suff : (F <= 1)%R by rewrite FE /Rmax /apart; case: Rle_dec => ?; lra.
have T1 : (0 <= 0 <= 1)%R by lra.
apply: (H 1%N one 1%:M 1%R W isT (stands chain_apart 1) 0%N none none nil nil 1%R 0%R pairs pairs'
  Rle_0_1 _ _ place Rle_0_1 isT 1%R 1%R (fun=> 1%R) (fun=> 1%R) Rle_0_1 one_norm Rle_0_1 _
  (unit_solves 1) (erefl _) _ _ (erefl _) _ 0%R F T1 top).
- by move=> y _; exact: one_norm'.
- by move=> y _; exact: one_norm.
- have -> : chain 2 (W 0%R) = 1%:M by exact: chain_apart.
  by move=> z; rewrite trmx1 mulmx1 pow1 Rmult_1_l; exact: Rle_refl.
- by move=> t _; exact: unit_moves.
- by move=> t _; exact: continuous_const.
- by move=> t _; split; exact: Rle_0_1.
Qed.

(* a bound smaller by a tenth *)
Theorem order_from_the_turn_on_tenth_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) ->
  forall k (N : 'M[R]_(d n.+1, k)) (N' : 'M[R]_(d 0%N, k)) (S S' : 'M[R]_k) (s w : R),
  M *m N' = N *m S -> M^T *m N = N' *m S' -> (0 <= s)%R ->
  bounds N (M *m M^T) (s * s)%R -> bounds N' (M^T *m M) (s * s)%R -> best_moment n.+1 s w ->
  (0 <= T)%R -> (k < d n.+1)%N -> forall F v : R -> R, solves T (root_velocity n.+1 s) v ->
  (forall t, (0 <= t <= T)%R -> (w <= v t)%R) ->
  (forall t, (0 <= t <= T)%R -> largest_value N N' (last_gram n (W t)) (first_gram (W t)) (F t)) ->
  (F 0 <= v 0)%R -> forall t, (0 <= t <= T)%R -> (F t <= 9 / 10 * v t)%R).
Proof.
move=> H; pose W (t : R) : factors [comRingType of R] one := fun l => (ones l)%:M.
have [F top] := value_exists 1 ones; have FE := numbers_value top.
suff : (F <= 9 / 10 * 1)%R by rewrite FE /Rmax /ones; case: Rle_dec => ?; lra.
have T1 : (0 <= 0 <= 1)%R by lra.
apply: (H 1%N one 1%:M 1%R W isT (stands (chain_ones 2) 1) (@ones_balanced 2) 0%N none none nil nil
  1%R 0%R pairs pairs' Rle_0_1 _ _ place Rle_0_1 isT (fun=> F) (fun=> 1%R) (unit_solves 1) _ _ _
  0%R T1).
- by move=> y _; exact: one_norm'.
- by move=> y _; exact: one_norm.
- by move=> t _; exact: Rle_0_1.
- by move=> t _; exact: top.
by rewrite FE /Rmax /ones; case: Rle_dec => ?; lra.
Qed.

(* a bound smaller by a tenth *)
Theorem never_ahead_past_the_turn_tenth_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) ->
  forall k (N : 'M[R]_(d n.+1, k)) (N' : 'M[R]_(d 0%N, k)) (S S' : 'M[R]_k) (s w : R),
  M *m N' = N *m S -> M^T *m N = N' *m S' -> (0 <= s)%R ->
  bounds N (M *m M^T) (s * s)%R -> bounds N' (M^T *m M) (s * s)%R -> best_moment n.+1 s w ->
  (0 <= T)%R -> (k < d n.+1)%N -> forall (b : R) (v : R -> R), (0 <= b)%R ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    b ^ n.+1 * form 1%:M z)%R) ->
  solves T (root_velocity n.+1 s) v -> v 0 = b -> (forall t, (0 <= t <= T)%R -> (w <= v t)%R) ->
  forall t F, (0 <= t <= T)%R -> largest_value N N' (last_gram n (W t)) (first_gram (W t)) F ->
  (F <= 9 / 10 * v t)%R).
Proof.
move=> H; pose W (t : R) : factors [comRingType of R] one := fun l => (ones l)%:M.
have [F top] := value_exists 1 ones; have FE := numbers_value top.
suff : (F <= 9 / 10 * 1)%R by rewrite FE /Rmax /ones; case: Rle_dec => ?; lra.
have T1 : (0 <= 0 <= 1)%R by lra.
apply: (H 1%N one 1%:M 1%R W isT (stands (chain_ones 2) 1) (@ones_balanced 2) 0%N none none nil nil
  1%R 0%R pairs pairs' Rle_0_1 _ _ place Rle_0_1 isT 1%R (fun=> 1%R) Rle_0_1 _ (unit_solves 1)
  (erefl _) _ 0%R F T1 top).
- by move=> y _; exact: one_norm'.
- by move=> y _; exact: one_norm.
- by move=> z; rewrite (chain_ones 2) trmx1 mulmx1 pow1 Rmult_1_l; exact: Rle_refl.
- by move=> t _; exact: Rle_0_1.
Qed.

(* a bound smaller by a tenth *)
Theorem singular_value_below_outer_tenth_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d),
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) ->
  forall k (N : 'M[R]_(d n.+1, k)) (N' : 'M[R]_(d 0%N, k)), (0 <= T)%R ->
  forall (t F : R) U sigma (i : 'I_(d n.+1)), (0 <= t <= T)%R ->
  largest_value N N' (last_gram n (W t)) (first_gram (W t)) F -> U^T *m U = 1%:M ->
  chain n.+1 (W t) *m (chain n.+1 (W t))^T = with_spectrum U (fun j => sigma j ^+ 2) ->
  decreasing sigma -> (forall j, 0 <= sigma j) -> (k <= i)%N ->
  sigma i ^+ 2 <= (9 / 10)%R * F ^+ n.+1).
Proof.
move=> H; pose W (t : R) : factors [comRingType of R] one := fun l => (ones l)%:M.
have [F top] := value_exists 1 ones; have FE := numbers_value top.
have T1 : (0 <= 0 <= 1)%R by lra.
have one1 : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have X1 : chain 2 (W 0%R) = 1%:M by exact: (chain_ones 2).
have XX : chain 2 (W 0%R) *m (chain 2 (W 0%R))^T =
    with_spectrum 1%:M (fun _ : 'I_1 => 1 ^+ 2).
  have e : diag_mx (\row_j (1 ^+ 2 : R)) = 1%:M :> 'M_1.
    by apply/matrixP => i j; rewrite !mxE expr1n.
  by rewrite X1 /with_spectrum e trmx1 !mulmx1.
have := H 1%N one 1%:M 1%R W (stands (chain_ones 2) 1) (@ones_balanced 2) 0%N none none Rle_0_1
  0%R F 1%:M (fun=> 1) ord0 T1 top one1 XX (fun _ _ _ => lexx _) (fun=> ler01) isT.
have -> : F = 1%R by rewrite FE /Rmax /ones; case: Rle_dec => ?; lra.
by rewrite !expr1n => /RleP; rewrite -[_ * _]/(9 / 10 * 1)%R -[1]/1%R; lra.
Qed.

(* a start without balance *)
Theorem singular_value_below_outer_unbalanced_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d),
  moves_by (fun t => residual M (chain n.+1 (W t))) T W ->
  forall k (N : 'M[R]_(d n.+1, k)) (N' : 'M[R]_(d 0%N, k)), (0 <= T)%R ->
  forall (t F : R) U sigma (i : 'I_(d n.+1)), (0 <= t <= T)%R ->
  largest_value N N' (last_gram n (W t)) (first_gram (W t)) F -> U^T *m U = 1%:M ->
  chain n.+1 (W t) *m (chain n.+1 (W t))^T = with_spectrum U (fun j => sigma j ^+ 2) ->
  decreasing sigma -> (forall j, 0 <= sigma j) -> (k <= i)%N -> sigma i ^+ 2 <= F ^+ n.+1).
Proof.
move=> H; pose W (t : R) : factors [comRingType of R] one := fun l => (bulge l)%:M.
have [F top] := value_exists 2 bulge; have FE := numbers_value top.
have T1 : (0 <= 0 <= 1)%R by lra.
have one1 : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have X1 : chain 3 (W 0%R) = 1%:M by exact: chain_bulge.
have XX : chain 3 (W 0%R) *m (chain 3 (W 0%R))^T =
    with_spectrum 1%:M (fun _ : 'I_1 => 1 ^+ 2).
  have e : diag_mx (\row_j (1 ^+ 2 : R)) = 1%:M :> 'M_1.
    by apply/matrixP => i j; rewrite !mxE expr1n.
  by rewrite X1 /with_spectrum e trmx1 !mulmx1.
have := H 2%N one 1%:M 1%R W (stands chain_bulge 1) 0%N none none Rle_0_1 0%R F 1%:M (fun=> 1)
  ord0 T1 top one1 XX (fun _ _ _ => lexx _) (fun=> ler01) isT.
have -> : F = (/ 4)%R by rewrite FE /Rmax /bulge; case: Rle_dec => ?; lra.
by rewrite expr1n -RpowE => /RleP /=; rewrite -[1]/1%R; lra.
Qed.
End Wrong.
