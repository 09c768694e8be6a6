(* Wrong variants of the existence of the partial gradients of a radial network on a graph, refuted
   over every real closed field at the path of three vertices of width 1, by the bias of the
   hidden vertex. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain lipschitz orthonormal radial radial_slope radial_gradient.
From dlf Require Import radial_graph graph_descent graph_gradient graph_witness.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable R : rcfType.

(* a sample c *)
Definition sample (c : R) : 'I_1 -> vertex_biases R (wide 1) := fun _ _ => const_mx c.
(* the output *)
Definition out (Y : forall j, 'M[R]_(wide 1 j, 1)) : R := (Y 2%N : 'M_1) 0 0.
(* matrices 1 *)
Definition ones : edge_weights R (wide 1) := fun i j => const_mx 1.
(* biases 0 *)
Definition zeros : vertex_biases R (wide 1) := fun=> 0.

Lemma bias_value h c (v : 'M[R]_1) : graph_value 3 path_ h ones
  (@set_bias R (wide 1) zeros 1%N v) (@sample c 0) 2%N = rho (h 1%N) (v + const_mx c).
Proof.
rewrite path_value set_bias_at set_bias_off // /ones /zeros /sample.
have one : const_mx 1 = 1%:M :> 'M[R]_1 by apply/matrixP=> i j; rewrite !mxE !ord1.
by rewrite one !mul1mx add0r.
Qed.

Lemma bias_loss h c (v : 'M[R]_1) : graph_loss 3 path_ h (@sample c) out ones
  (@set_bias R (wide 1) zeros 1%N v) = rho (h 1%N) (v + const_mx c) 0 0.
Proof. by rewrite /graph_loss /out /all_values mxE bias_value. Qed.

Lemma const_scalar (c : R) : const_mx c = c%:M :> 'M[R]_1.
Proof. by apply/matrixP=> i j; rewrite !mxE !ord1. Qed.

Lemma rho1 (h : R -> R) t : rho h (t%:M : 'cV[R]_1) 0 0 = if t == 0 then 0 else h `|t| / `|t| * t.
Proof.
rewrite /rho /len big_ord1 mxE eqxx mulr1n sqrtr_sqr.
have -> : (t%:M == 0 :> 'M[R]_1) = (t == 0).
  by apply/eqP/eqP => [/matrixP/(_ 0 0)|->]; rewrite ?mxE ?eqxx ?mulr1n // raddf0.
by case: ifP => _; rewrite !mxE // eqxx mulr1n.
Qed.

Lemma out0 : has_outgoing 3 path_ 0. Proof. by apply/existsP; exists (@Ordinal 3 1 isT). Qed.

Lemma out_slopes Y : has_output_slopes 3 path_ out Y (fun=> const_mx 1).
Proof.
move=> e e0; exists 1; rewrite ?ltr01 // => Z moved _.
have -> : \sum_(j < 3 | ~~ has_outgoing 3 path_ j)
    \tr ((const_mx 1 : 'M_(wide 1 j, 1))^T *m (Z j - Y j)) = out Z - out Y.
  rewrite big_mkcond !big_ord_recl big_ord0 /= out0 out1 out2 !add0r addr0 /out.
  by rewrite /mxtrace big_ord1 mxE big_ord1 !mxE mul1r.
rewrite subrr normr0 mulr_ge0 ?(ltW e0) // /moved sumr_ge0 // => j _; exact: norm1_ge0.
Qed.

Lemma norm1_number (t : R) : norm1 (t%:M : 'M[R]_1) = `|t|.
Proof. by rewrite /norm1 !big_ord1 mxE eqxx mulr1n. Qed.

Lemma number_trace (G : 'M[R]_1) t : \tr (G^T *m t%:M) = G 0 0 * t.
Proof. by rewrite mul_mx_scalar linearZ /= mxtrace_tr /mxtrace big_ord1 mulrC. Qed.

Lemma abs_no_gradient (f : 'M[R]_1 -> R) k G : (forall t : R, `|t| <= 2%:R^-1 ->
  f (t%:M) = `|t| + k) -> ~ has_gradient f 0 G.
Proof.
move=> fE /(_ 2%:R^-1)[|d d0 near]; first by rewrite invr_gt0 ltr0n.
pose t := Num.min d 2%:R^-1; have t0 : 0 < t by rewrite lt_minr d0 invr_gt0 ltr0n.
have td : t <= d by rewrite le_minl lexx.
have th : t <= 2%:R^-1 by rewrite le_minl lexx orbT.
have f0 : f 0 = k.
  have z : (0 : R)%:M = 0 :> 'M[R]_1 by rewrite raddf0.
  by rewrite -z fE normr0 ?add0r // invr_ge0 ler0n.
have one := near (t%:M); have two := near ((- t)%:M); have nt : `|t| = t by rewrite gtr0_norm.
rewrite !subr0 f0 norm1_number nt number_trace fE nt // addrK in one.
rewrite !subr0 f0 norm1_number normrN nt number_trace fE normrN nt // addrK in two.
have := ler_add (le_trans (ler_norm _) (one td)) (le_trans (ler_norm _) (two td)).
rewrite [leLHS](_ : _ = t + t); last by ring.
by rewrite [leRHS](_ : _ = t) ?ger_addl ?leNgt ?t0 //; field.
Qed.

(* the functions without slopes: |r - 1| - 1 *)
Theorem graph_gradients_exist_kink_wrong : ~ (forall V (E : rel nat),
  (forall i j, E i j -> (i < j)%N) -> forall (n : nat -> nat) N (h h' : nat -> R -> R)
    (x : 'I_N -> vertex_biases R n) (phi : (forall j, 'M[R]_(n j, N)) -> R) Gamma,
  (forall j, (j < V)%N -> hidden V E j -> h j 0 = 0) ->
  forall (A : edge_weights R n) (b : vertex_biases R n),
  has_output_slopes V E phi (all_values V E h x A b) Gamma ->
  forall j, exists g, has_gradient (fun v => graph_loss V E h x phi A (set_bias b v)) (b j) g).
Proof.
pose h : nat -> R -> R := fun _ r => `|r - 1| - 1.
have h0 j : (j < 3)%N -> hidden 3 path_ j -> h j 0 = 0.
  by move=> _ _; rewrite /h sub0r normrN1 subrr.
move=> /(_ 3%N path_ fw (wide 1) 1%N h h (@sample 1) out (fun=> const_mx 1) h0 ones zeros).
move=> /(_ (out_slopes _) 1%N)[g]; apply: (@abs_no_gradient _ (- 1)) => t tn.
have t1 : 0 < t + 1.
  rewrite -ltr_subl_addr sub0r; move: tn; rewrite ler_norml => /andP[lt _].
  by apply: lt_le_trans lt; rewrite ltr_opp2 invf_lt1 ?ltr1n ?ltr0n.
rewrite bias_loss const_scalar -raddfD rho1 gt_eqF // gtr0_norm // divfK ?gt_eqF //.
by rewrite /h addrK.
Qed.

(* the loss without slopes: the modulus of the output *)
Theorem graph_gradients_exist_modulus_wrong : ~ (forall V (E : rel nat),
  (forall i j, E i j -> (i < j)%N) -> forall (n : nat -> nat) N (h h' : nat -> R -> R)
    (x : 'I_N -> vertex_biases R n) (phi : (forall j, 'M[R]_(n j, N)) -> R),
  (forall j, (j < V)%N -> hidden V E j -> h j 0 = 0 /\
    forall r, 0 <= r -> radial_gradient.has_slope (h j) r (h' j r)) ->
  forall (A : edge_weights R n) (b : vertex_biases R n),
  forall j, exists g, has_gradient (fun v => graph_loss V E h x phi A (set_bias b v)) (b j) g).
Proof.
pose phi (Y : forall j, 'M[R]_(wide 1 j, 1)) : R := `|out Y|.
have hs j : (j < 3)%N -> hidden 3 path_ j -> (id 0 = 0 :> R) /\
    forall r, 0 <= r -> radial_gradient.has_slope id r (1 : R).
  move=> _ _; split=> // r _ e e0; exists 1; rewrite ?ltr01 // => t _ _.
  by rewrite mul1r subrr normr0 mulr_ge0 // ltW.
move=> /(_ 3%N path_ fw (wide 1) 1%N (fun=> id) (fun _ _ => 1) (@sample 0) phi hs).
move=> /(_ ones zeros 1%N)[g]; apply: (@abs_no_gradient _ 0) => t _.
rewrite /phi /graph_loss -/(graph_loss 3 path_ (fun=> id) (@sample 0) out _ _) bias_loss.
rewrite const_scalar -raddfD !addr0 rho1; case: eqVneq => [->|t0]; first by rewrite normr0.
by rewrite divff ?normr_eq0 // mul1r.
Qed.

(* the value at zero not zero: h = 1 *)
Theorem graph_gradients_exist_jump_wrong : ~ (forall V (E : rel nat),
  (forall i j, E i j -> (i < j)%N) -> forall (n : nat -> nat) N (h h' : nat -> R -> R)
    (x : 'I_N -> vertex_biases R n) (phi : (forall j, 'M[R]_(n j, N)) -> R) Gamma,
  (forall j, (j < V)%N -> hidden V E j ->
    forall r, 0 <= r -> radial_gradient.has_slope (h j) r (h' j r)) ->
  forall (A : edge_weights R n) (b : vertex_biases R n),
  has_output_slopes V E phi (all_values V E h x A b) Gamma ->
  forall j, exists g, has_gradient (fun v => graph_loss V E h x phi A (set_bias b v)) (b j) g).
Proof.
have hs j : (j < 3)%N -> hidden 3 path_ j ->
    forall r, 0 <= r -> radial_gradient.has_slope (fun=> 1 : R) r 0.
  move=> _ _ r _ e e0; exists 1; rewrite ?ltr01 // => t _ _.
  by rewrite subrr mul0r subr0 normr0 mulr_ge0 // ltW.
move=> /(_ 3%N path_ fw (wide 1) 1%N (fun _ _ => 1) (fun _ _ => 0) (@sample 0) out).
move=> /(_ (fun=> const_mx 1) hs ones zeros (out_slopes _) 1%N)[g G].
have fE t : graph_loss 3 path_ (fun _ _ => 1) (@sample 0) out ones
    (@set_bias R (wide 1) zeros 1%N t%:M) = if t == 0 then 0 else `|t|^-1 * t.
  by rewrite bias_loss const_scalar -raddfD addr0 rho1 mul1r.
have [d d0 near] := G 1 ltr01; set c := 1 + `|(g : 'M_1) 0 0|.
have c0 : 0 < c by rewrite ltr_paddr.
pose t := Num.min d (2%:R * c)^-1; have t0 : 0 < t by rewrite lt_minr d0 invr_gt0 mulr_gt0 ?ltr0n.
have td : t <= d by rewrite le_minl lexx.
have tc : t * c <= 2%:R^-1.
  by rewrite -ler_pdivl_mulr // -invfM le_minl lexx orbT.
have nt : `|t| = t by rewrite gtr0_norm.
have z : zeros 1%N = (0 : R)%:M :> 'M[R]_1 by rewrite raddf0.
have := near (t%:M); rewrite z -[t%:M - _]raddfB subr0 norm1_number nt !fE eqxx subr0.
rewrite number_trace gt_eqF // nt mulVf ?gt_eqF // mul1r => /(_ td) H.
have : 1 <= t * c.
  rewrite /c mulrDr mulr1 -[leLHS](subrK (g 0 0 * t)); apply: ler_add.
    exact: le_trans (ler_norm _) H.
  by rewrite mulrC ler_pmul2l // ler_norm.
by move=> /le_trans/(_ tc); rewrite invf_ge1 ?ltr0n // lern1.
Qed.
End Wrong.
