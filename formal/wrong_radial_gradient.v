(* Wrong variants of the derivative of a radial function and of the gradients of a radial network,
   near the truth, refuted by numbers, over every real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz radial radial_widths.
From dlf Require Import radial_descent radial_by_layer radial_gradient little wrong_radial_descent.
From dlf Require radial_slope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable R : rcfType.
Local Notation tenths k := (k%:R / 10%:R : R).

(* what is less than every multiple of |u| near zero and grows in proportion is not positive *)
Lemma little_line p q (a : 'M[R]_(p, q)) (g : 'M[R]_(p, q) -> R) u :
  little a (fun v => g (v - a)) -> (forall c, 0 < c -> g (c *: u) = c * g u) -> g u <= 0.
Proof.
move=> lg gZ; rewrite leNgt; apply/negP=> g0; set N := norm1 u + 1.
have N0 : 0 < N by rewrite ltr_spaddr ?ltr01 // norm1_ge0.
have uN : norm1 u <= N by rewrite ler_addl ler01.
have [d d0 H] := lg (g u / (2%:R * N)) (divr_gt0 g0 (mulr_gt0 (ltr0Sn _ 1) N0)).
have c0 : 0 < d / N by rewrite divr_gt0.
have := H (a + (d / N) *: u); rewrite addrC addKr gZ // norm1Z (ger0_norm (ltW c0)) => K.
have {}K : d / N * g u <= g u / (2%:R * N) * (d / N * norm1 u).
  by apply: K; rewrite mulrAC ler_pdivr_mulr // ler_pmul2l.
rewrite mulrCA ler_pmul2l // in K; set k := g u / _ in K.
have k0 : 0 <= k by rewrite divr_ge0 ?mulr_ge0 ?ler0n // ltW.
have := le_trans K (ler_wpmul2l k0 uN); rewrite /k invfM mulrA -[_ / N * N]mulrA mulVf ?gt_eqF //.
rewrite mulr1 ler_pdivl_mulr ?ltr0n // mulr_natr mulr2n ger_addl leNgt g0.
by [].
Qed.

Lemma norm1_le0 p q (A : 'M[R]_(p, q)) : norm1 A <= 0 -> A = 0.
Proof.
by move=> A0; apply: radial_slope.norm1_eq0; apply/eqP; rewrite eq_le A0 norm1_ge0.
Qed.

Lemma derivative_unique p q (f : 'cV[R]_p -> 'cV[R]_q) a J K (u : 'cV[R]_p) :
  has_derivative f a J -> has_derivative f a K -> J *m u = K *m u.
Proof.
move=> fJ fK; apply/eqP; rewrite -subr_eq0 -mulmxBl; apply/eqP/norm1_le0.
apply: (little_line (a := a) (g := fun v => norm1 ((J - K) *m v))) => [|c c0].
  move=> e /(little_add fJ fK)[d d0 near]; exists d => // v /near; apply: le_trans.
  move: (f v - f a) => F.
  rewrite mulmxBl; have -> : J *m (v - a) - K *m (v - a) =
      (F - K *m (v - a)) - (F - J *m (v - a)) by rewrite opprB [RHS]addrC addrA subrK.
  by rewrite addrC -(norm1N (F - J *m _)); exact: norm1D.
by rewrite -scalemxAr norm1Z ger0_norm // ltW.
Qed.

(* h(r) = r^2 and its derivative *)
Let h2 (r : R) := r ^+ 2.
Let h2' (r : R) := 2%:R * r.

Lemma slope2 r : has_slope h2 r (h2' r).
Proof.
move=> e e0; exists e => // t _ te; have -> : h2 t - h2 r - h2' r * (t - r) = (t - r) * (t - r).
  by rewrite /h2 /h2'; ring.
by rewrite normrM ler_wpmul2r.
Qed.

Lemma len1 : len (1%:M : 'cV[R]_1) = 1.
Proof. by rewrite /len big_ord1 mxE eqxx expr1n sqrtr1. Qed.

Lemma jacobian2 : jacobian h2 h2' (1%:M : 'cV[R]_1) = 2%:R%:M.
Proof.
rewrite /jacobian oner_eq0 len1 trmx1 mulmx1 scalemx1 -raddfD /=; congr (_%:M).
by rewrite /h2 /h2'; field.
Qed.

Lemma derivative2 J : has_derivative (rho h2) (1%:M : 'cV[R]_1) J -> J = 2%:R%:M.
Proof.
have true_ : has_derivative (rho h2) (1%:M : 'cV[R]_1) (2%:R%:M).
  by rewrite -jacobian2; apply: radial_derivative; [rewrite /h2 expr0n | exact: slope2].
by move=> H; have := derivative_unique 1%:M H true_; rewrite !mulmx1.
Qed.

(* nine tenths of the part along a *)
Theorem radial_derivative_share_wrong : ~ (forall n (h h' : R -> R) (a : 'cV[R]_n), h 0 = 0 ->
  has_slope h (len a) (h' (len a)) -> has_derivative (rho h) a (if a == 0 then (h' 0)%:M else
    (h (len a) / len a)%:M
    + (tenths 9 * (h' (len a) - h (len a) / len a) / len a ^+ 2) *: (a *m a^T))).
Proof.
move=> /(_ 1%N h2 h2' 1%:M (expr0n _ 2) (slope2 _))/derivative2.
rewrite oner_eq0 len1 trmx1 mulmx1 scalemx1 -raddfD /= => /matrixP/(_ 0 0)/eqP.
rewrite !mxE eqxx !mulr1n -subr_eq0 /h2 /h2'.
have -> : 1 ^+ 2 / 1 + tenths 9 * (2%:R * 1 - 1 ^+ 2 / 1) / 1 ^+ 2 - 2%:R = - 10%:R^-1 :> R.
  by field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* the stretch alone *)
Theorem radial_derivative_stretch_wrong : ~ (forall n (h h' : R -> R) (a : 'cV[R]_n), h 0 = 0 ->
  has_slope h (len a) (h' (len a)) ->
  has_derivative (rho h) a (if a == 0 then (h' 0)%:M else (h (len a) / len a)%:M)).
Proof.
move=> /(_ 1%N h2 h2' 1%:M (expr0n _ 2) (slope2 _))/derivative2.
rewrite oner_eq0 len1 => /matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx !mulr1n /h2 expr1n divr1.
by rewrite (eqr_nat R 1 2).
Qed.

(* h(0) is not zero *)
Theorem radial_derivative_zero_wrong : ~ (forall n (h h' : R -> R) (a : 'cV[R]_n),
  has_slope h (len a) (h' (len a)) -> has_derivative (rho h) a (jacobian h h' a)).
Proof.
have l0 : len (0 : 'cV[R]_1) = 0 by apply/eqP; rewrite len_eq0.
move=> /(_ 1%N (fun=> 1) (fun=> 0) 0); rewrite l0 => H.
have /H/(_ 1 ltr01)[d d0 near] : has_slope (fun=> 1 : R) 0 0.
  move=> e e0; exists 1; rewrite ?ltr01 // => t _ _.
  by rewrite mul0r !subr0 subrr normr0 mulr_ge0 // ltW.
pose t := Num.min d 2%:R^-1; have t0 : 0 < t by rewrite lt_minr d0 invr_gt0 ltr0n.
have t2 : t < 1 by rewrite lt_minl invf_lt1 ?ltr0n // ltr1n orbT.
have nt (c : R) : norm1 (c%:M : 'cV[R]_1) = `|c| by rewrite /norm1 !big_ord1 mxE eqxx.
have := near t%:M; rewrite subr0 nt (ger0_norm (ltW t0)) le_minl lexx /= => /(_ isT).
have lt : len (t%:M : 'cV[R]_1) = t.
  by rewrite /len big_ord1 mxE eqxx mulr1n sqrtr_sqr ger0_norm // ltW.
rewrite /rho /jacobian eqxx -len_eq0 lt gt_eqF // scale_scalar_mx mul1r mulVf ?gt_eqF //.
by rewrite mul_scalar_mx scale0r !subr0 nt normr1 mul1r leNgt t2.
Qed.

(* the network x -> h(x), one sample x = 1, and the loss, its output *)
Let line : layers R (three 1 1 1) := two (row_mx 0 1%:M) (row_mx 0 1%:M).
Let trace (Y : 'M[R]_(1, 1)) := \tr Y.

Lemma trace_gradient Y : has_gradient trace Y 1%:M.
Proof.
move=> e e0; exists 1; rewrite ?ltr01 // => V _.
by rewrite trmx1 mul1mx /trace linearB subrr normr0 mulr_ge0 ?norm1_ge0 // ltW.
Qed.

Lemma smooth (k : nat) : (0 < k < 2)%N -> @same R k 0 = 0 /\
  forall r, 0 <= r -> has_slope (@same R k) r (ones k r).
Proof.
split=> // r _ e e0; exists 1; rewrite ?ltr01 // => t _ _.
by rewrite /ones mul1r subrr normr0 mulr_ge0 // ltW.
Qed.

Lemma line_gradient (D : 'M[R]_(1, 1 + 1)) (x := fun _ : 'I_1 => 1%:M : 'cV[R]_1) :
  (forall e, 0 < e -> exists2 delta, 0 < delta & forall W' : layers R (three 1 1 1),
    (forall k, k != 0%N -> W' k = line k) -> norm1 (W' 0%N - line 0%N) <= delta ->
    `|trace (all_outputs 2 same W' x) - trace (all_outputs 2 same line x)
      - \tr (D^T *m (W' 0%N - line 0%N))| <= e * norm1 (W' 0%N - line 0%N)) ->
  D = row_mx 1%:M 1%:M.
Proof.
move=> grad_D.
have := radial_layer_gradient (isT : (0 < 2)%N) smooth (trace_gradient (all_outputs 2 same line x)).
have [-> _] := nabla_two (row_mx 0 1%:M : 'M[R]_(1, 1 + 1)) (row_mx 0 1%:M : 'M_(1, 1 + 1))
  1%:M 1%:M.
rewrite /weight row_mxKr trmx1 !mul1mx tr_col_mx !trmx1 => grad_E.
have off M k : k != 0%N -> with_layer line (l := 0) M k = line k.
  by rewrite eq_sym; exact: with_layer_other.
apply: (@radial_slope.gradient_unique _ _ _
    (fun M => trace (all_outputs 2 same (with_layer line (l := 0) M) x)) (line 0%N)) => e e0;
  rewrite with_layer_outputs //.
  have [d d0 near] := grad_D e e0; exists d => // M.
  by have := near _ (off M); rewrite with_layer_same.
have [d d0 near] := grad_E e e0; exists d => // M.
by have := near _ (off M); rewrite with_layer_same.
Qed.

(* nine tenths of the gradient *)
Theorem radial_layer_gradient_tenth_wrong : ~ (forall n L N (h h' : nat -> R -> R)
    (x : 'I_N -> 'cV[R]_(n 0%N)) (phi : 'M[R]_(n L, N) -> R) G (W : layers R n) l, (l < L)%N ->
  (forall k, (0 < k < L)%N -> h k 0 = 0 /\ forall r, 0 <= r -> has_slope (h k) r (h' k r)) ->
  has_gradient phi (all_outputs L h W x) G ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall W' : layers R n,
    (forall k, k != l -> W' k = W k) -> norm1 (W' l - W l) <= delta ->
    `|phi (all_outputs L h W' x) - phi (all_outputs L h W x)
      - \tr ((tenths 9 *: nabla h h' W x G l)^T *m (W' l - W l))| <= e * norm1 (W' l - W l)).
Proof.
move=> /(_ (three 1 1 1) 2%N 1%N same ones (fun=> 1%:M) trace 1%:M line 0%N isT) H.
have {H}/line_gradient := H smooth (trace_gradient _).
have [-> _] := nabla_two (row_mx 0 1%:M : 'M[R]_(1, 1 + 1)) (row_mx 0 1%:M : 'M_(1, 1 + 1))
  1%:M 1%:M.
rewrite /weight row_mxKr trmx1 !mul1mx tr_col_mx !trmx1 => /matrixP/(_ 0 (lshift 1 0))/eqP.
rewrite mxE !row_mxEl mxE eqxx mulr1 -subr_eq0.
have -> : tenths 9 - 1 = - 10%:R^-1 :> R by field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* numbers that are not the slopes of h *)
Theorem radial_layer_gradient_slopes_wrong : ~ (forall n L N (h h' : nat -> R -> R)
    (x : 'I_N -> 'cV[R]_(n 0%N)) (phi : 'M[R]_(n L, N) -> R) G (W : layers R n) l, (l < L)%N ->
  (forall k, (0 < k < L)%N -> h k 0 = 0) ->
  has_gradient phi (all_outputs L h W x) G ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall W' : layers R n,
    (forall k, k != l -> W' k = W k) -> norm1 (W' l - W l) <= delta ->
    `|phi (all_outputs L h W' x) - phi (all_outputs L h W x)
      - \tr ((nabla h h' W x G l)^T *m (W' l - W l))|
      <= e * norm1 (W' l - W l)).
Proof.
move=> /(_ (three 1 1 1) 2%N 1%N same (fun _ _ => 0) (fun=> 1%:M) trace 1%:M line 0%N isT) H.
have {H}/line_gradient := H (fun _ _ => erefl) (trace_gradient _).
have out : output same line (1%:M : 'cV[R]_1) 1 = 1%:M.
  by rewrite /= /affine /weight /bias row_mxKl row_mxKr mulmx1 addr0.
have -> : nabla (L := 2) same (fun _ _ => 0) line (fun _ : 'I_1 => 1%:M) 1%:M 0%N = 0.
  rewrite /nabla big_ord1 /delta above_step // above_end mul1mx /through out /jacobian oner_eq0.
  rewrite len1 trmx1 mulmx1 /same !divr1 expr1n divr1 sub0r scalemx1 -raddfD subrr raddf0 mulmx0.
  by rewrite trmx0 !mul0mx.
move=> /matrixP/(_ 0 (lshift 1 0))/eqP.
by rewrite row_mxEl !mxE eqxx eq_sym oner_eq0.
Qed.
End Wrong.
