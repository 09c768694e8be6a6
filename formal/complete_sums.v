(* Sums of all monomials of one degree, and Newton's formula for a power.

   complete r z is the sum of all monomials of the degree r in the entries of z. Over any
   commutative ring, for nodes that may repeat:
   divided_difference (M9QW, part 1): complete of degree r + 1 in x, s minus that in y, s is x - y
     times complete of degree r in x, y, s.
   newton_power (M9QW, part 1): x^n is Newton's polynomial, of degree below the number of nodes,
     plus the product of all x - z times complete of degree n - size s in x and the nodes.
   complete_bound (M9QW, part 2): with m + 1 entries of size at most c, |complete r z| is at most
     binom(m + r, m) c^r. Over any ordered domain. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* the sum of all monomials of degree r in the entries of z; e has the exponents *)
Definition complete (R : comRingType) r (z : seq R) : R :=
  \sum_(e : (size z).-tuple 'I_r.+1 | (\sum_(i <- e) i == r)%N)
    \prod_(i < size z) z`_i ^+ tnth e i.

Section Complete.
Variable R : comRingType.
Implicit Types (z s : seq R) (x y : R).

(* the same, grouped by the exponent of the first entry *)
Fixpoint grouped z (r : nat) : R :=
  if z is x :: s then \sum_(i < r.+1) x ^+ i * grouped s (r - i) else (r == 0%N)%:R.

Lemma grouped_within z B r : (r < B)%N ->
  \sum_(e : (size z).-tuple 'I_B | (\sum_(i <- e) i == r)%N) \prod_(i < size z) z`_i ^+ tnth e i
  = grouped z r.
Proof.
elim: z r => [|x s IH] r rB /=.
  rewrite (eq_bigl (fun=> r == 0%N)) => [|e]; last by rewrite tuple0 big_nil eq_sym.
  case: (r == 0%N); last by rewrite big_pred0.
  by rewrite (eq_bigr (fun=> 1)) => [|e _]; rewrite ?big_ord0 // sumr_const card_tuple expn0.
pose up (p : 'I_B * (size s).-tuple 'I_B) := [tuple of p.1 :: p.2].
rewrite (reindex up) /=; last first.
  exists (fun e => (thead e, [tuple of behead e])) => [[i e] _|e _].
    by congr pair; apply: val_inj.
  by rewrite /up -tuple_eta.
transitivity (\sum_(i < B) \sum_(e : (size s).-tuple 'I_B | (i + \sum_(l <- e) l == r)%N)
    x ^+ i * \prod_(l < size s) s`_l ^+ tnth e l).
  rewrite pair_big_dep; apply: eq_big => [[i e]|[i e] _] /=; first by rewrite big_cons.
  rewrite big_ord_recl /=; congr (_ * _); apply: eq_bigr => l _; congr (_ ^+ _).
  by rewrite !(tnth_nth i).
rewrite (big_ord_widen B (fun i => x ^+ i * grouped s (r - i)) rB).
rewrite [LHS](bigID (fun i : 'I_B => i < r.+1)%N) /= [X in _ + X]big1.
  rewrite addr0; apply: eq_bigr => i ir; rewrite -mulr_sumr; congr (_ * _).
  rewrite -IH ?(leq_ltn_trans (leq_subr _ _)) //; apply: eq_bigl => e.
  by rewrite -[in LHS](subnKC (ltnSE ir)) eqn_add2l.
move=> i ir; rewrite big_pred0 // => e; apply: contraNF ir => /eqP <-.
by rewrite ltnS leq_addr.
Qed.

Lemma completeE r z : complete r z = grouped z r. Proof. exact: grouped_within. Qed.

Lemma complete0 z : complete 0 z = 1.
Proof.
by rewrite completeE; elim: z => //= x s IH; rewrite big_ord1 expr0 mul1r IH.
Qed.

Lemma complete_one r x : complete r [:: x] = x ^+ r.
Proof.
rewrite completeE /= (bigD1 ord_max) //= subnn mulr1 big1 ?addr0 // => i /eqP ir.
case: eqP => [e|]; last by rewrite mulr0.
by case: ir; apply: val_inj => /=; apply/eqP; rewrite eqn_leq -ltnS ltn_ord -subn_eq0 e.
Qed.

Lemma complete_cons r x s : complete r.+1 (x :: s) = x * complete r (x :: s) + complete r.+1 s.
Proof.
rewrite !completeE /= big_ord_recl subn0 expr0 mul1r addrC mulr_sumr; congr (_ + _).
by apply: eq_bigr => i _; rewrite exprS mulrA.
Qed.

Lemma complete_swap r x y s : complete r (x :: y :: s) = complete r (y :: x :: s).
Proof.
elim/ltn_ind: r => -[|r] IH; first by rewrite !complete0.
have e := IH r (ltnSn r); rewrite complete_cons [RHS]complete_cons -e.
rewrite [complete r.+1 (y :: s)]complete_cons [complete r.+1 (x :: s)]complete_cons.
case: r IH e => [|r] IH e; first by rewrite !complete0; ring.
have h : complete r.+1 (y :: s) = complete r.+1 (x :: y :: s) - x * complete r (x :: y :: s).
  by rewrite [complete _ [:: x, y & s]]complete_cons addrC addKr.
have h' : complete r.+1 (x :: s) = complete r.+1 (x :: y :: s) - y * complete r (x :: y :: s).
  by rewrite e [complete _ [:: y, x & s]]complete_cons IH // addrC addKr.
by rewrite h h'; ring.
Qed.

Theorem divided_difference r x y s :
  complete r.+1 (x :: s) - complete r.+1 (y :: s) = (x - y) * complete r (x :: y :: s).
Proof.
have e := complete_cons r x (y :: s); rewrite complete_swap complete_cons in e.
rewrite [complete r (y :: _)]complete_swap in e.
have -> : complete r.+1 (x :: s) =
    x * complete r (x :: y :: s) + complete r.+1 (y :: s) - y * complete r (x :: y :: s).
  by rewrite -e [y * _ + _]addrC addrK.
by ring.
Qed.
End Complete.

Lemma complete_morph (R S : comRingType) (f : {rmorphism R -> S}) r (z : seq R) :
  complete r (map f z) = f (complete r z).
Proof.
rewrite !completeE; elim: z r => [|x s IH] r /=; first by rewrite rmorph_nat.
by rewrite rmorph_sum; apply: eq_bigr => i _; rewrite rmorphM rmorphX IH.
Qed.

Section Newton.
Variable R : comRingType.
Implicit Types (s : seq R) (x : R).

(* Newton's polynomial for x^n: at the node z after the nodes s, the divided difference of x^n at
   z and s times the product of x - y over s *)
Fixpoint newton n s : {poly R} := if s is z :: s' then
  newton n s' + complete (n - size s') s *: \prod_(y <- s') ('X - y%:P) else 0.

Lemma size_newton n s : (size (newton n s) <= size s)%N.
Proof.
elim: s => [|z s IH] /=; first by rewrite size_poly0.
apply: leq_trans (size_add _ _) _; rewrite geq_max leqW //=.
by apply: leq_trans (size_scale_leq _ _) _; rewrite size_prod_XsubC.
Qed.

Lemma newton_poly n s : (size s <= n)%N -> 'X^n = newton n s +
  \prod_(y <- s) ('X - y%:P) * complete (n - size s) ('X :: map polyC s).
Proof.
elim: s => [|z s IH] /= sn; first by rewrite big_nil add0r mul1r subn0 complete_one.
rewrite {1}IH ?(ltnW sn) // -addrA; congr (_ + _); rewrite big_cons.
have -> : (n - size s = (n - (size s).+1).+1)%N by rewrite subnS prednK ?subn_gt0.
have := divided_difference (n - (size s).+1) 'X z%:P (map polyC s).
have -> : z%:P :: map polyC s = map polyC (z :: s) by [].
rewrite (complete_morph [rmorphism of @polyC R]) => /(canRL (subrK _)) ->.
rewrite -mul_polyC /=; move: (complete _ (z :: s))%:P (complete _ ('X :: _)) => c u.
by move: (\prod_(_ <- _) _) ('X - _) => p v; ring.
Qed.

Theorem newton_power n s x : (size s <= n)%N -> (size (newton n s) <= size s)%N /\
  x ^+ n = (newton n s).[x] + \prod_(y <- s) (x - y) * complete (n - size s) (x :: s).
Proof.
move=> sn; split; first exact: size_newton.
have := congr1 (fun p => p.[x]) (newton_poly sn).
rewrite hornerXn hornerD hornerM horner_prod => ->; congr (_ + _ * _).
  by apply: eq_bigr => y _; rewrite hornerXsubC.
have -> : x :: s = map (horner_eval x) ('X :: map polyC s).
  rewrite /= /horner_eval hornerX -map_comp; congr (_ :: _).
  by rewrite map_id_in // => y _ /=; rewrite hornerC.
by rewrite (complete_morph [rmorphism of horner_eval x]).
Qed.
End Newton.

Lemma complete_bound (R : numDomainType) r (x c : R) (s : seq R) :
  all (fun z => `|z| <= c) (x :: s) ->
  `|complete r (x :: s)| <= c ^+ r *+ 'C(size s + r, size s).
Proof.
move=> /allP all; apply: le_trans (ler_norm_sum _ _ _) _.
rewrite -card_ord_partitions -sumr_const big_set /=; apply: ler_sum => e /eqP er.
rewrite normr_prod -[in leRHS]er big_tuple -prodrXr; apply: ler_prod => i _.
by rewrite normr_ge0 normrX ler_expn2r ?nnegrE // ?(le_trans (normr_ge0 _) (all x _)) ?mem_head //
  all // mem_nth.
Qed.
