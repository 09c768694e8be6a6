(* The modes of part 3 of the order in the rate exist, over Coq's reals.

   half_rate_exists (CQBC, part 3): for L = 3, eps = 1, s = 0 and each of the rates 1/2 and 1 there
     is a mode on every [0, T]; the strength for the rate 1/2 is at least e^(-2t) and at least
     e^(-(t + 3)/4) / 2, so that the bound e^(-t/4) has the right exponent.
   The mode of the rate 1/2 is written with the inverse of a function in closed form. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compressed_bounds rate_speed rate_order.
Open Scope R_scope.

(* the mode of the rate 1/2: y = e^(-p) and x^2 = (1 + y^2) / 2, where p' = (1 + e^(-2p))^2 / 4;
   time_of is the time at which it has the parameter p *)
Definition time_of (p : R) :=
  4 * p + 2 * ln (1 + exp (- (2 * p))) - 2 / (1 + exp (- (2 * p))) + 1 - 2 * ln 2.

Lemma time_of_derive p : is_derive time_of p (4 / (1 + exp (- (2 * p))) ^ 2).
Proof.
unfold time_of. assert (P := exp_pos (- (2 * p))). auto_derive; [repeat split; lra |].
field. lra.
Qed.

Lemma time_between p q : 0 <= p -> 0 <= q ->
  exists c, Rabs (c - p) <= Rabs (q - p) /\ 0 <= c /\
    (q - p) = (1 + exp (- (2 * c))) ^ 2 / 4 * (time_of q - time_of p).
Proof.
intros p0 q0. destruct (MVT_gen time_of p q (fun c => 4 / (1 + exp (- (2 * c))) ^ 2))
  as [c [cb e]].
- intros c _. apply time_of_derive.
- intros c _. apply continuity_pt_filterlim, (ex_derive_continuous time_of).
  eexists. apply time_of_derive.
- exists c. assert (P := exp_pos (- (2 * c))). split; [| split].
  + destruct (Rle_dec p q).
    * rewrite Rmin_left, Rmax_right in cb by lra. rewrite !Rabs_pos_eq; lra.
    * rewrite Rmin_right, Rmax_left in cb by lra. rewrite !Rabs_left1; lra.
  + apply Rle_trans with (2 := proj1 cb). apply Rmin_glb; assumption.
  + rewrite e. field. lra.
Qed.

Lemma exp_up a b : a <= b -> exp a <= exp b.
Proof. intros [l | ->]; [left; apply exp_increasing; exact l | right; reflexivity]. Qed.

Lemma factor_at_most_one c : 0 <= c -> 0 < (1 + exp (- (2 * c))) ^ 2 / 4 <= 1.
Proof.
intros c0. assert (P := exp_pos (- (2 * c))).
assert (Q : exp (- (2 * c)) <= 1).
{ rewrite <- exp_0. apply exp_up. lra. }
nra.
Qed.

Lemma time_of_0 : time_of 0 = 0.
Proof.
unfold time_of. replace (- (2 * 0)) with 0 by ring. rewrite exp_0.
replace (1 + 1) with 2 by ring. field.
Qed.

Lemma parameter t : {p | 0 <= p <= Rmax 0 t /\ time_of p = Rmax 0 t}.
Proof.
set (u := Rmax 0 t). assert (u0 : 0 <= u) by apply Rmax_l.
destruct (IVT_cor (fun p => time_of p - u) 0 u) as [p [pb e]]; [| exact u0 | |].
- intros p. apply continuity_pt_filterlim, (continuous_minus time_of (fun _ => u)).
  + apply (ex_derive_continuous time_of). eexists. apply time_of_derive.
  + apply continuous_const.
- destruct (time_between 0 u (Rle_refl 0) u0) as [c [_ [c0 e]]]. rewrite time_of_0 in *.
  assert (F := factor_at_most_one c c0). nra.
- exists p. split; [exact pb | lra].
Qed.

(* the parameter at the time t *)
Definition half_parameter (t : R) := proj1_sig (parameter t).

Lemma half_parameter_bounds t : 0 <= half_parameter t <= Rmax 0 t.
Proof. exact (proj1 (proj2_sig (parameter t))). Qed.

Lemma half_parameter_time t : time_of (half_parameter t) = Rmax 0 t.
Proof. exact (proj2 (proj2_sig (parameter t))). Qed.

Lemma half_parameter_near t u :
  Rabs (half_parameter u - half_parameter t) <= Rabs (u - t) /\
  exists c, Rabs (c - half_parameter t) <= Rabs (u - t) /\ half_parameter u - half_parameter t =
    (1 + exp (- (2 * c))) ^ 2 / 4 * (Rmax 0 u - Rmax 0 t).
Proof.
destruct (time_between (half_parameter t) (half_parameter u)) as [c [near [c0 e]]];
  try apply half_parameter_bounds.
rewrite !half_parameter_time in e.
assert (N : Rabs (half_parameter u - half_parameter t) <= Rabs (u - t)).
{ rewrite e, Rabs_mult.
  assert (F := factor_at_most_one c c0). rewrite (Rabs_pos_eq (_ / 4)) by lra.
  assert (M : Rabs (Rmax 0 u - Rmax 0 t) <= Rabs (u - t)).
  { unfold Rmax. destruct (Rle_dec 0 u), (Rle_dec 0 t); unfold Rabs;
    repeat destruct Rcase_abs; lra. }
  assert (P := Rabs_pos (Rmax 0 u - Rmax 0 t)). nra. }
split; [exact N |]. exists c. split; [lra | exact e].
Qed.

Lemma half_parameter_continuous t : continuous half_parameter t.
Proof.
apply continuity_pt_filterlim. intros e e0. exists e. split; [exact e0 |].
intros u [_ d]. simpl in *. unfold R_dist in *. assert (N := half_parameter_near t u). lra.
Qed.

Lemma half_parameter_derive t : 0 < t ->
  is_derive half_parameter t ((1 + exp (- (2 * half_parameter t))) ^ 2 / 4).
Proof.
intros t0. apply is_derive_Reals. intros e e0.
set (f := fun c => (1 + exp (- (2 * c))) ^ 2 / 4).
assert (C : continuity_pt f (half_parameter t)).
{ apply continuity_pt_filterlim, (ex_derive_continuous f). unfold f. auto_derive. exact I. }
destruct (C e e0) as [d [d0 near]].
assert (m0 : 0 < Rmin d t) by (apply Rmin_glb_lt; lra).
exists (mkposreal _ m0). intros h h0 hd. simpl in hd.
assert (h1 := Rmin_l d t). assert (h2 := Rmin_r d t).
destruct (half_parameter_near t (t + h)) as [_ [c [cn e1]]].
replace (t + h - t) with h in cn by ring.
assert (ht : Rabs h < t) by lra. apply Rabs_lt_between in ht.
rewrite e1, !Rmax_right by lra. fold (f c). fold (f (half_parameter t)).
replace (f c * (t + h - t) / h) with (f c) by (field; exact h0).
destruct (Req_dec (half_parameter t) c) as [<- | ne].
- rewrite Rminus_eq_0, Rabs_R0. exact e0.
- apply (near c). split; [split; [exact I | exact ne] |]. simpl. unfold R_dist. lra.
Qed.

(* the inner factor and the outer ones of the mode *)
Definition half_inner (t : R) := exp (- half_parameter t).
Definition half_outer (t : R) := sqrt ((1 + half_inner t ^ 2) / 2).

Lemma inner_square p : exp (- p) ^ 2 = exp (- (2 * p)).
Proof. simpl. rewrite Rmult_1_r, <- exp_plus. f_equal. ring. Qed.

Lemma half_outer_pos t : 0 < half_outer t.
Proof. assert (A := pow2_ge_0 (half_inner t)). apply sqrt_lt_R0. lra. Qed.

Lemma half_outer_square t : half_outer t ^ 2 = (1 + half_inner t ^ 2) / 2.
Proof.
assert (A := pow2_ge_0 (half_inner t)). unfold half_outer. apply pow2_sqrt. lra.
Qed.

Lemma half_inner_derive t : 0 < t ->
  is_derive half_inner t (- (half_outer t ^ 2 * half_outer t ^ 2 * half_inner t)).
Proof.
intros t0. rewrite half_outer_square. unfold half_inner at 1.
assert (P := half_parameter_derive t t0).
assert (Q : is_derive (fun p => exp (- p)) (half_parameter t) (- half_inner t)).
{ unfold half_inner. auto_derive; [exact I | ring]. }
assert (D := is_derive_comp (fun p => exp (- p)) half_parameter t _ _ Q P).
match goal with |- is_derive _ _ ?a => match type of D with is_derive _ _ ?b =>
  replace a with b; [exact D |] end end.
unfold scal; simpl; unfold mult; simpl. rewrite <- inner_square. unfold half_inner. field.
Qed.

Lemma half_rate_solves T : rate_mode 3 (1 / 2) 0 1 T half_outer half_inner.
Proof.
assert (cy : forall t, continuous half_inner t).
{ intros t. apply (continuous_comp half_parameter (fun p => exp (- p))).
  - apply half_parameter_continuous.
  - apply (ex_derive_continuous (fun p => exp (- p))). auto_derive. exact I. }
assert (root : forall t, ex_derive (fun b => sqrt ((1 + b ^ 2) / 2)) (half_inner t)).
{ intros t. assert (A := pow2_ge_0 (half_inner t)). auto_derive. simpl in A. lra. }
assert (start : half_inner 0 = 1).
{ assert (B := half_parameter_bounds 0). rewrite Rmax_left in B by lra.
  unfold half_inner. replace (half_parameter 0) with 0 by lra. rewrite Ropp_0. apply exp_0. }
split; [split |].
- intros t tT. cbv zeta. simpl (3 - 2)%nat. simpl (3 - 3)%nat.
  assert (D := half_inner_derive t (proj1 tT)).
  assert (x0 := half_outer_pos t). assert (sq := half_outer_square t).
  split; [| intros _].
  + assert (Q : is_derive (fun b => sqrt ((1 + b ^ 2) / 2)) (half_inner t)
      (half_inner t / (2 * half_outer t))).
    { assert (A := pow2_ge_0 (half_inner t)). auto_derive; [simpl in A; lra |].
      unfold half_outer. simpl. unfold Rdiv. field.
      apply Rgt_not_eq. exact x0. }
    assert (E := is_derive_comp (fun b => sqrt ((1 + b ^ 2) / 2)) half_inner t _ _ Q D).
    match goal with |- is_derive _ _ ?a => match type of E with is_derive _ _ ?b =>
      replace a with b; [exact E |] end end.
    unfold scal; simpl; unfold mult; simpl. field. lra.
  + match goal with |- is_derive _ _ ?a => match type of D with is_derive _ _ ?b =>
      replace a with b; [exact D | simpl; ring] end end.
- intros t _. split; [| apply cy].
  apply (continuous_comp half_inner (fun b => sqrt ((1 + b ^ 2) / 2))); [apply cy |].
  apply (ex_derive_continuous (fun b => sqrt ((1 + b ^ 2) / 2))). apply root.
- split; [| exact start]. unfold half_outer. rewrite start.
  replace ((1 + 1 ^ 2) / 2) with 1 by field. apply sqrt_1.
Qed.

Lemma half_rate_above t : 0 <= t -> exp (- (2 * t)) <= half_outer t ^ 2 * half_inner t /\
  exp (- ((t + 3) / 4)) / 2 <= half_outer t ^ 2 * half_inner t.
Proof.
intros t0. rewrite half_outer_square. assert (B := half_parameter_bounds t).
assert (E := half_parameter_time t). rewrite Rmax_right in * by exact t0.
assert (Y : 0 < half_inner t) by apply exp_pos. split.
- apply Rle_trans with (half_inner t ^ 2).
  + unfold half_inner. rewrite inner_square. apply exp_up. lra.
  + assert (0 <= (1 - half_inner t) ^ 2) by apply pow2_ge_0. nra.
- apply Rle_trans with (half_inner t / 2); [| assert (S := pow2_ge_0 (half_inner t)); nra].
  apply Rmult_le_compat_r; [lra |]. apply exp_up. unfold time_of in E.
  set (z := exp (- (2 * half_parameter t))) in *. assert (z0 : 0 < z) by apply exp_pos.
  assert (l0 : 0 < ln (1 + z)) by (rewrite <- ln_1; apply ln_increasing; lra).
  assert (i : 2 / (1 + z) <= 2).
  { apply Rmult_le_reg_r with (1 + z); [lra |]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  assert (l2 : ln 2 <= 1).
  { rewrite <- (ln_exp 1). apply ln_le; [lra |]. assert (e := exp_ineq1_le 1). lra. }
  lra.
Qed.

(* the mode of the rate 1 *)
Lemma unit_rate_solves T : rate_mode 3 1 0 1 T (unlearned_mode 3 1) (unlearned_mode 3 1).
Proof.
assert (D : forall t, 0 <= t -> is_derive (unlearned_mode 3 1) t (- unlearned_mode 3 1 t ^ 5)).
{ intros t t0. exact (unlearned_solves 3 1 t ltac:(lia) Rlt_0_1 t0). }
assert (S := unlearned_starts 3 1 ltac:(lia) Rlt_0_1).
split; [split; intros t tT | split; exact S].
- cbv zeta. simpl (3 - 2)%nat. simpl (3 - 3)%nat. split; [| intros _];
  match goal with |- is_derive _ _ ?a => replace a with (- unlearned_mode 3 1 t ^ 5) by ring end;
  apply D; lra.
- split; apply (ex_derive_continuous (unlearned_mode 3 1)); eexists; apply D; lra.
Qed.

Theorem half_rate_exists T : (exists x y, rate_mode 3 (1 / 2) 0 1 T x y /\
    forall t, 0 <= t <= T -> exp (- (2 * t)) <= x t ^ 2 * y t ^ (3 - 2) /\
      exp (- ((t + 3) / 4)) / 2 <= x t ^ 2 * y t ^ (3 - 2)) /\
  exists x y, rate_mode 3 1 0 1 T x y.
Proof.
split.
- exists half_outer, half_inner. split; [apply half_rate_solves |]. intros t tT.
  simpl (3 - 2)%nat. rewrite pow_1. apply half_rate_above. lra.
- exists (unlearned_mode 3 1), (unlearned_mode 3 1). apply unit_rate_solves.
Qed.
