(* Descartes' rule for sums of exponentials at whole times, over any ordered field.

   For coefficients a_j and rates rho_0 > rho_1 > ... > 0 let g(t) = sum_j a_j rho_j^t.
   sums_alternate (SA62, part 2): if g is in turn >= 0 and <= 0 at n + 1 times t_0 < ... < t_n, then
     the coefficients change their sign at least n times, and n + 1 times if the last of these
     signs is not that of a_0. Zeros of g count as either sign, so none is counted too often.
   forgotten_by_changes (SA62, part 2): how often a margin that is zero at first, and then such a
     sum, falls from above zero to zero or below. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp Require Import zify.
From dlf Require Import events.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Changes.
Variable F : realFieldType.
Implicit Types (l : seq F) (c : seq (F * F)) (s : bool) (g : nat -> F) (ts : seq nat).

(* neighbours of opposite signs in a list *)
Fixpoint turns l : nat :=
  if l is x :: l' then
    addn (if l' is y :: _ then (x * y < 0)%R else false) (turns l') else 0%N.

(* changes of sign, zeros left out *)
Definition changes l := turns [seq x <- l | x != 0].

(* the sum of a rho^t over a list of pairs (a, rho) *)
Definition powers c t : F := \sum_(p <- c) p.1 * p.2 ^+ t.

Lemma turns_cat l x y l' :
  turns (rcons l x ++ y :: l') = (turns (rcons l x) + (x * y < 0)%R + turns (y :: l'))%N.
Proof.
elim: l => [|z l IH] /=; first by rewrite !add0n.
rewrite IH -!addnA; congr (_ + _)%N.
by case: l {IH}.
Qed.

Lemma turns_small l : (turns l <= (size l).-1)%N.
Proof.
elim: l => [|x [|y l] IH] //=; rewrite -add1n; apply: leq_add => //; exact: leq_b1.
Qed.

Lemma turns_scaled (T : eqType) (f h : T -> F) (l : seq T) :
  (forall p q, p \in l -> q \in l -> (f p * f q < 0) = (h p * h q < 0)) ->
  turns (map f l) = turns (map h l).
Proof.
elim: l => [|p l IH] e //=; rewrite IH => [|x y xl yl]; last by rewrite e // inE ?xl ?yl orbT.
congr (_ + _)%N; case: l {IH} e => //= q l ->; rewrite ?inE ?eqxx ?orbT //.
Qed.

(* g in turn >= 0 and <= 0, or <= 0 and >= 0, at the times of a list; s says that >= 0 is first *)
Fixpoint in_turns g s ts : bool :=
  if ts is t :: ts' then (if s then 0 <= g t else g t <= 0) && in_turns g (~~ s) ts' else true.

Lemma in_turns_ext g1 g2 s ts : g1 =1 g2 -> in_turns g1 s ts = in_turns g2 s ts.
Proof. by move=> e; elim: ts s => //= v ts IH s; rewrite e IH. Qed.

