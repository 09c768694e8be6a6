(* Wrong variants of the projected descent of a radial network, near the truth, refuted by a network
   of the widths 1, 2, 1 cut to 1, 1, 1, over every real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain block removal radial radial_widths radial_descent radial_closed.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Linear.
Variable R : rcfType.

(* functions h_l(r) = r, and their derivatives *)
Definition same (_ : nat) (r : R) := r.
Definition ones (_ : nat) (_ : R) : R := 1.

Lemma jacobian_same n (a : 'cV[R]_n) : jacobian (fun r => r) (fun=> 1) a = 1%:M.
Proof.
rewrite /jacobian; case: eqVneq => // a0.
by rewrite divff ?len_eq0 // subrr mul0r scale0r addr0.
Qed.

Lemma rho_id n (v : 'cV[R]_n) : rho (fun r => r) v = v.
Proof. by rewrite /rho; have [->|v0] := eqVneq v 0; rewrite // divff ?len_eq0 ?scale1r. Qed.

(* the gradients of a network with one hidden layer and h_1(r) = r, for one sample *)
Lemma nabla_both p k q (W : layers R (three p k q)) (x : 'cV[R]_p) G :
  let D := nabla (n := three p k q) (L := 2) same ones W (fun _ : 'I_1 => x) G in
  D 0%N = (weight (W 1%N))^T *m G *m (col_mx 1%:M x)^T /\
  D 1%N = G *m (col_mx 1%:M (affine (W 0%N) x))^T.
Proof.
have colG : col 0 G = G by apply/matrixP=> i j; rewrite mxE (ord1 j).
rewrite /nabla !big_ord1 colG /delta above_end trmx1 mul1mx /= rho_id; split=> //.
rewrite above_step // above_end mul1mx /through /= -/(same 1) jacobian_same mulmx1.
by [].
Qed.

Lemma nabla_two p k q (W1 : 'M[R]_(k, 1 + p)) (W2 : 'M[R]_(q, 1 + k)) (x : 'cV[R]_p) G :
  let D := nabla (n := three p k q) (L := 2) same ones (two W1 W2) (fun _ : 'I_1 => x) G in
  D 0%N = (weight W2)^T *m G *m (col_mx 1%:M x)^T /\
  D 1%N = G *m (col_mx 1%:M (affine W1 x))^T.
Proof. exact: (nabla_both (two W1 W2) x G). Qed.
End Linear.
Arguments same {R}.
Arguments ones {R}.

Section Base.
Variable R : rcfType.
Local Notation tenths k := (k%:R / 10%:R : R).
Local Notation wide := (three 1 (1 + 1) 1).
Local Notation thin := (three 1 1 1).

(* z_1 = (x, 0), and the output adds the two *)
Definition adds : layers R wide :=
  two (block_mx 0 1%:M 0 0 : 'M_(1 + 1)) (row_mx 0 (row_mx 1%:M 1%:M) : 'M_(1, 1 + (1 + 1))).

(* the core: the first of the two directions *)
Definition first_core l : 'M[R]_(wide l) :=
  match l with 0 => 1%:M | 1 => (block_mx 1%:M 0 0 0 : 'M_(1 + 1)) | _ => 1%:M end.
(* its frames *)
Definition first_frame l : 'M[R]_(wide l, thin l) :=
  match l with 0 => 1%:M | 1 => (col_mx 1%:M 0 : 'M_(1 + 1, 1)) | _ => 1%:M end.

Lemma first_frames : frames 2 first_core first_frame.
Proof.
have QQ : (col_mx 1%:M 0 : 'M[R]_(1 + 1, 1))^T *m (col_mx 1%:M 0 : 'M_(1 + 1, 1)) = 1%:M.
  by rewrite tr_col_mx mul_row_col trmx1 trmx0 mulmx1 mulmx0 addr0.
split=> [[|[|[|l]]] //= _|[|[|[|l]]] //= _||]; rewrite ?trmx1 ?mulmx1 ?pid_mx_1 ?QQ //.
apply/eqmxP; rewrite tr_col_mx trmx1 trmx0 -[block_mx _ _ _ _]/(block_mx _ _ _ _) block_mxEv.
rewrite row_mx0; apply/andP; split; first by rewrite -addsmxE addsmxSl.
by rewrite col_mx_sub submx_refl sub0mx.
Qed.

Lemma first_is_core (W : layers R wide) : W 0%N = block_mx 0 1%:M 0 0 -> core 2 W first_core.
Proof.
move=> W0; split; rewrite /row_full ?mxrank1 // => [[|[|l]]] // _; last by rewrite !submx1.
rewrite W0 /bias /weight block_mxEh row_mxKl row_mxKr col_mx0 trmx0 sub0mx mul1mx tr_col_mx.
by rewrite trmx1 trmx0 /= block_mxEv -addsmxE addsmxSl.
Qed.

Lemma adds_core : core 2 adds first_core.
Proof. exact: first_is_core. Qed.

(* the projection on what is left of the two directions *)
Lemma off_first : 1%:M - onto first_frame 1%N = block_mx 0 0 0 1%:M :> 'M[R]_(1 + 1).
Proof.
rewrite /onto /= tr_col_mx trmx1 trmx0 mul_col_row mulmx1 !mulmx0 !mul0mx.
by rewrite [1%:M](@scalar_mx_block _ 1 1) opp_block_mx add_block_mx subrr !oppr0 !addr0.
Qed.

(* what no input meets of a last layer *)
Lemma last_rest (W : layers R wide) b v c : W 1%N = row_mx b (row_mx v c) ->
  W 1%N *m (1%:M - hat (first_frame 1%N) *m (hat (first_frame 1%N))^T) = row_mx 0 (row_mx 0 c).
Proof.
rewrite kept_row -/(onto first_frame 1%N) off_first => ->; rewrite /weight row_mxKr mul_row_block.
by rewrite !mulmx0 mulmx1 !add0r.
Qed.

Lemma last_neq0 : row_mx 0 (row_mx 0 1%:M) != 0 :> 'M[R]_(1, 1 + (1 + 1)).
Proof.
apply/eqP=> /(congr1 (fun A => rsubmx (rsubmx A))); rewrite !row_mxKr !linear0.
by apply/eqP; exact: oner_neq0.
Qed.

Lemma adds_rest : adds 1%N *m (1%:M - hat (first_frame 1%N) *m (hat (first_frame 1%N))^T) != 0.
Proof. by rewrite (last_rest (erefl (adds 1%N))) last_neq0. Qed.

Lemma tenth_left : 1 - 9%:R / 10%:R = 10%:R^-1 :> R.
Proof. by field. Qed.

(* the loss is the output itself, one sample x = 1 *)
Definition linear (_ : nat) (_ : 'M[R]_(1, 1)) : 'M[R]_(1, 1) := 1%:M.
Definition at_one (_ : 'I_1) : 'cV[R]_1 := 1%:M.

Lemma adds_removed : (1%:M - onto first_frame 1%N) *m
  gradient (n := wide) (L := 2) same ones at_one linear 0%N adds 0%N != 0.
Proof.
have [+ _] := nabla_two (block_mx 0 1%:M 0 0 : 'M[R]_(1 + 1))
  (row_mx 0 (row_mx 1%:M 1%:M) : 'M_(1, 1 + (1 + 1))) (1%:M : 'cV[R]_1) 1%:M.
rewrite /gradient /linear /at_one -/adds => ->; rewrite off_first /weight row_mxKr mulmx1.
rewrite !tr_row_mx tr_col_mx !trmx1 mul_col_row !mulmx1 mulmx_block !mul0mx !mul1mx !add0r.
apply/eqP=> /matrixP/(_ (rshift 1 0) (lshift 1 0))/eqP.
by rewrite block_mxEdl !mxE eqxx oner_eq0.
Qed.

(* the run that the wrong variants are tried at: rate 1, one sample, the loss is the output *)
Local Notation big omega beta := (projected (n := wide) (L := 2) same ones at_one linear (fun=> 1)
  omega beta (onto first_frame) adds).
Local Notation small omega beta := (plain (n := thin) (L := 2) same ones
  (fun j => recast erefl (at_one j)) (fun k => recast_slope erefl (linear k)) (fun=> 1)
  omega beta (cut adds first_frame)).

Lemma kappa_is c omega beta k : big omega beta k 1%N =
    first_frame 2 *m small omega beta k 1%N *m (hat (first_frame 1%N))^T
    + c *: (adds 1%N *m (1%:M - hat (first_frame 1%N) *m (hat (first_frame 1%N))^T)) ->
  c = (scales 1 omega beta k).1.
Proof.
have [/(_ 1%N isT) -> _ _] := radial_projected_descent (n := wide) (m := thin) (L := 2)
  erefl erefl same ones at_one linear (fun=> 1) omega beta k adds_core first_frames.
move/addrI/eqP; rewrite -subr_eq0 -scalerBl scaler_eq0 (negbTE adds_rest) orbF subr_eq0.
by move/eqP.
Qed.

(* the first step without projections *)
Lemma plain_one n L N (W : layers R n) h h' x slope eta omega beta l :
  @plain R n L N h h' x slope eta omega beta W 1 l =
  W l - eta l *: (beta *: 0 + 1%:M *m gradient h h' x slope 0 W l + omega *: W l).
Proof. by []. Qed.

(* no projection *)
Theorem radial_projected_descent_plain_wrong : ~ (forall n m L N (W : layers R n) C
    (Q : forall l, 'M[R]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[R]_(n 0%N)) (slope : nat -> 'M[R]_(n L, N) -> 'M[R]_(n L, N)) eta omega beta k,
  core L W C -> frames L C Q ->
  let Wk := plain h h' x slope eta omega beta W k in
  let Rk := plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
    eta omega beta (cut W Q) k in
  forall l, (l < L)%N -> Wk l = Q l.+1 *m Rk l *m (hat (Q l))^T
    + (scales (eta l) omega beta k).1 *: (W l *m (1%:M - hat (Q l) *m (hat (Q l))^T))).
Proof.
move=> /(_ wide thin 2%N 1%N adds first_core first_frame erefl erefl same ones at_one linear
  (fun=> 1) 0 0 1%N adds_core first_frames 0%N isT) H; case/eqP: adds_removed.
have QQ : (first_frame 1%N)^T *m first_frame 1%N = 1%:M :> 'M[R]_1.
  by have [/(_ 1%N isT)] := first_frames.
have kill p (A : 'M[R]_(1, p)) : (1%:M - onto first_frame 1%N) *m (first_frame 1%N *m A) = 0.
  by rewrite mulmxBl mul1mx /onto -mulmxA (mulmxA _^T) QQ mul1mx subrr.
have W0 : adds 0%N = first_frame 1%N *m cut adds first_frame 0%N.
  rewrite -(cut_layer adds_core first_frames) //.
  by rewrite /hat -scalar_mx_block mulmx1.
have tidy p q (A D : 'M[R]_(p, q)) : 1 *: (0 *: 0 + 1%:M *m D + 0 *: A) = D.
  by rewrite scale1r scaler0 scale0r addr0 add0r mul1mx.
move: H; rewrite plain_one tidy [hat _](_ : _ = 1%:M); last by rewrite /hat -scalar_mx_block.
rewrite trmx1 !mulmx1 subrr mulmx0 scaler0 addr0.
move=> /(congr1 (mulmx (1%:M - onto first_frame 1%N))).
by rewrite mulmxBr W0 !kill sub0r => /eqP; rewrite oppr_eq0 => /eqP.
Qed.

(* nine tenths of the decay of the rest *)
Theorem radial_projected_descent_decay_wrong : ~ (forall n m L N (W : layers R n) C
    (Q : forall l, 'M[R]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[R]_(n 0%N)) (slope : nat -> 'M[R]_(n L, N) -> 'M[R]_(n L, N)) eta omega beta k,
  core L W C -> frames L C Q ->
  let Wk := projected h h' x slope eta omega beta (onto Q) W k in
  let Rk := plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
    eta omega beta (cut W Q) k in
  forall l, (l < L)%N -> Wk l = Q l.+1 *m Rk l *m (hat (Q l))^T
    + (scales (eta l) (tenths 9 * omega) beta k).1 *: (W l *m (1%:M - hat (Q l) *m (hat (Q l))^T))).
Proof.
move=> /(_ wide thin 2%N 1%N adds first_core first_frame erefl erefl same ones at_one linear
  (fun=> 1) 1 0 1%N adds_core first_frames 1%N isT)/kappa_is.
rewrite /= !mulr0 !add0r !mul1r !mulr1 subrr => /eqP.
by rewrite tenth_left invr_eq0 pnatr_eq0.
Qed.

(* no momentum in the rest *)
Theorem radial_projected_descent_momentum_wrong : ~ (forall n m L N (W : layers R n) C
    (Q : forall l, 'M[R]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[R]_(n 0%N)) (slope : nat -> 'M[R]_(n L, N) -> 'M[R]_(n L, N)) eta omega beta k,
  core L W C -> frames L C Q ->
  let Wk := projected h h' x slope eta omega beta (onto Q) W k in
  let Rk := plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
    eta omega beta (cut W Q) k in
  forall l, (l < L)%N -> Wk l = Q l.+1 *m Rk l *m (hat (Q l))^T
    + (scales (eta l) omega 0 k).1 *: (W l *m (1%:M - hat (Q l) *m (hat (Q l))^T))).
Proof.
move=> /(_ wide thin 2%N 1%N adds first_core first_frame erefl erefl same ones at_one linear
  (fun=> 1) 1 1 2%N adds_core first_frames 1%N isT)/kappa_is.
have -> : (scales 1 1 0 2).1 = 0 :> R by rewrite /=; ring.
have -> : (scales 1 1 1 2).1 = -1 :> R by rewrite /=; ring.
by move/eqP; rewrite eq_sym oppr_eq0 oner_eq0.
Qed.

(* nine tenths of what is removed *)
Theorem radial_removed_part_tenth_wrong : ~ (forall n m L N (W : layers R n) C
    (Q : forall l, 'M[R]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[R]_(n 0%N)) (slope : nat -> 'M[R]_(n L, N) -> 'M[R]_(n L, N)) eta omega beta k,
  core L W C -> frames L C Q ->
  let y j := recast e0 (x j) in let g i := recast_slope eL (slope i) in
  let D l := gradient h h' x slope k (projected h h' x slope eta omega beta (onto Q) W k) l in
  let G l := gradient h h' y g k (plain h h' y g eta omega beta (cut W Q) k) l in
  \sum_(l < L) sumsq (D l) = \sum_(l < L) sumsq (G l)
    + tenths 9 * \sum_(l < L.-1) sumsq ((1%:M - onto Q l.+1) *m D l)).
Proof.
move=> /(_ wide thin 2%N 1%N adds first_core first_frame erefl erefl same ones at_one linear
  (fun=> 1) 0 0 0%N adds_core first_frames) /=.
have [_ _ _ /= ->] := radial_removed_part (n := wide) (m := thin) (L := 2)
  erefl erefl same ones at_one linear (fun=> 1) 0 0 0%N adds_core first_frames.
move/addrI/eqP; rewrite -subr_eq0 -[X in X - _]mul1r -mulrBl mulf_eq0.
rewrite tenth_left invr_eq0 pnatr_eq0 big_ord1 /= => /eqP z; case/eqP: adds_removed.
by apply: sumsq_eq0; rewrite z.
Qed.

(* nothing is removed *)
Theorem radial_removed_part_none_wrong : ~ (forall n m L N (W : layers R n) C
    (Q : forall l, 'M[R]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[R]_(n 0%N)) (slope : nat -> 'M[R]_(n L, N) -> 'M[R]_(n L, N)) eta omega beta k,
  core L W C -> frames L C Q ->
  let D l := gradient h h' x slope k (projected h h' x slope eta omega beta (onto Q) W k) l in
  forall l, (l < L)%N -> (1%:M - onto Q l.+1) *m D l = 0).
Proof.
move=> /(_ wide thin 2%N 1%N adds first_core first_frame erefl erefl same ones at_one linear
  (fun=> 1) 0 0 0%N adds_core first_frames 0%N isT); apply/eqP; exact: adds_removed.
Qed.

(* a core that the transposed layers leave *)
Theorem radial_core_and_rest_open_wrong : ~ (forall n m L N (W : layers R n) C
    (Q : forall l, 'M[R]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[R]_(n 0%N)) (slope : nat -> 'M[R]_(n L, N) -> 'M[R]_(n L, N)) eta omega beta k,
  core L W C -> frames L C Q ->
  let Wk := plain h h' x slope eta omega beta W k in
  forall l, (l < L)%N -> (1%:M - onto Q l.+1) *m gradient h h' x slope k Wk l = 0).
Proof.
move=> /(_ wide thin 2%N 1%N adds first_core first_frame erefl erefl same ones at_one linear
  (fun=> 1) 0 0 0%N adds_core first_frames 0%N isT); apply/eqP; exact: adds_removed.
Qed.
End Base.
