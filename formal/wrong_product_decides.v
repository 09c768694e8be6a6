(* Wrong variants of what the product of a balanced chain decides, near the truth, refuted.

   Witnesses: two numbers that grow with the slope -1, as e^t and e^t, and without balance as
   5/4 e^t + 3/4 e^-t and 5/4 e^t - 3/4 e^-t; one factor that tends to a target which is not
   symmetric. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent flow end_to_end end_to_end_flow product_decides.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Section Numbers.
Variable a : R.

(* e^t + a e^-t and e^t - a e^-t, times a number c *)
Let W (c : R) (t : R) : factors [comRingType of R] one := fun l =>
  (c * (exp t + (if l is 0%N then a else - a) * exp (- t)))%R%:M.

Let slope (Y : 'M[R]_1) : 'M[R]_1 := - 1%:M.

Lemma slope_lipschitz : locally_lipschitz slope.
Proof.
move=> B; exists 0; split=> // X Y _ _; rewrite subrr mul0r.
by rewrite /norm1 big1 // => i _; rewrite big1 // => j _; rewrite mxE normr0.
Qed.

Lemma numbers_follow c : flows_along (n := 1) (d := one) (erefl 1%N) (erefl 1%N) slope 1 (W c).
Proof.
pose p l : R := if l is 0%N then a else (- a)%R.
have D l t : mderiv (fun u => W c u l) t (c * (exp t - p l * exp (- t)))%R%:M.
  move=> i j; rewrite (ord1 i) (ord1 j) mxE eqxx mulr1n.
  have d : is_derive (fun u => c * (exp u + p l * exp (- u)))%R t (c * (exp t - p l * exp (- t)))%R.
    by auto_derive => //; ring.
  by apply: is_derive_ext d => u; rewrite mxE eqxx mulr1n.
move=> l l2; split=> t _; last first.
  by move=> i j; apply: ex_derive_continuous; eexists; exact: (D l t i j).
have e : - grad (L := 2) (d := one) (slope (chain 2 (W c t))) (W c t) l =
    (c * (exp t - p l * exp (- t)))%R%:M; last first.
  by move: (D l t); rewrite -e /slope.
rewrite /grad /slope mulmxN mulNmx opprK mulmx1.
case: l l2 => [|[|l]] // _.
  rewrite above_step // above_end mul1mx /= trmx1 mulmx1 tr_scalar_mx /W /p; congr (_%:M).
  have -> // : (c * (exp t + - a * exp (- t)) = c * (exp t - a * exp (- t)))%R by ring.
rewrite above_end trmx1 mul1mx /= mulmx1 tr_scalar_mx /W /p; congr (_%:M).
have -> // : (c * (exp t + a * exp (- t)) = c * (exp t - - a * exp (- t)))%R by ring.
Qed.

Lemma numbers_product c t : seen (n := 1) (d := one) (erefl 1%N) (erefl 1%N) (W c) t =
  (c * c * (exp t * exp t - a * a * (exp (- t) * exp (- t))))%R%:M.
Proof.
rewrite /seen /chain /= mulmx1 -scalar_mxM /W; congr (_%:M).
have E (x y : R) : (c * (x + - a * y) * (c * (x + a * y)) = c * c * (x * x - a * a * (y * y)))%R.
  by ring.
exact: E.
Qed.
End Numbers.

Section Wrong.
Let slope (Y : 'M[R]_1) : 'M[R]_1 := - 1%:M.

(* the second chain without balance *)
Theorem product_decides_unbalanced_wrong : ~ (forall (n m p : nat) (d e : nat -> nat)
    (dm : d n.+1 = m) (dp : d 0%N = p) (em : e n.+1 = m) (ep : e 0%N = p)
    (f : 'M[R]_(m, p) -> 'M[R]_(m, p)) (T : R) (W : R -> factors [comRingType of R] d)
    (V : R -> factors [comRingType of R] e), locally_lipschitz f ->
  flows_along dm dp f T W -> flows_along em ep f T V -> balanced n.+1 (W 0%R) ->
  seen dm dp W 0 = seen em ep V 0 -> forall t, (0 <= t <= T)%R -> seen dm dp W t = seen em ep V t).
Proof.
move=> H; have T1 : (0 <= 1 <= 1)%R by lra.
have flat := numbers_product 0%R 1%R; have steep := numbers_product (3 / 5)%R (5 / 4)%R.
have := H 1%N 1%N 1%N one one (erefl 1%N) (erefl 1%N) (erefl 1%N) (erefl 1%N) slope 1%R _ _
  slope_lipschitz (numbers_follow 0%R 1%R) (numbers_follow (3 / 5)%R (5 / 4)%R).
rewrite !flat !steep => /(_ _ _ 1%R T1) E.
have bal : balanced 2 (d := one)
    (fun l => (1 * (exp 0 + (if l is 0%N then 0 else - 0) * exp (- 0)))%R%:M).
  have e : (1 * (exp 0 + - 0 * exp (- 0)) = 1 * (exp 0 + 0 * exp (- 0)))%R by ring.
  by case=> [|l] // _; rewrite /imbalance !tr_scalar_mx e subrr.
have start : (1 * 1 * (exp 0 * exp 0 - 0 * 0 * (exp (- 0) * exp (- 0))) =
    5 / 4 * (5 / 4) * (exp 0 * exp 0 - 3 / 5 * (3 / 5) * (exp (- 0) * exp (- 0))))%R.
  by rewrite Ropp_0 exp_0; field.
have num (x y : R) : x%:M = y%:M :> 'M[R]_1 -> x = y.
  by move=> /matrixP/(_ 0 0); rewrite !mxE eqxx !mulr1n.
have := E bal (congr1 (@scalar_mx _ 1) start); rewrite flat steep => /num e.
have up := exp_increasing 0 1 Rlt_0_1; have down := exp_increasing (Ropp 1) 0.
have pos := exp_pos (Ropp 1); rewrite exp_0 in up down.
have {}down : (exp (Ropp 1) < 1)%R by apply: down; lra.
have big : (1 * 1 < exp 1 * exp 1)%R by apply: Rmult_le_0_lt_compat; lra.
have small : (exp (Ropp 1) * exp (Ropp 1) <= 1 * 1)%R by apply: Rmult_le_compat; lra.
lra.
Qed.

(* a target that need not be symmetric after the turn *)
Theorem mirrored_product_target_wrong : ~ (forall (n m : nat) (d : nat -> nat) (dm : d n.+1 = m)
    (dp : d 0%N = m) (M Q : 'M[R]_m) (T : R) (W : R -> factors [comRingType of R] d),
  Q^T *m Q = 1%:M -> flows_along dm dp (fun Y => Y - M) T W -> balanced n.+1 (W 0%R) ->
  (Q *m seen dm dp W 0)^T = Q *m seen dm dp W 0 ->
  forall t, (0 <= t <= T)%R -> (Q *m seen dm dp W t)^T = Q *m seen dm dp W t).
Proof.
move=> H; pose M : 'M[R]_2 := delta_mx 0 1.
pose W (t : R) : factors [comRingType of R] (fun=> 2%N) := fun=> (1 - exp (- t))%R *: M.
have X t : seen (n := 0) (d := fun=> 2%N) (erefl 2%N) (erefl 2%N) W t = (1 - exp (- t))%R *: M.
  by rewrite /seen /chain /= mulmx1.
have D (Y : 'M[R]_2) t : mderiv (fun u => (1 - exp (- u))%R *: Y) t (exp (- t) *: Y).
  move=> i j; rewrite mxE.
  have d : is_derive (fun u => (1 - exp (- u)) * Y i j)%R t (exp (- t) * Y i j)%R.
    by auto_derive => //; ring.
  by apply: is_derive_ext d => u; rewrite mxE.
have flow : flows_along (n := 0) (d := fun=> 2%N) (erefl 2%N) (erefl 2%N) (fun Y => Y - M) 1 W.
  case=> // _; split=> t _; last first.
    by move=> i j; apply: ex_derive_continuous; eexists; exact: (D M t i j).
  rewrite X /grad above_end /= !trmx1 mul1mx mulmx1.
  have -> : - ((1 - exp (- t))%R *: M - M) = exp (- t) *: M; last exact: D.
  rewrite -{2}[M]scale1r -scalerBl -scaleNr; congr (_ *: M).
  have e : (- (1 - exp (- t) - 1) = exp (- t))%R by ring.
  exact: e.
have one1 : (1%:M : 'M[R]_2)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have T1 : (0 <= 1 <= 1)%R by lra.
have := H 0%N 2%N (fun=> 2%N) (erefl 2%N) (erefl 2%N) M 1%:M 1%R W one1 flow.
rewrite !X !mul1mx Ropp_0 exp_0 Rminus_eq_0 scale0r trmx0 => /(_ _ (erefl _) 1%R T1) E.
have bal : balanced 1 (W 0) by [].
have /matrixP/(_ 1 0) := E bal; rewrite X mul1mx !mxE /= mulr1 mulr0 => e.
have := exp_increasing (- 1) 0; rewrite exp_0 => /(_ _) up.
have : (1 - exp (- 1) = 0)%R by exact: e.
by have : (exp (- 1) < 1)%R by [apply: up; lra]; lra.
Qed.
End Wrong.
