(* The loss of equal factors of the wrong sign falls to that of zero (ZEA8, part 3), over Coq's
   reals, any sizes.

   turned_loss_falls: along the flow of the cores the loss decreases strictly, is above 1/2 |M|^2
     at all times, and tends to it. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent aligned half_square lipschitz flow turned_mode turned_sign.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma limit_of_sum (I : Type) (r : seq I) (f : I -> R -> R) (l : I -> R) :
  (forall i, is_lim (f i) p_infty (l i)) ->
  is_lim (fun t => \sum_(i <- r) f i t) p_infty (\sum_(i <- r) l i).
Proof.
move=> H; elim: r => [|i r IH].
  rewrite big_nil; apply: is_lim_ext (is_lim_const 0%R p_infty) => t.
  by rewrite big_nil.
rewrite big_cons; apply: is_lim_ext (is_lim_plus' _ _ _ _ _ (H i) IH) => t.
by rewrite big_cons.
Qed.

Lemma sum_less k (f g : 'I_k -> R) : (0 < k)%N -> (forall i, f i < g i) ->
  \sum_i f i < \sum_i g i.
Proof.
case: k f g => // k f g _ fg; rewrite !big_ord_recl ltr_le_add //.
by apply: ler_sum => i _; exact: ltW.
Qed.

Section Falls.
Variables (L m n k : nat) (M : 'M[R]_(m, n)) (U : 'M[R]_(m, k)) (V : 'M[R]_(n, k)).
Variables (s : 'I_k -> R) (eps : R) (W : R -> factors [comRingType of R] (fun=> k)).
Hypotheses (UU : U^T *m U = 1%:M) (VV : V^T *m V = 1%:M).
Hypotheses (MV : M *m V = - (U *m target s)).
Hypotheses (s0 : forall j, (0 < s j)%R) (e0 : (0 < eps)%R) (L2 : (2 <= L)%N) (k0 : (0 < k)%N).
Hypothesis run : forall T, (0 <= T)%R -> core_run L M U V eps T W.
(* the product between the frames *)
Local Notation X t := (U *m chain L (W t) *m V^T).

Theorem turned_loss_falls :
  [/\ half_square M 0 = \tr (M^T *m M) / 2%:R,
      forall t u, (0 <= t < u)%R -> (half_square M (X u) < half_square M (X t))%R,
      forall t, (0 <= t)%R -> (half_square M 0 < half_square M (X t))%R &
      is_lim (fun t => half_square M (X t)) p_infty (half_square M 0)].
Proof.
have [lam [modes _ product only]] := turned_cores UU VV MV s0 e0 L2.
have L2' : (2 <= L)%coq_nat by apply/ssrnat.leP.
pose x j t := (lam j t ^ L)%R.
have CE t : (0 <= t)%R -> chain L (W t) = diag_mx (\row_j x j t).
  move=> t0; have t0t : (0 <= t <= t)%R by lra.
  transitivity (chain L (d := fun=> k) (fun l => diag_mx (\row_j lam j t))); last first.
    by rewrite product; congr diag_mx; apply/rowP => j; rewrite !mxE /x RpowE.
  by apply: eq_below => l lL; exact: only t0 (run t0) t l t0t lL.
have XE t : (0 <= t)%R -> half_square M (X t) =
    half_square M 0 + \sum_j (s j * x j t + x j t ^+ 2 / 2%:R).
  by move=> t0; rewrite CE // (turned_loss UU VV MV).
have falls j := turned_mode_falls L (s j) eps L2' (s0 j) e0 (lam j) (modes j).
have pos j t : (0 <= t)%R -> (0 < x j t)%R.
  by move=> t0; have [p _] := falls j; exact: pow_lt (p t t0).
have two : 2%:R = 2%R :> R by rewrite -INRE.
have e q y : q * y + y ^+ 2 / 2%:R = (q * y + y * y / 2)%R.
  by rewrite expr2 -RdivE ?two // -two pnatr_eq0.
split.
- by rewrite /half_square sub0r [(- M)^T]linearN /= mulNmx mulmxN opprK.
- move=> t u tu; have u0 : (0 <= u)%R by lra.
  have t0 : (0 <= t)%R by lra.
  rewrite !XE //; apply/RltP; rewrite ltr_add2l; apply: sum_less => // j.
  have [_ [less _]] := falls j; have a := less t u tu; have b := pos j u u0; have c := s0 j.
  rewrite !e; apply/RltP; rewrite -/(x j t) -/(x j u) in a.
  by move: (x j t) (x j u) (s j) a b c => y z q a b c; nra.
- move=> t t0; rewrite XE //; apply/RltP; rewrite ltr_addl.
  suff : \sum_(j < k) (0 : R) < \sum_j (s j * x j t + x j t ^+ 2 / 2%:R) by rewrite big1_eq.
  apply: sum_less => // j; have /RltP b := pos j t t0; have /RltP c := s0 j.
  by rewrite addr_gt0 ?mulr_gt0 ?invr_gt0 ?exprn_gt0 ?ltr0n.
have lim j : is_lim (fun t => s j * x j t + x j t ^+ 2 / 2%:R) p_infty 0%R.
  have [_ [_ [_ [tends _]]]] := falls j; pose g y := (s j * y + y * y / 2)%R.
  have g0 : g 0%R = 0%R by rewrite /g; field.
  rewrite -g0; apply: is_lim_ext (is_lim_comp_continuous (x j) g p_infty 0%R tends _).
    by move=> t; rewrite /g e.
  by apply: ex_derive_continuous; rewrite /g; auto_derive.
have := limit_of_sum (r := index_enum _) lim; rewrite big1_eq => sum0.
have := is_lim_plus' _ _ _ _ _ (is_lim_const (half_square M 0) p_infty) sum0.
rewrite Rplus_0_r; apply: is_lim_ext_loc; exists 0%R => t t0.
by rewrite XE //; exact: Rlt_le.
Qed.
End Falls.
