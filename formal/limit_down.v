(* Limits as a positive number tends to zero, over any ordered field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Limits.
Variable F : realFieldType.
Implicit Types (f g : F -> F) (l m e : F).

(* f x tends to l as x > 0 tends to zero *)
Definition tends_down f l := forall e, 0 < e -> exists2 d, 0 < d &
  forall x, 0 < x -> x < d -> `|f x - l| < e.

Lemma down_ext f g l : (forall x, 0 < x -> f x = g x) -> tends_down f l -> tends_down g l.
Proof. by move=> fg lim e /lim[d d0 h]; exists d => // x x0; rewrite -fg //; exact: h. Qed.

Lemma down_const l : tends_down (fun=> l) l.
Proof. by move=> e e0; exists 1; rewrite ?ltr01 // => x _ _; rewrite subrr normr0. Qed.

Lemma down_same : tends_down id 0.
Proof. by move=> e e0; exists e => // x x0 xe; rewrite subr0 gtr0_norm. Qed.

Lemma both_near f g l m e : 0 < e -> tends_down f l -> tends_down g m -> exists2 d, 0 < d &
  forall x, 0 < x -> x < d -> `|f x - l| < e /\ `|g x - m| < e.
Proof.
move=> e0 /(_ e e0)[d d0 h] /(_ e e0)[d' d'0 h']; exists (Num.min d d').
  by rewrite lt_minr d0 d'0.
by move=> x x0; rewrite lt_minr => /andP[xd xd']; split; [exact: h | exact: h'].
Qed.

Lemma down_add f g l m : tends_down f l -> tends_down g m ->
  tends_down (fun x => f x + g x) (l + m).
Proof.
move=> fl gm e e0; have h0 : 0 < e / 2%:R by rewrite divr_gt0 // ltr0n.
have [d d0 h] := both_near h0 fl gm; exists d => // x x0 xd.
have [h1 h2] := h x x0 xd; rewrite opprD addrACA; apply: le_lt_trans (ler_norm_add _ _) _.
have -> : e = e / 2%:R + e / 2%:R by rewrite -mulr2n -mulr_natr divfK // pnatr_eq0.
exact: ltr_add.
Qed.

Lemma down_mul f g l m : tends_down f l -> tends_down g m ->
  tends_down (fun x => f x * g x) (l * m).
Proof.
move=> fl gm e e0; set b := 1 + `|l| + `|m|.
have b0 : 0 < b by rewrite /b -addrA ltr_spaddl ?ltr01 // addr_ge0.
set e1 := Num.min 1 (e / b); have e10 : 0 < e1 by rewrite lt_minr ltr01 divr_gt0.
have [d d0 h] := both_near e10 fl gm; exists d => // x x0 xd.
have [h1 h2] := h x x0 xd; move: (f x) (g x) h1 h2 => y z h1 h2.
have -> : y * z - l * m = (y - l) * (z - m) + (y - l) * m + l * (z - m) by ring.
apply: le_lt_trans (_ : `|y - l| + `|y - l| * `|m| + `|l| * `|z - m| < e).
  apply: le_trans (ler_norm_add _ _) _; rewrite (normrM l) ler_add2r.
  apply: le_trans (ler_norm_add _ _) _; rewrite !normrM ler_add2r ler_pimulr //.
  by apply: le_trans (ltW h2) _; rewrite le_minl lexx.
apply: lt_le_trans (_ : e1 * b <= e).
  rewrite !mulrDr mulr1 -!addrA; apply: ltr_le_add => //.
  by rewrite addrC ler_add // 1?[`|l| * _]mulrC ler_wpmul2r // ltW.
by rewrite -ler_pdivl_mulr // le_minl lexx orbT.
Qed.

Lemma down_sum (I : finType) (f : I -> F -> F) (l : I -> F) :
  (forall i, tends_down (f i) (l i)) -> tends_down (fun x => \sum_i f i x) (\sum_i l i).
Proof.
move=> lim; suff H s : tends_down (fun x => \sum_(i <- s) f i x) (\sum_(i <- s) l i) by exact: H.
elim: s => [|i s IH].
  by apply: down_ext (down_const _) => x _; rewrite !big_nil.
rewrite big_cons; apply: down_ext (down_add (lim i) IH) => x _.
by rewrite big_cons.
Qed.

Lemma down_inv f l : l != 0 -> tends_down f l -> tends_down (fun x => (f x)^-1) l^-1.
Proof.
move=> l0 fl e e0; have a0 : 0 < `|l| by rewrite normr_gt0.
have t0 : 0 < 2%:R :> F by rewrite ltr0n.
set e1 := Num.min (`|l| / 2%:R) (e * (`|l| ^+ 2 / 2%:R)).
have e10 : 0 < e1 by rewrite lt_minr !(divr_gt0, mulr_gt0, exprn_gt0).
have [d d0 h] := fl e1 e10; exists d => // x x0 xd.
have := h x x0 xd; move: (f x) => y; rewrite lt_minr => /andP[y1 y2].
have half : `|l| / 2%:R < `|y|.
  rewrite -(ltr_add2r (`|l| / 2%:R)) -mulrDl -mulr2n -mulr_natr mulfK ?pnatr_eq0 //.
  apply: le_lt_trans (_ : `|y| + `|y - l| < _); last by rewrite ltr_add2l.
  by rewrite -{1}(subKr y l) ler_norm_sub.
have y0 : y != 0 by rewrite -normr_gt0 (lt_trans _ half) // divr_gt0.
have -> : y^-1 - l^-1 = (l - y) / (y * l).
  by field; rewrite l0 y0.
rewrite normf_div normrM distrC ltr_pdivr_mulr ?mulr_gt0 ?normr_gt0 //.
apply: lt_le_trans y2 _; rewrite ler_pmul2l // expr2 mulrAC ler_wpmul2r //.
exact: ltW.
Qed.

Lemma down_unique f l m : tends_down f l -> tends_down f m -> l = m.
Proof.
move=> fl fm; apply/eqP; rewrite -subr_eq0 -normr_le0; apply/negPn/negP; rewrite -ltNge => e0.
have h0 : 0 < `|l - m| / 2%:R by rewrite divr_gt0 // ltr0n.
have [d d0 h] := both_near h0 fl fm; have d2 : 0 < d / 2%:R by rewrite divr_gt0 // ltr0n.
have [|h1 h2] := h _ d2; first by rewrite ltr_pdivr_mulr ?ltr0n // ltr_pmulr // ltr1n.
move: (f _) h1 h2 => y h1 h2; have := ltr_add h1 h2.
rewrite -splitr ltNge.
by move/negP; apply; rewrite [`|y - l|]distrC -{1}(subrK y l) -addrA ler_norm_add.
Qed.
End Limits.
