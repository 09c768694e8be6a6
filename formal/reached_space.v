(* No step of descent leaves the space that the start of a state space reaches.

   reached_run (KLSN, part 1, descent): let V be mapped into itself by A(0) and A(0)^T, and contain
     B(0) and C(0)^T; let the first p columns of the orthogonal U span V. At every step of descent
     with weight decay, momentum from velocity zero and any loss of c_0, ..., c_{k-1}, another at
     each step: A = U diag(a, kappa R) U^T, B = U (b, 0), C = (c, 0) U^T, where (a, b, c) is the run
     of a system with p states and kappa is moved by the decay alone, 1 if there is none. The
     impulse responses agree. Over any field, for all sizes.
   line_run (KLSN, part 3, descent): from a symmetric balanced start with A(0) B(0) = a B(0), at
     every step c_0 c_2 = c_1^2. Over any commutative ring.
   teacher_gap, line_fits_no_teacher (KLSN, part 3): the moments of two atoms or more have
     m_0 m_2 > m_1^2; so the loss of all responses with c_0 c_2 = c_1^2 is at least some e > 0.
     Over any ordered field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined closed end_to_end state_space state_run.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Place.
Variables (R : comRingType) (d p q : nat) (U : 'M[R]_(d, p + q)).
Implicit Types (s z : system R p) (X Y : 'M[R]_q).

(* a small system in the first columns of U, and X beside its A *)
Definition sys_place s X := System (U *m block_mx (sys_A s) 0 0 X *m U^T)
  (U *m col_mx (sys_B s) 0) (row_mx (sys_C s) 0 *m U^T).

(* what the first columns of U see of a system *)
Definition sys_seen (S : system R d) := System ((lsubmx U)^T *m sys_A S *m lsubmx U)
  ((lsubmx U)^T *m sys_B S) (sys_C S *m lsubmx U).

Lemma add_place s z X Y :
  sys_add (sys_place s X) (sys_place z Y) = sys_place (sys_add s z) (X + Y).
Proof.
rewrite /sys_add /sys_place /= -!(mulmxDl, mulmxDr) add_block_mx add_col_mx add_row_mx.
by rewrite !addr0.
Qed.

Lemma scale_place a s X : sys_scale a (sys_place s X) = sys_place (sys_scale a s) (a *: X).
Proof.
rewrite /sys_scale /sys_place /= scalemxAl scalemxAr scale_block_mx scalemxAr scale_col_mx.
by rewrite scalemxAl scale_row_mx !scaler0.
Qed.

Lemma core_cols m (x : 'M[R]_(p, m)) : U *m col_mx x 0 = lsubmx U *m x.
Proof. by rewrite -{1}[U]hsubmxK mul_row_col mulmx0 addr0. Qed.

Lemma turn_place s : sys_turn (lsubmx U) s = sys_place s 0.
Proof.
rewrite /sys_turn /sys_place core_cols row_core; congr System.
by rewrite -{3}[U]hsubmxK mul_row_block !mulmx0 !addr0 row_core.
Qed.

Hypothesis U1 : U^T *m U = 1%:M.

Lemma place_embeds s X : embeds (lsubmx U) (sys_place s X) s.
Proof.
have e : U^T *m lsubmx U = col_mx 1%:M 0.
  by apply: trmx_inj; rewrite trmx_mul trmxK core_of_frame // tr_col_mx trmx1 trmx0.
have A a Y : U *m block_mx a 0 0 Y *m U^T *m lsubmx U = lsubmx U *m a.
  by rewrite -!mulmxA e mul_block_col !mul0mx !mulmx0 !addr0 mulmx1 core_cols.
split; [split | exact: core_cols | exact: row_core]; first exact: A.
by rewrite !trmx_mul trmxK tr_block_mx !trmx0 mulmxA A.
Qed.

Lemma place_response k s X : response k (sys_place s X) = response k s.
Proof. by apply: embeds_response (place_embeds s X); have [] := frame_halves U1. Qed.

Lemma place_grad k (g : 'cV[R]_k) s X : sys_grad g (sys_place s X) = sys_place (sys_grad g s) 0.
Proof. by rewrite (embeds_grad g (place_embeds s X)) turn_place. Qed.

(* a run that starts in the first columns *)
Lemma place_run k slope eta omega beta s X n :
  let rest := rest_pair eta omega beta 1 n in
  let P := sys_run2 (k := k) slope eta omega beta s n in
  sys_run2 (k := k) slope eta omega beta (sys_place s X) n =
    (sys_place P.1 (rest.1 *: X), sys_place P.2 (rest.2 *: X)).
Proof.
elim: n => [|n IH] /=.
  rewrite scale1r scale0r; congr (_, _).
  rewrite /sys_place /sys_zero /=.
  have -> : block_mx (0 : 'M[R]_p) 0 0 (0 : 'M[R]_q) = 0 by exact: block_mx0.
  by rewrite col_mx0 row_mx0 !mulmx0 !mul0mx.
rewrite IH /sys_step /sys_pull /= place_response place_grad.
case: (rest_pair _ _ _ _ n) => kap u /=; rewrite !(scale_place, add_place) add0r.
congr (sys_place _ _, sys_place _ _); apply/matrixP=> i j; rewrite !mxE;
  by move: (X i j) => x; ring.
Qed.
End Place.

Section Reached.
Variables (F : fieldType) (d : nat).
Implicit Types S : system F d.

(* the rows of V span a space that A and A^T map into itself and that contains B and C^T *)
Definition reaches m (V : 'M[F]_(m, d)) S := [/\ (V *m (sys_A S)^T <= V)%MS,
  (V *m sys_A S <= V)%MS, ((sys_B S)^T <= V)%MS & (sys_C S <= V)%MS].

Lemma reaches_place m (V : 'M[F]_(m, d)) S p q (U : 'M[F]_(d, p + q)) :
  U^T *m U = 1%:M -> U *m U^T = 1%:M -> ((lsubmx U)^T :=: V)%MS -> reaches V S ->
  S = sys_place U (sys_seen U S) ((rsubmx U)^T *m sys_A S *m rsubmx U).
Proof.
move=> U1 U2 UV [kA kA' inB inC]; case: S kA kA' inB inC => A B C /= kA kA' inB inC.
have lift n (X : 'M[F]_(n, d)) : (X <= V)%MS -> inside (lsubmx U) X^T.
  by rewrite -UV => /submxP[D ->]; exists D^T; rewrite trmx_mul trmxK.
have kept (X : 'M[F]_d) : (V *m X^T <= V)%MS -> inside (lsubmx U) (X *m lsubmx U).
  move=> h; rewrite -[X *m _]trmxK; apply: lift; apply: submx_trans h.
  by rewrite trmx_mul submxMr // UV.
rewrite /sys_place /sys_seen /=; congr System.
- by apply: block_of_closed; [split | split | exact: kept | apply: kept; rewrite trmxK].
- by apply: col_of_inside => //; have := lift _ _ inB; rewrite trmxK.
apply: trmx_inj; rewrite trmx_mul trmxK tr_row_mx trmx0 trmx_mul.
by apply: col_of_inside => //; exact: lift.
Qed.

Theorem reached_run k slope (eta omega beta : F) m (V : 'M[F]_(m, d)) S p q
    (U : 'M[F]_(d, p + q)) n :
  U^T *m U = 1%:M -> U *m U^T = 1%:M -> ((lsubmx U)^T :=: V)%MS -> reaches V S ->
  let large := sys_run (k := k) slope eta omega beta S n in
  let small := sys_run (k := k) slope eta omega beta (sys_seen U S) n in
  let kappa := rest_scale eta omega beta 1 n in
  [/\ sys_A large = U *m block_mx (sys_A small) 0 0
        (kappa *: ((rsubmx U)^T *m sys_A S *m rsubmx U)) *m U^T,
      sys_B large = U *m col_mx (sys_B small) 0,
      sys_C large = row_mx (sys_C small) 0 *m U^T,
      forall i, impulse large i = impulse small i & omega = 0 -> kappa = 1].
Proof.
move=> U1 U2 UV rV large small kappa.
have e : large = sys_place U small (kappa *: ((rsubmx U)^T *m sys_A S *m rsubmx U)).
  by rewrite /large /sys_run {1}(reaches_place U1 U2 UV rV) (place_run U1).
split=> [||| i | o0]; rewrite ?e //; last exact: no_decay.
have := place_response U1 i.+1 small (kappa *: ((rsubmx U)^T *m sys_A S *m rsubmx U)).
by move/colP/(_ ord_max); rewrite !mxE.
Qed.
End Reached.

Section Line.
Variables (R : comRingType) (d : nat) (J : 'cV[R]_d).
Implicit Types (S Z : system R d).

Lemma embeds_sum S Z s z a : embeds J S s -> embeds J Z z ->
  embeds J (sys_add S (sys_scale a Z)) (sys_add s (sys_scale a z)).
Proof.
move=> [tA eB eC] [tA' eB' eC']; split; rewrite /=.
- exact/tied_add/tied_scale.
- by rewrite eB eB' mulmxDr scalemxAr.
by rewrite eC eC' mulmxDl scalemxAl.
Qed.

Lemma embeds_one (s : system R 1) :
  embeds J (sys_turn J s) (System (J^T *m J *m sys_A s) (sys_B s) (sys_C s)).
Proof.
split=> //; rewrite /tied /= !trmx_mul !trmxK.
rewrite !mulmxA -!(mulmxA _ J^T J); move: (J^T *m J) (sys_A s) => m a.
by rewrite -!mulmxA (mx11_scalar m) (mx11_scalar a) !tr_scalar_mx -!scalar_mxM mulrC.
Qed.

(* c_i = c_0 alpha^i at every system on the line *)
Lemma line_impulse S s : embeds J S s -> forall i, impulse S i = impulse S 0 * sys_A s 0 0 ^+ i.
Proof.
move=> [[e _] eB _]; have {e eB} e : sys_A S *m sys_B S = sys_A s 0 0 *: sys_B S.
  rewrite eB mulmxA e -mulmxA [sys_A s]mx11_scalar mul_scalar_mx -scalemxAr.
  by rewrite !mxE eqxx mulr1n.
elim=> [|i IH]; first by rewrite mulr1.
rewrite exprSr mulrA -IH /impulse mxpowSr -mulmxA -[_ *m sys_A S *m _]mulmxA e.
by rewrite -!scalemxAr mxE mulrC mulmxA.
Qed.

Lemma line_run2 k slope eta omega beta S s n : embeds J S s -> exists s' z',
  embeds J (sys_run2 (k := k) slope eta omega beta S n).1 s' /\
  embeds J (sys_run2 (k := k) slope eta omega beta S n).2 z'.
Proof.
move=> e; elim: n => [|n [s' [z' [IH IH']]]].
  exists s, (sys_zero R 1); split=> //; split; rewrite /= ?mulmx0 ?mul0mx //; exact: tied0.
rewrite /= /sys_step; move: (sys_run2 _ _ _ _ _ n) IH IH' => [T Z] /= IH IH'.
have [y G] : exists y, embeds J (sys_grad (slope n (response k T)) T) y.
  by rewrite (embeds_grad _ IH); eexists; exact: embeds_one.
have P := embeds_sum omega G IH; have [] : exists z, embeds J
    (sys_add (sys_scale beta Z) (sys_pull omega (slope n) T)) z.
  have := embeds_sum beta P IH'; set v := sys_add _ (sys_scale beta Z).
  have -> : v = sys_add (sys_scale beta Z) (sys_pull omega (slope n) T).
    by rewrite /v /sys_add /=; congr System; rewrite addrC.
  by move=> h; eexists; exact: h.
by move=> z hz; exists (sys_add s' (sys_scale (- eta) z)), z; split=> //; exact: embeds_sum.
Qed.

Lemma line_run_on k slope eta omega beta S a n : symmetric_balanced S ->
  sys_A S *m sys_B S = a *: sys_B S -> J = sys_B S ->
  let c i := impulse (sys_run (k := k) slope eta omega beta S n) i in c 0%N * c 2%N = c 1%N ^+ 2.
Proof.
move=> [sA sB] AB JB; have start : embeds J S (System a%:M 1%:M 1%:M).
  split; last by rewrite mul1mx JB sB trmxK.
    by split; rewrite -?sA JB AB ?tr_scalar_mx mul_mx_scalar.
  by rewrite mulmx1.
have [s [_ [e _]]] := line_run2 slope eta omega beta n start.
rewrite /= (line_impulse e 2) (line_impulse e 1) -/(sys_run _ _ _ _ S n) expr1.
by move: (impulse _ 0) (sys_A s 0 0) => x y; ring.
Qed.
End Line.

Theorem line_run (R : comRingType) d k slope (eta omega beta : R) (S : system R d) a n :
  symmetric_balanced S -> sys_A S *m sys_B S = a *: sys_B S ->
  let c i := impulse (sys_run (k := k) slope eta omega beta S n) i in c 0%N * c 2%N = c 1%N ^+ 2.
Proof. by move=> sym AB; exact: line_run_on sym AB erefl. Qed.

Section Teacher.
Variables (R : realFieldType).

(* m_i of the measure that has the mass b_j^2 at a_j, for D places *)
Definition moment D (a b : 'I_D -> R) i := \sum_j b j ^+ 2 * a j ^+ i.

(* a teacher: places that differ, masses that are not zero *)
Definition atoms D (a b : 'I_D -> R) := injective a /\ forall j, b j != 0.

(* the loss of the responses c at the targets m *)
Definition fit_loss k (w : 'I_k -> R) (m : nat -> R) (c : 'cV[R]_k) :=
  \sum_i w i * (c i 0 - m i) ^+ 2.

Lemma teacher_gap D (a b : 'I_D -> R) : (2 <= D)%N -> atoms a b ->
  moment a b 1 ^+ 2 < moment a b 0 * moment a b 2.
Proof.
move=> D2 [inj b0]; pose s := \sum_i \sum_j b i ^+ 2 * b j ^+ 2 * (a i - a j) ^+ 2.
have e : s = 2%:R * (moment a b 0 * moment a b 2 - moment a b 1 ^+ 2).
  have E p q : moment a b p * moment a b q =
      \sum_i \sum_j b i ^+ 2 * b j ^+ 2 * (a i ^+ p * a j ^+ q).
    rewrite mulr_suml; apply: eq_bigr => i _; rewrite mulr_sumr; apply: eq_bigr => j _.
    by move: (b i ^+ 2) (b j ^+ 2) (a i ^+ p) (a j ^+ q) => *; ring.
  rewrite mulrBr [moment a b 1 ^+ 2]expr2 mulr_natl mulr2n {2}[moment a b 0 * _]mulrC !E.
  rewrite mulr_sumr -big_split -sumrB; apply: eq_bigr => i _.
  rewrite mulr_sumr -big_split -sumrB; apply: eq_bigr => j _ /=.
  by rewrite !expr0 !expr1; move: (a i) (a j) (b i) (b j) => *; ring.
have p i j : 0 <= b i ^+ 2 * b j ^+ 2 * (a i - a j) ^+ 2.
  by apply: mulr_ge0 (sqr_ge0 _); apply: mulr_ge0; exact: sqr_ge0.
have s0 : 0 < s.
  pose i1 := Ordinal D2; pose j0 := Ordinal (ltnW D2).
  apply: (@lt_le_trans _ _ (b j0 ^+ 2 * b i1 ^+ 2 * (a j0 - a i1) ^+ 2)).
    have q x : x != 0 :> R -> 0 < x ^+ 2 by move=> x0; rewrite lt_def sqr_ge0 sqrf_eq0 x0.
    apply: mulr_gt0; first by apply: mulr_gt0; exact: q.
    by apply: q; rewrite subr_eq0 (inj_eq inj).
  rewrite /s (bigD1 j0) //= (bigD1 i1) //= -addrA ler_addl addr_ge0 //; apply: sumr_ge0 => // i _.
  exact: sumr_ge0.
by move: s0; rewrite e pmulr_rgt0 ?ltr0n // subr_gt0.
Qed.

(* what a response with c_0 c_2 = c_1^2 misses of moments with m_0 m_2 > m_1^2 *)
Lemma one_misses (m0 m1 m2 : R) : m1 ^+ 2 < m0 * m2 -> exists2 x, 0 < x & forall c0 c1 c2,
  c0 * c2 = c1 ^+ 2 -> [\/ x <= `|c0 - m0|, x <= `|c1 - m1| | x <= `|c2 - m2|].
Proof.
move=> gap; pose M := `|m2| + `|m0| + 1 + (2%:R * `|m1| + 1).
have M0 : 0 < M by rewrite ltr_paddl ?addr_ge0 // ltr_paddl ?mulr_ge0 ?ler0n.
pose x := Num.min 1 ((m0 * m2 - m1 ^+ 2) / M).
have x0 : 0 < x by rewrite lt_minr ltr01 divr_gt0 // subr_gt0.
exists x => // c0 c1 c2 line; case: (leP x `|c0 - m0|) => [|h0]; first by constructor 1.
case: (leP x `|c1 - m1|) => [|h1]; first by constructor 2.
case: (leP x `|c2 - m2|) => [|h2]; first by constructor 3.
have x1 : x <= 1 by rewrite le_minl lexx.
have xM : x * M <= m0 * m2 - m1 ^+ 2 by rewrite -ler_pdivl_mulr // le_minl lexx orbT.
suff : m0 * m2 - m1 ^+ 2 < x * M by rewrite ltNge xM.
have -> : m0 * m2 - m1 ^+ 2 = - ((c0 - m0) * m2) - m0 * (c2 - m2) - (c0 - m0) * (c2 - m2)
    + (2%:R * m1 * (c1 - m1) + (c1 - m1) ^+ 2) by move: line; rewrite expr2 => line; ring: line.
apply: (@le_lt_trans _ _ (`|c0 - m0| * `|m2| + `|m0| * `|c2 - m2| + `|c0 - m0| * `|c2 - m2|
  + (2%:R * `|m1| * `|c1 - m1| + `|c1 - m1| ^+ 2))).
  apply: le_trans (ler_norm _) _; rewrite -!normrM -normrX.
  have n2 : 2%:R = `|2%:R : R| by rewrite ger0_norm ?ler0n.
  rewrite n2 -!normrM; apply: le_trans (ler_norm_add _ _) _.
  apply: ler_add; last by rewrite -n2; exact: ler_norm_add.
  apply: le_trans (ler_norm_sub _ _) _; rewrite ler_add2r.
  by apply: le_trans (ler_norm_sub _ _) _; rewrite ler_add2r normrN.
rewrite /M !mulrDr mulr1; apply: ler_lt_add.
  apply: ler_add; first apply: ler_add.
  - by apply: ler_wpmul2r => //; exact: ltW.
  - by rewrite mulrC; apply: ler_wpmul2r => //; exact: ltW.
  rewrite -[x]mulr1; apply: ler_pmul => //; first exact: ltW.
  exact: le_trans (ltW h2) x1.
apply: ler_lt_add.
  by rewrite [leLHS]mulrC; apply: ler_wpmul2r (ltW h1); rewrite mulr_ge0 ?ler0n.
rewrite expr2; apply: (le_lt_trans _ h1); rewrite -[leRHS]mulr1; apply: ler_wpmul2l => //.
exact: le_trans (ltW h1) x1.
Qed.

Theorem line_fits_no_teacher D (a b : 'I_D -> R) k (w : 'I_k -> R) : (2 <= D)%N -> atoms a b ->
  (3 <= k)%N -> (forall i, 0 < w i) -> exists2 e, 0 < e & forall d (S : system R d),
    impulse S 0 * impulse S 2 = impulse S 1 ^+ 2 -> e <= fit_loss w (moment a b) (response k S).
Proof.
move=> D2 ab k3 w0; have [x x0 miss] := one_misses (teacher_gap D2 ab).
pose i0 : 'I_k := Ordinal (ltn_trans (ltn0Sn 1) k3); pose i1 : 'I_k := Ordinal (ltnW k3).
pose i2 : 'I_k := Ordinal k3.
exists (Num.min (w i0) (Num.min (w i1) (w i2)) * x ^+ 2).
  by rewrite mulr_gt0 ?exprn_gt0 // !lt_minr !w0.
move=> d S line; have term (i : 'I_k) : x <= `|impulse S i - moment a b i| ->
    Num.min (w i0) (Num.min (w i1) (w i2)) <= w i ->
    Num.min (w i0) (Num.min (w i1) (w i2)) * x ^+ 2 <= fit_loss w (moment a b) (response k S).
  move=> far le; rewrite /fit_loss (bigD1 i) //= ler_paddr //.
    by apply: sumr_ge0 => j _; apply: mulr_ge0 (sqr_ge0 _); exact: ltW.
  apply: ler_pmul => //; [|exact: sqr_ge0|].
    by rewrite !le_minr !ltW.
  by rewrite mxE -[leRHS]real_normK ?num_real // ler_sqr // nnegrE // ltW.
case: (miss _ _ _ line) => far; [apply: (term i0) | apply: (term i1) | apply: (term i2)] => //.
- by rewrite le_minl lexx.
- by rewrite !le_minl lexx orbT.
by rewrite !le_minl lexx !orbT.
Qed.
End Teacher.
