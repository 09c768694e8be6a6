(* The stationary point of the auxiliary problem, over Coq's reals: every number p of features.

   `auxiliary` is Psi(u, tau): the sum over the features of the means over h of the infima over w
   of the objective of auxiliary.v with xi = u sqrt(n) / tau, plus
   u sqrt(n) / 2 (tau + sigma^2 / tau). The mean is any `standard_mean`.
   auxiliary_slopes (M4GW 3): its two partial derivatives.
   stationary_iff (M4GW 3): both are zero if and only if the shares add up to n and tau^2 is gamma.
   one_stationary_point (M4GW 4): there is exactly one such point if p > n and sigma or a
     coefficient is not zero, and none otherwise. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent lipschitz flow penalty auxiliary.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* the infimum of the values of f *)
Definition infimum (f : R -> R) := real (Glb_Rbar (fun y => exists w, y = f w)).

(* both partial derivatives of f are zero at (u, tau) *)
Definition stationary (f : R -> R -> R) (u tau : R) :=
  is_derive (fun v => f v tau) u 0 /\ is_derive (fun t => f u t) tau 0.

Lemma least_at f w0 : (forall w, f w0 <= f w) -> infimum f = f w0.
Proof.
move=> low; rewrite /infimum; set B := Glb_Rbar _; suff -> : B = f w0 by [].
apply: is_glb_Rbar_unique; split=> [y [w ->]|b H]; first by apply/RleP; exact: low.
by apply: H; exists w0.
Qed.

(* near a positive number all are positive *)
Lemma locally_pos (u : R) : 0 < u -> locally u (fun v : R => 0 < v).
Proof.
move/RltP=> u0; exists (mkposreal u u0) => v H; have {}H : (Rabs (v - u) < u)%R := H.
apply/RltP; suff : (0 < v)%R by []; case: (Rabs_def2 _ _ H) => _; lra.
Qed.

Section Slopes.
Variables (a l b : R).
Hypotheses (a0 : 0 < a) (l0 : 0 < l).

Lemma two_real : 2%:R = 2%R :> R.
Proof. by rewrite -INRE. Qed.

Lemma mean_least_real u t : 0 < u -> 0 < t -> mean_least a l b u t =
  (b * b / 2 - t * (l * (u * u) + b * b) / (2 * (t + u * a * l)))%R.
Proof.
move=> u0 t0; have D := lt0r_neq0 (clear_pos a0 l0 u0 t0).
have n2 : (2%:R : R) != 0 by rewrite pnatr_eq0.
by rewrite /mean_least !expr2 -!RdivE ?mulf_neq0 // two_real.
Qed.

Lemma least_derive u t : 0 < u -> 0 < t ->
  is_derive (fun v => mean_least a l b v t) u (slope_u a l b u t) /\
  is_derive (fun s => mean_least a l b u s) t (slope_tau a l b u t).
Proof.
move=> u0 t0; have D := lt0r_neq0 (clear_pos a0 l0 u0 t0).
have n2 : (2%:R : R) != 0 by rewrite pnatr_eq0.
have R1 : (t + u * a * l)%R <> 0%R by exact/eqP.
split.
  apply: is_derive_ext_loc (filter_imp _ _ _ (locally_pos u0)) _ => [v v0|].
    exact/esym/mean_least_real.
  have -> : slope_u a l b u t = (- (t * (2 * l * u * (t + u * a * l) -
      (l * (u * u) + b * b) * (a * l))) /
      (2 * ((t + u * a * l) * (t + u * a * l))))%R.
    by rewrite /slope_u !expr2 -!RdivE ?mulf_neq0 // two_real.
  by auto_derive; [move=> H; apply: R1; lra | field; lra].
apply: is_derive_ext_loc (filter_imp _ _ _ (locally_pos t0)) _ => [s s0|].
  exact/esym/mean_least_real.
have -> : slope_tau a l b u t = (- ((l * (u * u) + b * b) * (u * a * l)) /
    (2 * ((t + u * a * l) * (t + u * a * l))))%R.
  by rewrite /slope_tau !expr2 -!RdivE ?mulf_neq0 // two_real.
by auto_derive; [move=> H; apply: R1; lra | field; lra].
Qed.

(* the last term of Psi *)
Lemma rest_derive (s u t : R) : 0 < u -> 0 < t ->
  is_derive (fun v : R => v * a / 2%:R * (t + s ^+ 2 / t)) u (a / (2%:R * t) * (t ^+ 2 + s ^+ 2)) /\
  is_derive (fun t : R => u * a / 2%:R * (t + s ^+ 2 / t)) t
    (u * a / (2%:R * t ^+ 2) * (t ^+ 2 - s ^+ 2)).
