(* The smallest radial network on a graph: the path of an input, a hidden vertex and an output.

   path_value: what it gives, over any real closed field. The counterexamples about networks on a
     graph use it. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import orthonormal radial radial_graph.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* the edges from 0 to 1 and from 1 to 2 *)
Definition path_ (i j : nat) : bool := ((i == 0) && (j == 1))%N || ((i == 1) && (j == 2))%N.
(* the width p at the hidden vertex 1, and 1 at the others *)
Definition wide p (j : nat) : nat := if j == 1%N then p else 1%N.

Lemma fw i j : path_ i j -> (i < j)%N. Proof. by case/orP => /andP[/eqP-> /eqP->]. Qed.
Lemma in0 : has_incoming 3 path_ 0 = false.
Proof. by apply/negbTE/existsP; case=> -[[|[|[|k]]]]. Qed.
Lemma in1 : has_incoming 3 path_ 1. Proof. by apply/existsP; exists (@Ordinal 3 0 isT). Qed.
Lemma in2 : has_incoming 3 path_ 2. Proof. by apply/existsP; exists (@Ordinal 3 1 isT). Qed.
Lemma out1 : has_outgoing 3 path_ 1. Proof. by apply/existsP; exists (@Ordinal 3 2 isT). Qed.
Lemma out2 : has_outgoing 3 path_ 2 = false.
Proof. by apply/negbTE/existsP; case=> -[[|[|[|k]]]]. Qed.

Section Path.
Variable R : rcfType.

Lemma rho_id n (v : 'cV[R]_n) : rho id v = v.
Proof.
by rewrite /rho; case: eqVneq => [->|v0] //; rewrite divff ?scale1r // len_eq0.
Qed.

Lemma path_value p h (A : edge_weights R (wide p)) b x :
  graph_value 3 path_ h A b x 2%N =
  b 2%N + A 1%N 2%N *m rho (h 1%N) (b 1%N + A 0%N 1%N *m x 0%N).
Proof.
rewrite (graph_value_eq _ fw) /graph_step in2 out2 big_mkcond !big_ord_recl big_ord0 /=.
rewrite add0r !addr0 (graph_value_eq _ fw _ _ _ _ 1%N) /graph_step in1 out1.
rewrite big_mkcond !big_ord_recl big_ord0 /= !addr0.
by rewrite (graph_value_eq _ fw _ _ _ _ 0%N) /graph_step in0.
Qed.
End Path.
