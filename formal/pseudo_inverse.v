(* The pseudo-inverse, least squares, and what a refit on some of the columns adds.

   pseudo_inverse_exists, pseudo_inverse_unique: Penrose's four equations have exactly one solution,
     over any real closed field; that there is at most one, over any commutative ring.
   pseudo_inverse_turned (Q5ZC): (B U^T)^+ = U B^+ for orthonormal columns of U.
   pseudo_inverse_of_rank_one (K1RZ): (g l^T)^+ = l g^T / (|l|^2 |g|^2), over any field.
   shortest_solution (R3TE): A^+ y is the shortest of all solutions of least squares.
   refit_adds, refit_adds_independent (R3TE): X_S^+ y = b_S + X_S^+ X_R b_R, R the columns left out,
     for b = X^+ y, and for every solution b if the columns in S are independent. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent end_to_end weyl block removal.
From dlf Require Import real_spectral singular_values singular_facts.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* P is the pseudo-inverse of A: the four equations of Penrose *)
Definition penrose (F : comRingType) m n (A : 'M[F]_(m, n)) (P : 'M[F]_(n, m)) :=
  [/\ A *m P *m A = A, P *m A *m P = P, (A *m P)^T = A *m P & (P *m A)^T = P *m A].

Section Equations.
Variable F : comRingType.

Theorem pseudo_inverse_unique m n (A : 'M[F]_(m, n)) P P' : penrose A P -> penrose A P' -> P = P'.
Proof.
move=> [APA PAP tAP tPA] [APA' PAP' tAP' tPA'].
have e : A *m P = A *m P'.
  by rewrite -tAP -{1}APA' -(mulmxA (A *m P')) trmx_mul tAP tAP' mulmxA APA.
have f : P *m A = P' *m A.
  by rewrite -tPA -{1}APA' -!mulmxA mulmxA trmx_mul tPA tPA' -mulmxA (mulmxA A P A) APA.
by rewrite -PAP -mulmxA e mulmxA f PAP'.
Qed.

(* a turn of the coordinates, not all of which need be reached *)
Theorem pseudo_inverse_turned m n k (B : 'M[F]_(m, n)) P (U : 'M[F]_(k, n)) : U^T *m U = 1%:M ->
  penrose B P -> penrose (B *m U^T) (U *m P).
Proof.
move=> UU [BPB PBP tBP tPB].
have e : B *m U^T *m (U *m P) = B *m P by rewrite mulmxA -(mulmxA B) UU mulmx1.
have f : U *m P *m (B *m U^T) = U *m (P *m B) *m U^T by rewrite !mulmxA.
split; rewrite ?e ?f //; first by rewrite mulmxA BPB.
- by rewrite -mulmxA (mulmxA U^T) UU mul1mx -mulmxA PBP.
- by rewrite !trmx_mul trmxK -trmx_mul tPB mulmxA.
Qed.
End Equations.

(* the pseudo-inverse of a matrix of rank one *)
Theorem pseudo_inverse_of_rank_one (F : fieldType) m n (g : 'cV[F]_m) (l : 'cV[F]_n) a b :
  g^T *m g = a%:M -> l^T *m l = b%:M -> a != 0 -> b != 0 ->
  penrose (g *m l^T) ((b * a)^-1 *: (l *m g^T)).
Proof.
move=> gg ll a0 b0; have e : g *m l^T *m (l *m g^T) = b *: (g *m g^T).
  by rewrite mulmxA -(mulmxA g) ll mul_mx_scalar -scalemxAl.
have f : l *m g^T *m (g *m l^T) = a *: (l *m l^T).
  by rewrite mulmxA -(mulmxA l) gg mul_mx_scalar -scalemxAl.
have e' : (b * a)^-1 * b = a^-1 by rewrite invfM mulrAC mulVf // mul1r.
have f' : (b * a)^-1 * a = b^-1 by rewrite invfM -mulrA mulVf // mulr1.
have e1 : g *m l^T *m ((b * a)^-1 *: (l *m g^T)) = a^-1 *: (g *m g^T).
  by rewrite -scalemxAr e scalerA e'.
