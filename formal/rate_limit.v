(* A mode with the rate alpha for the first and the last of L >= 3 factors for all times (UWHK,
   part 3), over Coq's reals.

   rate_rises_to, rate_falls_to: mu = x^2 y^(L-2) moves strictly monotonically from eps^L to s and
     does not reach it; s = 0 included.
   rate_approach: for s > 0, log |s - mu(t)| / t tends to -V(alpha, s). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead compressed_bounds rate_speed rate_order.
From dlf Require Import rate_course fades.
Open Scope R_scope.

(* a mode of the compressed network for all times from 0 on *)
Definition rate_run (L : nat) (alpha s eps : R) (x y : R -> R) :=
  forall T, rate_mode L alpha s eps T x y.

Lemma rate_speed_bounds L alpha x y : (3 <= L)%nat -> 0 < alpha -> 0 < x -> 0 < y ->
  2 * alpha * (x ^ 2 * y ^ (L - 2)) * y ^ (L - 2) < rate_speed L alpha x y.
Proof.
intros L3 a0 x0 y0. unfold rate_speed.
assert (n0 : 0 < INR (L - 2)) by (apply lt_0_INR; lia).
assert (X := pow_lt x 2 x0). assert (Y := pow_lt y 2 y0). assert (Q := pow_lt y (L - 2) y0).
set (X2 := x ^ 2) in *. set (q := y ^ (L - 2)) in *.
replace (2 * alpha * (X2 * q) * q) with ((X2 * q) ^ 2 * (2 * alpha / X2)) by (field; lra).
apply Rmult_lt_compat_l; [apply pow_lt, Rmult_lt_0_compat; assumption |].
assert (0 < INR (L - 2) / y ^ 2) by (apply Rdiv_lt_0_compat; assumption). lra.
Qed.

(* the speed as a polynomial in u = y^2 - eps^2 *)
Definition speed_of_square (L : nat) (eps alpha u : R) :=
  2 * alpha * (eps ^ 2 + alpha * u) * (eps ^ 2 + u) ^ (L - 2) +
  INR (L - 2) * (eps ^ 2 + alpha * u) ^ 2 * (eps ^ 2 + u) ^ (L - 3).

Lemma speed_is_polynomial L alpha eps x y : (3 <= L)%nat -> on_line alpha eps x y ->
  rate_speed L alpha x y = speed_of_square L eps alpha (y ^ 2 - eps ^ 2).
Proof.
intros L3 [x0 [y0 l]]. unfold rate_speed, speed_of_square.
replace (eps ^ 2 + alpha * (y ^ 2 - eps ^ 2)) with (x ^ 2) by lra.
replace (eps ^ 2 + (y ^ 2 - eps ^ 2)) with (y ^ 2) by ring.
assert (sq : forall k, (y ^ 2) ^ k = y ^ k * y ^ k).
{ intro k. rewrite <- Rpow_mult_distr. f_equal. ring. }
rewrite !sq. replace (y ^ (L - 2)) with (y * y ^ (L - 3))
  by (replace (L - 2)%nat with (S (L - 3)) by lia; reflexivity).
set (p := y ^ (L - 3)). field. lra.
Qed.

Lemma points_near n alpha eps x y x' y' : 0 < alpha -> on_line alpha eps x y ->
  on_line alpha eps x' y' ->
  alpha * y' ^ n * Rabs (y ^ 2 - y' ^ 2) <= Rabs (x ^ 2 * y ^ n - x' ^ 2 * y' ^ n).
