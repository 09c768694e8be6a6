(* The outer factors of a balanced chain stay below the ceiling, over Coq's reals, for every depth
   L >= 2, all widths, and any target.

   Along the flow of 1/2 |X - M|^2 from a balanced start A = W_L W_L^T, C = W_1^T W_1, and F is the
   larger one of their largest values on the unit vectors orthogonal to k pairs of singular vectors
   of M, which leave of M no more than s.

   ceiling_of_every_mode (CE4L): F stays below the ceiling.
   order_from_the_turn_on (CE4L): once F is below a mode with the target s that is past its best
     moment, it stays there.
   never_ahead_past_the_turn (FD4X): if the mode starts from a bound of the start and is at no time
     before its best moment, F is below it at all times.
   singular_value_below_outer (CE4L): the square of a singular value of X behind the first k is at
     most F^L. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import real_induction from_right chain descent block lipschitz orthonormal flow.
From dlf Require Import end_to_end end_to_end_flow order_kept weyl compare ceiling mixture courant.
From dlf Require Import largest_form moments.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* the chain and its outer factors *)
Section Outer.
Variables (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (G : R -> 'M[R]_(d L, d 0)) (T : R) (W : R -> factors [comRingType of R] d).
Local Notation X t := (chain L (W t)).

Lemma cross_left (V : factors [comRingType of R] d) z y : balanced L V ->
  (pairing (chain L V)^T z y * pairing (chain L V)^T z y <=
   form (first_gram V) z * form (mxpow (last_gram n V) n) y)%R.
Proof.
move=> bal.
have e : chain L V = chain.above L V 1 *m V 0%N.
  by rewrite -(above_below V (ltn0Sn n)) /= mulmx1.
have <- : chain.above L V 1 *m (chain.above L V 1)^T = mxpow (last_gram n V) n.
  by rewrite above_power // subn1.
have := cauchy_psd (V 0%N *m z) ((chain.above L V 1)^T *m y) (psd_one _).
have -> : pairing 1%:M (V 0%N *m z) ((chain.above L V 1)^T *m y) = pairing (chain L V)^T z y.
  by rewrite /pairing e mulmx1 !trmx_mul !mulmxA.
by rewrite form_seen mulmx1 -{1}[V 0%N]trmxK form_seen mulmx1 trmxK.
Qed.

Lemma cross_right (V : factors [comRingType of R] d) z y : balanced L V ->
  (pairing (chain L V) y z * pairing (chain L V) y z <=
   form (last_gram n V) y * form (mxpow (first_gram V) n) z)%R.
Proof.
move=> bal.
have <- : (below V n)^T *m below V n = mxpow (first_gram V) n by rewrite (below_power bal).
have := cauchy_psd ((V n)^T *m y) (below V n *m z) (psd_one _).
have -> : pairing 1%:M ((V n)^T *m y) (below V n *m z) = pairing (chain L V) y z.
  by rewrite /pairing mulmx1 trmx_mul trmxK /= !mulmxA.
by rewrite form_seen mulmx1 -[below V n]trmxK form_seen mulmx1 trmxK.
Qed.

Hypothesis moves : moves_by G T W.

Lemma last_moves t : (0 < t < T)%R ->
  mderiv (fun u => last_gram n (W u)) t (- (G t *m (X t)^T + X t *m (G t)^T)).
Proof.
move=> tT; have D := (moves (ltnSn n)).1 t tT.
have := mderiv_mul D (mderiv_tr D); rewrite /last_gram.
have -> : grad (G t) (W t) n = G t *m (below (W t) n)^T.
  by rewrite /grad above_end trmx1 mul1mx.
congr (mderiv _ _ _).
rewrite linearN /= mulNmx mulmxN -opprD trmx_mul trmxK /= trmx_mul.
by rewrite !mulmxA -!(mulmxA (G t)).
Qed.

Lemma first_moves t : (0 < t < T)%R ->
  mderiv (fun u => first_gram (W u)) t (- ((G t)^T *m X t + (X t)^T *m G t)).
Proof.
move=> tT; have D := (moves (ltn0Sn n)).1 t tT.
have := mderiv_mul (mderiv_tr D) D; rewrite /first_gram.
have e : X t = chain.above L (W t) 1 *m W t 0%N.
  by rewrite -(above_below (W t) (ltn0Sn n)) /= mulmx1.
have -> : grad (G t) (W t) 0%N = (chain.above L (W t) 1)^T *m G t.
  by rewrite /grad /= trmx1 mulmx1.
congr (mderiv _ _ _).
rewrite e linearN /= mulNmx mulmxN -opprD !trmx_mul trmxK.
by rewrite !mulmxA.
Qed.
End Outer.

(* the time t, or the end of [0, T] that is next to it *)
Definition clamp (T t : R) := Rmax 0 (Rmin t T).

Lemma clamp_inside T t : (0 <= T)%R -> (0 <= clamp T t <= T)%R.
Proof. by move=> T0; split; [exact: Rmax_l | apply: Rmax_lub => //; exact: Rmin_r]. Qed.

Lemma clampE T t : (0 <= t <= T)%R -> clamp T t = t.
Proof. by move=> tT; rewrite /clamp Rmin_left; [rewrite Rmax_right; lra | lra]. Qed.

Lemma clamp_short T (u t : R) : (Rabs (clamp T u - clamp T t) <= Rabs (u - t))%R.
Proof.
rewrite /clamp /Rmax /Rmin.
case: (Rle_dec u T) => ?; case: (Rle_dec t T) => ?; do ![case: (Rle_dec _ _) => ?];
  rewrite /Rabs; do ![case: Rcase_abs => ?]; lra.
Qed.

Lemma clamp_continuous T t : continuous (clamp T) t.
Proof.
apply/continuity_pt_filterlim => e e0; exists e; split=> // u [_ ud].
exact: Rle_lt_trans (clamp_short T u t) ud.
Qed.

Lemma mcont_clamp m p (Y : R -> 'M[R]_(m, p)) T t : (0 <= T)%R ->
  (forall u, (0 <= u <= T)%R -> mcont Y u) -> mcont (fun u => Y (clamp T u)) t.
Proof.
move=> T0 cY i j; apply: (continuous_comp (clamp T) (fun u => Y u i j)).
  exact: clamp_continuous.
exact: cY (clamp_inside t T0) i j.
Qed.

Section Ceiling.
Variables (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (M : 'M[R]_(d L, d 0)) (T : R) (W : R -> factors [comRingType of R] d).
Local Notation X t := (chain L (W t)).
Local Notation A t := (last_gram n (W t)).
Local Notation C t := (first_gram (W t)).
Hypotheses (n0 : (0 < n)%N) (moves : moves_by (fun t => residual M (X t)) T W).
Hypothesis bal : balanced L (W 0).

Lemma last_psd t : psd (A t).
Proof. by have := gram_psd (W t n)^T; rewrite trmxK. Qed.

Lemma first_psd t : psd (C t). Proof. exact: gram_psd. Qed.

Section Rise.
Variables (k : nat) (N : 'M[R]_(d L, k)) (N' : 'M[R]_(d 0, k)) (S S' : 'M[R]_k) (a w : R).
Hypotheses (pairs : M *m N' = N *m S) (pairs' : M^T *m N = N' *m S') (a0 : (0 <= a)%R).
Hypotheses (small_M : bounds N (M *m M^T) (a * a)%R) (small_M' : bounds N' (M^T *m M) (a * a)%R).
Hypothesis best : best_moment L a w.

Lemma outer_rises (F : R -> R) t top : (0 < t < T)%R ->
  (forall u, (t <= u < T)%R -> largest_value N N' (A u) (C u) (F u)) ->
  (forall y, (form (A t) y <= top * form 1%:M y)%R) ->
  (forall z, (form (C t) z <= top * form 1%:M z)%R) ->
  rises_at_most F t (ceiling_velocity L a w top (F t)).
Proof.
move=> tT top_F topA topC; have tT' : (0 <= t <= T)%R by lra.
have T00 : (0 <= 0 <= T)%R by lra.
have bal_t : balanced L (W t).
  by move=> l lL; rewrite (imbalance_kept moves tT' lL) bal.
have [_ [XX XX']] := telescoping bal_t.
have tt : (t <= t < T)%R by lra.
have [bA [bC _]] := top_F t tt.
apply: (largest_value_rises (proj2 tT) top_F (last_moves moves tT) (first_moves moves tT)).
- exact: (last_psd t).1.
- exact: (first_psd t).1.
- move=> y Ny y1 yF; have cross z x := @cross_left n d (W t) z x bal_t.
  exact: (outer_rate (L:=L) n0 (last_psd t) XX cross pairs a0 small_M best topA bC Ny y1 yF).
- move=> z Nz z1 zF; have cross y x := @cross_right n d (W t) x y bal_t.
  have := @outer_rate _ _ _ L (C t) (A t) (X t)^T M^T N' N S' a w top (F t) n0 (first_psd t).
  rewrite !trmxK -[(X t)^T - M^T]linearB /= trmxK.
  by move=> H; exact: (H XX' cross pairs' a0 small_M' best topC bA _ Nz z1 zF).
Qed.

Lemma outer_nonneg t f : (k < d L)%N -> largest_value N N' (A t) (C t) f -> (0 <= f)%R.
Proof.
move=> room [bA _]; have K : (0 < \rank (kermx N))%N.
  by rewrite mxrank_ker subn_gt0; exact: leq_ltn_trans (rank_leq_col N) room.
have [q [qq qN]] := orthonormal_rows K.
have Nq : N^T *m q^T = 0 by rewrite -trmx_mul (sub_kermxP qN) trmx0.
have q1 : form 1%:M q^T = 1 by rewrite form1E trmxK qq mxE eqxx.
have := bA _ Nq; rewrite q1 -[1]/1%R.
by case/psdE: (last_psd t) => _ /(_ q^T); lra.
Qed.

(* F as a curve to which the comparison applies *)
Lemma outer_curve F lead : (0 <= T)%R -> (k < d L)%N ->
  (forall t, (0 <= t <= T)%R -> largest_value N N' (A t) (C t) (F t)) ->
  (forall t y, (0 < t < T)%R -> (form (A t) y <= lead t * form 1%:M y)%R) ->
  (forall t z, (0 < t < T)%R -> (form (C t) z <= lead t * form 1%:M z)%R) ->
  exists F', [/\ forall t, (0 <= t <= T)%R -> F' t = F t,
    forall t, (0 <= t <= T)%R -> continuous F' t, forall t, (0 <= t <= T)%R -> (0 <= F' t)%R &
    forall t, (0 < t < T)%R -> rises_at_most F' t (ceiling_velocity L a w (lead t) (F' t))].
Proof.
move=> T0 room top_F topA topC.
have cA u : (0 <= u <= T)%R -> mcont (fun x => A x) u.
  move=> uT; have c := (moves (ltnSn n)).2 u uT.
  apply: (mcont_mul c) => i j; apply: continuous_ext (c j i) => x; by rewrite mxE.
have cC u : (0 <= u <= T)%R -> mcont (fun x => C x) u.
  move=> uT; have c := (moves (ltn0Sn n)).2 u uT.
  apply: (mcont_mul _ c) => i j; apply: continuous_ext (c j i) => x; by rewrite mxE.
pose F' u := F (clamp T u).
have E u : (0 <= u <= T)%R -> F' u = F u by move=> uT; rewrite /F' clampE.
have top_F' u : largest_value N N' (A (clamp T u)) (C (clamp T u)) (F' u).
  by apply: top_F; exact: clamp_inside.
exists F'; split=> // [u _ | u uT | u uT].
- apply: (largest_value_continuous top_F').
    exact: (@mcont_clamp _ _ (fun x => A x)).
  exact: (@mcont_clamp _ _ (fun x => C x)).
- by rewrite E //; exact: outer_nonneg (top_F u uT).
apply: (@outer_rises F' u (lead u) uT) => [x xT | y | z].
- have xT' : (0 <= x <= T)%R by lra. by rewrite E //; exact: top_F.
- exact: topA.
- exact: topC.
Qed.
End Rise.

(* no vector is orthogonal to what is not there *)
Lemma bounds_all m (E : 'M[R]_m) f : bounds (0 : 'M_(m, 0)) E f ->
  forall y, (form E y <= f * form 1%:M y)%R.
Proof. by move=> H y; apply: H; apply/matrixP => -[]. Qed.

(* the larger one of the norms of A and C *)
Definition norm_value t := top_value (0 : 'M[R]_(d L, 0)) (0 : 'M[R]_(d 0, 0)) (A t) (C t).

Lemma norm_valueP t : (0 < d L)%N ->
  largest_value (0 : 'M[R]_(d L, 0)) (0 : 'M[R]_(d 0, 0)) (A t) (C t) (norm_value t).
Proof. by move=> room; apply: top_value_largest; rewrite room. Qed.

Lemma norm_value_below s alpha : (0 <= T)%R -> (0 < d L)%N -> (0 <= s)%R ->
  (forall z, (form (M^T *m M) z <= s * s * form 1%:M z)%R) ->
  solves T (root_velocity L s) alpha -> (forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R) ->
  (norm_value 0 <= alpha 0)%R -> forall t, (0 <= t <= T)%R -> (norm_value t <= alpha t)%R.
Proof.
move=> T0 room s0 normM solves_a a0 start t tT.
have L2 : (2 <= L)%coq_nat by exact/ssrnat.leP.
have [w best] := best_exists L s L2 s0.
have ss : (0 <= s * s)%R by exact: Rmult_le_pos.
have normM' := transposed_norm ss normM.
pose Z m := 0 : 'M[R]_(m, 0).
have [F' [E cF F0 rise]] : exists F', [/\ forall t, (0 <= t <= T)%R -> F' t = norm_value t,
    forall t, (0 <= t <= T)%R -> continuous F' t, forall t, (0 <= t <= T)%R -> (0 <= F' t)%R &
    forall t, (0 < t < T)%R ->
      rises_at_most F' t (ceiling_velocity L s w (norm_value t) (F' t))].
  apply: (@outer_curve 0 (Z _) (Z _) 0 0 s w) => //; try by rewrite /Z mulmx0 mul0mx.
  - by move=> u _; exact: norm_valueP.
  - by move=> u y _; have [b _] := norm_valueP u room; exact: bounds_all b y.
  by move=> u z _; have [_ [b _]] := norm_valueP u room; exact: bounds_all b z.
rewrite -E //; have T00 : (0 <= 0 <= T)%R by lra.
apply: (@largest_stays_below L s T F' alpha) tT => //.
- move=> u uT; have uT' : (0 <= u <= T)%R by lra.
  have := rise u uT; rewrite -E // /ceiling_velocity.
  have m := Rmin_r w (F' u); rewrite Rmax_left // root_velocity_kappa //; exact: F0.
- by move=> u uT; split; [exact: F0 | exact: a0].
by rewrite E.
Qed.

(* what the start says of A and C *)
Lemma start_below b : (0 <= b)%R ->
  (forall z, (form ((X 0)^T *m X 0) z <= b ^ L * form 1%:M z)%R) ->
  (forall y, (form (A 0) y <= b * form 1%:M y)%R) /\
  forall z, (form (C 0) z <= b * form 1%:M z)%R.
Proof.
move=> b0 H; have [_ [XX XX']] := telescoping bal.
have bL : (0 <= b ^ L)%R by exact: pow_le.
split; apply: (@root_below _ _ b n) => //; try exact: last_psd; try exact: first_psd.
- by move=> y; rewrite -XX; exact: transposed_norm.
- by move=> z; rewrite -XX'.
Qed.

Section Modes.
Variables (k : nat) (N : 'M[R]_(d L, k)) (N' : 'M[R]_(d 0, k)) (S S' : 'M[R]_k) (s w : R).
Hypotheses (pairs : M *m N' = N *m S) (pairs' : M^T *m N = N' *m S') (s0 : (0 <= s)%R).
Hypotheses (small_M : bounds N (M *m M^T) (s * s)%R) (small_M' : bounds N' (M^T *m M) (s * s)%R).
Hypotheses (best : best_moment L s w) (T0 : (0 <= T)%R) (room : (k < d L)%N).

Theorem ceiling_of_every_mode s1 b alpha v :
  (0 <= s1)%R -> (forall z, (form (M^T *m M) z <= s1 * s1 * form 1%:M z)%R) ->
  (0 <= b)%R -> (forall z, (form ((X 0)^T *m X 0) z <= b ^ L * form 1%:M z)%R) ->
  solves T (root_velocity L s1) alpha -> alpha 0 = b ->
  (forall t, (0 < t < T)%R -> is_derive v t (ceiling_velocity L s w (alpha t) (v t))) ->
  (forall t, (0 <= t <= T)%R -> continuous v t) -> v 0 = b ->
  (forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R /\ (0 <= v t)%R) ->
  forall t F, (0 <= t <= T)%R -> largest_value N N' (A t) (C t) F -> (F <= v t)%R.
Proof.
move=> s10 normM b0 start sa a_b Dv Cv v_b pos t F tT top.
have [stA stC] := start_below b0 start.
have room0 : (0 < d L)%N by exact: leq_ltn_trans room.
have T00 : (0 <= 0 <= T)%R by lra.
have lead_start : (norm_value 0 <= alpha 0)%R.
  have [_ [_ least]] := norm_valueP 0 room0.
  by apply: least => y _; rewrite a_b; [exact: stA | exact: stC].
have lead u : (0 <= u <= T)%R -> (norm_value u <= alpha u)%R.
  by move=> uT; apply: (norm_value_below T0 room0 s10 normM sa) => // x xT; case: (pos x xT).
have below m (E : 'M[R]_m) u : (0 < u < T)%R -> bounds (0 : 'M_(m, 0)) E (norm_value u) ->
    forall y, (form E y <= alpha u * form 1%:M y)%R.
  move=> uT bE y; have uT' : (0 <= u <= T)%R by lra.
  apply: Rle_trans (bounds_all bE y) _; apply: Rmult_le_compat_r; first exact: norm_ge0.
  exact: lead.
pose top_F u := top_value N N' (A u) (C u).
have top_FP u : largest_value N N' (A u) (C u) (top_F u).
  by apply: top_value_largest; rewrite room.
have [F' [E cF F0 rise]] := @outer_curve k N N' S S' s w pairs pairs' s0 small_M small_M' best
  top_F alpha T0 room (fun u _ => top_FP u)
  (fun u y uT => below _ _ u uT (norm_valueP u room0).1 y)
  (fun u z uT => below _ _ u uT (norm_valueP u room0).2.1 z).
rewrite (largest_value_unique top (top_FP t)) -E //.
apply: (@ceiling_stays_above L s w T alpha F' v) tT => //.
- exact/ssrnat.leP.
- by case: best.
- by move=> u uT; have [_ v0] := pos u uT; split=> //; exact: F0.
rewrite E // v_b; have [_ [_ least]] := top_FP 0.
by apply: least => y _; [exact: stA | exact: stC].
Qed.

Theorem order_from_the_turn_on F v : solves T (root_velocity L s) v ->
  (forall t, (0 <= t <= T)%R -> (w <= v t)%R) ->
  (forall t, (0 <= t <= T)%R -> largest_value N N' (A t) (C t) (F t)) -> (F 0 <= v 0)%R ->
  forall t, (0 <= t <= T)%R -> (F t <= v t)%R.
Proof.
move=> sv turn top start t tT.
have room0 : (0 < d L)%N by exact: leq_ltn_trans room.
have [w0 _] := best.
have [F' [E cF F0 rise]] := @outer_curve k N N' S S' s w pairs pairs' s0 small_M small_M' best
  F norm_value T0 room top
  (fun u y _ => bounds_all (norm_valueP u room0).1 y)
  (fun u z _ => bounds_all (norm_valueP u room0).2.1 z).
have T00 : (0 <= 0 <= T)%R by lra.
rewrite -E //; apply: (@order_is_kept L s w T norm_value F' v) tT => //.
- exact/ssrnat.leP.
- by move=> u uT; apply: turn; lra.
- by move=> u uT; split; [exact: F0 | apply: Rle_trans w0 (turn u uT)].
by rewrite E.
Qed.

(* where the turning point is not above the start *)
Theorem never_ahead_past_the_turn b v : (0 <= b)%R ->
  (forall z, (form ((X 0)^T *m X 0) z <= b ^ L * form 1%:M z)%R) ->
  solves T (root_velocity L s) v -> v 0 = b -> (forall t, (0 <= t <= T)%R -> (w <= v t)%R) ->
  forall t F, (0 <= t <= T)%R -> largest_value N N' (A t) (C t) F -> (F <= v t)%R.
Proof.
move=> b0 start sv v_b turn t F tT top.
have [stA stC] := start_below b0 start.
pose top_F u := top_value N N' (A u) (C u).
have top_FP u : largest_value N N' (A u) (C u) (top_F u).
  by apply: top_value_largest; rewrite room.
rewrite (largest_value_unique top (top_FP t)).
apply: (order_from_the_turn_on sv turn (fun u _ => top_FP u)) => //.
rewrite v_b; have [_ [_ least]] := top_FP 0.
by apply: least => y _; [exact: stA | exact: stC].
Qed.

(* the singular values of X, without roots *)
Theorem singular_value_below_outer t F U sigma (i : 'I_(d L)) : (0 <= t <= T)%R ->
  largest_value N N' (A t) (C t) F ->
  U^T *m U = 1%:M -> X t *m (X t)^T = with_spectrum U (fun j => sigma j ^+ 2) ->
  decreasing sigma -> (forall j, 0 <= sigma j) -> (k <= i)%N -> sigma i ^+ 2 <= F ^+ L.
Proof.
move=> tT [bA _] U1 XX ds s_0 ki.
have bal_t : balanced L (W t).
  have T00 : (0 <= 0 <= T)%R by lra.
  by move=> l lL; rewrite (imbalance_kept moves tT lL) bal.
have [_ [XA _]] := telescoping bal_t.
apply: (singular_value_below (N := N) (A := A t) (ltn0Sn n) U1 XX ds s_0 _ ki).
- by split; [exact: last_psd | rewrite -XA].
- by move=> y Ny; have /RleP := bA y Ny; rewrite form1E.
Qed.
End Modes.
End Ceiling.
