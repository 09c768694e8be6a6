(* Gradient flow of a state space: what it conserves, and that it keeps what a mirror fixes.

   A flow on [0, T] is a curve of systems that is continuous on [0, T] and has the derivative
   -(gradient + omega (A, B, C)) inside, for a loss of c_0, ..., c_{k-1} with a continuous slope.
   That a flow exists is nowhere claimed: each theorem is about any flow. Over Coq's reals.
   state_conserved (Z4EQ, part 1): without decay A A^T - A^T A + B B^T - C^T C has the derivative 0
     at every time inside and is what it was at the start on [0, T], and so is |B|^2 - |C|^2, which
     is its trace.
   driven_unique: two curves that move along the gradients of one and the same slope g(t), from the
     same start, agree.
   symmetric_flow (Z4EQ, part 3): if A = A^T and B = C^T at the start, then at all times.
   All for every d, every k and every weight decay omega. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined lipschitz squares scalar flow flow_core decay.
From dlf Require Import net_flow end_to_end state_space state_run.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* f is continuous, with epsilon and delta *)
Definition slope_continuous k (f : 'cV[R]_k -> 'cV[R]_k) := forall X e, 0 < e ->
  exists2 delta, 0 < delta & forall Y, norm1 (Y - X) <= delta -> norm1 (f Y - f X) <= e.

