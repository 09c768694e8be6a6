(* The derivative of a radial function, and the gradients of a radial network, in epsilon and delta,
   over any real closed field. Networks are those of radial.v, gradients those of radial_descent.v.

   radial_derivative (X6E0): J(a) is the derivative of rho at a, for h with h(0) = 0 and a
     derivative at the length of a.
   radial_layer_gradient (X6E0): `nabla` is the gradient by one layer of the loss phi of the
     outputs of the samples, for phi with a gradient there and functions h_l with derivatives.
   Both rest on the derivatives of radial_slope.v and the gradients of radial_by_layer.v. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain lipschitz radial radial_descent radial_by_layer.
From dlf Require radial_slope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Derivatives.
Variable R : rcfType.

(* s is the derivative of h at r, h a function of the numbers t >= 0 *)
Definition has_slope (h : R -> R) r s := forall e, 0 < e -> exists2 delta, 0 < delta &
  forall t, 0 <= t -> `|t - r| <= delta -> `|h t - h r - s * (t - r)| <= e * `|t - r|.

(* f v is less than every multiple of |v - a| near a *)
Definition little p q (a : 'M[R]_(p, q)) (f : 'M[R]_(p, q) -> R) := forall e, 0 < e ->
  exists2 delta, 0 < delta & forall v, norm1 (v - a) <= delta -> f v <= e * norm1 (v - a).

(* the matrix J is the derivative of f at a *)
Definition has_derivative p q (f : 'cV[R]_p -> 'cV[R]_q) a (J : 'M[R]_(q, p)) :=
  little a (fun v => norm1 (f v - f a - J *m (v - a))).

Lemma jacobian_at_slope n (h h' : R -> R) (a : 'cV[R]_n) :
  jacobian h h' a = radial_slope.radial_jacobian h (h' (len a)) a.
Proof.
rewrite /jacobian /radial_slope.radial_jacobian; case: eqP => // ->.
by have /eqP -> : len (0 : 'cV[R]_n) == 0 by rewrite len_eq0.
Qed.

Theorem radial_derivative n (h h' : R -> R) (a : 'cV[R]_n) : h 0 = 0 ->
  has_slope h (len a) (h' (len a)) -> has_derivative (rho h) a (jacobian h h' a).
Proof.
by rewrite jacobian_at_slope; exact: radial_slope.rho_derivative.
Qed.

(* the slopes of the loss by a_l of all samples, one a column *)
Definition all_deltas n L N (h h' : nat -> R -> R) W (x : 'I_N -> 'cV[R]_(n 0%N)) G l :
    'M[R]_(n l, N) :=
  \matrix_(k, s) delta (L := L) h h' W (x s) (col s G) l k 0.

Section Network.
Variables (n : nat -> nat) (L N : nat) (h h' : nat -> R -> R) (x : 'I_N -> 'cV[R]_(n 0%N)).
Variables (phi : 'M[R]_(n L, N) -> R) (G : 'M[R]_(n L, N)) (W : layers R n).
Local Notation X := (\matrix_(i, s) x s i 0 : 'M[R]_(n 0%N, N)).
Local Notation D := (all_deltas h h' W x G).

Lemma col_samples s : col s X = x s.
Proof. by apply/colP=> i; rewrite !mxE. Qed.

Lemma col_deltas l s : col s (D l) = delta h h' W (x s) (col s G) l.
Proof. by apply/colP=> i; rewrite !mxE. Qed.

Lemma deltas_end : D L = G.
Proof. by apply/matrixP=> k s; rewrite mxE (slopes_back _ _ _ _ _).1 mxE. Qed.

Lemma sums_outputs V : sums h X V L = all_outputs L h V x.
Proof. by apply/matrixP=> i s; rewrite [LHS]mxE [RHS]mxE col_samples. Qed.

Lemma pulled_deltas l : (l < L)%N -> pulled_down h X W (h' l) (D l.+1) = D l.
Proof.
move=> lL; apply/matrixP=> k s; rewrite [LHS]mxE [RHS]mxE col_sums col_samples -jacobian_at_slope.
by have [_ ->] := slopes_back h h' W (x s) (col s G); rewrite // col_deltas mulmxA.
Qed.

Lemma nabla_deltas l : D l.+1 *m (one_above (signals h X W l))^T = nabla h h' W x G l.
Proof.
rewrite mul_cols; apply: eq_bigr => s _; rewrite col_deltas; congr (_ *m _^T).
apply/colP=> i; rewrite !mxE; case: splitP => k _; rewrite !mxE ?col_samples //.
by rewrite (ord1 k) eqxx.
Qed.

Lemma deltas_gradient l : (0 < l <= L)%N ->
  (forall k, (0 < k < L)%N -> h k 0 = 0 /\ forall r, 0 <= r -> has_slope (h k) r (h' k r)) ->
  has_gradient phi (all_outputs L h W x) G -> sums_gradient h X phi W (l := l) (D l).
Proof.
move=> /andP[l0 lL] smooth gG; move: l0; rewrite -(subKn lL); move: (L - l)%N (leq_subr l L).
elim=> [_ _|k IH kL l0]; last first.
  have iL : (L - k.+1 < L)%N by rewrite -subn_gt0 subKn.
  have [h0 hd] := smooth (L - k.+1)%N (introT andP (conj l0 iL)).
  rewrite -pulled_deltas //; apply: sums_gradient_step => //; rewrite subnSK //.
  by apply: IH (ltnW kL) _; rewrite subn_gt0.
rewrite subn0 deltas_end => e e0; have [d d0 near] := gG e e0; exists d => // Y.
rewrite sums_outputs !resumed_loss_self; exact: near.
Qed.

Lemma with_layer_outputs l V : (forall k, k != l -> V k = W k) ->
  all_outputs L h (with_layer W (V l)) x = all_outputs L h V x.
Proof.
move=> VW; apply/matrixP=> i s; rewrite !mxE; congr (fun_of_matrix _ i 0).
apply: eq_output => k _; have [->|kl] := eqVneq k l; first exact: with_layer_same.
by rewrite with_layer_other 1?eq_sym // VW.
Qed.
End Network.

Theorem radial_layer_gradient n L N (h h' : nat -> R -> R) (x : 'I_N -> 'cV[R]_(n 0%N))
    (phi : 'M[R]_(n L, N) -> R) G (W : layers R n) l : (l < L)%N ->
  (forall k, (0 < k < L)%N -> h k 0 = 0 /\ forall r, 0 <= r -> has_slope (h k) r (h' k r)) ->
  has_gradient phi (all_outputs L h W x) G ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall W' : layers R n,
    (forall k, k != l -> W' k = W k) -> norm1 (W' l - W l) <= delta ->
    `|phi (all_outputs L h W' x) - phi (all_outputs L h W x)
      - \tr ((nabla h h' W x G l)^T *m (W' l - W l))|
      <= e * norm1 (W' l - W l).
Proof.
move=> lL smooth gG e e0; have gD := deltas_gradient (l := l.+1) lL smooth gG.
have := layer_gradient_of lL gD; rewrite nabla_deltas => /(_ e e0)[d d0 near].
exists d => // W' off /near; rewrite /radial_loss !sums_outputs.
by rewrite !with_layer_outputs.
Qed.
End Derivatives.
