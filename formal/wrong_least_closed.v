(* A wrong variant of the smallest closed family, refuted: a closed family of any dimension. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent least_closed.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(* the line and the point of one dimension, for the target 0 *)
Theorem least_closed_any_wrong : ~ (forall (F : fieldType) L d (W : factors F d)
    (M : 'M[F]_(d L, d 0%N)) S, closed_family W M S ->
  forall S', closed_family W M S' -> forall l, (l <= L)%N -> (S l <= S' l)%MS).
Proof.
move=> /(_ [fieldType of rat] 1%N (fun=> 1%N) (fun=> 1%:M) 0 (fun=> 1%:M)) H.
have line : @closed_family [fieldType of rat] 1 (fun=> 1%N) (fun=> 1%:M) 0 (fun=> 1%:M).
  by split=> [||l _]; rewrite ?submx1 ?trmx0 ?sub0mx.
have point : @closed_family [fieldType of rat] 1 (fun=> 1%N) (fun=> 1%:M) 0 (fun=> 0).
  by split=> [||l _]; rewrite ?trmx0 ?mul0mx ?sub0mx.
by have := H line _ point 0%N isT; rewrite submx0 => /eqP/matrixP/(_ 0 0); rewrite !mxE.
Qed.