Proof.
intros a0 [x0 [y0 l]] [x0' [y0' l']].
assert (P := pow_lt y n y0). assert (P' := pow_lt y' n y0').
assert (X := pow_lt x 2 x0). assert (X' := pow_lt x' 2 x0').
destruct (Rle_lt_dec (y' ^ 2) (y ^ 2)) as [g | g].
- assert (h : y' ^ n <= y ^ n) by (apply powers_up; [| apply root_up]; assumption).
  rewrite (Rabs_pos_eq (y ^ 2 - _)) by lra. eapply Rle_trans; [| apply Rle_abs].
  assert (x ^ 2 * y' ^ n <= x ^ 2 * y ^ n) by (apply Rmult_le_compat_l; lra).
  assert (e : alpha * (y ^ 2 - y' ^ 2) = x ^ 2 - x' ^ 2) by lra.
  replace (alpha * y' ^ n * (y ^ 2 - y' ^ 2)) with (alpha * (y ^ 2 - y' ^ 2) * y' ^ n) by ring.
  rewrite e. lra.
- assert (h : y ^ n <= y' ^ n) by (apply powers_up; [| apply root_up]; lra).
  rewrite (Rabs_left (y ^ 2 - _)) by lra. rewrite <- (Rabs_Ropp (x ^ 2 * y ^ n - _)).
  eapply Rle_trans; [| apply Rle_abs].
  assert (x ^ 2 * y ^ n <= x ^ 2 * y' ^ n) by (apply Rmult_le_compat_l; lra).
  assert (e : alpha * - (y ^ 2 - y' ^ 2) = x' ^ 2 - x ^ 2) by lra.
  replace (alpha * y' ^ n * - (y ^ 2 - y' ^ 2)) with (alpha * - (y ^ 2 - y' ^ 2) * y' ^ n) by ring.
  rewrite e. lra.
Qed.

Section Run.
Variables (L : nat) (alpha s eps : R) (x y : R -> R).
Hypotheses (L3 : (3 <= L)%nat) (alpha0 : 0 < alpha) (s0 : 0 <= s) (eps0 : 0 < eps).
Hypothesis M : rate_run L alpha s eps x y.
Let mu t := x t ^ 2 * y t ^ (L - 2).
Let V t := rate_speed L alpha (x t) (y t).

Lemma run_on_line t : 0 <= t -> on_line alpha eps (x t) (y t).
Proof. intro t0. apply (mode_on_line L alpha s eps t x y L3 s0 eps0 (M t)). lra. Qed.

Lemma run_speed_positive t : 0 <= t -> 0 < V t.
Proof.
intro t0. destruct (run_on_line t t0) as [x0 [y0 _]].
assert (B := rate_speed_bounds L alpha (x t) (y t) L3 alpha0 x0 y0).
eapply Rlt_trans; [| exact B]. repeat apply Rmult_lt_0_compat; try apply pow_lt; lra.
Qed.

Lemma run_start : mu 0 = eps ^ L.
Proof.
unfold mu. destruct (M 0) as [_ [-> ->]]. rewrite <- pow_add. f_equal. lia.
Qed.

Section Side.
Variable sg : R.
Hypotheses (sq : sg = 1 \/ sg = -1) (side : 0 < sg * (s - eps ^ L)).
Let w t := sg * (s - mu t).

Lemma gap_pos t : 0 <= t -> 0 < w t.
Proof.
intro t0. apply (target_not_reached L alpha s eps t x y L3 (M t) sg); [| exact side | lra].
destruct sq as [-> | ->]; ring.
Qed.

Lemma gap_slope t : 0 < t -> is_derive w t (- (V t * w t)).
Proof.
intro t0. assert (tT : 0 < t < t + 1) by lra.
assert (D := strength_derivative L alpha s (t + 1) x y ltac:(lia) (proj1 (M (t + 1))) t tT).
rewrite (rate_is_speed L alpha s eps (t + 1) x y L3 s0 eps0 (M (t + 1)) t ltac:(lra)) in D.
assert (P := is_derive_scal _ t sg _ (is_derive_minus _ _ t _ _ (is_derive_const s t) D)).
replace (- (V t * w t)) with
  (sg * minus 0 (rate_speed L alpha (x t) (y t) * (s - x t ^ 2 * y t ^ (L - 2)))); [exact P |].
unfold V, w, mu, minus, plus, opp; simpl. ring.
Qed.

Lemma gap_continuous t : 0 <= t -> continuous w t.
Proof.
intro t0. apply (continuous_scal_r sg (fun u => s - mu u)).
apply (lack_continuous L alpha s eps t x y (M t)). lra.
Qed.

Lemma gap_falls t : 0 <= t -> w t <= w 0.
Proof.
intro t0. assert (N := strength_near L alpha s t x y ltac:(lia) alpha0 (proj1 (M t)) t ltac:(lra)).
fold (mu t) (mu 0) in N. assert (P := gap_pos t t0). assert (Q := gap_pos 0 (Rle_refl 0)).
unfold w in *. destruct sq as [-> | ->].
- rewrite !Rabs_left in N by lra. lra.
- rewrite !Rabs_pos_eq in N by lra. lra.
Qed.

Lemma square_side t : 0 <= t -> 0 <= sg * (y t ^ 2 - eps ^ 2) /\ 0 <= sg * (x t ^ 2 - eps ^ 2).
Proof.
intro t0. destruct (run_on_line t t0) as [x0 [y0 l]]. assert (G := gap_falls t t0).
unfold w in G. rewrite run_start in G. unfold mu in G.
replace (eps ^ L) with (eps ^ 2 * eps ^ S (L - 3)) in G by (rewrite <- pow_add; f_equal; lia).
replace (L - 2)%nat with (S (L - 3)) in G by lia.
assert (A := strength_up_right (L - 3) (x t) (y t) eps eps x0 y0 eps0 eps0).
assert (B := strength_up_right (L - 3) eps eps (x t) (y t) eps0 eps0 x0 y0).
assert (K : 0 <= sg * (y t ^ 2 - eps ^ 2)).
{ apply Rnot_lt_le. intro n. destruct sq as [-> | ->].
  - assert (x t ^ 2 <= eps ^ 2) by nra. lra.
  - assert (eps ^ 2 <= x t ^ 2) by nra. lra. }
split; [exact K |]. rewrite l. replace (sg * (alpha * (y t ^ 2 - eps ^ 2))) with
  (alpha * (sg * (y t ^ 2 - eps ^ 2))) by ring. apply Rmult_le_pos; lra.
Qed.

Lemma speed_below e : 0 < e -> exists c, 0 < c /\ forall t, 0 <= t -> e <= w t -> c <= V t.
Proof.
intro e0. assert (p0 := pow_lt eps L eps0). assert (q0 := pow_lt eps (L - 2) eps0).
assert (E2 := pow_lt eps 2 eps0).
assert (S : forall t, 0 <= t -> 2 * alpha * mu t * y t ^ (L - 2) <= V t).
{ intros t t0. destruct (run_on_line t t0) as [x0 [y0 _]]. left.
  exact (rate_speed_bounds L alpha (x t) (y t) L3 alpha0 x0 y0). }
destruct sq as [one | one].
- exists (2 * alpha * eps ^ L * eps ^ (L - 2)). split; [repeat apply Rmult_lt_0_compat; lra |].
  intros t t0 _. destruct (run_on_line t t0) as [x0 [y0 _]].
  eapply Rle_trans; [| apply S; exact t0]. destruct (square_side t t0) as [Y _].
  assert (G := gap_falls t t0). unfold w in G. rewrite run_start, one in G.
  rewrite one in Y. assert (h : eps <= y t) by (apply root_up; lra).
  assert (k := powers_up eps (y t) (L - 2) eps0 h).
  rewrite !(Rmult_assoc (2 * alpha)). apply Rmult_le_compat_l; [lra |].
  apply Rmult_le_compat; lra.
- exists (2 * alpha * e * (e / eps ^ 2)).
  split; [repeat apply Rmult_lt_0_compat; try apply Rinv_0_lt_compat; lra |].
  intros t t0 te. destruct (run_on_line t t0) as [x0 [y0 _]].
  eapply Rle_trans; [| apply S; exact t0]. destruct (square_side t t0) as [_ X].
  unfold w in te. rewrite one in te, X. assert (me : e <= mu t) by lra.
  rewrite !(Rmult_assoc (2 * alpha)). apply Rmult_le_compat_l; [lra |].
  assert (0 < e / eps ^ 2) by (apply Rdiv_lt_0_compat; lra).
  apply Rmult_le_compat; try lra. assert (Q := pow_lt (y t) (L - 2) y0).
  apply Rle_div_l; [exact E2 |]. eapply Rle_trans; [exact me |]. unfold mu.
  rewrite Rmult_comm. apply Rmult_le_compat_l; lra.
Qed.

Lemma gap_fades : (forall t u, 0 <= t < u -> w u < w t) /\ is_lim w p_infty 0.
Proof.
apply (positive_fades w V gap_slope gap_continuous gap_pos run_speed_positive). exact speed_below.
Qed.

Lemma strength_tends : is_lim mu p_infty s.
Proof.
assert (F := proj2 gap_fades). apply is_lim_spec in F. apply is_lim_spec. intro d.
destruct (F d) as [N H]. exists N. intros t tN. assert (A := H t tN).
replace (Rabs (mu t - s)) with (Rabs (w t - 0)); [exact A |]. unfold w.
destruct sq as [-> | ->].
- rewrite <- Rabs_Ropp. f_equal. ring.
- f_equal. ring.
Qed.

Lemma speed_tends v : 0 < s -> is_speed L eps alpha s v -> is_lim V p_infty v.
Proof.
intros sp [xs [ys [l [e ->]]]]. destruct l as [xs0 [ys0 ls]] eqn:E.
assert (l' : on_line alpha eps xs ys) by (repeat split; assumption). clear E.
assert (q := pow_lt ys (L - 2) ys0). set (P := speed_of_square L eps alpha).
rewrite <- e. fold (rate_speed L alpha xs ys).
rewrite (speed_is_polynomial L alpha eps xs ys L3 l'). fold P.
apply (is_lim_ext_loc (fun t => P (y t ^ 2 - eps ^ 2))).
{ exists 0. intros t t0. symmetry.
  apply (speed_is_polynomial L alpha eps (x t) (y t) L3 (run_on_line t ltac:(lra))). }
apply (is_lim_comp_continuous (fun t => y t ^ 2 - eps ^ 2) P).
- assert (F := strength_tends). apply is_lim_spec in F. apply is_lim_spec. intro d.
  assert (d0 := cond_pos d). assert (k0 : 0 < alpha * ys ^ (L - 2)).
  { apply Rmult_lt_0_compat; assumption. }
  assert (c0 := Rmult_lt_0_compat _ _ k0 d0). destruct (F (mkposreal _ c0)) as [N H].
  exists (Rmax N 0). intros t tN. assert (n1 := Rmax_l N 0). assert (n2 := Rmax_r N 0).
  assert (A := H t ltac:(lra)). simpl in A.
  assert (B := points_near (L - 2) alpha eps (x t) (y t) xs ys alpha0
    (run_on_line t ltac:(lra)) l'). rewrite e in B. fold (mu t) in B.
  apply Rmult_lt_reg_l with (alpha * ys ^ (L - 2)); [exact k0 |].
  replace (y t ^ 2 - eps ^ 2 - (ys ^ 2 - eps ^ 2)) with (y t ^ 2 - ys ^ 2) by ring. lra.
- apply (ex_derive_continuous P). unfold P, speed_of_square. auto_derive. exact I.
Qed.

Lemma log_gap v : 0 < s -> is_speed L eps alpha s v ->
  is_lim (fun t => ln (Rabs (s - mu t)) / t) p_infty (- v).
Proof.
intros sp S. apply (is_lim_ext_loc (fun t => ln (w t) / t)).
- exists 0. intros t t0. f_equal. f_equal. assert (P := gap_pos t ltac:(lra)).
  unfold w in *. destruct sq as [-> | ->].
  + rewrite Rabs_pos_eq; lra.
  + rewrite Rabs_left; lra.
- apply (log_mean w V gap_slope gap_continuous gap_pos). apply speed_tends; assumption.
Qed.
End Side.

Theorem rate_rises_to : eps ^ L < s -> mu 0 = eps ^ L /\
  (forall t u, 0 <= t < u -> mu t < mu u) /\
  (forall t, 0 <= t -> mu t < s) /\ is_lim mu p_infty s.
Proof.
intro l. assert (sq : 1 = 1 \/ 1 = -1) by lra. assert (side : 0 < 1 * (s - eps ^ L)) by lra.
split; [exact run_start |]. split; [| split].
- intros t u tu. assert (D := proj1 (gap_fades 1 sq side) t u tu). lra.
- intros t t0. assert (P := gap_pos 1 sq side t t0). lra.
- exact (strength_tends 1 sq side).
Qed.

Theorem rate_falls_to : s < eps ^ L -> mu 0 = eps ^ L /\
  (forall t u, 0 <= t < u -> mu u < mu t) /\
  (forall t, 0 <= t -> s < mu t) /\ is_lim mu p_infty s.
Proof.
intro l. assert (sq : -1 = 1 \/ -1 = -1) by lra.
assert (side : 0 < -1 * (s - eps ^ L)) by lra.
split; [exact run_start |]. split; [| split].
- intros t u tu. assert (D := proj1 (gap_fades (-1) sq side) t u tu). lra.
- intros t t0. assert (P := gap_pos (-1) sq side t t0). lra.
- exact (strength_tends (-1) sq side).
Qed.

Theorem rate_approach v : 0 < s -> eps ^ L <> s -> is_speed L eps alpha s v ->
  is_lim (fun t => ln (Rabs (s - mu t)) / t) p_infty (- v).
Proof.
intros sp ne. destruct (Rtotal_order (eps ^ L) s) as [l | [e | l]]; [| contradiction |].
- apply (log_gap 1); lra.
- apply (log_gap (-1)); lra.
Qed.
End Run.
