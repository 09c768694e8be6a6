(* Wrong variants of lossless compression, near the truth, refuted: by one layer,
   of width one or two. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block block_gradient lossless.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Wrong.
Variable R : realFieldType.

Let I1 : (1%:M : 'M[R]_1)^T *m 1%:M = 1%:M. Proof. by rewrite trmx1 mulmx1. Qed.
Let I2 : (1%:M : 'M[R]_2)^T *m 1%:M = 1%:M. Proof. by rewrite trmx1 mulmx1. Qed.

(* the unit vectors of the plane *)
Let e i : 'M[R]_(2, 1) := delta_mx i 0.
Let ee i j : (e i)^T *m e j = (i == j)%:R%:M.
Proof.
rewrite trmx_delta mul_delta_mx_cond; apply/matrixP=> a b; rewrite !ord1.
by case: (i == j); rewrite !mxE.
Qed.

(* a subspace that has the features, and not what the head reads: one direction of two *)
Theorem lossless_training_head_wrong : ~ (forall (L d k p q N : nat) (T : Type)
    (data : 'M[R]_(p, N)) (Gamma : nat -> T -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (next : nat -> T -> 'M[R]_(q, N) -> T) (eta eta_b : nat -> R) (eta_B eta_C omega beta : R)
    (Q : factors R (fun _ : nat => d)) (V : 'M[R]_(d, k)),
  (forall l, (l < L)%N -> (Q l)^T *m Q l = 1%:M) -> V^T *m V = 1%:M ->
  forall (eps : nat -> R) (B : 'M[R]_(d, p)) (C : 'M[R]_(q, d)) (th : T),
  (forall l, (l < L)%N -> eps l != 0) ->
  let W : factors R (fun _ : nat => d) := fun l => eps l *: Q l in
  let w : factors R (fun _ : nat => k) := fun l => (eps l)%:M in
  ((B *m data)^T :=: V^T)%MS ->
  forall n m (x : 'M[R]_(d, m)),
  let S := large_run L data Gamma next eta eta_b eta_B eta_C omega beta
    (at_rest B W (fun=> 0) C th) n in
  let s := small_run L data Gamma next eta eta_b eta_B eta_C omega beta Q V
    (at_rest B w (fun=> 0) C th) n in
  large_logits L S x = small_logits L Q V s x).
Proof.
move=> /(_ 1%N 2%N 1%N 1%N 1%N 1%N unit 1%:M (fun _ _ _ => 0) (fun _ _ _ => tt) (fun=> 0)).
move=> /(_ (fun=> 0) 0 0 0 0 (fun=> 1%:M) (e 0) (fun _ _ => I2) (ee 0 0) (fun=> 1)).
move=> /(_ (e 0) (e 1)^T tt (fun _ _ => oner_neq0 R)) H.
have span : ((e 0 *m 1%:M)^T :=: (e 0)^T)%MS by rewrite mulmx1; exact: eqmx_refl.
have := H span 0%N 1%N (e 1).
rewrite /large_logits /small_logits /logits /carried /= trmx1 !mul1mx !mul0mx !addr0 scale1r.
rewrite mul1mx mulmxA !ee mul_scalar_mx scale0r.
by move=> /matrixP/(_ 0 0)/eqP; rewrite !mxE oner_eq0.
Qed.

(* columns of Q that are orthogonal but not of length one *)
Theorem closed_start_length_wrong : ~ (forall (L d k : nat) (Q : factors R (fun _ : nat => d))
    (V : 'M[R]_(d, k)),
  (forall l, (l < L)%N -> exists2 c, 0 < c & (Q l)^T *m Q l = c%:M) -> V^T *m V = 1%:M ->
  forall l, (l <= L)%N -> (carried Q V l)^T *m carried Q V l = 1%:M).
Proof.
have h1 (l : nat) : (l < 1)%N -> exists2 c, 0 < c & (2%:R%:M : 'M[R]_1)^T *m 2%:R%:M = c%:M.
  move=> _; exists (2%:R ^+ 2); first by rewrite exprn_gt0 // ltr0n.
  by rewrite tr_scalar_mx -scalar_mxM expr2.
move=> /(_ 1%N 1%N 1%N (fun=> 2%:R%:M) 1%:M h1 I1 1%N isT).
rewrite /carried /= !mulmx1 tr_scalar_mx -scalar_mxM => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE !mulr1n -natrM (eqr_nat _ 4 1).
Qed.

(* a scale of zero: the span does not hold what the head reads *)
Theorem closed_start_scale_wrong : ~ (forall (L d k p q N : nat) (data : 'M[R]_(p, N))
    (Q : factors R (fun _ : nat => d)) (V : 'M[R]_(d, k)),
  (forall l, (l < L)%N -> (Q l)^T *m Q l = 1%:M) -> V^T *m V = 1%:M ->
  forall (eps : nat -> R) (B : 'M[R]_(d, p)) (C : 'M[R]_(q, d)),
  let W : factors R (fun _ : nat => d) := fun l => eps l *: Q l in
  ((B *m data)^T + C *m chain L W :=: V^T)%MS ->
  C = C *m carried Q V L *m (carried Q V L)^T).
Proof.
move=> /(_ 1%N 2%N 1%N 1%N 1%N 1%N 1%:M (fun=> 1%:M) (e 0) (fun _ _ => I2) (ee 0 0)).
move=> /(_ (fun=> 0) (e 0) (e 1)^T) H.
have := H _; rewrite /chain /carried /= scale0r mul0mx mulmx0 mulmx1 => H'.
have {H'} := H' (addsmx0 _ _); rewrite !mul1mx ee mul_scalar_mx scale0r => /matrixP/(_ 0 1)/eqP.
by rewrite !mxE eqxx oner_eq0.
Qed.

(* inner factors of nine tenths of the scale *)
Theorem lossless_training_scale_wrong : ~ (forall (L d k p q N : nat) (T : Type)
    (data : 'M[R]_(p, N)) (Gamma : nat -> T -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (next : nat -> T -> 'M[R]_(q, N) -> T) (eta eta_b : nat -> R) (eta_B eta_C omega beta : R)
    (Q : factors R (fun _ : nat => d)) (V : 'M[R]_(d, k)),
  (forall l, (l < L)%N -> (Q l)^T *m Q l = 1%:M) -> V^T *m V = 1%:M ->
  forall (eps : nat -> R) (B : 'M[R]_(d, p)) (C : 'M[R]_(q, d)) (th : T),
  (forall l, (l < L)%N -> eps l != 0) ->
  let W : factors R (fun _ : nat => d) := fun l => eps l *: Q l in
  let w : factors R (fun _ : nat => k) := fun l => (9%:R / 10%:R * eps l)%:M in
  ((B *m data)^T + C *m chain L W :=: V^T)%MS ->
  forall n m (x : 'M[R]_(d, m)),
  let S := large_run L data Gamma next eta eta_b eta_B eta_C omega beta
    (at_rest B W (fun=> 0) C th) n in
  let s := small_run L data Gamma next eta eta_b eta_B eta_C omega beta Q V
    (at_rest B w (fun=> 0) C th) n in
  large_logits L S x = small_logits L Q V s x).
Proof.
move=> /(_ 1%N 1%N 1%N 1%N 1%N 1%N unit 0 (fun _ _ _ => 0) (fun _ _ _ => tt) (fun=> 0)).
move=> /(_ (fun=> 0) 0 0 0 0 (fun=> 1%:M) 1%:M (fun _ _ => I1) I1 (fun=> 1) 0 1%:M tt) H.
have := H (fun _ _ => oner_neq0 R) _ 0%N 1%N 1%:M.
rewrite /large_logits /small_logits /logits /carried /=.
rewrite !trmx1 mulmx0 trmx0 scale1r !mulmx1 !mul1mx mul0mx !addr0 mulr1 => same.
have /matrixP/(_ 0 0)/eqP : (1%:M : 'M[R]_1) = (9%:R / 10%:R)%:M by apply: same; exact: adds0mx.
rewrite !mxE eqxx !mulr1n eq_sym -subr_eq0.
have -> : 9%:R / 10%:R - 1 = - 10%:R^-1 :> R by field.
by rewrite oppr_eq0 invr_eq0 pnatr_eq0.
Qed.

(* factors of the narrow block that step by nine tenths of the rates *)
Theorem lossless_training_rate_wrong : ~ (forall (L d k p q N : nat) (T : Type)
    (data : 'M[R]_(p, N)) (Gamma : nat -> T -> 'M[R]_(q, N) -> 'M[R]_(q, N))
    (next : nat -> T -> 'M[R]_(q, N) -> T) (eta eta_b : nat -> R) (eta_B eta_C omega beta : R)
    (Q : factors R (fun _ : nat => d)) (V : 'M[R]_(d, k)),
  (forall l, (l < L)%N -> (Q l)^T *m Q l = 1%:M) -> V^T *m V = 1%:M ->
  forall (eps : nat -> R) (B : 'M[R]_(d, p)) (C : 'M[R]_(q, d)) (th : T),
  (forall l, (l < L)%N -> eps l != 0) ->
  let W : factors R (fun _ : nat => d) := fun l => eps l *: Q l in
  let w : factors R (fun _ : nat => k) := fun l => (eps l)%:M in
  ((B *m data)^T + C *m chain L W :=: V^T)%MS ->
  forall n m (x : 'M[R]_(d, m)),
  let S := large_run L data Gamma next eta eta_b eta_B eta_C omega beta
    (at_rest B W (fun=> 0) C th) n in
  let s := small_run L data Gamma next (fun l => 9%:R / 10%:R * eta l) eta_b eta_B eta_C omega
    beta Q V (at_rest B w (fun=> 0) C th) n in
  large_logits L S x = small_logits L Q V s x).
Proof.
move=> /(_ 1%N 1%N 1%N 1%N 1%N 1%N unit 1%:M (fun _ _ _ => 1%:M) (fun _ _ _ => tt) (fun=> 1)).
move=> /(_ (fun=> 0) 0 0 0 0 (fun=> 1%:M) 1%:M (fun _ _ => I1) I1 (fun=> 1) 1%:M 1%:M tt) H.
have := H (fun _ _ => oner_neq0 R) _ 1%N 1%N 1%:M.
rewrite /large_logits /small_logits /logits /= /moved /pushed /block_slope /carried [below _ 1]/=.
rewrite !above_end !trmx1 !scale0r !subr0 !mulmx1 !mul1mx scale1r trmx1.
rewrite !mul0mx !addr0 !add0r scale1r mulr1 mulmx1 subrr => same.
have /matrixP/(_ 0 0)/eqP : 0 = 1%:M - (9%:R / 10%:R) *: 1%:M :> 'M[R]_1.
  by apply: same; exact: addsmx_idPl.
rewrite !mxE eqxx mulr1; have -> : 1 - 9%:R / 10%:R = 10%:R^-1 :> R by field.
by rewrite eq_sym invr_eq0 pnatr_eq0.
Qed.
End Wrong.
