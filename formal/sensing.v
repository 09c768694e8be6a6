(* The gradient of sensing a matrix, for any number of measurements and any sizes.

   sensing_expansion, sensing_gradient (SAV4, part 1): over an ordered field
     f(X) = w/2 sum_i (<A_i, X> - y_i)^2 has the stated expansion at every X, and the gradient
     w sum_i (<A_i, X> - y_i) A_i by the definition with epsilon and delta.
   sensing_gradient_at_zero (SAV4, part 2): at 0 it is -w sum_i y_i A_i.
   mean_gradient (SAV4, part 3): if the entries of each A_i are uncorrelated with the second moment
     sigma^2 and y_i = <A_i, M>, the gradient has the mean w m sigma^2 (X - M). *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent lipschitz squares.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Sensing.
Variables (R : realFieldType) (m p q : nat) (A : 'I_m -> 'M[R]_(p, q)) (y : 'I_m -> R) (w : R).

(* the sum of the products of the entries *)
Definition inner (B X : 'M[R]_(p, q)) : R := \tr (B^T *m X).

Definition sensing_loss X := w / 2%:R * (\sum_i (inner (A i) X - y i) ^+ 2).
Definition sensing_slope X := w *: \sum_i (inner (A i) X - y i) *: A i.

Lemma innerD B X V : inner B (X + V) = inner B X + inner B V.
Proof. by rewrite /inner mulmxDr linearD. Qed.

Lemma inner_slope X V : inner (sensing_slope X) V =
  w * (\sum_i (inner (A i) X - y i) * inner (A i) V).
Proof.
rewrite /inner /sensing_slope linearZ /= -scalemxAl linearZ /=; congr (_ * _).
rewrite linear_sum mulmx_suml linear_sum; apply: eq_bigr => i _ /=.
by rewrite linearZ /= -scalemxAl linearZ.
Qed.

Theorem sensing_expansion X V : sensing_loss (X + V) =
  sensing_loss X + inner (sensing_slope X) V + w / 2%:R * (\sum_i inner (A i) V ^+ 2).
Proof.
rewrite inner_slope /sensing_loss.
have -> : w * (\sum_i (inner (A i) X - y i) * inner (A i) V) =
    w / 2%:R * (\sum_i 2%:R * ((inner (A i) X - y i) * inner (A i) V)).
  by rewrite -mulr_sumr mulrA divfK // pnatr_eq0.
rewrite -!mulrDr -!big_split /=; congr (_ * _); apply: eq_bigr => i _.
rewrite innerD; move: (inner _ X) (inner _ V) (y i) => a b c; ring.
Qed.

Lemma inner_bound B V : `|inner B V| <= norm1 B * norm1 V.
Proof.
have e C : inner C V = \sum_i \sum_j C i j * V i j.
  rewrite /inner /mxtrace exchange_big /=; apply: eq_bigr => j _; rewrite mxE.
  by apply: eq_bigr => i _; rewrite mxE.
rewrite ler_norml; apply/andP; split; last by rewrite e inner_le.
rewrite ler_oppl -(norm1N B).
have -> : - inner B V = inner (- B) V by rewrite /inner linearN mulNmx linearN.
by rewrite e inner_le.
Qed.

Theorem sensing_gradient X : has_gradient sensing_loss X (sensing_slope X).
Proof.
move=> e e0; set c := `|w / 2%:R| * (\sum_i norm1 (A i) ^+ 2) + 1.
have s0 : 0 <= `|w / 2%:R| * (\sum_i norm1 (A i) ^+ 2).
  by rewrite mulr_ge0 // sumr_ge0 // => i _; exact: sqr_ge0.
have c0 : 0 < c by rewrite /c ltr_spaddr.
exists (e / c); first exact: divr_gt0.
move=> X'; set V := X' - X => close.
have -> : sensing_loss X' = sensing_loss (X + V) by rewrite /V addrC subrK.
have rest (a b t : R) : a + b + t - a - b = t by ring.
rewrite sensing_expansion -/(inner _ _) rest.
apply: (@le_trans _ _ (c * norm1 V ^+ 2)); last first.
  by rewrite expr2 mulrA ler_wpmul2r ?norm1_ge0 // mulrC -ler_pdivl_mulr.
rewrite normrM; apply: (@le_trans _ _ (`|w / 2%:R| * (\sum_i norm1 (A i) ^+ 2) * norm1 V ^+ 2)).
  rewrite -mulrA ler_wpmul2l // mulr_suml; apply: le_trans (ler_norm_sum _ _ _) _.
  apply: ler_sum => i _; rewrite normrX -exprMn ler_expn2r ?nnegrE ?mulr_ge0 ?norm1_ge0 //.
  exact: inner_bound.
by rewrite ler_wpmul2r ?sqr_ge0 // /c ler_addl ler01.
Qed.

Theorem sensing_gradient_at_zero : sensing_slope 0 = - (w *: \sum_i y i *: A i).
Proof.
rewrite /sensing_slope -scalerN -sumrN; congr (_ *: _); apply: eq_bigr => i _.
by rewrite /inner mulmx0 mxtrace0 sub0r scaleNr.
Qed.
End Sensing.

Section Mean.
(* random variables: an algebra V over R with a linear mean E *)
Variables (R : comRingType) (V : comAlgType R) (E : {linear V -> R^o}).
Variables (m p q : nat) (A : 'I_m -> 'I_p -> 'I_q -> V) (sigma2 w : R).

(* the entries of each A_i are uncorrelated and have the second moment sigma^2 *)
Hypothesis moments : forall i j k j' k',
  E (A i j k * A i j' k') = sigma2 *+ ((j == j') && (k == k')).

(* entry j, k of w sum_i (<A_i, X> - <A_i, M>) A_i *)
Definition random_slope (D : 'M[R]_(p, q)) j k : V :=
  w *: \sum_i (\sum_j' \sum_k' D j' k' *: A i j' k') * A i j k.

Theorem mean_gradient (X M : 'M[R]_(p, q)) j k :
  E (random_slope (X - M) j k) = w * m%:R * sigma2 * (X - M) j k.
Proof.
rewrite /random_slope linearZ /= linear_sum /= -!mulrA; congr (_ * _).
have one i : E ((\sum_j' \sum_k' (X - M) j' k' *: A i j' k') * A i j k) = sigma2 * (X - M) j k.
  rewrite mulr_suml linear_sum (bigD1 j) //= [X in _ + X]big1 => [|j' jj].
    rewrite addr0 mulr_suml linear_sum (bigD1 k) //= [X in _ + X]big1 => [|k' kk].
      by rewrite addr0 -scalerAl linearZ /= moments !eqxx mulrC.
    by rewrite -scalerAl linearZ /= moments (negbTE kk) andbF mulr0n; exact: mulr0.
  rewrite mulr_suml linear_sum big1 // => k' _.
  by rewrite -scalerAl linearZ /= moments (negbTE jj) mulr0n; exact: mulr0.
by rewrite (eq_bigr _ (fun i _ => one i)) sumr_const card_ord mulr_natl.
Qed.
End Mean.
