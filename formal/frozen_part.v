(* Two factors of one scale with more than 2 r inner directions: the idle part of the product, over
   Coq's reals, for all widths.

   factor_equation: F = (W_2; W_1^T) of two balanced factors obeys F' = N F - 1/2 F F^T F with
     N = (0, M; M^T, 0).
   frozen_part (BH0A, part 3): X = X_1 + X_0 with X_0 orthogonal to X_1 and to M on both sides, and
     |X - M|^2 = |X_1 - M|^2 + q mu_0^2 if 2 rank M + q is at most the inner width; and X_1 X_1^T is
     at most X X^T, so that no singular value of X_1 exceeds that of X. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block flow orthonormal end_to_end end_to_end_flow rank_kept.
From dlf Require Import order_kept compare mode_times weyl idle_directions.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma orthogonal_sumsq m p (A B : 'M[R]_(m, p)) : A^T *m B = 0 ->
  sumsq (A + B) = sumsq A + sumsq B.
Proof.
move=> AB; have BA : B^T *m A = 0 by apply: trmx_inj; rewrite trmx_mul trmxK AB trmx0.
rewrite !sumsq_trace [(A + B)^T]linearD /= mulmxDl !mulmxDr AB BA addr0 add0r.
by rewrite mxtraceD.
Qed.

Section Frozen.
Variables (d : nat -> nat) (M : 'M[R]_(d 2, d 0)) (T : R).
Variable W : R -> factors [comRingType of R] d.
Local Notation W1 t := (W t 0%N : 'M[R]_(d 1, d 0)).
Local Notation W2 t := (W t 1%N : 'M[R]_(d 2, d 1)).
Local Notation X t := (chain 2 (W t)).
Hypothesis moves : moves_by (n := 1) (fun t => residual M (X t)) T W.
Hypothesis bal : balanced 2 (W 0).

(* both factors in one matrix *)
Definition both_factors t : 'M[R]_(d 2 + d 0, d 1) := col_mx (W2 t) (W1 t)^T.

(* the target as a symmetric matrix *)
Definition symmetric_target : 'M[R]_(d 2 + d 0) := block_mx 0 M M^T 0.

Lemma product_of_two t : X t = W2 t *m W1 t.
Proof. by rewrite /chain /= mulmx1. Qed.

Lemma later_balanced t : (0 <= t <= T)%R -> (W2 t)^T *m W2 t = W1 t *m (W1 t)^T.
Proof.
move=> tT; have := imbalance_kept moves tT (isT : (1 < 2)%N); rewrite bal // /imbalance.
by move/eqP; rewrite subr_eq0 => /eqP.
Qed.

Lemma factor_equation t : (0 < t < T)%R -> mderiv both_factors t
  (symmetric_target *m both_factors t -
   2%:R^-1 *: (both_factors t *m (both_factors t)^T *m both_factors t)).
Proof.
move=> tT; have tT' : (0 <= t <= T)%R by lra.
have d2 := (moves (isT : (1 < 2)%N)).1 t tT; have d1 := (moves (isT : (0 < 2)%N)).1 t tT.
have e2 : grad (residual M (X t)) (W t) 1 = (X t - M) *m (W1 t)^T.
  by rewrite /grad above_end trmx1 mul1mx /= mulmx1.
have e1 : grad (residual M (X t)) (W t) 0 = (W2 t)^T *m (X t - M).
  have a1 : chain.above 2 (W t) 1 = W2 t by rewrite above_step // above_end mul1mx.
  by rewrite /grad a1 [below _ _]/= trmx1 mulmx1.
have := mderiv_column d2 (mderiv_tr d1); congr (mderiv _ t _).
rewrite e1 e2 -mulmxA /both_factors tr_col_mx trmxK mul_row_col later_balanced //.
rewrite /symmetric_target mul_block_col !mul0mx add0r addr0 mul_col_mx scale_col_mx opp_col_mx.
rewrite add_col_mx product_of_two; congr col_mx.
  rewrite mulmxDr halved_sum mulmxBl opprB -!mulmxA; congr (_ - _).
rewrite -later_balanced // mulmxDr halved_sum linearN /= trmx_mul trmxK linearB /= trmx_mul.
by rewrite mulmxBl opprB -!mulmxA.
Qed.

Lemma both_continuous t : (0 <= t <= T)%R -> mcont both_factors t.
Proof.
move=> tT; apply: mcont_column; first exact: (moves (isT : (1 < 2)%N)).2 t tT.
exact: mcont_tr ((moves (isT : (0 < 2)%N)).2 t tT).
Qed.

Variables (q : nat) (eps : R) (g : R -> R).
Hypotheses (T0 : (0 <= T)%R) (e0 : (0 < eps)%R) (mode : is_mode 2 0 eps g).
Hypothesis one_scale : W1 0 *m (W1 0)^T = (eps ^ 2)%R%:M.
Hypothesis room : (2 * \rank M + q <= d 1)%N.

(* directions that see nothing of the target *)
Lemma idle_exist : exists H : 'M[R]_(d 1, q),
  [/\ H^T *m H = 1%:M, M *m (W1 0)^T *m H = 0 & M^T *m W2 0 *m H = 0].
Proof.
pose K := row_mx (W1 0 *m M^T) ((W2 0)^T *m M).
have rK : (\rank K <= 2 * \rank M)%N.
  rewrite mul2n -addnn /K -mxrank_tr tr_row_mx -addsmxE.
  apply: leq_trans (mxrank_adds_leqif _ _).1 _; rewrite !mxrank_tr.
  by apply: leq_add; [rewrite -[Y in (_ <= Y)%N]mxrank_tr |]; exact: mxrankM_maxr.
have big : (q <= \rank (kermx K))%N.
  rewrite mxrank_ker leq_subRL; last exact: leq_trans rK (leq_trans (leq_addr _ _) room).
  exact: leq_trans (leq_add rK (leqnn q)) room.
have [Q [QQ QK]] := orthonormal_rows big; exists Q^T; rewrite trmxK QQ.
have := sub_kermxP QK; rewrite /K mul_mx_row => /(congr1 (fun A => (lsubmx A, rsubmx A))).
rewrite row_mxKl row_mxKr !linear0 => -[z1 z2]; split=> //.
  by apply: trmx_inj; rewrite trmx0 !trmx_mul !trmxK.
by apply: trmx_inj; rewrite trmx0 !trmx_mul !trmxK.
Qed.

Theorem frozen_part : exists X1 : R -> 'M[R]_(d 2, d 0), forall t, (0 <= t <= T)%R ->
  [/\ sumsq (X t - M) = sumsq (X1 t - M) + q%:R * g t ^+ 2,
      X1 t *m (X t - X1 t)^T = 0 /\ (X1 t)^T *m (X t - X1 t) = 0,
      M *m (X t - X1 t)^T = 0 /\ M^T *m (X t - X1 t) = 0 &
      below_in_order (X1 t *m (X1 t)^T) (X t *m (X t)^T)].
Proof.
have [H [HH z1 z2]] := idle_exist.
have F0 t : symmetric_target *m both_factors t *m H =
    col_mx (M *m (W1 t)^T *m H) (M^T *m W2 t *m H).
  by rewrite /symmetric_target /both_factors mul_block_col !mul0mx add0r addr0 mul_col_mx.
have FF t : (0 <= t <= T)%R -> (both_factors t)^T *m both_factors t *m H =
    2%:R *: (W1 t *m (W1 t)^T *m H).
  move=> tT; rewrite /both_factors tr_col_mx trmxK mul_row_col later_balanced //.
  by rewrite mulmxDl -mulr2n scaler_nat.
have sN : symmetric_target^T = symmetric_target.
  by rewrite /symmetric_target tr_block_mx !trmx0 trmxK.
have T00 : (0 <= 0 <= T)%R by split; [exact: Rle_refl | exact: T0].
have s1 : symmetric_target *m both_factors 0 *m H = 0 by rewrite F0 z1 z2 col_mx0.
have s2 : (both_factors 0)^T *m both_factors 0 *m H = (2 * eps ^ 2)%R *: H.
  by rewrite FF // one_scale mul_scalar_mx scalerA.
exists (fun t => W2 t *m (1%:M - H *m H^T) *m W1 t) => t tT.
have [] := idle_directions factor_equation both_continuous sN T0 e0 mode s1 s2 tT.
rewrite F0 FF // => /(congr1 (fun A => (usubmx A, dsubmx A))); rewrite col_mxKu col_mxKd !linear0.
case=> MW MW' GH.
have {}GH : W1 t *m (W1 t)^T *m H = g t *: H.
  apply: (scalerI (_ : (2%:R : R) != 0)); first by rewrite pnatr_eq0.
  by rewrite GH scalerA.
pose U := W2 t *m H; pose V := H^T *m W1 t.
have X0 : X t - W2 t *m (1%:M - H *m H^T) *m W1 t = U *m V.
  rewrite product_of_two mulmxBr mulmx1 mulmxBl opprB addrC subrK /U /V.
  by rewrite !mulmxA.
have HP : (1%:M - H *m H^T) *m H = 0 by rewrite mulmxBl mul1mx -mulmxA HH mulmx1 subrr.
have UW : (W2 t)^T *m U = g t *: H by rewrite /U mulmxA later_balanced.
have WV : W1 t *m V^T = g t *: H by rewrite /V trmx_mul trmxK mulmxA.
have UU : U^T *m U = (g t)%:M.
  by rewrite {1}/U trmx_mul -mulmxA UW -scalemxAr HH scalemx1.
have VV : V *m V^T = (g t)%:M by rewrite {1}/V -mulmxA WV -scalemxAr HH scalemx1.
have MV : M *m V^T = 0 by rewrite /V trmx_mul trmxK mulmxA MW.
have MU : M^T *m U = 0 by rewrite /U mulmxA MW'.
clearbody U V.
have P_sym : (1%:M - H *m H^T)^T = 1%:M - H *m H^T by rewrite linearB /= trmx1 trmx_mul trmxK.
have o1 : W2 t *m (1%:M - H *m H^T) *m W1 t *m (U *m V)^T = 0.
  rewrite trmx_mul mulmxA -(mulmxA _ (W1 t)) WV -scalemxAr -(mulmxA (W2 t)) HP mulmx0 scaler0.
  by rewrite mul0mx.
have o2 : (W2 t *m (1%:M - H *m H^T) *m W1 t)^T *m (U *m V) = 0.
  rewrite !trmx_mul P_sym -!mulmxA (mulmxA (W2 t)^T U) UW -!scalemxAl -!scalemxAr.
  by rewrite (mulmxA _ H) HP mul0mx mulmx0 scaler0.
have o3 : M *m (U *m V)^T = 0 by rewrite trmx_mul mulmxA MV mul0mx.
have o4 : M^T *m (U *m V) = 0 by rewrite mulmxA MU mul0mx.
rewrite X0; split=> //; last first.
  have -> : X t = W2 t *m (1%:M - H *m H^T) *m W1 t + U *m V by rewrite -X0 addrC subrK.
  move: o1; move: (W2 t *m _ *m _) (U *m V) => Y Z YZ v.
  have ZY : Z *m Y^T = 0 by apply: trmx_inj; rewrite trmx_mul trmxK YZ trmx0.
  have -> : (Y + Z) *m (Y + Z)^T = Y *m Y^T + Z *m Z^T.
    by rewrite [(Y + Z)^T]linearD /= mulmxDl !mulmxDr YZ ZY addr0 add0r.
  rewrite mulmxDr mulmxDl [E in _ <= E]mxE ler_addl.
  by have := gram_psd Z^T; rewrite trmxK => -[_]; apply.
set X1 := _ *m W1 t in o1 o2 X0 *; have -> : X t - M = (X1 - M) + U *m V.
  by rewrite -X0 addrAC addrCA subrr addr0.
have cross : (X1 - M)^T *m (U *m V) = 0 by rewrite linearB /= mulmxBl o2 o4 subr0.
have size : sumsq (U *m V) = q%:R * g t ^+ 2.
  rewrite sumsq_trace trmx_mul -mulmxA (mulmxA U^T) UU mul_scalar_mx -scalemxAr mxtraceZ.
  by rewrite mxtrace_mulC VV mxtrace_scalar mulrnAr mulr_natl expr2.
by rewrite (orthogonal_sumsq cross) size.
Qed.
End Frozen.
