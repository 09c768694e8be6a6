(* Three and four factors: the outer factors stay below a cone, over Coq's reals, for all widths.

   stays_in_the_cone : A = W_L W_L^T and C = W_1^T W_1 stay below the cones of k pairs of
     singular vectors with the strengths Lambda on their span and gamma, the root of the mode,
     orthogonal to it, as long as mu <= s_i/2 and Lambda is finite. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import real_induction from_right chain descent flow end_to_end end_to_end_flow.
From dlf Require Import order_kept compare ahead mixture largest_form moments outer_form touching.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* a curve that rises, where it is positive, at most in proportion *)
Lemma stays_nonpositive (u : R -> R) K T : (0 <= K)%R ->
  (forall t, (0 <= t <= T)%R -> continuous u t) ->
  (forall t, (0 < t < T)%R -> (0 <= u t)%R -> rises_at_most u t (K * u t)) -> (u 0 <= 0)%R ->
  forall t, (0 <= t <= T)%R -> (u t <= 0)%R.
Proof.
move=> K0 cu rise u0 t tT; pose v s := Rmax (u s) 0%R.
suff : (v t <= 0)%R by apply: Rle_trans; exact: Rmax_l.
apply: (@slower_stays_below (fun _ x => K * x)%R v (fun=> 0%R) K T) tT => //.
- by move=> s _; rewrite Rmult_0_r; exact: (@is_derive_const _ R_NormedModule 0%R s).
- by move=> s _; exact: continuous_const.
- move=> s sT; apply: (continuous_comp u (fun x => Rmax x 0)); first exact: cu.
  apply/continuity_pt_filterlim => e e0; exists e; split=> // x [_]; rewrite /= /R_dist.
  rewrite /Rmax; case: (Rle_dec x 0) => ?; case: (Rle_dec (u s) 0) => ?; rewrite /Rabs;
    do ![case: Rcase_abs => ?]; lra.
