(* What the moments m_0 = 1, m_1, m_2, ... of a mixture of eigenvalues say of its velocity, over
   Coq's reals. All that is asked of them is that they are log-convex and that none grows faster
   than by the largest eigenvalue.

   mixture: between the mean and the largest eigenvalue there is x with m_(n+1) = m_1 x^n and
     m_(n+2) >= m_1 x^(n+1).
   rate_of_mixture: 2 z - 2 m_L is at most the velocity of the ceiling if z^2 <= a^2 m_1 m_(L-1).
   best_exists: the place of the largest rate. *)
From Coq Require Import Reals Lra Lia Psatz.
From dlf Require Import ahead ceiling.
Open Scope R_scope.

(* a root *)
Lemma nth_root c n : 0 <= c -> exists x, 0 <= x /\ x ^ S n = c.
Proof.
intros c0. destruct (Rle_lt_or_eq_dec 0 c c0) as [p | <-].
- exists (Rpower c (/ INR (S n))). split; [left; apply exp_pos |].
  rewrite <- Rpower_pow by apply exp_pos. rewrite Rpower_mult, Rinv_l by (apply not_0_INR; lia).
  apply Rpower_1. exact p.
- exists 0. split; [lra |]. simpl. ring.
Qed.

Lemma moments_grow (m : nat -> R) f : 0 < f -> m 0%nat = 1 -> m 1%nat = f ->
  (forall q, m (S q) * m (S q) <= m q * m (S (S q))) -> forall q, 0 < m q /\ f * m q <= m (S q).
Proof.
intros f0 m0 m1 convex q. induction q as [| q [IH1 IH2]]; [rewrite m0, m1; lra |].
assert (P : 0 < m (S q)) by nra. split; [exact P |].
assert (C := convex q). assert (E : f * m q * m (S q) <= m q * m (S (S q))).
{ eapply Rle_trans; [| exact C]. apply Rmult_le_compat_r; lra. }
apply Rmult_le_reg_l with (m q); lra.
Qed.

(* the moments of a mixture with the mean f: between f and top there is x, as large as the mean *)
Lemma mixture (m : nat -> R) f top n : 0 < f -> m 0%nat = 1 -> m 1%nat = f ->
  (forall q, 0 <= m q) -> (forall q, m (S q) * m (S q) <= m q * m (S (S q))) ->
  (forall q, m (S q) <= top * m q) ->
  exists x, f <= x <= top /\ m (S n) = f * x ^ n /\ f * x ^ S n <= m (S (S n)).
Proof.
intros f0 m0 m1 pos convex below.
assert (grows := moments_grow m f f0 m0 m1 convex).
(* the quotients of neighbours increase *)
set (r := fun q => m (S q) / m q).
assert (rE : forall q, m (S q) = r q * m q).
{ intros q. unfold r. destruct (grows q) as [P _]. field. lra. }
assert (rf : forall q, f <= r q).
{ intros q. destruct (grows q) as [P Q]. apply Rmult_le_reg_r with (m q); [exact P |].
  rewrite <- rE. exact Q. }
