(* How fast the cores of a layer lower the loss at the start, along their flow (R4B6).

   loss_falls_at_start_rate (part 1): over Coq's reals, if L cores are eps I at the time t and
     each has there the derivative minus the gradient of the loss as a function of that core, the
     loss has the derivative minus start_rate, which is - L eps^(2L-2) |U^T G V|^2.
   continuous_layer_gradient (part 4): over any ordered field, a loss of the outputs X H with a
     continuous gradient has a continuous gradient as a function of the layer X. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent lipschitz block block_flow flow end_to_end end_to_end_flow.
From dlf Require Import block_gradient ends_gradient radial_slope loss_descends start_rate.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Continuous.
Variables (F : realFieldType) (m n p : nat) (H : 'M[F]_(n, p)) (X0 : 'M[F]_(m, n)).
Variables (phi : 'M[F]_(m, p) -> F) (Gamma : 'M[F]_(m, p) -> 'M[F]_(m, p)).

Theorem continuous_layer_gradient : (forall Z, has_gradient phi Z (Gamma Z)) ->
  continuous_near Gamma (X0 *m H) ->
  (forall X, has_gradient (fun X' => phi (X' *m H)) X (Gamma (X *m H) *m H^T)) /\
  continuous_near (fun X => Gamma (X *m H) *m H^T) X0.
Proof.
move=> slope near_; split=> [X|e e0].
  rewrite -[Gamma _]mul1mx -trmx1; apply: affine_gradient (slope _) _ => X'.
  by rewrite mul1mx mulmxBl addrC subrK.
pose b := norm1 H + 1; have b0 : 0 < b by rewrite ltr_spaddr ?ltr01 ?norm1_ge0.
have hb : norm1 H <= b by rewrite ler_addl ler01.
have [delta delta0 near] := near_ (e / b) (divr_gt0 e0 b0).
exists (delta / b) => [|X close]; first exact: divr_gt0.
rewrite -mulmxBl; apply: le_trans (norm1_mul _ _) _; rewrite norm1_tr.
apply: (@le_trans _ _ (e / b * b)); last by rewrite divfK ?gt_eqF.
apply: ler_pmul; rewrite ?norm1_ge0 //; apply: near; rewrite -mulmxBl.
apply: le_trans (norm1_mul _ _) _; apply: (@le_trans _ _ (delta / b * b)).
  by apply: ler_pmul; rewrite ?norm1_ge0.
by rewrite divfK ?gt_eqF.
Qed.
End Continuous.

(* the cores C, with the core l replaced by Y *)
Definition with_core (F : comRingType) k (C : factors F (fun=> k)) l (Y : 'M[F]_k) :
  factors F (fun=> k) := fun i => if i == l then Y else C i.

(* the layer with L cores between the frames U and V^T, added to Xbar *)
Definition core_layer (F : comRingType) L m n k (Xbar : 'M[F]_(m, n)) (U : 'M[F]_(m, k))
  (V : 'M[F]_(n, k)) (C : factors F (fun=> k)) : 'M[F]_(m, n) := Xbar + U *m chain L C *m V^T.

Lemma core_gradient (F : realFieldType) L m n k (Xbar : 'M[F]_(m, n)) (U : 'M[F]_(m, k)) V loss
    (C : factors F (fun=> k)) G l : (l < L)%N ->
  has_gradient loss (core_layer L Xbar U V C) G ->
  has_gradient (fun Y => loss (core_layer L Xbar U V (with_core C l Y))) (C l)
    (grad (L := L) (d := fun=> k) (U^T *m G *m V) C l).
Proof.
move=> lL slope.
have -> : grad (L := L) (d := fun=> k) (U^T *m G *m V) C l =
    (U *m above L C l.+1)^T *m G *m (below C l *m V^T)^T.
  by rewrite /grad !trmx_mul trmxK !mulmxA.
apply: affine_gradient slope _ => Y; congr loss; rewrite /core_layer -addrA; congr (_ + _).
have one Z : chain L (with_core C l Z) = above L C l.+1 *m Z *m below C l.
  rewrite (@chain_one _ _ _ C _ l) //; first by rewrite /with_core eqxx.
  by move=> i /negbTE il; rewrite /with_core il.
have -> : chain L C = above L C l.+1 *m C l *m below C l by exact: chain_one.
by rewrite one mulmxBr !mulmxBl !mulmxA addrC subrK.
Qed.

Lemma same_above (F : comRingType) L d (W W' : factors F d) l : (l <= L)%N ->
  (forall i, (i < L)%N -> W i = W' i) -> above L W l = above L W' l.
Proof.
move=> lL same; rewrite -(subKn lL); elim: (L - l)%N (leq_subr l L) => [|j IH] jL.
  by rewrite subn0 !above_end.
have step : ((L - j.+1).+1 = L - j)%N by rewrite subnSK.
have low : (L - j.+1 < L)%N by rewrite -subSn // subSS leq_subr.
rewrite (above_step W low) (above_step W' low) same //; congr (_ *m _).
by move: (IH (ltnW jL)); rewrite -step.
Qed.

Lemma grad_at_start (F : realFieldType) L k (A : 'M[F]_k) (C : factors F (fun=> k)) eps l :
  (forall i, (i < L)%N -> C i = eps%:M) -> (l < L)%N ->
  grad (L := L) (d := fun=> k) A C l = grad (L := L) (d := fun=> k) A (fun=> eps%:M) l.
Proof.
move=> start lL; rewrite /grad (@same_above _ L (fun=> k) C (fun=> eps%:M) _ lL start).
by rewrite (@eq_below _ (fun=> k) (fun=> eps%:M)) // => i il; exact: start (ltn_trans il lL).
Qed.

Section Fall.
Variables (L m n k : nat) (Xbar : 'M[R]_(m, n)) (U : 'M[R]_(m, k)) (V : 'M[R]_(n, k)).
Variables (loss : 'M[R]_(m, n) -> R) (C : R -> factors [comRingType of R] (fun=> k)).
Variables (eps t : R) (G : 'M[R]_(m, n)) (pull : nat -> 'M[R]_k).
Local Notation layer := (core_layer L Xbar U V).
(* the cores at the time t *)
Hypothesis start : forall l, (l < L)%N -> C t l = eps%:M.
Hypothesis slope : has_gradient loss (layer (C t)) G.
(* pull l is the gradient of the loss as a function of the core l, and minus its velocity *)
Hypothesis slopes : forall l, (l < L)%N ->
  has_gradient (fun Y => loss (layer (with_core (C t) l Y))) (C t l) (pull l).
Hypothesis moves : forall l, (l < L)%N -> mderiv (fun u => C u l) t (- pull l).

Theorem loss_falls_at_start_rate :
  is_derive (fun u => loss (layer (C u))) t (- start_rate L U V G eps).
Proof.
pose A := U^T *m G *m V.
have SE l : (l < L)%N -> pull l = grad (L := L) (d := fun=> k) A (C t) l.
  by move=> lL; exact: gradient_unique (slopes lL) (core_gradient lL slope).
have CD := @product_rule (fun=> k) C L (fun l => - pull l) t moves.
have XD := mderiv_add (mderiv_const Xbar t) (mderiv_lr U V^T CD).
have := chain_rule slope XD; congr (is_derive _ _ _).
rewrite add0r adjoint_action trmxK -/A mulmx_sumr linear_sum -sumrN /=.
apply: eq_bigr => l _; rewrite adjoint_action -/(grad _ (C t) l) mulmxN linearN /= SE //.
by rewrite -sumsq_trace (grad_at_start (F := R_realFieldType) A start).
Qed.
End Fall.
