(* Wrong variants of the independence and of the ranks of rectified neurons, near the truth,
   refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import perceptron wrong_perceptron seen_elsewhere few_samples rectified.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* Wrong variants of the independence of rectified neurons, near the truth, refuted by neurons
   with one input: a constant one, two of which one is twice the other, two pairs of opposite
   ones. *)

Lemma relu_pair (x : rat) : relu x - relu (- x) = x.
Proof.
rewrite /relu; case: (lerP 0 x) => x0; first by rewrite max_l ?oppr_le0 // subr0.
by rewrite max_r ?oppr_ge0 ?ltW // opprK add0r.
Qed.

Lemma relu_pos (x t : rat) : 0 <= t -> relu (t * x) = t * relu x.
Proof.
rewrite /relu => t0; case: (lerP 0 x) => x0; first by rewrite max_r // mulr_ge0.
by rewrite mulr0 max_l // mulr_ge0_le0 // ltW.
Qed.

Lemma dot_one x (u : 'rV[rat]_1) : dot (single x) u = x * u 0 0.
Proof. by rewrite /dot !mxE big_ord1 !mxE. Qed.

Lemma single_inj x y : single x = single y -> x = y.
Proof. by move/matrixP/(_ 0 0); rewrite !mxE. Qed.

Lemma single_scale x y : x *: single y = single (x * y).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.

(* the numbers of a list as incoming weights, biases or coefficients *)
Definition item n (s : seq rat) (k : 'I_n) : rat := nth 0 s k.
Definition inputs n s (k : 'I_n) := single (item s k).

(* u_+, (-u)_+, (u - 1)_+ and (1 - u)_+ *)
Definition signs := [:: 1; -1; 1; -1 : rat].
Definition places := [:: 0; 0; -1; 1 : rat].
Definition mixed := [:: 1; -1; -1; 1 : rat].

Lemma pairs_apart (j k : 'I_4) t : 0 < t -> j != k -> inputs signs j = t *: inputs signs k ->
  item places j = t * item places k -> False.
Proof.
move=> t0 jk; rewrite single_scale => /single_inj; move: jk t0.
case: j => -[|[|[|[|//]]]] ?; case: k => -[|[|[|[|//]]]] ? //= _ t0; rewrite /item /=;
  rewrite ?mulr1 ?mulrN1 => e; move: t0; rewrite -?e ?(esym (oppr_eq0 _)) //.
all: try by move: e => /eqP; rewrite eq_sym eqr_oppLR => /eqP->.
all: by move=> _; rewrite ?mul1r => /eqP; vm_compute.
Qed.

Lemma pairs_total u :
  \sum_k item mixed k * activation (inputs (n := 4) signs) (item places) k u = 1.
Proof.
rewrite !big_ord_recl big_ord0 /activation /height !dot_one /item /= !mul1r !mulN1r.
rewrite !addr0; move: (u 0 0) => x; have := relu_pair x; have := relu_pair (x - 1).
rewrite opprB [1 - x]addrC; move: (relu _) (relu _) (relu _) (relu _) => p q r s e f.
have -> : q + (- p + (- s + r)) = q - p - (s - r) by ring.
by rewrite e f opprB addrC subrK.
Qed.

(* positive multiples alone excluded *)
Theorem rectified_independent_positive_wrong : ~ (forall (R : realFieldType) d n
    (a : 'I_n -> 'rV[R]_d) (beta : 'I_n -> R) c (c0 : R), (forall j, a j != 0) ->
  (forall j k t, 0 < t -> j != k -> a j = t *: a k -> beta j = t * beta k -> False) ->
  (forall u, \sum_k c k * activation a beta k u = c0) -> c0 = 0).
Proof.
move=> H; have nonzero (j : 'I_4) : inputs signs j != 0.
  by apply/eqP; rewrite single0 => /single_inj/eqP; case: j => -[|[|[|[|//]]]].
by have /eqP := H _ _ _ _ _ _ _ nonzero pairs_apart pairs_total.
Qed.

(* incoming weights that are zero *)
Theorem rectified_independent_zero_wrong : ~ (forall (R : realFieldType) d n
    (a : 'I_n -> 'rV[R]_d) (beta : 'I_n -> R) c (c0 : R),
  (forall j k t, j != k -> a j = t *: a k -> beta j = t * beta k -> False) ->
  (forall u, \sum_k c k * activation a beta k u = c0) -> c0 = 0).
Proof.
move=> H; have /eqP : 1 = 0 :> rat.
  apply: (H _ 1%N 1%N (fun=> single 0) (fun=> 1) (fun=> 1)) => [j k t|u].
    by rewrite !ord1.
  by rewrite big_ord1 /activation /height dot_one mul0r add0r mul1r /relu max_r.
by [].
Qed.

Lemma twice_total (c : rat) u :
  \sum_k item [:: c * 2%:R; - c] k *
    activation (inputs (n := 2) [:: 1; 2%:R]) (fun=> 0) k u = 0.
Proof.
rewrite !big_ord_recl big_ord0 /activation /height !dot_one /item /= !addr0 mul1r.
rewrite relu_pos //; move: (relu _) => r.
by ring.
Qed.

Lemma twice_nonzero (j : 'I_2) : inputs [:: 1; 2%:R : rat] j != 0.
Proof. by apply/eqP; rewrite single0 => /single_inj/eqP; case: j => -[|[|//]]. Qed.

Lemma twice_apart (j k : 'I_2) : j != k -> inputs [:: 1; 2%:R : rat] j = inputs [:: 1; 2%:R] k ->
  0 = 0 :> rat -> False.
Proof.
move=> jk /single_inj/eqP; move: jk.
by case: j => -[|[|//]] ?; case: k => -[|[|//]] ?.
Qed.

(* equal neurons alone excluded *)
Theorem rectified_independent_equal_wrong : ~ (forall (R : realFieldType) d n
    (a : 'I_n -> 'rV[R]_d) (beta : 'I_n -> R) c (c0 : R), (forall j, a j != 0) ->
  (forall j k, j != k -> a j = a k -> beta j = beta k -> False) ->
  (forall u, \sum_k c k * activation a beta k u = c0) -> forall k, c k = 0).
Proof.
move=> H; have := H _ _ _ _ _ _ _ twice_nonzero twice_apart (twice_total 1) ord0.
by move/eqP.
Qed.

(* positive multiples alone excluded: the bias and the others take over *)
Theorem seen_elsewhere_positive_wrong : ~ (forall (R : realFieldType) d n
    (a : 'I_n -> 'rV[R]_d) (beta : 'I_n -> R) o (X Y : 'M[R]_(o, n)) (b b' : 'I_o -> R)
    (D : {set 'I_n}), (forall j, a j != 0) ->
  (forall j k t, 0 < t -> j != k -> a j = t *: a k -> beta j = t * beta k -> False) ->
  (forall i j, j \in D -> Y i j = 0) -> (exists i j, j \in D /\ X i j != 0) ->
  exists u i, b' i + \sum_k Y i k * activation a beta k u !=
    b i + \sum_k X i k * activation a beta k u).
Proof.
move=> H; have nonzero (j : 'I_4) : inputs signs j != 0.
  by apply/eqP; rewrite single0 => /single_inj/eqP; case: j => -[|[|[|[|//]]]].
pose X : 'M[rat]_(1, 4) := delta_mx 0 ord_max; pose Y := X - \row_k item mixed k.
have Y0 (i : 'I_1) j : j \in [set (ord_max : 'I_4)] -> Y i j = 0.
  by rewrite inE => /eqP->; rewrite ord1 !mxE /item /= subrr.
have X1 : exists i j, j \in [set (ord_max : 'I_4)] /\ X i j != 0.
  by exists 0, ord_max; rewrite set11 mxE.
have [u [i]] := H _ _ _ _ _ _ X Y (fun=> 0) (fun=> 1) _ nonzero pairs_apart Y0 X1.
case/eqP; rewrite -(pairs_total u) -big_split add0r; apply: eq_bigr => k _ /=.
by rewrite -mulrDl ord1 [Y 0 k]mxE [X in _ + (_ + X)]mxE [X in _ + (_ - X)]mxE addrC subrK.
Qed.

(* any outgoing weight other than zero, of a neuron that stays as well *)
Theorem seen_elsewhere_kept_wrong : ~ (forall (R : realFieldType) d n
    (a : 'I_n -> 'rV[R]_d) (beta : 'I_n -> R) o (X Y : 'M[R]_(o, n)) (b b' : 'I_o -> R)
    (D : {set 'I_n}), apart a beta ->
  (forall i j, j \in D -> Y i j = 0) -> (exists i j, X i j != 0) ->
  exists u i, b' i + \sum_k Y i k * activation a beta k u !=
    b i + \sum_k X i k * activation a beta k u).
Proof.
move=> H; have ap : apart (fun _ : 'I_1 => single 1) (fun=> 0).
  split=> [_|j k t]; last by rewrite !ord1.
  by apply/eqP; rewrite single0 => /single_inj/eqP.
have none (i j : 'I_1) : j \in set0 -> (1%:M : 'M[rat]_1) i j = 0 by rewrite inE.
have some : exists i j, (1%:M : 'M[rat]_1) i j != 0 by exists 0, 0; rewrite mxE.
have [u [i]] := H _ _ _ _ _ _ _ _ (fun=> 0) (fun=> 0) _ ap none some.
by rewrite eqxx.
Qed.

(* Wrong variants of the ranks of rectified neurons, near the truth, refuted by two or three
   neurons with one input. *)

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
  by case: j => -[|[|[|//]]] ?; case: l => -[|[|[|//]]] ?; vm_compute.
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
