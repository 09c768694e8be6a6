(* How fast the loss falls along the gradients of a balanced chain (GEBG, part 2), over any real
   closed field, for every depth L = n + 1 and all widths.

   gradients_in_singular_bases: with a singular value decomposition U, V, s of the product X and
     the L-th roots r_i >= 0 of s_i^2, the sum of the squared norms of all L gradients is the sum
     over i, j of (sum_l r_i^(L-1-l) r_j^l) times the square of the entry i, j of U^T G V.
   balanced_descent_rate: if all singular values of X are at least sigma >= 0 and rho is the L-th
     root of sigma^2, this sum is at least kappa rho^(L-1) |G|^2, with kappa = L if X is square and
     kappa = 1 if it is not.
   descent_rate_attained: with equality at a chain of matrices with ones on the diagonal, for all
     widths of which no inner one is below both outer ones: no larger kappa will do. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent end_to_end orthonormal weyl courant block removal frobenius.
From dlf Require Import real_spectral singular_values singular_facts.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Rate.
Variables (F : rcfType) (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Implicit Types W : factors F d.

(* all singular values of X, as many as the smaller side has, are at least c *)
Definition singular_at_least p q (X : 'M[F]_(p, q)) c := forall U V s,
  singular_decomposition X U V s -> forall j, (j < minn p q)%N -> c <= s j.

(* L for a square product, 1 for one that is not square *)
Definition rate_factor p q m : F := if p == q :> nat then m%:R else 1.

Lemma gradient_square W (G : 'M[F]_(d L, d 0)) l : balanced L W -> (l < L)%N ->
  sumsq (grad G W l) = \tr (G^T *m mxpow (last_gram n W) (n - l) *m G *m mxpow (first_gram W) l).
Proof.
move=> bal lL; have e : _ = mxpow (last_gram n W) (n - l) := above_power bal lL.
rewrite /grad -(below_power bal (ltnW lL)) -e.
move: (above _ _ _) (below _ _) => A B; rewrite sumsq_trace !trmx_mul !trmxK.
by rewrite !mulmxA [RHS]mxtrace_mulC !mulmxA.
Qed.

Lemma weighted_square p q (U : 'M[F]_p) (V : 'M[F]_q) a b (G : 'M[F]_(p, q)) :
  \tr (G^T *m with_spectrum U a *m G *m with_spectrum V b) =
  \sum_i \sum_j a i * b j * (U^T *m G *m V) i j ^+ 2.
Proof.
set Y := U^T *m G *m V; rewrite /with_spectrum !mulmxA mxtrace_mulC !mulmxA.
have -> : V^T *m G^T *m U = Y^T by rewrite !trmx_mul trmxK mulmxA.
rewrite -(mulmxA _ U^T) -(mulmxA _ (U^T *m G)) -/Y.
rewrite /mxtrace exchange_big /=; apply: eq_bigr => j _; rewrite mul_mx_diag !mxE.
rewrite mulr_suml; apply: eq_bigr => i _; rewrite mul_mx_diag !mxE expr2.
by move: (a i) (b j) (Y i j) => x y z; ring.
Qed.

Lemma singular_sides p q (X : 'M[F]_(p, q)) U V s : singular_decomposition X U V s ->
  X *m X^T = with_spectrum U (fun i : 'I_p => s i ^+ 2) /\
  X^T *m X = with_spectrum V (fun j : 'I_q => s j ^+ 2).
Proof.
move=> dec; split; last exact: gram_spectrum dec.
by have := gram_spectrum (decomposition_tr dec); rewrite trmxK.
Qed.

Theorem gradients_in_singular_bases W (G : 'M[F]_(d L, d 0)) U V s r : balanced L W ->
  singular_decomposition (chain L W) U V s ->
  (forall i : nat, 0 <= r i /\ r i ^+ L = s i ^+ 2) ->
  \sum_(l < L) sumsq (grad G W l) =
  \sum_(i < d L) \sum_(j < d 0) (\sum_(l < L) r i ^+ (n - l) * r j ^+ l) * (U^T *m G *m V) i j ^+ 2.
Proof.
move=> bal dec root; have [UU VV _ _ _] := dec; have [eU eV] := singular_sides dec.
have [_ [PX QX]] := telescoping bal.
have spec k (A : 'M[F]_k) (S : 'M[F]_k) (Y : 'M[F]_k) : S^T *m S = 1%:M -> psd A ->
    mxpow A L = Y -> Y = with_spectrum S (fun i : 'I_k => s i ^+ 2) ->
    A = with_spectrum S (fun i : 'I_k => r i).
  move=> SS psdA AY YE; apply: (@psd_root_unique _ _ Y _ _ L) => //; split=> //.
    by apply: spectrum_psd => // i; case: (root i).
  rewrite spectrum_power // YE /with_spectrum; congr (_ *m diag_mx _ *m _).
  by apply/rowP => i; rewrite !mxE; case: (root i).
have PE := spec _ _ _ _ UU _ (esym PX) eU; have QE := spec _ _ _ _ VV (gram_psd _) (esym QX) eV.
have psdP : psd (last_gram n W) by have := gram_psd (W n)^T; rewrite trmxK.
transitivity (\sum_(l < L) \sum_(i < d L) \sum_(j < d 0)
    r i ^+ (n - l) * r j ^+ l * (U^T *m G *m V) i j ^+ 2).
  apply: eq_bigr => l _; rewrite gradient_square // PE // -[first_gram W]/(_ *m _) QE.
  by rewrite !spectrum_power // weighted_square.
rewrite exchange_big; apply: eq_bigr => i _; rewrite exchange_big; apply: eq_bigr => j _.
by rewrite mulr_suml.
Qed.

Lemma turned_square p q (U : 'M[F]_p) (V : 'M[F]_q) (G : 'M[F]_(p, q)) :
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> sumsq (U^T *m G *m V) = sumsq G.
Proof.
move=> UU VV; rewrite sumsq_trace !trmx_mul !trmxK !mulmxA mxtrace_mulC !mulmxA.
by rewrite (mulmx1C VV) mul1mx -(mulmxA _ U) (mulmx1C UU) mulmx1 -sumsq_trace.
Qed.

(* the weight of every entry is at least what it is at the lower bound *)
Lemma weight_at_least p q (r : nat -> F) rho i j : (forall k, 0 <= r k) -> 0 <= rho ->
  (forall k, (k < minn p q)%N -> rho <= r k) -> (i < p)%N -> (j < q)%N ->
  rate_factor p q L * rho ^+ n <= \sum_(l < L) r i ^+ (n - l) * r j ^+ l.
Proof.
move=> r0 rho0 le ip jq.
have up k e : (k < minn p q)%N -> rho ^+ e <= r k ^+ e.
  by move=> /le kE; rewrite ler_expn2r ?nnegrE.
rewrite /rate_factor; case: eqP => [pq|/eqP pq].
  have -> : L%:R * rho ^+ n = \sum_(l < L) rho ^+ n by rewrite sumr_const card_ord mulr_natl.
  apply: ler_sum => l _; have ln : (l <= n)%N by rewrite -ltnS.
  rewrite -[in X in rho ^+ X](subnK ln) exprD.
  by rewrite ler_pmul ?exprn_ge0 // up // pq minnn // -pq.
rewrite mul1r; have [qp|pq'] := ltnP q p.
  rewrite big_ord_recr /= subnn expr0 mul1r; apply: ler_paddl.
    by apply: sumr_ge0 => l _; rewrite mulr_ge0 ?exprn_ge0.
  by apply: up; rewrite leq_min jq (ltn_trans jq).
rewrite big_ord_recl /= subn0 expr0 mulr1; apply: ler_paddr.
  by apply: sumr_ge0 => l _; rewrite mulr_ge0 ?exprn_ge0.
by apply: up; rewrite leq_min ip (leq_trans ip).
Qed.

Theorem balanced_descent_rate W (G : 'M[F]_(d L, d 0)) sigma rho : balanced L W ->
  0 <= sigma -> singular_at_least (chain L W) sigma -> 0 <= rho -> rho ^+ L = sigma ^+ 2 ->
  rate_factor (d L) (d 0) L * rho ^+ n * sumsq G <= \sum_(l < L) sumsq (grad G W l).
Proof.
move=> bal sigma0 least rho0 rhoE.
have [U [V [s dec]]] := singular_value_decomposition (chain L W).
have [UU VV ds _ _] := dec; have s0 k : 0 <= s k by case/andP: (ds _ _ (leqnn k)).
have roots k : exists r, (0 <= r) && (r ^+ L == s k ^+ 2).
  by have [r r0 e] := root_exists n (sqr_ge0 (s k)); exists r; rewrite r0 e eqxx.
pose r k := xchoose (roots k).
have rE k : 0 <= r k /\ r k ^+ L = s k ^+ 2 by case/andP: (xchooseP (roots k)) => ? /eqP.
rewrite (gradients_in_singular_bases _ bal dec rE) -(turned_square G UU VV) mulr_sumr.
apply: ler_sum => i _; rewrite mulr_sumr; apply: ler_sum => j _.
rewrite ler_wpmul2r ?sqr_ge0 //; apply: weight_at_least => // [k|k kmn]; first by case: (rE k).
have [rk0 rk] := rE k; rewrite -(@ler_pexpn2r _ L) ?nnegrE // rhoE rk.
by rewrite ler_sqr ?nnegrE //; exact: (least U V s).
Qed.

Lemma partial_identity p q k : (k <= minn p q)%N ->
  singular_decomposition (pid_mx k : 'M[F]_(p, q)) 1%:M 1%:M (fun j => (j < k)%:R).
Proof.
move=> kmn; split; rewrite ?trmx1 ?mulmx1 ?mul1mx //.
- by move=> i j ij; rewrite ler0n ler_nat; case: (ltnP j k) => // jk; rewrite (leq_ltn_trans ij).
- by move=> j mnj; rewrite ltnNge (leq_trans kmn).
by apply/matrixP => i j; rewrite !mxE; case: eqP.
Qed.

Lemma ones_chain k : (forall l, (l <= L)%N -> (k <= d l)%N) ->
  balanced L (fun l => pid_mx k : 'M[F]_(d l.+1, d l)) /\
  chain L (fun l => pid_mx k : 'M[F]_(d l.+1, d l)) = pid_mx k.
Proof.
move=> kd; set W := fun l => _; have W_l l : W l = pid_mx k by [].
have pid_pid a b c : (k <= b)%N -> (pid_mx k : 'M[F]_(a, b)) *m (pid_mx k : 'M_(b, c)) = pid_mx k.
  by move=> kb; rewrite mul_pid_mx minnn (minn_idPr kb).
split=> [l lL|].
  by rewrite /imbalance !W_l !tr_pid_mx !pid_pid ?subrr // kd // ltnW // ltnW.
have : forall l, (l < L)%N -> below W l.+1 = pid_mx k; last exact.
elim=> [|l IH] lL; first by rewrite /= mulmx1 W_l.
by rewrite -[below W l.+2]/(W l.+1 *m below W l.+1) (IH (ltnW lL)) W_l pid_pid // kd // ltnW.
Qed.

Theorem descent_rate_attained : (0 < minn (d L) (d 0))%N ->
  (forall l, (l <= L)%N -> (minn (d L) (d 0) <= d l)%N) ->
  exists W (G : 'M[F]_(d L, d 0)), [/\ balanced L W, singular_at_least (chain L W) 1, G != 0 &
    \sum_(l < L) sumsq (grad G W l) = rate_factor (d L) (d 0) L * sumsq G].
Proof.
move=> k0 kd; have [bal prod] := ones_chain kd; set k := minn _ _ in k0 kd bal prod *.
set W := fun l => _ in bal prod; have dec := @partial_identity (d L) (d 0) k (leqnn _).
have place : exists i j, [/\ (i < d L)%N, (j < d 0)%N &
    (\sum_(l < L) (i < k)%:R ^+ (n - l) * (j < k)%:R ^+ l = rate_factor (d L) (d 0) L)].
  rewrite /rate_factor; have [m0 q0] : (0 < d L)%N /\ (0 < d 0)%N by apply/andP; rewrite -leq_min.
  case: eqP => [pq|/eqP pq].
    exists 0%N, 0%N; split=> //; rewrite k0 (eq_bigr (fun=> 1)) => [|l _]; last first.
      by rewrite !expr1n mulr1.
    by rewrite sumr_const card_ord.
  have [qp|pq'] := ltnP (d 0) (d L).
    exists (d 0), 0%N; split=> //; rewrite k0 /k (minn_idPr (ltnW qp)) ltnn big_ord_recr /= subnn.
    rewrite expr1n mulr1 big1 ?add0r // => l _.
    by rewrite expr0n subn_eq0 leqNgt ltn_ord mul0r.
  have {pq pq'} pq : (d L < d 0)%N by rewrite ltn_neqAle pq.
  exists 0%N, (d L); split=> //; rewrite k0 /k (minn_idPl (ltnW pq)) ltnn big_ord_recl /= subn0.
  by rewrite expr1n mulr1 big1 ?addr0 // => l _; rewrite exprS mul0r mulr0.
have [i [j [ip jq wE]]] := place; pose i' := Ordinal ip; pose j' := Ordinal jq.
have one : (delta_mx i' j' : 'M[F]_(d L, d 0)) i' j' = 1 by rewrite mxE !eqxx.
have else0 a b : (a != i') || (b != j') -> (delta_mx i' j' : 'M[F]_(d L, d 0)) a b = 0.
  by rewrite mxE -negb_and => /negbTE ->.
have single (w : 'I_(d L) -> 'I_(d 0) -> F) :
    \sum_a \sum_b w a b * (delta_mx i' j' : 'M[F]_(d L, d 0)) a b ^+ 2 = w i' j'.
  rewrite (bigD1 i') //= [X in _ + X]big1 => [|a ai]; last first.
    by rewrite big1 // => b _; rewrite else0 ?ai // expr0n mulr0.
  rewrite (bigD1 j') //= big1 => [|b bj]; last by rewrite else0 ?bj ?orbT // expr0n mulr0.
  by rewrite one expr1n mulr1 !addr0.
exists W, (delta_mx i' j'); split=> //.
- move=> U V s; rewrite prod => dec' l lk.
  by rewrite (singular_values_unique dec' dec) lk.
- by apply/eqP => /matrixP /(_ i' j'); rewrite one mxE => /eqP; rewrite oner_eq0.
have sqE : sumsq (delta_mx i' j' : 'M[F]_(d L, d 0)) = 1.
  by rewrite -(single (fun _ _ => 1)) /sumsq; under [RHS]eq_bigr do under eq_bigr do rewrite mul1r.
rewrite sqE mulr1 -wE; rewrite -prod in dec.
rewrite (gradients_in_singular_bases (r := fun i => (i < k)%:R) _ bal dec) => [|l]; last first.
  by rewrite ler0n; split=> //; case: (_ < _)%N; rewrite ?expr1n ?expr0n.
rewrite !trmx1 mul1mx mulmx1 (single (fun i j => \sum_(l < L) _)).
by [].
Qed.
End Rate.
