(* Three and four factors: a singular value of a balanced chain stays below its mode where the cone
   is finite until the mode has passed its best moment, over Coq's reals, for all widths.

   dominated_in_the_window: mu is the mode with the target s_i, from eps^L < omega_i, t_1 the
     time at which it is at omega_i, and Lambda solves its equation on [0, t_1]: then no singular
     value behind the first k exceeds mu, at any time.
   growth_window (GW6N, part 1): so it is if the integral of the window is small enough. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import from_right chain descent flow end_to_end end_to_end_flow order_kept compare.
From dlf Require Import weyl ceiling largest_form moments outer_form mode_times mode_levels.
From dlf Require Import rank_kept mode_lag late_mode touching growth_window window_finite.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* a flow seen from the time c on, or on a part of [0, T] *)
Lemma moves_later n (d : nat -> nat) (G : R -> 'M[R]_(d n.+1, d 0%N)) T c
    (W : R -> factors [comRingType of R] d) : (0 <= c)%R -> moves_by G T W ->
  moves_by (fun t => G (c + 1 * t)%R) (T - c)%R (fun t => W (c + 1 * t)%R).
Proof.
move=> c0 H l lL; have [D C] := H l lL; split=> t tT.
  have tT' : (0 < c + 1 * t < T)%R by lra.
  have := @mderiv_line _ _ (fun u => W u l) c 1%R t _ (D _ tT').
  by rewrite -[1%R]/(1 : R) scale1r.
have tT' : (0 <= c + 1 * t <= T)%R by lra.
exact: (@mcont_line _ _ (fun u => W u l) c 1%R t (C _ tT')).
Qed.

Lemma moves_sooner n (d : nat -> nat) (G : R -> 'M[R]_(d n.+1, d 0%N)) T T'
    (W : R -> factors [comRingType of R] d) : (T' <= T)%R -> moves_by G T W -> moves_by G T' W.
Proof. by move=> le H l lL; have [D C] := H l lL; split=> t tT; [apply: D | apply: C]; lra. Qed.

Section Window.
Variables (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (M : 'M[R]_(d L, d 0)) (T : R) (W : R -> factors [comRingType of R] d).
Local Notation X t := (chain L (W t)).
Local Notation A t := (last_gram n (W t)).
Local Notation C t := (first_gram (W t)).
Hypotheses (depth : n = 2%N \/ n = 3%N).
Hypothesis moves : moves_by (fun t => residual M (X t)) T W.
Hypothesis bal : balanced L (W 0).
Variables (k : nat) (N : 'M[R]_(d L, k)) (N' : 'M[R]_(d 0, k)) (S S' : 'M[R]_k) (s s1 eps : R).
Hypotheses (N1 : N^T *m N = 1%:M) (N1' : N'^T *m N' = 1%:M).
Hypotheses (pairs : M *m N' = N *m S) (pairs' : M^T *m N = N' *m S').
Hypotheses (s0 : (0 < s)%R) (ss1 : (s <= s1)%R).
Hypothesis normM : forall z, (form (M^T *m M) z <= s1 * s1 * form 1%:M z)%R.
Hypotheses (small_M : bounds N (M *m M^T) (s * s)%R) (small_M' : bounds N' (M^T *m M) (s * s)%R).
Hypotheses (T0 : (0 <= T)%R) (room : (k < d L)%N) (e0 : (0 < eps)%R).
Hypothesis start : forall z, (form ((X 0)^T *m X 0) z <= eps ^ L * eps ^ L * form 1%:M z)%R.
Hypothesis small : (eps ^ L < turning L s)%R.
Variables (mu Lambda : R -> R) (t1 : R).
Hypotheses (mode : is_mode L s eps mu) (t10 : (0 <= t1)%R) (at_turn : mu t1 = turning L s).

(* gamma *)
Local Notation gamma := (fun t => Rpower (mu t) (2 / INR L)).
Local Notation c t := (window_rate n s (gamma t)).

Hypothesis leads : forall t, (0 < t < t1)%R -> is_derive Lambda t
  ((/ c t - 2 * gamma t) * Lambda t ^ n + c t * (s1 * s1) * Lambda t)%R.
Hypothesis cL : forall t, (0 <= t <= t1)%R -> continuous Lambda t.
Hypothesis Lambda0 : (Lambda 0 = eps ^ 2)%R.

Let L2 : (2 <= L)%coq_nat.
Proof. by apply/ssrnat.leP; case: depth => ->. Qed.

Let positive t : (0 <= t)%R -> (0 < mu t)%R.
Proof.
move=> t0; have [le _] := mode_inside L s eps mu L2 s0 e0 small mode t t0.
exact: Rlt_le_trans (start_pos L eps e0) le.
Qed.

Let b0 : (0 < eps ^ 2)%R. Proof. exact: pow_lt. Qed.

Let start' z : (form ((X 0)^T *m X 0) z <= (eps ^ 2) ^ L * form 1%:M z)%R.
Proof.
have -> : ((eps ^ 2) ^ L = eps ^ L * eps ^ L)%R.
  by rewrite -Rpow_mult_distr; congr (_ ^ _)%R; ring.
exact: start.
Qed.

(* until t_1 *)
Lemma below_until F t : (0 <= t <= T)%R -> (t <= t1)%R -> largest_value N N' (A t) (C t) F ->
  (F <= gamma t)%R.
Proof.
move=> tT le [_ [_ least]]; pose T' := Rmin T t1.
have tT' : (0 <= t <= T')%R by split; [lra | apply: Rmin_glb; lra].
have [l1 l2] := (Rmin_l T t1, Rmin_r T t1); rewrite -/T' in l1 l2.
have room0 : (0 < d L)%N by exact: leq_ltn_trans room.
have s0' : (0 <= T')%R by lra.
have lt := mode_grows L s eps mu.
have [bA bC] : (forall y, (form (A t) y <= form (cone N (Lambda t) (gamma t)) y)%R) /\
    (forall z, (form (C t) z <= form (cone N' (Lambda t) (gamma t)) z)%R).
  apply: (@stays_in_the_cone n d M T' W depth (moves_sooner l1 moves) bal k N N' S S' s s1 N1 N1'
    pairs pairs' s0 ss1 normM small_M small_M' s0' room0 (eps ^ 2)%R gamma Lambda b0 start'
    (mode_in_roots L s eps mu L2 s0 e0 small mode T') _ _ _ _ _ Lambda0 t tT').
  - by rewrite (proj1 mode) start_root.
  - by move=> u _; exact: exp_pos.
  - move=> u uT; have u0 : (0 <= u <= t1)%R by lra.
    rewrite root_square; [| exact: L2 | apply: positive; lra].
    have := mode_grows L s eps mu u t1 L2 e0 (start_below_target L s eps L2 s0 e0 small) mode u0.
    rewrite at_turn; have e := turning_equation L s eps L2 e0 small.
    have := turning_below L s eps L2 s0 e0 small.
    by have dd := deep L s eps L2 e0 small; nra.
  - by move=> u uT; apply: leads; lra.
  by move=> u uT; apply: cL; lra.
have flat m (Q : 'M[R]_(m, k)) x g y : Q^T *m y = 0 -> form (cone Q x g) y = (g * form 1%:M y)%R.
  move=> Qy; rewrite cone_form; have -> : form (Q *m Q^T) y = 0%R.
    by rewrite /form -!mulmxA Qy !mulmx0 mxE.
  by ring.
by apply: least => y Ny; [have := bA y | have := bC y]; rewrite flat.
Qed.

Lemma dominated_in_the_window t : (0 <= t <= T)%R ->
  (forall F, largest_value N N' (A t) (C t) F -> (F <= gamma t)%R) /\
  forall U sigma (i : 'I_(d L)), U^T *m U = 1%:M ->
    X t *m (X t)^T = with_spectrum U (fun j => sigma j ^+ 2) -> decreasing sigma ->
    (forall j, 0 <= sigma j) -> (k <= i)%N -> (sigma i <= mu t)%R.
Proof.
move=> tT; pose F x := top_value N N' (A x) (C x).
have topF x : largest_value N N' (A x) (C x) (F x) by apply: top_value_largest; rewrite room.
have below : (F t <= gamma t)%R.
  have [le | lt] := Rle_lt_dec t t1; first exact: below_until le (topF t).
  have c1 : (0 <= t1 <= T)%R by lra.
  have bal1 : balanced L (W (t1 + 1 * 0)%R).
    have -> : (t1 + 1 * 0 = t1)%R by ring.
    by move=> l lL; rewrite (imbalance_kept moves c1 lL) bal.
  have n0 : (0 < n)%N by case: depth => ->.
  have best := turning_is_best L s eps L2 s0 e0 small.
  have T1 : (0 <= T - t1)%R by lra.
  have at_t : (0 <= t - t1 <= T - t1)%R by lra.
  have := @order_from_the_turn_on n d M (T - t1)%R (fun x => W (t1 + 1 * x)%R) n0
    (moves_later t10 moves) bal1 k N N' S S' s _ pairs pairs' (Rlt_le _ _ s0) small_M small_M' best
    T1 room (fun x => F (t1 + 1 * x)%R) (fun x => Rpower (mu (x + t1)) (2 / INR L))
    (late_solves L s eps mu L2 s0 e0 small mode (T - t1)%R t1 t10) _ (fun x _ => topF _) _
    (t - t1)%R at_t.
  have -> : (t1 + 1 * (t - t1) = t)%R by ring.
  have -> : (t - t1 + t1 = t)%R by ring.
  apply=> [x xT|].
    apply: root_le => //; split; first by have := turning_below L s eps L2 s0 e0 small; lra.
    by apply: (past_turning L s eps mu L2 s0 e0 small mode t1 x t10 at_turn); lra.
  have -> : (t1 + 1 * 0 = t1)%R by ring.
  rewrite Rplus_0_l; exact: below_until c1 (Rle_refl t1) (topF t1).
split=> [f topf|U sigma i UU XX ds sg ki]; first by rewrite (largest_value_unique topf (topF t)).
have le := singular_value_below_outer moves bal T0 tT (topF t) UU XX ds sg ki.
have Ft := outer_nonneg room (topF t).
have P := positive (proj1 tT).
have FL : (F t ^ L <= mu t ^ 2)%R.
  apply: (Rle_trans _ (gamma t ^ L)); first exact: pow_incr.
  have r := root_square L (mu t) L2 P.
  set q := Rpower _ _ in r *; have q0 : (0 <= q)%R by left; exact: exp_pos.
  by rewrite -{1}(sqrt_sqrt q q0) Rpow_mult_distr r -Rsqr_pow2; exact: Rle_refl.
move: le => /RleP; rewrite -!RpowE => le.
apply: (Rsqr_incr_0_var _ _ _ (Rlt_le _ _ P)); rewrite !Rsqr_pow2; exact: Rle_trans le FL.
Qed.
End Window.

Section Condition.
Variables (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (M : 'M[R]_(d L, d 0)) (T : R) (W : R -> factors [comRingType of R] d).
Local Notation X t := (chain L (W t)).
Hypotheses (depth : n = 2%N \/ n = 3%N).
Hypothesis moves : moves_by (fun t => residual M (X t)) T W.
Hypothesis bal : balanced L (W 0).
Variables (k : nat) (N : 'M[R]_(d L, k)) (N' : 'M[R]_(d 0, k)) (S S' : 'M[R]_k) (s s1 eps : R).
Hypotheses (N1 : N^T *m N = 1%:M) (N1' : N'^T *m N' = 1%:M).
Hypotheses (pairs : M *m N' = N *m S) (pairs' : M^T *m N = N' *m S').
Hypotheses (s0 : (0 < s)%R) (ss1 : (s <= s1)%R).
Hypothesis normM : forall z, (form (M^T *m M) z <= s1 * s1 * form 1%:M z)%R.
Hypotheses (small_M : bounds N (M *m M^T) (s * s)%R) (small_M' : bounds N' (M^T *m M) (s * s)%R).
Hypotheses (T0 : (0 <= T)%R) (room : (k < d L)%N) (e0 : (0 < eps)%R).
Hypothesis start : forall z, (form ((X 0)^T *m X 0) z <= eps ^ L * eps ^ L * form 1%:M z)%R.

(* u_1 *)
Local Notation u1 := ((INR L - 2) / (2 * (INR L - 1)))%R.

Hypothesis before : (eps ^ L / s < u1)%R.
Hypothesis condition : (window_exponent L * ((s1 / s) ^ 2 - 1) *
  window_integral L (s1 / s) (eps ^ L / s) u1 < / window_weight L (s1 / s) u1)%R.

Theorem growth_window mu t : is_mode L s eps mu -> (0 <= t <= T)%R ->
  (forall F, largest_value N N' (last_gram n (W t)) (first_gram (W t)) F ->
    (F <= Rpower (mu t) (2 / INR L))%R) /\
  forall U sigma (i : 'I_(d L)), U^T *m U = 1%:M ->
    X t *m (X t)^T = with_spectrum U (fun j => sigma j ^+ 2) -> decreasing sigma ->
    (forall j, 0 <= sigma j) -> (k <= i)%N -> (sigma i <= mu t)%R.
Proof.
move=> mode tT; have L2 : (2 <= L)%coq_nat by apply/ssrnat.leP; case: depth => ->.
have u1E : (u1 = turning L s / s)%R.
  by rewrite /turning /Rdiv Rmult_assoc Rinv_r ?Rmult_1_r //; lra.
have small : (eps ^ L < turning L s)%R.
  have e x : (x / s * s = x)%R by field; lra.
  by have := Rmult_lt_compat_r _ _ _ s0 before; rewrite u1E !e.
have [l0 [at_turn _]] := lag_of_a_mode L s eps mu L2 s0 e0 small mode.
have h0 := early_nonneg L s eps L2 s0 e0 small.
have t10 : (0 <= early_time L s eps + lag L s eps)%R by lra.
have cond := condition; rewrite u1E in cond.
have [Lambda [La0 [D C]]] :=
  window_is_finite L s s1 eps mu _ L2 s0 e0 small mode at_turn cond.
apply: (dominated_in_the_window depth moves bal N1 N1' pairs pairs' s0 ss1 normM small_M small_M' T0
  room e0 start small mode t10 at_turn _ C La0 tT) => x xT.
by have := D x xT; rewrite /window_rate !minusE !subSS subn0.
Qed.
End Condition.