- move=> s sT; have [lt | ge] := Rlt_le_dec (u s) 0.
    have sT' : (0 <= s <= T)%R by lra.
    have [d [d0 near]] := near_below u s 0 (cu s sT') lt.
    move=> e e0; exists d; split=> // h [h0 hd]; rewrite /v.
    have below : (u (s + h) < 0)%R by apply: near; rewrite Rabs_pos_eq; lra.
    rewrite !Rmax_right; try lra; have := Rmult_lt_0_compat _ _ h0 e0; lra.
  move=> e e0; have [d [d0 up]] := rise s sT ge e e0; exists d; split=> // h hd.
  rewrite /v (Rmax_left (u s)) //; apply: Rmax_lub; first exact: up.
  have p : (0 <= K * u s)%R by exact: Rmult_le_pos.
  have : (0 <= h * (K * u s + e))%R by apply: Rmult_le_pos; lra.
  lra.
- by move=> s _; rewrite -Rmult_minus_distr_l Rabs_mult (Rabs_pos_eq K) //; exact: Rle_refl.
by rewrite /v Rmax_right //; exact: Rle_refl.
Qed.

(* what the excess F over the cone adds to the bound of touching_rate *)
Lemma excess_bound (n : nat) (a s1 x y g F tau c C I K' : R) : (0 <= tau <= 1 -> 0 <= F ->
  0 < c <= C -> 0 <= / c - 2 * g <= I -> 0 <= K' ->
  (x + F) ^ n <= x ^ n + K' * F -> (y + F) ^ n <= y ^ n + K' * F ->
  c * (s1 * s1 * (x + F) * tau + a * a * (y + F) * (1 - tau)) +
    (/ c - 2 * g) * ((x + F) ^ n * tau + (y + F) ^ n * (1 - tau)) <=
  ((/ c - 2 * g) * x ^ n + c * (s1 * s1) * x) * tau +
    ((/ c - 2 * g) * y ^ n + c * (a * a) * y) * (1 - tau) +
    (C * (s1 * s1 + a * a) + I * K') * F)%R.
Proof.
move=> [t0 t1] F0 [c0 cC] [i0 iI] K0; move: (/ c - 2 * g)%R i0 iI => i i0 iI.
move: ((x + F) ^ n)%R ((y + F) ^ n)%R (x ^ n)%R (y ^ n)%R => xF yF x' y' hx hy.
have t2 : (0 <= 1 - tau)%R by lra.
have p1 := Rmult_le_compat_r _ _ _ t0 hx; have p2 := Rmult_le_compat_r _ _ _ t2 hy.
have P := Rmult_le_compat_l _ _ _ i0 (Rplus_le_compat _ _ _ _ p1 p2).
have KF : (0 <= K' * F)%R by exact: Rmult_le_pos.
have P' := Rmult_le_compat_r _ _ _ KF iI.
have ss := Rle_0_sqr s1; have aa := Rle_0_sqr a; rewrite /Rsqr in ss aa.
have q1 : (s1 * s1 * tau + a * a * (1 - tau) <= s1 * s1 + a * a)%R.
  have := Rmult_le_pos _ _ ss t2; have := Rmult_le_pos _ _ aa t0; lra.
have q2 : (c * (s1 * s1 * tau + a * a * (1 - tau)) <= C * (s1 * s1 + a * a))%R.
  apply: Rle_trans (Rmult_le_compat_l _ _ _ (Rlt_le _ _ c0) q1) _.
  by apply: Rmult_le_compat_r => //; lra.
have Q := Rmult_le_compat_r _ _ _ F0 q2; lra.
Qed.

(* y^n grows at most in proportion on a bounded set *)
Lemma power_step B n : (0 <= B)%R -> exists K, (0 <= K)%R /\ forall x F, (0 <= x)%R -> (0 <= F)%R ->
  (x + F <= B)%R -> ((x + F) ^ n <= x ^ n + K * F)%R.
Proof.
move=> B0; have [K [K0 H]] := tame_pow B B0 n; exists K; split=> // x F x0 F0 xF.
have xx : (Rabs x <= B)%R by rewrite Rabs_pos_eq; lra.
have xF' : (Rabs (x + F) <= B)%R by rewrite Rabs_pos_eq; lra.
have := H (x + F)%R x xF' xx; have -> : (x + F - x = F)%R by ring.
rewrite (Rabs_pos_eq F) // => h.
by have := Rle_abs ((x + F) ^ n - x ^ n); lra.
Qed.

Lemma mcont_difference m p (Y Z : R -> 'M[R]_(m, p)) t : mcont Y t -> mcont Z t ->
  mcont (fun u => Y u - Z u) t.
Proof.
by move=> cY cZ i j; apply: continuous_ext (cadd (cY i j) (copp (cZ i j))) => u; rewrite !mxE.
Qed.

Section Window.
Variables (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (M : 'M[R]_(d L, d 0)) (T : R) (W : R -> factors [comRingType of R] d).
Local Notation X t := (chain L (W t)).
Local Notation A t := (last_gram n (W t)).
Local Notation C t := (first_gram (W t)).
Hypotheses (depth : n = 2%N \/ n = 3%N).
Hypothesis moves : moves_by (fun t => residual M (X t)) T W.
Hypothesis bal : balanced L (W 0).
Variables (k : nat) (N : 'M[R]_(d L, k)) (N' : 'M[R]_(d 0, k)) (S S' : 'M[R]_k) (a s1 : R).
Hypotheses (N1 : N^T *m N = 1%:M) (N1' : N'^T *m N' = 1%:M).
Hypotheses (pairs : M *m N' = N *m S) (pairs' : M^T *m N = N' *m S').
Hypotheses (a0 : (0 < a)%R) (as1 : (a <= s1)%R).
Hypothesis normM : forall z, (form (M^T *m M) z <= s1 * s1 * form 1%:M z)%R.
Hypotheses (small_M : bounds N (M *m M^T) (a * a)%R) (small_M' : bounds N' (M^T *m M) (a * a)%R).
Hypotheses (T0 : (0 <= T)%R) (room : (0 < d L)%N).
Variables (b : R) (gamma Lambda : R -> R).
Hypothesis b0 : (0 < b)%R.
Hypothesis start : forall z, (form ((X 0)^T *m X 0) z <= b ^ L * form 1%:M z)%R.
Hypotheses (mode : solves T (root_velocity L a) gamma) (mode0 : gamma 0 = b).
Hypothesis mode_pos : forall t, (0 <= t <= T)%R -> (0 < gamma t)%R.
Hypothesis early : forall t, (0 <= t <= T)%R -> (2 * sqrt (gamma t) ^ L <= a)%R.

(* the number c of the window, gamma^(L/2-1)/a *)
Definition window_rate (x : R) : R := (sqrt x ^ (n - 1) / a)%R.
Local Notation c t := (window_rate (gamma t)).

Hypothesis leads : forall t, (0 < t < T)%R -> is_derive Lambda t
  ((/ c t - 2 * gamma t) * Lambda t ^ n + c t * (s1 * s1) * Lambda t)%R.
Hypotheses (cL : forall t, (0 <= t <= T)%R -> continuous Lambda t) (Lambda0 : Lambda 0 = b).

Lemma window_rate_pos t : (0 <= t <= T)%R -> (0 < c t)%R.
Proof.
move=> tT; apply: Rdiv_lt_0_compat => //; apply: pow_lt; apply: sqrt_lt_R0; exact: mode_pos.
Qed.

Lemma depth_powers x : (0 < x)%R -> (sqrt x ^ L = x * sqrt x ^ (n - 1))%R /\
  (x ^ n = sqrt x ^ (n - 1) * sqrt x ^ L)%R.
Proof.
move=> x0; have r := sqrt_sqrt x (Rlt_le _ _ x0).
by move: (sqrt x) r => q <-; case: depth => ->; split; rewrite /=; ring.
Qed.

Lemma rate_early t : (0 <= t <= T)%R -> (2 * gamma t * c t <= 1)%R.
Proof.
move=> tT; have [e _] := depth_powers (mode_pos tT); have := early tT; rewrite e => h.
apply: (Rmult_le_reg_r a) => //; rewrite /window_rate /Rdiv.
have -> : (2 * gamma t * (sqrt (gamma t) ^ (n - 1) * / a) * a =
  2 * (gamma t * sqrt (gamma t) ^ (n - 1)))%R by field; lra.
lra.
Qed.

(* the velocity of gamma in the form of that of Lambda *)
Lemma mode_rate t : (0 <= t <= T)%R -> root_velocity L a (gamma t) =
  ((/ c t - 2 * gamma t) * gamma t ^ n + c t * (a * a) * gamma t)%R.
Proof.
move=> tT; have g0 := mode_pos tT; have [e1 e2] := depth_powers g0.
have p0 : (0 < sqrt (gamma t) ^ (n - 1))%R by apply: pow_lt; apply: sqrt_lt_R0.
have e3 : (gamma t ^ L = gamma t * gamma t ^ n)%R by [].
rewrite /root_velocity e3 e2 e1 /window_rate; move: (sqrt (gamma t) ^ (n - 1))%R p0 => p p0.
by field; lra.
Qed.

Lemma rates_bounded : exists C0 I, forall t, (0 <= t <= T)%R ->
  (c t <= C0)%R /\ (0 <= / c t - 2 * gamma t <= I)%R.
Proof.
have cg : forall t, (0 <= t <= T)%R -> continuous gamma t by case: mode.
have cc t : (0 <= t <= T)%R -> continuous (fun u => c u) t.
  move=> tT; apply: (continuous_comp gamma window_rate); first exact: cg.
  apply: (ex_derive_continuous window_rate); rewrite /window_rate; auto_derive.
  exact: mode_pos.
have ci t : (0 <= t <= T)%R -> continuous (fun u => / c u)%R t.
  move=> tT; apply: (continuous_comp (fun u => c u) Rinv); first exact: cc.
  apply: (ex_derive_continuous Rinv); auto_derive; have := window_rate_pos tT; lra.
have [C0 HC] := bounded_curve (fun u => c u) T T0 cc.
have [I HI] := bounded_curve (fun u => / c u)%R T T0 ci.
exists C0, I => t tT; have g0 := mode_pos tT; have p := window_rate_pos tT.
have ip := Rinv_0_lt_compat _ p.
split; first exact: Rle_trans (Rle_abs _) (HC t tT).
split; last by have := Rle_trans _ _ _ (Rle_abs _) (HI t tT); lra.
apply: (Rmult_le_reg_r (c t)) => //; rewrite Rmult_minus_distr_r Rinv_l; last lra.
by have := rate_early tT; lra.
Qed.
Lemma strengths_ordered t : (0 <= t <= T)%R -> (gamma t <= Lambda t)%R.
Proof.
move=> tT; have [dg cg] := mode; have [C0 [I rates]] := rates_bounded.
have [B1 b1] := bounded_curve gamma T T0 cg; have [B2 b2] := bounded_curve Lambda T T0 cL.
pose B := Rmax B1 B2; have B0 : (0 <= B)%R.
  by apply: Rle_trans (Rabs_pos (gamma t)) (Rle_trans _ _ _ (b1 t tT) (Rmax_l _ _)).
have [K' [K0 step]] := tame_pow B B0 n.
suff : (0 <= Lambda t - gamma t)%R by lra.
apply: (@stays_nonneg (fun u => Lambda u - gamma u)%R (fun u =>
  (/ c u - 2 * gamma u) * Lambda u ^ n + c u * (s1 * s1) * Lambda u - root_velocity L a (gamma u))%R
  (I * K' + C0 * (s1 * s1)) T) tT => [u uT | u uT | | u uT neg].
- exact: (is_derive_minus Lambda gamma u _ _ (leads uT) (dg u uT)).
- exact: (continuous_minus Lambda gamma u (cL uT) (cg u uT)).
- by rewrite Lambda0 mode0; lra.
have uT' : (0 <= u <= T)%R by lra.
rewrite mode_rate //; have [cC [i0 iI]] := rates u uT'; have p := window_rate_pos uT'.
have g0 := mode_pos uT'.
have h := step _ _ (Rle_trans _ _ _ (b2 u uT') (Rmax_r B1 B2))
  (Rle_trans _ _ _ (b1 u uT') (Rmax_l B1 B2)).
rewrite (Rabs_left (Lambda u - gamma u)) // in h.
have {}h : (K' * (Lambda u - gamma u) <= Lambda u ^ n - gamma u ^ n)%R.
  by have := Rle_abs (- (Lambda u ^ n - gamma u ^ n)); rewrite Rabs_Ropp; lra.
move: (Lambda u ^ n)%R (gamma u ^ n)%R h => l g h.
move: (/ c u - 2 * gamma u)%R i0 iI => i i0 iI; move: (c u) cC p => r rC p.
have K1 : (K' * (Lambda u - gamma u) <= 0)%R by nra.
have q1 : (I * (K' * (Lambda u - gamma u)) <= i * (l - g))%R by nra.
have ss : (0 <= s1 * s1)%R by nra. have aa : (a * a <= s1 * s1)%R by nra.
have q2 : (C0 * (s1 * s1) * (Lambda u - gamma u) <= r * (s1 * s1) * (Lambda u - gamma u))%R.
  have z : (0 <= gamma u - Lambda u)%R by lra.
  have := Rmult_le_compat_l _ _ _ z (Rmult_le_compat_r _ _ _ ss rC); lra.
have q3 : (0 <= r * ((s1 * s1 - a * a) * gamma u))%R.
  by apply: Rmult_le_pos; [lra | apply: Rmult_le_pos; lra].
lra.
Qed.

(* the excess of A and C over their cones *)
Local Notation over t := (A t - cone N (Lambda t) (gamma t)).
Local Notation over' t := (C t - cone N' (Lambda t) (gamma t)).
Let none : 'M[R]_(d L, 0) := 0.
Let none' : 'M[R]_(d 0, 0) := 0.

Lemma cone_moves j (Q : 'M[R]_(j, k)) t l g : is_derive Lambda t l -> is_derive gamma t g ->
  mderiv (fun u => cone Q (Lambda u) (gamma u)) t (cone Q l g).
Proof.
move=> dl dg; apply: mderiv_add => i j'.
  have D := is_derive_scal Lambda t ((Q *m Q^T) i j') _ dl; rewrite mxE mulrC.
  by apply: is_derive_ext D => u; rewrite [RHS]mxE mulrC.
pose Z : 'M[R]_j := 1%:M - Q *m Q^T; have D := is_derive_scal gamma t (Z i j') _ dg.
by rewrite [_ i j']mxE mulrC; apply: is_derive_ext D => u; rewrite [RHS]mxE mulrC.
Qed.

Lemma cone_continuous j (Q : 'M[R]_(j, k)) t : (0 <= t <= T)%R ->
  mcont (fun u => cone Q (Lambda u) (gamma u)) t.
Proof.
move=> tT i j'; have [_ cg] := mode; pose Z : 'M[R]_j := 1%:M - Q *m Q^T.
have D := continuous_plus _ _ t (continuous_scal_l _ ((Q *m Q^T) i j') t (cL tT))
  (continuous_scal_l _ (Z i j') t (cg t tT)).
by apply: continuous_ext D => u; rewrite [RHS]mxE; congr (_ + _); rewrite [RHS]mxE.
Qed.
Lemma cone_up j (Q : 'M[R]_(j, k)) x y F v :
  form (cone Q (x + F) (y + F)) v = (form (cone Q x y) v + F * form 1%:M v)%R.
Proof. by rewrite !cone_form; ring. Qed.

Lemma over_form j (Q : 'M[R]_(j, k)) (E : 'M[R]_j) x y v :
  form (E - cone Q x y) v = (form E v - form (cone Q x y) v)%R.
Proof. by rewrite formD formN. Qed.

(* the slope of the excess at a vector where it is largest, on one side *)
Lemma excess_rises m p (A' : 'M[R]_m) (C' : 'M[R]_p) (Y M' : 'M[R]_(m, p)) (Q : 'M[R]_(m, k))
    (Q' : 'M[R]_(p, k)) (Z Z' : 'M[R]_k) x y F r C0 I K' : psd A' -> psd C' ->
  Y *m Y^T = mxpow A' n.+1 ->
  (forall z v, (pairing Y^T z v * pairing Y^T z v <= form C' z * form (mxpow A' n) v)%R) ->
  Q^T *m Q = 1%:M -> Q'^T *m Q' = 1%:M -> M' *m Q' = Q *m Z -> M'^T *m Q = Q' *m Z' ->
  (forall v, (form (M' *m M'^T) v <= s1 * s1 * form 1%:M v)%R) -> bounds Q (M' *m M'^T) (a * a)%R ->
  (forall v, (form (A' - cone Q x y) v <= F * form 1%:M v)%R) ->
  (forall z, (form (C' - cone Q' x y) z <= F * form 1%:M z)%R) ->
  (0 < y <= x)%R -> (0 <= F)%R -> (0 < r <= C0)%R -> (0 <= / r - 2 * y <= I)%R ->
  (2 * y * r <= 1)%R -> (0 <= K')%R -> ((x + F) ^ n <= x ^ n + K' * F)%R ->
  ((y + F) ^ n <= y ^ n + K' * F)%R -> forall v, form 1%:M v = 1 -> form (A' - cone Q x y) v = F ->
  (form (- ((Y - M') *m Y^T + Y *m (Y - M')^T) -
    cone Q ((/ r - 2 * y) * x ^ n + r * (s1 * s1) * x)
      ((/ r - 2 * y) * y ^ n + r * (a * a) * y)) v <=
   (C0 * (s1 * s1 + a * a) + I * K') * F)%R.
Proof.
move=> pA pC YY cr Q1 Q1' pr pr' nM sM bA bC [y0 yx] F0 [r0 rC] i turn K0 hx hy v v1 eq.
have v1' : form 1%:M v = 1%R := v1.
have eq' : form A' v = form (cone Q (x + F) (y + F)) v.
  by rewrite cone_up v1'; rewrite over_form in eq; lra.
have bA' u : (form A' u <= form (cone Q (x + F) (y + F)) u)%R.
  by rewrite cone_up; have := bA u; rewrite over_form; lra.
have bC' u : (form C' u <= form (cone Q' (x + F) (y + F)) u)%R.
  by rewrite cone_up; have := bC u; rewrite over_form; lra.
have y0' : (0 <= y)%R by lra. have yF : (y <= y + F)%R by lra.
have yxF : (y + F <= x + F)%R by lra.
have := touching_rate depth pA pC YY cr Q1 Q1' pr pr' nM sM bA' bC' r0 y0' yF yxF turn v1 eq'.
have [t0 t1] := share_between Q1 v; rewrite v1' in t1.
have := @excess_bound n a s1 x y y F _ r C0 I K' (conj t0 t1) F0 (conj r0 rC) i K0 hx hy.
by rewrite over_form cone_form v1'; lra.
Qed.

Lemma stays_in_the_cone t : (0 <= t <= T)%R ->
  (forall y, (form (A t) y <= form (cone N (Lambda t) (gamma t)) y)%R) /\
  (forall z, (form (C t) z <= form (cone N' (Lambda t) (gamma t)) z)%R).
Proof.
move=> tT; have [dg cg] := mode.
pose u x := top_value none none' (over (clamp T x)) (over' (clamp T x)).
have uP x : largest_value none none' (over (clamp T x)) (over' (clamp T x)) (u x).
  by apply: top_value_largest; rewrite room.
have uT x : (0 <= x <= T)%R -> largest_value none none' (over x) (over' x) (u x).
  by move=> xT; have := uP x; rewrite clampE.
have cA x : (0 <= x <= T)%R -> mcont (fun v => over v) x.
  move=> xT; have c := (moves (ltnSn n)).2 x xT.
  have cAA : mcont (fun v => A v) x.
    by apply: (mcont_mul c) => i j; apply: continuous_ext (c j i) => v; rewrite mxE.
  exact: mcont_difference cAA (cone_continuous (Q := N) xT).
have cC x : (0 <= x <= T)%R -> mcont (fun v => over' v) x.
  move=> xT; have c := (moves (ltn0Sn n)).2 x xT.
  have cCC : mcont (fun v => C v) x.
    by apply: (mcont_mul _ c) => i j; apply: continuous_ext (c j i) => v; rewrite mxE.
  exact: mcont_difference cCC (cone_continuous (Q := N') xT).
have cu x : continuous u x.
  apply: (largest_value_continuous uP); first exact: (@mcont_clamp _ _ (fun v => over v)).
  exact: (@mcont_clamp _ _ (fun v => over' v)).
have T00 : (0 <= 0 <= T)%R by lra.
suff below : (u t <= 0)%R.
  have [bA [bC _]] := uT t tT; split=> y.
    have := bounds_all bA y; rewrite over_form; have := norm_ge0 y.
    by have := Rmult_le_compat_r _ _ _ (norm_ge0 y) below; lra.
  have := bounds_all bC y; rewrite over_form; have := norm_ge0 y.
  by have := Rmult_le_compat_r _ _ _ (norm_ge0 y) below; lra.
have [C0 [I rates]] := rates_bounded.
have [B1 b1] := bounded_curve Lambda T T0 cL.
have [B2 b2] := bounded_curve u T T0 (fun x _ => cu x).
have B0 : (0 <= B1 + B2)%R.
  by have := b1 t tT; have := b2 t tT; have := Rabs_pos (Lambda t); have := Rabs_pos (u t); lra.
have [K' [K0 step]] := power_step n B0.
have [r1 [r2 r3]] := rates 0%R T00; have r0 := window_rate_pos T00.
apply: (@stays_nonpositive u (C0 * (s1 * s1 + a * a) + I * K') T) tT => //.
- have ss := Rle_0_sqr s1; have aa := Rle_0_sqr a; rewrite /Rsqr in ss aa.
  by apply: Rplus_le_le_0_compat; apply: Rmult_le_pos; lra.
- move=> s sT F0; have sT' : (0 <= s <= T)%R by lra.
  have [[bA [bC _]] [cC0 i0]] := (uT s sT', rates s sT').
  have p := window_rate_pos sT'; have g0 := mode_pos sT'; have ord := strengths_ordered sT'.
  have turn := rate_early sT'.
  have lo : (Lambda s + u s <= B1 + B2)%R.
    by have := b1 s sT'; have := b2 s sT'; have := Rle_abs (Lambda s); have := Rle_abs (u s); lra.
  have hx := step _ _ (Rle_trans _ _ _ (Rlt_le _ _ g0) ord) F0 lo.
  have hy : ((gamma s + u s) ^ n <= gamma s ^ n + K' * u s)%R by apply: step; lra.
  have bal_s : balanced L (W s).
    by move=> l lL; rewrite (imbalance_kept moves sT' lL) bal.
  have [_ [XX XX']] := telescoping bal_s.
  have dgs := dg s sT; rewrite mode_rate // in dgs.
  have dA := mderiv_add (last_moves moves sT) (mderiv_opp (@cone_moves _ N _ _ _ (leads sT) dgs)).
  have dC := mderiv_add (first_moves moves sT) (mderiv_opp (@cone_moves _ N' _ _ _ (leads sT) dgs)).
  have ss : (0 <= s1 * s1)%R by apply: Rmult_le_pos; lra.
  have normM' := transposed_norm ss normM.
  have top x : (s <= x < T)%R -> largest_value none none' (over x) (over' x) (u x).
    by move=> xT; apply: uT; lra.
  apply: (largest_value_rises (proj2 sT) top dA dC).
  + by rewrite linearB /= cone_sym (@last_psd n d W s).1.
  + by rewrite linearB /= cone_sym (@first_psd d W s).1.
  + move=> y _ y1 yF; have cross z x := @cross_left n d (W s) z x bal_s.
    exact: (excess_rises (@last_psd n d W s) (@first_psd d W s) XX cross N1 N1' pairs pairs'
      normM' small_M (bounds_all bA) (bounds_all bC) (conj g0 ord) F0 (conj p cC0) i0 turn K0 hx hy
      y1 yF).
  move=> z _ z1 zF; have cross y x := @cross_right n d (W s) x y bal_s.
  have := @excess_rises _ _ (C s) (A s) (X s)^T M^T N' N S' S (Lambda s) (gamma s) (u s) (c s) C0 I
    K' (@first_psd d W s) (@last_psd n d W s).
  rewrite !trmxK -[(X s)^T - M^T]linearB /= trmxK.
  move=> H; exact: (H XX' cross N1' N1 pairs' pairs normM small_M' (bounds_all bC) (bounds_all bA)
    (conj g0 ord) F0 (conj p cC0) i0 turn K0 hx hy z z1 zF).
have [stA stC] := start_below bal (Rlt_le _ _ b0) start.
have [_ [_ least]] := uT 0%R T00; apply: least => y _; rewrite over_form Lambda0 mode0.
  have -> : form (cone N b b) y = (b * form 1%:M y)%R by rewrite cone_form; ring.
  by have := stA y; lra.
have -> : form (cone N' b b) y = (b * form 1%:M y)%R by rewrite cone_form; ring.
by have := stC y; lra.
Qed.
End Window.
