(* Wrong widths of the compression of a radial network on a graph, near the truth, refuted over
   every real closed field: a bias and the matrices of all incoming edges that are unit vectors. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import orthonormal radial radial_graph.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable R : rcfType.

(* unit vectors: the first one as bias, and that of the number i + 1 at the edge from i *)
Let unit_bias n : vertex_biases R n := fun j => \col_k (val k == 0%N)%:R.
Let unit_edge n : edge_weights R n := fun i j => \matrix_(k, l) (val k == i.+1)%:R.

Lemma too_narrow p q (Q : 'M[R]_(p, q)) (M : 'M[R]_(q, p)) : (q < p)%N -> 1%:M <> Q *m M.
Proof.
move=> qp QM; have := mxrank1 R p; rewrite QM => e; move: qp; rewrite -e ltnNge.
by rewrite (leq_trans (mxrankM_maxl _ _)) // rank_leq_col.
Qed.

(* two inputs at one hidden vertex, and an output *)
Let join (i j : nat) : bool := ((i < 2) && (j == 2))%N || ((i == 2) && (j == 3))%N.
Let join_n (j : nat) : nat := if j == 2%N then 3%N else 1%N.
Let join_m (j : nat) : nat := if j == 2%N then 2%N else 1%N.

(* the widest of the neighbours in place of their sum *)
Theorem graph_compressed_widest_wrong : ~ (forall V (E : rel nat),
  (forall i j, E i j -> (i < j)%N) ->
  forall n m (A : edge_weights R n) (b : vertex_biases R n),
  (forall j, (j < V)%N -> ~~ hidden V E j -> m j = n j) ->
  (forall j, (j < V)%N -> hidden V E j -> m j = minn (n j) (1 + \max_(i < V | E i j) m i)) ->
  exists (Q : forall j, 'M[R]_(n j, m j)) (r : vertex_biases R m) (S : edge_weights R m),
  [/\ forall j, (j < V)%N -> (Q j)^T *m Q j = 1%:M /\ (~~ hidden V E j -> Q j = pid_mx (n j)),
    forall j, (j < V)%N -> has_incoming V E j -> b j = Q j *m r j,
    forall i j, (j < V)%N -> E i j -> A i j *m Q i = Q j *m S i j &
    forall h (x : vertex_biases R n) (y : vertex_biases R m),
      (forall i (e : n i = m i), (i < V)%N -> ~~ has_incoming V E i -> y i = recast e (x i)) ->
      (forall j, (j < V)%N -> graph_value V E h A b x j = Q j *m graph_value V E h S r y j) /\
      forall j (e : n j = m j), (j < V)%N -> ~~ has_outgoing V E j ->
        recast e (graph_value V E h A b x j) = graph_value V E h S r y j]).
Proof.
have fw i j : join i j -> (i < j)%N.
  by case/orP => /andP[]; [move=> i2 /eqP-> | move=> /eqP-> /eqP->].
have in2 : has_incoming 4 join 2 by apply/existsP; exists (@Ordinal 4 0 isT).
have out2 : has_outgoing 4 join 2 by apply/existsP; exists (@Ordinal 4 3 isT).
move=> /(_ 4%N join fw join_n join_m (@unit_edge join_n) (@unit_bias join_n)) [].
- by move=> [|[|[|[|j]]]] // _; rewrite /hidden in2 out2.
- move=> [|[|[|[|j]]]] // _ _; try by apply/esym/minn_idPl; rewrite leq_addr.
  by rewrite big_mkcond /= !big_ord_recl big_ord0.
move=> Q [r [S [frames bE AE _]]].
have id i : (i < 2)%N -> Q i = pid_mx (join_n i).
  move=> i2; have [_ -> //] := frames i (leq_trans i2 (isT : (2 <= 4)%N)).
  apply/negP=> /andP[/existsP[[k kV]]]; rewrite /join /= => /orP[] /andP[_ /eqP e] _;
    by rewrite e in i2.
have Q0 : (Q 0%N : 'M_1) = 1%:M by rewrite id // -pid_mx_1.
have Q1 : (Q 1%N : 'M_1) = 1%:M by rewrite id // -pid_mx_1.
have e0 := AE 0%N 2%N isT isT; rewrite Q0 mulmx1 in e0.
have e1 := AE 1%N 2%N isT isT; rewrite Q1 mulmx1 in e1.
have eb := bE 2%N isT in2.
pose M : 'M_(2, 1 + (1 + 1)) := row_mx (r 2%N) (row_mx (S 0%N 2%N) (S 1%N 2%N)).
apply: (@too_narrow (1 + (1 + 1)) 2 (Q 2%N) M isT).
rewrite /M !mul_mx_row -[in RHS]eb -e0 -e1; apply/matrixP=> i j; rewrite !mxE.
case: splitP => k; rewrite !mxE ?(ord1 k); first by move=> jk; rewrite -val_eqE /= jk.
by move=> jk; rewrite -val_eqE /= jk; case: splitP => l; rewrite !mxE (ord1 l) => ->.
Qed.

(* one input, a hidden vertex and an output *)
Let path_ (i j : nat) : bool := ((i == 0) && (j == 1))%N || ((i == 1) && (j == 2))%N.
Let path_n (j : nat) : nat := if j == 1%N then 2%N else 1%N.

(* no dimension for the bias *)
Theorem graph_compressed_bias_wrong : ~ (forall V (E : rel nat),
  (forall i j, E i j -> (i < j)%N) ->
  forall n m (A : edge_weights R n) (b : vertex_biases R n),
  (forall j, (j < V)%N -> ~~ hidden V E j -> m j = n j) ->
  (forall j, (j < V)%N -> hidden V E j -> m j = minn (n j) (\sum_(i < V | E i j) m i)) ->
  exists (Q : forall j, 'M[R]_(n j, m j)) (r : vertex_biases R m) (S : edge_weights R m),
  [/\ forall j, (j < V)%N -> (Q j)^T *m Q j = 1%:M /\ (~~ hidden V E j -> Q j = pid_mx (n j)),
    forall j, (j < V)%N -> has_incoming V E j -> b j = Q j *m r j,
    forall i j, (j < V)%N -> E i j -> A i j *m Q i = Q j *m S i j &
    forall h (x : vertex_biases R n) (y : vertex_biases R m),
      (forall i (e : n i = m i), (i < V)%N -> ~~ has_incoming V E i -> y i = recast e (x i)) ->
      (forall j, (j < V)%N -> graph_value V E h A b x j = Q j *m graph_value V E h S r y j) /\
      forall j (e : n j = m j), (j < V)%N -> ~~ has_outgoing V E j ->
        recast e (graph_value V E h A b x j) = graph_value V E h S r y j]).
Proof.
have fw i j : path_ i j -> (i < j)%N.
  by case/orP => /andP[/eqP-> /eqP->].
have in1 : has_incoming 3 path_ 1 by apply/existsP; exists (@Ordinal 3 0 isT).
have out1 : has_outgoing 3 path_ 1 by apply/existsP; exists (@Ordinal 3 2 isT).
move=> /(_ 3%N path_ fw path_n (fun=> 1%N) (@unit_edge path_n) (@unit_bias path_n)) [].
- by move=> [|[|[|j]]] // _; rewrite /hidden in1 out1.
- move=> [|[|[|j]]] // _; rewrite ?big_mkcond /= ?big_ord_recl ?big_ord0 //.
  by move=> /andP[/existsP[[k kV]]]; rewrite /path_ !andbF.
move=> Q [r [S [frames bE AE _]]].
have Q0 : (Q 0%N : 'M_1) = 1%:M.
  have [_ ->] := frames 0%N isT; first exact: pid_mx_1.
  by apply/negP=> /andP[/existsP[[k kV]]]; rewrite /path_ !andbF.
have e0 := AE 0%N 1%N isT isT; rewrite Q0 mulmx1 in e0.
have eb := bE 1%N isT in1.
apply: (@too_narrow (1 + 1) 1 (Q 1%N) (row_mx (r 1%N) (S 0%N 1%N) : 'M_(1, 1 + 1)) isT).
rewrite mul_mx_row -eb -e0; apply/matrixP=> i j; rewrite !mxE.
by case: splitP => k; rewrite !mxE (ord1 k) -val_eqE => /= ->.
Qed.
End Wrong.
