(* Rank and orientation are kept by gradient flow, over Coq's reals, for every depth and all widths.

   linear_zero (GBVR): a solution of a linear homogeneous equation Y' = K(t) Y on [0, T], with a
     continuous K, that is zero at one time is zero at all times.
   kernel_kept (GBVR, part 1): the vectors v with W_(l+1) v = 0 and W_l^T v = 0 are the same at all
     times, along factors that move by -A^T G B^T with any continuous G(t).
   What follows from it for the ranks is in rank_flow.v. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block squares lipschitz scalar flow decay end_to_end.
From dlf Require Import end_to_end_flow net_flow.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Shift.
Variables (m n : nat) (Y : R -> 'M[R]_(m, n)) (s c t : R) (D : 'M[R]_(m, n)).

Lemma mcont_line : mcont Y (s + c * t)%R -> mcont (fun u => Y (s + c * u)%R) t.
Proof.
move=> cY i j; apply: (@continuous_comp _ _ _ (fun u => (s + c * u)%R) (fun u => Y u i j)).
  by apply: (@ex_derive_continuous _ _ (fun u => (s + c * u)%R)); auto_derive.
exact: cY.
Qed.

Lemma mderiv_line : mderiv Y (s + c * t)%R D -> mderiv (fun u => Y (s + c * u)%R) t (c *: D).
Proof.
move=> dY i j; rewrite mxE.
have line : is_derive (fun u => (s + c * u)%R) t c by auto_derive => //; rewrite Rmult_1_r.
exact: (@is_derive_comp _ _ (fun u => Y u i j) (fun u => (s + c * u)%R) t _ _ (dY i j) line).
Qed.
End Shift.

Section Zero.
Variables (m n : nat) (K : R -> 'M[R]_m).
Implicit Types Y : R -> 'M[R]_(m, n).

Lemma zero_later c T s Y : (0 <= T)%R ->
  (forall t, (0 < t < T)%R -> mderiv Y (s + c * t)%R (K (s + c * t)%R *m Y (s + c * t)%R)) ->
  (forall t, (0 <= t <= T)%R -> mcont Y (s + c * t)%R) ->
  (forall t, (0 <= t <= T)%R -> mcont K (s + c * t)%R) ->
  Y s = 0 -> forall t, (0 <= t <= T)%R -> Y (s + c * t)%R = 0.
Proof.
move=> T0 dY cY cK Y0.
have [b Kb] := @mbounded _ _ (fun u => K (s + c * u)%R) T T0 (fun t tT => mcont_line (cK t tT)).
have := @vanishing [finType of unit] (fun=> m) (fun=> n) T (fun u _ => Y (s + c * u)%R)
  (fun u _ => c *: (K (s + c * u)%R *m Y (s + c * u)%R)).
move=> van t tT; apply: (van _ _ _ _ t tt tT) => [_ u uT|_ u uT|_|_].
- exact/mderiv_line/dY.
- exact/mcont_line/cY.
- exists (`|c| * b) => u uT; rewrite norm1Z -mulrA ler_wpmul2l //.
  have -> : \sum_(j : unit) norm1 (Y (s + c * u)%R) = norm1 (Y (s + c * u)%R).
    by rewrite (big_pred1 tt) // => -[].
  by apply: le_trans (norm1_mul _ _) _; apply: ler_wpmul2r; [exact: norm1_ge0 | exact: Kb].
by have -> : (s + c * 0)%R = s by ring.
Qed.

Theorem linear_zero T Y : (forall t, (0 < t < T)%R -> mderiv Y t (K t *m Y t)) ->
  (forall t, (0 <= t <= T)%R -> mcont Y t) -> (forall t, (0 <= t <= T)%R -> mcont K t) ->
  forall s, (0 <= s <= T)%R -> Y s = 0 -> forall t, (0 <= t <= T)%R -> Y t = 0.
Proof.
move=> dY cY cK s [s0 sT] Y0 t [t0 tT].
have [st|ts] := Rle_or_lt s t.
  have -> : t = (s + 1 * (t - s))%R by ring.
  apply: (@zero_later 1%R (T - s)%R) => //; try move=> u [u0 uT].
  - by Lra.lra.
  - by apply: dY; split; Lra.lra.
  - by apply: cY; split; Lra.lra.
  - by apply: cK; split; Lra.lra.
  by split; Lra.lra.
have -> : t = (s + -1 * (s - t))%R by ring.
apply: (@zero_later (-1)%R s) => //; try move=> u [u0 uT].
- by apply: dY; split; Lra.lra.
- by apply: cY; split; Lra.lra.
- by apply: cK; split; Lra.lra.
by split; Lra.lra.
Qed.
End Zero.

Section Ranks.
Variables (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (G : R -> 'M[R]_(d L, d 0)) (T : R) (W : R -> factors [comRingType of R] d).
Hypothesis moves : moves_by G T W.
Hypothesis cont_G : forall t, (0 <= t <= T)%R -> mcont G t.
Local Notation X t := (chain L (W t)).

Lemma mcont_tr p q (A : R -> 'M[R]_(p, q)) t : mcont A t -> mcont (fun u => (A u)^T) t.
Proof. by move=> cA i j; apply: continuous_ext (cA j i) => u; rewrite mxE. Qed.

Lemma mcont_below t l : (0 <= t <= T)%R -> (l <= L)%N -> mcont (fun u => below (W u) l) t.
Proof.
move=> tT; elim: l => [|l IH] lL; first exact: mcont_const.
exact: mcont_mul ((moves lL).2 t tT) (IH (ltnW lL)).
Qed.

Lemma mcont_above t l : (0 <= t <= T)%R -> (l <= L)%N -> mcont (fun u => above L (W u) l) t.
Proof.
move=> tT lL; rewrite -(subKn lL); elim: (L - l)%N (leq_subr l L) => [|k IH] kL.
  rewrite subn0 => i j; apply: continuous_ext (continuous_const ((1%:M : 'M[R]_(d L)) i j) t) => u.
  by rewrite above_end.
have kL' : (L - k.+1 < L)%N by rewrite ltn_subrL.
have eq : ((L - k.+1).+1 = L - k)%N by rewrite -subSn // subSS.
move: (IH (ltnW kL)); rewrite -eq => IHk.
have h := mcont_mul IHk ((moves kL').2 t tT).
by move=> i j; apply: continuous_ext (h i j) => u; rewrite (above_step _ kL').
Qed.

(* v lies in the kernel of W_(l+1) and of the transpose of W_l *)
Definition unseen_between t l (v : 'cV[R]_(d l.+1)) :=
  W t l.+1 *m v = 0 /\ (W t l)^T *m v = 0.

Theorem kernel_kept l (v : 'cV[R]_(d l.+1)) s t : (l.+1 < L)%N ->
  (0 <= s <= T)%R -> (0 <= t <= T)%R -> unseen_between s v -> unseen_between t v.
Proof.
move=> lL sT tT [hA hB].
pose C u := (above L (W u) l.+2)^T *m G u *m (below (W u) l)^T.
pose K u := block_mx 0 (- C u) (- (C u)^T) 0 : 'M[R]_(d l.+2 + d l).
pose Y u := col_mx (W u l.+1 *m v) ((W u l)^T *m v).
have KY u : K u *m Y u = col_mx (- grad (G u) (W u) l.+1 *m v) (- (grad (G u) (W u) l)^T *m v).
  rewrite mul_block_col !mul0mx add0r addr0 !mulNmx; congr col_mx; congr (- _).
    by rewrite /grad below_step trmx_mul !mulmxA.
  by rewrite /grad (above_step _ lL) !trmx_mul !trmxK !mulmxA.
have cC u : (0 <= u <= T)%R -> mcont C u.
  move=> uT; apply: mcont_mul; first apply: mcont_mul (mcont_tr (mcont_above uT lL)) (cont_G uT).
  by apply/mcont_tr/mcont_below => //; rewrite ltnW // ltnW.
have col p q (A : R -> 'M[R]_(p, 1)) (B : R -> 'M[R]_(q, 1)) u : mcont A u -> mcont B u ->
    mcont (fun x => col_mx (A x) (B x)) u.
  by move=> cA cB i j; case: (split_ordP i) => k ->;
     [apply: continuous_ext (cA k j) | apply: continuous_ext (cB k j)] => x;
     rewrite ?col_mxEu ?col_mxEd.
have Y0 : Y t = 0.
  apply: (@linear_zero _ _ K T Y _ _ _ s sT _ t tT) => [u uT|u uT|u uT|].
  - rewrite KY => i j; have dA := (moves lL).1 u uT; have dB := (moves (ltnW lL)).1 u uT.
    case: (split_ordP i) => k ->; rewrite ?col_mxEu ?col_mxEd.
      have := mderiv_mul dA (mderiv_const v u) k j; rewrite mulmx0 addr0.
      by apply: is_derive_ext => x; rewrite col_mxEu.
    have := mderiv_mul (mderiv_tr dB) (mderiv_const v u) k j; rewrite mulmx0 addr0 linearN.
    by apply: is_derive_ext => x; rewrite col_mxEd.
  - apply: col; first exact: mcont_mul ((moves lL).2 u uT) (@mcont_const _ _ v u).
    exact: mcont_mul (mcont_tr ((moves (ltnW lL)).2 u uT)) (@mcont_const _ _ v u).
  - move=> i j; case: (split_ordP i) => k ->; case: (split_ordP j) => k' ->.
    + by apply: continuous_ext (continuous_const (0 : R) u) => x; rewrite block_mxEul mxE.
    + by apply: continuous_ext (copp (cC u uT k k')) => x; rewrite block_mxEur [RHS]mxE.
    + by apply: continuous_ext (copp (cC u uT k' k)) => x;
      rewrite block_mxEdl; move: (C x) => c; rewrite !mxE.
    + by apply: continuous_ext (continuous_const (0 : R) u) => x; rewrite block_mxEdr mxE.
  by rewrite /Y hA hB col_mx0.
split; apply/colP => i; first by rewrite -(col_mxEu _ ((W t l)^T *m v)) -/(Y t) Y0 !mxE.
by rewrite -(col_mxEd (W t l.+1 *m v)) -/(Y t) Y0 !mxE.
Qed.
End Ranks.
