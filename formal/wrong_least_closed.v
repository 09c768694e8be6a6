(* A wrong variant of the smallest closed family, refuted: it lies in those without the target. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent least_closed.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(* one that lies in those without the target in them, too *)
Theorem smallest_closed_any_wrong : ~ (forall (F : fieldType) L d (W : factors F d)
    (M : 'M[F]_(d L, d 0%N)), exists S, closed_family W M S /\
  forall S', closed_family W (0 : 'M_(d L, d 0%N)) S' -> forall l, (l <= L)%N -> (S l <= S' l)%MS).
Proof.
move=> /(_ [fieldType of rat] 1%N (fun=> 1%N) (fun=> 1%:M) 1%:M)[S [[target _ _] low]].
have point : @closed_family [fieldType of rat] 1 (fun=> 1%N) (fun=> 1%:M) 0 (fun=> 0).
  by split=> [||l _]; rewrite ?trmx0 ?mul0mx ?sub0mx.
have := submx_trans target (low _ point 0%N isT); rewrite submx0 => /eqP/matrixP/(_ 0 0).
by rewrite !mxE.
Qed.
