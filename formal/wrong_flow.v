(* Wrong variants of the theorems about gradient flow of a chain and about its rest, near the
   truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes aligned orthonormal parsimony lipschitz.
From dlf Require Import flow flow_core flow_modes aligned_flow wrong_chain core_rest block closed.
From dlf Require Import rest decay rest_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* Wrong variants of the theorems about gradient flow, near the truth, refuted. Each theorem
   is the negation of a statement that differs from an exported one in the place that its comment
   names. Most are refuted by a flow that stands still. *)
Section Flow.
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
End Flow.

(* A wrong variant of core and rest under the flow, refuted by a flow that stands still. *)

(* the second block of the target need not be zero *)
Theorem core_and_rest_flow_target_wrong : ~ (forall L (d a b : nat -> nat)
    (U : forall l, 'M[R]_(d l, a l + b l)) (M : 'M[R]_(d L, d 0%N)) (m : 'M[R]_(a L, a 0%N))
    (rest : 'M[R]_(b L, b 0%N)) eta omega T (W : R -> factors [comRingType of R] d)
    (x : factors [comRingType of R] a) (y : factors [comRingType of R] b),
  (forall l, (l <= L)%N -> (U l)^T *m U l = 1%:M /\ U l *m (U l)^T = 1%:M) ->
  M = U L *m block_mx m 0 0 rest *m (U 0%N)^T -> (0 <= T)%R ->
  flows (residual M) eta omega T W ->
  (forall l, (l < L)%N -> W 0 l = U l.+1 *m block_mx (x l) 0 0 (y l) *m (U l)^T) ->
  exists (Wx : R -> factors [comRingType of R] a) (Wy : R -> factors [comRingType of R] b),
    flows (residual (0 : 'M[R]_(b L, b 0%N))) eta omega T Wy /\
    forall t l, (0 <= t <= T)%R -> (l < L)%N ->
      W t l = U l.+1 *m block_mx (Wx t l) 0 0 (Wy t l) *m (U l)^T).
Proof.
pose n := (0 + 1)%N; pose U (l : nat) : 'M[R]_(n, 0 + 1) := 1%:M.
have U1 l : (l <= 1)%N -> (U l)^T *m U l = 1%:M /\ U l *m (U l)^T = 1%:M.
  by rewrite /U trmx1 mulmx1.
pose M : 'M[R]_n := block_mx 0 0 0 1%:M.
have M1 : M = U 1%N *m block_mx (0 : 'M_0) 0 0 1%:M *m (U 0%N)^T.
  by rewrite /U trmx1 mulmx1 mul1mx.
pose W : factors [comRingType of R] (fun=> n) := fun=> M.
have WM : chain 1 W = M by rewrite /chain /= mulmx1.
have start l : (l < 1)%N ->
    W l = U l.+1 *m block_mx (0 : 'M_0) 0 0 (1%:M : 'M_1) *m (U l)^T.
  by rewrite /U trmx1 mulmx1 mul1mx.
move=> H; have [Wx [Wy [fy blocks]]] := H 1%N (fun=> n) (fun=> 0%N) (fun=> 1%N) U M 0 1%:M
  (fun=> 1) 0 1 (fun=> W) (fun=> 0) (fun=> 1%:M) U1 M1 Rle_0_1
  (@standing 1 (fun=> n) M _ _ W WM) start.
have inside t : (0 < t < 1)%R -> Wy t 0%N = 1%:M.
  case=> t0 t1; have tT : (0 <= t <= 1)%R by split; exact: Rlt_le.
  have := blocks t 0%N tT isT; rewrite /W /M /U trmx1 mulmx1 mul1mx.
  by case/eq_block_mx=> _ _ _ <-.
have entry t : (0 < t < 1)%R -> Wy t 0%N 0 0 = 1 by move=> /inside ->; rewrite mxE eqxx.
have d := (fy 0%N isT).1 _ half_inside 0 0; have := flat entry d.
rewrite /drift /pull grad_single /residual /chain /= mulmx1 (inside _ half_inside) subr0.
rewrite scale0r addr0 scale1r !mxE eqxx => /eqP.
by rewrite oppr_eq0 oner_eq0.
Qed.

(* A wrong variant of the rest that only shrinks under the flow, refuted: two factors of size
   one, the second zero. *)
Section RestFlow.
Local Notation one := (fun _ : nat => 1%N).

(* nine tenths of the decay *)
Theorem rest_flow_decay_wrong : ~ (forall (L : nat) (d : nat -> nat)
    (P : factors [comRingType of R] d),
  (forall l, (l < L)%N -> contraction (R := R_realFieldType) (P l)) ->
  chain L P *m (chain L P)^T *m chain L P = chain L P ->
  forall (eta eps : nat -> R) (omega T : R) (W : R -> factors [comRingType of R] d), (0 <= T)%R ->
  flows (residual (L := L) 0) eta omega T W -> (forall l, (l < L)%N -> W 0 l = eps l *: P l) ->
  chain L P = 0 -> forall t l, (0 <= t <= T)%R -> (l < L)%N ->
    W t l = (eps l * decay_scale (eta l) (9 / 10 * omega)%R t) *: P l).
Proof.
pose P : factors [comRingType of R] one := fun l => if l is 0%N then 1%:M else 0.
have c0 : chain 2 P = 0 by rewrite /chain /= mul0mx.
have iso : chain 2 P *m (chain 2 P)^T *m chain 2 P = chain 2 P by rewrite c0 !mul0mx.
have cP l : (l < 2)%N -> contraction (R := R_realFieldType) (P l).
  move=> _ x; case: l => [|l]; rewrite /P ?mul1mx // mul0mx.
  by rewrite [X in X <= _](_ : _ = 0) ?sumsq_ge0 // /sumsq !big_ord1 mxE expr0n.
have still : mode_flow 2 (fun=> 1) 1 1 (fun p => p) (fun=> fun=> 0).
  move=> i iL; split=> u uT; last exact: continuous_const.
  rewrite /mode_pull (prod_others _ iL) mul0r !mulr0 addr0 mulr0 oppr0.
  exact: dconst.
have flow := form_flows cP iso (fun=> 1) still.
have start l : (l < 2)%N -> rest_form 2 P (fun=> 1) (fun=> 1) 1 (fun=> fun=> 0) 0 l = 1 *: P l.
  move=> lL; rewrite /rest_form /faded /path_part c0 mulmx0 mul0mx scaler0 add0r subr0.
  by rewrite /decay_scale Rmult_0_r Ropp_0 exp_0; congr (_ *: _); exact: mulr1.
move=> /(_ 2%N one P cP iso _ _ _ _ _ Rle_0_1 flow start c0 1 0%N).
move=> /(_ (conj Rle_0_1 (Rle_refl 1)) isT).
rewrite /rest_form /faded /path_part c0 mulmx0 mul0mx scaler0 add0r subr0 !mul1r.
move=> /matrixP/(_ 0 0); rewrite !mxE eqxx => /eqP; rewrite [X in X == _]mulr1 [X in _ == X]mulr1.
move=> /eqP; rewrite Rmult_1_l => /exp_inv.
rewrite -[X in (X -> _)]/((- (1 * 1 * 1) = - (1 * (9 / 10 * 1) * 1))%R).
lra.
Qed.
End RestFlow.
