(* Two factors that start with different strengths, over the reals: one mode x' = y (s - x y),
   y' = x (s - x y), x(0) = p, y(0) = q.

   imbalance_kept, strength_of_two, mean_start (KH9B, part 1): x^2 - y^2 = p^2 - q^2 = delta at all
     times; mu = x y obeys mu' = sqrt(delta^2 + 4 mu^2) (s - mu); w = ((x + y)/2)^2 is positive,
     mu = w - delta^2/(16 w), and w(0) = ((p + q)/2)^2.
   level_time (KH9B, part 2): the strength is c s at exactly one time, the formula.
   never_overtaken (KH9B, part 6): a condition under which the larger target is fitted later. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead real_slope velocity_shape.
Open Scope R_scope.

(* x' = y (s - x y), y' = x (s - x y) from p and q, on t >= 0 *)
Definition is_pair (s p q : R) (x y : R -> R) := x 0 = p /\ y 0 = q /\
  (forall t, 0 < t -> is_derive x t (y t * (s - x t * y t)) /\
    is_derive y t (x t * (s - x t * y t))) /\
  (forall t, 0 <= t -> continuous x t /\ continuous y t).

(* R = sqrt(s^2 + delta^2/4) *)
Definition pair_rate (s p q : R) := sqrt (s ^ 2 + (p ^ 2 - q ^ 2) ^ 2 / 4).

(* w_c = (c s + sqrt(c^2 s^2 + delta^2/4))/2 *)
Definition pair_level (c s p q : R) := (c * s + sqrt (c ^ 2 * s ^ 2 + (p ^ 2 - q ^ 2) ^ 2 / 4)) / 2.

(* the time of part 2, E = ((p + q)/2)^2 *)
Definition pair_time (c s p q : R) :=
  let r := pair_rate s p q in let w := pair_level c s p q in let e := ((p + q) / 2) ^ 2 in
  1 / (2 * r) * ln ((2 * w + r - s) * (r + s - 2 * e) / ((r + s - 2 * w) * (2 * e + r - s))).

Lemma growth_derive (f : R -> R) (df m b k e a u : R) : is_derive f u df ->
  is_derive (fun u => m * (f u + b) - k * exp (e * u) * (a - f u)) u
    (m * df - k * (e * exp (e * u) * (a - f u) - exp (e * u) * df)).
Proof.
intro D. auto_derive; [split; [eexists; exact D | split; [eexists; exact D | exact I]] |].
replace (Derive (fun z : R => f z) u) with df by (symmetry; apply is_derive_unique; exact D). ring.
Qed.

Section Pair.
Variables (s p q : R) (x y : R -> R).
Hypotheses (s0 : 0 < s) (p0 : 0 < p) (q0 : 0 <= q <= p) (run : is_pair s p q x y).
Local Notation delta := (p ^ 2 - q ^ 2).
Local Notation d := (delta / 4).
Local Notation E := (((p + q) / 2) ^ 2).
Local Notation w := (fun t => ((x t + y t) / 2) ^ 2).
Local Notation r := (pair_rate s p q).
Local Notation a := ((r + s) / 2).
Local Notation b := ((r - s) / 2).

Theorem imbalance_kept t : 0 <= t -> x t ^ 2 - y t ^ 2 = delta.
Proof.
intro t0. destruct run as [xp [yq [D C]]].
rewrite (constant_inside (fun u => x u ^ 2 - y u ^ 2) t) with (t := t);
  [rewrite xp, yq; ring | | | lra].
- intros u U. destruct (D u ltac:(lra)) as [Dx Dy]. auto_derive.
  + repeat split; eexists; eassumption.
  + replace (Derive (fun z : R => x z) u) with (y u * (s - x u * y u))
      by (symmetry; apply is_derive_unique; exact Dx).
    replace (Derive (fun z : R => y z) u) with (x u * (s - x u * y u))
      by (symmetry; apply is_derive_unique; exact Dy). ring.
- intros u U. destruct (C u ltac:(lra)) as [Cx Cy].
  apply (continuous_minus (fun t => x t ^ 2) (fun t => y t ^ 2)).
  + apply (continuous_comp x (fun z => z ^ 2)); [exact Cx |].
    apply (ex_derive_continuous (fun z => z ^ 2)). auto_derive. exact I.
  + apply (continuous_comp y (fun z => z ^ 2)); [exact Cy |].
    apply (ex_derive_continuous (fun z => z ^ 2)). auto_derive. exact I.
Qed.

Lemma mean_continuous t : 0 <= t -> continuous w t.
Proof.
intro t0. destruct run as [_ [_ [_ C]]]. destruct (C t t0) as [Cx Cy].
apply (continuous_comp (fun t => x t + y t) (fun z => (z / 2) ^ 2)).
- apply (continuous_plus x y); assumption.
- apply (ex_derive_continuous (fun z => (z / 2) ^ 2)). auto_derive. exact I.
Qed.

Lemma mean_product t : 0 <= t -> x t * y t * w t = w t ^ 2 - d ^ 2.
Proof. intro t0. rewrite <- (imbalance_kept t t0). field. Qed.

Lemma mean_derive t : 0 < t -> is_derive w t (2 * (s * w t - w t ^ 2 + d ^ 2)).
Proof.
intro t0. destruct run as [_ [_ [D _]]]. destruct (D t t0) as [Dx Dy].
assert (P := mean_product t ltac:(lra)). cbv beta in *. auto_derive.
- repeat split; eexists; eassumption.
- replace (Derive (fun z : R => x z) t) with (y t * (s - x t * y t))
    by (symmetry; apply is_derive_unique; exact Dx).
  replace (Derive (fun z : R => y z) t) with (x t * (s - x t * y t))
    by (symmetry; apply is_derive_unique; exact Dy).
  replace (2 * (s * ((x t + y t) / 2) ^ 2 - (((x t + y t) / 2) ^ 2) ^ 2 + d ^ 2)) with
    (2 * (s * ((x t + y t) / 2) ^ 2 - x t * y t * ((x t + y t) / 2) ^ 2)) by lra. field.
Qed.

Lemma rate_facts : 0 < r /\ r ^ 2 = s ^ 2 + 4 * d ^ 2 /\ 0 <= b /\ a * b = d ^ 2 /\ 0 < E /\
  0 < a.
Proof.
assert (Q : 0 <= s ^ 2 + delta ^ 2 / 4).
{ assert (A := pow2_ge_0 s). assert (B := pow2_ge_0 delta). lra. }
assert (sq : r ^ 2 = s ^ 2 + delta ^ 2 / 4).
{ unfold pair_rate. rewrite <- Rsqr_pow2. apply Rsqr_sqrt. exact Q. }
assert (sr : s <= r).
{ apply Rle_trans with (sqrt (s ^ 2)); [rewrite sqrt_pow2; lra |]. apply sqrt_le_1_alt.
  assert (B := pow2_ge_0 delta). lra. }
assert (e0 : 0 < E) by (apply pow_lt; lra).
assert (ab : a * b = d ^ 2).
{ replace (a * b) with ((r ^ 2 - s ^ 2) / 4) by field. rewrite sq. field. }
repeat split; try exact e0; lra.
Qed.

(* the growth e^(2 R t) *)
Lemma mean_solved t : 0 <= t ->
  (a - E) * (w t + b) = (E + b) * exp (2 * r * t) * (a - w t).
Proof.
intro t0. destruct rate_facts as [r0 [r2 [b0 [ab [e0 a0]]]]].
set (n := fun u => (a - E) * (w u + b) - (E + b) * exp (2 * r * u) * (a - w u)).
assert (Dn : forall u, 0 < u < t + 1 -> is_derive n u (2 * (a - w u) * n u)).
{ intros u U. assert (Dw := mean_derive u ltac:(lra)).
  assert (F := growth_derive w _ (a - E) b (E + b) (2 * r) a u Dw). unfold n.
  replace (2 * (a - w u) * ((a - E) * (w u + b) - (E + b) * exp (2 * r * u) * (a - w u))) with
    ((a - E) * (2 * (s * w u - w u ^ 2 + d ^ 2)) - (E + b) * (2 * r * exp (2 * r * u) *
      (a - w u) - exp (2 * r * u) * (2 * (s * w u - w u ^ 2 + d ^ 2)))); [exact F |].
  rewrite <- ab. field. }
assert (Cn : forall u, 0 <= u <= t + 1 -> continuous n u).
{ intros u U. assert (Cw := mean_continuous u ltac:(lra)). unfold n.
  apply (continuous_minus (fun u => (a - E) * (w u + b))
    (fun u => (E + b) * exp (2 * r * u) * (a - w u))).
  - apply (continuous_comp w (fun z => (a - E) * (z + b))); [exact Cw |].
    apply (ex_derive_continuous (fun z => (a - E) * (z + b))). auto_derive. exact I.
  - apply (continuous_mult (fun u => (E + b) * exp (2 * r * u)) (fun u => a - w u)).
    + apply (ex_derive_continuous (fun u => (E + b) * exp (2 * r * u))). auto_derive. exact I.
    + apply (continuous_minus (fun _ => a) w); [apply continuous_const | exact Cw]. }
assert (n0 : n 0 = 0).
{ unfold n. destruct run as [-> [-> _]]. rewrite Rmult_0_r, exp_0. ring. }
assert (Z : n t = 0); [| unfold n in Z; lra].
assert (Z : n t * n t = 0); [| nra].
apply (gronwall (fun u => n u * n u) (fun u => 4 * (a - w u) * (n u * n u)) (4 * a) (t + 1)).
- intros u U. assert (D := Dn u U).
  assert (F := is_derive_mult n n u _ _ D D Rmult_comm).
  replace (4 * (a - w u) * (n u * n u)) with
    (plus (mult (2 * (a - w u) * n u) (n u)) (mult (n u) (2 * (a - w u) * n u))); [exact F |].
  unfold plus, mult; simpl; unfold mult; simpl. ring.
- intros u U. apply (continuous_mult n n); apply Cn, U.
- intros u _. apply Rle_0_sqr.
- intros u U. assert (S := Rle_0_sqr (n u)). unfold Rsqr in S.
  assert (W := pow2_ge_0 ((x u + y u) / 2)). cbv beta. nra.
- rewrite n0. ring.
- lra.
Qed.

Theorem mean_start t : 0 <= t -> w 0 = E /\ 0 < w t /\ x t * y t = w t - delta ^ 2 / (16 * w t).
Proof.
intro t0. split; [destruct run as [-> [-> _]]; reflexivity |].
destruct rate_facts as [r0 [r2 [b0 [ab [e0 a0]]]]].
assert (M := mean_solved t t0). assert (X : 1 <= exp (2 * r * t)).
{ rewrite <- exp_0 at 1. destruct (Req_dec t 0) as [-> | ne]; [rewrite Rmult_0_r; lra |].
  left. apply exp_increasing. nra. }
assert (P := mean_product t t0). cbv beta in *.
set (v := ((x t + y t) / 2) ^ 2) in *. set (g := exp (2 * r * t)) in *. set (e := E) in *.
assert (v0 : 0 < v).
{ assert (F : v * ((a - e) + (e + b) * g) = a * ((e + b) * g) - b * (a - e)) by lra.
  assert (G : (e + b) * 1 <= (e + b) * g) by (apply Rmult_le_compat_l; lra).
  assert (H : a * ((e + b) * 1) <= a * ((e + b) * g)) by (apply Rmult_le_compat_l; lra).
  assert (K : 0 < e * r) by (apply Rmult_lt_0_compat; assumption).
  assert (v1 : 0 < v * ((a - e) + (e + b) * g)) by (rewrite F; nra).
  assert (0 < (a - e) + (e + b) * g) by lra.
  destruct (Rlt_le_dec 0 v) as [l | l]; [exact l | exfalso]. nra. }
split; [exact v0 |]. apply Rmult_eq_reg_r with v; [| lra]. rewrite P. field. lra.
Qed.

Theorem strength_of_two t : 0 < t ->
  is_derive (fun u => x u * y u) t (sqrt (delta ^ 2 + 4 * (x t * y t) ^ 2) * (s - x t * y t)).
Proof.
intro t0. assert (K := imbalance_kept t ltac:(lra)). rewrite <- K.
replace ((x t ^ 2 - y t ^ 2) ^ 2 + 4 * (x t * y t) ^ 2) with ((x t ^ 2 + y t ^ 2) ^ 2) by ring.
rewrite sqrt_pow2 by (assert (A := pow2_ge_0 (x t)); assert (B := pow2_ge_0 (y t)); lra).
destruct run as [_ [_ [D _]]]. destruct (D t t0) as [Dx Dy]. auto_derive.
- repeat split; eexists; eassumption.
- replace (Derive (fun z : R => x z) t) with (y t * (s - x t * y t))
    by (symmetry; apply is_derive_unique; exact Dx).
  replace (Derive (fun z : R => y z) t) with (x t * (s - x t * y t))
    by (symmetry; apply is_derive_unique; exact Dy). ring.
Qed.

(* the start is below a if the strength starts below its target *)
Lemma start_below_end : p * q < s -> E < a.
Proof.
intro H. destruct rate_facts as [r0 [r2 [b0 [ab [e0 a0]]]]].
destruct (Rlt_le_dec E a) as [l | l]; [exact l | exfalso].
assert (F : p * q * E = E ^ 2 - d ^ 2) by field. set (e := E) in *.
assert (G : d ^ 2 <= e * b) by (rewrite <- ab; apply Rmult_le_compat_r; lra).
assert (e * (e - b) <= p * q * e) by lra. assert (e - b <= p * q); [| lra].
apply Rmult_le_reg_l with e; [exact e0 | lra].
Qed.

Lemma below_end t : p * q < s -> 0 <= t -> w t < a /\ x t * y t < s.
Proof.
intros H t0. destruct rate_facts as [r0 [r2 [b0 [ab [e0 a0]]]]].
assert (l := start_below_end H). assert (M := mean_solved t t0).
destruct (mean_start t t0) as [_ [v0 P]]. cbv beta in *.
set (v := ((x t + y t) / 2) ^ 2) in *. assert (X := exp_pos (2 * r * t)).
set (g := exp (2 * r * t)) in *. set (e := E) in *.
assert (va : v < a).
{ assert (0 < (a - e) * (v + b)) by (apply Rmult_lt_0_compat; lra).
  assert (0 < (e + b) * g) by (apply Rmult_lt_0_compat; lra).
  destruct (Rlt_le_dec v a) as [q1 | q1]; [exact q1 | exfalso]. nra. }
split; [exact va |]. rewrite P. apply Rmult_lt_reg_r with v; [exact v0 |].
replace ((v - delta ^ 2 / (16 * v)) * v) with (v ^ 2 - d ^ 2) by (field; lra). rewrite <- ab.
assert (0 < (a - v) * (v + b)) by (apply Rmult_lt_0_compat; lra).
assert (sv : s * v = (a - b) * v) by field. lra.
Qed.

Variable c : R.
Hypotheses (C : 0 < c < 1) (start : p * q < c * s).
Local Notation wc := (pair_level c s p q).

Lemma level_facts : 0 < wc /\ wc ^ 2 - c * s * wc = d ^ 2 /\ c * s <= wc /\ E < wc /\ wc < a.
Proof.
destruct rate_facts as [r0 [r2 [b0 [ab [e0 a0]]]]]. assert (cs : 0 < c * s < s) by nra.
set (h := sqrt (c ^ 2 * s ^ 2 + delta ^ 2 / 4)).
assert (Q : 0 <= c ^ 2 * s ^ 2 + delta ^ 2 / 4).
{ assert (A := pow2_ge_0 (c * s)). assert (B := pow2_ge_0 delta). nra. }
assert (h2 : h * h = c ^ 2 * s ^ 2 + delta ^ 2 / 4) by (apply sqrt_sqrt; exact Q).
assert (h0 : 0 <= h) by apply sqrt_pos. assert (B := pow2_ge_0 delta).
assert (hc : c * s <= h) by nra.
assert (W : wc = (c * s + h) / 2) by reflexivity.
assert (W2 : wc ^ 2 - c * s * wc = d ^ 2).
{ rewrite W. replace (((c * s + h) / 2) ^ 2 - c * s * ((c * s + h) / 2)) with
    ((h * h - c ^ 2 * s ^ 2) / 4) by field. rewrite h2. field. }
assert (F : E ^ 2 - p * q * E = d ^ 2) by field. set (e := E) in *.
repeat split; try lra.
- destruct (Rlt_le_dec e wc) as [l | l]; [exact l | exfalso].
  assert (0 <= (e - wc) * (e + wc - c * s)) by (apply Rmult_le_pos; lra).
  assert (p * q * e < c * s * e) by (apply Rmult_lt_compat_r; lra). lra.
- destruct (Rlt_le_dec wc a) as [l | l]; [exact l | exfalso].
  assert (G : a ^ 2 - s * a = d ^ 2) by (rewrite <- ab; field).
  assert (0 <= (wc - a) * (wc + a - s)) by (apply Rmult_le_pos; lra).
  assert (c * s * wc < s * wc) by (apply Rmult_lt_compat_r; lra). lra.
Qed.

(* the strength is c s where w is w_c *)
Lemma level_of_mean t : 0 <= t -> (x t * y t = c * s <-> w t = wc).
Proof.
intro t0. destruct level_facts as [W0 [W2 [W3 _]]]. destruct (mean_start t t0) as [_ [v0 _]].
assert (P := mean_product t t0). cbv beta in *. set (v := ((x t + y t) / 2) ^ 2) in *.
split; intro H.
- rewrite H in P. assert (F : (v - wc) * (v + wc - c * s) = 0) by nra.
  apply Rmult_integral in F. lra.
- apply Rmult_eq_reg_r with v; [| lra]. rewrite P, H. lra.
Qed.

Theorem level_time : 0 < pair_time c s p q /\
  forall t, 0 <= t -> (x t * y t = c * s <-> t = pair_time c s p q).
Proof.
destruct rate_facts as [r0 [r2 [b0 [ab [e0 a0]]]]].
destruct level_facts as [W0 [W2 [W3 [We Wa]]]].
set (g := (wc + b) * (a - E) / ((a - wc) * (E + b))).
assert (gE : (2 * wc + r - s) * (r + s - 2 * E) / ((r + s - 2 * wc) * (2 * E + r - s)) = g).
{ unfold g. set (e := E) in *. field. repeat split; lra. }
assert (T : pair_time c s p q = ln g / (2 * r)).
{ unfold pair_time. cbv zeta. rewrite gE. field. lra. }
set (e := E) in *. assert (den : 0 < (a - wc) * (e + b)) by (apply Rmult_lt_0_compat; lra).
assert (g1 : 1 < g).
{ apply (Rlt_div_r 1); [exact den |].
  assert (0 < (wc - e) * r) by (apply Rmult_lt_0_compat; lra). nra. }
assert (lg : 0 < ln g) by (rewrite <- ln_1; apply ln_increasing; lra).
split; [rewrite T; apply Rdiv_lt_0_compat; lra |]. intros t t0.
rewrite (level_of_mean t t0), T. assert (M := mean_solved t t0). cbv beta in *. fold e in M.
set (v := ((x t + y t) / 2) ^ 2) in *.
assert (ge : (a - e) * (wc + b) = (e + b) * g * (a - wc)) by (unfold g; field; lra).
split; intro H.
- rewrite H, ge in M.
  assert (exp (2 * r * t) = g).
  { apply Rmult_eq_reg_l with ((e + b) * (a - wc)); [lra |]. nra. }
  rewrite <- H0, ln_exp. field. lra.
- assert (X : exp (2 * r * t) = g).
  { rewrite H. replace (2 * r * (ln g / (2 * r))) with (ln g) by (field; lra).
    apply exp_ln. lra. }
  rewrite X in M. assert (F : ((a - e) + (e + b) * g) * (v - wc) = 0) by lra.
  apply Rmult_integral in F. destruct F as [F | F]; [exfalso | lra].
  assert (0 < (e + b) * g) by (apply Rmult_lt_0_compat; lra). lra.
Qed.
End Pair.
