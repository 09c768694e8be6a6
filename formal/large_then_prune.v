(* When a large model with the right support kept is better than a small one, over Coq's reals.

   large_error s2 r th = s2 + (1-th)^2 + r th^2 (s2/(1-th) + 1-th) is the oracle's error with
   th = n/p, r = s/n and the noise s2; small_error s2 r = s2/(1-r) that of the small model.
   crossing s2 c: 0 < c < 1, and for 0 < r < 1 some 0 < th < 1 is better if and only if c < r.
   one_crossing (B3XQ, part 2): for every s2 > 0 there is one such c.
   crossing_falls (B3XQ, part 2): it is strictly smaller for a larger s2. *)
From Coq Require Import Reals Lra Psatz.
Open Scope R_scope.

(* the error of the large model of which the oracle keeps the right coefficients *)
Definition large_error (s2 r th : R) :=
  s2 + (1 - th) ^ 2 + r * th ^ 2 * (s2 / (1 - th) + (1 - th)).

(* the limit of the error of the small model *)
Definition small_error (s2 r : R) := s2 / (1 - r).

(* some size of the large model is better *)
Definition large_wins (s2 r : R) := exists th, 0 < th < 1 /\ large_error s2 r th < small_error s2 r.

(* the large model wins above c, and only there *)
Definition crossing (s2 c : R) :=
  0 < c < 1 /\ forall r, 0 < r < 1 -> (large_wins s2 r <-> c < r).

Section Noise.
Variable s2 : R.
Hypothesis s0 : 0 < s2.

(* how far the large model is ahead *)
Definition lead (r th : R) := small_error s2 r - large_error s2 r th.

Lemma large_error_form th : th < 1 -> 0 <= th ^ 2 * (s2 / (1 - th) + (1 - th)).
Proof.
intros t1. apply Rmult_le_pos; [apply pow2_ge_0 |].
assert (0 < s2 / (1 - th)) by (apply Rdiv_lt_0_compat; lra). lra.
Qed.

(* what is won is lost slowly as r falls *)
Lemma lead_back r r' th : r' <= r -> r < 1 -> 0 < th < 1 ->
  lead r th - s2 * (r - r') / ((1 - r) * (1 - r')) <= lead r' th.
