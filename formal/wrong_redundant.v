(* Wrong variants of the removal without loss, near the truth, refuted: by two neurons on one or two
   samples, and by three, two of which go. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal redundant wrong_removal.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable R : realFieldType.
Local Notation j1 := (lift 0 0 : 'I_2).
Local Notation ones := (const_mx 1 : 'M[R]_(2, 1)).
Local Notation one_row := (const_mx 1 : 'M[R]_(1, 2)).

Lemma sumsq11 x : sumsq (x%:M : 'M[R]_1) = x ^+ 2.
Proof. by rewrite /sumsq !big_ord1 mxE eqxx mulr1n. Qed.

Lemma equal_neurons : row j1 ones = \sum_(k | k != j1) 1 *: row k ones.
Proof.
rewrite big_mkcond big_ord_recl big_ord1 /= addr0 scale1r.
by apply/matrixP=> i j; rewrite !mxE.
Qed.

(* nine tenths of the weight handed on *)
Theorem lossless_removal_share_wrong : ~ (forall n o (X : 'M[R]_(o, n)) c j M (h : 'M[R]_(n, M)),
  row j h = \sum_(k | k != j) c k *: row k h ->
  (\matrix_(i, k) (if k == j then 0 else X i k + 9%:R / 10%:R * c k * X i j)) *m h = X *m h).
Proof.
move=> /(_ 2%N 1%N one_row (fun=> 1) j1 1%N ones equal_neurons).
move=> /(congr1 (fun A : 'M_1 => A 0 0)); rewrite !mxE !big_ord_recl !big_ord0 !mxE /=.
rewrite !mulr1 !addr0 => /addrI/eqP.
by rewrite tenth.
Qed.

(* a relation on the samples alone *)
Theorem lossless_removal_anywhere_wrong : ~ (forall n o (X : 'M[R]_(o, n)) c j
    M (h : 'M[R]_(n, M)) N (u : 'M[R]_(n, N)),
  row j h = \sum_(k | k != j) c k *: row k h -> handed_on c j X *m u = X *m u).
Proof.
move=> /(_ 2%N 1%N one_row (fun=> 1) j1 1%N ones 1%N (delta_mx 0 0) equal_neurons).
move=> /(congr1 (fun A : 'M_1 => A 0 0)); rewrite !mxE !big_ord_recl !big_ord0 !mxE /=.
rewrite !mulr1 !mulr0 !addr0 => /eqP.
by rewrite -subr_eq0 addrK oner_eq0.
Qed.

(* the square of alpha on the way *)
Theorem straight_way_square_wrong : ~ (forall n o (X : 'M[R]_(o, n)) c j M (h : 'M[R]_(n, M)) a,
  0 <= a <= 1 -> way c j X a *m h - X *m h = a ^+ 2 *: (way c j X 1 *m h - X *m h)).
Proof.
have half : 0 <= (2%:R^-1 : R) <= 1 by rewrite invr_ge0 ler0n invf_le1 ?ltr0n // ler1n.
move=> /(_ 2%N 1%N one_row (fun=> 1) j1 1%N (delta_mx 0 0) _ half).
move=> /(congr1 (fun A : 'M_1 => A 0 0)).
rewrite !mxE !big_ord_recl !big_ord0 !mxE /= !(mulr1, mulr0, addr0) addrC addKr.
rewrite [1 + 1 - 1]addrC addKr mulr1 => /eqP; rewrite -subr_eq0.
have -> : 2%:R^-1 - 2%:R^-1 ^+ 2 = 4%:R^-1 :> R by field.
by rewrite invr_eq0 pnatr_eq0.
Qed.

(* constant without a relation *)
Theorem straight_way_any_wrong : ~ (forall n o (X : 'M[R]_(o, n)) c j M (h : 'M[R]_(n, M)) a,
  0 <= a <= 1 -> way c j X a *m h = X *m h).
Proof.
move=> /(_ 2%N 1%N one_row (fun=> 1) j1 1%N (delta_mx 0 0) 1); rewrite ler01 lexx => /(_ isT).
move=> /(congr1 (fun A : 'M_1 => A 0 0)); rewrite !mxE !big_ord_recl !big_ord0 !mxE /=.
rewrite !(mulr1, mulr0, addr0) => /eqP.
by rewrite -subr_eq0 addrK oner_eq0.
Qed.

Lemma rest_dead m N k (Hd : 'M[R]_(m, N)) : rest (0 : 'M[R]_(k, N)) Hd Hd.
Proof. by split; [rewrite subrr sub0mx | rewrite trmx0 mulmx0]. Qed.

(* nine tenths of the cost *)
Theorem cost_without_regularity_share_wrong : ~ (forall k m N o (Hk : 'M[R]_(k, N))
    (Hd : 'M[R]_(m, N)) (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)) E,
  rest Hk Hd E -> is_cost Hk Hd Xk Xd (9%:R / 10%:R * sumsq (Xd *m E))).
Proof.
move=> H; have r := rest_dead 1 (1%:M : 'M[R]_1).
have := cost_unique (H 1%N 1%N 1%N 1%N 0 1%:M 0 1%:M 1%:M r) (rest_cost 0 1%:M r).
by rewrite mulmx1 sumsq11 expr1n mulr1 => /eqP; rewrite tenth.
Qed.

(* what is left of another projection than the orthogonal one *)
Theorem cost_without_regularity_oblique_wrong : ~ (forall k m N o (Hk : 'M[R]_(k, N))
    (Hd : 'M[R]_(m, N)) (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)) E,
  (Hd - E <= Hk)%MS -> is_cost Hk Hd Xk Xd (sumsq (Xd *m E))).
Proof.
move=> H; have r : rest (1%:M : 'M[R]_1) (1%:M : 'M[R]_1) 0.
  by split; [rewrite subr0 | rewrite mul0mx].
have s : (1%:M - 1%:M <= (1%:M : 'M[R]_1))%MS by rewrite subrr sub0mx.
have := cost_unique (H 1%N 1%N 1%N 1%N 1%:M 1%:M 0 1%:M 1%:M s) (rest_cost 0 1%:M r).
rewrite mulmx1 mulmx0 sumsq11 [sumsq 0]sumsq_rows mul0mx mxtrace0 expr1n => /eqP.
by rewrite oner_eq0.
Qed.

(* without the neuron to which nobody listens, which is free as well *)
Theorem free_neuron_new_wrong : ~ (forall k N o (Hk : 'M[R]_(k, N)) (h : 'rV[R]_N)
    (Xk : 'M[R]_(o, k)) (x : 'cV[R]_o),
  is_cost Hk h Xk x 0 <-> exists c : 'I_k -> R, h = \sum_i c i *: row i Hk).
Proof.
move=> H; have /H[c] : is_cost (0 : 'M[R]_1) (1%:M : 'M[R]_1) (0 : 'M[R]_1) (0 : 'cV[R]_1) 0.
  by apply/free_neuron; left.
rewrite big_ord1 => /matrixP /(_ 0 0); rewrite !mxE mulr0 => /eqP.
by rewrite oner_eq0.
Qed.

(* the same of two neurons, which can be free together, and neither of them alone *)
Theorem free_neuron_pair_wrong : ~ (forall k m N o (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N))
    (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)),
  is_cost Hk Hd Xk Xd 0 <-> Xd = 0 \/ (Hd <= Hk)%MS).
Proof.
move=> H; pose x : 'M[R]_(1, 1 + 1) := row_mx 1%:M (- 1%:M).
pose h : 'M[R]_(1 + 1, 1) := col_mx 1%:M 1%:M.
have xh : x *m h = 0 by rewrite mul_row_col mulmx1 mulmx1 subrr.
have [_ /(_ h (rest_dead 1 h)) [_ free]] := cost_without_regularity (0 : 'M[R]_1) h 0 x.
have /H[x0|] : is_cost (0 : 'M[R]_1) h (0 : 'M[R]_1) x 0 by apply/free.
  have := congr1 (fun A : 'M_(1, 1 + 1) => lsubmx A) x0; rewrite row_mxKl.
  by move/matrixP/(_ 0 0)/eqP; rewrite !mxE oner_eq0.
rewrite submx0 => /eqP h0; have := congr1 (fun A : 'M_(1 + 1, 1) => usubmx A) h0.
by rewrite col_mxKu => /matrixP/(_ 0 0)/eqP; rewrite !mxE oner_eq0.
Qed.
End Wrong.
