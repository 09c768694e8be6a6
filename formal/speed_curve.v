(* The point of the line of alpha as a function of its strength, over Coq's reals, every L >= 3.

   point_of m is the u of the point x^2 = eps^2 + alpha u, y^2 = eps^2 + u with x^2 y^(L-2) = m. It
   has the derivative 1 / (m (alpha / x^2 + (L-2) / (2 y^2))), and V(alpha, m) is 2 m^2 times that
   bracket, whose logarithm has the derivative - Phi(r) / m with r = alpha y^2 / x^2. Tools. *)
From Coq Require Import Reals Ranalysis5 Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare compressed_bounds rate_speed rate_order rate_course.
From dlf Require Import rate_exists mean_value.
Open Scope R_scope.

Section Curve.
Variables (L : nat) (eps alpha : R).
Hypotheses (L3 : (3 <= L)%nat) (e0 : 0 < eps) (a0 : 0 < alpha).

Let f := line_strength L alpha eps.

Lemma inside_nonneg u : 0 <= u -> line_inside alpha eps u.
Proof.
intro u0. assert (E := pow_lt eps 2 e0). assert (A := Rmult_le_pos _ _ (Rlt_le _ _ a0) u0).
split; lra.
Qed.

Lemma strength_grows u v : 0 <= u <= v -> alpha * eps ^ (L - 2) * (v - u) <= f v - f u.
Proof.
intros [u0 uv]. unfold f, line_strength. assert (E := pow_lt eps 2 e0).
assert (S1 : eps <= sqrt (eps ^ 2 + u)).
{ rewrite <- (sqrt_pow2 eps) at 1 by lra. apply sqrt_le_1_alt. lra. }
assert (S2 : sqrt (eps ^ 2 + u) <= sqrt (eps ^ 2 + v)) by (apply sqrt_le_1_alt; lra).
assert (P1 : eps ^ (L - 2) <= sqrt (eps ^ 2 + u) ^ (L - 2)) by (apply pow_incr; lra).
assert (P2 : sqrt (eps ^ 2 + u) ^ (L - 2) <= sqrt (eps ^ 2 + v) ^ (L - 2)) by (apply pow_incr; lra).
assert (P0 : 0 < eps ^ (L - 2)) by (apply pow_lt; lra).
set (p := eps ^ (L - 2)) in *. set (q := sqrt (eps ^ 2 + u) ^ _) in *.
set (r := sqrt (eps ^ 2 + v) ^ _) in *.
assert (A : 0 <= alpha * (v - u)) by (apply Rmult_le_pos; lra).
assert (B : alpha * (v - u) * p <= alpha * (v - u) * q) by (apply Rmult_le_compat_l; lra).
assert (V0 : 0 <= alpha * v) by (apply Rmult_le_pos; lra).
assert (C : (eps ^ 2 + alpha * v) * q <= (eps ^ 2 + alpha * v) * r)
  by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma strength_continuous_at u : 0 <= u -> continuous f u.
Proof.
intro u0. apply (ex_derive_continuous f). eexists. apply strength_slope_derive; try assumption.
apply inside_nonneg. exact u0.
Qed.

(* the point of the line with the strength m, by its u *)
Lemma reach m : eps ^ L <= m -> { u | 0 <= u /\ f u = m }.
Proof.
intro em. set (c := alpha * eps ^ (L - 2)).
assert (c0 : 0 < c) by (apply Rmult_lt_0_compat; [exact a0 | apply pow_lt; exact e0]).
assert (p0 := pow_lt eps L e0).
assert (ub0 : 0 < m / c + 1).
{ assert (0 < m / c) by (apply Rdiv_lt_0_compat; lra). lra. }
assert (f0 : f 0 = eps ^ L) by (apply strength_at_start; assumption).
assert (hi : m <= f (m / c + 1)).
{ assert (G := strength_grows 0 (m / c + 1) ltac:(lra)). fold c in G.
  replace (c * (m / c + 1 - 0)) with (m + c) in G by (field; lra). lra. }
destruct (f_interv_is_interv f 0 (m / c + 1) m ub0) as [u [[u0 u1] e]].
- rewrite f0. split; assumption.
- intros v V. apply continuity_pt_filterlim, strength_continuous_at. lra.
- exists u. split; assumption.
Qed.

Definition point_of (m : R) : R :=
  match Rle_dec (eps ^ L) m with left h => proj1_sig (reach m h) | right _ => 0 end.

