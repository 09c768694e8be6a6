(* Core and rest of a block inside a net, for any loss: features, factors, biases and head trained.

   A net computes the logits Z = C z_L from the features z_0 = B F, where F are fixed inputs and
   z_{l+1} = W_l z_l + b_l (1, ..., 1). Its loss sees Z and the other parameters theta alone; the
   rule that moves theta sees no more.

   net_core_and_rest (KFZ2): let U_l be square orthogonal, K_l the span of its first a_l columns,
     and let no factor of the start lead out of the K_l or back into them, with features in K_0,
     rows of the head in K_L and biases in K_l. Then at every step of descent the factors are block
     diagonal in the frames: the first blocks of all parameters, and theta, are those of the small
     net trained by itself, the second ones are those of the start times scalars that no data reach.
     The small net makes the same logits of every input. Any field, depth, sizes, loss, minibatches,
     rates for each layer, weight decay, momentum. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent block block_gradient intertwined core_rest lossless closed.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Net.
Variables (R : comRingType) (L : nat) (d : nat -> nat) (p q N : nat) (T : Type).

(* what is trained, with the velocities of heavy ball; theta are all parameters behind the head *)
Record block_net := BlockNet {
  net_B : 'M[R]_(d 0, p); net_W : factors R d; net_b : biases R d; net_C : 'M[R]_(q, d L);
  net_theta : T;
  speed_B : 'M[R]_(d 0, p); speed_W : factors R d; speed_b : biases R d; speed_C : 'M[R]_(q, d L)
}.

(* from velocity zero *)
Definition from_rest B W b C th := @BlockNet B W b C th 0 (fun=> 0) (fun=> 0) 0.

(* the logits of inputs x of the block *)
Definition net_logits (S : block_net) m (x : 'M[R]_(d 0, m)) : 'M[R]_(q, m) :=
  net_C S *m outputs (net_W S) (net_b S) x L.

Variable data : 'M[R]_(p, N).
(* in step n: the slope of the loss at the logits Z, and how theta moves *)
Variables (Gamma : nat -> T -> 'M[R]_(q, N) -> 'M[R]_(q, N)).
Variables (next : nat -> T -> 'M[R]_(q, N) -> T).
Variables (eta eta_b : nat -> R) (eta_B eta_C omega beta : R).

Definition train_step n (S : block_net) : block_net :=
  let: BlockNet B W b C th B' W' b' C' := S in
  let z := outputs W b (B *m data) in
  let G := Gamma n th (C *m z L) in
  let gB := (C *m above L W 0)^T *m G *m data^T in
  let gW l := block_slope W b (B *m data) (C^T *m G) l in
  let gb l := bias_slope W (C^T *m G) l in
  let gC := G *m (z L)^T in
  BlockNet (moved omega beta eta_B B' B gB)
    (fun l => moved omega beta (eta l) (W' l) (W l) (gW l))
    (fun l => moved omega beta (eta_b l) (b' l) (b l) (gb l)) (moved omega beta eta_C C' C gC)
    (next n th (C *m z L)) (pushed omega beta B' B gB)
    (fun l => pushed omega beta (W' l) (W l) (gW l))
    (fun l => pushed omega beta (b' l) (b l) (gb l)) (pushed omega beta C' C gC).

Fixpoint trained (S : block_net) n := if n is m.+1 then train_step m (trained S m) else S.
End Net.

Section Blocks.
Variables (F : fieldType) (omega beta : F).

(* a step of matrices in block form: the second block gets no gradient *)
Lemma blocks_step m n a b c e (A : 'M[F]_(m, a + b)) (B : 'M[F]_(n, c + e)) h v x g u k y :
  let block x y : 'M[F]_(m, n) := A *m block_mx x 0 0 y *m B^T in
  moved omega beta h (block v (u *: y)) (block x (k *: y)) (block g 0) =
    block (moved omega beta h v x g) ((k - h * (beta * u + omega * k)) *: y) /\
  pushed omega beta (block v (u *: y)) (block x (k *: y)) (block g 0) =
    block (pushed omega beta v x g) ((beta * u + omega * k) *: y).
Proof.
move=> block.
have addB x1 y1 x2 y2 : block x1 y1 + block x2 y2 = block (x1 + x2) (y1 + y2).
  by rewrite /block -mulmxDl -mulmxDr add_block_mx !addr0.
have scaleB t x1 y1 : t *: block x1 y1 = block (t *: x1) (t *: y1).
  by rewrite /block scalemxAl scalemxAr scale_block_mx !scaler0.
have push : pushed omega beta (block v (u *: y)) (block x (k *: y)) (block g 0) =
    block (pushed omega beta v x g) ((beta * u + omega * k) *: y).
  by rewrite /pushed !scaleB !addB add0r !scalerA -scalerDl.
split=> //; rewrite /moved push -scaleNr scaleB addB scaleNr.
by rewrite scalerA -scalerDl mulNr.
Qed.

Lemma cols_step m n a b (A : 'M[F]_(m, a + b)) h (v x g : 'M[F]_(a, n)) u k y :
  let col x y : 'M[F]_(m, n) := A *m col_mx x y in
  moved omega beta h (col v (u *: y)) (col x (k *: y)) (col g 0) =
    col (moved omega beta h v x g) ((k - h * (beta * u + omega * k)) *: y) /\
  pushed omega beta (col v (u *: y)) (col x (k *: y)) (col g 0) =
    col (pushed omega beta v x g) ((beta * u + omega * k) *: y).
Proof.
move=> col.
have addB x1 y1 x2 y2 : col x1 y1 + col x2 y2 = col (x1 + x2) (y1 + y2).
  by rewrite /col -mulmxDr add_col_mx.
have scaleB t x1 y1 : t *: col x1 y1 = col (t *: x1) (t *: y1).
  by rewrite /col scalemxAr scale_col_mx.
have push : pushed omega beta (col v (u *: y)) (col x (k *: y)) (col g 0) =
    col (pushed omega beta v x g) ((beta * u + omega * k) *: y).
  by rewrite /pushed !scaleB !addB add0r !scalerA -scalerDl.
split=> //; rewrite /moved push -scaleNr scaleB addB scaleNr.
by rewrite scalerA -scalerDl mulNr.
Qed.

Lemma inside_step m n a b (A : 'M[F]_(m, a + b)) h (v x g : 'M[F]_(a, n)) :
  let col x : 'M[F]_(m, n) := A *m col_mx x 0 in
  moved omega beta h (col v) (col x) (col g) = col (moved omega beta h v x g) /\
  pushed omega beta (col v) (col x) (col g) = col (pushed omega beta v x g).
Proof.
by move=> col; have := cols_step A h v x g 0 0 0; rewrite /= !scale0r !scaler0.
Qed.

Lemma rows_step m n a b (A : 'M[F]_(n, a + b)) h (v x g : 'M[F]_(m, a)) :
  let row x : 'M[F]_(m, n) := row_mx x 0 *m A^T in
  moved omega beta h (row v) (row x) (row g) = row (moved omega beta h v x g) /\
  pushed omega beta (row v) (row x) (row g) = row (pushed omega beta v x g).
Proof.
move=> row; have addB x1 x2 : row x1 + row x2 = row (x1 + x2).
  by rewrite /row -mulmxDl add_row_mx addr0.
have scaleB t x1 : t *: row x1 = row (t *: x1) by rewrite /row scalemxAl scale_row_mx scaler0.
have push : pushed omega beta (row v) (row x) (row g) = row (pushed omega beta v x g).
  by rewrite /pushed !scaleB !addB.
by split=> //; rewrite /moved push -scaleNr scaleB addB scaleNr.
Qed.
End Blocks.

Section Frames.
Variables (R : comRingType) (L N q : nat) (d a b : nat -> nat).
Variable U : forall l, 'M[R]_(d l, a l + b l).
Hypothesis orthogonal : orthogonal_frames L U.
Local Notation K l := (lsubmx (U l)).
Variables (W : factors R d) (w : factors R a) (y : factors R b) (k : nat -> R).
Variables (s : biases R d) (t : biases R a) (C : 'M[R]_(q, d L)) (c : 'M[R]_(q, a L)).
Hypothesis blocks : forall l, (l < L)%N ->
  W l = U l.+1 *m block_mx (w l) 0 0 (k l *: y l) *m (U l)^T.
Hypothesis shifts : forall l, (l < L)%N -> s l = U l.+1 *m col_mx (t l) 0.
Hypothesis head : C = row_mx c 0 *m (U L)^T.

Lemma core_outputs (H : 'M[R]_(d 0, N)) h : H = U 0 *m col_mx h 0 ->
  forall l, (l <= L)%N -> outputs W s H l = U l *m col_mx (outputs w t h l) 0.
Proof.
move=> HE; elim=> [|l IH] lL //=; rewrite IH ?(ltnW lL) // blocks // shifts //.
rewrite -!mulmxA (mulmxA (U l)^T) (orthogonal (ltnW lL)).1 mul1mx mul_block_col !mul0mx !mulmx0.
by rewrite !addr0 -mulmxDr mul_col_mx add_col_mx mul0mx addr0.
Qed.

(* of any input the small block sees what it needs *)
Lemma seen_outputs (x : 'M[R]_(d 0, N)) l : (l <= L)%N ->
  (K l)^T *m outputs W s x l = outputs w t ((K 0)^T *m x) l.
Proof.
elim: l => //= l IH lL; have kA := core_of_frame (orthogonal lL).1.
rewrite blocks // shifts // mulmxDr !mulmxA kA mul_row_block mul_row_col !mul0mx !mul1mx.
by rewrite !addr0 row_core -[X in X + _]mulmxA IH // ltnW.
Qed.

Lemma head_reads m (X : 'M[R]_(d L, m)) : C *m X = c *m ((K L)^T *m X).
Proof. by rewrite head row_core mulmxA. Qed.

Lemma core_tied : intertwined L (fun l => K l) W w.
Proof.
move=> l lL; have [A1 _] := orthogonal lL; have [B1 _] := orthogonal (ltnW lL).
by have [] := tied_of_blocks A1 B1 (blocks lL).
Qed.

Lemma core_above l : (l <= L)%N ->
  C *m above L W l = row_mx (c *m above L w l) 0 *m (U l)^T.
Proof.
move=> lL; rewrite head_reads (tied_left (above_tied core_tied lL)) mulmxA.
by rewrite row_core.
Qed.

(* the same logits of every input, and with no bias the same product *)
Lemma core_logits (x : 'M[R]_(d 0, N)) :
  C *m outputs W s x L = c *m outputs w t ((K 0)^T *m x) L /\
  C *m chain L W *m x = c *m chain L w *m ((K 0)^T *m x).
Proof.
split; first by rewrite head_reads seen_outputs.
by rewrite head_reads (tied_left (below_tied core_tied (leqnn L))) !mulmxA.
Qed.

(* the gradients are those of the small net, and zero in the rest *)
Lemma core_gradients (H : 'M[R]_(d 0, N)) h G : H = U 0 *m col_mx h 0 ->
  [/\ forall l, (l < L)%N -> block_slope W s H (C^T *m G) l =
        U l.+1 *m block_mx (block_slope w t h (c^T *m G) l) 0 0 0 *m (U l)^T,
      forall l, (l < L)%N -> bias_slope W (C^T *m G) l =
        U l.+1 *m col_mx (bias_slope w (c^T *m G) l) 0,
      G *m (outputs W s H L)^T = row_mx (G *m (outputs w t h L)^T) 0 *m (U L)^T &
      forall p (D : 'M[R]_(p, N)), (C *m above L W 0)^T *m G *m D^T =
        U 0 *m col_mx ((c *m above L w 0)^T *m G *m D^T) 0].
Proof.
move=> HE; have up l (lL : (l <= L)%N) m (X : 'M[R]_(q, m)) :
    (C *m above L W l)^T *m X = U l *m col_mx ((c *m above L w l)^T *m X) 0.
  by rewrite core_above // trmx_mul trmxK tr_row_mx trmx0 -mulmxA mul_col_mx mul0mx.
have up' l (lL : (l <= L)%N) m (X : 'M[R]_(q, m)) :
    (above L W l)^T *m (C^T *m X) = U l *m col_mx ((above L w l)^T *m (c^T *m X)) 0.
  by rewrite !mulmxA -!trmx_mul up.
have out := core_outputs HE.
split=> [l lL|l lL||p D].
- rewrite /block_slope up' // out ?(ltnW lL) // trmx_mul tr_col_mx trmx0 -!mulmxA.
  by rewrite (mulmxA (col_mx _ _)) mul_col_row !mulmx0 mul0mx !mulmxA.
- by rewrite /bias_slope up' // -!mulmxA mul_col_mx mul0mx -!mulmxA.
- by rewrite out // trmx_mul tr_col_mx trmx0 mulmxA mul_mx_row mulmx0.
by rewrite -mulmxA up // -mulmxA.
Qed.
End Frames.

Section Training.
Variables (F : fieldType) (L : nat) (d a b : nat -> nat) (p q N : nat) (T : Type).
Variable U : forall l, 'M[F]_(d l, a l + b l).
Hypothesis orthogonal : orthogonal_frames L U.
Variables (data : 'M[F]_(p, N)) (Gamma : nat -> T -> 'M[F]_(q, N) -> 'M[F]_(q, N)).
Variables (next : nat -> T -> 'M[F]_(q, N) -> T).
Variables (eta eta_b : nat -> F) (eta_B eta_C omega beta : F).
Variables (B : 'M[F]_(d 0, p)) (W : factors F d) (s : biases F d) (C : 'M[F]_(q, d L)) (th : T).
Local Notation K l := (lsubmx (U l)).

(* features in K_0, rows of the head in K_L, biases in K_l, and factors that do not leave them *)
Definition closed_net := [/\ inside (K 0) (B *m data), inside (K L) C^T,
  forall l, (l < L)%N -> inside (K l.+1) (s l) & closed_under L U W].
Hypothesis closed : closed_net.

(* the large net, and the small one from the first blocks *)
Definition large_net := @trained F L d p q N T data Gamma next eta eta_b eta_B eta_C omega beta
  (from_rest B W s C th).
Definition small_net := @trained F L a p q N T data Gamma next eta eta_b eta_B eta_C omega beta
  (from_rest ((K 0)^T *m B) (core_block U W) (fun l => (K l.+1)^T *m s l) (C *m K L) th).

Local Notation kappa h n := (rest_pair h omega beta 1 n).1.
Local Notation speed h n := (rest_pair h omega beta 1 n).2.
Local Notation B2 := ((rsubmx (U 0))^T *m B).

Lemma rest_unseen : B2 *m data = 0.
Proof.
have [f _ _ _] := closed; rewrite -mulmxA; apply: off_core f.
by have [] := orthogonal (leq0n L).
Qed.

Definition in_blocks (S : block_net F L d p q T) (z : block_net F L a p q T)
    (kappa : nat -> F) kappa_B := [/\ net_theta S = net_theta z,
  forall l, (l < L)%N ->
    net_W S l = U l.+1 *m block_mx (net_W z l) 0 0 (kappa l *: rest_block U W l) *m (U l)^T /\
    net_b S l = U l.+1 *m col_mx (net_b z l) 0,
  net_C S = row_mx (net_C z) 0 *m (U L)^T & net_B S = U 0 *m col_mx (net_B z) (kappa_B *: B2)].

Let speeds_in_blocks (S : block_net F L d p q T) (z : block_net F L a p q T) n :=
  [/\ forall l, (l < L)%N ->
    speed_W S l = U l.+1 *m
      block_mx (speed_W z l) 0 0 (speed (eta l) n *: rest_block U W l) *m (U l)^T /\
    speed_b S l = U l.+1 *m col_mx (speed_b z l) 0,
  speed_C S = row_mx (speed_C z) 0 *m (U L)^T &
  speed_B S = U 0 *m col_mx (speed_B z) (speed eta_B n *: B2)].

Lemma blocks_trained n : in_blocks (large_net n) (small_net n)
    (fun l => kappa (eta l) n) (kappa eta_B n) /\ speeds_in_blocks (large_net n) (small_net n) n.
Proof.
elim: n => [|n [IH1 IH2]].
  have [fB fC fs fW] := closed; have [A1 A2] := orthogonal (leq0n L).
  have [E1 E2] := orthogonal (leqnn L); split; split=> //=.
  - move=> l lL; split; first by rewrite scale1r; exact: (closed_is_block orthogonal fW lL).
    by have [G1 G2] := orthogonal lL; apply: col_of_inside; [| | exact: fs].
  - rewrite row_core; have := col_of_inside E1 E2 fC; move/(f_equal trmx).
    rewrite trmxK => {1}->; rewrite trmx_mul tr_col_mx trmx0 trmx_mul !trmxK row_core.
    by [].
  - by rewrite scale1r -mul_col_mx -tr_row_mx hsubmxK mulmxA A2 mul1mx.
  - by move=> l lL; rewrite scale0r block_mx0 mulmx0 mul0mx col_mx0 mulmx0.
  - by rewrite row_mx0 mul0mx.
  - by rewrite scale0r col_mx0 mulmx0.
move: IH1 IH2; rewrite /large_net /small_net /=; rewrite -/large_net -/small_net.
case: (large_net n) (small_net n) => [B1 W1 b1 C1 th1 B1' W1' b1' C1'].
case=> [B3 W3 b3 C3 th3 B3' W3' b3' C3'] [/= <- blocks CE BE] [/= blocks' CE' BE'].
have HE : B1 *m data = U 0 *m col_mx (B3 *m data) 0.
  by rewrite BE -mulmxA mul_col_mx -scalemxAl rest_unseen scaler0.
have bW l lL := (blocks l lL).1; have bb l lL := (blocks l lL).2.
have bW' l lL := (blocks' l lL).1; have bb' l lL := (blocks' l lL).2.
have ZE : C1 *m outputs W1 b1 (B1 *m data) L = C3 *m outputs W3 b3 (B3 *m data) L.
  rewrite (core_outputs orthogonal bW bb HE) // CE mulmxA -(mulmxA _ (U L)^T).
  by rewrite (orthogonal (leqnn L)).1 mulmx1 mul_row_col mul0mx addr0.
rewrite /train_step ZE; move: (Gamma _ _ _) (next _ _ _) => G th'.
have [gW gb gC gB] := core_gradients orthogonal bW bb CE G HE.
have step_W l (lL : (l < L)%N) := blocks_step omega beta (U l.+1) (U l) (eta l) (W3' l) (W3 l)
  (block_slope (L := L) W3 b3 (B3 *m data) (C3^T *m G) l) (speed (eta l) n) (kappa (eta l) n)
  (rest_block U W l).
have step_b l (lL : (l < L)%N) := inside_step omega beta (U l.+1) (eta_b l) (b3' l) (b3 l)
  (bias_slope (L := L) W3 (C3^T *m G) l).
have [mC pC] := rows_step omega beta (U L) eta_C C3' C3
  (G *m (outputs W3 b3 (B3 *m data) L)^T).
have [mB pB] := cols_step omega beta (U 0) eta_B B3' B3 ((C3 *m above L W3 0)^T *m G *m data^T)
  (speed eta_B n) (kappa eta_B n) B2.
rewrite /= in mC pC mB pB; split; split.
- by [].
- move=> l lL /=; have [mW _] := step_W l lL; have [mb _] := step_b l lL.
  rewrite (bW' l lL) (bW l lL) (gW l lL) (bb' l lL) (bb l lL) (gb l lL) mW mb.
  by case: (rest_pair (eta l) omega beta 1 n).
- by rewrite /= CE' CE gC mC.
- by rewrite /= BE' BE gB mB; case: (rest_pair eta_B omega beta 1 n).
- move=> l lL /=; have [_ pW] := step_W l lL; have [_ pb] := step_b l lL.
  rewrite (bW' l lL) (bW l lL) (gW l lL) (bb' l lL) (bb l lL) (gb l lL) pW pb.
  by case: (rest_pair (eta l) omega beta 1 n).
- by rewrite /= CE' CE gC pC.
by rewrite /= BE' BE gB pB; case: (rest_pair eta_B omega beta 1 n).
Qed.

Theorem net_core_and_rest : [/\ B2 *m data = 0,
  omega = 0 -> forall h n, rest_scale h omega beta 1 n = 1 & forall n,
  let S := large_net n in let z := small_net n in
  in_blocks S z (fun l => rest_scale (eta l) omega beta 1 n) (rest_scale eta_B omega beta 1 n) /\
  forall m (x : 'M[F]_(d 0, m)), net_logits S x = net_logits z ((K 0)^T *m x) /\
    net_C S *m chain L (net_W S) *m x = net_C z *m chain L (net_W z) *m ((K 0)^T *m x)].
Proof.
split=> [|o0 h n|n S z]; [exact: rest_unseen | exact: no_decay |].
have [IH _] := blocks_trained n; split=> // m x; have [_ blocks CE _] := IH.
have bW l lL := (blocks l lL).1; have bb l lL := (blocks l lL).2.
exact: (core_logits orthogonal bW bb CE).
Qed.
End Training.
