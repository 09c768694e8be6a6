(* The flow of the product of a balanced chain is decided by the product at its start, over Coq's
   reals: any depth, any inner widths.

   product_decides (BS6T): X, A = W_L W_L^T and C = W_1^T W_1 obey a closed equation, with a right
     side that is polynomial but for the slope of the loss, and at the start A and C are the roots
     of X X^T and X^T X: two balanced chains with the same product at the start have the same
     product at all times.
   mirrored_product (BS6T): if R is orthogonal and R X(0) and R M are symmetric, R X stays symmetric
     along the flow of 1/2 |X - M|^2. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent lipschitz flow end_to_end end_to_end_flow outer_form.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* Lipschitz on bounded sets *)
Definition locally_lipschitz m p (f : 'M[R]_(m, p) -> 'M[R]_(m, p)) := forall B, exists C, 0 <= C /\
  forall X Y, norm1 X <= B -> norm1 Y <= B -> norm1 (f X - f Y) <= C * norm1 (X - Y).

Lemma lip_bound (F : realFieldType) L (d : nat -> nat) (K : F) k l
    (f : factors F d -> 'M[F]_(k, l)) : lip L K f ->
  exists2 C, 0 <= C & forall W V, small L K W -> small L K V ->
    norm1 (f W - f V) <= C * dist L W V.
Proof. by move=> [K' [C [_ C0 H]]]; exists C => [//|W V sW sV]; exact: (H W V sW sV).2. Qed.

Section Closed.
Variables (n m p : nat) (f : 'M[R]_(m, p) -> 'M[R]_(m, p)) (T : R).

(* C, X and A as a chain of three *)
Definition sizes (l : nat) : nat := if l is l'.+2 then m else p.

Definition three (C : 'M[R]_p) (X : 'M[R]_(m, p)) (A : 'M[R]_m) :
    factors [comRingType of R] sizes :=
  fun l => match l return 'M[R]_(sizes l.+1, sizes l) with
    | 0%N => C | 1%N => X | 2%N => A | _ => 0 end.

(* minus the velocity of C, X and A *)
Definition outer_velocity (W : factors [comRingType of R] sizes) :=
  let C : 'M[R]_p := W 0%N in let X : 'M[R]_(m, p) := W 1%N in let A : 'M[R]_m := W 2%N in
  three ((f X)^T *m X + X^T *m f X) (\sum_(l < n.+1) mxpow A (n - l) *m f X *m mxpow C l)
    (f X *m X^T + X *m (f X)^T).

Hypothesis lip_f : locally_lipschitz f.

Let layer := @lip_layer [realFieldType of R] 3 sizes.

Section Lip.
Variable K : R.
Local Notation lipK := (lip (R := [realFieldType of R]) 3 (d := sizes) K).

Lemma lip_power k (F : factors [comRingType of R] sizes -> 'M[R]_k) q : lipK F ->
  lipK (fun W => mxpow (F W) q).
Proof. by move=> lF; elim: q => [|q IH]; [exact: lip_const | exact: lip_mul]. Qed.

Lemma lip_sum k l q (F : nat -> factors [comRingType of R] sizes -> 'M[R]_(k, l)) :
  (forall i, lipK (F i)) -> lipK (fun W => \sum_(i < q) F i W).
Proof.
move=> lF; elim: q => [|q IH].
  by apply: (@lip_ext _ _ _ _ _ _ (fun _ => 0)) (lip_const _ _ _ _) => W; rewrite big_ord0.
by apply: lip_ext (lip_add IH (lF q)) => W; rewrite big_ord_recr.
Qed.

Lemma lip_closed l : (l < 3)%N -> lipK (fun W => outer_velocity W l).
Proof.
have lC : lipK (fun W => W 0%N : 'M_p) by exact: (@layer K 0%N isT).
have lX : lipK (fun W => W 1%N : 'M_(m, p)) by exact: (@layer K 1%N isT).
have lA : lipK (fun W => W 2%N : 'M_m) by exact: (@layer K 2%N isT).
have lf : lipK (fun W => f (W 1%N)) by exact: (@lip_slope _ 3 sizes f K lip_f).
case: l => [|[|[|//]]] _; rewrite /outer_velocity /=.
- exact: lip_add (lip_mul (lip_tr lf) lX) (lip_mul (lip_tr lX) lf).
- apply: (@lip_sum _ _ _ (fun l W => mxpow (W 2%N) (n - l) *m f (W 1%N) *m mxpow (W 0%N) l)) => i.
  exact: lip_mul (lip_mul (lip_power _ lA) lf) (lip_power _ lC).
- exact: lip_add (lip_mul lf (lip_tr lX)) (lip_mul lX (lip_tr lf)).
Qed.
End Lip.

Lemma outer_lipschitz K : exists C, 0 <= C /\ forall l W V, (l < 3)%N ->
  small 3 K W -> small 3 K V ->
  norm1 (outer_velocity W l - outer_velocity V l) <= C * dist 3 W V.
Proof.
have bound l (lL : (l < 3)%N) := lip_bound (@lip_closed K l lL).
have [C0 p0 H0] := bound 0%N isT; have [C1 p1 H1] := bound 1%N isT.
have [C2 p2 H2] := bound 2%N isT; clear bound; move: (@outer_velocity) H0 H1 H2 => w H0 H1 H2.
exists (C0 + C1 + C2); split=> [|l W V lL sW sV]; first by rewrite !addr_ge0.
have D := dist_ge0 3 W V; have := H2 W V sW sV; have := H1 W V sW sV; have := H0 W V sW sV.
move=> h0 h1 h2; rewrite !mulrDl.
have [q0 q1 q2] : [/\ 0 <= C0 * dist 3 W V, 0 <= C1 * dist 3 W V & 0 <= C2 * dist 3 W V].
  by rewrite !mulr_ge0.
case: l lL => [|[|[|//]]] _.
- by apply: le_trans h0 _; rewrite -addrA ler_addl addr_ge0.
- by apply: le_trans h1 _; rewrite addrAC ler_addr addr_ge0.
- by apply: le_trans h2 _; rewrite ler_addr addr_ge0.
Qed.

Lemma closed_unique W V : (0 <= T)%R ->
  follows 3 T outer_velocity W -> follows 3 T outer_velocity V ->
  (forall l, (l < 3)%N -> W 0 l = V 0 l) ->
  forall t l, (0 <= t <= T)%R -> (l < 3)%N -> W t l = V t l.
Proof. by move=> T0; exact: (curve_unique outer_lipschitz T0). Qed.
End Closed.

Section Chain.
Variables (n m p : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (dm : d L = m) (dp : d 0 = p) (f : 'M[R]_(m, p) -> 'M[R]_(m, p)) (T : R).
Variable W : R -> factors [comRingType of R] d.

(* the product of the chain as a matrix of m rows and p columns *)
Definition seen t : 'M[R]_(m, p) := castmx (dm, dp) (chain L (W t)).

(* the flow of a loss with the slope f at the product *)
Definition flows_along := moves_by (fun t => castmx (esym dm, esym dp) (f (seen t))) T W.

Definition outer t := three (castmx (dp, dp) (first_gram (W t))) (seen t)
  (castmx (dm, dm) (last_gram n (W t))).

Lemma outer_follows : flows_along -> (0 <= T)%R -> balanced L (W 0) ->
  follows 3 T (outer_velocity n f) outer.
Proof.
rewrite /flows_along /outer /seen; case: m / dm f => g; case: p / dp g => g moves T0 bal.
have T00 : (0 <= 0 <= T)%R by split; [exact: Rle_refl | exact: T0].
have tr k l (Y : R -> 'M[R]_(k, l)) u : mcont Y u -> mcont (fun v => (Y v)^T) u.
  by move=> c i j; apply: continuous_ext (c j i) => v; rewrite mxE.
have prod_cont t l : (0 <= t <= T)%R -> (l <= L)%N -> mcont (fun u => below (W u) l) t.
  move=> tT; elim: l => [|l IH] lL; first exact: mcont_const.
  exact: (@mcont_mul _ _ _ (fun u => W u l) _ t ((moves _ lL).2 t tT) (IH (ltnW lL))).
case=> [|[|[|//]]] _; split=> t tT /=.
- exact: (first_moves moves tT).
- by have c := (moves _ (ltn0Sn n)).2 t tT; exact: (mcont_mul (tr _ _ _ _ c) c).
- have tT' : (0 <= t <= T)%R by lra.
  have bal_t : balanced L (W t) by move=> l lL; rewrite (imbalance_kept moves tT' lL) bal.
  have D := @product_rule d W L (fun l => - grad _ (W t) l) t (fun l lL => (moves l lL).1 t tT).
  by move: D; rewrite balanced_velocity.
- exact: prod_cont.
- exact: (last_moves moves tT).
- by have c := (moves _ (ltnSn n)).2 t tT; exact: (mcont_mul c (tr _ _ _ _ c)).
Qed.

Lemma outer_roots t : balanced L (W t) ->
  psd_root L (seen t *m (seen t)^T) (castmx (dm, dm) (last_gram n (W t))) /\
  psd_root L ((seen t)^T *m seen t) (castmx (dp, dp) (first_gram (W t))).
Proof.
rewrite /seen; case: m / dm; case: p / dp => bal; rewrite !castmx_id.
have [_ [e1 e2]] := telescoping bal; split; split; rewrite ?e1 ?e2 //.
  by have := gram_psd (W t n)^T; rewrite trmxK.
exact: gram_psd.
Qed.
End Chain.

Section Pair.
Variables (n m p : nat) (d e : nat -> nat).
Local Notation L := n.+1.
Variables (dm : d L = m) (dp : d 0 = p) (em : e L = m) (ep : e 0 = p).
Variables (f : 'M[R]_(m, p) -> 'M[R]_(m, p)) (T : R).
Variables (W : R -> factors [comRingType of R] d) (V : R -> factors [comRingType of R] e).

Theorem product_decides : locally_lipschitz f ->
  flows_along dm dp f T W -> flows_along em ep f T V ->
  balanced L (W 0) -> balanced L (V 0) -> seen dm dp W 0 = seen em ep V 0 ->
  forall t, (0 <= t <= T)%R -> seen dm dp W t = seen em ep V t.
Proof.
move=> lip_f moves_W moves_V bal_W bal_V start t tT; have T0 : (0 <= T)%R by lra.
have [rA rC] := outer_roots dm dp bal_W; have [rA' rC'] := outer_roots em ep bal_V.
rewrite -start in rA' rC'.
have same l : (l < 3)%N -> outer dm dp W 0 l = outer em ep V 0 l.
  case: l => [|[|[|//]]] _ //=; [exact: psd_root_unique rC rC' | exact: psd_root_unique rA rA'].
exact: (closed_unique lip_f T0 (outer_follows moves_W T0 bal_W) (outer_follows moves_V T0 bal_V)
  same (l := 1) tT).
Qed.
End Pair.

Section Mirror.
Variables (n m : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (dm : d L = m) (dp : d 0 = m) (M Q : 'M[R]_m) (T : R).
Variable W : R -> factors [comRingType of R] d.
Local Notation X := (seen dm dp W).

Lemma turned_power (S A : 'M[R]_m) q : S *m S^T = 1%:M -> S^T *m S = 1%:M ->
  mxpow (S *m A *m S^T) q = S *m mxpow A q *m S^T.
Proof.
move=> S1 S2; elim: q => [|q IH]; first by rewrite /mxpow /= mulmx1 S1.
by rewrite !mxpowS IH !mulmxA -(mulmxA _ S^T S) S2 mulmx1.
Qed.

Lemma turned_root q (S A B : 'M[R]_m) : S *m S^T = 1%:M -> S^T *m S = 1%:M -> psd_root q B A ->
  psd_root q (S *m B *m S^T) (S *m A *m S^T).
Proof.
move=> S1 S2 [[sym pos] <-]; split; last exact: turned_power.
split=> [|v]; first by rewrite !trmx_mul trmxK sym mulmxA.
by have := pos (S^T *m v); rewrite trmx_mul trmxK !mulmxA.
Qed.

Theorem mirrored_product : Q^T *m Q = 1%:M -> (Q *m M)^T = Q *m M ->
  flows_along dm dp (fun Y => Y - M) T W -> balanced L (W 0) -> (Q *m X 0)^T = Q *m X 0 ->
  forall t, (0 <= t <= T)%R -> (Q *m X t)^T = Q *m X t.
Proof.
move=> Q1 symM moves bal start t tT; have T0 : (0 <= T)%R by lra.
have Q2 := mulmx1C Q1.
(* the mirror image of a matrix *)
pose flip (Y : 'M[R]_m) := Q^T *m Y^T *m Q^T.
have flipP Y : flip Y = Y <-> (Q *m Y)^T = Q *m Y.
  rewrite /flip trmx_mul; split=> [E | E]; last by rewrite -mulmxA E mulmxA Q1 mul1mx.
  by rewrite -[in RHS]E !mulmxA Q2 mul1mx.
have lip : locally_lipschitz (fun Y : 'M[R]_m => Y - M).
  by move=> B; exists 1; split=> // Y Z _ _; rewrite mul1r opprB addrA subrK.
have flipM : flip M = M by apply/flipP.
have flipB Y Z : flip (Y - Z) = flip Y - flip Z by rewrite /flip linearB /= mulmxBr mulmxBl.
pose A t := castmx (dm, dm) (last_gram n (W t)); pose C t := castmx (dp, dp) (first_gram (W t)).
have F := outer_follows moves T0 bal.
have dX := F 1%N isT; have dC := F 0%N isT; have dA := F 2%N isT; rewrite /= in dX dC dA.
have dlr := mderiv_lr; have clr := mcont_lr.
pose V t := three (Q *m A t *m Q^T) (flip (X t)) (Q^T *m C t *m Q).
have mt k l (Y : R -> 'M[R]_(k, l)) u : mcont Y u -> mcont (fun v => (Y v)^T) u.
  by move=> c i j; apply: continuous_ext (c j i) => v; rewrite mxE.
have G : follows 3 T (outer_velocity n (fun Y : 'M[R]_m => Y - M)) V.
  have powQ k B : mxpow (Q *m B *m Q^T) k = Q *m mxpow B k *m Q^T by exact: turned_power.
  have powQT k B : mxpow (Q^T *m B *m Q) k = Q^T *m mxpow B k *m Q.
    by have := @turned_power Q^T B k; rewrite trmxK; apply.
  have sA u k : (mxpow (A u) k)^T = mxpow (A u) k.
    by rewrite mxpow_tr /A; case: m / dm; rewrite castmx_id trmx_mul trmxK.
  have sC u k : (mxpow (C u) k)^T = mxpow (C u) k.
    by rewrite mxpow_tr /C; case: m / dp; rewrite castmx_id trmx_mul trmxK.
  have fE u : flip (X u) - M = Q^T *m (X u - M)^T *m Q^T.
    by rewrite -[in LHS]flipM -flipB.
  have fT u : (flip (X u))^T = Q *m X u *m Q by rewrite /flip !trmx_mul !trmxK mulmxA.
  have gT u : (flip (X u) - M)^T = Q *m (X u - M) *m Q by rewrite fE !trmx_mul !trmxK mulmxA.
  case=> [|[|[|//]]] _; split=> u uT /=.
  - have := dlr _ _ _ _ Q Q^T _ _ _ (dA.1 u uT); congr (mderiv _ _ _).
    rewrite gT fE fT /flip mulmxN mulNmx mulmxDr mulmxDl; congr (- (_ + _)).
      by rewrite !mulmxA -!(mulmxA _ Q Q^T) Q2 mulmx1.
    by rewrite !mulmxA -!(mulmxA _ Q Q^T) Q2 mulmx1.
  - exact: clr (dA.2 u uT).
  - have := dlr _ _ _ _ Q^T Q^T _ _ _ (mderiv_tr (dX.1 u uT)); congr (mderiv _ _ _).
    rewrite linearN /= mulmxN mulNmx linear_sum /= mulmx_sumr mulmx_suml; congr (- _).
    rewrite (reindex_inj rev_ord_inj) /=; apply: eq_bigr => l _.
    have ln : (l <= n)%N by rewrite -ltnS.
    rewrite fE powQ powQT !trmx_mul sA sC !subSS subKn //.
    by rewrite !mulmxA -!(mulmxA _ Q Q^T) Q2 !mulmx1 -!(mulmxA _ Q^T Q) Q1 !mulmx1.
  - exact: clr (mt _ _ _ _ (dX.2 u uT)).
  - have := dlr _ _ _ _ Q^T Q _ _ _ (dC.1 u uT); congr (mderiv _ _ _).
    rewrite gT fE fT /flip mulmxN mulNmx mulmxDr mulmxDl; congr (- (_ + _)).
      by rewrite !mulmxA -!(mulmxA _ Q^T Q) Q1 mulmx1.
    by rewrite !mulmxA -!(mulmxA _ Q^T Q) Q1 mulmx1.
  - exact: clr (dC.2 u uT).
have flipX0 : flip (X 0) = X 0 by apply/flipP.
have [rA rC] := outer_roots dm dp bal.
have X0T : (X 0)^T = Q *m X 0 *m Q by rewrite -{1}flipX0 /flip !trmx_mul !trmxK mulmxA.
have left : X 0 *m (X 0)^T = Q^T *m ((X 0)^T *m X 0) *m Q^T^T.
  move: (X 0) X0T flipX0 => Y YT; rewrite /flip => YE.
  by rewrite trmxK -{1}YE [in X in _ *m X = _]YT !mulmxA -(mulmxA _ Q^T Q) Q1 mulmx1.
have right : (X 0)^T *m X 0 = Q *m (X 0 *m (X 0)^T) *m Q^T.
  move: (X 0) X0T flipX0 => Y YT; rewrite /flip => YE.
  by rewrite {1}YT -{2}YE !mulmxA -(mulmxA _ Q Q^T) Q2 mulmx1.
have same l : (l < 3)%N -> outer dm dp W 0 l = V 0 l.
  case: l => [|[|[|//]]] _ /=.
  - apply: psd_root_unique (ltn0Sn n) rC _; rewrite right.
    exact: turned_root Q2 Q1 rA.
  - by rewrite flipX0.
  apply: psd_root_unique (ltn0Sn n) rA _; rewrite left trmxK.
  by have := @turned_root L Q^T _ _ _ _ rC; rewrite !trmxK; apply.
have := closed_unique lip T0 F G same (l := 1) tT isT => /= /esym XF.
by apply/flipP.
Qed.
End Mirror.
