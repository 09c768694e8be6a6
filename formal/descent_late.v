(* One step of descent against the flow of the mode, over the reals, for every L >= 2.

   A step from a of the learning rate eta has the length eta g(a); the flow needs H(e) - H(a) for
   it, where H' = 1/g and g(x) = x^(L-1) (s - x^L).
   late_by_parabola: where the parabola with its vertex at (b, g(b)) through (a, g(a)) lies above g,
     eta less that time is at most 3/4 eta log(g(b)/g(a)), and 2/3 of it if the step ends at b.
   late_convex: where g is convex, at most 1/2 eta log(g(e)/g(a)).
   not_longer, not_shorter: where g is at least, or at most, k, the time is at most, at least the
     length over k.
   No series is needed: 1/(1 - q) >= 1 + q and -log(1 - z) >= z + z^2/2. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead velocity_shape descent_count.
Open Scope R_scope.

(* z + z^2/2 <= -log(1 - z) *)
Lemma log_two_terms z : 0 <= z < 1 -> z + z ^ 2 / 2 <= - ln (1 - z).
Proof.
intros Z. assert (H : - ln (1 - 0) - (0 + 0 ^ 2 / 2) <= - ln (1 - z) - (z + z ^ 2 / 2)).
{ apply (grows_by_slope (fun y => - ln (1 - y) - (y + y ^ 2 / 2)) (fun y => y ^ 2 / (1 - y)));
    [lra | |].
  - intros y Y. auto_derive; [lra |]. field. lra.
  - intros y Y. apply Rmult_le_pos; [apply pow2_ge_0 |]. left. apply Rinv_0_lt_compat. lra. }
rewrite Rminus_0_r, ln_1 in H. lra.
Qed.

(* (q - 1)/(q + 1) <= log(q)/2 *)
Lemma log_half q : 1 <= q -> (q - 1) / (q + 1) <= ln q / 2.
Proof.
intros [Q | <-]; [| rewrite ln_1; lra].
assert (H := log_above (q - 1) ltac:(lra)). replace (1 + (q - 1)) with q in H by ring.
replace (2 * (q - 1) / (2 + (q - 1))) with (2 * ((q - 1) / (q + 1))) in H by (field; lra). lra.
Qed.

Lemma log_quotient x y : 0 < x -> 0 < y -> ln (x / y) = ln x - ln y.
Proof.
intros x0 y0. unfold Rdiv. rewrite ln_mult, ln_Rinv; try lra. apply Rinv_0_lt_compat, y0.
Qed.

Section Step.
Variables (g H : R -> R) (a e eta : R).
Hypotheses (ae : a < e) (eta0 : 0 < eta).
Hypothesis pos : forall x, a <= x <= e -> 0 < g x.
Hypothesis D : forall x, a <= x <= e -> is_derive H x (/ g x).

(* the time is at least what an antiderivative of a smaller function says, and at most the same *)
Lemma time_at_least u v P p : a <= u <= v -> v <= e ->
  (forall x, u <= x <= v -> is_derive P x (p x)) -> (forall x, u <= x <= v -> p x <= / g x) ->
  P v - P u <= H v - H u.
Proof.
intros U V DP B. assert (K : H u - P u <= H v - P v); [| lra].
apply (grows_by_slope (fun x => H x - P x) (fun x => / g x - p x)); [lra | |].
- intros x X. apply (is_derive_minus H P); [apply D; lra | apply DP, X].
- intros x X. specialize (B x X). lra.
Qed.

Lemma time_at_most u v P p : a <= u <= v -> v <= e ->
  (forall x, u <= x <= v -> is_derive P x (p x)) -> (forall x, u <= x <= v -> / g x <= p x) ->
  H v - H u <= P v - P u.
Proof.
intros U V DP B. assert (K : P u - H u <= P v - H v); [| lra].
apply (grows_by_slope (fun x => P x - H x) (fun x => p x - / g x)); [lra | |].
- intros x X. apply (is_derive_minus P H); [apply DP, X | apply D; lra].
- intros x X. specialize (B x X). lra.
Qed.

Lemma not_longer u v k : a <= u <= v -> v <= e -> 0 < k -> (forall x, u <= x <= v -> k <= g x) ->
  H v - H u <= (v - u) / k.
Proof.
intros U V k0 B. replace ((v - u) / k) with (v / k - u / k) by (field; lra).
apply (time_at_most u v (fun x => x / k) (fun _ => / k)); auto.
- intros x X. auto_derive; [lra |]. field. lra.
- intros x X. apply Rinv_le_contravar; [exact k0 | apply B, X].
Qed.

Lemma not_shorter u v k : a <= u <= v -> v <= e -> 0 < k -> (forall x, u <= x <= v -> g x <= k) ->
  (v - u) / k <= H v - H u.
Proof.
intros U V k0 B. replace ((v - u) / k) with (v / k - u / k) by (field; lra).
apply (time_at_least u v (fun x => x / k) (fun _ => / k)); auto.
- intros x X. auto_derive; [lra |]. field. lra.
- intros x X. apply Rinv_le_contravar; [apply pos; lra | apply B, X].
Qed.

Hypothesis length : e - a = eta * g a.

Section Parabola.
Variable b : R.
Hypotheses (ab : a < b) (be : b <= e) (higher : g a <= g b).
Hypothesis parabola : forall x, a <= x <= e ->
  (g b - g a) * (b - x) ^ 2 <= (g b - g x) * (b - a) ^ 2.

Lemma time_by_parabola : let z := 1 - g a / g b in
  1 / g b * ((e - a) + z * ((e - b) ^ 3 + (b - a) ^ 3) / (3 * (b - a) ^ 2)) <= H e - H a.
Proof.
intro z. assert (ga := pos a ltac:(lra)). assert (gb := pos b ltac:(lra)).
assert (z0 : 0 <= z < 1).
{ unfold z. assert (0 < g a / g b) by (apply Rdiv_lt_0_compat; lra).
  assert (g a / g b <= 1) by (apply Rle_div_l; lra). lra. }
assert (w0 : 0 < (b - a) ^ 2) by (apply pow_lt; lra).
set (P := fun x => 1 / g b * (x + z * (x - b) ^ 3 / (3 * (b - a) ^ 2))).
replace (1 / g b * ((e - a) + z * ((e - b) ^ 3 + (b - a) ^ 3) / (3 * (b - a) ^ 2))) with
  (P e - P a) by (unfold P; field; lra).
apply (time_at_least a e P (fun x => 1 / g b * (1 + z * ((x - b) ^ 2 / (b - a) ^ 2)))); try lra.
- intros x X. unfold P. auto_derive; [nra |]. field. lra.
- intros x X. assert (gx := pos x X). assert (K := parabola x X).
  set (q := z * ((x - b) ^ 2 / (b - a) ^ 2)).
  assert (q0 : 0 <= q).
  { apply Rmult_le_pos; [lra |]. apply Rmult_le_pos; [apply pow2_ge_0 |].
    left. apply Rinv_0_lt_compat, w0. }
  assert (G : g x <= g b * (1 - q)).
  { apply Rmult_le_reg_r with ((b - a) ^ 2); [exact w0 |].
    replace (g b * (1 - q) * (b - a) ^ 2) with (g b * (b - a) ^ 2 - (g b - g a) * (b - x) ^ 2);
      [lra | unfold q, z; field; lra]. }
  apply Rmult_le_reg_r with (g x); [exact gx |]. rewrite Rinv_l by lra.
  apply Rmult_le_reg_l with (g b); [exact gb |].
  replace (g b * (1 / g b * (1 + q) * g x)) with ((1 + q) * g x) by (field; lra).
  apply Rle_trans with ((1 + q) * (g b * (1 - q))); [apply Rmult_le_compat_l; lra | nra].
Qed.

Theorem late_by_parabola : eta - (H e - H a) <= 3 / 4 * (eta * ln (g b / g a)) /\
  (b = e -> eta - (H e - H a) <= 2 / 3 * (eta * ln (g b / g a))).
Proof.
assert (T := time_by_parabola). cbv zeta in T. set (z := 1 - g a / g b) in *.
assert (ga := pos a ltac:(lra)). assert (gb := pos b ltac:(lra)).
assert (z0 : 0 <= z < 1).
{ unfold z. assert (0 < g a / g b) by (apply Rdiv_lt_0_compat; lra).
  assert (g a / g b <= 1) by (apply Rle_div_l; lra). lra. }
assert (E : ln (g b / g a) = - ln (1 - z)).
{ unfold z. replace (1 - (1 - g a / g b)) with (g a / g b) by ring.
  rewrite !log_quotient by lra. ring. }
rewrite E. assert (Q := log_two_terms z z0).
assert (w0 : 0 < (b - a) ^ 2) by (apply pow_lt; lra).
assert (X : forall k, k * (e - a) <= ((e - b) ^ 3 + (b - a) ^ 3) / (3 * (b - a) ^ 2) ->
  eta - (H e - H a) <= eta * (1 - (1 - z) * (1 + z * k))).
{ intros k K. assert (1 / g b * ((e - a) + z * (k * (e - a))) <= H e - H a).
  { eapply Rle_trans; [| exact T]. apply Rmult_le_compat_l.
    - left. apply Rdiv_lt_0_compat; lra.
    - unfold Rdiv at 1. rewrite Rmult_assoc. fold (Rdiv ((e - b) ^ 3 + (b - a) ^ 3)
        (3 * (b - a) ^ 2)). assert (z * (k * (e - a)) <=
        z * (((e - b) ^ 3 + (b - a) ^ 3) / (3 * (b - a) ^ 2))); [| lra].
      apply Rmult_le_compat_l; lra. }
  replace (1 / g b * ((e - a) + z * (k * (e - a)))) with (eta * ((1 - z) * (1 + z * k))) in H0;
    [lra |]. rewrite length. unfold z. field. lra. }
split.
- assert (K : 1 / 4 * (e - a) <= ((e - b) ^ 3 + (b - a) ^ 3) / (3 * (b - a) ^ 2)).
  { apply (Rle_div_r (1 / 4 * (e - a))); [lra |].
    replace ((e - b) ^ 3 + (b - a) ^ 3) with (1 / 4 * (e - a) * (3 * (b - a) ^ 2) +
      (e - a) * (e - b - (b - a) / 2) ^ 2) by field.
    assert (0 <= (e - a) * (e - b - (b - a) / 2) ^ 2); [| lra].
    apply Rmult_le_pos; [lra | apply pow2_ge_0]. }
  apply X in K. eapply Rle_trans; [exact K |].
  replace (3 / 4 * (eta * - ln (1 - z))) with (eta * (3 / 4 * - ln (1 - z))) by ring.
  apply Rmult_le_compat_l; [lra |]. nra.
- intros be'. assert (K : 1 / 3 * (e - a) <= ((e - b) ^ 3 + (b - a) ^ 3) / (3 * (b - a) ^ 2)).
  { rewrite <- be'. right. field. lra. }
  apply X in K. eapply Rle_trans; [exact K |].
  replace (2 / 3 * (eta * - ln (1 - z))) with (eta * (2 / 3 * - ln (1 - z))) by ring.
  apply Rmult_le_compat_l; [lra |]. nra.
Qed.
End Parabola.

Theorem late_convex g' g'' : (forall x, a <= x <= e -> is_derive g x (g' x)) ->
  (forall x, a <= x <= e -> is_derive g' x (g'' x)) -> (forall x, a <= x <= e -> 0 <= g'' x) ->
  g a <= g e -> eta - (H e - H a) <= 1 / 2 * (eta * ln (g e / g a)).
Proof.
intros D1 D2 B up. assert (ga := pos a ltac:(lra)). assert (ge := pos e ltac:(lra)).
set (k := (g e - g a) / (e - a)).
assert (chord : forall x, a <= x <= e -> g x <= g a + k * (x - a)).
{ intros x X. destruct (mean_value g g' a x) as [y [Y Ey]]; [lra | intros; apply D1; lra |].
  destruct (mean_value g g' x e) as [w [W Ew]]; [lra | intros; apply D1; lra |].
  assert (M : g' y <= g' w).
  { apply (grows_by_slope g' g'' y w); [lra | |]; intros; [apply D2 | apply B]; lra. }
  assert (S : (g x - g a) * (e - x) <= (g e - g x) * (x - a)).
  { rewrite Ey, Ew. replace (g' w * (e - x) * (x - a)) with (g' w * ((x - a) * (e - x))) by ring.
    replace (g' y * (x - a) * (e - x)) with (g' y * ((x - a) * (e - x))) by ring.
    apply Rmult_le_compat_r; [apply Rmult_le_pos; lra | exact M]. }
  apply Rmult_le_reg_r with (e - a); [lra |].
  replace ((g a + k * (x - a)) * (e - a)) with (g a * (e - a) + (g e - g a) * (x - a))
    by (unfold k; field; lra). nra. }
set (m := (g a + g e) / 2). assert (m0 : 0 < m) by (unfold m; lra).
set (P := fun x => 2 * x / m - (g a * x + k * (x - a) ^ 2 / 2) / m ^ 2).
assert (T : P e - P a <= H e - H a).
{ apply (time_at_least a e P (fun x => 2 / m - (g a + k * (x - a)) / m ^ 2)); try lra.
  - intros x X. unfold P. auto_derive; [exact I |]. field. lra.
  - intros x X. assert (gx := pos x X). assert (C := chord x X).
    apply Rmult_le_reg_r with (g x); [exact gx |]. rewrite Rinv_l by lra.
    assert (M2 : 0 < m ^ 2) by (apply pow_lt; exact m0).
    apply Rmult_le_reg_r with (m ^ 2); [exact M2 |].
    replace ((2 / m - (g a + k * (x - a)) / m ^ 2) * g x * m ^ 2) with
      (2 * m * g x - (g a + k * (x - a)) * g x) by (field; lra).
    assert (g x * g x <= (g a + k * (x - a)) * g x) by (apply Rmult_le_compat_r; lra).
    assert (Z := pow2_ge_0 (g x - m)). lra. }
assert (E : P e - P a = eta * (2 * g a / (g a + g e))).
{ assert (P e - P a = (e - a) / m).
  { unfold P. replace ((e - a) / m) with (2 * (e - a) / m - (e - a) * m / m ^ 2) by (field; lra).
    unfold k, m. field. split; lra. }
  rewrite H0, length. unfold m. field. lra. }
assert (Q : 1 <= g e / g a) by (apply Rle_div_r; lra).
assert (Lg := log_half (g e / g a) Q).
replace ((g e / g a - 1) / (g e / g a + 1)) with (1 - 2 * g a / (g a + g e)) in Lg
  by (field; split; lra).
assert (eta * (1 - 2 * g a / (g a + g e)) <= eta * (ln (g e / g a) / 2))
  by (apply Rmult_le_compat_l; lra). lra.
Qed.
End Step.
