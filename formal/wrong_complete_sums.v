(* Wrong variants of Newton's formula for a power and of the agreement to first order. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import complete_sums hermite.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Local Notation F := rat_fieldType.

Let complete1 (R : comRingType) (s : seq R) : complete 1 s = \sum_(x <- s) x.
Proof.
elim: s => [|x s IH]; first by rewrite completeE big_nil.
by rewrite complete_cons complete0 mulr1 IH big_cons.
Qed.

(* nine tenths of the divided difference *)
Theorem divided_difference_tenth_wrong : ~ (forall (R : comRingType) r (x y : R) s,
  10%:R * (complete r.+1 (x :: s) - complete r.+1 (y :: s))
  = 9%:R * ((x - y) * complete r (x :: y :: s))).
Proof.
by move=> /(_ [comRingType of int] 0%N 1 0 [::]); rewrite !complete1 complete0 !big_cons !big_nil.
Qed.

(* a divided difference of the same degree *)
Theorem divided_difference_degree_wrong : ~ (forall (R : comRingType) r (x y : R) s,
  complete r.+1 (x :: s) - complete r.+1 (y :: s) = (x - y) * complete r.+1 (x :: y :: s)).
Proof.
by move=> /(_ [comRingType of int] 0%N 2 0 [::]); rewrite !complete1 !big_cons !big_nil.
Qed.

(* nine tenths of the rest *)
Theorem newton_power_tenth_wrong : ~ (forall (R : fieldType) n s (x : R), (size s <= n)%N ->
  x ^+ n = (newton n s).[x]
    + 9%:R / 10%:R * (\prod_(y <- s) (x - y) * complete (n - size s) (x :: s))).
Proof.
move=> /(_ F 1%N [:: 0] 1 isT) /=; rewrite subn0 subnn complete1 complete0 !big_cons !big_nil.
rewrite addr0 scale0r addr0 horner0 subr0 !mulr1 add0r expr1 => /(congr1 ( *%R^~ 10%:R)).
by rewrite mul1r divfK ?pnatr_eq0 // => /eqP; rewrite eqr_nat.
Qed.

(* more nodes than the degree *)
Theorem newton_power_nodes_wrong : ~ (forall (R : comRingType) n s (x : R),
  x ^+ n = (newton n s).[x] + \prod_(y <- s) (x - y) * complete (n - size s) (x :: s)).
Proof.
move=> /(_ [comRingType of F] 0%N [:: 0] 1) /=.
rewrite !sub0n !complete0 big_cons !big_nil add0r scale1r hornerC.
by [].
Qed.

(* a degree lower by one *)
Theorem newton_power_degree_wrong : ~ (forall (R : comRingType) n (s : seq R),
  (0 < size s <= n)%N -> (size (newton n s) < size s)%N).
Proof.
move=> /(_ [comRingType of F] 1%N [:: 1] isT) /=.
by rewrite subn0 big_nil complete1 big_cons big_nil add0r addr0 scale1r size_poly1.
Qed.

Let at0 : 'I_1 -> F := fun=> 0.
Let at1 : 'I_1 -> F := fun=> 1.
Let inj0 : injective at0. Proof. by move=> i j _; rewrite !ord1. Qed.
Let inj1 : injective at1. Proof. by move=> i j _; rewrite !ord1. Qed.

(* places that coincide *)
Theorem hermite_exists_places_wrong : ~ (forall (F : fieldType) D (a : 'I_D -> F) n,
  (2 * D <= n)%N -> exists H, agrees a n H /\ forall H', agrees a n H' -> H' = H).
Proof.
move=> H; have [P [_ u]] := H F 2%N (fun=> 0) 4%N isT.
have : 'X^2 = 'X^3 :> {poly F}.
  by rewrite [RHS]u ?[LHS]u //; split=> [|j]; rewrite ?size_polyXn // derivXn hornerMn !hornerXn;
    rewrite !expr0n mul0rn mulr0.
by move=> /(congr1 (fun p : {poly F} => size p)); rewrite !size_polyXn.
Qed.

(* a degree of 2 D as well *)
Theorem hermite_exists_higher_wrong : ~ (forall (F : fieldType) D (a : 'I_D -> F) n,
  injective a -> (2 * D <= n)%N -> exists H, forall H' : {poly F}, (size H' <= (2 * D).+1)%N ->
    (forall j, H'.[a j] = a j ^+ n /\ H'^`().[a j] = n%:R * a j ^+ n.-1) -> H' = H).
Proof.
move=> H; have [P u] := H F 1%N at0 2%N inj0 isT.
have : 'X^2 = 0 :> {poly F}.
  transitivity P; [apply: u | symmetry; apply: u]; rewrite ?size_poly0 ?size_polyXn // => j.
    by rewrite derivXn hornerXn hornerMn hornerXn /at0 !(expr0n, expr1, mul0rn, mulr0).
  by rewrite deriv0 !horner0 /at0 expr0n expr1 mulr0.
by move=> /eqP; rewrite -size_poly_eq0 size_polyXn.
Qed.

(* a degree below 2 D - 1 *)
Theorem hermite_exists_lower_wrong : ~ (forall (F : fieldType) D (a : 'I_D -> F) n,
  injective a -> (2 * D <= n)%N -> exists H, agrees a n H /\ (size H <= (2 * D).-1)%N).
Proof.
move=> H; have [P [[_ /(_ 0)[_ e]] /size1_polyC P1]] := H F 1%N at1 2%N inj1 isT.
by move: e; rewrite P1 derivC horner0 /at1 expr1n mulr1.
Qed.

(* the double node 1 and the power 3 *)
Let H3 : {poly F} := 3%:R *: ('X - 1%:P) + 1.
Let a3 : agrees at1 3 H3.
Proof.
split=> [|j].
  apply: leq_trans (size_add _ _) _; rewrite geq_max size_poly1 andbT.
  by apply: leq_trans (size_scale_leq _ _) _; rewrite size_XsubC.
rewrite /H3 derivD derivZ derivXsubC derivC addr0 /at1 !expr1n !mulr1.
by rewrite hornerD !hornerZ hornerXsubC hornerC subrr mulr0 add0r mulr1.
Qed.
Let H30 : H3.[0] = - 2%:R.
Proof. by rewrite /H3 hornerD hornerZ hornerXsubC hornerC. Qed.
Let codom1 : codom at1 = [:: 1].
Proof. by rewrite /codom/image_mem (eq_map (_ : at1 =1 fun=> 1)) // enum_ordS enum_ord0. Qed.

(* nine tenths of the rest *)
Theorem hermite_remainder_tenth_wrong : ~ (forall (F : fieldType) D (a : 'I_D -> F) n
  (H : {poly F}) x, injective a -> (2 * D <= n)%N -> agrees a n H -> x ^+ n =
    9%:R / 10%:R * ((vanishing a).[x] ^+ 2 * complete (n - 2 * D) (x :: twice a)) + H.[x]).
Proof.
move=> /(_ F 1%N at1 3%N H3 0 inj1 isT a3).
rewrite /vanishing big_ord1 hornerXsubC complete1 H30 /twice codom1 !big_cons big_nil.
rewrite !add0r addr0 sqrrN expr1n mul1r expr0n /= => /eqP; rewrite eq_sym subr_eq0 -[1 + 1]mulr2n.
by move=> /eqP/(congr1 ( *%R 10%:R)); rewrite mulrA [10%:R * _]mulrC divfK ?pnatr_eq0 //.
Qed.

(* each place once in the monomials *)
Theorem hermite_remainder_once_wrong : ~ (forall (F : fieldType) D (a : 'I_D -> F) n
  (H : {poly F}) x, injective a -> (2 * D <= n)%N -> agrees a n H -> x ^+ n =
    (vanishing a).[x] ^+ 2 * complete (n - 2 * D) (x :: codom a) + H.[x]).
Proof.
move=> /(_ F 1%N at1 3%N H3 0 inj1 isT a3).
rewrite /vanishing big_ord1 hornerXsubC complete1 H30 codom1 !big_cons big_nil.
by [].
Qed.

(* agreement in value alone *)
Theorem hermite_remainder_value_wrong : ~ (forall (F : fieldType) D (a : 'I_D -> F) n
  (H : {poly F}) x, injective a -> (2 * D <= n)%N ->
  (size H <= 2 * D)%N -> (forall j, H.[a j] = a j ^+ n) ->
  x ^+ n = (vanishing a).[x] ^+ 2 * complete (n - 2 * D) (x :: twice a) + H.[x]).
Proof.
move=> /(_ F 1%N at1 2%N 1 0 inj1 isT); rewrite size_poly1 => /(_ isT) H.
have {}H := H (fun j => etrans (hornerC _ _) (esym (expr1n _ _))); move: H.
by rewrite /vanishing big_ord1 hornerXsubC complete0 hornerC.
Qed.
End Wrong.
