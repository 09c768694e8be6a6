(* A balanced chain of square factors can be turned to blocks of its product (BS6T, part 3), over
   Coq's reals, every depth L = n + 2.

   A block C of X is given by two frames with orthonormal columns: X K = P C and X^T P = K C^T.
   block_of_balanced: if the product of a balanced chain has the block C in the frames P and K,
     there are frames J_l at all layers, with J_0 = K and J_L = P, that intertwine the factors with
     a balanced chain whose product is C. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From dlf Require Import chain descent intertwined end_to_end flow_core balanced_rank.
From dlf Require Import singular_values product_decides.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma tied_inj p a q b (A : 'M[R]_(p, a)) (B : 'M_(q, b)) X x y : A^T *m A = 1%:M ->
  tied A B X x -> tied A B X y -> x = y.
Proof. by move=> A1 [e _] [e' _]; rewrite -[x]mul1mx -A1 -mulmxA -e e' mulmxA A1 mul1mx. Qed.

Lemma tied_power p a (A : 'M[R]_(p, a)) X x q : tied A A X x -> tied A A (mxpow X q) (mxpow x q).
Proof. by move=> t; elim: q => [|q IH]; [exact: tied1 | exact: tied_mul t IH]. Qed.

(* a root has the blocks of its power *)
Lemma root_tied m k (K : 'M[R]_(m, k)) q (B A : 'M[R]_m) b : K^T *m K = 1%:M -> (0 < q)%N ->
  psd_root q B A -> tied K K B b -> tied K K A (K^T *m A *m K).
Proof.
move=> K1 q0 root t; pose d := (fun _ : nat => m); pose e := (fun _ : nat => k).
pose S := @reflection d e (fun=> K) 0.
have iso l : (l <= 0)%N -> ((fun=> K) l : 'M_(m, k))^T *m (fun=> K) l = 1%:M by [].
have ST : S^T = S by exact: reflection_tr.
have SS : S *m S = 1%:M by exact: (@reflection_twice 0 d e (fun=> K) iso 0).
have SB : S *m B *m S = B by exact: (@tied_reflected 0 d e (fun=> K) iso 0 0 B b).
have := @turned_root m q S A B; rewrite ST SB => /(_ SS SS root) root'.
by apply: (@reflected_tied 0 d e (fun=> K) iso 0 0 A) => //; exact: psd_root_unique q0 root' root.
Qed.

(* A = O H with O orthogonal and H a root of A^T A *)
Lemma polar m (A : 'M[R]_m) : exists O H, [/\ O^T *m O = 1%:M, psd_root 2 (A^T *m A) H &
  A = O *m H].
Proof.
have [U [V [s [UU VV ds _ e]]]] := @singular_value_decomposition R_rcfType m m A.
set S := rectangular_diagonal m m s in e; have ST : S^T = S.
  by apply/matrixP => i j; rewrite !mxE eq_sym; case: eqP => // /val_inj ->.
have AE : A = U *m S *m V^T.
  by rewrite -e !mulmxA (mulmx1C UU) mul1mx -mulmxA (mulmx1C VV) mulmx1.
exists (U *m V^T), (V *m S *m V^T); split.
- by rewrite trmx_mul trmxK mulmxA -(mulmxA V) UU mulmx1 (mulmx1C VV).
- split; [split=> [|v]|].
  + by rewrite !trmx_mul trmxK ST mulmxA.
  + have -> : v^T *m (V *m S *m V^T) *m v = (V^T *m v)^T *m S *m (V^T *m v).
      by rewrite trmx_mul trmxK !mulmxA.
    rewrite mxE; apply: sumr_ge0 => j _; rewrite mxE (bigD1 j) //= big1 ?addr0 => [|i ij].
      rewrite [S _ _]mxE eqxx mulrAC mulr_ge0 ?mxE -?expr2 ?sqr_ge0 //.
      by have /andP[] := ds _ _ (leqnn j).
    rewrite [S _ _]mxE; case: eqP => [/val_inj e1|_]; last by rewrite mulr0.
    by rewrite e1 eqxx in ij.
  + have AT : A^T = V *m S *m U^T by rewrite AE !trmx_mul trmxK ST mulmxA.
    rewrite /mxpow /= mulmx1 AT AE !mulmxA -(mulmxA (V *m S) V^T V) VV mulmx1.
    by rewrite -(mulmxA (V *m S) U^T U) UU mulmx1.
- by rewrite AE !mulmxA -(mulmxA U V^T V) VV mulmx1.
Qed.

Lemma polar_step m k (A : 'M[R]_m) (K : 'M[R]_(m, k)) b : K^T *m K = 1%:M ->
  tied K K (A^T *m A) b -> exists (J : 'M[R]_(m, k)) D, J^T *m J = 1%:M /\ tied J K A D.
Proof.
move=> K1 t; have [O [H [OO root AE]]] := polar A.
have [HK _] := root_tied K1 (isT : (0 < 2)%N) root t; have [[HT _] _] := root.
exists (O *m K), (K^T *m H *m K); split.
  by rewrite trmx_mul mulmxA -(mulmxA K^T) OO mulmx1.
set D := K^T *m H *m K in HK *; have DT : D^T = D by rewrite /D !trmx_mul trmxK HT mulmxA.
split; first by rewrite AE -(mulmxA O) HK mulmxA.
by rewrite AE trmx_mul HT -mulmxA (mulmxA O^T) OO mul1mx DT.
Qed.

Section Blocks.
Variables (n m k : nat) (W : factors [comRingType of R] (fun=> m)).
Local Notation L := n.+2.
Variables (P K : 'M[R]_(m, k)) (C : 'M[R]_k).
Hypotheses (bal : balanced L W) (PP : P^T *m P = 1%:M) (KK : K^T *m K = 1%:M).
Hypothesis block : tied P K (chain L W) C.

Lemma last_root : psd_root L (chain L W *m (chain L W)^T) (last_gram n.+1 W).
Proof.
have [_ [e _]] := telescoping bal; split; rewrite ?e //.
by have := gram_psd (W n.+1)^T; rewrite trmxK.
Qed.

Lemma first_root : psd_root L ((chain L W)^T *m chain L W) (first_gram W).
Proof. by have [_ [_ e]] := telescoping bal; split; rewrite ?e //; exact: gram_psd. Qed.

(* frames up to the layer l *)
Lemma frames_below l : (l <= n.+1)%N -> exists (J : nat -> 'M[R]_(m, k)) (w : nat -> 'M[R]_k),
  [/\ J 0%N = K, forall i, (i <= l)%N -> (J i)^T *m J i = 1%:M &
      forall i, (i < l)%N -> tied (J i.+1) (J i) (W i) (w i)].
Proof.
elim: l => [_|l IH ln].
  by exists (fun=> K), (fun=> 0); split.
have [J [w [J0 iso t]]] := IH (ltnW ln).
have [b tb] : exists b, tied (J l) (J l) ((W l)^T *m W l) b.
  case: l ln iso t {IH} => [|l] ln iso t.
    rewrite J0; eexists; apply: root_tied KK (ltn0Sn _) first_root _.
    exact: tied_mul (tied_tr block) block.
  rewrite (balancedE bal (leqW ln)).
  by eexists; apply: tied_mul (t l (ltnSn l)) (tied_tr (t l (ltnSn l))).
have [J1 [D [iso1 t1]]] := polar_step (iso l (leqnn l)) tb.
exists (fun i => if i == l.+1 then J1 else J i), (fun i => if i == l then D else w i); split=> //.
- by move=> i il; case: eqP => // /eqP ne; apply: iso; rewrite -ltnS ltn_neqAle ne.
- move=> i; rewrite ltnS => il; rewrite eqSS (ltn_eqF (il : (i < l.+1)%N)).
  by case: eqP => [->//|/eqP ne]; apply: t; rewrite ltn_neqAle ne.
Qed.

(* frames at all layers, the last one is P *)
Lemma last_frame (J : 'M[R]_(m, k)) (D F : 'M[R]_k) : let V := W n.+1 in let Y := below W n.+1 in
  J^T *m J = 1%:M -> tied J K Y D -> tied J J (V^T *m V) F -> tied P J V (P^T *m V *m J).
Proof.
move=> V Y JJ tY tF; have [XK XP] := block; have [YK YJ] := tY; have [FJ _] := tF.
have XE : chain L W = V *m Y by [].
have PE := root_tied PP (ltn0Sn _) last_root (tied_mul block (tied_tr block)).
move: PE; rewrite /last_gram -/V; set E := P^T *m _ *m P => tE.
have ET : E^T = E by rewrite /E !trmx_mul !trmxK !mulmxA.
pose G := V^T *m P; have EG : E = G^T *m G by rewrite /G trmx_mul trmxK /E !mulmxA.
have FG : F = (V *m J)^T *m (V *m J).
  rewrite trmx_mul -!mulmxA (mulmxA V^T) FJ mulmxA JJ mul1mx.
  by [].
have sym p q (A : 'M[R]_(p, q)) : (A^T *m A)^T = A^T *m A by rewrite trmx_mul trmxK.
have FT : F^T = F by rewrite FG sym.
(* what is orthogonal to one side is so to the other *)
have null p q (N : 'M[R]_p) (H : 'M[R]_(p, q)) B q' : B^T = B -> B = H^T *m H ->
    N *m H *m mxpow B q'.+1 = 0 -> N *m H *m H^T = 0.
  move=> BT BH z; set Z := N *m H; have BZ : B *m Z^T = 0.
    apply: (@power_kernel _ _ B _ _ q' BT); apply: trmx_inj.
    by rewrite trmx_mul trmxK mxpow_tr BT trmx0.
  have HZ : H *m Z^T = 0.
    by apply: gram_zero; rewrite trmx_mul trmxK -mulmxA (mulmxA H^T) -BH BZ mulmx0.
  by apply: trmx_inj; rewrite trmx_mul trmxK HZ trmx0.
have gone p q (S : 'M[R]_(p, q)) (H : 'M[R]_(p, q)) B q' : S^T *m S = 1%:M -> B^T = B ->
    B = H^T *m H -> (1%:M - S *m S^T) *m H *m mxpow B q'.+1 = 0 -> H = S *m (S^T *m H).
  move=> SS BT BH z; have := null _ _ _ _ _ _ BT BH z; set N := 1%:M - _ => NHH.
  have NT : N^T = N by rewrite /N linearB /= trmx1 trmx_mul trmxK.
  have NH : N *m H = 0.
    apply: trmx_inj; rewrite trmx0; apply: gram_zero; rewrite trmxK trmx_mul NT mulmxA NHH mul0mx.
    by [].
  by move: NH; rewrite /N mulmxBl mul1mx => /eqP; rewrite subr_eq0 mulmxA => /eqP.
have orth p q (S : 'M[R]_(p, q)) q' (A : 'M_(q, q')) : S^T *m S = 1%:M ->
    (1%:M - S *m S^T) *m (S *m A) = 0.
  by move=> SS; rewrite mulmxBl mul1mx -mulmxA (mulmxA S^T) SS mul1mx subrr.
have e1 : G *m mxpow E L = J *m (F *m D *m C^T).
  have [e _] := tied_power L tE; have [_ er] := last_root.
  rewrite -/V in e; rewrite /last_gram -/V in er; rewrite /G -[LHS]mulmxA -e er -(mulmxA _ _ P).
  by rewrite XP XE -(mulmxA V) (mulmxA Y) YK !mulmxA FJ.
have GJ : G = J *m (J^T *m G).
  by apply: (gone _ _ J G E n.+1 JJ ET EG); rewrite -mulmxA e1 orth.
have e2 : V *m J *m mxpow F n.+1 = P *m (C *m D^T).
  have [e _] := tied_power n.+1 tF.
  have bal' : balanced n.+1 W by move=> l ln; exact: bal (leqW ln).
  have [_ [er _]] := telescoping bal'.
  have vb : V^T *m V = W n *m (W n)^T := balancedE bal (ltnSn n.+1).
  rewrite -mulmxA -e vb -er -/Y -mulmxA YJ (mulmxA V Y) -XE.
  by rewrite [LHS]mulmxA XK -mulmxA.
have VJ : V *m J = P *m (P^T *m (V *m J)).
  by apply: (gone _ _ P (V *m J) F n PP FT FG); rewrite -mulmxA e2 orth.
split; first by rewrite -(mulmxA P^T) -VJ.
by rewrite !trmx_mul trmxK; exact: GJ.
Qed.

Lemma block_of_balanced : exists (J : nat -> 'M[R]_(m, k))
    (w : factors [comRingType of R] (fun=> k)),
  [/\ forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M, J 0%N = K /\ J L = P,
      intertwined L (d := fun=> m) (e := fun=> k) J W w, balanced L w & chain L w = C].
Proof.
have [J [w [J0 iso t]]] := frames_below (leqnn n.+1).
pose D := (P^T *m W n.+1 *m J n.+1).
pose J' l := if l == L then P else J l; pose w' l := if l == n.+1 then D else w l.
have iso' l : (l <= L)%N -> (J' l)^T *m J' l = 1%:M.
  by rewrite /J'; case: eqP => // /eqP ne lL; apply: iso; rewrite -ltnS ltn_neqAle ne.
have small l : (l < n.+1)%N -> tied (J' l.+1) (J' l) (W l) (w' l).
  move=> ln; rewrite /J' /w' !ltn_eqF ?(leqW ln) //; exact: t.
have tw : intertwined L (d := fun=> m) (e := fun=> k) J' W w'.
  move=> l; rewrite ltnS leq_eqVlt => /orP[/eqP ->|]; last exact: small.
  rewrite /J' /w' eqxx ltn_eqF // eqxx; apply: last_frame (iso _ (leqnn _)) _ _.
    by rewrite -J0; exact: (@below_tied _ n.+1 (fun=> m) (fun=> k) J W w n.+1 t).
  rewrite (balancedE bal (ltnSn n.+1)).
  exact: tied_mul (t n (ltnSn n)) (tied_tr (t n (ltnSn n))).
have J0' : J' 0%N = K by rewrite /J' J0.
have JL' : J' L = P by rewrite /J' eqxx.
exists J', w'; split=> //.
- move=> l lL; have a := tied_mul (tied_tr (tw _ lL)) (tw _ lL).
  have b := tied_mul (tw _ (ltnW lL)) (tied_tr (tw _ (ltnW lL))).
  rewrite (balancedE bal lL) in a; rewrite /imbalance (tied_inj (iso' _ (ltnW lL)) a b).
  exact: subrr.
- have := below_tied tw (leqnn L); rewrite J0' JL' => c; exact: tied_inj PP c block.
Qed.
End Blocks.
