(* The largest value of a symmetric form on the unit vectors of a space: how it rises, over Coq's
   reals, any size.

   form_rises: along a differentiable curve of matrices a bound on the form at a time rises, from
     the right, no faster than the form does on the vectors that attain it. No eigenvector is
     differentiated, and nothing is asked of the multiplicity.
   largest_value_rises (CE4L, BS6T): so does the largest value of two forms, each on the unit
     vectors that are orthogonal to the columns of a matrix.
   largest_value_continuous, top_value_largest: that value is continuous, and exists. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import real_induction from_right chain descent lipschitz orthonormal redundant.
From dlf Require Import flow order_kept.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* what a small step adds, against what the form at the time lacks *)
Lemma push (h C K K' x m a c y z N : R) : (0 <= h -> 0 < C -> 0 <= x -> 0 <= K -> m <= C * x ->
  2 * (h * c) <= C * (h * h * a) + m / C -> y <= 0 -> z <= K * m -> a <= K' * N ->
  h * K * C <= 1 / 2 -> h * (y + c + z) <= x + C * K' / 2 * (h * h) * N)%R.
Proof.
move=> h0 C0 x0 K0 mx hc y0 zm aN small.
have hh : (0 <= h * h)%R by apply: Rmult_le_pos.
have A : (C * (h * h * a) <= C * (h * h * (K' * N)))%R.
  by apply: Rmult_le_compat_l; [lra | exact: Rmult_le_compat_l].
have M : (m / C <= x)%R.
  apply: (Rmult_le_reg_r C) => //; rewrite /Rdiv Rmult_assoc Rinv_l; lra.
have Z : (h * z <= h * K * C * x)%R.
  have q : (h * z <= h * (K * m))%R by apply: Rmult_le_compat_l.
  have r : (h * K * m <= h * K * (C * x))%R by apply: Rmult_le_compat_l => //; exact: Rmult_le_pos.
  lra.
have X : (h * K * C * x <= 1 / 2 * x)%R by apply: Rmult_le_compat_r.
have Y : (h * y <= 0)%R by have := Rmult_le_compat_l _ _ _ h0 y0; lra.
lra.
Qed.

Section Whole.
Variable n : nat.
Implicit Types (B D : 'M[R]_n) (v w : 'cV[R]_n).

Lemma form1E v : form 1%:M v = (v^T *m v) 0 0.
Proof. by rewrite /form mulmx1. Qed.

Lemma add00 (Y Z : 'M[R]_1) : (Y + Z) 0 0 = Y 0 0 + Z 0 0. Proof. by rewrite mxE. Qed.
Lemma opp00 (Y : 'M[R]_1) : (- Y) 0 0 = - Y 0 0. Proof. by rewrite mxE. Qed.
Lemma scale00 (a : R) (Y : 'M[R]_1) : (a *: Y) 0 0 = a * Y 0 0. Proof. by rewrite mxE. Qed.

Lemma turn_round D v w : (v^T *m D^T *m w) 0 0 = (w^T *m D *m v) 0 0.
Proof.
have := congr1 (fun Y : 'M_1 => Y 0 0) (trmx_mul (w^T *m D) v).
by rewrite mxE trmx_mul trmxK mulmxA.
Qed.

(* the part of v that B sees *)
Lemma range_part B : B^T = B -> exists X : 'M[R]_n, B *m (X *m B) = B.
Proof.
move=> sym; have := normal_equations B; rewrite sym => /submxP[X eX].
have PB : X *m B *m B = B by rewrite -mulmxA -eX.
have BP : B *m (X *m B)^T = B by rewrite -{1}sym -trmx_mul PB sym.
have PP : X *m B *m (X *m B)^T = X *m B by rewrite -mulmxA BP.
exists X; rewrite -[X in B *m X](_ : (X *m B)^T = _) //.
by rewrite -[in LHS]PP trmx_mul trmxK PP.
Qed.

(* what B makes of v is small where the form is *)
Lemma image_small B v : semidefinite B -> B^T = B ->
  (form 1%:M (B *m v) <= (abs_sum B + 1) * form B v)%R.
Proof.
move=> psd sym; set b := (abs_sum B + 1)%R; set w := B *m v.
have b0 : (0 < b)%R by have := abs_sum_ge0 B; rewrite /b; lra.
have W : form (B *m B) v = form 1%:M w.
  by rewrite /w -[B in RHS]sym form_turned mulmx1 sym.
have := psd ((1%:M + (- / b)%R *: B^T) *m v).
rewrite form_moved sym formD W.
have /RleP V : form (B *m B *m B) v <= abs_sum B * form 1%:M w.
  have -> : B *m B *m B = B *m B *m B^T by rewrite sym.
  by rewrite -form_turned sym; exact: form_le.
have N0 : (0 <= form 1%:M w)%R by exact: norm_ge0.
rewrite expr2; move: (form (B *m B *m B) v) V => q V.
move: (form 1%:M w) N0 V => N N0 V; move: (form B v) => x.
rewrite -![_ * _]/(_ * _)%R -![_ + _]/(_ + _)%R => E.
have i0 : (0 < / b)%R by exact: Rinv_0_lt_compat.
have ii : (0 <= / b * / b)%R by apply: Rmult_le_pos; lra.
have q' : (q <= b * N)%R.
  by apply: Rle_trans V _; rewrite /b -[abs_sum B * N]/(abs_sum B * N)%R; lra.
have e : (/ b * / b * (b * N) = / b * N)%R by field; lra.
have := Rmult_le_compat_l _ _ _ ii q'; rewrite e => F.
have G : (/ b * N <= x)%R by lra.
by have := Rmult_le_compat_l _ _ _ (Rlt_le _ _ b0) G; rewrite -Rmult_assoc Rinv_r; lra.
Qed.

(* where B vanishes D is not positive: a small multiple of D is below B but for its square *)
Lemma pushed B D : B^T = B -> semidefinite B -> (forall v, B *m v = 0 -> (form D v <= 0)%R) ->
  exists d K, (0 < d)%R /\ (0 <= K)%R /\ forall h v, (0 <= h <= d)%R ->
  (h * form D v <= form B v + K * (h * h) * form 1%:M v)%R.
Proof.
move=> sym psd null; have [X BX] := range_part sym.
set P := X *m B in BX; set E := D + D^T; set Q := 1%:M - P.
pose C := ((abs_sum (X^T *m X) + 1) * (abs_sum B + 1))%R; pose K2 := (abs_sum D + 1)%R.
pose K1 := abs_sum (Q^T *m (E^T *m E) *m Q).
have C0 : (0 < C)%R.
  by have := abs_sum_ge0 B; have := abs_sum_ge0 (X^T *m X); move=> *; apply: Rmult_lt_0_compat; lra.
have K20 : (0 < K2)%R by have := abs_sum_ge0 D; rewrite /K2; lra.
exists (/ (2 * (K2 * C)))%R, (C * K1 / 2)%R.
have KC0 : (0 < K2 * C)%R by exact: Rmult_lt_0_compat.
have i0 : (0 < / (2 * (K2 * C)))%R by apply: Rinv_0_lt_compat; lra.
split; [exact: i0 | split=> [|h v [h0 hd]]].
  have := Rmult_le_pos _ _ (Rlt_le _ _ C0) (abs_sum_ge0 (Q^T *m (E^T *m E) *m Q)).
  by rewrite -/K1; lra.
set m := P *m v; set u := Q *m v.
have Bu : B *m u = 0 by rewrite /u mulmxA mulmxBr mulmx1 BX subrr mul0mx.
have vE : v = u + m by rewrite /u mulmxBl mul1mx subrK.
have mx : (form 1%:M m <= C * form B v)%R.
  have -> : form 1%:M m = form (X^T *m X) (B *m v).
    by rewrite /m -(mulmxA X) -{1}[X]trmxK form_turned mulmx1 trmxK.
  have /RleP := form_le (X^T *m X) (B *m v); have le := image_small v psd sym.
  have a0 := abs_sum_ge0 (X^T *m X); have N0 := norm_ge0 (B *m v).
  rewrite /C -[X in (_ <= X)%R -> _]/(_ * _)%R.
  have a1 : (0 <= abs_sum (X^T *m X) + 1)%R by lra.
  have := Rmult_le_compat_l _ _ _ a1 le; rewrite -Rmult_assoc.
  move: (form (X^T *m X) _) (form 1%:M _) N0 => f N N0; lra.
pose c := (u^T *m E *m m) 0 0.
have DE : form D v = (form D u + c + form D m)%R.
  rewrite vE /c /form /E [(u + m)^T]linearD /= !mulmxDr !mulmxDl !add00.
  rewrite turn_round.
  move: (_ 0 0) (_ 0 0) (_ 0 0) (_ 0 0) => x y z w.
  rewrite -![_ + _]/(_ + _)%R; ring.
rewrite DE; apply: (@push _ _ K2 _ _ (form 1%:M m) (form 1%:M (E *m u))) => //.
- exact: Rlt_le.
- (* 0 <= |h E u - m / C|^2 *)
  have := norm_ge0 (h *: (E *m u) - (/ C)%R *: m).
  have ET : E^T = E by rewrite /E linearD /= trmxK addrC.
  rewrite !form1E [(_ - _)^T]linearB /= [(h *: _)^T]linearZ [(/ C *: m)^T]linearZ /=.
  rewrite mulmxBl !mulmxBr -!scalemxAl -!scalemxAr !scalerA !add00 !opp00 !add00 !opp00 !scale00.
  have -> : (m^T *m (E *m u)) 0 0 = (u^T *m E *m m) 0 0.
    by rewrite mulmxA -turn_round ET.
  have -> : ((E *m u)^T *m m) 0 0 = (u^T *m E *m m) 0 0 by rewrite trmx_mul ET.
  rewrite -/c; move: {DE} c (((E *m u)^T *m _) 0 0) ((m^T *m _) 0 0) => c a mm.
  rewrite -![_ * _]/(_ * _)%R -![_ - _]/(_ + - _)%R => e.
  have := Rmult_le_compat_l C _ _ (Rlt_le _ _ C0) e; rewrite Rmult_0_r.
  have -> : (C * (h * h * a + - (h * / C * c) + - (/ C * h * c + - (/ C * / C * mm))) =
      C * (h * h * a) - 2 * (h * c) + mm / C)%R.
    by field; lra.
  lra.
- exact: null.
- have /RleP := form_le D m; have := norm_ge0 m; rewrite /K2 -[_ * _]/(_ * _)%R.
  move: (abs_sum D) (form 1%:M m) => a N; lra.
- have /RleP := form_le (Q^T *m (E^T *m E) *m Q) v; rewrite -/K1; congr (_ <= _)%R.
  by rewrite /u !form1E /form !trmx_mul !mulmxA.
- have := Rmult_le_compat_r _ _ _ (Rlt_le _ _ KC0) hd.
  have -> : (/ (2 * (K2 * C)) * (K2 * C) = 1 / 2)%R by field; split; lra.
  lra.
Qed.
End Whole.

Section Space.
Variables (n k : nat) (N : 'M[R]_(n, k)).
Implicit Types (A D : 'M[R]_n) (y : 'cV[R]_n).

(* y^T A y <= f for all unit vectors y that are orthogonal to the columns of N *)
Definition bounds A (f : R) := forall y, N^T *m y = 0 -> (form A y <= f * form 1%:M y)%R.

(* an orthonormal basis of the vectors that are orthogonal to the columns of N *)
Lemma space_basis : exists m (Q : 'M[R]_(m, n)), Q *m Q^T = 1%:M /\
  forall y, N^T *m y = 0 <-> exists c, y = Q^T *m c.
Proof.
have [Q [QQ QN]] := orthonormal_rows (leqnn (\rank (kermx N))).
exists (\rank (kermx N)), Q; split=> // y; split=> [Ny | [c ->]]; last first.
  rewrite mulmxA -trmx_mul; have /sub_kermxP -> := QN; by rewrite trmx0 mul0mx.
have yN : (y^T <= kermx N)%MS.
  by apply/sub_kermxP; rewrite -[N]trmxK -trmx_mul Ny trmx0.
have free : row_free Q.
  by apply/row_freeP; exists Q^T.
have eQ : (kermx N <= Q)%MS.
  by rewrite -(geq_leqif (mxrank_leqif_sup QN)); move/eqP: free => ->.
have /submxP[c yc] := submx_trans yN eQ.
by exists c^T; rewrite -trmx_mul -yc trmxK.
Qed.

Lemma form_rises (A : R -> 'M[R]_n) t D f l : mderiv A t D -> (A t)^T = A t -> bounds (A t) f ->
  (forall y, N^T *m y = 0 -> form (A t) y = (f * form 1%:M y)%R ->
    (form D y <= l * form 1%:M y)%R) ->
  forall e, (0 < e)%R -> exists d, (0 < d)%R /\
    forall h, (0 < h < d)%R -> bounds (A (t + h)%R) (f + h * (l + e))%R.
Proof.
move=> AD sym top rise e e0; have [m [Q [QQ space]]] := space_basis.
have turned X c : form X (Q^T *m c) = form (Q *m X *m Q^T) c.
  by rewrite /form trmx_mul trmxK !mulmxA.
have one c : form 1%:M (Q^T *m c) = form 1%:M c by rewrite turned mulmx1 QQ.
have form_gap j (X : 'M[R]_j) (r : R) (v : 'cV[R]_j) : form (r *: 1%:M - X) v =
    (r * form 1%:M v - form X v)%R by rewrite formD formN formZ.
pose B := f *: 1%:M - Q *m A t *m Q^T; pose D' := - (l *: 1%:M - Q *m D *m Q^T).
have inside (c : 'cV[R]_m) : N^T *m (Q^T *m c) = 0.
  by case: (space (Q^T *m c)) => _; apply; exists c.
have symB : B^T = B.
  by rewrite /B linearB linearZ /= trmx1 !trmx_mul trmxK sym mulmxA.
have psdB : semidefinite B.
  move=> c; rewrite form_gap -turned -one; have := top _ (inside c).
  by move: (form _ _) (form _ _) => x N1; lra.
have null c : B *m c = 0 -> (form D' c <= 0)%R.
  move=> Bc; have z : form B c = 0 by rewrite /form -mulmxA Bc mulmx0 mxE.
  move: z; rewrite form_gap -turned -one => z.
  have := rise _ (inside c); rewrite formN form_gap -turned -one.
  rewrite -[- _]/(- _)%R -[0]/0%R in z *.
  move: (form D _) (form (A t) _) (form 1%:M _) z => x a N1 z H.
  by have := H _; lra.
have [d [K [d0 [K0 push]]]] := pushed symB psdB null.
have e2 : (0 < e / 2)%R by lra.
have [d' [d'0 small]] := small_step_rest AD e2.
pose d2 := (e / 2 / (K + 1))%R; have d20 : (0 < d2)%R by apply: Rdiv_lt_0_compat; lra.
exists (Rmin d2 (Rmin d d')); split.
  by apply: Rmin_glb_lt => //; exact: Rmin_glb_lt.
move=> h [h0 hd] y Ny; have [/(_ Ny)[c ->] _] := space y.
have [h1 h2] : (h < d2)%R /\ (h < Rmin d d')%R.
  by have := Rmin_l d2 (Rmin d d'); have := Rmin_r d2 (Rmin d d'); lra.
have [h3 h4] : (h < d)%R /\ (h < d')%R.
  by have := Rmin_l d d'; have := Rmin_r d d'; lra.
have hK : (K * h <= e / 2)%R.
  have K1 : (0 < K + 1)%R by lra.
  have := Rmult_lt_compat_r _ _ _ K1 h1; rewrite /d2 /Rdiv Rmult_assoc Rinv_l; lra.
have h0d : (0 <= h <= d)%R by lra.
have := push h c h0d; rewrite formN !form_gap -!turned -!one.
set z := Q^T *m c.
pose left := A (t + h)%R - A t - h *: D.
have split_form : form (A (t + h)%R) z = (form (A t) z + h * form D z + form left z)%R.
  rewrite /left !formD !formN formZ -![_ + _]/(_ + _)%R -![- _]/(- _)%R -![_ * _]/(_ * _)%R; ring.
have N0 := norm_ge0 z.
have rest : (form left z <= e / 2 * h * form 1%:M z)%R.
  have /RleP le := form_le left z; apply: Rle_trans le _; apply: Rmult_le_compat_r => //.
  by apply: small; split.
have hh : (K * (h * h) * form 1%:M z <= e / 2 * h * form 1%:M z)%R.
  apply: Rmult_le_compat_r => //; rewrite -Rmult_assoc; apply: Rmult_le_compat_r; lra.
rewrite split_form -![- _]/(- _)%R.
move: (form (A t) z) (form D z) (form left z) (form 1%:M z) rest hh N0 => a x r N1 rest hh N0; lra.
Qed.
End Space.

(* unit vectors are enough *)
Lemma unit_enough n k (N : 'M[R]_(n, k)) (E E' : 'M[R]_n) f b :
  (forall y, N^T *m y = 0 -> form 1%:M y = 1 -> form E y = f -> (form E' y <= b)%R) ->
  forall y, N^T *m y = 0 -> form E y = (f * form 1%:M y)%R -> (form E' y <= b * form 1%:M y)%R.
Proof.
move=> H y Ny Ey; have N0 := norm_ge0 y.
have [zero | pos] := Req_dec (form 1%:M y) 0%R.
  have /RleP := form_le E' y; rewrite zero -[X in (_ <= X)%R -> _]/(_ * _)%R; lra.
pose r := sqrt (form 1%:M y); have r0 : (0 < r)%R by apply: sqrt_lt_R0; lra.
have rr : (r * r = form 1%:M y)%R by apply: sqrt_sqrt.
have scale Z : form Z ((/ r)%R *: y) = (form Z y / (r * r))%R.
  rewrite /form [(_ *: _)^T]linearZ /= -!scalemxAl -scalemxAr scalerA scale00.
  rewrite -![_ * _]/(_ * _)%R; move: (_ 0 0) => q; field; lra.
have := H ((/ r)%R *: y); rewrite -scalemxAr Ny scaler0 !scale Ey rr.
have e1 : (form 1%:M y / form 1%:M y = 1)%R by field.
have e2 : (f * form 1%:M y / form 1%:M y = f)%R by field.
rewrite e1 e2 => /(_ (erefl _) (erefl _) (erefl _)) low.
have p : (0 < form 1%:M y)%R by lra.
have := Rmult_le_compat_r _ _ _ (Rlt_le _ _ p) low.
by rewrite /Rdiv Rmult_assoc Rinv_l // Rmult_1_r.
Qed.

Section Largest.
Variables (n k n' k' : nat) (N : 'M[R]_(n, k)) (N' : 'M[R]_(n', k')).

(* the larger one of the largest values of two forms, each on its unit vectors *)
Definition largest_value (A : 'M[R]_n) (C : 'M[R]_n') (f : R) :=
  bounds N A f /\ bounds N' C f /\ forall g, bounds N A g -> bounds N' C g -> (f <= g)%R.

Lemma largest_value_unique A C f g : largest_value A C f -> largest_value A C g -> f = g.
Proof.
move=> [a1 [c1 l1]] [a2 [c2 l2]].
by apply: Rle_antisym; [exact: l1 | exact: l2].
Qed.

Theorem largest_value_rises (A : R -> 'M[R]_n) (C : R -> 'M[R]_n') (F : R -> R) t s D D' l :
  (t < s)%R -> (forall u, (t <= u < s)%R -> largest_value (A u) (C u) (F u)) ->
  mderiv A t D -> mderiv C t D' -> (A t)^T = A t -> (C t)^T = C t ->
  (forall y, N^T *m y = 0 -> form 1%:M y = 1 -> form (A t) y = F t -> (form D y <= l)%R) ->
  (forall z, N'^T *m z = 0 -> form 1%:M z = 1 -> form (C t) z = F t -> (form D' z <= l)%R) ->
  rises_at_most F t l.
Proof.
move=> ts top AD CD sA sC riseA riseC e e0.
have tt : (t <= t < s)%R by lra.
have [topA [topC _]] := top t tt.
have [d [d0 H]] := form_rises AD sA topA (unit_enough riseA) e0.
have [d' [d'0 H']] := form_rises CD sC topC (unit_enough riseC) e0.
exists (Rmin (s - t) (Rmin d d')); split.
  by apply: Rmin_glb_lt; [lra | exact: Rmin_glb_lt].
move=> h [h0 hd].
have [h1 h2] : (h < s - t)%R /\ (h < Rmin d d')%R.
  by have := Rmin_l (s - t) (Rmin d d'); have := Rmin_r (s - t) (Rmin d d'); lra.
have [h3 h4] : (h < d)%R /\ (h < d')%R.
  by have := Rmin_l d d'; have := Rmin_r d d'; lra.
have th : (t <= t + h < s)%R by lra.
have [_ [_ least]] := top _ th.
by apply: least; [apply: H | apply: H'].
Qed.

Lemma largest_value_continuous (A : R -> 'M[R]_n) (C : R -> 'M[R]_n') (F : R -> R) t :
  (forall u, largest_value (A u) (C u) (F u)) -> mcont A t -> mcont C t -> continuous F t.
Proof.
move=> top cA cC.
pose g u := (abs_sum (A u - A t) + abs_sum (C u - C t))%R.
have cg : continuous g t.
  apply: (@continuous_plus _ _ _ (fun u => abs_sum (A u - A t))).
    apply: (continuous_abs_sum (D := fun u => A u - A t)) => i j.
    by apply: continuous_ext (cadd (cA i j) (continuous_const (- A t i j) t)) => u; rewrite !mxE.
  apply: (continuous_abs_sum (D := fun u => C u - C t)) => i j.
  by apply: continuous_ext (cadd (cC i j) (continuous_const (- C t i j) t)) => u; rewrite !mxE.
have shift m (X Y : 'M[R]_m) z : (form X z <= form Y z + abs_sum (X - Y) * form 1%:M z)%R.
  have /RleP := form_le (X - Y) z; rewrite formD formN.
  rewrite -[X in (X <= _)%R -> _]/(_ + - _)%R -[X in (_ <= X)%R -> _]/(_ * _)%R; lra.
have sub m (X Y : 'M[R]_m) : abs_sum (X - Y) = abs_sum (Y - X) by rewrite -abs_sumN opprB.
have up u v a c : (abs_sum (A v - A u) <= a)%R -> (abs_sum (C v - C u) <= c)%R ->
    (0 <= a)%R -> (0 <= c)%R -> (F v <= F u + (a + c))%R.
  move=> ha hc a0 c0; have [_ [_ least]] := top v; have [tA [tC _]] := top u.
  apply: least => y Ny.
    have := tA y Ny; have := shift _ (A v) (A u) y; have N0 := norm_ge0 y.
    have := Rmult_le_compat_r _ _ _ N0 ha; have := Rmult_le_pos _ _ c0 N0; lra.
  have := tC y Ny; have := shift _ (C v) (C u) y; have N0 := norm_ge0 y.
  have := Rmult_le_compat_r _ _ _ N0 hc; have := Rmult_le_pos _ _ a0 N0; lra.
have gE u : (Rabs (F u - F t) <= g u)%R.
  have [a0 c0] := (abs_sum_ge0 (A u - A t), abs_sum_ge0 (C u - C t)).
  have h1 := up t u _ _ (Rle_refl _) (Rle_refl _) a0 c0.
  have := up u t _ _ (Req_le _ _ (sub _ (A t) (A u))) (Req_le _ _ (sub _ (C t) (C u))) a0 c0.
  by move=> h2; apply: Rabs_le; rewrite /g; lra.
have gt : g t = 0%R.
  have z m (X : 'M[R]_m) : abs_sum (X - X) = 0%R.
    by rewrite subrr /abs_sum big1 // => j _; rewrite big1 // => i _; rewrite mxE Rabs_R0.
  by rewrite /g !z Rplus_0_l.
apply/continuity_pt_filterlim => e e0; have e0' : (0 < e)%R by lra.
have gte : (g t < e)%R by lra.
have [d [d0 H]] := near_below _ _ _ cg gte.
exists d; split=> // u [_ ud]; apply: Rle_lt_trans (gE u) _; exact: H.
Qed.

(* it exists if one of the spaces is not zero *)
Definition top_value (A : 'M[R]_n) (C : 'M[R]_n') : R :=
  real (Glb_Rbar (fun g => bounds N A g /\ bounds N' C g)).

Lemma top_value_largest A C : (k < n)%N || (k' < n')%N -> largest_value A C (top_value A C).
Proof.
move=> room; have [low lowP] : exists low, forall g, bounds N A g -> bounds N' C g -> (low <= g)%R.
  have unit m j (X : 'M[R]_(m, j)) (E : 'M[R]_m) : (j < m)%N ->
      exists low, forall g, bounds X E g -> (low <= g)%R.
    move=> jm; have K : (0 < \rank (kermx X))%N.
      by rewrite mxrank_ker subn_gt0; exact: leq_ltn_trans (rank_leq_col X) jm.
    have [q [qq qX]] := orthonormal_rows K; exists (form E q^T) => g bg.
    have Xq : X^T *m q^T = 0 by rewrite -trmx_mul (sub_kermxP qX) trmx0.
    have q1 : form 1%:M q^T = 1 by rewrite form1E trmxK qq mxE eqxx.
    by have := bg _ Xq; rewrite q1 -[1]/1%R; lra.
  case/orP: room => /unit H; [have [low l] := H N A | have [low l] := H N' C].
    by exists low => g g1 _; exact: l.
  by exists low => g _ g2; exact: l.
pose E g := bounds N A g /\ bounds N' C g; have [up least] := Glb_Rbar_correct E.
have high : E (Rmax (abs_sum A) (abs_sum C)).
  have one m j (X : 'M[R]_(m, j)) (Z : 'M[R]_m) g : (abs_sum Z <= g)%R -> bounds X Z g.
    move=> Zg y _; have /RleP := form_le Z y; move/Rle_trans; apply.
    by apply: Rmult_le_compat_r => //; exact: norm_ge0.
  by split; apply: one; [exact: Rmax_l | exact: Rmax_r].
rewrite /top_value -/E; move: (Glb_Rbar E) up least => glb up least.
have lowb : Rbar_le low glb by apply: least => g [g1 g2]; exact: lowP.
have highb := up _ high; case: glb up least lowb highb => [f | |] //= up least lowb highb.
have closed m j (X : 'M[R]_(m, j)) (Z : 'M[R]_m) : (forall g, E g -> bounds X Z g) -> bounds X Z f.
  move=> H y Xy; apply: Rnot_lt_le => less; have N0 := norm_ge0 y.
  have [zero | pos] := Req_dec (form 1%:M y) 0%R.
    have := H _ high y Xy; rewrite zero in less *; lra.
  have p : (0 < form 1%:M y)%R by lra.
  pose b := (form Z y / form 1%:M y)%R.
  have bE : (b * form 1%:M y = form Z y)%R by rewrite /b; field.
  have : (b <= f)%R.
    apply: (least b) => g Eg /=; have := H g Eg y Xy; rewrite -bE => le.
    exact: Rmult_le_reg_r le.
  move=> bf; have := Rmult_le_compat_r _ _ _ N0 bf; rewrite bE; lra.
split; [|split].
- by apply: closed => g [].
- by apply: closed => g [].
by move=> g g1 g2; exact: (up g (conj g1 g2)).
Qed.
End Largest.
