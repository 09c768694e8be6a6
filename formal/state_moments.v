(* Small errors of the first moments stay small at every later one.

   impulse_moment: the impulse response of a symmetric balanced state space is the moments of its
     measure, which has the mass b_j^2 at the eigenvalue a_j.
   far_error (M9QW, part 1): the error at n is the integral of q^2 u_n plus the coefficients of H_n
     times the errors before 2 D. Over any ordered field.
   far_error_bound (M9QW, part 2): it is at most K_n times the norm of the errors up to 2 D,
     whatever the number of states of the student. Over any real closed field.
   All for every D, every number of states and every n >= 2 D. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end block removal frobenius.
From dlf Require Import state_space state_run reached_space krylov complete_sums hermite.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Moments.
Variable R : realFieldType.

(* e_i = c_i - m_i, the error at i of the student S of a teacher with b_j^2 at the places z_j *)
Definition moment_error D (z b : 'I_D -> R) d (S : system R d) i := impulse S i - moment z b i.

Lemma impulse_moment d (S : system R d) (Q : 'M[R]_d) (a : 'rV[R]_d) i : symmetric_balanced S ->
  Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  impulse S i = moment (a 0) (component S Q) i.
Proof.
move=> [_ sB] Q1 eigen; rewrite /impulse -[sys_C S]trmxK -sB -mulmxA.
have -> : (sys_B S)^T *m (mxpow (sys_A S) i *m sys_B S) =
    ((mxpow (sys_A S) i *m sys_B S)^T *m sys_B S)^T by rewrite trmx_mul trmxK.
rewrite (krylov_components Q1 eigen) -mulmxA !mxE; apply: eq_bigr => j _.
by rewrite mxE -/(component S Q j) expr2 mulrAC.
Qed.

(* the state space with the eigenvalues a_j and the components b_j in the given basis *)
Definition diagonal_system d (a b : 'I_d -> R) : system R d :=
  System (diag_mx (\row_j a j)) (\col_j b j) (\row_j b j).

Lemma diagonal_student d (a b : 'I_d -> R) : let S := diagonal_system a b in
  [/\ symmetric_balanced S, (1%:M : 'M[R]_d)^T *m 1%:M = 1%:M,
      sys_A S *m 1%:M = 1%:M *m diag_mx (\row_j a j) & forall i, impulse S i = moment a b i].
Proof.
move=> S; have sym : symmetric_balanced S.
  split; apply/matrixP=> i j; rewrite !mxE //.
  by case: (eqVneq j i) => [->|]; rewrite // eq_sym.
have one : (1%:M : 'M[R]_d)^T *m 1%:M = 1%:M by rewrite mulmx1 trmx1.
have eigen : sys_A S *m 1%:M = 1%:M *m diag_mx (\row_j a j) by rewrite mulmx1 mul1mx.
split=> // i; rewrite (impulse_moment i sym one eigen); apply: eq_bigr => j _.
by rewrite /component trmx1 mul1mx !mxE.
Qed.

Lemma moment_horner D (a b : 'I_D -> R) (p : {poly R}) N : (size p <= N)%N ->
  \sum_j b j ^+ 2 * p.[a j] = \sum_(i < N) p`_i * moment a b i.
Proof.
move=> pN; rewrite (eq_bigr (fun j => \sum_(i < N) p`_i * (b j ^+ 2 * a j ^+ i))) => [|j _].
  by rewrite exchange_big; apply: eq_bigr => i _; rewrite mulr_sumr.
by rewrite (horner_coef_wide _ pN) mulr_sumr; apply: eq_bigr => i _; rewrite mulrCA.
Qed.

Theorem far_error D (z b : 'I_D -> R) d (S : system R d) (Q : 'M[R]_d) (a : 'rV[R]_d) n H :
  injective z -> (2 * D <= n)%N -> agrees z n H -> symmetric_balanced S ->
  Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  moment_error z b S n = \sum_j component S Q j ^+ 2 *
      ((vanishing z).[a 0 j] ^+ 2 * complete (n - 2 * D) (a 0 j :: twice z))
    + \sum_(i < 2 * D) H`_i * moment_error z b S i.
Proof.
move=> inj Dn aH sym Q1 eigen; set e := moment_error z b S.
have E i : e i = moment (a 0) (component S Q) i - moment z b i.
  by rewrite /e /moment_error (impulse_moment _ sym Q1 eigen).
rewrite (eq_bigr (fun i : 'I_(2 * D) => H`_i * moment (a 0) (component S Q) i -
  H`_i * moment z b i)) => [|i _]; last by rewrite E mulrBr.
rewrite sumrB -!(moment_horner _ _ aH.1) E addrA -big_split /=; congr (_ - _).
  by apply: eq_bigr => j _; rewrite -mulrDr -(hermite_remainder _ inj Dn aH).
by apply: eq_bigr => j _; rewrite (aH.2 j).1.
Qed.
End Moments.

Section Bound.
Variable R : rcfType.

(* the norm of the coefficients *)
Definition coef_norm (p : {poly R}) : R := Num.sqrt (\sum_(i < size p) p`_i ^+ 2).
(* K_n = binom(n, 2 D) r^(n - 2 D) |kappa| + |eta| *)
Definition extrapolation D (z : 'I_D -> R) r n H : R :=
  'C(n, 2 * D)%:R * r ^+ (n - 2 * D) * coef_norm (vanishing z ^+ 2) + coef_norm H.
(* the norm of the first N errors *)
Definition error_norm (e : nat -> R) N := Num.sqrt (\sum_(i < N) e i ^+ 2).

Lemma cauchy_sum N (u v : 'I_N -> R) :
  `|\sum_i u i * v i| <= Num.sqrt (\sum_i u i ^+ 2) * Num.sqrt (\sum_i v i ^+ 2).
Proof.
have E (x y : 'I_N -> R) : \tr (\row_i x i *m (\row_i y i)^T) = \sum_i x i * y i.
  by rewrite /mxtrace big_ord1 mxE; apply: eq_bigr => i _; rewrite !mxE.
have fE (x : 'I_N -> R) : Num.sqrt (\sum_i x i ^+ 2) = frob (\row_i x i).
  by rewrite /frob /sumsq big_ord1; congr Num.sqrt; apply: eq_bigr => i _; rewrite mxE.
rewrite !fE -E ler_norml cauchy andbT ler_oppl -linearN /= -mulNmx.
by apply: le_trans (cauchy _ _) _; rewrite -scaleN1r frobZ normrN1 mul1r.
Qed.

Lemma coefs_bound (p : {poly R}) (e : nat -> R) M N : (size p <= M)%N -> (M <= N)%N ->
  `|\sum_(i < M) p`_i * e i| <= coef_norm p * error_norm e N.
Proof.
move=> pM MN; have -> : \sum_(i < M) p`_i * e i = \sum_(i < size p) p`_i * e i.
  rewrite [RHS](big_ord_widen _ (fun i => p`_i * e i) pM) [RHS]big_mkcond /=.
  apply: eq_bigr => i _; case: ltnP => // pi; by rewrite nth_default ?mul0r.
apply: le_trans (cauchy_sum _ _) _; apply: ler_wpmul2l; first exact: sqrtr_ge0.
rewrite ler_wsqrtr // (big_ord_widen N (fun i => e i ^+ 2)) ?(leq_trans pM) //.
by rewrite big_mkcond; apply: ler_sum => i _; case: ifP => // _; exact: sqr_ge0.
Qed.

Theorem far_error_bound D (z b : 'I_D -> R) d (S : system R d) (Q : 'M[R]_d) (a : 'rV[R]_d) n H r :
  injective z -> (2 * D <= n)%N -> agrees z n H -> symmetric_balanced S ->
  Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  0 <= r -> (forall j, `|z j| <= r) -> (forall j, `|a 0 j| <= r) ->
  `|moment_error z b S n| <= extrapolation z r n H * error_norm (moment_error z b S) (2 * D).+1.
Proof.
move=> inj Dn aH sym Q1 eigen r0 zr ar; set e := moment_error z b S.
have {1}-> : e n = _ := far_error b inj Dn aH sym Q1 eigen.
apply: le_trans (ler_norm_add _ _) _; rewrite mulrDl.
apply: ler_add; last first.
  exact: coefs_bound aH.1 _.
have v2 : (size (vanishing z ^+ 2) <= (2 * D).+1)%N.
  by rewrite -vanishing_twice size_prod_XsubC size_twice.
rewrite -mulrA; set c := _ * r ^+ _; have c0 : 0 <= c by rewrite mulr_ge0 ?ler0n ?exprn_ge0.
have square : \sum_j component S Q j ^+ 2 * (vanishing z).[a 0 j] ^+ 2 =
    \sum_(i < (2 * D).+1) (vanishing z ^+ 2)`_i * e i.
  rewrite [RHS](eq_bigr (fun i : 'I_(2 * D).+1 =>
    (vanishing z ^+ 2)`_i * moment (a 0) (component S Q) i -
    (vanishing z ^+ 2)`_i * moment z b i)) => [|i _]; last first.
    by rewrite -(impulse_moment _ sym Q1 eigen) -mulrBr.
  rewrite sumrB -!(moment_horner _ _ v2) [X in _ - X]big1 ?subr0 => [|j _]; last first.
    by rewrite horner_exp vanishing_root expr0n mulr0.
  by apply: eq_bigr => j _; rewrite horner_exp.
apply: (@le_trans _ _ (c * \sum_j component S Q j ^+ 2 * (vanishing z).[a 0 j] ^+ 2)).
  apply: le_trans (ler_norm_sum _ _ _) _; rewrite mulr_sumr; apply: ler_sum => j _.
  have s0 : 0 <= component S Q j ^+ 2 * (vanishing z).[a 0 j] ^+ 2.
    exact: mulr_ge0 (sqr_ge0 _) (sqr_ge0 _).
  rewrite mulrA normrM mulrC (ger0_norm s0); apply: ler_wpmul2r => //.
  have all_r : all (fun x => `|x| <= r) (a 0 j :: twice z).
    rewrite /= ar; apply/allP => x; rewrite mem_cat orbb => /codomP[i ->]; exact: zr.
  apply: le_trans (complete_bound _ all_r) _.
  by rewrite size_twice subnKC // /c mulr_natl.
rewrite square; apply: ler_wpmul2l => //; apply: le_trans (ler_norm _) _; exact: coefs_bound.
Qed.
End Bound.
