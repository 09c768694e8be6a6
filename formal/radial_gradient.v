(* The derivative of a radial function, and the gradients of a radial network, in epsilon and delta,
   over any real closed field. Networks are those of radial.v, gradients those of radial_descent.v.

   radial_derivative (X6E0): J(a) is the derivative of rho at a, for h with h(0) = 0 and a
     derivative at the length of a.
   radial_layer_gradient (X6E0): `nabla` is the gradient by one layer of the loss phi of the
     outputs of the samples, for phi with a gradient there and functions h_l with derivatives. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain block removal frobenius lipschitz radial radial_descent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Derivatives.
Variable R : rcfType.

(* s is the derivative of h at r, h a function of the numbers t >= 0 *)
Definition has_slope (h : R -> R) r s := forall e, 0 < e -> exists2 delta, 0 < delta &
  forall t, 0 <= t -> `|t - r| <= delta -> `|h t - h r - s * (t - r)| <= e * `|t - r|.

(* f v is less than every multiple of |v - a| near a *)
Definition little p q (a : 'M[R]_(p, q)) (f : 'M[R]_(p, q) -> R) := forall e, 0 < e ->
  exists2 delta, 0 < delta & forall v, norm1 (v - a) <= delta -> f v <= e * norm1 (v - a).

(* the matrix J is the derivative of f at a *)
Definition has_derivative p q (f : 'cV[R]_p -> 'cV[R]_q) a (J : 'M[R]_(q, p)) :=
  little a (fun v => norm1 (f v - f a - J *m (v - a))).

Section Little.
Variables (p q : nat) (a : 'M[R]_(p, q)).
Implicit Types f g : 'M[R]_(p, q) -> R.

Lemma little_le c f g : 0 < c -> (forall v, norm1 (v - a) <= c -> f v <= g v) ->
  little a g -> little a f.
Proof.
move=> c0 fg lg e /lg[delta d0 gd]; exists (Num.min c delta); first by rewrite lt_minr c0.
by move=> v; rewrite le_minr => /andP[vc vd]; apply: le_trans (fg v vc) (gd v vd).
Qed.

Lemma little_add f g : little a f -> little a g -> little a (fun v => f v + g v).
Proof.
move=> lf lg e e0; have e2 : 0 < e / 2%:R by rewrite divr_gt0 ?ltr0n.
have [b b0 fb] := lf _ e2; have [c c0 gc] := lg _ e2.
exists (Num.min b c); first by rewrite lt_minr b0.
move=> v; rewrite le_minr => /andP[vb vc]; apply: le_trans (ler_add (fb v vb) (gc v vc)) _.
by rewrite -mulrDl -splitr.
Qed.

Lemma little_sum (I : finType) (F : I -> 'M[R]_(p, q) -> R) :
  (forall i, little a (F i)) -> little a (fun v => \sum_i F i v).
Proof.
move=> lF; suff H (r : seq I) : little a (fun v => \sum_(i <- r) F i v) by exact: H.
elim: r => [|i r IH]; last first.
  by apply: (little_le ltr01 _ (little_add (lF i) IH)) => v _; rewrite big_cons.
move=> e e0; exists 1; rewrite ?ltr01 // => v _; rewrite big_nil.
by rewrite mulr_ge0 ?norm1_ge0 // ltW.
Qed.

Lemma little_scale c f : 0 <= c -> (forall v, 0 <= f v) -> little a f ->
  little a (fun v => c * f v).
Proof.
move=> c0 f0 lf e e0; have c1 : 0 < c + 1 by rewrite ltr_spaddr ?ltr01.
have [d d0 fd] := lf _ (divr_gt0 e0 c1); exists d => // v /fd.
rewrite mulrAC ler_pdivl_mulr // => H; apply: le_trans H; rewrite mulrC.
by rewrite ler_wpmul2l // ler_addl ler01.
Qed.

Lemma little_sq c : 0 <= c -> little a (fun v => c * norm1 (v - a) ^+ 2).
Proof.
move=> c0; apply: little_scale c0 _ _ => [v|e e0]; first by rewrite sqr_ge0.
by exists e => // v H; rewrite expr2 ler_wpmul2r ?norm1_ge0.
Qed.

Lemma little_comp k l (F : 'M[R]_(p, q) -> 'M[R]_(k, l)) (g : 'M[R]_(k, l) -> R) c d : 0 < d ->
  0 <= c -> (forall v, norm1 (v - a) <= d -> norm1 (F v - F a) <= c * norm1 (v - a)) ->
  little (F a) g -> little a (fun v => g (F v)).
Proof.
move=> d0 c0 FL lg e e0; have c1 : 0 < c + 1 by rewrite ltr_spaddr ?ltr01.
have FL' v : norm1 (v - a) <= d -> norm1 (F v - F a) <= (c + 1) * norm1 (v - a).
  by move=> /FL H; apply: le_trans H _; rewrite ler_wpmul2r ?norm1_ge0 // ler_addl ler01.
have [b b0 gb] := lg _ (divr_gt0 e0 c1).
exists (Num.min d (b / (c + 1))); first by rewrite lt_minr d0 divr_gt0.
move=> v; rewrite le_minr => /andP[/FL' vd]; rewrite ler_pdivl_mulr // mulrC => vb.
apply: le_trans (gb _ (le_trans vd vb)) _; rewrite -mulrA ler_pmul2l //.
by rewrite ler_pdivr_mull.
Qed.
End Little.

Lemma len_frob n (v : 'cV[R]_n) : len v = frob v.
Proof. by congr Num.sqrt; apply: eq_bigr => i _; rewrite big_ord1. Qed.

Lemma len_norm1 n (v : 'cV[R]_n) : len v <= norm1 v.
Proof.
rewrite -ler_sqr ?nnegrE ?len_ge0 ?norm1_ge0 // expr2 expr2 -{1}norm1_tr.
apply: le_trans (norm1_mul v^T v); rewrite square /norm1 !big_ord1 mxE eqxx mulr1n -expr2.
by rewrite ger0_norm // sqr_ge0.
Qed.

Lemma len_diff n (v a : 'cV[R]_n) : `|len v - len a| <= len (v - a).
Proof.
rewrite !len_frob ler_norml; apply/andP; split.
  rewrite ler_oppl opprB ler_subl_addr addrC; have := triangle v (a - v).
  by rewrite addrCA subrr addr0 -(opprB v) -[- (v - a)]scaleN1r frobZ normrN1 mul1r.
by rewrite ler_subl_addr addrC; have := triangle a (v - a); rewrite addrCA subrr addr0.
Qed.

Lemma len_add n (a b : 'cV[R]_n) :
  len (a + b) ^+ 2 = len a ^+ 2 + 2%:R * (a^T *m b) 0 0 + len b ^+ 2.
Proof.
have := square (a + b); rewrite [(a + b)^T]linearD /= mulmxDl !mulmxDr !square.
have -> : b^T *m a = (a^T *m b)^T by rewrite trmx_mul trmxK.
set w := _ 0 0; rewrite [a^T *m b]mx11_scalar -/w tr_scalar_mx -!raddfD /=.
by move=> /matrixP/(_ 0 0); rewrite !mxE eqxx !mulr1n => <-; ring.
Qed.

Lemma norm1_0 m n : norm1 (0 : 'M[R]_(m, n)) = 0.
Proof. by rewrite /norm1 big1 // => i _; rewrite big1 // => j _; rewrite mxE normr0. Qed.

Lemma rho_slope n h s (a : 'cV[R]_n) : has_slope h (len a) s ->
  little a (fun v => `|h (len v) - h (len a) - s * (len v - len a)|).
Proof.
move=> hs e e0; have [d d0 hd] := hs e e0; exists d => // v vd.
have le : `|len v - len a| <= norm1 (v - a) by apply: le_trans (len_diff v a) (len_norm1 _).
by apply: le_trans (hd _ (len_ge0 v) (le_trans le vd)) _; rewrite ler_wpmul2l // ltW.
Qed.

Section Numbers.
Variables (r t w q s D d ht hr : R).
Hypotheses (r0 : 0 < r) (far : r / 2%:R <= t) (dD : d <= D) (d0 : 0 <= d) (xd : `|t - r| <= d).
Hypotheses (tE : t ^+ 2 = r ^+ 2 + 2%:R * w + d ^+ 2) (qE : q = hr / r).
Local Notation u := (ht - hr - s * (t - r)).

Let t0 : 0 < t. Proof. by apply: lt_le_trans far; rewrite divr_gt0 ?ltr0n. Qed.
Let it : t^-1 <= 2%:R / r.
Proof. by rewrite -[2%:R / r]invf_div lef_pinv ?posrE ?divr_gt0 ?ltr0n. Qed.
Let xD : `|t - r| <= D. Proof. exact: le_trans dD. Qed.

Lemma first_part : `|ht / t - q| <= 2%:R / r * (`|u| + `|s - q| * D).
Proof.
have -> : ht / t - q = t^-1 * (u + (s - q) * (t - r)).
  by rewrite qE; move: (gt_eqF t0) (gt_eqF r0) => /negbT t1 /negbT r1; field; rewrite r1 t1.
rewrite normrM (ger0_norm (ltW _)) ?invr_gt0 // ler_pmul ?invr_ge0 ?normr_ge0 ?(ltW t0) //.
apply: le_trans (ler_norm_add _ _) _; rewrite ler_add2l normrM ler_wpmul2l //.
Qed.

Lemma second_part : `|ht / t - q - (s - q) / r ^+ 2 * w| <=
  2%:R / r * `|u| + `|s - q| * (3%:R / r ^+ 2) * D ^+ 2.
Proof.
have x2 : (t - r) ^+ 2 <= d ^+ 2 by rewrite -(real_normK (num_real _)) ler_sqr ?nnegrE.
have wE : w = (t ^+ 2 - r ^+ 2 - d ^+ 2) / 2%:R.
  by rewrite tE; field.
have -> : ht / t - q - (s - q) / r ^+ 2 * w =
    t^-1 * u + (s - q) * ((d ^+ 2 - (t - r) ^+ 2) / (2%:R * r ^+ 2) - t^-1 * (t - r) ^+ 2 / r).
  by rewrite wE qE; move: (gt_eqF t0) (gt_eqF r0) => /negbT t1 /negbT r1; field; rewrite r1 t1.
apply: le_trans (ler_norm_add _ _) _; rewrite !normrM (ger0_norm (ltW _)) ?invr_gt0 //.
apply: ler_add; first by rewrite ler_wpmul2r.
rewrite -[leRHS]mulrA; apply: ler_wpmul2l => //; apply: le_trans (ler_norm_sub _ _) _.
have D2 : d ^+ 2 <= D ^+ 2 by rewrite ler_sqr ?nnegrE // (le_trans d0).
have -> : 3%:R / r ^+ 2 * D ^+ 2 = D ^+ 2 / r ^+ 2 + 2%:R / r * D ^+ 2 / r.
  by move: (gt_eqF r0) => /negbT r1; field.
have r2 : 0 < r ^+ 2 by rewrite exprn_gt0.
have r22 : 0 < 2%:R * r ^+ 2 by rewrite mulr_gt0 ?ltr0n.
apply: ler_add; rewrite ger0_norm.
- apply: (@le_trans _ _ (d ^+ 2 / r ^+ 2)); last by rewrite ler_pmul2r ?invr_gt0.
  apply: ler_pmul; rewrite ?subr_ge0 ?invr_ge0 ?(ltW r22) //.
    by rewrite ler_subl_addr ler_addl sqr_ge0.
  by rewrite lef_pinv ?posrE ?mulr_gt0 ?ltr0n // ler_pmull // ler1n.
- by rewrite mulr_ge0 ?subr_ge0 // invr_ge0 (ltW r22).
- rewrite ler_pmul2r ?invr_gt0 // ler_pmul ?invr_ge0 ?(ltW t0) ?sqr_ge0 //.
  exact: le_trans D2.
by rewrite divr_ge0 ?(ltW r0) // mulr_ge0 ?sqr_ge0 ?invr_ge0 ?(ltW t0).
Qed.
End Numbers.

Theorem radial_derivative n (h h' : R -> R) (a : 'cV[R]_n) : h 0 = 0 ->
  has_slope h (len a) (h' (len a)) -> has_derivative (rho h) a (jacobian h h' a).
Proof.
move=> h0 hs; have [a0|a0] := eqVneq a 0.
  have l0 : len (0 : 'cV[R]_n) = 0 by apply/eqP; rewrite len_eq0.
  move: hs; rewrite a0 l0 => hs e e0; have [d d0 hd] := hs e e0; exists d => // v.
  rewrite /rho /jacobian eqxx !subr0 mul_scalar_mx => vd.
  have [->|v0] := eqVneq v 0; first by rewrite scaler0 subrr norm1_0 mulr0.
  have lv : 0 < len v by rewrite lt_def len_eq0 v0 len_ge0.
  have := hd (len v) (ltW lv); rewrite !subr0 h0 subr0 ger0_norm ?(ltW lv) // => H.
  rewrite -scalerBl norm1Z ler_wpmul2r ?norm1_ge0 //.
  have -> : h (len v) / len v - h' 0 = (h (len v) - h' 0 * len v) / len v.
    by rewrite mulrBl mulfK // gt_eqF.
  rewrite normrM normfV (ger0_norm (ltW lv)) ler_pdivr_mulr //; apply: H.
  exact: le_trans (len_norm1 v) vd.
set r := len a; set s := h' r; set q := h r / r.
have r0 : 0 < r by rewrite lt_def len_eq0 a0 len_ge0.
pose z (v : 'cV[R]_n) := `|h (len v) - h r - s * (len v - r)|.
pose c1 := 2%:R / r + norm1 a * (2%:R / r).
pose c2 := 2%:R / r * `|s - q| + norm1 a * (`|s - q| * (3%:R / r ^+ 2)).
have k0 : 0 <= 2%:R / r by rewrite divr_ge0 ?ler0n // ltW.
have c10 : 0 <= c1 by rewrite addr_ge0 // mulr_ge0 ?norm1_ge0.
have c20 : 0 <= c2.
  have k2 : 0 <= 3%:R / r ^+ 2 by rewrite divr_ge0 ?ler0n ?sqr_ge0.
  by rewrite addr_ge0 // mulr_ge0 ?norm1_ge0 // mulr_ge0.
have key : little a (fun v => c1 * z v + c2 * norm1 (v - a) ^+ 2).
  apply: little_add (little_sq _ c20); apply: little_scale => // [v|]; first exact: normr_ge0.
  exact: rho_slope.
apply: (little_le (c := Num.min 1 (r / 2%:R))) key; first by rewrite lt_minr ltr01 divr_gt0 ?ltr0n.
move=> v; rewrite le_minr => /andP[D1 D2]; set D := norm1 (v - a) in D1 D2 *.
set t := len v; set d := len (v - a).
have dD : d <= D by exact: len_norm1.
have xd : `|t - r| <= d by exact: len_diff.
have far : r / 2%:R <= t.
  have := le_trans (le_trans xd dD) D2; rewrite ler_norml => /andP[H _].
  by rewrite ler_subr_addl {1}(splitr r) addrK in H.
set w := (a^T *m (v - a)) 0 0.
have tE : t ^+ 2 = r ^+ 2 + 2%:R * w + d ^+ 2.
  by rewrite -len_add addrCA subrr addr0.
have t0 : v != 0 by rewrite -len_eq0 gt_eqF // (lt_le_trans _ far) // divr_gt0 ?ltr0n.
have -> : rho h v - rho h a - jacobian h h' a *m (v - a) =
    (h t / t - q) *: (v - a) + (h t / t - q - (s - q) / r ^+ 2 * w) *: a.
  rewrite /rho /jacobian (negbTE t0) (negbTE a0) -/r -/t -/s -/q mulmxDl mul_scalar_mx.
  rewrite -scalemxAl -mulmxA [a^T *m _]mx11_scalar -/w mul_mx_scalar scalerA.
  move: (_ * w) (h t / t) => y b; apply/matrixP=> i j; rewrite !mxE.
  by move: (v i j) (a i j) => *; ring.
apply: le_trans (norm1D _ _) _; rewrite !norm1Z.
have A := first_part s (h t) r0 far dD xd (erefl q).
have B := second_part s (h t) r0 far dD (len_ge0 _) xd tE (erefl q).
rewrite -/D -/(z v) in A B *; have z0 : 0 <= z v by exact: normr_ge0.
move: (norm1_ge0 a) z0 k0; rewrite /c1 /c2; move: A B.
move: `|h t / t - q| `|h t / t - q - _| (z v) (2%:R / r) (3%:R / r ^+ 2) `|s - q| (norm1 a).
move=> X Y Z K T S A1 XA YB A0 Z0 K0.
have D0 : 0 <= D by exact: norm1_ge0.
apply: le_trans (ler_add (ler_wpmul2r D0 XA) (ler_wpmul2r A0 YB)) _.
have -> : (K + A1 * K) * Z + (K * S + A1 * (S * T)) * D ^+ 2 =
  (K * Z * D + K * S * D ^+ 2 + A1 * K * Z + A1 * S * T * D ^+ 2) + K * Z * (1 - D) by ring.
have -> : K * (Z + S * D) * D + (K * Z + S * T * D ^+ 2) * A1 =
  K * Z * D + K * S * D ^+ 2 + A1 * K * Z + A1 * S * T * D ^+ 2 by ring.
by rewrite ler_addl mulr_ge0 ?subr_ge0 // mulr_ge0.
Qed.

(* the layers W with M for layer l *)
Definition swap n (W : layers R n) l (M : 'M[R]_(n l.+1, 1 + n l)) : layers R n := fun k =>
  match @eqP _ l k with
  | ReflectT e => eq_rect l (fun k => 'M[R]_(n k.+1, 1 + n k)) M k e
  | ReflectF _ => W k
  end.

Lemma swap_at n (W : layers R n) l M : swap W M l = M.
Proof. by rewrite /swap; case: eqP => // e; rewrite (eq_irrelevance e erefl). Qed.

Lemma swap_off n (W : layers R n) l (M : 'M[R]_(n l.+1, 1 + n l)) k : k != l -> swap W M k = W k.
Proof. by move=> kl; rewrite /swap; case: eqP => // e; rewrite e eqxx in kl. Qed.

Section Moved.
Variables (n : nat -> nat) (L : nat) (h h' : nat -> R -> R) (W : layers R n) (l : nat).
Hypothesis smooth : forall k, (0 < k < L)%N ->
  h k 0 = 0 /\ forall r, 0 <= r -> has_slope (h k) r (h' k r).
Variable x : 'cV[R]_(n 0%N).
Local Notation c := (col_mx 1%:M (signal h W x l)).
Local Notation D := (through h h' W x).

Lemma swap_same k : output h (swap W (W l)) x k = output h W x k.
Proof.
apply: eq_output => i _; have [->|il] := eqVneq i l; [exact: swap_at | exact: swap_off].
Qed.

Lemma moved k : (l < k <= L)%N -> exists2 B : 'M[R]_(n k, n l.+1),
  above L D k *m B = above L D l.+1 & little (W l) (fun M =>
    norm1 (output h (swap W M) x k - output h W x k - B *m ((M - W l) *m c))).
Proof.
elim: k => // k IH /andP[lk kL]; move: lk; rewrite ltnS leq_eqVlt => /orP[/eqP lk|lk].
  rewrite -lk; exists 1%:M => [|e e0]; first by rewrite mulmx1.
  exists 1; rewrite ?ltr01 // => M _.
  have sE i : (i <= l)%N -> signal h (swap W M) x i = signal h W x i.
    by elim: i => //= i IHi il; rewrite IHi ?(ltnW il) // swap_off // ltn_eqF.
  rewrite /= sE // swap_at !affineE -mulmxBl mul1mx subrr norm1_0.
  by rewrite mulr_ge0 ?norm1_ge0 // ltW.
have [|B BE lB] := IH; first by rewrite lk ltnW.
exists (D k *m B); first by rewrite mulmxA -above_step.
have k0 : (0 < k < L)%N by rewrite kL (leq_ltn_trans _ lk).
have zE V : signal h V x k = rho (h k) (output h V x k) by case: (k) k0.
have [hk0 hk] := smooth k0; set o := output h W x k.
have J := radial_derivative hk0 (hk _ (len_ge0 o)).
have [d d0 near] := lB 1 ltr01.
pose C := norm1 B * norm1 c + 1.
have C0 : 0 <= C by rewrite addr_ge0 ?ler01 // mulr_ge0 ?norm1_ge0.
have lip M : norm1 (M - W l) <= d ->
    norm1 (output h (swap W M) x k - output h (swap W (W l)) x k) <= C * norm1 (M - W l).
  move=> /near; rewrite swap_same -/o mul1r => H.
  rewrite -[_ - o](subrK (B *m ((M - W l) *m c))) /C addrC mulrDl mul1r.
  apply: le_trans (norm1D _ _) _; apply: ler_add => //.
  apply: le_trans (norm1_mul _ _) _; rewrite -mulrA ler_wpmul2l ?norm1_ge0 //.
  by rewrite mulrC; exact: norm1_mul.
have J' : has_derivative (rho (h k)) (output h (swap W (W l)) x k)
    (jacobian (h k) (h' k) (output h (swap W (W l)) x k)) by rewrite swap_same.
have lo := little_comp d0 C0 lip J'; rewrite swap_same -/o in lo.
have one := little_scale (norm1_ge0 (weight (W k))) (fun v => norm1_ge0 _) lo.
have two := little_scale (norm1_ge0 (D k)) (fun v => norm1_ge0 _) lB.
apply: (little_le ltr01 _ (little_add one two)) => M _.
apply: le_trans (ler_add (norm1_mul _ _) (norm1_mul _ _)); apply: le_trans (norm1D _ _).
rewrite /= !zE -/o swap_off ?gtn_eqF // /affine [D k]/through -/o.
move: (rho _ (output _ _ _ _)) (output h (swap W M) x k - o) (rho _ o) (jacobian _ _ o).
by move=> z' w z Jo; rewrite opprD addrACA subrr addr0 !mulmxBr !mulmxA addrA subrK.
Qed.
End Moved.

Lemma norm1_cols p q (A : 'M[R]_(p, q)) : norm1 A = \sum_j norm1 (col j A).
Proof.
rewrite /norm1 exchange_big /=; apply: eq_bigr => j _; apply: eq_bigr => i _.
by rewrite big_ord1 mxE.
Qed.

Lemma abs_tr p (A : 'M[R]_p) : `|\tr A| <= norm1 A.
Proof.
apply: le_trans (ler_norm_sum _ _ _) _; apply: ler_sum => i _.
by rewrite [leRHS](bigD1 i) //= ler_addl sumr_ge0.
Qed.

Lemma tr_cols p q (G A : 'M[R]_(p, q)) : \tr (G^T *m A) = \sum_j \tr ((col j G)^T *m col j A).
Proof.
apply: eq_bigr => j _; rewrite [RHS]big_ord1 !mxE; apply: eq_bigr => i _.
by rewrite !mxE.
Qed.

Theorem radial_layer_gradient n L N (h h' : nat -> R -> R) (x : 'I_N -> 'cV[R]_(n 0%N))
    (phi : 'M[R]_(n L, N) -> R) G (W : layers R n) l : (l < L)%N ->
  (forall k, (0 < k < L)%N -> h k 0 = 0 /\ forall r, 0 <= r -> has_slope (h k) r (h' k r)) ->
  has_gradient phi (all_outputs L h W x) G ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall W' : layers R n,
    (forall k, k != l -> W' k = W k) -> norm1 (W' l - W l) <= delta ->
    `|phi (all_outputs L h W' x) - phi (all_outputs L h W x)
      - \tr ((nabla h h' W x G l)^T *m (W' l - W l))|
      <= e * norm1 (W' l - W l).
Proof.
move=> lL smooth grad_phi; pose c j := col_mx 1%:M (signal h W (x j) l).
pose B j := above L (through h h' W (x j)) l.+1.
pose o (M : 'M[R]_(n l.+1, 1 + n l)) j := output h (swap W M) (x j) L.
have oE j : o (W l) j = output h W (x j) L by exact: swap_same.
pose E M j := o M j - o (W l) j - B j *m ((M - W l) *m c j).
have lE j : little (W l) (fun M => norm1 (E M j)).
  have [|B' BE lB] := moved W (l := l) smooth (x j) (k := L); first by rewrite lL leqnn.
  apply: (little_le ltr01 _ lB) => M _; move: BE; rewrite above_end mul1mx => ->.
  by rewrite /E oE.
have lEs : little (W l) (fun M => \sum_j norm1 (E M j)) by exact: little_sum.
pose F (M : 'M[R]_(n l.+1, 1 + n l)) := all_outputs L h (swap W M) x.
have FE : F (W l) = all_outputs L h W x.
  by apply/matrixP=> i j; rewrite !mxE; have := oE j; rewrite /o => ->.
have colF M j : col j (F M - F (W l)) = o M j - o (W l) j.
  by apply/colP=> i; rewrite !mxE.
have [d d0 near] := lEs 1 ltr01.
pose C := \sum_j norm1 (B j) * norm1 (c j) + 1.
have C0 : 0 <= C.
  by rewrite addr_ge0 ?ler01 // sumr_ge0 // => j _; rewrite mulr_ge0 ?norm1_ge0.
have lip M : norm1 (M - W l) <= d -> norm1 (F M - F (W l)) <= C * norm1 (M - W l).
  move=> /near H; rewrite norm1_cols /C mulrDl mulr_suml.
  apply: le_trans (ler_add (lexx _) H); rewrite -big_split /=; apply: ler_sum => j _.
  rewrite colF -[o M j - _](subrK (B j *m ((M - W l) *m c j))) -/(E M j) addrC.
  apply: le_trans (norm1D _ _) _; rewrite ler_add2r; apply: le_trans (norm1_mul _ _) _.
  by rewrite -mulrA ler_wpmul2l ?norm1_ge0 // mulrC; exact: norm1_mul.
have lphi : little (F (W l)) (fun Y => `|phi Y - phi (F (W l)) - \tr (G^T *m (Y - F (W l)))|).
  by move=> e /grad_phi[b b0 H]; rewrite FE; exists b.
have two : little (W l) (fun M => \sum_j norm1 (col j G) * norm1 (E M j)).
  apply: little_sum => j; apply: little_scale (norm1_ge0 _) _ (lE j) => M.
  exact: norm1_ge0.
have all := little_add (little_comp d0 C0 lip lphi) two.
move=> e /all[b b0 H]; exists b => // W' W'E /H{H}; rewrite FE.
have -> : F (W' l) = all_outputs L h W' x.
  apply/matrixP=> i j; rewrite !mxE; congr (fun_of_matrix _ i 0); apply: eq_output => k _.
  by have [->|kl] := eqVneq k l; rewrite ?swap_at // swap_off // W'E.
apply: le_trans; set M := W' l; set Y := all_outputs L h W' x.
have -> : \tr ((nabla h h' W x G l)^T *m (M - W l)) =
    \tr (G^T *m (Y - all_outputs L h W x)) - \sum_j \tr ((col j G)^T *m E M j).
  have -> : Y = F M.
    apply/matrixP=> i j; rewrite !mxE; congr (fun_of_matrix _ i 0); apply: eq_output => k _.
    by have [->|kl] := eqVneq k l; rewrite ?swap_at // swap_off // W'E.
  rewrite -FE [\tr (G^T *m _)]tr_cols -sumrB /nabla linear_sum mulmx_suml linear_sum /=.
  apply: eq_bigr => j _.
  rewrite colF -linearB /= -mulmxBr /E opprB addrCA subrr addr0.
  by rewrite trmx_mul trmxK -mulmxA mxtrace_mulC /delta trmx_mul trmxK -!mulmxA.
rewrite opprB addrA addrAC; apply: le_trans (ler_norm_add _ _) _; apply: ler_add.
  by rewrite lexx.
apply: le_trans (ler_norm_sum _ _ _) _; apply: ler_sum => j _.
apply: le_trans (abs_tr _) _; rewrite -(norm1_tr (col j G)); exact: norm1_mul.
Qed.
End Derivatives.
