(* Wrong variants of the theorems on the largest step, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp.zify Require Import zify.
From dlf Require Import aligned step_condition unit_step largest_step.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Steps.
Variable R : realFieldType.
Local Notation q a b := (a%:R / b%:R : R).
Implicit Types x : R.

(* two factors, the target 1 *)
Lemma two_step (eta x : R) : lambda_step 2 eta (1 ^+ 2) x = x - eta * (x * (x ^+ 2 - 1)).
Proof. by rewrite /lambda_step /= expr1 expr1n. Qed.

(* two starts that are exchanged by a step with kappa = 361/168 < 11/5 *)
Lemma exchanged : lambda_step 2 (q 361 336) (1 ^+ 2) (q 16 19) = q 21 19 /\
  lambda_step 2 (q 361 336) (1 ^+ 2) (q 21 19) = q 16 19.
Proof. by rewrite !two_step; split; field. Qed.

Lemma exchanged_stays_away : ~ tends (lambda_run 2 (q 361 336) (1 ^+ 2) (q 16 19)) 1.
Proof.
have [e1 e2] := exchanged; move: e1 e2; set x := q 16 19; set y := q 21 19 => e1 e2 t.
have [|N /(_ (2 * N)%N)] := t (1 - x).
  by rewrite subr_gt0 ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
rewrite leq_pmull // => /(_ isT).
have -> : lambda_run 2 (q 361 336) (1 ^+ 2) x (2 * N) = x.
  elim: N => [|N IH]; first by rewrite muln0.
  by rewrite mulnS /lambda_run 2!iterS -/(lambda_run _ _ _ _ _) IH e1 e2.
by rewrite distrC ltNge ler_norm.
Qed.

(* 1/2 is sent to 1 by a step with kappa = 8/3, and so is -3/2 *)
Lemma sent_to_target : lambda_step 2 (q 4 3) (1 ^+ 2) (q 1 2) = 1 /\
  lambda_step 2 (q 4 3) (1 ^+ 2) (- q 3 2) = 1.
Proof. by rewrite !two_step; split; field. Qed.

(* 3/2 is sent to 0 by a step with kappa = 8/5 *)
Lemma sent_to_zero : lambda_step 2 (q 4 5) (1 ^+ 2) (q 3 2) = 0.
Proof. by rewrite two_step; field. Qed.

Lemma zero_stays_away : ~ tends (lambda_run 2 (q 4 5) (1 ^+ 2) (q 3 2)) 1.
Proof.
move=> t; have [N /(_ N.+1 (leqnSn N))] := t 1 ltr01.
have -> : lambda_run 2 (q 4 5) (1 ^+ 2) (q 3 2) N.+1 = 0.
  elim: N => [|N IH]; first exact: sent_to_zero.
  by rewrite /lambda_run iterS -/(lambda_run _ _ _ _ _) IH two_step !mul0r mulr0 subr0.
by rewrite sub0r normrN normr1 ltxx.
Qed.

(* with kappa = 2 the run from 1/2 consists of odd multiples of powers of 1/2, and never is at 1 *)
Lemma never_one k : lambda_run 2 1 (1 ^+ 2) (q 1 2) k != 1.
Proof.
have [b [j e]] : exists (b : int) j,
    lambda_run 2 1 (1 ^+ 2) (q 1 2) k = (2%:R * b + 1)%:~R / 2%:R ^+ j.+1.
  elim: k => [|k [b [j IH]]]; first by exists 0, 0%N; rewrite mulr0 add0r expr1.
  pose p : int := 2%:R ^+ (2 * j).+2; pose c := p - 2%:R * b ^+ 2 - 2%:R * b.
  exists (2%:R * b * c - b + c - 1), (3 * j).+2.
  rewrite /lambda_run iterS -/(lambda_run _ _ _ _ _) IH two_step.
  have -> : (2%:R * (2%:R * b * c - b + c - 1) + 1) =
      (2%:R * b + 1) * (2%:R * p - (2%:R * b + 1) ^+ 2) by rewrite /c; ring.
  have pE : (2%:R * p)%:~R = 2%:R * (2%:R ^+ j.+1) ^+ 2 :> R.
    rewrite rmorphM rmorphX /= !rmorph_nat -exprM; congr (_ * _ ^+ _); lia.
  rewrite rmorphM rmorphB /= rmorphX /= pE; move: (_%:~R) => a.
  have -> : 2%:R ^+ (3 * j).+3 = (2%:R ^+ j.+1) ^+ 3 :> R.
    by rewrite -exprM; congr (_ ^+ _); lia.
  have u0 : 2%:R ^+ j.+1 != 0 :> R by rewrite expf_neq0 // pnatr_eq0.
  by move: (2%:R ^+ j.+1) u0 => u u0; field.
rewrite e; apply/eqP => /(canRL (mulfVK _)); rewrite expf_neq0 ?pnatr_eq0 // mul1r.
move=> /(_ isT); rewrite -natrX -[X in _ = X]mulrz_nat => /intr_inj.
rewrite expnS natrM; move: (2 ^ j)%N => p; lia.
Qed.
Lemma tenth_above : q 361 336 * 2%:R * 1 ^+ (2 * 2 - 2) <= q 11 10 * 2%:R.
Proof.
rewrite expr1n mulr1 ler_pmul2r ?ltr0n // ler_pdivr_mulr ?ltr0n // mulrAC.
by rewrite ler_pdivl_mulr ?ltr0n // -!natrM ler_nat.
Qed.

Lemma above_two : 2%:R < q 4 3 * 2%:R * 1 ^+ (2 * 2 - 2).
Proof.
rewrite expr1n mulr1 -[ltLHS]mul1r ltr_pmul2r ?ltr0n // ltr_pdivl_mulr ?ltr0n // mul1r.
by rewrite ltr_nat.
Qed.

Lemma above_tenth : q 9 10 * 2%:R < 1 * 2%:R * 1 ^+ (2 * 2 - 2).
Proof.
by rewrite expr1n mulr1 ltr_pmul2r ?ltr0n // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

Lemma zero_small : q 4 5 * 2%:R * 1 ^+ (2 * 2 - 2) <= 2%:R.
Proof.
by rewrite expr1n mulr1 ger_pmull ?ltr0n // ler_pdivr_mulr ?ltr0n // mul1r ler_nat.
Qed.

Lemma q_pos a b : 0 < q a.+1 b.+1.
Proof. by rewrite divr_gt0 ?ltr0n. Qed.

Lemma exchanged_first : 0 < lambda_step 2 (q 361 336) (1 ^+ 2) (q 16 19).
Proof. by have [-> _] := exchanged; exact: q_pos. Qed.

(* the three starts that are at 1 after a step *)
Definition three_starts : seq R := [:: 1; q 1 2; - q 3 2].

Lemma three_hit eps : eps \in three_starts -> lambda_run 2 (q 4 3) (1 ^+ 2) eps 1 = 1.
Proof.
have [e1 e2] := sent_to_target; rewrite !inE => /or3P[] /eqP -> //.
by rewrite /lambda_run /= two_step expr1n subrr !mulr0 subr0.
Qed.

Lemma three_differ : uniq three_starts.
Proof.
have h : q 1 2 < 1 by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
have n : - q 3 2 < 0 by rewrite oppr_lt0; exact: q_pos.
rewrite /= !inE !negb_or !andbT !gt_eqF //.
  by apply: lt_trans n _; exact: q_pos.
exact: lt_trans n ltr01.
Qed.
End Steps.

Section Wrong.
Variable R : archiFieldType.

(* kappa at most eleven tenths of 2 *)
Theorem largest_step_tenth_wrong : ~ (forall n (eta m : R),
  0 < eta -> 0 < m -> eta * n.+2%:R * m ^+ (2 * n.+2 - 2) <= 11%:R / 10%:R * 2%:R ->
  forall eps, 0 < eps -> 0 < lambda_step n.+2 eta (m ^+ n.+2) eps ->
    tends (lambda_run n.+2 eta (m ^+ n.+2) eps) m).
Proof.
move=> H.
apply: (@exchanged_stays_away R).
apply: (H 0%N (361%:R / 336%:R) 1 _ ltr01 _ (16%:R / 19%:R)).
- exact: q_pos.
- exact: tenth_above.
- exact: q_pos.
- exact: exchanged_first.
Qed.

(* a first step that need not be positive *)
Theorem largest_step_first_wrong : ~ (forall n (eta m : R),
  0 < eta -> 0 < m -> eta * n.+2%:R * m ^+ (2 * n.+2 - 2) <= 2%:R ->
  forall eps, 0 < eps -> tends (lambda_run n.+2 eta (m ^+ n.+2) eps) m).
Proof.
move=> H; apply: (@zero_stays_away R).
apply: (H 0%N (4%:R / 5%:R) 1 _ ltr01 _ (3%:R / 2%:R)).
- exact: q_pos.
- exact: zero_small.
- exact: q_pos.
Qed.

Lemma near_half : tends (lambda_run 2 1 (1 ^+ 2) (1%:R / 2%:R : R)) 1.
Proof.
have [|a b] := @largest_step R 0 1 1 ltr01 ltr01.
  by rewrite expr1n mulr1 mul1r.
have h0 : 0 < 1%:R / 2%:R :> R by exact: q_pos.
have h1 : 1%:R / 2%:R <= 1 :> R by rewrite ler_pdivr_mulr ?ltr0n // mul1r ler_nat.
exact: a h0 (b _ h0 h1).
Qed.

(* kappa above nine tenths of 2 *)
Theorem beyond_largest_step_tenth_wrong : ~ (forall n (eta m : R), 0 < m ->
  9%:R / 10%:R * 2%:R < eta * n.+2%:R * m ^+ (2 * n.+2 - 2) ->
  forall eps, tends (lambda_run n.+2 eta (m ^+ n.+2) eps) m <->
    exists k, lambda_run n.+2 eta (m ^+ n.+2) eps k = m).
Proof.
move=> H; have [h _] := H 0%N 1 1 ltr01 (above_tenth _) (1%:R / 2%:R).
by have [k /eqP] := h near_half; rewrite (negPf (never_one _ k)).
Qed.

(* only from the target itself *)
Theorem beyond_largest_step_start_wrong : ~ (forall n (eta m : R), 0 < m ->
  2%:R < eta * n.+2%:R * m ^+ (2 * n.+2 - 2) ->
  forall eps, tends (lambda_run n.+2 eta (m ^+ n.+2) eps) m <-> eps = m).
Proof.
move=> H; have big := above_two R.
have [h _] := H 0%N (4%:R / 3%:R) 1 ltr01 big (1%:R / 2%:R).
have lt : 1%:R / 2%:R < 1 :> R by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
suff t : tends (lambda_run 2 (4%:R / 3%:R) (1 ^+ 2) (1%:R / 2%:R : R)) 1.
  by move: lt; rewrite (h t) ltxx.
apply/(beyond_largest_step ltr01 big); exists 1%N.
by have [] := sent_to_target R.
Qed.

(* the power of 2L - 2 *)
Theorem exact_starts_base_wrong : ~ (forall n (eta c target : R) k (s : seq R),
  uniq s -> (forall eps, eps \in s -> lambda_run n.+2 eta c eps k = target) ->
  (size s <= (2 * n.+2 - 2) ^ k)%N).
Proof.
move=> H; have d := three_differ R.
by have := H 0%N _ _ _ 1%N _ d (@three_hit _).
Qed.

(* a start that counts twice *)
Theorem exact_starts_twice_wrong : ~ (forall n (eta c target : R) k (s : seq R),
  (forall eps, eps \in s -> lambda_run n.+2 eta c eps k = target) ->
  (size s <= (2 * n.+2 - 1) ^ k)%N).
Proof.
move=> H; have h (eps : R) : eps \in three_starts _ ++ three_starts _ ->
    lambda_run 2 (4%:R / 3%:R) (1 ^+ 2) eps 1 = 1.
  by rewrite mem_cat => /orP[] /three_hit.
by have := H 0%N _ _ _ 1%N _ h.
Qed.
End Wrong.
