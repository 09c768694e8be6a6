(* The auxiliary problem of a coordinate: its minimiser and the means, over any real closed field.

   A feature has the variance lam > 0 and the coefficient beta, its share is that of penalty.v.
   one_minimiser (M4GW 1): the objective has one minimiser, and there beta + w / sqrt(lam) is the
     share of beta plus tau / sqrt(n) times the share of h / sqrt(lam).
   two_means (M4GW 2): the means of w^2 and of h w, for every mean over h that gives a quadratic
     polynomial a + b h + c h^2 the value a + c, as that of a standard normal number does. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import penalty.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Coordinate.
Variable F : rcfType.
Implicit Types (lam beta xi u h w tau : F).

(* what one coordinate minimises over w *)
Definition objective lam beta xi u h w : F :=
  (beta + w / Num.sqrt lam) ^+ 2 / 2%:R + xi / 2%:R * w ^+ 2 - u * h * w.

(* where its slope vanishes *)
Definition minimiser lam beta xi u h : F := (u * h - beta / Num.sqrt lam) / (xi + lam^-1).

(* a mean over h that gives h the mean zero and h^2 the mean one *)
Definition standard_mean (E : (F -> F) -> F) :=
  forall f a b c, (forall h, f h = a + b * h + c * h ^+ 2) -> E f = a + c.

Section One.
Variables (lam beta xi u : F).
Hypotheses (lam0 : 0 < lam) (xi0 : 0 < xi).

Lemma root_lam : exists2 r, 0 < r & Num.sqrt lam = r /\ lam = r ^+ 2.
Proof. by exists (Num.sqrt lam); rewrite ?sqrtr_gt0 // sqr_sqrtr // ltW. Qed.

Lemma objective_square h w : let w0 := minimiser lam beta xi u h in
  objective lam beta xi u h w =
  objective lam beta xi u h w0 + (xi + lam^-1) / 2%:R * (w - w0) ^+ 2.
Proof.
have [r r0 [sr rr]] := root_lam; rewrite /objective /minimiser sr rr.
have D : 1 + xi * r ^+ 2 != 0 by rewrite gt_eqF // addr_gt0 ?ltr01 ?mulr_gt0 ?exprn_gt0.
have r' := lt0r_neq0 r0.
have -> : xi + (r ^+ 2)^-1 = (1 + xi * r ^+ 2) / r ^+ 2 by field.
by field; rewrite r' D.
Qed.

Lemma objective_least h : objective lam beta xi u h (minimiser lam beta xi u h) =
  (beta ^+ 2 / 2%:R - beta ^+ 2 / (2%:R * (1 + xi * lam))) +
  (u * beta * Num.sqrt lam / (1 + xi * lam)) * h - u ^+ 2 * lam / (2%:R * (1 + xi * lam)) * h ^+ 2.
Proof.
have [r r0 [sr rr]] := root_lam; rewrite /objective /minimiser sr rr.
have D : 1 + xi * r ^+ 2 != 0 by rewrite gt_eqF // addr_gt0 ?ltr01 ?mulr_gt0 ?exprn_gt0.
have r' := lt0r_neq0 r0.
have -> : xi + (r ^+ 2)^-1 = (1 + xi * r ^+ 2) / r ^+ 2 by field.
by field; rewrite r' D.
Qed.

Lemma objective_unique h w : w != minimiser lam beta xi u h ->
  objective lam beta xi u h (minimiser lam beta xi u h) < objective lam beta xi u h w.
Proof.
move=> ww; rewrite (objective_square h w) ltr_addl mulr_gt0 //.
  by rewrite divr_gt0 ?ltr0n // addr_gt0 // invr_gt0.
by rewrite exprn_even_gt0 //= subr_eq0.
Qed.
End One.

Theorem one_minimiser lam beta xi tau n h : 0 < lam -> 0 < xi -> 0 < tau -> (0 < n)%N ->
  let u := xi * tau / Num.sqrt n%:R in let w := minimiser lam beta xi u h in
  (forall v, v != w -> objective lam beta xi u h w < objective lam beta xi u h v) /\
  beta + w / Num.sqrt lam = share (xi * lam) * beta +
    tau / Num.sqrt n%:R * (Num.sqrt lam)^-1 * share (xi * lam) * h.
Proof.
move=> lam0 xi0 tau0 n0 u w; split=> [v|]; first exact: objective_unique.
have [r r0 [sr rr]] := root_lam lam0; rewrite /w /u /minimiser /share sr rr.
have D : 1 + xi * r ^+ 2 != 0 by rewrite gt_eqF // addr_gt0 ?ltr01 ?mulr_gt0 ?exprn_gt0.
have r' := lt0r_neq0 r0; have : Num.sqrt n%:R != 0 :> F by rewrite gt_eqF // sqrtr_gt0 ltr0n.
move: (Num.sqrt n%:R) => a a0.
have -> : xi + (r ^+ 2)^-1 = (1 + xi * r ^+ 2) / r ^+ 2 by field.
by field; rewrite r' D a0.
Qed.

Theorem two_means (E : (F -> F) -> F) lam beta xi tau n : standard_mean E ->
  0 < lam -> 0 < xi -> 0 < tau -> (0 < n)%N ->
  let u := xi * tau / Num.sqrt n%:R in let w := minimiser lam beta xi u in
  E (fun h => w h ^+ 2) = tau ^+ 2 / n%:R * share (xi * lam) ^+ 2 +
    lam * beta ^+ 2 * (1 - share (xi * lam)) ^+ 2 /\
  E (fun h => h * w h) = tau / Num.sqrt n%:R * share (xi * lam).
Proof.
move=> mean lam0 xi0 tau0 n0 /=.
have [r r0 [sr rr]] := root_lam lam0; rewrite /minimiser /share sr rr.
have D : 1 + xi * r ^+ 2 != 0 by rewrite gt_eqF // addr_gt0 ?ltr01 ?mulr_gt0 ?exprn_gt0.
have r' := lt0r_neq0 r0; have a0 : Num.sqrt n%:R != 0 :> F by rewrite gt_eqF // sqrtr_gt0 ltr0n.
have -> : n%:R = Num.sqrt n%:R ^+ 2 :> F by rewrite sqr_sqrtr // ler0n.
rewrite sqrtr_sqr ger0_norm ?sqrtr_ge0 //; move: (Num.sqrt n%:R) a0 => a a0.
have -> : xi + (r ^+ 2)^-1 = (1 + xi * r ^+ 2) / r ^+ 2 by field.
pose g := tau / a * (xi * r ^+ 2 / (1 + xi * r ^+ 2)).
pose k := - r * beta / (1 + xi * r ^+ 2).
split.
  rewrite (mean _ (k ^+ 2) (2%:R * k * g) (g ^+ 2)) => [|h].
    by rewrite /k /g; field; rewrite D a0.
  by rewrite /k /g; field; rewrite r' D a0.
rewrite (mean _ 0 k g) => [|h]; first by rewrite add0r.
by rewrite /k /g; field; rewrite r' D a0.
Qed.

(* the mean of the least value, where a is the root of n and xi = u a / tau *)
Section Least.
Variables (a lam beta u tau : F).
Hypotheses (a0 : 0 < a) (lam0 : 0 < lam) (u0 : 0 < u) (tau0 : 0 < tau).

Definition mean_least : F :=
  beta ^+ 2 / 2%:R - tau * (lam * u ^+ 2 + beta ^+ 2) / (2%:R * (tau + u * a * lam)).
(* the mean of w^2 of two_means *)
Definition spread : F := tau ^+ 2 / a ^+ 2 * share (u * a / tau * lam) ^+ 2 +
  lam * beta ^+ 2 * (1 - share (u * a / tau * lam)) ^+ 2.

Lemma clear_pos : 0 < tau + u * a * lam. Proof. by rewrite addr_gt0 ?mulr_gt0. Qed.

Lemma mean_leastE :
  beta ^+ 2 / 2%:R - beta ^+ 2 / (2%:R * (1 + u * a / tau * lam)) -
    u ^+ 2 * lam / (2%:R * (1 + u * a / tau * lam)) = mean_least.
Proof.
have D := lt0r_neq0 clear_pos; have t' := lt0r_neq0 tau0.
have -> : 1 + u * a / tau * lam = (tau + u * a * lam) / tau by field.
by rewrite /mean_least; field; rewrite t' D.
Qed.

(* the slopes of mean_least in u and in tau, as the quotient rule gives them *)
Definition slope_u : F := - (tau * (2%:R * lam * u * (tau + u * a * lam) -
  (lam * u ^+ 2 + beta ^+ 2) * (a * lam))) / (2%:R * (tau + u * a * lam) ^+ 2).
Definition slope_tau : F :=
  - ((lam * u ^+ 2 + beta ^+ 2) * (u * a * lam)) / (2%:R * (tau + u * a * lam) ^+ 2).

Lemma shareE : share (u * a / tau * lam) = u * a * lam / (tau + u * a * lam).
Proof.
have D := lt0r_neq0 clear_pos; have t' := lt0r_neq0 tau0; rewrite /share.
have -> : 1 + u * a / tau * lam = (tau + u * a * lam) / tau by field.
by field; rewrite t' D.
Qed.

Lemma slope_uE :
  slope_u = a / (2%:R * tau) * (spread - 2%:R * tau ^+ 2 / a ^+ 2 * share (u * a / tau * lam)).
Proof.
have D := lt0r_neq0 clear_pos; have t' := lt0r_neq0 tau0; have a' := lt0r_neq0 a0.
by rewrite /spread shareE /slope_u; field; rewrite t' a' D.
Qed.

Lemma slope_tauE : slope_tau = - (u * a / (2%:R * tau ^+ 2) * spread).
Proof.
have D := lt0r_neq0 clear_pos; have t' := lt0r_neq0 tau0; have a' := lt0r_neq0 a0.
by rewrite /spread shareE /slope_tau; field; rewrite t' a' D.
Qed.
End Least.
End Coordinate.
