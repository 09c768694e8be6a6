(* Descent of a state space keeps what a symmetry of the impulse response fixes.

   A run of descent has weight decay, heavy-ball momentum from velocity zero and, at each step, any
   loss of c_0, ..., c_{k-1}, seen through its slope. Over any commutative ring, for every d and k:
   mirrored_run: the run from the mirrored triple (A^T, C^T, B^T) is the mirrored run.
   symmetric_run (Z4EQ, part 3): if A = A^T and B = C^T at the start, then at all steps.
   embeds_grad, embeds_response: a smaller system that is tied to a system by a frame J has the
     same impulse response, and the gradients of the large one are J (small ones) J^T. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined end_to_end state_space.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Run.
Variables (R : comRingType) (d k : nat) (slope : nat -> 'cV[R]_k -> 'cV[R]_k).
Variables (eta omega beta : R).
Implicit Types (S Z : system R d) (g : 'cV[R]_k).

(* the gradient of a loss with the slope f, and of the weight decay *)
Definition sys_pull (f : 'cV[R]_k -> 'cV[R]_k) S :=
  sys_add (sys_grad (f (response k S)) S) (sys_scale omega S).

(* one step of heavy ball: Z <- beta Z + pull, S <- S - eta Z *)
Definition sys_step n (P : system R d * system R d) : system R d * system R d :=
  let Z := sys_add (sys_scale beta P.2) (sys_pull (slope n) P.1) in
  (sys_add P.1 (sys_scale (- eta) Z), Z).

(* system and velocity after n steps, from velocity zero *)
Fixpoint sys_run2 S n : system R d * system R d :=
  if n is m.+1 then sys_step m (sys_run2 S m) else (S, sys_zero R d).

(* the system after n steps *)
Definition sys_run S n := (sys_run2 S n).1.

(* the mirrored triple *)
Definition sys_mirror S := System (sys_A S)^T (sys_C S)^T (sys_B S)^T.

(* A is symmetric and B is the transposed of C *)
Definition symmetric_balanced S := sys_A S = (sys_A S)^T /\ sys_B S = (sys_C S)^T.

Lemma symmetric_mirror S : symmetric_balanced S <-> sys_mirror S = S.
Proof.
case: S => A B C; rewrite /symmetric_balanced /sys_mirror /=; split=> [[e ->]|[e e' _]].
  by rewrite -e trmxK.
by rewrite e e'.
Qed.

Lemma impulse_mirror S i : impulse (sys_mirror S) i = impulse S i.
Proof.
case: S => A B C; rewrite /impulse /= -mxpow_tr.
have -> : B^T *m (mxpow A i)^T *m C^T = (C *m mxpow A i *m B)^T by rewrite !trmx_mul mulmxA.
by rewrite mxE.
Qed.

Lemma response_mirror S : response k (sys_mirror S) = response k S.
Proof. by apply/colP=> i; rewrite !mxE impulse_mirror. Qed.

Lemma grad_mirror g S : sys_grad g (sys_mirror S) = sys_mirror (sys_grad g S).
Proof.
case: S => A B C; rewrite /sys_grad /sys_mirror /grad_A /grad_B /grad_C /= !trmxK.
congr System.
- rewrite linear_sum; apply: eq_bigr => i _; rewrite linearZ /=; congr (_ *: _).
  rewrite linear_sum (reindex_inj rev_ord_inj) /=; apply: eq_bigr => s _.
  have si : (s <= i - 1)%N by rewrite subn1 -ltnS prednK ?ltn_ord // (leq_trans _ (ltn_ord s)).
  have -> : (i - s.+1 = i - 1 - s)%N by rewrite -subnDA.
  by rewrite subKn // !trmx_mul !mxpow_tr !trmxK !mulmxA.
- rewrite linear_sum; apply: eq_bigr => i _; rewrite linearZ /=; congr (_ *: _).
  by rewrite trmx_mul mxpow_tr !trmxK.
rewrite linear_sum; apply: eq_bigr => i _; rewrite linearZ /=; congr (_ *: _).
by rewrite trmx_mul mxpow_tr !trmxK.
Qed.

Lemma add_mirror S Z : sys_add (sys_mirror S) (sys_mirror Z) = sys_mirror (sys_add S Z).
Proof. by rewrite /sys_add /sys_mirror !linearD. Qed.

Lemma scale_mirror a S : sys_scale a (sys_mirror S) = sys_mirror (sys_scale a S).
Proof. by rewrite /sys_scale /sys_mirror !linearZ. Qed.

Lemma mirrored_run2 S n : sys_run2 (sys_mirror S) n =
  (sys_mirror (sys_run2 S n).1, sys_mirror (sys_run2 S n).2).
Proof.
elim: n => [|n IH] /=; first by rewrite [sys_mirror (sys_zero _ _)]/sys_mirror /= !trmx0.
by rewrite IH /sys_step /sys_pull /= response_mirror grad_mirror !(scale_mirror, add_mirror).
Qed.

Lemma mirrored_run S n : sys_run (sys_mirror S) n = sys_mirror (sys_run S n).
Proof. by rewrite /sys_run mirrored_run2. Qed.

Theorem symmetric_run S n : symmetric_balanced S -> symmetric_balanced (sys_run S n).
Proof. by move=> /symmetric_mirror e; apply/symmetric_mirror; rewrite -mirrored_run e. Qed.
End Run.

Section Frame.
Variables (R : comRingType) (d p : nat) (J : 'M[R]_(d, p)).
Implicit Types (S : system R d) (s z : system R p).

(* J s J^T, matrix by matrix *)
Definition sys_turn s := System (J *m sys_A s *m J^T) (J *m sys_B s) (sys_C s *m J^T).

(* J ties S to the smaller s *)
Definition embeds S s := [/\ tied J J (sys_A S) (sys_A s), sys_B S = J *m sys_B s &
  sys_C S = sys_C s *m J^T].

Lemma add_turn s z : sys_add (sys_turn s) (sys_turn z) = sys_turn (sys_add s z).
Proof. by rewrite /sys_add /sys_turn /= mulmxDr !mulmxDl mulmxDr. Qed.

Lemma scale_turn a s : sys_scale a (sys_turn s) = sys_turn (sys_scale a s).
Proof. by rewrite /sys_scale /sys_turn /= -!(scalemxAl, scalemxAr). Qed.

Lemma power_tied m (X : 'M[R]_d) x (y : 'M_(p, m)) i : X *m J = J *m x ->
  mxpow X i *m (J *m y) = J *m (mxpow x i *m y).
Proof.
move=> e; elim: i y => [|i IH] y; first by rewrite !mul1mx.
by rewrite !mxpowSr -!mulmxA (mulmxA X) e -IH !mulmxA.
Qed.

Lemma embeds_grad k (g : 'cV[R]_k) S s : embeds S s -> sys_grad g S = sys_turn (sys_grad g s).
Proof.
case: S s => A B C [a b c] [/= [e e'] -> ->].
have up m (y : 'M_(p, m)) i := @power_tied m A^T a^T y i e'.
have left i : b^T *m J^T *m mxpow A^T i = b^T *m mxpow a^T i *m J^T.
  apply: trmx_inj; rewrite !trmx_mul !mxpow_tr !trmxK; exact: power_tied.
rewrite /sys_grad /sys_turn /grad_A /grad_B /grad_C /= !trmx_mul trmxK; congr System.
- rewrite mulmx_sumr mulmx_suml; apply: eq_bigr => i _; rewrite -scalemxAr -scalemxAl.
  congr (_ *: _); rewrite mulmx_sumr mulmx_suml; apply: eq_bigr => j _.
  by rewrite up -!mulmxA (mulmxA b^T) left -!mulmxA.
- by rewrite mulmx_sumr; apply: eq_bigr => i _; rewrite -scalemxAr up.
by rewrite mulmx_suml; apply: eq_bigr => i _; rewrite -scalemxAl left.
Qed.

Lemma embeds_response k S s : J^T *m J = 1%:M -> embeds S s -> response k S = response k s.
Proof.
move=> J1; case: S s => A B C [a b c] [/= [e _] -> ->]; apply/colP=> i; rewrite !mxE.
by rewrite /impulse /= -mulmxA (power_tied _ _ e) -(mulmxA c) (mulmxA J^T) J1 mul1mx mulmxA.
Qed.
End Frame.
