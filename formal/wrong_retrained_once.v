(* Wrong variants of what one step after a removal tells, near the truth, refuted: by one or two
   neurons that stay and one or two that go. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal wrong_removal retrained retrained_once.
From dlf Require Import wrong_retrained.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Local Notation ones := (const_mx 1).

Section Wrong.
Variable R : realFieldType.
Local Notation one := (const_mx 1 : 'M[R]_(1, 1)).
Local Notation rate1 := (rate1 R).
Local Notation free1 := (free1 R).
Local Notation one_one := (one_one R).

(* with the output as target nothing moves, and nothing is told *)
Lemma at_target k m N o (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k))
    (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)) M : Hd = C *m Hk -> row_free Hk ->
  once 1 Hk Hd C Xk Xd (row_mx Xk Xd *m col_mx Hk Hd) M.
Proof. by move=> rel free; apply/(once_pull _ _ rel free rate1); rewrite subrr !mul0mx. Qed.

(* nine tenths of C^T C *)
Theorem every_target_share_wrong : ~ (forall o N k m (eta : R) (Hk : 'M[R]_(k, N))
    (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)) M,
  Hd = C *m Hk -> row_free Hk -> eta != 0 -> (0 < o)%N ->
  (forall target, once eta Hk Hd C Xk Xd target M) -> M = 1%:M + 9%:R / 10%:R *: (C^T *m C)).
Proof.
move=> /(_ 1%N 1%N 1%N 1%N 1 one one one one one (M_star one) one_one free1 rate1 isT) H.
have := H ((every_target one one one_one free1 rate1 _ isT).2 erefl).
rewrite /M_star one1 trmx1 mulmx1 => /addrI/matrixP/(_ 0 0).
by rewrite !mxE eqxx mulr1 => /eqP; rewrite eq_sym tenth.
Qed.

(* neurons that stay and depend on one another *)
Theorem every_target_dependent_wrong : ~ (forall o N k m (eta : R) (Hk : 'M[R]_(k, N))
    (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)) M,
  Hd = C *m Hk -> eta != 0 -> (0 < o)%N ->
  (forall target, once eta Hk Hd C Xk Xd target M) -> M = M_star C).
Proof.
pose Hk : 'M[R]_(2, 1) := ones; pose C : 'M[R]_(1, 2) := ones; pose D : 'M[R]_2 :=
  delta_mx 0 0 - delta_mx 0 1; pose X : 'M[R]_(1, 2) := ones.
move=> /(_ 1%N 1%N 2%N 1%N 1 Hk _ C X one (M_star C + D) erefl rate1 isT) H.
have DH : D *m Hk = 0.
  apply/matrixP=> i j; rewrite !mxE !big_ord_recl big_ord0 !mxE !ord1 /=.
  by case: (i == 0) => /=; rewrite !mulr1 addr0 ?subr0 ?sub0r ?addrN ?addr0 ?subrr.
unshelve epose proof (H _) as Z; first move=> target.
  have [_ _ e _] :=
    same_path 1 (square_slope target) (@nothing _ _ _) X one tt 1 (erefl (C *m Hk)).
  rewrite /once [RHS]/output -e /output /small !learnS [in LHS]mulmxBl [in RHS]mulmxBl /=.
  congr (_ - _).
  by rewrite -!scalemxAl -!mulmxA [(M_star C + D) *m Hk]mulmxDl DH addr0.
move: Z => /(congr1 (fun A => A - M_star C)); rewrite addrAC subrr add0r => /matrixP/(_ 0 0).
by rewrite !mxE /= subr0 => /eqP; rewrite oner_eq0.
Qed.

(* a rank one less *)
Theorem one_target_rank_wrong : ~ (forall o N k m (eta : R) (Hk : 'M[R]_(k, N))
    (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)) target,
  Hd = C *m Hk -> row_free Hk -> eta != 0 ->
  (k <= (\rank ((row_mx Xk Xd *m col_mx Hk Hd - target) *m Hk^T)).+1)%N ->
  forall M, once eta Hk Hd C Xk Xd target M -> M = M_star C).
