(* Wrong variants of the singular values of a block diagonal matrix, near the truth, refuted at two
   blocks of one number each. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra Epsilon.
From dlf Require Import chain descent end_to_end weyl real_spectral singular_values singular_facts.
From dlf Require Import gram_memory block_values compare ahead mode_times mode_exists.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* two blocks of one number each *)
Definition two_sizes (i : 'I_2) : nat := 1%N.
Local Notation m := (\sum_i two_sizes i)%N.
Lemma size_of_two : m = 2%N. Proof. by rewrite sum1_card card_ord. Qed.

Section Values.
Variable F : rcfType.
(* n equal singular values a *)
Definition equal_values n (a : F) (j : nat) : F := if (j < n)%N then a else 0.

Lemma equal_decomposition n (a : F) : 0 <= a ->
  singular_decomposition (a%:M : 'M[F]_n) 1%:M 1%:M (equal_values n a).
Proof.
move=> a0; split; rewrite ?trmx1 ?mulmx1 ?mul1mx //.
- move=> i j ij; rewrite /equal_values; case: ltnP => jn; last by case: ltnP; rewrite ?lexx.
  by rewrite (leq_ltn_trans ij jn) a0 lexx.
- by move=> j; rewrite minnn /equal_values leqNgt => /negbTE ->.
- apply/matrixP => i j; rewrite !mxE -[(_ == _ :> nat)]/(i == j) /equal_values ltn_ord.
  by case: eqP.
Qed.

Lemma equal_blocks (a : F) : (1%:M : 'M[F]_m)^T *m a%:M *m 1%:M = \mxdiag_(i < 2) a%:M.
Proof. by rewrite trmx1 mulmx1 mul1mx mxdiagZ. Qed.

Lemma unit_turn : (1%:M : 'M[F]_m)^T *m 1%:M = 1%:M. Proof. by rewrite trmx1 mulmx1. Qed.

Let one0 : (0 : F) <= 1. Proof. exact: ler01. Qed.

(* nine tenths of the bound *)
Theorem values_of_blocks_share_wrong : ~ (forall b (sz : 'I_b -> nat)
  (X M U V : 'M[F]_(\sum_i sz i)) (C B UC VC UB VB : forall i, 'M[F]_(sz i)) g U1 V1 x
  U2 V2 y xs ys,
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> U^T *m X *m V = \mxdiag_i C i ->
  U^T *m M *m V = \mxdiag_i B i -> singular_decomposition X U1 V1 x ->
  singular_decomposition M U2 V2 y ->
  (forall i, singular_decomposition (C i) (UC i) (VC i) (xs i)) ->
  (forall i, singular_decomposition (B i) (UB i) (VB i) (ys i)) ->
  (forall a c, 0 <= a -> a <= c -> g a <= g c) ->
  (forall i l, (l < sz i)%N -> xs i l <= g (ys i l)) ->
  forall j, (j < \sum_i sz i)%N -> x j <= 9%:R / 10%:R * g (y j)).
Proof.
move=> H; have := H 2%N two_sizes 1%:M 1%:M _ _ _ _ _ _ _ _ (fun z => z)
  _ _ _ _ _ _ _ _ unit_turn unit_turn
  (equal_blocks 1) (equal_blocks 1) (equal_decomposition _ one0) (equal_decomposition _ one0)
  (fun i => equal_decomposition (two_sizes i) one0) (fun i => equal_decomposition _ one0).
move=> /(_ (fun _ _ _ h => h) (fun _ _ _ => lexx _) 0%N); rewrite /equal_values size_of_two.
by move=> /(_ isT); rewrite /= mulr1 leNgt ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

(* the bound is never attained *)
Theorem values_of_blocks_strict_wrong : ~ (forall b (sz : 'I_b -> nat)
  (X M U V : 'M[F]_(\sum_i sz i)) (C B UC VC UB VB : forall i, 'M[F]_(sz i)) g U1 V1 x
  U2 V2 y xs ys,
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> U^T *m X *m V = \mxdiag_i C i ->
  U^T *m M *m V = \mxdiag_i B i -> singular_decomposition X U1 V1 x ->
  singular_decomposition M U2 V2 y ->
  (forall i, singular_decomposition (C i) (UC i) (VC i) (xs i)) ->
  (forall i, singular_decomposition (B i) (UB i) (VB i) (ys i)) ->
  (forall a c, 0 <= a -> a <= c -> g a <= g c) ->
  (forall i l, (l < sz i)%N -> xs i l <= g (ys i l)) ->
  forall j, (j < \sum_i sz i)%N -> x j < g (y j)).
Proof.
move=> H; have := H 2%N two_sizes 1%:M 1%:M _ _ _ _ _ _ _ _ (fun z => z)
  _ _ _ _ _ _ _ _ unit_turn unit_turn
  (equal_blocks 1) (equal_blocks 1) (equal_decomposition _ one0) (equal_decomposition _ one0)
  (fun i => equal_decomposition (two_sizes i) one0) (fun i => equal_decomposition _ one0).
move=> /(_ (fun _ _ _ h => h) (fun _ _ _ => lexx _) 0%N); rewrite /equal_values size_of_two.
by move=> /(_ isT); rewrite ltxx.
Qed.

(* 3 and 0 *)
Definition uneven (i : 'I_2) : F := if i == 0 then 3%:R else 0.

Lemma uneven_ge0 i : 0 <= uneven i.
Proof. by rewrite /uneven; case: (i == 0); rewrite ?ler0n. Qed.

(* all blocks but the first *)
Theorem values_of_blocks_one_free_wrong : ~ (forall b (sz : 'I_b.+1 -> nat)
  (X M U V : 'M[F]_(\sum_i sz i)) (C B UC VC UB VB : forall i, 'M[F]_(sz i)) g U1 V1 x
  U2 V2 y xs ys,
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> U^T *m X *m V = \mxdiag_i C i ->
  U^T *m M *m V = \mxdiag_i B i -> singular_decomposition X U1 V1 x ->
  singular_decomposition M U2 V2 y ->
  (forall i, singular_decomposition (C i) (UC i) (VC i) (xs i)) ->
  (forall i, singular_decomposition (B i) (UB i) (VB i) (ys i)) ->
  (forall a c, 0 <= a -> a <= c -> g a <= g c) ->
  (forall i l, i != 0 -> (l < sz i)%N -> xs i l <= g (ys i l)) ->
  forall j, (j < \sum_i sz i)%N -> x j <= g (y j)).
Proof.
pose X : 'M[F]_m := \mxdiag_(i < 2) (uneven i)%:M.
have eX : (1%:M)^T *m X *m 1%:M = \mxdiag_i (uneven i)%:M by rewrite trmx1 mulmx1 mul1mx.
have [U1 [V1 [x dX]]] := singular_value_decomposition X.
move=> H; have := H 1%N two_sizes X 1%:M _ _ _ _ _ _ _ _ (fun z => z)
  _ _ _ _ _ _ _ _ unit_turn unit_turn
  eX (equal_blocks 1) dX (equal_decomposition _ one0)
  (fun i => equal_decomposition (two_sizes i) (uneven_ge0 i)) (fun i => equal_decomposition _ one0).
move=> /(_ (fun _ _ _ h => h)) => {}H.
have small : forall j, (j < m)%N -> x j <= 1.
  move=> j jm; apply: le_trans (H _ j jm) _; last by rewrite /equal_values jm.
  move=> i l i0 l1; rewrite /equal_values l1 /uneven (negbTE i0).
  by rewrite ler01.
have : \tr (X^T *m X) = \sum_(j < m) x j ^+ 2.
  have [_ VV _ _ _] := dX; rewrite (gram_spectrum dX) /with_spectrum mxtrace_mulC mulmxA VV mul1mx.
  by rewrite mxtrace_diag; apply: eq_bigr => j _; rewrite mxE.
have -> : \tr (X^T *m X) = 9%:R.
  rewrite /X tr_mxdiag mul_mxdiags mxtrace_mxdiag !big_ord_recl big_ord0 addr0.
  by rewrite !tr_scalar_mx -!scalar_mxM !mxtrace_scalar /uneven /= !mulr1n mulr0 addr0 -natrM.
move=> e; have : \sum_(j < m) x j ^+ 2 <= \sum_(j < m) 1.
  apply: ler_sum => j _; apply: exprn_ile1; first exact: singular_ge0 dX.
  exact: small.
by rewrite -e sumr_const card_ord size_of_two ler_nat.
Qed.
End Values.

Section Modes.
Lemma one_positive : (0 : R) <= 1. Proof. exact: ler01. Qed.

(* modes of two factors from 1, for all targets *)
Lemma all_modes : exists mu : R -> R -> R, forall s, (0 <= s)%R -> is_mode 2 s 1 (mu s).
Proof.
pose P s v := (0 <= s)%R -> is_mode 2 s 1 v.
have H s : exists v, P s v.
  have [s0|s0] := Rle_dec 0 s; last by exists (fun=> 0%R) => /s0.
  by have [v M] := mode_exists 2 s 1 (le_n 2) s0 Rlt_0_1; exists v.
exists (fun s => epsilon (inhabits (fun=> 0%R)) (P s)) => s s0.
exact: (epsilon_spec (inhabits (fun=> 0%R)) (P s) (H s)).
Qed.

Lemma mode_at_start mu s : is_mode 2 s 1 mu -> mu 0%R = 1.
Proof. by case=> ->; rewrite pow1. Qed.

Lemma blocks_at_start mu (i : 'I_2) l : (forall s, (0 <= s)%R -> is_mode 2 s 1 (mu s)) ->
  (l < two_sizes i)%N -> (equal_values (F := R_rcfType) (two_sizes i) 1 l <=
     mu (equal_values (F := R_rcfType) (two_sizes i) 1 l) 0)%R.
Proof.
move=> M l1; rewrite /equal_values l1 (mode_at_start (M _ (Rlt_le _ _ Rlt_0_1))).
exact: Rle_refl.
Qed.

(* nine tenths of the mode *)
Theorem blocks_below_modes_share_wrong : ~ (forall L eps (mu : R -> R -> R) t b (sz : 'I_b -> nat)
  (X M U V : 'M[R]_(\sum_i sz i)) (C B UC VC UB VB : forall i, 'M[R]_(sz i))
  U1 V1 x U2 V2 y xs ys, (2 <= L)%N -> (0 < eps)%R ->
  (forall s, (0 <= s)%R -> is_mode L s eps (mu s)) -> (0 <= t)%R ->
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> U^T *m X *m V = \mxdiag_i C i ->
  U^T *m M *m V = \mxdiag_i B i ->
  @singular_decomposition R_rcfType _ _ X U1 V1 x ->
  @singular_decomposition R_rcfType _ _ M U2 V2 y ->
  (forall i, @singular_decomposition R_rcfType _ _ (C i) (UC i) (VC i) (xs i)) ->
  (forall i, @singular_decomposition R_rcfType _ _ (B i) (UB i) (VB i) (ys i)) ->
  (forall i l, (l < sz i)%N -> (xs i l <= mu (ys i l) t)%R) ->
  forall j, (j < \sum_i sz i)%N -> (x j <= 9 / 10 * mu (y j) t)%R).
Proof.
have [mu M] := all_modes; have d n := equal_decomposition (F := R_rcfType) n one_positive.
move=> H; have := H 2%N 1%R mu 0%R 2%N two_sizes 1%:M 1%:M 1%:M 1%:M _ _ _ _ _ _ _ _ _ _ _ _ _ _
  isT Rlt_0_1 M (Rle_refl _) (unit_turn R_rcfType) (unit_turn R_rcfType)
  (equal_blocks (F := R_rcfType) 1) (equal_blocks (F := R_rcfType) 1) (d m) (d m)
  (fun i => d (two_sizes i)) (fun i => d (two_sizes i)) (fun i l => @blocks_at_start mu i l M) 0%N.
rewrite /equal_values size_of_two => /(_ isT); rewrite (mode_at_start (M _ (Rlt_le _ _ Rlt_0_1))).
by move=> h; have {}h : (1 <= 9 / 10 * 1)%R by []; lra.
Qed.

(* the mode is never reached *)
Theorem blocks_below_modes_strict_wrong : ~ (forall L eps (mu : R -> R -> R) t b (sz : 'I_b -> nat)
  (X M U V : 'M[R]_(\sum_i sz i)) (C B UC VC UB VB : forall i, 'M[R]_(sz i))
  U1 V1 x U2 V2 y xs ys, (2 <= L)%N -> (0 < eps)%R ->
  (forall s, (0 <= s)%R -> is_mode L s eps (mu s)) -> (0 <= t)%R ->
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> U^T *m X *m V = \mxdiag_i C i ->
  U^T *m M *m V = \mxdiag_i B i ->
  @singular_decomposition R_rcfType _ _ X U1 V1 x ->
  @singular_decomposition R_rcfType _ _ M U2 V2 y ->
  (forall i, @singular_decomposition R_rcfType _ _ (C i) (UC i) (VC i) (xs i)) ->
  (forall i, @singular_decomposition R_rcfType _ _ (B i) (UB i) (VB i) (ys i)) ->
  (forall i l, (l < sz i)%N -> (xs i l <= mu (ys i l) t)%R) ->
  forall j, (j < \sum_i sz i)%N -> (x j < mu (y j) t)%R).
Proof.
have [mu M] := all_modes; have d n := equal_decomposition (F := R_rcfType) n one_positive.
move=> H; have := H 2%N 1%R mu 0%R 2%N two_sizes 1%:M 1%:M 1%:M 1%:M _ _ _ _ _ _ _ _ _ _ _ _ _ _
  isT Rlt_0_1 M (Rle_refl _) (unit_turn R_rcfType) (unit_turn R_rcfType)
  (equal_blocks (F := R_rcfType) 1) (equal_blocks (F := R_rcfType) 1) (d m) (d m)
  (fun i => d (two_sizes i)) (fun i => d (two_sizes i)) (fun i l => @blocks_at_start mu i l M) 0%N.
rewrite /equal_values size_of_two => /(_ isT); rewrite (mode_at_start (M _ (Rlt_le _ _ Rlt_0_1))).
exact: Rlt_irrefl.
Qed.
End Modes.
