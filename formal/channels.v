(* Channels of a convolution removed without loss, and what that costs at the border.

   A tap reads the grid from a spot, or it reads zero, where it reaches outside. Spots and places of
   the grid can be all places of all images; one relation between the channels serves all of them.

   channel_removed (HC4Z, part 1): if channel j is a combination of the others at all places of the
     grid, the others can take its part over, and j goes without loss.
   constant_handed_on (HC4Z, part 2): if it is a combination and a constant c0, which the bias takes
     over, the output changes by c0 times the weights of the taps that reach outside.
   constant_for_every_kernel (HC4Z, part 2): that is nothing, whatever the kernel, only if c0 = 0 or
     the whole window lies in the grid.
   zero_padding (HC4Z): both parts in the book's formula, for activations on the integers, on
     pairs of them, or on any other abelian group, that are zero outside of some part of it.
   tap_by_tap (HC4Z): the taps of a convolution are so many layers of neurons that share their
     bias, with all spots for samples; to remove a channel is to remove a neuron in each of them.
   All over any commutative ring, for every grid, every kernel and any number of channels. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import redundant.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Channels.
Variables (R : comRingType) (spot place out : Type) (tap channel : finType).
(* the place that a tap reads from a spot, if it does not reach outside of the grid *)
Variable reads : spot -> tap -> option place.
Implicit Types (K : out -> channel -> tap -> R) (b : out -> R) (h : channel -> place -> R).
Implicit Types (c : channel -> R) (j k : channel) (o : out) (p : spot) (q : tap).

(* what is read there: zero outside *)
Definition value (x : place -> R) (r : option place) : R := if r is Some p then x p else 0.

(* the output of a convolution at a spot, made of the channels that are kept *)
Definition conv (kept : pred channel) K b h o p : R :=
  b o + \sum_(k | kept k) \sum_q K o k q * value (h k) (reads p q).

(* the kernel that takes the part of channel j over, by the coefficients c *)
Definition taken_over c j K o k q : R := K o k q + c k * K o j q.

(* the bias that takes over the constant c0 of channel j *)
Definition with_constant (c0 : R) j K b o : R := b o + c0 * \sum_q K o j q.

Lemma change_by_removal (c0 : R) c j K b h :
    (forall r, h j r = c0 + \sum_(k | k != j) c k * h k r) ->
  forall o p, conv (predC1 j) (taken_over c j K) (with_constant c0 j K b) h o p -
    conv predT K b h o p = c0 * \sum_(q | ~~ reads p q) K o j q.
Proof.
move=> rel o p; pose others q := \sum_(k | k != j) c k * value (h k) (reads p q).
have jE q : K o j q * value (h j) (reads p q) =
    K o j q * others q + c0 * (if isSome (reads p q) then K o j q else 0).
  rewrite /others; case: (reads p q) => [r|] /=; first by rewrite rel mulrDr addrC (mulrC c0).
  by rewrite big1 => [|k _]; rewrite !mulr0 ?addr0.
have oE : \sum_(k | k != j) \sum_q taken_over c j K o k q * value (h k) (reads p q) =
    \sum_(k | k != j) \sum_q K o k q * value (h k) (reads p q) + \sum_q K o j q * others q.
  under [X in _ + X]eq_bigr do rewrite mulr_sumr.
  rewrite [X in _ + X]exchange_big -big_split; apply: eq_bigr => k _ /=.
  rewrite -big_split; apply: eq_bigr => q _ /=; rewrite /taken_over.
  by move: (K o k q) (K o j q) (value _ _) => x y z; ring.
rewrite /conv /with_constant oE [in X in _ - X](bigD1 j) //=.
under [in X in _ - X]eq_bigr do rewrite jE.
rewrite big_split /= -mulr_sumr -(big_mkcond (fun q => reads p q : bool)).
rewrite [\sum_q K o j q](bigID (fun q => reads p q : bool)) /=.
move: (\sum_(k | k != j) _) (\sum_q _ * others q) (\sum_(q | reads p q) _) => t u v.
move: (\sum_(q | ~~ _) _) (b o) => w b1; ring.
Qed.

Theorem channel_removed c j K b h : (forall r, h j r = \sum_(k | k != j) c k * h k r) ->
  forall o p, conv (predC1 j) (taken_over c j K) b h o p = conv predT K b h o p.
Proof.
move=> rel o p; apply/eqP; rewrite -subr_eq0; apply/eqP.
have rel0 r : h j r = 0 + \sum_(k | k != j) c k * h k r by rewrite add0r.
have := change_by_removal K b rel0 o p; rewrite mul0r => <-.
by rewrite /conv /with_constant mul0r addr0.
Qed.

Theorem constant_handed_on (c0 : R) c j K b h :
  (forall r, h j r = c0 + \sum_(k | k != j) c k * h k r) ->
  let before := conv predT K b h in
  let after := conv (predC1 j) (taken_over c j K) (with_constant c0 j K b) h in
  (forall o p, after o p - before o p = c0 * \sum_(q | ~~ reads p q) K o j q) /\
  (forall p, (forall q, reads p q) -> forall o, after o p = before o p).
Proof.
move=> rel before after; have change := change_by_removal K b rel; split=> // p inside o.
apply/eqP; rewrite -subr_eq0 change big1 ?mulr0 // => q.
by rewrite inside.
Qed.

Theorem constant_for_every_kernel (c0 : R) c j b h p (o : out) :
  (forall r, h j r = c0 + \sum_(k | k != j) c k * h k r) ->
  (forall K, conv (predC1 j) (taken_over c j K) (with_constant c0 j K b) h o p =
     conv predT K b h o p) <-> c0 = 0 \/ forall q, reads p q.
Proof.
move=> rel; have change K := change_by_removal K b rel o p.
split=> [same|none K]; last first.
  apply/eqP; rewrite -subr_eq0 change; case: none => [->|inside]; first by rewrite mul0r.
  by rewrite big1 ?mulr0 // => q; rewrite inside.
have [/forallP|/forallPn[q out_q]] := boolP [forall q, reads p q]; [by right | left].
have := change (fun _ _ r => (r == q)%:R); rewrite same subrr (bigD1 q) //= eqxx.
by rewrite big1 ?addr0 ?mulr1 // => r /andP[_ /negbTE->].
Qed.
End Channels.

Section ZeroPadding.
Variables (R : comRingType) (V : zmodType) (grid : pred V) (out : Type) (tap channel : finType).
(* where the taps are, seen from a place *)
Variable to : tap -> V.
Implicit Types (K : out -> channel -> tap -> R) (b : out -> R) (h : channel -> V -> R).

Theorem zero_padding c j K b h : (forall k p, p \notin grid -> h k p = 0) ->
  let before o p := b o + \sum_k \sum_q K o k q * h k (p + to q) in
  let after bias o p :=
    bias o + \sum_(k | k != j) \sum_q (K o k q + c k * K o j q) * h k (p + to q) in
  ((forall p, p \in grid -> h j p = \sum_(k | k != j) c k * h k p) ->
     forall o p, after b o p = before o p) /\
  forall c0, (forall p, p \in grid -> h j p = c0 + \sum_(k | k != j) c k * h k p) ->
    let bias o := b o + c0 * (\sum_q K o j q) in
    (forall o p, after bias o p - before o p = c0 * (\sum_(q | p + to q \notin grid) K o j q)) /\
    (forall p, (forall q, p + to q \in grid) -> forall o, after bias o p = before o p).
Proof.
move=> zero before after; pose place := {p : V | p \in grid}.
pose reads (p : V) q : option place := insub (p + to q).
pose g k (p : place) := h k (val p).
have readE k p q : value (g k) (reads p q) = h k (p + to q).
  by rewrite /reads; case: insubP => [r _ e|/zero->//]; rewrite -e.
have inE p q : reads p q = (p + to q \in grid) :> bool.
  by rewrite /reads; case: insubP => [r ->|/negbTE->].
have beforeE o p : conv reads predT K b g o p = before o p.
  by congr (_ + _); apply: eq_bigr => k _; apply: eq_bigr => q _; rewrite readE.
have afterE bias o p : conv reads (predC1 j) (taken_over c j K) bias g o p = after bias o p.
  by congr (_ + _); apply: eq_big => // k _; apply: eq_bigr => q _; rewrite readE.
split=> [rel o p|c0 rel bias].
  rewrite -beforeE -afterE; apply: channel_removed => r.
  by apply: rel; exact: valP.
have relg (r : place) : g j r = c0 + \sum_(k | k != j) c k * g k r by apply: rel; exact: valP.
have [change same] := constant_handed_on reads K b relg; split=> [o p|p inside o].
  by rewrite -beforeE -afterE change; congr (_ * _); apply: eq_bigl => q; rewrite inE.
by rewrite -beforeE -afterE; apply: same => q; rewrite inE.
Qed.
End ZeroPadding.

Section Neurons.
Variables (R : comRingType) (place : Type) (tap : finType) (n m N : nat).
Variables (reads : 'I_N -> tap -> option place).
Implicit Types (K : 'I_m -> 'I_n -> tap -> R) (b : 'I_m -> R) (h : 'I_n -> place -> R).

(* the activations that a tap reads at all spots, and its weights *)
Definition read_by h q : 'M[R]_(n, N) := \matrix_(k, p) value (h k) (reads p q).
Definition weights K q : 'M[R]_(m, n) := \matrix_(o, k) K o k q.

Theorem tap_by_tap K b h c j :
  [/\ \matrix_(o, p) conv reads predT K b h o p =
        (\matrix_(o, p) b o) + \sum_q weights K q *m read_by h q,
      \matrix_(o, p) conv reads (predC1 j) (taken_over c j K) b h o p =
        (\matrix_(o, p) b o) + \sum_q handed_on c j (weights K q) *m read_by h q &
      (forall r, h j r = \sum_(k | k != j) c k * h k r) -> forall q,
        row j (read_by h q) = \sum_(k | k != j) c k *: row k (read_by h q)].
Proof.
split.
- apply/matrixP=> o p; rewrite !mxE summxE /conv exchange_big; congr (_ + _).
  by apply: eq_bigr => q _; rewrite mxE; apply: eq_bigr => k _; rewrite !mxE.
- apply/matrixP=> o p; rewrite !mxE summxE /conv exchange_big; congr (_ + _).
  apply: eq_bigr => q _; rewrite mxE [RHS](bigID (pred1 j)) /= big_pred1_eq !mxE eqxx mul0r add0r.
  by apply: eq_bigr => k kj; rewrite !mxE (negbTE kj).
move=> rel q; apply/rowP=> p; rewrite summxE !mxE.
under eq_bigr do rewrite !mxE.
by case: (reads p q) => [r|] /=; [exact: rel | rewrite big1 // => k _; rewrite mulr0].
Qed.
End Neurons.
