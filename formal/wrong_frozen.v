(* Wrong variants of frozen directions, near the truth, refuted: one layer of one neuron. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block block_gradient lossless closed net_core.
From dlf Require Import isometric_chain frozen.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

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
