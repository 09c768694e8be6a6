(* Gradient flow on a chain of factors, over Coq's reals: any depth, widths, rates and decay.

   A flow on [0, T] is a curve of factors that is continuous on [0, T] and has the derivative
   -eta_l (gradient + omega W_l) inside. (A solution that lives on [0, T] alone can be continued by
   its end values.) That a flow exists is nowhere claimed: each theorem is about any flow.

   balancedness_flow (P2FQ): W_{l+1}^T W_{l+1} - W_l W_l^T has the derivative 0 at every time at
     which both factors move along minus their gradients, for any loss.
   curve_unique: two curves with the same start and one velocity that is Lipschitz on bounded sets
     are the same.
   flow_unique: two flows with the same start agree on [0, T], for any loss the slope of which is
     Lipschitz on bounded sets. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent lipschitz squares scalar.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Derivatives.
Implicit Types f g : R -> R.

Lemma dadd f g t a b : is_derive f t a -> is_derive g t b ->
  is_derive (fun u => f u + g u) t (a + b).
Proof. exact: (@is_derive_plus _ _ f g t a b). Qed.

Lemma dopp f t a : is_derive f t a -> is_derive (fun u => - f u) t (- a).
Proof. exact: (@is_derive_opp _ _ f t a). Qed.

Lemma dmul f g t a b : is_derive f t a -> is_derive g t b ->
  is_derive (fun u => f u * g u) t (a * g t + f t * b).
Proof. move=> df dg; exact: (@is_derive_mult _ f g t a b df dg Rmult_comm). Qed.

Lemma dconst (c : R) t : is_derive (fun=> c) t 0.
Proof. exact: (@is_derive_const _ _ c t). Qed.

Lemma dsum (I : Type) (r : seq I) (F : I -> R -> R) (D : I -> R) t :
  (forall i, is_derive (F i) t (D i)) ->
  is_derive (fun u => \sum_(i <- r) F i u) t (\sum_(i <- r) D i).
Proof.
move=> FD; elim: r => [|i r IH].
  rewrite big_nil; apply: is_derive_ext (dconst 0 t) => u; by rewrite big_nil.
rewrite big_cons; apply: is_derive_ext (dadd (FD i) IH) => u; by rewrite big_cons.
Qed.

Lemma cadd f g t : continuous f t -> continuous g t -> continuous (fun u => f u + g u) t.
Proof. exact: (@continuous_plus _ _ _ f g t). Qed.

Lemma copp f t : continuous f t -> continuous (fun u => - f u) t.
Proof. exact: (@continuous_opp _ _ _ f t). Qed.

Lemma cmul f g t : continuous f t -> continuous g t -> continuous (fun u => f u * g u) t.
Proof. exact: (@continuous_mult _ _ f g t). Qed.

Lemma csum (I : Type) (r : seq I) (F : I -> R -> R) t :
  (forall i, continuous (F i) t) -> continuous (fun u => \sum_(i <- r) F i u) t.
Proof.
move=> FC; elim: r => [|i r IH].
  by apply: continuous_ext (continuous_const (0 : R) t) => u; rewrite big_nil.
apply: continuous_ext (cadd (FC i) IH) => u; by rewrite big_cons.
Qed.

(* entry by entry *)
Definition mderiv m n (A : R -> 'M[R]_(m, n)) t (D : 'M[R]_(m, n)) :=
  forall i j, is_derive (fun u => A u i j) t (D i j).
Definition mcont m n (A : R -> 'M[R]_(m, n)) t := forall i j, continuous (fun u => A u i j) t.

Lemma mderiv_add m n (A B : R -> 'M[R]_(m, n)) t D E :
  mderiv A t D -> mderiv B t E -> mderiv (fun u => A u + B u) t (D + E).
Proof.
move=> AD BE i j; rewrite mxE; apply: is_derive_ext (dadd (AD i j) (BE i j)) => u.
by rewrite mxE.
Qed.

Lemma mderiv_opp m n (A : R -> 'M[R]_(m, n)) t D :
  mderiv A t D -> mderiv (fun u => - A u) t (- D).
Proof.
by move=> AD i j; rewrite mxE; apply: is_derive_ext (dopp (AD i j)) => u; rewrite mxE.
Qed.

Lemma mderiv_tr m n (A : R -> 'M[R]_(m, n)) t D :
  mderiv A t D -> mderiv (fun u => (A u)^T) t D^T.
Proof. by move=> AD i j; rewrite mxE; apply: is_derive_ext (AD j i) => u; rewrite mxE. Qed.

Lemma mderiv_const m n (A : 'M[R]_(m, n)) t : mderiv (fun=> A) t 0.
Proof. by move=> i j; rewrite mxE; exact: dconst. Qed.

(* the product rule *)
Lemma mderiv_mul m n p (A : R -> 'M[R]_(m, n)) (B : R -> 'M[R]_(n, p)) t D E :
  mderiv A t D -> mderiv B t E -> mderiv (fun u => A u *m B u) t (D *m B t + A t *m E).
Proof.
move=> AD BE i j; rewrite !mxE -big_split /=.
have := dsum (index_enum _) (fun k => dmul (AD i k) (BE k j)).
by apply: is_derive_ext => u; rewrite mxE.
Qed.

Lemma mderiv_lr k m n p (A : 'M[R]_(k, m)) (B : 'M[R]_(n, p)) (X : R -> 'M[R]_(m, n)) t D :
  mderiv X t D -> mderiv (fun u => A *m X u *m B) t (A *m D *m B).
Proof.
move=> XD; have := mderiv_mul (mderiv_mul (mderiv_const A t) XD) (mderiv_const B t).
by rewrite mul0mx add0r mulmx0 addr0.
Qed.

Lemma mcont_const m n (A : 'M[R]_(m, n)) t : mcont (fun=> A) t.
Proof. by move=> i j; exact: continuous_const. Qed.

Lemma mcont_mul m n p (A : R -> 'M[R]_(m, n)) (B : R -> 'M[R]_(n, p)) t :
  mcont A t -> mcont B t -> mcont (fun u => A u *m B u) t.
Proof.
move=> AC BC i j; have := csum (r := index_enum _) (fun k => cmul (AC i k) (BC k j)).
by apply: continuous_ext => u; rewrite mxE.
Qed.

Lemma mcont_lr k m n p (A : 'M[R]_(k, m)) (B : 'M[R]_(n, p)) (X : R -> 'M[R]_(m, n)) t :
  mcont X t -> mcont (fun u => A *m X u *m B) t.
Proof.
by move=> XC; exact: mcont_mul (mcont_mul (@mcont_const _ _ A t) XC) (@mcont_const _ _ B t).
Qed.
End Derivatives.

Section Balance.
Variables (L : nat) (d : nat -> nat) (W : R -> factors [comRingType of R] d).

Theorem balancedness_flow t (G : 'M[R]_(d L, d 0)) l : (l.+1 < L)%N ->
  mderiv (fun u => W u l) t (- grad G (W t) l) ->
  mderiv (fun u => W u l.+1) t (- grad G (W t) l.+1) ->
  mderiv (fun u => imbalance (W u) l) t 0.
Proof.
move=> lL dB dA.
have := mderiv_add (mderiv_mul (mderiv_tr dA) dA) (mderiv_opp (mderiv_mul dB (mderiv_tr dB))).
have := shared_term G (W t) lL.
move: (grad G (W t) l) (grad G (W t) l.+1) => GB GA st.
have st' : GA^T *m W t l.+1 = W t l *m GB^T.
  by apply: trmx_inj; rewrite !trmx_mul !trmxK.
have trN m n (X : 'M[R]_(m, n)) : (- X)^T = - X^T by rewrite linearN.
by rewrite !trN ?mulmxN ?mulNmx st st' opprB opprK -opprD addNr.
Qed.
End Balance.

Section Curves.
Variables (L : nat) (d : nat -> nat) (T : R).
Variable F : factors [comRingType of R] d -> factors [comRingType of R] d.
Implicit Types X : R -> factors [comRingType of R] d.

(* curves of L factors on [0, T] with the velocity -F *)
Definition follows X := forall l, (l < L)%N ->
  (forall t, (0 < t < T)%R -> mderiv (fun u => X u l) t (- F (X t) l)) /\
  (forall t, (0 <= t <= T)%R -> mcont (fun u => X u l) t).

Hypothesis lipschitz : forall K, exists C, 0 <= C /\ forall l W V, (l < L)%N ->
  small L K W -> small L K V -> norm1 (F W l - F V l) <= C * dist L W V.

Lemma dfro m n (A : R -> 'M[R]_(m, n)) t D : mderiv A t D ->
  is_derive (fun u => fro (A u)) t (\sum_i \sum_j 2 * (A t i j * D i j)).
Proof.
move=> AD; apply: dsum => i; apply: dsum => j.
have := dmul (AD i j) (AD i j); rewrite [D i j * _]mulrC -mulr2n -mulr_natl => H.
by apply: is_derive_ext H => u; rewrite expr2.
Qed.

Lemma cfro m n (A : R -> 'M[R]_(m, n)) t : mcont A t -> continuous (fun u => fro (A u)) t.
Proof.
move=> AC; apply: csum => i; apply: csum => j.
by apply: continuous_ext (cmul (AC i j) (AC i j)) => u; rewrite expr2.
Qed.

Hypothesis T0 : (0 <= T)%R.

Lemma bounded X : follows X -> exists B, forall t, (0 <= t <= T)%R -> (size2 L (X t) <= B)%R.
Proof.
move=> fX; have c t : (0 <= t <= T)%R -> continuity_pt (fun u => size2 L (X u)) t.
  move=> tT; apply/continuity_pt_filterlim/csum => l; apply: cfro.
  by have [_ cX] := fX l (ltn_ord l); exact: cX.
have [t [B _]] := continuity_ab_maj _ _ _ T0 c.
by exists (size2 L (X t)).
Qed.

Lemma curve_unique W V : follows W -> follows V -> (forall l, (l < L)%N -> W 0 l = V 0 l) ->
  forall t l, (0 <= t <= T)%R -> (l < L)%N -> W t l = V t l.
Proof.
move=> flow_W flow_V same_start t l tT lL.
have [B1 b1] := bounded flow_W; have [B2 b2] := bounded flow_V.
set K := count [realFieldType of R] L d + Num.max B1 B2.
have small1 u : (0 <= u <= T)%R -> small L K (W u).
  by move=> uT; apply: small_of; rewrite le_maxr; apply/orP; left; apply/RleP; exact: b1.
have small2 u : (0 <= u <= T)%R -> small L K (V u).
  by move=> uT; apply: small_of; rewrite le_maxr; apply/orP; right; apply/RleP; exact: b2.
have [C [C0 lipC]] := lipschitz K.
pose dg u := \sum_(l < L) \sum_i \sum_j 2 * ((W u l - V u l) i j *
  (- F (W u) l - - F (V u) l) i j).
have zero : gap2 L (W t) (V t) = 0.
  apply: (@gronwall (fun u => gap2 L (W u) (V u)) dg (2 * C * L%:R * count _ L d) T) tT.
  - move=> u uT; apply: dsum => k; apply: dfro.
    have [dW _] := flow_W k (ltn_ord k); have [dV _] := flow_V k (ltn_ord k).
    by apply: mderiv_add (dW u uT) _; apply: mderiv_opp; exact: dV.
  - move=> u uT; apply: csum => k; apply: cfro => i j.
    have [_ cW] := flow_W k (ltn_ord k); have [_ cV] := flow_V k (ltn_ord k).
    by apply: continuous_ext (cadd (cW u uT i j) (copp (cV u uT i j))) => x; rewrite !mxE.
  - by move=> u uT; apply/RleP; apply: sumr_ge0 => k _; exact: fro_ge0.
  - move=> u [u0 u1]; have uT : (0 <= u <= T)%R by split; exact: Rlt_le.
    apply/RleP; apply: slope_le => // k kL; apply: lipC => //; [exact: small1 | exact: small2].
  rewrite /gap2 big1 // => k _; rewrite same_start // subrr.
  by rewrite /fro big1 // => i _; rewrite big1 // => j _; rewrite mxE expr0n.
apply/eqP; rewrite -subr_eq0; apply/eqP/fro0.
have p i : true -> 0 <= fro (W t (i : 'I_L) - V t i) by move=> _; exact: fro_ge0.
exact: (psumr_eq0P p zero (i := Ordinal lL) isT).
Qed.
End Curves.

Section Unique.
Variables (L : nat) (d : nat -> nat) (f : 'M[R]_(d L, d 0) -> 'M[R]_(d L, d 0)).
Variables (eta : nat -> R) (omega T : R).
Implicit Types X : R -> factors [comRingType of R] d.

(* gradient flow on [0, T] with rates eta_l and weight decay omega; f is the slope of the loss *)
Definition flows X := forall l, (l < L)%N ->
  (forall t, (0 < t < T)%R -> mderiv (fun u => X u l) t (- drift f eta omega (X t) l)) /\
  (forall t, (0 <= t <= T)%R -> mcont (fun u => X u l) t).

Hypothesis tame_f : tame f.
Hypothesis T0 : (0 <= T)%R.

Theorem flow_unique W V : flows W -> flows V -> (forall l, (l < L)%N -> W 0 l = V 0 l) ->
  forall t l, (0 <= t <= T)%R -> (l < L)%N -> W t l = V t l.
Proof.
have lip K := velocity_lipschitz eta omega K tame_f.
exact: (@curve_unique L d T (drift f eta omega) lip T0).
Qed.
End Unique.
