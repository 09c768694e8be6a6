(* The staircase: how long a mode rises and how long a plateau lasts, over Coq's reals.

   A mode is any solution of mu' = L mu^(2-2/L) (s - mu), mu(0) = eps^L (mode_times.v).
   rise_of_two, rise_of_more (T1J7, part 2): a mode rises from c s to (1-c) s in a time that does
     not depend on eps.
   plateau_of_more, plateau_of_two (T1J7, part 3): the length of the interval between the last of
     the modes 1, ..., j to reach 1 - c and the first of the modes j+1, ..., r to reach c, times
     eps^(L-2) or divided by log(1/eps), tends to a limit as eps tends to 0. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare separation separation_bound.
From dlf Require Import power_sum mode_times mode_series mode_exists fit_series separation_series.
Open Scope R_scope.

(* t is the time at which the mode with the target s from eps^L is at c s *)
Definition is_fit_time (L : nat) (eps c s t : R) :=
  0 <= t /\ forall mu, is_mode L s eps mu -> mu t = c * s.

Lemma fit_time_of_two c s eps t : 0 < c < 1 -> 0 < s -> 0 < eps -> eps ^ 2 < c * s ->
  (is_fit_time 2 eps c s t <-> t = fit_time eps c s).
Proof.
intros C s0 e0 H. split.
- intros [t0 A]. destruct (mode_exists 2 s eps) as [mu M]; [lia | lra | lra |].
  apply (proj2 (two_factors_fitted_once c s eps mu C s0 e0 H M) t t0). apply A. exact M.
- intros ->. destruct (logistic_reaches c s eps C s0 e0 H) as [P _]. split; [lra |].
  intros mu M. apply (proj2 (two_factors_fitted_once c s eps mu C s0 e0 H M)); lra.
Qed.

Lemma fit_time_of_more L c s eps t : (3 <= L)%nat -> 0 < c < 1 -> 0 < s -> 0 < eps ->
  eps ^ L < c * s -> (is_fit_time L eps c s t <-> t = series_time L eps c s).
Proof.
intros L3 C s0 e0 H. destruct (mode_exists L s eps) as [nu N]; [lia | lra | lra |]. split.
- intros [t0 A]. apply (proj1 (proj2 (mode_fitted_once L c s eps nu L3 C s0 e0 H N)) t t0).
  apply A. exact N.
- intros ->. destruct (mode_fitted_once L c s eps nu L3 C s0 e0 H N) as [P _].
  split; [lra |]. intros mu M.
  apply (proj1 (proj2 (mode_fitted_once L c s eps mu L3 C s0 e0 H M))); lra.
Qed.

Theorem rise_of_two c s eps t t' : 0 < c < 1 / 2 -> 0 < s -> 0 < eps -> eps ^ 2 < c * s ->
  is_fit_time 2 eps c s t -> is_fit_time 2 eps (1 - c) s t' ->
  t' - t = 1 / s * ln ((1 - c) / c).
Proof.
intros C s0 e0 H A B. assert (p0 : 0 < eps ^ 2) by (apply pow_lt; lra).
assert (H' : eps ^ 2 < (1 - c) * s) by nra.
apply fit_time_of_two in A; try lra. apply fit_time_of_two in B; try lra. subst t t'.
assert (less : eps ^ 2 < s) by nra. unfold fit_time.
assert (O : 0 < (s - eps ^ 2) / eps ^ 2) by (apply Rdiv_lt_0_compat; lra).
assert (Q : 0 < (1 - c) / c) by (apply Rdiv_lt_0_compat; lra).
replace (1 - (1 - c)) with c by ring. replace (c / (1 - c)) with (/ ((1 - c) / c)) by (field; lra).
rewrite !ln_mult, ln_Rinv; try lra; [field; lra |]. apply Rinv_0_lt_compat. exact Q.
Qed.

Theorem rise_of_more L c s eps t t' : (3 <= L)%nat -> 0 < c < 1 / 2 -> 0 < s -> 0 < eps ->
  eps ^ L < c * s -> is_fit_time L eps c s t -> is_fit_time L eps (1 - c) s t' ->
  t' - t = fit_constant L s (1 - c) - fit_constant L s c.
Proof.
intros L3 C s0 e0 H A B. assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
assert (H' : eps ^ L < (1 - c) * s) by nra.
apply fit_time_of_more in A; try lra; [| exact L3].
apply fit_time_of_more in B; try lra; [| exact L3]. subst t t'. unfold series_time. ring.
Qed.

(* m is the largest, the least of the numbers f(i) with i in P *)
Definition largest (P : nat -> Prop) (f : nat -> R) (m : R) :=
  (exists i, P i /\ m = f i) /\ forall i, P i -> f i <= m.
Definition least (P : nat -> Prop) (f : nat -> R) (m : R) :=
  (exists i, P i /\ m = f i) /\ forall i, P i -> m <= f i.

(* len is the length of the plateau after the modes 1, ..., j of r *)
Definition plateau_length (L : nat) (c : R) (s : nat -> R) (j r : nat) (eps len : R) :=
  exists fitted begun last first,
    (forall i, (1 <= i <= r)%nat -> is_fit_time L eps (1 - c) (s i) (fitted i)) /\
    (forall i, (1 <= i <= r)%nat -> is_fit_time L eps c (s i) (begun i)) /\
    largest (fun i => (1 <= i <= j)%nat) fitted last /\
    least (fun i => (j < i <= r)%nat) begun first /\ len = first - last.

Lemma finitely_bounded (f : nat -> R) r : exists B, 0 <= B /\ forall i, (i <= r)%nat -> f i <= B.
Proof.
induction r as [| r [B [B0 H]]].
- exists (Rmax (f 0%nat) 0). split; [apply Rmax_r |]. intros i i0.
  replace i with 0%nat by lia. apply Rmax_l.
- exists (Rmax B (f (S r))). split; [eapply Rle_trans; [exact B0 | apply Rmax_l] |].
  intros i iS. destruct (Nat.eq_dec i (S r)) as [-> | n]; [apply Rmax_r |].
  eapply Rle_trans; [apply H; lia | apply Rmax_l].
Qed.

(* phi times the time of each mode is near kappa/s_i: the limit of phi times the length *)
Lemma plateau_from_times L c s j r (phi : R -> R) (kappa K eta : R) len :
  (1 <= j < r)%nat -> (forall i, (1 <= i <= r)%nat -> 0 < s i) ->
  (forall i l, (1 <= i <= l)%nat -> (l <= r)%nat -> s l <= s i) ->
  0 < kappa -> 0 <= K -> 0 < eta -> filterlim phi (at_right 0) (locally 0) ->
  (forall eps, 0 < eps < eta -> 0 < phi eps) ->
  (forall eps i q t, 0 < eps < eta -> (1 <= i <= r)%nat -> q = c \/ q = 1 - c ->
    is_fit_time L eps q (s i) t -> Rabs (phi eps * t - kappa / s i) <= phi eps * K) ->
  (forall eps, 0 < eps < eta -> plateau_length L c s j r eps (len eps)) ->
  filterlim (fun eps => phi eps * len eps) (at_right 0)
    (locally (kappa * (1 / s (S j) - 1 / s j))).
Proof.
intros J s0 dec k0 K0 eta0 small pos near plateau.
apply filterlim_locally. intro e.
assert (d0 : 0 < e / (2 * (K + 1))).
{ apply Rdiv_lt_0_compat; [apply cond_pos | lra]. }
assert (N := proj1 (filterlim_locally (F := at_right 0) phi 0) small (mkposreal _ d0)).
assert (M : at_right 0 (fun eps => 0 < eps < eta)).
{ exists (mkposreal _ eta0). intros y Y y0. simpl in Y.
  unfold ball in Y; simpl in Y; unfold AbsRing_ball, abs, minus, plus, opp in Y; simpl in Y.
  rewrite Ropp_0, Rplus_0_r, Rabs_pos_eq in Y by lra. lra. }
generalize (filter_and _ _ N M). apply filter_imp. clear N M. intros eps [N E].
assert (p0 := pos eps E). simpl in N.
unfold ball in *; simpl in *; unfold AbsRing_ball, abs, minus, plus, opp in *; simpl in *.
rewrite Ropp_0, Rplus_0_r, Rabs_pos_eq in N by lra.
assert (small' : 2 * (phi eps * K) < e).
{ apply Rmult_lt_compat_r with (r := 2 * (K + 1)) in N; [| lra].
  unfold Rdiv in N. rewrite Rmult_assoc, Rinv_l, Rmult_1_r in N by lra. nra. }
destruct (plateau eps E) as [fitted [begun [last [first [F [B [[[i [I ->]] up] [[[l [Il ->]] low]
  Len]]]]]]]]. rewrite Len.
assert (kap : forall a b, (1 <= a <= b)%nat -> (b <= r)%nat -> kappa / s a <= kappa / s b).
{ intros a b ab br. apply Rmult_le_compat_l; [lra |]. apply Rinv_le_contravar.
  - apply s0. lia.
  - apply dec; assumption. }
assert (U := near eps i (1 - c) (fitted i) E ltac:(lia) (or_intror eq_refl) (F i ltac:(lia))).
assert (V := near eps j (1 - c) (fitted j) E ltac:(lia) (or_intror eq_refl) (F j ltac:(lia))).
assert (W := near eps l c (begun l) E ltac:(lia) (or_introl eq_refl) (B l ltac:(lia))).
assert (X := near eps (S j) c (begun (S j)) E ltac:(lia) (or_introl eq_refl) (B (S j) ltac:(lia))).
apply Rabs_le_between in U. apply Rabs_le_between in V.
apply Rabs_le_between in W. apply Rabs_le_between in X.
assert (ij := kap i j ltac:(lia) ltac:(lia)). assert (lj := kap (S j) l ltac:(lia) ltac:(lia)).
assert (u1 := Rmult_le_compat_l _ _ _ (Rlt_le _ _ p0) (up j ltac:(lia))).
assert (u2 := Rmult_le_compat_l _ _ _ (Rlt_le _ _ p0) (low (S j) ltac:(lia))).
assert (K1 : kappa * (1 / s (S j) - 1 / s j) = kappa / s (S j) - kappa / s j).
{ field. split; apply Rgt_not_eq, s0; lia. }
rewrite K1, Rmult_minus_distr_l. apply Rabs_def1; lra.
Qed.

Section Plateau.
Variables (L : nat) (c : R) (s : nat -> R) (j r : nat).
Hypotheses (C : 0 < c < 1 / 2) (J : (1 <= j < r)%nat) (sr : 0 < s r).
Hypothesis dec : forall i l, (1 <= i <= l)%nat -> (l <= r)%nat -> s l <= s i.

Lemma targets_positive i : (1 <= i <= r)%nat -> 0 < s i.
Proof using sr dec.
clear J. intro I. apply Rlt_le_trans with (s r); [exact sr | apply dec; lia].
Qed.

(* eps below this is at most 1, and eps^L below c s_i *)
Lemma small_enough eps i q : (1 <= L)%nat -> 0 < eps < Rmin 1 (c * s r) -> (1 <= i <= r)%nat ->
  q = c \/ q = 1 - c -> eps < 1 /\ 0 < eps ^ L /\ eps ^ L < c * s i /\ eps ^ L < q * s i.
Proof using C dec.
clear J sr. intros L1 [e0 e1] I Q. assert (A := Rlt_le_trans _ _ _ e1 (Rmin_l _ _)).
assert (B := Rlt_le_trans _ _ _ e1 (Rmin_r _ _)).
assert (p : eps ^ L <= eps).
{ replace L with (S (L - 1)) by lia. simpl. rewrite <- (Rmult_1_r eps) at 3.
  apply Rmult_le_compat_l; [lra |]. rewrite <- (pow1 (L - 1)). apply pow_incr. lra. }
assert (D : s r <= s i) by (apply dec; lia).
assert (E : c * s r <= c * s i) by (apply Rmult_le_compat_l; lra).
split; [exact A |]. split; [apply pow_lt; exact e0 |]. split; [lra |].
destruct Q as [-> | ->]; [lra |]. nra.
Qed.

Theorem plateau_of_more len : (3 <= L)%nat ->
  (forall eps, 0 < eps -> eps ^ L < c * s r -> plateau_length L c s j r eps (len eps)) ->
  filterlim (fun eps => eps ^ (L - 2) * len eps) (at_right 0)
    (locally (1 / (INR L - 2) * (1 / s (S j) - 1 / s j))).
Proof.
intros L3 plateau. assert (L0 := le_INR 3 L L3). simpl in L0.
destruct (finitely_bounded (fun i => Rabs (fit_constant L (s i) c)) r) as [B1 [B10 H1]].
destruct (finitely_bounded (fun i => Rabs (fit_constant L (s i) (1 - c))) r) as [B2 [B20 H2]].
destruct (finitely_bounded (fun i => 1 / s i ^ 2) r) as [B3 [B30 H3]].
assert (eta0 : 0 < Rmin 1 (c * s r)) by (apply Rmin_glb_lt; [lra | nra]).
apply (plateau_from_times L c s j r (fun eps => eps ^ (L - 2)) (1 / (INR L - 2)) (B1 + B2 + B3)
  (Rmin 1 (c * s r))); try lra; auto.
- exact targets_positive.
- apply Rdiv_lt_0_compat; lra.
- assert (Z : continuous (fun x => x ^ (L - 2)) 0).
  { apply (ex_derive_continuous (fun x => x ^ (L - 2))). auto_derive. exact I. }
  unfold continuous in Z. rewrite pow_i in Z by lia.
  intros P HP. destruct (Z P HP) as [d D]. exists d. intros y Y _. exact (D y Y).
- intros eps E. apply pow_lt. lra.
- intros eps i q t E I Q T. assert (s0 := targets_positive i I).
  destruct (small_enough eps i q ltac:(lia) E I Q) as [e1 [p0 [Hc Hq]]].
  assert (Q1 : 0 < q < 1) by (destruct Q; lra).
  destruct (mode_exists L (s i) eps) as [mu M]; [lia | lra | lra |].
  destruct (mode_fitted_once L q (s i) eps mu L3 Q1 s0 ltac:(lra) Hq M) as [_ [_ R]].
  apply fit_time_of_more in T; auto; try lra. rewrite T. unfold series_time.
  assert (q0 : 0 < eps ^ (L - 2)) by (apply pow_lt; lra).
  replace (eps ^ (L - 2) * (/ eps ^ (L - 2) / ((INR L - 2) * s i) + fit_constant L (s i) q -
    fit_remainder L (s i) eps) - 1 / (INR L - 2) / s i) with
    (eps ^ (L - 2) * (fit_constant L (s i) q - fit_remainder L (s i) eps))
    by (field; repeat split; lra).
  rewrite Rabs_mult, (Rabs_pos_eq (eps ^ (L - 2))) by lra. apply Rmult_le_compat_l; [lra |].
  assert (half : eps ^ L / s i < 1 / 2).
  { apply Rmult_lt_reg_r with (s i); [exact s0 |].
    replace (eps ^ L / s i * s i) with (eps ^ L) by (field; lra). nra. }
  assert (S2 : 0 < s i ^ 2) by (apply pow_lt; exact s0).
  assert (e2 : 0 < eps ^ 2 < 1) by nra.
  assert (R1 : eps ^ 2 / (2 * s i ^ 2 * (1 - eps ^ L / s i)) <= 1 / s i ^ 2).
  { apply Rle_div_l; [nra |].
    replace (1 / s i ^ 2 * (2 * s i ^ 2 * (1 - eps ^ L / s i))) with (2 * (1 - eps ^ L / s i))
      by (field; repeat split; lra). lra. }
  assert (R0 : 0 < eps ^ 2 / (2 * s i ^ 2)) by (apply Rdiv_lt_0_compat; lra).
  assert (h1 := H1 i ltac:(lia)). assert (h2 := H2 i ltac:(lia)).
  assert (h3 := H3 i ltac:(lia)). cbv beta in h1, h2, h3.
  assert (a1 := Rabs_pos (fit_constant L (s i) c)).
  assert (a2 := Rabs_pos (fit_constant L (s i) (1 - c))).
  apply Rabs_le_between in h1. apply Rabs_le_between in h2.
  apply Rabs_le. destruct Q as [-> | ->]; lra.
- intros eps E. apply plateau; [lra |].
  apply (small_enough eps r c ltac:(lia) E ltac:(lia) (or_introl eq_refl)).
Qed.
End Plateau.

Theorem plateau_of_two c s j r len : 0 < c < 1 / 2 -> (1 <= j < r)%nat -> 0 < s r ->
  (forall i l, (1 <= i <= l)%nat -> (l <= r)%nat -> s l <= s i) ->
  (forall eps, 0 < eps -> eps ^ 2 < c * s r -> plateau_length 2 c s j r eps (len eps)) ->
  filterlim (fun eps => len eps / ln (1 / eps)) (at_right 0)
    (locally (1 / s (S j) - 1 / s j)).
Proof.
intros C J sr dec plateau.
set (K := fun i => (Rabs (ln ((1 - c) / c)) + Rabs (ln (s i)) + Rabs (ln (s i / 2))) / (2 * s i)).
destruct (finitely_bounded K r) as [B [B0 H]].
assert (eta0 : 0 < Rmin 1 (c * s r)) by (apply Rmin_glb_lt; [lra | nra]).
assert (log : forall eps, 0 < eps < Rmin 1 (c * s r) -> 0 < ln (1 / eps)).
{ intros eps [e0 e1]. assert (A := Rlt_le_trans _ _ _ e1 (Rmin_l _ _)).
  rewrite <- ln_1. apply ln_increasing; [lra |]. apply Rmult_lt_reg_r with eps; [lra |].
  replace (1 / eps * eps) with 1 by (field; lra). lra. }
replace (1 / s (S j) - 1 / s j) with (1 * (1 / s (S j) - 1 / s j)) by ring.
apply filterlim_ext with (fun eps => / ln (1 / eps) * len eps).
{ intro eps. unfold Rdiv. ring. }
apply (plateau_from_times 2 c s j r (fun eps => / ln (1 / eps)) 1 B (Rmin 1 (c * s r)));
  try lra; auto.
- exact (targets_positive s r sr dec).
- apply (filterlim_ext_loc (fun eps => / - ln eps)).
  { exists (mkposreal 1 Rlt_0_1). intros y _ y0. unfold Rdiv.
    rewrite Rmult_1_l, ln_Rinv by exact y0. reflexivity. }
  apply (filterlim_comp _ _ _ (fun eps => - ln eps) Rinv _ (Rbar_locally p_infty)).
  + apply (filterlim_comp _ _ _ ln Ropp _ (Rbar_locally m_infty)); [exact is_lim_ln_0 |].
    exact (filterlim_Rbar_opp m_infty).
  + apply (filterlim_Rbar_inv p_infty). discriminate.
- intros eps E. apply Rinv_0_lt_compat, log. exact E.
- intros eps i q t E I Q T. assert (s0 := targets_positive s r sr dec i I).
  destruct (small_enough 2 c s r C dec eps i q ltac:(lia) E I Q) as [e1 [p0 [Hc Hq]]].
  assert (Q1 : 0 < q < 1) by (destruct Q; lra).
  apply fit_time_of_two in T; auto; try lra. rewrite T. assert (l0 := log eps E).
  assert (cs : c * s i < s i / 2) by nra.
  assert (O : 0 < (s i - eps ^ 2) / eps ^ 2) by (apply Rdiv_lt_0_compat; lra).
  assert (F : fit_time eps q (s i) =
    (ln (q / (1 - q)) + ln (s i - eps ^ 2) + 2 * ln (1 / eps)) / (2 * s i)).
  { unfold fit_time. f_equal. assert (E1 : ln (1 / eps) = - ln eps).
    { replace (1 / eps) with (/ eps) by (field; lra). apply ln_Rinv. lra. }
    assert (E2 : ln ((s i - eps ^ 2) / eps ^ 2) = ln (s i - eps ^ 2) - 2 * ln eps).
    { unfold Rdiv. rewrite ln_mult, ln_Rinv by (try apply Rinv_0_lt_compat; lra).
      replace (eps ^ 2) with (eps * eps) at 2 by ring. rewrite ln_mult by lra. ring. }
    rewrite ln_mult, E1, E2 by (try apply Rdiv_lt_0_compat; lra). ring. }
  rewrite F. replace (/ ln (1 / eps) * ((ln (q / (1 - q)) + ln (s i - eps ^ 2) +
    2 * ln (1 / eps)) / (2 * s i)) - 1 / s i) with
    (/ ln (1 / eps) * ((ln (q / (1 - q)) + ln (s i - eps ^ 2)) / (2 * s i))) by (field; lra).
  assert (i0 : 0 < / ln (1 / eps)) by (apply Rinv_0_lt_compat; exact l0).
  rewrite Rabs_mult, (Rabs_pos_eq (/ _)) by lra. apply Rmult_le_compat_l; [lra |].
  apply Rle_trans with (K i); [| apply H; lia]. unfold K, Rdiv at 1.
  rewrite Rabs_mult, (Rabs_pos_eq (/ (2 * s i))) by (left; apply Rinv_0_lt_compat; lra).
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra |].
  assert (Lq : Rabs (ln (q / (1 - q))) = Rabs (ln ((1 - c) / c))).
  { destruct Q as [-> | ->].
    - replace (c / (1 - c)) with (/ ((1 - c) / c)) by (field; lra).
      rewrite ln_Rinv by (apply Rdiv_lt_0_compat; lra). apply Rabs_Ropp.
    - replace (1 - (1 - c)) with c by ring. reflexivity. }
  assert (up : ln (s i - eps ^ 2) < ln (s i)) by (apply ln_increasing; lra).
  assert (low : ln (s i / 2) < ln (s i - eps ^ 2)) by (apply ln_increasing; lra).
  eapply Rle_trans; [apply Rabs_triang |]. rewrite Lq, Rplus_assoc.
  apply Rplus_le_compat_l.
  assert (u := Rle_abs (ln (s i))). assert (v := Rle_abs (- ln (s i / 2))).
  rewrite Rabs_Ropp in v. assert (u' := Rabs_pos (ln (s i))).
  assert (v' := Rabs_pos (ln (s i / 2))). apply Rabs_le. lra.
- intros eps E. apply plateau; [lra |].
  apply (small_enough 2 c s r C dec eps r c ltac:(lia) E ltac:(lia) (or_introl eq_refl)).
Qed.
