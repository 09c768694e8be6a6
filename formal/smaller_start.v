(* A start with the strengths min(eps^L, s_j) in the frames of the target, over Coq's reals: any
   depth L >= 2, any widths.

   smaller_start_is_ahead (BH0A, part 2): the flow from it exists for all times, it is balanced with
     sigma_1(X(0)) <= eps^L, and if some s_j is below eps^L its error in the Frobenius norm is
     smaller at all times than that of the compressed network, with the modes from eps. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block intertwined modes aligned lipschitz flow flow_core.
From dlf Require Import flow_modes aligned_flow end_to_end order_kept orientation compare ahead.
From dlf Require Import mode_times mode_exists mode_levels mode_unique aligned_exists.
From dlf Require Import removal.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* the strength of one mode: it fits its target or rests there *)
Lemma strength_of_mode L s eps : (1 < L)%N -> (0 <= s)%R -> (0 < eps)%R -> exists a : R -> R,
  [/\ (0 <= a 0)%R, (a 0 ^ L = Rmin (eps ^ L) s)%R, forall T, solves T (mode_velocity L s) a,
      (s < eps ^ L)%R -> forall t, (a t ^ L = s)%R &
      (eps ^ L <= s)%R -> is_mode L s eps (fun t => (a t ^ L)%R)].
Proof.
move=> L2 s0 e0; have [le | lt] := Rle_lt_dec (eps ^ L) s.
  have [a [a0 so pos m]] := root_of_mode L2 s0 e0; exists a; split=> //; rewrite ?a0; last by lra.
  - exact: Rlt_le.
  - by rewrite Rmin_left.
