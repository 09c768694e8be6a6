(* Wrong variants of the descent of a radial network on a graph, near the truth, refuted over every
   real closed field at the path of an input, two hidden neurons at one vertex, and an output: one
   sample, the identity in the place of h, and the output itself as loss. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain orthonormal radial radial_graph graph_descent
  graph_witness.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable R : rcfType.

(* k tenths *)
Definition tenths k : R := k%:R / 10%:R.

(* the identity in the place of h *)
Definition same : nat -> R -> R := fun=> id.
(* the sample 1 *)
Definition ones p : 'I_1 -> vertex_biases R (wide p) := fun _ _ => const_mx 1.
(* the output *)
Definition out p (Y : forall j, 'M[R]_(wide p j, 1)) : R := (Y 2%N : 'M_1) 0 0.

(* the loss *)
Definition loss p := graph_loss 3 path_ same (@ones p) (@out p).

Lemma path_loss p A b :
  @loss p A b = \tr (b 2%N) + \tr (A 1%N 2%N *m (b 1%N + A 0%N 1%N *m const_mx 1)).
Proof.
by rewrite /loss /graph_loss /out /all_values mxE path_value rho_id mxE /mxtrace !big_ord1.
Qed.

Lemma affine_gradient p q (f : 'M[R]_(p, q) -> R) X G c : (forall M, f M = c + \tr (G^T *m M)) ->
  has_gradient f X G.
Proof.
move=> fE e e0; exists 1; rewrite ?ltr01 // => Y _; rewrite !fE mulmxBr linearB /=.
rewrite [X in `|X|](_ : _ = 0) ?normr0; first by rewrite mulr_ge0 ?norm1_ge0 // ltW.
by move: (\tr _) (\tr (_ *m Y)) => u v; ring.
Qed.

(* the gradients by the matrices *)
Definition by_edge p (A : edge_weights R (wide p)) (b : vertex_biases R (wide p)) i j :
    'M[R]_(wide p j, wide p i) :=
  match i, j return 'M[R]_(wide p j, wide p i) with
  | 0, 1 => (A 1%N 2%N)^T *m const_mx 1
  | 1, 2 => (b 1%N + A 0%N 1%N *m const_mx 1)^T
  | _, _ => 0
  end.
(* the gradients by the biases *)
Definition by_bias p (A : edge_weights R (wide p)) j : 'cV[R]_(wide p j) :=
  match j return 'cV[R]_(wide p j) with
  | 1 => (A 1%N 2%N)^T
  | _ => const_mx 1
  end.
(* matrices and biases after k steps of descent with gradients multiplied by P_j *)
Fixpoint path_run p (P : forall j, 'M[R]_(wide p j)) eta omega k :
    edge_weights R (wide p) * vertex_biases R (wide p) :=
  if k is k'.+1 then let S := path_run P eta omega k' in
    (fun i j => S.1 i j - eta *: (P j *m by_edge S.1 S.2 i j + omega *: S.1 i j),
     fun j => S.2 j - eta *: (P j *m by_bias S.1 j + omega *: S.2 j))
  else (fun i j => if i == 0%N then pid_mx 1 else const_mx 1, fun=> 0).

Lemma edge_gradient p (A : edge_weights R (wide p)) b i j : path_ i j ->
  has_gradient (fun M => @loss p (set_edge A M) b) (A i j) (by_edge A b i j).
Proof.
case/orP=> /andP[/eqP-> /eqP->].
  apply: (@affine_gradient _ _ _ _ _ (\tr (b 2%N) + \tr (A 1%N 2%N *m b 1%N))) => M.
  rewrite path_loss set_edge_at set_edge_off // mulmxDr linearD /= addrA; congr (_ + _).
  by rewrite trmx_mul trmxK trmx_const -[in RHS]mulmxA [RHS]mxtrace_mulC mulmxA.
apply: (@affine_gradient _ _ _ _ _ (\tr (b 2%N))) => M.
by rewrite path_loss set_edge_at set_edge_off // trmxK [in RHS]mxtrace_mulC.
Qed.

Lemma bias_gradient p (A : edge_weights R (wide p)) b j : (j < 3)%N -> has_incoming 3 path_ j ->
  has_gradient (fun v => @loss p A (set_bias b v)) (b j) (by_bias A j).
Proof.
case: j => [|[|[|j]]] // _; first by rewrite in0.
  move=> _; apply: (@affine_gradient _ _ _ _ _
    (\tr (b 2%N) + \tr (A 1%N 2%N *m (A 0%N 1%N *m const_mx 1)))) => v.
  rewrite path_loss set_bias_at set_bias_off // trmxK mulmxDr linearD /= -addrA.
  by rewrite [X in _ + X]addrC.
move=> _; apply: (@affine_gradient _ _ _ _ _
  (\tr (A 1%N 2%N *m (b 1%N + A 0%N 1%N *m const_mx 1)))) => v.
rewrite path_loss set_bias_at set_bias_off // addrC; congr (_ + _).
by rewrite /mxtrace !big_ord1 !mxE big_ord1 !mxE mul1r.
Qed.

Lemma path_descends p P eta omega : graph_descent 3 path_ P (fun=> eta) omega (@loss p)
  (fun k => (path_run P eta omega k).1) (fun k => (path_run P eta omega k).2).
Proof.
move=> k; split=> [i j _ Eij|j jV inc].
  by exists (by_edge (path_run P eta omega k).1 (path_run P eta omega k).2 i j);
    first exact: edge_gradient.
by exists (by_bias (path_run P eta omega k).1 j); first exact: bias_gradient.
Qed.

(* the output at the input 0 after a step, where g is the first gradient by b_1 *)
Lemma first_output p (P : forall j, 'M[R]_(wide p j)) eta omega (g : 'cV[R]_p) :
  P 2%N = 1%:M -> P 1%N *m const_mx 1 = g ->
  let S := path_run P eta omega 1 in
  \tr (graph_value 3 path_ same S.1 S.2 (fun j => 0 : 'cV_(wide p j)) 2%N) =
  - eta - eta * (1 - eta * omega) * \tr (const_mx 1 *m g)
    + eta ^+ 2 * \tr ((pid_mx 1)^T *m g).
Proof.
move=> P2 P1 S; rewrite (path_value same S.1 S.2) rho_id mulmx0 addr0 linearD /=.
have one : const_mx 1 = 1%:M :> 'M[R]_1 by apply/matrixP=> i j; rewrite !mxE !ord1.
rewrite P2 trmx_const P1 !sub0r !add0r !scaler0 !addr0 !mul1mx one mulmx1.
rewrite linearN /= linearZ /= mxtrace1 mulmxN mulmxBl -scalemxAl mulmxDl -scalemxAl -!scalemxAr.
rewrite linearN /= linearB /= !linearZ /= linearD /= linearZ /= linearZ /= linearZ /=.
rewrite (_ : (wide p 2)%:R = 1) //.
by move: (\tr _) (\tr (_ *m g)) => u v; ring.
Qed.

(* the frame: the first hidden neuron *)
Definition frame j : 'M[R]_(wide 2 j, wide 1 j) := pid_mx 1.

(* the projections on the frame *)
Definition onto_ j : 'M[R]_(wide 2 j) := frame j *m (frame j)^T.
(* no projection, at the width p *)
Definition one_ p j : 'M[R]_(wide p j) := 1%:M.

Lemma hidden_path j : (j < 3)%N -> hidden 3 path_ j = (j == 1%N).
Proof. by case: j => [|[|[|j]]] // _; rewrite /hidden ?in0 ?in1 ?in2 ?out1 ?out2. Qed.

Lemma frame_ends j : (j < 3)%N -> ~~ hidden 3 path_ j -> wide 1 j = wide 2 j.
Proof. by move=> jV; rewrite hidden_path // /wide => /negbTE->. Qed.

Lemma frame_ok j : (j < 3)%N ->
  (frame j)^T *m frame j = 1%:M /\ (~~ hidden 3 path_ j -> frame j = pid_mx (wide 2 j)).
Proof.
move=> jV; split; last by case: j jV => [|[|[|j]]] //; rewrite hidden_path.
rewrite /frame tr_pid_mx mul_pid_mx minnn; case: j jV => [|[|[|j]]] // _; exact: pid_mx_1.
Qed.

Lemma recast_const k p q (e : p = q) : recast e (const_mx k : 'cV[R]_p) = const_mx k.
Proof. by case: _ / e; rewrite /recast castmx_id. Qed.

Lemma frame_inputs s : same_inputs 3 path_ (ones 2 s) (ones 1 s).
Proof. by move=> i e _ _; rewrite recast_const. Qed.

Lemma zero_inputs : same_inputs 3 path_
  (fun j => 0 : 'cV[R]_(wide 2 j)) (fun j => 0 : 'cV_(wide 1 j)).
Proof. by move=> i e _ _; rewrite recast_const. Qed.

Lemma frame_loss : same_loss 3 path_ (@out 2) (@out 1).
Proof.
move=> Y Z YZ; by have := YZ 2%N erefl isT; rewrite out2 /out => ->.
Qed.

Lemma frame_start P P' eta omega eta' omega' :
  framed_network 3 path_ frame (@path_run 2 P eta omega 0).1 (@path_run 2 P eta omega 0).2
    (@path_run 1 P' eta' omega' 0).1 (@path_run 1 P' eta' omega' 0).2.
Proof.
split=> [i j _ /orP[]/andP[/eqP-> /eqP->]|j _ _] /=; rewrite ?mulmx0 //.
apply/matrixP=> k l; rewrite /frame !mxE /= big_ord1 !big_ord_recl big_ord0 !mxE !ord1 /=.
by rewrite !mul1r !addr0 ?mulr0n ?addr0.
Qed.

Lemma small_output eta omega : let S := path_run (@one_ 1) eta omega 1 in
  \tr (graph_value 3 path_ same S.1 S.2 (fun j => 0 : 'cV_(wide 1 j)) 2%N) =
  - eta - eta * (1 - eta * omega) + eta ^+ 2.
Proof.
move=> S; rewrite /S (@first_output 1 _ eta omega (const_mx 1)) ?mul1mx //=.
by rewrite /mxtrace !big_ord1 !mxE !big_ord1 !mxE /= !mulr1.
Qed.

Lemma large_output eta omega :
  let S := path_run onto_ eta omega 1 in
  \tr (graph_value 3 path_ same S.1 S.2 (fun j => 0 : 'cV_(wide 2 j)) 2%N) =
  - eta - eta * (1 - eta * omega) + eta ^+ 2.
Proof.
have := graph_projected_descent fw frame_ends frame_ok (h := same) frame_inputs frame_loss
  (frame_start onto_ (@one_ 1) eta omega eta omega) (path_descends onto_ eta omega)
  (path_descends (@one_ 1) eta omega) 1 zero_inputs.
move=> /(_ 2%N erefl isT); rewrite out2 /recast castmx_id => ->; last by [].
exact: small_output.
Qed.

(* the rest at the second edge, and what a step leaves of it at rate and decay 1 *)
Lemma off_frame : (path_run onto_ 1 1 0).1 1%N 2%N *m (1%:M - frame 1%N *m (frame 1%N)^T)
  != 0 :> 'M[R]_(1, 2).
Proof.
apply/eqP=> /matrixP/(_ 0 1)/eqP; rewrite mxE !big_ord_recl big_ord0 !mxE !big_ord1 !mxE /=.
by rewrite ?mulr0n ?mulr1n !mul1r subrr mul0r subr0 add0r addr0 oner_eq0.
Qed.

Lemma true_share : (path_run onto_ 1 1 1).1 1%N 2%N =
  frame 2%N *m (path_run (@one_ 1) 1 1 1).1 1%N 2%N *m (frame 1%N)^T
  + (1 - 1) *: ((path_run onto_ 1 1 0).1 1%N 2%N *m (1%:M - frame 1%N *m (frame 1%N)^T)).
Proof.
have [_ /(_ 1%N 2%N isT isT)] := graph_descent_in_frames fw frame_ends frame_ok (h := same)
  frame_inputs frame_loss (frame_start onto_ (@one_ 1) 1 1 1 1) (path_descends onto_ 1 1)
  (path_descends (@one_ 1) 1 1) 1.
by rewrite expr1 mulr1.
Qed.

(* no projection *)
Theorem graph_projected_descent_plain_wrong : ~ (forall V (E : rel nat),
  (forall i j, E i j -> (i < j)%N) ->
  forall n m (Q : forall j : nat, 'M[R]_(n j, m j)),
  (forall j, (j < V)%N -> ~~ hidden V E j -> m j = n j) ->
  (forall j, (j < V)%N -> (Q j)^T *m Q j = 1%:M /\ (~~ hidden V E j -> Q j = pid_mx (n j))) ->
  forall N h (x : 'I_N -> vertex_biases R n) (y : 'I_N -> vertex_biases R m) phi psi,
  (forall s, same_inputs V E (x s) (y s)) -> same_loss V E phi psi ->
  forall eta omega (A : nat -> edge_weights R n) b (S : nat -> edge_weights R m) r,
  framed_network V E Q (A 0%N) (b 0%N) (S 0%N) (r 0%N) ->
  graph_descent V E (fun=> 1%:M) eta omega (graph_loss V E h x phi) A b ->
  graph_descent V E (fun=> 1%:M) eta omega (graph_loss V E h y psi) S r ->
  forall k x' y', same_inputs V E x' y' -> forall j (e : n j = m j), (j < V)%N ->
    ~~ has_outgoing V E j ->
    recast e (graph_value V E h (A k) (b k) x' j) = graph_value V E h (S k) (r k) y' j).
Proof.
move=> /(_ 3%N path_ fw (wide 2) (wide 1) frame frame_ends frame_ok 1%N same (ones 2) (ones 1)
  (@out 2) (@out 1) frame_inputs frame_loss (fun=> 1) 0 _ _ _ _
  (frame_start (@one_ 2) (@one_ 1) 1 0 1 0)
  (path_descends (@one_ 2) 1 0) (path_descends (@one_ 1) 1 0)).
move=> /(_ 1%N _ _ zero_inputs 2%N erefl isT); rewrite out2 /recast castmx_id => /(_ isT).
move=> /(congr1 mxtrace); rewrite small_output (@first_output 2 _ 1 0 (const_mx 1)) ?mul1mx //.
rewrite /mxtrace !big_ord1 !mxE !big_ord_recl !big_ord0 !mxE /=.
move/eqP; rewrite -subr_eq0 [X in X == 0](_ : _ = -1); first by rewrite oppr_eq0 oner_eq0.
by rewrite ?mulr0n; ring.
Qed.

(* nine tenths of the rate in the small network *)
Theorem graph_projected_descent_rate_wrong : ~ (forall V (E : rel nat),
  (forall i j, E i j -> (i < j)%N) ->
  forall n m (Q : forall j : nat, 'M[R]_(n j, m j)),
  (forall j, (j < V)%N -> ~~ hidden V E j -> m j = n j) ->
  (forall j, (j < V)%N -> (Q j)^T *m Q j = 1%:M /\ (~~ hidden V E j -> Q j = pid_mx (n j))) ->
  forall N h (x : 'I_N -> vertex_biases R n) (y : 'I_N -> vertex_biases R m) phi psi,
  (forall s, same_inputs V E (x s) (y s)) -> same_loss V E phi psi ->
  forall eta omega (A : nat -> edge_weights R n) b (S : nat -> edge_weights R m) r,
  framed_network V E Q (A 0%N) (b 0%N) (S 0%N) (r 0%N) ->
  graph_descent V E (fun j => Q j *m (Q j)^T) eta omega (graph_loss V E h x phi) A b ->
  graph_descent V E (fun=> 1%:M) (fun j => tenths 9 * eta j) omega (graph_loss V E h y psi) S r ->
  forall k x' y', same_inputs V E x' y' -> forall j (e : n j = m j), (j < V)%N ->
    ~~ has_outgoing V E j ->
    recast e (graph_value V E h (A k) (b k) x' j) = graph_value V E h (S k) (r k) y' j).
Proof.
move=> /(_ 3%N path_ fw (wide 2) (wide 1) frame frame_ends frame_ok 1%N same (ones 2) (ones 1)
  (@out 2) (@out 1) frame_inputs frame_loss (fun=> 1) 0 _ _ _ _
  (frame_start onto_ (@one_ 1) 1 0 (tenths 9 * 1) 0)
  (path_descends onto_ 1 0) (path_descends (@one_ 1) (tenths 9 * 1) 0)).
move=> /(_ 1%N _ _ zero_inputs 2%N erefl isT); rewrite out2 /recast castmx_id => /(_ isT).
move=> /(congr1 mxtrace); rewrite small_output large_output.
move/eqP; rewrite -subr_eq0 [X in X == 0](_ : _ = - 100%:R^-1).
  by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
by rewrite /tenths; field.
Qed.

(* nine tenths of the decay in the small network *)
Theorem graph_projected_descent_decay_wrong : ~ (forall V (E : rel nat),
  (forall i j, E i j -> (i < j)%N) ->
  forall n m (Q : forall j : nat, 'M[R]_(n j, m j)),
  (forall j, (j < V)%N -> ~~ hidden V E j -> m j = n j) ->
  (forall j, (j < V)%N -> (Q j)^T *m Q j = 1%:M /\ (~~ hidden V E j -> Q j = pid_mx (n j))) ->
  forall N h (x : 'I_N -> vertex_biases R n) (y : 'I_N -> vertex_biases R m) phi psi,
  (forall s, same_inputs V E (x s) (y s)) -> same_loss V E phi psi ->
  forall eta omega (A : nat -> edge_weights R n) b (S : nat -> edge_weights R m) r,
  framed_network V E Q (A 0%N) (b 0%N) (S 0%N) (r 0%N) ->
  graph_descent V E (fun j => Q j *m (Q j)^T) eta omega (graph_loss V E h x phi) A b ->
  graph_descent V E (fun=> 1%:M) eta (tenths 9 * omega) (graph_loss V E h y psi) S r ->
  forall k x' y', same_inputs V E x' y' -> forall j (e : n j = m j), (j < V)%N ->
    ~~ has_outgoing V E j ->
    recast e (graph_value V E h (A k) (b k) x' j) = graph_value V E h (S k) (r k) y' j).
Proof.
move=> /(_ 3%N path_ fw (wide 2) (wide 1) frame frame_ends frame_ok 1%N same (ones 2) (ones 1)
  (@out 2) (@out 1) frame_inputs frame_loss (fun=> 1) 1 _ _ _ _
  (frame_start onto_ (@one_ 1) 1 1 1 (tenths 9 * 1))
  (path_descends onto_ 1 1) (path_descends (@one_ 1) 1 (tenths 9 * 1))).
move=> /(_ 1%N _ _ zero_inputs 2%N erefl isT); rewrite out2 /recast castmx_id => /(_ isT).
move=> /(congr1 mxtrace); rewrite small_output large_output.
move/eqP; rewrite -subr_eq0 [X in X == 0](_ : _ = 10%:R^-1).
  by rewrite invr_eq0 pnatr_eq0.
by rewrite /tenths; field.
Qed.

(* no decay off the frames *)
Theorem graph_descent_in_frames_kept_wrong : ~ (forall V (E : rel nat),
  (forall i j, E i j -> (i < j)%N) ->
  forall n m (Q : forall j : nat, 'M[R]_(n j, m j)),
  (forall j, (j < V)%N -> ~~ hidden V E j -> m j = n j) ->
  (forall j, (j < V)%N -> (Q j)^T *m Q j = 1%:M /\ (~~ hidden V E j -> Q j = pid_mx (n j))) ->
  forall N h (x : 'I_N -> vertex_biases R n) (y : 'I_N -> vertex_biases R m) phi psi,
  (forall s, same_inputs V E (x s) (y s)) -> same_loss V E phi psi ->
  forall eta omega (A : nat -> edge_weights R n) b (S : nat -> edge_weights R m) r,
  framed_network V E Q (A 0%N) (b 0%N) (S 0%N) (r 0%N) ->
  graph_descent V E (fun j => Q j *m (Q j)^T) eta omega (graph_loss V E h x phi) A b ->
  graph_descent V E (fun=> 1%:M) eta omega (graph_loss V E h y psi) S r ->
  forall k i j, (j < V)%N -> E i j -> A k i j = Q j *m S k i j *m (Q i)^T
    + (A 0%N i j *m (1%:M - Q i *m (Q i)^T))).
Proof.
move=> /(_ 3%N path_ fw (wide 2) (wide 1) frame frame_ends frame_ok 1%N same (ones 2) (ones 1)
  (@out 2) (@out 1) frame_inputs frame_loss (fun=> 1) 1 _ _ _ _
  (frame_start onto_ (@one_ 1) 1 1 1 1)
  (path_descends onto_ 1 1) (path_descends (@one_ 1) 1 1)).
move=> /(_ 1%N 1%N 2%N isT isT).
rewrite true_share subrr scale0r => /addrI/eqP; by rewrite eq_sym (negbTE off_frame).
Qed.

(* nine tenths of the decay off the frames *)
Theorem graph_descent_in_frames_decay_wrong : ~ (forall V (E : rel nat),
  (forall i j, E i j -> (i < j)%N) ->
  forall n m (Q : forall j : nat, 'M[R]_(n j, m j)),
  (forall j, (j < V)%N -> ~~ hidden V E j -> m j = n j) ->
  (forall j, (j < V)%N -> (Q j)^T *m Q j = 1%:M /\ (~~ hidden V E j -> Q j = pid_mx (n j))) ->
  forall N h (x : 'I_N -> vertex_biases R n) (y : 'I_N -> vertex_biases R m) phi psi,
  (forall s, same_inputs V E (x s) (y s)) -> same_loss V E phi psi ->
  forall eta omega (A : nat -> edge_weights R n) b (S : nat -> edge_weights R m) r,
  framed_network V E Q (A 0%N) (b 0%N) (S 0%N) (r 0%N) ->
  graph_descent V E (fun j => Q j *m (Q j)^T) eta omega (graph_loss V E h x phi) A b ->
  graph_descent V E (fun=> 1%:M) eta omega (graph_loss V E h y psi) S r ->
  forall k i j, (j < V)%N -> E i j -> A k i j = Q j *m S k i j *m (Q i)^T
    + (1 - tenths 9 * (eta j * omega)) ^+ k *: (A 0%N i j *m (1%:M - Q i *m (Q i)^T))).
Proof.
move=> /(_ 3%N path_ fw (wide 2) (wide 1) frame frame_ends frame_ok 1%N same (ones 2) (ones 1)
  (@out 2) (@out 1) frame_inputs frame_loss (fun=> 1) 1 _ _ _ _
  (frame_start onto_ (@one_ 1) 1 1 1 1)
  (path_descends onto_ 1 1) (path_descends (@one_ 1) 1 1)).
move=> /(_ 1%N 1%N 2%N isT isT).
rewrite true_share subrr scale0r => /addrI/eqP; rewrite eq_sym scaler_eq0 (negbTE off_frame) orbF.
rewrite (_ : _ - _ = 10%:R^-1) ?expr1 ?invr_eq0 ?pnatr_eq0 //.
by rewrite /tenths; field.
Qed.
End Wrong.
