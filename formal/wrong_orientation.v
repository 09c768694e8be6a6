(* Wrong variants of the barrier between the two orientations, near the truth, refuted by two
   numbers that move or stand still. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block flow end_to_end end_to_end_flow removal.
From dlf Require Import singular_values balanced_rank rank_kept orientation rank_flow.
From dlf Require Import wrong_rank_kept.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Ltac real_equation := match goal with |- ?a = ?b => change (@eq R a b) end.

(* the last factor not balanced *)
Theorem balanced_rank_last_wrong : ~ (forall n (d : nat -> nat)
    (W : factors [comRingType of R] d) l, (l < n.+1)%N -> balanced n W ->
  \rank (W l) = \rank (chain n.+1 W)).
Proof.
move=> H; pose W : factors [comRingType of R] one := fun l => (if l is 2%N then 0 else 1)%:M.
have bal : balanced 2 W by move=> [|l] // _; rewrite /imbalance /W !tr_scalar_mx subrr.
have := H 2%N one W 0%N isT bal; rewrite /chain /= mulmx1 -!scalar_mxM mul0r !rank_number.
by rewrite eqxx oner_neq0.
Qed.

(* a path from the other side to the singular number 0, towards the target 1 *)
Definition squared u := (exp (- (2 * u)) / 101 / (1 - exp (- (2 * u)) / 101))%R.
Definition crossing u := sqrt (squared u).

Lemma squared_pos t : (0 <= t)%R -> (0 < 1 - exp (- (2 * t)) / 101)%R /\ (0 < squared t)%R.
Proof.
move=> t0; have e0 := exp_pos (- (2 * t))%R.
have e1 : (exp (- (2 * t)) <= 1)%R.
  rewrite -exp_0; case: t0 => [t0|<-]; first by left; apply: exp_increasing; lra.
  by right; congr exp; lra.
have p : (0 < 1 - exp (- (2 * t)) / 101)%R by lra.
by split=> //; apply: Rdiv_lt_0_compat => //; lra.
Qed.

Lemma crossing_slope t : (0 <= t)%R ->
  is_derive crossing t (- (crossing t * (1 + crossing t * crossing t)))%R.
Proof.
move=> t0; have [p y0] := squared_pos t0.
have D : is_derive squared t (- (2 * (squared t * (1 + squared t))))%R.
  rewrite /squared; auto_derive; first by lra.
  real_equation.
  by field; lra.
have q : sqrt (squared t) <> 0%R by have := sqrt_lt_R0 _ y0; lra.
have := is_derive_sqrt squared t _ D y0; congr is_derive.
rewrite /crossing (sqrt_sqrt (squared t)); last by left.
real_equation; move: (sqrt_sqrt _ (Rlt_le _ _ y0)) q; move: (squared t) (sqrt _) => y r <- q.
by field.
Qed.

Lemma crossing_moves T : moves_by (n := 1) (d := one)
  (fun t => chain 2 (number_pair crossing (fun u => - crossing u) t) - 1%:M) T
  (number_pair crossing (fun u => - crossing u)).
Proof.
pose g t := (- (crossing t * crossing t) - 1)%R.
have G t : chain 2 (number_pair crossing (fun u => - crossing u) t) - 1%:M = (g t)%:M.
  by rewrite pair_product mulNr -raddfB.
have slope t : (0 < t < T)%R -> is_derive crossing t (- (- crossing t * g t)).
  move=> [t0 _]; have := crossing_slope (Rlt_le _ _ t0); congr is_derive.
  rewrite /g -[RHS]/(- (- crossing t * (- (crossing t * crossing t) - 1)))%R.
  by real_equation; ring.
have slope' t : (0 < t < T)%R -> is_derive (fun u => - crossing u) t (- (g t * crossing t)).
  move=> tT; have := dopp (slope t tT); congr is_derive.
  by rewrite mulNr opprK mulrC.
have cont t : (0 <= t <= T)%R -> continuous crossing t /\ continuous (fun u => - crossing u) t.
  move=> [t0 _]; have c : continuous crossing t.
    by apply: ex_derive_continuous; eexists; exact: crossing_slope t0.
  by split=> //; exact: copp c.
move=> l lL; have [D C] := pair_moves slope slope' cont lL; split=> // t tT.
by rewrite G; exact: D.
Qed.

Lemma crossing_start : (crossing 0 * crossing 0)%R = (/ 100)%R.
Proof.
have [_ y0] := squared_pos (Rle_refl 0); rewrite /crossing sqrt_sqrt; last by left.
by rewrite /squared Rmult_0_r Ropp_0 exp_0; field.
Qed.

Lemma pair_balanced a b t : b t * b t = a t * a t -> balanced 2 (number_pair a b t).
Proof.
move=> e [|l] // _; rewrite /imbalance /number_pair !tr_scalar_mx -!scalar_mxM e subrr.
by [].
Qed.

Lemma number_sumsq (c : R) : sumsq (c%:M : 'M[R]_1) = c * c.
Proof. by rewrite /sumsq !big_ord1 mxE eqxx mulr1n expr2. Qed.

(* a floor higher by a tenth *)
Theorem orientation_barrier_tenth_wrong : ~ (forall n (d : nat -> nat) T
    (W : R -> factors [comRingType of R] d) (M : 'M[R]_(d n.+1, d 0%N)) (closed : d n.+1 = d 0%N),
  (0 < n)%N -> moves_by (fun t => chain n.+1 (W t) - M) T W ->
  forall s0, (0 <= s0 <= T)%R -> balanced n.+1 (W s0) ->
  forall U V s, singular_decomposition (square_product closed M) U V s ->
  \det (square_product closed (chain n.+1 (W s0))) * \det (square_product closed M) < 0 ->
  forall t, (0 <= t <= T)%R ->
  11%:R / 10%:R * s (d 0%N).-1 ^+ 2 / 2%:R < sumsq (chain n.+1 (W t) - M) / 2%:R).
Proof.
move=> H; have bal : balanced 2 (number_pair crossing (fun u => - crossing u) 0%R).
  by apply: pair_balanced; rewrite mulrNN.
have start := crossing_start.
have := H 1%N one 1%R _ 1%:M erefl isT (crossing_moves 1) 0%R at_0 bal 1%:M 1%:M _ _ _ 0%R at_0.
move=> /(_ (fun j => if j is 0%N then 1 else 0)).
rewrite /square_product !castmx_id pair_product !det_scalar1 mulr1 mulNr -raddfB number_sumsq.
have -> : crossing 0%R * crossing 0%R = (/ 100)%R by [].
move=> H1; have {H1} := H1 (number_decomposition (@ler01 _)).
rewrite oppr_lt0 expr1n mulr1 ltr_pmul2r ?invr_gt0 ?ltr0n //.
have /RltP p : (0 < / 100)%R by lra.
have e11 : 11%:R = 11%R :> R by rewrite -INRE INR_IZR_INZ.
have e10 : 10%:R = 10%R :> R by rewrite -INRE INR_IZR_INZ.
move=> /(_ p); rewrite ltr_pdivr_mulr ?ltr0n // e11 e10 => /RltP.
by rewrite -[X in (_ < X)%R]/((- / 100 - 1) * (- / 100 - 1) * 10)%R; lra.
Qed.

Lemma still_moves T (a : R) : moves_by (n := 1) (d := one)
  (fun t => chain 2 (number_pair (fun=> a) (fun=> a) t) - (a * a)%:M) T
  (number_pair (fun=> a) (fun=> a)).
Proof.
move=> l lL; have [|||D C] := @pair_moves (fun=> a) (fun=> a) (fun=> 0) T _ _ _ l lL.
- by move=> t _; rewrite mulr0 oppr0; exact: dconst.
- by move=> t _; rewrite mul0r oppr0; exact: dconst.
- by move=> t _; split; exact: continuous_const.
by split=> // t tT; rewrite pair_product subrr; have := D t tT; rewrite raddf0.
Qed.

(* a start on the same side *)
Theorem orientation_barrier_same_wrong : ~ (forall n (d : nat -> nat) T
    (W : R -> factors [comRingType of R] d) (M : 'M[R]_(d n.+1, d 0%N)) (closed : d n.+1 = d 0%N),
  (0 < n)%N -> moves_by (fun t => chain n.+1 (W t) - M) T W ->
  forall s0, (0 <= s0 <= T)%R -> balanced n.+1 (W s0) ->
  forall U V s, singular_decomposition (square_product closed M) U V s ->
  0 < \det (square_product closed (chain n.+1 (W s0))) * \det (square_product closed M) ->
  forall t, (0 <= t <= T)%R ->
  s (d 0%N).-1 ^+ 2 / 2%:R < sumsq (chain n.+1 (W t) - M) / 2%:R).
Proof.
move=> H; have bal : balanced 2 (number_pair (fun=> 1) (fun=> 1) 0%R) by apply: pair_balanced.
have := H 1%N one 1%R _ _ erefl isT (still_moves 1 1) 0%R at_0 bal 1%:M 1%:M _ _ _ 0%R at_0.
move=> /(_ (fun j => if j is 0%N then 1 else 0)).
rewrite /square_product !castmx_id pair_product !mulr1 !det_scalar1 mulr1 subrr.
move=> H1; have {H1} := H1 (number_decomposition (@ler01 _)) ltr01.
rewrite /sumsq big1 ?mul0r => [|i _]; last by rewrite big1 // => j _; rewrite mxE expr0n.
by rewrite ltNge divr_ge0 ?ler0n ?exprn_ge0 ?ler01.
Qed.
