(* The velocity of a low-rank update at an orthogonal start, and how fast it lowers the loss
   (CE6M, parts 1 and 2), for every depth L = n + 2, over Coq's reals.

   first_velocity (part 1): the derivative of D = c W_{L-1} ... W_0 where the factors are
     eps_l Q_l and move along minus their gradients.
   first_fall (part 2): the derivative of the loss there, for any loss with the gradient G.
   first_fall_at_most (part 2): the bound of the rate, with the case of equality. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block block_flow flow end_to_end end_to_end_flow adapter.
From dlf Require Import modes removal real_spectral singular_values singular_angle pseudo_inverse.
From dlf Require Import leading_frames loss_descends.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma scaled_rows (F : comRingType) m k (e : F) (A : 'M[F]_(m, k)) :
  (e *: A) *m (e *: A)^T = e ^+ 2 *: (A *m A^T).
Proof. by rewrite [(e *: A)^T]linearZ /= -scalemxAl -scalemxAr scalerA. Qed.

Lemma scaled_cols (F : comRingType) m k (e : F) (A : 'M[F]_(m, k)) :
  (e *: A)^T *m (e *: A) = e ^+ 2 *: (A^T *m A).
Proof. by rewrite [(e *: A)^T]linearZ /= -scalemxAl -scalemxAr scalerA. Qed.

Section Start.
Variables (F : comRingType) (n : nat) (d : nat -> nat) (Q W : factors F d) (eps : nat -> F).
Local Notation L := n.+2.

(* factors eps_l Q_l with orthonormal rows below the last layer and columns above the first *)
Definition starts_orthogonal :=
  [/\ forall l, (l < L)%N -> W l = eps l *: Q l,
      forall l, (l < n.+1)%N -> Q l *m (Q l)^T = 1%:M &
      forall l, (0 < l)%N -> (l < L)%N -> (Q l)^T *m Q l = 1%:M].

(* the product of the squares of all scales but one *)
Definition weight (l : nat) := \prod_(k < L | (k : nat) != l) eps k ^+ 2.

(* the projection onto the columns of the last factor *)
Definition last_projection := Q n.+1 *m (Q n.+1)^T.
(* the projection onto the rows of the first factor *)
Definition first_projection := (Q 0%N)^T *m Q 0%N.

(* what the velocity of the update is, up to the square of its scaling *)
Definition first_slope (G : 'M[F]_(d L, d 0)) :=
  weight 0%N *: (last_projection *m G) +
  (\sum_(1 <= l < n.+1) weight l) *: (last_projection *m G *m first_projection) +
  weight n.+1 *: (G *m first_projection).

Hypothesis start : starts_orthogonal.
Local Notation P := last_projection.
Local Notation P0 := first_projection.

Lemma above_start l : (l < n.+1)%N ->
  above L W l.+1 *m (above L W l.+1)^T = (\prod_(l.+1 <= k < L) eps k ^+ 2) *: P.
Proof.
have [eW rows _] := start; rewrite ltnS => ln; rewrite -(subKn ln).
elim: (n - l)%N (leq_subr l n) => [|k IH] kn.
  by rewrite subn0 above_step // above_end mul1mx big_nat1 eW // scaled_rows.
have eq : ((n - k.+1).+1 = n - k)%N by rewrite -subSn // subSS.
have kn' : ((n - k.+1).+1 < n.+1)%N by rewrite ltnS eq leq_subr.
have kL := ltnW kn' : ((n - k.+1).+1 < L)%N.
rewrite above_step // big_ltn // trmx_mul mulmxA -(mulmxA _ (W _)) eW // scaled_rows rows //.
rewrite -scalemxAr mulmx1 -scalemxAl -scalerA; congr (_ *: _).
by move: (IH (ltnW kn)); rewrite -eq.
Qed.

Lemma below_start l : (l < n.+1)%N ->
  (below W l.+1)^T *m below W l.+1 = (\prod_(0 <= k < l.+1) eps k ^+ 2) *: P0.
Proof.
have [eW _ cols] := start; elim: l => [|l IH] ln.
  by rewrite below_step mulmx1 big_nat1 eW // scaled_cols.
rewrite below_step trmx_mul mulmxA -(mulmxA _ _^T) eW; last exact: ltnW ln.
rewrite scaled_cols cols //; last exact: ltnW ln.
rewrite -scalemxAr mulmx1 -scalemxAl.
by rewrite (IH (ltnW ln)) scalerA [in RHS]big_nat_recr //= mulrC.
Qed.

Lemma weight_split l : (l < L)%N ->
  weight l = (\prod_(0 <= k < l) eps k ^+ 2) * (\prod_(l.+1 <= k < L) eps k ^+ 2).
Proof.
move=> lL; rewrite /weight -(big_mkord (fun i => i != l) (fun k => eps k ^+ 2)).
rewrite (@big_cat_nat _ _ _ l) ?leq0n ?(ltnW lL) //= [X in _ * X = _]big_ltn_cond // eqxx /=.
congr (_ * _).
  rewrite big_nat_cond [RHS]big_nat; apply: eq_bigl => i /=.
  by case: ltngtP.
rewrite big_nat_cond [RHS]big_nat; apply: eq_bigl => i /=.
by case: ltngtP; rewrite ?andbF ?andbT.
Qed.

Lemma terms_of_start (G : 'M[F]_(d L, d 0)) l : (l < L)%N ->
  above L W l.+1 *m grad G W l *m below W l =
  if l == 0%N then weight 0%N *: (P *m G)
  else if l == n.+1 then weight n.+1 *: (G *m P0) else weight l *: (P *m G *m P0).
Proof.
move=> lL; have -> : above L W l.+1 *m grad G W l *m below W l =
    above L W l.+1 *m (above L W l.+1)^T *m G *m ((below W l)^T *m below W l).
  by rewrite /grad !mulmxA.
case: l lL => [|l] lL /=.
  rewrite above_start // trmx1 !mulmx1 weight_split // (big_geq (leqnn 0)) // mul1r.
  by rewrite -scalemxAl.
rewrite below_start //; have [e|ln] := eqVneq l.+1 n.+1.
  case: e lL => -> lL; rewrite above_end trmx1 mulmx1 mul1mx -scalemxAr.
  by rewrite weight_split // (big_geq (leqnn L)) mulr1.
have ln' : (l.+1 < n.+1)%N by rewrite ltn_neqAle ln -ltnS.
by rewrite above_start // -!scalemxAl -!scalemxAr scalerA weight_split // mulrC.
Qed.

Lemma sum_of_terms (V : lmodType F) (A B C : V) :
  \sum_(l < L) (if l == 0%N :> nat then weight 0%N *: A
    else if l == n.+1 :> nat then weight n.+1 *: C else weight l *: B) =
  weight 0%N *: A + (\sum_(1 <= l < n.+1) weight l) *: B + weight n.+1 *: C.
Proof.
rewrite big_ord_recl big_ord_recr /= -addrA; congr (_ + (_ + _)); last by rewrite eqxx.
rewrite big_add1 big_mkord scaler_suml; apply: eq_bigr => l _.
by rewrite /bump /= !add1n eqSS ltn_eqF.
Qed.

Lemma velocity_of_start (G : 'M[F]_(d L, d 0)) :
  \sum_(l < L) above L W l.+1 *m grad G W l *m below W l = first_slope G.
Proof.
by rewrite /first_slope -sum_of_terms; apply: eq_bigr => l _; exact: terms_of_start.
Qed.
End Start.

Section Projections.
Variable F : rcfType.

Lemma projected_rows m n k (U : 'M[F]_(m, k)) (G : 'M_(m, n)) : U^T *m U = 1%:M ->
  sumsq (U *m U^T *m G) = sumsq (U^T *m G).
Proof. by move=> UU; rewrite -mulmxA sumsq_turned. Qed.

Lemma projected_cols m n k (V : 'M[F]_(n, k)) (G : 'M_(m, n)) : V^T *m V = 1%:M ->
  sumsq (G *m (V *m V^T)) = sumsq (G *m V).
Proof.
move=> VV; rewrite -[LHS]sumsq_tr -[RHS]sumsq_tr !trmx_mul trmxK -mulmxA.
exact: sumsq_turned VV.
Qed.

(* the three norms, where the frames have the same number of columns *)
Lemma projections_at_most m n k k' r (G : 'M[F]_(m, n)) PP QQ s (U : 'M_(m, k)) (V : 'M_(n, k')) :
  singular_decomposition G PP QQ s -> U^T *m U = 1%:M -> V^T *m V = 1%:M -> k = r -> k' = r ->
  let top := \sum_(i < r) s i ^+ 2 in
  [/\ sumsq (U *m U^T *m G) <= top, sumsq (U *m U^T *m G *m (V *m V^T)) <= top,
      sumsq (G *m (V *m V^T)) <= top &
      U = first_columns k PP -> V = first_columns k' QQ ->
      [/\ sumsq (U *m U^T *m G) = top, sumsq (U *m U^T *m G *m (V *m V^T)) = top &
          sumsq (G *m (V *m V^T)) = top]].
Proof.
move=> dec UU VV kr kr'; subst k k' => top.
have [both left right equal] := frames_at_most dec UU VV.
have e : sumsq (U *m U^T *m G *m (V *m V^T)) = sumsq (U^T *m G *m V).
  by rewrite projected_cols // -mulmxA -(mulmxA _ G) projected_rows // mulmxA.
by rewrite e projected_rows // projected_cols //; split=> // ? ?; have [] := equal.
Qed.
End Projections.

Section Fall.
Variables (n : nat) (d : nat -> nat) (c : R) (Q : factors [comRingType of R] d) (eps : nat -> R).
Variables (W : R -> factors [comRingType of R] d) (t : R).
Local Notation L := n.+2.
Variable G : 'M[R]_(d L, d 0).
Hypothesis start : starts_orthogonal n Q (W t) eps.
(* all factors move along minus their gradients, G is that of the loss at the update *)
Hypothesis moves : forall l, (l < L)%N -> mderiv (fun u => W u l) t (- (c *: grad G (W t) l)).
Local Notation P := (last_projection n Q).
Local Notation P0 := (first_projection Q).
Local Notation w := (weight n eps).

Theorem first_velocity : mderiv (fun u => update L c (W u)) t (- (c ^+ 2 *: first_slope Q eps G)).
Proof.
have := @mderiv_scale _ _ c _ t _ (product_rule moves); congr (mderiv _ _ _).
rewrite -(velocity_of_start start) expr2 -scalerA -scalerN; congr (_ *: _).
rewrite scaler_sumr -sumrN; apply: eq_bigr => l _.
by rewrite mulmxN mulNmx -scalemxAr -scalemxAl.
Qed.

(* how fast the factors lower the loss *)
Definition first_rate := c ^+ 2 * (w 0%N * sumsq (P *m G) +
  (\sum_(1 <= l < n.+1) w l) * sumsq (P *m G *m P0) + w n.+1 * sumsq (G *m P0)).

Lemma projection_square m k (U : 'M[R]_(m, k)) : U^T *m U = 1%:M ->
  (U *m U^T)^T = U *m U^T /\ (U *m U^T) *m (U *m U^T) = U *m U^T.
Proof. by move=> UU; rewrite trmx_mul trmxK mulmxA -(mulmxA U) UU mulmx1. Qed.

Lemma frames_of_start : (Q n.+1)^T *m Q n.+1 = 1%:M /\ ((Q 0%N)^T)^T *m (Q 0%N)^T = 1%:M.
Proof. by have [_ rows cols] := start; rewrite trmxK rows // cols. Qed.

Lemma projected_traces p q (A : 'M[R]_(p, q)) P P0 : P^T = P -> P *m P = P -> P0^T = P0 ->
  P0 *m P0 = P0 -> \tr (A^T *m (P *m A)) = sumsq (P *m A) /\
  \tr (A^T *m (P *m A *m P0)) = sumsq (P *m A *m P0) /\ \tr (A^T *m (A *m P0)) = sumsq (A *m P0).
Proof.
move=> PT PP PT0 PP0.
have right (B : 'M[R]_(p, q)) : \tr (B^T *m (B *m P0)) = sumsq (B *m P0).
  rewrite sumsq_trace trmx_mul PT0 [RHS]mxtrace_mulC -mulmxA (mulmxA P0 P0) PP0.
  by rewrite [RHS]mxtrace_mulC -mulmxA mxtrace_mulC -mulmxA.
split; [|split] => //; first by rewrite sumsq_trace trmx_mul PT -mulmxA (mulmxA P P) PP.
by rewrite -right trmx_mul PT -!mulmxA (mulmxA P P) PP.
Qed.

Theorem first_fall (loss : 'M[R]_(d L, d 0) -> R) X0 :
  has_gradient loss (X0 + update L c (W t)) G ->
  is_derive (fun u => loss (X0 + update L c (W u))) t (- first_rate).
Proof.
move=> fG; have XD := mderiv_add (mderiv_const X0 t) first_velocity.
have := chain_rule fG XD; congr (is_derive _ _ _).
rewrite add0r mulmxN -scalemxAr linearN linearZ /=; congr (- (_ * _)).
have [UU VV] := frames_of_start; have [PT PP] := projection_square UU.
have [PT0 PP0] := projection_square VV; rewrite trmxK -/P0 in PT0 PP0; rewrite -/P in PT PP.
have [one [two three]] := projected_traces G PT PP PT0 PP0.
by rewrite /first_slope !mulmxDr !mxtraceD -!scalemxAr !mxtraceZ one two three.
Qed.

Theorem first_fall_at_most r PP QQ s : d 1 = r -> d n.+1 = r ->
  @singular_decomposition R_rcfType _ _ G PP QQ s ->
  let top := c ^+ 2 * (\sum_(l < L) w l) * \sum_(i < r) s i ^+ 2 in
  first_rate <= top /\
  (Q n.+1 = first_columns (d n.+1) PP -> (Q 0%N)^T = first_columns (d 1) QQ -> first_rate = top).
Proof.
move=> e0 e1 dec top; have [UU VV] := frames_of_start.
have [] := projections_at_most dec UU VV e1 e0; rewrite trmxK -/P -/P0 => a b c' equal.
have w0 l : 0 <= w l by apply: prodr_ge0 => k _; exact: sqr_ge0.
have sumE : \sum_(l < L) w l = w 0%N + \sum_(1 <= l < n.+1) w l + w n.+1.
  by rewrite -(big_mkord xpredT) big_nat_recr //= big_ltn.
split=> [|eU eV].
  rewrite /top /first_rate -mulrA ler_wpmul2l ?sqr_ge0 // sumE !mulrDl !ler_add //.
  - by rewrite ler_wpmul2l.
  - by rewrite ler_wpmul2l // sumr_ge0.
  - by rewrite ler_wpmul2l.
have [ea eb ec] := equal eU eV.
by rewrite /top /first_rate ea eb ec sumE -mulrA !mulrDl.
Qed.
End Fall.
