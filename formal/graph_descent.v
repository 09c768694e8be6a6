(* Projected descent of a radial network on a graph is descent of the small one, over any real
   closed field. Networks on a graph are those of radial_graph.v.

   set_edge, set_bias: the weights with another matrix at one edge, another bias at one vertex.
   graph_projected_descent (WFZ1, part 2): let the small network be the large one in frames Q_j at
     the start. Then, whatever the functions h_j and the loss of the outputs are, as long as the
     partial gradients of the steps exist: descent of the large network with rates eta_j and weight
     decay omega, the gradients by b_j and A_ij multiplied by Q_j Q_j^T, has after every number of
     steps and for every input the outputs of the descent of the small one.
   graph_descent_in_frames (WFZ1, part 2): the weights in these runs: A_ij Q_i = Q_j R_ij and
     b_j = Q_j r_j after every step, and what A_ij does to the rest off Q_i only decays.
   Gradients are defined by epsilon and delta; that they exist is in graph_gradient.v. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz orthonormal radial radial_slope radial_graph.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Descent.
Variables (R : rcfType) (V : nat) (E : rel nat).
Local Notation has_incoming := (has_incoming V E).
Local Notation has_outgoing := (has_outgoing V E).
Local Notation hidden := (hidden V E).
Local Notation graph_value := (graph_value V E).
Local Notation vertex_biases := (vertex_biases R).
Local Notation edge_weights := (edge_weights R).

(* the matrices with M at the edge from i to j *)
Definition set_edge n (A : edge_weights n) i j (M : 'M[R]_(n j, n i)) : edge_weights n :=
  fun k l => match @eqP _ i k, @eqP _ j l with
    | ReflectT e, ReflectT f => castmx (congr1 n f, congr1 n e) M
    | _, _ => A k l
    end.

(* the biases with v at the vertex j *)
Definition set_bias n (b : vertex_biases n) j (v : 'cV[R]_(n j)) : vertex_biases n :=
  fun l => if @eqP _ j l is ReflectT f then castmx (congr1 n f, erefl 1%N) v else b l.

Lemma set_edge_at n (A : edge_weights n) i j M : set_edge A M i j = M.
Proof.
rewrite /set_edge; case: eqP => // e; case: eqP => // f.
by rewrite (eq_irrelevance e erefl) (eq_irrelevance f erefl) castmx_id.
Qed.

Lemma set_edge_off n (A : edge_weights n) i j (M : 'M[R]_(n j, n i)) k l :
  (k, l) != (i, j) -> set_edge A M k l = A k l.
Proof.
rewrite /set_edge; case: eqP => // e; case: eqP => // f.
by case/eqP; congr (_, _); rewrite ?e ?f.
Qed.

Lemma set_bias_at n (b : vertex_biases n) j v : set_bias b v j = v.
Proof.
by rewrite /set_bias; case: eqP => // f; rewrite (eq_irrelevance f erefl) castmx_id.
Qed.

Lemma set_bias_off n (b : vertex_biases n) j (v : 'cV[R]_(n j)) l :
  l != j -> set_bias b v l = b l.
Proof. by rewrite /set_bias; case: eqP => // f; case/eqP; rewrite f. Qed.

(* what the vertices give for the samples x_0, x_1, ..., one a column *)
Definition all_values n N h (x : 'I_N -> vertex_biases n) (A : edge_weights n)
    (b : vertex_biases n) j : 'M[R]_(n j, N) :=
  \matrix_(i, s) graph_value h A b (x s) j i 0.

(* the loss phi of the outputs; phi has one matrix for each vertex and reads those at outputs *)
Definition graph_loss n N h (x : 'I_N -> vertex_biases n) (phi : (forall j, 'M_(n j, N)) -> R)
    A b : R := phi (all_values h x A b).

(* steps of descent with rates eta_j and decay omega, the gradients multiplied by P_j; G and g are
   the gradients of the loss by A_ij alone and by b_j alone *)
Definition graph_descent n (P : forall j, 'M[R]_(n j)) (eta : nat -> R) omega
    (loss : edge_weights n -> vertex_biases n -> R) (A : nat -> edge_weights n)
    (b : nat -> vertex_biases n) := forall k,
  (forall i j, (j < V)%N -> E i j -> exists2 G,
    has_gradient (fun M => loss (set_edge (A k) M) (b k)) (A k i j) G &
    A k.+1 i j = A k i j - eta j *: (P j *m G + omega *: A k i j)) /\
  (forall j, (j < V)%N -> has_incoming j -> exists2 g,
    has_gradient (fun v => loss (A k) (set_bias (b k) v)) (b k j) g &
    b k.+1 j = b k j - eta j *: (P j *m g + omega *: b k j)).

(* the same column at every input, its number of entries written as m_i in place of n_i *)
Definition same_inputs n m (x : vertex_biases n) (y : vertex_biases m) :=
  forall i (e : n i = m i), (i < V)%N -> ~~ has_incoming i -> y i = recast e (x i).

(* phi and psi are the same function of the outputs *)
Definition same_loss n m N (phi : (forall j, 'M[R]_(n j, N)) -> R)
    (psi : (forall j, 'M[R]_(m j, N)) -> R) := forall Y Z,
  (forall j (e : n j = m j), (j < V)%N -> ~~ has_outgoing j -> Z j = castmx (e, erefl N) (Y j)) ->
  psi Z = phi Y.

Lemma framed_gradient p q p' q' (f : 'M[R]_(p, q) -> R) (f' : 'M[R]_(p', q') -> R) X S P K G :
  has_gradient f X G -> (forall Y, f' Y = f (X + P *m (Y - S) *m K)) ->
  has_gradient f' S (P^T *m G *m K^T).
Proof.
move=> fG f'E; pose F Y := X + P *m (Y - S) *m K.
have FS : F S = X by rewrite /F subrr mulmx0 mul0mx addr0.
have FD : has_derivative F S (fun H => P *m H *m K).
  move=> e e0; exists 1; rewrite ?ltr01 // => Y _.
  rewrite FS /F [X + _]addrC addrK subrr norm1_0.
  by rewrite mulr_ge0 ?norm1_ge0 // ltW.
have FC H : norm1 (P *m H *m K) <= norm1 P * norm1 K * norm1 H.
  apply: le_trans (norm1_mul _ _) _; rewrite mulrAC ler_wpmul2r ?norm1_ge0 //.
  exact: norm1_mul.
rewrite -FS in fG.
suff H : has_gradient (fun Y => f (F Y)) S (P^T *m G *m K^T).
  by move=> e /H[d d0 near]; exists d => // Y /near; rewrite !f'E.
apply: pulled_gradient FD FC fG _ => H.
by rewrite !trmx_mul !trmxK -!mulmxA mxtrace_mulC -!mulmxA.
Qed.

(* f' is f along P, and f does not move off K: the gradients agree in frames *)
Lemma agreeing_gradients p q p' q' (f : 'M[R]_(p, q) -> R) (f' : 'M[R]_(p', q') -> R) X S P K
    G G' : K^T *m K = 1%:M -> (forall Y, f' Y = f (X + P *m (Y - S) *m K^T)) ->
  (forall Y, f (X + (Y - X) *m (1%:M - K *m K^T)) = f X) ->
  has_gradient f X G -> has_gradient f' S G' -> P^T *m G = G' *m K^T.
Proof.
move=> KK f'E still fG f'G'.
have -> : G' = P^T *m G *m K by rewrite (gradient_unique f'G' (framed_gradient fG f'E)) trmxK.
suff G0 : G *m (1%:M - K *m K^T) = 0.
  by move/eqP: G0; rewrite mulmxBr mulmx1 mulmxA subr_eq0 => /eqP GE; rewrite [in LHS]GE !mulmxA.
have one : has_gradient (fun Y => f (X + (Y - X) *m (1%:M - K *m K^T))) X
    (1%:M^T *m G *m (1%:M - K *m K^T)^T).
  by apply: framed_gradient fG _ => Y; rewrite mul1mx.
have zero : has_gradient (fun Y => f (X + (Y - X) *m (1%:M - K *m K^T))) X 0.
  move=> e e0; exists 1; rewrite ?ltr01 // => Y _.
  by rewrite !still subrr trmx0 mul0mx linear0 subr0 normr0 mulr_ge0 ?norm1_ge0 // ltW.
have := gradient_unique one zero; rewrite trmx1 mul1mx => <-.
by rewrite [(_ - _)^T]linearB /= trmx1 trmx_mul trmxK.
Qed.

Hypothesis forward : forall i j, E i j -> (i < j)%N.

Section Frames.
Variables (n m : nat -> nat) (Q : forall j, 'M[R]_(n j, m j)).
Hypothesis ends : forall j, (j < V)%N -> ~~ hidden j -> m j = n j.
Hypothesis frames : forall j, (j < V)%N ->
  (Q j)^T *m Q j = 1%:M /\ (~~ hidden j -> Q j = pid_mx (n j)).

(* the small network is the large one in the frames *)
Definition framed_network (A : edge_weights n) (b : vertex_biases n) (S : edge_weights m)
    (r : vertex_biases m) :=
  (forall i j, (j < V)%N -> E i j -> A i j *m Q i = Q j *m S i j) /\
  forall j, (j < V)%N -> has_incoming j -> b j = Q j *m r j.

Lemma framed_value A b S r h x y : framed_network A b S r -> same_inputs x y ->
  forall j, (j < V)%N -> graph_value h A b x j = Q j *m graph_value h S r y j.
Proof.
move=> [AE bE] xy; elim/ltn_ind=> j IH jV; rewrite !(graph_value_eq _ forward) /graph_step.
have [inc|none] := boolP (has_incoming j); last first.
  have nh : ~~ hidden j by rewrite /hidden (negbTE none).
  have e := esym (ends jV nh); rewrite (xy j e) //; have [_ ->] := frames jV; last by [].
  by rewrite identity_frame.
set s := b j + _; set s' := _ + _; have sE : s = Q j *m s'.
  rewrite /s /s' mulmxDr -bE // mulmx_sumr; congr (_ + _); apply: eq_bigr => i Eij.
  have ij := forward Eij; rewrite IH ?(ltn_trans ij jV) // !mulmxA AE //.
by case: ifP => // _; rewrite sE radial_commutes //; have [] := frames jV.
Qed.

Lemma framed_output A b S r h x y : framed_network A b S r -> same_inputs x y ->
  forall j (e : n j = m j), (j < V)%N -> ~~ has_outgoing j ->
    recast e (graph_value h A b x j) = graph_value h S r y j.
Proof.
move=> link xy j e jV out; rewrite (framed_value h link xy) //.
have nh : ~~ hidden j by rewrite /hidden (negbTE out) andbF.
have [_ ->] := frames jV; last by [].
by case: _ / e (graph_value _ _ _ _ _) => v; rewrite /recast castmx_id pid_mx_1 mul1mx.
Qed.

Variables (N : nat) (h : nat -> R -> R) (x : 'I_N -> vertex_biases n).
Variables (y : 'I_N -> vertex_biases m) (phi : (forall j, 'M[R]_(n j, N)) -> R).
Variable psi : (forall j, 'M[R]_(m j, N)) -> R.
Hypothesis inputs : forall s, same_inputs (x s) (y s).
Hypothesis losses : same_loss phi psi.

Lemma framed_loss A b S r : framed_network A b S r ->
  graph_loss h y psi S r = graph_loss h x phi A b.
Proof.
move=> link; apply: losses => j e jV out; apply/matrixP=> i s; rewrite castmxE !mxE cast_ord_id.
rewrite -(framed_output h link (@inputs s) e jV out) castmxE /=; congr (graph_value _ _ _ _ _ _ _).
by rewrite !ord1.
Qed.

Lemma framed_edge A b S r i j M T : framed_network A b S r -> M *m Q i = Q j *m T ->
  framed_network (set_edge A M) b (set_edge S T) r.
Proof.
move=> [AE bE] MT; split=> // k l lV Ekl; have [[-> ->]|kl] := eqVneq (k, l) (i, j).
  by rewrite !set_edge_at.
by rewrite !set_edge_off // AE.
Qed.

Lemma framed_edge_left A b S r i j M : framed_network A b S r -> M *m Q i = Q j *m S i j ->
  framed_network (set_edge A M) b S r.
Proof.
move=> [AE bE] MT; split=> // k l lV Ekl; have [[-> ->]|kl] := eqVneq (k, l) (i, j).
  by rewrite set_edge_at.
by rewrite set_edge_off // AE.
Qed.

Lemma framed_bias A b S r j v t : framed_network A b S r -> v = Q j *m t ->
  framed_network A (set_bias b v) S (set_bias r t).
Proof.
move=> [AE bE] vt; split=> // l lV inc; have [->|lj] := eqVneq l j.
  by rewrite !set_bias_at.
by rewrite !set_bias_off // bE.
Qed.

Lemma edge_gradients A b S r i j G H : framed_network A b S r -> (j < V)%N -> E i j ->
  has_gradient (fun M => graph_loss h x phi (set_edge A M) b) (A i j) G ->
  has_gradient (fun M => graph_loss h y psi (set_edge S M) r) (S i j) H ->
  (Q j)^T *m G = H *m (Q i)^T.
Proof.
move=> link jV Eij; have [AE bE] := link.
have [QQ _] := frames (ltn_trans (forward Eij) jV); apply: agreeing_gradients => //= Y.
  apply: framed_loss; apply: framed_edge => //.
  by rewrite mulmxDl AE // -!mulmxA QQ mulmx1 -mulmxDr addrC subrK.
have same M : M *m Q i = Q j *m S i j ->
    graph_loss h x phi (set_edge A M) b = graph_loss h y psi S r.
  by move=> MS; symmetry; apply: framed_loss; exact: framed_edge_left.
rewrite [RHS]same ?AE //; apply: same.
by rewrite mulmxDl -mulmxA (mulmxBl 1%:M) mul1mx -mulmxA QQ mulmx1 subrr mulmx0 addr0 AE.
Qed.

Lemma bias_gradients A b S r j G H : framed_network A b S r -> (j < V)%N -> has_incoming j ->
  has_gradient (fun v => graph_loss h x phi A (set_bias b v)) (b j) G ->
  has_gradient (fun v => graph_loss h y psi S (set_bias r v)) (r j) H ->
  (Q j)^T *m G = H.
Proof.
move=> link jV inc; have [AE bE] := link; have I1 : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M.
  by rewrite trmx1 mul1mx.
move=> bG rH; rewrite -[RHS]mulmx1 -[X in _ = _ *m X]trmx1.
apply: agreeing_gradients I1 _ _ bG rH => //= Y; last by rewrite trmx1 mul1mx subrr mulmx0 addr0.
apply: framed_loss; apply: framed_bias => //.
by rewrite trmx1 mulmx1 bE // -mulmxDr addrC subrK.
Qed.

Variables (eta : nat -> R) (omega : R).
Variables (A : nat -> edge_weights n) (b : nat -> vertex_biases n).
Variables (S : nat -> edge_weights m) (r : nat -> vertex_biases m).
Hypothesis start : framed_network (A 0%N) (b 0%N) (S 0%N) (r 0%N).
Hypothesis large : graph_descent (fun j => Q j *m (Q j)^T) eta omega (graph_loss h x phi) A b.
Hypothesis small : graph_descent (fun=> 1%:M) eta omega (graph_loss h y psi) S r.

Theorem graph_descent_in_frames k : framed_network (A k) (b k) (S k) (r k) /\
  forall i j, (j < V)%N -> E i j -> A k i j = Q j *m S k i j *m (Q i)^T
    + (1 - eta j * omega) ^+ k *: (A 0%N i j *m (1%:M - Q i *m (Q i)^T)).
Proof.
have step l : framed_network (A l) (b l) (S l) (r l) ->
    framed_network (A l.+1) (b l.+1) (S l.+1) (r l.+1) /\ forall i j, (j < V)%N -> E i j ->
      A l.+1 i j *m (1%:M - Q i *m (Q i)^T) =
      (1 - eta j * omega) *: (A l i j *m (1%:M - Q i *m (Q i)^T)).
  move=> link; have [AE bE] := link; have [eL bL] := large l; have [eS bS] := small l.
  have QQ i j (jV : (j < V)%N) (Eij : E i j) := (frames (ltn_trans (forward Eij) jV)).1.
  split; [split=> [i j jV Eij|j jV inc]|move=> i j jV Eij].
  - have [G AG ->] := eL i j jV Eij; have [H SH ->] := eS i j jV Eij.
    rewrite mul1mx mulmxBl -scalemxAl mulmxDl -scalemxAl -(mulmxA (Q j)).
    rewrite (edge_gradients link jV Eij AG SH) -!mulmxA (QQ i j) // mulmx1 AE //.
    by rewrite mulmxBr -!scalemxAr mulmxDr -!scalemxAr.
  - have [G bG ->] := bL j jV inc; have [H rH ->] := bS j jV inc.
    rewrite mul1mx -(mulmxA (Q j)) (bias_gradients link jV inc bG rH) bE //.
    by rewrite mulmxBr -!scalemxAr mulmxDr -!scalemxAr.
  have [G AG ->] := eL i j jV Eij; have [H SH _] := eS i j jV Eij.
  set K := _ - _; have GK : (Q j *m (Q j)^T *m G) *m K = 0.
    rewrite -(mulmxA (Q j)) (edge_gradients link jV Eij AG SH) -!mulmxA /K mulmxBr mulmx1.
    by rewrite (mulmxA _^T) (QQ i j) // mul1mx subrr !mulmx0.
  rewrite mulmxBl -scalemxAl mulmxDl GK add0r -scalemxAl scalerA scalerBl scale1r.
  by [].
have both : framed_network (A k) (b k) (S k) (r k) /\ forall i j, (j < V)%N -> E i j ->
    A k i j *m (1%:M - Q i *m (Q i)^T) =
    (1 - eta j * omega) ^+ k *: (A 0%N i j *m (1%:M - Q i *m (Q i)^T)).
  elim: k => [|k [link IH]]; first by split=> // i j _ _; rewrite expr0 scale1r.
  have [link' E'] := step k link; split=> // i j jV Eij.
  by rewrite E' // IH // scalerA exprS.
have [link E'] := both; have [AE _] := link; split=> // i j jV Eij.
by rewrite -E' // -AE // mulmxBr mulmx1 mulmxA addrC subrK.
Qed.

Theorem graph_projected_descent k x' y' : same_inputs x' y' ->
  forall j (e : n j = m j), (j < V)%N -> ~~ has_outgoing j ->
    recast e (graph_value h (A k) (b k) x' j) = graph_value h (S k) (r k) y' j.
Proof.
have [link _] := graph_descent_in_frames k; exact: framed_output.
Qed.
End Frames.
End Descent.
