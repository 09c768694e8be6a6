(* The flow of a chain of numbers exists (BS6T, part 5), over Coq's reals, any number L >= 1 of
   factors.

   scalar_flow_exists: from every positive start with a product below the target s there is a flow
     for all t >= 0. All squares grow by the same u, u' = 2 (s - X) X with X the product of the
     roots of w_l^2 + u.
   no_lag_suffices: for every delay delta >= 0 there is a flow from a positive unequal start with
     the product eps^L whose product at a time t is above the mode at t + delta. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Ranalysis5 Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent modes flow flow_modes.
From dlf Require Import compare mode_times mode_exists mean_value scalar_chain.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Exists.
Variables (L : nat) (s : R) (w : nat -> R).
Hypotheses (L0 : (0 < L)%N) (pos : forall l, (l < L)%N -> (0 < w l)%R).
Hypothesis below : (scalar_product L w < s)%R.

(* the factors when all squares have grown by u *)
Let grown u l := sqrt (w l ^ 2 + u).
Let X u := scalar_product L (grown u).

Lemma smallest_square k : (k <= L)%N ->
  exists m, (0 < m)%R /\ forall l, (l < k)%N -> (m <= w l ^ 2)%R.
Proof.
elim: k => [|k IH] kL; first by exists 1%R; split=> //; lra.
have [m [m0 M]] := IH (ltnW kL); exists (Rmin m (w k ^ 2)); split.
  by apply: Rmin_pos => //; apply: pow_lt; exact: pos.
move=> l; rewrite ltnS leq_eqVlt => /orP[/eqP ->|/M h]; first exact: Rmin_r.
exact: Rle_trans (Rmin_l _ _) h.
Qed.

Lemma grown_start l : (l < L)%N -> grown 0%R l = w l.
Proof. by move=> lL; rewrite /grown Rplus_0_r sqrt_pow2 //; exact/Rlt_le/pos. Qed.

Lemma start_product : X 0%R = scalar_product L w.
Proof. by apply: eq_big_nat => l /andP[_ lL]; exact: grown_start. Qed.

Lemma grown_rises u v l : (0 < w l ^ 2 + u)%R -> (u < v)%R -> (0 < grown u l < grown v l)%R.
Proof.
move=> ok uv; rewrite /grown.
split; first by apply: sqrt_lt_R0; lra.
by apply: sqrt_lt_1; lra.
Qed.

Lemma product_rises u v : (forall l, (l < L)%N -> (0 < w l ^ 2 + u)%R) -> (u < v)%R ->
  (0 < X u < X v)%R.
Proof.
move=> ok uv; split.
  apply/RltP; rewrite /X /scalar_product big_nat_cond; apply: prodr_gt0 => l /andP[/andP[_ lL] _].
  by apply/RltP; case: (grown_rises (ok l lL) uv).
rewrite /X /scalar_product (prod_others _ L0) (prod_others (grown v) L0).
have [p q] := grown_rises (ok 0%N L0) uv.
apply: Rlt_le_trans (Rmult_lt_compat_r _ _ _ _ q) _.
  rewrite /others; apply/RltP; apply: mulr_gt0; first by rewrite big_geq // ltr01.
  rewrite big_nat_cond; apply: prodr_gt0 => l /andP[/andP[_ lL] _].
  by apply/RltP; case: (grown_rises (ok l lL) uv).
apply: Rmult_le_compat_l; first by apply: Rlt_le; lra.
have oE f : others L f 0 = \prod_(1 <= l < L) f l by rewrite /others big_geq // mul1r.
rewrite !oE; apply/RleP.
rewrite big_nat [X in _ <= X]big_nat; apply: ler_prod => l /andP[_ lL].
have [g h] := grown_rises (ok l lL) uv.
by apply/andP; split; apply/RleP; apply: Rlt_le.
Qed.

Lemma product_continuous_at u : (forall l, (l < L)%N -> (0 < w l ^ 2 + u)%R) -> continuous X u.
Proof.
move=> ok; have c (l : 'I_L) : continuous (fun v => grown v l) u.
  apply: (ex_derive_continuous (fun v => sqrt (w l ^ 2 + v))); auto_derive.
  exact: ok.
have := continuous_product (r := index_enum _) c.
by apply: continuous_ext => v; rewrite /X /scalar_product big_mkord.
Qed.

(* where the product reaches the target *)
Lemma target_reached : exists top, (0 < top)%R /\ X top = s.
Proof.
pose S := Rmax 1 s; pose B := (S * S)%R.
have [S1 Ss] : (1 <= S)%R /\ (s <= S)%R by split; [exact: Rmax_l | exact: Rmax_r].
have B1 : (1 <= B)%R by rewrite /B; nra.
have high : (s <= X B)%R.
  apply: (Rle_trans _ S) => //; apply/RleP; rewrite /X /scalar_product.
  have S1' : 1 <= S by apply/RleP.
  apply: (@le_trans _ _ (\prod_(0 <= l < L) S)).
    by rewrite prodr_const_nat subn0 -{1}[S]expr1 ler_weexpn2l.
  rewrite big_nat [X in _ <= X]big_nat; apply: ler_prod => l /andP[_ lL].
  rewrite (le_trans ler01 S1') /=; apply/RleP; rewrite /grown.
  have -> : S = sqrt B by rewrite sqrt_square; lra.
  by apply: sqrt_le_1_alt; have := pow2_ge_0 (w l); lra.
have low : (X 0 < s)%R by rewrite start_product.
have c v : (0 <= v <= B)%R -> continuity_pt X v.
  move=> vB; apply/continuity_pt_filterlim; apply: product_continuous_at => l lL.
  by have := pow_lt (w l) 2 (pos lL); lra.
have [top [t1 t2]] := f_interv_is_interv X 0 B s ltac:(lra) (conj (Rlt_le _ _ low) high) c.
exists top; split=> //; have [e|//] := Req_dec top 0; last by lra.
by rewrite e in t2; lra.
Qed.

Lemma product_lipschitz B : (0 <= B)%R -> exists K, (0 < K)%R /\ forall u v, (0 <= u <= v)%R ->
  (v <= B)%R -> (X v - X u <= K * (v - u))%R.
Proof.
move=> B0; have : forall k, (k <= L)%N -> exists b K, (0 <= b)%R /\ (0 <= K)%R /\ forall u v,
    (0 <= u <= v)%R -> (v <= B)%R -> let f u := \prod_(0 <= l < k) grown u l in
    (0 <= f u <= b)%R /\ (0 <= f v <= b)%R /\ (f v - f u <= K * (v - u))%R.
  elim=> [|k IH] kL.
    exists 1%R, 0%R; split; [lra | split; [lra |]] => u v uv vB f.
    by rewrite /f !big_geq //; change (1 : R) with 1%R; lra.
  have [b [K [b0 [K0 H]]]] := IH (ltnW kL); have wp := pos kL.
  pose c := sqrt (w k ^ 2 + B); have c0 : (0 <= c)%R by exact: sqrt_pos.
  exists (b * c)%R, (K * c + b * / w k)%R; have iw := Rinv_0_lt_compat _ wp.
  split; first exact: Rmult_le_pos.
  split=> [|u v uv vB f]; first by apply: Rplus_le_le_0_compat; apply: Rmult_le_pos; lra.
  have [fu [fv df]] := H u v uv vB; rewrite /f !big_nat_recr //=.
  move: (\prod_(0 <= _ < k) _) (\prod_(0 <= _ < k) grown v _) fu fv df => p q fu fv df.
  have wk2 := pow_lt (w k) 2 wp.
  have g0 x : (0 <= x <= B)%R -> (w k <= grown x k <= c)%R.
    move=> xB; split; last by apply: sqrt_le_1_alt; lra.
    by rewrite -{1}(sqrt_pow2 (w k)); [apply: sqrt_le_1_alt; lra | lra].
  have gu := g0 u ltac:(lra); have gv := g0 v ltac:(lra).
  have sq x : (0 <= x)%R -> (grown x k * grown x k = w k ^ 2 + x)%R.
    by move=> x0; apply: sqrt_sqrt; lra.
  have su := sq u ltac:(lra); have sv := sq v ltac:(lra).
  move: (grown u k) (grown v k) gu gv su sv => g h gu gv su sv.
  have e : ((h - g) * (h + g) = v - u)%R by lra.
  have hg : (0 <= h - g)%R by nra.
  have d : (h - g <= / w k * (v - u))%R.
    apply: (Rmult_le_reg_l (w k)) => //; rewrite -Rmult_assoc Rinv_r ?Rmult_1_l; last by lra.
    by rewrite -e; nra.
  change ((0 <= p * g <= b * c)%R /\ (0 <= q * h <= b * c)%R /\
    (q * h - p * g <= (K * c + b * / w k) * (v - u))%R).
  split; [split; [nra | apply: Rmult_le_compat; lra] |].
  split; [split; [nra | apply: Rmult_le_compat; lra] |].
  have m1 : ((q - p) * h <= K * (v - u) * c)%R.
    have [n|n] := Rle_or_lt 0 (q - p); first by apply: Rmult_le_compat; lra.
    have : (0 <= K * (v - u) * c)%R by repeat apply: Rmult_le_pos; lra.
    by nra.
  have m2 : (p * (h - g) <= b * (/ w k * (v - u)))%R by apply: Rmult_le_compat; lra.
  lra.
move=> /(_ L (leqnn L)) [b [K [b0 [K0 H]]]]; exists (K + 1)%R; split; first by lra.
move=> u v uv vB; have [_ [_ d]] := H u v uv vB; apply: Rle_trans d _.
by apply: Rmult_le_compat_r; lra.
Qed.

Theorem scalar_flow_exists : exists a, (forall l, (l < L)%N -> a 0%R l = w l) /\
  forall T, scalar_flow L s T a.
Proof.
have [m [m0 M]] := smallest_square (leqnn L).
have [top [top0 Xtop]] := target_reached.
have [K [K0 lip]] := product_lipschitz (Rlt_le _ _ top0).
pose V u := (2 * (s - X u) * X u)%R.
have inside u : (- m < u)%R -> forall l, (l < L)%N -> (0 < w l ^ 2 + u)%R.
  by move=> um l /M h; lra.
have s0 : (0 < s)%R.
  have ok l : (l < L)%N -> (0 < w l ^ 2 + 0)%R by apply: inside; lra.
  by have [p q] := @product_rises 0 top ok top0; lra.
have X_below u : (- m < u < top)%R -> (0 < X u < s)%R.
  by move=> [um ut]; rewrite -Xtop; exact: (product_rises (inside u um) ut).
have A : (- m < 0 < top)%R by lra.
have K1 : (0 < 2 * s * K)%R by apply: Rmult_lt_0_compat; lra.
have smooth u : (- m < u < top)%R -> continuous V u.
  move=> [um ut]; have c := product_continuous_at (inside u um).
  apply: (continuous_mult (fun y => 2 * (s - X y))%R X) => //.
  apply: (continuous_mult (fun=> 2%R) (fun y => s - X y)%R); first exact: continuous_const.
  by apply: (continuous_minus (fun=> s) X) => //; exact: continuous_const.
have Vpos u : (- m < u < top)%R -> (0 < V u)%R.
  move=> um; have [p q] := X_below u um.
  by rewrite /V; repeat apply: Rmult_lt_0_compat; lra.
have slow u : (0 <= u < top)%R -> (V u <= 2 * s * K * (top - u))%R.
  move=> [u0 ut]; have [p q] := X_below u ltac:(lra).
  have d := lip u top ltac:(lra) (Rle_refl _); rewrite Xtop in d; rewrite /V.
  have d1 : ((s - X u) * X u <= K * (top - u) * s)%R by apply: Rmult_le_compat; lra.
  by lra.
have [v0 sv] := @place_solves V (- m) 0 top (2 * s * K) A K1 smooth Vpos slow.
have range t := (@place_spec V (- m) 0 top (2 * s * K) A K1 smooth Vpos slow t).1.
move: (place _ _ _ _ _ _ _ _ _ _) v0 sv range => v v0 sv range.
exists (fun t l => grown (v t) l); split=> [l lL|T l lL]; first by rewrite v0 grown_start.
have ok t k : (k < L)%N -> (0 < w k ^ 2 + v t)%R.
  by move=> kL; have [r _] := range t; apply: inside => //; lra.
have D := sv T; split=> t tT; last first.
  apply: (continuous_comp v (fun u => grown u l)); first exact: D.2.
  apply: (ex_derive_continuous (fun u => sqrt (w l ^ 2 + u))); auto_derive.
  exact: ok.
have root : is_derive (fun u => grown u l) (v t) (/ (2 * grown (v t) l))%R.
  rewrite /grown; auto_derive; first exact: ok.
  exact: Rmult_1_l.
have := is_derive_comp (fun u => grown u l) v t _ _ root (D.1 t tT).
congr (is_derive _ _ _); rewrite /V /mode_pull mul1r mul0r addr0.
have XE : X (v t) = (grown (v t) l * others L (grown (v t)) l)%R by exact: prod_others.
have g0 : grown (v t) l <> 0%R by apply: Rgt_not_eq; exact/sqrt_lt_R0/ok.
have e (x g o : R) : g <> 0%R -> (2 * (s - x) * (g * o) * / (2 * g) = - (o * (x - s)))%R.
  by move=> n; field.
by have := e (X (v t)) _ (others L (grown (v t)) l) g0; rewrite -XE.
Qed.
End Exists.

Theorem no_lag_suffices L s eps delta mu : (1 < L)%N -> (0 < eps)%R -> (eps ^ L < s)%R ->
  (0 <= delta)%R -> is_mode L s eps mu -> exists a : R -> nat -> R,
  [/\ forall T, scalar_flow L s T a, forall l, (l < L)%N -> (0 < a 0%R l)%R,
   scalar_product L (a 0%R) = (eps ^ L)%R, a 0%R 0%N <> a 0%R 1%N &
   exists t, (0 <= t)%R /\ (mu (t + delta) < scalar_product L (a t))%R].
Proof.
move=> L1 e0 es d0 mode; have [w [wp we w01 H]] := no_lag_start L1 e0 es d0 mode.
have below : (scalar_product L w < s)%R by rewrite we.
have [a [start flow_a]] := scalar_flow_exists (ltnW L1) wp below.
exists a; split=> //; first by move=> l lL; rewrite start //; exact: wp.
- by rewrite -we; apply: eq_big_nat => l /andP[_ lL]; exact: start.
- by rewrite !start // ltnW.
have [t [t0 less]] := H 1%R a (Rle_refl 1) (flow_a 1%R) start.
by exists t; split=> //; case: t0.
Qed.
