(* The law of parsimony and the reduced run, under descent: every depth, any rates, decay, momentum.

   law_of_parsimony (JMRU, HEW8): over a real closed field (the reals are one), let M be d x d of
     rank at most r, d = 2r + m, and W_l(0) = eps_l Q_l with orthogonal Q_l. There are orthogonal
     V_l with W_l = V_{l+1} diag(Wt_l, rho_l I_m) V_l^T at every step of descent, where Wt is the
     descent from eps_l I_{2r} on 1/2 |Wt_{L-1} ... Wt_0 - V_{L,1}^T M V_{0,1}|^2 with the same
     settings, V_{l,1} the first 2r columns of V_l, and rho_l the descent of L numbers from eps_l.
   idle_step (JMRU): without momentum rho_l is multiplied by 1 - eta_l (omega + prod rho_k^2), the
     product over the other layers.
   idle_pull (JMRU): under the flow rho_l' = -eta_l rho_l (omega + prod rho_k^2), likewise.
   rest_of_the_product, norm_of_the_rest (HEW8): any block form of this kind leaves
     X - V_{L,1} Xt V_{0,1}^T with the sum of squares m prod rho_l^2, and its root. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes orthonormal.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Halves.
Variables (R : comRingType) (p m : nat).

Lemma halves_of_orthogonal (V : 'M[R]_(p + m)) : V^T *m V = 1%:M ->
  [/\ (lsubmx V)^T *m lsubmx V = 1%:M, (lsubmx V)^T *m rsubmx V = 0,
      (rsubmx V)^T *m lsubmx V = 0 & (rsubmx V)^T *m rsubmx V = 1%:M].
Proof.
rewrite -{1 2}[V]hsubmxK tr_row_mx mul_col_row scalar_mx_block.
by move=> /eq_block_mx[].
Qed.

Lemma both_halves (V : 'M[R]_(p + m)) : V^T *m V = 1%:M ->
  lsubmx V *m (lsubmx V)^T + rsubmx V *m (rsubmx V)^T = 1%:M.
Proof.
by move=> /mulmx1C; rewrite -{1 2}[V]hsubmxK tr_row_mx mul_row_col.
Qed.

(* what both halves of A and B intertwine is block diagonal *)
Lemma block_of_tied (A B W : 'M[R]_(p + m)) x y : A^T *m A = 1%:M -> B^T *m B = 1%:M ->
  tied (lsubmx A) (lsubmx B) W x -> tied (rsubmx A) (rsubmx B) W y ->
  W = A *m block_mx x 0 0 y *m B^T.
Proof.
move=> A1 B1 [Wl _] [Wr _].
have -> : W = W *m B *m B^T by rewrite -mulmxA (mulmx1C B1) mulmx1.
congr (_ *m _); rewrite -{1}[B]hsubmxK -{1}[A]hsubmxK mul_mx_row mul_row_block Wl Wr.
by rewrite !mulmx0 addr0 add0r.
Qed.

(* a matrix that ignores the right halves on both sides *)
Lemma tied_left_halves (A B M : 'M[R]_(p + m)) : A^T *m A = 1%:M -> B^T *m B = 1%:M ->
  M *m rsubmx B = 0 -> M^T *m rsubmx A = 0 ->
  tied (lsubmx A) (lsubmx B) M ((lsubmx A)^T *m M *m lsubmx B).
Proof.
move=> A1 B1 MB MA.
have keep (V N : 'M[R]_(p + m)) : V^T *m V = 1%:M -> N^T *m rsubmx V = 0 ->
    lsubmx V *m (lsubmx V)^T *m N = N.
  move=> V1 NV; rewrite -[RHS]mul1mx -(both_halves V1) mulmxDl -[_ *m (rsubmx V)^T *m N]mulmxA.
  have -> : (rsubmx V)^T *m N = 0 by apply: trmx_inj; rewrite trmx_mul trmxK NV trmx0.
  by rewrite mulmx0 addr0.
split; first by rewrite !mulmxA keep.
by rewrite !trmx_mul !trmxK !mulmxA keep // trmxK.
Qed.
End Halves.

Section Law.
Variables (R : rcfType) (L r m : nat).
Local Notation p := (r + r)%N.
Local Notation d := (p + m)%N.   (* so m = d - 2r *)
Variables (M : 'M[R]_d) (Q : nat -> 'M[R]_d) (eps : nat -> R).
Hypothesis rank_M : (\rank M <= r)%N.
Hypothesis orthogonal : forall l, (Q l)^T *m Q l = 1%:M.
Local Notation dd := (fun _ : nat => d).
Local Notation pp := (fun _ : nat => p).

(* W_l(0) = eps_l Q_l, and its core eps_l I *)
Definition start : factors R dd := fun l => eps l *: Q l.
Definition core_start : factors R pp := fun l => (eps l)%:M.

(* some orthogonal V_0, the last m columns of which M ignores, as M^T does those of Q V_0 *)
(* an orthogonal matrix whose last m columns M ignores, and M^T behind the product of the Q_l *)
Definition ends_idle (V0 : 'M[R]_d) := [/\ V0^T *m V0 = 1%:M,
  M *m rsubmx V0 = 0 & M^T *m (below (d := dd) Q L *m rsubmx V0) = 0].

Lemma frames_exist : exists V0, ends_idle V0.
Proof.
rewrite /ends_idle; set QL := below _ _.
have rK : (m <= \rank (kermx (row_mx M^T (QL^T *m M))))%N.
  apply: leq_trans (directions_left _ _); last first.
  - by apply: leq_trans (mxrankM_maxr _ _) rank_M.
  - by rewrite mxrank_tr.
  - by rewrite mul2n -addnn addKn.
have [N [NN NK]] := orthonormal_rows rK.
have [P PN] := completed NN; exists (col_mx P N)^T.
have : N *m row_mx M^T (QL^T *m M) = 0 by apply/sub_kermxP.
rewrite mul_mx_row -[0 in RHS]hsubmxK !linear0 => /eq_row_mx[NM NQ].
have VN : rsubmx (col_mx P N)^T = N^T by rewrite tr_col_mx row_mxKr.
rewrite trmxK VN; split=> //.
  by rewrite -[LHS]trmxK trmx_mul trmxK NM trmx0.
by apply: trmx_inj; rewrite !trmx_mul !trmxK -mulmxA NQ trmx0.
Qed.

(* the frames V_{l+1} = Q_l V_l *)
Fixpoint frame V0 l : 'M[R]_d := if l is k.+1 then Q k *m frame V0 k else V0.

Lemma frame_orthogonal V0 l : V0^T *m V0 = 1%:M -> (frame V0 l)^T *m frame V0 l = 1%:M.
Proof.
move=> V1; elim: l => //= l IH.
by rewrite trmx_mul -mulmxA (mulmxA (Q l)^T) orthogonal mul1mx.
Qed.

Lemma frame_below V0 l : frame V0 l = below (d := dd) Q l *m V0.
Proof. by elim: l => [|l IH] /=; rewrite ?mul1mx // IH mulmxA. Qed.

Lemma start_tied k (S : nat -> 'M[R]_(d, k)) l : S l.+1 = Q l *m S l ->
  tied (S l.+1) (S l) (start l) (eps l)%:M.
Proof.
move=> ->; rewrite /tied /start tr_scalar_mx !mul_mx_scalar linearZ /= -!scalemxAl.
by split=> //; rewrite mulmxA orthogonal mul1mx.
Qed.

Variables (eta : nat -> R) (omega beta : R).
Local Notation large := (run (square_loss (L := L) (d := dd) M) eta omega beta start).
Local Notation square_core Mt := (square_loss (L := L) (d := pp) Mt).
Local Notation idle := (mode_run L (fun _ p => p) eta omega beta eps).

Lemma law_in_frames V0 n l : ends_idle V0 -> let V := frame V0 in
  let Mt := (lsubmx (V L))^T *m M *m lsubmx (V 0%N) in
  let core := run (square_core Mt) eta omega beta core_start in
  (l < L)%N -> large n l = V l.+1 *m block_mx (core n l) 0 0 (idle n l)%:M *m (V l)^T.
Proof.
move=> [V1 MV MU] V Mt core lL; rewrite /core /Mt /V => {core Mt V}.
have orth i := frame_orthogonal i V1.
have MU' : M^T *m rsubmx (frame V0 L) = 0 by rewrite frame_below -mulmx_rsub.
apply: block_of_tied => //.
- apply: (@intertwined_run _ L dd pp (fun i => lsubmx (frame V0 i))) lL => [i _|k X x Xx].
    by apply: (start_tied (S := fun i => lsubmx (frame V0 i))); rewrite mulmx_lsub.
  by apply: tied_add Xx _; rewrite -!scaleN1r; apply/tied_scale/tied_left_halves.
apply: tied_columns => i; pose v j := col i (rsubmx (frame V0 j)).
have c0 : carries (d := dd) L v start eps.
  apply/carries_tied => j _; apply: (start_tied (S := v)).
  by rewrite /v /= -mulmx_rsub !colE mulmxA.
have Mv : M *m v 0%N = 0 by rewrite /v colE mulmxA MV mul0mx.
have Mu : M^T *m v L = 0 by rewrite /v colE mulmxA MU' mul0mx.
have := mode_runs_alone eta omega beta (square_loss_ignored (d := dd) Mv Mu) c0 n lL.
by move/tied_scalar.
Qed.

Theorem law_of_parsimony : exists V : nat -> 'M[R]_d, (forall l, (V l)^T *m V l = 1%:M) /\
  let Mt := (lsubmx (V L))^T *m M *m lsubmx (V 0%N) in
  let core := run (square_core Mt) eta omega beta core_start in
  forall n l, (l < L)%N ->
    large n l = V l.+1 *m block_mx (core n l) 0 0 (idle n l)%:M *m (V l)^T.
Proof.
have [V0 idle0] := frames_exist; exists (frame V0); split=> [l | Mt core n l lL].
  by apply: frame_orthogonal; have [] := idle0.
exact: law_in_frames.
Qed.
End Law.

Section Strength.
Variables (R : comRingType) (L : nat) (eta : nat -> R) (omega : R).

(* without momentum: the recursion of an idle strength *)
Theorem idle_step (eps : nat -> R) n l :
  let rho := mode_run L (fun _ p => p) eta omega 0 eps in (l < L)%N ->
  rho n.+1 l = rho n l * (1 - eta l * omega - eta l * others L (rho n) l ^+ 2).
Proof.
move=> rho lL; rewrite /rho /mode_run /= /mode_pull (prod_others _ lL).
by move: (others _ _ _) ((mode_run2 _ _ _ _ _ _ _).1 l) => o x; ring.
Qed.

(* what moves an idle strength under the flow *)
Theorem idle_pull (w : nat -> R) l : (l < L)%N ->
  mode_pull L omega (fun p => p) w l = w l * (omega + others L w l ^+ 2).
Proof.
by move=> lL; rewrite /mode_pull (prod_others _ lL); move: (others _ _ _) (w l) => o x; ring.
Qed.
End Strength.

Section Rest.
Variables (R : comRingType) (L p m : nat) (V : nat -> 'M[R]_(p + m)).
Local Notation dd := (fun _ : nat => (p + m)%N).
Variables (W : factors R dd) (x : factors R (fun=> p)) (rho : nat -> R).
Hypothesis orthogonal : forall l, (V l)^T *m V l = 1%:M.
Hypothesis blocks : forall l, (l < L)%N ->
  W l = V l.+1 *m block_mx (x l) 0 0 (rho l)%:M *m (V l)^T.

Lemma product_of_blocks l : (l <= L)%N -> below W l =
  V l *m block_mx (below x l) 0 0 (\prod_(0 <= i < l) rho i)%:M *m (V 0)^T.
Proof.
elim: l => [|l IH] lL.
  by rewrite big_geq //= -scalar_mx_block mulmx1 (mulmx1C (orthogonal 0)).
rewrite /= IH 1?ltnW // blocks // -!mulmxA (mulmxA (V l)^T) orthogonal mul1mx.
rewrite (mulmxA (block_mx _ _ _ _)) mulmx_block !mulmx0 !mul0mx !addr0 add0r.
by rewrite -scalar_mxM [rho l * _]mulrC -big_nat_recr.
Qed.

(* what the core leaves of the product *)
Theorem rest_of_the_product :
  let left := chain L W - lsubmx (V L) *m chain (d := fun=> p) L x *m (lsubmx (V 0))^T in
  \tr (left^T *m left) = (\prod_(0 <= i < L) rho i) ^+ 2 *+ m.
Proof.
move=> left; set P := \prod_(_ <= _ < _) _.
have -> : left = P *: (rsubmx (V L) *m (rsubmx (V 0))^T).
  rewrite /left /chain product_of_blocks // -{1}[V L]hsubmxK -{1}[V 0%N]hsubmxK.
  rewrite tr_row_mx mul_row_block !mulmx0 addr0 add0r mul_row_col addrAC subrr add0r.
  by rewrite mul_mx_scalar -scalemxAl.
have [_ _ _ RL] := halves_of_orthogonal (orthogonal L).
have [_ _ _ R0] := halves_of_orthogonal (orthogonal 0).
rewrite [(_ *: _)^T]linearZ /= -scalemxAl -scalemxAr scalerA trmx_mul trmxK.
rewrite -mulmxA (mulmxA _^T) RL mul1mx.
by rewrite mxtraceZ mxtrace_mulC R0 mxtrace1 mulr_natr expr2.
Qed.
End Rest.

Section Root.
Variables (R : rcfType) (L p m : nat) (V : nat -> 'M[R]_(p + m)).
Local Notation dd := (fun _ : nat => (p + m)%N).
Variables (W : factors R dd) (x : factors R (fun=> p)) (rho : nat -> R).
Hypothesis orthogonal : forall l, (V l)^T *m V l = 1%:M.
Hypothesis blocks : forall l, (l < L)%N ->
  W l = V l.+1 *m block_mx (x l) 0 0 (rho l)%:M *m (V l)^T.

Theorem norm_of_the_rest :
  let left := chain L W - lsubmx (V L) *m chain (d := fun=> p) L x *m (lsubmx (V 0))^T in
  Num.sqrt (\tr (left^T *m left)) = Num.sqrt m%:R * \prod_(0 <= i < L) `|rho i|.
Proof.
move=> left; rewrite /left (rest_of_the_product orthogonal blocks) -mulr_natl sqrtrM ?ler0n //.
by rewrite sqrtr_sqr normr_prod.
Qed.
End Root.
