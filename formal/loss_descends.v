(* The loss along gradient flow (GEBG, parts 1 and 2), over Coq's reals, for every depth L = n + 1
   and all widths.

   chain_rule: if X has the derivative D at t and f the gradient G at X(t), f(X) has the derivative
     tr(G^T D) there.
   loss_along_flow (part 1): along gradient flow of any loss that is differentiable, with any
     start, the loss has the derivative minus the sum of the squared norms of the L gradients.
   loss_decays (part 2): for 1/2 |X - M|^2 and a balanced start, if all singular values of X are at
     least delta on [0, t], the loss at t is at most e^(-2 kappa delta^(2 - 2/L) t) times that at 0,
     with kappa = L if X is square and kappa = 1 if it is not. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent lipschitz squares half_square block removal flow.
From dlf Require Import end_to_end end_to_end_flow descent_rate mean_value.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* at most in proportion to h *)
Definition at_most_linear (F : R -> R) := exists C d, (0 < d)%R /\ (0 <= C)%R /\
  forall h, (Rabs h < d)%R -> (F h <= C * Rabs h)%R.

Lemma at_most_linear_sum (I : Type) (r : seq I) (F : I -> R -> R) :
  (forall i, at_most_linear (F i)) -> at_most_linear (fun h => \sum_(i <- r) F i h).
Proof.
move=> H; elim: r => [|i r [C [d [d0 [C0 IH]]]]].
  exists 0%R, 1%R; split; [lra | split; [lra |]] => h _; rewrite big_nil Rmult_0_l.
  exact: Rle_refl.
