(* The aligned chain and the compressed network under descent: mode by mode, for every depth L >= 2.

   Frames J_l of size d_l x k with orthonormal columns, J_0 and J_L singular vectors of the target:
   M J_0 = J_L diag(s), M^T J_L = J_0 diag(s). The book's start has J_0 = V, J_L = U, and J_l = I_k
   of width d_l = k in between.

   aligned_chain (LKB2): from W_l = eps J_{l+1} J_l^T every factor is J_{l+1} diag(lambda) J_l^T at
     every step, with one vector lambda for all layers and lambda^+ = lambda - eta lambda^(L-1)
     (lambda^L - s) in each mode.
   compressed_decomposition (G2D7): with the rate alpha eta for the first and the last factor they
     have the strengths x, the inner ones y, with the recursion of x and y (xy_step).
   discrepancy_step (H2EF): a step multiplies x^2 - alpha y^2 by a number. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Framed.
Variables (R : comRingType) (L : nat) (d e : nat -> nat) (J : forall l, 'M[R]_(d l, e l)).
Hypothesis isometry : forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M.
Hypothesis two_layers : (1 < L)%N.

(* nothing but w_l, seen in the frames *)
Definition framed (W : factors R d) (w : factors R e) :=
  forall l, (l < L)%N -> W l = J l.+1 *m w l *m (J l)^T.

Lemma framed_intertwined W w : framed W w -> intertwined L J W w.
Proof.
move=> WJ l lL; rewrite (WJ l lL); split; first by rewrite -!mulmxA isometry ?mulmx1 // ltnW.
by rewrite !trmx_mul trmxK -!mulmxA isometry // mulmx1.
Qed.

Lemma tied_left p a q b (A : 'M[R]_(p, a)) (B : 'M_(q, b)) X x :
  tied A B X x -> A^T *m X = x *m B^T.
Proof. by case=> _ h; apply: trmx_inj; rewrite !trmx_mul !trmxK. Qed.

Lemma grad_framed W w G g l : framed W w -> tied (J L) (J 0) G g -> (l < L)%N ->
  grad G W l = J l.+1 *m grad g w l *m (J l)^T.
Proof.
move=> WJ Gg lL; have Ww := framed_intertwined WJ.
have [bJ _] := below_tied Ww (ltnW lL); have [_ aJ] := above_tied Ww lL.
rewrite /grad; case: l lL bJ aJ => [|l] lL bJ aJ.
  have a : above L W 1 = J L *m above L w 1 *m (J 1)^T.
    rewrite (above_step W two_layers) (above_step w two_layers) (WJ _ two_layers) !mulmxA.
    by have [-> _] := above_tied Ww two_layers.
  by rewrite a !trmx_mul trmxK /= !trmx1 !mulmx1 -!mulmxA (tied_left Gg) !mulmxA.
have l0 := ltnW lL; have b : below W l.+1 = J l.+1 *m below w l.+1 *m (J 0)^T.
  by rewrite /= (WJ l l0) -!mulmxA (tied_left (below_tied Ww (ltnW l0))) !mulmxA.
by rewrite b !trmx_mul trmxK !mulmxA -(mulmxA _ G) Gg.1 mulmxA aJ.
Qed.

Variables (f : slopes R L d) (g : slopes R L e) (eta : nat -> R) (omega beta : R).
Variables (W : factors R d) (w : factors R e).
Hypothesis alike : forall n X, let x := chain L (run g eta omega beta w n) in
  tied (J L) (J 0) X x -> tied (J L) (J 0) (f n X) (g n x).

Theorem framed_run : framed W w ->
  forall n, framed (run f eta omega beta W n) (run g eta omega beta w n).
Proof.
move=> WJ n; suff: framed (run2 f eta omega beta W n).1 (run2 g eta omega beta w n).1 /\
  framed (run2 f eta omega beta W n).2 (run2 g eta omega beta w n).2 by case.
elim: n => [|n [IH1 IH2]]; first by split=> // l lL; rewrite /= mulmx0 mul0mx.
have fg := alike (below_tied (framed_intertwined IH1) (leqnn L)).
have IH3 : framed (run2 f eta omega beta W n.+1).2 (run2 g eta omega beta w n.+1).2.
  move=> l lL /=; rewrite /pull (grad_framed IH1 fg lL) (IH1 l lL) (IH2 l lL).
  by rewrite !mulmxDr !mulmxDl -!scalemxAr -!scalemxAl.
split=> // l lL; have {}IH3 := IH3 l lL; rewrite /= in IH3; rewrite /= IH3 (IH1 l lL).
by rewrite mulmxBr mulmxBl -scalemxAr -scalemxAl.
Qed.
End Framed.

Section Diagonal.
Variables (R : comRingType) (L k : nat).
Local Notation kk := (fun _ : nat => k).

(* k modes side by side: W_l = diag(w_1l, ..., w_kl) *)
Definition diagonal (w : 'I_k -> nat -> R) : factors R kk := fun l => diag_mx (\row_j w j l).

(* the target diag(s_1, ..., s_k) *)
Definition target (s : 'I_k -> R) : 'M[R]_k := diag_mx (\row_j s j).

Lemma diag_column (a : 'I_k -> R) j :
  diag_mx (\row_i a i) *m delta_mx j (0 : 'I_1) = a j *: delta_mx j 0.
Proof.
apply/colP=> i; rewrite mul_diag_mx !mxE.
by case: (i =P j) => [->|_]; rewrite ?mulr1 // !mulr0.
Qed.

Variables (s : 'I_k -> R) (eta : nat -> R) (omega beta : R).

Theorem diagonal_run w n l : (l < L)%N ->
  run (square_loss (L := L) (d := kk) (target s)) eta omega beta (diagonal w) n l =
  diagonal (fun j => mode_run L (fun _ p => p - s j) eta omega beta (w j) n) l.
Proof.
move=> lL; pose v (j : 'I_k) (l : nat) : 'cV[R]_k := delta_mx j 0.
have column j (A : 'M[R]_k) i : (A *m delta_mx j (0 : 'I_1)) i 0 = A i j.
  by rewrite -colE mxE.
apply/matrixP=> i j; rewrite -[LHS]column -[RHS]column diag_column.
have c0 : carries (d := kk) L (v j) (diagonal w) (w j).
  by move=> i' _; rewrite /diagonal tr_diag_mx diag_column.
have Ms : target s *m v j 0%N = s j *: v j L by exact: diag_column.
have Mt : (target s)^T *m v j L = s j *: v j 0%N by rewrite tr_diag_mx; exact: diag_column.
have [-> _] := mode_runs_alone eta omega beta (square_loss_pair (d := kk) Ms Mt) c0 n lL.
by [].
Qed.
End Diagonal.

Section Aligned.
Variables (R : comRingType) (L : nat) (d : nat -> nat) (k : nat).
Variables (M : 'M[R]_(d L, d 0)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)).
Hypothesis two_layers : (1 < L)%N.
Hypothesis orthonormal : forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M.
Hypothesis right_pairs : M *m J 0 = J L *m target s.
Hypothesis left_pairs : M^T *m J L = J 0 *m target s.

Lemma modes_of_the_chain eta omega beta W (w : 'I_k -> nat -> R) :
  (forall l, (l < L)%N -> W l = J l.+1 *m diag_mx (\row_j w j l) *m (J l)^T) ->
  forall n l, (l < L)%N -> run (square_loss M) eta omega beta W n l =
    J l.+1 *m diag_mx (\row_j mode_run L (fun _ p => p - s j) eta omega beta (w j) n l)
    *m (J l)^T.
Proof.
move=> Ww n l lL; pose small := square_loss (L := L) (d := fun=> k) (target s).
have := @framed_run R L d (fun=> k) J orthonormal two_layers _ small eta omega beta W
  (diagonal w) _ Ww n l lL; rewrite diagonal_run //; apply=> m X x Xx.
apply: tied_add Xx _; rewrite -!scaleN1r; apply: tied_scale.
by split; rewrite ?tr_diag_mx.
Qed.

(* W_l = eps J_{l+1} J_l^T *)
Definition aligned_start eps : factors R d := fun l => eps *: (J l.+1 *m (J l)^T).

Lemma aligned_diagonal eps l :
  aligned_start eps l = J l.+1 *m diag_mx (\row_(j < k) eps) *m (J l)^T.
Proof.
have -> : diag_mx (\row_(j < k) eps) = eps%:M :> 'M[R]_k.
  by apply/matrixP=> i j; rewrite !mxE.
by rewrite mul_mx_scalar -scalemxAl.
Qed.

Section Equal.
Variable eta : R.

(* one step of a mode with the target t, and its run from eps *)
Definition lambda_step t lam := lam - eta * (lam ^+ L.-1 * (lam ^+ L - t)).
Definition lambda_run t eps n := iter n (lambda_step t) eps.

Lemma equal_strengths t eps n l : (l < L)%N ->
  mode_run L (fun _ p => p - t) (fun=> eta) 0 0 (fun=> eps) n l = lambda_run t eps n.
Proof.
elim: n l => [|n IH] l lL //=; rewrite /mode_run /= /mode_pull /others.
rewrite -/(mode_run _ _ _ _ _ _ _) !mul0r add0r addr0 (IH l lL).
have prod i j : (j <= L)%N -> \prod_(i <= q < j)
    mode_run L (fun _ p => p - t) (fun=> eta) 0 0 (fun=> eps) n q = lambda_run t eps n ^+ (j - i).
  move=> jL; rewrite -prodr_const_nat; apply: eq_big_nat => q /andP[_ qj].
  exact: IH (leq_trans qj jL).
rewrite !prod ?(ltnW lL) // !subn0 -exprD /lambda_step.
have -> // : (l + (L - l.+1) = L.-1)%N.
by case: (L) lL => // m lm; rewrite subSS subnKC.
Qed.

Theorem aligned_chain eps n l : (l < L)%N ->
  run (square_loss M) (fun=> eta) 0 0 (aligned_start eps) n l =
  J l.+1 *m diag_mx (\row_j lambda_run (s j) eps n) *m (J l)^T.
Proof.
move=> lL; rewrite (modes_of_the_chain _ _ _ (w := fun _ => fun=> eps)) //.
  by congr (_ *m diag_mx _ *m _); apply/rowP=> j; rewrite !mxE equal_strengths.
by move=> l' _; exact: aligned_diagonal.
Qed.
End Equal.

Section Discrepant.
Variables eta alpha : R.

(* the first and the last layer *)
Definition outer (l : nat) := (l == 0%N) || (l == L.-1).
Definition rates (l : nat) : R := if outer l then eta * alpha else eta.
Definition two (x y : R) (l : nat) := if outer l then x else y.

(* one step of a mode with the target t: x outside, y inside, and its run from eps *)
Definition xy_step t (p : R * R) : R * R :=
  let r := t - p.1 ^+ 2 * p.2 ^+ (L - 2) in
  (p.1 + eta * (alpha * p.1 * p.2 ^+ (L - 2) * r),
   p.2 + eta * (p.1 ^+ 2 * p.2 ^+ (L - 3) * r)).
Definition xy_run t eps n := iter n (xy_step t) (eps, eps).

Section Two.
Variables x y : R.

Lemma two_prefix l : (l < L.-1)%N -> \prod_(0 <= i < l.+1) two x y i = x * y ^+ l.
Proof.
move=> lL; rewrite big_nat_recl //= {1}/two /outer /=; congr (_ * _).
rewrite -[in RHS](subn0 l) -prodr_const_nat; apply: eq_big_nat => i /andP[_ il].
by rewrite /two /outer /= ltn_eqF // (leq_trans _ lL) // ltnS.
Qed.

Lemma two_suffix l : (l < L.-1)%N -> \prod_(l.+1 <= i < L) two x y i = y ^+ (L - l.+2) * x.
Proof.
move=> lL; have e : L = L.-1.+1 by case: (L) two_layers.
rewrite {1}e big_nat_recr //=; congr (_ * _); last by rewrite /two /outer eqxx orbT.
have -> : (L - l.+2 = L.-1 - l.+1)%N by rewrite {1}e subSS.
rewrite -prodr_const_nat; apply: eq_big_nat => i /andP[il iL].
by rewrite /two /outer (gtn_eqF (leq_trans _ il)) // ltn_eqF.
Qed.

Lemma two_all : \prod_(0 <= i < L) two x y i = x ^+ 2 * y ^+ (L - 2).
Proof.
rewrite big_ltn; last exact: ltn_trans two_layers.
have L1 : (0 < L.-1)%N by case: (L) two_layers => // - [].
by rewrite two_suffix // {1}/two /outer eqxx /=; ring.
Qed.

Lemma two_others l : (l < L)%N -> others L (two x y) l =
  if outer l then x * y ^+ (L - 2) else x ^+ 2 * y ^+ (L - 3).
Proof.
have L1 : (0 < L.-1)%N by case: (L) two_layers => // - [].
case: l => [|l] lL; rewrite /others.
  by rewrite big_geq // mul1r two_suffix // mulrC.
have lL1 : (l < L.-1)%N by rewrite -ltnS prednK // ltnW.
rewrite two_prefix // /outer /=; case: eqP => [e|ne].
  rewrite e prednK ?big_geq // ?mulr1 1?ltnW //; congr (_ * _ ^+ _).
  by case: (L) e two_layers => // m /= <-; rewrite !subSS subn0.
have lL2 : (l.+1 < L.-1)%N by rewrite ltn_neqAle lL1 andbT; apply/eqP.
rewrite two_suffix //.
have -> : (L - 3 = l + (L - l.+3))%N.
  by case: (L) lL2 => // - [|[|m]] //= lm; rewrite !subSS subn0 subnKC.
by rewrite exprD; ring.
Qed.
End Two.

Lemma two_strengths t eps n l : (l < L)%N ->
  mode_run L (fun _ p => p - t) rates 0 0 (fun=> eps) n l
  = two (xy_run t eps n).1 (xy_run t eps n).2 l.
Proof.
elim: n l => [|n IH] l lL; first by rewrite /two; case: ifP.
rewrite /mode_run /= /mode_pull -/(mode_run _ _ _ _ _ _ _) !mul0r add0r addr0 (IH l lL).
have -> : \prod_(0 <= i < L) mode_run L (fun _ p => p - t) rates 0 0 (fun=> eps) n i
    = \prod_(0 <= i < L) two (xy_run t eps n).1 (xy_run t eps n).2 i.
  by apply: eq_big_nat => i /andP[_ iL]; exact: IH.
have -> : others L (mode_run L (fun _ p => p - t) rates 0 0 (fun=> eps) n) l
    = others L (two (xy_run t eps n).1 (xy_run t eps n).2) l.
  congr (_ * _); apply: eq_big_nat => i /andP[_ il]; apply: IH => //.
  exact: ltn_trans il lL.
rewrite two_others // two_all /two /rates; case: ifP => _ /=.
  by move: (_ ^+ (L - 2)) => u; ring.
by move: (_ ^+ (L - 2)) (_ ^+ (L - 3)) => u v; ring.
Qed.

Theorem compressed_decomposition eps n l : (l < L)%N ->
  run (square_loss M) rates 0 0 (aligned_start eps) n l =
  J l.+1 *m diag_mx (\row_j two (xy_run (s j) eps n).1 (xy_run (s j) eps n).2 l) *m (J l)^T.
Proof.
move=> lL; rewrite (modes_of_the_chain _ _ _ (w := fun _ => fun=> eps)) //.
  by congr (_ *m diag_mx _ *m _); apply/rowP=> j; rewrite !mxE two_strengths.
by move=> l' _; exact: aligned_diagonal.
Qed.
End Discrepant.
End Aligned.

Section Price.
Variables (R : comRingType) (L : nat) (eta alpha : R).

Theorem discrepancy_step t (p : R * R) : (2 < L)%N ->
  let q := xy_step L eta alpha t p in
  q.1 ^+ 2 - alpha * q.2 ^+ 2 = (p.1 ^+ 2 - alpha * p.2 ^+ 2) *
    (1 - eta ^+ 2 * alpha * (t - p.1 ^+ 2 * p.2 ^+ (L - 2)) ^+ 2 * p.1 ^+ 2
         * p.2 ^+ (2 * L - 6)).
Proof.
move=> L3 /=; have -> : (2 * L - 6 = (L - 3) + (L - 3))%N.
  by rewrite (_ : 6 = 2 * 3)%N // -mulnBr mul2n addnn.
have -> : (L - 2 = (L - 3).+1)%N by case: (L) L3 => // - [|[|m]] //= _; rewrite !subSS !subn0.
case: p => x y /=; rewrite exprD (exprS y (L - 3)).
by move: (y ^+ (L - 3)) => v; ring.
Qed.
End Price.