Proof.
move=> u0 t0; have n2 : (2%:R : R) != 0 by rewrite pnatr_eq0.
have t' := lt0r_neq0 t0; have t1 : t <> 0%R by exact/eqP.
split.
  apply: (is_derive_ext (fun v : R => v * a / 2 * (t + s * s / t))%R) => [v|].
    by rewrite expr2 -!RdivE // two_real.
  have -> : a / (2%:R * t) * (t ^+ 2 + s ^+ 2) = (a / (2 * t) * (t * t + s * s))%R.
    by rewrite !expr2 -!RdivE ?mulf_neq0 // two_real.
  by auto_derive => //; field.
apply: (is_derive_ext_loc (fun t : R => u * a / 2 * (t + s * s / t))%R).
  by apply: filter_imp (locally_pos t0) => v /lt0r_neq0 v0; rewrite expr2 -!RdivE // two_real.
have -> : u * a / (2%:R * t ^+ 2) * (t ^+ 2 - s ^+ 2) = (u * a / (2 * (t * t)) * (t * t - s * s))%R.
  by rewrite !expr2 -!RdivE ?mulf_neq0 // two_real.
by auto_derive => //; field.
Qed.
End Slopes.

(* the equation for t, solved *)
Lemma solved_for (F : fieldType) (t q s b : F) : 1 - q != 0 ->
  t = (s + b) / (1 - q) <-> t = s + (t * q + b).
Proof.
move=> D; have e : t * (1 - q) = t - t * q by rewrite mulrBr mulr1.
split=> tE.
  have sb : s + b = t - t * q by rewrite -e [in RHS]tE divfK.
  by rewrite addrCA sb addrC subrK.
by rewrite -[LHS](mulfK D) e {1}tE; congr (_ / _); rewrite addrCA addrC addKr.
Qed.

