(* Wrong variants of balance, lossless compression, core and rest and frozen directions in a
   net under gradient flow, and of the continuity of its slope, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block block_gradient lipschitz flow block_flow lossless.
From dlf Require Import net_flow lossless_flow closed net_core decay net_core_flow isometric_chain.
From dlf Require Import frozen net_slope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* Wrong variants of balance in a block under gradient flow, near the truth, refuted. Witness:
   one factor decays, W_1 = e^(-t), and all else is zero. *)
Section BlockFlow.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Let one0 : (1 : R) != 0. Proof. exact: oner_neq0. Qed.
Let W (t : R) : factors [comRingType of R] one := fun l => if l is 0%N then 0 else (exp (- t))%:M.
Let b (t : R) : biases [comRingType of R] one := fun=> 0.
Let H (t : R) : 'M[R]_1 := 0.

Let dexp t : is_derive (fun u => exp (- u)) t (- exp (- t)).
Proof. by auto_derive => //; rewrite Ropp_mult_distr_l_reverse Rmult_1_l. Qed.

Let moves t : @moves_along 2 one 1 1 1 1 1 W b H H 0%N t.
Proof.
have z m n : - (1 *: (0 : 'M[R]_(m, n)) + 1 *: 0) = 0 by rewrite !scaler0 addr0 oppr0.
have s l : block_slope (L := 2) (W t) (b t) (H t) (H t) l = 0.
  by rewrite /block_slope /H mulmx0 mul0mx.
exists (bias_slope (L := 2) (d := one) (W t) (H t) 0); first by left.
split.
- rewrite s scaler0 add0r scale1r => i j; rewrite !ord1 /= !mxE eqxx mulr1n.
  by apply: is_derive_ext (dexp t) => u; rewrite mxE eqxx mulr1n.
- rewrite s z; exact: mderiv_const.
by rewrite /bias_slope /H mulmx0 mul0mx z; exact: mderiv_const.
Qed.

Let balance t : balance_at 1 1 1 W b 0 t = (exp (- t) * exp (- t))%:M.
Proof.
rewrite /balance_at /rated_imbalance /= !mul0mx !scaler0 !subr0 invr1 scale1r tr_scalar_mx.
by rewrite -scalar_mxM.
Qed.

(* a decay of D at once the rate *)
Theorem block_balance_flow_rate_wrong : ~ (forall L (d : nat -> nat) N (up down shift omega : R)
    (W : R -> factors [comRingType of R] d) (b : R -> biases [comRingType of R] d)
    (H : R -> 'M[R]_(d 0%N, N)) (Gamma : R -> 'M[R]_(d L, N)) l t,
  up != 0 -> down != 0 -> shift != 0 -> (l.+1 < L)%N ->
  moves_along up down shift omega W b H Gamma l t ->
  mderiv (balance_at up down shift W b l) t (- omega *: balance_at up down shift W b l t)).
Proof.
move=> /(_ 2%N one 1%N 1 1 1 1 W b H H 0%N 0 one0 one0 one0 isT (moves 0)) D.
have E := @block_balance_flow 2 one 1 1 1 1 1 one0 one0 one0 W b H H 0 isT 0 (moves 0).
have := is_derive_unique _ _ _ (D 0 0); rewrite (is_derive_unique _ _ _ (E 0 0)) balance.
rewrite Ropp_0 exp_0 !mxE eqxx !mulr1n !mulr1 => /oppr_inj/eqP.
by rewrite (eqr_nat _ 2 1).
Qed.

(* likewise over time *)
Theorem block_balance_kept_rate_wrong : ~ (forall L (d : nat -> nat) N (up down shift omega : R)
    (W : R -> factors [comRingType of R] d) (b : R -> biases [comRingType of R] d)
    (H : R -> 'M[R]_(d 0%N, N)) (Gamma : R -> 'M[R]_(d L, N)) l T,
  up != 0 -> down != 0 -> shift != 0 -> (l.+1 < L)%N ->
  (forall t, (0 < t < T)%R -> moves_along up down shift omega W b H Gamma l t) ->
  (forall t, (0 <= t <= T)%R -> [/\ mcont (fun u => W u l.+1) t, mcont (fun u => W u l) t &
    mcont (fun u => b u l) t]) ->
  forall t, (0 <= t <= T)%R -> balance_at up down shift W b l t =
    exp (- (omega * t)) *: balance_at up down shift W b l 0).
Proof.
have tT : (0 <= 1 <= 1)%R by lra.
have cont t : (0 <= t <= 1)%R -> [/\ mcont (fun u => W u 1%N) t, mcont (fun u => W u 0%N) t &
    mcont (fun u => b u 0%N) t].
  move=> _; split; try exact: mcont_const.
  move=> i j; rewrite !ord1; apply: (continuous_ext (fun u => exp (- u))) => [u|].
    by rewrite mxE eqxx mulr1n.
  by apply: (ex_derive_continuous (fun u => exp (- u))); exists (- exp (- t)); exact: dexp.
move=> /(_ 2%N one 1%N 1 1 1 1 W b H H 0%N 1 one0 one0 one0 isT (fun t _ => moves t) cont 1 tT).
rewrite !balance Ropp_0 exp_0 => /matrixP/(_ 0 0); rewrite !mxE eqxx !mulr1n !mulr1 => e.
have p := exp_pos (Ropp R1); have lt : (exp (Ropp R1) < 1)%R.
  by rewrite -exp_0; apply: exp_increasing; lra.
have {}e : (exp (Ropp R1) * exp (Ropp R1) = exp (Ropp R1) * 1)%R.
  by rewrite Rmult_1_r [LHS]e Rmult_1_r.
by have := Rmult_eq_reg_l _ _ _ e (Rgt_not_eq _ _ p) => e1; lra.
Qed.
End Wrong.
End BlockFlow.

(* Wrong variants of lossless compression under the flow, refuted: one layer of width one.
   Witness: a loss that is constant, so that a net without weight decay stands still. *)
Section LosslessFlow.
Local Notation factors := (factors [comRingType of R]).
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Let still : net [comRingType of R] 1 1 1 one unit :=
  at_rest 0 ((fun=> 1%:M) : factors one) (fun=> 0) 1%:M tt.

Let rests : large_flow 1 (1%:M : 'M_1) (fun _ _ _ => 0) (fun _ _ => True) (fun=> 1) (fun=> 1) 1 1
  0 1 (fun=> still).
Proof.
have zero m n a (X : 'M[R]_(m, n)) : - (a *: (0 + 0 *: X)) = 0.
  by rewrite scale0r addr0 scaler0 oppr0.
exists (fun=> seen (L := 1) (1%:M : 'M[R]_1) (1%:M : 'M[R]_1) 1%:M still), (fun=> 0); split=> //.
- by move=> t _; split=> //; exact: mcont_const.
- move=> t _; split.
  + by rewrite /pull_features mulmx0 mul0mx zero; exact: mderiv_const.
  + by rewrite /pull_head mul0mx zero; exact: mderiv_const.
  move=> l _; rewrite /pull_factor /pull_shift /block_slope /bias_slope !mulmx0 !mul0mx !zero.
  by split; exact: mderiv_const.
by move=> t _; split=> [||l _]; [| | split]; exact: mcont_const.
Qed.

(* a subspace that has the features, and not what the head reads *)
Theorem lossless_flow_head_wrong : ~ (forall (L d k p q N : nat) (Th : Type)
    (data : 'M[R]_(p, N)) (Gamma : R -> Th -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (rule : (R -> Th) -> (R -> 'M[R]_(q, N)) -> Prop) (eta eta_b : nat -> R)
    (eta_B eta_C omega T : R) (Q : factors (fun _ : nat => d)) (V : 'M[R]_(d, k)),
  (forall l, (l < L)%N -> (Q l)^T *m Q l = 1%:M) -> V^T *m V = 1%:M ->
  forall (eps : nat -> R) (B : 'M[R]_(d, p)) (C : 'M[R]_(q, d)) (th : Th),
  (0 <= T)%R -> (forall l, (l < L)%N -> eps l != 0) ->
  let W : factors (fun _ : nat => d) := fun l => eps l *: Q l in
  let w : factors (fun _ : nat => k) := fun l => (eps l)%:M in
  ((B *m data)^T :=: V^T)%MS ->
  forall S, large_flow L data Gamma rule eta eta_b eta_B eta_C omega T S ->
  starts L (S 0) B W C th -> exists s,
  [/\ small_flow L data Gamma rule eta eta_b eta_B eta_C omega T Q V s,
    starts L (s 0) B w C th & forall t, (0 <= t <= T)%R -> one_net L Q V (S t) (s t)]).
Proof.
have I1 : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have V0 : (0 : 'M[R]_(1, 0))^T *m 0 = 1%:M by apply/matrixP=> -[].
have s0 : (((0 : 'M[R]_1) *m (1%:M : 'M[R]_1))^T :=: (0 : 'M[R]_(1, 0))^T)%MS.
  by rewrite mul0mx !trmx0; apply/eqmxP; rewrite !sub0mx.
have start : starts 1 still 0 ((fun l => 1 *: 1%:M) : factors one) 1%:M tt.
  by split=> // l _; rewrite scale1r.
move=> H; have [s [_ _ same]] := H 1%N 1%N 0%N 1%N 1%N 1%N unit _ _ _ _ _ _ _ _ _ (fun=> 1%:M) 0
  (fun _ _ => I1) V0 (fun=> 1) 0 1%:M tt Rle_0_1 (fun _ _ => oner_neq0 _) s0 _ rests start.
have [_ _ _ /(_ 1%N 1%:M)[+ _]] := same 0 (conj (Rle_refl 0) Rle_0_1).
rewrite /large_logits /small_logits /logits /= trmx1 !mul1mx mulmx1 mul0mx addr0 /carried.
rewrite [X in _ = _ *m X](_ : _ = 0); last first.
  by apply/matrixP=> i j; rewrite !mxE big_ord0.
by rewrite mulmx0 => /matrixP/(_ 0 0)/eqP; rewrite !mxE oner_eq0.
Qed.

(* inner factors of nine tenths of the scale *)
Theorem lossless_flow_scale_wrong : ~ (forall (L d k p q N : nat) (Th : Type)
    (data : 'M[R]_(p, N)) (Gamma : R -> Th -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (rule : (R -> Th) -> (R -> 'M[R]_(q, N)) -> Prop) (eta eta_b : nat -> R)
    (eta_B eta_C omega T : R) (Q : factors (fun _ : nat => d)) (V : 'M[R]_(d, k)),
  (forall l, (l < L)%N -> (Q l)^T *m Q l = 1%:M) -> V^T *m V = 1%:M ->
  forall (eps : nat -> R) (B : 'M[R]_(d, p)) (C : 'M[R]_(q, d)) (th : Th),
  (0 <= T)%R -> (forall l, (l < L)%N -> eps l != 0) ->
  let W : factors (fun _ : nat => d) := fun l => eps l *: Q l in
  let w : factors (fun _ : nat => k) := fun l => (9%:R / 10%:R * eps l)%:M in
  ((B *m data)^T + C *m chain L W :=: V^T)%MS ->
  forall S, large_flow L data Gamma rule eta eta_b eta_B eta_C omega T S ->
  starts L (S 0) B W C th -> exists s,
  [/\ small_flow L data Gamma rule eta eta_b eta_B eta_C omega T Q V s,
    starts L (s 0) B w C th & forall t, (0 <= t <= T)%R -> one_net L Q V (S t) (s t)]).
Proof.
have I1 : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have start : starts 1 still 0 ((fun l => 1 *: 1%:M) : factors one) 1%:M tt.
  by split=> // l _; rewrite scale1r.
have s0 : (((0 : 'M[R]_1) *m (1%:M : 'M[R]_1))^T + 1%:M *m
    chain 1 ((fun l => 1 *: 1%:M) : factors one) :=: (1%:M : 'M[R]_1)^T)%MS.
  rewrite /chain /= mul0mx trmx0 scale1r !mulmx1 trmx1; exact: adds0mx.
move=> H; have [s [_ [eB eC _ eL] same]] := H 1%N 1%N 1%N 1%N 1%N 1%N unit _ _ _ _ _ _ _ _ _
  (fun=> 1%:M) 1%:M (fun _ _ => I1) I1 (fun=> 1) 0 1%:M tt Rle_0_1 (fun _ _ => oner_neq0 _) s0 _
  rests start.
have [_ _ _ /(_ 1%N 1%:M)[_ +]] := same 0 (conj (Rle_refl 0) Rle_0_1).
have [w1 _] := eL 0%N isT.
rewrite /chain /= w1 eC /carried /= !mulmx1 mul1mx trmx1 mulmx1 mulr1.
move/matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx !mulr1n eq_sym -subr_eq0.
have -> : 9%:R / 10%:R - 1 = - 10%:R^-1 :> R by field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.
End Wrong.
End LosslessFlow.

(* Wrong variants of core and rest in a net under the flow, near the truth, refuted. Witness:
   one layer of one neuron that is no core, and a loss that is constant: only the decay moves the
   factor. *)
Section NetCoreFlow.
Local Notation n := (0 + 1)%N.
Local Notation all := (fun _ : nat => n).
Local Notation none := (fun _ : nat => 0%N).
Local Notation one := (fun _ : nat => 1%N).
Local Notation factors := (factors [comRingType of R]).

Section Wrong.
Let I1 (l : nat) : (l <= 1)%N ->
  (1%:M : 'M[R]_n)^T *m 1%:M = 1%:M /\ 1%:M *m (1%:M : 'M[R]_n)^T = 1%:M.
Proof. by rewrite trmx1 mulmx1. Qed.

Let inside0 k (A : 'M[R]_(n, 0)) : inside A (0 : 'M[R]_(n, k)).
Proof. by exists 0; rewrite mulmx0. Qed.

Let closed1 (W : factors all) :
  closed_under (R := [comRingType of R]) 1 (d := all) (a := none) (b := one) (fun=> 1%:M) W.
Proof. by move=> l _; split; exists (0 : 'M_0); rewrite mulmx0; exact: thinmx0. Qed.

(* the factor decays at the rate omega, all else stands still *)
Let curve (omega : R) (C : 'M[R]_n) t : block_net [comRingType of R] 1 all n n unit :=
  from_rest 0 ((fun=> (decay_scale 1 omega t)%:M) : factors all) (fun=> 0) C tt.

Let decays omega C : omega *: C = 0 -> block_flow (1%:M : 'M[R]_n) (fun _ _ _ => 0)
  (fun _ _ => True) (fun=> 1) (fun=> 1) 1 1 omega 1 (curve omega C).
Proof.
move=> C0; have D t : mderiv (fun u => (decay_scale 1 omega u)%:M : 'M[R]_n) t
    (- (omega *: (decay_scale 1 omega t)%:M)).
  move=> i j; rewrite !ord1 !mxE eqxx mulr1n; have := decay_scale_derivative 1 omega t.
  by rewrite Rmult_1_l; apply: is_derive_ext => u; rewrite mxE eqxx mulr1n.
exists (fun t => net_logits (curve omega C t) 0), (fun=> 0); split=> // t tT.
- by split; [rewrite /= mul0mx | | exact: mcont_const].
- have zero m k (X : 'M[R]_(m, k)) : omega *: X = 0 -> - (1 *: (0 + omega *: X)) = 0.
    by move=> ->; rewrite addr0 scaler0 oppr0.
  split; rewrite /= ?/pull_B ?/pull_C.
  + by rewrite mulmx0 mul0mx zero ?scaler0 //; exact: mderiv_const.
  + by rewrite mul0mx zero //; exact: mderiv_const.
  move=> l _; rewrite /pull_W /pull_b /block_slope /bias_slope !mulmx0 !mul0mx.
  rewrite (zero _ _ 0) ?scaler0 //; split; last exact: mderiv_const.
  by rewrite add0r scale1r; exact: D.
split=> [||l _]; [exact: mcont_const | exact: mcont_const |].
split; last exact: mcont_const.
by move=> i j; apply: ex_derive_continuous; eexists; exact: (D t i j).
Qed.

(* a head that reads what the core does not hold *)
Theorem net_core_and_rest_flow_head_wrong : ~ (forall (L : nat) (d a b : nat -> nat)
    (p q N : nat) (Th : Type) (U : forall l, 'M[R]_(d l, a l + b l)),
  orthogonal_frames (R := [comRingType of R]) L U ->
  forall (data : 'M[R]_(p, N)) (Gamma : R -> Th -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (rule : (R -> Th) -> (R -> 'M[R]_(q, N)) -> Prop) (eta eta_b : nat -> R)
    (eta_B eta_C omega T : R) (S : R -> block_net [comRingType of R] L d p q Th),
  (0 <= T)%R -> block_flow data Gamma rule eta eta_b eta_B eta_C omega T S ->
  inside (lsubmx (U 0%N)) (net_B (S 0) *m data) ->
  (forall l, (l < L)%N -> inside (lsubmx (U l.+1)) (net_b (S 0) l)) ->
  closed_under (R := [comRingType of R]) L U (net_W (S 0)) ->
  exists z : R -> block_net [comRingType of R] L a p q Th,
    z 0 = from_rest ((lsubmx (U 0%N))^T *m net_B (S 0)) (core_block U (net_W (S 0)))
      (fun l => (lsubmx (U l.+1))^T *m net_b (S 0) l) (net_C (S 0) *m lsubmx (U L))
      (net_theta (S 0)) /\
    forall t, (0 <= t <= T)%R -> forall m (x : 'M[R]_(d 0%N, m)),
      net_logits (S t) x = net_logits (z t) ((lsubmx (U 0%N))^T *m x)).
Proof.
move=> H; have [|||z [z0 same]] := H 1%N all none one n n n unit (fun=> 1%:M) I1 _ _ _ _ _ _ _ _ _
  _ Rle_0_1 (@decays 0 1%:M (scale0r _)).
- by rewrite mul0mx; exact: inside0.
- by move=> l _; exact: inside0.
- exact: closed1.
have := same 0 (conj (Rle_refl 0) Rle_0_1) n 1%:M; rewrite z0 /net_logits /=.
rewrite /decay_scale Rmult_0_r Ropp_0 exp_0 mul0mx addr0 !mul1mx.
rewrite [X in X *m (_ + _)]thinmx0 mul0mx => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE oner_eq0.
Qed.

(* nine tenths of the decay *)
Theorem net_core_and_rest_flow_decay_wrong : ~ (forall (L : nat) (d a b : nat -> nat)
    (p q N : nat) (Th : Type) (U : forall l, 'M[R]_(d l, a l + b l)),
  orthogonal_frames (R := [comRingType of R]) L U ->
  forall (data : 'M[R]_(p, N)) (Gamma : R -> Th -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (rule : (R -> Th) -> (R -> 'M[R]_(q, N)) -> Prop) (eta eta_b : nat -> R)
    (eta_B eta_C omega T : R) (S : R -> block_net [comRingType of R] L d p q Th),
  (0 <= T)%R -> block_flow data Gamma rule eta eta_b eta_B eta_C omega T S ->
  closed_at (a := a) (b := b) U data S 0 ->
  exists z : R -> block_net [comRingType of R] L a p q Th,
    forall t, (0 <= t <= T)%R -> forall l, (l < L)%N ->
      net_W (S t) l = U l.+1 *m block_mx (net_W (z t) l) 0 0
        (decay_scale (eta l) (9 / 10 * omega)%R t *: rest_block U (net_W (S 0)) l) *m (U l)^T).
Proof.
move=> H; have [|z same] := H 1%N all none one n n n unit (fun=> 1%:M) I1 _ _ _ _ _ _ _ _ _
  _ Rle_0_1 (@decays 1 0 (scaler0 _ _)).
  by split=> [||l _|]; rewrite /= ?mul0mx ?trmx0; [exact: inside0 .. | exact: closed1].
have := same 1 (conj Rle_0_1 (Rle_refl 1)) 0%N isT; rewrite trmx1 mulmx1 mul1mx /=.
move/(f_equal drsubmx); rewrite block_mxKdr /rest_block /=.
have -> : decay_scale 1 1 0 = 1 by rewrite /decay_scale Rmult_0_r Ropp_0 exp_0.
have [_ _ _ r1] := frame_halves (I1 (leqnn 1)).1; rewrite mulmx1 r1 => /matrixP/(_ 0 0).
rewrite !mxE eqxx mulr1n => /eqP; rewrite [_ * 1%:R]mulr1 => /eqP /exp_inv.
rewrite -[X in (X -> _)]/((- (1 * 1 * 1) = - (1 * (9 / 10 * 1) * 1))%R).
lra.
Qed.
End Wrong.
End NetCoreFlow.

(* A wrong variant of frozen directions under the flow, refuted: one layer of one neuron, a
   loss that is constant, and a net without decay that stands still. *)
Section FrozenFlow.
Local Notation w := (fun l => (fun _ : nat => 0) l + 1)%N.
Local Notation factors := (factors [comRingType of R]).

(* a head that sees the directions *)
Theorem frozen_flow_head_wrong : ~ (forall (L : nat) (a : nat -> nat) (m n : nat)
    (Q : factors (fun l => a l + m)%N) (V : forall l, 'M[R]_((a l + m)%N, m)),
  rows_then_cols (F := [fieldType of R]) L Q n ->
  (forall l, (l < n)%N -> V l = (Q l)^T *m V l.+1) ->
  (forall l, (n <= l < L)%N -> V l.+1 = Q l *m V l) -> (V n)^T *m V n = 1%:M ->
  forall (p q N : nat) (Th : Type) (data : 'M[R]_(p, N))
    (Gamma : R -> Th -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (rule : (R -> Th) -> (R -> 'M[R]_(q, N)) -> Prop)
    (eta eta_b eps : nat -> R) (eta_B eta_C omega T : R)
    (S : R -> block_net [comRingType of R] L (fun l => a l + m)%N p q Th),
  (0 <= T)%R -> block_flow data Gamma rule eta eta_b eta_B eta_C omega T S ->
  (forall l, (l < L)%N -> net_W (S 0) l = eps l *: Q l) ->
  (net_B (S 0) *m data)^T *m (below Q n)^T *m V n = 0 ->
  (forall l, (l < L)%N -> (V l.+1)^T *m net_b (S 0) l = 0) ->
  forall t, (0 <= t <= T)%R -> net_C (S t) *m V L = 0).
Proof.
pose Q : factors w := fun=> 1%:M; pose V (l : nat) : 'M[R]_(w l, 1) := 1%:M.
have s : rows_then_cols (F := [fieldType of R]) 1 Q 0 by split=> // l _; rewrite trmx1 mulmx1.
have up l : (0 <= l < 1)%N -> V l.+1 = Q l *m V l by rewrite /Q /V mulmx1.
have o : (V 0%N)^T *m V 0%N = 1%:M by rewrite /V trmx1 mulmx1.
pose S (_ : R) : block_net [comRingType of R] 1 w 1 1 unit := from_rest 0 Q (fun=> 0) 1%:M tt.
have stands : block_flow (1%:M : 'M[R]_1) (fun _ _ _ => 0) (fun _ _ => True) (fun=> 1) (fun=> 1)
    1 1 0 1 S.
  have zero k l c (X : 'M[R]_(k, l)) : - (c *: (0 + 0 *: X)) = 0.
    by rewrite scale0r addr0 scaler0 oppr0.
  exists (fun t => net_logits (S t) (net_B (S t) *m 1%:M)), (fun=> 0); split=> // t _.
  - by split=> //; exact: mcont_const.
  - rewrite /pull_B /pull_C /pull_W /pull_b /block_slope /bias_slope !mulmx0 !mul0mx !zero.
    split; [exact: mderiv_const | exact: mderiv_const | move=> l _].
    by rewrite !mulmx0 !mul0mx !zero; split; exact: mderiv_const.
  by split=> [||l _]; [| | split]; exact: mcont_const.
have down l : (l < 0)%N -> V l = (Q l)^T *m V l.+1 by [].
move=> /(_ 1%N (fun=> 0%N) 1%N 0%N Q V s down up o _ _ _ _ _ _ _ _ _ (fun=> 1) _ _ _ _ S) H.
have tT : (0 <= 0 <= 1)%R by split; [exact: Rle_refl | exact: Rle_0_1].
have := H _ _ _ _ _ _ _ _ _ _ Rle_0_1 stands _ _ _ 0 tT.
rewrite /S /= mul0mx trmx0 !mul0mx mul1mx => {}H.
have /matrixP/(_ 0 0)/eqP : (1%:M : 'M[R]_1) = 0.
  by apply: H => // l _; rewrite ?scale1r ?mulmx0.
by rewrite !mxE oner_eq0.
Qed.
End FrozenFlow.

(* The continuity of a slope along a net: the witness is 2 x y / (x^2 + y^2) along x = y = t. *)

(* continuous in logits and other parameters apart *)
Theorem slope_along_the_net_apart_wrong : ~ (forall (L : nat) (d : nat -> nat) (p q N a b : nat)
    (data : 'M[R]_(p, N)) (Gamma : 'M[R]_(a, b) -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (S : R -> block_net [comRingType of R] L d p q 'M[R]_(a, b)) t,
  let Z u := net_logits (S u) (net_B (S u) *m data) in
  mcont (fun u => net_B (S u)) t -> mcont (fun u => net_C (S u)) t ->
  (forall l, (l < L)%N -> mcont (fun u => net_W (S u) l) t /\ mcont (fun u => net_b (S u) l) t) ->
  mcont (fun u => net_theta (S u)) t ->
  continuous_slope (fun _ => Gamma (net_theta (S t))) (net_theta (S t)) (Z t) ->
  continuous_slope (fun theta _ => Gamma theta (Z t)) (net_theta (S t)) (Z t) ->
  mcont (fun u => Gamma (net_theta (S u)) (Z u)) t).
Proof.
move=> H; pose one : nat -> nat := fun=> 1%N.
pose f x y := (2 * x * y / (x * x + y * y))%R.
pose Gamma (theta Z : 'M[R]_1) : 'M[R]_1 := (f (theta 0 0) (Z 0 0))%:M.
pose S (u : R) : block_net [comRingType of R] 1 one 1 1 'M[R]_1 :=
  from_rest (u%:M : 'M_(one 0%N, 1)) (fun=> 1%:M) (fun=> 0) (1%:M : 'M_(1, one 1%N)) u%:M.
have Z u : net_logits (S u) (net_B (S u) *m (1%:M : 'M[R]_1)) = u%:M.
  by rewrite /net_logits /= !mul1mx mulmx1 mul0mx addr0.
have cid : mcont (fun u : R => u%:M : 'M[R]_1) 0.
  move=> i j; rewrite (ord1 i) (ord1 j).
  by apply: (continuous_ext id) => [u|]; [rewrite mxE eqxx mulr1n | exact: continuous_id].
have flat x : f x 0%R = 0%R by rewrite /f /Rdiv Rmult_0_r Rmult_0_l.
have flat' y : f 0%R y = 0%R by rewrite /f /Rdiv Rmult_0_r !Rmult_0_l.
have null e (A B : 'M[R]_1) : (0 < e)%R -> A = 0 -> B = 0 -> within e A B.
  by move=> e0 -> -> i j; rewrite !mxE Rminus_eq_0 Rabs_R0.
have zero (x : R) : x = 0%R -> x%:M = 0 :> 'M[R]_1.
  by move=> ->; apply/matrixP => i j; rewrite !mxE mul0rn.
have entry (u : R) : (u%:M : 'M[R]_1) 0 0 = u by rewrite mxE eqxx mulr1n.
have cont : mcont (fun u => Gamma (net_theta (S u)) (net_logits (S u) (net_B (S u) *m 1%:M))) 0.
  apply: H => //; try exact: cid; try exact: mcont_const;
    [by move=> l _; split; exact: mcont_const | |].
    move=> e e0; exists 1%R; split=> [|th' Z' _ _]; first exact: Rlt_0_1.
    by apply: null => //; apply: zero; rewrite /= entry flat'.
  move=> e e0; exists 1%R; split=> [|th' Z' _ _]; first exact: Rlt_0_1.
  by apply: null => //; apply: zero; rewrite Z entry flat.
have half : (0 < 1 / 2)%R by lra.
have [e He] := mcont_within half cont.
have e0 := cond_pos e; pose u : R := (e / 2)%R; have u0 : (0 < u)%R by rewrite /u; lra.
have uu := Rmult_lt_0_compat _ _ u0 u0.
have near : ball 0%R e u.
  by rewrite /ball /= /AbsRing_ball /abs /minus /plus /opp /= Ropp_0 Rplus_0_r Rabs_pos_eq /u; lra.
have := He u near 0 0; rewrite /Gamma !Z /= !entry flat /f.
have d0 : (u * u + u * u <> 0)%R by lra.
have -> : (2 * u * u / (u * u + u * u) = 1)%R.
  by rewrite -[RHS](Rinv_r _ d0) /Rdiv; congr (_ * _)%R; lra.
by rewrite Rminus_0_r Rabs_R1; lra.
Qed.
