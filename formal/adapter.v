(* Low-rank updates of a layer: what factors of inner width r express, merging, export, the start.

   The update of L = n + 2 factors is c W_{n+1} ... W_0; all widths but the two ends are r.

   expressible_updates (N3XV, part 1): over any field and for c != 0 the updates are the matrices of
     rank at most r, for every depth and all sizes of the ends.
   merged_and_exported (N3XV, part 1): the merged weight X = X0 + D computes what the layer X0 and
     the factors beside it do, and X - X0 = B A has rank at most r, with the exported pair
     A = W_n ... W_0 and B = c W_{n+1}.
   update_at_start (N3XV, part 2): with a last factor of zero the update is zero; at an orthogonal
     start D D^T has the eigenvalue (c eps_0 ... eps_{n+1})^2 r times, and 0 in all other
     dimensions. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent block.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* the update of L factors with the scaling c *)
Definition update (R : comRingType) (d : nat -> nat) (L : nat) (c : R) (W : factors R d) :=
  c *: chain L W.

Section Updates.
Variables (F : fieldType) (n : nat) (d : nat -> nat) (r : nat) (c : F).
Hypothesis inner : forall l, (0 < l)%N -> (l < n.+2)%N -> d l = r.

Lemma inner_rank (W : factors F d) : (\rank (update n.+2 c W) <= r)%N.
Proof.
rewrite /update /chain below_step scalemxAl -(inner (ltn0Sn n) (leqnn n.+2)).
by apply: leq_trans (mxrankM_maxl _ _) _; exact: rank_leq_col.
Qed.

