(* A standard normal number has the mean zero and its square the mean one, over Coq's reals.

   The density is exp(- h^2 / 2) over its integral over the whole line; that the integral is
   sqrt(2 pi) is not needed.
   gaussian_moments (M4GW 2): the integral exists and is positive, a + b h + c h^2 has an integral
     against the density, and its mean is a + c: a `standard_mean` of auxiliary.v. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import auxiliary.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope R_scope.

Lemma derive_pt_continuous (f : R -> R) x l : is_derive f x l -> continuity_pt f x.
Proof.
move=> D; apply/continuity_pt_filterlim.
by apply: (@ex_derive_continuous R_AbsRing R_NormedModule f x); exists l.
Qed.

(* the density of the standard normal law, but for its constant *)
Definition bell h := exp (- (h * h / 2)).

(* I is the integral of f over the whole line *)
Definition over_line (f : R -> R) (I : R) :=
  is_RInt_gen (V := R_NormedModule) f (Rbar_locally m_infty) (Rbar_locally p_infty) I.

Lemma bell_continuous h : continuous bell h.
Proof. by apply: ex_derive_continuous; rewrite /bell; auto_derive. Qed.

Lemma bell_pos h : 0 < bell h. Proof. exact: exp_pos. Qed.

Lemma bell_below h : bell h <= 2 / (1 + h ^ 2).
Proof.
have e : 1 + h * h / 2 <= exp (h * h / 2) by apply: exp_ineq1_le.
rewrite /bell exp_Ropp; apply: Rle_trans (_ : / (1 + h * h / 2) <= _).
  by apply: Rinv_le_contravar => //; nra.
have -> : / (1 + h * h / 2) = 2 / (2 + h * h) by field; nra.
apply: Rmult_le_compat_l; first lra.
by apply: Rinv_le_contravar; nra.
Qed.

(* its integral from 0 to b *)
Definition bell_area b := RInt bell 0 b.

Lemma bell_area_derive b : is_derive bell_area b (bell b).
Proof.
apply: is_derive_RInt; last exact: bell_continuous.
apply: filter_forall => x; apply: RInt_correct; apply: ex_RInt_continuous => z _.
exact: bell_continuous.
Qed.

Lemma bell_area_below b c : b <= c -> bell_area c - bell_area b <= 2 * (atan c - atan b).
Proof.
move=> bc; have D x : is_derive (fun x => bell_area x - 2 * atan x) x (bell x - 2 / (1 + x ^ 2)).
  have -> : bell x - 2 / (1 + x ^ 2) = minus (bell x) (scal 2 (/ (1 + x ^ 2))) by [].
  apply: (is_derive_minus bell_area (fun x => 2 * atan x)); first exact: bell_area_derive.
  apply: is_derive_scal; have := is_derive_atan x; congr is_derive; congr Rinv.
  by rewrite /Rsqr; ring.
have [||x [_ e]] := MVT_gen (fun x => bell_area x - 2 * atan x) b c
  (fun x => bell x - 2 / (1 + x ^ 2)).
- by move=> x _; exact: D.
- by move=> x _; exact: derive_pt_continuous (D x).
by have := bell_below x; nra.
Qed.

Lemma bell_area_grows b c : b <= c -> bell_area b <= bell_area c.
Proof.
move=> bc; have [||x [_ e]] := MVT_gen bell_area b c bell.
- by move=> x _; exact: bell_area_derive.
- by move=> x _; exact: derive_pt_continuous (bell_area_derive x).
by have := bell_pos x; nra.
Qed.

Lemma bell_area_odd b : bell_area (- b) = - bell_area b.
Proof.
have D x : is_derive (fun x => bell_area (- x) + bell_area x) x 0.
  have -> : 0 = plus (scal (-1) (bell (- x))) (bell x).
    by rewrite /plus /scal /= /mult /= /bell Rmult_opp_opp; ring.
  apply: is_derive_plus; last exact: bell_area_derive.
  apply: (is_derive_comp bell_area Ropp); first exact: bell_area_derive.
  by auto_derive => //; ring.
have z : bell_area 0 = 0 by rewrite /bell_area RInt_point.
have [||x [_ e]] := MVT_gen (fun x => bell_area (- x) + bell_area x) 0 b (fun=> 0).
- by move=> x _; exact: D.
- by move=> x _; exact: derive_pt_continuous (D x).
by rewrite Ropp_0 z in e; lra.
Qed.

Lemma bell_half : exists2 l, 0 < l & filterlim bell_area (Rbar_locally p_infty) (locally l).
Proof.
have bound : bound (fun y => exists b, y = bell_area b).
  exists PI => _ [b ->]; have z : bell_area 0 = 0 by rewrite /bell_area RInt_point.
  case: (Rle_dec 0 b) => [b0|/Rnot_le_lt b0]; last first.
    by have := bell_area_grows (Rlt_le _ _ b0); have := PI_RGT_0; lra.
  by have := bell_area_below b0; rewrite atan_0; have [] := atan_bound b; lra.
have [|l [up low]] := completeness _ bound; first by exists (bell_area 0), 0.
have upper b : bell_area b <= l by apply: up; exists b.
exists l.
  apply: Rlt_le_trans (upper 1); have z : bell_area 0 = 0 by rewrite /bell_area RInt_point.
  rewrite -z; have [||x [_ e]] := MVT_gen bell_area 0 1 bell.
  - by move=> x _; exact: bell_area_derive.
  - by move=> x _; exact: derive_pt_continuous (bell_area_derive x).
  by have := bell_pos x; lra.
apply/filterlim_locally => e.
have [b0 far] : exists b0, l - e < bell_area b0.
  apply: Classical_Prop.NNPP => none; have := cond_pos e.
  suff : l <= l - e by lra.
  apply: low => _ [b ->]; apply: Rnot_lt_le => far; apply: none; by exists b.
exists b0 => b b0b; have g := bell_area_grows (Rlt_le _ _ b0b); have u := upper b.
rewrite /ball /= /AbsRing_ball /= /abs /= /minus /plus /opp /=.
by apply: Rabs_def1; lra.
Qed.

Lemma line_plus f g I J : over_line f I -> over_line g J ->
  over_line (fun h => f h + g h) (I + J).
Proof. by move=> F G; apply: (is_RInt_gen_plus f g I J F G). Qed.

Lemma line_scal f k I : over_line f I -> over_line (fun h => k * f h) (k * I).
Proof. by move=> F; apply: (is_RInt_gen_scal f k I F). Qed.

Lemma line_ext f g I J : over_line f I -> (forall h, f h = g h) -> I = J -> over_line g J.
Proof.
move=> F fg <-; apply: (is_RInt_gen_ext f g I _ F).
by apply: filter_forall => ab x _; exact: fg.
Qed.

Lemma from_slope f (g : R -> R) la lb : (forall x, is_derive f x (g x)) ->
  (forall x, continuous g x) -> filterlim f (Rbar_locally m_infty) (locally la) ->
  filterlim f (Rbar_locally p_infty) (locally lb) -> over_line g (lb - la).
Proof.
move=> D C a b; have E x : Derive f x = g x by exact: is_derive_unique.
apply: (is_RInt_gen_ext (Derive f)).
  by apply: filter_forall => ab x _; exact: E.
apply: is_RInt_gen_Derive => //; apply: filter_forall => ab x _; first by exists (g x).
by apply: continuous_ext (C x) => y; rewrite E.
Qed.

Lemma mirrored f l (e : R) : (forall x, f (- x) = e * f x) ->
  filterlim f (Rbar_locally p_infty) (locally l) ->
  filterlim f (Rbar_locally m_infty) (locally (e * l)).
Proof.
move=> odd lim; apply: (filterlim_ext (fun x => e * f (- x))) => [x|].
  by rewrite -odd Ropp_involutive.
have r : filterlim Ropp (Rbar_locally m_infty) (Rbar_locally p_infty).
  exact: (filterlim_Rbar_opp m_infty).
have := filterlim_comp _ _ _ _ _ _ _ _ r lim => {}lim.
exact: (filterlim_comp _ _ _ _ _ _ _ _ lim (filterlim_scal_r e l)).
Qed.

Lemma bell_total : exists2 Z, 0 < Z & over_line bell Z.
Proof.
have [l l0 lim] := bell_half; exists (l - (-1) * l); first by lra.
apply: (from_slope _ _ _ lim) => [x|x|]; [exact: bell_area_derive | exact: bell_continuous |].
by apply: (mirrored _ lim) => x; rewrite bell_area_odd; ring.
Qed.

(* what is at most 2 / h tends to zero *)
Lemma small_at_infinity f : (forall h, 0 < h -> Rabs (f h) <= 2 / h) ->
  filterlim f (Rbar_locally p_infty) (locally 0).
Proof.
move=> small; apply/filterlim_locally => e; have e0 := cond_pos e.
exists (2 / e) => h far; have h0 : 0 < h.
  by apply: Rlt_trans far; apply: Rdiv_lt_0_compat; lra.
rewrite /ball /= /AbsRing_ball /= /abs /= /minus /plus /opp /= Ropp_0 Rplus_0_r.
apply: Rle_lt_trans (small h h0) _; apply: (Rmult_lt_reg_r h) => //.
rewrite /Rdiv Rmult_assoc Rinv_l; last lra.
have := Rmult_lt_compat_l e _ _ e0 far; have -> : e * (2 / e) = 2 by field; lra.
by lra.
Qed.

Lemma bell_small h : 0 < h -> bell h <= 2 / h /\ h * bell h <= 2 / h.
Proof.
move=> h0; have b := bell_below h; have b0 := bell_pos h.
have D : 0 < 1 + h ^ 2 by nra.
have e : bell h * (1 + h ^ 2) <= 2.
  have := Rmult_le_compat_r _ _ _ (Rlt_le _ _ D) b.
  by rewrite /Rdiv Rmult_assoc Rinv_l; lra.
have q : 2 / h * h = 2 by field; lra.
by split; apply: (Rmult_le_reg_r h) => //; rewrite q; nra.
Qed.

Lemma bell_first : over_line (fun h => h * bell h) 0.
Proof.
have -> : 0 = 0 - (1 * 0) by ring.
have lim : filterlim (fun h => - bell h) (Rbar_locally p_infty) (locally 0).
  apply: small_at_infinity => h h0; rewrite Rabs_Ropp Rabs_pos_eq; last exact/Rlt_le/bell_pos.
  by case: (bell_small h0).
apply: (from_slope _ _ _ lim) => [x|x|].
- rewrite /bell; auto_derive => //; rewrite -/(Rdiv (x * x) 2).
  by move: (exp _) => e; field.
- by apply: ex_derive_continuous; rewrite /bell; auto_derive.
by apply: (mirrored _ lim) => x; rewrite /bell Rmult_opp_opp; ring.
Qed.

Lemma bell_second Z : over_line bell Z -> over_line (fun h => h ^ 2 * bell h) Z.
Proof.
move=> total; have zero : over_line (fun h => bell h - h ^ 2 * bell h) (0 - (-1) * 0).
  have lim : filterlim (fun h => h * bell h) (Rbar_locally p_infty) (locally 0).
    apply: small_at_infinity => h h0; rewrite Rabs_pos_eq.
      by case: (bell_small h0).
    by have := bell_pos h; nra.
  apply: (from_slope _ _ _ lim) => [x|x|].
  - rewrite /bell; auto_derive => //; rewrite -/(Rdiv (x * x) 2).
    by move: (exp _) => e; field.
  - by apply: ex_derive_continuous; rewrite /bell; auto_derive.
  by apply: (mirrored _ lim) => x; rewrite /bell Rmult_opp_opp; ring.
apply: (line_ext (line_plus total (@line_scal _ (-1) _ zero))) => [h|]; ring.
Qed.

(* the mean of f over a number with the density bell, divided by its integral *)
Definition gaussian_mean (f : R -> R) : R :=
  RInt_gen (V := R_CompleteNormedModule) (fun h => f h * bell h)
    (Rbar_locally m_infty) (Rbar_locally p_infty) /
  RInt_gen (V := R_CompleteNormedModule) bell (Rbar_locally m_infty) (Rbar_locally p_infty).

Theorem gaussian_moments :
  (exists2 Z, 0 < Z /\ over_line bell Z &
    forall a b c, over_line (fun h => (a + b * h + c * h ^ 2) * bell h) ((a + c) * Z)) /\
  @standard_mean R_rcfType gaussian_mean.
Proof.
have [Z Z0 total] := bell_total.
have all a b c : over_line (fun h => (a + b * h + c * h ^ 2) * bell h) ((a + c) * Z).
  have H := line_plus (line_plus (@line_scal _ a _ total) (@line_scal _ b _ bell_first))
    (@line_scal _ c _ (bell_second total)).
  by apply: (line_ext H) => [h|]; ring.
split=> [|f a b c fE]; first by exists Z.
have q : over_line (fun h => f h * bell h) ((a + c) * Z).
  by apply: (line_ext (all a b c)) => // h; rewrite fE -RpowE.
rewrite /gaussian_mean (is_RInt_gen_unique _ _ q) (is_RInt_gen_unique _ _ total).
have -> : ((a + c) * Z / Z = a + c)%R by field; lra.
by [].
Qed.
