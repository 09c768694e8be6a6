(* Wrong variants of the flow of two factors with different starts, near the truth, refuted: factors
   of one entry. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent aligned lipschitz flow compare two_rates pair_exists.
From dlf Require Import imbalance_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

(* what is asked of target and frames *)
Definition pair_setting (d : nat -> nat) k (M : 'M[R]_(d 2%N, d 0%N)) (s : 'I_k -> R)
    (J : forall l, 'M[R]_(d l, k)) : Prop :=
  [/\ forall l, (l <= 2)%N -> (J l)^T *m J l = 1%:M, M *m J 0%N = J 2%N *m target s,
      M^T *m J 2%N = J 0%N *m target s & forall j, (0 <= s j)%R].

(* the factors with the strengths x and y *)
Definition two_strengths (d : nat -> nat) k (J : forall l, 'M[R]_(d l, k)) (x y : 'I_k -> R) :
    factors [comRingType of R] d :=
  fun l => J l.+1 *m diag_mx (\row_j first_or_second (x j) (y j) l) *m (J l)^T.

Lemma one_entry_setting (q : R) : (0 <= q)%R ->
  pair_setting (d := one) (k := 1) q%:M (fun=> q) (fun=> 1%:M).
Proof.
have tE : target (fun _ : 'I_1 => q) = q%:M.
  by apply/matrixP => i j; rewrite !mxE !ord1 eqxx.
by move=> q0; split=> //= *; rewrite ?trmx1 ?tr_scalar_mx ?mulmx1 ?mul1mx ?tE.
Qed.

(* one entry: its strengths *)
Local Notation one_pair := (two_strengths (d := one) (k := 1) (fun=> 1%:M)).

Lemma one_entry (x y : 'I_1 -> R) l : one_pair x y l 0 0 = first_or_second (x 0) (y 0) l.
Proof. by rewrite /two_strengths trmx1 !mulmx1 !mul1mx !mxE eqxx. Qed.

Lemma one_entry_start (p : R) : (p *: ((1%:M : 'M[R]_1) *m (1%:M : 'M[R]_1)^T)) 0 0 = p.
Proof. by rewrite trmx1 mulmx1 !mxE eqxx mulr1. Qed.

(* the starts exchanged *)
Theorem imbalance_flow_exchanged_wrong : ~ (forall (d : nat -> nat) k (M : 'M[R]_(d 2%N, d 0%N))
    (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (p q : R), pair_setting M s J ->
  (0 < p)%R -> (0 <= q <= p)%R -> exists x y : 'I_k -> R -> R,
  (forall j, is_pair (s j) q p (x j) (y j)) /\
  forall T, imbalance_run M J p q T (fun t => two_strengths J (fun j => x j t) (fun j => y j t))).
Proof.
move=> H; have q0 : (0 <= 0 <= 1)%R by lra.
have [x [y [P run]]] := H one 1%N _ _ _ 1%R 0%R (one_entry_setting Rle_0_1) Rlt_0_1 q0.
have [[/matrixP/(_ 0 0) + _] _] := run 0%R.
by rewrite one_entry one_entry_start /first_or_second /=; have [-> _] := P 0; lra.
Qed.

(* eleven tenths of the target *)
Theorem imbalance_flow_share_wrong : ~ (forall (d : nat -> nat) k (M : 'M[R]_(d 2%N, d 0%N))
    (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (p q : R), pair_setting M s J ->
  (0 < p)%R -> (0 <= q <= p)%R -> exists x y : 'I_k -> R -> R,
  (forall j, is_pair (11 / 10 * s j)%R p q (x j) (y j)) /\
  forall T W, (0 <= T)%R -> imbalance_run M J p q T W -> forall t, (0 <= t <= T)%R ->
    W t 0%N = two_strengths J (fun j => x j t) (fun j => y j t) 0%N /\
    W t 1%N = two_strengths J (fun j => x j t) (fun j => y j t) 1%N).
Proof.
move=> H; have q1 : (0 <= 0 <= 1)%R by lra.
have S := one_entry_setting Rle_0_1.
have [x [y [P same]]] := H one 1%N _ _ _ 1%R 0%R S Rlt_0_1 q1.
have [o r l s0] := S.
have [u [v [Q run _]]] := imbalance_flow_of_modes o r l s0 Rlt_0_1 q1.
have p1 : (0 < 11 / 10 * 1)%R by lra.
have c1 : (0 < 105 / 110 < 1)%R by lra.
have st : (1 * 0 < 105 / 110 * (11 / 10 * 1))%R by lra.
have [T0 K] := level_time (11 / 10 * 1) 1 0 (x 0) (y 0) p1 Rlt_0_1 q1 (P 0) (105 / 110) c1 st.
move: T0 K; set T := pair_time _ _ _ _ => T0 K.
have tT : (0 <= T)%R by exact: Rlt_le.
have TT : (0 <= T <= T)%R by split=> //; exact: Rle_refl.
have lev := proj2 (K T tT) erefl.
have [e0 e1] := same T _ tT (run T) T TT.
have ex : u 0 T = x 0 T.
  have := f_equal (fun A : 'M[R]_1 => A 0 0) e0.
  by rewrite -/(one_pair (fun j => u j T) (fun j => v j T) 0%N) !one_entry.
have ey : v 0 T = y 0 T.
  have := f_equal (fun A : 'M[R]_1 => A 0 0) e1.
  by rewrite -/(one_pair (fun j => u j T) (fun j => v j T) 1%N) !one_entry.
have s1 : (1 * 0 < 1)%R by lra.
have [_] := below_end 1 1 0 (u 0) (v 0) Rlt_0_1 Rlt_0_1 q1 (Q 0) T s1 tT.
by rewrite ex ey lev; lra.
Qed.
