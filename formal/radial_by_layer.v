(* The gradients of any loss of a radial network.

   Over any real closed field, any depth and widths, any number N of samples, the columns of X.
   Layers are numbered from 0, W_l : n_l -> n_(l+1), as in radial.v; the book's W_l, A_l, b_l are
   those of l - 1 here, while the signals, the sums a_l and the functions h_l have its numbers.
   radial_gradients_exist (SMGH): if the loss of the outputs has a gradient there and all h_j have
     slopes, it has a gradient by each layer and by each a_l.
   sums_gradient_step, layer_gradient_of: these gradients, from that by a_(l+1). *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz orthonormal radial radial_slope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Network.
Variables (R : rcfType) (n : nat -> nat) (L N : nat) (h : nat -> R -> R) (X : 'M[R]_(n 0%N, N)).
Implicit Types W : layers R n.

(* z_l of all samples, one a column *)
Definition signals W l : 'M[R]_(n l, N) := \matrix_(i, s) signal h W (col s X) l i 0.
(* a_l of all samples, one a column *)
Definition sums W l : 'M[R]_(n l, N) := \matrix_(i, s) output h W (col s X) l i 0.

(* a_j of a network that goes on from a_i = a *)
Fixpoint resumed W i (a : 'cV[R]_(n i)) j : 'cV[R]_(n j) :=
  match @eqP _ i j with
  | ReflectT e => castmx (congr1 n e, erefl) a
  | ReflectF _ => if j is j'.+1 return 'cV[R]_(n j) then
      affine (W j') (rho (h j') (resumed W a j')) else 0
  end.

(* W with V in the place of W_l *)
Definition with_layer W l (V : 'M[R]_(n l.+1, 1 + n l)) : layers R n := fun k =>
  if @eqP _ l k is ReflectT e then
    castmx (congr1 (fun j => n j.+1) e, congr1 (fun j => (1 + n j)%N) e) V else W k.

Variable phi : 'M[R]_(n L, N) -> R.

(* the loss of the outputs, as a function of W *)
Definition radial_loss W := phi (sums W L).
(* the loss as a function of the a_i of all samples, in the network that goes on from them *)
Definition resumed_loss W i (A : 'M[R]_(n i, N)) :=
  phi (\matrix_(k, s) resumed W (col s A) L k 0).

(* G is the gradient of the loss by W_l, all other layers held *)
Definition layer_gradient W l G := has_gradient (fun V => radial_loss (with_layer W V)) (W l) G.
(* the column s of D is the gradient of the loss by a_l of the sample s *)
Definition sums_gradient W l D := has_gradient (resumed_loss W (i := l)) (sums W l) D.

Lemma with_layer_same W l V : @with_layer W l V l = V.
Proof. by rewrite /with_layer; case: eqP => // e; rewrite (eq_axiomK e) castmx_id. Qed.

Lemma with_layer_other W l V k : l != k -> @with_layer W l V k = W k.
Proof. by rewrite /with_layer; case: eqP. Qed.

Lemma resumed_self W i a : @resumed W i a i = a.
Proof.
have id (e : i = i) : castmx (congr1 n e, erefl) a = a by rewrite (eq_axiomK e) castmx_id.
by case: i a id => [|i] a id /=; case: eqP => // e; rewrite id.
Qed.

Lemma resumed_step W i a j : (i <= j)%N ->
  @resumed W i a j.+1 = affine (W j) (rho (h j) (resumed W a j)).
Proof. by move=> ij /=; case: eqP => // e; exfalso; move: ij; rewrite e ltnn. Qed.

Lemma resumed_from W i a j : (i < j)%N ->
  @resumed W i a j = resumed W (affine (W i) (rho (h i) a)) j.
Proof.
elim: j => // j IH; rewrite ltnS leq_eqVlt => /orP[/eqP e|ij].
  by clear IH; case: j / e; rewrite resumed_step // !resumed_self.
by rewrite !resumed_step ?(ltnW ij) // IH.
Qed.

Lemma output_resumed W l V x j : (l < j)%N ->
  output h (@with_layer W l V) x j = resumed W (affine V (signal h W x l)) j.
Proof.
have before i : (i <= l)%N -> signal h (with_layer W V) x i = signal h W x i.
  elim: i => //= i IH il; rewrite IH ?(ltnW il) // with_layer_other //.
  by rewrite gtn_eqF.
elim: j => // j IH; rewrite ltnS leq_eqVlt => /orP[/eqP e|lj].
  by clear IH; case: j / e; rewrite resumed_self /= with_layer_same before.
rewrite resumed_step // /= with_layer_other ?ltn_eqF //.
by case: j lj IH => // j lj <- .
Qed.

Lemma sums_resumed W l j : (l < j)%N ->
  sums W j = \matrix_(k, s) resumed W (col s (sums W l.+1)) j k 0.
Proof.
move=> lj; apply/matrixP=> k s; rewrite !mxE; congr (_ _ _).
have e V x i : V = W l -> output h (@with_layer W l V) x i = output h W x i.
  move=> ->; have q k' : with_layer W (W l) k' = W k'.
    have [{k'}<-|lk] := eqVneq l k'; first exact: with_layer_same.
    exact: with_layer_other.
  have q' i' : signal h (with_layer W (W l)) x i' = signal h W x i'.
    by elim: i' => //= i' ->; rewrite q.
  by case: i => //= i; rewrite q q'.
rewrite -(e (W l)) // output_resumed //.
by have -> : col s (sums W l.+1) = affine (W l) (signal h W (col s X) l)
  by apply/colP=> i; rewrite !mxE.
Qed.

Lemma col_sums W l s : col s (sums W l) = output h W (col s X) l.
Proof. by apply/colP=> i; rewrite !mxE. Qed.

Lemma col_signals W l s : col s (signals W l) = signal h W (col s X) l.
Proof. by apply/colP=> i; rewrite !mxE. Qed.

Lemma resumed_loss_self W A : resumed_loss W (i := L) A = phi A.
Proof. by congr phi; apply/matrixP=> j s; rewrite !mxE resumed_self mxE. Qed.

Lemma output_step W x i : (0 < i)%N ->
  output h W x i.+1 = affine (W i) (rho (h i) (output h W x i)).
Proof. by case: i. Qed.

(* a one above each column *)
Definition one_above p (Z : 'M[R]_(p, N)) : 'M[R]_(1 + p, N) := col_mx (const_mx 1) Z.

Lemma affine_cols p q (V : 'M[R]_(q, 1 + p)) (Z : 'M[R]_(p, N)) s :
  affine V (col s Z) = col s (V *m one_above Z).
Proof.
apply/colP=> i; rewrite affineE !mxE; apply: eq_bigr => j _; rewrite !mxE.
by case: splitP => k _; rewrite !mxE ?ord1 ?eqxx.
Qed.
End Network.

Section Columns.
Variables (R : rcfType) (N : nat).

Lemma norm1_cols m (A : 'M[R]_(m, N)) : norm1 A = \sum_s norm1 (col s A).
Proof.
rewrite /norm1 exchange_big /=; apply: eq_bigr => s _; apply: eq_bigr => i _.
by rewrite big_ord1 mxE.
Qed.

Lemma norm1_col m (A : 'M[R]_(m, N)) s : norm1 (col s A) <= norm1 A.
Proof.
rewrite norm1_cols (bigD1 s) //= ler_addl; apply: sumr_ge0 => *; exact: norm1_ge0.
Qed.

Lemma near_finite k m n (A : 'M[R]_(m, n)) (P : 'I_k -> 'M[R]_(m, n) -> Prop) :
  (forall s, nearby A (P s)) -> nearby A (fun v => forall s, P s v).
Proof.
elim: k P => [|k IH] P H; first by apply: near_all => v [].
have rest := IH (fun s => P (lift ord0 s)) (fun s => H (lift ord0 s)).
apply: near_imp (near_and (H ord0) rest) _ => v [p q] s.
by case: (unliftP ord0 s) => [j ->|->].
Qed.

(* f s of the column s, for all columns *)
Definition each_col m p (f : 'I_N -> 'cV[R]_m -> 'cV[R]_p) (A : 'M[R]_(m, N)) : 'M[R]_(p, N) :=
  \matrix_(i, s) f s (col s A) i 0.

Lemma col_each m p (f : 'I_N -> 'cV[R]_m -> 'cV[R]_p) A s : col s (each_col f A) = f s (col s A).
Proof. by apply/colP=> i; rewrite !mxE. Qed.

Lemma col_sub m (A B : 'M[R]_(m, N)) s : col s (A - B) = col s A - col s B.
Proof. by apply/colP=> i; rewrite !mxE. Qed.

Lemma each_derivative m p (f : 'I_N -> 'cV[R]_m -> 'cV[R]_p) D A :
  (forall s, has_derivative (f s) (col s A) (D s)) ->
  has_derivative (each_col f) A (each_col D).
Proof.
move=> fD e e0; have H s : nearby A (fun Y => norm1 (f s (col s Y) - f s (col s A) -
    D s (col s Y - col s A)) <= e * norm1 (col s Y - col s A)).
  have [x x0 H] := fD s e e0; exists x => // Y Yx; apply: H.
  by rewrite -col_sub (le_trans (norm1_col _ _)).
apply: near_imp (near_finite H) _ => Y {}H; rewrite [norm1 (Y - A)]norm1_cols norm1_cols mulr_sumr.
apply: ler_sum => s _; have := H s.
by rewrite !col_sub !col_each col_sub.
Qed.

Lemma trace_cols m (A B : 'M[R]_(m, N)) : \tr (A^T *m B) = \sum_s col_dot (col s A) (col s B).
Proof.
apply: eq_bigr => s _; rewrite mxE /col_dot /mxtrace big_ord1 mxE.
by apply: eq_bigr => i _; rewrite !mxE.
Qed.

Lemma mul_cols m p (A : 'M[R]_(m, N)) (B : 'M[R]_(p, N)) :
  A *m B^T = \sum_s col s A *m (col s B)^T.
Proof.
apply/matrixP=> i j; rewrite mxE summxE; apply: eq_bigr => s _.
by rewrite !mxE big_ord1 !mxE.
Qed.
End Columns.

Section Gradients.
Variables (R : rcfType) (n : nat -> nat) (L N : nat) (h : nat -> R -> R) (X : 'M[R]_(n 0%N, N)).
Variables (phi : 'M[R]_(n L, N) -> R) (W : layers R n).
Local Notation a := (sums h X W).

(* what the rest of the network gives to a_i, from what it gives to a_(i+1) *)
Definition pulled_down i (dh : R -> R) (D : 'M[R]_(n i.+1, N)) : 'M[R]_(n i, N) :=
  \matrix_(k, s) (radial_jacobian (h i) (dh (len (col s (a i)))) (col s (a i)) *m
    ((weight (W i))^T *m col s D)) k 0.

Lemma jacobian_tr p g d (v : 'cV[R]_p) : (radial_jacobian g d v)^T = radial_jacobian g d v.
Proof.
rewrite /radial_jacobian; case: eqP => _; first exact: tr_scalar_mx.
by rewrite [LHS]linearD /= tr_scalar_mx linearZ /= trmx_mul trmxK.
Qed.

Lemma sums_gradient_step i dh D : (0 < i)%N -> (i < L)%N -> h i 0 = 0 ->
  (forall r, 0 <= r -> has_slope (h i) r (dh r)) ->
  sums_gradient h X phi W (l := i.+1) D -> sums_gradient h X phi W (l := i) (pulled_down dh D).
Proof.
move=> i0 iL h0 hd gD; rewrite /sums_gradient.
pose F (A : 'M[R]_(n i, N)) := each_col (fun _ v => affine (W i) (rho (h i) v)) A.
pose J s := radial_jacobian (h i) (dh (len (col s (a i)))) (col s (a i)).
pose E := each_col (fun s k => weight (W i) *m (J s *m k)).
have FE : has_derivative F (a i) E.
  apply: each_derivative => s e e0; set w := norm1 (weight (W i)) + 1.
  have w0 : 0 < w by rewrite ltr_paddl ?norm1_ge0 ?ltr01.
  have := rho_derivative h0 (hd _ (len_ge0 (col s (a i)))) (divr_gt0 e0 w0).
  move=> H; apply: near_imp H _ => v H; rewrite /affine opprD addrACA subrr addr0.
  rewrite -mulmxBr -mulmxBr; apply: le_trans (norm1_mul _ _) _.
  apply: (@le_trans _ _ (w * (e / w * norm1 (v - col s (a i))))); last first.
    by rewrite mulrA mulrCA divff ?gt_eqF // mulr1.
  by apply: ler_pmul H; rewrite ?norm1_ge0 // ler_addl ler01.
have FA : F (a i) = a i.+1.
  by apply/matrixP=> k s; rewrite [LHS]mxE [RHS]mxE col_sums output_step.
have EB H : norm1 (E H) <= (\sum_s norm1 (weight (W i)) * norm1 (J s)) * norm1 H.
  rewrite norm1_cols mulr_suml; apply: ler_sum => s _; rewrite col_each.
  apply: le_trans (norm1_mul _ _) _; rewrite -mulrA ler_wpmul2l ?norm1_ge0 //.
  by apply: le_trans (norm1_mul _ _) _; rewrite ler_wpmul2l ?norm1_ge0 // norm1_col.
rewrite /sums_gradient -FA in gD.
have := pulled_gradient FE EB gD (G := pulled_down dh D).
have q H : \tr ((pulled_down dh D)^T *m H) = \tr (D^T *m E H).
  rewrite !trace_cols; apply: eq_bigr => s _; rewrite col_each /pulled_down.
  rewrite -[X in col_dot (col s X)]/(each_col (fun s d => J s *m ((weight (W i))^T *m d)) D).
  by rewrite col_each /col_dot !trmx_mul trmxK jacobian_tr !mulmxA.
move=> /(_ q) G e e0; have [x x0 near_x] := G e e0; exists x => // Y /near_x.
have r A : resumed_loss h phi W (i := i) A = resumed_loss h phi W (i := i.+1) (F A).
  by congr phi; apply/matrixP=> k s; rewrite !mxE resumed_from // col_each.
by rewrite !r.
Qed.

Lemma layer_gradient_of l D : (l < L)%N -> sums_gradient h X phi W (l := l.+1) D ->
  layer_gradient h X phi W (l := l) (D *m (one_above (signals h X W l))^T).
Proof.
move=> lL gD; rewrite /layer_gradient; set Z := one_above _.
pose F (V : 'M[R]_(n l.+1, 1 + n l)) := V *m Z.
have FE : has_derivative F (W l) F.
  move=> e e0; apply: near_all => V; rewrite -mulmxBl subrr.
  by rewrite norm1_0 mulr_ge0 ?norm1_ge0 ?ltW.
have FB V : norm1 (F V) <= norm1 Z * norm1 V by rewrite mulrC; exact: norm1_mul.
have FA : F (W l) = a l.+1.
  apply/matrixP=> k s; rewrite [RHS]mxE /= -col_signals affine_cols [RHS]mxE; done.
rewrite /sums_gradient -FA in gD.
have := pulled_gradient FE FB gD (G := D *m Z^T).
have q V : \tr ((D *m Z^T)^T *m V) = \tr (D^T *m F V).
  by rewrite trmx_mul trmxK -mulmxA mxtrace_mulC mulmxA.
move=> /(_ q) G e e0; have [x x0 near_x] := G e e0; exists x => // V /near_x.
have r U : radial_loss h X phi (with_layer W (l := l) U) = resumed_loss h phi W (i := l.+1) (F U).
  congr phi; apply/matrixP=> k s; rewrite !mxE output_resumed //.
  by rewrite -col_signals affine_cols.
by rewrite !r.
Qed.

Theorem radial_gradients_exist (dh : nat -> R -> R) Gamma :
  (forall j, (0 < j < L)%N -> h j 0 = 0) ->
  (forall j, (0 < j < L)%N -> forall r, 0 <= r -> has_slope (h j) r (dh j r)) ->
  has_gradient phi (a L) Gamma -> forall l, (l < L)%N ->
  (exists D, sums_gradient h X phi W (l := l.+1) D) /\
  (exists G, layer_gradient h X phi W (l := l) G).
Proof.
move=> h0 hd gPhi; have H k i : (0 < i)%N -> (i + k)%N = L ->
    exists D, sums_gradient h X phi W (l := i) D.
  elim: k i => [|k IH] i i0; last first.
    move=> e; have iL : (i < L)%N by rewrite -e addnS ltnS leq_addr.
    have [D gD] := IH i.+1 isT (etrans (addSnnS _ _) e); have iS : (0 < i < L)%N by rewrite i0.
    exists (pulled_down (dh i) D); apply: sums_gradient_step gD => //; first exact: h0.
    exact: hd.
  rewrite addn0 => ->; exists Gamma => e e0; have [x x0 near_x] := gPhi e e0.
  by exists x => // Y /near_x; rewrite !resumed_loss_self.
move=> l lL; have [D gD] := H (L - l.+1)%N l.+1 isT (subnKC lL).
by split; [exists D | eexists; exact: layer_gradient_of gD].
Qed.
End Gradients.
