(* Wrong variants of what the rate costs, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare rate_speed rate_course rate_limit rate_exists rate_between.
From dlf Require Import speed_quotient.
Open Scope R_scope.

(* a larger rate always lowers the quotient *)
Theorem speed_quotient_falls_wrong : ~ (forall L eps alpha alpha' s1 mu v1 v v1' v', (3 <= L)%nat ->
  0 < eps -> 0 < alpha -> alpha < alpha' -> eps ^ L <= mu -> mu < s1 ->
  is_speed L eps alpha s1 v1 -> is_speed L eps alpha mu v ->
  is_speed L eps alpha' s1 v1' -> is_speed L eps alpha' mu v' -> v1' / v' < v1 / v).
Proof.
intro H. assert (three : (3 <= 3)%nat) by exact (le_n 3).
destruct (speed_of_strength 3 1 (1 / 4) 2 three ltac:(lra) ltac:(lra) ltac:(lra)) as [v1 [A1 _]].
destruct (speed_of_strength 3 1 (1 / 4) 1 three ltac:(lra) ltac:(lra) ltac:(lra)) as [v [A _]].
destruct (speed_of_strength 3 1 (1 / 2) 2 three ltac:(lra) ltac:(lra) ltac:(lra)) as [w1 [B1 _]].
destruct (speed_of_strength 3 1 (1 / 2) 1 three ltac:(lra) ltac:(lra) ltac:(lra)) as [w [B _]].
assert (e1 : 1 ^ 3 <= 1) by (simpl; lra).
assert (C := H 3%nat 1 (1 / 4) (1 / 2) 2 1 v1 v w1 w three ltac:(lra) ltac:(lra) ltac:(lra) e1
  ltac:(lra) A1 A B1 B).
destruct (speed_quotient_moves 3 1 (1 / 4) (1 / 2) 2 1 v1 v w1 w three ltac:(lra) ltac:(lra)
  ltac:(lra) e1 ltac:(lra) A1 A B1 B) as [_ D]. specialize (D ltac:(lra)). lra.
Qed.

(* a larger rate always raises the quotient *)
Theorem speed_quotient_rises_wrong : ~ (forall L eps alpha alpha' s1 mu v1 v v1' v', (3 <= L)%nat ->
  0 < eps -> 0 < alpha -> alpha < alpha' -> eps ^ L <= mu -> mu < s1 ->
  is_speed L eps alpha s1 v1 -> is_speed L eps alpha mu v ->
  is_speed L eps alpha' s1 v1' -> is_speed L eps alpha' mu v' -> v1 / v < v1' / v').
Proof.
intro H. assert (three : (3 <= 3)%nat) by exact (le_n 3).
destruct (speed_of_strength 3 1 1 2 three ltac:(lra) ltac:(lra) ltac:(lra)) as [v1 [A1 _]].
destruct (speed_of_strength 3 1 1 1 three ltac:(lra) ltac:(lra) ltac:(lra)) as [v [A _]].
destruct (speed_of_strength 3 1 2 2 three ltac:(lra) ltac:(lra) ltac:(lra)) as [w1 [B1 _]].
destruct (speed_of_strength 3 1 2 1 three ltac:(lra) ltac:(lra) ltac:(lra)) as [w [B _]].
assert (e1 : 1 ^ 3 <= 1) by (simpl; lra).
assert (C := H 3%nat 1 1 2 2 1 v1 v w1 w three ltac:(lra) ltac:(lra) ltac:(lra) e1
  ltac:(lra) A1 A B1 B).
destruct (speed_quotient_moves 3 1 1 2 2 1 v1 v w1 w three ltac:(lra) ltac:(lra)
  ltac:(lra) e1 ltac:(lra) A1 A B1 B) as [D _]. specialize (D ltac:(lra)). lra.
Qed.

(* a mode from 1/2 with the target 1, and the time at which it has reached 1/2 *)
Lemma timed_run alpha : 0 < alpha -> exists x y t v, rate_run 3 alpha 1 (1 / 2) x y /\ 0 <= t /\
  x t ^ 2 * y t ^ (3 - 2) = 1 / 2 * 1 /\ is_speed 3 (1 / 2) alpha 1 v.
Proof.
intro a0. assert (three : (3 <= 3)%nat) by exact (le_n 3).
destruct (rate_exists 3 alpha 1 (1 / 2) three a0 ltac:(lra) ltac:(lra)) as [x [y run]].
destruct (rate_exists 3 1 1 (1 / 2) three ltac:(lra) ltac:(lra) ltac:(lra)) as [x1 [y1 run1]].
destruct (speed_of_strength 3 (1 / 2) alpha 1 three ltac:(lra) a0 ltac:(lra)) as [v [V _]].
destruct (fit_time_between 3 1 (1 / 2) three ltac:(lra) ltac:(lra) alpha x y x1 y1 a0
  ltac:(simpl; lra) run run1 (1 / 2) ltac:(lra) ltac:(simpl; lra)) as [t [K [_ [t0 _]]]].
exists x, y, t, v. split; [exact run |]. split; [exact t0 |].
split; [apply K; [exact t0 | reflexivity] | exact V].
Qed.

(* a larger rate always costs less *)
Theorem rates_cost_less_wrong : ~ (forall L eps s s1 c alpha alpha' x y x' y' t t' v v',
  (3 <= L)%nat -> 0 < eps -> 0 < c < 1 -> eps ^ L < c * s -> s <= s1 -> 0 < alpha ->
  alpha < alpha' -> rate_run L alpha s eps x y -> rate_run L alpha' s eps x' y' ->
  0 <= t -> x t ^ 2 * y t ^ (L - 2) = c * s -> 0 <= t' -> x' t' ^ 2 * y' t' ^ (L - 2) = c * s ->
  is_speed L eps alpha s1 v -> is_speed L eps alpha' s1 v' -> t' * v' < t * v).
Proof.
intro H. destruct (timed_run (1 / 4) ltac:(lra)) as [x [y [t [v [R [t0 [E V]]]]]]].
destruct (timed_run (1 / 2) ltac:(lra)) as [x' [y' [t' [v' [R' [t0' [E' V']]]]]]].
assert (three : (3 <= 3)%nat) by exact (le_n 3).
assert (e : (1 / 2) ^ 3 < 1 / 2 * 1) by (simpl; lra).
assert (A := H 3%nat (1 / 2) 1 1 (1 / 2) (1 / 4) (1 / 2) x y x' y' t t' v v' three ltac:(lra)
  ltac:(lra) e ltac:(lra) ltac:(lra) ltac:(lra) R R' t0 E t0' E' V V').
