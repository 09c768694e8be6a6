(* The moments y^T A^q y of a positive semidefinite matrix, and how fast a form of an outer factor
   rises, over Coq's reals, any size and depth.

   outer_rate: A^L = X X^T, (z^T X^T y)^2 <= z^T C z y^T A^(L-1) y, y a unit vector orthogonal to
     some left singular vectors of M at which y^T A y = F is the largest value of A and of C on
     their sides: then y^T A' y, with A' = M X^T + X M^T - 2 X X^T, is at most the velocity of the
     ceiling at F.
   root_below: a bound on y^T A^L y bounds y^T A y.
   transposed_norm: a matrix and its transpose have one norm. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From dlf Require Import chain descent flow end_to_end order_kept ceiling mixture largest_form.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* a quadratic that is nowhere negative *)
Lemma discriminant (a b c : R) :
  (forall x, 0 <= a + 2 * x * b + x * x * c)%R -> (0 <= c)%R -> (b * b <= a * c)%R.
Proof.
move=> H c0; case: (Rle_lt_or_eq_dec 0 c c0) => [p | z].
  have e := H (- b / c)%R.
  have E : (a + 2 * (- b / c) * b + (- b / c) * (- b / c) * c = (a * c - b * b) / c)%R.
    by field; lra.
  rewrite E in e; have := Rmult_le_compat_r _ _ _ c0 e.
  rewrite /Rdiv Rmult_assoc Rinv_l; lra.
subst c; have [-> | b0] := Req_dec b 0%R; first lra.
have := H (- (a + 1) / (2 * b))%R.
have -> : (a + 2 * (- (a + 1) / (2 * b)) * b +
  - (a + 1) / (2 * b) * (- (a + 1) / (2 * b)) * 0 = - 1)%R by field.
lra.
Qed.

Section Powers.
Variable n : nat.
Implicit Types (A P : 'M[R]_n) (v w y : 'cV[R]_n).

