(* What a count of pruned networks costs, over Coq's reals (VB2R).

   sparse_complexity: at most e^C vectors have K entries other than zero, all from a set of at most
     2^b numbers, with C = log binom(P, K) + K b log 2.
   complexity_between (part 3): C lies between K (log (P/K) + b log 2) and the same plus K.
   count_says_nothing (part 3): the root in part 1 is at least one once the lower of these is at
     least 2 N. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Coq Require Import Reals Lra.
From dlf Require Import sparse_count.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope R_scope.

(* C_K = log binom(P, K) + K b log 2 *)
Definition complexity (P K : nat) (b : R) := ln (INR 'C(P, K)) + INR K * b * ln 2.

Lemma INR_muln m n : INR (m * n)%N = INR m * INR n. Proof. exact: mult_INR. Qed.

Lemma INR_expn m n : INR (expn m n) = INR m ^ n.
Proof. by elim: n => [|n IH] //; rewrite expnS INR_muln IH. Qed.

Lemma INR_leq m n : (m <= n)%N -> INR m <= INR n. Proof. by move=> /leP; exact: le_INR. Qed.

Lemma INR_pos n : (0 < n)%N -> 0 < INR n. Proof. by move=> /ltP; exact: lt_0_INR. Qed.

Theorem sparse_complexity (F : zmodType) P K (S : seq F) b (l : seq 'rV[F]_P) :
  INR (size S) <= Rpower 2 b -> uniq l -> (forall w, w \in l -> sparse K S w) ->
  INR (size l) <= exp (complexity P K b).
Proof.
move=> Sb ul sp; have le := INR_leq (sparse_vectors ul sp); rewrite INR_muln INR_expn in le.
case: (leqP K P) => [KP|PK]; last first.
  rewrite bin_small // Rmult_0_l in le; have := exp_pos (complexity P K b); lra.
have C0 : 0 < INR 'C(P, K) by apply: INR_pos; rewrite bin_gt0.
apply: Rle_trans le _; rewrite /complexity exp_plus exp_ln //.
apply: Rmult_le_compat_l; first lra.
have -> : exp (INR K * b * ln 2) = Rpower 2 b ^ K.
  have p : 0 < Rpower 2 b by exact: exp_pos.
  by rewrite -Rpower_pow // Rpower_mult /Rpower; congr exp; ring.
by apply: pow_incr; split=> //; exact: pos_INR.
Qed.

(* (K / e)^K <= K! *)
Lemma factorial_large K : INR K ^ K <= INR K`! * exp (INR K).
Proof.
elim: K => [|K IH]; first by rewrite /= exp_0; lra.
have [->|K0] := posnP K; first by rewrite /= !Rmult_1_r; have := exp_ineq1_le 1; lra.
have k0 := INR_pos K0; have e1 : INR K.+1 = INR K + 1 by rewrite S_INR.
have q : (INR K + 1) ^ K <= INR K ^ K * exp 1.
  have -> : INR K + 1 = INR K * (1 + / INR K) by field; lra.
  rewrite Rpow_mult_distr; apply: Rmult_le_compat_l; first by apply: pow_le; lra.
  have i0 := Rinv_0_lt_compat _ k0.
  apply: (Rle_trans _ (exp (/ INR K) ^ K)).
    by apply: pow_incr; have := exp_ineq1_le (/ INR K); lra.
  rewrite -[X in X ^ K]exp_ln; last exact: exp_pos.
  rewrite ln_exp -Rpower_pow ?/Rpower; last exact: exp_pos.
  by rewrite ln_exp; apply: Req_le; congr exp; field; lra.
rewrite factS INR_muln e1 exp_plus /=.
have k1 : 0 < INR K + 1 by lra.
apply: (Rle_trans _ ((INR K + 1) * (INR K ^ K * exp 1))); first by apply: Rmult_le_compat_l; lra.
have := Rmult_le_compat_r (exp 1) _ _ (Rlt_le _ _ (exp_pos 1)) IH => h.
rewrite Rmult_assoc; apply: Rmult_le_compat_l; first lra.
by rewrite -Rmult_assoc.
Qed.

Lemma ln_leq x y : 0 < x -> x <= y -> ln x <= ln y.
Proof.
move=> x0 xy; case: (Rle_lt_or_eq_dec _ _ xy) => [lt|->]; last exact: Rle_refl.
exact: Rlt_le (ln_increasing _ _ x0 lt).
Qed.

Theorem complexity_between P K b : (0 < K <= P)%N ->
  INR K * (ln (INR P / INR K) + b * ln 2) <= complexity P K b <=
  INR K * (ln (INR P / INR K) + b * ln 2 + 1).
Proof.
move=> /andP[K0 KP]; have k0 := INR_pos K0; have p0 : 0 < INR P.
  by apply: INR_pos; exact: leq_trans KP.
have C0 : 0 < INR 'C(P, K) by apply: INR_pos; rewrite bin_gt0.
have f0 : 0 < INR K`! by apply: INR_pos; exact: fact_gt0.
have [/INR_leq lo /INR_leq hi] := binomial_between KP.
rewrite INR_expn INR_muln INR_expn in lo; rewrite INR_muln INR_expn in hi.
have lnq : ln (INR P / INR K) = ln (INR P) - ln (INR K).
  by rewrite ln_mult ?ln_Rinv //; exact: Rinv_0_lt_compat.
have lnp x : 0 < x -> ln (x ^ K) = INR K * ln x.
  by move=> x0; rewrite -Rpower_pow // /Rpower ln_exp.
have pk x : 0 < x -> 0 < x ^ K by exact: pow_lt.
have lo' := ln_leq (pk _ p0) lo.
have hi' := ln_leq (Rmult_lt_0_compat _ _ f0 C0) hi.
have fa := ln_leq (pk _ k0) (factorial_large K).
rewrite !ln_mult ?lnp ?ln_exp // in lo' hi' fa; try exact: pk; try exact: exp_pos.
rewrite /complexity lnq; split; lra.
Qed.

Theorem count_says_nothing P K N b delta : (0 < K <= P)%N -> (0 < N)%N -> 0 < delta <= 1 ->
  2 * INR N <= INR K * (ln (INR P / INR K) + b * ln 2) ->
  1 <= sqrt ((complexity P K b + ln ((INR P + 1) / delta)) / (2 * INR N)).
Proof.
move=> KP N0 [d0 d1] big; have [lo _] := complexity_between b KP.
have n0 := INR_pos N0; have p0 := pos_INR P.
have l0 : 0 <= ln ((INR P + 1) / delta).
  rewrite -ln_1; apply: ln_leq; first lra.
  apply: (Rmult_le_reg_r delta) => //; rewrite /Rdiv Rmult_assoc Rinv_l; lra.
rewrite -{1}sqrt_1; apply: sqrt_le_1_alt; apply: (Rmult_le_reg_r (2 * INR N)); first lra.
rewrite /Rdiv Rmult_assoc Rinv_l; lra.
Qed.
