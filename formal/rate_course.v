(* The course of a mode with the rate alpha for the first and the last of L >= 3 factors (UWHK),
   over Coq's reals.

   one_parameter (part 1): x^2 = eps^2 + alpha u and y^2 = eps^2 + u with u' = 2 mu (s - mu),
     u(0) = 0, where mu = x^2 y^(L-2); x^2 - alpha y^2 = (1 - alpha) eps^2.
   strength_decides, speed_of_strength, rate_strength_equation (part 2): mu determines x, y and u,
     and mu' = V (s - mu), V = mu^2 (2 alpha/x^2 + (L-2)/y^2) a function of alpha and mu only. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead compressed_bounds rate_speed rate_order.
Open Scope R_scope.

(* V(alpha, mu): the factor of s - mu at the point of the line of alpha with the strength mu *)
Definition is_speed (L : nat) (eps alpha mu v : R) := exists x y, on_line alpha eps x y /\
  x ^ 2 * y ^ (L - 2) = mu /\ v = mu ^ 2 * (2 * alpha / x ^ 2 + INR (L - 2) / y ^ 2).

Theorem speed_of_strength L eps alpha mu : (3 <= L)%nat -> 0 < eps -> 0 < alpha -> 0 < mu ->
  exists v, is_speed L eps alpha mu v /\ forall v', is_speed L eps alpha mu v' -> v' = v.
Proof.
intros L3 e0 a0 m0. destruct (each_strength L eps alpha mu L3 e0 a0 m0) as [x [y [l e]]].
exists (mu ^ 2 * (2 * alpha / x ^ 2 + INR (L - 2) / y ^ 2)). split; [exists x, y; auto |].
intros v' [x' [y' [l' [e' ->]]]].
destruct (one_point L eps alpha x y x' y' L3 a0 l l' ltac:(lra)) as [-> ->]. reflexivity.
Qed.

Theorem strength_decides L eps alpha s s' T T' x y x' y' t t' : (3 <= L)%nat -> 0 < eps ->
  0 < alpha -> 0 <= s -> 0 <= s' -> rate_mode L alpha s eps T x y ->
  rate_mode L alpha s' eps T' x' y' -> 0 <= t <= T -> 0 <= t' <= T' ->
  x t ^ 2 * y t ^ (L - 2) = x' t' ^ 2 * y' t' ^ (L - 2) -> x t = x' t' /\ y t = y' t'.
Proof.
intros L3 e0 a0 s0 s0' M M' tT tT' same.
exact (one_point L eps alpha _ _ _ _ L3 a0 (mode_on_line L alpha s eps T x y L3 s0 e0 M t tT)
  (mode_on_line L alpha s' eps T' x' y' L3 s0' e0 M' t' tT') same).
Qed.

Section Part.
Variables (L : nat) (alpha s eps T : R) (x y : R -> R).
Hypotheses (L3 : (3 <= L)%nat) (alpha0 : 0 < alpha) (s0 : 0 <= s) (eps0 : 0 < eps).
Hypothesis M : rate_mode L alpha s eps T x y.

Theorem one_parameter : exists u, u 0 = 0 /\ (forall t, 0 <= t <= T -> continuous u t /\
    0 < x t /\ 0 < y t /\ x t ^ 2 = eps ^ 2 + alpha * u t /\ y t ^ 2 = eps ^ 2 + u t /\
    x t ^ 2 - alpha * y t ^ 2 = (1 - alpha) * eps ^ 2) /\
  forall t, 0 < t < T -> let mu := x t ^ 2 * y t ^ (L - 2) in
    is_derive u t (2 * mu * (s - mu)).
Proof.
exists (fun t => y t ^ 2 - eps ^ 2). destruct M as [[D C] [x0 y0]].
split; [rewrite y0; ring |]. split.
- intros t tT. destruct (mode_on_line L alpha s eps T x y L3 s0 eps0 M t tT) as [xp [yp l]].
  split; [| split; [exact xp | split; [exact yp | repeat split; lra]]].
  apply (continuous_minus (fun v => y v ^ 2) (fun _ => eps ^ 2)); [| apply continuous_const].
  apply power_continuous. apply (C t tT).
- intros t tT mu. destruct (D t tT) as [_ Dy]. specialize (Dy ltac:(lia)). cbv zeta in Dy.
  assert (P := is_derive_minus _ _ t _ _ (is_derive_pow y 2 t _ Dy)
    (is_derive_const (eps ^ 2) t)).
  match goal with |- is_derive _ _ ?a => match type of P with is_derive _ _ ?b =>
    replace a with b; [exact P |] end end.
  unfold minus, plus, opp, zero; simpl. unfold mu. replace (L - 2)%nat with (S (L - 3)) by lia.
  simpl. ring.
Qed.

Theorem rate_strength_equation t : 0 < t < T -> let mu := fun t => x t ^ 2 * y t ^ (L - 2) in
  exists v, is_speed L eps alpha (mu t) v /\ v = mu t ^ 2 *
    (2 * alpha / x t ^ 2 + INR (L - 2) / y t ^ 2) /\ is_derive mu t (v * (s - mu t)).
Proof.
intros tT mu. exists (rate_speed L alpha (x t) (y t)).
assert (l := mode_on_line L alpha s eps T x y L3 s0 eps0 M t ltac:(lra)).
split; [exists (x t), (y t); repeat split; auto; apply l |]. split; [reflexivity |].
rewrite <- (rate_is_speed L alpha s eps T x y L3 s0 eps0 M t ltac:(lra)).
exact (strength_derivative L alpha s T x y ltac:(lia) (proj1 M) t tT).
Qed.
End Part.
