(* Wrong variants of domination up to the lag, near the truth, refuted by three numbers with the
   target 1: equal numbers that follow the flow, and unequal ones that stand still. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare ahead from_right chain descent lipschitz flow end_to_end.
From dlf Require Import end_to_end_flow order_kept weyl ceiling largest_form outer_form intertwined.
From dlf Require Import aligned mode_times mode_exists mode_course mode_lag late_mode.
From dlf Require Import late_mode_flow flow_modes aligned_exists wrong_outer_form.
From dlf Require Import wrong_late_mode.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Let none : 'M[R]_(1, 0) := 0.
Let nil : 'M[R]_0 := 0.
Let pairs : (1%:M : 'M[R]_1) *m none = none *m nil.
Proof. by rewrite /none mulmx0 mul0mx. Qed.
Let pairs' : (1%:M : 'M[R]_1)^T *m none = none *m nil.
Proof. by rewrite /none mulmx0 mul0mx. Qed.

(* the factors c l as matrices of one entry *)
Let numbers (c : nat -> R) : factors [comRingType of R] one := fun l => (c l)%:M.

Let product c : chain 3 (numbers c) = (c 2%N * (c 1%N * c 0%N))%:M.
Proof. by rewrite /chain /= mulmx1 -!scalar_mxM. Qed.

(* the larger one of the squares of the first and the last of three numbers *)
Lemma three_numbers c f : largest_value none none (last_gram 2 (numbers c))
  (first_gram (numbers c)) f -> f = Rmax (c 2%N * c 2%N)%R (c 0%N * c 0%N)%R.
Proof.
move=> [bA [bC least]].
have E : none^T *m (const_mx 1 : 'cV[R]_1) = 0 by rewrite /none trmx0 mul0mx.
have one_form : form 1%:M (const_mx 1 : 'cV[R]_1) = 1%R.
  by rewrite form1E mxE big_ord1 !mxE mulr1.
have number x y : form (x%:M : 'M[R]_1) y = (x * form 1%:M y)%R by rewrite -scalemx1 formZ.
have gA : last_gram 2 (numbers c) = (c 2%N * c 2%N)%R%:M.
  by rewrite /last_gram tr_scalar_mx -scalar_mxM.
have gC : first_gram (numbers c) = (c 0%N * c 0%N)%R%:M.
  by rewrite /first_gram tr_scalar_mx -scalar_mxM.
rewrite gA gC in bA bC least; apply: Rle_antisym.
  apply: least => y _; rewrite number; apply: Rmult_le_compat_r; try exact: norm_ge0.
    exact: Rmax_l.
  exact: Rmax_r.
have hA := bA _ E; rewrite number one_form in hA.
have hC := bC _ E; rewrite number one_form in hC.
by apply: Rmax_lub; lra.
Qed.

Let value_exists c : exists f,
  largest_value none none (last_gram 2 (numbers c)) (first_gram (numbers c)) f.
Proof.
exists (top_value none none (last_gram 2 (numbers c)) (first_gram (numbers c))).
exact: top_value_largest.
Qed.

Let norm_of x (z : 'cV[R]_1) : form ((x%:M : 'M[R]_1)^T *m x%:M) z = (x * x * form 1%:M z)%R.
Proof. by rewrite tr_scalar_mx -scalar_mxM -scalemx1 formZ. Qed.

Let L2 : (2 <= 3)%coq_nat. Proof. exact/ssrnat.leP. Qed.
Let e0 : (0 < 1 / 10)%R. Proof. by lra. Qed.
Let small : ((1 / 10) ^ 3 < turning 3 1)%R.
Proof. by rewrite /turning /=; lra. Qed.

(* a flow of numbers as a flow of matrices *)
Lemma numbers_move T (a : R -> nat -> R) : mode_flow 3 (fun=> 1) 0 T (+%R^~ (- 1%R)) a ->
  moves_by (n := 2) (fun t => residual (L := 3) (d := one) 1%:M (chain 3 (numbers (a t)))) T
    (fun t => numbers (a t)).
Proof.
move=> H l lL; have [D C] := @flows_of_mode 3 (fun=> 1) 0 T _ _ H l lL.
split=> [t tT|]; last exact: C; have := D t tT.
rewrite /drift /pull scale1r scale0r addr0.
suff -> : residual (L := 3) (d := one) 1%:M (chain 3 (numbers (a t))) =
  modes.scalar_slope (+%R^~ (- 1%R)) (chain 3 (numbers (a t))) by [].
rewrite product /residual /modes.scalar_slope -raddfB.
by congr (_%:M); rewrite mxE eqxx mulr1n.
Qed.

(* equal numbers that follow the flow *)
Lemma three_equal : exists lam : R -> R, [/\ lam 0 = (1 / 10)%R,
  is_mode 3 1 (1 / 10) (fun t => lam t ^ 3)%R, forall t, (0 <= t)%R -> (0 < lam t)%R &
  forall T, moves_by (n := 2) (fun t => residual (L := 3) (d := one) 1%:M
    (chain 3 (numbers (fun=> lam t)))) T (fun t => numbers (fun=> lam t))].
Proof.
have [lam [l0 so pos mode]] := @root_of_mode 3 1 (1 / 10) isT Rle_0_1 e0.
exists lam; split=> // T; exact: (numbers_move (equal_numbers (so T))).
Qed.

(* the mode comes near its target *)
Lemma near_target mu : is_mode 3 1 (1 / 10) mu -> exists t, (0 < t)%R /\ (9 / 10 < mu t < 1)%R.
Proof.
move=> mode; have below : ((1 / 10) ^ 3 < 1)%R by simpl; lra.
have [_ [lt lim]] := mode_rises_to 3 1 (1 / 10) mu L2 e0 mode below.
have [B H] := proj2 (is_lim_spec mu p_infty (Finite 1%R)) lim (mkposreal _ e0).
pose t := (Rmax B 0 + 1)%R; have tB : (B < t)%R by have := Rmax_l B 0; rewrite /t; lra.
have t0 : (0 < t)%R by have := Rmax_r B 0; rewrite /t; lra.
exists t; split=> //; have := H t tB; have := lt t (Rlt_le _ _ t0) => /= l1 /Rabs_def2 [_]; lra.
Qed.

Lemma late_below mu t : is_mode 3 1 (1 / 10) mu -> (0 <= t)%R ->
  (Rpower (mu (t + lag 3 1 (1 / 10))) (2 / INR 3) <= 1)%R.
Proof.
move=> mode t0; have l0 := lag_positive 3 1 (1 / 10) L2 Rlt_0_1 e0 small.
have x0 : (0 <= t + lag 3 1 (1 / 10))%R by lra.
have [y0 y1] := mode_inside 3 1 (1 / 10) mu L2 Rlt_0_1 e0 small mode _ x0.
have p0 := start_pos 3 (1 / 10) e0.
rewrite -[X in (_ <= X)%R](power_of_one (2 / INR 3)); apply: Rle_Rpower_l; first by simpl; lra.
by split; lra.
Qed.

Let start c x : (x * x <= (1 / 10) ^ 3 * (1 / 10) ^ 3)%R -> c 2%N * (c 1%N * c 0%N) = x ->
  forall z, (form ((chain 3 (numbers c))^T *m chain 3 (numbers c)) z <=
    (1 / 10) ^ 3 * (1 / 10) ^ 3 * form 1%:M z)%R.
Proof.
move=> xx cx z; rewrite product cx norm_of; apply: Rmult_le_compat_r => //; exact: norm_ge0.
Qed.

(* nine tenths of the bound *)
Theorem dominated_up_to_the_lag_tenth_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) ->
  forall k (N : 'M[R]_(d n.+1, k)) (N' : 'M[R]_(d 0%N, k)) (S S' : 'M[R]_k) (s eps : R),
  M *m N' = N *m S -> M^T *m N = N' *m S' -> (0 < s)%R ->
  bounds N (M *m M^T) (s * s)%R -> bounds N' (M^T *m M) (s * s)%R ->
  (0 <= T)%R -> (k < d n.+1)%N -> (0 < eps)%R ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    eps ^ n.+1 * eps ^ n.+1 * form 1%:M z)%R) ->
  (eps ^ n.+1 < turning n.+1 s)%R -> forall mu, is_mode n.+1 s eps mu ->
  forall t, (0 <= t <= T)%R -> forall F,
  largest_value N N' (last_gram n (W t)) (first_gram (W t)) F ->
  (F <= 9 / 10 * Rpower (mu (t + lag n.+1 s eps)) (2 / INR n.+1))%R).
