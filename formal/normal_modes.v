(* Descent of a mode with a complex number for a target, over Coq's reals, for every depth.

   complex_mode_below (NM7D, part 2): the modulus of the complex mode never exceeds the real mode
     whose target is the modulus of its target, and this one never exceeds the target.
   complex_mode_error (NM7D, part 3): so it is never nearer to its target than the real one.
   complex_mode_idle (NM7D, part 2): with the target 0 the two are one sequence.
   errors_of_normal_pairs (NM7D, part 3): the sum of the squares of the errors of d complex modes is
     at least that of the first of the real ones. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import aligned step_condition mode_descent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* the conjugate, and natural powers *)
Definition conjugate (z : C) : C := (fst z, (- snd z)%R).
Definition cpower (z : C) k : C := ssrnat.iter k (Cmult z) (RtoC 1%R).

Lemma modulus_conjugate z : Cmod (conjugate z) = Cmod z.
Proof. by rewrite /Cmod /conjugate /=; congr sqrt; lra. Qed.

Lemma cpowerS z k : cpower z k.+1 = Cmult z (cpower z k). Proof. by []. Qed.

Lemma modulus_power z k : Cmod (cpower z k) = Cmod z ^+ k.
Proof.
elim: k => [|k IH]; last by rewrite cpowerS Cmod_mult IH exprS.
by rewrite expr0 -[cpower z 0]/(RtoC 1%R) Cmod_1.
Qed.

Lemma real_power_complex x k : cpower (RtoC x) k = RtoC (x ^+ k).
Proof. by elim: k => [|k IH] //; rewrite cpowerS IH exprS -RtoC_mult. Qed.

Lemma conjugate_real x : conjugate (RtoC x) = RtoC x.
Proof. by rewrite /conjugate /RtoC /=; congr pair; lra. Qed.

Lemma cpowerM z w k : cpower (Cmult z w) k = Cmult (cpower z k) (cpower w k).
Proof. by elim: k => [|k IH]; rewrite ?cpowerS ?IH; [rewrite Cmult_1_l | ring]. Qed.

Lemma conjugateM z : Cmult (conjugate z) z = RtoC (Cmod z ^+ 2).
Proof.
rewrite -RpowE /= Rmult_1_r /Cmod sqrt_sqrt; last by have := Rle_0_sqr (fst z);
  have := Rle_0_sqr (snd z); rewrite /Rsqr /=; lra.
by rewrite /Cmult /conjugate /RtoC /=; congr pair; ring.
Qed.

(* descent with the depth n + 2: one step adds eta conj(w)^(L-1) (t - w^L) *)
Definition complex_step n (eta : R) (t w : C) : C :=
  Cplus w (Cmult (RtoC eta) (Cmult (cpower (conjugate w) n.+1) (Cminus t (cpower w n.+2)))).
Definition complex_run n eta t (eps : R) k : C := ssrnat.iter k (complex_step n eta t) (RtoC eps).

Lemma step_in_reals (e y r s : R) :
  ((1 - e * (y * y)) * r + e * (y * s) = r - e * (y * (r * y - s)))%R.
Proof. by ring. Qed.

Lemma idle_in_reals (e x y z : R) : (x + e * (y * (0 - z)) = x - e * (y * (z - 0)))%R.
Proof. by ring. Qed.

Section Modes.
Variables (n : nat) (eta eps : R).
Local Notation L := n.+2.
Hypotheses (eta0 : 0 < eta) (eps0 : 0 < eps).
Local Notation run t k := (complex_run n eta t eps k).
Local Notation real_run s k := (lambda_run L eta s eps k).

Lemma conjugate_power w : Cmult (cpower (conjugate w) n.+1) (cpower w L) =
  Cmult (RtoC (Cmod w ^+ (2 * n.+1))) w.
Proof.
have -> : cpower w L = Cmult (cpower w n.+1) w by rewrite cpowerS Cmult_comm.
by rewrite Cmult_assoc -cpowerM conjugateM real_power_complex -exprM.
Qed.

(* one step, in terms of the moduli *)
Lemma step_modulus t w : eta * Cmod w ^+ (2 * n.+1) <= 1 ->
  Cmod (complex_step n eta t w) <= lambda_step L eta (Cmod t) (Cmod w).
Proof.
move=> small; set r := Cmod w; have r0 : 0 <= r by apply/RleP; exact: Cmod_ge_0.
have -> : complex_step n eta t w = Cplus (Cmult (RtoC (1 - eta * r ^+ (2 * n.+1))) w)
    (Cmult (RtoC eta) (Cmult (cpower (conjugate w) n.+1) t)).
  have e := conjugate_power w; rewrite /complex_step RtoC_minus RtoC_mult.
  have -> : Cmult (cpower (conjugate w) n.+1) (Cminus t (cpower w L)) =
      Cminus (Cmult (cpower (conjugate w) n.+1) t) (Cmult (RtoC (r ^+ (2 * n.+1))) w).
    by rewrite -e; ring.
  by ring.
apply/RleP; apply: Rle_trans (Cmod_triangle _ _) _.
rewrite !(Cmod_mult (RtoC _)) (Cmod_mult (cpower (conjugate w) n.+1)) modulus_power.
rewrite modulus_conjugate !Cmod_R -/r.
rewrite !Rabs_pos_eq; try by apply/RleP; rewrite ?subr_ge0 // ltW.
right; rewrite /lambda_step -[L.-1]/n.+1 mul2n -addnn exprD (exprS r n.+1).
exact: step_in_reals.
Qed.

