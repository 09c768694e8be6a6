(* A wrong variant of domination in the window, near the truth, refuted by three diagonal factors
   of size two with the targets sqrt(2) and 1, from eps = 1/2. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import compare ahead from_right chain descent lipschitz flow end_to_end modes.
From dlf Require Import end_to_end_flow order_kept weyl ceiling largest_form outer_form flow_modes.
From dlf Require Import aligned mode_times mode_exists mode_course mode_lag late_mode.
From dlf Require Import aligned_exists window_finite growth_window_flow wrong_window_grows.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation two := (fun _ : nat => 2%N).

Section Wrong.
Let s : 'I_2 -> R := fun j => if j == ord0 then sqrt 2 else 1%R.
Let unit : 'M[R]_(2, 1) := delta_mx ord0 ord0.
Let J (l : nat) : 'M[R]_(two l, 2) := 1%:M.

Lemma pair_form (p : 'I_2 -> R) a : form (diag_mx (\row_j p j)) a = \sum_j p j * a j 0 ^+ 2.
Proof.
have := @spectral_form R_realFieldType _ 1%:M p a; rewrite trmx1 mulmx1 mul1mx => <- //.
by rewrite /with_spectrum mul1mx trmx1 mulmx1.
Qed.

Lemma square_of_target : target s *m target s = diag_mx (\row_j (s j * s j)).
Proof. by rewrite /target mulmx_diag; congr diag_mx; apply/rowP => j; rewrite !mxE. Qed.

Lemma pair_norm (a : 'cV[R]_2) : form 1%:M a = \sum_j a j 0 ^+ 2.
Proof.
have -> : 1%:M = diag_mx (\row_j 1) :> 'M[R]_2.
  by apply/matrixP => i j; rewrite !mxE.
by rewrite pair_form; apply: eq_bigr => j _; rewrite mul1r.
Qed.

Lemma first_column_unit : unit^T *m unit = 1%:M.
Proof. by rewrite /unit trmx_delta mul_delta_mx; apply/matrixP => i j; rewrite !mxE !ord1. Qed.

Lemma first_pair : target s *m unit = unit *m (sqrt 2)%:M.
Proof.
rewrite /unit mul_mx_scalar; have := @diag_column R_fieldType _ s ord0.
by rewrite /target /s eqxx.
Qed.

Lemma root_of_two : (11 / 10 < sqrt 2)%R /\ (sqrt 2 * sqrt 2 = 2)%R.
Proof. by have [q1 q2] := square_root_of_two; rewrite /= Rmult_1_r in q2; split; nra. Qed.

Lemma targets_nonneg j : (0 <= s j)%R.
Proof. by have [q _] := root_of_two; rewrite /s; case: ifP => _; lra. Qed.

Lemma pair_form_le p (b : R) (z : 'cV[R]_2) :
  (forall j, p j * z j 0 ^+ 2 <= b * z j 0 ^+ 2) ->
  (form (diag_mx (\row_j p j)) z <= b * form 1%:M z)%R.
Proof.
move=> le; rewrite pair_form pair_norm; apply/RleP; rewrite RmultE mulr_sumr.
by apply: ler_sum => j _; exact: le.
Qed.

Lemma norm_of_target z : (form ((target s)^T *m target s) z <= sqrt 2 * sqrt 2 * form 1%:M z)%R.
Proof.
rewrite tr_diag_mx square_of_target; apply: pair_form_le => j.
apply: ler_wpmul2r; first exact: sqr_ge0.
apply/RleP; have [q qq] := root_of_two; rewrite qq /s -RmultE; case: ifP => _; lra.
Qed.

Lemma behind_first : bounds unit (target s *m target s) (1 * 1)%R.
Proof.
move=> y uy; rewrite square_of_target; apply: pair_form_le => j.
have y0 : y ord0 0 = 0.
  have /matrixP /(_ 0 0) := uy; rewrite /unit trmx_delta !mxE big_ord_recl big1 => [|i _].
    by rewrite !mxE !eqxx mul1r addr0.
  by rewrite !mxE eqxx /= mul0r.
case: (j =P ord0) => [-> | /eqP j0]; first by rewrite y0 expr2 mul0r !mulr0.
by rewrite /s (negPf j0).
Qed.

Lemma start_before : ((1 / 2) ^ 3 / 1 < (INR 3 - 2) / (2 * (INR 3 - 1)))%R.
Proof. by rewrite /=; lra. Qed.

Lemma holds_here : (window_exponent 3 * ((sqrt 2 / 1) ^ 2 - 1) * window_integral 3 (sqrt 2 / 1)
  ((1 / 2) ^ 3 / 1) ((INR 3 - 2) / (2 * (INR 3 - 1))) <
  / window_weight 3 (sqrt 2 / 1) ((INR 3 - 2) / (2 * (INR 3 - 1))))%R.
Proof.
have -> : ((INR 3 - 2) / (2 * (INR 3 - 1)) = 1 / 4)%R by rewrite /=; field.
have -> : ((1 / 2) ^ 3 / 1 = 1 / 8)%R by rewrite /=; field.
have -> : (sqrt 2 / 1 = sqrt 2)%R by field.
have [_ ->] := square_root_of_two; rewrite exponent_of_three.
have h := late_start_holds; have v : (0 < 1 / 4 <= 1 / 4)%R by lra.
have [a b] := weight_at_two _ v; have w0 : (0 < window_weight 3 (sqrt 2) (1 / 4))%R by lra.
by have := Rinv_le_contravar _ _ w0 b; rewrite Rinv_1; lra.
Qed.

Lemma three_layers : (2 <= 3)%coq_nat. Proof. exact/ssrnat.leP. Qed.
Lemma half_start : (0 < 1 / 2)%R. Proof. by lra. Qed.

(* the first mode comes near its target *)
Lemma first_comes_near mu : is_mode 3 (sqrt 2) (1 / 2) mu -> exists t, (0 < t)%R /\ (1 < mu t)%R.
Proof.
move=> mode; have [q _] := root_of_two; have below : ((1 / 2) ^ 3 < sqrt 2)%R by simpl; lra.
have [_ [_ lim]] := mode_rises_to 3 (sqrt 2) (1 / 2) mu three_layers half_start mode below.
have p : (0 < sqrt 2 - 1)%R by lra.
have [B H] := proj2 (is_lim_spec mu p_infty (Finite (sqrt 2))) lim (mkposreal _ p).
pose t := (Rmax B 0 + 1)%R; have tB : (B < t)%R by have := Rmax_l B 0; rewrite /t; lra.
have t0 : (0 < t)%R by have := Rmax_r B 0; rewrite /t; lra.
by exists t; split=> //; have := H t tB => /= /Rabs_def2 [_]; lra.
Qed.

(* the singular value start_before the first one behind_first *)
Theorem growth_window_second_wrong : ~ (forall (n : nat) (d : nat -> nat)
    (M : 'M[R]_(d n.+1, d 0%N)) (T : R) (W : R -> factors [comRingType of R] d),
  n = 2%N \/ n = 3%N ->
  moves_by (fun t => residual M (chain n.+1 (W t))) T W -> balanced n.+1 (W 0%R) ->
  forall k (N : 'M[R]_(d n.+1, k)) (N' : 'M[R]_(d 0%N, k)) (S S' : 'M[R]_k) (s s1 eps : R),
  N^T *m N = 1%:M -> N'^T *m N' = 1%:M -> M *m N' = N *m S -> M^T *m N = N' *m S' ->
  (0 < s)%R -> (s <= s1)%R -> (forall z, (form (M^T *m M) z <= s1 * s1 * form 1%:M z)%R) ->
  bounds N (M *m M^T) (s * s)%R -> bounds N' (M^T *m M) (s * s)%R ->
  (0 <= T)%R -> (k < d n.+1)%N -> (0 < eps)%R ->
  (forall z, (form ((chain n.+1 (W 0%R))^T *m chain n.+1 (W 0%R)) z <=
    eps ^ n.+1 * eps ^ n.+1 * form 1%:M z)%R) ->
  (eps ^ n.+1 / s < (INR n.+1 - 2) / (2 * (INR n.+1 - 1)))%R ->
  (window_exponent n.+1 * ((s1 / s) ^ 2 - 1) * window_integral n.+1 (s1 / s) (eps ^ n.+1 / s)
    ((INR n.+1 - 2) / (2 * (INR n.+1 - 1))) <
    / window_weight n.+1 (s1 / s) ((INR n.+1 - 2) / (2 * (INR n.+1 - 1))))%R ->
  forall mu t, is_mode n.+1 s eps mu -> (0 <= t <= T)%R ->
  forall U sigma (i : 'I_(d n.+1)), U^T *m U = 1%:M ->
    chain n.+1 (W t) *m (chain n.+1 (W t))^T = with_spectrum U (fun j => sigma j ^+ 2) ->
    decreasing sigma -> (forall j, 0 <= sigma j) -> (k <= i.+1)%N -> (sigma i <= mu t)%R).
Proof.
move=> H.
have JJ l : (l <= 3)%N -> (J l)^T *m J l = 1%:M by rewrite trmx1 mulmx1.
have right : target s *m J 0 = J 3 *m target s by rewrite mulmx1 mul1mx.
have left : (target s)^T *m J 3 = J 0 *m target s by rewrite tr_diag_mx mulmx1 mul1mx.
have [lam [pos mode run _]] := @aligned_flow_of_modes 3 two 2 (target s) s J isT JJ right left
  (1 / 2)%R targets_nonneg half_start.
have [t [t0 big]] := first_comes_near (mode ord0).
pose W u : factors [comRingType of R] two :=
  fun l => J l.+1 *m diag_mx (\row_j lam j u) *m (J l)^T.
have WE u l : W u l = diag_mx (\row_j lam j u) by rewrite /W trmx1 mulmx1 mul1mx.
have chainE u : chain 3 (W u) = diag_mx (\row_j (lam j u ^ 3)%R).
  rewrite /chain /= mulmx1 !WE !mulmx_diag; congr diag_mx; apply/rowP => j; rewrite !mxE.
  by rewrite -[RHS]/(lam j u * (lam j u * (lam j u * 1)))%R Rmult_1_r.
have moves : moves_by (n := 2) (fun u => residual (target s) (chain 3 (W u))) t W.
  move=> l lL; have [_ fl] := run t; have [D C] := fl l lL.
  split=> [u uT|]; last exact: C.
  by have := D u uT; rewrite /drift /pull scale1r scale0r addr0.
have bal : balanced 3 (W 0%R).
  by move=> l _; rewrite /imbalance !WE tr_diag_mx subrr.
have start z : (form ((chain 3 (W 0%R))^T *m chain 3 (W 0%R)) z <=
    (1 / 2) ^ 3 * (1 / 2) ^ 3 * form 1%:M z)%R.
  rewrite chainE; have -> : \row_j (lam j 0 ^ 3)%R = \row_j ((1 / 2) ^ 3)%R :> 'rV[R]_2.
    by apply/rowP => j; rewrite !mxE (proj1 (mode j)).
  rewrite tr_diag_mx mulmx_diag.
  have -> : \row_i ((\row__ ((1 / 2) ^ 3)%R) 0 i * (\row__ ((1 / 2) ^ 3)%R) 0 i) =
      \row_j ((1 / 2) ^ 3 * (1 / 2) ^ 3)%R :> 'rV[R]_2.
    by apply/rowP => j; rewrite !mxE.
  by rewrite pair_form pair_norm -mulr_sumr; exact: Rle_refl.
have small : ((1 / 2) ^ 3 < s (lift ord0 ord0))%R by rewrite /s /=; lra.
have [_ [lt _]] := mode_rises_to 3 _ (1 / 2) _ three_layers half_start
  (mode (lift ord0 ord0)) small.
have {}lt := lt t (Rlt_le _ _ t0); rewrite /s /= in lt.
have tT : (0 <= t <= t)%R by lra.
have q1 : (1 <= sqrt 2)%R by have [q _] := root_of_two; lra.
have tr : (target s)^T = target s by exact: tr_diag_mx.
have := H 2%N two (target s) t W (or_introl erefl) moves bal 1%N unit unit _ _ 1%R (sqrt 2)
  (1 / 2)%R first_column_unit first_column_unit first_pair _ Rlt_0_1 q1 norm_of_target _ _
  (Rlt_le _ _ t0) isT half_start start start_before holds_here _ t
  (mode (lift ord0 ord0)) tT 1%:M (fun j => lam j t ^ 3)%R ord0.
rewrite tr => /(_ _ first_pair behind_first behind_first) h.
suff le : (lam ord0 t ^ 3 <= lam (lift ord0 ord0) t ^ 3)%R.
  by apply: (Rlt_irrefl 1); apply: Rlt_trans big (Rle_lt_trans _ _ _ le lt).
apply: h.
- by rewrite trmx1 mulmx1.
- rewrite /with_spectrum mul1mx trmx1 mulmx1 chainE tr_diag_mx mulmx_diag; congr diag_mx.
  by apply/rowP => j; rewrite !mxE expr2.
- move=> i j; case: (j =P ord0) => [-> | /eqP j0].
    by rewrite leqn0 => /eqP i0; have -> : i = ord0 by exact: val_inj.
  have -> : j = lift ord0 ord0 by apply: val_inj; case: j j0 => [[|[|]]].
  case: (i =P ord0) => [-> _ | /eqP i0 _]; first by apply/RleP/Rlt_le/(Rlt_trans _ _ _ lt big).
  by have -> : i = lift ord0 ord0 by apply: val_inj; case: i i0 => [[|[|]]].
- by move=> j; apply/RleP; apply: pow_le; left; apply: pos; lra.
by [].
Qed.
End Wrong.
