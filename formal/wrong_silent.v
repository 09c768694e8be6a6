(* Wrong variants of what a layer's gradient knows at the weight zero, refuted by one or two units,
   samples and classes. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz half_square silent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : realFieldType.

Let double (x : F) : F := 2%:R * x.
Let double_slope x : has_slope double x 2%:R.
Proof.
move=> e e0; exists 1 => // y _; rewrite /double -mulrBr subrr normr0.
by rewrite mulr_ge0 // ltW.
Qed.

Let entry (Y : 'M[F]_1) : F := Y 0 0.
Let entry_gradient Y : has_gradient entry Y 1%:M.
Proof.
move=> e e0; exists 1 => // X' _; rewrite trmx1 mul1mx /mxtrace big_ord1 !mxE subrr normr0.
by rewrite mulr_ge0 ?norm1_ge0 // ltW.
Qed.

Let at_one s : surrogate s (1%:M : 'M[F]_1) (1%:M : 'M_1) = - (s 0)%:M.
Proof.
rewrite /surrogate trmx1 mulmx1; congr (- _); apply/matrixP=> i j.
by rewrite !ord1 !mxE mulr1.
Qed.

Let true_gradient : has_gradient (fun X => entry (activated double (1%:M : 'M_1) 0 X)) 0 2%:R%:M.
Proof.
have [] := @silent_gradient F 1 1 1 1%:M (fun=> 2%:R) 1%:M double entry 0
  (fun=> double_slope _) (entry_gradient _).
by rewrite at_one opprK.
Qed.

Let scalar_inj (a b : F) : (a%:M : 'M_1) = b%:M -> a = b.
Proof. by move/matrixP/(_ 0 0); rewrite !mxE. Qed.

(* nine tenths of the gradient *)
Theorem silent_gradient_share_wrong : ~ (forall (m d N : nat) (H : 'M[F]_(d, N)) (s : 'I_m -> F)
    (Psi : 'M[F]_(m, N)) (phi : F -> F) (psi : 'M[F]_(m, N) -> F) (b : 'cV[F]_m),
  (forall i, has_slope phi (b i 0) (s i)) ->
  has_gradient psi (map_mx phi b *m (const_mx 1 : 'rV_N)) Psi ->
  has_gradient (fun X => psi (activated phi H b X)) 0
    (- ((9%:R / 10%:R) *: surrogate s Psi H))).
Proof.
move=> H; have := H 1%N 1%N 1%N 1%:M (fun=> 2%:R) 1%:M double entry 0
  (fun=> double_slope _) (entry_gradient _).
move/(gradient_unique true_gradient); rewrite at_one scalerN opprK scale_scalar_mx => /scalar_inj.
rewrite mulrC => e; have := ltxx (2%:R : F); rewrite {1}e gtr_pmulr ?ltr0n //.
by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

(* without the slope of the activation *)
Theorem silent_gradient_slope_wrong : ~ (forall (m d N : nat) (H : 'M[F]_(d, N)) (s : 'I_m -> F)
    (Psi : 'M[F]_(m, N)) (phi : F -> F) (psi : 'M[F]_(m, N) -> F) (b : 'cV[F]_m),
  (forall i, has_slope phi (b i 0) (s i)) ->
  has_gradient psi (map_mx phi b *m (const_mx 1 : 'rV_N)) Psi ->
  has_gradient (fun X => psi (activated phi H b X)) 0 (Psi *m H^T)).
Proof.
move=> H; have := H 1%N 1%N 1%N 1%:M (fun=> 2%:R) 1%:M double entry 0
  (fun=> double_slope _) (entry_gradient _).
move/(gradient_unique true_gradient); rewrite trmx1 mulmx1 => /scalar_inj/eqP.
by rewrite (eqr_nat F 2 1).
Qed.

(* another row than that of the slope zero *)
Theorem silent_rows_other_wrong : ~ (forall (m d N : nat) (H : 'M[F]_(d, N)) (s : 'I_m -> F)
  (Psi : 'M[F]_(m, N)) i j, s i = 0 -> row j (surrogate s Psi H) = 0).
Proof.
pose s (i : 'I_2) : F := if i == ord0 then 0 else 1.
move=> /(_ _ _ _ (1%:M : 'M_1) s (const_mx 1) ord0 ord_max erefl)/rowP/(_ 0).
by rewrite /surrogate trmx1 mulmx1 !mxE mulr1 => /eqP; rewrite oppr_eq0 oner_eq0.
Qed.

(* a slope of at most a tenth *)
Theorem silent_rows_small_wrong : ~ (forall (m d N : nat) (H : 'M[F]_(d, N)) (s : 'I_m -> F)
  (Psi : 'M[F]_(m, N)) i, `|s i| <= 1 / 10%:R -> row i (surrogate s Psi H) = 0).
Proof.
have t0 : 0 < 1 / 10%:R :> F by rewrite divr_gt0 ?ltr01 ?ltr0n.
move=> /(_ _ _ _ (1%:M : 'M_1) (fun=> 1 / 10%:R) 1%:M 0); rewrite gtr0_norm // lexx => /(_ isT).
rewrite at_one => /rowP/(_ 0)/eqP; rewrite !mxE mulr1n oppr_eq0.
by rewrite gt_eqF.
Qed.

(* a slope of ReLU at zero, too *)
Theorem silent_rectified_zero_wrong : ~ (forall x : F, has_slope (@rectify F) x (rectify_slope x)).
Proof.
move=> /(_ 0 (1 / 2%:R)) H; have h0 : 0 < 1 / 2%:R :> F by rewrite divr_gt0 ?ltr01 ?ltr0n.
have [dl dl0 near] := H h0; have := near dl; rewrite subr0 gtr0_norm // lexx => /(_ isT).
rewrite /rectify /rectify_slope ltxx mul0r subr0 max_r ?(ltW dl0) // max_l // subr0 gtr0_norm //.
by rewrite ler_pmull // ler_pdivl_mulr ?ltr0n // mul1r (ler_nat F 2 1).
Qed.

(* a bias of up to a tenth *)
Theorem silent_rectified_bias_wrong : ~ (forall (m d N : nat) (H : 'M[F]_(d, N))
    (Psi : 'M[F]_(m, N)) (b : 'cV[F]_m), (forall i, b i 0 <= 1 / 10%:R) ->
  surrogate (fun i => rectify_slope (b i 0)) Psi H = 0).
Proof.
have t0 : 0 < 1 / 10%:R :> F by rewrite divr_gt0 ?ltr01 ?ltr0n.
move=> H; have := H 1%N 1%N 1%N 1%:M 1%:M (const_mx (1 / 10%:R)).
rewrite at_one mxE /rectify_slope t0 => -/(_ (fun i => _))/matrixP E.
have {}/E/(_ 0 0)/eqP : forall i : 'I_1, (const_mx (1 / 10%:R) : 'cV[F]_1) i 0 <= 1 / 10%:R.
  by move=> i; rewrite mxE.
by rewrite !mxE mulr1n oppr_eq0 oner_eq0.
Qed.

(* two units, features, samples and classes; the loss of a sample is the unit of its class *)
Let unit_of (k : 'I_2) (y : 'cV[F]_2) : F := y k 0.
Let same (n : 'I_2) : 'I_2 := n.

Let linear m n (f : 'M[F]_(m, n) -> F) X G :
  (forall X', f X' = \tr (G^T *m X')) -> has_gradient f X G.
Proof.
move=> fE e e0; exists 1 => // X' _; rewrite !fE mulmxBr linearB subrr normr0.
by rewrite mulr_ge0 ?norm1_ge0 // ltW.
Qed.

Let trace_gradient Y : has_gradient (class_loss same unit_of) Y 1%:M.
Proof.
apply: linear => X; rewrite trmx1 mul1mx.
by apply: eq_bigr => n _; rewrite /unit_of mxE.
Qed.

Let unit_gradient k y : has_gradient (unit_of k) y (delta_mx k 0).
Proof. by apply: linear => X; rewrite trmx_delta -rowE /mxtrace big_ord1 mxE. Qed.

Let at_two : surrogate (fun=> 1) (1%:M : 'M[F]_2) 1%:M = - 1%:M.
Proof.
rewrite /surrogate trmx1 mulmx1; congr (- _).
by apply/matrixP=> i j; rewrite mxE mul1r.
Qed.

Let rank_two : \rank (surrogate (fun=> 1) (1%:M : 'M[F]_2) 1%:M) = 2%N.
Proof. by rewrite at_two mxrank_opp mxrank1. Qed.

(* a rank of q - 1 for any functions *)
Theorem silent_classes_less_wrong : ~ (forall (m d N q : nat) (c : 'I_N -> 'I_q)
    (H : 'M[F]_(d, N)) (s : 'I_m -> F) (lambda : 'I_q -> 'cV[F]_m -> F) (y : 'cV[F]_m)
    (Psi : 'M[F]_(m, N)), has_gradient (class_loss c lambda) (y *m (const_mx 1 : 'rV_N)) Psi ->
  (\rank (surrogate s Psi H) <= q.-1)%N).
Proof.
by move=> /(_ _ _ _ _ _ 1%:M (fun=> 1) _ 0 _ (trace_gradient _)); rewrite rank_two.
Qed.

(* columns that differ *)
Theorem silent_classes_apart_wrong : ~ (forall (m d N q : nat) (c : 'I_N -> 'I_q)
    (H : 'M[F]_(d, N)) (s : 'I_m -> F) (lambda : 'I_q -> 'cV[F]_m -> F) (Y : 'M[F]_(m, N))
    (Psi : 'M[F]_(m, N)), has_gradient (class_loss c lambda) Y Psi ->
  (\rank (surrogate s Psi H) <= q)%N).
Proof.
move=> H; pose one (n : 'I_2) : 'I_1 := ord0.
have half : has_gradient (class_loss one (fun _ => half_square 0)) (1%:M : 'M[F]_2) 1%:M.
  move=> e e0; have [dl dl0 near] := half_square_gradient (0 : 'M[F]_2) 1%:M e0.
  exists dl => // Y /near; rewrite subr0.
  have split_ Z : class_loss one (fun _ => half_square 0) Z = half_square (0 : 'M[F]_2) Z.
    rewrite /half_square /class_loss -mulr_suml subr0 [in RHS]trace_entries.
    congr (_ / _); rewrite [RHS]exchange_big; apply: eq_bigr => n _; rewrite subr0 trace_entries.
    by apply: eq_bigr => i _; rewrite big_ord1 mxE.
  by rewrite !split_.
by have := H _ _ _ _ _ 1%:M (fun=> 1) _ _ _ half; rewrite rank_two.
Qed.

(* the sum over the classes without the minus *)
Theorem silent_classes_sign_wrong : ~ (forall (m d N q : nat) (c : 'I_N -> 'I_q)
    (H : 'M[F]_(d, N)) (s : 'I_m -> F) (lambda : 'I_q -> 'cV[F]_m -> F) (y : 'cV[F]_m)
    (Psi : 'M[F]_(m, N)), has_gradient (class_loss c lambda) (y *m (const_mx 1 : 'rV_N)) Psi ->
  exists2 gamma : 'I_q -> 'cV[F]_m, forall n i, s i * Psi i n = gamma (c n) i 0 &
    surrogate s Psi H = \sum_k gamma k *m (\sum_(n | c n == k) col n H)^T).
Proof.
move=> /(_ _ _ _ _ _ 1%:M (fun=> 1) _ 0 _ (trace_gradient _))[g gE].
have g0 k : g k 0 0 = (0 == k)%:R by have := gE k 0; rewrite mul1r mxE => <-.
rewrite at_two => /matrixP/(_ 0 0); rewrite summxE (bigD1 (0 : 'I_2)) //=.
rewrite [X in _ = _ + X]big1 => [|k k0].
  rewrite addr0 [X in _ = X -> _]mxE big_ord1 g0 eqxx mul1r.
  rewrite (big_pred1 (0 : 'I_2)) // !mxE eqxx => e.
  have : (-1 : F) < 1 by rewrite gtr_opp ?ltr01.
  by rewrite e ltxx.
by rewrite mxE big_ord1 g0 eq_sym (negbTE k0) mul0r.
Qed.

(* a rank of q - 2 *)
Theorem one_class_less_two_wrong : ~ (forall (m d N q : nat) (c : 'I_N -> 'I_q)
    (H : 'M[F]_(d, N)) (s : 'I_m -> F) (lambda : 'I_q -> 'cV[F]_m -> F) (y : 'cV[F]_m)
    (Psi : 'M[F]_(m, N)), has_gradient (class_loss c lambda) (y *m (const_mx 1 : 'rV_N)) Psi ->
  (exists k, forall n, c n != k) -> (\rank (surrogate s Psi H) <= q - 2)%N).
Proof.
move=> H; pose first (n : 'I_1) : 'I_2 := ord0.
have G Y : has_gradient (class_loss first (fun _ y => y 0 0)) Y (1%:M : 'M[F]_1).
  by apply: linear => X; rewrite trmx1 mul1mx /class_loss /mxtrace !big_ord1 mxE.
have absent : exists k, forall n, first n != k by exists ord_max.
have := H _ _ _ _ _ 1%:M (fun=> 1) _ 0 _ (G _) absent.
by rewrite at_one mxrank_opp mxrank1.
Qed.

(* all weights zero *)
Theorem one_class_less_weights_wrong : ~ (forall (m d N q : nat) (c : 'I_N -> 'I_q)
    (H : 'M[F]_(d, N)) (s : 'I_m -> F) (lambda : 'I_q -> 'cV[F]_m -> F) (y : 'cV[F]_m)
    (Psi : 'M[F]_(m, N)), has_gradient (class_loss c lambda) (y *m (const_mx 1 : 'rV_N)) Psi ->
  (exists (g : 'I_q -> 'cV[F]_m) (pi : 'I_q -> F), (forall k, has_gradient (lambda k) y (g k)) /\
    \sum_k pi k *: g k = 0) -> (\rank (surrogate s Psi H) <= q.-1)%N).
Proof.
move=> /(_ _ _ _ _ _ 1%:M (fun=> 1) _ 0 _ (trace_gradient _)); rewrite rank_two => H.
suff: (2 <= 1)%N by []; apply: H; exists (fun k => delta_mx k 0), (fun=> 0).
by split=> [k|]; [exact: unit_gradient | rewrite big1 // => k _; rewrite scale0r].
Qed.
End Wrong.

Lemma even_product (K : comRingType) (h s t : K) :
  (h - s) * (h - t) + h * h = h * (h + h) - h * (s + t) + s * t.
Proof. by ring. Qed.

Lemma odd_product (K : comRingType) (h s t : K) :
  (h - s) * h + h * (h - t) = h * (h + h) - h * (s + t).
Proof. by ring. Qed.
