(* A mode exists for all times, over Coq's reals.

   solution_climbs: x' = V(x) with V continuous and positive below top, at most K (top - x) there,
     has a solution for all t >= 0 from any x0 < top: the inverse of the integral of 1/V.
   mode_exists (DED8, FYBV): for every L >= 2, s >= 0 and eps > 0 the equation of a mode has a
     solution for all t >= 0. *)
From Coq Require Import Reals Ranalysis5 Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare power_sum mode_times mode_series.
Open Scope R_scope.

Section Climbs.
Variables (V : R -> R) (lo x0 top K : R).
Hypotheses (start : lo < x0 < top) (K0 : 0 < K).
Hypothesis smooth : forall x, lo < x < top -> continuous V x.
Hypothesis pos : forall x, lo < x < top -> 0 < V x.
Hypothesis slow : forall x, x0 <= x < top -> V x <= K * (top - x).

(* the time at which the solution is at x *)
Definition clock_integral (x : R) : R := RInt (fun z => / V z) x0 x.

Lemma inverse_continuous x : lo < x < top -> continuous (fun z => / V z) x.
Proof.
intro X. apply (continuous_comp V Rinv); [apply smooth; exact X |].
apply continuity_pt_filterlim, continuity_pt_inv; [apply continuity_pt_id |].
assert (P := pos x X). unfold id. lra.
Qed.

Lemma clock_derive x : lo < x < top -> is_derive clock_integral x (/ V x).
Proof.
intro X. apply (is_derive_RInt (fun z => / V z) clock_integral x0).
- apply (locally_interval _ x lo top); simpl; try lra. intros y y1 y2.
  apply (@RInt_correct R_CompleteNormedModule), (@ex_RInt_continuous R_CompleteNormedModule).
  intros z [z1 z2]. apply inverse_continuous.
  assert (A : lo < Rmin x0 y) by (apply Rmin_glb_lt; lra).
  assert (B : Rmax x0 y < top) by (apply Rmax_lub_lt; lra). lra.
- apply inverse_continuous. exact X.
Qed.

Lemma clock_continuous x : lo < x < top -> continuity_pt clock_integral x.
Proof.
intro X. apply continuity_pt_filterlim, (ex_derive_continuous clock_integral).
eexists. apply clock_derive. exact X.
Qed.

Lemma clock_start : clock_integral x0 = 0.
Proof. exact (@RInt_point R_CompleteNormedModule x0 (fun z => / V z)). Qed.

Lemma clock_grows x : x0 <= x < top -> ln ((top - x0) / (top - x)) / K <= clock_integral x.
Proof.
intros X. assert (P : forall z, x0 <= z < top -> 0 < (top - x0) / (top - z)).
{ intros z Z. apply Rdiv_lt_0_compat; lra. }
destruct (MVT_gen (fun z => clock_integral z - ln ((top - x0) / (top - z)) / K) x0 x
  (fun z => / V z - / (K * (top - z)))) as [z [Z E]].
- rewrite Rmin_left, Rmax_right by lra. intros z Z.
  apply (is_derive_minus clock_integral (fun y => ln ((top - x0) / (top - y)) / K));
    [apply clock_derive; lra |].
  auto_derive; [split; [lra |]; split; [apply P; lra | exact I] |]. field. repeat split; lra.
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply continuity_pt_filterlim.
  apply (continuous_minus clock_integral (fun y => ln ((top - x0) / (top - y)) / K)).
  + apply continuity_pt_filterlim, clock_continuous. lra.
  + apply (ex_derive_continuous (fun y => ln ((top - x0) / (top - y)) / K)).
    auto_derive. split; [lra |]. split; [apply P; lra | exact I].
- rewrite Rmin_left, Rmax_right in Z by lra.
  rewrite clock_start in E. replace ((top - x0) / (top - x0)) with 1 in E by (field; lra).
  rewrite ln_1 in E.
  assert (/ (K * (top - z)) <= / V z).
  { apply Rinv_le_contravar; [apply pos | apply slow]; lra. }
  assert (0 <= (/ V z - / (K * (top - z))) * (x - x0)) by (apply Rmult_le_pos; lra). lra.
Qed.

(* every time belongs to one place *)
Lemma place_at t : { x | x0 <= x < top /\ clock_integral x = Rmax t 0 }.
Proof.
destruct (Rle_lt_dec t 0) as [t0 | t0].
{ exists x0. rewrite Rmax_right by exact t0. split; [lra | exact clock_start]. }
rewrite Rmax_left by lra. set (q := exp (- (K * (t + 1)))).
assert (q0 : 0 < q) by apply exp_pos.
assert (q1 : q < exp 0).
{ apply exp_increasing. assert (0 < K * (t + 1)) by (apply Rmult_lt_0_compat; lra). lra. }
rewrite exp_0 in q1.
set (x1 := top - (top - x0) * q).
assert (X1 : x0 < x1 < top) by (unfold x1; split; nra).
assert (far : t + 1 <= clock_integral x1).
{ replace (t + 1) with (ln ((top - x0) / (top - x1)) / K); [apply clock_grows; lra |].
  replace (top - x1) with ((top - x0) * q) by (unfold x1; ring).
  replace ((top - x0) / ((top - x0) * q)) with (/ q) by (field; lra).
  rewrite ln_Rinv by exact q0. unfold q. rewrite ln_exp. field. lra. }
