(* A classification head on orthogonal factors: directions that nothing but the decay moves.

   The factors W_0, ..., W_{n-1} start at eps_l Q_l with orthogonal Q_l, the head W_n anywhere.
   decay_alone (R7KV): what heavy ball with weight decay makes of a number that no gradient reaches.
   head_descent (R7KV): over a real closed field (the reals are one) let p be the rank of the target
     M, q that of the product X_0 at the start, d_0 = p + q + m. There are orthogonal V_l such that
     at every step of descent W_l = V_{l+1} diag(Wt_l, rho_l I_m) V_l^T for l < n, and
     W_n = (Wt_n, 0) V_n^T. Only the decay moves rho_l. Any rates, decay, momentum. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes orthonormal.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Decay.
Variables (R : comRingType) (eta omega beta eps : R).

(* what decay alone makes of eps: value and velocity after t steps of heavy ball *)
Fixpoint decay_run2 t : R * R :=
  if t is k.+1 then let u := beta * (decay_run2 k).2 + omega * (decay_run2 k).1 in
    ((decay_run2 k).1 - eta * u, u) else (eps, 0).
Definition decay_run t := (decay_run2 t).1.
End Decay.

Section DecayRuns.
Variable R : comRingType.

Lemma decay_of_modes L (eta : nat -> R) omega beta w t l :
  mode_run L (fun _ _ => 0) eta omega beta w t l = decay_run (eta l) omega beta (w l) t.
Proof.
have e : (mode_run2 L (fun _ _ => 0) eta omega beta w t).1 l =
    (decay_run2 (eta l) omega beta (w l) t).1 /\
  (mode_run2 L (fun _ _ => 0) eta omega beta w t).2 l = (decay_run2 (eta l) omega beta (w l) t).2.
  by elim: t => //= t [e1 e2]; rewrite /mode_pull mulr0 add0r e1 e2.
by have [] := e.
Qed.

Lemma decay_none eta beta (eps : R) t : decay_run eta 0 beta eps t = eps.
Proof.
have e : decay_run2 eta 0 beta eps t = (eps, 0).
  by elim: t => //= t ->; rewrite !(mulr0, mul0r, addr0, subr0).
by rewrite /decay_run e.
Qed.

Lemma decay_plain eta omega (eps : R) t :
  decay_run eta omega 0 eps t = eps * (1 - eta * omega) ^+ t.
Proof.
elim: t => [|t IH]; first by rewrite expr0 mulr1.
by rewrite exprS mulrCA -IH /decay_run /= mul0r add0r; ring.
Qed.

(* without decay nothing moves; without momentum it is geometric *)
Theorem decay_alone eta omega beta (eps : R) t : decay_run eta 0 beta eps t = eps /\
  decay_run eta omega 0 eps t = eps * (1 - eta * omega) ^+ t.
Proof. by rewrite decay_none decay_plain. Qed.
End DecayRuns.

Section Halves.
Variables (R : comRingType) (p q k m : nat) (A : 'M[R]_(p, k + m)) (B : 'M[R]_(q, k + m)).
Hypotheses (A1 : A^T *m A = 1%:M) (A2 : A *m A^T = 1%:M) (B2 : B *m B^T = 1%:M).
Hypothesis B1 : B^T *m B = 1%:M.

Lemma unit_halves (C : 'M[R]_(p, k + m)) : C^T *m C = 1%:M ->
  (lsubmx C)^T *m rsubmx C = 0 /\ (rsubmx C)^T *m rsubmx C = 1%:M.
Proof.
rewrite -{1 2}[C]hsubmxK tr_row_mx mul_col_row scalar_mx_block.
by move=> /eq_block_mx[].
Qed.

(* what the right halves intertwine by a number is block diagonal *)
Lemma block_of_right X rho : X *m rsubmx B = rho *: rsubmx A -> X^T *m rsubmx A = rho *: rsubmx B ->
  exists x, X = A *m block_mx x 0 0 rho%:M *m B^T.
Proof.
move=> XB XA; exists ((lsubmx A)^T *m X *m lsubmx B).
have XA' : (rsubmx A)^T *m X = rho *: (rsubmx B)^T.
  by apply: trmx_inj; rewrite trmx_mul trmxK XA linearZ /= trmxK.
have [lr rr] := unit_halves A1; have e : X = A *m (A^T *m X *m B) *m B^T.
  by rewrite !mulmxA A2 mul1mx -mulmxA B2 mulmx1.
rewrite {1}e => {e}; congr (_ *m _ *m _).
rewrite -{1}[A]hsubmxK -{1}[B]hsubmxK tr_row_mx mul_col_mx mul_col_row.
have rl : (rsubmx B)^T *m lsubmx B = 0.
  have: (lsubmx B)^T *m rsubmx B = 0.
    move: B1; rewrite -{1 2}[B]hsubmxK tr_row_mx mul_col_row scalar_mx_block.
    by move=> /eq_block_mx[].
  by move/(f_equal trmx); rewrite trmx_mul trmxK trmx0.
have e2 : (lsubmx A)^T *m X *m rsubmx B = 0 by rewrite -mulmxA XB -scalemxAr lr scaler0.
have e3 : (rsubmx A)^T *m X *m lsubmx B = 0 by rewrite XA' -scalemxAl rl scaler0.
have e4 : (rsubmx A)^T *m X *m rsubmx B = rho%:M by rewrite -mulmxA XB -scalemxAr rr scalemx1.
by rewrite e2 e3 e4.
Qed.

Lemma last_of_right r (X : 'M[R]_(r, q)) : X *m rsubmx B = 0 ->
  exists x, X = row_mx x 0 *m B^T.
Proof.
move=> XB; exists (X *m lsubmx B); rewrite -[X in LHS]mulmx1 -B2 mulmxA; congr (_ *m _).
by rewrite -{1}[B]hsubmxK mul_mx_row XB.
Qed.
End Halves.

Section Head.
Variables (R : rcfType) (n : nat) (d : nat -> nat) (m k : nat).
Variables (M : 'M[R]_(d n.+1, d 0)) (Q : forall l, 'M[R]_(d l.+1, d l)) (eps : nat -> R).
Variable W0 : factors R d.
Hypothesis orthogonal : forall l, (l < n)%N -> (Q l)^T *m Q l = 1%:M /\ Q l *m (Q l)^T = 1%:M.
Hypothesis start : forall l, (l < n)%N -> W0 l = eps l *: Q l.
Hypothesis moving : forall l, (l < n)%N -> eps l != 0.

(* a family of frames, the last m columns of which neither target nor start see *)
Fixpoint head_frame (V0 : 'M[R]_(d 0, k + m)) l : 'M[R]_(d l, k + m) :=
  if l is i.+1 then Q i *m head_frame V0 i else V0.

Definition idle_frame (V0 : 'M[R]_(d 0, k + m)) := [/\ V0^T *m V0 = 1%:M, V0 *m V0^T = 1%:M,
  M *m rsubmx V0 = 0 &
  chain n.+1 W0 *m rsubmx V0 = 0].

Lemma completed_to N (N0 : 'M[R]_(m, N)) : (k + m)%N = N -> N0 *m N0^T = 1%:M ->
  exists V : 'M[R]_(N, k + m), [/\ V^T *m V = 1%:M, V *m V^T = 1%:M & rsubmx V = N0^T].
Proof.
move=> e; subst N => N1; have [P P1] := completed N1; exists (col_mx P N0)^T.
split; [by rewrite trmxK | by rewrite trmxK; exact: mulmx1C | by rewrite tr_col_mx row_mxKr].
Qed.

Lemma idle_frame_exists : (\rank M + \rank (chain n.+1 W0))%N = k -> (k + m)%N = d 0 ->
  exists V0, idle_frame V0.
Proof.
move=> ek ed; pose N := kermx (row_mx M^T (chain n.+1 W0)^T).
have rN : (m <= \rank N)%N.
  have r2 : (\rank (row_mx M^T (chain n.+1 W0)^T) <= k)%N.
    rewrite -ek -mxrank_tr tr_row_mx !trmxK -addsmxE; exact: mxrank_adds_leqif.
  by rewrite mxrank_ker; apply: leq_trans (leq_sub2l _ r2); rewrite -ed addKn.
have [N0 [N1 NK]] := orthonormal_rows rN.
have : N0 *m row_mx M^T (chain n.+1 W0)^T = 0 by apply/sub_kermxP.
rewrite mul_mx_row -[0 in RHS]hsubmxK !linear0 => /eq_row_mx[NM NX].
have [V0 [V1 V2 VN]] := completed_to ed N1; exists V0; split=> //; rewrite VN.
  by apply: trmx_inj; rewrite trmx_mul trmxK NM trmx0.
by apply: trmx_inj; rewrite trmx_mul trmxK NX trmx0.
Qed.

Section Frames.
Variable V0 : 'M[R]_(d 0, k + m).
Hypothesis idle : idle_frame V0.
Local Notation V := (head_frame V0).
Local Notation B := (fun l => rsubmx (head_frame V0 l)).

Lemma frame_unit l : (l <= n)%N -> (V l)^T *m V l = 1%:M /\ V l *m (V l)^T = 1%:M.
Proof.
have [V1 V2 _ _] := idle; elim: l => //= l IH ln.
have [Q1 Q2] := orthogonal ln; have [h1 h2] := IH (ltnW ln); rewrite !trmx_mul; split.
  by rewrite -mulmxA (mulmxA (Q l)^T) Q1 mul1mx.
by rewrite -mulmxA (mulmxA (V l)) h2 mul1mx.
Qed.

Lemma idle_step_up l : B l.+1 = Q l *m B l.
Proof. by rewrite /= mulmx_rsub. Qed.

Lemma head_ignores : W0 n *m B n = 0.
Proof.
have [_ _ _ X0] := idle.
have along l : (l <= n)%N -> below W0 l *m B 0%N = (\prod_(i < l) eps i) *: B l.
  elim: l => [|l IH] ln; first by rewrite big_ord0 scale1r mul1mx.
  rewrite below_step -mulmxA IH 1?ltnW // start // idle_step_up big_ord_recr /=.
  by rewrite -scalemxAr -scalemxAl scalerA.
have := X0; rewrite /chain below_step -mulmxA along // -scalemxAr => /eqP.
rewrite scaler_eq0 => /orP[|/eqP //]; rewrite prodf_seq_eq0 => /hasP[i _].
by rewrite (negbTE (moving _)).
Qed.

Lemma carried_start l : (l < n)%N -> W0 l *m B l = eps l *: B l.+1 /\
  (W0 l)^T *m B l.+1 = eps l *: B l.
Proof.
move=> ln; rewrite start // linearZ /= -!scalemxAl idle_step_up; split=> //.
by rewrite mulmxA (orthogonal ln).1 mul1mx.
Qed.

Variables (eta : nat -> R) (omega beta : R).
Local Notation after := (run (square_loss (L := n.+1) M) eta omega beta W0).
Local Notation rho t l := (decay_run (eta l) omega beta (eps l) t).

Lemma carried_run t : (forall l, (l < n)%N -> after t l *m B l = rho t l *: B l.+1 /\
    (after t l)^T *m B l.+1 = rho t l *: B l) /\ after t n *m B n = 0.
Proof.
pose v i l : 'cV[R]_(d l) := if (l <= n)%N then col i (B l) else 0.
pose w0 l := if (l < n)%N then eps l else 0.
have vl i l : (l <= n)%N -> v i l = col i (B l) by rewrite /v => ->.
have vL i : v i n.+1 = 0 by rewrite /v ltnn.
have colZ c p q (A : 'M[R]_(p, q)) (C : 'M_(q, m)) (D : 'M_(p, m)) i :
    A *m C = c *: D -> A *m col i C = c *: col i D.
  by move=> e; rewrite !colE mulmxA e scalemxAl.
have c0 i : carries n.+1 (v i) W0 w0.
  move=> l; rewrite ltnS leq_eqVlt => /orP[/eqP-> | ln].
    by rewrite vL vl // mulmx0 scaler0 /w0 ltnn scale0r colE mulmxA head_ignores mul0mx.
  rewrite !vl ?(ltnW ln) // /w0 ln; have [a b] := carried_start ln.
  by split; exact: colZ.
have pair i : respects_pair (v i) (square_loss (L := n.+1) M) (fun _ _ => 0).
  move=> s X p Xv Xu; rewrite !scale0r vL mulmx0; split=> //.
  rewrite /square_loss /residual mulmxBl Xv vL scaler0 sub0r vl // colE mulmxA.
  by have [_ _ -> _] := idle; rewrite mul0mx oppr0.
have C i := mode_runs_alone eta omega beta (pair i) (c0 i) t.
split=> [l ln|].
  have : tied (B l.+1) (B l) (after t l) (rho t l)%:M.
    apply: tied_columns => i; apply/tied_scalar; have := C i l (ltnW ln).
    by rewrite decay_of_modes !vl ?(ltnW ln) // /w0 ln.
  by move/tied_scalar.
apply/matrixP=> a i; have [+ _] := C i n (ltnSn n); rewrite vl // vL scaler0.
by move/matrixP/(_ a 0); rewrite colE mulmxA -colE !mxE.
Qed.

Lemma head_in_frames t : (forall l, (l < n)%N -> exists Wt,
    after t l = V l.+1 *m block_mx Wt 0 0 (rho t l)%:M *m (V l)^T) /\
  exists Wt, after t n = row_mx Wt 0 *m (V n)^T.
Proof.
have [carried last] := carried_run t; split=> [l ln|]; last first.
  exact: (last_of_right (frame_unit (leqnn n)).2 last).
have [a1 a2] := frame_unit ln; have [b1 b2] := frame_unit (ltnW ln).
by have [e1 e2] := carried l ln; exact: block_of_right a1 a2 b2 b1 _ _ e1 e2.
Qed.
End Frames.

Theorem head_descent : (\rank M + \rank (chain n.+1 W0))%N = k -> (k + m)%N = d 0 ->
  exists V : forall l, 'M[R]_(d l, k + m),
  (forall l, (l <= n)%N -> (V l)^T *m V l = 1%:M /\ V l *m (V l)^T = 1%:M) /\
  forall (eta : nat -> R) (omega beta : R) t,
    let after := run (square_loss (L := n.+1) M) eta omega beta W0 t in
    (forall l, (l < n)%N -> exists Wt, after l =
      V l.+1 *m block_mx Wt 0 0 (decay_run (eta l) omega beta (eps l) t)%:M *m (V l)^T) /\
    exists Wt, after n = row_mx Wt 0 *m (V n)^T.
Proof.
move=> ek ed; have [V0 idle] := idle_frame_exists ek ed; exists (head_frame V0).
by split=> [l ln | eta omega beta t]; [exact: frame_unit | exact: head_in_frames].
Qed.
End Head.
