(* Wrong variants of the compression of a radial network, near the truth, refuted by networks of
   numbers, over every real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import radial radial_widths.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable R : rcfType.
Local Notation tenths k := (k%:R / 10%:R : R).

(* numbers as networks *)
Let same (_ : nat) (r : R) := r.

Lemma len_number (a : R) : 0 <= a -> len (a%:M : 'cV[R]_1) = a.
Proof. by move=> a0; rewrite /len big_ord1 mxE eqxx mulr1n sqrtr_sqr ger0_norm. Qed.

Lemma rho_number h (a : R) : 0 < a -> rho h (a%:M : 'cV[R]_1) = (h a)%:M.
Proof.
move=> a0; have := len_number (ltW a0) => lenE.
by rewrite /rho -len_eq0 lenE gt_eqF // scale_scalar_mx divfK // gt_eqF.
Qed.

Lemma rho_same n (v : 'cV[R]_n) : rho (fun r => r) v = v.
Proof. by rewrite /rho; have [->|v0] := eqVneq v 0; rewrite // divff ?len_eq0 ?scale1r. Qed.

Lemma scalar_inj (a b : R) : (a%:M : 'M[R]_1) = b%:M -> a = b.
Proof. by move=> /matrixP/(_ 0 0); rewrite !mxE eqxx !mulr1n. Qed.

Lemma neq10 : (1 : 'M[R]_1) != 0.
Proof. exact: oner_neq0. Qed.

Lemma affine_row p q (b : 'M[R]_(p, 1)) (A : 'M[R]_(p, q)) z :
  affine (row_mx b A) z = A *m z + b.
Proof. by rewrite /affine /weight /bias row_mxKl row_mxKr. Qed.

(* columns of nine tenths of the length *)
Theorem radial_commutes_tenth_wrong : ~ (forall n m (Q : 'M[R]_(n, m)) h v,
  Q^T *m Q = ((tenths 9) ^+ 2)%:M -> rho h (Q *m v) = Q *m rho h v).
Proof.
have t0 : 0 < tenths 9 by rewrite divr_gt0 ?ltr0n.
move=> /(_ 1%N 1%N (tenths 9)%:M (fun r => r ^+ 2) 1%:M).
rewrite tr_scalar_mx -scalar_mxM -expr2 mulmx1 rho_number // (rho_number _ ltr01) /= expr1n mulmx1.
move=> /(_ erefl)/scalar_inj/eqP; rewrite -subr_eq0.
have -> : (tenths 9) ^+ 2 - tenths 9 = - (9%:R / 100%:R) :> R by field.
by rewrite oppr_eq0 mulf_eq0 invr_eq0 !pnatr_eq0.
Qed.

(* rotations only *)
Theorem radial_iff_commutes_rotations_wrong : ~ (forall n (s : 'cV[R]_n -> 'cV[R]_n),
  (exists h, h 0 = 0 /\ forall v, s v = rho h v) <->
  (forall Q : 'M[R]_n, Q^T *m Q = 1%:M -> \det Q = 1 -> forall v, s (Q *m v) = Q *m s v)).
Proof.
move=> /(_ 1%N (fun=> 1%:M))[_ []] => [Q _ dQ _|h [_ /(_ 0)/eqP]].
  by rewrite mulmx1 (mx11_scalar Q) -det_mx11 dQ.
by rewrite /rho eqxx; apply/negP; exact: neq10.
Qed.

(* with one entry *)
Theorem entrywise_radial_one_wrong : ~ (forall n (s : R -> R), (0 < n)%N ->
  (exists h, h 0 = 0 /\ forall v : 'cV[R]_n, map_mx s v = rho h v) <->
  (exists c, forall t, s t = c * t)).
Proof.
move=> /(_ 1%N (fun t => t ^+ 3) isT)[[]] => [|c cE _].
  exists (fun r => r ^+ 3); split=> [|v]; first by rewrite expr0n.
  rewrite /rho; have [->|v0] := eqVneq v 0.
    by apply/matrixP=> i j; rewrite !mxE expr0n.
  rewrite exprS mulrAC divff ?len_eq0 // mul1r len_sq big_ord1.
  by apply/matrixP=> i j; rewrite !ord1 !mxE -exprSr.
have := cE 2%:R; have := cE 1; rewrite expr1n mulr1 => <-; rewrite mul1r => /eqP.
by rewrite -natrX eqr_nat.
Qed.

(* one number in the middle, and none *)
Let none l : 'M[R]_(three 1 1 1 l, three 1 0 1 l) :=
  match l with 0 => 1%:M | 1 => 0 | _ => 1%:M end.
Let zero l : 'M[R]_(three 1 1 1 l) := match l with 0 => 1%:M | 1 => 0 | _ => 1%:M end.
Let through w : layers R (three 1 1 1) := two w (row_mx 0 1%:M).

Lemma none_frames : frames 2 zero none.
Proof.
split=> [[|[|[|l]]] //= _|[|[|[|l]]] //= _||]; rewrite ?trmx1 ?mulmx1 ?pid_mx_1 //.
  by apply/matrixP=> -[].
by apply/eqmxP; rewrite trmx0 !sub0mx.
Qed.

Lemma through_none w h y : output h (cut (through w) none) y 2 = 0.
Proof.
rewrite /= /affine; set z := rho _ _; have -> : z = 0 by apply/matrixP=> -[].
rewrite mulmx0 add0r /bias /cut /through /= trmx1 mul1mx /hat mul_row_block.
by rewrite row_mxKl mul0mx mulmx0 addr0.
Qed.

Lemma through_same w x : output same (through w) x 2 = affine w x.
Proof. by rewrite /= rho_same affine_row mul1mx addr0. Qed.

(* without the biases in the core *)
Theorem radial_core_bias_wrong : ~ (forall n m L (W : layers R n) C
    (Q : forall l, 'M[R]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L),
  row_full (C 0%N) -> row_full (C L) ->
  (forall l, (l < L)%N -> (C l *m (weight (W l))^T <= C l.+1)%MS) -> frames L C Q ->
  forall h x, recast eL (output h W x L) = output h (cut W Q) (recast e0 x) L).
Proof.
pose W := through (row_mx 1%:M 0).
move=> /(_ _ (three 1 0 1) 2%N W zero none erefl erefl _ _ _ none_frames same 0).
rewrite /recast !castmx_id through_none through_same affine_row mul0mx add0r => H.
apply/negP: neq10; apply/negPn/eqP/H; try by rewrite -sub1mx.
by move=> [|[|l]] //= _; rewrite ?mul0mx ?submx1 // /weight row_mxKr trmx0 mulmx0 sub0mx.
Qed.

(* a layer that leaves the core *)
Theorem radial_core_leak_wrong : ~ (forall n m L (W : layers R n) C
    (Q : forall l, 'M[R]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L),
  row_full (C 0%N) -> row_full (C L) ->
  (forall l, (l < L)%N -> ((bias (W l))^T <= C l.+1)%MS) -> frames L C Q ->
  forall h x, recast eL (output h W x L) = output h (cut W Q) (recast e0 x) L).
Proof.
pose W := through (row_mx 0 1%:M).
move=> /(_ _ (three 1 0 1) 2%N W zero none erefl erefl _ _ _ none_frames same 1%:M).
rewrite /recast !castmx_id through_none through_same affine_row mulmx1 addr0 => H.
apply/negP: neq10; apply/negPn/eqP/H; try by rewrite -sub1mx.
by move=> [|[|l]] //= _; rewrite /bias row_mxKl trmx0 sub0mx.
Qed.

(* nine tenths of the biases in the cut network *)
Theorem radial_core_share_wrong : ~ (forall n m L (W : layers R n) C
    (Q : forall l, 'M[R]_(n l, m l)) (e0 : n 0%N = m 0%N) (eL : n L = m L),
  core L W C -> frames L C Q -> let W' : layers R m := fun l =>
    row_mx (tenths 9 *: bias (cut W Q l)) (weight (cut W Q l)) in
  forall h x, recast eL (output h W x L) = output h W' (recast e0 x) L).
Proof.
pose W : layers R (fun=> 1%N) := fun=> row_mx 1%:M 0.
pose I (l : nat) : 'M[R]_1 := 1%:M.
have cI : core 1 W I by split=> *; rewrite ?submx1 // -sub1mx.
have fI : @frames R (fun=> 1%N) (fun=> 1%N) 1 I I.
  by split=> *; rewrite /I ?trmx1 ?mulmx1 ?pid_mx_1.
move=> /(_ _ _ 1%N W I I erefl erefl cI fI same 0); rewrite /recast !castmx_id /=.
rewrite !affine_row !mulmx0 !add0r /cut trmx1 mul1mx /bias /hat -scalar_mx_block mulmx1.
rewrite row_mxKl scale_scalar_mx mulr1 => /scalar_inj/eqP.
rewrite -subr_eq0; have -> : 1 - tenths 9 = 10%:R^-1 :> R by field.
by rewrite invr_eq0 pnatr_eq0.
Qed.

(* a core that is zero in the middle *)
Lemma no_core p (W : layers R (three p 1 1)) C :
  core 2 W C -> \rank (C 1%N) = 0%N -> bias (W 0%N) = 0 /\ weight (W 0%N) = 0.
Proof.
move=> [C0 _ /(_ 0%N isT)[bC AC]] /eqP; rewrite mxrank_eq0 => /eqP C1.
move: bC AC; rewrite C1 !submx0 trmx_eq0 => /eqP-> /eqP AC; split=> //.
have /submxP[D DE] : (1%:M <= C 0%N)%MS by rewrite sub1mx.
by apply: trmx_inj; rewrite -[LHS]mul1mx DE -mulmxA AC mulmx0 trmx0.
Qed.

(* a bias that no input reaches *)
Let biased : layers R (three 0 1 1) := two (row_mx 1%:M 0 : 'M[R]_(1, 1 + 0)) (0 : 'M_(1, 1 + 1)).

Lemma no_core_of_biased C : core 2 biased C ->
  (forall l, (l <= 2)%N -> \rank (C l) = three 0 0 1 l) -> False.
Proof.
move=> cC /(_ 1%N isT) rank; have [b0 _] := no_core cC rank; case/negP: neq10; apply/eqP.
by rewrite -b0 /bias row_mxKl.
Qed.

(* no dimension for the bias *)
Theorem core_with_bias_less_wrong : ~ (forall n m L (W : layers R n),
  m 0%N = n 0%N -> m L = n L ->
  (forall l, (l.+1 < L)%N -> m l.+1 = minn (n l.+1) (m l)) ->
  exists C, core L W C /\ forall l, (l <= L)%N -> \rank (C l) = m l).
Proof.
move=> /(_ _ (three 0 0 1) 2%N biased erefl erefl)[[|l] //|C [cC rank]].
exact: no_core_of_biased cC rank.
Qed.

(* a dimension less than the layer has *)
Theorem core_with_bias_own_wrong : ~ (forall n m L (W : layers R n),
  m 0%N = n 0%N -> m L = n L ->
  (forall l, (l.+1 < L)%N -> m l.+1 = minn (n l.+1).-1 (m l + 1)) ->
  exists C, core L W C /\ forall l, (l <= L)%N -> \rank (C l) = m l).
Proof.
move=> /(_ _ (three 0 0 1) 2%N biased erefl erefl)[[|l] //|C [cC rank]].
exact: no_core_of_biased cC rank.
Qed.

(* a dimension less *)
Theorem core_without_bias_less_wrong : ~ (forall n m L (W : layers R n),
  m 0%N = n 0%N -> m L = n L -> (forall l, (l.+1 < L)%N -> bias (W l) = 0) ->
  (forall l, (l.+1 < L)%N -> m l.+1 = (minn (n l.+1) (m l)).-1) ->
  exists C, core L W C /\ forall l, (l <= L)%N -> \rank (C l) = m l).
Proof.
pose W := two (row_mx 0 1%:M : 'M[R]_(1, 1 + 1)) (0 : 'M_(1, 1 + 1)).
move=> /(_ _ (three 1 0 1) 2%N W erefl erefl)[[|l] // _|[|l] //|C [cC /(_ 1%N isT) rank]].
  by rewrite /bias row_mxKl.
have [_ w0] := no_core cC rank; case/negP: neq10; apply/eqP.
by rewrite -w0 /weight row_mxKr.
Qed.

(* nothing in the middle makes a constant *)
Lemma constant p (W : layers R (three p 0 1)) h x : output h W x 2 = bias (W 1%N).
Proof.
rewrite /= /affine; set z := rho _ _; have -> : z = 0 by apply/matrixP=> -[].
by rewrite mulmx0 add0r.
Qed.

(* no dimension for the bias *)
Theorem compressed_with_bias_less_wrong : ~ (forall n m L (W : layers R n)
    (e0 : n 0%N = m 0%N) (eL : n L = m L),
  (forall l, (l.+1 < L)%N -> m l.+1 = minn (n l.+1) (m l)) ->
  exists W' : layers R m, forall h x,
    recast eL (output h W x L) = output h W' (recast e0 x) L).
Proof.
pose W := two (row_mx 1%:M 0 : 'M[R]_(1, 1 + 0)) (row_mx 0 1%:M : 'M_(1, 1 + 1)).
move=> /(_ _ (three 0 0 1) 2%N W erefl erefl)[[|l] //|W' H].
have := H (fun _ _ => 0) 0.
have := H same 0; rewrite /recast !castmx_id !constant => <-.
rewrite /= !affine_row !mulmx0 !add0r !addr0 !mul1mx rho_same rho_number ?ltr01 //.
by move=> /scalar_inj/eqP; rewrite eq_sym oner_eq0.
Qed.

(* a dimension less *)
Theorem compressed_without_bias_less_wrong : ~ (forall n m L (W : layers R n)
    (e0 : n 0%N = m 0%N) (eL : n L = m L),
  (forall l, (l < L)%N -> bias (W l) = 0) ->
  (forall l, (l.+1 < L)%N -> m l.+1 = (minn (n l.+1) (m l)).-1) ->
  exists W' : layers R m, (forall l, (l < L)%N -> bias (W' l) = 0) /\ forall h x,
    recast eL (output h W x L) = output h W' (recast e0 x) L).
Proof.
move=> /(_ _ (three 1 0 1) 2%N (through (row_mx 0 1%:M)) erefl erefl).
case=> [[|[|l]] // _|[|l] //|W' [W0 /(_ same 1%:M)]]; rewrite ?/bias ?row_mxKl //.
rewrite /recast !castmx_id through_same affine_row constant W0 // mulmx1 addr0.
by move/eqP; apply/negP; exact: neq10.
Qed.

(* nine tenths of a unit in the sphere *)
Theorem one_more_computes_tenth_wrong : ~ (forall p (O : 'M[R]_(p + 1)), O^T *m O = 1%:M ->
  let e : 'cV_(p + 1) := col_mx 0 1%:M in
  let W1 := row_mx (O *m e) (O *m col_mx 1%:M 0) in let W2 := row_mx 0 (O *m e)^T in
  forall x : 'cV_p, output (fun _ r => r / (tenths 9 + r ^+ 2)) (two W1 W2) x 2 =
    (1 / (2%:R + len x ^+ 2))%:M).
Proof.
move=> /(_ 0%N 1%:M) /=; rewrite trmx1 mulmx1 => /(_ erefl 0).
set h := fun r : R => _; rewrite !affine_row !mul1mx mulmx0 add0r addr0.
have -> : col_mx (0 : 'M[R]_(0, 1)) 1%:M = 1%:M :> 'M[R]_(0 + 1, 1).
  apply/matrixP=> i j; rewrite (ord1 j) (ord1 i) !mxE /=; case: splitP => k; first by case: k.
  by rewrite (ord1 k) !mxE.
rewrite trmx1 mul1mx (rho_number _ ltr01); have -> : len (0 : 'cV[R]_0) = 0.
  by apply/eqP; rewrite len_eq0.
move/scalar_inj; rewrite expr0n addr0 /h expr1n => /eqP; rewrite -subr_eq0.
have -> : 1 / (tenths 9 + 1) - 1 / 2%:R = 38%:R^-1 :> R.
  by field.
by rewrite invr_eq0 pnatr_eq0.
Qed.

(* a hidden width of n_0 + 1 *)
Theorem no_fewer_compute_more_wrong : ~ (forall n (W : layers R n) h (i : 'I_(n 2%N)),
  (0 < n 0%N)%N -> (n 1%N <= n 0%N + 1)%N ->
  ~ forall x, output h W x 2 i 0 = 1 / (2%:R + len x ^+ 2)).
Proof.
have O1 : (1%:M : 'M[R]_(1 + 1))^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have C := one_more_computes O1.
move=> /(_ (three 1 2 1) _ (fun _ r => r / (1 + r ^+ 2)) 0 isT isT); apply=> x.
have := congr1 (fun u : 'M[R]_1 => u 0 0) (C x).2.
by rewrite [RHS]mxE eqxx mulr1n => E; exact: E.
Qed.

(* without inputs *)
Theorem no_fewer_compute_inputs_wrong : ~ (forall n (W : layers R n) h (i : 'I_(n 2%N)),
  (n 1%N <= n 0%N)%N -> ~ forall x, output h W x 2 i 0 = 1 / (2%:R + len x ^+ 2)).
Proof.
pose W := two (0 : 'M[R]_(0, 1 + 0)) (row_mx (1 / 2%:R)%:M 0 : 'M_(1, 1 + 0)).
move=> /(_ _ W same 0 isT); apply=> x; rewrite constant /bias row_mxKl mxE eqxx mulr1n.
have -> : x = 0 by apply/matrixP=> -[].
by have /eqP-> : len (0 : 'cV[R]_0) == 0; rewrite ?len_eq0 // expr0n addr0.
Qed.
End Wrong.

(* one number, and then many *)
Definition one_many l := if l is 0 then 1%N else 9%N.
Definition grows l := if l is 0 then 1%N else 2%N.

(* nine tenths for each layer in between *)
Theorem radial_widths_tenth_wrong : ~ (forall (n m : nat -> nat) L, m 0%N = n 0%N ->
  (forall l, (l.+1 < L)%N -> m l.+1 = minn (n l.+1) (m l + 1)) ->
  forall l, (l < L)%N ->
  exists2 j, (j <= l)%N & (10 * m l = 10 * n j + 9 * (l - j))%N).
Proof.
move=> /(_ one_many grows 2%N erefl) H.
have G l : (l.+1 < 2)%N -> grows l.+1 = minn (one_many l.+1) (grows l + 1) by case: l.
by have [[|[|j]]] := H G 1%N isT.
Qed.

(* the own width left out *)
Theorem radial_widths_own_wrong : ~ (forall (n m : nat -> nat) L, m 0%N = n 0%N ->
  (forall l, (l.+1 < L)%N -> m l.+1 = minn (n l.+1) (m l + 1)) ->
  forall l, (0 < l < L)%N -> exists2 j, (j < l)%N & m l = (n j + (l - j))%N).
Proof.
by move=> /(_ (fun=> 1%N) (fun=> 1%N) 2%N erefl (fun _ _ => erefl) 1%N isT)[[|j]].
Qed.

(* one less than n_0 + l *)
Theorem radial_widths_first_wrong : ~ (forall (n m : nat -> nat) L, m 0%N = n 0%N ->
  (forall l, (l.+1 < L)%N -> m l.+1 = minn (n l.+1) (m l + 1)) ->
  forall l, (0 < l < L)%N -> (m l < n 0%N + l)%N).
Proof.
move=> /(_ one_many grows 2%N erefl) H.
have G l : (l.+1 < 2)%N -> grows l.+1 = minn (one_many l.+1) (grows l + 1) by case: l.
by have := H G 1%N isT.
Qed.
