(* Wrong variants of when one mode of two factors is fitted before the next one begins. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar separation_bound separation separation_limits.
Open Scope R_scope.

(* a time a tenth later *)
Theorem logistic_reaches_tenth_wrong : ~ (forall c s eps, 0 < c < 1 -> 0 < s -> 0 < eps ->
  eps ^ 2 < c * s -> forall t, 0 <= t -> (logistic s eps t = c * s <->
  t = 11 / 10 * fit_time eps c s)).
Proof.
intro H. destruct (logistic_reaches (1 / 2) 1 (1 / 2)) as [p K]; try lra.
set (T := fit_time (1 / 2) (1 / 2) 1) in *.
destruct (K T) as [_ K2]; [lra |].
destruct (H (1 / 2) 1 (1 / 2) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) T ltac:(lra)) as [Q _].
fold T in Q. assert (T = 11 / 10 * T) by (apply Q, K2; reflexivity). lra.
Qed.

(* part 1 for kappa = 2 and c = 1/3 *)
Lemma two_thirds o : 2 < o -> exists eps, 0 < eps /\ eps ^ 2 < 1 / 3 * 1 /\
  (1 - eps ^ 2) / eps ^ 2 = o /\
  (fit_time eps (1 - 1 / 3) 2 < fit_time eps (1 / 3) 1 <-> 8 * (2 + 1 / o) < o).
Proof.
intro H. destruct (start_for (1 / 3) 1 o) as [eps [e0 [small O]]]; try lra.
exists eps. split; [exact e0 |]. split; [exact small |]. split; [exact O |].
assert (K := larger_first_iff (1 / 3) 2 1 eps ltac:(lra) ltac:(lra) e0 small).
simpl in K. rewrite Rmult_1_r in K. unfold odds in O. simpl in O. rewrite Rmult_1_r in O.
rewrite O in K. rewrite K.
assert (P : 0 < 1 / o) by (apply Rdiv_lt_0_compat; lra).
replace ((1 - 1 / 3) / (1 / 3)) with 2 by field.
replace (1 / ((2 - 1) / (2 + 1))) with (INR 3) by (simpl; field).
replace (1 / (2 / 1 - 1)) with 1 by field. rewrite Rpower_pow, Rpower_1 by lra.
replace (2 / 1 - 1) with 1 by field. simpl.
replace (2 * (2 * (2 * 1)) * (1 + 1 * (1 + 1 / o))) with (8 * (2 + 1 / o)) by ring. reflexivity.
Qed.

(* without the share of the start *)
Theorem larger_first_iff_start_wrong : ~ (forall c si sj eps,
  0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ 2 < c * sj ->
  let kappa := si / sj in let o := (sj - eps ^ 2) / eps ^ 2 in
  let delta := (si - sj) / (si + sj) in
  (fit_time eps (1 - c) si < fit_time eps c sj <->
   Rpower ((1 - c) / c) (1 / delta) * Rpower (1 + (kappa - 1)) (1 / (kappa - 1)) < o)).
Proof.
intro H. destruct (two_thirds (81 / 5) ltac:(lra)) as [eps [e0 [small [O K]]]].
assert (Q := H (1 / 3) 2 1 eps ltac:(lra) ltac:(lra) e0 small). cbv zeta in Q. rewrite O, K in Q.
replace ((1 - 1 / 3) / (1 / 3)) with 2 in Q by field.
replace (1 / ((2 - 1) / (2 + 1))) with (INR 3) in Q by (simpl; field).
replace (1 / (2 / 1 - 1)) with 1 in Q by field. rewrite Rpower_pow, Rpower_1 in Q by lra.
simpl in Q. lra.
Qed.

(* an exponent a tenth greater *)
Theorem larger_first_iff_exponent_wrong : ~ (forall c si sj eps,
  0 < c < 1 / 2 -> 0 < sj < si -> 0 < eps -> eps ^ 2 < c * sj ->
  let kappa := si / sj in let o := (sj - eps ^ 2) / eps ^ 2 in
  let delta := (si - sj) / (si + sj) in
  (fit_time eps (1 - c) si < fit_time eps c sj <->
   Rpower ((1 - c) / c) (11 / 10 / delta) *
     Rpower (1 + (kappa - 1) * (1 + 1 / o)) (1 / (kappa - 1)) < o)).
Proof.
intro H. destruct (two_thirds 17 ltac:(lra)) as [eps [e0 [small [O K]]]].
assert (Q := H (1 / 3) 2 1 eps ltac:(lra) ltac:(lra) e0 small). cbv zeta in Q. rewrite O, K in Q.
replace ((1 - 1 / 3) / (1 / 3)) with 2 in Q by field.
replace (11 / 10 / ((2 - 1) / (2 + 1))) with (33 / 10) in Q by field.
replace (1 / (2 / 1 - 1)) with 1 in Q by field. rewrite (Rpower_1 (1 + _)) in Q by lra.
assert (P : 9 < Rpower 2 (33 / 10)).
{ apply ln_less; [lra | apply Rpower_positive |]. rewrite ln_Rpower.
  assert (L : ln (9 ^ 10) < ln (2 ^ 33)) by (apply ln_increasing; lra).
  rewrite <- (Rpower_pow 10), <- (Rpower_pow 33), !ln_Rpower in L by lra. simpl INR in L. lra. }
