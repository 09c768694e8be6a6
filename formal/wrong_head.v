(* Wrong variants of the classification head, near the truth, refuted: under descent, over any real
   closed field, hence over the reals. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes head.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

(* a rest that the rank of the target alone leaves, whatever the head sees at the start: two
   directions, of which the head sees one *)
Theorem head_start_ignored_wrong (R : rcfType) : ~ (forall n (d : nat -> nat) m k
    (M : 'M[R]_(d n.+1, d 0%N)) (Q : forall l, 'M[R]_(d l.+1, d l)) (eps : nat -> R)
    (W0 : factors R d),
  (forall l, (l < n)%N -> (Q l)^T *m Q l = 1%:M /\ Q l *m (Q l)^T = 1%:M) ->
  (forall l, (l < n)%N -> W0 l = eps l *: Q l) -> (forall l, (l < n)%N -> eps l != 0) ->
  \rank M = k -> (k + m)%N = d 0%N ->
  exists V : forall l, 'M[R]_(d l, k + m),
  (forall l, (l <= n)%N -> (V l)^T *m V l = 1%:M /\ V l *m (V l)^T = 1%:M) /\
  forall (eta : nat -> R) (omega beta : R) t,
    exists Wt, run (square_loss (L := n.+1) M) eta omega beta W0 t n = row_mx Wt 0 *m (V n)^T).
Proof.
pose d l := if l is l'.+2 then 1%N else 2%N.
pose W0 : factors R d := fun l =>
  match l with 0%N => (1%:M : 'M[R]_2) | 1%N => (delta_mx 0 0 : 'M[R]_(1, 2)) | _ => 0 end.
pose Q : factors R d := fun l => match l with 0%N => (1%:M : 'M[R]_2) | _ => 0 end.
move=> /(_ 1%N d 2%N 0%N 0 Q (fun=> 1) W0) H.
have [|||||V [_ /(_ (fun=> 0) 0 0 0%N)[Wt]]] := H.
- by case=> // _; rewrite /Q trmx1 mulmx1.
- by case=> // _; rewrite /Q /W0 scale1r.
- by move=> l _; exact: oner_neq0.
- by rewrite mxrank0.
- by [].
have -> : row_mx Wt 0 = 0 :> 'M[R]_(1, 0 + 2) by rewrite [Wt]thinmx0 row_mx0.
by rewrite mul0mx => /matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx oner_eq0.
Qed.

(* nine tenths of the decay *)
Theorem head_decay_share_wrong (R : rcfType) : ~ (forall n (d : nat -> nat) m k
    (M : 'M[R]_(d n.+1, d 0%N)) (Q : forall l, 'M[R]_(d l.+1, d l)) (eps : nat -> R)
    (W0 : factors R d),
  (forall l, (l < n)%N -> (Q l)^T *m Q l = 1%:M /\ Q l *m (Q l)^T = 1%:M) ->
  (forall l, (l < n)%N -> W0 l = eps l *: Q l) -> (forall l, (l < n)%N -> eps l != 0) ->
  (\rank M + \rank (chain n.+1 W0))%N = k -> (k + m)%N = d 0%N ->
  exists V : forall l, 'M[R]_(d l, k + m),
  (forall l, (l <= n)%N -> (V l)^T *m V l = 1%:M /\ V l *m (V l)^T = 1%:M) /\
  forall (eta : nat -> R) (omega beta : R) t l, (l < n)%N -> exists Wt,
    run (square_loss (L := n.+1) M) eta omega beta W0 t l = V l.+1 *m
      block_mx Wt 0 0 (decay_run (eta l) (9%:R / 10%:R * omega) beta (eps l) t)%:M *m (V l)^T).
Proof.
have I1 (l : nat) : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M /\ (1%:M : 'M[R]_1) *m 1%:M^T = 1%:M.
  by rewrite trmx1 mulmx1.
pose W0 : factors R one := fun l => if l is 0%N then 1%:M else 0.
have X0 : chain 2 W0 = 0 by rewrite /chain /= mul0mx.
move=> /(_ 1%N one 1%N 0%N 0 (fun=> 1%:M) (fun=> 1) W0 (fun l _ => I1 l)) H.
have [||||V [V1 /(_ (fun=> 1) 1 0 1%N 0%N isT)[Wt]]] := H.
- by case=> // _; rewrite scale1r.
- by move=> l _; exact: oner_neq0.
- by rewrite X0 !mxrank0.
- by [].
have -> : run (square_loss (L := 2) (d := one) 0) (fun=> 1) 1 0 W0 1 0%N = 0.
  rewrite /run /= /pull /square_loss /residual X0 subrr /grad mulmx0 mul0mx scaler0 !add0r.
  by rewrite !scale1r subrr.
set B := block_mx _ _ _ _ => e; have B0 : B = 0.
  have [a _] := V1 1%N isT; have [b _] := V1 0%N isT.
  have -> : B = (V 1%N)^T *m (V 1%N *m B *m (V 0%N)^T) *m V 0%N.
    by rewrite !mulmxA a mul1mx -mulmxA b mulmx1.
  by rewrite -e mulmx0 mul0mx.
have := f_equal drsubmx B0; rewrite block_mxKdr => /matrixP/(_ 0 0)/eqP.
rewrite !mxE eqxx mulr1n decay_plain expr1 !mul1r mulr1.
have -> : 1 - 9%:R / 10%:R = 10%:R^-1 :> R by field.
by rewrite invr_eq0 pnatr_eq0.
Qed.

(* nine tenths of the rate *)
Theorem decay_alone_share_wrong (R : realFieldType) : ~ (forall (eta omega beta eps : R) t,
  decay_run eta 0 beta eps t = eps /\
  decay_run eta omega 0 eps t = eps * (1 - 9%:R / 10%:R * eta * omega) ^+ t).
Proof.
move=> /(_ 1 1 0 1 1%N)[_]; rewrite decay_plain !expr1 !mulr1 !mul1r subrr.
have -> : 1 - 9%:R / 10%:R = 10%:R^-1 :> R by field.
by move/eqP; rewrite eq_sym invr_eq0 pnatr_eq0.
Qed.
