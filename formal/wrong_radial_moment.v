(* Wrong variants of what the gradients of a radial network have in common, near the truth, refuted
   over every real closed field by networks of numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz orthonormal radial radial_slope radial_by_layer.
From dlf Require Import radial_moment radial_witness.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable R : rcfType.
Local Notation tenths k := (k%:R / 10%:R : R).
Local Notation one := (fun _ : nat => 1%N).

Lemma slope_square (r : R) : has_slope (fun s => s ^+ 2) r (2%:R * r).
Proof.
move=> e e0; exists e => // s _ sr.
have -> : s ^+ 2 - r ^+ 2 - 2%:R * r * (s - r) = (s - r) * (s - r) by ring.
by rewrite normrM ler_wpmul2r.
Qed.

(* the square as activation, a sum and a signal that are 1 *)
Let square_ (_ : nat) (s : R) := s ^+ 2.
Let double_ (_ : nat) (s : R) := 2%:R * s.
Let net : layers R one := straight one square_ 0 (fun=> 1).
Let data : 'M[R]_(1, 1) := 1%:M.
Let loss := @first_outputs R one 2 1.

Lemma square0 j : square_ j 0 = 0. Proof. by rewrite /square_ expr0n. Qed.

Lemma slopes j s : 0 <= s -> has_slope (square_ j) s (double_ j s).
Proof. by move=> _; exact: slope_square. Qed.

(* a claim about all radial networks, said of this one *)
Local Notation at_example H :=
  (H one 2%N 1%N square_ data loss 0%N (double_ 1) isT (square0 1) (slopes 1) net).

Lemma first_unit1 : @first_unit R 1 = 1%:M.
Proof. by apply/matrixP=> i j; rewrite !ord1 !mxE. Qed.

Lemma example : exists c D G G', [/\ c != 0,
  [/\ @sums_gradient R one 2 1 square_ data loss net 2 D,
    @layer_gradient R one 2 1 square_ data loss net 0 G &
    @layer_gradient R one 2 1 square_ data loss net 1 G'],
  forall g dg, radial_moment g dg (weight (net 1%N)) (sums square_ data net 1) D =
    ((dg 1 - g 1) * c)%:M, weight (net 1%N) = 1%:M & weight G' = c%:M].
Proof.
have wide k : (0 < k <= 2)%N -> (0 < one k)%N by [].
have pos k : (0 < k < 2)%N -> 0 < (fun=> 1 : R) k by rewrite ltr01.
have h0 j (_ : (0 < j < 2)%N) := square0 j; have sl j (_ : (0 < j < 2)%N) := @slopes j.
have mv j : (1 < j < 2)%N -> double_ j 1 != 0 by case: j => [|[|[]]].
have [c c0 gc] := @straight_gradient R one 2 1 square_ double_ data 0 (fun=> 1) wide pos h0 sl mv
  0 2 isT erefl.
have gr := radial_gradients_exist h0 sl (first_outputs_gradient (sums square_ data net 2)).
have [[_ [G gG]] [_ [G' gG']]] := (gr 0%N isT, gr 1%N isT).
have w1 : weight (net 1%N) = 1%:M.
  by rewrite /net straight_weight // first_unit1 trmx1 mulmx1.
exists c, (c *: (first_unit R 1 *m const_mx 1)), G, G'; split=> //.
  move=> g dg; rewrite (@straight_moment_value R one 2 1 square_ data 0 (fun=> 1) isT wide pos).
  rewrite first_unit1 trmx1 mulmx1.
  by rewrite !mul1r scalemx1.
rewrite (@weight_gradient R one 2 1 square_ data loss 0 isT net _ G' gc gG').
have -> : signals square_ data net 1 = 1%:M.
  apply: same_cols => s; rewrite (signal_of_sum square_ data 0 net).
  rewrite (@straight_sums R one 2 1 square_ data 0 (fun=> 1) wide pos) //.
  rewrite rho_unit ?ltr01 // /square_ expr1n scale1r first_unit1.
  by apply/colP=> i; rewrite !ord1 !mxE.
by rewrite trmx1 mulmx1 first_unit1 mul1mx; apply/matrixP=> i j; rewrite !ord1 !mxE mulr1.
Qed.

Lemma scalar1_neq (x y : R) : x != y -> (x%:M : 'M[R]_1) <> y%:M.
Proof. by move=> xy /matrixP/(_ 0 0); rewrite !mxE eqxx !mulr1n; apply/eqP. Qed.

(* the identity at the example, and what it says of the square of the first gradient *)
Lemma example_identity c D G G' :
  @sums_gradient R one 2 1 square_ data loss net 2 D ->
  @layer_gradient R one 2 1 square_ data loss net 0 G ->
  @layer_gradient R one 2 1 square_ data loss net 1 G' ->
  (forall g dg, radial_moment g dg (weight (net 1%N)) (sums square_ data net 1) D =
    ((dg 1 - g 1) * c)%:M) ->
  G *m (net 0%N)^T - (weight (net 1%N))^T *m weight G' = c%:M.
Proof.
move=> gD gG gG' S.
have [-> _] := at_example (@radial_moment_identity R) gD gG gG'.
by rewrite S /square_ /double_ expr1n mulr1 -[2%:R]/(1 + 1) addrK mul1r.
Qed.

(* the network after one step of rate 1 *)
Let example_step (G G' : 'M[R]_(1, 1 + 1)) : layers R one := fun k =>
  net k - 1 *: (if k is 0 then G else G').

Let example_imbalance D G G' gD gG gG' := let H := @radial_imbalance_step R in
  at_example H D G G' gD gG gG' 1 (example_step G G') erefl erefl.

(* nine tenths of the moment *)
Theorem radial_moment_identity_tenth_wrong : ~ (forall n L N h (X : 'M[R]_(n 0%N, N)) phi l dh,
  (l.+1 < L)%N -> h l.+1 0 = 0 -> (forall r, 0 <= r -> has_slope (h l.+1) r (dh r)) ->
  forall (W : layers R n) D G G', @sums_gradient R n L N h X phi W l.+2 D ->
  layer_gradient h X phi W (l := l) G -> layer_gradient h X phi W (l := l.+1) G' ->
  G *m (W l)^T - (weight (W l.+1))^T *m weight G' = tenths 9 *:
    radial_moment (h l.+1) dh (weight (W l.+1)) (sums h X W l.+1) D).
Proof.
have [c [D [G [G' [c0 [gD gG gG'] S w1 wG']]]]] := example.
move=> H; have := at_example H D G G' gD gG gG'.
rewrite (example_identity gD gG gG' S) S scale_scalar_mx; apply: scalar1_neq.
rewrite /square_ /double_ expr1n mulr1 -[2%:R]/(1 + 1) addrK mul1r -subr_eq0.
have -> : c - tenths 9 * c = c / 10%:R by field.
by rewrite mulf_neq0 // invr_eq0 pnatr_eq0.
Qed.

(* the curvature without h *)
Theorem radial_moment_identity_own_wrong : ~ (forall n L N h (X : 'M[R]_(n 0%N, N)) phi l dh,
  (l.+1 < L)%N -> h l.+1 0 = 0 -> (forall r, 0 <= r -> has_slope (h l.+1) r (dh r)) ->
  forall (W : layers R n) D G G', @sums_gradient R n L N h X phi W l.+2 D ->
  layer_gradient h X phi W (l := l) G -> layer_gradient h X phi W (l := l.+1) G' ->
  G *m (W l)^T - (weight (W l.+1))^T *m weight G' =
    radial_moment (fun=> 0) dh (weight (W l.+1)) (sums h X W l.+1) D).
Proof.
have [c [D [G [G' [c0 [gD gG gG'] S w1 wG']]]]] := example.
move=> H; have := at_example H D G G' gD gG gG'.
rewrite (example_identity gD gG gG' S) S; apply: scalar1_neq.
rewrite /double_ subr0 mulr1 -subr_eq0; have -> : c - 2%:R * c = - c by ring.
by rewrite oppr_eq0.
Qed.

(* nine tenths of the moment in the step *)
Theorem radial_imbalance_step_tenth_wrong : ~ (forall n L N h (X : 'M[R]_(n 0%N, N)) phi l dh,
  (l.+1 < L)%N -> h l.+1 0 = 0 -> (forall r, 0 <= r -> has_slope (h l.+1) r (dh r)) ->
  forall (W : layers R n) D G G', @sums_gradient R n L N h X phi W l.+2 D ->
  layer_gradient h X phi W (l := l) G -> layer_gradient h X phi W (l := l.+1) G' ->
  forall eta W', W' l = W l - eta *: G -> W' l.+1 = W l.+1 - eta *: G' ->
  radial_imbalance l W' = radial_imbalance l W + (2%:R * (tenths 9 * eta)) *:
    radial_moment (h l.+1) dh (weight (W l.+1)) (sums h X W l.+1) D +
    eta ^+ 2 *: ((weight G')^T *m weight G' - G *m G^T)).
Proof.
have [c [D [G [G' [c0 [gD gG gG'] S w1 wG']]]]] := example.
move=> H; have := at_example H D G G' gD gG gG' 1 (example_step G G') erefl erefl.
rewrite (example_imbalance gD gG gG') => /addIr/addrI.
rewrite S !scale_scalar_mx; apply: scalar1_neq.
rewrite /square_ /double_ expr1n !mulr1 -[2%:R - 1]/(1 + 1 - 1) addrK mul1r -subr_eq0.
have -> : 2%:R * c - 2%:R * tenths 9 * c = c / 5%:R by field.
by rewrite mulf_neq0 // invr_eq0 pnatr_eq0.
Qed.

(* no term of second order *)
Theorem radial_imbalance_step_second_wrong : ~ (forall n L N h (X : 'M[R]_(n 0%N, N)) phi l dh,
  (l.+1 < L)%N -> h l.+1 0 = 0 -> (forall r, 0 <= r -> has_slope (h l.+1) r (dh r)) ->
  forall (W : layers R n) D G G', @sums_gradient R n L N h X phi W l.+2 D ->
  layer_gradient h X phi W (l := l) G -> layer_gradient h X phi W (l := l.+1) G' ->
  forall eta W', W' l = W l - eta *: G -> W' l.+1 = W l.+1 - eta *: G' ->
  radial_imbalance l W' = radial_imbalance l W + (2%:R * eta) *:
    radial_moment (h l.+1) dh (weight (W l.+1)) (sums h X W l.+1) D).
Proof.
have [c [D [G [G' [c0 [gD gG gG'] S w1 wG']]]]] := example.
move=> H; have := at_example H D G G' gD gG gG' 1 (example_step G G') erefl erefl.
rewrite (example_imbalance gD gG gG') => /eqP.
rewrite -subr_eq0 addrAC subrr add0r expr1n scale1r subr_eq0 wG'.
have := example_identity gD gG gG' S; rewrite w1 wG' trmx1 mul1mx => /eqP; rewrite subr_eq.
rewrite /net /straight eqxx first_unit1 scale1r -(hsubmxK G) !tr_row_mx !mul_row_col !trmx0.
rewrite trmx1 mulmx0 addr0 mulmx1 => /eqP ->; rewrite -raddfD /= !tr_scalar_mx -!scalar_mxM.
rewrite (mx11_scalar (rsubmx G)) tr_scalar_mx -scalar_mxM -raddfD /=; move: (rsubmx G 0 0) => x.
move/eqP; apply: scalar1_neq; rewrite lt_eqF //.
have -> : (c + c) * (c + c) + x * x = c * c + (3%:R * c ^+ 2 + x ^+ 2) by ring.
by rewrite ltr_addl ltr_paddr ?sqr_ge0 // mulr_gt0 ?ltr0n // lt0r sqr_ge0 sqrf_eq0 c0.
Qed.

Lemma norm1_number (x : R) : norm1 (x%:M : 'M[R]_1) = `|x|.
Proof. by rewrite /norm1 !big_ord1 mxE eqxx mulr1n. Qed.

Lemma first_sum (W : layers R one) h x : W 0%N = 0 -> output h W x 1 = 0.
Proof. by move=> W0; rewrite -[LHS]/(affine (W 0%N) x) affineE W0 mul0mx. Qed.

Lemma col0 (s : 'I_1) : col s (0 : 'M[R]_1) = 0.
Proof. by apply/colP=> i; rewrite !mxE. Qed.

Lemma lossE Z : loss Z = Z 0 0.
Proof.
rewrite /loss /first_outputs first_unit1 mul1mx trmx_const /mxtrace big_ord1 mxE big_ord1.
by rewrite mxE mul1r.
Qed.

(* the loss without a gradient *)
Theorem radial_gradients_exist_loss_wrong : ~ (forall n L N h (X : 'M[R]_(n 0%N, N))
    (phi : 'M_(n L, N) -> R) (W : layers R n) (dh : nat -> R -> R),
  (forall j, (0 < j < L)%N -> h j 0 = 0) ->
  (forall j, (0 < j < L)%N -> forall r, 0 <= r -> has_slope (h j) r (dh j r)) ->
  forall l, (l < L)%N -> (exists D, sums_gradient h X phi W (l := l.+1) D) /\
    (exists G, layer_gradient h X phi W (l := l) G)).
Proof.
pose phi (Z : 'M[R]_1) := `|Z 0 0|; pose W : layers R one := fun=> 0.
have no j : (0 < j < 1)%N -> False by case: j.
move=> /(_ one 1%N 1%N square_ data phi W double_) H.
have [j /no //|j /no //||[D gD] _] := H _ _ 0%N; first by [].
have W0 : sums square_ data W 1 = 0.
  by apply: same_cols => s; rewrite col_sums first_sum // col0.
have e2 : (0 : R) < 2%:R^-1 by rewrite invr_gt0 ltr0n.
have [x x0 near_x] := gD _ e2; rewrite W0 in near_x.
have q A : resumed_loss (n := one) (L := 1) square_ phi W (i := 1) A = `|A 0 0|
  by exact: (@resumed_loss_self R one 1 1 square_ phi W A).
have M y : `|y| <= x -> `|y| - D 0 0 * y <= 2%:R^-1 * `|y|.
  have := near_x y%:M; rewrite subr0 norm1_number !q => N yx; have := N yx.
  rewrite [D]mx11_scalar tr_scalar_mx -scalar_mxM mxtrace_scalar !mxE eqxx !mulr1n normr0 subr0.
  by apply: le_trans; exact: ler_norm.
have := ler_add (M x _) (M (- x) _); rewrite normrN (ger0_norm (ltW x0)) => /(_ (lexx _) (lexx _)).
have -> : x - D 0 0 * x + (x - D 0 0 * - x) = x + x by ring.
have -> : 2%:R^-1 * x + 2%:R^-1 * x = x by field.
by rewrite ger_addl leNgt x0.
Qed.

(* h(0) not zero *)
Theorem radial_gradients_exist_origin_wrong : ~ (forall n L N h (X : 'M[R]_(n 0%N, N))
    (phi : 'M_(n L, N) -> R) (W : layers R n) (dh : nat -> R -> R) Gamma,
  (forall j, (0 < j < L)%N -> forall r, 0 <= r -> has_slope (h j) r (dh j r)) ->
  has_gradient phi (sums h X W L) Gamma ->
  forall l, (l < L)%N -> (exists D, sums_gradient h X phi W (l := l.+1) D) /\
    (exists G, layer_gradient h X phi W (l := l) G)).
Proof.
pose W : layers R one := fun k => if k is 0 then 0 else row_mx 0 1%:M.
pose ones (_ : nat) (_ : R) : R := 1; pose zeros (_ : nat) (_ : R) : R := 0.
move=> /(_ one 2%N 1%N ones data loss W zeros (first_unit R 1 *m const_mx 1)) H.
have sl j : (0 < j < 2)%N -> forall r, 0 <= r -> has_slope (ones j) r (zeros j r).
  move=> _ r _ e e0; exists 1; rewrite ?ltr01 // => s _ _.
  by rewrite subrr mul0r subrr normr0 mulr_ge0 // ltW.
have [|[D gD] _] := H sl (first_outputs_gradient _) 0%N; first by [].
have W0 : sums ones data W 1 = 0.
  by apply: same_cols => s; rewrite col_sums first_sum // col0.
have [x x0 near_x] := gD _ ltr01; rewrite W0 in near_x.
have go A : resumed_loss (n := one) (L := 2) ones loss W (i := 1) A = rho (ones 1%N) A 0 0.
  rewrite /resumed_loss lossE mxE resumed_step // resumed_self affineE mul_row_col mul0mx add0r.
  by rewrite mul1mx (_ : col 0 A = A) //; apply/matrixP=> i j; rewrite mxE !ord1.
have at0 : resumed_loss (n := one) (L := 2) ones loss W (i := 1) 0 = 0 by rewrite go /rho eqxx mxE.
have aty y : 0 < y -> resumed_loss (n := one) (L := 2) ones loss W (i := 1) y%:M = 1.
  move=> y0; rewrite go (_ : y%:M = y *: first_unit R 1); last by rewrite first_unit1 scalemx1.
  by rewrite rho_unit // /ones scale1r first_unit1 mxE.
pose d := D 0 0; pose y := Num.min x (2%:R * (1 + `|d|))^-1.
have b0 : 0 < 2%:R * (1 + `|d|) by rewrite mulr_gt0 ?ltr0n // ltr_paddr ?ltr01.
have y0 : 0 < y by rewrite lt_minr x0 invr_gt0.
have := near_x y%:M; rewrite subr0 norm1_number (ger0_norm (ltW y0)) le_minl lexx /= => /(_ isT).
rewrite at0 aty // subr0 [D]mx11_scalar tr_scalar_mx -scalar_mxM mxtrace_scalar -/d mul1r.
move=> /(le_trans (ler_norm _)); rewrite ler_subl_addr mulr1n -{1}[y]mul1r -mulrDl.
apply/negP; rewrite -ltNge; apply: (@le_lt_trans _ _ ((1 + `|d|) * y)).
  by rewrite ler_wpmul2r ?(ltW y0) // ler_add2l ler_norm.
have d0 : 0 < 1 + `|d| by rewrite ltr_paddr ?ltr01.
apply: (@le_lt_trans _ _ ((1 + `|d|) * (2%:R * (1 + `|d|))^-1)).
  by rewrite ler_wpmul2l ?(ltW d0) // le_minl lexx orbT.
by rewrite invfM mulrCA divff ?gt_eqF // mulr1 invf_lt1 ?ltr0n // ltr1n.
Qed.
End Wrong.
