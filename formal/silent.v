(* What a layer's gradient knows at the weight zero, over any ordered field.

   A layer sees the samples H, one a column, has the weight X and the bias b, and passes an
   activation: the loss is psi (phi (X H + b 1^T)), phi applied to every entry.
   silent_gradient (EZCK): if phi has the slope s_i at b_i, and psi the gradient Psi at phi(b) 1^T,
     then the loss has one gradient at X = 0, Gamma H^T with Gamma_in = s_i Psi_in, and S is minus
     that.
   silent_rows, silent_rectified (EZCK 1): a slope of zero makes a row of S zero; for ReLU and a
     bias without a positive entry all of S, with the slope zero at zero.
   silent_classes (EZCK 2): if psi adds one function of its class for every sample, S is minus the
     sum over the classes of gamma_c times the sum of the class, and has at most the rank q, the
     number of classes.
   one_class_less (EZCK 2): at most q - 1 if a class does not occur or a combination of the slopes
     is zero.
   Any sizes and numbers of samples. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Silent.
Variable F : realFieldType.

(* a is the slope of f at x *)
Definition has_slope (f : F -> F) x a := forall e, 0 < e -> exists2 delta, 0 < delta &
  forall y, `|y - x| <= delta -> `|f y - f x - a * (y - x)| <= e * `|y - x|.

(* what the layer makes of the samples: phi of every entry of X H + b 1^T *)
Definition activated m d N (phi : F -> F) (H : 'M[F]_(d, N)) (b : 'cV[F]_m) (X : 'M[F]_(m, d)) :=
  map_mx phi (X *m H + b *m (const_mx 1 : 'rV_N)).

(* S = - Gamma H^T, where Gamma has the entries s_i Psi_in *)
Definition surrogate m d N (s : 'I_m -> F) (Psi : 'M[F]_(m, N)) (H : 'M[F]_(d, N)) : 'M_(m, d) :=
  - ((\matrix_(i, n) (s i * Psi i n)) *m H^T).

(* ReLU *)
Definition rectify (x : F) : F := Num.max 0 x.
(* the slope of ReLU: one above zero, and zero elsewhere *)
Definition rectify_slope (x : F) : F := if 0 < x then 1 else 0.

Lemma trace_entries m n (A B : 'M[F]_(m, n)) : \tr (A^T *m B) = \sum_i \sum_j A i j * B i j.
Proof.
rewrite exchange_big; apply: eq_bigr => j _; rewrite mxE.
by apply: eq_bigr => i _; rewrite mxE.
Qed.

Lemma entry_norm1 m n (A : 'M[F]_(m, n)) i j : `|A i j| <= norm1 A.
Proof.
rewrite /norm1 (bigD1 i) //= (bigD1 j) //= -addrA ler_addl addr_ge0 ?sumr_ge0 // => k _.
exact: sumr_ge0.
Qed.

Lemma trace_norm1 m n (A B : 'M[F]_(m, n)) : `|\tr (A^T *m B)| <= norm1 A * norm1 B.
Proof.
rewrite trace_entries; apply: le_trans (ler_norm_sum _ _ _) _; rewrite /norm1 -/(norm1 A) mulr_sumr.
apply: ler_sum => i _; apply: le_trans (ler_norm_sum _ _ _) _; rewrite mulr_sumr.
by apply: ler_sum => j _; rewrite normrM ler_wpmul2r // entry_norm1.
Qed.

Lemma entrywise_norm1 m n c (A B : 'M[F]_(m, n)) :
  (forall i j, `|A i j| <= c * `|B i j|) -> norm1 A <= c * norm1 B.
Proof.
by move=> H; rewrite mulr_sumr; apply: ler_sum => i _; rewrite mulr_sumr; apply: ler_sum.
Qed.

Lemma norm1_axis m n (x : F) i j : norm1 (x *: delta_mx i j : 'M[F]_(m, n)) = `|x|.
Proof.
rewrite norm1Z /norm1 (bigD1 i) //= (bigD1 j) //= !mxE !eqxx normr1.
rewrite !big1 ?addr0 ?mulr1 // => k ki; last by rewrite mxE eqxx (negbTE ki) normr0.
by rewrite big1 // => l _; rewrite mxE (negbTE ki) normr0.
Qed.

Lemma gradient_unique m n (f : 'M[F]_(m, n) -> F) X G G' :
  has_gradient f X G -> has_gradient f X G' -> G = G'.
Proof.
move=> fG fG'; apply/matrixP=> i j; apply/eqP; rewrite -subr_eq0 -normr_le0.
apply/ler_addgt0Pl => e e0; rewrite addr0; have e2 : 0 < e / 2%:R by rewrite divr_gt0 ?ltr0n.
have [a a0 A] := fG _ e2; have [b b0 B] := fG' _ e2; pose x := Num.min a b.
have x0 : 0 < x by rewrite lt_minr a0.
have [xa xb] : x <= a /\ x <= b by rewrite !le_minl !lexx orbT.
have := A (X + x *: delta_mx i j); have := B (X + x *: delta_mx i j).
rewrite (addrC X) addrK norm1_axis (gtr0_norm x0) => /(_ xb) {}B /(_ xa) {}A.
have trE (C : 'M[F]_(m, n)) : \tr (C^T *m (x *: delta_mx i j)) = C i j * x.
  rewrite trace_entries (bigD1 i) //= (bigD1 j) //= !mxE !eqxx mulr1 !big1 ?addr0 // => k ki.
    by rewrite big1 // => l _; rewrite !mxE (negbTE ki) /= !mulr0.
  by rewrite !mxE eqxx (negbTE ki) !mulr0.
rewrite !trE in A B; rewrite -(ler_pmul2r x0) -{1}(gtr0_norm x0) -normrM.
have -> : (G i j - G' i j) * x = (f (x *: delta_mx i j + X) - f X - G' i j * x) -
    (f (x *: delta_mx i j + X) - f X - G i j * x).
  by move: (f _) (f X) (G i j) (G' i j) => p q g g'; ring.
apply: le_trans (ler_norm_sub _ _) _; apply: le_trans (ler_add B A) _.
by rewrite -mulrDl -splitr.
Qed.

(* finitely many positive numbers have a positive one below *)
Lemma below_all k (f : 'I_k -> F) : (forall i, 0 < f i) ->
  exists2 delta, 0 < delta & forall i, delta <= f i.
Proof.
move=> f0; exists (1 + \sum_i (f i)^-1)^-1.
  by rewrite invr_gt0 ltr_paddr ?ltr01 // sumr_ge0 // => i _; rewrite invr_ge0 ltW.
move=> i; rewrite -[f i]invrK lef_pinv ?posrE ?invr_gt0 //.
  rewrite (bigD1 i) //= addrCA ler_addl addr_ge0 ?ler01 ?sumr_ge0 // => j _.
  by rewrite invr_ge0 ltW.
by rewrite ltr_paddr ?ltr01 // sumr_ge0 // => j _; rewrite invr_ge0 ltW.
Qed.

Section Layer.
Variables (m d N : nat) (H : 'M[F]_(d, N)) (s : 'I_m -> F) (Psi : 'M[F]_(m, N)).
Local Notation S := (surrogate s Psi H).

Lemma activated0 phi (b : 'cV[F]_m) : activated phi H b 0 = map_mx phi b *m (const_mx 1 : 'rV_N).
Proof.
rewrite /activated mul0mx add0r; apply/matrixP=> i n.
by rewrite !mxE !big_ord1 !mxE !mulr1.
Qed.

Theorem silent_gradient (phi : F -> F) (psi : 'M[F]_(m, N) -> F) (b : 'cV[F]_m) :
  (forall i, has_slope phi (b i 0) (s i)) ->
  has_gradient psi (map_mx phi b *m (const_mx 1 : 'rV_N)) Psi ->
  unique (has_gradient (fun X => psi (activated phi H b X)) 0) (- S).
Proof.
move=> phis psiP; suff G : has_gradient (fun X => psi (activated phi H b X)) 0 (- S).
  by split=> // G'; exact: gradient_unique.
move=> e e0; pose st := \sum_i `|s i|; pose K := st + 1 + norm1 Psi; pose h := norm1 H + 1.
have st0 : 0 <= st by apply: sumr_ge0.
have s_st i : `|s i| <= st by rewrite /st (bigD1 i) //= ler_addl sumr_ge0.
have K0 : 0 < K by rewrite ltr_paddr ?norm1_ge0 // ltr_paddl ?ltr01.
have h0 : 0 < h by rewrite ltr_paddl ?ltr01 ?norm1_ge0.
pose e1 := Num.min 1 (e / (K * h)).
have e10 : 0 < e1 by rewrite lt_minr ltr01 divr_gt0 ?mulr_gt0.
have e11 : e1 <= 1 by rewrite le_minl lexx.
have e1e : e1 * (K * h) <= e by rewrite -ler_pdivl_mulr ?mulr_gt0 // le_minl lexx orbT.
have [dl dl0 dlP] := fin_all_exists2 (fun i => phis i _ e10).
have [a a0 aP] := below_all dl0; have [c c0 cP] := psiP _ e10.
exists (Num.min (a / h) (c / (K * h))); first by rewrite lt_minr !divr_gt0 ?mulr_gt0.
move=> X; rewrite subr0 le_minr => /andP[Xa Xc]; rewrite activated0; pose W := X *m H.
have Wh : norm1 W <= h * norm1 X.
  by apply: le_trans (norm1_mul _ _) _; rewrite mulrC ler_wpmul2r ?norm1_ge0 // ler_addl ler01.
set Y' := activated _ _ _ _; set Y := map_mx _ _ *m _ in cP *.
pose sW : 'M[F]_(m, N) := \matrix_(i, n) (s i * W i n).
have RW : norm1 (Y' - Y - sW) <= e1 * norm1 W.
  apply: entrywise_norm1 => i n; rewrite !mxE !big_ord1 !mxE !mulr1 -/(W) -[\sum_j _]/(_).
  have -> : \sum_j X i j * H j n = W i n by rewrite mxE.
  have := dlP i (W i n + b i 0); rewrite addrK; apply; apply: le_trans (aP i).
  apply: le_trans (entry_norm1 _ _ _) _; apply: le_trans Wh _.
  by rewrite mulrC -ler_pdivl_mulr.
have sWW : norm1 sW <= st * norm1 W.
  by apply: entrywise_norm1 => i n; rewrite mxE normrM ler_wpmul2r.
have YW : norm1 (Y' - Y) <= (st + 1) * norm1 W.
  rewrite -[Y' - Y](subrK sW); apply: le_trans (norm1D _ _) _; rewrite addrC mulrDl mul1r.
  apply: ler_add => //; apply: le_trans RW _.
  by rewrite ler_pimull ?norm1_ge0.
have KW : K * norm1 W <= K * h * norm1 X by rewrite -mulrA ler_pmul2l.
have near : norm1 (Y' - Y) <= c.
  apply: le_trans YW _; apply: le_trans (_ : K * norm1 W <= _).
    by rewrite ler_wpmul2r ?norm1_ge0 // ler_addl norm1_ge0.
  by apply: le_trans KW _; rewrite mulrC -ler_pdivl_mulr ?mulr_gt0.
have trE : \tr ((- S)^T *m X) = \tr (Psi^T *m sW).
  rewrite opprK trmx_mul trmxK -mulmxA mxtrace_mulC -mulmxA -/W !trace_entries.
  by apply: eq_bigr => i _; apply: eq_bigr => n _; rewrite !mxE -mulrA mulrCA.
have -> : psi Y' - psi Y - \tr ((- S)^T *m X) =
    (psi Y' - psi Y - \tr (Psi^T *m (Y' - Y))) + \tr (Psi^T *m (Y' - Y - sW)).
  by rewrite trE (mulmxBr _ (Y' - Y)) [X in _ = _ + X]linearB addrA subrK.
apply: le_trans (ler_norm_add _ _) _.
apply: le_trans (ler_add (cP _ near) (trace_norm1 _ _)) _.
apply: le_trans (_ : e1 * (K * norm1 W) <= _).
  rewrite mulrDl mulrDr; apply: ler_add; first by rewrite ler_pmul2l.
  by rewrite mulrCA ler_wpmul2l ?norm1_ge0.
apply: le_trans (_ : e1 * (K * h * norm1 X) <= _); first by rewrite ler_pmul2l.
by rewrite mulrA ler_wpmul2r ?norm1_ge0.
Qed.

Theorem silent_rows i : s i = 0 -> row i S = 0.
Proof.
move=> si; apply/rowP=> j; rewrite !mxE big1 ?oppr0 // => n _.
by rewrite mxE si !mul0r.
Qed.
End Layer.

Lemma rectify_has_slope x : x != 0 -> has_slope rectify x (rectify_slope x).
Proof.
move=> x0 e e0; exists `|x|; first by rewrite normr_gt0.
move=> y; rewrite ler_norml => /andP[lo hi]; have es : 0 <= e * `|y - x|.
  by rewrite mulr_ge0 // ltW.
rewrite /rectify /rectify_slope; move: x0 lo hi; rewrite neq_lt => /orP[xn|xp].
  rewrite ltr0_norm // opprK => _; rewrite ler_subl_addr addNr => y0.
  by rewrite ltNge (ltW xn) /= mul0r !max_l ?(ltW xn) // !subrr normr0.
rewrite gtr0_norm // => lo _; have y0 : 0 <= y by move: lo; rewrite ler_subr_addr addNr.
by rewrite xp mul1r !max_r ?(ltW xp) // subrr normr0.
Qed.

Theorem silent_rectified m d N (H : 'M[F]_(d, N)) (Psi : 'M[F]_(m, N)) (b : 'cV[F]_m) :
  [/\ forall x, x != 0 -> has_slope rectify x (rectify_slope x), rectify_slope 0 = 0 &
      (forall i, b i 0 <= 0) -> surrogate (fun i => rectify_slope (b i 0)) Psi H = 0].
Proof.
split; [exact: rectify_has_slope | by rewrite /rectify_slope ltxx |] => bn.
apply/row_matrixP => i; rewrite row0 silent_rows //.
by rewrite /rectify_slope ltNge bn.
Qed.

Section Classes.
Variables (m d N q : nat) (c : 'I_N -> 'I_q) (H : 'M[F]_(d, N)) (s : 'I_m -> F).
Variables (lambda : 'I_q -> 'cV[F]_m -> F) (y : 'cV[F]_m) (Psi : 'M[F]_(m, N)).
Local Notation S := (surrogate s Psi H).

(* the loss adds a function of its class for every sample *)
Definition class_loss (Y : 'M[F]_(m, N)) := \sum_n lambda (c n) (col n Y).

Lemma class_gradient : has_gradient class_loss (y *m (const_mx 1 : 'rV_N)) Psi ->
  forall n, has_gradient (lambda (c n)) y (col n Psi).
Proof.
move=> psiP n e /psiP[dl dl0 near]; exists dl => // y' yd.
set Y := y *m _ in near; pose v := y' - y; pose V : 'M_(m, N) := v *m delta_mx 0 n.
have VE i k : V i k = v i 0 *+ (k == n).
  by rewrite mxE big_ord1 [delta_mx _ _ _ _]mxE eqxx; case: eqP => _; rewrite ?mulr1 ?mulr0.
have nV : norm1 V = norm1 v.
  apply: eq_bigr => i _; rewrite big_ord1 (bigD1 n) //= VE eqxx mulr1n big1 ?addr0 // => k kn.
  by rewrite VE (negbTE kn) mulr0n normr0.
have colY k : col k Y = y by apply/colP=> i; rewrite !mxE big_ord1 mxE mulr1.
have := near (V + Y); rewrite addrK nV => /(_ yd).
have -> : class_loss (V + Y) - class_loss Y = lambda (c n) y' - lambda (c n) y.
  rewrite -sumrB (bigD1 n) //= big1 => [|k kn].
    rewrite addr0 colY; congr (lambda _ _ - _); rewrite linearD /= colY.
    by apply/colP=> i; rewrite mxE [col n V i 0]mxE VE eqxx !mxE subrK.
  rewrite linearD /= (_ : col k V = 0) ?add0r ?subrr //.
  by apply/colP=> i; rewrite [LHS]mxE VE (negbTE kn) [RHS]mxE.
have -> // : \tr (Psi^T *m V) = \tr ((col n Psi)^T *m v).
rewrite !trace_entries; apply: eq_bigr => i _; rewrite big_ord1 (bigD1 n) //= VE eqxx mulr1n !mxE.
by rewrite big1 ?addr0 // => k kn; rewrite VE (negbTE kn) mulr0.
Qed.

(* the columns of Psi are one for each class *)
Lemma class_columns : has_gradient class_loss (y *m (const_mx 1 : 'rV_N)) Psi ->
  exists2 g : 'I_q -> 'cV[F]_m, forall n, col n Psi = g (c n) &
    forall k, (exists n, c n = k) -> has_gradient (lambda k) y (g k).
Proof.
move=> /class_gradient G.
exists (fun k => if [pick n | c n == k] is Some n then col n Psi else 0) => [n | k [n <-]].
  case: pickP => [n' /eqP e|/(_ n)]; last by rewrite eqxx.
  by apply: (gradient_unique (G n)); rewrite -e; exact: G.
by case: pickP => [n' /eqP <-|/(_ n)] //; rewrite eqxx.
Qed.

Section Columns.
Variable g : 'I_q -> 'cV[F]_m.
Hypothesis columns : forall n, col n Psi = g (c n).

(* gamma_k: the column of Gamma for a sample of the class k *)
Definition class_slope k : 'cV[F]_m := \col_i (s i * g k i 0).

Let C : 'M[F]_(m, q) := \matrix_(i, k) class_slope k i 0.
Let B : 'M[F]_(q, d) := \matrix_(k, j) \sum_(n | c n == k) H j n.

Lemma class_product : S = - (C *m B).
Proof.
congr (- _); apply/matrixP=> i j; rewrite !mxE (partition_big c xpredT) //=.
apply: eq_bigr => k _; rewrite !mxE mulr_sumr; apply: eq_bigr => n /eqP <-.
by rewrite !mxE -columns mxE.
Qed.

Lemma class_sum : S = - \sum_k class_slope k *m (\sum_(n | c n == k) col n H)^T.
Proof.
rewrite class_product; congr (- _); apply/matrixP=> i j; rewrite mxE summxE.
apply: eq_bigr => k _; rewrite !mxE big_ord1 !mxE; congr (_ * _).
by rewrite summxE; apply: eq_bigr => n _; rewrite mxE.
Qed.

Lemma class_rank : (\rank S <= q)%N.
Proof.
rewrite class_product mxrank_opp; apply: leq_trans (mxrankM_maxl _ _) _.
exact: rank_leq_col.
Qed.

Lemma dependent_rank (pi : 'I_q -> F) k :
  pi k != 0 -> \sum_k pi k *: g k = 0 -> (\rank S <= q.-1)%N.
Proof.
move=> pk zero; rewrite class_product mxrank_opp; apply: leq_trans (mxrankM_maxl _ _) _.
pose v : 'rV[F]_q := \row_l pi l; have v0 : v != 0.
  by apply/eqP=> /rowP/(_ k); rewrite !mxE => /eqP; rewrite (negbTE pk).
have vC : v *m C^T = 0.
  apply/rowP=> i; have /colP/(_ i) := zero; rewrite !mxE summxE => zi.
  rewrite (eq_bigr (fun l => s i * (pi l *: g l) i 0)) => [|l _]; last by rewrite !mxE mulrCA.
  by rewrite -mulr_sumr zi mulr0.
have := mxrankS (introT sub_kermxP vC); rewrite rank_rV v0 mxrank_ker mxrank_tr.
by rewrite subn_gt0 => Cq; rewrite -ltnS (ltn_predK Cq).
Qed.
End Columns.

Theorem silent_classes : has_gradient class_loss (y *m (const_mx 1 : 'rV_N)) Psi ->
  (exists2 gamma : 'I_q -> 'cV[F]_m, forall n i, s i * Psi i n = gamma (c n) i 0 &
    S = - \sum_k gamma k *m (\sum_(n | c n == k) col n H)^T) /\ (\rank S <= q)%N.
Proof.
move=> /class_columns[g gP _]; split; last exact: class_rank gP.
by exists (class_slope g); [move=> n i; rewrite mxE -gP mxE | exact: class_sum].
Qed.

Theorem one_class_less : has_gradient class_loss (y *m (const_mx 1 : 'rV_N)) Psi ->
  (exists k, forall n, c n != k) \/
  (exists (g : 'I_q -> 'cV[F]_m) (pi : 'I_q -> F), [/\ forall k, has_gradient (lambda k) y (g k),
    exists k, pi k != 0 & \sum_k pi k *: g k = 0]) ->
  (\rank S <= q.-1)%N.
Proof.
move=> psiP [[k ck]|[g [pi [gG [k pk] zero]]]]; last first.
  apply: (dependent_rank _ pk zero) => n.
  exact: gradient_unique (class_gradient psiP n) (gG _).
have [g gP _] := class_columns psiP.
apply: (@dependent_rank (fun l => if l == k then 0 else g l) _ (fun l => (l == k)%:R) k) => [n||].
- by rewrite (negbTE (ck n)).
- by rewrite eqxx oner_eq0.
by rewrite big1 // => l _; case: eqP => _; rewrite ?scaler0 ?scale0r.
Qed.
End Classes.
End Silent.