Proof.
move=> H; have [lam [l0 mode pos moves]] := three_equal.
have [t [t0 [t1 t2]]] := near_target mode.
have tT : (0 <= t <= t)%R by split; [exact: Rlt_le | exact: Rle_refl].
pose W u := numbers (fun=> lam u).
have bal : balanced 3 (W 0%R) by move=> l _; rewrite /imbalance tr_scalar_mx subrr.
have [F top] := value_exists (fun=> lam t); have FE := three_numbers top.
have st : (1 / 10 * (1 / 10 * (1 / 10)) * (1 / 10 * (1 / 10 * (1 / 10))) <=
  (1 / 10) ^ 3 * (1 / 10) ^ 3)%R by right; ring.
have := H 2%N one 1%:M t W isT (moves t) bal 0%N none none nil nil 1%R (1 / 10)%R pairs pairs'
  Rlt_0_1 (fun y _ => one_norm' y) (fun y _ => one_norm y) (Rlt_le _ _ t0) isT e0
  (start st _) small _ mode t tT F top.
rewrite l0 => /(_ erefl); rewrite FE Rmax_left; last exact: Rle_refl.
have b := late_below mode (Rlt_le _ _ t0); set y := Rpower _ _ in b * => h.
have {}h : (lam t * lam t <= 9 / 10)%R by lra.
have lt := pos t (Rlt_le _ _ t0); move: t1 t2 => /= t1 t2.
have : (lam t < 1)%R by apply: Rnot_le_lt => l1; nra.
by move=> l1; nra.
Qed.

(* a start without balance *)
Theorem dominated_up_to_the_lag_unbalanced_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W ->
  forall k (N : 'M[R]_(d n.+1, k)) (N' : 'M[R]_(d 0%N, k)) (S S' : 'M[R]_k) (s eps : R),
  M *m N' = N *m S -> M^T *m N = N' *m S' -> (0 < s)%R ->
  bounds N (M *m M^T) (s * s)%R -> bounds N' (M^T *m M) (s * s)%R ->
  (0 <= T)%R -> (k < d n.+1)%N -> (0 < eps)%R ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    eps ^ n.+1 * eps ^ n.+1 * form 1%:M z)%R) ->
  (eps ^ n.+1 < turning n.+1 s)%R -> forall mu, is_mode n.+1 s eps mu ->
  forall t, (0 <= t <= T)%R -> forall F,
  largest_value N N' (last_gram n (W t)) (first_gram (W t)) F ->
  (F <= Rpower (mu (t + lag n.+1 s eps)) (2 / INR n.+1))%R).
