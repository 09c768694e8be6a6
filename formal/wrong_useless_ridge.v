(* Wrong variants of useless features as a ridge, near the truth, refuted over every real closed
   field, or over Coq's reals, for one feature and one sample. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import penalty useless_ridge.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Root.
Variable F : rcfType.

(* no ridge *)
Theorem ridge_root_none_wrong : ~ (forall p n (lam : 'I_p -> F) tau, (0 < n)%N ->
  (forall i, 0 < lam i) -> 0 <= tau -> exists2 x, 0 < x & ridge_total lam tau x = n%:R).
Proof.
move=> /(_ 1%N 1%N (fun=> 1) 0 isT (fun=> ltr01) (lexx 0)) [x x0].
rewrite /ridge_total /total big_ord1 mul0r addr0 mulr1 => /eqP.
by rewrite lt_eqF // share_lt1 // ltW.
Qed.

(* roots of either sign *)
Theorem ridge_root_sign_wrong : ~ (forall p n (lam : 'I_p -> F) tau, (0 < n)%N ->
  (forall i, 0 < lam i) -> 0 < tau -> exists x, [/\ 0 < x, ridge_total lam tau x = n%:R &
  forall y, y != 0 -> ridge_total lam tau y = n%:R -> y = x]).
Proof.
have h : 0 < 2%:R^-1 :> F by rewrite invr_gt0 ltr0n.
move=> /(_ 1%N 1%N (fun=> 1) 2%:R^-1 isT (fun=> ltr01) h) [x [x0 _ H]].
have := H (- 2%:R); rewrite oppr_eq0 pnatr_eq0 => /(_ isT) {}H.
have e : - 2%:R = x.
  apply: H; rewrite /ridge_total /total big_ord1 mulr1 /share.
  have -> : 1 - 2%:R = -1 :> F by ring.
  by rewrite invrN1 mulrN1 opprK mulrN mulVf ?pnatr_eq0 //; ring.
by move: x0; rewrite -e oppr_gt0 ltNge ler0n.
Qed.
End Root.

Section Limit.
Local Notation RR := [archiFieldType of R].
Local Notation one := (fun _ : 'I_1 => 1 : R).

(* for every number q > 0 of useless features there is a root *)
Lemma some_root q : (0 < q)%N -> exists2 x : R, 0 < x &
  total (F := [realFieldType of R]) (more_variances one 1 (q := q)) x = 1%:R.
Proof.
move=> q0; apply/(@root_iff [rcfType of R] (1 + q) _ _ 1 isT); last by rewrite addnC addn1 ltnS.
move=> i; rewrite /more_variances; case: (fintype.split i) => _; first exact: ltr01.
by rewrite divr_gt0 ?ltr01 // ltr0n.
Qed.

Lemma ridge_of (tau : R) : 0 < tau -> exists2 xi : R, 0 < xi & ridge_total one tau xi = 1%:R.
Proof.
move=> t0; have [x [x0 e _]] := @ridge_root [rcfType of R] 1 1 one tau isT (fun=> ltr01) t0.
by exists x.
Qed.

(* nine tenths of the ridge *)
Theorem useless_ridge_share_wrong : ~ (forall p n (lam beta : 'I_p -> RR) tau xi, (0 < n)%N ->
  (forall i, 0 < lam i) -> 0 < tau -> 0 < xi ->
  ridge_total lam (9%:R / 10%:R * tau) xi = n%:R ->
  forall e, 0 < e -> exists Q, forall q x, (Q <= q)%N -> 0 < x ->
    total (more_variances lam tau (q := q)) x = n%:R -> `|x - xi| < e).
Proof.
move=> H; have t9 : 0 < 9%:R / 10%:R * 1 :> R by rewrite mulr1 divr_gt0 ?ltr0n.
have [xi x0 xE] := ridge_of ltr01; have [yi y0 yE] := ridge_of t9.
have ne : xi != yi.
  apply/eqP => e; move: xE; rewrite -yE e /ridge_total => /addrI /eqP.
  rewrite -subr_eq0 -mulrBl mulf_eq0 (gt_eqF y0) orbF mulr1.
  have -> : 1 - 9%:R / 10%:R = 10%:R^-1 :> R by field.
  by rewrite invr_eq0 pnatr_eq0.
pose e := `|xi - yi| / 2%:R; have e0 : 0 < e by rewrite divr_gt0 ?ltr0n // normr_gt0 subr_eq0.
have [Q1 h1] := H 1%N 1%N one one 1 yi isT (fun=> ltr01) ltr01 y0 yE e e0.
have [Q2 h2] := @useless_ridge RR 1 1 one one 1 1 xi isT (fun=> ltr01) ltr01 x0 xE e e0.
pose q := (Q1 + Q2).+1; have [x xp root] := @some_root q isT.
have l1 : (Q1 <= q)%N by rewrite leqW // leq_addr.
have l2 : (Q2 <= q)%N by rewrite leqW // leq_addl.
have a := h1 q x l1 xp root; have [b _] := h2 q x l2 xp root.
have : `|xi - yi| < e + e.
  have -> : xi - yi = (x - yi) - (x - xi) by ring.
  by apply: le_lt_trans (ler_norm_sub _ _) _; apply: ltr_add.
by rewrite /e -splitr ltxx.
Qed.

(* nine tenths of gamma *)
Theorem useless_ridge_gamma_wrong : ~ (forall p n (lam beta : 'I_p -> RR) sigma tau xi, (0 < n)%N ->
  (forall i, 0 < lam i) -> 0 < tau -> 0 < xi -> ridge_total lam tau xi = n%:R ->
  forall e, 0 < e -> exists Q, forall q x, (Q <= q)%N -> 0 < x ->
    total (more_variances lam tau (q := q)) x = n%:R ->
    `|gamma n (more_variances lam tau (q := q)) (more_coefficients beta (q := q)) sigma x -
      9%:R / 10%:R * gamma n lam beta sigma xi| < e).
Proof.
move=> H; have [xi x0 xE] := ridge_of ltr01; set g := gamma 1 one one 1 xi.
have g0 : 0 < g.
  rewrite /g /gamma !big_ord1 divr_gt0 //.
    by rewrite !expr1n !mul1r; apply: ltr_paddr ltr01; exact: sqr_ge0.
  have := @D0_gt0 [realFieldType of R] 1 1 one 1 isT (fun=> ltr01) ltr01 xi x0 xE.
  by rewrite big_ord1.
pose e := g / 20%:R; have e0 : 0 < e by rewrite divr_gt0 ?ltr0n.
have [Q1 h1] := H 1%N 1%N one one 1 1 xi isT (fun=> ltr01) ltr01 x0 xE e e0.
have [Q2 h2] := @useless_ridge RR 1 1 one one 1 1 xi isT (fun=> ltr01) ltr01 x0 xE e e0.
pose q := (Q1 + Q2).+1; have [x xp root] := @some_root q isT.
have l1 : (Q1 <= q)%N by rewrite leqW // leq_addr.
have l2 : (Q2 <= q)%N by rewrite leqW // leq_addl.
have a := h1 q x l1 xp root; have [_ b] := h2 q x l2 xp root.
have : `|g - 9%:R / 10%:R * g| < e + e.
  rewrite -/g in a b; move: (gamma _ _ _ _ x) a b => y a b.
  have -> : g - 9%:R / 10%:R * g = (y - 9%:R / 10%:R * g) - (y - g) by ring.
  by apply: le_lt_trans (ler_norm_sub _ _) _; apply: ltr_add.
have -> : g - 9%:R / 10%:R * g = e + e by rewrite /e; field.
by rewrite ger0_norm ?ltxx // addr_ge0 // ltW.
Qed.
End Limit.
