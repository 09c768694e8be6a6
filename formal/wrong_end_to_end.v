(* Wrong variants of the product of a balanced chain, of its flow and of what it decides, near
   the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent end_to_end flow end_to_end_flow product_decides.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* Wrong variants of the product of a balanced chain, near the truth, refuted by numbers. *)
Section EndToEnd.
Local Notation one := (fun _ : nat => 1%N).

(* two factors, both of them the number 2 *)
Definition twos : factors [comRingType of int] one := fun=> 2%:M.

Lemma twos_balanced : balanced 2 twos.
Proof. by move=> l _; rewrite /imbalance /twos tr_scalar_mx subrr. Qed.

Lemma twos_above : above 2 twos 1 = 2%:M.
Proof. by rewrite above_step // above_end mul1mx. Qed.

(* one power more *)
Theorem telescoping_more_wrong : ~ (forall (R : comRingType) (n : nat) (d : nat -> nat)
    (W : factors R d), balanced n.+1 W -> forall l, (l < n.+1)%N ->
  above n.+1 W l.+1 *m (above n.+1 W l.+1)^T = mxpow (last_gram n W) (n - l).+1).
Proof.
move=> /(_ [comRingType of int] 1%N one twos twos_balanced 0%N isT).
rewrite twos_above /last_gram /mxpow /= mulmx1 /twos tr_scalar_mx -!scalar_mxM.
by move/matrixP/(_ 0 0); rewrite !mxE.
Qed.

(* the term of the first factor left out *)
Theorem balanced_velocity_first_wrong : ~ (forall (R : comRingType) (n : nat) (d : nat -> nat)
    (W : factors R d), balanced n.+1 W -> forall G : 'M[R]_(d n.+1, d 0%N),
  \sum_(l < n.+1) above n.+1 W l.+1 *m - grad G W l *m below W l =
  - \sum_(l < n.+1 | (0 < l)%N) mxpow (last_gram n W) (n - l) *m G *m mxpow (first_gram W) l).
Proof.
move=> /(_ [comRingType of int] 1%N one twos twos_balanced 1%:M).
rewrite balanced_velocity; last exact: twos_balanced.
rewrite [in X in _ = X]big_mkcond !big_ord_recl !big_ord0 /= !addr0 add0r => /oppr_inj/eqP.
rewrite -subr_eq0 addrK /last_gram /twos !mulmx1 tr_scalar_mx -scalar_mxM.
by move/eqP/matrixP/(_ 0 0); rewrite !mxE.
Qed.

