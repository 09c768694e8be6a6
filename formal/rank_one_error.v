(* A target of rank one: the error of the compressed network of rank one, every depth and width.

   rank_one_norms (X2QR, part 2): over every real closed field, the Frobenius norm and the spectral
     norm of c u v^T, with unit vectors u and v, are both |c|.
   rank_one_compressed (X2QR, part 2): over Coq's reals, from the factors eps J_(l+1) J_l^T in unit
     frames J_l, with one rate, the start is balanced with the norm eps^L, the product is mu u v^T
     with the mode mu, and both norms of its error are |s - mu|. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import chain descent block removal frobenius intertwined modes aligned flow.
From dlf Require Import flow_core aligned_flow mode_times mode_unique aligned_exists.
From dlf Require Import end_to_end spectral singular_bounds.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

Theorem rank_one_norms (F : rcfType) m n (u : 'cV[F]_m) (v : 'cV[F]_n) c :
  u^T *m u = 1%:M -> v^T *m v = 1%:M ->
  frob (c *: (u *m v^T)) = `|c| /\ spectral (c *: (u *m v^T)) `|c|.
Proof.
move=> uu vv; have uv : frob (u *m v^T) = 1.
  by rewrite /frob sumsq_trace trmx_mul trmxK mulmxA -(mulmxA v) uu mulmx1 mxtrace_mulC vv
    mxtrace1 sqrtr1.
have act x : (c *: (u *m v^T)) *m x = (c * (v^T *m x) 0 0) *: u.
  by rewrite -scalemxAl -mulmxA {1}[v^T *m x]mx11_scalar mul_mx_scalar scalerA.
split; first by rewrite frobZ uv mulr1.
split=> [|c' [c0 len]]; last first.
  have := len v; rewrite act vv mxE eqxx mulr1n mulr1 frobZ !frob_unit // !mulr1.
  by [].
split=> [|x]; first exact: normr_ge0.
rewrite act frobZ frob_unit // mulr1 normrM ler_wpmul2l //.
have [_ /(_ x)] := frob_lengthens v^T.
have -> : frob v^T = 1 by rewrite /frob sumsq_rows trmxK vv mxtrace1 sqrtr1.
by rewrite mul1r {1}/frob /sumsq !big_ord1 sqrtr_sqr.
Qed.

Section Flow.
Variables (L : nat) (d : nat -> nat) (J : forall l, 'M[R]_(d l, 1)) (s eps : R).
Hypothesis two_layers : (1 < L)%N.
Hypothesis unit_frames : forall l, (l <= L)%N -> (J l)^T *m J l = 1%:M.
Hypotheses (s0 : (0 <= s)%R) (e0 : (0 < eps)%R).
Local Notation M := (s *: (J L *m (J 0)^T)).

Theorem rank_one_compressed T (W : R -> factors [comRingType of R] d) mu : (0 <= T)%R ->
  (forall l, (l < L)%N -> W 0 l = eps *: (J l.+1 *m (J l)^T)) ->
  flows (residual M) (fun=> 1) 0 T W -> is_mode L s eps mu ->
  [/\ balanced L (W 0), spectral (chain L (W 0)) (eps ^+ L) &
  forall t, (0 <= t <= T)%R -> [/\ chain L (W t) = mu t *: (J L *m (J 0)^T),
    frob (chain L (W t) - M) = `|s - mu t| & spectral (chain L (W t) - M) `|s - mu t|]].
Proof.
move=> T0 start flow_W mode; have L0 : (0 < L)%N := ltnW two_layers.
have uL := unit_frames (leqnn L); have u0 := unit_frames (leq0n L).
have tE : target (fun _ : 'I_1 => s) = s%:M.
  by rewrite /target; apply/matrixP => i j; rewrite !ord1 !mxE.
have right : M *m J 0 = J L *m target (fun _ : 'I_1 => s).
  by rewrite tE mul_mx_scalar -scalemxAl -mulmxA u0 mulmx1.
have left : M^T *m J L = J 0 *m target (fun _ : 'I_1 => s).
  by rewrite tE mul_mx_scalar linearZ /= trmx_mul trmxK -scalemxAl -mulmxA uL mulmx1.
have [lam [pos lam_mode _ same]] := aligned_flow_of_modes two_layers unit_frames right left
  (fun _ => s0) e0.
have WE t l : (0 <= t <= T)%R -> (l < L)%N -> W t l = lam 0 t *: (J l.+1 *m (J l)^T).
  move=> tT lL; rewrite (same T W T0 (conj start flow_W) t l tT lL).
  have -> : diag_mx (\row_j lam j t) = (lam 0 t)%:M :> 'M[R]_1.
    by apply/matrixP => i j; rewrite !ord1 !mxE.
  by rewrite mul_mx_scalar -scalemxAl.
have below_W t l : (0 <= t <= T)%R -> (0 < l <= L)%N ->
    below (W t) l = lam 0 t ^+ l *: (J l *m (J 0)^T).
  move=> tT; elim: l => [|l IH] // lL; rewrite below_step WE //.
  case: l IH lL => [|l] IH lL; first by rewrite mulmx1 expr1.
  rewrite (IH (ltnW lL)) -scalemxAl -scalemxAr scalerA -exprS mulmxA -(mulmxA (J l.+2)).
  by rewrite unit_frames ?mulmx1 // ltnW.
have lam_mu t : (0 <= t)%R -> lam 0 t ^+ L = mu t.
  have L2 : (2 <= L)%coq_nat by exact/ssrnat.leP.
  move=> t0; rewrite -RpowE.
  have H := strength_unique L s eps (fun t => (lam ord0 t ^ L)%R) mu L2 s0 e0 (lam_mode 0) mode.
  exact: H t t0.
have XE t : (0 <= t <= T)%R -> chain L (W t) = mu t *: (J L *m (J 0)^T).
  by move=> tT; rewrite /chain below_W // ?L0 ?leqnn // lam_mu //; case: tT.
have T00 : (0 <= 0 <= T)%R by split=> //; exact: Rle_refl.
split=> [l lL||t tT].
- have J2 := unit_frames lL; have Jl := unit_frames (ltnW (ltnW lL)).
  rewrite /imbalance (start _ lL) (start _ (ltnW lL)) ![(_ *: _)^T]linearZ /= !trmx_mul !trmxK.
  rewrite -!scalemxAl -!scalemxAr -!mulmxA (mulmxA (J l.+2)^T) J2 mul1mx.
  by rewrite (mulmxA (J l)^T) Jl mul1mx subrr.
- rewrite XE //; have [_] := rank_one_norms (mu 0%R) uL u0.
  have -> : mu 0%R = eps ^+ L by have [-> _] := mode; rewrite RpowE.
  rewrite ger0_norm // exprn_ge0 //; apply/RleP; exact: Rlt_le.
have e : chain L (W t) - M = (mu t - s) *: (J L *m (J 0)^T) by rewrite XE // scalerBl.
by split; rewrite ?e ?XE //; have := rank_one_norms (mu t - s) uL u0; rewrite distrC => -[].
Qed.
End Flow.
