(* Training after a removal of dependent neurons: when the small layer follows the full one.

   The rows of Hk and Hd are the activations of the neurons that stay and of those that go, on N
   samples, Hd = C Hk. The full layer has weights (Xk Xd), the small one starts at Xk + Xd C and
   multiplies its gradient by a fixed matrix M, its preconditioner; M_star = I + C^T C. The loss is
   seen through its slope, any function of the step number, the output and the state theta of what
   lies behind, which is moved by any map of these three.

   same_path (YN6T, part 1): with M_star the small layer has Xk + Xd C of the full one at every
     step, the same theta, and the same output at every input with the relation.
   same_outputs (YN6T, part 2): M gives the same outputs up to step n if and only if
     slope Hk^T (M - M_star) = 0 at every step before n of the full run; so for all steps.
   plain_descent (YN6T, part 2): plain descent does so if and only if slope Hd^T = 0 at every step
     of the full run; if and only if the weights Xd never move in it.
   mixed_neurons (YN6T, part 4): if R R^T = M_star, R is regular, and weights V that start at
     Y (R^T)^-1 on the neurons R^T Hk and descend plainly have V R^T = the run with M_star.
   Part 1 over any commutative ring, the first half of 2 over any field, the others over any
   ordered field, for all numbers of neurons, samples and outputs. Part 3 is in retrained_once.v. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent block removal.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Run.
Variables (F : comRingType) (o N : nat) (T : Type) (eta : F).
Variables (slope : nat -> 'M[F]_(o, N) -> T -> 'M[F]_(o, N)).
Variables (next : nat -> 'M[F]_(o, N) -> T -> T).

(* weights W on m neurons H, and theta, after n steps of descent with the preconditioner M *)
Fixpoint learn m (H : 'M[F]_(m, N)) (M : 'M[F]_m) (start : 'M[F]_(o, m) * T) n :=
  if n is n'.+1 then
    let: (W, theta) := learn H M start n' in
    (W - eta *: (slope n' (W *m H) theta *m H^T *m M), next n' (W *m H) theta)
  else start.

(* the output on the samples, and the slope, after n steps *)
Definition output m (H : 'M[F]_(m, N)) M start n := (learn H M start n).1 *m H.
Definition slope_at m (H : 'M[F]_(m, N)) M start n :=
  slope n (output H M start n) (learn H M start n).2.

Lemma learnS m (H : 'M[F]_(m, N)) M start n : learn H M start n.+1 =
  ((learn H M start n).1 - eta *: (slope_at H M start n *m H^T *m M),
   next n (output H M start n) (learn H M start n).2).
Proof. by rewrite /slope_at /output /=; case: (learn _ _ _ n). Qed.

(* plain descent on mixed neurons is descent with a preconditioner; R may be rectangular *)
Lemma mixed_run k p (H : 'M[F]_(k, N)) (R : 'M[F]_(k, p)) V theta n :
  let S := learn (R^T *m H) 1%:M (V, theta) n in
  learn H (R *m R^T) (V *m R^T, theta) n = (S.1 *m R^T, S.2).
Proof.
elim: n => [//|n IH]; rewrite /= in IH *; rewrite IH; move: (learn _ _ (V, _) n) => [W t] /=.
by rewrite mulmx1 mulmxBl -scalemxAl trmx_mul trmxK !mulmxA.
Qed.

Section Path.
Variables (k m : nat) (Hk : 'M[F]_(k, N)) (Hd : 'M[F]_(m, N)) (C : 'M[F]_(m, k)).
Variables (Xk : 'M[F]_(o, k)) (Xd : 'M[F]_(o, m)) (theta : T).

Definition M_star : 'M[F]_k := 1%:M + C^T *m C.
Definition full := learn (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta).
Definition small M := learn Hk M (Xk + Xd *m C, theta).

Lemma same_run n : Hd = C *m Hk ->
  small M_star n = (lsubmx (full n).1 + rsubmx (full n).1 *m C, (full n).2).
Proof.
move=> rel; pose R := row_mx 1%:M C^T; have RT : R^T = col_mx 1%:M C.
  by rewrite tr_row_mx trmx1 trmxK.
have -> : M_star = R *m R^T by rewrite RT mul_row_col mul1mx.
have RX (W : 'M[F]_(o, k + m)) : W *m R^T = lsubmx W + rsubmx W *m C.
  by rewrite RT -{1}(hsubmxK W) mul_row_col mulmx1.
have RH : R^T *m Hk = col_mx Hk Hd by rewrite RT mul_col_mx mul1mx rel.
have := mixed_run Hk R (row_mx Xk Xd) theta n.
by rewrite /= RX row_mxKl row_mxKr RH -RX /small /full.
Qed.

Theorem same_path n : Hd = C *m Hk ->
  let X := (full n).1 in let Y := (small M_star n).1 in
  [/\ Y = lsubmx X + rsubmx X *m C, (small M_star n).2 = (full n).2, Y *m Hk = X *m col_mx Hk Hd &
      forall Q (hk : 'M[F]_(k, Q)) hd, hd = C *m hk -> Y *m hk = X *m col_mx hk hd].
Proof.
move=> rel X Y; rewrite /Y same_run //=.
have out Q (hk : 'M[F]_(k, Q)) hd :
    hd = C *m hk -> (lsubmx X + rsubmx X *m C) *m hk = X *m col_mx hk hd.
  by move=> ->; rewrite -[in RHS](hsubmxK X) mul_row_col mulmxDl mulmxA.
by split=> //; exact: out.
Qed.
End Path.
End Run.

Section Outputs.
Variables (F : fieldType) (o N : nat) (T : Type) (eta : F).
Variables (slope : nat -> 'M[F]_(o, N) -> T -> 'M[F]_(o, N)).
Variables (next : nat -> 'M[F]_(o, N) -> T -> T).
Local Notation learn := (learn eta slope next).
Local Notation output := (output eta slope next).
Local Notation slope_at := (slope_at eta slope next).

Lemma two_preconditioners k (H : 'M[F]_(k, N)) M M' start n : row_free H -> eta != 0 ->
  (forall i, (i <= n)%N -> output H M start i = output H M' start i) <->
  (forall i, (i < n)%N -> slope_at H M' start i *m H^T *m (M - M') = 0).
Proof.
move=> free e0; split=> same.
  have run i : (i <= n)%N -> learn H M start i = learn H M' start i.
    elim: i => [//|i IH] lt; have e := IH (ltnW lt).
    have Z := same _ lt; have := row_free_inj free Z; move: Z => _.
    by rewrite !learnS /slope_at /output e /= => ->.
  move=> i lt; have := run _ lt; rewrite !learnS /slope_at /output (run i (ltnW lt)).
  move=> [/addrI/oppr_inj/(scalerI e0)] e.
  by rewrite mulmxBr e subrr.
suff run i : (i <= n)%N -> learn H M start i = learn H M' start i.
  by move=> i le; rewrite /output run.
elim: i => [//|i IH] lt; rewrite !learnS /slope_at /output (IH (ltnW lt)).
have := same _ lt; rewrite /slope_at /output mulmxBr => /eqP.
by rewrite subr_eq0 => /eqP->.
Qed.

Section Path.
Variables (k m : nat) (Hk : 'M[F]_(k, N)) (Hd : 'M[F]_(m, N)) (C : 'M[F]_(m, k)).
Variables (Xk : 'M[F]_(o, k)) (Xd : 'M[F]_(o, m)) (theta : T).
Local Notation small_output M := (output Hk M (Xk + Xd *m C, theta)).
Local Notation full_output := (output (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta)).
Local Notation full_slope := (slope_at (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta)).

Lemma full_is_small i : Hd = C *m Hk -> full_output i = small_output (M_star C) i /\
  full_slope i = slope_at Hk (M_star C) (Xk + Xd *m C, theta) i.
Proof.
move=> rel; have [_ t Z _] := same_path eta slope next Xk Xd theta i rel.
by rewrite /slope_at /output -/(small _ _ _ _ _ _ _ _ _ _) t Z.
Qed.

Theorem same_outputs M : Hd = C *m Hk -> row_free Hk -> eta != 0 ->
  (forall n, (forall i, (i <= n)%N -> small_output M i = full_output i) <->
             (forall i, (i < n)%N -> full_slope i *m Hk^T *m (M - M_star C) = 0)) /\
  ((forall i, small_output M i = full_output i) <->
   (forall i, full_slope i *m Hk^T *m (M - M_star C) = 0)).
Proof.
move=> rel free e0.
suff fin n : (forall i, (i <= n)%N -> small_output M i = full_output i) <->
    (forall i, (i < n)%N -> full_slope i *m Hk^T *m (M - M_star C) = 0).
  split=> //; split=> same i; first by apply: (fin i.+1).1.
  by apply: (fin i).2.
have [a b] := two_preconditioners M (M_star C) (Xk + Xd *m C, theta) n free e0.
split=> same i le.
  rewrite (full_is_small i rel).2; apply: a le => j lj.
  by rewrite same // (full_is_small j rel).1.
rewrite (full_is_small i rel).1; apply: b le => j lj.
by rewrite -(full_is_small j rel).2 same.
Qed.
End Path.
End Outputs.

Section Ordered.
Variables (F : realFieldType).

Lemma gram_annihilated o k m (A : 'M[F]_(o, k)) (C : 'M[F]_(m, k)) :
  A *m (C^T *m C) = 0 -> A *m C^T = 0.
Proof.
move=> e; apply: sumsq_eq0; rewrite sumsq_rows trmx_mul trmxK mulmxA -(mulmxA A) e.
by rewrite mul0mx mxtrace0.
Qed.

Lemma M_star_unit k m (C : 'M[F]_(m, k)) : M_star C \in unitmx.
Proof.
rewrite -row_free_unit -kermx_eq0; apply/eqP; set K := kermx _.
have := mulmx_ker (M_star C); rewrite -/K mulmxDr mulmx1 => e.
have s : sumsq K + sumsq (K *m C^T) = 0.
  have Kt : (K *m C^T)^T = C *m K^T by apply: trmx_inj; rewrite trmxK trmx_mul trmxK.
  rewrite !sumsq_rows Kt -linearD /= mulmxA -(mulmxA K) -mulmxDl e.
  by rewrite mul0mx mxtrace0.
by apply: sumsq_eq0; rewrite -s ler_addl sumsq_ge0.
Qed.

Section Plain.
Variables (o N : nat) (T : Type) (eta : F).
Variables (slope : nat -> 'M[F]_(o, N) -> T -> 'M[F]_(o, N)).
Variables (next : nat -> 'M[F]_(o, N) -> T -> T).
Variables (k m : nat) (Hk : 'M[F]_(k, N)) (Hd : 'M[F]_(m, N)) (C : 'M[F]_(m, k)).
Variables (Xk : 'M[F]_(o, k)) (Xd : 'M[F]_(o, m)) (theta : T).
Local Notation output := (output eta slope next).
Local Notation slope_at := (slope_at eta slope next).
Local Notation small_output M := (output Hk M (Xk + Xd *m C, theta)).
Local Notation full_output := (output (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta)).
Local Notation full_slope := (slope_at (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta)).
Local Notation full := (full eta slope next Hk Hd Xk Xd theta).

Lemma removed_step i :
  rsubmx (full i.+1).1 = rsubmx (full i).1 - eta *: (full_slope i *m Hd^T).
Proof.
rewrite /full learnS /= mulmx1 tr_col_mx mul_mx_row linearB linearZ /=.
by rewrite row_mxKr.
Qed.

Theorem plain_descent : Hd = C *m Hk -> row_free Hk -> eta != 0 ->
  ((forall i, small_output 1%:M i = full_output i) <-> (forall i, full_slope i *m Hd^T = 0)) /\
  ((forall i, small_output 1%:M i = full_output i) <-> (forall i, rsubmx (full i).1 = Xd)).
Proof.
move=> rel free e0; have [_ iff] := same_outputs slope next Xk Xd theta 1%:M rel free e0.
have one : (forall i, small_output 1%:M i = full_output i) <->
    (forall i, full_slope i *m Hd^T = 0).
  have split_ i : full_slope i *m Hk^T *m (1%:M - M_star C) =
      - (full_slope i *m Hk^T *m (C^T *m C)).
    by rewrite /M_star opprD addNKr mulmxN.
  have Hdt i : full_slope i *m Hd^T = full_slope i *m Hk^T *m C^T.
    by rewrite rel trmx_mul mulmxA.
  split=> [/iff z i|z].
    by rewrite Hdt; apply: gram_annihilated; apply/eqP; rewrite -oppr_eq0 -split_ z.
  by apply/iff => i; rewrite split_ mulmxA -Hdt z mul0mx oppr0.
split=> //; split=> [/one.1 z|z].
  elim=> [|i IH]; first by rewrite /full /= row_mxKr.
  by rewrite removed_step z scaler0 subr0.
apply: one.2 => i; have := removed_step i; rewrite !z => /eqP.
rewrite eq_sym subr_eq addrC -subr_eq subrr eq_sym scaler_eq0 (negbTE e0) /=.
by move/eqP.
Qed.

Theorem mixed_neurons (R : 'M[F]_k) (Y : 'M[F]_(o, k)) n : R *m R^T = M_star C ->
  let S := learn eta slope next (R^T *m Hk) 1%:M (Y *m invmx R^T, theta) n in
  let small := learn eta slope next Hk (M_star C) (Y, theta) n in
  [/\ R \in unitmx, S.1 *m R^T = small.1, S.2 = small.2 & S.1 *m (R^T *m Hk) = small.1 *m Hk].
Proof.
move=> RR S small; have unit : R \in unitmx.
  by have := M_star_unit C; rewrite -RR unitmx_mul => /andP[].
have e : small = (S.1 *m R^T, S.2).
  by rewrite /small -RR -mixed_run -mulmxA mulVmx ?mulmx1 // unitmx_tr.
by split; rewrite ?e //= mulmxA.
Qed.
End Plain.
End Ordered.
