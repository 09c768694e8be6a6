(* Modes: a pair of directions that every factor carries from layer to layer runs by itself.

   carries v W rho says W_l v_l = rho_l v_{l+1} and W_l^T v_{l+1} = rho_l v_l at every layer l.

   mode_runs_alone: over any commutative ring, for every depth and widths, for descent with a rate
     for each layer, weight decay and momentum: what is carried at the start is carried at every
     step, and the strengths rho_l follow the descent of a chain of L numbers (mode_run), if the
     slope of the loss maps p v_L to h(p) v_L. For the loss 1/2 |X - M|^2 and a singular pair of M
     with the value s, h(p) = p - s (square_loss_pair); s = 0 are the directions that M ignores. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Modes.
Variables (R : comRingType) (L : nat).
Implicit Types (w z : nat -> R).

(* the product of all w_i but w_l *)
Definition others w l := (\prod_(0 <= i < l) w i) * (\prod_(l.+1 <= i < L) w i).

Lemma prod_others w l : (l < L)%N -> \prod_(0 <= i < L) w i = w l * others w l.
Proof.
move=> lL; rewrite (big_cat_nat _ _ _ (leq0n l) (ltnW lL)) /= (big_ltn lL) /others.
by rewrite mulrCA.
Qed.

(* h n p is the slope, at the product p of all numbers, of the loss of step n *)
Variables (h : nat -> R -> R) (eta : nat -> R) (omega beta : R).

(* the derivative of loss and weight decay with respect to w_l; k is the slope of the loss *)
Definition mode_pull (k : R -> R) w l := others w l * k (\prod_(0 <= i < L) w i) + omega * w l.

(* one step of heavy ball for the numbers w_l with the velocities z_l *)
Definition mode_step n (S : (nat -> R) * (nat -> R)) : (nat -> R) * (nat -> R) :=
  let z := fun l => beta * S.2 l + mode_pull (h n) S.1 l in (fun l => S.1 l - eta l * z l, z).

(* numbers and velocities after n steps, from velocity zero *)
Fixpoint mode_run2 w n : (nat -> R) * (nat -> R) :=
  if n is k.+1 then mode_step k (mode_run2 w k) else (w, fun=> 0).

(* the numbers after n steps *)
Definition mode_run w n := (mode_run2 w n).1.

(* L numbers as a chain of 1 x 1 matrices *)
Definition scalars w : factors R (fun=> 1%N) := fun l => (w l)%:M.
Definition scalar_slope (k : R -> R) (x : 'M[R]_1) : 'M[R]_1 := (k (x 0 0))%:M.
Definition scalar_slopes : slopes R L (fun=> 1%N) := fun n => scalar_slope (h n).

Section Products.
Variables (W : factors R (fun=> 1%N)) (w : nat -> R).
Hypothesis Ww : forall l, (l < L)%N -> W l = (w l)%:M.

Lemma below_scalars l : (l <= L)%N -> below W l = (\prod_(0 <= i < l) w i)%:M.
Proof.
elim: l => [|l IH] lL; first by rewrite big_geq.
by rewrite /= IH 1?ltnW // Ww // -scalar_mxM big_nat_recr //= mulrC.
Qed.

Lemma above_scalars l : (l <= L)%N ->
  above (d := fun=> 1%N) L W l = (\prod_(l <= i < L) w i)%:M.
Proof.
move=> lL; rewrite -(subKn lL); elim: (L - l)%N (leq_subr l L) => [|n IH] nL.
  by rewrite subn0 above_end big_geq.
have lL' : (L - n.+1 < L)%N by rewrite ltn_subrL; case: (L) nL.
have eq : ((L - n.+1).+1 = L - n)%N by rewrite -subSn // subSS.
move: (IH (ltnW nL)); rewrite -eq => IHn.
by rewrite above_step // IHn Ww // -scalar_mxM [in RHS]big_ltn // mulrC.
Qed.

Lemma pull_scalars k l : (l < L)%N ->
  pull (L := L) (d := fun=> 1%N) omega (scalar_slope k) W l = (mode_pull k w l)%:M.
Proof.
move=> lL; rewrite /pull /grad /scalar_slope /chain.
rewrite (below_scalars (leqnn L)) (below_scalars (ltnW lL)) (above_scalars lL).
rewrite Ww // !tr_scalar_mx -!scalar_mxM scale_scalar_mx -raddfD /= mxE eqxx mulr1n.
by rewrite /mode_pull /others mulrAC [X in X * k _ + _]mulrC.
Qed.
End Products.

Lemma scalar_run2 w n l : (l < L)%N ->
  (run2 scalar_slopes eta omega beta (scalars w) n).1 l = ((mode_run2 w n).1 l)%:M /\
  (run2 scalar_slopes eta omega beta (scalars w) n).2 l = ((mode_run2 w n).2 l)%:M.
Proof.
elim: n l => [|n IH] l lL; first by rewrite /= raddf0.
have E l' (l'L : (l' < L)%N) := (IH l' l'L).1; have [e1 e2] := IH l lL.
rewrite /= (pull_scalars E (h n) lL) e1 e2 !scale_scalar_mx -!raddfD scale_scalar_mx.
by split=> //; rewrite -raddfB.
Qed.
End Modes.

Section Strengths.
Variable R : comRingType.

Lemma tied_scalar p q k (x : 'M[R]_(p, k)) (y : 'M_(q, k)) X t :
  tied x y X t%:M <-> X *m y = t *: x /\ X^T *m x = t *: y.
Proof. by rewrite /tied tr_scalar_mx !mul_mx_scalar. Qed.

(* a strength that all columns share *)
Lemma tied_columns p q k (A : 'M[R]_(p, k)) (B : 'M_(q, k)) X t :
  (forall i, tied (col i A) (col i B) X t%:M) -> tied A B X t%:M.
Proof.
move=> H; apply/tied_scalar.
have cols m n (Y : 'M[R]_(m, n)) (C : 'M_(n, k)) (D : 'M_(m, k)) :
    (forall i, Y *m col i C = t *: col i D) -> Y *m C = t *: D.
  move=> E; apply/matrixP=> a i; have /matrixP/(_ a 0) := E i; rewrite !mxE => <-.
  by apply: eq_bigr => j _; rewrite !mxE.
by split; apply: cols => i; have /tied_scalar[] := H i.
Qed.
End Strengths.

Section Carried.
Variables (R : comRingType) (L : nat) (d : nat -> nat) (v : forall l, 'cV[R]_(d l)).
Implicit Types W : factors R d.

(* every factor carries v_l to rho_l v_{l+1}, and its transpose carries it back *)
Definition carries W (rho : nat -> R) := forall l, (l < L)%N ->
  W l *m v l = rho l *: v l.+1 /\ (W l)^T *m v l.+1 = rho l *: v l.

Lemma carries_tied W rho : carries W rho <-> intertwined L v W (scalars rho).
Proof. by split=> c l lL; apply/tied_scalar; exact: c. Qed.

Variables (f : slopes R L d) (h : nat -> R -> R) (eta : nat -> R) (omega beta : R).

(* the slope of the loss maps the pair v_0, v_L to itself: the strength p to h(p) *)
Definition respects_pair := forall n X p, X *m v 0 = p *: v L -> X^T *m v L = p *: v 0 ->
  f n X *m v 0 = h n p *: v L /\ (f n X)^T *m v L = h n p *: v 0.

Theorem mode_runs_alone W rho : respects_pair -> carries W rho ->
  forall n, carries (run f eta omega beta W n) (mode_run L h eta omega beta rho n).
Proof.
move=> fh /carries_tied Wr n l lL.
have E m i (iL : (i < L)%N) := (scalar_run2 h eta omega beta rho m iL).1.
apply/tied_scalar; rewrite -(E n l lL); apply: intertwined_run Wr _ n l lL => m X x.
rewrite /scalar_slopes /scalar_slope.
have -> : x = (\prod_(0 <= i < L) mode_run L h eta omega beta rho m i)%:M.
  exact: below_scalars (E m) L (leqnn L).
by rewrite mxE eqxx mulr1n => /tied_scalar[h1 h2]; apply/tied_scalar; exact: fh.
Qed.
End Carried.

Section Pairs.
Variables (R : comRingType) (L : nat) (d : nat -> nat) (v : forall l, 'cV[R]_(d l)).

(* a singular pair of the target *)
Lemma square_loss_pair M s : M *m v 0 = s *: v L -> M^T *m v L = s *: v 0 ->
  respects_pair (L := L) v (square_loss M) (fun _ p => p - s).
Proof.
move=> Mv Mu n X p Xv Xu; rewrite /square_loss mulmxBl Xv Mv -scalerBl; split=> //.
by rewrite linearB mulmxBl /= Xu Mu -scalerBl.
Qed.

Lemma square_loss_ignored M : M *m v 0 = 0 -> M^T *m v L = 0 ->
  respects_pair (L := L) v (square_loss M) (fun _ p => p).
Proof.
move=> Mv Mu n X p Xv Xu; have := @square_loss_pair M 0 _ _ n X p Xv Xu.
by rewrite !scale0r subr0; exact.
Qed.
End Pairs.
