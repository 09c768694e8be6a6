(* Directions of a symmetric flow of factors that see nothing of the target, over Coq's reals.

   idle_directions: let F' = N F - 1/2 F F^T F with a symmetric N. Where N F(0) H = 0 and
     F(0)^T F(0) H = 2 eps^2 H, the same holds at all times with 2 mu_0 in the place of 2 eps^2,
     where mu_0 is the mode of two factors with the target 0. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain flow rank_kept compare mode_times block_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma mcont_blocks m p (Y : R -> 'M[R]_m) (Z : R -> 'M[R]_(m, p)) (V : R -> 'M[R]_(p, m))
    (W : R -> 'M[R]_p) t : mcont Y t -> mcont Z t -> mcont V t -> mcont W t ->
  mcont (fun u => block_mx (Y u) (Z u) (V u) (W u)) t.
Proof.
move=> cY cZ cV cW i j; case: (split_ordP i) => k ->; case: (split_ordP j) => k' ->.
- by apply: continuous_ext (cY k k') => u; rewrite block_mxEul.
- by apply: continuous_ext (cZ k k') => u; rewrite block_mxEur.
- by apply: continuous_ext (cV k k') => u; rewrite block_mxEdl.
by apply: continuous_ext (cW k k') => u; rewrite block_mxEdr.
Qed.

Lemma mcont_column m p q (Y : R -> 'M[R]_(m, q)) (Z : R -> 'M[R]_(p, q)) t :
  mcont Y t -> mcont Z t -> mcont (fun u => col_mx (Y u) (Z u)) t.
Proof.
move=> cY cZ i j; case: (split_ordP i) => k ->.
  by apply: continuous_ext (cY k j) => u; rewrite col_mxEu.
by apply: continuous_ext (cZ k j) => u; rewrite col_mxEd.
Qed.

Lemma mderiv_column m p q (Y : R -> 'M[R]_(m, q)) (Z : R -> 'M[R]_(p, q)) t D E :
  mderiv Y t D -> mderiv Z t E -> mderiv (fun u => col_mx (Y u) (Z u)) t (col_mx D E).
Proof.
move=> dY dZ i j; case: (split_ordP i) => k ->; rewrite ?col_mxEu ?col_mxEd.
  by apply: is_derive_ext (dY k j) => u; rewrite col_mxEu.
by apply: is_derive_ext (dZ k j) => u; rewrite col_mxEd.
Qed.

Lemma mcont_plus m p (Y Z : R -> 'M[R]_(m, p)) t : mcont Y t -> mcont Z t ->
  mcont (fun u => Y u + Z u) t.
Proof. by move=> cY cZ i j; apply: continuous_ext (cadd (cY i j) (cZ i j)) => u; rewrite mxE. Qed.

Lemma mcont_minus m p (Y : R -> 'M[R]_(m, p)) t : mcont Y t -> mcont (fun u => - Y u) t.
Proof. by move=> cY i j; apply: continuous_ext (copp (cY i j)) => u; rewrite mxE. Qed.

Lemma mcont_scalar m (g : R -> R) t : continuous g t -> mcont (fun u => (g u)%:M : 'M[R]_m) t.
Proof.
move=> cg i j; have [-> | ij] := eqVneq i j.
  by apply: continuous_ext cg => u; rewrite mxE eqxx mulr1n.
by apply: continuous_ext (continuous_const (0 : R) t) => u; rewrite mxE (negbTE ij).
Qed.

Lemma mderiv_scalar m (g : R -> R) t l : is_derive g t l ->
  mderiv (fun u => (g u)%:M : 'M[R]_m) t l%:M.
Proof.
move=> dg i j; rewrite mxE; have [-> | ij] := eqVneq i j.
  by rewrite mulr1n; apply: is_derive_ext dg => u; rewrite mxE eqxx mulr1n.
rewrite mulr0n; apply: is_derive_ext (is_derive_const (0 : R) t) => u.
by rewrite mxE (negbTE ij).
Qed.

(* the mode with the target 0 for two factors *)
Lemma idle_mode_moves eps g : (0 < eps)%R -> is_mode 2 0 eps g ->
  (g 0 = eps ^ 2)%R /\ (forall t, (0 <= t)%R -> continuous g t) /\
  forall t, (0 < t)%R -> is_derive g t (- (2 * (g t * g t)))%R.
Proof.
move=> e0 mode; have L2 : (2 <= 2)%coq_nat by exact: le_n.
split; first by case: mode.
split=> t t0; first exact: (mode_continuous 2 0 eps g mode).
have := mode_derive 2 0 eps g mode t t0; rewrite /strength_velocity.
have p0 : (0 < eps ^ 2)%R by apply: pow_lt.
have [lt _] := mode_falls 2 0 eps g L2 (Rle_refl 0) e0 mode t p0 (Rlt_le _ _ t0).
have -> : (2 - 2 / INR 2 = 1)%R by rewrite /=; field.
rewrite Rpower_1 //; congr is_derive; rewrite /=; ring.
Qed.

Lemma halved_sum m p (A : 'M[R]_(m, p)) : 2%:R^-1 *: (A + A) = A.
Proof. by rewrite -mulr2n -scaler_nat scalerA mulVf ?pnatr_eq0 // scale1r. Qed.

Lemma idle_algebra m p (A B E H : 'M[R]_(m, p)) (g : R) :
  A - 2%:R^-1 *: B + (2 * (g * g))%R *: H =
  A + (- (2%:R^-1 *: B - g *: E) - 2%:R *: (g *: (2%:R^-1 *: E - g *: H))).
Proof.
have -> : 2%:R *: (g *: (2%:R^-1 *: E - g *: H)) = g *: E - (2 * (g * g))%R *: H.
  rewrite !scalerBr !scalerA mulrAC mulfV ?pnatr_eq0 // mul1r; congr (_ - _ *: _).
  by rewrite -mulrA.
move: (2%:R^-1 *: B) (g *: E) ((2 * (g * g))%R *: H) => b e q.
by rewrite !opprB [e - b]addrC -!addrA; congr (_ + (_ + _)); rewrite addrC subrK.
Qed.

Section Idle.
Variables (p k q : nat) (N : 'M[R]_p) (T eps : R) (F : R -> 'M[R]_(p, k)) (H : 'M[R]_(k, q)).
Variable g : R -> R.
Hypothesis dF : forall t, (0 < t < T)%R ->
  mderiv F t (N *m F t - 2%:R^-1 *: (F t *m (F t)^T *m F t)).
Hypothesis cF : forall t, (0 <= t <= T)%R -> mcont F t.
Hypotheses (sN : N^T = N) (T0 : (0 <= T)%R) (e0 : (0 < eps)%R) (mode : is_mode 2 0 eps g).

Lemma idle_directions : N *m F 0 *m H = 0 -> (F 0)^T *m F 0 *m H = (2 * eps ^ 2)%R *: H ->
  forall t, (0 <= t <= T)%R ->
  N *m F t *m H = 0 /\ (F t)^T *m F t *m H = (2 * g t)%R *: H.
Proof.
move=> N0 G0; have [g0 [cg dg]] := idle_mode_moves e0 mode.
pose D t := N *m F t *m H.
pose E t := 2%:R^-1 *: ((F t)^T *m F t *m H) - (g t)%:M *m H.
pose K t := block_mx (N - (g t)%:M) (- (N *m F t)) (F t)^T
  (- ((F t)^T *m F t) - 2%:R *: (g t)%:M).
suff Z t : (0 <= t <= T)%R -> col_mx (D t) (E t) = 0.
  move=> t /Z /(congr1 (fun A => (usubmx A, dsubmx A))); rewrite col_mxKu col_mxKd.
  rewrite linear0 linear0 => -[Dt /eqP]; rewrite subr_eq0 => /eqP Et; split=> //.
  have two : (2%:R : R) != 0 by rewrite pnatr_eq0.
  rewrite -[LHS](scalerKV two); rewrite Et mul_scalar_mx scalerA; congr (_ *: _).
have cT u : (0 <= u <= T)%R -> mcont (fun x => (F x)^T) u by move=> uT; exact: mcont_tr (cF uT).
have cg' u : (0 <= u <= T)%R -> continuous g u by move=> uT; apply: cg; lra.
have cN u : (0 <= u <= T)%R -> mcont (fun x => N *m F x) u.
  by move=> uT; exact: mcont_mul (@mcont_const _ _ N u) (cF uT).
have cS u : (0 <= u <= T)%R -> mcont (fun x => (F x)^T *m F x) u.
  by move=> uT; exact: mcont_mul (cT u uT) (cF uT).
have two_lr m m' (Y : R -> 'M[R]_(m, m')) (c : R) u : mcont Y u -> mcont (fun x => c *: Y x) u.
  move=> cY i j.
  by apply: continuous_ext (cmul (continuous_const c u) (cY i j)) => x; rewrite mxE.
have T00 : (0 <= 0 <= T)%R by lra.
move=> tT; apply: (@linear_zero _ _ K T (fun u => col_mx (D u) (E u)) _ _ _ 0%R T00 _ t tT)
  => [u uT|u uT|u uT|].
- have uT' : (0 <= u <= T)%R by lra.
  have dFu := dF uT; set F' := _ - _ in dFu.
  have dD := mderiv_mul (mderiv_mul (@mderiv_const _ _ N u) dFu) (@mderiv_const _ _ H u).
  have dS := mderiv_mul (mderiv_mul (mderiv_tr dFu) dFu) (@mderiv_const _ _ H u).
  have dE := mderiv_add (mderiv_scale 2%:R^-1 dS) (mderiv_opp (mderiv_mul
    (@mderiv_scalar k g u _ (dg u (proj1 uT))) (@mderiv_const _ _ H u))).
  have := mderiv_column dD dE; congr (mderiv _ u _).
  rewrite /K mul_block_col; congr col_mx.
    have -> : (N - (g u)%:M) *m D u + - (N *m F u) *m E u =
        N *m (N *m F u *m H) - N *m F u *m (2%:R^-1 *: ((F u)^T *m F u *m H)).
      rewrite /D /E mulmxBl mul_scalar_mx mulNmx mul_scalar_mx (mulmxBr (N *m F u)).
      by rewrite -[N *m F u *m (g u *: H)]scalemxAr opprB addrA subrK.
    rewrite mul0mx add0r mulmx0 addr0 /F' mulmxBr mulmxBl -!scalemxAr -scalemxAl.
    by rewrite !mulmxA.
  rewrite !mulmx0 !addr0 /D /E mul_scalar_mx scaleNr opprK.
  set S := (F u)^T *m F u.
  have tF : F'^T = (F u)^T *m N - 2%:R^-1 *: ((F u)^T *m F u *m (F u)^T).
    by rewrite /F' linearB linearZ /= !trmx_mul trmxK sN !mulmxA.
  have eL : F'^T *m F u = (F u)^T *m N *m F u - 2%:R^-1 *: (S *m S).
    by rewrite tF mulmxBl -scalemxAl /S !mulmxA.
  have eR : (F u)^T *m F' = (F u)^T *m N *m F u - 2%:R^-1 *: (S *m S).
    by rewrite /F' mulmxBr -scalemxAr /S !mulmxA.
  rewrite eL eR mulmxDl mulmxBl -scalemxAl -!mulmxA halved_sum.
  rewrite mulmxBl mulNmx -scalemxAl mul_scalar_mx mulmxBr -scalemxAr mul_scalar_mx.
  rewrite -[S *m (g u *: H)]scalemxAr !mulmxA; exact: idle_algebra.
- have cH := @mcont_const _ _ H u.
  apply: mcont_column; first exact: mcont_mul (cN u uT) cH.
  apply: mcont_plus; first exact/two_lr/(mcont_mul (cS u uT) cH).
  exact/mcont_minus/(mcont_mul (@mcont_scalar k g u (cg' u uT)) cH).
- apply: mcont_blocks.
  + exact: mcont_plus (@mcont_const _ _ N u) (mcont_minus (@mcont_scalar p g u (cg' u uT))).
  + exact: mcont_minus (cN u uT).
  + exact: cT.
  apply: mcont_plus; first exact: mcont_minus (cS u uT).
  exact/mcont_minus/two_lr/(@mcont_scalar k g u (cg' u uT)).
rewrite /D N0 /E G0 g0 mul_scalar_mx scalerA.
have -> : 2%:R^-1 * (2 * eps ^ 2)%R = (eps ^ 2)%R.
  by rewrite -[(2 * _)%R]/(2%:R * (eps ^ 2)%R) mulKf // pnatr_eq0.
by rewrite subrr col_mx0.
Qed.
End Idle.
