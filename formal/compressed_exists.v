(* The run of the compressed network mode by mode (G2D7), over Coq's reals: any depth L >= 2, any
   rate alpha > 0 of the first and the last factor, any widths.

   compressed_product: factors with the strengths x outside and y inside, in frames J_l, have the
     product J_L diag(x^2 y^(L-2)) J_0^T. Over any commutative ring.
   compressed_flow_of_modes: from eps J_{l+1} J_l^T there is one flow, for all times, and it has
     this form; x, y solve the scalar equations of each mode from x = y = eps, for L = 2 the first
     alone, and are their only solution.
   equal_rates_flow, equal_rates_run: for alpha = 1, x and (for L > 2) y are the one strength
     lambda of the aligned chain, under flow and under descent. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes aligned lipschitz flow flow_core.
From dlf Require Import flow_modes aligned_flow compare ahead aligned_exists compressed_bounds.
From dlf Require Import rate_order rate_limit rate_exists rate_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* factors with the strengths x outside and y inside, in the frames J *)
Definition compressed_factors (K : comRingType) L (d : nat -> nat) k
    (J : forall l, 'M[K]_(d l, k)) (x y : 'I_k -> K) : factors K d := fun l =>
  J l.+1 *m diag_mx (\row_j two L (x j) (y j) l) *m (J l)^T.

