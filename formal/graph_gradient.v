(* The partial gradients of a radial network on a graph exist, over any real closed field.
   Networks on a graph are those of radial_graph.v, losses and partial moves of graph_descent.v.

   graph_gradients_exist (WFZ1, part 2): if the functions h_j at hidden vertices are zero at zero
     and have a derivative at all lengths, and the loss is differentiable as a function of the
     outputs, then the loss has a gradient by every A_ij alone and by every b_j alone. So every
     step of descent, plain or projected, can be made. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz orthonormal radial radial_slope radial_descent.
From dlf Require Import radial_gradient little radial_graph graph_descent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Smooth.
Variables (R : rcfType) (p q : nat) (X : 'M[R]_(p, q)).

(* F has a linear derivative at X *)
Definition smooth k l (F : 'M[R]_(p, q) -> 'M[R]_(k, l)) :=
  exists D : {linear 'M[R]_(p, q) -> 'M[R]_(k, l)},
    little X (fun M => norm1 (F M - F X - D (M - X))).

Lemma linear_entries k l (D : {linear 'M[R]_(p, q) -> 'M[R]_(k, l)}) H :
  D H = \sum_i \sum_j H i j *: D (delta_mx i j).
Proof.
rewrite {1}[H]matrix_sum_delta linear_sum; apply: eq_bigr => i _; rewrite linear_sum.
by apply: eq_bigr => j _; rewrite linearZ.
Qed.

Lemma linear_bound k l (D : {linear 'M[R]_(p, q) -> 'M[R]_(k, l)}) :
  exists2 C, 0 <= C & forall H, norm1 (D H) <= C * norm1 H.
Proof.
exists (\sum_i \sum_j norm1 (D (delta_mx i j))) => [|H].
  by apply: sumr_ge0 => i _; apply: sumr_ge0 => j _; exact: norm1_ge0.
have sum_le (I : finType) (P : I -> 'M[R]_(k, l)) : norm1 (\sum_i P i) <= \sum_i norm1 (P i).
  elim/big_ind2: _ => // [|a A b B aA bB]; first by rewrite radial_slope.norm1_0.
  by apply: le_trans (norm1D _ _) (ler_add aA bB).
rewrite linear_entries; apply: le_trans (sum_le _ _) _; rewrite mulr_suml; apply: ler_sum => i _.
apply: le_trans (sum_le _ _) _; rewrite mulr_suml; apply: ler_sum => j _.
rewrite norm1Z mulrC ler_wpmul2l ?norm1_ge0 // /norm1 (bigD1 i) //= (bigD1 j) //= -addrA.
by rewrite ler_addl addr_ge0 ?sumr_ge0 // => *; rewrite ?sumr_ge0.
Qed.

Lemma smooth_near k l (F : 'M[R]_(p, q) -> 'M[R]_(k, l)) : smooth F ->
  exists2 C, 0 <= C & exists2 d, 0 < d & forall M, norm1 (M - X) <= d ->
    norm1 (F M - F X) <= C * norm1 (M - X).
Proof.
move=> [D /(_ 1 ltr01)[d d0 near]]; have [C C0 DC] := linear_bound D.
exists (1 + C); first by rewrite addr_ge0.
exists d => // M /near H; rewrite -[F M - _](subrK (D (M - X))) mulrDl.
exact: le_trans (norm1D _ _) (ler_add H (DC _)).
Qed.

Lemma smooth_const k l (A : 'M[R]_(k, l)) : smooth (fun=> A).
Proof.
exists [linear of \0] => e e0; exists 1; rewrite ?ltr01 // => M _.
by rewrite subrr /= subr0 radial_slope.norm1_0 mulr_ge0 ?norm1_ge0 // ltW.
Qed.

Lemma smooth_id : smooth id.
Proof.
exists [linear of idfun] => e e0; exists 1; rewrite ?ltr01 // => M _.
by rewrite subrr radial_slope.norm1_0 mulr_ge0 ?norm1_ge0 // ltW.
Qed.

Lemma smooth_add k l (F G : 'M[R]_(p, q) -> 'M[R]_(k, l)) : smooth F -> smooth G ->
  smooth (fun M => F M + G M).
Proof.
move=> [D lD] [D' lD']; exists [linear of D \+ D'].
apply: (little_le ltr01 _ (little_add lD lD')) => M _ /=.
rewrite (_ : _ - _ - _ = (F M - F X - D (M - X)) + (G M - G X - D' (M - X))); last first.
  by rewrite [RHS]addrACA -opprD [F M - _ + _]addrACA -opprD.
exact: norm1D.
Qed.

Lemma smooth_sum (I : Type) (s : seq I) (P : pred I) k l
    (F : I -> 'M[R]_(p, q) -> 'M[R]_(k, l)) : (forall i, P i -> smooth (F i)) ->
  smooth (fun M => \sum_(i <- s | P i) F i M).
Proof.
move=> sF; elim: s => [|i s IH].
  have [D lD] := smooth_const (0 : 'M_(k, l)); exists D.
  by apply: (little_le ltr01 _ lD) => M _; rewrite !big_nil.
have [Pi|nP] := boolP (P i); last first.
  have [D lD] := IH; exists D; apply: (little_le ltr01 _ lD) => M _.
  by rewrite !big_cons (negbTE nP).
have [D lD] := smooth_add (sF i Pi) IH; exists D; apply: (little_le ltr01 _ lD) => M _.
by rewrite !big_cons Pi.
Qed.

Lemma smooth_mul k l r (F : 'M[R]_(p, q) -> 'M[R]_(k, l)) (G : 'M[R]_(p, q) -> 'M[R]_(l, r)) :
  smooth F -> smooth G -> smooth (fun M => F M *m G M).
Proof.
move=> sF sG; have [C C0 [d d0 near]] := smooth_near sG.
have [D lD] := sF; have [D' lD'] := sG; have [B B0 DB] := linear_bound D.
exists [linear of (mulmxr (G X) \o D) \+ (mulmx (F X) \o D')].
have one := little_scale (addr_ge0 (norm1_ge0 (G X)) (mulr_ge0 C0 (ltW d0)))
  (fun v => norm1_ge0 _) lD.
have two := little_scale (norm1_ge0 (F X)) (fun v => norm1_ge0 _) lD'.
have sum := little_add (little_add one two) (little_sq X (mulr_ge0 B0 C0)).
apply: (little_le d0 _ sum) => M Md /=.
have FG : F M *m G M - F X *m G X - (D (M - X) *m G X + F X *m D' (M - X)) =
    (F M - F X - D (M - X)) *m G M + F X *m (G M - G X - D' (M - X)) + D (M - X) *m (G M - G X).
  rewrite !mulmxBl !mulmxBr; move: (F M *m G M) (F X *m G X) (F X *m G M) => a b c.
  move: (D _ *m G M) (D _ *m G X) (F X *m D' _) => u v w.
  by apply/matrixP=> i j; rewrite !mxE; move: (a i j) (b i j) (c i j) (u i j) (v i j) => *; ring.
rewrite FG; apply: le_trans (norm1D _ _) (ler_add _ _).
  apply: le_trans (norm1D _ _) (ler_add _ _); last exact: norm1_mul.
  rewrite mulrC; apply: le_trans (norm1_mul _ _) _; rewrite ler_wpmul2l ?norm1_ge0 //.
  rewrite -[G M](subrK (G X)) addrC; apply: le_trans (norm1D _ _) (ler_add (lexx _) _).
  by apply: le_trans (near M Md) _; rewrite ler_wpmul2l.
apply: le_trans (norm1_mul _ _) _; rewrite expr2 mulrACA.
by apply: ler_pmul; rewrite ?norm1_ge0 ?near.
Qed.

Lemma smooth_rho k h h' (F : 'M[R]_(p, q) -> 'cV[R]_k) : h 0 = 0 ->
  (forall r, 0 <= r -> radial_gradient.has_slope h r (h' r)) -> smooth F ->
  smooth (fun M => rho h (F M)).
Proof.
move=> h0 hs sF; have [C C0 [d d0 near]] := smooth_near sF; have [D lD] := sF.
pose J := jacobian h h' (F X); exists [linear of mulmx J \o D].
have one := little_comp d0 C0 near (radial_derivative h0 (hs _ (len_ge0 (F X)))).
have two := little_scale (norm1_ge0 J) (fun v => norm1_ge0 _) lD.
apply: (little_le ltr01 _ (little_add one two)) => M _ /=.
apply: le_trans (ler_add (lexx _) (norm1_mul _ _)); apply: le_trans (norm1D _ _).
by rewrite !mulmxBr -/J addrA subrK.
Qed.
End Smooth.

Section Gradients.
Variables (R : rcfType) (V : nat) (E : rel nat).
Local Notation has_incoming := (has_incoming V E).
Local Notation has_outgoing := (has_outgoing V E).
Local Notation hidden := (hidden V E).

(* phi is differentiable at Y as a function of the matrices at outputs, with the slopes Gamma_j *)
Definition has_output_slopes (n : nat -> nat) N (phi : (forall j, 'M[R]_(n j, N)) -> R)
    (Y Gamma : forall j, 'M[R]_(n j, N)) := forall e, 0 < e -> exists2 delta, 0 < delta &
  forall Z : (forall j, 'M[R]_(n j, N)),
    let moved := \sum_(j < V | ~~ has_outgoing j) norm1 (Z j - Y j) in moved <= delta ->
    `|phi Z - phi Y - \sum_(j < V | ~~ has_outgoing j) \tr ((Gamma j)^T *m (Z j - Y j))|
    <= e * moved.

Lemma slopes_ext (n : nat -> nat) N (phi : (forall j, 'M[R]_(n j, N)) -> R)
    (Y Y' Gamma : forall j, 'M[R]_(n j, N)) : (forall j, Y' j = Y j) ->
  has_output_slopes phi Y Gamma -> has_output_slopes phi Y' Gamma.
Proof.
move=> YE phiG e e0; have [d d0 near] := phiG e e0; exists d => // Z.
have phiE : phi Y' = phi Y.
  have := near Y'; rewrite /= !big1 => [|j _|j _].
  - by rewrite mulr0 subr0 normr_le0 subr_eq0 => /(_ (ltW d0))/eqP.
  - by rewrite YE subrr mulmx0 linear0.
  by rewrite YE subrr radial_slope.norm1_0.
have nE : \sum_(j < V | ~~ has_outgoing j) norm1 (Z j - Y' j) =
  \sum_(j < V | ~~ has_outgoing j) norm1 (Z j - Y j) by apply: eq_bigr => j _; rewrite YE.
have tE : \sum_(j < V | ~~ has_outgoing j) \tr ((Gamma j)^T *m (Z j - Y' j)) =
  \sum_(j < V | ~~ has_outgoing j) \tr ((Gamma j)^T *m (Z j - Y j)).
  by apply: eq_bigr => j _; rewrite YE.
rewrite phiE /= nE tE; exact: near.
Qed.

Hypothesis forward : forall i j, E i j -> (i < j)%N.
Variables (n : nat -> nat) (N : nat) (h h' : nat -> R -> R) (x : 'I_N -> vertex_biases R n).
Variables (phi : (forall j, 'M[R]_(n j, N)) -> R) (Gamma : forall j, 'M[R]_(n j, N)).
Hypothesis slopes : forall j, (j < V)%N -> hidden j ->
  h j 0 = 0 /\ forall r, 0 <= r -> radial_gradient.has_slope (h j) r (h' j r).

Section Path.
Variables (p q : nat) (X : 'M[R]_(p, q)).
Variables (A : 'M[R]_(p, q) -> edge_weights R n) (b : 'M[R]_(p, q) -> vertex_biases R n).
Hypothesis smooth_A : forall i j, smooth X (fun M => A M i j).
Hypothesis smooth_b : forall j, smooth X (fun M => b M j).

Lemma smooth_eq k l (F G : 'M[R]_(p, q) -> 'M[R]_(k, l)) : (forall M, F M = G M) ->
  smooth X G -> smooth X F.
Proof. by move=> FG [D lD]; exists D; apply: (little_le ltr01 _ lD) => M _; rewrite !FG. Qed.

Lemma smooth_value x' j : (j < V)%N -> smooth X (fun M => graph_value V E h (A M) (b M) x' j).
Proof.
elim/ltn_ind: j => j IH jV.
apply: (smooth_eq (fun M => graph_value_eq V forward h (A M) (b M) x' j)).
have sa : smooth X (fun M => b M j + \sum_(i < V | E i j)
    A M i j *m graph_value V E h (A M) (b M) x' i).
  apply: smooth_add (smooth_b j) _; apply: smooth_sum => i Eij.
  by apply: smooth_mul (smooth_A i j) _; apply: IH; rewrite ?(forward Eij).
rewrite /graph_step; have [inc|_] := boolP (has_incoming j); last exact: smooth_const.
have [out|//] := boolP (has_outgoing j); have [|h0 hs] := slopes jV; first by rewrite /hidden inc.
exact: smooth_rho h0 hs sa.
Qed.

Lemma smooth_values j : (j < V)%N -> smooth X (fun M => all_values V E h x (A M) (b M) j).
Proof.
move=> jV; apply: (@smooth_eq _ _ _ (fun M =>
    \sum_s graph_value V E h (A M) (b M) (x s) j *m delta_mx 0 s)) => [M|].
  apply/matrixP=> i s; rewrite mxE summxE (bigD1 s) //= big1 => [|t ts].
    by rewrite addr0 mxE big_ord1 mxE !eqxx mulr1.
  by rewrite mxE big_ord1 mxE [s == t]eq_sym (negbTE ts) andbF mulr0.
apply: smooth_sum => s _; apply: smooth_mul (smooth_const _ _); exact: smooth_value.
Qed.

Lemma gradient_exists : has_output_slopes phi (all_values V E h x (A X) (b X)) Gamma ->
  exists G, has_gradient (fun M => graph_loss V E h x phi (A M) (b M)) X G.
Proof.
pose F M j := all_values V E h x (A M) (b M) j.
have sF (j : 'I_V) : smooth X (fun M => F M j) by exact: smooth_values.
have [D lD] := fin_all_exists sF; move=> phiG.
have bounded (j : 'I_V) : exists B, 0 <= B /\ forall H, norm1 (D j H) <= B * norm1 H.
  by have [C C0 DC] := linear_bound (D j); exists C.
have [B BP] := fin_all_exists bounded.
have B0 j : 0 <= B j by have [] := BP j.
have DB j H : norm1 (D j H) <= B j * norm1 H by have [_] := BP j.
pose rest j M := norm1 (F M (val j) - F X (val j) - D j (M - X)).
have lrest : little X (fun M => \sum_j rest j M) by exact: little_sum.
have [d d0 near] := lrest 1 ltr01; pose C := 1 + \sum_j B j.
have C0 : 0 < C by rewrite ltr_paddr ?ltr01 ?sumr_ge0.
pose moved M := \sum_(j < V | ~~ has_outgoing j) norm1 (F M j - F X j).
have movedC M : norm1 (M - X) <= d -> moved M <= C * norm1 (M - X).
  move=> /near H; apply: (@le_trans _ _ (\sum_(j < V) norm1 (F M j - F X j))).
    rewrite /moved [leRHS](bigID (fun j : 'I_V => ~~ has_outgoing j)) /= ler_addl.
    by apply: sumr_ge0 => j _; exact: norm1_ge0.
  rewrite /C mulrDl mulr_suml; apply: le_trans (ler_add H (lexx _)); rewrite -big_split.
  apply: ler_sum => j _ /=; rewrite -[F M j - _](subrK (D j (M - X))).
  exact: le_trans (norm1D _ _) (ler_add (lexx _) (DB _ _)).
pose lin (H : 'M[R]_(p, q)) := \sum_(j < V | ~~ has_outgoing j) \tr ((Gamma j)^T *m D j H).
pose G : 'M[R]_(p, q) := \matrix_(i, j) lin (delta_mx i j).
have GE H : \tr (G^T *m H) = lin H.
  have linE : lin H = \sum_i \sum_j H i j * lin (delta_mx i j).
    under [RHS]eq_bigr => i _ do under eq_bigr => k _ do rewrite mulr_sumr.
    under [RHS]eq_bigr => i _ do rewrite exchange_big.
    rewrite [RHS]exchange_big; apply: eq_bigr => j _.
    rewrite (linear_entries (D j) H) mulmx_sumr linear_sum; apply: eq_bigr => i _ /=.
    rewrite mulmx_sumr linear_sum; apply: eq_bigr => k _ /=.
    by rewrite -scalemxAr mxtraceZ.
  rewrite linE exchange_big; apply: eq_bigr => k _; rewrite mxE; apply: eq_bigr => i _.
  by rewrite !mxE mulrC.
pose g M := \sum_j norm1 (Gamma (val j)) * rest j M.
have lg : little X g.
  by apply: little_sum => j; apply: little_scale (norm1_ge0 _) _ (lD j) => M; exact: norm1_ge0.
exists G => e e0; have e2 : 0 < e / 2%:R by rewrite divr_gt0 ?ltr0n.
have [c c0 phi_near] := phiG _ (divr_gt0 e2 C0); have [b' b0 g_near] := lg _ e2.
exists (Num.min d (Num.min b' (c / C))); first by rewrite !lt_minr d0 b0 divr_gt0.
move=> M; rewrite !le_minr => /andP[Md /andP[Mb Mc]]; have MC := movedC M Md.
rewrite ler_pdivl_mulr // mulrC in Mc.
have := phi_near (F M) (le_trans MC Mc); rewrite -/(moved M).
rewrite /graph_loss -/(F M) -/(F X) GE; set u := \sum_(j < V | _) _ => H.
have uE : u - lin (M - X) = \sum_(j < V | ~~ has_outgoing j)
    \tr ((Gamma j)^T *m (F M j - F X j - D j (M - X))).
  by rewrite /u /lin -sumrB; apply: eq_bigr => j _; rewrite -linearB /= -mulmxBr.
rewrite -[phi _ - phi _](subrK u) -[_ + u - lin _]addrA.
apply: le_trans (ler_norm_add _ _) _.
rewrite [e]splitr mulrDl; apply: ler_add.
  apply: le_trans H _; by rewrite -mulrA ler_pmul2l // ler_pdivr_mull.
apply: (le_trans _ (g_near M Mb)); rewrite uE; apply: le_trans (ler_norm_sum _ _ _) _.
rewrite /g [leRHS](bigID (fun j : 'I_V => ~~ has_outgoing j)) /=.
apply: ler_paddr; first by apply: sumr_ge0 => j _; rewrite mulr_ge0 ?norm1_ge0.
by apply: ler_sum => j _; exact: inner_bound1.
Qed.
End Path.

Theorem graph_gradients_exist (A : edge_weights R n) (b : vertex_biases R n) :
  has_output_slopes phi (all_values V E h x A b) Gamma ->
  (forall i j, exists G, has_gradient (fun M => graph_loss V E h x phi (set_edge A M) b)
    (A i j) G) /\
  forall j, exists g, has_gradient (fun v => graph_loss V E h x phi A (set_bias b v)) (b j) g.
Proof.
move=> phiG; have same A' b' : (forall i j, A' i j = A i j) -> (forall j, b' j = b j) ->
    has_output_slopes phi (all_values V E h x A' b') Gamma.
  move=> AE bE; have vE j s : graph_value V E h A' b' (x s) j = graph_value V E h A b (x s) j.
    elim/ltn_ind: j => j IH; rewrite !(graph_value_eq _ forward) /graph_step bE.
    have -> // : \sum_(i < V | E i j) A' i j *m graph_value V E h A' b' (x s) i =
      \sum_(i < V | E i j) A i j *m graph_value V E h A b (x s) i.
    by apply: eq_bigr => i /forward ij; rewrite AE IH.
  have YE j : all_values V E h x A' b' j = all_values V E h x A b j.
    by apply/matrixP=> i s; rewrite !mxE vE.
  exact: slopes_ext YE phiG.
split=> [i j|j].
  apply: (@gradient_exists _ _ _ (fun M => set_edge A M) (fun=> b)) => [k l|l|].
  - rewrite /set_edge; case: eqP => [e|_]; last exact: smooth_const.
    case: eqP => [f|_]; last exact: smooth_const.
    by case: _ / e; case: _ / f; apply: smooth_eq (@smooth_id _ _ _ _) => M; rewrite castmx_id.
  - exact: smooth_const.
  apply: same => // k l; have [[-> ->]|kl] := eqVneq (k, l) (i, j); first exact: set_edge_at.
  exact: set_edge_off.
apply: (@gradient_exists _ _ _ (fun=> A) (fun v => set_bias b v)) => [k l|l|].
- exact: smooth_const.
- rewrite /set_bias; case: eqP => [f|_]; last exact: smooth_const.
  by case: _ / f; apply: smooth_eq (@smooth_id _ _ _ _) => M; rewrite castmx_id.
by apply: same => // l; have [->|lj] := eqVneq l j; [exact: set_bias_at | exact: set_bias_off].
Qed.
End Gradients.
