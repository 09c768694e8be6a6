(* The means of the first step of LoRA under descent, over a uniform start, for all sizes, over
   Coq's reals.

   lora_descent_means (TW9K, part 1): the mean of D_1 = - eta c^2 G A^T A over A with independent
     entries uniform on [- d^(-1/2), d^(-1/2)] is - eta c^2 r/(3d) G, and that of |D_1|^2 is
     eta^2 c^4 r (r + d - 1/5) / (9 d^2) |G|^2, for every number r of rows and d of columns. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import block lora_moments lora_uniform.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* the inverse of a product of whole numbers, in the ring *)
Lemma inverse_numbers (x y : R) : x = y -> x != 0 -> (/ x)%R = y^-1.
Proof. by move=> <- x0; rewrite RinvE. Qed.

Lemma lora_ring_moments d : (0 < d)%N -> let b := (/ sqrt (INR d))%R in
  uniform_moment b 2 = (3%:R * d%:R)^-1 /\ uniform_moment b 4 = (5%:R * d%:R ^+ 2)^-1.
Proof.
move=> d0 b; have [_ -> ->] := lora_moments d0.
have e3 : 3%R = 3%:R :> R by rewrite -INRE /=; lra.
have e5 : 5%R = 5%:R :> R by rewrite -INRE /=; lra.
have dd : d%:R != 0 :> R by rewrite pnatr_eq0 -lt0n.
have n0 k : k.+1%:R != 0 :> R by rewrite pnatr_eq0.
split; apply: inverse_numbers; rewrite INRE ?e3 ?e5 ?expr2 //.
  exact: mulf_neq0 (n0 _) dd.
exact: mulf_neq0 (n0 _) (mulf_neq0 dd dd).
Qed.

Lemma first_scale (F : realFieldType) (eta c k e g : F) : e != 0 ->
  - (eta * c ^+ 2) * (k * (3%:R * e)^-1 * g) = - (eta * c ^+ 2 * (k / (3%:R * e))) * g.
Proof. by move=> e0; field. Qed.

Lemma square_scale (F : realFieldType) (eta c k e g : F) : e != 0 ->
  (eta * c ^+ 2) ^+ 2 * (k * ((k + e - 2%:R) * (3%:R * e)^-1 ^+ 2 + (5%:R * e ^+ 2)^-1) * g) =
  eta ^+ 2 * c ^+ 4 * (k * (k + e - 5%:R^-1) / (9%:R * e ^+ 2)) * g.
Proof. by move=> e0; field. Qed.

Section Lora.
Variables (p r d : nat) (G : 'M[R]_(p, d)) (c eta : R).
Hypothesis d0 : (0 < d)%N.

(* the update after the first step, where x (k, i) is the entry of A in row k and column i *)
Definition first_update (x : 'I_r * 'I_d -> R) : 'M[R]_(p, d) :=
  - (eta * c ^+ 2) *: (G *m (entries_of x)^T *m entries_of x).

(* the mean over A with independent entries that are uniform on [- d^(-1/2), d^(-1/2)] *)
Definition lora_mean (f : ('I_r * 'I_d -> R) -> R) : R :=
  cube_mean (/ sqrt (INR d))%R (enum [finType of 'I_r * 'I_d]) f.

Theorem lora_descent_means :
  (forall a j, lora_mean (fun x => first_update x a j) =
    (- (eta * c ^+ 2 * (r%:R / (3%:R * d%:R))) *: G) a j) /\
  lora_mean (fun x => sumsq (first_update x)) =
    eta ^+ 2 * c ^+ 4 * (r%:R * (r%:R + d%:R - 5%:R^-1) / (9%:R * d%:R ^+ 2)) * sumsq G.
Proof.
have [b0 _ _] := lora_moments d0; have [mu0 mu1 _ _] := uniform_moments b0.
have [mu2 mu4] := lora_ring_moments d0; set b := (/ sqrt (INR d))%R in b0 mu0 mu1 mu2 mu4.
have dd : d%:R != 0 :> R by rewrite pnatr_eq0 -lt0n.
split=> [a j|].
  rewrite /lora_mean -/b (cube_has_mean (v := - (eta * c ^+ 2) * (r%:R * uniform_moment b 2 *
    G a j))); last first.
    apply: mean_ext (mean_scaled _ (mean_of_product r G mu0 mu1 a j)) _ => x.
    by rewrite /first_update mxE.
  by rewrite mxE mu2 first_scale.
rewrite /lora_mean -/b (cube_has_mean (v := (eta * c ^+ 2) ^+ 2 * (r%:R * ((r%:R + d%:R - 2%:R) *
  uniform_moment b 2 ^+ 2 + uniform_moment b 4) * \sum_a \sum_j G a j ^+ 2))); last first.
  apply: mean_ext (mean_scaled _ (mean_of_square r G mu0 mu1)) _ => x.
  rewrite /sumsq mulr_sumr; apply: eq_bigr => i _; rewrite mulr_sumr; apply: eq_bigr => j _.
  by rewrite /first_update mxE exprMn sqrrN.
by rewrite mu2 mu4 square_scale.
Qed.
End Lora.
