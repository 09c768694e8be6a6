(* The rest of the product under gradient flow without decay, over Coq's reals.

   rest_never_grows (TF3D, part 3): no scale rho_l of the rest ever grows in modulus, so the rest is
     at most sqrt(d - 2r) eps^L at every time, for rates that are not negative, any of them. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes lipschitz flow flow_core flow_modes.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.

Lemma not_growing (f df : R -> R) T : (forall t, 0 < t < T -> is_derive f t (df t))%R ->
  (forall t, 0 <= t <= T -> continuous f t)%R -> (forall t, 0 < t < T -> df t <= 0)%R ->
  (forall t u, 0 <= t <= u -> u <= T -> f u <= f t)%R.
Proof.
move=> D C neg t u tu uT.
have [z [_ e]] : exists z, (Rmin t u <= z <= Rmax t u /\ f u - f t = Rmin (df z) 0 * (u - t))%R.
  apply: MVT_gen => z; rewrite Rmin_left ?Rmax_right; try lra.
    move=> zt; have zT : (0 < z < T)%R by lra.
    by rewrite Rmin_left; [exact: D | exact: neg].
  by move=> zt; apply/continuity_pt_filterlim; apply: C; lra.
have h := Rmin_r (df z) 0; have := Rmult_le_compat_r (u - t) _ _ _ h; lra.
Qed.

Local Open Scope ring_scope.

Section Rest.
Variables (L : nat) (eta : nat -> R) (T : R) (rho : R -> nat -> R).
Hypothesis rates : forall l, (l < L)%N -> (0 <= eta l)%R.
(* without decay, and with no target: the equation of the scales in law_of_parsimony_flow *)
Hypothesis flow_rho : mode_flow L eta 0 T (fun p => p) rho.

Lemma square_falls l : (l < L)%N -> forall t u, (0 <= t <= u)%R -> (u <= T)%R ->
  (rho u l * rho u l <= rho t l * rho t l)%R.
Proof.
move=> lL; have [D C] := flow_rho lL.
pose df t := - (eta l * mode_pull L 0 (fun p => p) (rho t) l) * rho t l +
  rho t l * - (eta l * mode_pull L 0 (fun p => p) (rho t) l).
apply: (not_growing (df := df)) => [t tT|t tT|t tT].
- exact: (dmul (D t tT) (D t tT)).
- exact: (cmul (C t tT) (C t tT)).
rewrite /df /mode_pull mul0r addr0 (prod_others _ lL).
move: (rates lL); move: (eta l) (rho t l) (others L (rho t) l) => e r o e0.
pose q := e * ((o * r) * (o * r)); have -> : - (e * (o * (r * o))) * r +
    r * - (e * (o * (r * o))) = - (q + q) by rewrite /q; ring.
have q0 : (0 <= q)%R by apply: Rmult_le_pos e0 _; exact: Rle_0_sqr.
have : (- (q + q) <= 0)%R by lra.
by [].
Qed.

Theorem rest_never_grows d r eps : (0 < eps)%R -> (forall l, (l < L)%N -> rho 0 l = eps) ->
  (forall l, (l < L)%N -> forall t u, (0 <= t <= u)%R -> (u <= T)%R ->
    (Rabs (rho u l) <= Rabs (rho t l))%R) /\
  forall t, (0 <= t <= T)%R ->
    (sqrt (INR (d - 2 * r)) * Rabs (\prod_(0 <= l < L) rho t l) <=
     sqrt (INR (d - 2 * r)) * eps ^ L)%R.
Proof.
move=> e0 start; have falls l : (l < L)%N -> forall t u, (0 <= t <= u)%R -> (u <= T)%R ->
    (Rabs (rho u l) <= Rabs (rho t l))%R.
  by move=> lL t u tu uT; apply: Rsqr_le_abs_0; apply: square_falls.
split=> // t [t0 tT]; apply: Rmult_le_compat_l; first exact: sqrt_pos.
have small l : (l < L)%N -> (Rabs (rho t l) <= eps)%R.
  move=> lL; apply: Rle_trans (falls l lL 0%R t _ tT) _; first by split; [exact: Rle_refl |].
  by rewrite start // Rabs_pos_eq; [exact: Rle_refl | exact: Rlt_le].
have H n : (n <= L)%N -> (Rabs (\prod_(0 <= l < n) rho t l) <= eps ^ n)%R.
  elim: n => [|n IH] nL.
    by rewrite big_geq // -[1]/(1%R) Rabs_R1; exact: Rle_refl.
  rewrite big_nat_recr //= -RmultE Rabs_mult Rmult_comm.
  by apply: Rmult_le_compat; try exact: Rabs_pos; [exact: small | apply: IH; exact: ltnW].
exact: H.
Qed.
End Rest.
