(* Moments decide a measure whose atoms are known.

   mass a b x is the mass of the measure with b_j^2 at a_j in the one point x.
   same_masses (EKJL, part 3; D2JW, part 1): if the atoms of two measures lie among the points of a
     list, and their first moments agree, as many as the list is long, then each point has the same
     mass in both (Vandermonde). Over any ordered field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import reached_space complete_sums hermite state_moments.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Measure.
Variable R : realFieldType.

(* the mass at x *)
Definition mass D (a b : 'I_D -> R) x := \sum_(j | a j == x) b j ^+ 2.

(* one at x, zero at the other points of s, and a degree below the length of s *)
Lemma selects (s : seq R) x : x \in s -> exists p : {poly R}, [/\ (size p <= size s)%N, p.[x] = 1 &
  forall y, y \in s -> y != x -> p.[y] = 0].
Proof.
move=> xs; pose q := \prod_(z <- filter (predC1 x) s) ('X - z%:P); have q0 : q.[x] != 0.
  by rewrite -rootE root_prod_XsubC mem_filter /= eqxx.
exists (q.[x]^-1 *: q); split=> [||y ys yx].
- apply: leq_trans (size_scale_leq _ _) _; rewrite size_prod_XsubC size_filter.
  by rewrite -(count_predC (predC1 x) s) -addn1 leq_add2l -has_count; apply/hasP; exists x => /=;
    rewrite ?eqxx.
- by rewrite hornerZ mulVf.
suff : root q y by rewrite rootE hornerZ => /eqP ->; rewrite mulr0.
by rewrite root_prod_XsubC mem_filter /= yx.
Qed.

Lemma mass_outside D (a b : 'I_D -> R) (s : seq R) x : (forall j, b j != 0 -> a j \in s) ->
  x \notin s -> mass a b x = 0.
Proof.
move=> inside xs; apply: big1 => j /eqP ax; have [->|/inside] := eqVneq (b j) 0.
  by rewrite expr0n.
by rewrite ax (negbTE xs).
Qed.

Lemma mass_selected D (a b : 'I_D -> R) (s : seq R) x (p : {poly R}) :
  (forall j, b j != 0 -> a j \in s) -> p.[x] = 1 ->
  (forall y, y \in s -> y != x -> p.[y] = 0) -> \sum_j b j ^+ 2 * p.[a j] = mass a b x.
Proof.
move=> inside px p0; rewrite /mass [RHS]big_mkcond; apply: eq_bigr => j _.
case: eqP => [->|/eqP ax]; first by rewrite px mulr1.
have [->|/inside as_] := eqVneq (b j) 0; first by rewrite expr0n mul0r.
by rewrite p0 // mulr0.
Qed.

Theorem same_masses D D' (a b : 'I_D -> R) (a' b' : 'I_D' -> R) (s : seq R) :
  (forall j, b j != 0 -> a j \in s) -> (forall j, b' j != 0 -> a' j \in s) ->
  (forall i, (i < size s)%N -> moment a b i = moment a' b' i) ->
  forall x, mass a b x = mass a' b' x.
Proof.
move=> inside inside' same x; have [xs|xs] := boolP (x \in s); last first.
  by rewrite !(mass_outside _ xs).
have [p [ps px p0]] := selects xs.
rewrite -(mass_selected inside px p0) -(mass_selected inside' px p0) !(moment_horner _ _ ps).
by apply: eq_bigr => i _; rewrite same.
Qed.
End Measure.
