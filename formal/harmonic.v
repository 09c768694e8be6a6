(* A bound on harmonic means bounds the singular values, over any real closed field, any size.

   X has the singular values s_j > 0 in decreasing order with the pairs u_j, v_j, the columns of U
   and V; f_l and g_l are the columns of any F and G.
   harmonic_means_imply_domination (HM3Y): for every i let the harmonic mean of the s_j with the
     weights c_j^2 be at most mu_i for every unit vector c with
     sum_j c_j (<f_l, u_j> + <g_l, v_j>) = 0 for all l < i; then s_i <= mu_i for every i. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import weyl courant.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Means.
Variables (R : rcfType) (d : nat).
Implicit Types (U V F G : 'M[R]_d) (s : 'I_d -> R) (c : 'cV[R]_d).

(* <f_l, u_j> + <g_l, v_j> *)
Definition overlap F G U V (l j : 'I_d) := (F^T *m U) l j + (G^T *m V) l j.

(* a unit vector c with sum_j c_j (<f_l, u_j> + <g_l, v_j>) = 0 for all l < i *)
Definition meets_conditions F G U V (i : 'I_d) c := (c^T *m c) 0 0 = 1 /\
  forall l : 'I_d, (l < i)%N -> \sum_j c j 0 * overlap F G U V l j = 0.

(* the harmonic mean of the s_j with the weights c_j^2 *)
Definition harmonic_mean s c := (\sum_j c j 0 ^+ 2 / s j)^-1.

(* a unit vector of the first i + 1 coordinates meets the conditions *)
Lemma conditions_met F G U V i :
  exists2 c, meets_conditions F G U V i c & forall j : 'I_d, (i < j)%N -> c j 0 = 0.
Proof.
pose N : 'M[R]_(d, i) := \matrix_(j, l) overlap F G U V (widen_ord (ltnW (ltn_ord i)) l) j.
have [a [a0 late Na]] := unseen N 1%:M (leqnn i).
have nn : 0 <= (a^T *m a) 0 0.
  by rewrite mxE; apply: sumr_ge0 => j _; rewrite mxE -expr2 sqr_ge0.
have n0 : (a^T *m a) 0 0 != 0.
  apply: contra a0; rewrite mxE => /eqP z; apply/eqP/colP => j; rewrite mxE; apply/eqP.
  have sq k : true -> 0 <= a^T 0 k * a k 0 by move=> _; rewrite mxE -expr2 sqr_ge0.
  by have := psumr_eq0P sq z (i := j) isT; rewrite mxE -expr2 => /eqP; rewrite sqrf_eq0.
pose r := Num.sqrt ((a^T *m a) 0 0); have rr : r ^+ 2 = (a^T *m a) 0 0 by exact: sqr_sqrtr.
have r0 : r != 0 by rewrite -sqrf_eq0 rr.
exists (r^-1 *: a); last by move=> j ij; rewrite mxE late // mulr0.
split.
  have -> : ((r^-1 *: a)^T *m (r^-1 *: a)) 0 0 = r^-1 ^+ 2 * (a^T *m a) 0 0.
    by rewrite !mxE mulr_sumr; apply: eq_bigr => j _; rewrite !mxE mulrACA expr2.
  by rewrite -rr exprVn mulVf // sqrf_eq0.
move=> l li; have := Na; rewrite mul1mx => /colP/(_ (Ordinal li)); rewrite !mxE => z.
rewrite -[RHS](mulr0 r^-1) -[X in _ * X]z mulr_sumr; apply: eq_bigr => j _.
rewrite !mxE -mulrA; congr (_ * _); rewrite mulrC; congr (overlap _ _ _ _ _ _ * _).
exact: val_inj.
Qed.

Lemma first_means_decide F G U V s mu (i : 'I_d) : decreasing s -> (forall j, 0 < s j) ->
  (forall c, meets_conditions F G U V i c -> harmonic_mean s c <= mu) -> s i <= mu.
Proof.
move=> ds s0 means; have [c [c1 orth] late] := conditions_met F G U V i.
apply: le_trans (means c (conj c1 orth)).
have sumc : \sum_j c j 0 ^+ 2 = 1.
  by rewrite -c1 mxE; apply: eq_bigr => j _; rewrite mxE expr2.
have top : \sum_j c j 0 ^+ 2 / s j <= (s i)^-1.
  rewrite -[leRHS]mul1r -sumc mulr_suml; apply: ler_sum => j _.
  case: (leqP j i) => ji; last by rewrite late // expr0n !mul0r.
  by rewrite ler_wpmul2l ?sqr_ge0 // lef_pinv ?posrE // ds.
have low : 0 < \sum_j c j 0 ^+ 2 / s j.
  rewrite lt_neqAle sumr_ge0 => [|j _]; last by rewrite divr_ge0 ?sqr_ge0 // ltW.
  rewrite andbT; apply/eqP => /esym z; have := @oner_neq0 R; rewrite -sumc big1 ?eqxx // => j _.
  have nn k : true -> 0 <= c k 0 ^+ 2 / s k by move=> _; rewrite divr_ge0 ?sqr_ge0 // ltW.
  by have /eqP := psumr_eq0P nn z (i := j) isT; rewrite mulf_eq0 invr_eq0 (gt_eqF (s0 j)) orbF
    => /eqP.
by rewrite /harmonic_mean -[leLHS]invrK lef_pinv // posrE // invr_gt0.
Qed.

(* U, s and V are singular vectors and values of X, in order of size *)
Definition singular_pairs (X U V : 'M[R]_d) s := [/\ U^T *m U = 1%:M, V^T *m V = 1%:M,
  decreasing s, X *m V = U *m diag_mx (\row_j s j) & X^T *m U = V *m diag_mx (\row_j s j)].

Theorem harmonic_means_imply_domination X F G U V s (mu : 'I_d -> R) :
  singular_pairs X U V s -> (forall j, 0 < s j) ->
  (forall i c, meets_conditions F G U V i c -> harmonic_mean s c <= mu i) ->
  forall i, s i <= mu i.
Proof. by move=> [_ _ ds _ _] s0 means i; exact: first_means_decide ds s0 (means i). Qed.
End Means.
