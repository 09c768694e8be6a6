(* Wrong variants of the flow of the imbalance of a radial network, and of when it is conserved. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz orthonormal radial radial_slope radial_by_layer.
From dlf Require Import radial_moment radial_witness real_slope flow radial_imbalance.
From dlf Require Import radial_conserved.
From dlf Require Import wrong_radial_moment wrong_radial_imbalance.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation reals := [rcfType of R].
Local Notation one := (fun _ : nat => 1%N).
Local Notation tenths k := (k%:R / 10%:R : R).

(* the output as loss *)
Definition output_loss := @first_outputs reals one 2 1.

Lemma moving : exists V : R -> layers reals one, exists2 D,
  moves_down (n := one) (L := 2) squared one_sample output_loss V 0 &
  @sums_gradient reals one 2 1 squared one_sample output_loss (V 0) 2 D /\
  radial_moment (squared 1) (twice 1) (weight (V 0 1%N)) (sums squared one_sample (V 0) 1) D <> 0.
Proof.
have wide k : (0 < k <= 2)%N -> (0 < one k)%N by [].
have pos k : (0 < k < 2)%N -> 0 < (fun=> 1 : reals) k by rewrite ltr01.
have mv j : (1 < j < 2)%N -> twice j 1 != 0 by case: j => [|[|[]]].
have bent : 1 * twice 1 1 != squared 1 1 :> reals.
  have -> : twice 1 1 = 2%:R by exact: mulr1.
  by rewrite /squared expr1n mul1r pnatr_eq1.
have [D gD /eqP S0] := @straight_moment reals one 2 1 squared twice one_sample 0 (fun=> 1) isT
  wide pos squared_0 squared_slopes mv isT bent.
have [V [V0 down]] := @line_down one 2 1 squared twice one_sample squared_0 squared_slopes
  output_loss (straight one squared 0 (fun=> 1))
  (fun Z => ex_intro _ _ (@first_outputs_gradient reals one 2 1 Z)).
exists V; exists D; first exact: down.
by rewrite V0; split; [exact: gD | exact: S0].
Qed.

Lemma derivative_share k : k != 2%:R -> ~ (forall n L N h (X : 'M[R]_(n 0%N, N)) phi l dh,
  (l.+1 < L)%N -> h l.+1 0 = 0 ->
  (forall r : R, 0 <= r -> @has_slope reals (h l.+1) r (dh r)) ->
  forall W t D, moves_down h X phi W t -> @sums_gradient reals n L N h X phi (W t) l.+2 D ->
  mderiv (fun u => radial_imbalance l (W u)) t (k *:
    radial_moment (h l.+1) dh (weight (W t l.+1)) (sums h X (W t) l.+1) D)).
Proof.
have [V [D down [gD S0]]] := moving; move=> k2.
have l1 : (0 < 1 < 2)%N by [].
move=> /(_ one 2%N 1%N squared one_sample output_loss 0%N (twice 1) isT (squared_0 l1)
  (squared_slopes l1)).
move=> /(_ V 0 D down gD) d1.
have d2 := radial_imbalance_flow (isT : (1 < 2)%N) (squared_0 l1) (squared_slopes l1) down gD.
apply: S0; apply/matrixP=> i j; have := is_derive_unique _ _ _ (d1 i j).
rewrite (is_derive_unique _ _ _ (d2 i j)) !mxE => /eqP; rewrite -subr_eq0 -mulrBl mulf_eq0.
by rewrite subr_eq0 eq_sym (negbTE k2) => /eqP.
Qed.

(* nine tenths of the derivative *)
Theorem radial_imbalance_flow_tenth_wrong : ~ (forall n L N h (X : 'M[R]_(n 0%N, N)) phi l dh,
  (l.+1 < L)%N -> h l.+1 0 = 0 ->
  (forall r : R, 0 <= r -> @has_slope reals (h l.+1) r (dh r)) ->
  forall W t D, moves_down h X phi W t -> @sums_gradient reals n L N h X phi (W t) l.+2 D ->
  mderiv (fun u => radial_imbalance l (W u)) t ((tenths 9 * 2%:R) *:
    radial_moment (h l.+1) dh (weight (W t l.+1)) (sums h X (W t) l.+1) D)).
Proof.
apply: derivative_share; rewrite -subr_eq0.
have -> : tenths 9 * 2%:R - 2%:R = - 5%:R^-1 by field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* the moment once *)
Theorem radial_imbalance_flow_once_wrong : ~ (forall n L N h (X : 'M[R]_(n 0%N, N)) phi l dh,
  (l.+1 < L)%N -> h l.+1 0 = 0 ->
  (forall r : R, 0 <= r -> @has_slope reals (h l.+1) r (dh r)) ->
  forall W t D, moves_down h X phi W t -> @sums_gradient reals n L N h X phi (W t) l.+2 D ->
  mderiv (fun u => radial_imbalance l (W u)) t (1 *:
    radial_moment (h l.+1) dh (weight (W t l.+1)) (sums h X (W t) l.+1) D)).
Proof. by apply: derivative_share; rewrite eq_sym pnatr_eq1. Qed.

(* every output_loss with a gradient everywhere *)
Definition smooth (n : nat -> nat) L N (phi : 'M[R]_(n L, N) -> R) :=
  forall Z, exists Gamma, @has_gradient reals _ _ phi Z Gamma.

Lemma smooth_linear (n : nat -> nat) L N (Gamma : 'M[R]_(n L, N)) :
  @smooth n L N (fun Z => \tr (Gamma^T *m Z)).
Proof.
move=> Z; exists Gamma => c c0; exists 1 => [|Y _]; first exact: ltr01.
rewrite mulmxBr [\tr (_ - _)]linearB /= subrr normr0.
by rewrite mulr_ge0 ?norm1_ge0 ?ltW.
Qed.

(* nine tenths of h in the condition *)
Theorem radial_conserved_iff_tenth_wrong : ~ (forall n L N h dh (X : 'M[R]_(n 0%N, N)) l,
  (forall j, (0 < j < L)%N -> h j 0 = 0) ->
  (forall j, (0 < j < L)%N -> forall r : R, 0 <= r -> @has_slope reals (h j) r (dh j r)) ->
  forall K : ('M[R]_(n L, N) -> R) -> Prop, (l.+1 < L)%N -> (0 < N)%N ->
  (forall k, (l < k <= L)%N -> (0 < n k)%N) ->
  (forall j, (l.+1 < j < L)%N -> exists r : R, 0 <= r /\ h j r <> 0) ->
  (forall phi, K phi -> forall Z, exists Gamma, @has_gradient reals _ _ phi Z Gamma) ->
  (forall Gamma, K (fun Z => \tr (Gamma^T *m Z))) ->
  (forall phi, K phi -> imbalance_rests h X l phi) <->
  (forall r : R, 0 < r -> r * dh l.+1 r = tenths 9 * h l.+1 r)).
Proof.
pose same (_ : nat) (s : R) : R := s; pose ones (_ : nat) (_ : R) : R := 1.
have sl j : (0 < j < 2)%N -> forall r : R, 0 <= r -> @has_slope reals (same j) r (ones j r).
  move=> _ r _ e e0; exists 1; first exact: ltr01.
  by move=> s _ _; rewrite mul1r subrr normr0 mulr_ge0 // ltW.
have h0 j : (0 < j < 2)%N -> same j 0 = 0 by [].
have alive j : (1 < j < 2)%N -> exists r : R, 0 <= r /\ same j r <> 0 by case: j => [|[|[]]].
have Kl := @smooth_linear one 2 1.
have [true_ _] := @radial_conserved_iff one 2 1 same ones one_sample 0 h0 sl (@smooth one 2 1)
  isT isT (fun _ _ => isT) alive (fun _ H => H) Kl.
move=> /(_ one 2%N 1%N same ones one_sample 0%N h0 sl (@smooth one 2 1)).
move=> /(_ isT isT (fun _ _ => isT) alive (fun _ H => H) Kl)[to _].
have lin : forall r : R, 0 < r -> r * ones 1%N r = same 1%N r by move=> r _; rewrite mulr1.
have := to (true_.2 lin) 1 ltr01; rewrite !mulr1 => /eqP; rewrite -subr_eq0.
have -> : 1 - tenths 9 = 10%:R^-1 by field.
by rewrite invr_eq0 pnatr_eq0.
Qed.

(* a function above that is zero everywhere *)
Theorem radial_conserved_iff_dead_wrong : ~ (forall n L N h dh (X : 'M[R]_(n 0%N, N)) l,
  (forall j, (0 < j < L)%N -> h j 0 = 0) ->
  (forall j, (0 < j < L)%N -> forall r : R, 0 <= r -> @has_slope reals (h j) r (dh j r)) ->
  forall K : ('M[R]_(n L, N) -> R) -> Prop, (l.+1 < L)%N -> (0 < N)%N ->
  (forall k, (l < k <= L)%N -> (0 < n k)%N) ->
  (forall phi, K phi -> forall Z, exists Gamma, @has_gradient reals _ _ phi Z Gamma) ->
  (forall Gamma, K (fun Z => \tr (Gamma^T *m Z))) ->
  (forall phi, K phi -> imbalance_rests h X l phi) <->
  (forall r : R, 0 < r -> r * dh l.+1 r = h l.+1 r)).
Proof.
pose h j (s : R) : R := if j == 1%N then s ^+ 2 else 0.
pose dh j (s : R) : R := if j == 1%N then 2%:R * s else 0.
have h0 j : (0 < j < 3)%N -> h j 0 = 0 by rewrite /h expr0n if_same.
have sl j : (0 < j < 3)%N -> forall r : R, 0 <= r -> @has_slope reals (h j) r (dh j r).
  move=> _ r _; rewrite /h /dh; case: eqP => _; first exact: slope_square.
  move=> e e0; exists 1; first exact: ltr01.
  by move=> s _ _; rewrite mul0r !subr0 normr0 mulr_ge0 // ltW.
move=> /(_ one 3%N 1%N h dh one_sample 0%N h0 sl (@smooth one 3 1)).
move=> /(_ isT isT (fun _ _ => isT) (fun _ H => H) (@smooth_linear one 3 1))[to _].
have rests phi : @smooth one 3 1 phi -> imbalance_rests h one_sample 0 phi.
  move=> _ W t down; have l1 : (0 < 1 < 3)%N by [].
  have gD : @sums_gradient reals one 3 1 h one_sample phi (W t) 2 0.
    move=> e e0; exists 1 => [|Y _]; first exact: ltr01.
    rewrite trmx0 mul0mx mxtrace0 subr0.
    have dead (A : 'M[R]_1) s : resumed (n := one) h (W t) (i := 2) (col s A) 3 =
        affine (W t 2%N) 0.
      rewrite resumed_step // resumed_self; congr (affine _ _).
      by rewrite /rho; case: eqP => // _; rewrite mul0r scale0r.
    have E A B : resumed_loss (n := one) (L := 3) h phi (W t) (i := 2) A =
        resumed_loss (n := one) (L := 3) h phi (W t) (i := 2) B.
      apply: (congr1 phi); apply/matrixP=> k s; rewrite [LHS]mxE [RHS]mxE.
      by rewrite (dead A) (dead B).
    by rewrite (E Y (sums h one_sample (W t) 2)) subrr normr0 mulr_ge0 ?norm1_ge0 // ltW.
  have := radial_imbalance_flow (isT : (1 < 3)%N) (h0 _ l1) (sl _ l1) down gD.
  rewrite /radial_moment big1 ?scaler0 // => s _ /=.
  by rewrite [X in col_dot _ X](_ : _ = 0) /col_dot ?mulmx0 ?mxtrace0 ?mulr0 ?scale0r //;
    apply/colP=> i; rewrite !mxE.
have := to rests 1 ltr01; rewrite /h /dh /= expr1n mulr1 mul1r => /eqP.
by rewrite pnatr_eq1.
Qed.
