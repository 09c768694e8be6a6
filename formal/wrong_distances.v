(* Wrong variants of what maps between layers do to distances and of what the logits feel of a
   removal, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal frobenius removal_bias wrong_removal logits.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* Wrong variants of the maps between layers that stretch no distance, near the truth,
   refuted: by one entry that is made longer, and by windows that overlap. The identity lengthens
   no vector, and its Frobenius norm is more than 1: that norm is not the spectral one. *)
Section Wrong.
Variable R : rcfType.

Lemma frob_1 : frob (1%:M : 'M[R]_1) = 1.
Proof. by rewrite /frob /sumsq !big_ord1 mxE expr1n sqrtr1. Qed.

(* a function that lengthens distances by a tenth *)
Theorem entries_not_stretching_slope_wrong : ~ (forall (f : R -> R) m n,
  (forall x y, `|f x - f y| <= 11%:R / 10%:R * `|x - y|) ->
  not_stretching (fun Z : 'M[R]_(m, n) => map_mx f Z)).
Proof.
set a := 11%:R / 10%:R; have a1 : 1 < a by rewrite ltr_pdivl_mulr ?ltr0n // mul1r ltr_nat.
have a0 : 0 < a by apply: lt_trans a1; exact: ltr01.
have len x y : `|a * x - a * y| <= a * `|x - y| by rewrite -mulrBr normrM gtr0_norm.
move=> /(_ ( *%R a) 1%N 1%N len 1%:M 0).
have -> : map_mx ( *%R a) 1%:M - map_mx ( *%R a) 0 = a *: (1%:M : 'M_1).
  by apply/matrixP=> i j; rewrite !mxE mulr0 subr0.
by rewrite subr0 frobZ frob_1 mulr1 gtr0_norm // leNgt a1.
Qed.

(* windows that overlap *)
Theorem pooling_not_stretching_overlap_wrong : ~ (forall m n p q
    (w : 'I_p * 'I_q -> {set 'I_m * 'I_n}) (f : 'M[R]_(m, n) -> 'M[R]_(p, q)),
  pooling w f -> not_stretching f).
Proof.
pose f (Y : 'M[R]_1) : 'M[R]_(1, 2) := const_mx (Y 0 0).
have pool : pooling (fun=> setT) f.
  move=> Y [i j]; split=> [|[k l] _]; last by rewrite !mxE /= !ord1.
  by exists (0, 0); rewrite ?inE // mxE.
move=> /(_ _ _ _ _ _ _ pool 1%:M 0); rewrite subr0 -[X in _ <= X]mul1r frob_le ?ler01 //.
rewrite expr1n mul1r /sumsq !big_ord_recl !big_ord0 !mxE /= subr0 expr1n !addr0.
by rewrite ger_addl ler10.
Qed.

(* the Frobenius norm for the spectral norm *)
Theorem spectral_norm_frobenius_wrong :
  ~ (forall m n (W : 'M[R]_(m, n)), spectral W (frob W)).
Proof.
have len : lengthens (1%:M : 'M[R]_2) 1 by split=> // v; rewrite mul1mx mul1r.
move=> /(_ 2%N 2%N 1%:M)[_ /(_ 1 len)]; rewrite -[X in _ <= X]frob_1 -[X in _ <= X]mul1r.
by rewrite frob_le ?ler01 // expr1n mul1r !sumsq_rows !trmx1 !mulmx1 !mxtrace1 ler_nat.
Qed.
End Wrong.

(* Wrong variants of what the logits feel, near the truth, refuted: by networks of rectified
   neurons of which one, of two in hidden layer 1, goes; by two neurons that go from two layers
   one after the other, by maps that stretch every distance, and by one neuron beside a bias. *)
Section Wrong.
Variable R : rcfType.

(* the hypotheses of change_of_the_logits, with spectral norms *)
Definition setting d e N (phi : forall l, 'M[R]_(d l, N l) -> 'M[R]_(e l.+1, N l.+1)) m
    (A : nat -> network R d e) (s : forall l, seq 'I_(e l)) (c : nat -> R) :=
  [/\ forall l, (l < m)%N -> not_stretching (@phi l),
      forall l, (0 < l <= m)%N -> removals_in [::] (s l) (A l.-1) (A l) &
      forall l, (1 < l <= m)%N -> spectral ((A 0%N).1 l) (c l)].

(* the norm 2 of all layers behind layer 1 *)
Definition two (l : nat) : R := 2%:R.
Local Notation A := (narrowed two).
Local Notation Z := (made (N := fun=> 2%N) (fun l => @relu R (width l.+1) 2) (1%:M : 'M_2)).
Local Notation err l := (frob (Z (A l) l - Z (A l.-1) l)).

Lemma two_setting m : (0 < m)%N ->
  setting (N := fun=> 2%N) (fun l => @relu R (width l.+1) 2) m A gone two.
Proof.
move=> m0; have t0 l : (0 : R) < two l by rewrite ltr0n.
by have [short rem norm _ _] := change_attained m0 t0; split.
Qed.

Lemma two_errors : [/\ 0 < err 1, err 2 = 0 & frob (Z (A 2%N) 2 - Z (A 0%N) 2) = 2%:R * err 1].
Proof.
have t0 l : (0 : R) < two l by rewrite ltr0n.
have [_ _ _ nz eq] := change_attained (isT : (0 < 2)%N) t0; split.
- by rewrite lt_def frob_ge0 andbT; apply: contra nz => /eqP/frob_eq0->.
- by rewrite subrr frob0.
by rewrite eq big_ltn // !big_nat1 subrr frob0 mulr0 addr0.
Qed.

(* nine tenths of the sum *)
Theorem change_of_the_logits_share_wrong : ~ (forall d e N phi U m A s c,
  @setting d e N phi m A s c -> frob (made phi U (A m) m - made phi U (A 0%N) m) <=
  9%:R / 10%:R * \sum_(1 <= l < m.+1) \prod_(l.+1 <= k < m.+1) c k *
    frob (made phi U (A l) l - made phi U (A l.-1) l)).
Proof.
move=> /(_ _ width (fun=> 2%N) _ 1%:M _ A gone two (two_setting (isT : 0 < 2)%N)).
have [e1 e2 ->] := two_errors; rewrite big_ltn // !big_nat1 e2 mulr0 addr0 leNgt => /negP[].
by rewrite mulrA ltr_pmul2r // gtr_pmull ?ltr0n // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

(* the errors without the norms of the layers behind *)
Theorem change_of_the_logits_norms_wrong : ~ (forall d e N phi U m A s c,
  @setting d e N phi m A s c -> frob (made phi U (A m) m - made phi U (A 0%N) m) <=
  \sum_(1 <= l < m.+1) frob (made phi U (A l) l - made phi U (A l.-1) l)).
Proof.
move=> /(_ _ width (fun=> 2%N) _ 1%:M _ A gone two (two_setting (isT : 0 < 2)%N)).
have [e1 e2 ->] := two_errors; rewrite big_ltn // big_nat1 e2 addr0 leNgt => /negP[].
by rewrite ltr_pmull // ltr1n.
Qed.

(* the norm of the next layer left out *)
Theorem change_of_the_logits_next_wrong : ~ (forall d e N phi U m A s c,
  @setting d e N phi m A s c -> frob (made phi U (A m) m - made phi U (A 0%N) m) <=
  \sum_(1 <= l < m.+1) \prod_(l.+2 <= k < m.+1) c k *
    frob (made phi U (A l) l - made phi U (A l.-1) l)).
Proof.
move=> /(_ _ width (fun=> 2%N) _ 1%:M _ A gone two (two_setting (isT : 0 < 2)%N)).
have [e1 e2 ->] := two_errors; rewrite big_ltn // big_nat1 e2 mulr0 addr0 leNgt => /negP[].
by rewrite big_geq // mul1r ltr_pmull // ltr1n.
Qed.

(* the first error left out *)
Theorem change_of_the_logits_first_wrong : ~ (forall d e N phi U m A s c,
  @setting d e N phi m A s c -> frob (made phi U (A m) m - made phi U (A 0%N) m) <=
  \sum_(2 <= l < m.+1) \prod_(l.+1 <= k < m.+1) c k *
    frob (made phi U (A l) l - made phi U (A l.-1) l)).
Proof.
move=> /(_ _ width (fun=> 2%N) _ 1%:M _ A gone two (two_setting (isT : 0 < 2)%N)).
have [e1 e2 ->] := two_errors; rewrite big_nat1 e2 mulr0 leNgt => /negP[].
by rewrite mulr_gt0 // ltr0n.
Qed.

(* equality with nine tenths of the sum *)
Theorem change_attained_share_wrong : ~ (forall t m, (0 < m)%N -> (forall l, 0 < t l) ->
  let Z := made (N := fun=> 2%N) (fun l => @relu R (width l.+1) 2) (1%:M : 'M_2) in
  let A := narrowed t in frob (Z (A m) m - Z (A 0%N) m) =
    9%:R / 10%:R * \sum_(1 <= l < m.+1) \prod_(l.+1 <= k < m.+1) t k *
      frob (Z (A l) l - Z (A l.-1) l)).
Proof.
have [e1 e2 e] := two_errors; have t0 l : (0 : R) < two l by rewrite ltr0n.
move=> /(_ two 2%N isT t0); cbv zeta; rewrite e big_ltn // !big_nat1 e2 mulr0 addr0 mulrA.
move=> /mulIf.
rewrite gt_eqF // -[LHS]mul1r => /(_ isT)/mulIf nine; have := tenth R.
by rewrite -nine ?eqxx // pnatr_eq0.
Qed.
(* the weight k after the removals in the layers 1 to l *)
Definition flat k l : 'M[R]_2 := match k with
  | 1 => if l is 0 then delta_mx 0 1 else 0
  | 2 => if (l < 2)%N then 1%:M else 0
  | _ => 1%:M end.
(* the second neuron of each of two hidden layers goes *)
Definition flattened l : network R (fun=> 2%N) (fun=> 2%N) := (fun k => flat k l, fun=> 0).

(* the norms that the network has at the end *)
Theorem change_of_the_logits_end_wrong : ~ (forall d e N phi U m A (s : forall l, seq 'I_(e l)) c,
  (forall l, (l < m)%N -> not_stretching (phi l)) ->
  (forall l, (0 < l <= m)%N -> removals_in [::] (s l) (A l.-1) (A l)) ->
  (forall l, (1 < l <= m)%N -> spectral ((A m).1 l) (c l)) ->
  frob (@made R d e N phi U (A m) m - made phi U (A 0%N) m) <=
  \sum_(1 <= l < m.+1) \prod_(l.+1 <= k < m.+1) c k *
    frob (made phi U (A l) l - made phi U (A l.-1) l)).
Proof.
pose Z := made (d := fun=> 2%N) (e := fun=> 2%N) (N := fun=> 2%N) (fun=> @relu R 2 2) 1%:M.
have D0 i j : 0 <= (delta_mx 0 1 : 'M[R]_2) i j by rewrite mxE ler0n.
have I0 i j : 0 <= (1%:M : 'M[R]_2) i j by rewrite mxE ler0n.
have relu0 : relu (0 : 'M[R]_2) = 0 by apply: relu_id => i j; rewrite mxE.
have one k : Z (flattened k) 1%N = flat 1 k.
  by rewrite /Z /made /= !mul0mx !addr0 mulmx1 relu_id // mulmx1.
have two_ k : Z (flattened k) 2%N = flat 2 k *m relu (flat 1 k).
  rewrite -one; set r := relu _.
  have -> : Z (flattened k) 2%N = flat 2 k *m r + (0 : 'cV_2) *m const_mx 1 by [].
  by rewrite mul0mx addr0.
move=> /(_ _ _ _ (fun=> @relu R 2 2) 1%:M 2%N flattened (fun=> [:: 1]) (fun=> 0)).
rewrite -/Z big_ltn // !big_nat1 mul0r add0r !two_ /= !mul0mx !mul1mx relu0 subrr frob0 mulr0.
rewrite sub0r relu_id // => H; suff: frob (- delta_mx 0 1 : 'M[R]_2) <= 0.
  rewrite le_eqVlt ltNge frob_ge0 orbF => /eqP/frob_eq0/eqP; rewrite oppr_eq0.
  by move=> /eqP/matrixP/(_ 0 1)/eqP; rewrite !mxE oner_eq0.
apply: H.
- by move=> l _; exact: relu_not_stretching.
- move=> [|[|[|l]]] // _; [exists (flattened 1) => // | exists (flattened 2) => //].
    by split=> [[|[|k]]|i j _] //; rewrite /= mxE.
  by split=> [[|[|[|k]]]|i j _] //; rewrite /= mxE.
move=> [|[|[|l]]] // _; split=> [|c []] //; split=> // v.
by rewrite mul0mx frob0 mul0r.
Qed.

(* maps that stretch distances by a tenth *)
Theorem change_of_the_logits_stretched_wrong : ~ (forall d e N phi U m A
    (s : forall l, seq 'I_(e l)) c,
  (forall l Y V, (l < m)%N -> frob (phi l Y - phi l V) <= 11%:R / 10%:R * frob (Y - V)) ->
  (forall l, (0 < l <= m)%N -> removals_in [::] (s l) (A l.-1) (A l)) ->
  (forall l, (1 < l <= m)%N -> spectral ((A 0%N).1 l) (c l)) ->
  frob (@made R d e N phi U (A m) m - made phi U (A 0%N) m) <=
  \sum_(1 <= l < m.+1) \prod_(l.+1 <= k < m.+1) c k *
    frob (made phi U (A l) l - made phi U (A l.-1) l)).
Proof.
set a := 11%:R / 10%:R; have a1 : 1 < a by rewrite ltr_pdivl_mulr ?ltr0n // mul1r ltr_nat.
have a0 : 0 < a by apply: lt_trans a1; exact: ltr01.
pose phi l (Y : 'M[R]_(width l.+1, 2)) := a *: Y.
pose Z' := made (e := width) (N := fun=> 2%N) phi (1%:M : 'M_2).
have first (x : 'M_(1, 2)) : Z' (line two x) 1%N = a *: x.
  by rewrite /Z' /made /= /phi !mul0mx !addr0 mul1mx -scalemxAr mulmx1.
have second (x : 'M_(1, 2)) : Z' (line two x) 2%N = (2%:R * a ^+ 2) *: x.
  have -> : Z' (line two x) 2%N = 2%:R%:M *m (a *: Z' (line two x) 1%N) + (0 : 'cV_1) *m const_mx 1.
    by [].
  by rewrite mul0mx addr0 first mul_scalar_mx !scalerA -mulrA.
move=> /(_ _ width (fun=> 2%N) phi 1%:M 2%N A gone two).
have [_ rem norm] := two_setting (isT : 0 < 2)%N.
rewrite -/Z' big_ltn // !big_nat1 !first !second -!scalerBr !frobZ subrr frob0 !mulr0 addr0.
have -> : `|a| = a by rewrite gtr0_norm.
have -> : `|2%:R * a ^+ 2| = 2%:R * a ^+ 2 by rewrite gtr0_norm // mulr_gt0 ?exprn_gt0 ?ltr0n.
move=> H.
have : 2%:R * a ^+ 2 * frob (first_alone R - both R) <= two 2 * (a * frob (first_alone R - both R)).
  by apply: H => // l Y V _; rewrite /phi -scalerBr frobZ gtr0_norm.
apply/negP; rewrite -ltNge mulrA ltr_pmul2r ?ltr_pmul2l ?ltr0n ?ltr_eexpr //.
rewrite lt_def frob_ge0 andbT; apply/eqP=> /frob_eq0/matrixP/(_ 0 1)/eqP.
by rewrite !mxE andbF sub0r oppr_eq0 oner_eq0.
Qed.

(* nine tenths of the costs: one neuron beside a bias, on for the first of two samples *)
Theorem change_by_costs_share_wrong : ~ (forall d e N phi U l A B (P : 'M[R]_(e l + 1)) s,
  (forall k, k != l -> B.1 k = A.1 k /\ B.2 k = A.2 k) ->
  P *m (with_one phi U A l *m (with_one phi U A l)^T) = 1%:M -> uniq s -> s != [::] ->
  let gone := [seq lshift 1 j | j <- s] in
  @joined R d e B l = (removals (joined A l, P) gone).1 ->
  frob (@made R d e N phi U B l - made phi U A l) ^+ 2 =
    9%:R / 10%:R * prices (joined A l, P) gone).
Proof.
move=> H; pose h : 'M[R]_(1, 2) := delta_mx 0 0.
pose A : network R (fun=> 1%N) (fun=> 1%N) := (fun=> 1%:M, fun=> 0).
pose P : 'M[R]_(1 + 1) := block_mx 2%:R%:M (- 1%:M) (- 1%:M) 1%:M.
pose S := removals (joined A 1, P) [seq lshift 1 j | j <- [:: 0 : 'I_1]].
pose B : network R (fun=> 1%N) (fun=> 1%N) :=
  (fun k => if k == 1%N then lsubmx S.1 else 1%:M, fun k => if k == 1%N then rsubmx S.1 else 0).
pose phi (l : nat) := @relu R 1 2.
have PG : P *m (with_one phi h A 1 *m (with_one phi h A 1)^T) = 1%:M.
  have -> : with_one phi h A 1 = col_mx h (const_mx 1).
    rewrite /with_one /= mul1mx mul0mx addr0 /phi relu_id // => i j.
    by rewrite mxE ler0n.
  have [ho hh] := half_the_time R.
  have oh : const_mx 1 *m h^T = 1%:M by apply: trmx_inj; rewrite trmx_mul trmxK ho trmx1.
  rewrite tr_col_mx mul_col_row hh ho oh one_one mulmx_block (scalar_mx_block 1 1).
  by congr (block_mx _ _ _ _); rewrite !(mulNmx, mul1mx, mulmx1) //; apply/matrixP=> i j;
    rewrite !ord1 !mxE /= !mulr1n; ring.
have other k : k != 1%N -> B.1 k = A.1 k /\ B.2 k = A.2 k by move=> /negbTE /= ->.
have joinedB : joined B 1 = S.1 by rewrite /joined /= hsubmxK.
have := H _ _ _ phi h 1%N A B P [:: 0] other PG isT isT joinedB.
have [_ ->] := change_by_costs other PG (isT : uniq [:: 0 : 'I_1]) isT joinedB.
rewrite /= addr0 /price /= -[LHS]mul1r => /mulIf nine; have := tenth R.
rewrite -nine ?eqxx // mulf_neq0 ?invr_eq0 //.
  by rewrite /sumsq !big_ord1 mxE row_mxEl mxE expr1n oner_eq0.
by rewrite block_mxEul mxE pnatr_eq0.
Qed.

End Wrong.

(* A wrong variant of what tanh does to distances, near the truth, refuted: by two small
   numbers. *)

Lemma tanh_tenth : (9 / 10 * / 10 < tanh (/ 10))%R.
Proof.
have P := exp_ineq1 (/ 10) ltac:(lra); have Q := exp_pos (- / 10).
have PQ : (exp (/ 10) * exp (- / 10) = 1)%R by rewrite -exp_plus Rplus_opp_r exp_0.
rewrite /tanh /sinh /cosh; move: (exp (/ 10)) (exp (- / 10)) P Q PQ => p q P Q PQ.
have S : (0 < p + q)%R by lra.
apply: (Rmult_lt_reg_r ((p + q) / 2)); first by lra.
by rewrite /Rdiv [((p - q) * _ * _ * _)%R]Rmult_assoc Rinv_l ?Rmult_1_r; nra.
Qed.

Local Open Scope ring_scope.

(* nine tenths of the distance *)
Theorem tanh_not_stretching_share_wrong : ~ (forall m n (Y V : 'M[R]_(m, n)),
  frob (map_mx tanh Y - map_mx tanh V) <= 9%:R / 10%:R * frob (Y - V)).
Proof.
have e9 : 9%:R = IZR 9 by rewrite -INRE /=; lra.
have e10 : 10%:R = IZR 10 by rewrite -INRE /=; lra.
have i10 : 10%:R^-1 = (/ 10)%R :> R by rewrite e10 RinvE // -e10 pnatr_eq0.
pose x : R := 10%:R^-1; have x0 : 0 < x by rewrite invr_gt0 ltr0n.
have t0 : tanh 0 = 0 by rewrite /tanh sinh_0 /Rdiv Rmult_0_l.
move=> /(_ 1%N 1%N x%:M 0).
have -> : map_mx tanh x%:M - map_mx tanh 0 = tanh x *: (1%:M : 'M_1).
  by apply/matrixP=> i j; rewrite !ord1 !mxE t0 subr0 mulr1.
have -> : x%:M - 0 = x *: (1%:M : 'M_1) by rewrite subr0 scale_scalar_mx mulr1.
rewrite !frobZ frob_1 !mulr1 (gtr0_norm x0) => H.
have := le_trans (ler_norm _) H; rewrite leNgt => /negP[]; apply/RltP.
by rewrite /x e9 i10; exact: tanh_tenth.
Qed.
