(* Tools for a block inside a net under gradient flow, whose slope is a given function of time.

   vanishing: finitely many matrices that start at zero, the velocities of which are bounded by a
     constant times the sum of their norms, stay zero. Over Coq's reals.
   near: two curves that are bounded and no further apart than a constant times a distance; sums,
     products, chains and outputs of such curves are such curves.
   block_unique: features, factors, biases and head of a linear block that move along the gradients
     of one and the same slope G(t), from the same start, agree. Any depth, widths, rates, decay.
   mirror_runs: what symmetric mirrors at all layers make of such a run is such a run. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block block_gradient intertwined.
From dlf Require Import lipschitz squares scalar flow flow_core decay.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Lemma sum_sq_fin (I : finType) (x : I -> R) : (\sum_i x i) ^+ 2 <= #|I|%:R * \sum_i x i ^+ 2.
Proof.
have e (y : I -> R) : \sum_i y i = \sum_(j < #|I|) y (enum_val j) by rewrite -big_enum_val.
by rewrite !e; exact: sum_sq.
Qed.

Lemma term_le (I : finType) (x : I -> R) i : (forall j, 0 <= x j) -> x i <= \sum_j x j.
Proof. by move=> x0; rewrite (bigD1 i) //= ler_addl; apply: sumr_ge0. Qed.

Section Vanishing.
Variables (I : finType) (r s : I -> nat) (T : R).
Variables (Y V : R -> forall i, 'M[R]_(r i, s i)).
Hypothesis moving : forall i t, (0 < t < T)%R -> mderiv (fun u => Y u i) t (V t i).
Hypothesis cont : forall i t, (0 <= t <= T)%R -> mcont (fun u => Y u i) t.
Hypothesis linear : forall i, exists C, forall t, (0 <= t <= T)%R ->
  norm1 (V t i) <= C * \sum_j norm1 (Y t j).
Hypothesis start : forall i, Y 0 i = 0.

Lemma vanishing t i : (0 <= t <= T)%R -> Y t i = 0.
Proof.
have [C HC] := fin_all_exists linear.
pose c := \sum_i `|C i|; pose n := \sum_i (r i * s i)%:R : R.
pose g u := \sum_i fro (Y u i); pose dist u := \sum_j norm1 (Y u j).
pose dg u := \sum_i \sum_j \sum_k 2 * (Y u i j k * V u i j k).
have d0 u : 0 <= dist u by apply: sumr_ge0 => j _; exact: norm1_ge0.
have near u : (0 <= u <= T)%R -> forall j, norm1 (V u j) <= c * dist u.
  move=> uT j; apply: le_trans (HC j u uT) _; rewrite ler_wpmul2r ?d0 //.
  apply: le_trans (ler_norm _) _; exact: (@term_le _ (fun j => `|C j|)).
have square u : dist u ^+ 2 <= #|I|%:R * n * g u.
  apply: le_trans (sum_sq_fin _) _; rewrite -mulrA ler_wpmul2l ?ler0n // mulr_sumr.
  apply: ler_sum => j _; apply: le_trans (norm1_sq _) _; rewrite ler_wpmul2r ?fro_ge0 //.
  by apply: (@term_le _ (fun i => (r i * s i)%:R)) => k; exact: ler0n.
move=> tT; suff zero : g t = 0.
  have p j : true -> 0 <= fro (Y t j) by move=> _; exact: fro_ge0.
  exact: (fro0 (psumr_eq0P p zero (i := i) isT)).
apply: (@gronwall g dg (2 * c * (#|I|%:R * n)) T) tT.
- by move=> u uT; apply: dsum => j; apply: dfro; exact: moving.
- by move=> u uT; apply: csum => j; apply: cfro; exact: cont.
- by move=> u _; apply/RleP; apply: sumr_ge0 => j _; exact: fro_ge0.
- move=> u [u0 u1]; have uT : (0 <= u <= T)%R by split; exact: Rlt_le.
  apply/RleP; apply: (@le_trans _ _ (\sum_i 2 * (norm1 (Y u i) * (c * dist u)))).
    apply: ler_sum => j _; apply: (@le_trans _ _ (2 * (norm1 (Y u j) * norm1 (V u j)))).
      apply: le_trans (ler_wpmul2l (ler0n _ 2) (inner_le _ _)); rewrite mulr_sumr.
      by apply: ler_sum => k _; rewrite mulr_sumr.
    by rewrite ler_pmul2l ?ltr0n // ler_wpmul2l ?norm1_ge0 // near.
  rewrite -mulr_sumr -mulr_suml -/(dist u).
  have -> : 2 * (dist u * (c * dist u)) = 2 * c * dist u ^+ 2 by move: (dist u) => x; ring.
  suff: 2 * c * dist u ^+ 2 <= 2 * c * (#|I|%:R * n) * g u by [].
  rewrite -[leRHS]mulrA; apply: ler_wpmul2l (square u).
  by rewrite mulr_ge0 ?ler0n //; apply: sumr_ge0.
by rewrite /g big1 // => j _; rewrite start /fro big1 // => k _; rewrite big1 // => l _;
   rewrite mxE expr0n.
Qed.
End Vanishing.

Lemma mbounded m n (A : R -> 'M[R]_(m, n)) T : (0 <= T)%R ->
  (forall t, (0 <= t <= T)%R -> mcont A t) ->
  exists K, forall t, (0 <= t <= T)%R -> norm1 (A t) <= K.
Proof.
move=> T0 cA; have c t : (0 <= t <= T)%R -> continuity_pt (fun u => fro (A u)) t.
  by move=> tT; apply/continuity_pt_filterlim/cfro/cA.
have [x [B _]] := continuity_ab_maj _ _ _ T0 c.
exists ((m * n)%:R + fro (A x)) => t tT; apply: le_trans (norm1_fro _) _.
by rewrite ler_add2l; apply/RleP; exact: B.
Qed.

Section Near.
Variables (T : R) (dist : R -> R).

(* bounded, and no further apart than in proportion to dist *)
Definition near m n (A A' : R -> 'M[R]_(m, n)) := exists K C, forall t, (0 <= t <= T)%R ->
  [/\ norm1 (A t) <= K, norm1 (A' t) <= K & norm1 (A t - A' t) <= C * dist t].

Lemma near_same m n (A : R -> 'M[R]_(m, n)) K :
  (forall t, (0 <= t <= T)%R -> norm1 (A t) <= K) -> near A A.
Proof.
move=> AK; exists K, 0 => t tT; rewrite mul0r subrr; split; try exact: AK.
by rewrite /norm1 big1 // => i _; rewrite big1 // => j _; rewrite mxE normr0.
Qed.

Lemma near_const m n (A : 'M[R]_(m, n)) : near (fun=> A) (fun=> A).
Proof. by apply: (@near_same _ _ _ (norm1 A)) => t _. Qed.

Lemma near_add m n (A A' B B' : R -> 'M[R]_(m, n)) : near A A' -> near B B' ->
  near (fun t => A t + B t) (fun t => A' t + B' t).
Proof.
move=> [K [C near1]] [K' [C' near2]]; exists (K + K'), (C + C') => t tT.
have [a b c] := near1 t tT; have [a' b' c'] := near2 t tT.
split; try by apply: le_trans (norm1D _ _) _; apply: ler_add.
by rewrite opprD addrACA mulrDl; apply: le_trans (norm1D _ _) _; apply: ler_add.
Qed.

Lemma near_tr m n (A A' : R -> 'M[R]_(m, n)) : near A A' ->
  near (fun t => (A t)^T) (fun t => (A' t)^T).
Proof.
move=> [K [C near1]]; exists K, C => t tT; have [a b c] := near1 t tT.
by rewrite !norm1_tr -linearB norm1_tr.
Qed.

Lemma near_mul m n p (A A' : R -> 'M[R]_(m, n)) (B B' : R -> 'M[R]_(n, p)) :
  near A A' -> near B B' -> near (fun t => A t *m B t) (fun t => A' t *m B' t).
Proof.
move=> [K [C near1]] [K' [C' near2]]; exists (K * K'), (C * K' + K * C') => t tT.
have [a b c] := near1 t tT; have [a' b' c'] := near2 t tT.
have prod (X : 'M[R]_(m, n)) (Z : 'M[R]_(n, p)) x z :
    norm1 X <= x -> norm1 Z <= z -> norm1 (X *m Z) <= x * z.
  by move=> hx hz; apply: le_trans (norm1_mul _ _) _; apply: ler_pmul; rewrite ?norm1_ge0.
split; try exact: prod.
have -> : A t *m B t - A' t *m B' t = (A t - A' t) *m B t + A' t *m (B t - B' t).
  by rewrite mulmxBl mulmxBr addrA subrK.
apply: le_trans (norm1D _ _) _; rewrite mulrDl; apply: ler_add.
  by rewrite mulrAC; exact: prod.
by rewrite -mulrA; exact: prod.
Qed.

Lemma near_scale m n a (A A' : R -> 'M[R]_(m, n)) : near A A' ->
  near (fun t => a *: A t) (fun t => a *: A' t).
Proof.
move=> [K [C near1]]; exists (`|a| * K), (`|a| * C) => t tT; have [b c e] := near1 t tT.
by rewrite -scalerBr !norm1Z -mulrA; split; rewrite ler_wpmul2l.
Qed.

Section Block.
Variables (L N : nat) (d : nat -> nat).
Variables (W W' : R -> factors [comRingType of R] d) (b b' : R -> biases [comRingType of R] d).
Variables (H H' : R -> 'M[R]_(d 0, N)).
Hypothesis near_W : forall l, (l < L)%N -> near (fun t => W t l) (fun t => W' t l).
Hypothesis near_b : forall l, (l < L)%N -> near (fun t => b t l) (fun t => b' t l).
Hypothesis near_H : near H H'.

Lemma near_above l : (l <= L)%N -> near (fun t => above L (W t) l) (fun t => above L (W' t) l).
Proof.
move=> lL; rewrite -(subKn lL); elim: (L - l)%N (leq_subr l L) => [|n IH] nL.
  have [K [C h]] := near_const (1%:M : 'M[R]_(d L)).
  by exists K, C => t tT; rewrite subn0 !above_end; exact: h.
have lL' : (L - n.+1 < L)%N by rewrite ltn_subrL; case: (L) nL.
have eq : ((L - n.+1).+1 = L - n)%N by rewrite -subSn // subSS.
move: (IH (ltnW nL)); rewrite -eq => IHn.
have [K [C h]] := near_mul IHn (near_W lL').
by exists K, C => t tT; rewrite !(above_step _ lL'); exact: h.
Qed.

Lemma near_outputs l : (l <= L)%N ->
  near (fun t => outputs (W t) (b t) (H t) l) (fun t => outputs (W' t) (b' t) (H' t) l).
Proof.
elim: l => [|l IH] lL; first exact: near_H.
exact: near_add (near_mul (near_W lL) (IH (ltnW lL))) (near_mul (near_b lL) (near_const _)).
Qed.
End Block.
End Near.

Section Unique.
Variables (L N q : nat) (d : nat -> nat) (eta eta_b : nat -> R) (eta_H eta_C omega T : R).
Variables (K : 'M[R]_N) (G : R -> 'M[R]_(q, N)).

(* a block between features H and a head C, all of them trained: how they move where G is the slope
   at the logits C z_L and K = F^T F for features H = B F *)
Section Velocities.
Variables (H : 'M[R]_(d 0, N)) (W : factors [comRingType of R] d).
Variables (b : biases [comRingType of R] d) (C : 'M[R]_(q, d L)) (g : 'M[R]_(q, N)).
Definition pull_H := eta_H *: ((C *m above L W 0)^T *m g *m K + omega *: H).
Definition pull_W l := eta l *: (block_slope W b H (C^T *m g) l + omega *: W l).
Definition pull_b l := eta_b l *: (bias_slope W (C^T *m g) l + omega *: b l).
Definition pull_C := eta_C *: (g *m (outputs W b H L)^T + omega *: C).
End Velocities.

Definition block_runs (H : R -> 'M[R]_(d 0, N)) (W : R -> factors [comRingType of R] d)
    (b : R -> biases [comRingType of R] d) (C : R -> 'M[R]_(q, d L)) :=
  (forall t, (0 < t < T)%R -> [/\ mderiv H t (- pull_H (H t) (W t) (C t) (G t)),
    mderiv C t (- pull_C (H t) (W t) (b t) (C t) (G t)) & forall l, (l < L)%N ->
      mderiv (fun u => W u l) t (- pull_W (H t) (W t) (b t) (C t) (G t) l) /\
      mderiv (fun u => b u l) t (- pull_b (W t) (b t) (C t) (G t) l)]) /\
  (forall t, (0 <= t <= T)%R -> [/\ mcont H t, mcont C t &
    forall l, (l < L)%N -> mcont (fun u => W u l) t /\ mcont (fun u => b u l) t]).

Variables (H H' : R -> 'M[R]_(d 0, N)) (W W' : R -> factors [comRingType of R] d).
Variables (b b' : R -> biases [comRingType of R] d) (C C' : R -> 'M[R]_(q, d L)).
Hypotheses (T0 : (0 <= T)%R) (cont_G : forall t, (0 <= t <= T)%R -> mcont G t).
Hypotheses (run : block_runs H W b C) (run' : block_runs H' W' b' C').
Hypothesis start : [/\ H 0 = H' 0, C 0 = C' 0 &
  forall l, (l < L)%N -> W 0 l = W' 0 l /\ b 0 l = b' 0 l].

Local Notation index := (option (option ('I_L + 'I_L))).
Let r (i : index) := match i with
  None => d 0 | Some None => q | Some (Some (inl l)) => d l.+1 | Some (Some (inr l)) => d l.+1 end.
Let s (i : index) := match i with
  None => N | Some None => d L | Some (Some (inl l)) => d l | Some (Some (inr l)) => 1%N end.
(* all matrices, one after another *)
Let all H C W b (i : index) : 'M[R]_(r i, s i) := match i with
  None => H | Some None => C | Some (Some (inl l)) => W l | Some (Some (inr l)) => b l end.
Let state t := all (H t) (C t) (W t) (b t).
Let state' t := all (H' t) (C' t) (W' t) (b' t).
Let speed H C W b g := all (- pull_H H W C g) (- pull_C H W b C g)
  (fun l => - pull_W H W b C g l) (fun l => - pull_b W b C g l).
Let speeds t := speed (H t) (C t) (W t) (b t) (G t).
Let speeds' t := speed (H' t) (C' t) (W' t) (b' t) (G t).

Theorem block_unique t : (0 <= t <= T)%R -> [/\ H t = H' t, C t = C' t &
  forall l, (l < L)%N -> W t l = W' t l /\ b t l = b' t l].
Proof.
move=> tT; pose dist u := \sum_j norm1 (state u j - state' u j).
have [run1 cont1] := run; have [run2 cont2] := run'.
have cont i u : (0 <= u <= T)%R -> mcont (fun v => state v i) u /\ mcont (fun v => state' v i) u.
  move=> uT; have [cH cC cL] := cont1 u uT; have [cH' cC' cL'] := cont2 u uT.
  by case: i => [[[l|l]|]|]; split=> //; [exact: (cL l _).1 | exact: (cL' l _).1 |
    exact: (cL l _).2 | exact: (cL' l _).2].
have close i : near T dist (fun u => state u i) (fun u => state' u i).
  have [k1 b1] := mbounded T0 (fun u uT => (cont i u uT).1).
  have [k2 b2] := mbounded T0 (fun u uT => (cont i u uT).2).
  exists (Num.max k1 k2), 1 => u uT; split; rewrite ?le_maxr ?b1 ?b2 ?orbT //.
  by rewrite mul1r; apply: (@term_le _ (fun j => norm1 (state u j - state' u j))) => j;
    exact: norm1_ge0.
have nH : near T dist H H' := close None.
have nC : near T dist C C' := close (Some None).
have nW l (lL : (l < L)%N) : near T dist (fun u => W u l) (fun u => W' u l) :=
  close (Some (Some (inl (Ordinal lL)))).
have nb l (lL : (l < L)%N) : near T dist (fun u => b u l) (fun u => b' u l) :=
  close (Some (Some (inr (Ordinal lL)))).
have [k bk] := mbounded T0 cont_G; have nG := near_same dist bk.
have minus m n (A A' : R -> 'M[R]_(m, n)) : near T dist A A' ->
    near T dist (fun u => - A u) (fun u => - A' u).
  by move=> [K1 [C1 h]]; exists K1, C1 => u uT; rewrite -opprD !norm1N; exact: h.
have fast i : near T dist (fun u => speeds u i) (fun u => speeds' u i).
  have pulled m n a (A A' Z Z' : R -> 'M[R]_(m, n)) : near T dist A A' -> near T dist Z Z' ->
      near T dist (fun u => - (a *: (Z u + omega *: A u)))
                  (fun u => - (a *: (Z' u + omega *: A' u))).
    by move=> nA nZ; apply/minus/near_scale/near_add => //; exact: near_scale.
  have nz := near_outputs nW nb nH; have na := near_above nW.
  have ng := near_mul (near_tr nC) nG.
  case: i => [[[[l lL]|[l lL]]|]|] /=; apply: pulled.
  - exact: nW.
  - exact: near_mul (near_mul (near_tr (na _ lL)) ng) (near_tr (nz _ (ltnW lL))).
  - exact: nb.
  - exact: near_mul (near_mul (near_tr (na _ lL)) ng) (near_const _ _ _).
  - exact: nC.
  - exact: near_mul nG (near_tr (nz _ (leqnn L))).
  - exact: nH.
  exact: near_mul (near_mul (near_tr (near_mul nC (na _ (leq0n L)))) nG) (near_const _ _ _).
have zero i : state t i - state' t i = 0.
  have v := @vanishing [finType of index] r s T (fun u i => state u i - state' u i)
    (fun u i => speeds u i - speeds' u i).
  apply: v tT => {i}.
  - move=> i u uT; have [dH dC dL] := run1 u uT; have [dH' dC' dL'] := run2 u uT.
    case: i => [[[l|l]|]|].
    - exact: mderiv_add (dL l (ltn_ord l)).1 (mderiv_opp (dL' l (ltn_ord l)).1).
    - exact: mderiv_add (dL l (ltn_ord l)).2 (mderiv_opp (dL' l (ltn_ord l)).2).
    - exact: mderiv_add dC (mderiv_opp dC').
    exact: mderiv_add dH (mderiv_opp dH').
  - move=> i u uT j j'; have [c c'] := cont i u uT.
    by apply: continuous_ext (cadd (c j j') (copp (c' j j'))) => v'; rewrite !mxE.
  - by move=> i; have [K1 [C1 h]] := fast i; exists C1 => u uT; have [] := h u uT.
  move=> i; have [h0 c0 l0] := start; apply/eqP; rewrite subr_eq0; apply/eqP.
  by case: i => [[[l|l]|]|] //=; have [] := l0 l (ltn_ord l).
have {}zero i : state t i = state' t i by apply/eqP; rewrite -subr_eq0 zero.
split; [exact: (zero None) | exact: (zero (Some None)) | move=> l lL].
by split; [exact: (zero (Some (Some (inl (Ordinal lL))))) |
  exact: (zero (Some (Some (inr (Ordinal lL)))))].
Qed.
End Unique.

(* the net on the other side of mirrors is a net like the first *)
Section Mirror.
Variables (L N q : nat) (d : nat -> nat) (eta eta_b : nat -> R) (eta_H eta_C omega T : R).
Variables (K : 'M[R]_N) (G : R -> 'M[R]_(q, N)) (H : R -> 'M[R]_(d 0, N)).
Variables (W : R -> factors [comRingType of R] d) (b : R -> biases [comRingType of R] d).
Variable C : R -> 'M[R]_(q, d L).
Local Notation runs := (@block_runs L N q d eta eta_b eta_H eta_C omega T K G).

Variable mirror : forall l, 'M[R]_(d l).
Hypothesis mirror_tr : forall l, (mirror l)^T = mirror l.
Hypothesis mirror_twice : forall l, (l <= L)%N -> mirror l *m mirror l = 1%:M.

Definition mirror_W t : factors [comRingType of R] d := fun l => mirror l.+1 *m W t l *m mirror l.
Definition mirror_b t : biases [comRingType of R] d := fun l => mirror l.+1 *m b t l.
Definition mirror_H t := mirror 0 *m H t.
Definition mirror_C t := C t *m mirror L.

Lemma outputs_mirror t l : (l <= L)%N ->
  outputs (mirror_W t) (mirror_b t) (mirror_H t) l = mirror l *m outputs (W t) (b t) (H t) l.
Proof.
elim: l => [|l IH] lL //=; rewrite IH ?(ltnW lL) // mulmxDr !mulmxA; congr (_ + _).
by rewrite -(mulmxA (_ *m W t l)) mirror_twice ?(ltnW lL) // mulmx1.
Qed.

Lemma above_mirror t l : (l <= L)%N ->
  above L (mirror_W t) l = mirror L *m above L (W t) l *m mirror l.
Proof.
have o i (iL : (i <= L)%N) : (mirror i)^T *m mirror i = 1%:M by rewrite mirror_tr mirror_twice.
have WW : intertwined L mirror (mirror_W t) (W t).
  move=> i iL; apply/(tied_turned _ _ (o _ iL) (o _ (ltnW iL))).
  by rewrite mirror_tr.
move=> lL; have /(tied_turned _ _ (o _ (leqnn L)) (o _ lL)) := above_tied WW lL.
by rewrite mirror_tr.
Qed.

Lemma mirror_runs : runs H W b C -> runs mirror_H mirror_W mirror_b mirror_C.
Proof.
have head t (g : 'M[R]_(q, N)) : (mirror_C t)^T *m g = mirror L *m ((C t)^T *m g).
  by rewrite /mirror_C trmx_mul mirror_tr mulmxA.
have up t l (lL : (l <= L)%N) (g : 'M[R]_(q, N)) :
    (above L (mirror_W t) l)^T *m ((mirror_C t)^T *m g) =
    mirror l *m ((above L (W t) l)^T *m ((C t)^T *m g)).
  rewrite head above_mirror // !trmx_mul !mirror_tr -!mulmxA.
  by rewrite (mulmxA (mirror L) (mirror L)) mirror_twice // mul1mx.
move=> [move1 cont1]; split=> t tT; last first.
  have [cH cC cL] := cont1 t tT; split; first exact: mcont_mul (@mcont_const _ _ _ t) cH.
    exact: mcont_mul cC (@mcont_const _ _ _ t).
  move=> l lL; have [cW cb] := cL l lL; split; first exact: mcont_lr.
  exact: mcont_mul (@mcont_const _ _ _ t) cb.
have [dH dC dL] := move1 t tT; split; last first.
- move=> l lL; have [dW db] := dL l lL; split.
    have := mderiv_lr (mirror l.+1) (mirror l) dW; congr (mderiv _ _ _).
    rewrite /pull_W mulmxN mulNmx -scalemxAr -scalemxAl mulmxDr mulmxDl -scalemxAr -scalemxAl.
    rewrite /block_slope up // outputs_mirror ?(ltnW lL) // trmx_mul mirror_tr.
    by rewrite !mulmxA.
  have := mderiv_mul (mderiv_const (mirror l.+1) t) db; rewrite mul0mx add0r.
  congr (mderiv _ _ _); rewrite /pull_b mulmxN -scalemxAr mulmxDr -scalemxAr.
  by rewrite /bias_slope up // !mulmxA.
- have := mderiv_mul dC (mderiv_const (mirror L) t); rewrite mulmx0 addr0.
  congr (mderiv _ _ _); rewrite /pull_C mulNmx -scalemxAl mulmxDl -scalemxAl.
  by rewrite outputs_mirror // trmx_mul mirror_tr mulmxA.
have := mderiv_mul (mderiv_const (mirror 0) t) dH; rewrite mul0mx add0r.
congr (mderiv _ _ _); rewrite /pull_H mulmxN -scalemxAr mulmxDr -scalemxAr.
congr (- (_ *: (_ + _))).
by have := up t 0%N (leq0n L) (G t); rewrite !trmx_mul -!mulmxA !(mulmxA _ _ K) => <-.
Qed.
End Mirror.

Lemma pulled_back m n a b (A : 'M[R]_(m, a)) (B : 'M[R]_(n, b)) X :
  A^T *m A = 1%:M -> B^T *m B = 1%:M -> A^T *m (A *m X *m B^T) *m B = X.
Proof. by move=> A1 B1; rewrite !mulmxA A1 mul1mx -mulmxA B1 mulmx1. Qed.

Lemma tied_rest m a (P : 'M[R]_m) (A B : 'M[R]_(m, a)) w h :
  P^T *m P = 1%:M -> A = P *m B -> A^T *m A = 1%:M -> B^T *m B = 1%:M ->
  tied A B (A *m w *m B^T + h *: (P - A *m B^T)) w.
Proof.
move=> P1 AP A1 B1; split.
  rewrite mulmxDl -(mulmxA (A *m w)) B1 mulmx1 -scalemxAl mulmxBl -(mulmxA A) B1 mulmx1 -AP.
  by rewrite subrr scaler0 addr0.
have e : P^T *m A = B by rewrite AP mulmxA P1 mul1mx.
have -> : (A *m w *m B^T + h *: (P - A *m B^T))^T = B *m w^T *m A^T + h *: (P^T - B *m A^T).
  by rewrite linearD linearZ linearB /= !trmx_mul trmxK !mulmxA.
rewrite mulmxDl -(mulmxA (B *m _)) A1 mulmx1 -scalemxAl mulmxBl -(mulmxA B) A1 mulmx1 e.
by rewrite subrr scaler0 addr0.
Qed.

(* what decays in proportion from zero *)
Lemma stays_zero m n (Y : R -> 'M[R]_(m, n)) c T :
  (forall t, (0 < t < T)%R -> mderiv Y t (- (c *: Y t))) ->
  (forall t, (0 <= t <= T)%R -> mcont Y t) -> Y 0 = 0 ->
  forall t, (0 <= t <= T)%R -> Y t = 0.
Proof.
move=> DY cY Y0 t tT; apply/matrixP=> i j; have D := @decays (fun u => Y u i j) c T.
rewrite (D _ _ t tT) => [||u uT]; last exact: cY.
  by rewrite Y0 !mxE Rmult_0_l.
by move=> u uT; have := DY u uT i j; rewrite !mxE.
Qed.
