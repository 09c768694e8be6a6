(* Wrong variants of the theorems about gradient flow, near the truth, refuted.

   Each theorem is the negation of a statement that differs from an exported one in the place that
   its comment names. Most are refuted by a flow that stands still. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes aligned orthonormal parsimony.
From dlf Require Import lipschitz flow flow_core flow_modes aligned_flow wrong.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).
Local Notation half := (2%:R^-1 : R).

Lemma half_inside : (0 < half < 1)%R.
Proof.
split; apply/RltP; first by rewrite invr_gt0 ltr0n.
by rewrite invf_lt1 ?ltr0n // ltr1n.
Qed.

(* what is constant inside has no slope *)
Lemma flat (h : R -> R) c l : (forall t, (0 < t < 1)%R -> h t = c) -> is_derive h half l -> l = 0.
Proof.
move=> hc hl; have [h0 h1] := half_inside.
have h0' : is_derive h half 0.
  apply: (is_derive_ext_loc (fun=> c)); last exact: dconst.
  by apply: (@locally_interval _ half (Finite 0) (Finite 1)) => // y y0 y1; rewrite hc.
by rewrite -(is_derive_unique _ _ _ hl) (is_derive_unique _ _ _ h0').
Qed.

Lemma standing L (d : nat -> nat) (M : 'M[R]_(d L, d 0%N)) eta T W : chain L W = M ->
  flows (residual M) eta 0 T (fun=> W).
Proof.
move=> WM l lL; split=> t tT; last exact: mcont_const.
have -> : - drift (residual M) eta 0 W l = 0.
  rewrite /drift /pull /residual WM subrr /grad mulmx0 mul0mx scale0r addr0 scaler0 oppr0.
  by [].
exact: mderiv_const.
Qed.

Lemma grad_ones (X : factors [comRingType of R] one) l : (forall i, X i = 1%:M) -> (l < 2)%N ->
  grad (L := 2) (d := one) 1%:M X l = 1%:M.
Proof.
move=> X1; have a2 := @above_end _ 2 one X; case: l => [|[|l]] // _.
  by rewrite /grad (@above_step _ 2 one X 1 isT) a2 X1 /= !trmx_mul !trmx1 !mulmx1.
by rewrite /grad a2 /= X1 !trmx_mul !trmx1 !mulmx1.
Qed.

(* rates 1 and 11/10 in the place of equal ones *)
Theorem balancedness_flow_rates_wrong :
  ~ (forall L (d : nat -> nat) (W : R -> factors [comRingType of R] d) t (G : 'M[R]_(d L, d 0%N)) l,
    (l.+1 < L)%N -> mderiv (fun u => W u l) t (- grad G (W t) l) ->
    mderiv (fun u => W u l.+1) t (- ((11%:R / 10%:R) *: grad G (W t) l.+1)) ->
    mderiv (fun u => imbalance (W u) l) t 0).
Proof.
pose c : R := 11%:R / 10%:R.
pose W u : factors [comRingType of R] one :=
  fun l => if l is 0%N then (1 - u)%:M else (1 - c * u)%:M.
have line (q : R) : mderiv (fun u => (1 - q * u)%:M : 'M[R]_1) 0 (- q%:M).
  move=> i j; rewrite !ord1 !mxE eqxx mulr1n.
  have := dadd (dconst 1 0) (dopp (dmul (dconst q 0) (@is_derive_id _ (0 : R)))).
  have -> : 0 + - (0 * 0 + q * Hierarchy.one) = - q :> R by rewrite mul0r !add0r mulr1.
  by apply: is_derive_ext => u; rewrite mxE eqxx mulr1n.
have line0 : mderiv (fun u => W u 0%N) 0 (- 1%:M).
  move=> i j; have := line 1 i j; apply: is_derive_ext => u; by rewrite /W mul1r.
have W1 l : W 0 l = 1%:M by case: l => [|l]; rewrite /W ?mulr0 subr0.
have g l : (l < 2)%N -> grad (L := 2) (d := one) 1%:M (W 0) l = 1%:M by exact: grad_ones.
move=> /(_ 2%N one W 0 1%:M 0%N isT); rewrite !g // scalemx1.
move=> /(_ line0 (line c)) D.
have E := mderiv_add (mderiv_mul (mderiv_tr (line c)) (line c))
  (mderiv_opp (mderiv_mul line0 (mderiv_tr line0))).
have := is_derive_unique _ _ _ (E 0 0).
have -> := is_derive_unique _ _ _ (D 0 0).
rewrite !W1 mulr0 subr0 !trmx1 !mulmx1 !mul1mx linearN /= !tr_scalar_mx !mxE /= !mulr1n.
have -> : - c + - c - (- 1 + - 1) = - (5%:R^-1) :> R by rewrite /c; field.
by move/eqP; rewrite eq_sym oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* a target of the rank r + 1 *)
Theorem larger_rank_flow_wrong : ~ (forall L r m (M : 'M[R]_(r + r + m.+1))
    (Q : nat -> 'M[R]_(r + r + m.+1)) (eps : nat -> R) (eta : nat -> R) (omega T : R)
    (W : R -> factors [comRingType of R] (fun=> (r + r + m.+1)%N)), (0 <= T)%R ->
  (\rank M <= r.+1)%N -> (forall l, (Q l)^T *m Q l = 1%:M) ->
  flows (residual (L := L) (d := fun=> (r + r + m.+1)%N) M) eta omega T W ->
  (forall l, (l < L)%N -> W 0 l = eps l *: Q l) ->
  exists (V : nat -> 'M[R]_(r + r + m.+1)) (Wt : R -> nat -> 'M[R]_(r + r)) (rho : R -> nat -> R),
  [/\ forall l, (V l)^T *m V l = 1%:M,
    mode_flow L eta omega T (fun p => p) rho &
    forall t l, (0 <= t <= T)%R -> (l < L)%N ->
      W t l = V l.+1 *m block_mx (Wt t l) 0 0 (rho t l)%:M *m (V l)^T]).
Proof.
pose n := (0 + 0 + 1)%N; pose W : factors [comRingType of R] (fun=> n) := fun=> 1%:M.
move=> H; have Q1 (l : nat) : (1%:M : 'M[R]_n)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have WM : chain 1 W = 1%:M by rewrite /chain /= mulmx1.
have start l : (l < 1)%N -> W l = 1 *: (1%:M : 'M[R]_n) by rewrite scale1r.
have [||V [Wt [rho [V1 fr blocks]]]] := H 1%N 0%N 0%N 1%:M (fun=> 1%:M) (fun=> 1) (fun=> 1) 0 1
  (fun=> W) _ _ Q1 (@standing 1 (fun=> n) 1%:M _ _ W WM) start.
- exact: Rle_0_1.
- by rewrite mxrank1.
have square t : (0 <= t <= 1)%R -> rho t 0%N * rho t 0%N = 1.
  move=> tT; have := blocks t 0%N tT isT; rewrite /W; set B := block_mx _ _ _ _ => e.
  have BB : B^T *m B = 1%:M.
    have eB : (V 1%N)^T *m V 0%N = B.
      by rewrite -[(V 1%N)^T]mulmx1 e !mulmxA V1 mul1mx -mulmxA V1 mulmx1.
    by rewrite -eB trmx_mul trmxK -mulmxA (mulmxA (V 1%N)) (mulmx1C (V1 1%N)) mul1mx V1.
  move: BB; rewrite /B tr_block_mx mulmx_block scalar_mx_block => /eq_block_mx[_ _ _].
  rewrite trmx0 mul0mx add0r tr_scalar_mx -scalar_mxM => /matrixP/(_ 0 0).
  by rewrite !mxE eqxx !mulr1n.
have [h0 h1] := half_inside.
have d := (fr 0%N isT).1 half (conj h0 h1).
have inside t : (0 < t < 1)%R -> rho t 0%N * rho t 0%N = 1.
  by case=> t0 t1; apply: square; split; exact: Rlt_le.
have := flat inside (dmul d d); rewrite /mode_pull /others big_nat1 !big_geq // !mul1r mul0r addr0.
rewrite mulNr mulrN (inside _ (conj h0 h1)) => /eqP.
by rewrite -opprD oppr_eq0 (_ : 1 + 1 = 2%:R) // pnatr_eq0.
Qed.

Section Standing.
Let W : factors [comRingType of R] one := fun=> 1%:M.
Let J1 l : (l <= 2)%N -> (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M.
Proof. by rewrite trmx1 mulmx1. Qed.
Let pairs : (1%:M : 'M[R]_1) *m 1%:M = 1%:M *m target (fun _ : 'I_1 => 1 : R).
Proof. by rewrite mulmx1 mul1mx; apply/matrixP=> i j; rewrite !mxE !ord1. Qed.
Let pairs_tr : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M *m target (fun _ : 'I_1 => 1 : R).
Proof. by rewrite trmx1 pairs. Qed.
Let start l : (l < 2)%N -> W l = aligned_start (d := one) (k := 1) (fun=> 1%:M) 1 l.
Proof. by rewrite /aligned_start trmx1 mulmx1 scale1r. Qed.
Let WM : chain 2 W = 1%:M. Proof. by rewrite /chain /= !mulmx1. Qed.

(* eleven tenths of the target *)
Theorem aligned_flow_target_wrong : ~ (forall L (d : nat -> nat) k (M : 'M[R]_(d L, d 0%N))
    (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (eps T : R)
    (W : R -> factors [comRingType of R] d), (1 < L)%N ->
  (forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M) ->
  M *m J 0%N = J L *m target s -> M^T *m J L = J 0%N *m target s -> (0 <= T)%R ->
  (forall l, (l < L)%N -> W 0 l = aligned_start J eps l) ->
  flows (residual M) (fun=> 1) 0 T W -> exists lam : 'I_k -> R -> R,
    (forall j t, (0 < t < T)%R -> is_derive (lam j) t
       (- (lam j t ^+ L.-1 * (lam j t ^+ L - 11%:R / 10%:R * s j)))) /\
    forall t l, (0 <= t <= T)%R -> (l < L)%N ->
      W t l = J l.+1 *m diag_mx (\row_j lam j t) *m (J l)^T).
Proof.
move=> H; have [lam [d form]] := H 2%N one 1%N 1%:M (fun=> 1) (fun=> 1%:M) 1 1 (fun=> W) isT J1
  pairs pairs_tr Rle_0_1 start (standing _ _ WM).
have inside t : (0 < t < 1)%R -> lam 0 t = 1.
  case=> t0 t1; have tT : (0 <= t <= 1)%R by split; exact: Rlt_le.
  have := form t 0%N tT isT; rewrite /W trmx1 mulmx1 mul1mx => /matrixP/(_ 0 0).
  by rewrite !mxE eqxx !mulr1n.
have := flat inside (d 0 half half_inside); rewrite (inside _ half_inside) !expr1n mul1r mulr1.
move/eqP; rewrite oppr_eq0 subr_eq0 eq_sym; have -> : 11%:R / 10%:R = 1 + 10%:R^-1 :> R by field.
by rewrite -subr_eq0 addrAC subrr add0r invr_eq0 pnatr_eq0.
Qed.

(* eleven tenths of the target *)
Theorem compressed_flow_target_wrong : ~ (forall L (d : nat -> nat) k (M : 'M[R]_(d L, d 0%N))
    (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (eps T alpha : R)
    (W : R -> factors [comRingType of R] d), (1 < L)%N ->
  (forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M) ->
  M *m J 0%N = J L *m target s -> M^T *m J L = J 0%N *m target s -> (0 <= T)%R ->
  (forall l, (l < L)%N -> W 0 l = aligned_start J eps l) ->
  flows (residual M) (rates L 1 alpha) 0 T W -> exists x y : 'I_k -> R -> R,
    (forall j t, (0 < t < T)%R ->
       let r := 11%:R / 10%:R * s j - x j t ^+ 2 * y j t ^+ (L - 2) in
       is_derive (x j) t (alpha * x j t * y j t ^+ (L - 2) * r)) /\
    forall t l, (0 <= t <= T)%R -> (l < L)%N ->
      W t l = J l.+1 *m diag_mx (\row_j two L (x j t) (y j t) l) *m (J l)^T).
Proof.
move=> H; have [x [y [d form]]] := H 2%N one 1%N 1%:M (fun=> 1) (fun=> 1%:M) 1 1 1 (fun=> W) isT J1
  pairs pairs_tr Rle_0_1 start (standing _ _ WM).
have inside t : (0 < t < 1)%R -> x 0 t = 1.
  case=> t0 t1; have tT : (0 <= t <= 1)%R by split; exact: Rlt_le.
  have := form t 0%N tT isT; rewrite /W trmx1 mulmx1 mul1mx => /matrixP/(_ 0 0).
  by rewrite !mxE eqxx !mulr1n.
have := flat inside (d 0 half half_inside).
rewrite (inside _ half_inside) subnn expr0 !mulr1 !mul1r.
move/eqP; rewrite subr_eq0; have -> : 11%:R / 10%:R = 1 + 10%:R^-1 :> R by field.
by rewrite -subr_eq0 addrAC subrr add0r invr_eq0 pnatr_eq0.
Qed.
End Standing.
