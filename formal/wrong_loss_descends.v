(* Wrong variants of the descent of the loss, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent lipschitz squares half_square block removal flow.
From dlf Require Import end_to_end end_to_end_flow singular_values singular_facts.
From dlf Require Import singular_bounds descent_rate.
From dlf Require Import loss_descends.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Algebra.
Variable F : rcfType.
Local Notation one := (fun _ : nat => 1%N).

Lemma sumsq1 (x : 'M[F]_1) : sumsq x = x 0 0 ^+ 2.
Proof. by rewrite /sumsq !big_ord1. Qed.

(* two factors of one number each *)
Definition pair_of (a b : F) : factors F one := fun l => (if l == 0%N then a else b)%:M.

Lemma pair_chain a b : chain 2 (pair_of a b) = (b * a)%:M.
Proof. by rewrite /= /pair_of /= mulmx1 -scalar_mxM. Qed.

Lemma pair_gradients a b (G : 'M[F]_1) :
  \sum_(l < 2) sumsq (grad (L := 2) (d := one) G (pair_of a b) l) = (b ^+ 2 + a ^+ 2) * G 0 0 ^+ 2.
Proof.
rewrite !big_ord_recl big_ord0 addr0 !sumsq1 /grad above_step // !above_end mul1mx /=.
rewrite /pair_of /= !trmx1 !mulmx1 mul1mx !tr_scalar_mx mul_scalar_mx mul_mx_scalar !mxE.
by rewrite !exprMn mulrDl.
Qed.

Lemma unit_pair : singular_decomposition (chain 2 (pair_of 1 1)) 1%:M 1%:M (fun j => (j < 1)%:R).
Proof.
by rewrite pair_chain mulr1; have := @partial_identity F 1 1 1 isT; rewrite pid_mx_1.
Qed.

Lemma unit_root i : 0 <= (i < 1)%:R :> F /\ (i < 1)%:R ^+ 2 = (i < 1)%:R ^+ 2 :> F.
Proof. by rewrite ler0n. Qed.

(* one weight less *)
Theorem gradients_fewer_wrong : ~ (forall n d (W : factors F d) (G : 'M[F]_(d n.+1, d 0%N)) U V s r,
  balanced n.+1 W -> singular_decomposition (chain n.+1 W) U V s ->
  (forall i : nat, 0 <= r i /\ r i ^+ n.+1 = s i ^+ 2) ->
  \sum_(l < n.+1) sumsq (grad G W l) = \sum_(i < d n.+1) \sum_(j < d 0%N)
    (\sum_(l < n) r i ^+ (n - l) * r j ^+ l) * (U^T *m G *m V) i j ^+ 2).
Proof.
have bal : balanced 2 (pair_of 1 1) by move=> [|[]] // _; rewrite /imbalance tr_scalar_mx subrr.
move=> /(_ 1%N one _ 1%:M _ _ _ _ bal unit_pair unit_root); rewrite pair_gradients !big_ord1 !trmx1.
rewrite mul1mx mulmx1 mxE !mulr1 !expr1n !mulr1 => /eqP.
by rewrite -subr_eq0 addrK oner_eq0.
Qed.

(* a chain that is not balanced *)
Theorem gradients_unbalanced_wrong : ~ (forall n d (W : factors F d) (G : 'M[F]_(d n.+1, d 0%N))
    U V s r, singular_decomposition (chain n.+1 W) U V s ->
  (forall i : nat, 0 <= r i /\ r i ^+ n.+1 = s i ^+ 2) ->
  \sum_(l < n.+1) sumsq (grad G W l) = \sum_(i < d n.+1) \sum_(j < d 0%N)
    (\sum_(l < n.+1) r i ^+ (n - l) * r j ^+ l) * (U^T *m G *m V) i j ^+ 2).
Proof.
move=> H; have dec : singular_decomposition (chain 2 (pair_of 2%:R 2%:R^-1)) 1%:M 1%:M
    (fun j => (j < 1)%:R).
  by have := unit_pair; rewrite !pair_chain mulVf ?mulr1 // pnatr_eq0.
have := H 1%N one _ 1%:M _ _ _ _ dec unit_root; rewrite pair_gradients !big_ord1 !trmx1.
rewrite mul1mx mulmx1 mxE !big_ord_recl big_ord0 !mulr1 !expr1n !mulr1 addr0 => e.
have: 2%:R < (2%:R^-1) ^+ 2 + 2%:R ^+ 2 :> F.
  apply: (@lt_le_trans _ _ (2%:R ^+ 2)); last by rewrite ler_addr sqr_ge0.
  by rewrite -natrX ltr_nat.
by rewrite e -[1 + 1]/(2%:R) ltxx.
Qed.

(* two rows, one column, L = 2: as tall as it is not square *)
Definition tall (l : nat) : nat := if l == 2%N then 2%N else 1%N.

(* the number of factors for every shape *)
Theorem descent_rate_shape_wrong : ~ (forall n d (W : factors F d) (G : 'M[F]_(d n.+1, d 0%N))
    sigma rho, balanced n.+1 W -> 0 <= sigma -> singular_at_least (chain n.+1 W) sigma ->
  0 <= rho -> rho ^+ n.+1 = sigma ^+ 2 ->
  n.+1%:R * rho ^+ n * sumsq G <= \sum_(l < n.+1) sumsq (grad G W l)).
Proof.
move=> H; have wide l : (l <= 2)%N -> (minn (tall 2) (tall 0) <= tall l)%N by case: l => [|[|[]]].
have [W [G [bal least G0 e]]] := @descent_rate_attained F 1 tall isT wide.
have := H 1%N tall W G 1 1 bal ler01 least ler01; rewrite !expr1n => /(_ erefl).
rewrite e /rate_factor /= mulr1 ler_pmul2r ?lern1 //.
rewrite lt_neqAle sumsq_ge0 andbT eq_sym.
by apply: contraNneq G0 => z; rewrite (sumsq_eq0 (A := G)) ?z.
Qed.

(* eleven tenths of the rate *)
Theorem descent_rate_share_wrong : ~ (forall n d (W : factors F d) (G : 'M[F]_(d n.+1, d 0%N))
    sigma rho, balanced n.+1 W -> 0 <= sigma -> singular_at_least (chain n.+1 W) sigma ->
  0 <= rho -> rho ^+ n.+1 = sigma ^+ 2 ->
  11%:R / 10%:R * rate_factor F (d n.+1) (d 0%N) n.+1 * rho ^+ n * sumsq G
    <= \sum_(l < n.+1) sumsq (grad G W l)).
Proof.
move=> H; have wide l : (l <= 2)%N -> (minn (tall 2) (tall 0) <= tall l)%N by case: l => [|[|[]]].
have [W [G [bal least G0 e]]] := @descent_rate_attained F 1 tall isT wide.
have := H 1%N tall W G 1 1 bal ler01 least ler01; rewrite !expr1n => /(_ erefl).
rewrite e !mulr1 ler_pmul2r; last first.
  rewrite lt_neqAle sumsq_ge0 andbT eq_sym.
  by apply: contraNneq G0 => z; rewrite (sumsq_eq0 (A := G)) ?z.
by rewrite ler_pdivr_mulr ?ltr0n // mul1r ler_nat.
Qed.

(* two rows and columns through one inner neuron *)
Definition narrow (l : nat) : nat := if l == 1%N then 1%N else 2%N.

(* whatever the inner widths *)
Theorem descent_rate_attained_narrow_wrong : ~ (forall n d, (0 < minn (d n.+1) (d 0%N))%N ->
  exists (W : factors F d) (G : 'M[F]_(d n.+1, d 0%N)),
  [/\ balanced n.+1 W, singular_at_least (chain n.+1 W) 1, G != 0 &
    \sum_(l < n.+1) sumsq (grad G W l) = rate_factor F (d n.+1) (d 0%N) n.+1 * sumsq G]).
Proof.
move=> /(_ 1%N narrow isT) [W [G [_ least _ _]]].
have [U [V [s dec]]] := singular_value_decomposition (chain 2 W).
have := lt_le_trans ltr01 (least U V s dec 1%N isT); rewrite (positive_up_to_rank dec).
rewrite ltnNge (leq_trans (mxrankM_maxl _ _)) //; exact: rank_leq_col.
Qed.

(* at every residual *)
Theorem descent_rate_attained_all_wrong : ~ (forall n d, (0 < minn (d n.+1) (d 0%N))%N ->
  (forall l, (l <= n.+1)%N -> (minn (d n.+1) (d 0%N) <= d l)%N) -> exists (W : factors F d),
  [/\ balanced n.+1 W, singular_at_least (chain n.+1 W) 1 & forall G : 'M[F]_(d n.+1, d 0%N),
    \sum_(l < n.+1) sumsq (grad G W l) = rate_factor F (d n.+1) (d 0%N) n.+1 * sumsq G]).
Proof.
move=> H; have wide l : (l <= 2)%N -> (minn (tall 2) (tall 0) <= tall l)%N by case: l => [|[|[]]].
have [W [bal _ all]] := H 1%N tall isT wide.
pose a : 'M[F]_(2, 1) := W 1%N; pose b : 'M[F]_1 := W 0%N.
have ab : a^T *m a = b *m b^T by apply/eqP; rewrite -subr_eq0; apply/eqP; exact: (bal 0%N isT).
have E (G : 'M[F]_(2, 1)) : sumsq (a^T *m G) + b 0 0 ^+ 2 * sumsq G = sumsq G.
  have := all G; rewrite !big_ord_recl big_ord0 addr0 /grad above_step // !above_end mul1mx /=.
  rewrite !trmx1 !mulmx1 mul1mx -/a -/b -[rate_factor F _ _ _]/1 mul1r => e.
  have bE : b = (b 0 0)%:M := mx11_scalar b; rewrite -[RHS]e {2}bE tr_scalar_mx mul_mx_scalar.
  by rewrite sumsqZ.
have aa : sumsq a = b 0 0 ^+ 2.
  by rewrite sumsq_trace ab -sumsq_rows sumsq1.
have [a0|a0] := eqVneq (sumsq a) 0.
  have := E (delta_mx 0 0); rewrite -aa a0 mul0r addr0 (sumsq_eq0 (A := a)) ?a0 // trmx0 mul0mx.
  rewrite /sumsq big1 => [|i _]; last by rewrite big1 // => j _; rewrite mxE expr0n.
  move/esym/eqP; rewrite psumr_eq0 => [|i _]; last by apply: sumr_ge0 => j _; exact: sqr_ge0.
  by move=> /allP /(_ 0); rewrite mem_index_enum big_ord1 mxE !eqxx expr1n oner_eq0 => /(_ isT).
(* orthogonal to a *)
pose g : 'M[F]_(2, 1) := \col_i (if i == 0 then - a 1 0 else a 0 0).
have ag : a^T *m g = 0.
  apply/matrixP => i j; rewrite !ord1 !mxE !big_ord_recl big_ord0 addr0 !mxE /=.
  have -> : lift 0 0 = 1 :> 'I_2 by apply: val_inj.
  by rewrite mulrN mulrC addNr.
have gg : sumsq g = sumsq a.
  rewrite /sumsq !big_ord_recl !big_ord0 !addr0 !mxE /= sqrrN.
  have -> : lift 0 0 = 1 :> 'I_2 by apply: val_inj.
  by rewrite addrC.
have := E g; rewrite ag gg -aa; have -> : sumsq (0 : 'M[F]_1) = 0 by rewrite sumsq1 mxE expr0n.
rewrite add0r => /eqP; rewrite -{3}[sumsq a]mul1r -subr_eq0 -mulrBl mulf_eq0 (negbTE a0) orbF.
rewrite subr_eq0 => /eqP a1; have := E a; rewrite -aa a1 mulr1 sumsq1.
by rewrite -trace_mx11 -sumsq_trace a1 expr1n => /eqP; rewrite -subr_eq0 addrK oner_eq0.
Qed.
End Algebra.

Section Reals.
Local Notation one := (fun _ : nat => 1%N).

(* one factor, one number *)
Definition number (x : R -> R) : R -> factors [comRingType of R] one := fun t _ => (x t)%:M.

Lemma number_derivative (x : R -> R) t y : is_derive x t y ->
  mderiv (fun u => (x u)%:M : 'M[R]_1) t y%:M.
Proof.
move=> D i j; rewrite !ord1 mxE eqxx.
by apply: is_derive_ext D => u; rewrite mxE eqxx.
Qed.

Lemma number_continuous (x : R -> R) t : continuous x t -> mcont (fun u => (x u)%:M : 'M[R]_1) t.
Proof. by move=> c i j; apply: continuous_ext c => u; rewrite !ord1 mxE eqxx. Qed.

Lemma number_moves (x g : R -> R) T : (forall t, (0 < t < T)%R -> is_derive x t (- g t)%R) ->
  (forall t, (0 <= t <= T)%R -> continuous x t) ->
  @moves_by 0 one (fun t => (g t)%:M) T (number x).
Proof.
move=> D c [|//] _; split=> t tT; last by apply: number_continuous; exact: c.
have -> : - grad (L := 1) (d := one) (g t)%:M (number x t) 0 = (- g t)%R%:M.
  by rewrite /grad above_end /= !trmx1 mul1mx mulmx1 -scaleN1r scale_scalar_mx mulN1r.
by apply: number_derivative; exact: D.
Qed.

Lemma number_product (x : R -> R) t : chain 1 (number x t) = (x t)%:M.
Proof. by rewrite /= mulmx1. Qed.

Lemma number_singular (c : R) : (0 <= c)%R ->
  @singular_at_least R_rcfType 1 1 (c%:M : 'M[R_rcfType]_1) c.
Proof.
move=> /RleP c0 U V s dec [|//] _; have [_ _ ds _ _] := dec.
have /andP[s0 _] := ds 0%N 0%N isT; have := squares_of_singular_values dec.
rewrite sumsq1 mxE eqxx big_ord1 => /eqP; rewrite eqr_expn2 // => /eqP e.
by rewrite -e.
Qed.

Definition first_entry (X : 'M[R_realFieldType]_(one 1%N, one 0%N)) : R_realFieldType := X 0 0.

Lemma first_entry_gradient X : has_gradient first_entry X 1%:M.
Proof.
move=> e e0; exists 1 => // X' _.
have -> : first_entry X' - first_entry X - \tr (1%:M^T *m (X' - X)) = 0.
  by rewrite trmx1 mul1mx trace_mx11 !mxE subrr.
by rewrite normr0 mulr_ge0 ?norm1_ge0 ?(ltW e0).
Qed.

Lemma ramp_moves : @moves_by 0 one (fun=> 1%:M) 1%R (number (fun t => - t)%R).
Proof.
apply: (@number_moves _ (fun=> 1%R)) => t _; first by auto_derive.
by apply: (ex_derive_continuous (fun u => - u)%R); auto_derive.
Qed.

Lemma ramp_loss : (0 < / 2 < 1)%R /\ forall l, is_derive (fun u => first_entry
  (chain 1 (number (fun t => - t)%R u))) (/ 2)%R l -> l = (-1)%R.
Proof.
split=> [|l D]; first by lra.
rewrite -(is_derive_unique _ _ _ D); apply: is_derive_unique.
apply: (is_derive_ext (fun u => - u)%R) => [u|]; first by rewrite number_product /first_entry mxE.
by auto_derive.
Qed.

(* twice the squares *)
Theorem loss_along_flow_twice_wrong : ~ (forall n (d : nat -> nat)
    (G : R -> 'M[R]_(d n.+1, d 0%N)) T (W : R -> factors [comRingType of R] d), moves_by G T W ->
  forall (f : 'M[R]_(d n.+1, d 0%N) -> R) t, (0 < t < T)%R ->
  has_gradient (R := R_realFieldType) f (chain n.+1 (W t)) (G t) ->
  is_derive (fun u => f (chain n.+1 (W u))) t
    (- \sum_(l < n.+1) 2%:R * sumsq (grad (G t) (W t) l))).
Proof.
move=> H; have [h D] := ramp_loss.
have := D _ (H 0%N one _ 1%R _ ramp_moves first_entry _ h (first_entry_gradient _)).
rewrite big_ord1 /grad above_end /= !trmx1 !mul1mx /sumsq !big_ord1 mxE eqxx expr1n.
rewrite mulr1 -[- 2%:R]/(- (1 + 1))%R; lra.
Qed.

(* the slope at the product need not be that of the loss *)
Theorem loss_along_flow_any_wrong : ~ (forall n (d : nat -> nat) (G : R -> 'M[R]_(d n.+1, d 0%N)) T
    (W : R -> factors [comRingType of R] d), moves_by G T W ->
  forall (f : 'M[R]_(d n.+1, d 0%N) -> R) g t, (0 < t < T)%R ->
  has_gradient (R := R_realFieldType) f (chain n.+1 (W t)) g ->
  is_derive (fun u => f (chain n.+1 (W u))) t (- \sum_(l < n.+1) sumsq (grad g (W t) l))).
Proof.
move=> H; have [h _] := ramp_loss.
pose f (X : 'M[R]_(one 1%N, one 0%N)) : R := 2%:R * first_entry X.
have grad_f X : has_gradient (R := R_realFieldType) f X 2%:M.
  move=> e e0; exists 1 => // X' _; have -> : f X' - f X - \tr (2%:M^T *m (X' - X)) = 0.
    rewrite tr_scalar_mx mul_scalar_mx trace_mx11 !mxE /f /first_entry.
    by rewrite -mulrBr subrr.
  by rewrite normr0 mulr_ge0 ?norm1_ge0 ?(ltW e0).
have := H 0%N one _ 1%R _ ramp_moves f _ _ h (grad_f _) => /is_derive_unique.
have D : is_derive (fun u => f (chain 1 (number (fun t => - t)%R u))) (/ 2)%R (-2)%R.
  apply: (is_derive_ext (fun u => (1 + 1) * - u)%R) => [u|].
    by rewrite number_product /f /first_entry mxE.
  by auto_derive; [|ring].
rewrite (is_derive_unique _ _ _ D) big_ord1 /grad above_end /= !trmx1 mul1mx mulmx1.
rewrite /sumsq !big_ord1 mxE eqxx expr2 -[- (_ * _)]/(- (2 * 2))%R; lra.
Qed.

Lemma real_half (x : R) : x / 2%:R = (x / 2)%R.
Proof. by rewrite -RdivE ?pnatr_eq0. Qed.

(* the residual of 0 *)
Lemma residual0 m p (X : 'M[R]_(m, p)) : X - 0 = X. Proof. exact: subr0. Qed.

Lemma falling_moves : @moves_by 0 one (fun t => residual (L := 1) (d := one) 0
  (chain 1 (number (fun u => exp (- u)) t))) 1%R (number (fun u => exp (- u))).
Proof.
have D t : is_derive (fun u => exp (- u)) t (- exp (- t))%R by auto_derive; [|ring].
have := @number_moves (fun u => exp (- u)) (fun u => exp (- u)) 1 (fun t _ => D t).
have c t : continuous (fun u => exp (- u)) t.
  by apply: (ex_derive_continuous (fun u => exp (- u))); exists (- exp (- t))%R.
move=> /(_ (fun t _ => c t)) H l lL; have [H1 H2] := H l lL; split=> // t tT.
by rewrite /residual residual0 number_product; exact: H1.
Qed.

(* eleven tenths of the rate *)
Theorem loss_decays_faster_wrong : ~ (forall n (d : nat -> nat) (M : 'M[R]_(d n.+1, d 0%N)) T
    (W : R -> factors [comRingType of R] d),
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> forall delta t,
  balanced n.+1 (W 0) -> (0 <= t <= T)%R -> (0 < delta)%R ->
  (forall u, (0 <= u <= t)%R -> @singular_at_least R_rcfType _ _ (chain n.+1 (W u)) delta) ->
  (half_square (R := R_realFieldType) M (chain n.+1 (W t)) <=
    exp (- (11 / 10 * 2 * rate_factor R_rcfType (d n.+1) (d 0%N) n.+1 *
      Rpower delta (2 - 2 / INR n.+1) * t)) *
    half_square (R := R_realFieldType) M (chain n.+1 (W 0)))%R).
Proof.
move=> H; have low u : (0 <= u <= 1)%R ->
    @singular_at_least R_rcfType 1 1 (chain 1 (number (fun v => exp (- v)) u)) (exp (- (1))).
  move=> u1; rewrite number_product => U V s dec j jL.
  apply: le_trans (number_singular (Rlt_le _ _ (exp_pos _)) dec jL); apply/RleP.
  by case: (Rle_lt_or_eq_dec u 1 (proj2 u1)) => [lt|->];
    [apply: Rlt_le; apply: exp_increasing; lra | exact: Rle_refl].
have := H 0%N one 0 1%R _ falling_moves (exp (- (1))) 1%R _ _ (exp_pos _) low.
have bal : balanced 1 (number (fun v => exp (- v)) 0) by move=> l.
move=> /(_ bal (conj Rle_0_1 (Rle_refl 1))).
have square t : half_square (R := R_realFieldType) 0 (chain 1 (number (fun v => exp (- v)) t)) =
    (exp (- t) * exp (- t) / 2)%R.
  by rewrite /half_square residual0 number_product -sumsq_trace sumsq1 mxE eqxx expr2 real_half.
rewrite !square -[rate_factor _ _ _ _]/1%R Ropp_0 exp_0 -[INR 1]/1%R.
have -> : (2 - 2 / 1 = 0)%R by field.
rewrite Rpower_O; last exact: exp_pos.
rewrite -exp_plus !Rmult_1_r; have : (exp (- (11 / 10 * 2)) < exp (- (1) + - (1)))%R.
  by apply: exp_increasing; lra.
by lra.
Qed.

(* no bound on the singular values *)
Theorem loss_decays_rank_wrong : ~ (forall n (d : nat -> nat) (M : 'M[R]_(d n.+1, d 0%N)) T
    (W : R -> factors [comRingType of R] d),
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> forall delta t,
  balanced n.+1 (W 0) -> (0 <= t <= T)%R -> (0 < delta)%R ->
  (half_square (R := R_realFieldType) M (chain n.+1 (W t)) <=
    exp (- (2 * rate_factor R_rcfType (d n.+1) (d 0%N) n.+1 *
      Rpower delta (2 - 2 / INR n.+1) * t)) *
    half_square (R := R_realFieldType) M (chain n.+1 (W 0)))%R).
Proof.
pose W (t : R) : factors [comRingType of R] one := fun=> 0.
have moves : @moves_by 1 one (fun t => residual (L := 2) (d := one) 1%:M (chain 2 (W t))) 1%R W.
  move=> l lL; split=> t tT; last by move=> i j; exact: continuous_const.
  have -> : - grad (L := 2) (d := one) (residual (L := 2) (d := one) 1%:M (chain 2 (W t)))
      (W t) l = 0.
    case: l lL => [|[|//]] _; rewrite /grad.
      by rewrite above_step // above_end mul1mx trmx0 !mul0mx oppr0.
    by rewrite /= !mul0mx trmx0 mulmx0 oppr0.
  exact: mderiv_const.
move=> H; have bal : balanced 2 (W 0) by move=> l _; rewrite /imbalance trmx0 !mul0mx subrr.
have := H 1%N one 1%:M 1%R W moves 1%R 1%R bal (conj Rle_0_1 (Rle_refl 1)) Rlt_0_1.
have -> : half_square (R := R_realFieldType) 1%:M (chain 2 (W 1%R)) = (1 / 2)%R.
  rewrite /half_square -sumsq_trace sumsq1 /= mul0mx !mxE eqxx sub0r sqrrN expr1n.
  exact: real_half.
have e1 : Rpower 1 (2 - 2 / INR 2) = 1%R by rewrite /Rpower ln_1 Rmult_0_r exp_0.
rewrite e1 -[rate_factor _ _ _ _]/2%R.
have : (exp (- (2 * 2 * 1 * 1)) < exp 0)%R by apply: exp_increasing; lra.
rewrite exp_0; lra.
Qed.
End Reals.
