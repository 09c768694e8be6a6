(* The polynomial that agrees with a power to first order at given places, and what it leaves.

   double_zeros (M9QW, EKJL): a polynomial with double zeros at D places has, unless it is zero, a
     degree of at least 2 D.
   hermite_exists (M9QW): at D different places there is one polynomial of degree below 2 D, and
     no other, that agrees with x^n to first order.
   hermite_remainder (M9QW, part 1): x^n is this polynomial plus q(x)^2 u_n(x), where u_n(x) is the
     sum of all monomials of degree n - 2 D in the places, each twice, and x.
   Over any field, for all D and n >= 2 D. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import complete_sums.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Hermite.
Variables (F : fieldType) (D : nat).
Implicit Types (a : 'I_D -> F) (p H : {poly F}) (x : F).

(* q, which has the places a_j as its zeros *)
Definition vanishing a : {poly F} := \prod_j ('X - (a j)%:P).
(* the places, each twice *)
Definition twice a : seq F := codom a ++ codom a.
(* H has a degree below 2 D, and agrees with x^n at every place to first order *)
Definition agrees a n H := (size H <= 2 * D)%N /\
  forall j, H.[a j] = a j ^+ n /\ H^`().[a j] = n%:R * a j ^+ n.-1.

Lemma size_twice a : size (twice a) = (2 * D)%N.
Proof. by rewrite size_cat size_codom card_ord mul2n addnn. Qed.

Lemma size_vanishing a : size (vanishing a) = D.+1.
Proof. by rewrite size_prod_XsubC /index_enum -enumT size_enum_ord. Qed.

Lemma prod_codom (R : comRingType) a (f : F -> R) : \prod_(y <- codom a) f y = \prod_j f (a j).
Proof. by rewrite /codom/image_mem big_map big_enum. Qed.

Lemma vanishing_twice a : \prod_(y <- twice a) ('X - y%:P) = vanishing a ^+ 2.
Proof. by rewrite big_cat /= prod_codom expr2. Qed.

Lemma vanishing_root a j : (vanishing a).[a j] = 0.
Proof. by rewrite horner_prod (bigD1 j) //= hornerXsubC subrr mul0r. Qed.

Lemma vanishing_slope a j : injective a -> (vanishing a)^`().[a j] != 0.
Proof.
move=> inj; rewrite /vanishing (bigD1 j) //= derivM hornerD !hornerM derivXsubC hornerC mul1r.
rewrite hornerXsubC subrr mul0r addr0 horner_prod; apply/prodf_neq0 => i ij.
by rewrite hornerXsubC subr_eq0 eq_sym (inj_eq inj).
Qed.

Lemma zeros_divide a p : injective a -> (forall j, p.[a j] = 0) -> exists g, p = g * vanishing a.
Proof.
move=> inj p0; have [|| g ->] := @uniq_roots_prod_XsubC _ p (codom a).
- by apply/allP => _ /codomP[j ->]; rewrite rootE p0.
- by rewrite uniq_rootsE; apply/injectiveP.
by exists g; rewrite prod_codom.
Qed.

Lemma double_divide a p : injective a -> (forall j, p.[a j] = 0) ->
  (forall j, p^`().[a j] = 0) -> exists g, p = g * vanishing a ^+ 2.
Proof.
move=> inj p0 p1; have [g pE] := zeros_divide inj p0.
have [j|f gE] := zeros_divide (p := g) inj; last by exists f; rewrite pE gE expr2 mulrA.
have := p1 j; rewrite pE derivM hornerD !hornerM vanishing_root mulr0 add0r => /eqP.
by rewrite mulf_eq0 (negbTE (vanishing_slope j inj)) orbF => /eqP.
Qed.

Theorem double_zeros a p : injective a -> (forall j, p.[a j] = 0 /\ p^`().[a j] = 0) ->
  (size p <= 2 * D)%N -> p = 0.
Proof.
move=> inj p0 sp; have [j|j|g pE] := double_divide (p := p) inj; [exact: (p0 j).1|exact: (p0 j).2|].
move: sp; rewrite pE; have [->|g0] := eqVneq g 0; first by rewrite mul0r.
rewrite -vanishing_twice size_Mmonic ?monic_prod_XsubC // size_prod_XsubC size_twice addnS /=.
by rewrite -[X in (_ <= X)%N]add0n leq_add2r leqn0 size_poly_eq0 (negbTE g0).
Qed.

Lemma newton_agrees a n : (2 * D <= n)%N -> agrees a n (newton n (twice a)).
Proof.
rewrite -(size_twice a) => sn; split=> [|j].
  by rewrite -(size_twice a) size_newton.
have := newton_poly sn; rewrite vanishing_twice; set u := complete _ _ => E.
have NE : newton n (twice a) = 'X^n - vanishing a * (vanishing a * u).
  by rewrite E expr2 mulrA addrK.
rewrite NE derivB derivM derivXn !hornerD !hornerN hornerD !hornerM vanishing_root hornerMn.
rewrite !hornerXn derivM hornerD !hornerM vanishing_root.
by rewrite !(mul0r, mulr0, addr0, subr0) mulr_natl.
Qed.

Theorem hermite_exists a n : injective a -> (2 * D <= n)%N ->
  exists H, agrees a n H /\ forall H', agrees a n H' -> H' = H.
Proof.
move=> inj Dn; exists (newton n (twice a)); have := newton_agrees a Dn.
set N := newton _ _ => -[sN aN]; split=> // H' [sH aH]; apply/eqP; rewrite -subr_eq0; apply/eqP.
apply: (double_zeros inj) => [j|].
  by rewrite derivB !hornerD !hornerN (aN j).1 (aN j).2 (aH j).1 (aH j).2 !subrr.
by apply: leq_trans (size_add _ _) _; rewrite size_opp geq_max sH sN.
Qed.

Lemma agrees_newton a n H : injective a -> (2 * D <= n)%N -> agrees a n H ->
  H = newton n (twice a).
Proof.
move=> inj Dn aH; have [H' [_ u]] := hermite_exists inj Dn.
by rewrite (u _ aH) (u _ (newton_agrees a Dn)).
Qed.

Theorem hermite_remainder a n H x : injective a -> (2 * D <= n)%N -> agrees a n H ->
  x ^+ n = (vanishing a).[x] ^+ 2 * complete (n - 2 * D) (x :: twice a) + H.[x].
Proof.
move=> inj Dn aH; have sn : (size (twice a) <= n)%N by rewrite size_twice.
rewrite (agrees_newton inj Dn aH) (newton_power x sn).2 addrC size_twice; congr (_ * _ + _).
rewrite big_cat /= !(prod_codom _ (fun y => x - y)) -expr2 horner_prod; congr (_ ^+ 2).
by apply: eq_bigr => j _; rewrite hornerXsubC.
Qed.
End Hermite.