have [C' [d' [d0' [C0' H']]]] := H i; exists (C' + C)%R, (Rmin d' d); split; first exact: Rmin_pos.
split=> [|h hd]; first by lra.
have [h1 h2] := conj (Rlt_le_trans _ _ _ hd (Rmin_l _ _)) (Rlt_le_trans _ _ _ hd (Rmin_r _ _)).
rewrite big_cons -[X in Rle X _]/(_ + _)%R Rmult_plus_distr_r.
exact: Rplus_le_compat (H' h h1) (IH h h2).
Qed.

Lemma derivative_linear (x : R -> R) t l : is_derive x t l ->
  at_most_linear (fun h => Rabs (x (t + h) - x t)%R).
Proof.
move=> D; have /is_derive_Reals D' := D; have [d H] := D' 1%R Rlt_0_1.
exists (Rabs l + 1)%R, (pos d); split; [exact: cond_pos | split=> [|h hd]].
  by have := Rabs_pos l; lra.
have [->|h0] := Req_dec h 0.
  rewrite Rplus_0_r [X in Rabs X]Rminus_diag_eq // Rabs_R0 Rmult_0_r; exact: Rle_refl.
have A := H h h0 hd; have h0' := Rabs_pos_lt _ h0.
have -> : (x (t + h) - x t)%R = (((x (t + h) - x t) / h - l + l) * h)%R by field.
rewrite Rabs_mult; apply: Rmult_le_compat_r; first exact: Rabs_pos.
apply: Rle_trans (Rabs_triang _ _) _; rewrite Rplus_comm; apply: Rplus_le_compat_l.
exact: Rlt_le A.
Qed.

Lemma trace_derivative m n (G : 'M[R]_(m, n)) (X : R -> 'M[R]_(m, n)) t D : mderiv X t D ->
  is_derive (fun u => \tr (G^T *m X u)) t (\tr (G^T *m D)).
Proof.
move=> XD; have := mderiv_mul (mderiv_const G^T t) XD; rewrite mul0mx add0r => H.
exact: dsum (fun i => H i i).
Qed.

Lemma chain_rule m n (f : 'M[R]_(m, n) -> R) (X : R -> 'M[R]_(m, n)) G D t :
  has_gradient f (X t) G -> mderiv X t D -> is_derive (fun u => f (X u)) t (\tr (G^T *m D)).
Proof.
move=> fG XD; pose r u := (f (X u) - \tr (G^T *m X u))%R.
suff r0 : is_derive r t 0%R.
  have := dadd r0 (trace_derivative G XD); rewrite add0r; apply: is_derive_ext => u.
  exact: (subrK (\tr (G^T *m X u)) (f (X u))).
have [C [d [d0 [C0 near]]]] : at_most_linear (fun h => norm1 (X (t + h)%R - X t)).
  apply: at_most_linear_sum => i; apply: at_most_linear_sum => j.
  have [C [d [d0 [C0 H]]]] := derivative_linear (XD i j); exists C, d; split=> //; split=> // h hd.
  by rewrite !mxE; exact: H.
apply/is_derive_Reals => e e0; have c0 : (0 < C + 1)%R by lra.
have [|delta /RltP delta0 small] := fG (e / (2 * (C + 1)))%R.
  by apply/RltP; apply: Rdiv_lt_0_compat; lra.
have dd0 : (0 < Rmin d (delta / (C + 1)))%R.
  by apply: Rmin_pos => //; exact: Rdiv_lt_0_compat.
exists (mkposreal _ dd0) => h h0 /= hd.
have hn := near h (Rlt_le_trans _ _ _ hd (Rmin_l _ _)).
have h0' := Rabs_pos_lt _ h0.
have close : (C * Rabs h <= delta)%R.
  have hd' := Rlt_le_trans _ _ _ hd (Rmin_r _ _).
  have : (Rabs h * (C + 1) <= delta / (C + 1) * (C + 1))%R by apply: Rmult_le_compat_r; lra.
  have -> : (delta / (C + 1) * (C + 1) = delta)%R by field; lra.
  by nra.
have /RleP big := small (X (t + h)%R) (introT (RleP _ _) (Rle_trans _ _ _ hn close)).
have rE : (r (t + h) - r t)%R = f (X (t + h)%R) - f (X t) - \tr (G^T *m (X (t + h)%R - X t)).
  by rewrite /r mulmxBr linearB /= -[RHS]/(_ - _ - (_ - _))%R; ring.
rewrite Rminus_0_r /Rdiv Rabs_mult Rabs_inv rE.
apply: (@Rmult_lt_reg_r (Rabs h)) => //; rewrite Rmult_assoc Rinv_l ?Rmult_1_r; last by lra.
apply: Rle_lt_trans big _; apply: (@Rle_lt_trans _ (e / (2 * (C + 1)) * (C * Rabs h))%R).
  apply: Rmult_le_compat_l => //; apply: Rlt_le; apply: Rdiv_lt_0_compat; lra.
have -> : (e / (2 * (C + 1)) * (C * Rabs h) = e * Rabs h * (C / (2 * (C + 1))))%R by field; lra.
rewrite -{2}[(e * Rabs h)%R]Rmult_1_r; apply: Rmult_lt_compat_l; first exact: Rmult_lt_0_compat.
by apply: (@Rmult_lt_reg_r (2 * (C + 1))); [lra |]; rewrite /Rdiv Rmult_assoc Rinv_l; lra.
Qed.

Section Flow.
Variables (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (G : R -> 'M[R]_(d L, d 0)) (T : R) (W : R -> factors [comRingType of R] d).
Hypothesis moves : moves_by G T W.
Local Notation X t := (chain L (W t)).

Theorem loss_along_flow (f : 'M[R]_(d L, d 0) -> R) t : (0 < t < T)%R ->
  has_gradient f (X t) (G t) ->
  is_derive (fun u => f (X u)) t (- \sum_(l < L) sumsq (grad (G t) (W t) l)) /\
  (- (\sum_(l < L) sumsq (grad (G t) (W t) l)) <= 0)%R.
Proof.
move=> tT fG; split; last first.
  by apply/RleP; rewrite oppr_le0; apply: sumr_ge0 => l _; exact: sumsq_ge0.
have rule := @product_rule d W L (fun l => - grad (G t) (W t) l) t.
have := chain_rule fG (rule (fun l lL => (moves lL).1 t tT)); congr (is_derive _ _ _).
rewrite mulmx_sumr linear_sum -sumrN; apply: eq_bigr => l _ /=.
by rewrite adjoint_action -/(grad (G t) (W t) l) mulmxN linearN /= -sumsq_trace.
Qed.

Lemma product_continuous t : (0 <= t <= T)%R -> mcont (fun u => X u) t.
Proof.
move=> tT; have : forall l, (l <= L)%N -> mcont (fun u => below (W u) l) t; last exact.
elim=> [|l IH] lL; first exact: mcont_const.
exact: (@mcont_mul _ _ _ (fun u => W u l) _ t ((moves lL).2 t tT) (IH (ltnW lL))).
Qed.
End Flow.

Section Decay.
Variables (n : nat) (d : nat -> nat).
Local Notation L := n.+1.
Variables (M : 'M[R]_(d L, d 0)) (T : R) (W : R -> factors [comRingType of R] d).
Local Notation X t := (chain L (W t)).
Hypothesis moves : moves_by (fun t => residual M (X t)) T W.

Theorem loss_decays delta t : balanced L (W 0) -> (0 <= t <= T)%R -> (0 < delta)%R ->
  (forall u, (0 <= u <= t)%R -> @singular_at_least R_rcfType _ _ (X u) delta) ->
  (half_square M (X t) <= exp (- (2 * rate_factor R_rcfType (d L) (d 0) L *
    Rpower delta (2 - 2 / INR L) * t)) * half_square M (X 0))%R.
Proof.
move=> bal [t0 tT] delta0 least; set kappa := rate_factor _ _ _ _.
have L0 : (0 < INR L)%R by apply: lt_0_INR; exact: PeanoNat.Nat.lt_0_succ.
pose rho := Rpower delta (2 / INR L); have rho0 : (0 < rho)%R by exact: exp_pos.
have rhoL : rho ^+ L = delta ^+ 2.
  rewrite -!RpowE -!Rpower_pow // Rpower_mult; congr (Rpower _ _).
  by rewrite -[INR 2]/(1 + 1)%R; field; lra.
have -> : Rpower delta (2 - 2 / INR L) = rho ^+ n.
  rewrite -RpowE -Rpower_pow // Rpower_mult; congr (Rpower _ _); rewrite S_INR in L0 *.
  by field; lra.
apply: (@falls_exponentially (fun u => half_square M (X u))
  (fun u => - \sum_(l < L) sumsq (grad (residual M (X u)) (W u) l)) _ t _ _ t); last by lra.
- move=> u ut; have uT : (0 < u < T)%R by lra.
  have [D _] := loss_along_flow moves uT (half_square_gradient M (X u)).
  split; first exact: D.
  have uT' : (0 <= u <= T)%R by lra.
  have bal_u : balanced L (W u) by move=> l lL; rewrite (imbalance_kept moves uT' lL) bal.
  have ut' : (0 <= u <= t)%R by lra.
  have := balanced_descent_rate (residual M (X u)) bal_u (introT (RleP _ _) (Rlt_le _ _ delta0))
    (least u ut') (introT (RleP _ _) (Rlt_le _ _ rho0)) rhoL.
  rewrite -/kappa /half_square -sumsq_trace -/(residual M (X u)).
  set S := \sum_(l < L) _; move: (sumsq _) => q /RleP H.
  have two : 2%:R * (q / 2%:R) = q by rewrite mulrCA divff ?mulr1 // pnatr_eq0.
  have e : 2%:R * kappa * rho ^+ n * (q / 2%:R) = kappa * rho ^+ n * q.
    by rewrite -{2}two !mulrA (mulrC _ kappa) (mulrAC kappa).
  rewrite -e in H; exact: Ropp_le_contravar H.
move=> u ut; have uT : (0 <= u <= T)%R by lra.
have c : continuous (fun v => fro (residual M (X v)) * 2%:R^-1) u.
  apply: cmul; last exact: continuous_const.
  apply: cfro => i j; have c := product_continuous moves uT.
  have := cadd (c i j) (continuous_const (- M i j) u).
  by apply: continuous_ext => v; rewrite !mxE.
by apply: continuous_ext c => v; rewrite /half_square trace_square.
Qed.
End Decay.
