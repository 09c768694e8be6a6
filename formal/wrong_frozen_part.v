(* Wrong variants of the idle part of a product, near the truth, refuted by two numbers with the
   target 0. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block lipschitz flow end_to_end end_to_end_flow compare ahead.
From dlf Require Import mode_times modes flow_modes aligned_exists frozen_part.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

(* two equal numbers from 2 that follow the flow of the target 0 *)
Lemma idle_numbers : exists lam : R -> R, [/\ lam 0 = 2%R, is_mode 2 0 2 (fun t => lam t ^ 2)%R &
  moves_by (n := 1) (fun t => residual (L := 2) (d := one) 0 (chain 2 (scalars (fun=> lam t)))) 1
    (fun t => scalars (fun=> lam t))].
Proof.
have two0 : (0 < 2)%R by lra.
have [lam [l0 so pos mode]] := @root_of_mode 2 0 2 isT (Rle_refl 0) two0.
exists lam; split=> // l lL.
have [D C] := @flows_of_mode 2 (fun=> 1) 0 1 _ _ (equal_numbers (so 1%R)) l lL.
split=> [t tT|]; last exact: C; have := D t tT.
rewrite /drift /pull scale1r scale0r addr0.
suff -> : residual (L := 2) (d := one) 0 (chain 2 (scalars (fun=> lam t))) =
  scalar_slope (+%R^~ (- 0%R)) (chain 2 (scalars (fun=> lam t))) by [].
rewrite /residual subr0 /scalar_slope oppr0 addr0 [LHS]mx11_scalar //.
Qed.

(* what is asked of target, factors and mode *)
Definition idle_setting (d : nat -> nat) (M : 'M[R]_(d 2%N, d 0%N)) (T : R)
    (W : R -> factors [comRingType of R] d) (q : nat) (eps : R) (g : R -> R) : Prop :=
  [/\ moves_by (n := 1) (fun t => residual M (chain 2 (W t))) T W /\ balanced 2 (W 0%R),
      (0 <= T)%R, (0 < eps)%R, is_mode 2 0 eps g &
      W 0%R 0%N *m (W 0%R 0%N)^T = (eps ^ 2)%R%:M /\ (2 * \rank M + q <= d 1%N)%N].

Lemma idle_here : exists lam : R -> R, lam 0 = 2%R /\
  idle_setting (d := one) 0 1 (fun t => scalars (fun=> lam t)) 1 2 (fun t => lam t ^ 2)%R.
Proof.
have [lam [l0 mode moves]] := idle_numbers; exists lam; split=> //.
split=> //; try lra; first by split=> // l _; rewrite /imbalance tr_scalar_mx subrr.
split; last by rewrite mxrank0.
rewrite /scalars tr_scalar_mx -scalar_mxM l0; congr (_%:M).
by rewrite -[LHS]/(2 * 2)%R /=; ring.
Qed.

Lemma idle_start (lam : R -> R) (Y : 'M[R]_1) r : lam 0 = 2%R -> r <> 16%R -> r <> 0%R ->
  Y *m (chain 2 (d := one) (scalars (fun=> lam 0)) - Y)^T = 0 ->
  sumsq (chain 2 (d := one) (scalars (fun=> lam 0)) - 0) = sumsq (Y - 0) + r -> False.
Proof.
move=> l0 r16 r0.
have -> : chain 2 (d := one) (scalars (fun=> lam 0)) = 4%R%:M.
  rewrite /chain /= mulmx1 /scalars -scalar_mxM l0; congr (_%:M).
rewrite [Y]mx11_scalar; move: (Y 0 0) => y; rewrite -raddfB tr_scalar_mx -scalar_mxM !subr0.
move=> /matrixP/(_ 0 0); rewrite !mxE eqxx mulr1n => yy.
rewrite /sumsq !big_ord1 !mxE !eqxx !mulr1n !expr2.
rewrite -[4%R * 4%R]/(4 * 4)%R -[y * y + r]/(y * y + r)%R.
have {}yy : (y * (4 - y) = 0)%R := yy.
by case: (Rmult_integral _ _ yy) => e E; [apply: r16 | apply: r0]; nra.
Qed.

(* nine tenths of the idle part *)
Theorem frozen_part_tenth_wrong : ~ (forall (d : nat -> nat) (M : 'M[R]_(d 2%N, d 0%N)) (T : R)
    (W : R -> factors [comRingType of R] d) (q : nat) (eps : R) (g : R -> R),
  idle_setting M T W q eps g -> exists X1 : R -> 'M[R]_(d 2%N, d 0%N),
  forall t, (0 <= t <= T)%R ->
  [/\ sumsq (chain 2 (W t) - M) = sumsq (X1 t - M) + (9 / 10)%R * (q%:R * g t ^+ 2),
      X1 t *m (chain 2 (W t) - X1 t)^T = 0 & M *m (chain 2 (W t) - X1 t)^T = 0]).
Proof.
move=> H; have [lam [l0 S]] := idle_here; have [X1 E] := H one 0 1%R _ 1%N 2%R _ S.
have at0 : (0 <= 0 <= 1)%R by lra.
have [e o _] := E 0%R at0; apply: (idle_start l0 _ _ o e); rewrite l0 mul1r expr2.
  by rewrite -[_ * _]/(9 / 10 * (2 ^ 2 * 2 ^ 2))%R /=; lra.
by rewrite -[_ * _]/(9 / 10 * (2 ^ 2 * 2 ^ 2))%R /=; lra.
Qed.

(* the first power of the mode *)
Theorem frozen_part_power_wrong : ~ (forall (d : nat -> nat) (M : 'M[R]_(d 2%N, d 0%N)) (T : R)
    (W : R -> factors [comRingType of R] d) (q : nat) (eps : R) (g : R -> R),
  idle_setting M T W q eps g -> exists X1 : R -> 'M[R]_(d 2%N, d 0%N),
  forall t, (0 <= t <= T)%R ->
  [/\ sumsq (chain 2 (W t) - M) = sumsq (X1 t - M) + q%:R * g t,
      X1 t *m (chain 2 (W t) - X1 t)^T = 0 & M *m (chain 2 (W t) - X1 t)^T = 0]).
Proof.
move=> H; have [lam [l0 S]] := idle_here; have [X1 E] := H one 0 1%R _ 1%N 2%R _ S.
have at0 : (0 <= 0 <= 1)%R by lra.
have [e o _] := E 0%R at0; apply: (idle_start l0 _ _ o e); rewrite l0 mul1r /=; lra.
Qed.
