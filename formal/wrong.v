(* Wrong variants of the exported theorems, near the truth, refuted.

   Each theorem here is the negation of a statement that differs from an exported one in one place,
   named in the comment above it. Where the exported theorem is about all fields of some kind, the
   negation holds over each of them. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes orthonormal parsimony.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Local Notation one := (fun _ : nat => 1%N).

(* a chain of one factor *)
Lemma grad_single (R : comRingType) n (G : 'M[R]_n) (W : factors R (fun=> n)) :
  grad (L := 1) (d := fun=> n) G W 0 = G.
Proof. by rewrite /grad (@above_end _ 1 (fun=> n) W) /= !trmx1 mul1mx mulmx1. Qed.

(* its first step *)
Lemma first_step (R : comRingType) n (M : 'M[R]_n) eta W :
  run (square_loss (L := 1) (d := fun=> n) M) eta 0 0 W 1 0%N = W 0%N - eta 0%N *: (W 0%N - M).
Proof.
rewrite /run /= /pull grad_single /square_loss /residual /chain /= mulmx1 scaler0 scale0r.
by rewrite add0r addr0.
Qed.

Section Chains.
Variable R : realFieldType.

(* W_0 = 0 and W_1 = 1: the gradients of the slope 1 are 1 and 0 *)
Let W01 : factors R one := fun l => if l is 0%N then 0 else 1%:M.
Let grad1 : grad (L := 2) (d := one) 1%:M W01 1 = 0.
Proof. by rewrite /grad /= mul0mx trmx0 mulmx0. Qed.
Let grad0 : grad (L := 2) (d := one) 1%:M W01 0 = 1%:M.
Proof.
rewrite /grad (@above_step _ 2 one W01 1 isT) (@above_end _ 2 one W01) /=.
by rewrite !trmx_mul !trmx1 !mulmx1.
Qed.

(* the first power of the learning rate in the place of the second *)
Theorem balancedness_first_order_wrong :
  ~ (forall L (d : nat -> nat) (eta : R) (G : 'M[R]_(d L, d 0%N)) (W : factors R d) l,
    (l.+1 < L)%N -> imbalance (descend eta G W) l - imbalance W l =
    eta *: ((grad G W l.+1)^T *m grad G W l.+1 - grad G W l *m (grad G W l)^T)).
Proof.
move=> /(_ 2%N one 2%:R 1%:M W01 0%N isT).
rewrite (balancedness_descent (L := 2) (d := one)) // grad1 grad0.
rewrite trmx0 mul0mx sub0r trmx1 mulmx1 => /matrixP/(_ 0 0).
rewrite !mxE eqxx mulr1n !mulrN mulr1 => /oppr_inj/eqP; rewrite mulr1 -subr_eq0 -natrX -natrB //.
by rewrite pnatr_eq0.
Qed.

(* nine tenths of the gradient *)
Theorem product_gradient_share_wrong :
  ~ (forall L (d : nat -> nat) (f : 'M[R]_(d L, d 0%N) -> R) G (W : factors R d) l,
    (l < L)%N -> has_gradient f (chain L W) G ->
    forall e, 0 < e -> exists2 delta, 0 < delta & forall W' : factors R d,
      (forall k : nat, k != l -> W' k = W k) -> norm1 (W' l - W l) <= delta ->
      `|f (chain L W') - f (chain L W) - \tr (((9%:R / 10%:R) *: grad G W l)^T *m (W' l - W l))|
        <= e * norm1 (W' l - W l)).
Proof.
pose f (X : 'M[R]_1) := X 0 0.
have ten : 0 < 10%:R :> R by rewrite ltr0n.
have n1 (x : R) : norm1 (x%:M : 'M_1) = `|x|.
  by rewrite /norm1 !big_ord1 mxE eqxx mulr1n.
have fG X : has_gradient f X 1%:M.
  move=> e e0; exists 1 => // X' _; rewrite trmx1 mul1mx /mxtrace big_ord1 !mxE subrr normr0.
  by rewrite mulr_ge0 ?norm1_ge0 // ltW.
move=> /(_ 1%N one f 1%:M (fun=> 0) 0%N isT (fG _)).
have e0 : 0 < 20%:R^-1 :> R by rewrite invr_gt0 ltr0n.
move=> /(_ _ e0)[delta delta0 near].
pose W' : factors R one := fun l => if l is 0%N then delta%:M else 0.
have := near W'; rewrite /= subr0 n1 gtr0_norm // lexx => /(_ _ isT).
rewrite grad_single.
rewrite !mulmx1 scalemx1 tr_scalar_mx -scalar_mxM /f /mxtrace big_ord1 !mxE !eqxx !mulr1n subr0.
have -> : delta - 9%:R / 10%:R * delta = 10%:R^-1 * delta by field.
rewrite gtr0_norm ?mulr_gt0 ?invr_gt0 // => H.
have /H : forall k : nat, k != 0%N -> W' k = 0 by case.
by rewrite ler_pmul2r // lef_pinv ?posrE ?ltr0n // ler_nat.
Qed.

(* a target of the rank r + 1 *)
Theorem larger_rank_wrong (F : rcfType) :
  ~ (forall L r m (M : 'M[F]_(r + r + m)) (Q : nat -> 'M[F]_(r + r + m)) (eps : nat -> F)
    (eta : nat -> F) (omega beta : F),
    (\rank M <= r.+1)%N -> (forall l, (Q l)^T *m Q l = 1%:M) ->
    exists V : nat -> 'M[F]_(r + r + m), (forall l, (V l)^T *m V l = 1%:M) /\
      forall n, exists Wt : nat -> 'M[F]_(r + r), forall l, (l < L)%N ->
        run (square_loss (L := L) (d := fun=> (r + r + m)%N) M) eta omega beta (start Q eps) n l
        = V l.+1 *m block_mx (Wt l) 0 0 (mode_run L (fun _ p => p) eta omega beta eps n l)%:M
          *m (V l)^T).
Proof.
move=> /(_ 1%N 0%N 1%N 1%:M (fun=> 1%:M) (fun=> 0) (fun=> 1) 0 0).
rewrite mxrank1 trmx1 mulmx1 => /(_ isT (fun=> erefl))[V [_ /(_ 1%N)[Wt /(_ 0%N isT)]]].
have -> : run (R := F) (square_loss (L := 1) (d := fun=> (0 + 0 + 1)%N) 1%:M) (fun=> 1) 0 0
    (start (r := 0) (m := 1) (fun=> 1%:M) (fun=> 0)) 1 0%N = 1%:M.
  by rewrite first_step /start scale0r scale1r !sub0r opprK.
have -> : mode_run 1 (fun _ (p : F) => p) (fun=> 1) 0 0 (fun=> 0) 1 0%N = 0.
  by rewrite /mode_run /= /mode_pull big_nat1 !(mulr0, mul0r, addr0, subr0).
have -> : block_mx (Wt 0%N) 0 0 (0 : F)%:M = 0.
  move=> n; apply/matrixP=> i j; rewrite !mxE; case: splitP => k _; first by have := ltn_ord k.
  by rewrite !mxE; case: splitP => k' _; rewrite !mxE ?mul0rn.
rewrite mulmx0 mul0mx => /matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx.
by rewrite oner_eq0.
Qed.

(* the other strengths to the first power *)
Theorem idle_step_first_power_wrong :
  ~ (forall L (eta : nat -> R) (omega : R) (eps : nat -> R) n l,
    let rho := mode_run L (fun _ p => p) eta omega 0 eps in (l < L)%N ->
    rho n.+1 l = rho n l * (1 - eta l * omega - eta l * others L (rho n) l)).
Proof.
move=> /(_ 2%N (fun=> 1) 0 (fun=> 2%:R) 0%N 0%N isT).
rewrite idle_step // /mode_run /= /others big_geq // big_nat1 mul1r mulr0 subr0 !mul1r.
move/mulfI; rewrite pnatr_eq0 => /(_ isT)/addrI/oppr_inj/eqP.
by rewrite -subr_eq0 -natrX -natrB // pnatr_eq0.
Qed.

(* one idle direction more *)
Theorem rest_of_the_product_more_wrong :
  ~ (forall L p m (V : nat -> 'M[R]_(p + m)) (W : factors R (fun=> (p + m)%N))
      (x : factors R (fun=> p)) (rho : nat -> R),
    (forall l, (V l)^T *m V l = 1%:M) -> (forall l, (l < L)%N ->
      W l = V l.+1 *m block_mx (x l) 0 0 (rho l)%:M *m (V l)^T) ->
    let left := chain L W - lsubmx (V L) *m chain (d := fun=> p) L x *m (lsubmx (V 0%N))^T in
    \tr (left^T *m left) = (\prod_(0 <= i < L) rho i) ^+ 2 *+ m.+1).
Proof.
move=> H; have V1 (l : nat) : (1%:M : 'M[R]_(0 + 1))^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
pose W : factors R (fun=> (0 + 1)%N) := fun=> 0.
pose x : factors R (fun=> 0%N) := fun=> 0.
have none l : (l < 0)%N -> W l = 1%:M *m block_mx (x l) 0 0 (0 : R)%:M *m (1%:M)^T by [].
have E := H 0%N 0%N 1%N (fun=> 1%:M) W x (fun=> 0) V1 none.
have := @rest_of_the_product R 0 0 1 (fun=> 1%:M) W x (fun=> 0) V1 none.
by move/(etrans (esym E))/eqP; rewrite big_geq // expr1n eqr_nat.
Qed.
End Chains.