destruct (IVT_interv (fun x => clock_integral x - t) x0 x1) as [z [Z E]].
- intros a A. apply continuity_pt_minus; [apply clock_continuous; lra |].
  apply continuity_pt_const. intros u v. reflexivity.
- lra.
- rewrite clock_start. lra.
- lra.
- exists z. split; lra.
Qed.

Definition place (t : R) : R := proj1_sig (place_at t).

Lemma place_spec t : x0 <= place t < top /\ clock_integral (place t) = Rmax t 0.
Proof. exact (proj2_sig (place_at t)). Qed.

Lemma place_moves t u : exists z, Rmin (place t) (place u) <= z <= Rmax (place t) (place u) /\
  place u - place t = V z * (Rmax u 0 - Rmax t 0).
Proof.
destruct (place_spec t) as [T Et]. destruct (place_spec u) as [U Eu].
assert (A : x0 <= Rmin (place t) (place u)) by (apply Rmin_glb; lra).
assert (B : Rmax (place t) (place u) < top) by (apply Rmax_lub_lt; lra).
destruct (MVT_gen clock_integral (place t) (place u) (fun z => / V z)) as [z [Z E]].
- intros z Z. apply clock_derive. lra.
- intros z Z. apply clock_continuous. lra.
- exists z. split; [exact Z |]. assert (P := pos z ltac:(lra)).
  rewrite Et, Eu in E. rewrite E. field. lra.
Qed.

Lemma place_slow t u : Rabs (place u - place t) <= K * (top - x0) * Rabs (u - t).
Proof.
destruct (place_moves t u) as [z [Z ->]]. rewrite Rabs_mult.
destruct (place_spec t) as [T _]. destruct (place_spec u) as [U _].
assert (A : x0 <= Rmin (place t) (place u)) by (apply Rmin_glb; lra).
assert (B : Rmax (place t) (place u) < top) by (apply Rmax_lub_lt; lra).
assert (P := pos z ltac:(lra)). rewrite (Rabs_pos_eq (V z)) by lra.
apply Rmult_le_compat; [lra | apply Rabs_pos | |].
- assert (S := slow z ltac:(lra)). assert (K * (top - z) <= K * (top - x0)); [| lra].
  apply Rmult_le_compat_l; lra.
- unfold Rmax. destruct (Rle_dec u 0); destruct (Rle_dec t 0);
    unfold Rabs; repeat destruct Rcase_abs; lra.
Qed.

Lemma place_solves : place 0 = x0 /\ forall T, solves T V place.
Proof.
assert (s0 : place 0 = x0).
{ destruct (place_spec 0) as [X E]. rewrite Rmax_left in E by lra.
  destruct (Rle_lt_or_eq_dec x0 (place 0) (proj1 X)) as [l | e]; [| lra]. exfalso.
  assert (G := clock_grows (place 0) X).
  assert (0 < ln ((top - x0) / (top - place 0)) / K); [| lra].
  set (x := place 0) in *. apply Rdiv_lt_0_compat; [| exact K0]. rewrite <- ln_1.
  apply ln_increasing; [lra |]. apply Rmult_lt_reg_r with (top - x); [lra |].
  replace ((top - x0) / (top - x) * (top - x)) with (top - x0) by (field; lra). lra. }
set (M := K * (top - x0)). assert (M0 : 0 < M) by (apply Rmult_lt_0_compat; lra).
split; [exact s0 |]. intro T. split.
- intros t tT. destruct (place_spec t) as [X _]. apply is_derive_Reals. intros e e0.
  assert (C := smooth (place t) ltac:(lra)).
  destruct (C (fun y => Rabs (y - V (place t)) < e)) as [d D].
  { exists (mkposreal e e0). intros y Y. exact Y. }
  assert (m0 : 0 < Rmin t (d / M)).
  { apply Rmin_glb_lt; [lra |]. apply Rdiv_lt_0_compat; [apply cond_pos | exact M0]. }
  exists (mkposreal _ m0). intros h hn hd. simpl in hd.
  assert (h1 := Rlt_le_trans _ _ _ hd (Rmin_l _ _)).
  assert (h2 := Rlt_le_trans _ _ _ hd (Rmin_r _ _)).
  assert (h3 : 0 < t + h) by (revert h1; unfold Rabs; destruct (Rcase_abs h); lra).
  destruct (place_moves t (t + h)) as [z [Z E]]. rewrite E, !Rmax_left by lra.
  replace (V z * (t + h - t) / h - V (place t)) with (V z - V (place t)) by (field; exact hn).
  apply D. change (Rabs (z - place t) < d).
  apply Rle_lt_trans with (Rabs (place (t + h) - place t)).
  + revert Z. unfold Rmin, Rmax. destruct (Rle_dec (place t) (place (t + h)));
      unfold Rabs; repeat destruct Rcase_abs; lra.
  + eapply Rle_lt_trans; [apply place_slow |]. replace (t + h - t) with h by ring. fold M.
    apply Rmult_lt_reg_r with (/ M); [apply Rinv_0_lt_compat; exact M0 |].
    replace (M * Rabs h * / M) with (Rabs h) by (field; lra). exact h2.
