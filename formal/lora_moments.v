(* Means of sums of monomials in independent entries, and the two means of G A^T A for a matrix A of
   such entries, for every number of rows and of columns, over any commutative ring.

   mu k is the mean of the k-th power of one entry: mu 0 = 1, mu 1 = 0, mu 2 = m, mu 4 = q.
   mean_of_four: the mean of a product of four entries, equal or not.
   mean_of_product, mean_of_square (TW9K, part 1): the mean of each entry of G A^T A is r m times
     that of G, and the mean of |G A^T A|^2 is r ((r + d - 2) m^2 + q) |G|^2. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Means.
Variables (R : comRingType) (T : finType) (mu : nat -> R).

(* f is a sum of monomials in the x t, and v the same sum with mu k for every power x t ^+ k *)
Definition has_mean (f : (T -> R) -> R) (v : R) :=
  exists (I : finType) (c : I -> R) (e : I -> T -> nat),
  (forall x, f x = \sum_u c u * \prod_t x t ^+ e u t) /\ v = \sum_u c u * \prod_t mu (e u t).

Lemma mean_ext f g v : has_mean f v -> (forall x, g x = f x) -> has_mean g v.
Proof. by move=> [I [c [e [fE vE]]]] gf; exists I, c, e; split=> // x; rewrite gf. Qed.

Lemma mean_monomial (e : T -> nat) : has_mean (fun x => \prod_t x t ^+ e t) (\prod_t mu (e t)).
Proof.
by exists [finType of 'I_1], (fun=> 1), (fun=> e); split=> [x|]; rewrite big_ord1 mul1r.
Qed.

Lemma mean_scaled a f v : has_mean f v -> has_mean (fun x => a * f x) (a * v).
Proof.
move=> [I [c [e [fE ->]]]]; exists I, (fun u => a * c u), e; split=> [x|].
  by rewrite fE mulr_sumr; apply: eq_bigr => u _; rewrite mulrA.
by rewrite mulr_sumr; apply: eq_bigr => u _; rewrite mulrA.
Qed.

Lemma has_mean_add f g v w : has_mean f v -> has_mean g w -> has_mean (fun x => f x + g x) (v + w).
Proof.
move=> [I [c [e [fE ->]]]] [J [c' [e' [gE ->]]]]; exists [finType of (I + J)%type].
exists (fun u => match u with inl i => c i | inr j => c' j end).
exists (fun u => match u with inl i => e i | inr j => e' j end).
by split=> [x|]; rewrite big_sumType /= ?fE ?gE.
Qed.

Lemma has_mean_sum (I : finType) (f : I -> (T -> R) -> R) (v : I -> R) :
  (forall i, has_mean (f i) (v i)) -> has_mean (fun x => \sum_i f i x) (\sum_i v i).
Proof.
move=> all; rewrite -big_enum; apply: (@mean_ext (fun x => \sum_(i <- enum I) f i x)); last first.
  by move=> x; rewrite big_enum.
elim: (enum I) => [|i s IH].
  exists [finType of 'I_0], (fun=> 0), (fun _ _ => 0%N).
  by rewrite big_nil; split=> [x|]; rewrite ?big_nil big_ord0.
rewrite big_cons; apply: mean_ext (has_mean_add (all i) IH) _ => x.
by rewrite big_cons.
Qed.

(* one factor of a product *)
Lemma one_factor (x : T -> R) p : \prod_t x t ^+ (t == p) = x p.
Proof.
by rewrite (bigD1 p) //= eqxx expr1 big1 ?mulr1 // => t /negbTE ->; rewrite expr0.
Qed.

Hypotheses (mu0 : mu 0 = 1) (mu1 : mu 1 = 0).
Local Notation m := (mu 2).
Local Notation q := (mu 4).

Lemma single_factor (e : T -> nat) t : e t = 1%N -> \prod_t mu (e t) = 0.
Proof. by move=> e1; rewrite (bigD1 t) //= e1 mu1 mul0r. Qed.

(* how often t occurs among four *)
Definition times (p1 p2 p3 p4 t : T) : nat := (t == p1) + (t == p2) + (t == p3) + (t == p4).

Lemma one_place_only (e : T -> nat) p : (forall t, t != p -> e t = 0%N) ->
  \prod_t mu (e t) = mu (e p).
Proof. by move=> no; rewrite (bigD1 p) //= big1 ?mulr1 // => t /no ->. Qed.

Lemma two_places (e : T -> nat) p s : p != s -> (forall t, t != p -> t != s -> e t = 0%N) ->
  \prod_t mu (e t) = mu (e p) * mu (e s).
Proof.
move=> ps no; rewrite (bigD1 p) //= (bigD1 s) ?(eq_sym s) //= big1 ?mulr1 // => t /andP[tp ts].
by rewrite no.
Qed.

(* the pairs among four, and all four *)
Definition four_moment (p1 p2 p3 p4 : T) : R :=
  m ^+ 2 * ((p1 == p2)%:R * (p3 == p4)%:R + (p1 == p3)%:R * (p2 == p4)%:R +
            (p1 == p4)%:R * (p2 == p3)%:R) +
  (q - 3%:R * m ^+ 2) * ((p1 == p2)%:R * (p1 == p3)%:R * (p1 == p4)%:R).

Lemma four_momentE p1 p2 p3 p4 :
  \prod_t mu (times p1 p2 p3 p4 t) = four_moment p1 p2 p3 p4.
Proof.
have apart (a b : T) : a != b -> (a == b) = false /\ (b == a) = false.
  by move=> ab; rewrite [b == a]eq_sym (negbTE ab).
rewrite /four_moment; have [e|/apart[f12 g12]] := eqVneq p1 p2.
  subst p2; have [e|/apart[f34 g34]] := eqVneq p3 p4.
    subst p4; have [e|n13] := eqVneq p1 p3.
      subst p3; rewrite (one_place_only (p := p1)) => [|t /negbTE n]; last by rewrite /times n.
      by rewrite /times !eqxx /=; transitivity (mu 4) => //; ring.
    rewrite (two_places n13) => [|t /negbTE n /negbTE n']; last by rewrite /times n n'.
    have [f13 g13] := apart _ _ n13; rewrite /times !eqxx f13 g13 /=.
    by transitivity (mu 2 * mu 2) => //; ring.
  have [e|/apart[f13 g13]] := eqVneq p1 p3.
    subst p3; rewrite (single_factor (t := p4)) /times ?eqxx ?g34 ?f34 //=; ring.
  rewrite (single_factor (t := p3)) /times ?eqxx ?g13 ?f34 //=; ring.
have n12 : p1 != p2 by rewrite f12.
have [e|/apart[f13 g13]] := eqVneq p1 p3.
  subst p3; have [e|/apart[f24 g24]] := eqVneq p2 p4.
    subst p4; rewrite (two_places n12) => [|t /negbTE n /negbTE n']; last by rewrite /times n n'.
    by rewrite /times !eqxx f12 g12 /=; transitivity (mu 2 * mu 2) => //; ring.
  rewrite (single_factor (t := p2)) /times ?eqxx ?g12 ?f24 //= ?f12 /=; ring.
have [e|/apart[f14 g14]] := eqVneq p1 p4.
  subst p4; have [e|/apart[f23 g23]] := eqVneq p2 p3.
    subst p3; rewrite (two_places n12) => [|t /negbTE n /negbTE n']; last by rewrite /times n n'.
    by rewrite /times !eqxx f12 g12 /=; transitivity (mu 2 * mu 2) => //; ring.
  rewrite (single_factor (t := p2)) /times ?eqxx ?g12 ?f23 //=; ring.
rewrite (single_factor (t := p1)) /times ?eqxx ?f12 ?f13 ?f14 //=; ring.
Qed.

Lemma mean_of_four p1 p2 p3 p4 :
  has_mean (fun x => x p1 * x p2 * (x p3 * x p4)) (four_moment p1 p2 p3 p4).
Proof.
rewrite -four_momentE; apply: mean_ext (mean_monomial _) _ => x.
by rewrite /times; under eq_bigr do rewrite !exprD; rewrite !big_split /= !one_factor mulrA.
Qed.

Lemma mean_of_two p1 p2 : has_mean (fun x => x p1 * x p2) (m * (p1 == p2)%:R).
Proof.
have -> : m * (p1 == p2)%:R = \prod_t mu ((t == p1) + (t == p2)).
  have [<-|n12] := eqVneq p1 p2.
    rewrite (one_place_only (p := p1)) ?eqxx ?mulr1 // => t /negbTE n.
    by rewrite n.
  by rewrite (single_factor (t := p1)) ?eqxx ?(negbTE n12) ?mulr0.
apply: mean_ext (mean_monomial _) _ => x.
by under eq_bigr do rewrite !exprD; rewrite !big_split /= !one_factor.
Qed.
End Means.

Section Products.
Variables (R : comRingType) (p r d : nat) (mu : nat -> R) (G : 'M[R]_(p, d)).
Hypotheses (mu0 : mu 0 = 1) (mu1 : mu 1 = 0).
Local Notation T := [finType of 'I_r * 'I_d].
Local Notation m := (mu 2).
Local Notation q := (mu 4).

(* the matrix with the entries x (k, i) *)
Definition entries_of (x : 'I_r * 'I_d -> R) : 'M[R]_(r, d) := \matrix_(k, i) x (k, i).

Lemma product_entry x a j : (G *m (entries_of x)^T *m entries_of x) a j =
  \sum_k \sum_i G a i * (x (k, i) * x (k, j)).
Proof.
rewrite mxE; apply: eq_bigr => k _; rewrite !mxE mulr_suml; apply: eq_bigr => i _.
by rewrite !mxE mulrA.
Qed.

Theorem mean_of_product a j : has_mean mu
  (fun x : T -> R => (G *m (entries_of x)^T *m entries_of x) a j) (r%:R * m * G a j).
Proof.
apply: (@mean_ext _ _ _ (fun x => \sum_k \sum_i G a i * (x (k, i) * x (k, j)))); last first.
  by move=> x; rewrite product_entry.
have -> : r%:R * m * G a j = \sum_(k < r) \sum_i G a i * (m * (((k, i) : T) == (k, j))%:R).
  rewrite (eq_bigr (fun=> m * G a j)) => [|k _].
    by rewrite sumr_const card_ord -[RHS]mulr_natl mulrA.
  rewrite (bigD1 j) //= eqxx big1 ?addr0 ?mulr1 1?mulrC // => i /negbTE ij.
  by rewrite xpair_eqE ij andbF !mulr0.
apply: has_mean_sum => k; apply: has_mean_sum => i; apply: mean_scaled.
exact: mean_of_two.
Qed.

(* the mean of the square of one entry *)
Lemma entry_square a j : has_mean mu
  (fun x : T -> R => ((G *m (entries_of x)^T *m entries_of x) a j) ^+ 2)
  (r%:R * (m ^+ 2 * (\sum_i G a i ^+ 2) + ((r%:R - 2%:R) * m ^+ 2 + q) * G a j ^+ 2)).
Proof.
pose mono (k : 'I_r) (i : 'I_d) (l : 'I_r) (i' : 'I_d) (x : T -> R) :=
  x (k, i) * x (k, j) * (x (l, i') * x (l, j)).
apply: (@mean_ext _ _ _ (fun x => \sum_k \sum_l \sum_i \sum_i' (G a i * G a i') *
  mono k i l i' x)); last first.
  move=> x; rewrite product_entry expr2 mulr_suml; apply: eq_bigr => k _.
  rewrite mulr_sumr; apply: eq_bigr => l _; rewrite mulr_suml; apply: eq_bigr => i _.
  rewrite mulr_sumr; apply: eq_bigr => i' _; rewrite /mono.
  by move: (x _) (x _) (x _) (x _) (G a i) (G a i') => *; ring.
pose S := \sum_i G a i ^+ 2; pose g := G a j.
have -> : r%:R * (m ^+ 2 * S + ((r%:R - 2%:R) * m ^+ 2 + q) * g ^+ 2) =
  \sum_(k < r) \sum_(l < r) \sum_i \sum_i' (G a i * G a i') *
    four_moment mu ((k, i) : T) (k, j) (l, i') (l, j).
  transitivity (\sum_(k < r) \sum_(l < r)
      (m ^+ 2 * g ^+ 2 + (k == l)%:R * (m ^+ 2 * S + (q - 2%:R * m ^+ 2) * g ^+ 2))).
    set X := _ + (q - _) * _; rewrite (eq_bigr (fun=> r%:R * (m ^+ 2 * g ^+ 2) + X)) => [|k _].
      by rewrite sumr_const card_ord -[RHS]mulr_natl /X; ring.
    rewrite big_split /= sumr_const card_ord -[in LHS](mulr_natl (m ^+ 2 * _)); congr (_ + _).
    by rewrite (bigD1 k) //= eqxx mul1r big1 ?addr0 // => l; rewrite eq_sym => /negbTE ->;
      rewrite mul0r.
  apply: eq_bigr => k _; apply: eq_bigr => l _.
  pose del i : R := (i == j)%:R; pose dl : R := (k == l)%:R.
  have delG : \sum_i G a i * del i = g.
    rewrite (bigD1 j) //= /del eqxx mulr1 big1 ?addr0 // => i /negbTE ->.
    by rewrite mulr0.
  have four i i' : four_moment mu ((k, i) : T) (k, j) (l, i') (l, j) =
      m ^+ 2 * (del i * del i' + dl * (i == i')%:R + dl * (del i * del i')) +
      (q - 3%:R * m ^+ 2) * (dl * (del i * del i')).
    rewrite /four_moment !xpair_eqE !eqxx /= /del /dl; have [->|ij] := eqVneq i j.
      by rewrite (eq_sym i'); case: (k == l); case: (j == i') => /=; ring.
    by rewrite (eq_sym i'); case: (k == l); case: (j == i'); case: (i == i') => /=; ring.
  transitivity ((m ^+ 2 * (1 + dl) + (q - 3%:R * m ^+ 2) * dl) * g ^+ 2 + dl * m ^+ 2 * S).
    by rewrite -/dl; ring.
  set C := _ * (1 + dl) + _.
  transitivity (\sum_i (C * g * (G a i * del i) + dl * m ^+ 2 * G a i ^+ 2)).
    by rewrite big_split /= -!mulr_sumr delG -/S; ring.
  apply: eq_bigr => i _.
  transitivity (\sum_i' (C * (G a i * del i) * (G a i' * del i') +
      dl * m ^+ 2 * (G a i * (G a i' * (i == i')%:R)))).
    rewrite big_split /= -!mulr_sumr delG; congr (_ + _); first by ring.
    rewrite (bigD1 i) //= eqxx mulr1 big1 ?addr0 1?expr2 // => i'; rewrite eq_sym => /negbTE ->.
    by rewrite mulr0.
  apply: eq_bigr => i' _; rewrite four /C.
  by move: (del i) (del i') ((i == i')%:R) (G a i) (G a i') => *; ring.
apply: has_mean_sum => k; apply: has_mean_sum => l; apply: has_mean_sum => i.
by apply: has_mean_sum => i'; apply: mean_scaled; exact: mean_of_four.
Qed.

Theorem mean_of_square : has_mean mu
  (fun x : T -> R => \sum_a \sum_j (G *m (entries_of x)^T *m entries_of x) a j ^+ 2)
  (r%:R * ((r%:R + d%:R - 2%:R) * m ^+ 2 + q) * \sum_a \sum_j G a j ^+ 2).
Proof.
have -> : r%:R * ((r%:R + d%:R - 2%:R) * m ^+ 2 + q) * (\sum_a \sum_j G a j ^+ 2) =
  \sum_a \sum_j
    r%:R * (m ^+ 2 * (\sum_i G a i ^+ 2) + ((r%:R - 2%:R) * m ^+ 2 + q) * G a j ^+ 2).
  rewrite mulr_sumr; apply: eq_bigr => a _; rewrite -mulr_sumr big_split /=.
  rewrite sumr_const card_ord -[X in _ = _ * (X + _)]mulr_natl -mulr_sumr.
  by move: (\sum_i _) => S; ring.
apply: has_mean_sum => a; apply: has_mean_sum => j.
exact: entry_square.
Qed.
End Products.