(* v^T P w *)
Definition pairing m p (P : 'M[R]_(m, p)) (v : 'cV[R]_m) (w : 'cV[R]_p) : R := (v^T *m P *m w) 0 0.

Lemma psdE A : psd A <-> A^T = A /\ semidefinite A.
Proof. by split=> -[s p]; split=> // v; have := p v => /RleP. Qed.

Lemma cauchy_psd P v w : psd P ->
  (pairing P v w * pairing P v w <= form P v * form P w)%R.
Proof.
case/psdE=> sym pos; apply: discriminant; last exact: pos.
move=> x; have := pos (v + x *: w); rewrite /form /pairing.
rewrite [(_ + _)^T]linearD /= [(_ *: _)^T]linearZ /= !mulmxDl !mulmxDr -!scalemxAl -!scalemxAr.
rewrite !add00 !scale00 -{3}sym turn_round.
move: (_ 0 0) (_ 0 0) (_ 0 0) => p q r.
by rewrite -![_ + _]/(_ + _)%R -![_ * _]/(_ * _)%R; lra.
Qed.

Lemma psd_one : psd (1%:M : 'M[R]_n).
Proof. by apply/psdE; split; [exact: trmx1 | exact: norm_ge0]. Qed.

Lemma psd_power A q : psd A -> psd (mxpow A q).
Proof.
move=> psdA; case/psdE: (psdA) => sym pos; apply/psdE; split; first by rewrite mxpow_tr sym.
move=> v; have [X -> XE] := halved A q; set a := mxpow A _.
have sa : a^T = a by rewrite /a mxpow_tr sym.
have -> : form (a *m X *m a) v = form X (a *m v) by rewrite -{2}sa -form_turned sa.
by rewrite XE; case: (odd q); [exact: pos | exact: norm_ge0].
Qed.

(* the moments of a unit vector *)
Section Moments.
Variables (A : 'M[R]_n) (y : 'cV[R]_n).
Hypothesis psdA : psd A.
Local Notation m q := (form (mxpow A q) y).

Lemma moment_ge0 q : (0 <= m q)%R.
Proof. by case/psdE: (psd_power q psdA). Qed.

Lemma moments_convex q : (m q.+1 * m q.+1 <= m q * m q.+2)%R.
Proof.
have [sym _] := psdA; have := cauchy_psd y (A *m y) (psd_power q psdA).
have -> : pairing (mxpow A q) y (A *m y) = m q.+1.
  by rewrite /pairing /form mxpowSr !mulmxA.
have -> // : form (mxpow A q) (A *m y) = m q.+2.
by rewrite -{2}sym form_turned sym mxpowS mxpowSr !mulmxA.
Qed.

Lemma moments_below top q : (forall v, form A v <= top * form 1%:M v)%R ->
  (m q.+1 <= top * m q)%R.
Proof.
move=> below; have [sym pos] := (psdE A).1 psdA.
have [X pE XE] := halved A q; have [Y pE' YE] : exists2 Y, mxpow A q.+1 =
    mxpow A q./2 *m Y *m mxpow A q./2 & Y = if odd q then A *m A else A.
  exists (if odd q then A *m A else A) => //.
  rewrite -{1}[q]odd_double_half -addnn; case: (odd q).
    by rewrite add1n -addSn -addnS mxpowD {1}mxpowSr mxpowS !mulmxA.
  by rewrite add0n -addnS mxpowD mxpowS mulmxA.
rewrite pE pE'; set a := mxpow A q./2.
have sa : a^T = a by rewrite /a mxpow_tr sym.
have turn Z : form (a *m Z *m a) y = form Z (a *m y) by rewrite -{2}sa -form_turned sa.
rewrite !turn XE YE; case: (odd q); last exact: below.
set u := a *m y; have c := cauchy_psd u (A *m u) psdA.
have e1 : pairing A u (A *m u) = form (A *m A) u by rewrite /pairing /form !mulmxA.
have e2 : form (A *m A) u = form 1%:M (A *m u) by rewrite -{3}sym form_turned mulmx1 sym.
rewrite e1 in c; have b := below (A *m u); rewrite -e2 in b.
have p := pos u; have N0 := norm_ge0 (A *m u); rewrite -e2 in N0.
have flat := cauchy_psd u (A *m u) psd_one; rewrite -e2 in flat.
have e3 : pairing 1%:M u (A *m u) = form A u by rewrite /pairing /form mulmx1 mulmxA.
rewrite e3 in flat.
move: (form (A *m A) u) (form A u) (form A (A *m u)) c b p N0 flat => N x z c b p N0 flat.
have [z0 | n0] := Req_dec N 0%R.
  have x0 : x = 0%R by rewrite z0 Rmult_0_r in flat; nra.
  by rewrite z0 x0; lra.
apply: (Rmult_le_reg_r N); first lra.
by apply: Rle_trans c _; have := Rmult_le_compat_l _ _ _ p b; lra.
Qed.
End Moments.
End Powers.

Lemma form_seen m p (B : 'M[R]_(m, p)) (P : 'M[R]_p) (y : 'cV[R]_m) :
  form P (B^T *m y) = form (B *m P *m B^T) y.
Proof. by rewrite /form trmx_mul trmxK !mulmxA. Qed.

(* one side: A on the left of X, C on the right *)
Section Side.
Variables (m p k L : nat) (A : 'M[R]_m) (C : 'M[R]_p) (X M : 'M[R]_(m, p)).
Variables (N : 'M[R]_(m, k)) (N' : 'M[R]_(p, k)) (S : 'M[R]_k) (a w top F : R).
Hypotheses (L2 : (2 <= L)%N) (psdA : psd A) (XX : X *m X^T = mxpow A L).
Hypothesis cross : forall z y, (pairing X^T z y * pairing X^T z y <=
  form C z * form (mxpow A L.-1) y)%R.
Hypotheses (pairs : M *m N' = N *m S) (a0 : (0 <= a)%R) (small_M : bounds N (M *m M^T) (a * a)%R).
Hypotheses (best : best_moment L a w) (topA : forall y, (form A y <= top * form 1%:M y)%R).
Hypothesis topC : bounds N' C F.

Lemma outer_rate y : N^T *m y = 0 -> form 1%:M y = 1 -> form A y = F ->
  (form (- ((X - M) *m X^T + X *m (X - M)^T)) y <= ceiling_velocity L a w top F)%R.
Proof.
move=> Ny y1 yF; pose z := M^T *m y.
have e1 : form (M *m X^T) y = pairing X^T z y by rewrite /form /pairing /z trmx_mul trmxK !mulmxA.
have e2 : form (X *m M^T) y = pairing X^T z y.
  by rewrite -e1 /form -turn_round trmx_mul trmxK.
have e : form (- ((X - M) *m X^T + X *m (X - M)^T)) y =
    (2 * pairing X^T z y - 2 * form (mxpow A L) y)%R.
  rewrite linearB /= mulmxBl mulmxBr formN !formD !formN e1 e2 XX.
  rewrite -![_ + _]/(_ + _)%R -![- _]/(- _)%R; ring.
rewrite e.
apply: (@rate_of_mixture (fun q => form (mxpow A q) y)) => //.
- exact/ssrnat.leP.
- by rewrite /mxpow /= mulmx1.
- by move=> q; exact: moment_ge0.
- by move=> q; exact: moments_convex.
- by move=> q; exact: moments_below.
have Nz : N'^T *m z = 0.
  by rewrite /z mulmxA -trmx_mul pairs trmx_mul -mulmxA Ny mulmx0.
have zz : form 1%:M z = form (M *m M^T) y.
  by rewrite /z form_seen mulmx1.
have := small_M Ny; rewrite y1 -zz => zs.
have c := cross z y; have tz := topC Nz.
have P := moment_ge0 y psdA L.-1; rewrite minusE subn1.
have F0 : (0 <= F)%R by rewrite -yF; case/psdE: psdA.
apply: Rle_trans c _; apply: Rmult_le_compat_r => //; apply: Rle_trans tz _.
have := Rmult_le_compat_l _ _ _ F0 zs; rewrite -[1]/1%R; lra.
Qed.
End Side.

(* a bound on a power of a form bounds the form *)
Lemma root_below m (E : 'M[R]_m) b l : psd E -> (0 <= b)%R ->
  (forall y, (form (mxpow E l.+1) y <= b ^ l.+1 * form 1%:M y)%R) ->
  forall y, (form E y <= b * form 1%:M y)%R.
Proof.
move=> psdE' b0 H y.
have unit x : (0 : 'M[R]_(m, 0))^T *m x = 0 -> form 1%:M x = 1 -> form (0 : 'M[R]_m) x = 0%R ->
    (form E x <= b)%R.
  move=> _ x1 _; have f0 : (0 <= form E x)%R by case/psdE: psdE' => _; exact.
  have m1 : form (mxpow E 1) x = form E x by rewrite /mxpow /= mulmx1.
  have mean := mean_power (fun q => form (mxpow E q) x) (form E x) l.+1 f0 x1 m1
    (moment_ge0 x psdE') (moments_convex x psdE').
  have := H x; rewrite x1 -[1]/1%R Rmult_1_r => le.
  have /RleP := Rle_trans _ _ _ mean le.
  rewrite !RpowE ler_pexpn2r ?nnegrE => [/RleP //|//||]; exact/RleP.
apply: (unit_enough unit); first by apply/matrixP => -[].
by rewrite /form mulmx0 mul0mx mxE Rmult_0_l.
Qed.

(* a matrix and its transpose have one norm *)
Lemma transposed_norm m p (Y : 'M[R]_(m, p)) c : (0 <= c)%R ->
  (forall z, (form (Y^T *m Y) z <= c * form 1%:M z)%R) ->
  forall y, (form (Y *m Y^T) y <= c * form 1%:M y)%R.
Proof.
move=> c0 H y; have := cauchy_psd y (Y *m (Y^T *m y)) (psd_one _).
have -> : pairing 1%:M y (Y *m (Y^T *m y)) = form (Y *m Y^T) y.
  by rewrite /pairing /form mulmx1 !mulmxA.
have -> : form 1%:M (Y *m (Y^T *m y)) = form (Y^T *m Y) (Y^T *m y).
  by rewrite -{1}[Y]trmxK form_seen mulmx1 trmxK.
have e : form 1%:M (Y^T *m y) = form (Y *m Y^T) y by rewrite form_seen mulmx1.
have h := H (Y^T *m y); rewrite e in h.
have q0 : (0 <= form (Y *m Y^T) y)%R by rewrite -e; exact: norm_ge0.
have N0 := norm_ge0 y.
move: (form (Y *m Y^T) y) (form (Y^T *m Y) _) (form 1%:M y) h q0 N0 => q r N h q0 N0 qq.
have [z | nz] := Req_dec q 0%R; first by rewrite z; exact: Rmult_le_pos.
apply: (Rmult_le_reg_r q); first lra.
by apply: Rle_trans qq _; have := Rmult_le_compat_l _ _ _ N0 h; lra.
Qed.
