(* Wrong variants of the cost of modes beyond the rank, near the truth, refuted at the start. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent modes aligned lipschitz squares block flow aligned_flow.
From dlf Require Import mode_times mode_exists aligned_exists removal end_to_end product_decides.
From dlf Require Import singular_values singular_facts descent_rate idle_modes.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Section Instance.
Local Notation two := (fun _ : nat => 2%N).
(* rank 1, 2 rows and columns *)
Let M : 'M[R]_2 := pid_mx 1.
Let K (l : nat) : 'M[R]_(two l, 2) := 1%:M.

Lemma two_run : exists Wc : R -> factors [comRingType of R] two,
  (forall l, (l < 2)%N -> Wc 0%R l = aligned_start K (1 / 2)%R l) /\
  forall T, (0 <= T)%R -> flows (L := 2) (d := two) (fun X => X - M) (fun=> 1) 0 T Wc.
Proof.
pose s (j : 'I_2) : R := if (j : nat) == 0%N then 1%R else 0%R.
have MD : M = target s.
  apply/matrixP => i j; rewrite !mxE /s; case: i => [[|[|//]] ?]; case: j => [[|[|//]] ?] //=.
have KK l : (l <= 2)%N -> (K l)^T *m K l = 1%:M by move=> _; rewrite /K trmx1 mulmx1.
have right : M *m K 0 = K 2 *m target s by rewrite MD /K mulmx1 mul1mx.
have left : M^T *m K 2 = K 0 *m target s by rewrite MD /K tr_diag_mx mulmx1 mul1mx.
have s0 j : (0 <= s j)%R by rewrite /s; case: ifP => _; lra.
have [lam [_ _ run _]] :=
  @aligned_flow_of_modes 2 two 2 M s K isT KK right left (1 / 2)%R s0 ltac:(lra).
exists (fun t l => K l.+1 *m diag_mx (\row_j lam j t) *m (K l)^T); split=> [l lL|T _].
  exact: (run 0%R).1.
exact: (run T).2.
Qed.

Lemma two_decomposition : @singular_decomposition R_rcfType 2 2 M 1%:M 1%:M (fun j => (j < 1)%:R).
Proof. exact: (@partial_identity R_rcfType 2 2 1). Qed.

Lemma two_error (Y : 'M[R]_2) (a b : R) :
  Y = diag_mx (\row_(j < 2) if (j : nat) == 0%N then a else b) ->
  sumsq (Y - M) = ((a - 1) * (a - 1) + b * b)%R.
Proof.
move=> ->; rewrite /sumsq !big_ord_recl !big_ord0 !mxE /= !addr0 !mulr0n !subr0 !mulr1n.
by rewrite !expr2 !mul0r !add0r addr0.
Qed.

Let rM : \rank M = 1%N. Proof. by rewrite rank_pid_mx. Qed.

Lemma two_frames l : (l <= 2)%N -> (K l)^T *m K l = 1%:M.
Proof. by move=> _; rewrite /K trmx1 mulmx1. Qed.

Lemma two_ranks : (\rank M < 2 <= minn 2 2)%N. Proof. by rewrite rM. Qed.

Lemma two_columns l : castmx (erefl, erefl) (K l) = first_columns 2 (1%:M : 'M[R]_2).
Proof. by rewrite castmx_id /first_columns mul1mx pid_mx_1. Qed.

Lemma quarter : (1 / 2 * (1 / 2) = 1 / 4)%R. Proof. by field. Qed.

Lemma two_compressed Wc : (forall l, (l < 2)%N -> Wc 0%R l = aligned_start K (1 / 2)%R l) ->
  @seen 1 2 2 two erefl erefl Wc 0%R =
  diag_mx (\row_(j < 2) if (j : nat) == 0%N then 1 / 4 else 1 / 4)%R.
Proof.
move=> start; transitivity (chain 2 (Wc 0%R) : 'M[R]_2); first exact: castmx_id.
rewrite /chain /= !start // /aligned_start /K !trmx1 !mulmx1.
apply/matrixP => i j; rewrite -scalemxAl mul1mx scalerA !mxE.
rewrite if_same; case: (i == j); last by rewrite mulr0 mulr0n.
by rewrite -[(1 / 2)%R * (1 / 2)%R]/(1 / 2 * (1 / 2))%R quarter mulr1 mulr1n.
Qed.

Lemma two_wide (Y : 'M[R_rcfType]_2) b (f : nat -> R_rcfType) :
  singular_decomposition Y 1%:M 1%:M f -> f 0%N = (1 / 2)%R ^+ 2 -> f 1%N = b ->
  Y = diag_mx (\row_(j < 2) if (j : nat) == 0%N then (1 / 4)%R else b).
Proof.
move=> dec f0 f1; have [_ _ _ _] := dec; rewrite trmx1 mul1mx mulmx1 => ->.
apply/matrixP => i j; rewrite !mxE.
case: i => [[|[|//]] ?]; case: j => [[|[|//]] ?] //=; rewrite ?mulr1n ?mulr0n //.
by rewrite f0 expr2 -quarter.
Qed.

(* all k modes count *)
Theorem more_modes_all_wrong : ~ (forall n m p (M : 'M[R]_(m, p)) U V s k eps (e : nat -> nat)
    (em : e n.+2 = m) (ep : e 0%N = p) (K : forall l, 'M[R]_(e l, k))
    (Wc : R -> factors [comRingType of R] e),
  @singular_decomposition R_rcfType m p M U V s -> (\rank M < k <= minn m p)%N -> (0 < eps)%R ->
  (forall l, (l <= n.+2)%N -> (K l)^T *m K l = 1%:M) ->
  castmx (em, erefl) (K n.+2) = first_columns k U ->
  castmx (ep, erefl) (K 0%N) = first_columns k V ->
  (forall l, (l < n.+2)%N -> Wc 0%R l = aligned_start K eps l) ->
  (forall T, (0 <= T)%R ->
    flows (L := n.+2) (d := e) (fun X => X - castmx (esym em, esym ep) M) (fun=> 1) 0 T Wc) ->
  exists (W : R -> factors [comRingType of R] (wide m p)) mu0,
  [/\ balanced n.+2 (W 0%R), singular_decomposition (chain n.+2 (W 0%R) : 'M[R_rcfType]_(m, p)) U V
        (fun j => if (j < \rank M)%N then eps ^+ n.+2 else 0),
      forall T, flows (L := n.+2) (d := wide m p) (fun X : 'M[R]_(m, p) => X - M) (fun=> 1) 0 T W,
      is_mode n.+2 0 eps mu0 & forall t, (0 <= t)%R ->
      sumsq (chain n.+2 (W t) - M) = sumsq (seen em ep Wc t - M) - k%:R * mu0 t ^+ 2]).
Proof.
move=> H; have [Wc [start flow_c]] := two_run.
have flow_c' T : (0 <= T)%R ->
    flows (L := 2) (d := two) (fun X => X - castmx (esym erefl, esym erefl) M) (fun=> 1) 0 T Wc.
  by move=> T0; rewrite castmx_id; exact: flow_c.
have [W [mu0 [_ dec _ [m0 _] /(_ 0%R (Rle_refl 0)) E]]] :=
  H 0%N 2%N 2%N M _ _ _ 2%N (1 / 2)%R two erefl erefl K Wc two_decomposition two_ranks
  ltac:(lra) two_frames (two_columns 2) (two_columns 0) start flow_c'.
move: E; rewrite (two_error (two_compressed start)) (two_error (two_wide dec _ erefl)) ?rM //.
rewrite m0 => E; have {}E := E : ((1 / 4 - 1) * (1 / 4 - 1) + 0 * 0 =
  (1 / 4 - 1) * (1 / 4 - 1) + 1 / 4 * (1 / 4) - (1 + 1) * ((1 / 2) ^ 2 * (1 / 2) ^ 2))%R.
by rewrite /= in E; lra.
Qed.

(* a start with as many singular values as the compressed network *)
Theorem more_modes_start_wrong : ~ (forall n m p (M : 'M[R]_(m, p)) U V s k eps (e : nat -> nat)
    (em : e n.+2 = m) (ep : e 0%N = p) (K : forall l, 'M[R]_(e l, k))
    (Wc : R -> factors [comRingType of R] e),
  @singular_decomposition R_rcfType m p M U V s -> (\rank M < k <= minn m p)%N -> (0 < eps)%R ->
  (forall l, (l <= n.+2)%N -> (K l)^T *m K l = 1%:M) ->
  castmx (em, erefl) (K n.+2) = first_columns k U ->
  castmx (ep, erefl) (K 0%N) = first_columns k V ->
  (forall l, (l < n.+2)%N -> Wc 0%R l = aligned_start K eps l) ->
  (forall T, (0 <= T)%R ->
    flows (L := n.+2) (d := e) (fun X => X - castmx (esym em, esym ep) M) (fun=> 1) 0 T Wc) ->
  exists (W : R -> factors [comRingType of R] (wide m p)) mu0,
  [/\ balanced n.+2 (W 0%R), singular_decomposition (chain n.+2 (W 0%R) : 'M[R_rcfType]_(m, p)) U V
        (fun j => if (j < k)%N then eps ^+ n.+2 else 0),
      forall T, flows (L := n.+2) (d := wide m p) (fun X : 'M[R]_(m, p) => X - M) (fun=> 1) 0 T W,
      is_mode n.+2 0 eps mu0 & forall t, (0 <= t)%R ->
      sumsq (chain n.+2 (W t) - M) = sumsq (seen em ep Wc t - M) - (k - \rank M)%:R * mu0 t ^+ 2]).
Proof.
move=> H; have [Wc [start flow_c]] := two_run.
have flow_c' T : (0 <= T)%R ->
    flows (L := 2) (d := two) (fun X => X - castmx (esym erefl, esym erefl) M) (fun=> 1) 0 T Wc.
  by move=> T0; rewrite castmx_id; exact: flow_c.
have [W [mu0 [_ dec _ [m0 _] /(_ 0%R (Rle_refl 0)) E]]] :=
  H 0%N 2%N 2%N M _ _ _ 2%N (1 / 2)%R two erefl erefl K Wc two_decomposition two_ranks
  ltac:(lra) two_frames (two_columns 2) (two_columns 0) start flow_c'.
move: E; rewrite (two_error (two_compressed start)) (two_error (two_wide dec _ erefl)) ?rM //.
rewrite m0 => E.
have {}E := E : ((1 / 4 - 1) * (1 / 4 - 1) + (1 / 2 * (1 / 2)) * (1 / 2 * (1 / 2)) =
  (1 / 4 - 1) * (1 / 4 - 1) + 1 / 4 * (1 / 4) - 1 * ((1 / 2) ^ 2 * (1 / 2) ^ 2))%R.
by rewrite /= in E; lra.
Qed.
End Instance.
