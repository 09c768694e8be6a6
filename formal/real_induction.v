(* What holds at 0, goes on a little from each time, and holds at the end of an interval on which
   it holds, holds at all times; and the estimate of one small step (order_kept.v). *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Lemma near_below (w : R -> R) t y : continuous w t -> w t < y ->
  exists d, 0 < d /\ forall x, Rabs (x - t) < d -> w x < y.
Proof.
intros c l. destruct (c (fun x => x < y) (open_lt y _ l)) as [d D].
exists d. split; [apply cond_pos |]. intros x xd. exact (D x xd).
Qed.

Theorem real_induction (P : R -> Prop) T : P 0 ->
  (forall t, 0 <= t < T -> P t -> exists e, 0 < e /\ forall s, t < s < t + e -> s <= T -> P s) ->
  (forall t, 0 < t <= T -> (forall s, 0 <= s < t -> P s) -> P t) ->
  forall t, 0 <= t <= T -> P t.
Proof.
intros P0 further closed t tT.
set (E := fun s => 0 <= s <= T /\ forall r, 0 <= r <= s -> P r).
assert (E0 : E 0).
{ split; [lra |]. intros r r0. replace r with 0 by lra. exact P0. }
destruct (completeness E) as [m [up least]].
{ exists T. intros s [sT _]. lra. }
{ exists 0. exact E0. }
assert (m0 := up 0 E0).
assert (mT : m <= T) by (apply least; intros s [sT _]; lra).
assert (below : forall s, 0 <= s < m -> P s).
{ intros s sm. destruct (Classical_Prop.classic (P s)) as [p | p]; [exact p |]. exfalso.
  assert (m <= s); [| lra]. apply least. intros r [rT rP].
  destruct (Rle_lt_dec r s) as [l | l]; [exact l |]. exfalso. apply p, rP. lra. }
assert (Pm : P m).
{ destruct (Rle_lt_or_eq_dec 0 m m0) as [l | e]; [apply closed; auto; lra |].
  rewrite <- e. exact P0. }
destruct (Rle_lt_or_eq_dec m T mT) as [l | e].
- exfalso. destruct (further m (conj m0 l) Pm) as [e [e0 F]].
  set (s := Rmin (m + e / 2) T).
  assert (s1 : s <= m + e / 2) by apply Rmin_l. assert (s2 : s <= T) by apply Rmin_r.
  assert (s3 : m < s) by (apply Rmin_glb_lt; lra).
  assert (Es : E s).
  { split; [lra |]. intros r rs. destruct (Rlt_le_dec r m) as [b | b]; [apply below; lra |].
    destruct (Rle_lt_or_eq_dec m r b) as [c | <-]; [apply F; lra | exact Pm]. }
  assert (Q := up s Es). lra.
- destruct (Rlt_le_dec t m) as [b | b]; [apply below; lra |].
  replace t with m by lra. exact Pm.
Qed.

(* X at the moved vector is at least -beta times its square; the rest of the step is small *)
Lemma small_step beta a b g c h N Nw moved inner rest : 0 < beta -> 0 < h -> 0 <= N ->
  - (beta * Nw) <= moved -> Nw <= N + h * (a * N) + h * h * (b * N) -> inner <= g * N ->
  - (beta / 2 * h * N) <= rest -> h * (beta * b + g) <= beta / 2 -> a + 1 <= c ->
  - (beta * (1 + c * h) * N) <= moved - h * h * inner + rest.
Proof.
intros beta0 h0 N0 m Nw' i r short ac.
assert (A : beta * Nw <= beta * (N + h * (a * N) + h * h * (b * N))).
{ apply Rmult_le_compat_l; lra. }
assert (B : h * h * inner <= h * h * (g * N)).
{ apply Rmult_le_compat_l; [apply Rle_0_sqr | exact i]. }
assert (C : h * N * (h * (beta * b + g)) <= h * N * (beta / 2)).
{ apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | exact short]. }
assert (D : beta * h * N * (a + 1) <= beta * h * N * c).
{ apply Rmult_le_compat_l; [| exact ac]. repeat apply Rmult_le_pos; lra. }
nra.
Qed.

Lemma nearly_nonneg f N : 0 <= N -> (forall e, 0 < e -> - (e * N) <= f) -> 0 <= f.
Proof.
intros N0 H. destruct (Rle_lt_dec 0 f) as [p | n]; [exact p |]. exfalso.
assert (e0 : 0 < - f / (2 * (N + 1))) by (apply Rdiv_lt_0_compat; lra).
assert (A := H _ e0).
assert (B : - f / (2 * (N + 1)) * (N + 1) = - f / 2) by (field; lra).
assert (C : - f / (2 * (N + 1)) * N <= - f / (2 * (N + 1)) * (N + 1)).
{ apply Rmult_le_compat_l; lra. }
lra.
Qed.
