(* The slope of a loss along curves of a net, over Coq's reals.

   slope_along_the_net (KFZ2): if all parameters of a block inside a net move continuously, and the
     slope of the loss is a continuous function of the logits and of the other parameters, then it
     is a continuous function of time. Any depth, sizes and loss. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block block_gradient lossless net_core flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* every entry of X is within c of that of Y *)
Definition within m n (c : R) (X Y : 'M[R]_(m, n)) := forall i j, (Rabs (X i j - Y i j) < c)%R.

Lemma locally_all k (P : 'I_k -> R -> Prop) t :
  (forall i, locally t (P i)) -> locally t (fun u => forall i, P i u).
Proof.
elim: k P => [|k IH] P H; first by exists (mkposreal 1 Rlt_0_1) => u _ [].
have rest := IH (fun i => P (lift ord0 i)) (fun i => H (lift ord0 i)).
apply: filter_imp (filter_and _ _ (H ord0) rest) => u [p q] i.
by case: (unliftP ord0 i) => [j ->|->].
Qed.

Lemma mcont_within m n (A : R -> 'M[R]_(m, n)) t c : (0 < c)%R -> mcont A t ->
  locally t (fun u => within c (A u) (A t)).
Proof.
move=> c0 cA; apply: locally_all => i; apply: locally_all => j.
have near : locally (A t i j) (fun x => (Rabs (x - A t i j) < c)%R).
  by exists (mkposreal c c0).
exact: (cA i j _ near).
Qed.

Lemma within_mcont m n (A : R -> 'M[R]_(m, n)) t :
  (forall c, (0 < c)%R -> locally t (fun u => within c (A u) (A t))) -> mcont A t.
Proof.
move=> H i j P [e He]; apply: filter_imp (H e (cond_pos e)) => u near.
by apply: He; exact: near.
Qed.

Section Slope.
Variables (L : nat) (d : nat -> nat) (p q N a b : nat).
Local Notation state := (block_net [comRingType of R] L d p q 'M[R]_(a, b)).
Variables (data : 'M[R]_(p, N)) (Gamma : 'M[R]_(a, b) -> 'M[R]_(q, N) -> 'M[R]_(q, N)).

(* the function Gamma is continuous at (theta, Z) *)
Definition continuous_slope theta Z := forall e, (0 < e)%R -> exists c, (0 < c)%R /\
  forall theta' Z', within c theta' theta -> within c Z' Z ->
    within e (Gamma theta' Z') (Gamma theta Z).

Lemma outputs_mcont (W : R -> factors [comRingType of R] d) (s : R -> biases [comRingType of R] d)
    (H : R -> 'M[R]_(d 0, N)) t k : (k <= L)%N -> mcont H t ->
  (forall l, (l < L)%N -> mcont (fun u => W u l) t /\ mcont (fun u => s u l) t) ->
  mcont (fun u => outputs (W u) (s u) (H u) k) t.
Proof.
move=> kL cH cW; elim: k kL => [|k IH] kL //=; have [cWk csk] := cW k kL.
have one := @mcont_const _ _ (const_mx 1 : 'M[R]_(1, N)) t.
have mW : mcont (fun u => W u k *m outputs (W u) (s u) (H u) k) t.
  exact: mcont_mul cWk (IH (ltnW kL)).
have ms : mcont (fun u => s u k *m (const_mx 1 : 'M[R]_(1, N))) t by exact: mcont_mul csk one.
move=> i j; apply: continuous_ext (continuous_plus _ _ _ (mW i j) (ms i j)) => u.
by rewrite [RHS]mxE.
Qed.

Theorem slope_along_the_net (S : R -> state) t :
  let Z u := net_logits (S u) (net_B (S u) *m data) in
  mcont (fun u => net_B (S u)) t -> mcont (fun u => net_C (S u)) t ->
  (forall l, (l < L)%N -> mcont (fun u => net_W (S u) l) t /\ mcont (fun u => net_b (S u) l) t) ->
  mcont (fun u => net_theta (S u)) t -> continuous_slope (net_theta (S t)) (Z t) ->
  mcont (fun u => Gamma (net_theta (S u)) (Z u)) t.
Proof.
move=> Z cB cC cL cth cG; apply: within_mcont => e e0; have [c [c0 H]] := cG e e0.
have cH := mcont_mul cB (@mcont_const _ _ data t).
have cZ : mcont Z t.
  by apply: mcont_mul cC _; apply: outputs_mcont.
apply: filter_imp (filter_and _ _ (mcont_within c0 cth) (mcont_within c0 cZ)) => u [n1 n2].
exact: H.
Qed.
End Slope.
