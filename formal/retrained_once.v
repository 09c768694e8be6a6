(* Training after a removal of dependent neurons: what one step tells of the preconditioner.

   The layers are those of retrained.v, over any field; plain_every_loss is over any
   ordered field. The loss is 1/2 |Z - target|^2, with nothing else to train; its slope is
   Z - target (half_square_gradient in half_square.v). `once target M` says that after one step
   with the preconditioner M the small layer has the full one's output.

   every_target (YN6T, part 3): M does so with every target if and only if M = M_star.
   one_target (YN6T, part 3): one target decides if and only if the slope at the start times Hk^T
     has the rank |K|; never with fewer outputs than neurons that stay.
   almost_every_target (YN6T, part 3): with no fewer outputs there is a direction such that on each
     line in it all but the roots of one monic polynomial of degree |K| decide.
   plain_every_loss (YN6T, part 3): plain descent follows the full run for every loss if and only if
     C = 0; if and only if it does for one step and every target; if and only if Hd = 0. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent block removal retrained.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Once.
Variables (F : fieldType) (o N k m : nat) (eta : F).
Variables (Hk : 'M[F]_(k, N)) (Hd : 'M[F]_(m, N)) (C : 'M[F]_(m, k)).
Variables (Xk : 'M[F]_(o, k)) (Xd : 'M[F]_(o, m)).
Implicit Types (target : 'M[F]_(o, N)) (M : 'M[F]_k).

(* the slope of 1/2 |Z - target|^2, and nothing behind the layer *)
Definition square_slope target (n : nat) (Z : 'M[F]_(o, N)) (theta : unit) := Z - target.
Definition nothing (n : nat) (Z : 'M[F]_(o, N)) (theta : unit) := theta.

Definition once target M :=
  output eta (square_slope target) nothing Hk M (Xk + Xd *m C, tt) 1 =
  output eta (square_slope target) nothing (col_mx Hk Hd) 1%:M (row_mx Xk Xd, tt) 1.

Local Notation pull target := ((row_mx Xk Xd *m col_mx Hk Hd - target) *m Hk^T).

Hypotheses (rel : Hd = C *m Hk) (free : row_free Hk) (e0 : eta != 0).

Lemma once_pull target M : once target M <-> pull target *m (M - M_star C) = 0.
Proof.
have [iff _] := same_outputs (square_slope target) nothing Xk Xd tt M rel free e0.
split=> [one|z]; last by apply: (iff 1%N).2 => // i; rewrite ltnS leqn0 => /eqP->.
apply: ((iff 1%N).1 _ 0%N) => // i; rewrite leq_eqVlt ltnS leqn0 => /orP[] /eqP-> //.
by have [_ _ e _] := same_path eta (square_slope target) nothing Xk Xd tt 0 rel.
Qed.

Lemma any_pull (A : 'M[F]_(o, k)) : A *m (pinvmx Hk)^T *m Hk^T = A.
Proof. by rewrite -mulmxA -trmx_mul mulmxVp // trmx1 mulmx1. Qed.

Theorem every_target M : (0 < o)%N -> (forall target, once target M) <-> M = M_star C.
Proof.
move=> o0; split=> [all|-> target]; last by apply/once_pull; rewrite subrr mulmx0.
apply/eqP; rewrite -subr_eq0; apply/eqP/row_matrixP=> j; rewrite row0 rowE.
pose A : 'M[F]_(o, k) := delta_mx (Ordinal o0) 0 *m delta_mx (0 : 'I_1) j.
have := (once_pull _ M).1 (all (row_mx Xk Xd *m col_mx Hk Hd - A *m (pinvmx Hk)^T)).
rewrite opprB addrCA subrr addr0 any_pull /A -mulmxA => e.
apply/rowP=> l; have := congr1 (fun B : 'M_(o, k) => B (Ordinal o0) l) e.
by rewrite mxE big_ord1 !mxE !eqxx mul1r.
Qed.

Theorem one_target target :
  ((forall M, once target M -> M = M_star C) <-> \rank (pull target) = k) /\
  ((o < k)%N -> exists2 M, once target M & M != M_star C).
Proof.
have not_full : ~~ row_full (pull target) -> exists2 M, once target M & M != M_star C.
  rewrite -cokermx_eq0 => K0; exists (cokermx (pull target) + M_star C).
    by apply/once_pull; rewrite addrK mulmx_coker.
  by rewrite -subr_eq0 addrK.
split; last first.
  move=> lt; apply: not_full; rewrite /row_full neq_ltn.
  by rewrite (leq_ltn_trans (rank_leq_row _) lt).
split=> [dec|/eqP full M /once_pull e].
  apply/eqP; apply: contraT => /not_full[M one].
  by rewrite (dec M one) eqxx.
apply/eqP; rewrite -subr_eq0; apply/eqP; apply: (row_full_inj full).
by rewrite e mulmx0.
Qed.

Theorem almost_every_target : (k <= o)%N -> exists D : 'M[F]_(o, N),
  forall target, exists p : {poly F}, [/\ p \is monic, size p = k.+1 &
    forall t, ~~ root p t -> forall M, once (target + t *: D) M -> M = M_star C].
Proof.
move=> ko; pose D : 'M[F]_(o, N) := pid_mx k *m (pinvmx Hk)^T; exists D => target.
pose P : 'M[F]_(k, o) := pid_mx k; pose A := P *m pull target; exists (char_poly A).
split; [exact: char_poly_monic | exact: size_char_poly | move=> t nr].
apply: (one_target _).1.2; apply/eqP; rewrite eqn_leq rank_leq_col /=.
have e : P *m pull (target + t *: D) = A - t%:M.
  rewrite opprD addrA [X in P *m X]mulmxBl mulmxBr -/A; congr (_ - _).
  rewrite -scalemxAl any_pull -scalemxAr mul_pid_mx minnn (minn_idPr ko).
  by rewrite pid_mx_1 scalemx1.
apply: (leq_trans _ (mxrankM_maxr P _)); rewrite e.
have : row_free (A - t%:M).
  by rewrite -kermx_eq0; move: nr; rewrite -eigenvalue_root_char /eigenvalue negbK.
by rewrite /row_free => /eqP->.
Qed.
End Once.

Theorem plain_every_loss (F : realFieldType) (o N k m : nat) (eta : F) (Hk : 'M[F]_(k, N))
    (Hd : 'M[F]_(m, N)) (C : 'M[F]_(m, k)) (Xk : 'M[F]_(o, k)) (Xd : 'M[F]_(o, m)) :
  Hd = C *m Hk -> row_free Hk -> eta != 0 -> (0 < o)%N ->
  [/\ (forall (T : Type) slope next (theta : T) i,
         output eta slope next Hk 1%:M (Xk + Xd *m C, theta) i =
         output eta slope next (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta) i) <-> C = 0,
      (forall target, once eta Hk Hd C Xk Xd target 1%:M) <-> C = 0 &
      C = 0 <-> Hd = 0].
Proof.
move=> rel free e0 o0.
have follow : C = 0 -> forall (T : Type) slope next (theta : T) i,
    output eta slope next Hk 1%:M (Xk + Xd *m C, theta) i =
    output eta slope next (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta) i.
  move=> C0 T slope next theta i; have [_ _ e _] := same_path eta slope next Xk Xd theta i rel.
  have star : M_star C = 1%:M by rewrite /M_star C0 mulmx0 addr0.
  by rewrite [RHS]/output -e star.
have once0 : (forall target, once eta Hk Hd C Xk Xd target 1%:M) -> C = 0.
  move=> /(every_target Xk Xd rel free e0 _ o0).1 /eqP.
  rewrite eq_sym -subr_eq0 /M_star addrAC subrr add0r => /eqP CC.
  have := @gram_annihilated F k k m 1%:M C; rewrite !mul1mx => /(_ CC) /(congr1 trmx).
  by rewrite trmxK trmx0.
split.
- split=> // all; apply: once0 => target; exact: all.
- split=> // C0 target; exact: follow.
split=> [C0|Hd0]; first by rewrite rel C0 mul0mx.
by apply: (row_free_inj free); rewrite -rel Hd0 mul0mx.
Qed.
