(* Learned and forgotten: events that add up, for any record, any group and any times.

   A record a says of each time 0, ..., T whether an example was right (a t is true).
   learned a T, forgotten a T are the numbers L and F of its events until T.
   learned_less_forgotten (ZS3K, part 1): L - F = a_T - a_0; L and F differ by one at most;
     F <= (T + a_0 - a_T) / 2.
   most_forgotten (ZS3K, part 1): this bound is attained if and only if the record alternates; then
     F is the whole part of (T + a_0) / 2, and no record over the same times with the same start
     or the same end has a larger F.
   best_for_all_ends (ZS3K, part 1): for all T > 0 and all a_0, a_T a record has the F that is the
     whole part of the bound, the largest for these ends.
   gains_less_losses (ZS3K, part 2): gains less losses are the change of the accuracy; the losses
     are at most the mean of F, and the mean of F less the losses is that of L less the gains.
   hidden_exchange (ZS3K, part 2): this is the sum over all times of the smaller one of the share
     learned and the share forgotten; it is zero if and only if no time has both events.
   fewer_times (ZS3K, part 3): a record kept at some times only, 0 and T among them, has an L
     and an F that are smaller by the same whole number >= 0.
   Shares and means are in any ordered field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp Require Import zify.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.

Section Records.
Implicit Types (a b : nat -> bool) (t T : nat).

(* the event at the time t + 1 *)
Definition learns a t := ~~ a t && a t.+1.
Definition forgets a t := a t && ~~ a t.+1.

(* L and F *)
Definition learned a T : nat := \sum_(t < T) learns a t.
Definition forgotten a T : nat := \sum_(t < T) forgets a t.

(* right and wrong in turn *)
Definition alternates a T := forall t, t < T -> a t.+1 = ~~ a t.

Lemma learned_next a T : learned a T.+1 = learned a T + learns a T.
Proof. by rewrite /learned big_ord_recr. Qed.

Lemma forgotten_next a T : forgotten a T.+1 = forgotten a T + forgets a T.
Proof. by rewrite /forgotten big_ord_recr. Qed.

Lemma balance a T : learned a T + a 0 = forgotten a T + a T.
Proof.
elim: T => [|T IH]; first by rewrite /learned /forgotten !big_ord0.
rewrite learned_next forgotten_next addnAC IH -!addnA; congr addn.
by rewrite /learns /forgets; case: (a T); case: (a T.+1).
Qed.

Lemma one_event a t : learns a t + forgets a t = (a t.+1 != a t).
Proof. by rewrite /learns /forgets; case: (a t); case: (a t.+1). Qed.

Lemma at_most_one_event a T : learned a T + forgotten a T <= T.
Proof.
elim: T => [|T IH]; first by rewrite /learned /forgotten !big_ord0.
by rewrite learned_next forgotten_next addnACA one_event -addn1 leq_add ?leq_b1.
Qed.

Lemma event_at_all_times a T : learned a T + forgotten a T = T <-> alternates a T.
Proof.
elim: T => [|T IH]; first by rewrite /learned /forgotten !big_ord0; split.
have most := at_most_one_event a T.
rewrite learned_next forgotten_next addnACA one_event; split=> [all | alt].
  have b1 := leq_b1 (a T.+1 != a T).
  have /IH alt : learned a T + forgotten a T = T by lia.
  move=> t; rewrite ltnS leq_eqVlt => /orP[/eqP-> | /alt //].
  by have : (a T.+1 != a T : nat) = 1 by [lia]; case: (a T.+1); case: (a T).
have /IH-> : alternates a T by move=> t tT; apply: alt; lia.
by rewrite alt //; case: (a T); rewrite addn1.
Qed.

Lemma eventsE a T : (learned a T + forgotten a T) + a 0 = (forgotten a T).*2 + a T.
Proof. by rewrite -addnn addnAC balance; lia. Qed.

Lemma alternates_count a T : alternates a T -> forgotten a T = (T + a 0)./2.
Proof.
move=> /event_at_all_times e; have := eventsE a T; rewrite e => ->.
by case: (a T); rewrite ?addn1 /= ?uphalf_double ?addn0 ?doubleK.
Qed.

Local Open Scope ring_scope.
Variable R : realFieldType.

Theorem learned_less_forgotten a T :
  [/\ (learned a T)%:R - (forgotten a T)%:R = (a T)%:R - (a 0%N)%:R :> R,
      `|(learned a T)%:R - (forgotten a T)%:R| <= 1 :> R &
      (forgotten a T)%:R <= (T%:R + (a 0%N)%:R - (a T)%:R) / 2%:R :> R].
Proof.
have e : (learned a T)%:R - (forgotten a T)%:R = (a T)%:R - (a 0%N)%:R :> R.
  have /(congr1 (fun k => k%:R : R)) := balance a T; rewrite !natrD => b.
  by apply/eqP; rewrite subr_eq addrAC [X in X - _]addrC -b addrK.
split=> //.
  by rewrite e; case: (a T); case: (a 0%N) => /=;
    rewrite ?mulr1n ?mulr0n ?subrr ?subr0 ?sub0r ?normrN ?normr0 ?normr1 ?ler01.
rewrite ler_pdivl_mulr ?ltr0n // -natrM muln2 ler_subr_addr -!natrD ler_nat.
by rewrite -eventsE leq_add2r at_most_one_event.
Qed.

Theorem most_forgotten a T :
  [/\ (forgotten a T)%:R = (T%:R + (a 0%N)%:R - (a T)%:R) / 2%:R :> R <-> alternates a T,
      alternates a T -> forgotten a T = ((T + a 0%N)./2)%N &
      alternates a T -> forall b, b 0%N = a 0%N \/ b T = a T -> (forgotten b T <= forgotten a T)%N].
Proof.
have e := eventsE a T; split; last 2 first.
- exact: alternates_count.
- move=> /event_at_all_times all b ends; have := eventsE b T; have := at_most_one_event b T.
  rewrite all in e => most eb; case: ends => end_b; rewrite end_b in eb; first by lia.
  by have := leq_b1 (b 0%N); lia.
rewrite -event_at_all_times; have two : 2%:R != 0 :> R by rewrite pnatr_eq0.
split=> [half | all].
  have /eqP : (forgotten a T)%:R * 2%:R = T%:R + (a 0%N)%:R - (a T)%:R :> R.
    by rewrite half mulfVK.
  by rewrite -subr_eq0 opprB addrA subr_eq0 -natrM -!natrD eqr_nat muln2 -e => /eqP; lia.
apply/eqP; rewrite eq_sym (can2_eq (mulfVK two) (mulfK two)) subr_eq -natrM -!natrD eqr_nat.
by rewrite muln2 -e all.
Qed.

Theorem best_for_all_ends T (first last : bool) : (0 < T)%N ->
  exists a, [/\ a 0%N = first, a T = last, forgotten a T = ((T + first - last)./2)%N &
    forall b, b 0%N = first -> b T = last -> (forgotten b T <= forgotten a T)%N].
Proof.
have most b : b 0%N = first -> b T = last -> (forgotten b T <= (T + first - last)./2)%N.
  by move=> b0 bT; have := eventsE b T; have := at_most_one_event b T; rewrite b0 bT; lia.
case: T most => // T most _; exists (fun t => if (t <= T)%N then first (+) odd t else last).
set a := fun t => _; have aT : a T.+1 = last by rewrite /a ltnn.
have a0 : a 0%N = first by rewrite /a addbF.
have all : (learned a T + forgotten a T)%N = T.
  by apply/event_at_all_times => t tT; rewrite /a tT ltnW // addbN.
have := eventsE a T.+1; rewrite learned_next forgotten_next addnACA one_event all aT a0 => e.
have aF : (forgotten a T + forgets a T)%N = ((T.+1 + first - last)./2)%N.
  rewrite -(doubleK (_ + _)%N).
  by case: (_ != _) e => /= e; [congr half | rewrite !doubleK]; lia.
by rewrite aF; split.
Qed.
End Records.

Section Group.
Local Open Scope ring_scope.
Variables (R : realFieldType) (N : nat) (a : 'I_N -> nat -> bool).
Implicit Types (t T : nat) (i j : 'I_N).

(* the mean over the examples; the accuracy at t *)
Definition mean (f : 'I_N -> nat) : R := (\sum_i (f i)%:R) / N%:R.
Definition accuracy t := mean (fun i => a i t).

Definition pos (u : R) := Num.max u 0.
Definition gains T := \sum_(t < T) pos (accuracy t.+1 - accuracy t).
Definition losses T := \sum_(t < T) pos (accuracy t - accuracy t.+1).

(* the shares of the examples that are learned, forgotten at t + 1 *)
Definition share_learned t := mean (fun i => learns (a i) t).
Definition share_forgotten t := mean (fun i => forgets (a i) t).

Lemma mean_sum (f : 'I_N -> nat -> nat) T :
  mean (fun i => \sum_(t < T) f i t)%N = \sum_(t < T) mean (f^~ t).
Proof.
rewrite /mean -mulr_suml exchange_big /=; congr (_ / _).
by apply: eq_bigr => i _; rewrite natr_sum.
Qed.

Lemma mean_learned T : mean (fun i => learned (a i) T) = \sum_(t < T) share_learned t.
Proof. exact: (mean_sum (fun i t => learns (a i) t)). Qed.

Lemma mean_forgotten T : mean (fun i => forgotten (a i) T) = \sum_(t < T) share_forgotten t.
Proof. exact: (mean_sum (fun i t => forgets (a i) t)). Qed.

Lemma change t : accuracy t.+1 - accuracy t = share_learned t - share_forgotten t.
Proof.
rewrite /accuracy /share_learned /share_forgotten /mean -!mulrBl -!sumrB; congr (_ / _).
apply: eq_bigr => i _; rewrite /learns /forgets.
by case: (a i t); case: (a i t.+1); rewrite ?subrr ?subr0.
Qed.

Lemma pos_sub (u v : R) : pos (u - v) = u - Num.min u v.
Proof.
rewrite /pos; case: (leP u v) => uv; first by rewrite max_r ?subrr ?subr_le0.
by rewrite max_l // subr_ge0 ltW.
Qed.

Lemma mean_ge0 f : 0 <= mean f.
Proof. by rewrite /mean divr_ge0 ?ler0n ?sumr_ge0 // => i _; rewrite ler0n. Qed.

Lemma mean_gt0 f : (0 < mean f) = [exists i, 0 < f i]%N.
Proof.
have p i : true -> 0 <= (f i)%:R :> R by rewrite ler0n.
rewrite lt_neqAle mean_ge0 andbT eq_sym /mean mulf_eq0 psumr_eq0 // negb_or invr_eq0 pnatr_eq0.
have -> : (N != 0)%N = [exists i : 'I_N, true].
  case: (N) => [|n]; last by apply/esym/existsP; exists ord0.
  by apply/esym/existsP => -[[]].
rewrite -has_predC; apply/andP/existsP => [[/hasP[i _ fi] _] | [i fi]].
  by exists i; move: fi; rewrite /= pnatr_eq0 lt0n.
split; last by apply/existsP; exists i.
by apply/hasP; exists i; rewrite ?mem_index_enum //= pnatr_eq0 -lt0n.
Qed.

(* what one time hides *)
Lemma hidden_at t : let hidden := Num.min (share_learned t) (share_forgotten t) in
  pos (accuracy t.+1 - accuracy t) = share_learned t - hidden /\
  pos (accuracy t - accuracy t.+1) = share_forgotten t - hidden.
Proof.
by move=> hidden; rewrite -[accuracy t - _]opprB change opprB !pos_sub /hidden minC.
Qed.

Theorem hidden_exchange T :
  let hidden := mean (fun i => forgotten (a i) T) - losses T in
  hidden = \sum_(t < T) Num.min (share_learned t) (share_forgotten t) /\
  (hidden = 0 <-> forall t i j, (t < T)%N -> ~ (learns (a i) t /\ forgets (a j) t)).
Proof.
move=> hidden; have e : hidden = \sum_(t < T) Num.min (share_learned t) (share_forgotten t).
  rewrite /hidden mean_forgotten /losses -sumrB; apply: eq_bigr => t _.
  by have [_ ->] := hidden_at t; rewrite subKr.
split=> //; have p (t : 'I_T) : true -> 0 <= Num.min (share_learned t) (share_forgotten t).
  by move=> _; rewrite le_minr !mean_ge0.
have both t : (0 < Num.min (share_learned t) (share_forgotten t)) =
    [exists i, learns (a i) t] && [exists i, forgets (a i) t].
  by rewrite lt_minr !mean_gt0; congr (_ && _); apply: eq_existsb => i; rewrite lt0b.
rewrite e; split=> [zero t i j tT [li fj] | none].
  have := both t; rewrite (psumr_eq0P p zero (i := Ordinal tT) isT) ltxx => /esym/negP[].
  by apply/andP; split; apply/existsP; [exists i | exists j].
apply: big1 => t _; apply/eqP; rewrite eq_le p // andbT leNgt both.
by apply/negP => /andP[/existsP[i li] /existsP[j fj]]; apply: (none t i j).
Qed.

Theorem gains_less_losses T :
  [/\ gains T - losses T = accuracy T - accuracy 0%N,
      losses T <= mean (fun i => forgotten (a i) T) &
      mean (fun i => forgotten (a i) T) - losses T = mean (fun i => learned (a i) T) - gains T].
Proof.
have [e _] := hidden_exchange T.
have e' : mean (fun i => learned (a i) T) - gains T =
    \sum_(t < T) Num.min (share_learned t) (share_forgotten t).
  rewrite mean_learned /gains -sumrB; apply: eq_bigr => t _.
  by have [-> _] := hidden_at t; rewrite subKr.
split; last by rewrite e e'.
  rewrite /gains /losses -sumrB; elim: T {e e'} => [|T IH]; first by rewrite big_ord0 subrr.
  rewrite big_ord_recr /= IH; have [-> ->] := hidden_at T.
  have -> : accuracy T.+1 = accuracy T + (accuracy T.+1 - accuracy T) by rewrite addrC subrK.
  by rewrite change; ring.
rewrite -subr_ge0 e sumr_ge0 // => t _; by rewrite le_minr !mean_ge0.
Qed.
End Group.

Section Kept.
Implicit Types (a : nat -> bool) (k : nat -> nat) (s t u T M : nat).

Lemma forgets_between a s t : s <= t -> a s && ~~ a t <= \sum_(s <= u < t) forgets a u.
Proof.
elim: t => [|t IH]; first by rewrite leqn0 => /eqP->; rewrite big_geq // andbN.
rewrite leq_eqVlt => /orP[/eqP-> | st]; first by rewrite big_geq // andbN.
rewrite big_nat_recr //=; apply: (leq_trans _ (leq_add (IH st) (leqnn _))).
by rewrite /forgets; case: (a s); case: (a t); case: (a t.+1).
Qed.

Lemma forgotten_at a k M : k 0 = 0 -> (forall i, i < M -> k i <= k i.+1) ->
  forgotten (a \o k) M <= forgotten a (k M).
Proof.
move=> k0; rewrite /forgotten -(big_mkord xpredT (fun u => forgets a u : nat)).
elim: M => [|M IH] mono; first by rewrite big_ord0.
rewrite big_ord_recr /= (@big_cat_nat _ _ _ (k M)) ?mono //=.
apply: leq_add; last exact/forgets_between/mono.
by apply: IH => i iM; apply: mono; exact: ltnW.
Qed.

(* the times 0, ..., T that are kept; what is recorded at them *)
Definition times (kept : pred nat) T := [seq t <- iota 0 T.+1 | kept t].
Definition record_at a (s : seq nat) i := a (nth 0 s i).

Theorem fewer_times a (kept : pred nat) T : kept 0 -> kept T ->
  let s := times kept T in let M := (size s).-1 in let b := record_at a s in
  exists missed, learned a T = learned b M + missed /\ forgotten a T = forgotten b M + missed.
Proof.
move=> kept0 keptT s M b.
have s_last : nth 0 s M = T.
  by rewrite nth_last /s /times -addn1 iotaD filter_cat /= add0n keptT last_cat.
have s0 : nth 0 s 0 = 0 by rewrite /s /times /= kept0.
have s_sorted : sorted ltn s := sorted_filter ltn_trans kept (iota_ltn_sorted 0 T.+1).
have le : forgotten b M <= forgotten a T.
  rewrite -[in X in _ <= X]s_last; apply: (@forgotten_at a (nth 0 s)) => // i i_lt.
  by apply: ltnW; apply: (sorted_ltn_nth ltn_trans) => //; rewrite inE; lia.
exists (forgotten a T - forgotten b M); rewrite subnKC //; split=> //.
have := balance a T; have := balance b M.
by rewrite /b /record_at s0 s_last -/(record_at a s) -/b; lia.
Qed.
End Kept.
