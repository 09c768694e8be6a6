(* How many dimensions rectified neurons span, on groups of samples, where they are on, everywhere.

   The activations of n neurons at the input u are (a_j u + beta_j)_+; neuron j is on at u if
   a_j u + beta_j > 0.

   rank_of_groups (GX7R, part 1): if no neuron is on at one sample of a group and off at another,
     the activations have at most the sum over the groups of min(n_g, N_g, d + 1) as rank.
   rank_where_on (GX7R, part 2): neurons that are on at all samples have rank at most d + 1, and
     at most d but for constants.
   go_where_on (GX7R, part 2): p - d - 1 of p neurons, or any smaller number, can go, the others
     of the p take over, without loss at every input at which all p are on.
   go_beside_bias (GX7R, part 2): if the bias takes part, p - d can.
   Over any ordered field, for all numbers of inputs, neurons, samples and outputs. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import perceptron seen_elsewhere few_samples.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Masks.
Variable F : fieldType.

Lemma kept_all_but n N (H : 'M[F]_(n, N)) (S : {set 'I_n}) :
  (forall j l, j \notin S -> H j l = 0) -> (\rank H <= #|S|)%N.
Proof.
move=> off; have -> : H = kept H (~: S).
  by apply/matrixP=> j l; rewrite !mxE inE; case: ifP => // /off->.
apply: leq_trans (kept_rank _ _) _; rewrite [#|~: S|]cardsCs setCK card_ord.
by rewrite subKn // -[X in (_ <= X)%N]card_ord max_card.
Qed.

Lemma kept_columns n N (H : 'M[F]_(n, N)) (S : {set 'I_N}) :
  (forall j l, l \notin S -> H j l = 0) -> (\rank H <= #|S|)%N.
Proof.
by move=> off; rewrite -mxrank_tr; apply: kept_all_but => j l jS; rewrite mxE off.
Qed.

Lemma rank_sum n N (I : finType) (H : I -> 'M[F]_(n, N)) :
  (\rank (\sum_i H i)%R <= \sum_i \rank (H i))%N.
Proof.
elim/big_rec2: _ => [|i r A _ le]; first by rewrite mxrank0.
by apply: leq_trans (mxrank_add _ _) _; rewrite leq_add2l.
Qed.
End Masks.

Section Rectified.
Variables (R : realFieldType) (d n : nat) (a : 'I_n -> 'rV[R]_d) (beta : 'I_n -> R).
Implicit Types (u : 'rV[R]_d) (j k : 'I_n).

Definition on j u : bool := 0 < height a beta j u.

(* the activations of all neurons at one input, and at N samples *)
Definition state u : 'cV[R]_n := \col_j activation a beta j u.
Definition activations N (u : 'I_N -> 'rV[R]_d) : 'M[R]_(n, N) :=
  \matrix_(j, l) activation a beta j (u l).

(* the row (a_j, beta_j) of neuron j, and the column (u, 1) of an input *)
Definition lines : 'M[R]_(n, d + 1) := row_mx (\matrix_j a j) (\col_j beta j).
Definition points N (u : 'I_N -> 'rV[R]_d) : 'M[R]_(d + 1, N) :=
  col_mx (\matrix_l u l)^T (const_mx 1).

Lemma on_height j u : on j u -> activation a beta j u = height a beta j u.
Proof. by rewrite /activation /relu /on => p; rewrite max_r // ltW. Qed.

Lemma off_zero j u : ~~ on j u -> activation a beta j u = 0.
Proof. by rewrite /activation /relu /on -leNgt => p; rewrite max_l. Qed.

Lemma height_lines N (u : 'I_N -> 'rV[R]_d) j l :
  height a beta j (u l) = (lines *m points u) j l.
Proof.
rewrite mul_row_col mxE /height /dot !mxE big_ord1 !mxE mulr1; congr (_ + _).
by apply: eq_bigr => k _; rewrite !mxE.
Qed.

Section Groups.
Variables (N : nat) (u : 'I_N -> 'rV[R]_d) (G : finType) (g : 'I_N -> G).

(* the samples of a group, and the neurons that are on at one of them *)
Definition samples_of x : {set 'I_N} := [set l | g l == x].
Definition neurons_of x : {set 'I_n} := [set j | [exists l, (g l == x) && on j (u l)]].

Theorem rank_of_groups : (forall j l l', g l = g l' -> on j (u l) = on j (u l')) ->
  (\rank (activations u) <= \sum_x minn (minn #|neurons_of x| #|samples_of x|) d.+1)%N.
Proof.
move=> same; pose H x : 'M_(n, N) := \matrix_(j, l) (if g l == x then activations u j l else 0).
have -> : activations u = \sum_x H x.
  apply/matrixP=> j l; rewrite summxE (bigD1 (g l)) //= big1 ?addr0 => [|x xl].
    by rewrite [RHS]mxE eqxx.
  by rewrite mxE eq_sym (negbTE xl).
apply: leq_trans (rank_sum _) _; apply: leq_sum => x _; rewrite !leq_min -andbA; apply/and3P.
have off j l : j \notin neurons_of x -> H x j l = 0.
  rewrite inE negb_exists => /forallP/(_ l); rewrite mxE; case: eqP => //= _.
  by rewrite mxE; exact: off_zero.
split; first exact: kept_all_but.
  by apply: kept_columns => j l; rewrite inE mxE => /negbTE->.
have -> : H x = kept lines (~: neurons_of x) *m
    \matrix_(r, l) (if g l == x then points u r l else 0).
  apply/matrixP=> j l; case jx: (j \in neurons_of x); last first.
    rewrite off ?jx // mxE big1 // => r _.
    by rewrite [kept _ _ _ _]mxE in_setC jx mul0r.
  rewrite [LHS]mxE [RHS]mxE; case: eqP => lx; last first.
    by rewrite big1 // => r _; rewrite [X in _ * X]mxE; case: eqP => // _; rewrite mulr0.
  have jl : on j (u l).
    by move: jx; rewrite inE => /existsP[l' /andP[/eqP l'x jl']]; rewrite (same _ _ l') // lx.
  rewrite mxE on_height // height_lines [LHS]mxE; apply: eq_bigr => r _.
  by rewrite [kept _ _ _ _]mxE in_setC jx [X in _ = _ * X]mxE lx eqxx.
by rewrite -[d.+1]addn1 mulmx_max_rank.
Qed.
End Groups.

Section Together.
Variable P : {set 'I_n}.

Theorem rank_where_on N (u : 'I_N -> 'rV[R]_d) : (forall j l, j \in P -> on j (u l)) ->
  let HP := kept (activations u) (~: P) in
  [/\ (\rank HP <= d.+1)%N, (\rank (col_mx HP (const_mx 1%R : 'rV[R]_N)) <= d.+1)%N &
      exists c : 'cV[R]_n, (\rank (HP - c *m const_mx 1)%R <= d)%N].
Proof.
move=> pos HP; set U : 'M_(d, N) := (\matrix_l u l)^T.
have HE : HP = kept (\matrix_j a j) (~: P) *m U + kept (\col_j beta j) (~: P) *m const_mx 1.
  apply/matrixP=> j l; rewrite [LHS]mxE in_setC; case jP: (j \in P) => /=; last first.
    rewrite mxE [X in _ = X + _]mxE [X in _ = _ + X]mxE big_ord1 big1 => [|r _]; last first.
      by rewrite [kept _ _ _ _]mxE in_setC jP mul0r.
    by rewrite add0r [kept _ _ _ _]mxE in_setC jP mul0r.
  rewrite mxE on_height ?pos // /height /dot [RHS]mxE ![(_ *m _) _ _]mxE big_ord1.
  rewrite [kept _ _ _ 0]mxE in_setC jP [const_mx _ _ _]mxE mulr1 [X in _ = _ + X]mxE.
  congr (_ + _); apply: eq_bigr => r _; rewrite [kept _ _ _ _]mxE in_setC jP.
  by rewrite !mxE.
have big : (\rank (col_mx HP (const_mx 1%R : 'rV[R]_N)) <= d.+1)%N.
  have : (col_mx HP (const_mx 1 : 'rV[R]_N) <= points u)%MS.
    have sU : (U <= points u)%MS by rewrite /points -addsmxE addsmxSl.
    have s1 : ((const_mx 1 : 'rV[R]_N) <= points u)%MS by rewrite /points -addsmxE addsmxSr.
    by rewrite col_mx_sub HE s1 andbT addmx_sub // mulmx_sub.
  by move/mxrankS/leq_trans; apply; rewrite -[X in (_ <= X)%N]addn1 rank_leq_row.
split=> //.
  apply: leq_trans big; apply: mxrankS.
  by rewrite -addsmxE addsmxSl.
exists (kept (\col_j beta j) (~: P)); rewrite HE addrK.
by apply: leq_trans (mxrankM_maxr _ _) (rank_leq_row _).
Qed.

(* a relation among the rows of A that belong to P takes only these apart *)
Lemma depends_within e (A : 'M[R]_(n, e)) m : (m <= #|P| - e)%N ->
  exists (D : {set 'I_n}) c, [/\ D \subset P, #|D| = m,
    forall j k, j \in D -> k \notin D -> k \notin P -> c j k = 0 & depends D c A].
Proof.
move=> mle; pose E : 'M[R]_n := \matrix_(j, k) ((j \notin P) && (j == k))%:R.
pose M : 'M_(n, e + n) := row_mx A E.
have rM : (\rank M <= e + (n - #|P|))%N.
  rewrite -mxrank_tr tr_row_mx -addsmxE; apply: leq_trans (mxrank_adds_leqif _ _) _.
  apply: leq_add; first exact: rank_leq_row.
  have <- : #|~: P| = (n - #|P|)%N by rewrite cardsCs setCK card_ord.
  rewrite mxrank_tr; apply: kept_all_but => j l.
  by rewrite in_setC negbK mxE => ->; rewrite mulr0n.
have Pn : (#|P| <= n)%N by rewrite -[X in (_ <= X)%N]card_ord max_card.
have le : (m <= n - \rank M)%N.
  apply: leq_trans mle _; apply: leq_trans (leq_sub2l n rM).
  by rewrite addnC subnDA subKn.
have [D [c [cardD [dep _]]]] := (few_samples M).1 m le; exists D, c.
have at_ j l : j \in D -> E j l = \sum_(k | k \notin D) c j k * E k l.
  move=> /dep/(congr1 (fun r : 'rV_(e + n) => r 0 (rshift e l))) /=.
  rewrite summxE mxE row_mxEr => ->; apply: eq_bigr => k _.
  by rewrite mxE [row _ _ _ _]mxE row_mxEr.
have DP : D \subset P.
  apply/subsetP=> j jD; apply/negPn/negP=> jP; have := at_ j j jD.
  rewrite big1 => [|k kD]; first by rewrite mxE jP eqxx => /eqP; rewrite oner_eq0.
  rewrite mxE; case: eqP => [kj|_]; first by rewrite -kj in jD; rewrite jD in kD.
  by rewrite andbF mulr0.
split=> // [j k jD kD kP|j jD].
  have := at_ j k jD; rewrite mxE (subsetP DP) //= (bigD1 k) //= big1 ?addr0 => [|i /andP[_ ik]].
    by rewrite mxE kP eqxx mulr1.
  by rewrite mxE (negbTE ik) andbF mulr0.
apply/rowP=> l; have := congr1 (fun r : 'rV_(e + n) => r 0 (lshift n l)) (dep j jD).
rewrite summxE mxE row_mxEl /= mxE => ->; rewrite summxE; apply: eq_bigr => k _.
by rewrite mxE [row _ _ _ _]mxE row_mxEl !mxE.
Qed.

(* Y are weights without D, the same as X but in P *)
Definition only_within (D : {set 'I_n}) o (X Y : 'M[R]_(o, n)) :=
  (forall i j, j \in D -> Y i j = 0) /\ (forall i j, j \notin P -> Y i j = X i j).

Lemma within_without (D : {set 'I_n}) (c : 'I_n -> 'I_n -> R) o (X : 'M[R]_(o, n)) : D \subset P ->
  (forall j k, j \in D -> k \notin D -> k \notin P -> c j k = 0) ->
  only_within D X (without_set D c X).
Proof.
move=> DP c0; split=> i j jD; rewrite mxE; first by rewrite jD.
have jD' : j \notin D by apply: contra jD => /(subsetP DP).
rewrite (negbTE jD') big1 ?addr0 // => k kD.
by rewrite c0 // mul0r.
Qed.

Lemma within_same (D : {set 'I_n}) o (X Y : 'M[R]_(o, n)) (v w : 'cV[R]_n) : only_within D X Y ->
  (forall j, j \in P -> v j 0 = w j 0) -> (Y - X) *m v = (Y - X) *m w.
Proof.
move=> [_ out] same; apply/matrixP=> i l; rewrite ord1 !mxE; apply: eq_bigr => j _.
by case jP: (j \in P); [rewrite same | rewrite !mxE out ?jP // subrr !mul0r].
Qed.

Lemma on_state u j : on j u -> state u j 0 = (lines *m points (fun _ : 'I_1 => u)) j 0.
Proof. by move=> p; rewrite mxE on_height //; exact: (height_lines (fun=> u) j 0). Qed.

Theorem go_where_on m : (m <= #|P| - d.+1)%N ->
  exists D : {set 'I_n}, [/\ D \subset P, #|D| = m & forall o (X : 'M[R]_(o, n)), exists Y,
    only_within D X Y /\
    forall u, (forall j, j \in P -> on j u) -> Y *m state u = X *m state u].
Proof.
rewrite -addn1 => /(depends_within lines)[D [c [DP cardD c0 dep]]]; exists D; split=> // o X.
have out := within_without X DP c0.
exists (without_set D c X); split=> // u pos.
have [|_ eq] := @lossless_set _ _ D c _ X _ (lines *m points (fun _ : 'I_1 => u)).
  move=> j jD; rewrite row_mul dep // mulmx_suml; apply: eq_bigr => k _.
  by rewrite row_mul -scalemxAl.
apply/eqP; rewrite -subr_eq0 -mulmxBl (within_same out (w := lines *m points (fun=> u))).
  by rewrite mulmxBl eq subrr.
by move=> j /pos; exact: on_state.
Qed.

Theorem go_beside_bias m : (m <= #|P| - d)%N ->
  exists D : {set 'I_n}, [/\ D \subset P, #|D| = m &
    forall o (X : 'M[R]_(o, n)) (b : 'cV_o), exists Y b',
    only_within D X Y /\
    forall u, (forall j, j \in P -> on j u) -> b' + Y *m state u = b + X *m state u].
Proof.
move=> /(depends_within (\matrix_j a j))[D [c [DP cardD c0 dep]]]; exists D; split=> // o X b.
have out := within_without X DP c0; set Y := without_set D c X in out.
exists Y, (b - (Y - X) *m \col_j beta j); split=> // u pos.
have [|_ eq] := @lossless_set _ _ D c _ X _ (\matrix_j a j *m (\matrix_(l < 1) u)^T).
  move=> j jD; rewrite row_mul dep // mulmx_suml; apply: eq_bigr => k _.
  by rewrite row_mul -scalemxAl.
have key : (Y - X) *m state u = (Y - X) *m \col_j beta j.
  rewrite (within_same out (w := lines *m points (fun=> u))) => [|j /pos]; last exact: on_state.
  rewrite mul_row_col mulmxDr mulmxBl eq subrr add0r.
  by rewrite (_ : const_mx 1 = 1%:M) ?mulmx1 //; apply/matrixP=> i l; rewrite !ord1 !mxE.
by rewrite -addrA -key mulmxBl opprB subrK.
Qed.
End Together.
End Rectified.
