(* A mode with the rate alpha for the first and the last of L >= 3 factors exists for all times
   (UWHK), over Coq's reals.

   rate_exists: for every alpha > 0, s >= 0, eps > 0 the equations of x and y have a solution from
     x = y = eps for all t >= 0. It is put together from u, the solution of u' = 2 mu (s - mu), on
     the line x^2 = eps^2 + alpha u, y^2 = eps^2 + u. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead compressed_bounds rate_speed rate_order.
From dlf Require Import mode_exists rate_course rate_limit.
Open Scope R_scope.

Section Exists.
Variables (L : nat) (alpha s eps : R).
Hypotheses (L3 : (3 <= L)%nat) (alpha0 : 0 < alpha) (eps0 : 0 < eps).

(* mu at the point u of the line *)
Definition line_strength (u : R) := (eps ^ 2 + alpha * u) * sqrt (eps ^ 2 + u) ^ (L - 2).
(* the points of the line where x and y are positive *)
Definition line_inside (u : R) := 0 < eps ^ 2 + alpha * u /\ 0 < eps ^ 2 + u.

Lemma strength_pos u : line_inside u -> 0 < line_strength u.
Proof. intros [A B]. apply Rmult_lt_0_compat; [exact A | apply pow_lt, sqrt_lt_R0; exact B]. Qed.

Lemma strength_monotone u v : line_inside u -> u < v -> line_strength u < line_strength v.
Proof.
intros [A B] uv. unfold line_strength. assert (S := sqrt_lt_1 (eps ^ 2 + u) (eps ^ 2 + v)).
assert (p := sqrt_lt_R0 _ B). assert (P := pow_lt _ (L - 2) p).
assert (Q : sqrt (eps ^ 2 + u) ^ (L - 2) <= sqrt (eps ^ 2 + v) ^ (L - 2)) by
  (apply powers_up; lra).
assert (alpha * u < alpha * v) by (apply Rmult_lt_compat_l; assumption). nra.
Qed.

Lemma strength_at x y : on_line alpha eps x y ->
  line_inside (y ^ 2 - eps ^ 2) /\ line_strength (y ^ 2 - eps ^ 2) = x ^ 2 * y ^ (L - 2).
Proof.
intros [x0 [y0 l]]. assert (X := pow_lt x 2 x0). assert (Y := pow_lt y 2 y0).
unfold line_inside, line_strength.
replace (eps ^ 2 + alpha * (y ^ 2 - eps ^ 2)) with (x ^ 2) by lra.
replace (eps ^ 2 + (y ^ 2 - eps ^ 2)) with (y ^ 2) by ring.
rewrite sqrt_pow2 by lra. auto.
Qed.

Lemma strength_at_start : line_strength 0 = eps ^ L.
Proof.
unfold line_strength. rewrite Rmult_0_r, !Rplus_0_r, sqrt_pow2, <- pow_add by lra. f_equal. lia.
Qed.

(* the velocity of u *)
Definition square_velocity (u : R) := 2 * line_strength u * (s - line_strength u).

Lemma line_strength_derive u : line_inside u -> ex_derive line_strength u.
Proof. intros [A B]. unfold line_strength. auto_derive. exact B. Qed.

Lemma root_derive (f : R -> R) c d t : is_derive f t d -> 0 < eps ^ 2 + c * f t ->
  is_derive (fun r => sqrt (eps ^ 2 + c * f r)) t (c * d / (2 * sqrt (eps ^ 2 + c * f t))).
Proof.
intros D P. assert (S := sqrt_lt_R0 _ P).
assert (E : is_derive (fun z => sqrt (eps ^ 2 + c * z)) (f t)
  (c / (2 * sqrt (eps ^ 2 + c * f t)))).
{ set (e := eps ^ 2) in *. auto_derive; [exact P |]. field; lra. }
assert (C := is_derive_comp _ f t _ _ E D).
match goal with |- is_derive _ _ ?a => match type of C with is_derive _ _ ?b =>
  replace a with b; [exact C |] end end.
unfold scal; simpl; unfold mult; simpl. set (q := sqrt _) in *. field. apply Rgt_not_eq; exact S.
Qed.

Lemma run_of_square (u : R -> R) : u 0 = 0 -> (forall t, 0 <= t -> line_inside (u t)) ->
  (forall T, solves T square_velocity u) ->
  rate_run L alpha s eps (fun t => sqrt (eps ^ 2 + alpha * u t))
    (fun t => sqrt (eps ^ 2 + 1 * u t)).
Proof.
intros u0 ins so T. destruct (so T) as [D C].
split; [| rewrite u0, !Rmult_0_r, !Rplus_0_r; rewrite sqrt_pow2; [auto | lra]]. split.
- intros t tT. destruct (ins t ltac:(lra)) as [A B]. intro r. subst r.
  assert (B' : 0 < eps ^ 2 + 1 * u t) by lra. rewrite pow2_sqrt by lra.
  assert (X := sqrt_lt_R0 _ A). assert (Y := sqrt_lt_R0 _ B').
  assert (X2 := pow2_sqrt _ (Rlt_le _ _ A)).
  assert (Dx := root_derive u alpha _ t (D t tT) A).
  assert (Dy := root_derive u 1 _ t (D t tT) B').
  unfold square_velocity, line_strength in Dx, Dy. rewrite Rmult_1_l in Y |- *.
  rewrite Rmult_1_l in B'. rewrite (Rmult_1_l (u t)) in Dy.
  set (a := sqrt (eps ^ 2 + alpha * u t)) in *. set (b := sqrt (eps ^ 2 + u t)) in *.
  replace (L - 2)%nat with (S (L - 3)) in * by lia. simpl (b ^ S _) in *.
  set (p := b ^ (L - 3)) in *. rewrite <- X2 in Dx, Dy |- *. split; [| intros _].
  + match goal with |- is_derive _ _ ?k => match type of Dx with is_derive _ _ ?j =>
      replace k with j; [exact Dx | field; lra] end end.
  + match goal with |- is_derive _ _ ?k => match type of Dy with is_derive _ _ ?j =>
      replace k with j; [exact Dy | field; lra] end end.
- intros t tT.
  assert (K : forall c, continuous (fun v => sqrt (eps ^ 2 + c * u v)) t); [| split; apply K].
  intro c. apply (continuous_comp (fun v => eps ^ 2 + c * u v) sqrt); [| apply continuous_sqrt].
  apply (continuous_plus (fun _ => eps ^ 2)); [apply continuous_const |].
  apply (continuous_mult (fun _ => c) u); [apply continuous_const | apply C; exact tT].
Qed.

(* from 0 to top on the side sg of the line *)
Lemma run_on_side sg top K : sg = 1 \/ sg = -1 -> 0 < top -> 0 < K ->
  (forall v, v < top -> line_inside (sg * v) -> 0 < sg * (s - line_strength (sg * v))) ->
  (forall v, 0 <= v < top -> line_inside (sg * v)) ->
  (forall v, 0 <= v < top -> sg * square_velocity (sg * v) <= K * (top - v)) ->
  exists x y, rate_run L alpha s eps x y.
Proof.
intros sq top0 K0 gap ins slow. set (lo := - (eps ^ 2 / (1 + alpha))).
assert (E2 := pow_lt eps 2 eps0).
assert (lo0 : 0 < eps ^ 2 / (1 + alpha)) by (apply Rdiv_lt_0_compat; lra).
assert (start : lo < 0 < top) by (unfold lo; lra).
assert (ins' : forall v, lo < v < top -> line_inside (sg * v)).
{ intros v V. destruct (Rle_lt_dec 0 v) as [p | n]; [apply ins; lra |].
  assert (q : - (eps ^ 2) < v * (1 + alpha)).
  { assert (e : lo * (1 + alpha) = - (eps ^ 2)) by (unfold lo; field; lra).
    rewrite <- e. apply Rmult_lt_compat_r; lra. }
  assert (alpha * v < 0) by nra. unfold line_inside. destruct sq as [-> | ->]; split; lra. }
set (V := fun v => sg * square_velocity (sg * v)).
assert (A : forall v, lo < v < top -> continuous V v).
{ intros v v0. apply (continuous_scal_r sg (fun v => square_velocity (sg * v))).
  apply (ex_derive_continuous (fun v => square_velocity (sg * v))).
  apply (ex_derive_comp square_velocity (fun v => sg * v)); [| auto_derive; exact I].
  assert (d := line_strength_derive (sg * v) (ins' v v0)). unfold square_velocity.
  auto_derive. auto. }
assert (B : forall v, lo < v < top -> 0 < V v).
{ intros v v0. unfold V, square_velocity. assert (P := strength_pos _ (ins' v v0)).
  assert (G := gap v (proj2 v0) (ins' v v0)).
  replace (sg * (2 * line_strength (sg * v) * (s - line_strength (sg * v)))) with
    (2 * line_strength (sg * v) * (sg * (s - line_strength (sg * v)))) by ring.
  apply Rmult_lt_0_compat; lra. }
set (v := place V lo 0 top K start K0 A B slow).
destruct (place_solves V lo 0 top K start K0 A B slow) as [v0 so]. fold v in v0, so.
assert (R : forall t, 0 <= v t < top).
{ intro t. apply (place_spec V lo 0 top K start K0 A B slow). }
assert (run := run_of_square (fun t => sg * v t)). eexists. eexists. apply run.
- rewrite v0. ring.
- intros t _. apply ins. apply R.
- intro T. destruct (so T) as [D C]. split.
  + intros t tT. assert (Dt := is_derive_scal v t sg _ (D t tT)).
    replace (square_velocity (sg * v t)) with (sg * V (v t)); [exact Dt |]. unfold V.
    destruct sq as [-> | ->]; ring.
  + intros t tT. apply (continuous_scal_r sg v). exact (C t tT).
Qed.

(* the slope of mu along the line *)
Definition strength_slope (u : R) := alpha * sqrt (eps ^ 2 + u) ^ (L - 2) +
  (eps ^ 2 + alpha * u) * (INR (L - 2) * (/ (2 * sqrt (eps ^ 2 + u))) *
    sqrt (eps ^ 2 + u) ^ pred (L - 2)).

Lemma strength_slope_derive u : line_inside u -> is_derive line_strength u (strength_slope u).
Proof.
intros [A B]. assert (S := sqrt_lt_R0 _ B). unfold line_strength, strength_slope.
set (e := eps ^ 2) in *. auto_derive; [exact B |]. field. lra.
Qed.

Lemma strength_slope_continuous u : line_inside u -> continuous strength_slope u.
Proof.
intros [A B]. assert (S := sqrt_lt_R0 _ B). apply (ex_derive_continuous strength_slope).
unfold strength_slope. set (e := eps ^ 2) in *. auto_derive. repeat split; lra.
Qed.

(* towards a point with both squares positive *)
Lemma run_towards sg top : sg = 1 \/ sg = -1 -> 0 < top ->
  (forall v, 0 <= v <= top -> line_inside (sg * v)) -> line_strength (sg * top) = s ->
  exists x y, rate_run L alpha s eps x y.
Proof.
intros sq top0 ins goal.
assert (line : forall v, continuous (fun v => sg * v) v).
{ intro v. apply (ex_derive_continuous (fun v => sg * v)). auto_derive. exact I. }
destruct (bounded_curve (fun v => strength_slope (sg * v)) top (Rlt_le _ _ top0)) as [K k].
{ intros v v0. apply (continuous_comp (fun v => sg * v) strength_slope); [apply line |].
  apply strength_slope_continuous, ins, v0. }
destruct (bounded_curve (fun v => line_strength (sg * v)) top (Rlt_le _ _ top0)) as [B b].
{ intros v v0. apply (continuous_comp (fun v => sg * v) line_strength); [apply line |].
  apply (ex_derive_continuous line_strength), line_strength_derive, ins, v0. }
assert (Bp : 0 <= B) by (eapply Rle_trans; [apply Rabs_pos | apply (b 0); lra]).
assert (Kp : 0 <= K) by (eapply Rle_trans; [apply Rabs_pos | apply (k 0); lra]).
apply (run_on_side sg top (2 * B * K + 1)); auto.
- assert (0 <= 2 * B * K) by (repeat apply Rmult_le_pos; lra). lra.
- intros v v1 iv. rewrite <- goal.
  destruct sq as [-> | ->].
  + assert (M := strength_monotone (1 * v) (1 * top) iv ltac:(lra)). lra.
  + assert (M := strength_monotone (-1 * top) (-1 * v) (ins top ltac:(lra)) ltac:(lra)). lra.
- intros v v0. apply ins. lra.
- intros v v0. unfold square_velocity. rewrite <- goal at 1.
  destruct (MVT_gen (fun v => line_strength (sg * v)) v top
    (fun v => sg * strength_slope (sg * v))) as [z [Z E]].
  + rewrite Rmin_left, Rmax_right by lra. intros z Z.
    assert (D := is_derive_comp line_strength (fun v => sg * v) z _ sg
      (strength_slope_derive (sg * z) (ins z ltac:(lra))) ltac:(auto_derive; [exact I | ring])).
    exact D.
  + rewrite Rmin_left, Rmax_right by lra. intros z Z. apply continuity_pt_filterlim.
    apply (continuous_comp (fun v => sg * v) line_strength); [apply line |].
    apply (ex_derive_continuous line_strength), line_strength_derive, ins. lra.
  + rewrite Rmin_left, Rmax_right in Z by lra.
    assert (bz := b v ltac:(lra)). assert (kz := k z ltac:(lra)). apply Rabs_le_between in kz.
    assert (P := strength_pos _ (ins v ltac:(lra))). rewrite Rabs_pos_eq in bz by lra.
    set (m := line_strength (sg * v)) in *.
    replace (sg * (2 * m * (line_strength (sg * top) - m))) with
      (2 * m * (sg * (line_strength (sg * top) - m))) by ring.
    rewrite E. replace (sg * (sg * strength_slope (sg * z) * (top - v))) with
      (strength_slope (sg * z) * (top - v)) by (destruct sq as [-> | ->]; ring).
    assert (Q : strength_slope (sg * z) * (top - v) <= K * (top - v))
      by (apply Rmult_le_compat_r; lra).
    assert (W : 0 <= K * (top - v)) by (apply Rmult_le_pos; lra).
    assert (2 * m * (strength_slope (sg * z) * (top - v)) <= 2 * m * (K * (top - v)))
      by (apply Rmult_le_compat_l; lra).
    assert (2 * m * (K * (top - v)) <= 2 * B * (K * (top - v)))
      by (apply Rmult_le_compat_r; lra). lra.
Qed.
End Exists.

Theorem rate_exists L alpha s eps : (3 <= L)%nat -> 0 < alpha -> 0 <= s -> 0 < eps ->
  exists x y, rate_run L alpha s eps x y.
Proof.
intros L3 a0 s0 e0. assert (E2 := pow_lt eps 2 e0).
destruct (Req_dec (eps ^ L) s) as [e | ne].
{ exists (fun _ => eps), (fun _ => eps). intro T. split; [| auto]. split.
  - intros t _ r. assert (Z : r = 0).
    { unfold r. rewrite <- pow_add. replace (2 + (L - 2))%nat with L by lia. lra. }
    rewrite Z, !Rmult_0_r. split; [| intros _]; exact (is_derive_const eps t).
  - intros t _. split; apply continuous_const. }
destruct s0 as [s0 | <-].
- destruct (each_strength L eps alpha s L3 e0 a0 s0) as [x [y [l m]]].
  destruct (strength_at L alpha eps x y l) as [i M]. rewrite m in M.
  set (us := y ^ 2 - eps ^ 2) in *. destruct i as [iA iB].
  destruct (Rtotal_order us 0) as [n | [z | p]].
  + apply (run_towards L alpha s eps L3 a0 e0 (-1) (- us)); try lra.
    * intros v v0. assert (alpha * v <= alpha * - us) by (apply Rmult_le_compat_l; lra).
      split; lra.
    * replace (-1 * - us) with us by ring. exact M.
  + rewrite z, (strength_at_start L alpha eps L3 e0) in M. contradiction.
  + apply (run_towards L alpha s eps L3 a0 e0 1 us); try lra.
    * intros v v0. assert (0 <= alpha * v) by (apply Rmult_le_pos; lra). split; lra.
    * rewrite Rmult_1_l. exact M.
- set (top := Rmin (eps ^ 2) (eps ^ 2 / alpha)).
  assert (q : 0 < eps ^ 2 / alpha) by (apply Rdiv_lt_0_compat; lra).
  assert (t1 : top <= eps ^ 2) by apply Rmin_l.
  assert (t2 : top <= eps ^ 2 / alpha) by apply Rmin_r.
  assert (t0 : 0 < top) by (apply Rmin_glb_lt; lra).
  assert (t3 : alpha * top <= eps ^ 2).
  { replace (eps ^ 2) with (alpha * (eps ^ 2 / alpha)) by (field; lra).
    apply Rmult_le_compat_l; lra. }
  apply (run_on_side L alpha 0 eps L3 a0 e0 (-1) top
    (2 * ((1 + alpha) *
      (eps ^ 2 * (eps ^ 2) ^ (L - 2) + eps ^ 2 * eps ^ 2 * (eps ^ 2) ^ (L - 3)))));
    try lra.
  + assert (A := pow_lt _ (L - 2) E2). assert (B := pow_lt _ (L - 3) E2).
    repeat apply Rmult_lt_0_compat; try lra.
    apply Rplus_lt_0_compat; repeat apply Rmult_lt_0_compat; lra.
  + intros v _ i. assert (P := strength_pos L alpha eps _ i). lra.
  + intros v v0. assert (alpha * v < alpha * top) by (apply Rmult_lt_compat_l; lra). split; lra.
  + intros v v0. assert (av : alpha * v < alpha * top) by (apply Rmult_lt_compat_l; lra).
    assert (av0 : 0 <= alpha * v) by (apply Rmult_le_pos; lra).
    unfold square_velocity, line_strength. set (a := eps ^ 2 + alpha * (-1 * v)).
    set (b := eps ^ 2 + -1 * v). set (e := eps ^ 2) in *.
    assert (a1 : 0 < a <= e) by (unfold a; lra). assert (b1 : 0 < b <= e) by (unfold b; lra).
    assert (B1 := pow_lt b (L - 3) (proj1 b1)). assert (A1 := pow_lt b (L - 2) (proj1 b1)).
    assert (B2 : b ^ (L - 3) <= e ^ (L - 3)) by (apply powers_up; lra).
    assert (A2 : b ^ (L - 2) <= e ^ (L - 2)) by (apply powers_up; lra).
    replace (-1 * (2 * (a * sqrt b ^ (L - 2)) * (0 - a * sqrt b ^ (L - 2)))) with
      (2 * (a * a * (sqrt b ^ (L - 2) * sqrt b ^ (L - 2)))) by ring.
    rewrite <- Rpow_mult_distr, sqrt_sqrt by lra.
    apply Rle_trans with (2 * ((1 + alpha) * (top - v) *
      (e * e ^ (L - 2) + e * e * e ^ (L - 3)))); [| right; ring].
    apply Rmult_le_compat_l; [lra |].
    assert (P1 : 0 <= e * e ^ (L - 2)) by (apply Rmult_le_pos; lra).
    assert (P2 : 0 <= e * e * e ^ (L - 3)) by (repeat apply Rmult_le_pos; lra).
    assert (G : 0 <= alpha * (top - v)) by (apply Rmult_le_pos; lra).
    unfold top, Rmin in *. destruct (Rle_dec e (e / alpha)) as [c | c].
    * (* b is the one that vanishes *)
      replace (b ^ (L - 2)) with (b * b ^ (L - 3))
        by (replace (L - 2)%nat with (S (L - 3)) by lia; reflexivity).
      assert (Q : a * a * (b * b ^ (L - 3)) <= e * e * (b * e ^ (L - 3))).
      { apply Rmult_le_compat; try nra. }
      replace b with (e - v) in * by (unfold b; ring). nra.
    * assert (h : a <= alpha * (e / alpha - v)).
      { unfold a. replace (alpha * (e / alpha - v)) with (e - alpha * v) by (field; lra). lra. }
      assert (Q : a * a * b ^ (L - 2) <= e * a * e ^ (L - 2)).
      { apply Rmult_le_compat; try nra. }
      nra.
Qed.
