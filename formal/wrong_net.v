(* Wrong variants of lossless compression, of core and rest in a net and of frozen directions,
   under descent, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block block_gradient lossless closed net_core isometric_chain.
From dlf Require Import frozen.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* Wrong variants of lossless compression, near the truth, refuted: by one layer, of width one
   or two. *)
Section Wrong.
Variable R : realFieldType.

Let I1 : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M. Proof. by rewrite trmx1 mulmx1. Qed.
Let I2 : (1%:M : 'M[R]_2)^T *m 1%:M = 1%:M. Proof. by rewrite trmx1 mulmx1. Qed.

(* the unit vectors of the plane *)
Let e i : 'M[R]_(2, 1) := delta_mx i 0.
Let ee i j : (e i)^T *m e j = (i == j)%:R%:M.
Proof.
rewrite trmx_delta mul_delta_mx_cond; apply/matrixP=> a b; rewrite !ord1.
by case: (i == j); rewrite !mxE.
Qed.

(* a subspace that has the features, and not what the head reads: one direction of two *)
Theorem lossless_training_head_wrong : ~ (forall (L d k p q N : nat) (T : Type)
    (data : 'M[R]_(p, N)) (Gamma : nat -> T -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (next : nat -> T -> 'M[R]_(q, N) -> T) (eta eta_b : nat -> R) (eta_B eta_C omega beta : R)
    (Q : factors R (fun _ : nat => d)) (V : 'M[R]_(d, k)),
  (forall l, (l < L)%N -> (Q l)^T *m Q l = 1%:M) -> V^T *m V = 1%:M ->
  forall (eps : nat -> R) (B : 'M[R]_(d, p)) (C : 'M[R]_(q, d)) (th : T),
  (forall l, (l < L)%N -> eps l != 0) ->
  let W : factors R (fun _ : nat => d) := fun l => eps l *: Q l in
  let w : factors R (fun _ : nat => k) := fun l => (eps l)%:M in
  ((B *m data)^T :=: V^T)%MS ->
  forall n m (x : 'M[R]_(d, m)),
  let S := large_run L data Gamma next eta eta_b eta_B eta_C omega beta
    (at_rest B W (fun=> 0) C th) n in
  let s := small_run L data Gamma next eta eta_b eta_B eta_C omega beta Q V
    (at_rest B w (fun=> 0) C th) n in
  large_logits L S x = small_logits L Q V s x).
Proof.
move=> /(_ 1%N 2%N 1%N 1%N 1%N 1%N unit 1%:M (fun _ _ _ => 0) (fun _ _ _ => tt) (fun=> 0)).
move=> /(_ (fun=> 0) 0 0 0 0 (fun=> 1%:M) (e 0) (fun _ _ => I2) (ee 0 0) (fun=> 1)).
move=> /(_ (e 0) (e 1)^T tt (fun _ _ => oner_neq0 R)) H.
have span : ((e 0 *m 1%:M)^T :=: (e 0)^T)%MS by rewrite mulmx1; exact: eqmx_refl.
have := H span 0%N 1%N (e 1).
rewrite /large_logits /small_logits /logits /carried /= trmx1 !mul1mx !mul0mx !addr0 scale1r.
rewrite mul1mx mulmxA !ee mul_scalar_mx scale0r.
by move=> /matrixP/(_ 0 0)/eqP; rewrite !mxE oner_eq0.
Qed.

(* columns of Q that are orthogonal but not of length one *)
Theorem closed_start_length_wrong : ~ (forall (L d k : nat) (Q : factors R (fun _ : nat => d))
    (V : 'M[R]_(d, k)),
  (forall l, (l < L)%N -> exists2 c, 0 < c & (Q l)^T *m Q l = c%:M) -> V^T *m V = 1%:M ->
  forall l, (l <= L)%N -> (carried Q V l)^T *m carried Q V l = 1%:M).
Proof.
have h1 (l : nat) : (l < 1)%N -> exists2 c, 0 < c & (2%:R%:M : 'M[R]_1)^T *m 2%:R%:M = c%:M.
  move=> _; exists (2%:R ^+ 2); first by rewrite exprn_gt0 // ltr0n.
  by rewrite tr_scalar_mx -scalar_mxM expr2.
move=> /(_ 1%N 1%N 1%N (fun=> 2%:R%:M) 1%:M h1 I1 1%N isT).
rewrite /carried /= !mulmx1 tr_scalar_mx -scalar_mxM => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE !mulr1n -natrM (eqr_nat _ 4 1).
Qed.

(* a scale of zero: the span does not hold what the head reads *)
Theorem closed_start_scale_wrong : ~ (forall (L d k p q N : nat) (data : 'M[R]_(p, N))
    (Q : factors R (fun _ : nat => d)) (V : 'M[R]_(d, k)),
  (forall l, (l < L)%N -> (Q l)^T *m Q l = 1%:M) -> V^T *m V = 1%:M ->
  forall (eps : nat -> R) (B : 'M[R]_(d, p)) (C : 'M[R]_(q, d)),
  let W : factors R (fun _ : nat => d) := fun l => eps l *: Q l in
  ((B *m data)^T + C *m chain L W :=: V^T)%MS ->
  C = C *m carried Q V L *m (carried Q V L)^T).
Proof.
move=> /(_ 1%N 2%N 1%N 1%N 1%N 1%N 1%:M (fun=> 1%:M) (e 0) (fun _ _ => I2) (ee 0 0)).
move=> /(_ (fun=> 0) (e 0) (e 1)^T) H.
have := H _; rewrite /chain /carried /= scale0r mul0mx mulmx0 mulmx1 => H'.
have {H'} := H' (addsmx0 _ _); rewrite !mul1mx ee mul_scalar_mx scale0r => /matrixP/(_ 0 1)/eqP.
by rewrite !mxE eqxx oner_eq0.
Qed.

(* inner factors of nine tenths of the scale *)
Theorem lossless_training_scale_wrong : ~ (forall (L d k p q N : nat) (T : Type)
    (data : 'M[R]_(p, N)) (Gamma : nat -> T -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (next : nat -> T -> 'M[R]_(q, N) -> T) (eta eta_b : nat -> R) (eta_B eta_C omega beta : R)
    (Q : factors R (fun _ : nat => d)) (V : 'M[R]_(d, k)),
  (forall l, (l < L)%N -> (Q l)^T *m Q l = 1%:M) -> V^T *m V = 1%:M ->
  forall (eps : nat -> R) (B : 'M[R]_(d, p)) (C : 'M[R]_(q, d)) (th : T),
  (forall l, (l < L)%N -> eps l != 0) ->
  let W : factors R (fun _ : nat => d) := fun l => eps l *: Q l in
  let w : factors R (fun _ : nat => k) := fun l => (9%:R / 10%:R * eps l)%:M in
  ((B *m data)^T + C *m chain L W :=: V^T)%MS ->
  forall n m (x : 'M[R]_(d, m)),
  let S := large_run L data Gamma next eta eta_b eta_B eta_C omega beta
    (at_rest B W (fun=> 0) C th) n in
  let s := small_run L data Gamma next eta eta_b eta_B eta_C omega beta Q V
    (at_rest B w (fun=> 0) C th) n in
  large_logits L S x = small_logits L Q V s x).
Proof.
move=> /(_ 1%N 1%N 1%N 1%N 1%N 1%N unit 0 (fun _ _ _ => 0) (fun _ _ _ => tt) (fun=> 0)).
move=> /(_ (fun=> 0) 0 0 0 0 (fun=> 1%:M) 1%:M (fun _ _ => I1) I1 (fun=> 1) 0 1%:M tt) H.
have := H (fun _ _ => oner_neq0 R) _ 0%N 1%N 1%:M.
rewrite /large_logits /small_logits /logits /carried /=.
rewrite !trmx1 mulmx0 trmx0 scale1r !mulmx1 !mul1mx mul0mx !addr0 mulr1 => same.
have /matrixP/(_ 0 0)/eqP : (1%:M : 'M[R]_1) = (9%:R / 10%:R)%:M by apply: same; exact: adds0mx.
rewrite !mxE eqxx !mulr1n eq_sym -subr_eq0.
have -> : 9%:R / 10%:R - 1 = - 10%:R^-1 :> R by field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* factors of the narrow block that step by nine tenths of the rates *)
Theorem lossless_training_rate_wrong : ~ (forall (L d k p q N : nat) (T : Type)
    (data : 'M[R]_(p, N)) (Gamma : nat -> T -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (next : nat -> T -> 'M[R]_(q, N) -> T) (eta eta_b : nat -> R) (eta_B eta_C omega beta : R)
    (Q : factors R (fun _ : nat => d)) (V : 'M[R]_(d, k)),
  (forall l, (l < L)%N -> (Q l)^T *m Q l = 1%:M) -> V^T *m V = 1%:M ->
  forall (eps : nat -> R) (B : 'M[R]_(d, p)) (C : 'M[R]_(q, d)) (th : T),
  (forall l, (l < L)%N -> eps l != 0) ->
  let W : factors R (fun _ : nat => d) := fun l => eps l *: Q l in
  let w : factors R (fun _ : nat => k) := fun l => (eps l)%:M in
  ((B *m data)^T + C *m chain L W :=: V^T)%MS ->
  forall n m (x : 'M[R]_(d, m)),
  let S := large_run L data Gamma next eta eta_b eta_B eta_C omega beta
    (at_rest B W (fun=> 0) C th) n in
  let s := small_run L data Gamma next (fun l => 9%:R / 10%:R * eta l) eta_b eta_B eta_C omega
    beta Q V (at_rest B w (fun=> 0) C th) n in
  large_logits L S x = small_logits L Q V s x).
Proof.
move=> /(_ 1%N 1%N 1%N 1%N 1%N 1%N unit 1%:M (fun _ _ _ => 1%:M) (fun _ _ _ => tt) (fun=> 1)).
move=> /(_ (fun=> 0) 0 0 0 0 (fun=> 1%:M) 1%:M (fun _ _ => I1) I1 (fun=> 1) 1%:M 1%:M tt) H.
have := H (fun _ _ => oner_neq0 R) _ 1%N 1%N 1%:M.
rewrite /large_logits /small_logits /logits /= /moved /pushed /block_slope /carried [below _ 1]/=.
rewrite ![outputs _ _ _ 0]/= !above_end !trmx_mul !trmx1.
rewrite !scale0r !subr0 !mul0mx !mulmx1 !mul1mx scale1r.
rewrite !addr0 !add0r scale1r mulr1 subrr => same.
have /matrixP/(_ 0 0)/eqP : 0 = 1%:M - (9%:R / 10%:R) *: 1%:M :> 'M[R]_1.
  by apply: same; exact: addsmx_idPl.
rewrite !mxE eqxx mulr1; have -> : 1 - 9%:R / 10%:R = 10%:R^-1 :> R by field.
by rewrite eq_sym invr_eq0 pnatr_eq0.
Qed.
End Wrong.

(* Wrong variants of closed subspaces and of core and rest in a net, near the truth, refuted.
   *)
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

(* Wrong variants of frozen directions, near the truth, refuted: one layer of one neuron. *)
Section Wrong.
Variable R : rcfType.
Local Notation w := (fun l => (fun _ : nat => 0) l + 1)%N.
Local Notation one := (fun _ : nat => 1%N).

Let Q1 : factors R w := fun=> 1%:M.
Let V1 (l : nat) : 'M[R]_(w l, 1) := 1%:M.
Let split1 : rows_then_cols 1 Q1 0.
Proof. by split=> // l _; rewrite /Q1 trmx1 mulmx1. Qed.
Let down1 l : (l < 0)%N -> V1 l = (Q1 l)^T *m V1 l.+1. Proof. by []. Qed.
Let up1 l : (0 <= l < 1)%N -> V1 l.+1 = Q1 l *m V1 l. Proof. by rewrite /Q1 /V1 mulmx1. Qed.
Let o1 : (V1 0%N)^T *m V1 0%N = 1%:M. Proof. by rewrite /V1 trmx1 mulmx1. Qed.

(* a head that sees the directions *)
Theorem frozen_run_head_wrong : ~ (forall (L : nat) (a : nat -> nat) (m n : nat)
    (Q : factors R (fun l => a l + m)%N) (V : forall l, 'M[R]_((a l + m)%N, m)),
  rows_then_cols L Q n -> (forall l, (l < n)%N -> V l = (Q l)^T *m V l.+1) ->
  (forall l, (n <= l < L)%N -> V l.+1 = Q l *m V l) -> (V n)^T *m V n = 1%:M ->
  forall (eps : nat -> R) (p q N : nat) (T : Type) (data : 'M[R]_(p, N))
    (Gamma : nat -> T -> 'M[R]_(q, N) -> 'M[R]_(q, N)) (next : nat -> T -> 'M[R]_(q, N) -> T)
    (eta eta_b : nat -> R) (eta_B eta_C omega beta : R) (B : 'M[R]_((a 0%N + m)%N, p))
    (s : biases R (fun l => a l + m)%N) (C : 'M[R]_(q, (a L + m)%N)) (th : T) k,
  (B *m data)^T *m (below Q n)^T *m V n = 0 ->
  (forall l, (l < L)%N -> (V l.+1)^T *m s l = 0) ->
  net_C (large_net (L := L) data Gamma next eta eta_b eta_B eta_C omega beta B
    (fun l => eps l *: Q l) s C th k) *m V L = 0).
Proof.
move=> /(_ 1%N (fun=> 0%N) 1%N 0%N Q1 V1 split1 down1 up1 o1 (fun=> 1) 1%N 1%N 1%N unit 1%:M).
move=> /(_ (fun _ _ _ => 0) (fun _ _ _ => tt) (fun=> 0) (fun=> 0) 0 0 0 0 0 (fun=> 0) 1%:M tt 0%N).
rewrite mul0mx trmx0 !mul0mx => /(_ erefl (fun _ _ => mulmx0 _ _)) /=.
by rewrite mul1mx => /matrixP/(_ 0 0)/eqP; rewrite !mxE oner_eq0.
Qed.

(* nine tenths of the decay *)
Theorem frozen_run_decay_wrong : ~ (forall (L : nat) (a : nat -> nat) (m n : nat)
    (Q : factors R (fun l => a l + m)%N) (V : forall l, 'M[R]_((a l + m)%N, m)),
  rows_then_cols L Q n -> (forall l, (l < n)%N -> V l = (Q l)^T *m V l.+1) ->
  (forall l, (n <= l < L)%N -> V l.+1 = Q l *m V l) -> (V n)^T *m V n = 1%:M ->
  forall (eps : nat -> R) (p q N : nat) (T : Type) (data : 'M[R]_(p, N))
    (Gamma : nat -> T -> 'M[R]_(q, N) -> 'M[R]_(q, N)) (next : nat -> T -> 'M[R]_(q, N) -> T)
    (eta eta_b : nat -> R) (eta_B eta_C omega beta : R) (B : 'M[R]_((a 0%N + m)%N, p))
    (s : biases R (fun l => a l + m)%N) (C : 'M[R]_(q, (a L + m)%N)) (th : T) k,
  unseen (L := L) n Q V data B s C -> forall l, (l < L)%N ->
  net_W (large_net (L := L) data Gamma next eta eta_b eta_B eta_C omega beta B
    (fun l => eps l *: Q l) s C th k) l *m V l =
    (eps l * rest_scale (eta l) (9%:R / 10%:R * omega) beta 1 k) *: V l.+1).
Proof.
move=> /(_ 1%N (fun=> 0%N) 1%N 0%N Q1 V1 split1 down1 up1 o1 (fun=> 1) 1%N 1%N 1%N unit 1%:M).
move=> /(_ (fun _ _ _ => 0) (fun _ _ _ => tt) (fun=> 1) (fun=> 0) 0 0 1 0 0 (fun=> 0) 0 tt 1%N) H.
have u : unseen (L := 1) 0 Q1 V1 (1%:M : 'M[R]_1) (0 : 'M_1) (fun=> 0) (0 : 'M_1).
  by split=> [||l _]; rewrite ?mul0mx ?trmx0 ?mul0mx ?mulmx0.
have := H u 0%N isT; rewrite /large_net /rest_scale /= /moved /pushed /block_slope /V1 /Q1.
rewrite trmx0 !mul0mx !mulmx0 !mul0mx !scaler0 !add0r !scale1r subrr mul0mx.
move=> /matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx !(mulr1, mulr0, add0r, mul1r).
have -> : 1 - 9%:R / 10%:R = 10%:R^-1 :> R by field.
by rewrite eq_sym invr_eq0 pnatr_eq0.
Qed.

(* one direction more *)
Theorem directions_unseen_more_wrong : ~ (forall (L : nat) (d : nat -> nat) (n q N : nat)
    (Q : factors R d) (H : 'M[R]_(d 0%N, N)) (C : 'M[R]_(q, d L)),
  (d n - \rank H - \rank C < \rank (kermx (row_mx (below Q n *m H) (C *m above L Q n)^T)))%N).
Proof.
move=> /(_ 1%N one 0%N 1%N 1%N (fun=> 1%:M) 0 0); rewrite !mxrank0 !subn0.
by rewrite mxrank_ker mul0mx mulmx0 trmx0 row_mx0 mxrank0.
Qed.

(* one singular value more *)
Theorem frozen_values_more_wrong : ~ (forall (k m : nat) (W : 'M[R]_(k, m)) (c : nat)
    (V : 'M[R]_(m, c)) (V' : 'M[R]_(k, c)) rho,
  V^T *m V = 1%:M -> V'^T *m V' = 1%:M -> W *m V = rho *: V' -> W^T *m V' = rho *: V ->
  (c < \rank (eigenspace (W^T *m W) (rho ^+ 2)))%N).
Proof.
move=> /(_ 1%N 1%N 1%:M 1%N 1%:M 1%:M 1); rewrite trmx1 mulmx1 scale1r.
move=> /(_ erefl erefl erefl erefl) h; have := leq_trans h (rank_leq_row _).
by [].
Qed.

(* directions behind the factor that need not be orthonormal *)
Theorem frozen_values_behind_wrong : ~ (forall (k m : nat) (W : 'M[R]_(k, m)) (c : nat)
    (V : 'M[R]_(m, c)) (V' : 'M[R]_(k, c)) rho,
  V^T *m V = 1%:M -> W *m V = rho *: V' -> W^T *m V' = rho *: V ->
  (c <= \rank (eigenspace (W *m W^T) (rho ^+ 2)))%N).
Proof.
have A : (delta_mx 1 0 : 'M[R]_(2, 1))^T *m delta_mx 1 0 = 1%:M.
  by rewrite trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE.
have B : (delta_mx 0 0 : 'M[R]_(1, 2)) *m delta_mx 1 0 = 0 *: (0 : 'M_1).
  by rewrite mul_delta_mx_0 // scale0r.
have C : (delta_mx 0 0 : 'M[R]_(1, 2))^T *m (0 : 'M_1) = 0 *: delta_mx 1 0.
  by rewrite mulmx0 scale0r.
move=> /(_ _ _ _ _ _ _ _ A B C); rewrite trmx_delta mul_delta_mx expr0n /eigenspace /=.
by rewrite raddf0 subr0 mxrank_ker mxrank_delta.
Qed.
End Wrong.
