(* Wrong variants of the fall of the loss of equal factors of the wrong sign, near the truth,
   refuted over Coq's reals, at one mode. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent aligned half_square lipschitz flow turned_mode turned_sign.
From dlf Require Import turned_falls wrong_turned_sign.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (1%:M : 'M[R]_1).
Local Notation s1 := (fun _ : 'I_1 => 1 : R).

(* a flow of two cores for all times *)
Lemma two_cores : exists W, forall T, (0 <= T)%R -> core_run 2 (- one) one one 1 T W.
Proof.
have [lam [_ run _ _]] := turned_cores unit_frame unit_frame unit_pair
  (fun=> Rlt_0_1) Rlt_0_1 (isT : (2 <= 2)%N).
by exists (fun t l => diag_mx (\row_j lam j t)) => T _; exact: run.
Qed.

Lemma loss_of_zero : half_square (- one) 0 = (1 / 2)%R.
Proof.
have two : 2%:R = 2%R :> R by rewrite -INRE.
rewrite /half_square sub0r opprK trmx1 mulmx1 mxtrace1 -RdivE ?two //.
by rewrite -two pnatr_eq0.
Qed.

(* nine tenths of the limit *)
Theorem turned_loss_limit_wrong : ~ (forall L m n k (M : 'M[R]_(m, n))
  (U : 'M[R]_(m, k)) V s eps W,
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> M *m V = - (U *m target s) -> (forall j, (0 < s j)%R) ->
  (0 < eps)%R -> (2 <= L)%N -> (0 < k)%N ->
  (forall T, (0 <= T)%R -> core_run L M U V eps T W) ->
  is_lim (fun t => half_square M (U *m chain L (W t) *m V^T)) p_infty
    (9 / 10 * half_square M 0)%R).
Proof.
have [W run] := two_cores; have P : (0 < 1)%R := Rlt_0_1.
move=> /(_ 2%N _ _ _ _ _ _ s1 1 W unit_frame unit_frame unit_pair (fun=> P) P isT isT run) H.
have [_ _ _ lim] := turned_loss_falls (s := s1) unit_frame unit_frame unit_pair (fun=> P) P
  (isT : (2 <= 2)%N) isT run.
have := is_lim_unique _ _ _ H; rewrite (is_lim_unique _ _ _ lim) loss_of_zero => -[] e.
by move: e; lra.
Qed.

(* the loss reaches that of zero *)
Theorem turned_loss_reached_wrong : ~ (forall L m n k (M : 'M[R]_(m, n))
  (U : 'M[R]_(m, k)) V s eps W,
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> M *m V = - (U *m target s) -> (forall j, (0 < s j)%R) ->
  (0 < eps)%R -> (2 <= L)%N -> (0 < k)%N ->
  (forall T, (0 <= T)%R -> core_run L M U V eps T W) -> exists t, (0 <= t)%R /\
  half_square M (U *m chain L (W t) *m V^T) = half_square M 0).
Proof.
have [W run] := two_cores; have P : (0 < 1)%R := Rlt_0_1.
move=> /(_ 2%N _ _ _ _ _ _ s1 1 W unit_frame unit_frame unit_pair (fun=> P) P isT isT run).
move=> [t [t0 e]].
have [_ _ above _] := turned_loss_falls (s := s1) unit_frame unit_frame unit_pair (fun=> P) P
  (isT : (2 <= 2)%N) isT run.
by have := above t t0; rewrite e; exact: Rlt_irrefl.
Qed.

(* one factor is enough *)
Theorem turned_loss_single_wrong : ~ (forall L m n k (M : 'M[R]_(m, n))
  (U : 'M[R]_(m, k)) V s eps W,
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> M *m V = - (U *m target s) -> (forall j, (0 < s j)%R) ->
  (0 < eps)%R -> (1 <= L)%N -> (0 < k)%N ->
  (forall T, (0 <= T)%R -> core_run L M U V eps T W) -> forall t, (0 <= t)%R ->
  (half_square M 0 < half_square M (U *m chain L (W t) *m V^T))%R).
Proof.
have P : (0 < 1)%R := Rlt_0_1; have [run _ _] := turned_core 1 unit_frame unit_frame unit_pair.
move=> /(_ 1%N _ _ _ _ _ _ s1 1 _ unit_frame unit_frame unit_pair (fun=> P) P isT isT
  (fun T _ => run T) (ln 4)).
have l0 : (0 <= ln 4)%R by have := ln_increasing 1 4; rewrite ln_1; lra.
move=> /(_ l0); rewrite /chain /= mulmx1 (turned_loss unit_frame unit_frame unit_pair).
rewrite big_ord1 /single_mode exp_Ropp exp_ln; last by lra.
have two : 2%:R = 2%R :> R by rewrite -INRE.
set x := (_ - _ * _)%R; rewrite expr2 -RdivE ?two; last by rewrite -two pnatr_eq0.
have xE : x = (- (1 / 2))%R by rewrite -[x]/(1 * / 4 - 1 * (1 - / 4))%R; field.
rewrite xE loss_of_zero => e.
have {}e : (1 / 2 < 1 / 2 + (1 * - (1 / 2) + - (1 / 2) * - (1 / 2) / 2))%R by exact: e.
by lra.
Qed.