destruct (equal_rates_are_worst 3 (1 / 2) 1 1 (1 / 2) (1 / 4) (1 / 2) x y x' y' t t' v v' three
  ltac:(lra) ltac:(lra) e ltac:(lra) ltac:(lra) ltac:(lra) R R' t0 E t0' E' V V') as [_ B].
specialize (B ltac:(lra)). lra.
Qed.

(* a larger rate always costs more *)
Theorem rates_cost_more_wrong : ~ (forall L eps s s1 c alpha alpha' x y x' y' t t' v v',
  (3 <= L)%nat -> 0 < eps -> 0 < c < 1 -> eps ^ L < c * s -> s <= s1 -> 0 < alpha ->
  alpha < alpha' -> rate_run L alpha s eps x y -> rate_run L alpha' s eps x' y' ->
  0 <= t -> x t ^ 2 * y t ^ (L - 2) = c * s -> 0 <= t' -> x' t' ^ 2 * y' t' ^ (L - 2) = c * s ->
  is_speed L eps alpha s1 v -> is_speed L eps alpha' s1 v' -> t * v < t' * v').
Proof.
intro H. destruct (timed_run 1 ltac:(lra)) as [x [y [t [v [R [t0 [E V]]]]]]].
destruct (timed_run 2 ltac:(lra)) as [x' [y' [t' [v' [R' [t0' [E' V']]]]]]].
assert (three : (3 <= 3)%nat) by exact (le_n 3).
assert (e : (1 / 2) ^ 3 < 1 / 2 * 1) by (simpl; lra).
assert (A := H 3%nat (1 / 2) 1 1 (1 / 2) 1 2 x y x' y' t t' v v' three ltac:(lra)
  ltac:(lra) e ltac:(lra) ltac:(lra) ltac:(lra) R R' t0 E t0' E' V V').
destruct (equal_rates_are_worst 3 (1 / 2) 1 1 (1 / 2) 1 2 x y x' y' t t' v v' three
  ltac:(lra) ltac:(lra) e ltac:(lra) ltac:(lra) ltac:(lra) R R' t0 E t0' E' V V') as [B _].
specialize (B ltac:(lra)). lra.
Qed.
