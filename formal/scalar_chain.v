(* A chain of numbers that starts positive and below its target (BS6T, part 5), over Coq's reals,
   any number L >= 1 of factors.

   scalars_course: the factors stay positive and increase, their product stays below s, and the
     differences of their squares are kept.
   unequal_scalars_ahead: if the factors are not all equal at the start, they are so at no time, and
     the product is above the mode from the same start at every later time.
   no_lag_start: for every delay delta there are unequal starts with the product eps^L for which
     the product at a time t is above the mode at t + delta. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent modes lipschitz flow end_to_end end_to_end_flow flow_modes.
From dlf Require Import compare mode_times mode_exists decay means ahead_of_mode mean_value.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma continuous_product (I : Type) (r : seq I) (f : I -> R -> R) t :
  (forall i, continuous (f i) t) -> continuous (fun u => \prod_(i <- r) f i u) t.
Proof.
move=> fC; elim: r => [|i r IH].
  by apply: continuous_ext (continuous_const (1 : R) t) => u; rewrite big_nil.
by apply: continuous_ext (cmul (fC i) IH) => u; rewrite big_cons.
Qed.

Section Scalars.
Variables (L : nat) (s T : R) (a : R -> nat -> R).

(* the product of the L numbers *)
Definition scalar_product (w : nat -> R) : R := \prod_(0 <= i < L) w i.
Local Notation x := (fun t => scalar_product (a t)).

(* the flow of 1/2 (x - s)^2 for L numbers: w_l' = (s - x) times the product of the others *)
Definition scalar_flow := mode_flow L (fun=> 1) 0 T (fun p => p - s) a.

Hypotheses (flow_a : scalar_flow) (T0 : (0 <= T)%R).
Hypotheses (pos : forall l, (l < L)%N -> (0 < a 0%R l)%R) (below_s : (x 0 < s)%R).

Let speed t : R := \sum_(l < L) others L (a t) l ^+ 2.

Lemma factor_moves t l : (0 < t < T)%R -> (l < L)%N ->
  is_derive (fun u => a u l) t ((s - x t) * others L (a t) l).
Proof.
move=> tT lL; have := (flow_a lL).1 t tT.
by rewrite /mode_pull mul1r mul0r addr0 mulrC -mulNr opprB.
Qed.

Lemma factor_continuous t l : (0 <= t <= T)%R -> (l < L)%N -> continuous (fun u => a u l) t.
Proof. by move=> tT lL; exact: (flow_a lL).2. Qed.

Lemma product_moves t : (0 < t < T)%R -> is_derive (fun u => x u) t (speed t * (s - x t)).
Proof.
move=> tT; have D l : (l < L)%N -> mderiv (fun u => scalars (a u) l) t
    ((s - x t) * others L (a t) l)%:M.
  move=> lL i j; rewrite !ord1 mxE eqxx mulr1n.
  by apply: is_derive_ext (factor_moves tT lL) => u; rewrite mxE eqxx mulr1n.
have := @product_rule (fun=> 1%N) (fun u => scalars (a u)) L _ t D 0 0.
have E u : chain L (scalars (a u)) = (x u)%:M by rewrite /chain (@below_scalars _ L _ (a u)).
have -> : (\sum_(l < L) above L (scalars (a t)) l.+1 *m ((s - x t) * others L (a t) l)%:M
    *m below (scalars (a t)) l) 0 0 = speed t * (s - x t).
  rewrite summxE /speed mulr_suml; apply: eq_bigr => l _.
  rewrite (@above_scalars _ L _ (a t)) // (@below_scalars _ L _ (a t)) ?(ltnW (ltn_ord l)) //.
  rewrite -!scalar_mxM mxE eqxx mulr1n /others expr2.
  set p := \prod_(_ <= _ < _) _; set q := \prod_(_ <= _ < _) _.
  by rewrite [LHS]mulrC [LHS]mulrA [LHS]mulrCA [LHS]mulrC.
by apply: is_derive_ext => u; rewrite E mxE eqxx mulr1n.
Qed.

Lemma product_continuous t : (0 <= t <= T)%R -> continuous (fun u => x u) t.
Proof.
move=> tT; have c := continuous_product (r := index_enum _) (fun l : 'I_L =>
  factor_continuous tT (ltn_ord l)).
by apply: continuous_ext c => u; rewrite /scalar_product big_mkord.
Qed.

Lemma others_continuous t l : (0 <= t <= T)%R -> (l < L)%N ->
  continuous (fun u => others L (a u) l) t.
Proof.
move=> tT lL; apply: cmul.
  have c := continuous_product (r := index_enum _) (fun k : 'I_l =>
    factor_continuous tT (ltn_trans (ltn_ord k) lL)).
  by apply: continuous_ext c => u; rewrite big_mkord.
have c := continuous_product (r := index_enum _) (f := fun (k : 'I_L) u =>
  if (l < k)%N then a u k else 1).
apply: continuous_ext (c _ _) => [u|k].
  by rewrite big_geq_mkord [RHS]big_mkcond.
case: ltnP => kl; last exact: continuous_const.
exact: factor_continuous.
Qed.

Lemma speed_bounded : exists C, forall t, (0 <= t <= T)%R -> (0 <= speed t <= C)%R.
Proof.
have c t : (0 <= t <= T)%R -> continuity_pt speed t.
  move=> tT; apply/continuity_pt_filterlim; apply: csum => l.
  have o := others_continuous tT (ltn_ord l).
  by apply: continuous_ext (cmul o o) => u; rewrite expr2.
have [z [B _]] := continuity_ab_maj speed 0 T T0 c; exists (speed z) => t tT; split; last exact: B.
by apply/RleP; apply: sumr_ge0 => l _; exact: sqr_ge0.
Qed.

(* the product stays below the target *)
Lemma stays_below t : (0 <= t <= T)%R -> (x t < s)%R.
Proof.
have [C bound] := speed_bounded => tT.
suff : (0 < s - x t)%R by lra.
apply: (@decays_positive (fun u => (s - x u)%R) speed C T) => //; first by lra.
  move=> u uT; split; last by apply: bound; lra.
  have := is_derive_minus (fun=> s) (fun v => x v) u _ _ (is_derive_const s u) (product_moves uT).
  congr (is_derive _ _ _); rewrite /minus /plus /opp /zero /= Rplus_0_l; exact: erefl.
move=> u uT; apply: (continuous_minus (fun=> s) (fun v => x v)); first exact: continuous_const.
exact: product_continuous.
Qed.

Lemma product_positive_start : (0 < x 0)%R.
Proof.
apply/RltP; rewrite /scalar_product big_mkord; apply: prodr_gt0 => l _.
by apply/RltP; exact: pos.
Qed.

Lemma product_grows t : (0 <= t <= T)%R -> (x 0 <= x t)%R.
Proof.
move=> [t0 tT]; have [->|tn] := Req_dec t 0; first exact: Rle_refl.
have [||| u [ut e]] := @mean_value (fun v => x v) (fun v => speed v * (s - x v)) 0 t.
- lra.
- by move=> u ut; apply: product_moves; lra.
- by move=> u ut; apply: product_continuous; lra.
have uT : (0 <= u <= T)%R by lra.
have [C bound] := speed_bounded; have [s0 _] := bound u uT; have b := stays_below uT.
have : (0 <= speed u * (s - x u) * (t - 0))%R.
  by apply: Rmult_le_pos; [apply: Rmult_le_pos|]; lra.
rewrite -[(_ * _ * _)%R]/(speed u * (s - x u) * (t - 0)%R)%R in e *; lra.
Qed.

Lemma stays_positive t l : (0 <= t <= T)%R -> (l < L)%N -> (0 < a t l)%R.
Proof.
move=> tT lL; apply: (@stays_above_zero (fun u => a u l) T) => //; first exact: pos.
  by move=> u uT; exact: factor_continuous.
move=> u uT z; have := product_grows uT; have := product_positive_start.
have -> : x u = 0%R; last by lra.
by rewrite /scalar_product (prod_others _ lL) z mul0r.
Qed.

Lemma others_positive t l : (0 <= t <= T)%R -> (l < L)%N -> (0 < others L (a t) l)%R.
Proof.
move=> tT lL; have pl := stays_positive tT lL.
have : (0 < x t)%R by have := product_grows tT; have := product_positive_start; lra.
rewrite /scalar_product (prod_others _ lL) -[_ * _]/(_ * _)%R => p.
by apply: (Rmult_lt_reg_l (a t l)) => //; rewrite Rmult_0_r.
Qed.

Lemma squares_kept t k l : (0 <= t <= T)%R -> (k < L)%N -> (l < L)%N ->
  a t k ^+ 2 - a t l ^+ 2 = a 0%R k ^+ 2 - a 0%R l ^+ 2.
Proof.
move=> tT kL lL; pose y u := a u k ^+ 2 - a u l ^+ 2.
rewrite -[LHS]/(y t) -[RHS]/(y 0).
have -> : y t = (y 0 * exp (- (0 * t)))%R; last by rewrite Rmult_0_l Ropp_0 exp_0 Rmult_1_r.
apply: (@decays y 0 T _ _ t tT) => [u uT|u uT].
  have h m mL := factor_moves (l := m) uT mL.
  have D m mL := dmul (h m mL) (h m mL).
  have := dadd (D k kL) (dopp (D l lL)); rewrite Rmult_0_l Ropp_0.
  set q := _ + _; have -> : q = 0.
    rewrite /q; have e m : (m < L)%N -> (s - x u) * others L (a u) m * a u m = (s - x u) * x u.
      by move=> mL; rewrite -mulrA [others _ _ _ * _]mulrC -prod_others.
    by rewrite [a u k * _]mulrC [a u l * _]mulrC !e // subrr.
  by apply: is_derive_ext => v; rewrite /y !expr2.
have h m mL := factor_continuous (l := m) uT mL.
have c := cadd (cmul (h k kL) (h k kL)) (copp (cmul (h l lL) (h l lL))).
by apply: continuous_ext c => v; rewrite /y !expr2.
Qed.

Theorem scalars_course t u : (0 <= t < u)%R -> (u <= T)%R ->
  (x u < s)%R /\ forall l, (l < L)%N -> (0 < a t l < a u l)%R /\
    forall k, (k < L)%N -> a u k ^+ 2 - a u l ^+ 2 = a t k ^+ 2 - a t l ^+ 2.
Proof.
move=> tu uT; have tT : (0 <= t <= T)%R by lra. have uT' : (0 <= u <= T)%R by lra.
split=> [|l lL]; first exact: stays_below.
split=> [|k kL]; last by rewrite squares_kept // [RHS]squares_kept.
split; first exact: stays_positive.
apply: (@rises_strictly (fun v => a v l) (fun v => (s - x v) * others L (a v) l) T _ _ t u) => //.
  move=> v vT; split; first exact: factor_moves.
  have vT' : (0 <= v <= T)%R by lra.
  apply: Rmult_lt_0_compat; [have := stays_below vT' | exact: others_positive].
  by rewrite -[_ - _]/(s - x v)%R; lra.
by move=> v vT; exact: factor_continuous.
Qed.

Lemma unequal_kept i j t : (i < L)%N -> (j < L)%N -> a 0%R i <> a 0%R j -> (0 <= t <= T)%R ->
  a t i <> a t j.
Proof.
move=> iL jL ne tT e; apply: ne; have := squares_kept tT iL jL.
rewrite e subrr => /esym/eqP; rewrite subr_eq0 eqr_expn2 // => [/eqP //||].
  by apply/RleP; apply: Rlt_le; exact: pos.
by apply/RleP; apply: Rlt_le; exact: pos.
Qed.

(* the product moves faster than a mode *)
Lemma faster_product i j t : (i < L)%N -> (j < L)%N -> a 0%R i <> a 0%R j -> (0 <= t <= T)%R ->
  (strength_velocity L s (x t) < speed t * (s - x t))%R.
Proof.
move=> iL jL ne tT; have b := stays_below tT.
have L0 : (0 < L)%N := leq_ltn_trans (leq0n i) iL.
have LR : (0 < INR L)%R by apply: lt_0_INR; exact/ssrnat.ltP.
rewrite /strength_velocity; apply: Rmult_lt_compat_r; first by lra.
have xp : (0 < x t)%R by have := product_grows tT; have := product_positive_start; lra.
pose w (l : 'I_L) := a t l; have wp l : 0 < w l by apply/RltP; apply: stays_positive.
have [_ iff] := means_of_scalars L0 wp; have le := (means_of_scalars L0 wp).1.
have xE : \prod_l w l = x t by rewrite /scalar_product big_mkord.
have oE (l : 'I_L) : x t / w l = others L (a t) l.
  have w0 : a t l != 0 by rewrite gt_eqF //; exact: wp.
  by rewrite /w /scalar_product (prod_others _ (ltn_ord l)) mulrAC divff ?mul1r.
have SE : \sum_l (\prod_l0 w l0 / w l) ^+ 2 = speed t.
  by rewrite xE; apply: eq_bigr => l _; rewrite oE.
move: le iff; rewrite SE xE => le /esym iff.
have strict : x t ^+ (2 * L - 2) < (speed t / L%:R) ^+ L.
  rewrite lt_neqAle le andbT -iff; apply/forallP => /(_ (Ordinal iL)) /forallP /(_ (Ordinal jL)).
  by move/eqP; exact: unequal_kept.
pose r := Rpower (x t) (2 - 2 / INR L); have r0 : (0 < r)%R by exact: exp_pos.
have rL : r ^+ L = x t ^+ (2 * L - 2).
  rewrite -!RpowE -!Rpower_pow // Rpower_mult; congr (Rpower _ _).
  rewrite minus_INR; last by apply/ssrnat.leP; rewrite leq_pmulr.
  by rewrite mult_INR /=; field; lra.
have sp0 : 0 <= speed t / L%:R.
  by rewrite divr_ge0 ?ler0n //; apply: sumr_ge0 => l _; exact: sqr_ge0.
have : r < speed t / L%:R.
  rewrite -(@ltr_pexpn2r _ L) ?nnegrE ?rL //; first exact/RleP/Rlt_le.
rewrite ltr_pdivl_mulr ?ltr0n // => /RltP; rewrite -/r Rmult_comm.
by rewrite -[r * L%:R]/(r * L%:R)%R -INRE.
Qed.
End Scalars.

Theorem unequal_scalars_ahead L s eps T a mu i j : (0 < eps)%R -> (eps ^ L < s)%R ->
  scalar_flow L s T a -> (0 <= T)%R -> (forall l, (l < L)%N -> (0 < a 0%R l)%R) ->
  scalar_product L (a 0%R) = (eps ^ L)%R -> is_mode L s eps mu ->
  (i < L)%N -> (j < L)%N -> a 0%R i <> a 0%R j ->
  (forall t, (0 <= t <= T)%R -> a t i <> a t j) /\
  forall t, (0 < t < T)%R -> (mu t < scalar_product L (a t))%R.
Proof.
move=> e0 es flow_a T0 pos start mode iL jL ne.
have below : (scalar_product L (a 0%R) < s)%R by lra.
split=> [t tT|t tT]; first exact: (unequal_kept flow_a pos iL jL ne tT).
have L2 : (2 <= L)%coq_nat.
  apply/ssrnat.leP; case: L {flow_a pos start mode es below} iL jL => [|[|//]] //.
  by rewrite !ltnS !leqn0 => /eqP i0 /eqP j0; case: ne; rewrite i0 j0.
have mu0 u : (0 <= u)%R -> (0 < mu u)%R.
  move=> u0; have [lo _] := mode_rises L s eps mu L2 e0 mode u es u0.
  by have := pow_lt eps L e0; lra.
have [m0 mS] := mode.
apply: (faster_than_its_mode L s T (fun u => scalar_product L (a u)) _ mu (mS T)) => //.
- move=> u uT; split; first exact: (product_moves flow_a uT).
  by apply: (faster_product flow_a T0 pos below iL jL ne); lra.
- by move=> u uT; exact: (product_continuous flow_a uT).
- move=> u uT; split; last by apply: mu0; lra.
  have A := product_grows flow_a T0 below uT; have B := product_positive_start pos.
  by cbv beta in A, B |- *; lra.
by rewrite start m0.
Qed.

Lemma no_lag_start L s eps delta mu : (1 < L)%N -> (0 < eps)%R -> (eps ^ L < s)%R ->
  (0 <= delta)%R -> is_mode L s eps mu -> exists w : nat -> R,
  [/\ forall l, (l < L)%N -> (0 < w l)%R, scalar_product L w = (eps ^ L)%R, w 0%N <> w 1%N &
   forall T a, (1 <= T)%R -> scalar_flow L s T a -> (forall l, (l < L)%N -> a 0%R l = w l) ->
   exists t, (0 <= t <= T)%R /\ (mu (t + delta) < scalar_product L (a t))%R].
Proof.
move=> L1 e0 es d0 mode; have L2 : (2 <= L)%coq_nat by exact/ssrnat.leP.
have p0 := pow_lt eps L e0.
have [|lo hi] := mode_rises L s eps mu L2 e0 mode (1 + delta) es; first by lra.
pose g := (s - mu (1 + delta))%R; have g0 : (0 < g)%R by rewrite /g; lra.
pose K := (1 + eps + s / g)%R; have sg : (0 < s / g)%R by apply: Rdiv_lt_0_compat; lra.
have K1 : (1 < K)%R by rewrite /K; lra.
pose w l := if l is 0%N then (eps ^ L / K ^ (L - 1))%R else K.
have KL : (0 < K ^ (L - 1))%R by apply: pow_lt; lra.
have w0 l : (0 < w l)%R by case: l => [|l]; [exact: Rdiv_lt_0_compat | rewrite /w; lra].
have prodw : scalar_product L w = (eps ^ L)%R.
  rewrite /scalar_product big_ltn; last exact: ltnW.
  rewrite big_nat (eq_bigr (fun=> K)) => [|[|l] //]; rewrite -big_nat prodr_const_nat.
  by rewrite -RpowE -[_ * _]/(eps ^ L / K ^ (L - 1) * K ^ (L - 1))%R; field; lra.
have L1S : L = (L - 1).+1 by rewrite subn1 prednK // ltnW.
exists w; split=> // [e|T a T1 flow_a start].
  have e' : (eps ^ L / K ^ (L - 1) = K)%R := e.
  have : (eps ^ L = K * K ^ (L - 1))%R by rewrite -{1}e'; field; lra.
  rewrite tech_pow_Rmult [X in (_ ^ X)%R]L1S.
  by have := ahead.powers_grow eps K (L - 1) e0; rewrite /K; lra.
exists 1%R; split; first by lra.
have T0 : (0 <= T)%R by lra.
have pos l : (l < L)%N -> (0 < a 0%R l)%R by move=> lL; rewrite start.
have below : (scalar_product L (a 0%R) < s)%R.
  suff -> : scalar_product L (a 0%R) = (eps ^ L)%R by [].
  by rewrite -prodw /scalar_product; apply: eq_big_nat => l /andP[_ lL]; exact: start.
have start0 : scalar_product L (a 0%R) = (eps ^ L)%R.
  by rewrite -prodw /scalar_product; apply: eq_big_nat => l /andP[_ lL]; exact: start.
pose speed u : R := \sum_(l < L) others L (a u) l ^+ 2.
have fast u : (0 < u < 1)%R -> (K <= speed u)%R.
  move=> u1; have uT : (0 <= u <= T)%R by lra.
  have rise l : (l < L)%N -> w l <= a u l.
    move=> lL; rewrite -start //; apply/RleP/Rlt_le.
    have [tu uT'] : (0 <= 0 < u)%R /\ (u <= T)%R by lra.
    by have [_ /(_ l lL) [[]]] := scalars_course flow_a T0 pos below tu uT'.
  have K1' : 1 <= K by apply/RleP; exact: Rlt_le K1.
  have K0' : 0 <= K := le_trans ler01 K1'.
  have big : K <= others L (a u) 0%N.
    rewrite /others big_geq // mul1r.
    apply: (@le_trans _ _ (\prod_(1 <= l < L) K)).
      by rewrite prodr_const_nat -{1}[K]expr1 ler_weexpn2l // subn_gt0.
    rewrite big_nat [X in _ <= X]big_nat; apply: ler_prod => l /andP[l1 lL].
    by rewrite K0' /=; have := rise l lL; case: (l) l1.
  apply/RleP; rewrite /speed (bigD1 (Ordinal (ltnW L1))) //=.
  apply: (@le_trans _ _ (others L (a u) 0%N ^+ 2)).
    rewrite expr2; apply: (le_trans big).
    by apply: ler_pemull; [exact: le_trans K0' big | exact: le_trans K1' big].
  by rewrite ler_addl; apply: sumr_ge0 => l _; exact: sqr_ge0.
have T1' u : (0 <= u <= 1)%R -> (0 <= u <= T)%R by lra.
have T11 : (0 <= 1 <= 1)%R by lra.
have rest := @rest_falls s K 1 (fun u => scalar_product L (a u)) speed _ _ _ _ 1%R T11.
move: rest; rewrite start0 Rmult_1_r => rest.
have {}rest : (s - scalar_product L (a 1%R) <= (s - eps ^ L) * exp (- K))%R.
  apply: rest; last by lra.
  - by move=> u u1; split; [apply: (product_moves flow_a); lra | exact: fast].
  - by move=> u u1; apply: (product_continuous flow_a); exact: T1'.
  by move=> u u1; apply: Rlt_le; apply: (stays_below flow_a T0 below); exact: T1'.
have big : (s / g < exp K)%R.
  by have := exp_ineq1 K; rewrite /K; lra.
have small : (exp (- K) < g / s)%R.
  rewrite exp_Ropp -[(g / s)%R]Rinv_inv; apply: Rinv_lt_contravar.
    apply: Rmult_lt_0_compat; last exact: exp_pos.
    by apply: Rinv_0_lt_compat; apply: Rdiv_lt_0_compat; lra.
  by have -> : (/ (g / s) = s / g)%R by field; lra.
have : ((s - eps ^ L) * exp (- K) < g)%R.
  apply: (@Rlt_trans _ (s * exp (- K))%R).
    by apply: Rmult_lt_compat_r; [exact: exp_pos | lra].
  have -> : g = (s * (g / s))%R by field; lra.
  by apply: Rmult_lt_compat_l; lra.
rewrite /g; lra.
Qed.
