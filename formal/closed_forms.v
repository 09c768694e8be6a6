(* Closed forms of one mode under gradient flow, over Coq's reals: that they solve its equation.

   logistic_mode (KAHV, part 1): two factors; mu' = 2 mu (s - mu) from eps^2.
   unlearned_mode_decays (KAHV, part 4): L factors, no target; lambda' = -lambda^(2L-1) from eps. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar.
Open Scope R_scope.

Theorem logistic_mode s eps : 0 < s -> 0 < eps -> logistic s eps 0 = eps ^ 2 /\
  forall t, 0 <= t ->
    is_derive (logistic s eps) t (2 * logistic s eps t * (s - logistic s eps t)).
Proof.
intros s0 e0. split; [exact (logistic_starts s eps s0 e0) |].
intros t t0. exact (logistic_solves s eps t s0 e0 t0).
Qed.

Theorem unlearned_mode_decays L eps : (2 <= L)%nat -> 0 < eps -> unlearned_mode L eps 0 = eps /\
  forall t, 0 <= t -> is_derive (unlearned_mode L eps) t (- unlearned_mode L eps t ^ (2 * L - 1)).
Proof.
intros L2 e0. split; [exact (unlearned_starts L eps L2 e0) |].
intros t t0. exact (unlearned_solves L eps t L2 e0 t0).
Qed.
