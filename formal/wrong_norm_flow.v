(* Wrong variants of what a flow keeps in order, of the rise of a largest value and of the
   bound on the norm of a product, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import flow order_kept from_right largest_form compare ahead chain descent block.
From dlf Require Import end_to_end end_to_end_flow wrong_outer_form.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* Wrong variants of the order of matrices along a flow, near the truth, refuted by matrices
   of one entry. *)

Lemma number_form (x : R) : form (x%:M : 'M_1) (const_mx 1) = x.
Proof. by rewrite /form mxE big_ord1 !mxE big_ord1 !mxE eqxx mulr1n mul1r mulr1. Qed.

(* a velocity less by a tenth of the identity *)
Theorem semidefinite_is_kept_tenth_wrong : ~ (forall n (A D : R -> 'M[R]_n) T,
  (forall t, (0 <= t <= T)%R -> mcont A t) -> (forall t, (0 <= t <= T)%R -> mcont D t) ->
  (forall t, (0 < t < T)%R -> mderiv D t (A t *m D t + D t *m (A t)^T - (1 / 10)%R%:M)) ->
  semidefinite (D 0) -> forall t, (0 <= t <= T)%R -> semidefinite (D t)).
Proof.
pose D (t : R) : 'M[R]_1 := (- (t / 10))%R%:M.
have dD t : mderiv D t (- (1 / 10)%R%:M).
  move=> i j; rewrite mxE (ord1 i) (ord1 j) mxE eqxx mulr1n.
  have d : is_derive (fun u => - (u / 10))%R t (- (1 / 10))%R by auto_derive => //; field.
  by apply: is_derive_ext d => u; rewrite mxE eqxx mulr1n.
have cD t : mcont D t by move=> i j; apply: ex_derive_continuous; eexists; exact: (dD t i j).
move=> H; have E : (0 <= form (D 1) (const_mx 1))%R; last by move: E; rewrite number_form; lra.
apply: (H 1%N (fun=> 0) D 1%R) => [t _|t _|t _||].
- exact: mcont_const.
- exact: cD.
- by rewrite trmx0 mul0mx mulmx0 addr0 add0r; exact: dD.
- have -> : D 0 = 0 by rewrite /D /Rdiv Rmult_0_l Ropp_0; apply/matrixP => i j; rewrite !mxE mul0rn.
  by move=> v; rewrite /form mulmx0 mul0mx mxE; exact: Rle_refl.
- lra.
Qed.

(* starts that are in order but for a tenth *)
Theorem riccati_order_tenth_wrong : ~ (forall n (M : 'M[R]_n) T P Q, M^T = M ->
  solves_riccati M T P -> solves_riccati M T Q -> semidefinite (Q 0 - P 0 + (1 / 10)%R%:M) ->
  forall t, (0 <= t <= T)%R -> semidefinite (Q t - P t)).
Proof.
pose a : R := (1 / 20)%R; pose b : R := (1 / 10)%R; pose M : 'M[R]_1 := a%:M.
pose P : 'M[R]_1 := b%:M; have ab : a * b + b * a - b * b = 0.
  by have e : (1 / 20 * (1 / 10) + 1 / 10 * (1 / 20) - 1 / 10 * (1 / 10) = 0)%R by field; exact: e.
have rest (X : 'M[R]_1) : X^T = X -> M *m X + X *m M - X *m X = 0 -> solves_riccati M 1 (fun=> X).
  move=> sX X0; split=> t _; first by rewrite X0; exact: mderiv_const.
  by split=> //; exact: mcont_const.
have SP : solves_riccati M 1 (fun=> P).
  apply: rest; first exact: tr_scalar_mx.
  by rewrite /M /P -!scalar_mxM -raddfD -raddfB /= ab raddf0.
have SQ : solves_riccati M 1 (fun=> 0) by apply: rest; rewrite ?trmx0 // !mulmx0 mul0mx addr0 subr0.
move=> H; have E : (0 <= form (0 - P) (const_mx 1))%R.
  apply: (H 1%N M 1%R (fun=> P) (fun=> 0) _ SP SQ) 1%R _ _; [exact: tr_scalar_mx | | lra].
  rewrite sub0r addNr => v; rewrite /form mulmx0 mul0mx mxE; exact: Rle_refl.
move: E; rewrite sub0r formN number_form -[- _]/(- (1 / 10))%R; lra.
Qed.

(* Wrong variants of the rise of a largest value, near the truth, refuted by matrices of one
   entry. *)
Section Wrong.
(* the number a t, as a matrix, and no vector that is left out *)
Let line (a t : R) : 'M[R]_1 := (a * t)%R%:M.
Let none : 'M[R]_(1, 0) := 0.

Let line_form a t y : form (line a t) y = (a * t * form 1%:M y)%R.
Proof. by rewrite /line -scalemx1 formZ. Qed.

Let line_moves a t : mderiv (line a) t a%:M.
Proof.
move=> i j; rewrite mxE (ord1 i) (ord1 j) eqxx mulr1n.
have d : is_derive (fun u => a * u)%R t a by auto_derive => //; ring.
by apply: is_derive_ext d => u; rewrite mxE eqxx mulr1n.
Qed.

Let one_form : form 1%:M (const_mx 1 : 'cV[R]_1) = 1.
Proof. by rewrite form1E mxE big_ord1 !mxE mulr1. Qed.

(* of a t and b t with 0 <= a <= b the largest value is b t *)
Let larger a b t : (0 <= a <= b)%R -> (0 <= t)%R ->
  largest_value none none (line a t) (line b t) (b * t)%R.
Proof.
move=> ab t0; split; [|split] => [y _ | y _ | g _ top]; rewrite ?line_form.
- apply: Rmult_le_compat_r; first exact: norm_ge0.
  by apply: Rmult_le_compat_r => //; lra.
- exact: Rle_refl.
have E : none^T *m (const_mx 1 : 'cV[R]_1) = 0 by rewrite /none trmx0 mul0mx.
by have := top _ E; rewrite line_form one_form -[1]/1%R; lra.
Qed.

Let too_slow b l : (l < b)%R -> ~ rises_at_most (fun t => b * t)%R 0 l.
Proof.
move=> lb H; have e0 : (0 < (b - l) / 2)%R by lra.
have [d [d0 R]] := H _ e0; have hd : (0 < d / 2 < d)%R by lra.
have := R _ hd; have := Rmult_lt_0_compat _ _ (proj1 hd) e0; lra.
Qed.

(* slopes that are smaller by a tenth *)
Theorem largest_value_rises_tenth_wrong : ~ (forall n k n' k' (N : 'M[R]_(n, k))
    (N' : 'M[R]_(n', k')) (A : R -> 'M[R]_n) (C : R -> 'M[R]_n') (F : R -> R) t s D D' l,
  (t < s)%R -> (forall u, (t <= u < s)%R -> largest_value N N' (A u) (C u) (F u)) ->
  mderiv A t D -> mderiv C t D' -> (A t)^T = A t -> (C t)^T = C t ->
  (forall y, N^T *m y = 0 -> form 1%:M y = 1 -> form (A t) y = F t -> (form D y <= l)%R) ->
  (forall z, N'^T *m z = 0 -> form 1%:M z = 1 -> form (C t) z = F t -> (form D' z <= l)%R) ->
  rises_at_most F t (l - 1 / 10)%R).
Proof.
move=> H; apply: (@too_slow 1 (1 - 1 / 10)%R); first lra.
apply: (H _ _ _ _ none none (line 1) (line 1) _ 0%R 1%R 1%:M 1%:M) => //.
- lra.
- by move=> u u1; apply: larger; lra.
- exact: tr_scalar_mx.
- exact: tr_scalar_mx.
- by move=> y _ -> _; exact: Rle_refl.
- by move=> y _ -> _; exact: Rle_refl.
Qed.

(* the slopes at the vectors of one side alone *)
Theorem largest_value_rises_side_wrong : ~ (forall n k n' k' (N : 'M[R]_(n, k))
    (N' : 'M[R]_(n', k')) (A : R -> 'M[R]_n) (C : R -> 'M[R]_n') (F : R -> R) t s D D' l,
  (t < s)%R -> (forall u, (t <= u < s)%R -> largest_value N N' (A u) (C u) (F u)) ->
  mderiv A t D -> mderiv C t D' -> (A t)^T = A t -> (C t)^T = C t ->
  (forall y, N^T *m y = 0 -> form 1%:M y = 1 -> form (A t) y = F t -> (form D y <= l)%R) ->
  rises_at_most F t l).
Proof.
move=> H; apply: (@too_slow 2 1); first lra.
apply: (H _ _ _ _ none none (line 1) (line 2) _ 0%R 1%R 1%:M 2%R%:M) => //.
- lra.
- by move=> u u1; apply: larger; lra.
- exact: tr_scalar_mx.
- exact: tr_scalar_mx.
- by move=> y _ -> _; exact: Rle_refl.
Qed.
End Wrong.

(* Wrong variants of the bound on the norm of a product along the flow, near the truth,
   refuted by two factors that stand still at the target 1, against modes that move, and by two
   halves. *)
Section NormFlow.
Local Notation one := (fun _ : nat => 1%N).

(* the mode with the target s for two factors, from s / (1 + c) *)
Definition mode (s c t : R) := (s / (1 + c * exp (- (2 * s * t))))%R.

Lemma mode_start s c : mode s c 0 = (s / (1 + c))%R.
Proof. by rewrite /mode Rmult_0_r Ropp_0 exp_0 Rmult_1_r. Qed.

Lemma mode_below s c t : (0 < s)%R -> (- 1 < c)%R -> (0 <= t)%R ->
  (0 < 1 + c * exp (- (2 * s * t)))%R.
Proof.
move=> s0 c1 t0; have e0 := exp_pos (- (2 * s * t)).
have e1 : (exp (- (2 * s * t)) <= 1)%R.
  have [z | z] := Req_dec (2 * s * t) 0; first by rewrite z Ropp_0 exp_0; lra.
  have p : (0 <= 2 * s * t)%R by apply: Rmult_le_pos; lra.
  have neg : (- (2 * s * t) < 0)%R by lra.
  by have := exp_increasing _ _ neg; rewrite exp_0; lra.
by move: (exp _) e0 e1 => x x0 x1; nra.
Qed.

Lemma mode_nonneg s c t : (0 < s)%R -> (- 1 < c)%R -> (0 <= t)%R -> (0 <= mode s c t)%R.
Proof.
move=> s0 c1 t0; apply: Rlt_le; apply: Rdiv_lt_0_compat => //; exact: mode_below.
Qed.

Lemma mode_solves s c T : (0 < s)%R -> (- 1 < c)%R -> solves T (root_velocity 2 s) (mode s c).
Proof.
move=> s0 c1; have D t : (0 <= t)%R -> is_derive (mode s c) t (root_velocity 2 s (mode s c t)).
  move=> t0; have q := mode_below s0 c1 t0; have p := mode_nonneg s0 c1 t0.
  rewrite /root_velocity /= !Rmult_1_r sqrt_sqrt //.
  by rewrite /mode; auto_derive; [lra | field; lra].
split=> t tT; first by apply: D; lra.
by apply: (ex_derive_continuous (mode s c)); eexists; apply: D; lra.
Qed.

Section Wrong.
Let W (t : R) : factors [comRingType of R] one := fun l => (ones l)%:M.
Let e1 : 'cV[R]_1 := const_mx 1.
Let X1 : chain 2 (W 0%R) = 1%:M. Proof. exact: (chain_ones 2). Qed.

Let unit_form (X : 'M[R]_1) : X = 1%:M -> form (X^T *m X) e1 = 1%R.
Proof. by move=> ->; rewrite trmx1 mulmx1 form1E mxE big_ord1 !mxE mulr1. Qed.

Let start_form z : form ((chain 2 (W 0%R))^T *m chain 2 (W 0%R)) z = form 1%:M z.
Proof. by rewrite X1 trmx1 mulmx1. Qed.

Let unit_vector : form 1%:M e1 = 1%R.
Proof. by rewrite form1E mxE big_ord1 !mxE mulr1. Qed.

(* any curve, on the interval that is one time *)
Let at_once f (a : R) : solves 0 f (fun=> a).
Proof. by split=> t tT; [lra | exact: continuous_const]. Qed.

(* a bound smaller by a tenth *)
Theorem norm_below_the_mode_tenth_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) -> (0 <= T)%R ->
  (0 < d n.+1)%N -> forall (s : R) (alpha : R -> R), (0 <= s)%R ->
  (forall z, (form (M^T *m M) z <= s * s * form 1%:M z)%R) ->
  solves T (root_velocity n.+1 s) alpha -> (forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R) ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    alpha 0 ^ n.+1 * form 1%:M z)%R) ->
  forall t z, (0 <= t <= T)%R -> (form ((chain n.+1 (W t))^T *m chain n.+1 (W t)) z <=
    9 / 10 * alpha t ^ n.+1 * form 1%:M z)%R).
Proof.
move=> H; have T1 : (0 <= 0 <= 1)%R by lra.
have := H 1%N one 1%:M 1%R W isT (stands (chain_ones 2) 1) (@ones_balanced 2) Rle_0_1 isT 1%R
  (fun=> 1%R) Rle_0_1 one_norm (unit_solves 1) (fun _ _ => Rle_0_1) _ 0%R e1 T1.
rewrite (unit_form X1) unit_vector pow1 => H'; suff : (1 <= 9 / 10 * 1 * 1)%R by lra.
by apply: H' => z; rewrite start_form; lra.
Qed.

(* a target that is longer by a tenth *)
Theorem norm_below_the_mode_target_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) -> (0 <= T)%R ->
  (0 < d n.+1)%N -> forall (s : R) (alpha : R -> R), (0 <= s)%R ->
  (forall z, (form (M^T *m M) z <= 11 / 10 * s * (11 / 10 * s) * form 1%:M z)%R) ->
  solves T (root_velocity n.+1 s) alpha -> (forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R) ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    alpha 0 ^ n.+1 * form 1%:M z)%R) ->
  forall t z, (0 <= t <= T)%R -> (form ((chain n.+1 (W t))^T *m chain n.+1 (W t)) z <=
    alpha t ^ n.+1 * form 1%:M z)%R).
Proof.
move=> H; have T1 : (0 <= 1 <= 1)%R by lra.
pose s : R := (10 / 11)%R; pose c : R := (- / 11)%R.
have s0 : (0 < s)%R by rewrite /s; lra.
have c1 : (- 1 < c)%R by rewrite /c; lra.
have := H 1%N one 1%:M 1%R W isT (stands (chain_ones 2) 1) (@ones_balanced 2) Rle_0_1 isT s
  (mode s c) (Rlt_le _ _ s0) _ (mode_solves 1 s0 c1) _ _ 1%R e1 T1.
rewrite (unit_form X1) unit_vector => H'.
have below1 : (mode s c 1 < 1)%R.
  have neg : (- (2 * s * 1) < 0)%R by lra.
  have := exp_increasing _ _ neg; have q := mode_below s0 c1 Rle_0_1; rewrite exp_0 => e.
  apply: (Rmult_lt_reg_r (1 + c * exp (- (2 * s * 1)))) => //.
  rewrite /mode /Rdiv Rmult_assoc Rinv_l; last lra.
  by move: (exp _) e => x; rewrite /s /c; lra.
have low := mode_nonneg s0 c1 Rle_0_1.
have : (1 <= mode s c 1 ^ 2 * 1)%R; last by rewrite /=; nra.
apply: H'.
- move=> z; apply: Rle_trans (one_norm z) _; apply: Rmult_le_compat_r; first exact: norm_ge0.
  by rewrite /s; lra.
- by move=> t tT; apply: mode_nonneg => //; lra.
move=> z; rewrite start_form mode_start /s /c.
have -> : (10 / 11 / (1 + - / 11) = 1)%R by field.
by rewrite pow1 Rmult_1_l; exact: Rle_refl.
Qed.

(* a start above the mode by a tenth *)
Theorem norm_below_the_mode_start_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) -> (0 <= T)%R ->
  (0 < d n.+1)%N -> forall (s : R) (alpha : R -> R), (0 <= s)%R ->
  (forall z, (form (M^T *m M) z <= s * s * form 1%:M z)%R) ->
  solves T (root_velocity n.+1 s) alpha -> (forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R) ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    11 / 10 * alpha 0 ^ n.+1 * form 1%:M z)%R) ->
  forall t z, (0 <= t <= T)%R -> (form ((chain n.+1 (W t))^T *m chain n.+1 (W t)) z <=
    alpha t ^ n.+1 * form 1%:M z)%R).
