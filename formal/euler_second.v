(* The first term of the error of Euler's method for x' = v(x), over the reals.

   euler_second_order: any v with two derivatives, the second continuous; x solves x' = v(x) on
     [0, T] and v(x(0)) is not 0. Then the k-th step of Euler's method with the step eta is
     x - eta/2 v(x) log(v(x)/v(x(0))) + O(eta^2) with x = x(k eta), uniformly for k eta <= T. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar compare ahead euler_error.
Open Scope R_scope.

(* -1/2 v(y) log(v(y)/v(y0)) *)
Definition first_term (v : R -> R) (y0 y : R) := - (1 / 2) * v y * ln (v y / v y0).

Lemma Taylor_two (v v1 v2 : R -> R) P Y a z : (forall y, is_derive v y (v1 y)) ->
  (forall y, is_derive v1 y (v2 y)) -> (forall y, Rabs y <= Y -> Rabs (v2 y) <= P) ->
  Rabs a <= Y -> Rabs (a + z) <= Y -> Rabs (v (a + z) - v a - z * v1 a) <= P * z ^ 2.
Proof.
intros D1 D2 B A A'. set (f := fun h => v (a + h * z) - h * (z * v1 a)).
assert (I : forall h, 0 <= h <= 1 -> Rabs (a + h * z) <= Y).
{ intros h H. apply (between_bounded a (a + z)); [exact A | exact A' |].
  unfold Rmin, Rmax. destruct (Rle_dec a (a + z)); nra. }
assert (F : Rabs (f 1 - f 0) <= P * (z * z) * (1 - 0)).
{ apply (slope_inside f (fun h => z * v1 (a + h * z) - z * v1 a)); [lra | | |].
  - intros h H. unfold f. auto_derive; [exists (v1 (a + h * z)); apply D1 |].
    replace (Derive (fun y : R => v y) (a + h * z)) with (v1 (a + h * z))
      by (symmetry; apply is_derive_unique; apply D1). ring.
  - intros h H. apply (ex_derive_continuous f). unfold f. auto_derive.
    exists (v1 (a + h * z)). apply D1.
  - intros h H. replace (z * v1 (a + h * z) - z * v1 a) with (z * (v1 (a + h * z) - v1 a)) by ring.
    assert (L := field_lipschitz v1 v2 P Y D2 B (a + h * z) a (I h H) A).
    replace (a + h * z - a) with (h * z) in L by ring.
    rewrite Rabs_mult in *. rewrite (Rabs_pos_eq h) in L by lra.
    assert (P0 : 0 <= P) by (eapply Rle_trans; [apply Rabs_pos | exact (B a A)]).
    assert (Z := Rabs_pos z). assert (ZZ : Rabs z * Rabs z = z * z).
    { rewrite <- Rabs_mult. apply Rabs_pos_eq. nra. }
    assert (L2 : Rabs (v1 (a + h * z) - v1 a) <= P * Rabs z).
    { eapply Rle_trans; [exact L |]. apply Rmult_le_compat_l; [exact P0 | nra]. }
    assert (L3 : Rabs z * Rabs (v1 (a + h * z) - v1 a) <= Rabs z * (P * Rabs z))
      by (apply Rmult_le_compat_l; assumption).
    eapply Rle_trans; [exact L3 |]. rewrite <- ZZ. right. ring. }
unfold f in F. replace (v (a + z) - v a - z * v1 a) with
  (v (a + 1 * z) - 1 * (z * v1 a) - (v (a + 0 * z) - 0 * (z * v1 a))).
- eapply Rle_trans; [exact F |]. right. ring.
- rewrite Rmult_1_l, !Rmult_0_l, Rplus_0_r. ring.
Qed.

Lemma log_term_derive (V : R -> R) (dV c t : R) : c <> 0 -> is_derive V t dV -> 0 < V t / c ->
  is_derive (fun u => - (1 / 2) * V u * ln (V u / c)) t
    (- (1 / 2) * dV * ln (V t / c) - 1 / 2 * dV).
Proof.
intros c0 F Q. assert (Vt : V t <> 0) by (intro Z; rewrite Z in Q; unfold Rdiv in Q; lra).
auto_derive; [repeat split; try (eexists; exact F); exact Q |].
replace (Derive (fun z : R => V z) t) with dV by (symmetry; apply is_derive_unique; exact F).
change (V t * / c) with (V t / c). field. split; assumption.
Qed.

Section Second.
Variables (v v1 v2 : R -> R) (T : R) (x : R -> R).
Hypothesis D1 : forall y, is_derive v y (v1 y).
Hypothesis D2 : forall y, is_derive v1 y (v2 y).
Hypothesis C2 : forall y, continuous v2 y.
Hypotheses (T0 : 0 < T) (sol : solves T v x) (moving : v (x 0) <> 0).
Local Notation e := (fun t => first_term v (x 0) (x t)).

Lemma velocity_along t : 0 < t < T -> is_derive (fun u => v (x u)) t (v (x t) * v1 (x t)).
Proof. intro tT. apply (is_derive_comp v x); [apply D1 | apply sol, tT]. Qed.

Lemma velocity_along_continuous t : 0 <= t <= T -> continuous (fun u => v (x u)) t.
Proof.
intro tT. apply (continuous_comp x v); [apply sol, tT |].
apply (ex_derive_continuous v). eexists. apply D1.
Qed.

Lemma ratio_positive t : 0 <= t <= T -> 0 < v (x t) / v (x 0).
Proof.
destruct (bounded_curve x T ltac:(lra) (proj2 sol)) as [B HB].
assert (B0 : 0 <= B) by (eapply Rle_trans; [apply Rabs_pos | exact (HB 0 ltac:(lra))]).
destruct (field_bounds v v1 v2 D1 D2 C2 B B0) as [P [P0 HP]].
set (q := fun u => v (x u) / v (x 0)).
assert (Dq : forall u, 0 < u < T -> is_derive q u (v1 (x u) * q u)).
{ intros u U. unfold q. assert (F := velocity_along u U).
  assert (G := is_derive_scal (fun u => v (x u)) u (/ v (x 0)) _ F).
  apply (is_derive_ext (fun u => / v (x 0) * v (x u))); [intro z; apply Rmult_comm |].
  replace (v1 (x u) * (v (x u) / v (x 0))) with (/ v (x 0) * (v (x u) * v1 (x u)));
    [exact G | unfold Rdiv; ring]. }
assert (Cq : forall u, 0 <= u <= T -> continuous q u).
{ intros u U. apply (continuous_mult (fun u => v (x u)) (fun _ => / v (x 0)));
    [apply velocity_along_continuous, U | apply continuous_const]. }
assert (q0 : q 0 = 1) by (unfold q; field; exact moving).
assert (bd : forall u, 0 <= u <= T -> - P <= v1 (x u) <= P).
{ intros u U. destruct (HP (x u) (HB u U)) as [_ [H _]]. apply Rabs_le_between in H. lra. }
assert (pos : forall u, 0 <= u <= T -> 0 <= q u).
{ apply (stays_nonneg q (fun u => v1 (x u) * q u) P T); try assumption; [lra |].
  intros u U n. assert (Z := bd u ltac:(lra)). nra. }
intro tT. assert (G : 1 <= q t * exp (P * t)).
{ set (y := fun u => q u * exp (P * u)).
  assert (Dy : forall u, 0 < u < T -> is_derive y u ((v1 (x u) + P) * y u)).
  { intros u U. unfold y. assert (E : is_derive (fun w => exp (P * w)) u (P * exp (P * u)))
      by (auto_derive; [exact I | ring]).
    assert (F := is_derive_mult q (fun w => exp (P * w)) u _ _ (Dq u U) E Rmult_comm).
    replace ((v1 (x u) + P) * (q u * exp (P * u))) with (plus (mult (v1 (x u) * q u) (exp (P * u)))
      (mult (q u) (P * exp (P * u)))); [exact F |].
    unfold plus, mult; simpl; unfold mult; simpl. ring. }
  destruct (MVT_gen y 0 t (fun u => (v1 (x u) + P) * y u)) as [u [U E]].
  - rewrite Rmin_left, Rmax_right by lra. intros u U. apply Dy. lra.
  - rewrite Rmin_left, Rmax_right by lra. intros u U. apply continuity_pt_filterlim.
    apply (continuous_mult q (fun w => exp (P * w))); [apply Cq; lra |].
    apply (ex_derive_continuous (fun w => exp (P * w))). auto_derive. exact I.
  - rewrite Rmin_left, Rmax_right in U by lra.
    assert (Y0 : y 0 = 1) by (unfold y; rewrite q0, Rmult_0_r, exp_0; ring).
    assert (yu : 0 <= y u).
    { apply Rmult_le_pos; [apply pos; lra | left; apply exp_pos]. }
    assert (Z := bd u ltac:(lra)). rewrite Y0 in E. change (1 <= y t).
    assert (0 <= (v1 (x u) + P) * y u * (t - 0)).
    { apply Rmult_le_pos; [apply Rmult_le_pos |]; lra. }
    lra. }
change (0 < q t). assert (X := exp_pos (P * t)). assert (Z := pos t tT). nra.
Qed.

Lemma term_derive t : 0 < t < T ->
  is_derive e t (v1 (x t) * e t - 1 / 2 * (v (x t) * v1 (x t))).
Proof.
intro tT. assert (F := velocity_along t tT). assert (Q := ratio_positive t ltac:(lra)).
assert (G := log_term_derive (fun u => v (x u)) (v (x t) * v1 (x t)) (v (x 0)) t moving F Q).
unfold first_term.
replace (v1 (x t) * (- (1 / 2) * v (x t) * ln (v (x t) / v (x 0))) -
  1 / 2 * (v (x t) * v1 (x t))) with
  (- (1 / 2) * (v (x t) * v1 (x t)) * ln (v (x t) / v (x 0)) -
   1 / 2 * (v (x t) * v1 (x t))) by field. exact G.
Qed.

Lemma term_continuous t : 0 <= t <= T -> continuous e t.
Proof.
intro tT. assert (Q := ratio_positive t tT). assert (F := velocity_along_continuous t tT).
unfold first_term.
apply (continuous_mult (fun u => - (1 / 2) * v (x u)) (fun u => ln (v (x u) / v (x 0)))).
- apply (continuous_scal_r (- (1 / 2)) (fun u => v (x u))). exact F.
- apply (continuous_comp (fun u => v (x u) / v (x 0)) ln).
  + apply (continuous_mult (fun u => v (x u)) (fun _ => / v (x 0)));
      [exact F | apply continuous_const].
  + apply (ex_derive_continuous ln). eexists. apply is_derive_Reals, derivable_pt_lim_ln. exact Q.
Qed.

Theorem euler_second_order : exists K eta0, 0 < eta0 /\ forall eta k, 0 < eta < eta0 ->
  INR k * eta <= T -> Rabs (euler v eta (x 0) k - x (INR k * eta) -
    eta * first_term v (x 0) (x (INR k * eta))) <= K * eta ^ 2.
Proof.
destruct (bounded_curve x T ltac:(lra) (proj2 sol)) as [B HB].
assert (B0 : 0 <= B) by (eapply Rle_trans; [apply Rabs_pos | exact (HB 0 ltac:(lra))]).
destruct (bounded_curve e T ltac:(lra) term_continuous) as [E HE].
assert (E0 : 0 <= E) by (eapply Rle_trans; [apply Rabs_pos | exact (HE 0 ltac:(lra))]).
set (Y := B + E + 1).
destruct (field_bounds v v1 v2 D1 D2 C2 Y ltac:(unfold Y; lra)) as [P [P0 HP]].
set (Q := P * E + 1 / 2 * (P * P)).
set (K1 := P * (P * E) + P * Q + P * P * P). set (C := 2 * (P * P * P) + K1 + P * (E * E)).
assert (xY : forall t, 0 <= t <= T -> Rabs (x t) <= Y).
{ intros t tT. assert (Z := HB t tT). unfold Y. lra. }
assert (xY1 : forall t, 0 <= t <= T -> Rabs (x t) <= Y - 1).
{ intros t tT. assert (Z := HB t tT). unfold Y. lra. }
assert (mv := moves v v1 v2 T x sol Y xY1 P HP).
assert (L0 := field_lipschitz v v1 P Y D1 (fun y h => proj1 (proj2 (HP y h)))).
assert (L1 := field_lipschitz v1 v2 P Y D2 (fun y h => proj2 (proj2 (HP y h)))).
assert (vv : forall t u, 0 <= t <= T -> 0 <= u <= T ->
  Rabs (v (x u) * v1 (x u) - v (x t) * v1 (x t)) <= 2 * (P * P) * Rabs (x u - x t)).
{ intros t u tT uT. replace (v (x u) * v1 (x u) - v (x t) * v1 (x t)) with
    (v (x u) * (v1 (x u) - v1 (x t)) + (v (x u) - v (x t)) * v1 (x t)) by ring.
  eapply Rle_trans; [apply Rabs_triang |]. rewrite !Rabs_mult.
  assert (A := L0 (x u) (x t) (xY u uT) (xY t tT)).
  assert (A1 := L1 (x u) (x t) (xY u uT) (xY t tT)).
  assert (X : Rabs (v (x u)) * Rabs (v1 (x u) - v1 (x t)) <= P * (P * Rabs (x u - x t))).
  { apply Rmult_le_compat; [apply Rabs_pos | apply Rabs_pos | apply HP, xY, uT | exact A1]. }
  assert (X' : Rabs (v (x u) - v (x t)) * Rabs (v1 (x t)) <= P * Rabs (x u - x t) * P).
  { apply Rmult_le_compat; [apply Rabs_pos | apply Rabs_pos | exact A | apply HP, xY, tT]. }
  lra. }
assert (defect : forall eta t, 0 < eta <= 1 -> 0 <= t -> t + eta <= T ->
  Rabs ((x (t + eta) + eta * e (t + eta)) - (x t + eta * e t) - eta * v (x t + eta * e t)) <=
    C * eta ^ 3).
{ intros eta t eta0 t0 tT. destruct sol as [Dx Cx].
  set (W := v (x t) * v1 (x t)). set (d := v1 (x t) * e t - 1 / 2 * W).
  (* the curve *)
  assert (V1 : forall u, t <= u <= t + eta ->
    Rabs (v (x u) - v (x t) - (u - t) * W) <= 2 * (P * P) * (P * eta) * eta).
  { intros u U. assert (F : Rabs ((v (x u) - (u - t) * W) - (v (x t) - (t - t) * W)) <=
      2 * (P * P) * (P * eta) * (u - t)).
    { apply (slope_inside (fun z => v (x z) - (z - t) * W) (fun z => v (x z) * v1 (x z) - W));
        [lra | | |].
      - intros z Z. apply (is_derive_minus (fun z => v (x z)) (fun z => (z - t) * W));
          [apply velocity_along; lra | auto_derive; [exact I | ring]].
      - intros z Z. apply (continuous_minus (fun z => v (x z)) (fun z => (z - t) * W));
          [apply velocity_along_continuous; lra |].
        apply (ex_derive_continuous (fun z => (z - t) * W)). auto_derive. exact I.
      - intros z Z. eapply Rle_trans; [apply vv; lra |].
        apply Rmult_le_compat_l; [nra |]. eapply Rle_trans; [apply mv; lra |].
        apply Rmult_le_compat_l; lra. }
    replace (v (x u) - v (x t) - (u - t) * W) with
      ((v (x u) - (u - t) * W) - (v (x t) - (t - t) * W)) by ring.
    eapply Rle_trans; [exact F |]. apply Rmult_le_compat_l; [| lra].
    apply Rmult_le_pos; [nra | nra]. }
  assert (R1 : Rabs (x (t + eta) - x t - eta * v (x t) - 1 / 2 * eta ^ 2 * W) <=
    2 * (P * P * P) * eta ^ 3).
  { assert (F : Rabs ((x (t + eta) - (t + eta - t) * v (x t) - 1 / 2 * (t + eta - t) ^ 2 * W) -
      (x t - (t - t) * v (x t) - 1 / 2 * (t - t) ^ 2 * W)) <=
      2 * (P * P) * (P * eta) * eta * (t + eta - t)).
    { apply (slope_inside (fun u => x u - (u - t) * v (x t) - 1 / 2 * (u - t) ^ 2 * W)
        (fun u => v (x u) - v (x t) - (u - t) * W)); [lra | | |].
      - intros u U. apply (is_derive_minus (fun u => x u - (u - t) * v (x t))
          (fun u => 1 / 2 * (u - t) ^ 2 * W)).
        + apply (is_derive_minus x (fun u => (u - t) * v (x t)));
            [apply Dx; lra | auto_derive; [exact I | ring]].
        + auto_derive; [exact I | field].
      - intros u U. apply (continuous_minus (fun u => x u - (u - t) * v (x t))
          (fun u => 1 / 2 * (u - t) ^ 2 * W)).
        + apply (continuous_minus x (fun u => (u - t) * v (x t))); [apply Cx; lra |].
          apply (ex_derive_continuous (fun u => (u - t) * v (x t))). auto_derive. exact I.
        + apply (ex_derive_continuous (fun u => 1 / 2 * (u - t) ^ 2 * W)). auto_derive. exact I.
      - exact V1. }
    replace (x (t + eta) - x t - eta * v (x t) - 1 / 2 * eta ^ 2 * W) with
      ((x (t + eta) - (t + eta - t) * v (x t) - 1 / 2 * (t + eta - t) ^ 2 * W) -
       (x t - (t - t) * v (x t) - 1 / 2 * (t - t) ^ 2 * W)) by ring.
    eapply Rle_trans; [exact F |]. right. ring. }
  (* the first term *)
  assert (De : forall u, 0 < u < T -> is_derive e u (v1 (x u) * e u - 1 / 2 * (v (x u) * v1 (x u))))
    by exact term_derive.
  assert (Qb : forall u, 0 <= u <= T ->
    Rabs (v1 (x u) * e u - 1 / 2 * (v (x u) * v1 (x u))) <= Q).
  { intros u U. eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_Ropp, !Rabs_mult.
    rewrite (Rabs_pos_eq (1 / 2)) by lra. destruct (HP (x u) (xY u U)) as [A [A1 _]].
    apply Rplus_le_compat; [apply Rmult_le_compat; try apply Rabs_pos; auto |].
    apply Rmult_le_compat_l; [lra |]. apply Rmult_le_compat; auto using Rabs_pos. }
  assert (em : forall u, t <= u <= t + eta -> Rabs (e u - e t) <= Q * eta).
  { intros u U. eapply Rle_trans; [apply (slope_inside e (fun z => v1 (x z) * e z -
      1 / 2 * (v (x z) * v1 (x z))) t u Q); [lra | | |] |].
    - intros z Z. apply De. lra.
    - intros z Z. apply term_continuous. lra.
    - intros z Z. apply Qb. lra.
    - apply Rmult_le_compat_l; [| lra].
      eapply Rle_trans; [apply Rabs_pos | exact (Qb t ltac:(lra))]. }
  assert (R2 : Rabs (e (t + eta) - e t - eta * d) <= K1 * eta * eta).
  { assert (F : Rabs ((e (t + eta) - (t + eta - t) * d) - (e t - (t - t) * d)) <=
      K1 * eta * (t + eta - t)).
    { apply (slope_inside (fun u => e u - (u - t) * d) (fun u => v1 (x u) * e u -
        1 / 2 * (v (x u) * v1 (x u)) - d)); [lra | | |].
      - intros u U. apply (is_derive_minus e (fun u => (u - t) * d));
          [apply De; lra | auto_derive; [exact I | ring]].
      - intros u U. apply (continuous_minus e (fun u => (u - t) * d));
          [apply term_continuous; lra |].
        apply (ex_derive_continuous (fun u => (u - t) * d)). auto_derive. exact I.
      - intros u U. unfold d, W.
        replace (v1 (x u) * e u - 1 / 2 * (v (x u) * v1 (x u)) -
          (v1 (x t) * e t - 1 / 2 * (v (x t) * v1 (x t)))) with
          ((v1 (x u) - v1 (x t)) * e u + v1 (x t) * (e u - e t) +
           - (1 / 2 * (v (x u) * v1 (x u) - v (x t) * v1 (x t)))) by ring.
        assert (M := mv t u ltac:(lra) ltac:(lra)).
        assert (M' : Rabs (x u - x t) <= P * eta).
        { eapply Rle_trans; [exact M |]. apply Rmult_le_compat_l; lra. }
        assert (A1 := L1 (x u) (x t) (xY u ltac:(lra)) (xY t ltac:(lra))).
        assert (A2 := vv t u ltac:(lra) ltac:(lra)).
        eapply Rle_trans; [apply Rabs_triang |]. eapply Rle_trans;
          [apply Rplus_le_compat_r, Rabs_triang |]. rewrite Rabs_Ropp, !Rabs_mult.
        rewrite (Rabs_pos_eq (1 / 2)) by lra. rewrite <- Rabs_mult.
        assert (X1 : Rabs (v1 (x u) - v1 (x t)) * Rabs (e u) <= P * (P * eta) * E).
        { apply Rmult_le_compat; try apply Rabs_pos; [| apply HE; lra].
          eapply Rle_trans; [exact A1 |]. apply Rmult_le_compat_l; assumption. }
        assert (X2 : Rabs (v1 (x t)) * Rabs (e u - e t) <= P * (Q * eta)).
        { apply Rmult_le_compat; try apply Rabs_pos; [apply HP, xY; lra | apply em; exact U]. }
        assert (X3 : 2 * (P * P) * Rabs (x u - x t) <= 2 * (P * P) * (P * eta))
          by (apply Rmult_le_compat_l; [nra | exact M']).
        rewrite <- !Rabs_mult in *. unfold K1. lra. }
    replace (e (t + eta) - e t - eta * d) with
      ((e (t + eta) - (t + eta - t) * d) - (e t - (t - t) * d)) by ring.
    eapply Rle_trans; [exact F |]. right. ring. }
  (* the field *)
  assert (R3 : Rabs (v (x t + eta * e t) - v (x t) - eta * e t * v1 (x t)) <=
    P * (E * E) * eta ^ 2).
  { assert (ez : Rabs (eta * e t) <= eta * E).
    { rewrite Rabs_mult, (Rabs_pos_eq eta) by lra. apply Rmult_le_compat_l; [lra | apply HE; lra]. }
    eapply Rle_trans; [apply (Taylor_two v v1 v2 P Y (x t) (eta * e t) D1 D2);
      [intros y h; apply HP, h | apply xY; lra |] |].
    - eapply Rle_trans; [apply Rabs_triang |]. assert (Z := HB t ltac:(lra)).
      assert (eta * E <= 1 * E) by (apply Rmult_le_compat_r; lra). unfold Y. lra.
    - replace (P * (E * E) * eta ^ 2) with (P * (eta * E) ^ 2) by ring.
      apply Rmult_le_compat_l; [exact P0 |]. rewrite <- (pow2_abs (eta * e t)).
      apply pow_incr. split; [apply Rabs_pos | exact ez]. }
  replace ((x (t + eta) + eta * e (t + eta)) - (x t + eta * e t) - eta * v (x t + eta * e t)) with
    ((x (t + eta) - x t - eta * v (x t) - 1 / 2 * eta ^ 2 * W) +
     eta * (e (t + eta) - e t - eta * d) +
     - (eta * (v (x t + eta * e t) - v (x t) - eta * e t * v1 (x t)))) by (unfold d, W; field).
  eapply Rle_trans; [apply Rabs_triang |]. eapply Rle_trans;
    [apply Rplus_le_compat_r, Rabs_triang |].
  rewrite Rabs_Ropp, (Rabs_mult eta), (Rabs_mult eta), (Rabs_pos_eq eta) by lra.
  assert (X2 : eta * Rabs (e (t + eta) - e t - eta * d) <= eta * (K1 * eta * eta))
    by (apply Rmult_le_compat_l; [lra | exact R2]).
  assert (X3 : eta * Rabs (v (x t + eta * e t) - v (x t) - eta * e t * v1 (x t)) <=
    eta * (P * (E * E) * eta ^ 2)) by (apply Rmult_le_compat_l; [lra | exact R3]).
  unfold C. lra. }
set (K := T * C * exp (P * T)). assert (X0 := exp_pos (P * T)).
assert (Q0 : 0 <= Q) by (unfold Q; nra).
assert (C0 : 0 <= C).
{ unfold C, K1. assert (0 <= P * P) by nra. assert (0 <= P * P * P) by nra.
  assert (0 <= E * E) by nra. assert (0 <= P * E) by nra. assert (0 <= P * (P * E)) by nra.
  assert (0 <= P * Q) by nra. assert (0 <= P * (E * E)) by nra. lra. }
assert (K0 : 0 <= K) by (apply Rmult_le_pos; [nra | lra]).
exists K, (/ (K + 1)). split; [apply Rinv_0_lt_compat; lra |]. intros eta k [eta0 eta1] kT.
assert (i1 : / (K + 1) <= 1).
{ rewrite <- Rinv_1. apply Rinv_le_contravar; lra. }
assert (ek : eta * (K + 1) < 1).
{ apply Rmult_lt_compat_r with (r := K + 1) in eta1; [| lra].
  rewrite Rinv_l in eta1 by lra. exact eta1. }
assert (dl : T / eta * (C * eta ^ 3) * exp (P * T) = K * eta ^ 2) by (unfold K; field; lra).
replace (euler v eta (x 0) k - x (INR k * eta) - eta * first_term v (x 0) (x (INR k * eta))) with
  (euler v eta (x 0) k - (x (INR k * eta) + eta * e (INR k * eta))) by ring.
rewrite <- dl. apply (euler_close v v1 v2 T x) with (Y := Y)
  (u := fun t => x t + eta * e t); try assumption.
- apply Rmult_le_pos; [exact C0 | apply pow_le; lra].
- unfold first_term. replace (v (x 0) / v (x 0)) with 1 by (field; exact moving). rewrite ln_1.
  ring.
- intros t tT. eapply Rle_trans; [apply Rabs_triang |].
  rewrite Rabs_mult, (Rabs_pos_eq eta) by lra. assert (Z := HB t tT). assert (Z' := HE t tT).
  assert (A := Rabs_pos (e t)). assert (eta * Rabs (e t) <= 1 * E)
    by (apply Rmult_le_compat; lra). unfold Y. lra.
- intros t t0 tT. apply (defect eta t); lra.
- rewrite dl. assert (eta ^ 2 <= eta * 1) by (simpl; nra).
  assert (K * eta ^ 2 <= K * (eta * 1)) by (apply Rmult_le_compat_l; assumption). lra.
Qed.
End Second.
