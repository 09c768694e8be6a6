(* The aligned chain and the compressed network under gradient flow, over Coq's reals, L >= 2.

   Frames J_l and target as in aligned.v.
   framed_flow: L numbers for each mode that follow their flow give a flow of the factors
     J_{l+1} diag(a_l) J_l^T. Any rates, weight decay.
   modes_of_the_flow: from J_{l+1} diag(w_l) J_l^T the factors keep this form at all times of
     [0, T], each mode a flow of L numbers. Any rates, weight decay.
   layers_stay_equal: layers of one mode with equal rates and starts keep equal strengths.
   aligned_flow (LKB2): from eps J_{l+1} J_l^T all layers have one strength lambda in each mode, and
     lambda' = -lambda^(L-1) (lambda^L - s).
   compressed_flow (G2D7): with the rate alpha for the first and the last layer these have the
     strength x, the inner ones y, with the equations of x and y. *)
From mathcomp Require Import all_ssreflect all_algebra fingroup perm.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes aligned lipschitz flow flow_core.
From dlf Require Import flow_modes.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section PullDiagonal.
Variables (K : comRingType) (L k : nat) (s : 'I_k -> K) (omega : K) (w : 'I_k -> nat -> K).
Local Notation kk := (fun _ : nat => k).

Lemma pull_diagonal l : (l < L)%N ->
  pull omega (residual (L := L) (d := kk) (target s)) (diagonal w) l =
  diag_mx (\row_j mode_pull L omega (fun p => p - s j) (w j) l).
Proof.
move=> lL; pose v (j : 'I_k) (l : nat) : 'cV[K]_k := delta_mx j 0.
have column j (A : 'M[K]_k) i : (A *m delta_mx j (0 : 'I_1)) i 0 = A i j by rewrite -colE mxE.
apply/matrixP=> i j; rewrite -[LHS]column -[RHS]column diag_column.
have c0 : intertwined (d := kk) L (v j) (diagonal w) (scalars (w j)).
  by apply/carries_tied => i' _; rewrite /diagonal tr_diag_mx diag_column.
have Ms : target s *m v j 0%N = s j *: v j L by exact: diag_column.
have Mt : (target s)^T *m v j L = s j *: v j 0%N by rewrite tr_diag_mx; exact: diag_column.
pose g := scalar_slope (fun p => p - s j).
have tied_s : tied (v j L) (v j 0%N) (residual (L := L) (d := kk) (target s)
    (chain L (diagonal w))) (g (chain L (scalars (w j)))).
  have cX : chain L (scalars (w j)) = (\prod_(0 <= i < L) w j i)%:M.
    by apply: below_scalars => // i' _.
  rewrite /g /scalar_slope cX mxE eqxx mulr1n; apply/tied_scalar.
  have := below_tied c0 (leqnn L); rewrite -/(chain _ _) -/(chain _ _) cX => /tied_scalar[a b].
  exact: (square_loss_pair (d := kk) Ms Mt 0%N a b).
have := pull_tied (d := kk) omega c0 tied_s lL.
have e q : (q < L)%N -> scalars (w j) q = (w j q)%:M by [].
by rewrite (pull_scalars omega e (fun p => p - s j) lL) => /tied_scalar[-> _].
Qed.
End PullDiagonal.

