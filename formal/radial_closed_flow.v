(* Core and rest of a radial network under gradient flow without projections, over Coq's reals.
   Networks, cores and frames are those of radial.v, flows those of radial_flow.v.

   radial_closed_flow_lifted (XNHZ, part 2, in part): from a start with a closed core every gradient
     flow R of the cut network makes a gradient flow of the large one, without projections,
     W_l(t) = Q_(l+1) R_l(t) diag(1, Q_l)^T + (0, (1 - P_(l+1)) A_l(0) (1 - P_l)), along which a
     projection would remove nothing from the gradients, with the same outputs for every input.
     That the large network has no other flow is no part of it. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent lipschitz flow decay radial radial_descent radial_closed.
From dlf Require Import radial_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Closed.
Local Notation RR := R_rcfType.
Variables (n m : nat -> nat) (L N : nat) (C : forall l, 'M[RR]_(n l)).
Variables (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L).
Variables (h h' : nat -> RR -> RR) (x : 'I_N -> 'cV[RR]_(n 0%N)).
Variables (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) (T : R).
Variable W0 : layers RR n.

(* the large flow, from the small one and the start *)
Definition closed_lifted (V : R -> layers RR m) t : layers RR n := fun l =>
  Q l.+1 *m V t l *m (hat (Q l))^T
  + row_mx 0 ((1%:M - onto Q l.+1) *m weight (W0 l) *m (1%:M - onto Q l)).

Theorem radial_closed_flow_lifted V : closed_core L W0 C -> frames L C Q ->
  radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
    (fun l => 1%:M) V ->
  (forall l, (l < L)%N -> V 0 l = cut W0 Q l) ->
  [/\ radial_flow h h' x slope T (fun l => 1%:M) (closed_lifted V),
      forall l, (l < L)%N -> closed_lifted V 0 l = W0 l,
      forall t, (0 < t < T)%R -> forall l, (l < L)%N ->
        (1%:M - onto Q l.+1) *m gradient_at h h' x slope t (closed_lifted V t) l = 0 &
      forall t x', recast eL (output h (closed_lifted V t) x' L) = output h (V t) (recast e0 x') L].
Proof.
move=> cC fQ flow start; have [cc _] := cC; have [QQ _ Q0 QL] := fQ.
have same t l : (l < L)%N -> closed_lifted V t l = lifted Q W0 V t l.
  move=> lL; rewrite /closed_lifted /lifted kept_row; congr (_ + row_mx 0 _).
  rewrite mulmxBl mul1mx mulmxBl -[X in _ - X]mulmxA -[X in _ - X]mulmxA.
  by rewrite (mulmxA (Q l.+1)^T) (closed_rows cC fQ lL) mulmx0 subr0.
have [[D c] start'] := radial_flow_lifted cc fQ flow start.
have link t l : (l < L)%N -> lifted Q W0 V t l *m hat (Q l) = Q l.+1 *m V t l.
  move=> lL; rewrite /lifted mulmxDl -!mulmxA mulmxBl mul1mx -(mulmxA (hat _)).
  by rewrite hat_isometry ?QQ ?(ltnW lL) // !mulmx1 subrr mulmx0 addr0.
have back t l : (l < L)%N -> (weight (lifted Q W0 V t l))^T *m Q l.+1 = Q l *m (weight (V t l))^T.
  move=> lL; apply: trmx_inj; rewrite !trmx_mul !trmxK /lifted weight_add weight_cut kept_row.
  rewrite [weight (row_mx _ _)]row_mxKr [LHS]mulmxDr (mulmxA (Q l.+1)^T (weight (W0 l))).
  by rewrite (closed_rows cC fQ lL) addr0 !mulmxA QQ // mul1mx.
have gradE t l : (l < L)%N -> gradient_at h h' x slope t (closed_lifted V t) l =
    gradient_at h h' x slope t (lifted Q W0 V t) l.
  by move=> lL; exact (eq_gradient h h' x (fun _ => slope t) 0 lL (same t)).
have zero t l : (l < L)%N ->
    (1%:M - onto Q l.+1) *m gradient_at h h' x slope t (closed_lifted V t) l = 0.
  move=> lL; rewrite gradE //.
  have xE k : x k = Q 0%N *m recast e0 (x k) by rewrite Q0 identity_frame.
  have top : Q L *m (Q L)^T = 1%:M by rewrite QL onto_end.
  have z := nothing_removed h h' QQ top (link t) (back t) (fun k => recast e0 (x k))
    (slope t (all_outputs L h (lifted Q W0 V t) x)) lL.
  by rewrite -[RHS]z; congr (_ *m _); apply: eq_bigr => k _; rewrite -xE.
split=> [|l lL|t _ l lL|t x']; last first.
- rewrite -(ends_output e0 eL fQ h (link t) x'); congr (recast _ _).
  by apply: eq_output => l; exact: same.
- exact: zero.
- by rewrite same // start'.
have extends (u : R) l (i : 'I_(n l.+1)) (j : 'I_(1 + n l)) : (l < L)%N ->
  lifted Q W0 V u l i j = closed_lifted V u l i j by move=> lL; rewrite same.
split=> t tT l lL i j; last first.
  by apply: continuous_ext (c t tT l lL i j) => u; exact: extends.
suff <- : onto Q l.+1 *m gradient_at h h' x slope t (lifted Q W0 V t) l =
    1%:M *m gradient_at h h' x slope t (closed_lifted V t) l.
  by apply: is_derive_ext (D t tT l lL i j) => u; exact: extends.
rewrite -gradE //; have := zero t l lL; rewrite mulmxBl => /eqP.
by rewrite subr_eq0 => /eqP.
Qed.
End Closed.
