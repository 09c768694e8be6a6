(* Wrong variants of equal factors of the wrong sign between fixed frames, near the truth, refuted
   over Coq's reals, at one mode of two factors. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent intertwined modes aligned half_square lipschitz.
From dlf Require Import flow flow_core flow_modes aligned_flow compare ahead.
From dlf Require Import aligned_exists turned_mode turned_sign.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (1%:M : 'M[R]_1).
Local Notation s1 := (fun _ : 'I_1 => 1 : R).

Lemma unit_frame : one^T *m one = 1%:M. Proof. by rewrite trmx1 mulmx1. Qed.
Lemma unit_pair : (- one) *m one = - (one *m target s1).
Proof.
rewrite mulmx1 mul1mx; congr (- _); apply/matrixP => i j; rewrite !mxE.
by [].
Qed.

(* the speed of the cores of any such flow at the time 1 *)
Lemma one_mode (lam : 'I_1 -> R -> R) v : (forall T, core_run 2 (- one) one one 1 T
    (fun t l => diag_mx (\row_j lam j t))) -> is_derive (lam 0) 1%R v ->
  exists2 l : R, (0 < l)%R & v = (- (l * (l ^ 2 + 1)))%R /\ lam 0 1%R = l.
Proof.
move=> run D; have [lam' [M _ _ only]] := turned_cores unit_frame unit_frame unit_pair
  (fun=> Rlt_0_1) Rlt_0_1 (isT : (2 <= 2)%N).
have same t : (0 <= t)%R -> lam 0 t = lam' 0 t.
  move=> t0; have := only t _ t0 (run t) t 0%N (conj t0 (Rle_refl t)) isT.
  by move=> /matrixP/(_ 0 0); rewrite !mxE eqxx !mulr1n.
have P : (0 < 1)%R := Rlt_0_1; exists (lam' 0 1%R).
  exact: (turned_pos 2 1 1 (le_n 2) P (lam' 0) (M 0) 1 (Rlt_le _ _ P)).
split; last by apply: same; exact: Rlt_le.
have D' := turned_derive 2 1 1 (lam' 0) (M 0) 1 P.
have near : locally (1%R : R_UniformSpace) (fun t => lam 0 t = lam' 0 t).
  exists (mkposreal 1 P) => t /= tb; apply: same.
  have := Rabs_def2 _ _ tb; rewrite /minus /plus /opp /=; lra.
have D2 := is_derive_ext_loc _ _ _ _ near D.
rewrite -(is_derive_unique _ _ _ D2) (is_derive_unique _ _ _ D') /=; lra.
Qed.

Lemma solves_at (V : R -> R) x : solves 2 V x -> is_derive x 1%R (V (x 1%R)).
Proof. by move=> [D _]; apply: D; lra. Qed.

(* the right sign of the target *)
Theorem turned_cores_sign_wrong : ~ (forall L m n k (M : 'M[R]_(m, n)) (U : 'M[R]_(m, k)) V s eps,
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> M *m V = - (U *m target s) -> (forall j, (0 < s j)%R) ->
  (0 < eps)%R -> (2 <= L)%N -> exists lam : 'I_k -> R -> R,
    (forall j T, solves T (mode_velocity L (s j)) (lam j)) /\
    forall T, core_run L M U V eps T (fun t l => diag_mx (\row_j lam j t))).
Proof.
move=> /(_ 2%N 1%N 1%N 1%N _ one one s1 1 unit_frame unit_frame unit_pair).
move=> /(_ (fun=> Rlt_0_1) Rlt_0_1 isT) [lam [so run]].
have [l l0 [e le]] := one_mode run (solves_at (so 0 2%R)).
rewrite le in e; have {}e : (- (l ^ 1 * (l ^ 2 - 1)) = - (l * (l ^ 2 + 1)))%R by exact: e.
rewrite /= in e; nra.
Qed.

(* nine tenths of the velocity *)
Theorem turned_cores_speed_wrong : ~ (forall L m n k (M : 'M[R]_(m, n)) (U : 'M[R]_(m, k)) V s eps,
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> M *m V = - (U *m target s) -> (forall j, (0 < s j)%R) ->
  (0 < eps)%R -> (2 <= L)%N -> exists lam : 'I_k -> R -> R,
    (forall j T, solves T (fun x => 9 / 10 * mode_velocity L (- s j) x)%R (lam j)) /\
    forall T, core_run L M U V eps T (fun t l => diag_mx (\row_j lam j t))).
Proof.
move=> /(_ 2%N 1%N 1%N 1%N _ one one s1 1 unit_frame unit_frame unit_pair).
move=> /(_ (fun=> Rlt_0_1) Rlt_0_1 isT) [lam [so run]].
have [l l0 [e le]] := one_mode run (solves_at (so 0 2%R)).
rewrite le in e.
have {}e : (9 / 10 * - (l ^ 1 * (l ^ 2 - - (1))) = - (l * (l ^ 2 + 1)))%R by exact: e.
rewrite /= in e; nra.
Qed.

Lemma lossE (x : R) : one *m diag_mx (\row_(j < 1) x) *m one^T = x%:M.
Proof. by rewrite trmx1 mulmx1 mul1mx; apply/matrixP => i j; rewrite !mxE !ord1. Qed.

Lemma half_at (x : R) : half_square (- one) (x%:M : 'M[R]_1) = (x + 1) ^+ 2 / 2%:R.
Proof.
rewrite /half_square opprK -raddfD /= tr_scalar_mx -scalar_mxM mxtrace_scalar.
by rewrite mulr1n expr2.
Qed.

(* whole squares *)
Theorem turned_loss_squares_wrong : ~ (forall m n k (M : 'M[R]_(m, n)) (U : 'M[R]_(m, k)) V s,
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> M *m V = - (U *m target s) -> forall x : 'I_k -> R,
  half_square M (U *m diag_mx (\row_j x j) *m V^T) =
  half_square M 0 + \sum_j (s j * x j + x j ^+ 2)).
Proof.
move=> /(_ 1%N 1%N 1%N _ one one s1 unit_frame unit_frame unit_pair (fun=> 1)).
rewrite big_ord1 lossE half_at; have -> : 0 = 0%:M :> 'M[R]_1 by rewrite raddf0.
rewrite half_at add0r !expr1n mulr1 -[1 + 1]/(2%:R : R) expr2 -mulrA divff ?pnatr_eq0 // mulr1.
rewrite -[LHS]add0r => /addIr /eqP.
by rewrite eq_sym mulf_eq0 invr_eq0 oner_eq0 pnatr_eq0.
Qed.

(* the other sign of the first term *)
Theorem turned_loss_sign_wrong : ~ (forall m n k (M : 'M[R]_(m, n)) (U : 'M[R]_(m, k)) V s,
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> M *m V = - (U *m target s) -> forall x : 'I_k -> R,
  half_square M (U *m diag_mx (\row_j x j) *m V^T) =
  half_square M 0 + \sum_j (x j ^+ 2 / 2%:R - s j * x j)).
Proof.
move=> /(_ 1%N 1%N 1%N _ one one s1 unit_frame unit_frame unit_pair (fun=> 1)).
rewrite big_ord1 lossE half_at; have -> : 0 = 0%:M :> 'M[R]_1 by rewrite raddf0.
rewrite half_at add0r !expr1n mulr1 -[1 + 1]/(2%:R : R) expr2 -mulrA divff ?pnatr_eq0 // mulr1.
rewrite addrA -mulrDl -[1 + 1]/(2%:R : R) divff ?pnatr_eq0 // subrr => /eqP.
by rewrite pnatr_eq0.
Qed.
