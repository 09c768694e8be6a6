(* Wrong variants of what it costs to do without one feature, refuted over every real closed
   field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import block removal pseudo_inverse feature_cost limit_down feature_ridge.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : rcfType.
(* nine tenths *)
Local Notation share := (9%:R / 10%:R : F).
(* two features that are one sample each *)
Local Notation one2 := (1%:M : 'M[F]_2).
(* the answer 1 on the first sample, 0 on the second *)
Local Notation first := (delta_mx 0 0 : 'cV[F]_2).
(* one sample in which both features are 1 *)
Local Notation ones := (const_mx 1 : 'rV[F]_2).
(* its pseudo-inverse *)
Local Notation half := (2%:R^-1 *: ones^T).
(* the answer 1 *)
Local Notation answer := (1%:M : 'M[F]_1).

Lemma sumsq_row0 : sumsq (row 0 first) = 1.
Proof. by rewrite /sumsq !big_ord1 !mxE expr1n. Qed.

Lemma sumsq_first : sumsq first = 1.
Proof.
rewrite /sumsq !big_ord_recl !big_ord0 !mxE /= expr1n expr0n /= !addr0.
by [].
Qed.

Lemma sumsq_zero m n : sumsq (0 : 'M[F]_(m, n)) = 0.
Proof. by rewrite /sumsq big1 // => i _; rewrite big1 // => k _; rewrite mxE expr0n. Qed.

Lemma two_neq0 : 2%:R != 0 :> F. Proof. by rewrite pnatr_eq0. Qed.

Lemma share_neq x : x != 0 -> share * x = x -> False.
Proof.
move=> x0 /eqP; rewrite -subr_eq0 -{2}[x]mul1r -mulrBl mulf_eq0 (negbTE x0) orbF subr_eq0.
by rewrite lt_eqF // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

Lemma first_least : least_squares one2 first first.
Proof. by move=> C; rewrite /misfit mul1mx subrr sumsq_zero sumsq_ge0. Qed.

Lemma zero_misfit : misfit one2 first first = 0.
Proof. by rewrite /misfit mul1mx subrr sumsq_zero. Qed.

Lemma one_inverse : penrose one2 one2. Proof. by split; rewrite !mulmx1 ?trmx1. Qed.

Lemma one_distance : distance_square one2 0 1.
Proof.
have g : penrose (one2^T *m one2) one2 by rewrite trmx1 mulmx1; exact: one_inverse.
have [[_ _]|[]] := feature_distance one_inverse g 0; last by rewrite mulmx1 subrr mxE ltxx.
by rewrite mxE invr1.
Qed.

Lemma col0_one : col 0 one2 = first.
Proof. by apply/matrixP => i k; rewrite !mxE ord1 eqxx andbT. Qed.

(* nine tenths of the square *)
Theorem feature_zeroed_share_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)) B j,
  least_squares A Y B ->
  misfit A Y (zeroed j B) = misfit A Y B + share * (sumsq (col j A) * sumsq (row j B))).
Proof.
move=> H; have := H _ _ _ one2 first first 0 first_least.
have [_ ->] := feature_zeroed one2 first first 0; last exact: first_least.
rewrite col0_one sumsq_row0 sumsq_first mulr1 => /addrI /esym.
by apply: share_neq; rewrite oner_eq0.
Qed.

(* no cross term for a fit that is no minimiser *)
Theorem feature_zeroed_any_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)) B j,
  misfit A Y (zeroed j B) = misfit A Y B + sumsq (col j A) * sumsq (row j B)).
Proof.
move=> H; have := H _ _ _ one2 0 first 0.
have -> : zeroed 0 first = 0.
  by apply/matrixP => i k; rewrite !mxE; case: eqP => // /eqP /negbTE->.
rewrite /misfit mulmx0 mul1mx subr0 sub0r sumsqN sumsq_zero col0_one sumsq_row0 sumsq_first mulr1.
by move/eqP; rewrite eq_sym -mulr2n pnatr_eq0.
Qed.

