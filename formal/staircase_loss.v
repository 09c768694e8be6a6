(* The loss on a plateau of the staircase, over Coq's reals: any depth L >= 2, any widths.

   aligned_half_square: for orthonormal columns U and V the loss 1/2 |U diag(mu) V^T - U diag(s)
     V^T|^2 is half the sum of the squares (s_i - mu_i)^2. Over any ordered field.
   flow_of_modes: under the flow from eps J_{l+1} J_l^T the product is J_L diag(mu) J_0^T, each mu_i
     a solution of the equation of a mode.
   staircase (T1J7, part 1): while the fitted modes have reached (1-c) s_i and the others not yet
     passed c s_i the loss differs from half the sum of the others' squares by no more than
     stated. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent aligned lipschitz squares half_square.
From dlf Require Import compare ahead flow aligned_flow mode_times staircase mode_levels.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section HalfSquare.
Variables (F : realFieldType) (m n k : nat) (U : 'M[F]_(m, k)) (V : 'M[F]_(n, k)).
Hypotheses (UU : U^T *m U = 1%:M) (VV : V^T *m V = 1%:M).

Theorem aligned_half_square (s mu : 'I_k -> F) :
  half_square (U *m target s *m V^T) (U *m target mu *m V^T) =
  (\sum_i (s i - mu i) ^+ 2) / 2%:R.
Proof.
rewrite /half_square -mulmxBl -mulmxBr; congr (_ / _).
have -> : target mu - target s = diag_mx (\row_j (mu j - s j)).
  by apply/matrixP => i j; rewrite !mxE -mulrnBl.
rewrite !trmx_mul trmxK tr_diag_mx; set D := diag_mx _.
rewrite -!mulmxA (mulmxA U^T) UU mul1mx (mulmxA D) mxtrace_mulC -mulmxA VV mulmx1.
rewrite mulmx_diag mxtrace_diag; apply: eq_bigr => i _.
by rewrite !mxE -expr2 -sqrrN opprB.
Qed.
End HalfSquare.

Section Staircase.
Variables (L : nat) (d : nat -> nat) (k : nat) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)).
Hypothesis two_layers : (1 < L)%N.
Hypothesis orthonormal : forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M.
Hypothesis s0 : forall i, (0 <= s i)%R.

(* the target, with the singular values s and the vectors J_L, J_0 *)
Definition aligned_target : 'M[R]_(d L, d 0) := J L *m target s *m (J 0)^T.

Variables (eps : R) (W : R -> factors [comRingType of R] d).
Hypothesis e0 : (0 < eps)%R.
Hypothesis start : forall l, (l < L)%N -> W 0 l = aligned_start J eps l.
Hypothesis flow_W : forall T, (0 <= T)%R -> flows (residual aligned_target) (fun=> 1) 0 T W.

(* the strength of layer 0 in mode j *)
Definition layer_strength j t : R := ((J 1)^T *m W t 0%N *m J 0) j j.

