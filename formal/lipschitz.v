(* The velocity of the factors under gradient flow is Lipschitz where the factors are bounded.

   velocity_lipschitz: any ordered field, depth, widths and rates, weight decay, and any loss the
     slope of which is Lipschitz on bounded sets of products, as that of 1/2 |X - M|^2 is. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Norm.
Variable R : realFieldType.

Lemma norm1D m n (A B : 'M[R]_(m, n)) : norm1 (A + B) <= norm1 A + norm1 B.
Proof.
rewrite /norm1 -big_split /=; apply: ler_sum => i _.
by rewrite -big_split /=; apply: ler_sum => j _; rewrite mxE ler_norm_add.
Qed.

Lemma norm1N m n (A : 'M[R]_(m, n)) : norm1 (- A) = norm1 A.
Proof. by apply: eq_bigr => i _; apply: eq_bigr => j _; rewrite mxE normrN. Qed.

Lemma norm1Z m n a (A : 'M[R]_(m, n)) : norm1 (a *: A) = `|a| * norm1 A.
Proof.
rewrite /norm1 mulr_sumr; apply: eq_bigr => i _.
by rewrite mulr_sumr; apply: eq_bigr => j _; rewrite mxE normrM.
Qed.

Lemma norm1_tr m n (A : 'M[R]_(m, n)) : norm1 A^T = norm1 A.
Proof.
rewrite /norm1 exchange_big; apply: eq_bigr => i _.
by apply: eq_bigr => j _; rewrite mxE.
Qed.
End Norm.

Section Lipschitz.
Variables (R : realFieldType) (L : nat) (d : nat -> nat).
Variables (f : 'M[R]_(d L, d 0) -> 'M[R]_(d L, d 0)) (eta : nat -> R) (omega K0 : R).
Implicit Types W V : factors R d.

(* Lipschitz on bounded sets *)
Definition tame := forall B, exists C, 0 <= C /\ forall X Y,
  norm1 X <= B -> norm1 Y <= B -> norm1 (f X - f Y) <= C * norm1 (X - Y).
Hypothesis tame_f : tame.

(* factors in a ball, and the distance of two chains *)
Definition small W := forall l, (l < L)%N -> norm1 (W l) <= K0.
Definition dist W V := \sum_(l < L) norm1 (W l - V l).

Lemma dist_ge0 W V : 0 <= dist W V.
Proof. by apply: sumr_ge0 => l _; exact: norm1_ge0. Qed.

(* bounded and Lipschitz on the ball *)
Definition lip m n (F : factors R d -> 'M[R]_(m, n)) := exists K C, [/\ 0 <= K, 0 <= C &
  forall W V, small W -> small V ->
    norm1 (F W) <= K /\ norm1 (F W - F V) <= C * dist W V].

Lemma lip_const m n (A : 'M[R]_(m, n)) : lip (fun _ => A).
Proof.
exists (norm1 A), 0; split=> [||W V _ _]; [exact: norm1_ge0 | by [] |].
rewrite subrr mul0r; split=> //.
by rewrite /norm1 big1 // => i _; rewrite big1 // => j _; rewrite mxE normr0.
Qed.

Lemma lip_layer l : (l < L)%N -> lip (fun W => W l).
Proof.
move=> lL; exists (`|K0|), 1; split=> // W V sW sV; split.
  by apply: le_trans (sW l lL) _; exact: ler_norm.
rewrite mul1r /dist (bigD1 (Ordinal lL)) //= ler_addl.
by apply: sumr_ge0 => i _; exact: norm1_ge0.
Qed.

Lemma lip_add m n (F G : factors R d -> 'M[R]_(m, n)) :
  lip F -> lip G -> lip (fun W => F W + G W).
Proof.
move=> [K [C [K1 C1 H]]] [K' [C' [K2 C2 H']]].
exists (K + K'), (C + C'); split; [exact: addr_ge0 | exact: addr_ge0 |].
move=> W V sW sV; have [a b] := H W V sW sV; have [a' b'] := H' W V sW sV; split.
  by apply: le_trans (norm1D _ _) _; exact: ler_add.
rewrite opprD addrACA mulrDl; apply: le_trans (norm1D _ _) _; exact: ler_add.
Qed.

Lemma lip_scale m n a (F : factors R d -> 'M[R]_(m, n)) :
  lip F -> lip (fun W => a *: F W).
Proof.
move=> [K [C [K1 C1 H]]]; exists (`|a| * K), (`|a| * C).
split; [by rewrite mulr_ge0 | by rewrite mulr_ge0 |].
move=> W V sW sV; have [x y] := H W V sW sV.
by rewrite -scalerBr !norm1Z -mulrA; split; rewrite ler_wpmul2l.
Qed.

Lemma lip_tr m n (F : factors R d -> 'M[R]_(m, n)) : lip F -> lip (fun W => (F W)^T).
Proof.
move=> [K [C [K1 C1 H]]]; exists K, C; split=> // W V sW sV.
by rewrite -linearB /= !norm1_tr; exact: H.
Qed.

Lemma lip_mul m n p (F : factors R d -> 'M[R]_(m, n)) (G : factors R d -> 'M[R]_(n, p)) :
  lip F -> lip G -> lip (fun W => F W *m G W).
Proof.
move=> [K [C [K1 C1 H]]] [K' [C' [K2 C2 H']]].
exists (K * K'), (C * K' + K * C'); split; [by rewrite mulr_ge0 | by rewrite addr_ge0 ?mulr_ge0 |].
move=> W V sW sV; have [a b] := H W V sW sV; have [a' b'] := H' W V sW sV.
have [c _] := H V W sV sW; split.
  by apply: le_trans (norm1_mul _ _) _; apply: ler_pmul; rewrite ?norm1_ge0.
have -> : F W *m G W - F V *m G V = (F W - F V) *m G W + F V *m (G W - G V).
  by rewrite mulmxBl mulmxBr addrA subrK.
apply: le_trans (norm1D _ _) _; rewrite mulrDl; apply: ler_add.
  apply: le_trans (norm1_mul _ _) _; rewrite mulrAC.
  by apply: ler_pmul; rewrite ?norm1_ge0.
apply: le_trans (norm1_mul _ _) _; rewrite -mulrA.
by apply: ler_pmul; rewrite ?norm1_ge0.
Qed.

Lemma lip_ext m n (F G : factors R d -> 'M[R]_(m, n)) : F =1 G -> lip F -> lip G.
Proof.
move=> FG [K [C [K1 C1 H]]]; exists K, C; split=> // W V sW sV.
by rewrite -!FG; exact: H.
Qed.

Lemma lip_below l : (l <= L)%N -> lip (fun W => below W l).
Proof.
elim: l => [|l IH] lL; first exact: lip_const.
by apply: lip_mul; [exact: lip_layer | exact: IH (ltnW lL)].
Qed.

Lemma lip_above l : (l <= L)%N -> lip (fun W => above L W l).
Proof.
move=> lL; rewrite -(subKn lL); elim: (L - l)%N (leq_subr l L) => [|n IH] nL.
  rewrite subn0; apply: (@lip_ext _ _ (fun _ => 1%:M)); last exact: lip_const.
  by move=> W; rewrite above_end.
have lL' : (L - n.+1 < L)%N by rewrite ltn_subrL; case: (L) nL.
have eq : ((L - n.+1).+1 = L - n)%N by rewrite -subSn // subSS.
move: (IH (ltnW nL)); rewrite -eq => IHn.
apply: (lip_ext (fun W => esym (above_step W lL'))).
by apply: lip_mul => //; exact: lip_layer.
Qed.

Lemma lip_slope (F : factors R d -> 'M[R]_(d L, d 0)) : lip F -> lip (fun W => f (F W)).
Proof.
move=> [K [C [K1 C1 H]]]; have [D [D0 HD]] := tame_f K.
exists (norm1 (f 0) + D * K), (D * C); split; [| by rewrite mulr_ge0 |].
  by rewrite addr_ge0 ?norm1_ge0 ?mulr_ge0.
move=> W V sW sV; have [a b] := H W V sW sV; have [c _] := H V W sV sW; split.
  rewrite -[f (F W)](subrK (f 0)) addrC; apply: le_trans (norm1D _ _) _; rewrite ler_add2l.
  have z : norm1 (0 : 'M[R]_(d L, d 0)) <= K.
    by rewrite /norm1 big1 // => i _; rewrite big1 // => j _; rewrite mxE normr0.
  by apply: le_trans (HD _ _ a z) _; rewrite subr0 ler_wpmul2l.
by apply: le_trans (HD _ _ a c) _; rewrite -mulrA ler_wpmul2l.
Qed.

(* the velocity of the flow is -eta_l pull *)
Definition drift W l := eta l *: pull omega f W l.

Lemma lip_drift l : (l < L)%N -> lip (fun W => drift W l).
Proof.
move=> lL; apply: lip_scale; apply: lip_add; last by apply: lip_scale; exact: lip_layer.
apply: lip_mul; last by apply/lip_tr/lip_below/ltnW.
apply: lip_mul; first by apply/lip_tr/lip_above.
by apply: lip_slope; exact: lip_below.
Qed.

Theorem velocity_lipschitz : exists C, 0 <= C /\ forall l W V, (l < L)%N ->
  small W -> small V -> norm1 (drift W l - drift V l) <= C * dist W V.
Proof.
suff H k : (k <= L)%N -> exists C, 0 <= C /\ forall l W V, (l < k)%N ->
    small W -> small V -> norm1 (drift W l - drift V l) <= C * dist W V.
  by have [C [C0 HC]] := H L (leqnn L); exists C.
elim: k => [|k IH] kL; first by exists 0.
have [C [C0 HC]] := IH (ltnW kL); have [K [C' [_ C0' H]]] := lip_drift kL.
exists (C + C'); split; first exact: addr_ge0.
move=> l W V; rewrite ltnS leq_eqVlt => /orP[/eqP -> | lk] sW sV.
  have [_ b] := H W V sW sV; apply: le_trans b _.
  by rewrite ler_wpmul2r ?dist_ge0 // ler_addr.
apply: le_trans (HC l W V lk sW sV) _.
by rewrite ler_wpmul2r ?dist_ge0 // ler_addl.
Qed.
End Lipschitz.

Section Square.
Variables (R : realFieldType) (L : nat) (d : nat -> nat) (M : 'M[R]_(d L, d 0)).

Lemma tame_residual : tame (residual M).
Proof. by move=> B; exists 1; split=> // X Y _ _; rewrite mul1r /residual opprB addrA subrK. Qed.
End Square.
