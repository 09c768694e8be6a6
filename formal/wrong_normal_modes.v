(* Wrong variants of descent with complex modes, and of norms that grow with the singular values,
   near the truth, refuted by single numbers and by matrices of size two. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import fingroup perm Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block removal frobenius aligned step_condition mode_descent.
From dlf Require Import singular_values normal_modes orientation invariant_norm.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma pos_half : (0 : R) < (/ 2)%R. Proof. by have /RltP : (0 < / 2)%R by lra. Qed.
Lemma pos_two : (0 : R) < 2%R. Proof. by have /RltP : (0 < 2)%R by lra. Qed.

Lemma cond_one : step_condition 0 (/ 2)%R (1 : R).
Proof.
rewrite /step_condition expr1n mulr1; apply/RleP; right.
by rewrite -INRE -[INR 2]/(1 + 1)%R -[LHS]/(/ 2 * (1 + 1))%R -[RHS]/1%R; lra.
Qed.

Lemma modulus_one : Cmod (RtoC 1%R) = (1 : R) ^+ 2.
Proof. by rewrite expr1n Cmod_1. Qed.

(* a step that is too long *)
Theorem complex_mode_below_long_wrong : ~ (forall n (eta eps : R), 0 < eta -> 0 < eps ->
  forall (m : R) (t : C), 0 < m -> Cmod t = m ^+ n.+2 -> eps <= m -> forall k,
  Cmod (complex_run n eta t eps k) <= lambda_run n.+2 eta (m ^+ n.+2) eps k <= m).
Proof.
move=> H; have /RltP e0 : (0 < 7 / 10)%R by lra.
have /RleP e1 : (7 / 10 <= 1)%R by lra.
have /andP[_ /RleP] := H 0%N 1 (7 / 10)%R ltr01 e0 1 (RtoC 1%R) ltr01 modulus_one e1 1%N.
rewrite /lambda_run /= /lambda_step expr1n expr1 mul1r expr2.
by rewrite /GRing.one /GRing.add /GRing.mul /GRing.opp /=; lra.
Qed.

(* a start beyond the target *)
Theorem complex_mode_below_start_wrong : ~ (forall n (eta eps : R), 0 < eta -> 0 < eps ->
  forall (m : R) (t : C), 0 < m -> step_condition n eta m -> Cmod t = m ^+ n.+2 -> forall k,
  Cmod (complex_run n eta t eps k) <= lambda_run n.+2 eta (m ^+ n.+2) eps k <= m).
Proof.
move=> H.
have := H 0%N (/ 2)%R 2%R pos_half pos_two 1 (RtoC 1%R) ltr01 cond_one modulus_one 0%N.
move=> /andP[_ /RleP].
by rewrite /lambda_run /= /GRing.one /=; lra.
Qed.

(* an error greater by a tenth *)
Theorem complex_mode_error_tenth_wrong : ~ (forall n (eta eps : R), 0 < eta -> 0 < eps ->
  forall (m : R) (t : C), 0 < m -> step_condition n eta m -> Cmod t = m ^+ n.+2 -> eps <= m ->
  forall k, 11%:R / 10%:R * (m ^+ n.+2 - lambda_run n.+2 eta (m ^+ n.+2) eps k ^+ n.+2) <=
  Cmod (Cminus (cpower (complex_run n eta t eps k) n.+2) t)).
Proof.
move=> H; have /RleP e1 : (/ 2 <= 1)%R by lra.
have := H 0%N (/ 2)%R (/ 2)%R pos_half pos_half 1 (RtoC 1%R) ltr01 cond_one modulus_one e1 0%N.
rewrite -[complex_run _ _ _ _ 0]/(RtoC (/ 2)%R) -[lambda_run _ _ _ _ 0]/(/ 2)%R.
rewrite real_power_complex -RtoC_minus Cmod_R expr1n expr2.
have -> : Rabs ((/ 2 : R) * (/ 2)%R - 1)%R = 1 - (/ 2)%R * (/ 2)%R.
  rewrite -[_ * _]/(/ 2 * / 2)%R -Rabs_Ropp Rabs_pos_eq; last lra.
  by rewrite /GRing.one /GRing.add /GRing.opp /=; lra.
have p : (0 : R) < 1 - (/ 2)%R * (/ 2)%R.
  by have /RltP : (0 < 1 - / 2 * / 2)%R by lra.
by rewrite -[X in _ <= X]mul1r ler_pmul2r // ler_pdivr_mulr ?ltr0n // mul1r ler_nat.
Qed.

(* the error of a start beyond the target *)
Theorem complex_mode_error_start_wrong : ~ (forall n (eta eps : R), 0 < eta -> 0 < eps ->
  forall (m : R) (t : C), 0 < m -> step_condition n eta m -> Cmod t = m ^+ n.+2 ->
  forall k, 0 <= m ^+ n.+2 - lambda_run n.+2 eta (m ^+ n.+2) eps k ^+ n.+2).
Proof.
move=> H.
have := H 0%N (/ 2)%R 2%R pos_half pos_two 1 (RtoC 1%R) ltr01 cond_one modulus_one 0%N.
rewrite /lambda_run /= expr1n expr2 => /RleP.
rewrite -[X in (_ <= X)%R]/(1 - 2 * 2)%R => h; have : (0 <= 1 - 2 * 2)%R by []; lra.
Qed.

(* nine tenths of the real mode *)
Theorem complex_mode_idle_tenth_wrong : ~ (forall n (eta eps : R), 0 < eta -> 0 < eps ->
  forall k, complex_run n eta (RtoC 0%R) eps k = RtoC (9 / 10 * lambda_run n.+2 eta 0 eps k)%R).
Proof.
move=> H; have := H 0%N 1 1 ltr01 ltr01 0%N => /(f_equal fst) /=.
by rewrite /GRing.one /=; lra.
Qed.

(* the real mode of a step before *)
Theorem complex_mode_idle_late_wrong : ~ (forall n (eta eps : R), 0 < eta -> 0 < eps ->
  forall k, complex_run n eta (RtoC 0%R) eps k.+1 = RtoC (lambda_run n.+2 eta 0 eps k)).
Proof.
move=> H; have := H 0%N (/ 2)%R 1 pos_half ltr01 0%N.
have E : lambda_run 2 (/ 2)%R 0 1 1 = 1 - (/ 2)%R * (1 ^+ 1 * (1 ^+ 2 - 0)) :> R by [].
rewrite complex_mode_idle E -[lambda_run _ _ _ _ 0]/(1 : R) !expr1n subr0 !mulr1.
move=> /(f_equal fst) /=; rewrite /GRing.one /GRing.add /GRing.opp /=; lra.
Qed.

Lemma idle_error k : Cmod (Cminus (cpower (complex_run 0 1 (RtoC 0%R) 1 k) 2) (RtoC 0%R)) =
  `|lambda_run 2 1 0 1 k ^+ 2 : R|.
Proof.
by rewrite complex_mode_idle real_power_complex -RtoC_minus Cmod_R Rminus_0_r.
Qed.

(* more of the modes without a target than there are *)
Theorem errors_of_normal_pairs_more_wrong : ~ (forall n (eta eps : R), 0 < eta -> 0 < eps ->
  forall d r p (t : nat -> C) (m : nat -> R) k, (r <= p)%N ->
  (forall j, (j < d)%N -> Cmod (t j) = m j ^+ n.+2) ->
  (forall j, (j < r)%N -> [/\ 0 < m j, step_condition n eta (m j) & eps <= m j]) ->
  (forall j, (r <= j)%N -> m j = 0) ->
  \sum_(j < p) (m j ^+ n.+2 - lambda_run n.+2 eta (m j ^+ n.+2) eps k ^+ n.+2) ^+ 2 <=
  \sum_(j < d) Cmod (Cminus (cpower (complex_run n eta (t j) eps k) n.+2) (t j)) ^+ 2).
Proof.
move=> H; have z : Cmod (RtoC 0%R) = (0 : R) ^+ 2 by rewrite Cmod_R Rabs_R0 expr0n.
have := H 0%N 1 1 ltr01 ltr01 1%N 0%N 2%N (fun=> RtoC 0%R) (fun=> 0) 0%N isT (fun _ _ => z).
move=> /(_ (fun j (j0 : (j < 0)%N) => False_ind _ (notF j0)) (fun _ _ => erefl)).
rewrite big_ord_recl !big_ord1 idle_error -[lambda_run _ _ _ _ 0]/(1 : R).
by rewrite expr0n expr1n sub0r sqrrN normr1 expr1n ger_addr ler10.
Qed.

(* the sum of the errors of the real modes longer by a tenth *)
Theorem errors_of_normal_pairs_tenth_wrong : ~ (forall n (eta eps : R), 0 < eta -> 0 < eps ->
  forall d r p (t : nat -> C) (m : nat -> R) k, (r <= p <= d)%N ->
  (forall j, (j < d)%N -> Cmod (t j) = m j ^+ n.+2) ->
  (forall j, (j < r)%N -> [/\ 0 < m j, step_condition n eta (m j) & eps <= m j]) ->
  (forall j, (r <= j < d)%N -> m j = 0) ->
  11%:R / 10%:R *
    (\sum_(j < p) (m j ^+ n.+2 - lambda_run n.+2 eta (m j ^+ n.+2) eps k ^+ n.+2) ^+ 2) <=
  \sum_(j < d) Cmod (Cminus (cpower (complex_run n eta (t j) eps k) n.+2) (t j)) ^+ 2).
Proof.
move=> H; have z : Cmod (RtoC 0%R) = (0 : R) ^+ 2 by rewrite Cmod_R Rabs_R0 expr0n.
have := H 0%N 1 1 ltr01 ltr01 1%N 0%N 1%N (fun=> RtoC 0%R) (fun=> 0) 0%N isT (fun _ _ => z).
move=> /(_ (fun j (j0 : (j < 0)%N) => False_ind _ (notF j0)) (fun _ _ => erefl)).
rewrite !big_ord1 idle_error -[lambda_run _ _ _ _ 0]/(1 : R).
rewrite expr0n expr1n sub0r sqrrN normr1 expr1n mulr1.
by rewrite ler_pdivr_mulr ?ltr0n // mul1r ler_nat.
Qed.

Section Norms.
Variable F : rcfType.
Local Notation I2 := (1%:M : 'M[F]_2).

Lemma part_diagonal r : (r <= 2)%N ->
  singular_decomposition (pid_mx r : 'M[F]_2) 1%:M 1%:M (fun j => (j < r)%:R).
Proof.
move=> r2; split; rewrite ?trmx1 ?mulmx1 ?mul1mx //.
- by move=> i j ij; rewrite ler0n ler_nat; case: (ltnP j r) => // jr; rewrite (leq_ltn_trans ij).
- by move=> j mnj; rewrite ltnNge (leq_trans r2).
by apply/matrixP => i j; rewrite !mxE; case: eqP.
Qed.

(* a norm that rotations change *)
Theorem invariant_norm_grows_turned_wrong : ~ (forall m n (N : 'M[F]_(m, n) -> F),
  (forall A B, N (A + B) <= N A + N B) -> (forall c A, N (c *: A) = `|c| * N A) ->
  forall A B U V s U' V' s', singular_decomposition A U V s ->
  singular_decomposition B U' V' s' -> (forall j, s j <= s' j) -> N A <= N B).