(* row base, inner identities and column base of D, padded with zeros to the width r *)
Definition padded (D : 'M[F]_(d n.+2, d 0)) : factors F d := fun l =>
  let k := \rank D in
  if l == n.+1 then conform_mx 0 (c^-1 *: (col_base D *m (pid_mx k : 'M_(k, d n.+1))))
  else if l is 0 then conform_mx 0 ((pid_mx k : 'M_(d 1, k)) *m row_base D)
  else pid_mx k.

Lemma below_padded D l : (\rank D <= r)%N -> (l < n.+1)%N ->
  below (padded D) l.+1 = (pid_mx (\rank D) : 'M_(d l.+1, \rank D)) *m row_base D.
Proof.
move=> rD; elim: l => [|l IH] ln.
  by rewrite /= mulmx1 /padded eqn_leq andbF conform_mx_id.
rewrite below_step IH ?(ltnW ln) // /padded ltn_eqF // mulmxA; congr (_ *m _).
by rewrite pid_mx_id // (@inner l.+1) //; exact: leqW.
Qed.

Theorem expressible_updates : c != 0 -> forall D : 'M[F]_(d n.+2, d 0),
  (\rank D <= r)%N <-> exists W : factors F d, update n.+2 c W = D.
Proof.
move=> c0 D; split=> [rD | [W <-]]; last exact: inner_rank.
exists (padded D); rewrite /update /chain below_step below_padded //.
rewrite {1}/padded eqxx conform_mx_id -scalemxAl scalerA mulfV // scale1r.
rewrite mulmxA -(mulmxA (col_base D)) pid_mx_id ?(@inner n.+1) // pid_mx_1.
by rewrite mulmx1 mulmx_base.
Qed.

Theorem merged_and_exported (X0 : 'M[F]_(d n.+2, d 0)) (W : factors F d) :
  let X := X0 + update n.+2 c W in let A := chain n.+1 W in let B := c *: W n.+1 in
  [/\ forall N (H : 'M[F]_(d 0, N)), X *m H = X0 *m H + c *: outputs W (fun=> 0) H n.+2,
      X - X0 = B *m A & (\rank (X - X0)%R <= r)%N].
Proof.
move=> X A B; have XX0 : X - X0 = update n.+2 c W by rewrite addrC addKr.
split; rewrite ?XX0 ?inner_rank //; last by rewrite /update /chain below_step scalemxAl.
move=> N H; rewrite mulmxDl -scalemxAl merged_block big1 ?mul0mx ?addr0 // => l _.
by rewrite mulmx0.
Qed.
End Updates.

Section Start.
Variables (R : realFieldType) (n : nat) (d : nat -> nat) (r : nat).
Hypothesis inner : forall l, (0 < l)%N -> (l < n.+2)%N -> d l = r.

Lemma rows_below (Q : factors R d) l : (forall k, (k < l)%N -> Q k *m (Q k)^T = 1%:M) ->
  below Q l *m (below Q l)^T = 1%:M.
Proof.
elim: l => [|l IH] e /=; first by rewrite trmx1 mulmx1.
rewrite trmx_mul mulmxA -(mulmxA (Q l)) IH ?mulmx1 ?e // => k kl.
by rewrite e // ltnW.
Qed.

(* the eigenspaces of s times a projection U U^T *)
Lemma projection_spaces m k (U : 'M[R]_(m, k)) s : U^T *m U = 1%:M -> s != 0 ->
  \rank (eigenspace (s *: (U *m U^T)) s) = k /\ \rank (eigenspace (s *: (U *m U^T)) 0) = (m - k)%N.
Proof.
move=> UU s0; set P := U *m U^T.
have PP : P *m P = P by rewrite /P mulmxA -(mulmxA U) UU mulmx1.
have rP : \rank P = k.
  apply/eqP; rewrite eqn_leq; apply/andP; split.
    by apply: leq_trans (mxrankM_maxl _ _) _; exact: rank_leq_col.
  rewrite -{1}(mxrank1 R k) -[1%:M]mulmx1 -{1}UU -{1}UU -mulmxA (mulmxA U) -/P.
  by apply: leq_trans (mxrankM_maxr _ _) _; exact: mxrankM_maxl.
have scale x (A : 'M[R]_m) : x != 0 -> \rank (x *: A) = \rank A.
  by move=> x0; rewrite eqmx_scale.
split; rewrite /eigenspace; last first.
  by rewrite raddf0 subr0 mxrank_ker scale // rP.
rewrite mxrank_ker; have -> : s *: P - s%:M = s *: (P - 1%:M).
  by rewrite scalerBr scalemx1.
have ker : (P - 1%:M :=: kermx P)%MS.
  apply/eqmxP/andP; split; first by apply/sub_kermxP; rewrite mulmxBl mul1mx PP subrr.
  apply/submxP; exists (- kermx P); rewrite mulmxBr mulmx1 mulNmx mulmx_ker.
  by rewrite oppr0 sub0r opprK.
rewrite scale // ker mxrank_ker rP subKn //.
by rewrite -rP; exact: rank_leq_row.
Qed.

Theorem update_at_start (c : R) :
  (forall W : factors R d, W n.+1 = 0 -> update n.+2 c W = 0) /\
  forall (W Q : factors R d) (eps : nat -> R),
  0 < c -> (forall l, (l < n.+2)%N -> 0 < eps l /\ W l = eps l *: Q l) ->
  (forall l, (l < n.+1)%N -> Q l *m (Q l)^T = 1%:M) ->
  (forall l, (0 < l)%N -> (l < n.+2)%N -> (Q l)^T *m Q l = 1%:M) ->
  let D := update n.+2 c W in let s := c * \prod_(l < n.+2) eps l in
  [/\ 0 < s, \rank (eigenspace (D *m D^T) (s ^+ 2)) = r &
      \rank (eigenspace (D *m D^T) 0) = (d n.+2 - r)%N].
Proof.
split=> [W W0 | W Q eps c0 We rows cols D s].
  by rewrite /update /chain below_step W0 mul0mx scaler0.
have s0 : 0 < s.
  by rewrite mulr_gt0 // prodr_gt0 // => l _; have [] := We l (ltn_ord l).
have DD : D *m D^T = s ^+ 2 *: (Q n.+1 *m (Q n.+1)^T).
  have -> : D = s *: (Q n.+1 *m below Q n.+1).
    rewrite /D /update /chain (@scaled_below _ _ W Q eps) ?scalerA //.
    by move=> k kn; have [] := We k kn.
  rewrite linearZ /= -scalemxAl -scalemxAr scalerA -expr2; congr (_ *: _).
  by rewrite trmx_mul mulmxA -(mulmxA (Q n.+1)) rows_below // mulmx1.
have [e1 e2] := projection_spaces (cols _ (ltn0Sn n) (leqnn n.+2)) (expf_neq0 2 (lt0r_neq0 s0)).
by rewrite DD e1 e2 inner.
Qed.
End Start.
