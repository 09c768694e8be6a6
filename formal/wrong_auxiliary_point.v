(* Wrong variants of the stationary point and of the moments of a standard normal number, near
   the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import penalty auxiliary auxiliary_point wrong_penalty gaussian_mean.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* Wrong variants of the stationary point, refuted by two features of the variance 1 and the
   coefficient 1, one sample and the noise 2: the point has xi = 1, and so u = tau. *)
Section AuxiliaryPoint.
Local Notation one := (fun _ : 'I_2 => 1 : R).
Local Notation E2 := (@two_values R_rcfType).
Local Notation noise := (2%:R : R).
Local Notation squares := (\sum_(i < 2) share ((1 : R) * one i) ^+ 2).
Local Notation signals := (\sum_i one i * one i ^+ 2 * (1 - share ((1 : R) * one i)) ^+ 2).
Local Notation top := (noise ^+ 2 + signals).

Lemma ones_pos : forall i, 0 < one i. Proof. by move=> i; exact: ltr01. Qed.
Lemma two_mean : standard_mean E2. Proof. exact: two_values_mean. Qed.

Lemma share_at_one : share ((1 : R) * 1) = 1 / 2%:R.
Proof. by rewrite /share mulr1 -[1 + 1]/(2%:R). Qed.

Lemma total_at_one : total one 1 = 1%:R.
Proof. by rewrite /total big_ord_recl big_ord1 share_at_one -splitr. Qed.

Lemma noise_two_pos : 0 < noise. Proof. by rewrite ltr0n. Qed.

(* the place tau of the point *)
Definition place : R := Num.sqrt (gamma 1 one one noise 1).

Lemma gamma_one_pos : 0 < gamma 1 one one noise 1.
Proof.
apply: (@gamma_pos 1 2 one one noise ones_pos isT 1 ltr01 total_at_one).
by left; exact: noise_two_pos.
Qed.

Lemma place_pos : 0 < place. Proof. by rewrite sqrtr_gt0 gamma_one_pos. Qed.

Lemma place_xi : place * Num.sqrt 1%:R / place = 1.
Proof. by rewrite sqrtr1 mulr1 divff // gt_eqF // place_pos. Qed.

Lemma place_square : place ^+ 2 = top / (1 - squares / 1%:R).
Proof. by rewrite sqr_sqrtr // ltW // gamma_one_pos. Qed.

Lemma bottom_pos : 0 < 1 - squares / 1%:R.
Proof. by case: (error_defined ones_pos (isT : (0 < 1)%N) ltr01 total_at_one one noise). Qed.

Lemma place_flat : stationary (auxiliary 1 one one noise E2) place place.
Proof.
have P := place_pos; apply/(@stationary_iff 1 2 one one noise E2 ones_pos isT two_mean _ _ P P).
rewrite place_xi.
by split; [exact: total_at_one | exact: place_square].
Qed.

(* the noise in place of its square *)
Theorem stationary_iff_noise_wrong : ~ (forall (n p : nat) (lam beta : 'I_p -> R) (sigma : R)
    (E : (R -> R) -> R) (u tau : R), (forall i, 0 < lam i) -> (0 < n)%N -> standard_mean E ->
  0 < u -> 0 < tau -> let x := u * Num.sqrt n%:R / tau in
  stationary (auxiliary n lam beta sigma E) u tau <-> total lam x = n%:R /\
    tau ^+ 2 = (sigma + \sum_i lam i * beta i ^+ 2 * (1 - share (x * lam i)) ^+ 2) /
      (1 - (\sum_i share (x * lam i) ^+ 2) / n%:R)).
Proof.
have P := place_pos => H; have /= := H 1%N 2%N one one noise E2 _ _ ones_pos isT two_mean P P.
rewrite place_xi => -[/(_ place_flat)[_ +] _]; rewrite place_square.
move/(mulIf (invr_neq0 (lt0r_neq0 bottom_pos)))/addIr/eqP.
by rewrite -natrX eqr_nat.
Qed.

(* nine tenths of the sum of the shares *)
Theorem stationary_iff_total_wrong : ~ (forall (n p : nat) (lam beta : 'I_p -> R) (sigma : R)
    (E : (R -> R) -> R) (u tau : R), (forall i, 0 < lam i) -> (0 < n)%N -> standard_mean E ->
  0 < u -> 0 < tau -> let x := u * Num.sqrt n%:R / tau in
  stationary (auxiliary n lam beta sigma E) u tau <->
    9%:R / 10%:R * total lam x = n%:R /\ tau ^+ 2 = gamma n lam beta sigma x).
Proof.
have P := place_pos => H; have /= := H 1%N 2%N one one noise E2 _ _ ones_pos isT two_mean P P.
rewrite place_xi total_at_one => -[/(_ place_flat)[+ _] _] => /eqP.
by rewrite mulr1 lt_eqF // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

(* nine tenths of the sum of the squares *)
Theorem stationary_iff_squares_wrong : ~ (forall (n p : nat) (lam beta : 'I_p -> R) (sigma : R)
    (E : (R -> R) -> R) (u tau : R), (forall i, 0 < lam i) -> (0 < n)%N -> standard_mean E ->
  0 < u -> 0 < tau -> let x := u * Num.sqrt n%:R / tau in
  stationary (auxiliary n lam beta sigma E) u tau <-> total lam x = n%:R /\
    tau ^+ 2 = (sigma ^+ 2 + \sum_i lam i * beta i ^+ 2 * (1 - share (x * lam i)) ^+ 2) /
      (1 - 9%:R / 10%:R * ((\sum_i share (x * lam i) ^+ 2) / n%:R))).
Proof.
have P := place_pos => H; have /= := H 1%N 2%N one one noise E2 _ _ ones_pos isT two_mean P P.
rewrite place_xi => -[/(_ place_flat)[_ +] _]; rewrite place_square.
have q0 : 0 < squares / 1%:R.
  rewrite divr1 big_ord_recl big_ord1 share_at_one addr_gt0 //;
    by rewrite exprn_gt0 // divr_gt0 ?ltr01 ?ltr0n.
have t0 : 0 < top.
  by have := mulr_gt0 gamma_one_pos bottom_pos; rewrite /gamma divfK // lt0r_neq0 // bottom_pos.
move/(mulfI (lt0r_neq0 t0))/invr_inj/addrI/oppr_inj => e.
have := ltxx (squares / 1%:R); rewrite {1}e gtr_pmull // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
by [].
Qed.

(* only the sum of the shares *)
Theorem stationary_iff_half_wrong : ~ (forall (n p : nat) (lam beta : 'I_p -> R) (sigma : R)
    (E : (R -> R) -> R) (u tau : R), (forall i, 0 < lam i) -> (0 < n)%N -> standard_mean E ->
  0 < u -> 0 < tau -> stationary (auxiliary n lam beta sigma E) u tau <->
  total lam (u * Num.sqrt n%:R / tau) = n%:R).
Proof.
move=> H; pose t : R := place + 1; have t0 : 0 < t by rewrite addr_gt0 ?place_pos ?ltr01.
have x : t * Num.sqrt 1%:R / t = 1 by rewrite sqrtr1 mulr1 divff // gt_eqF.
have := (H 1%N 2%N one one noise E2 t t ones_pos isT two_mean t0 t0).2.
rewrite x => /(_ total_at_one).
case/(@stationary_iff 1 2 one one noise E2 ones_pos isT two_mean t t t0 t0) => _ e.
have P := place_pos.
have [_] := (@stationary_iff 1 2 one one noise E2 ones_pos isT two_mean _ _ P P).1 place_flat.
rewrite place_xi; move: e; rewrite x => <- /eqP.
rewrite eqr_expn2 ?(ltW place_pos) ?(ltW t0) // => /eqP/esym/eqP.
by rewrite -subr_eq0 addrC addKr oner_eq0.
Qed.

(* no noise in the slope in tau *)
Theorem auxiliary_slopes_noise_wrong : ~ (forall (n p : nat) (lam beta : 'I_p -> R) (sigma : R)
    (E : (R -> R) -> R) (u tau : R), (forall i, 0 < lam i) -> (0 < n)%N -> standard_mean E ->
  0 < u -> 0 < tau -> let a := Num.sqrt n%:R in
  is_derive (fun t => auxiliary n lam beta sigma E u t) tau (u * a / (2%:R * tau ^+ 2) *
    (tau ^+ 2 - \sum_i E (fun h => minimiser (lam i) (beta i) (u * a / tau) u h ^+ 2)))).
Proof.
move=> H; have P := place_pos.
have /= dw := H 1%N 2%N one one noise E2 place place ones_pos isT two_mean P P.
have [_ dt] := @auxiliary_slopes 1 2 one one noise E2 ones_pos isT two_mean place place P P.
have := is_derive_unique _ _ _ dt; rewrite (is_derive_unique _ _ _ dw).
move/mulfI => /(_ _)/esym; rewrite sqrtr1 mulr1 => e.
have /e/eqP : place / (2%:R * place ^+ 2) != 0.
  by rewrite gt_eqF // divr_gt0 // mulr_gt0 ?exprn_gt0 // ltr0n.
rewrite [X in X == _]addrAC -subr_eq0 [X in X == _]addrAC subrr add0r oppr_eq0 expf_eq0 /=.
by rewrite gt_eqF // ltr0n.
Qed.

(* nine tenths of the shares in the u-slope *)
Theorem auxiliary_slopes_total_wrong : ~ (forall (n p : nat) (lam beta : 'I_p -> R) (sigma : R)
    (E : (R -> R) -> R) (u tau : R), (forall i, 0 < lam i) -> (0 < n)%N -> standard_mean E ->
  0 < u -> 0 < tau -> let a := Num.sqrt n%:R in
  is_derive (fun v => auxiliary n lam beta sigma E v tau) u (a / (2%:R * tau) *
    (tau ^+ 2 + sigma ^+ 2 +
     \sum_i E (fun h => minimiser (lam i) (beta i) (u * a / tau) u h ^+ 2) -
     2%:R * tau ^+ 2 / n%:R * (9%:R / 10%:R * total lam (u * a / tau))))).
Proof.
move=> H; have P := place_pos.
have /= dw := H 1%N 2%N one one noise E2 place place ones_pos isT two_mean P P.
have [du _] := @auxiliary_slopes 1 2 one one noise E2 ones_pos isT two_mean place place P P.
have := is_derive_unique _ _ _ du; rewrite (is_derive_unique _ _ _ dw).
move/mulfI => /(_ _)/esym; rewrite place_xi sqrtr1 => e.
have /e : 1 / (2%:R * place) != 0 :> R by rewrite gt_eqF // divr_gt0 ?ltr01 // mulr_gt0 // ltr0n.
move/addrI/oppr_inj/mulfI => /(_ _)/eqP; rewrite total_at_one divr1.
have n0 : 2%:R * place ^+ 2 != 0 :> R.
  by apply/lt0r_neq0/mulr_gt0; rewrite ?ltr0n // exprn_gt0.
by move=> /(_ n0); rewrite mulr1 eq_sym lt_eqF // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

(* as many samples as features *)
Theorem one_stationary_point_equal_wrong : ~ (forall (n p : nat) (lam beta : 'I_p -> R)
    (sigma : R) (E : (R -> R) -> R), (forall i, 0 < lam i) -> (0 < n)%N -> standard_mean E ->
  0 <= sigma -> (n <= p)%N /\ (0 < sigma \/ exists i, beta i != 0) ->
  exists u tau, [/\ 0 < u, 0 < tau & stationary (auxiliary n lam beta sigma E) u tau]).
Proof.
move=> H; have n0 : 0 <= noise by rewrite ler0n.
have some : 0 < noise \/ exists i, one i != 0 by left; exact: noise_two_pos.
have [u [tau [u0 t0 st]]] := H 2%N 2%N one one noise E2 ones_pos isT two_mean n0 (conj isT some).
have [_ none] := @one_stationary_point 2 2 one one noise E2 ones_pos isT two_mean n0.
by apply: (none _ u tau u0 t0 st) => -[].
Qed.

(* without noise and coefficients *)
Theorem one_stationary_point_silent_wrong : ~ (forall (n p : nat) (lam beta : 'I_p -> R)
    (sigma : R) (E : (R -> R) -> R), (forall i, 0 < lam i) -> (0 < n)%N -> standard_mean E ->
  0 <= sigma -> (n < p)%N ->
  exists u tau, [/\ 0 < u, 0 < tau & stationary (auxiliary n lam beta sigma E) u tau]).
Proof.
move=> H; have [u [tau [u0 t0 st]]] :=
  H 1%N 2%N one (fun=> 0) 0 E2 ones_pos isT two_mean (lexx 0) isT.
have [_ none] := @one_stationary_point 1 2 one (fun=> 0) 0 E2 ones_pos isT two_mean (lexx 0).
apply: (none _ u tau u0 t0 st) => -[_ [|[i]]]; first by rewrite ltxx.
by rewrite eqxx.
Qed.
End AuxiliaryPoint.

(* Wrong variants of the moments of a standard normal number, refuted by h^2. *)
Section GaussianMean.
Local Open Scope R_scope.
Lemma square_mean : gaussian_mean (fun h => h ^ 2) = 1.
Proof.
have [_ mean] := gaussian_moments.
have -> : 1 = 0 + 1 by ring.
have e : forall h, h ^ 2 = 0 + 0 * h + 1 * h ^ 2 by move=> h; ring.
by apply: (mean (fun h => h ^ 2) 0 0 1) => h; rewrite -RpowE; exact: e.
Qed.

(* nine tenths of the mean of the square *)
Theorem gaussian_moments_share_wrong : ~ (forall (f : R -> R) (a b c : R),
  (forall h, f h = a + b * h + c * h ^ 2) -> gaussian_mean f = a + 9 / 10 * c).
Proof.
move=> /(_ (fun h => h ^ 2) 0 0 1) H; have := H (fun h => ltac:(ring)).
by rewrite square_mean; lra.
Qed.

(* half the mean of the square *)
Theorem gaussian_moments_half_wrong : ~ (forall (f : R -> R) (a b c : R),
  (forall h, f h = a + b * h + c * h ^ 2) -> gaussian_mean f = a + c / 2).
Proof.
move=> /(_ (fun h => h ^ 2) 0 0 1) H; have := H (fun h => ltac:(ring)).
by rewrite square_mean; lra.
Qed.
End GaussianMean.
