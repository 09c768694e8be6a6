(* How many vectors have K entries other than zero, all from a given set, and the size of this count
   (VB2R).

   sparse_vectors: there are at most binom(P, K) times (size of the set)^K such vectors.
   binomial_between: (P/K)^K <= binom(P, K) and K! binom(P, K) <= P^K, in whole numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.

Section Count.
Variables (F : zmodType) (P K : nat) (S : seq F).
Implicit Type w : 'rV[F]_P.

(* w has K entries other than zero, all in S *)
Definition sparse w := #|[pred i | w ord0 i != 0%R]| = K /\
  forall i, w ord0 i != 0%R -> w ord0 i \in S.

(* where the entries of w are in S, and which are zero *)
Definition code w : {ffun 'I_P -> option 'I_(size S)} :=
  [ffun i => if w ord0 i == 0%R then None else insub (index (w ord0 i) S)].

Lemma code_inj w v : sparse w -> sparse v -> code w = code v -> w = v.
Proof.
pose decode (f : {ffun 'I_P -> option 'I_(size S)}) : 'rV[F]_P :=
  (\row_i (if f i is Some k then nth 0 S k else 0))%R.
have back u : sparse u -> decode (code u) = u.
  move=> [_ uS]; apply/rowP => i; rewrite mxE ffunE; have [-> // | u0] := eqVneq (u ord0 i) 0%R.
  case: insubP => [k _ -> | /negP []]; first by rewrite nth_index ?uS.
  by rewrite index_mem uS.
by move=> /back {2}<- /back {2}<- ->.
Qed.

(* functions that have a value on A alone *)
Definition on (A : {set 'I_P}) : {set {ffun 'I_P -> option 'I_(size S)}} :=
  [set f in pffun_on None (mem A) (predC1 None)].

Lemma card_on (A : {set 'I_P}) : #|on A| = size S ^ #|A|.
Proof.
rewrite cardsE card_pffun_on; congr (_ ^ _).
by rewrite cardC1 card_option card_ord.
Qed.

Lemma code_support w : sparse w -> code w \in on [set i | w ord0 i != 0%R].
Proof.
move=> [_ wS]; rewrite inE; apply/pffun_onP; split.
  apply/subsetP => i; rewrite inE /= ffunE inE; apply: contraNN => /eqP ->.
  by rewrite eqxx.
move=> y /imageP [i]; rewrite inE => w0 ->; rewrite inE /= ffunE (negbTE w0).
by case: insubP => // /negP []; rewrite index_mem wS.
Qed.

Theorem sparse_vectors (l : seq 'rV[F]_P) : uniq l -> (forall w, w \in l -> sparse w) ->
  size l <= 'C(P, K) * size S ^ K.
Proof.
move=> ul sp; pose X := [set A : {set 'I_P} | #|A| == K].
have le : size l <= #|\bigcup_(A in X) on A|.
  rewrite -(size_map code) cardE; apply: uniq_leq_size.
    by rewrite map_inj_in_uniq // => w v /sp sw /sp sv; exact: code_inj.
  move=> f /mapP [w /sp sw ->]; rewrite mem_enum; apply/bigcupP.
  by exists [set i | w ord0 i != 0%R]; [rewrite inE cardsE; case: sw => -> | exact: code_support].
apply: leq_trans le _; have -> : 'C(P, K) * size S ^ K = \sum_(A in X) size S ^ K.
  by rewrite sum_nat_const /X card_draws card_ord.
have -> : \sum_(A in X) size S ^ K = \sum_(A in X) #|on A|.
  by apply: eq_bigr => A; rewrite inE card_on => /eqP ->.
elim/big_rec2: _ => [|A m U _ le]; first by rewrite cards0.
by apply: leq_trans (leq_card_setU _ _) _; rewrite leq_add2l.
Qed.
End Count.

Lemma binomial_between P K : K <= P ->
  P ^ K <= K ^ K * 'C(P, K) /\ K`! * 'C(P, K) <= P ^ K.
Proof.
move=> KP; split; last first.
  rewrite mulnC bin_ffact ffact_prod -[X in _ <= _ ^ X](card_ord K) -prod_nat_const.
  by apply: leq_prod => i _; exact: leq_subr.
elim: K P KP => [|K IH] [|P] //; rewrite ltnS => KP; have {}IH := IH P KP.
rewrite expnS [K.+1 ^ _]expnS -mulnA mulnCA -mul_bin_diag [X in _ <= X]mulnCA leq_pmul2l //.
case: K IH KP => [|K] IH KP; first by rewrite bin0.
have pos : 0 < K.+1 ^ K.+1 by rewrite expn_gt0.
rewrite -(leq_pmul2l pos); apply: leq_trans (_ : (K.+2 * P) ^ K.+1 <= _).
  by rewrite -expnMn leq_exp2r //; lia.
by rewrite expnMn mulnCA leq_pmul2l ?expn_gt0.
Qed.
