(* The gradients of a function of the impulse response of a state space.

   response_gradient (Z4EQ): over any ordered field, for every d, k and every differentiable f, the
     function f(c_0, ..., c_{k-1}) of A, B and C, moved all at once, has the gradients G_A, G_B and
     G_C, which are sums over the places of A in C A^i B. Differentiability is the definition with
     epsilon and delta, in the norm that adds the absolute values of all entries. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent lipschitz end_to_end state_space.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Gradient.
Variables (R : realFieldType) (d : nat).
Implicit Types S : system R d.

(* how far apart two systems are: the sum of the absolute values of all entries *)
Definition sys_dist S' S : R := norm1 (sys_A S' - sys_A S) + norm1 (sys_B S' - sys_B S)
  + norm1 (sys_C S' - sys_C S).

Lemma sys_dist_ge0 S' S : 0 <= sys_dist S' S.
Proof. by rewrite !addr_ge0 ?norm1_ge0. Qed.

Variable S : system R d.
Local Notation dist S' := (sys_dist S' S).

(* F moves by D up to a multiple of the squared distance *)
Definition moves_as m n (F D : system R d -> 'M[R]_(m, n)) := exists2 K, 0 <= K &
  forall S', dist S' <= 1 -> norm1 (F S' - F S) <= K * dist S' /\
    norm1 (F S' - F S - D S') <= K * dist S' ^+ 2.

Lemma moves_exactly m n (F : system R d -> 'M[R]_(m, n)) :
  (forall S', norm1 (F S' - F S) <= dist S') -> moves_as F (fun S' => F S' - F S).
Proof.
move=> le; exists 1 => // S' _; rewrite mul1r le subrr; split=> //.
rewrite mul1r (le_trans _ (sqr_ge0 _)) // /norm1 big1 // => i _; rewrite big1 // => j _.
by rewrite mxE normr0.
Qed.

Lemma moves_const m n (X : 'M[R]_(m, n)) : moves_as (fun=> X) (fun=> 0).
Proof.
have z : norm1 (0 : 'M[R]_(m, n)) = 0.
  by rewrite /norm1 big1 // => i _; rewrite big1 // => j _; rewrite mxE normr0.
by exists 0 => // S' _; rewrite !subrr z !mul0r.
Qed.

Lemma moves_mul m n p (F D : system R d -> 'M[R]_(m, n)) (H E : system R d -> 'M[R]_(n, p)) :
  moves_as F D -> moves_as H E ->
  moves_as (fun S' => F S' *m H S') (fun S' => D S' *m H S + F S *m E S').
Proof.
move=> [K K0 h] [M M0 h']; set f := norm1 (F S); set g := norm1 (H S).
have [f0 g0] : 0 <= f /\ 0 <= g by rewrite !norm1_ge0.
exists (K * g + f * M + K * M); first by rewrite !addr_ge0 ?mulr_ge0.
move=> S' near; have d0 := sys_dist_ge0 S' S; have [a b] := h S' near; have [a' b'] := h' S' near.
have prod q r s (X : 'M[R]_(q, r)) (Y : 'M[R]_(r, s)) x y :
    norm1 X <= x -> norm1 Y <= y -> norm1 (X *m Y) <= x * y.
  by move=> hx hy; apply: le_trans (norm1_mul _ _) _; apply: ler_pmul; rewrite ?norm1_ge0.
have sq : dist S' ^+ 2 <= dist S' by rewrite expr2 ler_pimulr.
have KM : K * dist S' * (M * dist S') = K * M * dist S' ^+ 2.
  by move: (dist S') => x; ring.
split.
  have -> : F S' *m H S' - F S *m H S = (F S' - F S) *m H S + F S *m (H S' - H S)
      + (F S' - F S) *m (H S' - H S).
    by rewrite !mulmxBl !mulmxBr; move: (_ *m _) (_ *m _) (_ *m _) (_ *m _) => x y z w;
       apply/matrixP=> i j; rewrite !mxE; ring.
  rewrite !mulrDl; apply: le_trans (norm1D _ _) _; apply: ler_add.
    apply: le_trans (norm1D _ _) _; apply: ler_add.
      by rewrite mulrAC; apply: prod.
    by rewrite -mulrA; apply: prod.
  apply: le_trans (prod _ _ _ _ _ _ _ a a') _; rewrite KM; apply: ler_wpmul2l => //.
  exact: mulr_ge0.
have -> : F S' *m H S' - F S *m H S - (D S' *m H S + F S *m E S') =
    (F S' - F S - D S') *m H S + F S *m (H S' - H S - E S') + (F S' - F S) *m (H S' - H S).
  rewrite !mulmxBl !mulmxBr; move: (_ *m _) (_ *m _) (_ *m _) (_ *m _) => x y z w.
  by move: (_ *m _) (_ *m _) => u v; apply/matrixP=> i j; rewrite !mxE; ring.
rewrite !mulrDl; apply: le_trans (norm1D _ _) _; apply: ler_add.
  apply: le_trans (norm1D _ _) _; apply: ler_add.
    by rewrite mulrAC; apply: prod.
  by rewrite -mulrA; apply: prod.
by rewrite -KM; apply: prod.
Qed.

Lemma moves_eq m n (F D E : system R d -> 'M[R]_(m, n)) : (forall S', D S' = E S') ->
  moves_as F D -> moves_as F E.
Proof. by move=> DE [K K0 h]; exists K => // S' near; have := h S' near; rewrite DE. Qed.

(* the sum over the places of A in A^i *)
Lemma moves_power i : moves_as (fun S' => mxpow (sys_A S') i) (fun S' => \sum_(s < i)
  mxpow (sys_A S) s *m (sys_A S' - sys_A S) *m mxpow (sys_A S) (i - 1 - s)).
Proof.
elim: i => [|i IH].
  by apply: moves_eq (moves_const 1%:M) => S'; rewrite big_ord0.
have A : moves_as (@sys_A R d) (fun S' => sys_A S' - sys_A S).
  by apply: moves_exactly => S'; rewrite /sys_dist -addrA ler_addl addr_ge0 ?norm1_ge0.
apply: moves_eq (moves_mul A IH) => S'.
rewrite big_ord_recl mul1mx !subSS !subn0; congr (_ + _).
rewrite mulmx_sumr; apply: eq_bigr => s _; rewrite !mulmxA.
by rewrite -subnDA.
Qed.

Lemma moves_impulse i : moves_as
  (fun S' => sys_C S' *m mxpow (sys_A S') i *m sys_B S')
  (fun S' => (sys_C S' - sys_C S) *m mxpow (sys_A S) i *m sys_B S + sys_C S *m (\sum_(s < i)
     mxpow (sys_A S) s *m (sys_A S' - sys_A S) *m mxpow (sys_A S) (i - 1 - s)) *m sys_B S
   + sys_C S *m mxpow (sys_A S) i *m (sys_B S' - sys_B S)).
Proof.
have B : moves_as (@sys_B R d) (fun S' => sys_B S' - sys_B S).
  by apply: moves_exactly => S'; rewrite /sys_dist addrAC ler_addr addr_ge0 ?norm1_ge0.
have C : moves_as (@sys_C R d) (fun S' => sys_C S' - sys_C S).
  by apply: moves_exactly => S'; rewrite /sys_dist ler_addr addr_ge0 ?norm1_ge0.
by apply: moves_eq (moves_mul (moves_mul C (moves_power i)) B) => S'; rewrite mulmxDl.
Qed.

Lemma moves_col k (F D : 'I_k -> system R d -> 'M[R]_1) : (forall i, moves_as (F i) (D i)) ->
  moves_as (fun S' => \col_i F i S' 0 0) (fun S' => \col_i D i S' 0 0).
Proof.
have n1 (X : 'M[R]_1) : norm1 X = `|X 0 0| by rewrite /norm1 !big_ord1.
move=> h; have [K K0 hK] := fin_all_exists2 h.
exists (\sum_i K i) => [|S' near]; first by apply: sumr_ge0.
rewrite !mulr_suml /norm1; split; apply: ler_sum => i _; rewrite big_ord1 !mxE.
  by have [+ _] := hK i S' near; rewrite n1 !mxE.
by have [_ +] := hK i S' near; rewrite n1 !mxE.
Qed.

(* what the gradients say of a move is what the slope says of the moves of the c_i *)
Lemma gradients_act k (g : 'cV[R]_k) (dA : 'M[R]_d) (dB : 'cV[R]_d) (dC : 'rV[R]_d) :
  \tr ((grad_A g S)^T *m dA) + \tr ((grad_B g S)^T *m dB) + \tr ((grad_C g S)^T *m dC) =
  \sum_i g i 0 * (dC *m mxpow (sys_A S) i *m sys_B S + sys_C S *m (\sum_(s < i)
     mxpow (sys_A S) s *m dA *m mxpow (sys_A S) (i - 1 - s)) *m sys_B S
   + sys_C S *m mxpow (sys_A S) i *m dB) 0 0.
Proof.
have tr11 (X : 'M[R]_1) : \tr X = X 0 0 by rewrite /mxtrace big_ord1.
rewrite /grad_A /grad_B /grad_C !linear_sum !mulmx_suml !linear_sum -!big_split /=.
apply: eq_bigr => i _; rewrite !linearZ -!scalemxAl !linearZ /= -!mulrDr; congr (_ * _).
rewrite -tr11 !mxtraceD addrC addrA; congr (_ + _ + _); last first.
- by rewrite trmx_mul trmxK mxpow_tr trmxK.
- rewrite linear_sum mulmx_suml linear_sum mulmx_sumr mulmx_suml linear_sum.
  apply: eq_bigr => s _ /=; rewrite !trmx_mul !mxpow_tr !trmxK -!mulmxA mxtrace_mulC -!mulmxA.
  by rewrite mxtrace_mulC -!mulmxA mxtrace_mulC -!mulmxA.
by rewrite trmx_mul trmxK mxpow_tr trmxK mxtrace_mulC -mulmxA mxtrace_mulC -?mulmxA.
Qed.

Theorem response_gradient k (f : 'cV[R]_k -> R) g : has_gradient f (response k S) g ->
  forall e, 0 < e -> exists2 delta, 0 < delta & forall S', dist S' <= delta ->
    `|f (response k S') - f (response k S) - (\tr ((grad_A g S)^T *m (sys_A S' - sys_A S))
       + \tr ((grad_B g S)^T *m (sys_B S' - sys_B S))
       + \tr ((grad_C g S)^T *m (sys_C S' - sys_C S)))| <= e * dist S'.
Proof.
move=> fG e e0; have [D actE [K K0 h]] : exists2 D, forall S',
    \tr ((grad_A g S)^T *m (sys_A S' - sys_A S)) + \tr ((grad_B g S)^T *m (sys_B S' - sys_B S))
    + \tr ((grad_C g S)^T *m (sys_C S' - sys_C S)) = \tr (g^T *m D S') & moves_as (response k) D.
  eexists; last exact: moves_col (fun i : 'I_k => moves_impulse i).
  by move=> S'; rewrite gradients_act /mxtrace big_ord1 mxE; apply: eq_bigr => i _; rewrite !mxE.
pose c := K + norm1 g * K + 1; have c0 : 0 < c.
  by rewrite /c ltr_spaddr ?ltr01 ?addr_ge0 ?mulr_ge0 ?norm1_ge0.
have [delta delta0 near] := fG (e / c) (divr_gt0 e0 c0).
exists (Num.min 1 (Num.min (delta / c) (e / c))).
  by rewrite !lt_minr ltr01 !divr_gt0.
move=> S'; rewrite !le_minr => /and3P[d1 dd de]; have d0 := sys_dist_ge0 S' S.
have [a b] := h S' d1; rewrite actE.
have Kc : K <= c by rewrite /c -addrA ler_addl addr_ge0 ?mulr_ge0 ?norm1_ge0.
have small : norm1 (response k S' - response k S) <= delta.
  apply: le_trans a _; apply: le_trans (ler_wpmul2r d0 Kc) _.
  by rewrite mulrC -ler_pdivl_mulr.
move: (response k S') (response k S) (D S') near a b small => r r0 D' near a b small.
have -> : f r - f r0 - \tr (g^T *m D') =
    (f r - f r0 - \tr (g^T *m (r - r0))) + \tr (g^T *m (r - r0 - D')).
  by rewrite (mulmxBr _ (r - r0)) (linearB _ (g^T *m (r - r0))) addrA subrK.
apply: le_trans (ler_norm_add _ _) _.
apply: (@le_trans _ _ (e / c * (K * dist S') + norm1 g * (K * dist S' ^+ 2))).
  apply: ler_add.
    apply: le_trans (near r small) _; apply: ler_wpmul2l a; exact/ltW/divr_gt0.
  have -> : \tr (g^T *m (r - r0 - D')) = (g^T *m (r - r0 - D')) 0 0 by rewrite /mxtrace big_ord1.
  apply: (@le_trans _ _ (norm1 (g^T *m (r - r0 - D')))).
    by rewrite /norm1 !big_ord1.
  apply: le_trans (norm1_mul _ _) _; rewrite norm1_tr; apply: ler_wpmul2l b.
  exact: norm1_ge0.
have step : norm1 g * (K * dist S' ^+ 2) <= e / c * (norm1 g * K) * dist S'.
  rewrite expr2 mulrA (mulrA _ (dist S') (dist S')); apply: ler_wpmul2r => //.
  by rewrite mulrC -/(_ * _); apply: ler_wpmul2r; rewrite ?mulr_ge0 ?norm1_ge0.
apply: le_trans (ler_add (lexx _) step) _.
rewrite mulrA -mulrDl -mulrDr; apply: ler_wpmul2r => //.
rewrite mulrAC ler_pdivr_mulr //; apply: ler_wpmul2l; first exact: ltW.
by rewrite /c ler_addl ler01.
Qed.
End Gradient.
