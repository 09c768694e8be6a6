(* The rest of a flow that only shrinks: contractions P_l with a partial isometry for a product.

   rest_flow (QN8C, part 2): the setting of rest.v over Coq's reals. For any flow of the chain on
     1/2 |R_{L-1} ... R_0|^2 from eps_l P_l on [0, T] there are L numbers rho_l, the flow of a chain
     of numbers from eps_l, with R_l = rho_l Z_l + eps_l exp(-eta_l omega t) (P_l - Z_l) at all
     times; if P = 0, nothing but the decay moves. Any depth, widths, rates, weight decay. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block modes orthonormal closed rest.
From dlf Require Import lipschitz flow flow_core flow_modes decay.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section RestFlow.
Variables (L : nat) (d : nat -> nat) (P : factors [comRingType of R] d).
Hypothesis contractions : forall l, (l < L)%N -> contraction (R := R_realFieldType) (P l).
Hypothesis isometry : chain L P *m (chain L P)^T *m chain L P = chain L P.
Variables (eta eps : nat -> R) (omega T : R) (W : R -> factors [comRingType of R] d).
Hypotheses (T0 : (0 <= T)%R) (flow_W : flows (residual (L := L) 0) eta omega T W).
Hypothesis start : forall l, (l < L)%N -> W 0 l = eps l *: P l.
Local Notation Z := (path_part (R := [rcfType of R]) L P).

Definition faded l t : R := eps l * decay_scale (eta l) omega t.
Definition rest_form (rho : R -> nat -> R) t : factors [comRingType of R] d :=
  fun l => rho t l *: Z l + faded l t *: (P l - Z l).

Lemma dfaded l t : is_derive (faded l) t (- (eta l * omega * faded l t)).
Proof.
have := dmul (dconst (eps l) t) (decay_scale_derivative (eta l) omega t).
by rewrite mul0r add0r; congr (is_derive _ _ _); rewrite mulrN /faded mulrCA.
Qed.

(* numbers that are a flow make a flow of this form *)
Lemma form_flows rho : mode_flow L eta omega T (fun p => p) rho ->
  flows (residual (L := L) 0) eta omega T (rest_form rho).
Proof.
move=> frho l lL; have [drho crho] := frho l lL.
have dterm (f : R -> R) f' m n (A : 'M[R]_(m, n)) t : is_derive f t f' ->
    mderiv (fun u => f u *: A) t (f' *: A).
  move=> df i j; have := dmul df (dconst (A i j) t); rewrite mulr0 addr0 mxE.
  by apply: is_derive_ext => u; rewrite mxE.
split=> t tT; last first.
  move=> i j; have c1 := cmul (crho t tT) (continuous_const (Z l i j) t).
  have c2 : continuous (fun u => (faded l u *: (P l - Z l)) i j) t.
    by apply: ex_derive_continuous; eexists; exact: (dterm _ _ _ _ (P l - Z l) t (dfaded l t)).
  by apply: continuous_ext (cadd c1 c2) => u; rewrite [RHS]mxE [X in _ = X + _]mxE.
have pulled := pull_form (R := [rcfType of R]) contractions isometry (W := rest_form rho t)
  (rho := rho t) (kappa := fun l => faded l t) (fun l _ => erefl _) omega lL.
rewrite /drift pulled; have := mderiv_add (dterm _ _ _ _ (Z l) t (drho t tT))
  (dterm _ _ _ _ (P l - Z l) t (dfaded l t)).
congr (mderiv _ _ _); move: (Z l) (mode_pull _ _ _ _ _) => X a.
rewrite (scalerDr (eta l) (a *: X)) (opprD (eta l *: (a *: X))) !scalerA !scaleNr.
by rewrite -(mulrA (eta l) omega).
Qed.

Lemma form_unique rho : mode_flow L eta omega T (fun p => p) rho ->
  (forall l, (l < L)%N -> rho 0 l *: Z l = eps l *: Z l) ->
  forall t l, (0 <= t <= T)%R -> (l < L)%N -> W t l = rest_form rho t l.
Proof.
move=> frho rho0 t l tT lL.
apply: (flow_unique (@tame_residual _ L d 0) T0 flow_W (form_flows frho)) => // i iL.
rewrite start // /rest_form /faded /decay_scale rho0 // Rmult_0_r Ropp_0 exp_0.
rewrite [X in X *: (_ - _)](_ : _ = eps i); last exact: mulr1.
by rewrite -scalerDr addrC subrK.
Qed.

(* a unit vector that P sees moves along the path: its strengths are such numbers *)
Lemma form_exists : chain L P != 0 -> exists rho : R -> nat -> R,
  mode_flow L eta omega T (fun p => p) rho /\ forall l, (l < L)%N -> rho 0 l = eps l.
Proof.
move=> P0; have r0 : (0 < \rank (chain L P))%N by rewrite lt0n mxrank_eq0.
have [u [uP uu _]] := one_more (R := [rcfType of R]) (0 : 'M[R]_(0, d 0)) r0.
have {uP} Eu : seen (R := [rcfType of R]) L P *m u^T = u^T.
  have [D ->] := submxP uP; rewrite trmx_mul mulmxA /seen; congr (_ *m _).
  by apply: trmx_inj; rewrite !trmx_mul !trmxK mulmxA isometry.
pose v l : 'cV[R]_(d l) := along (R := [rcfType of R]) L P l *m u^T.
have unit l : (l <= L)%N -> (v l)^T *m v l = 1%:M.
  move=> lL; rewrite /v trmx_mul trmxK -mulmxA (mulmxA _^T).
  by rewrite (JJ contractions isometry lL) Eu.
have st : carries L v (W 0) eps.
  move=> l lL; rewrite start // linearZ /= -!scalemxAl; split; congr (_ *: _).
    by rewrite /v -J_step -[RHS]mulmxA.
  rewrite /v -(J_back (R := [rcfType of R]) contractions isometry lL).
  by rewrite -[RHS]mulmxA.
have Mv : (0 : 'M[R]_(d L, d 0)) *m v 0%N = 0 *: v L by rewrite mul0mx scale0r.
have Mu : (0 : 'M[R]_(d L, d 0))^T *m v L = 0 *: v 0%N by rewrite trmx0 mul0mx scale0r.
have [f0 s0 _] := carried_flow T0 flow_W unit Mv Mu st.
by exists (strength W v); split=> //; apply: mode_flow_ext f0 => x; rewrite subr0.
Qed.

Theorem rest_flow : [/\ chain L P != 0 -> exists rho : R -> nat -> R,
    [/\ mode_flow L eta omega T (fun p => p) rho,
     forall l, (l < L)%N -> rho 0 l = eps l &
     forall t, (0 <= t <= T)%R ->
       (forall l, (l < L)%N -> W t l = rho t l *: Z l +
         (eps l * decay_scale (eta l) omega t) *: (P l - Z l)) /\
       Num.sqrt (sumsq (chain L (W t))) =
         Num.sqrt (\rank (chain L P))%:R * \prod_(0 <= i < L) `|rho t i|],
  chain L P = 0 -> forall t l, (0 <= t <= T)%R -> (l < L)%N ->
    W t l = (eps l * decay_scale (eta l) omega t) *: P l &
  forall l, (l < L)%N -> Z l *m (Z l)^T *m Z l = Z l /\ \rank (Z l) = \rank (chain L P)].
Proof.
split=> [P0|P0 t l tT lL|l lL].
- have [rho [frho rho0]] := form_exists P0; exists rho; split=> // t tT.
  have same l (lL : (l < L)%N) : rho 0 l *: Z l = eps l *: Z l by rewrite rho0.
  have form l (lL : (l < L)%N) := form_unique frho same tT lL; split=> //.
  exact: (norm_form (R := [rcfType of R]) contractions isometry form).
- pose none (_ : R) (_ : nat) : R := 0.
  have Z0 i : Z i = 0 by rewrite /path_part P0 mulmx0 mul0mx.
  have still : mode_flow L eta omega T (fun p => p) none.
    move=> i iL; split=> u uT; last exact: continuous_const.
    rewrite /mode_pull (prod_others _ iL) /none mul0r !mulr0 addr0 mulr0 oppr0.
    exact: dconst.
  have same i (iL : (i < L)%N) : none 0 i *: Z i = eps i *: Z i by rewrite Z0 !scaler0.
  rewrite (form_unique still same tT lL) /rest_form Z0 scaler0 add0r.
  by rewrite subr0.
by rewrite (path_isometry contractions isometry lL) (path_rank contractions isometry lL).
Qed.
End RestFlow.