Lemma point_of_spec m : eps ^ L <= m -> 0 <= point_of m /\ f (point_of m) = m.
Proof.
intro em. unfold point_of. destruct (Rle_dec (eps ^ L) m) as [h | n]; [| contradiction].
exact (proj2_sig (reach m h)).
Qed.

Lemma point_of_slow m m' : eps ^ L <= m -> eps ^ L <= m' ->
  Rabs (point_of m' - point_of m) <= / (alpha * eps ^ (L - 2)) * Rabs (m' - m).
Proof.
intros em em'. destruct (point_of_spec m em) as [u0 fu]. destruct (point_of_spec m' em') as [v0 fv].
set (c := alpha * eps ^ (L - 2)).
assert (c0 : 0 < c) by (apply Rmult_lt_0_compat; [exact a0 | apply pow_lt; exact e0]).
apply Rmult_le_reg_l with c; [exact c0 |]. rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra.
destruct (Rle_lt_dec (point_of m) (point_of m')) as [l | l].
- assert (G := strength_grows (point_of m) (point_of m') ltac:(lra)). fold c in G.
  rewrite fu, fv in G. rewrite Rabs_pos_eq by lra. assert (A := Rle_abs (m' - m)). lra.
- assert (G := strength_grows (point_of m') (point_of m) ltac:(lra)). fold c in G.
  rewrite fu, fv in G. rewrite Rabs_left by lra. assert (A := Rle_abs (- (m' - m))).
  rewrite Rabs_Ropp in A. lra.
Qed.

Lemma point_of_low m : m <= eps ^ L -> point_of m = 0.
Proof.
intros [lt | ->].
- unfold point_of. destruct (Rle_dec (eps ^ L) m) as [h | n]; [exfalso; lra | reflexivity].
- destruct (point_of_spec (eps ^ L) (Rle_refl _)) as [p e].
  destruct (Rle_lt_or_eq_dec 0 _ p) as [l | <-]; [exfalso | reflexivity].
  assert (G := strength_grows 0 _ (conj (Rle_refl 0) p)). rewrite e in G.
  assert (s0 : f 0 = eps ^ L) by (apply strength_at_start; assumption). rewrite s0 in G.
  assert (c0 : 0 < alpha * eps ^ (L - 2))
    by (apply Rmult_lt_0_compat; [exact a0 | apply pow_lt; exact e0]).
  assert (P : 0 < alpha * eps ^ (L - 2) * (point_of (eps ^ L) - 0))
    by (apply Rmult_lt_0_compat; lra).
  lra.
Qed.

Lemma point_of_continuous m : continuous point_of m.
Proof.
set (c := alpha * eps ^ (L - 2)).
assert (c0 : 0 < c) by (apply Rmult_lt_0_compat; [exact a0 | apply pow_lt; exact e0]).
assert (slow : forall y, Rabs (point_of y - point_of m) <= / c * Rabs (y - m)).
{ intro y. assert (ic := Rinv_0_lt_compat _ c0).
  destruct (Rle_lt_dec (eps ^ L) m) as [hm | hm]; destruct (Rle_lt_dec (eps ^ L) y) as [hy | hy].
  - apply point_of_slow; assumption.
  - assert (A := point_of_slow m (eps ^ L) hm (Rle_refl _)). fold c in A.
    rewrite (point_of_low y), <- (point_of_low (eps ^ L)) by lra. eapply Rle_trans; [exact A |].
    apply Rmult_le_compat_l; [lra |]. rewrite !Rabs_left1; lra.
  - assert (A := point_of_slow (eps ^ L) y (Rle_refl _) hy). fold c in A.
    rewrite (point_of_low m), <- (point_of_low (eps ^ L)) by lra. eapply Rle_trans; [exact A |].
    apply Rmult_le_compat_l; [lra |]. rewrite !Rabs_pos_eq; lra.
  - rewrite !point_of_low, Rminus_0_r, Rabs_R0 by lra. apply Rmult_le_pos; [lra | apply Rabs_pos]. }
apply continuity_pt_filterlim. intros e ep. exists (e * c).
split; [apply Rmult_lt_0_compat; lra |]. intros y [_ Y]. simpl in Y |- *. unfold R_dist in *.
eapply Rle_lt_trans; [apply slow |]. apply Rmult_lt_reg_l with c; [exact c0 |].
rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra. lra.
Qed.

Lemma point_of_nonneg m : 0 <= point_of m.
Proof.
destruct (Rle_lt_dec (eps ^ L) m) as [h | h]; [apply point_of_spec; exact h |].
rewrite point_of_low; lra.
Qed.

(* alpha / x^2 + (L-2) / (2 y^2) *)
Definition relative_slope (u : R) :=
  alpha / (eps ^ 2 + alpha * u) + INR (L - 2) / 2 / (eps ^ 2 + u).

Lemma relative_slope_pos u : 0 <= u -> 0 < relative_slope u.
Proof.
intro u0. destruct (inside_nonneg u u0) as [A B].
assert (P : 0 < INR (L - 2)) by (apply lt_0_INR; lia). unfold relative_slope.
apply Rplus_lt_0_compat; apply Rdiv_lt_0_compat; lra.
Qed.

Lemma slope_of_strength u : 0 <= u -> strength_slope L alpha eps u = f u * relative_slope u.
Proof.
intro u0. destruct (inside_nonneg u u0) as [A B]. assert (root := sqrt_lt_R0 _ B).
unfold f, line_strength, relative_slope, strength_slope.
replace (L - 2)%nat with (S (L - 3)) by lia. simpl pred.
replace (sqrt (eps ^ 2 + u) ^ S (L - 3)) with
  (sqrt (eps ^ 2 + u) * sqrt (eps ^ 2 + u) ^ (L - 3)) by reflexivity.
assert (Q := sqrt_sqrt (eps ^ 2 + u) ltac:(lra)).
set (q := sqrt (eps ^ 2 + u)) in *. set (p := q ^ (L - 3)).
replace (INR (S (L - 3)) / 2 / (eps ^ 2 + u)) with (INR (S (L - 3)) / 2 / (q * q))
  by (rewrite Q; reflexivity).
field. split; lra.
Qed.

Lemma point_of_derive m : eps ^ L < m ->
  is_derive point_of m (/ (m * relative_slope (point_of m))).
Proof.
intro em. assert (em' : eps ^ L <= m) by lra. destruct (point_of_spec m em') as [u0 fu].
set (u := point_of m) in *. set (c := alpha * eps ^ (L - 2)).
assert (c0 : 0 < c) by (apply Rmult_lt_0_compat; [exact a0 | apply pow_lt; exact e0]).
assert (p0 := pow_lt eps L e0).
set (g := fun v => / strength_slope L alpha eps v).
assert (sl : 0 < strength_slope L alpha eps u).
{ rewrite slope_of_strength by exact u0. apply Rmult_lt_0_compat; [rewrite fu; lra |].
  apply relative_slope_pos. exact u0. }
assert (Cg : continuous g u).
{ apply (continuous_comp (strength_slope L alpha eps) Rinv).
  - apply strength_slope_continuous; try assumption. apply inside_nonneg. exact u0.
  - apply continuity_pt_filterlim, continuity_pt_inv; [apply continuity_pt_id | unfold id; lra]. }
replace (/ (m * relative_slope u)) with (g u)
  by (unfold g; rewrite slope_of_strength, fu by exact u0; reflexivity).
apply is_derive_Reals. intros e ep.
destruct (Cg (fun y => Rabs (y - g u) < e)) as [d D].
{ exists (mkposreal e ep). intros y Y. exact Y. }
assert (m0 : 0 < Rmin (m - eps ^ L) (c * d)).
{ apply Rmin_glb_lt; [lra |]. apply Rmult_lt_0_compat; [exact c0 | apply cond_pos]. }
exists (mkposreal _ m0). intros h hn hd. simpl in hd.
assert (h1 := Rlt_le_trans _ _ _ hd (Rmin_l _ _)).
assert (h2 := Rlt_le_trans _ _ _ hd (Rmin_r _ _)).
assert (mh : eps ^ L <= m + h) by (revert h1; unfold Rabs; destruct (Rcase_abs h); lra).
destruct (point_of_spec (m + h) mh) as [v0 fv]. fold u. set (v := point_of (m + h)) in *.
assert (slow := point_of_slow m (m + h) em' mh). fold u v c in slow.
replace (m + h - m) with h in slow by ring.
assert (near : Rabs (v - u) < d).
{ apply Rle_lt_trans with (/ c * Rabs h); [exact slow |].
  apply Rmult_lt_reg_l with c; [exact c0 |]. rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra.
  exact h2. }
assert (ne : u <> v) by (intro E; rewrite <- E, fu in fv; lra).
assert (slope_z : exists z, Rabs (z - u) < d /\ 0 <= z /\
  f v - f u = strength_slope L alpha eps z * (v - u)).
{ assert (Dz : forall z, 0 <= z -> is_derive f z (strength_slope L alpha eps z)).
  { intros z z0. apply strength_slope_derive; try assumption. apply inside_nonneg. exact z0. }
  destruct (Rtotal_order u v) as [l | [E | l]]; [| contradiction |].
  - destruct (mean_value f (strength_slope L alpha eps) u v l) as [z [Z E]].
    + intros y Y. apply Dz. lra.
    + intros y Y. apply strength_continuous_at. lra.
    + exists z. split; [| split; [lra | exact E]].
      rewrite Rabs_pos_eq in near |- * by lra. lra.
  - destruct (mean_value f (strength_slope L alpha eps) v u l) as [z [Z E]].
    + intros y Y. apply Dz. lra.
    + intros y Y. apply strength_continuous_at. lra.
    + exists z. split; [| split; [lra | lra]].
      rewrite Rabs_left in near |- * by lra. lra. }
destruct slope_z as [z [zd [z0 E]]]. rewrite fu, fv in E.
assert (sz : strength_slope L alpha eps z <> 0) by (intro Z; rewrite Z in E; lra).
replace ((v - u) / h) with (g z).
- apply D. exact zd.
- unfold g. assert (hE : h = strength_slope L alpha eps z * (v - u)) by lra. rewrite hE at 1.
  field. split; [lra | exact sz].
Qed.

Lemma relative_slope_continuous m : continuous (fun n => relative_slope (point_of n)) m.
Proof.
apply (continuous_comp point_of relative_slope); [apply point_of_continuous |].
assert (u0 := point_of_nonneg m). set (u := point_of m) in *.
destruct (inside_nonneg u u0) as [A B]. apply (ex_derive_continuous relative_slope).
unfold relative_slope. set (e := eps ^ 2) in *. auto_derive. repeat split; lra.
Qed.

(* r = alpha y^2 / x^2 at the point u of the line *)
Definition line_ratio (u : R) := alpha * (eps ^ 2 + u) / (eps ^ 2 + alpha * u).
(* Phi(r) = (r^2 + k)/(r + k)^2 with k = (L-2)/2 *)
Definition slope_loss (r : R) := (r ^ 2 + INR (L - 2) / 2) / (r + INR (L - 2) / 2) ^ 2.

Lemma log_slope_derive m : eps ^ L < m ->
  is_derive (fun n => ln (relative_slope (point_of n))) m
    (- (slope_loss (line_ratio (point_of m)) / m)).
Proof.
intro em. assert (em' : eps ^ L <= m) by lra. destruct (point_of_spec m em') as [u0 fu].
assert (D := point_of_derive m em). assert (p0 := pow_lt eps L e0).
set (u := point_of m) in *. destruct (inside_nonneg u u0) as [A B].
assert (w0 := relative_slope_pos u u0).
assert (Dw : is_derive (fun v => ln (relative_slope v)) u
  (- (alpha * alpha / (eps ^ 2 + alpha * u) ^ 2 + INR (L - 2) / 2 / (eps ^ 2 + u) ^ 2)
    / relative_slope u)).
{ unfold relative_slope in w0 |- *. set (e := eps ^ 2) in *. set (k := INR (L - 2) / 2) in *.
  auto_derive; [repeat split; lra |]. field. repeat split; try lra.
  assert (Q : 0 < (alpha / (e + alpha * u) + k / (e + u)) * ((e + alpha * u) * (e + u))).
  { apply Rmult_lt_0_compat; [exact w0 | apply Rmult_lt_0_compat; lra]. }
  replace ((alpha / (e + alpha * u) + k / (e + u)) * ((e + alpha * u) * (e + u))) with
    (alpha * (e + u) + k * (e + alpha * u)) in Q by (field; lra). lra. }
assert (C := is_derive_comp (fun v => ln (relative_slope v)) point_of m _ _ Dw D).
replace (- (slope_loss (line_ratio u) / m)) with (scal (/ (m * relative_slope u))
  (- (alpha * alpha / (eps ^ 2 + alpha * u) ^ 2 + INR (L - 2) / 2 / (eps ^ 2 + u) ^ 2)
    / relative_slope u)); [exact C |].
unfold scal; simpl; unfold mult; simpl. unfold slope_loss, line_ratio, relative_slope in *.
assert (k0 : 0 < INR (L - 2) / 2).
{ apply Rdiv_lt_0_compat; [apply lt_0_INR; lia | lra]. }
set (e := eps * (eps * 1)) in *. change (eps ^ 2) with e in *. set (k := INR (L - 2) / 2) in *.
assert (Q : 0 < alpha * (e + u) + k * (e + alpha * u)).
{ apply Rplus_lt_0_compat; apply Rmult_lt_0_compat; lra. }
field. repeat split; lra.
Qed.
End Curve.
