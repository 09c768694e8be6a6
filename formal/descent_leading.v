(* The leading term of the delay of descent, over the reals, for every L >= 2.

   Notation as in descent_delay.v.
   step_leading: for a step from a to e = a + eta g(a) inside an interval of positive velocities,
     eta less the time of the flow is 1/2 eta log(g(e)/g(a)), up to a constant times (e - a)^3.
   leading_delay (HJ75, part 5): eta N - t is eta (rho + 1/2 log(g(lambda_c)/g(eps))) with some rho
     in [0, 1], up to a constant times eta^2 that holds for every eta > 0. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead staircase descent_steps velocity_shape descent_time.
From dlf Require Import descent_late descent_delay.
Open Scope R_scope.

Lemma absolute_slope (f df : R -> R) a b K : a <= b ->
  (forall x, a <= x <= b -> is_derive f x (df x)) -> (forall x, a <= x <= b -> Rabs (df x) <= K) ->
  Rabs (f b - f a) <= K * (b - a).
Proof.
intros ab D B. destruct (mean_value f df a b ab D) as [x [X E]].
rewrite E, Rabs_mult, (Rabs_pos_eq (b - a)) by lra. apply Rmult_le_compat_r; [lra | auto].
Qed.

Lemma absolute_product x y X Y : Rabs x <= X -> Rabs y <= Y -> Rabs (x * y) <= X * Y.
Proof. intros. rewrite Rabs_mult. apply Rmult_le_compat; auto using Rabs_pos. Qed.

Section Leading.
Variables (g g' g'' H : R -> R) (lo hi k B B2 : R).
Hypotheses (k0 : 0 < k) (low : forall x, lo <= x <= hi -> k <= g x).
Hypothesis slope : forall x, lo <= x <= hi -> Rabs (g' x) <= B.
Hypothesis bend : forall x, lo <= x <= hi -> Rabs (g'' x) <= B2.
Hypothesis D1 : forall x, lo <= x <= hi -> is_derive g x (g' x).
Hypothesis D2 : forall x, lo <= x <= hi -> is_derive g' x (g'' x).
Hypothesis DH : forall x, lo <= x <= hi -> is_derive H x (/ g x).

Lemma inverse_bound x : lo <= x <= hi -> 0 < / g x <= / k.
Proof.
intro X. assert (L := low x X). split; [apply Rinv_0_lt_compat; lra |].
apply Rinv_le_contravar; lra.
Qed.

Lemma near_start a x : lo <= a <= x -> x <= hi -> Rabs (g x - g a) <= B * (x - a).
Proof.
intros A X. apply (absolute_slope g g'); [lra | |]; intros y Y; [apply D1 | apply slope]; lra.
Qed.

Lemma step_leading : exists K, 0 <= K /\ forall a e, lo <= a <= e -> e <= hi ->
  Rabs ((e - a) / g a - (H e - H a) - 1 / 2 * ((e - a) / g a * ln (g e / g a))) <=
    K * (e - a) ^ 3.
Proof.
set (i := / k). assert (i0 : 0 < i) by (apply Rinv_0_lt_compat, k0).
set (K := B * (B * (i * (i * i))) + 1 / 2 * (B2 * (i * i) + B * (B * (i * (i * i))))).
assert (K0 : 0 <= Rabs K) by apply Rabs_pos. exists (Rabs K). split; [exact K0 |].
intros a e A E. destruct (proj2 A) as [ae | <-].
2: { replace ((a - a) / g a - (H a - H a) - 1 / 2 * ((a - a) / g a * ln (g a / g a))) with 0
    by (unfold Rdiv; ring). rewrite Rabs_R0. right. ring. }
assert (ga := low a ltac:(lra)).
set (p := fun x => (x - a) / g a - (H x - H a) - 1 / 2 * ((x - a) / g a * ln (g x / g a))).
set (dp := fun x => / g a - / g x - 1 / 2 * (ln (g x / g a) / g a + (x - a) / g a * (g' x / g x))).
set (ddp := fun x => g' x * (/ g x * / g x) - g' x * (/ g a * / g x) -
  1 / 2 * ((x - a) * / g a * (g'' x * / g x - g' x * (g' x * (/ g x * / g x))))).
assert (P1 : forall x, a <= x <= e -> is_derive p x (dp x)).
{ intros x X. assert (gx := low x ltac:(lra)). unfold p, dp.
  assert (F1 := D1 x ltac:(lra)). assert (F2 := DH x ltac:(lra)). auto_derive.
  - repeat split; try (eexists; eassumption); try lra; apply Rdiv_lt_0_compat; lra.
  - replace (Derive (fun z : R => g z) x) with (g' x)
      by (symmetry; apply is_derive_unique; exact F1).
    replace (Derive (fun z : R => H z) x) with (/ g x)
      by (symmetry; apply is_derive_unique; exact F2).
    change (g x * / g a) with (g x / g a). field. lra. }
assert (P2 : forall x, a <= x <= e -> is_derive dp x (ddp x)).
{ intros x X. assert (gx := low x ltac:(lra)). unfold dp, ddp.
  assert (F1 := D1 x ltac:(lra)). assert (F2 := D2 x ltac:(lra)). auto_derive.
  - repeat split; try (eexists; eassumption); try lra; apply Rdiv_lt_0_compat; lra.
  - replace (Derive (fun z : R => g z) x) with (g' x)
      by (symmetry; apply is_derive_unique; exact F1).
    replace (Derive (fun z : R => g' z) x) with (g'' x)
      by (symmetry; apply is_derive_unique; exact F2).
    change (g x * / g a) with (g x / g a). field. lra. }
assert (Q2 : forall x, a <= x <= e -> Rabs (ddp x) <= Rabs K * (x - a)).
{ intros x X. assert (gx := low x ltac:(lra)).
  assert (ia := inverse_bound a ltac:(lra)). assert (ix := inverse_bound x ltac:(lra)).
  fold i in ia, ix.
  assert (ia' : Rabs (/ g a) <= i) by (rewrite Rabs_pos_eq; lra).
  assert (ix' : Rabs (/ g x) <= i) by (rewrite Rabs_pos_eq; lra).
  assert (S := slope x ltac:(lra)). assert (S2 := bend x ltac:(lra)).
  assert (N := near_start a x ltac:(lra) ltac:(lra)).
  assert (E1 : ddp x = g' x * ((g a - g x) * (/ g x * (/ g x * / g a))) -
    1 / 2 * (x - a) * (g'' x * (/ g x * / g a) - g' x * (g' x * (/ g x * (/ g x * / g a)))))
    by (unfold ddp; field; lra).
  rewrite E1. eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_Ropp.
  assert (U : Rabs (g' x * ((g a - g x) * (/ g x * (/ g x * / g a)))) <=
    B * (B * (x - a) * (i * (i * i)))).
  { apply absolute_product; [exact S |]. apply absolute_product.
    - rewrite Rabs_minus_sym. exact N.
    - repeat apply absolute_product; assumption. }
  assert (V : Rabs (1 / 2 * (x - a) *
    (g'' x * (/ g x * / g a) - g' x * (g' x * (/ g x * (/ g x * / g a))))) <=
    1 / 2 * (x - a) * (B2 * (i * i) + B * (B * (i * (i * i))))).
  { apply absolute_product; [rewrite Rabs_pos_eq; lra |].
    eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_Ropp.
    apply Rplus_le_compat; repeat apply absolute_product; assumption. }
  assert (W : K * (x - a) <= Rabs K * (x - a)) by (apply Rmult_le_compat_r; [lra | apply Rle_abs]).
  unfold K in W at 1. lra. }
assert (ge := low e ltac:(lra)).
assert (Q1 : forall x, a <= x <= e -> Rabs (dp x) <= Rabs K * (x - a) ^ 2).
{ intros x X. assert (Z : dp a = 0).
  { unfold dp. replace (g a / g a) with 1 by (field; lra). rewrite ln_1. field. lra. }
  replace (dp x) with (dp x - dp a) by lra.
  replace (Rabs K * (x - a) ^ 2) with (Rabs K * (x - a) * (x - a)) by ring.
  apply (absolute_slope dp ddp); [lra | |]; intros y Y; [apply P2; lra |].
  eapply Rle_trans; [apply Q2; lra |]. apply Rmult_le_compat_l; lra. }
assert (Z : p a = 0) by (unfold p; unfold Rdiv; rewrite !Rminus_eq_0, !Rmult_0_l; ring).
change (Rabs (p e) <= Rabs K * (e - a) ^ 3). replace (p e) with (p e - p a) by lra.
replace (Rabs K * (e - a) ^ 3) with (Rabs K * (e - a) ^ 2 * (e - a)) by ring.
apply (absolute_slope p dp); [lra | |]; intros y Y; [apply P1; lra |].
eapply Rle_trans; [apply Q1; lra |]. apply Rmult_le_compat_l; [exact K0 |].
apply pow_incr. lra.
Qed.
End Leading.

Section Run.
Variables (L : nat) (s eps c : R).
Hypotheses (L2 : (2 <= L)%nat) (s0 : 0 < s) (e0 : 0 < eps) (C : 0 < c < 1).
Hypothesis start : eps ^ L < c * s.
Local Notation g := (mode_velocity L s).
Local Notation lc := (root_of L (c * s)).

Lemma velocity_bounds : exists k B B2 M, 0 < k /\ 0 <= B /\ 0 < M /\
  forall x, eps <= x <= lc -> k <= g x <= M /\ Rabs (velocity_slope L s x) <= B /\
    Rabs (velocity_bend L s x) <= B2.
Proof.
assert (SB := start_below_level L s eps c L2 s0 e0 C start).
destruct (root_of_level L s c L2 s0 C) as [r0 rL].
destruct (bounded_curve (velocity_slope L s) lc) as [B HB]; [lra | |].
{ intros x _. apply (ex_derive_continuous (velocity_slope L s)). eexists. apply slope_derive, L2. }
destruct (bounded_curve (velocity_bend L s) lc) as [B2 HB2]; [lra | |].
{ intros x _. apply (ex_derive_continuous (velocity_bend L s)). unfold velocity_bend.
  auto_derive. exact I. }
destruct (largest_velocity_exists L s eps lc L2 ltac:(lra)) as [M [[x [X EM]] LM]].
assert (p : 0 < eps ^ (L - 1) * (s - c * s)).
{ apply Rmult_lt_0_compat; [apply pow_lt; lra | nra]. }
exists (eps ^ (L - 1) * (s - c * s)), B, B2, M. split; [exact p |].
split; [eapply Rle_trans; [apply Rabs_pos | exact (HB 0 ltac:(lra))] |].
split; [rewrite EM; apply (positive_inside L s eps c L2 s0 e0 C); exact X |].
intros y Y. split; [split | split].
- unfold mode_velocity. replace (- (y ^ (L - 1) * (y ^ L - s))) with
    (y ^ (L - 1) * (s - y ^ L)) by ring.
  assert (y ^ L <= lc ^ L) by (apply pow_incr; lra).
  assert (eps ^ (L - 1) <= y ^ (L - 1)) by (apply pow_incr; lra).
  assert (0 < eps ^ (L - 1)) by (apply pow_lt; lra). apply Rmult_le_compat; nra.
- apply LM, Y.
- apply HB. lra.
- apply HB2. lra.
Qed.

(* the part of eta (rho + ...) that the last step leaves *)
Lemma clipped eta tau q : 0 < eta -> 0 <= tau <= eta + q -> 0 <= q ->
  exists rho, 0 <= rho <= 1 /\ Rabs (eta - tau - eta * rho) <= q.
Proof.
intros eta0 T Q. destruct (Rle_lt_dec tau eta) as [l | l].
- exists (1 - tau / eta). assert (0 <= tau / eta <= 1).
  { split; [apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra] |].
    apply (Rle_div_l tau); lra. }
  split; [lra |]. replace (eta - tau - eta * (1 - tau / eta)) with 0 by (field; lra).
  rewrite Rabs_R0. exact Q.
- exists 0. split; [lra |]. apply Rabs_le. lra.
Qed.

Theorem leading_delay : exists K, forall eta N t, 0 < eta -> is_first_step L eta s eps (c * s) N ->
  is_fit_time L eps c s t -> exists rho, 0 <= rho <= 1 /\
  Rabs (eta * INR N - t - eta * (rho + 1 / 2 * ln (g lc / g eps))) <= K * eta ^ 2.
Proof.
destruct velocity_bounds as [k [B [B2 [M [k0 [B0 [M0 V]]]]]]].
assert (SB := start_below_level L s eps c L2 s0 e0 C start).
destruct (root_of_level L s c L2 s0 C) as [r0 rL].
destruct (fit_clock L s eps L2 s0 e0 ltac:(nra)) as [H [D T]].
assert (DH : forall x, eps <= x <= lc -> is_derive H x (/ g x)).
{ intros x X. destruct (inside_level L s eps c L2 s0 e0 C x X). apply D; assumption. }
destruct (step_leading g (velocity_slope L s) (velocity_bend L s) H eps lc k B B2 k0) as [K [K0
  SL]].
{ intros x X. apply V, X. } { intros x X. apply V, X. } { intros x X. apply V, X. }
{ intros x _. apply velocity_derive, L2. } { intros x _. apply slope_derive, L2. } { exact DH. }
set (q := B * (M * M) / (k * k)). set (A := lc - eps).
exists (K * M ^ 3 * (A / k) + q + 1 / 2 * (B * M / k)).
intros eta N t eta0 F FT. rewrite (T c t C start FT).
destruct (last_step L N eta s eps c L2 eta0 s0 e0 C start F) as [n [E EL]].
assert (I := steps_inside L N eta s eps c L2 eta0 s0 e0 C F).
set (lam := descent L eta s eps) in *.
assert (next : forall j, lam (S j) - lam j = eta * g (lam j)).
{ intro j. change (lam (S j)) with (lam j + eta * g (lam j)). ring. }
assert (S1 : forall j, (j <= n)%nat -> INR j * (eta * k) <= lam j - eps).
{ induction j as [| j IH]; intro jn; [change (lam 0%nat) with eps; simpl; lra |].
  specialize (IH ltac:(lia)).
  assert (G := proj1 (proj1 (V (lam j) ltac:(assert (Z := I j ltac:(lia));
    lra)))). rewrite S_INR. assert (Z := next j).
  assert (eta * k <= eta * g (lam j)) by (apply Rmult_le_compat_l; lra). lra. }
assert (S2 : forall j, (j <= n)%nat -> Rabs (eta * INR j - (H (lam j) - H eps) -
  1 / 2 * (eta * ln (g (lam j) / g eps))) <= INR j * (K * (eta * M) ^ 3)).
{ assert (g0 := proj1 (proj1 (V eps ltac:(lra)))).
  induction j as [| j IH]; intro jn.
  - change (lam 0%nat) with eps. replace (g eps / g eps) with 1 by (field; lra). rewrite ln_1.
    simpl INR. replace (eta * 0 - (H eps - H eps) - 1 / 2 * (eta * 0)) with 0 by ring.
    rewrite Rabs_R0. lra.
  - specialize (IH ltac:(lia)). assert (Ij := I j ltac:(lia)). assert (Ij' := I (S j) ltac:(lia)).
    assert (G := proj1 (V (lam j) ltac:(lra))). assert (G' := proj1 (V (lam (S j)) ltac:(lra))).
    assert (P : 0 < eta * g (lam j)) by (apply Rmult_lt_0_compat; lra). assert (Z := next j).
    assert (X := SL (lam j) (lam (S j)) ltac:(lra) ltac:(lra)). rewrite Z in X.
    replace (eta * g (lam j) / g (lam j)) with eta in X by (field; lra).
    assert (Y : K * (eta * g (lam j)) ^ 3 <= K * (eta * M) ^ 3).
    { apply Rmult_le_compat_l; [exact K0 |]. apply pow_incr. split; [lra |].
      apply Rmult_le_compat_l; lra. }
    rewrite <- (log_chain (g eps) (g (lam j)) (g (lam (S j)))) by lra. rewrite S_INR.
    set (u := ln (g (lam j) / g eps)) in *. set (v := ln (g (lam (S j)) / g (lam j))) in *.
    replace (eta * (INR j + 1) - (H (lam (S j)) - H eps) - 1 / 2 * (eta * (u + v))) with
      ((eta * INR j - (H (lam j) - H eps) - 1 / 2 * (eta * u)) +
       (eta - (H (lam (S j)) - H (lam j)) - 1 / 2 * (eta * v))) by ring.
    eapply Rle_trans; [apply Rabs_triang |]. lra. }
assert (In := I n ltac:(lia)). assert (Gn := proj1 (V (lam n) ltac:(lra))).
assert (Gl := proj1 (V lc ltac:(lra))). assert (g0 := proj1 (proj1 (V eps ltac:(lra)))).
assert (len : 0 <= lc - lam n <= eta * M).
{ assert (eta * g (lam n) <= eta * M) by (apply Rmult_le_compat_l; lra). lra. }
(* the last step *)
assert (q0 : 0 <= q).
{ apply Rmult_le_pos; [apply Rmult_le_pos; [lra | nra] |]. left. apply Rinv_0_lt_compat. nra. }
assert (last : 0 <= H lc - H (lam n) <= eta + q * eta ^ 2).
{ destruct (mean_value H (fun x => / g x) (lam n) lc) as [y [Y Ey]];
    [lra | intros x X; apply DH; lra |].
  assert (Gy := proj1 (V y ltac:(lra))). rewrite Ey.
  assert (iy : 0 < / g y) by (apply Rinv_0_lt_compat; lra).
  split; [apply Rmult_le_pos; lra |].
  assert (N1 : Rabs (g y - g (lam n)) <= B * (eta * M)).
  { eapply Rle_trans; [apply (absolute_slope g (velocity_slope L s) (lam n) y B); [lra | |] |].
    - intros x _. apply velocity_derive, L2.
    - intros x X. apply (V x). lra.
    - apply Rmult_le_compat_l; lra. }
  assert (N2 := Rle_abs (- (g y - g (lam n)))). rewrite Rabs_Ropp in N2.
  replace (/ g y * (lc - lam n)) with ((lc - lam n) / g (lam n) +
    (lc - lam n) * (- (g y - g (lam n))) * (/ g y * / g (lam n))) by (field; lra).
  apply Rplus_le_compat; [apply (Rle_div_l (lc - lam n)); lra |].
  replace (q * eta ^ 2) with ((eta * M) * (B * (eta * M)) * (/ k * / k)) by (unfold q; field; lra).
  assert (i1 : / g y <= / k) by (apply Rinv_le_contravar; lra).
  assert (i2 : 0 < / g (lam n) <= / k).
  { split; [apply Rinv_0_lt_compat; lra | apply Rinv_le_contravar; lra]. }
  apply Rle_trans with ((lc - lam n) * (B * (eta * M)) * (/ g y * / g (lam n))).
  - apply Rmult_le_compat_r; [nra |]. apply Rmult_le_compat_l; lra.
  - assert (0 <= B * (eta * M)) by (apply Rmult_le_pos; nra). apply Rmult_le_compat.
    + apply Rmult_le_pos; lra.
    + nra.
    + apply Rmult_le_compat_r; lra.
    + apply Rmult_le_compat; lra. }
destruct (clipped eta (H lc - H (lam n)) (q * eta ^ 2) eta0 last) as [rho [R1 R2]].
{ apply Rmult_le_pos; [exact q0 | apply pow2_ge_0]. }
exists rho. split; [exact R1 |].
(* the logarithm at the level and at the last step *)
assert (LG : Rabs (ln (g lc / g (lam n))) <= B * M / k * eta).
{ rewrite log_quotient by lra.
  eapply Rle_trans; [apply (absolute_slope (fun x => ln (g x))
    (fun x => velocity_slope L s x * / g x) (lam n) lc (B * / k)); [lra | |] |].
  - intros x X. assert (Gx := proj1 (V x ltac:(lra))).
    assert (X1 := velocity_derive L s x L2). auto_derive.
    + split; [eexists; exact X1 | split; [lra | exact I0]] || (split; [eexists; exact X1 | lra]).
    + replace (Derive (fun z : R => g z) x) with (velocity_slope L s x)
        by (symmetry; apply is_derive_unique; exact X1). field. lra.
  - intros x X. assert (Gx := V x ltac:(lra)). apply absolute_product; [apply Gx |].
    rewrite Rabs_pos_eq; [apply Rinv_le_contravar; lra |].
    left. apply Rinv_0_lt_compat. lra.
  - replace (B * M / k * eta) with (B * / k * (eta * M)) by (field; lra).
    apply Rmult_le_compat_l; [| lra]. apply Rmult_le_pos; [lra |].
    left. apply Rinv_0_lt_compat, k0. }
assert (cnt : INR n * eta <= A / k).
{ apply (Rle_div_r (INR n * eta)); [exact k0 |]. assert (Z := S1 n (Nat.le_refl n)).
  unfold A. lra. }
assert (S3 := S2 n (Nat.le_refl n)).
assert (S4 : INR n * (K * (eta * M) ^ 3) <= K * M ^ 3 * (A / k) * eta ^ 2).
{ replace (INR n * (K * (eta * M) ^ 3)) with (K * M ^ 3 * eta ^ 2 * (INR n * eta)) by ring.
  replace (K * M ^ 3 * (A / k) * eta ^ 2) with (K * M ^ 3 * eta ^ 2 * (A / k)) by ring.
  apply Rmult_le_compat_l; [| exact cnt]. apply Rmult_le_pos; [| apply pow2_ge_0].
  apply Rmult_le_pos; [exact K0 | apply pow_le; lra]. }
rewrite E, S_INR. rewrite <- (log_chain (g eps) (g (lam n)) (g lc)) by lra.
set (u := ln (g (lam n) / g eps)) in *. set (v := ln (g lc / g (lam n))) in *.
replace (eta * (INR n + 1) - (H lc - H eps) - eta * (rho + 1 / 2 * (u + v))) with
  ((eta * INR n - (H (lam n) - H eps) - 1 / 2 * (eta * u)) +
   ((eta - (H lc - H (lam n)) - eta * rho) + - (1 / 2 * (eta * v)))) by ring.
assert (S5 : Rabs (- (1 / 2 * (eta * v))) <= 1 / 2 * (B * M / k) * eta ^ 2).
{ rewrite Rabs_Ropp.
  replace (1 / 2 * (B * M / k) * eta ^ 2) with (1 / 2 * (eta * (B * M / k * eta))) by ring.
  apply absolute_product; [rewrite Rabs_pos_eq; lra |].
  apply absolute_product; [rewrite Rabs_pos_eq; lra | exact LG]. }
eapply Rle_trans; [apply Rabs_triang |].
assert (S6 := Rabs_triang (eta - (H lc - H (lam n)) - eta * rho) (- (1 / 2 * (eta * v)))). lra.
Qed.
End Run.
