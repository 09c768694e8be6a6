(* Wrong variants of chains of isometries, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block closed rest isometric_chain.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable R : realFieldType.

(* widths that rise before they fall: 1, 2, 1 *)
Let wide (l : nat) : nat := if l is 1%N then 2 else 1.
Let through : factors R wide := fun l => match l return 'M[R]_(wide l.+1, wide l) with
  | 0%N => delta_mx 0 0
  | 1%N => (3%:R / 5%:R) *: delta_mx 0 0 + (4%:R / 5%:R) *: delta_mx 0 1
  | k.+2 => 1%:M end.

Let right k : rsubmx (1%:M : 'M[R]_(0 + k)) = 1%:M.
Proof. by apply/matrixP=> i j; rewrite !mxE; congr (_ %:R); apply/eqP/eqP. Qed.

Theorem isometric_rest_widths_wrong : ~ (forall (L : nat) (d : nat -> nat) (Q : factors R d)
    (eps : nat -> R), isometric L Q ->
  forall (a b : nat -> nat) (U : forall l, 'M[R]_(d l, a l + b l)), orthogonal_frames L U ->
  (forall l, (l < L)%N -> eps l != 0) -> closed_under L U (fun l => eps l *: Q l) ->
  let P := rest_block U Q in chain L P *m (chain L P)^T *m chain L P = chain L P).
Proof.
have iso : isometric 2 through.
  move=> [|[|//]] _; [right | left].
    by rewrite /= trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE.
  apply/matrixP=> i j; rewrite !ord1 !mxE !big_ord_recl big_ord0 !mxE /=.
  by rewrite !(mulr1, mulr0, add0r, addr0); field.
move=> /(_ 2%N wide through (fun=> 1) iso (fun=> 0%N) wide (fun=> 1%:M)) H.
have : forall l, (l <= 2)%N -> (1%:M : 'M[R]_(wide l))^T *m 1%:M = 1%:M /\
    1%:M *m (1%:M : 'M[R]_(wide l))^T = 1%:M by move=> l _; rewrite trmx1 mulmx1.
move=> /H{}H; have {}H := H (fun _ _ => oner_neq0 R).
have same l : rest_block (a := fun=> 0%N) (b := wide) (fun l => 1%:M : 'M[R]_(wide l, 0 + wide l))
    through l = through l.
  by rewrite /rest_block !right trmx1 mul1mx mulmx1.
have c : chain 2 (rest_block (a := fun=> 0%N) (b := wide)
    (fun l => 1%:M : 'M[R]_(wide l, 0 + wide l)) through) = (3%:R / 5%:R)%:M.
  rewrite /chain /= !same mulmx1 /= mulmxDl -!scalemxAl !mul_delta_mx_cond /= mulr1n mulr0n.
  by rewrite scaler0 addr0; apply/matrixP=> i j; rewrite !ord1 !mxE mulr1.
have cl : closed_under (R := R) 2 (d := wide) (a := fun=> 0%N) (b := wide)
    (fun l => 1%:M : 'M[R]_(wide l, 0 + wide l)) (fun l => 1 *: through l).
  by move=> l _; split; exists (0 : 'M_0); rewrite mulmx0; exact: thinmx0.
have := H cl; lazy zeta; rewrite c tr_scalar_mx -!scalar_mxM => /matrixP/(_ 0 0)/eqP.
rewrite !mxE eqxx !mulr1n -subr_eq0.
have -> : 3%:R / 5%:R * (3%:R / 5%:R) * (3%:R / 5%:R) - 3%:R / 5%:R = - (48%:R / 125%:R) :> R.
  by field.
by rewrite oppr_eq0 mulf_eq0 invr_eq0 !pnatr_eq0.
Qed.

(* the rank once: the plane, with rows and columns of the target in different directions *)
Theorem small_cores_once_wrong : ~ (forall (L : nat) (d : nat -> nat) (Q : factors R d) (n : nat)
    (eps : nat -> R), valley L d n -> isometric L Q -> forall M : 'M[R]_(d L, d 0%N),
  exists S : forall l, 'M[R]_(d l),
  [/\ (M <= S 0%N)%MS /\ (M^T <= S L)%MS,
   forall l, (l < L)%N ->
     (S l *m (eps l *: Q l)^T <= S l.+1)%MS /\ (S l.+1 *m (eps l *: Q l) <= S l)%MS &
   forall l, (l <= L)%N -> (\rank (S l) <= (1 + changes d n l) * \rank M)%N]).
Proof.
have v : valley 1 (fun=> 2%N) 0 by [].
have iso : isometric (F := R) 1 (d := fun=> 2%N) (fun=> 1%:M) by left; rewrite trmx1 mulmx1.
pose M : 'M[R]_2 := delta_mx 0 1.
move=> /(_ 1%N (fun=> 2%N) (fun=> 1%:M) 0%N (fun=> 1) v iso M)[S [[M0 M1] closed small]].
have [_ back] := closed 0%N isT; rewrite scale1r mulmx1 in back.
have MT : (M^T <= S 0%N)%MS := submx_trans M1 back.
have unit : (M + M^T) *m (M + M^T) = 1%:M.
  rewrite /M trmx_delta mulmxDl !mulmxDr !mul_delta_mx_cond /=.
  rewrite !mulr0n !mulr1n add0r addr0; apply/matrixP=> i j; rewrite !mxE.
  by case: i j => [[|[|//]] ?] [[|[|//]] ?]; rewrite /= ?addr0 ?add0r.
have two : (2 <= \rank (S 0%N))%N.
  apply: leq_trans (mxrankS (addmx_sub M0 MT)).
  by rewrite -[X in (X <= _)%N](mxrank1 R 2) -unit; exact: mxrankM_maxl.
have := leq_trans two (small 0%N isT); rewrite /changes big_geq // addn0 mul1n.
by rewrite mxrank_delta.
Qed.
End Wrong.