have [q [q0 qs]] : exists q, (0 <= q)%R /\ (q ^ L = s)%R.
  case: s0 => [s0 | <-]; last by exists 0%R; split; [exact: Rle_refl | apply/pow_i/ssrnat.ltP/ltnW].
  exists (Rpower s (/ INR L)); split; first by left; exact: exp_pos.
  have L0 : INR L <> 0%R by apply/not_0_INR => z; rewrite z in L2.
  by rewrite -Rpower_pow; [rewrite Rpower_mult Rinv_l // Rpower_1 | exact: exp_pos].
exists (fun=> q); split=> //; try by lra.
- by rewrite qs Rmin_right //; lra.
by move=> T; apply: constant_solves; rewrite /mode_velocity qs Rminus_diag_eq // Rmult_0_r Ropp_0.
Qed.

Section Frames.
Variables (m p k : nat) (J : 'M[R]_(m, k)) (K : 'M[R]_(p, k)).
Hypotheses (J1 : J^T *m J = 1%:M) (K1 : K^T *m K = 1%:M).

(* the squares of a diagonal matrix in orthonormal frames *)
Lemma framed_sumsq (b : 'I_k -> R) : sumsq (J *m diag_mx (\row_j b j) *m K^T) = \sum_j b j ^+ 2.
Proof.
rewrite sumsq_trace !trmx_mul trmxK tr_diag_mx -!mulmxA (mulmxA J^T) J1 mul1mx mxtrace_mulC.
rewrite -!mulmxA K1 mulmx1 mulmx_diag mxtrace_diag; apply: eq_bigr => j _.
by rewrite !mxE expr2.
Qed.

(* coordinates are no longer than the vector *)
Lemma coordinates_below (z : 'cV[R]_p) : sumsq (K^T *m z) <= sumsq z.
Proof.
have := sumsq_ge0 (z - K *m (K^T *m z)); set y := K^T *m z; rewrite -[sumsq y <= _]subr_ge0.
suff -> : sumsq (z - K *m y) = sumsq z - sumsq y by [].
have zK : z^T *m K = y^T by rewrite /y trmx_mul trmxK.
rewrite !sumsq_trace [(z - _)^T]linearB /= trmx_mul mulmxBl !mulmxBr !mulmxA zK.
rewrite -(mulmxA _ K^T K) K1 mulmx1 -(mulmxA y^T K^T z) -/y subrr subr0.
by rewrite linearB.
Qed.

Lemma framed_below (b : 'I_k -> R) e : (forall j, 0 <= b j <= e) -> forall z : 'cV_p,
  form ((J *m diag_mx (\row_j b j) *m K^T)^T *m (J *m diag_mx (\row_j b j) *m K^T)) z <=
  e * e * form 1%:M z.
Proof.
move=> be z; set Y := _ *m _ *m _; pose y := K^T *m z.
have sq m' (v : 'cV[R]_m') : (v^T *m v) 0 0 = sumsq v.
  by rewrite sumsq_trace /mxtrace big_ord1.
have -> : form (Y^T *m Y) z = sumsq (diag_mx (\row_j b j) *m y).
  have -> : form (Y^T *m Y) z = ((Y *m z)^T *m (Y *m z)) 0 0.
    by rewrite /form [(Y *m z)^T]trmx_mul !mulmxA.
  rewrite /Y -!mulmxA -/y; move: (diag_mx _ *m y) => v.
  by rewrite trmx_mul -mulmxA (mulmxA J^T) J1 mul1mx sq.
have -> : form 1%:M z = sumsq z by rewrite /form mulmx1 sq.
apply: (@le_trans _ _ (e * e * sumsq y)); last first.
  by apply: ler_wpmul2l; [rewrite -expr2 sqr_ge0 | exact: coordinates_below].
rewrite /sumsq mulr_sumr; apply: ler_sum => i _; rewrite !big_ord1 mul_diag_mx !mxE exprMn.
apply: ler_wpmul2r; first exact: sqr_ge0.
by have /andP[b0 b1] := be i; rewrite expr2; apply: ler_pmul.
Qed.
End Frames.

Section Ahead.
Variables (L : nat) (d : nat -> nat) (k : nat).
Variables (M : 'M[R]_(d L, d 0)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (eps : R).
Hypothesis two_layers : (1 < L)%N.
Hypothesis orthonormal : forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M.
Hypothesis decomposed : M = J L *m target s *m (J 0)^T.
Hypotheses (s0 : forall j, (0 <= s j)%R) (e0 : (0 < eps)%R).

Theorem smaller_start_is_ahead : exists a : 'I_k -> R -> R,
  let W t : factors [comRingType of R] d :=
    fun l => J l.+1 *m diag_mx (\row_j a j t) *m (J l)^T in
  [/\ forall j, (0 <= a j 0)%R /\ (a j 0 ^ L = Rmin (eps ^ L) (s j))%R,
      forall T, flows (residual M) (fun=> 1) 0 T W,
      balanced L (W 0),
      forall z, (form ((chain L (W 0))^T *m chain L (W 0)) z <= eps ^ L * eps ^ L * form 1%:M z)%R &
      (exists j, (s j < eps ^ L)%R) -> forall mu, (forall j, is_mode L (s j) eps (mu j)) ->
      forall t, (0 <= t)%R ->
      (sumsq (chain L (W t) - M) < sumsq (J L *m diag_mx (\row_j mu j t) *m (J 0)^T - M))%R].
Proof.
have [a H] := fin_all_exists (fun j => strength_of_mode two_layers (s0 j) e0).
exists a => W.
have L2 : (2 <= L)%coq_nat by exact/ssrnat.leP.
have right : M *m J 0%N = J L *m target s by rewrite decomposed -mulmxA orthonormal // mulmx1.
have left : M^T *m J L = J 0%N *m target s.
  by rewrite decomposed !trmx_mul trmxK tr_diag_mx -!mulmxA orthonormal // mulmx1.
have product t : chain L (W t) = J L *m diag_mx (\row_j (a j t ^ L)%R) *m (J 0%N)^T.
  have part n : (n < L)%N -> below (W t) n.+1 =
      J n.+1 *m diag_mx (\row_j a j t ^+ n.+1) *m (J 0%N)^T.
    elim: n => [|n IH] nL.
      rewrite /= mulmx1 /W; congr (_ *m diag_mx _ *m _).
    rewrite below_step IH ?(ltnW nL) // /W -!mulmxA (mulmxA (J n.+1)^T) orthonormal ?(ltnW nL) //.
    rewrite mul1mx !mulmxA; congr (_ *m _); rewrite -mulmxA mulmx_diag; congr (_ *m diag_mx _).
    by apply/rowP => j; rewrite !mxE -exprS.
  have L0 := ltnW two_layers; have L1 : (L.-1 < L)%N by rewrite prednK.
  have := part _ L1; rewrite /chain prednK // => ->; congr (_ *m diag_mx _ *m _).
  by apply/rowP => j; rewrite !mxE RpowE.
have error (b : 'I_k -> R) : sumsq (J L *m diag_mx (\row_j b j) *m (J 0%N)^T - M) =
    \sum_j (b j - s j) ^+ 2.
  rewrite decomposed -mulmxBl -mulmxBr -raddfB /=.
  have -> : \row_j b j - \row_j s j = \row_j (b j - s j) by apply/rowP => j; rewrite !mxE.
  by rewrite framed_sumsq //; exact: orthonormal.
split=> [j | T | l lL | z | [j0 small] mu mode t t0].
- by have [b0 b1 _ _ _] := H j.
- apply: (framed_flow two_layers orthonormal right left (a := fun j t => fun=> a j t)) => j.
  by have [_ _ so _ _] := H j; exact: equal_numbers.
- rewrite /imbalance /W !trmx_mul !trmxK !tr_diag_mx -!mulmxA (mulmxA (J l.+2)^T) orthonormal //.
  by rewrite (mulmxA (J l)^T) orthonormal ?mul1mx ?subrr // ltnW // ltnW.
- rewrite product; apply/RleP; apply: framed_below; try exact: orthonormal.
  move=> j; have [_ -> _ _ _] := H j; apply/andP; split; apply/RleP; last exact: Rmin_l.
  by apply: Rmin_glb => //; apply: pow_le; lra.
have fit j : (eps ^ L <= s j)%R -> (a j t ^ L = mu j t)%R.
  move=> le; have [_ _ _ _ m] := H j.
  exact: (strength_unique L (s j) eps (fun t => a j t ^ L)%R (mu j) L2 (s0 j) e0 (m le) (mode j)).
rewrite product !error; apply/RltP; rewrite [X in X < _](bigD1 j0) // [X in _ < X](bigD1 j0) //=.
apply: ltr_le_add.
  have [_ _ _ rest _] := H j0; rewrite (rest small t) subrr expr0n /= exprn_even_gt0 //=.
  have [lt _] := mode_falls L (s j0) eps (mu j0) L2 (s0 j0) e0 (mode j0) t small t0.
  by rewrite subr_eq0; apply/eqP => e; move: lt; rewrite e; exact: Rlt_irrefl.
apply: ler_sum => j _; have [le | lt] := Rle_lt_dec (eps ^ L) (s j); first by rewrite fit.
by have [_ _ _ rest _] := H j; rewrite (rest lt t) subrr expr0n /= sqr_ge0.
Qed.
End Ahead.
