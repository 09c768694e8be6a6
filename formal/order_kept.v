(* A linear equation of matrices keeps what is positive semidefinite, over Coq's reals, any abs_sum.

   semidefinite_is_kept (BH0A): D' = A D + D A^T on [0, T], A and D continuous, v^T D(0) v >= 0 for
     all v: then v^T D(t) v >= 0 for all v and t. No solution of another equation is needed: D is
     shown to be above -e exp(c t) for each e > 0, a little further from each time.
   riccati_order (BH0A): two symmetric solutions of P' = M P + P M - P^2 that start in order stay
     in order. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import real_induction chain descent lipschitz flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Forms.
Variable n : nat.
Implicit Types (X Y A : 'M[R]_n) (v : 'cV[R]_n).

(* v^T X v *)
Definition form X v : R := (v^T *m X *m v) 0 0.

(* v^T X v >= 0 for all v; X need not be symmetric *)
Definition semidefinite X := forall v, (0 <= form X v)%R.

Lemma formD X Y v : form (X + Y) v = form X v + form Y v.
Proof. by rewrite /form mulmxDr mulmxDl mxE. Qed.

Lemma formZ (a : R) X v : form (a *: X) v = a * form X v.
Proof. by rewrite /form -scalemxAr -scalemxAl mxE. Qed.

Lemma formN X v : form (- X) v = - form X v.
Proof. by rewrite -scaleN1r formZ mulN1r. Qed.

Lemma form_sum X v : form X v = \sum_j \sum_i v i 0 * X i j * v j 0.
Proof.
rewrite /form mxE; apply: eq_bigr => j _; rewrite mxE mulr_suml.
by apply: eq_bigr => i _; rewrite mxE.
Qed.

Lemma form1_ge v i : 0 <= v i 0 ^+ 2 <= form 1%:M v.
Proof.
rewrite sqr_ge0 /form mulmx1 mxE (bigD1 i) //= mxE -expr2 ler_addl.
by apply: sumr_ge0 => j _; rewrite mxE -expr2 sqr_ge0.
Qed.

Lemma form1_ge0 v : 0 <= form 1%:M v.
Proof. by rewrite /form mulmx1 mxE; apply: sumr_ge0 => j _; rewrite mxE -expr2 sqr_ge0. Qed.

(* the sum of the absolute values *)
Definition abs_sum X : R := \sum_j \sum_i Rabs (X i j).

Lemma product_le (x y z N : R) : (0 <= x * x <= N)%R -> (0 <= y * y <= N)%R ->
  (x * z * y <= Rabs z * N)%R.
Proof.
move=> [x0 xN] [y0 yN].
have [a1 a2] : (x * y <= N)%R /\ (- (x * y) <= N)%R.
  by have p := Rle_0_sqr (x - y); have q := Rle_0_sqr (x + y); rewrite /Rsqr in p q; split; lra.
have z0 := Rabs_pos z; move: z0; rewrite /Rabs; case: (Rcase_abs z) => s z0.
  have := Rmult_le_compat_l _ _ _ z0 a2; lra.
have := Rmult_le_compat_l _ _ _ z0 a1; lra.
Qed.

Lemma form_le X v : form X v <= abs_sum X * form 1%:M v.
Proof.
rewrite form_sum /abs_sum mulr_suml; apply: ler_sum => j _.
rewrite mulr_suml; apply: ler_sum => i _; apply/RleP.
by apply: product_le; split; apply/RleP; case/andP: (form1_ge v i); case/andP: (form1_ge v j).
Qed.

Lemma abs_sumN X : abs_sum (- X) = abs_sum X.
Proof. by apply: eq_bigr => j _; apply: eq_bigr => i _; rewrite mxE Rabs_Ropp. Qed.

Lemma form_ge X v : - (abs_sum X * form 1%:M v) <= form X v.
Proof. by have := form_le (- X) v; rewrite abs_sumN formN ler_oppl. Qed.

Lemma form_turned A X v : form X (A^T *m v) = form (A *m X *m A^T) v.
Proof. by rewrite /form trmx_mul trmxK !mulmxA. Qed.

(* the form at v + h A^T v *)
Lemma form_moved A X v (h : R) : form X ((1%:M + h *: A^T) *m v) =
  form X v + h * form (A *m X + X *m A^T) v + h ^+ 2 * form (A *m X *m A^T) v.
Proof.
have -> : 1%:M + h *: A^T = (1%:M + h *: A)^T by rewrite linearD linearZ /= trmx1.
rewrite form_turned -!formZ -!formD; congr (form _ v).
rewrite linearD linearZ /= trmx1 mulmxDl mul1mx mulmxDr mulmx1 mulmxDl.
by rewrite -!scalemxAl -!scalemxAr scalerA -expr2 scalerDr -!addrA.
Qed.
End Forms.

Section Small.
Implicit Types F G : R -> R.

(* o(h) from the right *)
Definition small F :=
  forall e, (0 < e)%R -> exists d, (0 < d)%R /\ forall h, (0 < h < d)%R -> (F h <= e * h)%R.

Lemma small_sum (I : Type) (r : seq I) (F : I -> R -> R) :
  (forall i, small (F i)) -> small (fun h => \sum_(i <- r) F i h).
Proof.
move=> FS; elim: r => [|i r IH] e e0.
  exists 1%R; split=> [|h [h0 _]]; first exact: Rlt_0_1.
  by rewrite big_nil; apply: Rmult_le_pos; exact: Rlt_le.
have e2 : (0 < e / 2)%R by lra.
have [[d [d0 D]] [d' [d0' D']]] := (FS i _ e2, IH _ e2).
exists (Rmin d d'); split=> [|h [h0 hd]]; first exact: Rmin_glb_lt.
have H := D h (conj h0 (Rlt_le_trans _ _ _ hd (Rmin_l d d'))).
have H' := D' h (conj h0 (Rlt_le_trans _ _ _ hd (Rmin_r d d'))).
rewrite big_cons; move: H H'; move: (F i h) (\sum_(_ <- _) _) => x y.
by rewrite -[x + y]/(x + y)%R; lra.
Qed.

Lemma small_rest (f : R -> R) (t l : R) : is_derive f t l ->
  small (fun h => Rabs (f (t + h)%R - f t - h * l)%R).
Proof.
move=> /is_derive_Reals fl e e0; have [d D] := fl e e0.
exists d; split=> [|h [h0 hd]]; first exact: cond_pos.
have hn : (h <> 0)%R by lra.
have := D h hn; rewrite (Rabs_pos_eq h); last lra.
move=> /(_ hd) /Rlt_le H.
have -> : (f (t + h) - f t - h * l = ((f (t + h) - f t) / h - l) * h)%R.
  by rewrite Rmult_minus_distr_r /Rdiv Rmult_assoc Rinv_l // Rmult_1_r (Rmult_comm l).
by rewrite Rabs_mult (Rabs_pos_eq h); [apply: Rmult_le_compat_r => //; lra | lra].
Qed.

Variable n : nat.
Implicit Types (D : R -> 'M[R]_n).

Lemma small_step_rest D t E : mderiv D t E ->
  small (fun h => abs_sum (D (t + h)%R - D t - h *: E)).
Proof.
move=> DE; apply: small_sum => j; apply: small_sum => i e e0.
have [d [d0 H]] := small_rest (DE i j) e0; exists d; split=> // h hd.
by rewrite !mxE; exact: H.
Qed.

Lemma continuous_abs_sum D t : mcont D t -> continuous (fun u => abs_sum (D u)) t.
Proof.
move=> DC; apply: csum => j; apply: csum => i.
apply: (continuous_comp (fun u => D u i j) Rabs); [exact: DC | exact: continuous_Rabs].
Qed.

Lemma continuous_form D t v : mcont D t -> continuous (fun u => form (D u) v) t.
Proof. by move=> DC; exact: (mcont_lr (A := v^T) (B := v) DC). Qed.
End Small.

Section Kept.
Variables (n : nat) (A D : R -> 'M[R]_n) (T : R).
Hypothesis continuous_A : forall t, (0 <= t <= T)%R -> mcont A t.
Hypothesis continuous_D : forall t, (0 <= t <= T)%R -> mcont D t.
Hypothesis equation : forall t, (0 < t < T)%R -> mderiv D t (A t *m D t + D t *m (A t)^T).

Lemma abs_sum_ge0 (X : 'M[R]_n) : (0 <= abs_sum X)%R.
Proof.
by apply/RleP; apply: sumr_ge0 => j _; apply: sumr_ge0 => i _; apply/RleP; exact: Rabs_pos.
Qed.

(* two forms of one step: at the moved vector, and what is left *)
Lemma form_step t h v : form (D (t + h)%R) v =
  form (D t) ((1%:M + h *: (A t)^T) *m v) - h * h * form (A t *m D t *m (A t)^T) v +
  form (D (t + h)%R - D t - h *: (A t *m D t + D t *m (A t)^T)) v.
Proof.
rewrite form_moved expr2 addrK -formZ -!formD; congr (form _ v).
by rewrite [RHS]addrC -addrA [- (h *: _) + _]addrC addrK subrK.
Qed.

Lemma norm_step t h v : (0 < h)%R -> (form 1%:M ((1%:M + h *: (A t)^T) *m v) <=
  form 1%:M v + h * (abs_sum (A t + (A t)^T) * form 1%:M v) +
  h * h * (abs_sum (A t *m (A t)^T) * form 1%:M v))%R.
Proof.
move=> h0; have /RleP h0' := Rlt_le _ _ h0.
rewrite form_moved mulmx1 mul1mx expr2; apply/RleP; apply: ler_add; first apply: ler_add => //.
  by apply: ler_wpmul2l => //; exact: form_le.
by apply: ler_wpmul2l; [exact: mulr_ge0 | exact: form_le].
Qed.

Lemma rate : (0 <= T)%R -> exists c, (0 <= c)%R /\
  forall t, (0 <= t <= T)%R -> (abs_sum (A t + (A t)^T) + 1 <= c)%R.
Proof.
move=> T0; pose S t := abs_sum (A t + (A t)^T).
have cS t : (0 <= t <= T)%R -> continuity_pt S t.
  move=> tT; apply/continuity_pt_filterlim.
  apply: (continuous_abs_sum (D := fun u => A u + (A u)^T)) => i j.
  have cij := cadd (@continuous_A t tT i j) (@continuous_A t tT j i).
  by apply: continuous_ext cij => u; rewrite !mxE.
have [m [B _]] := continuity_ab_maj S 0 T T0 cS.
exists (S m + 1)%R; split=> [|t tT].
  by have := abs_sum_ge0 (A m + (A m)^T); rewrite -/(S m); lra.
by have := B t tT; rewrite /S; lra.
Qed.

Section Above.
Variables (c e : R).
Hypotheses (c0 : (0 <= c)%R) (e0 : (0 < e)%R) (start : semidefinite (D 0)).
Hypothesis c_large : forall t, (0 <= t <= T)%R -> (abs_sum (A t + (A t)^T) + 1 <= c)%R.

(* D(t) is above -e exp(c t) *)
Definition above t := forall v, (- (e * exp (c * t) * form 1%:M v) <= form (D t) v)%R.

Lemma norm_ge0 (v : 'cV[R]_n) : (0 <= form 1%:M v)%R.
Proof. by apply/RleP; exact: form1_ge0. Qed.

Lemma above_start : above 0.
Proof.
move=> v; have s := start v; rewrite Rmult_0_r exp_0 Rmult_1_r.
by have := Rmult_le_pos _ _ (Rlt_le _ _ e0) (norm_ge0 v); lra.
Qed.

Lemma above_near_start : (0 <= T)%R -> exists d, (0 < d)%R /\
  forall s, (0 < s < 0 + d)%R -> (s <= T)%R -> above s.
Proof.
move=> T0; have T0' : (0 <= 0 <= T)%R by lra.
have cD : continuous (fun s => abs_sum (D s - D 0)) 0%R.
  apply: (continuous_abs_sum (D := fun s => D s - D 0)) => i j.
  have cij := cadd (@continuous_D _ T0' i j) (continuous_const (- (D 0 i j)) 0%R).
  by apply: continuous_ext cij => u; rewrite !mxE.
have z : (abs_sum (D 0 - D 0) < e)%R.
  rewrite subrr /abs_sum big1 // => j _; rewrite big1 // => i _; by rewrite mxE Rabs_R0.
have [d [d0 H]] := near_below _ _ _ cD z; exists d; split=> // s [s0 sd] sT v.
have sd' : (Rabs (s - 0) < d)%R by rewrite Rabs_pos_eq; lra.
have /RleP g := form_ge (D s - D 0) v.
have f : form (D s) v = (form (D 0) v + form (D s - D 0) v)%R.
  by rewrite -[RHS]formD addrC subrK.
have N0 := norm_ge0 v; have s' := start v.
have q : (abs_sum (D s - D 0) * form 1%:M v <= e * form 1%:M v)%R.
  by apply: Rmult_le_compat_r => //; apply: Rlt_le; exact: H.
have x : (e * form 1%:M v <= e * exp (c * s) * form 1%:M v)%R.
  rewrite Rmult_assoc; apply: Rmult_le_compat_l; first lra.
  rewrite -[X in (X <= _)%R]Rmult_1_l; apply: Rmult_le_compat_r => //.
  have := exp_ineq1_le (c * s); have := Rmult_le_pos _ _ c0 (Rlt_le _ _ s0); lra.
move: g; rewrite f -[- _]/(- (abs_sum (D s - D 0) * form 1%:M v))%R; lra.
Qed.

Lemma above_further t : (0 < t < T)%R -> above t -> exists d, (0 < d)%R /\
  forall s, (t < s < t + d)%R -> (s <= T)%R -> above s.
Proof.
move=> tT P; pose beta := (e * exp (c * t))%R.
have beta0 : (0 < beta)%R by apply: Rmult_lt_0_compat => //; exact: exp_pos.
have beta2 : (0 < beta / 2)%R by lra.
pose b := abs_sum (A t *m (A t)^T); pose g := abs_sum (A t *m D t *m (A t)^T).
have b0 : (0 <= b)%R by exact: abs_sum_ge0. have g0 : (0 <= g)%R by exact: abs_sum_ge0.
have K0 : (0 < beta * b + g + 1)%R by have := Rmult_le_pos _ _ (Rlt_le _ _ beta0) b0; lra.
have [d [d0 H]] := small_step_rest (equation tT) beta2.
exists (Rmin d (beta / 2 / (beta * b + g + 1))); split=> [|s [ts sd] _ v].
  by apply: Rmin_glb_lt => //; exact: Rdiv_lt_0_compat.
pose h := (s - t)%R; have -> : s = (t + h)%R by rewrite /h; lra.
have h0 : (0 < h)%R by rewrite /h; lra.
have hd : (h < d)%R.
  by have := Rlt_le_trans _ _ _ sd (Rplus_le_compat_l t _ _ (Rmin_l _ _)); rewrite /h; lra.
have short : (h * (beta * b + g) <= beta / 2)%R.
  have hK : (h < beta / 2 / (beta * b + g + 1))%R.
    by have := Rlt_le_trans _ _ _ sd (Rplus_le_compat_l t _ _ (Rmin_r d _)); rewrite /h; lra.
  have := Rmult_lt_compat_r _ _ _ K0 hK.
  rewrite /Rdiv Rmult_assoc Rinv_l; last lra.
  by rewrite !Rmult_plus_distr_l; lra.
have N0 := norm_ge0 v; have tT' : (0 <= t <= T)%R by lra.
pose left := D (t + h)%R - D t - h *: (A t *m D t + D t *m (A t)^T).
have rest : (- (beta / 2 * h * form 1%:M v) <= form left v)%R.
  have /RleP := form_ge left v.
  apply: Rle_trans; apply: Ropp_le_contravar; apply: Rmult_le_compat_r => //.
  by apply: H; split.
have inner : (form (A t *m D t *m (A t)^T) v <= g * form 1%:M v)%R.
  by apply/RleP; exact: form_le.
have := small_step _ _ _ _ _ _ _ _ _ _ _ beta0 h0 N0 (P _) (norm_step t v h0) inner rest short
  (c_large tT').
rewrite form_step; apply: Rle_trans; apply: Ropp_le_contravar.
apply: Rmult_le_compat_r => //; rewrite /beta Rmult_assoc; apply: Rmult_le_compat_l; first lra.
rewrite (Rmult_plus_distr_l c) exp_plus; apply: Rmult_le_compat_l; first exact: Rlt_le (exp_pos _).
exact: exp_ineq1_le.
Qed.

Lemma above_closed t : (0 < t <= T)%R -> (forall s, (0 <= s < t)%R -> above s) -> above t.
Proof.
move=> tT P v; apply: Rnot_lt_le => neg.
have tT' : (0 <= t <= T)%R by lra.
have cg : continuous (fun s => form (D s) v + e * exp (c * s) * form 1%:M v)%R t.
  apply: (@continuous_plus _ _ _ (fun s => form (D s) v)); first exact/continuous_form/continuous_D.
  by apply: ex_derive_continuous; auto_derive.
have neg' : (form (D t) v + e * exp (c * t) * form 1%:M v < 0)%R by lra.
have [d [d0 H]] := near_below _ _ _ cg neg'; pose s := Rmax 0 (t - d / 2).
have s1 : (0 <= s)%R by exact: Rmax_l. have s2 : (t - d / 2 <= s)%R by exact: Rmax_r.
have st : (s < t)%R by apply: Rmax_lub_lt; lra.
have sd : (Rabs (s - t) < d)%R by rewrite Rabs_left; lra.
have p : (0 <= s < t)%R by lra.
by have := H s sd; have := P s p v; lra.
Qed.
End Above.

Theorem semidefinite_is_kept : semidefinite (D 0) ->
  forall t, (0 <= t <= T)%R -> semidefinite (D t).
Proof.
move=> start t tT v; have T0 : (0 <= T)%R by lra.
have [c [c0 c_large]] := rate T0.
have N0 : (0 <= exp (c * t) * form 1%:M v)%R.
  by apply: Rmult_le_pos; [exact: Rlt_le (exp_pos _) | exact: norm_ge0].
apply: (nearly_nonneg _ _ N0) => e e0; rewrite -Rmult_assoc; move: v {N0}.
apply: (real_induction (above c e) T _ _ _ t tT).
- exact: above_start.
- move=> u [u0 uT] P; case: (Rle_lt_or_eq_dec 0 u u0) => [p|<-].
    by apply: above_further => //; split.
  exact: above_near_start.
- exact: above_closed.
Qed.
End Kept.

Section Riccati.
Variables (n : nat) (M : 'M[R]_n) (T : R).

(* symmetric solutions on [0, T] *)
Definition solves_riccati (P : R -> 'M[R]_n) :=
  (forall t, (0 < t < T)%R -> mderiv P t (M *m P t + P t *m M - P t *m P t)) /\
  (forall t, (0 <= t <= T)%R -> mcont P t /\ (P t)^T = P t).

Lemma riccati_difference (P Q : 'M[R]_n) : let A := M - 2%:R^-1 *: (Q + P) in
  M *m Q + Q *m M - Q *m Q - (M *m P + P *m M - P *m P) = A *m (Q - P) + (Q - P) *m A.
Proof.
move=> A; have two : (2%:R : R) != 0 by rewrite pnatr_eq0.
have squares : 2%:R^-1 *: ((Q + P) *m (Q - P)) + 2%:R^-1 *: ((Q - P) *m (Q + P)) =
    Q *m Q - P *m P.
  rewrite -scalerDr !mulmxDl !mulmxDr !mulmxN !mulNmx.
  apply: (scalerI two); rewrite scalerA mulfV // scale1r.
  apply/matrixP => i j; rewrite !mxE.
  move: (\sum_(_ < _) _) (\sum_(_ < _) _) (\sum_(_ < _) _) (\sum_(_ < _) _) => a b c d.
  ring.
have spread (D S : 'M[R]_n) : (M - 2%:R^-1 *: S) *m D + D *m (M - 2%:R^-1 *: S) =
    M *m D + D *m M - (2%:R^-1 *: (S *m D) + 2%:R^-1 *: (D *m S)).
  by rewrite mulmxBl mulmxBr -scalemxAl -scalemxAr addrACA -opprD.
rewrite /A spread squares mulmxBr mulmxBl.
apply/matrixP => i j; rewrite !mxE.
move: (\sum_(_ < _) _) (\sum_(_ < _) _) (\sum_(_ < _) _) => *; ring.
Qed.

Theorem riccati_order P Q : M^T = M -> solves_riccati P -> solves_riccati Q ->
  semidefinite (Q 0 - P 0) -> forall t, (0 <= t <= T)%R -> semidefinite (Q t - P t).
Proof.
move=> sM [dP cP] [dQ cQ] start.
pose A t := M - 2%:R^-1 *: (Q t + P t).
have cD t : (0 <= t <= T)%R -> mcont (fun u => Q u - P u) t.
  move=> tT i j; have [c _] := cP t tT; have [c' _] := cQ t tT.
  by apply: continuous_ext (cadd (c' i j) (copp (c i j))) => u; rewrite !mxE.
apply: (semidefinite_is_kept (A := A) _ cD _ start) => t tT.
  move=> i j; have [c _] := cP t tT; have [c' _] := cQ t tT.
  have s := cmul (continuous_const (- 2%:R^-1 : R) t) (cadd (c' i j) (c i j)).
  by apply: continuous_ext (cadd (continuous_const (M i j) t) s) => u; rewrite !mxE mulNr.
have tT' : (0 <= t <= T)%R by lra.
have [_ sP] := cP t tT'; have [_ sQ] := cQ t tT'.
have sA : (A t)^T = A t by rewrite /A linearB linearZ linearD /= sM sP sQ.
rewrite sA -riccati_difference; exact: mderiv_add (dQ t tT) (mderiv_opp (dP t tT)).
Qed.
End Riccati.
