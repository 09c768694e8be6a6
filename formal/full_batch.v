(* How often descent on least squares forgets, over any real closed field, every size and data.

   The rows of X are the examples x_i, y their answers +1 or -1, w the weights after t steps.
   margins_of_descent (SA62, part 1): the margins are sums of powers 1 - eta kappa_k.
   forgotten_in_full_batch (SA62, parts 2 and 3): how often an example is forgotten.
   conflicts_forget_nothing (SA62, part 4): if any two examples are in conflict or do not meet, no
     margin ever falls. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain end_to_end weyl block real_spectral singular_values.
From dlf Require Import events sign_changes.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma sub_entry (F : ringType) m n (A B : 'M[F]_(m, n)) i j : (A - B) i j = A i j - B i j.
Proof. by rewrite !mxE. Qed.
Lemma scale_entry (F : ringType) m n a (A : 'M[F]_(m, n)) i j : (a *: A) i j = a * A i j.
Proof. by rewrite !mxE. Qed.

Section Descent.
Variables (F : realFieldType) (N d : nat) (X : 'M[F]_(N, d)) (y : 'cV[F]_N) (eta : F).

(* gradient descent on half the sum of squares, from zero *)
Fixpoint weights t : 'cV[F]_d :=
  if t is t'.+1 then weights t' + eta *: (X^T *m (y - X *m weights t')) else 0.

(* the margin y_i x_i^T w_t, and whether the example i is right at the time t *)
Definition margin i t : F := y i 0 * (X *m weights t) i 0.
Definition right i t := 0 < margin i t.

Lemma margin0 i : margin i 0 = 0. Proof. by rewrite /margin mulmx0 mxE mulr0. Qed.

Lemma residual_step t : y - X *m weights t.+1 =
  (1%:M - eta *: (X *m X^T)) *m (y - X *m weights t).
Proof.
rewrite /= mulmxDr -scalemxAr mulmxA mulmxBl mul1mx -scalemxAl.
by rewrite opprD addrA.
Qed.
End Descent.

Section Conflicts.
Variables (F : realFieldType) (N d : nat) (X : 'M[F]_(N, d)) (y : 'cV[F]_N) (eta : F).
Hypotheses (y1 : forall i, y i 0 ^+ 2 = 1) (eta0 : 0 < eta).
Local Notation m := (margin X y eta).

Theorem conflicts_forget_nothing :
  (forall i j, i != j -> y i 0 * y j 0 * (X *m X^T) i j <= 0) ->
  (forall i, 0 <= \sum_j y i 0 * y j 0 * (X *m X^T) i j) ->
  (forall i, eta * (X *m X^T) i i <= 1) ->
  (forall i t, m i t <= m i t.+1) /\ forall i T, forgotten (right X y eta i) T = 0%N.
Proof.
move=> conf sums small.
pose K i j := y i 0 * y j 0 * (X *m X^T) i j.
pose e t i := 1 - m i t.
have eE t i : e t i = y i 0 * (y - X *m weights X y eta t) i 0.
  by rewrite /e /margin sub_entry mulrBr -expr2 y1.
have step t i : e t.+1 i = \sum_j ((i == j)%:R - eta * K i j) * e t j.
  rewrite eE residual_step mxE mulr_sumr; apply: eq_bigr => j _; rewrite eE.
  have -> : (1%:M - eta *: (X *m X^T)) i j = (i == j)%:R - eta * (X *m X^T) i j.
    by rewrite sub_entry scale_entry mxE.
  have := y1 j; rewrite /K; have [<-|ij] := eqVneq i j.
    move: ((X *m X^T) i i) ((y - X *m weights X y eta t) i 0) (y i 0) => k u a a1.
    rewrite [true%:R]/(1 : F).
    have -> : (1 - eta * (a * a * k)) * (a * u) = a * ((1 - eta * (a ^+ 2 * k)) * u) by ring.
    by rewrite a1 mul1r.
  move: ((X *m X^T) i j) ((y - X *m weights X y eta t) j 0) (y i 0) (y j 0) => k u a b b1.
  rewrite [false%:R]/(0 : F).
  have -> : (0 - eta * (a * b * k)) * (b * u) = a * ((0 - eta * (b ^+ 2 * k)) * u) by ring.
  by rewrite b1 mul1r.
have A0 i j : 0 <= (i == j)%:R - eta * K i j.
  rewrite subr_ge0 /K; have [<-|ij] := eqVneq i j; first by rewrite -expr2 y1 mul1r.
  by rewrite mulr0n pmulr_rle0 // conf.
have e0 i : e 0%N i = 1 by rewrite /e margin0 subr0.
have falls t i : e t.+1 i <= e t i.
  elim: t i => [|t IH] i; last first.
    by rewrite step [X in _ <= X]step ler_sum // => j _; rewrite ler_wpmul2l.
  rewrite step e0 (eq_bigr (fun j => (i == j)%:R - eta * K i j)) => [|j _]; last first.
    by rewrite e0 mulr1.
  rewrite sumrB -mulr_sumr (bigD1 i) //= eqxx big1 => [|j ji]; last by rewrite eq_sym (negbTE ji).
  by rewrite addr0 ler_subl_addr ler_addl; apply: mulr_ge0; [exact: ltW | exact: sums].
have up i t : m i t <= m i t.+1 by have := falls t i; rewrite /e ler_add2l ler_opp2.
split=> // i T; rewrite /forgotten big1 // => t _; rewrite /forgets /right.
by case: (ltrP 0 (m i t)) => // m0; rewrite (lt_le_trans m0).
Qed.
End Conflicts.

Section Spectrum.
Variables (F : rcfType) (N : nat) (K : 'M[F]_N).

(* P is the orthogonal projection on the eigenspace of K with the eigenvalue x *)
Definition eigenprojection x (P : 'M[F]_N) :=
  [/\ P^T = P, K *m P = x *: P & forall v : 'cV_N, K *m v = x *: v -> P *m v = v].

(* kappa are the different eigenvalues of K other than zero, in decreasing order, all positive *)
Definition spectrum_of r (kappa : 'I_r -> F) :=
  [/\ forall k, 0 < kappa k, forall i j : 'I_r, (i < j)%N -> kappa j < kappa i &
    forall x, x != 0 -> (exists2 v : 'cV_N, v != 0 & K *m v = x *: v) <-> exists k, x = kappa k].

Lemma projections_sum r (kappa : 'I_r -> F) P : K^T = K -> spectrum_of kappa ->
  (forall k, eigenprojection (kappa k) (P k)) -> K = \sum_k kappa k *: P k.
Proof.
move=> sym [pos dec all] pr; have [Q [p [QQ KQ _]]] := real_spectral sym.
have QQ' := mulmx1C QQ.
suff H : K *m Q = (\sum_k kappa k *: P k) *m Q.
  by rewrite -[LHS]mulmx1 -[RHS]mulmx1 -QQ' !mulmxA H.
have colE (A : 'M[F]_N) j : col j (A *m Q) = A *m col j Q by rewrite !colE mulmxA.
have eq_cols (A B : 'M[F]_N) : (forall j, col j A = col j B) -> A = B.
  by move=> e; apply/matrixP => i j; have /colP/(_ i) := e j; rewrite !mxE.
apply: eq_cols => j; rewrite !colE; have Kq := eigen_column j KQ.
have q0 : col j Q != 0.
  apply/eqP => z; have := congr1 (fun A : 'M[F]_N => A j j) QQ.
  rewrite [RHS]mxE eqxx mulr1n mxE big1.
    by move/eqP; rewrite eq_sym oner_eq0.
  by move=> i _; have /colP/(_ i) := z; rewrite !mxE => ->; rewrite mulr0.
have PK k : P k *m K = kappa k *: P k.
  by have [PT KP _] := pr k; rewrite -[LHS]trmxK trmx_mul PT sym KP linearZ /= PT.
have off k : p 0 j != kappa k -> P k *m col j Q = 0.
  move=> ne; have := congr1 (mulmx^~ (col j Q)) (PK k); rewrite -mulmxA Kq -scalemxAr -scalemxAl.
  move/eqP; rewrite -subr_eq0 -scalerBl scaler_eq0 subr_eq0 (negbTE ne) /=.
  by move/eqP.
rewrite Kq mulmx_suml; have [z|nz] := eqVneq (p 0 j) 0.
  rewrite z scale0r big1 // => k _; rewrite -scalemxAl off ?scaler0 // z eq_sym gt_eqF ?pos //.
have [k ek] : exists k, p 0 j = kappa k by apply/(all _ nz); exists (col j Q).
rewrite (bigD1 k) //= big1 => [|l lk]; last first.
  rewrite -scalemxAl off ?scaler0 // ek; apply/eqP => e.
  move: lk; rewrite -val_eqE neq_ltn => /orP[/dec|/dec]; by rewrite e ltxx.
have [_ _ fix_k] := pr k; rewrite addr0 -scalemxAl fix_k -?ek //.
Qed.
End Spectrum.

Section FullBatch.
Variables (F : rcfType) (N d r : nat) (X : 'M[F]_(N, d)) (y : 'cV[F]_N) (eta : F).
Variables (kappa : 'I_r -> F) (P : 'I_r -> 'M[F]_N).
Hypotheses (y1 : forall i, y i 0 ^+ 2 = 1) (spec : spectrum_of (X *m X^T) kappa).
Hypothesis pr : forall k, eigenprojection (X *m X^T) (kappa k) (P k).

(* c_ik and their sum C_i *)
Definition part i k : F := y i 0 * (P k *m y) i 0.
Definition whole i : F := \sum_k part i k.

Lemma sum_entry (f : 'I_r -> 'cV[F]_N) i : (\sum_k f k) i 0 = \sum_k f k i 0.
Proof. by rewrite summxE. Qed.

Lemma gram_sum : X *m X^T = \sum_k kappa k *: P k.
Proof. by apply: projections_sum spec pr; rewrite trmx_mul trmxK. Qed.

Lemma fitted t : X *m weights X y eta t =
  \sum_k (1 - (1 - eta * kappa k) ^+ t) *: (P k *m y).
Proof.
elim: t => [|t IH].
  by rewrite /= mulmx0 big1 // => k _; rewrite expr0 subrr scale0r.
have KP k : X *m X^T *m (P k *m y) = kappa k *: (P k *m y).
  by have [_ KP _] := pr k; rewrite mulmxA KP scalemxAl.
have Ky : X *m X^T *m y = \sum_k kappa k *: (P k *m y).
  by rewrite {1}gram_sum mulmx_suml; apply: eq_bigr => k _; rewrite scalemxAl.
rewrite /= mulmxDr -scalemxAr mulmxA mulmxBr Ky IH mulmx_sumr -sumrB scaler_sumr -big_split /=.
apply: eq_bigr => k _; rewrite -scalemxAr KP !scalerA -scalerBl scalerA -scalerDl; congr (_ *: _).
by rewrite exprS; ring.
Qed.

Theorem margins_of_descent i t :
  margin X y eta i t = whole i - \sum_k part i k * (1 - eta * kappa k) ^+ t /\
  (X *m X^T \in unitmx -> whole i = 1).
Proof.
split.
  rewrite /margin fitted sum_entry mulr_sumr /whole -sumrB; apply: eq_bigr => k _.
  by rewrite scale_entry mulrCA mulrBl mul1r [X in _ - X = _]mulrC.
move=> Ku; have PP : \sum_k P k = 1%:M.
  have KP k : X *m X^T *m P k = kappa k *: P k by case: (pr k).
  rewrite -[LHS](mulKmx Ku) mulmx_sumr.
  rewrite (eq_bigr (fun k => kappa k *: P k)) => [|k _]; last exact: KP.
  rewrite -gram_sum.
  by rewrite mulVmx.
by rewrite /whole /part -mulr_sumr -sum_entry -mulmx_suml PP mul1mx -expr2 y1.
Qed.

Lemma no_turns_below (l : seq F) : (forall x, x \in l -> x < 0) -> turns l = 0%N.
Proof.
elim: l => //= x l IH neg; rewrite IH ?addn0 => [|z zl]; last by rewrite neg // inE zl orbT.
case: l {IH} neg => // z l neg; rewrite ltNge ltW // nmulr_rgt0 neg ?inE ?eqxx ?orbT //.
Qed.

Theorem forgotten_in_full_batch i T : 0 < eta -> (forall k, eta * kappa k < 1) ->
  let f := forgotten (right X y eta i) T in
  let V := changes (coefficients (whole i) (part i)) in
  [/\ (f.*2 <= V)%N, 0 < whole i -> (f.*2.+1 <= V)%N, (V <= r)%N,
      0 < whole i -> (forall k, 0 <= part i k) -> f = 0%N &
      0 < whole i -> ((r <= 2)%N -> f = 0%N) /\ (r = 3%N -> (f <= 1)%N)].
Proof.
move=> eta0 below f V; have [pos dec _] := spec.
have rho01 k : 0 < 1 - eta * kappa k < 1.
  by rewrite subr_gt0 below /= ltr_subl_addr ltr_addl mulr_gt0.
have up (j k : 'I_r) : (j < k)%N -> 1 - eta * kappa j < 1 - eta * kappa k.
  by move=> /dec jk; rewrite ltr_add2l ltr_opp2 ltr_pmul2l.
have mE t : margin X y eta i t = whole i - \sum_k part i k * (1 - eta * kappa k) ^+ t.
  by have [] := margins_of_descent i t.
have [A B D] := forgotten_by_changes rho01 up mE (margin0 X y eta i) T.
split=> // [C0 nn|C0].
  have V1 : (V <= 1)%N.
    rewrite /V /changes /coefficients /= gt_eqF //=; set l := filter _ _.
    have neg x : x \in l -> x < 0.
      rewrite mem_filter mem_rev => /andP[x0 /mapP[k _ xk]].
      by rewrite lt_neqAle x0 xk oppr_le0 nn.
    rewrite no_turns_below // addn0; case: (l) => //= z l'; exact: leq_b1.
  have := leq_trans (B C0) V1; rewrite -/f ltnS leqn0 double_eq0.
  by move/eqP.
have := leq_trans (B C0) D; rewrite -/f => fr; split=> [r2|r3].
  by have := leq_trans fr r2; case: (f).
by move: fr; rewrite r3; case: (f) => [|[|]].
Qed.
End FullBatch.
