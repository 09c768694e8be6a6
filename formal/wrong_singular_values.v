(* Wrong variants of the singular value decomposition and of its first consequences, near the
   truth, refuted over every real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent end_to_end weyl block removal frobenius.
From dlf Require Import real_spectral singular_values singular_facts singular_bounds.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable F : rcfType.
Local Notation one k := (1%:M : 'M[F]_k).

Lemma partial_diagonal m n r : (r <= minn m n)%N ->
  singular_decomposition (pid_mx r : 'M[F]_(m, n)) (one m) (one n) (fun j => (j < r)%:R).
Proof.
move=> rmn; split; rewrite ?trmx1 ?mulmx1 ?mul1mx //.
- by move=> i j ij; rewrite ler0n ler_nat; case: (ltnP j r) => // jr; rewrite (leq_ltn_trans ij).
- by move=> j mnj; rewrite ltnNge (leq_trans rmn).
by apply/matrixP => i j; rewrite !mxE; case: eqP.
Qed.

Lemma nine_tenths_less : 9%:R / 10%:R < 1 :> F.
Proof. by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat. Qed.

(* all singular values different *)
Theorem singular_values_strict_wrong : ~ (forall m n (M : 'M[F]_(m, n)), exists U V s,
  singular_decomposition M U V s /\ forall i j : nat, (i < j < minn m n)%N -> s j < s i).
Proof.
move=> H; have [U [V [s [dec lt]]]] := H 2%N 2%N (pid_mx 2).
have e := singular_values_unique dec (@partial_diagonal 2 2 2 isT).
by have := lt 0%N 1%N isT; rewrite !e ltxx.
Qed.

(* no singular value is zero *)
Theorem singular_values_positive_wrong : ~ (forall m n (M : 'M[F]_(m, n)), exists U V s,
  singular_decomposition M U V s /\ forall j : nat, (j < minn m n)%N -> 0 < s j).
Proof.
move=> H; have [U [V [s [dec pos]]]] := H 2%N 2%N (pid_mx 1).
have e := singular_values_unique dec (@partial_diagonal 2 2 1 isT).
by have := pos 1%N isT; rewrite e ltxx.
Qed.

(* one basis for both sides *)
Theorem one_basis_wrong : ~ (forall n (M : 'M[F]_n), exists U s, singular_decomposition M U U s).
Proof.
move=> H; have [U [s [UU _ ds _ e]]] := H 2%N (-1)%:M.
have := congr1 (fun Y : 'M_2 => Y 0 0) e.
rewrite mul_mx_scalar -scalemxAl UU !mxE !eqxx mulr1 => s0.
by have /andP[] := ds 0%N 0%N isT; rewrite -s0 oppr_ge0 leNgt ltr01.
Qed.

(* nine tenths of the singular value *)
Theorem singular_pairs_share_wrong : ~ (forall m n (M : 'M[F]_(m, n)) U V s,
  singular_decomposition M U V s -> forall (i : 'I_m) (j : 'I_n), i = j :> nat ->
  M *m col j V = (9%:R / 10%:R * s j) *: col i U).
Proof.
move=> H; have := H _ _ _ _ _ _ (@partial_diagonal 2 2 1 isT) 0 0 erefl => /colP /(_ 0).
rewrite !colE !mul1mx -colE !mxE /= !mulr1 => e.
by have := nine_tenths_less; rewrite -e ltxx.
Qed.

(* zero from one place earlier *)
Theorem singular_pairs_early_wrong : ~ (forall m n (M : 'M[F]_(m, n)) U V s,
  singular_decomposition M U V s -> forall j : 'I_n, (m <= j.+1)%N -> M *m col j V = 0).
Proof.
move=> H; have := H _ _ _ _ _ _ (@partial_diagonal 2 2 2 isT) 1 isT => /colP /(_ 1).
by rewrite !colE !mul1mx -colE !mxE /= => /eqP; rewrite oner_eq0.
Qed.

(* one more than the rank *)
Theorem positive_singular_values_more_wrong : ~ (forall m n (M : 'M[F]_(m, n)) U V s,
  singular_decomposition M U V s -> forall j : nat, (0 < s j) = (j <= \rank M)%N).
Proof.
move=> H; have := H _ _ _ _ _ _ (@partial_diagonal 2 2 1 isT) 1%N.
by rewrite rank_pid_mx // ltxx.
Qed.

(* as many as rows or columns, whatever the rank *)
Theorem positive_singular_values_all_wrong : ~ (forall m n (M : 'M[F]_(m, n)) U V s,
  singular_decomposition M U V s -> forall j : nat, (0 < s j) = (j < minn m n)%N).
Proof. by move=> H; have := H _ _ _ _ _ _ (@partial_diagonal 2 2 1 isT) 1%N; rewrite ltxx. Qed.

(* equal but for a tenth *)
Theorem singular_values_unique_share_wrong : ~ (forall m n (M : 'M[F]_(m, n)) U V s U' V' s',
  singular_decomposition M U V s -> singular_decomposition M U' V' s' ->
  forall j : nat, s j = 9%:R / 10%:R * s' j).
Proof.
move=> H; have d := @partial_diagonal 2 2 1 isT; have := H _ _ _ _ _ _ _ _ _ d d 0%N.
by rewrite mulr1 => e; have := nine_tenths_less; rewrite -e ltxx.
Qed.

(* the vectors are unique as well *)
Theorem singular_vectors_unique_wrong : ~ (forall m n (M : 'M[F]_(m, n)) U V s U' V' s',
  singular_decomposition M U V s -> singular_decomposition M U' V' s' -> U = U').
Proof.
move=> H; have d := @partial_diagonal 2 2 1 isT; have [U1 V1 ds late e] := d.
have d' : singular_decomposition (pid_mx 1) (- one 2) (- one 2) (fun j => (j < 1)%:R).
  split=> //; rewrite ?linearN /= ?mulNmx ?mulmxN ?opprK //.
have := H _ _ _ _ _ _ _ _ _ d d' => /matrixP /(_ 0 0); rewrite !mxE /= => /eqP.
by rewrite -addr_eq0 -mulr2n pnatr_eq0.
Qed.

(* nine tenths of those of the transpose *)
Theorem transposed_singular_values_share_wrong : ~ (forall m n (M : 'M[F]_(m, n)) U V s U' V' s',
  singular_decomposition M U V s -> singular_decomposition M^T U' V' s' ->
  forall j : nat, s j = 9%:R / 10%:R * s' j).
Proof.
move=> H; have d := @partial_diagonal 2 2 1 isT.
have := H _ _ _ _ _ _ _ _ _ d (decomposition_tr d) 0%N.
by rewrite mulr1 => e; have := nine_tenths_less; rewrite -e ltxx.
Qed.

(* those of the transpose one place later *)
Theorem transposed_singular_values_later_wrong : ~ (forall m n (M : 'M[F]_(m, n)) U V s U' V' s',
  singular_decomposition M U V s -> singular_decomposition M^T U' V' s' ->
  forall j : nat, s j = s' j.+1).
Proof.
move=> H; have d := @partial_diagonal 2 2 1 isT.
have := H _ _ _ _ _ _ _ _ _ d (decomposition_tr d) 0%N => /eqP.
by rewrite oner_eq0.
Qed.

(* a symmetric matrix that is not semidefinite *)
Theorem psd_root_symmetric_wrong : ~ (forall n (A : 'M[F]_n) L, (0 < L)%N -> A^T = A ->
  exists P, psd_root L A P /\ forall P', psd_root L A P' -> P' = P).
Proof.
move=> H; have [P [[_ e] _]] := H 1%N (-1)%:M 2%N isT (tr_scalar_mx _ _).
have := congr1 (fun Y : 'M_1 => Y 0 0) e; rewrite /mxpow /= mulmx1 mxE big_ord1 -expr2.
rewrite mxE eqxx => e'; have := sqr_ge0 (P 0 0).
by rewrite e' oppr_ge0 leNgt ltr01.
Qed.

(* among all roots, semidefinite or not *)
Theorem psd_root_any_wrong : ~ (forall n (A : 'M[F]_n) L, (0 < L)%N -> psd A ->
  exists P, psd_root L A P /\ forall P', mxpow P' L = A -> P' = P).
Proof.
have p1 : psd (one 1) by have := gram_psd (one 1); rewrite mulmx1 trmx1.
move=> H; have [P [_ u]] := H 1%N 1%:M 2%N isT p1.
have e1 : one 1 = P by apply: u; rewrite /mxpow /= !mulmx1.
have : - one 1 = P by apply: u; rewrite /mxpow /= mulmx1 mulmxN mulNmx mulmx1 opprK.
rewrite -e1 => /matrixP /(_ 0 0); rewrite !mxE /= => /eqP.
by rewrite eq_sym -addr_eq0 -mulr2n pnatr_eq0.
Qed.

(* a root of the eigenvalue of either sign *)
Theorem root_eigenvector_sign_wrong : ~ (forall n (A P : 'M[F]_n) L (u : 'cV[F]_n) r, (0 < L)%N ->
  psd_root L A P -> A *m u = r ^+ L *: u -> P *m u = r *: u).
Proof.
have p1 : psd (one 1) by have := gram_psd (one 1); rewrite mulmx1 trmx1.
move=> H; have := H 1%N 1%:M 1%:M 2%N 1%:M (-1) isT.
rewrite /mxpow /= !mulmx1 sqrrN expr1n scale1r => /(_ _ erefl) e.
have /matrixP /(_ 0 0) : one 1 = -1 *: one 1 by apply: e; split=> //; rewrite /mxpow /= !mulmx1.
rewrite !mxE /= mulr1 => /eqP.
by rewrite -addr_eq0 -mulr2n pnatr_eq0.
Qed.

(* a symmetric root that is not semidefinite *)
Theorem root_eigenvector_any_wrong : ~ (forall n (A P : 'M[F]_n) L (u : 'cV[F]_n) r, (0 < L)%N ->
  P^T = P -> mxpow P L = A -> 0 <= r -> A *m u = r ^+ L *: u -> P *m u = r *: u).
Proof.
move=> H; have := H 1%N 1%:M (- 1%:M) 2%N 1%:M 1 isT.
rewrite linearN /= trmx1 /mxpow /= !mulmx1 mulmxN mulNmx mulmx1 opprK expr1n !scale1r.
move=> /(_ erefl erefl ler01 erefl) /matrixP /(_ 0 0); rewrite !mxE /= => /eqP.
by rewrite eq_sym -addr_eq0 -mulr2n pnatr_eq0.
Qed.

Lemma spectral_unique m n (M : 'M[F]_(m, n)) c c' : spectral M c -> spectral M c' -> c = c'.
Proof. by move=> [l h] [l' h']; apply/eqP; rewrite eq_le h // h'. Qed.

(* nine tenths of the largest singular value *)
Theorem largest_singular_value_share_wrong : ~ (forall m n (M : 'M[F]_(m, n)) U V s,
  singular_decomposition M U V s -> spectral M (9%:R / 10%:R * s 0%N)).
Proof.
move=> H; have d := @partial_diagonal 2 2 1 isT; have := largest_singular_value d.
move/(spectral_unique (H _ _ _ _ _ _ d)); rewrite mulr1 => e.
by have := nine_tenths_less; rewrite e ltxx.
Qed.

(* the second singular value *)
Theorem largest_singular_value_second_wrong : ~ (forall m n (M : 'M[F]_(m, n)) U V s,
  singular_decomposition M U V s -> spectral M (s 1%N)).
Proof.
move=> H; have d := @partial_diagonal 2 2 1 isT; have := largest_singular_value d.
by move/(spectral_unique (H _ _ _ _ _ _ d)) => /eqP; rewrite eq_sym oner_eq0.
Qed.

(* the square of the largest alone *)
Theorem squares_of_largest_wrong : ~ (forall m n (M : 'M[F]_(m, n)) U V s,
  singular_decomposition M U V s -> sumsq M = s 0%N ^+ 2).
Proof.
move=> H; have d := @partial_diagonal 2 2 2 isT; have := squares_of_singular_values d.
rewrite (H _ _ _ _ _ _ d) /= !big_ord_recl big_ord0 /= !expr1n addr0 => /eqP.
by rewrite -subr_eq0 opprD addrA subrr sub0r oppr_eq0 oner_eq0.
Qed.

(* nine tenths of the squares *)
Theorem squares_of_singular_values_share_wrong : ~ (forall m n (M : 'M[F]_(m, n)) U V s,
  singular_decomposition M U V s -> sumsq M = 9%:R / 10%:R * \sum_(j < minn m n) s j ^+ 2).
Proof.
move=> H; have d := @partial_diagonal 2 2 1 isT; have := squares_of_singular_values d.
rewrite (H _ _ _ _ _ _ d) /= !big_ord_recl big_ord0 /= expr1n expr0n !addr0 mulr1 => e.
by have := nine_tenths_less; rewrite e ltxx.
Qed.

(* two layers of one neuron with the weight two *)
Let twos : factors F (fun=> 1%N) := fun=> 2%:R%:M.

Lemma twos_pair : [/\ balanced 2 twos, chain 2 twos *m (one 1) = 4%:R *: one 1,
  (chain 2 twos)^T *m one 1 = 4%:R *: one 1 & (4%:R : F) ^+ 2 = 4%:R ^+ 2].
Proof.
have e : chain 2 twos = 4%:R%:M.
  by rewrite /chain /= mulmx1 /twos -scalar_mxM -natrM.
split=> //; rewrite ?e ?tr_scalar_mx ?mulmx1 ?scalemx1 // => l _.
by rewrite /imbalance /twos tr_scalar_mx subrr.
Qed.

Lemma same_number (a b : F) : - (a * 4%:R) *: ((one 1)^T *m one 1 *m one 1) =
  - (b * 4%:R) *: ((one 1)^T *m one 1 *m one 1) -> a = b.
Proof.
rewrite trmx1 !mulmx1 => /matrixP /(_ 0 0); rewrite !mxE /= !mulr1 => /oppr_inj.
by apply: mulIf; rewrite pnatr_eq0.
Qed.

(* one term less *)
Theorem balanced_pair_velocity_fewer_wrong : ~ (forall n d (W : factors F d)
  (G : 'M[F]_(d n.+1, d 0%N)) (u : 'cV_(d n.+1)) (v : 'cV_(d 0%N)) sigma r, balanced n.+1 W ->
  chain n.+1 W *m v = sigma *: u -> (chain n.+1 W)^T *m u = sigma *: v -> 0 <= r ->
  r ^+ n.+1 = sigma ^+ 2 ->
  u^T *m (\sum_(l < n.+1) above n.+1 W l.+1 *m - grad G W l *m below W l) *m v =
  - (n%:R * r ^+ n) *: (u^T *m G *m v)).
Proof.
move=> H; have [bal Xv Xu e] := twos_pair; have r0 : 0 <= (4%:R : F) by rewrite ler0n.
have := H 1%N _ twos (one 1) _ _ _ _ bal Xv Xu r0 e.
rewrite (balanced_pair_velocity (one 1) bal Xv Xu r0 e) expr1 => /same_number /eqP.
by rewrite eqr_nat.
Qed.

(* half of the velocity *)
Theorem balanced_pair_velocity_half_wrong : ~ (forall n d (W : factors F d)
  (G : 'M[F]_(d n.+1, d 0%N)) (u : 'cV_(d n.+1)) (v : 'cV_(d 0%N)) sigma r, balanced n.+1 W ->
  chain n.+1 W *m v = sigma *: u -> (chain n.+1 W)^T *m u = sigma *: v -> 0 <= r ->
  r ^+ n.+1 = sigma ^+ 2 ->
  u^T *m (\sum_(l < n.+1) above n.+1 W l.+1 *m - grad G W l *m below W l) *m v =
  - (n.+1%:R / 2%:R * r ^+ n) *: (u^T *m G *m v)).
Proof.
move=> H; have [bal Xv Xu e] := twos_pair; have r0 : 0 <= (4%:R : F) by rewrite ler0n.
have := H 1%N _ twos (one 1) _ _ _ _ bal Xv Xu r0 e.
rewrite (balanced_pair_velocity (one 1) bal Xv Xu r0 e) expr1 => /same_number.
by rewrite divff ?pnatr_eq0 // => /eqP; rewrite pnatr_eq1.
Qed.
End Wrong.
