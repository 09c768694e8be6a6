(* The error of descent against the flow of one mode as the learning rate vanishes, over the reals.

   descent_first_order (BFB4, part 1): lambda_k - lambda(k eta) is O(eta), uniformly for k eta <= T.
   descent_second_order (BFB4, part 2): if eps^L is not s, it is
     -eta/2 v(lambda) log(v(lambda)/v(eps)) + O(eta^2), lambda = lambda(k eta), uniformly for
     k eta <= T, where v(x) = x^(L-1) (s - x^L). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead velocity_shape descent_steps euler_error euler_second.
Open Scope R_scope.

Section Order.
Variables (L : nat) (T s eps : R) (lam : R -> R).
Hypotheses (L2 : (2 <= L)%nat) (T0 : 0 < T) (e0 : 0 < eps).
Hypotheses (start : lam 0 = eps) (sol : solves T (mode_velocity L s) lam).
Local Notation v := (mode_velocity L s).

Lemma bend_continuous y : continuous (velocity_bend L s) y.
Proof.
apply (ex_derive_continuous (velocity_bend L s)). unfold velocity_bend. auto_derive. exact I.
Qed.

Theorem descent_first_order : exists K eta0, 0 < eta0 /\ forall eta k, 0 < eta < eta0 ->
  INR k * eta <= T -> Rabs (descent L eta s eps k - lam (INR k * eta)) <= K * eta.
Proof.
rewrite <- start. exact (euler_first_order v (velocity_slope L s) (velocity_bend L s) T lam
  (fun y => velocity_derive L s y L2) (fun y => slope_derive L s y L2) bend_continuous T0 sol).
Qed.

Theorem descent_second_order : eps ^ L <> s -> exists K eta0, 0 < eta0 /\ forall eta k,
  0 < eta < eta0 -> INR k * eta <= T ->
  Rabs (descent L eta s eps k - lam (INR k * eta) -
    - (eta / 2) * v (lam (INR k * eta)) * ln (v (lam (INR k * eta)) / v eps)) <= K * eta ^ 2.
Proof.
intro ne. assert (moving : v (lam 0) <> 0).
{ rewrite start. unfold mode_velocity. assert (P : 0 < eps ^ (L - 1)) by (apply pow_lt; exact e0).
  intro Z. apply ne. assert (eps ^ (L - 1) * (eps ^ L - s) = 0) by lra.
  apply Rmult_integral in H. lra. }
destruct (euler_second_order v (velocity_slope L s) (velocity_bend L s) T lam
  (fun y => velocity_derive L s y L2) (fun y => slope_derive L s y L2) bend_continuous T0 sol
  moving) as [K [eta0 [P H]]].
exists K, eta0. split; [exact P |]. intros eta k E kT. specialize (H eta k E kT).
unfold first_term in H. rewrite start in H.
replace (- (eta / 2) * v (lam (INR k * eta)) * ln (v (lam (INR k * eta)) / v eps)) with
  (eta * (- (1 / 2) * v (lam (INR k * eta)) * ln (v (lam (INR k * eta)) / v eps))) by field.
exact H.
Qed.
End Order.