Section Framed.
Variables (L : nat) (d : nat -> nat) (k : nat).
Variables (M : 'M[R]_(d L, d 0)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)).
Hypothesis two_layers : (1 < L)%N.
Hypothesis orthonormal : forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M.
Hypothesis right_pairs : M *m J 0 = J L *m target s.
Hypothesis left_pairs : M^T *m J L = J 0 *m target s.

(* the factors with the strengths a_j l in the frames *)
Definition in_frames (a : 'I_k -> nat -> R) : factors [comRingType of R] d :=
  fun l => J l.+1 *m diag_mx (\row_j a j l) *m (J l)^T.

Theorem framed_flow eta omega T (a : 'I_k -> R -> nat -> R) :
  (forall j, mode_flow L eta omega T (fun p => p - s j) (a j)) ->
  flows (residual M) eta omega T (fun t => in_frames (fun j => a j t)).
Proof.
move=> fa i iL; split=> u uT; last first.
  apply: (mcont_lr (A := J i.+1) (B := (J i)^T)) => p q.
  case: (p =P q) => [->|pq].
    apply: continuous_ext ((fa q i iL).2 u uT) => x; by rewrite !mxE eqxx mulr1n.
  by apply: continuous_ext (continuous_const (0 : R) u) => x; rewrite !mxE; case: eqP.
pose D : 'M[R]_k := diag_mx (\row_j - (eta i * mode_pull L omega (fun p => p - s j) (a j u) i)).
have dD : mderiv (fun u => diag_mx (\row_j a j u i)) u D.
  move=> p q; rewrite !mxE; case: (p =P q) => [->|pq].
    rewrite mulr1n; apply: is_derive_ext ((fa q i iL).1 u uT) => x.
    by rewrite !mxE eqxx mulr1n.
  by rewrite mulr0n; apply: is_derive_ext (dconst 0 u) => x; rewrite !mxE; case: eqP.
have := mderiv_lr (J i.+1) (J i)^T dD; congr (mderiv _ _ _).
have framedV : framed L J (in_frames (fun j => a j u)) (diagonal (fun j => a j u)) by [].
have target_tied : tied (J L) (J 0%N) M (target s) by split; rewrite ?tr_diag_mx.
have cX := below_tied (framed_intertwined orthonormal framedV) (leqnn L).
have fg := alike_residual (e := fun=> k) target_tied cX.
rewrite /drift /pull (grad_framed orthonormal two_layers framedV fg iL).
have -> : in_frames (fun j => a j u) i = J i.+1 *m diagonal (fun j => a j u) i *m (J i)^T by [].
have P := pull_diagonal s omega (fun j => a j u) iL; rewrite /pull in P.
rewrite scalemxAl scalemxAr -mulmxDl -mulmxDr P scalemxAl scalemxAr -mulNmx -mulmxN.
congr (_ *m _ *m _); apply/matrixP=> p q; rewrite !mxE.
by case: (p == q); rewrite ?mulr1n // !mulr0n mulr0 oppr0.
Qed.
End Framed.

Section Modes.
Variables (L : nat) (d : nat -> nat) (k : nat).
Variables (M : 'M[R]_(d L, d 0)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)).
Hypothesis two_layers : (1 < L)%N.
Hypothesis orthonormal : forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M.
Hypothesis right_pairs : M *m J 0 = J L *m target s.
Hypothesis left_pairs : M^T *m J L = J 0 *m target s.
Variables (eta : nat -> R) (omega T : R) (W : R -> factors [comRingType of R] d).
Hypothesis T0 : (0 <= T)%R.
Hypothesis flow_W : flows (residual M) eta omega T W.
Variable w : 'I_k -> nat -> R.
Hypothesis start : forall l, (l < L)%N ->
  W 0 l = J l.+1 *m diag_mx (\row_j w j l) *m (J l)^T.

Theorem modes_of_the_flow : exists a : 'I_k -> R -> nat -> R,
  [/\ forall j, mode_flow L eta omega T (fun p => p - s j) (a j),
   forall j l, (l < L)%N -> a j 0 l = w j l &
   forall t l, (0 <= t <= T)%R -> (l < L)%N ->
     W t l = J l.+1 *m diag_mx (\row_j a j t l) *m (J l)^T].
Proof.
pose v j l := J l *m delta_mx j (0 : 'I_1).
have unit j l : (l <= L)%N -> (v j l)^T *m v j l = 1%:M.
  move=> lL; rewrite /v trmx_mul -mulmxA (mulmxA (J l)^T) orthonormal // mul1mx trmx_delta.
  by rewrite mul_delta_mx; apply/matrixP=> a b; rewrite !ord1 !mxE.
have Mv j : M *m v j 0%N = s j *: v j L.
  by rewrite /v mulmxA right_pairs -mulmxA diag_column -scalemxAr.
have Mu j : M^T *m v j L = s j *: v j 0%N.
  by rewrite /v mulmxA left_pairs -mulmxA diag_column -scalemxAr.
have c0 j : carries L (v j) (W 0) (w j).
  move=> l lL; rewrite start // /v !trmx_mul trmxK tr_diag_mx -!mulmxA.
  rewrite !(mulmxA (J _)^T (J _)) !orthonormal ?(ltnW lL) // !mul1mx diag_column.
  by rewrite -!scalemxAr.
have F j := carried_flow T0 flow_W (unit j) (Mv j) (Mu j) (c0 j).
pose a j := strength W (v j); exists a.
have fa j : mode_flow L eta omega T (fun p => p - s j) (a j) by have [] := F j.
have a0 j l : (l < L)%N -> a j 0 l = w j l by have [_ + _] := F j; exact.
split=> // t l tT lL.
pose V u := in_frames J (fun j => a j u).
have flow_V : flows (residual M) eta omega T V.
  exact: (framed_flow two_layers orthonormal right_pairs left_pairs fa).
have same i : (i < L)%N -> W 0 i = V 0 i.
  move=> iL; rewrite start // /V /in_frames; congr (_ *m diag_mx _ *m _).
  by apply/rowP=> j; rewrite !mxE a0.
exact: (flow_unique (@tame_residual _ L d M) T0 flow_W flow_V same tT lL).
Qed.
End Modes.

Section Swap.
Variables (K : comRingType) (L : nat).
Implicit Types w : nat -> K.

Lemma othersE w l : (l < L)%N -> others L w l = \prod_(i < L | (i : nat) != l) w i.
Proof.
move=> lL; rewrite -(big_mkord (fun i => i != l) w).
rewrite (@big_cat_nat _ _ _ l) ?leq0n ?(ltnW lL) //= [X in _ = _ * X]big_ltn_cond // eqxx /=.
rewrite /others; congr (_ * _).
  rewrite big_nat [RHS]big_nat_cond; apply: eq_bigl => i /=.
  by case: ltngtP.
rewrite big_nat [RHS]big_nat_cond; apply: eq_bigl => i /=.
by case: ltngtP; rewrite ?andbF ?andbT.
Qed.

Variables k k' : 'I_L.

(* the exchange of the layers k and k' *)
Definition swap (i : nat) : nat := if insub i is Some o then tperm k k' o else i.

Lemma swap_ord (o : 'I_L) : swap o = tperm k k' o. Proof. by rewrite /swap valK. Qed.

Lemma others_swap w (l : 'I_L) : others L (fun i => w (swap i)) l = others L w (swap l).
Proof.
rewrite swap_ord !othersE // [RHS](reindex_inj (@perm_inj _ (tperm k k'))) /=.
apply: eq_big => i; last by rewrite swap_ord.
by rewrite !val_eqE (eqtype.inj_eq (@perm_inj _ _)).
Qed.

Lemma prod_swap w : \prod_(0 <= i < L) w (swap i) = \prod_(0 <= i < L) w i.
Proof.
rewrite !big_mkord [RHS](reindex_inj (@perm_inj _ (tperm k k'))) /=.
by apply: eq_bigr => i _; rewrite swap_ord.
Qed.
End Swap.

Section Equal.
Variables (L : nat) (s omega T : R) (eta : nat -> R) (a : R -> nat -> R).
Hypothesis T0 : (0 <= T)%R.
Hypothesis flow_a : mode_flow L eta omega T (fun p => p - s) a.

Theorem layers_stay_equal (k k' : 'I_L) : eta k = eta k' -> a 0 k = a 0 k' ->
  forall t, (0 <= t <= T)%R -> a t k = a t k'.
Proof.
move=> ea e0 t tT; pose b u i := a u (swap k k' i).
have swa (f : nat -> R) : f k = f k' -> forall l : 'I_L, f (swap k k' l) = f l.
  by move=> fk l; rewrite swap_ord; case: tpermP => [->|->|].
have fb : mode_flow L eta omega T (fun p => p - s) b.
  move=> l lL; have [da ca] := flow_a (ltn_ord (tperm k k' (Ordinal lL))).
  have so := swap_ord k k' (Ordinal lL); rewrite /= in so.
  split=> u uT; rewrite /b so; last exact: ca.
  have := da u uT; have o := others_swap k k' (a u) (Ordinal lL).
  have se := swa eta ea (Ordinal lL); rewrite /= in o se.
  by rewrite /mode_pull prod_swap o -so se.
have := mode_unique T0 (@tame_scalar L s) flow_a fb _ tT (ltn_ord k) => ->.
  by rewrite /b swap_ord tpermL.
by move=> l lL; rewrite /b (swa (a 0) e0 (Ordinal lL)).
Qed.

Lemma equal_layers i j : (i < L)%N -> (j < L)%N -> eta i = eta j -> a 0 i = a 0 j ->
  forall t, (0 <= t <= T)%R -> a t i = a t j.
Proof.
by move=> iL jL ee e0 t tT; apply: (@layers_stay_equal (Ordinal iL) (Ordinal jL)).
Qed.
End Equal.

Section Aligned.
Variables (L : nat) (d : nat -> nat) (k : nat).
Variables (M : 'M[R]_(d L, d 0)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)).
Hypothesis two_layers : (1 < L)%N.
Hypothesis orthonormal : forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M.
Hypothesis right_pairs : M *m J 0 = J L *m target s.
Hypothesis left_pairs : M^T *m J L = J 0 *m target s.
Variables (eps T : R) (W : R -> factors [comRingType of R] d).
Hypothesis T0 : (0 <= T)%R.
Hypothesis start : forall l, (l < L)%N -> W 0 l = aligned_start J eps l.

Lemma aligned_modes eta : flows (residual M) eta 0 T W -> exists a : 'I_k -> R -> nat -> R,
  [/\ forall j, mode_flow L eta 0 T (fun p => p - s j) (a j),
   forall j l, (l < L)%N -> a j 0 l = eps &
   forall t l, (0 <= t <= T)%R -> (l < L)%N ->
     W t l = J l.+1 *m diag_mx (\row_j a j t l) *m (J l)^T].
Proof.
move=> flow_W; apply: (modes_of_the_flow two_layers orthonormal right_pairs left_pairs T0 flow_W
  (w := fun _ => fun=> eps)) => l lL.
by rewrite start // aligned_diagonal.
Qed.

Theorem aligned_flow : flows (residual M) (fun=> 1) 0 T W -> exists lam : 'I_k -> R -> R,
  [/\ forall j, lam j 0 = eps,
   forall j t, (0 < t < T)%R ->
     is_derive (lam j) t (- (lam j t ^+ L.-1 * (lam j t ^+ L - s j))),
   forall j t, (0 <= t <= T)%R -> continuous (lam j) t &
   forall t l, (0 <= t <= T)%R -> (l < L)%N ->
     W t l = J l.+1 *m diag_mx (\row_j lam j t) *m (J l)^T].
Proof.
move=> flow_W; have [a [fa a0 Wa]] := aligned_modes flow_W.
have L0 : (0 < L)%N := ltnW two_layers; exists (fun j t => a j t 0%N).
have eq j t l : (0 <= t <= T)%R -> (l < L)%N -> a j t l = a j t 0%N.
  by move=> tT lL; apply: (equal_layers T0 (fa j)) => //; rewrite !a0.
split=> [j | j t [t0 t1] | j t tT | t l tT lL]; first exact: a0.
- have tT : (0 <= t <= T)%R by split; exact: Rlt_le.
  have := (fa j 0%N L0).1 t (conj t0 t1).
  rewrite /mode_pull /others big_geq // !mul1r mul0r addr0.
  have prod i : \prod_(i <= q < L) a j t q = a j t 0%N ^+ (L - i).
    by rewrite -prodr_const_nat; apply: eq_big_nat => q /andP[_ qL]; exact: eq.
  by rewrite !prod subn0 subn1.
- exact: (fa j 0%N L0).2.
by rewrite Wa //; congr (_ *m diag_mx _ *m _); apply/rowP=> j; rewrite !mxE eq.
Qed.

Theorem compressed_flow alpha : flows (residual M) (rates L 1 alpha) 0 T W ->
  exists x y : 'I_k -> R -> R,
  [/\ forall j, x j 0 = eps /\ y j 0 = eps,
   forall j t, (0 < t < T)%R -> let r := s j - x j t ^+ 2 * y j t ^+ (L - 2) in
     is_derive (x j) t (alpha * x j t * y j t ^+ (L - 2) * r) /\
     ((2 < L)%N -> is_derive (y j) t (x j t ^+ 2 * y j t ^+ (L - 3) * r)),
   forall j t, (0 <= t <= T)%R -> continuous (x j) t /\ continuous (y j) t &
   forall t l, (0 <= t <= T)%R -> (l < L)%N ->
     W t l = J l.+1 *m diag_mx (\row_j two L (x j t) (y j t) l) *m (J l)^T].
Proof.
move=> flow_W; have [a [fa a0 Wa]] := aligned_modes flow_W.
have L0 : (0 < L)%N := ltnW two_layers.
exists (fun j t => a j t 0%N), (fun j t => a j t 1%N).
have eq j t l : (0 <= t <= T)%R -> (l < L)%N -> a j t l = two L (a j t 0%N) (a j t 1%N) l.
  move=> tT lL; rewrite /two; case: ifP => ol.
    by apply: (equal_layers T0 (fa j)) => //; rewrite ?a0 // /rates ol.
  apply: (equal_layers T0 (fa j)) => //; rewrite ?a0 // /rates ol; case: ifP => //.
  rewrite /outer /= => /eqP L1; move: ol lL; rewrite /outer -L1.
  have -> : L = 2%N by rewrite -(prednK L0) -L1.
  by case: l => [|[|l]].
have all j t : (0 <= t <= T)%R -> \prod_(0 <= i < L) a j t i =
    a j t 0%N ^+ 2 * a j t 1%N ^+ (L - 2).
  by move=> tT; rewrite -two_all //; apply: eq_big_nat => i /andP[_ iL]; exact: eq.
have rest j t l : (0 <= t <= T)%R -> (l < L)%N ->
    others L (a j t) l = others L (two L (a j t 0%N) (a j t 1%N)) l.
  move=> tT lL; congr (_ * _); apply: eq_big_nat => i /andP[_ il]; apply: eq => //.
  exact: ltn_trans il lL.
split=> [j | j t [t0 t1] r | j t tT | t l tT lL]; first by split; exact: a0.
- have tT : (0 <= t <= T)%R by split; exact: Rlt_le.
  split=> [|L3].
    have := (fa j 0%N L0).1 t (conj t0 t1); congr (is_derive _ _ _).
    rewrite /mode_pull mul0r addr0 rest // all // two_others // /rates /=.
    by rewrite /r; move: (_ ^+ (L - 2)) => u; ring.
  have in1 : outer L 1 = false by rewrite /outer /= ltn_eqF // -ltnS prednK.
  have := (fa j 1%N two_layers).1 t (conj t0 t1); congr (is_derive _ _ _).
  rewrite /mode_pull mul0r addr0 rest // all // two_others // /rates in1.
  by rewrite /r; move: (_ ^+ (L - 2)) (_ ^+ (L - 3)) => u w; ring.
- by split; [exact: (fa j 0%N L0).2 | exact: (fa j 1%N two_layers).2].
by rewrite Wa //; congr (_ *m diag_mx _ *m _); apply/rowP=> j; rewrite !mxE eq.
Qed.
End Aligned.
