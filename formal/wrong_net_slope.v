(* A wrong variant of the continuity of a slope along a net: continuous in the logits alone and in
   the other parameters alone. The witness is 2 x y / (x^2 + y^2) along the curve x = y = t. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block block_gradient lossless net_core flow net_slope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Theorem slope_along_the_net_apart_wrong : ~ (forall (L : nat) (d : nat -> nat) (p q N a b : nat)
    (data : 'M[R]_(p, N)) (Gamma : 'M[R]_(a, b) -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (S : R -> block_net [comRingType of R] L d p q 'M[R]_(a, b)) t,
  let Z u := net_logits (S u) (net_B (S u) *m data) in
  mcont (fun u => net_B (S u)) t -> mcont (fun u => net_C (S u)) t ->
  (forall l, (l < L)%N -> mcont (fun u => net_W (S u) l) t /\ mcont (fun u => net_b (S u) l) t) ->
  mcont (fun u => net_theta (S u)) t ->
  continuous_slope (fun _ => Gamma (net_theta (S t))) (net_theta (S t)) (Z t) ->
  continuous_slope (fun theta _ => Gamma theta (Z t)) (net_theta (S t)) (Z t) ->
  mcont (fun u => Gamma (net_theta (S u)) (Z u)) t).
Proof.
move=> H; pose one : nat -> nat := fun=> 1%N.
pose f x y := (2 * x * y / (x * x + y * y))%R.
pose Gamma (theta Z : 'M[R]_1) : 'M[R]_1 := (f (theta 0 0) (Z 0 0))%:M.
pose S (u : R) : block_net [comRingType of R] 1 one 1 1 'M[R]_1 :=
  from_rest (u%:M : 'M_(one 0%N, 1)) (fun=> 1%:M) (fun=> 0) (1%:M : 'M_(1, one 1%N)) u%:M.
have Z u : net_logits (S u) (net_B (S u) *m (1%:M : 'M[R]_1)) = u%:M.
  by rewrite /net_logits /= !mul1mx mulmx1 mul0mx addr0.
have cid : mcont (fun u : R => u%:M : 'M[R]_1) 0.
  move=> i j; rewrite (ord1 i) (ord1 j).
  by apply: (continuous_ext id) => [u|]; [rewrite mxE eqxx mulr1n | exact: continuous_id].
have flat x : f x 0%R = 0%R by rewrite /f /Rdiv Rmult_0_r Rmult_0_l.
have flat' y : f 0%R y = 0%R by rewrite /f /Rdiv Rmult_0_r !Rmult_0_l.
have null e (A B : 'M[R]_1) : (0 < e)%R -> A = 0 -> B = 0 -> within e A B.
  by move=> e0 -> -> i j; rewrite !mxE Rminus_eq_0 Rabs_R0.
have zero (x : R) : x = 0%R -> x%:M = 0 :> 'M[R]_1.
  by move=> ->; apply/matrixP => i j; rewrite !mxE mul0rn.
have entry (u : R) : (u%:M : 'M[R]_1) 0 0 = u by rewrite mxE eqxx mulr1n.
have cont : mcont (fun u => Gamma (net_theta (S u)) (net_logits (S u) (net_B (S u) *m 1%:M))) 0.
  apply: H => //; try exact: cid; try exact: mcont_const;
    [by move=> l _; split; exact: mcont_const | |].
    move=> e e0; exists 1%R; split=> [|th' Z' _ _]; first exact: Rlt_0_1.
    by apply: null => //; apply: zero; rewrite /= entry flat'.
  move=> e e0; exists 1%R; split=> [|th' Z' _ _]; first exact: Rlt_0_1.
  by apply: null => //; apply: zero; rewrite Z entry flat.
have half : (0 < 1 / 2)%R by lra.
have [e He] := mcont_within half cont.
have e0 := cond_pos e; pose u : R := (e / 2)%R; have u0 : (0 < u)%R by rewrite /u; lra.
have uu := Rmult_lt_0_compat _ _ u0 u0.
have near : ball 0%R e u.
  by rewrite /ball /= /AbsRing_ball /abs /minus /plus /opp /= Ropp_0 Rplus_0_r Rabs_pos_eq /u; lra.
have := He u near 0 0; rewrite /Gamma !Z /= !entry flat /f.
have -> : (2 * u * u / (u * u + u * u) = 1)%R by field; lra.
by rewrite Rminus_0_r Rabs_R1; lra.
Qed.
