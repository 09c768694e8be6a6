(* Wrong variants of what the removal of neurons costs, with or without a bias, and of when it
   costs nothing, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal removal_bias redundant.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* Wrong variants of what the removal of neurons costs, near the truth, refuted: by two
   neurons of which one stays. *)
Section Wrong.
Variable R : realFieldType.

Lemma tenth : 9%:R / 10%:R == 1 :> R = false.
Proof.
rewrite -subr_eq0; have -> : 9%:R / 10%:R - 1 = - 10%:R^-1 :> R by field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* two neurons that see one sample each: nothing to hand on *)
Lemma unit_cost : let X : 'M[R]_(1, 2) := const_mx 1 in
  sumsq (col 0 X) / (1%:M : 'M[R]_2) 0 0 = 1.
Proof.
by rewrite /sumsq !big_ord1 !mxE expr1n divr1.
Qed.

(* nine tenths of the cost *)
Theorem cost_of_neuron_share_wrong : ~ (forall n N o (H : 'M[R]_(n, N)) (X : 'M[R]_(o, n))
    (P : 'M[R]_n) j, P *m (H *m H^T) = 1%:M ->
  let best := \matrix_(i, k) (X i k - P k j / P j j * X i j) in
  sumsq (best *m H - X *m H) = 9%:R / 10%:R * (sumsq (col j X) / P j j)).
Proof.
have I2 : (1%:M : 'M[R]_2) *m (1%:M *m 1%:M^T) = 1%:M by rewrite trmx1 !mulmx1.
move=> /(_ 2%N 2%N 1%N 1%:M (const_mx 1) 1%:M 0 I2); cbv zeta.
have [_ -> _ _] := cost_of_neuron (const_mx 1 : 'M[R]_(1, 2)) 0 I2.
by rewrite unit_cost mulr1 => /eqP; rewrite eq_sym tenth.
Qed.

(* nine tenths of the cost of a set *)
Theorem cost_of_set_share_wrong : ~ (forall k m N o (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N))
    (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)) Pkk Pkd Pdk Pdd,
  block_mx Pkk Pkd Pdk Pdd *m (col_mx Hk Hd *m (col_mx Hk Hd)^T) = 1%:M ->
  let best := Xk - Xd *m invmx Pdd *m Pdk in
  sumsq (best *m Hk - row_mx Xk Xd *m col_mx Hk Hd) =
    9%:R / 10%:R * \tr (Xd *m invmx Pdd *m Xd^T)).
Proof.
move=> H; pose a : 'M[R]_(1, 2) := delta_mx 0 0; pose b : 'M[R]_(1, 2) := delta_mx 0 1.
have aa : a *m a^T = 1%:M.
  by rewrite trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE.
have bb : b *m b^T = 1%:M.
  by rewrite trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE.
have ab : a *m b^T = 0 by rewrite trmx_delta mul_delta_mx_0.
have ba : b *m a^T = 0 by rewrite trmx_delta mul_delta_mx_0.
have := H 1%N 1%N 2%N 1%N a b 0 1%:M 1%:M 0 0 1%:M.
rewrite tr_col_mx mul_col_row aa bb ab ba -scalar_mx_block mulmx1 => /(_ erefl) /=.
rewrite mulmx0 subr0 mul0mx sub0r mul_row_col mul0mx add0r mul1mx sumsq_rows.
have -> : - b *m (- b)^T = b *m b^T by rewrite [(- b)^T]linearN /= mulmxN mulNmx opprK.
rewrite bb invmx1 trmx1 !mulmx1 mxtrace1 mulr1 => /eqP.
by rewrite eq_sym tenth.
Qed.

(* nine tenths of the single costs *)
Theorem removed_one_by_one_share_wrong : ~ (forall n N o (H : 'M[R]_(n, N)) (X : 'M[R]_(o, n))
    (P : 'M[R]_n) s, P *m (H *m H^T) = 1%:M -> uniq s ->
  sumsq ((removals (X, P) s).1 *m H - X *m H) = 9%:R / 10%:R * prices (X, P) s).
Proof.
have I2 : (1%:M : 'M[R]_2) *m (1%:M *m 1%:M^T) = 1%:M by rewrite trmx1 !mulmx1.
move=> /(_ 2%N 2%N 1%N 1%:M (const_mx 1) 1%:M [:: 0] I2 isT).
have [_ -> _ _ _] := removed_one_by_one (const_mx 1 : 'M[R]_(1, 2)) I2 (isT : uniq [:: 0 : 'I_2]).
by rewrite /= /price addr0 unit_cost mulr1 => /eqP; rewrite eq_sym tenth.
Qed.
End Wrong.

(* Wrong variants of the removal of neurons beside a bias, near the truth, refuted: by one
   neuron that goes, on two samples. *)
Section Wrong.
Variable R : realFieldType.

(* a neuron that is on for the first of two samples, and a bias *)
Local Notation one := (const_mx 1 : 'rV[R]_2).
Local Notation h := (delta_mx 0 0 : 'rV[R]_2).
Local Notation none := (0 : 'M[R]_(0, 2)).

Lemma half_the_time : h *m one^T = 1%:M /\ h *m h^T = 1%:M.
Proof.
by split; apply/matrixP=> i j; rewrite !ord1 !mxE !big_ord_recl big_ord0 !mxE /=;
  rewrite mulr1 mul0r !addr0.
Qed.

Lemma one_beside_bias :
  block_mx (block_mx (0 : 'M[R]_0) 0 0 2%:R%:M) (- 1%:M) (- 1%:M) 1%:M *m
    (col_mx (col_mx none h) one *m (col_mx (col_mx none h) one)^T) = 1%:M.
Proof.
have [ho hh] := half_the_time.
have oh : one *m h^T = 1%:M by apply: trmx_inj; rewrite trmx_mul trmxK ho trmx1.
rewrite [block_mx 0 0 0 _]block_mxEv !col_flat_mx row_thin_mx.
rewrite tr_col_mx mul_col_row hh ho oh one_one mulmx_block (scalar_mx_block (0 + 1) 1).
by congr (block_mx _ _ _ _); rewrite !(mulNmx, mul1mx, mulmx1) //; apply/matrixP=> i j;
  rewrite !ord1 !mxE /= !mulr1n; ring.
Qed.

(* activations that are not centred *)
Theorem cost_with_bias_uncentred_wrong : ~ (forall N k m (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N))
    Pkk Pkd Pdk Pdd p q r,
  let H := col_mx Hk Hd in let H1 := col_mx H (const_mx 1 : 'rV[R]_N) in
  block_mx (block_mx Pkk Pkd Pdk Pdd) p q r *m (H1 *m H1^T) = 1%:M ->
  block_mx Pkk Pkd Pdk Pdd *m (H *m H^T) = 1%:M).
Proof.
move=> /(_ _ _ _ _ _ _ _ _ _ _ _ _ one_beside_bias).
rewrite block_mxEv !col_flat_mx row_thin_mx (proj2 half_the_time) mulmx1 => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE /= -subr_eq0 addrK oner_eq0.
Qed.

(* nine tenths of what the bias takes over *)
Theorem cost_with_bias_share_wrong : ~ (forall N o k m (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N))
    (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)) (b : 'cV[R]_o) Pkk Pkd Pdk Pdd p q r,
  let H := col_mx Hk Hd in let X := row_mx Xk Xd in let one := const_mx 1 : 'rV[R]_N in
  let H1 := col_mx H one in block_mx (block_mx Pkk Pkd Pdk Pdd) p q r *m (H1 *m H1^T) = 1%:M ->
  let best := Xk - Xd *m invmx Pdd *m Pdk in
  let new := b + 9%:R / 10%:R *: (X *m means H - best *m means Hk) in
  sumsq (best *m Hk + new *m one - (X *m H + b *m one)) = \tr (Xd *m invmx Pdd *m Xd^T)).
Proof.
have [_ _ _ _ only] := cost_with_bias 0 1%:M 0 one_beside_bias.
move=> /(_ _ 1%N _ _ _ _ 0 1%:M 0 _ _ _ _ _ _ _ one_beside_bias)/eqP.
rewrite eq_le => /andP[/only[_ new] _]; move: new.
have -> : means none = 0 by apply/matrixP=> -[].
rewrite !mulmx0 !subr0 !add0r row_thin_mx col_flat_mx mul1mx /means (proj1 half_the_time).
move=> /matrixP/(_ 0 0); rewrite !mxE mulr1 -[RHS]mul1r => /mulIf e; move: (tenth R).
by rewrite e ?eqxx // invr_eq0 pnatr_eq0.
Qed.
End Wrong.

(* Wrong variants of the removal without loss, near the truth, refuted: by two neurons on one
   or two samples, and by three, two of which go. *)
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
