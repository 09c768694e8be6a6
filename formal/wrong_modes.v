(* Wrong variants of the theorems about modes under descent, those of a classification head,
   too, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes aligned step_condition mode_descent head.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* Wrong variants of the theorems about modes under descent, near the truth, refuted. Each
   theorem is the negation of a statement that differs from an exported one in the place that its
   comment names. *)
Section Aligned.
Variable R : realFieldType.
Local Notation one := (fun _ : nat => 1%N).

Let J1 (l : nat) : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M.
Proof. by rewrite trmx1 mulmx1. Qed.
Let pairs0 (s : 'I_1 -> R) : s =1 (fun=> 0) -> target s = 0.
Proof. by move=> s0; apply/matrixP=> i j; rewrite !mxE s0 mul0rn. Qed.

(* the power L of lambda outside the bracket in the place of L - 1 *)
Theorem aligned_chain_power_wrong :
  ~ (forall L (d : nat -> nat) k (M : 'M[R]_(d L, d 0%N)) (s : 'I_k -> R)
      (J : forall l, 'M[R]_(d l, k)) (eta eps : R), (1 < L)%N ->
    (forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M) ->
    M *m J 0%N = J L *m target s -> M^T *m J L = J 0%N *m target s ->
    forall n l, (l < L)%N -> run (square_loss M) (fun=> eta) 0 0 (aligned_start J eps) n l =
      J l.+1 *m diag_mx (\row_j iter n (fun x => x - eta * (x ^+ L * (x ^+ L - s j))) eps)
      *m (J l)^T).
Proof.
move=> H; have J1' l : (l <= 2)%N -> (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M by move=> _; exact: J1 l.
have s0 : (0 : 'M[R]_1) *m 1%:M = 1%:M *m target (fun=> 0) by rewrite pairs0 // mul0mx mulmx0.
have s0' : (0 : 'M[R]_1)^T *m 1%:M = 1%:M *m target (fun=> 0).
  by rewrite pairs0 // trmx0 mul0mx mulmx0.
have := H 2%N one 1%N 0 (fun=> 0) (fun=> 1%:M) 1 2%:R isT J1' s0 s0' 1%N 0%N isT.
rewrite (@aligned_chain R 2 one 1 0 (fun=> 0) (fun=> 1%:M) isT J1' s0 s0' 1 2%:R 1 0 isT).
rewrite trmx1 !mulmx1 !mul1mx => /matrixP/(_ 0 0); rewrite !mxE /= /lambda_step !mulr1n !subr0.
rewrite !mul1r => /addrI/oppr_inj/eqP; rewrite -!natrX -!natrM eqr_nat.
by [].
Qed.

(* no discrepant rate in the recursion of x *)
Theorem compressed_decomposition_rate_wrong :
  ~ (forall L (d : nat -> nat) k (M : 'M[R]_(d L, d 0%N)) (s : 'I_k -> R)
      (J : forall l, 'M[R]_(d l, k)) (eta alpha eps : R), (1 < L)%N ->
    (forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M) ->
    M *m J 0%N = J L *m target s -> M^T *m J L = J 0%N *m target s ->
    forall n l, (l < L)%N -> run (square_loss M) (rates L eta alpha) 0 0 (aligned_start J eps) n l =
      J l.+1 *m diag_mx (\row_j (let p := xy_run L eta 1 (s j) eps n in two L p.1 p.2 l))
      *m (J l)^T).
Proof.
move=> H; have J1' l : (l <= 2)%N -> (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M by move=> _; exact: J1 l.
have s0 : (0 : 'M[R]_1) *m 1%:M = 1%:M *m target (fun=> 0) by rewrite pairs0 // mul0mx mulmx0.
have s0' : (0 : 'M[R]_1)^T *m 1%:M = 1%:M *m target (fun=> 0).
  by rewrite pairs0 // trmx0 mul0mx mulmx0.
have := H 2%N one 1%N 0 (fun=> 0) (fun=> 1%:M) 1 2%:R 1 isT J1' s0 s0' 1%N 0%N isT.
rewrite (@compressed_decomposition R 2 one 1 0 _ (fun=> 1%:M) isT J1' s0 s0' 1 2%:R 1 1 0 isT).
rewrite trmx1 !mulmx1 !mul1mx => /matrixP/(_ 0 0); rewrite !mxE /= /two /= !mulr1n !expr1n.
rewrite !sub0r !mul1r !mulr1 => /addrI; rewrite !mulrN !mulr1 => /oppr_inj/eqP.
by rewrite (eqr_nat _ 2 1).
Qed.

(* the power 2L - 5 of y in the place of 2L - 6 *)
Theorem discrepancy_step_power_wrong :
  ~ (forall L (eta alpha t : R) (p : R * R), (2 < L)%N -> let q := xy_step L eta alpha t p in
    q.1 ^+ 2 - alpha * q.2 ^+ 2 = (p.1 ^+ 2 - alpha * p.2 ^+ 2) *
      (1 - eta ^+ 2 * alpha * (t - p.1 ^+ 2 * p.2 ^+ (L - 2)) ^+ 2 * p.1 ^+ 2
           * p.2 ^+ (2 * L - 5))).
Proof.
move=> /(_ 3%N 1 1 1 (1, 2%:R) isT).
move/(etrans (esym (@discrepancy_step R 3 1 1 1 (1, 2%:R) isT))) => /=.
rewrite (_ : 3 - 2 = 1)%N // (_ : 2 * 3 - 6 = 0)%N // (_ : 2 * 3 - 5 = 1)%N //.
rewrite !expr1n !mul1r !mulr1 !expr1 => /mulfI.
have -> : 1 - 2%:R ^+ 2 != 0 :> R by rewrite -natrX subr_eq0 (eqr_nat _ 1 4).
move=> /(_ isT)/addrI/oppr_inj/eqP.
have -> : (1 - 2%:R) ^+ 2 = 1 :> R by ring.
by rewrite !mul1r (eqr_nat _ 1 2).
Qed.
End Aligned.

Section Step.
Variable R : realFieldType.

Let half0 : 0 < 2%:R^-1 :> R. Proof. by rewrite invr_gt0 ltr0n. Qed.
Let c : step_condition 0 (2%:R^-1 : R) 1.
Proof. by rewrite /step_condition expr1n mulr1 mulVf ?pnatr_eq0. Qed.

(* a step condition of 11/10 in the place of 1 *)
Theorem step_below_target_constant_wrong : ~ (forall n (eta m : R), 0 < eta -> 0 < m ->
  eta * (n.+2)%:R * m ^+ (2 * n.+2 - 2) <= 11%:R / 10%:R ->
  forall lam, 0 < lam -> lam < m -> lam < lambda_step n.+2 eta (m ^+ n.+2) lam < m).
Proof.
move=> H; pose eta : R := 11%:R / 20%:R.
have eta0 : 0 < eta by rewrite divr_gt0 ?ltr0n.
have e : eta * 2%:R * 1 ^+ 2 = 11%:R / 10%:R by rewrite /eta; field.
have big : 1 < eta * 2%:R * 1 ^+ 2.
  by rewrite e ltr_pdivl_mulr ?ltr0n // mul1r ltr_nat.
have [lam [l0 l1 over]] := @sharp R 0 eta 1 eta0 ltr01 big.
have small : eta * 2%:R * 1 ^+ 2 <= 11%:R / 10%:R by rewrite e.
have /andP[_] := H 0%N eta 1 eta0 ltr01 small lam l0 l1.
by rewrite ltNge ltW.
Qed.

(* already beyond 9/10 *)
Theorem sharp_constant_wrong : ~ (forall n (eta m : R), 0 < eta -> 0 < m ->
  9%:R / 10%:R < eta * (n.+2)%:R * m ^+ (2 * n.+2 - 2) ->
  exists lam, [/\ 0 < lam, lam < m & m < lambda_step n.+2 eta (m ^+ n.+2) lam]).
Proof.
move=> H; have near : 9%:R / 10%:R < 2%:R^-1 * 2%:R * 1 ^+ (2 * 2 - 2) :> R.
  by rewrite expr1n mulr1 mulVf ?pnatr_eq0 // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
have [lam [l0 l1 over]] := H 0%N 2%:R^-1 1 half0 ltr01 near.
have [/(_ lam l0 l1)/andP[_ below] _ _] := step_below_target half0 ltr01 c.
by have := lt_trans over below; rewrite ltxx.
Qed.

(* a target of 11/10 of m^L *)
Theorem comparison_target_wrong : ~ (forall n (eta m sh lam lamh : R), 0 < eta -> 0 < m ->
  step_condition n eta m -> 0 <= sh -> sh <= 11%:R / 10%:R * m ^+ n.+2 ->
  0 < lamh -> lamh <= lam -> lam <= m ->
  forall k, 0 < lambda_run n.+2 eta sh lamh k <= lambda_run n.+2 eta (m ^+ n.+2) lam k).
Proof.
move=> H; have s0 : 0 < 11%:R / 10%:R :> R by rewrite divr_gt0 ?ltr0n.
have := H 0%N 2%:R^-1 1 (11%:R / 10%:R) 1 1 half0 ltr01 c (ltW s0).
rewrite expr1n mulr1 => /(_ (lexx _) ltr01 (lexx _) (lexx _) 1%N)/andP[_] /=.
rewrite /lambda_step /= !expr1n !mul1r subrr mulr0 subr0 ger_addl oppr_le0.
by rewrite pmulr_rge0 // subr_ge0 ler_pdivr_mulr ?ltr0n // mul1r ler_nat.
Qed.

(* eta eps^(2L-2) < 11/10 in the place of 1 *)
Theorem unlearned_constant_wrong : ~ (forall n (eta eps : R), 0 < eta -> 0 < eps ->
  eta * eps ^+ (2 * n.+2 - 2) < 11%:R / 10%:R ->
  forall k, 0 < lambda_run n.+2 eta 0 eps k.+1 < lambda_run n.+2 eta 0 eps k).
Proof.
move=> /(_ 0%N 1 1 ltr01 ltr01); rewrite expr1n mulr1 => H.
have /H/(_ 0%N)/andP[] : 1 < 11%:R / 10%:R :> R.
  by rewrite ltr_pdivl_mulr ?ltr0n // mul1r ltr_nat.
by rewrite /= /lambda_step !expr1n subr0 !mulr1 subrr ltxx.
Qed.
End Step.

Section Limits.
Variable R : archiFieldType.

Let half0 : 0 < 2%:R^-1 :> R. Proof. by rewrite invr_gt0 ltr0n. Qed.
Let c : step_condition 0 (2%:R^-1 : R) 1.
Proof. by rewrite /step_condition expr1n mulr1 mulVf ?pnatr_eq0. Qed.

(* a start that may be 0 *)
Theorem run_tends_from_zero_wrong : ~ (forall n (eta m eps : R), 0 < eta -> 0 < m ->
  step_condition n eta m -> 0 <= eps -> eps < m ->
  forall e, 0 < e -> exists N, forall k, (N <= k)%N ->
    m - e < lambda_run n.+2 eta (m ^+ n.+2) eps k < m).
Proof.
move=> H.
have [N near] := H 0%N 2%:R^-1 1 0 half0 ltr01 c (lexx _) ltr01 1 ltr01.
have zero k : lambda_run 2 (2%:R^-1 : R) (1 ^+ 2) 0 k = 0.
  by elim: k => //= k ->; rewrite /lambda_step expr1 mul0r mulr0 subr0.
by have := near N (leqnn N); rewrite zero subrr ltxx.
Qed.

(* a start that may be the target *)
Theorem run_increases_from_target_wrong : ~ (forall n (eta m eps : R), 0 < eta -> 0 < m ->
  step_condition n eta m -> 0 < eps -> eps <= m ->
  forall k, lambda_run n.+2 eta (m ^+ n.+2) eps k < lambda_run n.+2 eta (m ^+ n.+2) eps k.+1 < m).
Proof.
move=> H.
have := H 0%N 2%:R^-1 1 1 half0 ltr01 c ltr01 (lexx _) 0%N.
by rewrite /= fixed_point ltxx.
Qed.

(* eta eps^(2L-2) < 11/10 in the place of 1 *)
Theorem unlearned_tends_constant_wrong : ~ (forall n (eta eps : R), 0 < eta -> 0 < eps ->
  eta * eps ^+ (2 * n.+2 - 2) < 11%:R / 10%:R ->
  forall e, 0 < e -> exists N, forall k, (N <= k)%N -> 0 < lambda_run n.+2 eta 0 eps k < e).
Proof.
move=> /(_ 0%N 1 1 ltr01 ltr01); rewrite expr1n mulr1 => H.
have /H/(_ 1 ltr01)[N near] : 1 < 11%:R / 10%:R :> R.
  by rewrite ltr_pdivl_mulr ?ltr0n // mul1r ltr_nat.
have zero k : lambda_run 2 (1 : R) 0 1 k.+1 = 0.
  elim: k => [|k IH]; first by rewrite /= /lambda_step !expr1n subr0 !mulr1 subrr.
  rewrite /lambda_run iterS -/(lambda_run _ _ _ _ _) IH.
  by rewrite /lambda_step /= expr1 mul0r mulr0 subr0.
by have := near N.+1 (leqnSn N); rewrite zero ltxx.
Qed.
End Limits.

(* Wrong variants of the classification head, near the truth, refuted: under descent, over any
   real closed field, hence over the reals. *)
Section Head.
Local Notation one := (fun _ : nat => 1%N).

(* a rest that the rank of the target alone leaves, whatever the head sees at the start: two
   directions, of which the head sees one *)
Theorem head_start_ignored_wrong (R : rcfType) : ~ (forall n (d : nat -> nat) m k
    (M : 'M[R]_(d n.+1, d 0%N)) (Q : forall l, 'M[R]_(d l.+1, d l)) (eps : nat -> R)
    (W0 : factors R d),
  (forall l, (l < n)%N -> (Q l)^T *m Q l = 1%:M /\ Q l *m (Q l)^T = 1%:M) ->
  (forall l, (l < n)%N -> W0 l = eps l *: Q l) -> (forall l, (l < n)%N -> eps l != 0) ->
  \rank M = k -> (k + m)%N = d 0%N ->
  exists V : forall l, 'M[R]_(d l, k + m),
  (forall l, (l <= n)%N -> (V l)^T *m V l = 1%:M /\ V l *m (V l)^T = 1%:M) /\
  forall (eta : nat -> R) (omega beta : R) t,
    exists Wt, run (square_loss (L := n.+1) M) eta omega beta W0 t n = row_mx Wt 0 *m (V n)^T).
Proof.
pose d l := if l is l'.+2 then 1%N else 2%N.
pose W0 : factors R d := fun l =>
  match l with 0%N => (1%:M : 'M[R]_2) | 1%N => (delta_mx 0 0 : 'M[R]_(1, 2)) | _ => 0 end.
pose Q : factors R d := fun l => match l with 0%N => (1%:M : 'M[R]_2) | _ => 0 end.
move=> /(_ 1%N d 2%N 0%N 0 Q (fun=> 1) W0) H.
have [|||||V [_ /(_ (fun=> 0) 0 0 0%N)[Wt]]] := H.
- by case=> // _; rewrite /Q trmx1 mulmx1.
- by case=> // _; rewrite /Q /W0 scale1r.
- by move=> l _; exact: oner_neq0.
- by rewrite mxrank0.
- by [].
have -> : row_mx Wt 0 = 0 :> 'M[R]_(1, 0 + 2) by rewrite [Wt]thinmx0 row_mx0.
by rewrite mul0mx => /matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx oner_eq0.
Qed.

(* nine tenths of the decay *)
Theorem head_decay_share_wrong (R : rcfType) : ~ (forall n (d : nat -> nat) m k
    (M : 'M[R]_(d n.+1, d 0%N)) (Q : forall l, 'M[R]_(d l.+1, d l)) (eps : nat -> R)
    (W0 : factors R d),
  (forall l, (l < n)%N -> (Q l)^T *m Q l = 1%:M /\ Q l *m (Q l)^T = 1%:M) ->
  (forall l, (l < n)%N -> W0 l = eps l *: Q l) -> (forall l, (l < n)%N -> eps l != 0) ->
  (\rank M + \rank (chain n.+1 W0))%N = k -> (k + m)%N = d 0%N ->
  exists V : forall l, 'M[R]_(d l, k + m),
  (forall l, (l <= n)%N -> (V l)^T *m V l = 1%:M /\ V l *m (V l)^T = 1%:M) /\
  forall (eta : nat -> R) (omega beta : R) t l, (l < n)%N -> exists Wt,
    run (square_loss (L := n.+1) M) eta omega beta W0 t l = V l.+1 *m
      block_mx Wt 0 0 (decay_run (eta l) (9%:R / 10%:R * omega) beta (eps l) t)%:M *m (V l)^T).
Proof.
have I1 (l : nat) : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M /\ (1%:M : 'M[R]_1) *m 1%:M^T = 1%:M.
  by rewrite trmx1 mulmx1.
pose W0 : factors R one := fun l => if l is 0%N then 1%:M else 0.
have X0 : chain 2 W0 = 0 by rewrite /chain /= mul0mx.
move=> /(_ 1%N one 1%N 0%N 0 (fun=> 1%:M) (fun=> 1) W0 (fun l _ => I1 l)) H.
have [||||V [V1 /(_ (fun=> 1) 1 0 1%N 0%N isT)[Wt]]] := H.
- by case=> // _; rewrite scale1r.
- by move=> l _; exact: oner_neq0.
- by rewrite X0 !mxrank0.
- by [].
have -> : run (square_loss (L := 2) (d := one) 0) (fun=> 1) 1 0 W0 1 0%N = 0.
  rewrite /run /= /pull /square_loss /residual X0 subrr /grad mulmx0 mul0mx scaler0 !add0r.
  by rewrite !scale1r subrr.
set B := block_mx _ _ _ _ => e; have B0 : B = 0.
  have [a _] := V1 1%N isT; have [b _] := V1 0%N isT.
  have -> : B = (V 1%N)^T *m (V 1%N *m B *m (V 0%N)^T) *m V 0%N.
    by rewrite !mulmxA a mul1mx -mulmxA b mulmx1.
  by rewrite -e mulmx0 mul0mx.
have := f_equal drsubmx B0; rewrite block_mxKdr => /matrixP/(_ 0 0)/eqP.
rewrite !mxE eqxx mulr1n decay_plain expr1 !mul1r mulr1.
have -> : 1 - 9%:R / 10%:R = 10%:R^-1 :> R by field.
by rewrite invr_eq0 pnatr_eq0.
Qed.

(* nine tenths of the rate *)
Theorem decay_alone_share_wrong (R : realFieldType) : ~ (forall (eta omega beta eps : R) t,
  decay_run eta 0 beta eps t = eps /\
  decay_run eta omega 0 eps t = eps * (1 - 9%:R / 10%:R * eta * omega) ^+ t).
Proof.
move=> /(_ 1 1 0 1 1%N)[_]; rewrite decay_plain !expr1 !mulr1 !mul1r subrr.
have -> : 1 - 9%:R / 10%:R = 10%:R^-1 :> R by field.
by move/eqP; rewrite eq_sym invr_eq0 pnatr_eq0.
Qed.
End Head.
