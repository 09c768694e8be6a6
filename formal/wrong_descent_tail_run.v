(* Wrong variants of the end of a run of descent, near the truth, refuted by factors that are
   numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block removal frobenius symmetric_norm descent_tail.
From dlf Require Import descent_tail_run descent_tail_limit wrong_descent_tail.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.
Local Notation one := (fun _ : nat => 1%N).

Lemma natR k : k%:R = IZR (Z.of_nat k) :> R. Proof. by rewrite -INRE INR_IZR_INZ. Qed.

Lemma linear_number (a b c x : R) :
  linear_part (a%:M : 'M[R]_1) (b%:M : 'M[R]_1) (c%:M : 'M_1) x%:M =
  ((c * b * (c * b) + c * c * (a * a) + b * a * (b * a)) * x)%:M.
Proof.
rewrite /linear_part -!scalar_mxM !tr_scalar_mx -!scalar_mxM -!raddfD; congr (_%:M).
by ring.
Qed.

(* eleven in the place of twelve *)
Theorem linear_part_moves_eleven_wrong : ~ (forall m0 m1 m2 m3 (n tau : R) (A : 'M[R]_(m1, m0))
    (B : 'M[R]_(m2, m1)) (C : 'M[R]_(m3, m2)) A' B' C' D,
  frob A <= n -> frob B <= n -> frob C <= n -> frob A' <= n -> frob B' <= n -> frob C' <= n ->
  frob (A - A') <= tau -> frob (B - B') <= tau -> frob (C - C') <= tau ->
  frob (linear_part A B C D - linear_part A' B' C' D) <= 11%:R * n ^+ 3 * tau * frob D).
Proof.
move=> H; pose u := (99 / 100)%R; pose t := (1 / 100)%R.
have h1 : frob (1%R%:M : 'M[R]_1) <= 1%R.
  by rewrite frob_one; apply/RleP; rewrite -[`|_|]/(Rabs 1) Rabs_R1; lra.
have hu : frob (u%:M : 'M[R]_1) <= 1%R.
  by rewrite frob_one; apply/RleP; rewrite -[`|_|]/(Rabs u) /u Rabs_pos_eq; lra.
have ht : frob (1%R%:M - u%:M : 'M[R]_1) <= t.
  rewrite -raddfB frob_one; apply/RleP; rewrite -[`|_|]/(Rabs (1 - u)) /u /t Rabs_pos_eq; lra.
have := H 1%N 1%N 1%N 1%N 1%R t 1%R%:M 1%R%:M 1%R%:M u%:M u%:M u%:M 1%R%:M h1 h1 h1 hu hu hu.
move=> /(_ ht ht ht); rewrite !linear_number -raddfB !frob_one natR => /RleP.
rewrite -![`|_|]/(Rabs _) -RpowE pow1 Rabs_R1 => le; have := Rle_trans _ _ _ (Rle_abs _) le.
by rewrite /GRing.add /GRing.mul /GRing.opp /= /u /t; lra.
Qed.

(* a square in the place of the cube *)
Theorem linear_part_moves_square_wrong : ~ (forall m0 m1 m2 m3 (n tau : R) (A : 'M[R]_(m1, m0))
    (B : 'M[R]_(m2, m1)) (C : 'M[R]_(m3, m2)) A' B' C' D,
  frob A <= n -> frob B <= n -> frob C <= n -> frob A' <= n -> frob B' <= n -> frob C' <= n ->
  frob (A - A') <= tau -> frob (B - B') <= tau -> frob (C - C') <= tau ->
  frob (linear_part A B C D - linear_part A' B' C' D) <= 12%:R * n ^+ 2 * tau * frob D).
Proof.
move=> H; pose u := (199 / 100)%R; pose t := (1 / 100)%R.
have h1 : frob (2%R%:M : 'M[R]_1) <= 2%R.
  by rewrite frob_one; apply/RleP; rewrite -[`|_|]/(Rabs 2) Rabs_pos_eq; lra.
have hu : frob (u%:M : 'M[R]_1) <= 2%R.
  by rewrite frob_one; apply/RleP; rewrite -[`|_|]/(Rabs u) /u Rabs_pos_eq; lra.
have ht : frob (2%R%:M - u%:M : 'M[R]_1) <= t.
  rewrite -raddfB frob_one; apply/RleP; rewrite -[`|_|]/(Rabs (2 - u)) /u /t Rabs_pos_eq; lra.
have := H 1%N 1%N 1%N 1%N 2%R t 2%R%:M 2%R%:M 2%R%:M u%:M u%:M u%:M 1%R%:M h1 h1 h1 hu hu hu.
move=> /(_ ht ht ht); rewrite !linear_number -raddfB !frob_one natR => /RleP.
rewrite -![`|_|]/(Rabs _) -RpowE Rabs_R1 => le; have := Rle_trans _ _ _ (Rle_abs _) le.
by rewrite /GRing.add /GRing.mul /GRing.opp /= /u /t; lra.
Qed.

(* three equal numbers w, and descent towards the number m *)
Section Numbers.
Variables (w m eta : R).
Let M : 'M[R]_1 := m%:M.
(* the run from three times w *)
Definition equal_run k : factors [comRingType of R] one :=
  ssrnat.iter k (fun V : factors [comRingType of R] one => descend (L := 3) (d := one) eta
    (residual (L := 3) (d := one) M (chain 3 V)) V) (fun _ => w%:M).

Lemma equal_descends k l : (l < 3)%N -> equal_run k.+1 l =
  descend (L := 3) (d := one) eta (residual (L := 3) (d := one) M (chain 3 (equal_run k)))
    (equal_run k) l.
Proof. by []. Qed.

Lemma equal_start : error_after (d := one) M equal_run 0 = (w * w * w - m)%:M.
Proof. by rewrite /error_after three_product /= -!scalar_mxM -raddfB. Qed.

Lemma equal_once l : (l < 3)%N ->
  equal_run 1 l = (w - eta * (w * w * (w * w * w - m)))%:M.
Proof.
have [g0 g1 g2] := three_gradients (d := one) equal_run 0 (w * w * w - m)%:M.
have e : residual (L := 3) (d := one) M (chain 3 (equal_run 0)) = (w * w * w - m)%:M.
  exact: equal_start.
case: l => [|[|[|//]]] _; rewrite equal_descends // /descend e ?g0 ?g1 ?g2 /=.
- by rewrite -!scalar_mxM tr_scalar_mx -scalar_mxM scale_scalar_mx -raddfB.
- by rewrite tr_scalar_mx -!scalar_mxM scale_scalar_mx -raddfB; congr (_%:M); ring.
by rewrite -!scalar_mxM tr_scalar_mx -scalar_mxM scale_scalar_mx -raddfB; congr (_%:M); ring.
Qed.

Lemma equal_next : error_after (d := one) M equal_run 1 =
  let v := w - eta * (w * w * (w * w * w - m)) in (v * v * v - m)%:M.
Proof. by rewrite /error_after three_product !equal_once // -!scalar_mxM -raddfB. Qed.

Lemma equal_form (E : 'M[R]_1) :
  inner E (linear_part (equal_run 0 0%N) (equal_run 0 1%N) (equal_run 0 2%N) E) =
  3%:R * (w * w * (w * w)) * frob E ^+ 2.
Proof.
rewrite [E]mx11_scalar /= linear_number /inner tr_scalar_mx -scalar_mxM mxtrace_scalar mulr1n.
by rewrite frob_one real_normK ?num_real //; ring.
Qed.
End Numbers.

(* a rate better by a tenth *)
Theorem descent_tail_tenth_wrong : ~ (forall (d : nat -> nat) (M : 'M[R]_(d 3%N, d 0%N))
    (W : nat -> factors [comRingType of R] d) (eta lambda n delta : R),
  (forall k l, (l < 3)%N -> W k.+1 l =
    descend (L := 3) eta (residual M (chain 3 (W k))) (W k) l) ->
  let tau := n ^+ 2 * delta / lambda in
  let rest := 3%:R * eta * n ^+ 5 * delta + eta ^+ 2 * n ^+ 6 * delta ^+ 2 in
  let room := lambda + 12%:R * n ^+ 3 * tau + rest in
  0 < eta -> 0 < lambda -> 0 <= 1 - eta * lambda -> frob (error_after M W 0) <= delta ->
  (forall l, (l < 3)%N -> frob (W 0%N l) + tau <= n) ->
  (forall E, room * frob E ^+ 2 <= inner E (linear_part (W 0%N 0%N) (W 0%N 1%N) (W 0%N 2%N) E)) ->
  (forall E, inner E (linear_part (W 0%N 0%N) (W 0%N 1%N) (W 0%N 2%N) E) <=
    (2%:R / eta - room) * frob E ^+ 2) -> forall k,
  frob (error_after M W k.+1) <= (1 - 11%:R / 10%:R * (eta * lambda)) * frob (error_after M W k)).
Proof.
move=> H; pose m := (1 - / 10000)%R; pose eta := (/ 10)%R; pose lambda := (29 / 10)%R.
pose delta := (/ 10000)%R; have il : lambda^-1 = (10 / 29)%R.
  by apply: mulr1_eq; rewrite -[LHS]/(29 / 10 * (10 / 29))%R -[RHS]/1%R; lra.
have /RltP p1 : (0 < eta)%R by rewrite /eta; lra.
have /RltP p2 : (0 < lambda)%R by rewrite /lambda; lra.
have /RleP p3 : (0 <= 1 - eta * lambda)%R by rewrite /eta /lambda; lra.
have ie : eta^-1 = 10%R by apply: mulr1_eq; rewrite -[LHS]/(/ 10 * 10)%R -[RHS]/1%R; lra.
have it : 10%R^-1 = (/ 10)%R :> R.
  by apply: mulr1_eq; rewrite -[LHS]/(10 * / 10)%R -[RHS]/1%R; lra.
have f0 : frob (error_after (d := one) m%:M (equal_run 1%R m eta) 0) = delta.
  rewrite equal_start frob_one -[`|_|]/(Rabs (1 * 1 * 1 - m)) /m Rabs_pos_eq; last lra.
  by rewrite /delta; lra.
have := H one m%:M (equal_run 1%R m eta) eta lambda 2%R delta (equal_descends 1%R m eta).
cbv zeta; rewrite !natR il ie it -![_ ^+ _]RpowE => {H} H.
have : frob (error_after (d := one) m%:M (equal_run 1%R m eta) 1) <=
    (1 - 11%R * (/ 10)%R * (eta * lambda)) * delta.
  rewrite -f0; apply: H => [||||l lL|E|E].
  - exact: p1.
  - exact: p2.
  - exact: p3.
  - by rewrite f0.
  - rewrite frob_one; apply/RleP; rewrite -[`|_|]/(Rabs 1) Rabs_R1.
    by rewrite /GRing.add /GRing.mul /= /delta; lra.
  - rewrite equal_form natR ler_wpmul2r ?sqr_ge0 //; apply/RleP.
    by rewrite /GRing.add /GRing.mul /= /delta /lambda /eta; lra.
  rewrite equal_form natR ler_wpmul2r ?sqr_ge0 //; apply/RleP.
  by rewrite /GRing.add /GRing.mul /GRing.opp /= /delta /lambda /eta; lra.
rewrite equal_next frob_one => /RleP; rewrite -[`|_|]/(Rabs _).
move=> le; have := Rle_trans _ _ _ (Rle_abs _) le.
by cbv zeta; rewrite /GRing.one /GRing.add /GRing.mul /GRing.opp /= /delta /lambda /eta /m; lra.
Qed.

(* no bound of the form from above *)
Theorem descent_tail_above_wrong : ~ (forall (d : nat -> nat) (M : 'M[R]_(d 3%N, d 0%N))
    (W : nat -> factors [comRingType of R] d) (eta lambda n delta : R),
  (forall k l, (l < 3)%N -> W k.+1 l =
    descend (L := 3) eta (residual M (chain 3 (W k))) (W k) l) ->
  let tau := n ^+ 2 * delta / lambda in
  let rest := 3%:R * eta * n ^+ 5 * delta + eta ^+ 2 * n ^+ 6 * delta ^+ 2 in
  let room := lambda + 12%:R * n ^+ 3 * tau + rest in
  0 < eta -> 0 < lambda -> 0 <= 1 - eta * lambda -> frob (error_after M W 0) <= delta ->
  (forall l, (l < 3)%N -> frob (W 0%N l) + tau <= n) ->
  (forall E, room * frob E ^+ 2 <= inner E (linear_part (W 0%N 0%N) (W 0%N 1%N) (W 0%N 2%N) E)) ->
  forall k, frob (error_after M W k.+1) <= (1 - eta * lambda) * frob (error_after M W k)).
Proof.
move=> H; pose m := (1 - / 10000)%R; pose eta := 1%R; pose lambda := (/ 2)%R.
pose delta := (/ 10000)%R; have il : lambda^-1 = 2%R.
  by apply: mulr1_eq; rewrite -[LHS]/(/ 2 * 2)%R -[RHS]/1%R; lra.
have /RltP p1 : (0 < eta)%R by rewrite /eta; lra.
have /RltP p2 : (0 < lambda)%R by rewrite /lambda; lra.
have /RleP p3 : (0 <= 1 - eta * lambda)%R by rewrite /eta /lambda; lra.
have f0 : frob (error_after (d := one) m%:M (equal_run 1%R m eta) 0) = delta.
  rewrite equal_start frob_one -[`|_|]/(Rabs (1 * 1 * 1 - m)) /m Rabs_pos_eq; last lra.
  by rewrite /delta; lra.
have := H one m%:M (equal_run 1%R m eta) eta lambda 2%R delta (equal_descends 1%R m eta).
cbv zeta; rewrite !natR il -![_ ^+ _]RpowE => {H} H.
have : frob (error_after (d := one) m%:M (equal_run 1%R m eta) 1) <= (1 - eta * lambda) * delta.
  rewrite -f0; apply: H => [||||l lL|E].
  - exact: p1.
  - exact: p2.
  - exact: p3.
  - by rewrite f0.
  - rewrite frob_one; apply/RleP; rewrite -[`|_|]/(Rabs 1) Rabs_R1.
    by rewrite /GRing.add /GRing.mul /= /delta; lra.
  rewrite equal_form natR ler_wpmul2r ?sqr_ge0 //; apply/RleP.
  by rewrite /GRing.add /GRing.mul /= /delta /lambda /eta; lra.
rewrite equal_next frob_one => /RleP; rewrite -[`|_|]/(Rabs _).
move=> le; have := Rle_trans _ _ _ (Rabs_maj2 _) le.
by cbv zeta; rewrite /GRing.one /GRing.add /GRing.mul /GRing.opp /= /delta /lambda /eta /m; lra.
Qed.

(* numbers that stand still *)
Lemma equal_rest (w m eta : R) : w * w * (w * w * w - m) = 0 ->
  forall k l, (l < 3)%N -> equal_run w m eta k l = w%:M.
Proof.
move=> z; elim=> [|k IH] l lL //; rewrite equal_descends // /descend.
have [g0 g1 g2] := three_gradients (d := one) (equal_run w m eta) k (w * w * w - m)%:M.
have -> : residual (L := 3) (d := one) m%:M (chain 3 (equal_run w m eta k)) =
    (w * w * w - m)%:M.
  by rewrite /residual three_product !IH // -!scalar_mxM -raddfB.
rewrite IH //; move: l lL g0 g1 g2; rewrite !IH // => -[|[|[|//]]] _ g0 g1 g2.
- by rewrite g0 -!scalar_mxM tr_scalar_mx -scalar_mxM z scale_scalar_mx mulr0 raddf0 subr0.
- by rewrite g1 tr_scalar_mx -!scalar_mxM mulrAC z scale_scalar_mx mulr0 raddf0 subr0.
by rewrite g2 -!scalar_mxM tr_scalar_mx -scalar_mxM mulrC z scale_scalar_mx mulr0 raddf0 subr0.
Qed.

Lemma rest_product (w m eta : R) : w * w * (w * w * w - m) = 0 ->
  forall k, chain 3 (equal_run w m eta k) 0 0 = w * w * w.
Proof.
by move=> z k; rewrite three_product !(equal_rest eta z) // -!scalar_mxM mxE eqxx mulr1n.
Qed.

(* a limit longer by a tenth *)
Theorem descent_tail_converges_tenth_wrong : ~ (forall (d : nat -> nat) (M : 'M[R]_(d 3%N, d 0%N))
    (W : nat -> factors [comRingType of R] d) (eta lambda n delta : R),
  (forall k l, (l < 3)%N -> W k.+1 l =
    descend (L := 3) eta (residual M (chain 3 (W k))) (W k) l) ->
  let tau := n ^+ 2 * delta / lambda in
  let rest := 3%:R * eta * n ^+ 5 * delta + eta ^+ 2 * n ^+ 6 * delta ^+ 2 in
  let room := lambda + 12%:R * n ^+ 3 * tau + rest in
  0 < eta -> 0 < lambda -> 0 <= 1 - eta * lambda -> frob (error_after M W 0) <= delta ->
  (forall l, (l < 3)%N -> frob (W 0%N l) + tau <= n) ->
  (forall E, room * frob E ^+ 2 <= inner E (linear_part (W 0%N 0%N) (W 0%N 1%N) (W 0%N 2%N) E)) ->
  (forall E, inner E (linear_part (W 0%N 0%N) (W 0%N 1%N) (W 0%N 2%N) E) <=
    (2%:R / eta - room) * frob E ^+ 2) ->
  forall i j, is_lim_seq (fun k => chain 3 (W k) i j) (11 / 10 * M i j)%R).
Proof.
move=> H; pose m := 1%R; pose eta := (/ 10)%R; pose lambda := (29 / 10)%R.
pose delta := (/ 10000)%R; have il : lambda^-1 = (10 / 29)%R.
  by apply: mulr1_eq; rewrite -[LHS]/(29 / 10 * (10 / 29))%R -[RHS]/1%R; lra.
have /RltP p1 : (0 < eta)%R by rewrite /eta; lra.
have /RltP p2 : (0 < lambda)%R by rewrite /lambda; lra.
have /RleP p3 : (0 <= 1 - eta * lambda)%R by rewrite /eta /lambda; lra.
have ie : eta^-1 = 10%R by apply: mulr1_eq; rewrite -[LHS]/(/ 10 * 10)%R -[RHS]/1%R; lra.
have f0 : frob (error_after (d := one) m%:M (equal_run 1%R m eta) 0) <= delta.
  apply/RleP; rewrite equal_start frob_one -[`|_|]/(Rabs (1 * 1 * 1 - 1)).
  by rewrite Rabs_pos_eq /delta; lra.
have := H one m%:M (equal_run 1%R m eta) eta lambda 2%R delta (equal_descends 1%R m eta).
cbv zeta; rewrite !natR il ie -![_ ^+ _]RpowE => {H} H.
have : is_lim_seq (fun k => chain 3 (equal_run 1%R m eta k) 0 0)
    (11 / 10 * (m%:M : 'M[R]_1) ord0 ord0)%R.
  apply: H => [||||l lL|E|E].
  - exact: p1.
  - exact: p2.
  - exact: p3.
  - exact: f0.
  - rewrite frob_one; apply/RleP; rewrite -[`|_|]/(Rabs 1) Rabs_R1.
    by rewrite /GRing.add /GRing.mul /= /delta; lra.
  - rewrite equal_form natR ler_wpmul2r ?sqr_ge0 //; apply/RleP.
    by rewrite /GRing.add /GRing.mul /= /delta /lambda /eta; lra.
  rewrite equal_form natR ler_wpmul2r ?sqr_ge0 //; apply/RleP.
  by rewrite /GRing.add /GRing.mul /GRing.opp /= /delta /lambda /eta; lra.
have z : 1%R * 1%R * (1%R * 1%R * 1%R - m) = 0 :> R.
  by rewrite -[LHS]/(1 * 1 * (1 * 1 * 1 - 1))%R -[RHS]/0%R; lra.
move/(is_lim_seq_ext _ _ _ (rest_product eta z)) => /is_lim_seq_unique.
rewrite Lim_seq_const mxE eqxx mulr1n => -[].
by rewrite -[X in X = _]/(1 * 1 * 1)%R /m; lra.
Qed.

(* no bound of the form from below *)
Theorem descent_tail_converges_below_wrong : ~ (forall (d : nat -> nat) (M : 'M[R]_(d 3%N, d 0%N))
    (W : nat -> factors [comRingType of R] d) (eta lambda n delta : R),
  (forall k l, (l < 3)%N -> W k.+1 l =
    descend (L := 3) eta (residual M (chain 3 (W k))) (W k) l) ->
  let tau := n ^+ 2 * delta / lambda in
  let rest := 3%:R * eta * n ^+ 5 * delta + eta ^+ 2 * n ^+ 6 * delta ^+ 2 in
  let room := lambda + 12%:R * n ^+ 3 * tau + rest in
  0 < eta -> 0 < lambda -> 0 <= 1 - eta * lambda -> frob (error_after M W 0) <= delta ->
  (forall l, (l < 3)%N -> frob (W 0%N l) + tau <= n) ->
  (forall E, inner E (linear_part (W 0%N 0%N) (W 0%N 1%N) (W 0%N 2%N) E) <=
    (2%:R / eta - room) * frob E ^+ 2) ->
  forall i j, is_lim_seq (fun k => chain 3 (W k) i j) (M i j)).
Proof.
move=> H; pose eta := (/ 10)%R.
have /RltP p1 : (0 < eta)%R by rewrite /eta; lra.
have /RleP p3 : (0 <= 1 - eta * 1)%R by rewrite /eta; lra.
have ie : eta^-1 = 10%R by apply: mulr1_eq; rewrite -[LHS]/(/ 10 * 10)%R -[RHS]/1%R; lra.
have il : 1%R^-1 = 1%R :> R by exact: invr1.
have f0 : frob (error_after (d := one) 1%R%:M (equal_run 0%R 1%R eta) 0) <= 1%R.
  apply/RleP; rewrite equal_start frob_one -[`|_|]/(Rabs (0 * 0 * 0 - 1)).
  by rewrite -Rabs_Ropp Rabs_pos_eq; lra.
have := H one 1%R%:M (equal_run 0%R 1%R eta) eta 1%R (/ 10)%R 1%R (equal_descends 0%R 1%R eta).
cbv zeta; rewrite !natR ie il -![_ ^+ _]RpowE => {H} H.
have : is_lim_seq (fun k => chain 3 (equal_run 0%R 1%R eta k) 0 0) ((1%R%:M : 'M[R]_1) 0 0).
  apply: H => [||||l lL|E].
  - exact: p1.
  - exact: ltr01.
  - exact: p3.
  - exact: f0.
  - rewrite frob_one; apply/RleP; rewrite -[`|_|]/(Rabs 0) Rabs_R0.
    by rewrite /GRing.add /GRing.mul /=; lra.
  rewrite equal_form natR ler_wpmul2r ?sqr_ge0 //; apply/RleP.
  by rewrite /GRing.add /GRing.mul /GRing.opp /= /eta; lra.
have z : 0%R * 0%R * (0%R * 0%R * 0%R - 1%R) = 0 :> R by rewrite !mul0r.
move/(is_lim_seq_ext _ _ _ (rest_product eta z)) => /is_lim_seq_unique.
rewrite Lim_seq_const mxE eqxx mulr1n => -[].
by rewrite -[X in X = _]/(0 * 0 * 0)%R; lra.
Qed.
