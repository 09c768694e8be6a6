(* How far the leading singular vectors of M + E are from those of M, over any real closed field,
   all shapes and ranks (M8NR).

   singular_values_shift (part 1): no singular value falls by more than the norm of E.
   largest_angle: the largest angle between the column space of M and the span of as many leading
     left singular vectors of M + E, and what the norm of E says of it. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end weyl courant block removal frobenius.
From dlf Require Import real_spectral singular_values singular_facts.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Lengths.
Variable F : rcfType.

Lemma sumsq_turned m n p (U : 'M[F]_(m, n)) (x : 'M[F]_(n, p)) : U^T *m U = 1%:M ->
  sumsq (U *m x) = sumsq x.
Proof. by move=> UU; rewrite !sumsq_trace trmx_mul -mulmxA (mulmxA U^T) UU mul1mx. Qed.

Lemma sumsq_coordinates n (U : 'M[F]_n) (x : 'cV[F]_n) : U^T *m U = 1%:M ->
  sumsq (U^T *m x) = sumsq x.
Proof. by move=> UU; apply: sumsq_turned; rewrite trmxK; exact: mulmx1C. Qed.

Lemma sumsq_cV n (x : 'cV[F]_n) : sumsq x = \sum_i x i 0 ^+ 2.
Proof. by apply: eq_bigr => i _; rewrite big_ord1. Qed.

Lemma lengthensE m n (W : 'M[F]_(m, n)) e (x : 'cV[F]_n) : lengthens W e ->
  sumsq (W *m x) <= e ^+ 2 * sumsq x.
Proof. by case=> e0 /(_ x); rewrite frob_le. Qed.

Lemma lengthens_tr m n (W : 'M[F]_(m, n)) e : lengthens W e -> lengthens W^T e.
Proof.
move=> le; have [e0 _] := le; split=> // x; set w := W^T *m x.
have [w0|w0] := eqVneq (frob w) 0; first by rewrite w0 mulr_ge0 ?frob_ge0.
have wp : 0 < frob w by rewrite lt_def w0 frob_ge0.
rewrite -(ler_pmul2l wp) -expr2 sqr_frob sumsq_rows {1}/w -mulmxA mxtrace_mulC -mulmxA -trmx_mul.
apply: le_trans (cauchy _ _) _; rewrite mulrC mulrA ler_wpmul2r ?frob_ge0 // mulrC.
by have [_] := le; apply.
Qed.

Lemma decomposition_form m n (M : 'M[F]_(m, n)) U V s (x : 'cV[F]_n) :
  singular_decomposition M U V s -> sumsq (M *m x) = \sum_(j < n) s j ^+ 2 * (V^T *m x) j 0 ^+ 2.
Proof.
move=> dec; have [_ VV _ _ _] := dec.
have := spectral_form (fun j : 'I_n => s j ^+ 2) (V^T *m x) VV.
rewrite -(gram_spectrum dec) (mulmxA V) (mulmx1C VV) mul1mx => <-.
by rewrite sumsq_trace trmx_mul !mulmxA /mxtrace big_ord1.
Qed.

(* no singular value falls by more than the norm of E *)
Theorem singular_values_shift m n (M E : 'M[F]_(m, n)) U V s U' V' s' e :
  singular_decomposition M U V s -> singular_decomposition (M + E) U' V' s' -> lengthens E e ->
  forall k, s k - e <= s' k.
Proof.
move=> dec dec' le k; have [e0 small] := le.
have [_ VV ds late _] := dec; have [_ VV' ds' late' _] := dec'.
have pos' i : 0 <= s' i by have /andP[] := ds' _ _ (leqnn i).
have pos i : 0 <= s i by have /andP[] := ds _ _ (leqnn i).
have [kn|nk] := ltnP k n; last first.
  by rewrite late ?geq_min ?nk ?orbT // sub0r (le_trans _ (pos' k)) // oppr_le0.
have [a [a0 later sooner]] := common (V'^T *m V) (Ordinal kn); set x := V *m a.
have xa : sumsq x = sumsq a by exact: sumsq_turned.
have x0 : 0 < frob x.
  rewrite lt_def frob_ge0 andbT; apply: contra a0 => /eqP/frob_eq0 z.
  by rewrite -[a]mul1mx -VV -mulmxA -/x z mulmx0.
have low : s k * frob x <= frob (M *m x).
  rewrite -ler_sqr ?nnegrE ?mulr_ge0 ?frob_ge0 // exprMn !sqr_frob xa (decomposition_form _ dec).
  rewrite /x mulmxA VV mul1mx sumsq_cV mulr_sumr; apply: ler_sum => j _.
  have [jk|kj] := leqP j k; last by rewrite later ?expr0n ?mulr0.
  by rewrite ler_wpmul2r ?sqr_ge0 // ler_sqr ?nnegrE //; have /andP[] := ds _ _ jk.
have high : frob ((M + E) *m x) <= s' k * frob x.
  rewrite frob_le // (decomposition_form _ dec') -(sumsq_coordinates x VV') sumsq_cV mulr_sumr.
  apply: ler_sum => j _.
  have [jk|kj] := ltnP j k; first by rewrite /x mulmxA sooner ?expr0n ?mulr0.
  by rewrite ler_wpmul2r ?sqr_ge0 // ler_sqr ?nnegrE //; have /andP[] := ds' _ _ kj.
rewrite -(ler_pmul2r x0) mulrBl ler_subl_addr; apply: le_trans low _.
have -> : M *m x = (M + E) *m x - E *m x by rewrite mulmxDl addrK.
apply: le_trans (triangle _ _) _; rewrite -scaleN1r frobZ normrN1 mul1r.
exact: ler_add high (small x).
Qed.

(* the inner product of two columns *)
Local Notation dot x y := ((x^T *m y) 0 0).

Lemma sumsq_combined n a b (x y : 'cV[F]_n) :
  sumsq (a *: x + b *: y) = a ^+ 2 * sumsq x + b ^+ 2 * sumsq y + 2%:R * (a * b * dot x y).
Proof.
have tr (X : 'M[F]_1) : \tr X = X 0 0 by rewrite /mxtrace big_ord1.
have sym : dot y x = dot x y by rewrite -[y^T *m x]trmxK trmx_mul trmxK mxE.
rewrite !sumsq_trace !tr [(_ + _)^T]linearD /= ![(_ *: _)^T]linearZ /= mulmxDl !mulmxDr.
rewrite -!scalemxAl -!scalemxAr; move: sym; move: (x^T *m x) (x^T *m y) (y^T *m x) (y^T *m y).
move=> p q q' w e; rewrite !mxE e; move: (p 0 0) (q 0 0) (w 0 0) => *; ring.
Qed.

Section Leading.
Variables (m n : nat) (M : 'M[F]_(m, n)) (U : 'M[F]_m) (V : 'M[F]_n) (s : nat -> F).
Hypothesis dec : singular_decomposition M U V s.

Lemma leading_low k (x : 'cV[F]_m) : (forall j : 'I_m, (k < j)%N -> (U^T *m x) j 0 = 0) ->
  s k ^+ 2 * sumsq x <= sumsq (M^T *m x).
Proof.
move=> late; have [UU _ ds _ _] := dec; rewrite (decomposition_form _ (decomposition_tr dec)).
rewrite -(sumsq_coordinates x UU) sumsq_cV mulr_sumr.
apply: ler_sum => j _; have [jk|kj] := leqP j k; last by rewrite late ?expr0n ?mulr0.
have pos i : 0 <= s i by have /andP[] := ds _ _ (leqnn i).
by rewrite ler_wpmul2r ?sqr_ge0 // ler_sqr ?nnegrE //; have /andP[] := ds _ _ jk.
Qed.

Lemma trailing_high k (x : 'cV[F]_m) : (forall j : 'I_m, (j <= k)%N -> (U^T *m x) j 0 = 0) ->
  sumsq (M^T *m x) <= s k ^+ 2 * sumsq x.
Proof.
move=> soon; have [UU _ ds _ _] := dec; rewrite (decomposition_form _ (decomposition_tr dec)).
rewrite -(sumsq_coordinates x UU) sumsq_cV mulr_sumr.
apply: ler_sum => j _; have [jk|kj] := leqP j k; first by rewrite soon ?expr0n ?mulr0.
have pos i : 0 <= s i by have /andP[] := ds _ _ (leqnn i).
by rewrite ler_wpmul2r ?sqr_ge0 // ler_sqr ?nnegrE //; have /andP[] := ds _ _ (ltnW kj).
Qed.

Lemma separate_images k (x y : 'cV[F]_m) :
  (forall j : 'I_m, (k < j)%N -> (U^T *m x) j 0 = 0) ->
  (forall j : 'I_m, (j <= k)%N -> (U^T *m y) j 0 = 0) -> dot (M^T *m x) (M^T *m y) = 0.
Proof.
move=> late soon; rewrite trmx_mul -mulmxA (mulmxA _ M^T) (gram_spectrum (decomposition_tr dec)).
rewrite /with_spectrum -!mulmxA mulmxA -{1}[U]trmxK -trmx_mul mxE big1 // => j _.
rewrite mul_diag_mx !mxE; have [jk|kj] := leqP j k.
  by rewrite [X in _ * (_ * X)](_ : _ = 0) ?mulr0 // -[RHS](soon j jk) mxE.
by rewrite [X in X * _](_ : _ = 0) ?mul0r // -[RHS](late j kj) mxE.
Qed.

(* the first k + 1 columns of U *)
Definition leading k : 'M[F]_(m, k.+1) := U *m pid_mx k.+1.

Lemma leading_frame k : (k < m)%N -> (leading k)^T *m leading k = 1%:M.
Proof.
move=> km; have [UU _ _ _ _] := dec.
by rewrite trmx_mul -mulmxA (mulmxA U^T) UU mul1mx tr_pid_mx pid_mx_id // pid_mx_1.
Qed.

Lemma leading_late k (v : 'cV[F]_k.+1) (j : 'I_m) : (k < j)%N ->
  (U^T *m (leading k *m v)) j 0 = 0.
Proof.
move=> kj; have [UU _ _ _ _] := dec; rewrite !mulmxA UU mul1mx mxE big1 // => i _.
by rewrite mxE ltnS [(j <= k)%N]leqNgt kj andbF mul0r.
Qed.

Lemma leading_soon k (x : 'cV[F]_m) (j : 'I_m) : (leading k)^T *m x = 0 -> (j <= k)%N ->
  (U^T *m x) j 0 = 0.
Proof.
move=> e jk; have jk' : (j < k.+1)%N by [].
have := congr1 (fun z : 'cV[F]_k.+1 => z (Ordinal jk') 0) e.
rewrite trmx_mul -mulmxA tr_pid_mx mxE (bigD1 j) //= big1 => [|i ij].
  by rewrite !mxE eqxx ltnS jk mul1r addr0.
by rewrite mxE -[(_ == _ :> nat)]/(j == i) eq_sym (negbTE ij) mul0r.
Qed.

(* the first columns of U span the range *)
Lemma leading_range k : (\rank M <= k.+1)%N -> leading k *m (leading k)^T *m M = M.
Proof.
move=> rk; have [UU VV ds late e] := dec; have pos := positive_up_to_rank dec.
have ge0 i : 0 <= s i by have /andP[] := ds _ _ (leqnn i).
have ME : M = U *m rectangular_diagonal m n s *m V^T.
  by rewrite -e !mulmxA (mulmx1C UU) mul1mx -mulmxA (mulmx1C VV) mulmx1.
have -> : leading k *m (leading k)^T = U *m pid_mx k.+1 *m U^T.
  by rewrite /leading trmx_mul tr_pid_mx !mulmxA -(mulmxA U) mul_pid_mx !minnn.
rewrite ME !mulmxA -(mulmxA _ U^T U) UU mulmx1 -(mulmxA U); congr (_ *m _ *m _).
apply/matrixP => i j; rewrite mxE (bigD1 i) //=.
rewrite big1 => [|l li]; last by rewrite mxE -[(_ == _ :> nat)]/(i == l) eq_sym (negbTE li) mul0r.
rewrite mxE eqxx addr0 /=; case: leqP => [il|li]; last by rewrite mul1r.
rewrite mul0r mxE; case: eqP => // _; apply/esym/eqP; rewrite eq_le ge0 andbT.
by rewrite leNgt pos -leqNgt (leq_trans rk il).
Qed.
End Leading.

Lemma principal_pair k (C : 'M[F]_k.+1) : exists (a v : 'cV[F]_k.+1) c,
  [/\ sumsq a = 1, sumsq v = 1, C *m v = c *: a, C^T *m a = c *: v & 0 <= c /\
   forall z : 'cV_k.+1, c ^+ 2 * sumsq z <= sumsq (C^T *m z)].
Proof.
have [A [B [g dec]]] := singular_value_decomposition C; have [AA BB ds _ _] := dec.
have one (Q : 'M[F]_k.+1) j : Q^T *m Q = 1%:M -> sumsq (col j Q) = 1.
  move=> QQ; rewrite colE sumsq_turned // sumsq_cV (bigD1 j) //= big1 => [|i ij].
    by rewrite mxE !eqxx expr1n addr0.
  by rewrite mxE (negbTE ij) expr0n.
exists (col ord_max A), (col ord_max B), (g k); have [pair _ _] := singular_value_pairs dec.
have [e1 e2] := pair ord_max ord_max erefl; split; rewrite ?one //.
split; first by have /andP[] := ds _ _ (leqnn k).
by move=> z; apply: (leading_low dec) => j; rewrite ltnNge -ltnS ltn_ord.
Qed.

Lemma turned_back m c (x y : 'cV[F]_m) : y - c *: x = (1 - c ^+ 2) *: y + c *: (c *: y - x).
Proof.
by apply/matrixP => i j; rewrite !mxE; move: (x i j) (y i j) => *; ring.
Qed.

Section Angle.
Variables (m n r : nat) (M E : 'M[F]_(m, n)) (U U' : 'M[F]_m) (V V' : 'M[F]_n) (s s' : nat -> F).
Variable e : F.
Hypotheses (dec : singular_decomposition M U V s) (rank : \rank M = r.+1).
Hypotheses (dec' : singular_decomposition (M + E) U' V' s') (small : lengthens E e).
Local Notation S := (M + E).

(* the largest angle between the two spaces: its cosine c, and what follows of it *)
Lemma largest_angle : exists c, [/\ 0 <= c, c ^+ 2 <= 1,
  forall k (y : 'cV_n), (r < k)%N -> exists z : 'cV_m,
    sumsq (M *m y - U' *m pid_mx k *m z) <= (1 - c ^+ 2) * sumsq (M *m y),
  (1 - c ^+ 2) * s' r ^+ 2 <= e ^+ 2 &
  e + e < s r -> 1 - c ^+ 2 < c ^+ 2 /\ (1 - c ^+ 2) * c ^+ 2 * s r ^+ 2 <= e ^+ 2].
Proof.
have [e0 _] := small; have rm : (r < m)%N by rewrite -rank rank_leq_row.
set P := leading U r; set P' := leading U' r.
have PP : P^T *m P = 1%:M := leading_frame dec rm.
have PP' : P'^T *m P' = 1%:M := leading_frame dec' rm.
have PM : P *m P^T *m M = M by apply: leading_range dec _ _; rewrite rank.
have [a [v [c [a1 v1 Cv Ca [c0 most]]]]] := principal_pair (P^T *m P').
rewrite trmx_mul trmxK in Ca most; exists c.
set u := P *m a; set u' := P' *m v.
have uu : sumsq u = 1 by rewrite sumsq_turned.
have uu' : sumsq u' = 1 by rewrite sumsq_turned.
have tr (X : 'M[F]_1) : \tr X = X 0 0 by rewrite /mxtrace big_ord1.
have uu'c : dot u u' = c.
  by rewrite trmx_mul -mulmxA (mulmxA P^T) Cv -scalemxAr mxE -tr -sumsq_trace a1 mulr1.
set w := u' - c *: u; set w' := c *: u' - u.
have ww : sumsq w = 1 - c ^+ 2.
  have := sumsq_combined (- c) 1 u u'; rewrite scaleNr scale1r addrC uu uu' uu'c => ->.
  by ring.
have ww' : sumsq w' = 1 - c ^+ 2.
  have := sumsq_combined (- 1) c u u'; rewrite scaleN1r addrC uu uu' uu'c => ->.
  by ring.
have c1 : 0 <= 1 - c ^+ 2 by rewrite -ww sumsq_ge0.
have MTu' : M^T *m u' = c *: (M^T *m u).
  have -> : M^T *m u' = M^T *m P *m (P^T *m P' *m v).
    by rewrite -{1}PM (trmx_mul (P *m P^T)) (trmx_mul P) trmxK /u' !mulmxA.
  by rewrite Cv -scalemxAr /u mulmxA.
have Pw' : P'^T *m w' = 0.
  by rewrite mulmxBr -scalemxAr [P'^T *m u']mulmxA PP' mul1mx [P'^T *m u]mulmxA Ca subrr.
set p := S^T *m u'; set q := S^T *m w'; set y := M^T *m u.
have pq : dot p q = 0.
  apply: (separate_images dec' (k := r)); first exact: (leading_late dec' v).
  by move=> j jr; exact: (leading_soon Pw' jr).
have p_low : s' r ^+ 2 <= sumsq p.
  by have := leading_low dec' (leading_late dec' v (k := r)); rewrite -/P' -/u' uu' mulr1.
have q_high : sumsq q <= (1 - c ^+ 2) * sumsq p.
  rewrite -ww' mulrC; apply: le_trans (ler_wpmul2r (sumsq_ge0 _) p_low).
  by apply: (trailing_high dec') => j jr; exact: (leading_soon Pw' jr).
have y_low : s r ^+ 2 <= sumsq y.
  by have := leading_low dec (leading_late dec a (k := r)); rewrite -/P -/u uu mulr1.
have ET (x : 'cV_m) : sumsq (E^T *m x) <= e ^+ 2 * sumsq x.
  by apply: lengthensE; exact: lengthens_tr.
have STE (x : 'cV_m) : S^T *m x = M^T *m x + E^T *m x by rewrite linearD mulmxDl.
have Ew : E^T *m w = (1 - c ^+ 2) *: p + c *: q.
  have -> : E^T *m w = S^T *m w.
    by rewrite STE [M^T *m w]mulmxBr MTu' -scalemxAr subrr add0r.
  by rewrite {1}/w turned_back mulmxDr -!scalemxAr.
have first_bound : (1 - c ^+ 2) ^+ 2 * sumsq p + c ^+ 2 * sumsq q <= e ^+ 2 * (1 - c ^+ 2).
  by have := ET w; rewrite ww Ew sumsq_combined pq !mulr0 addr0.
split=> //.
- by rewrite -subr_ge0.
- move=> k y0 rk; set x := M *m y0; exists (pid_mx r.+1 *m (P'^T *m x)).
  have -> : U' *m (pid_mx k : 'M_m) *m (pid_mx r.+1 *m (P'^T *m x)) = P' *m (P'^T *m x).
    rewrite (mulmxA _ (pid_mx r.+1)) -(mulmxA U') mul_pid_mx (minn_idPr rk) (minn_idPr rm).
    by [].
  set t := P'^T *m x; have xt : dot x (P' *m t) = sumsq t.
    by rewrite mulmxA -[x^T *m P']trmxK trmx_mul trmxK -tr -sumsq_trace.
  have := sumsq_combined 1 (- 1) x (P' *m t); rewrite scale1r scaleN1r xt sumsq_turned // => ->.
  have xP : x = P *m (P^T *m x) by rewrite /x !mulmxA PM.
  have xP2 : sumsq (P^T *m x) = sumsq x by rewrite -(sumsq_turned (P^T *m x) PP) -xP.
  have := most (P^T *m x); rewrite xP2 -mulmxA -xP -/t => low.
  have -> : 1 ^+ 2 * sumsq x + (-1) ^+ 2 * sumsq t + 2%:R * (1 * -1 * sumsq t) =
      sumsq x - sumsq t by move: (sumsq x) (sumsq t) => *; ring.
  by rewrite mulrBl mul1r ler_sub.
- move: c1; rewrite le_eqVlt => /orP[/eqP <-|c1]; first by rewrite mul0r sqr_ge0.
  rewrite -(ler_pmul2r c1) mulrAC -expr2; apply: le_trans first_bound.
  by rewrite ler_paddr ?mulr_ge0 ?sqr_ge0 ?sumsq_ge0 // ler_wpmul2l ?sqr_ge0.
move=> half; move: c1; rewrite le_eqVlt => /orP[/eqP z|c1].
  rewrite -z !mul0r sqr_ge0; split=> //; rewrite -[c ^+ 2](subKr 1) -z subr0.
  exact: ltr01.
split.
  have big : e ^+ 2 < c ^+ 2 * sumsq p + sumsq q.
    have -> : c ^+ 2 * sumsq p + sumsq q = sumsq (S^T *m u).
      have -> : S^T *m u = c *: p + (- 1) *: q.
        by rewrite scaleN1r /p /q scalemxAr -mulmxBr subKr.
      by rewrite sumsq_combined pq sqrrN expr1n mul1r !mulr0 addr0.
    rewrite -sqr_frob ltr_sqr ?nnegrE ?frob_ge0 //.
    have yE : y = S^T *m u - E^T *m u by rewrite STE addrK.
    have y1 : s r <= frob y.
      rewrite -ler_sqr ?nnegrE ?frob_ge0 ?sqr_frob //.
      by have [_ _ ds _ _] := dec; have /andP[] := ds _ _ (leqnn r).
    have f1 : frob (E^T *m u) <= e.
      by rewrite -[e]mulr1 -[X in _ <= _ * X]sqrtr1 -uu; have [_] := lengthens_tr small; apply.
    have := triangle (S^T *m u) (- (E^T *m u)); rewrite -yE -scaleN1r frobZ normrN1 mul1r => y2.
    rewrite -(ltr_add2r e); apply: lt_le_trans half (le_trans y1 (le_trans y2 _)).
    by rewrite ler_add2l.
  have h : (1 - c ^+ 2) ^+ 2 * sumsq p + c ^+ 2 * sumsq q <
      (1 - c ^+ 2) * (c ^+ 2 * sumsq p + sumsq q).
    by apply: le_lt_trans first_bound _; rewrite mulrC ltr_pmul2l.
  rewrite -subr_gt0 in h; rewrite -subr_ge0 in q_high.
  have prod : 0 < (c ^+ 2 - (1 - c ^+ 2)) * ((1 - c ^+ 2) * sumsq p - sumsq q).
    by move: h; congr (0 < _); move: (sumsq p) (sumsq q) => *; ring.
  have nz : 0 < (1 - c ^+ 2) * sumsq p - sumsq q.
    by rewrite lt_def q_high andbT; apply/eqP => z; move: prod; rewrite z mulr0 ltxx.
  by rewrite -subr_gt0 -(pmulr_lgt0 _ nz).
have Eu' : E^T *m u' = 1 *: p + (- c) *: y.
  by rewrite scale1r scaleNr -MTu' /p STE addrC addKr.
have Ew' : E^T *m w' = 1 *: q + (1 - c ^+ 2) *: y.
  have -> : E^T *m w' = q - M^T *m w' by rewrite /q STE addrC addKr.
  rewrite [M^T *m w']mulmxBr -scalemxAr MTu' -/y scalerA -expr2 scale1r; congr (_ + _).
  by rewrite opprB scalerBl scale1r.
have third : (1 - c ^+ 2) ^+ 2 * sumsq (E^T *m u') + c ^+ 2 * sumsq (E^T *m w') <=
    e ^+ 2 * (1 - c ^+ 2).
  have -> : e ^+ 2 * (1 - c ^+ 2) = (1 - c ^+ 2) ^+ 2 * (e ^+ 2 * sumsq u') +
      c ^+ 2 * (e ^+ 2 * sumsq w') by rewrite uu' ww'; ring.
  by apply: ler_add; rewrite ler_wpmul2l ?sqr_ge0.
rewrite -(ler_pmul2r c1); apply: le_trans third.
have Eq : sumsq ((1 - c ^+ 2) *: p + (- c) *: q) =
    (1 - c ^+ 2) ^+ 2 * sumsq p + c ^+ 2 * sumsq q.
  by rewrite sumsq_combined pq !mulr0 addr0 sqrrN.
have Zy : dot ((1 - c ^+ 2) *: p + (- c) *: q) y = (1 - c ^+ 2) * dot p y - c * dot q y.
  rewrite [(_ + _)^T]linearD /= ![(_ *: _)^T]linearZ /= mulmxDl -!scalemxAl.
  by move: (p^T *m y) (q^T *m y) => A B; rewrite !mxE mulNr.
have E3 := sumsq_combined 1 (- ((1 - c ^+ 2) * c)) ((1 - c ^+ 2) *: p + (- c) *: q) y.
rewrite Eq Zy in E3; have := sumsq_ge0 (1 *: ((1 - c ^+ 2) *: p + - c *: q) +
  - ((1 - c ^+ 2) * c) *: y).
rewrite E3 Eu' Ew' !sumsq_combined => pos.
apply: le_trans (_ : (1 - c ^+ 2) ^+ 2 * c ^+ 2 * sumsq y <= _).
  have -> : (1 - c ^+ 2) * c ^+ 2 * s r ^+ 2 * (1 - c ^+ 2) =
      (1 - c ^+ 2) ^+ 2 * c ^+ 2 * s r ^+ 2 by move: (s r) => t; ring.
  by rewrite ler_wpmul2l // mulr_ge0 ?sqr_ge0.
rewrite -subr_ge0; move: pos; congr (0 <= _).
move: (sumsq p) (sumsq q) (sumsq y) (dot p y) (dot q y) => *; ring.
Qed.
End Angle.
End Lengths.
