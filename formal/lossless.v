(* Lossless compression of a block in training, for any loss, with trained ends and biases.

   A net computes Z = C U z_L from the features B F, where U and V are fixed, z_0 = V^T B F and
   z_{l+1} = W_l z_l + b_l (1, ..., 1). Its loss sees Z and the other parameters theta alone; the
   rule that moves theta sees no more. U = V = 1 is a block without compression.

   lossless_training (K6B5): for a start W_l = eps_l Q_l with orthogonal Q_l and zero biases, and
     for V with orthonormal columns that span those of H = B F and of (C X)^T, the net with the
     inner factors eps_l 1 and U = Q_{L-1} ... Q_0 V has at every step of descent the same B, C and
     theta as the large one, and the same logits of every input. Any field, depth, sizes, loss,
     minibatches, rates for each layer, weight decay, momentum.
   closed_start (K6B5): the subspaces Q_{l-1} ... Q_0 span V are closed under this start, flow or
     descent, and in their frames the inner factors are eps_l 1. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent block block_gradient intertwined.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Net.
Variables (R : comRingType) (L d p q N : nat) (e : nat -> nat) (T : Type).

(* what is trained, with the velocities of heavy ball; theta are all parameters behind the head *)
Record net := Net {
  features_of : 'M[R]_(d, p); factors_of : factors R e; shifts_of : biases R e;
  head_of : 'M[R]_(q, d); theta_of : T;
  v_features : 'M[R]_(d, p); v_factors : factors R e; v_shifts : biases R e; v_head : 'M[R]_(q, d)
}.

(* from velocity zero *)
Definition at_rest B W b C th := @Net B W b C th 0 (fun=> 0) (fun=> 0) 0.

Variables (U : 'M[R]_(d, e L)) (V : 'M[R]_(d, e 0)).

(* the logits of inputs u *)
Definition logits (S : net) m (u : 'M[R]_(d, m)) : 'M[R]_(q, m) :=
  head_of S *m (U *m outputs (factors_of S) (shifts_of S) (V^T *m u) L).

Variable data : 'M[R]_(p, N).
(* in step n: the slope of the loss at the logits Z, and how theta moves *)
Variables (Gamma : nat -> T -> 'M[R]_(q, N) -> 'M[R]_(q, N)).
Variables (next : nat -> T -> 'M[R]_(q, N) -> T).
Variables (eta eta_b : nat -> R) (eta_B eta_C omega beta : R).

(* velocity and value after a step with the rate h and the gradient g *)
Definition pushed m n (v x g : 'M[R]_(m, n)) := beta *: v + (g + omega *: x).
Definition moved m n h (v x g : 'M[R]_(m, n)) := x - h *: pushed v x g.

Definition net_step n (S : net) : net :=
  let: Net B W b C th B' W' b' C' := S in
  let z := outputs W b (V^T *m (B *m data)) in
  let Z := C *m (U *m z L) in
  let G := Gamma n th Z in
  let below_head := (C *m U)^T *m G in
  let gB := (C *m U *m above L W 0 *m V^T)^T *m G *m data^T in
  let gW l := block_slope W b (V^T *m (B *m data)) below_head l in
  let gb l := bias_slope W below_head l in
  let gC := G *m (U *m z L)^T in
  @Net (moved eta_B B' B gB) (fun l => moved (eta l) (W' l) (W l) (gW l))
    (fun l => moved (eta_b l) (b' l) (b l) (gb l)) (moved eta_C C' C gC) (next n th Z)
    (pushed B' B gB) (fun l => pushed (W' l) (W l) (gW l))
    (fun l => pushed (b' l) (b l) (gb l)) (pushed C' C gC).
End Net.

(* the second half of tied, transposed *)
Lemma tied_left (R : comRingType) p a q b (A : 'M[R]_(p, a)) (B : 'M_(q, b)) X x :
  tied A B X x -> A^T *m X = x *m B^T.
Proof. by case=> _ h; apply: trmx_inj; rewrite !trmx_mul !trmxK. Qed.

Section Lossless.
Variables (F : fieldType) (L d k p q N : nat) (T : Type).
Local Notation wide := (fun _ : nat => d).
Local Notation narrow := (fun _ : nat => k).
Variables (data : 'M[F]_(p, N)) (Gamma : nat -> T -> 'M[F]_(q, N) -> 'M[F]_(q, N)).
Variables (next : nat -> T -> 'M[F]_(q, N) -> T).
Variables (eta eta_b : nat -> F) (eta_B eta_C omega beta : F).
Variables (Q : factors F wide) (V : 'M[F]_(d, k)).
Hypothesis orthogonal : forall l, (l < L)%N -> (Q l)^T *m Q l = 1%:M.
Hypothesis orthonormal : V^T *m V = 1%:M.

(* bases of the subspaces that the start carries into one another *)
Definition carried l : 'M[F]_(d, k) := below Q l *m V.
Local Notation J := carried.
Local Notation U := (carried L).

Lemma below_orthogonal l : (l <= L)%N -> (below Q l)^T *m below Q l = 1%:M.
Proof.
elim: l => [|l IH] lL; first by rewrite /= trmx1 mul1mx.
by rewrite /= trmx_mul -mulmxA (mulmxA _ (Q l)) orthogonal // mul1mx IH // ltnW.
Qed.

Lemma carried_orthonormal l : (l <= L)%N -> (J l)^T *m J l = 1%:M.
Proof.
by move=> lL; rewrite trmx_mul -mulmxA (mulmxA _ (below Q l)) below_orthogonal // mul1mx.
Qed.

Local Notation big := (net F d p q wide T).
Local Notation small := (net F d p q narrow T).

(* the block itself, and the narrow one between U and V, in the same training *)
Definition large_step := @net_step F L d p q N wide T 1%:M 1%:M data Gamma next
  eta eta_b eta_B eta_C omega beta.
Definition small_step := @net_step F L d p q N narrow T U V data Gamma next
  eta eta_b eta_B eta_C omega beta.

Definition large_logits := @logits F L d p q wide T 1%:M 1%:M.
Definition small_logits := @logits F L d p q narrow T U V.

Fixpoint large_run S n : big := if n is m.+1 then large_step m (large_run S m) else S.
Fixpoint small_run S n : small := if n is m.+1 then small_step m (small_run S m) else S.

(* what a large net at some step has in common with a small one *)
Definition twins (S : big) (s : small) := [/\
  [/\ features_of S = features_of s, head_of S = head_of s, theta_of S = theta_of s,
      v_features S = v_features s & v_head S = v_head s],
  [/\ features_of S *m data = V *m (V^T *m (features_of S *m data)),
      head_of S = head_of S *m U *m U^T,
      v_features S *m data = V *m (V^T *m (v_features S *m data)) &
      v_head S = v_head S *m U *m U^T],
  intertwined L J (factors_of S) (factors_of s), intertwined L J (v_factors S) (v_factors s) &
  forall l, (l < L)%N ->
    shifts_of S l = J l.+1 *m shifts_of s l /\ v_shifts S l = J l.+1 *m v_shifts s l].

Lemma outputs_twins W w (b : biases F wide) (c : biases F narrow) m (H : 'M[F]_(d, m)) l :
  intertwined L J W w -> (forall l, (l < L)%N -> b l = J l.+1 *m c l) ->
  H = V *m (V^T *m H) -> (l <= L)%N -> outputs W b H l = J l *m outputs w c (V^T *m H) l.
Proof.
move=> Ww bc HV; elim: l => [|l IH] lL /=; first by rewrite /carried /= mul1mx -HV.
have [h _] := Ww l lL.
by rewrite IH ?(ltnW lL) // mulmxA h bc // mulmxDr !mulmxA.
Qed.

(* of any input the small block sees what it needs *)
Lemma outputs_seen W w (b : biases F wide) (c : biases F narrow) m (x : 'M[F]_(d, m)) l :
  intertwined L J W w -> (forall l, (l < L)%N -> b l = J l.+1 *m c l) -> (l <= L)%N ->
  (J l)^T *m outputs W b x l = outputs w c (V^T *m x) l.
Proof.
move=> Ww bc; elim: l => [|l IH] lL /=; first by rewrite /carried /= mul1mx.
rewrite mulmxDr !mulmxA (tied_left (Ww l lL)) bc // (mulmxA _ (J l.+1)).
rewrite carried_orthonormal // mul1mx.
by rewrite -mulmxA IH // ltnW.
Qed.

Lemma tied_pushed a b r s (A : 'M[F]_(a, r)) (B : 'M_(b, s)) v v' x x' g g' :
  tied A B v v' -> tied A B x x' -> tied A B g g' ->
  tied A B (pushed omega beta v x g) (pushed omega beta v' x' g').
Proof.
by move=> *; apply: tied_add; [exact: tied_scale | apply: tied_add => //; exact: tied_scale].
Qed.

Lemma tied_moved a b r s (A : 'M[F]_(a, r)) (B : 'M_(b, s)) h v v' x x' g g' :
  tied A B v v' -> tied A B x x' -> tied A B g g' ->
  tied A B (moved omega beta h v x g) (moved omega beta h v' x' g').
Proof. by move=> vv xx gg; exact: (tied_sub h xx (tied_pushed vv xx gg)). Qed.

Lemma step_image a b r (A : 'M[F]_(a, r)) h (v x g : 'M_(r, b)) :
  moved omega beta h (A *m v) (A *m x) (A *m g) = A *m moved omega beta h v x g /\
  pushed omega beta (A *m v) (A *m x) (A *m g) = A *m pushed omega beta v x g.
Proof. by rewrite /moved /pushed mulmxBr -!scalemxAr !mulmxDr -!scalemxAr. Qed.

(* a step does not leave a space that holds value, velocity and gradient *)
Lemma step_inside a b (X : 'M[F]_(a, b) -> Prop) h v x g :
  (forall y z, X y -> X z -> X (y + z)) -> (forall t y, X y -> X (t *: y)) ->
  X v -> X x -> X g -> X (moved omega beta h v x g) /\ X (pushed omega beta v x g).
Proof.
move=> add scale Xv Xx Xg; have Xp : X (pushed omega beta v x g).
  by apply: (add _ _ (scale _ _ Xv)); apply: (add _ _ Xg); exact: scale.
by split=> //; rewrite /moved -scaleNr; apply: (add _ _ Xx); exact: scale.
Qed.

Lemma step_left a b c (D : 'M[F]_(b, c)) (A : 'M[F]_(a, k)) h v x g :
  v *m D = A *m (A^T *m (v *m D)) -> x *m D = A *m (A^T *m (x *m D)) ->
  g *m D = A *m (A^T *m (g *m D)) -> let X y := y *m D = A *m (A^T *m (y *m D)) in
  X (moved omega beta h v x g) /\ X (pushed omega beta v x g).
Proof.
move=> vX xX gX X; apply: (@step_inside _ _ X) => // [y z ey ez | t y ey].
  by rewrite /X mulmxDl !mulmxDr -ey -ez.
by rewrite /X -!scalemxAl -!scalemxAr -ey.
Qed.

Lemma step_right a b (A : 'M[F]_(b, k)) h (v x g : 'M_(a, b)) :
  v = v *m A *m A^T -> x = x *m A *m A^T -> g = g *m A *m A^T ->
  let X y := y = y *m A *m A^T in X (moved omega beta h v x g) /\ X (pushed omega beta v x g).
Proof.
move=> vX xX gX X; apply: (@step_inside _ _ X) => // [y z ey ez | t y ey].
  by rewrite /X !mulmxDl -ey -ez.
by rewrite /X -!scalemxAl -ey.
Qed.

Lemma kept_rows a b m (A : 'M[F]_(b, k)) (Y : 'M[F]_(a, m)) z : A^T *m A = 1%:M ->
  Y *m (A *m z)^T = Y *m (A *m z)^T *m A *m A^T.
Proof. by move=> AA; rewrite trmx_mul -!mulmxA (mulmxA A^T) AA mul1mx. Qed.

Lemma step_twins n (S : big) (s : small) : twins S s ->
  twins (large_step n S) (small_step n s).
Proof.
case: S s => [B W b C th B' W' b' C'] [B2 w c C2 th2 B2' w' c' C2'].
move=> [/= [<- <- <- <- <-] [HV CU HV' CU'] Ww Ww' bc].
have bc1 l lL := (bc l lL).1; have bc2 l lL := (bc l lL).2.
rewrite /net_step trmx1 !mul1mx !mulmx1.
have zE l : (l <= L)%N -> outputs W b (B *m data) l = J l *m outputs w c (V^T *m (B *m data)) l.
  exact: outputs_twins.
have J1 := carried_orthonormal.
rewrite (zE L (leqnn L)); move: (Gamma n th _) (next n th _) => G th'.
have UX := tied_left (above_tied Ww (leq0n L)); rewrite [J 0]mul1mx in UX.
have CX : C *m above L W 0 = C *m U *m above L w 0 *m V^T.
  by rewrite {1}CU -!mulmxA UX.
have cC : tied U 1%:M C^T (C *m U)^T.
  split; last by rewrite !trmxK mul1mx.
  by rewrite mulmx1 -{1}[U]trmxK -trmx_mul -CU.
have slope l : (l < L)%N ->
    tied (J l.+1) 1%:M ((above L W l.+1)^T *m (C^T *m G)) ((above L w l.+1)^T *m ((C *m U)^T *m G)).
  move=> lL; apply: tied_mul (tied_tr (above_tied Ww lL)) (tied_mul cC _).
  by split; rewrite mulmx1 mul1mx.
have gW l : (l < L)%N -> tied (J l.+1) (J l) (block_slope (L := L) W b (B *m data) (C^T *m G) l)
    (block_slope (L := L) w c (V^T *m (B *m data)) ((C *m U)^T *m G) l).
  move=> lL; apply: tied_mul (slope l lL) _; split.
    by rewrite mul1mx zE ?(ltnW lL) // trmx_mul -mulmxA J1 ?mulmx1 // ltnW.
  by rewrite !trmxK mulmx1 zE // ltnW.
have gb l : (l < L)%N ->
    bias_slope (L := L) W (C^T *m G) l = J l.+1 *m bias_slope (L := L) w ((C *m U)^T *m G) l.
  by move=> lL; have [h _] := slope l lL; rewrite /bias_slope [RHS]mulmxA -h mulmx1.
have gB : (C *m U *m above L w 0 *m V^T)^T *m G *m data^T *m data =
    V *m (V^T *m ((C *m U *m above L w 0 *m V^T)^T *m G *m data^T *m data)).
  by rewrite trmx_mul trmxK -!mulmxA (mulmxA V^T) orthonormal mul1mx.
have gC z : G *m (U *m z)^T = G *m (U *m z)^T *m U *m U^T.
  exact: kept_rows (J1 L (leqnn L)).
have [BI1 BI2] := step_left eta_B HV' HV gB.
have [CI1 CI2] := step_right eta_C CU' CU (gC (outputs w c (V^T *m (B *m data)) L)).
split; first by rewrite /= CX.
- by split; [rewrite /= CX; exact: BI1 | exact: CI1 | rewrite /= CX; exact: BI2 | exact: CI2].
- by move=> l lL; exact: tied_moved (Ww' l lL) (Ww l lL) (gW l lL).
- by move=> l lL; exact: tied_pushed (Ww' l lL) (Ww l lL) (gW l lL).
move=> l lL; have [i1 i2] := step_image (J l.+1) (eta_b l) (c' l) (c l)
  (bias_slope (L := L) w ((C *m U)^T *m G) l).
by rewrite -(bc1 l lL) -(bc2 l lL) -(gb l lL) in i1 i2.
Qed.

Theorem closed_start (eps : nat -> F) (B : 'M[F]_(d, p)) (C : 'M[F]_(q, d)) :
  (forall l, (l < L)%N -> eps l != 0) ->
  let W : factors F wide := fun l => eps l *: Q l in
  let w : factors F narrow := fun l => (eps l)%:M in
  ((B *m data)^T + C *m chain L W :=: V^T)%MS ->
  [/\ forall l, (l <= L)%N -> (carried l)^T *m carried l = 1%:M,
      intertwined L carried W w, B *m data = V *m (V^T *m (B *m data)) &
      C = C *m carried L *m (carried L)^T].
Proof.
move=> eps0 W w span; have seen m (A : 'M[F]_(m, d)) : (A <= V^T)%MS -> A *m V *m V^T = A.
  by case/submxP=> D ->; rewrite -(mulmxA D) orthonormal mulmx1.
have HV : B *m data = V *m (V^T *m (B *m data)).
  apply: trmx_inj; rewrite !trmx_mul trmxK -[LHS]seen ?trmx_mul ?mulmxA //.
  by rewrite -span -trmx_mul addsmxSl.
have CQ : C *m below Q L *m V *m V^T = C *m below Q L.
  apply: seen; have : (C *m chain L W <= V^T)%MS by rewrite -span addsmxSr.
  rewrite /chain (@scaled_below _ _ W Q eps) // -scalemxAr => h.
  have p0 : \prod_(l < L) eps l != 0 by apply/prodf_neq0=> l _; exact: eps0.
  by apply: submx_trans h; rewrite (eqmx_scale _ p0).
have CU : C = C *m U *m U^T.
  rewrite /carried trmx_mul !mulmxA CQ -mulmxA (mulmx1C (below_orthogonal _)) //.
  by rewrite mulmx1.
split=> // [|l lL]; first exact: carried_orthonormal.
have JE : J l.+1 = Q l *m J l by rewrite /carried /= mulmxA.
rewrite /W /w JE; split; first by rewrite -scalemxAl mul_mx_scalar.
by rewrite linearZ -scalemxAl mulmxA orthogonal // mul1mx tr_scalar_mx mul_mx_scalar.
Qed.

Theorem lossless_training (eps : nat -> F) (B : 'M[F]_(d, p)) (C : 'M[F]_(q, d)) (th : T) :
  (forall l, (l < L)%N -> eps l != 0) ->
  let W : factors F wide := fun l => eps l *: Q l in
  let w : factors F narrow := fun l => (eps l)%:M in
  ((B *m data)^T + C *m chain L W :=: V^T)%MS ->
  (k <= \rank (B *m data) + \rank C)%N /\ forall n,
  let S := large_run (at_rest B W (fun=> 0) C th) n in
  let s := small_run (at_rest B w (fun=> 0) C th) n in
  [/\ features_of S = features_of s, head_of S = head_of s, theta_of S = theta_of s &
      forall m (x : 'M[F]_(d, m)),
        large_logits S x = small_logits s x /\
        head_of S *m chain L (factors_of S) *m x =
        head_of s *m U *m chain L (factors_of s) *m V^T *m x].
Proof.
move=> eps0 W w span; split.
  have -> : k = \rank V^T by apply/esym/eqP/row_freeP; exists V.
  rewrite -span; apply: leq_trans (mxrank_adds_leqif _ _) _.
  by rewrite mxrank_tr leq_add2l mxrankM_maxl.
have [_ Ww0 HV CU] := closed_start eps0 span.
move=> n S s; have tw : twins S s.
  rewrite /S /s; elim: n {S s} => [|n IH] /=; last exact: step_twins.
  split=> /=; rewrite ?mul0mx ?mulmx0 //.
  - by move=> l _; exact: tied0.
  - by move=> l _; rewrite mulmx0.
case: tw => [[e1 e2 e3 _ _] [_ CS _ _] Ww _ bc]; split=> // m x.
have bc1 l lL := (bc l lL).1.
have out := outputs_seen x Ww bc1 (leqnn L).
have h := tied_left (below_tied Ww (leqnn L)); rewrite [J 0]mul1mx in h.
rewrite /large_logits /small_logits /logits trmx1 !mul1mx -e2; split.
  by rewrite -out 2!mulmxA -CS.
by rewrite /chain [X in X *m _ *m _]CS -(mulmxA (head_of S *m U)) h mulmxA.
Qed.
End Lossless.
