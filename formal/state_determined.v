(* How many terms of the impulse response decide a symmetric balanced state space.

   moments_determine (D2JW, part 1): with a teacher of D atoms, a student with the first 2 D + 1
     moments of the teacher has the measure of the teacher, and all of its moments.
   one_more_state (D2JW, part 2): 2 D terms are not enough: one more state, tied by entries as small
     as one likes, keeps them and makes the next one larger.
   shift_forgets (D2JW, part 3): every target of k terms is met by a student with k states whose
     later terms are zero.
   Over any ordered field (the last over any ring), for every D, k and number of states. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent end_to_end state_space state_run reached_space krylov.
From dlf Require Import complete_sums hermite state_moments state_measure.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Determined.
Variable R : realFieldType.

Lemma mass_moment D (a b : 'I_D -> R) (s : seq R) i : uniq s ->
  (forall j, b j != 0 -> a j \in s) -> moment a b i = \sum_(x <- s) mass a b x * x ^+ i.
Proof.
move=> us inside; rewrite /mass; under [RHS]eq_bigr do rewrite mulr_suml big_mkcond.
rewrite exchange_big; apply: eq_bigr => j _.
have [->|/inside as_] := eqVneq (b j) 0.
  by rewrite expr0n mul0r big1 // => x _; case: ifP; rewrite // mul0r.
rewrite (bigD1_seq (a j)) //= eqxx big1 ?addr0 // => x xa.
by rewrite eq_sym (negbTE xa).
Qed.

Theorem moments_determine D (z b : 'I_D -> R) d (S : system R d) (Q : 'M[R]_d) (a : 'rV[R]_d) :
  injective z -> symmetric_balanced S -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  (forall i, (i <= 2 * D)%N -> impulse S i = moment z b i) ->
  (forall x, mass (a 0) (component S Q) x = mass z b x) /\
  forall i, impulse S i = moment z b i.
Proof.
move=> inj sym Q1 eigen same; have E i := impulse_moment i sym Q1 eigen.
have v2 : (size (vanishing z ^+ 2) <= (2 * D).+1)%N.
  by rewrite -vanishing_twice size_prod_XsubC size_twice.
have square : \sum_j component S Q j ^+ 2 * (vanishing z ^+ 2).[a 0 j] = 0.
  rewrite (moment_horner _ _ v2) (eq_bigr (fun i : 'I_(2 * D).+1 =>
    (vanishing z ^+ 2)`_i * moment z b i)) => [|i _]; last first.
    by rewrite -E same // -ltnS ltn_ord.
  rewrite -(moment_horner _ _ v2); apply: big1 => j _.
  by rewrite horner_exp vanishing_root expr0n mulr0.
have inside j : component S Q j != 0 -> a 0 j \in codom z.
  have pos l : 0 <= component S Q l ^+ 2 * (vanishing z ^+ 2).[a 0 l].
    by rewrite horner_exp mulr_ge0 ?sqr_ge0.
  have := @psumr_eq0P _ _ xpredT _ (fun l _ => pos l) square j isT.
  move=> /eqP + bj; rewrite mulf_eq0 sqrf_eq0 (negbTE bj) horner_exp sqrf_eq0 /= => root_j.
  by rewrite -root_prod_XsubC prod_codom.
have inside' j : b j != 0 -> z j \in codom z by move=> _; exact: codom_f.
have masses := same_masses inside inside'; split=> [|i].
  apply: masses => i; rewrite size_codom card_ord => iD.
  by rewrite -E same // mul2n -addnn ltnW ?ltn_addr.
have u : uniq (codom z) by exact/injectiveP.
rewrite E (mass_moment _ u inside) (mass_moment _ u inside'); apply: eq_bigr => x _.
congr (_ * _); apply: masses => l; rewrite size_codom card_ord => lD.
by rewrite -E same // mul2n -addnn ltnW ?ltn_addr.
Qed.

(* the system S with one more state, which is tied to it by v *)
Definition tied_state d (S : system R d) (v : 'cV[R]_d) : system R (d + 1) :=
  System (block_mx (sys_A S) v v^T 0) (col_mx (sys_B S) 0) (row_mx (sys_C S) 0).

Lemma impulse_pair d (S : system R d) i j : symmetric_balanced S -> impulse S (i + j) =
  ((mxpow (sys_A S) i *m sys_B S)^T *m (mxpow (sys_A S) j *m sys_B S)) 0 0.
Proof.
move=> [sA sB]; rewrite /impulse mxpowD trmx_mul mxpow_tr -sA sB trmxK !mulmxA.
by rewrite -[in RHS]sB -!mulmxA -sB.
Qed.

Lemma tied_symmetric d (S : system R d) v : symmetric_balanced S ->
  symmetric_balanced (tied_state S v).
Proof.
by move=> [sA sB]; split; rewrite /= ?tr_block_mx ?tr_row_mx ?trmxK ?trmx0 -?sA -?sB.
Qed.

Lemma tied_walk d (S : system R d) v i : (forall l, (l < i)%N ->
    v^T *m (mxpow (sys_A S) l *m sys_B S) = 0) ->
  mxpow (sys_A (tied_state S v)) i *m sys_B (tied_state S v) =
    col_mx (mxpow (sys_A S) i *m sys_B S) 0.
Proof.
elim: i => [|i IH] zero; first by rewrite !mul1mx.
rewrite mxpowS -mulmxA IH => [|l li]; last by apply: zero; rewrite ltnW.
by rewrite /= mul_block_col !(mul0mx, mulmx0, addr0) zero // mulmxA.
Qed.

Lemma walks_free d (S : system R d) (Q : 'M[R]_d) (a : 'rV[R]_d) :
  Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  injective (a 0) -> (forall j, component S Q j != 0) ->
  row_free (\matrix_(i < d) (mxpow (sys_A S) i *m sys_B S)^T).
Proof.
move=> Q1 eigen inj b0; rewrite -kermx_eq0; apply/eqP/row_matrixP => l; rewrite row0.
set x := row l _; have : x *m \matrix_(i < d) (mxpow (sys_A S) i *m sys_B S)^T = 0.
  by apply: sub_kermxP; exact: row_sub.
rewrite mulmx_sum_row; under eq_bigr do rewrite rowK (krylov_components Q1 eigen) scalemxAl.
rewrite -mulmx_suml => /(congr1 (mulmx^~ Q)); rewrite -mulmxA Q1 mulmx1 mul0mx => zero.
pose p : {poly R} := \poly_(i < d) (if insub i is Some i' then x 0 i' else 0).
have pi (i : 'I_d) : p`_i = x 0 i by rewrite coef_poly ltn_ord valK.
suff p0 : p = 0 by apply/rowP=> i; rewrite -pi p0 coef0 mxE.
apply/eqP; apply: contraTT isT => /max_poly_roots m.
have := m (codom (a 0)); rewrite size_codom card_ord ltnNge size_poly => -> //.
  apply/allP => _ /codomP[j ->]; rewrite rootE (horner_coef_wide _ (size_poly _ _)).
  apply/eqP/(mulfI (b0 j)); rewrite mulr0 mulr_sumr.
  have /rowP/(_ j) := zero; rewrite summxE mxE => zj; rewrite -[RHS]zj; apply: eq_bigr => i _.
  by rewrite pi !mxE mulrCA.
exact/injectiveP.
Qed.

Theorem one_more_state D (S : system R D) (Q : 'M[R]_D) (a : 'rV[R]_D) e : (0 < D)%N ->
  symmetric_balanced S -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  injective (a 0) -> (forall j, component S Q j != 0) -> 0 < e ->
  exists v : 'cV[R]_D, [/\ forall j, `|v j 0| <= e, symmetric_balanced (tied_state S v),
    forall i, (i < 2 * D)%N -> impulse (tied_state S v) i = impulse S i &
    impulse S (2 * D) < impulse (tied_state S v) (2 * D)].
Proof.
case: D S Q a => // D S Q a _ sym Q1 eigen inj b0 e0.
have free := walks_free Q1 eigen inj b0; set K := \matrix_(_ < _) _ in free.
have unitK : K \in unitmx by rewrite -row_free_unit.
pose u := invmx K *m delta_mx ord_max 0 : 'cV[R]_D.+1; pose n := \sum_j `|u j 0|.
have n0 : 0 < n + 1 by rewrite ltr_spaddr ?ltr01 ?sumr_ge0.
pose t := e / (n + 1); have t0 : 0 < t by exact: divr_gt0.
pose v := t *: u; exists v.
have walk i : v^T *m (mxpow (sys_A S) i *m sys_B S) = ((mxpow (sys_A S) i *m sys_B S)^T *m v)^T.
  by rewrite trmx_mul trmxK.
have Kv (i : 'I_D.+1) : (mxpow (sys_A S) i *m sys_B S)^T *m v = (t *+ (i == ord_max))%:M.
  have -> : (mxpow (sys_A S) i *m sys_B S)^T = row i K by rewrite rowK.
  rewrite -row_mul /v -scalemxAr /u mulKVmx //; apply/matrixP=> x y.
  by rewrite !ord1 !mxE eqxx andbT mulr1n mulr_natr.
have zero i : (i < D)%N -> v^T *m (mxpow (sys_A S) i *m sys_B S) = 0.
  move=> iD; rewrite walk (Kv (Ordinal (ltnW iD : (i < D.+1)%N))) -val_eqE /= ltn_eqF //.
  by rewrite mulr0n -scalemx1 scale0r trmx0.
have sym' := tied_symmetric v sym.
have short i : (i < D.+1)%N -> mxpow (sys_A (tied_state S v)) i *m sys_B (tied_state S v) =
    col_mx (mxpow (sys_A S) i *m sys_B S) 0.
  by move=> iD; apply: tied_walk => l li; apply: zero; exact: leq_trans li _.
have last_ : mxpow (sys_A (tied_state S v)) D.+1 *m sys_B (tied_state S v) =
    col_mx (mxpow (sys_A S) D.+1 *m sys_B S) t%:M.
  rewrite mxpowS -mulmxA short // /= mul_block_col !(mul0mx, mulmx0, addr0) walk.
  by rewrite (Kv ord_max) eqxx mulr1n tr_scalar_mx mulmxA.
split=> // [j|i iD|].
- rewrite mxE normrM gtr0_norm // mulrAC ler_pdivr_mulr // ler_pmul2l //.
  by rewrite /n (bigD1 j) //= -addrA ler_addl addr_ge0 ?ler01 ?sumr_ge0.
- have [iD'|Di] := ltnP i D.+1.
    rewrite -[i]addn0 !impulse_pair // (short 0%N) // short // tr_col_mx mul_row_col.
    by rewrite trmx0 mul0mx addr0.
  have iE : i = ((i - D.+1) + D.+1)%N by rewrite subnK.
  have small : (i - D.+1 < D.+1)%N by rewrite ltn_subLR // addnn -mul2n.
  rewrite iE !impulse_pair // last_ short // tr_col_mx mul_row_col.
  by rewrite trmx0 mul0mx addr0.
rewrite mul2n -addnn !impulse_pair // last_ tr_col_mx mul_row_col tr_scalar_mx -scalar_mxM.
by rewrite [ltRHS]mxE ltr_addl mxE mulr1n mulr_gt0.
Qed.
End Determined.

Section Shift.
Variables (R : comRingType) (k : nat).

(* A maps each basis vector to the next and the last to zero; C reads the target *)
Definition shift_system (m : nat -> R) : system R k.+1 :=
  System (\matrix_(i, j) (i == j.+1 :> nat)%:R) (delta_mx 0 0) (\row_j m j).

Theorem shift_forgets m i : impulse (shift_system m) i = if (i < k.+1)%N then m i else 0.
Proof.
have E : mxpow (sys_A (shift_system m)) i *m sys_B (shift_system m) =
    \col_j (j == i :> nat)%:R.
  elim: i => [|i IH].
    by rewrite mul1mx; apply/colP=> j; rewrite !mxE andbT.
  rewrite mxpowS -mulmxA IH; apply/colP=> j; rewrite !mxE.
  have [ik|ki] := ltnP i k.+1.
    rewrite (bigD1 (Ordinal ik)) //= !mxE eqxx mulr1 big1 ?addr0 // => l li.
    by rewrite !mxE (negbTE (li : (l : nat) != i)) mulr0.
  rewrite big1 => [|l _]; last first.
    by rewrite !mxE [(l : nat) == i]ltn_eqF ?mulr0 // (leq_trans (ltn_ord l)).
  by rewrite ltn_eqF // (leq_trans (ltn_ord j)) // leqW.
rewrite /impulse -mulmxA E mxE; case: ifP => ik.
  rewrite (bigD1 (Ordinal ik)) //= !mxE eqxx mulr1 big1 ?addr0 // => l li.
  by rewrite !mxE (negbTE (li : (l : nat) != i)) mulr0.
apply: big1 => l _; rewrite !mxE ltn_eqF ?mulr0 //.
by rewrite (leq_trans (ltn_ord l)) // leqNgt ik.
Qed.
End Shift.