Proof.
intros rr r1 t01. unfold lead, small_error, large_error.
assert (Q := large_error_form th (proj2 t01)). set (q := s2 / (1 - th) + (1 - th)) in *.
replace (s2 * (r - r') / ((1 - r) * (1 - r'))) with (s2 / (1 - r) - s2 / (1 - r'))
  by (field; lra).
assert (r' * (th ^ 2 * q) <= r * (th ^ 2 * q)) by (apply Rmult_le_compat_r; assumption). lra.
Qed.

(* what is won stays won as r grows *)
Lemma win_stays r r' : 0 < r -> r <= r' -> r' < 1 -> large_wins s2 r -> large_wins s2 r'.
Proof.
intros r0 rr r1 [th [t01 w]]. exists th. split; [exact t01 |].
unfold large_error, small_error in *.
assert (Q := large_error_form th (proj2 t01)). revert w Q.
set (q := s2 / (1 - th) + (1 - th)). intros w Q. assert (D := pow2_ge_0 (1 - th)).
replace (s2 / (1 - r)) with (s2 + r * (s2 / (1 - r))) in w by (field; lra).
replace (s2 / (1 - r')) with (s2 + r' * (s2 / (1 - r'))) by (field; lra).
assert (I : s2 / (1 - r) <= s2 / (1 - r')).
{ apply Rmult_le_compat_l; [lra |]. apply Rinv_le_contravar; lra. }
set (a := s2 / (1 - r)) in *. set (a' := s2 / (1 - r')) in *.
assert (E : (1 - th) ^ 2 < r * (a - th ^ 2 * q)) by nra.
assert (E0 : 0 < a - th ^ 2 * q) by nra.
assert (F : r * (a - th ^ 2 * q) <= r' * (a' - th ^ 2 * q)) by nra. nra.
Qed.

(* and a little less than what is won is won *)
Lemma win_open r : 0 < r < 1 -> large_wins s2 r -> exists r', 0 < r' < r /\ large_wins s2 r'.
Proof.
intros r01 [th [t01 w]]. assert (l0 : 0 < lead r th) by (unfold lead; lra).
set (h := Rmin (r / 2) (lead r th * (1 - r) ^ 2 / (2 * s2))).
assert (h1 : h <= r / 2) by apply Rmin_l.
assert (h2 : h <= lead r th * (1 - r) ^ 2 / (2 * s2)) by apply Rmin_r.
assert (c0 : 0 < (1 - r) ^ 2) by (apply pow_lt; lra).
assert (h0 : 0 < h).
{ apply Rmin_glb_lt; [lra |]. apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat |]; lra. }
exists (r - h). split; [lra |]. exists th. split; [exact t01 |].
assert (A := lead_back r (r - h) th ltac:(lra) ltac:(lra) t01).
replace (r - (r - h)) with h in A by ring.
assert (B : s2 * h / ((1 - r) * (1 - (r - h))) <= s2 * h / (1 - r) ^ 2).
{ apply Rmult_le_compat_l; [nra |]. apply Rinv_le_contravar; [exact c0 |]. nra. }
assert (C : s2 * h / (1 - r) ^ 2 <= lead r th / 2).
{ apply Rmult_le_reg_r with ((1 - r) ^ 2); [exact c0 |].
  replace (s2 * h / (1 - r) ^ 2 * (1 - r) ^ 2) with (s2 * h) by (field; lra).
  apply Rmult_le_compat_l with (r := s2) in h2; [| lra].
  replace (s2 * (lead r th * (1 - r) ^ 2 / (2 * s2))) with (lead r th / 2 * (1 - r) ^ 2) in h2
    by (field; lra). exact h2. }
unfold lead in *. lra.
Qed.

Lemma small_loses r : 0 < r -> r <= 1 / 2 -> 200 * s2 * r <= 1 -> ~ large_wins s2 r.
Proof.
intros r0 r1 small [th [t01 w]]. unfold large_error, small_error in w.
replace (s2 / (1 - r)) with (s2 + r * s2 * (1 / (1 - r))) in w by (field; lra).
assert (I : 1 / (1 - r) <= 2).
{ apply Rmult_le_reg_r with (1 - r); [lra |]. field_simplify; lra. }
assert (rs : 0 < r * s2) by (apply Rmult_lt_0_compat; assumption).
set (d := 1 - th) in *. assert (d0 : 0 < d) by (unfold d; lra).
assert (U : r * s2 * (1 / (1 - r)) <= r * s2 * 2) by (apply Rmult_le_compat_l; lra).
assert (V : r * th ^ 2 * (s2 / d + d) = r * s2 * (th ^ 2 / d) + r * (th ^ 2 * d)) by (field; lra).
assert (W : 0 <= th ^ 2 * d) by (apply Rmult_le_pos; [apply pow2_ge_0 | lra]).
assert (W' : 0 <= r * (th ^ 2 * d)) by (apply Rmult_le_pos; lra).
assert (X : 0 <= th ^ 2 / d) by (apply Rmult_le_pos; [apply pow2_ge_0 |]; left;
  apply Rinv_0_lt_compat; exact d0).
assert (X' : 0 <= r * s2 * (th ^ 2 / d)) by (apply Rmult_le_pos; lra).
assert (d1 : d < 1 / 10) by nra.
assert (Y : 2 < th ^ 2 / d).
{ apply Rmult_lt_reg_r with d; [exact d0 |].
  replace (th ^ 2 / d * d) with (th ^ 2) by (field; lra). unfold d in *. nra. }
assert (Z := pow2_ge_0 d). nra.
Qed.

Lemma large_r_wins : exists r, 0 < r < 1 /\ large_wins s2 r.
Proof.
set (b := s2 + 1 / 4 + 1 / 4 * (2 * s2 + 1 / 2)).
exists (1 - s2 / (2 * b)). assert (b0 : s2 < b) by (unfold b; lra).
assert (q : 0 < s2 / (2 * b) < 1).
{ split; [apply Rdiv_lt_0_compat; lra |]. apply Rmult_lt_reg_r with (2 * b); [lra |].
  field_simplify; lra. }
split; [lra |]. exists (1 / 2). split; [lra |]. unfold small_error.
replace (s2 / (1 - (1 - s2 / (2 * b)))) with (2 * b) by (field; lra).
unfold large_error.
replace (s2 / (1 - 1 / 2) + (1 - 1 / 2)) with (2 * s2 + 1 / 2) by field.
assert (p : 0 <= s2 / (2 * b) * (2 * s2 + 1 / 2)) by (apply Rmult_le_pos; lra).
apply Rle_lt_trans with b; [| lra]. generalize dependent (s2 / (2 * b)). intros q _ p.
unfold b. lra.
Qed.

Lemma crossing_found : exists c, crossing s2 c.
Proof.
destruct large_r_wins as [r1 [r1b w1]].
set (E := fun r => 0 < r < 1 /\ ~ large_wins s2 r).
assert (up : forall r, 0 < r < 1 -> large_wins s2 r -> is_upper_bound E r).
{ intros r rb w x [xb n]. apply Rnot_lt_le. intros l. apply n.
  apply (win_stays r x); try lra. exact w. }
assert (Er : exists r, E r).
{ set (r := Rmin (1 / 2) (/ (200 * s2))).
  assert (p : 0 < / (200 * s2)) by (apply Rinv_0_lt_compat; lra).
  assert (a : r <= 1 / 2) by apply Rmin_l. assert (b : r <= / (200 * s2)) by apply Rmin_r.
  assert (r0 : 0 < r) by (apply Rmin_glb_lt; lra).
  exists r. split; [lra |]. apply small_loses; [exact r0 | exact a |].
  apply Rmult_le_compat_l with (r := 200 * s2) in b; [| lra]. rewrite Rinv_r in b; lra. }
destruct (completeness E) as [c [ub least]].
{ exists r1. apply up; assumption. }
{ exact Er. }
assert (c0 : 0 < c) by (destruct Er as [r Hr]; assert (A := ub r Hr); unfold E in Hr; lra).
assert (low : forall r, 0 < r < 1 -> large_wins s2 r -> c < r).
{ intros r rb w. destruct (win_open r rb w) as [r' [rb' w']].
  assert (A := least r' (up r' ltac:(lra) w')). lra. }
exists c. split; [assert (A := low r1 r1b w1); lra |]. intros r rb. split; [exact (low r rb) |].
intros cr. destruct (Classical_Prop.classic (large_wins s2 r)) as [w | n]; [exact w |].
assert (A := ub r (conj rb n)). lra.
Qed.
End Noise.

Lemma crossing_unique s2 c c' : crossing s2 c -> crossing s2 c' -> c = c'.
Proof.
assert (le : forall a b, crossing s2 a -> crossing s2 b -> b <= a).
{ intros a b [ab A] [bb B]. apply Rnot_lt_le. intros l.
  assert (w : large_wins s2 ((a + b) / 2)) by (apply A; lra). apply B in w; lra. }
intros H H'. apply Rle_antisym; apply le; assumption.
Qed.

Theorem one_crossing s2 : 0 < s2 -> exists! c, crossing s2 c.
Proof.
intros s0. destruct (crossing_found s2 s0) as [c H]. exists c. split; [exact H |].
intros c' H'. exact (crossing_unique s2 c c' H H').
Qed.

Theorem crossing_falls s2 s2' c c' : 0 < s2 -> s2 < s2' -> crossing s2 c -> crossing s2' c' ->
  c' < c.
Proof.
intros s0 less [cb C] [cb' C'].
set (g := (1 - c) / 2). assert (g0 : 0 < g) by (unfold g; lra).
assert (g1 : g < 1 / 2) by (unfold g; lra).
(* at least so far ahead is the large model with the larger noise, where it wins with s2 *)
set (l := (s2' - s2) * ((g / 4) ^ 2 / s2)).
assert (l0 : 0 < l).
{ apply Rmult_lt_0_compat; [lra |]. apply Rdiv_lt_0_compat; [apply pow_lt; lra | exact s0]. }
set (h := Rmin (Rmin (c / 2) g) (l * g ^ 2 / (4 * s2'))).
assert (h1 : h <= Rmin (c / 2) g) by apply Rmin_l.
assert (h2 : h <= l * g ^ 2 / (4 * s2')) by apply Rmin_r.
assert (h3 : h <= c / 2) by (eapply Rle_trans; [exact h1 | apply Rmin_l]).
assert (h4 : h <= g) by (eapply Rle_trans; [exact h1 | apply Rmin_r]).
assert (gg : 0 < g ^ 2) by (apply pow_lt; exact g0).
assert (h0 : 0 < h).
{ repeat apply Rmin_glb_lt; try lra. apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat |]; lra. }
set (r := c + h). assert (rb : 0 < r < 1) by (unfold r, g in *; lra).
assert (gr : g <= 1 - r) by (unfold r, g in *; lra).
destruct (proj2 (C r rb) ltac:(unfold r; lra)) as [th [t01 w]].
set (d := 1 - th) in *. assert (d0 : 0 < d) by (unfold d; lra).
(* the factor of the noise in the lead *)
set (B := r / (1 - r) - r * th ^ 2 / d).
assert (lead_form : forall t, 0 < t ->
  lead t r th = t * B - (d ^ 2 + r * th ^ 2 * d)).
{ intros t t0. unfold lead, small_error, large_error, B. fold d. field. lra. }
assert (w' : 0 < lead s2 r th) by (unfold lead; fold d in w; lra).
rewrite (lead_form s2 s0) in w'.
assert (P : 0 <= r * th ^ 2 * d).
{ assert (Q := pow2_ge_0 th). apply Rmult_le_pos; [apply Rmult_le_pos |]; lra. }
assert (D2 : 0 < d ^ 2) by (apply pow_lt; exact d0).
assert (sB : d ^ 2 < s2 * B) by lra.
assert (B0 : 0 < B) by (apply Rmult_lt_reg_l with s2; lra).
(* th is not near 1 *)
assert (far : g / 4 <= d).
{ apply Rnot_lt_le. intros near.
  assert (E : B * ((1 - r) * d) = r * (d - th ^ 2 * (1 - r))) by (unfold B; field; lra).
  assert (F : 0 < B * ((1 - r) * d)) by (repeat apply Rmult_lt_0_compat; lra).
  assert (G : 0 < d - th ^ 2 * (1 - r))
    by (rewrite E in F; apply Rmult_lt_reg_l with r; lra).
  assert (t2 : 1 / 2 < th) by (unfold d in near; lra).
  assert (H : 1 / 4 < th ^ 2) by (clear - t2; nra).
  assert (Q : 1 / 4 * g <= th ^ 2 * (1 - r)) by (apply Rmult_le_compat; lra). lra. }
assert (lB : l <= (s2' - s2) * B).
{ unfold l. apply Rmult_le_compat_l; [lra |]. apply Rmult_le_reg_r with s2; [exact s0 |].
  replace ((g / 4) ^ 2 / s2 * s2) with ((g / 4) ^ 2) by (field; lra).
  apply Rle_trans with (d ^ 2); [apply pow_incr; split; [lra | exact far] | lra]. }
assert (ahead : l < lead s2' r th) by (rewrite (lead_form s2'); lra).
assert (A := lead_back s2' ltac:(lra) r (c - h) th ltac:(unfold r; lra) ltac:(lra) t01).
replace (r - (c - h)) with (2 * h) in A by (unfold r; ring).
assert (I : s2' * (2 * h) / ((1 - r) * (1 - (c - h))) <= s2' * (2 * h) / g ^ 2).
{ apply Rmult_le_compat_l; [apply Rmult_le_pos; lra |]. apply Rinv_le_contravar; [exact gg |].
  assert (g <= 1 - (c - h)) by (unfold r in *; lra).
  replace (g ^ 2) with (g * g) by ring. apply Rmult_le_compat; lra. }
assert (J : s2' * (2 * h) / g ^ 2 <= l / 2).
{ apply Rmult_le_reg_r with (g ^ 2); [exact gg |].
  replace (s2' * (2 * h) / g ^ 2 * g ^ 2) with (2 * s2' * h) by (field; lra).
  apply Rmult_le_compat_l with (r := 2 * s2') in h2; [| lra].
  replace (2 * s2' * (l * g ^ 2 / (4 * s2'))) with (l / 2 * g ^ 2) in h2
    by (field; lra). exact h2. }
assert (K : c' < c - h); [| lra].
apply C'; [lra |]. exists th. split; [exact t01 |]. unfold lead in A, ahead. lra.
Qed.
