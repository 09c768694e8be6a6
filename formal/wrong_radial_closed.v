(* Wrong variants of core and rest of a radial network under plain descent and of the width that it
   uses, near the truth, refuted by networks of numbers, over every real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain block removal radial radial_widths radial_descent radial_closed.
From dlf Require Import wrong_radial_descent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Rest.
Variable R : rcfType.
Local Notation tenths k := (k%:R / 10%:R : R).

(* the widths 1, 2, 2, 1: two hidden layers *)
Definition four l := match l with 0 => 1%N | 1 => (1 + 1)%N | 2 => (1 + 1)%N | _ => 1%N end.
Local Notation one := (fun _ : nat => 1%N).

(* the identity between the hidden layers, and the first of two directions before and behind *)
Definition passes : layers R four := fun l => match l with
  0 => (block_mx 0 1%:M 0 0 : 'M_(1 + 1)) | 1 => (row_mx 0 1%:M : 'M_(1 + 1, 1 + (1 + 1)))
  | 2 => (row_mx 0 (row_mx 1%:M 0) : 'M_(1, 1 + (1 + 1))) | _ => 0 end.

(* the first of the two directions *)
Definition passes_core l : 'M[R]_(four l) := match l with
  0 => 1%:M | 1 => (block_mx 1%:M 0 0 0 : 'M_(1 + 1))
  | 2 => (block_mx 1%:M 0 0 0 : 'M_(1 + 1)) | _ => 1%:M end.
(* its frames *)
Definition passes_frame l : 'M[R]_(four l, 1) := match l with
  0 => 1%:M | 1 => (col_mx 1%:M 0 : 'M_(1 + 1, 1))
  | 2 => (col_mx 1%:M 0 : 'M_(1 + 1, 1)) | _ => 1%:M end.

Let first_eq : ((row_mx 1%:M 0 : 'M[R]_(1, 1 + 1)) == block_mx 1%:M 0 0 (0 : 'M[R]_1))%MS.
Proof.
rewrite block_mxEv row_mx0; apply/andP; split; first by rewrite -addsmxE addsmxSl.
by rewrite col_mx_sub submx_refl sub0mx.
Qed.

Lemma passes_frames : @frames R four one 3 passes_core passes_frame.
Proof.
have QQ : (col_mx 1%:M 0 : 'M[R]_(1 + 1, 1))^T *m (col_mx 1%:M 0 : 'M_(1 + 1, 1)) = 1%:M.
  by rewrite tr_col_mx mul_row_col trmx1 trmx0 mulmx1 mulmx0 addr0.
split=> [[|[|[|[|l]]]] //= _|[|[|[|[|l]]]] //= _||];
  rewrite ?trmx1 ?mulmx1 ?pid_mx_1 ?QQ // tr_col_mx trmx1 trmx0; exact/eqmxP.
Qed.

Lemma passes_closed : closed_core 3 passes passes_core.
Proof.
have w0 : weight (passes 0%N) = (col_mx 1%:M 0 : 'M[R]_(1 + 1, 1)).
  by rewrite /weight /= block_mxEh row_mxKr.
have b0 : bias (passes 0%N) = (0 : 'M[R]_(1 + 1, 1)).
  by rewrite /bias /= block_mxEh row_mxKl col_mx0.
have [f1 _] := andP first_eq.
split; first split; rewrite /row_full ?mxrank1 //.
- move=> [|[|[|l]]] // _; last by rewrite !submx1.
    by rewrite b0 trmx0 sub0mx w0 mul1mx tr_col_mx trmx1 trmx0.
  by rewrite /bias /weight /= row_mxKl row_mxKr trmx0 trmx1 sub0mx mulmx1.
move=> [|[|[|l]]] // _; first by rewrite submx1.
  by rewrite /weight /= row_mxKr mulmx1.
by rewrite /weight /= row_mxKr mul1mx.
Qed.

(* the rest of the layer in the middle *)
Lemma passes_rest : row_mx 0 ((1%:M - onto passes_frame 2) *m weight (passes 1%N)
  *m (1%:M - onto passes_frame 1)) != 0 :> 'M[R]_(1 + 1, 1 + (1 + 1)).
Proof.
rewrite /weight /= row_mxKr mulmx1 /onto /= tr_col_mx trmx1 trmx0 mul_col_row mulmx1.
rewrite !mulmx0 !mul0mx [1%:M](@scalar_mx_block _ 1 1) opp_block_mx add_block_mx subrr.
rewrite !oppr0 !addr0 mulmx_block !mul0mx !mulmx0 mulmx1 !addr0 add0r.
apply/eqP=> /(congr1 (fun A => rsubmx A)); rewrite row_mxKr linear0.
move=> /matrixP/(_ (rshift 1 0) (rshift 1 0))/eqP.
by rewrite block_mxEdr !mxE eqxx oner_eq0.
Qed.

(* nine tenths of the decay of the rest *)
Theorem radial_core_and_rest_decay_wrong : ~ (forall n m L N (W : layers R n) C
    (Q : forall l, 'M[R]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[R]_(n 0%N)) (slope : nat -> 'M[R]_(n L, N) -> 'M[R]_(n L, N)) eta omega beta k,
  closed_core L W C -> frames L C Q -> let Wk := plain h h' x slope eta omega beta W k in
  let Rk := plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
    eta omega beta (cut W Q) k in
  forall l, (l < L)%N -> Wk l = Q l.+1 *m Rk l *m (hat (Q l))^T
    + (scales (eta l) (tenths 9 * omega) beta k).1 *:
      row_mx 0 ((1%:M - onto Q l.+1) *m weight (W l) *m (1%:M - onto Q l))).
Proof.
move=> /(_ four one 3%N 1%N passes passes_core passes_frame erefl erefl same ones (at_one R)
  (@linear R) (fun=> 1) 1 0 1%N passes_closed passes_frames 1%N isT).
have [_ /(_ 1%N isT) -> _ _] := radial_core_and_rest (n := four) (m := one) (L := 3)
  erefl erefl same ones (at_one R) (@linear R) (fun=> 1) 1 0 1 passes_closed passes_frames.
move/addrI/eqP; rewrite -subr_eq0 -scalerBl scaler_eq0 (negbTE passes_rest) orbF.
have -> : (scales 1 1 0 1).1 - (scales 1 (tenths 9 * 1) 0 1).1 = - 10%:R^-1 :> R.
  by rewrite /=; field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* the rest left out *)
Theorem radial_core_and_rest_gone_wrong : ~ (forall n m L N (W : layers R n) C
    (Q : forall l, 'M[R]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[R]_(n 0%N)) (slope : nat -> 'M[R]_(n L, N) -> 'M[R]_(n L, N)) eta omega beta k,
  closed_core L W C -> frames L C Q -> let Wk := plain h h' x slope eta omega beta W k in
  let Rk := plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
    eta omega beta (cut W Q) k in
  forall l, (l < L)%N -> Wk l = Q l.+1 *m Rk l *m (hat (Q l))^T).
Proof.
move=> /(_ four one 3%N 1%N passes passes_core passes_frame erefl erefl same ones (at_one R)
  (@linear R) (fun=> 1) 0 0 1%N passes_closed passes_frames 1%N isT).
have [_ /(_ 1%N isT) -> _ _] := radial_core_and_rest (n := four) (m := one) (L := 3)
  erefl erefl same ones (at_one R) (@linear R) (fun=> 1) 0 0 1 passes_closed passes_frames.
move/eqP; rewrite -[X in _ == X]addr0 (inj_eq (addrI _)) scaler_eq0 (negbTE passes_rest) orbF.
by rewrite scales_without_decay oner_eq0.
Qed.
End Rest.

Section Width.
Variable R : rcfType.

(* what a closed core of a network with one hidden layer holds *)
Lemma closed_two n (W : layers R n) C : closed_core 2 W C ->
  [/\ ((bias (W 0%N))^T <= C 1%N)%MS, ((weight (W 0%N))^T <= C 1%N)%MS &
      (weight (W 1%N) <= C 1%N)%MS].
Proof.
move=> [[C0 C2 /(_ 0%N isT)[b w]] /(_ 1%N isT) w']; rewrite -!sub1mx in C0 C2; split=> //.
  by apply: submx_trans w; rewrite -[X in (X <= _)%MS]mul1mx submxMr.
by apply: submx_trans w'; rewrite -[X in (X <= _)%MS]mul1mx submxMr.
Qed.

Lemma adds_wide C : closed_core 2 (adds R) C -> \rank (C 1%N) = 2%N.
Proof.
move=> /closed_two[_]; rewrite /weight /= block_mxEh !row_mxKr tr_col_mx trmx1 trmx0 => a b.
apply/eqP; rewrite -[_ == _]/(row_full (C 1%N)) -sub1mx (@scalar_mx_block _ 1 1) block_mxEv.
rewrite col_mx_sub a /=.
have -> : row_mx 0 1%:M = row_mx 1%:M 1%:M - row_mx 1%:M 0 :> 'M[R]_(1, 1 + 1).
  by rewrite opp_row_mx add_row_mx subrr subr0.
by rewrite addmx_sub // -scaleN1r scalemx_sub.
Qed.

Lemma adds_live : live_biases 2 (adds R) = 0%N.
Proof.
by rewrite /live_biases big_ord1 /bias /= block_mxEh row_mxKl col_mx0 eqxx.
Qed.

Lemma nothing_between d (W : layers R (three 1 d 1)) :
  orthogonal_between 2 d W (fun=> 1) (fun=> 0).
Proof. by split=> [[|[|l]]|[|[|l]]]. Qed.

(* the inputs not counted *)
Theorem orthogonal_start_inputs_wrong : ~ (forall n L d (W : layers R n) eps O, (1 < L)%N ->
  orthogonal_between L d W eps O -> exists C, closed_core L W C /\
    forall l, (0 < l < L)%N -> (\rank (C l) <= n L + live_biases L W)%N).
Proof.
move=> /(_ _ 2%N (1 + 1)%N (adds R) _ _ isT (nothing_between _))[C [cC /(_ 1%N isT)]].
by rewrite adds_wide // adds_live.
Qed.

(* the outputs not counted *)
Theorem orthogonal_start_outputs_wrong : ~ (forall n L d (W : layers R n) eps O, (1 < L)%N ->
  orthogonal_between L d W eps O -> exists C, closed_core L W C /\
    forall l, (0 < l < L)%N -> (\rank (C l) <= n 0%N + live_biases L W)%N).
Proof.
move=> /(_ _ 2%N (1 + 1)%N (adds R) _ _ isT (nothing_between _))[C [cC /(_ 1%N isT)]].
by rewrite adds_wide // adds_live.
Qed.

(* nine tenths of the dimensions *)
Theorem orthogonal_start_tenth_wrong : ~ (forall n L d (W : layers R n) eps O, (1 < L)%N ->
  orthogonal_between L d W eps O -> exists C, closed_core L W C /\
    forall l, (0 < l < L)%N -> (10 * \rank (C l) <= 9 * (n 0%N + n L + live_biases L W))%N).
Proof.
move=> /(_ _ 2%N (1 + 1)%N (adds R) _ _ isT (nothing_between _))[C [cC /(_ 1%N isT)]].
by rewrite adds_wide // adds_live.
Qed.

Lemma three_rows (A : 'M[R]_(1 + (1 + 1))) : (row_mx 1%:M (0 : 'M_(1, 1 + 1)) <= A)%MS ->
  (row_mx (0 : 'M_1) (row_mx 1%:M 0) <= A)%MS -> (row_mx (0 : 'M_1) (row_mx 0 1%:M) <= A)%MS ->
  \rank A = 3%N.
Proof.
move=> a b c; apply/eqP; rewrite -[_ == _]/(row_full A) -sub1mx (@scalar_mx_block _ 1 2) block_mxEv.
have -> : row_mx 0 1%:M = col_mx (row_mx 0 (row_mx 1%:M 0)) (row_mx 0 (row_mx 0 1%:M))
    :> 'M[R]_(1 + 1, 1 + (1 + 1)).
  by rewrite -block_mxEv block_mxEh col_mx0 -block_mxEv -scalar_mx_block.
by rewrite !col_mx_sub a b c.
Qed.

(* a network with a bias, an input and an output in three directions *)
Definition apart : layers R (three 1 (1 + (1 + 1)) 1) :=
  two (row_mx (col_mx 1%:M 0) (col_mx 0 (col_mx 1%:M 0))) (row_mx 0 (row_mx 0 (row_mx 0 1%:M))).

(* the biases not counted *)
Theorem orthogonal_start_biases_wrong : ~ (forall n L d (W : layers R n) eps O, (1 < L)%N ->
  orthogonal_between L d W eps O -> exists C, closed_core L W C /\
    forall l, (0 < l < L)%N -> (\rank (C l) <= n 0%N + n L)%N).
Proof.
move=> /(_ _ 2%N (1 + (1 + 1))%N apart _ _ isT (nothing_between _))[C [cC /(_ 1%N isT)]].
have [] := closed_two cC; rewrite /bias /weight /= !row_mxKl !row_mxKr !tr_col_mx !trmx1 !trmx0.
move=> a b c; suff -> : \rank (C 1%N) = 3%N by [].
exact: three_rows.
Qed.

Lemma third_row : row_mx 0 (row_mx 0 1%:M) = row_mx (1%:M + 1%:M) (row_mx (1%:M + 1%:M + 1%:M) 1%:M)
    - (2%:R *: row_mx 1%:M 0 + 3%:R *: row_mx 0 (row_mx 1%:M 0)) :> 'M[R]_(1, 1 + (1 + 1)).
Proof.
rewrite !scale_row_mx !scaler0 !add_row_mx opp_row_mx !add0r !addr0 opp_row_mx oppr0 !add_row_mx.
rewrite addr0; congr (row_mx _ (row_mx _ _)).
  by rewrite scaler_nat mulr2n subrr.
by rewrite scaler_nat !mulrS mulr0n addr0 addrA subrr.
Qed.

(* no orthogonal matrices between, but one width *)
Theorem orthogonal_start_any_wrong : ~ (forall n L d (W : layers R n), (1 < L)%N ->
  (forall l, (0 < l < L)%N -> n l = d) -> exists C, closed_core L W C /\
    forall l, (0 < l < L)%N -> (\rank (C l) <= n 0%N + n L + live_biases L W)%N).
Proof.
pose n l := match l with 0 => 1%N | 1 => (1 + (1 + 1))%N | 2 => (1 + (1 + 1))%N | _ => 1%N end.
pose A : 'M[R]_(1 + (1 + 1)) := block_mx 1%:M (row_mx 1%:M 0) 0 (block_mx 1%:M 1%:M 0 1%:M).
pose W : layers R n := fun l => match l with
  0 => (row_mx 0 (col_mx 1%:M 0) : 'M_(1 + (1 + 1), 1 + 1)) | 1 => row_mx 0 A
  | 2 => (row_mx 0 (row_mx 1%:M 0) : 'M_(1, 1 + (1 + (1 + 1)))) | _ => 0 end.
move=> /(_ n 3%N (1 + (1 + 1))%N W isT)[[|[|[|l]]] //|C [[[C0 _ fwd] back] /(_ 1%N isT)]].
have -> : live_biases 3 W = 0%N.
  by rewrite /live_biases /= !big_ord_recl big_ord0 /bias /= !row_mxKl !eqxx.
have step u : (u <= C 1%N)%MS -> (u *m A^T *m A <= C 1%N)%MS.
  move=> uC; have [_ f] := fwd 1%N isT; have b := back 1%N isT; move: f b.
  rewrite /weight /= !row_mxKr => f b; apply: submx_trans b.
  by rewrite submxMr // (submx_trans _ f) // submxMr.
have e1 : ((row_mx 1%:M 0 : 'M[R]_(1, 1 + (1 + 1))) <= C 1%N)%MS.
  have [_] := fwd 0%N isT; rewrite /weight /= row_mxKr tr_col_mx trmx1 trmx0 => f.
  by apply: submx_trans f; rewrite -[X in (X <= _)%MS]mul1mx submxMr // sub1mx.
have At : A^T = block_mx 1%:M 0 (col_mx 1%:M 0) (block_mx 1%:M 0 1%:M 1%:M).
  by rewrite /A !tr_block_mx !tr_row_mx !trmx1 !trmx0.
pose e2 : 'M[R]_(1, 1 + (1 + 1)) := row_mx 0 (row_mx 1%:M 0).
have s2 : ((row_mx 1%:M (row_mx 1%:M 0) : 'M[R]_(1, 1 + (1 + 1))) <= C 1%N)%MS.
  have := step _ _ e1; rewrite At mul_row_block !mul1mx !mul0mx !addr0 /A mul_row_block.
  by rewrite !mul1mx !mul0mx !addr0.
have e2C : (e2 <= C 1%N)%MS.
  have -> : e2 = row_mx 1%:M (row_mx 1%:M 0) - row_mx 1%:M 0.
    by rewrite opp_row_mx add_row_mx subrr subr0.
  by rewrite addmx_sub // -scaleN1r scalemx_sub.
have s3 : ((row_mx (1%:M + 1%:M) (row_mx (1%:M + 1%:M + 1%:M) 1%:M) : 'M[R]_(1, 1 + (1 + 1)))
    <= C 1%N)%MS.
  have := step _ _ s2; have -> : row_mx 1%:M (row_mx 1%:M 0) *m A^T =
      row_mx (1%:M + 1%:M) (row_mx 1%:M 0) :> 'M[R]_(1, 1 + (1 + 1)).
    rewrite At mul_row_block !mul1mx mul_row_col mul_row_block !mul1mx !mul0mx.
    by rewrite !addr0 add0r.
  rewrite /A mul_row_block mulmx1 mulmx0 addr0 mul_mx_row mulmx1 mulmx0 mul_row_block.
  by rewrite !mul1mx !mul0mx !addr0 add_row_mx add0r.
rewrite (three_rows e1 e2C) //.
rewrite third_row.
by rewrite addmx_sub // -scaleN1r scalemx_sub // addmx_sub // scalemx_sub.
Qed.
End Width.
