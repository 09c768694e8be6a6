(* Wrong variants of positive starts, near the truth, refuted by numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent lipschitz flow order_kept end_to_end end_to_end_flow.
From dlf Require Import positive_starts.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Lemma number_form (c : R) : form (c%:M : 'M[R]_1) 1%:M = c.
Proof. by rewrite /form trmx1 mul1mx mulmx1 mxE eqxx. Qed.

Lemma one_neq0 : (1%:M : 'M[R]_1) != 0.
Proof. by apply/eqP => /matrixP /(_ 0 0); rewrite !mxE eqxx => /eqP; rewrite oner_eq0. Qed.

Lemma number_definite (c : R) : (0 < c)%R -> positive_definite (c%:M : 'M[R]_1).
Proof.
move=> c0 z z0; rewrite -scalemx1 formZ; apply: Rmult_lt_0_compat => //; apply/RltP.
rewrite lt_neqAle form1_ge0 andbT eq_sym; apply: contraNneq z0 => e.
apply/eqP/colP => i; rewrite [RHS]mxE; have := form1_ge z i; rewrite e.
by rewrite -eq_le eq_sym sqrf_eq0 => /eqP.
Qed.

(* a single factor *)
Theorem positive_start_one_wrong : ~ (forall n m (M P : 'M[R]_m) T
    (W : R -> factors [comRingType of R] (fun _ : nat => m)), M^T = M -> P^T = P ->
  positive_definite P -> (forall l, (l < n.+1)%N -> W 0%R l = P) -> (0 <= T)%R ->
  moves_by (fun t => residual (L := n.+1) (d := fun _ : nat => m) M (chain n.+1 (W t))) T W ->
  forall t, (0 <= t <= T)%R -> positive_definite (chain n.+1 (W t))).
Proof.
move=> H; pose x t := (-1 + 2 * exp (- t))%R.
pose W t : factors [comRingType of R] one := fun=> (x t)%:M.
have D t : is_derive x t (- (x t - -1))%R by rewrite /x; auto_derive; [|ring].
have moves : moves_by (fun t => residual (L := 1) (d := one) (-1)%R%:M (chain 1 (W t))) 1%R W.
  move=> [|//] _; split=> t tT i j; rewrite !ord1; last first.
    apply: (continuous_ext x) => [u|]; first by rewrite mxE eqxx.
    by apply: (ex_derive_continuous x); eexists; exact: D.
  have -> : (- grad (L := 1) (d := one) (residual (L := 1) (d := one) (-1)%R%:M (chain 1 (W t)))
      (W t) 0) 0 0 = (- (x t - -1))%R.
    by rewrite /grad above_end /= !trmx1 mul1mx mulmx1 /residual /chain /= mulmx1 !mxE eqxx.
  by apply: (is_derive_ext x) => [u|]; [rewrite mxE eqxx | exact: D].
have x0 : x 0%R = 1%R by rewrite /x Ropp_0 exp_0; ring.
have sc (c : R) : (c%:M : 'M[R]_1)^T = c%:M by rewrite tr_scalar_mx.
have := H 0%N 1%N _ 1%R%:M 1%R W (sc _) (sc _) (number_definite Rlt_0_1) _ Rle_0_1 moves 1%R
  ltac:(lra) 1%:M one_neq0.
have st l : (l < 1)%N -> W 0%R l = 1%R%:M by rewrite /W x0.
move=> /(_ st); rewrite /chain /= mulmx1 number_form /x.
have e2 : (exp (- (1)) < 1 / 2)%R.
  have := exp_ineq1 1 ltac:(lra) => e; rewrite exp_Ropp.
  apply: (Rmult_lt_reg_l (exp 1)); first by lra.
  by rewrite Rinv_r; lra.
lra.
Qed.

(* a start that is not positive *)
Theorem positive_start_sign_wrong : ~ (forall n m (M P : 'M[R]_m) T
    (W : R -> factors [comRingType of R] (fun _ : nat => m)), (0 < n)%N -> M^T = M -> P^T = P ->
  (forall l, (l < n.+1)%N -> W 0%R l = P) -> (0 <= T)%R ->
  moves_by (fun t => residual (L := n.+1) (d := fun _ : nat => m) M (chain n.+1 (W t))) T W ->
  forall t, (0 <= t <= T)%R -> positive_definite (chain n.+1 (W t))).
Proof.
move=> H; pose W (t : R) : factors [comRingType of R] one := fun=> (- 1)%:M.
have prod t : chain 3 (W t) = (- 1)%:M.
  by rewrite /chain /= mulmx1 -!scalar_mxM mulrNN mulr1 mulr1.
have moves : moves_by (fun t => residual (L := 3) (d := one) (- 1)%:M (chain 3 (W t))) 1%R W.
  move=> l lL; split=> t tT; last by move=> i j; exact: continuous_const.
  rewrite prod /residual subrr /grad mulmx0 mul0mx oppr0; exact: mderiv_const.
have sc (c : R) : (c%:M : 'M[R]_1)^T = c%:M by rewrite tr_scalar_mx.
have := H 2%N 1%N _ (- 1)%:M 1%R W isT (sc _) (sc _) (fun _ _ => erefl) Rle_0_1 moves 1%R
  ltac:(lra) 1%:M one_neq0.
rewrite prod number_form => /RltP; change (0 : R) with 0%R.
by rewrite ltr0N1.
Qed.
