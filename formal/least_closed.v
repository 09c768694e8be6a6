(* The smallest closed family: subspaces that no factor leaves, with a target inside.

   least_closed (QN8C, part 3): a family of the least dimension lies in every other one, as the
     intersection of two closed families is closed. Over any field. *)
From mathcomp Require Import all_ssreflect all_algebra.
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

Theorem least_closed (F : fieldType) L d (W : factors F d) (M : 'M[F]_(d L, d 0%N)) S :
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