Section Learned.
Variables (m : R) (t : C).
Hypotheses (m0 : 0 < m) (cond : step_condition n eta m) (t_m : Cmod t = m ^+ L) (em : eps <= m).

Lemma cond_short x : 0 <= x <= m -> eta * x ^+ (2 * n.+1) <= 1.
Proof.
move=> /andP[x0 xm]; apply: le_trans cond.
rewrite exp_split -mulrA ler_pmul2l // addnn -mul2n.
apply: (@le_trans _ _ (m ^+ (2 * n.+1))); first by rewrite ler_expn2r // nnegrE ltW.
by apply: ler_pemull; [rewrite exprn_ge0 // ltW | rewrite ler1n].
Qed.

Lemma real_run_inside k : 0 < real_run (m ^+ L) k <= m.
Proof.
elim: k => [|k /andP[p le]]; first by rewrite /= eps0.
have /andP[up down] := stays eta0 m0 cond p le.
by rewrite -[real_run _ k.+1]/(lambda_step L eta (m ^+ L) (real_run (m ^+ L) k)) down andbT
  (lt_le_trans p up).
Qed.

Theorem complex_mode_below k : Cmod (run t k) <= real_run (m ^+ L) k <= m.
Proof.
have le_m i : real_run (m ^+ L) i <= m by case/andP: (real_run_inside i).
rewrite le_m andbT; elim: k => [|k IH].
  by apply/RleP; rewrite /complex_run /= Cmod_R Rabs_pos_eq; [right | apply/RleP; exact: ltW].
have r0 : 0 <= Cmod (run t k) by apply/RleP; exact: Cmod_ge_0.
have short : 0 <= Cmod (run t k) <= m by rewrite r0 (le_trans IH (le_m k)).
apply: le_trans (step_modulus t (cond_short short)) _; rewrite t_m.
rewrite -[real_run _ k.+1]/(lambda_step L eta (m ^+ L) (real_run (m ^+ L) k)).
by apply: increasing => //; exact: le_m.
Qed.

Theorem complex_mode_error k : 0 <= m ^+ L - real_run (m ^+ L) k ^+ L <=
  Cmod (Cminus (cpower (run t k) L) t).
Proof.
have /andP[low up] := complex_mode_below k; have /andP[p _] := real_run_inside k.
apply/andP; split; first by rewrite subr_ge0 ler_expn2r // nnegrE ltW.
have : (Cmod t <= Cmod (Cminus (cpower (run t k) L) t) + Cmod (cpower (run t k) L))%R.
  have e : t = Cplus (Copp (Cminus (cpower (run t k) L) t)) (cpower (run t k) L) by ring.
  rewrite {1}e; apply: Rle_trans (Cmod_triangle _ _) _; rewrite Cmod_opp.
  exact: Rle_refl.
rewrite modulus_power t_m => /RleP le; rewrite ler_subl_addr; apply: le_trans le _.
rewrite -[leLHS]/(Cmod (Cminus (cpower (run t k) L) t) + Cmod (run t k) ^+ L) ler_add2l.
have w0 : 0 <= Cmod (run t k) by apply/RleP; exact: Cmod_ge_0.
by rewrite ler_expn2r // nnegrE // ltW.
Qed.
End Learned.

Theorem complex_mode_idle k : run (RtoC 0%R) k = RtoC (real_run 0 k).
Proof.
elim: k => [|k IH] //.
transitivity (complex_step n eta (RtoC 0%R) (run (RtoC 0%R) k)); first by [].
rewrite IH -[real_run 0 k.+1]/(lambda_step L eta 0 (real_run 0 k)).
move: (real_run 0 k) => x; rewrite /lambda_step /complex_step conjugate_real !real_power_complex.
rewrite -RtoC_minus -!RtoC_mult -RtoC_plus -[L.-1]/n.+1; congr RtoC.
by move: (x ^+ n.+1) (x ^+ L) => y z; exact: idle_in_reals.
Qed.

Theorem errors_of_normal_pairs d r p (t : nat -> C) (m : nat -> R) k : (r <= p <= d)%N ->
  (forall j, (j < d)%N -> Cmod (t j) = m j ^+ L) ->
  (forall j, (j < r)%N -> [/\ 0 < m j, step_condition n eta (m j) & eps <= m j]) ->
  (forall j, (r <= j < d)%N -> m j = 0) ->
  \sum_(j < p) (m j ^+ L - real_run (m j ^+ L) k ^+ L) ^+ 2 <=
  \sum_(j < d) Cmod (Cminus (cpower (run (t j) k) L) (t j)) ^+ 2.
Proof.
move=> /andP[rp pd] t_m learned idle.
rewrite (big_ord_widen d (fun j => (m j ^+ L - real_run (m j ^+ L) k ^+ L) ^+ 2)) //.
rewrite big_mkcond; apply: ler_sum => j _; case: ifP => jp; last exact: sqr_ge0.
have [jr|rj] := ltnP j r.
  have [mj c ej] := learned j jr; have jd := ltn_ord j.
  have /andP[a b] := complex_mode_error mj c (t_m j jd) ej k.
  by rewrite ler_expn2r // nnegrE // (le_trans a b).
have mj : m j = 0 by apply: idle; rewrite rj ltn_ord.
have tj : t j = RtoC 0%R.
  by apply: Cmod_eq_0; rewrite (t_m j (ltn_ord j)) mj expr0n.
rewrite tj mj expr0n complex_mode_idle real_power_complex -RtoC_minus Cmod_R.
set x := real_run 0 k ^+ L; have -> : Rabs (x - 0)%R = `|x| by rewrite Rminus_0_r.
by rewrite sub0r sqrrN real_normK ?num_real.
Qed.
End Modes.
