(* Core and rest of a block inside a net under gradient flow, for any loss.

   net_core_and_rest_flow (KFZ2): the setting of net_core.v over Coq's reals. To every flow of the
     net on [0, T] from a closed start there is a flow of the small net, of the first blocks, such
     that at all times the factors are block diagonal in the frames, with the blocks of the small
     net and with those of the start times exp(-eta_l omega t), and both nets have the same theta
     and the same logits of every input. Any depth, sizes, loss, rule for theta, rates, decay. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block block_gradient intertwined core_rest lossless closed.
From dlf Require Import net_core lipschitz flow flow_core decay net_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section NetFlow.
Variables (L : nat) (d : nat -> nat) (p q N : nat) (Th : Type).
Local Notation state := (block_net [comRingType of R] L d p q Th).
Variable data : 'M[R]_(p, N).
(* the slope of the loss at the logits Z of the samples, and which curves of theta go with Z *)
Variables (Gamma : R -> Th -> 'M[R]_(q, N) -> 'M[R]_(q, N)).
Variable rule : (R -> Th) -> (R -> 'M[R]_(q, N)) -> Prop.
Variables (eta eta_b : nat -> R) (eta_B eta_C omega T : R).

(* rate times gradient and decay of B, where g is the slope at the logits *)
Definition pull_B B (W : factors [comRingType of R] d) (C : 'M[R]_(q, d L)) (g : 'M[R]_(q, N)) :=
  eta_B *: ((C *m above L W 0)^T *m g *m data^T + omega *: B).

(* gradient flow of all of them on [0, T]; along it the slope is a continuous function of time *)
Definition block_flow (S : R -> state) := exists Z G : R -> 'M[R]_(q, N),
  [/\ forall t, (0 <= t <= T)%R -> [/\ Z t = net_logits (S t) (net_B (S t) *m data),
     G t = Gamma t (net_theta (S t)) (Z t) & mcont G t],
   rule (fun t => net_theta (S t)) Z,
   forall t, (0 < t < T)%R -> let W := net_W (S t) in let b := net_b (S t) in
     let C := net_C (S t) in let H := net_B (S t) *m data in [/\
     mderiv (fun u => net_B (S u)) t (- pull_B (net_B (S t)) W C (G t)),
     mderiv (fun u => net_C (S u)) t (- pull_C eta_C omega H W b C (G t)) &
     forall l, (l < L)%N ->
       mderiv (fun u => net_W (S u) l) t (- pull_W eta omega H W b C (G t) l) /\
       mderiv (fun u => net_b (S u) l) t (- pull_b eta_b omega W b C (G t) l)] &
   forall t, (0 <= t <= T)%R -> [/\ mcont (fun u => net_B (S u)) t,
     mcont (fun u => net_C (S u)) t & forall l, (l < L)%N ->
     mcont (fun u => net_W (S u) l) t /\ mcont (fun u => net_b (S u) l) t]].
End NetFlow.

(* what decays in proportion *)
Lemma mdecays m n (Y : R -> 'M[R]_(m, n)) c T :
  (forall t, (0 < t < T)%R -> mderiv Y t (- (c *: Y t))) ->
  (forall t, (0 <= t <= T)%R -> mcont Y t) ->
  forall t, (0 <= t <= T)%R -> Y t = exp (- (c * t)) *: Y 0.
Proof.
move=> DY cY t tT; apply/matrixP=> i j; have D := @decays (fun u => Y u i j) c T.
rewrite (D _ _ t tT) => [||u uT]; last exact: cY.
  by rewrite [RHS]mxE [RHS]mulrC.
by move=> u uT; have := DY u uT i j; rewrite !mxE.
Qed.

Section Mirrors.
Variables (L : nat) (d e : nat -> nat) (J : forall l, 'M[R]_(d l, e l)).
Hypothesis isometry : forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M.

(* the reflection that keeps the columns of J_l and turns what is orthogonal to them *)
Definition mirror l : 'M[R]_(d l) := - reflection J l.

Lemma mirror_tr l : (mirror l)^T = mirror l.
Proof. by rewrite /mirror linearN /= reflection_tr. Qed.

Lemma mirror_twice l : (l <= L)%N -> mirror l *m mirror l = 1%:M.
Proof. by move=> lL; rewrite /mirror mulNmx mulmxN opprK; exact: (reflection_twice isometry). Qed.

Lemma mirror_fixed m l (X : 'M[R]_(d l, m)) : (l <= L)%N ->
  mirror l *m X = X <-> inside (J l) X.
Proof.
rewrite /mirror /reflection opprB mulmxBl mul1mx -scalemxAl -mulmxA => lL.
split=> [e1|[Y ->]]; last first.
  by rewrite (mulmxA _ (J l) Y) isometry // mul1mx scaler_nat mulr2n addrK.
exists ((J l)^T *m X); have two : (2%:R : R) != 0 by rewrite pnatr_eq0.
apply: (scalerI two); rewrite -[in RHS](subrK X (2%:R *: _)) e1 scaler_nat.
by rewrite mulr2n.
Qed.

Lemma mirror_fixed_tr m l (X : 'M[R]_(m, d l)) : (l <= L)%N ->
  X *m mirror l = X <-> inside (J l) X^T.
Proof.
move=> lL; have := mirror_fixed X^T lL; rewrite -{1}mirror_tr -trmx_mul => -[h1 h2].
by split=> [e1|/h2 /trmx_inj //]; apply: h1; rewrite e1.
Qed.

Lemma mirror_closed k l (X : 'M[R]_(d k, d l)) : (k <= L)%N -> (l <= L)%N ->
  mirror k *m X *m mirror l = X <-> inside (J k) (X *m J l) /\ inside (J l) (X^T *m J k).
Proof.
have -> : mirror k *m X *m mirror l = reflection J k *m X *m reflection J l.
  by rewrite /mirror mulmxN !mulNmx opprK.
move=> kL lL; split=> [|[[Y e1] [Y' e2]]].
  by move=> /(reflected_tied isometry kL lL)[e1 e2]; split; eexists; [exact: e1 | exact: e2].
apply: (tied_reflected isometry lL (x := (J k)^T *m X *m J l)); split.
  by rewrite -mulmxA e1 (mulmxA _ _ Y) isometry // mul1mx.
by rewrite !trmx_mul trmxK e2 (mulmxA _ _ Y') isometry // mul1mx.
Qed.
End Mirrors.

Section Flow.
Variables (L : nat) (d a b : nat -> nat) (p q N : nat) (Th : Type).
Variable U : forall l, 'M[R]_(d l, a l + b l).
Hypothesis orthogonal : orthogonal_frames (R := [comRingType of R]) L U.
Local Notation K := (fun l => lsubmx (U l)).
Local Notation big := (block_net [comRingType of R] L d p q Th).
Local Notation small := (block_net [comRingType of R] L a p q Th).
Variables (data : 'M[R]_(p, N)) (Gamma : R -> Th -> 'M[R]_(q, N) -> 'M[R]_(q, N)).
Variable rule : (R -> Th) -> (R -> 'M[R]_(q, N)) -> Prop.
Variables (eta eta_b : nat -> R) (eta_B eta_C omega T : R).
Variable S : R -> big.
Hypotheses (T0 : (0 <= T)%R).
Hypothesis run : block_flow data Gamma rule eta eta_b eta_B eta_C omega T S.

Definition closed_at t := @closed_net [fieldType of R] L d a b p q N U data (net_B (S t))
  (net_W (S t)) (net_b (S t)) (net_C (S t)).
Hypothesis start : closed_at 0.

(* the first blocks of all parameters *)
Definition small_of (S : big) : small := from_rest ((K 0%N)^T *m net_B S)
  (core_block U (net_W S)) (fun l => (K l.+1)^T *m net_b S l) (net_C S *m K L) (net_theta S).

Let K1 l : (l <= L)%N -> (K l)^T *m K l = 1%:M.
Proof. by move=> lL; have [] := frame_halves (orthogonal lL).1. Qed.

(* the subspaces stay closed: mirrored, the run is a run from the same start *)
Lemma stays_closed t : (0 <= t <= T)%R -> closed_at t.
Proof.
have [Z [G [hG hth move1 cont1]]] := run; have [f0 c0 b0 w0] := start.
pose H u := net_B (S u) *m data; pose W u := net_W (S u).
pose s u := net_b (S u); pose C u := net_C (S u).
have runs : @block_runs L N q d eta eta_b eta_B eta_C omega T (data^T *m data) G H W s C.
  split=> u uT; last first.
    have [cB cC cL] := cont1 u uT; split=> //.
    exact: mcont_mul cB (@mcont_const _ _ _ u).
  have [dB dC dL] := move1 u uT; split=> //.
  have := mderiv_mul dB (mderiv_const data u); rewrite mulmx0 addr0.
  congr (mderiv _ _ _); rewrite /pull_B /pull_H mulNmx -scalemxAl mulmxDl -scalemxAl.
  by rewrite !mulmxA.
pose m := mirror (d := d) K.
have m_tr l : (m l)^T = m l by exact: mirror_tr.
have runs' := mirror_runs (mirror := m) m_tr (mirror_twice K1) runs.
have cG u : (0 <= u <= T)%R -> mcont G u by move=> /hG[].
have same0 : [/\ m 0%N *m H 0 = H 0, C 0 *m m L = C 0 & forall l, (l < L)%N ->
    m l.+1 *m W 0 l *m m l = W 0 l /\ m l.+1 *m s 0 l = s 0 l].
  split=> [||l lL]; first exact: (mirror_fixed K1 _ _).2.
    exact: (mirror_fixed_tr K1 _ _).2.
  split; last by apply: (mirror_fixed K1 _ _).2 => //; exact: b0.
  by apply: (mirror_closed K1 _ _ _).2 => //; [exact: ltnW | exact: w0].
move=> tT; have [hH hC hL] := block_unique T0 cG runs' runs same0 tT.
split=> [||l lL|l lL].
- exact: (mirror_fixed K1 (H t) (leq0n L)).1.
- exact: (mirror_fixed_tr K1 (C t) (leqnn L)).1.
- exact: (mirror_fixed K1 (s t l) lL).1 (hL l lL).2.
exact: (mirror_closed K1 (W t l) lL (ltnW lL)).1 (hL l lL).1.
Qed.

Local Notation B2 t := ((rsubmx (U 0%N))^T *m net_B (S t)).
Local Notation W2 t := (rest_block U (net_W (S t))).

(* at one time, with the rest as it is then *)
Lemma blocks_now t : (0 <= t <= T)%R -> let z := small_of (S t) in
  [/\ B2 t *m data = 0,
    forall l, (l < L)%N ->
      net_W (S t) l = U l.+1 *m block_mx (net_W z l) 0 0 (1 *: W2 t l) *m (U l)^T,
    forall l, (l < L)%N -> net_b (S t) l = U l.+1 *m col_mx (net_b z l) 0,
    net_C (S t) = row_mx (net_C z) 0 *m (U L)^T &
    net_B (S t) = U 0%N *m col_mx (net_B z) (B2 t)].
Proof.
move=> tT z; have [f c s w] := stays_closed tT.
have [A1 A2] := orthogonal (leq0n L); have [E1 E2] := orthogonal (leqnn L); split.
- by rewrite -mulmxA; apply: off_core f.
- by move=> l lL; rewrite scale1r; exact: (closed_is_block orthogonal w lL).
- by move=> l lL; have [G1 G2] := orthogonal lL; apply: col_of_inside; [| | exact: s].
- rewrite row_core; have := col_of_inside E1 E2 c; move/(f_equal trmx).
  by rewrite trmxK => {1}->; rewrite trmx_mul tr_col_mx trmx0 trmx_mul !trmxK row_core.
by rewrite /= -mul_col_mx -tr_row_mx hsubmxK mulmxA A2 mul1mx.
Qed.

Lemma pulled t g : (0 <= t <= T)%R -> let z := small_of (S t) in
  let H := net_B (S t) *m data in let h := net_B z *m data in [/\
  forall l, (l < L)%N ->
    (K l.+1)^T *m pull_W eta omega H (net_W (S t)) (net_b (S t)) (net_C (S t)) g l *m K l =
      pull_W eta omega h (net_W z) (net_b z) (net_C z) g l /\
    (rsubmx (U l.+1))^T *m pull_W eta omega H (net_W (S t)) (net_b (S t)) (net_C (S t)) g l *m
      rsubmx (U l) = (eta l * omega) *: W2 t l,
  forall l, (l < L)%N ->
    (K l.+1)^T *m pull_b eta_b omega (net_W (S t)) (net_b (S t)) (net_C (S t)) g l =
    pull_b eta_b omega (net_W z) (net_b z) (net_C z) g l,
  pull_C eta_C omega H (net_W (S t)) (net_b (S t)) (net_C (S t)) g *m K L =
    pull_C eta_C omega h (net_W z) (net_b z) (net_C z) g,
  (K 0%N)^T *m pull_B data eta_B omega (net_B (S t)) (net_W (S t)) (net_C (S t)) g =
    pull_B data eta_B omega (net_B z) (net_W z) (net_C z) g &
  (rsubmx (U 0%N))^T *m pull_B data eta_B omega (net_B (S t)) (net_W (S t)) (net_C (S t)) g =
    (eta_B * omega) *: B2 t].
Proof.
move=> tT z H h; have [u0 bW bb bC bB] := blocks_now tT.
have HE : H = U 0%N *m col_mx h 0 by rewrite /H bB -mulmxA mul_col_mx u0.
have [gW gb gC gB] := core_gradients orthogonal bW bb bC g HE.
have top l (lL : (l <= L)%N) := core_of_frame (orthogonal lL).1.
have off l (lL : (l <= L)%N) := rest_of_frame (orthogonal lL).1.
have top' l (lL : (l <= L)%N) : (U l)^T *m K l = col_mx 1%:M 0.
  by apply: trmx_inj; rewrite trmx_mul trmxK top // tr_col_mx trmx1 trmx0.
split=> [l lL|l lL|||].
- rewrite /pull_W gW // -!scalemxAr -!scalemxAl !mulmxDr !mulmxDl -!scalemxAr -!scalemxAl.
  have /(_ l.+1 lL) t1 := top; have /(_ l.+1 lL) o1 := off; have t2 := top' l (ltnW lL).
  move: (block_slope _ _ _ _ l) => g1.
  rewrite !mulmxA t1 o1 !mul_row_block !mul0mx !mul1mx !addr0 row_mx0 mul0mx mul0mx add0r scalerA.
  by rewrite -(mulmxA (row_mx _ _)) t2 mul_row_col mul0mx mulmx1 addr0; split.
- rewrite /pull_b gb // -scalemxAr mulmxDr -scalemxAr mulmxA top // mul_row_col mul0mx mul1mx.
  by rewrite addr0.
- rewrite /pull_C gC -scalemxAl mulmxDl -scalemxAl -mulmxA top' // mul_row_col mulmx1 mul0mx.
  by rewrite addr0.
- rewrite /pull_B gB -scalemxAr mulmxDr -scalemxAr mulmxA top // mul_row_col mul0mx mul1mx.
  by rewrite addr0.
rewrite /pull_B gB -scalemxAr mulmxDr -scalemxAr mulmxA off // mul_row_col mul0mx mulmx0.
by rewrite !add0r scalerA.
Qed.

Lemma rest_decays t : (0 <= t <= T)%R ->
  (forall l, (l < L)%N -> W2 t l = exp (- (eta l * omega * t)) *: W2 0 l) /\
  B2 t = exp (- (eta_B * omega * t)) *: B2 0.
Proof.
have [Z [G [hG hth move1 cont1]]] := run; move=> tT.
have inner u : (0 < u < T)%R -> (0 <= u <= T)%R by case=> u0 u1; split; exact: Rlt_le.
split=> [l lL|]; apply: (mdecays (Y := fun u => _) _ _ tT) => u uT.
- have [_ _ /(_ l lL)[dW _]] := move1 u uT.
  have [/(_ l lL)[_ r] _ _ _ _] := pulled (G u) (inner u uT).
  have := mderiv_lr (rsubmx (U l.+1))^T (rsubmx (U l)) dW.
  by rewrite mulmxN mulNmx r.
- by have [_ _ /(_ l lL)[cW _]] := cont1 u uT; exact: mcont_lr.
- have [dB _ _] := move1 u uT; have [_ _ _ _ r] := pulled (G u) (inner u uT).
  have := mderiv_mul (mderiv_const (rsubmx (U 0%N))^T u) dB.
  by rewrite mul0mx add0r mulmxN r.
by have [cB _ _] := cont1 u uT; exact: mcont_mul (@mcont_const _ _ _ u) cB.
Qed.

Lemma same_logits t m (x : 'M[R]_(d 0, m)) : (0 <= t <= T)%R ->
  net_logits (S t) x = net_logits (small_of (S t)) ((K 0%N)^T *m x) /\
  net_C (S t) *m chain L (net_W (S t)) *m x =
    net_C (small_of (S t)) *m chain L (net_W (small_of (S t))) *m ((K 0%N)^T *m x).
Proof.
by move=> tT; have [_ bW bb bC _] := blocks_now tT; exact: (core_logits orthogonal bW bb bC).
Qed.

Lemma small_flows :
  block_flow data Gamma rule eta eta_b eta_B eta_C omega T (fun t => small_of (S t)).
Proof.
have [Z [G [hG hth move1 cont1]]] := run; exists Z, G; split=> // t tT; last first.
- have [cB cC cL] := cont1 t tT; split; [exact: mcont_mul (@mcont_const _ _ _ t) cB |
    exact: mcont_mul cC (@mcont_const _ _ _ t) | move=> l lL; have [cW cb] := cL l lL].
  by split; [exact: mcont_lr | exact: mcont_mul (@mcont_const _ _ _ t) cb].
- have tT' : (0 <= t <= T)%R by case: tT => u0 u1; split; exact: Rlt_le.
  have [dB dC dL] := move1 t tT; have [pW pb pC pB _] := pulled (G t) tT'.
  move=> W b' C H; split.
  + have := mderiv_mul (mderiv_const (K 0%N)^T t) dB; rewrite mul0mx add0r mulmxN pB.
    by [].
  + have := mderiv_mul dC (mderiv_const (K L) t); rewrite mulmx0 addr0 mulNmx pC.
    by [].
  move=> l lL; have [dW db] := dL l lL; have [pWl _] := pW l lL; split.
    by have := mderiv_lr (K l.+1)^T (K l) dW; rewrite mulmxN mulNmx pWl.
  by have := mderiv_mul (mderiv_const (K l.+1)^T t) db; rewrite mul0mx add0r mulmxN pb.
have [-> -> cG] := hG t tT; have [e1 _] := same_logits (net_B (S t) *m data) tT.
by rewrite e1 mulmxA; split.
Qed.


Theorem net_core_and_rest_flow : [/\ B2 0 *m data = 0,
  omega = 0 -> forall h t, decay_scale h omega t = 1 & exists z : R -> small,
  [/\ block_flow data Gamma rule eta eta_b eta_B eta_C omega T z,
    z 0 = from_rest ((K 0%N)^T *m net_B (S 0)) (core_block U (net_W (S 0)))
      (fun l => (K l.+1)^T *m net_b (S 0) l) (net_C (S 0) *m K L) (net_theta (S 0)) &
    forall t, (0 <= t <= T)%R ->
      @in_blocks [fieldType of R] L d a b p q Th U (net_B (S 0)) (net_W (S 0)) (S t) (z t)
        (fun l => decay_scale (eta l) omega t) (decay_scale eta_B omega t) /\
      forall m (x : 'M[R]_(d 0, m)), net_logits (S t) x = net_logits (z t) ((K 0%N)^T *m x) /\
        net_C (S t) *m chain L (net_W (S t)) *m x =
          net_C (z t) *m chain L (net_W (z t)) *m ((K 0%N)^T *m x)]].
Proof.
have t0 : (0 <= 0 <= T)%R by split=> //; exact: Rle_refl.
split; first by have [] := blocks_now t0.
  by move=> o0 h t; rewrite /decay_scale o0 Rmult_0_r Rmult_0_l Ropp_0 exp_0.
exists (fun t => small_of (S t)); split=> // [|t tT]; first exact: small_flows.
split=> [|m x]; last exact: same_logits.
have [_ bW bb bC bB] := blocks_now tT; have [rW rB] := rest_decays tT.
split=> // [l lL|]; last by rewrite /decay_scale -rB.
by split; [rewrite /decay_scale -rW // -[X in block_mx _ _ _ X]scale1r; exact: bW | exact: bb].
Qed.
End Flow.
