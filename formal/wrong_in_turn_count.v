(* Wrong variants of how often two examples in turn are forgotten, refuted near c = 1. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dlf Require Import in_turn_count.
Open Scope R_scope.

(* the first error without the conflict *)
Theorem counted_by_logarithms_first_wrong : ~ (forall c j, 0 < c < 1 ->
  (1 <= c ^ j <-> INR j <= ln (1 + c) / ln (1 / c))).
Proof.
intro H. destruct (H (3 / 4) 1%nat ltac:(lra)) as [_ K].
destruct (counted_by_logarithms (3 / 4) 1 ltac:(lra)) as [J _].
assert (1 <= (3 / 4) ^ 1); [| simpl in *; lra]. apply K, J. simpl. lra.
Qed.

(* nine tenths of the quotient, refuted where c (1 + c) = 1 *)
Theorem counted_by_logarithms_tenth_wrong : ~ (forall c j, 0 < c < 1 ->
  (1 <= c ^ j * (1 + c) <-> INR j <= 9 / 10 * (ln (1 + c) / ln (1 / c)))).
Proof.
intro H. set (c := (sqrt 5 - 1) / 2).
assert (q : sqrt 5 * sqrt 5 = 5). { apply sqrt_sqrt. lra. }
assert (low : 2 < sqrt 5). { rewrite <- (sqrt_square 2) by lra. apply sqrt_lt_1_alt. lra. }
assert (high : sqrt 5 < 3). { rewrite <- (sqrt_square 3) by lra. apply sqrt_lt_1_alt. lra. }
assert (C : 0 < c < 1). { unfold c. lra. }
assert (e : c * (1 + c) = 1). { unfold c. nra. }
assert (i : 1 + c = 1 / c). { apply Rmult_eq_reg_l with c; [| lra]. rewrite e. field. lra. }
assert (l : 0 < ln (1 + c)). { rewrite <- ln_1. apply ln_increasing; lra. }
destruct (H c 1%nat C) as [K _]. simpl in K. rewrite Rmult_1_r, e, <- i in K.
assert (Q : 1 <= 9 / 10 * (ln (1 + c) / ln (1 + c))). { apply K. lra. }
unfold Rdiv at 2 in Q. rewrite Rinv_r in Q by lra. lra.
Qed.

(* one less *)
Theorem counted_by_the_whole_part_less_wrong : ~ (forall c m j, 0 < c < 1 ->
  INR m <= ln (1 + c) / ln (1 / c) < INR m + 1 -> (1 <= c ^ j * (1 + c) <-> (j < m)%nat)).
Proof.
intro H. assert (C : 0 < 1 / 2 < 1) by lra.
destruct (counted_by_logarithms (1 / 2) 0 C) as [zero _].
destruct (counted_by_logarithms (1 / 2) 1 C) as [_ one].
assert (K : (0 < 0)%nat); [| lia].
apply (H (1 / 2) 0%nat 0%nat C); [| simpl; lra]. split.
- apply zero. simpl. lra.
- apply Rnot_le_lt. intro Q. simpl in Q. rewrite Rplus_0_l in Q. apply one in Q. simpl in Q. lra.
Qed.

(* one number that bounds them for all conflicts *)
Theorem in_turn_tends_bounded_wrong : ~ (exists m : nat, forall c j, 0 < c < 1 ->
  1 <= c ^ j * (1 + c) -> (j <= m)%nat).
Proof.
intros [m H]. destruct in_turn_tends as [_ K]. destruct (K (S m)) as [c [C near]].
assert (S m <= m)%nat; [| lia]. apply (H c); [lra |]. apply near; [lra | lia].
Qed.

(* the margins tend to less *)
Theorem in_turn_tends_less_wrong : ~ (forall c, 0 < c < 1 ->
  is_lim_seq (fun j => 1 - c ^ j * (1 + c)) (9 / 10)).
Proof.
intro H. destruct in_turn_tends as [K _].
assert (E : Finite (9 / 10) = Finite 1); [| injection E; lra].
rewrite <- (is_lim_seq_unique _ _ (H (1 / 2) ltac:(lra))).
apply is_lim_seq_unique, K. lra.
Qed.
