(* The flow of a low-rank update D = c W_{L-1} ... W_0 of a frozen layer X_0, over Coq's reals.

   update_gradient (HQ7B, PY2D, CE6M): over any ordered field, if the loss has the gradient G at
     X_0 + D, it has as a function of the factor l the gradient c A^T G B^T, where A and B are the
     products of the factors above and below.
   lora_remembers_gram (PY2D, part 1): two factors from B = 0 that move along minus their
     gradients keep A A^T - B^T B, so the singular values of the update are between two bounds.
   balanced_update (PY2D, part 2): any number of factors from an orthogonal start of equal scales
     have the same singular values, and those of the update are c times their powers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block block_flow flow end_to_end end_to_end_flow adapter.
From dlf Require Import singular_values gram_memory.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Gradient.
Variables (F : realFieldType) (L : nat) (d : nat -> nat).

(* S is the gradient of f in the factor l, all other factors held *)
Definition factor_gradient (f : factors F d -> F) W l (S : 'M[F]_(d l.+1, d l)) :=
  forall e, 0 < e -> exists2 delta, 0 < delta & forall W' : factors F d,
    (forall k : nat, k != l -> W' k = W k) -> norm1 (W' l - W l) <= delta ->
    `|f W' - f W - \tr (S^T *m (W' l - W l))| <= e * norm1 (W' l - W l).

Lemma scaled_gradient m n (f : 'M[F]_(m, n) -> F) X0 c Z G : has_gradient f (X0 + c *: Z) G ->
  has_gradient (fun Y => f (X0 + c *: Y)) Z (c *: G).
Proof.
move=> fG e e0; set b := `|c| + 1.
have b0 : 0 < b by rewrite /b ltr_paddl ?normr_ge0 ?ltr01.
have [delta delta0 near] := fG (e / b) (divr_gt0 e0 b0).
exists (delta / b) => [|Y close]; first exact: divr_gt0.
have moved : X0 + c *: Y - (X0 + c *: Z) = c *: (Y - Z).
  by rewrite opprD addrACA subrr add0r -scalerBr.
have size : norm1 (c *: (Y - Z)) = `|c| * norm1 (Y - Z).
  rewrite /norm1 mulr_sumr; apply: eq_bigr => i _; rewrite mulr_sumr; apply: eq_bigr => j _.
  by rewrite mxE normrM.
have small : `|c| * norm1 (Y - Z) <= b * norm1 (Y - Z).
  by rewrite ler_wpmul2r ?norm1_ge0 // /b ler_addl ler01.
have -> : \tr ((c *: G)^T *m (Y - Z)) = \tr (G^T *m (c *: (Y - Z))).
  by rewrite linearZ /= -scalemxAl -scalemxAr.
have := near (X0 + c *: Y); rewrite moved size => near'; apply: le_trans (near' _) _.
  by apply: le_trans small _; rewrite mulrC -ler_pdivl_mulr.
by rewrite -mulrA ler_pmul2l // ler_pdivr_mull.
Qed.

Lemma gradZ c (G : 'M[F]_(d L, d 0)) (W : factors F d) l : grad (c *: G) W l = c *: grad G W l.
Proof. by rewrite /grad -scalemxAr -scalemxAl. Qed.

Theorem update_gradient (loss : 'M[F]_(d L, d 0) -> F) X0 c (W : factors F d) G l : (l < L)%N ->
  has_gradient loss (X0 + update L c W) G ->
  factor_gradient (fun W' => loss (X0 + update L c W')) W (c *: grad G W l).
Proof.
move=> lL /scaled_gradient fG e e0; have [delta delta0 near] := product_gradient lL fG e0.
by exists delta => // W' held close; rewrite -gradZ; exact: near.
Qed.
End Gradient.

Section Flow.
Variables (d : nat -> nat) (c eta T : R).

(* on [0, T] the factors of an update follow W_l' = - eta (c A^T G(t) B^T), where G(t) is the
   gradient of the loss at X_0 + D(t), whatever else the loss depends on at the time t *)
Definition update_flow L (G : R -> 'M[R]_(d L, d 0)) (W : R -> factors [comRingType of R] d) :=
  forall l, (l < L)%N ->
  (forall t, (0 < t < T)%R -> mderiv (fun u => W u l) t (- eta *: (c *: grad (G t) (W t) l))) /\
  (forall t, (0 <= t <= T)%R -> mcont (fun u => W u l) t).

Lemma update_moves n G W : update_flow (L := n.+1) G W ->
  moves_by (fun t => (eta * c) *: G t) T W.
Proof.
move=> H l lL; have [D C] := H l lL; split=> // t tT; have := D t tT.
by rewrite scalerA mulNr scaleNr gradZ.
Qed.

Theorem lora_remembers_gram (G : R -> 'M[R]_(d 2, d 0)) (W : R -> factors [comRingType of R] d) :
  update_flow G W -> W 0 1%N = 0 -> forall t, (0 <= t <= T)%R ->
  let A := W t 0%N in let B := W t 1%N in let A0 := W 0 0%N in
  A *m A^T = A0 *m A0^T + B^T *m B /\
  forall U0 V0 a U V b U' V' s, @singular_decomposition R_rcfType _ _ A0 U0 V0 a ->
    @singular_decomposition R_rcfType _ _ B U V b ->
    @singular_decomposition R_rcfType _ _ (update 2 c (W t)) U' V' s ->
    forall k, b k * Num.sqrt (c ^+ 2 * a (d 1).-1 ^+ 2 + c ^+ 2 * b k ^+ 2) <= s k <=
              b k * Num.sqrt (c ^+ 2 * a 0%N ^+ 2 + c ^+ 2 * b k ^+ 2).
Proof.
move=> fW B0 t tT A B A0.
have kept : A *m A^T = A0 *m A0^T + B^T *m B.
  have := imbalance_kept (update_moves fW) tT (isT : (1 < 2)%N).
  rewrite /imbalance B0 mulmx0 sub0r -/A -/B -/A0 => /eqP; rewrite subr_eq => /eqP ->.
  by rewrite addrA subrr add0r.
split=> // U0 V0 a U V b U' V' s dA0 dB; rewrite /update /chain !below_step mulmx1 => dD.
exact: remembered_gram kept dA0 dB dD.
Qed.

Variables (n : nat) (G : R -> 'M[R]_(d n.+1, d 0)) (W : R -> factors [comRingType of R] d).

Theorem balanced_update (Q : factors [comRingType of R] d) eps : update_flow G W ->
  (forall l, (l < n.+1)%N -> W 0 l = eps *: Q l) ->
  (forall l, (l < n)%N -> Q l *m (Q l)^T = 1%:M) ->
  (forall l, (0 < l)%N -> (l < n.+1)%N -> (Q l)^T *m Q l = 1%:M) -> 0 <= c ->
  forall t, (0 <= t <= T)%R -> forall U V s, @singular_decomposition R_rcfType _ _ (W t n) U V s ->
  (forall l Ul Vl sl, (l <= n)%N -> @singular_decomposition R_rcfType _ _ (W t l) Ul Vl sl ->
     forall k, sl k = s k) /\
  forall U' V' s', @singular_decomposition R_rcfType _ _ (update n.+1 c (W t)) U' V' s' ->
     forall k, s' k = c * s k ^+ n.+1.
Proof.
move=> fW start rows cols c0 t tT U V s dec.
have bal : balanced n.+1 (W t).
  move=> l ln; rewrite (imbalance_kept (update_moves fW) tT ln) /imbalance.
  rewrite start // start ?(ltnW ln) // !linearZ /= -!scalemxAl.
  by rewrite cols // rows // -scalerDr subrr scaler0.
have [one two] := @balanced_singular_values R_rcfType n d (W t) bal U V s dec.
by split=> // U' V' s' dec'; exact: two c0 dec'.
Qed.
End Flow.
