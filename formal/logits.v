(* What the logits feel when neurons are removed, layer after layer.

   A network has the layers 0, ..., m: Z_l = W_l H_l + b_l 1^T, where H_0 are the inputs and H_{l+1}
   is phi_l (Z_l), a map of the whole batch. The neurons of hidden layer l, 1 <= l <= m, are the
   rows of H_l. To remove some of them is to put other weights W_l, with zeros in their columns,
   and another bias b_l in the place of those that are there.

   change_of_the_logits (P9WL): if no phi_l stretches a distance, and the network is A_0 at first
     and A_l after the removals in the layers 1, ..., l, then Z_m changes by at most the sum over l
     of c_m ... c_{l+1} |Delta_l|, where Delta_l is the change of Z_l by the removals in layer l and
     W_k at first lengthens no vector by more than the factor c_k.
   change_by_costs (P9WL): with the redistributions of removed_one_by_one, the constant of the bias
     among the neurons, |Delta_l|^2 is the sum of the costs in layer l.
   change_attained (P9WL): for every number of layers and all positive t_l there is a network of
     rectified neurons with the spectral norms t_l behind layer 1, where the bound is attained and
     Delta_1 is not zero.
   All over any real closed field, for all numbers of layers, neurons and samples. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal frobenius.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Networks.
Variables (R : rcfType) (d e N : nat -> nat).

(* the weights and the biases of all layers *)
Definition network := ((forall l, 'M[R]_(d l, e l)) * (forall l, 'cV[R]_(d l)))%type.
Implicit Types A B C : network.

(* B is A but in layer l, where the neurons that have gone have no part *)
Definition removal_in l (gone : seq 'I_(e l)) A B :=
  (forall k, k != l -> B.1 k = A.1 k /\ B.2 k = A.2 k) /\ without gone (B.1 l).

(* the neurons of s are removed from hidden layer l one after another *)
Fixpoint removals_in l (gone s : seq 'I_(e l)) A C : Prop :=
  if s is j :: s' then
    exists2 B, removal_in (j :: gone) A B & removals_in (j :: gone) s' B C
  else C = A.

Variables (phi : forall l, 'M[R]_(d l, N l) -> 'M[R]_(e l.+1, N l.+1)) (U : 'M[R]_(e 0, N 0)).

(* what layer l sees: H_l *)
Fixpoint seen A l : 'M[R]_(e l, N l) :=
  if l is l'.+1 then phi (A.1 l' *m seen A l' + A.2 l' *m const_mx 1) else U.
(* what layer l makes of it: Z_l *)
Definition made A l := A.1 l *m seen A l + A.2 l *m const_mx 1.

Lemma removals_elsewhere l gone s A C : @removals_in l gone s A C ->
  forall k, k != l -> C.1 k = A.1 k /\ C.2 k = A.2 k.
Proof.
elim: s gone A => [|j s IH] gone A /=; first by move=> ->.
by move=> [B [AB _] /IH BC] k kl; have [-> ->] := BC k kl; exact: AB.
Qed.

Lemma seen_same A B l : (forall k, (k < l)%N -> B.1 k = A.1 k /\ B.2 k = A.2 k) ->
  seen B l = seen A l.
Proof.
elim: l => //= l IH same; have [-> ->] := same l (ltnSn l).
by rewrite IH // => k kl; apply: same; apply: ltnW.
Qed.

(* how a change of layer l goes on *)
Lemma forward A B c l n : (l <= n)%N ->
  (forall k, (k < n)%N -> not_stretching (@phi k)) ->
  (forall k, (l < k <= n)%N -> B.1 k = A.1 k /\ B.2 k = A.2 k) ->
  (forall k, (l < k <= n)%N -> lengthens (A.1 k) (c k)) ->
  frob (made B n - made A n) <= \prod_(l.+1 <= k < n.+1) c k * frob (made B l - made A l).
Proof.
elim: n => [|n IH]; first by rewrite leqn0 => /eqP-> _ _ _; rewrite big_geq // mul1r.
rewrite leq_eqVlt => /orP[/eqP<- _ _ _|ln short same len]; first by rewrite big_geq // mul1r.
have at_n : (l < n.+1 <= n.+1)%N by rewrite ln leqnn.
have in_n k : (l < k <= n)%N -> (l < k <= n.+1)%N by move=> /andP[-> /leqW].
rewrite big_nat_recr //= mulrAC -mulrA [_ * c _]mulrC.
have [eW eb] := same _ at_n.
have -> : made B n.+1 - made A n.+1 = A.1 n.+1 *m (phi (made B n) - phi (made A n)).
  by rewrite /made /= eW eb mulmxBr opprD addrACA subrr addr0.
apply: le_trans (lengthens_all _ (len _ at_n)) _.
rewrite mulrCA; apply: ler_wpmul2l; first by case: (len _ at_n).
apply: le_trans (short n (ltnSn n) _ _) _; apply: IH => // k.
- by move=> kn; apply: short; apply: ltnW.
- by move=> /in_n; exact: same.
- by move=> /in_n; exact: len.
Qed.

Theorem change_of_the_logits m (A : nat -> network) (s : forall l, seq 'I_(e l)) c :
  (forall l, (l < m)%N -> not_stretching (@phi l)) ->
  (forall l, (0 < l <= m)%N -> removals_in [::] (s l) (A l.-1) (A l)) ->
  (forall l, (1 < l <= m)%N -> lengthens ((A 0%N).1 l) (c l)) ->
  frob (made (A m) m - made (A 0%N) m) <=
    \sum_(1 <= l < m.+1) \prod_(l.+1 <= k < m.+1) c k * frob (made (A l) l - made (A l.-1) l).
Proof.
move=> short rem len.
have first n : (n <= m)%N -> forall k, (n < k)%N ->
    (A n).1 k = (A 0%N).1 k /\ (A n).2 k = (A 0%N).2 k.
  elim: n => // n IH nm k nk; have [<- <-] := IH (ltnW nm) k (ltnW nk).
  by apply: (removals_elsewhere (rem n.+1 nm)); rewrite gtn_eqF.
suff all n : (n <= m)%N -> frob (made (A n) m - made (A 0%N) m) <=
    \sum_(1 <= l < n.+1) \prod_(l.+1 <= k < m.+1) c k * frob (made (A l) l - made (A l.-1) l).
  exact: all.
elim: n => [_|n IH nm]; first by rewrite subrr frob0 big_geq.
rewrite big_nat_recr //= [X in _ <= X]addrC.
have -> : made (A n.+1) m - made (A 0%N) m =
    (made (A n.+1) m - made (A n) m) + (made (A n) m - made (A 0%N) m) by rewrite addrA subrK.
apply: le_trans (triangle _ _) _; apply: ler_add; last exact: IH (ltnW nm).
apply: forward => // k /andP[nk km].
- by apply: (removals_elsewhere (rem n.+1 nm)); rewrite gtn_eqF.
- have [-> _] := first n (ltnW nm) k (ltnW nk); apply: len; rewrite km andbT.
  by apply: leq_ltn_trans nk.
Qed.

(* the weights and the bias of layer l in one matrix *)
Definition joined A l := row_mx (A.1 l) (A.2 l).
(* H_l with a row of ones below it *)
Definition with_one A l := col_mx (seen A l) (const_mx 1 : 'rV_(N l)).

(* to remove several neurons at once is to remove the first and to leave nothing of the others *)
Lemma removed_at_once l gone j s A B : @removal_in l (s ++ j :: gone) A B ->
  removals_in gone (j :: s) A B.
Proof.
move=> [other no]; exists B; first by split=> // a b ab; apply: no; rewrite mem_cat ab orbT.
have {no} no : without (s ++ j :: gone) (B.1 l) by [].
elim: s j gone no => //= i s IH j gone no; exists B; first split=> // a b ib.
  by apply: no; move: ib; rewrite !(mem_cat, in_cons) => /or3P[] ->; rewrite ?orbT.
by apply: IH => a b; rewrite mem_cat => ab; apply: no; move: ab;
  rewrite !(mem_cat, in_cons) => /or4P[] ->; rewrite ?orbT.
Qed.

Theorem change_by_costs l A B (P : 'M[R]_(e l + 1)) (s : seq 'I_(e l)) :
  (forall k, k != l -> B.1 k = A.1 k /\ B.2 k = A.2 k) ->
  P *m (with_one A l *m (with_one A l)^T) = 1%:M -> uniq s -> s != [::] ->
  let gone := [seq lshift 1 j | j <- s] in
  joined B l = (removals (joined A l, P) gone).1 ->
  removals_in [::] s A B /\ frob (made B l - made A l) ^+ 2 = prices (joined A l, P) gone.
Proof.
move=> other PG us s0 gone new.
have ug : uniq gone by rewrite map_inj_uniq //; exact: lshift_inj.
have [no cost _ _ _] := removed_one_by_one (joined A l) PG ug.
split.
  case: s s0 {us ug cost} @gone new no => // j s _ gone new no; apply: removed_at_once.
  split=> // i k; rewrite mem_cat mem_seq1 orbC -in_cons => ks.
  by have := no i (lshift 1 k); rewrite -new row_mxEl; apply; exact: map_f.
rewrite sqr_frob -cost -new.
have -> : made B l = joined B l *m with_one A l.
  rewrite mul_row_col /made (@seen_same A B) // => k kl.
  by apply: other; rewrite ltn_eqF.
by have -> : made A l = joined A l *m with_one A l by rewrite mul_row_col.
Qed.
End Networks.

Section Attained.
Variables (R : rcfType) (t : nat -> R).

(* two inputs and two neurons in hidden layer 1, single neurons behind *)
Definition width l := if l is l'.+2 then 1%N else 2%N.

(* hidden layer 1 repeats the input, x reads it, and t multiplies *)
Definition line (x : 'M[R]_(1, 2)) : network R (fun l => width l.+1) width :=
  (fun l => match l return 'M_(width l.+1, width l) with
            | 0 => 1%:M | 1 => x | l'.+2 => (t l'.+2)%:M end, fun=> 0).

Local Notation Z := (made (N := fun=> 2%N) (fun l => @relu R (width l.+1) 2) (1%:M : 'M_2)).

Lemma relu_id m n (A : 'M[R]_(m, n)) : (forall i j, 0 <= A i j) -> relu A = A.
Proof. by move=> A0; apply/matrixP=> i j; rewrite mxE; apply/max_idPr. Qed.

Lemma line_made (x : 'M_(1, 2)) l : (forall l, 0 < t l) -> (forall i j, 0 <= x i j) ->
  Z (line x) l.+1 = \prod_(2 <= k < l.+2) t k *: x.
Proof.
move=> t0 x0; elim: l => [|l IH].
  rewrite big_geq // scale1r /made /= !mul0mx !addr0 mulmx1 relu_id ?mulmx1 // => i j.
  by rewrite mxE ler0n.
rewrite big_nat_recr //= mulrC -scalerA -IH.
have -> : Z (line x) l.+2 = (t l.+2)%:M *m relu (Z (line x) l.+1) + (0 : 'cV_1) *m const_mx 1.
  by [].
rewrite mul0mx addr0 mul_scalar_mx relu_id // IH => i j; rewrite mxE mulr_ge0 //.
by apply: prodr_ge0 => *; exact: ltW.
Qed.

Lemma spectral1 a : 0 <= a -> spectral (a%:M : 'M[R]_1) a.
Proof.
move=> a0; have len (v : 'cV_1) : frob (a%:M *m v) = a * frob v.
  by rewrite mul_scalar_mx frobZ ger0_norm.
split=> [|c [_ /(_ 1%:M)]]; first by split=> // v; rewrite len.
have one : frob (1%:M : 'M[R]_1) = 1.
  by rewrite /frob /sumsq !big_ord1 mxE expr1n sqrtr1.
by rewrite len one !mulr1.
Qed.

(* the weights of both neurons of hidden layer 1 *)
Definition both : 'M[R]_(1, 2) := const_mx 1.
(* and those when the second has gone *)
Definition first_alone : 'M[R]_(1, 2) := delta_mx 0 0.

(* the neurons that go: the second one of hidden layer 1, and then nothing more *)
Definition gone l : seq 'I_(width l) :=
  match l return seq 'I_(width l) with 1 => [:: 1] | _ => [::] end.
(* the network after the removals in the layers 1 to l *)
Definition narrowed l := line (if l is 0 then both else first_alone).

Lemma narrowed_removals l : (0 < l)%N -> removals_in [::] (gone l) (narrowed l.-1) (narrowed l).
Proof.
case: l => [|[|l]] // _; exists (narrowed 1%N) => //; split=> [[|[|k]]|i j] //.
by rewrite mem_seq1 => /eqP->; rewrite mxE andbF.
Qed.

Theorem change_attained m : (0 < m)%N -> (forall l, 0 < t l) ->
  [/\ forall l, not_stretching (@relu R (width l.+1) 2),
      forall l, (0 < l <= m)%N -> removals_in [::] (gone l) (narrowed l.-1) (narrowed l),
      forall l, (1 < l <= m)%N -> spectral ((narrowed 0%N).1 l) (t l),
      Z (narrowed 1%N) 1 - Z (narrowed 0%N) 1 != 0 &
      frob (Z (narrowed m) m - Z (narrowed 0%N) m) =
        \sum_(1 <= l < m.+1) \prod_(l.+1 <= k < m.+1) t k *
          frob (Z (narrowed l) l - Z (narrowed l.-1) l)].
Proof.
move=> m0 t0; have ge0 i j : 0 <= both i j /\ 0 <= first_alone i j.
  by rewrite !mxE ler01 ler0n.
have b0 i j : 0 <= both i j by case: (ge0 i j).
have f0 i j : 0 <= first_alone i j by case: (ge0 i j).
have start : Z (narrowed 1%N) 1 - Z (narrowed 0%N) 1 = first_alone - both.
  by rewrite !line_made // big_geq // !scale1r.
split=> // [l|l /andP[l0 _]|l /andP[l1 _]||].
- exact: relu_not_stretching.
- exact: narrowed_removals.
- by case: l l1 => [|[|l]] // _; apply: spectral1; exact: ltW.
- rewrite start; apply/eqP=> /matrixP/(_ 0 1)/eqP.
  by rewrite !mxE andbF sub0r oppr_eq0 oner_eq0.
case: m m0 => // m _; rewrite [RHS]big_ltn // start [X in _ = _ + X]big_nat.
  rewrite [X in _ = _ + X]big1 ?addr0.
  rewrite !line_made // -scalerBr frobZ ger0_norm //.
  by apply: prodr_ge0 => *; exact: ltW.
by move=> [|[|l]] // _; rewrite subrr frob0 mulr0.
Qed.
End Attained.