Proof.
move=> H; have T1 : (0 <= 0 <= 1)%R by lra.
pose c := (sqrt (11 / 10) - 1)%R; have r0 := sqrt_lt_R0 (11 / 10); have {}r0 : (0 < c + 1)%R.
  by rewrite /c; have : (0 < sqrt (11 / 10))%R by [apply: r0; lra]; lra.
have c1 : (- 1 < c)%R by lra.
have rr : ((1 + c) * (1 + c) = 11 / 10)%R by rewrite /c Rplus_minus sqrt_sqrt; lra.
have aa : (mode 1 c 0 ^ 2 = 10 / 11)%R.
  rewrite mode_start /= Rmult_1_r.
  have -> : (1 / (1 + c) * (1 / (1 + c)) = / ((1 + c) * (1 + c)))%R by field; lra.
  by rewrite rr; field.
have := H 1%N one 1%:M 1%R W isT (stands (chain_ones 2) 1) (@ones_balanced 2) Rle_0_1 isT 1%R
  (mode 1 c) Rle_0_1 one_norm (mode_solves 1 Rlt_0_1 c1) _ _ 0%R e1 T1.
rewrite (unit_form X1) unit_vector aa => H'; suff : (1 <= 10 / 11 * 1)%R by lra.
apply: H' => [t tT | z]; first by apply: mode_nonneg => //; lra.
by rewrite start_form; have := norm_ge0 z; lra.
Qed.

