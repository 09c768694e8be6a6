(* Descent of a cut radial network is projected descent of the large one, over any real closed
   field. Networks, cores, frames and the cut network are those of radial.v, layers from 0.

   radial_projected_descent (X6E0, part 1): from a start with a core, at every step of projected
     descent W_l = Q_(l+1) R_l diag(1, Q_l)^T + kappa_l W_l(0) (1 - diag(1, Q_l Q_l^T)), R the plain
     descent of the cut network, and the outputs are the same for every input. Any depth, widths,
     functions, loss of each step, rates, weight decay and momentum.
   radial_removed_part (X6E0, part 2): at every step the gradient of layer l has its rows in the
     core below, what the projection removes leads to the rest above, nothing is removed in the last
     layer, and the squares of the gradients differ by those of what is removed. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain block removal radial.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Gradients.
Variable R : rcfType.

(* J(a), the derivative of rho h at a, where h' is the derivative of h *)
Definition jacobian n (h h' : R -> R) (a : 'cV[R]_n) : 'M[R]_n :=
  if a == 0 then (h' 0)%:M else
  (h (len a) / len a)%:M + ((h' (len a) - h (len a) / len a) / len a ^+ 2) *: (a *m a^T).

Lemma jacobian_tr n h h' (a : 'cV[R]_n) : (jacobian h h' a)^T = jacobian h h' a.
Proof.
rewrite /jacobian; case: eqP => _; first by rewrite tr_scalar_mx.
by rewrite linearD linearZ /= tr_scalar_mx trmx_mul trmxK.
Qed.

Section Network.
Variables (n : nat -> nat) (L N : nat) (h h' : nat -> R -> R).
Implicit Types W : layers R n.

(* A J(a_l), the derivative of a_(l+1) by a_l; read for 0 < l < L *)
Definition through W x l : 'M[R]_(n l.+1, n l) :=
  weight (W l) *m jacobian (h l) (h' l) (output h W x l).

(* the slope of the loss by a_l for one input, where d is the slope by the output a_L *)
Definition delta W x (d : 'cV[R]_(n L)) l : 'cV[R]_(n l) := (above L (through W x) l)^T *m d.

(* the outputs of the samples x_0, x_1, ..., one a column *)
Definition all_outputs W (x : 'I_N -> 'cV[R]_(n 0%N)) : 'M[R]_(n L, N) :=
  \matrix_(i, j) output h W (x j) L i 0.

(* the gradient by W_l, where the columns of G are the slopes by the outputs *)
Definition nabla W (x : 'I_N -> 'cV[R]_(n 0%N)) (G : 'M[R]_(n L, N)) l : 'M[R]_(n l.+1, 1 + n l) :=
  \sum_j delta W (x j) (col j G) l.+1 *m (col_mx 1%:M (signal h W (x j) l))^T.

Lemma slopes_back W x d : delta W x d L = d /\ forall l, (l < L)%N ->
  delta W x d l = jacobian (h l) (h' l) (output h W x l) *m (weight (W l))^T *m delta W x d l.+1.
Proof.
split=> [|l lL]; first by rewrite /delta above_end trmx1 mul1mx.
by rewrite /delta above_step // !trmx_mul jacobian_tr !mulmxA.
Qed.

Variables (x : 'I_N -> 'cV[R]_(n 0%N)) (slope : nat -> 'M[R]_(n L, N) -> 'M[R]_(n L, N)).
Variables (eta : nat -> R) (omega beta : R).

(* the gradient of the loss of step k by W_l; slope k Y is its slope at the outputs Y *)
Definition gradient k W l := nabla W x (slope k (all_outputs W x)) l.

(* V_l <- beta V_l + P_(l+1) nabla_l + omega W_l, W_l <- W_l - eta_l V_l *)
Definition radial_step (P : forall l, 'M[R]_(n l)) k (S : layers R n * layers R n) :
    layers R n * layers R n :=
  let V := fun l => beta *: S.2 l + P l.+1 *m gradient k S.1 l + omega *: S.1 l in
  (fun l => S.1 l - eta l *: V l, V).

(* layers and velocities after k steps, from velocity zero *)
Fixpoint radial_run P W k : layers R n * layers R n :=
  if k is k'.+1 then radial_step P k' (radial_run P W k') else (W, fun l => 0).

(* the layers after k steps of projected descent, and of descent without projections *)
Definition projected P W k : layers R n := (radial_run P W k).1.
Definition plain W k : layers R n := (radial_run (fun l => 1%:M) W k).1.
End Network.

(* kappa and u after k steps: u <- beta u + omega kappa, kappa <- kappa - eta u, from 1 and 0 *)
Fixpoint scales (eta omega beta : R) k : R * R :=
  if k is k'.+1 then
    let: (kappa, u) := scales eta omega beta k' in let u' := beta * u + omega * kappa in
    (kappa - eta * u', u')
  else (1, 0).

Lemma scalesS eta omega beta k : let S := scales eta omega beta in
  (S k.+1).2 = beta * (S k).2 + omega * (S k).1 /\ (S k.+1).1 = (S k).1 - eta * (S k.+1).2.
Proof. by rewrite /=; case: (scales _ _ _ k). Qed.

(* kappa_l = 1 without decay *)
Lemma scales_without_decay eta beta k : scales eta 0 beta k = (1, 0).
Proof. by elim: k => //= k ->; rewrite mulr0 mul0r addr0 mulr0 subr0. Qed.

(* the projection on the span of orthonormal columns *)
Definition onto n m (Q : forall l : nat, 'M[R]_(n l, m l)) l : 'M[R]_(n l) := Q l *m (Q l)^T.

(* slopes at outputs the number of entries of which is written as another expression *)
Definition recast_slope p q N (e : p = q) (g : 'M[R]_(p, N) -> 'M[R]_(p, N)) :
    'M[R]_(q, N) -> 'M[R]_(q, N) :=
  fun Y => castmx (e, erefl N) (g (castmx (esym e, erefl N) Y)).

Lemma recast_slopeE p q N (e : p = q) (g : 'M[R]_(p, N) -> 'M[R]_(p, N)) Y :
  recast_slope e g Y = (pid_mx p : 'M_(p, q))^T *m g ((pid_mx p : 'M_(p, q)) *m Y).
Proof.
by case: _ / e Y => Y; rewrite /recast_slope pid_mx_1 trmx1 !mul1mx !castmx_id.
Qed.

Lemma jacobian_frame n m (Q : 'M[R]_(n, m)) h h' a : Q^T *m Q = 1%:M ->
  jacobian h h' (Q *m a) *m Q = Q *m jacobian h h' a.
Proof.
move=> QQ; rewrite /jacobian len_frame // -len_eq0 len_frame // len_eq0; case: eqVneq => _.
  by rewrite -scalar_mxC.
rewrite mulmxDl mulmxDr -scalar_mxC -scalemxAl -scalemxAr; congr (_ + _ *: _).
by rewrite trmx_mul !mulmxA -(mulmxA _ Q^T) QQ mulmx1.
Qed.

Lemma hat_isometry n m (Q : 'M[R]_(n, m)) : Q^T *m Q = 1%:M -> (hat Q)^T *m hat Q = 1%:M.
Proof.
move=> QQ; rewrite /hat tr_block_mx !trmx0 trmx1 mulmx_block !mulmx0 !mul0mx mul1mx QQ.
by rewrite !addr0 add0r -scalar_mx_block.
Qed.

Lemma eq_output n L (W V : layers R n) h x : (forall l, (l < L)%N -> W l = V l) ->
  output h W x L = output h V x L.
Proof.
move=> WV; have sE l : (l <= L)%N -> signal h W x l = signal h V x l.
  by elim: l => //= l IH lL; rewrite IH ?(ltnW lL) // WV.
by case: L WV sE => //= l WV sE; rewrite sE // WV.
Qed.

(* two networks, W_l diag(1, Q_l) = Q_(l+1) V_l *)
Section Linked.
Variables (n m : nat -> nat) (L N : nat) (h h' : nat -> R -> R).
Variable Q : forall l, 'M[R]_(n l, m l).
Hypothesis QQ : forall l, (l <= L)%N -> (Q l)^T *m Q l = 1%:M.
Variables (W : layers R n) (V : layers R m).
Hypothesis link : forall l, (l < L)%N -> W l *m hat (Q l) = Q l.+1 *m V l.

Lemma linked_bias l : (l < L)%N -> weight (W l) *m Q l = Q l.+1 *m weight (V l).
Proof.
move=> lL; have := link lL; rewrite -{1}(hsubmxK (W l)) -{1}(hsubmxK (V l)) /hat.
by rewrite mul_row_block mul_mx_row !mulmx0 add0r => /eq_row_mx[].
Qed.

Lemma linked_affine l y : (l < L)%N -> affine (W l) (Q l *m y) = Q l.+1 *m affine (V l) y.
Proof.
move=> lL; rewrite !affineE mulmxA -link // -mulmxA; congr (_ *m _).
by rewrite /hat mul_block_col mul1mx !mul0mx addr0 add0r.
Qed.

Lemma linked_signal y l : (l <= L)%N -> signal h W (Q 0%N *m y) l = Q l *m signal h V y l.
Proof.
elim: l => //= l IH lL; rewrite IH ?(ltnW lL) // linked_affine // radial_commutes //.
exact: QQ.
Qed.

Lemma linked_output y l : (l <= L)%N -> output h W (Q 0%N *m y) l = Q l *m output h V y l.
Proof. by case: l => //= l lL; rewrite linked_signal ?(ltnW lL) // linked_affine. Qed.

Lemma linked_above y l : (l <= L)%N ->
  above L (through h h' W (Q 0%N *m y)) l *m Q l = Q L *m above L (through h h' V y) l.
Proof.
move=> lL; rewrite -(subKn lL); elim: (L - l)%N (leq_subr l L) => [|k IH] kL.
  by rewrite subn0 !above_end mul1mx mulmx1.
have eq : ((L - k.+1).+1 = L - k)%N by rewrite -subSn.
have lt : (L - k.+1 < L)%N by rewrite eq leq_subr.
move: (IH (ltnW kL)); rewrite -eq !(above_step _ lt) => {}IH.
rewrite [RHS]mulmxA -IH -!mulmxA; congr (_ *m _); rewrite /through linked_output ?(ltnW lt) //.
by rewrite jacobian_frame ?QQ ?(ltnW lt) // !mulmxA linked_bias.
Qed.

Lemma linked_delta y d l : (l <= L)%N ->
  (Q l)^T *m delta h h' W (Q 0%N *m y) d l = delta h h' V y ((Q L)^T *m d) l.
Proof.
by move=> lL; rewrite /delta !mulmxA -trmx_mul linked_above // trmx_mul.
Qed.

Lemma linked_outputs (y : 'I_N -> 'cV[R]_(m 0%N)) :
  all_outputs L h W (fun j => Q 0%N *m y j) = Q L *m all_outputs L h V y.
Proof.
apply/matrixP=> i j; rewrite !mxE linked_output // !mxE.
by apply: eq_bigr => k _; rewrite !mxE.
Qed.

Lemma linked_nabla (y : 'I_N -> 'cV[R]_(m 0%N)) (G : 'M[R]_(n L, N)) l : (l < L)%N ->
  let D := nabla h h' W (fun j => Q 0%N *m y j) G l in
  (Q l.+1)^T *m D = nabla h h' V y ((Q L)^T *m G) l *m (hat (Q l))^T /\
  D *m hat (Q l) *m (hat (Q l))^T = D.
Proof.
move=> lL D; have zE j : col_mx 1%:M (signal h W (Q 0%N *m y j) l) =
    hat (Q l) *m col_mx 1%:M (signal h V (y j) l).
  by rewrite linked_signal ?(ltnW lL) // /hat mul_block_col mul1mx !mul0mx addr0 add0r.
split.
  rewrite /D /nabla mulmx_sumr mulmx_suml; apply: eq_bigr => j _.
  rewrite mulmxA linked_delta // zE trmx_mul !mulmxA; congr (delta _ _ _ _ _ _ *m _ *m _).
  by apply/colP=> i; rewrite !mxE; apply: eq_bigr => k _; rewrite !mxE.
rewrite /D /nabla !mulmx_suml; apply: eq_bigr => j _; rewrite zE trmx_mul -!mulmxA.
by rewrite (mulmxA (hat _)^T) hat_isometry ?mul1mx // QQ // ltnW.
Qed.
End Linked.

(* with frames that are identities at both ends *)
Section Ends.
Variables (n m : nat -> nat) (L N : nat) (C : forall l, 'M[R]_(n l)).
Variables (Q : forall l, 'M[R]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L).
Hypothesis framesQ : frames L C Q.
Variables (h h' : nat -> R -> R) (W : layers R n) (V : layers R m).
Hypothesis link : forall l, (l < L)%N -> W l *m hat (Q l) = Q l.+1 *m V l.

Let QQ l : (l <= L)%N -> (Q l)^T *m Q l = 1%:M.
Proof. by have [h1 _ _ _] := framesQ; exact: h1. Qed.

Lemma ends_output x : recast eL (output h W x L) = output h V (recast e0 x) L.
Proof.
have [_ _ Q0 QL] := framesQ.
have -> : x = Q 0%N *m recast e0 x by rewrite Q0 identity_frame.
have <- : recast e0 x = recast e0 (Q 0%N *m recast e0 x) by rewrite Q0 identity_frame.
rewrite (linked_output h QQ link) // QL; case: _ / eL (output _ _ _ _) => u.
by rewrite /recast castmx_id pid_mx_1 mul1mx.
Qed.

Lemma ends_nabla (x : 'I_N -> 'cV[R]_(n 0%N)) (f : 'M[R]_(n L, N) -> 'M[R]_(n L, N)) l :
  (l < L)%N -> let y j := recast e0 (x j) in
  let D := nabla h h' W x (f (all_outputs L h W x)) l in
  (Q l.+1)^T *m D = nabla h h' V y (recast_slope eL f (all_outputs L h V y)) l *m (hat (Q l))^T /\
  D *m hat (Q l) *m (hat (Q l))^T = D.
Proof.
move=> lL y D; have [_ _ Q0 QL] := framesQ.
have xE j : x j = Q 0%N *m y j by rewrite Q0 identity_frame.
have DE : D = nabla h h' W (fun j => Q 0%N *m y j)
    (f (all_outputs L h W (fun j => Q 0%N *m y j))) l.
  have -> : all_outputs L h W (fun j => Q 0%N *m y j) = all_outputs L h W x.
    by apply/matrixP=> i j; rewrite !mxE -xE.
  by rewrite /D /nabla; apply: eq_bigr => j _; rewrite -xE.
rewrite DE; set X := f _; have [-> e2] := linked_nabla h h' QQ link y X lL.
by split=> //; rewrite recast_slopeE -QL /X (linked_outputs h QQ link y).
Qed.
End Ends.

Section Projected.
Variables (n m : nat -> nat) (L N : nat) (W : layers R n) (C : forall l, 'M[R]_(n l)).
Variable Q : forall l, 'M[R]_(n l, m l).
Variables (e0 : n 0%N = m 0%N) (eL : n L = m L).
Hypotheses (coreC : core L W C) (framesQ : frames L C Q).
Variables (h h' : nat -> R -> R) (x : 'I_N -> 'cV[R]_(n 0%N)).
Variables (slope : nat -> 'M[R]_(n L, N) -> 'M[R]_(n L, N)) (eta : nat -> R) (omega beta : R).

(* the inputs and the slope of the small network, the same up to the names of the sizes *)
Let y j := recast e0 (x j).
Let g k := recast_slope eL (slope k).
Local Notation big := (radial_run h h' x slope eta omega beta (onto Q) W).
Local Notation small := (radial_run h h' y g eta omega beta (fun l => 1%:M) (cut W Q)).
Local Notation kept l := (W l *m (1%:M - hat (Q l) *m (hat (Q l))^T)).

Let QQ l : (l <= L)%N -> (Q l)^T *m Q l = 1%:M.
Proof. by have [h1 _ _ _] := framesQ; exact: h1. Qed.

(* the form of layers and velocities *)
Let form k := forall l, (l < L)%N -> let s := scales (eta l) omega beta k in
  (big k).1 l = Q l.+1 *m (small k).1 l *m (hat (Q l))^T + s.1 *: kept l /\
  (big k).2 l = Q l.+1 *m (small k).2 l *m (hat (Q l))^T + s.2 *: kept l.

Lemma hat_hat l : (l <= L)%N -> (hat (Q l))^T *m hat (Q l) = 1%:M.
Proof. by move=> lL; rewrite hat_isometry // QQ. Qed.

Lemma form_linked k : form k -> forall l, (l < L)%N ->
  (big k).1 l *m hat (Q l) = Q l.+1 *m (small k).1 l.
Proof.
move=> F l lL; have [-> _] := F l lL; rewrite mulmxDl -mulmxA hat_hat ?(ltnW lL) // mulmx1.
rewrite -scalemxAl -mulmxA mulmxBl mul1mx -mulmxA hat_hat ?(ltnW lL) // mulmx1 subrr mulmx0.
by rewrite scaler0 addr0.
Qed.

Lemma gradients_agree k : form k -> forall l, (l < L)%N ->
  let D := gradient h h' x slope k (big k).1 l in
  (Q l.+1)^T *m D = gradient h h' y g k (small k).1 l *m (hat (Q l))^T /\
  D *m hat (Q l) *m (hat (Q l))^T = D.
Proof.
by move=> F l lL; exact (ends_nabla e0 eL framesQ h h' (form_linked F) x (slope k) lL).
Qed.

Lemma projected_form k : form k.
Proof.
elim: k => [|k IH] l lL; first rewrite /= scale1r scale0r.
  rewrite mulmx0 mul0mx addr0 mulmxBr mulmx1 mulmxA (cut_layer coreC framesQ lL).
  by rewrite addrCA subrr addr0.
have [W1 V1] := IH l lL; have [D1 _] := gradients_agree IH lL; rewrite /= in W1 V1 D1 *.
case: (scales _ _ _ k) W1 V1 => kappa u /=; set B := big k in D1 *; set S := small k in D1 *.
move: (kept l) => rest W1 V1.
have V2 : beta *: B.2 l + onto Q l.+1 *m gradient h h' x slope k B.1 l + omega *: B.1 l =
    Q l.+1 *m (beta *: S.2 l + 1%:M *m gradient h h' y g k S.1 l + omega *: S.1 l) *m (hat (Q l))^T
    + (beta * u + omega * kappa) *: rest.
  rewrite /onto -(mulmxA (Q l.+1)) D1 W1 V1 mul1mx !mulmxDr !mulmxDl -!scalemxAr -!scalemxAl.
  rewrite !scalerDr !scalerDl !scalerA !mulmxA -!addrA; congr (_ + _).
  by rewrite addrCA; congr (_ + _); rewrite addrCA.
split=> //; rewrite V2 W1; move: (_ + _ *: S.1 l) => Y; move: (beta * u + _) => v.
rewrite scalerDr opprD scalerA mulmxBr mulmxBl -scalemxAr -scalemxAl scalerBl.
by rewrite addrACA.
Qed.

Lemma projected_output k x' :
  recast eL (output h (big k).1 x' L) = output h (small k).1 (recast e0 x') L.
Proof. exact (ends_output e0 eL framesQ h (form_linked (@projected_form k)) x'). Qed.
End Projected.

Lemma onto_end n m (e : n = m) : (pid_mx n : 'M[R]_(n, m)) *m (pid_mx n : 'M[R]_(n, m))^T = 1%:M.
Proof. by case: _ / e; rewrite pid_mx_1 trmx1 mul1mx. Qed.

Lemma sumsq_split p q a b (Q : 'M[R]_(p, a)) (H : 'M[R]_(q, b)) D G :
  Q^T *m Q = 1%:M -> H^T *m H = 1%:M -> Q^T *m D = G *m H^T ->
  sumsq D = sumsq G + sumsq ((1%:M - Q *m Q^T) *m D).
Proof.
move=> QQ HH QD; have z : Q^T *m ((1%:M - Q *m Q^T) *m D) = 0.
  by rewrite !mulmxA mulmxBr mulmx1 mulmxA QQ mul1mx subrr mul0mx.
have DE : D = Q *m (G *m H^T) + (1%:M - Q *m Q^T) *m D.
  by rewrite -QD mulmxBl mul1mx -mulmxA addrC subrK.
move: ((1%:M - Q *m Q^T) *m D) z DE => E z ->.
have z' : E^T *m Q = 0 by rewrite -[E^T *m Q]trmxK trmx_mul trmxK z trmx0.
rewrite !sumsq_trace [(_ + E)^T]linearD /= mulmxDl !mulmxDr !linearD /=.
rewrite trmx_mul -(mulmxA _ Q^T E) z mulmx0 linear0 addr0.
rewrite (mulmxA E^T) z' mul0mx linear0 add0r; congr (_ + _).
rewrite -mulmxA (mulmxA Q^T) QQ mul1mx trmx_mul trmxK mxtrace_mulC !mulmxA -(mulmxA G) HH mulmx1.
by rewrite mxtrace_mulC.
Qed.

Section Theorems.
Variables (n m : nat -> nat) (L N : nat) (W : layers R n) (C : forall l, 'M[R]_(n l)).
Variables (Q : forall l, 'M[R]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L).
Variables (h h' : nat -> R -> R) (x : 'I_N -> 'cV[R]_(n 0%N)).
Variables (slope : nat -> 'M[R]_(n L, N) -> 'M[R]_(n L, N)) (eta : nat -> R) (omega beta : R).
Let y j := recast e0 (x j).
Let g k := recast_slope eL (slope k).

Theorem radial_projected_descent k : core L W C -> frames L C Q ->
  let Wk := projected h h' x slope eta omega beta (onto Q) W k in
  let Rk := plain h h' y g eta omega beta (cut W Q) k in
  let kappa l := (scales (eta l) omega beta k).1 in
  [/\ forall l, (l < L)%N -> Wk l = Q l.+1 *m Rk l *m (hat (Q l))^T
        + kappa l *: (W l *m (1%:M - hat (Q l) *m (hat (Q l))^T)),
      omega = 0 -> forall l, kappa l = 1 &
      forall x', recast eL (output h Wk x' L) = output h Rk (recast e0 x') L].
Proof.
move=> cC fQ; split=> [l lL|-> l|x']; last exact: projected_output cC fQ _ _ _ _ _ _ _ _ _.
  by have [] := projected_form e0 eL cC fQ h h' x slope eta omega beta k lL.
by rewrite scales_without_decay.
Qed.

Theorem radial_removed_part k : core L W C -> frames L C Q ->
  let D l := gradient h h' x slope k (projected h h' x slope eta omega beta (onto Q) W k) l in
  let G l := gradient h h' y g k (plain h h' y g eta omega beta (cut W Q) k) l in
  let removed l := (1%:M - onto Q l.+1) *m D l in
  [/\ forall l, (l < L)%N -> D l = D l *m hat (Q l) *m (hat (Q l))^T,
      forall l, (l < L)%N -> removed l = removed l *m hat (Q l) *m (hat (Q l))^T /\
        (Q l.+1)^T *m removed l = 0,
      forall l, l.+1 = L -> removed l = 0 &
      \sum_(l < L) sumsq (D l) = \sum_(l < L) sumsq (G l) + \sum_(l < L.-1) sumsq (removed l)].
Proof.
move=> cC fQ D G removed; have [QQ _ _ QL] := fQ.
have both l (lL : (l < L)%N) := gradients_agree fQ
  (projected_form e0 eL cC fQ h h' x slope eta omega beta k) lL.
have last_ l : l.+1 = L -> removed l = 0.
  have : onto Q L = 1%:M by rewrite /onto QL (onto_end eL).
  by move=> + lE; rewrite /removed -lE => ->; rewrite subrr mul0mx.
split=> // [l lL|l lL|]; first by have [_ ->] := both l lL.
  split; first by rewrite /removed -!mulmxA (mulmxA (D l)); have [_ ->] := both l lL.
  by rewrite /removed !mulmxA mulmxBr mulmx1 mulmxA QQ // mul1mx subrr mul0mx.
have -> : \sum_(l < L.-1) sumsq (removed l) = \sum_(l < L) sumsq (removed l).
  case: {both} (L) last_ => [|K last_]; first by rewrite !big_ord0.
  rewrite /= big_ord_recr /= last_ // [X in _ = _ + X](_ : _ = 0) ?addr0 //.
  by rewrite /sumsq big1 // => i _; rewrite big1 // => j _; rewrite mxE expr0n.
rewrite -big_split /=; apply: eq_bigr => l _; have [QD _] := both l (ltn_ord l).
by apply: sumsq_split QD; rewrite ?hat_isometry ?QQ // ltnW.
Qed.
End Theorems.
End Gradients.
