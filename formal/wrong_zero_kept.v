(* Wrong variants of the singular values that stay zero, near the truth, refuted by numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block flow end_to_end end_to_end_flow removal.
From dlf Require Import singular_values singular_facts.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Lemma number_derives (f : R -> R) t D : is_derive f t D ->
  mderiv (fun u => (f u)%:M : 'M[R]_1) t D%:M.
Proof.
move=> df i j; rewrite !ord1 mxE eqxx mulr1n.
by apply: is_derive_ext df => u; rewrite mxE eqxx mulr1n.
Qed.

Lemma number_continues (f : R -> R) t : continuous f t -> mcont (fun u => (f u)%:M : 'M[R]_1) t.
Proof.
by move=> cf i j; rewrite !ord1; apply: continuous_ext cf => u; rewrite mxE eqxx mulr1n.
Qed.

(* a singular value of a number is zero exactly if the number is *)
Lemma number_value (c : R) U V s : singular_decomposition (c%:M : 'M[R_rcfType]_1) U V s ->
  s 0%N = 0 <-> c = 0.
Proof.
move=> dec; have pos := positive_up_to_rank dec 0%N; have [_ _ ds _ _] := dec.
have s0 : 0 <= s 0%N by case/andP: (ds 0%N 0%N isT).
have rc : (0 < \rank (c%:M : 'M[R_rcfType]_1))%N = (c != 0).
  by rewrite lt0n mxrank_eq0 -scalemx1 scaler_eq0 oner_eq0 orbF.
rewrite rc in pos; split=> [e|e]; first by move: pos; rewrite e ltxx => /esym/negbFE/eqP.
by apply/eqP; rewrite eq_le s0 leNgt pos e eqxx.
Qed.

(* a single factor: a number that passes zero *)
Theorem zero_kept_alone_wrong : ~ (forall n d (G : R -> 'M[R]_(d n.+1, d 0%N)) T
    (W : R -> factors [comRingType of R] d), moves_by G T W ->
  (forall t, (0 <= t <= T)%R -> mcont G t) -> forall a t U V s U' V' s',
  (0 <= a <= T)%R -> (0 <= t <= T)%R -> balanced n.+1 (W a) ->
  singular_decomposition (chain n.+1 (W a) : 'M[R_rcfType]_(d n.+1, d 0%N)) U V s ->
  singular_decomposition (chain n.+1 (W t) : 'M[R_rcfType]_(d n.+1, d 0%N)) U' V' s' ->
  forall j, s j = 0 -> s' j = 0).
Proof.
move=> H; pose x t := (1 - t)%R; pose W t : factors [comRingType of R] one := fun=> (x t)%:M.
have moves : @moves_by 0 one (fun=> 1%:M) 1%R W.
  move=> [|//] _; split=> t tT; last first.
    apply: number_continues; apply: (ex_derive_continuous x); rewrite /x; exists (-1)%R.
    by auto_derive; [|ring].
  have -> : - grad (L := 1) (d := one) 1%:M (W t) 0 = (- (1))%R%:M.
    rewrite /grad above_end /= !trmx1 !mul1mx; apply/matrixP => i j.
    by rewrite !ord1 !mxE eqxx.
  by apply: (@number_derives x t (- (1))%R); rewrite /x; auto_derive; [|ring].
have chainE t : chain 1 (W t) = (x t)%:M by rewrite /= mulmx1.
have [U [V [s dec]]] := singular_value_decomposition (chain 1 (W 1%R) : 'M[R_rcfType]_1).
have [U' [V' [s' dec']]] := singular_value_decomposition (chain 1 (W 0%R) : 'M[R_rcfType]_1).
have cG t : (0 <= t <= 1)%R -> mcont (fun=> 1%:M : 'M[R]_1) t by move=> _; exact: mcont_const.
have bal : balanced 1 (W 1%R) by [].
have out := H 0%N one _ 1%R W moves cG 1%R 0%R U V s U' V' s' _ _ bal dec dec' 0%N.
rewrite chainE in dec; rewrite chainE in dec'.
have [_ z] := number_value dec; have [z' _] := number_value dec'.
have x1 : x 1%R = 0 by exact: subrr.
have : x 0%R = 0%R by apply: z'; apply: out; try lra; exact: z x1.
rewrite /x; lra.
Qed.

(* two factors that are not balanced *)
Theorem zero_kept_unbalanced_wrong : ~ (forall n d (G : R -> 'M[R]_(d n.+1, d 0%N)) T
    (W : R -> factors [comRingType of R] d), (0 < n)%N -> moves_by G T W ->
  (forall t, (0 <= t <= T)%R -> mcont G t) -> forall a t U V s U' V' s',
  (0 <= a <= T)%R -> (0 <= t <= T)%R ->
  singular_decomposition (chain n.+1 (W a) : 'M[R_rcfType]_(d n.+1, d 0%N)) U V s ->
  singular_decomposition (chain n.+1 (W t) : 'M[R_rcfType]_(d n.+1, d 0%N)) U' V' s' ->
  forall j, s j = 0 -> s' j = 0).
Proof.
move=> H; pose x t := (exp t + exp (- t))%R; pose y t := (exp t - exp (- t))%R.
pose W t : factors [comRingType of R] one := fun l => (if l is 0%N then x t else y t)%:M.
have dx t : is_derive x t (y t) by rewrite /x /y; auto_derive; [|ring].
have dy t : is_derive y t (x t) by rewrite /x /y; auto_derive; [|ring].
have cx t : continuous x t by apply: (ex_derive_continuous x); exists (y t).
have cy t : continuous y t by apply: (ex_derive_continuous y); exists (x t).
have moves : @moves_by 1 one (fun=> - 1%:M) 1%R W.
  move=> [|[|//]] _; split=> t tT; try exact: number_continues.
    rewrite /grad above_step // above_end mul1mx /= trmx1 mulmx1 mulmxN mulmx1 opprK tr_scalar_mx.
    exact: number_derives.
  rewrite /grad above_end trmx1 mul1mx mulNmx mul1mx opprK /= mulmx1 tr_scalar_mx.
  exact: number_derives.
have chainE t : chain 2 (W t) = (y t * x t)%:M by rewrite /= mulmx1 -scalar_mxM.
have [U [V [s dec]]] := singular_value_decomposition (chain 2 (W 0%R) : 'M[R_rcfType]_1).
have [U' [V' [s' dec']]] := singular_value_decomposition (chain 2 (W 1%R) : 'M[R_rcfType]_1).
have cG t : (0 <= t <= 1)%R -> mcont (fun=> - 1%:M : 'M[R]_1) t by move=> _; exact: mcont_const.
have out := H 1%N one _ 1%R W isT moves cG 0%R 1%R U V s U' V' s' _ _ dec dec' 0%N.
rewrite chainE in dec; rewrite chainE in dec'.
have [_ z] := number_value dec; have [z' _] := number_value dec'.
have y0 : y 0 = 0 by rewrite /y Ropp_0; exact: subrr.
have e : y 1%R * x 1%R = 0.
  apply: z'; apply: out; try lra; apply: z; rewrite y0; exact: mul0r.
have := exp_increasing (- (1)) 1; have := exp_pos 1; have := exp_pos (- (1)).
move: e => /eqP; rewrite mulf_eq0 => /orP[] /eqP; rewrite /x /y => e.
  have : (exp 1 - exp (- (1)) = 0)%R := e; lra.
have : (exp 1 + exp (- (1)) = 0)%R := e; lra.
Qed.
