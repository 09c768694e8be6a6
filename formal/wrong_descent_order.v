(* Wrong variants of the error of descent, near the truth, refuted: target 0, start 1, two factors,
   where lambda(3/2) = 1/2. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead descent_steps descent_order.
Open Scope R_scope.

Lemma idle_solves L T : (2 <= L)%nat -> unlearned_mode L 1 0 = 1 /\
  solves T (mode_velocity L 0) (unlearned_mode L 1).
Proof.
intro L2. split; [apply unlearned_starts; [exact L2 | lra] |].
assert (D : forall t, 0 <= t ->
  is_derive (unlearned_mode L 1) t (mode_velocity L 0 (unlearned_mode L 1 t))).
{ intros t t0. assert (F := unlearned_solves L 1 t L2 ltac:(lra) t0). unfold mode_velocity.
  set (b := unlearned_mode L 1 t) in *.
  replace (- (b ^ (L - 1) * (b ^ L - 0))) with (- b ^ (2 * L - 1)); [exact F |].
  replace (2 * L - 1)%nat with (L - 1 + L)%nat by lia. rewrite pow_add. ring. }
split.
- intros t tT. apply D. lra.
- intros t tT. apply (ex_derive_continuous (unlearned_mode L 1)). eexists. apply D. lra.
Qed.

Lemma half_at : unlearned_mode 2 1 (3 / 2) = 1 / 2.
Proof.
unfold unlearned_mode. replace (2 * 2 - 2)%nat with 2%nat by lia. rewrite !pow1. simpl (INR 2).
replace (1 + (1 + 1) * 1 * (3 / 2)) with (2 * 2) by field. unfold Rpower.
rewrite ln_mult by lra. replace (- / (1 + 1) * (ln 2 + ln 2)) with (- ln 2) by field.
rewrite exp_Ropp, exp_ln by lra. field.
Qed.

(* the first term at the time 3/2 *)
Lemma first_at : mode_velocity 2 0 (1 / 2) * ln (mode_velocity 2 0 (1 / 2) / mode_velocity 2 0 1) =
  ln 8 / 8.
Proof.
replace (mode_velocity 2 0 (1 / 2) / mode_velocity 2 0 1) with (/ 8)
  by (unfold mode_velocity; simpl; field).
replace (mode_velocity 2 0 (1 / 2)) with (- / 8) by (unfold mode_velocity; simpl; field).
rewrite ln_Rinv by lra. field.
Qed.

(* with eta = 3/(2 k) no other share of the first term than -1/2 *)
Lemma share_of_first q K : (exists eta0, 0 < eta0 /\ forall eta k, 0 < eta < eta0 ->
  INR k * eta <= 3 / 2 -> Rabs (descent 2 eta 0 1 k - unlearned_mode 2 1 (INR k * eta) -
    q * eta * mode_velocity 2 0 (unlearned_mode 2 1 (INR k * eta)) *
      ln (mode_velocity 2 0 (unlearned_mode 2 1 (INR k * eta)) / mode_velocity 2 0 1)) <=
    K * eta ^ 2) -> q = - (1 / 2).
Proof.
intros [d [d0 H]]. destruct (idle_solves 2 (3 / 2) ltac:(lia)) as [st so].
destruct (descent_second_order 2 (3 / 2) 0 1 (unlearned_mode 2 1) ltac:(lia) ltac:(lra) ltac:(lra)
  st so ltac:(simpl; lra)) as [K' [d' [d0' H']]].
