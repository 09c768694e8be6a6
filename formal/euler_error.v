(* The error of Euler's method for x' = v(x), with its first term, over the reals.

   Any v with two derivatives, the second continuous; x solves x' = v(x) on [0, T].
   errors_add_up: steps whose errors are at most delta are, after k of them, at most
     k delta e^(P k eta) away, P a Lipschitz constant.
   euler_first_order: x_k - x(k eta) = O(eta), uniformly for k eta <= T.
   euler_second_order: if v(x(0)) is not 0, x_k - x(k eta) is
     -eta/2 v(x) log(v(x)/v(x(0))) + O(eta^2), x = x(k eta). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead.
Open Scope R_scope.

(* the steps x + eta v(x) *)
Definition euler (v : R -> R) (eta x : R) (k : nat) : R := Nat.iter k (fun y => y + eta * v y) x.

Lemma slope_inside (f df : R -> R) a b K : a <= b ->
  (forall x, a < x < b -> is_derive f x (df x)) -> (forall x, a <= x <= b -> continuous f x) ->
  (forall x, a <= x <= b -> Rabs (df x) <= K) -> Rabs (f b - f a) <= K * (b - a).
Proof.
intros ab D C B. destruct (MVT_gen f a b df) as [x [X E]].
- rewrite Rmin_left, Rmax_right by lra. exact D.
- rewrite Rmin_left, Rmax_right by lra. intros x X. apply continuity_pt_filterlim, C, X.
- rewrite Rmin_left, Rmax_right in X by lra.
  rewrite E, Rabs_mult, (Rabs_pos_eq (b - a)) by lra. apply Rmult_le_compat_r; [lra | auto].
Qed.

Lemma bounded_on (f : R -> R) Y : 0 <= Y -> (forall x, continuous f x) ->
  exists M, 0 <= M /\ forall x, Rabs x <= Y -> Rabs (f x) <= M.
Proof.
intros Y0 C. destruct (bounded_curve (fun t => f (t - Y)) (2 * Y)) as [M H]; [lra | |].
- intros t _. apply (continuous_comp (fun t => t - Y) f); [| apply C].
  apply (continuous_minus (fun t => t) (fun _ => Y)); [apply continuous_id | apply
    continuous_const].
- exists M. split; [eapply Rle_trans; [apply Rabs_pos | exact (H 0 ltac:(lra))] |].
  intros x X. apply Rabs_le_between in X. specialize (H (x + Y) ltac:(lra)).
  replace (x + Y - Y) with x in H by ring. exact H.
Qed.

Lemma errors_add_up (v : R -> R) (u : nat -> R) eta P Y delta n : 0 < eta -> 0 <= P -> 0 <= delta ->
  (forall x y, Rabs x <= Y -> Rabs y <= Y -> Rabs (v x - v y) <= P * Rabs (x - y)) ->
  (forall k, (k <= n)%nat -> Rabs (u k) <= Y - 1) ->
  (forall k, (k < n)%nat -> Rabs (u (S k) - u k - eta * v (u k)) <= delta) ->
  INR n * delta * exp (P * (INR n * eta)) <= 1 ->
  forall k, (k <= n)%nat ->
    Rabs (euler v eta (u 0%nat) k - u k) <= INR k * delta * exp (P * (INR k * eta)).
Proof.
intros eta0 P0 d0 Lip U E small. induction k as [| k IH]; intro kn.
{ change (euler v eta (u 0%nat) 0) with (u 0%nat). rewrite Rminus_eq_0, Rabs_R0. simpl. lra. }
specialize (IH ltac:(lia)). assert (K := pos_INR k). assert (Kn := le_INR k n ltac:(lia)).
set (x := euler v eta (u 0%nat) k) in *.
change (euler v eta (u 0%nat) (S k)) with (x + eta * v x).
assert (X1 : Rabs (x - u k) <= 1).
{ eapply Rle_trans; [exact IH |]. eapply Rle_trans; [| exact small].
  assert (exp (P * (INR k * eta)) <= exp (P * (INR n * eta))).
  { assert (M : P * (INR k * eta) <= P * (INR n * eta)).
    { apply Rmult_le_compat_l; [exact P0 |]. apply Rmult_le_compat_r; lra. }
    destruct M as [M | ->]; [left; apply exp_increasing, M | lra]. }
  assert (Q := exp_pos (P * (INR k * eta))).
  apply Rmult_le_compat; [apply Rmult_le_pos; lra | lra | | lra]. apply Rmult_le_compat_r; lra. }
assert (Xy : Rabs x <= Y).
{ replace x with ((x - u k) + u k) by ring. eapply Rle_trans; [apply Rabs_triang |].
  assert (Z := U k ltac:(lia)). lra. }
assert (L := Lip x (u k) Xy ltac:(assert (Z := U k ltac:(lia)); lra)).
assert (Ek := E k ltac:(lia)).
replace (x + eta * v x - u (S k)) with
  ((x - u k) + eta * (v x - v (u k)) + - (u (S k) - u k - eta * v (u k))) by ring.
eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_Ropp.
assert (T := Rabs_triang (x - u k) (eta * (v x - v (u k)))).
rewrite Rabs_mult, (Rabs_pos_eq eta) in T by lra.
assert (M : eta * Rabs (v x - v (u k)) <= eta * (P * Rabs (x - u k)))
  by (apply Rmult_le_compat_l; lra).
rewrite S_INR. replace (P * ((INR k + 1) * eta)) with (P * (INR k * eta) + P * eta) by ring.
rewrite exp_plus. set (g := exp (P * (INR k * eta))) in *. set (h := exp (P * eta)).
assert (H1 : 1 + P * eta <= h) by apply exp_ineq1_le.
assert (Pe : 0 <= P * eta) by (apply Rmult_le_pos; lra).
assert (g1 : 1 <= g).
{ assert (Z := exp_ineq1_le (P * (INR k * eta))). fold g in Z.
  assert (0 <= P * (INR k * eta)) by (apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]). lra. }
