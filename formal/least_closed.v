(* The smallest closed family: subspaces that no factor leaves, with a target inside.

   smallest_closed (QN8C, part 3): one of them lies in every other one, layer by layer, as the
     intersection of two closed families is closed. Over any field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Coq Require Import Classical_Prop.
From dlf Require Import chain descent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(* subspaces with the rows of M in the first, the columns in the last one, which no factor leaves *)
Definition closed_family (F : fieldType) L (d : nat -> nat) (W : factors F d)
    (M : 'M[F]_(d L, d 0%N)) (S : forall l, 'M[F]_(d l)) := [/\ (M <= S 0%N)%MS, (M^T <= S L)%MS &
  forall l, (l < L)%N -> (S l *m (W l)^T <= S l.+1)%MS /\ (S l.+1 *m W l <= S l)%MS].

Lemma closed_meet (F : fieldType) L d (W : factors F d) (M : 'M[F]_(d L, d 0%N)) S S' :
  closed_family W M S -> closed_family W M S' -> closed_family W M (fun l => (S l :&: S' l)%MS).
Proof.
move=> [a b c] [a' b' c']; split=> [||l lL]; first by rewrite sub_capmx a.
  by rewrite sub_capmx b.
have [[u v] [u' v']] := (c l lL, c' l lL); rewrite !sub_capmx; do 2?split; apply/andP; split.
- exact: submx_trans (submxMr _ (capmxSl _ _)) u.
- exact: submx_trans (submxMr _ (capmxSr _ _)) u'.
- exact: submx_trans (submxMr _ (capmxSl _ _)) v.
exact: submx_trans (submxMr _ (capmxSr _ _)) v'.
Qed.

Lemma least_closed (F : fieldType) L d (W : factors F d) (M : 'M[F]_(d L, d 0%N)) S :
  closed_family W M S ->
  (forall S', closed_family W M S' ->
    \sum_(l < L.+1) \rank (S l) <= \sum_(l < L.+1) \rank (S' l))%N ->
  forall S', closed_family W M S' -> forall l, (l <= L)%N -> (S l <= S' l)%MS.
Proof.
move=> cS least S' cS' l lL; have := least _ (closed_meet cS cS').
have cap_le k : (\rank (S k :&: S' k)%MS <= \rank (S k))%N by apply: mxrankS; exact: capmxSl.
move=> sums; have same : \rank (S l :&: S' l)%MS = \rank (S l).
  apply/eqP; rewrite eqn_leq cap_le leqNgt; apply/negP => lt.
  move: sums; rewrite leqNgt => /negP[]; pose i := Ordinal (lL : l < L.+1)%N.
  rewrite (bigD1 i) // [X in (_ < X)%N](bigD1 i) //=.
  by rewrite -addSn leq_add //; apply: leq_sum => k _; exact: cap_le.
have := mxrank_leqif_sup (capmxSl (S l) (S' l)) => -[_]; rewrite same eqxx => /esym sub.
exact: submx_trans sub (capmxSr _ _).
Qed.

Theorem smallest_closed (F : fieldType) L d (W : factors F d) (M : 'M[F]_(d L, d 0%N)) :
  exists S, closed_family W M S /\
    forall S', closed_family W M S' -> forall l, (l <= L)%N -> (S l <= S' l)%MS.
Proof.
pose size (S : forall l, 'M[F]_(d l)) := (\sum_(l < L.+1) \rank (S l))%N.
suff least n : forall S, closed_family W M S -> size S = n -> exists S0, closed_family W M S0 /\
    forall S', closed_family W M S' -> (size S0 <= size S')%N.
  have all : closed_family W M (fun=> 1%:M) by split=> [||l _]; rewrite ?submx1.
  have [S [cS low]] := least _ _ all erefl; exists S; split=> //.
  exact: least_closed.
elim/ltn_ind: n => n IH S cS sS.
case: (classic (exists2 S', closed_family W M S' & (size S' < n)%N)) => [[S' cS' lt]|none].
  exact: (IH _ lt S' cS' erefl).
exists S; split=> // S' cS'; rewrite sS leqNgt; apply/negP => lt; apply: none.
by exists S'.
Qed.