(* the cross term once *)
Theorem feature_zeroed_once_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)) B j,
  misfit A Y (zeroed j B) = misfit A Y B + sumsq (col j A) * sumsq (row j B) +
    \tr ((col j A *m row j B)^T *m (Y - A *m B))).
Proof.
move=> H; have := H _ _ _ one2 0 first 0.
have [-> _] := feature_zeroed one2 0 first 0; set t := \tr _ => /addrI.
rewrite mulr2n mulrDl mul1r => /eqP; rewrite -subr_eq0 addrK => /eqP.
rewrite /t mul1mx sub0r mulmxN linearN /= col0_one.
have -> : row 0 first = 1%:M by apply/matrixP => i k; rewrite !mxE !ord1.
rewrite mulmx1 -sumsq_trace sumsq_first => /eqP.
by rewrite oppr_eq0 oner_eq0.
Qed.

(* nine tenths of the distance *)
Theorem feature_refitted_share_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)) B
  j d, least_squares A Y B -> distance_square A j d ->
  least_value (unused j) (misfit A Y) (misfit A Y B + share * (d * sumsq (row j B)))).
Proof.
move=> H; have h := H _ _ _ _ _ _ _ _ first_least one_distance.
have := least_value_unique h (feature_refitted first_least one_distance).
by rewrite sumsq_row0 mulr1 => /addrI; apply: share_neq; rewrite oner_eq0.
Qed.

(* the other rows fitted again to any fit *)
Theorem feature_refitted_any_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)) B
  j d, distance_square A j d ->
  least_value (unused j) (misfit A Y) (misfit A Y B + d * sumsq (row j B))).
Proof.
move=> H; have [_ /(_ 0)] := H _ _ _ _ 0 first _ _ one_distance.
rewrite /misfit mulmx0 mul1mx subr0 sub0r sumsqN sumsq_zero sumsq_row0 sumsq_first mulr1.
rewrite /unused linear0 => /(_ erefl).
by rewrite -mulr2n lern0.
Qed.

(* the length of the column in place of the distance *)
Theorem feature_refitted_own_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)) B
  j, least_squares A Y B ->
  least_value (unused j) (misfit A Y) (misfit A Y B + sumsq (col j A) * sumsq (row j B))).
Proof.
have m k : misfit ones answer (delta_mx k 0) = 0.
  rewrite /misfit -colE; have -> : col k ones = 1%:M.
    by apply/matrixP => i l; rewrite !mxE !ord1.
  by rewrite subrr sumsq_zero.
have best : least_squares ones answer first by move=> C; rewrite m sumsq_ge0.
move=> H; have [_ /(_ (delta_mx 1 0))] := H _ _ _ _ _ _ 0 best.
rewrite !m add0r sumsq_row0 mulr1 /sumsq !big_ord1 !mxE expr1n => h.
have := h _; rewrite ler10 => /(_ _) /negP; apply=> //.
by apply/matrixP => i l; rewrite !mxE.
Qed.

