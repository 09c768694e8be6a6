(* Wrong variants of what the removal of neurons costs, near the truth, refuted: by one neuron with
   one sample, by two neurons with one that stays, and by one neuron beside a bias, on two
   samples. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal removal_bias.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable R : realFieldType.

Lemma sumsq11 x : sumsq (x%:M : 'M[R]_1) = x ^+ 2.
Proof. by rewrite /sumsq !big_ord1 mxE eqxx mulr1n. Qed.

Lemma tenth : 9%:R / 10%:R == 1 :> R = false.
Proof.
rewrite -subr_eq0; have -> : 9%:R / 10%:R - 1 = - 10%:R^-1 :> R by field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* nine tenths of the cost *)
Theorem cost_of_neuron_share_wrong : ~ (forall n N o (H : 'M[R]_(n, N)) (X : 'M[R]_(o, n))
    (P : 'M[R]_n) j, P *m (H *m H^T) = 1%:M ->
  let best := \matrix_(i, k) (X i k - P k j / P j j * X i j) in
  sumsq (best *m H - X *m H) = 9%:R / 10%:R * (sumsq (col j X) / P j j)).
Proof.
have I1 : (1%:M : 'M[R]_1) *m (1%:M *m 1%:M^T) = 1%:M by rewrite trmx1 !mulmx1.
move=> /(_ 1%N 1%N 1%N 1%:M 1%:M 1%:M 0 I1); cbv zeta; set B := \matrix_(i, k) _.
have -> : B = 0 by apply/matrixP=> i k; rewrite !ord1 !mxE eqxx !mulr1n divr1 mul1r subrr.
have -> : col 0 (1%:M : 'M[R]_1) = 1%:M by apply/matrixP=> i k; rewrite !ord1 !mxE.
have -> : (1%:M : 'M[R]_1) 0 0 = 1 by rewrite mxE eqxx.
have -> : 0 *m 1%:M - 1%:M *m 1%:M = (- 1)%:M :> 'M[R]_1.
  by rewrite mul0mx mulmx1 sub0r; apply/matrixP=> i k; rewrite !ord1 !mxE !eqxx !mulr1n.
by rewrite !sumsq11 sqrrN expr1n divr1 mulr1 => /eqP; rewrite eq_sym tenth.
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
have I1 : (1%:M : 'M[R]_1) *m (1%:M *m 1%:M^T) = 1%:M by rewrite trmx1 !mulmx1.
move=> /(_ 1%N 1%N 1%N 1%:M 1%:M 1%:M [:: 0] I1 isT).
have [_ -> _ _ _] := removed_one_by_one 1%:M I1 (isT : uniq [:: 0 : 'I_1]).
rewrite /= /price addr0 /=; have -> : col 0 (1%:M : 'M[R]_1) = 1%:M.
  by apply/matrixP=> i k; rewrite !ord1 !mxE.
have -> : (1%:M : 'M[R]_1) 0 0 = 1 by rewrite mxE eqxx.
by rewrite sumsq11 expr1n divr1 mulr1 => /eqP; rewrite eq_sym tenth.
Qed.

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
move=> /matrixP/(_ 0 0); rewrite !mxE mulr1 -[RHS]mul1r => /mulIf e; move: tenth.
by rewrite e ?eqxx // invr_eq0 pnatr_eq0.
Qed.
End Wrong.
