(* Wrong variants of core and rest in a net under the flow, near the truth, refuted.

   Witness: one layer of one neuron that is no core, and a loss that is constant: only the decay
   moves the factor. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block block_gradient closed net_core flow net_flow decay.
From dlf Require Import net_core_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

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