(* nine tenths of the inverse *)
Theorem feature_distance_share_wrong : ~ (forall n p (A : 'M[F]_(n, p)) P H j, penrose A P ->
  penrose (A^T *m A) H -> (1%:M - P *m A) j j = 0 -> distance_square A j (share * (H j j)^-1)).
Proof.
move=> H; have g : penrose (one2^T *m one2) one2.
  by rewrite trmx1 mulmx1; exact: one_inverse.
have := H _ _ _ _ _ 0 one_inverse g; rewrite mulmx1 subrr mxE => /(_ erefl) h.
have := least_value_unique h one_distance; rewrite mxE invr1.
by apply: share_neq; rewrite oner_eq0.
Qed.

Lemma scalar_inverse (a : F) : a != 0 -> penrose (a%:M : 'M[F]_2) a^-1%:M.
Proof.
by move=> a0; split; rewrite -?scalar_mxM ?mulfV ?mulVf ?tr_scalar_mx // -?scalar_mxM ?mul1r.
Qed.

(* the diagonal of the inverse itself *)
Theorem feature_distance_upright_wrong : ~ (forall n p (A : 'M[F]_(n, p)) P H j, penrose A P ->
  penrose (A^T *m A) H -> (1%:M - P *m A) j j = 0 -> distance_square A j (H j j)).
Proof.
pose A : 'M[F]_2 := 2%:R%:M; have inv : penrose A _ := scalar_inverse two_neq0.
have four : 4%:R != 0 :> F by rewrite pnatr_eq0.
have g : penrose (A^T *m A) (4%:R^-1)%:M.
  by rewrite tr_scalar_mx -scalar_mxM -natrM; exact: scalar_inverse.
have Q0 : (1%:M - (2%:R^-1)%:M *m A) 0 0 = 0.
  by rewrite -scalar_mxM mulVf ?two_neq0 // subrr mxE.
move=> H; have := H _ _ _ _ _ 0 inv g Q0 => h.
have [[_ _ h']|[]] := feature_distance inv g 0; last by rewrite Q0 ltxx.
have /eqP := least_value_unique h h'.
rewrite mxE eqxx mulr1n invrK => /eqP/(congr1 (fun x => 4%:R * x)).
by rewrite divff // -natrM => /eqP; rewrite eq_sym pnatr_eq1.
Qed.

Lemma half_inverse : penrose ones half.
Proof.
have e1 : ones *m half = 1%:M.
  apply/matrixP => i j; rewrite !ord1 -scalemxAr !mxE !big_ord_recl big_ord0 !mxE mulr1 addr0.
  by rewrite -mulr2n mulVf // two_neq0.
split; rewrite ?e1 ?mul1mx ?trmx1 //; first by rewrite -mulmxA e1 mulmx1.
by rewrite -scalemxAl linearZ /= trmx_mul trmxK.
Qed.

Lemma half_kernel : (1%:M - half *m ones) 0 0 = 2%:R^-1.
Proof.
rewrite mxE [X in _ + X]mxE -scalemxAl [X in - X]mxE !mxE big_ord1 !mxE mulr1.
by rewrite mulr1n; apply/eqP; rewrite subr_eq {1}(splitr 1) !mul1r mulr1.
Qed.

Lemma half_row : sumsq (row 0 (half *m answer)) = 2%:R^-1 ^+ 2.
Proof. by rewrite mulmx1 /sumsq !big_ord1 !mxE mulr1. Qed.

(* nine tenths of the growth *)
Theorem shortest_without_share_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) P (Y : 'M[F]_(n, o)) j,
  penrose A P -> 0 < (1%:M - P *m A) j j -> let B := P *m Y in let Q := 1%:M - P *m A in
  sumsq (B - (Q j j)^-1 *: (col j Q *m row j B)) =
    sumsq B + share * (sumsq (row j B) / Q j j)).
Proof.
move=> H; have h0 : 0 < (1%:M - half *m ones) 0 0 by rewrite half_kernel invr_gt0 ltr0n.
have /= := H _ _ _ _ _ answer _ half_inverse h0.
have [_ _ -> _ _] := shortest_without half_inverse answer h0; move=> /addrI /esym.
apply: share_neq; rewrite half_row half_kernel mulf_neq0 ?expf_neq0 ?invr_neq0 //.
- exact: two_neq0.
- exact: two_neq0.
Qed.

(* the growth without its division *)
Theorem shortest_without_undivided_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) P
  (Y : 'M[F]_(n, o)) j, penrose A P -> 0 < (1%:M - P *m A) j j ->
  let B := P *m Y in let Q := 1%:M - P *m A in
  sumsq (B - (Q j j)^-1 *: (col j Q *m row j B)) = sumsq B + sumsq (row j B)).
Proof.
move=> H; have h0 : 0 < (1%:M - half *m ones) 0 0 by rewrite half_kernel invr_gt0 ltr0n.
have /= := H _ _ _ _ _ answer _ half_inverse h0.
have [_ _ -> _ _] := shortest_without half_inverse answer h0; move=> /addrI /eqP.
rewrite half_row half_kernel invrK mulr_natr mulr2n -subr_eq0 addrK expf_eq0 invr_eq0.
by rewrite (negbTE two_neq0).
Qed.

Lemma ridge_first : ridge_least one2 first 1 (2%:R^-1 *: first) /\
  invmx (one2^T *m one2 + 1%:M) = 2%:R^-1%:M.
Proof.
have e : one2^T *m one2 + 1%:M = 2%:R%:M by rewrite trmx1 mulmx1 -raddfD.
have ie : invmx (one2^T *m one2 + 1%:M) = 2%:R^-1%:M by rewrite e invmx_scalar.
split=> //; have [_ [_]] := ridge_minimiser one2 first (2%:R^-1 *: first) ltr01.
by apply; rewrite ie trmx1 mul1mx mul_scalar_mx.
Qed.

(* the inverse with twice the ridge *)
Theorem ridge_minimiser_twice_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)) x B,
  0 < x -> A^T *m A + x%:M \in unitmx /\
  (ridge_least A Y x B <-> B = invmx (A^T *m A + (2%:R * x)%:M) *m (A^T *m Y))).
