(* Two flows of balanced chains whose products agree at one time, over Coq's reals: any depth, any
   inner widths.

   curves_agree: two curves with one locally Lipschitz velocity that agree at one time of [0, T]
     agree at all times of it, before that time too.
   agree_at_one_time (BH0A, part 2): two balanced chains whose products agree at one time have the
     same product, the same W_L W_L^T and the same W_1^T W_1 at all times. For two factors these are
     the blocks of P. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent lipschitz flow end_to_end end_to_end_flow rank_kept.
From dlf Require Import product_decides.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Curves.
Variables (L : nat) (d : nat -> nat) (T : R).
Variable F : factors [comRingType of R] d -> factors [comRingType of R] d.
Hypothesis lipschitz : forall K, exists C, 0 <= C /\ forall l W V, (l < L)%N ->
  small L K W -> small L K V -> norm1 (F W l - F V l) <= C * dist L W V.

(* the curve from the time c on, or back from it *)
Lemma follows_line s c S (X : R -> factors [comRingType of R] d) : follows L T F X ->
  s = 1%R \/ s = (- 1)%R -> (forall t, (0 <= t <= S)%R -> (0 <= c + s * t <= T)%R) ->
  (forall t, (0 < t < S)%R -> (0 < c + s * t < T)%R) ->
  follows L S (fun W l => s *: F W l) (fun t => X (c + s * t)%R).
Proof.
move=> fX s1 inT inT' l lL; have [D C] := fX l lL.
split=> t tS; last exact: mcont_line (C _ (inT t tS)).
by have := mderiv_line (D _ (inT' t tS)); rewrite scalerN.
Qed.

Lemma curves_agree c (W V : R -> factors [comRingType of R] d) : (0 <= c <= T)%R ->
  follows L T F W -> follows L T F V -> (forall l, (l < L)%N -> W c l = V c l) ->
  forall t l, (0 <= t <= T)%R -> (l < L)%N -> W t l = V t l.
Proof.
move=> cT fW fV same t l tT lL.
have lip s : s = 1%R \/ s = (- 1)%R -> forall K, exists C, 0 <= C /\ forall l W V, (l < L)%N ->
    small L K W -> small L K V -> norm1 (s *: F W l - s *: F V l) <= C * dist L W V.
  move=> s1 K; have [C [C0 H]] := lipschitz K; exists C; split=> // i X Y iL sX sY.
  have := H i X Y iL sX sY; case: s1 => ->; first by rewrite -[1%R]/(1 : R) !scale1r.
  by rewrite -[(- 1)%R]/(- 1 : R) !scaleN1r -opprD norm1N.
have [le | lt] := Rle_lt_dec c t.
  have -> : t = (c + 1 * (t - c))%R by ring.
  have s1 : 1%R = 1%R \/ 1%R = (- 1)%R by left.
  have S0 : (0 <= T - c)%R by lra.
  apply: (curve_unique (lip 1%R s1) S0 (follows_line (c := c) fW s1 _ _)
    (follows_line (c := c) fV s1 _ _)) => // [u uS|u uS|u uS|u uS|i iL|]; try lra.
  by rewrite !Rmult_0_r !Rplus_0_r; exact: same.
have -> : t = (c + - 1 * (c - t))%R by ring.
have s1 : (- 1)%R = 1%R \/ (- 1)%R = (- 1)%R by right.
apply: (curve_unique (lip (- 1)%R s1) (proj1 cT) (follows_line (c := c) fW s1 _ _)
  (follows_line (c := c) fV s1 _ _)) => // [u uS|u uS|u uS|u uS|i iL|]; try lra.
by rewrite !Rmult_0_r !Rplus_0_r; exact: same.
Qed.
End Curves.

Section Pair.
Variables (n m p : nat) (d e : nat -> nat).
Local Notation L := n.+1.
Variables (dm : d L = m) (dp : d 0 = p) (em : e L = m) (ep : e 0 = p).
Variables (f : 'M[R]_(m, p) -> 'M[R]_(m, p)) (T : R).
Variables (W : R -> factors [comRingType of R] d) (V : R -> factors [comRingType of R] e).

Theorem agree_at_one_time c : locally_lipschitz f ->
  flows_along dm dp f T W -> flows_along em ep f T V -> balanced L (W 0) -> balanced L (V 0) ->
  (0 <= c <= T)%R -> seen dm dp W c = seen em ep V c -> forall t, (0 <= t <= T)%R ->
  [/\ seen dm dp W t = seen em ep V t,
      castmx (dm, dm) (last_gram n (W t)) = castmx (em, em) (last_gram n (V t)) &
      castmx (dp, dp) (first_gram (W t)) = castmx (ep, ep) (first_gram (V t))].
Proof.
move=> lip_f moves_W moves_V bal_W bal_V cT agree t tT; have T0 : (0 <= T)%R by lra.
have bal (b : nat -> nat) (bm : b L = m) (bp : b 0%N = p) (X : R -> factors [comRingType of R] b) :
    flows_along bm bp f T X -> balanced L (X 0) -> balanced L (X c).
  by move=> mX bX l lL; rewrite (imbalance_kept mX cT lL) bX.
have [rA rC] := outer_roots dm dp (bal _ _ _ _ moves_W bal_W).
have [rA' rC'] := outer_roots em ep (bal _ _ _ _ moves_V bal_V).
rewrite -agree in rA' rC'.
have same l : (l < 3)%N -> outer dm dp W c l = outer em ep V c l.
  case: l => [|[|[|//]]] _ //=; [exact: psd_root_unique rC rC' | exact: psd_root_unique rA rA'].
have all := curves_agree (@outer_lipschitz n m p f lip_f) cT (outer_follows moves_W T0 bal_W)
  (outer_follows moves_V T0 bal_V) same tT.
by split; [exact: (all 1%N isT) | exact: (all 2%N isT) | exact: (all 0%N isT)].
Qed.
End Pair.
