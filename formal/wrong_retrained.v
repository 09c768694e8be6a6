(* Wrong variants of training after a removal, near the truth, refuted: by one to five neurons and
   linear or quadratic losses. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal wrong_removal retrained.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* the slope is 1 at every step, and nothing else is trained *)
Local Notation ones := (const_mx 1).
Local Notation slope1 := (fun (_ : nat) _ _ => const_mx 1).
Local Notation still := (fun (_ : nat) _ (_ : unit) => tt).

Section Wrong.
Variable R : realFieldType.
Local Notation one := (const_mx 1 : 'M[R]_(1, 1)).

Lemma one1 : one = 1%:M. Proof. by apply/matrixP=> i j; rewrite !ord1 !mxE. Qed.
Lemma one_one : one = one *m one. Proof. by rewrite one1 mulmx1. Qed.
Lemma free1 : row_free one. Proof. by rewrite one1 row_free_unit unitmx1. Qed.
Lemma rate1 : (1 : R) != 0. Proof. exact: oner_neq0. Qed.
Lemma star1 : M_star one = 2%:R%:M.
Proof. by rewrite /M_star one1 trmx1 mulmx1 -raddfD. Qed.

Lemma tenth_neq0 : (10%:R^-1 : R) != 0. Proof. by rewrite invr_eq0 pnatr_eq0. Qed.

(* nine tenths of C^T C *)
Theorem same_path_share_wrong : ~ (forall (o N : nat) (T : Type) (eta : R) slope next k m
    (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) Xk Xd (theta : T) n,
  Hd = C *m Hk ->
  let M := 1%:M + 9%:R / 10%:R *: (C^T *m C) in
  (small eta slope next Hk C Xk Xd theta M n).1 *m Hk =
    (full eta slope next Hk Hd Xk Xd theta n).1 *m col_mx Hk Hd :> 'M[R]_(o, N)).
Proof.
move=> /(_ 1%N 1%N unit 1 slope1 still 1%N 1%N one one one one one tt 1%N one_one).
have [_ _ <- _] := same_path 1 slope1 still one one tt 1 one_one.
rewrite /small star1 /= one1 trmx1 !mulmx1 !mul1mx !scale1r => /addrI/oppr_inj/matrixP/(_ 0 0).
rewrite !mxE !eqxx !mulr1n mulr1 => /eqP; rewrite -subr_eq0.
have -> : 1 + 9%:R / 10%:R - 2%:R = - 10%:R^-1 :> R by field.
by rewrite oppr_eq0 (negbTE tenth_neq0).
Qed.

(* nine tenths of the removed weights are handed on *)
Theorem same_path_start_wrong : ~ (forall (o N : nat) (T : Type) (eta : R) slope next k m
    (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) Xk Xd (theta : T) n,
  Hd = C *m Hk ->
  (learn eta slope next Hk (M_star C) (Xk + 9%:R / 10%:R *: (Xd *m C), theta) n).1 *m Hk =
    (full eta slope next Hk Hd Xk Xd theta n).1 *m col_mx Hk Hd :> 'M[R]_(o, N)).
Proof.
move=> /(_ 1%N 1%N unit 1 slope1 still 1%N 1%N one one one one one tt 1%N one_one).
have [_ _ <- _] := same_path 1 slope1 still one one tt 1 one_one.
rewrite /small /= one1 trmx1 !mulmx1 => /addIr/addrI/matrixP/(_ 0 0).
by rewrite !mxE !eqxx mulr1 => /eqP; rewrite tenth.
Qed.

(* at an input whose removed neurons are a tenth more than the relation says *)
Theorem same_path_anywhere_wrong : ~ (forall (o N : nat) (T : Type) (eta : R) slope next k m
    (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) Xk Xd (theta : T) n,
  Hd = C *m Hk -> forall Q (hk : 'M[R]_(k, Q)) hd, hd = 11%:R / 10%:R *: (C *m hk) ->
  (small eta slope next Hk C Xk Xd theta (M_star C) n).1 *m hk =
    (full eta slope next Hk Hd Xk Xd theta n).1 *m col_mx hk hd :> 'M[R]_(o, Q)).
Proof.
move=> /(_ 1%N 1%N unit 1 slope1 still 1%N 1%N one one one one one tt 0%N one_one 1%N one _ erefl).
rewrite /small /full /= mul_row_col one1 !mulmx1 mul1mx => /addrI/matrixP/(_ 0 0).
rewrite !mxE !eqxx mulr1 => /eqP; rewrite eq_sym -subr_eq0.
have -> : 11%:R / 10%:R - 1 = 10%:R^-1 :> R by field.
by rewrite (negbTE tenth_neq0).
Qed.

(* neurons that stay and depend on one another *)
Theorem same_outputs_dependent_wrong : ~ (forall (o N : nat) (T : Type) (eta : R) slope next k m
    (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) (Xk : 'M[R]_(o, k)) Xd (theta : T) M,
  Hd = C *m Hk -> eta != 0 ->
  (forall i, output eta slope next Hk M (Xk + Xd *m C, theta) i =
     output eta slope next (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta) i) ->
  forall i, slope_at eta slope next (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta) i *m Hk^T
    *m (M - M_star C) = 0).
Proof.
pose Hk : 'M[R]_(2, 1) := ones; pose C : 'M[R]_(1, 2) := ones; pose D : 'M[R]_2 :=
  delta_mx 0 0 - delta_mx 0 1; pose X : 'M[R]_(1, 2) := ones.
move=> /(_ 1%N 1%N unit 1 slope1 still 2%N 1%N Hk _ C X one tt (M_star C + D) erefl rate1) H.
have DH : D *m Hk = 0.
  apply/matrixP=> i j; rewrite !mxE !big_ord_recl big_ord0 !mxE !ord1 /=.
  by case: (i == 0) => /=; rewrite !mulr1 addr0 ?subr0 ?sub0r ?addrN ?addr0 ?subrr.
unshelve epose proof (H _ 0%N) as Z; first move=> i.
  have [_ _ e _] := same_path 1 slope1 still X one tt i (erefl (C *m Hk)).
  rewrite [RHS]/output -e /output /small; elim: i {e} => [//|i IH].
  rewrite !learnS /slope_at !mulmxBl /= IH; congr (_ - _).
  by rewrite -!scalemxAl -!mulmxA mulmxDl DH addr0.
move: Z; rewrite [_ + D]addrC addrK /slope_at => /matrixP/(_ 0 0).
rewrite !mxE !big_ord_recl big_ord0 !mxE !big_ord_recl !big_ord0 !mxE /=.
by rewrite !mulr1 !subr0 !addr0 mulr0 addr0 mul1r => /eqP; rewrite oner_eq0.
Qed.

(* nine tenths of C^T C *)
Theorem same_outputs_share_wrong : ~ (forall (o N : nat) (T : Type) (eta : R) slope next k m
    (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) (Xk : 'M[R]_(o, k)) Xd (theta : T) M,
  Hd = C *m Hk -> row_free Hk -> eta != 0 ->
  (forall i, slope_at eta slope next (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta) i
    *m Hk^T *m (M - (1%:M + 9%:R / 10%:R *: (C^T *m C))) = 0) ->
  forall i, output eta slope next Hk M (Xk + Xd *m C, theta) i =
     output eta slope next (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta) i).
Proof.
pose M : 'M[R]_1 := 1%:M + 9%:R / 10%:R *: (one^T *m one).
move=> /(_ 1%N 1%N unit 1 slope1 still 1%N 1%N one one one one one tt M one_one free1 rate1) H.
unshelve epose proof (H _) as Z; first by move=> i; rewrite subrr mulmx0.
have [/(_ Z 0%N) z _] := (same_outputs slope1 still one one tt M one_one free1 rate1).2.
move: z; rewrite star1 /slope_at /M one1 trmx1 !mulmx1 mul1mx => /matrixP/(_ 0 0).
rewrite !mxE !eqxx !mulr1n mulr1 => /eqP.
have -> : 1 + 9%:R / 10%:R - 2%:R = - 10%:R^-1 :> R by field.
by rewrite oppr_eq0 (negbTE tenth_neq0).
Qed.

(* one step more than the outputs were compared at *)
Theorem same_outputs_index_wrong : ~ (forall (o N : nat) (T : Type) (eta : R) slope next k m
    (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) (Xk : 'M[R]_(o, k)) Xd (theta : T) M,
  Hd = C *m Hk -> row_free Hk -> eta != 0 -> forall n,
  (forall i, (i <= n)%N -> output eta slope next Hk M (Xk + Xd *m C, theta) i =
     output eta slope next (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta) i) ->
  forall i, (i <= n)%N -> slope_at eta slope next (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta) i
    *m Hk^T *m (M - M_star C) = 0).
Proof.
move=> /(_ 1%N 1%N unit 1 slope1 still 1%N 1%N one one one one one tt 1%:M).
move=> /(_ one_one free1 rate1 0%N) H.
unshelve epose proof (H _ 0%N isT) as Z; first move=> i.
  rewrite leqn0 => /eqP->.
  have [_ _ e _] := same_path 1 slope1 still one one tt 0 one_one.
  by rewrite [RHS]/output -e.
move: Z; rewrite star1 /slope_at one1 trmx1 !mulmx1 mul1mx => /matrixP/(_ 0 0).
rewrite !mxE !eqxx !mulr1n => /eqP; rewrite -oppr_eq0.
have -> : - (1 - 2%:R) = 1 :> R by ring.
by rewrite oner_eq0.
Qed.

(* the rate a tenth more in the small layer *)
Theorem plain_descent_rate_wrong : ~ (forall (o N : nat) (T : Type) (eta : R) slope next k m
    (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) (Xk : 'M[R]_(o, k)) Xd (theta : T),
  Hd = C *m Hk -> row_free Hk -> eta != 0 ->
  (forall i, slope_at eta slope next (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta) i *m Hd^T = 0) ->
  forall i, output eta slope next Hk (11%:R / 10%:R)%:M (Xk + Xd *m C, theta) i =
     output eta slope next (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta) i).
Proof.
pose O : 'M[R]_(1, 1) := 0; have e : O = O *m one by rewrite [RHS]mul0mx.
move=> /(_ 1%N 1%N unit 1 slope1 still 1%N 1%N one O O one one tt e free1 rate1) H.
unshelve epose proof (H _ 1%N) as Z; first by move=> i; rewrite trmx0 mulmx0.
have [_ _ z _] := same_path 1 slope1 still one one tt 1 e.
have star0 : M_star O = 1%:M by rewrite /M_star trmx0 mul0mx addr0.
move: Z; rewrite [RHS]/output -z /output /small star0 /= one1 trmx1 !mulmx1.
rewrite !mul1mx !scale1r => /addrI/oppr_inj/matrixP/(_ 0 0).
rewrite !mxE !eqxx !mulr1n => /eqP; rewrite -subr_eq0.
have -> : 11%:R / 10%:R - 1 = 10%:R^-1 :> R by field.
by rewrite (negbTE tenth_neq0).
Qed.

(* the first step alone: for the loss z_1 z_2 and Z = (1, 0) the slope is (0, 1), then (-1, 1) *)
Theorem plain_descent_first_step_wrong : ~ (forall (o N : nat) (T : Type) (eta : R) slope next k m
    (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) (Xk : 'M[R]_(o, k)) Xd (theta : T),
  Hd = C *m Hk -> row_free Hk -> eta != 0 ->
  slope_at eta slope next (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta) 0 *m Hd^T = 0 ->
  forall i, output eta slope next Hk 1%:M (Xk + Xd *m C, theta) i =
     output eta slope next (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta) i).
Proof.
pose e0 : 'M[R]_(1, 2) := delta_mx 0 0; pose e1 : 'M[R]_(1, 2) := delta_mx 0 1.
pose swap : 'M[R]_2 := delta_mx 0 1 + delta_mx 1 0.
have s0 : e0 *m swap = e1 by rewrite mulmxDr mul_delta_mx mul_delta_mx_0 // addr0.
have s1 : e1 *m swap = e0 by rewrite mulmxDr mul_delta_mx mul_delta_mx_0 // add0r.
have e00 : e0 *m e0^T = 1%:M.
  by rewrite trmx_delta mul_delta_mx; apply/matrixP=> i j; rewrite !ord1 !mxE.
have e10 : e1 *m e0^T = 0 by rewrite trmx_delta mul_delta_mx_0.
pose slope (n : nat) (Z : 'M[R]_(1, 2)) (_ : unit) := Z *m swap; pose I : 'M[R]_2 := 1%:M.
have rel : e0 = e0 *m I by rewrite mulmx1.
have free : row_free I by rewrite row_free_unit unitmx1.
move=> /(_ 1%N 2%N unit 1 slope still 2%N 1%N I e0 e0 e0 0 tt rel free rate1) H.
have start : output 1 slope still (col_mx I e0) 1%:M (row_mx e0 0, tt) 0 = e0.
  by rewrite /output /= mul_row_col mul0mx addr0 mulmx1.
unshelve epose proof (H _) as Z; first by rewrite /slope_at start /slope s0.
have [/(_ Z 1%N) z _] := (plain_descent slope still e0 0 tt rel free rate1).1; move: z.
rewrite /slope_at -Z /output /slope /= mul0mx addr0 !mulmx1 trmx1 mulmx1 scale1r.
rewrite mulmxBl s0 s1 mulmxBl e10 e00 sub0r => /eqP; rewrite oppr_eq0 => /eqP/matrixP/(_ 0 0).
by rewrite !mxE eqxx => /eqP; rewrite oner_eq0.
Qed.

(* a tenth less of R R^T *)
Theorem mixed_neurons_share_wrong : ~ (forall (o N : nat) (T : Type) (eta : R) slope next k m
    (Hk : 'M[R]_(k, N)) (C : 'M[R]_(m, k)) (theta : T) (S : 'M[R]_k) (Y : 'M[R]_(o, k)) n,
  S *m S^T = 9%:R / 10%:R *: M_star C -> S \in unitmx ->
  (learn eta slope next (S^T *m Hk) 1%:M (Y *m invmx S^T, theta) n).1 *m S^T =
    (learn eta slope next Hk (M_star C) (Y, theta) n).1).
Proof.
pose C : 'M[R]_1 := 3%:R^-1%:M; move=> H.
have S1 : M_star C = (10%:R / 9%:R)%:M.
  by rewrite /M_star /C tr_scalar_mx -scalar_mxM -raddfD /=; congr (_%:M); field.
have := H 1%N 1%N unit 1 slope1 still 1%N 1%N one C tt 1%:M one 1%N.
rewrite S1 scale_scalar_mx; have -> : 9%:R / 10%:R * (10%:R / 9%:R) = 1 :> R by field.
rewrite trmx1 mulmx1 invmx1 => /(_ erefl (unitmx1 _ _)).
rewrite /= one1 !trmx1 !mulmx1 !mul1mx !scale1r => /addrI/oppr_inj/matrixP/(_ 0 0).
rewrite !mxE !eqxx !mulr1n => /eqP; rewrite eq_sym -subr_eq0.
have -> : 10%:R / 9%:R - 1 = 9%:R^-1 :> R by field.
by rewrite invr_eq0 pnatr_eq0.
Qed.

(* three neurons that go and two that stay, for which R R^T and R^T R are not the same *)
Definition pick (a b c d : R) : 'M[R]_2 := \matrix_(i, j)
  if i == 0 then (if j == 0 then a else b) else (if j == 0 then c else d).
Lemma pickM a b c d a' b' c' d' : pick a b c d *m pick a' b' c' d' =
  pick (a * a' + b * c') (a * b' + b * d') (c * a' + d * c') (c * b' + d * d').
Proof.
apply/matrixP=> i j; rewrite !mxE !big_ord_recl big_ord0 !mxE /= addr0.
by case: (i == 0); case: (j == 0).
Qed.
Lemma pickT a b c d : (pick a b c d)^T = pick a c b d.
Proof. by apply/matrixP=> i j; rewrite !mxE; case: (i == 0); case: (j == 0). Qed.
Lemma pick1 : pick 1 0 0 1 = 1%:M.
Proof.
apply/matrixP=> i j; rewrite !mxE; case: i => [[|[|//]] ?]; case: j => [[|[|//]] ?] //=.
Qed.
Lemma pickE00 a b c d : pick a b c d 0 0 = a. Proof. by rewrite mxE. Qed.
Lemma pickD a b c d a' b' c' d' : pick a b c d + pick a' b' c' d' =
  pick (a + a') (b + b') (c + c') (d + d').
Proof. by apply/matrixP=> i j; rewrite !mxE; case: (i == 0); case: (j == 0). Qed.

Definition three : 'M[R]_(2 + 1, 2) := col_mx (pick 2%:R 1 0 1) (row 1 (pick 0 0 0 1)).
Lemma row_pick : (row 1 (pick 0 0 0 1))^T *m row 1 (pick 0 0 0 1) = pick 0 0 0 1.
Proof.
apply/matrixP=> i j; rewrite !mxE big_ord1 !mxE /=.
by case: (i == 0); case: (j == 0); rewrite ?mulr0 ?mul0r ?mulr1.
Qed.
Lemma star3 : M_star three = pick 5%:R 2%:R 2%:R 4%:R.
Proof.
rewrite /M_star /three tr_col_mx mul_row_col row_pick pickT pickM -pick1 !pickD.
by congr pick; ring.
Qed.
Definition turned := pick 2%:R 0 1 2%:R.
Lemma turned_unit : turned \in unitmx.
Proof.
have h : (2%:R : R) != 0 by rewrite pnatr_eq0.
have e : turned *m pick 2%:R^-1 0 (- 4%:R^-1) 2%:R^-1 = 1%:M.
  by rewrite pickM -pick1; congr pick; field.
by have := mulmx1_unit e; case.
Qed.

(* R^T R for R R^T *)
Theorem mixed_neurons_turned_wrong : ~ (forall (o N : nat) (T : Type) (eta : R) slope next k m
    (Hk : 'M[R]_(k, N)) (C : 'M[R]_(m, k)) (theta : T) (S : 'M[R]_k) (Y : 'M[R]_(o, k)) n,
  S^T *m S = M_star C -> S \in unitmx ->
  (learn eta slope next (S^T *m Hk) 1%:M (Y *m invmx S^T, theta) n).1 *m S^T =
    (learn eta slope next Hk (M_star C) (Y, theta) n).1).
Proof.
pose sl (n : nat) (_ : 'M[R]_2) (_ : unit) : 'M[R]_2 := 1%:M.
move=> /(_ 2%N 2%N unit 1 sl still 2%N _ 1%:M three tt turned 0 1%N) H.
have e : turned^T *m turned = M_star three.
  by rewrite star3 /turned pickT pickM; congr pick; ring.
have := H e turned_unit; rewrite /= /sl !mul0mx !sub0r !scale1r !mul1mx !mulmx1 trmx1 mul1mx trmxK.
rewrite mulNmx star3 pickT pickM => /oppr_inj/matrixP/(_ 0 0); rewrite !pickE00 => /eqP.
rewrite eq_sym -subr_eq0; have -> : 5%:R - (2%:R * 2%:R + 0 * 0) = 1 :> R by ring.
by rewrite oner_eq0.
Qed.

(* a start at Y R^-1 for Y (R^T)^-1 *)
Theorem mixed_neurons_start_wrong : ~ (forall (o N : nat) (T : Type) (eta : R) slope next k m
    (Hk : 'M[R]_(k, N)) (C : 'M[R]_(m, k)) (theta : T) (S : 'M[R]_k) (Y : 'M[R]_(o, k)) n,
  S *m S^T = M_star C -> S \in unitmx ->
  (learn eta slope next (S^T *m Hk) 1%:M (Y *m invmx S, theta) n).1 *m S^T =
    (learn eta slope next Hk (M_star C) (Y, theta) n).1).
Proof.
pose sl (n : nat) (_ : 'M[R]_2) (_ : unit) : 'M[R]_2 := 1%:M; pose S := turned^T.
move=> /(_ 2%N 2%N unit 1 sl still 2%N _ 1%:M three tt S S 0%N) H.
have e : S *m S^T = M_star three.
  by rewrite star3 /S trmxK /turned pickT pickM; congr pick; ring.
have u : S \in unitmx by rewrite unitmx_tr turned_unit.
have := H e u; rewrite /= mulmxV // mul1mx /S trmxK /turned pickT.
by move=> /matrixP/(_ 1 0); rewrite !mxE /= => /eqP; rewrite oner_eq0.
Qed.
End Wrong.

(* no order: the field of two elements, where a neuron gone twice leaves nothing *)
Theorem plain_descent_any_field_wrong : ~ (forall (F : fieldType) (o N : nat) (T : Type) (eta : F)
    slope next k m (Hk : 'M[F]_(k, N)) (Hd : 'M[F]_(m, N)) (C : 'M[F]_(m, k)) (Xk : 'M[F]_(o, k))
    Xd (theta : T),
  Hd = C *m Hk -> row_free Hk -> eta != 0 ->
  (forall i, output eta slope next Hk 1%:M (Xk + Xd *m C, theta) i =
     output eta slope next (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta) i) ->
  forall i, slope_at eta slope next (col_mx Hk Hd) 1%:M (row_mx Xk Xd, theta) i *m Hd^T = 0).
Proof.
pose F := [fieldType of 'F_2]; pose C : 'M[F]_(2, 1) := ones; pose X : 'M[F]_(1, 1) := ones.
pose Y : 'M[F]_(1, 2) := ones; pose sl (n : nat) (_ : 'M[F]_1) (_ : unit) : 'M[F]_1 := 1%:M.
have e : C = C *m 1%:M by rewrite mulmx1.
have free : row_free (1%:M : 'M[F]_1) by rewrite row_free_unit unitmx1.
move=> /(_ F 1%N 1%N unit 1 sl still 1%N 2%N 1%:M C C X Y tt e free (oner_neq0 F)) H.
have star : M_star C = 1%:M.
  rewrite /M_star; apply/matrixP=> i j; rewrite !mxE !big_ord_recl big_ord0 !mxE !ord1 /=.
  by apply/eqP.
unshelve epose proof (H _ 0%N) as Z; first move=> i.
  have [_ _ z _] := same_path 1 sl still X Y tt i e.
  by rewrite [RHS]/output -z star.
by move: Z; rewrite /slope_at /sl mul1mx => /matrixP/(_ 0 0); rewrite !mxE => /eqP.
Qed.