Proof.
have [best _] := ridge_first; move=> H.
have [_ [h _]] := H _ _ _ one2 first 1 (2%:R^-1 *: first) ltr01; move: (h best).
rewrite trmx1 !mul1mx mulr1 -raddfD -(natrD _ 1) invmx_scalar mul_scalar_mx.
move=> /colP/(_ 0); rewrite !mxE eqxx !mulr1 => /eqP; rewrite (inj_eq invr_inj) eqr_nat.
by [].
Qed.

(* a ridge of zero *)
Theorem ridge_minimiser_zero_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)) x B,
  0 <= x -> A^T *m A + x%:M \in unitmx /\
  (ridge_least A Y x B <-> B = invmx (A^T *m A + x%:M) *m (A^T *m Y))).
Proof.
move=> H; have [u _] := H _ _ _ ones answer 0 first (lexx 0).
have z : ones *m (first - delta_mx 1 0) = 0.
  by rewrite mulmxBr -!colE; apply/colP => i; rewrite !mxE subrr.
have := mulKmx u (first - delta_mx 1 0); rewrite raddf0 addr0 -(mulmxA _ ones) z !mulmx0.
by move=> /colP/(_ 0)/eqP; rewrite !mxE /= subr0 eq_sym oner_eq0.
Qed.

Lemma sumsq_half : sumsq (row 0 (2%:R^-1 *: first)) = 2%:R^-1 ^+ 2.
Proof. by rewrite linearZ /= sumsqZ sumsq_row0 mulr1. Qed.

(* nine tenths of the rise with a ridge *)
Theorem feature_with_ridge_share_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)) x
  B j, 0 < x -> ridge_least A Y x B -> least_value (unused j) (ridge_misfit A Y x)
    (ridge_misfit A Y x B + share * (sumsq (row j B) / invmx (A^T *m A + x%:M) j j))).
Proof.
have [best inv] := ridge_first; move=> H; have h := H _ _ _ _ _ _ _ 0 ltr01 best.
have [_ h'] := feature_with_ridge 0 ltr01 best.
have /addrI := least_value_unique h h'; apply: share_neq.
rewrite inv sumsq_half mxE eqxx mulr1n mulf_neq0 ?expf_neq0 ?invr_neq0 //; exact: two_neq0.
Qed.

(* the inverse of G without the ridge *)
Theorem feature_with_ridge_bare_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)) x
  B j, 0 < x -> ridge_least A Y x B -> least_value (unused j) (ridge_misfit A Y x)
    (ridge_misfit A Y x B + sumsq (row j B) / invmx (A^T *m A) j j)).
