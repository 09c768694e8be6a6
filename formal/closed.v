(* Closed subspaces: what no factor leads out of, nor back into, is a block in the frames.

   Let U_l be square orthogonal and C_l the span of its first a_l columns.
   closed_is_block (QN8C, KFZ2): if W_l C_l lies in C_{l+1} and W_l^T C_{l+1} in C_l, then
     U_{l+1}^T W_l U_l is block diagonal. Any commutative ring, depth and widths.
   closed_target (QN8C): if the columns of M lie in C_L and its rows in C_0, only the first block of
     U_L^T M U_0 is not zero. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(* the columns of X lie in the span of those of A *)
Definition inside (R : comRingType) m k n (A : 'M[R]_(m, k)) (X : 'M[R]_(m, n)) :=
  exists Y, X = A *m Y.

Lemma row_core (R : comRingType) p a b m (A : 'M[R]_(p, a + b)) (x : 'M[R]_(m, a)) :
  row_mx x 0 *m A^T = x *m (lsubmx A)^T.
Proof. by rewrite -{1}[A]hsubmxK tr_row_mx mul_row_col mul0mx addr0. Qed.

Section Halves.
Variables (R : comRingType) (p a b : nat) (A : 'M[R]_(p, a + b)).
Hypothesis A1 : A^T *m A = 1%:M.

Lemma frame_halves :
  [/\ (lsubmx A)^T *m lsubmx A = 1%:M, (lsubmx A)^T *m rsubmx A = 0,
      (rsubmx A)^T *m lsubmx A = 0 & (rsubmx A)^T *m rsubmx A = 1%:M].
Proof.
move: A1; rewrite -{1 2}[A]hsubmxK tr_row_mx mul_col_row scalar_mx_block.
by move=> /eq_block_mx[].
Qed.

Lemma core_of_frame : (lsubmx A)^T *m A = row_mx 1%:M 0.
Proof.
by have [k1 k2 _ _] := frame_halves; rewrite -[X in _ *m X]hsubmxK mul_mx_row k1 k2.
Qed.

Lemma rest_of_frame : (rsubmx A)^T *m A = row_mx 0 1%:M.
Proof.
by have [_ _ k3 k4] := frame_halves; rewrite -[X in _ *m X]hsubmxK mul_mx_row k3 k4.
Qed.

Lemma off_core n (X : 'M[R]_(p, n)) : inside (lsubmx A) X -> (rsubmx A)^T *m X = 0.
Proof. by have [_ _ z _] := frame_halves; move=> [Y ->]; rewrite mulmxA z mul0mx. Qed.

Lemma col_of_inside n (X : 'M[R]_(p, n)) : A *m A^T = 1%:M ->
  inside (lsubmx A) X -> X = A *m col_mx ((lsubmx A)^T *m X) 0.
Proof.
by move=> A2 /off_core z; rewrite -z -mul_col_mx -tr_row_mx hsubmxK mulmxA A2 mul1mx.
Qed.
End Halves.

Lemma block_of_closed (R : comRingType) p a b q c e (A : 'M[R]_(p, a + b)) (B : 'M_(q, c + e))
    (X : 'M[R]_(p, q)) : A^T *m A = 1%:M /\ A *m A^T = 1%:M -> B^T *m B = 1%:M /\ B *m B^T = 1%:M ->
  inside (lsubmx A) (X *m lsubmx B) -> inside (lsubmx B) (X^T *m lsubmx A) ->
  X = A *m block_mx ((lsubmx A)^T *m X *m lsubmx B) 0 0 ((rsubmx A)^T *m X *m rsubmx B) *m B^T.
Proof.
move=> [A1 A2] [B1 B2] /(off_core A1); rewrite mulmxA => z1 /(off_core B1) z2.
have {}z2 : (lsubmx A)^T *m X *m rsubmx B = 0.
  by apply: trmx_inj; rewrite !trmx_mul !trmxK z2 trmx0.
have e1 : A^T *m X *m B =
    block_mx ((lsubmx A)^T *m X *m lsubmx B) 0 0 ((rsubmx A)^T *m X *m rsubmx B).
  by rewrite -{1}[A]hsubmxK -{1}[B]hsubmxK tr_row_mx mul_col_mx mul_col_row z1 z2.
by rewrite -e1 !mulmxA A2 mul1mx -mulmxA B2 mulmx1.
Qed.

Section Closed.
Variables (R : comRingType) (L : nat) (d a b : nat -> nat).
Variable U : forall l, 'M[R]_(d l, a l + b l).

(* square and orthogonal, as d_l = a_l + b_l *)
Definition orthogonal_frames := forall l, (l <= L)%N ->
  (U l)^T *m U l = 1%:M /\ U l *m (U l)^T = 1%:M.

(* no factor leads out of the spans of the first columns, nor back into them *)
Definition closed_under (W : factors R d) := forall l, (l < L)%N ->
  inside (lsubmx (U l.+1)) (W l *m lsubmx (U l)) /\
  inside (lsubmx (U l)) ((W l)^T *m lsubmx (U l.+1)).

(* the blocks of a chain in the frames *)
Definition core_block (W : factors R d) : factors R a :=
  fun l => (lsubmx (U l.+1))^T *m W l *m lsubmx (U l).
Definition rest_block (W : factors R d) : factors R b :=
  fun l => (rsubmx (U l.+1))^T *m W l *m rsubmx (U l).

Hypothesis orthogonal : orthogonal_frames.

Theorem closed_is_block W : closed_under W -> forall l, (l < L)%N ->
  W l = U l.+1 *m block_mx (core_block W l) 0 0 (rest_block W l) *m (U l)^T.
Proof.
move=> closed l lL; have [k1 k2] := closed l lL.
by have B1 := orthogonal (ltnW lL); exact: block_of_closed (orthogonal lL) B1 k1 k2.
Qed.

Theorem closed_target (M : 'M[R]_(d L, d 0)) :
  inside (lsubmx (U L)) M -> inside (lsubmx (U 0)) M^T ->
  M = U L *m block_mx ((lsubmx (U L))^T *m M *m lsubmx (U 0)) 0 0 0 *m (U 0)^T.
Proof.
move=> cols rows; have [A1 A2] := orthogonal (leqnn L).
rewrite [LHS](block_of_closed (orthogonal (leqnn L)) (orthogonal (leq0n L))); last 2 first.
- by have [Y ->] := cols; exists (Y *m lsubmx (U 0)); rewrite mulmxA.
- by have [Y ->] := rows; exists (Y *m lsubmx (U L)); rewrite mulmxA.
by rewrite (off_core A1 cols) mul0mx.
Qed.
End Closed.

Section Scale.
Variables (R : comRingType) (h omega beta kappa : R).

(* a scalar and its velocity after n steps of rate h, where only the decay moves it *)
Fixpoint rest_pair n : R * R :=
  if n is m.+1 then let: (k, u) := rest_pair m in
    (k - h * (beta * u + omega * k), beta * u + omega * k)
  else (kappa, 0).
Definition rest_scale n := (rest_pair n).1.

(* without weight decay it stays as it is *)
Lemma no_decay n : omega = 0 -> rest_scale n = kappa.
Proof.
move=> o0; suff: rest_pair n = (kappa, 0) by rewrite /rest_scale => ->.
by elim: n => //= n ->; rewrite o0 mulr0 mul0r addr0 mulr0 subr0.
Qed.
End Scale.
