(* A classification head on orthogonal factors under gradient flow, over Coq's reals.

   classification_head (R7KV): the setting of head.v. One family of orthogonal V_l serves descent
     with all settings and every flow with all settings: W_l = V_{l+1} diag(Wt_l, rho_l I_m) V_l^T
     for l < n and W_n = (Wt_n, 0) V_n^T, where only the decay moves rho_l. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent intertwined modes head.
From dlf Require Import lipschitz flow flow_core scalar decay.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Head.
Variables (n : nat) (d : nat -> nat) (m k : nat).
Variables (M : 'M[R]_(d n.+1, d 0)) (Q : forall l, 'M[R]_(d l.+1, d l)) (eps : nat -> R).
Variable W0 : factors [comRingType of R] d.
Hypothesis orthogonal : forall l, (l < n)%N -> (Q l)^T *m Q l = 1%:M /\ Q l *m (Q l)^T = 1%:M.
Hypothesis start : forall l, (l < n)%N -> W0 l = eps l *: Q l.
Hypothesis moving : forall l, (l < n)%N -> eps l != 0.

Section Flow.
Variable V0 : 'M[R]_(d 0, k + m).
Hypothesis idle : idle_frame M W0 V0.
Local Notation V := (head_frame Q V0).
Local Notation B := (fun l => rsubmx (head_frame Q V0 l)).
Variables (eta : nat -> R) (omega T : R) (W : R -> factors [comRingType of R] d).
Hypothesis T0 : (0 <= T)%R.
Hypothesis flow_W : flows (residual (L := n.+1) M) eta omega T W.
Hypothesis same_start : forall l, (l <= n)%N -> W 0 l = W0 l.

Lemma idle_isometry l : (l <= n)%N -> (B l)^T *m B l = 1%:M.
Proof. by move=> /(frame_unit orthogonal idle)[/unit_halves[]]. Qed.

(* the idle directions turned round, at all layers but the last *)
Definition mirror l : 'M[R]_(d l) := if (l <= n)%N then reflection (e := fun=> m) B l else 1%:M.

Lemma mirror_low l : (l <= n)%N -> mirror l = reflection (e := fun=> m) B l.
Proof. by rewrite /mirror => ->. Qed.

Lemma mirror_last : mirror n.+1 = 1%:M. Proof. by rewrite /mirror ltnn. Qed.

Lemma mirror_tr l : (mirror l)^T = mirror l.
Proof. by rewrite /mirror; case: ifP => _; rewrite ?trmx1 ?reflection_tr. Qed.

Lemma mirror_orthogonal l : (mirror l)^T *m mirror l = 1%:M.
Proof.
rewrite mirror_tr /mirror; case: ifP => ln; last by rewrite mulmx1.
exact: (reflection_twice (L := n) (e := fun=> m) idle_isometry ln).
Qed.

(* what ignores the idle directions does not see the mirror *)
Lemma mirror_unseen p (X : 'M[R]_(p, d 0)) : X *m B 0%N = 0 -> X *m mirror 0 = X.
Proof.
move=> XB; rewrite mirror_low // /reflection mulmxBr mulmx1 -scalemxAr mulmxA XB mul0mx.
by rewrite scaler0 subr0.
Qed.

Lemma flow_mirrored t l : (0 <= t <= T)%R -> (l < n.+1)%N ->
  mirror l.+1 *m W t l *m mirror l = W t l.
Proof.
move=> tT lL; have tr := @tame_residual _ n.+1 d M.
have sym (X : 'M[R]_(d n.+1, d 0)) : residual (L := n.+1) M (mirror n.+1 *m X *m (mirror 0)^T) =
    mirror n.+1 *m residual (L := n.+1) M X *m (mirror 0)^T.
  rewrite mirror_tr mirror_last !mul1mx /residual mulmxBl; congr (_ - _).
  by rewrite mirror_unseen //; have [] := idle.
have fixed i : (i < n.+1)%N -> mirror i.+1 *m W 0 i *m (mirror i)^T = W 0 i.
  rewrite ltnS => iN; rewrite same_start // mirror_tr.
  move: iN; rewrite leq_eqVlt => /orP[/eqP-> | iN].
    rewrite mirror_last mul1mx mirror_low // /reflection mulmxBr mulmx1 -scalemxAr mulmxA.
    by rewrite (head_ignores start moving idle) mul0mx scaler0 subr0.
  rewrite !mirror_low ?(ltnW iN) //.
  apply: (tied_reflected (L := n) (e := fun=> m) idle_isometry (ltnW iN) (x := (eps i)%:M)).
  by apply/tied_scalar; exact: (carried_start orthogonal start V0 iN).
have := flow_symmetric T0 tr flow_W (fun l _ => mirror_orthogonal l) sym fixed tT lL.
by rewrite mirror_tr.
Qed.

(* the idle directions, as layer l carries them *)
Definition idle_core t l : 'M[R]_m := (B l.+1)^T *m W t l *m B l.

Lemma flow_carries t l : (0 <= t <= T)%R -> (l < n)%N ->
  tied (B l.+1) (B l) (W t l) (idle_core t l).
Proof.
move=> tT ln; apply: (reflected_tied (L := n) (e := fun=> m) idle_isometry ln (ltnW ln)).
by have := flow_mirrored tT (ltnW ln); rewrite !mirror_low // ltnW.
Qed.

Lemma flow_head t : (0 <= t <= T)%R -> W t n *m B n = 0.
Proof.
move=> tT; have := flow_mirrored tT (ltnSn n); rewrite mirror_last mul1mx mirror_low //.
rewrite /reflection mulmxBr mulmx1 -scalemxAr => /eqP.
rewrite -subr_eq0 addrAC subrr sub0r oppr_eq0.
rewrite scaler_eq0 pnatr_eq0 /= mulmxA => /eqP e.
by rewrite -[LHS]mulmx1 -(idle_isometry (leqnn n)) mulmxA e mul0mx.
Qed.

(* no gradient reaches them *)
Lemma no_gradient t l : (0 <= t <= T)%R -> (l < n)%N ->
  grad (L := n.+1) (residual (L := n.+1) M (chain n.+1 (W t))) (W t) l *m B l = 0.
Proof.
move=> tT ln; have down i : (i <= n)%N -> exists Y, (below (W t) i)^T *m B i = B 0%N *m Y.
  elim: i => [|i IH] iN; first by exists 1%:M; rewrite /= trmx1 mul1mx mulmx1.
  have [Y e] := IH (ltnW iN); have [_ f] := flow_carries tT iN.
  by exists (Y *m (idle_core t i)^T); rewrite below_step trmx_mul -mulmxA f
    [LHS]mulmxA e [RHS]mulmxA.
have up i : (i <= n)%N -> exists Y, below (W t) i *m B 0%N = B i *m Y.
  elim: i => [|i IH] iN; first by exists 1%:M; rewrite /= mul1mx mulmx1.
  have [Y e] := IH (ltnW iN); have [f _] := flow_carries tT iN.
  by exists (idle_core t i *m Y); rewrite below_step -mulmxA e [LHS]mulmxA f [RHS]mulmxA.
have [Y e] := down l (ltnW ln); have [Z f] := up n (leqnn n).
have z : residual (L := n.+1) M (chain n.+1 (W t)) *m B 0%N = 0.
  rewrite /residual mulmxBl /chain below_step -mulmxA f mulmxA flow_head // mul0mx sub0r.
  by have [_ _ -> _] := idle; rewrite oppr0.
by rewrite /grad -mulmxA e mulmxA -(mulmxA _ (residual _ _)) z mulmx0 mul0mx.
Qed.

Lemma flow_decays t l : (0 <= t <= T)%R -> (l < n)%N ->
  idle_core t l = (eps l * exp (- (eta l * omega * t)))%:M.
Proof.
move=> tT ln; have [dW cW] := flow_W (ltnW ln).
have at0 : idle_core 0 l = (eps l)%:M.
  rewrite /idle_core same_start ?(ltnW ln) // -mulmxA (carried_start orthogonal start V0 ln).1.
  by rewrite -scalemxAr idle_isometry // scalemx1.
apply/matrixP=> i j.
have D := @decays (fun u => idle_core u l i j) (eta l * omega) T.
have e : idle_core t l i j = Rmult (idle_core 0 l i j) (exp (- (eta l * omega * t))).
  apply: (D _ _ t tT) => u uT; last exact: (mcont_lr (A := (B l.+1)^T) (B := B l) (cW u uT)).
  have uT' : (0 <= u <= T)%R by case: uT => a b; split; exact: Rlt_le.
  have := mderiv_lr (B l.+1)^T (B l) (dW u uT) i j; congr (is_derive _ _ _).
  rewrite /drift /pull mulmxN mulNmx -scalemxAr -scalemxAl mulmxDr mulmxDl.
  rewrite -mulmxA no_gradient // mulmx0 add0r -scalemxAr -scalemxAl -/(idle_core u l).
  by rewrite !mxE mulrA.
rewrite e at0 !mxE; case: eqP => _; first by rewrite !mulr1n.
by rewrite !mulr0n; exact: mul0r.
Qed.

Lemma head_flow_in_frames t : (0 <= t <= T)%R -> (forall l, (l < n)%N -> exists Wt,
    W t l = V l.+1 *m block_mx Wt 0 0 (eps l * exp (- (eta l * omega * t)))%:M *m (V l)^T) /\
  exists Wt, W t n = row_mx Wt 0 *m (V n)^T.
Proof.
move=> tT; split=> [l ln|]; last first.
  exact: (last_of_right (frame_unit orthogonal idle (leqnn n)).2 (flow_head tT)).
have [a1 a2] := frame_unit orthogonal idle ln.
have [b1 b2] := frame_unit orthogonal idle (ltnW ln).
have := flow_carries tT ln; rewrite flow_decays // => /tied_scalar[e1 e2].
exact: block_of_right a1 a2 b2 b1 _ _ e1 e2.
Qed.
End Flow.

Theorem classification_head : (\rank M + \rank (chain n.+1 W0))%N = k -> (k + m)%N = d 0 ->
  (d 0 - 2 * d n.+1 <= m)%N /\ exists V : forall l, 'M[R]_(d l, k + m),
  [/\ forall l, (l <= n)%N -> (V l)^T *m V l = 1%:M /\ V l *m (V l)^T = 1%:M,
   forall (eta : nat -> R) (omega beta : R) t,
     let after := run (square_loss (L := n.+1) M) eta omega beta W0 t in
     (forall l, (l < n)%N -> exists Wt, after l =
       V l.+1 *m block_mx Wt 0 0 (decay_run (eta l) omega beta (eps l) t)%:M *m (V l)^T) /\
     exists Wt, after n = row_mx Wt 0 *m (V n)^T &
   forall (eta : nat -> R) (omega T : R) (W : R -> factors [comRingType of R] d), (0 <= T)%R ->
     flows (residual (L := n.+1) M) eta omega T W -> (forall l, (l <= n)%N -> W 0 l = W0 l) ->
     forall t, (0 <= t <= T)%R -> (forall l, (l < n)%N -> exists Wt, W t l =
       V l.+1 *m block_mx Wt 0 0 (eps l * exp (- (eta l * omega * t)))%:M *m (V l)^T) /\
     exists Wt, W t n = row_mx Wt 0 *m (V n)^T].
Proof.
move=> ek ed; split.
  rewrite -ed leq_subLR leq_add2r -ek mul2n -addnn.
  by apply: leq_add; exact: rank_leq_row.
have [V0 idle] := idle_frame_exists ek ed; exists (head_frame Q V0); split.
- by move=> l ln; exact: (frame_unit orthogonal idle ln).
- by move=> eta omega beta t; exact: (head_in_frames orthogonal start moving idle).
by move=> eta omega T W T0 fW s t tT; exact: (head_flow_in_frames idle T0 fW s tT).
Qed.
End Head.
