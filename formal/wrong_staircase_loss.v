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
Local Notation one := (fun _ : nat => 1%N).

(* two factors of one entry: a mode gives a flow *)
Section OneEntry.
Variables (s eps : R) (mu : R -> R).
Hypotheses (s0 : (0 <= s)%R) (e0 : (0 < eps)%R) (ne : (eps ^ 2)%R <> s).
Hypothesis M : is_mode 2 s eps mu.
Let lam t := Rpower (mu t) (/ INR 2).
Let W t : factors [comRingType of R] one := fun=> (lam t)%:M.
Let J (l : nat) : 'M[R]_1 := 1%:M.
Let two : Peano.le 2 2 := le_n 2.

Lemma one_frame l : (l <= 2)%N -> (J l)^T *m J l = 1%:M.
Proof. by rewrite /J trmx1 mulmx1. Qed.

Lemma one_entry_target : aligned_target 2 (d := one) (fun _ : 'I_1 => s) J = s%:M.
Proof.
rewrite /aligned_target trmx1 mulmx1 mul1mx; apply/matrixP => i j.
by rewrite !mxE !ord1 eqxx.
Qed.

Lemma one_start l : (l < 2)%N -> W 0 l = aligned_start (d := one) (k := 1) J eps l.
Proof.
move=> _; rewrite /aligned_start /J trmx1 mulmx1 scalemx1 /W /lam.
by have [-> _] := mode_root _ _ _ _ two s0 e0 ne M.
Qed.

Lemma one_product t : chain 2 (W t) = (lam t ^+ 2)%:M.
Proof. by rewrite /chain /= mulmx1 -scalar_mxM expr2. Qed.

Lemma one_drift t l : (l < 2)%N ->
  drift (L := 2) (d := one) (residual (aligned_target 2 (d := one)
    (fun _ : 'I_1 => s) J)) (fun=> 1) 0 (W t) l = (lam t ^+ 1 * (lam t ^+ 2 - s))%:M.
Proof.
move=> l2; rewrite /drift /pull /residual one_entry_target one_product scale0r addr0 scale1r.
rewrite -raddfB /= expr1; have a2 := @above_end _ 2 one (W t).
case: l l2 => [|[|l]] // _.
  rewrite /grad (@above_step _ 2 one (W t) 1 isT) a2 /= mul1mx trmx1 mulmx1 tr_scalar_mx.
  by rewrite -scalar_mxM.
rewrite /grad a2 trmx1 mul1mx /= mulmx1 tr_scalar_mx -scalar_mxM mulrC.
by [].
Qed.

Lemma one_entry (x : R) : (- x%:M : 'M[R]_1) 0 0 = - x.
Proof. by rewrite !mxE eqxx mulr1n. Qed.

Lemma one_flow T : (0 <= T)%R ->
  flows (L := 2) (d := one) (residual (aligned_target 2 (d := one)
    (fun _ : 'I_1 => s) J)) (fun=> 1) 0 T W.
Proof.
move=> T0 l l2; have [_ so] := mode_root _ _ _ _ two s0 e0 ne M; have [D C] := so T.
split=> t tT i j; rewrite !ord1.
  rewrite one_drift //; apply: (is_derive_ext lam) => [u|]; first by rewrite /W !mxE eqxx.
  have vE : mode_velocity 2 s (lam t) = - (lam t ^+ 1 * (lam t ^+ 2 - s)).
    by rewrite /mode_velocity -!RpowE.
  have Dt : is_derive lam t (- (lam t ^+ 1 * (lam t ^+ 2 - s))) by rewrite -vE; exact: D.
  by move: Dt; rewrite -(one_entry (lam t ^+ 1 * (lam t ^+ 2 - s))).
apply: (continuous_ext lam) => [u|]; first by rewrite /W !mxE eqxx.
exact: C.
Qed.

Lemma one_loss t :
  half_square (aligned_target 2 (d := one) (fun _ : 'I_1 => s) J) (chain 2 (W t)) =
  (s - lam t ^+ 2) ^+ 2 / 2%:R.
Proof.
rewrite one_entry_target one_product /half_square -raddfB /= tr_scalar_mx -scalar_mxM.
by rewrite mxtrace_scalar mulr1n -expr2 -sqrrN opprB.
Qed.

Lemma one_strength : is_mode 2 s eps (fun t => (lam t ^ 2)%R) /\ lam 0 = eps.
Proof.
have [l0 so] := mode_root _ _ _ _ two s0 e0 ne M.
by split=> //; exact: strength_is_mode.
Qed.
End OneEntry.

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

(* one mode with the target s, from eps = 1/10, at a time of the plateau *)
Lemma one_plateau (s : R) t (fitted : bool) : (s = 1%R \/ s = 0%R) -> (0 <= t)%R ->
  (fitted -> s = 1%R /\ is_fit_time 2 (1 / 10)%R (1 - 1 / 4)%R s t) ->
  (~~ fitted -> s = 1%R -> is_fit_time 2 (1 / 10)%R (1 / 4)%R s t) ->
  exists (W : R -> factors [comRingType of R] one) (nu : R -> R),
  [/\ on_plateau 2 (d := one) (fun _ : 'I_1 => s) (fun=> 1%:M) (1 / 10)%R W (1 / 4)%R t
        (fun=> fitted),
      half_square (aligned_target 2 (d := one) (fun _ : 'I_1 => s) (fun=> 1%:M)) (chain 2 (W t)) =
        (s - nu t) ^+ 2 / 2%:R,
      is_mode 2 s (1 / 10)%R nu & nu 0%R = ((1 / 10) ^ 2)%R].
Proof.
move=> s01 t0 fit begun; have two := le_n 2.
have s0 : (0 <= s)%R by case: s01 => ->; lra.
have e0 : (0 < 1 / 10)%R by lra.
have ne : ((1 / 10) ^ 2)%R <> s by case: s01 => ->; lra.
have [mu M] := mode_exists 2 s (1 / 10)%R two s0 e0.
have [N l0] := one_strength s0 e0 ne M.
exists (fun t => fun=> (Rpower (mu t) (/ INR 2))%:M), (fun t => (Rpower (mu t) (/ INR 2) ^ 2)%R).
split=> //; last by rewrite l0.
- split; split=> //.
  + by move=> l l2; rewrite trmx1 mulmx1.
  + exact: one_start s0 e0 ne M.
  + exact: one_flow s0 e0 ne M.
  + by split; [lra | exact: t0].
  + by move=> i; case: s01 => ->; lra.
  + by move=> i /fit[-> _]; lra.
  + by move=> i /fit[_ F]; exists t; split=> //; exact: Rle_refl.
  + move=> i nf sp; exists t; split; first exact: Rle_refl.
    by apply: begun => //; case: s01 sp => -> //; lra.
- by rewrite one_loss RpowE.
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
have [W [nu [P loss N _]]] := one_plateau (s := 1%R) (t := _) (fitted := true) (or_introl erefl)
  F.1 (fun _ => conj erefl F) (fun f => False_ind _ (notF f)).
have := H _ _ _ _ _ _ _ _ _ _ P; rewrite loss (F.2 _ N) big_pred0_eq mul0r subr0 big_ord1.
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
have [W [nu [P loss N _]]] := one_plateau (s := 1%R) (t := _) (fitted := false) (or_introl erefl)
  F.1 (fun f => False_ind _ (notF f)) (fun _ _ => F).
have := H _ _ _ _ _ _ _ _ _ _ P; rewrite loss (F.2 _ N) big_ord1.
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
move=> H; have no : 0%R = 1%R -> is_fit_time 2 (1 / 10)%R (1 / 4)%R 0%R 0%R by lra.
have [W [nu [P loss N n0]]] := one_plateau (s := 0%R) (t := 0%R) (fitted := false)
  (or_intror erefl) (Rle_refl 0) (fun f => False_ind _ (notF f)) (fun _ => no).
have := H _ _ _ _ _ _ _ _ _ _ P; rewrite loss n0 big_pred0_eq big_ord1 mulr0.
rewrite -!RpowE !by_number => /RleP h.
have {h} : ((0 - (1 / 10) ^ 2) ^ 2 * / INR 2 - 0 ^ 2 * / INR 2 <= 0)%R := h.
by simpl; lra.
Qed.
