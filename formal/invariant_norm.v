(* Norms of matrices that no orthogonal matrix changes, over every real closed field, all shapes.

   invariant_norm_grows (NM7D, part 3): such a norm does not decrease if no singular value does. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal orthonormal real_spectral singular_values.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Norm.
Variables (F : rcfType) (m n : nat) (N : 'M[F]_(m, n) -> F).

(* N is a norm that orthogonal matrices on either side do not change; that it is positive on all but
   0 is not asked for *)
Definition invariant_norm := [/\ forall A B, N (A + B) <= N A + N B,
  forall c A, N (c *: A) = `|c| * N A &
  forall (U : 'M[F]_m) (V : 'M[F]_n) A, U^T *m U = 1%:M -> V^T *m V = 1%:M ->
    N (U *m A *m V) = N A].

Hypothesis norm_N : invariant_norm.
Local Notation diagonal s := (rectangular_diagonal m n s).

(* the sign of one place *)
Lemma flip_norm s k : N (diagonal (fun j => if j == k then - s j else s j)) = N (diagonal s).
Proof.
have [_ _ inv] := norm_N.
pose E : 'M[F]_m := diag_mx (\row_j if (j : nat) == k then -1 else 1).
have EE : E^T *m E = 1%:M.
  rewrite tr_diag_mx mulmx_diag; apply/matrixP => i j; rewrite !mxE.
  by case: (i == k :> nat); rewrite ?mulrNN mulr1.
rewrite -(inv E 1%:M (diagonal s) EE); last by rewrite trmx1 mulmx1.
congr N; rewrite mulmx1; apply/matrixP => i j; rewrite mul_diag_mx !mxE.
by case: (i =P j :> nat) => // _; [case: ifP => _; rewrite ?mulN1r ?mul1r | rewrite mulr0].
Qed.

Lemma one_place s k c : 0 <= c <= 1 ->
  N (diagonal (fun j => if j == k then c * s j else s j)) <= N (diagonal s).
Proof.
move=> /andP[c0 c1]; have [tri hom _] := norm_N.
pose s' j := if j == k then - s j else s j.
have -> : diagonal (fun j => if j == k then c * s j else s j) =
    ((1 + c) / 2%:R) *: diagonal s + ((1 - c) / 2%:R) *: diagonal s'.
  apply/matrixP => i j; rewrite !mxE /s'; case: eqP => [_|_]; last by rewrite !mulr0 addr0.
  have two : (2%:R : F) != 0 by rewrite pnatr_eq0.
  case: eqP => _; last first.
    have -> : (1 + c) / 2%:R * s i + (1 - c) / 2%:R * s i = 2%:R * s i / 2%:R by ring.
    by rewrite [RHS]mulrC mulKf.
  have -> : (1 + c) / 2%:R * s i + (1 - c) / 2%:R * - s i = 2%:R * (c * s i) / 2%:R by ring.
  by rewrite [RHS]mulrC mulKf.
apply: le_trans (tri _ _) _; rewrite !hom flip_norm -mulrDl !ger0_norm ?divr_ge0 ?ler0n //.
- rewrite -mulrDl addrACA addrN addr0 -mulr2n divff ?mul1r ?lexx //.
  by rewrite pnatr_eq0.
- by rewrite subr_ge0.
by rewrite addr_ge0.
Qed.

(* fewer places at a time *)
Lemma diagonal_norm s s' : (forall j, 0 <= s j <= s' j) -> N (diagonal s) <= N (diagonal s').
Proof.
move=> ss; suff H k : N (diagonal (fun j => if (j < k)%N then s j else s' j)) <= N (diagonal s').
  have -> : diagonal s = diagonal (fun j => if (j < m)%N then s j else s' j); last exact: H.
  by apply/matrixP => i j; rewrite !mxE ltn_ord.
elim: k => [|k IH]; first exact: lexx.
apply: le_trans IH; set t := fun j => if (j < k)%N then s j else s' j.
pose c := s k / s' k; have /andP[k0 kk] := ss k; have k1 := le_trans k0 kk.
have ck : c * s' k = s k.
  have [z|z] := eqVneq (s' k) 0; last by rewrite /c divfK.
  by move: kk; rewrite z mulr0 => kk; apply/eqP; rewrite eq_le k0 kk.
have c01 : 0 <= c <= 1.
  rewrite divr_ge0 //=; have [z|z] := eqVneq (s' k) 0; first by rewrite /c z invr0 mulr0 ler01.
  by rewrite ler_pdivr_mulr ?mul1r // lt_def z.
have := one_place t k c01; congr (_ <= _); congr N; apply/matrixP => i j; rewrite !mxE /t.
case: (i =P j :> nat) => // _; have [->|ik] := eqVneq (i : nat) k; first by rewrite ltnn ltnSn ck.
by have -> : (i < k.+1)%N = (i < k)%N by rewrite ltnS [LHS]leq_eqVlt (negbTE ik).
Qed.

Theorem invariant_norm_grows A B U V s U' V' s' : singular_decomposition A U V s ->
  singular_decomposition B U' V' s' -> (forall j, s j <= s' j) -> N A <= N B.
Proof.
have [_ _ inv] := norm_N.
have E X P Q r : singular_decomposition X P Q r -> N X = N (diagonal r).
  by case=> PP QQ _ _ <-; rewrite inv // trmxK (mulmx1C PP).
move=> dA dB ss; rewrite (E _ _ _ _ dA) (E _ _ _ _ dB); apply: diagonal_norm => j.
by rewrite ss andbT; case: dA => _ _ /(_ j j (leqnn j)) /andP[].
Qed.
End Norm.
