(* Wrong variants of two factors with different starts, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead two_rates pair_exists.
Open Scope R_scope.

(* s = p = 1, q = 0: at some time the strength is 1/2 *)
Lemma half_fitted : exists x y t, is_pair 1 1 0 x y /\ 0 < t /\ x t * y t = 1 / 2.
Proof.
destruct (pair_exists 1 1 0) as [x [y P]]; [lra | lra | lra |].
destruct (level_time 1 1 0 x y ltac:(lra) ltac:(lra) ltac:(lra) P (1 / 2) ltac:(lra) ltac:(lra))
  as [T K].
exists x, y, (pair_time (1 / 2) 1 1 0). split; [exact P |]. split; [exact T |].
rewrite (proj2 (K _ (Rlt_le _ _ T)) eq_refl). lra.
Qed.

(* the sum of the squares is kept *)
Theorem imbalance_kept_sum_wrong : ~ (forall s p q x y, is_pair s p q x y -> forall t, 0 <= t ->
  x t ^ 2 + y t ^ 2 = p ^ 2 + q ^ 2).
Proof.
intro H. destruct half_fitted as [x [y [t [P [t0 E]]]]].
assert (A := H 1 1 0 x y P t ltac:(lra)). assert (B := imbalance_kept 1 1 0 x y P t ltac:(lra)).
assert (x t ^ 2 * y t ^ 2 = (1 / 2) ^ 2) by (rewrite <- E; ring). nra.
Qed.

(* nine tenths of the imbalance *)
Theorem imbalance_kept_tenth_wrong : ~ (forall s p q x y, is_pair s p q x y -> forall t, 0 <= t ->
  x t ^ 2 - y t ^ 2 = 9 / 10 * (p ^ 2 - q ^ 2)).
Proof.
intro H. destruct half_fitted as [x [y [t [P [t0 E]]]]].
assert (A := H 1 1 0 x y P t ltac:(lra)). assert (B := imbalance_kept 1 1 0 x y P t ltac:(lra)).
lra.
Qed.

(* seven halves for four *)
Theorem strength_of_two_share_wrong : ~ (forall s p q x y, is_pair s p q x y -> forall t, 0 < t ->
  is_derive (fun u => x u * y u) t
    (sqrt ((p ^ 2 - q ^ 2) ^ 2 + 7 / 2 * (x t * y t) ^ 2) * (s - x t * y t))).
Proof.
intro H. destruct half_fitted as [x [y [t [P [t0 E]]]]].
assert (A := is_derive_unique _ _ _ (H 1 1 0 x y P t t0)).
assert (B := is_derive_unique _ _ _ (strength_of_two 1 1 0 x y P t t0)).
rewrite A, E in B. assert (S : sqrt ((1 ^ 2 - 0 ^ 2) ^ 2 + 7 / 2 * (1 / 2) ^ 2) <
  sqrt ((1 ^ 2 - 0 ^ 2) ^ 2 + 4 * (1 / 2) ^ 2)) by (apply sqrt_lt_1_alt; lra). lra.
Qed.

(* without the imbalance, the velocity of a balanced mode *)
Theorem strength_of_two_balanced_wrong : ~ (forall s p q x y, is_pair s p q x y ->
  forall t, 0 < t -> is_derive (fun u => x u * y u) t (2 * (x t * y t) * (s - x t * y t))).
Proof.
intro H. destruct half_fitted as [x [y [t [P [t0 E]]]]].
assert (A := is_derive_unique _ _ _ (H 1 1 0 x y P t t0)).
assert (B := is_derive_unique _ _ _ (strength_of_two 1 1 0 x y P t t0)).
rewrite A, E in B. assert (S : sqrt 1 < sqrt ((1 ^ 2 - 0 ^ 2) ^ 2 + 4 * (1 / 2) ^ 2))
  by (apply sqrt_lt_1_alt; lra). rewrite sqrt_1 in S. lra.
Qed.

(* fifteen for sixteen *)
Theorem mean_start_less_wrong : ~ (forall s p q x y, 0 < s -> 0 < p -> 0 <= q <= p ->
  is_pair s p q x y -> forall t, 0 <= t -> let w := ((x t + y t) / 2) ^ 2 in
  ((x 0 + y 0) / 2) ^ 2 = ((p + q) / 2) ^ 2 /\ 0 < w /\
  x t * y t = w - (p ^ 2 - q ^ 2) ^ 2 / (15 * w)).
Proof.
intro H. destruct half_fitted as [x [y [t [P _]]]].
assert (A := H 1 1 0 x y ltac:(lra) ltac:(lra) ltac:(lra) P 0 ltac:(lra)). cbv zeta in A.
destruct P as [x0 [y0 _]]. rewrite x0, y0 in A. lra.
Qed.

(* the product of the starts for the square of their mean *)
Theorem mean_start_product_wrong : ~ (forall s p q x y, 0 < s -> 0 < p -> 0 <= q <= p ->
  is_pair s p q x y -> forall t, 0 <= t -> let w := ((x t + y t) / 2) ^ 2 in
  ((x 0 + y 0) / 2) ^ 2 = p * q /\ 0 < w /\
  x t * y t = w - (p ^ 2 - q ^ 2) ^ 2 / (16 * w)).
Proof.
intro H. destruct half_fitted as [x [y [t [P _]]]].
assert (A := H 1 1 0 x y ltac:(lra) ltac:(lra) ltac:(lra) P 0 ltac:(lra)). cbv zeta in A.
destruct P as [x0 [y0 _]]. rewrite x0, y0 in A. lra.
Qed.

(* eleven tenths of the time *)
Theorem level_time_tenth_wrong : ~ (forall s p q x y, 0 < s -> 0 < p -> 0 <= q <= p ->
  is_pair s p q x y -> forall c, 0 < c < 1 -> p * q < c * s -> 0 < pair_time c s p q /\
  forall t, 0 <= t -> (x t * y t = c * s <-> t = 11 / 10 * pair_time c s p q)).
Proof.
intro H. destruct half_fitted as [x [y [t [P [t0 E]]]]].
assert (A := H 1 1 0 x y ltac:(lra) ltac:(lra) ltac:(lra) P (1 / 2) ltac:(lra) ltac:(lra)).
assert (B := level_time 1 1 0 x y ltac:(lra) ltac:(lra) ltac:(lra) P (1 / 2) ltac:(lra) ltac:(lra)).
destruct A as [_ A]. destruct B as [T B]. assert (E' : x t * y t = 1 / 2 * 1) by lra.
assert (U := proj1 (A t ltac:(lra)) E'). assert (V := proj1 (B t ltac:(lra)) E'). lra.
Qed.

(* the rate R for 2R *)
Theorem level_time_rate_wrong : ~ (forall s p q x y, 0 < s -> 0 < p -> 0 <= q <= p ->
  is_pair s p q x y -> forall c, 0 < c < 1 -> p * q < c * s -> 0 < pair_time c s p q /\
  forall t, 0 <= t -> (x t * y t = c * s <-> t = 2 * pair_time c s p q)).
Proof.
intro H. destruct half_fitted as [x [y [t [P [t0 E]]]]].
assert (A := H 1 1 0 x y ltac:(lra) ltac:(lra) ltac:(lra) P (1 / 2) ltac:(lra) ltac:(lra)).
assert (B := level_time 1 1 0 x y ltac:(lra) ltac:(lra) ltac:(lra) P (1 / 2) ltac:(lra) ltac:(lra)).
destruct A as [_ A]. destruct B as [T B]. assert (E' : x t * y t = 1 / 2 * 1) by lra.
assert (U := proj1 (A t ltac:(lra)) E'). assert (V := proj1 (B t ltac:(lra)) E'). lra.
Qed.

(* p = 1, q = 0, targets 2 and 1, c = 1/10: the condition holds *)
Lemma condition_instance : sqrt ((1 ^ 2 - 0 ^ 2) ^ 2 + 4 * 2 ^ 2) * ln (1 / (1 - 1 / 10)) <=
  (1 ^ 2 - 0 ^ 2) * ln ((1 - 1 * 0 / 2) / (1 / 10)).
Proof.
replace ((1 - 1 * 0 / 2) / (1 / 10)) with 10 by field.
replace (1 / (1 - 1 / 10)) with (10 / 9) by field.
assert (S : sqrt ((1 ^ 2 - 0 ^ 2) ^ 2 + 4 * 2 ^ 2) <= 5).
{ replace 5 with (sqrt (5 ^ 2)) by (apply sqrt_pow2; lra). apply sqrt_le_1_alt. lra. }
assert (l0 : 0 < ln (10 / 9)) by (rewrite <- ln_1; apply ln_increasing; lra).
assert (P : ln ((10 / 9) ^ 5) <= ln 10) by (apply ln_le; simpl; lra).
rewrite <- Rpower_pow in P by lra. unfold Rpower in P. rewrite ln_exp in P. simpl INR in P.
set (g := sqrt _) in *. assert (g * ln (10 / 9) <= 5 * ln (10 / 9))
  by (apply Rmult_le_compat_r; lra). lra.
Qed.

(* the larger target first *)
Theorem never_overtaken_order_wrong : ~ (forall si sj p q c xi yi xj yj ti tj, 0 < si -> 0 < sj ->
  0 < p -> 0 <= q <= p -> 0 < c < 1 -> p * q < c * sj -> p * q < (1 - c) * si ->
  is_pair si p q xi yi -> is_pair sj p q xj yj -> 0 <= ti -> 0 <= tj ->
  xi ti * yi ti = (1 - c) * si -> xj tj * yj tj = c * sj ->
  sqrt ((p ^ 2 - q ^ 2) ^ 2 + 4 * si ^ 2) * ln (1 / (1 - c)) <=
    (p ^ 2 - q ^ 2) * ln ((1 - p * q / si) / c) ->
  ti < tj).
Proof.
intro H. destruct (pair_exists 2 1 0) as [xi [yi Pi]]; [lra | lra | lra |].
destruct (pair_exists 1 1 0) as [xj [yj Pj]]; [lra | lra | lra |].
destruct (level_time 2 1 0 xi yi ltac:(lra) ltac:(lra) ltac:(lra) Pi (1 - 1 / 10) ltac:(lra)
  ltac:(lra)) as [Ti Ki].
destruct (level_time 1 1 0 xj yj ltac:(lra) ltac:(lra) ltac:(lra) Pj (1 / 10) ltac:(lra)
  ltac:(lra)) as [Tj Kj].
set (ti := pair_time (1 - 1 / 10) 2 1 0) in *. set (tj := pair_time (1 / 10) 1 1 0) in *.
assert (Ei := proj2 (Ki ti (Rlt_le _ _ Ti)) eq_refl).
assert (Ej := proj2 (Kj tj (Rlt_le _ _ Tj)) eq_refl).
assert (A := H 2 1 1 0 (1 / 10) xi yi xj yj ti tj ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) ltac:(lra) Pi Pj ltac:(lra) ltac:(lra) Ei Ej condition_instance).
assert (B := never_overtaken 2 1 1 0 (1 / 10) xi yi xj yj ti tj ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) Pi Pj ltac:(lra) ltac:(lra) Ei Ej
  condition_instance). lra.
Qed.

(* balanced: the time is that of two factors *)
Lemma balanced_time c s e : 0 < c < 1 -> 0 < s -> 0 < e -> e ^ 2 < s -> pair_time c s e e =
  1 / (2 * s) * ln (c / (1 - c) * ((s - e ^ 2) / e ^ 2)).
Proof.
intros C s0 e0 E. unfold pair_time, pair_rate, pair_level. cbv zeta.
assert (cs : 0 < c * s) by nra. assert (p2 : 0 < e ^ 2) by (apply pow_lt; exact e0).
replace (s ^ 2 + (e ^ 2 - e ^ 2) ^ 2 / 4) with (s ^ 2) by field.
replace (c ^ 2 * s ^ 2 + (e ^ 2 - e ^ 2) ^ 2 / 4) with ((c * s) ^ 2) by field.
rewrite !sqrt_pow2 by lra. f_equal. f_equal. field. repeat split; try lra; nra.
Qed.

(* without the condition *)
Theorem never_overtaken_condition_wrong : ~ (forall si sj p q c xi yi xj yj ti tj, 0 < si ->
  0 < sj -> 0 < p -> 0 <= q <= p -> 0 < c < 1 -> p * q < c * sj -> p * q < (1 - c) * si ->
  is_pair si p q xi yi -> is_pair sj p q xj yj -> 0 <= ti -> 0 <= tj ->
  xi ti * yi ti = (1 - c) * si -> xj tj * yj tj = c * sj -> tj < ti).
Proof.
intro H. destruct (pair_exists 4 (1 / 10) (1 / 10)) as [xi [yi Pi]]; [lra | lra | lra |].
destruct (pair_exists 1 (1 / 10) (1 / 10)) as [xj [yj Pj]]; [lra | lra | lra |].
destruct (level_time 4 (1 / 10) (1 / 10) xi yi ltac:(lra) ltac:(lra) ltac:(lra) Pi (1 - 1 / 4)
  ltac:(lra) ltac:(lra)) as [Ti Ki].
destruct (level_time 1 (1 / 10) (1 / 10) xj yj ltac:(lra) ltac:(lra) ltac:(lra) Pj (1 / 4)
  ltac:(lra) ltac:(lra)) as [Tj Kj].
assert (Ei := proj2 (Ki _ (Rlt_le _ _ Ti)) eq_refl).
assert (Ej := proj2 (Kj _ (Rlt_le _ _ Tj)) eq_refl).
assert (A := H 4 1 (1 / 10) (1 / 10) (1 / 4) xi yi xj yj _ _ ltac:(lra) ltac:(lra) ltac:(lra)
  ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) Pi Pj (Rlt_le _ _ Ti) (Rlt_le _ _ Tj) Ei Ej).
rewrite !balanced_time in A by lra.
replace ((1 - 1 / 4) / (1 - (1 - 1 / 4)) * ((4 - (1 / 10) ^ 2) / (1 / 10) ^ 2)) with 1197 in A
  by field.
replace (1 / 4 / (1 - 1 / 4) * ((1 - (1 / 10) ^ 2) / (1 / 10) ^ 2)) with 33 in A by field.
assert (P : ln 1197 < ln (33 ^ 4)) by (apply ln_increasing; simpl; lra).
rewrite <- Rpower_pow in P by lra. unfold Rpower in P. rewrite ln_exp in P. simpl INR in P. lra.
Qed.
