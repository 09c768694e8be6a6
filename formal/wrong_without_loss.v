(* Wrong variants of the removal without loss, of channels and of neurons on few samples, near
   the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import redundant channels few_samples.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(* Wrong variants of the removal of channels, near the truth, refuted by two channels on a
   grid of one place, which one of two taps reads while the other one reaches outside. *)
Section Channels.
(* the tap true reads the only place, the tap false nothing *)
Definition edge (p : unit) (q : bool) : option unit := if q then Some tt else None.
(* all channels, biases, coefficients and weights are one *)
Definition ones (k : bool) (p : unit) : rat := 1.
Definition one_bias (o : unit) : rat := 1.
Definition one_each (k : bool) : rat := 1.
Definition one_kernel (o : unit) (k q : bool) : rat := 1.
Local Notation tenths := (9%:R / 10%:R).

Section Two.
Variables (R : comRingType) (K : unit -> bool -> bool -> R) (b : unit -> R).
Variable h : bool -> unit -> R.

Lemma others (f : bool -> R) : \sum_(k | k != true) f k = f false.
Proof. by rewrite (big_pred1 false) // => -[]. Qed.

Lemma edge_after : conv edge (predC1 true) K b h tt tt = b tt + K tt false true * h false tt.
Proof. by rewrite /conv others big_bool /= mulr0 addr0. Qed.

Lemma edge_before : conv edge predT K b h tt tt =
  b tt + (K tt true true * h true tt + K tt false true * h false tt).
Proof. by rewrite /conv !big_bool /= !mulr0 !addr0. Qed.

Lemma edge_out (f : bool -> R) : \sum_(q | ~~ edge tt q) f q = f false.
Proof. by rewrite (big_pred1 false) // => -[]. Qed.
End Two.

Lemma nowhere_else r : r != tt -> ones true r = \sum_(k | k != true) 0 * ones k r.
Proof. by case: r. Qed.

Lemma inside_but_one q : q != false -> edge tt q.
Proof. by case: q. Qed.

Lemma equal_channels p : ones true p = \sum_(k | k != true) one_each k * ones k p.
Proof. by rewrite others mul1r. Qed.

Lemma constant_channel p : ones true p = 1 + \sum_(k | k != true) 0 * ones k p.
Proof. by rewrite others mul0r addr0. Qed.

(* nine tenths of the kernel handed on *)
Theorem channel_removed_share_wrong : ~ (forall (R : fieldType) (spot place out : Type)
    (tap channel : finType) (reads : spot -> tap -> option place) (c : channel -> R) j
    (K : out -> channel -> tap -> R) b h, (forall r, h j r = \sum_(k | k != j) c k * h k r) ->
  forall o p, conv reads (predC1 j) (fun o k q => K o k q + tenths * c k * K o j q) b h o p =
    conv reads predT K b h o p).
Proof.
move=> H; have := H [fieldType of rat] _ _ _ _ _ edge _ true one_kernel one_bias _
  equal_channels tt tt.
by rewrite edge_after edge_before => /eqP; vm_compute.
Qed.

(* the kernel handed on at one tap less *)
Theorem channel_removed_tap_wrong : ~ (forall (R : fieldType) (spot place out : Type)
    (tap channel : finType) (reads : spot -> tap -> option place) (c : channel -> R) j
    (K : out -> channel -> tap -> R) b h (u : tap),
  (forall r, h j r = \sum_(k | k != j) c k * h k r) ->
  forall o p, conv reads (predC1 j)
      (fun o k q => if q == u then K o k q else K o k q + c k * K o j q) b h o p =
    conv reads predT K b h o p).
Proof.
move=> H; have := H [fieldType of rat] _ _ _ _ _ edge _ true one_kernel one_bias _ true
  equal_channels tt tt.
by rewrite edge_after edge_before => /eqP; vm_compute.
Qed.

(* nine tenths of the change at the border *)
Theorem constant_handed_on_share_wrong : ~ (forall (R : fieldType) (spot place out : Type)
    (tap channel : finType) (reads : spot -> tap -> option place) (c0 : R) (c : channel -> R) j
    (K : out -> channel -> tap -> R) b h,
  (forall r, h j r = c0 + \sum_(k | k != j) c k * h k r) ->
  forall o p, conv reads (predC1 j) (taken_over c j K) (with_constant c0 j K b) h o p -
    conv reads predT K b h o p = tenths * c0 * \sum_(q | ~~ reads p q) K o j q).
Proof.
move=> H; have := H [fieldType of rat] _ _ _ _ _ edge _ _ true one_kernel one_bias _
  constant_channel tt tt.
by rewrite edge_after edge_before edge_out /with_constant big_bool => /eqP; vm_compute.
Qed.

(* nine tenths of the constant for the bias, where the whole window lies in the grid *)
Theorem constant_handed_on_bias_wrong : ~ (forall (R : fieldType) (spot place out : Type)
    (tap channel : finType) (reads : spot -> tap -> option place) (c0 : R) (c : channel -> R) j
    (K : out -> channel -> tap -> R) b h,
  (forall r, h j r = c0 + \sum_(k | k != j) c k * h k r) ->
  forall p, (forall q, reads p q) -> forall o,
    conv reads (predC1 j) (taken_over c j K) (with_constant (tenths * c0) j K b) h o p =
    conv reads predT K b h o p).
Proof.
move=> H; have := H [fieldType of rat] _ _ _ _ _ (fun _ (_ : unit) => Some tt) _ _ true
  (fun _ _ _ => 1) one_bias _ constant_channel tt (fun=> isT) tt.
rewrite /conv others big_bool /with_constant (big_pred1 tt) => [/eqP|[]//].
by vm_compute.
Qed.

(* nothing changes where all taps but one read the grid *)
Theorem constant_handed_on_but_one_wrong : ~ (forall (R : fieldType) (spot place out : Type)
    (tap channel : finType) (reads : spot -> tap -> option place) (c0 : R) (c : channel -> R) j
    (K : out -> channel -> tap -> R) b h (u : tap),
  (forall r, h j r = c0 + \sum_(k | k != j) c k * h k r) ->
  forall p, (forall q, q != u -> reads p q) -> forall o,
    conv reads (predC1 j) (taken_over c j K) (with_constant c0 j K b) h o p =
    conv reads predT K b h o p).
Proof.
move=> H; have := H [fieldType of rat] _ _ _ _ _ edge _ _ true one_kernel one_bias _ false
  constant_channel tt inside_but_one tt.
by rewrite edge_after edge_before /with_constant big_bool => /eqP; vm_compute.
Qed.

(* for one kernel: its weights at the border can add up to zero *)
Theorem constant_for_every_kernel_one_wrong : ~ (forall (R : fieldType) (spot place out : Type)
    (tap channel : finType) (reads : spot -> tap -> option place) (c0 : R) (c : channel -> R) j
    (K : out -> channel -> tap -> R) b h p (o : out),
  (forall r, h j r = c0 + \sum_(k | k != j) c k * h k r) ->
  conv reads (predC1 j) (taken_over c j K) (with_constant c0 j K b) h o p =
    conv reads predT K b h o p -> c0 = 0 \/ forall q, reads p q).
Proof.
move=> H; pose K (o : unit) (k q : bool) : rat := 0.
have := H [fieldType of rat] _ _ _ _ _ edge _ _ true K one_bias _ tt tt constant_channel.
rewrite edge_after edge_before /with_constant big_bool => /(_ _)[].
- by apply/eqP; vm_compute.
- by move/eqP.
by move/(_ false).
Qed.

(* all taps but one read the grid *)
Theorem constant_for_every_kernel_but_one_wrong : ~ (forall (R : fieldType)
    (spot place out : Type) (tap channel : finType) (reads : spot -> tap -> option place) (c0 : R)
    (c : channel -> R) j b h p (o : out) (u : tap),
  (forall r, h j r = c0 + \sum_(k | k != j) c k * h k r) ->
  (forall q, q != u -> reads p q) ->
  forall K, conv reads (predC1 j) (taken_over c j K) (with_constant c0 j K b) h o p =
     conv reads predT K b h o p).
Proof.
move=> H; have := H [fieldType of rat] _ _ _ _ _ edge _ _ true one_bias _ tt tt false
  constant_channel inside_but_one one_kernel.
by rewrite edge_after edge_before /with_constant big_bool => /eqP; vm_compute.
Qed.

(* on the integers *)
Definition only_zero : pred int := pred1 0.
Definition zero_or_one (q : bool) : int := q%:R.
Definition bump (k : bool) (p : int) : rat := (p == 0)%:R.

Lemma out_one (f : bool -> rat) : \sum_(q | 0 + zero_or_one q \notin only_zero) f q = f true.
Proof. by rewrite (big_pred1 true) // => -[]. Qed.

Lemma bump_out (k : bool) p : p \notin only_zero -> bump k p = 0.
Proof. by rewrite /bump inE => /negbTE->. Qed.

Lemma bump_twice p : p \in only_zero -> bump true p = \sum_(k | k != true) one_each k * bump k p.
Proof. by rewrite others mul1r. Qed.

Lemma bump_constant p : p \in only_zero -> bump true p = 1 + \sum_(k | k != true) 0 * bump k p.
Proof. by rewrite others mul0r addr0 inE /bump => ->. Qed.

(* activations that are not zero outside *)
Theorem zero_padding_zero_wrong : ~ (forall (R : fieldType) (V : zmodType) (grid : pred V)
    (out : Type) (tap channel : finType) (to : tap -> V) (c : channel -> R) j
    (K : out -> channel -> tap -> R) b h,
  (forall k p, k != j -> p \notin grid -> h k p = 0) ->
  (forall p, p \in grid -> h j p = \sum_(k | k != j) c k * h k p) ->
  forall o p, b o + \sum_(k | k != j) \sum_q (K o k q + c k * K o j q) * h k (p + to q) =
    b o + \sum_k \sum_q K o k q * h k (p + to q)).
Proof.
move=> H; pose h k p := if k then 1 else bump k p.
have zero (k : bool) p : k != true -> p \notin only_zero -> h k p = 0.
  by case: k => // _; exact: bump_out.
have rel p : p \in only_zero -> h true p = \sum_(k | k != true) one_each k * h k p.
  by rewrite others mul1r /= inE /bump => ->.
have := H [fieldType of rat] _ only_zero _ _ _ zero_or_one _ _ one_kernel one_bias _ zero rel tt 0.
by rewrite !big_bool others !big_bool => /eqP; vm_compute.
Qed.

(* nine tenths of the change at the border *)
Theorem zero_padding_share_wrong : ~ (forall (R : fieldType) (V : zmodType) (grid : pred V)
    (out : Type) (tap channel : finType) (to : tap -> V) (c : channel -> R) j
    (K : out -> channel -> tap -> R) b h (c0 : R),
  (forall k p, p \notin grid -> h k p = 0) ->
  (forall p, p \in grid -> h j p = c0 + \sum_(k | k != j) c k * h k p) ->
  forall o p, b o + c0 * (\sum_q K o j q) +
      \sum_(k | k != j) \sum_q (K o k q + c k * K o j q) * h k (p + to q) -
      (b o + \sum_k \sum_q K o k q * h k (p + to q)) =
    tenths * c0 * (\sum_(q | p + to q \notin grid) K o j q)).
Proof.
move=> H; have := H [fieldType of rat] _ only_zero _ _ _ zero_or_one _ true one_kernel one_bias
  _ _ bump_out bump_constant tt 0.
by rewrite out_one others !big_bool => /eqP; vm_compute.
Qed.

(* nine tenths of the coefficients in the relation of the rows *)
Theorem tap_by_tap_share_wrong : ~ (forall (R : fieldType) (place : Type) (tap : finType)
    (n N : nat) (reads : 'I_N -> tap -> option place) (h : 'I_n -> place -> R) c j,
  (forall r, h j r = \sum_(k | k != j) c k * h k r) -> forall q,
    row j (read_by reads h q) = \sum_(k | k != j) (tenths * c k) *: row k (read_by reads h q)).
Proof.
move=> H; have := H [fieldType of rat] _ _ 2%N 1%N (fun=> edge tt) (fun _ _ => 1) (fun=> 1) ord0.
rewrite (big_pred1 (lift ord0 ord0)) => [|i]; last by rewrite -(inj_eq val_inj); case: i => -[|[]].
rewrite mul1r => /(_ _ true)/rowP/(_ ord0).
rewrite (big_pred1 (lift ord0 ord0)) => [|i]; last by rewrite -(inj_eq val_inj); case: i => -[|[]].
by rewrite !mxE => K; have /eqP := K (fun=> erefl); vm_compute.
Qed.

(* the relation at one tap for the rows of another *)
Theorem tap_by_tap_other_wrong : ~ (forall (R : fieldType) (place : Type) (tap : finType)
    (n N : nat) (reads : 'I_N -> tap -> option place) (h : 'I_n -> place -> R) c j q u,
  row j (read_by reads h q) = \sum_(k | k != j) c k *: row k (read_by reads h q) ->
  row j (read_by reads h u) = \sum_(k | k != j) c k *: row k (read_by reads h u)).
Proof.
move=> H; have none (f : 'I_1 -> 'rV[rat]_1) : \sum_(k | k != ord0) f k = 0.
  by rewrite big1 // => k; rewrite ord1.
have := H [fieldType of rat] _ _ 1%N 1%N (fun=> edge tt) (fun _ _ => 1) (fun=> 1) ord0 false true.
rewrite !none => /(_ _)/rowP/(_ 0); rewrite !mxE /= => one0.
suff zero : row ord0 (read_by (fun=> edge tt) (fun (_ : 'I_1) _ => 1 : rat) false) = 0 :> 'rV_1.
  by have /eqP := one0 zero.
by apply/rowP => p; rewrite !mxE.
Qed.
End Channels.

(* Wrong variants of the removal without loss on samples, near the truth, refuted by one
   neuron or two on one sample. *)
Section FewSamples.
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
End FewSamples.
