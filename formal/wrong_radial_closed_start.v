(* Wrong variants of the width that a radial network uses under plain descent and of its flow
   from a start with a closed core, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain block removal radial radial_widths radial_descent radial_closed.
From dlf Require Import wrong_radial_descent wrong_radial_closed wrong_radial_width descent flow.
From dlf Require Import decay radial_flow radial_closed_flow layer_derivative wrong_radial_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* Wrong variants of the width that plain descent of a radial network uses, without the number
   c of biases, over every real closed field. They are refuted by single steps of descent of a
   network with h(r) = r: the outputs after them determine all products of the first bias, the
   first weights and the last weights, here three orthonormal vectors, which need three
   dimensions. *)
Section Step.
Variable R : rcfType.

(* the output at x' after one step for the sample x and the slope G, where h(r) = r *)
Definition step_out p k q (P : 'M[R]_(k, 1 + p)) (Z : 'M[R]_(q, 1 + k)) (e e' omega : R)
    (G : 'M[R]_(q, 1)) (x x' : 'cV[R]_p) :=
  affine (Z - e' *: (G *m (col_mx 1%:M (affine P x))^T + omega *: Z))
    (affine (P - e *: ((weight Z)^T *m G *m (col_mx 1%:M x)^T + omega *: P)) x').

Lemma linear_step n (W : layers R n) x slope eta omega x' :
  output same (plain (L := 2) same ones (fun _ : 'I_1 => x) slope eta omega 0 W 1) x' 2 =
  step_out (W 0%N) (W 1%N) (eta 0%N) (eta 1%N) omega
    (col 0 (slope 0%N (all_outputs 2 same W (fun _ : 'I_1 => x)))) x x'.
Proof.
have [s0 s1] := plain_step W same ones x slope eta omega.
rewrite /output /signal s0 s1 /step_out rho_id jacobian_same mul1mx /= rho_id.
by [].
Qed.

(* the cross_products of the first bias, the first weights and the last weights *)
Definition cross_products k (P : 'M[R]_(k, 1 + 1)) (Z : 'M[R]_(1, 1 + k)) : 'M[R]_(1 + (1 + 1)) :=
  let M := row_mx (bias P) (row_mx (weight P) (weight Z)^T) in M^T *m M.

Lemma affine_sub p q (A B : 'M[R]_(p, 1 + q)) x : affine (A - B) x = affine A x - affine B x.
Proof. by rewrite /affine /weight /bias !linearB /= mulmxBl opprD addrACA. Qed.

Lemma affine_row p q (u : 'cV[R]_p) (v : 'M[R]_(p, q)) x : affine (row_mx u v) x = v *m x + u.
Proof. by rewrite /affine /weight /bias row_mxKl row_mxKr. Qed.

Section One.
Variables (k : nat) (P : 'M[R]_(k, 1 + 1)) (Z : 'M[R]_(1, 1 + k)).
Local Notation b := (bias P).
Local Notation A := (weight P).
Local Notation w := (weight Z).
Local Notation a := (affine P).

Lemma no_step x : step_out P Z 0 0 0 1%:M 0 x = w *m a x + bias Z.
Proof. by rewrite /step_out !scale0r !subr0. Qed.

Lemma decay_step : step_out P Z 1 0 1 0 0 0 = bias Z.
Proof.
rewrite /step_out scale0r subr0 !mulmx0 mul0mx add0r !scale1r subrr /affine.
by rewrite mulmx0 add0r /bias linear0 mulmx0 add0r.
Qed.

Lemma lower_step : step_out P Z 1 0 0 1%:M 0 0 = w *m (a 0 - w^T) + bias Z.
Proof.
rewrite /step_out !scale0r !addr0 subr0 scale1r affine_sub mulmx1 tr_col_mx trmx1 trmx0.
by rewrite mul_mx_row mulmx1 mulmx0 affine_row mul0mx add0r.
Qed.

Lemma upper_step x x' : step_out P Z 0 1 0 1%:M x x' =
  w *m a x' + bias Z - ((a x)^T *m a x' + 1%:M).
Proof.
rewrite /step_out !scale0r !addr0 subr0 scale1r mul1mx affine_sub tr_col_mx trmx1 affine_row.
by [].
Qed.
End One.

Lemma cross_products_same k k' P Z P' Z' :
  (forall e e' omega G x x', @step_out 1 k 1 P Z e e' omega G x x' =
    @step_out 1 k' 1 P' Z' e e' omega G x x') -> cross_products P Z = cross_products P' Z'.
Proof.
move=> same; have last_ : bias Z = bias Z'.
  by rewrite -(decay_step P Z) same decay_step.
have wa x : weight Z *m affine P x = weight Z' *m affine P' x.
  by apply: (addIr (bias Z)); rewrite -(no_step P Z) same no_step last_.
have aa x x' : (affine P x)^T *m affine P x' = (affine P' x)^T *m affine P' x'.
  apply: (addIr 1%:M); apply: oppr_inj; apply: (addrI (weight Z *m affine P x' + bias Z)).
  by rewrite -(upper_step P Z) same upper_step wa last_.
have ww : weight Z *m (weight Z)^T = weight Z' *m (weight Z')^T.
  apply: oppr_inj; apply: (addrI (weight Z *m affine P 0)); rewrite {2}wa -!mulmxBr.
  by apply: (addIr (bias Z)); rewrite -(lower_step P Z) same lower_step last_.
have bE m (Y : 'M[R]_(m, 1 + 1)) : bias Y = affine Y 0 by rewrite /affine mulmx0 add0r.
have AE m (Y : 'M[R]_(m, 1 + 1)) : weight Y = affine Y 1%:M - affine Y 0.
  by rewrite /affine mulmx1 mulmx0 add0r addrK.
have bb : (bias P)^T *m bias P = (bias P')^T *m bias P' by rewrite !bE.
have bA : (bias P)^T *m weight P = (bias P')^T *m weight P'.
  by rewrite !bE !AE !mulmxBr !aa.
have AA : (weight P)^T *m weight P = (weight P')^T *m weight P'.
  by rewrite !AE ![(_ - _)^T]linearB /= !mulmxBl !mulmxBr !aa.
have wb : weight Z *m bias P = weight Z' *m bias P' by rewrite !bE.
have wA : weight Z *m weight P = weight Z' *m weight P' by rewrite !AE !mulmxBr !wa.
have turn m q (X : 'M[R]_(m, 1)) (Y : 'M[R]_(m, q)) m' (X' : 'M[R]_(m', 1)) (Y' : 'M[R]_(m', q)) :
    X^T *m Y = X'^T *m Y' -> Y^T *m X = Y'^T *m X'.
  by move=> e; apply: trmx_inj; rewrite !trmx_mul !trmxK.
have turn' m q (X : 'M[R]_(q, m)) (Y : 'M[R]_(m, 1)) m' (X' : 'M[R]_(q, m')) (Y' : 'M[R]_(m', 1)) :
    X *m Y = X' *m Y' -> Y^T *m X^T = Y'^T *m X'^T.
  by move=> e; rewrite -!trmx_mul e.
rewrite /cross_products !tr_row_mx !mul_col_row !trmxK !mul_mx_row !mul_col_mx.
rewrite bb bA AA wb wA ww (turn _ _ _ _ _ _ _ bA) (turn' _ _ _ _ _ _ _ wb).
by rewrite (turn' _ _ _ _ _ _ _ wA).
Qed.

Lemma cross_products_rank k P Z : cross_products (k := k) P Z = 1%:M -> (3 <= k)%N.
Proof.
move=> I; have := mxrank1 R (1 + (1 + 1)); rewrite -I => r.
by rewrite -[3%N]r; apply: leq_trans (mxrankM_maxl _ _) _; exact: rank_leq_col.
Qed.

Lemma apart_products : cross_products (apart R 0%N) (apart R 1%N) = 1%:M.
Proof.
rewrite /cross_products; suff -> : row_mx (bias (apart R 0%N)) (row_mx (weight (apart R 0%N))
    (weight (apart R 1%N))^T) = 1%:M :> 'M[R]_(1 + (1 + 1)) by rewrite trmx1 mul1mx.
rewrite /apart /bias /weight /= !row_mxKl !row_mxKr !tr_row_mx trmx1 !trmx0.
rewrite [RHS](@scalar_mx_block _ 1 2) block_mxEh; congr (row_mx _ _).
by rewrite -block_mxEh block_mxEv row_mx0 (@scalar_mx_block _ 1 1) block_mxEh.
Qed.

(* the same outputs after one step take three hidden neurons *)
Lemma apart_not_two : ~ replaced (apart R) 2.
Proof.
move=> [m [e0 [eL [V [m2 out]]]]]; have {out} : forall e e' omega G x x',
    recast eL (step_out (apart R 0%N) (apart R 1%N) e e' omega G x x') =
    step_out (V 0%N) (V 1%N) e e' omega (recast eL G) (recast e0 x) (recast e0 x').
  move=> e e' omega G x x'.
  have := out 1%N same ones (fun=> x) (fun _ _ => G) (fun l => if l == 0%N then e else e') omega 0
    1%N x'.
  rewrite !linear_step /=; have colG p (X : 'M[R]_(p, 1)) : col 0 X = X.
    by apply/matrixP=> i j; rewrite mxE (ord1 j).
  by rewrite !colG.
move: (m 0%N) (m 2%N) (m 1%N) m2 (V 0%N) (V 1%N) e0 eL => p q k k2 P Z e0 eL.
case: _ / e0 P; case: _ / eL Z => Z P; rewrite /recast => out.
suff : (3 <= k)%N by rewrite leqNgt ltnS k2.
apply: (@cross_products_rank k P Z); rewrite -apart_products; symmetry.
apply: cross_products_same => e e' omega G x x'.
by have := out e e' omega G x x'; rewrite !castmx_id.
Qed.

(* the biases not counted *)
Theorem orthogonal_start_descent_without_biases_wrong : ~ (forall n L d (W : layers R n) eps O,
  (1 < L)%N -> orthogonal_between L d W eps O ->
  exists m (e0 : n 0%N = m 0%N) (eL : n L = m L) (V : layers R m),
    (forall l, (0 < l < L)%N -> (m l <= n 0%N + n L)%N) /\
    forall N h h' (x : 'I_N -> 'cV[R]_(n 0%N)) slope eta omega beta k x',
      recast eL (output h (plain h h' x slope eta omega beta W k) x' L) =
      output h (plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
        eta omega beta V k) (recast e0 x') L).
Proof.
move=> /(one_hidden_layer (b := fun n L _ => (n 0%N + n L)%N))/(_ _ (apart R)).
exact: apart_not_two.
Qed.

(* the bias not counted *)
Theorem one_hidden_layer_descent_without_biases_wrong : ~ (forall n (W : layers R n),
  exists m (e0 : n 0%N = m 0%N) (eL : n 2%N = m 2%N) (V : layers R m),
    (m 1%N <= n 0%N + n 2%N)%N /\
    forall N h h' (x : 'I_N -> 'cV[R]_(n 0%N)) slope eta omega beta k x',
      recast eL (output h (plain h h' x slope eta omega beta W k) x' 2) =
      output h (plain h h' (fun j => recast e0 (x j)) (fun i => recast_slope eL (slope i))
        eta omega beta V k) (recast e0 x') 2).
Proof.
move=> /(_ _ (apart R)); exact: apart_not_two.
Qed.
End Step.

(* Wrong variants of the flow of a radial network from a start with a closed core, near the
   truth, refuted with flows of the small network that are known in closed form: widths 1, 2, 1
   cut to 1, 1, 1. *)
Section Wrong.
Local Notation RR := R_rcfType.
Local Notation tenths k := (k%:R / 10%:R : RR).
Local Notation wide := (three 1 (1 + 1) 1).
Local Notation thin := (three 1 1 1).
Local Notation C := (first_core RR).
Local Notation Q := (first_frame RR).
Local Notation x := at_zero.
Local Notation slope := slope_one.
Local Notation V := fall.

(* the output of the large network at the input 0 *)
Lemma wide_output (W : layers RR wide) :
  output same W (0 : 'cV[RR]_1) 2 = weight (W 1%N) *m bias (W 0%N) + bias (W 1%N).
Proof.
by rewrite /= rho_id /affine mulmx0 add0r.
Qed.

(* a gradient flow whose output at 0 falls like that of the small network has no last weights *)
Lemma no_weights (W : R -> layers RR wide) t : (0 < t < 1)%R ->
  radial_flow (L := 2) same ones x slope 1 (fun l => 1%:M) W ->
  (forall u, (0 <= u <= 1)%R -> output same (W u) (0 : 'cV[RR]_1) 2 = (- u : RR)%:M) ->
  weight (W t 1%N) = 0.
Proof.
move=> tT [D _] out; have [g0 [g1 g2]] := wide_slopes (W t) t.
have d0 := mderiv_bias (D t tT 0%N isT); have d1 := mderiv_weight (D t tT 1%N isT).
have d2 := mderiv_bias (D t tT 1%N isT); move: d0 d1 d2.
have biasN p q (A : 'M[RR]_(p, 1 + q)) : bias (- A) = - bias A by rewrite /bias linearN.
have weightN p q (A : 'M[RR]_(p, 1 + q)) : weight (- A) = - weight A by rewrite /weight linearN.
rewrite !mul1mx !biasN weightN g0 g1 g2 => d0 d1 d2.
have := mderiv_add (mderiv_mul d1 d0) d2 => /(_ 0 0) /is_derive_unique; rewrite !mxE.
have -> : Derive (fun u => (weight (W u 1%N) *m bias (W u 0%N) + bias (W u 1%N)) 0 0) t = - 1.
  apply: is_derive_unique; have := dopp (@is_derive_id _ t); apply: is_derive_ext_loc.
  have pos : (0 < Rmin t (1 - t))%R by apply: Rmin_pos; lra.
  exists (mkposreal _ pos) => u; rewrite /ball /= /AbsRing_ball /abs /minus /plus /opp /=.
  move=> /Rabs_def2[]; have := Rmin_l t (1 - t); have := Rmin_r t (1 - t) => *.
  by rewrite -wide_output out; [rewrite mxE eqxx mulr1n | lra].
set b := bias (W t 0%N); set w := weight (W t 1%N).
have -> : \sum_j (- b^T) 0 j * b j 0 = - \sum_j b j 0 ^+ 2.
  by rewrite -sumrN; apply: eq_bigr => j _; rewrite !mxE mulNr expr2.
have -> : \sum_j w 0 j * (- w^T) j 0 = - \sum_j w 0 j ^+ 2.
  by rewrite -sumrN; apply: eq_bigr => j _; rewrite !mxE mulrN expr2.
have b0 : 0 <= \sum_j b j 0 ^+ 2 by apply: sumr_ge0 => j _; exact: sqr_ge0.
have w0 j : true -> 0 <= w 0 j ^+ 2 by move=> _; exact: sqr_ge0.
rewrite eqxx mulr1n => /eqP; rewrite eq_sym -subr_eq0 opprK subrK -opprD oppr_eq0.
rewrite paddr_eq0 ?(sumr_ge0 _ w0) // => /andP[_ /eqP z].
have {}z j : w 0 j = 0 by apply/eqP; rewrite -sqrf_eq0; apply/eqP; exact: (psumr_eq0P w0 z).
by apply/matrixP=> i j; rewrite (ord1 i) z mxE.
Qed.

(* a core that the transposed layers leave *)
Theorem radial_closed_flow_lifted_open_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) (V : R -> layers RR m), core L W0 C -> frames L C Q ->
  radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
    (fun l => 1%:M) V ->
  (forall l, (l < L)%N -> V 0 l = cut W0 Q l) ->
  exists W : R -> layers RR n,
    [/\ radial_flow h h' x slope T (fun l => 1%:M) W,
        forall l, (l < L)%N -> W 0 l = W0 l &
        forall t, (0 <= t <= T)%R -> forall x',
          recast eL (output h (W t) x' L) = output h (V t) (recast e0 x') L]).
Proof.
have cC := reads_rest_core RR; have fQ := first_frames RR.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 (reads_rest RR) V cC fQ falling).
move=> /(_ fall_start)[W [flow W0 out]].
have {}out u : (0 <= u <= 1)%R -> output same (W u) (0 : 'cV[RR]_1) 2 = (- u : RR)%:M.
  move=> u1; have := out u u1 0; rewrite /recast !castmx_id => ->.
  by rewrite /= rho_id /affine /bias /weight !(row_mxKl, row_mxKr) mul0mx add0r.
have start : weight (W 0 1%N) 0 (rshift 1 0) = 1.
  by rewrite W0 // /weight /= row_mxKr row_mxEr mxE eqxx.
have [_ c] := flow; have t0 : (0 <= 0 <= 1)%R by lra.
have [d hd] := proj1 (filterlim_locally _ _) (c 0 t0 1%N isT 0 (rshift 1 (rshift 1 0)))
  (mkposreal 1 Rlt_0_1).
pose u := Rmin (d / 2) (/ 2).
have d0 := cond_pos d; have u0 : (0 < u)%R by apply: Rmin_pos; lra.
have ud : (u <= d / 2)%R := Rmin_l _ _; have u1 : (u <= / 2)%R := Rmin_r _ _.
have ut : (0 < u < 1)%R by lra.
have z := no_weights ut flow out.
have bu : ball (0 : R) d u.
  rewrite /ball /= /AbsRing_ball /abs /minus /plus /opp /= Ropp_0 Rplus_0_r Rabs_pos_eq; lra.
have := hd u bu; rewrite /ball /= /AbsRing_ball /abs /minus /plus /opp /=.
have -> : W u 1%N 0 (rshift 1 (rshift 1 0)) = 0%R.
  by have /matrixP/(_ 0 (rshift 1 0)) := z; rewrite !mxE.
have -> : W 0 1%N 0 (rshift 1 (rshift 1 0)) = 1%R by move: start; rewrite mxE.
by rewrite Rplus_0_l Rabs_Ropp Rabs_R1; exact: Rlt_irrefl.
Qed.

(* a core that the transposed layers leave, and the whole rest kept *)
Theorem radial_closed_flow_lifted_removed_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) (V : R -> layers RR m), core L W0 C -> frames L C Q ->
  radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
    (fun l => 1%:M) V ->
  (forall l, (l < L)%N -> V 0 l = cut W0 Q l) ->
  forall t, (0 < t < T)%R -> forall l, (l < L)%N ->
    (1%:M - onto Q l.+1) *m gradient_at h h' x slope t (lifted Q W0 V t) l = 0).
Proof.
have cC := reads_rest_core RR; have fQ := first_frames RR.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 (reads_rest RR) V cC fQ falling).
have tT : (0 < / 2 < 1)%R by split; lra.
move=> /(_ fall_start _ tT 0%N isT); move: (fall_lifted_gradient (/ 2)%R).
move: (gradient_at _ _ _ _ _ _ _) => G G1; rewrite (off_first RR).
move=> /matrixP/(_ (rshift 1 0) (lshift 1 0)).
rewrite -[G]vsubmxK mul_block_col !mul0mx !add0r mul1mx col_mxEd.
by rewrite mxE G1 [RHS]mxE => /eqP; rewrite oner_eq0.
Qed.

(* the layers that read and are read in the first of the two directions *)
Definition one_way : layers RR wide :=
  two (block_mx 0 1%:M 0 0 : 'M[RR]_(1 + 1)) (row_mx 0 (row_mx 1%:M 0)).

Lemma one_way_closed : closed_core 2 one_way C.
Proof.
split; last first.
  move=> [|[|l]] // _; first by rewrite submx1.
  by rewrite /weight /= row_mxKr mul1mx block_mxEv -addsmxE addsmxSl.
exact: first_is_core.
Qed.

(* nine tenths of the gradient *)
Theorem radial_closed_flow_lifted_tenth_wrong : ~ (forall n m L N (C : forall l, 'M[RR]_(n l))
    (Q : forall l, 'M[RR]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L) h h'
    (x : 'I_N -> 'cV[RR]_(n 0%N)) (slope : R -> 'M[RR]_(n L, N) -> 'M[RR]_(n L, N)) T
    (W0 : layers RR n) (V : R -> layers RR m), closed_core L W0 C -> frames L C Q ->
  radial_flow h h' (fun j => recast e0 (x j)) (fun t => recast_slope eL (slope t)) T
    (fun l => 1%:M) V ->
  (forall l, (l < L)%N -> V 0 l = cut W0 Q l) ->
  radial_flow h h' x slope T (fun l => (tenths 9)%:M) (closed_lifted Q W0 V)).
Proof.
have cC := one_way_closed; have fQ := first_frames RR.
move=> /(_ wide thin 2%N 1%N C Q erefl erefl same ones x slope 1 one_way swing cC fQ swinging).
have S0 l (lL : (l < 2)%N) : swing 0 l = cut one_way Q l by exact: (swing_cut (c := 0)).
have [[E _] _ _ _] := @radial_closed_flow_lifted wide thin 2 1 C Q erefl erefl same ones x slope 1
  one_way swing cC fQ swinging S0.
have tT : (0 < / 2 < 1)%R by lra.
move=> /(_ S0)[/(_ _ tT 1%N isT) D _]; move/(_ _ tT 1%N isT): E => E.
exact: (one_rate (last_bias_rate E) (last_bias_rate D)).
Qed.
End Wrong.
