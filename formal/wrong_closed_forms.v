(* Wrong variants of the equations of one mode under gradient flow, near the truth, refuted. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar closed_forms.
Open Scope R_scope.

Lemma one_slope (f : R -> R) (x a b : R) : is_derive f x a -> is_derive f x b -> a = b.
Proof. intros A B. rewrite <- (is_derive_unique f x a A). exact (is_derive_unique f x b B). Qed.

(* nine tenths of the velocity *)
Theorem logistic_mode_share_wrong : ~ (forall s eps, 0 < s -> 0 < eps ->
  logistic s eps 0 = eps ^ 2 /\ forall t, 0 <= t ->
    is_derive (logistic s eps) t (9 / 10 * (2 * logistic s eps t * (s - logistic s eps t)))).
Proof.
intros H. destruct (H 2 1) as [_ D]; try lra. assert (W := D 0 (Rle_refl 0)).
destruct (logistic_mode 2 1) as [S E]; try lra.
assert (C := one_slope _ _ _ _ W (E 0 (Rle_refl 0))). rewrite S in C. lra.
Qed.

(* the power 2L in the place of 2L - 1 *)
Theorem unlearned_mode_power_wrong : ~ (forall L eps, (2 <= L)%nat -> 0 < eps ->
  unlearned_mode L eps 0 = eps /\ forall t, 0 <= t ->
    is_derive (unlearned_mode L eps) t (- unlearned_mode L eps t ^ (2 * L))).
Proof.
intros H. destruct (H 2%nat 2) as [_ D]; [lia | lra |]. assert (W := D 0 (Rle_refl 0)).
destruct (unlearned_mode_decays 2 2) as [S E]; [lia | lra |].
assert (C := one_slope _ _ _ _ W (E 0 (Rle_refl 0))). rewrite S in C. simpl in C. lra.
Qed.

(* one factor fewer in front *)
Theorem strength_equation_factor_wrong : ~ (forall (L : nat) (s : R) (lam : R -> R) t,
  (1 <= L)%nat -> 0 < lam t -> is_derive lam t (- lam t ^ (L - 1) * (lam t ^ L - s)) ->
  is_derive (fun u => lam u ^ L) t
    (INR (L - 1) * Rpower (lam t ^ L) (2 - 2 / INR L) * (s - lam t ^ L))).
Proof.
intros H. set (lam := fun u : R => 1 - u).
assert (D : is_derive lam 0 (- lam 0 ^ (2 - 1) * (lam 0 ^ 2 - 0))).
{ unfold lam. auto_derive; [exact I | simpl; ring]. }
assert (P : 0 < lam 0) by (unfold lam; lra).
assert (two : (1 <= 2)%nat) by lia.
assert (C := one_slope _ _ _ _ (H 2%nat 0 lam 0 two P D) (strength_equation 2 0 lam 0 two P D)).
assert (O : lam 0 ^ 2 = 1) by (unfold lam; ring). rewrite O in C.
unfold Rpower in C. rewrite ln_1, Rmult_0_r, exp_0 in C. simpl in C. lra.
Qed.
