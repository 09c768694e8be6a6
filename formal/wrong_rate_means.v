(* Wrong variants of the quotient of two speeds, near the truth, refuted: three factors, the
   rate 4. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import rate_speed rate_course rate_means wrong_rate_course.
Open Scope R_scope.

(* at the start the quotient is 3 *)
Lemma unit_quotient : is_quotient 3 1 4 1 3.
Proof.
exists (2 * 4 + 1), (2 * 1 + 1). split; [apply unit_speed | split; [apply unit_speed | field]].
Qed.

Lemma unit_point a : on_line a 1 1 1.
Proof. repeat split; lra. Qed.

Lemma quotient_exists a mu : 0 < a -> 0 < mu -> exists q, is_quotient 3 1 a mu q.
Proof.
intros a0 m0. destruct (speed_of_strength 3 1 a mu (le_n 3) Rlt_0_1 a0 m0) as [v [V _]].
destruct (speed_of_strength 3 1 1 mu (le_n 3) Rlt_0_1 Rlt_0_1 m0) as [v1 [V1 _]].
exists (v / v1), v, v1. auto.
Qed.

(* G = 3 is above g = 4^(2/3) *)
Lemma three_above : geometric_mean 3 4 < 3 /\ 1 < geometric_mean 3 4.
Proof.
assert (U : is_quotient 3 1 4 (1 ^ 2 * 1 ^ (3 - 2)) 3).
{ replace (1 ^ 2 * 1 ^ (3 - 2)) with 1 by (simpl; ring). exact unit_quotient. }
assert (E := quotient_at_point 3 1 4 (le_n 3) ltac:(lra) 1 1 3 (unit_point 4) U).
replace (4 * 1 ^ 2 / 1 ^ 2) with 4 in E by field.
destruct (mean_least_at_one 3 (le_n 3) 4 ltac:(lra) ltac:(lra)) as [M O]. rewrite O in M.
assert (P : 0 < geometric_mean 3 4) by apply exp_pos. split; [nra |].
unfold geometric_mean, Rpower. rewrite <- exp_0. apply exp_increasing.
assert (l : ln 1 < ln 4) by (apply ln_increasing; lra). rewrite ln_1 in l.
apply Rmult_lt_0_compat; [simpl; lra | exact l].
Qed.

(* the exponent 1/L of the rate *)
Theorem quotient_at_point_power_wrong : ~ (forall L eps alpha x y q, (3 <= L)%nat -> 0 < alpha ->
  on_line alpha eps x y -> is_quotient L eps alpha (x ^ 2 * y ^ (L - 2)) q ->
  q = Rpower alpha (1 / INR L) * mean_quotient L (alpha * y ^ 2 / x ^ 2)).
Proof.
intro H. assert (U : is_quotient 3 1 4 (1 ^ 2 * 1 ^ (3 - 2)) 3).
{ replace (1 ^ 2 * 1 ^ (3 - 2)) with 1 by (simpl; ring). exact unit_quotient. }
assert (E := quotient_at_point 3 1 4 (le_n 3) ltac:(lra) 1 1 3 (unit_point 4) U).
assert (W := H 3%nat 1 4 1 1 3 (le_n 3) ltac:(lra) (unit_point 4) U).
replace (4 * 1 ^ 2 / 1 ^ 2) with 4 in E, W by field.
assert (P := quotient_positive 3 (le_n 3) 4 ltac:(lra)).
assert (Q : Rpower 4 (1 / INR 3) < geometric_mean 3 4).
{ apply Rpower_lt; [lra | simpl; lra]. }
nra.
Qed.

(* without the rate in r *)
Theorem quotient_at_point_ratio_wrong : ~ (forall L eps alpha x y q, (3 <= L)%nat -> 0 < alpha ->
  on_line alpha eps x y -> is_quotient L eps alpha (x ^ 2 * y ^ (L - 2)) q ->
  q = geometric_mean L alpha * mean_quotient L (y ^ 2 / x ^ 2)).
Proof.
intro H. assert (U : is_quotient 3 1 4 (1 ^ 2 * 1 ^ (3 - 2)) 3).
{ replace (1 ^ 2 * 1 ^ (3 - 2)) with 1 by (simpl; ring). exact unit_quotient. }
assert (W := H 3%nat 1 4 1 1 3 (le_n 3) ltac:(lra) (unit_point 4) U).
replace (1 ^ 2 / 1 ^ 2) with 1 in W by field. rewrite (quotient_at_one 3 (le_n 3)) in W.
assert (T := three_above). lra.
Qed.

(* at r = 1 too *)
Theorem mean_least_at_one_all_wrong : ~ (forall L r, (3 <= L)%nat -> 0 < r ->
  mean_quotient L 1 < mean_quotient L r).
Proof. intro H. assert (A := H 3%nat 1 (le_n 3) Rlt_0_1). lra. Qed.

(* least at r = 2 *)
Theorem mean_least_at_one_two_wrong : ~ (forall L r, (3 <= L)%nat -> 0 < r -> r <> 2 ->
  mean_quotient L 2 < mean_quotient L r).
Proof.
intro H. assert (A := H 3%nat 1 (le_n 3) Rlt_0_1 ltac:(lra)).
destruct (mean_least_at_one 3 (le_n 3) 2 ltac:(lra) ltac:(lra)) as [B _]. lra.
Qed.

(* equal weights in the mean *)
Theorem quotient_at_start_weight_wrong : ~ (forall L eps alpha q, (3 <= L)%nat -> 0 < eps ->
  0 < alpha -> is_quotient L eps alpha (eps ^ L) q -> q = (alpha + 1) / 2).
Proof.
intro H. assert (U : is_quotient 3 1 4 (1 ^ 3) 3).
{ replace (1 ^ 3) with 1 by ring. exact unit_quotient. }
assert (A := H 3%nat 1 4 3 (le_n 3) Rlt_0_1 ltac:(lra) U). lra.
Qed.

(* the outer factors counted once *)
Theorem quotient_at_start_outer_wrong : ~ (forall L eps alpha q, (3 <= L)%nat -> 0 < eps ->
  0 < alpha -> is_quotient L eps alpha (eps ^ L) q -> q = (alpha + INR (L - 2)) / INR L).
Proof.
intro H. assert (U : is_quotient 3 1 4 (1 ^ 3) 3).
{ replace (1 ^ 3) with 1 by ring. exact unit_quotient. }
assert (A := H 3%nat 1 4 3 (le_n 3) Rlt_0_1 ltac:(lra) U). simpl in A. lra.
Qed.

(* for alpha = 1 too *)
Theorem quotient_decreases_equal_wrong : ~ (forall L eps alpha mu mu' q q', (3 <= L)%nat ->
  0 < eps -> 0 < alpha -> 0 < mu -> mu < mu' -> is_quotient L eps alpha mu q ->
  is_quotient L eps alpha mu' q' -> q' < q).
Proof.
intro H. assert (one : forall m q, 0 < m -> is_quotient 3 1 1 m q -> q = 1).
{ intros m q m0 Q. destruct (each_strength 3 1 1 m (le_n 3) Rlt_0_1 Rlt_0_1 m0) as [x [y [l e]]].
  rewrite <- e in Q. rewrite (quotient_at_point 3 1 1 (le_n 3) Rlt_0_1 x y q l Q).
  assert (D := ratio_distance 1 1 x y l).
  replace (1 * y ^ 2 / x ^ 2) with 1 by lra. rewrite (quotient_at_one 3 (le_n 3)).
  unfold geometric_mean, Rpower. rewrite ln_1, Rmult_0_r, exp_0. ring. }
destruct (quotient_exists 1 1) as [q Q]; [lra | lra |].
destruct (quotient_exists 1 2) as [q' Q']; [lra | lra |].
assert (A := H 3%nat 1 1 1 2 q q' (le_n 3) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) Q Q').
rewrite (one 1 q Rlt_0_1 Q), (one 2 q' Rlt_0_2 Q') in A. lra.
Qed.

(* above the arithmetic mean *)
Theorem quotient_decreases_mean_wrong : ~ (forall L eps alpha mu mu' q q', (3 <= L)%nat ->
  0 < eps -> 0 < alpha -> alpha <> 1 -> 0 < mu -> mu < mu' -> is_quotient L eps alpha mu q ->
  is_quotient L eps alpha mu' q' -> arithmetic_mean L alpha < q').
Proof.
intro H. destruct (quotient_exists 4 2) as [q' Q']; [lra | lra |].
assert (A := H 3%nat 1 4 1 2 3 q' (le_n 3) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)
  unit_quotient Q').
destruct (quotient_decreases 3 1 4 (le_n 3) Rlt_0_1 ltac:(lra) 1 2 3 q' ltac:(lra) ltac:(lra)
  ltac:(lra) unit_quotient Q') as [_ B].
unfold arithmetic_mean in A. simpl in A. lra.
Qed.

(* what the quotient tends to *)
Lemma quotient_limit l : (forall e, 0 < e -> exists N, forall mu q, N < mu ->
  is_quotient 3 1 4 mu q -> Rabs (q - l) < e) -> l = geometric_mean 3 4.
Proof.
intro A. assert (B := quotient_tends 3 1 4 (le_n 3) Rlt_0_1 ltac:(lra)).
destruct (Req_dec l (geometric_mean 3 4)) as [e | n]; [exact e |]. exfalso.
set (d := Rabs (l - geometric_mean 3 4)).
assert (d0 : 0 < d) by (apply Rabs_pos_lt; lra).
destruct (A (d / 2) ltac:(lra)) as [N P]. destruct (B (d / 2) ltac:(lra)) as [N' P'].
set (m := Rmax (Rmax N N') 0 + 1). assert (m1 := Rmax_l (Rmax N N') 0).
assert (m2 := Rmax_r (Rmax N N') 0). assert (m3 := Rmax_l N N'). assert (m4 := Rmax_r N N').
destruct (quotient_exists 4 m) as [q Q]; [lra | unfold m; lra |].
assert (X := P m q ltac:(unfold m; lra) Q). assert (Y := P' m q ltac:(unfold m; lra) Q).
assert (T := Rabs_triang (q - geometric_mean 3 4) (- (q - l))). rewrite Rabs_Ropp in T.
replace (q - geometric_mean 3 4 + - (q - l)) with (l - geometric_mean 3 4) in T by ring.
fold d in T. lra.
Qed.

(* to the arithmetic mean *)
Theorem quotient_tends_arithmetic_wrong : ~ (forall L eps alpha, (3 <= L)%nat -> 0 < eps ->
  0 < alpha -> forall e, 0 < e -> exists N, forall mu q, N < mu ->
  is_quotient L eps alpha mu q -> Rabs (q - arithmetic_mean L alpha) < e).
Proof.
intro H. assert (A := quotient_limit _ (H 3%nat 1 4 (le_n 3) Rlt_0_1 ltac:(lra))).
assert (T := three_above). unfold arithmetic_mean in A. simpl in A. lra.
Qed.

(* to one *)
Theorem quotient_tends_one_wrong : ~ (forall L eps alpha, (3 <= L)%nat -> 0 < eps ->
  0 < alpha -> forall e, 0 < e -> exists N, forall mu q, N < mu ->
  is_quotient L eps alpha mu q -> Rabs (q - 1) < e).
Proof.
intro H. assert (A := quotient_limit _ (H 3%nat 1 4 (le_n 3) Rlt_0_1 ltac:(lra))).
assert (T := three_above). lra.
Qed.