Proof.
move=> /(_ 1%N 1%N 1%N 1%N 1 one one one one one _ one_one free1 rate1 isT _ (at_target _ _ 0 _ _)).
move=> /(_ one_one free1); rewrite star1 => /matrixP/(_ 0 0).
by rewrite !mxE eqxx => /eqP; rewrite eq_sym pnatr_eq0.
Qed.

(* as many outputs as neurons that stay *)
Theorem one_target_outputs_wrong : ~ (forall o N k m (eta : R) (Hk : 'M[R]_(k, N))
    (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)) target,
  Hd = C *m Hk -> row_free Hk -> eta != 0 -> (o <= k)%N ->
  exists2 M, once eta Hk Hd C Xk Xd target M & M != M_star C).
Proof.
pose target := row_mx one one *m col_mx one one - 1%:M.
move=> /(_ 1%N 1%N 1%N 1%N 1 one one one one one target one_one free1 rate1 isT)[M on].
have [[_ dec] _] := one_target one one one_one free1 rate1 target.
rewrite (dec _ M on) ?eqxx // /target opprB addrCA subrr addr0 mul1mx one1 trmx1.
by rewrite mxrank1.
Qed.

(* one output fewer *)
Theorem almost_every_target_outputs_wrong : ~ (forall o N k m (eta : R) (Hk : 'M[R]_(k, N))
    (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)),
  Hd = C *m Hk -> row_free Hk -> eta != 0 -> (0 < o)%N -> (k <= o.+1)%N ->
  exists D : 'M[R]_(o, N), forall target, exists p : {poly R}, [/\ p \is monic, size p = k.+1 &
    forall t, ~~ root p t -> forall M, once eta Hk Hd C Xk Xd (target + t *: D) M -> M = M_star C]).
Proof.
pose Hk : 'M[R]_2 := 1%:M; pose C : 'M[R]_(1, 2) := ones; pose X : 'M[R]_(1, 2) := ones.
have free : row_free Hk by rewrite row_free_unit unitmx1.
move=> /(_ 1%N 2%N 2%N 1%N 1 Hk _ C X one erefl free rate1 isT isT)[D /(_ 0)[p [mon sz tells]]].
pose s : seq R := [seq i%:R | i <- iota 0 3].
have us : uniq s by rewrite map_inj_uniq ?iota_uniq // => i j /eqP; rewrite eqr_nat => /eqP.
case: (altP (@allP _ (root p) s)) => [/allP al|/allPn[t _ nr]].
  by have := max_poly_roots (monic_neq0 mon) al us; rewrite sz.
have [_ few] := one_target X one (erefl (C *m Hk)) free rate1 (0 + t *: D).
by have [//|M /(tells t nr)->] := few; rewrite eqxx.
Qed.

(* one exception fewer *)
Theorem almost_every_target_roots_wrong : ~ (forall o N k m (eta : R) (Hk : 'M[R]_(k, N))
    (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)),
  Hd = C *m Hk -> row_free Hk -> eta != 0 -> (0 < k)%N -> (k <= o)%N ->
  exists D : 'M[R]_(o, N), forall target, exists p : {poly R}, [/\ p \is monic, size p = k &
    forall t, ~~ root p t -> forall M, once eta Hk Hd C Xk Xd (target + t *: D) M -> M = M_star C]).
Proof.
move=> /(_ 1%N 1%N 1%N 1%N 1 one one one one one one_one free1 rate1 isT isT)[D].
move=> /(_ (row_mx one one *m col_mx one one))[p [mon sz tells]].
have p1 : p = 1.
  by have := monicP mon; rewrite [p]size1_polyC ?sz // lead_coefC => ->.
have := tells 0 _ 0; rewrite p1 root1 scale0r addr0 => /(_ isT (at_target _ _ 0 one_one free1)).
by rewrite star1 => /matrixP/(_ 0 0); rewrite !mxE eqxx => /eqP; rewrite eq_sym pnatr_eq0.
Qed.

(* the rate a tenth more *)
Theorem plain_every_loss_rate_wrong : ~ (forall o N k m (eta : R) (Hk : 'M[R]_(k, N))
    (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)),
  Hd = C *m Hk -> row_free Hk -> eta != 0 -> (0 < o)%N ->
  (forall target, once eta Hk Hd C Xk Xd target (11%:R / 10%:R)%:M) <-> C = 0).