Proof.
move=> H; pose N (A : 'M[F]_2) := `|A 0 0|.
have tri A B : N (A + B) <= N A + N B by rewrite /N mxE ler_norm_add.
have hom c A : N (c *: A) = `|c| * N A by rewrite /N mxE normrM.
pose P : 'M[F]_2 := perm_mx (tperm 0 (lift 0 0)).
have PP : P^T *m P = 1%:M by rewrite tr_perm_mx -perm_mxM mulVg perm_mx1.
have dec : singular_decomposition P P 1%:M (fun j => (j < 2)%:R).
  have [_ _ a b _] := part_diagonal (leqnn 2); split=> //; first by rewrite trmx1 mulmx1.
  rewrite PP mul1mx; have [_ _ _ _ <-] := part_diagonal (leqnn 2).
  by rewrite trmx1 mulmx1 mul1mx pid_mx_1.
have := H _ _ N tri hom _ _ _ _ _ _ _ _ (part_diagonal (leqnn 2)) dec (fun j => lexx _).
by rewrite /N /P !mxE permE /= normr1 normr0 ler10.
Qed.

(* the largest singular value alone *)
Theorem invariant_norm_grows_largest_wrong : ~ (forall m n (N : 'M[F]_(m, n) -> F),
  invariant_norm N -> forall A B U V s U' V' s', singular_decomposition A U V s ->
  singular_decomposition B U' V' s' -> s 0%N <= s' 0%N -> N A <= N B).
Proof.
move=> H; have inv : invariant_norm (@frob F 2 2).
  split=> [A B|c A|U V A UU VV]; [exact: triangle | exact: frobZ |].
  by rewrite /frob sumsq_turn_right // sumsq_turn.
have := H _ _ _ inv _ _ _ _ _ _ _ _ (part_diagonal (leqnn 2)) (part_diagonal (isT : 1 <= 2)%N).
have size k : (k <= 2)%N -> sumsq (pid_mx k : 'M[F]_2) = (0 < k)%:R + (1 < k)%:R.
  move=> k2; rewrite sumsq_trace tr_pid_mx pid_mx_id // /mxtrace !big_ord_recl big_ord0 !mxE /=.
  by rewrite addr0.
move=> /(_ (lexx _)); rewrite /frob !size //= addr0 sqrtr1 => le.
have : Num.sqrt (1 + 1 : F) ^+ 2 <= 1.
  by rewrite -[X in _ <= X](expr1n _ 2) ler_expn2r // nnegrE ?sqrtr_ge0 ?ler01.
by rewrite sqr_sqrtr ?addr_ge0 ?ler01 // ger_addl leNgt ltr01.
Qed.
End Norms.
