(* A removal of rectified neurons without loss on samples is seen at some other input.

   The activations of n neurons at the input u are (a_j u + beta_j)_+, with a_j not zero, and no
   pair (a_j, beta_j) is a multiple of another one.

   rectified_independent (KU8S, part 2): the constant and the activations are independent functions.
   seen_elsewhere (KU8S, part 2): if a neuron that goes had outgoing weights other than zero, then
     whatever weights the others get, and whatever the biases, the output is another one at some
     input.
   Over any ordered field, for all numbers of inputs, neurons and outputs. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import perceptron.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Elsewhere.
Variables (R : realFieldType) (d n : nat) (a : 'I_n -> 'rV[R]_d) (beta : 'I_n -> R).
Implicit Types (u w p : 'rV[R]_d) (j k : 'I_n) (c : 'I_n -> R) (t x y : R).

Definition relu x : R := Num.max 0 x.

(* a_j u + beta_j, and its positive part *)
Definition height j u : R := dot (a j) u + beta j.
Definition activation j u : R := relu (height j u).

(* no incoming weights are all zero, and none are, with their bias, a multiple of others *)
Definition apart := (forall j, a j != 0) /\
  forall j k t, j != k -> a j = t *: a k -> beta j = t * beta k -> False.

Lemma relu_straight x y : `|y| <= `|x| -> relu (x + y) + relu (x - y) = 2%:R * relu x.
Proof.
rewrite /relu ler_norml => /andP[l r]; case: (lerP 0 x) => x0.
  rewrite (ger0_norm x0) in l r; have p : 0 <= x + y by rewrite -ler_subl_addl sub0r.
  have m : 0 <= x - y by rewrite subr_ge0.
  by rewrite !max_r //; move: x y {x0 l r p m} => *; ring.
rewrite (ltr0_norm x0) opprK in l r.
have p : x + y <= 0 by rewrite -ler_subr_addl sub0r.
have m : x - y <= 0 by rewrite subr_le0.
by rewrite !max_l ?addr0 ?mulr0 // ltW.
Qed.

Lemma dot_eq0 u : dot u u = 0 -> u = 0.
Proof.
rewrite /dot mxE => /eqP; rewrite psumr_eq0 => [/allP z|k _]; last first.
  by rewrite mxE -expr2 sqr_ge0.
apply/rowP=> k; have := z k (mem_index_enum _); rewrite !mxE mulf_eq0 orbb.
by move/eqP.
Qed.

Lemma heightD j u w t : height j (u + t *: w) = height j u + t * dot (a j) w.
Proof. by rewrite /height dotDr dotZr addrAC. Qed.

Section One.
Hypothesis ap : apart.
Variable j : 'I_n.

Lemma size_pos : 0 < dot (a j) (a j).
Proof.
rewrite lt_def dot_ge0 andbT; apply/eqP=> /dot_eq0/eqP.
by rewrite (negbTE (ap.1 j)).
Qed.

Definition foot := (- beta j / dot (a j) (a j)) *: a j.

Lemma height_foot : height j foot = 0.
Proof.
have A0 := lt0r_neq0 size_pos.
by rewrite /height /foot dotZr mulrVK ?unitfE // addrC subrr.
Qed.

(* on the hyperplane of j, and on that of k only if it is the same *)
Lemma off_one k : k != j -> exists p, height j p = 0 /\ height k p != 0.
Proof.
move=> kj; have A0 := lt0r_neq0 size_pos; have jp := height_foot.
have [kp|] := eqVneq (height k foot) 0; last by exists foot.
pose s := dot (a k) (a j) / dot (a j) (a j); pose g := a k + (- s) *: a j.
have jg : dot (a j) g = 0.
  by rewrite dotDr dotZr (dotC (a j) (a k)) mulNr mulrVK ?unitfE // subrr.
have kg : dot (a k) g = dot g g.
  by rewrite [in RHS]dotDl dotZl jg mulr0 addr0.
exists (foot + 1 *: g); rewrite !heightD jp kp jg !mul1r addr0 add0r kg; split=> //.
apply/eqP=> /dot_eq0/eqP; rewrite /g scaleNr subr_eq0 => /eqP ak.
apply: (ap.2 _ _ s kj ak); move: kp jp; rewrite /height ak dotZl => kp jp.
have -> : beta j = - dot (a j) foot by apply/eqP; rewrite -addr_eq0 addrC jp.
by apply/eqP; rewrite mulrN -addr_eq0 addrC kp.
Qed.

Lemma nonroot (P : {poly R}) : P != 0 -> exists t, P.[t] != 0.
Proof.
move=> P0; pose rs := [seq i%:R : R | i <- iota 0 (size P)].
have [ar|/allPn[t _ tP]] := boolP (all (root P) rs); last by exists t.
have urs : uniq rs by rewrite map_inj_uniq ?iota_uniq // => i l /eqP; rewrite eqr_nat => /eqP.
by have := max_poly_roots P0 ar urs; rewrite size_map size_iota ltnn.
Qed.

Lemma off_some (s : seq 'I_n) : j \notin s ->
  exists p, height j p = 0 /\ forall k, k \in s -> height k p != 0.
Proof.
elim: s => [_|k s IH]; first by exists foot; rewrite height_foot.
rewrite in_cons negb_or eq_sym => /andP[kj /IH[p [jp pP]]].
have [y [jy ky]] := off_one kj.
pose f i : {poly R} := (height i p)%:P + (height i y - height i p)%:P * 'X.
have fE i t : (f i).[t] = height i (p + t *: (y - p)).
  rewrite !hornerE heightD /height dotDr -scaleN1r dotZr.
  by move: (dot _ p) (dot _ y) (beta i) => *; ring.
have f0 i : i \in k :: s -> f i != 0.
  rewrite in_cons => is_; apply/eqP=> fi; case/orP: is_ => [/eqP ik|/pP/negP[]].
    have := fE i 1; rewrite fi horner0 scale1r addrC subrK ik => /esym/eqP.
    by rewrite (negbTE ky).
  by rewrite -[p]addr0 -[X in p + X](scale0r (y - p)) -fE fi horner0.
have [|t] := @nonroot (\prod_(i <- k :: s) f i).
  by rewrite prodf_seq_neq0; apply/allP=> i; exact: f0.
rewrite horner_prod prodf_seq_neq0 => /allP tP.
exists (p + t *: (y - p)); split=> [|i is_]; last by rewrite -fE; exact: tP.
rewrite heightD jp add0r dotDr -scaleN1r dotZr mulN1r.
have -> : dot (a j) y - dot (a j) p = height j y - height j p.
  by rewrite /height; move: (dot _ y) (dot _ p) (beta j) => *; ring.
by rewrite jy jp subrr mulr0.
Qed.

(* three inputs at which a neuron's part in any sum is seen *)
Lemma seen_thrice : exists p w t, t != 0 /\ forall c,
  let total u := \sum_k c k * activation k u in
  total (p + w) + total (p - w) - 2%:R * total p = c j * t.
Proof.
have [|p [jp off]] := @off_some (rem j (enum 'I_n)).
  by rewrite mem_rem_uniqF // enum_uniq.
have {}off k : k != j -> height k p != 0.
  by move=> kj; apply: off; rewrite mem_rem_uniq ?enum_uniq // !inE kj mem_enum.
pose q k := `|dot (a k) (a j)| / `|height k p|.
have q0 k : 0 <= q k by rewrite divr_ge0.
pose e := (1 + \sum_k q k)^-1.
have den : 0 < 1 + \sum_k q k by rewrite ltr_paddr ?sumr_ge0.
have e0 : 0 < e by rewrite invr_gt0.
exists p, (e *: a j), (e * dot (a j) (a j)).
split=> [|c total]; first by rewrite mulf_neq0 ?lt0r_neq0 // size_pos.
rewrite /total mulr_sumr -big_split -sumrB /= (bigD1 j) //= big1 ?addr0 => [|k kj].
  rewrite /activation -scaleNr !heightD jp !add0r mulNr /relu maxxx.
  have eA : 0 < e * dot (a j) (a j) by rewrite mulr_gt0 // size_pos.
  rewrite max_r ?ltW // max_l ?oppr_le0 ?ltW //.
  by move: (c j) (_ * _) => x y; ring.
rewrite -mulrDr mulrCA -mulrBr /activation -scaleNr !heightD mulNr relu_straight ?subrr ?mulr0 //.
have hp : 0 < `|height k p| by rewrite normr_gt0 off.
rewrite normrM (gtr0_norm e0) mulrC -ler_pdivl_mulr ?invr_gt0 // /e invrK.
rewrite -ler_pdivr_mull // mulrC -/(q k) ler_paddl // (bigD1 k) //= ler_addl.
by rewrite sumr_ge0.
Qed.
End One.

Theorem rectified_independent c (c0 : R) : apart ->
  (forall u, \sum_k c k * activation k u = c0) -> c0 = 0 /\ forall k, c k = 0.
Proof.
move=> ap same; have cz k : c k = 0.
  have [p [w [t [t0 /(_ c)]]]] := seen_thrice ap k.
  rewrite /= !same mulr2n mulrDl mul1r subrr => /esym/eqP.
  by rewrite mulf_eq0 (negbTE t0) orbF => /eqP.
by split=> //; rewrite -(same 0) big1 // => k _; rewrite cz mul0r.
Qed.

Theorem seen_elsewhere o (X Y : 'M[R]_(o, n)) (b b' : 'I_o -> R) (D : {set 'I_n}) : apart ->
  (forall i j, j \in D -> Y i j = 0) -> (exists i j, j \in D /\ X i j != 0) ->
  exists u i, b' i + \sum_k Y i k * activation k u != b i + \sum_k X i k * activation k u.
Proof.
move=> ap Y0 [i [j [jD Xij]]]; have [p [w [t [t0 seen]]]] := seen_thrice ap j.
pose out (Z : 'M[R]_(o, n)) u := \sum_k Z i k * activation k u.
suff [u ne] : exists u, b' i + out Y u != b i + out X u by exists u, i.
have [e1|] := eqVneq (b' i + out Y (p + w)) (b i + out X (p + w)); last by exists (p + w).
have [e2|] := eqVneq (b' i + out Y (p - w)) (b i + out X (p - w)); last by exists (p - w).
have [e3|] := eqVneq (b' i + out Y p) (b i + out X p); last by exists p.
have := seen (X i); have := seen (Y i); rewrite /= -!/(out _ _) Y0 // mul0r => y0 /esym/eqP.
have -> : out X (p + w) + out X (p - w) - 2%:R * out X p =
    out Y (p + w) + out Y (p - w) - 2%:R * out Y p.
  have move_b x y : b' i + y = b i + x -> x = (b' i - b i) + y.
    by move=> e; rewrite addrAC e addrAC subrr add0r.
  rewrite (move_b _ _ e1) (move_b _ _ e2) (move_b _ _ e3).
  by move: (_ - _) (out Y _) (out Y _) (out Y _) => *; ring.
by rewrite y0 mulf_eq0 (negbTE Xij) (negbTE t0).
Qed.
End Elsewhere.
