(* C(z) = 1/z + 1/log(1 - z), the share by which descent can be early, over the reals.

   rate_share_increases, rate_share_start, rate_share_end (HJ75, part 3): it increases strictly on
     (0, 1), and tends to 1/2 at 0 and to 1 at 1.
   rate_share_between: 1/2 < C(z) < 1/2 + z/2. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar mode_times velocity_shape descent_count.
Open Scope R_scope.

(* C(z) *)
Definition rate_share (z : R) := 1 / z + 1 / ln (1 - z).

Lemma log_left z : 0 < z < 1 -> ln (1 - z) < 0.
Proof. intro Z. rewrite <- ln_1. apply ln_increasing; lra. Qed.

(* 2 log(q) < q - 1/q *)
Lemma log_below_mean q : 1 < q -> 2 * ln q < q - 1 / q.
Proof.
intro Q. set (r := (1 + q) / 2). assert (Dr : forall y, 1 <= y ->
  is_derive (fun y => y - 1 / y - 2 * ln y) y ((1 - 1 / y) ^ 2)).
{ intros y Y. auto_derive; [lra |]. field. lra. }
assert (A : 1 - 1 / 1 - 2 * ln 1 <= r - 1 / r - 2 * ln r).
{ apply (grows_by_slope (fun y => y - 1 / y - 2 * ln y) (fun y => (1 - 1 / y) ^ 2)).
  - unfold r. lra.
  - intros y Y. apply Dr. lra.
  - intros y Y. apply pow2_ge_0. }
assert (B : r - 1 / r - 2 * ln r < q - 1 / q - 2 * ln q).
{ apply (increases_by_slope (fun y => y - 1 / y - 2 * ln y) (fun y => (1 - 1 / y) ^ 2)).
  - unfold r. lra.
  - intros y Y. apply Dr. unfold r in Y. lra.
  - intros y Y. apply pow_lt. assert (1 / y < 1); [| lra].
    apply Rlt_div_l; unfold r in Y; lra. }
rewrite ln_1 in A. lra.
Qed.

Lemma log_below_root z : 0 < z < 1 -> - ln (1 - z) * sqrt (1 - z) < z.
Proof.
intro Z. assert (S := sqrt_lt_R0 (1 - z) ltac:(lra)).
assert (E := sqrt_sqrt (1 - z) ltac:(lra)). set (q := sqrt (1 - z)) in *.
assert (q1 : q < 1) by nra. assert (Q : 1 < 1 / q) by (apply Rlt_div_r; lra).
assert (H := log_below_mean (1 / q) Q).
assert (F : ln (1 / q) = - ln q).
{ unfold Rdiv. rewrite Rmult_1_l. apply ln_Rinv, S. }
assert (G : ln (1 - z) = 2 * ln q) by (rewrite <- E, ln_mult by lra; ring).
rewrite G. rewrite F in H. replace (1 / (1 / q)) with q in H by (field; lra).
assert (K : (2 * - ln q) * q < (1 / q - q) * q) by (apply Rmult_lt_compat_r; lra).
replace ((1 / q - q) * q) with z in K; [lra |]. field_simplify; [lra | lra].
Qed.

Theorem rate_share_increases y z : 0 < y < z -> z < 1 -> rate_share y < rate_share z.
Proof.
intros Y Z. apply (increases_by_slope rate_share
  (fun x => (x ^ 2 - (1 - x) * ln (1 - x) ^ 2) / ((1 - x) * x ^ 2 * ln (1 - x) ^ 2))); [lra | |].
- intros x X. assert (P := log_left x ltac:(lra)). unfold rate_share.
  auto_derive; [change (1 + - x) with (1 - x); repeat split; lra |].
  change (1 + - x) with (1 - x). field. repeat split; lra.
- intros x X. assert (P := log_left x ltac:(lra)). assert (Q := log_below_root x ltac:(lra)).
  assert (E := sqrt_sqrt (1 - x) ltac:(lra)). assert (S := sqrt_pos (1 - x)).
  apply Rdiv_lt_0_compat.
  + assert (0 <= - ln (1 - x) * sqrt (1 - x)) by (apply Rmult_le_pos; lra).
    assert ((- ln (1 - x) * sqrt (1 - x)) * (- ln (1 - x) * sqrt (1 - x)) < x * x) by nra.
    replace ((1 - x) * ln (1 - x) ^ 2) with
      (sqrt (1 - x) * sqrt (1 - x) * ln (1 - x) ^ 2) by (rewrite E; reflexivity). lra.
  + assert (0 < x ^ 2) by (apply pow_lt; lra).
    assert (0 < ln (1 - x) ^ 2) by (apply pow2_gt_0; lra).
    apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat |]; lra.
Qed.