(* a root that is symmetric but may be negative *)
Theorem psd_root_unique_sign_wrong : ~ (forall (R : realFieldType) (n : nat) (C A B : 'M[R]_n) m,
  (0 < m)%N -> psd_root m C A -> B^T = B /\ mxpow B m = C -> A = B).
Proof.
move=> H; suff K (F : realFieldType) : 1 = - 1 :> F.
  by have /eqP := K [realFieldType of rat]; vm_compute.
have p : psd (1%:M : 'M[F]_1) by have := gram_psd (1%:M : 'M[F]_1); rewrite trmx1 mulmx1.
have e : mxpow (1%:M : 'M[F]_1) 2 = 1%:M by rewrite /mxpow /= !mulmx1.
have e' : mxpow (- 1%:M : 'M[F]_1) 2 = 1%:M.
  by rewrite /mxpow /= mulmx1 mulmxN mulNmx mulmx1 opprK.
have t : (- 1%:M : 'M[F]_1)^T = - 1%:M by rewrite linearN /= trmx1.
have /matrixP/(_ 0 0) := H F 1%N _ _ _ 2%N isT (conj p e) (conj t e').
by rewrite !mxE eqxx !mulr1n.
Qed.
End EndToEnd.

(* Wrong variants of the end-to-end flow, near the truth, refuted. Witness: two factors e^t,
   numbers, whose product is pulled up with the slope -1. *)
Section EndToEndFlow.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Let W (t : R) : factors [comRingType of R] one := fun=> (exp t)%:M.
Let G (t : R) : 'M[R]_1 := - 1%:M.
Let half : R := (/ 2)%R.

Let inside : (0 < half < 1)%R. Proof. by rewrite /half; lra. Qed.
Let closed : (0 <= half <= 1)%R. Proof. by rewrite /half; lra. Qed.

Let e_gt1 : 1 < exp half.
Proof. by have := exp_increasing 0 half inside.1; rewrite exp_0 => /RltP. Qed.

Let e0 : exp half != 0. Proof. by rewrite gt_eqF // (lt_trans ltr01 e_gt1). Qed.

Let grows t l : mderiv (fun u => W u l) t (W t l).
Proof.
move=> i j; rewrite !ord1 mxE eqxx mulr1n.
by apply: is_derive_ext (is_derive_exp t) => u; rewrite mxE eqxx mulr1n.
Qed.

Let above1 t : above 2 (W t) 1 = (exp t)%:M.
Proof. by rewrite above_step // above_end mul1mx. Qed.

Let moves : @moves_by 1 one G 1 W.
Proof.
move=> l l2; split=> t _; last first.
  by move=> i j; apply: ex_derive_continuous; exists (W t l i j); exact: grows.
suff -> : - grad (L := 2) (d := one) (G t) (W t) l = W t l by exact: grows.
rewrite /grad /G mulmxN mulNmx opprK mulmx1.
case: l l2 => [|[|l]] // _; first by rewrite above1 /= trmx1 mulmx1 tr_scalar_mx.
by rewrite above_end trmx1 mul1mx /= mulmx1 tr_scalar_mx.
Qed.

Let balance t : balanced 2 (W t).
Proof. by move=> l _; rewrite /imbalance /W tr_scalar_mx subrr. Qed.

Let product t : chain 2 (W t) = (exp t * exp t)%:M.
Proof. by rewrite /chain /= mulmx1 -scalar_mxM. Qed.

(* the first term left out *)
Theorem product_rule_first_wrong : ~ (forall (d : nat -> nat)
    (W : R -> factors [comRingType of R] d) L (D : factors [comRingType of R] d) t,
  (forall l, (l < L)%N -> mderiv (fun u => W u l) t (D l)) ->
  mderiv (fun u => chain L (W u)) t
    (\sum_(l < L | (0 < l)%N) above L (W t) l.+1 *m D l *m below (W t) l)).
Proof.
move=> /(_ one W 2%N (W half) half (fun l _ => grows half l)) D.
have E := product_rule (L := 2) (fun l _ => grows half l).
have := is_derive_unique _ _ _ (D 0 0); rewrite (is_derive_unique _ _ _ (E 0 0)).
rewrite [in X in _ = X]big_mkcond !big_ord_recl !big_ord0 /= !addr0 add0r above1.
rewrite [LHS]mxE -[RHS]add0r => /addIr/eqP.
by rewrite mulmx1 -scalar_mxM mxE eqxx mulr1n mulf_eq0 orbb (negbTE e0).
Qed.

Let roots P Q : let X := chain 2 (W half) in
  unique (psd_root 2 (X *m X^T)) P -> unique (psd_root 2 (X^T *m X)) Q ->
  P = (exp half * exp half)%:M /\ Q = (exp half * exp half)%:M.
Proof.
move=> X [_ uP] [_ uQ].
have p : psd ((exp half * exp half)%:M : 'M[R]_1).
  by have := gram_psd ((exp half)%:M : 'M[R]_1); rewrite tr_scalar_mx -scalar_mxM.
have p2 : mxpow ((exp half * exp half)%:M : 'M[R]_1) 2 = X *m X^T.
  by rewrite /X product /mxpow /= mulmx1 tr_scalar_mx.
split; [apply: uP | apply: uQ]; split=> //.
by rewrite p2 /X product tr_scalar_mx.
Qed.

(* one root more on the left *)
Theorem end_to_end_flow_root_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (G : R -> 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d),
  moves_by G T W ->
  forall s, (0 <= s <= T)%R -> balanced n.+1 (W s) -> forall t, (0 <= t <= T)%R ->
  let X u := chain n.+1 (W u) in exists P Q,
  [/\ unique (psd_root n.+1 (X t *m (X t)^T)) P, unique (psd_root n.+1 ((X t)^T *m X t)) Q &
   (0 < t < T)%R -> mderiv X t
     (- \sum_(l < n.+1) mxpow P (n - l).+1 *m G t *m mxpow Q l)]).
Proof.
move=> /(_ 1%N one G 1 W moves half closed (balance half) half closed).
case=> P [Q [uP uQ /(_ inside) D]]; have [PE QE] := roots uP uQ.
have [_ [P' [Q' [uP' uQ' /(_ inside) E]]]] :=
  end_to_end_flow moves closed (balance half) closed.
have [PE' QE'] := roots uP' uQ'.
have := is_derive_unique _ _ _ (D 0 0); rewrite (is_derive_unique _ _ _ (E 0 0)).
rewrite PE QE PE' QE' !big_ord_recl !big_ord0 /mxpow /= !mulmx1 !mul1mx /G.
set p := exp half * exp half; have p1 : 1 < p by rewrite mulr_egt1.
rewrite !mulmxN !mulNmx !mulmx1 !mul1mx !addr0 -!opprD !opprK -!scalar_mxM !mxE eqxx !mulr1n.
move=> e; have : p + p < p * p + p * p by rewrite ltr_add // ltr_pmulr // (lt_trans ltr01 p1).
by rewrite -e ltxx.
Qed.
End Wrong.
End EndToEndFlow.

(* Wrong variants of what the product of a balanced chain decides, near the truth, refuted.
   Witnesses: two numbers that grow with the slope -1, as e^t and e^t, and without balance as 5/4
   e^t + 3/4 e^-t and 5/4 e^t - 3/4 e^-t; two factors with a mode at rest and an idle one, for a
   target that is not symmetric. *)
Section ProductDecides.
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

(* a mode at rest at its target, delta_01, and one without target, delta_10, that falls from the
   same strength as 1 / (1 + 2 t): the product is symmetric at the start and not after it *)
Section Turned.
Let e00 : 'M[R]_2 := delta_mx 0 0.
Let e11 : 'M[R]_2 := delta_mx 1 1.
Let e10 : 'M[R]_2 := delta_mx 1 0.
Definition e01 : 'M[R]_2 := delta_mx 0 1.
Definition idle t := (/ sqrt (1 + 2 * t))%R.

Definition turned (t : R) : factors [comRingType of R] (fun=> 2%N) :=
  fun l => if l is 0%N then e01 + idle t *: e10 else e00 + idle t *: e11.

Lemma turned_product t : seen (n := 1) (d := fun=> 2%N) (erefl 2%N) (erefl 2%N) turned t =
  e01 + (idle t * idle t) *: e10.
Proof.
rewrite /seen /chain /= mulmx1 mulmxDl !mulmxDr -!scalemxAl -!scalemxAr.
by rewrite !mul_delta_mx !mul_delta_mx_0 // !scaler0 addr0 add0r scalerA.
Qed.

Lemma idle_moves (A B : 'M[R]_2) t : (0 <= t)%R ->
  mderiv (fun u => A + idle u *: B) t ((- (idle t * idle t * idle t))%R *: B).
Proof.
move=> t0 i j; rewrite mxE.
have s0 : (0 < sqrt (1 + 2 * t))%R by apply: sqrt_lt_R0; lra.
have d : is_derive (fun u => A i j + idle u * B i j)%R t
    (- (idle t * idle t * idle t) * B i j)%R.
  by rewrite /idle; auto_derive; [split; lra | field; lra].
by apply: is_derive_ext d => u; rewrite !mxE.
Qed.

Lemma turned_follows : flows_along (n := 1) (d := fun=> 2%N) (erefl 2%N) (erefl 2%N)
  (fun Y => Y - e01) 1 turned.
Proof.
move=> l l2; split=> t tT; last first.
  have t0 : (0 <= t)%R by lra.
  by case: l l2 => [|[|l]] // _ i j; apply: ex_derive_continuous; eexists; exact: idle_moves.
have t0 : (0 <= t)%R by lra.
rewrite turned_product addrAC subrr add0r.
case: l l2 => [|[|l]] // _.
  rewrite /grad above_step // above_end mul1mx /= trmx1 mulmx1.
  have -> : - ((e00 + idle t *: e11)^T *m ((idle t * idle t) *: e10)) =
      (- (idle t * idle t * idle t))%R *: e10; last exact: idle_moves.
  rewrite [(_ + _)^T]linearD /= [(_ *: _)^T]linearZ /= !trmx_delta mulmxDl -!scalemxAl -!scalemxAr.
  rewrite mul_delta_mx mul_delta_mx_0 // !scaler0 add0r scalerA -scaleNr; congr (_ *: _).
  by rewrite mulrA.
rewrite /grad above_end trmx1 mul1mx /= mulmx1.
have -> : - ((idle t * idle t) *: e10 *m (e01 + idle t *: e10)^T) =
    (- (idle t * idle t * idle t))%R *: e11; last exact: idle_moves.
rewrite [(_ + _)^T]linearD /= [(_ *: _)^T]linearZ /= !trmx_delta mulmxDr -!scalemxAl -!scalemxAr.
rewrite mul_delta_mx mul_delta_mx_0 // !scaler0 add0r scalerA -scaleNr; congr (_ *: _).
Qed.

Lemma turned_balanced : balanced 2 (turned 0).
Proof.
case=> [|l] // _; rewrite /imbalance /turned /= /idle.
have -> : (/ sqrt (1 + 2 * 0) = 1)%R by rewrite Rmult_0_r Rplus_0_r sqrt_1 Rinv_1.
rewrite !scale1r ![(_ + _)^T]linearD /= !trmx_delta !mulmxDl !mulmxDr.
by rewrite !mul_delta_mx !mul_delta_mx_0 // !addr0 !add0r subrr.
Qed.
End Turned.

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
move=> H; have one1 : (1%:M : 'M[R]_2)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have T1 : (0 <= 1 <= 1)%R by lra.
have := H 1%N 2%N (fun=> 2%N) (erefl 2%N) (erefl 2%N) e01 1%:M 1%R turned one1 turned_follows
  turned_balanced.
rewrite !turned_product !mul1mx => /(_ _ 1%R T1) sym.
have turn (a : R) : (e01 + a *: (delta_mx 1 0 : 'M[R]_2))^T =
    a *: e01 + (delta_mx 1 0 : 'M[R]_2).
  by rewrite [(_ + _)^T]linearD /= [(_ *: _)^T]linearZ /= !trmx_delta addrC.
have third : idle 1 * idle 1 = (/ 3)%R.
  have three : (1 + 2 * 1 = 3)%R by ring.
  have s0 : (0 < sqrt 3)%R by apply: sqrt_lt_R0; lra.
  by rewrite -[LHS]/(idle 1 * idle 1)%R /idle three -Rinv_mult_distr ?sqrt_sqrt; lra.
have one0 : idle 0 * idle 0 = 1 by rewrite /idle Rmult_0_r Rplus_0_r sqrt_1 Rinv_1 mulr1.
have /sym : (e01 + (idle 0 * idle 0) *: (delta_mx 1 0 : 'M[R]_2))^T =
    e01 + (idle 0 * idle 0) *: delta_mx 1 0 by rewrite turn one0 !scale1r.
rewrite mul1mx turned_product third turn => /matrixP/(_ 0 1); rewrite !mxE /= !mulr1 !mulr0.
by rewrite !addr0 => e; have : (/ 3 = 1)%R by []; lra.
Qed.
End Wrong.
End ProductDecides.
