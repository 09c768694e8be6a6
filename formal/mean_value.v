(* The mean value theorem with a derivative inside alone, and what it says of speeds, over Coq's
   reals. Tools. *)
From Coq Require Import Reals Ranalysis5 Lra Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare.
Open Scope R_scope.

Lemma mean_value (h dh : R -> R) a b : a < b ->
  (forall u, a < u < b -> is_derive h u (dh u)) ->
  (forall u, a <= u <= b -> continuous h u) ->
  exists u, a < u < b /\ h b - h a = dh u * (b - a).
Proof.
intros ab D c.
assert (D1 : forall u, a < u < b -> derivable_pt h u).
{ intros u ut. apply ex_derive_Reals_0. exists (dh u). exact (D u ut). }
assert (D2 : forall u, a < u < b -> derivable_pt id u) by (intros u _; apply derivable_pt_id).
destruct (MVT h id a b D1 D2 ab) as [u [ut e]].
- intros u ut. apply continuity_pt_filterlim. exact (c u ut).
- intros u _. apply derivable_continuous_pt. apply derivable_pt_id.
- exists u. split; [exact ut |].
  assert (e1 : derive_pt h u (D1 u ut) = dh u).
  { apply derive_pt_eq_0. apply is_derive_Reals. exact (D u ut). }
  assert (e2 : derive_pt id u (D2 u ut) = 1).
  { apply derive_pt_eq_0. apply derivable_pt_lim_id. }
  rewrite e1, e2 in e. unfold id in e. lra.
Qed.

(* y' <= -c y: y falls at least as e^(-ct) *)
Lemma falls_exponentially (y dy : R -> R) (c T : R) :
  (forall t, 0 < t < T -> is_derive y t (dy t) /\ dy t <= - (c * y t)) ->
  (forall t, 0 <= t <= T -> continuous y t) ->
  forall t, 0 <= t <= T -> y t <= exp (- (c * t)) * y 0.
Proof.
intros D cy t tT. destruct (Req_dec t 0) as [->|tn].
{ rewrite Rmult_0_r, Ropp_0, exp_0. lra. }
set (E := fun u => exp (c * u)).
assert (dE : forall u, is_derive E u (c * E u)).
{ intros u. unfold E. auto_derive; [exact I | ring]. }
destruct (mean_value (fun v => y v * E v) (fun u => dy u * E u + y u * (c * E u)) 0 t)
  as [u [ut e]].
- lra.
- intros u ut. apply (is_derive_mult y E u _ _); [apply D; lra | apply dE | exact Rmult_comm].
- intros u ut. apply (continuous_mult y E); [apply cy; lra |].
  apply (ex_derive_continuous E). exists (c * E u). apply dE.
- assert (E0 : E 0 = 1) by (unfold E; rewrite Rmult_0_r; exact exp_0).
  assert (Eu : 0 < E u) by apply exp_pos. assert (Et : 0 < E t) by apply exp_pos.
  assert (uT : 0 < u < T) by lra. destruct (D u uT) as [_ s].
  assert (p : 0 <= (- (c * y u) - dy u) * E u * t) by (repeat apply Rmult_le_pos; lra).
  rewrite E0 in e. assert (le : y t * E t <= y 0) by lra.
  replace (exp (- (c * t))) with (/ E t) by (unfold E; rewrite exp_Ropp; reflexivity).
  apply (Rmult_le_reg_l (E t)); [exact Et |]. rewrite <- Rmult_assoc, Rinv_r; lra.
Qed.

(* y' = -c y with 0 <= c <= C: y does not reach 0 *)
Lemma decays_positive (y c : R -> R) (C T : R) : 0 < y 0 ->
  (forall t, 0 < t < T -> is_derive y t (- (c t * y t)) /\ 0 <= c t <= C) ->
  (forall t, 0 <= t <= T -> continuous y t) -> forall t, 0 <= t <= T -> 0 < y t.
Proof.
intros y0 D cy.
assert (N : forall t, 0 <= t <= T -> 0 <= y t).
{ intros t tT. apply (stays_nonneg y (fun u => - (c u * y u)) 0 T); try lra.
  - intros u uT. apply D. exact uT.
  - exact cy.
  - intros u uT n. destruct (D u uT) as [_ b]. nra. }
intros t tT. destruct (Req_dec t 0) as [->|tn]; [exact y0 |].
set (E := fun u => exp (C * u)).
assert (dE : forall u, is_derive E u (C * E u)).
{ intros u. unfold E. auto_derive; [exact I | ring]. }
destruct (mean_value (fun v => y v * E v) (fun u => - (c u * y u) * E u + y u * (C * E u)) 0 t)
  as [u [ut e]].
- lra.
- intros u ut. apply (is_derive_mult y E u _ _); [apply D; lra | apply dE | exact Rmult_comm].
- intros u ut. apply (continuous_mult y E); [apply cy; lra |].
  apply (ex_derive_continuous E). exists (C * E u). apply dE.
- assert (E0 : E 0 = 1) by (unfold E; rewrite Rmult_0_r; exact exp_0).
  assert (Eu : 0 < E u) by apply exp_pos. assert (Et : 0 < E t) by apply exp_pos.
  destruct (D u ltac:(lra)) as [_ b]. assert (yu := N u ltac:(lra)).
  assert (p : 0 <= (C - c u) * y u * E u * t) by (repeat apply Rmult_le_pos; lra).
  rewrite E0 in e. assert (le : y 0 <= y t * E t) by lra. nra.
Qed.

(* a curve whose derivative is positive inside rises *)
Lemma rises_strictly (y dy : R -> R) (T : R) :
  (forall t, 0 < t < T -> is_derive y t (dy t) /\ 0 < dy t) ->
  (forall t, 0 <= t <= T -> continuous y t) -> forall t u, 0 <= t < u -> u <= T -> y t < y u.
Proof.
intros D cy t u tu uT. destruct (mean_value y dy t u) as [z [Z e]].
- lra.
- intros z Z. apply D. lra.
- intros z Z. apply cy. lra.
- destruct (D z ltac:(lra)) as [_ p]. assert (0 < dy z * (u - t)) by (apply Rmult_lt_0_compat; lra).
  lra.
Qed.

(* a continuous curve that is never zero keeps its sign *)
Lemma stays_above_zero (y : R -> R) (T : R) :
  0 < y 0 -> (forall t, 0 <= t <= T -> continuous y t) ->
  (forall t, 0 <= t <= T -> y t <> 0) -> forall t, 0 <= t <= T -> 0 < y t.
Proof.
intros y0 cy n t tT. apply Rnot_le_lt. intro le.
assert (t0 : 0 < t). { destruct (Req_dec t 0) as [-> | h]; lra. }
destruct (Rle_lt_or_eq_dec (y t) 0 le) as [l | e]; [| exact (n t tT e)].
destruct (IVT_interv (fun u => - y u) 0 t) as [z [Z e]]; try lra.
- intros u U. apply continuity_pt_filterlim, (continuous_opp y). apply cy. lra.
- apply (n z); lra.
Qed.
