(* Wrong variants of a state space at rest on a target that it does not fit, near the truth. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end state_space state_run reached_space krylov.
From dlf Require Import state_loss complete_sums hermite state_moments state_measure state_rest.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Zeros.
Local Notation F := rat_fieldType.
Let at0 : 'I_1 -> F := fun=> 0.
Let inj0 : injective at0. Proof. by move=> i j _; rewrite !ord1. Qed.

(* simple zeros *)
Theorem double_zeros_simple_wrong : ~ (forall (F : fieldType) D (a : 'I_D -> F) (p : {poly F}),
  injective a -> (forall j, p.[a j] = 0) -> (size p <= 2 * D)%N -> p = 0).
Proof.
move=> /(_ F 1%N at0 'X inj0 (fun j => hornerX _)); rewrite size_polyX => /(_ isT)/eqP.
by rewrite polyX_eq0.
Qed.

(* a degree of 2 D *)
Theorem double_zeros_degree_wrong : ~ (forall (F : fieldType) D (a : 'I_D -> F) (p : {poly F}),
  injective a -> (forall j, p.[a j] = 0 /\ p^`().[a j] = 0) -> (size p <= (2 * D).+1)%N -> p = 0).
Proof.
move=> /(_ F 1%N at0 'X^2 inj0); rewrite size_polyXn => H; have /eqP : 'X^2 = 0 :> {poly F}.
  by apply: H => // j; rewrite derivXn hornerMn !hornerXn !expr0n mul0rn.
by rewrite -size_poly_eq0 size_polyXn.
Qed.

(* places that coincide *)
Theorem double_zeros_places_wrong : ~ (forall (F : fieldType) D (a : 'I_D -> F) (p : {poly F}),
  (forall j, p.[a j] = 0 /\ p^`().[a j] = 0) -> (size p <= 2 * D)%N -> p = 0).
Proof.
move=> /(_ F 2%N (fun=> 0) 'X^2); rewrite size_polyXn => H; have /eqP : 'X^2 = 0 :> {poly F}.
  by apply: H => // j; rewrite derivXn hornerMn !hornerXn !expr0n mul0rn.
by rewrite -size_poly_eq0 size_polyXn.
Qed.
End Zeros.

Section Wrong.
Variable R : realFieldType.

(* the mass one at x, and what the measure at 0 and at 1 has at 0 *)
Let at_ x : 'I_1 -> R := fun=> x.
Let one : 'I_1 -> R := fun=> 1.
Let mass_at x : mass (at_ x) one 0 = (x == 0)%:R.
Proof. by rewrite /mass big_mkcond big_ord1 /at_ /one expr1n; case: eqP. Qed.
Let moment_at x i : moment (at_ x) one i = x ^+ i.
Proof. by rewrite /moment big_ord1 expr1n mul1r. Qed.

(* one moment fewer *)
Theorem same_masses_fewer_wrong : ~ (forall D D' (a b : 'I_D -> R) (a' b' : 'I_D' -> R)
    (s : seq R), (forall j, b j != 0 -> a j \in s) -> (forall j, b' j != 0 -> a' j \in s) ->
  (forall i, (i < (size s).-1)%N -> moment a b i = moment a' b' i) ->
  forall x, mass a b x = mass a' b' x).
Proof.
move=> H; have /eqP : mass (at_ 0) one 0 = mass (at_ 1) one 0.
  apply: (H _ _ _ _ _ _ [:: 0; 1]) => [j _|j _|i]; rewrite ?mem_head // ?inE ?eqxx ?orbT //.
  by rewrite ltnS leqn0 => /eqP ->; rewrite !moment_at.
by rewrite !mass_at eqxx !oner_eq0.
Qed.

(* atoms outside the list *)
Theorem same_masses_outside_wrong : ~ (forall D D' (a b : 'I_D -> R) (a' b' : 'I_D' -> R)
    (s : seq R), (forall j, b j != 0 -> a j \in s) ->
  (forall i, (i < size s)%N -> moment a b i = moment a' b' i) ->
  forall x, mass a b x = mass a' b' x).
Proof.
move=> H; have /eqP : mass (at_ 0) one 0 = mass (at_ 1) one 0.
  apply: (H _ _ _ _ _ _ [:: 0]) => [j _|i]; first by rewrite mem_head.
  by rewrite ltnS leqn0 => /eqP ->; rewrite !moment_at.
by rewrite !mass_at eqxx !oner_eq0.
Qed.

(* one state at 0 with the component one, and a state at 1 that is seen or not *)
Let S1 : system R 1 := diagonal_system (at_ 0) one.
Let S2 : system R 2 := diagonal_system (fun j => (j != 0)%:R) (fun j => (j == 0)%:R).
Let w3 : 'I_3 -> R := fun=> 1.
(* the target (1, 0, y) *)
Let m3 (y : R) (i : nat) : R := if i is 0%N then 1 else if i is 2%N then y else 0.

Let i1 i : impulse S1 i = (i == 0%N)%:R.
Proof. by have [_ _ _ ->] := diagonal_student (at_ 0) one; rewrite moment_at expr0n. Qed.
Let i2 i : impulse S2 i = (i == 0%N)%:R.
Proof.
have [_ _ _ ->] := diagonal_student (fun j : 'I_2 => (j != 0)%:R : R) (fun j => (j == 0)%:R).
by rewrite /moment big_ord_recl big_ord1 /= !expr1n mul1r !expr0n mul0r addr0.
Qed.
Let sum3 (V : zmodType) (f : 'I_3 -> V) : \sum_i f i = f 0 + f 1 + f (inord 2).
Proof.
rewrite 2!big_ord_recl big_ord1 addrA; congr (_ + f _ + f _); apply: val_inj => //=.
by rewrite inordK.
Qed.
Let residual3 d (S : system R d) y : (forall i, impulse S i = (i == 0%N)%:R) ->
  residual w3 (m3 y) (response 3 S) = - y *: 'X^2.
Proof.
move=> iS; rewrite /residual sum3 !mxE !iS /w3 /m3 !mul1r inordK //=.
by rewrite !subrr !scale0r !add0r.
Qed.
Let loss3 d (S : system R d) y : (forall i, impulse S i = (i == 0%N)%:R) ->
  fit_loss w3 (m3 y) (response 3 S) = y ^+ 2.
Proof.
move=> iS; rewrite /fit_loss sum3 !mxE !iS /w3 /m3 !mul1r inordK //=.
by rewrite !subrr sub0r sqrrN !expr0n !add0r.
Qed.
Let double y x : (- y *: 'X^2 : {poly R}).[x] = - y * x ^+ 2 /\
  (- y *: 'X^2 : {poly R})^`().[x] = - y * (x *+ 2).
Proof. by rewrite derivZ !hornerZ derivXn hornerMn !hornerXn expr1. Qed.

Let still1 y : sys_grad (fit_slope w3 (m3 y) (response 3 S1)) S1 = sys_zero R 1.
Proof.
have [sym Q1 eigen _] := diagonal_student (at_ 0) one.
apply/(at_rest _ _ sym Q1 eigen) => j _; rewrite (residual3 _ i1) !(double _ _).1 !(double _ _).2.
by rewrite mxE /at_ expr0n mul0rn !mulr0.
Qed.

(* p zero at the atoms, and not p' *)
Theorem at_rest_value_wrong : ~ (forall k (w : 'I_k -> R) m d (S : system R d) (Q : 'M[R]_d) a,
  symmetric_balanced S -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  sys_grad (fit_slope w m (response k S)) S = sys_zero R d <->
  forall j, component S Q j != 0 -> (residual w m (response k S)).[a 0 j] = 0).
Proof.
move=> H; have [sym Q1 eigen _] := diagonal_student (at_ 0) one.
pose w : 'I_2 -> R := fun=> 1; pose m (i : nat) : R := 1.
have E : residual w m (response 2 S1) = - 'X.
  rewrite /residual big_ord_recl big_ord1 !mxE !i1 /w /m /= !mul1r subrr scale0r add0r sub0r.
  by rewrite scaleN1r expr1.
have value j : component S1 1%:M j != 0 ->
    (residual w m (response 2 S1)).[(\row_l at_ 0 l) 0 j] = 0.
  by rewrite E hornerN hornerX mxE oppr0.
have /(at_rest _ _ sym Q1 eigen)/(_ 0)[|_] := (H _ w m _ _ _ _ sym Q1 eigen).2 value.
  by rewrite /component trmx1 mul1mx mxE oner_eq0.
by rewrite -/S1 E derivN derivX hornerN hornerC => /eqP; rewrite oppr_eq0 oner_eq0.
Qed.

(* every eigenvalue, not only atoms *)
Theorem at_rest_places_wrong : ~ (forall k (w : 'I_k -> R) m d (S : system R d) (Q : 'M[R]_d) a,
  symmetric_balanced S -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  sys_grad (fit_slope w m (response k S)) S = sys_zero R d <->
  forall j, (residual w m (response k S)).[a 0 j] = 0 /\
    (residual w m (response k S))^`().[a 0 j] = 0).
Proof.
move=> H; have [sym Q1 eigen _] :=
  diagonal_student (fun j : 'I_2 => (j != 0)%:R : R) (fun j => (j == 0)%:R).
have [G _] := H _ w3 (m3 1) _ _ _ _ sym Q1 eigen; have {G}[|+ _] := G _ 1.
  apply/(at_rest _ _ sym Q1 eigen) => j; rewrite /component trmx1 mul1mx !mxE.
  rewrite pnatr_eq0 eqb0 negbK => /eqP ->; rewrite (residual3 _ i2) (double _ _).1 (double _ _).2.
  by rewrite expr0n mul0rn !mulr0.
rewrite (residual3 _ i2) (double _ _).1 mxE expr1n mulr1 => /eqP.
by rewrite oppr_eq0 oner_eq0.
Qed.

Let places1 : atom_places S1 1%:M (\row_j at_ 0 j) = [:: 0].
Proof.
have b1 : component S1 1%:M ord0 = 1 by rewrite /component trmx1 mul1mx mxE.
by rewrite /atom_places enum_ordS enum_ord0 /= b1 oner_eq0 /= mxE.
Qed.

(* one atom fewer *)
Theorem rest_few_atoms_fewer_wrong : ~ (forall k (w : 'I_k -> R) m d (S : system R d)
    (Q : 'M[R]_d) a, symmetric_balanced S -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  (forall i, 0 < w i) -> sys_grad (fit_slope w m (response k S)) S = sys_zero R d ->
  fit_loss w m (response k S) != 0 -> (size (atom_places S Q a) <= (k.-1./2).-1)%N).
Proof.
move=> H; have [sym Q1 eigen _] := diagonal_student (at_ 0) one.
have := H _ _ _ _ _ _ _ sym Q1 eigen (fun=> ltr01) (still1 1).
by rewrite (loss3 _ i1) expr1n oner_eq0 places1 => /(_ isT).
Qed.

(* a loss of zero *)
Theorem rest_few_atoms_fitted_wrong : ~ (forall k (w : 'I_k -> R) m d (S : system R d)
    (Q : 'M[R]_d) a, symmetric_balanced S -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  (forall i, 0 < w i) -> sys_grad (fit_slope w m (response k S)) S = sys_zero R d ->
  (size (atom_places S Q a) <= k.-1./2)%N).
Proof.
move=> H; have [sym Q1 eigen _] := diagonal_student (at_ 0) one.
have E : residual (fun=> 1) (m3 0) (response 2 S1) = 0 :> {poly R}.
  by rewrite /residual big_ord_recl big_ord1 !mxE !i1 /= !subrr mulr0 !scale0r addr0.
have st : sys_grad (fit_slope (fun=> 1) (m3 0) (response 2 S1)) S1 = sys_zero R 1.
  by apply/(at_rest _ _ sym Q1 eigen) => j _; rewrite -/S1 E deriv0 !horner0.
by have := H 2%N (fun=> 1) (m3 0) _ _ _ _ sym Q1 eigen (fun=> ltr01) st; rewrite places1.
Qed.

(* two states at 1 and -1 *)
Let S11 : system R 2 := diagonal_system (fun j => if j == 0 then 1 else - 1) (fun=> 1).
Let i11 i : impulse S11 i = 1 + (- 1) ^+ i.
Proof.
have [_ _ _ ->] := diagonal_student (fun j : 'I_2 => if j == 0 then 1 else - 1 : R) (fun=> 1).
by rewrite /moment big_ord_recl big_ord1 /= !expr1n !mul1r.
Qed.

(* a polynomial that is negative somewhere *)
Theorem nonnegative_rest_sign_wrong : ~ (forall k (w : 'I_k -> R) m d (S : system R d)
    (Q : 'M[R]_d) a, symmetric_balanced S -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  (forall i, 0 < w i) -> sys_grad (fit_slope w m (response k S)) S = sys_zero R d ->
  forall d' (S' : system R d') (Q' : 'M[R]_d') (a' : 'rV[R]_d'), symmetric_balanced S' ->
    Q'^T *m Q' = 1%:M -> sys_A S' *m Q' = Q' *m diag_mx a' ->
    fit_loss w m (response k S) <= fit_loss w m (response k S')).
Proof.
move=> H; have [sym Q1 eigen _] := diagonal_student (at_ 0) one.
have [sym' Q1' eigen' _] :=
  diagonal_student (fun j : 'I_2 => if j == 0 then 1 else - 1 : R) (fun=> 1).
have := H _ _ _ _ _ _ _ sym Q1 eigen (fun=> ltr01) (still1 2%:R) _ _ _ _ sym' Q1' eigen'.
rewrite (loss3 _ i1) /fit_loss sum3 !mxE !i11 /w3 /m3 !mul1r inordK //= expr0 expr1 sqrrN expr1n.
rewrite addrK -[1 + 1]mulr2n !subrr !expr0n !addr0 expr1n -natrX.
by apply/negP; rewrite -ltNge ltr1n.
Qed.

(* nine tenths of the other loss *)
Theorem nonnegative_rest_tenth_wrong : ~ (forall k (w : 'I_k -> R) m d (S : system R d)
    (Q : 'M[R]_d) a, symmetric_balanced S -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  (forall i, 0 < w i) -> sys_grad (fit_slope w m (response k S)) S = sys_zero R d ->
  (forall x, 0 <= (residual w m (response k S)).[x]) ->
  forall d' (S' : system R d') (Q' : 'M[R]_d') (a' : 'rV[R]_d'), symmetric_balanced S' ->
    Q'^T *m Q' = 1%:M -> sys_A S' *m Q' = Q' *m diag_mx a' ->
    10%:R * fit_loss w m (response k S) <= 9%:R * fit_loss w m (response k S')).
Proof.
move=> H; have [sym Q1 eigen _] := diagonal_student (at_ 0) one.
have pos x : 0 <= (residual w3 (m3 (- 1)) (response 3 S1)).[x].
  by rewrite (residual3 _ i1) (double _ _).1 opprK mul1r sqr_ge0.
have := H _ _ _ _ _ _ _ sym Q1 eigen (fun=> ltr01) (still1 _) pos _ _ _ _ sym Q1 eigen.
by rewrite (loss3 _ i1) sqrrN expr1n !mulr1 ler_nat.
Qed.

(* the measure also for a loss of zero *)
Theorem nonnegative_rest_fitted_wrong : ~ (forall k (w : 'I_k -> R) m d (S : system R d)
    (Q : 'M[R]_d) a, symmetric_balanced S -> Q^T *m Q = 1%:M -> sys_A S *m Q = Q *m diag_mx a ->
  (forall i, 0 < w i) -> sys_grad (fit_slope w m (response k S)) S = sys_zero R d ->
  (forall x, 0 <= (residual w m (response k S)).[x]) ->
  forall d' (S' : system R d') (Q' : 'M[R]_d') (a' : 'rV[R]_d'), symmetric_balanced S' ->
    Q'^T *m Q' = 1%:M -> sys_A S' *m Q' = Q' *m diag_mx a' ->
    fit_loss w m (response k S') = fit_loss w m (response k S) ->
    forall x, mass (a' 0) (component S' Q') x = mass (a 0) (component S Q) x).
Proof.
move=> H; have [sym Q1 eigen E] := diagonal_student (at_ 0) one.
have [sym' Q1' eigen' E'] := diagonal_student (at_ 1) one.
pose w : 'I_1 -> R := fun=> 1; pose m (i : nat) : R := 1.
have cE x : response 1 (diagonal_system (at_ x) one) = const_mx 1.
  have [_ _ _ EE] := diagonal_student (at_ x) one.
  by apply/colP=> i; rewrite !mxE EE moment_at ord1 expr0.
have p0 : residual w m (const_mx 1) = 0 by rewrite /residual big_ord1 !mxE subrr mulr0 scale0r.
have st : sys_grad (fit_slope w m (response 1 S1)) S1 = sys_zero R 1.
  by apply/(at_rest _ _ sym Q1 eigen) => j _; rewrite /S1 cE p0 deriv0 !horner0.
have pos x : 0 <= (residual w m (response 1 S1)).[x] by rewrite /S1 cE p0 horner0.
have /(_ _) := H _ _ _ _ _ _ _ sym Q1 eigen (fun=> ltr01) st pos _ _ _ _ sym' Q1' eigen'.
rewrite /S1 !cE => /(_ erefl 0) /eqP.
rewrite /mass [X in X == _]big_mkcond [X in _ == X]big_mkcond !big_ord1 /component trmx1.
rewrite !mul1mx !mxE /at_ /one expr1n eqxx.
by rewrite oner_eq0 eq_sym oner_eq0.
Qed.

Let one1 : 'I_1 -> R := fun=> 1.
Let r1 (m : nat -> R) : residual one1 m (response 1 S1) = (1 - m 0%N)%:P.
Proof. by rewrite /residual big_ord1 mxE i1 mul1r expr0 alg_polyC. Qed.
Let l1 (m : nat -> R) h :
  fit_loss one1 m (response 1 (with_spare S1 0 h)) = (1 + h ^+ 2 - m 0%N) ^+ 2.
Proof. by rewrite /fit_loss big_ord1 mxE spare_impulse i1 expr0 mulr1 mul1r. Qed.
Let l0 (m : nat -> R) : fit_loss one1 m (response 1 S1) = (1 - m 0%N) ^+ 2.
Proof. by rewrite /fit_loss big_ord1 mxE i1 mul1r. Qed.

(* the fourth power left out *)
Theorem spare_state_fourth_wrong : ~ (forall k d (w : 'I_k -> R) m (S : system R d) x h,
  fit_loss w m (response k (with_spare S x h)) = fit_loss w m (response k S)
    + 2%:R * h ^+ 2 * (residual w m (response k S)).[x]).
Proof.
move=> /(_ _ _ one1 (fun=> 0) S1 0 1); rewrite l1 l0 r1 hornerC !subr0 !expr1n !mulr1.
by rewrite -[1 + 1]mulr2n -natrX -mulrS => /eqP; rewrite eqr_nat.
Qed.

(* eleven tenths of the slope *)
Theorem spare_state_tenth_wrong : ~ (forall k d (w : 'I_k -> R) m (S : system R d) x h,
  10%:R * (fit_loss w m (response k (with_spare S x h)) - fit_loss w m (response k S)) =
    22%:R * h ^+ 2 * (residual w m (response k S)).[x]
    + 10%:R * (h ^+ 4 * (\sum_(i < k) w i * x ^+ (2 * i)))).
Proof.
move=> /(_ _ _ one1 (fun=> 0) S1 0 1); rewrite l1 l0 r1 hornerC !subr0 !expr1n !mulr1 big_ord1.
rewrite muln0 expr0 !mulr1 -[1 + 1]mulr2n -natrX -natrD -[X in _ - X]/(1%:R) -natrB // -natrM.
by move=> /eqP; rewrite eqr_nat.
Qed.

(* every h, not only small ones *)
Theorem spare_state_lowers_large_wrong : ~ (forall k d (w : 'I_k -> R) m (S : system R d) x h,
  (residual w m (response k S)).[x] < 0 -> h != 0 ->
  fit_loss w m (response k (with_spare S x h)) < fit_loss w m (response k S)).
Proof.
move=> /(_ _ _ one1 (fun=> 2%:R) S1 0 2%:R); rewrite l1 l0 r1 hornerC pnatr_eq0.
rewrite subr_lt0 ltr1n => /(_ isT isT); rewrite -natrX -mulrS -natrB //.
rewrite (_ : 1 - 2%:R = - 1); last by rewrite mulr2n opprD addrA subrr sub0r.
by rewrite sqrrN expr1n -natrX; apply/negP; rewrite -leNgt ler1n.
Qed.

(* a polynomial that is zero at x *)
Theorem spare_state_lowers_zero_wrong : ~ (forall k d (w : 'I_k -> R) m (S : system R d) x,
  (residual w m (response k S)).[x] <= 0 -> exists2 delta, 0 < delta & forall h, h != 0 ->
    `|h| < delta ->
    fit_loss w m (response k (with_spare S x h)) < fit_loss w m (response k S)).
Proof.
move=> /(_ _ _ one1 (fun=> 1) S1 0); rewrite r1 hornerC subrr lexx => /(_ isT)[t t0].
have h0 : 0 < t / 2%:R by rewrite divr_gt0 ?ltr0n.
move=> /(_ (t / 2%:R)); rewrite gt_eqF // l1 l0 subrr expr0n gtr0_norm //.
rewrite ltr_pdivr_mulr ?ltr0n // ltr_pmulr // ltr1n => /(_ isT isT).
by apply/negP; rewrite -leNgt sqr_ge0.
Qed.
End Wrong.
