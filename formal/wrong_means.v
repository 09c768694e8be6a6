(* Wrong variants of the speed of scalar factors, near the truth, refuted by equal numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import means.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* of two equal factors *)
Lemma one_mean : ((\sum_(l < 2) (\prod_(k < 2) 1 / 1) ^+ 2) / 2%:R) ^+ 2 = 1 :> rat.
Proof. by rewrite big1_eq divr1 expr1n sumr_const card_ord divff ?expr1n ?pnatr_eq0. Qed.

(* a speed that is larger by a tenth *)
Theorem means_of_scalars_tenth_wrong : ~ (forall (R : realFieldType) L (w : 'I_L -> R),
  (0 < L)%N -> (forall l, 0 < w l) -> let x := \prod_l w l in
  11%:R / 10%:R * x ^+ (2 * L - 2) <= ((\sum_l (x / w l) ^+ 2) / L%:R) ^+ L).
Proof.
move=> /(_ [realFieldType of rat] 2%N (fun=> 1) isT (fun=> ltr01)) /=; rewrite one_mean.
by rewrite big1_eq expr1n mulr1 ler_pdivr_mulr ?ltr0n // mul1r ler_nat.
Qed.

(* a speed above that of equal numbers for equal numbers, too *)
Theorem means_of_scalars_equal_wrong : ~ (forall (R : realFieldType) L (w : 'I_L -> R),
  (0 < L)%N -> (forall l, 0 < w l) -> let x := \prod_l w l in
  x ^+ (2 * L - 2) < ((\sum_l (x / w l) ^+ 2) / L%:R) ^+ L).
Proof.
move=> /(_ [realFieldType of rat] 2%N (fun=> 1) isT (fun=> ltr01)) /=; rewrite one_mean.
by rewrite big1_eq expr1n ltxx.
Qed.
