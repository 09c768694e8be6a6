(* Modes beyond the rank cost a compressed network, not a balanced start (BS6T, part 4), over Coq's
   reals: every depth L >= 2, targets of any shape.

   more_modes_than_rank: for M of rank r and any r < k <= min(m, p) there is a balanced start of
     m x m and m x p factors whose product has r singular values eps^L and zeros beyond, and for all
     t >= 0 its squared error is that of the compressed network of rank k from eps less (k - r)
     times the square of the mode with the target 0, which is positive. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent intertwined modes aligned lipschitz squares half_square block.
From dlf Require Import flow flow_core flow_modes aligned_flow compare ahead mode_times mode_exists.
From dlf Require Import mode_levels mode_unique mode_course aligned_exists staircase_loss removal.
From dlf Require Import end_to_end product_decides singular_values singular_facts.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* the first k columns of a square matrix *)
Definition first_columns (F : ringType) q k (V : 'M[F]_q) : 'M[F]_(q, k) := V *m pid_mx k.

Section Columns.
Variable F : rcfType.

Lemma first_orthonormal q k (V : 'M[F]_q) : (k <= q)%N -> V^T *m V = 1%:M ->
  (first_columns k V)^T *m first_columns k V = 1%:M.
Proof.
move=> kq VV; rewrite /first_columns trmx_mul -mulmxA (mulmxA V^T) VV mul1mx tr_pid_mx.
by rewrite mul_pid_mx minnn (minn_idPr kq) pid_mx_1.
Qed.

Lemma first_diagonal m p k (s : nat -> F) : (forall j, (k <= j)%N -> s j = 0) ->
  (k <= minn m p)%N ->
  (pid_mx k : 'M[F]_(m, k)) *m target (fun j : 'I_k => s j) *m (pid_mx k : 'M[F]_(p, k))^T =
  rectangular_diagonal m p s.
Proof.
move=> late; rewrite leq_min => /andP[km kp]; rewrite /target tr_pid_mx.
apply/matrixP => i j; rewrite mxE.
have [ik|ki] := ltnP i k; last first.
  rewrite big1 => [|l _]; last first.
    by rewrite mul_mx_diag !mxE [(i : nat) == l]gtn_eqF ?mul0r // (leq_trans (ltn_ord l)).
  by rewrite !mxE; case: eqP => // ij; rewrite late ?mul0r.
rewrite (bigD1 (Ordinal ik)) //= big1 => [|l li]; last first.
  rewrite mul_mx_diag !mxE; have /negbTE -> : (i : nat) != l.
    by apply: contraNneq li => e; apply/eqP/val_inj.
  by rewrite !mul0r.
rewrite addr0 mul_mx_diag !mxE eqxx ik mul1r /=.
by case: eqP => [_|_]; rewrite ?mulr1 ?mulr0 ?mulr1n ?mulr0n.
Qed.
End Columns.

Lemma aligned_balanced (K : comRingType) L d k (J : forall l, 'M[K]_(d l, k)) eps :
  (forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M) -> balanced L (aligned_start J eps).
Proof.
move=> JJ l lL; rewrite /imbalance /aligned_start.
have tr (a b : nat) (A : 'M[K]_(a, b)) : (eps *: A)^T = eps *: A^T by rewrite linearZ.
rewrite !tr -!scalemxAl -!scalemxAr !trmx_mul !trmxK.
rewrite -!mulmxA (mulmxA (J l.+2)^T) JJ // mul1mx.
by rewrite (mulmxA (J l)^T) JJ ?mul1mx ?subrr // ltnW // ltnW.
Qed.

Section Chains.
Variables (n m p : nat).
Local Notation L := n.+2.

(* all widths m but the first, which is p *)
Definition wide (l : nat) : nat := if l is 0%N then p else m.

Section Frames.
Variables (k : nat) (U : 'M[R]_m) (V : 'M[R]_p) (s : nat -> R) (M : 'M[R]_(m, p)) (eps : R).
Hypotheses (dec : @singular_decomposition R_rcfType m p M U V s) (kmp : (k <= minn m p)%N).
Hypotheses (late : forall j, (k <= j)%N -> s j = 0) (eps0 : 0 <= eps).

Let UU : U^T *m U = 1%:M. Proof. by case: dec. Qed.
Let VV : V^T *m V = 1%:M. Proof. by case: dec. Qed.
Let km : (k <= m)%N. Proof. by move: kmp; rewrite leq_min => /andP[]. Qed.
Let kp : (k <= p)%N. Proof. by move: kmp; rewrite leq_min => /andP[]. Qed.

Lemma target_of_columns :
  M = first_columns k U *m target (fun j : 'I_k => s j) *m (first_columns k V)^T.
Proof.
have [_ _ _ _ e] := dec; rewrite /first_columns trmx_mul !mulmxA -(mulmxA U) -(mulmxA U).
rewrite (@first_diagonal R_rcfType) // -e !mulmxA (mulmx1C UU) mul1mx -mulmxA.
by rewrite (mulmx1C VV) mulmx1.
Qed.

(* the frames of the wide chain *)
Definition wide_frame l : 'M[R]_(wide l, k) :=
  match l with 0%N => first_columns k V | _.+1 => first_columns k U end.

Lemma wide_orthonormal l : (wide_frame l)^T *m wide_frame l = 1%:M.
Proof. by case: l => [|l]; apply: first_orthonormal. Qed.

Lemma wide_balanced : balanced L (aligned_start wide_frame eps).
Proof. by apply: aligned_balanced => l _; exact: wide_orthonormal. Qed.

Lemma wide_start : singular_decomposition
  (chain L (aligned_start wide_frame eps) : 'M[R_rcfType]_(m, p)) U V
  (fun j => if (j < k)%N then eps ^+ L else 0).
Proof.
have e0 j : (k <= j)%N -> (if (j < k)%N then eps ^+ L else 0) = 0 by rewrite leqNgt => /negbTE ->.
split=> //.
- move=> i j ij; have e2 : 0 <= eps ^+ L by rewrite exprn_ge0.
  by case: (ltnP j k) => jk; [rewrite (leq_ltn_trans ij) // e2 lexx | case: ifP; rewrite ?lexx ?e2].
- by move=> j mpj; apply: e0; exact: leq_trans mpj.
have -> : chain L (aligned_start wide_frame eps) =
    first_columns k U *m target (fun _ : 'I_k => eps ^+ L) *m (first_columns k V)^T.
  have one l : (l <= L)%N -> (wide_frame l)^T *m wide_frame l = 1%:M.
    by move=> _; exact: wide_orthonormal.
  have := @product_of_layers L wide k wide_frame isT one (aligned_start wide_frame eps) (fun=> eps).
  by apply=> l lL; exact: aligned_diagonal.
have := @first_diagonal R_rcfType m p k (fun j => if (j < k)%N then eps ^+ L else 0) e0 kmp.
move=> <-; have -> : target (fun j : 'I_k => if (j < k)%N then eps ^+ L else 0) =
    target (fun _ : 'I_k => eps ^+ L).
  by congr (diag_mx _); apply/rowP => j; rewrite !mxE ltn_ord.
rewrite /first_columns trmx_mul !mulmxA UU mul1mx -[LHS]mulmxA VV mulmx1.
by [].
Qed.
End Frames.
End Chains.

Lemma aligned_error m p k (A : 'M[R]_(m, k)) (B : 'M[R]_(p, k)) (s mu : 'I_k -> R) :
  A^T *m A = 1%:M -> B^T *m B = 1%:M ->
  sumsq (A *m target mu *m B^T - A *m target s *m B^T) = \sum_i (s i - mu i) ^+ 2.
Proof.
move=> AA BB; have := aligned_half_square AA BB s mu; rewrite /half_square -sumsq_trace.
by apply: mulIf; rewrite invr_eq0 pnatr_eq0.
Qed.

Lemma aligned_pairs (F : comRingType) m p k (A : 'M[F]_(m, k)) (B : 'M[F]_(p, k)) (s : 'I_k -> F) :
  A^T *m A = 1%:M -> B^T *m B = 1%:M ->
  A *m target s *m B^T *m B = A *m target s /\ (A *m target s *m B^T)^T *m A = B *m target s.
Proof.
move=> AA BB; rewrite -!mulmxA BB mulmx1; split=> //.
by rewrite !trmx_mul trmxK tr_diag_mx -!mulmxA AA mulmx1.
Qed.

Section Ends.
Variables (n r q : nat) (e : nat -> nat).
Local Notation L := n.+2.
Local Notation k := (r + q)%N.
Variables (M : 'M[R]_(e L, e 0)) (U : 'M[R]_(e L)) (V : 'M[R]_(e 0)) (s : nat -> R).
Variables (K : forall l, 'M[R]_(e l, k)) (eps : R) (Wc : R -> factors [comRingType of R] e).
Hypothesis dec : @singular_decomposition R_rcfType (e L) (e 0) M U V s.
Hypotheses (late : forall j, (r <= j)%N -> s j = 0) (kmp : (k <= minn (e L) (e 0))%N).
Hypothesis eps0 : (0 < eps)%R.
Hypothesis frames : forall l, (l <= L)%N -> (K l)^T *m K l = 1%:M.
Hypotheses (left : K L = first_columns k U) (right : K 0 = first_columns k V).
Hypothesis start : forall l, (l < L)%N -> Wc 0 l = aligned_start K eps l.
Hypothesis flow_c : forall T, (0 <= T)%R -> flows (residual M) (fun=> 1) 0 T Wc.

Lemma idle_modes_at_ends : exists (W : R -> factors [comRingType of R] (wide (e L) (e 0))) mu0,
  [/\ balanced L (W 0%R), singular_decomposition
        (chain L (W 0%R) : 'M[R_rcfType]_(e L, e 0)) U V
        (fun j => if (j < r)%N then eps ^+ L else 0),
      forall T, flows (L := L) (d := wide (e L) (e 0)) (residual M) (fun=> 1) 0 T W,
      is_mode L 0 eps mu0 & forall t, (0 <= t)%R -> (0 < mu0 t)%R /\
      sumsq (chain L (W t) - M) = sumsq (chain L (Wc t) - M) - q%:R * mu0 t ^+ 2].
Proof.
have L2 : (2 <= L)%coq_nat by apply/ssrnat.leP.
have [UU VV ds _ _] := dec; have s0 j : (0 <= s j)%R by apply/RleP; case/andP: (ds _ _ (leqnn j)).
have rmp : (r <= minn (e L) (e 0))%N by apply: leq_trans kmp; exact: leq_addr.
have late_k j : (k <= j)%N -> s j = 0.
  by move=> kj; apply: late; apply: leq_trans kj; exact: leq_addr.
have ME := target_of_columns dec rmp late; have MEk := target_of_columns dec kmp late_k.
have [rL r0] : (r <= e L)%N /\ (r <= e 0)%N by apply/andP; rewrite -leq_min.
have oU := first_orthonormal rL UU; have oV := first_orthonormal r0 VV.
pose J := wide_frame (m := e L) (p := e 0) r U V.
have oJ l : (l <= L)%N -> (J l)^T *m J l = 1%:M by move=> _; exact: (wide_orthonormal dec rmp).
have [pr pl] := aligned_pairs (fun j : 'I_r => s j) oU oV; rewrite -ME in pr pl.
have [lam [lam0 modes run _]] := @aligned_flow_of_modes L (wide (e L) (e 0)) r M _ J isT oJ pr pl
  eps (fun j => s0 j) eps0.
have at_target : residual M = residual (aligned_target L (fun j : 'I_k => s j) K).
  by rewrite /aligned_target left right -MEk.
have [mu [modes' prod']] := @flow_of_modes L e k (fun j => s j) K isT frames (fun j => s0 j) eps Wc
  eps0 start ltac:(by rewrite -at_target).
have [mu0 mode0] := mode_exists L 0 eps L2 (Rle_refl 0) eps0.
pose W t l := J l.+1 *m diag_mx (\row_j lam j t) *m (J l)^T.
have W0 l : (l < L)%N -> W 0%R l = aligned_start J eps l by move=> lL; exact: (run 0%R).1.
exists W, mu0; split=> //.
- move=> l lL; have := @wide_balanced n (e L) (e 0) r U V s M eps dec rmp l lL.
  by rewrite /imbalance !W0 // ltnW.
- have := @wide_start n (e L) (e 0) r U V s M eps dec rmp (ltW (introT (RltP _ _) eps0)).
  have -> // : chain L (W 0%R) = chain L (aligned_start J eps).
  by apply: eq_below => l lL; rewrite W0.
- by move=> T; exact: (run T).2.
move=> t t0; have pos : (0 < mu0 t)%R.
  have := mode_falls L 0 eps mu0 L2 (Rle_refl 0) eps0 mode0 t; have := pow_lt eps L eps0.
  by move=> p /(_ p t0) [].
split=> //.
have -> : chain L (W t) = J L *m target (fun j => lam j t ^+ L) *m (J 0%N)^T.
  exact: (@product_of_layers L (wide (e L) (e 0)) r J isT oJ (W t) (fun j => lam j t)).
rewrite prod' // left right {1}ME MEk aligned_error // -MEk.
rewrite [X in _ = sumsq (_ - X) - _]MEk aligned_error; last first.
- by rewrite -right; exact: frames.
- by rewrite -left; exact: frames.
rewrite big_split_ord /= [X in _ = _ + X - _](eq_bigr (fun=> mu0 t ^+ 2)) => [|j _]; last first.
  rewrite late ?leq_addr // sub0r sqrrN; congr (_ ^+ 2).
  have := modes' (rshift r j); rewrite /= late ?leq_addr // => m.
  exact: strength_unique L2 (Rle_refl 0) eps0 m mode0 t t0.
rewrite sumr_const card_ord mulr_natl addrK; apply: eq_bigr => j _; congr ((_ - _) ^+ 2).
have := modes' (lshift q j) => m; rewrite -RpowE.
exact: strength_unique L2 (s0 j) eps0 (modes j) m t t0.
Qed.
End Ends.

Theorem more_modes_than_rank n m p (M : 'M[R]_(m, p)) U V s k eps (e : nat -> nat)
    (em : e n.+2 = m) (ep : e 0%N = p) (K : forall l, 'M[R]_(e l, k))
    (Wc : R -> factors [comRingType of R] e) :
  @singular_decomposition R_rcfType m p M U V s -> (\rank M < k <= minn m p)%N -> (0 < eps)%R ->
  (forall l, (l <= n.+2)%N -> (K l)^T *m K l = 1%:M) ->
  castmx (em, erefl) (K n.+2) = first_columns k U ->
  castmx (ep, erefl) (K 0%N) = first_columns k V ->
  (forall l, (l < n.+2)%N -> Wc 0%R l = aligned_start K eps l) ->
  (forall T, (0 <= T)%R ->
    flows (L := n.+2) (d := e) (fun X => X - castmx (esym em, esym ep) M) (fun=> 1) 0 T Wc) ->
  exists (W : R -> factors [comRingType of R] (wide m p)) mu0,
  [/\ balanced n.+2 (W 0%R), singular_decomposition (chain n.+2 (W 0%R) : 'M[R_rcfType]_(m, p)) U V
        (fun j => if (j < \rank M)%N then eps ^+ n.+2 else 0),
      forall T, flows (L := n.+2) (d := wide m p) (fun X : 'M[R]_(m, p) => X - M) (fun=> 1) 0 T W,
      is_mode n.+2 0 eps mu0 & forall t, (0 <= t)%R -> (0 < mu0 t)%R /\
      sumsq (chain n.+2 (W t) - M) =
        sumsq (seen em ep Wc t - M) - (k - \rank M)%:R * mu0 t ^+ 2 /\
      sumsq (chain n.+2 (W t) - M) < sumsq (seen em ep Wc t - M)].
Proof.
move=> dec; have late j : (\rank (M : 'M[R_rcfType]_(m, p)) <= j)%N -> s j = 0.
  have [_ _ ds _ _] := dec; have pos := positive_up_to_rank dec j => rj; apply/eqP.
  rewrite eq_le leNgt pos -leqNgt rj /=; by case/andP: (ds j j (leqnn j)).
move: (\rank M) late => r late /andP[rk kmp].
have [q kE] : exists q, k = (r + q)%N by exists (k - r)%N; rewrite subnKC // ltnW.
have q0 : (0 < q)%N by move: rk; rewrite kE -{1}[r]addn0 ltn_add2l.
rewrite kE addKn in K kmp *; rewrite /seen; clear rk kE.
case: m / em M U dec kmp => M U; case: p / ep M V => M V dec kmp eps0 frames; rewrite !castmx_id.
move=> left right start flow_c.
have [W [mu0 [h1 h2 h3 h4 h5]]] :=
  @idle_modes_at_ends n r q e M U V s K eps Wc dec late kmp eps0 frames left right start flow_c.
exists W, mu0; split=> // t t0; rewrite castmx_id; have [p0 E] := h5 t t0; split=> //.
split; first exact: E.
rewrite {1}E ltr_subl_addr ltr_addl mulr_gt0 ?ltr0n // exprn_gt0 //; exact/RltP.
Qed.
