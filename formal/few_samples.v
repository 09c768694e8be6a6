(* Neurons that go without loss on samples: as many as the rank lacks, and with fewer samples than
   neurons at least the difference.

   The rows of H are the activations of n neurons on N samples, the columns of X their outgoing
   weights. The neurons of a set D go, the others stay.

   lossless_set: if the activations in D are combinations of those that stay, these can take the
     part of D over, at all inputs at which this is so (VJ2L, part 1, for a set).
   few_samples (KU8S, part 1): n - rank H neurons, or any smaller number, and so n - N or more, can
     be removed without loss on the samples, the same ones whatever X is.
   no_more_on_samples (KU8S, part 1): with outgoing weights that are linearly independent, no more.
   removable_on_samples (KU8S, part 1): a set can go whatever X is if and only if the rows that stay
     span the rows of H.
   The first over any commutative ring, the others over any field, for all sizes. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Sets.
Variables (R : comRingType) (n : nat) (D : {set 'I_n}).

(* the activations in D are combinations of the others, with the coefficients c *)
Definition depends (c : 'I_n -> 'I_n -> R) M (h : 'M[R]_(n, M)) :=
  forall j, j \in D -> row j h = \sum_(k | k \notin D) c j k *: row k h.

(* the weights after the removal of D: zero in D *)
Definition without_set (c : 'I_n -> 'I_n -> R) o (X : 'M[R]_(o, n)) : 'M[R]_(o, n) :=
  \matrix_(i, k) (if k \in D then 0 else X i k + \sum_(j in D) c j k * X i j).

(* weights Y of the neurons that stay give the output of X *)
Definition replaces o N (H : 'M[R]_(n, N)) (X Y : 'M[R]_(o, n)) :=
  (forall i j, j \in D -> Y i j = 0) /\ Y *m H = X *m H.

Theorem lossless_set c o (X : 'M[R]_(o, n)) M (h : 'M[R]_(n, M)) :
  depends c h -> replaces h X (without_set c X).
Proof.
move=> rel; split=> [i j jD|]; first by rewrite mxE jD.
apply/matrixP=> i l; rewrite !mxE [RHS](bigID (mem D)) [LHS](bigID (mem D)) /=.
rewrite big1 ?add0r => [|k kD]; last by rewrite mxE kD mul0r.
have hj j : j \in D -> h j l = \sum_(k | k \notin D) c j k * h k l.
  move=> jD; have := congr1 (fun A : 'rV_M => A 0 l) (rel j jD); rewrite mxE summxE => ->.
  by apply: eq_bigr => k _; rewrite !mxE.
have -> : \sum_(j in D) X i j * h j l =
    \sum_(k | k \notin D) \sum_(j in D) c j k * X i j * h k l.
  rewrite exchange_big; apply: eq_bigr => j jD /=; rewrite hj // mulr_sumr.
  by apply: eq_bigr => k _; rewrite mulrCA mulrA.
rewrite -big_split; apply: eq_bigr => k kD /=.
by rewrite mxE (negbTE kD) mulrDl mulr_suml addrC.
Qed.
End Sets.

Section Samples.
Variables (F : fieldType) (n N : nat) (H : 'M[F]_(n, N)).
Implicit Types (D : {set 'I_n}).

(* the rows that stay, and zero for those that go *)
Definition kept D : 'M[F]_(n, N) := \matrix_(i, l) (if i \in D then 0 else H i l).

Lemma kept_sub D : (kept D <= H)%MS.
Proof.
apply/row_subP=> i; case iD : (i \in D).
  by rewrite (_ : row i _ = 0) ?sub0mx //; apply/rowP=> l; rewrite !mxE iD.
by rewrite (_ : row i _ = row i H) ?row_sub //; apply/rowP=> l; rewrite !mxE iD.
Qed.

Lemma kept_rank D : (\rank (kept D) <= n - #|D|)%N.
Proof.
have <- : #|~: D| = (n - #|D|)%N by rewrite cardsCs setCK card_ord.
apply: leq_trans (rank_leq_row (rowsub (enum_val (A := mem (~: D))) H)).
apply: mxrankS; apply/row_subP=> i; case iD : (i \in D).
  by rewrite (_ : row i _ = 0) ?sub0mx //; apply/rowP=> l; rewrite !mxE iD.
have iC : i \in ~: D by rewrite inE iD.
rewrite (_ : row i _ = row (enum_rank_in iC i) (rowsub (enum_val (A := mem (~: D))) H)) ?row_sub //.
by apply/rowP=> l; rewrite !mxE iD enum_rankK_in.
Qed.

Lemma replaced_sub D o (X Y : 'M[F]_(o, n)) : replaces D H X Y -> (X *m H <= kept D)%MS.
Proof.
move=> [Y0 <-]; rewrite (_ : Y *m H = Y *m kept D) ?submxMl //.
apply/matrixP=> i l; rewrite !mxE; apply: eq_bigr => j _; rewrite !mxE.
by case jD: (j \in D); rewrite // Y0 // !mul0r.
Qed.

Lemma kept_depends D : (H <= kept D)%MS -> exists c, depends D c H.
Proof.
move=> /submxP[A HA]; exists (fun j k => A j k) => j jD.
rewrite {1}HA row_mul mulmx_sum_row [RHS]big_mkcond; apply: eq_bigr => k _ /=.
rewrite mxE; case kD: (k \in D) => /=; last first.
  by congr (_ *: _); apply/rowP=> l; rewrite !mxE kD.
by rewrite (_ : row k _ = 0) ?scaler0 //; apply/rowP=> l; rewrite !mxE kD.
Qed.

Theorem removable_on_samples D :
  ((forall o (X : 'M[F]_(o, n)), exists Y, replaces D H X Y) <-> exists c, depends D c H) /\
  ((exists c, depends D c H) <-> \rank (kept D) = \rank H).
Proof.
have use c : depends D c H -> forall o (X : 'M[F]_(o, n)), exists Y, replaces D H X Y.
  by move=> dep o X; exists (without_set D c X); exact: lossless_set.
have all : (forall o (X : 'M[F]_(o, n)), exists Y, replaces D H X Y) -> (H <= kept D)%MS.
  by move=> /(_ n 1%:M)[Y /replaced_sub]; rewrite mul1mx.
split; split.
- by move=> /all; exact: kept_depends.
- by case=> c; exact: use.
- case=> c /use/all sub; apply/eqP; rewrite eqn_leq.
  by rewrite !mxrankS // kept_sub.
by move=> r; apply: kept_depends; rewrite -(geq_leqif (mxrank_leqif_sup (kept_sub D))) r.
Qed.

Theorem few_samples :
  (forall m, (m <= n - \rank H)%N -> exists D c, #|D| = m /\ depends D c H /\
     forall o (X : 'M[F]_(o, n)), replaces D H X (without_set D c X)) /\
  (n - N <= n - \rank H)%N.
Proof.
split; last by rewrite leq_sub2l // rank_leq_col.
move=> m mle; pose B := [set maxrankfun H i | i in 'I_(\rank H)].
have cardB : #|~: B| = (n - \rank H)%N.
  by rewrite cardsCs setCK card_ord card_imset ?card_ord //; exact: maxrankfun_inj.
pose D := [set i in take m (enum (~: B))]; exists D.
have size_m : size (take m (enum (~: B))) = m.
  by apply: size_takel; rewrite -cardE cardB.
have cardD : #|D| = m.
  rewrite cardsE -[RHS]size_m; apply/card_uniqP.
  by apply: take_uniq; exact: enum_uniq.
have out i : maxrankfun H i \notin D.
  rewrite inE; apply/negP=> /mem_take; rewrite mem_enum inE => /negP; apply.
  by apply/imsetP; exists i.
have [|c dep] := @kept_depends D; last first.
  by exists c; do 2 split=> //; move=> o X; exact: lossless_set.
rewrite -(eq_maxrowsub H).
apply/row_subP=> i; rewrite (_ : row i _ = row (maxrankfun H i) (kept D)) ?row_sub //.
by apply/rowP=> l; rewrite !mxE (negbTE (out i)).
Qed.

Theorem no_more_on_samples o (X Y : 'M[F]_(o, n)) D : \rank X = n -> replaces D H X Y ->
  (#|D| <= n - \rank H)%N.
Proof.
move=> full /replaced_sub/mxrankS sub; have := leq_trans sub (kept_rank D).
have -> : \rank (X *m H) = \rank H.
  apply/eqP; rewrite eqn_leq mxrankS ?submxMl // andTb.
  have /mulVpmx X1 : row_full X by rewrite /row_full full.
  by rewrite -[X in (\rank X <= _)%N]mul1mx -X1 -mulmxA mxrankS // submxMl.
have Dn : (#|D| <= n)%N by rewrite -[X in (_ <= X)%N]card_ord max_card.
by move=> r; rewrite leq_subRL ?rank_leq_row // addnC -leq_subRL.
Qed.
End Samples.