Section Product.
Variables (K : comRingType) (L : nat) (d : nat -> nat) (k : nat) (J : forall l, 'M[K]_(d l, k)).
Hypothesis two_layers : (1 < L)%N.
Hypothesis orthonormal : forall l, (0 < l < L)%N -> (J l)^T *m J l = 1%:M.

Theorem compressed_product x y : chain L (compressed_factors L J x y) =
  J L *m diag_mx (\row_j (x j ^+ 2 * y j ^+ (L - 2))) *m (J 0)^T.
Proof.
have part n : (n < L)%N -> below (compressed_factors L J x y) n.+1 =
    J n.+1 *m diag_mx (\row_j \prod_(0 <= i < n.+1) two L (x j) (y j) i) *m (J 0)^T.
  elim: n => [|n IH] nL.
    rewrite /= mulmx1 /compressed_factors; congr (_ *m diag_mx _ *m _).
    by apply/rowP => j; rewrite !mxE big_nat1.
  rewrite below_step IH ?(ltnW nL) // /compressed_factors -!mulmxA.
  rewrite (mulmxA (J _)^T) orthonormal ?nL // mul1mx !mulmxA; congr (_ *m _).
  rewrite -mulmxA; congr (_ *m _); apply/matrixP => i j.
  rewrite mul_diag_mx !mxE [in RHS]big_nat_recr //= mulrC.
  by case: (i =P j) => [->|_]; rewrite ?mulr1n // !mulr0n mul0r.
have L0 := ltnW two_layers; have L1 : (L.-1 < L)%N by rewrite prednK.
have := part _ L1; rewrite /chain prednK // => ->; congr (_ *m diag_mx _ *m _).
by apply/rowP => j; rewrite !mxE two_all.
Qed.
End Product.

Lemma outer_of_two L l : (1 < L)%N -> (l < L)%N -> ~~ outer L l -> (2 < L)%N.
Proof.
by case: L => [|[|[|L]]] // _; rewrite /outer; case: l => [|[|l]].
Qed.

Lemma mode_numbers L alpha q eps T x y : (1 < L)%N -> rate_mode L alpha q eps T x y ->
  mode_flow L (rates L 1 alpha) 0 T (fun p => p - q) (fun t => two L (x t) (y t)).
Proof.
move=> L2 m; have [L3 | ] := ltnP 2 L; first exact: two_numbers L3 m.
move=> L2'; have [[D C] _] := m.
move=> l lL; have o : outer L l.
  by apply/negPn/negP => /(outer_of_two L2 lL); rewrite ltnNge L2'.
split=> [t tT|t tT]; last by have [cx _] := C t tT; rewrite /two o.
have [Dx _] := D t tT; move: Dx; cbv zeta; rewrite !RpowE => Dx.
have {}Dx : is_derive x t
  (alpha * x t * y t ^+ (L - 2) * (q - x t ^+ 2 * y t ^+ (L - 2))) by exact: Dx.
rewrite /mode_pull mul0r addr0 two_others // ?two_all // /rates /two o mul1r.
by move: Dx; congr (is_derive _ _ _); move: (_ ^+ (L - 2)) => u; ring.
Qed.

(* the numbers of a mode are decided *)
Lemma numbers_decided L eta q T a b : (0 <= T)%R ->
  mode_flow L eta 0 T (fun p => p - q) a -> mode_flow L eta 0 T (fun p => p - q) b ->
  (forall l, (l < L)%N -> a 0 l = b 0 l) ->
  forall t l, (0 <= t <= T)%R -> (l < L)%N -> a t l = b t l.
Proof. by move=> T0; exact: (mode_unique T0 (@tame_scalar L q)). Qed.

Lemma mode_decided L alpha q eps T x y u v : (1 < L)%N -> (0 <= T)%R ->
  rate_mode L alpha q eps T x y -> rate_mode L alpha q eps T u v ->
  forall t, (0 <= t <= T)%R -> u t = x t /\ ((2 < L)%N -> v t = y t).
Proof.
move=> L2 T0 m n t tT; have [_ [x0 y0]] := m; have [_ [u0 v0]] := n.
have e := numbers_decided T0 (mode_numbers L2 n) (mode_numbers L2 m) _ tT.
have {}e l : (l < L)%N -> two L (u t) (v t) l = two L (x t) (y t) l.
  apply: e => i _; rewrite /two.
  by case: outer; [exact: etrans u0 (esym x0) | exact: etrans v0 (esym y0)].
split=> [|L3]; first exact: (e 0%N (ltnW L2)).
have := e 1%N L2; rewrite /two.
by have -> : outer L 1 = false by case: (L) L3 => [|[|[|?]]].
Qed.

Lemma mode_speed (a l q e : R) : (a * (- (l ^ (2 - 1)%coq_nat * (l ^ 2 - q))) =
  a * l * e ^ (2 - 2)%coq_nat * (q - l ^ 2 * e ^ (2 - 2)%coq_nat))%R.
Proof. simpl; lra. Qed.

(* two layers: the aligned mode at the time alpha t *)
Lemma mode_of_two_layers alpha q eps : (0 < alpha)%R -> (0 <= q)%R -> (0 < eps)%R ->
  exists x y, rate_run 2 alpha q eps x y.
Proof.
move=> a0 q0 e0; have [lam [l0 so _ _]] := @root_of_mode 2 q eps isT q0 e0.
exists (fun t => lam (Rmult alpha t)), (fun=> eps) => T; split; last first.
  by rewrite Rmult_0_r.
have dm t : is_derive (fun t => Rmult alpha t) t alpha.
  by auto_derive => //; exact: Rmult_1_r.
split=> [t [t0 t1] r | t [t0 t1]].
  split; last by move/ssrnat.ltP.
  have b : (0 < Rmult alpha t < Rmult alpha T)%R.
    by split; [exact: Rmult_lt_0_compat | exact: Rmult_lt_compat_l].
  have [D _] := so (Rmult alpha T); have := is_derive_comp lam _ t _ _ (D _ b) (dm t).
  congr (is_derive _ _ _); rewrite /r /mode_velocity /scal /= /mult /=.
  exact: mode_speed.
split; last exact: continuous_const.
have [_ C] := so (Rmult alpha T); apply: (continuous_comp (fun t => Rmult alpha t) lam).
  by apply: ex_derive_continuous; eexists; exact: dm.
by apply: C; split; [apply: Rmult_le_pos => //; exact: Rlt_le |
  apply: Rmult_le_compat_l => //; exact: Rlt_le].
Qed.

Lemma compressed_mode_exists L alpha q eps : (1 < L)%N -> (0 < alpha)%R -> (0 <= q)%R ->
  (0 < eps)%R -> exists x y, rate_run L alpha q eps x y.
Proof.
move=> L2 a0 q0 e0; have [L3 | ] := ltnP 2 L.
  by apply: rate_exists => //; apply/ssrnat.leP.
move=> L2'; have -> : L = 2%N by apply/eqP; rewrite eqn_leq L2' L2.
exact: mode_of_two_layers.
Qed.

Section Run.
Variables (L : nat) (d : nat -> nat) (k : nat).
Variables (M : 'M[R]_(d L, d 0)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)).
Hypothesis two_layers : (1 < L)%N.
Hypothesis orthonormal : forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M.
Hypothesis right_pairs : M *m J 0 = J L *m target s.
Hypothesis left_pairs : M^T *m J L = J 0 *m target s.
Variables alpha eps : R.
Hypotheses (a0 : (0 < alpha)%R) (s0 : forall j, (0 <= s j)%R) (e0 : (0 < eps)%R).
Local Notation form x y t := (compressed_factors L J (fun j => x j t) (fun j => y j t)).

Theorem compressed_flow_of_modes : exists x y : 'I_k -> R -> R,
  [/\ forall j, rate_run L alpha (s j) eps (x j) (y j),
      forall j T u v, (0 <= T)%R -> rate_mode L alpha (s j) eps T u v ->
        forall t, (0 <= t <= T)%R -> u t = x j t /\ ((2 < L)%N -> v t = y j t),
      forall T, two_rate_run M J alpha eps T (fun t => form x y t),
      forall T W, (0 <= T)%R -> two_rate_run M J alpha eps T W ->
        forall t l, (0 <= t <= T)%R -> (l < L)%N -> W t l = form x y t l &
      forall T W, (0 <= T)%R -> two_rate_run M J alpha eps T W ->
        forall t, (0 <= t <= T)%R -> chain L (W t) =
        J L *m diag_mx (\row_j (x j t ^+ 2 * y j t ^+ (L - 2))) *m (J 0)^T].
Proof.
have pair j : exists p : (R -> R) * (R -> R), rate_run L alpha (s j) eps p.1 p.2.
  by have [x [y r]] := compressed_mode_exists two_layers a0 (s0 j) e0; exists (x, y).
have [p H] := fin_all_exists pair.
pose x j := (p j).1; pose y j := (p j).2; exists x, y.
have run T : two_rate_run M J alpha eps T (fun t => form x y t).
  split=> [l lL|].
    rewrite aligned_diagonal /compressed_factors; congr (_ *m diag_mx _ *m _).
    apply/rowP => j; rewrite !mxE /two; have [_ [x0 y0]] := H j 0%R.
    by case: (outer L l); [exact: x0 | exact: y0].
  apply: (framed_flow two_layers orthonormal right_pairs left_pairs
    (a := fun j t => two L (x j t) (y j t))) => j.
  by apply: mode_numbers => //; exact: H.
have same T W : (0 <= T)%R -> two_rate_run M J alpha eps T W ->
    forall t l, (0 <= t <= T)%R -> (l < L)%N -> W t l = form x y t l.
  move=> T0 [start flow_W] t l tT lL; have [begin fl] := run T.
  apply: (flow_unique (@tame_residual _ L d M) T0 flow_W fl _ tT lL).
  by move=> i iL; rewrite start // begin.
split=> // [j T u v T0 m|T W T0 r t tT].
  exact: mode_decided two_layers T0 (H j T) m.
rewrite -compressed_product // => [|l /andP[_ lL]]; last exact: orthonormal (ltnW lL).
have part n : (n <= L)%N -> below (W t) n = below (form x y t) n.
  by elim: n => // n IH nL; rewrite !below_step IH ?(ltnW nL) // (same T W).
exact: part.
Qed.
End Run.

(* alpha = 1 *)
Theorem equal_rates_flow L q eps T x y lam : (1 < L)%N -> (0 <= T)%R ->
  rate_mode L 1 q eps T x y -> lam 0 = eps -> solves T (mode_velocity L q) lam ->
  forall t, (0 <= t <= T)%R -> x t = lam t /\ ((2 < L)%N -> y t = lam t).
Proof.
move=> L2 T0 m l0 so t tT; have [_ [x0 y0]] := m.
have f : mode_flow L (rates L 1 1) 0 T (fun p => p - q) (fun t => fun=> lam t).
  by move=> l lL; have := equal_numbers so lL; rewrite /rates mulr1; case: outer.
have e := numbers_decided T0 (mode_numbers L2 m) f _ tT.
have {}e l : (l < L)%N -> two L (x t) (y t) l = lam t.
  apply: e => i _; rewrite /two.
  by case: outer; [exact: etrans x0 (esym l0) | exact: etrans y0 (esym l0)].
split=> [|L3]; first exact: (e 0%N (ltnW L2)).
have := e 1%N L2; rewrite /two.
by have -> : outer L 1 = false by case: (L) L3 => [|[|[|?]]].
Qed.

Theorem equal_rates_run (K : comRingType) L (eta q eps : K) n : (1 < L)%N ->
  (xy_run L eta 1 q eps n).1 = lambda_run L eta q eps n /\
  ((2 < L)%N -> (xy_run L eta 1 q eps n).2 = lambda_run L eta q eps n).
Proof.
case: L => [|[|[|L]]] // _; elim: n => [|n [IH IH']] //=.
  rewrite /xy_run /lambda_run /= -/(xy_run _ _ _ _ _ _) -/(lambda_run _ _ _ _ _).
  by split=> //; rewrite /xy_step /lambda_step /= IH subnn expr0; ring.
have {}IH' := IH' isT; rewrite -/(xy_run _ _ _ _ _ _) -/(lambda_run _ _ _ _ _) in IH IH' *.
rewrite /xy_step /lambda_step /= IH IH' !subSS !subn0 !exprS.
by move: (_ ^+ L) => u; split=> [|_]; ring.
Qed.
