(* Wrong variants of lossless compression under the flow, refuted: one layer of width one.

   Witness: a loss that is constant, so that a net without weight decay stands still. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block block_gradient lossless flow net_flow lossless_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
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
