(* How many dimensions rectified neurons span as functions of all inputs.

   The activations of n neurons are (a_j u + beta_j)_+ with all a_j not zero. They have kappa
   different hyperplanes a_j u + beta_j = 0; q is the rank of those (a_j, beta_j) of which a
   negative multiple is another neuron's.

   span_of_rectified (GX7R, part 3): kappa + q of the activations are independent functions, and
     all are combinations of these.
   go_everywhere (GX7R, part 3): n - kappa - q neurons, or any smaller number, can be removed
     without loss for all inputs, the same ones whatever the outgoing weights are.
   no_more_everywhere (GX7R, part 3): with outgoing weights that are linearly independent, no more.
   Over any ordered field, for all numbers of inputs, neurons and outputs. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import perceptron seen_elsewhere few_samples rectified.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma relu_scale (R : realFieldType) (s x : R) :
  relu (s * x) = `|s| * relu x + (if s < 0 then s * x else 0).
Proof.
rewrite /relu; case: (ltrP s 0) => s0.
  rewrite ltr0_norm //; case: (lerP 0 x) => x0.
    by rewrite max_l ?mulNr ?addNr // mulr_le0_ge0 // ltW.
  by rewrite max_r ?mulr0 ?add0r // mulr_le0 ?ltW.
rewrite ger0_norm // addr0; case: (lerP 0 x) => x0; first by rewrite max_r // mulr_ge0.
by rewrite mulr0 max_l // mulr_ge0_le0 // ltW.
Qed.

Lemma kept_mul (F : fieldType) n N e (H : 'M[F]_(n, N)) (P : 'M_(N, e)) D :
  kept H D *m P = kept (H *m P) D.
Proof.
apply/matrixP=> j l; rewrite mxE [RHS]mxE; case: ifP => jD.
  by rewrite big1 // => r _; rewrite mxE jD mul0r.
by rewrite mxE; apply: eq_bigr => r _; rewrite mxE jD.
Qed.

Section Affine.
Variables (R : realFieldType) (d : nat).
Implicit Types (u w p : 'rV[R]_d).
Local Notation point u := (points (fun _ : 'I_1 => u)).

Lemma pointE u : point u = col_mx u^T 1%:M.
Proof.
by rewrite /points; congr col_mx; apply/matrixP=> i l; rewrite ?ord1 !mxE.
Qed.

Lemma point_mid p w : point (p + w) + point (p - w) - (2%:R : R) *: point p = 0.
Proof.
rewrite /points scale_col_mx !add_col_mx opp_col_mx add_col_mx -col_mx0; congr col_mx.
  by apply/matrixP=> i l; rewrite !mxE; move: (p 0 i) (w 0 i) => *; ring.
by apply/matrixP=> i l; rewrite !mxE mulr1 -[2%:R]/(1 + 1) subrr.
Qed.

Lemma affine0 o (Z : 'M[R]_(o, d + 1)) : (forall u, Z *m point u = 0) -> Z = 0.
Proof.
move=> z; rewrite -[Z]hsubmxK; set Z1 := lsubmx Z; set Z2 := rsubmx Z.
have eq u : Z1 *m u^T + Z2 = 0.
  by have := z u; rewrite pointE -{1}(hsubmxK Z) mul_row_col mulmx1.
have Z20 : Z2 = 0 by rewrite -[RHS](eq 0) trmx0 mulmx0 add0r.
have -> : Z1 = 0; last by rewrite Z20 row_mx0.
apply: trmx_inj; apply/row_matrixP=> l; have := eq (delta_mx 0 l); rewrite Z20 addr0 => e.
by rewrite trmx0 row0 rowE -[LHS]trmxK trmx_mul trmxK e trmx0.
Qed.
End Affine.

Section Planes.
Variables (R : realFieldType) (d n : nat) (a : 'I_n -> 'rV[R]_d) (beta : 'I_n -> R).
Implicit Types (u w p : 'rV[R]_d) (j k : 'I_n).
Local Notation height := (height a beta).

Lemma one_plane j k : a j != 0 -> a k != 0 ->
  (forall u, (height j u == 0) = (height k u == 0)) ->
  exists s, a k = s *: a j /\ beta k = s * beta j.
Proof.
move=> j0 k0 same; have A0 : dot (a j) (a j) != 0 by apply: contra j0 => /eqP/dot_eq0/eqP.
pose f := (- beta j / dot (a j) (a j)) *: a j.
have jf : height j f = 0.
  by rewrite /seen_elsewhere.height /f dotZr mulrVK ?unitfE // addrC subrr.
have kf : height k f = 0 by apply/eqP; rewrite -same jf.
pose s := dot (a k) (a j) / dot (a j) (a j); pose g := a k + (- s) *: a j.
have jg : dot (a j) g = 0.
  by rewrite dotDr dotZr (dotC (a j) (a k)) mulNr mulrVK ?unitfE // subrr.
have kg : dot (a k) g = dot g g.
  by rewrite [in RHS]dotDl dotZl jg mulr0 addr0.
have : height k (f + 1 *: g) == 0 by rewrite -same heightD jf jg mulr0 addr0.
rewrite heightD kf kg add0r mul1r => /eqP/dot_eq0/eqP.
rewrite /g scaleNr subr_eq0 => /eqP ak; exists s; split=> //.
move: kf jf; rewrite /seen_elsewhere.height ak dotZl => kf jf.
have -> : beta j = - dot (a j) f by apply/eqP; rewrite -addr_eq0 addrC jf.
by apply/eqP; rewrite mulrN -addr_eq0 addrC kf.
Qed.

(* the column h(u), at which weights Y without D give the output of X, for all u *)
Definition replaces_everywhere (D : {set 'I_n}) o (X Y : 'M[R]_(o, n)) :=
  forall u, replaces D (state a beta u) X Y.

Variables (kappa : nat) (plane : 'I_n -> 'I_kappa) (Q : {set 'I_n}).

(* kappa different hyperplanes: each has a neuron, and two neurons have the same if and only if
   their heights are zero at the same inputs *)
Definition hyperplanes := (forall i, exists j, plane j = i) /\
  forall j k, plane j = plane k <-> forall u, (height j u == 0) = (height k u == 0).

(* the neurons of which a negative multiple is a neuron, and the dimension of their span *)
Definition opposed := forall j, j \in Q <->
  exists k s, [/\ 0 < s, a k = - s *: a j & beta k = - s * beta j].
Definition q := \rank (kept (lines a beta) (~: Q)).

Hypotheses (nonzero : forall j, a j != 0) (hp : hyperplanes) (op : opposed).

Lemma relations : exists M : 'M[R]_(n, kappa + (d + 1)), \rank M = (kappa + q)%N /\
  forall o (X : 'M[R]_(o, n)), X *m M = 0 <-> forall u, X *m state a beta u = 0.
Proof.
have [rep repP] : exists rep : 'I_kappa -> 'I_n, forall i, plane (rep i) = i.
  exact: (fin_all_exists (P := fun i j => plane j = i) hp.1).
have [s sP] : exists s : 'I_n -> R, forall j,
    a j = s j *: a (rep (plane j)) /\ beta j = s j * beta (rep (plane j)).
  apply: (fin_all_exists (P := fun j r => a j = r *: a (rep (plane j)) /\
    beta j = r * beta (rep (plane j)))) => j; apply: one_plane => //.
  by apply/(hp.2 _ _); rewrite repP.
have lineE j k t : a j = t *: a k -> beta j = t * beta k ->
    row j (lines a beta) = t *: row k (lines a beta).
  move=> aE bE; rewrite !row_row_mx scale_row_mx; congr row_mx.
    by apply/rowP=> l; rewrite !mxE aE mxE.
  by apply/rowP=> l; rewrite !mxE bE.
have s0 j : s j != 0.
  by apply: contra (nonzero j) => /eqP z; rewrite (sP j).1 z scale0r.
have s_one i r : r *: a (rep i) = a (rep i) -> r = 1.
  move=> e; have : (r - 1) *: a (rep i) == 0 by rewrite scalerBl scale1r e subrr.
  by rewrite scaler_eq0 (negbTE (nonzero _)) orbF subr_eq0 => /eqP.
have s_rep i : s (rep i) = 1 by apply: (s_one i); rewrite {2}(sP (rep i)).1 repP.
pose A : 'M[R]_(n, kappa) := \matrix_(j, i) (if i == plane j then `|s j| else 0).
pose O : {set 'I_n} := [set j | s j < 0].
pose B := kept (lines a beta) (~: O).
have OQ j : j \in O -> j \in Q.
  rewrite inE => neg; apply/op; exists (rep (plane j)), (- (s j)^-1); rewrite opprK.
  rewrite (sP j).1 (sP j).2 scalerA mulrA !mulVf // scale1r mul1r.
  by split=> //; rewrite oppr_gt0 invr_lt0.
pose L := kept (lines a beta) (~: Q).
exists (row_mx A B); split.
  have -> : (kappa + q)%N = \rank (block_mx (1%:M : 'M[R]_kappa) 0 0 L).
    by rewrite rank_diag_block_mx mxrank1.
  apply/eqmx_rank/andP; split.
    have -> : row_mx A B = row_mx A (kept 1%:M (~: O)) *m block_mx 1%:M 0 0 L.
      rewrite mul_row_block !mulmx0 addr0 add0r mulmx1 kept_mul mul1mx; congr row_mx.
      apply/matrixP=> j l; rewrite [LHS]mxE [RHS]mxE in_setC; case jO: (j \in O) => //=.
      by rewrite [RHS]mxE in_setC (OQ _ jO).
    exact: submxMl.
  have rowM j : row j (row_mx A B) = row_mx (row j A) (if s j < 0 then row j (lines a beta) else 0).
    rewrite row_row_mx; congr row_mx; apply/rowP=> l; rewrite mxE [LHS]mxE in_setC inE.
    by case: ifP; case: ifP => //; rewrite !mxE.
  have top i : row_mx (delta_mx 0 i) 0 = row (rep i) (row_mx A B).
    rewrite rowM s_rep ltr10; congr row_mx; apply/rowP=> l; rewrite !mxE repP s_rep normr1 eqxx.
    by case: eqP.
  have up k : s k < 0 -> (row_mx 0 (row k (lines a beta)) <= row_mx A B)%MS.
    move=> neg; have -> : row_mx 0 (row k (lines a beta)) =
        row k (row_mx A B) - `|s k| *: row (rep (plane k)) (row_mx A B).
      rewrite -top rowM neg scale_row_mx opp_row_mx add_row_mx scaler0 subr0; congr row_mx.
      apply/rowP=> l; rewrite !mxE eqxx /=; case: eqP => _; first by rewrite mulr1 subrr.
      by rewrite mulr0 subrr.
    by rewrite addmx_sub ?eqmx_opp ?scalemx_sub ?row_sub.
  rewrite block_mxEv col_mx_sub; apply/andP; split; apply/row_subP=> j.
    rewrite row_row_mx row1 row0; rewrite top; exact: row_sub.
  rewrite row_row_mx row0; case jQ: (j \in Q); last first.
    rewrite (_ : row j L = 0) ?row_mx0 ?sub0mx //.
    by apply/rowP=> l; rewrite !mxE in_setC jQ.
  have -> : row j L = row j (lines a beta).
    by apply/rowP=> l; rewrite mxE [LHS]mxE in_setC jQ [RHS]mxE.
  have [|pos] := ltrP (s j) 0; first exact: up.
  have [k [t [t0 ka kb]]] := (op j).1 jQ.
  have kj : plane k = plane j.
    apply/(hp.2 _ _) => u; rewrite /seen_elsewhere.height ka kb dotZl -mulrDr mulf_eq0.
    by rewrite oppr_eq0 (gt_eqF t0).
  have sk : s k = - t * s j.
    have := (sP k).1; rewrite ka kj (sP j).1 scalerA => /esym/eqP.
    by rewrite -subr_eq0 -scalerBl scaler_eq0 (negbTE (nonzero _)) orbF subr_eq0 => /eqP.
  have neg : s k < 0 by rewrite sk mulNr oppr_lt0 mulr_gt0 // lt_def s0.
  have -> : row j (lines a beta) = (- t)^-1 *: row k (lines a beta).
    by rewrite (lineE _ _ _ ka kb) scalerA mulVf ?scale1r // oppr_eq0 gt_eqF.
  by rewrite -[0](scaler0 _ (- t)^-1) -scale_row_mx scalemx_sub // up.
pose f u : 'cV[R]_kappa := \col_i activation a beta (rep i) u.
have hE u : state a beta u = A *m f u + B *m points (fun _ : 'I_1 => u).
  apply/colP=> j; rewrite /B kept_mul [RHS]mxE [(A *m _) _ _]mxE (bigD1 (plane j)) //=.
  rewrite big1 ?addr0 => [|i ij]; last by rewrite mxE (negbTE ij) mul0r.
  rewrite [A _ _]mxE eqxx [f _ _ _]mxE [state _ _ _ _ _]mxE.
  rewrite [kept _ _ _ _]mxE in_setC inE /activation.
  have h_s : height j u = s j * height (rep (plane j)) u.
    by rewrite /seen_elsewhere.height {1}(sP j).1 {1}(sP j).2 dotZl mulrDr.
  rewrite -(height_lines a beta (fun _ : 'I_1 => u) j 0) h_s relu_scale; congr (_ + _).
  by case: (s j < 0).
have apt : apart (fun i => a (rep i)) (fun i => beta (rep i)).
  split=> // i k t ik aE bE; move/negP: ik; apply; apply/eqP.
  rewrite -[i]repP -[k]repP; apply/(hp.2 _ _) => u.
  rewrite /seen_elsewhere.height aE bE dotZl -mulrDr mulf_eq0 orb_idl // => /eqP t0.
  by move/eqP: (nonzero (rep i)); rewrite aE t0 scale0r.
move=> o X; split=> [X0 u|X0].
  rewrite hE mulmxDr !mulmxA; move: X0; rewrite mul_mx_row -row_mx0 => /eq_row_mx[-> ->].
  by rewrite !mul0mx addr0.
have XA : X *m A = 0.
  apply/matrixP=> r i; rewrite [RHS]mxE; have [p [w [t [t0 /(_ (fun l => (X *m A) r l))]]]] :=
    seen_thrice apt i.
  have tot u : \sum_l (X *m A) r l * activation (fun i => a (rep i)) (fun i => beta (rep i)) l u
      = - (X *m B *m points (fun _ : 'I_1 => u)) r 0.
    apply/eqP; rewrite -addr_eq0; apply/eqP; transitivity ((X *m state a beta u) r 0).
      rewrite hE mulmxDr !mulmxA [RHS]mxE; congr (_ + _); rewrite [RHS]mxE.
      by apply: eq_bigr => k _; rewrite [f _ _ _]mxE.
    by rewrite X0 mxE.
  have mid (x y z : 'M[R]_(o, 1)) : x + y - (2%:R : R) *: z = 0 ->
      - x r 0 + - y r 0 - 2%:R * - z r 0 = 0.
    move=> /matrixP/(_ r 0); rewrite !mxE => e; apply/eqP; rewrite -oppr_eq0 -[X in _ == X]e.
    by apply/eqP; move: (x r 0) (y r 0) (z r 0) => *; ring.
  rewrite /= !tot mid => [/esym/eqP|]; last first.
    by rewrite scalemxAr -mulmxDr -mulmxBr point_mid mulmx0.
  by rewrite mulf_eq0 (negbTE t0) orbF => /eqP.
rewrite mul_mx_row XA (_ : X *m B = 0) ?row_mx0 //; apply: affine0 => u.
by have := X0 u; rewrite hE mulmxDr !mulmxA XA mul0mx add0r.
Qed.

Lemma depends_everywhere (M : 'M[R]_(n, kappa + (d + 1))) D c :
  (forall o (X : 'M[R]_(o, n)), X *m M = 0 <-> forall u, X *m state a beta u = 0) ->
  depends D c M -> forall o (X : 'M[R]_(o, n)), replaces_everywhere D X (without_set D c X).
Proof.
move=> rel dep o X u; have [Y0 eq] := lossless_set X dep; split=> //.
apply/eqP; rewrite -subr_eq0 -mulmxBl; apply/eqP; move: u; apply/rel.
by rewrite mulmxBl eq subrr.
Qed.

Theorem go_everywhere m : (m <= n - (kappa + q))%N -> exists D : {set 'I_n},
  #|D| = m /\ forall o (X : 'M[R]_(o, n)), exists Y, replaces_everywhere D X Y.
Proof.
have [M [<- rel]] := relations => /(few_samples M).1[D [c [cardD [dep _]]]].
by exists D; split=> // o X; exists (without_set D c X); exact: depends_everywhere.
Qed.

Theorem no_more_everywhere o (X Y : 'M[R]_(o, n)) (D : {set 'I_n}) : \rank X = n ->
  replaces_everywhere D X Y -> (#|D| <= n - (kappa + q))%N.
Proof.
have [M [<- rel]] := relations => full all; apply: (no_more_on_samples full) (_ : replaces D M X Y).
split=> [i j jD|]; first by have [Y0 _] := all 0; exact: Y0.
apply/eqP; rewrite -subr_eq0 -mulmxBl; apply/eqP/rel => u.
by have [_ e] := all u; rewrite mulmxBl e subrr.
Qed.

Theorem span_of_rectified : (q <= d.+1)%N /\ exists S : {set 'I_n}, [/\ #|S| = (kappa + q)%N,
  forall c, (forall u, \sum_(k in S) c k * activation a beta k u = 0) ->
    forall k, k \in S -> c k = 0 &
  exists C : 'I_n -> 'I_n -> R, forall j u,
    activation a beta j u = \sum_(k in S) C j k * activation a beta k u].
Proof.
split; first by rewrite -[d.+1]addn1 rank_leq_col.
have [M [rM rel]] := relations; have [D [c [cardD [dep _]]]] := (few_samples M).1 _ (leqnn _).
have cardS : #|~: D| = \rank M.
  by rewrite cardsCs setCK card_ord cardD subKn // rank_leq_row.
exists (~: D); rewrite cardS; split=> //.
  move=> e zero; pose x : 'rV[R]_n := \row_k (if k \in D then 0 else e k).
  have xM : x *m M = 0.
    apply/rel => u; apply/matrixP=> i l; rewrite ord1 [RHS]mxE -[RHS](zero u) mxE.
    rewrite [RHS]big_mkcond; apply: eq_bigr => k _; rewrite !mxE in_setC.
    by case: ifP => _; rewrite ?mul0r ?ord1.
  pose r (i : 'I_#|~: D|) : 'I_n := enum_val i; pose y : 'rV[R]_#|~: D| := \row_i e (r i).
  have free : row_free (rowsub r M).
    rewrite /row_free eqn_leq rank_leq_row [X in (X <= _)%N]cardS.
    rewrite -(proj1 (removable_on_samples M D).2 (ex_intro _ c dep)); apply: mxrankS.
    apply/row_subP=> i; case iD : (i \in D).
      by rewrite (_ : row i _ = 0) ?sub0mx //; apply/rowP=> l; rewrite !mxE iD.
    have iC : i \in ~: D by rewrite inE iD.
    rewrite (_ : row i _ = row (enum_rank_in iC i) (rowsub r M)) ?row_sub //.
    by apply/rowP=> l; rewrite !mxE iD /r enum_rankK_in.
  have y0 : y = 0.
    apply/eqP; rewrite -(mulmx_free_eq0 _ free) -xM; apply/eqP/rowP=> l; rewrite [LHS]mxE [RHS]mxE.
    rewrite [RHS](bigID (fun k => k \in D)) /= [X in X + _]big1 ?add0r => [|k kD]; last first.
      by rewrite [x _ _]mxE kD mul0r.
    rewrite (eq_bigl (fun k => k \in ~: D)) => [|k]; last by rewrite /= in_setC.
    rewrite [RHS]big_enum_val /=; apply: eq_bigr => i _.
    by rewrite !mxE; have := enum_valP i; rewrite in_setC => /negbTE->.
  move=> k kD; have := congr1 (fun v : 'rV_#|~: D| => v 0 (enum_rank_in kD k)) y0.
  by rewrite !mxE /r enum_rankK_in.
exists (fun j k => without_set D c 1%:M j k) => j u.
have [_ /(congr1 (fun M : 'cV_n => M j 0))] := depends_everywhere rel dep 1%:M u.
rewrite mul1mx [RHS]mxE => <-; rewrite mxE [RHS]big_mkcond; apply: eq_bigr => k _.
rewrite in_setC [state _ _ _ _ _]mxE; case: ifP => // /negbFE kD.
by rewrite mxE kD mul0r.
Qed.
End Planes.