destruct (Req_dec q (- (1 / 2))) as [e | ne]; [exact e | exfalso].
assert (l8 : 0 < ln 8) by (rewrite <- ln_1; apply ln_increasing; lra).
set (w := Rabs (q + 1 / 2) * (ln 8 / 8)). assert (w0 : 0 < w).
{ apply Rmult_lt_0_compat; [apply Rabs_pos_lt; lra | lra]. }
set (A := Rabs K + Rabs K' + 1). assert (A0 : 0 < A).
{ unfold A. assert (X := Rabs_pos K). assert (Y := Rabs_pos K'). lra. }
set (m := Rmin (Rmin d d') (w / A)). assert (m0 : 0 < m).
{ repeat apply Rmin_glb_lt; try lra. apply Rdiv_lt_0_compat; lra. }
destruct (nfloor_ex (3 / 2 / m)) as [n [_ N]]; [left; apply Rdiv_lt_0_compat; lra |].
set (k := S n). assert (kE : INR k = INR n + 1) by (unfold k; apply S_INR).
assert (k0 : 0 < INR k) by (assert (Z := pos_INR n); lra).
set (eta := 3 / 2 / INR k). assert (eta0 : 0 < eta) by (apply Rdiv_lt_0_compat; lra).
assert (em : eta < m).
{ unfold eta. apply (Rlt_div_l (3 / 2)); [exact k0 |]. apply (Rlt_div_l (3 / 2)) in N; [| exact m0].
  rewrite kE. lra. }
assert (kt : INR k * eta = 3 / 2) by (unfold eta; field; lra).
assert (m1 := Rmin_l (Rmin d d') (w / A)). assert (m2 := Rmin_r (Rmin d d') (w / A)).
fold m in m1, m2. assert (m3 := Rmin_l d d'). assert (m4 := Rmin_r d d').
specialize (H eta k ltac:(lra) ltac:(lra)). specialize (H' eta k ltac:(lra) ltac:(lra)).
rewrite kt, half_at in H, H'. set (V := mode_velocity 2 0 (1 / 2)) in *.
set (l := ln (V / mode_velocity 2 0 1)) in *. assert (F : V * l = ln 8 / 8) by exact first_at.
set (x := descent 2 eta 0 1 k - 1 / 2) in *.
assert (B : Rabs ((q + 1 / 2) * eta * (ln 8 / 8)) <= (Rabs K + Rabs K') * eta ^ 2).
{ rewrite <- F. replace ((q + 1 / 2) * eta * (V * l)) with
    ((x - - (eta / 2) * V * l) + - (x - q * eta * V * l)) by field.
  eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_Ropp.
  assert (E2 := pow2_ge_0 eta). assert (K * eta ^ 2 <= Rabs K * eta ^ 2)
    by (apply Rmult_le_compat_r; [exact E2 | apply Rle_abs]).
  assert (K' * eta ^ 2 <= Rabs K' * eta ^ 2)
    by (apply Rmult_le_compat_r; [exact E2 | apply Rle_abs]). lra. }
rewrite !Rabs_mult, (Rabs_pos_eq eta), (Rabs_pos_eq (ln 8 / 8)) in B by lra.
replace (Rabs (q + 1 / 2) * eta * (ln 8 / 8)) with (eta * w) in B by (unfold w; ring).
assert (B1 : w <= (Rabs K + Rabs K') * eta).
{ apply Rmult_le_reg_l with eta; [exact eta0 |]. lra. }
assert (B2 : A * eta < w).
{ assert (eta < w / A) by lra. apply (Rlt_div_r eta) in H0; [lra | exact A0]. }
unfold A in B2. lra.
Qed.

(* of the second order *)
Theorem descent_first_order_square_wrong : ~ (forall L T s eps lam, (2 <= L)%nat -> 0 < T ->
  lam 0 = eps -> solves T (mode_velocity L s) lam -> exists K eta0, 0 < eta0 /\ forall eta k,
  0 < eta < eta0 -> INR k * eta <= T ->
  Rabs (descent L eta s eps k - lam (INR k * eta)) <= K * eta ^ 2).
Proof.
intro H. destruct (idle_solves 2 (3 / 2) ltac:(lia)) as [st so].
destruct (H 2%nat (3 / 2) 0 1 (unlearned_mode 2 1) ltac:(lia) ltac:(lra) st so)
  as [K [d [d0 B]]].
assert (E : 0 = - (1 / 2)); [| lra]. apply (share_of_first 0 K). exists d. split; [exact d0 |].
intros eta k E kT. rewrite !Rmult_0_l, Rminus_0_r. exact (B eta k E kT).
Qed.

(* against the flow of another depth *)
Theorem descent_first_order_depth_wrong : ~ (forall L T s eps lam, (2 <= L)%nat -> 0 < T ->
  lam 0 = eps -> solves T (mode_velocity (S L) s) lam -> exists K eta0, 0 < eta0 /\ forall eta k,
  0 < eta < eta0 -> INR k * eta <= T ->
  Rabs (descent L eta s eps k - lam (INR k * eta)) <= K * eta).
Proof.
intro H. destruct (idle_solves 2 (3 / 2) ltac:(lia)) as [st so].
destruct (idle_solves 3 (3 / 2) ltac:(lia)) as [st3 so3].
destruct (H 2%nat (3 / 2) 0 1 (unlearned_mode 3 1) ltac:(lia) ltac:(lra) st3 so3)
  as [K [d [d0 B]]].
destruct (descent_first_order 2 (3 / 2) 0 1 (unlearned_mode 2 1) ltac:(lia) ltac:(lra)
  st so) as [K' [d' [d0' B']]].
assert (apart : 1 / 2 < unlearned_mode 3 1 (3 / 2)).
{ unfold unlearned_mode. replace (2 * 3 - 2)%nat with 4%nat by lia. rewrite !pow1. simpl (INR 4).
  replace (1 + (1 + 1 + 1 + 1) * 1 * (3 / 2)) with 7 by field. unfold Rpower.
  assert (l7 : ln 7 < ln (2 ^ 4)) by (apply ln_increasing; simpl; lra).
  rewrite <- Rpower_pow in l7 by lra. unfold Rpower in l7. rewrite ln_exp in l7. simpl INR in l7.
  rewrite Rmult_1_l. replace (1 / 2) with (exp (- ln 2)).
  - apply exp_increasing. lra.
  - rewrite exp_Ropp, exp_ln by lra. field. }
set (w := unlearned_mode 3 1 (3 / 2) - 1 / 2). set (A := Rabs K + Rabs K' + 1).
assert (A0 : 0 < A).
{ unfold A. assert (X := Rabs_pos K). assert (Y := Rabs_pos K'). lra. }
set (m := Rmin (Rmin d d') (w / A)). assert (m0 : 0 < m).
{ repeat apply Rmin_glb_lt; try lra. apply Rdiv_lt_0_compat; unfold w; lra. }
destruct (nfloor_ex (3 / 2 / m)) as [n [_ N]]; [left; apply Rdiv_lt_0_compat; lra |].
set (k := S n). assert (kE : INR k = INR n + 1) by (unfold k; apply S_INR).
assert (k0 : 0 < INR k) by (assert (Z := pos_INR n); lra).
set (eta := 3 / 2 / INR k). assert (eta0 : 0 < eta) by (apply Rdiv_lt_0_compat; lra).
assert (em : eta < m).
{ unfold eta. apply (Rlt_div_l (3 / 2)); [exact k0 |]. apply (Rlt_div_l (3 / 2)) in N; [| exact m0].
  rewrite kE. lra. }
assert (kt : INR k * eta = 3 / 2) by (unfold eta; field; lra).
assert (m1 := Rmin_l (Rmin d d') (w / A)). assert (m2 := Rmin_r (Rmin d d') (w / A)).
fold m in m1, m2. assert (m3 := Rmin_l d d'). assert (m4 := Rmin_r d d').
specialize (B eta k ltac:(lra) ltac:(lra)). specialize (B' eta k ltac:(lra) ltac:(lra)).
rewrite kt in B, B'. rewrite half_at in B'.
assert (X : Rabs w <= (Rabs K + Rabs K') * eta).
{ replace w with ((descent 2 eta 0 1 k - 1 / 2) +
    - (descent 2 eta 0 1 k - unlearned_mode 3 1 (3 / 2))) by (unfold w; ring).
  eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_Ropp.
  assert (K * eta <= Rabs K * eta) by (apply Rmult_le_compat_r; [lra | apply Rle_abs]).
  assert (K' * eta <= Rabs K' * eta) by (apply Rmult_le_compat_r; [lra | apply Rle_abs]). lra. }
assert (Y := Rle_abs w). assert (Z : eta < w / A) by lra.
apply (Rlt_div_r eta) in Z; [| exact A0]. unfold A in Z. lra.
Qed.

(* a hundredth more of the first term *)
Theorem descent_second_order_share_wrong : ~ (forall L T s eps lam, (2 <= L)%nat -> 0 < T ->
  0 < eps -> lam 0 = eps -> solves T (mode_velocity L s) lam -> eps ^ L <> s ->
  exists K eta0, 0 < eta0 /\ forall eta k, 0 < eta < eta0 -> INR k * eta <= T ->
  Rabs (descent L eta s eps k - lam (INR k * eta) - - (101 / 200) * eta *
    mode_velocity L s (lam (INR k * eta)) *
    ln (mode_velocity L s (lam (INR k * eta)) / mode_velocity L s eps)) <= K * eta ^ 2).
Proof.
intro H. destruct (idle_solves 2 (3 / 2) ltac:(lia)) as [st so].
destruct (H 2%nat (3 / 2) 0 1 (unlearned_mode 2 1) ltac:(lia) ltac:(lra) ltac:(lra) st so
  ltac:(simpl; lra)) as [K B].
assert (E : - (101 / 200) = - (1 / 2)); [| lra]. exact (share_of_first (- (101 / 200)) K B).
Qed.

(* the other sign *)
Theorem descent_second_order_sign_wrong : ~ (forall L T s eps lam, (2 <= L)%nat -> 0 < T ->
  0 < eps -> lam 0 = eps -> solves T (mode_velocity L s) lam -> eps ^ L <> s ->
  exists K eta0, 0 < eta0 /\ forall eta k, 0 < eta < eta0 -> INR k * eta <= T ->
  Rabs (descent L eta s eps k - lam (INR k * eta) - 1 / 2 * eta *
    mode_velocity L s (lam (INR k * eta)) *
    ln (mode_velocity L s (lam (INR k * eta)) / mode_velocity L s eps)) <= K * eta ^ 2).
Proof.
intro H. destruct (idle_solves 2 (3 / 2) ltac:(lia)) as [st so].
destruct (H 2%nat (3 / 2) 0 1 (unlearned_mode 2 1) ltac:(lia) ltac:(lra) ltac:(lra) st so
  ltac:(simpl; lra)) as [K B].
assert (E : 1 / 2 = - (1 / 2)); [| lra]. exact (share_of_first (1 / 2) K B).
Qed.
