(* Rank and orientation of a balanced chain along gradient flow, over Coq's reals.

   rank_kept (GBVR, part 2): the product and all factors of at least two, balanced at one time, have
     one rank, and this number is the same at all times.
   orientation_kept (GBVR, part 3): the sign of the determinant of the product is the same at all
     times.
   orientation_barrier (GBVR, part 4): from the other side of the singular matrices the square loss
     stays above half of the square of the smallest singular value of the target. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block squares lipschitz scalar flow decay end_to_end.
From dlf Require Import end_to_end_flow net_flow orthonormal real_spectral singular_values.
From dlf Require Import removal balanced_rank rank_kept orientation.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma cprod (I : Type) (r : seq I) (f : I -> R -> R) t : (forall i, continuous (f i) t) ->
  continuous (fun u => \prod_(i <- r) f i u) t.
Proof.
move=> fC; elim: r => [|i r IH].
  by apply: continuous_ext (continuous_const (1 : R) t) => u; rewrite big_nil.
by apply: continuous_ext (cmul (fC i) IH) => u; rewrite big_cons.
Qed.

Lemma mcont_det k (A : R -> 'M[R]_k) t : mcont A t -> continuous (fun u => \det (A u)) t.
Proof.
move=> cA; apply: csum => s; apply: cmul; first exact: continuous_const.
by apply: cprod => i; exact: cA.
Qed.

(* a continuous function with two values of opposite signs has a zero between them *)
Lemma zero_between (f : R -> R) a b : (forall t, (a <= t <= b)%R -> continuous f t) ->
  (a <= b)%R -> f a * f b < 0 -> exists2 t, (a <= t <= b)%R & f t = 0.
Proof.
move=> cf ab neg; have ab' : (a < b)%R.
  case: ab => // e; move: neg; rewrite e -expr2 ltNge sqr_ge0.
  by [].
have fa : f a != 0 by apply: contraTneq neg => ->; rewrite mul0r ltxx.
have cont t : (a <= t <= b)%R -> continuity_pt (fun u => - (f u * f a)) t.
  move=> tab; apply/continuity_pt_filterlim.
  exact: copp (cmul (cf t tab) (continuous_const (f a) t)).
have /RltP low : - (f a * f a) < 0 by rewrite oppr_lt0 -expr2 exprn_even_gt0.
have /RltP high : 0 < - (f b * f a) by rewrite oppr_gt0 mulrC.
have [z [zab /eqP z0]] := Ranalysis5.IVT_interv _ a b cont ab' low high.
by exists z => //; move: z0; rewrite oppr_eq0 mulf_eq0 (negbTE fa) orbF => /eqP.
Qed.

Lemma same_sign (f : R -> R) T s t : (forall u, (0 <= u <= T)%R -> continuous f u) ->
  (forall u, (0 <= u <= T)%R -> f u != 0) -> (0 <= s <= T)%R -> (0 <= t <= T)%R ->
  Num.sg (f s) = Num.sg (f t).
Proof.
move=> cf f0.
have half a b : (0 <= a <= T)%R -> (0 <= b <= T)%R -> (a <= b)%R -> ~~ (f a * f b < 0).
  move=> [a0 aT] [b0 bT] ab; apply/negP => neg.
  have inside u : (a <= u <= b)%R -> (0 <= u <= T)%R by move=> [au ub]; split; Lra.lra.
  have [z zab z0] := zero_between (fun u uab => cf u (inside u uab)) ab neg.
  by have := f0 z (inside z zab); rewrite z0 eqxx.
move=> sT tT; have same : ~~ (f s * f t < 0).
  have [st|ts] := Rle_or_lt s t; first exact: half.
  by rewrite mulrC; apply: half => //; Lra.lra.
have := f0 _ sT; have := f0 _ tT; rewrite !neq_lt; move: same.
case: (ltrgtP (f s) 0) => [s1|s1|//] same; case: (ltrgtP (f t) 0) => [t1|t1|//] _ _.
- by rewrite !ltr0_sg.
- by move: same; rewrite nmulr_rlt0 // t1.
- by move: same; rewrite pmulr_rlt0 // t1.
by rewrite !gtr0_sg.
Qed.

Section Orientation.
Variables (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (T : R) (W : R -> factors [comRingType of R] d).
Local Notation X t := (chain L (W t)).

Section AnyLoss.
Variable G : R -> 'M[R]_(d L, d 0).
Hypotheses (two : (0 < n)%N) (moves : moves_by G T W).
Hypothesis cont_G : forall t, (0 <= t <= T)%R -> mcont G t.
Variable s0 : R.
Hypotheses (s0T : (0 <= s0 <= T)%R) (balance : balanced L (W s0)).

Lemma balanced_later t : (0 <= t <= T)%R -> balanced L (W t).
Proof. by move=> tT; have [] := end_to_end_flow moves s0T balance tT. Qed.

Theorem rank_kept : exists r, forall t, (0 <= t <= T)%R ->
  \rank (X t) = r /\ forall l, (l < L)%N -> \rank (W t l) = r.
Proof.
exists (\rank (X s0)) => t tT.
suff e : \rank (X t) = \rank (X s0).
  by split=> // l lL; rewrite -e; apply: balanced_rank lL (balanced_later tT).
have L1 : (1 < L)%N by [].
rewrite -(balanced_rank L1 (balanced_later tT)) -(balanced_rank L1 (balanced_later s0T)).
have same a b : (0 <= a <= T)%R -> (0 <= b <= T)%R -> forall v : 'cV[R]_(d 1),
    W a 1%N *m v = 0 -> W b 1%N *m v = 0.
  move=> aT bT v Wv; have zero := (balanced_kernels v L1 (balanced_later aT)).1 Wv.
  by have [] := kernel_kept moves cont_G L1 aT bT (conj Wv zero).
by apply/eqP; rewrite eqn_leq; apply/andP; split; apply: rank_by_kernel; exact: same.
Qed.

Variable closed : d L = d 0.
Local Notation D t := (\det (square_product closed (X t))).

Lemma square_rank (k m : nat) (e : k = m) (A : 'M[R]_(k, m)) :
  (\det (castmx (e, erefl) A) == 0) = (\rank A < m)%N.
Proof.
case: _ / e A => A; rewrite castmx_id; have := rank_leq_row A; rewrite leq_eqVlt.
have -> : (\det A == 0) = ~~ row_full A by rewrite row_full_unit unitmxE unitfE negbK.
rewrite /row_full; case: eqP => [e _|_ h]; first by rewrite [LHS]/= e ltnn.
by move: h => /= ->.
Qed.

Lemma cont_square t : (0 <= t <= T)%R -> mcont (fun u => square_product closed (X u)) t.
Proof.
move=> tT i j; have := mcont_below moves tT (leqnn L).
move=> h; apply: continuous_ext (h (cast_ord (esym closed) i) j) => u.
by rewrite castmxE /= cast_ord_id.
Qed.

Theorem orientation_kept s t : (0 <= s <= T)%R -> (0 <= t <= T)%R -> Num.sg (D s) = Num.sg (D t).
Proof.
have [r rank_r] := rank_kept; have zero u : (0 <= u <= T)%R -> (D u == 0) = (r < d 0)%N.
  by move=> uT; rewrite square_rank (rank_r u uT).1.
move=> sT tT; have [rd|dr] := ltnP r (d 0).
  have D0 u : (0 <= u <= T)%R -> D u = 0 by move=> uT; apply/eqP; rewrite zero.
  by rewrite !D0.
apply: (@same_sign (fun u => D u) T) => // u uT; last by rewrite zero // -leqNgt.
exact/mcont_det/cont_square.
Qed.
End AnyLoss.

Section SquareLoss.
Variables (M : 'M[R]_(d L, d 0)) (closed : d L = d 0).
Hypotheses (two : (0 < n)%N) (moves : moves_by (fun t => X t - M) T W).
Variable s0 : R.
Hypotheses (s0T : (0 <= s0 <= T)%R) (balance : balanced L (W s0)).
Local Notation square := (square_product closed).

Theorem orientation_barrier U V s : singular_decomposition (square M) U V s ->
  \det (square (X s0)) * \det (square M) < 0 ->
  forall t, (0 <= t <= T)%R -> s (d 0).-1 ^+ 2 / 2%:R < sumsq (X t - M) / 2%:R.
Proof.
move=> dec neg t tT; rewrite ltr_pmul2r ?invr_gt0 ?ltr0n //.
have cG u : (0 <= u <= T)%R -> mcont (fun u => X u - M) u.
  move=> uT i j; have h := mcont_below moves uT (leqnn L).
  by apply: continuous_ext (cadd (h i j) (continuous_const (- M i j) u)) => v; rewrite !mxE.
have neg_t : \det (square (X t)) * \det (square M) < 0.
  by rewrite -sgr_lt0 sgrM (orientation_kept two moves cG s0T balance closed tT s0T) -sgrM sgr_lt0.
have M0 : \det (square M) != 0 by apply: contraTneq neg => ->; rewrite mulr0 ltxx.
have dist A : sumsq (A - M) = sumsq (square A - square M).
  have cast k m (e : k = m) (B C : 'M[R]_(k, m)) :
      sumsq (B - C) = sumsq (castmx (e, erefl) B - castmx (e, erefl) C).
    by case: _ / e B C => B C; rewrite !castmx_id.
  exact: cast.
rewrite dist; move: (square (X t)) neg_t => Y neg_t.
pose h (c : R) := \det (square M + c *: (Y - square M)).
have ch c : continuous h c.
  apply: mcont_det => i j.
  have := cadd (continuous_const (square M i j) c)
    (cmul (continuous_id c) (continuous_const ((Y - square M) i j) c)).
  by apply: continuous_ext => u; rewrite [RHS]mxE [in RHS]mxE.
have h0 : h 0 = \det (square M) by rewrite /h scale0r addr0.
have h1 : h 1 = \det Y by rewrite /h scale1r addrC subrK.
have [c [c0 c1] hc] : exists2 c, (0 <= c <= 1)%R & h c = 0.
  apply: zero_between => [u _||]; [exact: ch | by Lra.lra |].
  by rewrite [h 0]h0 [h 1]h1 mulrC.
have Y0 : \det Y != 0 by apply: contraTneq neg_t => ->; rewrite mul0r ltxx.
apply: (beyond_singular dec M0 _ hc); apply/andP; split; rewrite lt_def; apply/andP; split.
- by apply: contraNneq M0 => e; apply/eqP; move: hc; rewrite e h0.
- exact/RleP.
- by apply: contraNneq Y0 => e; apply/eqP; move: hc; rewrite -e h1.
exact/RleP.
Qed.
End SquareLoss.
End Orientation.