Lemma product_of_layers (V : factors [comRingType of R] d) (lam : 'I_k -> R) :
  (forall l, (l < L)%N -> V l = J l.+1 *m diag_mx (\row_j lam j) *m (J l)^T) ->
  chain L V = J L *m target (fun j => lam j ^+ L) *m (J 0)^T.
Proof.
move=> VE; suff step n : (n < L)%N ->
    below V n.+1 = J n.+1 *m target (fun j => lam j ^+ n.+1) *m (J 0)^T.
  by rewrite /chain; case: (L) two_layers step => // n _; apply.
elim: n => [|n IH] nL.
  rewrite /target below_step /= mulmx1 VE //.
rewrite below_step IH ?(ltnW nL) // /target VE // -!mulmxA (mulmxA (J n.+1)^T).
rewrite orthonormal ?(ltnW nL) // mul1mx (mulmxA (diag_mx _)) mulmx_diag !mulmxA.
by congr (_ *m diag_mx _ *m _); apply/rowP => j; rewrite !mxE -exprS.
Qed.

Lemma flow_on T : (0 <= T)%R -> exists lam : 'I_k -> R -> R,
  [/\ forall j, lam j 0 = eps, forall j, solves T (mode_velocity L (s j)) (lam j),
      forall j t, (0 <= t <= T)%R -> lam j t = layer_strength j t &
      forall t, (0 <= t <= T)%R ->
        chain L (W t) = J L *m target (fun j => lam j t ^+ L) *m (J 0)^T].
Proof.
move=> T0; have right : aligned_target *m J 0 = J L *m target s.
  by rewrite /aligned_target -mulmxA orthonormal // mulmx1.
have left : aligned_target^T *m J L = J 0 *m target s.
  by rewrite /aligned_target !trmx_mul trmxK tr_diag_mx -!mulmxA orthonormal // mulmx1.
have [lam [lam0 D C E]] :=
  aligned_flow two_layers orthonormal right left T0 start (flow_W T0).
exists lam; split=> // [j | j t tT | t tT].
- split=> [t tT | t tT]; last exact: C.
  have := D j t tT; rewrite /mode_velocity -subn1 -!RpowE.
  by apply.
- rewrite /layer_strength E ?(ltnW two_layers) // -!mulmxA (mulmxA (J 1)^T).
  by rewrite !orthonormal ?(ltnW two_layers) // mul1mx mulmx1 !mxE eqxx.
- by apply: product_of_layers => l lL; exact: E.
Qed.

Theorem flow_of_modes : exists mu : 'I_k -> R -> R,
  (forall j, is_mode L (s j) eps (mu j)) /\
  forall t, (0 <= t)%R -> chain L (W t) = J L *m target (fun j => mu j t) *m (J 0)^T.
Proof.
have two : Peano.le 2 L by apply/ssrnat.leP.
pose lam j t := layer_strength j (Rmax t 0).
exists (fun j t => (lam j t ^ L)%R); split=> [j | t t0].
  apply: strength_is_mode => //; rewrite /lam.
    have [y [y0 _ e _]] := flow_on (Rle_refl 0).
    by rewrite Rmax_left; [rewrite -e ?y0 //; split; exact: Rle_refl | exact: Rle_refl].
  apply: glued => T T0; have [y [_ so e _]] := flow_on T0.
  by exists (y j); split=> // t tT; exact: e.
have [y [_ _ e ->]] := flow_on t0; last by split=> //; exact: Rle_refl.
rewrite /target; congr (_ *m diag_mx _ *m _); apply/rowP => j; rewrite !mxE RpowE; congr (_ ^+ _).
by rewrite e ?/lam ?Rmax_left //; split=> //; exact: Rle_refl.
Qed.

Theorem staircase c t (fitted : pred 'I_k) : (0 < c < 1 / 2)%R -> (0 <= t)%R ->
  (forall i, (0 < s i)%R -> (eps ^ L < c * s i)%R) -> (forall i, fitted i -> (0 < s i)%R) ->
  (forall i, fitted i -> exists u, (u <= t)%R /\ is_fit_time L eps (1 - c)%R (s i) u) ->
  (forall i, ~~ fitted i -> (0 < s i)%R -> exists u, (t <= u)%R /\ is_fit_time L eps c (s i) u) ->
  let rest := \sum_(i | ~~ fitted i) s i ^+ 2 in
  let gap := half_square aligned_target (chain L (W t)) - rest / 2%:R in
  let idle := #|[pred i | s i == 0]| in
  - ((c - c ^+ 2 / 2%:R) * rest) <= gap /\
  gap <= c ^+ 2 / 2%:R * (\sum_(i | fitted i) s i ^+ 2) + idle%:R / 2%:R * eps ^+ (2 * L).
Proof.
move=> C t0 small fit0 fit begun rest gap idle.
have two : Peano.le 2 L by apply/ssrnat.leP.
have [mu [modes E]] := flow_of_modes.
pose err i := (s i - mu i t) ^+ 2.
have errR i : err i = ((s i - mu i t) ^ 2)%R by rewrite RpowE.
have up_fit i : fitted i -> 0 <= err i <= c ^+ 2 * s i ^+ 2.
  move=> fi; have [u [ut U]] := fit i fi.
  have si0 := fit0 i fi.
  have [lo hi] := error_of_fitted _ _ _ _ _ _ _ two C si0 e0 (small i si0) (modes i) U ut.
  by rewrite errR -!RpowE; apply/andP; split; apply/RleP.
have up_begun i : ~~ fitted i -> s i != 0 ->
    (1 - c) ^+ 2 * s i ^+ 2 <= err i <= s i ^+ 2.
  move=> fi si; have si0 : (0 < s i)%R.
    by apply/RltP; rewrite lt_def si; apply/RleP; exact: s0.
  have [u [ut U]] := begun i fi si0.
  have [lo hi] := error_of_begun _ _ _ _ _ _ _ two C si0 e0 (small i si0) (modes i) t0 U ut.
  by rewrite errR -!RpowE; apply/andP; split; apply/RleP.
have up_idle i : s i = 0 -> 0 <= err i <= eps ^+ (2 * L).
  move=> si; have M := modes i; rewrite si in M.
  have [lo hi] := error_of_idle _ _ _ _ two e0 M t0.
  by rewrite errR si -!RpowE; apply/andP; split; apply/RleP.
have low_rest i : ~~ fitted i -> (1 - c) ^+ 2 * s i ^+ 2 <= err i.
  move=> fi; have [z | nz] := eqVneq (s i) 0; last by case/andP: (up_begun i fi nz).
  by rewrite z expr0n mulr0; case/andP: (up_idle i z).
have up_rest i : ~~ fitted i -> err i <= s i ^+ 2 + (s i == 0)%:R * eps ^+ (2 * L).
  move=> fi; have [z | nz] := eqVneq (s i) 0; last first.
    by rewrite mul0r addr0; case/andP: (up_begun i fi nz).
  by rewrite z expr0n add0r mul1r; case/andP: (up_idle i z).
have gapE : gap = (\sum_(i | fitted i) err i + \sum_(i | ~~ fitted i) err i - rest) / 2%:R.
  by rewrite /gap E // aligned_half_square ?orthonormal // (bigID fitted) /= mulrBl.
have fit_low : 0 <= \sum_(i | fitted i) err i.
  by apply: sumr_ge0 => i fi; case/andP: (up_fit i fi).
have fit_up : \sum_(i | fitted i) err i <= c ^+ 2 * \sum_(i | fitted i) s i ^+ 2.
  by rewrite mulr_sumr; apply: ler_sum => i fi; case/andP: (up_fit i fi).
have rest_low : (1 - c) ^+ 2 * rest <= \sum_(i | ~~ fitted i) err i.
  by rewrite /rest mulr_sumr; apply: ler_sum => i fi; exact: low_rest.
have rest_up : \sum_(i | ~~ fitted i) err i <= rest + idle%:R * eps ^+ (2 * L).
  apply: (@le_trans _ _ (\sum_(i | ~~ fitted i) (s i ^+ 2 + (s i == 0)%:R * eps ^+ (2 * L)))).
    by apply: ler_sum => i fi; exact: up_rest.
  rewrite big_split /= ler_add2l -mulr_suml ler_wpmul2r ?exprn_ge0 //; first exact/RleP/Rlt_le.
  rewrite /idle -sum1_card natr_sum [leRHS]big_mkcond [leLHS]big_mkcond /=.
  by apply: ler_sum => i _; rewrite inE; case: (s i == 0); case: (fitted i); rewrite ?ler01.
have lowE (q : R) : - ((c - c ^+ 2 / 2%:R) * q) * 2%:R = (1 - c) ^+ 2 * q - q by field.
have upE (a b e q : R) :
    (c ^+ 2 / 2%:R * a + b / 2%:R * e) * 2%:R = c ^+ 2 * a + (q + b * e) - q by field.
have two0 : (0 : R) < 2%:R by rewrite ltr0n.
rewrite gapE ler_pdivl_mulr // ler_pdivr_mulr //; split.
- rewrite lowE; apply: ler_sub => //.
  by rewrite -[leLHS]add0r; apply: ler_add.
- rewrite (upE _ _ _ rest); apply: ler_sub => //; exact: ler_add.
Qed.
End Staircase.
