(* What a singular value decomposition says, over any real closed field, all shapes and ranks.

   singular_value_pairs: M v_j = s_j u_j and M^T u_j = s_j v_j; M v_j = 0 and M^T u_i = 0 beyond.
   positive_up_to_rank (QPW4): s_j > 0 exactly for the first rank(M) places.
   singular_values_unique: the s_j are the same in all decompositions of M.
   transposed_singular_values (M8NR): they are those of M^T.
   psd_root_exists (ND5T): a positive semidefinite matrix has exactly one such L-th root.
   root_eigenvector (QPW4): an eigenvector of A is one of the root, with the root of the number. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent end_to_end orthonormal weyl courant block removal.
From dlf Require Import real_spectral singular_values.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Facts.
Variables (F : rcfType) (m n : nat) (M : 'M[F]_(m, n)).
Implicit Types (U : 'M[F]_m) (V : 'M[F]_n) (s : nat -> F).

Lemma diagonal_tr p q s : (rectangular_diagonal p q s)^T = rectangular_diagonal q p s.
Proof. by apply/matrixP => i j; rewrite !mxE eq_sym; case: eqP => // ->. Qed.

Lemma times_diagonal p q k (W : 'M[F]_(k, p)) s (i : 'I_p) (j : 'I_q) : i = j :> nat ->
  col j (W *m rectangular_diagonal p q s) = s j *: col i W.
Proof.
move=> ij; apply/colP => l; rewrite !mxE (bigD1 i) //= big1 => [|h hi].
  by rewrite addr0 mxE ij eqxx mulrC.
by rewrite mxE -ij (inj_eq val_inj) (negbTE hi) mulr0.
Qed.

Lemma beyond_diagonal p q k (W : 'M[F]_(k, p)) s (j : 'I_q) : (p <= j)%N ->
  col j (W *m rectangular_diagonal p q s) = 0.
Proof.
move=> pj; apply/colP => l; rewrite !mxE big1 // => h _; rewrite mxE.
by rewrite ltn_eqF ?mulr0 // (leq_trans (ltn_ord h)).
Qed.

(* M v_j = s_j u_j and M^T u_j = s_j v_j; what is left of either basis is mapped to zero *)
Theorem singular_value_pairs U V s : singular_decomposition M U V s ->
  [/\ forall (i : 'I_m) (j : 'I_n), i = j :> nat ->
        M *m col j V = s j *: col i U /\ M^T *m col i U = s j *: col j V,
      forall j : 'I_n, (m <= j)%N -> M *m col j V = 0 &
      forall i : 'I_m, (n <= i)%N -> M^T *m col i U = 0].
Proof.
case=> UU VV _ _ e; have MV : M *m V = U *m rectangular_diagonal m n s.
  by rewrite -e !mulmxA (mulmx1C UU) mul1mx.
have MU : M^T *m U = V *m rectangular_diagonal n m s.
  by rewrite -diagonal_tr -e !trmx_mul trmxK !mulmxA (mulmx1C VV) mul1mx.
split=> [i j ij|j mj|i ni].
- rewrite !colE !mulmxA MV MU -!colE; split; first exact: times_diagonal.
  by rewrite (times_diagonal _ _ (esym ij)) ij.
- by rewrite colE mulmxA MV -colE beyond_diagonal.
by rewrite colE mulmxA MU -colE beyond_diagonal.
Qed.

(* the first singular values are positive, as many as the rank of M *)
Theorem positive_up_to_rank U V s : singular_decomposition M U V s ->
  forall j, (0 < s j) = (j < \rank M)%N.
Proof.
case=> UU VV ds late e.
have some : exists k, s k <= 0 by exists (minn m n); rewrite late.
have [r r_min least] := ex_minnP some.
have upto j : (0 < s j) = (j < r)%N.
  have [jr|rj] := ltnP j r; last first.
    apply/negbTE; rewrite -leNgt; apply: le_trans r_min.
    by case/andP: (ds _ _ rj).
  by rewrite ltNge; apply/negP => /least; rewrite leqNgt jr.
have rmn : (r <= minn m n)%N by apply: least; rewrite late.
move: rmn; rewrite leq_min => /andP[rm rn].
pose D : 'M[F]_m := diag_mx (\row_i (if (i < r)%N then s i else 1)).
have DE : rectangular_diagonal m n s = D *m pid_mx r.
  apply/matrixP => i j; rewrite mul_diag_mx !mxE.
  case: eqP => [ij|_] /=; last by rewrite mulr0.
  have [ir|ri] := ltnP i r; first by rewrite mulr1.
  rewrite mulr0; apply/eqP; rewrite eq_le; case/andP: (ds _ _ (leqnn i)) => -> _.
  by rewrite andbT leNgt upto -leqNgt.
have Du : D \in unitmx.
  rewrite unitmxE det_diag unitfE; apply/prodf_neq0 => i _; rewrite mxE.
  by case: ltnP => ir; rewrite ?oner_neq0 // gt_eqF // upto.
have -> : \rank M = r; last exact: upto.
have [_ Vu] := mulmx1_unit VV; have [Uu _] := mulmx1_unit UU.
rewrite -(rank_pid_mx F rm rn).
have -> : \rank (pid_mx r : 'M[F]_(m, n)) = \rank (D *m (pid_mx r : 'M[F]_(m, n))).
  by apply/esym; rewrite (eqmxMfull _ (_ : row_full D)) ?row_full_unit.
rewrite -DE -e mxrankMfree ?row_free_unit //; apply/esym.
by rewrite (eqmxMfull _ (_ : row_full U^T)) ?row_full_unit.
Qed.

Lemma gram_spectrum U V s : singular_decomposition M U V s ->
  M^T *m M = with_spectrum V (fun j : 'I_n => s j ^+ 2).
Proof.
case=> UU VV ds late e.
have -> : M^T *m M = V *m (rectangular_diagonal m n s)^T *m rectangular_diagonal m n s *m V^T.
  rewrite -e [(_ *m V)^T]trmx_mul [(U^T *m M)^T]trmx_mul trmxK !mulmxA (mulmx1C VV) mul1mx.
  rewrite -(mulmxA M^T U) (mulmx1C UU) mulmx1 -!mulmxA (mulmx1C VV) mulmx1.
  by [].
rewrite /with_spectrum -(mulmxA V); congr (_ *m _ *m _); apply/matrixP => i j.
have [mj|jm] := leqP m j.
  rewrite !mxE big1 => [|k _]; last first.
    by rewrite mulrC mxE ltn_eqF ?mul0r // (leq_trans (ltn_ord k)).
  by case: eqP => [->|_]; rewrite ?mulr0n // late ?geq_min ?mj // expr0n.
rewrite !mxE (bigD1 (Ordinal jm)) //= big1 => [|k kj]; last first.
  by rewrite mulrC mxE -[(k : nat) == j]/(k == Ordinal jm) (negbTE kj) mul0r.
rewrite !mxE addr0 eqxx [(j : nat) == i]eq_sym -[(i : nat) == j]/(i == j).
by case: eqP => [->|_]; rewrite ?mul0r // expr2.
Qed.
End Facts.

Lemma decomposition_tr (F : rcfType) m n (M : 'M[F]_(m, n)) U V s :
  singular_decomposition M U V s -> singular_decomposition M^T V U s.
Proof.
case=> UU VV ds late e; split=> //; first by move=> j; rewrite minnC; exact: late.
by rewrite -diagonal_tr -e !trmx_mul trmxK mulmxA.
Qed.

(* the singular values belong to M *)
Theorem singular_values_unique (F : rcfType) m n (M : 'M[F]_(m, n)) U V s U' V' s' :
  singular_decomposition M U V s -> singular_decomposition M U' V' s' -> forall j, s j = s' j.
Proof.
move=> dec dec' j; have [jmn|mnj] := ltnP j (minn m n); last first.
  by case: dec => _ _ _ -> // _; case: dec' => _ _ _ ->.
have jn : (j < n)%N by apply: leq_trans jmn (geq_minr _ _).
have pos U1 V1 t : singular_decomposition M U1 V1 t -> forall k, 0 <= t k.
  by case=> _ _ dt _ _ k; case/andP: (dt _ _ (leqnn k)).
have falls U1 V1 t : singular_decomposition M U1 V1 t -> decreasing (fun k : 'I_n => t k ^+ 2).
  move=> d; have t0 := pos _ _ _ d; case: d => _ _ dt _ _ i k ik.
  by rewrite ler_sqr ?nnegrE //; case/andP: (dt _ _ ik).
have le U1 V1 t U2 V2 t2 : singular_decomposition M U1 V1 t ->
    singular_decomposition M U2 V2 t2 -> t j <= t2 j.
  move=> d d2; rewrite -ler_sqr ?nnegrE ?(pos _ _ _ d) ?(pos _ _ _ d2) //.
  have [_ V11 _ _ _] := d; have [_ V21 _ _ _] := d2.
  apply: (weyl_monotone V11 V21 (falls _ _ _ d) (falls _ _ _ d2) _ (Ordinal jn)).
  by rewrite -(gram_spectrum d) -(gram_spectrum d2) => v; exact: lexx.
by apply/eqP; rewrite eq_le !(le _ _ _ _ _ _ dec dec', le _ _ _ _ _ _ dec' dec).
Qed.

(* a matrix and its transpose have the same singular values *)
Theorem transposed_singular_values (F : rcfType) m n (M : 'M[F]_(m, n)) U V s U' V' s' :
  singular_decomposition M U V s -> singular_decomposition M^T U' V' s' -> forall j, s j = s' j.
Proof. by move=> /decomposition_tr; exact: singular_values_unique. Qed.

Section Roots.
Variables (F : rcfType) (n : nat).
Implicit Types (A P Q : 'M[F]_n) (u : 'cV[F]_n).

(* every positive semidefinite matrix has exactly one positive semidefinite L-th root *)
Theorem psd_root_exists A L : (0 < L)%N -> psd A ->
  exists P, psd_root L A P /\ forall P', psd_root L A P' -> P' = P.
Proof.
case: L => // L _ psdA; have [sym _] := psdA; have [Q [p [QQ AE _]]] := spectrum_exists sym.
have p0 j : 0 <= p j by apply: (psd_spectrum j QQ); rewrite -AE.
have all_roots j : exists r, (0 <= r) && (r ^+ L.+1 == p j).
  by have [r r0 e] := root_exists L (p0 j); exists r; rewrite r0 e eqxx.
pose q j := xchoose (all_roots j).
have q0 j : 0 <= q j by case/andP: (xchooseP (all_roots j)).
have qE j : q j ^+ L.+1 = p j by case/andP: (xchooseP (all_roots j)) => _ /eqP.
have root : psd_root L.+1 A (with_spectrum Q q).
  split; first exact: spectrum_psd.
  rewrite spectrum_power // AE /with_spectrum; congr (_ *m diag_mx _ *m _).
  by apply/rowP => j; rewrite !mxE qE.
by exists (with_spectrum Q q); split=> // P' root'; apply: psd_root_unique root' root.
Qed.

(* an eigenvector of A is one of the root *)
Theorem root_eigenvector A P L u r : (0 < L)%N -> psd_root L A P -> 0 <= r ->
  A *m u = r ^+ L *: u -> P *m u = r *: u.
Proof.
case: L => // L _ [psdP PA] r0; have [sym _] := psdP.
have [Q [p [QQ PE _]]] := spectrum_exists sym.
have p0 j : 0 <= p j by apply: (psd_spectrum j QQ); rewrite -PE.
have act q x : with_spectrum Q q *m u = x *: u <->
    forall j, q j * (Q^T *m u) j 0 = x * (Q^T *m u) j 0.
  have e : with_spectrum Q q *m u = Q *m (diag_mx (\row_j q j) *m (Q^T *m u)).
    by rewrite /with_spectrum !mulmxA.
  have xu : x *: u = Q *m (x *: (Q^T *m u)) by rewrite -scalemxAr mulmxA (mulmx1C QQ) mul1mx.
  rewrite e xu; move: (Q^T *m u) => y; split=> [h j|h].
    have := congr1 (mulmx Q^T) h; rewrite !mulmxA QQ !mul1mx => /colP /(_ j).
    by rewrite mul_diag_mx !mxE.
  by congr (_ *m _); apply/colP => j; rewrite mul_diag_mx !mxE h.
rewrite -PA PE spectrum_power // => /act all_j; apply/act => j.
have [-> | y0] := eqVneq ((Q^T *m u) j 0) 0; first by rewrite !mulr0.
have := all_j j; move/(mulIf y0)/eqP; rewrite eqr_expn2 // => /eqP ->.
by [].
Qed.
End Roots.
