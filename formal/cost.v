(* What a chain of factors costs: its parameters, and the products of one step of descent.

   The products of a step are those of matrices, so that Coq itself checks their shapes: forward
   P_{l+1} = W_l P_l, backward B_l = W_l^T B_{l+1}, and the gradient B_{l+1} P_l^T, which the
   theorem step_is_gradient identifies. A product of an m x k and a k x n matrix counts 2 m n k.
   saved_parameters, saved_flops (WNG9): for every depth L >= 2 what L factors of size d x d cost,
     what the compressed ones of inner width r cost, and that the difference is the product
     stated, positive for r < d. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.zify Require Import zify.
From dlf Require Import chain descent.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope ring_scope.

Section Step.
Variables (R : comRingType) (L : nat) (d : nat -> nat).
Variables (W : factors R d) (G : 'M[R]_(d L, d 0)).

(* the products before and behind a layer: P_l = W_{l-1} ... W_0, B_l = (W_{L-1} ... W_l)^T G;
   step_is_gradient has them as a step forms them, one after another *)
Definition before l : 'M[R]_(d l, d 0) := below W l.
Definition behind l : 'M[R]_(d l, d 0) := (above L W l)^T *m G.

(* from both ends, what a step forms at layer l: two products handed on, and the gradient *)
Theorem step_is_gradient l : (l < L)%N ->
  [/\ before 0 = 1%:M, behind L = G, before l.+1 = W l *m before l,
      behind l = (W l)^T *m behind l.+1 & grad G W l = behind l.+1 *m (before l)^T].
Proof.
move=> lL; split=> //; first by rewrite /behind above_end trmx1 mul1mx.
by rewrite /behind above_step // trmx_mul mulmxA.
Qed.

(* flops of the product of an m x k and a k x n matrix *)
Definition flops m k n (A : 'M[R]_(m, k)) (B : 'M[R]_(k, n)) : nat := (2 * m * n * k)%N.

(* of the three products at layer l *)
Definition layer_flops l : nat :=
  (flops (W l) (before l) + flops (W l)^T (behind l.+1) + flops (behind l.+1) (before l)^T)%N.

(* of a step: at the first layer P_0 = I, and nothing is handed on *)
Definition step_flops : nat := (\sum_(1 <= l < L) layer_flops l)%N.

Lemma step_flops_sizes : step_flops = (6 * d 0 * \sum_(1 <= l < L) d l.+1 * d l)%N.
Proof.
rewrite /step_flops big_distrr /=; apply: eq_bigr => l _.
by rewrite /layer_flops /flops; lia.
Qed.
End Step.

(* the entries of L factors *)
Definition parameters (L : nat) (d : nat -> nat) : nat := (\sum_(0 <= l < L) d l.+1 * d l)%N.

Section Saved.
Variables (L d r : nat).
Hypotheses (L2 : (2 <= L)%N) (r1 : (1 <= r)%N) (rd : (r < d)%N).

(* the widths of the full chain, and of the compressed one *)
Definition full (l : nat) : nat := d.
Definition narrow (l : nat) : nat := if (l == 0%N) || (l == L) then d else r.

Lemma narrow_inside l : (0 < l)%N -> (l < L)%N -> narrow l = r.
Proof. by rewrite /narrow => l0 lL; rewrite gtn_eqF // ltn_eqF. Qed.

(* the sizes of the factors from the second on, added up *)
Lemma narrow_sizes : (\sum_(1 <= l < L) narrow l.+1 * narrow l = (L - 2) * r ^ 2 + d * r)%N.
Proof.
have e : L = (L - 2).+2 by lia.
rewrite {1}e big_nat_recr //=; congr (_ + _)%N; last first.
  by rewrite -e {1}/narrow eqxx orbT narrow_inside //; lia.
rewrite (eq_big_nat _ _ (F2 := fun=> (r ^ 2)%N)); last first.
  by move=> i /andP[i1 iL]; rewrite !narrow_inside ?expnS ?expn0 ?muln1 //; lia.
by rewrite sum_nat_const_nat; lia.
Qed.

(* the prose has them as L d^2, 2 d r + (L-2) r^2 and the product *)
Theorem saved_parameters :
  [/\ parameters L full = (L * d ^ 2)%N,
      parameters L narrow = (2 * d * r + (L - 2) * r ^ 2)%N,
      parameters L full = (parameters L narrow + (d - r) * (L * d + (L - 2) * r))%N &
      (0 < (d - r) * (L * d + (L - 2) * r))%N].
Proof.
have f : parameters L full = (L * d ^ 2)%N.
  by rewrite /parameters /full sum_nat_const_nat; lia.
have n : parameters L narrow = (2 * d * r + (L - 2) * r ^ 2)%N.
  rewrite /parameters big_ltn; last exact: ltn_trans L2.
  by rewrite narrow_sizes {1}[narrow 1]narrow_inside // /narrow /=; lia.
rewrite f n; have [k ->] : exists k, L = k.+2 by exists (L - 2)%N; lia.
have [g ->] : exists g, d = (r + g.+1)%N by exists (d - r).-1; lia.
rewrite !subSS !subn0 addKn; split=> //; last by rewrite muln_gt0 /=; lia.
by rewrite !expnS !expn0 !muln1; lia.
Qed.

Theorem saved_flops (R : comRingType) (W : factors R full) (G : 'M[R]_(full L, full 0))
    (w : factors R narrow) (g : 'M[R]_(narrow L, narrow 0)) :
  [/\ step_flops W G = (6 * (L - 1) * d ^ 3)%N,
      step_flops w g = (6 * d * (d * r + (L - 2) * r ^ 2))%N,
      step_flops W G = (step_flops w g + 6 * d * (d - r) * ((L - 1) * d + (L - 2) * r))%N &
      (0 < 6 * d * (d - r) * ((L - 1) * d + (L - 2) * r))%N].
Proof.
have f : step_flops W G = (6 * (L - 1) * d ^ 3)%N.
  by rewrite step_flops_sizes /full sum_nat_const_nat !expnS expn0; lia.
have n : step_flops w g = (6 * d * (d * r + (L - 2) * r ^ 2))%N.
  by rewrite step_flops_sizes narrow_sizes [narrow 0]/narrow /= addnC.
rewrite f n; have [k ->] : exists k, L = k.+2 by exists (L - 2)%N; lia.
have [h ->] : exists h, d = (r + h.+1)%N by exists (d - r).-1; lia.
rewrite !subSS !subn0 addKn; split=> //; last by rewrite !muln_gt0 /=; lia.
by rewrite !expnS !expn0 !muln1; lia.
Qed.
End Saved.
