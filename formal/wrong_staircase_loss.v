(* Wrong variants of the loss on a plateau of the staircase, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent aligned lipschitz squares half_square.
From dlf Require Import scalar compare ahead flow aligned_flow mode_times mode_exists staircase.
From dlf Require Import separation mode_levels staircase_loss.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* two diagonal factors of size k: modes give a flow *)
Section Diagonal.
Variables (k : nat) (s : 'I_k -> R) (eps : R) (mu : 'I_k -> R -> R).
Hypotheses (s0 : forall i, (0 <= s i)%R) (e0 : (0 < eps)%R) (ne : forall i, (eps ^ 2)%R <> s i).
Hypothesis M : forall i, is_mode 2 (s i) eps (mu i).
Local Notation all_k := (fun _ : nat => k).
Let lam i t := Rpower (mu i t) (/ INR 2).
Let W t : factors [comRingType of R] all_k := fun=> diag_mx (\row_i lam i t).
Let J (l : nat) : 'M[R]_k := 1%:M.
Let two : Peano.le 2 2 := le_n 2.

Lemma diag_times (x y : 'I_k -> R) :
  diag_mx (\row_i x i) *m diag_mx (\row_i y i) = diag_mx (\row_i (x i * y i)).
Proof. by rewrite mulmx_diag; congr diag_mx; apply/rowP => i; rewrite !mxE. Qed.

Lemma diagonal_target : aligned_target 2 (d := all_k) s J = diag_mx (\row_i s i).
Proof. by rewrite /aligned_target /J trmx1 mulmx1 mul1mx. Qed.

Lemma diagonal_start l : (l < 2)%N -> W 0 l = aligned_start (d := all_k) (k := k) J eps l.
Proof.
move=> _; rewrite /aligned_start /J trmx1 mulmx1 scalemx1 -diag_const_mx /W; congr diag_mx.
by apply/rowP => i; rewrite !mxE /lam; have [-> _] := mode_root _ _ _ _ two (s0 i) e0 (@ne i) (M i).
Qed.

Lemma diagonal_product t : chain 2 (W t) = diag_mx (\row_i lam i t ^+ 2).
Proof.
by rewrite /chain /= mulmx1 diag_times; congr diag_mx; apply/rowP => i; rewrite !mxE expr2.
Qed.

Lemma diagonal_drift t l : (l < 2)%N ->
  drift (L := 2) (d := all_k) (residual (aligned_target 2 (d := all_k) s J)) (fun=> 1) 0 (W t) l =
  diag_mx (\row_i (lam i t ^+ 1 * (lam i t ^+ 2 - s i))).
Proof.
move=> l2; rewrite /drift /pull /residual diagonal_target diagonal_product scale0r addr0 scale1r.
have -> : diag_mx (\row_i lam i t ^+ 2) - diag_mx (\row_i s i) =
    diag_mx (\row_i (lam i t ^+ 2 - s i)).
  by rewrite -raddfB /=; congr diag_mx; apply/rowP => i; rewrite !mxE.
have a2 := @above_end _ 2 all_k (W t).
case: l l2 => [|[|l]] // _.
  rewrite /grad (@above_step _ 2 all_k (W t) 1 isT) a2 /= mul1mx trmx1 mulmx1 tr_diag_mx.
  by rewrite diag_times.
rewrite /grad a2 trmx1 mul1mx /= mulmx1 tr_diag_mx diag_times; congr diag_mx.
by apply/rowP => i; rewrite !mxE mulrC.
Qed.

Lemma diagonal_flow T : (0 <= T)%R ->
  flows (L := 2) (d := all_k) (residual (aligned_target 2 (d := all_k) s J)) (fun=> 1) 0 T W.
Proof.
move=> T0 l l2; split=> t tT i j; have [_ so] := mode_root _ _ _ _ two (s0 i) e0 (@ne i) (M i);
  have [D C] := so T.
  rewrite diagonal_drift //.
  apply: (is_derive_ext (fun u => lam i u * (i == j)%:R)) => [u|].
    by rewrite /W !mxE mulr_natr.
  have vE : mode_velocity 2 (s i) (lam i t) = - (lam i t ^+ 1 * (lam i t ^+ 2 - s i)).
    by rewrite /mode_velocity -!RpowE.
  have Dt : is_derive (lam i) t (- (lam i t ^+ 1 * (lam i t ^+ 2 - s i))) by rewrite -vE; exact: D.
  set x := lam i t ^+ 1 * _ in Dt.
  have -> : (- diag_mx (\row_m (lam m t ^+ 1 * (lam m t ^+ 2 - s m)))) i j = - x * (i == j)%:R.
    by rewrite !mxE mulr_natr mulNrn.
  exact: (is_derive_scal_l (V := R_NormedModule) (lam i) t _ ((i == j)%:R : R) Dt).
apply: (continuous_ext (fun u => lam i u * (i == j)%:R)) => [u|].
  by rewrite /W !mxE mulr_natr.
exact: (continuous_scal_l (V := R_NormedModule) (lam i) ((i == j)%:R : R) t (C t tT)).
Qed.

Lemma diagonal_loss t :
  half_square (aligned_target 2 (d := all_k) s J) (chain 2 (W t)) =
  (\sum_i (s i - lam i t ^+ 2) ^+ 2) / 2%:R.
Proof.
rewrite diagonal_target diagonal_product.
have I1 : (1%:M : 'M[R]_k)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have := aligned_half_square I1 I1 s (fun i => lam i t ^+ 2).
by rewrite !trmx1 !mulmx1 !mul1mx.
Qed.

Lemma diagonal_strength i : is_mode 2 (s i) eps (fun t => (lam i t ^ 2)%R).
Proof.
have [l0 so] := mode_root _ _ _ _ two (s0 i) e0 (@ne i) (M i).
exact: strength_is_mode (s0 i) e0 l0 so.
Qed.
End Diagonal.

(* all that the staircase asks for *)
Definition on_plateau L (d : nat -> nat) k (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) eps
    (W : R -> factors [comRingType of R] d) c t (fitted : pred 'I_k) : Prop :=
  [/\ (1 < L)%N, (forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M),
      (forall i, (0 <= s i)%R) /\ (0 < eps)%R,
      (forall l, (l < L)%N -> W 0 l = aligned_start J eps l) &
      forall T, (0 <= T)%R -> flows (residual (aligned_target L s J)) (fun=> 1) 0 T W] /\
  [/\ (0 < c < 1 / 2)%R /\ (0 <= t)%R, (forall i, (0 < s i)%R -> (eps ^ L < c * s i)%R),
      (forall i, fitted i -> (0 < s i)%R),
      (forall i, fitted i -> exists u, (u <= t)%R /\ is_fit_time L eps (1 - c)%R (s i) u) &
      forall i, ~~ fitted i -> (0 < s i)%R ->
        exists u, (t <= u)%R /\ is_fit_time L eps c (s i) u].

(* modes with the targets s_i = 1 or 0, from eps = 1/10, at a time of the plateau *)
Lemma diagonal_plateau k (s : 'I_k -> R) t (fitted : pred 'I_k) :
  (forall i, s i = 1%R \/ s i = 0%R) -> (0 <= t)%R ->
  (forall i, fitted i -> s i = 1%R /\ is_fit_time 2 (1 / 10)%R (1 - 1 / 4)%R (s i) t) ->
  (forall i, ~~ fitted i -> s i = 1%R -> is_fit_time 2 (1 / 10)%R (1 / 4)%R (s i) t) ->
  exists (W : R -> factors [comRingType of R] (fun=> k)) (nu : 'I_k -> R -> R),
  [/\ on_plateau 2 (d := fun=> k) s (fun=> 1%:M) (1 / 10)%R W (1 / 4)%R t fitted,
      half_square (aligned_target 2 (d := fun=> k) s (fun=> 1%:M)) (chain 2 (W t)) =
        (\sum_i (s i - nu i t) ^+ 2) / 2%:R,
      forall i, is_mode 2 (s i) (1 / 10)%R (nu i) & forall i, (0 < nu i t)%R].
Proof.
move=> s01 t0 fit begun; have two := le_n 2.
have s0 i : (0 <= s i)%R by case: (s01 i) => ->; lra.
have e0 : (0 < 1 / 10)%R by lra.
have ne i : ((1 / 10) ^ 2)%R <> s i by case: (s01 i) => ->; lra.
have modes i : exists mu, is_mode 2 (s i) (1 / 10)%R mu by exact: mode_exists.
have [mu M] : exists mu : 'I_k -> R -> R, forall i, is_mode 2 (s i) (1 / 10)%R (mu i).
  by exact: (@fin_all_exists _ _ (fun i mu => is_mode 2 (s i) (1 / 10)%R mu)).
exists (fun t => fun=> diag_mx (\row_i Rpower (mu i t) (/ INR 2))),
  (fun i t => (Rpower (mu i t) (/ INR 2) ^ 2)%R).
split=> [||i|i].
- split; split=> //.
  + by move=> l l2; rewrite trmx1 mulmx1.
  + exact: diagonal_start s0 e0 ne M.
  + exact: diagonal_flow s0 e0 ne M.
  + by split; [lra | exact: t0].
  + by move=> i; case: (s01 i) => ->; lra.
  + by move=> i /fit[-> _]; lra.
  + by move=> i /fit[_ F]; exists t; split=> //; exact: Rle_refl.
  + move=> i nf sp; exists t; split; first exact: Rle_refl.
    by apply: begun => //; case: (s01 i) sp => -> //; lra.
- by rewrite diagonal_loss; congr (_ / _); apply: eq_bigr => i _; rewrite RpowE.
- exact: diagonal_strength s0 e0 ne M i.
- by apply: pow_lt; exact: exp_pos.
Qed.

Lemma fits q : (q = 1 / 4)%R \/ (q = 1 - 1 / 4)%R ->
  is_fit_time 2 (1 / 10)%R q 1%R (fit_time (1 / 10)%R q 1%R).
Proof. by move=> Q; apply/fit_time_of_two => //; lra. Qed.

Lemma by_number (x : R) n : x / n.+1%:R = (x * / INR n.+1)%R.
Proof.
have n0 : INR n.+1 <> 0%R by apply: not_0_INR.
have u : n.+1%:R != 0 :> R by rewrite pnatr_eq0.
apply: (mulIf u); rewrite mulfVK // -INRE.
have -> : (x * / INR n.+1)%R * INR n.+1 = (x * / INR n.+1 * INR n.+1)%R by [].
by rewrite Rmult_assoc Rinv_l // Rmult_1_r.
Qed.

(* half of the upper bound of the fitted modes *)
Theorem staircase_upper_wrong : ~ (forall L (d : nat -> nat) k (s : 'I_k -> R)
    (J : forall l, 'M[R]_(d l, k)) (eps : R) (W : R -> factors [comRingType of R] d) (c t : R)
    (fitted : pred 'I_k), on_plateau L s J eps W c t fitted ->
  half_square (aligned_target L s J) (chain L (W t)) - (\sum_(i | ~~ fitted i) s i ^+ 2) / 2%:R <=
  c ^+ 2 / 4%:R * (\sum_(i | fitted i) s i ^+ 2) +
    (#|[pred i | s i == 0]|)%:R / 2%:R * eps ^+ (2 * L)).
Proof.
move=> H; have F := fits (or_intror erefl).
have [W [nu [P loss N _]]] := diagonal_plateau (k := 1) (s := fun=> 1%R) (fitted := predT)
  (fun=> or_introl erefl) F.1 (fun _ _ => conj erefl F) (fun i nf => False_ind _ (notF nf)).
have := H _ _ _ _ _ _ _ _ _ _ P; rewrite loss big_pred0_eq mul0r subr0 !big_ord1 (F.2 _ (N _)).
rewrite (_ : #|_| = 0)%N; last by apply: eq_card0 => i; rewrite inE oner_eq0.
rewrite mul0r mul0r addr0 -!RpowE !by_number => /RleP h.
have {h} : ((1 - (1 - 1 / 4) * 1) ^ 2 * / 2 <= (1 / 4) ^ 2 * / INR 4 * 1 ^ 2)%R := h.
by simpl; lra.
Qed.

(* a lower bound with c - c^2 *)
Theorem staircase_lower_wrong : ~ (forall L (d : nat -> nat) k (s : 'I_k -> R)
    (J : forall l, 'M[R]_(d l, k)) (eps : R) (W : R -> factors [comRingType of R] d) (c t : R)
    (fitted : pred 'I_k), on_plateau L s J eps W c t fitted ->
  - ((c - c ^+ 2) * (\sum_(i | ~~ fitted i) s i ^+ 2)) <=
  half_square (aligned_target L s J) (chain L (W t)) - (\sum_(i | ~~ fitted i) s i ^+ 2) / 2%:R).
Proof.
move=> H; have F := fits (or_introl erefl).
have [W [nu [P loss N _]]] := diagonal_plateau (k := 1) (s := fun=> 1%R) (fitted := pred0)
  (fun=> or_introl erefl) F.1 (fun i f => False_ind _ (notF f)) (fun _ _ _ => F).
have := H _ _ _ _ _ _ _ _ _ _ P; rewrite loss !big_ord1 (F.2 _ (N _)).
rewrite -!RpowE !by_number => /RleP h.
have {h} : (- ((1 / 4 - (1 / 4) ^ 2) * 1 ^ 2) <=
  (1 - 1 / 4 * 1) ^ 2 * / INR 2 - 1 ^ 2 * / INR 2)%R := h.
by simpl; lra.
Qed.

(* without the term of the idle modes *)
Theorem staircase_idle_wrong : ~ (forall L (d : nat -> nat) k (s : 'I_k -> R)
    (J : forall l, 'M[R]_(d l, k)) (eps : R) (W : R -> factors [comRingType of R] d) (c t : R)
    (fitted : pred 'I_k), on_plateau L s J eps W c t fitted ->
  half_square (aligned_target L s J) (chain L (W t)) - (\sum_(i | ~~ fitted i) s i ^+ 2) / 2%:R <=
  c ^+ 2 / 2%:R * (\sum_(i | fitted i) s i ^+ 2)).
Proof.
move=> H; have F := fits (or_intror erefl).
pose s (i : 'I_2) := if i == 0 then 1%R else 0%R.
have s01 i : s i = 1%R \/ s i = 0%R by rewrite /s; case: (i == 0); [left | right].
have fit i : pred1 0 i -> s i = 1%R /\ is_fit_time 2 (1 / 10)%R (1 - 1 / 4)%R (s i)
    (fit_time (1 / 10)%R (1 - 1 / 4)%R 1%R).
  by rewrite /s => /eqP->; rewrite eqxx.
have no i : ~~ pred1 0 i -> s i = 1%R -> is_fit_time 2 (1 / 10)%R (1 / 4)%R (s i)
    (fit_time (1 / 10)%R (1 - 1 / 4)%R 1%R).
  by rewrite /s /= => /negbTE-> z; lra.
have [W [nu [P loss N pos]]] := diagonal_plateau (k := 2) s01 F.1 fit no.
have rest : \sum_(i | ~~ pred1 0 i) s i ^+ 2 = 0.
  by apply: big1 => i /= /negbTE i0; rewrite /s i0 expr0n.
have first : \sum_(i | pred1 0 i) s i ^+ 2 = 1.
  by rewrite (big_pred1 0) // /s eqxx expr1n.
have := H _ _ _ _ _ _ _ _ _ _ P; rewrite loss rest first mul0r subr0 mulr1.
have n0 := F.2 _ (N 0); have p1 := pos (lift ord0 ord0).
rewrite !big_ord_recl big_ord0 n0 /s /= addr0 add0r -!RpowE !by_number.
set x := nu _ _ in p1 *; move=> /RleP h.
have {h} : (((1 - (1 - 1 / 4) * 1) ^ 2 + (- x) ^ 2) * / INR 2 <= (1 / 4) ^ 2 * / INR 2)%R := h.
have : (0 < x * x)%R by exact: Rmult_lt_0_compat.
by simpl; lra.
Qed.