(* an error that is larger by a tenth: two halves, at the one time 0 *)
Theorem error_above_the_mode_tenth_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) -> (0 <= T)%R ->
  (0 < d n.+1)%N -> forall (s : R) (alpha : R -> R), (0 <= s)%R ->
  (forall z, (form (M^T *m M) z <= s * s * form 1%:M z)%R) ->
  solves T (root_velocity n.+1 s) alpha -> (forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R) ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    alpha 0 ^ n.+1 * form 1%:M z)%R) ->
  forall t z m, (0 <= t <= T)%R -> form 1%:M z = 1%R -> form (M^T *m M) z = (s * s)%R ->
  (0 <= m <= s)%R -> (m * m = alpha t ^ n.+1)%R -> let E := chain n.+1 (W t) - M in
  (11 / 10 * ((s - m) * (s - m)) <= form (E^T *m E) z)%R /\
  forall y, (form (E^T *m E) y <= sumsq E * form 1%:M y)%R).
Proof.
move=> H; have T0 : (0 <= 0 <= 0)%R by lra.
pose V (t : R) : factors [comRingType of R] one := fun _ => (1 / 2)%R%:M.
have V0 : chain 2 (V 0%R) = (1 / 4)%R%:M.
  rewrite /chain /V /= mulmx1 -scalar_mxM; congr (_%:M).
  have quarter : (1 / 2 * (1 / 2) = 1 / 4)%R by field.
  exact: quarter.