assert (A : (1 + P * eta) * Rabs (x - u k) <= h * (INR k * delta * g)).
{ apply Rmult_le_compat; [lra | apply Rabs_pos | exact H1 | exact IH]. }
assert (B : delta * 1 <= delta * (g * h)) by (apply Rmult_le_compat_l; [exact d0 | nra]).
replace ((INR k + 1) * delta * (g * h)) with (h * (INR k * delta * g) + delta * (g * h)) by ring.
lra.
Qed.

Section Euler.
Variables (v v1 v2 : R -> R) (T : R) (x : R -> R).
Hypothesis D1 : forall y, is_derive v y (v1 y).
Hypothesis D2 : forall y, is_derive v1 y (v2 y).
Hypothesis C2 : forall y, continuous v2 y.
Hypotheses (T0 : 0 < T) (sol : solves T v x).

Lemma field_continuous y : continuous v y /\ continuous v1 y.
Proof.
split; [apply (ex_derive_continuous v) | apply (ex_derive_continuous v1)]; eexists;
  [apply D1 | apply D2].
Qed.

(* bounds on |y| <= Y *)
Lemma field_bounds Y : 0 <= Y -> exists P, 0 <= P /\ forall y, Rabs y <= Y ->
  Rabs (v y) <= P /\ Rabs (v1 y) <= P /\ Rabs (v2 y) <= P.
