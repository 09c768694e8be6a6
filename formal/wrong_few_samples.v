(* Wrong variants of the removal without loss on samples, near the truth, refuted by one neuron or
   two on one sample. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import few_samples.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Local Notation ones n := (const_mx 1 : 'M[rat]_(n, 1)).
Local Notation tenths := (9%:R / 10%:R).

Lemma ones_rank n : \rank (ones n.+1) = 1%N.
Proof.
apply/eqP; rewrite eqn_leq rank_leq_col /= lt0n mxrank_eq0; apply/eqP => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE oner_eq0.
Qed.

(* if all go, nothing is left to make the output *)
Lemma all_gone n c : ~ depends [set: 'I_n.+1] c (ones n.+1).
Proof.
move=> /(_ 0 (in_setT _)); rewrite big1 => [/matrixP/(_ 0 0)/eqP|k]; last by rewrite inE.
by rewrite !mxE oner_eq0.
Qed.

Lemma all_of n (D : {set 'I_n}) : #|D| = n -> D = setT.
Proof. by move=> Dn; apply/eqP; rewrite eqEcard subsetT cardsT card_ord Dn leqnn. Qed.

(* nine tenths of what would have to be handed on *)
Theorem lossless_set_share_wrong : ~ (forall (R : fieldType) n (D : {set 'I_n})
    (c : 'I_n -> 'I_n -> R) o (X : 'M[R]_(o, n)) M (h : 'M[R]_(n, M)),
  depends D c h -> without_set D (fun j k => tenths * c j k) X *m h = X *m h).
Proof.
pose j : 'I_2 := lift ord0 ord0; pose X : 'M[rat]_(1, 2) := const_mx 1.
have other (S : zmodType) (f : 'I_2 -> S) : \sum_(k | k \notin [set j]) f k = f 0.
  by rewrite (big_pred1 0) // => k; rewrite inE; case: k => -[|[|k]].
have rel : depends [set j] (fun _ _ => 1) (ones 2).
  move=> k; rewrite inE => /eqP->; rewrite other scale1r.
  by apply/rowP => l; rewrite !mxE.
move=> H; have := H [fieldType of rat] _ _ _ _ X _ _ rel => /matrixP/(_ 0 0).
rewrite !mxE !big_ord_recl !big_ord0 !mxE !inE /= big_set1 !mxE => /eqP.
by vm_compute.
Qed.

(* two copies, each a combination of all others, of those that go as well *)
Theorem lossless_set_each_wrong : ~ (forall (R : fieldType) n (D : {set 'I_n})
    (c : 'I_n -> 'I_n -> R) o (X : 'M[R]_(o, n)) M (h : 'M[R]_(n, M)),
  (forall j, j \in D -> row j h = \sum_(k | k != j) c j k *: row k h) ->
  exists Y, replaces D h X Y).
Proof.
move=> H; have rel (j : 'I_2) : j \in [set: 'I_2] -> row j (ones 2) =
    \sum_(k | k != j) 1 *: row k (ones 2).
  move=> _; have row1 k : row k (ones 2) = const_mx 1 by apply/rowP => l; rewrite !mxE.
  under eq_bigr do rewrite scale1r row1.
  by rewrite sumr_const cardC1 card_ord row1.
have [Y [Y0]] := H [fieldType of rat] _ _ _ 1%N (delta_mx 0 0) _ _ rel.
rewrite (_ : Y = 0) => [|]; last by apply/matrixP => i j; rewrite Y0 // mxE.
rewrite mul0mx => /matrixP/(_ 0 0)/eqP.
by rewrite -rowE !mxE eq_sym oner_eq0.
Qed.

(* one more than the rank lacks *)
Theorem few_samples_one_more_wrong : ~ (forall (F : fieldType) n N (H : 'M[F]_(n, N)) m,
  (m <= n)%N -> (m <= (n - \rank H).+1)%N -> exists (D : {set 'I_n}) c, #|D| = m /\ depends D c H).
Proof.
move=> H; have [//|//|D [c [/all_of->]]] := H _ _ _ (ones 1) 1%N; exact: all_gone.
Qed.

(* one more than the difference of neurons and samples *)
Theorem few_samples_difference_wrong : ~ (forall (F : fieldType) n N (H : 'M[F]_(n, N)),
  (0 < N < n)%N -> exists (D : {set 'I_n}) c, #|D| = (n - N).+1 /\ depends D c H).
Proof.
move=> H; have [//|D [c [/all_of->]]] := H _ 2%N _ (ones 2); exact: all_gone.
Qed.

(* on one sample more *)
Theorem few_samples_anywhere_wrong : ~ (forall (F : fieldType) n N (H : 'M[F]_(n, N)),
  (0 < N < n)%N -> exists (D : {set 'I_n}) c, #|D| = (n - N)%N /\
    forall h : 'cV[F]_n, depends D c (row_mx H h)).
Proof.
move=> H; have [//|D [c [/eqP/cards1P[j ->] dep]]] := H _ 2%N _ (ones 2).
have at_k k : row k (row_mx (ones 2) (delta_mx j 0)) 0 (rshift 1 0) = (k == j)%:R :> rat.
  by rewrite mxE row_mxEr mxE andbT.
have /rowP/(_ (rshift 1 0)) := dep (delta_mx j 0) j (set11 j).
rewrite at_k eqxx summxE big1 => [/eqP|k]; first by rewrite oner_eq0.
by rewrite inE => /negbTE kj; rewrite mxE at_k kj mulr0.
Qed.

(* outgoing weights of a rank that is one less *)
Theorem no_more_on_samples_rank_wrong : ~ (forall (F : fieldType) n N (H : 'M[F]_(n, N)) o
    (X Y : 'M[F]_(o, n)) D, \rank X = n.-1 -> replaces D H X Y -> (#|D| <= n - \rank H)%N).
Proof.
move=> H; have zero : replaces setT (ones 1) (0 : 'M_(1, 1)) 0 by split=> // i j _; rewrite mxE.
have := H _ 1%N _ _ _ _ _ _ (mxrank0 _ _ _) zero.
by rewrite cardsT card_ord ones_rank.
Qed.

(* one fewer *)
Theorem no_more_on_samples_one_less_wrong : ~ (forall (F : fieldType) n N (H : 'M[F]_(n, N)) o
    (X Y : 'M[F]_(o, n)) D, \rank X = n -> replaces D H X Y -> (#|D| <= (n - \rank H).-1)%N).
Proof.
move=> H; have zero : replaces setT (0 : 'M[rat]_(1, 1)) (1%:M : 'M_1) 0.
  by split=> [i j _|]; rewrite ?mxE // !mulmx0.
have := H _ _ _ _ _ _ _ _ (mxrank1 _ _) zero.
by rewrite cardsT card_ord mxrank0.
Qed.

(* for some outgoing weights *)
Theorem removable_on_samples_some_wrong : ~ (forall (F : fieldType) n N (H : 'M[F]_(n, N)) D o
    (X : 'M[F]_(o, n)), (exists Y, replaces D H X Y) -> exists c, depends D c H).
Proof.
move=> H; have [|c] := H _ _ _ (ones 1) setT 1%N 0; last exact: all_gone.
by exists 0; split=> // i j _; rewrite mxE.
Qed.

(* a rank that is one less *)
Theorem removable_on_samples_rank_wrong : ~ (forall (F : fieldType) n N (H : 'M[F]_(n, N)) D,
  (\rank H <= (\rank (kept H D)).+1)%N -> exists c, depends D c H).
Proof.
move=> H; have [|c] := H _ _ _ (ones 1) setT; first by rewrite ones_rank.
exact: all_gone.
Qed.