Proof.
pose O : 'M[R]_(1, 1) := 0; have e : O = O *m one by rewrite [RHS]mul0mx.
move=> /(_ 1%N 1%N 1%N 1%N 1 one O O one one e free1 rate1 isT)[_ /(_ erefl)].
move=> /(every_target one one e free1 rate1 _ isT).1.
have -> : M_star O = 1%:M by rewrite /M_star trmx0 mul0mx addr0.
move=> /matrixP/(_ 0 0); rewrite !mxE eqxx !mulr1n => /eqP; rewrite -subr_eq0.
have -> : 11%:R / 10%:R - 1 = 10%:R^-1 :> R by field.
by rewrite invr_eq0 pnatr_eq0.
Qed.

(* one target at which the weights move *)
Theorem plain_every_loss_one_target_wrong : ~ (forall o N k m (eta : R) (Hk : 'M[R]_(k, N))
    (Hd : 'M[R]_(m, N)) (C : 'M[R]_(m, k)) (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)) target,
  Hd = C *m Hk -> row_free Hk -> eta != 0 -> (0 < o)%N ->
  (row_mx Xk Xd *m col_mx Hk Hd - target) *m Hk^T != 0 ->
  once eta Hk Hd C Xk Xd target 1%:M -> C = 0).
Proof.
pose Hk : 'M[R]_2 := 1%:M; pose C : 'M[R]_(1, 2) := delta_mx 0 1.
pose X : 'M[R]_(1, 2) := ones; pose A : 'M[R]_(1, 2) := delta_mx 0 0.
have free : row_free Hk by rewrite row_free_unit unitmx1.
pose Z := row_mx X one *m col_mx Hk (C *m Hk).
move=> /(_ 1%N 2%N 2%N 1%N 1 Hk _ C X one (Z - A) erefl free rate1 isT).
have pull : (Z - (Z - A)) *m Hk^T = A by rewrite opprB addrCA subrr addr0 trmx1 mulmx1.
have nz (j : 'I_2) : (delta_mx 0 j : 'M[R]_(1, 2)) != 0.
  apply/eqP => /matrixP/(_ 0 j); rewrite !mxE !eqxx => /eqP.
  by rewrite oner_eq0.
move=> H; suff one0 : once 1 Hk (C *m Hk) C X one (Z - A) 1%:M.
  have /H/(_ one0)/eqP : (Z - (Z - A)) *m Hk^T != 0 by rewrite pull nz.
  by rewrite (negbTE (nz _)).
apply/(once_pull _ _ erefl free rate1); rewrite -/Z pull /M_star opprD addNKr mulmxN.
by rewrite trmx_delta mul_delta_mx mul_delta_mx_0 ?oppr0.
Qed.
End Wrong.

(* no order: the field of two elements, where a neuron gone twice leaves nothing *)
Theorem plain_every_loss_any_field_wrong : ~ (forall (F : fieldType) o N k m (eta : F)
    (Hk : 'M[F]_(k, N)) (Hd : 'M[F]_(m, N)) (C : 'M[F]_(m, k)) (Xk : 'M[F]_(o, k)) Xd,
  Hd = C *m Hk -> row_free Hk -> eta != 0 -> (0 < o)%N ->
  (forall target, once eta Hk Hd C Xk Xd target 1%:M) -> C = 0).
Proof.
pose F := [fieldType of 'F_2]; pose C : 'M[F]_(2, 1) := ones; pose X : 'M[F]_(1, 1) := ones.
pose Y : 'M[F]_(1, 2) := ones; have e : C = C *m 1%:M by rewrite mulmx1.
have free : row_free (1%:M : 'M[F]_1) by rewrite row_free_unit unitmx1.
have star : M_star C = 1%:M.
  rewrite /M_star; apply/matrixP=> i j; rewrite !mxE !big_ord_recl big_ord0 !mxE !ord1 /=.
  by apply/eqP.
move=> /(_ F 1%N 1%N 1%N 2%N 1 1%:M C C X Y e free (oner_neq0 F) isT) H.
have {H} /matrixP/(_ 0 0) := H ((every_target X Y e free (oner_neq0 F) _ isT).2 (esym star)).
by rewrite !mxE => /eqP.
Qed.
