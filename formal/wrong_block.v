(* Wrong variants of the theorems about intertwined chains, blocks and held factors, refuted.

   Each theorem is the negation of a statement that differs from an exported one in the place that
   its comment names. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined block wrong.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Variable R : realFieldType.

(* losses that need not pull alike *)
Theorem intertwined_run_alike_wrong : ~ (forall L (d e : nat -> nat)
    (J : forall l, 'M[R]_(d l, e l)) (f : slopes R L d) (g : slopes R L e) (eta : nat -> R)
    (omega beta : R) (W : factors R d) (w : factors R e), intertwined L J W w ->
  forall n, intertwined L J (run f eta omega beta W n) (run g eta omega beta w n)).
Proof.
pose f : slopes R 1 one := fun _ _ => 1%:M; pose g : slopes R 1 one := fun _ _ => 0.
move=> /(_ 1%N one one (fun=> 1%:M) f g (fun=> 1) 0 0 (fun=> 0) (fun=> 0)) H.
have /H/(_ 1%N 0%N isT)[] :
  intertwined (R := R) 1 (d := one) (e := one) (fun=> 1%:M) (fun=> 0) (fun=> 0).
  by move=> l _; exact: tied0.
rewrite /run /= /pull !grad_single /f /g !scaler0 !addr0 !add0r !scale1r oppr0 mulmx1 mulmx0.
by move/matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx oppr_eq0 oner_eq0.
Qed.

(* a head that may read what the core does not hold *)
Theorem lossless_core_head_wrong : ~ (forall L (d e : nat -> nat)
    (J : forall l, 'M[R]_(d l, e l)) q N (C : 'M[R]_(q, d L)) (H : 'M[R]_(d 0%N, N))
    (Gamma : nat -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (eta : nat -> R) (omega beta : R) (W : factors R d) (w : factors R e),
  H = J 0%N *m ((J 0%N)^T *m H) -> intertwined L J W w ->
  forall n k (u : 'M[R]_(d 0%N, k)),
  C *m chain L (run (seen_loss C H Gamma) eta omega beta W n) *m u =
  C *m J L *m chain L (run (core_loss J C H Gamma) eta omega beta w n) *m ((J 0%N)^T *m u)).
Proof.
pose J (l : nat) : 'M[R]_(2, 1) := delta_mx 0 0; pose C : 'M[R]_(1, 2) := delta_mx 0 1.
pose W (l : nat) : 'M[R]_2 := 1%:M; pose w (l : nat) : 'M[R]_1 := 1%:M.
have JW : intertwined 1 J W w by split; rewrite ?trmx1 /W /w mul1mx mulmx1.
have J1 : (J 0%N)^T *m J 0%N = 1%:M.
  by rewrite trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE !eqxx.
move=> /(_ 1%N (fun=> 2%N) (fun=> 1%N) J 1%N 1%N C (J 0%N) (fun _ _ => 0) (fun=> 0) 0 0 W w) H.
have := H _ JW 0%N 1%N (delta_mx 1 0); rewrite J1 mulmx1 => /(_ erefl).
have unseen : (J 0%N)^T *m delta_mx 1 0 = 0 :> 'M[R]_1 by rewrite trmx_delta mul_delta_mx_0.
rewrite /run /chain /= !mulmx1 unseen mulmx0 mul_delta_mx => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE eqxx oner_eq0.
Qed.

(* nine tenths of the bias *)
Theorem merged_block_share_wrong : ~ (forall (d : nat -> nat) N (W : factors R d)
    (b : forall l, 'cV[R]_(d l.+1)) (H : 'M[R]_(d 0%N, N)) L,
  outputs W b H L = chain L W *m H +
    ((9%:R / 10%:R) *: \sum_(l < L) above L W l.+1 *m b l) *m const_mx 1).
Proof.
move=> /(_ one 1%N (fun=> 0) (fun=> 1%:M) 0 1%N); rewrite /= big_ord1 (@above_end _ 1 one) /=.
rewrite !mulmx0 !add0r !mul1mx -scalemxAl mul1mx => /matrixP/(_ 0 0)/eqP.
rewrite !mxE mulr1 eq_sym -subr_eq0.
have -> : 9%:R / 10%:R - 1 = - 10%:R^-1 :> R by field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* frames of one column: U = 1, V = e_1, a target e_2^T that V does not see *)
Lemma sumsq1 m n (A : 'M[R]_(m, n)) i j : A = delta_mx i j -> sumsq A = 1.
Proof.
move=> ->; rewrite sumsq_trace trmx_delta mul_delta_mx /mxtrace (bigD1 j) //= big1 ?addr0.
  by rewrite mxE !eqxx.
by move=> k ne; rewrite mxE (negbTE ne).
Qed.

Lemma sumsqN m n (A : 'M[R]_(m, n)) : sumsq (- A) = sumsq A.
Proof. by apply: eq_bigr => i _; apply: eq_bigr => j _; rewrite mxE sqrrN. Qed.

Lemma sumsq0 m n : sumsq (0 : 'M[R]_(m, n)) = 0.
Proof. by rewrite sumsq_trace mulmx0 mxtrace0. Qed.

(* the projection on one side only *)
Theorem held_outer_factors_side_wrong : ~ (forall m n p q (U : 'M[R]_(m, p)) (V : 'M[R]_(n, q))
    (M : 'M[R]_(m, n)) (S : 'M[R]_(p, q)), U^T *m U = 1%:M -> V^T *m V = 1%:M ->
  sumsq (U *m S *m V^T - M) = sumsq (S - U^T *m M *m V) + sumsq (M - U *m U^T *m M)).
Proof.
pose V : 'M[R]_(2, 1) := delta_mx 0 0; pose M : 'M[R]_(1, 2) := delta_mx 0 1.
have V1 : V^T *m V = 1%:M.
  by rewrite trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE.
have MV : M *m V = 0 by rewrite mul_delta_mx_0.
move=> /(_ 1%N 2%N 1%N 1%N 1%:M V M 0); rewrite trmx1 !mul1mx mul0mx MV subrr sub0r => H.
have := H erefl V1; rewrite subrr !sumsq0 addr0 sumsqN.
by rewrite (@sumsq1 _ _ M 0 1) // => /eqP; rewrite oner_eq0.
Qed.

(* eleven tenths of the bound *)
Theorem held_outer_bound_share_wrong : ~ (forall n (d : nat -> nat) (W : factors R d) (a b : R)
    (U : 'M[R]_(d n.+2, d n.+1)) (V : 'M[R]_(d 0%N, d 1%N)) (M : 'M[R]_(d n.+2, d 0%N)),
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> W n.+1 = a *: U -> W 0%N = b *: V^T ->
  11%:R / 10%:R * sumsq (M - U *m U^T *m M *m V *m V^T) <= sumsq (chain n.+2 W - M)).
Proof.
pose d l := if l == 1%N then 1%N else 2%N; pose E : 'M[R]_(2, 1) := delta_mx 0 0.
pose M : 'M[R]_2 := delta_mx 1 1.
have E1 : E^T *m E = 1%:M.
  by rewrite trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE.
have ME : M *m E = 0 by rewrite mul_delta_mx_0.
move=> /(_ 0%N d (fun=> 0) 0 0 E E M E1 E1); rewrite !scale0r => /(_ erefl erefl).
rewrite -(mulmxA _ M) ME mulmx0 mul0mx subr0 /chain /= !mul0mx sub0r sumsqN.
by rewrite !(@sumsq1 _ _ M 1 1) // mulr1 ler_pdivr_mulr ?ltr0n // mul1r ler_nat.
Qed.
End Wrong.
