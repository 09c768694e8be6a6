(* Two matrices in order that touch in a direction, over Coq's reals: how fast a form of an outer
   factor of three or four factors rises where it touches a cone.

   The cone of the columns of N, which are orthonormal, with the strengths x and y is
   x N N^T + y (1 - N N^T).
   touching_rate : A and C are below the cones of N and N', and y^T A y is the value of the
     cone at the unit vector y: a bound on y^T A' y. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From dlf Require Import chain descent flow end_to_end order_kept mixture largest_form moments.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* x on the span of the columns of N, y on the vectors orthogonal to it *)
Definition cone m k (N : 'M[R]_(m, k)) (x y : R) : 'M[R]_m :=
  x *: (N *m N^T) + y *: (1%:M - N *m N^T).

Section Cone.
Variables (m k : nat) (N : 'M[R]_(m, k)).
Hypothesis N1 : N^T *m N = 1%:M.
Local Notation P := (N *m N^T).

Lemma span_twice : P *m P = P.
Proof. by rewrite -mulmxA (mulmxA N^T) N1 mul1mx. Qed.

Lemma cone_mul x y x' y' : cone N x y *m cone N x' y' = cone N (x * x') (y * y').
Proof.
rewrite /cone mulmxDl !mulmxDr -!scalemxAl -!scalemxAr !mulmxBl !mulmxBr !mul1mx mulmx1 span_twice.
by rewrite subrr !scaler0 addr0 add0r subr0 !scalerA.
Qed.

Lemma cone_sym x y : (cone N x y)^T = cone N x y.
Proof. by rewrite /cone linearD !linearZ linearB /= trmx1 trmx_mul trmxK. Qed.

Lemma cone_form x y v : form (cone N x y) v = (x * form P v + y * (form 1%:M v - form P v))%R.
Proof. by rewrite /cone !(formD, formN, formZ). Qed.

(* the part of the square of the length that lies in the span *)
Lemma share_between v : (0 <= form P v <= form 1%:M v)%R.
Proof.
have e : form P v = form 1%:M (N^T *m v) by rewrite form_seen mulmx1.
split; first by rewrite e; exact: norm_ge0.
have := norm_ge0 ((1%:M - P)^T *m v); rewrite form_seen mulmx1.
have -> : (1%:M - P) *m (1%:M - P)^T = 1%:M - P.
  by rewrite linearB /= trmx1 trmx_mul trmxK mulmxBr mulmx1 mulmxBl mul1mx span_twice subrr subr0.
by rewrite formD formN -[_ - _]/(_ + - _)%R; lra.
Qed.
End Cone.

(* a psd matrix whose form vanishes at v vanishes at v *)
Lemma touches m (A B : 'M[R]_m) v : A^T = A -> B^T = B ->
  (forall u, (form A u <= form B u)%R) -> form A v = form B v -> A *m v = B *m v.
Proof.
move=> sA sB le eq; have sym : (B - A)^T = B - A by rewrite linearB /= sA sB.
have psd u : (0 <= form (B - A) u)%R by rewrite formD formN -[_ - _]/(_ + - _)%R; have := le u; lra.
have := image_small v psd sym; have -> : form (B - A) v = 0%R.
  by rewrite formD formN eq -[_ - _]/(_ + - _)%R; lra.
have := norm_ge0 ((B - A) *m v); rewrite Rmult_0_r => h1 h2.
have z : form 1%:M ((B - A) *m v) = 0 by apply: Rle_antisym.
have : (B - A) *m v = 0.
  apply/matrixP => i j; rewrite (ord1 j) [RHS]mxE.
  have /andP[_] := form1_ge ((B - A) *m v) i; rewrite z => s.
  by apply/eqP; rewrite -sqrf_eq0 eq_le s sqr_ge0.
by rewrite mulmxBl => /eqP; rewrite subr_eq0 => /eqP.
Qed.

Lemma orthogonal_form m (u v : 'cV[R]_m) : u^T *m v = 0 ->
  form 1%:M (u + v) = form 1%:M u + form 1%:M v.
Proof.
move=> o; have o' : v^T *m u = 0 by apply: trmx_inj; rewrite trmx_mul trmxK o trmx0.
by rewrite !form1E [(u + v)^T]linearD /= mulmxDl !mulmxDr o o' addr0 add0r add00.
Qed.

Lemma young_bound q Z P c : (0 < c -> 0 <= Z -> 0 <= P -> q * q <= Z * P ->
  2 * q <= c * Z + / c * P)%R.
Proof.
move=> c0 Z0 P0 qq; apply: Rnot_lt_le => lt.
have i0 := Rinv_0_lt_compat _ c0; have u0 : (0 <= c * Z)%R by apply: Rmult_le_pos; lra.
have w0 : (0 <= / c * P)%R by apply: Rmult_le_pos; lra.
have uw : (c * Z * (/ c * P) = Z * P)%R by field; lra.
move: (c * Z)%R (/ c * P)%R u0 w0 uw lt => u w u0 w0 uw lt.
have d := Rle_0_sqr (u - w); rewrite /Rsqr in d; nra.
Qed.

(* one side: A on the left of X, C on the right; three or four factors *)
Section Side.
Variables (m p k n : nat) (A : 'M[R]_m) (C : 'M[R]_p) (X M : 'M[R]_(m, p)).
Variables (N : 'M[R]_(m, k)) (N' : 'M[R]_(p, k)) (S S' : 'M[R]_k) (a s1 x y g c : R).
Hypotheses (depth : n = 2%N \/ n = 3%N) (psdA : psd A) (psdC : psd C)
  (XX : X *m X^T = mxpow A n.+1).
Hypothesis cross : forall z y, (pairing X^T z y * pairing X^T z y <=
  form C z * form (mxpow A n) y)%R.
Hypotheses (N1 : N^T *m N = 1%:M) (N1' : N'^T *m N' = 1%:M).
Hypotheses (pairs : M *m N' = N *m S) (pairs' : M^T *m N = N' *m S').
Hypotheses (normM : forall y, (form (M *m M^T) y <= s1 * s1 * form 1%:M y)%R).
Hypothesis small_M : bounds N (M *m M^T) (a * a)%R.
Hypotheses (belowA : forall v, (form A v <= form (cone N x y) v)%R).
Hypotheses (belowC : forall z, (form C z <= form (cone N' x y) z)%R).
Hypotheses (c0 : (0 < c)%R) (g0 : (0 <= g)%R) (gy : (g <= y)%R) (yx : (y <= x)%R).
Hypothesis turn : (2 * g * c <= 1)%R.

Lemma seen_part v : let z := M^T *m v in
  (form (cone N' x y) z <= s1 * s1 * x * form (N *m N^T) v +
    a * a * y * (form 1%:M v - form (N *m N^T) v))%R.
Proof.
move=> z; rewrite cone_form; pose v1 := N *m N^T *m v; pose v2 := v - v1.
have tN : N^T *m v2 = 0.
  by rewrite /v2 /v1 mulmxBr !mulmxA N1 mul1mx subrr.
have e1 : M^T *m v1 = N' *m (S' *m (N^T *m v)) by rewrite /v1 !mulmxA pairs'.
have z1 : N' *m N'^T *m (M^T *m v1) = M^T *m v1.
  by rewrite e1 mulmxA -(mulmxA N' N'^T) N1' mulmx1.
have z2 : N'^T *m (M^T *m v2) = 0.
  by rewrite mulmxA -trmx_mul pairs trmx_mul -mulmxA tN mulmx0.
have zE : z = M^T *m v1 + M^T *m v2 by rewrite -mulmxDr /v2 addrC subrK.
have same q r (Q : 'M[R]_(q, r)) u : Q^T *m Q = 1%:M ->
    form (Q *m Q^T) u = form 1%:M (Q *m Q^T *m u).
  move=> Q1; rewrite -{2}[Q *m Q^T]trmxK form_seen mulmx1 trmxK; congr form.
  by rewrite trmx_mul trmxK span_twice.
have seen u : form (M *m M^T) u = form 1%:M (M^T *m u) by rewrite form_seen mulmx1.
have f1 : form (N' *m N'^T) z = form (M *m M^T) v1.
  by rewrite same // zE mulmxDr z1 -[N' *m N'^T *m (M^T *m v2)]mulmxA z2 mulmx0 addr0 seen.
have f2 : (form 1%:M z - form (N' *m N'^T) z)%R = form (M *m M^T) v2.
  have -> : form 1%:M z = form (M *m M^T) v1 + form (M *m M^T) v2.
    rewrite zE !seen orthogonal_form //; by rewrite e1 trmx_mul -mulmxA z2 mulmx0.
  by rewrite f1 -[_ + _]/(_ + _)%R; ring.
have l1 : form 1%:M v1 = form (N *m N^T) v by rewrite [RHS]same.
have l2 : form 1%:M v2 = (form 1%:M v - form (N *m N^T) v)%R.
  have -> : v2 = (1%:M - N *m N^T)^T *m v.
    by rewrite linearB /= trmx1 trmx_mul trmxK mulmxBl mul1mx.
  rewrite form_seen mulmx1; have -> : (1%:M - N *m N^T) *m (1%:M - N *m N^T)^T = 1%:M - N *m N^T.
    rewrite linearB /= trmx1 trmx_mul trmxK mulmxBr mulmx1 mulmxBl mul1mx span_twice //.
    by rewrite subrr subr0.
  by rewrite formD formN.
rewrite f2 f1; have h1 := normM v1; have h2 := small_M tN; rewrite l1 in h1; rewrite l2 in h2.
have x0 : (0 <= x)%R by lra. have y0 : (0 <= y)%R by lra.
have k1 := Rmult_le_compat_l _ _ _ x0 h1; have k2 := Rmult_le_compat_l _ _ _ y0 h2; lra.
Qed.

(* the moment of the order n at a touching vector *)
Lemma touching_moment v : form A v = form (cone N x y) v ->
  (form (mxpow A n) v <= x ^ n * form (N *m N^T) v +
    y ^ n * (form 1%:M v - form (N *m N^T) v))%R.
Proof.
move=> eq; have [sA posA] := psdA; have sB := cone_sym N x y.
have Av := touches sA sB belowA eq.
have square : form (A *m A) v = form (cone N (x * x) (y * y)) v.
  rewrite -cone_mul //; set B := cone N x y in sB Av *.
  have turn' (E : 'M[R]_m) : E^T = E -> form (E *m E) v = ((E *m v)^T *m (E *m v)) 0 0.
    by move=> sE; rewrite /form trmx_mul sE !mulmxA.
  by rewrite !turn' // Av.
case: depth => ->.
  rewrite /mxpow /= mulmx1 square cone_form /= !Rmult_1_r; exact: Rle_refl.
have -> : mxpow A 3 = A *m A *m A by rewrite /mxpow /= mulmx1 mulmxA.
have cube (E : 'M[R]_m) : E^T = E -> form (E *m E *m E) v = form E (E *m v).
  by move=> sE; rewrite /form trmx_mul sE !mulmxA.
rewrite cube // Av; apply: Rle_trans (belowA _) _.
have pw (r : R) : (r ^ 3)%R = (r * r * r)%R by rewrite /= Rmult_1_r Rmult_assoc.
rewrite -cube // !cone_mul // cone_form !pw; exact: Rle_refl.
Qed.

Lemma touching_rate v : form 1%:M v = 1 -> form A v = form (cone N x y) v ->
  let tau := form (N *m N^T) v in
  (form (- ((X - M) *m X^T + X *m (X - M)^T)) v <=
   c * (s1 * s1 * x * tau + a * a * y * (1 - tau)) +
   (/ c - 2 * g) * (x ^ n * tau + y ^ n * (1 - tau)))%R.
Proof.
move=> v1' eq tau; have v1 : form 1%:M v = 1%R := v1'; clear v1'.
pose z := M^T *m v; pose q := pairing X^T z v.
have e1 : form (M *m X^T) v = q by rewrite /form /q /pairing /z trmx_mul trmxK !mulmxA.
have e2 : form (X *m M^T) v = q.
  by rewrite -e1 /form -turn_round trmx_mul trmxK.
have -> : form (- ((X - M) *m X^T + X *m (X - M)^T)) v = (2 * q - 2 * form (mxpow A n.+1) v)%R.
  rewrite linearB /= mulmxBl mulmxBr formN !formD !formN e1 e2 XX; move: (form _ v) => f.
  rewrite -![_ + _]/(_ + _)%R -![- _]/(- _)%R; ring.
have qq := cross z v; rewrite -/q in qq.
have zz := Rle_trans _ _ _ (belowC z) (seen_part v); rewrite v1 -/tau in zz.
have mm := touching_moment eq; rewrite v1 -/tau in mm.
have P0 := moment_ge0 v psdA n.
have grow : (g * form (mxpow A n) v <= form (mxpow A n.+1) v)%R.
  have f0 := moment_ge0 v psdA 1; have m1 : form (mxpow A 1) v = form A v.
    by rewrite /mxpow /= mulmx1.
  have gA : (g <= form A v)%R.
    rewrite eq cone_form v1 -/tau; have [t0 t1] := share_between N1 v.
    rewrite -/tau in t0; have := Rmult_le_compat_r _ _ _ t0 yx; lra.
  rewrite m1 in f0; case: (Rle_lt_or_eq_dec _ _ f0) => [f1 | z0]; last first.
    have -> : g = 0%R by lra. by rewrite Rmult_0_l; exact: moment_ge0.
  have m0 : form (mxpow A 0) v = 1%R by [].
  have [_] := moments_grow (fun i => form (mxpow A i) v) (form A v) f1 m0 m1
    (moments_convex v psdA) n.
  have := Rmult_le_compat_r _ _ _ P0 gA; exact: Rle_trans.
have i0 := Rinv_0_lt_compat _ c0.
have young : (2 * q <= c * form C z + / c * form (mxpow A n) v)%R.
  by apply: young_bound => //; case/psdE: psdC.
have cg : (0 <= / c - 2 * g)%R.
  by apply: (Rmult_le_reg_r c) => //; rewrite Rmult_minus_distr_r Rinv_l; lra.
have k1 := Rmult_le_compat_l _ _ _ (Rlt_le _ _ c0) zz.
have k2 := Rmult_le_compat_l _ _ _ cg mm; lra.
Qed.
End Side.
