(* Equal positive factors and a symmetric target (PS2K): the product stays symmetric and positive
   definite, over Coq's reals, every depth L >= 2, any size.

   positive_start_definite: from W_l(0) = P, symmetric and positive definite, along the flow of
     1/2 |X - M|^2 with a symmetric M, X(t) is symmetric and positive definite at all times. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent lipschitz weyl courant flow order_kept largest_form.
From dlf Require Import end_to_end end_to_end_flow product_decides real_spectral signs.
From dlf Require Import mirrored_modes.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* z^T Y z > 0 for all z but 0 *)
Definition positive_definite m (Y : 'M[R]_m) := forall z, z != 0 -> (0 < form Y z)%R.

Lemma unit_form m (V : 'M[R]_m) j : V^T *m V = 1%:M -> form 1%:M (V *m delta_mx j 0) = 1.
Proof.
move=> VV; rewrite /form mulmx1 trmx_mul -mulmxA (mulmxA V^T) VV mul1mx trmx_delta mul_delta_mx.
by rewrite mxE !eqxx.
Qed.

Lemma column_form m (V : 'M[R]_m) p j : V^T *m V = 1%:M ->
  form (with_spectrum (R := R_realFieldType) V p) (V *m delta_mx j 0) = p j.
Proof.
move=> VV; rewrite -[LHS]/(((V *m delta_mx j 0)^T *m _ *m (V *m delta_mx j 0)) 0 0).
rewrite spectral_form // (bigD1 j) //= big1 => [|i ij].
  by rewrite mxE !eqxx expr1n addr0 mulr1.
by rewrite mxE (negbTE ij) expr0n mulr0.
Qed.

Lemma all_positive m (p : 'I_m -> R_realFieldType) : positives p = m <-> forall j, 0 < p j.
Proof.
split=> [all j|pos].
  have : j \in [pred j | 0 < p j]; last by rewrite inE.
  have : [pred j | 0 < p j] =i 'I_m; last by move=> ->.
  by apply/subset_cardP; [rewrite card_ord -[RHS]all; apply: eq_card | exact/subsetP].
by rewrite -[RHS]card_ord; apply: eq_card => j; rewrite !inE pos.
Qed.

Lemma definite_spectrum m (V : 'M[R]_m) p : V^T *m V = 1%:M ->
  positive_definite (with_spectrum (R := R_realFieldType) V p) <->
  positives (F := R_realFieldType) p = m.
Proof.
move=> VV; split=> [pd|all z z0].
  apply/all_positive => j; apply/RltP.
  rewrite -(column_form p j VV); apply: pd; apply: contraTneq (oner_neq0 R_ringType) => z.
  by rewrite -(unit_form j VV) z /form mulmx0 mxE eqxx.
have zE : z = V *m (V^T *m z) by rewrite mulmxA (mulmx1C VV) mul1mx.
have pj := (all_positive p).1 all.
have [j yj] : exists j, (V^T *m z) j 0 != 0.
  apply/existsP; apply: contraNT z0; rewrite negb_exists => /forallP none; rewrite zE.
  apply/eqP; have -> : V^T *m z = 0; last by rewrite mulmx0.
  by apply/colP => i; rewrite [RHS]mxE; apply/eqP; have := none i; rewrite negbK.
apply/RltP; rewrite zE -[X in _ < X]/(((V *m (V^T *m z))^T *m _ *m (V *m (V^T *m z))) 0 0).
rewrite spectral_form // (bigD1 j) //=; apply: ltr_paddr.
  by apply: sumr_ge0 => i _; rewrite mulr_ge0 ?sqr_ge0 // ltW.
by rewrite mulr_gt0 // lt_neqAle sqr_ge0 andbT eq_sym expf_neq0.
Qed.

Section Start.
Variables (n m : nat) (M P : 'M[R]_m) (T : R).
Local Notation L := n.+1.
Local Notation same := (fun _ : nat => m).
Variable W : R -> factors [comRingType of R] same.
Hypotheses (two : (0 < n)%N) (symM : M^T = M) (symP : P^T = P) (defP : positive_definite P).
Hypotheses (start : forall l, (l < L)%N -> W 0%R l = P) (T0 : (0 <= T)%R).
Hypothesis moves : moves_by (fun t => residual (L := L) (d := same) M (chain L (W t))) T W.

Lemma power_chain : chain L (W 0%R) = mxpow P L.
Proof.
have : forall l, (l <= L)%N -> below (W 0%R) l = mxpow P l; last exact.
by elim=> [//|l IH] lL; rewrite /= IH ?start // ltnW.
Qed.

Theorem positive_start_definite t : (0 <= t <= T)%R ->
  (chain L (W t))^T = chain L (W t) /\ positive_definite (chain L (W t)).
Proof.
move=> tT; have QQ : (1%:M : 'M[R]_m)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have bal : balanced L (W 0%R) by move=> l lL; rewrite /imbalance !start ?symP ?subrr // ltnW.
have sE u : @seen n m m same erefl erefl W u = chain L (W u) by exact: castmx_id.
have moves' : @flows_along n m m same erefl erefl (fun Y => Y - M) T W.
  by move=> l lL; have [D c] := moves lL; split=> // u uT; rewrite castmx_id sE; exact: D.
have sM : (1%:M *m M)^T = 1%:M *m M by rewrite mul1mx.
have s0 : (1%:M *m @seen n m m same erefl erefl W 0%R)^T =
    1%:M *m @seen n m m same erefl erefl W 0%R.
  by rewrite mul1mx sE power_chain mxpow_tr symP.
have sym u (uT : (0 <= u <= T)%R) := mirrored_symmetric QQ sM moves' bal s0 uT.
have sym_t : (chain L (W t))^T = chain L (W t) by have := sym t tT; rewrite mul1mx sE.
split=> //; have T00 : (0 <= 0 <= T)%R by lra.
have [V [p [VV PE _]]] := @spectrum_exists R_rcfType m P symP.
have [V' [p' [VV' XE _]]] := @spectrum_exists R_rcfType m _ sym_t.
have pm : positives (F := R_realFieldType) p = m by apply/(definite_spectrum p VV); rewrite -PE.
rewrite XE; apply/(definite_spectrum p' VV').
have E0 : 1%:M *m @seen n m m same erefl erefl W 0%R = with_spectrum V (fun j => p j ^+ L).
  rewrite mul1mx sE power_chain PE; exact: (@spectrum_power R_rcfType).
have Et : 1%:M *m @seen n m m same erefl erefl W t = with_spectrum V' p' by rewrite mul1mx sE.
have [<- _] := mirrored_signs two QQ sM moves' bal s0 T0 T00 tT VV VV' E0 Et.
by apply/all_positive => j; rewrite exprn_gt0 // (all_positive p).1.
Qed.
End Start.
