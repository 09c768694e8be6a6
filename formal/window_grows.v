(* The condition of the growth window holds for all larger starts too, over Coq's reals, for every
   depth L >= 2.

   window_condition_grows (GW6N, part 2): with q = s_1/s_i >= 1 the left side of the condition,
     beta (q^2 - 1) int_{u_0}^{u_1} dv/(v (1-v) h(v)), grows as u_0 falls, strictly if q > 1 and
     L >= 3; so if the condition holds at u_0, it holds at every u_0' in [u_0, u_1]. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import window_finite.
Open Scope R_scope.

Lemma window_integrand L q v : 0 < v < 1 ->
  0 < / (v * (1 - v) * window_weight L q v) /\
  continuous (fun v => / (v * (1 - v) * window_weight L q v)) v.
Proof.
intros V. assert (P : 0 < window_weight L q v) by (apply Rmult_lt_0_compat; apply exp_pos).
assert (P' : 0 < v * (1 - v) * window_weight L q v) by (apply Rmult_lt_0_compat; [nra | exact P]).
split; [apply Rinv_0_lt_compat, P' |].
assert (D := weight_derive L 1 q v V). replace (q / 1) with q in D by field.
apply (continuous_comp (fun v => v * (1 - v) * window_weight L q v) Rinv).
- apply (continuous_mult (fun v => v * (1 - v)) (window_weight L q)).
  + apply (ex_derive_continuous (fun v => v * (1 - v))). auto_derive. exact Logic.I.
  + apply (ex_derive_continuous (window_weight L q)). eexists. exact D.
- apply (ex_derive_continuous Rinv). auto_derive. lra.
Qed.

Lemma window_integrable L q x y : 0 < x -> x <= y -> y < 1 ->
  ex_RInt (fun v => / (v * (1 - v) * window_weight L q v)) x y.
Proof.
intros x0 xy y1. apply (ex_RInt_continuous (V := R_CompleteNormedModule)). intros z Z.
rewrite Rmin_left, Rmax_right in Z by exact xy. apply window_integrand. lra.
Qed.

Lemma window_integral_parts L q x y u : 0 < x -> x <= y -> y <= u -> u < 1 ->
  window_integral L q x u = window_integral L q x y + window_integral L q y u.
Proof.
intros x0 xy yu u1. symmetry.
apply (RInt_Chasles (fun v => / (v * (1 - v) * window_weight L q v)));
  apply window_integrable; lra.
Qed.

Lemma window_integral_pos L q x y : 0 < x -> x < y -> y < 1 -> 0 < window_integral L q x y.
Proof.
intros x0 xy y1. apply RInt_gt_0; [exact xy | |]; intros z Z; apply window_integrand; lra.
Qed.

Theorem window_condition_grows L q u0 u0' u1 : (2 <= L)%nat -> 1 <= q ->
  0 < u0 -> u0 <= u0' -> u0' <= u1 -> u1 < 1 ->
  window_exponent L * (q ^ 2 - 1) * window_integral L q u0' u1 <=
    window_exponent L * (q ^ 2 - 1) * window_integral L q u0 u1 /\
  ((3 <= L)%nat -> 1 < q -> u0 < u0' ->
    window_exponent L * (q ^ 2 - 1) * window_integral L q u0' u1 <
      window_exponent L * (q ^ 2 - 1) * window_integral L q u0 u1) /\
  (window_exponent L * (q ^ 2 - 1) * window_integral L q u0 u1 < / window_weight L q u1 ->
    window_exponent L * (q ^ 2 - 1) * window_integral L q u0' u1 < / window_weight L q u1).
Proof.
intros L2 q1 x0 xy yu u1'. assert (l2 := le_INR _ _ L2). simpl in l2.
assert (b0 : 0 <= window_exponent L).
{ apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra]. }
assert (f0 : 0 <= window_exponent L * (q ^ 2 - 1)) by (apply Rmult_le_pos; [exact b0 | nra]).
assert (E := window_integral_parts L q u0 u0' u1 x0 xy yu u1').
assert (I0 : 0 <= window_integral L q u0 u0').
{ destruct xy as [lt | e].
  - left. apply window_integral_pos; lra.
  - rewrite <- e. unfold window_integral. rewrite RInt_point. apply Rle_refl. }
assert (P := Rmult_le_pos _ _ f0 I0). rewrite E, Rmult_plus_distr_l. split; [lra | split; [| lra]].
intros L3 q1' lt. assert (l3 := le_INR _ _ L3). simpl in l3.
assert (Q : 0 < window_exponent L * (q ^ 2 - 1) * window_integral L q u0 u0').
{ apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [apply Rdiv_lt_0_compat; lra | nra] |].
  apply window_integral_pos; lra. }
lra.
Qed.
