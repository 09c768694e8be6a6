(* The singular values of a block diagonal matrix and those of its blocks (BS6T, part 3).

   values_of_blocks: over any real closed field, if no singular value of a block C_i exceeds g of
     that of the block B_i with the same number, for an increasing g, the same holds for the whole
     matrices: numbers of all blocks that are at most their partners are so in decreasing order.
   blocks_below_modes (part 3): so if the values of each block are at most their modes, those of
     the whole product are. *)
From mathcomp Require Import all_ssreflect all_algebra fingroup perm.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From dlf Require Import chain descent end_to_end weyl real_spectral singular_values.
From dlf Require Import singular_facts gram_memory partners.
From dlf Require Import scalar compare ahead mode_times mode_exists mode_levels mode_unique.
From dlf Require Import aligned_exists.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Values.
Variable F : rcfType.

Lemma with_permuted n (Q : 'M[F]_n) p (s : 'S_n) :
  with_spectrum (Q *m (perm_mx s)^T) (fun i => p (s i)) = with_spectrum Q p.
Proof.
set S := perm_mx s; have SS : S^T *m S = 1%:M.
  by rewrite /S tr_perm_mx -perm_mxM fingroup.mulVg perm_mx1.
rewrite /with_spectrum; have -> : diag_mx (\row_j p (s j)) = S *m diag_mx (\row_j p j) *m S^T.
  rewrite /S tr_perm_mx -row_permE -col_permE; apply/matrixP => i j; rewrite !mxE.
  by rewrite (eqtype.inj_eq perm_inj).
rewrite trmx_mul trmxK !mulmxA -(mulmxA Q S^T S) SS mulmx1.
by rewrite -(mulmxA _ S^T S) SS mulmx1.
Qed.

