(* Wrong variants of the width that a radial network needs, under plain descent and on a
   graph, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain block removal radial radial_widths radial_descent radial_closed.
From dlf Require Import orthonormal radial_graph.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* Wrong variants of the width that plain descent of a radial network uses, near the truth,
   refuted by functions that no network of a smaller width computes, before or after a step of
   descent, over every real closed field. *)
Section Width.
Variable R : rcfType.

Lemma recastK p q (e : p = q) (v : 'cV[R]_q) : recast e (recast (esym e) v) = v.
Proof. by case: _ / e v => v; rewrite /recast !castmx_id. Qed.

Lemma len_recast p q (e : p = q) (v : 'cV[R]_p) : len (recast e v) = len v.
Proof. by case: _ / e; rewrite /recast castmx_id. Qed.

Lemma recastD p q (e : p = q) (v w : 'cV[R]_p) : recast e (v + w) = recast e v + recast e w.
Proof. by case: _ / e; rewrite /recast !castmx_id. Qed.

(* a smaller network with the same outputs along all runs, as the wrong variants claim *)
Definition replaced n (W : layers R n) b := exists m (e0 : n 0%N = m 0%N) (eL : n 2%N = m 2%N)
  (V : layers R m), (m 1%N <= b)%N /\
  forall N h h' (x : 'I_N -> 'cV[R]_(n 0%N)) slope eta omega beta k x',
    recast eL (output h (plain h h' x slope eta omega beta W k) x' 2) =
    output h (plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
      eta omega beta V k) (recast e0 x') 2.

(* a width for orthogonal starts of any depth is one for any start with one hidden layer *)
Lemma one_hidden_layer (b : forall n, nat -> layers R n -> nat) :
  (forall n L d (W : layers R n) eps O, (1 < L)%N -> orthogonal_between L d W eps O ->
    exists m (e0 : n 0%N = m 0%N) (eL : n L = m L) (V : layers R m),
      (forall l, (0 < l < L)%N -> (m l <= b n L W)%N) /\
      forall N h h' (x : 'I_N -> 'cV[R]_(n 0%N)) slope eta omega beta k x',
        recast eL (output h (plain h h' x slope eta omega beta W k) x' L) =
        output h (plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
          eta omega beta V k) (recast e0 x') L) ->
  forall n (W : layers R n), replaced W (b n 2%N W).
Proof.
move=> H n W; have orth : orthogonal_between 2 (n 1%N) W (fun=> 1) (fun=> 0).
  by split=> [[|[|l]]|[|[|l]]].
have [m [e0 [eL [V [/(_ 1%N isT) m1 same]]]]] := H n 2%N _ W _ _ isT orth.
by exists m, e0, eL, V.
Qed.

Lemma unbiased p q (A : 'M[R]_(q, p)) : (bias (row_mx 0 A) != 0) = false.
Proof. by rewrite /bias row_mxKl eqxx. Qed.

(* 1 / (2 + |x|^2), with two hidden neurons *)
Definition bell : layers R (three 1 (1 + 1) 1) :=
  let e : 'cV[R]_(1 + 1) := col_mx 0 1%:M in
  two (row_mx (1%:M *m e) (1%:M *m col_mx 1%:M 0)) (row_mx 0 (1%:M *m e)^T).

(* h(r) = r / (1 + r^2) *)
Definition hump (_ : nat) (r : R) := r / (1 + r ^+ 2).
(* its derivative *)
Definition hump' (_ : nat) (r : R) := (1 - r ^+ 2) / (1 + r ^+ 2) ^+ 2.

Lemma no_narrow_bell m (e0 : 1%N = m 0%N) (eL : 1%N = m 2%N) (V : layers R m) :
  (m 1%N <= 1)%N ->
  ~ forall x, recast eL (output hump bell x 2) = output hump V (recast e0 x) 2.
Proof.
move=> m1 same.
have m0 : (0 < m 0%N)%N by rewrite -e0.
have m01 : (m 1%N <= m 0%N)%N by rewrite -e0.
have i : 'I_(m 2%N) by rewrite -eL; exact: 0.
apply: (@no_fewer_compute R m V hump i m0 m01) => y.
have OO : (1%:M : 'M[R]_(1 + 1))^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have [_ out] := one_more_computes OO (recast (esym e0) y).
rewrite -/bell in out; rewrite -(recastK e0 y) -same [X in recast _ X]out !len_recast castmxE /=.
rewrite mxE.
by rewrite [X in X == _](ord1 _ : _ = 0) [X in _ == X](ord1 _ : _ = 0) eqxx.
Qed.

Lemma bell_not_one : ~ replaced bell 1.
Proof.
move=> [m [e0 [eL [V [m1 out]]]]]; apply: (no_narrow_bell m1 (eL := eL)) => x.
exact: (out 1%N hump hump (fun=> x) (fun _ Y => Y) (fun=> 1) 0 0 0%N x).
Qed.

(* (x_1 + x_2) |x|^2 for h(r) = r^3, with two hidden neurons *)
Definition turned_sum : layers R (three (1 + 1) (1 + 1) 1) :=
  two (row_mx 0 1%:M) (row_mx 0 (row_mx 1%:M 1%:M)).

Lemma turned_sumE p q : output (fun _ r => r ^+ 3) turned_sum (col_mx p%:M q%:M) 2 =
  ((p + q) * (p ^+ 2 + q ^+ 2))%:M.
Proof.
rewrite /= /affine /weight /bias !row_mxKr !row_mxKl mul1mx !addr0; set v := col_mx _ _.
have lv : len v ^+ 2 = p ^+ 2 + q ^+ 2.
  by rewrite len_sq big_split_ord /= !big_ord1 /v col_mxEu col_mxEd !mxE eqxx !mulr1n.
have -> : rho (fun r => r ^+ 3) v = (p ^+ 2 + q ^+ 2) *: v.
  rewrite /rho -lv; have [->|v0] := eqVneq v 0; first by rewrite scaler0.
  by rewrite exprS mulrAC divff ?len_eq0 ?mul1r.
rewrite -scalemxAr mul_row_col !mul1mx -raddfD scale_scalar_mx mulrC.
by [].
Qed.

Lemma turned_sum_not_one : ~ replaced turned_sum 1.
Proof.
move=> [m [e0 [eL [V [m1 out]]]]].
have same h x := out 1%N h h (fun=> x) (fun _ Y => Y) (fun=> 1) 0 0 0%N x.
have [u u0 Vu] : exists2 u : 'cV[R]_(m 0%N), u != 0 & weight (V 0%N) *m u = 0.
  have : ~~ row_free (weight (V 0%N))^T.
    by rewrite /row_free mxrank_tr neq_ltn (leq_ltn_trans (rank_leq_row _)) // -e0 ltnS.
  rewrite -kermx_eq0 => /rowV0Pn[u /sub_kermxP uA u0].
  exists u^T; first by rewrite trmx_eq0.
  by apply: trmx_inj; rewrite trmx_mul trmxK uA trmx0.
pose w := recast (esym e0) u; have w0 : w != 0.
  by apply: contraNneq u0 => w0; rewrite -(recastK e0 u) -/w w0 /recast castmx_const.
have shift x : output (fun _ r => r ^+ 3) turned_sum (x + w) 2 =
    output (fun _ r => r ^+ 3) turned_sum x 2.
  have inj p q (e : p = q) : injective (@recast R p q e).
    by case: _ / e => a b; rewrite /recast !castmx_id.
  apply: (inj _ _ eL); rewrite !same recastD recastK /= /affine mulmxDr Vu addr0.
  by [].
have [p [q wE]] : exists p q, w = col_mx p%:M q%:M.
  exists (w (lshift 1 0) 0), (w (rshift 1 0) 0); rewrite -[LHS]vsubmxK.
  by congr col_mx; rewrite [LHS]mx11_scalar !mxE.
have f a : (a + p + q) * ((a + p) ^+ 2 + q ^+ 2) = a ^+ 3.
  have sM (c d : R) : c%:M + d%:M = (c + d)%:M :> 'M_1 by rewrite raddfD.
  have := shift (col_mx a%:M 0%:M); rewrite wE add_col_mx !sM !turned_sumE.
  by move/matrixP/(_ 0 0); rewrite !mxE eqxx !mulr1n add0r !addr0 => ->; ring.
have pq : p + q = 0.
  have := f 0; rewrite !add0r expr0n /= => /eqP; rewrite mulf_eq0 => /orP[/eqP//|].
  rewrite paddr_eq0 ?sqr_ge0 // !sqrf_eq0 => /andP[/eqP-> /eqP->]; exact: addr0.
have {pq}qE : q = - p by apply/eqP; rewrite -addr_eq0 addrC pq.
have p0 : p = 0.
  have := f 1; have := f (-1); rewrite qE !addrK => f1 f2.
  have : 4%:R * p ^+ 2 = 0.
    have -> : 4%:R * p ^+ 2 = 1 * ((1 + p) ^+ 2 + (- p) ^+ 2) - (-1) * ((-1 + p) ^+ 2 + (- p) ^+ 2)
      - 2%:R by ring.
    by rewrite f1 f2; ring.
  by move/eqP; rewrite mulf_eq0 pnatr_eq0 sqrf_eq0 => /eqP.
by case/eqP: w0; rewrite wE qE p0 oppr0 raddf0 col_mx0.
Qed.

(* n_0 alone, neither n_L nor c *)
Theorem orthogonal_start_descent_inputs_alone_wrong : ~ (forall n L d (W : layers R n) eps O,
  (1 < L)%N -> orthogonal_between L d W eps O ->
  exists m (e0 : n 0%N = m 0%N) (eL : n L = m L) (V : layers R m),
    (forall l, (0 < l < L)%N -> (m l <= n 0%N)%N) /\
    forall N h h' (x : 'I_N -> 'cV[R]_(n 0%N)) slope eta omega beta k x',
      recast eL (output h (plain h h' x slope eta omega beta W k) x' L) =
      output h (plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
        eta omega beta V k) (recast e0 x') L).
Proof.
move=> /(one_hidden_layer (b := fun n _ _ => n 0%N))/(_ _ bell); exact: bell_not_one.
Qed.

(* the inputs not counted *)
Theorem orthogonal_start_descent_outputs_wrong : ~ (forall n L d (W : layers R n) eps O,
  (1 < L)%N -> orthogonal_between L d W eps O ->
  exists m (e0 : n 0%N = m 0%N) (eL : n L = m L) (V : layers R m),
    (forall l, (0 < l < L)%N -> (m l <= n L + live_biases L W)%N) /\
    forall N h h' (x : 'I_N -> 'cV[R]_(n 0%N)) slope eta omega beta k x',
      recast eL (output h (plain h h' x slope eta omega beta W k) x' L) =
      output h (plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
        eta omega beta V k) (recast e0 x') L).
Proof.
move=> /(one_hidden_layer (b := fun n L W => (n L + live_biases L W)%N))/(_ _ turned_sum).
by rewrite /live_biases big_ord1 unbiased; exact: turned_sum_not_one.
Qed.

(* n_0 alone, neither n_2 nor c *)
Theorem one_hidden_layer_descent_inputs_alone_wrong : ~ (forall n (W : layers R n),
  exists m (e0 : n 0%N = m 0%N) (eL : n 2%N = m 2%N) (V : layers R m), (m 1%N <= n 0%N)%N /\
    forall N h h' (x : 'I_N -> 'cV[R]_(n 0%N)) slope eta omega beta k x',
      recast eL (output h (plain h h' x slope eta omega beta W k) x' 2) =
      output h (plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
        eta omega beta V k) (recast e0 x') 2).
Proof.
move=> /(_ _ bell); exact: bell_not_one.
Qed.

(* the inputs not counted *)
Theorem one_hidden_layer_descent_outputs_wrong : ~ (forall n (W : layers R n),
  exists m (e0 : n 0%N = m 0%N) (eL : n 2%N = m 2%N) (V : layers R m),
    (m 1%N <= n 2%N + (bias (W 0%N) != 0%R))%N /\
    forall N h h' (x : 'I_N -> 'cV[R]_(n 0%N)) slope eta omega beta k x',
      recast eL (output h (plain h h' x slope eta omega beta W k) x' 2) =
      output h (plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
        eta omega beta V k) (recast e0 x') 2).
Proof.
move=> /(_ _ turned_sum); rewrite unbiased; exact: turned_sum_not_one.
Qed.

(* the first step of descent of a network with one hidden layer, without momentum, for one sample *)
Lemma plain_step n (W : layers R n) h h' x slope eta omega :
  let P := plain (L := 2) h h' (fun _ : 'I_1 => x) slope eta omega 0 W 1 in
  let G := col 0 (slope 0%N (all_outputs 2 h W (fun _ : 'I_1 => x))) in
  let z := signal h W x 1 in
  P 0%N = W 0%N - eta 0%N *: (jacobian (h 1%N) (h' 1%N) (output h W x 1) *m (weight (W 1%N))^T *m G
    *m (col_mx 1%:M x)^T + omega *: W 0%N) /\
  P 1%N = W 1%N - eta 1%N *: (G *m (col_mx 1%:M z)^T + omega *: W 1%N).
Proof.
rewrite /= /plain /= !scale0r !add0r !mul1mx /gradient /nabla !big_ord1.
have [d2 d1] := slopes_back (L := 2) h h' W x (col 0 (slope 0%N (all_outputs 2 h W (fun=> x)))).
by rewrite d2 d1 // d2.
Qed.

(* the network that one step of descent makes into the bell; its first bias is zero *)
Definition before_bell : layers R (three 1 (1 + 1) 1) :=
  two (row_mx 0 (col_mx 1%:M 0)) (row_mx (- 1%:M) (row_mx 0 1%:M)).

(* the slope of the loss that is minus the output *)
Definition minus_one (_ : nat) (_ : 'M[R]_(1, 1)) : 'M[R]_(1, 1) := - 1%:M.

Lemma before_bell_step x : output hump (plain (n := three 1 (1 + 1) 1) (L := 2) hump hump'
  (fun _ : 'I_1 => 0) minus_one (fun=> 1) 0 0 before_bell 1) x 2 =
  output hump bell x 2.
Proof.
have [s0 s1] := @plain_step _ before_bell hump hump' 0 minus_one (fun=> 1) 0.
have a0 : output hump before_bell 0 1 = 0.
  by rewrite /= /affine /bias /weight /= row_mxKl mulmx0 addr0.
have G : col 0 (minus_one 0 (all_outputs 2 hump before_bell (fun _ : 'I_1 => 0))) = - 1%:M.
  by apply/matrixP=> i j; rewrite mxE (ord1 j).
have z0 : signal hump before_bell 0 1 = 0.
  by rewrite /= -/(output hump before_bell 0 1) a0 /rho eqxx.
have J : jacobian (hump 1) (hump' 1) (output hump before_bell 0 1) = 1%:M.
  by rewrite a0 /jacobian eqxx /hump' expr0n subr0 addr0 expr1n divr1.
apply: eq_output => l; case: l => [|[|l]] // _.
  rewrite s0 J G mul1mx scale1r scale0r addr0 mulmxN mulmx1 mulNmx opprK /weight row_mxKr.
  rewrite tr_col_mx trmx1 trmx0 mul_mx_row mulmx1 mulmx0 tr_row_mx trmx0 trmx1.
  by rewrite /before_bell /bell /= !mul1mx add_row_mx add0r addr0.
rewrite s1 G z0 scale1r scale0r addr0 mulNmx mul1mx opprK tr_col_mx trmx1 trmx0.
rewrite /before_bell /bell /= mul1mx tr_col_mx trmx1 trmx0 add_row_mx addNr.
by rewrite addr0.
Qed.

Lemma before_bell_not_one : ~ replaced before_bell 1.
Proof.
move=> [m [e0 [eL [V [m1 out]]]]]; apply: (no_narrow_bell (e0 := e0) (eL := eL) m1) => x.
rewrite -before_bell_step; exact: out.
Qed.

(* n_L not counted *)
Theorem orthogonal_start_descent_without_outputs_wrong : ~ (forall n L d (W : layers R n) eps O,
  (1 < L)%N -> orthogonal_between L d W eps O ->
  exists m (e0 : n 0%N = m 0%N) (eL : n L = m L) (V : layers R m),
    (forall l, (0 < l < L)%N -> (m l <= n 0%N + live_biases L W)%N) /\
    forall N h h' (x : 'I_N -> 'cV[R]_(n 0%N)) slope eta omega beta k x',
      recast eL (output h (plain h h' x slope eta omega beta W k) x' L) =
      output h (plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
        eta omega beta V k) (recast e0 x') L).
Proof.
move=> /(one_hidden_layer (b := fun n L W => (n 0%N + live_biases L W)%N))/(_ _ before_bell).
by rewrite /live_biases big_ord1 unbiased; exact: before_bell_not_one.
Qed.

(* n_2 not counted *)
Theorem one_hidden_layer_descent_without_outputs_wrong : ~ (forall n (W : layers R n),
  exists m (e0 : n 0%N = m 0%N) (eL : n 2%N = m 2%N) (V : layers R m),
    (m 1%N <= n 0%N + (bias (W 0%N) != 0%R))%N /\
    forall N h h' (x : 'I_N -> 'cV[R]_(n 0%N)) slope eta omega beta k x',
      recast eL (output h (plain h h' x slope eta omega beta W k) x' 2) =
      output h (plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
        eta omega beta V k) (recast e0 x') 2).
Proof.
move=> /(_ _ before_bell); rewrite unbiased; exact: before_bell_not_one.
Qed.
End Width.

(* Wrong widths of the compression of a radial network on a graph, near the truth, refuted
   over every real closed field: a bias and the matrices of all incoming edges that are unit
   vectors. *)
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