have moves : moves_by (fun t => residual (1%:M : 'M[R]_1) (chain 2 (V t))) 0 V.
  by move=> l _; split=> t tT; [lra | exact: mcont_const].
have bal : balanced 2 (V 0%R) by move=> l _; rewrite /imbalance /V tr_scalar_mx subrr.
have [some a0] : (0 <= 1 / 4 <= 1)%R /\ (0 <= 1 / 4)%R by lra.
have := H 1%N one 1%:M 0%R V isT moves bal (Rle_refl 0) isT 1%R (fun=> (1 / 4)%R) Rle_0_1 one_norm
  (at_once _ (1 / 4)) (fun _ _ => a0) _ 0%R e1 (1 / 4)%R T0 unit_vector _ some _.
have number (x : R) z : form ((x%:M : 'M[R]_1)^T *m x%:M) z = (x * x * form 1%:M z)%R.
  by rewrite tr_scalar_mx -scalar_mxM -scalemx1 formZ.
have E1 : chain 2 (V 0%R) - 1%:M = (1 / 4 - 1)%R%:M.
  by rewrite V0; apply/matrixP => i j; rewrite !ord1 !mxE !mulr1n.
lazy zeta; rewrite E1 => -[||| bound _]; last by move: bound; rewrite number unit_vector; lra.
- by move=> z; rewrite V0 number /=; have := norm_ge0 z; lra.
- by rewrite (unit_form (erefl _)) Rmult_1_r.
- by rewrite /=; lra.
Qed.

(* the bound on the error for a mode beyond its target, too *)
Theorem error_above_the_mode_beyond_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d), (0 < n)%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) -> (0 <= T)%R ->
  (0 < d n.+1)%N -> forall (s : R) (alpha : R -> R), (0 <= s)%R ->
  (forall z, (form (M^T *m M) z <= s * s * form 1%:M z)%R) ->
  solves T (root_velocity n.+1 s) alpha -> (forall t, (0 <= t <= T)%R -> (0 <= alpha t)%R) ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    alpha 0 ^ n.+1 * form 1%:M z)%R) ->
  forall t z m, (0 <= t <= T)%R -> form 1%:M z = 1%R -> form (M^T *m M) z = (s * s)%R ->
  (0 <= m)%R -> (m * m = alpha t ^ n.+1)%R -> let E := chain n.+1 (W t) - M in
  ((s - m) * (s - m) <= form (E^T *m E) z)%R /\
  forall y, (form (E^T *m E) y <= sumsq E * form 1%:M y)%R).