have f1 : (b * a)^-1 *: (l *m g^T) *m (g *m l^T) = b^-1 *: (l *m l^T).
  by rewrite -scalemxAl f scalerA f'.
split; rewrite ?e1 ?f1.
- rewrite -scalemxAl mulmxA -(mulmxA g) gg mul_mx_scalar -scalemxAl scalerA mulVf //.
  by rewrite scale1r.
- rewrite -scalemxAl -scalemxAr mulmxA -(mulmxA l) ll mul_mx_scalar -scalemxAl !scalerA.
  by rewrite mulrAC mulVf // mul1r.
- by rewrite linearZ /= trmx_mul trmxK.
- by rewrite linearZ /= trmx_mul trmxK.
Qed.

Theorem pseudo_inverse_exists (F : rcfType) m n (A : 'M[F]_(m, n)) : exists P, penrose A P.
Proof.
have [U [V [s [UU VV ds late e]]]] := singular_value_decomposition A.
set R := rectangular_diagonal m n s in e.
have [UU' VV'] := (mulmx1C UU, mulmx1C VV).
pose T := rectangular_diagonal n m (fun j => (s j)^-1).
have AE : A = U *m R *m V^T by rewrite -e !mulmxA UU' mul1mx -mulmxA VV' mulmx1.
have both p q (t t' : nat -> F) i j : (forall k, t' k = (t k)^-1) ->
    (rectangular_diagonal p q t *m rectangular_diagonal q p t') i j =
    ((i == j) && ((i < q)%N && (t i != 0)))%:R.
  move=> tt; rewrite mxE; have [iq|qi] := ltnP i q; last first.
    rewrite andbF big1 // => k _; rewrite mxE gtn_eqF ?mul0r //.
    by rewrite (leq_trans (ltn_ord k)).
  rewrite (bigD1 (Ordinal iq)) //= big1 => [|k ki]; last first.
    by rewrite mxE eq_sym -[(k : nat) == i]/(k == Ordinal iq) (negbTE ki) mul0r.
  rewrite !mxE eqxx addr0 -[(i : nat) == j]/(i == j) tt.
  case: eqP => [_|_]; last by rewrite mulr0.
  by have [->|t0] := eqVneq (t i) 0; [rewrite mul0r | rewrite divff].
have pair p q (t t' : nat -> F) : (forall k, t' k = (t k)^-1) ->
    let D := rectangular_diagonal p q t in let E := rectangular_diagonal q p t' in
    D *m E *m D = D /\ (D *m E)^T = D *m E.
  move=> tt; split; apply/matrixP => i j; last first.
    by rewrite mxE !both // eq_sym; case: eqP => // ->.
  rewrite mxE (bigD1 i) //= big1 => [|k ki]; last first.
    by rewrite both // eq_sym (negbTE ki) mul0r.
  rewrite both // eqxx addr0 !mxE; case: (@eqP _ (i : nat) j) => [ij|_]; last by rewrite mulr0.
  by rewrite ij ltn_ord -ij; case: eqP => [->|_]; rewrite ?mulr0 ?mul1r.
have [RTR tRT] : R *m T *m R = R /\ (R *m T)^T = R *m T by exact: pair.
have [TRT tTR] : T *m R *m T = T /\ (T *m R)^T = T *m R by apply: pair => k; rewrite invrK.
exists (V *m T *m U^T); rewrite AE.
have e1 : U *m R *m V^T *m (V *m T *m U^T) = U *m (R *m T) *m U^T.
  by rewrite !mulmxA -(mulmxA (U *m R)) VV mulmx1.
have e2 : V *m T *m U^T *m (U *m R *m V^T) = V *m (T *m R) *m V^T.
  by rewrite !mulmxA -(mulmxA (V *m T)) UU mulmx1.
split; rewrite ?e1 ?e2.
- by rewrite !mulmxA -(mulmxA (U *m R *m T)) UU mulmx1 -(mulmxA (U *m R)) -(mulmxA U) (mulmxA R)
    RTR.
- by rewrite !mulmxA -(mulmxA (V *m T *m R)) VV mulmx1 -(mulmxA (V *m T)) -(mulmxA V) (mulmxA T)
    TRT.
- by rewrite !trmx_mul trmxK -trmx_mul tRT mulmxA.
- by rewrite !trmx_mul trmxK -trmx_mul tTR mulmxA.
Qed.

Lemma sumsq_tr (F : realFieldType) m n (A : 'M[F]_(m, n)) : sumsq A^T = sumsq A.
Proof. by rewrite sumsq_rows sumsq_trace trmxK. Qed.

Lemma orthogonal_columns (F : realFieldType) m n (A B : 'M[F]_(m, n)) : A^T *m B = 0 ->
  sumsq (A + B) = sumsq A + sumsq B.
Proof. by move=> AB; rewrite -sumsq_tr linearD /= pythagoras ?trmxK ?sumsq_tr. Qed.

Section LeastSquares.
Variables (F : realFieldType) (n p o : nat) (X : 'M[F]_(n, p)) (P : 'M[F]_(p, n)).
Hypothesis inverse : penrose X P.
Implicit Types (y : 'M[F]_(n, o)) (b c : 'M[F]_(p, o)).

(* P y solves the normal equations and lies in the range of X^T *)
Lemma shortest_normal y : X^T *m (y - X *m (P *m y)) = 0 /\ exists a, P *m y = X^T *m a.
Proof.
have [XPX PXP tXP tPX] := inverse; split.
  by rewrite mulmxBr (mulmxA X) -tXP (mulmxA X^T) -trmx_mul XPX subrr.
by exists (P^T *m (P *m y)); rewrite mulmxA -trmx_mul tPX mulmxA PXP.
Qed.

(* P y is the shortest of all b with the least square of y - X b *)
Theorem shortest_solution y c : sumsq (y - X *m (P *m y)) <= sumsq (y - X *m c) /\
  (sumsq (y - X *m c) = sumsq (y - X *m (P *m y)) ->
   sumsq (P *m y) <= sumsq c /\ (sumsq c = sumsq (P *m y) -> c = P *m y)).
Proof.
have [normal [a Pa]] := shortest_normal y; set b := P *m y in normal Pa *.
have split_fit : sumsq (y - X *m c) = sumsq (y - X *m b) + sumsq (X *m (b - c)).
  rewrite -orthogonal_columns; first by rewrite mulmxBr addrA subrK.
  by rewrite mulmxA -[_ *m X]trmxK trmx_mul trmxK normal trmx0 mul0mx.
rewrite split_fit ler_addl sumsq_ge0; split=> // /eqP; rewrite -subr_eq0 addrAC subrr add0r.
move=> /eqP zero; have {zero} zero : X *m (b - c) = 0 by apply: sumsq_eq0; rewrite zero.
have -> : sumsq c = sumsq b + sumsq (c - b).
  rewrite -orthogonal_columns; first by rewrite addrC subrK.
  by rewrite Pa trmx_mul trmxK -Pa -mulmxA -opprB mulmxN zero oppr0 mulmx0.
rewrite ler_addl sumsq_ge0; split=> // /eqP; rewrite -subr_eq0 addrAC subrr add0r => /eqP z.
by apply/eqP; rewrite -subr_eq0; apply/eqP; apply: sumsq_eq0; rewrite z.
Qed.
End LeastSquares.

Section Refit.
Variables (F : rcfType) (n p o : nat) (X : 'M[F]_(n, p)) (S : {set 'I_p}).
Implicit Types (y : 'M[F]_(n, o)) (b : 'M[F]_(p, o)).

(* the columns of X in the set T *)
Definition columns_in (T : {set 'I_p}) : 'M[F]_(n, #|T|) := \matrix_(i, j) X i (enum_val j).
(* the rows of b in the set T *)
Definition rows_in (T : {set 'I_p}) b : 'M[F]_(#|T|, o) := \matrix_(i, j) b (enum_val i) j.

Lemma split_columns b :
  X *m b = columns_in S *m rows_in S b + columns_in (~: S) *m rows_in (~: S) b.
Proof.
apply/matrixP => i j; rewrite !mxE (bigID (mem S)) /=; congr (_ + _).
  rewrite (big_enum_val (fun k => X i k * b k j)).
  by apply: eq_bigr => k _; rewrite !mxE.
rewrite (eq_bigl (mem (~: S))) => [|k]; last by rewrite /= inE.
rewrite (big_enum_val (fun k => X i k * b k j)).
by apply: eq_bigr => k _; rewrite !mxE.
Qed.

(* the normal equations, on the columns in S *)
Lemma restricted T y b PS : X^T *m (y - X *m b) = 0 -> penrose (columns_in T) PS ->
  PS *m (y - X *m b) = 0.
Proof.
move=> normal [_ PSP tSP _].
have sub : (columns_in T)^T *m (y - X *m b) = 0.
  apply/matrixP => i j; have := congr1 (fun Y : 'M_(p, o) => Y (enum_val i) j) normal.
  rewrite [RHS]mxE => e; rewrite [RHS]mxE -[RHS]e [LHS]mxE [RHS]mxE.
  by apply: eq_bigr => k _; rewrite 2![in LHS]mxE [X^T _ _]mxE.
by rewrite -PSP -(mulmxA PS) -tSP trmx_mul -!mulmxA sub !mulmx0.
Qed.

(* what a refit on the columns in S adds *)
Theorem refit_adds P PS y : penrose X P -> penrose (columns_in S) PS ->
  PS *m y = rows_in S (P *m y) + PS *m (columns_in (~: S) *m rows_in (~: S) (P *m y)).
Proof.
move=> inv invS; have [normal [a Pa]] := shortest_normal inv y.
have := restricted normal invS; rewrite mulmxBr => /eqP; rewrite subr_eq0 => /eqP ->.
rewrite split_columns mulmxDr; congr (_ + _).
have -> : rows_in S (P *m y) = (columns_in S)^T *m a.
  by apply/matrixP => i j; rewrite Pa !mxE; apply: eq_bigr => k _; rewrite !mxE.
have [SPS _ _ tPS] := invS.
by rewrite !mulmxA -tPS -trmx_mul mulmxA SPS.
Qed.

(* with independent columns in S the same holds for every solution of least squares *)
Theorem refit_adds_independent PS y b : \rank (columns_in S) = #|S| ->
  penrose (columns_in S) PS -> (forall c, sumsq (y - X *m b) <= sumsq (y - X *m c)) ->
  PS *m y = rows_in S b + PS *m (columns_in (~: S) *m rows_in (~: S) b).
Proof.
move=> free invS best; have [P inv] := pseudo_inverse_exists X.
have [normal _] := shortest_normal inv y.
have Xb : X *m b = X *m (P *m y).
  have := best (P *m y); have -> : sumsq (y - X *m b) =
      sumsq (y - X *m (P *m y)) + sumsq (X *m (P *m y - b)).
    rewrite -orthogonal_columns; first by rewrite mulmxBr addrA subrK.
    by rewrite mulmxA -[_ *m X]trmxK trmx_mul trmxK normal trmx0 mul0mx.
  rewrite ger_addl => /sumsq_eq0/eqP; rewrite mulmxBr subr_eq0 => /eqP ->.
  by [].
have := restricted normal invS; rewrite mulmxBr => /eqP; rewrite subr_eq0 => /eqP ->.
rewrite -Xb split_columns mulmxDr; congr (_ + _); have [SPS _ _ _] := invS.
have one : PS *m columns_in S = 1%:M.
  apply: trmx_inj; rewrite trmx1; apply: (row_free_inj (A := (columns_in S)^T)).
    by rewrite /row_free mxrank_tr free.
  by rewrite -trmx_mul mulmxA SPS mul1mx.
by rewrite mulmxA one mul1mx.
Qed.
End Refit.
