(* How much a neuron has a share in the output of a row, and what goes wrong without it, over any
   ordered field, for every finite number of neurons and of inputs.

   The row x has the output sum_j x_j h_j(u) at the input u, with activations h_j(u) >= 0, and the
   magnitude sum_j |x_j| h_j(u). The share of neuron j is |x_j| h_j(u) over the magnitude, its
   sensitivity s_j the largest share at an input; S is the sum of all sensitivities and Delta that
   over a set D of neurons, which are removed while all other weights stay as they are.

   sensitivity_is_largest (DQ9P): s_j is a share at some input and at least that at every input.
   dropped_error (DQ9P, part 1): the error is at most the magnitude times the shares of D, equal
     to that without negative weights, and at most Delta times the magnitude at the inputs.
   dropped_worst (DQ9P, part 2): without negative weights, and with Delta > 0, the largest
     relative error is Delta if and only if one input has the largest shares of all neurons in D.
   dropped_one (DQ9P, part 2): for one neuron it always is.
   dropped_rescaled (DQ9P, part 3): the other weights times 2/(2 - Delta) are off by
     Delta/(2 - Delta) of the output at most; by rescaled_up_to_two for Delta < 2 as well. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Maxima.
Variables (F : realFieldType) (I : finType).
Implicit Types (f g : I -> F) (P : pred I).

Lemma max_ge f u : f u <= \big[Num.max/0]_v f v.
Proof.
have: u \in index_enum I by rewrite mem_index_enum.
elim: (index_enum I) => // v s IH; rewrite inE big_cons le_maxr.
by case/orP => [/eqP-> | /IH->]; rewrite ?lexx ?orbT.
Qed.

Lemma max_le f m : 0 <= m -> (forall v, f v <= m) -> \big[Num.max/0]_v f v <= m.
Proof. by move=> m0 fm; elim/big_ind: _ => // a b am bm; rewrite le_maxl am bm. Qed.

Lemma max_ge0 f : 0 <= \big[Num.max/0]_v f v.
Proof. by elim/big_rec: _ => // v m _ m0; rewrite le_maxr m0 orbT. Qed.

Lemma max_at f : \big[Num.max/0]_v f v = 0 \/ exists u, \big[Num.max/0]_v f v = f u.
Proof.
elim/big_ind: _ => [|a b A B|v _]; [by left | by case: (leP a b) | by right; exists v].
Qed.

Lemma max_attained f (u0 : I) : (forall u, 0 <= f u) -> exists u, \big[Num.max/0]_v f v = f u.
Proof.
move=> f0; have [m0|//] := max_at f; exists u0; apply/le_anti.
by rewrite {1}m0 f0 max_ge.
Qed.

Lemma sum_eq P f g : (forall i, P i -> f i <= g i) ->
  \sum_(i | P i) f i = \sum_(i | P i) g i <-> forall i, P i -> f i = g i.
Proof.
move=> fg; split=> [e i Pi|]; last exact: eq_bigr.
have := leif_sum (fun i Pi => leif_eq (fg i Pi)); rewrite e => -[_ /esym].
by rewrite eqxx => /forall_inP/(_ i Pi)/eqP.
Qed.

Lemma sum_only f w : (forall u, u != w -> f u = 0) -> \sum_u f u = f w.
Proof. by move=> f0; rewrite (bigD1 w) //= big1 ?addr0. Qed.

Lemma only_term f w : (forall u, 0 <= f u) -> \sum_u f u = f w -> forall u, u != w -> f u = 0.
Proof.
move=> f0; rewrite (bigD1 w) //= -[RHS]addr0 => /addrI e u uw.
exact: (psumr_eq0P (fun u _ => f0 u) e).
Qed.

(* a maximum is at most a sum, and equal to it if at most one term is not zero *)
Lemma max_sum f : (forall u, 0 <= f u) -> \big[Num.max/0]_u f u <= \sum_u f u.
Proof.
move=> f0; apply: max_le => [|v]; first by apply: sumr_ge0.
by rewrite (bigD1 v) //= ler_addl sumr_ge0.
Qed.

Lemma max_sum_eq f : (forall u, 0 <= f u) ->
  \big[Num.max/0]_u f u = \sum_u f u <-> forall u v, u != v -> f u = 0 \/ f v = 0.
Proof.
move=> f0; split=> [e u v uv | one].
  have [m0|[w mw]] := max_at f.
    by left; apply: (psumr_eq0P (P := predT) (F := f)); rewrite // -e.
  have rest : forall t, t != w -> f t = 0 by apply: only_term; rewrite // -e.
  have [uw|uw] := eqVneq u w; last by left; exact: rest.
  by right; apply: rest; rewrite -uw eq_sym.
apply/le_anti; rewrite max_sum //=.
have [/existsP[w fw] | /existsPn none] := boolP [exists w, f w != 0].
  rewrite (@sum_only f w) ?max_ge // => u uw; case: (one u w uw) => // /eqP.
  by rewrite (negbTE fw).
by rewrite big1 ?max_ge0 // => u _; apply/eqP; move: (none u); rewrite negbK.
Qed.
End Maxima.

Section Row.
Variables (F : realFieldType) (J : finType).
Implicit Types (x a : J -> F) (D : {set J}).

(* the row x at an input with the activations a: its output, its magnitude, the share of j *)
Definition output x a := \sum_j x j * a j.
Definition magnitude x a := \sum_j `|x j| * a j.
Definition share x a j := `|x j| * a j / magnitude x a.

(* the row without the neurons of D *)
Definition kept x D j := if j \in D then 0 else x j.

Lemma term_ge0 x a j : (forall j, 0 <= a j) -> 0 <= `|x j| * a j.
Proof. by move=> a0; rewrite mulr_ge0. Qed.

Lemma magnitude_ge0 x a : (forall j, 0 <= a j) -> 0 <= magnitude x a.
Proof. by move=> a0; apply: sumr_ge0 => j _; exact: term_ge0. Qed.

Lemma term_le x a j : (forall j, 0 <= a j) -> `|x j| * a j <= magnitude x a.
Proof.
move=> a0; rewrite /magnitude (bigD1 j) //= ler_addl sumr_ge0 // => k _; exact: term_ge0.
Qed.

Lemma share_ge0 x a j : (forall j, 0 <= a j) -> 0 <= share x a j.
Proof. by move=> a0; rewrite divr_ge0 ?term_ge0 ?magnitude_ge0. Qed.

Lemma magnitude_pos x a : (forall j, 0 <= a j) -> (0 < magnitude x a) = (magnitude x a != 0).
Proof. by move=> a0; rewrite lt_def magnitude_ge0 ?andbT. Qed.

Lemma term_share x a j : (forall j, 0 <= a j) -> magnitude x a * share x a j = `|x j| * a j.
Proof.
move=> a0; have [m0|m0] := eqVneq (magnitude x a) 0; last by rewrite mulrC divfK.
by rewrite m0 mul0r; apply/le_anti; rewrite term_ge0 // -[0 in X in _ && X]m0 term_le.
Qed.

Lemma share_sum x a : magnitude x a != 0 -> \sum_j share x a j = 1.
Proof. by move=> m0; rewrite -mulr_suml mulfV. Qed.

Lemma share_none x a j : magnitude x a = 0 -> share x a j = 0.
Proof. by move=> m0; rewrite /share m0 invr0 mulr0. Qed.

Lemma share_sum_le1 x a : \sum_j share x a j <= 1.
Proof.
have [m0|/share_sum-> //] := eqVneq (magnitude x a) 0.
by rewrite big1 ?ler01 // => j _; exact: share_none.
Qed.

Lemma share_sum1 x a : (forall j, 0 <= a j) -> \sum_j share x a j = 1 <-> 0 < magnitude x a.
Proof.
move=> a0; rewrite magnitude_pos //; split=> [|/share_sum//]; apply: contra_eqN => /eqP m0.
by rewrite big1 1?eq_sym ?oner_eq0 // => j _; exact: share_none.
Qed.

Lemma share_le1 x a j : (forall j, 0 <= a j) -> share x a j <= 1.
Proof.
move=> a0; apply: le_trans (share_sum_le1 x a); rewrite (bigD1 j) //= ler_addl sumr_ge0 // => k _.
exact: share_ge0.
Qed.

(* a share is the whole if and only if no other neuron has one *)
Lemma share_alone x a j : (forall j, 0 <= a j) ->
  share x a j = 1 <-> share x a j != 0 /\ forall k, k != j -> share x a k = 0.
Proof.
move=> a0; split=> [s1|[s0 none]].
  have m0 : magnitude x a != 0.
    by apply/eqP => /(share_none j); rewrite s1 => /eqP; rewrite oner_eq0.
  rewrite s1 oner_eq0; split=> //; apply: only_term => [k|]; first exact: share_ge0.
  by rewrite share_sum // s1.
rewrite -(sum_only none) share_sum //; apply: contraNneq s0 => m0.
by rewrite share_none.
Qed.

Lemma output_kept x D a : output (kept x D) a - output x a = - \sum_(j in D) x j * a j.
Proof.
rewrite /output -sumrB -sumrN [RHS]big_mkcond; apply: eq_bigr => j _ /=.
by rewrite /kept; case: ifP => _; rewrite ?mul0r ?sub0r ?subrr.
Qed.

Lemma output_positive x a : (forall j, 0 <= x j) -> output x a = magnitude x a.
Proof. by move=> x0; apply: eq_bigr => j _; rewrite ger0_norm. Qed.

Lemma dropped_positive x a D : (forall j, 0 <= x j) -> (forall j, 0 <= a j) ->
  \sum_(j in D) x j * a j = magnitude x a * \sum_(j in D) share x a j.
Proof.
move=> x0 a0; rewrite mulr_sumr; apply: eq_bigr => j _.
by rewrite term_share // ger0_norm.
Qed.
End Row.

Section Inputs.
Variables (F : realFieldType) (J U : finType).
Implicit Types (x y : J -> F) (h : U -> J -> F) (D : {set J}).

(* the largest share of j, the sum of these for all neurons, and for those of D *)
Definition sensitivity x h j := \big[Num.max/0]_u share x (h u) j.
Definition total x h := \sum_j sensitivity x h j.
Definition dropped x h D := \sum_(j in D) sensitivity x h j.

(* m is the largest value of f at the inputs in P *)
Definition is_largest (P : U -> bool) (f : U -> F) (m : F) :=
  (exists2 u, P u & f u = m) /\ (forall u, P u -> f u <= m).

(* the relative error without the neurons of D *)
Definition relative_error x h D u :=
  `|output (kept x D) (h u) - output x (h u)| / output x (h u).

Lemma share_sens x h j u : share x (h u) j <= sensitivity x h j.
Proof. exact: (max_ge (fun u => share x (h u) j)). Qed.

Lemma sens_ge0 x h j : 0 <= sensitivity x h j. Proof. exact: max_ge0. Qed.

Theorem sensitivity_is_largest x h j : (forall u j, 0 <= h u j) -> (0 < #|U|)%N ->
  is_largest predT (fun u => share x (h u) j) (sensitivity x h j).
Proof.
move=> h0 /card_gt0P[u0 _]; split=> [|u _]; last exact: share_sens.
have [u e] := max_attained u0 (fun u => share_ge0 x j (h0 u)).
by exists u.
Qed.

Theorem dropped_error x D :
  (forall a, (forall j, 0 <= a j) -> let bound := magnitude x a * \sum_(j in D) share x a j in
    `|output (kept x D) a - output x a| <= bound /\
    ((forall j, 0 <= x j) -> `|output (kept x D) a - output x a| = bound)) /\
  (forall h, (forall u j, 0 <= h u j) -> forall u,
    magnitude x (h u) * (\sum_(j in D) share x (h u) j) <= dropped x h D * magnitude x (h u)).
Proof.
split=> [a a0 bound|h h0 u]; last first.
  by rewrite mulrC ler_wpmul2r ?magnitude_ge0 // ler_sum // => j _; exact: share_sens.
split=> [|x0].
  rewrite output_kept normrN /bound mulr_sumr (le_trans (ler_norm_sum _ _ _)) // ler_sum // => j _.
  by rewrite term_share // normrM (ger0_norm (a0 j)).
rewrite output_kept normrN dropped_positive // -/bound ger0_norm // mulr_ge0 ?magnitude_ge0 //.
by apply: sumr_ge0 => j _; exact: share_ge0.
Qed.

Lemma relative_shares x h D u : (forall j, 0 <= x j) -> (forall u j, 0 <= h u j) ->
  0 < output x (h u) -> relative_error x h D u = \sum_(j in D) share x (h u) j.
Proof.
move=> x0 h0 z0; have [/(_ _ (h0 u))[_ /(_ x0) e] _] := dropped_error x D.
by rewrite /relative_error e output_positive // mulrC mulKf // -output_positive ?gt_eqF.
Qed.

Lemma dropped_ge x h D u : \sum_(j in D) share x (h u) j <= dropped x h D.
Proof. by apply: ler_sum => j _; exact: share_sens. Qed.

Theorem dropped_worst x h D : (forall j, 0 <= x j) -> (forall u j, 0 <= h u j) ->
  0 < dropped x h D ->
  is_largest (fun u => 0 < output x (h u)) (relative_error x h D) (dropped x h D) <->
  exists u, forall j, j \in D -> share x (h u) j = sensitivity x h j.
Proof.
move=> x0 h0 D0; have sens u : (forall j, j \in D -> share x (h u) j <= sensitivity x h j).
  by move=> j _; exact: share_sens.
split=> [[[u zu e] _]|[u e]].
  by exists u; apply/(sum_eq (sens u)); rewrite -relative_shares.
have {}e : \sum_(j in D) share x (h u) j = dropped x h D by apply/(sum_eq (sens u)).
have zu : 0 < output x (h u).
  rewrite output_positive // magnitude_pos //; apply/eqP => m0.
  by move: D0; rewrite -e big1 ?ltxx // => j _; exact: share_none.
by split=> [|v zv]; [exists u; rewrite ?relative_shares | rewrite relative_shares // dropped_ge].
Qed.

Theorem dropped_one x h j : (forall j, 0 <= x j) -> (forall u j, 0 <= h u j) ->
  0 < sensitivity x h j ->
  is_largest (fun u => 0 < output x (h u)) (relative_error x h [set j]) (sensitivity x h j).
Proof.
have e : dropped x h [set j] = sensitivity x h j by rewrite /dropped big_set1.
move=> x0 h0; rewrite -e => s0; apply/dropped_worst => //.
have [m0|[u at_u]] := max_at (fun u => share x (h u) j).
  by move: s0; rewrite e /sensitivity m0 ltxx.
by exists u => k /set1P->.
Qed.

Lemma rescaled_up_to_two x h D u : (forall j, 0 <= x j) -> (forall u j, 0 <= h u j) ->
  let Delta := dropped x h D in Delta < 2%:R ->
  `|output (fun j => 2%:R / (2%:R - Delta) * kept x D j) (h u) - output x (h u)| <=
    Delta / (2%:R - Delta) * output x (h u).
Proof.
move=> x0 h0 Delta D2; have p : 0 < 2%:R - Delta by rewrite subr_gt0.
have n : 2%:R - Delta != 0 by rewrite gt_eqF.
have -> : output (fun j => 2%:R / (2%:R - Delta) * kept x D j) (h u) =
    2%:R / (2%:R - Delta) * output (kept x D) (h u).
  by rewrite mulr_sumr; apply: eq_bigr => j _; rewrite mulrA.
have z0 : 0 <= output x (h u) by rewrite output_positive // magnitude_ge0.
have -> : output (kept x D) (h u) =
    output x (h u) - output x (h u) * \sum_(j in D) share x (h u) j.
  apply/eqP; rewrite -subr_eq0 opprB addrA addrAC output_kept addrC dropped_positive //.
  by rewrite -output_positive // subrr.
set z := output x (h u); set q := \sum_(j in D) _; have qD : q <= Delta by exact: dropped_ge.
have q0 : 0 <= q by apply: sumr_ge0 => j _; exact: share_ge0.
have -> : 2%:R / (2%:R - Delta) * (z - z * q) - z = (Delta - 2%:R * q) / (2%:R - Delta) * z.
  by field.
rewrite normrM (ger0_norm z0) ler_wpmul2r // normrM (gtr0_norm (_ : 0 < _^-1)) ?invr_gt0 //.
rewrite ler_pmul2r ?invr_gt0 // ler_norml -subr_ge0; apply/andP; split.
  have -> : Delta - 2%:R * q - - Delta = 2%:R * (Delta - q) by ring.
  by rewrite mulr_ge0 ?subr_ge0.
by rewrite ger_addl oppr_le0 mulr_ge0.
Qed.

Theorem dropped_rescaled x h D : (forall j, 0 <= x j) -> (forall u j, 0 <= h u j) ->
  let Delta := dropped x h D in Delta < 1 ->
  forall u, `|output (fun j => 2%:R / (2%:R - Delta) * kept x D j) (h u) - output x (h u)| <=
    Delta / (2%:R - Delta) * output x (h u).
Proof.
by move=> x0 h0 Delta D1 u; apply: rescaled_up_to_two => //; apply: lt_trans D1 _; rewrite ltr1n.
Qed.

End Inputs.