(* the singular values are the numbers whose squares are the spectrum of M^T M, in order *)
Lemma values_in_order n (M U V Q : 'M[F]_n) s a : singular_decomposition M U V s ->
  Q^T *m Q = 1%:M -> (forall i, 0 <= a i) -> M^T *m M = with_spectrum Q (fun i => a i ^+ 2) ->
  exists2 p : 'S_n, decreasing (a \o p) & forall i : 'I_n, s i = a (p i).
Proof.
move=> dec QQ a0 e; have [p ap] := order_of_size a; exists p => // i.
have [_ VV _ _ _] := dec.
have QP : (Q *m (perm_mx p)^T)^T *m (Q *m (perm_mx p)^T) = 1%:M.
  rewrite trmx_mul trmxK -mulmxA (mulmxA Q^T) QQ mul1mx tr_perm_mx -perm_mxM fingroup.mulgV.
  exact: perm_mx1.
have fall : decreasing (fun i => a (p i) ^+ 2).
  by move=> k l kl; rewrite ler_sqr ?nnegrE //; exact: ap.
have := gram_spectrum dec; rewrite e -(with_permuted Q _ p) => same.
have /eqP := same_spectrum QP VV fall (squares_fall (k := n) dec) same i.
by rewrite eqr_expn2 ?(singular_ge0 _ dec) // => /eqP.
Qed.

Variables (b : nat) (sz : 'I_b -> nat).
Local Notation m := (\sum_i sz i)%N.

(* the numbers of all blocks one after the other *)
Definition joined (v : 'I_b -> nat -> F) (j : 'I_m) : F := (\mxrow_i (\row_(l < sz i) v i l)) 0 j.

Lemma mul_mxdiags (A B : forall i, 'M[F]_(sz i)) :
  \mxdiag_i A i *m \mxdiag_i B i = \mxdiag_i (A i *m B i).
Proof.
rewrite [X in _ *m X]/mxdiag mul_mxdiag_mxblock; apply: eq_mxblock => i j.
case: eqP => [e|_]; last by rewrite mulmx0.
by case: j / e; rewrite !conform_mx_id.
Qed.

Lemma gram_of_blocks (X U V : 'M[F]_m) (C A B : forall i, 'M[F]_(sz i)) s : U^T *m U = 1%:M ->
  V^T *m V = 1%:M -> U^T *m X *m V = \mxdiag_i C i ->
  (forall i, singular_decomposition (C i) (A i) (B i) (s i)) ->
  exists2 Q : 'M[F]_m, Q^T *m Q = 1%:M & X^T *m X = with_spectrum Q (fun j => joined s j ^+ 2).
Proof.
move=> UU VV e dec; set D := \mxdiag_i B i; exists (V *m D).
  rewrite trmx_mul -mulmxA (mulmxA V^T) VV mul1mx /D tr_mxdiag mul_mxdiags -(mxdiagZ 1).
  by apply: eq_mxdiag => i; have [_ ->] := dec i.
have -> : X = U *m \mxdiag_i C i *m V^T.
  by rewrite -e !mulmxA (mulmx1C UU) mul1mx -mulmxA (mulmx1C VV) mulmx1.
rewrite !trmx_mul trmxK !mulmxA -(mulmxA _ U^T U) UU mulmx1 /with_spectrum trmx_mul.
rewrite !mulmxA -(mulmxA V D) -(mulmxA V _ D^T) -(mulmxA V); congr (V *m _ *m V^T).
have -> : (\row_j joined s j ^+ 2 : 'rV[F]_m) = \mxrow_i (\row_(l < sz i) s i l ^+ 2).
  by apply/rowP => j; rewrite /joined !mxE.
rewrite diag_mxrow /D !tr_mxdiag !mul_mxdiags; apply: eq_mxdiag => i.
by rewrite (gram_spectrum (dec i)).
Qed.

Theorem values_of_blocks (X M U V U' V' : 'M[F]_m) C B (g : F -> F) U1 V1 x U2 V2 y
    (UC VC UB VB : forall i, 'M[F]_(sz i)) xs ys :
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> U^T *m X *m V = \mxdiag_i C i ->
  U'^T *m U' = 1%:M -> V'^T *m V' = 1%:M -> U'^T *m M *m V' = \mxdiag_i B i ->
  singular_decomposition X U1 V1 x -> singular_decomposition M U2 V2 y ->
  (forall i, singular_decomposition (C i) (UC i) (VC i) (xs i)) ->
  (forall i, singular_decomposition (B i) (UB i) (VB i) (ys i)) ->
  (forall a c, 0 <= a -> a <= c -> g a <= g c) ->
  (forall i l, (l < sz i)%N -> xs i l <= g (ys i l)) ->
  forall j, (j < m)%N -> x j <= g (y j).
Proof.
move=> UU VV eX UU' VV' eM dX dM dC dB mono below j jm.
have pos (N A D : forall i, 'M[F]_(sz i)) v k : (forall i, singular_decomposition (N i) (A i) (D i)
    (v i)) -> 0 <= joined v k.
  by move=> dN; rewrite /joined !mxE; exact: singular_ge0 (dN _).
have [Q QQ eQ] := gram_of_blocks UU VV eX dC; have [Q' QQ' eQ'] := gram_of_blocks UU' VV' eM dB.
have [p fall_p xp] := values_in_order dX QQ (fun k => pos _ _ _ _ k dC) eQ.
have [q fall_q yq] := values_in_order dM QQ' (fun k => pos _ _ _ _ k dB) eQ'.
rewrite (xp (Ordinal jm)) (yq (Ordinal jm)).
apply: (@partners_in_order F m (joined xs) (g \o joined ys) p q) => //.
  by move=> k; rewrite /joined /= !mxE; exact: below.
move=> k l kl /=; apply: mono; last exact: fall_q.
exact: pos dB.
Qed.
End Values.

(* a larger target has a larger mode *)
Lemma modes_ordered L eps s s' mu mu' t : (2 <= L)%N -> (0 < eps)%R -> (0 <= s <= s')%R ->
  is_mode L s eps mu -> is_mode L s' eps mu' -> (0 <= t)%R -> (mu t <= mu' t)%R.
Proof.
move=> L2 e0 [s0 ss] M M' t0; have L2' : (2 <= L)%coq_nat by apply/ssrnat.leP.
have s0' : (0 <= s')%R by lra.
have [t_pos|t_zero] : (0 < t \/ t = 0)%R by lra.
  have [lt|e] : (s < s' \/ s = s')%R by lra.
    have [lam [l0 so _ N]] := root_of_mode L2 s0 e0.
    have [lam' [l0' so' _ N']] := root_of_mode L2 s0' e0.
    rewrite (strength_unique L s eps mu _ L2' s0 e0 M N t t0).
    rewrite (strength_unique L s' eps mu' _ L2' s0' e0 M' N' t t0).
    apply: Rlt_le; apply: (proj2 (larger_target_is_ahead L L2' s s' eps t lam lam' s0 lt e0 (so t)
      (so' t) l0 l0' t _)); split=> //; exact: Rle_refl.
  subst s'; rewrite (strength_unique L s eps mu mu' L2' s0 e0 M M' t t0); exact: Rle_refl.
by rewrite t_zero (proj1 M) (proj1 M'); exact: Rle_refl.
Qed.

Theorem blocks_below_modes L eps (mu : R -> R -> R) t b (sz : 'I_b -> nat)
    (X M U V : 'M[R]_(\sum_i sz i)) (C B UC VC UB VB : forall i, 'M[R]_(sz i))
    U1 V1 x U2 V2 y xs ys :
  (2 <= L)%N -> (0 < eps)%R -> (forall s, (0 <= s)%R -> is_mode L s eps (mu s)) -> (0 <= t)%R ->
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> U^T *m X *m V = \mxdiag_i C i ->
  U^T *m M *m V = \mxdiag_i B i ->
  @singular_decomposition R_rcfType _ _ X U1 V1 x ->
  @singular_decomposition R_rcfType _ _ M U2 V2 y ->
  (forall i, @singular_decomposition R_rcfType _ _ (C i) (UC i) (VC i) (xs i)) ->
  (forall i, @singular_decomposition R_rcfType _ _ (B i) (UB i) (VB i) (ys i)) ->
  (forall i l, (l < sz i)%N -> (xs i l <= mu (ys i l) t)%R) ->
  forall j, (j < \sum_i sz i)%N -> (x j <= mu (y j) t)%R.
Proof.
move=> L2 e0 modes t0 UU VV eX eM dX dM dC dB below j jm; apply/RleP.
apply: (@values_of_blocks R_rcfType b sz X M U V U V C B (fun s => mu s t) U1 V1 x U2 V2 y
  UC VC UB VB xs ys) => // [a c /RleP a0 /RleP ac|i l li].
  apply/RleP; have c0 := Rle_trans _ _ _ a0 ac.
  exact: (modes_ordered L2 e0 (conj a0 ac) (modes _ a0) (modes _ c0) t0).
by apply/RleP; exact: below.
Qed.
