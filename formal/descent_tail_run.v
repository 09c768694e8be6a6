(* The end of a run of descent on three factors, over every real closed field, for all widths.

   descent_tail (EGEB, part 2): if the form of H at the first of the factors has room for the drift
     and the rest, the errors shrink by q = 1 - eta lambda at each step, the factors after j >= k
     steps are no further than tau q^k from those after k, and none is ever longer than n. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal frobenius spectral symmetric_norm descent_tail.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma innerNr (F : rcfType) m p (D E : 'M[F]_(m, p)) : inner D (- E) = - inner D E.
Proof. by rewrite -[- E]scaleN1r innerZr mulN1r. Qed.

Section Form.
Variables (F : rcfType) (m0 m1 m2 m3 : nat).
Variables (A : 'M[F]_(m1, m0)) (B : 'M[F]_(m2, m1)) (C : 'M[F]_(m3, m2)).
Implicit Types (D E : 'M[F]_(m3, m0)).
Local Notation H := (linear_part A B C).

Lemma inner_sandwich p q (S : 'M[F]_p) (T : 'M[F]_q) (D E : 'M[F]_(p, q)) : S^T = S -> T^T = T ->
  inner D (S *m E *m T) = inner (S *m D *m T) E.
Proof.
by move=> hS hT; rewrite /inner !trmx_mul hS hT mulmxA mxtrace_mulC !mulmxA.
Qed.

Lemma linear_partE D : H D = (C *m B *m (C *m B)^T) *m D *m 1%:M +
  (C *m C^T) *m D *m (A^T *m A) + 1%:M *m D *m ((B *m A)^T *m (B *m A)).
Proof. by rewrite /linear_part mulmx1 mul1mx !mulmxA. Qed.

Lemma linear_part_symmetric D E : inner D (H E) = inner (H D) E.
Proof.
rewrite !linear_partE !innerDr !innerDl; congr (_ + _ + _); apply: inner_sandwich;
  by rewrite ?trmx1 // trmx_mul trmxK.
Qed.

Lemma linear_part_linear a D E : H (a *: D + E) = a *: H D + H E.
Proof.
have t p q (S : 'M[F]_(p, m3)) (T : 'M[F]_(m0, q)) :
    S *m (a *: D + E) *m T = a *: (S *m D *m T) + S *m E *m T.
  by rewrite mulmxDr mulmxDl -scalemxAr -scalemxAl.
have e (x1 y1 x2 y2 x3 y3 : 'M[F]_(m3, m0)) :
    x1 + y1 + (x2 + y2) + (x3 + y3) = x1 + x2 + x3 + (y1 + y2 + y3).
  by rewrite (addrACA x1) (addrACA (x1 + x2)).
by rewrite !linear_partE !t !scalerDr e.
Qed.
End Form.

Section Tail.
Variables (F : rcfType) (d : nat -> nat) (M : 'M[F]_(d 3, d 0)) (W : nat -> factors F d).
Variables (eta lambda n delta : F).

(* what the product lacks after k steps *)
Definition error_after k := chain 3 (W k) - M.

Hypothesis descends : forall k l, (l < 3)%N ->
  W k.+1 l = descend (L := 3) eta (residual M (chain 3 (W k))) (W k) l.

Local Notation q := (1 - eta * lambda).
Local Notation tau := (n ^+ 2 * delta / lambda).
Local Notation rest := (3%:R * eta * n ^+ 5 * delta + eta ^+ 2 * n ^+ 6 * delta ^+ 2).
Local Notation room := (lambda + 12%:R * n ^+ 3 * tau + rest).
Local Notation H k := (linear_part (W k 0%N) (W k 1%N) (W k 2%N)).
Local Notation D k := (error_after k).

Hypotheses (eta0 : 0 < eta) (lambda0 : 0 < lambda) (q0 : 0 <= q) (start : frob (D 0) <= delta).
Hypothesis short : forall l, (l < 3)%N -> frob (W 0 l) + tau <= n.
Hypothesis room_below : forall E, room * frob E ^+ 2 <= inner E (H 0 E).
Hypothesis room_above : forall E, inner E (H 0 E) <= (2%:R / eta - room) * frob E ^+ 2.

Lemma three_product k : chain 3 (W k) = W k 2%N *m W k 1%N *m W k 0%N.
Proof. by rewrite /chain /= mulmx1 mulmxA. Qed.

Lemma three_gradients k G : [/\ grad (L := 3) G (W k) 0 = (W k 2%N *m W k 1%N)^T *m G,
  grad (L := 3) G (W k) 1 = (W k 2%N)^T *m G *m (W k 0%N)^T &
  grad (L := 3) G (W k) 2 = G *m (W k 1%N *m W k 0%N)^T].
Proof.
rewrite /grad /= !mulmx1 trmx1 mulmx1 (@above_end _ 3 d) trmx1 mul1mx.
have e2 : above 3 (W k) 2 = W k 2%N.
  by rewrite (@above_step _ 3 d _ 2) // (@above_end _ 3 d) mul1mx.
by rewrite (@above_step _ 3 d _ 1) // e2.
Qed.

Lemma delta_ge0 : 0 <= delta. Proof. exact: le_trans (frob_ge0 _) start. Qed.

Lemma tau_ge0 : 0 <= tau.
Proof. by rewrite mulr_ge0 ?invr_ge0 ?(ltW lambda0) // mulr_ge0 ?sqr_ge0 // delta_ge0. Qed.

Lemma n_ge0 : 0 <= n.
Proof. by apply: le_trans (short (ltn0Sn 2)); rewrite addr_ge0 ?frob_ge0 // tau_ge0. Qed.

Definition near_start k := forall l, (l < 3)%N -> frob (W k l - W 0 l) <= tau.

Lemma near_short k l : near_start k -> (l < 3)%N -> frob (W k l) <= n.
Proof.
move=> near lL; apply: le_trans (short lL); rewrite -[W k l](subrK (W 0 l)) addrC.
by apply: frob_add_le => //; exact: near.
Qed.

Lemma one_step k : near_start k -> frob (D k) <= delta ->
  frob (D k.+1) <= q * frob (D k) /\
  forall l, (l < 3)%N -> frob (W k.+1 l - W k l) <= eta * (n ^+ 2 * frob (D k)).
Proof.
move=> near small; set x := frob (D k); have x0 : 0 <= x := frob_ge0 _.
have n0 := n_ge0; have d0 := delta_ge0; have t0 := tau_ge0.
have hA := near_short near (isT : (0 < 3)%N); have hB := near_short near (isT : (1 < 3)%N).
have hC := near_short near (isT : (2 < 3)%N).
set A := W k 0%N in hA; set B := W k 1%N in hB; set C := W k 2%N in hC.
have [g0 g1 g2] := three_gradients k (D k).
pose a := (C *m B)^T *m D k; pose b := C^T *m D k *m A^T; pose c := D k *m (B *m A)^T.
have eA : W k.+1 0%N = A - eta *: a by rewrite descends // /descend /residual -/(error_after k) g0.
have eB : W k.+1 1%N = B - eta *: b by rewrite descends // /descend /residual -/(error_after k) g1.
have eC : W k.+1 2%N = C - eta *: c by rewrite descends // /descend /residual -/(error_after k) g2.
have xx : x <= x by exact: lexx.
have ha : frob a <= n ^+ 2 * x.
  by rewrite expr2 /a; apply: frob_mul_le => //; rewrite frob_tr; apply: frob_mul_le.
have hb : frob b <= n ^+ 2 * x.
  have -> : n ^+ 2 * x = n * x * n by ring.
  by apply: frob_mul_le; rewrite ?frob_tr //; apply: frob_mul_le; rewrite ?frob_tr.
have hc : frob c <= n ^+ 2 * x.
  have -> : n ^+ 2 * x = x * (n * n) by ring.
  by apply: frob_mul_le => //; rewrite frob_tr; apply: frob_mul_le.
split; last first.
  case=> [|[|[|//]]] _; rewrite ?eA ?eB ?eC addrAC subrr add0r frobN frobZ gtr0_norm //;
    by rewrite ler_pmul2l.
have -> : D k.+1 = D k - eta *: H k (D k)
    + eta ^+ 2 *: (c *m b *m A + c *m B *m a + C *m b *m a) - eta ^+ 3 *: (c *m b *m a).
  rewrite /error_after three_product eA eB eC; have := one_step_of_three eta A B C M.
  have -> : C *m B *m A - M = D k by rewrite /error_after three_product.
  by apply.
have quad : frob (c *m b *m A + c *m B *m a + C *m b *m a) <= 3%:R * n ^+ 5 * x ^+ 2.
  have -> : 3%:R * n ^+ 5 * x ^+ 2 = n ^+ 2 * x * (n ^+ 2 * x) * n + n ^+ 2 * x * n * (n ^+ 2 * x) +
    n * (n ^+ 2 * x) * (n ^+ 2 * x) by ring.
  by apply: frob_add_le; first apply: frob_add_le; apply: frob_mul_le => //; exact: frob_mul_le.
have cub : frob (c *m b *m a) <= n ^+ 6 * x ^+ 3.
  have -> : n ^+ 6 * x ^+ 3 = n ^+ 2 * x * (n ^+ 2 * x) * (n ^+ 2 * x) by ring.
  by apply: frob_mul_le => //; exact: frob_mul_le.
have main : frob (D k - eta *: H k (D k)) <= (1 - eta * (lambda + rest)) * x.
  apply: (@symmetric_map_norm _ _ _ (fun E => E - eta *: H k E)) => [y E1 E2|E1 E2|E].
  - rewrite linear_part_linear scalerDr opprD addrACA scalerBr; congr (_ - _ + _).
    by rewrite !scalerA mulrC.
  - have := linear_part_symmetric A B C E1 E2; move: (H k E1) (H k E2) => h1 h2 h.
    by rewrite -!scaleNr !innerDr !innerDl !innerZr !innerZl h.
  have -> : inner E (E - eta *: H k E) = frob E ^+ 2 - eta * inner E (H k E).
    by move: (H k E) => h; rewrite innerDr innerNr innerZr inner_frob.
  have drift : `|inner E (H k E) - inner E (H 0 E)| <= 12%:R * n ^+ 3 * tau * frob E ^+ 2.
    have sub X Y : inner E X - inner E Y = inner E (X - Y) by rewrite innerDr innerNr.
    rewrite sub.
    have := @linear_part_moves _ _ _ _ _ n tau A B C (W 0%N 0%N) (W 0%N 1%N) (W 0%N 2%N) E.
    have s0 l : (l < 3)%N -> frob (W 0%N l) <= n.
      by move=> lL; apply: le_trans (short lL); rewrite ler_addl.
    move=> /(_ hA hB hC (s0 0%N isT) (s0 1%N isT) (s0 2%N isT) (near 0%N isT) (near 1%N isT)
      (near 2%N isT)) le.
    have bound X : `|inner E X| <= frob E * frob X.
      rewrite ler_norml inner_le andbT ler_oppl.
      by rewrite -innerNr -[frob X]frobN inner_le.
    apply: le_trans (bound _) _; move: (12%:R * _ * _) le => K le.
    by rewrite expr2 mulrCA ler_wpmul2l ?frob_ge0.
  have := room_below E; have := room_above E; move: drift; rewrite ler_norml.
  move: (inner E (H k E)) (inner E (H 0 E)) (12%:R * n ^+ 3 * tau) (rest) (frob E ^+ 2)
    (sqr_ge0 (frob E)) => u v K r0 f f0 /andP[du du'] high low.
  have ulow : (lambda + r0) * f <= u.
    have -> : (lambda + r0) * f = (lambda + K + r0) * f + - (K * f) by ring.
    by have := ler_add low du; rewrite addrCA addrN addr0.
  have uhigh : u <= (2%:R / eta - (lambda + r0)) * f.
    have -> : (2%:R / eta - (lambda + r0)) * f = (2%:R / eta - (lambda + K + r0)) * f + K * f.
      by move: (2%:R / eta) => y; ring.
    by have := ler_add high du'; rewrite addrCA addrN addr0.
  rewrite ler_norml; apply/andP; split; last first.
    by rewrite mulrBl mul1r -mulrA ler_add2l ler_opp2 ler_pmul2l.
  have := uhigh; rewrite -(ler_pmul2l eta0) => h.
  rewrite -subr_ge0 opprK; apply: le_trans (_ : 0 <= (2%:R - eta * (lambda + r0)) * f - eta * u) _.
    rewrite subr_ge0; apply: le_trans h _; rewrite mulrA mulrBr mulrCA divff ?gt_eqF // mulr1.
    by [].
  by rewrite le_eqVlt; apply/orP; left; apply/eqP; ring.
have h2 : frob (eta ^+ 2 *: (c *m b *m A + c *m B *m a + C *m b *m a)) <=
    eta ^+ 2 * (3%:R * n ^+ 5 * x ^+ 2).
  by rewrite frobZ ger0_norm ?sqr_ge0 // ler_wpmul2l ?sqr_ge0.
have h3 : frob (- (eta ^+ 3 *: (c *m b *m a))) <= eta ^+ 3 * (n ^+ 6 * x ^+ 3).
  have e3 : 0 <= eta ^+ 3 by rewrite exprn_ge0 // ltW.
  by rewrite frobN frobZ ger0_norm // ler_wpmul2l.
apply: le_trans (frob_add_le (frob_add_le main h2) h3) _; rewrite -subr_ge0.
have -> : q * x - ((1 - eta * (lambda + rest)) * x + eta ^+ 2 * (3%:R * n ^+ 5 * x ^+ 2) +
    eta ^+ 3 * (n ^+ 6 * x ^+ 3)) =
    eta * x * (3%:R * eta * n ^+ 5 * (delta - x) + eta ^+ 2 * n ^+ 6 * (delta ^+ 2 - x ^+ 2)).
  by ring.
have e0 := ltW eta0; rewrite mulr_ge0 ?mulr_ge0 // addr_ge0 // mulr_ge0 ?subr_ge0 //.
- by rewrite mulr_ge0 ?exprn_ge0 // mulr_ge0 ?ler0n.
- by rewrite mulr_ge0 ?exprn_ge0.
by rewrite ler_sqr ?nnegrE.
Qed.

Lemma shift_of_step k : eta * (n ^+ 2 * (q ^+ k * delta)) = tau * (q ^+ k - q ^+ k.+1).
Proof.
rewrite [q ^+ k.+1]exprS; have -> : q ^+ k - q * q ^+ k = eta * lambda * q ^+ k by ring.
move: (q ^+ k) => p; transitivity (n ^+ 2 * delta * (eta * p)); first by ring.
rewrite -[in RHS](mulrA _ lambda^-1); congr (_ * _).
by rewrite [eta * lambda]mulrC -mulrA mulKf ?gt_eqF.
Qed.

Lemma near_while k : frob (D k) <= q ^+ k * delta /\
  forall l, (l < 3)%N -> frob (W k l - W 0 l) <= tau * (1 - q ^+ k).
Proof.
have q1 : q <= 1 by rewrite ler_subl_addr ler_addl mulr_ge0 ?ltW.
elim: k => [|k [IH near]].
  by rewrite expr0 mul1r subrr mulr0; split=> // l _; rewrite subrr frob0.
have pk : q ^+ k <= 1 by rewrite exprn_ile1.
have near' : near_start k.
  move=> l lL; apply: le_trans (near l lL) _.
  by rewrite ler_pimulr ?tau_ge0 // ler_subl_addr ler_addl exprn_ge0.
have small : frob (D k) <= delta by apply: le_trans IH _; rewrite ler_pimull ?delta_ge0.
have [shrinks moved] := one_step near' small; split=> [|l lL].
  by apply: le_trans shrinks _; rewrite exprS -mulrA ler_wpmul2l.
have -> : tau * (1 - q ^+ k.+1) = tau * (q ^+ k - q ^+ k.+1) + tau * (1 - q ^+ k).
  by rewrite -mulrDr [in RHS]addrC addrA subrK.
rewrite -shift_of_step -[W k.+1 l](subrK (W k l)) -addrA; apply: frob_add_le; last exact: near.
apply: le_trans (moved l lL) _; rewrite ler_pmul2l // ler_wpmul2l ?sqr_ge0 //.
Qed.

Lemma near_always k : near_start k /\ frob (D k) <= delta.
Proof.
have q1 : q <= 1 by rewrite ler_subl_addr ler_addl mulr_ge0 ?ltW.
have [IH near] := near_while k; split=> [l lL|].
  apply: le_trans (near l lL) _.
  by rewrite ler_pimulr ?tau_ge0 // ler_subl_addr ler_addl exprn_ge0.
by apply: le_trans IH _; rewrite ler_pimull ?delta_ge0 // exprn_ile1.
Qed.

Theorem descent_tail k : [/\ frob (D k) <= q ^+ k * delta, frob (D k.+1) <= q * frob (D k) &
  forall l, (l < 3)%N -> frob (W k l) <= n /\ forall i,
    frob (W (k + i)%N l - W k l) <= tau * q ^+ k].
Proof.
have [near small] := near_always k; have [shrinks _] := one_step near small.
split=> // [|l lL]; first by case: (near_while k).
split=> [|i]; first exact: near_short.
suff le : frob (W (k + i)%N l - W k l) <= tau * (q ^+ k - q ^+ (k + i)).
  by apply: le_trans le _; rewrite ler_wpmul2l ?tau_ge0 // ler_subl_addr ler_addl exprn_ge0.
elim: i => [|i IH]; first by rewrite addn0 !subrr frob0 mulr0.
have [near' small'] := near_always (k + i); have [_ moved] := one_step near' small'.
have [err _] := near_while (k + i); rewrite addnS.
have -> : tau * (q ^+ k - q ^+ (k + i).+1) =
    tau * (q ^+ (k + i) - q ^+ (k + i).+1) + tau * (q ^+ k - q ^+ (k + i)).
  by rewrite -mulrDr [in RHS]addrC addrA subrK.
rewrite -shift_of_step -[W _.+1 l](subrK (W (k + i)%N l)) -addrA; apply: frob_add_le => //.
by apply: le_trans (moved l lL) _; rewrite ler_pmul2l // ler_wpmul2l ?sqr_ge0.
Qed.
End Tail.
