(* Wrong variants of the theorems about low-rank updates, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block adapter.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Section Wrong.
Variable R : realFieldType.

(* one rank more than the inner width: width one between ends of width two *)
Theorem expressible_updates_rank_wrong : ~ (forall n (d : nat -> nat) r (c : R),
  (forall l, (0 < l)%N -> (l < n.+2)%N -> d l = r) -> c != 0 ->
  forall D : 'M[R]_(d n.+2, d 0%N),
  (\rank D <= r.+1)%N <-> exists W : factors R d, update n.+2 c W = D).
Proof.
pose d l := if l == 1%N then 1%N else 2%N.
have inner l : (0 < l)%N -> (l < 2)%N -> d l = 1%N by case: l => [|[|l]].
move=> /(_ 0%N d 1%N 1 inner (oner_neq0 R) (1%:M : 'M_2))[to _].
have [|W e] := to; first by rewrite mxrank1.
by have := @inner_rank R 0 d 1 1 inner W; rewrite e mxrank1.
Qed.

(* a scaling of zero *)
Theorem expressible_updates_scaling_wrong : ~ (forall n (d : nat -> nat) r (c : R),
  (forall l, (0 < l)%N -> (l < n.+2)%N -> d l = r) -> forall D : 'M[R]_(d n.+2, d 0%N),
  (\rank D <= r)%N <-> exists W : factors R d, update n.+2 c W = D).
Proof.
move=> /(_ 0%N one 1%N 0 (fun _ _ _ => erefl) 1%:M)[+ _].
rewrite mxrank1 => /(_ isT)[W]; rewrite /update scale0r => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE eq_sym oner_eq0.
Qed.

(* nine tenths of the scaling in the exported pair *)
Theorem merged_and_exported_share_wrong : ~ (forall n (d : nat -> nat) r (c : R),
  (forall l, (0 < l)%N -> (l < n.+2)%N -> d l = r) ->
  forall (X0 : 'M[R]_(d n.+2, d 0%N)) (W : factors R d),
  X0 + update n.+2 c W - X0 = (9%:R / 10%:R * c) *: W n.+1 *m chain n.+1 W).
Proof.
move=> /(_ 0%N one 1%N 1 (fun _ _ _ => erefl) 0 (fun=> 1%:M)).
rewrite /update /chain /= !mulmx1 add0r subr0 mulr1 scale1r => /matrixP/(_ 0 0)/eqP.
rewrite !mxE eqxx mulr1 eq_sym -subr_eq0; have -> : 9%:R / 10%:R - 1 = - 10%:R^-1 :> R by field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* the scale of the last factor left out *)
Theorem update_at_start_scale_wrong : ~ (forall n (d : nat -> nat) r (c : R),
  (forall l, (0 < l)%N -> (l < n.+2)%N -> d l = r) ->
  forall (W Q : factors R d) (eps : nat -> R),
  0 < c -> (forall l, (l < n.+2)%N -> 0 < eps l /\ W l = eps l *: Q l) ->
  (forall l, (l < n.+1)%N -> Q l *m (Q l)^T = 1%:M) ->
  (forall l, (0 < l)%N -> (l < n.+2)%N -> (Q l)^T *m Q l = 1%:M) ->
  let D := update n.+2 c W in let s := c * \prod_(l < n.+1) eps l in
  \rank (eigenspace (D *m D^T) (s ^+ 2)) = r).
Proof.
pose eps l : R := if l == 1%N then 2%:R else 1.
move=> /(_ 0%N one 1%N 1 (fun _ _ _ => erefl) (fun l => (eps l)%:M) (fun=> 1%:M) eps ltr01).
have I1 : (1%:M : 'M[R]_1) *m 1%:M^T = 1%:M by rewrite trmx1 mulmx1.
have I2 : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
move=> H; have := H _ (fun _ _ => I1) (fun _ _ _ => I2); rewrite big_ord1 => {}H.
have /eqP : \rank (eigenspace ((2%:R ^+ 2)%:M : 'M[R]_1) 1) = 1%N.
  rewrite -[RHS]H /=.
    rewrite /update /chain /= /eps /= !scale1r mulmx1 !mulr1 expr1n.
    by rewrite mulmx1 tr_scalar_mx -scalar_mxM expr2.
  by move=> l _; rewrite scalemx1 /eps; case: ifP; rewrite ?ltr01 ?ltr0n.
rewrite /eigenspace -raddfB /= mxrank_ker; have -> : 2%:R ^+ 2 - 1 = 3%:R :> R by ring.
rewrite -scalemx1 eqmx_scale ?pnatr_eq0 // mxrank1.
by [].
Qed.
End Wrong.
