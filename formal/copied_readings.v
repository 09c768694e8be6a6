(* What the share of kept weights depends on (H6NT, part 3): networks with m copies of every neuron,
   and what the two readings of readings.v, the least share and the share that holds, do.

   copied_readings: for distinct moduli the least share does not grow, the share that holds falls by
     at most (1 - 1/m) / P, and it does not grow if the loss is convex in the function. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp Require Import zify.
From dlf Require Import readings rescaled copied.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma ceiling_of m K K' P : (0 < m)%N -> (m * K <= K')%N -> (K' <= m * P)%N -> exists J r,
  [/\ (r < m)%N, K' = (m * J - r)%N, (K <= J <= P)%N & (0 < r)%N -> (K < J)%N].
Proof.
move=> m0 low high; have := divn_eq K' m; have := ltn_mod K' m; rewrite m0.
move: (K' %/ m)%N (K' %% m)%N => q s sm e.
have Kq : (K <= q)%N by rewrite -ltnS -(ltn_pmul2l m0) mulnS; lia.
case: (posnP s) => [z | pos].
  exists q, 0%N; rewrite Kq /=; split=> //; first by rewrite e z; lia.
  by rewrite -(leq_pmul2l m0); lia.
exists q.+1, (m - s)%N; split; rewrite ?mulnS; try lia.
by rewrite (leq_trans Kq) //= -(ltn_pmul2l m0); lia.
Qed.

(* a loss of functions: equal functions have the same *)
Definition of_functions (F : rcfType) n o (risk : ('cV[F]_n -> 'cV[F]_o) -> F) :=
  forall f g, f =1 g -> risk f = risk g.

(* the loss is a convex function of the function *)
Definition convex_risk (F : rcfType) n o (risk : ('cV[F]_n -> 'cV[F]_o) -> F) :=
  forall f g t, 0 <= t <= 1 ->
    risk (fun x => t *: f x + (1 - t) *: g x) <= t * risk f + (1 - t) * risk g.

Section CopiedReadings.
Variables (F : rcfType) (h n o m : nat) (risk : ('cV[F]_n -> 'cV[F]_o) -> F).
Variables (w : 'rV[F]_(h * n + o * h)) (tau : F).
Local Notation P := (h * n + o * h)%N.
Local Notation P' := (h * m * n + o * (h * m))%N.
Local Notation w' := (copied m w).

(* the loss of a network *)
Definition net_loss k (v : 'rV[F]_(k * n + o * k)) := risk (answers v).

Hypotheses (some : (0 < m)%N) (slack : 0 <= tau) (ext : of_functions risk).
Hypothesis distinct : forall i j, i != j -> `|w 0 i| != `|w 0 j|.

Lemma more_size : P' = (m * P)%N.
Proof. by case: (copied_function (n := n) (o := o) some w). Qed.

Lemma same_loss : net_loss w' = net_loss w.
Proof. by apply: ext => x; have [-> _ _] := copied_function some w. Qed.

Lemma kept_none k (v score : 'rV[F]_(k * n + o * k)) x : answers (kept v score 0) x = 0.
Proof.
have -> : kept v score 0 = 0 by apply/rowP=> i; rewrite !mxE.
have o0 : out_layer (h := k) (n := n) (o := o) 0 = 0 :> 'M[F]_(o, k).
  by apply/matrixP=> i j; rewrite out_entry !mxE.
by rewrite /answers o0 mul0mx.
Qed.

Lemma multiple K : (K <= P)%N ->
  net_loss (kept w' (moduli w') (m * K)) = net_loss (kept w (moduli w) K).
Proof.
case: K => [_|K KP]; apply: ext => x; first by rewrite muln0 !kept_none.
have := copied_kept (n := n) (r := 0) some distinct x (J := K.+1) KP isT.
by rewrite subn0 mul0r subr0 scale1r scale0r addr0.
Qed.

Local Notation near := (within (@net_loss h) w (moduli w) tau).
Local Notation near' := (within (@net_loss (h * m)) w' (moduli w') tau).

Lemma near_multiple K : (K <= P)%N -> near' (m * K) = near K.
Proof. by move=> KP; rewrite /within multiple // same_loss. Qed.

Local Notation lst := (least (@net_loss h) w (moduli w) tau).
Local Notation lst' := (least (@net_loss (h * m)) w' (moduli w') tau).
Local Notation hld := (holding (@net_loss h) w (moduli w) tau).
Local Notation hld' := (holding (@net_loss (h * m)) w' (moduli w') tau).

Lemma least_copied : (lst' <= m * lst)%N.
Proof.
have [near_l _ _ _ /andP[lh hP]] := two_readings (@net_loss h) w (moduli w) slack.
have [_ below _ _ _] := two_readings (@net_loss (h * m)) w' (moduli w') slack.
rewrite leqNgt; apply/negP => /below; rewrite near_multiple ?near_l //.
exact: leq_trans hP.
Qed.

Lemma holding_copied : (m * hld.-1 < hld' + (hld == 0))%N.
Proof.
have [_ _ _ far _] := two_readings (@net_loss h) w (moduli w) slack.
have [_ _ above _ _] := two_readings (@net_loss (h * m)) w' (moduli w') slack.
case e : hld => [|K]; first by rewrite muln0 addn1.
have /far [J /andP[KJ JP]] : (K < hld)%N by rewrite e.
rewrite -near_multiple // => off; rewrite addn0 (leq_ltn_trans (_ : _ <= m * J)%N) //.
  by rewrite leq_pmul2l.
rewrite ltnNge; apply: contra off => low; apply: above.
by rewrite low more_size leq_pmul2l.
Qed.

Lemma holding_copied_convex : convex_risk risk -> (hld' <= m * hld)%N.
Proof.
move=> cvx; have [_ _ above _ /andP[_ hP]] := two_readings (@net_loss h) w (moduli w) slack.
have [_ _ _ far _] := two_readings (@net_loss (h * m)) w' (moduli w') slack.
rewrite leqNgt; apply/negP => /far [K' /andP[low high]] /negP; apply.
rewrite more_size in high.
have [J [r [rm e /andP[KJ JP] more]]] := ceiling_of some low high.
have nearJ i : (hld <= i)%N -> (i <= P)%N -> net_loss (kept w (moduli w) i) <= net_loss w + tau.
  by move=> lo hi; apply: above; rewrite lo.
rewrite /within same_loss e; case: (posnP r) => [-> | pos].
  by rewrite subn0 multiple // nearJ.
have J1 : (hld <= J.-1)%N by have := more pos; lia.
have J0 : (0 < J <= P)%N by rewrite JP (leq_ltn_trans _ (more pos)).
pose t : F := 1 - r%:R / m%:R.
have m0 : 0 < m%:R :> F by rewrite ltr0n.
have t01 : 0 <= t <= 1.
  rewrite subr_ge0 ler_pdivr_mulr // mul1r ler_nat ltnW //= ler_subl_addr ler_addl.
  by rewrite divr_ge0 ?ler0n.
have /andP[t0 t1] := t01.
have -> : net_loss (kept w' (moduli w') (m * J - r)) =
    risk (fun x => t *: answers (kept w (moduli w) J) x +
                   (1 - t) *: answers (kept w (moduli w) J.-1) x).
  by apply: ext => x; rewrite copied_kept // 1?ltnW // subKr.
apply: le_trans (cvx _ _ _ t01) _.
have -> : net_loss w + tau = t * (net_loss w + tau) + (1 - t) * (net_loss w + tau).
  by rewrite -mulrDl [t + _]addrC subrK mul1r.
apply: ler_add; apply: ler_wpmul2l; rewrite // 1?subr_ge0 //; apply: nearJ => //.
by rewrite (leq_trans (leq_pred _)).
Qed.

Theorem copied_readings :
  let share (k K : nat) : F := K%:R / (k * n + o * k)%:R in
  [/\ share (h * m)%N lst' <= share h lst,
      share h hld - (1 - m%:R^-1) / P%:R <= share (h * m)%N hld' &
      convex_risk risk -> share (h * m)%N hld' <= share h hld].
Proof.
move=> share; have m0 : 0 < m%:R :> F by rewrite ltr0n.
have shareE K : share (h * m)%N K = K%:R / m%:R / P%:R.
  by rewrite /share more_size natrM -mulrA -invfM.
have up a b : (a <= m * b)%N -> share (h * m)%N a <= share h b.
  move=> ab; rewrite shareE ler_wpmul2r ?invr_ge0 ?ler0n //.
  by rewrite ler_pdivr_mulr // mulrC -natrM ler_nat.
split; first by rewrite up // least_copied.
  rewrite shareE -mulrBl ler_wpmul2r ?invr_ge0 ?ler0n // ler_pdivl_mulr //.
  rewrite mulrBl mulrBl mul1r mulVf ?gt_eqF // opprB addrA.
  rewrite ler_subl_addr -natrM -(natrD _ _ 1) -natrD ler_nat mulnC.
  by have := holding_copied; case: hld => [|K] /=; rewrite ?addn0 ?muln0 //; lia.
by move=> cvx; rewrite up // holding_copied_convex.
Qed.
End CopiedReadings.
