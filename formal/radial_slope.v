(* The derivative of a radial function, over any real closed field.

   nearby, tends: what holds close to a matrix, and limits of numbers there.
   rho_derivative (SMGH): if h has the slope d at the length of a, the radial function has at a the
     derivative J: the identity times h/r, and (h' - h/r) u u^T; at a = 0, where h(0) = 0, it is the
     identity times h'(0).
   pulled_gradient: the gradient of a function of F, where F has a derivative.
   gradient_unique: a function has one gradient at a point. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz orthonormal radial.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Near.
Variables (R : realFieldType) (m n : nat) (a : 'M[R]_(m, n)).
Implicit Types (P Q : 'M[R]_(m, n) -> Prop) (f g : 'M[R]_(m, n) -> R).

(* P holds close to a *)
Definition nearby P := exists2 delta, 0 < delta & forall v, norm1 (v - a) <= delta -> P v.
(* f has the limit y at a *)
Definition tends f y := forall e, 0 < e -> nearby (fun v => `|f v - y| <= e).

Lemma near_all P : (forall v, P v) -> nearby P.
Proof. by move=> H; exists 1; rewrite ?ltr01. Qed.

Lemma near_and P Q : nearby P -> nearby Q -> nearby (fun v => P v /\ Q v).
Proof.
move=> [x x0 HP] [y y0 HQ]; exists (Num.min x y); first by rewrite lt_minr x0.
by move=> v; rewrite le_minr => /andP[vx vy]; split; [exact: HP | exact: HQ].
Qed.

Lemma near_imp P Q : nearby P -> (forall v, P v -> Q v) -> nearby Q.
Proof. by move=> [x x0 HP] PQ; exists x => // v /HP/PQ. Qed.

Lemma tends_const y : tends (fun=> y) y.
Proof. by move=> e e0; apply: near_all => v; rewrite subrr normr0 ltW. Qed.

Lemma tends_ext f g y : (forall v, f v = g v) -> tends f y -> tends g y.
Proof. by move=> fg Hf e e0; apply: near_imp (Hf e e0) _ => v; rewrite fg. Qed.

Lemma half_gt0 (e : R) : 0 < e -> 0 < e / 2%:R.
Proof. by move=> e0; rewrite divr_gt0 ?ltr0n. Qed.

Lemma half_add (e : R) : e = e / 2%:R + e / 2%:R.
Proof. by field. Qed.

Lemma tends_add f g x y : tends f x -> tends g y -> tends (fun v => f v + g v) (x + y).
Proof.
move=> Hf Hg e /half_gt0 e0; apply: near_imp (near_and (Hf _ e0) (Hg _ e0)) _ => v [p q].
have -> : f v + g v - (x + y) = (f v - x) + (g v - y) by ring.
by rewrite (half_add e); apply: le_trans (ler_norm_add _ _) _; rewrite ler_add.
Qed.

Lemma tends_scale c f x : tends f x -> tends (fun v => c * f v) (c * x).
Proof.
move=> Hf e e0; have c0 : 0 < `|c| + 1 by rewrite ltr_paddl ?ltr01.
apply: near_imp (Hf _ (divr_gt0 e0 c0)) _ => v p; rewrite -mulrBr normrM.
apply: (@le_trans _ _ ((`|c| + 1) * (e / (`|c| + 1)))); last by rewrite mulrC divfK ?gt_eqF.
by apply: ler_pmul; rewrite // ler_addl ler01.
Qed.

Lemma tends_mul0 f g x : tends f x -> tends g 0 -> tends (fun v => f v * g v) 0.
Proof.
move=> Hf Hg e e0; have c0 : 0 < `|x| + 1 by rewrite ltr_paddl ?ltr01.
apply: near_imp (near_and (Hf 1 ltr01) (Hg _ (divr_gt0 e0 c0))) _ => v [p q].
move: q; rewrite !subr0 normrM => q.
apply: (@le_trans _ _ ((`|x| + 1) * (e / (`|x| + 1)))); last by rewrite mulrC divfK ?gt_eqF.
apply: ler_pmul => //; rewrite addrC -ler_subl_addr.
by apply: le_trans (ler_norm _) _; apply: le_trans (ler_dist_dist _ _) p.
Qed.

Lemma tends_sub0 f x : tends f x -> tends (fun v => f v - x) 0.
Proof. by move=> Hf; rewrite -(subrr x); apply: tends_add Hf (tends_const _). Qed.

Lemma tends_of0 f x : tends (fun v => f v - x) 0 -> tends f x.
Proof. by move=> Hf e /Hf H; apply: near_imp H _ => v; rewrite subr0. Qed.

Lemma tends_mul f g x y : tends f x -> tends g y -> tends (fun v => f v * g v) (x * y).
Proof.
move=> Hf Hg; apply: tends_of0; rewrite -(addr0 0).
have e v : f v * (g v - y) + y * (f v - x) = f v * g v - x * y by ring.
apply: tends_ext e _; apply: tends_add; first exact: tends_mul0 Hf (tends_sub0 Hg).
by rewrite -[X in tends _ X](mulr0 y); apply: tends_scale; exact: tends_sub0.
Qed.

Lemma tends_norm f : tends f 0 -> tends (fun v => `|f v|) 0.
Proof. by move=> Hf e /Hf H; apply: near_imp H _ => v; rewrite !subr0 normr_id. Qed.

Lemma tends_pos f x : 0 < x -> tends f x -> nearby (fun v => x / 2%:R <= f v).
Proof.
move=> x0 Hf; apply: near_imp (Hf _ (half_gt0 x0)) _ => v; rewrite ler_norml => /andP[p _].
by move: p; rewrite ler_subr_addl; congr (_ <= _); field.
Qed.

Lemma tends_inv f x : 0 < x -> tends f x -> tends (fun v => (f v)^-1) x^-1.
Proof.
move=> x0 Hf e e0; have x2 := half_gt0 x0.
have d0 : 0 < e * (x * (x / 2%:R)) by apply: mulr_gt0 => //; exact: mulr_gt0.
apply: near_imp (near_and (tends_pos x0 Hf) (Hf _ d0)) _ => v [p q].
have f0 : 0 < f v by apply: lt_le_trans p.
have -> : (f v)^-1 - x^-1 = (x - f v) / (x * f v).
  move: (lt0r_neq0 f0) (lt0r_neq0 x0); move: (f v) => y y0 z0.
  by field; rewrite y0.
rewrite normrM distrC normfV (ger0_norm (ltW (mulr_gt0 x0 f0))).
rewrite ler_pdivr_mulr ?mulr_gt0 //; apply: le_trans q _.
by rewrite ler_pmul2l // ler_pmul2l.
Qed.

Lemma tends_norm1 : tends (fun v => norm1 (v - a)) 0.
Proof. by move=> e e0; exists e => // v; rewrite subr0 ger0_norm ?norm1_ge0. Qed.
End Near.

Section Gradients.
Variable R : realFieldType.

Lemma inner_bound1 m n (A B : 'M[R]_(m, n)) : `|\tr (A^T *m B)| <= norm1 A * norm1 B.
Proof.
apply: (@le_trans _ _ (norm1 (A^T *m B))); last first.
  by apply: le_trans (norm1_mul _ _) _; rewrite norm1_tr.
apply: le_trans (ler_norm_sum _ _ _) _; apply: ler_sum => i _.
by rewrite (bigD1 i) //= ler_addl; apply: sumr_ge0.
Qed.

(* D is the derivative of F at X, up to any share e of the move *)
Definition has_derivative m n p q (F : 'M[R]_(m, n) -> 'M[R]_(p, q)) X (D : _ -> 'M[R]_(p, q)) :=
  forall e, 0 < e ->
    nearby X (fun Y => norm1 (F Y - F X - D (Y - X)) <= e * norm1 (Y - X)).

Lemma pulled_gradient m n p q (F : 'M[R]_(m, n) -> 'M[R]_(p, q)) X D C phi Gamma G :
  has_derivative F X D -> (forall H, norm1 (D H) <= C * norm1 H) ->
  has_gradient phi (F X) Gamma -> (forall H, \tr (G^T *m H) = \tr (Gamma^T *m D H)) ->
  has_gradient (fun Y => phi (F Y)) X G.
Proof.
move=> FD DC fG GD e e0; set c := `|C| + 1; set g := norm1 Gamma + 1.
have c0 : 0 < c by rewrite ltr_paddl ?ltr01.
have g0 : 0 < g by rewrite ltr_paddl ?norm1_ge0 ?ltr01.
have [x x0 near_f] := fG _ (divr_gt0 (half_gt0 e0) c0).
have small := divr_gt0 (half_gt0 e0) g0.
case: (near_and (FD 1 ltr01) (FD _ small)) => y y0 near_F.
exists (Num.min y (x / c)); first by rewrite lt_minr y0 divr_gt0.
move=> Y; rewrite le_minr => /andP[/near_F[F1 F2] Yx]; rewrite GD.
move: (F2) F1 (norm1_ge0 (Y - X)); set k := norm1 (Y - X) => F2' F1 k0.
have Fc : norm1 (F Y - F X) <= c * k.
  rewrite -[F Y - F X](subrK (D (Y - X))); apply: le_trans (norm1D _ _) _.
  rewrite /c mulrDl addrC ler_add // (le_trans (DC _)) // ler_wpmul2r //.
  exact: ler_norm.
have fY : norm1 (F Y - F X) <= x by rewrite (le_trans Fc) // mulrC -ler_pdivl_mulr.
rewrite (_ : _ - _ - _ = (phi (F Y) - phi (F X) - \tr (Gamma^T *m (F Y - F X))) +
  \tr (Gamma^T *m (F Y - F X - D (Y - X)))); last first.
  by rewrite (mulmxBr _ _ (D _)) [\tr (_ - _)]linearB /= addrA subrK.
apply: le_trans (ler_norm_add _ _) _; rewrite (half_add e) mulrDl; apply: ler_add.
  apply: le_trans (near_f _ fY) _; apply: (@le_trans _ _ (e / 2%:R / c * (c * k))).
    by rewrite ler_wpmul2l // ltW // divr_gt0 ?half_gt0.
  by rewrite mulrA divfK // gt_eqF.
apply: le_trans (inner_bound1 _ _) _; apply: (@le_trans _ _ (g * (e / 2%:R / g * k))).
  by apply: ler_pmul; rewrite ?norm1_ge0 // /g ler_addl ler01.
by rewrite mulrCA mulrA divfK // gt_eqF // mulrC.
Qed.

Lemma norm1_0 m n : norm1 (0 : 'M[R]_(m, n)) = 0.
Proof. by rewrite -(scale0r 0) norm1Z normr0 mul0r. Qed.

Lemma norm1_eq0 m n (A : 'M[R]_(m, n)) : norm1 A = 0 -> A = 0.
Proof.
move=> A0; apply/matrixP=> i j; rewrite mxE.
have p i' : true -> 0 <= \sum_j' `|A i' j'| by move=> _; apply: sumr_ge0.
have q j' : true -> 0 <= `|A i j'| by [].
by apply/eqP; rewrite -normr_eq0 (psumr_eq0P q (psumr_eq0P p A0 (i := i) isT) (i := j) isT).
Qed.

Lemma square_eq0 m n (A : 'M[R]_(m, n)) : \tr (A^T *m A) = 0 -> A = 0.
Proof.
move=> A0; apply/matrixP=> i j; rewrite mxE.
have p j' : true -> 0 <= (A^T *m A) j' j'.
  by move=> _; rewrite mxE; apply: sumr_ge0 => k _; rewrite mxE -expr2 sqr_ge0.
have := psumr_eq0P p A0 (i := j) isT; rewrite mxE => e.
have q k : true -> 0 <= A^T j k * A k j by move=> _; rewrite mxE -expr2 sqr_ge0.
by have := psumr_eq0P q e (i := i) isT; rewrite mxE => /eqP; rewrite mulf_eq0 orbb => /eqP.
Qed.

Lemma gradient_unique m n (f : 'M[R]_(m, n) -> R) X G G' :
  has_gradient f X G -> has_gradient f X G' -> G = G'.
Proof.
move=> fG fG'; apply/eqP; rewrite -subr_eq0; apply/eqP; set D := G - G'.
apply: square_eq0; set t := \tr _.
have t0 : 0 <= t.
  by apply: sumr_ge0 => i _; rewrite mxE; apply: sumr_ge0 => k _; rewrite mxE -expr2 sqr_ge0.
apply/eqP; rewrite eq_le t0 andbT; set k := norm1 D; have k0 : 0 <= k by exact: norm1_ge0.
have [k1|kN] := eqVneq k 0; first by rewrite /t (norm1_eq0 k1) mulmx0 mxtrace0.
have {}k0 : 0 < k by rewrite lt0r kN.
rewrite leNgt; apply/negP=> tp; have e0 : 0 < t / k / 3%:R by rewrite !divr_gt0 ?ltr0n.
have [x x0 H] := fG _ e0; have [y y0 H'] := fG' _ e0.
pose s := Num.min x y / k; have s0 : 0 < s by rewrite divr_gt0 // lt_minr x0.
have move_ : norm1 (X + s *: D - X) = s * k by rewrite addrC addKr norm1Z ger0_norm // ltW.
have small : norm1 (X + s *: D - X) <= Num.min x y by rewrite move_ /s divfK.
move: small; rewrite le_minr => /andP[/H p /H' q].
have : `|\tr (D^T *m (X + s *: D - X))| <= 2%:R * (t / k / 3%:R * norm1 (X + s *: D - X)).
  rewrite mulr_natl mulr2n.
  rewrite (_ : \tr _ = (f (X + s *: D) - f X - \tr (G'^T *m (X + s *: D - X))) -
    (f (X + s *: D) - f X - \tr (G^T *m (X + s *: D - X)))).
    by apply: le_trans (ler_norm_sub _ _) _; rewrite ler_add.
  rewrite /D [(G - G')^T]linearB /= mulmxBl [\tr (_ - _)]linearB /=.
  by move: (\tr _) (\tr _) (f _) (f _) => *; ring.
rewrite move_ addrC addKr -scalemxAr mxtraceZ -/t normrM !ger0_norm ?(ltW s0) //.
rewrite (_ : 2%:R * (t / k / 3%:R * (s * k)) = s * t * (2%:R / 3%:R)); last by field.
by rewrite (ler_pmulr _ (mulr_gt0 s0 tp)) ler_pdivl_mulr ?ltr0n // mul1r ler_nat.
Qed.
End Gradients.

Section Radial.
Variable R : rcfType.

(* d is the slope of h at r, among the numbers from zero on *)
Definition has_slope (h : R -> R) r d := forall e, 0 < e -> exists2 delta, 0 < delta &
  forall s, 0 <= s -> `|s - r| <= delta -> `|h s - h r - d * (s - r)| <= e * `|s - r|.

(* the derivative of the radial function at a, where d is the slope of h at the length of a *)
Definition radial_jacobian n (h : R -> R) d (a : 'cV[R]_n) : 'M[R]_n :=
  if a == 0 then d%:M else
  (h (len a) / len a)%:M + ((d - h (len a) / len a) / len a ^+ 2) *: (a *m a^T).

Lemma len_le_norm1 n (a : 'cV[R]_n) : len a <= norm1 a.
Proof.
rewrite -(@ler_pexpn2r _ 2) ?nnegrE ?len_ge0 ?norm1_ge0 // len_sq.
have -> : norm1 a = \sum_i `|a i 0| by apply: eq_bigr => i _; rewrite big_ord1.
rewrite expr2 mulr_suml; apply: ler_sum => i _; rewrite -[_ ^+ 2]ger0_norm ?sqr_ge0 // normrX.
by rewrite expr2 ler_wpmul2l // (bigD1 i) //= ler_addl; apply: sumr_ge0.
Qed.

Lemma len_gt0 n (a : 'cV[R]_n) : a != 0 -> 0 < len a.
Proof. by move=> a0; rewrite lt0r len_ge0 len_eq0 a0. Qed.

(* the sum of the products of the entries *)
Definition col_dot n (a b : 'cV[R]_n) : R := \tr (a^T *m b).

Lemma col_dotE n (a b : 'cV[R]_n) : a^T *m b = (col_dot a b)%:M.
Proof. by rewrite [LHS]mx11_scalar /col_dot [X in \tr X]mx11_scalar mxtrace_scalar. Qed.

Lemma col_dotC n (a b : 'cV[R]_n) : col_dot a b = col_dot b a.
Proof. by rewrite /col_dot -mxtrace_tr trmx_mul trmxK. Qed.

Lemma col_dot_above p q (B : 'M[R]_(q, p)) u (d : 'cV[R]_q) :
  col_dot (B *m u) d = col_dot u (B^T *m d).
Proof. by rewrite /col_dot trmx_mul -mulmxA. Qed.

Lemma col_dotZ p c (u v : 'cV[R]_p) : col_dot (c *: u) v = c * col_dot u v.
Proof. by rewrite /col_dot linearZ /= -scalemxAl mxtraceZ. Qed.

Lemma col_dotZr p c (u v : 'cV[R]_p) : col_dot u (c *: v) = c * col_dot u v.
Proof. by rewrite col_dotC col_dotZ col_dotC. Qed.

Lemma col_dot_self p (u : 'cV[R]_p) : col_dot u u = len u ^+ 2.
Proof. by rewrite /col_dot square mxtrace_scalar. Qed.

Lemma len_moved n (a v : 'cV[R]_n) : len v ^+ 2 - len a ^+ 2 =
  2%:R * col_dot a (v - a) + col_dot (v - a) (v - a).
Proof.
rewrite -!col_dot_self -[v in LHS](subrK a) /col_dot; move: (v - a) => k.
rewrite mulmxDr [(k + a)^T]linearD /= !mulmxDl !mxtraceD.
have -> : \tr (k^T *m a) = \tr (a^T *m k) by exact: (col_dotC k a).
by move: (\tr _) (\tr _) (\tr _) => *; ring.
Qed.

Lemma tends_len n (a : 'cV[R]_n) : a != 0 -> tends a (fun v => len v) (len a).
Proof.
move=> a0; have r0 := len_gt0 a0; apply: tends_of0.
pose f v : R := 2%:R * norm1 a * norm1 (v - a) + norm1 (v - a) * norm1 (v - a).
have f0 : tends a f 0.
  rewrite -(addr0 0); apply: tends_add; last exact: tends_mul0 (tends_norm1 _) (tends_norm1 _).
  by rewrite -[X in tends _ _ X](mulr0 (2%:R * norm1 a)); apply: tends_scale; exact: tends_norm1.
move=> e e0; apply: near_imp (f0 _ (mulr_gt0 e0 r0)) _ => v; rewrite !subr0 => p.
rewrite -(ler_pmul2r r0); apply: le_trans p; rewrite [leRHS]ger0_norm; last first.
  by apply: addr_ge0; apply: mulr_ge0; rewrite ?mulr_ge0 ?norm1_ge0 ?ler0n.
apply: (@le_trans _ _ `|len v ^+ 2 - len a ^+ 2|).
  rewrite subr_sqr normrM ler_wpmul2l // ger0_norm ?addr_ge0 ?len_ge0 //.
  by rewrite ler_addr len_ge0.
rewrite len_moved; apply: le_trans (ler_norm_add _ _) _; apply: ler_add; last exact: inner_bound1.
by rewrite normrM ger0_norm ?ler0n // -mulrA ler_pmul2l ?ltr0n // inner_bound1.
Qed.

Lemma tends_slope n (a : 'cV[R]_n) h d : a != 0 -> has_slope h (len a) d ->
  tends a (fun v => if len v == len a then d else (h (len v) - h (len a)) / (len v - len a)) d.
Proof.
move=> a0 hd e e0; have [x x0 H] := hd e e0.
apply: near_imp (tends_len a0 x0) _ => v /(H _ (len_ge0 v)) p.
case: eqVneq => [_|sr]; first by rewrite subrr normr0 ltW.
rewrite -subr_eq0 in sr; rewrite -ler_pdivr_mulr ?normr_gt0 // -normf_div mulrBl mulfK // in p.
Qed.

Theorem rho_derivative n (h : R -> R) (a : 'cV[R]_n) d : h 0 = 0 -> has_slope h (len a) d ->
  has_derivative (rho h) a (fun k => radial_jacobian h d a *m k).
Proof.
move=> h0 hd e e0; rewrite /radial_jacobian; have [a0|a0] := eqVneq a 0.
  move: hd; rewrite a0 (_ : len 0 = 0) => [hd|]; last by apply/eqP; rewrite len_eq0.
  have [x x0 H] := hd e e0; exists x => // v; rewrite !subr0 => vx.
  rewrite mul_scalar_mx /rho eqxx subr0; have [->|v0] := eqVneq v 0.
    by rewrite scaler0 subrr norm1_0 mulr0.
  have s0 := len_gt0 v0; rewrite -scalerBl norm1Z ler_wpmul2r ?norm1_ge0 //.
  have -> : h (len v) / len v - d = (h (len v) - d * len v) / len v.
    by rewrite mulrBl mulfK // gt_eqF.
  rewrite normrM normfV (ger0_norm (ltW s0)) ler_pdivr_mulr //.
  have := H _ (ltW s0); rewrite !subr0 h0 subr0 (ger0_norm (ltW s0)); apply.
  exact: le_trans (len_le_norm1 v) vx.
have r0 := len_gt0 a0; set r := len a in hd r0 *; set B := (d - h r / r) / r ^+ 2.
pose psi (v : 'cV[R]_n) : R := if len v == r then d else (h (len v) - h r) / (len v - r).
pose c (v : 'cV[R]_n) : R := (r * psi v - h r) * (r * len v * (len v + r))^-1.
have psiE v : h (len v) - h r = psi v * (len v - r).
  by rewrite /psi; have [->|sr] := eqVneq; rewrite ?subrr ?mulr0 // divfK // subr_eq0.
have cB : tends a c (B / 2%:R).
  have -> : B / 2%:R = (r * d - h r) * (r * r * (r + r))^-1.
    by rewrite /B; field; rewrite !gt_eqF ?addr_gt0.
  apply: tends_mul; first apply: tends_add (tends_const _ _); first apply: tends_scale.
    exact: tends_slope.
  apply: tends_inv; first by rewrite !mulr_gt0 ?addr_gt0.
  apply: tends_mul; last by apply: tends_add (tends_const _ _); exact: tends_len.
  by apply: tends_scale; exact: tends_len.
set al := norm1 a; pose f v : R := 2%:R * al ^+ 2 * `|c v - B / 2%:R| + (al + norm1 (v - a)) *
  `|c v * norm1 (v - a)| + 2%:R * al * `|c v * norm1 (v - a)|.
have f0 : tends a f 0.
  have t1 := tends_norm1 a; have ct := tends_norm (tends_mul0 cB t1).
  rewrite -(addr0 0); apply: tends_add; last first.
    by rewrite -[X in tends _ _ X](mulr0 (2%:R * al)); exact: tends_scale.
  rewrite -(addr0 0); apply: tends_add.
    rewrite -[X in tends _ _ X](mulr0 (2%:R * al ^+ 2)); apply: tends_scale.
    exact/tends_norm/tends_sub0.
  by apply: tends_mul0 ct; apply: tends_add t1; exact: tends_const.
have r2 := tends_pos r0 (tends_len a0).
apply: near_imp (near_and (f0 e e0) r2) _ => v [p s2]; rewrite subr0 in p.
have s0 : 0 < len v by apply: lt_le_trans s2; exact: half_gt0.
have v0 : v != 0 by rewrite -len_eq0 gt_eqF.
set k := v - a; have vE : v = a + k by rewrite addrC subrK.
have -> : rho h v - rho h a - ((h r / r)%:M + B *: (a *m a^T)) *m k =
    (2%:R * (c v - B / 2%:R) * col_dot a k + c v * col_dot k k) *: a +
    (c v * (2%:R * col_dot a k + col_dot k k)) *: k.
  rewrite /rho (negbTE v0) (negbTE a0) -/r mulmxDl mul_scalar_mx -scalemxAl -mulmxA col_dotE.
  rewrite mul_mx_scalar scalerA; have := len_moved a v; rewrite -/k -/r => E.
  have q : h (len v) / len v = h r / r + c v * (2%:R * col_dot a k + col_dot k k).
    rewrite -E /c; have := psiE v => /eqP; rewrite subr_eq => /eqP ->.
    by field; rewrite !gt_eqF ?addr_gt0.
  rewrite q; move: (c v) (col_dot a k) (col_dot k k) (h r / r) (B) => C x y g b.
  by rewrite vE; apply/matrixP=> i j; rewrite !mxE; move: (a i j) (k i j) => *; field.
have := le_trans (ler_norm _) p; rewrite /f -/k; set ka := norm1 k; set x := `|c v - _|.
have ka0 : 0 <= ka by exact: norm1_ge0.
have al0 : 0 <= al by exact: norm1_ge0.
rewrite normrM (ger0_norm ka0) => fe; apply: le_trans (norm1D _ _) _; rewrite !norm1Z -/al -/ka.
have ak : `|col_dot a k| <= al * ka by exact: inner_bound1.
have kk : `|col_dot k k| <= ka * ka by exact: inner_bound1.
apply: (@le_trans _ _ ((2%:R * x * (al * ka) + `|c v| * (ka * ka)) * al +
  (`|c v| * (2%:R * (al * ka) + ka * ka)) * ka)).
  apply: ler_add; apply: ler_wpmul2r => //.
    apply: le_trans (ler_norm_add _ _) _; rewrite !normrM (ger0_norm (ler0n _ 2)).
    by apply: ler_add; apply: ler_wpmul2l => //; rewrite mulr_ge0 ?ler0n.
  rewrite normrM; apply: ler_wpmul2l => //; apply: le_trans (ler_norm_add _ _) _.
  by rewrite normrM (ger0_norm (ler0n _ 2)) ler_add // ler_wpmul2l ?ler0n.
apply: le_trans (ler_wpmul2r ka0 fe); rewrite le_eqVlt; apply/orP; left; apply/eqP.
by move: (`|c v|) (al) (x) (ka) => *; ring.
Qed.
End Radial.