lra.
Qed.

(* the last digit of F one less *)
Theorem bound_exists_digit_wrong : ~ (exists F, (0 < F /\ F * ln F = F + 1) /\
  3.590 < F < 3.591).
Proof.
intros [F [[F0 E] B]]. destruct bound_exists as [G [_ [C U]]]. assert (F = G) by auto. lra.
Qed.

(* a constant a tenth greater *)
Theorem bound_exists_tenth_wrong : ~ (exists F, (0 < F /\ F * ln F = F + 11 / 10) /\
  3.591 < F < 3.592).
Proof.
intros [G [[G0 E] B]]. destruct bound_exists as [F [[F0 H] [C _]]].
assert (L : 1 + (ln G - ln F) <= G / F).
{ replace (G / F) with (exp (ln G - ln F)); [apply exp_ineq1_le |].
  unfold Rminus. rewrite exp_plus, exp_Ropp, !exp_ln by lra. reflexivity. }
apply Rmult_le_compat_r with (r := G * F) in L; [| nra].
replace (G / F * (G * F)) with (G * G) in L by (field; lra).
assert (M : G * (F * ln F) = G * (F + 1)) by (rewrite H; ring).
assert (N : F * (G * ln G) = F * (G + 11 / 10)) by (rewrite E; ring). nra.
Qed.

Lemma some_factor c kappa : 0 < c < 1 / 2 -> 1 < kappa -> exists rho, is_threshold c kappa 1 rho.
Proof.
intros C K. destruct bound_exists as [F [[F0 FE] _]].
destruct (threshold_exists c kappa F C K F0 FE) as [rho [_ T]]. exists rho.
apply T; [lra | ring].
Qed.

(* a lower bound a tenth greater *)
Theorem threshold_exists_lower_wrong : ~ (forall c kappa F,
  0 < c < 1 / 2 -> 1 < kappa -> 0 < F -> F * ln F = F + 1 ->
  exists rho, 11 / 10 < rho < F /\ forall si sj, 0 < sj -> si = kappa * sj ->
    is_threshold c si sj rho).
Proof.
intro H. destruct bound_exists as [F [[F0 FE] _]].
destruct (threshold_far (1 / 10) ltac:(lra)) as [K far]. set (k := Rmax K 1 + 1).
assert (k1 := Rmax_l K 1). assert (k2 := Rmax_r K 1).
destruct (H (1 / 4) k F) as [rho [B T]]; [lra | unfold k; lra | exact F0 | exact FE |].
assert (1 < rho < 1 + 1 / 10); [| lra].
apply (far (1 / 4) k 1); [lra | unfold k; lra | unfold k; lra | apply T; [lra | ring]].
Qed.

(* an upper bound a tenth less *)
Theorem threshold_exists_upper_wrong : ~ (forall c kappa F,
  0 < c < 1 / 2 -> 1 < kappa -> 0 < F -> F * ln F = F + 1 ->
  exists rho, 1 < rho < 9 / 10 * F /\ forall si sj, 0 < sj -> si = kappa * sj ->
    is_threshold c si sj rho).
Proof.
intro H. destruct bound_exists as [F [[F0 FE] _]].
destruct (bounds_best F (9 / 10 * F) F0 FE) as [_ best].
destruct best as [c [si [sj [rho [C [S [T R]]]]]]]; [lra |].
assert (K : 1 < si / sj).
{ apply Rminus_gt. replace (_ - _) with ((si - sj) / sj) by (field; lra).
  apply Rdiv_lt_0_compat; lra. }
destruct (H c (si / sj) F C K F0 FE) as [sigma [B U]].
assert (rho = sigma); [| lra]. apply (threshold_unique c si sj); [exact C | exact S | lra |
  exact T | apply U; [lra | field; lra]].
Qed.

(* two targets and a fraction that meet the hypotheses of threshold_even *)
Lemma even_pair d : 0 < d -> exists c k rho, 0 < c < 1 / 2 /\ 0 < 1 < k /\ k / 1 < 1 + d /\
  ln ((1 - c) / c) / relative_gap k 1 < d /\ is_threshold c k 1 rho.
