(* The flow of a radial network, over Coq's reals: any depth, widths, samples and loss.

   A flow on [0, T] is a curve of layers that is continuous on [0, T] and the derivative of which
   is minus the gradient of the loss, by each layer, inside. That a flow exists is not claimed.
   radial_imbalance_flow (SMGH, part 1): the derivative of D = A_(l+1)^T A_(l+1) - W_l W_l^T is 2 S.
   radial_imbalance_conserved (SMGH, part 2): if r h'(r) = h(r) for all r > 0, D is conserved.
   radial_power_conserved (SMGH, part 3): if h(r) = c r^p, the sum of the squares of the entries of
     W_l less p times that of A_(l+1) is conserved. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz squares orthonormal radial radial_slope radial_by_layer.
From dlf Require Import radial_moment real_slope flow layer_derivative.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation reals := [rcfType of R].

Lemma slope_real (g : R -> R) (r d : R) : @has_slope reals g r d <-> real_slope g r d.
Proof.
split=> gd e /RltP e0.
  have [x x0 H] := gd e e0; exists x; split; first exact/RltP.
  by move=> s /RleP s0 /RleP sx; apply/RleP; exact: H.
have [x [x0 H]] := gd e e0; exists x; first exact/RltP.
by move=> s /RleP s0 /RleP sx; apply/RleP; exact: H.
Qed.

Lemma moment_of_linear (F : rcfType) N p q (g dg : F -> F) (A : 'M[F]_(q, p)) (a : 'M[F]_(p, N))
    D : (forall r, 0 < r -> r * dg r = g r) -> radial_moment g dg A a D = 0.
Proof.
move=> lin; rewrite /radial_moment big1 // => s a0.
by rewrite /= (lin _ (len_gt0 a0)) subrr mul0r scale0r.
Qed.

Section Flow.
Variables (n : nat -> nat) (L N : nat) (h : nat -> R -> R) (X : 'M[R]_(n 0%N, N)).
Variables (phi : 'M[R]_(n L, N) -> R).
Implicit Types W : R -> layers reals n.

(* at the time t each layer k < L has minus the gradient of the loss as its derivative *)
Definition moves_down W t := forall k, (k < L)%N -> exists2 G,
  @layer_gradient reals n L N h X phi (W t) k G & mderiv (fun u => W u k) t (- G).

(* gradient flow on [0, T] *)
Definition radial_flow W T := (forall t, (0 < t < T)%R -> moves_down W t) /\
  forall k t, (k < L)%N -> (0 <= t <= T)%R -> mcont (fun u => W u k) t.

Section Imbalance.
Variables (l : nat) (dh : R -> R).
Hypothesis (lL : (l.+1 < L)%N) (h0 : h l.+1 0 = 0).
Hypothesis slopes : forall r : R, 0 <= r -> @has_slope reals (h l.+1) r (dh r).

Theorem radial_imbalance_flow W t D : moves_down W t ->
  @sums_gradient reals n L N h X phi (W t) l.+2 D ->
  mderiv (fun u => radial_imbalance l (W u)) t (2%:R *:
    radial_moment (h l.+1) dh (weight (W t l.+1)) (sums h X (W t) l.+1) D).
Proof.
move=> down gD; have [G gG dW] := down l (ltnW lL); have [G' gG' dV] := down l.+1 lL.
have [SE tr] := radial_moment_identity lL h0 slopes gD gG gG'.
have dA := mderiv_weight dV.
have := mderiv_add (mderiv_mul (mderiv_tr dA) dA) (mderiv_opp (mderiv_mul dW (mderiv_tr dW))).
congr (mderiv _ _ _); rewrite scaler_nat mulr2n -{2}tr -SE.
have -> : weight (- G' : 'M[reals]_(_, _)) = - weight G' by apply/matrixP=> i j; rewrite !mxE.
have trN m p (P : 'M[R]_(m, p)) : (- P)^T = - P^T by rewrite linearN.
have trB m p (P Q : 'M[R]_(m, p)) : (P - Q)^T = P^T - Q^T by rewrite linearB.
rewrite !trB !trN !trmx_mul !trmxK !mulmxN !mulNmx.
move: (_ *m _) (_ *m _) (_ *m _) (_ *m _) => a1 a2 a3 a4.
by apply/matrixP=> i j; rewrite !mxE; move: (a1 i j) (a2 i j) (a3 i j) (a4 i j) => *; ring.
Qed.
End Imbalance.

(* the setting: h_j(0) = 0, all h_j have slopes, and phi has a gradient everywhere *)
Variable dh : nat -> R -> R.
Hypothesis h0 : forall j, (0 < j < L)%N -> h j 0 = 0.
Hypothesis slopes : forall j, (0 < j < L)%N ->
  forall r : R, 0 <= r -> @has_slope reals (h j) r (dh j r).
Hypothesis phi_gradient : forall Z, exists Gamma, @has_gradient reals _ _ phi Z Gamma.

Lemma sums_gradient_exists (W : layers reals n) l : (l < L)%N ->
  exists D, @sums_gradient reals n L N h X phi W l.+1 D.
Proof.
have [Gamma g] := phi_gradient (sums h X W L).
by move=> /(@radial_gradients_exist reals n L N h X phi W dh Gamma h0 slopes g)[].
Qed.

Lemma no_moment p q (g dg : R -> R) (A : 'M[R]_(q, p)) (a : 'M[R]_(p, N)) D :
  (forall r : R, 0 < r -> r * dg r = g r) -> @radial_moment reals N p q g dg A a D = 0.
Proof. exact: (@moment_of_linear reals N p q g dg A a D). Qed.

Variables (l : nat) (W : R -> layers reals n) (T : R).
Hypothesis (lL : (l.+1 < L)%N) (flow_W : radial_flow W T).

Lemma mcont_sub m p (A B : R -> 'M[R]_(m, p)) t : mcont A t -> mcont B t ->
  mcont (fun u => A u - B u) t.
Proof.
by move=> cA cB i j; apply: continuous_ext (cadd (cA i j) (copp (cB i j))) => u; rewrite !mxE.
Qed.

Lemma mcont_tr m p (A : R -> 'M[R]_(m, p)) t : mcont A t -> mcont (fun u => (A u)^T) t.
Proof. by move=> cA i j; apply: continuous_ext (cA j i) => u; rewrite mxE. Qed.

Lemma mcont_weight p q (V : R -> 'M[R]_(p, 1 + q)) t : mcont V t ->
  mcont (fun u => weight (V u : 'M[reals]_(p, 1 + q))) t.
Proof. by move=> cV i j; apply: continuous_ext (cV i (rshift 1 j)) => u; rewrite mxE. Qed.

Theorem radial_imbalance_conserved : (forall r : R, 0 < r -> r * dh l.+1 r = h l.+1 r) ->
  forall t, (0 <= t <= T)%R -> radial_imbalance l (W t) = radial_imbalance l (W 0).
Proof.
have l1 : (0 < l.+1 < L)%N by []; have [down cont] := flow_W.
move=> lin t tT; apply/matrixP=> i j.
apply: (@constant_inside (fun u => radial_imbalance l (W u) i j) T) => [u uT|u uT|//].
  have [D gD] := sums_gradient_exists (W u) lL.
  have := radial_imbalance_flow lL (h0 l1) (slopes l1) (down u uT) gD.
  by rewrite no_moment // scaler0 => /(_ i j); rewrite mxE.
have cA := mcont_weight (cont l.+1 u lL uT); have cW := cont l u (ltnW lL) uT.
exact: mcont_sub (mcont_mul (mcont_tr cA) cA) (mcont_mul cW (mcont_tr cW)) i j.
Qed.

Theorem radial_power_conserved c p : (forall r, (0 < r)%R -> h l.+1 r = (c * Rpower r p)%R) ->
  forall t, (0 <= t <= T)%R -> fro (W t l) - p * fro (weight (W t l.+1)) =
    fro (W 0 l) - p * fro (weight (W 0 l.+1)).
Proof.
have l1 : (0 < l.+1 < L)%N by []; have [down cont] := flow_W.
move=> power t tT; pose y u : R := fro (W u l) - p * fro (weight (W u l.+1)).
apply: (@constant_inside y T) => [u uT|u uT|//].
  have [D gD] := sums_gradient_exists (W u) lL.
  have [G gG dW] := down u uT l (ltnW lL); have [G' gG' dV] := down u uT l.+1 lL.
  have powered (r : R) : 0 < r -> r * dh l.+1 r = p * h l.+1 r.
    move=> /RltP r0; apply: (slope_power _ _ _ _ _ r0 power).
    by apply/slope_real/slopes => //; exact/RleP/Rlt_le.
  have := radial_moment_trace lL (h0 l1) (slopes l1) gD gG gG' powered => E.
  have := dadd (dfro dW) (dopp (dmul (dconst p u) (dfro (mderiv_weight dV)))).
  congr (is_derive _ _ _); rewrite mul0r add0r.
  have tr m k (P Q : 'M[R]_(m, k)) : \sum_i \sum_j 2 * (P i j * (- Q) i j) =
      - (2 * \tr (Q^T *m P)).
    rewrite /mxtrace exchange_big /= mulr_sumr -sumrN; apply: eq_bigr => j _.
    rewrite mxE mulr_sumr -sumrN; apply: eq_bigr => i _; rewrite !mxE.
    by move: (P i j) (Q i j) => *; ring.
  have -> : weight (- G' : 'M[reals]_(_, _)) = - weight G' by apply/matrixP=> i j; rewrite !mxE.
  by rewrite !tr mulrN opprK E mulrCA addNr.
have cA := mcont_weight (cont l.+1 u lL uT); have cW := cont l u (ltnW lL) uT.
exact: cadd (cfro cW) (copp (cmul (continuous_const p u) (cfro cA))).
Qed.
End Flow.
