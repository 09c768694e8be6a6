(* Radial networks on a graph compute the same in fewer dimensions, over any real closed field.

   The vertices are numbers below V, and i < j for every edge (i, j). A vertex without incoming
   edges is an input, one without outgoing edges an output, one with both is hidden.
   in_order: what is made at every vertex from what is made at smaller ones.
   graph_value_eq: the values at the vertices are those of the book.
   graph_compressed (WFZ1, part 1): there are frames Q_j of m_j columns, identities at inputs and
     outputs, with b_j = Q_j r_j and A_ij Q_i = Q_j R_ij, and the network of the R_ij and r_j has
     the same outputs for every input and all functions h_j. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import orthonormal radial.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section InOrder.
Variables (T : nat -> Type) (F : (forall j, T j) -> forall j, T j) (d : forall j, T j).

(* the values that F makes of those at smaller numbers, from 0 on *)
Definition in_order j : T j := iter j.+1 F d j.

Hypothesis smaller : forall f g j, (forall i, (i < j)%N -> f i = g i) -> F f j = F g j.

Lemma in_order_eq j : in_order j = F in_order j.
Proof.
have later k l i : (i < k)%N -> (i < l)%N -> iter k F d i = iter l F d i.
  elim: k l i => // k IH [|l] // i ik il; rewrite !iterS; apply: smaller => i' ii'.
  by apply: IH; apply: leq_trans ii' _.
rewrite /in_order iterS; apply: smaller => i ij; exact: later.
Qed.
End InOrder.

Section Graph.
Variables (R : rcfType) (V : nat) (E : rel nat).

(* a vertex with an incoming edge, with an outgoing edge, and with both *)
Definition has_incoming j := [exists i : 'I_V, E i j].
Definition has_outgoing j := [exists k : 'I_V, E j k].
Definition hidden j := has_incoming j && has_outgoing j.

(* biases b_j, and matrices A_ij from the vertex i to the vertex j *)
Definition vertex_biases (n : nat -> nat) := forall j, 'cV[R]_(n j).
Definition edge_weights (n : nat -> nat) := forall i j, 'M[R]_(n j, n i).

(* what a vertex makes of the values z at the others: x at inputs, a_j at outputs, else rho(a_j) *)
Definition graph_step n (h : nat -> R -> R) (A : edge_weights n) (b x z : vertex_biases n) j :=
  let a := b j + \sum_(i < V | E i j) A i j *m z i in
  if has_incoming j then if has_outgoing j then rho (h j) a else a else x j.

(* the values at the vertices, in the order of their numbers *)
Definition graph_value n h (A : edge_weights n) (b x : vertex_biases n) : vertex_biases n :=
  in_order (graph_step h A b x) (fun=> 0).

Hypothesis forward : forall i j, E i j -> (i < j)%N.

Lemma graph_value_eq n h (A : edge_weights n) b x j :
  graph_value h A b x j = graph_step h A b x (graph_value h A b x) j.
Proof.
apply: in_order_eq => f g k fg; rewrite /graph_step.
have -> // : \sum_(i < V | E i k) A i k *m f i = \sum_(i < V | E i k) A i k *m g i.
by apply: eq_bigr => i /forward/fg ->.
Qed.

Section Frames.
Variables (n m : nat -> nat) (A : edge_weights n) (b : vertex_biases n).
Hypothesis ends : forall j, (j < V)%N -> ~~ hidden j -> m j = n j.
Hypothesis sums : forall j, (j < V)%N -> hidden j ->
  m j = minn (n j) (1 + \sum_(i < V | E i j) m i).

(* the subspaces, as row spaces *)
Let spans (C : forall j, 'M[R]_(n j)) j : 'M[R]_(1 + n j, n j) :=
  col_mx (b j)^T (\sum_(i < V | E i j) <<C i *m (A i j)^T>>)%MS.
Let core_step (C : forall j, 'M[R]_(n j)) j : 'M[R]_(n j) :=
  if hidden j then enlarged (m j) (spans C j) else 1%:M.
Let C := in_order core_step (fun=> 0).

Lemma graph_core_eq j : C j = core_step C j.
Proof.
apply: in_order_eq => f g k fg; rewrite /core_step /spans.
have -> // : (\sum_(i < V | E i k) <<f i *m (A i k)^T>> =
  \sum_(i < V | E i k) <<g i *m (A i k)^T>>)%MS.
by apply: eq_bigr => i /forward/fg ->.
Qed.

Lemma graph_core j : (j < V)%N -> \rank (C j) = m j /\ (hidden j -> (spans C j <= C j)%MS).
Proof.
elim/ltn_ind: j => j IH jV; rewrite graph_core_eq /core_step.
have [hj|nh] := boolP (hidden j); last by rewrite mxrank1 ends.
have [|sub rank] := @enlargedP R _ _ (m j) (spans C j); last by split.
rewrite sums // geq_minl andbT leq_min rank_leq_col /= /spans -addsmxE.
apply: leq_trans (mxrank_adds_leqif _ _) _; apply: leq_add; first exact: rank_leq_row.
apply: leq_trans (mxrank_sum_leqif _) _ => /=; apply: leq_sum => i Eij.
have ij := forward Eij; have [<- _] := IH i ij (ltn_trans ij jV).
by rewrite mxrank_gen mxrankM_maxl.
Qed.
Lemma graph_frames : exists Q : forall j, 'M[R]_(n j, m j),
  (forall j, (j < V)%N -> (Q j)^T *m Q j = 1%:M /\ (~~ hidden j -> Q j = pid_mx (n j))) /\
  forall j, (j < V)%N -> hidden j ->
    ((b j)^T <= (Q j)^T)%MS /\ forall i, E i j -> ((A i j *m Q i)^T <= (Q j)^T)%MS.
Proof.
pose good j (Q : 'M[R]_(n j, m j)) := [&& Q^T *m Q == 1%:M, (Q^T == C j)%MS &
  ~~ hidden j ==> (Q == pid_mx (n j))].
have exist j : (j < V)%N -> exists Q, good j Q.
  move=> jV; have [rj _] := graph_core jV; have [hj|nh] := boolP (hidden j).
    have [P [PP PC]] := @orthonormal_rows R _ _ (C j) (m j) (eq_leq (esym rj)).
    exists P^T; rewrite /good hj !trmxK PP eqxx /= andbT.
    rewrite -mxrank_leqif_eq // rj; have := mxrank1 R (m j); rewrite -PP => rP.
    rewrite eqn_leq rank_leq_row -{1}rP; exact: mxrankM_maxl.
  exists (pid_mx (n j)); rewrite /good nh eqxx /= andbT graph_core_eq /core_step (negbTE nh).
  by case: _ / (ends jV nh); rewrite pid_mx_1 trmx1 mulmx1 eqxx submx_refl.
have some j : exists Q, (j < V)%N ==> good j Q.
  by have [/exist|_] := boolP (j < V)%N; last by exists 0.
pose Q j := xchoose (some j); have QP j : (j < V)%N -> good j (Q j).
  exact: (implyP (xchooseP (some j))).
exists Q; split=> j jV; have /and3P[/eqP QQ /eqmxP QC /implyP Qid] := QP j jV.
  by split=> // /Qid/eqP.
move=> hj; have [_ /(_ hj)] := graph_core jV; rewrite col_mx_sub => /andP[bC sC].
rewrite !QC; split=> // i Eij; rewrite trmx_mul; have ij := forward Eij.
have /and3P[_ /eqmxP QCi _] := QP i (ltn_trans ij jV).
rewrite (eqmxMr _ QCi) QC; apply: submx_trans sC.
have iV := ltn_trans ij jV; apply: (sumsmx_sup (Ordinal iV)) => //.
by rewrite genmxE.
Qed.

Theorem graph_compressed : exists (Q : forall j, 'M[R]_(n j, m j)) (r : vertex_biases m)
    (S : edge_weights m),
  [/\ forall j, (j < V)%N -> (Q j)^T *m Q j = 1%:M /\ (~~ hidden j -> Q j = pid_mx (n j)),
    forall j, (j < V)%N -> has_incoming j -> b j = Q j *m r j,
    forall i j, (j < V)%N -> E i j -> A i j *m Q i = Q j *m S i j &
    forall h (x : vertex_biases n) (y : vertex_biases m),
      (forall i (e : n i = m i), (i < V)%N -> ~~ has_incoming i -> y i = recast e (x i)) ->
      (forall j, (j < V)%N -> graph_value h A b x j = Q j *m graph_value h S r y j) /\
      forall j (e : n j = m j), (j < V)%N -> ~~ has_outgoing j ->
        recast e (graph_value h A b x j) = graph_value h S r y j].
Proof.
have [Q [frames core]] := graph_frames.
exists Q, (fun j => (Q j)^T *m b j), (fun i j => (Q j)^T *m A i j *m Q i).
have full j : (j < V)%N -> ~~ hidden j -> Q j *m (Q j)^T = 1%:M.
  move=> jV nh; have [_ ->] := frames j jV; last by [].
  by case: _ / (ends jV nh); rewrite pid_mx_1 trmx1 mulmx1.
have inside j p (M : 'M[R]_(n j, p)) : (j < V)%N -> (hidden j -> (M^T <= (Q j)^T)%MS) ->
    Q j *m ((Q j)^T *m M) = M.
  move=> jV; have [hj|nh] := boolP (hidden j); last by rewrite mulmxA full // mul1mx.
  move=> /(_ isT)/submxP[D DE]; have {DE} -> : M = Q j *m D^T.
    by rewrite -[LHS]trmxK DE trmx_mul trmxK.
  by have [QQ _] := frames j jV; rewrite (mulmxA _^T) QQ mul1mx.
have bE j : (j < V)%N -> b j = Q j *m ((Q j)^T *m b j).
  by move=> jV; rewrite inside // => hj; have [] := core j jV hj.
have AE i j : (j < V)%N -> E i j -> A i j *m Q i = Q j *m ((Q j)^T *m A i j *m Q i).
  move=> jV Eij; rewrite -(mulmxA _^T) inside // => hj; have [_] := core j jV hj; exact.
split=> // [j /bE //|h x y xy].
have value j : (j < V)%N -> graph_value h A b x j = Q j *m graph_value h
    (fun i j => (Q j)^T *m A i j *m Q i) (fun j => (Q j)^T *m b j) y j.
  elim/ltn_ind: j => j IH jV; rewrite !graph_value_eq /graph_step.
  have [inc|none] := boolP (has_incoming j); last first.
    have nh : ~~ hidden j by rewrite /hidden (negbTE none).
    have e := esym (ends jV nh); rewrite (xy j e) //; have [_ ->] := frames j jV; last by [].
    by rewrite identity_frame.
  set s := b j + _; set s' := _ + _; have sE : s = Q j *m s'.
    rewrite /s /s' mulmxDr -bE // mulmx_sumr; congr (_ + _); apply: eq_bigr => i Eij.
    have ij := forward Eij; rewrite IH ?(ltn_trans ij jV) // !mulmxA AE //.
    by rewrite !mulmxA.
  by case: ifP => // _; rewrite sE radial_commutes //; have [] := frames j jV.
split=> // j e jV out; rewrite value //.
have nh : ~~ hidden j by rewrite /hidden (negbTE out) andbF.
have [_ ->] := frames j jV; last by [].
by case: _ / e (graph_value _ _ _ _ _) => v; rewrite /recast castmx_id pid_mx_1 mul1mx.
Qed.
End Frames.
End Graph.
