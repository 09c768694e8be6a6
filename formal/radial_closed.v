(* Core and rest of a radial network under plain descent, over any real closed field. Networks,
   cores, frames and runs are those of radial.v and radial_descent.v, layers from 0.

   radial_core_and_rest (XNHZ, part 1): from a start with a closed core, at every step of descent
     without projections nothing would be removed from the gradients, the layers are those of
     projected descent, W_l = Q_(l+1) R_l diag(1, Q_l)^T + kappa_l (0, (1 - P) A_l(0) (1 - P)), and
     the outputs are those of the cut network for every input. Any depth, widths, functions, loss
     of each step, rates, weight decay and momentum.
   orthogonal_start (CQ34): with one hidden width and multiples of orthogonal matrices between the
     first and the last layer there is a closed core of at most n_0 + n_L + c dimensions, c being
     the number of hidden biases that are not zero.
   orthogonal_start_descent (CQ34): so there is a network of hidden widths of at most that, descent
     of which has the same outputs for every input, with all settings.
   one_hidden_layer_descent (CQ34): for one hidden layer this holds of every start. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain block removal radial radial_descent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Closed.
Variable R : rcfType.

(* a core that the transposed layers do not leave either *)
Definition closed_core n L (W : layers R n) (C : forall l, 'M[R]_(n l)) :=
  core L W C /\ forall l, (l < L)%N -> (C l.+1 *m weight (W l) <= C l)%MS.

(* two networks with W_l diag(1, Q_l) = Q_(l+1) V_l and A_l^T Q_(l+1) = Q_l A'_l^T *)
Section Linked.
Variables (n m : nat -> nat) (L N : nat) (h h' : nat -> R -> R).
Variable Q : forall l, 'M[R]_(n l, m l).
Hypothesis QQ : forall l, (l <= L)%N -> (Q l)^T *m Q l = 1%:M.
Hypothesis top : Q L *m (Q L)^T = 1%:M.
Variables (W : layers R n) (V : layers R m).
Hypothesis link : forall l, (l < L)%N -> W l *m hat (Q l) = Q l.+1 *m V l.
Hypothesis back : forall l, (l < L)%N -> (weight (W l))^T *m Q l.+1 = Q l *m (weight (V l))^T.

Lemma linked_back y l : (l <= L)%N ->
  (above L (through h h' W (Q 0%N *m y)) l)^T *m Q L = Q l *m (above L (through h h' V y) l)^T.
Proof.
move=> lL; rewrite -(subKn lL); elim: (L - l)%N (leq_subr l L) => [|k IH] kL.
  by rewrite subn0 !above_end !trmx1 mul1mx mulmx1.
have eq : ((L - k.+1).+1 = L - k)%N by rewrite -subSn.
have lt : (L - k.+1 < L)%N by rewrite eq leq_subr.
move: (IH (ltnW kL)); rewrite -eq !(above_step _ lt) => {}IH.
rewrite !trmx_mul -!mulmxA IH !mulmxA; congr (_ *m _).
rewrite jacobian_tr -mulmxA back // (linked_output h QQ link) ?(ltnW lt) //.
by rewrite mulmxA jacobian_frame ?QQ ?(ltnW lt) // jacobian_tr.
Qed.

Lemma nothing_removed (y : 'I_N -> 'cV[R]_(m 0%N)) (G : 'M[R]_(n L, N)) l : (l < L)%N ->
  (1%:M - onto Q l.+1) *m nabla h h' W (fun j => Q 0%N *m y j) G l = 0.
Proof.
move=> lL; rewrite /nabla mulmx_sumr big1 // => j _; set z := _^T; rewrite mulmxA.
rewrite /delta -[col j G]mul1mx -top -(mulmxA (Q L)) (mulmxA _^T (Q L)) linked_back // !mulmxA.
by rewrite mulmxBl mul1mx /onto -(mulmxA (Q l.+1)) QQ // mulmx1 subrr !mul0mx.
Qed.
End Linked.

(* nothing beyond layer L matters *)
Lemma eq_gradient n L N (W V : layers R n) h h' x slope k l : (l < L)%N ->
  (forall l, (l < L)%N -> W l = V l) ->
  @gradient R n L N h h' x slope k W l = gradient h h' x slope k V l.
Proof.
move=> lL WV; pose I (i : nat) : 'M[R]_(n i) := 1%:M.
have hatI i : hat (I i) = 1%:M by rewrite /hat /I -scalar_mx_block.
have II i : (i <= L)%N -> (I i)^T *m I i = 1%:M by rewrite /I trmx1 mul1mx.
have link i : (i < L)%N -> W i *m hat (I i) = I i.+1 *m V i.
  by move=> iL; rewrite hatI mulmx1 /I mul1mx WV.
have xE j : I 0%N *m x j = x j by rewrite /I mul1mx.
have outE : all_outputs L h W x = all_outputs L h V x.
  rewrite -[RHS]mul1mx -(linked_outputs h II link x); apply/matrixP=> i j.
  by rewrite !mxE xE.
have [+ _] := linked_nabla h h' II link x (slope k (all_outputs L h W x)) lL.
rewrite /I !trmx1 !mul1mx hatI trmx1 mulmx1 /gradient outE => <-.
by apply: eq_bigr => j _; rewrite mul1mx.
Qed.

Lemma weight_add p q (A B : 'M[R]_(p, 1 + q)) : weight (A + B) = weight A + weight B.
Proof. exact: linearD. Qed.

Lemma weight_scale p q c (A : 'M[R]_(p, 1 + q)) : weight (c *: A) = c *: weight A.
Proof. exact: linearZ. Qed.

Lemma weight_cut p q a b (P : 'M[R]_(p, a)) (V : 'M[R]_(a, 1 + b)) (Q : 'M[R]_(q, b)) :
  weight (P *m V *m (hat Q)^T) = P *m weight V *m Q^T.
Proof.
rewrite -[V]hsubmxK /hat tr_block_mx !trmx0 trmx1 mul_mx_row mul_row_block !mulmx0 addr0 add0r.
by rewrite mulmx1 /weight !row_mxKr.
Qed.

Lemma kept_row p q b (W : 'M[R]_(p, 1 + q)) (Q : 'M[R]_(q, b)) :
  W *m (1%:M - hat Q *m (hat Q)^T) = row_mx 0 (weight W *m (1%:M - Q *m Q^T)).
Proof.
rewrite /hat tr_block_mx !trmx0 trmx1 mulmx_block !mulmx0 !mul0mx mulmx1 !addr0 add0r.
rewrite [1%:M](@scalar_mx_block _ 1 q) opp_block_mx add_block_mx !subrr.
by rewrite -[W in LHS]hsubmxK mul_row_block !mulmx0 addr0 add0r.
Qed.

Section CoreAndRest.
Variables (n m : nat -> nat) (L N : nat) (W : layers R n) (C : forall l, 'M[R]_(n l)).
Variables (Q : forall l, 'M[R]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L).
Hypotheses (closedC : closed_core L W C) (framesQ : frames L C Q).
Variables (h h' : nat -> R -> R) (x : 'I_N -> 'cV[R]_(n 0%N)).
Variables (slope : nat -> 'M[R]_(n L, N) -> 'M[R]_(n L, N)) (eta : nat -> R) (omega beta : R).
Let y j := recast e0 (x j).
Let g k := recast_slope eL (slope k).
Local Notation big := (radial_run h h' x slope eta omega beta (onto Q) W).
Local Notation free := (radial_run h h' x slope eta omega beta (fun l => 1%:M) W).
Local Notation small := (radial_run h h' y g eta omega beta (fun l => 1%:M) (cut W Q)).

Let coreC : core L W C. Proof. by case: closedC. Qed.

Lemma closed_rows l : (l < L)%N -> (Q l.+1)^T *m weight (W l) *m (1%:M - onto Q l) = 0.
Proof.
move=> lL; have [_ /(_ l lL) CC] := closedC; have [QQ QC _ _] := framesQ.
have /submxP[D ->] : ((Q l.+1)^T *m weight (W l) <= (Q l)^T)%MS.
  by rewrite (QC _ (ltnW lL)); apply: submx_trans CC; rewrite submxMr // QC.
by rewrite -mulmxA mulmxBr mulmx1 mulmxA QQ ?(ltnW lL) // mul1mx subrr mulmx0.
Qed.

Lemma big_back k l : (l < L)%N ->
  (weight ((big k).1 l))^T *m Q l.+1 = Q l *m (weight ((small k).1 l))^T.
Proof.
move=> lL; have [QQ _ _ _] := framesQ.
have [-> _] := projected_form e0 eL coreC framesQ h h' x slope eta omega beta k lL.
apply: trmx_inj; rewrite !trmx_mul !trmxK weight_add weight_scale weight_cut kept_row.
rewrite [weight (row_mx _ _)]row_mxKr [LHS]mulmxDr -scalemxAr (mulmxA (Q l.+1)^T (weight (W l))).
by rewrite closed_rows // scaler0 addr0 !mulmxA QQ // mul1mx.
Qed.

Lemma removed_zero k l : (l < L)%N ->
  (1%:M - onto Q l.+1) *m gradient h h' x slope k (big k).1 l = 0.
Proof.
move=> lL; have [QQ _ Q0 QL] := framesQ; have xE j : x j = Q 0%N *m y j.
  by rewrite Q0 identity_frame.
have top : Q L *m (Q L)^T = 1%:M by rewrite QL onto_end.
have link := form_linked framesQ (@projected_form _ _ _ _ _ _ _ _ e0 eL coreC framesQ h h' x
  slope eta omega beta k).
have := nothing_removed h h' QQ top link (big_back k) y (slope k (all_outputs L h (big k).1 x)) lL.
by move=> z; rewrite -[RHS]z; congr (_ *m _); apply: eq_bigr => j _; rewrite -xE.
Qed.

Lemma free_projected k l : (l < L)%N ->
  (free k).1 l = (big k).1 l /\ (free k).2 l = (big k).2 l.
Proof.
elim: k l => [//|k IH] l lL; have [e1 e2] := IH l lL; rewrite /= in e1 e2 *; rewrite e1 e2.
have eG : gradient h h' x slope k (free k).1 l = gradient h h' x slope k (big k).1 l.
  by apply: eq_gradient => // i /IH[].
rewrite eG mul1mx; have := removed_zero k lL; rewrite mulmxBl mul1mx => /eqP.
by rewrite subr_eq0 => /eqP {1 3}->.
Qed.
End CoreAndRest.

Theorem radial_core_and_rest n m L N (W : layers R n) C (Q : forall l, 'M[R]_(n l, m l))
    (e0 : n 0%N = m 0%N) (eL : n L = m L) h h' (x : 'I_N -> 'cV[R]_(n 0%N))
    (slope : nat -> 'M[R]_(n L, N) -> 'M[R]_(n L, N)) (eta : nat -> R) (omega beta : R) k :
  closed_core L W C -> frames L C Q ->
  let Wk := plain h h' x slope eta omega beta W k in
  let Rk := plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
    eta omega beta (cut W Q) k in
  let kappa l := (scales (eta l) omega beta k).1 in
  [/\ forall l, (l < L)%N -> (1%:M - onto Q l.+1) *m gradient h h' x slope k Wk l = 0 /\
        Wk l = projected h h' x slope eta omega beta (onto Q) W k l,
      forall l, (l < L)%N -> Wk l = Q l.+1 *m Rk l *m (hat (Q l))^T
        + kappa l *: row_mx 0 ((1%:M - onto Q l.+1) *m weight (W l) *m (1%:M - onto Q l)),
      omega = 0 -> forall l, kappa l = 1 &
      forall x', recast eL (output h Wk x' L) = output h Rk (recast e0 x') L].
Proof.
move=> cC fQ; have [cc _] := cC.
have same l (lL : (l < L)%N) := free_projected e0 eL cC fQ h h' x slope eta omega beta k lL.
have [form kappa1 out] := radial_projected_descent e0 eL h h' x slope eta omega beta k cc fQ.
move=> Wk Rk kappa; split=> // [l lL|l lL|x'].
- split; last by have [] := same l lL.
  rewrite -[RHS](removed_zero e0 eL cC fQ h h' x slope eta omega beta k lL).
  by congr (_ *m _); apply: eq_gradient => // i /same[].
- rewrite /Wk /plain (same l lL).1 [LHS]form // kept_row; congr (_ + _ *: row_mx 0 _).
  rewrite mulmxBl mul1mx mulmxBl -[X in _ = _ - X]mulmxA -[X in _ = _ - X]mulmxA.
  by rewrite (mulmxA (Q l.+1)^T) (closed_rows cC fQ lL) mulmx0 subr0.
by rewrite -out; congr (recast _ _); apply: eq_output => i /same[].
Qed.

Lemma orthogonal_both a b (O : 'M[R]_(a, b)) : a = b -> O^T *m O = 1%:M -> O *m O^T = 1%:M.
Proof. by move=> e; case: _ / e O => O; exact: mulmx1C. Qed.

(* one width d, and multiples of orthogonal matrices O_l, between the first and the last layer *)
Definition orthogonal_between n L d (W : layers R n) (eps : nat -> R)
    (O : forall l, 'M[R]_(n l.+1, n l)) :=
  (forall l, (0 < l < L)%N -> n l = d) /\
  forall l, (0 < l)%N -> (l.+1 < L)%N -> (O l)^T *m O l = 1%:M /\ weight (W l) = eps l *: O l.

(* how many biases before the last layer are not zero *)
Definition live_biases n L (W : layers R n) := (\sum_(l < L.-1) (bias (W l) != 0%R))%N.

(* the product O_l ... O_1 *)
Fixpoint turns n (O : forall l, 'M[R]_(n l.+1, n l)) l : 'M[R]_(n l.+1, n 1%N) :=
  if l is l'.+1 then O l'.+1 *m turns O l' else 1%:M.

Theorem orthogonal_start n L d (W : layers R n) eps O : (1 < L)%N ->
  orthogonal_between L d W eps O -> exists C, closed_core L W C /\
    forall l, (0 < l < L)%N -> (\rank (C l) <= n 0%N + n L + live_biases L W)%N.
Proof.
case: L => [|[|K]] // _ [nd orth]; set T := turns O.
have TT l : (l <= K)%N -> (T l)^T *m T l = 1%:M.
  elim: l => [|l IH] lK; first by rewrite trmx1 mul1mx.
  by rewrite /= trmx_mul -mulmxA (mulmxA (O l.+1)^T) (orth l.+1 _ _).1 // mul1mx IH // ltnW.
have TT' l : (l <= K)%N -> T l *m (T l)^T = 1%:M.
  by move=> lK; apply: orthogonal_both (TT l lK); rewrite !nd.
pose B := (\sum_(l < K.+1) <<(bias (W l))^T *m T l>>)%MS.
pose E := ((weight (W 0%N))^T + (weight (W K.+1) *m T K + B))%MS.
have first_ : ((weight (W 0%N))^T <= E)%MS by rewrite addsmxSl.
have last_ : (weight (W K.+1) *m T K <= E)%MS.
  by rewrite (submx_trans _ (addsmxSr _ _)) // addsmxSl.
have biases l : (l <= K)%N -> ((bias (W l))^T *m T l <= E)%MS.
  move=> lK; rewrite (submx_trans _ (addsmxSr _ _)) // (submx_trans _ (addsmxSr _ _)) //.
  by apply: (sumsmx_sup (Ordinal (lK : (l < K.+1)%N))); rewrite ?genmxE.
pose C l : 'M[R]_(n l) := match l with
  0 => 1%:M | l.+1 => if l == K.+1 then 1%:M else <<E *m (T l)^T>>%MS end.
exists C; split; last first.
  case=> [|l] // lK; rewrite /C ltn_eqF // genmxE; apply: leq_trans (mxrankM_maxl _ _) _.
  rewrite -addnA (leq_trans (mxrank_adds_leqif _ _)) // leq_add ?rank_leq_row //.
  rewrite (leq_trans (mxrank_adds_leqif _ _)) // leq_add ?rank_leq_row //.
  rewrite (leq_trans (mxrank_sum_leqif _)) //=; apply: leq_sum => i _; rewrite genmxE.
  have [->|_] := eqVneq (bias (W i)) 0; first by rewrite trmx0 mul0mx mxrank0.
  by rewrite (leq_trans (rank_leq_row _)).
have low l : (l <= K)%N -> C l.+1 = <<E *m (T l)^T>>%MS by move=> lK; rewrite /C ltn_eqF.
have end_ : C K.+2 = 1%:M by rewrite /C eqxx.
have eps_sub p q r c (X : 'M[R]_(p, q)) (Y : 'M[R]_(r, q)) :
    (X <= Y)%MS -> (c *: X <= Y)%MS by exact: scalemx_sub.
split; first split; rewrite /row_full ?end_ ?mxrank1 // => l; rewrite ltnS leq_eqVlt.
  case/orP=> [/eqP->|lK]; first by rewrite end_ !submx1.
  rewrite low // !genmxE; split; first by rewrite -[_^T]mulmx1 -(TT' l) // mulmxA submxMr ?biases.
  case: l lK => [|l] lK; first by rewrite /C mul1mx trmx1 mulmx1.
  rewrite low ?(ltnW (lK : (l < K)%N)) // (orth l.+1 _ _).2 // [(_ *: _)^T]linearZ /= -scalemxAr.
  by rewrite eps_sub // trmx_mul mulmxA submxMr // genmxE.
case/orP=> [/eqP->|]; first by rewrite end_ mul1mx low // genmxE -[weight _]mulmx1 -(TT' K) //
  mulmxA submxMr.
case: l => [|l] lK; first by rewrite submx1.
rewrite low // low ?(ltnW (lK : (l < K)%N)) // (orth l.+1 _ _).2 // -scalemxAr eps_sub //.
rewrite genmxE; apply: (submx_trans (submxMr _ (_ : (_ <= E *m (T l.+1)^T)%MS))).
  by rewrite genmxE.
by rewrite /= trmx_mul -!mulmxA (orth l.+1 _ _).1 // mulmx1.
Qed.

Theorem orthogonal_start_descent n L d (W : layers R n) eps O : (1 < L)%N ->
  orthogonal_between L d W eps O ->
  exists m (e0 : n 0%N = m 0%N) (eL : n L = m L) (V : layers R m),
    (forall l, (0 < l < L)%N -> (m l <= n 0%N + n L + live_biases L W)%N) /\
    forall N h h' (x : 'I_N -> 'cV[R]_(n 0%N)) slope eta omega beta k x',
      recast eL (output h (plain h h' x slope eta omega beta W k) x' L) =
      output h (plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
        eta omega beta V k) (recast e0 x') L.
Proof.
move=> L1 orth; have [C [cC rank]] := orthogonal_start L1 orth; have [cc _] := cC.
have [full0 fullL _] := cc; exists (fun l => \rank (C l)), (esym (eqP full0)), (esym (eqP fullL)).
have [Q fQ] := framed (m := fun l => \rank (C l)) cc (fun l _ => erefl).
exists (cut W Q); split=> // N h h' x slope eta omega beta k x'.
by have [_ _ _] := radial_core_and_rest (esym (eqP full0)) (esym (eqP fullL)) h h' x slope eta
  omega beta k cC fQ; apply.
Qed.

(* nothing is assumed of a network with one hidden layer *)
Theorem one_hidden_layer_descent n (W : layers R n) :
  exists m (e0 : n 0%N = m 0%N) (eL : n 2%N = m 2%N) (V : layers R m),
    (m 1%N <= n 0%N + n 2%N + (bias (W 0%N) != 0%R))%N /\
    forall N h h' (x : 'I_N -> 'cV[R]_(n 0%N)) slope eta omega beta k x',
      recast eL (output h (plain h h' x slope eta omega beta W k) x' 2) =
      output h (plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
        eta omega beta V k) (recast e0 x') 2.
Proof.
have orth : orthogonal_between 2 (n 1%N) W (fun=> 0) (fun=> 0) by split=> [[|[|]]|[|[|]]].
have [m [e0 [eL [V [b same]]]]] := orthogonal_start_descent (isT : (1 < 2)%N) orth.
by exists m, e0, eL, V; split=> //; have := b 1%N isT; rewrite /live_biases /= big_ord1.
Qed.
End Closed.