Section Point.
Variables (n p : nat) (lam beta : 'I_p -> R) (sigma : R) (E : (R -> R) -> R).
Hypotheses (lam0 : forall i, 0 < lam i) (n0 : (0 < n)%N) (mean : standard_mean E).

Local Notation a := (Num.sqrt n%:R : R).
Local Notation w u t i := (minimiser (lam i) (beta i) (u * a / t) u).

(* Psi of the claim *)
Definition auxiliary u tau :=
  \sum_i E (fun h => infimum (objective (lam i) (beta i) (u * a / tau) u h)) +
  u * a / 2%:R * (tau + sigma ^+ 2 / tau).

Let a0 : 0 < a. Proof. by rewrite sqrtr_gt0 ltr0n. Qed.

Lemma mean_of_least i u t : 0 < u -> 0 < t ->
  E (fun h => infimum (objective (lam i) (beta i) (u * a / t) u h)) =
  mean_least a (lam i) (beta i) u t.
Proof.
move=> u0 t0; have xi0 : 0 < u * a / t by rewrite divr_gt0 ?mulr_gt0.
rewrite -mean_leastE //; apply: mean => h; rewrite (@least_at _ (w u t i h)) => [|v].
  by rewrite objective_least // -!mulNr.
have [->|vw] := eqVneq v (w u t i h); first exact: lexx.
by rewrite ltW // objective_unique.
Qed.

Lemma closed_form u t : 0 < u -> 0 < t -> auxiliary u t =
  \sum_i mean_least a (lam i) (beta i) u t + u * a / 2%:R * (t + sigma ^+ 2 / t).
Proof. by move=> u0 t0; congr (_ + _); apply: eq_bigr => i _; exact: mean_of_least. Qed.

Lemma spreadE i u t : 0 < u -> 0 < t ->
  E (fun h => w u t i h ^+ 2) = spread a (lam i) (beta i) u t.
Proof.
move=> u0 t0; have xi0 : 0 < u * a / t by rewrite divr_gt0 ?mulr_gt0.
have [] := two_means (beta i) mean (lam0 i) xi0 t0 n0.
have -> : u * a / t * t / a = u by rewrite divfK ?gt_eqF // mulfK ?gt_eqF.
by move=> -> _; rewrite /spread sqr_sqrtr ?ler0n.
Qed.

Theorem auxiliary_slopes u tau : 0 < u -> 0 < tau ->
  is_derive (fun v : R => auxiliary v tau) u (a / (2%:R * tau) * (tau ^+ 2 + sigma ^+ 2 +
    \sum_i E (fun h => w u tau i h ^+ 2) - 2%:R * tau ^+ 2 / n%:R * total lam (u * a / tau))) /\
  is_derive (fun t : R => auxiliary u t) tau (u * a / (2%:R * tau ^+ 2) * (tau ^+ 2 - sigma ^+ 2 -
    \sum_i E (fun h => w u tau i h ^+ 2))).
Proof.
move=> u0 t0; have [r1 r2] := rest_derive a sigma u0 t0.
have -> : \sum_i E (fun h => w u tau i h ^+ 2) = \sum_i spread a (lam i) (beta i) u tau.
  by apply: eq_bigr => i _; exact: spreadE.
split.
  apply: (@is_derive_ext_loc _ _ (fun v : R => \sum_i mean_least a (lam i) (beta i) v tau +
      v * a / 2%:R * (tau + sigma ^+ 2 / tau))).
    by apply: filter_imp (locally_pos u0) => v v0; rewrite closed_form.
  have := dadd (dsum (index_enum _) (fun i => (least_derive (beta i) a0 (lam0 i) u0 t0).1)) r1.
  congr is_derive.
  rewrite (eq_bigr _ (fun i _ => slope_uE (beta i) a0 (lam0 i) u0 t0)) -mulr_sumr -mulrDr.
  congr (_ * _); rewrite sumrB -mulr_sumr sqr_sqrtr ?ler0n // -/(total lam _).
  by rewrite addrC !addrA.
apply: (@is_derive_ext_loc _ _ (fun t : R => \sum_i mean_least a (lam i) (beta i) u t +
    u * a / 2%:R * (t + sigma ^+ 2 / t))).
  by apply: filter_imp (locally_pos t0) => v v0; rewrite closed_form.
have := dadd (dsum (index_enum _) (fun i => (least_derive (beta i) a0 (lam0 i) u0 t0).2)) r2.
congr is_derive.
rewrite (eq_bigr _ (fun i _ => slope_tauE (beta i) a0 (lam0 i) u0 t0)) sumrN -mulr_sumr -mulrN.
by rewrite -mulrDr; congr (_ * _); rewrite addrC.
Qed.

Theorem stationary_iff u tau : 0 < u -> 0 < tau -> stationary auxiliary u tau <->
  total lam (u * a / tau) = n%:R /\ tau ^+ 2 = gamma n lam beta sigma (u * a / tau).
Proof.
move=> u0 t0; have [du dt] := auxiliary_slopes u0 t0; set x := u * a / tau in du dt *.
have x0 : 0 < x by rewrite divr_gt0 ?mulr_gt0.
have n0' : 0 < n%:R :> R by rewrite ltr0n.
have WE : \sum_i E (fun h => w u tau i h ^+ 2) =
    tau ^+ 2 * ((\sum_i share (x * lam i) ^+ 2) / n%:R) +
    \sum_i lam i * beta i ^+ 2 * (1 - share (x * lam i)) ^+ 2.
  rewrite (eq_bigr _ (fun i _ => spreadE i u0 t0)) big_split /= -mulr_sumr; congr (_ + _).
  by rewrite sqr_sqrtr ?ler0n // mulrAC mulrA.
rewrite {}WE in du dt; set Q := _ / n%:R in du dt; set B := \sum_i lam i * _ * _ in du dt.
set T := total lam x in du *; set t2 := tau ^+ 2 in du dt *; set s2 := sigma ^+ 2 in du dt.
have t20 : 0 < t2 by rewrite exprn_gt0.
have key : T = n%:R -> (t2 = gamma n lam beta sigma x <-> t2 = s2 + (t2 * Q + B)).
  move=> root; have [D _] := error_defined lam0 n0 x0 root beta sigma.
  by rewrite /gamma -/Q -/B -/s2; exact: solved_for (lt0r_neq0 D).
have n2 : 0 < 2%:R :> R by rewrite ltr0n.
have c1 : a / (2%:R * tau) != 0 by rewrite gt_eqF // divr_gt0 // mulr_gt0.
have c2 : u * a / (2%:R * t2) != 0 by rewrite gt_eqF // divr_gt0 ?mulr_gt0.
have to_n : T = n%:R -> 2%:R * t2 / n%:R * T = 2%:R * t2.
  by move=> ->; rewrite divfK // gt_eqF.
split=> [[u_flat t_flat]|[root tE]].
  have /esym/eqP := is_derive_unique _ _ _ du; rewrite (is_derive_unique _ _ _ u_flat).
  have /esym/eqP := is_derive_unique _ _ _ dt; rewrite (is_derive_unique _ _ _ t_flat).
  rewrite mulf_eq0 (negbTE c2) /= -addrA -opprD subr_eq0 => /eqP tE.
  rewrite mulf_eq0 (negbTE c1) /= -(addrA t2 s2) -tE subr_eq0 => /eqP H.
  have root : T = n%:R.
    apply: (mulfI (lt0r_neq0 (mulr_gt0 n2 t20))); apply: (mulIf (x := n%:R^-1)).
      by rewrite invr_eq0 gt_eqF.
    by rewrite mulfK ?gt_eqF // mulrAC -H mulr2n mulrDl mul1r.
  by split=> //; apply/(key root).
have {}tE := (key root).1 tE; split.
  have zero : t2 + t2 - 2%:R * t2 = 0 by rewrite mulr2n mulrDl mul1r subrr.
  by move: du; rewrite to_n // -(addrA t2 s2) -tE zero mulr0.
have zero : t2 - s2 - (t2 * Q + B) = 0 by rewrite -addrA -opprD -tE subrr.
by move: dt; rewrite zero mulr0.
Qed.

Lemma gamma_pos x : 0 < x -> total lam x = n%:R ->
  (0 < sigma \/ exists i, beta i != 0) -> 0 < gamma n lam beta sigma x.
Proof.
move=> x0 root some; have [D _] := error_defined lam0 n0 x0 root beta sigma.
rewrite /gamma divr_gt0 //; have B i : 0 <= lam i * beta i ^+ 2 * (1 - share (x * lam i)) ^+ 2.
  by rewrite mulr_ge0 ?sqr_ge0 // mulr_ge0 ?sqr_ge0 // ltW.
case: some => [s0|[i bi]]; first by rewrite ltr_paddr ?exprn_gt0 // sumr_ge0.
rewrite ltr_paddl ?sqr_ge0 // (bigD1 i) //= ltr_paddr ?sumr_ge0 //.
apply: mulr_gt0; first by apply: mulr_gt0 => //; rewrite exprn_even_gt0.
by rewrite exprn_gt0 // subr_gt0 share_lt1 // mulr_ge0 // ltW.
Qed.

Theorem one_stationary_point : 0 <= sigma ->
  ((n < p)%N /\ (0 < sigma \/ exists i, beta i != 0) -> exists u tau,
    [/\ 0 < u, 0 < tau, stationary auxiliary u tau & forall u' tau', 0 < u' -> 0 < tau' ->
        stationary auxiliary u' tau' -> u' = u /\ tau' = tau]) /\
  (~ ((n < p)%N /\ (0 < sigma \/ exists i, beta i != 0)) -> forall u tau, 0 < u -> 0 < tau ->
    ~ stationary auxiliary u tau).
Proof.
move=> s0; split=> [[np some]|none u tau u0 t0 /(stationary_iff u0 t0)[root tE]]; last first.
  have x0 : 0 < u * a / tau by rewrite divr_gt0 ?mulr_gt0.
  apply: none; split; first by have /andP[] := root_size lam0 n0 (ltW x0) root.
  have [sp|sn] := boolP (0 < sigma); first by left.
  right; case: (pickP (fun i => beta i != 0)) => [i bi|zero]; first by exists i.
  move: tE; rewrite /gamma big1 => [|i _]; last first.
    by have /negbFE/eqP-> := zero i; rewrite expr0n mulr0 mul0r.
  have -> : sigma = 0 by apply/eqP; rewrite eq_le s0 andbT leNgt.
  by rewrite expr0n addr0 mul0r => /eqP; rewrite expf_eq0 /= gt_eqF.
have [x x0 root] := (root_iff lam0 n0).2 np.
have g0 := gamma_pos x0 root some; set g := gamma _ _ _ _ _ in g0.
have t0 : 0 < Num.sqrt g by rewrite sqrtr_gt0.
have ux t : 0 < t -> x * t / a * a / t = x by move=> t1; rewrite divfK ?gt_eqF // mulfK ?gt_eqF.
exists (x * Num.sqrt g / a), (Num.sqrt g); split=> // [||v s v0 s1].
- by rewrite divr_gt0 ?mulr_gt0.
- apply/stationary_iff => //; first by rewrite divr_gt0 ?mulr_gt0.
  by rewrite ux // sqr_sqrtr // ltW.
move=> /(stationary_iff v0 s1)[root' sE].
have y0 : 0 < v * a / s by rewrite divr_gt0 ?mulr_gt0.
have p0 : (0 < p)%N := leq_ltn_trans (leq0n _) np.
have yx := root_unique lam0 p0 (ltW y0) (ltW x0) root' root.
have sg : s = Num.sqrt g by rewrite /g -yx -sE sqrtr_sqr gtr0_norm.
split=> //; apply: (mulIf (lt0r_neq0 a0)); rewrite divfK ?gt_eqF // -yx -sg.
by rewrite divfK ?gt_eqF.
Qed.
End Point.
