(* Wrong variants of the rise of a largest value, near the truth, refuted by matrices of one
   entry. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import from_right flow order_kept largest_form.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Wrong.
(* the number a t, as a matrix, and no vector that is left out *)
Let line (a t : R) : 'M[R]_1 := (a * t)%R%:M.
Let none : 'M[R]_(1, 0) := 0.

Let line_form a t y : form (line a t) y = (a * t * form 1%:M y)%R.
Proof. by rewrite /line -scalemx1 formZ. Qed.

Let line_moves a t : mderiv (line a) t a%:M.
Proof.
move=> i j; rewrite mxE (ord1 i) (ord1 j) eqxx mulr1n.
have d : is_derive (fun u => a * u)%R t a by auto_derive => //; ring.
by apply: is_derive_ext d => u; rewrite mxE eqxx mulr1n.
Qed.

Let one_form : form 1%:M (const_mx 1 : 'cV[R]_1) = 1.
Proof. by rewrite form1E mxE big_ord1 !mxE mulr1. Qed.

(* of a t and b t with 0 <= a <= b the largest value is b t *)
Let larger a b t : (0 <= a <= b)%R -> (0 <= t)%R ->
  largest_value none none (line a t) (line b t) (b * t)%R.
Proof.
move=> ab t0; split; [|split] => [y _ | y _ | g _ top]; rewrite ?line_form.
- apply: Rmult_le_compat_r; first exact: norm_ge0.
  by apply: Rmult_le_compat_r => //; lra.
- exact: Rle_refl.
have E : none^T *m (const_mx 1 : 'cV[R]_1) = 0 by rewrite /none trmx0 mul0mx.
by have := top _ E; rewrite line_form one_form -[1]/1%R; lra.
Qed.

Let too_slow b l : (l < b)%R -> ~ rises_at_most (fun t => b * t)%R 0 l.
Proof.
move=> lb H; have e0 : (0 < (b - l) / 2)%R by lra.
have [d [d0 R]] := H _ e0; have hd : (0 < d / 2 < d)%R by lra.
have := R _ hd; have := Rmult_lt_0_compat _ _ (proj1 hd) e0; lra.
Qed.

(* slopes that are smaller by a tenth *)
Theorem largest_value_rises_tenth_wrong : ~ (forall n k n' k' (N : 'M[R]_(n, k))
    (N' : 'M[R]_(n', k')) (A : R -> 'M[R]_n) (C : R -> 'M[R]_n') (F : R -> R) t s D D' l,
  (t < s)%R -> (forall u, (t <= u < s)%R -> largest_value N N' (A u) (C u) (F u)) ->
  mderiv A t D -> mderiv C t D' -> (A t)^T = A t -> (C t)^T = C t ->
  (forall y, N^T *m y = 0 -> form 1%:M y = 1 -> form (A t) y = F t -> (form D y <= l)%R) ->
  (forall z, N'^T *m z = 0 -> form 1%:M z = 1 -> form (C t) z = F t -> (form D' z <= l)%R) ->
  rises_at_most F t (l - 1 / 10)%R).
Proof.
move=> H; apply: (@too_slow 1 (1 - 1 / 10)%R); first lra.
apply: (H _ _ _ _ none none (line 1) (line 1) _ 0%R 1%R 1%:M 1%:M) => //.
- lra.
- by move=> u u1; apply: larger; lra.
- exact: tr_scalar_mx.
- exact: tr_scalar_mx.
- by move=> y _ -> _; exact: Rle_refl.
- by move=> y _ -> _; exact: Rle_refl.
Qed.

(* the slopes at the vectors of one side alone *)
Theorem largest_value_rises_side_wrong : ~ (forall n k n' k' (N : 'M[R]_(n, k))
    (N' : 'M[R]_(n', k')) (A : R -> 'M[R]_n) (C : R -> 'M[R]_n') (F : R -> R) t s D D' l,
  (t < s)%R -> (forall u, (t <= u < s)%R -> largest_value N N' (A u) (C u) (F u)) ->
  mderiv A t D -> mderiv C t D' -> (A t)^T = A t -> (C t)^T = C t ->
  (forall y, N^T *m y = 0 -> form 1%:M y = 1 -> form (A t) y = F t -> (form D y <= l)%R) ->
  rises_at_most F t l).
Proof.
move=> H; apply: (@too_slow 2 1); first lra.
apply: (H _ _ _ _ none none (line 1) (line 2) _ 0%R 1%R 1%:M 2%R%:M) => //.
- lra.
- by move=> u u1; apply: larger; lra.
- exact: tr_scalar_mx.
- exact: tr_scalar_mx.
- by move=> y _ -> _; exact: Rle_refl.
Qed.
End Wrong.
