(* The singular values of an update whose factors remember a Gram matrix, over any real closed
   field, all sizes (PY2D).

   remembered_gram (part 1): D = c B A with A A^T = A_0 A_0^T + B^T B.
   balanced_singular_values (part 2): all factors of a balanced chain have the same singular
     values, and those of c times its product are c times their powers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end weyl courant block removal frobenius.
From dlf Require Import real_spectral singular_values singular_facts singular_angle feature_ridge.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Gram.
Variable F : rcfType.

Lemma singular_ge0 m n (M : 'M[F]_(m, n)) U V s j : singular_decomposition M U V s -> 0 <= s j.
Proof. by case=> _ _ ds _ _; have /andP[] := ds _ _ (leqnn j). Qed.

Lemma squares_fall m n (M : 'M[F]_(m, n)) U V s k : singular_decomposition M U V s ->
  decreasing (fun j : 'I_k => s j ^+ 2).
Proof.
move=> dec i j ij; rewrite ler_sqr ?nnegrE ?(singular_ge0 _ dec) //.
by have [_ _ ds _ _] := dec; have /andP[] := ds _ _ ij.
Qed.

(* the spectrum of M M^T *)
Lemma row_gram m n (M : 'M[F]_(m, n)) U V s : singular_decomposition M U V s ->
  M *m M^T = with_spectrum U (fun j : 'I_m => s j ^+ 2).
Proof. by move=> dec; rewrite -{1}[M]trmxK; exact: gram_spectrum (decomposition_tr dec). Qed.

Lemma same_spectrum m (U U' : 'M[F]_m) p p' : U^T *m U = 1%:M -> U'^T *m U' = 1%:M ->
  decreasing p -> decreasing p' -> with_spectrum U p = with_spectrum U' p' ->
  forall i, p i = p' i.
Proof.
move=> UU UU' dp dp' e i; apply/eqP; rewrite eq_le; apply/andP; split.
  by apply: (weyl_monotone UU UU' dp dp') => v; rewrite e.
by apply: (weyl_monotone UU' UU dp' dp) => v; rewrite e.
Qed.

Lemma spectrum_gap m (U : 'M[F]_m) p (v : 'cV[F]_m) : U^T *m U = 1%:M ->
  (v^T *m with_spectrum U p *m v) 0 0 = \sum_j p j * (U^T *m v) j 0 ^+ 2.
Proof.
move=> UU; rewrite -(spectral_form p (U^T *m v) UU) (mulmxA U) (mulmx1C UU) mul1mx.
by [].
Qed.

Lemma form_square m n (M : 'M[F]_(m, n)) (v : 'cV[F]_m) :
  (v^T *m (M *m M^T) *m v) 0 0 = sumsq (M^T *m v).
Proof. by rewrite sumsq_trace trmx_mul trmxK !mulmxA /mxtrace big_ord1. Qed.

(* the shortest and the longest image of a vector under the transpose of A *)
Lemma stretched r p (A : 'M[F]_(r, p)) U V a (v : 'cV[F]_r) : singular_decomposition A U V a ->
  a r.-1 ^+ 2 * sumsq v <= sumsq (A^T *m v) <= a 0%N ^+ 2 * sumsq v.
Proof.
move=> dec; have [UU _ ds _ _] := dec; rewrite (leading_low dec) /=; last first.
  by move=> j; rewrite ltnNge -ltnS prednK ?ltn_ord // (leq_ltn_trans _ (ltn_ord j)).
rewrite (decomposition_form _ (decomposition_tr dec)) -(sumsq_coordinates v UU) sumsq_cV.
rewrite mulr_sumr; apply: ler_sum => j _; rewrite ler_wpmul2r ?sqr_ge0 //.
by rewrite ler_sqr ?nnegrE ?(singular_ge0 _ dec) //; have /andP[] := ds _ _ (leq0n j).
Qed.

(* what the update remembers of the start of its first factor *)
Theorem remembered_gram d r p (A A0 : 'M[F]_(r, p)) (B : 'M[F]_(d, r)) c U0 V0 a U V b U' V' s :
  A *m A^T = A0 *m A0^T + B^T *m B -> singular_decomposition A0 U0 V0 a ->
  singular_decomposition B U V b -> singular_decomposition (c *: (B *m A)) U' V' s ->
  forall k, b k * Num.sqrt (c ^+ 2 * a r.-1 ^+ 2 + c ^+ 2 * b k ^+ 2) <= s k <=
            b k * Num.sqrt (c ^+ 2 * a 0%N ^+ 2 + c ^+ 2 * b k ^+ 2).
Proof.
move=> memory dec0 decB decD k; have [UU _ _ lateB _] := decB; have [UU' _ _ lateD _] := decD.
have b0 j := singular_ge0 j decB; have s0 j := singular_ge0 j decD.
have [kd|dk] := ltnP k d; last first.
  by rewrite lateB ?geq_min ?dk // lateD ?geq_min ?dk // !mul0r lexx.
pose f x (j : 'I_d) : F := b j ^+ 2 * (c ^+ 2 * x ^+ 2 + c ^+ 2 * b j ^+ 2).
have ff x : decreasing (f x).
  move=> i j ij; have bb := squares_fall decB ij.
  apply: ler_pmul => //; [exact: sqr_ge0| |by rewrite ler_add2l ler_wpmul2l ?sqr_ge0].
  by apply: addr_ge0; apply: mulr_ge0; exact: sqr_ge0.
have form (v : 'cV_d) : (v^T *m with_spectrum U' (fun j : 'I_d => s j ^+ 2) *m v) 0 0 =
    c ^+ 2 * (sumsq (A0^T *m (B^T *m v)) + sumsq (B *m (B^T *m v))).
  rewrite -(row_gram decD) form_square linearZ /= -scalemxAl sumsqZ; congr (_ * _).
  rewrite trmx_mul -mulmxA -(form_square A) memory mulmxDr mulmxDl mxE form_square; congr (_ + _).
  by have := form_square B^T (B^T *m v); rewrite trmxK.
have seen (v : 'cV_d) : sumsq (B *m (B^T *m v)) =
    \sum_(j < d) b j ^+ 2 * b j ^+ 2 * (U^T *m v) j 0 ^+ 2.
  have tB : (B *m B^T)^T = B *m B^T by rewrite trmx_mul trmxK.
  rewrite mulmxA -{1}tB -form_square tB (row_gram decB) spectrum_mul // spectrum_gap //.
have seen1 (v : 'cV_d) : sumsq (B^T *m v) = \sum_(j < d) b j ^+ 2 * (U^T *m v) j 0 ^+ 2.
  exact: decomposition_form (decomposition_tr decB).
have flat x (v : 'cV_d) : (v^T *m with_spectrum U (f x) *m v) 0 0 =
    c ^+ 2 * (x ^+ 2 * sumsq (B^T *m v) + sumsq (B *m (B^T *m v))).
  rewrite spectrum_gap // seen seen1 mulr_sumr -big_split mulr_sumr; apply: eq_bigr => j _ /=.
  by rewrite /f; move: (b j) ((U^T *m v) j 0) => y z; ring.
have low : f (a r.-1) (Ordinal kd) <= s k ^+ 2.
  apply: (weyl_monotone UU UU' (ff _) (squares_fall decD) _ (Ordinal kd)) => v.
  rewrite form (flat (a r.-1)) ler_wpmul2l ?sqr_ge0 // ler_add2r.
  by have /andP[] := stretched (B^T *m v) dec0.
have high : s k ^+ 2 <= f (a 0%N) (Ordinal kd).
  apply: (weyl_monotone UU' UU (squares_fall decD) (ff _) _ (Ordinal kd)) => v.
  rewrite form (flat (a 0%N)) ler_wpmul2l ?sqr_ge0 // ler_add2r.
  by have /andP[] := stretched (B^T *m v) dec0.
have g0 x : 0 <= c ^+ 2 * x ^+ 2 + c ^+ 2 * b k ^+ 2.
  by apply: addr_ge0; apply: mulr_ge0; exact: sqr_ge0.
have r0 x : 0 <= b k * Num.sqrt (c ^+ 2 * x ^+ 2 + c ^+ 2 * b k ^+ 2).
  by rewrite mulr_ge0 ?sqrtr_ge0.
by apply/andP; split; rewrite -ler_sqr ?nnegrE // exprMn sqr_sqrtr.
Qed.

Section Chain.
Variables (n : nat) (d : nat -> nat) (W : factors F d).
Hypothesis balance : balanced n.+1 W.

Theorem balanced_singular_values U V s : singular_decomposition (W n) U V s ->
  (forall l Ul Vl sl, (l <= n)%N -> singular_decomposition (W l) Ul Vl sl ->
     forall k, sl k = s k) /\
  forall c U' V' s', 0 <= c -> singular_decomposition (c *: chain n.+1 W) U' V' s' ->
  forall k, s' k = c * s k ^+ n.+1.
Proof.
move=> dec; split.
  have main j : (j <= n)%N -> forall Ul Vl sl, singular_decomposition (W (n - j)%N) Ul Vl sl ->
      forall k, sl k = s k.
    elim: j => [|j IH] jn.
      by rewrite subn0 => Ul Vl sl dec0 k; exact: singular_values_unique dec0 dec k.
    have e : ((n - j.+1).+1 = n - j)%N by rewrite -subSn // subSS.
    have ln : ((n - j.+1).+1 < n.+1)%N by rewrite ltnS ltn_subrL /= (leq_ltn_trans _ jn).
    have {}IH := IH (ltnW jn); rewrite -e in IH; have link := balancedE balance ln.
    move: (n - j.+1)%N ln link IH {e} => l ln link IH Ul Vl sl dec0 k.
    have [U1 [V1 [s1 dec1]]] := singular_value_decomposition (W l.+1).
    have e1 := IH _ _ _ dec1; rewrite -e1; have [VV1 _ _ late0 _] := dec0.
    have [_ VV2 _ late1 _] := dec1; have [kd|dk] := ltnP k (d l.+1); last first.
      by rewrite late0 ?late1 // geq_min ?dk ?orbT.
    have gram := gram_spectrum dec1; rewrite link (row_gram dec0) in gram.
    have := same_spectrum VV1 VV2 (squares_fall dec0) (squares_fall dec1) gram (Ordinal kd).
    by move/eqP; rewrite eqr_expn2 ?(singular_ge0 _ dec0) ?(singular_ge0 _ dec1) // => /eqP.
  by move=> l Ul Vl sl ln; move: (main _ (leq_subr l n)); rewrite subKn // => H /H.
move=> c U' V' s' c0 dec' k; have [UU _ _ late _] := dec; have [UU' _ _ late' _] := dec'.
have s0 j := singular_ge0 j dec; have s'0 j := singular_ge0 j dec'.
have [kd|dk] := ltnP k (d n.+1); last first.
  by rewrite late' ?geq_min ?dk // late ?geq_min ?dk // expr0n mulr0.
have gram : with_spectrum U' (fun j : 'I_(d n.+1) => s' j ^+ 2) =
    with_spectrum U (fun j => (c * s j ^+ n.+1) ^+ 2).
  rewrite -(row_gram dec'); have [_ [e _]] := telescoping balance.
  rewrite linearZ /= -scalemxAl -scalemxAr scalerA -expr2 e /last_gram (row_gram dec).
  rewrite spectrum_power // /with_spectrum scalemxAl scalemxAr; congr (_ *m _ *m _).
  apply/matrixP => i j; rewrite !mxE mulrnAr [(c * _) ^+ 2]exprMn -!exprM mulnC.
  by [].
have fall : decreasing (fun j : 'I_(d n.+1) => (c * s j ^+ n.+1) ^+ 2).
  move=> i j ij; rewrite ler_sqr ?nnegrE ?mulr_ge0 ?exprn_ge0 //.
  rewrite ler_wpmul2l // ler_expn2r ?nnegrE //.
  by have [_ _ ds _ _] := dec; have /andP[] := ds _ _ ij.
have := same_spectrum UU' UU (squares_fall dec') fall gram (Ordinal kd).
by move/eqP; rewrite eqr_expn2 ?mulr_ge0 ?exprn_ge0 // => /eqP.
Qed.
End Chain.
End Gram.
