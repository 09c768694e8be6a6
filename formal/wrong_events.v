(* Wrong variants of the balance of events, refuted by records of two or three times. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import events.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.

(* right first, then wrong; the other way round; right at even times *)
Definition falling t := t == 0.
Definition rising t := t != 0.
Definition even_times t := ~~ odd t.

(* two examples, one right where the other is wrong *)
Definition exchange (i : 'I_2) t := (i == ord0) (+) odd t.

Ltac count := rewrite /learned /forgotten ?big_ord_recr ?big_ord0 /= ?add0n.

Lemma falling_count : forgotten falling 1 = 1. Proof. by count. Qed.
Lemma rising_count : learned rising 1 = 1 /\ forgotten rising 1 = 0. Proof. by count. Qed.

Local Open Scope ring_scope.

Definition Q : realFieldType := [realFieldType of rat].

(* nine tenths of the bound *)
Theorem learned_less_forgotten_tenth_wrong : ~ (forall (R : realFieldType) (a : nat -> bool) T,
  (forgotten a T)%:R <= 9%:R / 10%:R * ((T%:R + (a 0%N)%:R - (a T)%:R) / 2%:R) :> R).
Proof. by move=> /(_ Q falling 1%N); rewrite falling_count /=; vm_compute. Qed.

(* differ by nine tenths at most *)
Theorem learned_less_forgotten_one_wrong : ~ (forall (R : realFieldType) (a : nat -> bool) T,
  `|(learned a T)%:R - (forgotten a T)%:R| <= 9%:R / 10%:R :> R).
Proof.
by move=> /(_ Q rising 1%N); have [-> ->] := rising_count; vm_compute.
Qed.

(* the last time but one *)
Theorem learned_less_forgotten_last_wrong : ~ (forall (R : realFieldType) (a : nat -> bool) T,
  (learned a T)%:R - (forgotten a T)%:R = (a T.-1)%:R - (a 0%N)%:R :> R).
Proof.
move=> /(_ Q rising 1%N); have [-> ->] := rising_count.
by move/eqP; vm_compute.
Qed.

(* whatever the two ends: the record wrong, right forgets less than right, wrong *)
Theorem most_forgotten_any_ends_wrong : ~ (forall (a b : nat -> bool) T,
  alternates a T -> (forgotten b T <= forgotten a T)%N).
Proof.
move=> /(_ rising falling 1%N); have [_ ->] := rising_count; rewrite falling_count.
by move=> H; have : (1 <= 0)%N by apply: H => -[].
Qed.

(* turns until the last time but one *)
Theorem most_forgotten_last_wrong : ~ (forall (R : realFieldType) (a : nat -> bool) T,
  (forgotten a T)%:R = (T%:R + (a 0%N)%:R - (a T)%:R) / 2%:R :> R <-> alternates a T.-1).
Proof.
move=> /(_ Q (fun t => t == 0%N) 2%N)[_ H].
suff /H/eqP : alternates (fun t => t == 0%N) 1.
  by rewrite /forgotten !big_ord_recl big_ord0; vm_compute.
by case.
Qed.

(* a single time has one end *)
Theorem best_for_all_ends_at_once_wrong : ~ (forall T (first last : bool),
  exists a, [/\ a 0%N = first, a T = last & forgotten a T = ((T + first - last)./2)%N]).
Proof. by move=> /(_ 0%N true false)[a [-> ]]. Qed.

(* rounded up *)
Theorem best_for_all_ends_up_wrong : ~ (forall T (first last : bool), (0 < T)%N ->
  exists a, [/\ a 0%N = first, a T = last & forgotten a T = uphalf (T + first - last)%N]).
Proof. by move=> /(_ 1%N true true isT)[a [a0 a1]]; count; rewrite /forgets a0 a1. Qed.

Definition one_falls (i : 'I_1) := falling.
Definition one_rises (i : 'I_1) := rising.

Lemma mean_of_one (f : 'I_1 -> nat) : mean Q f = (f ord0)%:R.
Proof. by rewrite /mean big_ord1 divr1. Qed.

(* nine tenths of the mean *)
Theorem gains_less_losses_tenth_wrong : ~ (forall (R : realFieldType) (N : nat)
    (a : 'I_N -> nat -> bool) T,
  losses R a T <= 9%:R / 10%:R * mean R (fun i => forgotten (a i) T)).
Proof.
move=> /(_ Q 1%N one_falls 1%N).
by rewrite /losses big_ord1 /accuracy !mean_of_one falling_count; vm_compute.
Qed.

(* the accuracy at the last time but one *)
Theorem gains_less_losses_last_wrong : ~ (forall (R : realFieldType) (N : nat)
    (a : 'I_N -> nat -> bool) T,
  gains R a T - losses R a T = accuracy R a T.-1 - accuracy R a 0%N).
Proof.
move=> /(_ Q 1%N one_rises 1%N).
by rewrite /losses /gains !big_ord1 /accuracy !mean_of_one => /eqP; vm_compute.
Qed.

Local Notation hidden R a T := (mean R (fun i => forgotten (a i) T) - losses R a T).

Lemma exchange_hides : hidden Q exchange 1 <> 0.
Proof.
have [_ [H _]] := hidden_exchange Q exchange 1.
by move=> /H /(_ 0%N ord_max ord0 isT); case.
Qed.

Lemma nine_tenths (u : Q) : u = 9%:R / 10%:R * u -> u = 0.
Proof.
move=> /eqP; rewrite -subr_eq0 -{1}[u]mul1r -mulrBl mulf_eq0 => /orP[|/eqP //].
by vm_compute.
Qed.

(* nine tenths of what is missing of the gains *)
Theorem gains_less_losses_missing_wrong : ~ (forall (R : realFieldType) (N : nat)
    (a : 'I_N -> nat -> bool) T,
  mean R (fun i => forgotten (a i) T) - losses R a T =
  9%:R / 10%:R * (mean R (fun i => learned (a i) T) - gains R a T)).
Proof.
move=> /(_ Q 2%N exchange 1%N).
have [_ _ <-] := gains_less_losses Q exchange 1.
by move/nine_tenths/exchange_hides.
Qed.

(* nine tenths of the smaller share *)
Theorem hidden_exchange_tenth_wrong : ~ (forall (R : realFieldType) (N : nat)
    (a : 'I_N -> nat -> bool) T, mean R (fun i => forgotten (a i) T) - losses R a T =
  \sum_(t < T) 9%:R / 10%:R * Num.min (share_learned R a t) (share_forgotten R a t)).
Proof.
move=> /(_ Q 2%N exchange 1%N); rewrite -mulr_sumr.
have [<- _] := hidden_exchange Q exchange 1.
by move/nine_tenths/exchange_hides.
Qed.

(* the smaller one over all times together *)
Theorem hidden_exchange_together_wrong : ~ (forall (R : realFieldType) (N : nat)
    (a : 'I_N -> nat -> bool) T, mean R (fun i => forgotten (a i) T) - losses R a T =
  Num.min (mean R (fun i => learned (a i) T)) (mean R (fun i => forgotten (a i) T))).
Proof.
move=> /(_ Q 1%N (fun=> even_times) 2%N).
rewrite /losses big_ord_recl big_ord1 /accuracy !mean_of_one /forgotten /learned.
rewrite !big_ord_recl !big_ord0.
by move/eqP; vm_compute.
Qed.

(* one and the same example *)
Theorem hidden_exchange_same_wrong : ~ (forall (R : realFieldType) (N : nat)
    (a : 'I_N -> nat -> bool) T, mean R (fun i => forgotten (a i) T) - losses R a T = 0 <->
  forall t i, (t < T)%N -> ~ (learns (a i) t /\ forgets (a i) t)).
Proof.
move=> /(_ Q 2%N exchange 1%N)[_ H]; apply: exchange_hides; apply: H.
by move=> t i _ []; rewrite /learns /forgets; case: (exchange i t).
Qed.

Local Open Scope nat_scope.

(* time 0 not kept *)
Theorem fewer_times_start_wrong : ~ (forall (a : nat -> bool) (kept : pred nat) T, kept T ->
  let s := times kept T in let M := (size s).-1 in let b := record_at a s in
  exists missed, learned a T = learned b M + missed /\ forgotten a T = forgotten b M + missed).
Proof.
move=> /(_ rising rising 1 isT)[m] /=; have [-> ->] := rising_count.
by rewrite /learned /forgotten !big_ord0 => -[<-].
Qed.

(* the last time not kept *)
Theorem fewer_times_end_wrong : ~ (forall (a : nat -> bool) (kept : pred nat) T, kept 0 ->
  let s := times kept T in let M := (size s).-1 in let b := record_at a s in
  exists missed, learned a T = learned b M + missed /\ forgotten a T = forgotten b M + missed).
Proof.
move=> /(_ rising falling 1 isT)[m] /=; have [-> ->] := rising_count.
by rewrite /learned /forgotten !big_ord0 => -[<-].
Qed.

(* something is missed whenever a time is left out *)
Theorem fewer_times_always_wrong : ~ (forall (a : nat -> bool) (kept : pred nat) T t, t < T ->
  kept 0 -> kept T -> ~~ kept t ->
  let s := times kept T in let M := (size s).-1 in let b := record_at a s in exists missed,
  0 < missed /\ learned a T = learned b M + missed /\ forgotten a T = forgotten b M + missed).
Proof.
move=> /(_ rising even_times 2 1 isT isT isT isT)[m [m_gt0 []]] /=.
by rewrite /learned /forgotten !big_ord_recr !big_ord0 /=; case: m m_gt0.
Qed.