Lemma between g s t t' : (t < t')%N -> (if s then 0 <= g t else g t <= 0) ->
  (if s then g t' <= 0 else 0 <= g t') ->
  exists2 u, (t <= u < t')%N & if s then g u.+1 - g u <= 0 else 0 <= g u.+1 - g u.
Proof.
elim: t' => // t' IH; rewrite ltnS leq_eqVlt => /orP[/eqP-> a b|lt a b].
  exists t'; first by rewrite leqnn ltnSn.
  by move: a b; case: s {IH} => a b; rewrite ?subr_le0 ?subr_ge0;
    exact: le_trans b a || exact: le_trans a b.
have [c|c] := boolP (if s then g t' <= 0 else 0 <= g t').
  by have [u /andP[tu ut] du] := IH lt a c; exists u => //; rewrite tu leqW.
exists t'; first by rewrite ltnW ?lt // ltnSn.
move: b c; case: s {IH a} => b; rewrite -ltNge => c; rewrite ?subr_le0 ?subr_ge0.
  exact: le_trans b (ltW c).
exact: le_trans (ltW c) b.
Qed.

(* differences change their sign between the times *)
Lemma differences g s t ts : path ltn t ts -> in_turns g s (t :: ts) ->
  exists us, [/\ size us = size ts,
    (if us is u :: us' then (t <= u)%N && path ltn u us' else true) &
    in_turns (fun v => g v.+1 - g v) (~~ s) us].
Proof.
elim: ts t s => [|t' ts IH] t s; first by exists [::].
move=> /= /andP[tt' pt] /andP[a /andP[b r]].
have [u /andP[tu ut] du] : exists2 u, (t <= u < t')%N &
    if s then g u.+1 - g u <= 0 else 0 <= g u.+1 - g u.
  by apply: between => //; move: b; case: (s).
have [|us [su pu ru]] := IH t' (~~ s) pt; first by rewrite /= b r.
exists (u :: us); split; [by rewrite /= su | | by rewrite /= ru andbT; move: du; case: (s)].
rewrite tu /=; case: us su pu ru => //= v us _ /andP[tv ->] _; rewrite andbT.
exact: leq_trans ut tv.
Qed.

Lemma powers_same_sign c t s : c != [::] -> (forall p, p \in c -> 0 < p.2) ->
  (forall p, p \in c -> if s then 0 < p.1 else p.1 < 0) ->
  if s then 0 < powers c t else powers c t < 0.
Proof.
case: c => // p c _ pos sg; rewrite /powers big_cons.
have P q : q \in p :: c -> 0 < q.2 ^+ t by move=> /pos; exact: exprn_gt0.
have pc : p \in p :: c by rewrite inE eqxx.
move: sg; case: s => sg.
  rewrite ltr_paddr ?mulr_gt0 ?P ?sg // big_seq sumr_ge0 // => q qc.
  have qc' : q \in p :: c by rewrite inE qc orbT.
  by rewrite ltW // mulr_gt0 ?P ?sg.
rewrite ltr_naddr ?pmulr_llt0 ?P ?sg // big_seq -oppr_ge0 -sumrN sumr_ge0 // => q qc.
have qc' : q \in p :: c by rewrite inE qc orbT.
by rewrite oppr_ge0 pmulr_lle0 ?P // ltW // sg.
Qed.

(* no changes: all coefficients have the sign of the first *)
Lemma no_turns (x : F) l : (forall y, y \in x :: l -> y != 0) -> turns (x :: l) = 0%N ->
  forall y, y \in x :: l -> if 0 < x then 0 < y else y < 0.
Proof.
elim: l x => [|z l IH] x nz.
  move=> _ y; rewrite inE => /eqP->; have := nz x (mem_head _ _).
  by case: (ltrgt0P x).
move=> /= e; have [xz tl] : (x * z < 0) = false /\ turns (z :: l) = 0%N.
  by move: e; rewrite /=; case: (_ < 0).
have nz' y : y \in z :: l -> y != 0 by move=> yl; apply: nz; rewrite inE yl orbT.
have x0 := nz x (mem_head _ _); have z0 := nz' z (mem_head _ _).
have sxz : (0 < z) = (0 < x).
  move: xz x0 z0; case: (ltrgt0P x) => // x0; case: (ltrgt0P z) => // z0 /negbT.
    by rewrite pmulr_rlt0 // z0.
  by rewrite nmulr_rlt0 // z0.
move=> y; rewrite inE => /orP[/eqP->|yl]; last by have := IH z nz' tl y yl; rewrite sxz.
by move: x0; case: (ltrgt0P x).
Qed.

(* a change of sign has a place *)
Lemma turn_place c : (0 < turns (map fst c))%N ->
  exists c1 p q c2, c = rcons c1 p ++ q :: c2 /\ p.1 * q.1 < 0.
Proof.
elim: c => [|p [|q c] IH] //=; case: (ltrP (p.1 * q.1) 0) => [pq _|_ /IH].
  by exists [::], p, q, c.
move=> [c1 [p' [q' [c2 [-> e]]]]]; exists (p :: c1), p', q', c2.
by rewrite rcons_cons.
Qed.

(* the pairs of the differences of g(t) / rho^t *)
Definition shifted (rho : F) (p : F * F) : F * F := (p.1 * (p.2 / rho - 1), p.2 / rho).

Lemma shifted_powers rho c t : rho != 0 ->
  powers (map (shifted rho) c) t = powers c t.+1 / rho ^+ t.+1 - powers c t / rho ^+ t.
Proof.
move=> r0; rewrite /powers big_map !mulr_suml -sumrB; apply: eq_bigr => p _ /=.
rewrite !exprS expr_div_n; have rt : rho ^+ t != 0 by rewrite expf_neq0.
by move: (p.1) (p.2) (p.2 ^+ t) (rho ^+ t) rt => a b u v v0; field; rewrite v0 r0.
Qed.

(* rates that fall *)
Definition falling c := sorted (fun p q => q.2 < p.2) c.

Lemma falling_rcons c1 p q c2 : falling (rcons c1 p ++ q :: c2) ->
  [/\ forall x, x \in rcons c1 p -> p.2 <= x.2, q.2 < p.2 &
      forall x, x \in q :: c2 -> x.2 <= q.2].
Proof.
have tr : transitive (fun p q : F * F => q.2 < p.2) by move=> y x z xy yz; apply: lt_trans yz xy.
rewrite /falling cat_rcons => f; split=> [x||x].
- rewrite mem_rcons inE => /orP[/eqP-> //|xc]; rewrite ltW //.
  move: f; rewrite (sorted_pairwise tr) pairwise_cat => /and3P[/allrelP + _ _].
  by apply; rewrite // inE eqxx.
- move: f; rewrite (sorted_pairwise tr) pairwise_cat => /and3P[_ _] /=.
  by case/andP=> /andP[].
rewrite inE => /orP[/eqP-> //|xc]; rewrite ltW //.
move: f; rewrite (sorted_pairwise tr) pairwise_cat => /and3P[_ _] /= /andP[_ /andP[/allP + _]].
exact.
Qed.

Lemma shifted_turns c1 p q c2 rho : let c := rcons c1 p ++ q :: c2 in falling c ->
  (forall x, x \in c -> 0 < x.2) -> p.1 * q.1 < 0 -> q.2 < rho < p.2 ->
  turns (map fst c) = (turns (map fst (map (shifted rho) c))).+1.
Proof.
move=> c f pos pq /andP[qr rp]; have [hi _ lo] := falling_rcons f.
have q0 : 0 < q.2 by apply: pos; rewrite mem_cat inE eqxx orbT.
have r0 : 0 < rho := lt_trans q0 qr.
have up x : x \in rcons c1 p -> 0 < x.2 / rho - 1.
  by move=> /hi h; rewrite subr_gt0 ltr_pdivl_mulr // mul1r (lt_le_trans rp).
have dn x : x \in q :: c2 -> x.2 / rho - 1 < 0.
  by move=> /lo h; rewrite subr_lt0 ltr_pdivr_mulr // mul1r (le_lt_trans h).
have sg u v : (0 < u * v) -> forall a b : F, (a * u * (b * v) < 0) = (a * b < 0).
  by move=> uv a b; rewrite mulrACA pmulr_llt0.
rewrite -map_comp /c !map_cat !map_rcons !map_cons !turns_cat -!map_rcons -!map_cons.
have -> : turns (map (fst \o shifted rho) (rcons c1 p)) = turns (map fst (rcons c1 p)).
  by apply: turns_scaled => x y xc yc /=; rewrite sg // mulr_gt0 ?up.
have -> : turns (map (fst \o shifted rho) (q :: c2)) = turns (map fst (q :: c2)).
  by apply: turns_scaled => x y xc yc /=; rewrite sg // nmulr_rgt0 ?dn.
rewrite pq; have -> : (shifted rho p).1 * (shifted rho q).1 < 0 = false.
  rewrite /= mulrACA; apply/negbTE; rewrite -leNgt ltW //.
  rewrite nmulr_rgt0 // nmulr_llt0 ?dn ?inE ?eqxx //.
  by rewrite up // mem_rcons inE eqxx.
by rewrite addn1 addn0 addSn.
Qed.

(* n + 1 signs of a sum of exponentials, of which the last is s, or not s, as n is even, or odd *)
Theorem sums_alternate (a : F * F) c s t ts :
  (forall p, p \in a :: c -> p.1 != 0 /\ 0 < p.2) -> falling (a :: c) ->
  path ltn t ts -> in_turns (powers (a :: c)) s (t :: ts) ->
  (size ts + ((s (+) odd (size ts)) != (0 < a.1)%R) <= turns (map fst (a :: c)))%N.
Proof.
move e : (turns _) => k; elim: k a c e s t ts => [|k IH] a c e s t ts nz f pt r.
  have pos p : p \in a :: c -> 0 < p.2 by move=> /nz[].
  have same p : p \in a :: c -> if 0 < a.1 then 0 < p.1 else p.1 < 0.
    move=> pc; apply: (@no_turns a.1 (map fst c)) => //; last exact: (map_f fst (s := a :: c)).
    by move=> y /(mapP (s := a :: c) (f := fst))[x xc ->]; have [] := nz x xc.
  have agree s0 v : (if s0 then 0 <= powers (a :: c) v else powers (a :: c) v <= 0) ->
      s0 = (0 < a.1).
    have := @powers_same_sign (a :: c) v (0 < a.1) isT pos same.
    by case: s0; case: (0 < a.1) => // g0; rewrite leNgt g0.
  move: r => /= /andP[/agree es]; case: ts pt => [|t' ts] pt /=; first by rewrite addbF -es eqxx.
  by move=> /andP[/agree]; rewrite -es; case: (s).
have [c1 [p [q [c2 [ec pq]]]]] : exists c1 p q c2, a :: c = rcons c1 p ++ q :: c2 /\ p.1 * q.1 < 0.
  by apply: turn_place; rewrite e.
have [hi qp lo] : [/\ forall x, x \in rcons c1 p -> p.2 <= x.2, q.2 < p.2 &
    forall x, x \in q :: c2 -> x.2 <= q.2] by apply: falling_rcons; rewrite -ec.
have [qr rp] := midf_lt qp; set rho := (_ / _) in qr rp.
have pos x : x \in a :: c -> 0 < x.2 by move=> /nz[].
have r0 : 0 < rho by apply: lt_trans qr; apply: pos; rewrite ec mem_cat inE eqxx orbT.
case: ts pt r => [|t' ts] pt r; first by rewrite add0n (leq_trans (leq_b1 _)).
have r' : in_turns (fun v => powers (a :: c) v / rho ^+ v) s [:: t, t' & ts].
  have scale s0 (l : seq nat) : in_turns (powers (a :: c)) s0 l ->
      in_turns (fun v => powers (a :: c) v / rho ^+ v) s0 l.
    elim: l s0 => //= v l IHl s0 /andP[gv /IHl ->]; rewrite andbT.
    by move: gv; case: s0; rewrite ?pmulr_lge0 ?pmulr_lle0 ?invr_gt0 ?exprn_gt0.
  exact: scale.
have [[|u us] [//= su /andP[_ pu] ru]] := differences pt r'.
have ac : a \in rcons c1 p by move: ec; case: (c1) => [|x l] /= [<- _]; rewrite inE eqxx.
have fa : 0 < a.2 / rho - 1.
  by rewrite subr_gt0 ltr_pdivl_mulr // mul1r (lt_le_trans rp) // hi.
have k1 : turns (map fst (map (shifted rho) (a :: c))) = k.
  apply: succn_inj; rewrite -e ec; apply/esym; apply: shifted_turns; rewrite -?ec //.
  by rewrite qr rp.
have nz' x : x \in map (shifted rho) (a :: c) -> x.1 != 0 /\ 0 < x.2.
  move=> /mapP[y yc ->] /=; have [y1 y2] := nz y yc; split; last by rewrite divr_gt0.
  rewrite mulf_neq0 // subr_eq0; move: yc; rewrite ec mem_cat => /orP[/hi h|/lo h].
    by rewrite gt_eqF // ltr_pdivl_mulr // mul1r (lt_le_trans rp).
  by rewrite lt_eqF // ltr_pdivr_mulr // mul1r (le_lt_trans h).
have f' : falling (map (shifted rho) (a :: c)).
  rewrite /falling sorted_map; move: f; rewrite /falling; apply: sub_sorted => x y /= h.
  by rewrite ltr_pmul2r ?invr_gt0.
have ru' : in_turns (powers (map (shifted rho) (a :: c))) (~~ s) (u :: us).
  rewrite (in_turns_ext _ _ (g2 := fun v =>
    powers (a :: c) v.+1 / rho ^+ v.+1 - powers (a :: c) v / rho ^+ v)) //.
  by move=> v; rewrite shifted_powers // gt_eqF.
have := IH _ _ k1 (~~ s) u us nz' f' pu ru'; rewrite /= (pmulr_lgt0 _ fa) addNb.
by have -> : size ts = size us by [case: su]; rewrite addSn ltnS addbN.
Qed.

(* a record of the times at which g > 0 gives such times: two for each event of forgetting, and one
   more if it is positive in the end *)
Lemma times_of_change g T : g 0%N <= 0 -> let a t := 0 < g t in
  exists ts, [/\ path ltn 0%N ts, (last 0%N ts <= T)%N, in_turns g false (0%N :: ts) &
    size ts = ((forgotten a T).*2 + a T)%N].
Proof.
move=> g0 a; elim: T => [|T [ts [p lT r sz]]].
  by exists [::]; rewrite /= g0 /forgotten big_ord0 /a ltNge g0.
have add (t : nat) s (l : seq nat) : in_turns g s (rcons l t) =
    in_turns g s l && (if s (+) odd (size l) then 0 <= g t else g t <= 0).
  elim: l s => [|x l IHl] s /=; first by rewrite andbT addbF.
  by rewrite IHl andbA addNb addbN.
rewrite forgotten_next /forgets; have [e|ne] := eqVneq (a T.+1) (a T).
  exists ts; split=> //; first exact: leqW.
  by rewrite e andbN addn0 -e in sz *; rewrite sz e.
exists (rcons ts T.+1); split.
- by rewrite rcons_path p /= ltnS.
- by rewrite last_rcons.
- rewrite -rcons_cons add r /= sz oddD odd_double /=.
  by move: ne; rewrite /a; case: (ltrP 0 (g T.+1)) => [/ltW|]; case: (ltrP 0 (g T)).
rewrite size_rcons sz; move: ne; case: (a T.+1); case: (a T) => // _.
  by rewrite /= !addn0 addn1.
by rewrite /= !addn1 doubleS addn0.
Qed.
End Changes.

Section Forgotten.
Variables (F : realFieldType) (r : nat) (C : F) (c rho : 'I_r -> F).
Hypotheses (rho01 : forall k, 0 < rho k < 1) (up : forall i j : 'I_r, (i < j)%N -> rho i < rho j).
(* a margin: zero at first, and then a sum of exponentials *)
Variable m : nat -> F.
Hypotheses (mE : forall t, m t = C - \sum_k c k * rho k ^+ t) (m0 : m 0 = 0).

(* C, - c_r, ..., - c_1 *)
Definition coefficients := C :: rev [seq - c k | k <- enum 'I_r].

Let L := (C, 1) :: rev [seq (- c k, rho k) | k <- enum 'I_r].
Let Lf := [seq p <- L | p.1 != 0].

Lemma L_powers t : powers Lf t = m t.
Proof.
have -> : powers Lf t = powers L t.
  rewrite /powers big_filter [RHS](bigID (fun p => p.1 != 0)) /= [X in _ + X]big1 ?addr0 // => p.
  by rewrite negbK => /eqP ->; rewrite mul0r.
rewrite /powers big_cons /= expr1n mulr1 mE -sumrN; congr (_ + _).
rewrite (perm_big [seq (- c k, rho k) | k <- enum 'I_r]) /= ?perm_rev //.
rewrite big_map big_enum; apply: eq_bigr => k _ /=.
by rewrite mulNr.
Qed.

Lemma L_falling : falling Lf.
Proof.
have tr : transitive (fun p q : F * F => q.2 < p.2) by move=> y x z xy yz; apply: lt_trans yz xy.
apply: sorted_filter => //; rewrite /falling /L.
rewrite (sorted_pairwise tr) /=; apply/andP; split.
  apply/allP => p; rewrite mem_rev => /mapP[k _ ->] /=.
  by case/andP: (rho01 k).
rewrite -(sorted_pairwise tr) rev_sorted sorted_map.
have := iota_ltn_sorted 0 r; rewrite -val_enum_ord sorted_map.
by apply: sub_sorted => i j /up.
Qed.

Lemma L_coefficients : [seq x <- coefficients | x != 0] = map fst Lf.
Proof.
have -> : coefficients = map fst L.
  by rewrite /coefficients /L /= map_rev -map_comp; congr (_ :: rev _); apply: eq_map.
by rewrite filter_map.
Qed.

Theorem forgotten_by_changes T : let a t := 0 < m t in
  [/\ ((forgotten a T).*2 <= changes coefficients)%N,
      0 < C -> ((forgotten a T).*2.+1 <= changes coefficients)%N &
      (changes coefficients <= r)%N].
Proof.
move=> a; have tr : transitive (fun p q : F * F => q.2 < p.2).
  by move=> y x z xy yz; apply: lt_trans yz xy.
have [|ts [p _ tu sz]] := @times_of_change _ m T; first by rewrite m0.
rewrite -/a in sz; rewrite /changes L_coefficients.
have main b : ((forgotten a T).*2 + (b && (0 < C)%R) <= turns (map fst Lf))%N.
  case e : Lf => [|q l].
    have z t : m t = 0 by rewrite -L_powers e /powers big_nil.
    have -> : (0 < C) = false.
      apply/negbTE/negP => C0; move: e; rewrite /Lf /L /= gt_eqF //.
    by rewrite andbF addn0 /forgotten big1 // => t _; rewrite /forgets /a z ltxx.
  have := @sums_alternate _ q l false 0 ts; rewrite -e => /(_ _ L_falling p).
  rewrite (in_turns_ext _ _ L_powers) tu sz => /(_ _ isT) H.
  have nz x : x \in Lf -> x.1 != 0 /\ 0 < x.2.
    rewrite mem_filter => /andP[x1 xL]; split=> //.
    move: xL; rewrite inE mem_rev => /orP[/eqP->|/mapP[k _ ->]] /=; first exact: ltr01.
    by case/andP: (rho01 k).
  apply: leq_trans (H nz).
  rewrite -addnA leq_add2l; case: (ltrP 0 C) => [C0|_]; last by rewrite andbF.
  have q1 : 0 < q.1 by move: e; rewrite /Lf /L /= gt_eqF //= => -[<- _].
  by rewrite q1 oddD odd_double /=; case: (0 < m T); case: b.
split.
- by have := main false; rewrite andFb addn0.
- by move=> C0; have := main true; rewrite C0 addn1.
apply: leq_trans (turns_small _) _; rewrite size_map size_filter.
have := count_size (fun p => p.1 != 0) L.
rewrite [size L]/= size_rev size_map -cardE card_ord.
by case: (count _ _) => // n; rewrite ltnS.
Qed.
End Forgotten.
