(* What the removal of neurons costs, when the others take over as well as they can.

   The rows of H are the activations of n neurons on N samples, the columns of X their outgoing
   weights, P the inverse of H H^T. Weights Y of the neurons that stay change the output by
   Y H - X H; the cost is the least sum of squares of that.

   cost_of_neuron (B4QC, part 1): neuron j costs |x_j|^2 / P_jj, by x_k - P_kj / P_jj x_j alone.
   cost_of_set (B4QC, part 2 and 3): a set costs tr(X_D P_DD^-1 X_D^T), by
     X_K - X_D P_DD^-1 P_DK alone, and P_KK - P_KD P_DD^-1 P_DK is the inverse of H_K H_K^T.
   removed_one_by_one (B4QC, part 3 and 4): neurons removed one after another in any order, each
     with the weights and the inverse that are left, end at the cheapest weights of all those
     that the others can have, and the single costs add up to the least.
   All over any ordered field, for all numbers of neurons, samples and outputs. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From dlf Require Import chain descent block.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Squares.
Variable R : realFieldType.

Lemma sumsq_ge0 m n (A : 'M[R]_(m, n)) : 0 <= sumsq A.
Proof. by apply: sumr_ge0 => i _; apply: sumr_ge0 => j _; exact: sqr_ge0. Qed.

Lemma sumsq_eq0 m n (A : 'M[R]_(m, n)) : sumsq A <= 0 -> A = 0.
Proof.
move=> A0; have {A0} e : sumsq A = 0 by apply/eqP; rewrite eq_le A0 sumsq_ge0.
apply/matrixP=> i j; rewrite [RHS]mxE.
have p k : true -> 0 <= \sum_j' A k j' ^+ 2 by move=> _; apply: sumr_ge0 => *; exact: sqr_ge0.
have q j' : true -> 0 <= A i j' ^+ 2 by move=> _; exact: sqr_ge0.
have := psumr_eq0P q (psumr_eq0P p e (i := i) isT) (i := j) isT.
by move/eqP; rewrite sqrf_eq0 => /eqP.
Qed.

Lemma sumsq_rows m n (A : 'M[R]_(m, n)) : sumsq A = \tr (A *m A^T).
Proof. by rewrite sumsq_trace mxtrace_mulC. Qed.

Lemma pythagoras m n (A B : 'M[R]_(m, n)) : A *m B^T = 0 -> sumsq (A + B) = sumsq A + sumsq B.
Proof.
move=> AB; have BA : B *m A^T = 0 by apply: trmx_inj; rewrite trmx_mul trmxK AB trmx0.
rewrite !sumsq_rows [(A + B)^T]linearD /= mulmxDl !mulmxDr AB BA addr0 add0r.
by rewrite linearD.
Qed.

Lemma sumsqZ m n c (A : 'M[R]_(m, n)) : sumsq (c *: A) = c ^+ 2 * sumsq A.
Proof.
rewrite /sumsq mulr_sumr; apply: eq_bigr => i _; rewrite mulr_sumr; apply: eq_bigr => j _.
by rewrite mxE exprMn.
Qed.

Lemma inverse_sym n (P G : 'M[R]_n) : G^T = G -> P *m G = 1%:M -> P^T = P.
Proof.
move=> Gs PG; have GP : G *m P^T = 1%:M by rewrite -{1}Gs -trmx_mul PG trmx1.
by rewrite -[LHS]mul1mx -PG -mulmxA GP mulmx1.
Qed.
End Squares.

Section Together.
Variables (R : realFieldType) (k m N o : nat).
Variables (Hk : 'M[R]_(k, N)) (Hd : 'M[R]_(m, N)) (Xk : 'M[R]_(o, k)) (Xd : 'M[R]_(o, m)).
Variables (Pkk : 'M[R]_k) (Pkd : 'M[R]_(k, m)) (Pdk : 'M[R]_(m, k)) (Pdd : 'M[R]_m).
Local Notation H := (col_mx Hk Hd).
Local Notation X := (row_mx Xk Xd).

Theorem cost_of_set : block_mx Pkk Pkd Pdk Pdd *m (H *m H^T) = 1%:M ->
  let best := Xk - Xd *m invmx Pdd *m Pdk in let cost := \tr (Xd *m invmx Pdd *m Xd^T) in
  [/\ Pdd \in unitmx, sumsq (best *m Hk - X *m H) = cost,
      forall Y, cost <= sumsq (Y *m Hk - X *m H),
      forall Y, sumsq (Y *m Hk - X *m H) <= cost -> Y = best &
      (Pkk - Pkd *m invmx Pdd *m Pdk) *m (Hk *m Hk^T) = 1%:M].
Proof.
move=> PG best cost; set M := Pdk *m Hk + Pdd *m Hd.
have sym : (block_mx Pkk Pkd Pdk Pdd)^T = block_mx Pkk Pkd Pdk Pdd.
  by apply: inverse_sym PG; rewrite trmx_mul trmxK.
have rowE : row_mx Pdk Pdd *m (H *m H^T) = row_mx 0 1%:M.
  have := congr1 dsubmx PG; rewrite -mul_dsub_mx block_mxEv col_mxKd => ->.
  by rewrite scalar_mx_block block_mxEv col_mxKd.
have MH : M *m H^T = row_mx 0 1%:M by rewrite -rowE mulmxA mul_row_col.
have MK : M *m Hk^T = 0.
  by move: MH; rewrite tr_col_mx mul_mx_row => /eq_row_mx[].
have MM : M *m M^T = Pdd.
  have -> : M = row_mx Pdk Pdd *m H by rewrite mul_row_col.
  rewrite trmx_mul mulmxA -(mulmxA _ H) rowE tr_row_mx mul_row_col mul0mx mul1mx add0r.
  by move: sym; rewrite tr_block_mx => /eq_block_mx[].
have unit : Pdd \in unitmx.
  rewrite -row_free_unit -kermx_eq0; apply/eqP/row_matrixP=> i; rewrite row0.
  set x := row i _; have xP : x *m Pdd = 0 by rewrite -row_mul mulmx_ker row0.
  have xM : x *m M = 0.
    by apply: sumsq_eq0; rewrite sumsq_rows trmx_mul mulmxA -(mulmxA x) MM xP mul0mx mxtrace0.
  have := congr1 (mulmx x) MH; rewrite mulmxA xM mul0mx mul_mx_row mulmx0 mulmx1.
  by rewrite -[X in X = _]row_mx0 => /eq_row_mx[].
set E := invmx Pdd *m M; have EK : E *m Hk^T = 0 by rewrite /E -mulmxA MK mulmx0.
have EE : E *m E^T = invmx Pdd.
  rewrite /E trmx_mul mulmxA -(mulmxA (invmx _)) MM mulVmx // mul1mx trmx_inv.
  by move: sym; rewrite tr_block_mx => /eq_block_mx[_ _ _ ->].
have change Y : Y *m Hk - X *m H = (Y - best) *m Hk + - (Xd *m E).
  have -> : Xd *m E = Xd *m invmx Pdd *m Pdk *m Hk + Xd *m Hd.
    by rewrite /E /M mulmxDr mulmxDr !mulmxA -(mulmxA Xd _ Pdd) mulVmx // mulmx1.
  rewrite mul_row_col /best !mulmxBl; move: (Y *m Hk) (Xk *m Hk) (_ *m Pdk *m Hk) (Xd *m Hd).
  move=> a b c e; apply/matrixP=> i j; rewrite !mxE.
  by move: (a i j) (b i j) (c i j) (e i j) => *; ring.
have total Y : sumsq (Y *m Hk - X *m H) = sumsq ((Y - best) *m Hk) + cost.
  rewrite change pythagoras; last first.
    rewrite [(- _)^T]linearN /= mulmxN trmx_mul mulmxA -(mulmxA _ Hk).
    have -> : Hk *m E^T = 0 by apply: trmx_inj; rewrite trmx_mul trmxK EK trmx0.
    by rewrite mulmx0 mul0mx oppr0.
  congr (_ + _); rewrite sumsq_rows [(- _)^T]linearN /= mulmxN mulNmx opprK trmx_mul mulmxA.
  by rewrite -(mulmxA Xd) EE.
split=> //.
- by rewrite total subrr mul0mx sumsq_rows mul0mx mxtrace0 add0r.
- by move=> Y; rewrite total ler_addr sumsq_ge0.
- move=> Y; rewrite total ger_addr => /sumsq_eq0 Z0.
  apply/eqP; rewrite -subr_eq0; apply/eqP; set Z := Y - best in Z0 *.
  have ZH : row_mx Z 0 *m H = 0 by rewrite mul_row_col Z0 mul0mx addr0.
  have := congr1 (mulmx (row_mx Z 0)) (mulmx1C PG).
  rewrite mulmx1 !mulmxA ZH !mul0mx -[X in X = _]row_mx0 => /eq_row_mx[Z00 _].
  by rewrite -Z00.
have := PG; rewrite tr_col_mx mul_col_row mulmx_block scalar_mx_block => /eq_block_mx[e1 _ e2 _].
have e3 : Pdk *m (Hk *m Hk^T) = - (Pdd *m (Hd *m Hk^T)) by apply/eqP; rewrite -addr_eq0 e2.
rewrite mulmxBl -(mulmxA (_ *m _) Pdk) e3 mulmxN opprK !mulmxA -(mulmxA Pkd) mulVmx // mulmx1.
by rewrite -!mulmxA.
Qed.
End Together.

Section OneByOne.
Variables (R : realFieldType) (n N o : nat) (H : 'M[R]_(n, N)).
Local Notation G := (H *m H^T).
Implicit Types (X Y : 'M[R]_(o, n)) (P : 'M[R]_n) (s : seq 'I_n).

(* weights in which the neurons of s have no part *)
Definition without s Y := forall i j, j \in s -> Y i j = 0.

(* weights and inverse after the removal of neuron j: its row and columns are zero then *)
Definition removal (S : 'M[R]_(o, n) * 'M[R]_n) j :=
  (S.1 - (S.2 j j)^-1 *: (col j S.1 *m row j S.2), S.2 - (S.2 j j)^-1 *: (col j S.2 *m row j S.2)).
(* what it costs *)
Definition price (S : 'M[R]_(o, n) * 'M[R]_n) j := sumsq (col j S.1) / S.2 j j.

(* neuron after neuron *)
Fixpoint removals S s := if s is j :: s' then removals (removal S j) s' else S.
Fixpoint prices S s := if s is j :: s' then price S j + prices (removal S j) s' else 0.

(* P is symmetric, zero in the neurons of s, and inverts the Gram matrix of the others *)
Definition inverse_without s P := [/\ P^T = P, forall i j, j \in s -> P i j = 0 &
  forall i j, i \notin s -> j \notin s -> (P *m G) i j = (i == j)%:R].

Lemma Gsym : G^T = G. Proof. by rewrite trmx_mul trmxK. Qed.

Lemma row_times s P j : inverse_without s P -> j \notin s ->
  row j P *m G *m (row j P)^T = (P j j)%:M.
Proof.
move=> [sym off inv] js; rewrite [LHS]mx11_scalar; congr (_%:M).
rewrite mxE (bigD1 j) //= big1 ?addr0 => [|i ij].
  by rewrite -row_mul [X in X * _]mxE inv // eqxx mul1r !mxE.
rewrite -row_mul [X in X * _]mxE ![X in _ * X]mxE; case is_ : (i \in s).
  by rewrite off ?mulr0.
by rewrite inv ?is_ // eq_sym (negbTE ij) mul0r.
Qed.

Lemma pivot s P j : inverse_without s P -> j \notin s -> P j j != 0.
Proof.
move=> Ps js; have [sym off inv] := Ps; apply/eqP=> p0.
have rH : row j P *m H = 0.
  apply: sumsq_eq0; rewrite sumsq_rows trmx_mul mulmxA -(mulmxA (row j P)).
  by rewrite (row_times Ps js) p0 mxtrace_scalar mul0rn.
have := inv j j js js; rewrite eqxx => /eqP.
have -> : (P *m G) j j = (row j P *m H *m H^T) 0 j by rewrite -mulmxA -row_mul [RHS]mxE.
by rewrite rH mul0mx mxE eq_sym oner_eq0.
Qed.

Lemma inverse_step s P j X : inverse_without s P -> j \notin s ->
  inverse_without (j :: s) (removal (X, P) j).2.
Proof.
move=> Ps js; have p0 := pivot Ps js; have [sym off inv] := Ps; rewrite /removal /=.
have symE i l : P i l = P l i by rewrite -{1}sym mxE.
have entry i l : (P - (P j j)^-1 *: (col j P *m row j P)) i l =
    P i l - (P j j)^-1 * (P i j * P j l).
  by rewrite !mxE big_ord1 !mxE.
split.
- by apply/matrixP=> i l; rewrite [LHS]mxE !entry symE (symE l j) (symE j i) (mulrC (P j l)).
- move=> i l; rewrite in_cons entry => /orP[/eqP->|ls].
    by rewrite mulrCA mulVf // mulr1 subrr.
  by rewrite !(off _ l) // !mulr0 subr0.
move=> i l; rewrite !in_cons !negb_or => /andP[ij is_] /andP[lj ls].
have -> : ((P - (P j j)^-1 *: (col j P *m row j P)) *m G) i l =
    (P *m G) i l - (P j j)^-1 * (P i j * (P *m G) j l).
  rewrite mulmxBl -scalemxAl -(mulmxA (col j P)) -row_mul; move: (P *m G) => K.
  by rewrite !mxE big_ord1 !mxE.
by rewrite !inv // [j == l]eq_sym (negbTE lj) !mulr0 subr0.
Qed.

Lemma off_the_rest s P j Z : inverse_without s P -> j \notin s -> without (j :: s) Z ->
  Z *m H *m (row j P *m H)^T = 0.
Proof.
move=> [sym off inv] js Z0; rewrite trmx_mul mulmxA -(mulmxA Z).
apply/matrixP=> i l; rewrite [RHS]mxE -(mulmxA Z) mxE big1 // => h _.
case hs : (h \in j :: s); first by rewrite Z0 ?mul0r.
have -> : (G *m (row j P)^T) h l = (P *m G) j h.
  by rewrite -{1}Gsym -trmx_mul mxE -row_mul mxE.
move: hs; rewrite in_cons => /negbT; rewrite negb_or => /andP[hj hs].
by rewrite inv // eq_sym (negbTE hj) mulr0.
Qed.

Lemma step_by P j X : (removal (X, P) j).1 *m H - X *m H =
  (- (P j j)^-1) *: (col j X *m (row j P *m H)).
Proof. by rewrite -mulmxBl /= addrC addKr mulNmx -scalemxAl scaleNr mulmxA. Qed.

Lemma step_change s P j X : inverse_without s P -> j \notin s ->
  sumsq ((removal (X, P) j).1 *m H - X *m H) = price (X, P) j.
Proof.
move=> Ps js; have p0 := pivot Ps js; rewrite step_by sumsqZ /price /=.
have -> : sumsq (col j X *m (row j P *m H)) = P j j * sumsq (col j X).
  have e : row j P *m H *m (row j P *m H)^T = (P j j)%:M.
    by rewrite trmx_mul mulmxA -(mulmxA _ H) (row_times Ps js).
  move: (row j P *m H) e => y e; rewrite !sumsq_rows trmx_mul mulmxA -(mulmxA _ y) e.
  by rewrite mul_mx_scalar -scalemxAl linearZ.
by move: (sumsq _) (P j j) p0 => S p p0; field.
Qed.

Lemma step_without s P j X : inverse_without s P -> j \notin s -> without s X ->
  without (j :: s) (removal (X, P) j).1.
Proof.
move=> Ps js X0 i l; have p0 := pivot Ps js; have [_ off _] := Ps.
rewrite /removal /= !mxE big_ord1 !mxE in_cons => /orP[/eqP->|ls].
  by rewrite mulrCA mulVf // mulr1 subrr.
by rewrite (X0 _ _ ls) (off _ _ ls) !mulr0 subr0.
Qed.

Lemma removed_after s0 s X P : inverse_without s0 P -> without s0 X -> uniq s ->
  (forall j, j \in s -> j \notin s0) ->
  let S := removals (X, P) s in
  [/\ inverse_without (rev s ++ s0) S.2, without (rev s ++ s0) S.1 &
      forall Y, without (rev s ++ s0) Y ->
        sumsq (Y *m H - X *m H) = prices (X, P) s + sumsq (Y *m H - S.1 *m H)].
Proof.
elim: s s0 X P => [|j s IH] s0 X P Ps X0 /=; first by split=> // Y _; rewrite add0r.
move=> /andP[js us] new; have js0 : j \notin s0 by apply: new; rewrite in_cons eqxx.
have := IH (j :: s0) _ _ (inverse_step X Ps js0) (step_without Ps js0 X0) us.
rewrite -surjective_pairing rev_cons cat_rcons => {}IH; have [|i1 i2 i3] := IH.
  move=> i si; rewrite in_cons negb_or new ?in_cons ?si ?orbT // andbT.
  by apply: contraNneq js => <-.
split=> // Y Y0; rewrite -addrA -i3 // -(step_change X Ps js0).
rewrite [RHS]addrC -pythagoras; first by rewrite addrA subrK.
rewrite step_by [(_ *: _)^T]linearZ /= -scalemxAr trmx_mul mulmxA -mulmxBl.
rewrite (off_the_rest Ps js0) ?mul0mx ?scaler0 // => i l li.
rewrite mxE [X in _ + X]mxE (step_without Ps js0 X0 i li) Y0 ?subrr //.
by rewrite mem_cat li orbT.
Qed.

Theorem removed_one_by_one X P s : P *m G = 1%:M -> uniq s ->
  let S := removals (X, P) s in
  [/\ without s S.1, sumsq (S.1 *m H - X *m H) = prices (X, P) s,
      forall Y, without s Y -> prices (X, P) s <= sumsq (Y *m H - X *m H),
      forall Y, without s Y -> sumsq (Y *m H - X *m H) <= prices (X, P) s -> Y = S.1 &
      inverse_without s S.2].
Proof.
move=> PG us S; have P0 : inverse_without [::] P.
  by split=> // [|i j _ _]; [exact: inverse_sym Gsym PG | rewrite PG mxE].
have X0 : without [::] X by [].
have [i1 i2 i3] := removed_after P0 X0 us (fun _ _ => isT).
have mem j : (j \in rev s ++ [::]) = (j \in s) by rewrite cats0 mem_rev.
have w Y : without s Y -> without (rev s ++ [::]) Y by move=> Y0 i j; rewrite mem; exact: Y0.
have zero : sumsq (S.1 *m H - S.1 *m H) = 0.
  by rewrite subrr sumsq_rows mul0mx mxtrace0.
have S0 : without s S.1 by move=> i j js; apply: i2; rewrite mem.
split=> //.
- by rewrite i3 ?zero ?addr0 //; exact: w.
- by move=> Y Y0; rewrite i3 ?ler_addl ?sumsq_ge0 //; exact: w.
- move=> Y Y0; rewrite i3; last exact: w.
  rewrite ger_addl => /sumsq_eq0 e; apply/eqP; rewrite -subr_eq0 -[_ - _]mulmx1 -(mulmx1C PG).
  by rewrite !mulmxA mulmxBl e !mul0mx.
case: i1 => [a b c]; split=> // i j; rewrite -?mem; [exact: b | exact: c].
Qed.

(* one neuron: what the others take over, written out *)
Theorem cost_of_neuron X P j : P *m G = 1%:M ->
  let best := \matrix_(i, k) (X i k - P k j / P j j * X i j) in
  let cost := sumsq (col j X) / P j j in
  [/\ forall i, best i j = 0, sumsq (best *m H - X *m H) = cost,
      forall Y, (forall i, Y i j = 0) -> cost <= sumsq (Y *m H - X *m H) &
      forall Y, (forall i, Y i j = 0) -> sumsq (Y *m H - X *m H) <= cost -> Y = best].
Proof.
move=> PG best cost; have [w0 c0 least only _] := removed_one_by_one X PG (isT : uniq [:: j]).
have w Y : (forall i, Y i j = 0) -> without [:: j] Y.
  by move=> Y0 i l; rewrite mem_seq1 => /eqP->.
have e : (removals (X, P) [:: j]).1 = best.
  have sym := inverse_sym Gsym PG; apply/matrixP=> i l; rewrite /= !mxE big_ord1 !mxE.
  have -> : P j l = P l j by rewrite -[in LHS]sym mxE.
  by move: (X i l) (X i j) (P l j) (P j j)^-1 => *; ring.
rewrite e in c0 only w0; rewrite [prices _ _]/= addr0 in c0 least only.
split; [by move=> i; apply: w0; rewrite mem_head | exact: c0 | |].
- by move=> Y /w; exact: least.
- by move=> Y /w; exact: only.
Qed.
End OneByOne.
