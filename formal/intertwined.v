(* Intertwined chains: what a smaller chain tells of a larger one, for any loss.

   Matrices J_l of size d_l x e_l intertwine the factors W_l (widths d) with w_l (widths e) if
   W_l J_l = J_{l+1} w_l and W_l^T J_{l+1} = J_l w_l^T at every layer. If the J_l are bases of
   subspaces C_l, this says that no factor leads out of them or into them.

   intertwined_run: intertwined chains stay intertwined under descent, step by step, if the slopes
     of the two losses are. Any commutative ring, depth and widths, a rate for each layer, weight
     decay, momentum, any loss. The J_l need not be orthonormal.
   lossless_core: so for a loss that sees of the product only C X H, with rows of C and columns of
     H in the subspaces, the larger chain computes C X u = (C J_L) x (J_0^T u) for every u, seen in
     training or not; x is the product of the smaller chain, trained by itself. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Tied.
Variable R : comRingType.

(* A (behind) and B (before) intertwine X with x *)
Definition tied p a q b (A : 'M[R]_(p, a)) (B : 'M_(q, b)) (X : 'M_(p, q)) (x : 'M_(a, b)) :=
  X *m B = A *m x /\ X^T *m A = B *m x^T.

Variables (p a q b r c : nat) (A : 'M[R]_(p, a)) (B : 'M[R]_(q, b)) (C : 'M[R]_(r, c)).

Lemma tied1 : tied A A 1%:M 1%:M.
Proof. by rewrite /tied !trmx1 !mul1mx mulmx1. Qed.

Lemma tied0 : tied A B 0 0.
Proof. by rewrite /tied !trmx0 !mul0mx !mulmx0. Qed.

Lemma tied_tr X x : tied A B X x -> tied B A X^T x^T.
Proof. by case=> h1 h2; rewrite /tied !trmxK. Qed.

Lemma tied_mul X x Y y : tied A B X x -> tied B C Y y -> tied A C (X *m Y) (x *m y).
Proof.
move=> [h1 h2] [k1 k2]; rewrite /tied !trmx_mul -!mulmxA k1 h2 !mulmxA h1 k2.
by rewrite -!mulmxA.
Qed.

Lemma tied_add X x Y y : tied A B X x -> tied A B Y y -> tied A B (X + Y) (x + y).
Proof.
move=> [h1 h2] [k1 k2]; split; first by rewrite mulmxDl mulmxDr h1 k1.
by rewrite !raddfD mulmxDl h2 k2.
Qed.

Lemma tied_scale t X x : tied A B X x -> tied A B (t *: X) (t *: x).
Proof.
move=> [h1 h2]; split; first by rewrite -scalemxAl -scalemxAr h1.
by rewrite !linearZ -scalemxAl h2.
Qed.

Lemma tied_sub X x Y y t : tied A B X x -> tied A B Y y -> tied A B (X - t *: Y) (x - t *: y).
Proof. by move=> h k; rewrite -!scaleNr; apply/tied_add/tied_scale. Qed.
End Tied.

Section Intertwined.
Variables (R : comRingType) (L : nat) (d e : nat -> nat).
Variable J : forall l, 'M[R]_(d l, e l).
Implicit Types (W Z : factors R d) (w z : factors R e).

(* the J_l intertwine the first L factors *)
Definition intertwined W w := forall l, (l < L)%N -> tied (J l.+1) (J l) (W l) (w l).

Lemma below_tied W w l : intertwined W w -> (l <= L)%N ->
  tied (J l) (J 0) (below W l) (below w l).
Proof.
move=> Ww; elim: l => [|l IH] lL; first exact: tied1.
by apply: (tied_mul (Ww l lL)); apply/IH/ltnW.
Qed.

Lemma above_tied W w l : intertwined W w -> (l <= L)%N ->
  tied (J L) (J l) (above L W l) (above L w l).
Proof.
move=> Ww lL; rewrite -(subKn lL); elim: (L - l)%N (leq_subr l L) => [|n IH] nL.
  by rewrite subn0 !above_end; exact: tied1.
have lL' : (L - n.+1 < L)%N by rewrite ltn_subrL; case: (L) nL.
have eq : ((L - n.+1).+1 = L - n)%N by rewrite -subSn // subSS.
move: (IH (ltnW nL)); rewrite -eq => IHn.
by rewrite (above_step W lL') (above_step w lL'); apply: tied_mul IHn (Ww _ lL').
Qed.

Lemma grad_tied W w G g l : intertwined W w -> tied (J L) (J 0) G g -> (l < L)%N ->
  tied (J l.+1) (J l) (grad G W l) (grad g w l).
Proof.
move=> Ww Gg lL; apply: tied_mul (tied_tr (below_tied Ww (ltnW lL))).
exact: tied_mul (tied_tr (above_tied Ww lL)) Gg.
Qed.

Lemma pull_tied f g omega W w l : intertwined W w ->
  tied (J L) (J 0) (f (chain L W)) (g (chain L w)) -> (l < L)%N ->
  tied (J l.+1) (J l) (pull omega f W l) (pull omega g w l).
Proof.
by move=> Ww fg lL; apply: tied_add; [exact: grad_tied | apply/tied_scale/Ww].
Qed.

Variables (f : slopes R L d) (g : slopes R L e) (eta : nat -> R) (omega beta : R).

Section Runs.
Variables (W : factors R d) (w : factors R e).
Hypothesis start : intertwined W w.
(* the losses pull alike where the small chain goes *)
Hypothesis alike : forall n X, let x := chain L (run g eta omega beta w n) in
  tied (J L) (J 0) X x -> tied (J L) (J 0) (f n X) (g n x).

Theorem intertwined_run n : intertwined (run f eta omega beta W n) (run g eta omega beta w n).
Proof.
suff: intertwined (run2 f eta omega beta W n).1 (run2 g eta omega beta w n).1 /\
      intertwined (run2 f eta omega beta W n).2 (run2 g eta omega beta w n).2 by case.
elim: n => [|n [IH1 IH2]]; first by split=> // l lL; exact: tied0.
have fg := alike (below_tied IH1 (leqnn L)).
have IH3 : intertwined (run2 f eta omega beta W n.+1).2 (run2 g eta omega beta w n.+1).2.
  move=> l lL; apply: tied_add; first by apply/tied_scale/IH2.
  exact: (pull_tied omega IH1 fg lL).
by split=> // l lL; apply: tied_sub; [exact: IH1 | exact: IH3].
Qed.
End Runs.
End Intertwined.

Section Lossless.
Variables (R : comRingType) (L : nat) (d e : nat -> nat) (J : forall l, 'M[R]_(d l, e l)).
Variables (q N : nat) (C : 'M[R]_(q, d L)) (H : 'M[R]_(d 0, N)).
Variable Gamma : nat -> 'M[R]_(q, N) -> 'M[R]_(q, N).
Variables (eta : nat -> R) (omega beta : R).

(* a loss of C X H alone: Gamma n Z is its gradient at Z = C X H in step n *)
Definition seen_loss : slopes R L d := fun n X => C^T *m Gamma n (C *m X *m H) *m H^T.

(* the same loss of (C J_L) x (J_0^T H): head and features as the small chain has them *)
Definition core_loss : slopes R L e := fun n x =>
  (C *m J L)^T *m Gamma n (C *m J L *m x *m ((J 0)^T *m H)) *m ((J 0)^T *m H)^T.

Hypothesis head : C = C *m J L *m (J L)^T.
Hypothesis features : H = J 0 *m ((J 0)^T *m H).
Variables (W : factors R d) (w : factors R e).
Hypothesis start : intertwined L J W w.
Local Notation large := (run seen_loss eta omega beta W).
Local Notation small := (run core_loss eta omega beta w).

(* any loss, any minibatches: the logits of all inputs u *)
Theorem lossless_core n k (u : 'M[R]_(d 0, k)) :
  C *m chain L (large n) *m u = C *m J L *m chain L (small n) *m ((J 0)^T *m u).
Proof.
have Ct : C^T = J L *m (C *m J L)^T 
  by rewrite -{1}[J L]trmxK -trmx_mul -head.
have same X x : tied (J L) (J 0) X x -> C *m X *m H = C *m J L *m x *m ((J 0)^T *m H).
  by case=> h _; rewrite {1}features -!mulmxA (mulmxA X) h !mulmxA.
have alike m X : let x := chain L (small m) in
    tied (J L) (J 0) X x -> tied (J L) (J 0) (seen_loss m X) (core_loss m x).
  move=> x Xx; rewrite /seen_loss /core_loss -(same X x Xx); move: (Gamma m _) => G.
  have cC : tied (J L) 1%:M C^T (C *m J L)^T by split; rewrite ?mulmx1 // !trmxK mul1mx.
  have hH : tied 1%:M (J 0) H^T ((J 0)^T *m H)^T.
    by split; rewrite ?trmxK ?mulmx1 // trmx_mul trmxK mul1mx.
  by apply: tied_mul hH; apply: tied_mul cC _; split; rewrite mul1mx mulmx1.
have tied_n := intertwined_run start alike n.
have [_ h] := below_tied tied_n (leqnn L).
have h' := congr1 trmx h; rewrite !trmx_mul !trmxK in h'.
by rewrite {1}head -(mulmxA _ (J L)^T) h' !mulmxA.
Qed.
End Lossless.
