(* When the imbalance of a radial network is conserved, over Coq's reals.

   Any depth, any widths (none zero from the layer above W_l on), any data with at least one sample.
   radial_conserved_iff (SMGH, part 2): let no function of a layer above be zero everywhere. For
     all losses of a class and all weights D = A_(l+1)^T A_(l+1) - W_l W_l^T has the derivative 0
     along minus the gradient, if and only if r h'(r) = h(r) for all r > 0, that is, if and only if
     h(r) = c r. The class may be any one of functions with a gradient everywhere that contains
     the linear ones, such as C^1. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain orthonormal radial radial_slope radial_by_layer radial_moment.
From dlf Require Import radial_witness real_slope flow radial_imbalance.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation reals := [rcfType of R].

Section Conserved.
Variables (n : nat -> nat) (L N : nat) (h dh : nat -> R -> R) (X : 'M[R]_(n 0%N, N)) (l : nat).

(* wherever all layers move along minus their gradients, D has the derivative 0 *)
Definition imbalance_rests phi := forall W t, @moves_down n L N h X phi W t ->
  mderiv (fun u => radial_imbalance l (W u : layers reals n)) t 0.

Hypothesis h0 : forall j, (0 < j < L)%N -> h j 0 = 0.
Hypothesis slopes : forall j, (0 < j < L)%N ->
  forall r : R, 0 <= r -> @has_slope reals (h j) r (dh j r).

(* through every W there is a curve that moves along minus the gradients *)
Lemma line_down phi (W : layers reals n) :
  (forall Z, exists Gamma, @has_gradient reals _ _ phi Z Gamma) ->
  exists V : R -> layers reals n, V 0 = W /\ @moves_down n L N h X phi V 0.
Proof.
move=> /(_ (sums h X W L))[Gamma gPhi].
have E (k : 'I_L) : exists G, @layer_gradient reals n L N h X phi W k G.
  by have [] := radial_gradients_exist h0 slopes gPhi (ltn_ord k).
have [G GE] := fin_all_exists E.
pose V u : layers reals n := fun k => match @idP (k < L)%N with
  ReflectT kL => W k - u *: G (Ordinal kL) | ReflectF _ => W k end.
have V0 : V 0 = W.
  apply: functional_extensionality_dep => k; rewrite /V; case: {-}_ / idP => // kL.
  by rewrite scale0r subr0.
exists V; split=> // k kL; rewrite V0; exists (G (Ordinal kL)); first exact: (GE (Ordinal kL)).
move=> i j; rewrite mxE; set g := G (Ordinal kL) i j.
have d : is_derive (fun u : R => W k i j + - (u * g) : R) (0 : R) (0 + - g : R).
  apply: dadd; first exact: dconst.
  have := dopp (dmul (@is_derive_id R_AbsRing 0) (dconst g 0)).
  by rewrite /one /= mulr0 addr0 mul1r.
rewrite add0r in d; apply: is_derive_ext d => u; rewrite /V.
case: {-}_ / idP => [kL'|//]; rewrite !mxE /g.
by rewrite (bool_irrelevance kL' kL).
Qed.

Theorem radial_conserved_iff (K : ('M[R]_(n L, N) -> R) -> Prop) : (l.+1 < L)%N -> (0 < N)%N ->
  (forall k, (l < k <= L)%N -> (0 < n k)%N) ->
  (forall j, (l.+1 < j < L)%N -> exists r : R, 0 <= r /\ h j r <> 0) ->
  (forall phi, K phi -> forall Z, exists Gamma, @has_gradient reals _ _ phi Z Gamma) ->
  (forall Gamma, K (fun Z => \tr (Gamma^T *m Z))) ->
  ((forall phi, K phi -> imbalance_rests phi) <->
   (forall r : R, 0 < r -> r * dh l.+1 r = h l.+1 r)) /\
  ((forall r : R, 0 < r -> r * dh l.+1 r = h l.+1 r) <->
   (exists c, forall r : R, 0 <= r -> h l.+1 r = c * r)).
Proof.
move=> lL N0 wide alive KD Klin; have l1 : (0 < l.+1 < L)%N by [].
split; last first.
  have S r : (0 <= r)%R -> real_slope (h l.+1) r (dh l.+1 r).
    by move=> /RleP r0; apply/slope_real; exact: slopes.
  have [to from] := linear_iff_slope _ _ (h0 l1) S; split=> [lin|[c lin] r /RltP r0].
    have [r /RltP r0|c lc] := to; first exact: lin.
    by exists c => r /RleP; exact: lc.
  by apply: from r0; exists c => s /RleP; exact: lin.
split=> [rests r r0|lin phi /KD g W t down]; last first.
  have [D gD] := @sums_gradient_exists n L N h X phi dh h0 slopes g (W t) _ lL.
  have := radial_imbalance_flow lL (h0 l1) (slopes l1) down gD.
  by rewrite no_moment // scaler0.
apply/eqP; apply: contraT => bent.
have E (j : 'I_L) : exists s : R, (l.+1 < j)%N -> 0 < s /\ dh j s != 0.
  have [lj|_] := boolP (l.+1 < j)%N; last by exists 0.
  have jL : (l.+1 < j < L)%N by rewrite lj ltn_ord.
  have jL' : (0 < j < L)%N by rewrite ltn_ord andbT; apply: leq_trans lj.
  have S s : (0 <= s)%R -> real_slope (h j) s (dh j s).
    by move=> /RleP s0; apply/slope_real; exact: slopes.
  have [s [/RleP s0 hs]] := alive j jL.
  have [|x [/RltP x0 /eqP dx]] := slope_somewhere _ _ (h0 jL') S; first by exists s.
  by exists x.
have [f fE] := fin_all_exists E.
pose rr k : R := if k == l.+1 then r else if insub k is Some j then f j else 1.
have positive k : (l < k < L)%N -> 0 < rr k.
  move=> /andP[lk kL]; rewrite /rr; case: eqP => // /eqP kl.
  rewrite (@insubT _ (fun x => (x < L)%N) _ _ kL) /=.
  by have [] := fE (Ordinal kL); rewrite //= ltn_neqAle eq_sym kl.
have moves j : (l.+1 < j < L)%N -> dh j (rr j) != 0.
  move=> /andP[lj jL]; rewrite /rr gtn_eqF // (@insubT _ (fun x => (x < L)%N) _ _ jL) /=.
  by have [] := fE (Ordinal jL) lj.
have rl : rr l.+1 = r by rewrite /rr eqxx.
have := @straight_moment reals n L N h dh X l rr lL wide positive h0 slopes moves N0.
rewrite rl => /(_ bent)[D gD S0]; pose phi := @first_outputs reals n L N.
have Kphi : K phi by exact: Klin.
have [V [V0 down]] := line_down (straight n h l rr) (KD phi Kphi).
rewrite -V0 in gD S0.
have d2 := radial_imbalance_flow lL (h0 l1) (slopes l1) down gD.
have d0 := rests phi Kphi V 0 down; case/eqP: S0; apply/matrixP=> i j.
have := is_derive_unique _ _ _ (d0 i j); rewrite (is_derive_unique _ _ _ (d2 i j)) !mxE.
by move/eqP; rewrite mulf_eq0 pnatr_eq0 => /eqP.
Qed.
End Conserved.
