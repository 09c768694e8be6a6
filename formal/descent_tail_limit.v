(* The end of a run of descent on three factors converges, over Coq's reals.

   descent_tail_converges (EGEB, part 2): under the hypotheses of descent_tail, with q < 1, the
     factors converge and the product tends to the target, entry by entry. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block removal frobenius spectral symmetric_norm.
From dlf Require Import descent_tail descent_tail_run.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma entry_frob (F : rcfType) m n (A : 'M[F]_(m, n)) i j : `|A i j| <= frob A.
Proof.
rewrite -ler_sqr ?nnegrE ?normr_ge0 ?frob_ge0 // real_normK ?num_real // sqr_frob.
rewrite /sumsq (bigD1 i) //= (bigD1 j) //= -addrA ler_addl addr_ge0 //.
  by apply: sumr_ge0 => k _; exact: sqr_ge0.
by apply: sumr_ge0 => k _; apply: sumr_ge0 => l _; exact: sqr_ge0.
Qed.

Lemma geometric_small (K q : R) (e : posreal) : 0 <= K -> 0 <= q -> q < 1 ->
  exists N, forall k, (N <= k)%N -> K * q ^+ k < e.
Proof.
move=> K0 q0 q1; have aq : (Rabs q < 1)%R.
  by rewrite Rabs_pos_eq; [exact/RltP | exact/RleP].
have lim := is_lim_seq_scal_l _ K (Finite 0%R) (is_lim_seq_geom q aq).
have {lim} := (is_lim_seq_spec _ _).2 lim e; rewrite /= Rmult_0_r.
case=> N H; exists N => k Nk; apply/RltP; rewrite -RpowE.
have := H k (elimT ssrnat.leP Nk); rewrite Rminus_0_r => h.
by apply: Rle_lt_trans (Rle_abs _) h.
Qed.

Section Limit.
Variables (d : nat -> nat) (M : 'M[R]_(d 3%N, d 0%N)) (W : nat -> factors [comRingType of R] d).
Variables (K q : R).
Hypotheses (K0 : 0 <= K) (q0 : 0 <= q) (q1 : q < 1).

Lemma entries_converge l i j : (forall k n, frob (W (k + n)%N l - W k l) <= K * q ^+ k) ->
  ex_finite_lim_seq (fun k => W k l i j).
Proof.
move=> near; apply/ex_lim_seq_cauchy_corr => e.
have e2 : (0 < e / 2)%R by have := cond_pos e; lra.
have [N small] := geometric_small (mkposreal _ e2) K0 q0 q1; exists N => n m.
move=> /ssrnat.leP nN /ssrnat.leP mN.
have close k : (N <= k)%N -> (Rabs (W k l i j - W N l i j) < e / 2)%R.
  move=> kN; apply/RltP; apply: le_lt_trans (small N (leqnn N)).
  have := near N (k - N)%N; rewrite subnKC // => le; apply: le_trans le.
  by have := entry_frob (W k l - W N l) i j; rewrite !mxE.
have := close n nN; have := close m mN; set a := W n l i j; set b := W m l i j.
by set c := W N l i j; rewrite /Rabs; do 3?case: Rcase_abs; lra.
Qed.
End Limit.

Theorem descent_tail_converges (d : nat -> nat) (M : 'M[R]_(d 3%N, d 0%N))
    (W : nat -> factors [comRingType of R] d) (eta lambda n delta : R) :
  (forall k l, (l < 3)%N -> W k.+1 l = descend (L := 3) eta (residual M (chain 3 (W k))) (W k) l) ->
  let tau := n ^+ 2 * delta / lambda in
  let rest := 3%:R * eta * n ^+ 5 * delta + eta ^+ 2 * n ^+ 6 * delta ^+ 2 in
  let room := lambda + 12%:R * n ^+ 3 * tau + rest in
  0 < eta -> 0 < lambda -> 0 <= 1 - eta * lambda -> frob (error_after M W 0) <= delta ->
  (forall l, (l < 3)%N -> frob (W 0%N l) + tau <= n) ->
  (forall E, room * frob E ^+ 2 <= inner E (linear_part (W 0%N 0%N) (W 0%N 1%N) (W 0%N 2%N) E)) ->
  (forall E, inner E (linear_part (W 0%N 0%N) (W 0%N 1%N) (W 0%N 2%N) E) <=
    (2%:R / eta - room) * frob E ^+ 2) ->
  (forall l i j, (l < 3)%N -> ex_finite_lim_seq (fun k => W k l i j)) /\
  forall i j, is_lim_seq (fun k => chain 3 (W k) i j) (M i j).
Proof.
move=> desc tau rest room eta0 lambda0 q0 start short below above.
have tail := descent_tail desc eta0 lambda0 q0 start short below above.
have q1 : 1 - eta * lambda < 1 by rewrite ltr_subl_addr ltr_addl mulr_gt0.
have d0 : 0 <= delta by apply: le_trans start; exact: frob_ge0.
split=> [l i j lL|i j].
  apply: (@entries_converge d W tau (1 - eta * lambda)) => // [|k m].
    by rewrite /tau mulr_ge0 ?invr_ge0 ?(ltW lambda0) // mulr_ge0 ?sqr_ge0.
  by have [_ _ /(_ l lL) [_ H]] := tail k; exact: H.
apply/is_lim_seq_spec => e /=; have [N small] := geometric_small e d0 q0 q1.
exists N => k /ssrnat.leP Nk; apply/RltP; apply: le_lt_trans (small k Nk).
have [err _ _] := tail k; rewrite mulrC; apply: le_trans err.
by have := entry_frob (error_after M W k) i j; rewrite /error_after !mxE.
Qed.
