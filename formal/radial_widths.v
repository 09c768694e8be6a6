(* How many dimensions the compression of a radial network needs, over any real closed field.

   Layers and networks are those of radial.v.
   radial_widths (MKZJ, part 1): m_l is the least of the n_j + l - j with j <= l.
   one_more_computes, no_fewer_compute (MKZJ, part 2): one hidden layer of width n_0 + 1 computes
     1 / (2 + |x|^2), and none of a width of at most n_0 does, whatever its weights and h. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import orthonormal radial.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section OneHiddenLayer.
Variable R : rcfType.

(* the widths p, k, q, and a network with one hidden layer *)
Definition three (p k q l : nat) : nat := match l with 0 => p | 1 => k | _ => q end.
Definition two p k q (W1 : 'M[R]_(k, 1 + p)) (W2 : 'M[R]_(q, 1 + k)) : layers R (three p k q) :=
  fun l => match l with 0 => W1 | 1 => W2 | _ => 0 end.

Theorem one_more_computes p (O : 'M[R]_(p + 1)) : O^T *m O = 1%:M ->
  let e : 'cV_(p + 1) := col_mx 0 1%:M in
  let W1 := row_mx (O *m e) (O *m col_mx 1%:M 0) in let W2 := row_mx 0 (O *m e)^T in
  forall x : 'cV_p, affine W1 x = O *m col_mx x 1%:M /\
    output (fun _ r => r / (1 + r ^+ 2)) (two W1 W2) x 2 = (1 / (2%:R + len x ^+ 2))%:M.
Proof.
move=> OO e W1 W2 x; have aE : affine W1 x = O *m col_mx x 1%:M.
  rewrite /affine /weight /bias /W1 row_mxKl row_mxKr -mulmxA -mulmxDr; congr (_ *m _).
  by rewrite mul_col_mx mul1mx mul0mx add_col_mx addr0 add0r.
split=> //; rewrite [LHS]/= {1}/affine /weight /bias /W2 row_mxKl row_mxKr addr0 aE.
rewrite radial_commutes // trmx_mul -mulmxA (mulmxA O^T) OO mul1mx.
set a := col_mx x 1%:M; have lenE : len a ^+ 2 = 1 + len x ^+ 2.
  rewrite !len_sq big_split_ord /= addrC big_ord1 col_mxEd !mxE expr1n; congr (_ + _).
  by apply: eq_bigr => i _; rewrite col_mxEu.
have pos : 0 < 1 + len x ^+ 2 by rewrite ltr_paddr ?sqr_ge0 ?ltr01.
have a0 : len a != 0 by rewrite -sqrf_eq0 lenE gt_eqF.
have ae : e^T *m a = 1%:M by rewrite tr_col_mx mul_row_col trmx0 mul0mx add0r trmx1 mul1mx.
rewrite /rho -len_eq0 (negbTE a0) -scalemxAr ae scale_scalar_mx mulr1; congr (_%:M).
by rewrite lenE addrA mulrAC divff // natrD.
Qed.

Lemma square_sum n (v u : 'cV[R]_n) : len (v + u) ^+ 2 =
  len v ^+ 2 + len u ^+ 2 + 2%:R * \sum_i v i 0 * u i 0.
Proof.
rewrite !len_sq mulr_sumr -!big_split /=; apply: eq_bigr => i _; rewrite !mxE.
by rewrite sqrrD -mulr_natl addrAC.
Qed.

Theorem no_fewer_compute n (W : layers R n) h (i : 'I_(n 2%N)) :
  (0 < n 0%N)%N -> (n 1%N <= n 0%N)%N ->
  ~ forall x, output h W x 2 i 0 = 1 / (2%:R + len x ^+ 2).
Proof.
move=> n0 narrow F; set A := weight (W 0%N); set b := bias (W 0%N).
have two0 : 0 < 2%:R :> R by rewrite ltr0n.
have pos m (x : 'cV[R]_m) : 0 < 2%:R + len x ^+ 2 by rewrite ltr_paddr ?sqr_ge0.
have inv m m' (x : 'cV[R]_m) (y : 'cV[R]_m') :
    1 / (2%:R + len x ^+ 2) = 1 / (2%:R + len y ^+ 2) -> len x ^+ 2 = len y ^+ 2.
  by rewrite !div1r => /invr_inj/addrI.
have [free|] := boolP (row_free A^T); last first.
  rewrite -kermx_eq0 => /rowV0Pn[u /sub_kermxP uA u0].
  have Au : A *m u^T = 0 by apply: trmx_inj; rewrite trmx_mul trmxK uA trmx0.
  have : len u^T ^+ 2 = len (0 : 'cV[R]_(n 0%N)) ^+ 2.
    by apply: inv; rewrite -!F /= /affine -/A Au mulmx0.
  move/eqP; have /eqP-> : len (0 : 'cV[R]_(n 0%N)) == 0 by rewrite len_eq0.
  by rewrite expr0n sqrf_eq0 len_eq0 trmx_eq0 (negbTE u0).
have [x xE] : exists x, A *m x + b = 0.
  have rA : \rank A = n 0%N by rewrite -mxrank_tr; exact/eqP.
  have full : row_free A.
    by rewrite /row_free eqn_leq rank_leq_row rA.
  by exists (pinvmx A *m - b); rewrite mulmxA mulmxVp // mul1mx addNr.
pose c := weight (W 1%N); pose d := bias (W 1%N).
have FE u : output h W (x + u) 2 = c *m rho (h 1%N) (A *m u) + d.
  by rewrite /= /affine -/A -/b mulmxDr addrAC xE add0r.
pose s := len x ^+ 2; pose a := 2%:R + s; pose t := 3%:R * a.
have s0 : 0 <= s by rewrite sqr_ge0.
have a0 : 0 < a := pos _ x.
pose k := Ordinal n0; pose u : 'cV[R]_(n 0%N) := Num.sqrt t *: delta_mx k 0.
have t0 : 0 <= t by rewrite mulr_ge0 ?ler0n // ltW.
have inner (y : 'cV[R]_(n 0%N)) : \sum_i y i 0 * u i 0 = y k 0 * Num.sqrt t.
  rewrite (bigD1 k) //= big1 ?addr0 => [|j jk]; first by rewrite !mxE !eqxx mulr1.
  by rewrite !mxE (negbTE jk) !mulr0.
have uu : len u ^+ 2 = t.
  rewrite len_sq; under eq_bigr do rewrite expr2.
  by rewrite inner !mxE !eqxx mulr1 -expr2 sqr_sqrtr.
pose q := 2%:R * (x k 0 * Num.sqrt t).
have plus : len (x + u) ^+ 2 = s + t + q by rewrite square_sum uu inner.
have minus : len (x - u) ^+ 2 = s + t - q.
  rewrite square_sum; have -> : len (- u) ^+ 2 = t.
    by rewrite -uu !len_sq; apply: eq_bigr => j _; rewrite mxE sqrrN.
  rewrite -mulrN -inner -sumrN; congr (_ + _ * _).
  by apply: eq_bigr => j _; rewrite mxE mulrN.
have q2 : q ^+ 2 <= 4%:R * (s * t).
  rewrite /q !exprMn sqr_sqrtr // -natrX ler_pmul2l ?ltr0n // ler_wpmul2r //.
  by rewrite /s len_sq (bigD1 k) //= ler_addl sumr_ge0 // => j _; rewrite sqr_ge0.
have : output h W (x + u) 2 i 0 + output h W (x - u) 2 i 0 = output h W (x + 0) 2 i 0 *+ 2.
  rewrite !FE mulmxN rhoN !mulmxN mulmx0 /rho eqxx mulmx0 add0r !mxE.
  by rewrite addrACA subrr add0r mulr2n.
rewrite !F addr0 plus minus -/s -/a => E.
have p0 : 2%:R + (s + t + q) != 0 by rewrite -plus gt_eqF.
have m0 : 2%:R + (s + t - q) != 0 by rewrite -minus gt_eqF.
have {E} : q ^+ 2 = 12%:R * a ^+ 2.
  move: E p0 m0; have -> : 2%:R + (s + t + q) = 4%:R * a + q by rewrite /t /a; ring.
  have -> : 2%:R + (s + t - q) = 4%:R * a - q by rewrite /t /a; ring.
  move: (gt_eqF a0) => /negbT; move: (a) q {q2 plus minus} => a' q' a'0 E p0 m0.
  have := congr1 (fun z => z * (a' * (4%:R * a' + q') * (4%:R * a' - q'))) E.
  have -> : (1 / (4%:R * a' + q') + 1 / (4%:R * a' - q')) *
      (a' * (4%:R * a' + q') * (4%:R * a' - q')) = 8%:R * a' ^+ 2.
    by field; rewrite p0 m0.
  have -> : (1 / a' *+ 2) * (a' * (4%:R * a' + q') * (4%:R * a' - q')) =
      8%:R * a' ^+ 2 + 2%:R * (12%:R * a' ^+ 2 - q' ^+ 2).
    by rewrite -mulr_natl; field.
  move/eqP; rewrite -subr_eq0 opprD addNKr oppr_eq0 mulf_eq0 (gt_eqF two0) /= subr_eq0.
  by move/eqP.
move=> qE; move: q2; rewrite qE /t.
have -> : 4%:R * (s * (3%:R * a)) = 12%:R * a ^+ 2 - 24%:R * a by rewrite /a; ring.
by rewrite ler_addl oppr_ge0 leNgt mulr_gt0 // ltr0n.
Qed.

End OneHiddenLayer.

(* the least of the n_j + l - j *)
Theorem radial_widths (n m : nat -> nat) L : m 0%N = n 0%N ->
  (forall l, (l.+1 < L)%N -> m l.+1 = minn (n l.+1) (m l + 1)) ->
  forall l, (l < L)%N -> [/\ forall j, (j <= l)%N -> (m l <= n j + (l - j))%N,
    exists2 j, (j <= l)%N & m l = (n j + (l - j))%N & (m l <= n 0%N + l)%N].
Proof.
move=> m0 mE; elim=> [|l IH] lL.
  by rewrite m0 addn0; split=> [[]//||]; rewrite ?addn0 //; exists 0%N; rewrite ?addn0.
have [least [j jl mj] first] := IH (ltnW lL); rewrite mE //; split.
- move=> i; rewrite leq_eqVlt => /orP[/eqP->|il]; first by rewrite subnn addn0 geq_minl.
  by rewrite geq_min subSn // addnS addn1 ltnS least ?orbT.
- have [nm|mn] := leqP (n l.+1) (m l + 1).
    by exists l.+1; rewrite // subnn addn0.
  by exists j; rewrite ?(leqW jl) // addn1 subSn // addnS -mj.
by rewrite geq_min addnS addn1 ltnS first orbT.
Qed.
