(* Wrong variants of the theorems about intertwined chains and blocks, about chains of
   isometries and about the rest that only shrinks, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined block wrong_chain closed rest isometric_chain.
From dlf Require Import modes.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* Wrong variants of the theorems about intertwined chains, blocks and held factors, refuted.
   Each theorem is the negation of a statement that differs from an exported one in the place
   that its comment names. *)
Section Block.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Variable R : realFieldType.

(* losses that need not pull alike *)
Theorem intertwined_run_alike_wrong : ~ (forall L (d e : nat -> nat)
    (J : forall l, 'M[R]_(d l, e l)) (f : slopes R L d) (g : slopes R L e) (eta : nat -> R)
    (omega beta : R) (W : factors R d) (w : factors R e), intertwined L J W w ->
  forall n, intertwined L J (run f eta omega beta W n) (run g eta omega beta w n)).
Proof.
pose f : slopes R 1 one := fun _ _ => 1%:M; pose g : slopes R 1 one := fun _ _ => 0.
move=> /(_ 1%N one one (fun=> 1%:M) f g (fun=> 1) 0 0 (fun=> 0) (fun=> 0)) H.
have /H/(_ 1%N 0%N isT)[] :
  intertwined (R := R) 1 (d := one) (e := one) (fun=> 1%:M) (fun=> 0) (fun=> 0).
  by move=> l _; exact: tied0.
rewrite /run /= /pull !grad_single /f /g !scaler0 !addr0 !add0r !scale1r oppr0 mulmx1 mulmx0.
by move/matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx oppr_eq0 oner_eq0.
Qed.

(* a head that may read what the core does not hold *)
Theorem lossless_core_head_wrong : ~ (forall L (d e : nat -> nat)
    (J : forall l, 'M[R]_(d l, e l)) q N (C : 'M[R]_(q, d L)) (H : 'M[R]_(d 0%N, N))
    (Gamma : nat -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (eta : nat -> R) (omega beta : R) (W : factors R d) (w : factors R e),
  H = J 0%N *m ((J 0%N)^T *m H) -> intertwined L J W w ->
  forall n k (u : 'M[R]_(d 0%N, k)),
  C *m chain L (run (seen_loss C H Gamma) eta omega beta W n) *m u =
  C *m J L *m chain L (run (core_loss J C H Gamma) eta omega beta w n) *m ((J 0%N)^T *m u)).
Proof.
pose J (l : nat) : 'M[R]_(2, 1) := delta_mx 0 0; pose C : 'M[R]_(1, 2) := delta_mx 0 1.
pose W (l : nat) : 'M[R]_2 := 1%:M; pose w (l : nat) : 'M[R]_1 := 1%:M.
have JW : intertwined 1 J W w by split; rewrite ?trmx1 /W /w mul1mx mulmx1.
have J1 : (J 0%N)^T *m J 0%N = 1%:M.
  by rewrite trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE !eqxx.
move=> /(_ 1%N (fun=> 2%N) (fun=> 1%N) J 1%N 1%N C (J 0%N) (fun _ _ => 0) (fun=> 0) 0 0 W w) H.
have := H _ JW 0%N 1%N (delta_mx 1 0); rewrite J1 mulmx1 => /(_ erefl).
have unseen : (J 0%N)^T *m delta_mx 1 0 = 0 :> 'M[R]_1 by rewrite trmx_delta mul_delta_mx_0.
rewrite /run /chain /= !mulmx1 unseen mulmx0 mul_delta_mx => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE eqxx oner_eq0.
Qed.

(* nine tenths of the bias *)
Theorem merged_block_share_wrong : ~ (forall (d : nat -> nat) N (W : factors R d)
    (b : forall l, 'cV[R]_(d l.+1)) (H : 'M[R]_(d 0%N, N)) L,
  outputs W b H L = chain L W *m H +
    ((9%:R / 10%:R) *: \sum_(l < L) above L W l.+1 *m b l) *m const_mx 1).
Proof.
move=> /(_ one 1%N (fun=> 0) (fun=> 1%:M) 0 1%N); rewrite /= big_ord1 (@above_end _ 1 one) /=.
rewrite !mulmx0 !add0r !mul1mx -scalemxAl mul1mx => /matrixP/(_ 0 0)/eqP.
rewrite !mxE mulr1 eq_sym -subr_eq0.
have -> : 9%:R / 10%:R - 1 = - 10%:R^-1 :> R by field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* frames of one column: U = 1, V = e_1, a target e_2^T that V does not see *)
Lemma sumsq1 m n (A : 'M[R]_(m, n)) i j : A = delta_mx i j -> sumsq A = 1.
Proof.
move=> ->; rewrite sumsq_trace trmx_delta mul_delta_mx /mxtrace (bigD1 j) //= big1 ?addr0.
  by rewrite mxE !eqxx.
by move=> k ne; rewrite mxE (negbTE ne).
Qed.

Lemma sumsqN m n (A : 'M[R]_(m, n)) : sumsq (- A) = sumsq A.
Proof. by apply: eq_bigr => i _; apply: eq_bigr => j _; rewrite mxE sqrrN. Qed.

Lemma sumsq0 m n : sumsq (0 : 'M[R]_(m, n)) = 0.
Proof. by rewrite sumsq_trace mulmx0 mxtrace0. Qed.

(* the projection on one side only *)
Theorem held_outer_factors_side_wrong : ~ (forall m n p q (U : 'M[R]_(m, p)) (V : 'M[R]_(n, q))
    (M : 'M[R]_(m, n)) (S : 'M[R]_(p, q)), U^T *m U = 1%:M -> V^T *m V = 1%:M ->
  sumsq (U *m S *m V^T - M) = sumsq (S - U^T *m M *m V) + sumsq (M - U *m U^T *m M)).
Proof.
pose V : 'M[R]_(2, 1) := delta_mx 0 0; pose M : 'M[R]_(1, 2) := delta_mx 0 1.
have V1 : V^T *m V = 1%:M.
  by rewrite trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE.
have MV : M *m V = 0 by rewrite mul_delta_mx_0.
move=> /(_ 1%N 2%N 1%N 1%N 1%:M V M 0); rewrite trmx1 !mul1mx mul0mx MV subrr sub0r => H.
have := H erefl V1; rewrite subrr !sumsq0 addr0 sumsqN.
by rewrite (@sumsq1 _ _ M 0 1) // => /eqP; rewrite oner_eq0.
Qed.

(* eleven tenths of the bound *)
Theorem held_outer_bound_share_wrong : ~ (forall n (d : nat -> nat) (W : factors R d) (a b : R)
    (U : 'M[R]_(d n.+2, d n.+1)) (V : 'M[R]_(d 0%N, d 1%N)) (M : 'M[R]_(d n.+2, d 0%N)),
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> W n.+1 = a *: U -> W 0%N = b *: V^T ->
  11%:R / 10%:R * sumsq (M - U *m U^T *m M *m V *m V^T) <= sumsq (chain n.+2 W - M)).
Proof.
pose d l := if l == 1%N then 1%N else 2%N; pose E : 'M[R]_(2, 1) := delta_mx 0 0.
pose M : 'M[R]_2 := delta_mx 1 1.
have E1 : E^T *m E = 1%:M.
  by rewrite trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE.
have ME : M *m E = 0 by rewrite mul_delta_mx_0.
move=> /(_ 0%N d (fun=> 0) 0 0 E E M E1 E1); rewrite !scale0r => /(_ erefl erefl).
rewrite -(mulmxA _ M) ME mulmx0 mul0mx subr0 /chain /= !mul0mx sub0r sumsqN.
by rewrite !(@sumsq1 _ _ M 1 1) // mulr1 ler_pdivr_mulr ?ltr0n // mul1r ler_nat.
Qed.
End Wrong.
End Block.

(* Wrong variants of chains of isometries, near the truth, refuted. *)
Section Wrong.
Variable R : realFieldType.

(* widths that rise before they fall: 1, 2, 1 *)
Let wide (l : nat) : nat := if l is 1%N then 2 else 1.
Let through : factors R wide := fun l => match l return 'M[R]_(wide l.+1, wide l) with
  | 0%N => delta_mx 0 0
  | 1%N => (3%:R / 5%:R) *: delta_mx 0 0 + (4%:R / 5%:R) *: delta_mx 0 1
  | k.+2 => 1%:M end.

Let right k : rsubmx (1%:M : 'M[R]_(0 + k)) = 1%:M.
Proof. by apply/matrixP=> i j; rewrite !mxE; congr (_ %:R); apply/eqP/eqP. Qed.

Theorem isometric_rest_widths_wrong : ~ (forall (L : nat) (d : nat -> nat) (Q : factors R d)
    (eps : nat -> R), isometric L Q ->
  forall (a b : nat -> nat) (U : forall l, 'M[R]_(d l, a l + b l)), orthogonal_frames L U ->
  (forall l, (l < L)%N -> eps l != 0) -> closed_under L U (fun l => eps l *: Q l) ->
  let P := rest_block U Q in chain L P *m (chain L P)^T *m chain L P = chain L P).
Proof.
have iso : isometric 2 through.
  move=> [|[|//]] _; [right | left].
    by rewrite /= trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE.
  apply/matrixP=> i j; rewrite !ord1 !mxE !big_ord_recl big_ord0 !mxE /=.
  by rewrite !(mulr1, mulr0, add0r, addr0); field.
move=> /(_ 2%N wide through (fun=> 1) iso (fun=> 0%N) wide (fun=> 1%:M)) H.
have : forall l, (l <= 2)%N -> (1%:M : 'M[R]_(wide l))^T *m 1%:M = 1%:M /\
    1%:M *m (1%:M : 'M[R]_(wide l))^T = 1%:M by move=> l _; rewrite trmx1 mulmx1.
move=> /H{}H; have {}H := H (fun _ _ => oner_neq0 R).
have same l : rest_block (a := fun=> 0%N) (b := wide) (fun l => 1%:M : 'M[R]_(wide l, 0 + wide l))
    through l = through l.
  by rewrite /rest_block !right trmx1 mul1mx mulmx1.
have c : chain 2 (rest_block (a := fun=> 0%N) (b := wide)
    (fun l => 1%:M : 'M[R]_(wide l, 0 + wide l)) through) = (3%:R / 5%:R)%:M.
  rewrite /chain /= !same mulmx1 /= mulmxDl -!scalemxAl !mul_delta_mx_cond /= mulr1n mulr0n.
  by rewrite scaler0 addr0; apply/matrixP=> i j; rewrite !ord1 !mxE mulr1.
have cl : closed_under (R := R) 2 (d := wide) (a := fun=> 0%N) (b := wide)
    (fun l => 1%:M : 'M[R]_(wide l, 0 + wide l)) (fun l => 1 *: through l).
  by move=> l _; split; exists (0 : 'M_0); rewrite mulmx0; exact: thinmx0.
have := H cl; lazy zeta; rewrite c tr_scalar_mx -!scalar_mxM => /matrixP/(_ 0 0)/eqP.
rewrite !mxE eqxx !mulr1n -subr_eq0.
have -> : 3%:R / 5%:R * (3%:R / 5%:R) * (3%:R / 5%:R) - 3%:R / 5%:R = - (48%:R / 125%:R) :> R.
  by field.
by rewrite oppr_eq0 mulf_eq0 invr_eq0 !pnatr_eq0.
Qed.

(* the rank once: the plane, with rows and columns of the target in different directions *)
Theorem small_cores_once_wrong : ~ (forall (L : nat) (d : nat -> nat) (Q : factors R d) (n : nat)
    (eps : nat -> R), valley L d n -> isometric L Q -> forall M : 'M[R]_(d L, d 0%N),
  exists S : forall l, 'M[R]_(d l),
  [/\ (M <= S 0%N)%MS /\ (M^T <= S L)%MS,
   forall l, (l < L)%N ->
     (S l *m (eps l *: Q l)^T <= S l.+1)%MS /\ (S l.+1 *m (eps l *: Q l) <= S l)%MS &
   forall l, (l <= L)%N -> (\rank (S l) <= (1 + changes d n l) * \rank M)%N]).
Proof.
have v : valley 1 (fun=> 2%N) 0 by [].
have iso : isometric (F := R) 1 (d := fun=> 2%N) (fun=> 1%:M) by left; rewrite trmx1 mulmx1.
pose M : 'M[R]_2 := delta_mx 0 1.
move=> /(_ 1%N (fun=> 2%N) (fun=> 1%:M) 0%N (fun=> 1) v iso M)[S [[M0 M1] closed small]].
have [_ back] := closed 0%N isT; rewrite scale1r mulmx1 in back.
have MT : (M^T <= S 0%N)%MS := submx_trans M1 back.
have unit : (M + M^T) *m (M + M^T) = 1%:M.
  rewrite /M trmx_delta mulmxDl !mulmxDr !mul_delta_mx_cond /=.
  rewrite !mulr0n !mulr1n add0r addr0; apply/matrixP=> i j; rewrite !mxE.
  by case: i j => [[|[|//]] ?] [[|[|//]] ?]; rewrite /= ?addr0 ?add0r.
have two : (2 <= \rank (S 0%N))%N.
  apply: leq_trans (mxrankS (addmx_sub M0 MT)).
  by rewrite -[X in (X <= _)%N](mxrank1 R 2) -unit; exact: mxrankM_maxl.
have := leq_trans two (small 0%N isT); rewrite /changes big_geq // addn0 mul1n.
by rewrite mxrank_delta.
Qed.
End Wrong.

(* Wrong variants of the rest that only shrinks, near the truth, refuted by factors of size
   one. *)
Section Wrong.
Variable R : rcfType.
Local Notation one := (fun _ : nat => 1%N).

Let two_above (P : factors R one) : above 2 P 1 = P 1%N.
Proof. by rewrite above_step // (@above_end _ 2 one P) mul1mx. Qed.

(* factors that lengthen: twice and half *)
Theorem rest_run_contraction_wrong : ~ (forall (L : nat) (d : nat -> nat) (P : factors R d),
  chain L P *m (chain L P)^T *m chain L P = chain L P -> forall l, (l < L)%N ->
  path_part L P l *m (path_part L P l)^T *m path_part L P l = path_part L P l).
Proof.
pose P : factors R one := fun l => if l is 0%N then 2%:R%:M else 2%:R^-1%:M.
have two : (2%:R : R) != 0 by rewrite pnatr_eq0.
have c1 : chain 2 P = 1%:M by rewrite /chain /= mulmx1 -scalar_mxM mulVf.
move=> /(_ 2%N one P); rewrite c1 trmx1 !mulmx1 => /(_ erefl 0%N isT).
rewrite /path_part c1 two_above /= trmx1 !mulmx1 tr_scalar_mx tr_scalar_mx -!scalar_mxM.
move=> /matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx !mulr1n -subr_eq0.
have -> : 2%:R^-1 * 2%:R^-1 / 2%:R - 2%:R^-1 = - (3%:R / 8%:R) :> R by field.
by rewrite oppr_eq0 mulf_eq0 invr_eq0 !pnatr_eq0.
Qed.

(* a product that is no partial isometry: one half *)
Theorem rest_run_isometry_wrong : ~ (forall (L : nat) (d : nat -> nat) (P : factors R d),
  (forall l, (l < L)%N -> contraction (P l)) -> forall eta omega beta eps n,
  Num.sqrt (sumsq (chain L
    (run (square_loss (L := L) 0) eta omega beta (fun l => eps l *: P l) n))) =
  Num.sqrt (\rank (chain L P))%:R *
    \prod_(0 <= i < L) `|mode_run L (fun _ p => p) eta omega beta eps n i|).
Proof.
pose P : factors R one := fun=> 2%:R^-1%:M.
have h0 : 0 <= 2%:R^-1 :> R by rewrite invr_ge0 ler0n.
have h1 : 2%:R^-1 <= 1 :> R by rewrite invf_le1 ?ltr0n // ler1n.
have cP l : (l < 1)%N -> contraction (P l).
  move=> _ x; rewrite /P mul_scalar_mx /sumsq; apply: ler_sum => i _; apply: ler_sum => j _.
  by rewrite mxE exprMn ler_pimull ?sqr_ge0 // expr_le1.
move=> /(_ 1%N one P cP (fun=> 0) 0 0 (fun=> 1) 0%N); rewrite /run /mode_run /= big_nat1.
rewrite /chain /= mulmx1 scale1r normr1 mulr1.
have -> : \rank ((P 0%N *m 1%:M)) = 1%N.
  by rewrite mulmx1 /P -scalemx1 mxrank_scale_nz ?mxrank1 // invr_eq0 pnatr_eq0.
rewrite sqrtr1 /sumsq !big_ord1 mxE eqxx mulr1n sqrtr_sqr ger0_norm // => /eqP.
by rewrite invr_eq1 (eqr_nat _ 2 1).
Qed.

(* nine tenths of the decay: one factor that lives and one that is zero *)
Theorem rest_run_decay_wrong : ~ (forall (L : nat) (d : nat -> nat) (P : factors R d),
  (forall l, (l < L)%N -> contraction (P l)) ->
  chain L P *m (chain L P)^T *m chain L P = chain L P ->
  forall eta omega beta eps n l, (l < L)%N ->
  run (square_loss (L := L) 0) eta omega beta (fun l => eps l *: P l) n l =
    mode_run L (fun _ p => p) eta omega beta eps n l *: path_part L P l +
    rest_scale (eta l) (9%:R / 10%:R * omega) beta (eps l) n *: (P l - path_part L P l)).
Proof.
pose P : factors R one := fun l => if l is 0%N then 1%:M else 0.
have c0 : chain 2 P = 0 by rewrite /chain /= mul0mx.
have cP l : (l < 2)%N -> contraction (P l).
  move=> _ x; case: l => [|l]; rewrite /P ?mul1mx // mul0mx.
  by rewrite [X in X <= _](_ : _ = 0) ?sumsq_ge0 // /sumsq !big_ord1 mxE expr0n.
move=> /(_ 2%N one P cP); rewrite c0 !mul0mx => /(_ erefl (fun=> 1) 1 0 (fun=> 1) 1%N 0%N isT).
rewrite /path_part c0 mulmx0 mul0mx scaler0 add0r subr0 /rest_scale /run /= /pull.
have -> : chain 2 (fun l : nat => 1 *: P l) = 0 by rewrite /chain /= scaler0 mul0mx.
rewrite /square_loss /residual subr0 /grad mulmx0 mul0mx add0r scaler0 add0r !scale1r subrr.
move=> /matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx !(mulr1, mulr0, add0r, mul1r).
have -> : 1 - 9%:R / 10%:R = 10%:R^-1 :> R by field.
by rewrite eq_sym invr_eq0 pnatr_eq0.
Qed.
End Wrong.
