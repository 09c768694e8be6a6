(* Wrong variants of the kept ranks and signs, near the truth, refuted by numbers that move. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block flow end_to_end end_to_end_flow removal.
From dlf Require Import singular_values balanced_rank rank_kept orientation rank_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Lemma mderiv_number (f : R -> R) t D : is_derive f t D ->
  mderiv (fun u => (f u)%:M : 'M[R]_1) t D%:M.
Proof.
move=> df i j; rewrite !ord1 mxE eqxx mulr1n.
by apply: is_derive_ext df => u; rewrite mxE eqxx mulr1n.
Qed.

Lemma mcont_number (f : R -> R) t : continuous f t -> mcont (fun u => (f u)%:M : 'M[R]_1) t.
Proof.
by move=> cf i j; rewrite !ord1; apply: continuous_ext cf => u; rewrite mxE eqxx mulr1n.
Qed.

Lemma rank_number (c : R) : \rank (c%:M : 'M[R]_1) = (c != 0).
Proof.
have [->|c0] := eqVneq c 0; first by rewrite raddf0 mxrank0.
by rewrite -scalemx1 mxrank_scale_nz // mxrank1.
Qed.

(* two factors that are numbers *)
Section Pair.
Variables (a b g : R -> R) (T : R).
Definition number_pair t : factors [comRingType of R] one :=
  fun l => (if l is 0%N then a t else b t)%:M.

Lemma pair_product t : chain 2 (number_pair t) = (b t * a t)%:M.
Proof. by rewrite /chain /= mulmx1 -scalar_mxM. Qed.

Lemma pair_moves : (forall t, (0 < t < T)%R -> is_derive a t (- (b t * g t))) ->
  (forall t, (0 < t < T)%R -> is_derive b t (- (g t * a t))) ->
  (forall t, (0 <= t <= T)%R -> continuous a t /\ continuous b t) ->
  moves_by (n := 1) (fun t => (g t)%:M : 'M[R]_1) T number_pair.
Proof.
move=> da db cab [|[|//]] _; split=> t tT; try by apply: mcont_number; case: (cab t tT).
  rewrite /grad /= (@above_step _ 2 one _ 1) // (@above_end _ 2 one) mul1mx trmx1 mulmx1.
  rewrite tr_scalar_mx -scalar_mxM -raddfN.
  exact/mderiv_number/da.
rewrite /grad (@above_end _ 2 one) trmx1 mul1mx /= mulmx1 tr_scalar_mx -scalar_mxM -raddfN.
exact/mderiv_number/db.
Qed.
End Pair.

(* a single factor *)
Definition number_alone (a : R -> R) t : factors [comRingType of R] one := fun _ => (a t)%:M.

Lemma alone_moves (a : R -> R) (T : R) : (forall t, is_derive a t (1 : R)) ->
  moves_by (n := 0) (fun=> (-1)%:M : 'M[R]_1) T (number_alone a).
Proof.
move=> da [|//] _; split=> t _; last first.
  by apply: mcont_number; apply: ex_derive_continuous; exists 1%R; exact: da.
rewrite /grad (@above_end _ 1 one) trmx1 mul1mx mulmx1 -raddfN opprK.
exact/mderiv_number/da.
Qed.

Definition half_sum u := ((exp u + exp (- u)) / 2)%R.
Definition half_gap u := ((exp u - exp (- u)) / 2)%R.

Lemma half_sum_slope t : is_derive half_sum t (half_gap t).
Proof. by rewrite /half_sum /half_gap; auto_derive => //; field. Qed.

Lemma half_gap_slope t : is_derive half_gap t (half_sum t).
Proof. by rewrite /half_sum /half_gap; auto_derive => //; field. Qed.

Lemma half_gap_0 : half_gap 0%R = 0%R. Proof. by rewrite /half_gap Ropp_0; lra. Qed.

Lemma half_gap_1 : (0 < half_gap 1%R)%R.
Proof. by have := exp_increasing (- (1))%R 1%R ltac:(lra); rewrite /half_gap; lra. Qed.

Lemma half_sum_pos t : (0 < half_sum t)%R.
Proof. have := exp_pos t; have := exp_pos (- t)%R; rewrite /half_sum; lra. Qed.

Lemma cosh_moves T : moves_by (n := 1) (fun=> (-1)%:M : 'M[R]_1) T (number_pair half_sum half_gap).
Proof.
apply: (@pair_moves half_sum half_gap (fun=> -1) T) => t _.
- by rewrite mulrN1 opprK; exact: half_sum_slope.
- by rewrite mulN1r opprK; exact: half_gap_slope.
by split; apply: ex_derive_continuous; eexists;
   [exact: half_sum_slope | exact: half_gap_slope].
Qed.

Lemma sinh_moves T : moves_by (n := 1) (fun=> (-1)%:M : 'M[R]_1) T (number_pair half_gap half_sum).
Proof.
apply: (@pair_moves half_gap half_sum (fun=> -1) T) => t _.
- by rewrite mulrN1 opprK; exact: half_gap_slope.
- by rewrite mulN1r opprK; exact: half_sum_slope.
by split; apply: ex_derive_continuous; eexists;
   [exact: half_gap_slope | exact: half_sum_slope].
Qed.

Lemma at_0 : (0 <= 0 <= 1)%R. Proof. by lra. Qed.
Lemma at_1 : (0 <= 1 <= 1)%R. Proof. by lra. Qed.

Lemma number0 (c : R) : (c%:M : 'M[R]_1) = 0 -> c = 0.
Proof. by move/matrixP/(_ 0 0); rewrite !mxE eqxx mulr1n. Qed.

(* a factor that is unbounded near the start *)
Theorem linear_zero_unbounded_wrong : ~ (forall m n (K : R -> 'M[R]_m) T (Y : R -> 'M[R]_(m, n)),
  (forall t, (0 < t < T)%R -> mderiv Y t (K t *m Y t)) ->
  (forall t, (0 <= t <= T)%R -> mcont Y t) ->
  forall s, (0 <= s <= T)%R -> Y s = 0 -> forall t, (0 <= t <= T)%R -> Y t = 0).
Proof.
move=> H; have D t : is_derive (fun u => (u * u)%R) t (2 * t)%R by auto_derive => //; ring.
have := H 1%N 1%N (fun t => (2 / t)%R%:M) 1%R (fun t => (t * t)%R%:M) _ _ 0%R at_0 _ 1%R at_1.
move=> E; have := number0 (E _ _ _); rewrite Rmult_1_r => C; suff : 1%R = 0%R by lra.
apply: C => [t [t0 _]|t _|]; last by rewrite Rmult_0_r raddf0.
  rewrite -scalar_mxM; have -> : (2 / t)%R * (t * t)%R = (2 * t)%R :> R.
    by rewrite -[LHS]/(2 / t * (t * t))%R; field; lra.
  exact/mderiv_number/D.
by apply: mcont_number; apply: ex_derive_continuous; exists (2 * t)%R.
Qed.

(* a constant velocity added *)
Theorem linear_zero_constant_wrong : ~ (forall m n (K : R -> 'M[R]_m) (B : 'M[R]_(m, n)) T
    (Y : R -> 'M[R]_(m, n)),
  (forall t, (0 < t < T)%R -> mderiv Y t (K t *m Y t + B)) ->
  (forall t, (0 <= t <= T)%R -> mcont Y t) -> (forall t, (0 <= t <= T)%R -> mcont K t) ->
  forall s, (0 <= s <= T)%R -> Y s = 0 -> forall t, (0 <= t <= T)%R -> Y t = 0).
Proof.
move=> H; have D (t : R) : is_derive (fun u : R => u) t (1 : R) by exact: is_derive_id.
have E := H 1%N 1%N (fun=> 0) 1%:M 1%R (fun t => t%:M) _ _ _ 0%R at_0 _ 1%R at_1.
suff /number0 : (1%R%:M : 'M[R]_1) = 0 by move=> e; have : 1%R = 0%R by []; lra.
apply: E => [t _|t _|t _|]; last by rewrite raddf0.
- by rewrite mul0mx add0r; exact/mderiv_number/D.
- by apply: mcont_number; apply: ex_derive_continuous; exists 1.
exact: mcont_const.
Qed.

(* the kernel of the upper factor alone *)
Theorem kernel_kept_upper_wrong : ~ (forall n (d : nat -> nat) (G : R -> 'M[R]_(d n.+1, d 0%N)) T
    (W : R -> factors [comRingType of R] d),
  moves_by G T W -> (forall t, (0 <= t <= T)%R -> mcont G t) ->
  forall l (v : 'cV[R]_(d l.+1)) (s t : R), (l.+1 < n.+1)%N ->
  (0 <= s <= T)%R -> (0 <= t <= T)%R -> W s l.+1 *m v = 0 -> W t l.+1 *m v = 0).
Proof.
move=> H; have := H 1%N one _ 1%R _ (cosh_moves 1) (fun t _ => @mcont_const _ _ _ t) 0%N 1%:M
  0%R 1%R isT at_0 at_1; rewrite !mulmx1 /number_pair half_gap_0 raddf0 => /(_ erefl) /number0.
by move=> e; have := half_gap_1; rewrite e => /Rlt_irrefl.
Qed.

(* the kernel of the lower factor alone *)
Theorem kernel_kept_lower_wrong : ~ (forall n (d : nat -> nat) (G : R -> 'M[R]_(d n.+1, d 0%N)) T
    (W : R -> factors [comRingType of R] d),
  moves_by G T W -> (forall t, (0 <= t <= T)%R -> mcont G t) ->
  forall l (v : 'cV[R]_(d l.+1)) (s t : R), (l.+1 < n.+1)%N ->
  (0 <= s <= T)%R -> (0 <= t <= T)%R -> (W s l)^T *m v = 0 -> (W t l)^T *m v = 0).
Proof.
move=> H; have := H 1%N one _ 1%R _ (sinh_moves 1) (fun t _ => @mcont_const _ _ _ t) 0%N 1%:M
  0%R 1%R isT at_0 at_1.
rewrite !mulmx1 /number_pair !tr_scalar_mx half_gap_0 raddf0 => /(_ erefl) /number0.
by move=> e; have := half_gap_1; rewrite e => /Rlt_irrefl.
Qed.

(* factors without balance *)
Theorem balanced_rank_free_wrong : ~ (forall n (d : nat -> nat)
    (W : factors [comRingType of R] d) l, (l < n.+1)%N -> \rank (W l) = \rank (chain n.+1 W)).
Proof.
move=> H; have := H 1%N one (number_pair (fun=> 1%R) (fun=> 0) 0) 0%N isT.
by rewrite pair_product mul0r !rank_number eqxx oner_neq0.
Qed.

(* without balance *)
Theorem rank_kept_unbalanced_wrong : ~ (forall n (d : nat -> nat) T
    (W : R -> factors [comRingType of R] d) (G : R -> 'M[R]_(d n.+1, d 0%N)), (0 < n)%N ->
  moves_by G T W -> (forall t, (0 <= t <= T)%R -> mcont G t) -> exists r,
  forall t, (0 <= t <= T)%R -> \rank (chain n.+1 (W t)) = r).
Proof.
move=> H; have [r E] := H 1%N one 1%R _ _ isT (sinh_moves 1) (fun t _ => @mcont_const _ _ _ t).
have := E _ at_1; rewrite -(E _ at_0) !pair_product !rank_number half_gap_0 mulr0 eqxx mulf_eq0.
by have /RltP/gt_eqF -> := half_gap_1; have /RltP/gt_eqF -> := half_sum_pos 1%R.
Qed.

(* a single factor *)
Theorem rank_kept_alone_wrong : ~ (forall n (d : nat -> nat) T
    (W : R -> factors [comRingType of R] d) (G : R -> 'M[R]_(d n.+1, d 0%N)),
  moves_by G T W -> (forall t, (0 <= t <= T)%R -> mcont G t) ->
  forall s0, (0 <= s0 <= T)%R -> balanced n.+1 (W s0) -> exists r,
  forall t, (0 <= t <= T)%R -> \rank (chain n.+1 (W t)) = r).
Proof.
move=> H; have D (t : R) : is_derive (fun u : R => u) t (1 : R) by exact: is_derive_id.
have [//|r E] := H 0%N one 1%R _ _ (alone_moves 1 D) (fun t _ => @mcont_const _ _ _ t) 0%R at_0.
have := E _ at_1; rewrite -(E _ at_0) /chain /= !mulmx1 !rank_number eqxx.
by have [e|] := eqVneq (1%R : R) 0; first by have : 1%R = 0%R by []; lra.
Qed.

(* a sign without balance *)
Theorem orientation_kept_unbalanced_wrong : ~ (forall n (d : nat -> nat) T
    (W : R -> factors [comRingType of R] d) (G : R -> 'M[R]_(d n.+1, d 0%N)), (0 < n)%N ->
  moves_by G T W -> (forall t, (0 <= t <= T)%R -> mcont G t) ->
  forall (closed : d n.+1 = d 0%N) s t, (0 <= s <= T)%R -> (0 <= t <= T)%R ->
  Num.sg (\det (square_product closed (chain n.+1 (W s)))) =
  Num.sg (\det (square_product closed (chain n.+1 (W t))))).
Proof.
move=> H; have := H 1%N one 1%R _ _ isT (sinh_moves 1) (fun t _ => @mcont_const _ _ _ t) erefl
  0%R 1%R at_0 at_1; rewrite /square_product !castmx_id !pair_product !det_scalar1 half_gap_0.
rewrite mulr0 sgr0 gtr0_sg; last by apply/RltP/Rmult_lt_0_compat; 
  [exact: half_sum_pos | exact: half_gap_1].
by move=> e; have : 0%R = 1%R by []; lra.
Qed.

(* the sign of a single factor *)
Theorem orientation_kept_alone_wrong : ~ (forall n (d : nat -> nat) T
    (W : R -> factors [comRingType of R] d) (G : R -> 'M[R]_(d n.+1, d 0%N)),
  moves_by G T W -> (forall t, (0 <= t <= T)%R -> mcont G t) ->
  forall s0, (0 <= s0 <= T)%R -> balanced n.+1 (W s0) ->
  forall (closed : d n.+1 = d 0%N) s t, (0 <= s <= T)%R -> (0 <= t <= T)%R ->
  Num.sg (\det (square_product closed (chain n.+1 (W s)))) =
  Num.sg (\det (square_product closed (chain n.+1 (W t))))).
Proof.
move=> H; have D (t : R) : is_derive (fun u : R => u) t (1 : R) by exact: is_derive_id.
have := H 0%N one 1%R _ _ (alone_moves 1 D) (fun t _ => @mcont_const _ _ _ t) 0%R at_0 _ erefl
  0%R 1%R at_0 at_1.
rewrite /square_product !castmx_id /chain /= !mulmx1 !det_scalar1 sgr0 gtr0_sg; last first.
  exact: ltr01.
move=> e; suff : 0%R = 1%R by lra.
by apply: e => l.
Qed.

Lemma number_decomposition (F : rcfType) (c : F) : 0 <= c ->
  singular_decomposition (c%:M : 'M[F]_1) 1%:M 1%:M (fun j => if j is 0%N then c else 0).
Proof.
move=> c0; split; rewrite ?trmx1 ?mulmx1 ?mul1mx //; try by case.
  by move=> [|i] [|j] //= _; rewrite ?c0 ?lexx.
by apply/matrixP => i j; rewrite !ord1 !mxE eqxx mulr1n.
Qed.

Section Field.
Variable F : rcfType.

(* a distance longer by a tenth *)
Theorem nearest_singular_tenth_wrong : ~ (forall n (M U V : 'M[F]_n) s X,
  singular_decomposition M U V s -> \det X = 0 -> 11%:R / 10%:R * s n.-1 ^+ 2 <= sumsq (X - M)).
Proof.
move=> H; have := H _ _ _ _ _ 0 (number_decomposition (@ler01 F)) (det0 _ _).
rewrite sub0r -scaleN1r sumsqZ sqrrN expr1n mul1r mulr1 /sumsq !big_ord1 mxE eqxx mulr1n expr1n.
by rewrite ler_pdivr_mulr ?ltr0n // mul1r ler_nat.
Qed.

(* the largest singular value *)
Theorem nearest_singular_largest_wrong : ~ (forall n (M U V : 'M[F]_n) s X,
  singular_decomposition M U V s -> \det X = 0 -> s 0%N ^+ 2 <= sumsq (X - M)).
Proof.
move=> H; pose M : 'M[F]_2 := pid_mx 1.
have dec : singular_decomposition M 1%:M 1%:M (fun j => (j < 1)%:R).
  split; rewrite ?trmx1 ?mulmx1 ?mul1mx //.
  - by move=> i j ij; rewrite ler0n ler_nat; case: (ltnP j 1) => // j1; rewrite (leq_ltn_trans ij).
  - by move=> j j2; rewrite ltnNge (leq_trans _ j2).
  by apply/matrixP => i j; rewrite !mxE; case: eqP.
have M0 : \det M = 0.
  apply/eqP/det0P; exists (delta_mx 0 (lift 0 0)).
    by apply/eqP => /matrixP /(_ 0 (lift 0 0)) /eqP; rewrite !mxE !eqxx oner_eq0.
  by rewrite -rowE; apply/rowP => j; rewrite !mxE andbF.
by have := H _ _ _ _ _ M dec M0; rewrite subrr expr1n /sumsq big1 ?ler10 // => i _;
   rewrite big1 // => j _; rewrite mxE expr0n.
Qed.

(* at the smallest distance itself *)
Theorem start_near_singular_attained_wrong : ~ (forall n (d : nat -> nat)
    (closed : d n.+1 = d 0%N) (M U V : 'M[F]_(d 0%N)) s, singular_decomposition M U V s ->
  \det M != 0 -> (0 < d 0%N)%N -> (forall l, (l <= n.+1)%N -> (d 0%N <= d l)%N) ->
  exists W : factors F d, let X := square_product closed (chain n.+1 W) in
  [/\ balanced n.+1 W, \det X * \det M < 0 & sumsq (X - M) <= s (d 0%N).-1 ^+ 2]).
Proof.
move=> H; have [|//|//|W /= [_]] := H 1%N one erefl _ _ _ _ (number_decomposition (@ler01 F)).
  by rewrite det_scalar1 oner_neq0.
rewrite det_scalar1 mulr1 /square_product castmx_id expr1n.
move: (chain 2 W) => X; rewrite [X in \det X]mx11_scalar det_scalar1 /sumsq !big_ord1 !mxE.
rewrite eqxx mulr1n; move: (X 0 0) => x x0; apply/negP; rewrite -ltNge sqrrB1 ltr_addr.
by rewrite ltr_paddl ?sqr_ge0 // oppr_gt0 pmulrn_llt0.
Qed.

(* nine tenths of the square of the distance *)
Theorem start_near_singular_tenth_wrong : ~ (forall n (d : nat -> nat)
    (closed : d n.+1 = d 0%N) (M U V : 'M[F]_(d 0%N)) s delta, singular_decomposition M U V s ->
  \det M != 0 -> (0 < d 0%N)%N -> (forall l, (l <= n.+1)%N -> (d 0%N <= d l)%N) -> 0 < delta ->
  exists W : factors F d, let X := square_product closed (chain n.+1 W) in
  [/\ balanced n.+1 W, \det X * \det M < 0 &
    sumsq (X - M) < 9%:R / 10%:R * s (d 0%N).-1 ^+ 2 + delta]).
Proof.
move=> H; have d0 : 0 < 10%:R^-1 :> F by rewrite invr_gt0 ltr0n.
have [|//|//|W /= [_]] := H 1%N one erefl _ _ _ _ _ (number_decomposition (@ler01 F)) _ _ _ d0.
  by rewrite det_scalar1 oner_neq0.
rewrite det_scalar1 mulr1 /square_product castmx_id expr1n mulr1.
have -> : 9%:R / 10%:R + 10%:R^-1 = 1 :> F.
  by rewrite -{2}[10%:R^-1]mul1r -mulrDl -(natrD _ 9 1) divff // pnatr_eq0.
move: (chain 2 W) => X; rewrite [X in \det X]mx11_scalar det_scalar1 /sumsq !big_ord1 !mxE.
rewrite eqxx mulr1n; move: (X 0 0) => x x0; apply/negP; rewrite -leNgt sqrrB1 ler_addr.
by rewrite addr_ge0 ?sqr_ge0 // oppr_ge0 pmulrn_lle0 // ltW.
Qed.
End Field.