Proof.
intro d0. assert (S : 0 < 1 < 1 + d / 2) by lra. assert (G := relative_gap_between _ _ S).
destruct (fraction_for (relative_gap (1 + d / 2) 1 * (d / 2)) ltac:(nra)) as [c [C L]].
destruct (some_factor c (1 + d / 2) C ltac:(lra)) as [rho T].
exists c, (1 + d / 2), rho. split; [exact C |]. split; [exact S |]. split; [lra |].
split; [| exact T]. rewrite L. replace (_ / _) with (d / 2); [lra |]. field. lra.
Qed.

(* one factor for every c *)
Theorem threshold_exists_alone_wrong : ~ (forall kappa, 1 < kappa -> exists rho, forall c si sj,
  0 < c < 1 / 2 -> 0 < sj -> si = kappa * sj -> is_threshold c si sj rho).
Proof.
intro H. destruct bound_exists as [F [[F0 FE] [FB _]]].
destruct (threshold_near (1 / 4) (1 / 10)) as [d [d0 near]]; [lra | lra |].
destruct (threshold_even F (1 / 10) F0 FE ltac:(lra)) as [b [b0 even]].
assert (m1 := Rmin_l d b). assert (m2 := Rmin_r d b).
destruct (even_pair (Rmin d b)) as [c [k [_ [C [S [K [L _]]]]]]]; [apply Rmin_glb_lt; lra |].
destruct (H k ltac:(lra)) as [rho T].
assert (A : Rabs (rho - exp 1) < 1 / 10) by (apply (near k 1 rho S); [lra | apply T; lra]).
assert (B : F - 1 / 10 < rho < F) by (apply (even c k 1 rho C S); [lra | lra | apply T; lra]).
apply Rabs_def2 in A. assert (E := exp_le_3). lra.
Qed.

(* far apart, a limit a tenth greater *)
Theorem threshold_far_tenth_wrong : ~ (forall e, 0 < e -> exists K, forall c si sj rho,
  0 < c < 1 / 2 -> 0 < sj < si -> K < si / sj -> is_threshold c si sj rho ->
  Rabs (rho - 11 / 10) < e).
Proof.
intro H. destruct (H (1 / 20) ltac:(lra)) as [K wrong].
destruct (threshold_far (1 / 20) ltac:(lra)) as [J far]. set (k := Rmax (Rmax K J) 1 + 1).
assert (k1 := Rmax_l (Rmax K J) 1). assert (k2 := Rmax_r (Rmax K J) 1).
assert (k3 := Rmax_l K J). assert (k4 := Rmax_r K J).
destruct (some_factor (1 / 4) k ltac:(lra) ltac:(unfold k; lra)) as [rho T].
assert (A : Rabs (rho - 11 / 10) < 1 / 20).
{ apply (wrong (1 / 4) k 1); [lra | unfold k; lra | unfold k; lra | exact T]. }
assert (B : 1 < rho < 1 + 1 / 20).
{ apply (far (1 / 4) k 1); [lra | unfold k; lra | unfold k; lra | exact T]. }
apply Rabs_def2 in A. lra.
Qed.

(* one distance for every c *)
Theorem threshold_near_uniform_wrong : ~ (forall e, 0 < e -> exists d, 0 < d /\
  forall c si sj rho, 0 < c < 1 / 2 -> 0 < sj < si -> si / sj < 1 + d ->
  is_threshold c si sj rho -> Rabs (rho - exp 1) < e).
Proof.
intro H. destruct bound_exists as [F [[F0 FE] [FB _]]].
destruct (H (1 / 10) ltac:(lra)) as [d [d0 near]].
destruct (threshold_even F (1 / 10) F0 FE ltac:(lra)) as [b [b0 even]].
assert (m1 := Rmin_l d b). assert (m2 := Rmin_r d b).
destruct (even_pair (Rmin d b)) as [c [k [rho [C [S [K [L T]]]]]]]; [apply Rmin_glb_lt; lra |].
assert (A : Rabs (rho - exp 1) < 1 / 10) by (apply (near c k 1 rho C S); [lra | exact T]).
assert (B : F - 1 / 10 < rho < F) by (apply (even c k 1 rho C S); [lra | lra | exact T]).
apply Rabs_def2 in A. assert (E := exp_le_3). lra.
Qed.

(* close together, a limit a tenth less *)
Theorem threshold_near_tenth_wrong : ~ (forall c e, 0 < c < 1 / 2 -> 0 < e -> exists d, 0 < d /\
  forall si sj rho, 0 < sj < si -> si / sj < 1 + d -> is_threshold c si sj rho ->
  Rabs (rho - 9 / 10 * exp 1) < e).