- intros t _. apply continuity_pt_filterlim. intros e e0. exists (e / M).
  split; [apply Rdiv_lt_0_compat; lra |]. intros u [_ U]. simpl in U. unfold R_dist in U.
  simpl. unfold R_dist. eapply Rle_lt_trans; [apply place_slow |]. fold M.
  apply Rmult_lt_reg_r with (/ M); [apply Rinv_0_lt_compat; exact M0 |].
  replace (M * Rabs (u - t) * / M) with (Rabs (u - t)) by (field; lra). exact U.
Qed.
End Climbs.

Theorem solution_climbs V lo x0 top K : lo < x0 < top -> 0 < K ->
  (forall x, lo < x < top -> continuous V x) -> (forall x, lo < x < top -> 0 < V x) ->
  (forall x, x0 <= x < top -> V x <= K * (top - x)) ->
  exists x, x 0 = x0 /\ forall T, solves T V x.
Proof.
intros A B C D E. exists (place V lo x0 top K A B C D E).
exact (place_solves V lo x0 top K A B C D E).
Qed.

Lemma velocity_continuous L s x : 0 < x -> continuous (strength_velocity L s) x.
Proof.
intro x0. apply (ex_derive_continuous (strength_velocity L s)). unfold strength_velocity, Rpower.
auto_derive. exact x0.
Qed.

Theorem mode_exists L s eps : (2 <= L)%nat -> 0 <= s -> 0 < eps -> exists mu, is_mode L s eps mu.
Proof.
intros L2 s0 e0. assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
assert (H := depth_two L L2). unfold is_mode.
destruct (Rtotal_order (eps ^ L) s) as [l | [e | l]].
- destruct (solution_climbs (strength_velocity L s) 0 (eps ^ L) s
    (INR L * (Rpower s (2 - 2 / INR L) + 1))) as [w [st so]].
  + lra.
  + apply Rmult_lt_0_compat; [lra |].
    assert (P := real_power_positive s (2 - 2 / INR L)). lra.
  + intros x X. apply velocity_continuous. lra.
  + intros x X. apply (velocity_below L s L2). lra.
  + intros x X. apply Rmult_le_compat_r; [lra |]. apply (factor_bounded L L2). lra.
  + exists w. split; [exact st | exact so].
- exists (fun _ => s). split; [lra |]. intro T. split.
  + intros t _. replace (strength_velocity L s s) with 0 by (unfold strength_velocity; ring).
    exact (is_derive_const s t).
  + intros t _. apply continuous_const.
- destruct (solution_climbs (fun x => - strength_velocity L s (- x)) (- (eps ^ L + 1))
    (- eps ^ L) (- s) (INR L * (Rpower (eps ^ L) (2 - 2 / INR L) + 1))) as [w [st so]].
  + lra.
  + apply Rmult_lt_0_compat; [lra |].
    assert (P := real_power_positive (eps ^ L) (2 - 2 / INR L)). lra.
  + intros x X. apply (continuous_opp (fun y => strength_velocity L s (- y))).
    apply (continuous_comp Ropp (strength_velocity L s)).
    * apply (ex_derive_continuous Ropp). auto_derive. exact I.
    * apply velocity_continuous. lra.
  + intros x X. assert (V := velocity_above L s L2 (- x) ltac:(lra)). lra.
  + intros x X. unfold strength_velocity.
    replace (- (INR L * Rpower (- x) (2 - 2 / INR L) * (s - - x))) with
      (INR L * Rpower (- x) (2 - 2 / INR L) * (- s - x)) by ring.
    apply Rmult_le_compat_r; [lra |]. apply (factor_bounded L L2). lra.
  + exists (fun t => - w t). split; [lra |]. intro T. destruct (so T) as [D C]. split.
    * intros t tT. assert (Dt := is_derive_opp w t _ (D t tT)). simpl in Dt.
      replace (strength_velocity L s (- w t)) with (opp (- strength_velocity L s (- w t)));
        [exact Dt |]. unfold opp; simpl. ring.
    * intros t tT. apply (continuous_opp w). exact (C t tT).
Qed.
