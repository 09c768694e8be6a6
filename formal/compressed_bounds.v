(* The modes of the compressed network stay bounded, over Coq's reals, for every depth L >= 2.

   compressed_mode L alpha s T x y: x' = alpha x y^(L-2) (s - x^2 y^(L-2)) on [0, T] and, for L > 2,
     y' = x^2 y^(L-3) (s - x^2 y^(L-2)).
   compressed_loss_falls (G2D7): half the square of x^2 y^(L-2) - s does not increase.
   compressed_mode_conserves (G2D7): for L > 2, x^2 - alpha y^2 does not change.
   compressed_mode_bounded (G2D7): so x^2 y^(L-2) stays within the first distance of s, and x^2, and
     for L > 2 y^2, stay below bounds that depend on L, alpha, s and the start only, not on T. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead decay.
Open Scope R_scope.

(* a mode of the compressed network on [0, T] *)
Definition compressed_mode (L : nat) (alpha s T : R) (x y : R -> R) :=
  (forall t, 0 < t < T -> let r := s - x t ^ 2 * y t ^ (L - 2) in
    is_derive x t (alpha * x t * y t ^ (L - 2) * r) /\
    ((2 < L)%nat -> is_derive y t (x t ^ 2 * y t ^ (L - 3) * r))) /\
  (forall t, 0 <= t <= T -> continuous x t /\ continuous y t).

(* its loss *)
Definition mode_loss (L : nat) (s x y : R) := (x ^ 2 * y ^ (L - 2) - s) ^ 2 / 2.

Section Bounds.
Variables (L : nat) (alpha s T : R) (x y : R -> R).
Hypotheses (L2 : (2 <= L)%nat) (alpha0 : 0 < alpha).
Hypothesis mode : compressed_mode L alpha s T x y.

(* the velocity of the strength x^2 y^(L-2) is this factor times s - x^2 y^(L-2) *)
Definition strength_rate (x y : R) := 2 * alpha * x ^ 2 * y ^ (2 * L - 4) +
  INR (L - 2) * x ^ 4 * y ^ (2 * L - 6).

Lemma even_power (a : R) n : 0 <= a ^ (2 * n).
Proof. rewrite pow_mult. apply pow_le, pow2_ge_0. Qed.

Lemma rate_nonneg a b : 0 <= strength_rate a b.
Proof.
assert (P2 := even_power a 1). assert (P4 := even_power a 2). simpl (2 * _)%nat in P2, P4.
assert (I := pos_INR (L - 2)).
assert (Q : 0 <= b ^ (2 * L - 4)).
{ replace (2 * L - 4)%nat with (2 * (L - 2))%nat by lia. apply even_power. }
assert (Q' : 0 <= b ^ (2 * L - 6)).
{ destruct (Nat.le_gt_cases 3 L) as [l | l].
  - replace (2 * L - 6)%nat with (2 * (L - 3))%nat by lia. apply even_power.
  - replace (2 * L - 6)%nat with 0%nat by lia. simpl. lra. }
unfold strength_rate.
apply Rplus_le_le_0_compat; (apply Rmult_le_pos; [apply Rmult_le_pos |]); auto; lra.
Qed.

Lemma strength_derivative t : 0 < t < T -> is_derive (fun u => x u ^ 2 * y u ^ (L - 2)) t
  (strength_rate (x t) (y t) * (s - x t ^ 2 * y t ^ (L - 2))).
Proof.
intros tT. destruct mode as [D _]. destruct (D t tT) as [Dx Dy].
assert (Px := is_derive_pow x 2 t _ Dx).
destruct (Nat.eq_dec L 2) as [e | ne].
- assert (E : forall u, x u ^ 2 = x u ^ 2 * y u ^ (L - 2)).
  { intros u. rewrite e. simpl. ring. }
  apply (is_derive_ext _ _ t _ E). unfold strength_rate.
  match goal with |- is_derive _ _ ?a => match type of Px with is_derive _ _ ?b =>
    replace a with b; [exact Px |] end end.
  rewrite e. simpl. ring.
- assert (L3 : (2 < L)%nat) by lia. specialize (Dy L3).
  assert (Py := is_derive_pow y (L - 2) t _ Dy).
  assert (P := is_derive_mult _ _ t _ _ Px Py Rmult_comm).
  unfold strength_rate. revert P. set (r := s - _). unfold plus, mult. simpl (pred _).
  replace (2 * L - 4)%nat with ((L - 2) + (L - 2))%nat by lia.
  replace (2 * L - 6)%nat with ((L - 3) + (L - 3))%nat by lia.
  replace (pred (L - 2)) with (L - 3)%nat by lia. rewrite !pow_add.
  intros P. eapply is_derive_ext; [intros u; reflexivity |].
  match goal with |- is_derive _ _ ?a => match type of P with is_derive _ _ ?b =>
    replace a with b; [exact P |] end end.
  simpl. unfold mult; simpl. ring.
Qed.

Lemma strength_continuous t : 0 <= t <= T -> continuous (fun u => x u ^ 2 * y u ^ (L - 2)) t.
Proof.
intros tT. destruct mode as [_ C]. destruct (C t tT) as [Cx Cy].
apply (continuous_mult (fun u => x u ^ 2) (fun u => y u ^ (L - 2))).
- apply (continuous_comp x (fun a => a ^ 2)); [exact Cx |].
  apply (ex_derive_continuous (fun a => a ^ 2)). auto_derive. exact I.
- apply (continuous_comp y (fun a => a ^ (L - 2))); [exact Cy |].
  apply (ex_derive_continuous (fun a => a ^ (L - 2))). auto_derive. exact I.
Qed.

Theorem compressed_loss_falls t t' : 0 <= t -> t <= t' -> t' <= T ->
  mode_loss L s (x t') (y t') <= mode_loss L s (x t) (y t).
Proof.
intros t0 tt tT.
set (m := fun u => x u ^ 2 * y u ^ (L - 2)).
set (f := fun u => (m u - s) ^ 2 / 2).
change (f t' <= f t).
set (df := fun u => if Rlt_dec 0 u then if Rlt_dec u T then
  - (strength_rate (x u) (y u) * (m u - s) ^ 2) else 0 else 0).
assert (Df : forall u, 0 < u < T -> is_derive f u (df u)).
{ intros u uT. unfold df. destruct (Rlt_dec 0 u); [| lra]. destruct (Rlt_dec u T); [| lra].
  assert (D := strength_derivative u uT). fold m in D. unfold f.
  set (v := strength_rate (x u) (y u)) in *.
  assert (Q : is_derive (fun a => (a - s) ^ 2 / 2) (m u) (m u - s)).
  { auto_derive; [exact I | field]. }
  assert (P := is_derive_comp (fun a => (a - s) ^ 2 / 2) m u _ _ Q D).
  replace (- (v * (m u - s) ^ 2)) with (scal (v * (s - x u ^ 2 * y u ^ (L - 2))) (m u - s));
    [exact P |].
  unfold scal; simpl; unfold mult; simpl. fold (m u). change (x u * (x u * 1)) with (x u ^ 2).
  fold (m u). unfold m. ring. }
assert (neg : forall u, df u <= 0).
{ intros u. unfold df. destruct (Rlt_dec 0 u); [| lra]. destruct (Rlt_dec u T); [| lra].
  assert (V := rate_nonneg (x u) (y u)). assert (S := pow2_ge_0 (m u - s)).
  assert (P := Rmult_le_pos _ _ V S). lra. }
destruct (Req_dec t t') as [<- | ne]; [lra |].
destruct (MVT_gen f t t' df) as [c [_ e]].
- rewrite Rmin_left, Rmax_right by lra. intros u ub. apply Df. lra.
- rewrite Rmin_left, Rmax_right by lra. intros u ub. apply continuity_pt_filterlim.
  assert (uT : 0 <= u <= T) by lra.
  apply (continuous_comp m (fun a => (a - s) ^ 2 / 2)); [exact (strength_continuous u uT) |].
  apply (ex_derive_continuous (fun a => (a - s) ^ 2 / 2)). auto_derive. exact I.
- assert (N := neg c). nra.
Qed.

Lemma strength_near t : 0 <= t <= T ->
  Rabs (x t ^ 2 * y t ^ (L - 2) - s) <= Rabs (x 0 ^ 2 * y 0 ^ (L - 2) - s).
Proof.
intros [t0 tT]. assert (F := compressed_loss_falls 0 t (Rle_refl 0) t0 tT).
unfold mode_loss in F. apply Rsqr_le_abs_0. unfold Rsqr.
set (a := x t ^ 2 * _ - s) in *. set (b := x 0 ^ 2 * _ - s) in *. nra.
Qed.

Theorem compressed_mode_conserves : (2 < L)%nat -> forall t, 0 <= t <= T ->
  x t ^ 2 - alpha * y t ^ 2 = x 0 ^ 2 - alpha * y 0 ^ 2.
Proof.
intros L3 t tT. destruct mode as [D C].
rewrite (decays (fun u => x u ^ 2 - alpha * y u ^ 2) 0 T); [| | | exact tT].
- rewrite Rmult_0_l, Ropp_0, exp_0. ring.
- intros u uT. destruct (D u uT) as [Dx Dy]. specialize (Dy L3).
  assert (Px := is_derive_pow x 2 u _ Dx). assert (Py := is_derive_pow y 2 u _ Dy).
  assert (P := is_derive_minus _ _ u _ _ Px (is_derive_scal _ u alpha _ Py)).
  match goal with |- is_derive _ _ ?a => match type of P with is_derive _ _ ?b =>
    replace a with b; [exact P |] end end.
  replace (L - 2)%nat with (S (L - 3)) by lia. set (r := s - _).
  unfold minus, plus, opp, mult; simpl. ring.
- intros u uT. destruct (C u uT) as [Cx Cy].
  assert (sq : forall z, continuous z u -> continuous (fun v => z v ^ 2) u).
  { intros z Cz. apply (continuous_comp z (fun a => a ^ 2)); [exact Cz |].
    apply (ex_derive_continuous (fun a => a ^ 2)). auto_derive. exact I. }
  apply (continuous_minus (fun v => x v ^ 2) (fun v => alpha * y v ^ 2)); [apply sq; exact Cx |].
  apply (continuous_mult (fun _ => alpha) (fun v => y v ^ 2)); [apply continuous_const |].
  apply sq; exact Cy.
Qed.
End Bounds.

(* the largest size of the strength *)
Definition strength_bound (L : nat) (s x0 y0 : R) := Rabs s + Rabs (x0 ^ 2 * y0 ^ (L - 2) - s).
(* the bound on x^2 and on alpha y^2 *)
Definition square_bound (L : nat) (alpha s x0 y0 : R) :=
  strength_bound L s x0 y0 + Rabs (x0 ^ 2 - alpha * y0 ^ 2) + alpha.

Theorem compressed_mode_bounded L alpha s T x y : (2 <= L)%nat -> 0 < alpha ->
  compressed_mode L alpha s T x y -> forall t, 0 <= t <= T ->
  Rabs (x t ^ 2 * y t ^ (L - 2)) <= strength_bound L s (x 0) (y 0) /\
  x t ^ 2 <= square_bound L alpha s (x 0) (y 0) /\
  ((2 < L)%nat -> alpha * y t ^ 2 <= square_bound L alpha s (x 0) (y 0)).
Proof.
intros L2 a0 mode t tT.
assert (N := strength_near L alpha s T x y L2 a0 mode t tT).
set (m := x t ^ 2 * y t ^ (L - 2)) in *. set (B := strength_bound L s (x 0) (y 0)).
assert (mB : Rabs m <= B).
{ replace m with (s + (m - s)) by ring. unfold B, strength_bound.
  eapply Rle_trans; [apply Rabs_triang | lra]. }
set (c := x 0 ^ 2 - alpha * y 0 ^ 2). unfold square_bound. fold B c.
assert (c0 := Rabs_pos c). assert (B0 : 0 <= B) by (eapply Rle_trans; [apply Rabs_pos | exact mB]).
split; [exact mB |].
assert (x0 := pow2_ge_0 (x t)). assert (y0 := pow2_ge_0 (y t)).
destruct (Nat.eq_dec L 2) as [e | ne].
- split; [| lia]. unfold m in mB. rewrite e in mB. simpl (2 - 2)%nat in mB.
  rewrite pow_O, Rmult_1_r, Rabs_pos_eq in mB by exact x0. lra.
- assert (L3 : (2 < L)%nat) by lia.
  assert (K := compressed_mode_conserves L alpha s T x y L2 mode L3 t tT). fold c in K.
  assert (cl := Rle_abs c). assert (cr := Rle_abs (- c)). rewrite Rabs_Ropp in cr.
  destruct (Rle_lt_dec (Rabs (y t)) 1) as [s1 | l1].
  + assert (y1 : y t ^ 2 <= 1).
    { rewrite <- (pow2_abs (y t)). assert (P := Rabs_pos (y t)). nra. }
    split; [| intros _]; nra.
  + assert (p1 : 1 <= Rabs (y t) ^ (L - 2)) by (apply pow_R1_Rle; lra).
    assert (xB : x t ^ 2 <= B).
    { eapply Rle_trans; [| exact mB]. unfold m.
      rewrite Rabs_mult, (Rabs_pos_eq (x t ^ 2)), <- RPow_abs by exact x0. nra. }
    split; [| intros _]; nra.
Qed.
