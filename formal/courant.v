(* A bound on a form on the vectors that are orthogonal to k others bounds all eigenvalues but the
   first k, over any ordered field, any size: the half of the principle of Courant and Fischer that
   the ceiling of a mode needs.

   eigenvalue_below: P = U diag(p) U^T with an orthogonal U and p in decreasing order; if
     y^T P y <= f y^T y for all y that are orthogonal to k vectors, then p_i <= f for i > k.
   singular_value_below: over any real closed field; if the form of the positive semidefinite
     L-th root of X X^T has such a bound f, then the square of the singular value s_i of X is at
     most f^L. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent end_to_end weyl.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Eigenvalues.
Variables (R : realFieldType) (n k : nat) (N : 'M[R]_(n, k)).

(* y^T P y <= f y^T y for all y that are orthogonal to the columns of N *)
Definition form_at_most (P : 'M[R]_n) f :=
  forall y : 'cV[R]_n, N^T *m y = 0 -> (y^T *m P *m y) 0 0 <= f * (y^T *m y) 0 0.

(* a vector that the first i + 1 columns of U span and that is orthogonal to k <= i others *)
Lemma unseen (U : 'M[R]_n) (i : 'I_n) : (k <= i)%N -> exists a : 'cV[R]_n, [/\ a != 0,
  forall j : 'I_n, (i < j)%N -> a j 0 = 0 & N^T *m (U *m a) = 0].
Proof.
move=> ki; pose E : 'M[R]_(n, i.+1) := pid_mx i.+1; pose C := (N^T *m U *m E)^T.
have K : kermx C != 0.
  by rewrite -mxrank_eq0 mxrank_ker subn_eq0 -ltnNge ltnS (leq_trans (rank_leq_col C)).
pose u := nz_row (kermx C); have u0 : u != 0 by rewrite nz_row_eq0.
have uC : u *m C = 0 by apply/sub_kermxP; exact: nz_row_sub.
exists (E *m u^T); split.
- apply: contra u0 => /eqP a0; have : E^T *m (E *m u^T) = 0 by rewrite a0 mulmx0.
  rewrite mulmxA tr_pid_mx pid_mx_id // pid_mx_1 mul1mx => /eqP.
  by rewrite trmx_eq0.
- move=> j ij; rewrite mxE big1 // => l _; rewrite mxE.
  by rewrite [_ && _]andbC ltnS leqNgt ij mul0r.
- by have := f_equal trmx uC; rewrite trmx_mul trmxK trmx0 !mulmxA.
Qed.

Lemma eigenvalue_below U p f (i : 'I_n) : U^T *m U = 1%:M -> decreasing p -> (k <= i)%N ->
  form_at_most (with_spectrum U p) f -> p i <= f.
Proof.
move=> U1 dp ki below; have [a [a0 late Na]] := unseen U ki.
have N0 : 0 < \sum_j a j 0 ^+ 2.
  have ge0 : 0 <= \sum_j a j 0 ^+ 2 by apply: sumr_ge0 => j _; exact: sqr_ge0.
  rewrite lt_def ge0 andbT.
  apply: contra a0 => /eqP /(psumr_eq0P (fun j _ => sqr_ge0 (a j 0))) z.
  by apply/eqP/colP => j; rewrite mxE; apply/eqP; rewrite -sqrf_eq0 z.
have := below _ Na; rewrite spectral_form //.
have -> : ((U *m a)^T *m (U *m a)) 0 0 = \sum_j a j 0 ^+ 2.
  rewrite trmx_mul -mulmxA (mulmxA _ U) U1 mul1mx mxE.
  by apply: eq_bigr => j _; rewrite mxE expr2.
move=> h; rewrite -(ler_pmul2r N0); apply: le_trans h; rewrite mulr_sumr.
apply: ler_sum => j _; case: (leqP j i) => ji; last by rewrite late // expr0n !mulr0.
by apply: ler_wpmul2r (dp _ _ ji); exact: sqr_ge0.
Qed.
End Eigenvalues.

Section Roots.
Variables (R : rcfType) (n : nat).
Implicit Types (U : 'M[R]_n) (p : 'I_n -> R).

Lemma root_exists (c : R) m : 0 <= c -> exists2 r, 0 <= r & r ^+ m.+1 = c.
Proof.
move=> c0; pose p : {poly R} := 'X^m.+1 - c%:P.
have pE x : p.[x] = x ^+ m.+1 - c by rewrite hornerD hornerN hornerXn hornerC.
have [||r /andP[r0 _] /rootP] := @poly_ivt _ p 0 (c + 1).
- by apply: addr_ge0 c0 _; exact: ler01.
- rewrite !pE expr0n sub0r oppr_le0 c0 subr_ge0.
  have c1 : c <= c + 1 by rewrite ler_addl ler01.
  by apply: le_trans c1 _; rewrite ler_eexpr // ler_addr.
- by rewrite pE => /eqP; rewrite subr_eq0 => /eqP; exists r.
Qed.

Lemma spectrum_power U p m : U^T *m U = 1%:M ->
  mxpow (with_spectrum U p) m = with_spectrum U (fun j => p j ^+ m).
Proof.
move=> U1; elim: m => [|m IH].
  have e : diag_mx (\row_j (p j ^+ 0)) = 1%:M by apply/matrixP => i j; rewrite !mxE.
  by rewrite /with_spectrum e mulmx1 (mulmx1C U1).
rewrite mxpowS IH /with_spectrum !mulmxA -(mulmxA _ U^T U) U1 mulmx1 -(mulmxA U).
congr (_ *m _ *m _); apply/matrixP => i j; rewrite mul_diag_mx !mxE exprS.
by case: eqP => [->|]; rewrite ?mulr1n ?mulr0n ?mulr0.
Qed.

Lemma spectrum_psd U p : U^T *m U = 1%:M -> (forall j, 0 <= p j) -> psd (with_spectrum U p).
Proof.
move=> U1 p0; split=> [|v].
  by rewrite /with_spectrum !trmx_mul trmxK tr_diag_mx mulmxA.
have -> : v = U *m (U^T *m v) by rewrite mulmxA (mulmx1C U1) mul1mx.
by rewrite spectral_form //; apply: sumr_ge0 => j _; rewrite mulr_ge0 ?sqr_ge0.
Qed.

Lemma singular_value_below m k (N : 'M[R]_(n, k)) (X : 'M[R]_(n, m)) (A : 'M[R]_n) U s L f
  (i : 'I_n) : (0 < L)%N -> U^T *m U = 1%:M -> X *m X^T = with_spectrum U (fun j => s j ^+ 2) ->
  decreasing s -> (forall j, 0 <= s j) -> psd_root L (X *m X^T) A -> (k <= i)%N ->
  form_at_most N A f -> s i ^+ 2 <= f ^+ L.
Proof.
case: L => // l _ U1 XX ds s0 root ki below.
have all_roots : forall j, exists r, (0 <= r) && (r ^+ l.+1 == s j ^+ 2).
  by move=> j; have [r r0 e] := root_exists l (sqr_ge0 (s j)); exists r; rewrite r0 e eqxx.
pose p j := xchoose (all_roots j).
have p0 j : 0 <= p j by case/andP: (xchooseP (all_roots j)).
have pE j : p j ^+ l.+1 = s j ^+ 2 by case/andP: (xchooseP (all_roots j)) => _ /eqP.
have dp : decreasing p.
  by move=> a b ab; rewrite -(@ler_pexpn2r _ l.+1) ?nnegrE // !pE ler_pexpn2r ?nnegrE // ds.
have AE : A = with_spectrum U p.
  apply: (psd_root_unique (ltn0Sn l) root); split; first exact: spectrum_psd.
  rewrite spectrum_power // XX /with_spectrum; congr (_ *m diag_mx _ *m _).
  by apply/rowP => j; rewrite !mxE pE.
have le := eigenvalue_below U1 dp ki; rewrite AE in below; have pf := le _ _ below.
by rewrite -pE ler_pexpn2r ?nnegrE // (le_trans (p0 i) pf).
Qed.
End Roots.