Proof.
have [best inv] := ridge_first; move=> H; have h := H _ _ _ _ _ _ _ 0 ltr01 best.
have [_ h'] := feature_with_ridge 0 ltr01 best.
have /addrI/eqP := least_value_unique h h'; rewrite inv sumsq_half trmx1 mulmx1 invmx1 !mxE eqxx.
rewrite !mulr1n invr1 mulr1 invrK mulr_natr mulr2n eq_sym -subr_eq0 addrK expf_eq0 invr_eq0.
by rewrite (negbTE two_neq0).
Qed.

Section Limit.
Variables (n p o : nat) (A : 'M[F]_(n, p)) (Y : 'M[F]_(n, o)).

(* the minimisers with a ridge *)
Definition ridge_fits x : 'M[F]_(p, o) := invmx (A^T *m A + x%:M) *m (A^T *m Y).

Lemma ridge_fits_least x : 0 < x -> ridge_least A Y x (ridge_fits x).
Proof. by move=> x0; have [_ [_]] := ridge_minimiser A Y (ridge_fits x) x0; apply. Qed.
End Limit.

(* nine tenths of the rise in the limit *)
Theorem ridge_limits_rise_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) P (Y : 'M[F]_(n, o)) j
  Bx, penrose A P -> (forall x, 0 < x -> ridge_least A Y x (Bx x)) ->
  forall B d, least_squares A Y B -> distance_square A j d ->
  tends_down (fun x => sumsq (row j (Bx x)) / invmx (A^T *m A + x%:M) j j)
    (share * (d * sumsq (row j B)))).
Proof.
move=> H; have best := @ridge_fits_least _ _ _ one2 first.
have h := H _ _ _ _ _ _ 0 _ one_inverse best _ _ first_least one_distance.
have [h' _] := ridge_limits one_inverse 0 best.
have := down_unique h (h' _ _ first_least one_distance); apply: share_neq.
by rewrite sumsq_row0 mulr1 oner_eq0.
Qed.

Lemma half_positive : 0 < (1%:M - half *m ones) 0 0.
Proof. by rewrite half_kernel invr_gt0 ltr0n. Qed.

Lemma growth_neq : sumsq (row 0 (half *m answer)) / (1%:M - half *m ones) 0 0 != 0.
Proof.
by rewrite half_row half_kernel mulf_neq0 ?expf_neq0 ?invr_neq0 // two_neq0.
Qed.

(* nine tenths of the growth in the limit *)
Theorem ridge_limits_growth_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) P (Y : 'M[F]_(n, o)) j
  Bx, penrose A P -> (forall x, 0 < x -> ridge_least A Y x (Bx x)) -> 0 < (1%:M - P *m A) j j ->
  tends_down (fun x => sumsq (row j (Bx x)) / invmx (A^T *m A + x%:M) j j / x)
    (share * (sumsq (row j (P *m Y)) / (1%:M - P *m A) j j))).
Proof.
move=> H; have best := @ridge_fits_least _ _ _ ones answer.
have h := H _ _ _ _ _ _ _ _ half_inverse best half_positive.
have [_ h'] := ridge_limits half_inverse 0 best.
by have := down_unique h (h' half_positive); apply: share_neq; exact: growth_neq.
Qed.

(* the rise itself tends to the growth *)
Theorem ridge_limits_undivided_wrong : ~ (forall n p o (A : 'M[F]_(n, p)) P (Y : 'M[F]_(n, o)) j
  Bx, penrose A P -> (forall x, 0 < x -> ridge_least A Y x (Bx x)) -> 0 < (1%:M - P *m A) j j ->
  tends_down (fun x => sumsq (row j (Bx x)) / invmx (A^T *m A + x%:M) j j)
    (sumsq (row j (P *m Y)) / (1%:M - P *m A) j j)).
Proof.
move=> H; have best := @ridge_fits_least _ _ _ ones answer.
have h := H _ _ _ _ _ _ _ _ half_inverse best half_positive.
have [_ h'] := ridge_limits half_inverse 0 best.
have := down_unique h (down_ext _ (down_mul (@down_same F) (h' half_positive))).
rewrite mul0r => z; have := growth_neq; rewrite z ?eqxx // => x x0.
by rewrite mulrCA divff ?mulr1 // gt_eqF.
Qed.
End Wrong.