Proof.
intro H. assert (E := exp_ineq1_le 1).
destruct (H (1 / 4) (1 / 10) ltac:(lra) ltac:(lra)) as [d [d0 wrong]].
destruct (threshold_near (1 / 4) (1 / 10)) as [b [b0 near]]; [lra | lra |].
set (k := 1 + Rmin d b / 2). assert (m0 : 0 < Rmin d b) by (apply Rmin_glb_lt; lra).
assert (m1 := Rmin_l d b). assert (m2 := Rmin_r d b). assert (S : 0 < 1 < k) by (unfold k; lra).
destruct (some_factor (1 / 4) k ltac:(lra) ltac:(lra)) as [rho T].
assert (A : Rabs (rho - 9 / 10 * exp 1) < 1 / 10).
{ apply (wrong k 1 rho S); [unfold k; lra | exact T]. }
assert (B : Rabs (rho - exp 1) < 1 / 10).
{ apply (near k 1 rho S); [unfold k; lra | exact T]. }
apply Rabs_def2 in A. apply Rabs_def2 in B. lra.
Qed.

(* kappa tends to 1, whatever c *)
Theorem threshold_even_alone_wrong : ~ (forall F e, 0 < F -> F * ln F = F + 1 -> 0 < e ->
  exists d, 0 < d /\ forall c si sj rho, 0 < c < 1 / 2 -> 0 < sj < si -> si / sj < 1 + d ->
  is_threshold c si sj rho -> F - e < rho < F).
Proof.
intro H. destruct bound_exists as [F [[F0 FE] [FB _]]].
destruct (H F (1 / 10) F0 FE ltac:(lra)) as [d [d0 wrong]].
destruct (threshold_near (1 / 4) (1 / 10)) as [b [b0 near]]; [lra | lra |].
set (k := 1 + Rmin d b / 2). assert (m0 : 0 < Rmin d b) by (apply Rmin_glb_lt; lra).
assert (m1 := Rmin_l d b). assert (m2 := Rmin_r d b). assert (S : 0 < 1 < k) by (unfold k; lra).
destruct (some_factor (1 / 4) k ltac:(lra) ltac:(lra)) as [rho T].
assert (A : F - 1 / 10 < rho < F).
{ apply (wrong (1 / 4) k 1 rho ltac:(lra) S); [unfold k; lra | exact T]. }
assert (B : Rabs (rho - exp 1) < 1 / 10).
{ apply (near k 1 rho S); [unfold k; lra | exact T]. }
apply Rabs_def2 in B. assert (E := exp_le_3). lra.
Qed.

(* a limit a tenth less than F *)
Theorem threshold_even_tenth_wrong : ~ (forall F e, 0 < F -> F * ln F = F + 1 -> 0 < e ->
  exists d, 0 < d /\ forall c si sj rho, 0 < c < 1 / 2 -> 0 < sj < si -> si / sj < 1 + d ->
  ln ((1 - c) / c) / relative_gap si sj < d -> is_threshold c si sj rho ->
  Rabs (rho - 9 / 10 * F) < e).
Proof.
intro H. destruct bound_exists as [F [[F0 FE] [FB _]]].
destruct (H F (1 / 10) F0 FE ltac:(lra)) as [d [d0 wrong]].
destruct (threshold_even F (1 / 10) F0 FE ltac:(lra)) as [b [b0 even]].
assert (m1 := Rmin_l d b). assert (m2 := Rmin_r d b).
destruct (even_pair (Rmin d b)) as [c [k [rho [C [S [K [L T]]]]]]]; [apply Rmin_glb_lt; lra |].
assert (A : Rabs (rho - 9 / 10 * F) < 1 / 10).
{ apply (wrong c k 1 rho C S); [lra | lra | exact T]. }
assert (B : F - 1 / 10 < rho < F) by (apply (even c k 1 rho C S); [lra | lra | exact T]).
apply Rabs_def2 in A. lra.
Qed.

(* a factor below 1 *)
Theorem bounds_best_lower_wrong : ~ (forall r, 9 / 10 < r -> forall c, 0 < c < 1 / 2 ->
  exists si sj rho, 0 < sj < si /\ is_threshold c si sj rho /\ rho < r).
Proof.
intro H.
destruct (H 1 ltac:(lra) (1 / 4) ltac:(lra)) as [si [sj [rho [S [T R]]]]].
destruct (threshold_equation (1 / 4) si sj rho ltac:(lra) S T) as [r1 _]. lra.
Qed.

(* a factor up to a tenth above F *)
Theorem bounds_best_upper_wrong : ~ (forall F r, 0 < F -> F * ln F = F + 1 -> r < 11 / 10 * F ->
  exists c si sj rho, 0 < c < 1 / 2 /\ 0 < sj < si /\ is_threshold c si sj rho /\ r < rho).
Proof.
intro H. destruct bound_exists as [F [[F0 FE] _]].
destruct (H F F F0 FE ltac:(lra)) as [c [si [sj [rho [C [S [T R]]]]]]].
destruct (threshold_equation c si sj rho C S T) as [r1 [r2 _]].
assert (L := rho_below_bound rho F ltac:(lra) r2 F0 FE). lra.
Qed.
