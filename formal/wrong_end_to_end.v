(* Wrong variants of the product of a balanced chain, near the truth, refuted by numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

(* two factors, both of them the number 2 *)
Definition twos : factors [comRingType of int] one := fun=> 2%:M.

Lemma twos_balanced : balanced 2 twos.
Proof. by move=> l _; rewrite /imbalance /twos tr_scalar_mx subrr. Qed.

Lemma twos_above : above 2 twos 1 = 2%:M.
Proof. by rewrite above_step // above_end mul1mx. Qed.

(* one power more *)
Theorem telescoping_more_wrong : ~ (forall (R : comRingType) (n : nat) (d : nat -> nat)
    (W : factors R d), balanced n.+1 W -> forall l, (l < n.+1)%N ->
  above n.+1 W l.+1 *m (above n.+1 W l.+1)^T = mxpow (last_gram n W) (n - l).+1).
Proof.
move=> /(_ [comRingType of int] 1%N one twos twos_balanced 0%N isT).
rewrite twos_above /last_gram /mxpow /= mulmx1 /twos tr_scalar_mx -!scalar_mxM.
by move/matrixP/(_ 0 0); rewrite !mxE.
Qed.

(* the term of the first factor left out *)
Theorem balanced_velocity_first_wrong : ~ (forall (R : comRingType) (n : nat) (d : nat -> nat)
    (W : factors R d), balanced n.+1 W -> forall G : 'M[R]_(d n.+1, d 0%N),
  \sum_(l < n.+1) above n.+1 W l.+1 *m - grad G W l *m below W l =
  - \sum_(l < n.+1 | (0 < l)%N) mxpow (last_gram n W) (n - l) *m G *m mxpow (first_gram W) l).
Proof.
move=> /(_ [comRingType of int] 1%N one twos twos_balanced 1%:M).
rewrite balanced_velocity; last exact: twos_balanced.
rewrite [in X in _ = X]big_mkcond !big_ord_recl !big_ord0 /= !addr0 add0r => /oppr_inj/eqP.
rewrite -subr_eq0 addrK /last_gram /twos !mulmx1 tr_scalar_mx -scalar_mxM.
by move/eqP/matrixP/(_ 0 0); rewrite !mxE.
Qed.

(* a root that is symmetric but may be negative *)
Theorem psd_root_unique_sign_wrong : ~ (forall (R : realFieldType) (n : nat) (C A B : 'M[R]_n) m,
  (0 < m)%N -> psd_root m C A -> B^T = B /\ mxpow B m = C -> A = B).
Proof.
move=> /(_ [realFieldType of rat] 1%N 1%:M 1%:M (- 1%:M) 2%N isT) H.
have p : psd (1%:M : 'M[rat]_1) by have := gram_psd (1%:M : 'M[rat]_1); rewrite trmx1 mulmx1.
have := H (conj p _) (conj _ _); rewrite /mxpow /= !mulmx1 mulmxN mulNmx mulmx1 opprK.
rewrite linearN /= trmx1.
by move=> /(_ erefl erefl erefl)/matrixP/(_ 0 0); rewrite !mxE.
Qed.
