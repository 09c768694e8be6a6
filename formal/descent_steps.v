(* Descent of one mode over Coq's reals, and its first step at a level.

   first_step_once: below its target descent reaches every level, for the first time at exactly one
     step.
   before_first_step: until then it stays in [eps, level^(1/L)). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dlf Require Import scalar ahead.
Open Scope R_scope.

(* lambda_k: the steps lambda + eta lambda^(L-1) (s - lambda^L) from eps *)
Definition descent (L : nat) (eta s eps : R) (k : nat) : R :=
  Nat.iter k (fun x => x + eta * mode_velocity L s x) eps.

(* N is the first step at which lambda^L >= level *)
Definition is_first_step (L : nat) (eta s eps level : R) (N : nat) :=
  level <= descent L eta s eps N ^ L /\
  forall k, (k < N)%nat -> descent L eta s eps k ^ L < level.

Lemma first_step_unique L eta s eps level N N' : is_first_step L eta s eps level N ->
  is_first_step L eta s eps level N' -> N = N'.
Proof.
intros [A B] [A' B']. destruct (Nat.lt_total N N') as [l | [e | l]]; [| exact e |].
- specialize (B' N l). lra.
- specialize (B N' l). lra.
Qed.

Lemma power_order (L : nat) x y : 0 <= x -> 0 <= y -> x ^ L < y ^ L -> x < y.
Proof.
intros x0 y0 H. destruct (Rlt_le_dec x y) as [l | l]; [exact l |].
assert (y ^ L <= x ^ L) by (apply pow_incr; lra). lra.
Qed.

Section Below.
Variables (L : nat) (eta s eps level : R).
Hypotheses (L2 : (2 <= L)%nat) (eta0 : 0 < eta) (e0 : 0 < eps).
Hypotheses (start : eps ^ L < level) (inside : level < s).

Lemma gain_below x : eps <= x -> x ^ L < level ->
  eps ^ (L - 1) * (s - level) <= mode_velocity L s x.
Proof.
intros ex xl. unfold mode_velocity.
assert (A : eps ^ (L - 1) <= x ^ (L - 1)) by (apply pow_incr; lra).
assert (B : 0 < eps ^ (L - 1)) by (apply pow_lt; lra).
replace (- (x ^ (L - 1) * (x ^ L - s))) with (x ^ (L - 1) * (s - x ^ L)) by ring.
apply Rmult_le_compat; lra.
Qed.

Lemma before_first_step N : (forall k, (k < N)%nat -> descent L eta s eps k ^ L < level) ->
  forall k, (k <= N)%nat -> eps + INR k * (eta * (eps ^ (L - 1) * (s - level))) <=
    descent L eta s eps k.
Proof.
intros H. assert (B : 0 < eps ^ (L - 1) * (s - level)).
{ apply Rmult_lt_0_compat; [apply pow_lt; lra | lra]. }
assert (C := Rmult_lt_0_compat _ _ eta0 B). set (d := eta * _) in *.
induction k as [| k IH]; intro kN; [simpl; lra |].
specialize (IH ltac:(lia)). assert (K := pos_INR k).
assert (X : eps <= descent L eta s eps k).
{ assert (0 <= INR k * d) by (apply Rmult_le_pos; lra). lra. }
assert (G := gain_below _ X (H k ltac:(lia))).
change (descent L eta s eps (S k)) with
  (descent L eta s eps k + eta * mode_velocity L s (descent L eta s eps k)).
rewrite S_INR. apply Rmult_le_compat_l with (r := eta) in G; [| lra]. fold d in G. lra.
Qed.

Lemma first_step_exists : exists N, is_first_step L eta s eps level N.
Proof.
assert (B : 0 < eta * (eps ^ (L - 1) * (s - level))).
{ apply Rmult_lt_0_compat; [exact eta0 |].
  apply Rmult_lt_0_compat; [apply pow_lt; lra | lra]. }
set (d := eta * _) in *.
assert (E : forall n, (exists N, (N < n)%nat /\ is_first_step L eta s eps level N) \/
  forall k, (k < n)%nat -> descent L eta s eps k ^ L < level).
{ induction n as [| n [[N [A C]] | A]]; [right; lia | left; exists N; split; [lia | exact C] |].
  destruct (Rlt_le_dec (descent L eta s eps n ^ L) level) as [l | l].
  - right. intros k kn. destruct (Nat.eq_dec k n) as [-> | ne]; [exact l | apply A; lia].
  - left. exists n. split; [lia | split; [exact l | exact A]]. }
destruct (nfloor_ex (Rmax (s / d) 0)) as [n [_ U]]; [apply Rmax_r |].
assert (V := Rmax_l (s / d) 0).
destruct (nfloor_ex (Rmax (1 / d) 0)) as [m [_ U']]; [apply Rmax_r |].
assert (V' := Rmax_l (1 / d) 0).
destruct (E (n + m + 3)%nat) as [[N [_ C]] | A]; [exists N; exact C | exfalso].
set (k := (n + m + 2)%nat).
assert (G := before_first_step _ A k ltac:(unfold k; lia)). fold d in G.
assert (H := A k ltac:(unfold k; lia)).
assert (K : INR k = INR n + INR m + 2) by (unfold k; rewrite !plus_INR; simpl; ring).
assert (X : s + 1 < descent L eta s eps k).
{ assert (s < (INR n + 1) * d) by (apply Rlt_div_l; lra).
  assert (1 < (INR m + 1) * d) by (apply Rlt_div_l; lra).
  rewrite K in G. lra. }
assert (p0 : 0 < eps ^ L) by (apply pow_lt; lra).
assert (Y : (s + 1) ^ 1 <= (s + 1) ^ L) by (apply Rle_pow; [lra | lia]).
assert (Z : (s + 1) ^ L <= descent L eta s eps k ^ L) by (apply pow_incr; lra). lra.
Qed.

Theorem first_step_once : exists N, is_first_step L eta s eps level N /\
  forall N', is_first_step L eta s eps level N' -> N' = N.
Proof.
destruct first_step_exists as [N F]. exists N. split; [exact F |]. intros N' F'.
exact (first_step_unique L eta s eps level N' N F' F).
Qed.
End Below.