Lemma entry_norm m n (A : 'M[R]_(m, n)) i j : `|A i j| <= norm1 A.
Proof.
apply: (@le_trans _ _ (\sum_j `|A i j|)).
  by apply: (@term_le _ (fun j => `|A i j|)) => k; exact: normr_ge0.
apply: (@term_le _ (fun i => \sum_j `|A i j|)) => k; exact: sumr_ge0.
Qed.

Lemma slope_mcont k (f : 'cV[R]_k -> 'cV[R]_k) (c : R -> 'cV[R]_k) t :
  slope_continuous f -> mcont c t -> mcont (fun u => f (c u)) t.
Proof.
move=> cf cc i j; apply/filterlim_locally => eps.
have p := cond_pos eps; have /RltP e0 : (0 < eps / 2)%R by lra.
have [delta delta0 near] := cf (c t) _ e0.
have n0 : continuous (fun u => norm1 (c u - c t)) t.
  apply: csum => a; apply: csum => b.
  apply: (@continuous_comp _ _ _ (fun u => (c u - c t) a b) Rabs); last exact: continuous_Rabs.
  by apply: continuous_ext (cadd (cc a b) (continuous_const (- c t a b) t)) => u; rewrite !mxE.
have d0 : (0 < delta)%R by apply/RltP.
have [d hd] := proj1 (filterlim_locally _ _) n0 (mkposreal delta d0); exists d => u ud.
have {hd ud} := hd u ud; rewrite subrr.
have -> : norm1 (0 : 'cV[R]_k) = 0.
  by rewrite /norm1 big1 // => a _; rewrite big1 // => b _; rewrite mxE normr0.
rewrite /ball /= /AbsRing_ball /= /abs /minus /plus /opp /= => h.
have small : norm1 (c u - c t) <= delta.
  apply/RleP; apply: Rle_trans (Rlt_le _ _ h); rewrite Ropp_0 Rplus_0_r; exact: Rle_abs.
have /RleP le := near _ small; have /RleP le' := entry_norm (f (c u) - f (c t)) i j.
have := Rle_trans _ _ _ le' le; rewrite !mxE => {}le; apply: Rle_lt_trans le _; lra.
Qed.

(* entry by entry, for a curve of systems *)
Definition sys_deriv d (S : R -> system R d) t (D : system R d) :=
  [/\ mderiv (fun u => sys_A (S u)) t (sys_A D), mderiv (fun u => sys_B (S u)) t (sys_B D) &
      mderiv (fun u => sys_C (S u)) t (sys_C D)].
Definition sys_cont d (S : R -> system R d) t := [/\ mcont (fun u => sys_A (S u)) t,
  mcont (fun u => sys_B (S u)) t & mcont (fun u => sys_C (S u)) t].

Section Flow.
Variables (d k : nat) (omega T : R).
Implicit Types (S : R -> system [comRingType of R] d) (g : R -> 'cV[R]_k).

(* minus the gradient, where the slope is g, and minus the weight decay *)
Definition sys_velocity (g : 'cV[R]_k) (S : system [comRingType of R] d) :=
  sys_scale (- 1) (sys_add (sys_grad g S) (sys_scale omega S)).

(* a curve that moves along the gradients of a slope g that is a given function of time *)
Definition sys_driven g S :=
  (forall t, (0 < t < T)%R -> sys_deriv S t (sys_velocity (g t) (S t))) /\
  (forall t, (0 <= t <= T)%R -> sys_cont S t).

(* gradient flow on [0, T], for a loss with the slope f at the impulse response *)
Definition sys_flows (f : 'cV[R]_k -> 'cV[R]_k) S := sys_driven (fun t => f (response k (S t))) S.

Lemma mcont_add m n (A B : R -> 'M[R]_(m, n)) t :
  mcont A t -> mcont B t -> mcont (fun u => A u + B u) t.
Proof.
by move=> cA cB i j; apply: continuous_ext (cadd (cA i j) (cB i j)) => u; rewrite mxE.
Qed.

Lemma mcont_power (A : R -> 'M[R]_d) t i : mcont A t -> mcont (fun u => mxpow (A u) i) t.
Proof.
move=> cA; elim: i => [|i IH]; first exact: mcont_const.
exact: mcont_mul cA IH.
Qed.

Lemma mcont_response S t : sys_cont S t -> mcont (fun u => response k (S u)) t.
Proof.
move=> [cA cB cC] i j; have := mcont_mul (mcont_mul cC (mcont_power (i := i) cA)) cB.
by move/(_ 0 0); apply: continuous_ext => u; rewrite [RHS]mxE.
Qed.

Section Two.
Variables (g : R -> 'cV[R]_k) (S S' : R -> system [comRingType of R] d).
Hypotheses (T0 : (0 <= T)%R) (cont_g : forall t, (0 <= t <= T)%R -> mcont g t).
Hypotheses (drive : sys_driven g S) (drive' : sys_driven g S') (start : S 0 = S' 0).

Local Notation index := (option bool).
Let r (i : index) := match i with None => d | Some true => d | Some false => 1%N end.
Let s (i : index) := match i with None => d | Some true => 1%N | Some false => d end.
(* the three matrices, one after another *)
Let part (Z : system [comRingType of R] d) (i : index) : 'M[R]_(r i, s i) :=
  match i with None => sys_A Z | Some true => sys_B Z | Some false => sys_C Z end.
Let dist u := \sum_j norm1 (part (S u) j - part (S' u) j).

Lemma near_sum n m p (A A' : 'I_n -> R -> 'M[R]_(m, p)) : (forall i, near T dist (A i) (A' i)) ->
  near T dist (fun u => \sum_i A i u) (fun u => \sum_i A' i u).
Proof.
elim: n A A' => [|n IH] A A' h.
  have [K [C nC]] := near_const T dist (0 : 'M[R]_(m, p)).
  by exists K, C => t tT; rewrite !big_ord0; exact: nC.
have [K [C nC]] := near_add (IH _ _ (fun i => h (widen_ord (leqnSn n) i))) (h ord_max).
by exists K, C => t tT; rewrite !big_ord_recr; exact: nC.
Qed.

Lemma driven_unique t : (0 <= t <= T)%R -> S t = S' t.
Proof.
have cont i u : (0 <= u <= T)%R ->
    mcont (fun v => part (S v) i) u /\ mcont (fun v => part (S' v) i) u.
  move=> uT; have [a b c] := drive.2 u uT; have [a' b' c'] := drive'.2 u uT.
  by case: i => [[]|].
have close i : near T dist (fun u => part (S u) i) (fun u => part (S' u) i).
  have [k1 b1] := mbounded T0 (fun u uT => (cont i u uT).1).
  have [k2 b2] := mbounded T0 (fun u uT => (cont i u uT).2).
  exists (Num.max k1 k2), 1 => u uT; split; rewrite ?le_maxr ?b1 ?b2 ?orbT //.
  rewrite mul1r; apply: (@term_le _ (fun j => norm1 (part (S u) j - part (S' u) j))) => j.
  exact: norm1_ge0.
have nA := close None; have nB := close (Some true); have nC := close (Some false).
have nP i : near T dist (fun u => mxpow (sys_A (S u))^T i) (fun u => mxpow (sys_A (S' u))^T i).
  elim: i => [|i IH]; first exact: near_const.
  exact: near_mul (near_tr nA) IH.
have nG (i : 'I_k) m n (A A' : R -> 'M[R]_(m, n)) : near T dist A A' ->
    near T dist (fun u => g u i 0 *: A u) (fun u => g u i 0 *: A' u).
  move=> h; have cg u : (0 <= u <= T)%R -> mcont (fun v => (g v i 0)%:M : 'M[R]_m) u.
    move=> uT a b; have cgu := cont_g uT; have [-> | ab] := eqVneq a b.
      by apply: continuous_ext (cgu i 0) => v; rewrite mxE eqxx mulr1n.
    by apply: continuous_ext (continuous_const (0 : R) u) => v; rewrite mxE (negbTE ab).
  have [K bK] := mbounded T0 cg; have [K1 [C1 n1]] := near_mul (near_same dist bK) h.
  by exists K1, C1 => u uT; have := n1 u uT; rewrite !mul_scalar_mx.
have fast i : near T dist (fun u => part (sys_velocity (g u) (S u)) i)
    (fun u => part (sys_velocity (g u) (S' u)) i).
  case: i => [[]|]; apply/near_scale/near_add; try exact: near_scale; apply: near_sum => i;
    apply: nG.
  - exact: near_mul (nP i) (near_tr nC).
  - exact: near_mul (near_tr nB) (nP i).
  apply: near_sum => j.
  exact: near_mul (near_mul (near_mul (nP j) (near_tr nC)) (near_tr nB)) (nP _).
move=> tT; have zero i : part (S t) i - part (S' t) i = 0.
  have v := @vanishing [finType of index] r s T (fun u i => part (S u) i - part (S' u) i)
    (fun u i => part (sys_velocity (g u) (S u)) i - part (sys_velocity (g u) (S' u)) i).
  apply: v tT => {i}.
  - move=> i u uT; have [a b c] := drive.1 u uT; have [a' b' c'] := drive'.1 u uT.
    by case: i => [[]|]; apply: mderiv_add; try exact: mderiv_opp.
  - move=> i u uT j j'; have [c c'] := cont i u uT.
    by apply: continuous_ext (cadd (c j j') (copp (c' j j'))) => v'; rewrite !mxE.
  - by move=> i; have [K1 [C1 h]] := fast i; exists C1 => u uT; have := h u uT; case.
  by move=> i; rewrite start subrr.
have {}zero i : part (S t) i = part (S' t) i by apply/eqP; rewrite -subr_eq0 zero.
move: (zero None) (zero (Some true)) (zero (Some false)); rewrite /part.
by case: (S t) (S' t) => A B C [A' B' C'] /= -> -> ->.
Qed.
End Two.

Lemma flow_unique_sys f S S' t : (0 <= T)%R -> slope_continuous f -> sys_flows f S ->
  sys_driven (fun t => f (response k (S t))) S' -> S 0 = S' 0 -> (0 <= t <= T)%R -> S t = S' t.
Proof.
move=> T0 cf flow drive start; apply: (driven_unique T0 _ flow drive start) => u uT.
by apply: (slope_mcont cf); apply: mcont_response; exact: flow.2.
Qed.

Lemma mcont_tr m n (A : R -> 'M[R]_(m, n)) t : mcont A t -> mcont (fun u => (A u)^T) t.
Proof. by move=> cA i j; apply: continuous_ext (cA j i) => u; rewrite mxE. Qed.

Lemma velocity_mirror (g : 'cV[R]_k) S t :
  sys_velocity g (sys_mirror (S t)) = sys_mirror (sys_velocity g (S t)).
Proof. by rewrite /sys_velocity grad_mirror !(scale_mirror, add_mirror). Qed.

Lemma mirror_driven g S : sys_driven g S -> sys_driven g (fun t => sys_mirror (S t)).
Proof.
move=> [D C]; split=> t tT; last first.
  by have [a b c] := C t tT; split; exact: mcont_tr.
by rewrite velocity_mirror; have [a b c] := D t tT; split; exact: mderiv_tr.
Qed.

Theorem symmetric_flow f S : (0 <= T)%R -> slope_continuous f -> sys_flows f S ->
  symmetric_balanced (S 0) -> forall t, (0 <= t <= T)%R -> symmetric_balanced (S t).
Proof.
move=> T0 cf flow /symmetric_mirror start t tT; apply/symmetric_mirror; symmetry.
exact: (flow_unique_sys T0 cf flow (mirror_driven flow) (esym start)).
Qed.

Section Turned.
Variable O : 'M[R]_d.
Hypothesis O1 : O^T *m O = 1%:M.

Lemma turned_embeds (Z : system [comRingType of R] d) : embeds O (sys_turn O Z) Z.
Proof.
split=> //; split; rewrite /= ?trmx_mul ?trmxK -!mulmxA O1 ?mulmx1 //.
Qed.

Lemma turn_driven g S : sys_driven g S -> sys_driven g (fun t => sys_turn O (S t)).
Proof.
move=> [D C]; split=> t tT; last first.
  have [a b c] := C t tT; split; first exact: mcont_lr.
    exact: mcont_mul (@mcont_const _ _ _ t) b.
  exact: mcont_mul c (@mcont_const _ _ _ t).
have -> : sys_velocity (g t) (sys_turn O (S t)) = sys_turn O (sys_velocity (g t) (S t)).
  by rewrite /sys_velocity (embeds_grad _ (turned_embeds _)) !(scale_turn, add_turn).
have [a b c] := D t tT; split; first exact: mderiv_lr.
  by have := mderiv_mul (mderiv_const O t) b; rewrite mul0mx add0r.
by have := mderiv_mul c (mderiv_const O^T t); rewrite mulmx0 addr0.
Qed.

(* a rotation that fixes the start fixes the flow *)
Lemma turned_flow f S t : (0 <= T)%R -> slope_continuous f -> sys_flows f S ->
  sys_turn O (S 0) = S 0 -> (0 <= t <= T)%R -> sys_turn O (S t) = S t.
Proof.
move=> T0 cf flow start tT; symmetry.
exact: (flow_unique_sys T0 cf flow (turn_driven flow) (esym start)).
Qed.
End Turned.
End Flow.

Section Conserved.
Variables (d k : nat).
Implicit Types (S : R -> system [comRingType of R] d).

Lemma imbalance_derivative S t (D : system [comRingType of R] d) : sys_deriv S t D ->
  mderiv (fun u => sys_imbalance (S u)) t (first_half (S t) D + (first_half (S t) D)^T).
Proof.
move=> [dA dB dC].
have := mderiv_add (mderiv_add (mderiv_add (mderiv_mul dA (mderiv_tr dA))
  (mderiv_opp (mderiv_mul (mderiv_tr dA) dA))) (mderiv_mul dB (mderiv_tr dB)))
  (mderiv_opp (mderiv_mul (mderiv_tr dC) dC)).
case: (S t) D {dA dB dC} => A B C [GA GB GC]; congr (mderiv _ _ _); rewrite /first_half /=.
have trB m n (P Q : 'M[R]_(m, n)) : (P - Q)^T = P^T - Q^T by rewrite linearB.
have trD m n (P Q : 'M[R]_(m, n)) : (P + Q)^T = P^T + Q^T by rewrite linearD.
rewrite !(trB, trD) !trmx_mul !trmxK.
move: (GA *m A^T) (A *m GA^T) (GA^T *m A) (A^T *m GA) (GB *m B^T) (B *m GB^T) (GC^T *m C).
move: (C^T *m GC) => x1 x2 x3 x4 x5 x6 x7 x8; apply/matrixP=> i j; rewrite !mxE.
by move: (x1 i j) (x2 i j) (x3 i j) (x4 i j) (x5 i j) (x6 i j) (x7 i j) (x8 i j) => *; ring.
Qed.

Lemma conserved_at S t (g : 'cV[R]_k) : sys_deriv S t (sys_velocity 0 g (S t)) ->
  mderiv (fun u => sys_imbalance (S u)) t 0.
Proof.
move=> /imbalance_derivative; congr (mderiv _ _ _).
have -> : first_half (S t) (sys_velocity 0 g (S t)) = - first_half (S t) (sys_grad g (S t)).
  rewrite /first_half /sys_velocity /= !scaleN1r !scale0r !addr0 !(mulNmx, mulmxN).
  move: (_ *m _) (_ *m _) (_ *m _) (_ *m _) => x1 x2 x3 x4; apply/matrixP=> i j.
  by rewrite !mxE; move: (x1 i j) (x2 i j) (x3 i j) (x4 i j) => *; ring.
by rewrite first_half0 !oppr0 trmx0 addr0.
Qed.

Theorem state_conserved T (f : 'cV[R]_k -> 'cV[R]_k) S : sys_flows 0 T f S ->
  (forall t, (0 < t < T)%R -> mderiv (fun u => sys_imbalance (S u)) t 0) /\
  forall t, (0 <= t <= T)%R ->
  let size t := \sum_i sys_B (S t) i 0 ^+ 2 - \sum_j sys_C (S t) 0 j ^+ 2 in
  [/\ sys_imbalance (S t) = sys_imbalance (S 0), \tr (sys_imbalance (S t)) = size t &
      size t = size 0].
Proof.
move=> [D C]; split=> [t tT|t tT]; first exact: conserved_at (D t tT).
suff e : sys_imbalance (S t) = sys_imbalance (S 0).
  by split; rewrite /= -?state_trace // e.
apply/matrixP=> i j; have := @decays (fun u => sys_imbalance (S u) i j) 0 T.
move=> /(_ _ _ t tT); rewrite Rmult_0_l Ropp_0 exp_0 Rmult_1_r; apply.
  move=> u uT; rewrite Rmult_0_l Ropp_0; have := conserved_at (D u uT) i j.
  by rewrite mxE.
move=> u uT; have [a b c] := C u uT.
have copp' m n (A : R -> 'M[R]_(m, n)) : mcont A u -> mcont (fun v => - A v) u.
  by move=> cA x y; apply: continuous_ext (copp (cA x y)) => v; rewrite mxE.
by apply: mcont_add; [apply: mcont_add; [apply: mcont_add |] |]; try apply: copp';
  apply: mcont_mul => //; exact: mcont_tr.
Qed.
End Conserved.
