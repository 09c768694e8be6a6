(* Wrong variants of the end-to-end flow, near the truth, refuted.

   Witness: two factors e^t, numbers, whose product is pulled up with the slope -1. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent flow end_to_end end_to_end_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Let W (t : R) : factors [comRingType of R] one := fun=> (exp t)%:M.
Let G (t : R) : 'M[R]_1 := - 1%:M.
Let half : R := (/ 2)%R.

Let inside : (0 < half < 1)%R. Proof. by rewrite /half; lra. Qed.
Let closed : (0 <= half <= 1)%R. Proof. by rewrite /half; lra. Qed.

Let e_gt1 : 1 < exp half.
Proof. by have := exp_increasing 0 half inside.1; rewrite exp_0 => /RltP. Qed.

Let e0 : exp half != 0. Proof. by rewrite gt_eqF // (lt_trans ltr01 e_gt1). Qed.

Let grows t l : mderiv (fun u => W u l) t (W t l).
Proof.
move=> i j; rewrite !ord1 mxE eqxx mulr1n.
by apply: is_derive_ext (is_derive_exp t) => u; rewrite mxE eqxx mulr1n.
Qed.

Let above1 t : above 2 (W t) 1 = (exp t)%:M.
Proof. by rewrite above_step // above_end mul1mx. Qed.

Let moves : @moves_by 1 one G 1 W.
Proof.
move=> l l2; split=> t _; last first.
  by move=> i j; apply: ex_derive_continuous; exists (W t l i j); exact: grows.
suff -> : - grad (L := 2) (d := one) (G t) (W t) l = W t l by exact: grows.
rewrite /grad /G mulmxN mulNmx opprK mulmx1.
case: l l2 => [|[|l]] // _; first by rewrite above1 /= trmx1 mulmx1 tr_scalar_mx.
by rewrite above_end trmx1 mul1mx /= mulmx1 tr_scalar_mx.
Qed.

Let balance t : balanced 2 (W t).
Proof. by move=> l _; rewrite /imbalance /W tr_scalar_mx subrr. Qed.

Let product t : chain 2 (W t) = (exp t * exp t)%:M.
Proof. by rewrite /chain /= mulmx1 -scalar_mxM. Qed.

(* the first term left out *)
Theorem product_rule_first_wrong : ~ (forall (d : nat -> nat)
    (W : R -> factors [comRingType of R] d) L (D : factors [comRingType of R] d) t,
  (forall l, (l < L)%N -> mderiv (fun u => W u l) t (D l)) ->
  mderiv (fun u => chain L (W u)) t
    (\sum_(l < L | (0 < l)%N) above L (W t) l.+1 *m D l *m below (W t) l)).
Proof.
move=> /(_ one W 2%N (W half) half (fun l _ => grows half l)) D.
have E := product_rule (L := 2) (fun l _ => grows half l).
have := is_derive_unique _ _ _ (D 0 0); rewrite (is_derive_unique _ _ _ (E 0 0)).
rewrite [in X in _ = X]big_mkcond !big_ord_recl !big_ord0 /= !addr0 add0r above1.
rewrite [LHS]mxE -[RHS]add0r => /addIr/eqP.
by rewrite mulmx1 -scalar_mxM mxE eqxx mulr1n mulf_eq0 orbb (negbTE e0).
Qed.

Let roots P Q : let X := chain 2 (W half) in
  unique (psd_root 2 (X *m X^T)) P -> unique (psd_root 2 (X^T *m X)) Q ->
  P = (exp half * exp half)%:M /\ Q = (exp half * exp half)%:M.
Proof.
move=> X [_ uP] [_ uQ].
have p : psd ((exp half * exp half)%:M : 'M[R]_1).
  by have := gram_psd ((exp half)%:M : 'M[R]_1); rewrite tr_scalar_mx -scalar_mxM.
have p2 : mxpow ((exp half * exp half)%:M : 'M[R]_1) 2 = X *m X^T.
  by rewrite /X product /mxpow /= mulmx1 tr_scalar_mx.
split; [apply: uP | apply: uQ]; split=> //.
by rewrite p2 /X product tr_scalar_mx.
Qed.

(* one root more on the left *)
Theorem end_to_end_flow_root_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (G : R -> 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d),
  moves_by G T W ->
  forall s, (0 <= s <= T)%R -> balanced n.+1 (W s) -> forall t, (0 <= t <= T)%R ->
  let X u := chain n.+1 (W u) in exists P Q,
  [/\ unique (psd_root n.+1 (X t *m (X t)^T)) P, unique (psd_root n.+1 ((X t)^T *m X t)) Q &
   (0 < t < T)%R -> mderiv X t
     (- \sum_(l < n.+1) mxpow P (n - l).+1 *m G t *m mxpow Q l)]).
Proof.
move=> /(_ 1%N one G 1 W moves half closed (balance half) half closed).
case=> P [Q [uP uQ /(_ inside) D]]; have [PE QE] := roots uP uQ.
have [_ [P' [Q' [uP' uQ' /(_ inside) E]]]] :=
  end_to_end_flow moves closed (balance half) closed.
have [PE' QE'] := roots uP' uQ'.
have := is_derive_unique _ _ _ (D 0 0); rewrite (is_derive_unique _ _ _ (E 0 0)).
rewrite PE QE PE' QE' !big_ord_recl !big_ord0 /mxpow /= !mulmx1 !mul1mx /G.
set p := exp half * exp half; have p1 : 1 < p by rewrite mulr_egt1.
rewrite !mulmxN !mulNmx !mulmx1 !mul1mx !addr0 -!opprD !opprK -!scalar_mxM !mxE eqxx !mulr1n.
move=> e; have : p + p < p * p + p * p by rewrite ltr_add // ltr_pmulr // (lt_trans ltr01 p1).
by rewrite -e ltxx.
Qed.
End Wrong.
