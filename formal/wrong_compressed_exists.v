(* Wrong variants of the run of the compressed network, near the truth, refuted: two or three
   factors of one entry. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent aligned lipschitz flow scalar compare ahead aligned_exists.
From dlf Require Import compressed_bounds rate_order rate_limit rate_flow compressed_exists.
From dlf Require Import wrong_aligned_exists.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

(* one curve has one velocity, at the start as well *)
Lemma one_velocity (x u f g : R -> R) : (forall t, 0 < t < 1 -> is_derive x t (f (x t)))%R ->
  (forall t, 0 < t < 1 -> is_derive u t (g (u t)))%R ->
  (forall t, 0 <= t <= 1 -> x t = u t)%R -> continuous x 0%R ->
  (forall a, continuous f a) -> (forall a, continuous g a) -> f (x 0%R) = g (x 0%R).
Proof.
intros Dx Du e c cf cg.
assert (E : forall t, (0 < t < 1)%R -> (f (x t) - g (x t) = 0)%R).
{ intros t tT. assert (A := is_derive_unique _ _ _ (Dx t tT)).
  assert (B := is_derive_unique _ _ _ (Du t tT)).
  rewrite <- (e t ltac:(lra)) in B. rewrite <- A, <- B.
  rewrite (Derive_ext_loc x u); [lra |].
  assert (r0 : (0 < Rmin t (1 - t))%R) by (apply Rmin_glb_lt; lra).
  exists (mkposreal _ r0). intros v V. apply e.
  assert (V' : (Rabs (v - t) < Rmin t (1 - t))%R) by exact V. apply Rabs_lt_between in V'.
  assert (l := Rmin_l t (1 - t)). assert (r := Rmin_r t (1 - t)). lra. }
destruct (Req_dec (f (x 0%R)) (g (x 0%R))) as [q | ne]; [exact q |].
assert (C : continuous (fun t => f (x t) - g (x t))%R 0%R).
{ apply (continuous_minus (fun t => f (x t)) (fun t => g (x t)));
  [apply (continuous_comp x f) | apply (continuous_comp x g)]; auto. }
assert (p : (0 < Rabs (f (x 0) - g (x 0)))%R) by (apply Rabs_pos_lt; lra).
destruct (C _ (locally_ball _ (mkposreal _ p))) as [r near].
assert (r0 := cond_pos r). set (v := (Rmin (r / 2) (1 / 2))%R).
assert (l := Rmin_l (r / 2) (1 / 2)). assert (l' := Rmin_r (r / 2) (1 / 2)).
change (v <= r / 2)%R in l. change (v <= 1 / 2)%R in l'.
assert (v0 : (0 < v)%R) by (apply Rmin_glb_lt; lra).
assert (N : (Rabs (f (x v) - g (x v) - (f (x 0) - g (x 0))) < Rabs (f (x 0) - g (x 0)))%R).
{ apply (near v). assert (V : (Rabs (v - 0) < r)%R); [| exact V].
  rewrite Rminus_0_r Rabs_pos_eq; lra. }
rewrite (E v ltac:(lra)) Rminus_0_l Rabs_Ropp in N. lra.
Qed.

Lemma cubic_continuous a q (b : R) : continuous (fun z => a * z * (q - z ^ 2))%R b.
Proof. apply (ex_derive_continuous (fun z => a * z * (q - z ^ 2))%R). auto_derive. exact I. Qed.

(* two layers *)
Lemma two_layer_velocity a q eps T x y : rate_mode 2 a q eps T x y ->
  (forall t, 0 < t < T -> is_derive x t (a * x t * (q - x t ^ 2)))%R.
Proof.
intros [[D _] _] t tT. destruct (D t tT) as [Dx _].
match type of Dx with is_derive _ _ ?k => replace (a * x t * (q - x t ^ 2))%R with k end;
  [exact Dx | simpl; ring].
Qed.

Lemma two_layer_aligned q T lam : solves T (mode_velocity 2 q) lam ->
  (forall t, 0 < t < T -> is_derive lam t (1 * lam t * (q - lam t ^ 2)))%R.
Proof.
intros [D _] t tT. assert (Dx := D t tT).
match type of Dx with is_derive _ _ ?k => replace (1 * lam t * (q - lam t ^ 2))%R with k end;
  [exact Dx | unfold mode_velocity; simpl; ring].
Qed.

(* two modes of two layers that agree have the same velocity at the start *)
Lemma start_velocity a q a' q' x y u v : rate_mode 2 a q 1 1 x y -> rate_mode 2 a' q' 1 1 u v ->
  (forall t, 0 <= t <= 1 -> x t = u t)%R -> (a * (q - 1) = a' * (q' - 1))%R.
Proof.
intros m n e. assert (m' := m). destruct m' as [[D C] [x0 y0]].
assert (z : (0 <= 0 <= 1)%R) by lra.
assert (V := @one_velocity _ _ (fun z => a * z * (q - z ^ 2))%R
  (fun z => a' * z * (q' - z ^ 2))%R (two_layer_velocity m) (two_layer_velocity n) e
  (proj1 (C 0%R z)) (@cubic_continuous a q) (@cubic_continuous a' q')).
cbv beta in V. rewrite x0 in V. simpl in V. lra.
Qed.

Lemma aligned_velocity a q q' x y lam : rate_mode 2 a q 1 1 x y ->
  solves 1 (mode_velocity 2 q') lam -> (forall t, 0 <= t <= 1 -> x t = lam t)%R ->
  (a * (q - 1) = q' - 1)%R.
Proof.
intros m n e. assert (m' := m). destruct m' as [[D C] [x0 y0]].
assert (z : (0 <= 0 <= 1)%R) by lra.
assert (V := @one_velocity _ _ (fun z => a * z * (q - z ^ 2))%R
  (fun z => 1 * z * (q' - z ^ 2))%R (two_layer_velocity m) (two_layer_aligned n) e
  (proj1 (C 0%R z)) (@cubic_continuous a q) (@cubic_continuous 1 q')).
cbv beta in V. rewrite x0 in V. simpl in V. lra.
Qed.

(* x' = x^3 from 1 does not reach the time 1/2 *)
Lemma runs_away x y : ~ rate_mode 2 (-1) 0 1 1 x y.
Proof.
intro m. assert (D := two_layer_velocity m). destruct m as [[_ C] [x0 _]].
destruct (bounded_curve x 1 Rle_0_1 (fun t tT => proj1 (C t tT))) as [B b].
set (w := fun t => (x t ^ 2 * (1 - 2 * t) - 1)%R).
assert (Dw : forall t, (0 < t < 1)%R -> is_derive w t (2 * x t ^ 2 * w t)%R).
{ intros t tT. assert (d := D t tT). unfold w.
  assert (e : ex_derive x t) by (eexists; exact d). auto_derive; [exact e |].
  change (Derive (fun z => x z) t) with (Derive x t).
  rewrite (is_derive_unique _ _ _ d). ring. }
assert (Cw : forall t, (0 <= t <= 1)%R -> continuous w t).
{ intros t tT. destruct (C t tT) as [c _].
  apply (continuous_minus (fun t => x t ^ 2 * (1 - 2 * t))%R (fun _ => 1%R));
    [| apply continuous_const].
  apply (continuous_mult (fun t => x t ^ 2)%R (fun t => 1 - 2 * t)%R).
  - apply (continuous_comp x (fun a => a ^ 2)%R); [exact c |].
    apply (ex_derive_continuous (fun a => a ^ 2)%R). auto_derive. exact I.
  - apply (ex_derive_continuous (fun t => 1 - 2 * t)%R). auto_derive. exact I. }
assert (Z := @gronwall (fun t => w t ^ 2)%R (fun t => 4 * x t ^ 2 * w t ^ 2)%R (4 * B ^ 2) 1).
assert (w0 : (w (1 / 2) ^ 2 = 0)%R).
{ apply Z.
  - intros t tT. assert (P := is_derive_pow w 2 t _ (Dw t tT)).
    match type of P with is_derive _ _ ?k => replace (4 * x t ^ 2 * w t ^ 2)%R with k end;
      [exact P | simpl; ring].
  - intros t tT. apply (continuous_comp w (fun a => a ^ 2)%R); [apply Cw; exact tT |].
    apply (ex_derive_continuous (fun a => a ^ 2)%R). auto_derive. exact I.
  - intros t _. apply pow2_ge_0.
  - intros t tT. apply Rmult_le_compat_r; [apply pow2_ge_0 |].
    assert (bt := b t ltac:(lra)). apply Rabs_le_between in bt. simpl. nra.
  - unfold w. rewrite x0. simpl. ring.
  - lra. }
unfold w in w0. replace (1 - 2 * (1 / 2))%R with 0%R in w0 by lra.
rewrite Rmult_0_r in w0. simpl in w0. lra.
Qed.

(* a negative rate: no run for all times *)
Theorem compressed_modes_negative_wrong : ~ (forall L (d : nat -> nat) k
    (M : 'M[R]_(d L, d 0%N)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (alpha eps : R),
  aligned_setting M s J -> (0 < eps)%R ->
  exists x y : 'I_k -> R -> R, forall j, rate_run L alpha (s j) eps (x j) (y j)).
Proof.
move=> H.
have [x [y run]] := H 2%N one 1%N _ _ _ (-1)%R 1%R (@entry_setting 2 _ isT (Rle_refl 0)) Rlt_0_1.
exact: (@runs_away (x 0) (y 0)) (run 0 1%R).
Qed.

(* what is said of the strengths of every flow holds of the true ones *)
Lemma one_flow alpha q (x y : 'I_1 -> R -> R) : (0 < alpha)%R -> (0 <= q)%R ->
  (forall T W, (0 <= T)%R ->
    two_rate_run (L := 2) (d := one) (k := 1) q%:M (fun=> 1%:M) alpha 1%R T W ->
    forall t l, (0 <= t <= T)%R -> (l < 2)%N ->
    W t l = compressed_factors 2 (d := one) (k := 1) (fun=> 1%:M)
      (fun j => x j t) (fun j => y j t) l) ->
  exists u v, rate_mode 2 alpha q 1 1 u v /\ forall t, (0 <= t <= 1)%R -> x 0 t = u t.
Proof.
move=> a0 q0 same; have [L2 o r l s0] := @entry_setting 2 _ isT q0.
have [u [v [N _ run _ _]]] := compressed_flow_of_modes L2 o r l a0 s0 Rlt_0_1.
exists (u 0), (v 0); split=> [|t tT]; first exact: N.
have := same 1%R _ Rle_0_1 (run 1%R) t 0%N tT isT.
by rewrite /compressed_factors trmx1 !mulmx1 !mul1mx => /matrixP/(_ 0 0); rewrite !mxE eqxx.
Qed.

(* eleven tenths of the target *)
Theorem compressed_modes_target_wrong : ~ (forall L (d : nat -> nat) k
    (M : 'M[R]_(d L, d 0%N)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (alpha eps : R),
  aligned_setting M s J -> (0 < alpha)%R -> (0 < eps)%R -> exists x y : 'I_k -> R -> R,
  (forall j, rate_run L alpha (11 / 10 * s j)%R eps (x j) (y j)) /\
  forall T W, (0 <= T)%R -> two_rate_run (L := L) M J alpha eps T W ->
    forall t l, (0 <= t <= T)%R -> (l < L)%N ->
    W t l = compressed_factors L J (fun j => x j t) (fun j => y j t) l).
Proof.
move=> H; have a0 : (0 < 4)%R by lra. have q0 := Rlt_le _ _ Rlt_0_2.
have [x [y [N same]]] := H 2%N one 1%N _ _ _ 4%R 1%R (@entry_setting 2 _ isT q0) a0 Rlt_0_1.
have [u [v [m e]]] := one_flow a0 q0 same.
by have := start_velocity (N 0 1%R) m e; lra.
Qed.

(* the rate 1 also for the outer factors *)
Theorem compressed_modes_rate_wrong : ~ (forall L (d : nat -> nat) k
    (M : 'M[R]_(d L, d 0%N)) (s : 'I_k -> R) (J : forall l, 'M[R]_(d l, k)) (alpha eps : R),
  aligned_setting M s J -> (0 < alpha)%R -> (0 < eps)%R -> exists x y : 'I_k -> R -> R,
  (forall j, rate_run L 1 (s j) eps (x j) (y j)) /\
  forall T W, (0 <= T)%R -> two_rate_run (L := L) M J alpha eps T W ->
    forall t l, (0 <= t <= T)%R -> (l < L)%N ->
    W t l = compressed_factors L J (fun j => x j t) (fun j => y j t) l).
Proof.
move=> H; have a0 : (0 < 4)%R by lra. have q0 := Rlt_le _ _ Rlt_0_2.
have [x [y [N same]]] := H 2%N one 1%N _ _ _ 4%R 1%R (@entry_setting 2 _ isT q0) a0 Rlt_0_1.
have [u [v [m e]]] := one_flow a0 q0 same.
by have := start_velocity (N 0 1%R) m e; lra.
Qed.

(* the outer rate is eleven tenths *)
Theorem equal_rates_flow_share_wrong : ~ (forall L q eps T x y lam, (1 < L)%N -> (0 <= T)%R ->
  rate_mode L (11 / 10) q eps T x y -> lam 0%R = eps -> solves T (mode_velocity L q) lam ->
  forall t, (0 <= t <= T)%R -> x t = lam t /\ ((2 < L)%N -> y t = lam t)).
Proof.
move=> H; have q0 := Rlt_le _ _ Rlt_0_2; have a0 : (0 < 11 / 10)%R by lra.
have [x [y run]] := @compressed_mode_exists 2 _ _ _ isT a0 q0 Rlt_0_1.
have [lam [l0 so _ _]] := @root_of_mode 2 2 1 isT q0 Rlt_0_1.
have e t (tT : (0 <= t <= 1)%R) := proj1 (H 2%N 2%R 1%R 1%R x y lam isT Rle_0_1 (run 1%R) l0
  (so 1%R) t tT).
by have := aligned_velocity (run 1%R) (so 1%R) e; lra.
Qed.

(* an inner strength for two layers as well *)
Theorem equal_rates_flow_inner_wrong : ~ (forall L q eps T x y lam, (1 < L)%N -> (0 <= T)%R ->
  rate_mode L 1 q eps T x y -> lam 0%R = eps -> solves T (mode_velocity L q) lam ->
  forall t, (0 <= t <= T)%R -> x t = lam t /\ y t = lam t).
Proof.
move=> H; have q0 := Rlt_le _ _ Rlt_0_2.
have [x [y run]] := @compressed_mode_exists 2 _ _ _ isT Rlt_0_1 q0 Rlt_0_1.
have [lam [l0 so _ _]] := @root_of_mode 2 2 1 isT q0 Rlt_0_1.
have flat : rate_mode 2 1 2 1 1 x (fun=> 1%R).
  have [[D C] [x0 _]] := run 1%R; split=> //; split=> t tT.
    have [Dx _] := D t tT; split; last by move/ssrnat.ltP.
    exact: Dx.
  by have [cx _] := C t tT; split=> //; exact: continuous_const.
have e t (tT : (0 <= t <= 1)%R) : (1 = lam t)%R.
  by have [_] := H 2%N 2%R 1%R 1%R x _ lam isT Rle_0_1 flat l0 (so 1%R) t tT.
have D t (_ : (0 < t < 1)%R) : is_derive (fun=> 1%R) t 0%R := dconst 1 t.
have := @one_velocity _ _ (fun=> 0%R) (fun z => 1 * z * (2 - z ^ 2))%R D
  (two_layer_aligned (so 1%R)) e
  (continuous_const (1 : R) (0 : R)) (fun a => continuous_const (0 : R) a)
  (@cubic_continuous 1 2).
by simpl; lra.
Qed.

(* the outer rate is eleven tenths *)
Theorem equal_rates_run_share_wrong : ~ (forall (K : fieldType) L (eta q eps : K) n,
  (1 < L)%N -> (xy_run L eta (11%:R / 10%:R) q eps n).1 = lambda_run L eta q eps n /\
  ((2 < L)%N -> (xy_run L eta (11%:R / 10%:R) q eps n).2 = lambda_run L eta q eps n)).
Proof.
move=> /(_ [fieldType of rat] 3%N 1 2%:R 1 1%N isT)[+ _].
by rewrite /xy_run /lambda_run /xy_step /lambda_step /= => /eqP; vm_compute.
Qed.

(* an inner strength for two layers as well *)
Theorem equal_rates_run_inner_wrong : ~ (forall (K : comRingType) L (eta q eps : K) n,
  (1 < L)%N -> (xy_run L eta 1 q eps n).1 = lambda_run L eta q eps n /\
  (xy_run L eta 1 q eps n).2 = lambda_run L eta q eps n).
Proof.
by move=> /(_ [comRingType of int] 2%N 1 2%:R 2%:R 1%N isT)[_ /eqP]; vm_compute.
Qed.

(* the power L - 1 of the inner strength *)
Theorem compressed_product_power_wrong : ~ (forall (K : comRingType) L (d : nat -> nat) k
    (J : forall l, 'M[K]_(d l, k)), (1 < L)%N ->
  (forall l, (0 < l < L)%N -> (J l)^T *m J l = 1%:M) -> forall x y : 'I_k -> K,
  chain L (compressed_factors L J x y) =
  J L *m diag_mx (\row_j (x j ^+ 2 * y j ^+ (L - 1))) *m (J 0%N)^T).
Proof.
move=> /(_ [comRingType of int] 3%N one 1%N (fun=> 1%:M) isT) H.
have o l : (0 < l < 3)%N -> (1%:M : 'M[int]_1)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
have := H o (fun=> 1) (fun=> 2%:R).
rewrite (@compressed_product _ 3 one 1 (fun=> 1%:M)) // trmx1 !mulmx1 !mul1mx.
by move=> /matrixP/(_ 0 0); rewrite !mxE eqxx.
Qed.

(* frames of any length *)
Theorem compressed_product_frames_wrong : ~ (forall (K : comRingType) L (d : nat -> nat) k
    (J : forall l, 'M[K]_(d l, k)), (1 < L)%N -> forall x y : 'I_k -> K,
  chain L (compressed_factors L J x y) =
  J L *m diag_mx (\row_j (x j ^+ 2 * y j ^+ (L - 2))) *m (J 0%N)^T).
Proof.
move=> /(_ [comRingType of int] 2%N one 1%N (fun l => (if l == 1%N then 2%:R else 1)%:M) isT).
move=> /(_ (fun=> 1) (fun=> 1)) /matrixP/(_ 0 0).
rewrite /chain /compressed_factors /= mulmx1 !tr_scalar_mx !mul_mx_scalar !mul_scalar_mx.
by rewrite !mxE /= !big_ord1 !mxE.
Qed.
