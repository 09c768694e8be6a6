(* How often two examples in turn are forgotten, over Coq's reals.

   counted_by_logarithms (T50U): for 0 < c < 1 and every j, c^j (1 + c) >= 1 if and only if
     j <= log(1 + c)/log(1/c).
   counted_by_the_whole_part (T50U): that is, if and only if j is at most the whole part of it.
   in_turn_tends (T50U): the margins 1 - c^j (1 + c) tend to 1; and close to c = 1 the inequality
     holds for as many j as one likes. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Theorem counted_by_logarithms c j : 0 < c < 1 ->
  (1 <= c ^ j * (1 + c) <-> INR j <= ln (1 + c) / ln (1 / c)).
Proof.
intros [c0 c1].
assert (l : ln c < 0). { rewrite <- ln_1. apply ln_increasing; lra. }
assert (e : ln (1 / c) = - ln c). { unfold Rdiv. rewrite Rmult_1_l. apply ln_Rinv; lra. }
assert (p : 0 < c ^ j). { apply pow_lt; lra. }
assert (s : ln (c ^ j * (1 + c)) = INR j * ln c + ln (1 + c)).
{ rewrite ln_mult by lra. rewrite <- Rpower_pow by lra. unfold Rpower. rewrite ln_exp. ring. }
assert (q : 0 < c ^ j * (1 + c)). { apply Rmult_lt_0_compat; lra. }
rewrite e. split; intro H.
- assert (0 <= ln (c ^ j * (1 + c))).
  { rewrite <- ln_1.
    destruct H as [H | H]; [left; apply ln_increasing; lra | right; f_equal; lra]. }
  apply Rmult_le_reg_r with (- ln c); [lra |].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
- apply Rmult_le_compat_r with (r := - ln c) in H; [| lra].
  unfold Rdiv in H. rewrite Rmult_assoc, Rinv_l in H by lra.
  apply Rnot_lt_le. intro K. apply ln_increasing in K; [| exact q]. rewrite ln_1 in K. lra.
Qed.

(* so the j with the inequality are those up to the whole part m of the quotient *)
Theorem counted_by_the_whole_part c m j : 0 < c < 1 ->
  INR m <= ln (1 + c) / ln (1 / c) < INR m + 1 -> (1 <= c ^ j * (1 + c) <-> (j <= m)%nat).
Proof.
intros C [low high]. rewrite (counted_by_logarithms c j C). split; intro H.
- apply Nat.lt_succ_r, INR_lt. rewrite S_INR. lra.
- apply le_INR in H. lra.
Qed.

Theorem in_turn_tends : (forall c, 0 < c < 1 -> is_lim_seq (fun j => 1 - c ^ j * (1 + c)) 1) /\
  (forall m, exists c0, 0 < c0 < 1 /\ forall c j, c0 <= c < 1 -> (j <= m)%nat ->
    1 <= c ^ j * (1 + c)).
Proof.
split.
- intros c [c0 c1]. replace (Finite 1) with (Finite (1 - 0 * (1 + c))) by (f_equal; ring).
  apply is_lim_seq_minus'; [apply is_lim_seq_const |].
  apply (is_lim_seq_scal_r (fun j => c ^ j) (1 + c) 0). apply is_lim_seq_geom.
  rewrite Rabs_pos_eq; lra.
- intro m. exists (1 - / (4 * (INR m + 1))).
  assert (M := pos_INR m).
  assert (i0 : 0 < / (4 * (INR m + 1))). { apply Rinv_0_lt_compat. lra. }
  assert (i1 : / (4 * (INR m + 1)) <= / 4). { apply Rinv_le_contravar; lra. }
  assert (im : INR m * / (4 * (INR m + 1)) <= / 4).
  { replace (/ 4) with ((INR m + 1) * / (4 * (INR m + 1))) by (field; lra).
    apply Rmult_le_compat_r; lra. }
  split; [lra |]. intros c j [H c1] jm.
  assert (bern : forall k, (k <= m)%nat -> 1 - INR k * (1 - c) <= c ^ k).
  { induction k; intro km; [simpl; lra |].
    assert (K := IHk ltac:(lia)). rewrite S_INR. simpl.
    assert (L : (1 - INR k * (1 - c)) * c <= c ^ k * c). { apply Rmult_le_compat_r; lra. }
    assert (N : 0 <= INR k * ((1 - c) * (1 - c))).
    { apply Rmult_le_pos; [apply pos_INR | apply Rmult_le_pos; lra]. }
    lra. }
  assert (B := bern j jm).
  assert (J : INR j <= INR m). { apply le_INR. exact jm. }
  assert (INR j * (1 - c) <= / 4).
  { apply Rle_trans with (INR m * / (4 * (INR m + 1))); [| exact im].
    apply Rmult_le_compat; [apply pos_INR | lra | exact J | lra]. }
  assert (P : 3 / 4 * (4 / 3) <= c ^ j * (1 + c)); [| lra].
  apply Rmult_le_compat; lra.
Qed.
