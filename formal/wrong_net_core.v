(* Wrong variants of closed subspaces and of core and rest in a net, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block block_gradient lossless closed net_core.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Closed.
Variable R : comRingType.
Local Notation two := (fun _ : nat => (1 + 1)%N).
Local Notation one := (fun _ : nat => 1%N).

Let I1 (l : nat) : (l <= 1)%N ->
  (1%:M : 'M[R]_(1 + 1))^T *m 1%:M = 1%:M /\ 1%:M *m (1%:M : 'M[R]_(1 + 1))^T = 1%:M.
Proof. by rewrite trmx1 mulmx1. Qed.

Let left : lsubmx (1%:M : 'M[R]_(1 + 1)) = col_mx 1%:M 0.
Proof. by rewrite -[LHS]/(lsubmx _) scalar_mx_block block_mxEh row_mxKl. Qed.

(* a matrix that keeps the first direction, and does not lead back into it alone *)
Let leaks : 'M[R]_(1 + 1) := block_mx 1%:M 1%:M 0 1%:M.

(* no factor leads out of the subspaces, but one leads from the rest into them *)
Theorem closed_is_block_forward_wrong : ~ (forall (L : nat) (d a b : nat -> nat)
    (U : forall l, 'M[R]_(d l, a l + b l)), orthogonal_frames L U -> forall W : factors R d,
  (forall l, (l < L)%N -> inside (lsubmx (U l.+1)) (W l *m lsubmx (U l))) ->
  forall l, (l < L)%N ->
  W l = U l.+1 *m block_mx (core_block U W l) 0 0 (rest_block U W l) *m (U l)^T).
Proof.
move=> /(_ 1%N two one one (fun=> 1%:M) I1 (fun=> leaks)) H.
have fwd l : (l < 1)%N ->
    inside (lsubmx (1%:M : 'M[R]_(1 + 1))) (leaks *m lsubmx (1%:M : 'M[R]_(1 + 1))).
  by exists 1%:M; rewrite left /leaks mul_block_col !mulmx0 !mul1mx mul0mx !addr0 mulmx1.
have := H fwd 0%N isT; rewrite trmx1 mulmx1 mul1mx /leaks => /eq_block_mx[_ /matrixP/(_ 0 0) + _ _].
by rewrite !mxE eqxx => /eqP; rewrite oner_eq0.
Qed.

(* rows of the target outside the first subspace *)
Theorem closed_target_rows_wrong : ~ (forall (L : nat) (d a b : nat -> nat)
    (U : forall l, 'M[R]_(d l, a l + b l)), orthogonal_frames L U -> forall M : 'M[R]_(d L, d 0%N),
  inside (lsubmx (U L)) M ->
  M = U L *m block_mx ((lsubmx (U L))^T *m M *m lsubmx (U 0%N)) 0 0 0 *m (U 0%N)^T).
Proof.
move=> /(_ 1%N two one one (fun=> 1%:M) I1 (block_mx 1%:M 1%:M 0 0)) H.
have e : inside (lsubmx (1%:M : 'M[R]_(1 + 1))) (block_mx 1%:M 1%:M 0 0).
  by exists (row_mx 1%:M 1%:M); rewrite left mul_col_row !mul1mx !mul0mx.
have := H e; rewrite trmx1 mulmx1 mul1mx => /eq_block_mx[_ /matrixP/(_ 0 0) + _ _].
by rewrite !mxE eqxx => /eqP; rewrite oner_eq0.
Qed.
End Closed.

Section Net.
Variable F : realFieldType.
Local Notation n := (0 + 1)%N.
Local Notation all := (fun _ : nat => n).
Local Notation none := (fun _ : nat => 0%N).
Local Notation one := (fun _ : nat => 1%N).

Let I1 (l : nat) : (l <= 1)%N ->
  (1%:M : 'M[F]_n)^T *m 1%:M = 1%:M /\ 1%:M *m (1%:M : 'M[F]_n)^T = 1%:M.
Proof. by rewrite trmx1 mulmx1. Qed.

(* a core of no dimension is closed *)
Let closed1 (W : factors F all) :
  closed_under (R := F) 1 (d := all) (a := none) (b := one) (fun=> 1%:M) W.
Proof.
by move=> l _; split; exists (0 : 'M_0); rewrite mulmx0; exact: thinmx0.
Qed.

Let inside0 k (A : 'M[F]_(n, 0)) : inside A (0 : 'M[F]_(n, k)).
Proof. by exists 0; rewrite mulmx0. Qed.

(* a head that reads what the core does not hold *)
Theorem net_core_and_rest_head_wrong : ~ (forall (L : nat) (d a b : nat -> nat) (p q N : nat)
    (T : Type) (U : forall l, 'M[F]_(d l, a l + b l)), orthogonal_frames L U ->
  forall (data : 'M[F]_(p, N)) (Gamma : nat -> T -> 'M[F]_(q, N) -> 'M[F]_(q, N))
    (next : nat -> T -> 'M[F]_(q, N) -> T) (eta eta_b : nat -> F) (eta_B eta_C omega beta : F)
    (B : 'M[F]_(d 0%N, p)) (W : factors F d) (s : biases F d) (C : 'M[F]_(q, d L)) (th : T),
  inside (lsubmx (U 0%N)) (B *m data) ->
  (forall l, (l < L)%N -> inside (lsubmx (U l.+1)) (s l)) -> closed_under L U W ->
  forall k m (x : 'M[F]_(d 0%N, m)),
  let S := large_net data Gamma next eta eta_b eta_B eta_C omega beta B W s C th k in
  let z := small_net U data Gamma next eta eta_b eta_B eta_C omega beta B W s C th k in
  net_logits S x = net_logits z ((lsubmx (U 0%N))^T *m x)).
Proof.
move=> /(_ 1%N all none one 1%N n 1%N unit (fun=> 1%:M) I1 1%:M (fun _ _ _ => 0)).
move=> /(_ (fun _ _ _ => tt) (fun=> 0) (fun=> 0) 0 0 0 0 0 (fun=> 1%:M) (fun=> 0) 1%:M tt).
rewrite mul0mx => /(_ (inside0 _ _) (fun _ _ => inside0 _ _) (@closed1 _) 0%N n 1%:M).
rewrite /net_logits /large_net /small_net /= !mul1mx mul0mx addr0.
rewrite [X in X *m (_ + _)]thinmx0 mul0mx.
by move=> /matrixP/(_ 0 0)/eqP; rewrite !mxE oner_eq0.
Qed.

(* features that reach the rest: the head begins to read it *)
Theorem net_core_and_rest_features_wrong : ~ (forall (L : nat) (d a b : nat -> nat) (p q N : nat)
    (T : Type) (U : forall l, 'M[F]_(d l, a l + b l)), orthogonal_frames L U ->
  forall (data : 'M[F]_(p, N)) (Gamma : nat -> T -> 'M[F]_(q, N) -> 'M[F]_(q, N))
    (next : nat -> T -> 'M[F]_(q, N) -> T) (eta eta_b : nat -> F) (eta_B eta_C omega beta : F)
    (B : 'M[F]_(d 0%N, p)) (W : factors F d) (s : biases F d) (C : 'M[F]_(q, d L)) (th : T),
  inside (lsubmx (U L)) C^T ->
  (forall l, (l < L)%N -> inside (lsubmx (U l.+1)) (s l)) -> closed_under L U W ->
  forall k,
  let S := large_net data Gamma next eta eta_b eta_B eta_C omega beta B W s C th k in
  let z := small_net U data Gamma next eta eta_b eta_B eta_C omega beta B W s C th k in
  net_C S = row_mx (net_C z) 0 *m (U L)^T).
Proof.
move=> /(_ 1%N all none one n n n unit (fun=> 1%:M) I1 1%:M (fun _ _ _ => 1%:M)).
move=> /(_ (fun _ _ _ => tt) (fun=> 0) (fun=> 0) 0 1 0 0 1%:M (fun=> 1%:M) (fun=> 0) 0 tt).
rewrite trmx0 => /(_ (inside0 _ _) (fun _ _ => inside0 _ _) (@closed1 _) 1%N).
lazy zeta; rewrite [X in row_mx X _]thinmx0 row_mx0 mul0mx.
rewrite /large_net /= /moved /pushed !mul1mx mul0mx addr0.
rewrite trmx1 !scaler0 addr0 add0r scale1r sub0r => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE oppr_eq0 oner_eq0.
Qed.

(* nine tenths of the decay *)
Theorem net_core_and_rest_decay_wrong : ~ (forall (L : nat) (d a b : nat -> nat) (p q N : nat)
    (T : Type) (U : forall l, 'M[F]_(d l, a l + b l)), orthogonal_frames L U ->
  forall (data : 'M[F]_(p, N)) (Gamma : nat -> T -> 'M[F]_(q, N) -> 'M[F]_(q, N))
    (next : nat -> T -> 'M[F]_(q, N) -> T) (eta eta_b : nat -> F) (eta_B eta_C omega beta : F)
    (B : 'M[F]_(d 0%N, p)) (W : factors F d) (s : biases F d) (C : 'M[F]_(q, d L)) (th : T),
  closed_net U data B W s C -> forall k l, (l < L)%N ->
  let S := large_net data Gamma next eta eta_b eta_B eta_C omega beta B W s C th k in
  let z := small_net U data Gamma next eta eta_b eta_B eta_C omega beta B W s C th k in
  net_W S l = U l.+1 *m block_mx (net_W z l) 0 0
    (rest_scale (eta l) (9%:R / 10%:R * omega) beta 1 k *: rest_block U W l) *m (U l)^T).
Proof.
move=> /(_ 1%N all none one n n n unit (fun=> 1%:M) I1 1%:M (fun _ _ _ => 0)).
move=> /(_ (fun _ _ _ => tt) (fun=> 1) (fun=> 0) 0 0 1 0 0 (fun=> 1%:M) (fun=> 0) 0 tt) H.
have c : closed_net (F := F) (L := 1) (d := all) (a := none) (b := one) (fun=> 1%:M)
    (1%:M : 'M_n) (0 : 'M_n) (fun=> 1%:M) (fun=> 0) (0 : 'M_n).
  by split=> [||l _|]; rewrite ?mul0mx ?trmx0; [exact: inside0 .. | exact: closed1].
have := H c 1%N 0%N isT; lazy zeta; rewrite trmx1 mulmx1 mul1mx /large_net /rest_scale /= => {}H.
have r1 : rest_block (R := F) (d := all) (a := none) (b := one) (fun=> 1%:M) (fun=> 1%:M) 0%N =
    1%:M.
  rewrite /rest_block /= mulmx1; by have [_ _ _] := frame_halves (I1 (leqnn 1)).1.
move: H; rewrite r1 /moved /pushed /block_slope trmx0 !mul0mx !mulmx0 mul0mx.
rewrite !scaler0 !add0r !scale1r subrr.
move/(f_equal drsubmx); rewrite block_mxKdr => /matrixP/(_ 0 0)/eqP.
rewrite !mxE eqxx !(mulr1, mulr0, add0r, mul1r).
have -> : 1 - 9%:R / 10%:R = 10%:R^-1 :> F by field.
by rewrite eq_sym invr_eq0 pnatr_eq0.
Qed.
End Net.
