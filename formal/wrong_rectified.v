(* Wrong variants of the ranks of rectified neurons, near the truth, refuted by two or three neurons
   with one input. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import perceptron wrong_perceptron seen_elsewhere wrong_seen_elsewhere.
From dlf Require Import few_samples rectified.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* (u + t_j)_+ for the numbers t_j of a list, at the inputs of another list *)
Notation ones := (fun=> single (1 : rat)).
Definition samples N s (l : 'I_N) := single (item s l).
Notation at_places n N t v := (activations ones (item (n := n) t) (samples (N := N) v)).
Definition table n (s : seq (seq rat)) : 'M[rat]_n := \matrix_(i, j) nth 0 (nth [::] s i) j.

Lemma entry n N t v (j : 'I_n) (l : 'I_N) : (at_places n N t v) j l = relu (item v l + item t j).
Proof. by rewrite mxE /activation /height dot_one mul1r mxE. Qed.

Definition next := [:: 0; 1 : rat].
Definition steps := [:: 0; -1; -2%:R : rat].
Definition counts := [:: 1; 2%:R; 3%:R : rat].

Lemma next_rank : \rank (at_places 2 2 next counts) = 2%N.
Proof.
apply: mxrank_unit; have [] // := @mulmx1_unit _ _ (table 2 [:: [:: - 3%:R; 2%:R]; [:: 2%:R; -1]])
  (at_places 2 2 next counts).
apply/matrixP=> i l; rewrite mxE !big_ord_recl big_ord0 !entry !mxE.
case: i => -[|[|//]] ?; case: l => -[|[|//]] ?; apply/eqP; rewrite /item /relu; by vm_compute.
Qed.

Lemma steps_rank : \rank (at_places 3 3 steps counts) = 3%N.
Proof.
apply: mxrank_unit; have [] // := @mulmx1_unit _ _
  (table 3 [:: [:: 1; - 2%:R; 1]; [:: 0; 1; - 2%:R]; [:: 0; 0; 1]]) (at_places 3 3 steps counts).
apply/matrixP=> i l; rewrite mxE !big_ord_recl big_ord0 !entry !mxE.
case: i => -[|[|[|//]]] ?; case: l => -[|[|[|//]]] ?; apply/eqP; rewrite /item /relu; by vm_compute.
Qed.

Lemma next_on j l : on ones (item (n := 2) next) j (samples (N := 2) counts l).
Proof.
rewrite /on /height dot_one mul1r mxE /item.
by case: j => -[|[|//]] ?; case: l => -[|[|//]] ?; vm_compute.
Qed.

Lemma one_group n N (A : {set 'I_n}) (B : {set 'I_N}) e :
  (\sum_(x : 'I_1) minn (minn #|A| #|B|) e <= e)%N.
Proof. by rewrite big_ord1 geq_minr. Qed.

(* d in place of d + 1 *)
Theorem rank_of_groups_d_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) N (u : 'I_N -> 'rV[R]_d) (G : finType) (g : 'I_N -> G),
  (forall j l l', g l = g l' -> on a beta j (u l) = on a beta j (u l')) ->
  (\rank (activations a beta u) <=
    \sum_x minn (minn #|neurons_of a beta u g x| #|samples_of g x|) d)%N).
Proof.
move=> H; have := @H _ 1%N 2%N ones (item next) 2%N (samples counts) _ (fun=> (ord0 : 'I_1)).
have same (j l l' : 'I_2) : on ones (item next) j (samples counts l) =
  on ones (item next) j (samples counts l') by rewrite !next_on.
by rewrite next_rank big_ord1 => /(_ (fun j l l' _ => same j l l'))/leq_trans/(_ (geq_minr _ _)).
Qed.

(* any groups *)
Theorem rank_of_groups_mixed_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) N (u : 'I_N -> 'rV[R]_d) (G : finType) (g : 'I_N -> G),
  (\rank (activations a beta u) <=
    \sum_x minn (minn #|neurons_of a beta u g x| #|samples_of g x|) d.+1)%N).
Proof.
move=> H; have := @H _ 1%N 3%N ones (item steps) 3%N (samples counts) _ (fun=> (ord0 : 'I_1)).
by rewrite steps_rank big_ord1 => /leq_trans/(_ (geq_minr _ _)).
Qed.

Lemma kept_none n N (H : 'M[rat]_(n, N)) : kept H (~: setT) = H.
Proof. by apply/matrixP=> j l; rewrite mxE !inE. Qed.

(* d in place of d + 1 without the constant *)
Theorem rank_where_on_d_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) (P : {set 'I_n}) N (u : 'I_N -> 'rV[R]_d),
  (forall j l, j \in P -> on a beta j (u l)) ->
  (\rank (kept (activations a beta u) (~: P)) <= d)%N).
Proof.
move=> H; have := @H _ 1%N 2%N ones (item next) setT 2%N (samples counts)
  (fun j l _ => next_on j l).
by rewrite kept_none next_rank.
Qed.

(* d - 1 in place of d beside the constant *)
Theorem rank_where_on_constants_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) (P : {set 'I_n}) N (u : 'I_N -> 'rV[R]_d),
  (forall j l, j \in P -> on a beta j (u l)) -> exists c : 'cV[R]_n,
  (\rank (kept (activations a beta u) (~: P) - c *m const_mx 1)%R <= d.-1)%N).
Proof.
move=> H; have := @H _ 1%N 2%N ones (item next) setT 2%N (samples counts)
  (fun j l _ => next_on j l).
rewrite kept_none => -[c]; rewrite leqn0 mxrank_eq0 subr_eq0 => /eqP e.
have c0 (l : 'I_2) : (at_places 2 2 next counts) 0 l = c 0 0.
  by rewrite e mxE big_ord1 [const_mx _ _ _]mxE mulr1.
by have := c0 0; rewrite -(c0 1) !entry /item /relu => /eqP; vm_compute.
Qed.

(* neurons that are off at some of the samples *)
Theorem rank_where_on_off_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) (P : {set 'I_n}) N (u : 'I_N -> 'rV[R]_d),
  (\rank (kept (activations a beta u) (~: P)) <= d.+1)%N).
Proof.
move=> H; have := @H _ 1%N 3%N ones (item steps) setT 3%N (samples counts).
by rewrite kept_none steps_rank.
Qed.

Lemma next_state (w : 'M[rat]_2) x j : 0 < x ->
  (w *m state ones (item next) (single x)) j 0 = w j 0 * x + w j 1 * (x + 1).
Proof.
move=> x0; rewrite mxE !big_ord_recl big_ord0 addr0 !mxE /activation /height !dot_one !mul1r.
rewrite !mxE /item /= addr0 /relu !max_r ?ltW // ?addr_gt0 //.
by congr (_ + w j _ * _); apply: val_inj.
Qed.

Lemma next_all (x : rat) j : 0 < x -> on ones (item (n := 2) next) j (single x).
Proof.
move=> x0; rewrite /on /height dot_one mul1r mxE /item.
by case: j => -[|[|//]] ?; rewrite /= ?addr0 // addr_gt0.
Qed.

Lemma next_stay (D : {set 'I_2}) (Y : 'M[rat]_2) : #|D| = 1%N ->
  (forall i j, j \in D -> Y i j = 0) ->
  ~ (forall x, 0 < x -> Y *m state ones (item next) (single x) =
     1%:M *m state ones (item next) (single x)).
Proof.
move=> /eqP/cards1P[k ->] Y0 same.
have at_ x (x0 : 0 < x) := congr1 (fun M : 'cV_2 => M k 0) (same x x0).
have := at_ 1 isT; have := at_ 2%:R isT; rewrite !next_state //.
have := Y0 k k (set11 k); have [->|->] : k = 0 \/ k = 1.
- by case: k {Y0 at_} => -[|[|//]] lt; [left | right]; apply: val_inj.
- move=> ->; rewrite !mxE /= !mul0r !add0r !mul1r !addr0; move: (Y 0 1) => y e f.
  have : y * (1 + 1) * 3%:R = y * (2%:R + 1) * 2%:R by ring.
  by rewrite e f => /eqP; vm_compute.
move=> ->; rewrite !mxE /= !mul0r !add0r !mul1r !addr0; move: (Y 1 0) => y e f.
have : y * 1 * 2%:R = y * 2%:R by ring.
by rewrite e f => /eqP; vm_compute.
Qed.

(* p - d in place of p - d - 1 without a bias *)
Theorem go_where_on_d_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) (P : {set 'I_n}) m, (m <= #|P| - d)%N ->
  exists D : {set 'I_n}, [/\ D \subset P, #|D| = m & forall o (X : 'M[R]_(o, n)), exists Y,
    only_within P D X Y /\
    forall u, (forall j, j \in P -> on a beta j u) -> Y *m state a beta u = X *m state a beta u]).
Proof.
move=> H; have [|D [_ D1 all]] := @H _ 1%N 2%N ones (item next) setT 1%N.
  by rewrite cardsT card_ord.
have [Y [[Y0 _] same]] := all 2%N 1%:M; apply: (next_stay D1 Y0) => x x0.
by apply: same => j _; exact: next_all.
Qed.

(* at every input *)
Theorem go_where_on_everywhere_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) (P : {set 'I_n}) m, (m <= #|P| - d.+1)%N ->
  exists D : {set 'I_n}, [/\ D \subset P, #|D| = m & forall o (X : 'M[R]_(o, n)), exists Y,
    only_within P D X Y /\ forall u, Y *m state a beta u = X *m state a beta u]).
Proof.
move=> H; have [|D [_ /eqP/cards1P[k ->] all]] := @H _ 1%N 3%N ones (item steps) setT 1%N.
  by rewrite cardsT card_ord.
have [Y [[Y0 _] same]] := all 3%N 1%:M.
have ap : apart ones (item (n := 3) steps).
  split=> [_|j l t jl]; first by apply/eqP; rewrite single0 => /single_inj/eqP.
  rewrite single_scale mulr1 => /single_inj <-; rewrite mul1r => /eqP; move: jl.
  by case: j => -[|[|[|//]]] ?; case: l => -[|[|[|//]]] ? //= _; vm_compute.
have [|_ /(_ k)] := rectified_independent (c := fun j => (1%:M - Y) k j) (c0 := 0) ap.
  move=> u; have : ((1%:M - Y) *m state ones (item steps) u) k 0 = 0.
    by rewrite mulmxBl same subrr mxE.
  by rewrite mxE => e; rewrite -[RHS]e; apply: eq_bigr => j _; rewrite [state _ _ _ _ _]mxE.
by rewrite !mxE Y0 ?set11 // eqxx subr0 => /eqP; rewrite oner_eq0.
Qed.

(* one more beside a bias *)
Theorem go_beside_bias_one_more_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) (P : {set 'I_n}) m, (m <= #|P| - d.-1)%N ->
  exists D : {set 'I_n}, [/\ D \subset P, #|D| = m &
    forall o (X : 'M[R]_(o, n)) (b : 'cV_o), exists Y b', only_within P D X Y /\
    forall u, (forall j, j \in P -> on a beta j u) ->
      b' + Y *m state a beta u = b + X *m state a beta u]).
Proof.
move=> H; have [|D [_ D2 all]] := @H _ 1%N 2%N ones (item next) setT 2%N.
  by rewrite cardsT card_ord.
have DT : D = setT by apply/eqP; rewrite eqEcard subsetT D2 cardsT card_ord.
have [Y [b' [[Y0 _] same]]] := all 2%N 1%:M 0.
have {Y0} Y0 : Y = 0 by apply/matrixP=> i j; rewrite [RHS]mxE Y0 // DT inE.
have at_ x (x0 : 0 < x) := congr1 (fun M : 'cV_2 => M 0 0) (same _ (fun j _ => next_all j x0)).
have := at_ 1 isT; have := at_ 2%:R isT; rewrite Y0 !mul0mx !addr0 !add0r !next_state // => ->.
by rewrite !mxE => /eqP; vm_compute.
Qed.

(* the bias stays what it was *)
Theorem go_beside_bias_kept_wrong : ~ (forall (R : realFieldType) d n (a : 'I_n -> 'rV[R]_d)
    (beta : 'I_n -> R) (P : {set 'I_n}) m, (m <= #|P| - d)%N ->
  exists D : {set 'I_n}, [/\ D \subset P, #|D| = m &
    forall o (X : 'M[R]_(o, n)) (b : 'cV_o), exists Y, only_within P D X Y /\
    forall u, (forall j, j \in P -> on a beta j u) ->
      b + Y *m state a beta u = b + X *m state a beta u]).
Proof.
move=> H; have [|D [_ D1 all]] := @H _ 1%N 2%N ones (item next) setT 1%N.
  by rewrite cardsT card_ord.
have [Y [[Y0 _] same]] := all 2%N 1%:M 0; apply: (next_stay D1 Y0) => x x0.
by have := same (single x) (fun j _ => next_all j x0); rewrite !add0r.
Qed.
