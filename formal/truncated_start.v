(* The slope of the error of a coefficient with a threshold, at the start t = 0 as well.

   Letters as in truncated_error.v: Z = m + v h with h from N(0, 1), v > 0, D(t) the mean of
   (b - Z 1(|Z| > t))^2, a_1 = (t - m)/v, a_0 = (-t - m)/v, phi the density of N(0, 1).
   error_slope_right (D8VU, part 3): at every t >= 0, so also at t = 0, the slope of D to the right
     is t/v ((2b - t) phi(a_1) - (2b + t) phi(a_0)). *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar gaussian_mean truncated_error.
Open Scope R_scope.

(* the quotient of differences of a function with a derivative tends to it from the right *)
Lemma right_quotient (F : R -> R) t l : is_derive F t l ->
  filterlim (fun h => (F (t + h) - F t) / h) (at_right 0) (locally l).
Proof.
intro D. apply is_derive_Reals in D. apply filterlim_locally. intro e.
destruct (D e (cond_pos e)) as [d H]. exists d. intros h B h0.
change (Rabs (h - 0) < d) in B. rewrite Rminus_0_r in B. apply H; [lra | exact B].
Qed.

Theorem error_slope_right b m v t : 0 < v -> 0 <= t ->
  filterlim (fun h => (truncated_error b m v (t + h) - truncated_error b m v t) / h) (at_right 0)
    (locally (t / v * ((2 * b - t) * normal_density ((t - m) / v) -
                       (2 * b + t) * normal_density ((- t - m) / v)))).
Proof.
intros v0 t0. apply filterlim_ext_loc with (2 := right_quotient _ _ _ (parts_derive b m v v0 t)).
exists (mkposreal 1 Rlt_0_1). intros h _ h0. rewrite !error_parts by lra. reflexivity.
Qed.
