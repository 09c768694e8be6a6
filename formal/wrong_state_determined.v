(* Wrong variants of how many terms decide a symmetric balanced state space, near the truth. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end state_space state_run reached_space krylov.
From dlf Require Import complete_sums hermite state_moments state_measure state_determined.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable R : realFieldType.

Let z0 : 'I_1 -> R := fun=> 0.
Let b2 : 'I_1 -> R := fun=> 2%:R.
Let inj0 : injective z0. Proof. by move=> i j _; rewrite !ord1. Qed.
(* four states at 1, 1, -1, -1: the moments 4, 0, 4, 0 *)
Let a4 : 'I_4 -> R := fun j => if (j < 2)%N then 1 else - 1.
Let S4 := diagonal_system a4 (fun=> 1).
Let i4 i : impulse S4 i = (1 + (- 1) ^+ i) *+ 2.
Proof.
have [_ _ _ ->] := diagonal_student a4 (fun=> 1).
rewrite /moment !big_ord_recl big_ord0 /a4 /= !expr1n !mul1r addr0 mulrnDl !mulr2n.
by rewrite !addrA.
Qed.
Let m0 i : moment z0 b2 i = 4%:R *+ (i == 0%N).
Proof. by rewrite /moment big_ord1 /z0 /b2 expr0n mulr_natr -natrX. Qed.

(* one term fewer *)
Theorem moments_determine_fewer_wrong : ~ (forall D (z b : 'I_D -> R) d (S : system R d)
    (Q : 'M[R]_d) (a : 'rV[R]_d),
  injective z -> symmetric_balanced S -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  (forall i, (i < 2 * D)%N -> impulse S i = moment z b i) ->
  forall i, impulse S i = moment z b i).
Proof.
move=> H; have [sym Q1 eigen _] := diagonal_student a4 (fun=> 1).
have same i : (i < 2 * 1)%N -> impulse S4 i = moment z0 b2 i.
  case: i => [|[|i]] // _; rewrite i4 m0 ?expr1 ?subrr ?mul0rn ?mulr0n //.
  by rewrite expr0 mulr1n -[1 + 1]mulr2n -mulrnA.
have := H _ z0 b2 _ _ _ _ inj0 sym Q1 eigen same 2%N; rewrite i4 m0 sqrrN expr1n mulr0n => /eqP.
by rewrite -[1 + 1]mulr2n -mulrnA pnatr_eq0.
Qed.

(* weights of both signs: B is not the transposed C *)
Theorem moments_determine_signs_wrong : ~ (forall D (z b : 'I_D -> R) d (S : system R d)
    (Q : 'M[R]_d) (a : 'rV[R]_d),
  injective z -> sys_A S = (sys_A S)^T -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  (forall i, (i <= 2 * D)%N -> impulse S i = moment z b i) ->
  forall i, impulse S i = moment z b i).
Proof.
move=> H; pose a j : R := nth 0 [:: 0; 1; - 1; 2%:R] j.
pose c j : R := nth 0 [:: 45%:R; - 9%:R; - 3%:R; 3%:R] j.
pose S : system R 4 := System (diag_mx (\row_j a j)) (const_mx 1) (\row_j c j).
have E i : impulse S i = \sum_(j < 4) c j * a j ^+ i.
  have D : mxpow (diag_mx (\row_(j < 4) a j)) i = diag_mx (\row_j a j ^+ i).
    elim: i => [|i IH]; first by apply/matrixP=> x y; rewrite !mxE.
    by rewrite mxpowS IH mul_diag_mx; apply/matrixP=> x y; rewrite !mxE exprS mulrnAr.
  rewrite /impulse /= D -mulmxA mxE; apply: eq_bigr => j _.
  by rewrite mul_diag_mx !mxE mulr1.
have four (f : 'I_4 -> R) : \sum_j f j = f (inord 0) + f (inord 1) + f (inord 2) + f (inord 3).
  rewrite 4!big_ord_recr big_ord0 /= add0r; congr (f _ + f _ + f _ + f _);
    by apply: val_inj; rewrite /= inordK.
have F i : impulse S i = 45%:R * 0 ^+ i - 9%:R - 3%:R * (- 1) ^+ i + 3%:R * 2%:R ^+ i.
  by rewrite E four /a /c !inordK //= expr1n mulr1 !mulNr.
pose b : 'I_1 -> R := fun=> 6%:R.
have mb i : moment z0 b i = 36%:R *+ (i == 0%N).
  by rewrite /moment big_ord1 /z0 /b expr0n mulr_natr -natrX.
have Q1 : (1%:M : 'M[R]_4)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have eigen : sys_A S *m 1%:M = 1%:M *m diag_mx (\row_j a j) by rewrite mulmx1 mul1mx.
have sA : sys_A S = (sys_A S)^T.
  by apply/matrixP=> i j; rewrite !mxE; case: (eqVneq i j) => [->|]; rewrite // eq_sym.
have same i : (i <= 2 * 1)%N -> impulse S i = moment z0 b i.
  case: i => [|[|[|i]]] // _; rewrite F mb.
  - by rewrite mulr1n; ring.
  - by rewrite mulr0n; ring.
  by rewrite mulr0n; ring.
have := H _ z0 b _ _ _ _ inj0 sA Q1 eigen same 3%N; rewrite F mb mulr0n.
have -> : 45%:R * 0 ^+ 3 - 9%:R - 3%:R * (- 1) ^+ 3 + 3%:R * 2%:R ^+ 3 = 18%:R :> R by ring.
by move=> /eqP; rewrite pnatr_eq0.
Qed.

Let flat n (T : system R n) : symmetric_balanced T -> impulse T 2 = 0 ->
  impulse T 3 = 0 /\ impulse T 4 = 0.
Proof.
move=> sym; rewrite (impulse_pair 1 1 sym); set x := mxpow _ _ *m _ => x2.
have x0 : x = 0.
  apply/colP=> j; have sq l : 0 <= x^T 0 l * x l 0 by rewrite mxE -expr2 sqr_ge0.
  have {x2} := x2; rewrite mxE => x2.
  have /eqP := @psumr_eq0P _ _ xpredT _ (fun l _ => sq l) x2 j isT.
  by rewrite mxE -expr2 sqrf_eq0 => /eqP ->; rewrite mxE.
have y0 : mxpow (sys_A T) 2 *m sys_B T = 0 by rewrite mxpowS -mulmxA -/x x0 mulmx0.
by rewrite (impulse_pair 1 2 sym) (impulse_pair 2 2 sym) y0 !mulmx0 mxE.
Qed.

(* equal one term longer *)
Theorem one_more_state_longer_wrong : ~ (forall D (S : system R D) (Q : 'M[R]_D) (a : 'rV[R]_D) e,
  (0 < D)%N -> symmetric_balanced S -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  injective (a 0) -> (forall j, component S Q j != 0) -> 0 < e ->
  exists v : 'cV[R]_D, [/\ forall j, `|v j 0| <= e, symmetric_balanced (tied_state S v),
    forall i, (i <= 2 * D)%N -> impulse (tied_state S v) i = impulse S i &
    impulse S (2 * D).+1 < impulse (tied_state S v) (2 * D).+1]).
Proof.
move=> H; have [sym Q1 eigen E] := diagonal_student z0 (fun=> 1).
have inj : injective ((\row_j z0 j) 0) by move=> i j _; rewrite !ord1.
have b0 j : component (diagonal_system z0 (fun=> 1)) 1%:M j != 0.
  by rewrite /component trmx1 mul1mx mxE oner_eq0.
have [v [_ symT same]] := H 1%N _ _ _ 1 isT sym Q1 eigen inj b0 ltr01.
have Z i : impulse (diagonal_system z0 (fun=> 1)) i.+1 = 0.
  by rewrite E /moment big_ord1 /z0 expr0n mulr0.
have [|-> _] := flat symT; first by rewrite same // Z.
by rewrite Z ltxx.
Qed.

(* a component that is zero *)
Theorem one_more_state_components_wrong : ~ (forall D (S : system R D) (Q : 'M[R]_D)
    (a : 'rV[R]_D) e,
  (0 < D)%N -> symmetric_balanced S -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  injective (a 0) -> 0 < e ->
  exists v : 'cV[R]_D, [/\ forall j, `|v j 0| <= e, symmetric_balanced (tied_state S v),
    forall i, (i < 2 * D)%N -> impulse (tied_state S v) i = impulse S i &
    impulse S (2 * D) < impulse (tied_state S v) (2 * D)]).
Proof.
move=> H; pose a (j : 'I_2) : R := (j : nat)%:R; pose b (j : 'I_2) : R := (j == 0)%:R.
have [sym Q1 eigen E] := diagonal_student a b.
have inj : injective ((\row_j a j) 0).
  by move=> i j; rewrite !mxE => /eqP; rewrite eqr_nat => /eqP/val_inj.
have [v [_ symT same]] := H 2%N _ _ _ 1 isT sym Q1 eigen inj ltr01.
have Z i : impulse (diagonal_system a b) i.+1 = 0.
  rewrite E /moment big_ord_recl big_ord1 /a /b /=.
  by rewrite !expr0n /= mulr0 mul0r addr0.
have [|_ ->] := flat symT; first by rewrite same // Z.
by rewrite Z ltxx.
Qed.

(* one term more *)
Theorem shift_forgets_more_wrong : ~ (forall (R : comRingType) k (m : nat -> R) i,
  impulse (shift_system k m) i = if (i < k.+2)%N then m i else 0).
Proof.
move=> /(_ R 1%N (fun=> 1) 2%N); rewrite shift_forgets => /esym/eqP.
by rewrite oner_eq0.
Qed.

(* nine tenths of the target *)
Theorem shift_forgets_tenth_wrong : ~ (forall (R : comRingType) k (m : nat -> R) i,
  10%:R * impulse (shift_system k m) i = if (i < k.+1)%N then 9%:R * m i else 0).
Proof.
move=> /(_ R 1%N (fun=> 1) 1%N); rewrite shift_forgets !mulr1 => /eqP.
by rewrite eqr_nat.
Qed.
End Wrong.
