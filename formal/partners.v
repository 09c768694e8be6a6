(* Two facts for normal pairs of a start and a target (NM7D), all sizes.

   equal_values_are_normal: over any real closed field, if the first and the last singular value of
     a square M are equal, Q^T M is normal for every orthogonal Q.
   partners_in_order (NM7D, parts 2 and 3): numbers that are at most their partners are so in
     decreasing order, too. *)
From mathcomp Require Import all_ssreflect all_algebra fingroup perm.
From dlf Require Import chain descent end_to_end weyl singular_values singular_facts.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Theorem equal_values_are_normal (F : rcfType) d (M Q U V : 'M[F]_d) s :
  singular_decomposition M U V s -> s d.-1 = s 0%N -> Q^T *m Q = 1%:M ->
  let N := Q^T *m M in N^T *m N = (s 0%N ^+ 2)%:M /\ N *m N^T = (s 0%N ^+ 2)%:M.
Proof.
move=> [UU VV ds late e] same QQ N; set x := s 0%N.
have flat i : (i < d)%N -> s i = x.
  move=> id; have /andP[_ hi] := ds _ _ (leq0n i).
  have /andP[_ lo] : 0 <= s d.-1 <= s i by apply: ds; rewrite -ltnS prednK // (leq_ltn_trans _ id).
  by apply/eqP; rewrite eq_le hi /x -same lo.
have S : rectangular_diagonal d d s = x%:M.
  apply/matrixP => i j; rewrite !mxE; case: eqP => [/val_inj <-|ij]; first by rewrite eqxx flat.
  by case: eqP => // /(congr1 val).
have ME : M = x *: (U *m V^T).
  have : U *m (U^T *m M *m V) *m V^T = M.
    by rewrite !mulmxA (mulmx1C UU) mul1mx -mulmxA (mulmx1C VV) mulmx1.
  by rewrite e S => <-; rewrite mul_mx_scalar -scalemxAl.
pose O := Q^T *m (U *m V^T); have NE : N = x *: O by rewrite /N ME -scalemxAr.
have OO : O *m O^T = 1%:M.
  rewrite /O !trmx_mul !trmxK !mulmxA -(mulmxA _ V^T) VV mulmx1 -(mulmxA _ U) (mulmx1C UU) mulmx1.
  exact: QQ.
rewrite NE [(x *: O)^T]linearZ /= -!scalemxAl -!scalemxAr OO (mulmx1C OO) !scalerA -expr2 scalemx1.
by [].
Qed.

Lemma card_first n m : (m <= n)%N -> #|[set j : 'I_n | (j < m)%N]| = m.
Proof.
move=> mn; rewrite cardsE -sum1_card -(big_ord_widen n (fun=> 1%N) mn) sum1_card.
exact: card_ord.
Qed.

Theorem partners_in_order (R : realFieldType) n (a b : 'I_n -> R) (p q : 'S_n) :
  (forall i, a i <= b i) -> decreasing (a \o p) -> decreasing (b \o q) ->
  forall i, a (p i) <= b (q i).
Proof.
move=> ab da db i; have [j ji mj] : exists2 j : 'I_n, (j <= i)%N & (i <= (q^-1)%g (p j))%N.
  apply/exists_inP; rewrite -[X in is_true X]negbK negb_exists_in; apply/negP => /forall_inP H.
  have sub : p @: [set j : 'I_n | (j < i.+1)%N] \subset q @: [set j : 'I_n | (j < i)%N].
    apply/subsetP => _ /imsetP[j + ->]; rewrite inE ltnS => /H; rewrite -ltnNge => lt.
    by apply/imsetP; exists ((q^-1)%g (p j)); rewrite ?inE // permKV.
  have := subset_leq_card sub; rewrite !card_imset; try exact: perm_inj.
  by rewrite !card_first ?ltnn // ltnW.
apply: (le_trans (da _ _ ji)); apply: (le_trans (ab _)).
by have := db _ _ mj; rewrite /= permKV.
Qed.