assert (rr : forall q, r q <= r (S q)).
{ intros q. destruct (grows q) as [P _]. destruct (grows (S q)) as [P' _].
  apply Rmult_le_reg_r with (m q * m (S q)); [apply Rmult_lt_0_compat; assumption |].
  replace (r q * (m q * m (S q))) with (m (S q) * m (S q)) by (rewrite (rE q) at 1; ring).
  replace (r (S q) * (m q * m (S q))) with (m q * m (S (S q))) by (rewrite (rE (S q)); ring).
  apply convex. }
assert (rt : forall q, r q <= top).
{ intros q. destruct (grows q) as [P _]. apply Rmult_le_reg_r with (m q); [exact P |].
  rewrite <- rE. apply below. }
assert (powers : forall q, f * f ^ q <= m (S q) <= f * r q ^ q).
{ induction q as [| q [IH1 IH2]]; [rewrite m1; simpl; lra |].
  rewrite (rE (S q)). assert (a := rf (S q)). destruct (grows (S q)) as [P _]. split.
  - replace (f * f ^ S q) with (f * (f * f ^ q)) by (simpl; ring). apply Rmult_le_compat; try lra.
    apply Rmult_le_pos; [lra |]. apply pow_le. lra.
  - replace (f * r (S q) ^ S q) with (r (S q) * (f * r (S q) ^ q)) by (simpl; ring).
    apply Rmult_le_compat_l; [lra |]. eapply Rle_trans; [exact IH2 |].
    apply Rmult_le_compat_l; [lra |]. apply pow_incr. assert (b := rf q). assert (c := rr q). lra. }
destruct n as [| n].
- exists f. assert (a := rf 1%nat). assert (b := rt 0%nat). assert (c := rf 0%nat).
  split; [lra |]. rewrite m1. split; [simpl; ring |]. rewrite (rE 1%nat), m1. simpl. nra.
- destruct (powers (S n)) as [low high].
  assert (c0 : 0 <= m (S (S n)) / f).
  { apply Rmult_le_pos; [apply pos | left; apply Rinv_0_lt_compat; exact f0]. }
  destruct (nth_root _ n c0) as [x [x0 xE]].
  assert (E : m (S (S n)) = f * x ^ S n) by (rewrite xE; field; lra).
  assert (root_le : forall y z, 0 <= y -> 0 <= z -> y ^ S n <= z ^ S n -> y <= z).
  { intros y z y0 z0 H. apply Rnot_lt_le. intros less.
    destruct (Rle_lt_or_eq_dec 0 z z0) as [zp | z1].
    - assert (A := powers_grow z y n zp less). lra.
    - subst z. assert (A := pow_lt y (S n) less). rewrite pow_i in H by lia. lra. }
  assert (fx : f <= x).
  { apply root_le; [lra | exact x0 |]. apply Rmult_le_reg_l with f; [exact f0 |]. lra. }
  assert (a := rf (S n)). assert (b := rr (S n)). assert (c := rt (S (S n))).
  assert (xr : x <= r (S n)).
  { apply root_le; [exact x0 | lra |]. apply Rmult_le_reg_l with f; [exact f0 |]. lra. }
  exists x. split; [lra |]. split; [exact E |].
  rewrite (rE (S (S n))), E. simpl.
  replace (f * (x * (x * x ^ n))) with (x * (f * (x * x ^ n))) by ring.
  apply Rmult_le_compat_r; [| lra].
  apply Rmult_le_pos; [lra |]. apply Rmult_le_pos; [lra | apply pow_le; lra].
Qed.

Lemma rate_of_mixture (m : nat -> R) L a w f top z : (2 <= L)%nat -> 0 <= a ->
  best_moment L a w -> m 0%nat = 1 -> m 1%nat = f ->
  (forall q, 0 <= m q) -> (forall q, m (S q) * m (S q) <= m q * m (S (S q))) ->
  (forall q, m (S q) <= top * m q) -> z * z <= a * a * f * m (L - 1)%nat ->
  2 * z - 2 * m L <= ceiling_velocity L a w top f.
Proof.
intros L2 a0 best m0 m1 pos convex below zm.
assert (f0 : 0 <= f) by (rewrite <- m1; apply pos).
destruct (Rle_lt_or_eq_dec 0 f f0) as [fp | <-].
- set (n := (L - 2)%nat).
  destruct (mixture m f top n fp m0 m1 pos convex below) as [x [[fx xt] [E low]]].
  assert (x0 : 0 <= x) by lra.
  assert (K := largest_rate L a w f x top L2 best (conj f0 fx) xt).
  unfold ceiling_velocity. apply Rle_trans with (f * kappa L a x); [| apply Rmult_le_compat_l; lra].
  unfold kappa. fold n. replace (L - 1)%nat with (S n) in * by lia.
  replace L with (S (S n)) at 1 by lia. rewrite E in zm.
  set (g := a * f * sqrt x ^ n).
  assert (g0 : 0 <= g).
  { apply Rmult_le_pos; [apply Rmult_le_pos; lra | apply pow_le, sqrt_pos]. }
  assert (gg : g * g = a * a * f * (f * x ^ n)).
  { unfold g. rewrite <- (sqrt_sqrt x x0) at 3. rewrite Rpow_mult_distr. ring. }
  assert (zg : z <= g) by (apply Rnot_lt_le; intros less; nra).
  unfold g in zg. lra.
- unfold ceiling_velocity. rewrite Rmult_0_l. rewrite Rmult_0_r, Rmult_0_l in zm.
  assert (P := pos L). nra.
Qed.

(* the moments are at least the powers of the mean *)
Lemma mean_power (m : nat -> R) f q : 0 <= f -> m 0%nat = 1 -> m 1%nat = f ->
  (forall q, 0 <= m q) -> (forall q, m (S q) * m (S q) <= m q * m (S (S q))) -> f ^ q <= m q.
Proof.
intros f0 m0 m1 pos convex. destruct (Rle_lt_or_eq_dec 0 f f0) as [fp | <-].
- assert (grows := moments_grow m f fp m0 m1 convex).
  induction q as [| q IH]; [rewrite m0; simpl; lra |].
  destruct (grows q) as [_ Q]. simpl. eapply Rle_trans; [| exact Q].
  apply Rmult_le_compat_l; lra.
- destruct q as [| q]; [rewrite m0; simpl; lra |]. rewrite pow_i by lia. apply pos.
Qed.

Lemma best_exists L a : (2 <= L)%nat -> 0 <= a -> exists w, best_moment L a w.
Proof.
intros L2 a0. set (c := INR (L - 2) * a / INR (2 * (L - 1))).
assert (p : 0 < INR (2 * (L - 1))) by (apply lt_0_INR; lia).
assert (c0 : 0 <= c).
{ unfold c. apply Rmult_le_pos; [apply Rmult_le_pos; [apply pos_INR | exact a0] |].
  left. apply Rinv_0_lt_compat. exact p. }
destruct (nth_root c (L - 1) c0) as [r [r0 rE]].
exists (r * r). split; [apply Rmult_le_pos; exact r0 |].
rewrite sqrt_square by exact r0. replace (S (L - 1)) with L in rE by lia. rewrite rE.
unfold c. field. lra.
Qed.
