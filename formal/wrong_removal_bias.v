(* Wrong variants of the removal of neurons beside a bias, near the truth, refuted: by one neuron
   that goes, on two samples. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal removal_bias wrong_removal.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

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
