(* What is less than every multiple of |v - a| near a: sums and multiples of such functions are so
   too, and what lies below one. For the derivatives of networks on a graph (WFZ1). *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain lipschitz radial_gradient.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Little.
Variables (R : rcfType) (p q : nat) (a : 'M[R]_(p, q)).
Implicit Types f g : 'M[R]_(p, q) -> R.

Lemma little_le c f g : 0 < c -> (forall v, norm1 (v - a) <= c -> f v <= g v) ->
  little a g -> little a f.
Proof.
move=> c0 fg lg e /lg[delta d0 gd]; exists (Num.min c delta); first by rewrite lt_minr c0.
by move=> v; rewrite le_minr => /andP[vc vd]; apply: le_trans (fg v vc) (gd v vd).
Qed.

Lemma little_add f g : little a f -> little a g -> little a (fun v => f v + g v).
Proof.
move=> lf lg e e0; have e2 : 0 < e / 2%:R by rewrite divr_gt0 ?ltr0n.
have [b b0 fb] := lf _ e2; have [c c0 gc] := lg _ e2.
exists (Num.min b c); first by rewrite lt_minr b0.
move=> v; rewrite le_minr => /andP[vb vc]; apply: le_trans (ler_add (fb v vb) (gc v vc)) _.
by rewrite -mulrDl -splitr.
Qed.

Lemma little_sum (I : finType) (F : I -> 'M[R]_(p, q) -> R) :
  (forall i, little a (F i)) -> little a (fun v => \sum_i F i v).
Proof.
move=> lF; suff H (r : seq I) : little a (fun v => \sum_(i <- r) F i v) by exact: H.
elim: r => [|i r IH]; last first.
  by apply: (little_le ltr01 _ (little_add (lF i) IH)) => v _; rewrite big_cons.
move=> e e0; exists 1; rewrite ?ltr01 // => v _; rewrite big_nil.
by rewrite mulr_ge0 ?norm1_ge0 // ltW.
Qed.

Lemma little_scale c f : 0 <= c -> (forall v, 0 <= f v) -> little a f ->
  little a (fun v => c * f v).
Proof.
move=> c0 f0 lf e e0; have c1 : 0 < c + 1 by rewrite ltr_spaddr ?ltr01.
have [d d0 fd] := lf _ (divr_gt0 e0 c1); exists d => // v /fd.
rewrite mulrAC ler_pdivl_mulr // => H; apply: le_trans H; rewrite mulrC.
by rewrite ler_wpmul2l // ler_addl ler01.
Qed.

Lemma little_sq c : 0 <= c -> little a (fun v => c * norm1 (v - a) ^+ 2).
Proof.
move=> c0; apply: little_scale c0 _ _ => [v|e e0]; first by rewrite sqr_ge0.
by exists e => // v H; rewrite expr2 ler_wpmul2r ?norm1_ge0.
Qed.
Lemma little_comp k l (F : 'M[R]_(p, q) -> 'M[R]_(k, l)) (g : 'M[R]_(k, l) -> R) c d : 0 < d ->
  0 <= c -> (forall v, norm1 (v - a) <= d -> norm1 (F v - F a) <= c * norm1 (v - a)) ->
  little (F a) g -> little a (fun v => g (F v)).
Proof.
move=> d0 c0 FL lg e e0; have c1 : 0 < c + 1 by rewrite ltr_spaddr ?ltr01.
have FL' v : norm1 (v - a) <= d -> norm1 (F v - F a) <= (c + 1) * norm1 (v - a).
  by move=> /FL H; apply: le_trans H _; rewrite ler_wpmul2r ?norm1_ge0 // ler_addl ler01.
have [b b0 gb] := lg _ (divr_gt0 e0 c1).
exists (Num.min d (b / (c + 1))); first by rewrite lt_minr d0 divr_gt0.
move=> v; rewrite le_minr => /andP[/FL' vd]; rewrite ler_pdivl_mulr // mulrC => vb.
apply: le_trans (gb _ (le_trans vd vb)) _; rewrite -mulrA ler_pmul2l //.
by rewrite ler_pdivr_mull.
Qed.
End Little.
