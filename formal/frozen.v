(* Frozen directions of a block inside a net, for any loss.

   frozen_run (B85K): let the factors Q_l have orthonormal rows up to the layer n and orthonormal
     columns from there, and carry orthonormal V_n to both sides, V_l = Q_l^T V_{l+1} and
     V_{l+1} = Q_l V_l. If neither the features nor the head see them, and no bias starts there,
     the net from W_l = eps_l Q_l keeps W_l V_l = rho_l V_{l+1}, W_l^T V_{l+1} = rho_l V_l and
     C V_L = 0 at every step of descent, where only the decay moves rho_l / eps_l.
   directions_unseen (B85K): there are at least d_n - rank H - rank C of them. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain descent block block_gradient orthonormal closed net_core.
From dlf Require Import isometric_chain.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Completion.
Variables (R : rcfType) (p m : nat) (A : 'M[R]_(m, p + m)).

Let other_rows : A *m A^T == 1%:M ->
  exists P : 'M[R]_(p, p + m), col_mx P A *m (col_mx P A)^T == 1%:M.
Proof. by move=> /eqP/completed[P e]; exists P; apply/eqP. Qed.

(* rows that make orthonormal ones a basis *)
Definition completion : 'M[R]_(p, p + m) :=
  match @idP (A *m A^T == 1%:M) with
  | ReflectT h => xchoose (other_rows h)
  | ReflectF _ => 0
  end.

Lemma completionP : A *m A^T = 1%:M -> col_mx completion A *m (col_mx completion A)^T = 1%:M.
Proof.
move=> /eqP o; rewrite /completion; case: {-}_ / idP => [h|//].
by have /eqP := xchooseP (other_rows h).
Qed.
End Completion.

Section Frozen.
Variables (R : rcfType) (L : nat) (a : nat -> nat) (m n : nat).
Local Notation d := (fun l => a l + m)%N.
Variables (Q : factors R d) (V : forall l, 'M[R]_(d l, m)).
Hypothesis split_at : rows_then_cols L Q n.
Hypothesis down : forall l, (l < n)%N -> V l = (Q l)^T *m V l.+1.
Hypothesis up : forall l, (n <= l < L)%N -> V l.+1 = Q l *m V l.
Hypothesis orthonormal : (V n)^T *m V n = 1%:M.

Lemma passes l : (l < L)%N -> Q l *m V l = V l.+1 /\ (Q l)^T *m V l.+1 = V l.
Proof.
have [nL rows cols] := split_at; move=> lL; case: (ltnP l n) => [ln|nl].
  by rewrite -(down ln); split=> //; rewrite (down ln) mulmxA rows // mul1mx.
have nl' : (n <= l < L)%N by rewrite nl.
by rewrite -(up nl'); split=> //; rewrite (up nl') mulmxA cols // mul1mx.
Qed.

Lemma all_orthonormal l : (l <= L)%N -> (V l)^T *m V l = 1%:M.
Proof.
have [nL _ _] := split_at.
have same k : (k <= L)%N -> (V k)^T *m V k = (V 0%N)^T *m V 0%N.
  elim: k => // k IH kL; rewrite -IH ?(ltnW kL) //; have [e1 e2] := passes kL.
  by rewrite -{1}e1 trmx_mul -mulmxA e2.
by move=> lL; rewrite same // -(same n) // orthonormal.
Qed.

Definition frozen_frame l : 'M[R]_(d l, a l + m) := (col_mx (completion (V l)^T) (V l)^T)^T.
Local Notation U := frozen_frame.

Lemma frozen_frames : orthogonal_frames L U.
Proof.
move=> l lL; have o : (V l)^T *m (V l)^T^T = 1%:M by rewrite trmxK all_orthonormal.
by have h := completionP o; rewrite /U trmxK; split=> //; exact: mulmx1C.
Qed.

Lemma frozen_half l : rsubmx (U l) = V l.
Proof. by rewrite /U tr_col_mx row_mxKr trmxK. Qed.

Lemma inside_unseen l k (X : 'M[R]_(d l, k)) : (l <= L)%N -> (V l)^T *m X = 0 ->
  inside (lsubmx (U l)) X.
Proof.
move=> lL z; have [_ U1] := frozen_frames lL; exists ((lsubmx (U l))^T *m X).
have sum : U l *m (U l)^T = lsubmx (U l) *m (lsubmx (U l))^T + V l *m (V l)^T.
  by rewrite -{1 2}[U l]hsubmxK tr_row_mx mul_row_col frozen_half.
by rewrite -[LHS]mul1mx -U1 sum mulmxDl -[X in _ + X]mulmxA z mulmx0 addr0 mulmxA.
Qed.

Variable eps : nat -> R.
Local Notation W := (fun l => eps l *: Q l).

Lemma frozen_closed : closed_under L U W.
Proof.
move=> l lL; have [e1 e2] := passes lL; have o := frozen_frames (ltnW lL).
have o' := frozen_frames lL; have [_ _ z _] := frame_halves o.1.
have [_ _ z' _] := frame_halves o'.1.
rewrite !frozen_half in z z'; split.
  apply: (inside_unseen lL); rewrite -scalemxAl -scalemxAr mulmxA.
  have -> : (V l.+1)^T *m Q l = (V l)^T by rewrite -e2 trmx_mul trmxK.
  by rewrite z scaler0.
apply: (inside_unseen (ltnW lL)); rewrite [(_ *: _)^T]linearZ /= -scalemxAl -scalemxAr mulmxA.
have -> : (V l)^T *m (Q l)^T = (V l.+1)^T by rewrite -e1 trmx_mul.
by rewrite z' scaler0.
Qed.

Lemma frozen_rest l : (l < L)%N -> rest_block U W l = (eps l)%:M.
Proof.
move=> lL; have [e1 _] := passes lL.
by rewrite /rest_block !frozen_half -scalemxAr -scalemxAl -mulmxA e1 all_orthonormal // scalemx1.
Qed.

Lemma off_frozen l : (l <= L)%N -> (U l)^T *m V l = col_mx 0 1%:M.
Proof.
move=> lL; apply: trmx_inj; rewrite trmx_mul trmxK -{1}frozen_half.
by rewrite rest_of_frame ?(frozen_frames lL).1 // tr_col_mx trmx0 trmx1.
Qed.

Lemma frozen_scaled l t : U l *m col_mx 0 t%:M = t *: V l.
Proof.
by rewrite -{1}[U l]hsubmxK mul_row_col mulmx0 add0r mul_mx_scalar frozen_half.
Qed.

(* what the block form says of the directions *)
Lemma frozen_block l (X : 'M[R]_(d l.+1, d l)) w kappa e : (l < L)%N ->
  X = U l.+1 *m block_mx w 0 0 (kappa *: e%:M) *m (U l)^T ->
  X *m V l = (e * kappa) *: V l.+1 /\ X^T *m V l.+1 = (e * kappa) *: V l.
Proof.
move=> lL ->; rewrite scale_scalar_mx mulrC; split.
  rewrite -!mulmxA off_frozen ?(ltnW lL) // mul_block_col !mul0mx !mulmx0 addr0 add0r mulmx1.
  exact: frozen_scaled.
rewrite !trmx_mul trmxK tr_block_mx !trmx0 tr_scalar_mx -!mulmxA off_frozen //.
rewrite mul_block_col !mul0mx !mulmx0 addr0 add0r mulmx1; exact: frozen_scaled.
Qed.

Lemma frozen_head q (C : 'M[R]_(q, d L)) c : C = row_mx c 0 *m (U L)^T -> C *m V L = 0.
Proof. by move=> ->; rewrite -mulmxA off_frozen // mul_row_col mulmx0 mul0mx addr0. Qed.

Section Run.
Variables (p q N : nat) (T : Type) (data : 'M[R]_(p, N)).
Variables (Gamma : nat -> T -> 'M[R]_(q, N) -> 'M[R]_(q, N)).
Variables (next : nat -> T -> 'M[R]_(q, N) -> T).
Variables (eta eta_b : nat -> R) (eta_B eta_C omega beta : R).
Variables (B : 'M[R]_(d 0%N, p)) (s : biases R d) (C : 'M[R]_(q, d L)) (th : T).

(* neither features nor head see the directions, and no bias starts there *)
Definition unseen := [/\ (B *m data)^T *m (below Q n)^T *m V n = 0,
  C *m above L Q n *m V n = 0 & forall l, (l < L)%N -> (V l.+1)^T *m s l = 0].

Lemma unseen_closed : unseen -> closed_net U data B W s C.
Proof.
have [nL _ _] := split_at; move=> [f c b]; split.
- apply: (inside_unseen (leq0n L)); apply: trmx_inj; rewrite trmx0 trmx_mul trmxK.
  have below_V l : (l <= n)%N -> V 0%N = (below Q l)^T *m V l.
    elim: l => [|l IH] ln; first by rewrite trmx1 mul1mx.
    by rewrite /= trmx_mul -mulmxA -down // -IH // ltnW.
  by rewrite (below_V n) // mulmxA.
- apply: (inside_unseen (leqnn L)); apply: trmx_inj; rewrite trmx0 trmx_mul trmxK trmxK.
  have above_V l : (n <= l <= L)%N -> above L Q l *m V l = V L.
    move=> /andP[nl lL]; move: nl; rewrite -(subKn lL).
    elim: (L - l)%N (leq_subr l L) => [|k IH] kL nk; first by rewrite subn0 above_end mul1mx.
    have kL' : (L - k.+1 < L)%N by rewrite ltn_subrL; case: (L) kL.
    have eq : ((L - k.+1).+1 = L - k)%N by rewrite -subSn // subSS.
    have nk' : (n <= L - k)%N by rewrite -eq ltnW.
    move: (IH (ltnW kL) nk'); rewrite -eq => IHk.
    by rewrite (above_step Q kL') -mulmxA -up ?nk.
  by rewrite -(above_V n) ?leqnn // mulmxA.
- by move=> l lL; apply: (inside_unseen lL); exact: b.
exact: frozen_closed.
Qed.

Theorem frozen_run k : unseen ->
  let S := large_net data Gamma next eta eta_b eta_B eta_C omega beta B W s C th k in
  let rho l := eps l * rest_scale (eta l) omega beta 1 k in
  [/\ forall l, (l <= L)%N -> (V l)^T *m V l = 1%:M,
   forall l, (l < L)%N ->
     net_W S l *m V l = rho l *: V l.+1 /\ (net_W S l)^T *m V l.+1 = rho l *: V l,
   net_C S *m V L = 0 & omega = 0 -> forall l, rho l = eps l].
Proof.
move=> u S rho; have [_ still run] := net_core_and_rest frozen_frames Gamma next eta eta_b eta_B
  eta_C omega beta th (unseen_closed u).
have [[_ blocks CE _] _] := run k; split; first exact: all_orthonormal.
- move=> l lL; have [WE _] := blocks l lL; rewrite frozen_rest // in WE.
  exact: frozen_block lL WE.
- exact: frozen_head CE.
by move=> o0 l; rewrite /rho still // mulr1.
Qed.
End Run.
End Frozen.

Section Count.
Variables (F : fieldType) (L : nat) (d : nat -> nat) (n p q N : nat).

(* how many directions neither features nor head see *)
Theorem directions_unseen (Q : factors F d) (H : 'M[F]_(d 0, N)) (C : 'M[F]_(q, d L)) :
  (d n - \rank H - \rank C <=
    \rank (kermx (row_mx (below Q n *m H) (C *m above L Q n)^T)))%N.
Proof.
rewrite mxrank_ker -subnDA leq_sub2l // -mxrank_tr tr_row_mx trmxK -addsmxE.
apply: leq_trans (mxrank_adds_leqif _ _) _.
by rewrite mxrank_tr leq_add ?mxrankM_maxr ?mxrankM_maxl.
Qed.

Lemma frozen_eigenspace k m (W : 'M[F]_(k, m)) c (V : 'M[F]_(m, c)) (V' : 'M[F]_(k, c)) rho :
  V^T *m V = 1%:M -> W *m V = rho *: V' -> W^T *m V' = rho *: V ->
  (c <= \rank (eigenspace (W^T *m W) (rho ^+ 2)))%N.
Proof.
move=> o e1 e2; have r : \rank V^T = c by apply/eqP/row_freeP; exists V.
rewrite -[X in (X <= _)%N]r; apply/mxrankS/eigenspaceP; apply: trmx_inj.
by rewrite !trmx_mul linearZ /= !trmxK -mulmxA e1 -scalemxAr e2 scalerA expr2.
Qed.

(* and as many singular values are |rho|, zero or not *)
Theorem frozen_values k m (W : 'M[F]_(k, m)) c (V : 'M[F]_(m, c)) (V' : 'M[F]_(k, c)) rho :
  V^T *m V = 1%:M -> V'^T *m V' = 1%:M -> W *m V = rho *: V' -> W^T *m V' = rho *: V ->
  (c <= \rank (eigenspace (W^T *m W) (rho ^+ 2)))%N /\
  (c <= \rank (eigenspace (W *m W^T) (rho ^+ 2)))%N.
Proof.
move=> o o' e1 e2; split; first exact: frozen_eigenspace o e1 e2.
by rewrite -{1}[W]trmxK; apply: (frozen_eigenspace (W := W^T) o' e2); rewrite trmxK.
Qed.
End Count.
