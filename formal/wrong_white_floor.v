(* Wrong variants of the bias for white features, near the truth, refuted over every ordered field,
   for one feature and one sample. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import white_floor.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : realFieldType.

Lemma twice_one : twice 1 1%:M (1%:M : 'M[F]_1) 1 = 4%:R%:M.
Proof.
rewrite /twice !mulmx1 mxtrace1; apply/matrixP => i j; rewrite !mxE !ord1 eqxx expr1n !mulr1n.
by field.
Qed.

(* the number of samples in place of one more *)
Theorem white_floor_number_wrong : ~ (forall d m (ST : 'M[F]_d) sigma, (0 < m)%N ->
  twice m 1%:M ST sigma = (1 + m%:R^-1) *: (ST + ((\tr ST + sigma ^+ 2) / m%:R)%:M)).
Proof.
move=> /(_ 1%N 1%N 1%:M 1 isT); rewrite twice_one mxtrace1 => /matrixP/(_ 0 0)/eqP.
rewrite !mxE eqxx !mulr1n expr1n -subr_eq0.
have -> : 4%:R - (1 + 1%:R^-1) * (1 + (1%:R + 1) / 1%:R) = - 2%:R :> F by field.
by rewrite oppr_eq0 pnatr_eq0.
Qed.

(* the floor without the noise *)
Theorem white_floor_noise_wrong : ~ (forall d m (ST : 'M[F]_d) sigma, (0 < m)%N ->
  twice m 1%:M ST sigma = (1 + m%:R^-1) *: (ST + (\tr ST / m.+1%:R)%:M)).
Proof.
move=> /(_ 1%N 1%N 1%:M 1 isT); rewrite twice_one mxtrace1 => /matrixP/(_ 0 0)/eqP.
rewrite !mxE eqxx !mulr1n -subr_eq0.
have -> : 4%:R - (1 + 1%:R^-1) * (1 + 1%:R / 2%:R) = 1 :> F by field.
by rewrite oner_eq0.
Qed.
End Wrong.
