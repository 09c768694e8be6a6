(* Wrong variants of the space that no step leaves, near the truth, refuted by one or two states. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent closed end_to_end state_space state_run reached_space.
From dlf Require Import wrong_state_space.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : realFieldType.
Local Notation e1 := (delta_mx 0 0).
Local Notation U := (1%:M : 'M[F]_(2, 1 + 1)).

Lemma frame_one : U^T *m U = 1%:M /\ U *m U^T = 1%:M.
Proof. by rewrite trmx1 mulmx1. Qed.

Lemma span_one : ((lsubmx U)^T :=: (e1 : 'M[F]_(1, 2)))%MS.
Proof.
suff -> : (lsubmx U)^T = e1 by [].
by apply/matrixP=> i j; rewrite !mxE ord1 -val_eqE.
Qed.

(* the rest of A is kept in spite of the decay *)
Theorem reached_run_decay_wrong : ~ (forall (d k : nat) slope (eta omega beta : F) (m : nat)
    (V : 'M[F]_(m, d)) (S : system F d) p q (U : 'M[F]_(d, p + q)) n,
  U^T *m U = 1%:M -> U *m U^T = 1%:M -> ((lsubmx U)^T :=: V)%MS -> reaches V S ->
  sys_A (sys_run (k := k) slope eta omega beta S n) = U *m block_mx
    (sys_A (sys_run (k := k) slope eta omega beta (sys_seen U S) n)) 0 0
    ((rsubmx U)^T *m sys_A S *m rsubmx U) *m U^T).
Proof.
move=> H; pose S : system F 2 := System 1%:M e1 e1; have [U1 U2] := frame_one.
have rS : reaches (e1 : 'M[F]_(1, 2)) S.
  by rewrite /reaches /= trmx1 mulmx1 trmx_delta !submx_refl.
have := H 2%N 1%N (fun _ _ => slope_first F 0) 1 1 0 1%N e1 S 1%N 1%N U 1%N U1 U2 span_one rS.
rewrite /S /= mulmx1; have [_ _ _ ->] := frame_halves U1.
rewrite trmx1 mul1mx mulmx1 /grad_A big_ord1 big_ord0 scaler0 !scaler0 !add0r scale1r scaleN1r.
rewrite addrN => /(congr1 (@drsubmx _ 1 1 1 1)); rewrite block_mxKdr => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE eqxx eq_sym oner_eq0.
Qed.

(* A^T may lead out of the space *)
Theorem reached_run_leading_wrong : ~ (forall (d k : nat) slope (eta omega beta : F) (m : nat)
    (V : 'M[F]_(m, d)) (S : system F d) p q (U : 'M[F]_(d, p + q)) n,
  U^T *m U = 1%:M -> U *m U^T = 1%:M -> ((lsubmx U)^T :=: V)%MS ->
  (V *m (sys_A S)^T <= V)%MS -> ((sys_B S)^T <= V)%MS -> (sys_C S <= V)%MS ->
  sys_B (sys_run (k := k) slope eta omega beta S n) =
    U *m col_mx (sys_B (sys_run (k := k) slope eta omega beta (sys_seen U S) n)) 0).
Proof.
move=> H; pose S : system F 2 := System (delta_mx 0 1) e1 e1; have [U1 U2] := frame_one.
have kA : ((e1 : 'M[F]_(1, 2)) *m (sys_A S)^T <= (e1 : 'M[F]_(1, 2)))%MS.
  by rewrite /= trmx_delta mul_delta_mx_cond mulr0n sub0mx.
have kB : ((sys_B S)^T <= (e1 : 'M[F]_(1, 2)))%MS by rewrite /= trmx_delta.
have := H 2%N 2%N (fun _ _ => slope_second F 0) 1 0 0 1%N e1 S 1%N 1%N U 1%N U1 U2 span_one kA kB
  (submx_refl _).
rewrite !first_descent mul1mx => /(congr1 (@dsubmx _ 1 1 1)).
rewrite col_mxKd /= /grad_B !big_ord_recl big_ord0 /mxpow /= !mxE /=.
rewrite scale0r add0r addr0 scale1r mulmx1 !trmx_delta mul_delta_mx => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE /= add0r mulr1 oppr_eq0 oner_eq0.
Qed.

Lemma one_impulse (a b c : F) i : impulse (one_state a b c) i = c * a ^+ i * b.
Proof.
have -> : impulse (one_state a b c) i = (c%:M *m (a ^+ i)%:M *m b%:M : 'M_1) 0 0.
  congr ((_ *m _ *m _) _ _); elim: i => [|i IH]; first by [].
  by rewrite mxpowS IH -scalar_mxM exprS.
by rewrite -!scalar_mxM mxE eqxx mulr1n.
Qed.

Lemma eleven : 11%:R / 10%:R == 1 :> F = false.
Proof.
rewrite -subr_eq0; have -> : 11%:R / 10%:R - 1 = 10%:R^-1 :> F by field.
by rewrite invr_eq0 pnatr_eq0.
Qed.

Lemma tr_diag n (v : 'rV[F]_n) : (diag_mx v)^T = diag_mx v.
Proof. by apply/matrixP=> i j; rewrite !mxE; case: eqVneq => // ->. Qed.

(* eleven tenths of the square *)
Theorem line_run_share_wrong : ~ (forall (d k : nat) slope (eta omega beta : F)
    (S : system F d) a n, symmetric_balanced S -> sys_A S *m sys_B S = a *: sys_B S ->
  let c i := impulse (sys_run (k := k) slope eta omega beta S n) i in
  c 0%N * c 2%N = 11%:R / 10%:R * c 1%N ^+ 2).
Proof.
move=> H; have := H 1%N 1%N (fun _ _ => slope_first F 0) 2%:R 0 0 (one_state 1 1 1) 1 1%N.
rewrite /symmetric_balanced /= trmx1 mulmx1 scale1r => /(_ (conj erefl erefl) erefl).
rewrite first_descent /sys_descend one_grad one_move !one_impulse mulr0 addr0 mulr1.
have -> : 1 + - 2%:R = -1 :> F by ring.
rewrite !expr1n !mulr1 mulrNN !mulr1 expr1n ?mulr1 => /esym/eqP.
by rewrite eleven.
Qed.

(* A B is not a multiple of B *)
Theorem line_run_places_wrong : ~ (forall (d k : nat) slope (eta omega beta : F)
    (S : system F d) n, symmetric_balanced S ->
  let c i := impulse (sys_run (k := k) slope eta omega beta S n) i in
  c 0%N * c 2%N = c 1%N ^+ 2).
Proof.
move=> H; pose S : system F 2 := System (delta_mx 1 1) (const_mx 1) (const_mx 1).
have := H 2%N 1%N (fun _ _ => slope_first F 0) 2%:R 0 0 S 1%N.
rewrite /symmetric_balanced /= trmx_delta trmx_const => /(_ (conj erefl erefl)).
rewrite first_descent /sys_descend first_grad /impulse /sys_add /sys_scale /mxpow /= !trmx_const.
rewrite scaler0 addr0 !mulmx1 mul_delta_mx !mxE !big_ord_recl !big_ord0 !mxE.
rewrite !big_ord_recl !big_ord0 !mxE /= !(mulr0, mulr1, mul0r, addr0, add0r).
have -> : 1 + - 2%:R = -1 :> F by ring.
rewrite mulrNN !mulr1 expr1n => /eqP; rewrite -subr_eq0 addrK.
by rewrite oner_eq0.
Qed.

(* a teacher with one atom *)
Theorem line_fits_one_wrong : ~ (forall D (a b : 'I_D -> F) k (w : 'I_k -> F), (1 <= D)%N ->
  atoms a b -> (3 <= k)%N -> (forall i, 0 < w i) -> exists2 e, 0 < e & forall d (S : system F d),
    impulse S 0 * impulse S 2 = impulse S 1 ^+ 2 -> e <= fit_loss w (moment a b) (response k S)).
Proof.
move=> H; have [] := H 1%N (fun=> 1) (fun=> 1) 3%N (fun=> 1) erefl _ erefl (fun=> ltr01).
  by split=> [i j _|j]; [rewrite !ord1 | exact: oner_neq0].
move=> e e0 /(_ 1%N (one_state 1 1 1)); rewrite !one_impulse !expr1n !mulr1 expr1n.
move=> /(_ erefl); rewrite /fit_loss big1 => [|i _]; first by rewrite leNgt e0.
by rewrite mxE one_impulse /moment big_ord1 !expr1n !mulr1 subrr mul1r expr0n.
Qed.

(* a target of two numbers *)
Theorem line_fits_two_wrong : ~ (forall D (a b : 'I_D -> F) k (w : 'I_k -> F), (2 <= D)%N ->
  atoms a b -> (2 <= k)%N -> (forall i, 0 < w i) -> exists2 e, 0 < e & forall d (S : system F d),
    impulse S 0 * impulse S 2 = impulse S 1 ^+ 2 -> e <= fit_loss w (moment a b) (response k S)).
Proof.
move=> H; pose a (i : 'I_2) : F := (i : nat)%:R.
have [] := H 2%N a (fun=> 1) 2%N (fun=> 1) erefl _ erefl (fun=> ltr01).
  by split=> [i j /eqP|j]; [rewrite eqr_nat => /eqP/val_inj | exact: oner_neq0].
move=> e e0 /(_ 1%N (one_state 2%:R^-1 2%:R 1)); rewrite !one_impulse.
have -> : 1 * 2%:R^-1 ^+ 0 * 2%:R * (1 * 2%:R^-1 ^+ 2 * 2%:R) = (1 * 2%:R^-1 ^+ 1 * 2%:R) ^+ 2 :> F.
  by rewrite expr0; field.
move=> /(_ erefl); rewrite /fit_loss !big_ord_recl big_ord0 !mxE !one_impulse /moment.
rewrite !big_ord_recl !big_ord0 /a /= !expr0 !expr1 !mulr1 !mul1r !expr1n !mulr0.
rewrite mulVf ?pnatr_eq0 // !(add0r, addr0) !subrr expr0n /= addr0 => le.
by move: e0; rewrite ltNge le.
Qed.
End Wrong.
