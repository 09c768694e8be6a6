(* The perceptron makes few updates, and forgets no more often, over any ordered field.

   The examples are the rows z i = y_i x_i. One is right under w if w z^T > 0; a wrong one that is
   shown is added to w.
   few_updates (UZZM): if a unit vector u has u z_i^T >= g > 0 and no z_i is longer than r, there
     are at most r^2/g^2 updates from w = 0, whatever is shown.
   updates_attained (UZZM): for unit vectors there are N = 1/g^2, if every one is shown.
   forgotten_when_shown (UZZM): recorded when shown, all examples together are forgotten no more
     often than w is updated.
   forgotten_in_between (UZZM): recorded after every showing, each is forgotten no more often than
     that, and all together at most N - 1 times as often. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* the inner product of two rows *)
Definition dot (F : realFieldType) n (a b : 'rV[F]_n) : F := (a *m b^T) 0 0.

Section Perceptron.
Variables (F : realFieldType) (n N : nat) (z : 'I_N -> 'rV[F]_n).
Implicit Types (a b c u w : 'rV[F]_n) (s : seq 'I_N) (i j : 'I_N).

(* whether example i is right under w *)
Definition right w i : bool := 0 < dot w (z i).

(* w after example i was shown *)
Definition show w i : 'rV[F]_n := if right w i then w else w + z i.

(* w after the examples of a list were shown *)
Fixpoint shown w s : 'rV[F]_n := if s is i :: s' then shown (show w i) s' else w.

(* how often w is updated meanwhile *)
Fixpoint updates w s : nat :=
  if s is i :: s' then ~~ right w i + updates (show w i) s' else 0%N.

(* how often an example is wrong when shown that was right when it was shown last; `last` says
   which ones were *)
Fixpoint forgotten (last : 'I_N -> bool) w s : nat :=
  if s is i :: s' then
    (last i && ~~ right w i +
     forgotten (fun j => if j == i then right w i else last j) (show w i) s')%N
  else 0%N.

(* how often example i is right before a showing and wrong after it *)
Fixpoint lost w s i : nat :=
  if s is j :: s' then (right w i && ~~ right (show w j) i + lost (show w j) s' i)%N else 0%N.

Lemma dotDr a b c : dot a (b + c) = dot a b + dot a c.
Proof. by rewrite /dot linearD mulmxDr mxE. Qed.
Lemma dotDl a b c : dot (a + b) c = dot a c + dot b c.
Proof. by rewrite /dot mulmxDl mxE. Qed.
Lemma dotZl (x : F) a b : dot (x *: a) b = x * dot a b.
Proof. by rewrite /dot -scalemxAl mxE. Qed.
Lemma dotZr (x : F) a b : dot a (x *: b) = x * dot a b.
Proof. by rewrite /dot linearZ -scalemxAr mxE. Qed.
Lemma dotC a b : dot a b = dot b a.
Proof. by rewrite /dot -[a *m b^T]trmxK trmx_mul trmxK mxE. Qed.
Lemma dot0l a : dot 0 a = 0.
Proof. by rewrite /dot mul0mx mxE. Qed.

Lemma dot_ge0 a : 0 <= dot a a.
Proof. by rewrite /dot mxE sumr_ge0 // => k _; rewrite mxE -expr2 sqr_ge0. Qed.

Lemma unit_cauchy u w : dot u u = 1 -> dot u w ^+ 2 <= dot w w.
Proof.
move=> u1; have := dot_ge0 (w + (- dot u w) *: u).
rewrite dotDl !dotDr !dotZl !dotZr u1 (dotC w u) => H.
by rewrite -subr_ge0; congr (0 <= _): H; ring.
Qed.

Section Bound.
Variables (u : 'rV[F]_n) (g r : F).
Hypotheses (unit : dot u u = 1) (g0 : 0 < g) (margin : forall i, g <= dot u (z i)).
Hypothesis small : forall i, dot (z i) (z i) <= r ^+ 2.

Lemma shown_far s : forall w, dot u w + (updates w s)%:R * g <= dot u (shown w s).
Proof.
elim: s => [|i s IH] w /=; first by rewrite mul0r addr0.
have := IH (show w i); rewrite /show; case: (right w i) => /= H; first by rewrite add0n.
by rewrite natrD mulrDl mul1r addrA; apply: le_trans H; rewrite dotDr ler_add2r ler_add2l.
Qed.

Lemma shown_short s : forall w, dot (shown w s) (shown w s) <= dot w w + (updates w s)%:R * r ^+ 2.
Proof.
elim: s => [|i s IH] w /=; first by rewrite mul0r addr0.
have := IH (show w i); rewrite /show; case E: (right w i) => /= H; first by rewrite add0n.
move/negbT: E; rewrite /right -leNgt => E; apply: le_trans H _.
rewrite natrD mulrDl mul1r addrA ler_add2r dotDl !dotDr (dotC (z i) w).
rewrite addrA -(addrA (dot w w)) -mulr2n -addrA ler_add2l.
by apply: le_trans (small i); rewrite ger_addr mulrn_wle0.
Qed.

Theorem few_updates s : (updates 0 s)%:R * g ^+ 2 <= r ^+ 2.
Proof.
have := unit_cauchy (shown 0 s) unit; have := shown_short s 0; have := shown_far s 0.
rewrite (dotC u 0) !dot0l !add0r; have := ler0n F (updates 0 s).
set k := _%:R; set a := dot u _; set b := dot _ _ => k0 far short ab.
have [/eqP k1 | k1] := boolP (k == 0); first by rewrite k1 mul0r sqr_ge0.
have kp : 0 < k by rewrite lt_neqAle eq_sym k1.
have kg : 0 <= k * g by rewrite mulr_ge0 // ltW.
have H : (k * g) ^+ 2 <= k * r ^+ 2.
  by apply: le_trans (le_trans ab short); rewrite ler_sqr // nnegrE // (le_trans kg).
by rewrite -(ler_pmul2l kp) mulrA -expr2 -exprMn.
Qed.
End Bound.

Theorem forgotten_when_shown s w last : (forgotten last w s <= updates w s)%N.
Proof.
elim: s w last => //= i s IH w last; apply: leq_add => //.
by case: (last i).
Qed.

Theorem forgotten_in_between s w :
  (forall i, (lost w s i <= updates w s)%N) /\ (\sum_i lost w s i <= N.-1 * updates w s)%N.
Proof.
split=> [i|]; elim: s w => [|j s IH] w //=.
- apply: leq_add => //; rewrite /show; case: (right w j) => /=; last by case: (_ && _).
  by rewrite andbN.
- by rewrite big1.
rewrite big_split /= mulnDr; apply: leq_add => //.
rewrite /show; case E: (right w j) => /=.
  by rewrite big1 // => i _; rewrite andbN.
rewrite muln1 (bigD1 j) //= E add0n.
apply: leq_trans (_ : \sum_(i | i != j) 1 <= _)%N; first by apply: leq_sum => i _; case: (_ && _).
by rewrite sum1_card cardC1 card_ord.
Qed.
End Perceptron.

Section Attained.
Variables (F : realFieldType) (N : nat).

(* the unit vectors *)
Definition axis (i : 'I_N) : 'rV[F]_N := delta_mx 0 i.

Lemma dot_axis w i : dot w (axis i) = w 0 i.
Proof. by rewrite /dot /axis trmx_delta -colE mxE. Qed.

Lemma updates_axis (s : seq 'I_N) (A : {set 'I_N}) (w : 'rV[F]_N) :
  (forall i, w 0 i = (i \in A)%:R) -> updates axis w s = #|[set i in s] :\: A|.
Proof.
elim: s A w => [|i s IH] A w wA /=.
  by apply/esym/eqP; rewrite cards_eq0; apply/eqP/setP => j; rewrite !inE andbF.
have r : right axis w i = (i \in A).
  by rewrite /right dot_axis wA; case: (i \in A); rewrite ?ltr01 ?ltxx.
rewrite r; case iA: (i \in A) => /=.
  rewrite /show r iA add0n (IH A w wA); congr (#|pred_of_set _|); apply/setP => j; rewrite !inE.
  by case: eqP => // ->; rewrite iA.
rewrite /show r iA (IH (i |: A)) => [|j]; last first.
  by rewrite mxE wA mxE eqxx /= !inE; case: (altP (j =P i)) => [->|_]; rewrite ?iA ?add0r ?addr0.
rewrite [RHS](cardsD1 i) !inE eqxx iA /=; congr (_ + #|pred_of_set _|)%N.
by apply/setP => j; rewrite !inE; case: (altP (j =P i)) => // ->; rewrite andbF.
Qed.

Theorem updates_attained (g : F) (s : seq 'I_N) : N%:R * g ^+ 2 = 1 -> (forall i, i \in s) ->
  let u : 'rV[F]_N := const_mx g in
  [/\ dot u u = 1, forall i, dot u (axis i) = g, forall i, dot (axis i) (axis i) = 1 &
      updates axis 0 s = N].
Proof.
move=> Ng all_s u; split=> [|i|i|].
- rewrite -Ng /dot mxE (eq_bigr (fun=> g ^+ 2)) => [|k _]; last by rewrite !mxE.
  by rewrite sumr_const card_ord mulr_natl.
- by rewrite dot_axis mxE.
- by rewrite dot_axis /axis mxE !eqxx.
rewrite (@updates_axis s set0) => [|i]; last by rewrite mxE inE.
rewrite setD0 (_ : [set i in s] = setT) ?cardsT ?card_ord //.
by apply/setP => i; rewrite !inE all_s.
Qed.
End Attained.
