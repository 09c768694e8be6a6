(* Wrong variants of descent from above a target and beyond the step condition, near the truth,
   refuted by single numbers of depth two. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From dlf Require Import chain block aligned step_condition mode_descent singular_values.
From dlf Require Import compressed_error descent_from_above descent_crosses wrong_rank_kept.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Field.
Variable F : rcfType.

Lemma square1 (x : F) : sumsq (x%:M : 'M[F]_1) = x ^+ 2.
Proof. by rewrite /sumsq !big_ord1 mxE eqxx mulr1n. Qed.

Lemma number_rectangle (f : nat -> F) : rectangular_diagonal 1 1 f = (f 0%N)%:M.
Proof. by apply/matrixP => i j; rewrite !ord1 !mxE eqxx mulr1n. Qed.

(* nine tenths of what the learned modes lack *)
Theorem compressed_error_tenth_wrong : ~ (forall m n (M : 'M[F]_(m, n)) U V s (mu : nat -> F) p,
  (p <= minn m n)%N -> singular_decomposition M U V s ->
  sumsq (U *m rectangular_diagonal m n (fun j => if (j < p)%N then mu j else 0) *m V^T - M) =
  9%:R / 10%:R * (\sum_(j < p) (s j - mu j) ^+ 2) + \sum_(p <= j < minn m n) s j ^+ 2).
Proof.
move=> H; have := H 1%N 1%N _ _ _ _ (fun=> 0) 1%N isT (number_decomposition (@ler01 F)).
rewrite number_rectangle trmx1 mul1mx mulmx1 -raddfB square1 big_ord1 big_geq // addr0 sub0r subr0.
rewrite sqrrN expr1n mulr1 => /(congr1 (fun x => x * 10%:R)) /eqP.
by rewrite mul1r divfK ?pnatr_eq0 // (eqr_nat F 10 9).
Qed.

(* without what is not learned *)
Theorem compressed_error_learned_wrong : ~ (forall m n (M : 'M[F]_(m, n)) U V s (mu : nat -> F) p,
  (p <= minn m n)%N -> singular_decomposition M U V s ->
  sumsq (U *m rectangular_diagonal m n (fun j => if (j < p)%N then mu j else 0) *m V^T - M) =
  \sum_(j < p) (s j - mu j) ^+ 2).
Proof.
move=> H; have := H 1%N 1%N _ _ _ _ (fun=> 0) 0%N isT (number_decomposition (@ler01 F)).
rewrite number_rectangle trmx1 mul1mx mulmx1 -raddfB square1 big_ord0 sub0r sqrrN expr1n.
by move/eqP; rewrite oner_eq0.
Qed.
End Field.

Lemma at2 (e x : R) : lambda_step 2 e (1 ^+ 2) x = (x - e * (x * (x * x - 1)))%R.
Proof. by rewrite /lambda_step expr1 expr2 expr1n. Qed.

Lemma cond2 (e x : R) : e * 2%:R * x ^+ (2 * 2 - 2) = (e * 2 * (x * x))%R.
Proof. by rewrite expr2 -INRE. Qed.

Lemma S2 (x y : R) : S x y 2 = (x + y)%R.
Proof. by rewrite /S !big_ord_recl big_ord0 /= !expr0 !expr1 mulr1 mul1r addr0. Qed.

Ltac positive x := have /RltP : (0 < x)%R by lra.

(* the terms no larger than those of the target *)
Theorem quotient_bounds_upper_wrong : ~ (forall n (m : R), 0 < m -> forall x, m <= x ->
  S m x n.+2 <= (n.+2)%:R * m ^+ n.+1).
Proof.
move=> H; have /RleP le : (1 <= 2)%R by lra.
have /RleP := H 0%N 1 ltr01 2%R le; rewrite S2 expr1 -INRE.
by rewrite -[X in (_ <= X)%R]/(2 * 1)%R -[X in (X <= _)%R]/(1 + 2)%R; lra.
Qed.

(* a term too many *)
Theorem quotient_bounds_more_wrong : ~ (forall n (m : R), 0 < m -> forall x, m <= x ->
  (n.+3)%:R * m ^+ n.+1 <= S m x n.+2).
Proof.
move=> H; have /RleP := H 0%N 1 ltr01 1 (lexx 1); rewrite S2 expr1 -INRE.
by rewrite -[X in (X <= _)%R]/((1 + 1 + 1) * 1)%R -[X in (_ <= X)%R]/(1 + 1)%R; lra.
Qed.

(* twice the rate *)
Theorem step_from_above_long_wrong : ~ (forall n (eta m : R), 0 < eta -> 0 < m -> forall eps x,
  eta * (n.+2)%:R * eps ^+ (2 * n.+2 - 2) <= 2%:R -> m < x -> x <= eps ->
  m <= lambda_step n.+2 eta (m ^+ n.+2) x < x).
Proof.
move=> H; have /RltP e0 : (0 < / 4)%R by lra.
have /RltP m2 : (1 < 2)%R by lra.
have := H 0%N (/ 4)%R 1 e0 ltr01 2%R 2%R _ m2 (lexx _); rewrite cond2 at2 => h.
have c : (/ 4 * 2 * (2 * 2))%R <= 2%:R :> R.
  by apply/RleP; rewrite -INRE -[X in (_ <= X)%R]/(1 + 1)%R; lra.
by have /andP[/RleP + _] := h c; rewrite -[1]/1%R; lra.
Qed.

(* from below the target *)
Theorem step_from_above_below_wrong : ~ (forall n (eta m : R), 0 < eta -> 0 < m -> forall eps x,
  eta * (n.+2)%:R * eps ^+ (2 * n.+2 - 2) <= 1 -> 0 < x -> x <= eps ->
  lambda_step n.+2 eta (m ^+ n.+2) x < x).
Proof.
move=> H; have /RltP e0 : (0 < / 2)%R by lra.
have /RleP e1 : (/ 2 <= 1)%R by lra.
have := H 0%N (/ 2)%R 1 e0 ltr01 1 (/ 2)%R _ e0 e1; rewrite cond2 at2 => h.
have /RleP c : (/ 2 * 2 * (1 * 1) <= 1)%R by lra.
by have /RltP := h c; lra.
Qed.

Lemma run_stops e x k : lambda_step 2 e (1 ^+ 2) x = 0 -> lambda_run 2 e (1 ^+ 2) (x : R) k.+1 = 0.
Proof.
move=> z; elim: k => [|k IH] //.
rewrite -[lambda_run _ _ _ _ k.+2]/(lambda_step 2 e (1 ^+ 2) (lambda_run 2 e (1 ^+ 2) x k.+1)) IH.
by rewrite /lambda_step expr1 mul0r mulr0 subr0.
Qed.

(* without a condition on the rate *)
Theorem from_above_tends_long_wrong : ~ (forall n (eta m eps : R), 0 < eta -> 0 < m -> m < eps ->
  forall e, 0 < e -> exists N, forall k, (N <= k)%N ->
  m <= lambda_run n.+2 eta (m ^+ n.+2) eps k < m + e).
Proof.
move=> H; have /RltP e0 : (0 < / 3)%R by lra.
have /RltP m2 : (1 < 2)%R by lra.
have [N /(_ N.+1 (leqnSn N)) /andP[]] := H 0%N (/ 3)%R 1 2%R e0 ltr01 m2 1 ltr01.
by rewrite run_stops ?ler10 // at2 -[RHS]/0%R; lra.
Qed.

(* at once *)
Theorem from_above_tends_once_wrong : ~ (forall n (eta m eps : R), 0 < eta -> 0 < m -> m < eps ->
  eta * (n.+2)%:R * eps ^+ (2 * n.+2 - 2) <= 1 -> forall e, 0 < e -> forall k,
  lambda_run n.+2 eta (m ^+ n.+2) eps k < m + e).
Proof.
move=> H; have /RltP e0 : (0 < / 8)%R by lra.
have /RltP m2 : (1 < 2)%R by lra.
have := H 0%N (/ 8)%R 1 2%R e0 ltr01 m2; rewrite cond2 => h.
have /RleP c : (/ 8 * 2 * (2 * 2) <= 1)%R by lra.
have /RltP := h c (/ 8)%R e0 0%N.
by rewrite -[lambda_run _ _ _ _ 0]/2%R -[_ + _]/(1 + / 8)%R; lra.
Qed.

Lemma rate2 : (/ 2)%R * 2%:R * (1 : R) ^+ (2 * 2 - 2) = 1.
Proof. by rewrite cond2 -[LHS]/(/ 2 * 2 * (1 * 1))%R -[RHS]/1%R; lra. Qed.

(* no bound on the start *)
Theorem crosses_from_above_far_wrong : ~ (forall n (eta m : R), 0 < eta -> 0 < m -> forall eps,
  eta * (n.+2)%:R * m ^+ (2 * n.+2 - 2) = 1 -> m < eps ->
  0 <= lambda_step n.+2 eta (m ^+ n.+2) eps).
Proof.
move=> H; have /RltP e0 : (0 < / 2)%R by lra.
have /RltP m3 : (1 < 3)%R by lra.
have /RleP := H 0%N (/ 2)%R 1 e0 ltr01 3%R rate2 m3; rewrite at2 -[0]/0%R; lra.
Qed.

(* a start at the target *)
Theorem crosses_from_above_equal_wrong : ~ (forall n (eta m : R), 0 < eta -> 0 < m -> forall eps,
  eta * (n.+2)%:R * m ^+ (2 * n.+2 - 2) = 1 -> m <= eps ->
  eta * (n.+2)%:R * eps ^+ (2 * n.+2 - 2) <= (n.+2)%:R + 1 ->
  lambda_step n.+2 eta (m ^+ n.+2) eps < m).
Proof.
move=> H; have /RltP e0 : (0 < / 2)%R by lra.
have := H 0%N (/ 2)%R 1 e0 ltr01 1 rate2 (lexx 1); rewrite rate2 at2 => h.
have c : 1 <= 2%:R + 1 :> R by rewrite ler_addr ler0n.
by have /RltP := h c; rewrite -[1]/1%R; lra.
Qed.

Lemma lands : lambda_run 2 (4 / 3)%R (1 ^+ 2) (/ 2 : R)%R 1 = 1.
Proof.
rewrite -[lambda_run _ _ _ _ 1]/(lambda_step 2 (4 / 3)%R (1 ^+ 2) (/ 2)%R) at2 -[1]/1%R; lra.
Qed.

(* the target itself alone *)
Theorem few_starts_land_target_wrong : ~ (forall n (eta m : R) k, m != 0 -> forall x,
  lambda_run n.+2 eta (m ^+ n.+2) x k = m -> x = m).
Proof.
move=> H; have := H 0%N (4 / 3)%R 1 1%N (oner_neq0 _) (/ 2)%R lands; rewrite -[1]/1%R; lra.
Qed.

(* one start at most *)
Theorem few_starts_land_one_wrong : ~ (forall n (eta m : R) k, m != 0 ->
  forall starts : seq R, uniq starts ->
  (forall x, x \in starts -> lambda_run n.+2 eta (m ^+ n.+2) x k = m) -> (size starts < 2)%N).
Proof.
move=> H; have := H 0%N (4 / 3)%R 1 1%N (oner_neq0 _) [:: 1; (/ 2)%R].
have ne : (1 : R) != (/ 2)%R by apply/eqP; rewrite -[1]/1%R; lra.
rewrite /= inE ne => h; suff : false by []; apply: h => // x; rewrite !inE => /orP[]/eqP ->.
  by rewrite /lambda_step subrr !mulr0 subr0.
exact: lands.
Qed.

(* a rate within the condition *)
Theorem crosses_or_lands_short_wrong : ~ (forall n (eta m eps : R), 0 < eta -> 0 < m ->
  1 <= eta * (n.+2)%:R * m ^+ (2 * n.+2 - 2) -> 0 < eps -> eps < m ->
  exists k, m < lambda_run n.+2 eta (m ^+ n.+2) eps k \/ lambda_run n.+2 eta (m ^+ n.+2) eps k = m).
Proof.
move=> H; have /RltP e0 : (0 < / 2)%R by lra.
have /RltP e1 : (/ 2 < 1)%R by lra.
have c : step_condition 0 (/ 2)%R (1 : R) by rewrite /step_condition rate2.
have l : 1 <= (/ 2)%R * 2%:R * (1 : R) ^+ (2 * 2 - 2) by rewrite rate2.
have [k] := H 0%N (/ 2)%R 1 (/ 2)%R e0 ltr01 l e0 e1.
have /andP[_ low] := run_inside e0 ltr01 c e0 e1 k.
by case=> [up|e]; [move: (lt_trans low up) | move: low; rewrite e]; rewrite ltxx.
Qed.

(* a crossing from every start *)
Theorem crosses_or_lands_all_wrong : ~ (forall n (eta m eps : R), 0 < eta -> 0 < m ->
  1 < eta * (n.+2)%:R * m ^+ (2 * n.+2 - 2) -> 0 < eps -> eps < m ->
  exists k, m < lambda_run n.+2 eta (m ^+ n.+2) eps k).
Proof.
move=> H; have /RltP e0 : (0 < / 2)%R by lra.
have /RltP e1 : (/ 2 < 1)%R by lra.
have /RltP p : (0 < 4 / 3)%R by lra.
have l : 1 < (4 / 3)%R * 2%:R * (1 : R) ^+ (2 * 2 - 2).
  by rewrite cond2; apply/RltP; rewrite -[1]/1%R; lra.
have [k] := H 0%N (4 / 3)%R 1 (/ 2)%R p ltr01 l e0 e1.
have stay i : lambda_run 2 (4 / 3)%R (1 ^+ 2) (/ 2 : R)%R i.+1 = 1.
  elim: i => [|i IH]; first exact: lands.
  rewrite -[lambda_run _ _ _ _ i.+2]/(lambda_step 2 (4 / 3)%R (1 ^+ 2)
    (lambda_run 2 (4 / 3)%R (1 ^+ 2) (/ 2)%R i.+1)) IH.
  by rewrite /lambda_step subrr !mulr0 subr0.
case: k => [|k]; first by rewrite -[lambda_run _ _ _ _ 0]/(/ 2)%R ltNge ltW.
by rewrite stay ltxx.
Qed.
