(* Means over independent numbers that are uniform on [-b, b], as iterated integrals, over Coq's
   reals.

   cube_means: the mean of a sum of monomials is the same sum of products of the means of powers of
     one number.
   uniform_moments: the means of the powers 0, 1, 2, 4 are 1, 0, b^2/3 and b^4/5. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From dlf Require Import block descent_is_run lora_moments.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* the mean of f over numbers x t, t in a list, uniform on [-b, b]; x is zero elsewhere *)
Fixpoint cube_mean (T : eqType) (b : R) (s : seq T) (f : (T -> R) -> R) : R :=
  if s is t :: s' then
    (/ (2 * b) * RInt (fun y =>
      cube_mean b s' (fun x => f (fun u => if u == t then y else x u))) (- b) b)%R
  else f (fun=> 0).

(* the mean of the n-th power of one of them *)
Definition uniform_moment (b : R) (n : nat) : R :=
  (/ (2 * b) * ((b ^ n.+1 - (- b) ^ n.+1) / INR n.+1))%R.

Lemma power_integral (b c : R) n :
  is_RInt (fun y => c * y ^ n)%R (- b)%R b (c * ((b ^ n.+1 - (- b) ^ n.+1) / INR n.+1))%R.
Proof.
have n0 := not_0_INR n.+1 (Nat.neq_succ_0 n).
have -> : (c * ((b ^ n.+1 - (- b) ^ n.+1) / INR n.+1) =
  c * (b ^ n.+1 / INR n.+1) - c * ((- b) ^ n.+1 / INR n.+1))%R by field.
apply: (is_RInt_derive (fun y => c * (y ^ n.+1 / INR n.+1))%R (fun y => c * y ^ n)%R) => y _.
  auto_derive => //; move: n0; rewrite -/(INR n.+1); move: (INR n.+1) => k k0.
  by field.
apply: (ex_derive_continuous (fun y => c * y ^ n)%R); auto_derive.
by [].
Qed.

Lemma sum_integral (b : R) (I : Type) (s : seq I) (c : I -> R) (n : I -> nat) :
  is_RInt (fun y => \sum_(u <- s) c u * y ^+ n u) (- b)%R b
    (\sum_(u <- s) c u * ((b ^ (n u).+1 - (- b) ^ (n u).+1) / INR (n u).+1)%R).
Proof.
elim: s => [|u s IH].
  rewrite big_nil; apply: (is_RInt_ext (fun=> 0%R)) => [y _|]; first by rewrite big_nil.
  have := is_RInt_const (V := R_NormedModule) (- b)%R b 0%R.
  by rewrite /scal /= /mult /= Rmult_0_r.
rewrite big_cons; apply: (is_RInt_ext (fun y => plus (c u * y ^ n u)%R
  (\sum_(v <- s) c v * y ^+ n v))) => [y _|].
  by rewrite big_cons power_is_power.
exact (is_RInt_plus (V := R_NormedModule) (fun y => c u * y ^ n u)%R
  (fun y => \sum_(v <- s) c v * y ^+ n v) _ _ _ _ (@power_integral b (c u) (n u)) IH).
Qed.

Lemma cube_means (T : eqType) b (s : seq T) (I : finType) (c : I -> R) (e : I -> T -> nat) :
  uniq s ->
  cube_mean b s (fun x => \sum_u c u * \prod_(t <- s) x t ^+ e u t) =
  \sum_u c u * \prod_(t <- s) uniform_moment b (e u t).
Proof.
elim: s c => [|t s IH] c.
  by move=> _ /=; apply: eq_bigr => u _; rewrite !big_nil.
move=> /andP[ts us]; have inner y : cube_mean b s (fun x => \sum_u c u *
    \prod_(w <- t :: s) (if w == t then y else x w) ^+ e u w) =
    \sum_u (c u * \prod_(w <- s) uniform_moment b (e u w)) * y ^+ e u t.
  transitivity (\sum_u (c u * y ^+ e u t) * \prod_(w <- s) uniform_moment b (e u w)).
    rewrite -IH //; congr (cube_mean _ _ _); apply: functional_extensionality => x.
    apply: eq_bigr => u _; rewrite big_cons eqxx mulrA; congr (_ * _).
    apply: eq_big_seq => w ws; case: eqP => // wt.
    by move: ts; rewrite -wt ws.
  by apply: eq_bigr => u _; rewrite mulrAC.
rewrite /= (RInt_ext _ (fun y => \sum_u (c u * \prod_(w <- s) uniform_moment b (e u w)) *
  y ^+ e u t)) => [|y _]; last exact: inner.
rewrite (is_RInt_unique _ _ _ _ (@sum_integral b _ _ _ _)).
have ring_mul (a z : R) : Rmult a z = a * z by [].
rewrite ring_mul mulr_sumr; apply: eq_bigr => u _; rewrite big_cons /uniform_moment ring_mul.
by rewrite -(mulrA (c u)) mulrCA -[in RHS]mulrA; congr (_ * (_ * _)); rewrite mulrC.
Qed.

(* the means of the powers of one number *)
Lemma uniform_moments b : b <> 0%R -> [/\ uniform_moment b 0 = 1, uniform_moment b 1 = 0,
  uniform_moment b 2 = (b ^ 2 / 3)%R & uniform_moment b 4 = (b ^ 4 / 5)%R].
Proof.
move=> b0; rewrite /uniform_moment /= -[1]/1%R -[0]/0%R; split; field; lra.
Qed.

(* what has_mean says holds for this mean *)
Lemma cube_has_mean (T : finType) b f v : has_mean (uniform_moment b) f v ->
  cube_mean b (enum T) f = v.
Proof.
move=> [I [c [e [fE ->]]]].
have -> : f = fun x => \sum_u c u * \prod_(t <- enum T) x t ^+ e u t.
  by apply: functional_extensionality => x; rewrite fE; apply: eq_bigr => u _; rewrite big_enum.
rewrite cube_means ?enum_uniq //.
by apply: eq_bigr => u _; rewrite big_enum.
Qed.

(* the same for b = d^(-1/2) *)
Lemma lora_moments d : (0 < d)%N -> let b := (/ sqrt (INR d))%R in
  [/\ b <> 0%R, uniform_moment b 2 = (/ (3 * INR d))%R &
      uniform_moment b 4 = (/ (5 * (INR d * INR d)))%R].
Proof.
move=> d0 b; have D0 : (0 < INR d)%R by apply: lt_0_INR; apply/ltP.
have s0 := sqrt_lt_R0 _ D0; have b0 : b <> 0%R by apply: Rinv_neq_0_compat; lra.
have b2 : (b * b = / INR d)%R by rewrite /b -Rinv_mult_distr ?sqrt_sqrt //; lra.
have [_ _ -> ->] := uniform_moments b0; split=> //.
  by have -> : (b ^ 2 / 3 = b * b / 3)%R; [field | rewrite b2; field; lra].
by have -> : (b ^ 4 / 5 = (b * b) * (b * b) / 5)%R; [field | rewrite b2; field; lra].
Qed.
