(* Lossless compression of a block under gradient flow, for any loss, with trained ends and biases.

   lossless_flow (K6B5): the setting of lossless.v over Coq's reals. To every flow of the large net
     on [0, T] there is one of the net with the inner factors eps_l 1, and to every flow of the
     small net one of the large, with the same B, C and theta at all times and the same logits of
     every input. Any depth, sizes, loss, rule for theta, rates for each layer, weight decay. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block block_gradient intertwined lossless.
From dlf Require Import lipschitz flow flow_core decay net_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section NetFlow.
Variables (L d p q N : nat) (Th : Type) (e : nat -> nat) (U : 'M[R]_(d, e L)) (V : 'M[R]_(d, e 0)).
Local Notation state := (net [comRingType of R] d p q e Th).
Variable data : 'M[R]_(p, N).
(* the slope of the loss at the logits Z of the samples, and which curves of theta go with Z *)
Variables (Gamma : R -> Th -> 'M[R]_(q, N) -> 'M[R]_(q, N)).
Variable rule : (R -> Th) -> (R -> 'M[R]_(q, N)) -> Prop.
Variables (eta eta_b : nat -> R) (eta_B eta_C omega T : R).

Section Velocities.
Variables (S : state) (g : 'M[R]_(q, N)).
Local Notation W := (factors_of S).
Local Notation C := (head_of S).
Local Notation inputs := (V^T *m (features_of S *m data)).

(* the logits of the samples *)
Definition seen := logits U V S (features_of S *m data).
(* rate times gradient and decay, where g is the slope at these logits *)
Definition pull_features :=
  eta_B *: ((C *m U *m above L W 0 *m V^T)^T *m g *m data^T + omega *: features_of S).
Definition pull_factor l :=
  eta l *: (block_slope W (shifts_of S) inputs ((C *m U)^T *m g) l + omega *: W l).
Definition pull_shift l :=
  eta_b l *: (bias_slope W ((C *m U)^T *m g) l + omega *: shifts_of S l).
Definition pull_head :=
  eta_C *: (g *m (U *m outputs W (shifts_of S) inputs L)^T + omega *: C).
End Velocities.

(* gradient flow of all of them on [0, T]; along it the slope is a continuous function of time *)
Definition net_flow (S : R -> state) := exists Z G : R -> 'M[R]_(q, N),
  [/\ forall t, (0 <= t <= T)%R ->
     [/\ Z t = seen (S t), G t = Gamma t (theta_of (S t)) (Z t) & mcont G t],
   rule (fun t => theta_of (S t)) Z,
   forall t, (0 < t < T)%R -> [/\
     mderiv (fun u => features_of (S u)) t (- pull_features (S t) (G t)),
     mderiv (fun u => head_of (S u)) t (- pull_head (S t) (G t)) & forall l, (l < L)%N ->
       mderiv (fun u => factors_of (S u) l) t (- pull_factor (S t) (G t) l) /\
       mderiv (fun u => shifts_of (S u) l) t (- pull_shift (S t) (G t) l)] &
   forall t, (0 <= t <= T)%R -> [/\ mcont (fun u => features_of (S u)) t,
     mcont (fun u => head_of (S u)) t & forall l, (l < L)%N ->
     mcont (fun u => factors_of (S u) l) t /\ mcont (fun u => shifts_of (S u) l) t]].

(* a net with biases zero *)
Definition starts (S : state) B (W : factors [comRingType of R] e) C th :=
  [/\ features_of S = B, head_of S = C, theta_of S = th &
   forall l, (l < L)%N -> factors_of S l = W l /\ shifts_of S l = 0].
End NetFlow.

Section Lossless.
Variables (L d k p q N : nat) (Th : Type) (data : 'M[R]_(p, N)).
Local Notation wide := (fun _ : nat => d).
Local Notation narrow := (fun _ : nat => k).
Variables (Gamma : R -> Th -> 'M[R]_(q, N) -> 'M[R]_(q, N)).
Variable rule : (R -> Th) -> (R -> 'M[R]_(q, N)) -> Prop.
Variables (eta eta_b : nat -> R) (eta_B eta_C omega T : R).
Variables (Q : factors [comRingType of R] wide) (V : 'M[R]_(d, k)).
Hypothesis orthogonal : forall l, (l < L)%N -> (Q l)^T *m Q l = 1%:M.
Hypothesis orthonormal : V^T *m V = 1%:M.
Local Notation J := (carried Q V).
Local Notation U := (carried Q V L).
Local Notation big := (net [comRingType of R] d p q wide Th).
Local Notation small := (net [comRingType of R] d p q narrow Th).

Local Notation of_large f := (f L d p q N Th wide 1%:M 1%:M data).
Local Notation of_small f := (f L d p q N Th narrow U V data).

(* the block itself, and the narrow one between U and V *)
Definition large_flow := of_large (@net_flow) Gamma rule
  eta eta_b eta_B eta_C omega T.
Definition small_flow := of_small (@net_flow) Gamma rule
  eta eta_b eta_B eta_C omega T.

Lemma J1 l : (l <= L)%N -> (J l)^T *m J l = 1%:M.
Proof. exact: (carried_orthonormal orthogonal orthonormal). Qed.

(* what a large net has in common with a small one *)
Definition paired (S : big) (s : small) := [/\ [/\ features_of S = features_of s,
    head_of S = head_of s & theta_of S = theta_of s],
  features_of S *m data = V *m (V^T *m (features_of S *m data)),
  head_of S = head_of S *m U *m U^T, intertwined L J (factors_of S) (factors_of s) &
  forall l, (l < L)%N -> shifts_of S l = J l.+1 *m shifts_of s l].

(* the same for every input *)
Definition one_net (S : big) (s : small) := [/\ features_of S = features_of s,
  head_of S = head_of s, theta_of S = theta_of s & forall m (x : 'M[R]_(d, m)),
  large_logits L S x = small_logits L Q V s x /\
  head_of S *m chain L (factors_of S) *m x = head_of s *m U *m chain L (factors_of s) *m V^T *m x].

Lemma paired_one S s : paired S s -> one_net S s.
Proof.
case=> [[eB eC eth] _ CS Ww bc]; split=> // m x.
have out := outputs_seen orthogonal orthonormal x Ww bc (leqnn L).
have h := tied_left (below_tied Ww (leqnn L)); rewrite [J 0]mul1mx in h.
rewrite /large_logits /small_logits /logits trmx1 !mul1mx -eC; split.
  by rewrite -out 2!mulmxA -CS.
by rewrite /chain [X in X *m _ *m _]CS -(mulmxA (head_of S *m U)) h mulmxA.
Qed.

Section Slopes.
Variables (S : big) (s : small) (g : 'M[R]_(q, N)).
Hypothesis pair : paired S s.

Lemma paired_seen : of_large (@seen) S = of_small (@seen) s.
Proof.
have [[eB _ _] _ _ _ _] := pair; have [_ _ _ one] := paired_one pair.
by rewrite /seen eB; have [] := one _ (features_of s *m data).
Qed.

Lemma outs l : (l <= L)%N -> outputs (factors_of S) (shifts_of S) (features_of S *m data) l =
  J l *m outputs (factors_of s) (shifts_of s) (V^T *m (features_of s *m data)) l.
Proof. by have [[<- _ _] HV _ Ww bc] := pair; exact: outputs_twins. Qed.

Lemma above_slope l : (l <= L)%N -> (above L (factors_of S) l)^T *m ((head_of S)^T *m g) =
  J l *m ((above L (factors_of s) l)^T *m ((head_of s *m U)^T *m g)).
Proof.
have [[_ <- _] _ CU Ww _] := pair => lL; have [_ h] := above_tied Ww lL.
have -> : (head_of S)^T = U *m (head_of S *m U)^T by rewrite -{1}[U]trmxK -trmx_mul -CU.
by rewrite -(mulmxA U) [LHS]mulmxA h -mulmxA.
Qed.

Lemma paired_features : of_large (@pull_features) eta_B omega S g =
  of_small (@pull_features) eta_B omega s g.
Proof.
have [[eB eC _] _ CU Ww _] := pair; rewrite /pull_features !trmx1 !mulmx1 eB.
have h := tied_left (above_tied Ww (leq0n L)); rewrite [J 0]mul1mx in h.
by rewrite {1}CU -!mulmxA h eC.
Qed.

Lemma paired_head : of_large (@pull_head) eta_C omega S g =
  of_small (@pull_head) eta_C omega s g.
Proof. by have [[_ eC _] _ _ _ _] := pair; rewrite /pull_head trmx1 !mul1mx outs // eC. Qed.

Let slope l := block_slope (L := L) (factors_of s) (shifts_of s) (V^T *m (features_of s *m data))
  ((head_of s *m U)^T *m g) l.

Lemma paired_factor l : (l < L)%N -> of_large (@pull_factor) eta omega S g l =
  eta l *: (J l.+1 *m slope l *m (J l)^T + omega *: factors_of S l).
Proof.
move=> lL; congr (_ *: (_ + _)); rewrite /slope /block_slope trmx1 mul1mx mulmx1.
by rewrite (outs (ltnW lL)) above_slope // [(J l *m _)^T]trmx_mul !mulmxA.
Qed.

Lemma paired_shift l : (l < L)%N -> 
  @pull_shift L d p q N Th wide 1%:M eta_b omega S g l =
  J l.+1 *m @pull_shift L d p q N Th narrow U eta_b omega s g l.
Proof.
have [_ _ _ _ bc] := pair => lL; rewrite /pull_shift -scalemxAr mulmxDr -scalemxAr bc //.
by congr (_ *: (_ + _)); rewrite /bias_slope mulmx1 above_slope // -!mulmxA.
Qed.
End Slopes.

(* from the large net to the small one *)
Section ToSmall.
Variable S : R -> big.
Hypotheses (T0 : (0 <= T)%R) (run : large_flow S).
Hypothesis start_V : features_of (S 0) *m data = V *m (V^T *m (features_of (S 0) *m data)).
Hypothesis start_U : head_of (S 0) = head_of (S 0) *m U *m U^T.
Variable w0 : factors [comRingType of R] narrow.
Hypothesis start_W : intertwined L J (factors_of (S 0)) w0.
Hypothesis start_b : forall l, (l < L)%N -> shifts_of (S 0) l = 0.

(* the large net as the subspaces see it *)
Definition seen_net t : small := at_rest (features_of (S t)) (core J (fun u => factors_of (S u)) t)
  (fun l => (J l.+1)^T *m shifts_of (S t) l) (head_of (S t)) (theta_of (S t)).

Let mirror l : 'M[R]_d := - reflection J l.

Lemma mirror_fixed m l (X : 'M[R]_(d, m)) : mirror l *m X = X <-> X = J l *m ((J l)^T *m X).
Proof.
rewrite /mirror /reflection opprB mulmxBl mul1mx -scalemxAl -mulmxA; split=> [e|<-].
  have two : (2%:R : R) != 0 by rewrite pnatr_eq0.
  apply: (scalerI two); rewrite -[in RHS](subrK X (2%:R *: _)) e scaler_nat.
  by rewrite mulr2n.
by rewrite scaler_nat mulr2n addrK.
Qed.

Lemma large_paired t : (0 <= t <= T)%R -> paired (S t) (seen_net t).
Proof.
have [Z [G [hG hth move1 cont1]]] := run.
pose H u := features_of (S u) *m data; pose W u := factors_of (S u).
pose b u := shifts_of (S u); pose C u := head_of (S u).
have runs : @block_runs L N q wide eta eta_b eta_B eta_C omega T (data^T *m data) G H W b C.
  split=> u uT; last first.
    have [cB cC cL] := cont1 u uT; split=> //.
    exact: mcont_mul cB (@mcont_const _ _ _ u).
  have [dB dC dL] := move1 u uT; split; last first.
  - move=> l lL; have [dW db] := dL l lL; split.
      by have := dW; rewrite /pull_factor trmx1 mul1mx mulmx1.
    by have := db; rewrite /pull_shift mulmx1.
  - by have := dC; rewrite /pull_head trmx1 !mul1mx.
  have := mderiv_mul dB (mderiv_const data u); rewrite mulmx0 addr0.
  congr (mderiv _ _ _); rewrite /pull_features /pull_H mulNmx -scalemxAl mulmxDl -scalemxAl.
  by rewrite trmx1 !mulmx1 !mulmxA.
have sym l : (mirror l)^T = mirror l by rewrite /mirror linearN /= reflection_tr.
have twice l : (l <= L)%N -> mirror l *m mirror l = 1%:M.
  by move=> lL; rewrite /mirror mulNmx mulmxN opprK; exact: (reflection_twice J1).
have runs' := mirror_runs sym twice runs.
have cG u : (0 <= u <= T)%R -> mcont G u by move=> /hG[].
have J0 : J 0 = V by rewrite /carried /= mul1mx.
have fix_tr m l (X : 'M[R]_(m, d)) : X *m mirror l = X <-> X = X *m J l *m (J l)^T.
  have := mirror_fixed l X^T; rewrite -{1}sym -trmx_mul => -[h1 h2].
  split=> [e|e]; apply: trmx_inj; first by rewrite [LHS]h1 ?e // !trmx_mul !trmxK mulmxA.
  by apply: h2; rewrite {1}e !trmx_mul !trmxK -mulmxA.
have start : [/\ mirror 0 *m H 0 = H 0, C 0 *m mirror L = C 0 & forall l, (l < L)%N ->
    mirror l.+1 *m W 0 l *m mirror l = W 0 l /\ mirror l.+1 *m b 0 l = b 0 l].
  split=> [||l lL]; first by apply/mirror_fixed; rewrite J0.
    by apply/fix_tr.
  rewrite /b start_b // mulmx0; split=> //.
  rewrite /mirror mulmxN !mulNmx opprK.
  exact: (tied_reflected J1 (ltnW lL) (start_W lL)).
move=> tT; have [hH hC hL] := block_unique T0 cG runs' runs start tT.
split=> [||||l lL] //=.
- by have := (mirror_fixed 0 (H t)).1 hH; rewrite J0.
- exact: (fix_tr _ L (C t)).1 hC.
- move=> l lL; have [hW _] := hL l lL; apply: (reflected_tied J1 lL (ltnW lL)).
  by rewrite -[RHS]hW /mirror_W /mirror mulmxN !mulNmx opprK.
by apply/mirror_fixed; have [] := hL l lL.
Qed.

Lemma seen_net_flows : small_flow seen_net.
Proof.
have [Z [G [hG hth move1 cont1]]] := run; exists Z, G.
split=> // t tT;
  [by have [-> -> cG] := hG t tT; rewrite (paired_seen (large_paired tT)) | |]; last first.
- have [cB cC cL] := cont1 t tT; split=> // l lL; have [cW cb] := cL l lL.
  by split; [exact: mcont_lr | exact: mcont_mul (@mcont_const _ _ _ t) cb].
have tT' : (0 <= t <= T)%R by case: tT => a b; split; exact: Rlt_le.
have pair := large_paired tT'; have [dB dC dL] := move1 t tT; split.
- by rewrite -(paired_features _ pair).
- by rewrite -(paired_head _ pair).
move=> l lL; have [dW db] := dL l lL; split.
  have := mderiv_lr (J l.+1)^T (J l) dW; congr (mderiv _ _ _).
  rewrite (paired_factor _ pair lL) mulmxN mulNmx -scalemxAr -scalemxAl mulmxDr mulmxDl.
  rewrite /pull_factor; move: (block_slope _ _ _ _ l) => X.
  by rewrite -scalemxAr -scalemxAl (pulled_back X (J1 lL) (J1 (ltnW lL))).
have := mderiv_mul (mderiv_const (J l.+1)^T t) db; rewrite mul0mx add0r.
by rewrite (paired_shift _ pair lL) mulmxN [(J l.+1)^T *m _]mulmxA J1 // mul1mx.
Qed.
End ToSmall.

(* from the small net to a large one, whose rest only decays *)
Section ToLarge.
Variables (s : R -> small) (eps : nat -> R).
Hypothesis run : small_flow s.
Hypothesis start_V : features_of (s 0) *m data = V *m (V^T *m (features_of (s 0) *m data)).
Hypothesis start_U : head_of (s 0) = head_of (s 0) *m U *m U^T.

Definition rho l t := eps l * exp (- (eta l * omega * t)).
Definition rest l : 'M[R]_d := Q l - J l.+1 *m (J l)^T.
Definition full_net t : big := at_rest (features_of (s t))
  (fun l => J l.+1 *m factors_of (s t) l *m (J l)^T + rho l t *: rest l)
  (fun l => J l.+1 *m shifts_of (s t) l) (head_of (s t)) (theta_of (s t)).

Lemma full_paired t : (0 <= t <= T)%R -> paired (full_net t) (s t).
Proof.
have [Z [G [hG hth move1 cont1]]] := run; move=> tT; split=> //=.
- pose Y u := (1%:M - V *m V^T) *m features_of (s u) *m data.
  suff /eqP : Y t = 0 by rewrite /Y mulmxBl mul1mx mulmxBl subr_eq0 -!mulmxA => /eqP.
  apply: (stays_zero (c := eta_B * omega)) tT => [u uT|u uT|].
  + have [dB _ _] := move1 u uT; have := mderiv_lr (1%:M - V *m V^T) data dB.
    have off m (X : 'M[R]_(k, m)) : (1%:M - V *m V^T) *m (V *m X) = 0.
      by rewrite mulmxBl mul1mx -mulmxA (mulmxA V^T) orthonormal mul1mx subrr.
    congr (mderiv _ _ _); rewrite /pull_features mulmxN mulNmx -scalemxAr -scalemxAl mulmxDr.
    rewrite trmx_mul trmxK -(mulmxA V) -(mulmxA V) off add0r -scalemxAr -scalemxAl scalerA.
    by [].
  + have [cB _ _] := cont1 u uT; exact: mcont_lr.
  by rewrite /Y mulmxBl mul1mx mulmxBl -!mulmxA -start_V subrr.
- pose Y u := head_of (s u) *m (1%:M - U *m U^T).
  suff /eqP : Y t = 0 by rewrite /Y mulmxBr mulmx1 subr_eq0 mulmxA => /eqP.
  apply: (stays_zero (c := eta_C * omega)) tT => [u uT|u uT|].
  + have [_ dC _] := move1 u uT.
    have := mderiv_mul dC (mderiv_const (1%:M - U *m U^T) u); rewrite mulmx0 addr0.
    have off (X : 'M[R]_(q, k)) : X *m U^T *m (1%:M - U *m U^T) = 0.
      by rewrite mulmxBr mulmx1 mulmxA -(mulmxA X) (J1 (leqnn L)) mulmx1 subrr.
    congr (mderiv _ _ _); rewrite /pull_head mulNmx -scalemxAl mulmxDl trmx_mul mulmxA off add0r.
    by rewrite -scalemxAl scalerA.
  + have [_ cC _] := cont1 u uT; exact: mcont_mul cC (@mcont_const _ _ _ u).
  by rewrite /Y mulmxBr mulmx1 mulmxA -start_U subrr.
move=> l lL; have JQ : J l.+1 = Q l *m J l by rewrite /carried /= mulmxA.
have o := orthogonal lL; have iso := J1 (ltnW lL); have iso' := J1 lL.
exact: tied_rest.
Qed.

Lemma drho l t : is_derive (rho l) t (- (eta l * omega) * rho l t).
Proof.
have := dmul (dconst (eta l * omega) t) (@is_derive_id _ t); rewrite mul0r add0r mulr1 => lin.
have := dmul (dconst (eps l) t) (is_derive_comp exp _ t _ _ (is_derive_exp _) (dopp lin)).
rewrite mul0r add0r; congr (is_derive _ _ _); rewrite /scal /= /mult /= /rho.
by rewrite mulrCA.
Qed.

Lemma drest l t : mderiv (fun u => rho l u *: rest l) t (- (eta l * omega) * rho l t *: rest l).
Proof.
move=> i j; have := dmul (drho l t) (dconst (rest l i j) t); rewrite mulr0 addr0 => D.
by rewrite mxE; apply: is_derive_ext D => u; rewrite [RHS]mxE.
Qed.

Lemma full_net_flows : large_flow full_net.
Proof.
have [Z [G [hG hth move1 cont1]]] := run; exists Z, G.
split=> // t tT;
  [by have [-> -> cG] := hG t tT; rewrite (paired_seen (full_paired tT)) | |]; last first.
- have [cB cC cL] := cont1 t tT; split=> // l lL; have [cW cb] := cL l lL; split=> /=.
    have c1 := mcont_lr (A := J l.+1) (B := (J l)^T) cW => i j.
    have c2 : continuous (fun u => (rho l u *: rest l) i j) t.
      by apply: ex_derive_continuous; eexists; exact: (drest l t i j).
    by apply: continuous_ext (cadd (c1 i j) c2) => u; rewrite [RHS]mxE.
  exact: mcont_mul (@mcont_const _ _ _ t) cb.
have tT' : (0 <= t <= T)%R by case: tT => a b; split; exact: Rlt_le.
have pair := full_paired tT'; have [dB dC dL] := move1 t tT; split.
- by rewrite (paired_features _ pair).
- by rewrite (paired_head _ pair).
move=> l lL; have [dW db] := dL l lL; split.
  have := mderiv_add (mderiv_lr (J l.+1) (J l)^T dW) (drest l t); congr (mderiv _ _ _).
  rewrite (paired_factor _ pair lL) /pull_factor; move: (block_slope _ _ _ _ l) => X /=.
  rewrite mulmxN mulNmx -scalemxAr -scalemxAl mulmxDr mulmxDl -scalemxAr -scalemxAl.
  rewrite mulNr scaleNr -opprD -mulrA -!scalerA -scalerDr -addrA -scalerDr.
  by [].
have := mderiv_mul (mderiv_const (J l.+1) t) db; rewrite mul0mx add0r.
by rewrite (paired_shift _ pair lL) mulmxN.
Qed.
End ToLarge.

Theorem lossless_flow (eps : nat -> R) (B : 'M[R]_(d, p)) (C : 'M[R]_(q, d)) (th : Th) :
  (0 <= T)%R -> (forall l, (l < L)%N -> eps l != 0) ->
  let W : factors [comRingType of R] wide := fun l => eps l *: Q l in
  let w : factors [comRingType of R] narrow := fun l => (eps l)%:M in
  ((B *m data)^T + C *m chain L W :=: V^T)%MS ->
  (forall S, large_flow S -> starts L (S 0) B W C th -> exists s, [/\ small_flow s,
    starts L (s 0) B w C th & forall t, (0 <= t <= T)%R -> one_net (S t) (s t)]) /\
  (forall s, small_flow s -> starts L (s 0) B w C th -> exists S, [/\ large_flow S,
    starts L (S 0) B W C th & forall t, (0 <= t <= T)%R -> one_net (S t) (s t)]).
Proof.
move=> T0 eps0 W w span; have [_ Ww HV CU] := closed_start orthogonal orthonormal eps0 span.
split=> [S run [eB eC eth eL]|s run [eB eC eth eL]].
  have sW : intertwined L J (factors_of (S 0)) w by move=> l lL; rewrite (eL l lL).1; exact: Ww.
  have sb l (lL : (l < L)%N) := (eL l lL).2; rewrite -eB in HV; rewrite -eC in CU.
  exists (seen_net S); split; first exact: (seen_net_flows T0 run HV CU sW sb).
    split=> // l lL; split; first exact: (core_start J1 sW lL).
    by rewrite /= sb // mulmx0.
  by move=> t tT; apply: paired_one; exact: (large_paired T0 run HV CU sW sb tT).
have sw l (lL : (l < L)%N) := (eL l lL).1; rewrite -eB in HV; rewrite -eC in CU.
exists (full_net s eps); split; first exact: (full_net_flows _ run HV CU).
  split=> // l lL; have [ew eb] := eL l lL; split=> /=; last by rewrite eb mulmx0.
  have -> : rho eps l 0 = eps l by rewrite /rho (Rmult_0_r (_ * _)) Ropp_0 exp_0; exact: mulr1.
  by rewrite ew mul_mx_scalar -scalemxAl /rest -scalerDr addrC subrK.
by move=> t tT; apply: paired_one; exact: (full_paired _ run HV CU tT).
Qed.
End Lossless.
