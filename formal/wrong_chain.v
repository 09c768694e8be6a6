(* Wrong variants of the theorems about descent of a chain, of its core and its rest, of what
   it costs and of the smallest closed family, near the truth, refuted. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent intertwined modes orthonormal parsimony core_rest cost.
From dlf Require Import least_closed.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* Wrong variants of the exported theorems, near the truth, refuted. Each theorem here is the
   negation of a statement that differs from an exported one in one place, named in the comment
   above it. Where the exported theorem is about all fields of some kind, the negation holds over
   each of them. *)
Section Chain.
Local Notation one := (fun _ : nat => 1%N).

(* a chain of one factor *)
Lemma grad_single (R : comRingType) n (G : 'M[R]_n) (W : factors R (fun=> n)) :
  grad (L := 1) (d := fun=> n) G W 0 = G.
Proof. by rewrite /grad (@above_end _ 1 (fun=> n) W) /= !trmx1 mul1mx mulmx1. Qed.

(* its first step *)
Lemma first_step (R : comRingType) n (M : 'M[R]_n) eta W :
  run (square_loss (L := 1) (d := fun=> n) M) eta 0 0 W 1 0%N = W 0%N - eta 0%N *: (W 0%N - M).
Proof.
rewrite /run /= /pull grad_single /square_loss /residual /chain /= mulmx1 scaler0 scale0r.
by rewrite add0r addr0.
Qed.

(* and that of an idle strength one *)
Lemma first_idle_step (F : fieldType) :
  mode_run 1 (fun _ (p : F) => p) (fun=> 1) 0 0 (fun=> 1) 1 0%N = 0.
Proof.
rewrite /mode_run /= /mode_pull /others big_nat1 !big_geq // !(mulr0, mul0r, addr0, mulr1).
by rewrite add0r mulr1 subrr.
Qed.

(* one idle direction and no core, of strength one *)
Section Idle.
Variable R : comRingType.
Lemma idle_frames (l : nat) : (1%:M : 'M[R]_(0 + 1))^T *m 1%:M = 1%:M.
Proof. by rewrite trmx1 mulmx1. Qed.

Lemma idle_blocks (l : nat) : (l < 1)%N ->
  (1%:M : 'M[R]_(0 + 1)) = 1%:M *m block_mx (1%:M : 'M_0) 0 0 (1 : R)%:M *m (1%:M)^T.
Proof. by rewrite -scalar_mx_block trmx1 !mulmx1. Qed.
End Idle.

Section Chains.
Variable R : realFieldType.

(* W_0 = 0 and W_1 = 1: the gradients of the slope 1 are 1 and 0 *)
Let W01 : factors R one := fun l => if l is 0%N then 0 else 1%:M.
Let grad1 : grad (L := 2) (d := one) 1%:M W01 1 = 0.
Proof. by rewrite /grad /= mul0mx trmx0 mulmx0. Qed.
Let grad0 : grad (L := 2) (d := one) 1%:M W01 0 = 1%:M.
Proof.
rewrite /grad (@above_step _ 2 one W01 1 isT) (@above_end _ 2 one W01) /=.
by rewrite !trmx_mul !trmx1 !mulmx1.
Qed.

(* the first power of the learning rate in the place of the second *)
Theorem balancedness_first_order_wrong :
  ~ (forall L (d : nat -> nat) (eta : R) (G : 'M[R]_(d L, d 0%N)) (W : factors R d) l,
    (l.+1 < L)%N -> imbalance (descend eta G W) l - imbalance W l =
    eta *: ((grad G W l.+1)^T *m grad G W l.+1 - grad G W l *m (grad G W l)^T)).
Proof.
move=> /(_ 2%N one 2%:R 1%:M W01 0%N isT).
rewrite (balancedness_descent (L := 2) (d := one)) // grad1 grad0.
rewrite trmx0 mul0mx sub0r trmx1 mulmx1 => /matrixP/(_ 0 0).
rewrite !mxE eqxx mulr1n !mulrN mulr1 => /oppr_inj/eqP; rewrite mulr1 -subr_eq0 -natrX -natrB //.
by rewrite pnatr_eq0.
Qed.

(* nine tenths of the gradient *)
Theorem product_gradient_share_wrong :
  ~ (forall L (d : nat -> nat) (f : 'M[R]_(d L, d 0%N) -> R) G (W : factors R d) l,
    (l < L)%N -> has_gradient f (chain L W) G ->
    forall e, 0 < e -> exists2 delta, 0 < delta & forall W' : factors R d,
      (forall k : nat, k != l -> W' k = W k) -> norm1 (W' l - W l) <= delta ->
      `|f (chain L W') - f (chain L W) - \tr (((9%:R / 10%:R) *: grad G W l)^T *m (W' l - W l))|
        <= e * norm1 (W' l - W l)).
Proof.
pose f (X : 'M[R]_1) := X 0 0.
have ten : 0 < 10%:R :> R by rewrite ltr0n.
have n1 (x : R) : norm1 (x%:M : 'M_1) = `|x|.
  by rewrite /norm1 !big_ord1 mxE eqxx mulr1n.
have fG X : has_gradient f X 1%:M.
  move=> e e0; exists 1 => // X' _; rewrite trmx1 mul1mx /mxtrace big_ord1 !mxE subrr normr0.
  by rewrite mulr_ge0 ?norm1_ge0 // ltW.
move=> /(_ 1%N one f 1%:M (fun=> 0) 0%N isT (fG _)).
have e0 : 0 < 20%:R^-1 :> R by rewrite invr_gt0 ltr0n.
move=> /(_ _ e0)[delta delta0 near].
pose W' : factors R one := fun l => if l is 0%N then delta%:M else 0.
have := near W'; rewrite /= subr0 n1 gtr0_norm // lexx => /(_ _ isT).
rewrite grad_single.
rewrite !mulmx1 scalemx1 tr_scalar_mx -scalar_mxM /f /mxtrace big_ord1 !mxE !eqxx !mulr1n subr0.
have -> : delta - 9%:R / 10%:R * delta = 10%:R^-1 * delta by field.
rewrite gtr0_norm ?mulr_gt0 ?invr_gt0 // => H.
have /H : forall k : nat, k != 0%N -> W' k = 0 by case.
by rewrite ler_pmul2r // lef_pinv ?posrE ?ltr0n // ler_nat.
Qed.

(* a core of the size 2r - 1, where r = k + 1 and d > 2r *)
Theorem smaller_core_wrong (F : rcfType) :
  ~ (forall L k m (M : 'M[F]_(k.+1 + k + m.+2)) (Q : nat -> 'M[F]_(k.+1 + k + m.+2))
    (eps : nat -> F) (eta : nat -> F) (omega beta : F),
    (\rank M <= k.+1)%N -> (forall l, (Q l)^T *m Q l = 1%:M) ->
    exists V : nat -> 'M[F]_(k.+1 + k + m.+2), (forall l, (V l)^T *m V l = 1%:M) /\
      forall n, exists Wt : nat -> 'M[F]_(k.+1 + k), forall l, (l < L)%N ->
        run (square_loss (L := L) (d := fun=> (k.+1 + k + m.+2)%N) M) eta omega beta
          (fun l => eps l *: Q l) n l
        = V l.+1 *m block_mx (Wt l) 0 0 (mode_run L (fun _ p => p) eta omega beta eps n l)%:M
          *m (V l)^T).
Proof.
pose n := (1 + 0 + 2)%N; pose o1 : 'I_n := @Ordinal 3 1 isT; pose M : 'M[F]_n := delta_mx 0 o1.
have I1 (l : nat) : (1%:M : 'M[F]_n)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
move=> /(_ 1%N 0%N 0%N M (fun=> 1%:M) (fun=> 1) (fun=> 1) 0 0).
rewrite mxrank_delta => /(_ isT I1)[V [V1 H]].
have tie x (X : 'M[F]_n) w : X = V 1%N *m block_mx w 0 0 (x%:M : 'M_2) *m (V 0%N)^T ->
    X *m rsubmx (V 0%N) = x *: rsubmx (V 1%N) /\ X^T *m rsubmx (V 1%N) = x *: rsubmx (V 0%N).
  by move=> e; have [_ /tied_scalar] := tied_of_blocks (V1 1%N) (V1 0%N) e.
have [w0 /(_ 0%N isT)/tie[same _]] := H 0%N.
have [w1 /(_ 0%N isT)] := H 1%N; rewrite first_step first_idle_step !scale1r subKr.
case/tie; rewrite !scale0r.
rewrite /run /= !scale1r mul1mx in same; rewrite -same.
set v := rsubmx (V 0%N) => Mv Mtv.
have v1 j : v o1 j = 0.
  have /matrixP/(_ 0 j) := Mv; rewrite !mxE (bigD1 o1) //= big1 ?addr0.
    by rewrite !mxE !eqxx mul1r.
  by move=> i ne; rewrite !mxE eqxx (negbTE ne) mul0r.
have v0 j : v 0 j = 0.
  have /matrixP/(_ o1 j) := Mtv; rewrite !mxE (bigD1 0) //= big1 ?addr0.
    by rewrite !mxE !eqxx mul1r.
  by move=> i ne; rewrite !mxE eqxx andbT (negbTE ne) mul0r.
have [_ _ _ unit] := halves_of_orthogonal (V1 0%N); rewrite -/v in unit.
pose o2 : 'I_n := @Ordinal 3 2 isT.
have ent a b : (1%:M : 'M[F]_2) a b = v o2 a * v o2 b.
  rewrite -unit mxE (bigD1 o2) //= big1 ?addr0 ?mxE // => i ne; rewrite mxE.
  have [-> | ->] : i = 0 \/ i = o1; last by rewrite v1 mul0r.
    by case: i ne => [[|[|[|//]]] h] //= _; [left | right]; apply: val_inj.
  by rewrite v0 mul0r.
have e00 := ent 0 0; have e11 := ent 1 1; have e01 := ent 0 1.
move: e00 e11 e01; rewrite !mxE /= !mulr1n mulr0n => e00 e11 /esym/eqP.
rewrite mulf_eq0 => /orP[/eqP z|/eqP z]; [move: e00 | move: e11]; rewrite z mulr0 => /eqP;
by rewrite oner_eq0.
Qed.

(* nine tenths of the target of the core, where d > 2r *)
Theorem core_target_share_wrong (F : rcfType) :
  ~ (forall L r m (M : 'M[F]_(r + r + m.+1)) (Q : nat -> 'M[F]_(r + r + m.+1)) (eps : nat -> F)
    (eta : nat -> F) (omega beta : F),
    (\rank M <= r)%N -> (forall l, (Q l)^T *m Q l = 1%:M) ->
    exists V : nat -> 'M[F]_(r + r + m.+1), (forall l, (V l)^T *m V l = 1%:M) /\
      let Mt := (9%:R / 10%:R) *: ((lsubmx (V L))^T *m M *m lsubmx (V 0%N)) in
      let core := run (square_loss (L := L) (d := fun=> (r + r)%N) Mt) eta omega beta
        (core_start r eps) in
      forall n l, (l < L)%N ->
        run (square_loss (L := L) (d := fun=> (r + r + m.+1)%N) M) eta omega beta (start Q eps) n l
        = V l.+1 *m block_mx (core n l) 0 0 (mode_run L (fun _ p => p) eta omega beta eps n l)%:M
          *m (V l)^T).
Proof.
pose n := (1 + 1 + 1)%N; pose M : 'M[F]_n := delta_mx 0 0.
have I1 (l : nat) : (1%:M : 'M[F]_n)^T *m 1%:M = 1%:M by rewrite trmx1 mulmx1.
move=> /(_ 1%N 1%N 0%N M (fun=> 1%:M) (fun=> 1) (fun=> 1) 0 0).
rewrite mxrank_delta => /(_ isT I1)[V [V1 /(_ 1%N 0%N isT)]].
rewrite !first_step first_idle_step !scale1r !subKr.
set A := V 1%N; set B := V 0%N; set N := (lsubmx A)^T *m M *m lsubmx B.
have [a1 _ _ _] := halves_of_orthogonal (V1 1%N).
have [b1 _ _ _] := halves_of_orthogonal (V1 0%N).
have expand : A *m block_mx ((9%:R / 10%:R) *: N) 0 0 (0 : F)%:M *m B^T
    = (9%:R / 10%:R) *: (lsubmx A *m N *m (lsubmx B)^T).
  rewrite -{1}[A]hsubmxK -{1}[B]hsubmxK tr_row_mx mul_row_block mul_row_col.
  rewrite (raddf0 (scalar_mx_additive F 1)) !mulmx0 !addr0 mul0mx addr0.
  by rewrite -scalemxAr -scalemxAl.
rewrite expand => e.
have : N = (9%:R / 10%:R) *: N.
  rewrite {1}/N {1}e -scalemxAr -scalemxAl; congr (_ *: _); rewrite -!mulmxA.
  rewrite (b1 : (lsubmx B)^T *m lsubmx B = 1%:M) mulmx1 mulmxA.
  by rewrite (a1 : (lsubmx A)^T *m lsubmx A = 1%:M) mul1mx /N -mulmxA.
move=> eN; have N0 : N = 0.
  apply/eqP; move/eqP: eN; rewrite -subr_eq0 -{1}[N]scale1r -scalerBl scaler_eq0.
  case/orP=> //; have -> : 1 - 9%:R / 10%:R = 10%:R^-1 :> F by field.
  by rewrite invr_eq0 pnatr_eq0.
move: e; rewrite N0 mulmx0 mul0mx scaler0 => /matrixP/(_ 0 0)/eqP.
by rewrite !mxE !eqxx oner_eq0.
Qed.

(* the other strengths to the first power *)
Theorem idle_step_first_power_wrong :
  ~ (forall L (eta : nat -> R) (omega : R) (eps : nat -> R) n l,
    let rho := mode_run L (fun _ p => p) eta omega 0 eps in (l < L)%N ->
    rho n.+1 l = rho n l * (1 - eta l * omega - eta l * others L (rho n) l)).
Proof.
move=> /(_ 2%N (fun=> 1) 0 (fun=> 2%:R) 0%N 0%N isT).
rewrite idle_step // /mode_run /= /others big_geq // big_nat1 mul1r mulr0 subr0 !mul1r.
move/mulfI; rewrite pnatr_eq0 => /(_ isT)/addrI/oppr_inj/eqP.
by rewrite -subr_eq0 -natrX -natrB // pnatr_eq0.
Qed.

(* the other strengths to the first power in the velocity of the flow *)
Theorem idle_pull_first_power_wrong : ~ (forall L (omega : R) (w : nat -> R) l, (l < L)%N ->
  mode_pull L omega (fun p => p) w l = w l * (omega + others L w l)).
Proof.
move=> /(_ 2%N 0 (fun=> 2%:R) 0%N isT); rewrite idle_pull // /others big_geq // big_nat1 mul1r.
rewrite !add0r; move/mulfI; rewrite pnatr_eq0 => /(_ isT)/eqP.
by rewrite -subr_eq0 -natrX -natrB // pnatr_eq0.
Qed.

(* one idle direction more *)
Theorem rest_of_the_product_more_wrong :
  ~ (forall L p m (V : nat -> 'M[R]_(p + m)) (W : factors R (fun=> (p + m)%N))
      (x : factors R (fun=> p)) (rho : nat -> R), (0 < L)%N ->
    (forall l, (V l)^T *m V l = 1%:M) -> (forall l, (l < L)%N ->
      W l = V l.+1 *m block_mx (x l) 0 0 (rho l)%:M *m (V l)^T) ->
    let left := chain L W - lsubmx (V L) *m chain (d := fun=> p) L x *m (lsubmx (V 0%N))^T in
    \tr (left^T *m left) = (\prod_(0 <= i < L) rho i) ^+ 2 *+ m.+1).
Proof.
move=> H; have E := H 1%N 0%N 1%N (fun=> 1%:M) _ _ (fun=> 1) isT (@idle_frames R) (@idle_blocks R).
have := rest_of_the_product (@idle_frames R) (@idle_blocks R).
by move/(etrans (esym E))/eqP; rewrite big_nat1 expr1n eqr_nat.
Qed.
End Chains.

(* eleven tenths of the root *)
Theorem norm_of_the_rest_share_wrong (F : rcfType) :
  ~ (forall L p m (V : nat -> 'M[F]_(p + m)) (W : factors F (fun=> (p + m)%N))
      (x : factors F (fun=> p)) (rho : nat -> F), (0 < L)%N ->
    (forall l, (V l)^T *m V l = 1%:M) -> (forall l, (l < L)%N ->
      W l = V l.+1 *m block_mx (x l) 0 0 (rho l)%:M *m (V l)^T) ->
    let left := chain L W - lsubmx (V L) *m chain (d := fun=> p) L x *m (lsubmx (V 0%N))^T in
    Num.sqrt (\tr (left^T *m left)) =
      11%:R / 10%:R * (Num.sqrt m%:R * \prod_(0 <= i < L) `|rho i|)).
Proof.
move=> H; have E := H 1%N 0%N 1%N (fun=> 1%:M) _ _ (fun=> 1) isT (@idle_frames F) (@idle_blocks F).
have := norm_of_the_rest (@idle_frames F) (@idle_blocks F).
move/(etrans (esym E))/eqP; rewrite big_nat1 normr1 sqrtr1 !mulr1 -subr_eq0.
have -> : 11%:R / 10%:R - 1 = 10%:R^-1 :> F by field.
by rewrite invr_eq0 pnatr_eq0.
Qed.
End Chain.

(* Wrong variants of core and rest, near the truth, refuted: a target that reaches into the
   rest. *)

(* the second block of the target need not be zero *)
Theorem core_and_rest_target_wrong (R : comRingType) : ~ (forall L (d a b : nat -> nat)
    (U : forall l, 'M[R]_(d l, a l + b l)) (M : 'M[R]_(d L, d 0%N)) (m : 'M[R]_(a L, a 0%N))
    (rest : 'M[R]_(b L, b 0%N)) (W : factors R d) (x : factors R a) (y : factors R b) eta omega
    beta,
  (forall l, (l <= L)%N -> (U l)^T *m U l = 1%:M /\ U l *m (U l)^T = 1%:M) ->
  M = U L *m block_mx m 0 0 rest *m (U 0%N)^T ->
  (forall l, (l < L)%N -> W l = U l.+1 *m block_mx (x l) 0 0 (y l) *m (U l)^T) ->
  forall n l, (l < L)%N -> run (square_loss M) eta omega beta W n l =
    U l.+1 *m block_mx (run (square_loss m) eta omega beta x n l) 0 0
      (run (square_loss (0 : 'M[R]_(b L, b 0%N))) eta omega beta y n l) *m (U l)^T).
Proof.
pose n := (0 + 1)%N; pose U (l : nat) : 'M[R]_(n, 0 + 1) := 1%:M.
have U1 l : (l <= 1)%N -> (U l)^T *m U l = 1%:M /\ U l *m (U l)^T = 1%:M.
  by rewrite /U trmx1 mulmx1.
pose M : 'M[R]_n := block_mx 0 0 0 1%:M.
have M1 : M = U 1%N *m block_mx (0 : 'M_0) 0 0 1%:M *m (U 0%N)^T.
  by rewrite /U trmx1 mulmx1 mul1mx.
have W0 l : (l < 1)%N -> (0 : 'M[R]_n) = U l.+1 *m block_mx (0 : 'M_0) 0 0 (0 : 'M_1) *m (U l)^T.
  by rewrite block_mx0 mulmx0 mul0mx.
move=> /(_ 1%N (fun=> n) (fun=> 0%N) (fun=> 1%N) U M 0 1%:M (fun=> 0) (fun=> 0) (fun=> 0)).
move=> /(_ (fun=> 1) 0 0 U1 M1 W0 1%N 0%N isT); rewrite !first_step /U trmx1 mulmx1 mul1mx.
rewrite !scale1r !sub0r !opprK /M => /eq_block_mx[_ _ _] /matrixP/(_ 0 0)/eqP.
by rewrite !mxE eqxx oner_eq0.
Qed.

(* Wrong variants of what a chain costs, near the truth, refuted. *)

(* what is behind the layer itself in the place of what is behind the next one *)
Theorem step_is_gradient_shifted_wrong (R : comRingType) : ~ (forall L n
    (W : factors R (fun=> n)) (G : 'M[R]_n) l, (l < L)%N ->
  grad (L := L) G W l = behind (L := L) W G l *m (before W l)^T).
Proof.
pose W (l : nat) : 'M[R]_1 := if l is 0%N then 1%:M else 0.
move=> /(_ 2%N 1%N W 1%:M 1%N isT); rewrite /grad /behind /before (@above_step _ 2 _ W 1) //.
rewrite (@above_end _ 2 _ W) /= !mulmx1 mul1mx trmx0 mul0mx !trmx1 mul1mx.
by move/matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx oner_eq0.
Qed.

(* one inner factor more *)
Theorem saved_parameters_inner_wrong : ~ (forall L d r, (2 <= L)%N -> (1 <= r)%N -> (r < d)%N ->
  parameters L (narrow L d r) = (2 * d * r + (L - 1) * r ^ 2)%N).
Proof.
move=> /(_ 2%N 2%N 1%N isT isT isT).
by have [_ ->] := @saved_parameters 2 2 1 isT isT isT.
Qed.

(* the products of the first layer, too *)
Theorem saved_flops_first_wrong (R : comRingType) : ~ (forall L d r
    (w : factors R (narrow L d r)) (g : 'M[R]_(narrow L d r L, narrow L d r 0)),
  (2 <= L)%N -> (1 <= r)%N -> (r < d)%N ->
  step_flops w g = (6 * d * (2 * d * r + (L - 2) * r ^ 2))%N).
Proof.
move=> /(_ 2%N 2%N 1%N (fun=> 0) 0 isT isT isT).
by have [_ ->] := @saved_flops 2 2 1 isT isT isT R (fun=> 0) 0 (fun=> 0) 0.
Qed.

(* A wrong variant of the smallest closed family, refuted: it lies in those without the
   target. *)

(* one that lies in those without the target in them, too *)
Theorem smallest_closed_any_wrong : ~ (forall (F : fieldType) L d (W : factors F d)
    (M : 'M[F]_(d L, d 0%N)), exists S, closed_family W M S /\
  forall S', closed_family W (0 : 'M_(d L, d 0%N)) S' -> forall l, (l <= L)%N -> (S l <= S' l)%MS).
Proof.
move=> /(_ [fieldType of rat] 1%N (fun=> 1%N) (fun=> 1%:M) 1%:M)[S [[target _ _] low]].
have point : @closed_family [fieldType of rat] 1 (fun=> 1%N) (fun=> 1%:M) 0 (fun=> 0).
  by split=> [||l _]; rewrite ?trmx0 ?mul0mx ?sub0mx.
have := submx_trans target (low _ point 0%N isT); rewrite submx0 => /eqP/matrixP/(_ 0 0).
by rewrite !mxE.
Qed.
