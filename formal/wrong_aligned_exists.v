(* Wrong variants of the flow from the aligned start, near the truth, refuted: two factors of one
   entry. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent aligned lipschitz flow compare ahead mode_times mode_unique.
From dlf Require Import mode_course aligned_exists.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

(* what is asked of target and frames *)
Definition aligned_setting L (d : nat -> nat) k (M : 'M[R]_(d L, d 0%N)) (s : 'I_k -> R)
    (J : forall l, 'M[R]_(d l, k)) : Prop :=
  [/\ (1 < L)%N, forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M,
      M *m J 0%N = J L *m target s, M^T *m J L = J 0%N *m target s & forall j, (0 <= s j)%R].

(* factors with the strengths a, the same in all layers *)
Definition same_strengths (d : nat -> nat) k (J : forall l, 'M[R]_(d l, k)) (a : 'I_k -> R) :
    factors [comRingType of R] d := fun l => J l.+1 *m diag_mx (\row_j a j) *m (J l)^T.

Lemma entry_setting L (q : R) : (1 < L)%N -> (0 <= q)%R ->
  aligned_setting (L := L) (d := one) (k := 1) q%:M (fun=> q) (fun=> 1%:M).
Proof.
have tE : target (fun _ : 'I_1 => q) = q%:M.
  by apply/matrixP => i j; rewrite !mxE !ord1 eqxx.
by move=> L2 q0; split=> //= *; rewrite ?trmx1 ?tr_scalar_mx ?mulmx1 ?mul1mx ?tE.
Qed.

(* one entry: one strength *)
Local Notation one_factor := (same_strengths (d := one) (k := 1) (fun=> 1%:M)).

Lemma entry_strength (a b : 'I_1 -> R) : one_factor a 0%N = one_factor b 0%N -> a 0 = b 0.
Proof.
rewrite /same_strengths trmx1 !mulmx1 !mul1mx => /matrixP/(_ 0 0).
by rewrite !mxE eqxx.
Qed.

Lemma entry_start (q : R) (a : 'I_1 -> R) : aligned_start (d := one) (k := 1) (fun=> 1%:M) q 0%N =
  one_factor a 0%N -> q = a 0.
Proof. by rewrite aligned_diagonal => /(@entry_strength (fun=> q) a). Qed.

(* the strengths without the root *)
Theorem aligned_flow_root_wrong : ~ (forall L (d : nat -> nat) k (M : 'M[R]_(d L, d 0%N))
    (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (eps : R), aligned_setting M s J ->
  (0 < eps)%R -> exists mu : 'I_k -> R -> R, (forall j, is_mode L (s j) eps (mu j)) /\
    forall T, aligned_run (L := L) M J eps T (fun t => same_strengths J (fun j => mu j t))).
Proof.
move=> H; have e0 : (0 < 2)%R by lra.
have [mu [M run]] := H 2%N one 1%N _ _ _ 2%R (@entry_setting 2 _ isT Rle_0_1) e0.
have [/(_ 0%N isT)/esym/entry_start + _] := run 0%R; have [-> _] := M 0; simpl; lra.
Qed.

(* eleven tenths of the target *)
Theorem aligned_flow_target_share_wrong : ~ (forall L (d : nat -> nat) k
    (M : 'M[R]_(d L, d 0%N)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (eps : R),
  aligned_setting M s J -> (0 < eps)%R -> exists lam : 'I_k -> R -> R,
  (forall j, is_mode L (11 / 10 * s j)%R eps (fun t => (lam j t ^ L)%R)) /\
  forall T W, (0 <= T)%R -> aligned_run (L := L) M J eps T W ->
    forall t l, (0 <= t <= T)%R -> (l < L)%N -> W t l = same_strengths J (fun j => lam j t) l).
Proof.
move=> H; have e0 : (0 < 1)%R by lra. have S := @entry_setting 2 _ isT Rle_0_1.
have [lam [M same]] := H 2%N one 1%N _ _ _ 1%R S e0.
have [L2 o r l s0] := S; have [nu [_ N run _]] := aligned_flow_of_modes L2 o r l s0 e0.
have two : Peano.le 2 2 by exact: le_n.
have eq t : (0 <= t <= 1)%R -> lam 0 t = nu 0 t.
  move=> tT; apply: (@entry_strength (fun j => lam j t) (fun j => nu j t)).
  by rewrite -(same 1%R _ Rle_0_1 (run 1%R) t 0%N tT isT).
have up := mode_rises_to 2 (11 / 10 * 1) 1 _ two Rlt_0_1 (M 0) _.
have [|lt _] := up; first by simpl; lra.
have := lt 0%R 1%R _; rewrite !eq; [|lra|lra].
rewrite !(mode_rests 2 1 1 _ two (N 0)); [|simpl; lra|lra|simpl; lra|lra].
by move=> /(_ (conj (Rle_refl 0) Rlt_0_1)); lra.
Qed.

(* without a positive start *)
Theorem aligned_flow_sign_wrong : ~ (forall L (d : nat -> nat) k (M : 'M[R]_(d L, d 0%N))
    (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (eps : R), aligned_setting M s J ->
  eps <> 0%R -> exists lam : 'I_k -> R -> R,
  (forall j t, (0 <= t)%R -> (0 < lam j t)%R) /\
  forall T, aligned_run (L := L) M J eps T (fun t => same_strengths J (fun j => lam j t))).
Proof.
move=> H; have e0 : (-1 <> 0)%R by lra.
have [lam [pos run]] := H 2%N one 1%N _ _ _ (-1)%R (@entry_setting 2 _ isT Rle_0_1) e0.
have [/(_ 0%N isT)/esym/entry_start + _] := run 0%R.
by have := pos 0 0 (Rle_refl 0); simpl; lra.
Qed.
