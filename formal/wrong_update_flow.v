(* Wrong variants of the gradient and the flow of a low-rank update, near the truth, refuted at
   factors that are numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block flow end_to_end adapter singular_values update_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* factors that are numbers *)
Definition numbers (F : comRingType) (a : nat -> F) : factors F (fun=> 1%N) := fun l => (a l)%:M.

Lemma two_numbers (F : comRingType) (a : nat -> F) c :
  update 2 c (numbers a) = (c * (a 1%N * a 0%N))%:M.
Proof. by rewrite /update /chain !below_step mulmx1 -scalar_mxM scale_scalar_mx. Qed.

Section Gradient.
Variable F : realFieldType.
(* the loss Y -> Y of a number *)
Definition number_loss (Y : 'M[F]_1) : F := Y 0 0.

Lemma number_gradient Z : has_gradient number_loss Z 1%:M.
Proof.
move=> e e0; exists 1 => // Y _; rewrite trmx1 mul1mx /mxtrace big_ord1 !mxE subrr normr0.
by rewrite mulr_ge0 ?norm1_ge0 ?ltW.
Qed.

Lemma slope_of_numbers (c x : F) :
  factor_gradient (fun W => number_loss (0 + update 2 c W)) (numbers (fun=> 1)) (l := 0) x%:M ->
  x = c.
Proof.
move=> H; apply/eqP/negPn/negP => xc; have e0 : 0 < `|c - x| / 2%:R.
  by rewrite divr_gt0 ?ltr0n // normr_gt0 subr_eq0 eq_sym.
have [delta d0 near] := H _ e0.
have moved : numbers (fun l => if l is 0%N then 1 + delta else 1) 0%N - numbers (fun=> 1 : F) 0%N =
    delta%:M.
  by rewrite /numbers -raddfB /= addrC addKr.
have size : norm1 (delta%:M : 'M[F]_1) = delta.
  by rewrite /norm1 !big_ord1 mxE mulr1n gtr0_norm.
have held : forall k : nat, k != 0%N ->
    numbers (fun l => if l is 0%N then 1 + delta else 1) k = numbers (fun=> 1 : F) k by case.
have := near _ held; rewrite moved size => /(_ (lexx _)).
rewrite !add0r !two_numbers /number_loss tr_scalar_mx -scalar_mxM mxtrace_scalar !mxE !mulr1n.
have -> : c * (1 * (1 + delta)) - c * (1 * 1) - x * delta = (c - x) * delta.
  by rewrite !mul1r mulrDr mulr1 (addrAC c) subrr add0r mulrBl.
rewrite normrM (gtr0_norm d0) ler_pmul2r // ler_pdivl_mulr ?ltr0n // ger_pmulr.
  by rewrite (ler_nat _ 2 1).
by rewrite normr_gt0 subr_eq0 eq_sym.
Qed.

Lemma slope_one : grad (L := 2) (d := fun=> 1%N) (1%:M : 'M_1) (numbers (fun=> 1 : F)) 0 = 1%:M.
Proof. by rewrite /grad (above_step (L := 2)) // above_end !mulmx1 /numbers !trmx1 mulmx1. Qed.

(* the scaling left out *)
Theorem update_gradient_unscaled_wrong : ~ (forall L d (loss : 'M[F]_(d L, d 0%N) -> F) X0 c
  (W : factors F d) G l, (l < L)%N -> has_gradient loss (X0 + update L c W) G ->
  factor_gradient (fun W' => loss (X0 + update L c W')) W (grad G W l)).
Proof.
move=> H; have := H 2%N _ _ 0 2%:R (numbers (fun=> 1)) _ 0%N isT (number_gradient _).
by rewrite slope_one => /slope_of_numbers /eqP; rewrite (eqr_nat _ 1).
Qed.

(* the square of the scaling *)
Theorem update_gradient_square_wrong : ~ (forall L d (loss : 'M[F]_(d L, d 0%N) -> F) X0 c
  (W : factors F d) G l, (l < L)%N -> has_gradient loss (X0 + update L c W) G ->
  factor_gradient (fun W' => loss (X0 + update L c W')) W (c ^+ 2 *: grad G W l)).
Proof.
move=> H; have := H 2%N _ _ 0 2%:R (numbers (fun=> 1)) _ 0%N isT (number_gradient _).
by rewrite slope_one scalemx1 => /slope_of_numbers /eqP; rewrite -natrX eqr_nat.
Qed.

(* nine tenths of the gradient *)
Theorem update_gradient_share_wrong : ~ (forall L d (loss : 'M[F]_(d L, d 0%N) -> F) X0 c
  (W : factors F d) G l, (l < L)%N -> has_gradient loss (X0 + update L c W) G ->
  factor_gradient (fun W' => loss (X0 + update L c W')) W ((9%:R / 10%:R * c) *: grad G W l)).
Proof.
move=> H; have := H 2%N _ _ 0 1 (numbers (fun=> 1)) _ 0%N isT (number_gradient _).
rewrite slope_one scalemx1 mulr1 => /slope_of_numbers /eqP.
by rewrite lt_eqF // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.
End Gradient.

Lemma slope_of_two (a : nat -> R) (g : R) :
  grad (L := 2) (d := fun=> 1%N) (g%:M : 'M_1) (numbers a) 0 = (a 1%N * g)%:M /\
  grad (L := 2) (d := fun=> 1%N) (g%:M : 'M_1) (numbers a) 1 = (g * a 0%N)%:M.
Proof.
split; rewrite /grad.
  by rewrite (above_step (L := 2)) // above_end /= trmx1 mulmx1 mul1mx tr_scalar_mx -scalar_mxM.
by rewrite above_end /= trmx1 mul1mx mulmx1 tr_scalar_mx -scalar_mxM.
Qed.

(* two numbers that grow together *)
Lemma growing (a b : R -> R) T :
  (forall t, is_derive a t (b t)) -> (forall t, is_derive b t (a t)) ->
  update_flow (L := 2) (d := fun=> 1%N) 1 1 T (fun=> (-1)%:M : 'M_1)
    (fun t => numbers (fun l => if l is 0%N then a t else b t)).
Proof.
move=> da db l lL; have D : forall t, mderiv (fun u => numbers
    (fun l => if l is 0%N then a u else b u) l) t (if l is 0%N then (b t)%:M else (a t)%:M).
  move=> t i j; rewrite !ord1.
  case: l lL => [|[|//]] _; rewrite mxE mulr1n.
    by apply: is_derive_ext (da t) => u; rewrite mxE mulr1n.
  by apply: is_derive_ext (db t) => u; rewrite mxE mulr1n.
split=> t _; last by move=> i j; apply: ex_derive_continuous; eexists; exact: D.
have [e0 e1] := slope_of_two (fun l => if l is 0%N then a t else b t) (-1).
have := D t; congr (mderiv _ _ _); rewrite scale1r scaleN1r.
by case: l lL {D} => [|[|//]] _; rewrite ?e0 ?e1 -raddfN /= ?mulrN1 ?mulN1r opprK.
Qed.

Lemma hyperbolic t : is_derive cosh t (sinh t) /\ is_derive sinh t (cosh t).
Proof.
by split; apply/is_derive_Reals; [exact: derivable_pt_lim_cosh | exact: derivable_pt_lim_sinh].
Qed.

(* 1 and 0 at the start *)
Definition hyperbola t : factors [comRingType of R] (fun=> 1%N) :=
  numbers (fun l => if l is 0%N then cosh t else sinh t).

Lemma hyperbola_flow T :
  update_flow (L := 2) (d := fun=> 1%N) 1 1 T (fun=> (-1)%:M : 'M_1) hyperbola.
Proof. by apply: growing => t; have [] := hyperbolic t. Qed.

Lemma hyperbola_start : hyperbola 0 1%N = 0 /\ hyperbola 0 0%N = 1%:M.
Proof. by rewrite /hyperbola /numbers sinh_0 cosh_0 raddf0. Qed.

Lemma at_ln2 : (0 <= ln 2 <= ln 2)%R /\ cosh (ln 2) = (5 / 4)%R /\ sinh (ln 2) = (3 / 4)%R.
Proof.
have l0 : (0 < ln 2)%R by have := ln_lt_2; lra.
by rewrite /cosh /sinh exp_Ropp exp_ln; [split; [lra | split; field] | lra].
Qed.

(* nine tenths of what B contributes *)
Theorem lora_remembers_gram_share_wrong : ~ (forall (d : nat -> nat) c eta T
  (G : R -> 'M[R]_(d 2%N, d 0%N)) W, update_flow c eta T G W -> W 0 1%N = 0 ->
  forall t, (0 <= t <= T)%R -> W t 0%N *m (W t 0%N)^T = W 0 0%N *m (W 0 0%N)^T +
    (9 / 10)%R *: ((W t 1%N)^T *m W t 1%N)).
Proof.
have [lt [ec es]] := at_ln2; have [s1 s0] := hyperbola_start.
move=> /(_ _ _ _ _ _ _ (hyperbola_flow (ln 2)) s1 _ lt); rewrite s0 /hyperbola /numbers ec es.
move=> /matrixP/(_ 0 0); rewrite trmx1 mulmx1 !tr_scalar_mx -!scalar_mxM !mxE !mulr1n.
by move=> H; have {}H : (5 / 4 * (5 / 4) = 1 + 9 / 10 * (3 / 4 * (3 / 4)))%R by []; lra.
Qed.

(* nothing remembered *)
Theorem lora_remembers_gram_none_wrong : ~ (forall (d : nat -> nat) c eta T
  (G : R -> 'M[R]_(d 2%N, d 0%N)) W, update_flow c eta T G W -> W 0 1%N = 0 ->
  forall t, (0 <= t <= T)%R -> W t 0%N *m (W t 0%N)^T = (W t 1%N)^T *m W t 1%N).
Proof.
have [lt [ec es]] := at_ln2; have [s1 s0] := hyperbola_start.
move=> /(_ _ _ _ _ _ _ (hyperbola_flow (ln 2)) s1 _ lt); rewrite /hyperbola /numbers ec es.
move=> /matrixP/(_ 0 0); rewrite !tr_scalar_mx -!scalar_mxM !mxE !mulr1n.
by move=> H; have {}H : (5 / 4 * (5 / 4) = 3 / 4 * (3 / 4))%R by []; lra.
Qed.

(* any start of B *)
Theorem lora_remembers_gram_any_wrong : ~ (forall (d : nat -> nat) c eta T
  (G : R -> 'M[R]_(d 2%N, d 0%N)) W, update_flow c eta T G W ->
  forall t, (0 <= t <= T)%R -> W t 0%N *m (W t 0%N)^T = W 0 0%N *m (W 0 0%N)^T +
    (W t 1%N)^T *m W t 1%N).
Proof.
have De t : is_derive exp t (exp t) by apply/is_derive_Reals; exact: derivable_pt_lim_exp.
have t01 : (0 <= 1 <= 1)%R by lra.
move=> /(_ _ _ _ _ _ _ (growing 1 De De) _ t01) /matrixP/(_ 0 0).
rewrite /numbers !tr_scalar_mx -!scalar_mxM !mxE !mulr1n exp_0.
by move=> H; have {}H : (exp 1 * exp 1 = 1 * 1 + exp 1 * exp 1)%R by []; lra.
Qed.

(* the singular value a and then zeros *)
Definition one_value (a : R) (i : nat) : R := if i is _.+1 then 0 else a.

Lemma number_decomposition (a : R) : 0 <= a ->
  @singular_decomposition R_rcfType 1 1 a%:M 1%:M 1%:M (one_value a).
Proof.
move=> a0; split; rewrite ?trmx1 ?mulmx1 ?mul1mx //.
- by case=> [|i] [|j] //= _; rewrite ?lexx ?a0.
- by case.
- by apply/matrixP => i j; rewrite !ord1 !mxE.
Qed.

(* two numbers that stand still *)
Lemma resting (a : nat -> R) T :
  update_flow (L := 2) (d := fun=> 1%N) 1 1 T (fun=> 0) (fun=> numbers a).
Proof.
move=> l lL; split=> t _; last exact: mcont_const.
by rewrite /grad mulmx0 mul0mx !scaler0; exact: mderiv_const.
Qed.

Lemma rest_product a b : 0 <= a -> 0 <= b -> @singular_decomposition R_rcfType 1 1
  (update 2 1 (numbers (fun l => if l is 0%N then a else b))) 1%:M 1%:M (one_value (GRing.mul b a)).
Proof.
move=> a0 b0; rewrite two_numbers mul1r; apply: number_decomposition.
exact: mulr_ge0.
Qed.

Lemma two0 : (0 : R) <= 2%:R. Proof. by rewrite ler0n. Qed.
Lemma three0 : (0 : R) <= 3%:R. Proof. by rewrite ler0n. Qed.
Lemma t01 : (0 <= 0 <= 1)%R. Proof. by split; [exact: Rle_refl | exact: Rle_0_1]. Qed.
Lemma unit_rows l : (l < 1)%N -> numbers (fun=> 1 : R) l *m (numbers (fun=> 1) l)^T = 1%:M.
Proof. by rewrite /numbers trmx1 mulmx1. Qed.
Lemma unit_columns l : (0 < l)%N -> (l < 2)%N ->
  (numbers (fun=> 1 : R) l)^T *m numbers (fun=> 1) l = 1%:M.
Proof. by rewrite /numbers trmx1 mulmx1. Qed.
Lemma two_start l : (l < 2)%N -> numbers (fun=> 2%:R : R) l = 2%:R *: numbers (fun=> 1) l.
Proof. by rewrite /numbers scale_scalar_mx mulr1. Qed.

(* the power of one factor less *)
Theorem balanced_update_less_wrong : ~ (forall (d : nat -> nat) c eta T n
  (G : R -> 'M[R]_(d n.+1, d 0%N)) W (Q : factors [comRingType of R] d) eps,
  update_flow c eta T G W -> (forall l, (l < n.+1)%N -> W 0 l = eps *: Q l) ->
  (forall l, (l < n)%N -> Q l *m (Q l)^T = 1%:M) ->
  (forall l, (0 < l)%N -> (l < n.+1)%N -> (Q l)^T *m Q l = 1%:M) -> 0 <= c ->
  forall t, (0 <= t <= T)%R -> forall U V s U' V' s',
  @singular_decomposition R_rcfType _ _ (W t n) U V s ->
  @singular_decomposition R_rcfType _ _ (update n.+1 c (W t)) U' V' s' ->
  forall k, s' k = c * s k ^+ n).
Proof.
move=> H; have := H _ _ _ _ 1%N _ _ (numbers (fun=> 1)) 2%:R (resting (fun=> 2%:R) 1) two_start
  unit_rows unit_columns ler01 0 t01 _ _ _ _ _ _
  (number_decomposition two0) (rest_product two0 two0) 0%N.
by rewrite /one_value mul1r expr1 -natrM => /eqP; rewrite eqr_nat.
Qed.

(* nine tenths of the power *)
Theorem balanced_update_share_wrong : ~ (forall (d : nat -> nat) c eta T n
  (G : R -> 'M[R]_(d n.+1, d 0%N)) W (Q : factors [comRingType of R] d) eps,
  update_flow c eta T G W -> (forall l, (l < n.+1)%N -> W 0 l = eps *: Q l) ->
  (forall l, (l < n)%N -> Q l *m (Q l)^T = 1%:M) ->
  (forall l, (0 < l)%N -> (l < n.+1)%N -> (Q l)^T *m Q l = 1%:M) -> 0 <= c ->
  forall t, (0 <= t <= T)%R -> forall U V s U' V' s',
  @singular_decomposition R_rcfType _ _ (W t n) U V s ->
  @singular_decomposition R_rcfType _ _ (update n.+1 c (W t)) U' V' s' ->
  forall k, s' k = 9%:R / 10%:R * (c * s k ^+ n.+1)).
Proof.
move=> H; have := H _ _ _ _ 1%N _ _ (numbers (fun=> 1)) 2%:R (resting (fun=> 2%:R) 1) two_start
  unit_rows unit_columns ler01 0 t01 _ _ _ _ _ _
  (number_decomposition two0) (rest_product two0 two0) 0%N.
have four : 4%:R != 0 :> R by rewrite pnatr_eq0.
rewrite /one_value mul1r -natrX -natrM -[X in X = _]mul1r => /(mulIf four)/eqP.
by rewrite gt_eqF // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

(* a scale for each factor *)
Theorem balanced_update_scales_wrong : ~ (forall (d : nat -> nat) c eta T n
  (G : R -> 'M[R]_(d n.+1, d 0%N)) W (Q : factors [comRingType of R] d) eps,
  update_flow c eta T G W -> (forall l, (l < n.+1)%N -> W 0 l = eps l *: Q l) ->
  (forall l, (l < n)%N -> Q l *m (Q l)^T = 1%:M) ->
  (forall l, (0 < l)%N -> (l < n.+1)%N -> (Q l)^T *m Q l = 1%:M) -> 0 <= c ->
  forall t, (0 <= t <= T)%R -> forall U V s U' V' s',
  @singular_decomposition R_rcfType _ _ (W t n) U V s ->
  @singular_decomposition R_rcfType _ _ (update n.+1 c (W t)) U' V' s' ->
  forall k, s' k = c * s k ^+ n.+1).
Proof.
pose a l : R := if l is 0%N then 3%:R else 2%:R.
have start l : (l < 2)%N -> numbers a l = a l *: numbers (fun=> 1) l.
  by rewrite /numbers scale_scalar_mx mulr1.
move=> H; have := H _ _ _ _ 1%N _ _ (numbers (fun=> 1)) a (resting a 1) start
  unit_rows unit_columns ler01 0 t01 _ _ _ _ _ _
  (number_decomposition two0) (rest_product three0 two0) 0%N.
by rewrite /one_value mul1r -natrX -natrM => /eqP; rewrite eqr_nat.
Qed.
