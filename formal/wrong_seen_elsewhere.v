(* Wrong variants of the independence of rectified neurons, near the truth, refuted by neurons with
   one input: a constant one, two of which one is twice the other, two pairs of opposite ones. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import perceptron wrong_perceptron seen_elsewhere.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

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