Proof.
move=> H; have T1 : (0 <= 0 <= 1)%R by lra.
have [two c1] : (0 <= 2)%R /\ (- 1 < - (1 / 2))%R by lra.
have m2 : mode 1 (- (1 / 2)) 0 = 2%R by rewrite mode_start; field.
have := H 1%N one 1%:M 1%R W isT (stands (chain_ones 2) 1) (@ones_balanced 2) Rle_0_1 isT 1%R
  (mode 1 (- (1 / 2))) Rle_0_1 one_norm (mode_solves 1 Rlt_0_1 c1) _ _ 0%R e1 2%R T1 unit_vector _
  two _.
have E0 : (chain 2 (W 0%R) - 1%:M)^T *m (chain 2 (W 0%R) - 1%:M) = 0.
  by rewrite X1 subrr trmx0 mul0mx.
have F0 : form (0 : 'M[R]_1) e1 = 0%R by rewrite /form mulmx0 mul0mx mxE.
lazy zeta; rewrite E0 F0 m2 => -[|||| bound _]; last by lra.
- by move=> t tT; apply: mode_nonneg; lra.
- by move=> z; rewrite -/(W 0%R) start_form /=; have := norm_ge0 z; lra.
- by rewrite (unit_form (erefl _)) Rmult_1_r.
- by rewrite /=; lra.
Qed.
End Wrong.
End NormFlow.
