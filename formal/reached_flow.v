(* No gradient flow leaves the space that the start of a state space reaches.

   reached_flow (KLSN, part 1, flow): let V be mapped into itself by A(0) and A(0)^T, and contain
     B(0) and C(0)^T; let the first p columns of the orthogonal U span V. Along every gradient flow
     on [0, T] with weight decay omega, for a loss of c_0, ..., c_{k-1} with a continuous slope:
     A = U diag(a, kappa R) U^T, B = U (b, 0), C = (c, 0) U^T, where (a, b, c) is a gradient flow of
     a system with p states, kappa = e^(-omega t), and the impulse responses agree.
   line_flow (KLSN, part 3, flow): from a symmetric balanced start with A(0) B(0) = a B(0), at all
     times c_0 c_2 = c_1^2.
   Over Coq's reals, for all sizes; that a flow exists is nowhere claimed. The small flow is what
   the first columns of U see of the large one: by symmetry and uniqueness, not by existence. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined closed scalar flow decay orthonormal.
From dlf Require Import end_to_end state_space state_run reached_space state_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma opp_self m n (X : 'M[R]_(m, n)) : - X = X -> X = 0.
Proof.
move=> /matrixP e; apply/matrixP=> i j; have := e i j; rewrite !mxE => /eqP.
by rewrite -subr_eq0 -opprD oppr_eq0 -mulr2n mulrn_eq0 => /eqP.
Qed.

Section Sides.
Variables (d p q : nat) (U : 'M[R]_(d, p + q)).
Hypotheses (U1 : U^T *m U = 1%:M) (U2 : U *m U^T = 1%:M).
Implicit Types (S : system [comRingType of R] d) (s : system [comRingType of R] p).

(* 1 on the first columns of U, -1 on the others *)
Definition side : 'M[R]_(p + q) := block_mx 1%:M 0 0 (- 1%:M).
Definition sides : 'M[R]_d := U *m side *m U^T.

Lemma side_twice : side *m side = 1%:M.
Proof.
rewrite /side mulmx_block !mulmx0 !mul0mx !mulmx1 mulmxN mulNmx mulmx1 opprK !addr0 add0r.
by rewrite -scalar_mx_block.
Qed.

Lemma side_tr : side^T = side.
Proof. by rewrite /side tr_block_mx !trmx0 linearN /= !trmx1. Qed.

Lemma sides_tr : sides^T = sides.
Proof. by rewrite /sides !trmx_mul trmxK side_tr mulmxA. Qed.

Lemma sides_U : sides *m U = U *m side. Proof. by rewrite /sides -mulmxA U1 mulmx1. Qed.
Lemma U_sides : U^T *m sides = side *m U^T. Proof. by rewrite /sides !mulmxA U1 mul1mx. Qed.

Lemma side_col m (x : 'M[R]_(p, m)) (y : 'M[R]_(q, m)) : side *m col_mx x y = col_mx x (- y).
Proof. by rewrite /side mul_block_col !mul0mx addr0 add0r mulNmx !mul1mx. Qed.

Lemma row_side m (x : 'M[R]_(m, p)) (y : 'M[R]_(m, q)) : row_mx x y *m side = row_mx x (- y).
Proof. by rewrite /side mul_row_block !mulmx0 addr0 add0r mulmxN !mulmx1. Qed.

Lemma sides_orthogonal : sides^T *m sides = 1%:M.
Proof. by rewrite sides_tr {1}/sides -mulmxA U_sides !mulmxA -(mulmxA U) side_twice mulmx1. Qed.

Lemma side_block (M : 'M[R]_(p + q)) : side *m M *m side = M ->
  M = block_mx (ulsubmx M) 0 0 (drsubmx M).
Proof.
rewrite -{1 2 3}[M]submxK /side !mulmx_block !(mulmx0, mul0mx, mulmx1, mul1mx, addr0, add0r).
rewrite !(mulNmx, mulmxN, mul1mx, mulmx1) opprK => /eq_block_mx[_ /opp_self e /opp_self e' _].
by rewrite -e -e' submxK.
Qed.

Lemma sides_fix s X : sys_turn sides (sys_place U s X) = sys_place U s X.
Proof.
rewrite /sys_turn /sys_place /= sides_tr; congr System.
- rewrite !mulmxA sides_U -(mulmxA _ U^T U) U1 mulmx1 -!(mulmxA U) /side !mulmx_block.
  rewrite !(mulmx0, mul0mx, mulmx1, mul1mx, addr0, add0r, mulNmx, mulmxN, oppr0, opprK).
  by [].
- by rewrite mulmxA sides_U -mulmxA side_col oppr0.
by rewrite -mulmxA U_sides mulmxA row_side oppr0.
Qed.

Lemma fixed_place S : sys_turn sides S = S ->
  S = sys_place U (sys_seen U S) ((rsubmx U)^T *m sys_A S *m rsubmx U).
Proof.
case: S => A B C; rewrite /sys_turn /= sides_tr => -[eA eB eC].
have M : U^T *m A *m U = block_mx ((lsubmx U)^T *m A *m lsubmx U) ((lsubmx U)^T *m A *m rsubmx U)
    ((rsubmx U)^T *m A *m lsubmx U) ((rsubmx U)^T *m A *m rsubmx U).
  by rewrite -{1 2}[U]hsubmxK tr_row_mx mul_col_mx mul_col_row.
have fA : side *m (U^T *m A *m U) *m side = U^T *m A *m U.
  by rewrite -{2}eA /sides !mulmxA U1 mul1mx -!(mulmxA _ U^T U) U1 !mulmx1.
have := side_block fA; rewrite {2 3}M block_mxKul block_mxKdr => eM.
rewrite /sys_place /sys_seen /=; congr System.
- by rewrite -eM !mulmxA U2 mul1mx -mulmxA U2 mulmx1.
- have : side *m (U^T *m B) = U^T *m B by rewrite -{2}eB (mulmxA U^T) U_sides -mulmxA.
  have -> : U^T *m B = col_mx ((lsubmx U)^T *m B) ((rsubmx U)^T *m B).
    by rewrite -mul_col_mx -tr_row_mx hsubmxK.
  rewrite side_col => /eq_col_mx[_ /opp_self z].
  by rewrite -[in RHS]z -mul_col_mx -tr_row_mx hsubmxK mulmxA U2 mul1mx.
have : C *m U *m side = C *m U by rewrite -{2}eC -(mulmxA C sides) sides_U mulmxA.
have -> : C *m U = row_mx (C *m lsubmx U) (C *m rsubmx U) by rewrite -mul_mx_row hsubmxK.
rewrite row_side => /eq_row_mx[_ /opp_self z].
by rewrite -[in RHS]z -mul_mx_row hsubmxK -mulmxA U2 mulmx1.
Qed.

Lemma seen_place s X : sys_seen U (sys_place U s X) = s.
Proof.
have e : U^T *m lsubmx U = col_mx 1%:M 0.
  by apply: trmx_inj; rewrite trmx_mul trmxK core_of_frame // tr_col_mx trmx1 trmx0.
case: s => a b c; rewrite /sys_seen /sys_place /= !mulmxA core_of_frame //; congr System.
- rewrite -!mulmxA e mul_block_col !mulmx0 !mul0mx !addr0 mulmx1 mul_row_col.
  by rewrite mul1mx mul0mx addr0.
- by rewrite mul_row_col mul1mx mul0mx addr0.
by rewrite -mulmxA e mul_row_col mulmx1 mul0mx addr0.
Qed.

Lemma rest_place s X : (rsubmx U)^T *m sys_A (sys_place U s X) *m rsubmx U = X.
Proof.
have e : U^T *m rsubmx U = col_mx 0 1%:M.
  by apply: trmx_inj; rewrite trmx_mul trmxK rest_of_frame // tr_col_mx trmx1 trmx0.
rewrite /= !mulmxA rest_of_frame // -!mulmxA e mul_block_col !mulmx0 !mul0mx !add0r mulmx1.
by rewrite mul_row_col mul1mx mul0mx add0r.
Qed.

Lemma velocity_place k omega (g : 'cV[R]_k) s X : sys_velocity omega g (sys_place U s X) =
  sys_place U (sys_velocity omega g s) (- (omega *: X)).
Proof.
by rewrite /sys_velocity (place_grad U1) !(scale_place, add_place) add0r scaleN1r.
Qed.
End Sides.

Section Reached.
Variables (d k p q m : nat) (omega T : R) (f : 'cV[R]_k -> 'cV[R]_k).
Variables (S : R -> system [comRingType of R] d) (V : 'M[R]_(m, d)) (U : 'M[R]_(d, p + q)).
Hypotheses (T0 : (0 <= T)%R) (cf : slope_continuous f) (flow : sys_flows omega T f S).
Hypotheses (U1 : U^T *m U = 1%:M) (U2 : U *m U^T = 1%:M).
Hypotheses (UV : ((lsubmx U)^T :=: V)%MS) (rV : reaches V (S 0)).

(* the small system, and what is beside it *)
Let small t := sys_seen U (S t).
Let beside t := (rsubmx U)^T *m sys_A (S t) *m rsubmx U.

Lemma flow_place t : (0 <= t <= T)%R -> S t = sys_place U (small t) (beside t).
Proof.
move=> tT; apply: (fixed_place U1 U2).
apply: (turned_flow (sides_orthogonal U1 U2) T0 cf flow _ tT).
by rewrite {1 2}(reaches_place U1 U2 UV rV) sides_fix.
Qed.

Lemma place_velocity t g : (0 < t < T)%R -> sys_velocity omega (g : 'cV[R]_k) (S t) =
  sys_place U (sys_velocity omega g (small t)) (- (omega *: beside t)).
Proof.
move=> [t0 t1]; have e : S t = sys_place U (small t) (beside t).
  by apply: flow_place; split; exact: Rlt_le.
by rewrite {1}e velocity_place.
Qed.

Lemma same_response t : (0 <= t <= T)%R -> forall k', response k' (S t) = response k' (small t).
Proof. by move=> tT k'; rewrite {1}(flow_place tT) (place_response U1). Qed.

Lemma seen_flows : sys_flows omega T f small.
Proof.
split=> t tT; last first.
  have [a b c] := flow.2 t tT; split; first exact: mcont_lr.
    exact: mcont_mul (@mcont_const _ _ _ t) b.
  exact: mcont_mul c (@mcont_const _ _ _ t).
have tT' : (0 <= t <= T)%R by case: tT => *; split; exact: Rlt_le.
have := flow.1 t tT; rewrite (same_response tT') place_velocity // => -[a b c].
rewrite -[sys_velocity _ _ _](seen_place U1 _ (- (omega *: beside t))); split.
- exact: mderiv_lr.
- by have := mderiv_mul (mderiv_const (lsubmx U)^T t) b; rewrite mul0mx add0r.
by have := mderiv_mul c (mderiv_const (lsubmx U) t); rewrite mulmx0 addr0.
Qed.

Lemma beside_fades t : (0 <= t <= T)%R -> beside t = decay_scale 1 omega t *: beside 0.
Proof.
move=> tT; apply/matrixP=> i j; rewrite [RHS]mxE.
have := @decays (fun u => beside u i j) omega T; move=> /(_ _ _ t tT) ->.
- by rewrite /decay_scale Rmult_1_l [RHS]mulrC.
- move=> u uT; have uT' : (0 <= u <= T)%R by case: uT => *; split; exact: Rlt_le.
  have := flow.1 u uT; rewrite (same_response uT') place_velocity // => -[a _ _].
  have := mderiv_lr (rsubmx U)^T (rsubmx U) a; rewrite (rest_place U1) => /(_ i j).
  have -> // : (- (omega * beside u i j))%R = (- (omega *: beside u)) i j.
  by rewrite [RHS]mxE [in RHS]mxE.
move=> u uT; have [a _ _] := flow.2 u uT.
exact: (mcont_lr (A := (rsubmx U)^T) (B := rsubmx U) a).
Qed.

Theorem reached_flow : sys_flows omega T f small /\ forall t, (0 <= t <= T)%R ->
  let kappa := decay_scale 1 omega t in
  [/\ sys_A (S t) = U *m block_mx (sys_A (small t)) 0 0
        (kappa *: ((rsubmx U)^T *m sys_A (S 0) *m rsubmx U)) *m U^T,
      sys_B (S t) = U *m col_mx (sys_B (small t)) 0,
      sys_C (S t) = row_mx (sys_C (small t)) 0 *m U^T,
      forall i, impulse (S t) i = impulse (small t) i & omega = 0 -> kappa = 1].
Proof.
split=> [|t tT kappa]; first exact: seen_flows.
have e := flow_place tT; rewrite beside_fades // in e; split; rewrite ?{1}e //.
  by move=> i; rewrite -e; have := same_response tT i.+1 => /colP/(_ ord_max); rewrite !mxE.
by move=> o0; rewrite /kappa /decay_scale o0 !Rmult_0_r Rmult_0_l Ropp_0 exp_0.
Qed.
End Reached.

Section Line.
Variables (d k : nat) (omega T : R) (f : 'cV[R]_k -> 'cV[R]_k).
Variables (S : R -> system [comRingType of R] d).
Hypotheses (T0 : (0 <= T)%R) (cf : slope_continuous f) (flow : sys_flows omega T f S).

Theorem line_flow a t : symmetric_balanced (S 0) -> sys_A (S 0) *m sys_B (S 0) = a *: sys_B (S 0) ->
  (0 <= t <= T)%R -> let c := impulse (S t) in c 0%N * c 2%N = c 1%N ^+ 2.
Proof.
move=> [sA sB] AB tT /=; set J := sys_B (S 0).
suff [al e] : exists al, sys_A (S t) *m sys_B (S t) = al *: sys_B (S t).
  have c i : impulse (S t) i = al ^+ i * impulse (S t) 0.
    elim: i => [|i IH]; first by rewrite mul1r.
    by rewrite exprS -mulrA -IH /impulse mxpowSr mulmxA -mulmxA e -scalemxAr mxE.
  by rewrite (c 2%N) (c 1%N) expr1 exprMn mulrCA -expr2.
have [J0 | J0] := eqVneq J 0.
  have o' : (- 1%:M : 'M[R]_d)^T = - 1%:M by apply/matrixP=> i j; rewrite !mxE eq_sym.
  have o : (- 1%:M)^T *m (- 1%:M : 'M[R]_d) = 1%:M.
    by rewrite o' mulNmx mulmxN mulmx1 opprK.
  have : sys_turn (- 1%:M) (S t) = S t.
    apply: (turned_flow o T0 cf flow _ tT).
    have C0 : sys_C (S 0) = 0 by apply: trmx_inj; rewrite -sB -/J J0 trmx0.
    move: J0 C0; rewrite /J /sys_turn; case: (S 0) => A B C /= -> ->.
    by rewrite o' mulNmx mul1mx mulmxN mulmx1 opprK mulmx0 mul0mx.
  case: (S t) => A B C /= [_ + _]; rewrite mulNmx mul1mx => /opp_self ->.
  by exists 0; rewrite mulmx0 scaler0.
pose n := (J^T *m J) 0 0; have n0 : n != 0.
  have JT : J^T != 0 by rewrite -trmx0 (eqtype.inj_eq trmx_inj).
  by have := sq_gt0 JT; rewrite trmxK -/n => /gt_eqF ->.
have JJ : J^T *m J = n%:M by rewrite [LHS]mx11_scalar.
pose P := n^-1 *: (J *m J^T); pose O : 'M[R]_d := P + P - 1%:M.
have PT : P^T = P by rewrite /P linearZ /= trmx_mul trmxK.
have PP : P *m P = P.
  rewrite /P -scalemxAl -scalemxAr -mulmxA (mulmxA J^T) JJ mul_scalar_mx -scalemxAr.
  by rewrite !scalerA mulVf // mulr1.
have PJ : P *m J = J.
  by rewrite /P -scalemxAl -mulmxA JJ mul_mx_scalar scalerA mulVf // scale1r.
have OT : O^T = O by rewrite /O linearB linearD /= PT trmx1.
have OO : O *m O = 1%:M.
  by rewrite {1}/O mulmxBl mul1mx /O mulmxBr mulmx1 mulmxDl mulmxDr PP addrK subKr.
have OJ : O *m J = J by rewrite /O mulmxBl mulmxDl PJ mul1mx addrK.
have o : O^T *m O = 1%:M by rewrite OT.
have AJ : sys_A (S 0) *m J = a *: J by [].
have PA : P *m sys_A (S 0) = sys_A (S 0) *m P.
  have JA : J^T *m sys_A (S 0) = a *: J^T.
    by apply: trmx_inj; rewrite trmx_mul trmxK -sA AJ linearZ /= trmxK.
  by rewrite /P -scalemxAl -scalemxAr mulmxA AJ -mulmxA JA -scalemxAl -scalemxAr.
have OA : O *m sys_A (S 0) = sys_A (S 0) *m O.
  by rewrite /O mulmxBl mulmxBr mulmxDl mulmxDr PA mul1mx mulmx1.
have : sys_turn O (S t) = S t.
  apply: (turned_flow o T0 cf flow _ tT).
  have C0 : sys_C (S 0) = J^T by rewrite /J sB trmxK.
  have JO : J^T *m O^T = J^T by rewrite -trmx_mul OJ.
  move: OA C0 OJ JO; rewrite /J /sys_turn; case: (S 0) => A B C /= OA -> -> ->.
  by rewrite OT OA -mulmxA OO mulmx1.
have fixed (X : 'cV[R]_d) : O *m X = X -> X = (n^-1 * (J^T *m X) 0 0) *: J.
  rewrite /O mulmxBl mulmxDl mul1mx => /eqP; rewrite subr_eq => /eqP e.
  have e2 : P *m X = X.
    apply/matrixP=> i j; move/matrixP/(_ i j): e; rewrite !(mxE _ _ i j) => /eqP.
    by rewrite -!mulr2n -subr_eq0 -mulrnBl mulrn_eq0 /= subr_eq0 => /eqP.
  rewrite -{1}e2 /P -scalemxAl -mulmxA [J^T *m X]mx11_scalar mul_mx_scalar scalerA.
  by rewrite [in RHS]mxE eqxx mulr1n.
rewrite /sys_turn OT; case: (S t) => A B C /= [eA eB _].
have eAJ : O *m (A *m J) = A *m J by rewrite -{2}eA -!mulmxA OJ.
exists (n^-1 * (J^T *m (A *m J)) 0 0).
by rewrite (fixed _ eB) -scalemxAr {1}(fixed _ eAJ) !scalerA mulrC.
Qed.
End Line.