Proof.
move=> H; have [lam [l0 mode pos _]] := three_equal.
pose c (l : nat) : R := if l is 0%N then 4%R else 0%R; pose W (_ : R) := numbers c.
have stands : moves_by (n := 2) (fun t => residual (L := 3) (d := one) 1%:M (chain 3 (W t))) 1 W.
  apply: (@numbers_move 1%R (fun=> c)) => l lL; split=> t _; last exact: continuous_const.
  suff e : modes.others 3 c l = 0.
    rewrite /modes.mode_pull e !mul0r addr0 mulr0 oppr0; exact: is_derive_const.
  by case: l lL => [|[|[|//]]] _; rewrite /modes.others unlock /= /c ?(mulr0, mul0r).
have [F top] := value_exists c; have FE := three_numbers top.
have st : (0 * 0 <= (1 / 10) ^ 3 * (1 / 10) ^ 3)%R by simpl; lra.
have T1 : (0 <= 0 <= 1)%R by lra.
have := H 2%N one 1%:M 1%R W isT stands 0%N none none nil nil 1%R (1 / 10)%R pairs pairs'
  Rlt_0_1 (fun y _ => one_norm' y) (fun y _ => one_norm y) Rle_0_1 isT e0
  (start st _) small _ mode 0%R T1 F top.
rewrite mul0r => /(_ erefl); rewrite Rplus_0_l FE Rmax_right /c; last by lra.
have := late_below mode (Rle_refl 0); rewrite Rplus_0_l; lra.
Qed.
End Wrong.