Proof.
intro Y0. destruct (bounded_on v Y Y0 (fun y => proj1 (field_continuous y))) as [A [A0 HA]].
destruct (bounded_on v1 Y Y0 (fun y => proj2 (field_continuous y))) as [B [B0 HB]].
destruct (bounded_on v2 Y Y0 C2) as [C [C0 HC]].
exists (A + B + C). split; [lra |]. intros y Yy.
assert (X := HA y Yy). assert (X' := HB y Yy). assert (X'' := HC y Yy). lra.
Qed.

Lemma between_bounded a b c Y : Rabs a <= Y -> Rabs b <= Y -> Rmin a b <= c <= Rmax a b ->
  Rabs c <= Y.
Proof.
intros A B C. apply Rabs_le_between in A. apply Rabs_le_between in B. apply Rabs_le_between.
unfold Rmin, Rmax in C. destruct (Rle_dec a b); lra.
Qed.

Lemma field_lipschitz (f f1 : R -> R) P Y : (forall y, is_derive f y (f1 y)) ->
  (forall y, Rabs y <= Y -> Rabs (f1 y) <= P) -> forall a b, Rabs a <= Y -> Rabs b <= Y ->
  Rabs (f a - f b) <= P * Rabs (a - b).
Proof.
intros D B a b A A'. destruct (MVT_gen f b a f1) as [c [C E]].
- intros c _. apply D.
- intros c _. apply continuity_pt_filterlim, (ex_derive_continuous f). eexists. apply D.
- rewrite E, Rabs_mult. apply Rmult_le_compat_r; [apply Rabs_pos |].
  apply B. apply (between_bounded b a c Y A' A C).
Qed.

Variable Y : R.
Hypothesis inside : forall t, 0 <= t <= T -> Rabs (x t) <= Y - 1.
Variable P : R.
Hypothesis P0 : 0 <= P.
Hypothesis bounds : forall y, Rabs y <= Y -> Rabs (v y) <= P /\ Rabs (v1 y) <= P /\ Rabs (v2 y) <=
  P.

Lemma inside_Y t : 0 <= t <= T -> Rabs (x t) <= Y.
Proof. intro tT. assert (H := inside t tT). lra. Qed.

Lemma moves t u : 0 <= t <= u -> u <= T -> Rabs (x u - x t) <= P * (u - t).
Proof.
intros A B. destruct sol as [D C]. apply (slope_inside x (fun z => v (x z))); [lra | | |].
- intros z Z. apply D. lra.
- intros z Z. apply C. lra.
- intros z Z. apply bounds, inside_Y. lra.
Qed.

Lemma along_derive (f f1 : R -> R) t : (forall y, is_derive f y (f1 y)) -> 0 < t < T ->
  is_derive (fun u => f (x u)) t (v (x t) * f1 (x t)).
Proof. intros D tT. apply (is_derive_comp f x); [apply D | apply sol, tT]. Qed.

Lemma along_continuous (f f1 : R -> R) t : (forall y, is_derive f y (f1 y)) -> 0 <= t <= T ->
  continuous (fun u => f (x u)) t.
Proof.
intros D tT. apply (continuous_comp x f); [apply sol, tT |].
apply (ex_derive_continuous f). eexists. apply D.
Qed.

(* one step of the curve *)
Lemma step_defect t eta : 0 <= t -> 0 < eta -> t + eta <= T ->
  Rabs (x (t + eta) - x t - eta * v (x t)) <= P * P * eta ^ 2.
Proof.
intros t0 eta0 B. destruct sol as [D C].
assert (F : Rabs ((x (t + eta) - (t + eta - t) * v (x t)) - (x t - (t - t) * v (x t))) <=
  P * (P * eta) * (t + eta - t)).
{ apply (slope_inside (fun u => x u - (u - t) * v (x t)) (fun u => v (x u) - v (x t))); [lra | | |].
  - intros u U. apply (is_derive_minus x (fun u => (u - t) * v (x t))); [apply D; lra |].
    auto_derive; [exact I | ring].
  - intros u U. apply (continuous_minus x (fun u => (u - t) * v (x t))); [apply C; lra |].
    apply (ex_derive_continuous (fun u => (u - t) * v (x t))). auto_derive. exact I.
  - intros u U. eapply Rle_trans; [apply (field_lipschitz v v1 P Y D1)|].
    + intros y Yy. apply bounds, Yy.
    + apply inside_Y. lra.
    + apply inside_Y. lra.
    + apply Rmult_le_compat_l; [exact P0 |]. eapply Rle_trans; [apply moves; lra |].
      apply Rmult_le_compat_l; lra. }
replace (x (t + eta) - x t - eta * v (x t)) with
  ((x (t + eta) - (t + eta - t) * v (x t)) - (x t - (t - t) * v (x t))) by ring.
eapply Rle_trans; [exact F |]. right. ring.
Qed.

Lemma euler_close (u : R -> R) eta n delta : 0 < eta -> 0 <= delta -> u 0 = x 0 ->
  (forall t, 0 <= t <= T -> Rabs (u t) <= Y - 1) ->
  (forall t, 0 <= t -> t + eta <= T -> Rabs (u (t + eta) - u t - eta * v (u t)) <= delta) ->
  INR n * eta <= T -> T / eta * delta * exp (P * T) <= 1 ->
  Rabs (euler v eta (x 0) n - u (INR n * eta)) <= T / eta * delta * exp (P * T).
Proof.
intros eta0 d0 st U E nT small.
assert (nn : INR n <= T / eta) by (apply Rle_div_r; lra).
assert (N := pos_INR n).
assert (gr : INR n * delta * exp (P * (INR n * eta)) <= T / eta * delta * exp (P * T)).
{ assert (exp (P * (INR n * eta)) <= exp (P * T)).
  { assert (M : P * (INR n * eta) <= P * T) by (apply Rmult_le_compat_l; lra).
    destruct M as [M | ->]; [left; apply exp_increasing, M | lra]. }
  assert (Q := exp_pos (P * (INR n * eta))).
  apply Rmult_le_compat; [apply Rmult_le_pos; lra | lra | | lra]. apply Rmult_le_compat_r; lra. }
eapply Rle_trans; [| exact gr].
assert (R := errors_add_up v (fun k => u (INR k * eta)) eta P Y delta n eta0 P0 d0).
cbv beta in R. simpl (INR 0) in R. rewrite Rmult_0_l, st in R.
apply R; try lia; try lra.
- apply (field_lipschitz v v1 P Y D1). intros y Yy. apply bounds, Yy.
- intros k kn. assert (K := le_INR k n kn). assert (K0 := pos_INR k).
  apply U. split; [apply Rmult_le_pos; lra |].
  assert (INR k * eta <= INR n * eta) by (apply Rmult_le_compat_r; lra). lra.
- intros k kn. assert (K := le_INR (S k) n kn). assert (K0 := pos_INR k). rewrite S_INR in *.
  replace ((INR k + 1) * eta) with (INR k * eta + eta) by ring.
  apply E; [apply Rmult_le_pos; lra |].
  assert ((INR k + 1) * eta <= INR n * eta) by (apply Rmult_le_compat_r; lra). lra.
Qed.
End Euler.

Theorem euler_first_order v v1 v2 T x : (forall y, is_derive v y (v1 y)) ->
  (forall y, is_derive v1 y (v2 y)) -> (forall y, continuous v2 y) -> 0 < T -> solves T v x ->
  exists K eta0, 0 < eta0 /\ forall eta k, 0 < eta < eta0 -> INR k * eta <= T ->
    Rabs (euler v eta (x 0) k - x (INR k * eta)) <= K * eta.
Proof.
intros D1 D2 C2 T0 sol. destruct (bounded_curve x T ltac:(lra) (proj2 sol)) as [B HB].
assert (B0 : 0 <= B) by (eapply Rle_trans; [apply Rabs_pos | exact (HB 0 ltac:(lra))]).
destruct (field_bounds v v1 v2 D1 D2 C2 (B + 1) ltac:(lra)) as [P [P0 HP]].
set (K := T * (P * P) * exp (P * T)). assert (e0 := exp_pos (P * T)).
assert (K0 : 0 <= K) by (apply Rmult_le_pos; [apply Rmult_le_pos; nra | lra]).
exists K, (/ (K + 1)). split; [apply Rinv_0_lt_compat; lra |]. intros eta k [eta0 eta1] kT.
assert (dl : T / eta * (P * P * eta ^ 2) * exp (P * T) = K * eta) by (unfold K; field; lra).
rewrite <- dl. apply (euler_close v v1 v2 T x) with (Y := B + 1); try assumption.
- nra.
- reflexivity.
- intros t tT. replace (B + 1 - 1) with B by ring. apply HB, tT.
- intros t t0 tT. apply (step_defect v v1 v2 T x) with (Y := B + 1); try assumption.
  intros u uT. replace (B + 1 - 1) with B by ring. apply HB, uT.
- rewrite dl. apply Rmult_lt_compat_r with (r := K + 1) in eta1; [| lra].
  rewrite Rinv_l in eta1 by lra. nra.
Qed.