Lemma rate_share_between z : 0 < z < 1 -> 1 / 2 < rate_share z < 1 / 2 + z / 2.
Proof.
intro Z. assert (P := log_left z Z). unfold rate_share.
set (l := - ln (1 - z)). replace (ln (1 - z)) with (- l) by (unfold l; ring).
assert (l0 : 0 < l) by (unfold l; lra).
replace (1 / z + 1 / - l) with ((l - z) / (z * l)) by (field; lra). split.
- apply (Rlt_div_r (1 / 2) (l - z)); [nra |].
  assert (H := log_above (z / (1 - z)) ltac:(apply Rdiv_lt_0_compat; lra)).
  replace (ln (1 + z / (1 - z))) with l in H.
  + replace (2 * (z / (1 - z)) / (2 + z / (1 - z))) with (2 * z / (2 - z)) in H by (field; lra).
    apply Rlt_div_l in H; [nra | lra].
  + unfold l. replace (1 + z / (1 - z)) with (/ (1 - z)) by (field; lra).
    rewrite ln_Rinv; lra.
- apply (Rlt_div_l (l - z)); [nra |]. assert (Q := log_below_root z Z). fold l in Q.
  assert (B : 1 - z / 2 - z ^ 2 / 2 <= sqrt (1 - z)).
  { replace (1 - z / 2 - z ^ 2 / 2) with (sqrt ((1 - z / 2 - z ^ 2 / 2) ^ 2)).
    - apply sqrt_le_1_alt. assert (z ^ 2 <= z) by nra. assert (0 <= z ^ 2) by nra.
      assert (z ^ 4 <= z ^ 2) by nra. assert (z ^ 3 <= z ^ 2) by nra. nra.
    - replace ((1 - z / 2 - z ^ 2 / 2) ^ 2) with ((1 - z / 2 - z ^ 2 / 2) *
        (1 - z / 2 - z ^ 2 / 2)) by ring. apply sqrt_square. nra. }
  assert (l * (1 - z / 2 - z ^ 2 / 2) <= l * sqrt (1 - z)) by (apply Rmult_le_compat_l; lra).
  nra.
Qed.

Theorem rate_share_start : filterlim rate_share (at_right 0) (locally (1 / 2)).
Proof.
intros P [e He]. assert (h0 : 0 < Rmin e 1) by (apply Rmin_glb_lt; [apply cond_pos | lra]).
exists (mkposreal _ h0). intros z B z0. apply He. simpl in B.
change (Rabs (z - 0) < Rmin e 1) in B. rewrite Rminus_0_r, Rabs_pos_eq in B by lra.
assert (B1 := Rlt_le_trans _ _ _ B (Rmin_l _ _)). assert (B2 := Rlt_le_trans _ _ _ B (Rmin_r _ _)).
assert (R := rate_share_between z ltac:(lra)). change (Rabs (rate_share z - 1 / 2) < e).
apply Rabs_lt_between. lra.
Qed.

Theorem rate_share_end : filterlim rate_share (at_left 1) (locally 1).
Proof.
intros P [e He]. assert (e0 := cond_pos e).
(* 1 < 1/z < 1 + e/2 and -e/2 < 1/log(1 - z) < 0 *)
assert (h0 : 0 < Rmin (Rmin (1 / 2) (e / 4)) (exp (- (2 / e)))).
{ repeat apply Rmin_glb_lt; try lra. apply exp_pos. }
exists (mkposreal _ h0). intros z B z1. apply He. simpl in B.
change (Rabs (z - 1) < Rmin (Rmin (1 / 2) (e / 4)) (exp (- (2 / e)))) in B.
rewrite Rabs_left in B by lra.
assert (B1 := Rlt_le_trans _ _ _ B (Rmin_l _ _)). assert (B2 := Rlt_le_trans _ _ _ B (Rmin_r _ _)).
assert (B3 := Rlt_le_trans _ _ _ B1 (Rmin_l _ _)).
assert (B4 := Rlt_le_trans _ _ _ B1 (Rmin_r _ _)).
change (Rabs (rate_share z - 1) < e). unfold rate_share.
assert (L : ln (1 - z) < - (2 / e)).
{ rewrite <- (ln_exp (- (2 / e))). apply ln_increasing; lra. }
assert (k0 : 0 < 2 / e) by (apply Rdiv_lt_0_compat; lra).
assert (U : - (e / 2) < 1 / ln (1 - z) < 0).
{ split.
  - replace (- (e / 2)) with (1 / - (2 / e)) by (field; lra). unfold Rdiv.
    rewrite !Rmult_1_l. apply Rinv_lt_contravar; [nra | exact L].
  - unfold Rdiv. rewrite Rmult_1_l. apply Rinv_lt_0_compat. lra. }
assert (V : 1 < 1 / z < 1 + e / 2).
{ split; [apply Rlt_div_r; lra | apply Rlt_div_l; [lra | nra]]. }
apply Rabs_lt_between. lra.
Qed.
