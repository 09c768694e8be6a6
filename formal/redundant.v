(* Removal of neurons without loss, the straight way to it, and what it costs with dependent ones.

   The rows of h or H are the activations of neurons at some inputs, the columns of X their outgoing
   weights. No matrix has to be regular.

   lossless_removal (VJ2L, part 1): if the activations of neuron j are a combination of the others',
     the others can take its part over, at all inputs at which this is so.
   cost_without_regularity (VJ2L, part 2): with E for what the projection off the span of the rows
     of H_K leaves of H_D, a set costs |X_D E|^2. There is one such E, for dependent rows too.
   free_neuron (VJ2L, part 2): one neuron costs nothing if and only if its weights are zero or its
     activations are a combination of the others'.
   straight_way (VJ2L, part 3): on the segment to the removal the output goes straight.
   Parts 1 and 3 over any commutative ring, part 2 over any ordered field, for all sizes. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Straight.
Variables (R : comRingType) (n o : nat).
Implicit Types (X : 'M[R]_(o, n)) (c : 'I_n -> R) (j : 'I_n).

(* the weights on the way on which neuron j hands its part to the others *)
Definition way c j X (a : R) : 'M[R]_(o, n) :=
  \matrix_(i, k) (if k == j then (1 - a) * X i j else X i k + a * c k * X i j).

(* the weights after the removal of neuron j *)
Definition handed_on c j X : 'M[R]_(o, n) :=
  \matrix_(i, k) (if k == j then 0 else X i k + c k * X i j).

Lemma way_output c j X a M (h : 'M[R]_(n, M)) :
  way c j X a *m h - X *m h = a *: (col j X *m (\sum_(k | k != j) c k *: row k h - row j h)).
Proof.
set r := \row_k (if k == j then 0 else c k).
have -> : \sum_(k | k != j) c k *: row k h = r *m h.
  rewrite mulmx_sum_row big_mkcond; apply: eq_bigr => k _; rewrite mxE.
  by case: eqP => //= _; rewrite scale0r.
have -> : way c j X a = X + a *: (col j X *m (r - delta_mx 0 j)).
  apply/matrixP=> i k; rewrite !mxE big_ord1 !mxE eqxx /=; case: eqP => [->|_] /=.
    by move: (X i j) => x; rewrite mulr1n; ring.
  by move: (X i k) (X i j) (c k) => *; rewrite mulr0n; ring.
rewrite mulmxDl addrC addKr -scalemxAl -mulmxA mulmxBl; congr (_ *: (_ *m (_ - _))).
by rewrite -rowE.
Qed.

Theorem lossless_removal X c j : (forall i, handed_on c j X i j = 0) /\
  forall M (h : 'M[R]_(n, M)), row j h = \sum_(k | k != j) c k *: row k h ->
    handed_on c j X *m h = X *m h.
Proof.
split=> [i|M h rel]; first by rewrite mxE eqxx.
have -> : handed_on c j X = way c j X 1.
  by apply/matrixP=> i k; rewrite !mxE subrr mul0r mul1r.
by apply/eqP; rewrite -subr_eq0 way_output rel subrr mulmx0 scaler0.
Qed.

Theorem straight_way X c j M (h : 'M[R]_(n, M)) :
  [/\ way c j X 0 = X, way c j X 1 = handed_on c j X,
      forall a, way c j X a *m h - X *m h = a *: (way c j X 1 *m h - X *m h) &
      row j h = \sum_(k | k != j) c k *: row k h ->
        forall T (f : 'M[R]_(o, M) -> T) a, f (way c j X a *m h) = f (X *m h)].
Proof.
split.
- by apply/matrixP=> i k; rewrite mxE subr0 !mul0r mul1r addr0; case: eqP => // ->.
- by apply/matrixP=> i k; rewrite !mxE subrr mul0r mul1r.
- by move=> a; rewrite !way_output scale1r.
move=> rel T f a; congr f; apply/eqP.
by rewrite -subr_eq0 way_output rel subrr mulmx0 scaler0.
Qed.
End Straight.

Section Rest.
Variables (R : realFieldType) (k m N o : nat).
Implicit Types (Hk : 'M[R]_(k, N)) (Hd E : 'M[R]_(m, N)).

(* E is what is left of the rows of Hd when they are projected off the span of those of Hk *)
Definition rest Hk Hd E := (Hd - E <= Hk)%MS /\ E *m Hk^T = 0.

(* c is the least square of a change of the output by weights Y of the neurons that stay *)
Definition is_cost Hk Hd (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)) c :=
  let change Y := sumsq (Y *m Hk - row_mx Xk Xd *m col_mx Hk Hd) in
  (exists Y, change Y = c) /\ forall Y, c <= change Y.

Lemma normal_equations Hk : (Hk^T <= Hk *m Hk^T)%MS.
Proof.
have sub : (Hk *m Hk^T <= Hk^T)%MS by exact: submxMl.
rewrite -(geq_leqif (mxrank_leqif_sup sub)) mxrank_tr.
have ker : (kermx (Hk *m Hk^T) <= kermx Hk)%MS.
  apply/sub_kermxP; apply: sumsq_eq0; rewrite sumsq_rows trmx_mul mulmxA.
  by rewrite -(mulmxA (kermx _)) mulmx_ker mul0mx mxtrace0.
have := leq_sub2l k (mxrankS ker); rewrite !mxrank_ker !subKn ?rank_leq_row //.
Qed.

Lemma rest_exists Hk Hd : exists E, rest Hk Hd E.
Proof.
have /submxP[A eA] : (Hd *m Hk^T <= Hk *m Hk^T)%MS.
  by apply: submx_trans (normal_equations Hk); exact: submxMl.
exists (Hd - A *m Hk); split; last by rewrite mulmxBl eA mulmxA subrr.
by rewrite opprB addrC subrK submxMl.
Qed.

Lemma rest_unique Hk Hd E E' : rest Hk Hd E -> rest Hk Hd E' -> E' = E.
Proof.
move=> [/submxP[A eA] o1] [/submxP[B eB] o2].
have d : E' - E = (A - B) *m Hk.
  by rewrite mulmxBl -eA -eB opprB [RHS]addrC addrA subrK.
apply/eqP; rewrite -subr_eq0; apply/eqP; apply: sumsq_eq0.
by rewrite sumsq_rows {2}d trmx_mul mulmxA mulmxBl o1 o2 subrr mul0mx mxtrace0.
Qed.

Lemma cost_unique Hk Hd Xk Xd c c' : is_cost Hk Hd Xk Xd c -> is_cost Hk Hd Xk Xd c' -> c = c'.
Proof.
move=> [[Y eY] l] [[Y' eY'] l']; apply/eqP; rewrite eq_le.
by rewrite -{1}eY' -{2}eY l l'.
Qed.

Lemma rest_cost Hk Hd Xk Xd E : rest Hk Hd E -> is_cost Hk Hd Xk Xd (sumsq (Xd *m E)).
Proof.
move=> [/submxP[A eA] o1].
have total Y : sumsq (Y *m Hk - row_mx Xk Xd *m col_mx Hk Hd) =
    sumsq ((Y - (Xk + Xd *m A)) *m Hk) + sumsq (Xd *m E).
  have -> : Y *m Hk - row_mx Xk Xd *m col_mx Hk Hd =
      (Y - (Xk + Xd *m A)) *m Hk + - (Xd *m E).
    rewrite mul_row_col -[in LHS](subrK E Hd) eA !mulmxDr !mulmxBl mulmxDl mulmxA.
    move: (Y *m Hk) (Xk *m Hk) (Xd *m A *m Hk) (Xd *m E) => a b c e.
    by apply/matrixP=> i l; rewrite !mxE; move: (a i l) (b i l) (c i l) (e i l) => *; ring.
  rewrite pythagoras; last first.
    rewrite [(- _)^T]linearN /= mulmxN trmx_mul mulmxA -(mulmxA _ Hk).
    have -> : Hk *m E^T = 0 by apply: trmx_inj; rewrite trmx_mul trmxK o1 trmx0.
    by rewrite mulmx0 mul0mx oppr0.
  by congr (_ + _); rewrite -scaleN1r sumsqZ sqrrN expr1n mul1r.
split; last by move=> Y; rewrite total ler_addr sumsq_ge0.
exists (Xk + Xd *m A); rewrite total subrr mul0mx.
by rewrite [X in X + _]sumsq_rows mul0mx mxtrace0 add0r.
Qed.

Theorem cost_without_regularity Hk Hd (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)) :
  (exists! E, rest Hk Hd E) /\ forall E, rest Hk Hd E ->
    is_cost Hk Hd Xk Xd (sumsq (Xd *m E)) /\ (is_cost Hk Hd Xk Xd 0 <-> Xd *m E = 0).
Proof.
split=> [|E rE].
  by have [E rE] := rest_exists Hk Hd; exists E; split=> // E' rE'; exact: rest_unique rE' rE.
have cE := rest_cost Xk Xd rE; split=> //; split=> [c0|e0].
  by apply: sumsq_eq0; rewrite (cost_unique c0 cE).
by move: cE; rewrite e0 [sumsq 0]sumsq_rows mul0mx mxtrace0.
Qed.
End Rest.

(* one neuron: free if and only if nobody listens to it or it says nothing new *)
Theorem free_neuron (R : realFieldType) k N o (Hk : 'M[R]_(k, N)) (h : 'rV[R]_N)
    (Xk : 'M[R]_(o, k)) (x : 'cV[R]_o) :
  is_cost Hk h Xk x 0 <-> x = 0 \/ exists c : 'I_k -> R, h = \sum_i c i *: row i Hk.
Proof.
have [[E [rE _]] cost] := cost_without_regularity Hk h Xk x.
have [_ c0] := cost E rE.
have span : (exists c : 'I_k -> R, h = \sum_i c i *: row i Hk) <-> E = 0.
  split=> [[c hc]|E0].
    apply: (rest_unique _ rE); split; last by rewrite mul0mx.
    by rewrite subr0 hc; apply: summx_sub => i _; rewrite scalemx_sub // row_sub.
  case: rE; rewrite E0 subr0 => /submxP[a ha] _; exists (a 0).
  by rewrite ha mulmx_sum_row.
split=> [/c0 xE|[x0|/span E0]]; [|by apply/c0; rewrite x0 mul0mx|by apply/c0; rewrite E0 mulmx0].
case: (eqVneq x 0) => [|x0]; [by left | right; apply/span].
have [i xi] : exists i, x i 0 != 0.
  apply/existsP; rewrite -negb_forall; apply: contra x0 => /forallP a.
  by apply/eqP/matrixP=> i j; rewrite ord1 mxE; apply/eqP.
apply/rowP=> l; have := congr1 (fun M : 'M_(_, _) => M i l) xE.
by rewrite !mxE big_ord1 => /eqP; rewrite mulf_eq0 (negbTE xi) => /eqP.
Qed.
