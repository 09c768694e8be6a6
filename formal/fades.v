(* A positive curve w with w' = -V w, V > 0, over Coq's reals, and the rate at which it fades.

   positive_fades: it falls strictly, and to 0 if V is bounded from below wherever w is.
   log_mean: if V tends to v, then log w(t) / t tends to -v. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Section Fades.
Variables (w V : R -> R).
Hypothesis slope : forall t, 0 < t -> is_derive w t (- (V t * w t)).
Hypothesis cont : forall t, 0 <= t -> continuous w t.
Hypothesis pos : forall t, 0 <= t -> 0 < w t.

Lemma fade_step t u : 0 <= t < u -> exists z, t <= z <= u /\ w u - w t = - (V z * w z) * (u - t).
Proof.
intro tu. destruct (MVT_gen w t u (fun z => - (V z * w z))) as [z [Z E]].
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply slope. lra.
- rewrite Rmin_left, Rmax_right by lra. intros z Z. apply continuity_pt_filterlim, cont. lra.
- rewrite Rmin_left, Rmax_right in Z by lra. exists z. split; assumption.
Qed.

Theorem positive_fades : (forall t, 0 <= t -> 0 < V t) ->
  (forall e, 0 < e -> exists c, 0 < c /\ forall t, 0 <= t -> e <= w t -> c <= V t) ->
  (forall t u, 0 <= t < u -> w u < w t) /\ is_lim w p_infty 0.
Proof.
intros Vpos low.
assert (down : forall t u, 0 <= t < u -> w u < w t).
{ intros t u tu. destruct (fade_step t u tu) as [z [Z E]].
  assert (P := Rmult_lt_0_compat _ _ (Vpos z ltac:(lra)) (pos z ltac:(lra))). nra. }
split; [exact down |]. apply is_lim_spec. intro d. assert (d0 := cond_pos d).
assert (S : exists t, 0 <= t /\ w t < d).
{ apply Classical_Prop.NNPP. intro none.
  assert (all : forall t, 0 <= t -> d <= w t).
  { intros t t0. destruct (Rlt_le_dec (w t) d) as [l | l]; [| exact l]. exfalso. apply none.
    exists t. split; assumption. }
  destruct (low d d0) as [c [c0 C]]. assert (cd := Rmult_lt_0_compat _ _ c0 d0).
  set (N := w 0 / (c * d)). assert (N0 : 0 < N).
  { apply Rdiv_lt_0_compat; [apply pos; lra | exact cd]. }
  destruct (fade_step 0 N (conj (Rle_refl 0) N0)) as [z [Z E]].
  assert (A := C z ltac:(lra) (all z ltac:(lra))). assert (B := all z ltac:(lra)).
  assert (P : c * d <= V z * w z) by (apply Rmult_le_compat; lra).
  assert (Q : c * d * N <= V z * w z * N) by (apply Rmult_le_compat_r; lra).
  replace (c * d * N) with (w 0) in Q by (unfold N; field; lra).
  assert (R := pos N ltac:(lra)). lra. }
destruct S as [t [t0 less]]. exists t. intros u tu.
assert (A := down t u (conj t0 tu)). assert (B := pos u ltac:(lra)).
rewrite Rminus_0_r, Rabs_pos_eq; lra.
Qed.

Lemma log_step t u : 0 <= t < u -> exists z, t <= z <= u /\ ln (w u) - ln (w t) = - V z * (u - t).
Proof.
intro tu. destruct (MVT_gen (fun z => ln (w z)) t u (fun z => - V z)) as [z [Z E]].
- rewrite Rmin_left, Rmax_right by lra. intros z Z. assert (P := pos z ltac:(lra)).
  replace (- V z) with (scal (- (V z * w z)) (/ w z))
    by (unfold scal; simpl; unfold mult; simpl; field; lra).
  apply (is_derive_comp ln w z); [| apply slope; lra].
  apply is_derive_Reals, derivable_pt_lim_ln. exact P.
- rewrite Rmin_left, Rmax_right by lra. intros z Z. assert (P := pos z ltac:(lra)).
  apply continuity_pt_filterlim, (continuous_comp w ln); [apply cont; lra |].
  apply (ex_derive_continuous ln). eexists. apply is_derive_Reals, derivable_pt_lim_ln. exact P.
- rewrite Rmin_left, Rmax_right in Z by lra. exists z. split; assumption.
Qed.

Theorem log_mean (v : R) : is_lim V p_infty v -> is_lim (fun t => ln (w t) / t) p_infty (- v).
Proof.
intro lim. apply is_lim_spec in lim. apply is_lim_spec. intro d. assert (d0 := cond_pos d).
assert (h0 : 0 < d / 2) by lra. destruct (lim (mkposreal _ h0)) as [M H]. simpl in H.
set (a := Rmax M 0 + 1). assert (a1 := Rmax_l M 0). assert (a2 := Rmax_r M 0).
set (k := Rabs (ln (w a) + v * a)). assert (k0 : 0 <= k) by apply Rabs_pos.
exists (a + 2 * k / d). intros u U.
assert (q0 : 0 <= 2 * k / d) by (apply Rle_mult_inv_pos; lra).
assert (u0 : 0 < u) by (unfold a in *; lra).
destruct (log_step a u) as [z [Z E]]; [unfold a in *; lra |].
assert (B := H z ltac:(unfold a in *; lra)).
replace (ln (w u) / u - - v) with ((ln (w a) + v * a + - (V z - v) * (u - a)) / u)
  by (replace (ln (w u)) with (ln (w a) - V z * (u - a)) by lra; field; lra).
unfold Rdiv. rewrite Rabs_mult, (Rabs_pos_eq (/ u)) by (left; apply Rinv_0_lt_compat; exact u0).
apply Rmult_lt_reg_r with u; [exact u0 |]. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
eapply Rle_lt_trans; [apply Rabs_triang |]. fold k.
rewrite Rabs_mult, Rabs_Ropp, (Rabs_pos_eq (u - a)) by (unfold a in *; lra).
assert (C : Rabs (V z - v) * (u - a) <= d / 2 * (u - a)).
{ apply Rmult_le_compat_r; [unfold a in *; lra |]. lra. }
assert (G : k < d / 2 * u).
{ assert (e : d / 2 * (2 * k / d) = k) by (field; lra).
  assert (d / 2 * (a + 2 * k / d) < d / 2 * u) by (apply Rmult_lt_compat_l; lra).
  assert (0 < d / 2 * a) by (apply Rmult_lt_0_compat; unfold a; lra). lra. }
assert (0 < d / 2 * a) by (apply Rmult_lt_0_compat; unfold a; lra). lra.
Qed.
End Fades.
